#![no_main]
//! See `targets::plan`.

use bac_thang_fuzz::targets;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| targets::plan(data));
