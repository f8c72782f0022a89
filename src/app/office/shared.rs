//! The files taken in as others may see them: without who filled them in.

use std::collections::BTreeSet;

use bac_thang::engine::file::without_preparer;

use super::lists::List;
use crate::app::spreadsheet::Portion;
use crate::app::spreadsheet::archive::Archive;
use crate::app::text::small;

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

/// A file's name without where it came from; with its number where another has it, also in letters that are small in one and
/// capital in the other: on many machines that is one name.
fn name(names: &mut BTreeSet<String>, file: &str, place: usize) -> String {
    let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let mut name = last.to_owned();
    while !names.insert(small(&name)) {
        name = format!("{}_{name}", place + 1);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_names_are_one_where_small_and_capital_letters_are_the_same() {
        let mut names = BTreeSet::new();
        let files = [
            "a/xa.json",
            "b\\Xa.json",
            "XÃ Đ.json",
            "xã đ.json",
            "6_xa.json",
            "xA.json",
        ];
        let packed = files.iter().enumerate();
        let packed = packed.map(|(place, file)| name(&mut names, file, place));
        assert_eq!(
            packed.collect::<Vec<_>>(),
            [
                "xa.json",
                "2_Xa.json",
                "XÃ Đ.json",
                "4_xã đ.json",
                "6_xa.json",
                "6_6_xA.json"
            ]
        );
    }
}
