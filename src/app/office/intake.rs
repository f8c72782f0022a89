//! Reading many files, a little at a time, so that the page goes on answering.

use std::cell::Cell;
use std::rc::Rc;

use bac_thang::Framework;
use bac_thang::engine::load::MAX_BYTES;
use gloo::file::File;
use js_sys::JsString;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::DataTransfer;
use yew::Callback;

use super::saved::{NotRead, Opening, is_work};
use super::state::{Item, OfficeAction, Opened, Source, unit_key};
use super::unzip;
use crate::app::page_file;

/// How many files the browser reads at once.
const TOGETHER: usize = 24;
/// How many turns there are between two looks at how far it has come.
const TURNS: usize = 8;
/// The largest archive that is read: every commune of the country, unpacked.
const MAX_ARCHIVE: u32 = 200_000_000;

// Functions of `src/page/dropped.js`, which stand in one scope with what wasm-bindgen makes.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = droppedFiles)]
    fn dropped_files(transfer: &DataTransfer) -> js_sys::Promise;
    fn contents(files: &js_sys::Array, most: u32) -> js_sys::Promise;
    fn turn() -> Option<js_sys::Promise>;
}

/// The files among what was dropped, which the browser tells of only while its event lasts; none where it tells of none.
pub fn dropped(transfer: &DataTransfer) -> impl Future<Output = Vec<File>> + use<> {
    let found = dropped_files(transfer);
    async move { files(&JsFuture::from(found).await.unwrap_or_default()) }
}

fn files(found: &JsValue) -> Vec<File> {
    let found = js_sys::Array::from(found);
    let files = found
        .iter()
        .filter_map(|file| file.dyn_into::<web_sys::File>().ok());
    files.map(File::from).collect()
}

/// Lets the page answer where it has not for a while.
pub async fn pause() {
    if let Some(turn) = turn() {
        let _ = JsFuture::from(turn).await;
    }
}

/// By what a unit is known, its letters put together in one way.
pub fn key(name: &str) -> String {
    unit_key(&String::from(JsString::from(name).normalize("NFC")))
}

/// Reads files, and tells of them as it goes.
pub struct Intake {
    pub frameworks: Vec<Rc<Framework>>,
    /// Whether a person has stopped it.
    pub is_stopped: Rc<Cell<bool>>,
    pub act: Callback<OfficeAction>,
}

/// What was read and not told yet.
#[derive(Default)]
struct Pace {
    read: Vec<Rc<Item>>,
    /// Turns since it was told.
    turns: usize,
}

impl Intake {
    pub async fn take(&self, files: Vec<File>) {
        let mut pace = Pace::default();
        self.act.emit(OfficeAction::Found(files.len()));
        let mut groups = files.chunks(TOGETHER).map(Reading::of);
        let mut next = groups.next();
        while let Some(reading) = next {
            // The browser reads the next ones while these are looked at.
            next = groups.next();
            let all = reading.files.iter().zip(reading.contents().await);
            for (file, bytes) in all {
                if self.is_stopped.get() {
                    next = None;
                    break;
                }
                self.take_one(&name(file), bytes, &mut pace).await;
                self.turn(&mut pace).await;
            }
        }
        self.act.emit(OfficeAction::Read(pace.read));
        self.act.emit(OfficeAction::Ended);
    }

    async fn take_one(&self, name: &str, bytes: Option<Vec<u8>>, pace: &mut Pace) {
        let Some(bytes) = bytes else {
            self.examine(name, None, pace);
            return;
        };
        let text = std::str::from_utf8(&bytes).ok();
        if let Some(text) = text.filter(|text| is_work(text)) {
            self.act.emit(OfficeAction::Unpacked);
            self.open(name, text).await;
            return;
        }
        // A page that was saved with such work inside.
        let html = text.filter(|text| text.trim_start().starts_with('<'));
        if let Some(head) = html.and_then(page_file::office) {
            self.act.emit(OfficeAction::Unpacked);
            self.open(name, &head.work).await;
            return;
        }
        if !unzip::is_archive(&bytes) {
            self.examine(name, text, pace);
            return;
        }
        let Some(packed) = unzip::files(&bytes) else {
            self.examine(name, None, pace);
            return;
        };
        // The archive itself is none of the files that come.
        self.act.emit(OfficeAction::Found(packed.len()));
        self.act.emit(OfficeAction::Unpacked);
        for file in packed {
            if self.is_stopped.get() {
                return;
            }
            let unpacked = file.unpack(&bytes);
            let text = unpacked
                .as_deref()
                .and_then(|bytes| std::str::from_utf8(bytes).ok());
            self.examine(&format!("{name}/{}", file.name), text, pace);
            self.turn(pace).await;
        }
    }

    /// Opens work that was saved, unless it is stopped.
    async fn open(&self, name: &str, text: &str) {
        let opened = match Opening::read(text) {
            Ok(opening) => self.opened(name, opening).await,
            Err(why) => Some(Err(why)),
        };
        if let Some(opened) = opened {
            self.act.emit(OfficeAction::Restored(opened));
        }
    }

    async fn opened(&self, name: &str, opening: Opening) -> Option<Result<Opened, NotRead>> {
        let mut items = Vec::new();
        for index in 0..opening.count() {
            items.extend(opening.item(index, None, &self.frameworks, key));
            pause().await;
            if self.is_stopped.get() {
                return None;
            }
        }
        let source = Source::File(name.into());
        let work = opening.work(items);
        Some(work.map(|work| Opened { source, work }))
    }

    fn examine(&self, name: &str, text: Option<&str>, pace: &mut Pace) {
        let text = text.filter(|text| text.len() <= MAX_BYTES);
        let item = Item::examine(&self.frameworks, name, text, key);
        pace.read.push(Rc::new(item));
    }

    /// Lets the page answer where it has not for a while, and tells now and then how far it has come.
    async fn turn(&self, pace: &mut Pace) {
        let Some(turn) = turn() else {
            return;
        };
        pace.turns += 1;
        if pace.turns == TURNS {
            pace.turns = 0;
            self.act
                .emit(OfficeAction::Read(std::mem::take(&mut pace.read)));
        }
        let _ = JsFuture::from(turn).await; // it says nothing
    }
}

/// Files that the browser is reading.
struct Reading<'a> {
    files: &'a [File],
    contents: js_sys::Promise,
}

impl Reading<'_> {
    fn of(files: &[File]) -> Reading<'_> {
        let all = files.iter().map(|file| {
            let file: &web_sys::File = file.as_ref();
            JsValue::from(file.clone())
        });
        Reading {
            files,
            contents: contents(&all.collect(), MAX_ARCHIVE),
        }
    }

    /// What is in them, in their order; `None` where it cannot be read.
    async fn contents(&self) -> impl Iterator<Item = Option<Vec<u8>>> + use<> {
        let read = JsFuture::from(self.contents.clone()).await;
        let read = js_sys::Array::from(&read.unwrap_or_default());
        (0..).map(move |place| {
            let bytes = read.get(place).dyn_into::<js_sys::Uint8Array>().ok()?;
            Some(bytes.to_vec())
        })
    }
}

/// A file's name, with the folder it was chosen in.
fn name(file: &File) -> String {
    let file: &web_sys::File = file.as_ref();
    let path = js_sys::Reflect::get(file, &"webkitRelativePath".into());
    let path = path.ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty())
        .unwrap_or_else(|| file.name())
}
