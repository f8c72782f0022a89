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
mod quotations;
mod says;
mod sentences;

use bac_thang::Framework;

use claims::unfounded_claims;
use folders::{check_each, folders};
use quotations::foreign_quotations;
use says::has_words;
use sentences::{foreign_numbers, foreign_words, sentences};

#[test]
fn every_framework_loads() {
    check_each(|written, _| {
        let json = serde_json::to_string(written).unwrap();
        Framework::read(&json)
            .err()
            .iter()
            .map(ToString::to_string)
            .collect()
    });
}

#[test]
fn no_two_frameworks_have_the_same_id() {
    let mut ids: Vec<String> = folders()
        .into_iter()
        .map(|folder| folder.written.id)
        .collect();
    ids.sort();
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
}

#[test]
fn every_quotation_stands_in_its_decision() {
    check_each(foreign_quotations);
}

#[test]
fn place_and_title_stand_in_the_decision() {
    check_each(|written, decision| {
        [&written.place, &written.decision.title]
            .into_iter()
            .filter(|words| !has_words(decision, words))
            .map(|words| format!("{words:?} is not in the decision"))
            .collect()
    });
}

#[test]
fn every_value_stands_in_its_quotation() {
    check_each(|written, _| unfounded_claims(written));
}

#[test]
fn every_number_in_a_sentence_stands_in_what_it_rests_on() {
    check_each(|written, _| {
        sentences(written)
            .into_iter()
            .flat_map(|sentence| foreign_numbers(written, sentence))
            .collect()
    });
}

#[test]
fn every_quoted_word_in_a_sentence_stands_in_what_it_rests_on() {
    check_each(|written, _| {
        let ours = written.contradictions.iter().chain(&written.readings);
        sentences(written)
            .into_iter()
            .chain(ours)
            .flat_map(|sentence| foreign_words(written, sentence))
            .collect()
    });
}
