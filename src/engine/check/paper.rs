//! How a self-assessment is handed in, and the outline of its report.

use super::clauses::Clauses;
use super::{each, fault, unique_at};
use crate::engine::document as doc;
use crate::engine::framework::{Fault, Holds, Report, Section, Submission};

pub(super) fn submission(
    clauses: &Clauses,
    written: &doc::SubmissionDocument,
) -> Result<Submission, Fault> {
    if let Some(mailbox) = &written.mailbox
        && !is_domain(&mailbox.value)
    {
        return fault(
            "submission.mailbox",
            format!("{:?}", mailbox.value),
            "a domain such as \"example.gov.vn\"",
        );
    }
    let fields: Vec<doc::PreparerField> =
        written.preparer.iter().map(|asked| asked.value).collect();
    if let Some(index) = (1..fields.len()).find(|index| fields[..*index].contains(&fields[*index]))
    {
        return fault(
            format!("submission.preparer[{index}]"),
            format!("{:?} again", fields[index]),
            "each asked for once",
        );
    }
    let clause =
        |path: &str, id: &Option<String>| id.as_ref().map(|id| clauses.get(path, id)).transpose();
    Ok(Submission {
        to: clauses.optional("submission.to", written.to.as_ref())?,
        channels: each(&written.channels, "submission.channels", |path, channel| {
            clauses.fact(path, channel.value.clone(), &channel.source)
        })?,
        mailbox: clauses.optional("submission.mailbox", written.mailbox.as_ref())?,
        preparer: each(&written.preparer, "submission.preparer", |path, asked| {
            clauses.fact(path, asked.value, &asked.source)
        })?,
        sealed: clause("submission.sealed", &written.sealed)?,
        evidence: clause("submission.evidence", &written.evidence)?,
    })
}

/// Lower-case letters, digits and hyphens between dots.
fn is_domain(text: &str) -> bool {
    let is_part = |part: &str| {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        !part.is_empty() && part.bytes().all(fits)
    };
    text.contains('.') && text.split('.').all(is_part)
}

pub(super) fn report(
    clauses: &Clauses,
    written: &doc::ReportDocument,
    sheets: &[doc::SheetDocument],
) -> Result<Report, Fault> {
    if written.sections.is_empty() {
        return fault("report.sections", "none", "at least one section");
    }
    let mut ids = Vec::new();
    list_ids("report", &written.sections, &mut ids);
    unique_at(ids.into_iter())?;
    Ok(Report {
        title: clauses.fact(
            "report.title",
            written.title.value.clone(),
            &written.title.source,
        )?,
        sections: sections(clauses, "report", &written.sections, sheets)?,
    })
}

/// The ids of all sections, each with its path.
fn list_ids<'a>(path: &str, written: &'a [doc::SectionDocument], ids: &mut Vec<(String, &'a str)>) {
    for (index, section) in written.iter().enumerate() {
        let path = format!("{path}.sections[{index}]");
        ids.push((format!("{path}.id"), &section.id));
        list_ids(&path, &section.sections, ids);
    }
}

fn sections(
    clauses: &Clauses,
    path: &str,
    written: &[doc::SectionDocument],
    sheets: &[doc::SheetDocument],
) -> Result<Vec<Section>, Fault> {
    each(written, &format!("{path}.sections"), |path, section| {
        if section.title.trim().is_empty() {
            return fault(format!("{path}.title"), "nothing", "the section's title");
        }
        Ok(Section {
            id: section.id.as_str().into(),
            number: section.number.clone(),
            title: section.title.clone(),
            asks: section.asks.clone(),
            holds: holds(path, section, sheets)?,
            sections: sections(clauses, path, &section.sections, sheets)?,
            source: clauses.source(path, &section.source)?,
        })
    })
}

fn holds(
    path: &str,
    section: &doc::SectionDocument,
    sheets: &[doc::SheetDocument],
) -> Result<Holds, Fault> {
    Ok(match &section.holds {
        doc::HoldsDocument::Nothing if section.sections.is_empty() => {
            return fault(path, "nothing in it", "\"holds\" or parts");
        }
        doc::HoldsDocument::Nothing => Holds::Nothing,
        doc::HoldsDocument::Text => Holds::Text,
        doc::HoldsDocument::Groups => Holds::Groups,
        doc::HoldsDocument::Group(id) => {
            let has_group = |sheet: &doc::SheetDocument| {
                let mut groups = sheet.blocks.iter().flat_map(|block| &block.groups);
                groups.any(|group| group.id == *id)
            };
            if !sheets.iter().all(has_group) {
                return fault(
                    format!("{path}.holds.group"),
                    format!("{id:?}"),
                    "the id of a group of every sheet",
                );
            }
            Holds::Group(id.as_str().into())
        }
    })
}
