//! Reading many files, a little at a time, so that the page goes on answering.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use bac_thang::Framework;
use bac_thang::engine::load::MAX_BYTES;
use gloo::file::File;
use js_sys::{JsString, Uint8Array};
use time::Date;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::DataTransfer;
use yew::Callback;

use super::alike::is_plain;
use super::expected::key_by;
use super::item::Item;
use super::odd::Odd;
use super::passed::Passed;
use super::saved::{NotRead, Opening, START, is_work};
use super::state::{OfficeAction, Opened, Progress, Source};
use super::unzip;
use super::work::Work;
use crate::app::page_file;

/// How many files the browser reads at once.
const TOGETHER: usize = 24;
/// How much of a text is read at once.
pub const PORTION: usize = 64_000;
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

/// What was dropped.
pub struct Dropped {
    pub files: Vec<File>,
    /// The names of folders that the browser does not let this page read.
    pub folders: Vec<Rc<str>>,
}

/// What was dropped, which the browser tells of only while its event lasts.
pub fn dropped(transfer: &DataTransfer) -> impl Future<Output = Dropped> + use<> {
    let found = dropped_files(transfer);
    async move {
        let found = JsFuture::from(found).await;
        let found = found.map_or_else(
            |_| js_sys::Array::new(),
            |found| js_sys::Array::from(&found),
        );
        let folders = found.iter().filter_map(|it| it.as_string());
        let files = found
            .iter()
            .filter_map(|it| it.dyn_into::<web_sys::File>().ok());
        Dropped {
            folders: folders.map(Rc::from).collect(),
            files: files.map(File::from).collect(),
        }
    }
}

/// The reading that goes on.
#[derive(Default)]
pub struct Run {
    /// Whether it does.
    is_on: Cell<bool>,
    /// Whether a person has stopped it.
    is_stopped: Cell<bool>,
    /// What was dropped since.
    waiting: RefCell<VecDeque<(Rc<Intake>, Vec<File>)>>,
}

impl PartialEq for Run {
    fn eq(&self, other: &Run) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Run {
    pub fn stop(&self) {
        self.is_stopped.set(true);
        self.waiting.borrow_mut().clear();
    }

    fn next(&self) -> Option<(Rc<Intake>, Vec<File>)> {
        self.waiting.borrow_mut().pop_front()
    }
}

/// Lets the page answer where it has not for a while.
pub async fn pause() {
    Pace::default().turn(|| ()).await;
}

/// How often is told how far something has come.
#[derive(Default)]
pub struct Pace {
    /// Turns since it was told.
    turns: usize,
}

impl Pace {
    /// Lets the page answer where it has not for a while, and now and then tells.
    pub async fn turn(&mut self, tell: impl FnOnce()) {
        let Some(turn) = turn() else {
            return;
        };
        self.turns += 1;
        if self.turns == TURNS {
            self.turns = 0;
            tell();
        }
        let _ = JsFuture::from(turn).await; // it says nothing
    }
}

/// By what a unit is known, its letters put together in one way.
pub fn key(name: &str) -> String {
    key_by(name, |name| {
        if name.chars().all(is_plain) {
            name.to_owned()
        } else {
            // Letters of full width are those that they stand for.
            normal(name, "NFKC")
        }
    })
}

/// Vowels and their marks as one letter each, as people type them.
fn normal(name: &str, form: &str) -> String {
    JsString::from(name).normalize(form).into()
}

/// Reads files, and tells of them as it goes.
pub struct Intake {
    pub frameworks: Vec<Rc<Framework>>,
    pub run: Rc<Run>,
    /// Whether work from before is being opened.
    pub is_opening: bool,
    /// The day of receipt that is typed.
    pub came: Option<Date>,
    pub act: Callback<OfficeAction>,
}

/// What was read and not told yet.
#[derive(Default)]
struct Untold {
    read: Vec<Rc<Item>>,
    pace: Pace,
}

impl Intake {
    /// Begins to read what was dropped; where something is being read, after that: one batch has one day on which it came, and
    /// is undone in one step.
    pub fn start(self: Rc<Self>, dropped: Dropped) {
        let Dropped { files, folders } = dropped;
        let run = Rc::clone(&self.run);
        if !run.is_on.get() {
            if self.is_opening {
                self.act
                    .emit(OfficeAction::PassedOver(Passed::WhileOpening));
                return;
            }
            self.act.emit(OfficeAction::FilesChosen);
        }
        if !folders.is_empty() {
            let folders = Passed::Folders(folders.into());
            self.act.emit(OfficeAction::PassedOver(folders));
        }
        if files.is_empty() {
            return;
        }
        run.waiting.borrow_mut().push_back((self, files));
        if run.is_on.replace(true) {
            return;
        }
        spawn_local(async move {
            while let Some((intake, files)) = run.next() {
                run.is_stopped.set(false);
                intake.take(files).await;
            }
            run.is_on.set(false);
        });
    }

    async fn take(&self, files: Vec<File>) {
        let mut untold = Untold::default();
        self.act.emit(OfficeAction::Began(self.came));
        self.act.emit(OfficeAction::Found(files.len()));
        let mut groups = files.chunks(TOGETHER).map(Reading::of);
        let mut next = groups.next();
        while let Some(reading) = next {
            // The browser reads the next ones while these are looked at.
            next = groups.next();
            let all = reading.files.iter().zip(reading.contents().await);
            for (file, bytes) in all {
                if self.run.is_stopped.get() {
                    next = None;
                    break;
                }
                self.take_one(&name(file), bytes, &mut untold).await;
                self.turn(&mut untold).await;
            }
        }
        self.act.emit(OfficeAction::Read(untold.read));
        self.act.emit(OfficeAction::Ended);
    }

