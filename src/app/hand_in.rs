//! The file a unit takes away, and files it brings back.

use std::rc::Rc;

use bac_thang::engine::assessment::FrameworkRef;
use bac_thang::engine::claims::Official;
use bac_thang::engine::file::receipt::Receipt;
use bac_thang::engine::file::{self, File};
use bac_thang::{Assessment, Claims, LoadError, Scored, score};
use gloo::file::{Blob, ObjectUrl};
use time::PrimitiveDateTime;
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

use super::catalog::Sheet;
use super::session::NotOpened;
use super::session::files::Arrival;
use super::session::shelf::Work;
use super::storage::record::moment_in_name;
use super::{page_file, text};

/// The largest page that is read. All that a browser keeps, and the page itself, are under it.
pub const MAX_PAGE_BYTES: u64 = 20_000_000;

/// The JSON of an assessment with its results as claims, under the edition they were computed by, to be handed in or not, with
/// the framework inside or not; `None` where it would not come back as it was, or what comes out of it would not.
pub fn json(
    sheet: &Sheet,
    draft: &Assessment,
    official: Option<Official>,
    with_framework: bool,
) -> Option<String> {
    let claims = Claims {
        official,
        ..claims(sheet, draft)?
    };
    let whole = whole(sheet, draft, claims);
    let framework = with_framework || !sheet.is_shipped;
    let json = file::write(&whole, framework.then_some(&*sheet.document))?;
    let read = Assessment::read(&json).ok()?;
    let claimed = read.claims.as_ref()?;
    claimed
        .differences(&self::claims(sheet, &read)?)
        .is_empty()
        .then_some(json)
}

/// The code by which the paper knows the file that is handed in, of which this comes out.
pub fn receipt(sheet: &Sheet, draft: &Assessment, scored: &Scored) -> Option<Receipt> {
    let claims = Claims::of(scored, sheet.unit_group());
    file::receipt(&whole(sheet, draft, claims))
}

fn whole(sheet: &Sheet, draft: &Assessment, claims: Claims) -> Assessment {
    Assessment {
        framework: FrameworkRef::of(&sheet.framework),
        claims: Some(claims),
        ..draft.clone()
    }
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
    let copy = copy.map_or_else(String::new, |copy| format!("_{copy}"));
    format!("{}{copy}.json", named(sheet, draft))
}

/// `bac-thang_an-giang-1040-2018_xa_ubnd-xa-a_2026.xlsx`
pub fn workbook_name(sheet: &Sheet, draft: &Assessment) -> String {
    format!("{}.xlsx", named(sheet, draft))
}

/// `bac-thang_an-giang-1040-2018_xa_ubnd-xa-a_2026_2026-11-26_14-05.html`; without a work, the page with all of them.
pub fn page_name(work: Option<&Work>, now: PrimitiveDateTime) -> String {
    let named = work.map_or_else(
        || "bac-thang_tat-ca".to_owned(),
        |work| named(&work.sheet, &work.draft),
    );
    format!("{named}_{}.html", moment_in_name(now))
}

fn named(sheet: &Sheet, draft: &Assessment) -> String {
    let year = draft.year.map(|year| year.to_string());
    let unit = text::slug(&draft.unit);
    let parts = [
        Some("bac-thang"),
        Some(&sheet.framework.id),
        Some(&sheet.unit_group().id),
        Some(&unit),
        year.as_deref(),
    ];
    let named: Vec<&str> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    named.join("_")
}

/// Has the browser print what is on screen, or says nothing where it cannot.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Gives the browser a file to save; `None` where it cannot take one.
pub fn download(name: &str, json: &str) -> Option<()> {
    save(name, Blob::new_with_options(json, Some("application/json")))
}

/// The same, of any kind.
pub fn save(name: &str, content: Blob) -> Option<()> {
    let url = ObjectUrl::from(content);
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

/// Reads a file the user chose: an assessment, or a page with some inside.
pub async fn read(file: gloo::file::File) -> Result<Vec<Arrival>, NotOpened> {
    let text = read_text(file, MAX_PAGE_BYTES).await?;
    if page_file::is_page(&text) {
        return page_file::read(&text);
    }
    let file = File::read(&text).map_err(|error| match error {
        LoadError::TooLarge { bytes } => NotOpened::TooLarge {
            bytes: bytes as u64,
        },
        error => NotOpened::Load(error),
    })?;
    Ok(vec![Arrival {
        version: None,
        is_upgraded: file.is_upgraded(),
        broken: file.broken,
        framework: file.framework,
        assessment: Rc::new(file.assessment),
    }])
}

/// The text of a file the user chose.
pub async fn read_text(file: gloo::file::File, most: u64) -> Result<String, NotOpened> {
    if file.size() > most {
        return Err(NotOpened::TooLarge { bytes: file.size() });
    }
    let bytes = gloo::file::futures::read_as_bytes(&file)
        .await
        .map_err(|_| NotOpened::NotText)?;
    let text = page_file::text(&bytes).ok_or(NotOpened::NotText)?;
    Ok(text.into_owned())
}
