//! What a framework says of handing in and of the report, that a clause says.

use bac_thang::engine::document::{
    PreparerField, ReportDocument, SectionDocument, SubmissionDocument,
};

use crate::claims::{Claim, claim, words};
use crate::says::Says;

pub fn submission_claims(written: &SubmissionDocument) -> Vec<Claim> {
    let mut all: Vec<Claim> = written
        .to
        .iter()
        .map(|to| words("submission.to", to))
        .collect();
    for channel in &written.channels {
        all.push(words("submission.channels", channel));
    }
    if let Some(mailbox) = &written.mailbox {
        all.push(words("submission.mailbox", mailbox));
    }
    for asked in &written.preparer {
        let says = Says::Words(field(asked.value).to_owned());
        all.push(claim("submission.preparer", &asked.source, says));
    }
    let asked = [
        ("submission.sealed", &written.sealed, "đóng dấu"),
        ("submission.evidence", &written.evidence, "chứng"),
    ];
    for (path, clause, said) in asked {
        let says = || Says::Words(said.to_owned());
        all.extend(clause.iter().map(|clause| claim(path, clause, says())));
    }
    all
}

/// What a decision that asks for it says in any case.
fn field(field: PreparerField) -> &'static str {
    match field {
        PreparerField::Name => "tên",
        PreparerField::Post => "chức vụ",
        PreparerField::Landline => "cố định",
        PreparerField::Mobile => "di động",
        PreparerField::Email => "thư điện tử",
    }
}

pub fn report_claims(written: &ReportDocument) -> Vec<Claim> {
    let mut all = vec![words("report.title", &written.title)];
    for section in &written.sections {
        all.extend(section_claims(section));
    }
    all
}

/// The clause of a section says its title, after its number and a dot where it has one, and what it asks.
fn section_claims(section: &SectionDocument) -> Vec<Claim> {
    let path = format!("report, section {}", section.id);
    let heading = match &section.number {
        Some(number) => format!("{number}. {}", section.title),
        None => section.title.clone(),
    };
    let mut all: Vec<Claim> = [Some(heading), section.asks.clone()]
        .into_iter()
        .flatten()
        .map(|words| claim(&path, &section.source, Says::Words(words)))
        .collect();
    for part in &section.sections {
        all.extend(section_claims(part));
    }
    all
}
