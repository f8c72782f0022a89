//! Files out of an archive. One that cannot be read does not keep the others away.

use std::collections::BTreeMap;

use rawzip::{CompressionMethod, ZipArchive};

use super::odd::Odd;
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
    /// Whether it is locked by a password.
    is_locked: bool,
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
        let last = name.rsplit('/').next().unwrap_or(&name);
        // What a Mac keeps beside each file, and in each folder, is none.
        let is_beside =
            name.starts_with("__MACOSX/") || last.starts_with("._") || last == ".DS_Store";
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
            is_locked: entry.flags().is_encrypted(),
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
    /// What is in it, or why that is not known.
    pub fn unpack(&self, archive: &[u8]) -> Result<Vec<u8>, Odd> {
        if self.is_locked {
            return Err(Odd::Locked);
        }
        let (crc, size) = self.check;
        if size >= MAX_UNPACKED as u64 {
            return Err(Odd::TooLarge);
        }
        let packed = archive.get(self.place.0..self.place.1);
        let bytes = match (packed, self.method) {
            (Some(packed), CompressionMethod::STORE) => Some(packed.to_vec()),
            (Some(packed), CompressionMethod::DEFLATE) => {
                miniz_oxide::inflate::decompress_to_vec_with_limit(packed, MAX_UNPACKED).ok()
            }
            _ => None,
        };
        let is_whole = |bytes: &Vec<u8>| bytes.len() as u64 == size && SUM.checksum(bytes) == crc;
        bytes.filter(is_whole).ok_or(Odd::NoText)
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
            ("_/nop.json", "{}".to_owned()),
            (".Rieng/x.json", "{}".to_owned()),
            ("__/__/evil.json", "{}".to_owned()),
            ("a/b/__/c.json", "{}".to_owned()),
            ("xa/._a.json", "x".to_owned()),
            ("xa/.DS_Store", "x".to_owned()),
            (".an", "x".to_owned()),
        ] {
            let (one, other) = text.as_bytes().split_at(text.len() / 2);
            archive.push(one).unwrap();
            archive.push(other).unwrap();
            archive.end(name).unwrap();
        }
        let mut archive = archive.finish().unwrap();
        // Steps of a path, as other programs write them.
        for at in 2..archive.len() {
            if archive[at] == b'/' && archive[at - 1] == b'_' {
                archive[at - 1] = b'.';
                if archive[at - 2] == b'_' {
                    archive[at - 2] = b'.';
                }
            }
        }
        assert!(is_archive(&archive) && !is_archive(b"{}"));
        let Found {
            files: found,
            others,
        } = files(&archive).unwrap();
        assert_eq!(
            Vec::from_iter(others),
            [("an".to_owned(), 1), ("png".to_owned(), 1)]
        );
        let names: Vec<&str> = found.iter().map(|file| &*file.name).collect();
        assert_eq!(
            names,
            [
                "xa/a.json",
                "xa/b.JSON",
                "./nop.json",
                ".Rieng/x.json",
                "../../evil.json",
                "a/b/../c.json"
            ]
        );
        assert_eq!(found[0].unpack(&archive).unwrap().len(), 800);
        let mut damaged = archive.clone();
        damaged[45] ^= 1;
        assert_eq!(found[0].unpack(&damaged), Err(Odd::NoText));
        assert_eq!(found[1].unpack(&damaged).unwrap(), b"{}");
        assert!(files(&archive[..archive.len() / 2]).is_none());
    }

    /// Of an archive that says that its files are locked, and of one with a file larger than any that is read.
    #[test]
    fn what_is_not_unpacked_says_why() {
        let mut archive = Archive::new();
        archive.add("a.json", b"{}").unwrap();
        let mut archive = archive.finish().unwrap();
        let found = |archive: &[u8]| files(archive).unwrap().files.remove(0).unpack(archive);
        assert_eq!(found(&archive).unwrap(), b"{}");
        let starts = |mark: &[u8]| archive.windows(4).position(|some| some == mark).unwrap();
        let (local, central) = (starts(b"PK\x03\x04"), starts(b"PK\x01\x02"));
        archive[local + 6] |= 1;
        archive[central + 8] |= 1;
        assert_eq!(found(&archive), Err(Odd::Locked));
        let mut archive = Archive::new();
        archive.add("a.json", &vec![b' '; MAX_UNPACKED]).unwrap();
        let archive = archive.finish().unwrap();
        assert_eq!(found(&archive), Err(Odd::TooLarge));
    }
}
