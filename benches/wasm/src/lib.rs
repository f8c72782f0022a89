//! What `benches/score.rs` measures natively, for node to measure in wasm: each function does the work so many times over and
//! gives something of the result, so that none of it can be left out.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a benchmark may panic, and says what it measures in its name"
)]

#[path = "../../batch/mod.rs"]
mod batch;
#[path = "../../sheet/mod.rs"]
mod sheet;

use std::rc::Rc;

use bac_thang::engine::listing::Listing;
use bac_thang::engine::plan::{Target, Way, Wishes, plan};
use bac_thang::engine::rank::rank;
use bac_thang::engine::scorer::Scorer;
use bac_thang::{Assessment, Entry, Framework, InputAnswer, fragility, score};
use wasm_bindgen::prelude::*;

use sheet::{ITEMS, UNITS, assessment, framework};

/// A framework and units filled in, made before anything is measured.
#[wasm_bindgen]
pub struct Bench {
    framework: Framework,
    units: Vec<Assessment>,
}

#[wasm_bindgen]
impl Bench {
    pub fn full_sheet() -> Bench {
        Bench::new(ITEMS, 1)
    }

    pub fn a_hundred_items() -> Bench {
        Bench::new(100, 1)
    }

    pub fn every_commune() -> Bench {
        Bench::new(ITEMS, UNITS)
    }

    pub fn one_changed_input_to_all_results(&self, is_traced: bool, times: usize) -> usize {
        let assessment = &self.units[0];
        let answers = ["17", "18"].map(|typed| InputAnswer {
            number: Entry::typed(typed),
            ..assessment.inputs[0].clone()
        });
        let mut scorer = Scorer::new(&self.framework, assessment.clone(), is_traced).unwrap();
        let mut lost = 0;
        for answer in answers.iter().cycle().take(times) {
            scorer.enter(answer.clone());
            lost += scorer.scored().losses.len();
        }
        lost
    }

    pub fn a_full_sheet_to_all_results(&self, times: usize) -> usize {
        let scored = (0..times).map(|_| score(&self.framework, &self.units[0]).unwrap());
        scored.map(|scored| scored.losses.len()).sum()
    }

    pub fn fragility(&self, times: usize) -> usize {
        let sets = (0..times).map(|_| fragility(&self.framework, &self.units[0]).unwrap());
        sets.flatten().map(|set| set.items.len()).sum()
    }

    pub fn plan(&self, rung: usize, times: usize) -> usize {
        let unit_group = self.framework.unit_group("xa").unwrap();
        let wishes = Wishes::new(Target::Rung(rung), unit_group);
        let ways = (0..times).map(|_| plan(&self.framework, &self.units[0], &wishes).unwrap());
        let edits = ways.map(|way| match way {
            Way::Plan(plan) => plan.edits.len(),
            _ => 0,
        });
        edits.sum()
    }

    pub fn score_and_rank(&self) -> usize {
        let unit_group = self.framework.unit_group("xa").unwrap();
        let mut listing = Listing::new(&self.framework, unit_group);
        let entrants = self.units.iter().map(|unit| listing.entrant(unit).unwrap());
        rank(unit_group, &entrants.collect::<Vec<_>>()).len()
    }

    fn new(items: usize, units: usize) -> Bench {
        let framework = framework(items);
        // As natively: the first unit that is not the plainest.
        let units = (1..=units)
            .map(|unit| assessment(&framework, unit))
            .collect();
        Bench { framework, units }
    }
}

/// Files that communes handed in.
#[wasm_bindgen]
pub struct Batch {
    frameworks: [Rc<Framework>; 1],
    files: Vec<Rc<str>>,
}

#[wasm_bindgen]
impl Batch {
    pub fn of(units: usize) -> Batch {
        let framework = batch::framework();
        let files = (0..units).map(|unit| batch::file(&framework, unit));
        Batch {
            files: files.collect(),
            frameworks: [framework],
        }
    }

    pub fn receive(&self) -> usize {
        batch::receive(&self.frameworks, &self.files)
    }

    pub fn text(&self, unit: usize) -> String {
        self.files[unit].to_string()
    }
}
