//! Files packed into an archive, a portion at a time.

use std::io::Write as _;

use crc::{CRC_32_ISO_HDLC, Crc, Digest};
use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output, create_comp_flags_from_zip_params,
};
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchiveWriter};

/// How hard it packs: harder takes longer and saves little.
const LEVEL: i32 = 6;

/// The day on which every file in an archive was written: the first that there is in archives, as the same files make the same
/// archive. With none said, it would be day 0 of month 0.
const FIRST_DAY: i64 = 315_532_800;

/// The sum that archives keep of each file. That of `rawzip` is faster, with 16 kB of tables that cannot be packed.
pub static SUM: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// An archive that is being written.
pub struct Archive {
    files: ZipArchiveWriter<Vec<u8>>,
    packer: Box<CompressorOxide>,
    /// What was packed of the file that comes next.
    packed: Vec<u8>,
    sum: Digest<'static, u32>,
    size: u64,
}

impl Archive {
    pub fn new() -> Archive {
        let flags = create_comp_flags_from_zip_params(LEVEL, 0, 0);
        Archive {
            files: ZipArchiveWriter::new(Vec::new()),
            packer: Box::new(CompressorOxide::new(flags)),
            packed: Vec::new(),
            sum: SUM.digest(),
            size: 0,
        }
    }

    /// More of the file that comes next.
    pub fn push(&mut self, bytes: &[u8]) -> Option<()> {
        self.sum.update(bytes);
        self.size += bytes.len() as u64;
        (self.pack(bytes, TDEFLFlush::None) == TDEFLStatus::Okay).then_some(())
    }

    /// What was pushed since the last one is a file of this name.
    pub fn end(&mut self, name: &str) -> Option<()> {
        if self.pack(&[], TDEFLFlush::Finish) != TDEFLStatus::Done {
            return None;
        }
        let sum = std::mem::replace(&mut self.sum, SUM.digest()).finalize();
        let size = std::mem::take(&mut self.size);
        let file = self.files.new_file(name);
        let file = file.compression_method(CompressionMethod::DEFLATE);
        let file = file.last_modified(UtcDateTime::from_unix(FIRST_DAY));
        let (mut entry, _) = file.start().ok()?;
        entry.write_all(&self.packed).ok()?;
        entry.finish(DataDescriptorOutput::new(sum, size)).ok()?;
        self.packed.clear();
        self.packer.reset();
        Some(())
    }

    /// The same, of one that is all there.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Option<()> {
        self.push(bytes)?;
        self.end(name)
    }

    fn pack(&mut self, bytes: &[u8], flush: TDEFLFlush) -> TDEFLStatus {
        let packed = &mut self.packed;
        let put = |bytes: &[u8]| {
            packed.extend_from_slice(bytes);
            true
        };
        compress_to_output(&mut self.packer, bytes, flush, put).0
    }

    /// Its bytes.
    pub fn finish(self) -> Option<Vec<u8>> {
        self.files.finish().ok()
    }
}

#[cfg(test)]
mod tests {
    use rawzip::ZipArchive;

    use super::*;

    #[test]
    fn every_file_has_a_day_that_there_is() {
        let mut archive = Archive::new();
        archive.add("a.json", b"{}").unwrap();
        let bytes = archive.finish().unwrap();
        let archive = ZipArchive::from_slice(&bytes).unwrap();
        let entry = archive.entries().next_entry().unwrap().unwrap();
        let day = entry.last_modified();
        assert_eq!((day.year(), day.month(), day.day()), (1980, 1, 1));
        // In the two bytes where every program looks: year 0, month 1, day 1.
        let start = bytes.windows(4).position(|it| it == b"PK\x01\x02").unwrap();
        assert_eq!(bytes[start + 14..start + 16], [0b0010_0001, 0]);
    }
}
