//! A unit's self-assessment: what it typed, and nothing that could be computed from it.
//!
//! The file a unit hands in is this, written as JSON. The results in it are claims; whoever receives it computes them anew.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::RangeInclusive;
use std::rc::Rc;

use serde::de::{self, Unexpected};
use serde::{Deserialize, Deserializer, Serialize};

use super::claims::Claims;
pub use super::entry::Entry;
use super::evidence::is_proof;
pub use super::evidence::{Evidence, EvidenceFile, is_visible};
use super::framework::{Framework, Kind, UnitGroup};
use super::load::{LoadError, excerpt};
use super::rule::InputKind;

/// The format this version reads and writes.
pub const FORMAT: &str = "bac-thang/assessment";
/// Its version. A file of a later one is refused.
pub const VERSION: u32 = 2;

/// How many lines a group may be broken down into; the largest real one has 24.
pub const MAX_LINES: usize = 200;
/// How many groups and items may be answered; the largest real sheet has about 100.
pub const MAX_ANSWERS: usize = 500;
/// How many inputs there may be.
pub const MAX_INPUTS: usize = 2000;
/// How many records of evidence an answer may have.
pub const MAX_EVIDENCE: usize = 200;
/// How many texts of the report there may be; the longest outline known has 20 sections.
pub const MAX_REPORT_TEXTS: usize = 200;
/// Years an assessment may be of.
pub const YEARS: RangeInclusive<u16> = 2000..=2100;

/// A self-assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// `bac-thang/assessment/2`.
    #[cfg_attr(
        all(test, not(target_arch = "wasm32")),
        schemars(regex(pattern = "^bac-thang/assessment/[1-9][0-9]*$"))
    )]
    pub format: String,
    /// Whether it may be handed in, as its framework says.
    pub kind: Kind,
    /// The framework it was made under.
    pub framework: FrameworkRef,
    /// The kind of unit, by its id in the framework.
    pub unit_group: Rc<str>,
    /// Year of assessment.
    #[serde(default, deserialize_with = "year")]
    #[cfg_attr(
        all(test, not(target_arch = "wasm32")),
        schemars(range(min = 2000, max = 2100))
    )]
    pub year: Option<u16>,
    /// The unit's name.
    #[serde(default)]
    pub unit: String,
    /// Who filled it in.
    #[serde(default)]
    pub preparer: Preparer,
    /// Whether it was handed in in time.
    #[serde(default)]
    pub reporting: Reporting,
    /// The copy of the appendix that maxima and lines were taken from, as the unit names it.
    #[serde(default)]
    pub appendix: String,
    /// Figures and answers that points are computed from, one an input at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(
        all(test, not(target_arch = "wasm32")),
        schemars(length(max = MAX_INPUTS))
    )]
    pub inputs: Vec<InputAnswer>,
    /// What was entered, one a group or item at most. One without has not been scored.
    #[serde(default)]
    #[cfg_attr(
        all(test, not(target_arch = "wasm32")),
        schemars(length(max = MAX_ANSWERS))
    )]
    pub answers: Vec<Answer>,
    /// What the unit wrote into its report, one text a place at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(
        all(test, not(target_arch = "wasm32")),
        schemars(length(max = MAX_REPORT_TEXTS))
    )]
    pub report_texts: Vec<ReportText>,
    /// What the page computed when the file was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims: Option<Claims>,
}

/// Which framework, in which edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FrameworkRef {
    /// Its id.
    pub id: Rc<str>,
    /// Its edition.
    pub edition: u32,
    /// Its digest.
    pub digest: String,
}

impl FrameworkRef {
    /// The framework in a text, where it is the one that is named here.
    #[must_use]
    pub fn opens(&self, document: &str) -> Option<Framework> {
        let framework = Framework::read(document).ok()?;
        (framework.digest == self.digest).then_some(framework)
    }

    /// The one to name this framework by.
    #[must_use]
    pub fn of(framework: &Framework) -> FrameworkRef {
        FrameworkRef {
            id: framework.id.clone(),
            edition: framework.edition,
            digest: framework.digest.clone(),
        }
    }
}

/// Who filled it in. Personal data: left out of whatever is shared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Preparer {
    /// Full name.
    pub name: String,
    /// Post.
    pub post: String,
    /// Landline.
    pub landline: String,
    /// Mobile.
    pub mobile: String,
    /// E-mail.
    pub email: String,
}

