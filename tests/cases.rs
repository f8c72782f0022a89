//! Runs every worked case beside every framework: natively and, by `wasm-pack test`, in a browser.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

use std::collections::BTreeMap;
use std::fmt;

use bac_thang::engine::document::MeasureDocument;
use bac_thang::engine::framework::{Asks, Condition, Measure, Standing};
use bac_thang::engine::rule::InputKind;
use bac_thang::engine::standing::Verdict;
use bac_thang::{
    Answer, Assessment, Framework, Number, Outcome, Reporting, Scored, UnitGroup, score,
};
use serde::Deserialize;
use serde_json::Value;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{wasm_bindgen_test as test, wasm_bindgen_test_configure};
#[cfg(target_arch = "wasm32")]
wasm_bindgen_test_configure!(run_in_browser);

const FRAMEWORKS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/frameworks.rs"));
const CASES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/cases.rs"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    unit_group: String,
    #[serde(default)]
    points: BTreeMap<String, Number>,
    /// What was entered for inputs: a number, or the id of an answer.
    #[serde(default)]
    inputs: BTreeMap<String, String>,
    #[serde(default)]
    answers: Vec<Answer>,
    #[serde(default)]
    reporting: Reporting,
    expect: Expect,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    total: Number,
    max: Option<Number>,
    #[serde(default)]
    items: BTreeMap<String, Number>,
    #[serde(default)]
    groups: BTreeMap<String, Number>,
    #[serde(default)]
    blocks: BTreeMap<String, Number>,
    #[serde(default)]
    ladders: BTreeMap<String, String>,
    level: Option<String>,
    r#final: Option<String>,
    lacking: Option<Vec<Lacking>>,
    granted: Option<Granted>,
    #[serde(default)]
    whole_zero: bool,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lacking {
    ladder: String,
    rung: String,
    of: MeasureDocument,
    by: Number,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Granted {
    total: Number,
    max: Option<Number>,
    level: Option<String>,
}

impl fmt::Display for Granted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Granted { total, max, level } = self;
        let (max, level) = (shown(max.as_ref()), shown(level.as_ref()));
        write!(out, "total {total}, max {max}, level {level}")
    }
}

#[test]
fn every_worked_case_comes_out_as_it_says() {
    let mut failures = Vec::new();
    let mut run = 0;
    for (folder, text) in CASES {
        let framework = framework(folder);
        for case in &cases(folder, text) {
            run += 1;
            failures.extend(
                differences(&framework, case)
                    .into_iter()
                    .map(|what| format!("{folder}: {}: {what}", case.name)),
            );
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(
        run >= FRAMEWORKS.len(),
        "{run} cases for {} frameworks",
        FRAMEWORKS.len()
    );
}

#[test]
fn every_kind_of_unit_has_a_case() {
    for (folder, _) in FRAMEWORKS {
        let (_, text) = CASES
            .iter()
            .find(|(name, _)| name == folder)
            .unwrap_or_else(|| panic!("{folder} has no cases.json"));
        let cases = cases(folder, text);
        for unit_group in &framework(folder).unit_groups {
            assert!(
                cases.iter().any(|case| *case.unit_group == *unit_group.id),
                "{folder}: no case for {}",
                unit_group.id
            );
        }
    }
}

#[test]
fn what_is_wrong_with_a_case_is_named() {
    let framework = framework("tap-huan/bo-tieu-chi-2026");
    for (entered, said) in [
        (
            r#""inputs": { "su-co": "1" }"#,
            r#"there is no input "su-co""#,
        ),
        (
            r#""points": { "9-9": "1" }"#,
            r#"there is no group or item "9-9""#,
        ),
        (
            r#""answers": [{ "of": "9-9" }]"#,
            r#"there is no group or item "9-9""#,
        ),
        (
            r#""inputs": { "hop": "3 cuộc" }"#,
            r#"input "hop": "3 cuộc" is no number"#,
        ),
        (
            r#""inputs": { "ke-hoach": "Có" }"#,
            r#"input "ke-hoach": "Có" is none of ["yes", "no"]"#,
        ),
        (r#""inputs": { "hop": "8.5" }"#, "NotWhole at Spot"),
        (
            r#""inputs": { "ke-hoach": "yes" }"#,
            "item 1-1 is 2, expected 1",
        ),
        (
            r#""inputs": { "ke-hoach": "yes" }"#,
            "group lanh-dao is 2, expected 1",
        ),
        (
            r#""inputs": { "ke-hoach": "yes" }"#,
            "level is yeu, expected none",
        ),
    ] {
        let text = format!(
            r#"[{{ "name": "…", "unit_group": "xa", {entered},
                "expect": {{ "total": "0", "max": "100", "items": {{ "1-1": "1" }}, "groups": {{ "lanh-dao": "1" }} }} }}]"#
        );
        let case = cases("…", &text).remove(0);
        let found = differences(&framework, &case).join("\n");
        assert!(found.contains(said), "{said}\n{found}");
    }
}

