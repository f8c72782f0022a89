//! Whether a quotation stands in the decision, verbatim up to white space.

use bac_thang::engine::document::FrameworkDocument;

pub fn foreign_quotations(written: &FrameworkDocument, decision: &str) -> Vec<String> {
    let decision = one_line(decision);
    written
        .clauses
        .iter()
        .filter(|clause| !decision.contains(&one_line(&clause.quote)))
        .map(|clause| {
            format!(
                "clause {}: {:?} is not in the decision",
                clause.id, clause.quote
            )
        })
        .collect()
}

/// The text with every run of white space as one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn quote<'a>(written: &'a FrameworkDocument, clause: &str) -> &'a str {
    let found = written
        .clauses
        .iter()
        .find(|candidate| candidate.id == clause);
    found.map_or("", |clause| &clause.quote)
}