/// Whether the unit reported in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reporting {
    /// In time, or still going to.
    #[default]
    InTime,
    /// Not in the time set.
    Late,
}

/// What the unit wrote into its report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportText {
    /// Where it stands: the id of a section of the decision's outline, or a name of the page's own outline.
    pub place: String,
    /// The text, as typed.
    pub text: String,
}

/// Whether ids are the same: those of a sheet are mostly [shared](Assessment::share_ids), and need not be read.
pub(crate) fn is_same(one: &Rc<str>, other: &Rc<str>) -> bool {
    Rc::ptr_eq(one, other) || one == other
}

/// What was entered for an input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InputAnswer {
    /// The input's id.
    pub input: Rc<str>,
    /// A figure.
    #[serde(default, skip_serializing_if = "Entry::is_untouched")]
    pub number: Entry,
    /// The answer chosen, by its id; `yes` or `no` where that is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<Rc<str>>,
}

/// What was entered for a group or an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The group's or item's id.
    pub of: Rc<str>,
    /// The maximum in the unit's copy of the appendix, for a group whose maximum the decision's text does not state.
    #[serde(default, skip_serializing_if = "Entry::is_untouched")]
    pub max: Entry,
    /// Points of the group as a whole; not counted while there are lines.
    #[serde(default, skip_serializing_if = "Entry::is_untouched")]
    pub points: Entry,
    /// Why there are no points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence: Option<Silence>,
    /// The zero rule that applies, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zero_rule: Option<String>,
    /// The group broken down as in the unit's copy of the appendix.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(
        all(test, not(target_arch = "wasm32")),
        schemars(length(max = MAX_LINES))
    )]
    pub lines: Vec<Line>,
    /// What proves it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(
        all(test, not(target_arch = "wasm32")),
        schemars(length(max = MAX_EVIDENCE))
    )]
    pub evidence: Vec<Evidence>,
    /// Why it holds, where nothing proves it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub explanation: String,
    /// What the appraisal made of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appraised: Option<Appraisal>,
    /// A remark for the reader.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

fn year<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u16>, D::Error> {
    let year: Option<Year> = Option::deserialize(deserializer)?;
    Ok(year.map(|Year(year)| year))
}

/// One of [`YEARS`].
struct Year(u16);

impl<'de> Deserialize<'de> for Year {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Year, D::Error> {
        deserializer.deserialize_i64(InYears).map(Year)
    }
}

struct InYears;

impl de::Visitor<'_> for InYears {
    type Value = u16;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (YEARS.start(), YEARS.end());
        write!(f, "a whole number from {first} to {last}")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<u16, E> {
        let year = u16::try_from(number).ok();
        year.filter(|year| YEARS.contains(year))
            .ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<u16, E> {
        let year = u16::try_from(number).ok();
        year.filter(|year| YEARS.contains(year))
            .ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }
}

/// Points given by whoever appraises.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Appraisal {
    /// The points; while blank the unit's own count.
    pub points: Entry,
    /// Why, where they differ from the unit's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who gave them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
}

/// A line of the appendix.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Line {
    /// Its name there.
    pub name: String,
    /// Its maximum there.
    pub max: Entry,
    /// Its points.
    pub points: Entry,
    /// Why there are no points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silence: Option<Silence>,
    /// What proves it, beside what proves the whole group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(
        all(test, not(target_arch = "wasm32")),
        schemars(length(max = MAX_EVIDENCE))
    )]
    pub evidence: Vec<Evidence>,
    /// Why it holds, where nothing proves it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub explanation: String,
}

/// Why there are no points. A blank is neither of these, and neither of them is 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Silence {
    /// "Không áp dụng": it does not apply to this unit.
    NotApplicable {
        /// Why.
        #[serde(default)]
        reason: String,
        /// Whether whoever may decide it has done so; the unit itself only proposes.
        #[serde(default)]
        decided: bool,
    },
    /// "Không tính được": denominator 0, or it needs figures of other units.
    Undefined {
        /// Why.
        #[serde(default)]
        reason: String,
    },
}

