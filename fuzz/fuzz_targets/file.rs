#![no_main]
//! See `targets::file`.

use bac_thang_fuzz::{json, targets};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|data: &[u8]| targets::file(data));
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    json::change(data, size, max_size, seed)
});
