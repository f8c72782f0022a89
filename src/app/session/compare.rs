//! Where two assessments differ, place by place, and taking one place over from another assessment.
//!
//! It goes by the format's own JSON, so a field that the format gains is compared and taken over without a word here; of those
//! that are there once, `head` names each, as the compiler sees to.

use std::rc::Rc;

use bac_thang::{Answer, Assessment, InputAnswer, UnitGroup};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::app::layout::input_id;

/// One place of an assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub part: Part,
    /// JSON pointer within the part.
    pub path: String,
}

/// A part of an assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Unit, year, preparer: whatever is there once.
    Head,
    /// What was entered for an input, by its id.
    Input(String),
    /// What was entered for a group or item, by its id.
    Answer(String),
}

impl Place {
    /// The id of the field that shows it, where it has one of its own on the entry side.
    pub fn field_id(&self, unit_group: &UnitGroup) -> Option<String> {
        let path = self.path.strip_prefix('/')?;
        match &self.part {
            Part::Head => match path {
                "unit" => Some("unit-name".to_owned()),
                "year" | "appendix" => Some(path.to_owned()),
                _ => Some(format!("preparer-{}", path.strip_prefix("preparer/")?)),
            },
            Part::Input(id) => Some(input_id(id)),
            Part::Answer(id) => {
                let is_item = unit_group.items.iter().any(|item| *item.id == **id);
                let kind = if is_item { "i" } else { "g" };
                let field = match path.split('/').collect::<Vec<_>>()[..] {
                    ["silence", ..] => "silence".to_owned(),
                    ["zero_rule"] => "zero".to_owned(),
                    ["lines", line, "silence", ..] => format!("line-{line}-silence"),
                    ["lines", ref of @ ..] if !of.is_empty() => format!("line-{}", of.join("-")),
                    _ => path.replace('/', "-"),
                };
                Some(format!("{kind}-{id}-{field}"))
            }
        }
    }

    /// Where it stands on a sheet: the unit first, then figures, then groups and items.
    pub fn order(&self, unit_group: &UnitGroup) -> (u8, usize, usize) {
        let UnitGroup {
            groups,
            items,
            inputs,
            ..
        } = unit_group;
        match &self.part {
            Part::Head => (0, 0, 0),
            Part::Input(id) => (1, position(inputs.iter().map(|it| &it.id), id), 0),
            Part::Answer(id) => {
                let group = position(groups.iter().map(|it| &it.id), id);
                (2, group, position(items.iter().map(|it| &it.id), id))
            }
        }
    }
}

fn position<'a>(mut ids: impl Iterator<Item = &'a Rc<str>>, id: &str) -> usize {
    ids.position(|other| **other == *id).unwrap_or(usize::MAX)
}

/// What two assessments say at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub place: Place,
    pub here: Value,
    pub there: Value,
}

/// What was typed, where the value is a number as typed.
pub fn typed(value: &Value) -> Option<&str> {
    value.get("typed").and_then(Value::as_str)
}

/// Every place where two assessments of one sheet differ. Their claims are not compared, nor in which order they answer.
pub fn differences(here: &Assessment, there: &Assessment) -> Vec<Difference> {
    let mut all = Vec::new();
    let heads = (head(here), head(there));
    if heads.0 != heads.1 {
        compare(&Part::Head, &json(&heads.0), &json(&heads.1), &mut all);
    }
    let inputs = ids(here, there, |assessment| {
        let inputs = assessment.inputs.iter();
        inputs.map(|answer| &*answer.input).collect()
    });
    for id in inputs {
        if here.input(id) != there.input(id) {
            let part = Part::Input(id.to_owned());
            compare(&part, &input(here, id), &input(there, id), &mut all);
        }
    }
    let answers = ids(here, there, |assessment| {
        let answers = assessment.answers.iter();
        answers.map(|answer| &*answer.of).collect()
    });
    for id in answers {
        if here.answer(id) != there.answer(id) {
            let part = Part::Answer(id.to_owned());
            compare(&part, &answer(here, id), &answer(there, id), &mut all);
        }
    }
    all
}

/// What an assessment says at a place; null where it says nothing.
pub fn value_at(assessment: &Assessment, place: &Place) -> Value {
    part(assessment, &place.part)
        .pointer(&place.path)
        .cloned()
        .unwrap_or_default()
}

/// An assessment that says these things at these places, in this order; `None` where that would be no assessment. A place
/// that it does not have stays away.
pub fn with(
    assessment: &Assessment,
    values: impl IntoIterator<Item = (Place, Value)>,
) -> Option<Assessment> {
    let mut json = json(assessment);
    for (place, value) in values {
        let part = match &place.part {
            Part::Head => Some(&mut json),
            Part::Input(id) => entry(&mut json, "inputs", "input", id),
            Part::Answer(id) => entry(&mut json, "answers", "of", id),
        };
        let parent = place.path.rsplit_once('/');
        let Some((parent, field)) = part.zip(parent).and_then(|(part, (parent, field))| {
            Some((part.pointer_mut(parent)?.as_object_mut()?, field))
        }) else {
            continue;
        };
        if value.is_null() {
            parent.remove(field);
        } else {
            parent.insert(field.to_owned(), value);
        }
    }
    // By the door that files come in by: there is no other reader of assessments in the page.
    Assessment::read(&json.to_string()).ok()
}