impl Assessment {
    /// An empty one.
    #[must_use]
    pub fn new(framework: &Framework, unit_group: &UnitGroup) -> Assessment {
        Assessment {
            format: format!("{FORMAT}/{VERSION}"),
            kind: framework.kind,
            framework: FrameworkRef::of(framework),
            unit_group: unit_group.id.clone(),
            year: None,
            unit: String::new(),
            preparer: Preparer::default(),
            reporting: Reporting::InTime,
            appendix: String::new(),
            inputs: Vec::new(),
            answers: Vec::new(),
            report_texts: Vec::new(),
            claims: None,
        }
    }

    /// What was entered for an input, if anything.
    #[must_use]
    pub fn input(&self, input: &str) -> Option<&InputAnswer> {
        self.inputs.iter().find(|answer| *answer.input == *input)
    }

    /// What was entered for an input, to be changed; a blank where there was nothing.
    pub fn input_mut(&mut self, input: &str) -> &mut InputAnswer {
        let place = self
            .inputs
            .iter()
            .position(|answer| *answer.input == *input);
        let index = place.unwrap_or_else(|| {
            self.inputs.push(InputAnswer {
                input: input.into(),
                ..InputAnswer::default()
            });
            self.inputs.len() - 1
        });
        &mut self.inputs[index]
    }

    /// What the unit wrote at a place of its report; nothing where it wrote nothing.
    #[must_use]
    pub fn report_text(&self, place: &str) -> &str {
        let mut texts = self.report_texts.iter();
        texts
            .find(|text| text.place == place)
            .map_or("", |text| &text.text)
    }

    /// Writes a text at a place of the report.
    pub fn write_report(&mut self, place: &str, text: String) {
        let mut texts = self.report_texts.iter_mut();
        if text.is_empty() {
            self.report_texts.retain(|text| text.place != place);
        } else if let Some(written) = texts.find(|text| text.place == place) {
            written.text = text;
        } else {
            self.report_texts.push(ReportText {
                place: place.to_owned(),
                text,
            });
        }
    }

    /// What was entered for a group or item, if anything.
    #[must_use]
    pub fn answer(&self, of: &str) -> Option<&Answer> {
        self.answers.iter().find(|answer| *answer.of == *of)
    }

    /// What was entered for a group or item, to be changed; a blank answer where there was none.
    pub fn answer_mut(&mut self, of: &str) -> &mut Answer {
        let index = self
            .answers
            .iter()
            .position(|answer| *answer.of == *of)
            .unwrap_or_else(|| {
                self.answers.push(Answer {
                    of: of.into(),
                    ..Answer::default()
                });
                self.answers.len() - 1
            });
        &mut self.answers[index]
    }

    /// Takes the ids of the kind of unit's sheet in place of its own: of many units' assessments each is then kept once, and
    /// told from another without being read.
    pub fn share_ids(&mut self, framework: &Framework, unit_group: &UnitGroup) {
        for (own, id) in [
            (&mut self.framework.id, &framework.id),
            (&mut self.unit_group, &unit_group.id),
        ] {
            if own == id {
                *own = Rc::clone(id);
            }
        }
        for answer in &mut self.inputs {
            let Some(input) = unit_group.input(&answer.input) else {
                continue;
            };
            answer.input = Rc::clone(&input.id);
            if let (InputKind::Options(options), Some(choice)) = (&input.kind, &mut answer.choice) {
                let shared = options.iter().find(|option| option.id == *choice);
                if let Some(shared) = shared {
                    *choice = Rc::clone(&shared.id);
                }
            }
        }
        for answer in &mut self.answers {
            let group = || unit_group.group(&answer.of).map(|group| &group.id);
            let item = unit_group.item(&answer.of).map(|item| &item.id);
            if let Some(id) = item.or_else(group) {
                answer.of = Rc::clone(id);
            }
        }
    }

    /// What its types cannot say: one answer a group, and no more of anything than a real sheet has.
    pub(crate) fn check(&self) -> Result<(), LoadError> {
        let answers = self.answers.iter().map(|answer| &*answer.of);
        once("answers", "of", answers)?;
        let inputs = self.inputs.iter().map(|answer| &*answer.input);
        once("inputs", "input", inputs)?;
        let texts = self.report_texts.iter().map(|text| text.place.as_str());
        once("report_texts", "place", texts)?;
        for (index, answer) in self.answers.iter().enumerate() {
            at_most(MAX_LINES, answer.lines.len(), || {
                format!("answers[{index}].lines")
            })?;
            at_most(MAX_EVIDENCE, answer.evidence.len(), || {
                format!("answers[{index}].evidence")
            })?;
            for (place, line) in answer.lines.iter().enumerate() {
                at_most(MAX_EVIDENCE, line.evidence.len(), || {
                    format!("answers[{index}].lines[{place}].evidence")
                })?;
            }
        }
        at_most(MAX_INPUTS, self.inputs.len(), || "inputs".to_owned())?;
        at_most(MAX_REPORT_TEXTS, self.report_texts.len(), || {
            "report_texts".to_owned()
        })?;
        at_most(MAX_ANSWERS, self.answers.len(), || "answers".to_owned())
    }
}