    async fn take_one(&self, name: &str, found: Option<Uint8Array>, untold: &mut Untold) {
        let Some(found) = found else {
            self.examine(name, Err(Odd::NoText), untold);
            return;
        };
        if is_work(&part(&found, 0, START)) {
            let starts = (0..found.length() as usize).step_by(PORTION);
            let mut portions = starts.map(|from| part(&found, from, PORTION));
            self.open(name, found.length() as usize, &mut portions)
                .await;
            return;
        }
        let bytes = found.to_vec();
        let text = page_file::text(&bytes);
        let text = text.as_deref();
        // A page that was saved with such work inside.
        let html = text.filter(|text| text.trim_start().starts_with('<'));
        if let Some(head) = html.and_then(page_file::office) {
            let portions = head.work.as_bytes().chunks(PORTION);
            let mut portions = portions.map(<[u8]>::to_vec);
            self.open(name, head.work.len(), &mut portions).await;
            return;
        }
        if !unzip::is_archive(&bytes) {
            let text = match text {
                Some(text) if page_file::is_page(text) => Err(Odd::Page),
                text => text.ok_or(Odd::NoText),
            };
            self.examine(name, text, untold);
            return;
        }
        // Excel's and Word's files are archives as well.
        let found = unzip::files(&bytes).filter(|found| !found.files.is_empty());
        let Some(unzip::Found {
            files: packed,
            others,
        }) = found
        else {
            self.examine(name, Err(Odd::NoText), untold);
            return;
        };
        if !others.is_empty() {
            let kinds = others.into_iter();
            let kinds = kinds.map(|(ending, count)| (ending.into(), count));
            self.act.emit(OfficeAction::PassedOver(Passed::InArchive {
                archive: name.into(),
                kinds: kinds.collect(),
            }));
        }
        // The archive itself is none of the files that come.
        self.act.emit(OfficeAction::Found(packed.len()));
        self.act.emit(OfficeAction::Unpacked);
        for file in packed {
            if self.run.is_stopped.get() {
                return;
            }
            let unpacked = file.unpack(&bytes);
            let path = format!("{name}/{}", normal(&file.name, "NFC"));
            let work = unpacked
                .as_deref()
                .ok()
                .filter(|bytes| is_work(bytes.get(..START).unwrap_or(bytes)));
            if let Some(work) = work {
                let mut portions = work.chunks(PORTION).map(<[u8]>::to_vec);
                self.open(&path, work.len(), &mut portions).await;
                continue;
            }
            let text = unpacked.as_deref().map_err(|odd| *odd);
            let text = text.and_then(|it| std::str::from_utf8(it).map_err(|_| Odd::NoText));
            self.examine(&path, text, untold);
            self.turn(untold).await;
        }
    }

    /// Opens work that was saved, which comes in portions, unless it is stopped.
    async fn open(&self, name: &str, of: usize, portions: &mut dyn Iterator<Item = Vec<u8>>) {
        // It is none of the files that come.
        self.act.emit(OfficeAction::Unpacked);
        let opened = self.opened(name, of, portions).await;
        if !self.run.is_stopped.get() {
            self.act.emit(OfficeAction::Restored(opened));
        }
    }

    async fn opened(
        &self,
        name: &str,
        of: usize,
        portions: &mut dyn Iterator<Item = Vec<u8>>,
    ) -> Result<Opened, NotRead> {
        let (mut opening, mut items) = (Opening::default(), Vec::new());
        let (mut pace, mut done) = (Pace::default(), 0);
        for portion in portions {
            opening.push(&portion);
            done += portion.len();
            let can_stop = true;
            let tell = || {
                self.act
                    .emit(OfficeAction::Opening(Progress { done, of, can_stop }));
            };
            while let Some(item) = opening.item(None, &self.frameworks, key) {
                items.push(item);
                pace.turn(tell).await;
                if self.run.is_stopped.get() {
                    // Nobody asks what is wrong with it.
                    return Err(NotRead::Damaged);
                }
            }
            pace.turn(tell).await;
        }
        Ok(Opened {
            work: work(opening, items).await?,
            source: Source::File(name.into()),
        })
    }

    fn examine(&self, name: &str, text: Result<&str, Odd>, untold: &mut Untold) {
        let text = match text {
            Ok(text) if text.len() > MAX_BYTES => Err(Odd::TooLarge),
            text => text,
        };
        let item = Item::examine(&self.frameworks, name, text, key);
        untold.read.push(Rc::new(item));
    }

    /// Lets the page answer where it has not for a while, and tells now and then how far it has come.
    async fn turn(&self, untold: &mut Untold) {
        let Untold { read, pace } = untold;
        let tell = || self.act.emit(OfficeAction::Read(std::mem::take(read)));
        pace.turn(tell).await;
    }
}

/// The work of which these are the files.
pub async fn work(opening: Opening, items: Vec<Rc<Item>>) -> Result<Work, NotRead> {
    let mut appraising = opening.begin(items)?;
    while appraising.appraise()? {
        pause().await;
    }
    Ok(appraising.done())
}

/// A part of bytes that the browser holds.
fn part(bytes: &Uint8Array, from: usize, length: usize) -> Vec<u8> {
    let place = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    bytes.subarray(place(from), place(from + length)).to_vec()
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
    async fn contents(&self) -> impl Iterator<Item = Option<Uint8Array>> + use<> {
        let read = JsFuture::from(self.contents.clone()).await;
        let read = js_sys::Array::from(&read.unwrap_or_default());
        (0..).map(move |place| read.get(place).dyn_into().ok())
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
