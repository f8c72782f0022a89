//! Whether a table's row gives its thresholds in the order of the rungs, so that no column was swapped.

use std::collections::BTreeMap;

use bac_thang::engine::document::{FrameworkDocument, LadderDocument, Worth};
use bac_thang::engine::vietnamese;

use crate::claims::limit;
use crate::quotations::quote;
use crate::says::numbers;

/// Rows whose thresholds stand in the quotation in neither the order of the rungs nor its reverse.
pub fn disordered_rows(written: &FrameworkDocument) -> Vec<String> {
    let mut disordered = Vec::new();
    for ladder in &written.ladders {
        for (clause, thresholds) in rows(ladder) {
            let found = numbers(quote(written, clause));
            let backwards: Vec<String> = thresholds.iter().rev().cloned().collect();
            // What does not stand there at all is told of by the claims.
            let all_stand_there = thresholds.iter().all(|number| found.contains(number));
            if all_stand_there && !in_order(&thresholds, &found) && !in_order(&backwards, &found) {
                disordered.push(format!(
                    "ladder {}: {} is neither the order in the quote of clause {clause} nor its reverse",
                    ladder.id,
                    thresholds.join(", ")
                ));
            }
        }
    }
    disordered
}

/// The thresholds that rest on one clause, highest rung first.
fn rows(ladder: &LadderDocument) -> BTreeMap<&str, Vec<String>> {
    let mut rows: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for condition in ladder.rungs.iter().flat_map(|rung| &rung.conditions) {
        let printed = match limit(condition) {
            Some(Worth::Points(points)) => vietnamese::print(points),
            Some(Worth::Share(share)) => vietnamese::print_share(share),
            None => continue,
        };
        rows.entry(&condition.source).or_default().push(printed);
    }
    rows
}

fn in_order(wanted: &[String], found: &[String]) -> bool {
    let mut found = found.iter();
    wanted
        .iter()
        .all(|wanted| found.any(|number| number == wanted))
}
