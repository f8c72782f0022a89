//! An assessment as the browser keeps it, and several of them as a page carries them: JSON, versioned.
//!
//! `bac-thang/record/2` is what this page writes where a person said what changing something costs, else version 1. Before there were records, the browser kept one bare assessment a sheet.

use std::rc::Rc;

use bac_thang::{Assessment, LoadError};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use time::{Date, Month, PrimitiveDateTime, Time};

use crate::app::office::held::{self, Head};
use crate::app::office::saved;
use crate::app::session::climb::{DEAREST, Efforts};
use crate::app::session::files::{Arrival, Version};
use crate::app::session::shelf::{Facts, Filed, Id, Work};

/// The format of a record.
const RECORD: &str = "bac-thang/record/";
/// Version 2 may hold what changing something costs; a record without it is as it was.
const RECORD_VERSION: u32 = 2;
/// The format of what a page carries.
const DATA: &str = "bac-thang/data/";
/// Version 2 may carry an office's work; a page without one is as it was.
const DATA_VERSION: u32 = 2;

/// A record that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub id: Id,
    /// Names this version of it: every writing has its own.
    pub stamp: Rc<str>,
    pub facts: Facts,
    pub assessment: Rc<Assessment>,
    /// Its framework, where not every copy of the page has it.
    pub framework: Option<Rc<str>>,
}

/// Why a record was not read.
#[derive(Clone, Debug, PartialEq)]
pub enum NotRead {
    /// A later version of the page wrote it.
    Newer,
    Damaged,
}

impl From<saved::NotRead> for NotRead {
    fn from(why: saved::NotRead) -> NotRead {
        match why {
            saved::NotRead::Newer => NotRead::Newer,
            saved::NotRead::Damaged => NotRead::Damaged,
        }
    }
}

/// What a page carries.
#[derive(Debug, PartialEq)]
pub struct Data {
    /// The assessment that was on screen.
    pub open: Option<Id>,
    pub records: Vec<Record>,
    /// An office's work.
    pub office: Option<Head>,
}

/// The assessment is read as JSON first, so that a later version is told from a damaged one.
#[derive(Serialize, Deserialize)]
struct Written<A> {
    format: String,
    id: Id,
    stamp: Rc<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    changed: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<WrittenFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opened: Option<String>,
    #[serde(default)]
    steps_since_file: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    copies: Vec<Rc<str>>,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    efforts: Map<String, Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    handed_in: Option<Rc<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    framework: Option<Rc<str>>,
    assessment: A,
}

/// That something was written to a file.
#[derive(Serialize, Deserialize)]
pub struct WrittenFile {
    at: String,
    #[serde(default)]
    is_checked: bool,
}

impl WrittenFile {
    pub fn of(file: Filed) -> WrittenFile {
        WrittenFile {
            at: moment(file.at),
            is_checked: file.is_checked,
        }
    }

