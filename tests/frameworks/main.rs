//! Holds every framework to its decision: each quotation stands in the decision's text, and what is said to rest on a
//! quotation stands in the quotation. Adding a folder adds a test; nothing outside `frameworks/` is read.

#![cfg(not(target_arch = "wasm32"))] // it walks files
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

mod can_fail;
mod claims;
mod folders;
mod papers;
mod quotations;
mod rows;
mod says;
mod sentences;

use bac_thang::Framework;

use claims::unfounded_claims;
use folders::{check_each, folders};
use quotations::foreign_quotations;
use rows::disordered_rows;
use says::has_words;
use sentences::{each_sentence, foreign_numbers, foreign_words};

#[test]
fn every_framework_loads() {
    check_each(|folder| {
        let error = Framework::read(&folder.json).err();
        error.iter().map(ToString::to_string).collect()
    });
}

#[test]
fn no_two_frameworks_have_the_same_id() {
    let folders = folders();
    let mut ids: Vec<&str> = folders.iter().map(|f| f.written.id.as_str()).collect();
    ids.sort_unstable();
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
}

#[test]
fn every_quotation_stands_in_its_decision() {
    check_each(|folder| foreign_quotations(&folder.written, &folder.decision));
}

#[test]
fn place_and_title_stand_in_the_decision() {
    check_each(|folder| {
        [&folder.written.place, &folder.written.decision.title]
            .into_iter()
            .filter(|words| !has_words(&folder.decision, words))
            .map(|words| format!("{words:?} is not in the decision"))
            .collect()
    });
}

#[test]
fn every_value_stands_in_its_quotation() {
    check_each(|folder| unfounded_claims(&folder.written));
}

#[test]
fn every_row_of_thresholds_has_the_order_of_the_rungs() {
    check_each(|folder| disordered_rows(&folder.written));
}

#[test]
fn every_number_in_a_sentence_stands_in_what_it_rests_on() {
    check_each(|folder| each_sentence(&folder.written, foreign_numbers));
}

#[test]
fn every_quoted_word_in_a_sentence_stands_in_what_it_rests_on() {
    check_each(|folder| {
        let written = &folder.written;
        let ours = written.contradictions.iter().chain(&written.readings);
        let mut failures = each_sentence(written, foreign_words);
        failures.extend(ours.flat_map(|sentence| foreign_words(written, sentence)));
        failures
    });
}
