//! The files taken in as others may see them: without who filled them in.

use std::collections::BTreeSet;
use std::rc::Rc;

use bac_thang::engine::file::without_preparer;
use gloo::file::Blob;

use super::intake::pause;
use super::lists::List;
use crate::app::hand_in::save;
use crate::app::spreadsheet::xlsx::zipped;

/// Gives the browser an archive of them; its name where that worked.
pub async fn give(list: &List) -> Option<Rc<str>> {
    let mut files = Vec::new();
    let mut names = BTreeSet::new();
    for (place, row) in list.taken().enumerate() {
        pause().await;
        let text = without_preparer(&row.received()?.text)?;
        files.push((name(&mut names, &row.file.file, place), text.into_bytes()));
    }
    let name = format!("bac-thang_tep-da-nhan_{}.zip", list.framework.id);
    let archive = zipped(&files)?;
    let content = Blob::new_with_options(&*archive, Some("application/zip"));
    save(&name, content)?;
    Some(name.into())
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