/// What a list of a document says of something, by its id; nothing but the id where it says nothing.
fn entry<'a>(json: &'a mut Value, list: &str, key: &str, id: &str) -> Option<&'a mut Value> {
    let list = json
        .as_object_mut()?
        .entry(list)
        .or_insert_with(|| Value::Array(Vec::new()))
        .as_array_mut()?;
    let is_it = |entry: &Value| entry.get(key).and_then(Value::as_str) == Some(id);
    if let Some(index) = list.iter().position(is_it) {
        return list.get_mut(index);
    }
    list.push(Value::Object(Map::from_iter([(
        key.to_owned(),
        Value::from(id),
    )])));
    list.last_mut()
}

fn part(assessment: &Assessment, part: &Part) -> Value {
    match part {
        Part::Head => json(&head(assessment)),
        Part::Input(id) => input(assessment, id),
        Part::Answer(id) => answer(assessment, id),
    }
}

/// All but what is entered item by item, and what was computed from it.
fn head(assessment: &Assessment) -> Assessment {
    Assessment {
        format: assessment.format.clone(),
        kind: assessment.kind,
        framework: assessment.framework.clone(),
        unit_group: Rc::clone(&assessment.unit_group),
        year: assessment.year,
        unit: assessment.unit.clone(),
        preparer: assessment.preparer.clone(),
        reporting: assessment.reporting,
        appendix: assessment.appendix.clone(),
        report_texts: assessment.report_texts.clone(),
        inputs: Vec::new(),
        answers: Vec::new(),
        claims: None,
    }
}

fn input(assessment: &Assessment, id: &str) -> Value {
    assessment.input(id).map_or_else(
        || {
            json(&InputAnswer {
                input: id.into(),
                ..InputAnswer::default()
            })
        },
        json,
    )
}

fn answer(assessment: &Assessment, id: &str) -> Value {
    assessment.answer(id).map_or_else(
        || {
            json(&Answer {
                of: id.into(),
                ..Answer::default()
            })
        },
        json,
    )
}

/// The ids that one of the two answers: those of the first, then what only the second has.
fn ids<'a>(
    here: &'a Assessment,
    there: &'a Assessment,
    of: impl Fn(&'a Assessment) -> Vec<&'a str>,
) -> Vec<&'a str> {
    let mut ids = of(here);
    let more: Vec<&str> = of(there)
        .into_iter()
        .filter(|id| !ids.contains(id))
        .collect();
    ids.extend(more);
    ids
}

fn compare(part: &Part, here: &Value, there: &Value, all: &mut Vec<Difference>) {
    walk("", here, there, &mut |path, here, there| {
        all.push(Difference {
            place: Place {
                part: part.clone(),
                path: path.to_owned(),
            },
            here: here.clone(),
            there: there.clone(),
        });
    });
}

fn walk(path: &str, here: &Value, there: &Value, found: &mut impl FnMut(&str, &Value, &Value)) {
    match (here, there) {
        _ if here == there => {}
        (Value::Object(one), Value::Object(other)) if !is_one_thing(path, one, other) => {
            let more = other.keys().filter(|key| !one.contains_key(*key));
            for key in one.keys().chain(more) {
                let value = |fields: &Map<String, Value>| fields.get(key).cloned();
                let (here, there) = (value(one), value(other));
                walk(
                    &format!("{path}/{key}"),
                    &here.unwrap_or_default(),
                    &there.unwrap_or_default(),
                    found,
                );
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (here, there)) in one.iter().zip(other).enumerate() {
                walk(&format!("{path}/{index}"), here, there, found);
            }
        }
        _ => found(path, here, there),
    }
}

/// A number as typed goes with how it was read, a file's name with its digest, and a silence of one kind is no half of
/// another.
fn is_one_thing(path: &str, one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    let is_entry =
        |fields: &Map<String, Value>| fields.contains_key("typed") || fields.contains_key("value");
    let is_file = path.ends_with("/file");
    is_file
        || is_entry(one)
        || is_entry(other)
        || (path.ends_with("/silence") && one.keys().ne(other.keys()))
}