fn once<'a>(list: &str, field: &str, ids: impl Iterator<Item = &'a str>) -> Result<(), LoadError> {
    let mut seen = BTreeSet::new();
    for (index, id) in ids.enumerate() {
        if !seen.insert(id) {
            return Err(LoadError::AnsweredTwice {
                path: format!("{list}[{index}].{field}"),
                id: excerpt(id),
            });
        }
    }
    Ok(())
}

fn at_most(limit: usize, found: usize, path: impl Fn() -> String) -> Result<(), LoadError> {
    if found > limit {
        return Err(LoadError::TooMany {
            path: path(),
            found,
            limit,
        });
    }
    Ok(())
}

impl InputAnswer {
    /// Whether it says nothing but which input it is for.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.number.is_blank() && self.choice.is_none()
    }
}

impl Line {
    /// Whether there is evidence or an explanation of its own: something that can be seen.
    #[must_use]
    pub fn is_backed(&self) -> bool {
        is_proof(&self.evidence, &self.explanation)
    }
}

impl Answer {
    /// Whether there is evidence or an explanation: something that can be seen.
    #[must_use]
    pub fn is_backed(&self) -> bool {
        is_proof(&self.evidence, &self.explanation)
    }

    /// Whether it says nothing but what it is for.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let blank = Answer {
            of: self.of.clone(),
            ..Answer::default()
        };
        *self == blank
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::practice::{broken_down, framework, line, proposed, silent_line, typed};

    #[test]
    fn a_line_has_no_more_evidence_than_an_answer() {
        let with = |count| {
            let proven = Line {
                evidence: vec![Evidence::default(); count],
                ..line("1", "1")
            };
            let mut assessment = typed("xa", &[]);
            assessment.answers = vec![broken_down("b", [line("1", "1"), proven])];
            assessment.check()
        };
        assert_eq!(with(MAX_EVIDENCE), Ok(()));
        let path = "answers[0].lines[1].evidence".to_owned();
        let (found, limit) = (MAX_EVIDENCE + 1, MAX_EVIDENCE);
        assert_eq!(with(found), Err(LoadError::TooMany { path, found, limit }));
    }

    #[test]
    fn an_input_is_answered_by_a_figure_or_a_choice() {
        let blank = InputAnswer::default();
        let number = InputAnswer {
            number: Entry::typed("0"),
            ..InputAnswer::default()
        };
        let choice = InputAnswer {
            choice: Some("yes".into()),
            ..InputAnswer::default()
        };
        assert!(blank.is_blank() && !number.is_blank() && !choice.is_blank());
    }

    #[test]
    fn a_sheet_has_no_more_of_anything_than_a_real_one() {
        let lines = |count| {
            let assessment = typed("xa", &[]);
            let answers = vec![broken_down("b", vec![line("1", "1"); count])];
            Assessment {
                answers,
                ..assessment
            }
            .check()
        };
        assert_eq!(lines(MAX_LINES), Ok(()));
        let (found, limit) = (MAX_LINES + 1, MAX_LINES);
        let path = "answers[0].lines".to_owned();
        assert_eq!(lines(found), Err(LoadError::TooMany { path, found, limit }));
    }

    #[test]
    fn a_year_is_within_a_hundred() {
        let read = |year: &str| {
            let text = serde_json::to_string(&typed("xa", &[])).unwrap();
            assert!(text.contains("\"year\":null"));
            let text = text.replace("\"year\":null", &format!("\"year\":{year}"));
            Assessment::read(&text).map(|read| read.year)
        };
        for year in [
            "1999",
            "2101",
            "70000",
            "-5",
            "99999999999999999999",
            "2000.5",
        ] {
            let message = read(year).unwrap_err().to_string();
            let expected = format!("`{year}`, expected a whole number from 2000 to 2100");
            assert!(message.ends_with(&expected), "{message}");
        }
        for (year, expected) in [("2000", Some(2000)), ("2100", Some(2100)), ("null", None)] {
            assert_eq!(read(year), Ok(expected));
        }
    }

    #[test]
    fn an_answer_is_made_once() {
        let mut assessment = typed("xa", &[("a", "1")]);
        assessment.answer_mut("a").note = "Ghi chú".to_owned();
        assert_eq!(assessment.answers.len(), 1);
        assert_eq!(assessment.answer("b"), None);
        assessment.answer_mut("b");
        assert_eq!(assessment.answers.len(), 2);
        assert!(assessment.answer("b").unwrap().is_blank());
        assert!(!assessment.answer("a").unwrap().is_blank());
    }

    #[test]
    fn a_place_of_the_report_has_one_text() {
        let mut assessment = typed("xa", &[]);
        for text in ["Thiếu máy", "Thiếu máy tính."] {
            assessment.write_report("kho-khan", text.to_owned());
        }
        assert_eq!(assessment.report_text("kho-khan"), "Thiếu máy tính.");
        assert_eq!(assessment.report_texts.len(), 1);
        assert_eq!(assessment.report_text("de-xuat"), "");
        assessment.write_report("kho-khan", String::new());
        assert_eq!(assessment.report_texts, []);
    }

    #[test]
    fn ids_that_are_shared_are_the_sheets_own() {
        let framework = framework();
        let hamlet = framework.unit_group("ap").unwrap();
        let mut assessment = typed("ap", &[("tru", "1"), ("ky-so", "2"), ("khac", "3")]);
        for input in ["hang", "khac"] {
            assessment.input_mut(input).number = Entry::typed("4");
        }
        for choice in ["chu-tich", "khong-co"] {
            assessment.input_mut("truong-ban").choice = Some(choice.into());
            let before = assessment.clone();
            assessment.share_ids(&framework, hamlet);
            assert_eq!(assessment, before);
            let InputKind::Options(options) = &hamlet.input("truong-ban").unwrap().kind else {
                panic!()
            };
            let chosen = assessment
                .input("truong-ban")
                .unwrap()
                .choice
                .as_ref()
                .unwrap();
            let is_shared = options.iter().any(|option| Rc::ptr_eq(&option.id, chosen));
            assert_eq!(is_shared, choice == "chu-tich");
        }
        assert!(Rc::ptr_eq(&assessment.framework.id, &framework.id));
        assert!(Rc::ptr_eq(&assessment.unit_group, &hamlet.id));
        let before = typed("ap", &[("tru", "1"), ("ky-so", "2"), ("khac", "3")]);
        let [group, item, other] = &assessment.answers[..] else {
            panic!()
        };
        assert!(Rc::ptr_eq(&group.of, &hamlet.group("tru").unwrap().id));
        assert!(Rc::ptr_eq(&item.of, &hamlet.item("ky-so").unwrap().id));
        assert_eq!(*other, before.answers[2]);
        let input = assessment.input("hang").unwrap();
        assert!(Rc::ptr_eq(&input.input, &hamlet.input("hang").unwrap().id));
        let mut others = framework
            .unit_groups
            .iter()
            .filter(|group| group.id != hamlet.id);
        assessment.unit_group = "khac".into();
        assessment.share_ids(&framework, hamlet);
        assert!(others.all(|group| group.id != assessment.unit_group));
        assert_eq!(&*assessment.unit_group, "khac");
    }

    #[test]
    fn written_and_read_back_it_is_the_same() {
        let mut assessment = typed("xa", &[("a", " 1.000 ")]);
        assessment.year = Some(2026);
        assessment.reporting = Reporting::Late;
        assessment.answers.push(broken_down(
            "b",
            [line("7,50", ""), silent_line(proposed(), "mười")],
        ));
        assessment.answer_mut("b").points = Entry::typed("  ");
        assessment.answer_mut("c").zero_rule = Some("nhom".to_owned());
        assessment.write_report("kho-khan", " Thiếu máy.\n".to_owned());
        let written = serde_json::to_string(&assessment).unwrap();
        assert_eq!(Assessment::read(&written), Ok(assessment));
    }
}
