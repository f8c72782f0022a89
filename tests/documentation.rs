//! The worked examples in `frameworks/EXAMPLES.md` are right: each piece is put into the smallest framework around it, each row
//! of a table is entered, and what comes out is what the row says.

#![cfg(not(target_arch = "wasm32"))] // it compares with other tests' fragments, which read files
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

mod fragment;

use bac_thang::Framework;
use bac_thang::engine::rank::{Entrant, rank};
use serde_json::{Value, json};

use fragment::{Entered, Fragment, found, is_same, scored};

const EXAMPLES: &str = include_str!("../frameworks/EXAMPLES.md");
/// How many kinds of rule the table of rules has.
const RULES: usize = 28;

#[test]
fn every_example_is_right() {
    assert_eq!(problems(EXAMPLES), [""; 0]);
}

#[test]
fn every_rule_has_an_example() {
    let examples = examples(EXAMPLES).unwrap();
    let has = |rule: &usize| {
        let mut sections = examples.iter().flat_map(|example| &example.rules);
        sections.any(|section| section == rule)
    };
    let lacking: Vec<usize> = (1..=RULES).filter(|rule| !has(rule)).collect();
    assert_eq!(lacking, [0; 0]);
}

#[test]
fn whatever_is_wrong_in_an_example_is_found() {
    for (right, wrong) in [
        ("| 3 | 4 | 7.5 |", "| 3 | 4 | 7.51 |"),          // points
        ("| no | – | blank |", "| no | – | 0 |"),         // a state
        ("\"total\": \"230/33\"", "\"total\": \"6.97\""), // a case
        ("| 84.5 | gap |", "| 84.5 | kha |"),             // a level
        ("| 40 | 45 | xs | 3 | dat |", "| 40 | 45 | xs | 2 | dat |"), // a rank
        (
            "| 45 | n/a | proposed | 45 | 100 | 75 | 100 |",
            "| 45 | n/a | proposed | 45 | 100 | 75 | 99 |",
        ),
        (
            "| `a` | `b` | `i` gives |\n|---|---|---|\n| 3",
            "| `a` | `c` | `i` gives |\n|---|---|---|\n| 3",
        ),
        (
            "| `a` | `i` gives |\n|---|---|\n| yes",
            "| `a` | `i` has |\n|---|---|\n| yes",
        ),
        ("```json rounding", "```json round"),
        ("```json total", "```json"),
        ("\"mode\": \"half_up\"", "\"mode\": \"halb_up\""),
        ("\"quote\": \"Áp dụng", "\"quote\": \"Ap dụng"),
        (
            "| `n` | `i` gives |\n|---|---|\n| 3 | 1.5 |\n| 4 | 2 |\n| 9 | 2 |\n",
            "",
        ),
    ] {
        assert!(EXAMPLES.contains(right), "{right}");
        let text = EXAMPLES.replacen(right, wrong, 1);
        assert_ne!(problems(&text), [""; 0], "{wrong}");
    }
}

/// A piece of a framework and what it gives.
#[derive(Default)]
struct Example {
    /// The heading it stands under.
    heading: String,
    /// The rows of the table of rules that the heading names.
    rules: Vec<usize>,
    fragment: Fragment,
    /// Items that stand in no group.
    items: Vec<Value>,
    /// A whole framework, where it is one.
    framework: Option<Value>,
    /// The decision's text.
    decision: String,
    /// Worked cases as `cases.json` holds them.
    cases: Vec<Value>,
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

/// What a column of a table holds.
enum Column {
    Input(String),
    Enter(String),
    Late,
    Item(String),
    /// Of one of the results its total, maximum, level or final level.
    Whole(String, String),
    Rank,
    Placed,
}

/// What is wrong with the examples of a text.
fn problems(text: &str) -> Vec<String> {
    let examples = match examples(text) {
        Ok(examples) => examples,
        Err(problem) => return vec![problem],
    };
    let wrong = examples.iter().flat_map(|example| {
        let found = example.problems().unwrap_or_else(|problem| vec![problem]);
        let at = move |problem| format!("{}: {problem}", example.heading);
        found.into_iter().map(at)
    });
    wrong.collect()
}

fn examples(text: &str) -> Result<Vec<Example>, String> {
    let (mut examples, mut example) = (Vec::new(), Example::default());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let begins_piece = line.starts_with("```") || line.starts_with('#');
        if begins_piece && !example.columns.is_empty() {
            let next = Example {
                heading: example.heading.clone(),
                rules: example.rules.clone(),
                ..Example::default()
            };
            examples.push(std::mem::replace(&mut example, next));
        }
        if let Some(kind) = line.strip_prefix("```") {
            let block = lines.by_ref().take_while(|line| *line != "```");
            let block: Vec<&str> = block.collect();
            let heading = example.heading.clone();
            let added = example.add(kind, &block.join("\n"));
            added.map_err(|problem| format!("{heading}: {problem}"))?;
        } else if let Some(heading) = line.strip_prefix('#') {
            if !example.is_without_pieces() {
                return Err(format!("{}: no table", example.heading));
            }
            example = Example {
                heading: heading.trim_matches(['#', ' ']).to_owned(),
                rules: rules_of(heading),
                ..Example::default()
            };
        } else if line.starts_with('|') {
            example.line(line)?;
        }
    }
    examples.push(example);
    Ok(examples)
}