/// Everything in an assessment can be written as JSON. By way of its text: writing it as a tree too would be compiled for
/// every type anew.
fn json<T: Serialize>(value: &T) -> Value {
    let text = serde_json::to_string(value);
    text.and_then(|text| serde_json::from_str(&text))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use bac_thang::{Appraisal, Entry, Evidence, EvidenceFile, Line, Silence};

    use super::*;

    const BLANK: &str = r#"{ "format": "bac-thang/assessment/1", "kind": "official",
        "framework": { "id": "f", "edition": 1, "digest": "d" }, "unit_group": "xa" }"#;

    fn blank() -> Assessment {
        Assessment::read(BLANK).unwrap()
    }

    fn entered(change: impl FnOnce(&mut Assessment)) -> Assessment {
        let mut assessment = blank();
        change(&mut assessment);
        assessment
    }

    fn paths(here: &Assessment, there: &Assessment) -> Vec<String> {
        let all = differences(here, there).into_iter();
        all.map(|difference| difference.place.path).collect()
    }

    /// Everything there is to enter.
    fn full() -> Assessment {
        entered(|assessment| {
            assessment.year = Some(2026);
            assessment.unit = "UBND xã A".to_owned();
            assessment.preparer.email = "a@b.gov.vn".to_owned();
            assessment.input_mut("so-can-bo").number = Entry::typed("44");
            assessment.input_mut("co-ke-hoach").choice = Some("yes".into());
            let answer = assessment.answer_mut("g");
            answer.points = Entry::typed("7,5");
            answer.silence = Some(Silence::NotApplicable {
                reason: "không có".to_owned(),
                decided: true,
            });
            answer.lines = vec![
                Line {
                    name: "dòng 1".to_owned(),
                    points: Entry::typed("1"),
                    ..Line::default()
                },
                Line::default(),
            ];
            answer.evidence = vec![Evidence {
                number: "12/QĐ-UBND".to_owned(),
                file: Some(EvidenceFile {
                    name: "12.pdf".to_owned(),
                    sha256: "0".repeat(64),
                }),
                ..Evidence::default()
            }];
            answer.explanation = "giải trình".to_owned();
            answer.appraised = Some(Appraisal {
                points: Entry::typed("7"),
                ..Appraisal::default()
            });
        })
    }

    #[test]
    fn what_is_the_same_differs_nowhere() {
        assert_eq!(differences(&full(), &full()), []);
        let mut reordered = full();
        reordered.inputs.reverse();
        reordered.answer_mut("blank");
        assert_eq!(differences(&full(), &reordered), []);
    }

    #[test]
    fn taking_every_place_over_makes_one_the_other() {
        for (from, to) in [(blank(), full()), (full(), blank())] {
            let mut one_by_one = from.clone();
            for Difference { place, here, there } in differences(&from, &to) {
                assert_eq!(value_at(&one_by_one, &place), here);
                one_by_one = with(&one_by_one, [(place.clone(), there.clone())]).unwrap();
                assert_eq!(value_at(&one_by_one, &place), there);
            }
            assert_eq!(differences(&one_by_one, &to), []);
            let all = differences(&from, &to).into_iter();
            let all = with(&from, all.map(|each| (each.place, each.there))).unwrap();
            assert_eq!(differences(&all, &to), []);
        }
    }

    #[test]
    fn a_number_and_its_reading_are_one_place() {
        let typed = |text: &str| entered(|it| it.answer_mut("g").points = Entry::typed(text));
        assert_eq!(paths(&typed("1.000"), &typed("7,5")), ["/points"]);
        let mut read = typed("1.000");
        let entry = &mut read.answer_mut("g").points;
        *entry = entry.read_as(&"1".parse().unwrap());
        assert_eq!(paths(&typed("1.000"), &read), ["/points"]);
    }

    #[test]
    fn a_silence_is_changed_in_its_reason_or_as_a_whole() {
        let silent = |silence: Silence| entered(|it| it.answer_mut("g").silence = Some(silence));
        let undefined = |reason: &str| {
            silent(Silence::Undefined {
                reason: reason.to_owned(),
            })
        };
        assert_eq!(
            paths(&undefined("a"), &undefined("b")),
            ["/silence/undefined/reason"]
        );
        let other = silent(Silence::NotApplicable {
            reason: "a".to_owned(),
            decided: false,
        });
        assert_eq!(paths(&undefined("a"), &other), ["/silence"]);
    }

    #[test]
    fn a_file_and_its_digest_are_one_place() {
        let file = |name: &str, digit: &str| {
            let file = EvidenceFile {
                name: name.to_owned(),
                sha256: digit.repeat(64),
            };
            entered(|it| {
                it.answer_mut("g").evidence = vec![Evidence {
                    file: Some(file),
                    ..Evidence::default()
                }];
            })
        };
        assert_eq!(
            paths(&file("a.pdf", "0"), &file("b.pdf", "1")),
            ["/evidence/0/file"]
        );
    }

    #[test]
    fn lists_of_one_length_differ_within_others_as_a_whole() {
        let line = |name: &str| Line {
            name: name.to_owned(),
            ..Line::default()
        };
        let lines = |names: &[&str]| {
            entered(|it| it.answer_mut("g").lines = names.iter().map(|name| line(name)).collect())
        };
        assert_eq!(
            paths(&lines(&["a", "b"]), &lines(&["a", "c"])),
            ["/lines/1/name"]
        );
        assert_eq!(paths(&lines(&["a", "b"]), &lines(&["b"])), ["/lines"]);
        let short = lines(&["a"]);
        let place = Place {
            part: Part::Answer("g".to_owned()),
            path: "/lines/1/name".to_owned(),
        };
        let unchanged = with(&short, [(place.clone(), Value::from("c"))]);
        assert_eq!(unchanged, Some(short), "there is no such line");
        let no_name = with(&lines(&["a", "b"]), [(place, Value::from(7))]);
        assert_eq!(no_name, None);
    }
}
