//! A kind of unit's sheet with what was entered: cells, and what they add up to.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::assessment::{Answer, Assessment, InputAnswer, Reporting};
use super::cell::{Cell, Exclusions, State, max_value, value};
use super::finding::{Field, Finding, FindingKind, Spot};
use super::framework::{Framework, Group, GroupRole, Measure, UnitGroup, ZeroScope};
use super::items;
use super::lines;
use super::number::Number;
use super::outcome::{Completeness, GroupScore, ItemScore, Outcome, Range, Total};
use super::rule::{self, Effect, Input, Known};
use super::standing;

/// A kind of unit's sheet with what was entered.
pub(crate) struct Sheet<'a> {
    pub framework: &'a Framework,
    pub unit_group: &'a UnitGroup,
    pub assessment: &'a Assessment,
    /// Whether items say how their points came about.
    pub is_traced: bool,
    /// Its answers, by what they are for.
    answers: BTreeMap<&'a str, &'a Answer>,
    /// What was entered, for each input of the kind of unit.
    pub known: Vec<Known>,
    /// What was entered for inputs it does not have.
    pub unknown_inputs: Vec<&'a InputAnswer>,
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

/// What every group's cells hold.
#[derive(Clone)]
pub(crate) struct Cells(Vec<GroupCells>);

/// What a group's cells hold.
#[derive(Clone)]
struct GroupCells {
    /// The group's own; of a group with items only its state and maximum count.
    own: Cell,
    items: Vec<Rc<ItemScore>>,
}

impl Cells {
    /// Whether some cell is in this state.
    pub(crate) fn has(&self, state: State) -> bool {
        self.0.iter().any(|group| {
            group.own.has_proposal && state == State::Proposed
                || group.own.state == state
                || group.items.iter().any(|item| item.state == state)
        })
    }

    /// The cells of a group that have points, and how many.
    pub(crate) fn points(&self, group: usize, unit_group: &UnitGroup) -> Vec<(Rc<str>, Number)> {
        let cells = &self.0[group];
        let own = (
            unit_group.groups[group].id.clone(),
            cells.own.points.clone(),
        );
        let own = cells.items.is_empty().then_some(own);
        let items = cells.items.iter();
        items
            .map(|item| (item.id.clone(), item.points.clone()))
            .chain(own)
            .filter(|(_, points)| !points.is_zero())
            .collect()
    }

    /// Whether a group's points are what they are whatever its cells hold.
    pub(crate) fn is_settled(&self, group: usize) -> bool {
        matches!(self.0[group].own.state, State::Zeroed | State::NotScored)
    }

    /// The maximum of a group without items, where it is known.
    pub(crate) fn own_max(&self, group: usize) -> Option<&Number> {
        self.0[group].own.max.as_ref()
    }

    /// An item's group, and its score.
    pub(crate) fn item(&self, unit_group: &UnitGroup, item: usize) -> Option<(usize, &ItemScore)> {
        let groups = unit_group.groups.iter().enumerate();
        let mut holding = groups.filter(|(_, group)| group.items.contains(&item));
        let (index, group) = holding.next()?;
        Some((index, &self.0[index].items[item - group.items.start]))
    }

    /// For each group the points of its cells together.
    pub(crate) fn sums(&self) -> Vec<Number> {
        let groups = self.0.iter();
        groups
            .map(|group| {
                if group.items.is_empty() {
                    group.own.points.clone()
                } else {
                    Number::sum(group.items.iter().map(|item| &item.points))
                }
            })
            .collect()
    }

    /// The same without the points of these items, and groups without items.
    pub(crate) fn without(&self, ids: &[Rc<str>], unit_group: &UnitGroup) -> Cells {
        let left = |id: &str, points: &Number| {
            if ids.iter().any(|one| **one == *id) {
                Number::ZERO
            } else {
                points.clone()
            }
        };
        self.map(
            |group, own| left(&unit_group.groups[group].id, &own.points),
            |_, _, item| left(&item.id, &item.points),
        )
    }

