//! Packs standard input to standard output for [`bac_thang_pack::unpack`], and has looked whether it comes back.

mod split;

use std::io::{Error, Read, Result, Write, stdin, stdout};

use bac_thang_pack::join::join;
use bac_thang_pack::{LITERAL_CONTEXT, WINDOW, unpack};
use lzma_rust2::{LzmaOptions, LzmaWriter};

fn main() -> Result<()> {
    let program = std::env::args().nth(1).and_then(|place| place.parse().ok());
    let mut bytes = Vec::new();
    stdin().read_to_end(&mut bytes)?;
    let apart = split::split(&bytes, program.unwrap_or(0))
        .ok_or_else(|| Error::other("no wasm program stands there"))?;
    let packed = pack(&apart)?;
    let mut unpacked = vec![0; apart.len()];
    unpack(&packed, &mut unpacked);
    let mut back = vec![0; bytes.len()];
    join(&unpacked, &mut back);
    if back != bytes {
        return Err(Error::other("what was packed does not unpack to itself"));
    }
    stdout().write_all(&packed)
}

/// As tight as the packer can.
fn pack(bytes: &[u8]) -> Result<Vec<u8>> {
    let options = LzmaOptions {
        dict_size: WINDOW,
        lc: LITERAL_CONTEXT,
        lp: 0,
        pb: 0,
        nice_len: 273,
        ..LzmaOptions::with_preset(9)
    };
    let mut writer = LzmaWriter::new_no_header(Vec::new(), &options, false)?;
    writer.write_all(bytes)?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn round(bytes: &[u8]) {
        let packed = pack(bytes).unwrap();
        let mut back = vec![0; bytes.len()];
        unpack(&packed, &mut back);
        assert_eq!(back, bytes);
    }

    /// Every kind of instruction by what follows it, in a function between two sections.
    const PROGRAM: &[u8] = &[
        0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // the head
        1, 2, 7, 7, // a section before
        10, 69, 2, // the code: two functions
        63, 1, 0x83, 1, 0x7f, // the size of the first, and its variables
        0x02, 0x40, 0x03, 0x7f, 0x04, 0x40, // blocks
        0x20, 0x80, 1, 0x21, 1, 0x22, 2, 0x23, 3, // variables
        0x28, 2, 0x84, 8, 0x3a, 0, 5, // memory
        0x41, 0xff, 0x7e, 0x42, 9, 0x43, 1, 2, 3, 4, 0x44, 1, 2, 3, 4, 5, 6, 7,
        8, // constants
        0x10, 0x90, 3, 0x11, 1, 0, // calls
        0x0c, 1, 0x0e, 2, 0, 1, 2, // jumps
        0xfc, 0x0a, 0, 0,    // what has two bytes
        0x0b, // the end of the first
        3, 0, 0x1a, 0x0b, // the second
        11, 1, 9, // a section behind
    ];

    #[test]
    fn a_program_taken_apart_comes_back() {
        let bytes = [b"before it", PROGRAM].concat();
        let apart = split::split(&bytes, 9).unwrap();
        let mut back = vec![0; bytes.len()];
        join(&apart, &mut back);
        assert_eq!(back, bytes);
        assert!(split::split(b"no program at all", 0).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))] // each takes the packer 50 MB of tables

        #[test]
        fn bytes_of_all_kinds_come_back(bytes in vec(any::<u8>(), 0..3000)) {
            round(&bytes);
        }

        /// Repetitions near and far, long and short, interrupted by a letter.
        #[test]
        fn repetitions_come_back(parts in vec((0..9000_usize, 1..400_usize, 0..4_u8), 0..200)) {
            let mut bytes = b"0123456789".to_vec();
            for (far, length, letter) in parts {
                let from = bytes.len().saturating_sub(far + 1);
                for place in from..from + length {
                    bytes.push(bytes[place]);
                }
                bytes.push(letter);
            }
            round(&bytes);
        }

        #[test]
        fn what_was_never_packed_unpacks_to_something(bytes in vec(any::<u8>(), 0..300), length in 0..20_000_usize) {
            unpack(&bytes, &mut vec![0; length]);
            join(&bytes, &mut vec![0; length]);
        }
    }
}
