//! From a framework as written to one whose every reference, maximum and ladder holds.

mod clauses;
mod item;
mod ladder;
mod paper;
mod rule;
mod sheet;

use std::collections::BTreeSet;

use self::clauses::Clauses;
use self::sheet::UnitGroupCheck;
use super::calendar::{When, iso_date};
use super::document as doc;
use super::framework::{Decision, Event, Fault, Framework, Period, ZeroRule};

impl Framework {
    /// Checks a framework as written and resolves every reference in it. `digest` is that of its canonical JSON.
    ///
    /// # Errors
    /// The first [`Fault`] in the order of the file's fields.
    pub fn check(written: doc::FrameworkDocument, digest: String) -> Result<Framework, Fault> {
        identifier("id", &written.id)?;
        if written.edition == 0 {
            return fault("edition", "0", "1 or more");
        }
        let clauses = Clauses::check(&written.clauses)?;
        let names: Vec<&str> = written
            .unit_groups
            .iter()
            .map(|group| group.id.as_str())
            .collect();
        if names.is_empty() {
            return fault("unit_groups", "none", "at least one kind of unit");
        }
        unique("unit_groups", names.iter().copied())?;
        unique(
            "zero_rules",
            written.zero_rules.iter().map(|rule| rule.id.as_str()),
        )?;
        unique(
            "sheets",
            written.sheets.iter().map(|sheet| sheet.id.as_str()),
        )?;
        unique(
            "ladders",
            written.ladders.iter().map(|ladder| ladder.id.as_str()),
        )?;
        let exclusion = written
            .exclusion
            .as_ref()
            .map(|rule| clauses.exclusion("exclusion", rule))
            .transpose()?;
        if exclusion
            .as_ref()
            .is_some_and(|rule| rule.effect == doc::Effect::Never)
        {
            return fault("exclusion.effect", "\"never\"", "no exclusion at all");
        }
        let framework = Framework {
            decision: decision(&clauses, written.decision)?,
            period: period(&clauses, &written.period)?,
            calendar: each(&written.calendar, "calendar", |path, event| {
                check_event(&clauses, path, event, &names)
            })?,
            provisions: clauses.statements("provisions", &written.provisions)?,
            lacks: clauses.statements("lacks", &written.lacks)?,
            contradictions: clauses.statements("contradictions", &written.contradictions)?,
            readings: clauses.statements("readings", &written.readings)?,
            zero_rules: each(&written.zero_rules, "zero_rules", |path, rule| {
                zero_rule(&clauses, path, rule)
            })?,
            unit_groups: each(&written.unit_groups, "unit_groups", |path, group| {
                let ladders = &written.ladders;
                UnitGroupCheck {
                    clauses: &clauses,
                    sheets: &written.sheets,
                    ladders,
                    exclusion: exclusion.as_ref(),
                }
                .check(path, group)
            })?,
            submission: paper::submission(&clauses, &written.submission)?,
            report: written
                .report
                .as_ref()
                .map(|report| paper::report(&clauses, report, &written.sheets))
                .transpose()?,
            exclusion,
            id: written.id.into(),
            edition: written.edition,
            digest,
            kind: written.kind,
            place: written.place,
        };
        used(
            "sheets",
            &written.sheets,
            |s| &s.id,
            |id| written.unit_groups.iter().any(|g| g.sheet == id),
        )?;
        used(
            "ladders",
            &written.ladders,
            |l| &l.id,
            |id| {
                written
                    .sheets
                    .iter()
                    .any(|s| ladder_ids(s).any(|l| l == id))
            },
        )?;
        used(
            "clauses",
            &written.clauses,
            |c| &c.id,
            |id| clauses.was_used(id),
        )?;
        Ok(framework)
    }
}

fn decision(clauses: &Clauses, written: doc::DecisionDocument) -> Result<Decision, Fault> {
    let Some(issued) = iso_date(&written.issued) else {
        return fault(
            "decision.issued",
            format!("{:?}", written.issued),
            "a day such as \"2023-11-07\"",
        );
    };
    Ok(Decision {
        issued,
        source: clauses.source("decision", &written.source)?,
        under: written
            .under
            .as_ref()
            .map(|under| clauses.statement("decision.under", under))
            .transpose()?,
        form: written.form,
        number: written.number,
        issuer: written.issuer,
        title: written.title,
    })
}

