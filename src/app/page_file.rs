//! The page as a file with assessments inside: written, and read out of.

use std::borrow::Cow;
use std::rc::Rc;

use time::PrimitiveDateTime;
use wasm_bindgen::prelude::*;

use super::hand_in;
use super::office::held::{self, Head};
use super::office::state::Office;
use super::office::work::Work as OfficeWork;
use super::session::files::Arrival;
use super::session::shelf::{Filed, Id, Shelf, Work};
use super::session::{NotOpened, Sent, SentState};
use super::storage::record::{self, Data, NotRead};

/// As `pageCarrying` in `src/page/file.js` has it written.
const BLOCK: &str = "<script type=\"application/json\" id=\"data\">";

// Functions of `src/page/file.js`, which stands in one scope with what wasm-bindgen makes.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = carriedData)]
    fn carried_data() -> Option<String>;
    #[wasm_bindgen(js_name = pageCarrying)]
    fn page_carrying(data: &str) -> String;
    #[wasm_bindgen(js_name = savePage, catch)]
    async fn save_page(name: &str, text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = pageText)]
    fn page_text(bytes: &[u8]) -> String;
}

/// What this page carries, if anything.
pub fn carried() -> Option<Result<Data, NotRead>> {
    Some(record::read_data(&carried_data()?))
}

/// Writes this page with one assessment, or all of them, inside; `None` where a person called it off.
pub async fn save(
    shelf: Shelf,
    only: Option<Id>,
    now: PrimitiveDateTime,
    stamp: Rc<str>,
) -> Option<Sent> {
    let is_wanted = |id: &Id| only.as_ref().is_none_or(|only| only == id);
    let works: Vec<(Id, Rc<str>, Work)> = shelf
        .into_iter()
        .filter(|(id, _)| is_wanted(id))
        .map(|(id, work)| {
            let mut work = Rc::unwrap_or_clone(work);
            work.facts.filed(Filed {
                at: now,
                is_checked: false,
            });
            (id, Rc::clone(&stamp), work)
        })
        .collect();
    let single = works.iter().find(|_| only.is_some());
    let file = hand_in::page_name(single.map(|(_, _, work)| work), now);
    let ids = works.iter().map(|(id, ..)| Rc::clone(id)).collect();
    let data = record::write_data(only.as_ref(), &works, None)?;
    let sent = written(&file, &data).await?;
    Some(Sent { ids, stamp, ..sent })
}

/// How much text of received files a page takes: what becomes of it can be opened again.
const MAX_RECEIVED: usize = 12_000_000;

/// Whether a page can hold an office's work.
pub fn holds(work: &OfficeWork) -> bool {
    let bytes = work.items.iter().filter_map(|item| item.text());
    bytes.map(|text| text.len()).sum::<usize>() <= MAX_RECEIVED
}

/// Writes this page with an office's work inside; `None` where a person called it off.
pub async fn save_office(
    office: Rc<Office>,
    now: PrimitiveDateTime,
    stamp: Rc<str>,
) -> Option<Sent> {
    let mut facts = office.facts.clone();
    facts.filed(Filed {
        at: now,
        is_checked: false,
    });
    let office = held::write(&office.work, &facts, &stamp, true)?;
    let file = format!("bac-thang_tiep-nhan_{}.html", record::moment_in_name(now));
    let data = record::write_data(None, &[], Some(&office))?;
    let sent = written(&file, &data).await?;
    Some(Sent {
        is_office: true,
        stamp,
        ..sent
    })
}

/// Writes this page with data inside.
async fn written(file: &str, data: &str) -> Option<Sent> {
    let text = page_carrying(data);
    let came = save_page(file, &text).await;
    let came = came.ok().and_then(|came| came.as_string());
    let (state, file) = match came.as_deref().and_then(|came| came.split_once(' ')) {
        Some(("cancelled", _)) => return None,
        Some(("checked", file)) => (SentState::Checked, file.to_owned()),
        Some(("sent", file)) => (SentState::Unchecked, file.to_owned()),
        Some(("differs", file)) => (SentState::Differs, file.to_owned()),
        Some((_, file)) => (SentState::Failed, file.to_owned()),
        None => (SentState::Failed, file.to_owned()),
    };
    Some(Sent {
        file,
        text: text.into(),
        ids: Vec::new(),
        is_office: false,
        stamp: Rc::default(),
        state,
    })
}

/// The text of a file: UTF-8, as pages of old are too, or what a page is written in.
pub fn text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    match str::from_utf8(bytes) {
        Ok(text) => Some(text.into()),
        Err(_) => bytes.starts_with(b"<").then(|| page_text(bytes).into()),
    }
}

/// Whether a file's text is a page's.
pub fn is_page(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let doctype = start.get(..14).unwrap_or_default();
    doctype.eq_ignore_ascii_case("<!doctype html") || start.contains(BLOCK)
}

/// What a saved page carries.
pub fn read(text: &str) -> Result<Vec<Arrival>, NotOpened> {
    let data = data(text)?;
    if data.records.is_empty() && data.office.is_some() {
        return Err(NotOpened::OfficePage);
    }
    Ok(data.records.into_iter().map(Arrival::from).collect())
}

/// The office's work that a saved page carries.
pub fn office(text: &str) -> Option<Head> {
    data(text).ok()?.office
}

fn data(text: &str) -> Result<Data, NotOpened> {
    let data = text.split_once(BLOCK).ok_or(NotOpened::PageWithoutData)?.1;
    let (data, _) = data.split_once("</script>").ok_or(NotOpened::DamagedPage)?;
    record::read_data(data).map_err(|why| match why {
        NotRead::Newer => NotOpened::NewerPage,
        NotRead::Damaged => NotOpened::DamagedPage,
    })
}