    pub fn filed(&self) -> Option<Filed> {
        Some(Filed {
            at: read_moment(&self.at)?,
            is_checked: self.is_checked,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct WrittenData<R> {
    format: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    open: Option<Id>,
    records: Vec<R>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    office: Option<Value>,
}

fn written<'a>(id: &Id, stamp: &Rc<str>, work: &'a Work) -> Written<&'a Assessment> {
    let facts = &work.facts;
    Written {
        format: format!(
            "{RECORD}{}",
            if facts.efforts.is_empty() {
                1
            } else {
                RECORD_VERSION
            }
        ),
        id: Rc::clone(id),
        stamp: Rc::clone(stamp),
        changed: facts.changed.map(moment),
        file: facts.file.map(WrittenFile::of),
        opened: facts.opened.map(moment),
        steps_since_file: facts.steps_since_file,
        copies: facts.copies.clone(),
        efforts: written_efforts(&facts.efforts),
        handed_in: facts.handed_in.clone(),
        framework: (!work.sheet.is_shipped).then(|| Rc::clone(&work.sheet.document)),
        assessment: &work.draft,
    }
}

fn written_efforts(efforts: &Efforts) -> Map<String, Value> {
    let efforts = efforts.iter();
    efforts
        .map(|(id, effort)| (id.clone(), Value::from(*effort)))
        .collect()
}

/// How long the way up is searched goes by efforts: none is taken that nobody can choose.
fn read_efforts(written: Map<String, Value>) -> Efforts {
    let mut efforts = Efforts::new();
    for (id, effort) in written {
        let effort = effort.as_u64().and_then(|effort| effort.try_into().ok());
        if let Some(effort) = effort.filter(|effort| *effort <= DEAREST) {
            efforts.insert(id, effort);
        }
    }
    efforts
}

/// The text of a record.
pub fn write(id: &Id, stamp: &Rc<str>, work: &Work) -> Option<String> {
    serde_json::to_string(&written(id, stamp, work)).ok()
}

/// Reads the text of a record.
pub fn read(text: &str) -> Result<Record, NotRead> {
    let json: Value = serde_json::from_str(text).map_err(|_| NotRead::Damaged)?;
    from_json(json)
}

fn from_json(json: Value) -> Result<Record, NotRead> {
    is_known(&json, RECORD, RECORD_VERSION)?;
    let written: Written<Value> = serde_json::from_value(json).map_err(|_| NotRead::Damaged)?;
    let assessment =
        Assessment::read(&written.assessment.to_string()).map_err(|error| match error {
            LoadError::Newer { .. } => NotRead::Newer,
            _ => NotRead::Damaged,
        })?;
    Ok(Record {
        id: written.id,
        stamp: written.stamp,
        facts: Facts {
            changed: written.changed.as_deref().and_then(read_moment),
            file: written.file.and_then(|file| file.filed()),
            opened: written.opened.as_deref().and_then(read_moment),
            steps_since_file: written.steps_since_file,
            copies: written.copies,
            efforts: Rc::new(read_efforts(written.efforts)),
            handed_in: written.handed_in,
        },
        framework: written.framework,
        assessment: Rc::new(assessment),
    })
}

/// The stamp of a record, without reading the rest of it.
pub fn stamp(text: &str) -> Option<Rc<str>> {
    #[derive(Deserialize)]
    struct Stamped {
        stamp: Rc<str>,
    }
    let stamped: Stamped = serde_json::from_str(text).ok()?;
    Some(stamped.stamp)
}

/// Several works, each with the stamp of this version, as a page carries them: without anything that a parser of HTML would take for its own.
pub fn write_data(
    open: Option<&Id>,
    works: &[(Id, Rc<str>, Work)],
    office: Option<&str>,
) -> Option<String> {
    let records = works.iter();
    let data = WrittenData {
        format: format!("{DATA}{}", if office.is_some() { DATA_VERSION } else { 1 }),
        open: open.cloned(),
        records: records
            .map(|(id, stamp, work)| written(id, stamp, work))
            .collect(),
        office: office.map(serde_json::from_str).transpose().ok()?,
    };
    // Only strings can hold this letter, and in a string it can be written so.
    Some(serde_json::to_string(&data).ok()?.replace('<', "\\u003c"))
}

/// Reads what a page carries.
pub fn read_data(text: &str) -> Result<Data, NotRead> {
    let json: Value = serde_json::from_str(text).map_err(|_| NotRead::Damaged)?;
    is_known(&json, DATA, DATA_VERSION)?;
    let data: WrittenData<Value> = serde_json::from_value(json).map_err(|_| NotRead::Damaged)?;
    Ok(Data {
        open: data.open,
        records: data
            .records
            .into_iter()
            .map(from_json)
            .collect::<Result<_, _>>()?,
        office: data
            .office
            .map(|office| held::read(office).map_err(NotRead::from))
            .transpose()?,
    })
}

impl From<Record> for Arrival {
    fn from(record: Record) -> Arrival {
        Arrival {
            version: Some(Version {
                id: record.id,
                stamp: record.stamp,
                facts: record.facts,
            }),
            assessment: record.assessment,
            framework: record.framework,
            is_upgraded: false,
            broken: Vec::new(),
        }
    }
}

/// Whether a text is of this format and of a version that is known here.
fn is_known(json: &Value, format: &str, known: u32) -> Result<(), NotRead> {
    let written = json.get("format").and_then(Value::as_str);
    let version = written.and_then(|written| written.strip_prefix(format)?.parse::<u32>().ok());
    match version {
        Some(version) if version > known => Err(NotRead::Newer),
        Some(version) if version > 0 => Ok(()),
        _ => Err(NotRead::Damaged),
    }
}

/// `2026-11-26T14:05:09`
pub fn moment(at: PrimitiveDateTime) -> String {
    let (hour, minute, second) = at.as_hms();
    format!("{}T{hour:02}:{minute:02}:{second:02}", day(at))
}

/// `2026-11-26`
pub fn day(at: PrimitiveDateTime) -> String {
    date(at.date())
}

/// The same, of a day.
pub fn date(day: Date) -> String {
    let (year, month, day) = day.to_calendar_date();
    format!("{year:04}-{:02}-{day:02}", u8::from(month))
}

/// Reads it.
pub fn read_date(text: &str) -> Option<Date> {
    read_moment(&format!("{text}T00:00:00")).map(PrimitiveDateTime::date)
}

/// For file names, which are in order of time then: `2026-11-26_14-05`
pub fn moment_in_name(at: PrimitiveDateTime) -> String {
    format!("{}_{:02}-{:02}", day(at), at.hour(), at.minute())
}

/// Reads it.
pub fn read_moment(text: &str) -> Option<PrimitiveDateTime> {
    let mut numbers = text.split(['-', 'T', ':']);
    let year = numbers.next()?.parse().ok()?;
    let mut number = || numbers.next()?.parse::<u8>().ok();
    let month = Month::try_from(number()?).ok()?;
    let date = Date::from_calendar_date(year, month, number()?).ok()?;
    let time = Time::from_hms(number()?, number()?, number()?).ok()?;
    Some(PrimitiveDateTime::new(date, time))
}

#[cfg(test)]
mod tests {
    use bac_thang::Entry;

    use super::*;
    use crate::app::catalog::Catalog;

    fn at(text: &str) -> PrimitiveDateTime {
        read_moment(text).unwrap()
    }

    fn work(unit: &str) -> Work {
        let catalog = Catalog::shipped();
        let sheet = catalog.find("an-giang-1040-2018", "xa").unwrap().clone();
        let mut draft = Assessment::new(&sheet.framework, sheet.unit_group());
        draft.unit = unit.to_owned();
        draft.answer_mut("ha-tang").points = Entry::typed("262,5");
        let facts = Facts {
            changed: Some(at("2026-11-26T14:05:09")),
            file: Some(Filed {
                at: at("2026-01-02T03:04:05"),
                is_checked: true,
            }),
            opened: None,
            steps_since_file: 3,
            copies: vec!["s-1".into()],
            efforts: Rc::default(),
            handed_in: Some("B93K-5S7R-KQR6-HRR2".into()),
        };
        Work::new(sheet, Rc::new(draft), facts)
    }

    fn record(unit: &str) -> String {
        write(&"w-1".into(), &"s-2".into(), &work(unit)).unwrap()
    }

    #[test]
    fn what_is_kept_comes_back_as_it_was() {
        let work = work("UBND xã A");
        let text = record("UBND xã A");
        let read = read(&text).unwrap();
        assert_eq!((&*read.id, &*read.stamp), ("w-1", "s-2"));
        assert_eq!((read.facts, read.assessment), (work.facts, work.draft));
        assert_eq!(stamp(&text).as_deref(), Some("s-2"));
    }

    #[test]
    fn when_it_was_opened_from_a_file_comes_back() {
        let mut work = work("UBND xã A");
        work.facts.file = None;
        work.facts.opened(at("2026-11-26T14:05:09"));
        let text = write(&"w-1".into(), &"s-2".into(), &work).unwrap();
        assert_eq!(read(&text).unwrap().facts, work.facts);
        assert!(!record("UBND xã A").contains("opened"));
    }

    #[test]
    fn what_changing_something_costs_comes_back_and_makes_a_record_of_version_2() {
        let mut work = work("UBND xã A");
        work.facts.efforts = Rc::new([("ha-tang".into(), 0), ("nhan-luc".into(), 5)].into());
        let text = write(&"w-1".into(), &"s-2".into(), &work).unwrap();
        assert!(text.contains("record/2") && record("UBND xã A").contains("record/1"));
        assert_eq!(read(&text).unwrap().facts, work.facts);
        let dearer = text.replace("\"nhan-luc\":5", "\"nhan-luc\":4000000000");
        assert_ne!(dearer, text);
        let efforts = read(&dearer).unwrap().facts.efforts;
        assert_eq!(*efforts, [("ha-tang".into(), 0)].into());
    }

    #[test]
    fn a_later_version_is_told_from_a_damaged_record() {
        let good = record("UBND xã A");
        for (found, why) in [
            (good.replace("record/1", "record/3"), NotRead::Newer),
            (good.replace("assessment/2", "assessment/3"), NotRead::Newer),
            (good.replace("record/1", "record/x"), NotRead::Damaged),
            (good.replace("262,5", "262,6"), NotRead::Damaged),
            (good[..good.len() / 2].to_owned(), NotRead::Damaged),
            (String::new(), NotRead::Damaged),
            ("{}".to_owned(), NotRead::Damaged),
        ] {
            assert_eq!(read(&found), Err(why), "{found}");
        }
    }

    #[test]
    fn no_text_ends_the_block_that_carries_it() {
        let unit = "</script><!-- <script>alert(1)</script> ]]> \u{2028} \\ \"";
        let works = [("w-1".into(), "s-9".into(), work(unit))];
        let text = write_data(Some(&"w-1".into()), &works, None).unwrap();
        assert!(!text.contains('<'));
        let data = read_data(&text).unwrap();
        assert_eq!(data.open.as_deref(), Some("w-1"));
        assert_eq!(data.records[0].assessment.unit, unit);
        assert_eq!(&*data.records[0].stamp, "s-9");
        assert_eq!(
            read_data(&text.replace("data/1", "data/7")),
            Err(NotRead::Newer)
        );
        assert_eq!(read_data(&text[1..]), Err(NotRead::Damaged));
    }

    #[test]
    fn moments_are_written_so_that_they_sort() {
        let moment_of = at("2026-01-02T03:04:05");
        assert_eq!(moment(moment_of), "2026-01-02T03:04:05");
        assert_eq!(moment_in_name(moment_of), "2026-01-02_03-04");
        for bad in ["", "2026-13-01T00:00:00", "2026-01-01", "hôm qua"] {
            assert_eq!(read_moment(bad), None, "{bad}");
        }
    }
}
