//! Scoring a list once more for what it shows of each group and item, a little at a time, so that the page goes on answering.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use bac_thang::engine::analysis::{Analysis, Parts};
use gloo::timers::future::sleep;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::appraisal::whole;
use super::lists::List;
use super::work::Appraisals;

/// How many units are scored between two turns of the page.
const TOGETHER: usize = 100;

/// What a list shows; `None` until all its units are scored.
#[hook]
pub fn use_parts(list: &Rc<List>, appraisals: &Rc<Appraisals>) -> Option<Rc<Parts>> {
    let found = use_state(|| None);
    let deps = (Rc::clone(list), Rc::clone(appraisals));
    let setter = found.setter();
    use_effect_with(deps, move |(list, appraisals)| {
        let (list, appraisals) = (Rc::clone(list), Rc::clone(appraisals));
        let is_wanted = Rc::new(Cell::new(true));
        let is_still_wanted = Rc::clone(&is_wanted);
        setter.set(None);
        spawn_local(async move {
            let Some(unit_group) = list.unit_group() else {
                return;
            };
            let mut analysis = Analysis::new(unit_group);
            for (count, row) in list.taken().enumerate() {
                if count % TOGETHER == TOGETHER - 1 {
                    sleep(Duration::ZERO).await;
                }
                if !is_still_wanted.get() {
                    return;
                }
                let receipt = row.received().map(|received| received.receipt);
                let appraised = receipt.and_then(|receipt| appraisals.get(&receipt));
                if let Some(outcome) = whole(&row.file, appraised.map(|it| &it.marks)) {
                    analysis.add(&outcome);
                }
            }
            setter.set(Some(Rc::new(analysis.parts())));
        });
        move || is_wanted.set(false)
    });
    (*found).clone()
}
