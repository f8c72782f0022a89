//! Items: from rules and inputs to points, or one of the silences.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::assessment::{Answer, Silence};
use super::cell::{Cell, CellFinding, Exclusions, State};
use super::finding::{Field, Finding, FindingKind, Spot};
use super::framework::{Group, GroupRole};
use super::number::{Exact, Number, Small, Total};
use super::outcome::{ItemScore, Open};
use super::rule::{Effect, Evaluation, Item, Missing, Rule, Step, Stop, Told};
use super::sheet::Sheet;
use crate::engine::order;

/// The scores of all items of the sheet, in its order; what is wrong is reported by the items' places.
pub(crate) fn score(
    sheet: &Sheet<'_>,
    exclusions: Exclusions,
    findings: &mut BTreeMap<usize, Vec<Finding>>,
) -> Vec<ItemScore> {
    let mut scores = Vec::with_capacity(sheet.unit_group.items.len());
    let mut shared = Vec::new();
    for group in &sheet.unit_group.groups {
        for index in group.items.clone() {
            let mut found = Vec::new();
            let (score, among) = alone(sheet, group, index, exclusions, &mut found);
            if !found.is_empty() {
                findings.insert(index, found);
            }
            shared.extend(among.map(|among| (index, among)));
            scores.push(score);
        }
    }
    dismiss_stand_ins(&sheet.unit_group.items, &mut scores);
    if !shared.is_empty() {
        for group in &sheet.unit_group.groups {
            share(group, &shared, &mut scores, sheet.is_traced);
        }
    }
    scores
}

/// An item's score as if there were no others, and the siblings its maximum goes to.
pub(crate) fn alone<'a>(
    sheet: &Sheet<'a>,
    group: &Group,
    index: usize,
    exclusions: Exclusions,
    findings: &mut Vec<Finding>,
) -> (ItemScore, Option<&'a [usize]>) {
    let mut told = Told::new(sheet.is_traced);
    let mut scoring = Scoring::of(sheet, index, Some(&mut told));
    if group.not_scored.is_some() {
        return (scoring.off(State::NotScored), None);
    }
    let Ok(mark) = scoring.mark(exclusions);
    let score = scoring.score(mark);
    let item = &sheet.unit_group.items[index];
    findings.extend(told.findings.into_iter().map(|(field, kind)| Finding {
        spot: Spot::group(&item.id, field),
        kind,
    }));
    score
}

/// Adds the points of an item to its group's as things stand, and does nothing else; `None` where it is off the sheet,
/// because that reaches further than its points.
#[inline]
pub(crate) fn add_points(sheet: &Sheet<'_>, index: usize, sum: &mut Total) -> Option<()> {
    let mut scoring = Scoring::of(sheet, index, None);
    if let Ok(mark) = scoring.mark::<Small>(Exclusions::Decided) {
        sum.add_small(&mark.points()?);
    } else {
        let Ok(mark) = scoring.mark::<Number>(Exclusions::Decided);
        sum.add(&mark.points()?);
    }
    Some(())
}

/// A stand-in whose original is scored is not.
fn dismiss_stand_ins(items: &[Item], scores: &mut [ItemScore]) {
    for (index, item) in items.iter().enumerate() {
        let Some(original) = item.stands_in_for else {
            continue;
        };
        if scores[original].state != State::Excluded {
            scores[index] = ItemScore {
                id: item.id.clone(),
                ..silent(State::NotScored)
            };
        }
    }
}

/// Items whose maximum goes to their siblings: those still on the sheet grow; where none is, nothing can be said.
fn share(group: &Group, shared: &[(usize, &[usize])], scores: &mut [ItemScore], is_traced: bool) {
    let mut gains: Vec<(usize, Number)> = Vec::new();
    for (index, among) in shared
        .iter()
        .filter(|(index, _)| group.items.contains(index))
    {
        let is_left = |sibling: &&usize| {
            !matches!(
                scores[**sibling].state,
                State::Excluded | State::Shared | State::NotScored
            )
        };
        let left: Vec<usize> = among.iter().filter(is_left).copied().collect();
        let count = u32::try_from(left.len()).unwrap_or(u32::MAX);
        let max = scores[*index].max.take().unwrap_or_default();
        if let Some(gain) = max.share_of(&count.into()) {
            gains.extend(left.into_iter().map(|sibling| (sibling, gain.clone())));
            scores[*index].max = Some(Number::ZERO);
        } else {
            let score = &mut scores[*index];
            score.state = State::Undefined;
            score.open = Some(Box::new(Open {
                low: Number::ZERO,
                high: Some(max.clone()),
            }));
            score.max = Some(max);
        }
    }
    for sibling in order::set(gains.iter().map(|(sibling, _)| *sibling)) {
        let gains = gains.iter().filter(|(index, _)| *index == sibling);
        let gain = Number::sum(gains.map(|(_, gain)| gain));
        scores[sibling].grow(&gain, is_traced);
    }
}

