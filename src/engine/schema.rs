//! The JSON Schemas of the files, made from the types that read them: `frameworks/framework.schema.json` and
//! `frameworks/assessment.schema.json`.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;
use std::{env, fs};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema, schema_for};
use serde_json::Value;

use super::assessment::Assessment;
use super::document::FrameworkDocument;
use super::file::seal::Seal;
use super::number::Number;

impl JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An exact number as text: \"842.5\", \"90%\" or \"2/3\"",
            "type": "string",
            "pattern": "^-?([0-9]{1,15}(\\.[0-9]{1,9})?%?|[0-9]{1,24}/[0-9]{1,24})$",
        })
    }
}

/// A number that was computed, and so may be longer than one that is entered.
pub(super) fn computed(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "description": "An exact number as text: \"842.5\" or \"2/3\"",
        "type": "string",
        "pattern": "^-?[0-9]+(\\.[0-9]+|/[0-9]+)?$",
    })
}

/// The same, or nothing.
pub(super) fn computed_option(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "description": "An exact number as text: \"842.5\" or \"2/3\"",
        "type": ["string", "null"],
        "pattern": "^-?[0-9]+(\\.[0-9]+|/[0-9]+)?$",
    })
}

/// The file that is handed in, with what is in it besides the assessment.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "read for its shape alone")]
#[schemars(deny_unknown_fields)]
struct AssessmentFile {
    #[schemars(flatten)]
    assessment: Assessment,
    /// The framework itself: where the page does not ship it, or by request.
    #[schemars(default)]
    framework_document: Option<FrameworkDocument>,
    /// By which it is known that the file still says what it said.
    #[schemars(default)]
    seal: Option<Seal>,
}

const FRAMEWORKS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/frameworks.rs"));

const FRAMEWORK: &str = include_str!("../../frameworks/framework.schema.json");
const ASSESSMENT: &str = include_str!("../../frameworks/assessment.schema.json");

/// Written anew by `BAC_THANG_SCHEMA=write cargo test schema`.
#[test]
fn the_schemas_are_those_of_the_types() {
    for (file, committed, generated) in [
        (
            "framework.schema.json",
            FRAMEWORK,
            schema_for!(FrameworkDocument),
        ),
        (
            "assessment.schema.json",
            ASSESSMENT,
            schema_for!(AssessmentFile),
        ),
    ] {
        let generated = serde_json::to_value(generated).unwrap();
        if env::var("BAC_THANG_SCHEMA").as_deref() == Ok("write") {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks");
            let text = serde_json::to_string_pretty(&generated).unwrap();
            fs::write(folder.join(file), text + "\n").unwrap();
            continue;
        }
        let committed: Value = serde_json::from_str(committed).unwrap();
        assert_eq!(
            committed, generated,
            "write it anew: BAC_THANG_SCHEMA=write cargo test schema"
        );
    }
}

fn validator(schema: &str) -> jsonschema::Validator {
    jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap()
}

/// That it fits, and that with any of these in it it does not.
fn fits(schema: &jsonschema::Validator, name: &str, json: &Value, wrong: &[(&str, Value)]) {
    let faults: Vec<String> = schema
        .iter_errors(json)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(faults, [""; 0], "{name}");
    for (pointer, wrong) in wrong {
        let mut json = json.clone();
        *json.pointer_mut(pointer).unwrap() = wrong.clone();
        assert!(!schema.is_valid(&json), "{name}: {pointer}");
    }
}

#[test]
fn every_framework_fits_the_schema_and_a_mistake_does_not() {
    let schema = validator(FRAMEWORK);
    let practice = include_str!("../../tests/practice/framework.json");
    let all = FRAMEWORKS.iter().copied().chain([("practice", practice)]);
    for (name, text) in all {
        let json: Value = serde_json::from_str(text).unwrap();
        let wrong = [
            ("/edition", Value::from("1")),
            ("/sheets/0/blocks/0/groups/0/name/value", Value::from(1)),
            ("/sheets", Value::Null),
            ("/decision", serde_json::json!({ "guess": 1 })),
        ];
        fits(&schema, name, &json, &wrong);
    }
}

#[test]
fn every_file_fits_the_schema_and_a_mistake_does_not() {
    let schema = validator(ASSESSMENT);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let paths = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    // An office's work, which holds such files, is kept there too.
    let is_assessment = |path: &Path| {
        let name = path.file_stem().unwrap().to_string_lossy();
        path.extension().is_some_and(|it| it == "json") && !name.starts_with("office-")
    };
    let files: Vec<_> = paths.filter(|path| is_assessment(path)).collect();
    assert!(files.len() >= 4);
    for path in files {
        let json: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let wrong = [
            ("/format", Value::from("assessment")),
            ("/kind", Value::from("final")),
            ("/year", Value::from("2026")),
            ("/answers/0/of", Value::Null),
            ("/claims/result/whole/points", Value::from(7)),
            (
                "/claims/result/whole",
                serde_json::json!({ "id": "whole", "points": "7", "guess": 1 }),
            ),
        ];
        fits(&schema, &path.to_string_lossy(), &json, &wrong);
        let mut unknown = json.clone();
        unknown["guess"] = 1.into();
        assert!(!schema.is_valid(&unknown), "a field nobody knows");
    }
}

/// As many of each as the reader takes, and a day as it is written.
#[test]
fn the_schema_says_how_many_there_may_be_and_how_days_are_written() {
    let schema = validator(ASSESSMENT);
    let file = include_str!("../../tests/files/2-an-giang-xa.json");
    let file: Value = serde_json::from_str(file).unwrap();
    let with = |pointer: &str, field: &str, value: Value| {
        let mut json = file.clone();
        json.pointer_mut(pointer).unwrap()[field] = value;
        schema.is_valid(&json)
    };
    let many = |value: Value, count: usize| Value::from(vec![value; count]);
    for (pointer, field, keys, most) in [
        ("/answers/0", "evidence", &[][..], 200),
        ("/answers/0", "lines", &[], 200),
        ("", "answers", &["of"], 500),
        ("", "inputs", &["input"], 2000),
        ("", "report_texts", &["place", "text"], 200),
    ] {
        let mut one = serde_json::json!({});
        for key in keys {
            one[*key] = "a".into();
        }
        assert!(with(pointer, field, many(one.clone(), most)), "{field}");
        assert!(!with(pointer, field, many(one, most + 1)), "{field}");
    }
    for (on, is_day) in [("2026-11-25", true), ("25/11/2026", false)] {
        assert_eq!(with("/claims/official", "on", on.into()), is_day, "{on}");
    }
}
