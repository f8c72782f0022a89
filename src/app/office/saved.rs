//! The office's work as a file: what was received, decided and appraised. `bac-thang/office/2`.
//!
//! The files received are in it as they came, so that whoever opens it computes everything anew.

use std::collections::BTreeMap;
use std::rc::Rc;

use bac_thang::Framework;
use bac_thang::engine::file::receipt::Receipt;
use serde::{Deserialize, Serialize};

use super::appraisal::{Appraised, Mark};
use super::publish::Final;
use super::state::{Item, ListKey};
use super::work::Work;

const FORMAT: &str = "bac-thang/office/";
const VERSION: u32 = 2;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: String,
    #[serde(default)]
    appraiser: String,
    files: Vec<WrittenFile>,
    #[serde(default)]
    expected: Vec<WrittenList>,
    #[serde(default)]
    appraisals: Vec<WrittenAppraisal>,
    /// Since version 2.
    #[serde(default)]
    finals: Vec<WrittenFinal>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    name: String,
    text: String,
    /// What a person decided: whether it is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    is_taken: Option<bool>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenList {
    framework: String,
    unit_group: usize,
    year: Option<u16>,
    units: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAppraisal {
    receipt: String,
    marks: BTreeMap<String, Mark>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFinal {
    framework: String,
    unit_group: usize,
    year: Option<u16>,
    list: Final,
}

/// Work that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    pub items: Vec<Rc<Item>>,
    /// What was decided, by the place among these items.
    pub decided: BTreeMap<usize, bool>,
    pub expected: BTreeMap<ListKey, String>,
    pub appraisals: BTreeMap<Receipt, Rc<Appraised>>,
    pub finals: BTreeMap<ListKey, Rc<Final>>,
    pub appraiser: String,
}

/// Why work was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// A later version wrote it.
    Newer,
    Damaged,
}

/// Whether a text is an office's work, of whatever version.
pub fn is_work(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    start.get(..200).unwrap_or(start).contains(FORMAT)
}

/// The text of the file; `None` where it would not come back as it was.
pub fn write(work: &Work, key: impl Fn(&str) -> String) -> Option<String> {
    let files = work.items.iter().enumerate().filter_map(|(index, item)| {
        let received = item.read.as_ref().ok()?;
        Some(WrittenFile {
            name: item.file.to_string(),
            text: received.text.to_string(),
            is_taken: work.decided.get(&index).copied(),
        })
    });
    let expected = work
        .expected
        .iter()
        .map(|((framework, unit_group, year), units)| WrittenList {
            framework: framework.to_string(),
            unit_group: *unit_group,
            year: *year,
            units: units.clone(),
        });
    let appraisals = work
        .appraisals
        .iter()
        .map(|(receipt, appraised)| WrittenAppraisal {
            receipt: receipt.to_string(),
            marks: appraised.marks.clone(),
        });
    let finals = work
        .finals
        .iter()
        .map(|((framework, unit_group, year), list)| WrittenFinal {
            framework: framework.to_string(),
            unit_group: *unit_group,
            year: *year,
            list: Final::clone(list),
        });
    let written = Written {
        format: format!("{FORMAT}{VERSION}"),
        appraiser: work.appraiser.clone(),
        files: files.collect(),
        expected: expected.collect(),
        appraisals: appraisals.collect(),
        finals: finals.collect(),
    };
    let text = serde_json::to_string(&written).ok()?;
    let frameworks: Vec<Rc<Framework>> = frameworks(work);
    let read = read(&frameworks, &text, key).ok()?;
    let is_same = read.appraisals == *work.appraisals
        && read.expected == *work.expected
        && read.finals == *work.finals;
    is_same.then_some(text)
}

fn frameworks(work: &Work) -> Vec<Rc<Framework>> {
    let mut all: Vec<Rc<Framework>> = Vec::new();
    for received in work.items.iter().filter_map(|item| item.read.as_ref().ok()) {
        if !all
            .iter()
            .any(|framework| framework.digest == received.framework.digest)
        {
            all.push(Rc::clone(&received.framework));
        }
    }
    all
}

/// Reads it.
pub fn read(
    frameworks: &[Rc<Framework>],
    text: &str,
    key: impl Fn(&str) -> String,
) -> Result<Saved, NotRead> {
    let written: Written =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| not_read(text))?;
    if !(1..=VERSION).any(|version| written.format == format!("{FORMAT}{version}")) {
        return Err(NotRead::Newer);
    }
    let mut saved = Saved {
        appraiser: written.appraiser,
        ..Saved::default()
    };
    for (index, file) in written.files.into_iter().enumerate() {
        let item = Item::examine(frameworks, &file.name, Some(&file.text), &key);
        saved.items.push(Rc::new(item));
        saved
            .decided
            .extend(file.is_taken.map(|is_taken| (index, is_taken)));
    }
    for list in written.expected {
        let key = (list.framework.into(), list.unit_group, list.year);
        saved.expected.insert(key, list.units);
    }
    for marked in written.finals {
        let key = (marked.framework.into(), marked.unit_group, marked.year);
        saved.finals.insert(key, Rc::new(marked.list));
    }
    for appraisal in written.appraisals {
        let receipt: Receipt = appraisal.receipt.parse().map_err(|_| NotRead::Damaged)?;
        let is_of = |item: &&Rc<Item>| {
            item.read
                .as_ref()
                .is_ok_and(|received| received.receipt == receipt)
        };
        if let Some(item) = saved.items.iter().find(is_of) {
            let appraised = Appraised::of(item, appraisal.marks);
            saved.appraisals.insert(receipt, Rc::new(appraised));
        }
    }
    Ok(saved)
}

/// What a text that could not be read is.
fn not_read(text: &str) -> NotRead {
    #[derive(Deserialize)]
    struct Headed {
        format: String,
    }
    let version = serde_json::from_str(text)
        .ok()
        .and_then(|head: Headed| head.format.strip_prefix(FORMAT)?.parse::<u32>().ok());
    match version {
        Some(version) if version > VERSION => NotRead::Newer,
        _ => NotRead::Damaged,
    }
}
