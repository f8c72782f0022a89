//! Two engines, one documentation: what this one scores is what `tests/oracle`, written from `frameworks/README.md` alone and in
//! another language, expects.
//!
//! `cargo test` compares a few thousand assessments. For more, or others:
//! `BAC_THANG_ORACLE=100000 BAC_THANG_ORACLE_SEED=7 cargo test --release --test oracle`.

#![cfg(not(target_arch = "wasm32"))] // it starts a process
#![allow(missing_docs, reason = "a test says what it is about in its name")]

mod fragment;

use std::env;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use bac_thang::{Assessment, Framework, score};
use serde::Deserialize;
use serde_json::{Value, json};

use fragment::found;

/// How many assessments are compared where nobody asks for more.
const COUNT: u64 = 5_000;
/// Where their randomness begins.
const SEED: u64 = 1;
/// How many of the assessments that differ are printed.
const SHOWN: u64 = 3;

/// A line of what the other engine says.
#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Framework { framework: Value },
    Case { assessment: Value, expected: Value },
}

/// An assessment on which the two do not agree.
struct Disagreement {
    framework: String,
    assessment: String,
    /// Where, what was found and what is expected.
    differences: Vec<String>,
}

#[test]
fn both_engines_agree() {
    let count = setting("BAC_THANG_ORACLE", COUNT).unwrap();
    let seed = setting("BAC_THANG_ORACLE_SEED", SEED).unwrap();
    let shown = setting("BAC_THANG_ORACLE_SHOWN", SHOWN).unwrap();
    let (compared, mut found) = compare(seed, count).unwrap();
    found.sort_by_key(|each| each.framework.len() + each.assessment.len());
    let shown = usize::try_from(shown).unwrap();
    let report: String = found.iter().take(shown).map(report).collect();
    assert!(
        found.is_empty(),
        "seed {seed}: {} of {compared} assessments differ; the smallest of them:\n{report}",
        found.len()
    );
    assert_eq!(compared, count, "assessments compared");
}

#[test]
fn a_difference_is_found() {
    let found = json!({ "a": [{ "points": "0.5", "state": "points" }], "b": "x" });
    let differing = |expected: Value| differences(&found, &expected);
    assert_eq!(differing(json!({ "a": [{ "points": "0.5" }] })), [""; 0]);
    assert_eq!(
        differing(json!({ "a": [{ "points": "1/2" }] })),
        [r#"a.0.points: found "0.5", expected "1/2""#]
    );
    assert_eq!(differing(json!({ "a": [] })).len(), 1);
    assert_eq!(differing(json!({ "c": null })).len(), 1);
    assert_eq!(differing(json!({ "b": { "x": 1 } })).len(), 1);
}

/// A number from the environment.
fn setting(name: &str, otherwise: u64) -> Result<u64, String> {
    let Ok(text) = env::var(name) else {
        return Ok(otherwise);
    };
    text.parse()
        .map_err(|_| format!("{name} is {text:?}, expected a number"))
}

/// How many assessments were compared, and those that differ.
fn compare(seed: u64, count: u64) -> Result<(u64, Vec<Disagreement>), String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/run.py");
    let mut oracle = Command::new("python3")
        .args([
            "-B", // no byte code left behind
            script,
            "--seed",
            &seed.to_string(),
            "--count",
            &count.to_string(),
        ])
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("python3 (3.11 or later) is needed for this test: {error}"))?;
    let output = oracle.stdout.take().ok_or("no output")?;
    let mut framework: Option<(String, Framework)> = None;
    let mut compared = 0;
    let mut disagreements = Vec::new();
    for line in BufReader::new(output).lines() {
        let line = line.map_err(|error| format!("python3: {error}"))?;
        match serde_json::from_str(&line)
            .map_err(|error| format!("python3 wrote {line}: {error}"))?
        {
            Line::Framework { framework: written } => {
                let text = written.to_string();
                framework = match Framework::read(&text) {
                    Ok(read) => Some((text, read)),
                    Err(error) => {
                        disagreements.push(Disagreement {
                            framework: text,
                            assessment: String::new(),
                            differences: vec![format!("the framework is refused: {error}")],
                        });
                        None
                    }
                };
            }
            Line::Case {
                assessment,
                expected,
            } => {
                compared += 1;
                let Some((text, framework)) = &framework else {
                    continue;
                };
                let differences = match scored(framework, &assessment) {
                    Ok(found) => differences(&found, &expected),
                    Err(error) => vec![error],
                };
                if !differences.is_empty() {
                    disagreements.push(Disagreement {
                        framework: text.clone(),
                        assessment: assessment.to_string(),
                        differences,
                    });
                }
            }
        }
    }
    let status = oracle.wait().map_err(|error| format!("python3: {error}"))?;
    if status.success() {
        Ok((compared, disagreements))
    } else {
        Err(format!("python3 tests/oracle/run.py ended with {status}"))
    }
}

/// What this engine makes of an assessment, as JSON; the framework's name is filled in.
fn scored(framework: &Framework, assessment: &Value) -> Result<Value, String> {
    let mut assessment = assessment.clone();
    assessment["framework"] =
        json!({ "id": framework.id, "edition": framework.edition, "digest": framework.digest });
    let assessment = Assessment::read(&assessment.to_string())
        .map_err(|error| format!("an assessment is refused: {error}"))?;
    let scored = score(framework, &assessment).map_err(|error| format!("not scored: {error}"))?;
    serde_json::to_value(scored).map_err(|error| format!("not written: {error}"))
}

/// Where what was found is not what is expected. What is not expected at all is not compared, but for steps.
fn differences(found: &Value, expected: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    differ(&mut Vec::new(), found, expected, &mut differences);
    differences
}

fn differ(path: &mut Vec<String>, found: &Value, expected: &Value, differences: &mut Vec<String>) {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            for (name, expected) in expected {
                path.push(name.clone());
                if name == "steps" {
                    differ_whole(path, &found::steps(found.get(name)), expected, differences);
                } else if let Some(found) = found.get(name) {
                    differ(path, found, expected, differences);
                } else {
                    differences.push(format!(
                        "{}: not found, expected {expected}",
                        path.join(".")
                    ));
                }
                path.pop();
            }
        }
        (Value::Array(found), Value::Array(expected)) if found.len() == expected.len() => {
            for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
                path.push(place.to_string());
                differ(path, found, expected, differences);
                path.pop();
            }
        }
        _ => differ_whole(path, found, expected, differences),
    }
}

fn differ_whole(path: &[String], found: &Value, expected: &Value, differences: &mut Vec<String>) {
    if found != expected {
        let path = path.join(".");
        differences.push(format!("{path}: found {found}, expected {expected}"));
    }
}

/// All there is to repeat it.
fn report(each: &Disagreement) -> String {
    let mut report = format!(
        "\nframework: {}\nassessment: {}\n",
        each.framework, each.assessment
    );
    for difference in &each.differences {
        let _ = writeln!(report, "  {difference}"); // a String takes everything
    }
    report
}
