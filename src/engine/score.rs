//! From what was entered to totals and a standing.

use std::collections::BTreeMap;
use std::rc::Rc;

use thiserror::Error;

use super::assessment::{Answer, Assessment, FrameworkRef, Reporting, is_same};
use super::cell::{Exclusions, State};
use super::cells::Cells;
use super::entries::Entries;
use super::finding::{Field, Finding, FindingKind, Spot};
use super::framework::{Framework, Group, Kind, UnitGroup, ZeroScope};
use super::rule::{Item, Rule};
use super::sheet::{Doubt, Sheet, View};
use crate::engine::order;

pub use super::outcome::{
    Completeness, GroupScore, ItemScore, Loss, Outcome, Range, Scored, Total,
};

/// Why an assessment cannot be scored at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ScoreError {
    /// It was made under another framework.
    #[error("framework.id: found {found:?}, expected {expected:?}")]
    OtherFramework {
        /// The framework it names.
        found: Rc<str>,
        /// The framework given.
        expected: Rc<str>,
    },
    /// It was made for practice under an official framework, or the other way round.
    #[error("kind: found {found:?}, expected {expected:?}, as the framework says")]
    OtherKind {
        /// What it says of itself.
        found: Kind,
        /// What the framework is.
        expected: Kind,
    },
    /// It is of another kind of unit than the list it is put on.
    #[error("unit_group: found {found:?}, expected {expected:?}, as all of the list")]
    OtherUnitGroup {
        /// The kind of unit it names.
        found: Rc<str>,
        /// The list's.
        expected: Rc<str>,
    },
    /// The framework has no such kind of unit.
    #[error("unit_group: found {found:?}, expected one of the framework's kinds of unit")]
    UnknownUnitGroup {
        /// The kind of unit it names.
        found: Rc<str>,
    },
}

/// Scores an assessment.
///
/// # Errors
/// [`ScoreError`] where it belongs to another framework or kind of unit. Whatever is wrong with a single cell is a
/// [`Finding`] instead, and the rest is scored.
pub fn score(framework: &Framework, assessment: &Assessment) -> Result<Scored, ScoreError> {
    let unit_group = belongs(framework, assessment)?;
    let entries = Entries::read(unit_group, assessment);
    let sheet = Sheet {
        is_traced: true,
        ..Sheet::untraced(framework, unit_group, assessment, &entries)
    };
    let mut found = Found::default();
    let cells = sheet.cells(Exclusions::Decided, &mut found.items, &mut found.others);
    Ok(results(&sheet, &cells, &mut found))
}

/// The result as things stand and nothing else: without steps, findings and the other results. For many units at once.
///
/// # Errors
/// As [`score`].
pub fn outcome(framework: &Framework, assessment: &Assessment) -> Result<Outcome, ScoreError> {
    let unit_group = belongs(framework, assessment)?;
    let entries = Entries::read(unit_group, assessment);
    let sheet = Sheet::untraced(framework, unit_group, assessment, &entries);
    let cells = sheet.cells_alone(Exclusions::Decided);
    Ok(sheet.outcome(cells, Doubt::Open))
}

/// The result as things stand, and the one if everything proposed for exclusion is granted: what a file claims. For many
/// units at once.
///
/// # Errors
/// As [`score`].
pub fn claimable(
    framework: &Framework,
    assessment: &Assessment,
) -> Result<(Outcome, Option<Outcome>), ScoreError> {
    let unit_group = belongs(framework, assessment)?;
    let entries = Entries::read(unit_group, assessment);
    let sheet = Sheet::untraced(framework, unit_group, assessment, &entries);
    let cells = sheet.cells_alone(Exclusions::Decided);
    let granted = cells.has(State::Proposed).then(|| {
        let cells = sheet.cells_alone(Exclusions::Granted);
        sheet.outcome(cells, Doubt::Open)
    });
    Ok((sheet.outcome(cells, Doubt::Open), granted))
}

