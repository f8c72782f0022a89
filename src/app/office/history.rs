//! Undo and redo of an office's work. No DOM.

use std::rc::Rc;

use bac_thang::engine::file::receipt::Receipt;

use super::item::ListKey;
use super::work::Work;

/// How many steps can be undone. What steps do not change they share.
const MAX_STEPS: usize = 100;

/// What a step changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Files were taken in.
    Received,
    /// Work that was saved was opened.
    Opened,
    /// Things were taken over from another's work.
    Merged,
    Cleared,
    /// Whether a file is taken was decided.
    Decided,
    /// The day on which files came was stated.
    Came,
    ToldApart,
    MarkedFinal,
    Appraiser,
    Expected(ListKey),
    /// An item of a file was appraised.
    Marked(Receipt, Rc<str>),
    /// What was decided of a unit's earlier file was taken over.
    EarlierTaken,
}

/// The steps that were made, and those that were undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    past: Vec<Step>,
    undone: Vec<Step>,
}

/// The other side of a step: what undoing or redoing it changes places with.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    other: Work,
    change: Change,
    /// Whether typing on at its place goes on with it.
    is_open: bool,
}

impl Change {
    /// Whether it comes with every letter.
    fn is_typed(&self) -> bool {
        matches!(
            self,
            Change::Appraiser | Change::Expected(_) | Change::Marked(..)
        )
    }
}

impl History {
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes down what a work was before a change.
    pub fn note(&mut self, before: Work, change: Change) {
        self.undone.clear();
        let goes_on = |last: &Step| last.is_open && last.change == change;
        if self.past.last().is_some_and(goes_on) {
            return;
        }
        self.past.push(Step {
            other: before,
            is_open: change.is_typed(),
            change,
        });
        let excess = self.past.len().saturating_sub(MAX_STEPS);
        self.past.drain(..excess);
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
    pub fn step(&mut self, work: &mut Work, is_back: bool) -> Option<Change> {
        let (from, to) = if is_back {
            (&mut self.past, &mut self.undone)
        } else {
            (&mut self.undone, &mut self.past)
        };
        let mut step = from.pop()?;
        std::mem::swap(&mut step.other, work);
        step.is_open = false;
        let change = step.change.clone();
        to.push(step);
        Some(change)
    }
}
