//! Every kind of rule that real frameworks have, with the words it was found in and cases computed by hand.
//!
//! `tests/rules` has one file for each row of the table; adding a file adds a test. A file holds sheets cut down to what the
//! row is about; what every framework has to have is filled in here.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

use std::collections::BTreeMap;
use std::fs;

use bac_thang::engine::rank::rank;
use bac_thang::{Assessment, Framework, Outcome, Reporting, Scored, score};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// A file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    section: String,
    #[allow(dead_code, reason = "for whoever reads the file")]
    example: String,
    #[allow(dead_code, reason = "for whoever reads the file")]
    found_in: String,
    sheets: Vec<Sheet>,
}

/// A sheet cut down: items of one group `g`, or groups; strings for names and maxima.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    name: String,
    #[serde(default)]
    inputs: Vec<Value>,
    #[serde(default)]
    items: Vec<Value>,
    #[serde(default)]
    groups: Vec<Value>,
    #[serde(default)]
    exclusion: Option<Value>,
    #[serde(default)]
    rounding: Option<Value>,
    #[serde(default)]
    total: Option<Value>,
    #[serde(default)]
    ladder: Option<Value>,
    #[serde(default)]
    cases: Vec<Case<Expect>>,
    #[serde(default)]
    lists: Vec<List>,
    /// For a sheet that must not load: the message.
    #[serde(default)]
    refused: Option<String>,
}

/// What a unit entered, and what comes out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case<E> {
    name: String,
    /// As typed, or the id of an answer.
    #[serde(default)]
    inputs: BTreeMap<String, String>,
    /// Points as typed, by item or group.
    #[serde(default)]
    points: BTreeMap<String, String>,
    #[serde(default)]
    answers: BTreeMap<String, Value>,
    #[serde(default)]
    reporting: Reporting,
    expect: E,
}

/// What comes out; what is not written is not compared.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    /// An item: `"3.75 of 5"` or the state's name before that (`"blank, 0 of 5"`); or a list of that and its steps.
    #[serde(default)]
    items: BTreeMap<String, Value>,
    #[serde(default)]
    groups: BTreeMap<String, String>,
    total: Option<String>,
    level: Option<String>,
    r#final: Option<String>,
    granted: Option<String>,
    backed: Option<String>,
    appraised: Option<String>,
    guaranteed: Option<String>,
    possible: Option<String>,
    findings: Option<Vec<String>>,
}

/// Units ranked against one another.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    name: String,
    /// Each with what it comes to: `2, tied, tot`.
    units: Vec<Case<String>>,
}

#[test]
fn every_row_of_the_table_has_its_file() {
    let mut rows: Vec<String> = files().into_iter().map(|(_, row)| row.section).collect();
    rows.sort_by_key(|row| row[2..].parse::<u32>().unwrap());
    let all: Vec<String> = (1..=28).map(|row| format!("§{row}")).collect();
    assert_eq!(rows, all);
}

