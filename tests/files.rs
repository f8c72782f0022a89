//! Files that are handed in: of every version of the format, and whatever is changed in them.

#![cfg(not(target_arch = "wasm32"))] // it reads files
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

use std::path::{Path, PathBuf};
use std::{env, fs};

use bac_thang::engine::claims::Official;
use bac_thang::engine::file::receipt::Receipt;
use bac_thang::engine::file::seal::Broken;
use bac_thang::engine::file::{self, File};
use bac_thang::engine::framework::Kind;
use bac_thang::{Assessment, Claims, Framework, LoadError, Preparer, concerns, score};
use serde_json::Value;
use time::{Date, Month};

const AN_GIANG: &str = include_str!("../frameworks/an-giang/1040-qd-ubnd-2018/framework.json");
const PRACTICE: &str = include_str!("../frameworks/tap-huan/bo-tieu-chi-2026/framework.json");

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

fn text(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap()
}

fn framework_of(assessment: &Assessment) -> Framework {
    let all = [AN_GIANG, PRACTICE].map(|text| Framework::read(text).unwrap());
    let mut all = all.into_iter();
    all.find(|it| it.id == assessment.framework.id).unwrap()
}

/// What is entered in a file, as this version writes it.
fn written(entered: &Assessment, carried: Option<&str>) -> String {
    let framework = framework_of(entered);
    let unit_group = framework.unit_group(&entered.unit_group).unwrap();
    let scored = score(&framework, entered).unwrap();
    let today = Date::from_calendar_date(2026, Month::November, 25).unwrap();
    let mut concerns = concerns(&framework, unit_group, entered, &scored, today);
    concerns.retain(|concern| !concern.is_error());
    let claims = Claims {
        official: Official::of(&concerns, today, |concern| concern.kind.name())
            .filter(|_| framework.kind == Kind::Official),
        ..Claims::of(&scored, unit_group)
    };
    let whole = Assessment {
        claims: Some(claims),
        ..entered.clone()
    };
    file::write(&whole, carried).unwrap()
}

/// Of every version that there was: none of these files is ever changed. `BAC_THANG_FILES=write cargo test --test files`
/// writes those that a new version lacks.
#[test]
fn a_file_of_every_version_opens() {
    for version in 1..=2 {
        for of in ["an-giang-xa", "tap-huan"] {
            let name = format!("{version}-{of}.json");
            if env::var("BAC_THANG_FILES").as_deref() == Ok("write")
                && !folder().join(&name).exists()
            {
                let before = File::read(&text(&format!("{}-{of}.json", version - 1))).unwrap();
                let carried = (of == "tap-huan").then_some(PRACTICE);
                fs::write(folder().join(&name), written(&before.assessment, carried)).unwrap();
            }
            let file = File::read(&text(&name)).unwrap();
            assert_eq!(file.version, version, "{name}");
            assert_eq!(file.assessment.format, "bac-thang/assessment/2", "{name}");
            assert_eq!(file.is_upgraded(), version < 2, "{name}");
            assert_eq!(file.broken, [], "{name}");
            assert_eq!(file.seal.is_some(), version > 1, "{name}");
            assert_eq!(
                file.carried().is_some(),
                version > 1 && of == "tap-huan",
                "{name}"
            );
            let framework = framework_of(&file.assessment);
            let unit_group = framework.unit_group(&file.assessment.unit_group).unwrap();
            let computed = Claims::of(&score(&framework, &file.assessment).unwrap(), unit_group);
            let claimed = file.assessment.claims.as_ref().unwrap();
            assert_eq!(claimed.differences(&computed), [], "{name}");
            // What is written anew says the same.
            let again = File::read(&written(&file.assessment, None)).unwrap();
            assert_eq!(again.assessment.answers, file.assessment.answers, "{name}");
            assert_eq!(again.assessment.inputs, file.assessment.inputs, "{name}");
        }
    }
}

#[test]
fn a_file_of_a_newer_version_is_refused_with_the_reason() {
    let newer = text("2-an-giang-xa.json").replacen("assessment/2", "assessment/3", 1);
    let why = LoadError::Newer { found: 3, known: 2 };
    assert_eq!(File::read(&newer), Err(why.clone()));
    assert_eq!(Assessment::read(&newer), Err(why));
}

