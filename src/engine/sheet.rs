//! A kind of unit's sheet with what was entered: what its cells hold, and what they hold seen another way.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::assessment::{Answer, Assessment};
use super::cell::{Cell, Exclusions, State, max_value, value};
use super::cells::{Cells, GroupCells};
use super::entries::Entries;
use super::finding::{Field, Finding, FindingKind, Spot};
use super::framework::{Framework, Group, GroupRole, Measure, UnitGroup, ZeroScope};
use super::items;
use super::lines;
use super::number::Number;
use super::outcome::{ItemScore, Range};
use super::rule::{Known, Test};
use super::standing;
use crate::engine::order;

/// A kind of unit's sheet with what was entered.
#[derive(Clone, Copy)]
pub(crate) struct Sheet<'a> {
    pub framework: &'a Framework,
    pub unit_group: &'a UnitGroup,
    pub assessment: &'a Assessment,
    pub entries: &'a Entries,
    /// Whether items say how their points came about.
    pub is_traced: bool,
}

/// How to take tests that are neither true nor false.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// As they are.
    Open,
    /// Against the unit.
    Against,
    /// For the unit.
    For,
}

/// What cells count as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// What has neither evidence nor an explanation as nothing; what is taken away stays.
    Backed,
    /// With the appraisal's points in place of the unit's.
    Appraised,
    /// With nothing for what is not known.
    Lowest,
    /// With everything it could be for what is not known.
    Highest,
}