    /// Every cell's points replaced: a group's own, by the group's index; an item's, by the group's and its place in there.
    fn map(
        &self,
        own: impl Fn(usize, &Cell) -> Number,
        item: impl Fn(usize, usize, &ItemScore) -> Number,
    ) -> Cells {
        let groups = self.0.iter().enumerate();
        let mapped = groups.map(|(index, group)| GroupCells {
            own: Cell {
                points: own(index, &group.own),
                ..group.own.clone()
            },
            items: group
                .items
                .iter()
                .enumerate()
                .map(|(place, score)| with_points(score, item(index, place, score)))
                .collect(),
        });
        Cells(mapped.collect())
    }
}

/// What was entered for each input of the kind of unit, and for others.
fn entered<'a>(
    unit_group: &UnitGroup,
    assessment: &'a Assessment,
) -> (Vec<Option<&'a InputAnswer>>, Vec<&'a InputAnswer>) {
    let (mut entered, mut unknown) = (vec![None; unit_group.inputs.len()], Vec::new());
    let mut next = 0;
    for answer in &assessment.inputs {
        // Most files have them in the order of the sheet.
        let is_next = |input: &Input| *input.id == *answer.input;
        let place = if unit_group.inputs.get(next).is_some_and(is_next) {
            Some(next)
        } else {
            unit_group.places.input(&answer.input)
        };
        match place {
            Some(place) => {
                entered[place] = Some(answer);
                next = place + 1;
            }
            None => unknown.push(answer),
        }
    }
    (entered, unknown)
}

/// The same score with other points.
fn with_points(score: &Rc<ItemScore>, points: Number) -> Rc<ItemScore> {
    if points == score.points {
        return Rc::clone(score);
    }
    Rc::new(ItemScore {
        points,
        ..ItemScore::clone(score)
    })
}

