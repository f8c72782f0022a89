//! The assessments there are: begun, opened, copied for another year, taken away.

use std::collections::BTreeMap;
use std::rc::Rc;

use bac_thang::engine::framework::Period;
use bac_thang::{Assessment, Reporting};
use time::PrimitiveDateTime;
use yew::AttrValue;

use super::climb::Efforts;
use super::history::{Entering, History, Noted, StepId, Touched};
use super::{Notice, Session, View, has_content};
use crate::app::catalog::Sheet;

/// Names an assessment, in every window and in every saved page, for good.
pub type Id = Rc<str>;

/// All assessments.
pub type Shelf = BTreeMap<Id, Rc<Work>>;

/// How many stamps of saved pages are remembered.
const MAX_COPIES: usize = 50;

/// An assessment in the works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    /// What it was before each step; lasts as long as the window.
    pub history: History,
    pub facts: Facts,
}

/// What is known of an assessment besides what was entered; the browser keeps it beside that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// When it was changed last.
    pub changed: Option<PrimitiveDateTime>,
    /// The last file it was written to.
    pub file: Option<Filed>,
    /// When it was opened from a file, where it was written to none yet.
    pub opened: Option<PrimitiveDateTime>,
    /// How many steps were made since, or since it was begun.
    pub steps_since_file: u32,
    /// Stamps of the versions that were written to pages and read from them: what is here came after those.
    pub copies: Vec<Rc<str>>,
    /// What changing something costs on the way up.
    pub efforts: Rc<Efforts>,
    /// The code of the last file that was written to be handed in.
    pub handed_in: Option<Rc<str>>,
}

/// That it was written to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filed {
    pub at: PrimitiveDateTime,
    /// Whether the file was read back from disk and is what was to be written.
    pub is_checked: bool,
}

impl Facts {
    /// It has been written to a file, all of it.
    pub fn filed(&mut self, file: Filed) {
        (self.file, self.opened, self.steps_since_file) = (Some(file), None, 0);
    }

    /// A file has all of it.
    pub fn opened(&mut self, at: PrimitiveDateTime) {
        if self.file.is_none() {
            (self.opened, self.steps_since_file) = (Some(at), 0);
        }
    }

    pub fn has_copy(&self, stamp: &str) -> bool {
        self.copies.iter().any(|copy| &**copy == stamp)
    }

    pub fn copied(&mut self, stamp: &Rc<str>) {
        if !self.has_copy(stamp) {
            self.copies.push(Rc::clone(stamp));
        }
        let excess = self.copies.len().saturating_sub(MAX_COPIES);
        self.copies.drain(..excess);
    }
}

impl Work {
    pub fn new(sheet: Sheet, draft: Rc<Assessment>, facts: Facts) -> Work {
        Work {
            sheet,
            draft,
            history: History::default(),
            facts,
        }
    }

    /// Changes what was entered; a step, where that is not more typing at one place.
    pub fn change(
        &mut self,
        now: PrimitiveDateTime,
        entering: Entering,
        change: impl FnOnce(&mut Assessment),
    ) -> Option<StepId> {
        let before = Rc::clone(&self.draft);
        change(Rc::make_mut(&mut self.draft));
        let noted = self.history.note(&before, &self.draft, entering);
        match noted {
            Some(Noted::Step(step)) => {
                self.stepped(now);
                Some(step)
            }
            Some(Noted::TypedOn) => {
                self.facts.changed = Some(now);
                // What is typed after a file was written, on and on in one box, is not in that file.
                self.facts.steps_since_file = self.facts.steps_since_file.max(1);
                None
            }
            None => {
                self.draft = before;
                None
            }
        }
    }

    /// Chooses what changing something costs, at a field: a step, where that is not what it cost before. No official file
    /// holds it, so that none is out of date by it.
    pub fn choose_effort(
        &mut self,
        now: PrimitiveDateTime,
        field: AttrValue,
        ids: Vec<Rc<str>>,
        effort: u32,
    ) {
        let before = Rc::clone(&self.facts.efforts);
        let efforts = Rc::make_mut(&mut self.facts.efforts);
        efforts.extend(ids.iter().map(|id| (id.to_string(), effort)));
        if self.facts.efforts != before {
            self.facts.changed = Some(now);
            self.history.note_effort(before, field, ids);
        }
    }

    /// Goes one step back or forward.
    pub fn step(&mut self, now: PrimitiveDateTime, is_back: bool) -> Option<Touched> {
        let (draft, efforts) = (&mut self.draft, &mut self.facts.efforts);
        let touched = self.history.step(is_back, draft, efforts)?;
        match touched {
            Touched::Places(_) => self.stepped(now),
            Touched::Effort { .. } => self.facts.changed = Some(now),
        }
        Some(touched)
    }

