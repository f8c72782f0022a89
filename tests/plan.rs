//! The shortest way up is a way up, nothing is shorter, and its certificate says why.
//!
//! Random sheets with rules of every kind, small enough for every change there is to be tried. The number of sheets is
//! `BAC_THANG_PLANS`.

#![cfg(not(target_arch = "wasm32"))] // it reads the environment
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

mod planning;

use bac_thang::engine::plan::{Way, plan, plan_and_prove};

use planning::certified::check;
use planning::sheets::{Random, Sheet};
use planning::tried::Tried;

/// How many random sheets.
fn count() -> u64 {
    match std::env::var("BAC_THANG_PLANS") {
        Ok(count) => count.parse().unwrap(),
        Err(_) => 150,
    }
}

/// Sheets beyond the first on which the engine and what was tried once said otherwise: a rung that a sanction leaves was asked for,
/// and whether the unit stands higher is not known.
const FOUND: [u64; 1] = [8265];

#[test]
fn nothing_that_could_be_entered_is_shorter() {
    let (mut plans, mut unreachable, mut given_up, mut longest) = (0, 0, 0, 0);
    for seed in (0..count()).chain(FOUND) {
        let sheet = Sheet::random(&mut Random::new(seed));
        let framework = sheet.framework();
        let assessment = sheet.assessment(&framework);
        let wishes = sheet.wishes();
        let (way, certificate) = plan_and_prove(&framework, &assessment, &wishes).unwrap();
        assert_eq!(plan(&framework, &assessment, &wishes).unwrap(), way);
        let tried = Tried::all(&framework, &assessment, &sheet, &wishes);
        let say = |what: &str| {
            format!(
                "seed {seed}: {what}\n{way:#?}\n{:#?}\n{}\n{}",
                tried.best,
                serde_json::to_string(&sheet.json()).unwrap(),
                serde_json::to_string(&assessment).unwrap()
            )
        };
        match (&way, &tried.best) {
            (Way::Plan(plan), Some(best)) => {
                plans += 1;
                longest = longest.max(plan.edits.len());
                assert!(plan.is_nearest, "{}", say("not proven"));
                assert_eq!(
                    (plan.effort, plan.edits.len(), &plan.movement),
                    (best.effort, best.changes.len(), &best.movement),
                    "{}",
                    say("not the shortest")
                );
                let applied = plan.apply(&assessment).unwrap();
                assert!(tried.reaches(&framework, &applied), "{}", say("no way"));
                for left_out in 0..plan.edits.len() {
                    let mut fewer = plan.clone();
                    fewer.edits.remove(left_out);
                    let applied = fewer.apply(&assessment).unwrap();
                    assert!(!tried.reaches(&framework, &applied), "{}", say("too many"));
                }
            }
            (Way::Unreachable(_), None) => unreachable += 1,
            (Way::NotFound { at_least }, best) => {
                given_up += 1;
                let is_sound = best.as_ref().is_none_or(|best| best.effort >= *at_least);
                assert!(is_sound, "{}", say("a bound that does not hold"));
                continue;
            }
            _ => panic!("{}", say("one found a way and the other did not")),
        }
        if let Err(why) = check(&framework, &assessment, &sheet, &wishes, &way, &certificate) {
            panic!("{}", say(&why));
        }
    }
    assert!(plans > count() / 3, "{plans} plans");
    assert!(given_up * 1000 <= count(), "given up on {given_up}");
    assert!(unreachable > 0 && longest > 1, "{unreachable} {longest}");
}
