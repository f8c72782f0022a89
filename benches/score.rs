//! How long scoring and planning take, natively: `cargo bench`. In wasm: `./dev bench`.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a benchmark may panic, and says what it measures in its name"
)]

mod batch;
mod sheet;

use std::rc::Rc;

use bac_thang::engine::listing::Listing;
use bac_thang::engine::plan::{Target, Wishes, plan};
use bac_thang::engine::rank::rank;
use bac_thang::engine::scorer::Scorer;
use bac_thang::{Assessment, Entry, InputAnswer, fragility, score};
use divan::{Bencher, black_box};

use sheet::{ITEMS, UNITS, assessment, framework};

fn main() {
    divan::main();
}

/// Without and with the steps by which points came about.
#[divan::bench(args = [false, true])]
fn one_changed_input_to_all_results(bencher: Bencher<'_, '_>, is_traced: bool) {
    let framework = framework(ITEMS);
    let assessment = assessment(&framework, 1);
    let answers = ["17", "18"].map(|typed| InputAnswer {
        number: Entry::typed(typed),
        ..assessment.inputs[0].clone()
    });
    let mut scorer = Scorer::new(&framework, assessment, is_traced).unwrap();
    let mut turns = answers.iter().cycle();
    bencher.bench_local(|| {
        if let Some(answer) = turns.next() {
            scorer.enter(black_box(answer).clone());
        }
        black_box(scorer.scored());
    });
}

#[divan::bench]
fn a_full_sheet_to_all_results(bencher: Bencher<'_, '_>) {
    let framework = framework(ITEMS);
    let assessment = assessment(&framework, 1);
    bencher.bench_local(|| score(black_box(&framework), black_box(&assessment)));
}

#[divan::bench]
fn fragility_of_a_full_sheet(bencher: Bencher<'_, '_>) {
    let framework = framework(ITEMS);
    let assessment = assessment(&framework, 1);
    bencher.bench_local(|| fragility(black_box(&framework), black_box(&assessment)));
}

/// From a middle rung to the highest: the harder the more changes it takes.
#[divan::bench(args = [2, 1, 0])]
fn plan_for_100_items_to_rung(bencher: Bencher<'_, '_>, rung: usize) {
    let framework = framework(100);
    let assessment = assessment(&framework, 1);
    let wishes = Wishes::new(Target::Rung(rung), framework.unit_group("xa").unwrap());
    bencher.bench_local(|| plan(black_box(&framework), black_box(&assessment), &wishes));
}

#[divan::bench(sample_count = 3)]
fn every_commune_scored_and_ranked(bencher: Bencher<'_, '_>) {
    let framework = framework(ITEMS);
    let unit_group = framework.unit_group("xa").unwrap();
    let units: Vec<Assessment> = (0..UNITS)
        .map(|unit| assessment(&framework, unit))
        .collect();
    bencher.bench_local(|| {
        let mut listing = Listing::new(&framework, unit_group);
        let entrants: Vec<_> = units
            .iter()
            .map(|unit| listing.entrant(unit).unwrap())
            .collect();
        rank(unit_group, &entrants)
    });
}

#[divan::bench(sample_count = 3)]
fn every_commune_received(bencher: Bencher<'_, '_>) {
    let frameworks = [batch::framework()];
    let files: Vec<Rc<str>> = (0..UNITS)
        .map(|unit| batch::file(&frameworks[0], unit))
        .collect();
    bencher.bench_local(|| batch::receive(&frameworks, &files));
}