/// What a person has to look at beside the inputs.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// In items, by their places.
    pub items: BTreeMap<usize, Vec<Finding>>,
    /// In groups, appraisals, answers and all of it.
    pub others: Vec<Finding>,
}

impl Found {
    /// Puts others in the place of an item's.
    pub(super) fn replace(&mut self, item: usize, findings: Vec<Finding>) {
        if findings.is_empty() {
            self.items.remove(&item);
        } else {
            self.items.insert(item, findings);
        }
    }

    /// All of it, the inputs' first.
    pub(super) fn all(&self, sheet: &Sheet<'_>) -> Vec<Finding> {
        let inputs = sheet.entries.findings(sheet.unit_group);
        inputs
            .chain(self.items.values().flatten().cloned())
            .chain(self.others.iter().cloned())
            .collect()
    }
}

/// Everything there is to say about cells.
pub(super) fn results(sheet: &Sheet<'_>, cells: &Cells, found: &mut Found) -> Scored {
    let (framework, unit_group, assessment) = (sheet.framework, sheet.unit_group, sheet.assessment);
    let granted = cells.has(State::Proposed).then(|| {
        let cells = sheet.cells_alone(Exclusions::Granted);
        sheet.outcome(cells, Doubt::Open)
    });
    let seen = |view, doubt| sheet.outcome(sheet.seen(cells, view), doubt);
    let appraised = sheet
        .is_appraised(cells, &mut found.others)
        .then(|| seen(View::Appraised, Doubt::Open));
    found.others.extend(about_answers(sheet));
    found
        .others
        .extend(about_all(framework, unit_group, assessment));
    let mut range = Range {
        guaranteed: seen(View::Lowest, Doubt::Against),
        possible: seen(View::Highest, Doubt::For),
        open: Vec::new(),
        open_inputs: Vec::new(),
    };
    sheet.compare(cells, &mut range);
    Scored {
        outcome: sheet.outcome(cells.clone(), Doubt::Open),
        granted,
        backed: seen(View::Backed, Doubt::Open),
        appraised,
        range,
        losses: losses(sheet, cells),
        whole_may_be_zero: sheet
            .zero_scopes()
            .any(|scope| scope == ZeroScope::Unstated),
        max_from_unit: unit_group
            .groups
            .iter()
            .any(|group| group.not_scored.is_none() && group.max.is_none()),
        findings: found.all(sheet),
    }
}

/// What every cell loses, most first.
fn losses(sheet: &Sheet<'_>, cells: &Cells) -> Vec<Loss> {
    let mut losses = Vec::new();
    for (index, (group, cells)) in sheet.unit_group.groups.iter().zip(&cells.0).enumerate() {
        if group.items.is_empty() {
            let own = &cells.own;
            losses.extend(Loss::of(
                group,
                &group.id,
                (index, 0),
                &own.points,
                own.max.as_ref(),
            ));
        }
        for (place, item) in cells.items.iter().enumerate() {
            losses.extend(Loss::of_item(group, (index, place), item));
        }
    }
    order::sort(&mut losses, Loss::order);
    losses
}

pub(crate) fn belongs<'a>(
    framework: &'a Framework,
    assessment: &Assessment,
) -> Result<&'a UnitGroup, ScoreError> {
    if !is_same(&assessment.framework.id, &framework.id) {
        return Err(ScoreError::OtherFramework {
            found: assessment.framework.id.clone(),
            expected: framework.id.clone(),
        });
    }
    if assessment.kind != framework.kind {
        return Err(ScoreError::OtherKind {
            found: assessment.kind,
            expected: framework.kind,
        });
    }
    let found = &assessment.unit_group;
    let mut groups = framework.unit_groups.iter();
    groups
        .find(|group| is_same(&group.id, found))
        .ok_or_else(|| ScoreError::UnknownUnitGroup {
            found: found.clone(),
        })
}