fn cases(folder: &str, text: &str) -> Vec<Case> {
    let all: Vec<Value> =
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{folder}/cases.json: {error}"));
    let read = |(index, case): (usize, Value)| {
        let name = case["name"].as_str().unwrap_or_default().to_owned();
        serde_json::from_value(case).unwrap_or_else(|error| {
            panic!("{folder}/cases.json: case {}, {name:?}: {error}", index + 1)
        })
    };
    all.into_iter().enumerate().map(read).collect()
}

fn framework(folder: &str) -> Framework {
    let (_, text) = FRAMEWORKS
        .iter()
        .find(|(name, _)| *name == folder)
        .unwrap_or_else(|| panic!("{folder} has no framework.json"));
    Framework::read(text).unwrap_or_else(|error| panic!("{folder}/framework.json: {error}"))
}

fn differences(framework: &Framework, case: &Case) -> Vec<String> {
    let Some(unit_group) = framework.unit_group(&case.unit_group) else {
        return vec![format!("there is no kind of unit {:?}", case.unit_group)];
    };
    let foreign = foreign(unit_group, case);
    if !foreign.is_empty() {
        return foreign;
    }
    match score(framework, &assessment(framework, unit_group, case)) {
        Ok(scored) => {
            let mut wrong = compare(unit_group, &scored, &case.expect);
            if !wrong.is_empty() {
                let errors = scored.findings.iter().filter(|f| f.kind.is_error());
                wrong.extend(errors.map(|f| format!("found {:?} at {:?}", f.kind, f.spot)));
            }
            wrong
        }
        Err(error) => vec![error.to_string()],
    }
}

/// What a case enters that its kind of unit does not have: it would count for nothing.
fn foreign(unit_group: &UnitGroup, case: &Case) -> Vec<String> {
    let mut foreign = Vec::new();
    let answered = case.answers.iter().map(|answer| &*answer.of);
    for id in case.points.keys().map(String::as_str).chain(answered) {
        if unit_group.group(id).is_none() && unit_group.item(id).is_none() {
            foreign.push(format!("there is no group or item {id:?}"));
        }
    }
    for (id, value) in &case.inputs {
        match unit_group.input(id).map(|input| &input.kind) {
            None => foreign.push(format!("there is no input {id:?}")),
            Some(InputKind::Figure(_)) => {
                if let Err(error) = value.parse::<Number>() {
                    foreign.push(format!("input {id:?}: {value:?} is no number: {error}"));
                }
            }
            Some(InputKind::Options(choices)) => {
                if choices.iter().all(|choice| *choice.id != **value) {
                    let ids: Vec<&str> = choices.iter().map(|choice| &*choice.id).collect();
                    foreign.push(format!("input {id:?}: {value:?} is none of {ids:?}"));
                }
            }
        }
    }
    foreign
}

fn assessment(framework: &Framework, unit_group: &UnitGroup, case: &Case) -> Assessment {
    let mut assessment = Assessment::new(framework, unit_group);
    assessment.reporting = case.reporting;
    assessment.answers.clone_from(&case.answers);
    for (group, points) in &case.points {
        assessment.answer_mut(group).points = points.clone().try_into().unwrap();
    }
    for (id, value) in &case.inputs {
        let is_figure = unit_group
            .input(id)
            .is_some_and(|input| matches!(input.kind, InputKind::Figure(_)));
        let answer = assessment.input_mut(id);
        if is_figure {
            answer.number = value.parse::<Number>().unwrap().try_into().unwrap();
        } else {
            answer.choice = Some(value.as_str().into());
        }
    }
    assessment
}

fn shown(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}

