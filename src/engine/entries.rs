//! What was entered, found once: the figures, and which answer is whose.

use std::collections::BTreeMap;

use super::assessment::{Answer, Assessment, InputAnswer, is_same};
use super::finding::{Finding, FindingKind, Spot};
use super::framework::UnitGroup;
use super::rule::{self, Known, Missing};

/// What was entered, by the places of the kind of unit's sheet.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    /// For each input what is known of it.
    pub known: Vec<Known>,
    /// Which of the assessment's answers are for inputs that the sheet does not have.
    pub unknown_inputs: Vec<usize>,
    /// What is wrong with an input.
    wrong: BTreeMap<usize, FindingKind>,
    /// For each input the place of what was entered for it.
    inputs: Vec<Option<usize>>,
    /// For each group the place of its answer.
    groups: Vec<Option<usize>>,
    /// For each item the place of its answer.
    items: Vec<Option<usize>>,
}

impl Entries {
    pub(crate) fn read(unit_group: &UnitGroup, assessment: &Assessment) -> Entries {
        let mut entries = Entries::default();
        entries.read_anew(unit_group, assessment);
        entries
    }

    /// Reads another assessment, of a unit of the same kind, in place of the one before.
    pub(crate) fn read_anew(&mut self, unit_group: &UnitGroup, assessment: &Assessment) {
        for (places, count) in [
            (&mut self.inputs, unit_group.inputs.len()),
            (&mut self.groups, unit_group.groups.len()),
            (&mut self.items, unit_group.items.len()),
        ] {
            places.resize(count, None);
        }
        let blank = || Known::Missing(Missing::Blank);
        self.known.resize_with(unit_group.inputs.len(), blank);
        self.unknown_inputs.clear();
        self.wrong.clear();
        self.place_answers(unit_group, assessment);
        self.read_inputs(unit_group, assessment);
    }

    fn read_inputs(&mut self, unit_group: &UnitGroup, assessment: &Assessment) {
        // Most files have them in the order of the sheet.
        let mut next = 0;
        let in_order = unit_group.inputs.iter().zip(&assessment.inputs);
        let slots = self.known.iter_mut().zip(&mut self.inputs);
        for ((input, answer), (known, place)) in in_order.zip(slots) {
            if !is_same(&input.id, &answer.input) {
                break;
            }
            *place = Some(next);
            *known = rule::read(input, Some(answer), |kind| {
                self.wrong.insert(next, kind);
            });
            next += 1;
        }
        self.inputs[next..].fill(None);
        for (index, answer) in assessment.inputs.iter().enumerate().skip(next) {
            let Some(place) = unit_group.places.input(&answer.input) else {
                self.unknown_inputs.push(index);
                continue;
            };
            self.inputs[place].get_or_insert(index); // as Assessment::input has it
        }
        for place in next..unit_group.inputs.len() {
            self.known[place] = self.figure(unit_group, assessment, place);
        }
    }

    fn place_answers(&mut self, unit_group: &UnitGroup, assessment: &Assessment) {
        self.groups.fill(None);
        self.items.fill(None);
        let mut next = 0;
        for (index, answer) in assessment.answers.iter().enumerate() {
            let is_next = unit_group
                .items
                .get(next)
                .is_some_and(|item| is_same(&item.id, &answer.of));
            let item = if is_next {
                Some(next)
            } else {
                unit_group.places.item(&answer.of)
            };
            if let Some(item) = item {
                self.items[item] = Some(index);
                next = item + 1;
            } else if let Some(group) = unit_group.places.group(&answer.of) {
                self.groups[group] = Some(index);
            }
        }
    }

    fn figure(&mut self, unit_group: &UnitGroup, assessment: &Assessment, place: usize) -> Known {
        self.wrong.remove(&place);
        let answer = self.inputs[place].map(|index| &assessment.inputs[index]);
        rule::read(&unit_group.inputs[place], answer, |kind| {
            self.wrong.insert(place, kind);
        })
    }

    /// Enters something else for an input.
    pub(crate) fn enter(
        &mut self,
        unit_group: &UnitGroup,
        assessment: &mut Assessment,
        place: usize,
        answer: InputAnswer,
    ) {
        let index = *self.inputs[place].get_or_insert(assessment.inputs.len());
        if let Some(entered) = assessment.inputs.get_mut(index) {
            *entered = answer;
        } else {
            assessment.inputs.push(answer);
        }
        self.known[place] = self.figure(unit_group, assessment, place);
    }

    /// What is wrong with inputs, in their order.
    pub(crate) fn findings(&self, unit_group: &UnitGroup) -> impl Iterator<Item = Finding> {
        self.wrong.iter().map(|(place, kind)| Finding {
            spot: Spot::input(&unit_group.inputs[*place].id),
            kind: kind.clone(),
        })
    }

    /// What was entered for a group, if anything.
    pub(crate) fn of_group<'a>(
        &self,
        assessment: &'a Assessment,
        group: usize,
    ) -> Option<&'a Answer> {
        self.groups[group].map(|index| &assessment.answers[index])
    }

    /// What was entered for an item, if anything.
    #[inline]
    pub(crate) fn of_item<'a>(
        &self,
        assessment: &'a Assessment,
        item: usize,
    ) -> Option<&'a Answer> {
        self.items[item].map(|index| &assessment.answers[index])
    }
}
