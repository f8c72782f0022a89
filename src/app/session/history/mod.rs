//! Undo and redo of one assessment: what it was before each step, no more of it than the page can hold.
//!
//! Typing at one place until the box is left is one step where a number is typed or a list is turned. A text is cut into
//! steps of about a sentence, so that undo never takes a page of writing at once: the next step begins with a line, with
//! the first word after so many letters, or at the latest after twice as many; and what comes or goes at once, pasted or cut,
//! is a step of its own. No clock has a part in it: the same letters are the same steps however fast they were typed.

mod letters;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use bac_thang::Assessment;
use serde_json::Value;
use yew::AttrValue;

use super::climb::Efforts;
use super::compare::{Place, differences, value_at, with};
use letters::Letters;

/// How many steps can be undone.
pub const MAX_STEPS: usize = 200;
/// How much all steps may hold, as bytes of JSON.
const MAX_BYTES: usize = 16_000_000;
/// How many letters come or go at once when a word is typed, put together by an input method, or proposed by a keyboard.
const WORD: usize = 16;

/// Names a step of a history, for as long as it can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepId(u32);

/// The steps of one assessment, and those that were undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    past: Vec<Step>,
    undone: Vec<Step>,
    made: u32,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    id: StepId,
    other: Other,
    touched: Touched,
    /// Whether typing at its one place goes on with it.
    is_open: bool,
    /// How many letters of a text it has changed.
    letters: usize,
    bytes: usize,
}

/// How something is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entering {
    /// All at once.
    AtOnce,
    /// A number letter by letter, or a list turned choice by choice.
    Value,
    /// A text, letter by letter.
    Text,
}

/// The other side of a step, which undoing and redoing change places with what is on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Other {
    Entered(Rc<Assessment>),
    Efforts(Rc<Efforts>),
}

/// What a step changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// What was entered, at these places.
    Places(Vec<Place>),
    /// What changing these costs, by id, chosen at a field.
    Effort { field: AttrValue, ids: Vec<Rc<str>> },
}

impl Touched {
    /// Whether typing on there is part of it. The first letter of a text of the report makes the list that the next ones
    /// change a text of, and the last one that goes takes the text off the list.
    fn goes_on_with(&self, next: &Touched) -> bool {
        const TEXTS: &str = "/report_texts";
        let (Touched::Places(one), Touched::Places(other)) = (self, next) else {
            return self == next;
        };
        let is_list = |places: &[Place]| places.len() == 1 && places[0].path == TEXTS;
        let is_of_list = |places: &[Place]| places.len() == 1 && places[0].path.starts_with(TEXTS);
        one == other || (is_list(one) && is_of_list(other)) || (is_of_list(one) && is_list(other))
    }
}

impl History {
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes down a change that was made. `None` where nothing has changed.
    pub fn note(
        &mut self,
        before: &Rc<Assessment>,
        after: &Assessment,
        entering: Entering,
    ) -> Option<Noted> {
        let changes = differences(before, after);
        if changes.is_empty() {
            return None;
        }
        let letters = match (entering, &changes[..]) {
            (Entering::Text, [change]) => {
                Letters::of(&written(&change.here), &written(&change.there))
            }
            _ => Letters::default(),
        };
        let touched = Touched::Places(changes.into_iter().map(|change| change.place).collect());
        let is_open = entering != Entering::AtOnce && letters.count <= WORD;
        if let Some(last) = self.past.last_mut()
            && is_open
            && last.is_open
            && last.touched.goes_on_with(&touched)
            && !letters.begin_a_step(last.letters)
        {
            last.letters += letters.count;
            self.undone.clear();
            return Some(Noted::TypedOn);
        }
        let other = Other::Entered(Rc::clone(before));
        let id = self.add(other, touched, is_open);
        if let Some(last) = self.past.last_mut() {
            last.letters = letters.count;
        }
        Some(Noted::Step(id))
    }

    /// Takes down that another effort was chosen, at a field, for what has these ids.
    pub fn note_effort(&mut self, before: Rc<Efforts>, field: AttrValue, ids: Vec<Rc<str>>) {
        self.add(
            Other::Efforts(before),
            Touched::Effort { field, ids },
            false,
        );
    }

