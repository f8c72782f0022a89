//! The shortest way up is a way up, and nothing is shorter.

#![cfg(not(target_arch = "wasm32"))] // it walks files
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

use std::fs;

use bac_thang::engine::plan::{Target, Way, Wishes, plan};
use bac_thang::{Assessment, Framework};

#[test]
fn a_look() {
    let folder = "frameworks/tap-huan/bo-tieu-chi-2026";
    let framework =
        Framework::read(&fs::read_to_string(format!("{folder}/framework.json")).unwrap()).unwrap();
    for unit in ["thieu-mot-diem", "len-bac", "rot-minh-chung"] {
        let assessment =
            Assessment::read(&fs::read_to_string(format!("{folder}/units/{unit}.json")).unwrap())
                .unwrap();
        let unit_group = framework.unit_group(&assessment.unit_group).unwrap();
        for rung in 0..4 {
            let start = std::time::Instant::now();
            let way = plan(
                &framework,
                &assessment,
                &Wishes::new(Target::Rung(rung), unit_group),
            )
            .unwrap();
            println!("{unit} {rung} {:?} {way:?}", start.elapsed());
            if let Way::Plan(plan) = way {
                let after = plan.apply(&assessment).unwrap();
                let scored = bac_thang::score(&framework, &after).unwrap();
                println!("{:?}", scored.outcome.standing.unwrap().final_level);
            }
        }
    }
}
