//! Files given to the browser to save, written a little at a time, so that the page goes on answering.

use std::cell::Cell;
use std::rc::Rc;

use gloo::file::Blob;
use yew::Callback;

use super::intake::Pace;
use super::state::OfficeAction;
use crate::app::hand_in::save;
use crate::app::spreadsheet::Portion;

/// How much is handed over at once: the browser copies it, all of a large file for longer than a page may be busy.
const MAX_BYTES: usize = 250_000;

/// One file at a time: another that is asked for takes its place.
#[derive(PartialEq)]
pub struct Giving {
    act: Callback<OfficeAction>,
    /// Names the file that is written now, or that none is.
    run: Cell<u32>,
}

/// A file to be given.
pub struct Asked<'a> {
    pub name: String,
    pub kind: &'a str,
    /// How many portions there will be, about.
    pub count: usize,
    pub portions: Box<dyn Iterator<Item = Portion> + 'a>,
}

/// A file that was written.
pub struct Written {
    run: u32,
    name: Rc<str>,
    /// `None` where that did not work.
    content: Option<Blob>,
}

impl Giving {
    pub fn new(act: Callback<OfficeAction>) -> Giving {
        let run = Cell::new(0);
        Giving { act, run }
    }

    /// Writes no more of the file that is being written.
    pub fn stop(&self) {
        self.run.set(self.run.get().wrapping_add(1));
        self.act.emit(OfficeAction::Writing(None));
    }

    /// Writes a file.
    pub async fn write(&self, asked: Asked<'_>) -> Written {
        self.stop();
        let (run, name) = (self.run.get(), asked.name.as_str().into());
        let content = self.content(asked).await;
        Written { run, name, content }
    }

    /// Gives it to the browser unless it is wanted no more, and tells what came of it: its name, or nothing.
    pub fn give(&self, file: Written, told: impl FnOnce(Option<Rc<str>>) -> OfficeAction) {
        if self.run.get() != file.run {
            return;
        }
        self.stop();
        let given = file.content.and_then(|content| save(&file.name, content));
        self.act.emit(told(given.map(|()| file.name)));
    }

    /// `None` as well where it is wanted no more.
    async fn content(&self, mut asked: Asked<'_>) -> Option<Blob> {
        let run = self.run.get();
        let parts = js_sys::Array::new();
        let mut bytes = Vec::new();
        let (mut pace, mut done) = (Pace::default(), 0);
        loop {
            let tell = || {
                let progress = (done, asked.count);
                self.act.emit(OfficeAction::Writing(Some(progress)));
            };
            pace.turn(tell).await;
            if self.run.get() != run {
                return None;
            }
            let Some(portion) = asked.portions.next() else {
                break;
            };
            done += 1;
            let portion = portion?;
            if bytes.is_empty() {
                bytes = portion;
            } else {
                bytes.extend(portion);
            }
            if bytes.len() > MAX_BYTES {
                parts.push(Blob::new(&*bytes).as_ref());
                bytes.clear();
            }
        }
        parts.push(Blob::new(&*bytes).as_ref());
        let kind = web_sys::BlobPropertyBag::new();
        kind.set_type(asked.kind);
        let blob = web_sys::Blob::new_with_blob_sequence_and_options(&parts, &kind);
        Some(Blob::from(blob.ok()?))
    }
}