    fn add(&mut self, other: Other, touched: Touched, is_open: bool) -> StepId {
        self.undone.clear();
        self.made += 1;
        let id = StepId(self.made);
        let bytes = other.bytes();
        self.past.push(Step {
            id,
            other,
            touched,
            is_open,
            letters: 0,
            bytes,
        });
        self.forget_oldest();
        id
    }

    /// Whether typing may go on with the last step.
    pub fn is_open(&self) -> bool {
        self.past.last().is_some_and(|last| last.is_open)
    }

    /// What is typed from here on is a step of its own.
    pub fn seal(&mut self) {
        if let Some(last) = self.past.last_mut() {
            last.is_open = false;
        }
    }

    /// Goes one step back or forward; tells what that changed.
    pub fn step(
        &mut self,
        is_back: bool,
        draft: &mut Rc<Assessment>,
        efforts: &mut Rc<Efforts>,
    ) -> Option<Touched> {
        let (from, to) = if is_back {
            (&mut self.past, &mut self.undone)
        } else {
            (&mut self.undone, &mut self.past)
        };
        let step = from.pop()?.swapped(draft, efforts);
        let touched = step.touched.clone();
        to.push(step);
        Some(touched)
    }

    /// Whether a step is among those that can be undone.
    pub fn has(&self, id: StepId) -> bool {
        self.past.iter().any(|step| step.id == id)
    }

    /// What an assessment is without one step of its past, while what was done since elsewhere stays.
    pub fn without(&self, id: StepId, current: &Assessment) -> Option<Assessment> {
        let index = self.past.iter().position(|step| step.id == id)?;
        let mut from_it = self.past[index..].iter().filter_map(Step::entered);
        let before = from_it.next()?;
        let after = from_it.next().unwrap_or(current);
        let changes = differences(before, after).into_iter();
        let back = changes.map(|change| {
            let now = value_at(current, &change.place);
            (change.place, taken_back(change.here, &change.there, now))
        });
        with(current, back)
    }

    fn forget_oldest(&mut self) {
        let mut room = MAX_BYTES;
        let held = self.past.iter().rev().take(MAX_STEPS).take_while(|step| {
            room = room.saturating_sub(step.bytes);
            room > 0
        });
        // The last step can always be undone.
        let held = held.count().max(1);
        self.past.drain(..self.past.len() - held);
    }
}

/// The text at a place; of a list of texts all of them.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list
            .iter()
            .filter_map(|item| item.get("text")?.as_str())
            .collect(),
        _ => String::new(),
    }
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    /// A new step.
    Step(StepId),
    /// It belongs to the last one.
    TypedOn,
}

impl Step {
    /// What had been entered before it, where it changed that.
    fn entered(&self) -> Option<&Assessment> {
        match &self.other {
            Other::Entered(draft) => Some(draft),
            Other::Efforts(_) => None,
        }
    }

    fn swapped(mut self, draft: &mut Rc<Assessment>, efforts: &mut Rc<Efforts>) -> Step {
        match &mut self.other {
            Other::Entered(other) => std::mem::swap(other, draft),
            Other::Efforts(other) => std::mem::swap(other, efforts),
        }
        self.is_open = false;
        self
    }
}

impl Other {
    fn bytes(&self) -> usize {
        match self {
            Other::Entered(draft) => serde_json::to_vec(draft).map_or(0, |json| json.len()),
            Other::Efforts(efforts) => efforts.keys().map(|id| id.len() + size_of::<u32>()).sum(),
        }
    }
}

/// What a place comes to when a change of it is taken back. What was taken out of a list goes back into the list as it now is.
fn taken_back(before: Value, after: &Value, now: Value) -> Value {
    if now == *after {
        return before;
    }
    let shorter = after.as_array().map_or(0, Vec::len);
    match (before, now) {
        (Value::Array(before), Value::Array(mut now)) if before.len() == shorter + 1 => {
            let after = after.as_array().into_iter().flatten();
            let index = before.iter().zip(after).take_while(|(a, b)| a == b).count();
            let taken_out = before.into_iter().nth(index).unwrap_or_default();
            now.insert(index.min(now.len()), taken_out);
            Value::Array(now)
        }
        (before, _) => before,
    }
}
