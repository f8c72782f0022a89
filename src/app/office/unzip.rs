//! Files out of an archive. One that cannot be read does not keep the others away.

use std::collections::BTreeMap;

use rawzip::{CompressionMethod, ZipArchive};

use crate::app::spreadsheet::archive::SUM;
use crate::app::text::code_page::decoded;

/// The largest file that is unpacked: a small archive can hold an endless one.
const MAX_UNPACKED: usize = bac_thang::engine::load::MAX_BYTES + 1;

/// Whether these are the bytes of an archive.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// A file in an archive: where it is, and what is in it.
pub struct Packed {
    pub name: String,
    place: (usize, usize),
    method: CompressionMethod,
    check: (u32, u64),
}

/// What is in an archive.
#[derive(Default)]
pub struct Found {
    pub files: Vec<Packed>,
    /// How many others there are, by the endings of their names.
    pub others: BTreeMap<String, usize>,
}

/// The JSON files in an archive, and how many others it has; `None` where it is damaged.
pub fn files(bytes: &[u8]) -> Option<Found> {
    let archive = ZipArchive::from_slice(bytes).ok()?;
    let mut entries = archive.entries();
    let mut found = Found::default();
    while let Some(entry) = entries.next_entry().ok()? {
        let name = decoded(entry.file_path().as_ref(), entry.flags().is_utf8()).into_owned();
        // What a Mac keeps beside each file is none.
        let is_beside =
            name.starts_with("__MACOSX/") || name.split('/').any(|part| part.starts_with('.'));
        if entry.is_dir() || is_beside {
            continue;
        }
        let ending = ending(&name);
        if ending != "json" {
            *found.others.entry(ending).or_default() += 1;
            continue;
        }
        let place = archive.get_entry(entry.wayfinder()).ok().and_then(|local| {
            let (start, end) = local.compressed_data_range();
            Some((usize::try_from(start).ok()?, usize::try_from(end).ok()?))
        });
        found.files.push(Packed {
            name,
            place: place.unwrap_or((0, 0)),
            method: entry.compression_method(),
            check: (entry.crc32(), entry.uncompressed_size_hint()),
        });
    }
    Some(found)
}

/// How a name ends, in small letters: `xlsx`; empty where it has no ending.
fn ending(name: &str) -> String {
    let last = name.rsplit('/').next().unwrap_or(name);
    let ending = last.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.to_ascii_lowercase()
}

impl Packed {
    /// What is in it; `None` where it is damaged, locked or packed in a way that is not known here.
    pub fn unpack(&self, archive: &[u8]) -> Option<Vec<u8>> {
        let packed = archive.get(self.place.0..self.place.1)?;
        let bytes = match self.method {
            CompressionMethod::STORE => packed.to_vec(),
            CompressionMethod::DEFLATE => {
                miniz_oxide::inflate::decompress_to_vec_with_limit(packed, MAX_UNPACKED).ok()?
            }
            _ => return None,
        };
        let (crc, size) = self.check;
        let is_whole = bytes.len() as u64 == size && SUM.checksum(&bytes) == crc;
        is_whole.then_some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::spreadsheet::archive::Archive;

    /// Of an archive whose names are in the code page of a machine, and of one that says that they are not.
    #[test]
    fn names_are_read_in_the_letters_they_are_written_in() {
        let mut archive = Archive::new();
        archive.add("xa-do.json", b"{}").unwrap();
        let mut archive = archive.finish().unwrap();
        let name = |bytes: &[u8]| files(bytes).unwrap().files.remove(0).name;
        let places: Vec<usize> = (0..archive.len())
            .filter(|at| archive[*at..].starts_with(b"xa-do"))
            .collect();
        assert_eq!((places.len(), name(&archive).as_str()), (2, "xa-do.json"));
        for at in places {
            archive[at + 1] = 0xe3;
            archive[at + 3] = 0xf0;
        }
        assert_eq!(name(&archive), "xă-đo.json");
        let mut archive = Archive::new();
        archive.add("xã-đỏ.json", b"{}").unwrap();
        assert_eq!(name(&archive.finish().unwrap()), "xã-đỏ.json");
    }

    #[test]
    fn what_was_packed_comes_out() {
        let mut archive = Archive::new();
        for (name, text) in [
            ("xa/a.json", "{\"a\": 1}".repeat(100)),
            ("xa/b.JSON", "{}".to_owned()),
            ("anh.png", "x".to_owned()),
            ("__MACOSX/a.json", "x".to_owned()),
        ] {
            let (one, other) = text.as_bytes().split_at(text.len() / 2);
            archive.push(one).unwrap();
            archive.push(other).unwrap();
            archive.end(name).unwrap();
        }
        let archive = archive.finish().unwrap();
        assert!(is_archive(&archive) && !is_archive(b"{}"));
        let Found {
            files: found,
            others,
        } = files(&archive).unwrap();
        assert_eq!(Vec::from_iter(others), [("png".to_owned(), 1)]);
        let names: Vec<&str> = found.iter().map(|file| &*file.name).collect();
        assert_eq!(names, ["xa/a.json", "xa/b.JSON"]);
        assert_eq!(found[0].unpack(&archive).unwrap().len(), 800);
        let mut damaged = archive.clone();
        damaged[45] ^= 1;
        assert_eq!(found[0].unpack(&damaged), None);
        assert_eq!(found[1].unpack(&damaged).unwrap(), b"{}");
        assert!(files(&archive[..archive.len() / 2]).is_none());
    }
}
