//! The file a unit takes away, and files it brings back.

use bac_thang::engine::assessment::FrameworkRef;
use bac_thang::engine::claims::Official;
use bac_thang::engine::load::MAX_BYTES;
use bac_thang::{Assessment, Claims, score};
use gloo::file::{Blob, ObjectUrl};
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

use super::catalog::Sheet;
use super::session::NotOpened;
use super::text;

/// The JSON of an assessment with its results as claims, under the edition they were computed by, to be handed in or not;
/// `None` where it would not come back as it was.
pub fn json(sheet: &Sheet, draft: &Assessment, official: Option<Official>) -> Option<String> {
    let claims = claims(sheet, draft).map(|claims| Claims { official, ..claims });
    let framework = FrameworkRef::of(&sheet.framework);
    let whole = Assessment {
        framework,
        claims,
        ..draft.clone()
    };
    let json = serde_json::to_string_pretty(&whole).ok()?;
    (Assessment::read(&json).ok()? == whole).then_some(json)
}

/// How many of a file's claims are not what comes out now.
pub fn differences(sheet: &Sheet, file: &Assessment) -> usize {
    match (&file.claims, claims(sheet, file)) {
        (Some(claimed), Some(computed)) => claimed.differences(&computed).len(),
        _ => 0,
    }
}

fn claims(sheet: &Sheet, draft: &Assessment) -> Option<Claims> {
    let scored = score(&sheet.framework, draft).ok()?;
    Some(Claims::of(&scored, sheet.unit_group()))
}

/// `bac-thang_an-giang-1040-2018_xa_ubnd-xa-a_2026.json`, and what kind of copy it is where that is to be said.
pub fn file_name(sheet: &Sheet, draft: &Assessment, copy: Option<&str>) -> String {
    let year = draft.year.map(|year| year.to_string());
    let unit = text::slug(&draft.unit);
    let parts = [
        Some("bac-thang"),
        Some(&sheet.framework.id),
        Some(&sheet.unit_group().id),
        Some(&unit),
        year.as_deref(),
        copy,
    ];
    let named: Vec<&str> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    format!("{}.json", named.join("_"))
}

/// Gives the browser a file to save; `None` where it cannot take one.
pub fn download(name: &str, json: &str) -> Option<()> {
    let url = ObjectUrl::from(Blob::new_with_options(json, Some("application/json")));
    let document = web_sys::window()?.document()?;
    let anchor: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    document.body()?.append_child(&anchor).ok()?;
    anchor.click();
    anchor.remove();
    // The browser fetches the blob after this turn; the address must outlive it.
    gloo::timers::callback::Timeout::new(60_000, move || drop(url)).forget();
    Some(())
}

/// Reads a file the user chose.
pub async fn read(file: gloo::file::File) -> Result<Box<Assessment>, NotOpened> {
    if file.size() > MAX_BYTES as u64 {
        return Err(NotOpened::TooLarge { bytes: file.size() });
    }
    let bytes = gloo::file::futures::read_as_bytes(&file)
        .await
        .map_err(|_| NotOpened::NotText)?;
    let text = String::from_utf8(bytes).map_err(|_| NotOpened::NotText)?;
    Assessment::read(&text)
        .map(Box::new)
        .map_err(NotOpened::Load)
}