    fn stepped(&mut self, now: PrimitiveDateTime) {
        self.facts.changed = Some(now);
        self.facts.steps_since_file = self.facts.steps_since_file.saturating_add(1);
    }

    /// Whether it is of the same kind of unit under the same decision, of one unit and one year.
    pub fn is_about(&self, sheet: &Sheet, assessment: &Assessment) -> bool {
        self.sheet == *sheet
            && self.draft.year == assessment.year
            && self.draft.unit.trim() == assessment.unit.trim()
    }
}

impl Session {
    /// A name nothing else has.
    pub(super) fn name(&mut self) -> Id {
        self.named += 1;
        format!("{}-{}", self.window, self.named).into()
    }

    pub(super) fn blank(&self, sheet: &Sheet) -> Assessment {
        Assessment {
            year: self.years(sheet).first().copied(),
            ..Assessment::new(&sheet.framework, sheet.unit_group())
        }
    }

    /// Begins an assessment.
    pub(super) fn pick(&mut self, sheet: Sheet) {
        let draft = Rc::new(self.blank(&sheet));
        let id = self.add(Work::new(sheet, draft, Facts::default()));
        self.show(id);
    }

    pub fn add(&mut self, work: Work) -> Id {
        let id = self.name();
        self.shelf.insert(Rc::clone(&id), Rc::new(work));
        id
    }

    /// Puts an assessment on screen.
    pub(super) fn show(&mut self, id: Id) {
        if self.open.as_ref() != Some(&id) {
            self.leave();
        }
        if self.shelf.contains_key(&id) && self.open.as_ref() != Some(&id) {
            self.screen += 1;
            self.open = Some(id);
            self.is_at_office = false;
        }
        self.view = View::default();
    }

    /// Goes to the first screen. What was begun and never touched is nothing to keep.
    pub(super) fn leave(&mut self) {
        (self.notice, self.stepped, self.sought) = (None, None, None);
        (self.climb, self.pasted, self.last_year) = (Rc::default(), None, None);
        let Some(id) = self.open.take() else {
            return;
        };
        self.screen += 1;
        let is_untouched = |work: &Rc<Work>| !has_content(&work.draft) && !work.history.can_undo();
        if self.shelf.get(&id).is_some_and(is_untouched) {
            self.shelf.remove(&id);
        } else if let Some(work) = self.shelf.get_mut(&id) {
            Rc::make_mut(work).history.seal();
        }
    }

    /// Begins another year's with all that this one says, but for what others made of it.
    pub(super) fn copy(&mut self, id: &str, year: u16) {
        let Some(work) = self.shelf.get(id).cloned() else {
            return;
        };
        if !self.years_to_copy_for(&work).contains(&year) {
            return;
        }
        let mut draft = (*work.draft).clone();
        let from = draft.year.replace(year);
        (draft.reporting, draft.claims) = (Reporting::default(), None);
        for answer in &mut draft.answers {
            answer.appraised = None;
        }
        let facts = Facts {
            changed: Some(self.now),
            ..Facts::default()
        };
        let id = self.add(Work::new(work.sheet.clone(), Rc::new(draft), facts));
        self.show(id);
        self.notice = Some(Notice::Copied { from, to: year });
    }

    /// The years that an assessment can be copied for, what is likely meant first: the next year, then those after it, then
    /// those before it from the latest on. The next round is prepared before its year begins.
    pub fn years_to_copy_for(&self, work: &Work) -> Vec<u16> {
        let mut years = self.years(&work.sheet);
        if let (Period::Yearly(_), Some(latest)) = (&work.sheet.framework.period, years.first()) {
            years.insert(0, latest.saturating_add(1));
        }
        let is_taken = |year: &u16| {
            self.shelf.values().any(|other| {
                other.sheet == work.sheet
                    && other.draft.unit.trim() == work.draft.unit.trim()
                    && other.draft.year == Some(*year)
            })
        };
        years.retain(|year| Some(*year) != work.draft.year && !is_taken(year));
        let is_later = |year: &u16| work.draft.year.is_some_and(|own| *year > own);
        let (mut later, earlier): (Vec<u16>, Vec<u16>) = years.into_iter().partition(is_later);
        later.reverse();
        later.extend(earlier);
        later
    }

    pub(super) fn remove(&mut self, id: &str) {
        if let Some((id, work)) = self.shelf.remove_entry(id) {
            if self.open.as_ref() == Some(&id) {
                self.open = None;
            }
            self.notice = Some(Notice::Removed { id, work });
        }
    }
}