impl<'a> Sheet<'a> {
    /// The assessment laid out on its sheet; what is wrong with an input is reported.
    pub(crate) fn new(
        framework: &'a Framework,
        unit_group: &'a UnitGroup,
        assessment: &'a Assessment,
        is_traced: bool,
        findings: &mut Vec<Finding>,
    ) -> Sheet<'a> {
        let (entered, unknown_inputs) = entered(unit_group, assessment);
        let inputs = unit_group.inputs.iter().zip(entered);
        let known = inputs.map(|(input, answer)| {
            rule::read(input, answer, &mut |kind| {
                findings.push(Finding {
                    spot: Spot::input(&input.id),
                    kind,
                });
            })
        });
        let answers = assessment.answers.iter();
        Sheet {
            known: known.collect(),
            answers: answers.map(|answer| (answer.of.as_str(), answer)).collect(),
            unknown_inputs,
            is_traced,
            framework,
            unit_group,
            assessment,
        }
    }

    /// What was entered for a group or item, if anything.
    pub(crate) fn answer(&self, of: &str) -> Option<&'a Answer> {
        self.answers.get(of).copied()
    }

    /// How far each zero rule that applies reaches.
    pub(crate) fn zero_scopes(&self) -> impl Iterator<Item = ZeroScope> {
        let scored = self.unit_group.groups.iter();
        scored
            .filter(|group| group.not_scored.is_none())
            .filter_map(|group| self.answer(&group.id))
            .filter_map(|answer| self.framework.zero_rule(answer.zero_rule.as_deref()?))
            .map(|rule| rule.scope)
    }

    /// What every cell holds.
    pub(crate) fn cells(&self, exclusions: Exclusions, findings: &mut Vec<Finding>) -> Cells {
        let whole_zero = self.zero_scopes().any(|scope| scope == ZeroScope::Whole);
        let mut items = items::score(self, exclusions, findings);
        let groups = self.unit_group.groups.iter().map(|group| {
            let mut own = self.own(group, exclusions, findings);
            if whole_zero && own.state != State::NotScored {
                own.state = State::Zeroed;
            }
            let items = items.drain(..group.items.len()).map(Rc::new).collect();
            GroupCells { own, items }
        });
        Cells(groups.collect())
    }

    /// A group's own cell.
    fn own(&self, group: &Group, exclusions: Exclusions, findings: &mut Vec<Finding>) -> Cell {
        if group.not_scored.is_some() {
            return Cell::without_points(State::NotScored, Some(Number::ZERO));
        }
        let blank = Answer::default();
        let answer = self.answer(&group.id).unwrap_or(&blank);
        let mut report = |field, kind| {
            findings.push(Finding {
                spot: Spot::group(&group.id, field),
                kind,
            });
        };
        let max = match &group.max {
            Some(max) => Some(max.value.clone()),
            None if group.items.is_empty() => max_value(&answer.max).unwrap_or_else(|kind| {
                report(Field::Max, kind);
                None
            }),
            None => None,
        };
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
        if zeroed {
            Cell {
                state: State::Zeroed,
                ..cell
            }
        } else {
            cell
        }
    }

    // ── Other results from the same cells ────────────────────────────────────────────────────────────────────────────

    /// What has neither evidence nor an explanation counts as nothing; what is taken away stays.
    pub(crate) fn backed(&self, cells: &Cells) -> Cells {
        let unit_group = self.unit_group;
        let is_backed = |id: &str| self.answer(id).is_some_and(Answer::is_backed);
        cells.map(
            |group, own| match own.state {
                State::Points | State::Partly if !is_backed(&unit_group.groups[group].id) => {
                    Number::ZERO
                }
                _ => own.points.clone(),
            },
            |group, place, item| {
                let group = &unit_group.groups[group];
                let counts = item.state != State::Points
                    || group.role == GroupRole::Deduction
                    || !unit_group.items[group.items.start + place].evidence
                    || is_backed(&item.id);
                if counts {
                    item.points.clone()
                } else {
                    Number::ZERO
                }
            },
        )
    }

    /// The appraisal's points in place of the unit's; `None` where there are none.
    pub(crate) fn appraised(&self, cells: &Cells, findings: &mut Vec<Finding>) -> Option<Cells> {
        let mut is_appraised = false;
        let mut given = |id: &str, max: Option<&Number>| {
            let answer = self.answer(id)?;
            let entry = &answer.appraised.as_ref()?.points;
            let points = value(entry).and_then(|points| match (points, max) {
                (Some(points), Some(max)) if points > *max => Err(FindingKind::OverMax {
                    points,
                    max: max.clone(),
                }),
                (points, _) => Ok(points),
            });
            let points = points.unwrap_or_else(|kind| {
                findings.push(Finding {
                    spot: Spot::group(id, Field::Appraised),
                    kind,
                });
                None
            });
            is_appraised |= points.is_some();
            points
        };
        let mut appraised = cells.clone();
        for (cells, group) in appraised.0.iter_mut().zip(&self.unit_group.groups) {
            if cells.items.is_empty()
                && let Some(points) = given(&group.id, cells.own.max.as_ref())
            {
                cells.own.points = points;
            }
            for item in &mut cells.items {
                if let Some(points) = given(&item.id, item.max.as_ref()) {
                    *item = with_points(item, points);
                }
            }
        }
        is_appraised.then_some(appraised)
    }

    /// Where the unit can stand once everything is known.
    pub(crate) fn range(&self, cells: &Cells) -> Range {
        let extreme = |is_high: bool| {
            cells.map(
                |_, own| own.extreme(is_high),
                |group, _, item| {
                    let deducts = self.unit_group.groups[group].role == GroupRole::Deduction;
                    if is_high == deducts {
                        item.low.clone()
                    } else {
                        // Without a limit everything the unit has can be taken away.
                        item.high.clone().unwrap_or_else(|| Number::from(i64::MAX))
                    }
                },
            )
        };
        let guaranteed = self.outcome(&extreme(false), Doubt::Against);
        let possible = self.outcome(&extreme(true), Doubt::For);
        let open = self.open(cells, &guaranteed, &possible);
        Range {
            guaranteed,
            possible,
            open,
        }
    }

    /// Cells that are not known and that some condition still undecided covers.
    fn open(&self, cells: &Cells, guaranteed: &Outcome, possible: &Outcome) -> Vec<Rc<str>> {
        let undecided = standing::undecided(&self.unit_group.standing, guaranteed, possible);
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
                if Some(&score.low) != score.high.as_ref() && can_matter(index, Some(item)) {
                    open.push(score.id.clone());
                }
            }
        }
        open
    }

    // ── Totals ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// What cells add up to, and where that stands.
    pub(crate) fn outcome(&self, cells: &Cells, doubt: Doubt) -> Outcome {
        let groups: Vec<GroupScore> = self
            .unit_group
            .groups
            .iter()
            .zip(&cells.0)
            .map(|(group, cells)| self.group(group, cells))
            .collect();
        let blocks: Vec<Total> = (0..self.unit_group.blocks.len())
            .map(|block| self.total(&groups, Measure::Block(block)))
            .collect();
        let whole = self.whole(&groups);
        let totals = standing::Totals {
            groups: &groups,
            blocks: &blocks,
            whole: &whole,
        };
        let case = standing::Case {
            is_late: self.assessment.reporting == Reporting::Late,
            inputs: &self.unit_group.inputs,
            known: &self.known,
            doubt,
        };
        let standing = standing::stand(&self.unit_group.standing, &totals, &case);
        Outcome {
            completeness: Completeness::of(&groups),
            groups,
            blocks,
            whole,
            standing,
        }
    }

    /// What a group adds to its block and the whole.
    pub(crate) fn adds(&self, cells: &Cells, group: usize) -> Number {
        self.group(&self.unit_group.groups[group], &cells.0[group])
            .adds
    }

    fn group(&self, group: &Group, cells: &GroupCells) -> GroupScore {
        let own = &cells.own;
        let is_silent = matches!(own.state, State::Zeroed | State::NotScored);
        let (state, points, max) = if cells.items.is_empty() || own.state == State::NotScored {
            let points = self.limited(own.points.clone(), own.max.as_ref());
            (own.state, points, own.max.clone())
        } else {
            let max = match (group.role, &own.max) {
                (GroupRole::Scored, Some(max)) => Some(left(max, group, cells, self.unit_group)),
                (_, max) => max.clone(),
            };
            let sum = Number::sum(cells.items.iter().map(|item| &item.points));
            let points = self.limited(sum, max.as_ref());
            let state = if own.state == State::Zeroed {
                State::Zeroed
            } else {
                summary(&cells.items)
            };
            (state, points, max)
        };
        let points = if is_silent { Number::ZERO } else { points };
        let (adds, adds_max) = adds(group, &points, max.as_ref());
        GroupScore {
            id: group.id.clone(),
            state,
            points,
            max,
            adds,
            adds_max,
            items: cells.items.clone(),
        }
    }

    /// The points of a group's cells together, limited and rounded.
    fn limited(&self, sum: Number, max: Option<&Number>) -> Number {
        let points = match max {
            Some(max) if sum > *max => max.clone(),
            _ => sum,
        };
        match &self.unit_group.round_groups {
            Some(rounding) => rounding.within(&points, max),
            None => points,
        }
    }

    fn covered<'s>(
        &'s self,
        groups: &'s [GroupScore],
        of: Measure,
    ) -> impl Iterator<Item = (&'s Group, &'s GroupScore)> + 's {
        let all = self.unit_group.groups.iter().enumerate().zip(groups);
        all.filter(move |((index, group), _)| of.covers(*index, group))
            .map(|((_, group), score)| (group, score))
    }

    fn total(&self, groups: &[GroupScore], of: Measure) -> Total {
        let points = Number::sum(self.covered(groups, of).map(|(_, score)| &score.adds));
        let maxima: Option<Vec<&Number>> = self
            .covered(groups, of)
            .map(|(_, score)| score.adds_max.as_ref())
            .collect();
        Total::new(points, maxima.map(Number::sum))
    }

    /// The whole, converted, rounded and limited.
    fn whole(&self, groups: &[GroupScore]) -> Total {
        let total = self.total(groups, Measure::Whole);
        let (points, max) = match (self.scale(groups, total.max.as_ref()), &total.max) {
            (Some(scale), Some(left)) if !left.is_zero() => {
                let scored = self
                    .covered(groups, Measure::Whole)
                    .filter(|(group, _)| group.role == GroupRole::Scored);
                let scored = Number::sum(scored.map(|(_, score)| &score.adds));
                let others = &total.points - &scored;
                let share = scored.share_of(left).unwrap_or_default();
                (&(&share * &scale) + &others, Some(scale))
            }
            _ => (total.points, total.max),
        };
        Total::new(self.finished(points), max)
    }

    /// The scale that scored points are converted to, where they are.
    fn scale(&self, groups: &[GroupScore], max: Option<&Number>) -> Option<Number> {
        match (&self.unit_group.total.convert_to, max) {
            (Some(scale), Some(_)) => Some(scale.value.clone()),
            (None, Some(max)) => self.rescaled(groups).map(|taken| max + &taken),
            (_, None) => None,
        }
    }

    /// A total rounded and limited.
    fn finished(&self, mut points: Number) -> Number {
        let rule = &self.unit_group.total;
        if let Some(rounding) = &rule.round {
            points = rounding.apply(&points);
        }
        if let Some(least) = &rule.at_least {
            points = points.max(least.value.clone());
        }
        if let Some(most) = &rule.at_most {
            points = points.min(most.value.clone());
        }
        points
    }

    /// What a group is out of, as stated or as the unit copied it.
    fn stated_or_copied(&self, group: &Group) -> Option<Number> {
        match &group.max {
            Some(max) => Some(max.value.clone()),
            None => max_value(&self.answer(&group.id)?.max).ok().flatten(),
        }
    }

    /// What items that are excluded and converted back have taken off the maximum; `None` where there are none.
    fn rescaled(&self, groups: &[GroupScore]) -> Option<Number> {
        let mut taken = Vec::new();
        for (group, score) in self.covered(groups, Measure::Whole) {
            let is_scored = group.role == GroupRole::Scored && score.state != State::NotScored;
            if !is_scored {
                continue;
            }
            let of_framework = self.framework.exclusion.as_ref();
            if group.items.is_empty() {
                if score.state == State::Excluded
                    && of_framework.is_some_and(|rule| rule.effect == Effect::Rescaled)
                    && let Some(max) = self.stated_or_copied(group)
                {
                    taken.push(max);
                }
                continue;
            }
            let items = &self.unit_group.items[group.items.clone()];
            let excluded = items.iter().zip(&score.items).filter(|(item, score)| {
                let effect = item.exclusion.as_ref().map(|rule| rule.effect);
                score.state == State::Excluded && effect == Some(Effect::Rescaled)
            });
            let maxima: Vec<&Number> = excluded
                .filter_map(|(item, _)| Some(&item.max.as_ref()?.value))
                .collect();
            match &group.weight {
                None => taken.push(Number::sum(maxima)),
                Some(weight)
                    if !maxima.is_empty()
                        && score.adds_max.as_ref().is_some_and(Number::is_zero) =>
                {
                    taken.push(weight.value.clone());
                }
                Some(_) => {}
            }
        }
        let taken = Number::sum(&taken);
        (!taken.is_zero()).then_some(taken)
    }
}