#[test]
fn the_receipt_is_of_what_is_said_and_of_nothing_else() {
    let name = "2-an-giang-xa.json";
    let file = File::read(&text(name)).unwrap();
    let seal = file.seal.as_ref().unwrap();
    assert_eq!(seal.receipt, file.receipt.to_string());
    let mut later = file.assessment.clone();
    later.preparer.mobile.clear();
    if let Some(official) = later
        .claims
        .as_mut()
        .and_then(|claims| claims.official.as_mut())
    {
        official.on = "2026-11-30".to_owned();
    }
    assert_eq!(file::receipt(&later), Some(file.receipt));
    assert_eq!(
        File::read(&file::write(&later, Some(AN_GIANG)).unwrap())
            .unwrap()
            .receipt,
        file.receipt
    );
    later.unit.push('B');
    assert_ne!(file::receipt(&later), Some(file.receipt));
    // Order of fields and indentation are nobody's business.
    let json: Value = serde_json::from_str(&text(name)).unwrap();
    assert_eq!(File::read(&json.to_string()).unwrap(), file);
}

#[test]
fn who_filled_it_in_can_be_left_out_of_any_file() {
    for name in ["1-an-giang-xa.json", "2-an-giang-xa.json"] {
        let whole = text(name);
        let shared = file::without_preparer(&whole).unwrap();
        let (before, after) = (File::read(&whole).unwrap(), File::read(&shared).unwrap());
        assert_eq!(
            (after.receipt, after.broken),
            (before.receipt, vec![]),
            "{name}"
        );
        let mut expected = before.assessment;
        assert_ne!(expected.preparer, Preparer::default(), "{name}");
        expected.preparer = Preparer::default();
        assert_eq!(after.assessment, expected, "{name}");
        assert!(!shared.contains("preparer"), "{name}");
    }
    assert_eq!(file::without_preparer("{"), None);
}

#[test]
fn only_what_comes_back_is_written_and_only_the_framework_that_is_named() {
    let file = File::read(&text("2-tap-huan.json")).unwrap();
    assert_eq!(
        file.carried().unwrap().digest,
        file.assessment.framework.digest
    );
    let other = PRACTICE.replacen("\"edition\": 1", "\"edition\": 2", 1);
    assert_eq!(file::write(&file.assessment, Some(&other)), None);
    assert_eq!(file::write(&file.assessment, Some("{")), None);
    // Nor is anything written that would be read otherwise.
    let earlier = Assessment {
        format: "bac-thang/assessment/1".to_owned(),
        ..file.assessment.clone()
    };
    assert_eq!(file::write(&earlier, None), None);
    let mut json: Value = serde_json::from_str(&text("2-tap-huan.json")).unwrap();
    json["framework_document"]["edition"] = 2.into();
    assert_eq!(File::read(&json.to_string()).unwrap().carried(), None);
}

#[test]
fn what_cannot_be_placed_is_found_all_the_same() {
    let change = |change: &dyn Fn(&mut Value)| {
        let mut json: Value = serde_json::from_str(&text("2-an-giang-xa.json")).unwrap();
        change(&mut json);
        File::read(&json.to_string()).unwrap().broken
    };
    let part = |name: &str| Broken::Part(name.to_owned());
    assert_eq!(
        change(&|json| {
            json["seal"]["parts"] = Value::Object(serde_json::Map::new());
            json["unit"] = "UBND xã B".into();
        }),
        [Broken::Somewhere, Broken::NoParts]
    );
    assert_eq!(
        change(&|json| drop(json["seal"].as_object_mut().unwrap().remove("parts"))),
        [Broken::NoParts]
    );
    assert_eq!(
        change(&|json| drop(json["answers"].as_array_mut().unwrap().pop())),
        [part("answers")]
    );
    assert_eq!(
        change(&|json| drop(json.as_object_mut().unwrap().remove("appendix"))),
        [part("appendix")]
    );
    assert_eq!(
        change(&|json| json["inputs"] = Value::Array(Vec::new())),
        [part("inputs")]
    );
    let other = Receipt::of(&[7; 32]).to_string();
    assert_eq!(
        change(&|json| json["seal"]["receipt"] = other.clone().into()),
        [Broken::OtherReceipt]
    );
    // Whoever changes the digest along with the content has not got the receipt on the paper.
    assert_eq!(
        change(&|json| {
            json["unit"] = "UBND xã B".into();
            json["seal"]["digest"] = "0".repeat(64).into();
        }),
        [part("unit")]
    );
}

