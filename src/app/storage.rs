//! What the browser keeps between visits: one draft a sheet, as the same JSON a file holds.

use std::collections::BTreeMap;
use std::rc::Rc;

use bac_thang::Assessment;
use web_sys::Storage;

use super::catalog::Catalog;
use super::session::Keeping;

/// Before every key: other pages opened from disk may share the same storage.
const PREFIX: &str = "bac-thang/1/";

/// Where the key of the sheet on screen is kept.
const OPEN: &str = "bac-thang/1/open";

/// What was kept for the sheets of this page.
pub fn load(catalog: &Catalog) -> (BTreeMap<String, Rc<Assessment>>, Keeping) {
    let Some(storage) = storage() else {
        return (BTreeMap::new(), Keeping::Refused);
    };
    let mut drafts = BTreeMap::new();
    let mut keeping = Keeping::Works;
    for key in catalog.sheets.iter().map(super::catalog::Sheet::key) {
        let Ok(Some(text)) = storage.get_item(&format!("{PREFIX}{key}")) else {
            continue;
        };
        if let Ok(assessment) = Assessment::read(&text) {
            drafts.insert(key, Rc::new(assessment));
        } else {
            // The next change would overwrite it.
            let _ = storage.set_item(&format!("{PREFIX}damaged/{key}"), &text);
            keeping = Keeping::Damaged;
        }
    }
    (drafts, keeping)
}

/// Keeps a draft; tells whether the browser took it.
pub fn keep(key: &str, draft: &Assessment) -> bool {
    let kept = || {
        let text = serde_json::to_string(draft).ok()?;
        storage()?.set_item(&format!("{PREFIX}{key}"), &text).ok()
    };
    kept().is_some()
}

/// Keeps which sheet is on screen. Not keeping it costs a click, so a refusal is not told.
pub fn keep_open(key: Option<&str>) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(OPEN, key.unwrap_or_default());
    }
}

/// The sheet that was on screen last.
pub fn last_open() -> Option<String> {
    storage()?.get_item(OPEN).ok()?
}

/// None where the browser forbids it, as in some private windows.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
