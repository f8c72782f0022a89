//! A made-up decision for the tests: `tests/practice/framework.json`.

use serde_json::Value;

use super::assessment::{Answer, Assessment, Entry, Line, Silence};
use super::framework::Framework;
use super::number::Number;
use super::score::{Scored, score};

const TEXT: &str = include_str!("../../tests/practice/framework.json");

pub(crate) fn n(text: &str) -> Number {
    text.parse().unwrap()
}

pub(crate) fn framework() -> Framework {
    edited(|_| ())
}

/// The made-up decision with something changed in its JSON.
pub(crate) fn edited(edit: impl FnOnce(&mut Value)) -> Framework {
    let mut json = serde_json::from_str(TEXT).unwrap();
    edit(&mut json);
    Framework::read(&json.to_string()).unwrap()
}

/// What a kind of unit typed: points by group.
pub(crate) fn typed(unit_group: &str, points: &[(&str, &str)]) -> Assessment {
    let framework = framework();
    let mut assessment = Assessment::new(&framework, framework.unit_group(unit_group).unwrap());
    for (group, points) in points {
        assessment.answer_mut(group).points = Entry::typed(points);
    }
    assessment
}

/// What a kind of unit answered.
pub(crate) fn answered(unit_group: &str, answers: impl IntoIterator<Item = Answer>) -> Assessment {
    let mut assessment = typed(unit_group, &[]);
    assessment.answers = answers.into_iter().collect();
    assessment
}

pub(crate) fn points(group: &str, points: &str) -> Answer {
    Answer {
        of: group.into(),
        points: Entry::typed(points),
        ..Answer::default()
    }
}

pub(crate) fn silent(group: &str, silence: Silence) -> Answer {
    Answer {
        of: group.into(),
        silence: Some(silence),
        ..Answer::default()
    }
}

pub(crate) fn broken_down(group: &str, lines: impl IntoIterator<Item = Line>) -> Answer {
    Answer {
        of: group.into(),
        lines: lines.into_iter().collect(),
        ..Answer::default()
    }
}

pub(crate) fn line(points: &str, max: &str) -> Line {
    Line {
        name: "Dòng".to_owned(),
        points: Entry::typed(points),
        max: Entry::typed(max),
        ..Line::default()
    }
}

pub(crate) fn silent_line(silence: Silence, max: &str) -> Line {
    Line {
        silence: Some(silence),
        ..line("", max)
    }
}

pub(crate) fn proposed() -> Silence {
    Silence::NotApplicable {
        reason: "Không có việc này.".to_owned(),
        decided: false,
    }
}

pub(crate) fn excluded() -> Silence {
    Silence::NotApplicable {
        reason: "Không có việc này.".to_owned(),
        decided: true,
    }
}

pub(crate) fn undefined() -> Silence {
    Silence::Undefined {
        reason: "Mẫu số bằng 0.".to_owned(),
    }
}

pub(crate) fn scored(assessment: &Assessment) -> Scored {
    score(&framework(), assessment).unwrap()
}
