//! The browser's own storage. It may be forbidden, full, cleared, or changed by another window at any time.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Storage};

use crate::app::session::Keeping;

/// Before every record's key; its name follows. Other pages opened from disk may share the same storage.
const RECORDS: &str = "bac-thang/record/";
/// Where a text goes that lies in the place of a record and is none.
const DAMAGED: &str = "bac-thang/damaged/";
/// Where the name of the assessment on screen is kept: this window's, or else the last window's.
const OPEN: &str = "bac-thang/open";
/// Before every key of an earlier version, which kept one bare assessment a sheet.
pub const EARLIER: &str = "bac-thang/1/";

/// All that may be ours, by key; `None` where the browser forbids it.
pub fn all() -> Option<Vec<(String, String)>> {
    let storage = local()?;
    let count = storage.length().ok()?;
    let keys = (0..count).filter_map(|index| storage.key(index).ok()?);
    let ours = keys.filter(|key| key.starts_with("bac-thang/") && key != OPEN);
    let texts = ours.filter_map(|key| Some((key.clone(), storage.get_item(&key).ok()??)));
    Some(texts.collect())
}

/// The key of a record.
pub fn key(id: &str) -> String {
    format!("{RECORDS}{id}")
}

/// The name of the record that a key is of.
pub fn id(key: &str) -> Option<&str> {
    key.strip_prefix(RECORDS)
}

pub fn get(key: &str) -> Option<String> {
    local()?.get_item(key).ok()?
}

/// Writes a text, and reads it back.
pub fn set(key: &str, text: &str) -> Keeping {
    let Some(storage) = local() else {
        return Keeping::Blocked;
    };
    match storage.set_item(key, text) {
        Ok(()) if get(key).as_deref() == Some(text) => Keeping::Works,
        Ok(()) => Keeping::Blocked,
        Err(why) => refused(&why),
    }
}

/// Puts a text aside that lies in the place of a record and is none.
pub fn set_aside(id: &str, text: &str) -> Keeping {
    set(&format!("{DAMAGED}{id}"), text)
}

pub fn remove(key: &str) {
    if let Some(storage) = local() {
        let _ = storage.remove_item(key);
    }
}

/// Keeps which assessment is on screen. Not keeping it costs a click, so a refusal is not told.
pub fn keep_open(id: Option<&str>) {
    for storage in [session(), local()].into_iter().flatten() {
        let _ = storage.set_item(OPEN, id.unwrap_or_default());
    }
}

/// The assessment that was on screen last, in this window or else in any.
pub fn last_open() -> Option<String> {
    let kept = |storage: Storage| storage.get_item(OPEN).ok().flatten();
    session().and_then(kept).or_else(|| local().and_then(kept))
}

/// Firefox has a name of its own for a full storage.
fn refused(why: &JsValue) -> Keeping {
    let name = why.dyn_ref::<DomException>().map(DomException::name);
    match name.as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => Keeping::Full,
        _ => Keeping::Blocked,
    }
}

fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
