//! The door for JavaScript, which has laid the packed bytes into this program's memory, with room behind them.

#![allow(unsafe_code, reason = "nothing else lets bytes in and out")]

use std::slice::from_raw_parts_mut;

use crate::join::EXTRA;

/// Says where it has put what comes out; between that and what is packed lies the same, taken apart.
///
/// # Safety
/// The three stretches are this program's memory, one behind the other, and nobody else uses them.
#[unsafe(no_mangle)]
unsafe extern "C" fn unpack(packed: *mut u8, packed_length: usize, length: usize) -> *const u8 {
    // SAFETY: as said.
    let all = unsafe { from_raw_parts_mut(packed, packed_length + 2 * length + EXTRA) };
    let (packed, rest) = all.split_at_mut_checked(packed_length).unwrap_or_default();
    let (apart, out) = rest
        .split_at_mut_checked(length + EXTRA)
        .unwrap_or_default();
    crate::unpack(packed, apart);
    crate::join::join(apart, out);
    out.as_ptr()
}