fn period(clauses: &Clauses, written: &doc::PeriodDocument) -> Result<Period, Fault> {
    Ok(match written {
        doc::PeriodDocument::Yearly { source } => {
            Period::Yearly(clauses.source("period.yearly", source)?)
        }
        doc::PeriodDocument::Year { year, source } => {
            Period::Year(clauses.fact("period.year", *year, source)?)
        }
    })
}

fn check_event(
    clauses: &Clauses,
    path: &str,
    written: &doc::EventDocument,
    unit_groups: &[&str],
) -> Result<Event, Fault> {
    if let Some(day) = written.when.days().iter().find(|day| !day.is_valid()) {
        return fault(
            format!("{path}.when"),
            format!("day {} of month {}", day.day, day.month),
            "a day that every year has",
        );
    }
    if let When::Between(from, to) = written.when
        && (from.year, from.month, from.day) > (to.year, to.month, to.day)
    {
        return fault(
            format!("{path}.when.between"),
            "a first day after the last",
            "the first day, then the last",
        );
    }
    if let Some(unknown) = written
        .unit_groups
        .iter()
        .find(|id| !unit_groups.contains(&id.as_str()))
    {
        return fault(
            format!("{path}.unit_groups"),
            format!("{unknown:?}"),
            "the id of a kind of unit",
        );
    }
    Ok(Event {
        role: written.role,
        what: written.what.clone(),
        when: written.when.clone(),
        unit_groups: written.unit_groups.clone(),
        source: clauses.source(path, &written.source)?,
    })
}

fn zero_rule(
    clauses: &Clauses,
    path: &str,
    written: &doc::ZeroRuleDocument,
) -> Result<ZeroRule, Fault> {
    Ok(ZeroRule {
        id: written.id.clone(),
        what: written.what.clone(),
        scope: written.scope,
        source: clauses.source(path, &written.source)?,
    })
}

fn ladder_ids(sheet: &doc::SheetDocument) -> impl Iterator<Item = &str> {
    let ids: &[String] = match &sheet.standing {
        doc::StandingDocument::Ladders { ladders, .. } => ladders,
        _ => &[],
    };
    ids.iter().map(String::as_str)
}

fn fault<T>(
    path: impl Into<String>,
    found: impl AsRef<str>,
    expected: impl Into<String>,
) -> Result<T, Fault> {
    Err(Fault::new(path, found.as_ref(), expected))
}

/// Checks each of a list, telling each its path.
fn each<T, U>(
    list: &[T],
    path: &str,
    check: impl Fn(&str, &T) -> Result<U, Fault>,
) -> Result<Vec<U>, Fault> {
    list.iter()
        .enumerate()
        .map(|(index, item)| check(&format!("{path}[{index}]"), item))
        .collect()
}

/// Ids are also HTML ids and file names: lower-case letters, digits and hyphens.
fn identifier(path: &str, id: &str) -> Result<(), Fault> {
    let fits = !id.is_empty()
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if fits {
        Ok(())
    } else {
        fault(
            path,
            format!("{id:?}"),
            "lower-case letters without marks, digits and hyphens",
        )
    }
}

/// Whether a list's ids are ids, each used once.
fn unique<'a>(path: &str, ids: impl Iterator<Item = &'a str>) -> Result<(), Fault> {
    let id_path = |(index, id)| (format!("{path}[{index}].id"), id);
    unique_at(ids.enumerate().map(id_path))
}

/// The same for ids that stand in several lists, each with its path.
fn unique_at<'a>(ids: impl Iterator<Item = (String, &'a str)>) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for (path, id) in ids {
        identifier(&path, id)?;
        if !seen.insert(id) {
            return fault(path, format!("{id:?} again"), "an id used once");
        }
    }
    Ok(())
}

fn used<T>(
    path: &str,
    list: &[T],
    id: impl Fn(&T) -> &str,
    is_used: impl Fn(&str) -> bool,
) -> Result<(), Fault> {
    match list.iter().enumerate().find(|(_, item)| !is_used(id(item))) {
        Some((index, item)) => fault(
            format!("{path}[{index}]"),
            format!("{:?}, which nothing uses", id(item)),
            "something that uses it",
        ),
        None => Ok(()),
    }
}
