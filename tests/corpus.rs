//! Every input the fuzzer found worth keeping, once more: what it found must not come back.

#![cfg(not(target_arch = "wasm32"))] // it walks files
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

use std::fs;
use std::path::Path;

#[path = "../fuzz/src/targets/mod.rs"]
mod targets;

fn replay(target: &str) {
    let (_, run) = targets::ALL
        .iter()
        .find(|(name, _)| *name == target)
        .unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        println!("{}", path.display()); // of the last one, if it fails
        run(&fs::read(&path).unwrap());
        count += 1;
    }
    assert!(count > 0, "{}: nothing there", folder.display());
}

#[test]
fn every_kept_framework_is_refused_or_scored() {
    replay("framework");
}

#[test]
fn every_kept_assessment_is_refused_or_read_back() {
    replay("assessment");
}

#[test]
fn every_kept_number_is_refused_or_read_back() {
    replay("numbers");
}

#[test]
fn every_kept_sheet_is_scored() {
    replay("score");
}

#[test]
fn every_kept_plan_gets_there() {
    replay("plan");
}

#[test]
fn every_kept_file_is_refused_or_received() {
    replay("file");
}
