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

/// How many bytes are read between two turns of the page, which takes some 10 ms, and how many turns between two looks at how
/// far it has come.
const TURN: usize = 60_000;
const TURNS: usize = 20;
/// The largest archive that is read: every commune of the country, unpacked.
const MAX_ARCHIVE: u64 = 200_000_000;

// A function of `src/page/dropped.js`, which stands in one scope with what wasm-bindgen makes.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = droppedFiles)]
    fn dropped_files(transfer: &DataTransfer) -> js_sys::Promise;
}

/// The files among what was dropped, which the browser tells of only while its event lasts; none where it tells of none.
pub fn dropped(transfer: &DataTransfer) -> impl Future<Output = Vec<File>> + use<> {
    let found = dropped_files(transfer);
    async move { files(JsFuture::from(found).await.unwrap_or_default()) }
}

fn files(found: JsValue) -> Vec<File> {
    let found = js_sys::Array::from(&found);
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
    /// Bytes since the last turn.
    bytes: usize,
    /// Turns since it was told.
    turns: usize,
}

impl Intake {
    pub async fn take(&self, files: Vec<File>) {
        let mut pace = Pace::default();
        self.act.emit(OfficeAction::Found(files.len()));
        for file in files {
            if self.is_stopped.get() {
                break;
            }
            self.take_one(&file, &mut pace).await;
        }
        self.act.emit(OfficeAction::Read(pace.read));
        self.act.emit(OfficeAction::Ended);
    }

    async fn take_one(&self, file: &File, pace: &mut Pace) {
        let name = name(file);
        let bytes = if file.size() > MAX_ARCHIVE {
            None
        } else {
            gloo::file::futures::read_as_bytes(file).await.ok()
        };
        let bytes = bytes.unwrap_or_default();
        if let Some(text) = std::str::from_utf8(&bytes)
            .ok()
            .filter(|text| is_work(text))
        {
            self.act.emit(OfficeAction::Unpacked);
            self.act
                .emit(OfficeAction::Restored(read(&self.frameworks, text, key)));
            return;
        }
        if !unzip::is_archive(&bytes) {
            self.examine(&name, Some(&bytes), pace).await;
            return;
        }
        let Some(packed) = unzip::files(&bytes) else {
            self.examine(&name, None, pace).await;
            return;
        };
        // The archive itself is none of the files that come.
        self.act.emit(OfficeAction::Found(packed.len()));
        self.act.emit(OfficeAction::Unpacked);
        for file in packed {
            if self.is_stopped.get() {
                return;
            }
            let name = format!("{name}/{}", file.name);
            let bytes = file.unpack(&bytes);
            self.examine(&name, bytes.as_deref(), pace).await;
        }
    }

    async fn examine(&self, name: &str, bytes: Option<&[u8]>, pace: &mut Pace) {
        let bytes = bytes.filter(|bytes| bytes.len() <= MAX_BYTES);
        let text = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok());
        let item = Item::examine(&self.frameworks, name, text, key);
        pace.read.push(Rc::new(item));
        pace.bytes += bytes.map_or(0, <[u8]>::len);
        if pace.bytes < TURN {
            return;
        }
        (pace.bytes, pace.turns) = (0, pace.turns + 1);
        if pace.turns == TURNS {
            pace.turns = 0;
            self.act
                .emit(OfficeAction::Read(std::mem::take(&mut pace.read)));
        }
        sleep(std::time::Duration::ZERO).await;
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
