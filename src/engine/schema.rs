//! The JSON Schema of framework files, made from the types that read them: `frameworks/framework.schema.json`.

use std::path::Path;
use std::{env, fs};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema, schema_for};
use serde_json::Value;

use super::document::FrameworkDocument;
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

const FRAMEWORKS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/frameworks.rs"));

const COMMITTED: &str = include_str!("../../frameworks/framework.schema.json");

/// Written anew by `BAC_THANG_SCHEMA=write cargo test schema`.
#[test]
fn the_schema_is_that_of_the_types() {
    let generated = serde_json::to_value(schema_for!(FrameworkDocument)).unwrap();
    if env::var("BAC_THANG_SCHEMA").as_deref() == Ok("write") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks/framework.schema.json");
        let text = serde_json::to_string_pretty(&generated).unwrap();
        fs::write(path, text + "\n").unwrap();
        return;
    }
    let committed: Value = serde_json::from_str(COMMITTED).unwrap();
    assert_eq!(
        committed, generated,
        "write it anew: BAC_THANG_SCHEMA=write cargo test schema"
    );
}

#[test]
fn every_framework_fits_the_schema_and_a_mistake_does_not() {
    let schema = jsonschema::validator_for(&serde_json::from_str(COMMITTED).unwrap()).unwrap();
    let practice = include_str!("../../tests/practice/framework.json");
    let all = FRAMEWORKS.iter().copied().chain([("practice", practice)]);
    for (name, text) in all {
        let json: Value = serde_json::from_str(text).unwrap();
        let faults: Vec<String> = schema
            .iter_errors(&json)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(faults, [""; 0], "{name}");
        for (pointer, wrong) in [
            ("/edition", Value::from("1")),
            ("/sheets/0/blocks/0/groups/0/name/value", Value::from(1)),
            ("/sheets", Value::Null),
            ("/decision", serde_json::json!({ "guess": 1 })),
        ] {
            let mut json = json.clone();
            *json.pointer_mut(pointer).unwrap() = wrong;
            assert!(!schema.is_valid(&json), "{name}: {pointer}");
        }
    }
}