impl ItemScore {
    /// Points and maximum grown by a share of another's.
    fn grow(&mut self, gain: &Number, is_traced: bool) {
        let Some(max) = self.max.take() else { return };
        let grown = &max + gain;
        let by = |points: &Number| points.share_of(&max).map(|share| &share * &grown);
        if let Some(points) = by(&self.points) {
            if is_traced && self.state == State::Points {
                let grown = Step::Grown {
                    from: self.points.clone(),
                    to: points.clone(),
                };
                let steps = self.steps().iter().cloned().chain([grown]);
                self.steps = Some(steps.collect());
            }
            self.points = points;
        }
        if let Some(open) = &mut self.open {
            open.low = by(&open.low).unwrap_or_default();
            open.high = open.high.as_ref().and_then(by);
        }
        self.max = Some(grown);
    }
}

/// A score without points, off the sheet, of nobody yet.
fn silent(state: State) -> ItemScore {
    ItemScore {
        id: Rc::from(""),
        state,
        points: Number::ZERO,
        max: Some(Number::ZERO),
        open: None,
        steps: None,
    }
}

/// What an item comes to, whatever its neighbours do.
enum Mark<'a, N> {
    /// On the sheet, with certain points.
    Certain(State, N),
    /// Off the sheet.
    Off(State),
    /// Without points.
    Missing(Missing),
    /// Without points, where it is not even sure that the rule applies.
    Unsure(Missing),
    /// A deduction that is said not to apply, which nobody has decided and whose figures are not known.
    Pending,
    /// Off the sheet; its maximum goes to these siblings.
    Shared(&'a [usize]),
}

impl<N: Exact> Mark<'_, N> {
    /// The points that count; `None` where it is off the sheet.
    #[inline]
    fn points(self) -> Option<N> {
        match self {
            Mark::Certain(_, points) => Some(points),
            Mark::Missing(_) | Mark::Unsure(_) | Mark::Pending => Some(N::whole(0)),
            Mark::Off(_) | Mark::Shared(_) => None,
        }
    }
}

/// One item being scored.
struct Scoring<'s, 'a> {
    sheet: &'s Sheet<'a>,
    index: usize,
    item: &'a Item,
    /// What was entered for it.
    answer: Option<&'a Answer>,
    /// Who is told how that comes about; `None` where nobody is.
    told: Option<&'s mut Told>,
}

impl<'s, 'a> Scoring<'s, 'a> {
    #[inline]
    fn of(sheet: &'s Sheet<'a>, index: usize, told: Option<&'s mut Told>) -> Scoring<'s, 'a> {
        Scoring {
            sheet,
            index,
            item: &sheet.unit_group.items[index],
            answer: sheet.of_item(index),
            told,
        }
    }

    fn report(&mut self, findings: impl IntoIterator<Item = CellFinding>) {
        if let Some(told) = &mut self.told {
            told.findings.extend(findings);
        }
    }

    #[inline]
    fn evaluation<N: Exact>(&mut self) -> Evaluation<'_, 'a, N> {
        let sheet = self.sheet;
        Evaluation::new(
            &sheet.unit_group.inputs,
            &sheet.entries.known,
            self.told.as_deref_mut(),
        )
    }

    /// An evaluation that nobody is told of.
    #[inline]
    fn untold<N: Exact>(&self) -> Evaluation<'s, 'a, N> {
        Evaluation::untold(&self.sheet.unit_group.inputs, &self.sheet.entries.known)
    }

    #[inline]
    fn max<N: Exact>(&self) -> Result<Option<N>, N::TooLong> {
        let max = self.item.max.as_ref();
        max.map(|max| N::of(&max.value)).transpose()
    }

    // ── What it comes to ─────────────────────────────────────────────────────────────────────────────────────────────

