//! The tests that `./dev mutants` runs, in one program: it is linked once for every change to the engine, not eleven times.
//! `cargo test` runs each by itself.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::duplicate_mod,
    reason = "each brings what it needs, as it does by itself"
)]

#[path = "cases.rs"]
mod cases;
#[path = "documentation.rs"]
mod documentation;
#[path = "files.rs"]
mod files;
#[path = "fragility.rs"]
mod fragility;
#[path = "listing.rs"]
mod listing;
#[path = "messages.rs"]
mod messages;
#[path = "plan.rs"]
mod plan;
#[path = "plans_by_hand.rs"]
mod plans_by_hand;
#[path = "plans_of_fragments.rs"]
mod plans_of_fragments;
#[path = "results.rs"]
mod results;
#[path = "rules.rs"]
mod rules;
#[path = "scorer.rs"]
mod scorer;