impl<'a> Sheet<'a> {
    /// For whoever wants results and not how they came about.
    pub(crate) fn untraced(
        framework: &'a Framework,
        unit_group: &'a UnitGroup,
        assessment: &'a Assessment,
        entries: &'a Entries,
    ) -> Sheet<'a> {
        Sheet {
            framework,
            unit_group,
            assessment,
            entries,
            is_traced: false,
        }
    }

    /// What was entered for a group, if anything.
    pub(crate) fn of_group(&self, group: usize) -> Option<&'a Answer> {
        self.entries.of_group(self.assessment, group)
    }

    /// What was entered for an item, if anything.
    pub(crate) fn of_item(&self, item: usize) -> Option<&'a Answer> {
        self.entries.of_item(self.assessment, item)
    }

    /// How far each zero rule that applies reaches.
    pub(crate) fn zero_scopes(&self) -> impl Iterator<Item = ZeroScope> {
        let groups = self.unit_group.groups.iter().enumerate();
        groups
            .filter(|(_, group)| group.not_scored.is_none())
            .filter_map(|(index, _)| self.of_group(index))
            .filter_map(|answer| self.framework.zero_rule(answer.zero_rule.as_deref()?))
            .map(|rule| rule.scope)
    }

    /// What every cell holds; what is wrong with items and groups is reported.
    pub(crate) fn cells(
        &self,
        exclusions: Exclusions,
        in_items: &mut BTreeMap<usize, Vec<Finding>>,
        in_groups: &mut Vec<Finding>,
    ) -> Cells {
        let is_zero = self.is_zero();
        let mut items = items::score(self, exclusions, in_items).into_iter();
        let groups = self.unit_group.groups.iter().enumerate();
        let groups = groups.map(|(index, group)| {
            let own = self.own(index, group, is_zero, exclusions, in_groups);
            let items = items.by_ref().take(group.items.len()).collect();
            GroupCells { own, items }
        });
        Cells(groups.collect())
    }

    /// What every cell holds, and nothing else.
    pub(crate) fn cells_alone(&self, exclusions: Exclusions) -> Cells {
        self.cells(exclusions, &mut BTreeMap::new(), &mut Vec::new())
    }

    /// Whether a zero rule applies that reaches the whole sheet.
    pub(crate) fn is_zero(&self) -> bool {
        self.zero_scopes().any(|scope| scope == ZeroScope::Whole)
    }

    /// A group's own cell; on a sheet that is 0 as a whole, 0.
    pub(crate) fn own(
        &self,
        index: usize,
        group: &Group,
        is_zero: bool,
        exclusions: Exclusions,
        findings: &mut Vec<Finding>,
    ) -> Cell {
        if group.not_scored.is_some() {
            return Cell::without_points(State::NotScored, Some(Number::ZERO));
        }
        let mut own = if let Some(answer) = self.of_group(index) {
            self.answered(group, answer, exclusions, findings)
        } else {
            let state = if group.items.is_empty() {
                State::Blank
            } else {
                State::Points
            };
            Cell::without_points(state, group.max.as_ref().map(|max| max.value.clone()))
        };
        if is_zero {
            own.state = State::Zeroed;
        }
        own
    }

    /// A group's own cell, given what was entered for it.
    fn answered(
        &self,
        group: &Group,
        answer: &Answer,
        exclusions: Exclusions,
        findings: &mut Vec<Finding>,
    ) -> Cell {
        let before = findings.len();
        let mut report = |field, kind| {
            findings.push(Finding {
                spot: Spot::group(&group.id, field),
                kind,
            });
        };
        let max = stated_max(group, answer).unwrap_or_else(|kind| {
            report(Field::Max, kind);
            None
        });
        let zeroed = answer.zero_rule.as_ref().is_some_and(|rule| {
            let known = self.framework.zero_rule(rule).is_some();
            if !known {
                report(Field::All, FindingKind::UnknownZeroRule);
            }
            known
        });
        let cell = if !group.items.is_empty() {
            Cell::without_points(State::Points, max)
        } else if answer.lines.is_empty() || answer.silence.is_some() {
            let rule = self.framework.exclusion.as_ref();
            let (cell, found) = Cell::count(
                &answer.points,
                answer.silence.as_ref(),
                max.as_ref(),
                (rule, exclusions),
            );
            for (field, kind) in found {
                report(field, kind);
            }
            cell
        } else {
            let rule = self.framework.exclusion.as_ref();
            lines::count(group, answer, max, (rule, exclusions), findings)
        };
        wrong_is_not_missing(findings, before);
        if zeroed {
            Cell {
                state: State::Zeroed,
                ..cell
            }
        } else {
            cell
        }
    }

    // ── The same cells seen another way ──────────────────────────────────────────────────────────────────────────────

    /// What every cell counts.
    pub(crate) fn seen(&self, cells: &Cells, view: View) -> Cells {
        cells.map(
            |group, own| self.own_seen(view, group, own),
            |group, place, item| self.item_seen(view, group, place, item),
        )
    }

    fn own_seen(&self, view: View, group: usize, own: &Cell) -> Number {
        let answer = self.of_group(group);
        match view {
            View::Backed => match own.state {
                // One line that cannot be counted leaves the others what they are.
                State::Points | State::Partly | State::Unusable if !is_backed(answer) => {
                    let rule = self.framework.exclusion.as_ref();
                    let backed = answer.map_or(Number::ZERO, |answer| lines::backed(answer, rule));
                    backed.min(own.points.clone())
                }
                _ => own.points.clone(),
            },
            View::Appraised => appraised(answer, own.max.as_ref()).unwrap_or(own.points.clone()),
            View::Lowest => own.extreme(false),
            View::Highest => own.extreme(true),
        }
    }

    /// What an item counts, given its group and its place in there.
    pub(crate) fn item_seen(
        &self,
        view: View,
        group: usize,
        place: usize,
        item: &ItemScore,
    ) -> Number {
        let group = &self.unit_group.groups[group];
        let index = group.items.start + place;
        let deducts = group.role == GroupRole::Deduction;
        match view {
            View::Backed => {
                let counts = item.state != State::Points
                    || deducts
                    || !self.unit_group.items[index].evidence
                    || is_backed(self.of_item(index));
                if counts {
                    item.points.clone()
                } else {
                    Number::ZERO
                }
            }
            View::Appraised => {
                appraised(self.of_item(index), item.max.as_ref()).unwrap_or(item.points.clone())
            }
            View::Lowest | View::Highest => {
                if (view == View::Highest) == deducts {
                    item.low().clone()
                } else {
                    // Without a limit everything the unit has can be taken away.
                    item.high()
                        .cloned()
                        .unwrap_or_else(|| Number::from(i64::MAX))
                }
            }
        }
    }

    /// Whether any cell has points of an appraisal; what is wrong with one is reported.
    pub(crate) fn is_appraised(&self, cells: &Cells, findings: &mut Vec<Finding>) -> bool {
        let mut is_appraised = false;
        let mut look = |id: &str, answer: Option<&Answer>, max: Option<&Number>| match answer
            .map_or(Ok(None), |answer| appraisal(answer, max))
        {
            Ok(points) => is_appraised |= points.is_some(),
            Err(kind) => findings.push(Finding {
                spot: Spot::group(id, Field::Appraised),
                kind,
            }),
        };
        for (index, (cells, group)) in cells.0.iter().zip(&self.unit_group.groups).enumerate() {
            if cells.items.is_empty() {
                look(&group.id, self.of_group(index), cells.own.max.as_ref());
            }
            for (item, score) in group.items.clone().zip(&cells.items) {
                look(&score.id, self.of_item(item), score.max.as_ref());
            }
        }
        is_appraised
    }

    /// Finds what makes the difference between what is sure and what can be.
    pub(crate) fn compare(&self, cells: &Cells, range: &mut Range) {
        let standing = &self.unit_group.standing;
        let undecided = standing::undecided(standing, &range.guaranteed, &range.possible);
        range.open = self.open(cells, &undecided.measures);
        range.open_inputs = self.open_inputs(&undecided.tests);
    }

    /// Inputs that are not known and that one of the tests asks for.
    fn open_inputs(&self, tests: &[&Test]) -> Vec<Rc<str>> {
        let asked = order::set(tests.iter().flat_map(|test| test.inputs()));
        let open = asked
            .into_iter()
            .filter(|input| matches!(self.entries.known[*input], Known::Missing(_)));
        open.map(|input| self.unit_group.inputs[input].id.clone())
            .collect()
    }

    /// Cells that are not known and that one of the measures covers.
    fn open(&self, cells: &Cells, undecided: &[Measure]) -> Vec<Rc<str>> {
        if undecided.is_empty() {
            return Vec::new();
        }
        let can_matter = |group: usize, item: Option<usize>| {
            let groups = &self.unit_group.groups;
            undecided.iter().any(|of| match (of, item) {
                (Measure::Item(this), Some(item)) => *this == item,
                (Measure::Item(_), None) => false,
                (of, _) => of.covers(group, &groups[group]),
            })
        };
        let mut open = Vec::new();
        for (index, (cells, group)) in cells.0.iter().zip(&self.unit_group.groups).enumerate() {
            let is_open =
                cells.items.is_empty() && cells.own.extreme(false) != cells.own.extreme(true);
            if is_open && can_matter(index, None) {
                open.push(group.id.clone());
            }
            for (item, score) in group.items.clone().zip(&cells.items) {
                if Some(score.low()) != score.high() && can_matter(index, Some(item)) {
                    open.push(score.id.clone());
                }
            }
        }
        open
    }
}

