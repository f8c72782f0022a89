//! Every kind of rule that real frameworks have, with the words it was found in and cases computed by hand.
//!
//! `tests/rules` has one file for each row of the table of rules; adding a file adds a test. A file holds fragments of
//! frameworks, as `frameworks/README.md` writes them; what every framework has to have besides is filled in here.

#![cfg(not(target_arch = "wasm32"))] // it walks files
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

mod fragment;

use std::collections::BTreeMap;
use std::fs;

use bac_thang::engine::rank::{Entrant, Rank, rank};
use bac_thang::{Framework, Outcome, Reporting};
use serde::Deserialize;
use serde_json::{Value, json};

use fragment::{Entered, Fragment, found, is_same, scored};

/// A file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(rename = "row")]
    section: String,
    /// The words of the table.
    example: String,
    /// Its key in the table's list of sources.
    source: String,
    frameworks: Vec<Example>,
}

/// A fragment of a framework and what it is to give.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    name: String,
    #[serde(default)]
    inputs: Vec<Value>,
    groups: Vec<Value>,
    exclusion: Option<Value>,
    rounding: Option<Value>,
    total: Option<Value>,
    ladder: Option<Value>,
    /// Names of kinds of unit besides communes, by id.
    #[serde(default)]
    other_units: BTreeMap<String, String>,
    #[serde(default)]
    cases: Vec<Case>,
    ranking: Option<Ranking>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// A figure as files write it, or the id of an answer.
    #[serde(default)]
    inputs: BTreeMap<String, String>,
    #[serde(default)]
    answers: Vec<Value>,
    #[serde(default)]
    reporting: Reporting,
    expect: Expect,
}

