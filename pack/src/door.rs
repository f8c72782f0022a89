//! The door for JavaScript, which has laid the packed bytes into this program's memory and says where.

#![allow(unsafe_code, reason = "nothing else lets bytes in and out")]

use std::slice::{from_raw_parts, from_raw_parts_mut};

/// # Safety
/// The two stretches are this program's memory, lie apart, and nobody else uses them.
#[unsafe(no_mangle)]
unsafe extern "C" fn unpack(packed: *const u8, packed_length: usize, out: *mut u8, length: usize) {
    // SAFETY: as said.
    let (packed, out) = unsafe {
        (
            from_raw_parts(packed, packed_length),
            from_raw_parts_mut(out, length),
        )
    };
    crate::unpack(packed, out);
}
