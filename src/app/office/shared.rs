//! The files taken in as others may see them: without who filled them in.

use std::collections::BTreeSet;

use bac_thang::engine::file::without_preparer;

use super::lists::List;
use crate::app::spreadsheet::Portion;
use crate::app::spreadsheet::archive::Archive;

/// An archive of them, a file at a time.
pub fn archive(list: &List) -> impl Iterator<Item = Portion> {
    let mut names = BTreeSet::new();
    let mut archive = Some(Archive::new());
    let files = list.taken().enumerate().map(Some).chain([None]);
    files.map_while(move |file| {
        let mut packed = archive.take()?;
        let Some((place, row)) = file else {
            return Some(packed.finish());
        };
        let added = row.received().and_then(|received| {
            let text = without_preparer(&received.text)?;
            packed.add(&name(&mut names, &row.file.file, place), text.as_bytes())
        });
        archive = added.map(|()| packed);
        Some(added.map(|()| Vec::new()))
    })
}

/// A file's name without where it came from; with its number where another has it.
fn name(names: &mut BTreeSet<String>, file: &str, place: usize) -> String {
    let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let name = if names.contains(last) {
        format!("{}_{last}", place + 1)
    } else {
        last.to_owned()
    };
    names.insert(name.clone());
    name
}