/// Answers for what is not there, or not scored.
fn about_answers(sheet: &Sheet<'_>) -> Vec<Finding> {
    let (unit_group, assessment) = (sheet.unit_group, sheet.assessment);
    let mut findings = Vec::new();
    for answer in assessment.answers.iter().filter(|a| !a.is_blank()) {
        let kind = match unit_group.places.group(&answer.of) {
            Some(group) => about_group(&unit_group.groups[group], answer),
            None => match unit_group.places.item(&answer.of) {
                Some(item) => about_item(&unit_group.items[item], answer),
                None => Some(FindingKind::UnknownGroup),
            },
        };
        let Some(kind) = kind else { continue };
        findings.push(Finding {
            spot: Spot::group(&answer.of, Field::All),
            kind,
        });
    }
    let unknown = sheet.entries.unknown_inputs.iter();
    let unknown = unknown
        .map(|index| &assessment.inputs[*index])
        .filter(|answer| !answer.is_blank());
    findings.extend(unknown.map(|answer| Finding {
        spot: Spot::input(&answer.input),
        kind: FindingKind::UnknownInput,
    }));
    findings
}

fn about_group(group: &Group, answer: &Answer) -> Option<FindingKind> {
    let is_told = !answer.points.is_blank() || answer.silence.is_some() || !answer.lines.is_empty();
    if group.not_scored.is_some() {
        Some(FindingKind::NotScored)
    } else if !group.items.is_empty() && is_told {
        Some(FindingKind::HasItems)
    } else {
        None
    }
}

fn about_item(item: &Item, answer: &Answer) -> Option<FindingKind> {
    let is_computed = !matches!(item.rule, Rule::Entered);
    let is_asked_for = answer.max.is_blank() && answer.lines.is_empty();
    (!is_asked_for || is_computed && !answer.points.is_blank()).then_some(FindingKind::NotAskedFor)
}