/// Every leaf of a file, by its pointer.
fn leaves(json: &Value, at: &str, all: &mut Vec<String>) {
    match json {
        Value::Object(fields) => fields
            .iter()
            .for_each(|(name, value)| leaves(value, &format!("{at}/{name}"), all)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, value)| leaves(value, &format!("{at}/{index}"), all)),
        _ => all.push(at.to_owned()),
    }
}

/// What a leaf becomes with one thing changed in it, in every way or in one.
fn changes(value: &Value, every: bool) -> Vec<Value> {
    let Value::String(text) = value else {
        return vec![match value {
            Value::Bool(it) => (!it).into(),
            Value::Number(it) => (it.as_u64().unwrap() + 1).into(),
            _ => "x".into(),
        }];
    };
    let letters: Vec<char> = text.chars().collect();
    let places = if every {
        0..letters.len()
    } else {
        0..letters.len().min(1)
    };
    let changed = places.filter(|place| letters[*place] != '-').map(|place| {
        let mut letters = letters.clone();
        letters[place] = match letters[place] {
            '9' => '0',
            'Z' | 'z' => 'a',
            'H' | 'K' | 'N' | 'T' => 'S', // letters that receipts have
            letter => char::from_u32(u32::from(letter) + 1).unwrap(),
        };
        Value::from(String::from_iter(letters))
    });
    let longer = Value::from(format!("{text}1"));
    changed
        .chain((!every || letters.is_empty()).then_some(longer))
        .collect()
}

/// By what a change at this place has to be named.
fn named(pointer: &str, json: &Value) -> String {
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    match steps[..] {
        ["claims", "official", ..] => "claims.official".to_owned(),
        [list @ ("inputs" | "answers" | "report_texts"), index, ..] => {
            let element = &json[list][index.parse::<usize>().unwrap()];
            let id = ["input", "of", "place"]
                .iter()
                .find_map(|field| element[*field].as_str());
            format!("{list}.{}", id.unwrap())
        }
        _ => steps[0].to_owned(),
    }
}

#[test]
fn every_single_change_is_found_and_named() {
    for (name, every) in [("2-an-giang-xa.json", true), ("2-tap-huan.json", false)] {
        let mut sound: Value = serde_json::from_str(&text(name)).unwrap();
        // It has a digest of its own, and is long.
        sound.as_object_mut().unwrap().remove("framework_document");
        let mut pointers = Vec::new();
        leaves(&sound, "", &mut pointers);
        // Neither is part of what is sealed, nor are the page's version and the checks of the parts themselves.
        let is_outside = |pointer: &String| {
            [
                "/preparer",
                "/framework_document",
                "/seal/page",
                "/seal/parts",
            ]
            .iter()
            .any(|outside| pointer.starts_with(outside))
        };
        pointers.retain(|pointer| !is_outside(pointer));
        assert!(pointers.len() > 50);
        for pointer in pointers {
            for change in changes(sound.pointer(&pointer).unwrap(), every) {
                let mut json = sound.clone();
                *json.pointer_mut(&pointer).unwrap() = change.clone();
                let about = format!("{name} {pointer}: {change}");
                match File::read(&json.to_string()) {
                    Err(error) => {
                        let field = pointer.split('/').nth(1).unwrap();
                        assert!(error.to_string().contains(field), "{about}: {error}");
                    }
                    Ok(file) => match (&*pointer, &file.broken[..]) {
                        ("/seal/digest", [Broken::Digest])
                        | ("/seal/receipt", [Broken::Mistyped(_)]) => {}
                        (pointer, [Broken::Part(part)]) => {
                            assert_eq!(*part, named(pointer, &json), "{about}");
                        }
                        (_, broken) => panic!("{about}: {broken:?}"),
                    },
                }
            }
        }
    }
}
