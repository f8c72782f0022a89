//! Items: from rules and inputs to points, or one of the silences.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::assessment::{Answer, Silence};
use super::cell::{Cell, Exclusions, State};
use super::finding::{Field, Finding, FindingKind, Spot};
use super::framework::Group;
use super::number::Number;
use super::outcome::{ItemScore, Open};
use super::rule::{Effect, Evaluation, Item, Missing, Rule, Step, Stop};
use super::sheet::Sheet;

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
pub(crate) fn alone(
    sheet: &Sheet<'_>,
    group: &Group,
    index: usize,
    exclusions: Exclusions,
    findings: &mut Vec<Finding>,
) -> (ItemScore, Option<Vec<usize>>) {
    let mut scoring = Scoring {
        sheet,
        item: &sheet.unit_group.items[index],
        answer: sheet.of_item(index),
        findings,
    };
    if group.not_scored.is_some() {
        (scoring.off(State::NotScored), None)
    } else {
        scoring.item(exclusions)
    }
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
fn share(group: &Group, shared: &[(usize, Vec<usize>)], scores: &mut [ItemScore], is_traced: bool) {
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
    let mut grown: Vec<usize> = gains.iter().map(|(sibling, _)| *sibling).collect();
    grown.sort_unstable();
    grown.dedup();
    for sibling in grown {
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

/// One item being scored.
struct Scoring<'a> {
    sheet: &'a Sheet<'a>,
    item: &'a Item,
    /// What was entered for it.
    answer: Option<&'a Answer>,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Scoring<'a> {
    fn report(&mut self, field: Field, kind: FindingKind) {
        self.findings.push(Finding {
            spot: Spot::group(&self.item.id, field),
            kind,
        });
    }

    fn evaluation(&self) -> Evaluation<'a> {
        Evaluation::new(
            &self.sheet.unit_group.inputs,
            &self.sheet.entries.known,
            self.sheet.is_traced,
        )
    }

    /// Off the sheet.
    fn off(&self, state: State) -> ItemScore {
        ItemScore {
            id: self.item.id.clone(),
            ..silent(state)
        }
    }

    fn max(&self) -> Option<Number> {
        self.item.max.as_ref().map(|max| max.value.clone())
    }

    /// On the sheet, with certain points.
    fn certain(&self, state: State, points: Number, steps: Vec<Step>) -> ItemScore {
        ItemScore {
            id: self.item.id.clone(),
            state,
            open: None,
            points,
            max: self.max(),
            steps: (!steps.is_empty()).then(|| steps.into()),
        }
    }

    /// The score, and the siblings its maximum goes to.
    fn item(&mut self, exclusions: Exclusions) -> (ItemScore, Option<Vec<usize>>) {
        if let Some(silence) = self.answer.and_then(|answer| answer.silence.as_ref()) {
            return (self.silence(silence, exclusions), None);
        }
        if let Some(test) = &self.item.applies_if {
            match self.evaluation().asked(test) {
                Ok(true) => {}
                Ok(false) => return (self.left_out(), None),
                Err(Stop::Missing(why)) => return (self.unsure(why), None),
                Err(_) => return (self.unsure(Missing::Undefined), None),
            }
        }
        match &self.item.rule {
            Rule::Entered => (self.entered(), None),
            Rule::Mandatory(test) => (self.mandatory(test), None),
            _ => self.computed(),
        }
    }

    /// What "không áp dụng" makes of it.
    fn left_out(&self) -> ItemScore {
        let effect = self.item.exclusion.as_ref().map(|rule| rule.effect);
        match effect {
            Some(Effect::FullMarks) => {
                let points = self.max().unwrap_or_default();
                self.certain(State::Waived, points, Vec::new())
            }
            _ => self.off(State::Excluded),
        }
    }

    fn silence(&mut self, silence: &Silence, exclusions: Exclusions) -> ItemScore {
        let rule = self.item.exclusion.as_ref();
        let (state, findings) = Cell::silence(silence, (rule, exclusions));
        for (field, kind) in findings {
            self.report(field, kind);
        }
        match state {
            State::Excluded => self.left_out(),
            State::Undefined => self.unsure(Missing::Undefined),
            state => self.certain(state, Number::ZERO, Vec::new()),
        }
    }

    fn entered(&mut self) -> ItemScore {
        let blank = Answer::default();
        let entry = &self.answer.unwrap_or(&blank).points;
        let rule = self.item.exclusion.as_ref();
        let max = self.max();
        let (cell, findings) = Cell::count(entry, None, max.as_ref(), (rule, Exclusions::Decided));
        for (field, kind) in findings {
            self.report(field, kind);
        }
        match cell.state {
            State::Points => {
                let mut steps = Vec::new();
                let points = self.rounded(cell.points, &mut steps);
                self.certain(State::Points, points, steps)
            }
            State::Blank => self.missing(Missing::Blank),
            _ => self.missing(Missing::Unusable),
        }
    }

    fn mandatory(&mut self, test: &super::rule::Test) -> ItemScore {
        let mut evaluation = self.evaluation();
        let holds = evaluation.asked(test);
        let steps = evaluation.take_steps();
        match holds {
            Ok(true) => self.certain(State::Met, Number::ZERO, steps),
            Ok(false) => {
                self.report(Field::All, FindingKind::MandatoryUnmet);
                self.certain(State::Unmet, Number::ZERO, steps)
            }
            Err(Stop::Missing(why)) => self.missing(why),
            Err(_) => self.missing(Missing::Undefined),
        }
    }

    fn computed(&mut self) -> (ItemScore, Option<Vec<usize>>) {
        let max = self.max();
        let mut evaluation = self.evaluation();
        let points = evaluation.points(&self.item.rule, max.as_ref());
        let mut steps = evaluation.take_steps();
        for kind in evaluation.findings {
            self.report(Field::All, kind);
        }
        match points {
            Ok(points) => {
                let points = self.rounded(points, &mut steps);
                (self.certain(State::Points, points, steps), None)
            }
            Err(Stop::Missing(why)) => (self.missing(why), None),
            Err(Stop::Shared(among)) => {
                let score = self.certain(State::Shared, Number::ZERO, steps);
                (score, Some(among))
            }
            // Only a test could be settled by a worth, and a test has none.
            Err(Stop::Worth(_)) => (self.missing(Missing::Undefined), None),
        }
    }

    fn rounded(&self, points: Number, steps: &mut Vec<Step>) -> Number {
        let Some(rounding) = &self.item.round else {
            return points;
        };
        let rounded = rounding.apply(&points);
        steps.push(Step::Rounded {
            from: points,
            to: rounded.clone(),
            rounding: rounding.clone(),
        });
        match &self.item.max {
            Some(max) if rounded > max.value => {
                steps.push(Step::Limited {
                    from: rounded,
                    to: max.value.clone(),
                });
                max.value.clone()
            }
            _ => rounded,
        }
    }

    /// Without points, and with what they can still come to by the rule.
    fn missing(&self, why: Missing) -> ItemScore {
        let max = self.max();
        let range = max.as_ref().map(|max| {
            let (inputs, known) = (&self.sheet.unit_group.inputs, &self.sheet.entries.known);
            let mut evaluation = Evaluation::new(inputs, known, false);
            evaluation.range(&self.item.rule, max)
        });
        self.without_points(why, max, range)
    }

    /// Without points, where it is not even sure that the rule applies.
    fn unsure(&self, why: Missing) -> ItemScore {
        let max = self.max();
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
