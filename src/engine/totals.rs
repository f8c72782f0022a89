//! From cells to groups, blocks and the whole.

use super::assessment::Reporting;
use super::cell::{Cell, State, max_value};
use super::cells::Cells;
use super::framework::{Group, GroupRole, Measure, UnitGroup};
use super::number::Number;
use super::outcome::{Completeness, GroupScore, ItemScore, Outcome, Total};
use super::rule::Effect;
use super::sheet::{Doubt, Sheet};
use super::standing::{self, Standing};

impl Sheet<'_> {
    /// What cells add up to, and where that stands.
    pub(crate) fn outcome(&self, cells: Cells, doubt: Doubt) -> Outcome {
        let groups = self.unit_group.groups.iter().zip(cells.0);
        let groups = groups.map(|(group, cells)| self.group(group, &cells.own, cells.items));
        let groups: Vec<GroupScore> = groups.collect();
        self.outcome_of(Completeness::of(&groups), groups, doubt)
    }

    /// What groups add up to, and where that stands.
    fn outcome_of(
        &self,
        completeness: Completeness,
        groups: Vec<GroupScore>,
        doubt: Doubt,
    ) -> Outcome {
        let mut outcome = Outcome {
            completeness,
            groups,
            blocks: Vec::new(),
            whole: Total {
                points: Number::ZERO,
                max: None,
            },
            standing: Standing::blank(&self.unit_group.standing),
        };
        self.add_up(&mut outcome, doubt);
        outcome
    }

    /// Adds up an outcome's groups anew, and finds where that stands.
    pub(crate) fn add_up(&self, outcome: &mut Outcome, doubt: Doubt) {
        outcome.whole = self.totals(&outcome.groups, &mut outcome.blocks);
        let totals = standing::Totals {
            groups: &outcome.groups,
            blocks: &outcome.blocks,
            whole: &outcome.whole,
        };
        if let Some(standing) = &mut outcome.standing {
            standing.climb(&self.unit_group.standing, &totals, &self.case(doubt));
        }
    }

    /// What groups add up to: the whole, and the blocks in place of those given.
    pub(crate) fn totals(&self, groups: &[GroupScore], blocks: &mut Vec<Total>) -> Total {
        blocks.clear();
        blocks.extend(
            (0..self.unit_group.blocks.len())
                .map(|block| self.total(groups, Measure::Block(block))),
        );
        let all = match &blocks[..] {
            [only] => only.clone(),
            _ => self.total(groups, Measure::Whole),
        };
        self.whole(groups, all)
    }

    /// What decides beside points.
    pub(crate) fn case(&self, doubt: Doubt) -> standing::Case<'_> {
        standing::Case {
            is_late: self.assessment.reporting == Reporting::Late,
            inputs: &self.unit_group.inputs,
            known: &self.entries.known,
            doubt,
        }
    }

    /// A group's score, given its own cell and its items.
    pub(crate) fn group(&self, group: &Group, own: &Cell, items: Vec<ItemScore>) -> GroupScore {
        let score = if items.is_empty() || own.state == State::NotScored {
            self.counted(group, own.state, own.points.clone(), own.max.clone())
        } else {
            let max = match (group.role, &own.max) {
                (GroupRole::Scored, Some(max)) => Some(left(max, group, &items, self.unit_group)),
                (_, max) => max.clone(),
            };
            let state = if own.state == State::Zeroed {
                State::Zeroed
            } else {
                summary(&items)
            };
            let sum = Number::sum(items.iter().map(|item| &item.points));
            self.counted(group, state, sum, max)
        };
        GroupScore { items, ..score }
    }

    /// The score of a group in this state, whose cells have so many points together, out of a maximum.
    pub(crate) fn counted(
        &self,
        group: &Group,
        state: State,
        sum: Number,
        max: Option<Number>,
    ) -> GroupScore {
        let points = match state {
            State::Zeroed | State::NotScored => Number::ZERO,
            _ => self.limited(sum, max.as_ref()),
        };
        let (adds, adds_max) = adds(group, &points, max.as_ref());
        GroupScore {
            id: group.id.clone(),
            state,
            points,
            max,
            adds,
            adds_max,
            items: Vec::new(),
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
    ) -> impl Iterator<Item = (&'s Group, &'s GroupScore)> + Clone + 's {
        let all = self.unit_group.groups.iter().enumerate().zip(groups);
        all.filter(move |((index, group), _)| of.covers(*index, group))
            .map(|((_, group), score)| (group, score))
    }

    fn total(&self, groups: &[GroupScore], of: Measure) -> Total {
        let points = Number::sum(self.covered(groups, of).map(|(_, score)| &score.adds));
        let maxima = self.covered(groups, of).map(|(_, score)| &score.adds_max);
        let is_known = maxima.clone().all(Option::is_some);
        Total {
            points,
            max: is_known.then(|| Number::sum(maxima.flatten())),
        }
    }

    /// The whole, converted, rounded and limited.
    fn whole(&self, groups: &[GroupScore], total: Total) -> Total {
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
        Total {
            points: self.finished(points),
            max,
        }
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
    fn stated_or_copied(&self, group: usize) -> Option<Number> {
        match &self.unit_group.groups[group].max {
            Some(max) => Some(max.value.clone()),
            None => max_value(&self.of_group(group)?.max).ok().flatten(),
        }
    }

    /// What items that are excluded and converted back have taken off the maximum; `None` where there are none. Where another
    /// is scored in its place there is nothing to convert.
    fn rescaled(&self, groups: &[GroupScore]) -> Option<Number> {
        if !self.unit_group.rescales {
            return None;
        }
        let mut taken = Vec::new();
        for (index, (group, score)) in self.unit_group.groups.iter().zip(groups).enumerate() {
            let is_scored = group.role == GroupRole::Scored && score.state != State::NotScored;
            if !is_scored {
                continue;
            }
            let of_framework = self.framework.exclusion.as_ref();
            if group.items.is_empty() {
                if score.state == State::Excluded
                    && of_framework.is_some_and(|rule| rule.effect == Effect::Rescaled)
                    && let Some(max) = self.stated_or_copied(index)
                {
                    taken.push(max);
                }
                continue;
            }
            let excluded = group
                .items
                .clone()
                .zip(&score.items)
                .filter(|(item, score)| {
                    let law = &self.unit_group.items[*item];
                    let effect = law.exclusion.as_ref().map(|rule| rule.effect);
                    score.state == State::Excluded
                        && effect == Some(Effect::Rescaled)
                        && law.stands_in_for.is_none()
                        && !self.is_replaced(*item, groups)
                });
            let maxima: Vec<&Number> = excluded
                .filter_map(|(item, _)| Some(&self.unit_group.items[item].max.as_ref()?.value))
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

    /// Whether another item is scored in an item's place.
    fn is_replaced(&self, item: usize, groups: &[GroupScore]) -> bool {
        let items = self
            .unit_group
            .items
            .iter()
            .zip(groups.iter().flat_map(|g| &g.items));
        let mut stand_ins = items.filter(|(law, _)| law.stands_in_for == Some(item));
        stand_ins.any(|(_, score)| !matches!(score.state, State::NotScored | State::Excluded))
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
fn left(max: &Number, group: &Group, scores: &[ItemScore], unit_group: &UnitGroup) -> Number {
    let items = unit_group.items[group.items.clone()].iter().zip(scores);
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
fn summary(items: &[ItemScore]) -> State {
    use State as S;
    let counted = items
        .iter()
        .map(|item| item.state)
        .filter(|state| !matches!(state, S::NotScored | S::Met | S::Unmet));
    let all = |wanted: fn(S) -> bool| counted.clone().all(wanted);
    let has = |wanted: S| counted.clone().any(|state| state == wanted);
    let is_off = |state: S| matches!(state, S::Excluded | S::Shared);
    match () {
        () if all(State::is_answered) => {
            if has(S::Excluded) && all(is_off) {
                S::Excluded
            } else {
                S::Points
            }
        }
        () if has(S::Unusable) => S::Unusable,
        () if all(|state| state == S::Blank) => S::Blank,
        () if all(|state| state.is_answered() || state == S::Undefined) => S::Undefined,
        () => S::Partly,
    }
}