/// The rows of the table of rules that a heading names: `§20 Bonus and §21 deduction`.
fn rules_of(heading: &str) -> Vec<usize> {
    let named = heading.split('§').skip(1);
    let number = |text: &str| {
        let digits = text.find(|c: char| !c.is_ascii_digit());
        text[..digits.unwrap_or(text.len())].parse().ok()
    };
    named.filter_map(number).collect()
}

impl Example {
    fn is_without_pieces(&self) -> bool {
        self.framework.is_none()
            && self.items.is_empty()
            && self.fragment.groups.is_empty()
            && self.fragment.inputs.is_empty()
    }

    fn add(&mut self, kind: &str, text: &str) -> Result<(), String> {
        if kind == "text decision.txt" {
            text.clone_into(&mut self.decision);
            return Ok(());
        }
        let json = |text: &str| serde_json::from_str(text).map_err(|error| format!("{error}"));
        let value: Value = json(text)?;
        match (kind, value) {
            ("json framework", framework) => self.framework = Some(framework),
            ("json cases", Value::Array(cases)) => self.cases = cases,
            ("json inputs", Value::Array(inputs)) => self.fragment.inputs = inputs,
            ("json item", item) => self.items.push(item),
            ("json group", group) => self.fragment.groups.push(group),
            ("json exclusion", exclusion) => self.fragment.exclusion = Some(exclusion),
            ("json rounding", rounding) => self.fragment.rounding = Some(rounding),
            ("json total", total) => self.fragment.total = Some(total),
            ("json ladder", ladder) => self.fragment.ladders.push(ladder),
            ("json standing", standing) => self.fragment.standing = Some(standing),
            (kind, _) => return Err(format!("a block of a kind nobody knows: {kind}")),
        }
        Ok(())
    }

    /// A line of its table: first the columns, then the rows.
    fn line(&mut self, line: &str) -> Result<(), String> {
        let cells = line.trim_matches('|').split('|');
        let cells: Vec<String> = cells.map(|cell| cell.trim().to_owned()).collect();
        if self.columns.is_empty() {
            let columns = cells.iter().map(|cell| column(cell));
            self.columns = columns.collect::<Result<_, _>>()?;
        } else if !cells.iter().all(|cell| cell.starts_with("---")) {
            if cells.len() != self.columns.len() {
                return Err(format!("{line}: expected {} cells", self.columns.len()));
            }
            self.rows.push(cells);
        }
        Ok(())
    }

    fn problems(&self) -> Result<Vec<String>, String> {
        if self.rows.is_empty() {
            return Err("no row".to_owned());
        }
        let written = self.written();
        let framework = Framework::read(&written.to_string()).map_err(|error| error.to_string())?;
        let mut wrong = Vec::new();
        if self.framework.is_some() {
            let clauses = written["clauses"].as_array().into_iter().flatten();
            let quotes = clauses.filter_map(|clause| clause["quote"].as_str());
            let foreign = quotes.filter(|quote| !self.decision.contains(quote));
            wrong.extend(foreign.map(|quote| format!("not in the decision: {quote}")));
        }
        let commune = framework.unit_group("xa").ok_or("no commune")?;
        for case in &self.cases {
            let inputs = case["inputs"].as_object().into_iter().flatten();
            let entered = Entered {
                inputs: inputs
                    .map(|(id, value)| (id.clone(), text_of(value)))
                    .collect(),
                ..Entered::default()
            };
            let scored = scored(&framework, &entered)?;
            let scored = serde_json::to_value(scored).map_err(|error| error.to_string())?;
            for (field, expected) in case["expect"].as_object().into_iter().flatten() {
                let column = Column::Whole("outcome".to_owned(), field.clone());
                let found = column.differs(&scored, &text_of(expected));
                wrong.extend(found.map(|found| {
                    format!("{}: {field} is {found}, expected {expected}", case["name"])
                }));
            }
        }
        let mut entrants = Vec::new();
        for row in &self.rows {
            let scored = scored(&framework, &self.entered(row, &written)?)?;
            entrants.push(Entrant::of(commune, &scored.outcome));
            let scored = serde_json::to_value(scored).map_err(|error| error.to_string())?;
            for (column, cell) in self.columns.iter().zip(row) {
                wrong.extend(column.differs(&scored, cell).map(|found| {
                    format!("| {} |: found {found}, expected {cell}", row.join(" | "))
                }));
            }
        }
        let ranks = rank(commune, &entrants);
        for (row, rank) in self.rows.iter().zip(&ranks) {
            let rank = serde_json::to_value(rank).map_err(|error| error.to_string())?;
            for (column, cell) in self.columns.iter().zip(row) {
                let found = match column {
                    Column::Rank => rank["rank"].to_string(),
                    Column::Placed => text_of(&found::place(&rank["level"])),
                    _ => continue,
                };
                if found != *cell {
                    wrong.push(format!("rank or place: found {found}, expected {cell}"));
                }
            }
        }
        Ok(wrong)
    }

