//! The office's work as a file: what was received, decided and appraised. `bac-thang/office/3`.
//!
//! The files received are in it as they came, those that cannot be read too, so that whoever opens it computes everything anew.
//! The browser keeps the same with the files' texts apart.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use bac_thang::Framework;
use bac_thang::engine::file::receipt::Receipt;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::appraisal::{Appraised, Mark};
use super::item::{Item, ListKey};
use super::odd::Odd;
use super::publish::Final;
use super::split::Splitter;
use super::work::Work;
use crate::app::spreadsheet::Portion;
use crate::app::storage::record;

const FORMAT: &str = "bac-thang/office/";
const VERSION: u32 = 3;

/// With the files, or with nothing in the place of each.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written<F = WrittenFile> {
    format: String,
    #[serde(default)]
    appraiser: String,
    files: Vec<F>,
    #[serde(default)]
    expected: Vec<WrittenList>,
    #[serde(default)]
    appraisals: Vec<WrittenAppraisal>,
    /// Since version 2.
    #[serde(default)]
    finals: Vec<WrittenFinal>,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    name: Rc<str>,
    /// None where it is not text, since version 2; or where it is kept apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<Rc<str>>,
    /// Why it is not. Since version 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    odd: Option<Odd>,
    /// What a person decided: whether it is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    is_taken: Option<bool>,
    /// The day it came, where the office says so: `2026-11-27`. Since version 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    came: Option<String>,
    /// What the office wrote to tell its unit from another of the same name. Since version 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    apart: Option<Rc<str>>,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenList {
    framework: Rc<str>,
    unit_group: usize,
    year: Option<u16>,
    units: String,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAppraisal {
    receipt: String,
    marks: BTreeMap<String, Mark>,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFinal {
    framework: Rc<str>,
    unit_group: usize,
    year: Option<u16>,
    list: Rc<Final>,
}

/// Why work was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// A later version wrote it.
    Newer,
    Damaged,
}

/// Whether a text that begins so is an office's work, of whatever version.
pub fn is_work(start: &[u8]) -> bool {
    let format = FORMAT.as_bytes();
    let start = start.get(..START).unwrap_or(start);
    start.windows(format.len()).any(|some| some == format)
}

/// How much of a text says what it is.
pub const START: usize = 200;

/// How many files are written at once, that the page goes on answering.
const TOGETHER: usize = 32;

/// What of the file comes next.
enum Next {
    /// What there is to be written is put together.
    Begin(Work),
    /// All but the files is written, and then read back: there may be long lists of units in it.
    Write,
    Check(String),
    /// More files, which come after others or not.
    Files {
        is_first: bool,
    },
    Nothing,
}

/// The text of the file, a portion at a time; each was read back, and is `None` where it would not come back as it was.
pub struct Portions {
    /// All but the files.
    written: Written<()>,
    files: std::vec::IntoIter<WrittenFile>,
    /// What comes after them.
    end: String,
    next: Next,
}

/// Begins to write the file.
pub fn portions(work: &Work) -> Portions {
    Portions {
        files: Vec::new().into_iter(),
        written: Written::default(),
        end: String::new(),
        next: Next::Begin(work.clone()),
    }
}

/// How many portions of it there are, about.
pub fn count(work: &Work) -> usize {
    work.items.len() / TOGETHER
}

impl Iterator for Portions {
    type Item = Portion;

    fn next(&mut self) -> Option<Portion> {
        let text = match std::mem::replace(&mut self.next, Next::Nothing) {
            Next::Begin(work) => {
                let written = written(&work, true);
                self.next = Next::Write;
                self.files = written.files.into_iter();
                self.written = Written {
                    format: written.format,
                    appraiser: written.appraiser,
                    files: Vec::new(),
                    expected: written.expected,
                    appraisals: written.appraisals,
                    finals: written.finals,
                };
                Some(String::new())
            }
            Next::Write => {
                let text = serde_json::to_string(&self.written).ok();
                text.map(|text| {
                    self.next = Next::Check(text);
                    String::new()
                })
            }
            Next::Check(text) => {
                self.next = Next::Files { is_first: true };
                self.begin(&text)
            }
            Next::Files { is_first } => self.files(is_first),
            Next::Nothing => return None,
        };
        Some(text.map(String::into_bytes))
    }
}