    fn mark<N: Exact>(&mut self, exclusions: Exclusions) -> Result<Mark<'a, N>, N::TooLong> {
        if let Some(silence) = self.answer.and_then(|answer| answer.silence.as_ref()) {
            return self.silence(silence, exclusions);
        }
        self.told_by_rule()
    }

    /// What comes of it where nobody says that it does not apply.
    fn told_by_rule<N: Exact>(&mut self) -> Result<Mark<'a, N>, N::TooLong> {
        if let Some(test) = &self.item.applies_if {
            match self.untold::<N>().asked(test) {
                Ok(true) => {}
                Ok(false) => return self.left_out(),
                Err(Stop::Missing(why)) => return Ok(Mark::Unsure(why)),
                Err(Stop::TooLong(why)) => return Err(why),
                Err(_) => return Ok(Mark::Unsure(Missing::Undefined)),
            }
        }
        match &self.item.rule {
            Rule::Entered => self.entered(),
            Rule::Mandatory(test) => self.mandatory(test),
            _ => self.computed(),
        }
    }

    /// What "không áp dụng" makes of it.
    fn left_out<N: Exact>(&self) -> Result<Mark<'a, N>, N::TooLong> {
        let effect = self.item.exclusion.as_ref().map(|rule| rule.effect);
        Ok(match effect {
            // In full, nothing is deducted.
            Some(Effect::FullMarks) if self.takes_away() => {
                Mark::Certain(State::Waived, N::whole(0))
            }
            Some(Effect::FullMarks) => {
                let points = self.max()?.unwrap_or(N::whole(0));
                Mark::Certain(State::Waived, points)
            }
            _ => Mark::Off(State::Excluded),
        })
    }

    fn silence<N: Exact>(
        &mut self,
        silence: &Silence,
        exclusions: Exclusions,
    ) -> Result<Mark<'a, N>, N::TooLong> {
        let rule = self.item.exclusion.as_ref();
        let (state, findings) = Cell::silence(silence, (rule, exclusions));
        self.report(findings);
        match state {
            State::Excluded => self.left_out(),
            State::Undefined => Ok(Mark::Unsure(Missing::Undefined)),
            // Nobody is rid of a deduction by saying so.
            State::Proposed if self.takes_away() => Ok(match self.told_by_rule()? {
                Mark::Certain(_, points) => Mark::Certain(State::Proposed, points),
                Mark::Missing(_) | Mark::Unsure(_) => Mark::Pending,
                off => off,
            }),
            state => Ok(Mark::Certain(state, N::whole(0))),
        }
    }

    /// Whether what it comes to is deducted.
    fn takes_away(&self) -> bool {
        let unit_group = self.sheet.unit_group;
        let group = unit_group.group_of(self.index);
        group.is_some_and(|group| unit_group.groups[group].role == GroupRole::Deduction)
    }

    fn entered<N: Exact>(&mut self) -> Result<Mark<'a, N>, N::TooLong> {
        let Some(answer) = self.answer else {
            return Ok(Mark::Missing(Missing::Blank));
        };
        let max = self.item.max.as_ref().map(|max| &max.value);
        let rule = self.item.exclusion.as_ref();
        let (cell, findings) = Cell::count(&answer.points, None, max, (rule, Exclusions::Decided));
        self.report(findings);
        Ok(match cell.state {
            State::Points => {
                let points = N::of(&cell.points)?;
                Mark::Certain(
                    State::Points,
                    rounded(self.item, points, self.evaluation())?,
                )
            }
            State::Blank => Mark::Missing(Missing::Blank),
            _ => Mark::Missing(Missing::Unusable),
        })
    }

    fn mandatory<N: Exact>(
        &mut self,
        test: &'a super::rule::Test,
    ) -> Result<Mark<'a, N>, N::TooLong> {
        match self.evaluation::<N>().asked(test) {
            Ok(true) => Ok(Mark::Certain(State::Met, N::whole(0))),
            Ok(false) => {
                self.report([(Field::All, FindingKind::MandatoryUnmet)]);
                Ok(Mark::Certain(State::Unmet, N::whole(0)))
            }
            Err(Stop::Missing(why)) => Ok(Mark::Missing(why)),
            Err(Stop::TooLong(why)) => Err(why),
            Err(_) => Ok(Mark::Missing(Missing::Undefined)),
        }
    }

    fn computed<N: Exact>(&mut self) -> Result<Mark<'a, N>, N::TooLong> {
        let (item, max) = (self.item, self.max::<N>()?);
        let mut evaluation = self.evaluation::<N>();
        Ok(match evaluation.points(&item.rule, max.as_ref()) {
            Ok(points) => Mark::Certain(State::Points, rounded(item, points, evaluation)?),
            Err(Stop::Missing(why)) => Mark::Missing(why),
            Err(Stop::Shared(among)) => Mark::Shared(among),
            // Only a test could be settled by a worth, and a test has none.
            Err(Stop::Worth(_)) => Mark::Missing(Missing::Undefined),
            Err(Stop::TooLong(why)) => return Err(why),
        })
    }

    // ── Its score ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// The score, and the siblings its maximum goes to.
    fn score(&mut self, mark: Mark<'a, Number>) -> (ItemScore, Option<&'a [usize]>) {
        match mark {
            Mark::Certain(state, points) => (self.certain(state, points), None),
            Mark::Off(state) => (self.off(state), None),
            Mark::Missing(why) => (self.missing(why), None),
            Mark::Unsure(why) => (self.unsure(why), None),
            Mark::Pending => {
                let state = State::Proposed;
                let score = self.unsure(Missing::Undefined);
                (ItemScore { state, ..score }, None)
            }
            Mark::Shared(among) => (self.certain(State::Shared, Number::ZERO), Some(among)),
        }
    }

    /// Off the sheet.
    fn off(&self, state: State) -> ItemScore {
        ItemScore {
            id: self.item.id.clone(),
            ..silent(state)
        }
    }

    fn own_max(&self) -> Option<Number> {
        self.item.max.as_ref().map(|max| max.value.clone())
    }

    /// On the sheet, with certain points.
    fn certain(&mut self, state: State, points: Number) -> ItemScore {
        let steps = self.told.as_mut().and_then(|told| told.steps.take());
        ItemScore {
            id: self.item.id.clone(),
            state,
            open: None,
            points,
            max: self.own_max(),
            steps: steps.filter(|steps| !steps.is_empty()).map(Rc::from),
        }
    }

    /// Without points, and with what they can still come to by the rule.
    fn missing(&self, why: Missing) -> ItemScore {
        let max = self.own_max();
        let range = max.as_ref().map(|max| {
            let (inputs, known) = (&self.sheet.unit_group.inputs, &self.sheet.entries.known);
            Evaluation::untold(inputs, known).range(&self.item.rule, max)
        });
        self.without_points(why, max, range)
    }

    /// Without points, where it is not even sure that the rule applies.
    fn unsure(&self, why: Missing) -> ItemScore {
        let max = self.own_max();
        let range = max.clone().map(|max| (Number::ZERO, max));
        self.without_points(why, max, range)
    }

    fn without_points(
        &self,
        why: Missing,
        max: Option<Number>,
        range: Option<(Number, Number)>,
    ) -> ItemScore {
        let state = match why {
            Missing::Undefined => State::Undefined,
            Missing::Blank => State::Blank,
            Missing::Unusable => State::Unusable,
        };
        // Of a mandatory condition there are no points.
        let (low, high) = match (&self.item.rule, range) {
            (Rule::Mandatory(_), _) => (Number::ZERO, Some(Number::ZERO)),
            (_, None) => (Number::ZERO, None),
            (_, Some((low, high))) => (self.round(low), Some(self.round(high))),
        };
        ItemScore {
            id: self.item.id.clone(),
            state,
            points: Number::ZERO,
            max,
            open: Some(Box::new(Open { low, high })),
            steps: None,
        }
    }

    fn round(&self, points: Number) -> Number {
        match &self.item.round {
            Some(rounding) => {
                rounding.within(&points, self.item.max.as_ref().map(|max| &max.value))
            }
            None => points,
        }
    }
}

/// An item's points as it rounds them, and never more than its maximum.
#[inline]
fn rounded<N: Exact>(
    item: &Item,
    points: N,
    mut evaluation: Evaluation<'_, '_, N>,
) -> Result<N, N::TooLong> {
    let Some(rounding) = &item.round else {
        return Ok(points);
    };
    let rounded = rounding.round(&points)?;
    evaluation.step(|| Step::Rounded {
        from: points.number(),
        to: rounded.number(),
        rounding: rounding.clone(),
    });
    let max = item.max.as_ref().map(|max| N::of(&max.value)).transpose()?;
    Ok(evaluation.at_most(rounded, max.as_ref()))
}