    fn written(&self) -> Value {
        if let Some(framework) = &self.framework {
            return framework.clone();
        }
        let mut fragment = self.fragment.clone();
        if !self.items.is_empty() {
            let name = json!({ "value": "Nhóm", "source": "c" });
            let group = json!({ "id": "nhom", "name": name, "items": self.items });
            fragment.groups.push(group);
        }
        fragment.framework()
    }

    /// What a row says is entered.
    fn entered(&self, row: &[String], framework: &Value) -> Result<Entered, String> {
        let mut entered = Entered::default();
        for (column, cell) in self.columns.iter().zip(row) {
            match column {
                Column::Late => entered.is_late = cell == "yes",
                _ if cell == "–" => {}
                Column::Input(id) => {
                    let inputs = framework["sheets"][0]["inputs"].as_array();
                    if !inputs
                        .into_iter()
                        .flatten()
                        .any(|input| input["id"] == **id)
                    {
                        return Err(format!("no input {id}"));
                    }
                    entered.inputs.push((id.clone(), cell.clone()));
                }
                Column::Enter(id) => {
                    let left_out = |decided: bool| {
                        let why = json!({ "reason": "Không phát sinh", "decided": decided });
                        json!({ "of": id, "silence": { "not_applicable": why } })
                    };
                    entered.answers.push(match cell.as_str() {
                        "n/a" => left_out(false),
                        "n/a, decided" => left_out(true),
                        points => json!({ "of": id, "points": { "value": points } }),
                    });
                }
                _ => {}
            }
        }
        Ok(entered)
    }
}

fn column(heading: &str) -> Result<Column, String> {
    let unknown = || format!("a column nobody knows: {heading}");
    let quoted: Vec<&str> = heading.split('`').collect();
    Ok(match quoted[..] {
        ["", id, ""] => Column::Input(id.to_owned()),
        ["enter ", id, ""] => Column::Enter(id.to_owned()),
        ["", id, " gives"] => Column::Item(id.to_owned()),
        ["late"] => Column::Late,
        ["rank"] => Column::Rank,
        ["placed"] => Column::Placed,
        [words] => {
            let (result, field) = words.rsplit_once(' ').unwrap_or(("outcome", words));
            let is_field = ["total", "max", "level", "final"].contains(&field);
            let is_result = ["outcome", "granted", "guaranteed", "possible"].contains(&result);
            if !is_field || !is_result {
                return Err(unknown());
            }
            Column::Whole(result.to_owned(), field.to_owned())
        }
        _ => return Err(unknown()),
    })
}

impl Column {
    /// What is found where a cell says otherwise; an empty cell says nothing.
    fn differs(&self, scored: &Value, cell: &str) -> Option<String> {
        let found = match self {
            Column::Item(id) => {
                let item = found::result(scored, "outcome").and_then(|o| found::item(o, id));
                item.map_or(Value::Null, |item| match &item["state"] {
                    state if state == "points" => item["points"].clone(),
                    state => state.clone(),
                })
            }
            Column::Whole(result, field) => {
                let outcome = found::result(scored, result);
                outcome.map_or(Value::Null, |outcome| found::whole(outcome, field))
            }
            _ => return None,
        };
        let is_right = cell.is_empty() || is_same(&found, &Value::from(cell));
        (!is_right).then(|| text_of(&found))
    }
}

fn text_of(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
