//! Reading many files, a little at a time, so that the page goes on answering.

use std::cell::Cell;
use std::rc::Rc;

use bac_thang::Framework;
use bac_thang::engine::load::MAX_BYTES;
use gloo::file::File;
use gloo::timers::future::sleep;
use js_sys::JsString;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::DataTransfer;
use yew::Callback;

use super::saved::{is_work, read};
use super::state::{Item, OfficeAction, unit_key};
use super::unzip;

/// How many bytes are read between two turns of the page, and how many files at most: that takes some 20 ms.
const TURN_BYTES: u64 = 250_000;
const TOGETHER: usize = 24;
/// How many turns there are between two looks at how far it has come.
const TURNS: usize = 8;
/// The largest archive that is read: every commune of the country, unpacked.
const MAX_ARCHIVE: u64 = 200_000_000;

// Functions of `src/page/dropped.js`, which stand in one scope with what wasm-bindgen makes.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = droppedFiles)]
    fn dropped_files(transfer: &DataTransfer) -> js_sys::Promise;
    fn contents(files: &js_sys::Array) -> js_sys::Promise;
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
        let mut files = files.into_iter().peekable();
        while files.peek().is_some() && !self.is_stopped.get() {
            let mut size = 0;
            let mut some = Vec::new();
            // The browser reads several files at once, and answers to people until it has.
            while let Some(file) = files.next_if(|_| some.len() < TOGETHER && size < TURN_BYTES) {
                size += file.size();
                some.push(file);
            }
            for (file, bytes) in some.iter().zip(contents_of(&some).await) {
                self.take_one(&name(file), bytes, &mut pace).await;
            }
            self.turn(&mut pace);
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
            let saved = read(&self.frameworks, text, key);
            self.act.emit(OfficeAction::Unpacked);
            self.act.emit(OfficeAction::Restored(saved));
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
        let mut since = 0;
        for file in packed {
            if self.is_stopped.get() {
                return;
            }
            let unpacked = file.unpack(&bytes);
            since += unpacked.as_ref().map_or(0, |bytes| bytes.len() as u64);
            let text = unpacked
                .as_deref()
                .and_then(|bytes| std::str::from_utf8(bytes).ok());
            self.examine(&format!("{name}/{}", file.name), text, pace);
            if since >= TURN_BYTES {
                since = 0;
                self.turn(pace);
                sleep(std::time::Duration::ZERO).await;
            }
        }
    }

    fn examine(&self, name: &str, text: Option<&str>, pace: &mut Pace) {
        let text = text.filter(|text| text.len() <= MAX_BYTES);
        let item = Item::examine(&self.frameworks, name, text, key);
        pace.read.push(Rc::new(item));
    }

    /// Tells now and then how far it has come.
    fn turn(&self, pace: &mut Pace) {
        pace.turns += 1;
        if pace.turns == TURNS {
            pace.turns = 0;
            self.act
                .emit(OfficeAction::Read(std::mem::take(&mut pace.read)));
        }
    }
}

/// What is in these files, in their order; `None` where it cannot be read.
async fn contents_of(files: &[File]) -> Vec<Option<Vec<u8>>> {
    let small = files.iter().map(|file| {
        let is_small = file.size() <= MAX_ARCHIVE;
        let file: &web_sys::File = file.as_ref();
        if is_small {
            JsValue::from(file.clone())
        } else {
            JsValue::NULL
        }
    });
    let read = JsFuture::from(contents(&small.collect())).await;
    let read = js_sys::Array::from(&read.unwrap_or_default());
    let bytes = |place: usize| {
        let place = u32::try_from(place).ok()?;
        let bytes = read.get(place).dyn_into::<js_sys::Uint8Array>().ok()?;
        Some(bytes.to_vec())
    };
    (0..files.len()).map(bytes).collect()
}

/// A file's name, with the folder it was chosen in.
fn name(file: &File) -> String {
    let file: &web_sys::File = file.as_ref();
    let path = js_sys::Reflect::get(file, &"webkitRelativePath".into());
    let path = path.ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty())
        .unwrap_or_else(|| file.name())
}