impl Portions {
    fn begin(&mut self, text: &str) -> Option<String> {
        if !reads_as(text, &self.written) {
            return None;
        }
        // Within a text its quotation marks would be written otherwise.
        let (before, after) = text.split_once("\"files\":[]")?;
        self.end = format!("]{after}");
        Some(format!("{before}\"files\":["))
    }

    fn files(&mut self, is_first: bool) -> Option<String> {
        let some: Vec<WrittenFile> = self.files.by_ref().take(TOGETHER).collect();
        if some.is_empty() {
            return Some(std::mem::take(&mut self.end));
        }
        self.next = Next::Files { is_first: false };
        let text = serde_json::to_string(&some).ok()?;
        if !reads_as(&text, &some) {
            return None;
        }
        let files = text.strip_prefix('[')?.strip_suffix(']')?;
        Some(if is_first {
            files.to_owned()
        } else {
            format!(",{files}")
        })
    }
}

/// Whether a text comes back as it was.
fn reads_as<T: DeserializeOwned + PartialEq>(text: &str, value: &T) -> bool {
    serde_json::from_str::<T>(text).is_ok_and(|read| read == *value)
}

/// What is written, with the files' texts inside or kept apart.
pub fn json(work: &Work, with_texts: bool) -> impl Serialize {
    written(work, with_texts)
}

fn written(work: &Work, with_texts: bool) -> Written {
    let files = work.items.iter().enumerate().map(|(index, item)| {
        let came = item.read.as_ref().ok().and_then(|received| received.came);
        WrittenFile {
            name: Rc::clone(&item.file),
            text: item.text().filter(|_| with_texts).cloned(),
            odd: item.odd().filter(|odd| *odd != Odd::default()),
            is_taken: work.decided.get(&index).copied(),
            came: came.map(record::date),
            apart: Some(&item.apart).filter(|it| !it.is_empty()).cloned(),
        }
    });
    let expected = work.expected.iter().map(|(key, units)| WrittenList {
        framework: Rc::clone(&key.framework),
        unit_group: key.unit_group,
        year: key.year,
        units: units.clone(),
    });
    let appraisals = work
        .appraisals
        .iter()
        .map(|(receipt, appraised)| WrittenAppraisal {
            receipt: receipt.to_string(),
            marks: appraised.marks.clone(),
        });
    let finals = work.finals.iter().map(|(key, list)| WrittenFinal {
        framework: Rc::clone(&key.framework),
        unit_group: key.unit_group,
        year: key.year,
        list: Rc::clone(list),
    });
    Written {
        format: format!("{FORMAT}{VERSION}"),
        appraiser: work.appraiser.clone(),
        files: files.collect(),
        expected: expected.collect(),
        appraisals: appraisals.collect(),
        finals: finals.collect(),
    }
}

/// Work that is being opened a little at a time, so that the page goes on answering: its text as it comes, its files one by one.
#[derive(Default)]
pub struct Opening {
    splitter: Splitter,
    /// Those that were read and not looked at.
    files: VecDeque<WrittenFile>,
    /// How many were.
    looked_at: usize,
    decided: BTreeMap<usize, bool>,
    /// Whether one of them is none.
    is_damaged: bool,
}

impl Opening {
    /// Reads what comes next of the text.
    pub fn push(&mut self, bytes: &[u8]) {
        for file in self.splitter.push(bytes) {
            match read(&file) {
                Some(file) => self.files.push_back(file),
                None => self.is_damaged = true,
            }
        }
    }

    /// How many files were read.
    pub fn count(&self) -> usize {
        self.looked_at + self.files.len()
    }