/// What comes out; what is not written is not compared.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    #[serde(default)]
    items: BTreeMap<String, ExpectItem>,
    #[serde(default)]
    groups: BTreeMap<String, ExpectGroup>,
    total: Option<Value>,
    max: Option<Value>,
    level: Option<Value>,
    r#final: Option<Value>,
    granted: Option<ExpectWhole>,
    backed: Option<ExpectWhole>,
    appraised: Option<ExpectWhole>,
    guaranteed: Option<ExpectWhole>,
    possible: Option<ExpectWhole>,
    /// Each of them is among the findings; an empty list says that there are none.
    findings: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectItem {
    state: Option<Value>,
    points: Option<Value>,
    max: Option<Value>,
    steps: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectGroup {
    points: Value,
    max: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectWhole {
    total: Option<Value>,
    max: Option<Value>,
    level: Option<Value>,
    r#final: Option<Value>,
}

/// Units ranked against one another.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ranking {
    units: Vec<Unit>,
    expect: Vec<Ranked>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unit {
    name: String,
    /// Its kind, where it is no commune. Each kind has its list.
    kind: Option<String>,
    /// What its points come to.
    total: Value,
    /// What is compared where totals are equal, for the reader: it stands in `points` as well.
    #[serde(default)]
    tie: Vec<String>,
    /// Points by item.
    points: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ranked {
    name: String,
    rank: Value,
    tier: Option<Value>,
    tied: Option<Value>,
    #[serde(default)]
    left_to_council: bool,
}

#[test]
fn every_row_of_the_table_has_its_file() {
    let rows: Vec<(String, Row)> = files();
    let numbers: Vec<String> = (1..=28).map(|row| format!("{row:02}-")).collect();
    let begin: Vec<&str> = rows.iter().map(|(file, _)| &file[..3]).collect();
    assert_eq!(begin, numbers);
    for (file, row) in &rows {
        let number: u32 = file[..2].parse().unwrap();
        assert_eq!(row.section, format!("§{number}"), "{file}");
        assert!(
            !row.example.is_empty() && row.source.starts_with('S'),
            "{file}"
        );
    }
}

#[test]
fn every_rule_scores_as_computed_by_hand() {
    let mut failures = Vec::new();
    for (file, row) in files() {
        for example in &row.frameworks {
            let at = format!("{file}: {}", example.name);
            match Framework::read(&example.framework()) {
                Ok(framework) => failures.extend(
                    run(&framework, example)
                        .into_iter()
                        .map(|what| format!("{at}: {what}")),
                ),
                Err(error) => failures.push(format!("{at}: {error}")),
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn a_wrong_expectation_is_found() {
    let (_, row) = files().into_iter().next().unwrap();
    let example = &row.frameworks[0];
    let framework = Framework::read(&example.framework()).unwrap();
    let case = &example.cases[0];
    let scored = case.scored(&framework).unwrap();
    let wrong = |expect: Value| {
        let expect: Expect = serde_json::from_value(expect).unwrap();
        differences(&scored, &expect).len()
    };
    assert_eq!(differences(&scored, &case.expect), [""; 0]);
    assert_eq!(wrong(json!({ "total": "1.999" })), 1);
    assert_eq!(wrong(json!({ "items": { "a": { "steps": [] } } })), 1);
    assert_eq!(wrong(json!({ "items": { "z": {} } })), 1);
    assert_eq!(wrong(json!({ "granted": {} })), 1);
    assert_eq!(wrong(json!({ "findings": ["not_whole"] })), 1);
    assert_eq!(wrong(json!({ "total": "4/2", "max": "2.0" })), 0);
}

fn files() -> Vec<(String, Row)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules");
    let mut files: Vec<(String, Row)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).unwrap();
            let row = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, row)
        })
        .collect();
    files.sort_by(|one, other| one.0.cmp(&other.0));
    files
}

impl Example {
    fn framework(&self) -> String {
        let fragment = Fragment {
            inputs: self.inputs.clone(),
            groups: self.groups.clone(),
            exclusion: self.exclusion.clone(),
            rounding: self.rounding.clone(),
            total: self.total.clone(),
            ladders: self.ladder.iter().cloned().collect(),
            standing: None,
            other_units: self.other_units.clone().into_iter().collect(),
        };
        fragment.framework().to_string()
    }
}

impl Case {
    fn scored(&self, framework: &Framework) -> Result<Value, String> {
        let inputs = self.inputs.iter();
        let entered = Entered {
            inputs: inputs
                .map(|(id, entered)| (id.clone(), entered.clone()))
                .collect(),
            answers: self.answers.clone(),
            is_late: self.reporting == Reporting::Late,
            ..Entered::default()
        };
        let scored = scored(framework, &entered)?;
        serde_json::to_value(scored).map_err(|error| error.to_string())
    }
}

fn run(framework: &Framework, example: &Example) -> Vec<String> {
    let mut wrong = Vec::new();
    if example.cases.is_empty() && example.ranking.is_none() {
        wrong.push("no case".to_owned());
    }
    for case in &example.cases {
        let found = match case.scored(framework) {
            Ok(scored) => differences(&scored, &case.expect),
            Err(error) => vec![error],
        };
        wrong.extend(
            found
                .into_iter()
                .map(|what| format!("{}: {what}", case.name)),
        );
    }
    if let Some(ranking) = &example.ranking {
        wrong.extend(ranked(framework, ranking));
    }
    wrong
}

fn differences(scored: &Value, expect: &Expect) -> Vec<String> {
    let mut wrong = Vec::new();
    let outcome = found::result(scored, "outcome").unwrap();
    for (id, expected) in &expect.items {
        let Some(item) = found::item(outcome, id) else {
            wrong.push(format!("no item {id}"));
            continue;
        };
        let fields = [
            ("state", &expected.state),
            ("points", &expected.points),
            ("max", &expected.max),
        ];
        for (name, expected) in fields {
            check(
                &mut wrong,
                &format!("{id}.{name}"),
                &item[name],
                expected.as_ref(),
            );
        }
        check(
            &mut wrong,
            &format!("{id}.steps"),
            &found::steps(item.get("steps")),
            expected.steps.as_ref(),
        );
    }
    for (id, expected) in &expect.groups {
        let Some(group) = found::group(outcome, id) else {
            wrong.push(format!("no group {id}"));
            continue;
        };
        check(
            &mut wrong,
            &format!("{id}.points"),
            &group["points"],
            Some(&expected.points),
        );
        check(
            &mut wrong,
            &format!("{id}.max"),
            &group["max"],
            Some(&expected.max),
        );
    }
    for (name, expected) in [
        ("total", &expect.total),
        ("max", &expect.max),
        ("level", &expect.level),
        ("final", &expect.r#final),
    ] {
        check(
            &mut wrong,
            name,
            &found::whole(outcome, name),
            expected.as_ref(),
        );
    }
    for (name, expected) in [
        ("granted", &expect.granted),
        ("backed", &expect.backed),
        ("appraised", &expect.appraised),
        ("guaranteed", &expect.guaranteed),
        ("possible", &expect.possible),
    ] {
        let Some(expected) = expected else { continue };
        match found::result(scored, name) {
            Some(outcome) => check_whole(&mut wrong, name, outcome, expected),
            None => wrong.push(format!("{name}: none")),
        }
    }
    if let Some(expected) = &expect.findings {
        let found = found::findings(scored);
        let is_right = if expected.is_empty() {
            found.is_empty()
        } else {
            expected.iter().all(|name| found.contains(name))
        };
        if !is_right {
            wrong.push(format!("findings are {found:?}, expected {expected:?}"));
        }
    }
    wrong
}

fn check_whole(wrong: &mut Vec<String>, name: &str, outcome: &Value, expected: &ExpectWhole) {
    for (field, expected) in [
        ("total", &expected.total),
        ("max", &expected.max),
        ("level", &expected.level),
        ("final", &expected.r#final),
    ] {
        let what = format!("{name}.{field}");
        check(
            wrong,
            &what,
            &found::whole(outcome, field),
            expected.as_ref(),
        );
    }
}

fn check(wrong: &mut Vec<String>, what: &str, found: &Value, expected: Option<&Value>) {
    if let Some(expected) = expected.filter(|expected| !is_same(found, expected)) {
        wrong.push(format!("{what} is {found}, expected {expected}"));
    }
}

fn ranked(framework: &Framework, ranking: &Ranking) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut outcomes: Vec<Outcome> = Vec::new();
    for unit in &ranking.units {
        for tie in &unit.tie {
            assert!(
                unit.points.values().any(|points| points == tie),
                "{}",
                unit.name
            );
        }
        let answers = unit
            .points
            .iter()
            .map(|(of, points)| json!({ "of": of, "points": { "value": points } }));
        let entered = Entered {
            unit_group: unit.kind.clone(),
            answers: answers.collect(),
            ..Entered::default()
        };
        match scored(framework, &entered) {
            Ok(scored) => outcomes.push(scored.outcome),
            Err(error) => return vec![format!("{}: {error}", unit.name)],
        }
        let outcome = serde_json::to_value(outcomes.last()).unwrap();
        let what = format!("{}: total", unit.name);
        check(
            &mut wrong,
            &what,
            &found::whole(&outcome, "total"),
            Some(&unit.total),
        );
    }
    let mut ranks: Vec<Option<Rank>> = vec![None; outcomes.len()];
    for unit_group in &framework.unit_groups {
        let is_here = |unit: &Unit| unit.kind.as_deref().unwrap_or("xa") == &*unit_group.id;
        let list: Vec<usize> = (0..outcomes.len())
            .filter(|index| is_here(&ranking.units[*index]))
            .collect();
        let entrants = list
            .iter()
            .map(|index| Entrant::of(unit_group, &outcomes[*index]));
        let found = rank(unit_group, &entrants.collect::<Vec<_>>());
        for (index, rank) in list.into_iter().zip(found) {
            ranks[index] = Some(rank);
        }
    }
    if ranking.expect.len() != ranks.len() {
        wrong.push(format!(
            "{} ranks, expected {}",
            ranks.len(),
            ranking.expect.len()
        ));
    }
    for expected in &ranking.expect {
        let name = &expected.name;
        let index = ranking.units.iter().position(|unit| unit.name == *name);
        let rank = serde_json::to_value(&ranks[index.unwrap()]).unwrap();
        check(
            &mut wrong,
            &format!("{name}: rank"),
            &rank["rank"],
            Some(&expected.rank),
        );
        check(
            &mut wrong,
            &format!("{name}: tier"),
            &found::place(&rank["level"]),
            expected.tier.as_ref(),
        );
        check(
            &mut wrong,
            &format!("{name}: tied"),
            &rank["is_tied"],
            expected.tied.as_ref(),
        );
        let left = Value::from(expected.left_to_council);
        check(
            &mut wrong,
            &format!("{name}: left to the Council"),
            &rank["is_left_to_council"],
            Some(&left),
        );
    }
    wrong
}