fn compare(unit_group: &UnitGroup, scored: &Scored, expect: &Expect) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |what: &str, found: String, expected: String| {
        if found != expected {
            wrong.push(format!("{what} is {found}, expected {expected}"));
        }
    };
    let outcome = &scored.outcome;
    check(
        "total",
        outcome.whole.points.to_string(),
        expect.total.to_string(),
    );
    check(
        "max",
        shown(outcome.whole.max.as_ref()),
        shown(expect.max.as_ref()),
    );
    check("level", shown(level(outcome)), shown(expect.level.as_ref()));
    check(
        "whole_zero",
        scored.whole_may_be_zero.to_string(),
        expect.whole_zero.to_string(),
    );
    check(
        "granted",
        shown(scored.granted.as_ref().map(granted)),
        shown(expect.granted.as_ref()),
    );
    let blocks = unit_group.blocks.iter().zip(&outcome.blocks);
    let items = outcome.groups.iter().flat_map(|group| &group.items);
    let groups = outcome.groups.iter();
    let found: [(_, _, BTreeMap<&str, &Number>); 3] = [
        (
            "block",
            &expect.blocks,
            blocks.map(|(it, total)| (&*it.id, &total.points)).collect(),
        ),
        (
            "group",
            &expect.groups,
            groups.map(|it| (&*it.id, &it.points)).collect(),
        ),
        (
            "item",
            &expect.items,
            items.map(|it| (&*it.id, &it.points)).collect(),
        ),
    ];
    for (what, expected, found) in found {
        for (id, points) in expected {
            let found = found.get(id.as_str());
            check(&format!("{what} {id}"), shown(found), points.to_string());
        }
    }
    let places = || {
        outcome
            .standing
            .iter()
            .flat_map(|standing| &standing.ladders)
    };
    for (id, place) in &expect.ladders {
        let found = places()
            .find(|ladder| *ladder.id == **id)
            .map(|ladder| ladder.place.name());
        check(id, shown(found), place.clone());
    }
    if let Some(name) = &expect.r#final {
        let found = outcome
            .standing
            .as_ref()
            .map(|standing| standing.final_level.name());
        check("final", shown(found), name.clone());
    }
    if let Some(expected) = &expect.lacking {
        let rungs: Vec<(&str, &str)> = expected
            .iter()
            .map(|lacking| (lacking.ladder.as_str(), lacking.rung.as_str()))
            .collect();
        let found = lacking(unit_group, outcome)
            .into_iter()
            .filter(|lacking| rungs.contains(&(&lacking.ladder, &lacking.rung)));
        let sorted = |lackings: &mut Vec<String>| lackings.sort();
        let (mut found, mut expected) = (
            found.map(|l| format!("{l:?}")).collect(),
            expected.iter().map(|l| format!("{l:?}")).collect(),
        );
        sorted(&mut found);
        sorted(&mut expected);
        check("lacking", format!("{found:#?}"), format!("{expected:#?}"));
    }
    wrong
}

fn level(outcome: &Outcome) -> Option<String> {
    outcome
        .standing
        .as_ref()
        .map(|standing| standing.level.name().to_owned())
}

fn granted(outcome: &Outcome) -> Granted {
    Granted {
        total: outcome.whole.points.clone(),
        max: outcome.whole.max.clone(),
        level: level(outcome),
    }
}

/// Every condition that is not met, of every rung of every ladder.
fn lacking(unit_group: &UnitGroup, outcome: &Outcome) -> Vec<Lacking> {
    let Standing::Ladders { ladders, .. } = &unit_group.standing else {
        return Vec::new();
    };
    let results = outcome
        .standing
        .iter()
        .flat_map(|standing| &standing.ladders);
    let mut lacking = Vec::new();
    for (ladder, result) in ladders.iter().zip(results) {
        for (rung, reached) in ladder.rungs.iter().zip(&result.rungs) {
            for (condition, measured) in rung.conditions.iter().zip(&reached.conditions) {
                if let Verdict::Lacking(by) = measured.verdict() {
                    lacking.push(Lacking {
                        ladder: ladder.id.to_string(),
                        rung: rung.id.to_string(),
                        of: measure(unit_group, condition),
                        by,
                    });
                }
            }
        }
    }
    lacking
}

fn measure(unit_group: &UnitGroup, condition: &Condition) -> MeasureDocument {
    let Asks::Points { of, .. } = condition.asks else {
        panic!("{condition:?} has no lack");
    };
    match of {
        Measure::Whole => MeasureDocument::Whole,
        Measure::Item(index) => MeasureDocument::Item(unit_group.items[index].id.to_string()),
        Measure::Block(index) => MeasureDocument::Block(unit_group.blocks[index].id.clone()),
        Measure::Group(index) => MeasureDocument::Group(unit_group.groups[index].id.to_string()),
    }
}
