//! One file a mistake, each with the message it gets: adding a file to `tests/broken` adds a test.
//!
//! `text/` holds files as they are, each with its message in a `.txt` beside it. `framework/` and `assessment/` hold what is
//! changed in the sound file of `tests/practice`, and the message. `tests/sound` holds what is on the right side of the same
//! limits, however near: what may be changed in that file.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bac_thang::engine::load::MAX_BYTES;
use bac_thang::{Assessment, Framework};
use serde::Deserialize;
use serde_json::Value;

/// A mistake, by JSON pointers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mistake {
    /// What is said about it; for what is none, what it is.
    #[serde(alias = "what")]
    message: String,
    #[serde(default)]
    set: BTreeMap<String, Value>,
    #[serde(default)]
    append: BTreeMap<String, Value>,
    #[serde(default)]
    remove: Vec<String>,
}

#[test]
fn every_mistake_in_a_framework_has_its_message() {
    sound_but_for("framework", |text| Framework::read(text).map(drop));
}

#[test]
fn every_mistake_in_an_assessment_has_its_message() {
    sound_but_for("assessment", |text| Assessment::read(text).map(drop));
}

#[test]
fn what_is_no_mistake_has_no_message() {
    let sound = fs::read_to_string(folder("practice/framework.json")).unwrap();
    let mut wrong = Vec::new();
    for path in files("sound", "json") {
        let mut json: Value = serde_json::from_str(&sound).unwrap();
        Mistake::read(&path).make(&mut json);
        let found = message(Framework::read(&json.to_string()));
        compare(&path, &found, "no error", &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_text_that_is_no_framework_has_its_message() {
    let mut wrong = Vec::new();
    for path in files("broken/text", "json") {
        let text = String::from_utf8(fs::read(&path).unwrap()).unwrap();
        let expected = fs::read_to_string(path.with_extension("txt")).unwrap();
        compare(
            &path,
            &message(Framework::read(&text)),
            expected.trim_end(),
            &mut wrong,
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_too_large_is_not_read() {
    let large = " ".repeat(50_000_000);
    let expected = "50000000 bytes, expected at most 5000000";
    assert_eq!(MAX_BYTES, 5_000_000);
    assert_eq!(message(Framework::read(&large)), expected);
    assert_eq!(message(Assessment::read(&large)), expected);
}

#[test]
fn what_could_not_be_answered_in_one_file_is_refused() {
    let sound = fs::read_to_string(folder("practice/framework.json")).unwrap();
    let with = |list: &str, count: usize| {
        let mut json: Value = serde_json::from_str(&sound).unwrap();
        let sheets = json["sheets"].as_array_mut().unwrap();
        let place = sheets
            .iter()
            .position(|sheet| sheet["id"] == "co-muc")
            .unwrap();
        let listed = sheets[place]
            .pointer_mut(list)
            .unwrap()
            .as_array_mut()
            .unwrap();
        let one = listed[0].clone();
        for index in 0..count {
            let mut other = one.clone();
            other["id"] = format!("them-{index}").into();
            listed.push(other);
        }
        message(Framework::read(&json.to_string()))
    };
    // 3 groups and 13 items are there.
    let items = "/blocks/0/groups/0/items";
    assert_eq!(
        with(items, 485),
        "sheets[5]: found 501 groups and items, expected at most 500"
    );
    assert!(with(items, 484).starts_with("sheets[5].blocks[0].groups[0].max: "));
    // 12 inputs are there.
    assert_eq!(
        with("/inputs", 1989),
        "sheets[5]: found 2001 inputs, expected at most 2000"
    );
    assert_eq!(with("/inputs", 1988), "no error");
}

fn sound_but_for<E: std::error::Error>(kind: &str, read: impl Fn(&str) -> Result<(), E>) {
    let sound = fs::read_to_string(folder(&format!("practice/{kind}.json"))).unwrap();
    assert_eq!(message(read(&sound)), "no error");
    let mut wrong = Vec::new();
    for path in files(&format!("broken/{kind}"), "json") {
        let mistake = Mistake::read(&path);
        let mut json: Value = serde_json::from_str(&sound).unwrap();
        mistake.make(&mut json);
        compare(
            &path,
            &message(read(&json.to_string())),
            &mistake.message,
            &mut wrong,
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

impl Mistake {
    fn read(path: &Path) -> Mistake {
        serde_json::from_str(&fs::read_to_string(path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn make(&self, json: &mut Value) {
        for (pointer, value) in &self.set {
            let (parent, key) = parent(json, pointer);
            match parent {
                Value::Object(fields) => {
                    fields.insert(key, value.clone());
                }
                Value::Array(items) => items[key.parse::<usize>().unwrap()] = value.clone(),
                other => panic!("{pointer}: {other} has no parts"),
            }
        }
        for (pointer, value) in &self.append {
            let list = json.pointer_mut(pointer).and_then(Value::as_array_mut);
            list.unwrap_or_else(|| panic!("{pointer}: no list"))
                .push(value.clone());
        }
        for pointer in &self.remove {
            let (parent, key) = parent(json, pointer);
            match parent {
                Value::Object(fields) => fields.remove(&key).unwrap(),
                Value::Array(items) => items.remove(key.parse().unwrap()),
                other => panic!("{pointer}: {other} has no parts"),
            };
        }
    }
}

fn parent<'a>(json: &'a mut Value, pointer: &str) -> (&'a mut Value, String) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = json.pointer_mut(parent);
    (
        parent.unwrap_or_else(|| panic!("{pointer}: nothing there")),
        key.to_owned(),
    )
}

fn message<T, E: std::error::Error>(read: Result<T, E>) -> String {
    read.err()
        .map_or_else(|| "no error".to_owned(), |error| error.to_string())
}

fn compare(path: &Path, found: &str, expected: &str, wrong: &mut Vec<String>) {
    if found != expected {
        wrong.push(format!(
            "{}\n     found {found}\n  expected {expected}",
            path.display()
        ));
    }
}

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

fn files(name: &str, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder(name)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|found| found == extension));
    files.sort();
    assert!(!files.is_empty(), "{name}: nothing there");
    files
}