    /// Looks at the next of the files that were read, whose text is inside or comes from where it is kept.
    pub fn item(
        &mut self,
        kept: Option<&str>,
        frameworks: &[Rc<Framework>],
        key: impl Fn(&str) -> String,
    ) -> Option<Rc<Item>> {
        let file = self.files.pop_front()?;
        let decided = file.is_taken.map(|is_taken| (self.looked_at, is_taken));
        self.decided.extend(decided);
        self.looked_at += 1;
        let text = file.text.as_deref().or(kept);
        let text = text.ok_or(file.odd.unwrap_or_default());
        let item = Item::examine(frameworks, &file.name, text, &key);
        let item = match &file.apart {
            Some(apart) => item.told_apart(apart, key),
            None => item,
        };
        let came = file.came.as_deref().and_then(record::read_date);
        Some(Rc::new(match came {
            Some(day) => item.came_on(Some(day)),
            None => item,
        }))
    }

    /// Once all of the text was read, and these are all its files in their order.
    pub fn begin(self, items: Vec<Rc<Item>>) -> Result<Appraising, NotRead> {
        let rest = self.splitter.rest();
        let rest = rest.strip_prefix("\u{feff}".as_bytes()).unwrap_or(rest);
        let written: Written<()> = read(rest).ok_or_else(|| not_read(rest))?;
        let is_known = |version| written.format == format!("{FORMAT}{version}");
        if !(1..=VERSION).any(is_known) {
            return Err(NotRead::Newer);
        }
        if self.is_damaged {
            return Err(NotRead::Damaged);
        }
        let mut by_receipt = BTreeMap::new();
        for item in &items {
            if let Ok(received) = &item.read {
                by_receipt
                    .entry(received.receipt)
                    .or_insert_with(|| Rc::clone(item));
            }
        }
        // One by one: collecting them would take a sort of its own in the page.
        let mut expected = BTreeMap::new();
        for list in written.expected {
            let key = ListKey {
                framework: list.framework,
                unit_group: list.unit_group,
                year: list.year,
            };
            expected.insert(key, list.units);
        }
        let mut finals = BTreeMap::new();
        for marked in written.finals {
            let key = ListKey {
                framework: marked.framework,
                unit_group: marked.unit_group,
                year: marked.year,
            };
            finals.insert(key, marked.list);
        }
        Ok(Appraising {
            rest: written.appraisals.into_iter(),
            by_receipt,
            work: Work {
                items: Rc::new(items),
                decided: Rc::new(self.decided),
                appraisals: Rc::default(),
                appraiser: written.appraiser,
                expected: Rc::new(expected),
                finals: Rc::new(finals),
            },
        })
    }
}

/// Work that is open but for what the Council made of its files, of which each is computed anew.
pub struct Appraising {
    rest: std::vec::IntoIter<WrittenAppraisal>,
    by_receipt: BTreeMap<Receipt, Rc<Item>>,
    work: Work,
}

impl Appraising {
    /// Does the next of them; says whether there was one.
    pub fn appraise(&mut self) -> Result<bool, NotRead> {
        let Some(appraisal) = self.rest.next() else {
            return Ok(false);
        };
        let receipt: Receipt = appraisal.receipt.parse().map_err(|_| NotRead::Damaged)?;
        let item = self.by_receipt.get(&receipt).ok_or(NotRead::Damaged)?;
        let appraised = Rc::new(Appraised::of(item, appraisal.marks));
        Rc::make_mut(&mut self.work.appraisals).insert(receipt, appraised);
        Ok(true)
    }

    /// The work, once there are no more.
    pub fn done(self) -> Work {
        self.work
    }
}

/// By way of text: to read bytes, the page would hold a reader of its own.
fn read<T: DeserializeOwned>(text: &[u8]) -> Option<T> {
    serde_json::from_str(std::str::from_utf8(text).ok()?).ok()
}

/// What a text that could not be read is.
fn not_read(text: &[u8]) -> NotRead {
    #[derive(Deserialize)]
    struct Headed {
        format: String,
    }
    let version =
        read(text).and_then(|head: Headed| head.format.strip_prefix(FORMAT)?.parse::<u32>().ok());
    match version {
        Some(version) if version > VERSION => NotRead::Newer,
        _ => NotRead::Damaged,
    }
}