/// What no single group tells.
fn about_all(
    framework: &Framework,
    unit_group: &UnitGroup,
    assessment: &Assessment,
) -> Vec<Finding> {
    let copied = |group: &Group| {
        let answer = assessment.answer(&group.id);
        group.not_scored.is_none()
            && answer.is_some_and(|answer| !answer.max.is_blank() || !answer.lines.is_empty())
    };
    let has_late_rule = || unit_group.standing.if_late().next().is_some();
    let (found, used) = (assessment.framework.edition, framework.edition);
    let about_all = [
        (assessment.appendix.trim().is_empty() && unit_group.groups.iter().any(copied))
            .then_some(FindingKind::AppendixUnnamed),
        (assessment.reporting == Reporting::Late && !has_late_rule())
            .then_some(FindingKind::NoLateRule),
        (assessment.framework != FrameworkRef::of(framework))
            .then_some(FindingKind::OtherEdition { found, used }),
    ];
    let about = about_all.into_iter().flatten();
    about
        .map(|kind| Finding {
            spot: Spot::default(),
            kind,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::assessment::Entry;
    use crate::engine::number::Number;
    use crate::engine::practice::{
        answered, broken_down, edited, excluded, framework, line, n, points, proposed, scored,
        silent, silent_line, typed, undefined,
    };

    fn level(outcome: &Outcome) -> &str {
        outcome
            .standing
            .as_ref()
            .map_or("none", |standing| standing.level.name())
    }

    fn kinds(scored: &Scored) -> Vec<&FindingKind> {
        scored
            .findings
            .iter()
            .map(|finding| &finding.kind)
            .collect()
    }

    fn zeroed(group: &str, rule: &str) -> Answer {
        Answer {
            zero_rule: Some(rule.to_owned()),
            ..points(group, "30")
        }
    }

    #[test]
    fn practice_and_the_real_thing_are_not_mixed() {
        let framework = framework();
        let mut assessment = typed("xa", &[]);
        let expected = assessment.kind;
        let found = match expected {
            Kind::Official => Kind::Training,
            Kind::Training => Kind::Official,
        };
        assessment.kind = found;
        assert_eq!(
            score(&framework, &assessment),
            Err(ScoreError::OtherKind { found, expected })
        );
    }

    #[test]
    fn a_blank_sheet_is_0_of_all_and_complete_in_nothing() {
        let scored = scored(&typed("xa", &[]));
        let outcome = &scored.outcome;
        assert_eq!(outcome.completeness, Completeness { answered: 0, of: 2 });
        assert_eq!(outcome.whole.points, Number::ZERO);
        assert_eq!(outcome.whole.max, Some(n("100")));
        assert_eq!(scored.granted, None);
        assert_eq!(scored.findings, []);
    }

    #[test]
    fn one_wrong_cell_leaves_the_rest() {
        let scored = scored(&typed("xa", &[("a", "năm mươi"), ("b", "40")]));
        assert_eq!(scored.outcome.whole.points, n("40"));
        assert_eq!(scored.outcome.completeness.answered, 1);
        assert_eq!(scored.outcome.groups[0].state, State::Unusable);
        assert_eq!(scored.findings[0].spot, Spot::group("a", Field::Points));
    }

    #[test]
    fn points_above_the_maximum_are_not_clamped() {
        let scored = scored(&typed("xa", &[("a", "60,01"), ("b", "40")]));
        assert_eq!(scored.outcome.whole.points, n("40"));
        assert_eq!(scored.outcome.groups[0].points, Number::ZERO);
    }

    #[test]
    fn thresholds_are_exact_on_both_sides() {
        for (a, expected) in [
            ("49,999999999", "kha"),
            ("50", "tot"),
            ("29,999999999", "yeu"),
            ("30", "kha"),
        ] {
            let scored = scored(&typed("xa", &[("a", a), ("b", "40")]));
            assert_eq!(level(&scored.outcome), expected, "{a}");
        }
    }

    #[test]
    fn what_is_proposed_is_shown_with_and_without() {
        let scored = scored(&answered(
            "xa",
            [points("a", "54"), silent("b", proposed())],
        ));
        assert_eq!(scored.outcome.groups[1].state, State::Proposed);
        assert_eq!(scored.outcome.whole.max, Some(n("100")));
        assert_eq!(level(&scored.outcome), "yeu");
        let granted = scored.granted.unwrap();
        assert_eq!(granted.groups[1].state, State::Excluded);
        assert_eq!(granted.whole.max, Some(n("60")));
        assert_eq!(granted.whole.share(), Some(n("90%")));
        assert_eq!(level(&granted), "tot");
    }

    #[test]
    fn what_is_decided_shrinks_the_maximum_at_once() {
        let scored = scored(&answered(
            "xa",
            [points("a", "53,9"), silent("b", excluded())],
        ));
        assert_eq!(scored.outcome.whole.max, Some(n("60")));
        assert_eq!(level(&scored.outcome), "kha");
        assert_eq!(scored.granted, None);
    }

    #[test]
    fn a_proposal_on_a_line_counts_unless_the_group_is_silent_itself() {
        let lines = broken_down("b", [line("15", "15"), silent_line(proposed(), "25")]);
        let granted = scored(&answered("xa", [lines.clone()])).granted.unwrap();
        assert_eq!(granted.whole.max, Some(n("75")));
        let silent = Answer {
            silence: Some(undefined()),
            ..lines
        };
        assert_eq!(scored(&answered("xa", [silent])).granted, None);
    }

    #[test]
    fn everything_excluded_is_neither_0_nor_100_percent() {
        let all = ["a", "b"].map(|group| silent(group, excluded()));
        let outcome = scored(&answered("xa", all)).outcome;
        assert_eq!(outcome.whole.max, Some(Number::ZERO));
        assert_eq!(outcome.whole.share(), None);
        assert_eq!(level(&outcome), "undetermined");

        // thresholds in points are not missed either
        let all = ["c", "d", "e"].map(|group| silent(group, excluded()));
        assert_eq!(
            level(&scored(&answered("huyen", all)).outcome),
            "undetermined"
        );
    }

    #[test]
    fn without_a_rule_nothing_is_excluded() {
        let framework = edited(|json| json["exclusion"] = serde_json::Value::Null);
        let mut assessment = answered("xa", [points("a", "54"), silent("b", excluded())]);
        assessment.framework.digest.clone_from(&framework.digest);
        let scored = score(&framework, &assessment).unwrap();
        assert_eq!(scored.outcome.groups[1].state, State::Undefined);
        assert_eq!(scored.outcome.whole.max, Some(n("100")));
        assert_eq!(scored.outcome.completeness.answered, 1);
        assert_eq!(scored.granted, None);
        assert_eq!(kinds(&scored), [&FindingKind::NoExclusionRule]);
    }

    #[test]
    fn what_cannot_be_computed_is_not_answered_and_keeps_its_maximum() {
        let scored = scored(&answered(
            "xa",
            [points("a", "60"), silent("b", undefined())],
        ));
        assert_eq!(scored.outcome.groups[1].state, State::Undefined);
        assert_eq!(scored.outcome.completeness.answered, 1);
        assert_eq!(scored.outcome.whole.max, Some(n("100")));
    }

    #[test]
    fn a_zero_rule_reaches_as_far_as_it_says() {
        for (rule, total, whole_may_be_zero) in [
            ("nhom", "20", false),
            ("tat-ca", "0", false),
            ("khong-ro", "20", true),
        ] {
            let scored = scored(&answered("xa", [zeroed("a", rule), points("b", "20")]));
            assert_eq!(scored.outcome.whole.points, n(total), "{rule}");
            assert_eq!(scored.outcome.whole.max, Some(n("100")), "{rule}");
            assert_eq!(scored.whole_may_be_zero, whole_may_be_zero, "{rule}");
            assert_eq!(scored.outcome.groups[0].state, State::Zeroed, "{rule}");
        }
    }

    #[test]
    fn a_zero_rule_nobody_knows_is_not_applied() {
        let scored = scored(&answered("xa", [zeroed("a", "la")]));
        assert_eq!(scored.outcome.whole.points, n("30"));
        assert_eq!(kinds(&scored), [&FindingKind::UnknownZeroRule]);
    }

    #[test]
    fn a_zero_rule_for_the_whole_hides_no_proposal() {
        let scored = scored(&answered(
            "xa",
            [zeroed("a", "tat-ca"), silent("b", proposed())],
        ));
        assert_eq!(scored.granted.unwrap().whole.max, Some(n("60")));
    }

    #[test]
    fn a_group_that_is_not_scored_counts_nowhere() {
        let mut assessment = answered("doi", [points("i", "100"), points("k", "13")]);
        let result = scored(&assessment);
        let outcome = &result.outcome;
        assert_eq!(
            (&outcome.whole.points, &outcome.whole.max),
            (&n("100"), &Some(n("100")))
        );
        assert_eq!(outcome.groups[1].state, State::NotScored);
        assert_eq!(outcome.completeness, Completeness { answered: 1, of: 1 });
        assert_eq!(outcome.standing, None);
        assert_eq!(kinds(&result), [&FindingKind::NotScored]);

        assessment.answer_mut("k").points = Entry::default();
        assert_eq!(scored(&assessment).findings, []);
        assessment.answers.push(zeroed("k", "tat-ca"));
        assessment.answers.remove(1);
        assert_eq!(scored(&assessment).outcome.whole.points, n("100"));
    }

    #[test]
    fn a_maximum_nobody_said_is_not_guessed() {
        let scored = scored(&typed("phong", &[("g", "5"), ("h", "0")]));
        assert!(scored.max_from_unit);
        assert_eq!(scored.outcome.whole.points, n("5"));
        assert_eq!(
            (
                scored.outcome.whole.max.as_ref(),
                scored.outcome.whole.share()
            ),
            (None, None)
        );
        assert_eq!(level(&scored.outcome), "undetermined");
        assert_eq!(kinds(&scored), [&FindingKind::MaxMissing; 2]);
    }

    #[test]
    fn a_maximum_that_is_wrong_is_not_missing_too() {
        let mut assessment = typed("phong", &[("g", "5"), ("h", "0")]);
        assessment.appendix = "Phụ lục I".to_owned();
        assessment.answer_mut("g").max = Entry::typed("0");
        assert_eq!(
            kinds(&scored(&assessment)),
            [&FindingKind::ZeroMax, &FindingKind::MaxMissing]
        );
        let mut of_line = broken_down("g", [silent_line(proposed(), "0"), line("1", "2")]);
        of_line.max = Entry::typed("0");
        let mut assessment = answered("phong", [of_line]);
        assessment.appendix = "Phụ lục I".to_owned();
        assert_eq!(kinds(&scored(&assessment)), [&FindingKind::ZeroMax; 2]);
    }

    #[test]
    fn a_maximum_from_the_units_copy_counts_like_one_from_the_text() {
        let mut assessment = typed("phong", &[("g", "9"), ("h", "0,5")]);
        for (group, max) in [("g", "9"), ("h", "1")] {
            assessment.answer_mut(group).max = Entry::typed(max);
        }
        let result = scored(&assessment);
        assert_eq!(level(&result.outcome), "tot");
        assert_eq!(kinds(&result), [&FindingKind::AppendixUnnamed]);
        assessment.appendix = "Phụ lục I".to_owned();
        assert_eq!(scored(&assessment).findings, []);
        assessment.answer_mut("h").silence = Some(excluded());
        assessment.answer_mut("h").max = Entry::default();
        assert_eq!(scored(&assessment).outcome.whole.max, Some(n("9")));
    }

    #[test]
    fn late_is_the_rung_the_decision_says_whatever_the_score() {
        let mut assessment = typed("xa", &[("a", "60"), ("b", "40")]);
        assessment.reporting = Reporting::Late;
        assert_eq!(scored(&assessment).findings, []);
        let standing = scored(&assessment).outcome.standing.unwrap();
        assert_eq!(standing.level.name(), "tot");
        assert_eq!(standing.final_level.name(), "yeu");
        for unit_group in ["huyen", "doi", "so"] {
            let mut assessment = typed(unit_group, &[]);
            assessment.reporting = Reporting::Late;
            assert_eq!(kinds(&scored(&assessment)), [&FindingKind::NoLateRule]);
        }
    }

    #[test]
    fn answers_nobody_asked_for_are_named() {
        let scored = scored(&answered("xa", [points("z", "5"), points("", "")]));
        assert_eq!(kinds(&scored), [&FindingKind::UnknownGroup]);
        assert_eq!(scored.findings[0].spot, Spot::group("z", Field::All));
    }

    #[test]
    fn another_edition_is_scored_and_named() {
        let mut assessment = typed("xa", &[]);
        assessment.framework.digest = "0".repeat(64);
        assert_eq!(
            kinds(&scored(&assessment)),
            [&FindingKind::OtherEdition { found: 1, used: 1 }]
        );
    }

    #[test]
    fn another_framework_or_kind_of_unit_is_not_scored() {
        let mut assessment = typed("xa", &[]);
        assessment.unit_group = "thon".into();
        assert_eq!(
            score(&framework(), &assessment).unwrap_err().to_string(),
            "unit_group: found \"thon\", expected one of the framework's kinds of unit"
        );
        assessment.framework.id = "khac".into();
        assert_eq!(
            score(&framework(), &assessment).unwrap_err().to_string(),
            "framework.id: found \"khac\", expected \"tap-dien\""
        );
    }

    #[test]
    fn what_an_entry_can_hold_can_be_added_up() {
        let mut assessment = typed("xa", &[]);
        for group in ["a", "b"] {
            let answer = assessment.answer_mut(group);
            answer.points = Entry::typed("999999999999999,999999999");
            answer.lines = vec![line("999999999999999,999999999", "0,000000001"); 300];
        }
        assert!(score(&framework(), &assessment).is_ok());
        assert!(Entry::try_from(n("1/3")).is_err());
    }
}
