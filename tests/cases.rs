//! Runs every worked case beside every framework: natively and, by `wasm-pack test`, in a browser.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

use std::collections::BTreeMap;

use bac_thang::engine::document::MeasureDocument;
use bac_thang::engine::framework::{Asks, Condition, Measure, Standing};
use bac_thang::engine::rule::InputKind;
use bac_thang::engine::standing::Verdict;
use bac_thang::{
    Answer, Assessment, Framework, Number, Outcome, Reporting, Scored, UnitGroup, score,
};
use serde::Deserialize;

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

#[test]
fn every_worked_case_comes_out_as_it_says() {
    let mut failures = Vec::new();
    let mut run = 0;
    for (folder, text) in CASES {
        let cases: Vec<Case> = serde_json::from_str(text)
            .unwrap_or_else(|error| panic!("{folder}/cases.json: {error}"));
        let framework = framework(folder);
        for case in &cases {
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
        let cases: Vec<Case> = serde_json::from_str(text).unwrap();
        for unit_group in &framework(folder).unit_groups {
            assert!(
                cases.iter().any(|case| *case.unit_group == *unit_group.id),
                "{folder}: no case for {}",
                unit_group.id
            );
        }
    }
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
        return vec![format!("no kind of unit {:?}", case.unit_group)];
    };
    match score(framework, &assessment(framework, unit_group, case)) {
        Ok(scored) => compare(unit_group, &scored, &case.expect),
        Err(error) => vec![error.to_string()],
    }
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
            .inputs
            .iter()
            .any(|input| *input.id == **id && matches!(input.kind, InputKind::Figure(_)));
        let answer = assessment.input_mut(id);
        if is_figure {
            answer.number = value.parse::<Number>().unwrap().try_into().unwrap();
        } else {
            answer.choice = Some(value.as_str().into());
        }
    }
    assessment
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
        format!("{:?}", outcome.whole.max),
        format!("{:?}", expect.max),
    );
    check(
        "level",
        format!("{:?}", level(outcome)),
        format!("{:?}", expect.level),
    );
    check(
        "whole_zero",
        scored.whole_may_be_zero.to_string(),
        expect.whole_zero.to_string(),
    );
    check(
        "granted",
        format!("{:?}", scored.granted.as_ref().map(granted)),
        format!("{:?}", expect.granted),
    );
    for (id, points) in &expect.blocks {
        let found = unit_group
            .blocks
            .iter()
            .zip(&outcome.blocks)
            .find(|(block, _)| block.id == *id)
            .map(|(_, total)| total.points.clone());
        check(id, format!("{found:?}"), format!("{:?}", Some(points)));
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
        check(id, format!("{found:?}"), format!("{:?}", Some(place)));
    }
    if let Some(name) = &expect.r#final {
        let found = outcome
            .standing
            .as_ref()
            .map(|standing| standing.final_level.name());
        check("final", format!("{found:?}"), format!("{:?}", Some(name)));
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
