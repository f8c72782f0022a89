//! Packs standard input to standard output for [`bac_thang_pack::unpack`], and has looked whether it comes back.

use std::io::{Error, Read, Result, Write, stdin, stdout};

use bac_thang_pack::{LITERAL_CONTEXT, WINDOW, unpack};
use lzma_rust2::{LzmaOptions, LzmaWriter};

fn main() -> Result<()> {
    let mut bytes = Vec::new();
    stdin().read_to_end(&mut bytes)?;
    let packed = pack(&bytes)?;
    let mut back = vec![0; bytes.len()];
    unpack(&packed, &mut back);
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
        }
    }
}
