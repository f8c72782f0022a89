//! Our own sentences about a decision, and what they rest on.

use bac_thang::engine::document::{FrameworkDocument, StatementDocument};

use crate::quotations::quote;
use crate::says::{has_words, numbers};

/// Our sentences about what the decision says. Contradictions and readings hold numbers of ours, such as sums.
fn sentences(written: &FrameworkDocument) -> Vec<&StatementDocument> {
    let of_unit_groups = written.unit_groups.iter().flat_map(|group| &group.lacks);
    (written.decision.under.iter())
        .chain(&written.provisions)
        .chain(&written.lacks)
        .chain(of_unit_groups)
        .collect()
}

/// What a check finds in each of them.
pub fn each_sentence(
    written: &FrameworkDocument,
    check: impl Fn(&FrameworkDocument, &StatementDocument) -> Vec<String>,
) -> Vec<String> {
    let sentences = sentences(written).into_iter();
    sentences
        .flat_map(|sentence| check(written, sentence))
        .collect()
}

fn rests_on(written: &FrameworkDocument, sentence: &StatementDocument) -> String {
    let quotes: Vec<&str> = sentence
        .sources
        .iter()
        .map(|source| quote(written, source))
        .collect();
    quotes.join("\n")
}

pub fn foreign_numbers(written: &FrameworkDocument, sentence: &StatementDocument) -> Vec<String> {
    let known = numbers(&rests_on(written, sentence));
    let plain = |number: &str| number.trim_start_matches('0').to_owned();
    let known: Vec<String> = known.iter().map(|number| plain(number)).collect();
    numbers(&sentence.what)
        .into_iter()
        .filter(|number| !known.contains(&plain(number)))
        .map(|number| format!("{number} of {:?} is not in its sources", sentence.what))
        .collect()
}

pub fn foreign_words(written: &FrameworkDocument, sentence: &StatementDocument) -> Vec<String> {
    let known = rests_on(written, sentence);
    let quoted = sentence.what.split('“').skip(1);
    quoted
        .map(|rest| rest.split('”').next().unwrap_or(rest))
        .filter(|words| !has_words(&known, words))
        .map(|words| format!("“{words}” of {:?} is not in its sources", sentence.what))
        .collect()
}