/// Of a maximum that is wrong, among the findings from one on, nothing says that it is missing too.
fn wrong_is_not_missing(findings: &mut Vec<Finding>, from: usize) {
    let here = findings.iter().skip(from);
    let of_maxima = here.filter(|finding| finding.spot.field == Field::Max);
    let wrong: Vec<Spot> = of_maxima
        .filter(|finding| finding.kind != FindingKind::MaxMissing)
        .map(|finding| finding.spot.clone())
        .collect();
    findings.retain(|finding| {
        finding.kind != FindingKind::MaxMissing || !wrong.contains(&finding.spot)
    });
}

fn is_backed(answer: Option<&Answer>) -> bool {
    answer.is_some_and(Answer::is_backed)
}

/// The points of the appraisal, where there are any that can be.
fn appraised(answer: Option<&Answer>, max: Option<&Number>) -> Option<Number> {
    appraisal(answer?, max).ok().flatten()
}

fn appraisal(answer: &Answer, max: Option<&Number>) -> Result<Option<Number>, FindingKind> {
    let Some(appraisal) = &answer.appraised else {
        return Ok(None);
    };
    match (value(&appraisal.points)?, max) {
        (Some(points), Some(max)) if points > *max => Err(FindingKind::OverMax {
            points,
            max: max.clone(),
        }),
        (points, _) => Ok(points),
    }
}

/// A group's maximum before anything is excluded: the decision's, or that of the unit's copy of the appendix.
pub(crate) fn stated_max(group: &Group, answer: &Answer) -> Result<Option<Number>, FindingKind> {
    match &group.max {
        Some(max) => Ok(Some(max.value.clone())),
        None if group.items.is_empty() => max_value(&answer.max),
        None => Ok(None),
    }
}
