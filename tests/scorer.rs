//! What is kept up to date while a sheet is filled in is what scoring it at once says, after every single change.

#![cfg(not(target_arch = "wasm32"))] // it reads files
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

#[allow(dead_code, reason = "not all of it is about plans")]
mod planning;

use std::fs;
use std::path::Path;

use bac_thang::engine::scorer::Scorer;
use bac_thang::{Assessment, Entry, Framework, InputAnswer, score};

use planning::sheets::{Random, Sheet};

/// Enters these one after the other and compares after each.
fn enter_all(framework: &Framework, start: &Assessment, answers: &[InputAnswer], what: &str) {
    let mut scorer = Scorer::new(framework, start.clone(), true).unwrap();
    let mut expected = start.clone();
    for answer in answers {
        scorer.enter(answer.clone());
        expected.input_mut(&answer.input).clone_from(answer);
        assert_eq!(scorer.assessment(), &expected, "{what}: {answer:?}");
        let at_once = score(framework, &expected).unwrap();
        assert_eq!(scorer.scored(), &at_once, "{what}: {answer:?}");
    }
}

fn blank(answer: &InputAnswer) -> InputAnswer {
    InputAnswer {
        input: answer.input.clone(),
        ..InputAnswer::default()
    }
}

#[test]
fn random_sheets_filled_in_and_emptied_in_any_order() {
    for seed in 0..300 {
        let mut random = Random::new(seed);
        let sheet = Sheet::random(&mut random);
        let framework = sheet.framework();
        let full = sheet.assessment(&framework);
        let start = Assessment {
            inputs: Vec::new(),
            ..full.clone()
        };
        let mut answers = full.inputs.clone();
        for domain in sheet.domains.iter().filter(|domain| !domain.is_choice) {
            let value = &domain.values[random.below(domain.values.len())];
            let typed = value.replace('.', ",");
            for typed in [typed.as_str(), "-1", "mười", "1.000", "9999999"] {
                answers.push(InputAnswer {
                    input: domain.id.as_str().into(),
                    number: Entry::typed(typed),
                    choice: None,
                });
            }
        }
        answers.extend(full.inputs.iter().map(blank));
        for index in (1..answers.len()).rev() {
            answers.swap(index, random.below(index + 1));
        }
        enter_all(&framework, &start, &answers, &format!("seed {seed}"));
    }
}

#[test]
fn a_sheet_with_every_kind_of_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks/tap-huan/bo-tieu-chi-2026");
    let text = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
    let framework = Framework::read(&text("framework.json")).unwrap();
    for unit in ["len-bac", "rot-minh-chung", "thieu-mot-diem"] {
        let full = Assessment::read(&text(&format!("units/{unit}.json"))).unwrap();
        let start = Assessment {
            inputs: Vec::new(),
            ..full.clone()
        };
        enter_all(&framework, &start, &full.inputs, unit);
        let emptied: Vec<InputAnswer> = full.inputs.iter().map(blank).collect();
        enter_all(&framework, &full, &emptied, unit);
        let unknown = InputAnswer {
            input: "khong-co".into(),
            number: Entry::typed("1"),
            choice: None,
        };
        enter_all(&framework, &full, &[unknown], unit);
    }
}

/// No file says two things of one input, because none such is read; but an assessment can be made so.
#[test]
fn of_two_answers_for_an_input_the_first_counts() {
    for seed in 0..30 {
        let mut random = Random::new(seed);
        let sheet = Sheet::random(&mut random);
        let framework = sheet.framework();
        let full = sheet.assessment(&framework);
        let blanks = full.inputs.iter().map(blank);
        let twice = |mut inputs: Vec<InputAnswer>| {
            inputs.extend(blanks.clone());
            Assessment {
                inputs,
                ..full.clone()
            }
        };
        let backwards = full.inputs.iter().rev().cloned().collect();
        for start in [twice(full.inputs.clone()), twice(backwards)] {
            let outcome = |assessment| score(&framework, assessment).unwrap().outcome;
            assert_eq!(outcome(&start), outcome(&full), "seed {seed}");
            let emptied: Vec<InputAnswer> = blanks.clone().collect();
            enter_all(&framework, &start, &emptied, &format!("seed {seed}"));
        }
    }
}