#[test]
fn every_rule_scores_as_computed_by_hand() {
    let mut failures = Vec::new();
    for (file, row) in files() {
        for sheet in &row.sheets {
            let at = format!("{file}: {}", sheet.name);
            let framework = match (Framework::read(&framework(sheet)), &sheet.refused) {
                (Ok(framework), None) => framework,
                (Err(error), Some(message)) if error.to_string() == *message => continue,
                (result, _) => {
                    failures.push(format!("{at}: {:?}", result.map(|_| "loaded")));
                    continue;
                }
            };
            assert!(
                !sheet.cases.is_empty() || !sheet.lists.is_empty(),
                "{at}: no case"
            );
            for case in &sheet.cases {
                let scored = scored(&framework, sheet, case);
                for what in differences(&scored, &case.expect) {
                    failures.push(format!("{at}: {}: {what}", case.name));
                }
            }
            for list in &sheet.lists {
                failures
                    .extend(ranked(&framework, sheet, list).map(|what| format!("{at}: {what}")));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
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

// ── From a sheet cut down to a framework ────────────────────────────────────────────────────────────────────────────────

fn framework(sheet: &Sheet) -> String {
    let groups = if sheet.groups.is_empty() {
        vec![json!({ "id": "g", "items": sheet.items })]
    } else {
        sheet.groups.clone()
    };
    let mut sheet_json = json!({
        "id": "s",
        "inputs": sheet.inputs.iter().map(input).collect::<Vec<_>>(),
        "blocks": [{ "id": "b", "groups": groups.iter().map(group).collect::<Vec<_>>() }],
        "standing": if sheet.ladder.is_some() {
            json!({ "ladders": { "ladders": ["l"] } })
        } else {
            json!({ "ranked_only": { "source": "c" } })
        },
    });
    for (name, part) in [("rounding", &sheet.rounding), ("total", &sheet.total)] {
        if let Some(part) = part {
            sheet_json[name] = part.clone();
        }
    }
    let mut framework: Value =
        serde_json::from_str(include_str!("practice/framework.json")).unwrap();
    let fields = framework.as_object_mut().unwrap();
    fields.retain(|name, _| !["calendar", "zero_rules", "exclusion"].contains(&name.as_str()));
    fields["clauses"] =
        json!([{ "id": "c", "at": "Điều 1", "quote": "Văn bản này không có thật." }]);
    fields["decision"]["source"] = json!("c");
    fields["decision"]["under"] = json!({ "what": "Không có thật.", "sources": ["c"] });
    fields["period"] = json!({ "yearly": { "source": "c" } });
    fields["sheets"] = json!([sheet_json]);
    fields["ladders"] = sheet.ladder.iter().map(ladder).collect();
    let name = sourced(&json!("Xã"));
    fields["unit_groups"] = json!([{ "id": "xa", "level": "commune", "name": name, "sheet": "s" }]);
    if let Some(exclusion) = &sheet.exclusion {
        fields.insert("exclusion".to_owned(), exclusion.clone());
    }
    framework.to_string()
}

fn sourced(value: &Value) -> Value {
    json!({ "value": value, "source": "c" })
}

/// What every part of a sheet has, where it is not written.
fn filled(written: &Value, sourced_fields: &[&str]) -> Map<String, Value> {
    let mut fields = written.as_object().unwrap().clone();
    let id = fields["id"].clone();
    fields.entry("name").or_insert(id);
    for name in sourced_fields {
        if let Some(value) = fields.get(*name).filter(|value| value.is_string()).cloned() {
            fields.insert((*name).to_owned(), sourced(&value));
        }
    }
    fields
}

fn group(written: &Value) -> Value {
    let mut fields = filled(written, &["name", "max", "weight"]);
    if let Some(items) = fields.get("items").and_then(Value::as_array) {
        let items: Vec<Value> = items.iter().map(item).collect();
        fields.insert("items".to_owned(), Value::Array(items));
    }
    Value::Object(fields)
}

fn item(written: &Value) -> Value {
    let mut fields = filled(written, &["name", "max"]);
    fields.insert("source".to_owned(), json!("c"));
    Value::Object(fields)
}

fn input(written: &Value) -> Value {
    let mut fields = written.as_object().unwrap().clone();
    let label = fields["id"].clone();
    fields.insert("label".to_owned(), label);
    fields.insert("source".to_owned(), json!("c"));
    Value::Object(fields)
}

fn ladder(written: &Value) -> Value {
    let mut fields = written.as_object().unwrap().clone();
    fields.insert("id".to_owned(), json!("l"));
    let rungs = fields["rungs"].as_array().unwrap().iter();
    let rungs = rungs.map(|rung| Value::Object(filled(rung, &["name"])));
    fields.insert("rungs".to_owned(), rungs.collect());
    if let Some(below) = fields
        .get("below")
        .filter(|value| value.is_string())
        .cloned()
    {
        fields.insert("below".to_owned(), sourced(&below));
    }
    Value::Object(fields)
}

// ── Scoring ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

fn scored<E>(framework: &Framework, sheet: &Sheet, entered: &Case<E>) -> Scored {
    let mut assessment = Assessment::new(framework, framework.unit_group("xa").unwrap());
    assessment.reporting = entered.reporting;
    let is_option = |id: &String| {
        let input = sheet.inputs.iter().find(|input| input["id"] == **id);
        let kind = &input.unwrap_or_else(|| panic!("no input {id}"))["kind"];
        kind == "yes_no" || kind.is_object()
    };
    for (id, typed) in &entered.inputs {
        let answer = assessment.input_mut(id);
        if is_option(id) {
            answer.choice = Some(typed.clone());
        } else {
            answer.number = bac_thang::Entry::typed(typed);
        }
    }
    for (id, answer) in &entered.answers {
        let mut answer = answer.clone();
        answer["of"] = json!(id);
        *assessment.answer_mut(id) = serde_json::from_value(answer).unwrap();
    }
    for (id, typed) in &entered.points {
        assessment.answer_mut(id).points = bac_thang::Entry::typed(typed);
    }
    score(framework, &assessment).unwrap()
}

fn differences(scored: &Scored, expect: &Expect) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |what: &str, found: &str, expected: Option<&String>| {
        if expected.is_some_and(|expected| expected != found) {
            wrong.push(format!(
                "{what}\n     found {found}\n  expected {}",
                expected.unwrap()
            ));
        }
    };
    let outcome = &scored.outcome;
    let items = || outcome.groups.iter().flat_map(|group| &group.items);
    for (id, expected) in &expect.items {
        let item = items()
            .find(|item| item.id == *id)
            .unwrap_or_else(|| panic!("no item {id}"));
        let max = item
            .max
            .as_ref()
            .map_or("no limit".to_owned(), ToString::to_string);
        let state = serde_json::to_value(item.state).unwrap();
        let state = match state.as_str().unwrap() {
            "points" => String::new(),
            state => format!("{state}, "),
        };
        let found = format!("{state}{} of {max}", item.points);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let Some(with_steps) = expected.as_array() else {
            check(id, &found, Some(&text(expected)));
            continue;
        };
        check(id, &found, Some(&text(&with_steps[0])));
        let steps: Vec<String> = with_steps[1].as_array().unwrap().iter().map(text).collect();
        let found = said(&serde_json::to_value(&item.steps).unwrap(), "");
        let what = format!("steps of {id}");
        check(&what, &found.join("; "), Some(&steps.join("; ")));
    }
    for (id, points) in &expect.groups {
        let group = outcome.groups.iter().find(|group| group.id == *id).unwrap();
        let max = group
            .max
            .as_ref()
            .map_or("no limit".to_owned(), ToString::to_string);
        check(id, &format!("{} of {max}", group.points), Some(points));
    }
    let level = |outcome: &Outcome| outcome.standing.as_ref().map(|s| s.level.name().to_owned());
    let last = |outcome: &Outcome| {
        let standing = outcome.standing.as_ref();
        standing.map_or("none", |s| s.final_level.name()).to_owned()
    };
    check("total", &total(outcome), expect.total.as_ref());
    check(
        "level",
        &level(outcome).unwrap_or_default(),
        expect.level.as_ref(),
    );
    check("final", &last(outcome), expect.r#final.as_ref());
    let other = |outcome: Option<&Outcome>| outcome.map_or("none".to_owned(), total);
    check(
        "granted",
        &other(scored.granted.as_ref()),
        expect.granted.as_ref(),
    );
    check("backed", &total(&scored.backed), expect.backed.as_ref());
    check(
        "appraised",
        &other(scored.appraised.as_ref()),
        expect.appraised.as_ref(),
    );
    let range = |outcome: &Outcome| format!("{}, {}", outcome.whole.points, last(outcome));
    check(
        "guaranteed",
        &range(&scored.range.guaranteed),
        expect.guaranteed.as_ref(),
    );
    check(
        "possible",
        &range(&scored.range.possible),
        expect.possible.as_ref(),
    );
    let findings = scored.findings.iter().map(|finding| {
        let kind = serde_json::to_value(&finding.kind).unwrap();
        let name = kind.as_str().map(str::to_owned);
        name.unwrap_or_else(|| kind.as_object().unwrap().keys().next().unwrap().clone())
    });
    let findings = findings.collect::<Vec<_>>().join(", ");
    let expected = expect.findings.clone().unwrap_or_default().join(", ");
    check("findings", &findings, Some(&expected));
    wrong
}

fn total(outcome: &Outcome) -> String {
    let whole = &outcome.whole;
    let max = whole
        .max
        .as_ref()
        .map_or("?".to_owned(), ToString::to_string);
    format!("{} of {max}", whole.points)
}

/// Steps as short lines: `ratio 45, 50 = 0.9`; those of a part behind its id.
fn said(steps: &Value, before: &str) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or(value.to_string(), str::to_owned);
    let mut lines = Vec::new();
    for step in steps.as_array().unwrap() {
        let (name, fields) = step.as_object().unwrap().iter().next().unwrap();
        let field = |name: &str| text(&fields[name]);
        let from_to = || format!("{name} {} -> {}", field("from"), field("to"));
        let line = match name.as_str() {
            "read" if fields.get("number").is_some() => {
                format!("read {} {}", field("input"), field("number"))
            }
            "read" => format!("read {} {}", field("input"), field("choice")),
            "computed" => {
                let of: Vec<String> = fields["of"].as_array().unwrap().iter().map(text).collect();
                format!("{} {} = {}", field("op"), of.join(", "), field("value"))
            }
            "tested" => format!("tested {}", field("holds")),
            "worth" if fields.get("band").is_some() => {
                format!("band {} worth {}", field("band"), field("points"))
            }
            "worth" => format!("worth {}", field("points")),
            "part" => {
                let id = field("id");
                lines.extend(said(&fields["steps"], &format!("{before}{id}: ")));
                format!("part {id} {} of {}", field("points"), field("max"))
            }
            "limited" | "rounded" | "grown" => from_to(),
            _ => name.clone(),
        };
        lines.push(format!("{before}{line}"));
    }
    lines
}

fn ranked<'a>(
    framework: &'a Framework,
    sheet: &'a Sheet,
    list: &'a List,
) -> impl Iterator<Item = String> + 'a {
    let outcomes: Vec<Outcome> = list
        .units
        .iter()
        .map(|unit| scored(framework, sheet, unit).outcome)
        .collect();
    let ranks = rank(framework.unit_group("xa").unwrap(), &outcomes);
    list.units.iter().zip(ranks).filter_map(|(unit, rank)| {
        let marks = [
            Some(rank.rank.to_string()),
            rank.is_tied.then(|| "tied".to_owned()),
            rank.level.as_ref().map(|level| level.name().to_owned()),
            rank.is_left_to_council.then(|| "council".to_owned()),
        ];
        let found = marks.into_iter().flatten().collect::<Vec<_>>().join(", ");
        (found != unit.expect).then(|| {
            format!(
                "{}: {}: found {found}, expected {}",
                list.name, unit.name, unit.expect
            )
        })
    })
}