/// What points come to on this sheet while nothing on it is taken off or put on: every maximum stays as it is.
pub(crate) struct Tally<'a> {
    sheet: &'a Sheet<'a>,
    groups: &'a [GroupScore],
    /// What a scored point counts in the whole; `None` where it counts as it is.
    factor: Option<Number>,
}

/// A group's points, and what they count.
#[derive(Clone)]
pub(crate) struct GroupTally {
    pub points: Number,
    pub in_block: Number,
    pub in_whole: Number,
}

impl<'a> Tally<'a> {
    pub(crate) fn of(sheet: &'a Sheet<'a>, outcome: &'a Outcome) -> Tally<'a> {
        let groups = &outcome.groups;
        let max = sheet.total(groups, Measure::Whole).max;
        let scale = sheet.scale(groups, max.as_ref());
        Tally {
            sheet,
            groups,
            factor: scale.and_then(|scale| scale.share_of(max.as_ref()?)),
        }
    }

    /// What a group comes to whose items, or lines, have so many points together.
    pub(crate) fn group(&self, group: usize, sum: Number) -> GroupTally {
        let law = &self.sheet.unit_group.groups[group];
        let score = &self.groups[group];
        let points = match score.state {
            State::Zeroed | State::NotScored => Number::ZERO,
            _ => self.sheet.limited(sum, score.max.as_ref()),
        };
        let (in_block, _) = adds(law, &points, score.max.as_ref());
        let in_whole = match (&self.factor, law.role) {
            (Some(factor), GroupRole::Scored) => factor * &in_block,
            _ => in_block.clone(),
        };
        GroupTally {
            points,
            in_block,
            in_whole,
        }
    }

    /// The sheet's total from what its groups count in it.
    pub(crate) fn whole(&self, sum: Number) -> Number {
        self.sheet.finished(sum)
    }
}

/// What a scored group is out of: less what is excluded, more what stands in for that.
fn left(max: &Number, group: &Group, cells: &GroupCells, unit_group: &UnitGroup) -> Number {
    let items = unit_group.items[group.items.clone()]
        .iter()
        .zip(&cells.items);
    let mut left = max.clone();
    for (item, score) in items {
        let Some(max) = &item.max else { continue };
        match (item.stands_in_for, score.state) {
            (None, State::Excluded) => left = &left - &max.value,
            (Some(_), state) if !matches!(state, State::NotScored | State::Excluded) => {
                left = &left + &max.value;
            }
            _ => {}
        }
    }
    left.max(Number::ZERO)
}

/// What a group's points count in block and sheet, and out of what.
fn adds(group: &Group, points: &Number, max: Option<&Number>) -> (Number, Option<Number>) {
    match (group.role, &group.weight, max) {
        (GroupRole::Scored, None, max) => (points.clone(), max.cloned()),
        (GroupRole::Scored, Some(weight), Some(max)) => match points.share_of(max) {
            Some(share) => (&share * &weight.value, Some(weight.value.clone())),
            None => (Number::ZERO, Some(Number::ZERO)),
        },
        (GroupRole::Scored, Some(_), None) => (points.clone(), None),
        (GroupRole::Bonus, _, _) => (points.clone(), Some(Number::ZERO)),
        (GroupRole::Deduction, _, _) => (-points, Some(Number::ZERO)),
    }
}

/// What a group is, given its items.
fn summary(items: &[Rc<ItemScore>]) -> State {
    use State as S;
    let counted: Vec<S> = items
        .iter()
        .map(|item| item.state)
        .filter(|state| !matches!(state, S::NotScored | S::Met | S::Unmet))
        .collect();
    let all = |wanted: fn(S) -> bool| counted.iter().all(|state| wanted(*state));
    let is_off = |state: S| matches!(state, S::Excluded | S::Shared);
    match () {
        () if all(State::is_answered) => {
            if counted.contains(&S::Excluded) && all(is_off) {
                S::Excluded
            } else {
                S::Points
            }
        }
        () if counted.contains(&S::Unusable) => S::Unusable,
        () if all(|state| state == S::Blank) => S::Blank,
        () if all(|state| state.is_answered() || state == S::Undefined) => S::Undefined,
        () => S::Partly,
    }
}
