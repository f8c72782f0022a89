//! The communes to practise on are what their names say: opened as files and scored.

#![cfg(not(target_arch = "wasm32"))] // it reads files
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

use std::fs;
use std::path::Path;

use bac_thang::engine::cell::State;
use bac_thang::engine::rule::GivenBy;
use bac_thang::engine::standing::{ConditionResult, Place, Verdict};
use bac_thang::{Assessment, Entry, Framework, InputAnswer, Number, Outcome, Scored, score};

fn scored(unit: &str) -> Scored {
    scored_with(unit, |_, _| ())
}

fn scored_with(unit: &str, change: impl Fn(&Framework, &mut Assessment)) -> Scored {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks/tap-huan/bo-tieu-chi-2026");
    let text = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
    let framework = Framework::read(&text("framework.json")).unwrap();
    let mut assessment = Assessment::read(&text(&format!("units/{unit}.json"))).unwrap();
    assert_eq!(assessment.framework.digest, framework.digest, "{unit}");
    change(&framework, &mut assessment);
    score(&framework, &assessment).unwrap()
}

/// The index of the rung that counts: 0 is the highest.
fn rung(outcome: &Outcome) -> usize {
    let standing = outcome.standing.as_ref().unwrap();
    let rungs = &standing.ladders[0].rungs;
    let name = standing.final_level.name();
    rungs.iter().position(|rung| *rung.id == *name).unwrap()
}

#[test]
fn every_unit_is_complete_and_without_errors() {
    for unit in ["len-bac", "rot-minh-chung", "thieu-mot-diem"] {
        let scored = scored(unit);
        let errors: Vec<_> = scored
            .findings
            .iter()
            .filter(|f| f.kind.is_error())
            .collect();
        assert!(errors.is_empty(), "{unit}: {errors:?}");
        assert_eq!(
            scored.range.guaranteed.whole, scored.outcome.whole,
            "{unit}"
        );
    }
}

#[test]
fn one_rises_by_last_years_figures() {
    let without = scored_with("len-bac", |framework, assessment| {
        let inputs = &framework.unit_group(&assessment.unit_group).unwrap().inputs;
        assessment.inputs.retain(|answer| {
            let input = inputs.iter().find(|input| *input.id == *answer.input);
            input.unwrap().given_by != GivenBy::LastYear
        });
    });
    assert_eq!(rung(&without.outcome), rung(&scored("len-bac").outcome) + 1);
}

#[test]
fn one_falls_on_its_evidence_by_a_rung() {
    let scored = scored("rot-minh-chung");
    assert_eq!(rung(&scored.backed), rung(&scored.outcome) + 1);
}

#[test]
fn one_is_a_point_short() {
    let scored = scored("thieu-mot-diem");
    let ladder = &scored.outcome.standing.as_ref().unwrap().ladders[0];
    let next = &ladder.rungs[ladder.next.unwrap()];
    let lacking: Vec<Verdict> = next
        .conditions
        .iter()
        .filter(|condition| condition.is_met() != Some(true))
        .map(ConditionResult::verdict)
        .collect();
    assert_eq!(lacking, [Verdict::Lacking(Number::ONE)]);
}

#[test]
fn a_sanction_says_where_it_alone_leads_and_one_that_changes_nothing_leads_nowhere() {
    let led = |inputs: &[(&str, &str)]| -> Vec<(String, Option<String>)> {
        let scored = scored_with("len-bac", |_, assessment| {
            for (input, said) in inputs {
                let answer = assessment.input_mut(input);
                *answer = InputAnswer {
                    input: answer.input.clone(),
                    ..InputAnswer::default()
                };
                match *said {
                    "yes" => answer.choice = Some("yes".into()),
                    figure => answer.number = Entry::typed(figure),
                }
            }
        });
        let sanctions = scored.outcome.standing.unwrap().sanctions;
        let applied = sanctions.iter().filter(|one| one.applies == Some(true));
        let name = |place: &Place| place.name().to_owned();
        applied
            .map(|one| (one.id.to_string(), one.lowers_to.as_ref().map(name)))
            .collect()
    };
    let to = |id: &str, rung: Option<&str>| (id.to_owned(), rung.map(str::to_owned));
    assert_eq!(led(&[]), []);
    assert_eq!(led(&[("mat-an-toan", "yes")]), [to("an-toan", Some("kha"))]);
    // Tốt is not Xuất sắc: nothing is lowered.
    assert_eq!(led(&[("ky-luat", "1")]), [to("ky-luat", None)]);
    assert_eq!(
        led(&[
            ("sai-su-that", "yes"),
            ("tai-pham", "yes"),
            ("mat-an-toan", "yes")
        ]),
        [to("an-toan", Some("kha")), to("sai-su-that", Some("yeu"))]
    );
}

#[test]
fn one_item_that_cannot_be_counted_leaves_a_group_the_points_of_the_others() {
    let result = |typed: Option<&str>| {
        let scored = scored_with("rot-minh-chung", |framework, assessment| {
            let unit_group = framework.unit_group(&assessment.unit_group).unwrap();
            let mut items = unit_group.items.iter();
            let item = items.find(|item| item.code.as_deref() == Some("7.4"));
            for input in item.unwrap().inputs() {
                let answer = assessment.input_mut(&unit_group.inputs[input].id);
                answer.choice = None;
                answer.number = typed.map_or_else(Entry::default, Entry::typed);
            }
        });
        let group = &scored.outcome.groups[6];
        (
            group.state,
            group.counted(),
            group.left_out(),
            group.points.clone(),
        )
    };
    let points: Number = "4.3".parse().unwrap();
    let partly = |state| (state, State::Partly, 1, points.clone());
    assert_eq!(result(None), partly(State::Undefined));
    assert_eq!(result(Some("mười")), partly(State::Unusable));
    let whole = &scored("rot-minh-chung").outcome.groups[6];
    assert_eq!((whole.counted(), whole.left_out()), (State::Points, 0));
}
