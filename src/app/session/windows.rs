//! Several windows on one assessment. None overwrites what another wrote: where both have changed it, there are two of it.

use std::rc::Rc;

use bac_thang::Assessment;

use super::compare::differences;
use super::history::Entering;
use super::shelf::{Facts, Id, Work};
use super::{Notice, Session};

/// What another window has written.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    pub assessment: Rc<Assessment>,
    pub facts: Facts,
    /// The assessment's framework, where not every copy of the page has it.
    pub framework: Option<Rc<str>>,
    /// Whether this window has changes that it has not written.
    pub is_changed_here: bool,
}

/// An assessment that was changed here and in another window. Both are on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// By the name it always had, what the other window made of it.
    pub theirs: Id,
    /// By a name of its own, what was made of it here.
    pub mine: Id,
}

/// Which of the two to go on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The other window's; what was made here is one undo away.
    Theirs,
    /// What was made here; the other window's stays on the shelf.
    Mine,
    /// The other window's; what was made here stays on the shelf.
    Both,
}

impl Session {
    /// Another window has written an assessment, or removed it.
    pub(super) fn meet(&mut self, id: Id, stored: Option<Stored>) {
        let is_open = self.open.as_ref() == Some(&id);
        let Some(stored) = stored else {
            // What is on screen stays, and is written again with the next change.
            if !is_open {
                self.shelf.remove(&id);
            }
            return;
        };
        let Some(work) = self.shelf.get(&id).cloned() else {
            if let Ok(sheet) = self.sheet_for(&stored.assessment, stored.framework.as_deref()) {
                let work = Work::new(sheet, stored.assessment, stored.facts);
                self.shelf.insert(id, Rc::new(work));
            }
            return;
        };
        if differences(&work.draft, &stored.assessment).is_empty() {
            self.follow(&id, &work, stored);
        } else if stored.is_changed_here {
            self.part(id, work, stored);
        } else {
            self.follow(&id, &work, stored);
            if is_open {
                let before = Rc::clone(&work.draft);
                self.notice = Some(Notice::Followed { before });
            }
        }
    }

    /// Takes over what the other window wrote; what was here is one undo away.
    fn follow(&mut self, id: &Id, work: &Rc<Work>, stored: Stored) {
        let mut work = Work::clone(work);
        work.history
            .note(&work.draft, &stored.assessment, Entering::AtOnce);
        (work.draft, work.facts) = (stored.assessment, stored.facts);
        self.shelf.insert(Rc::clone(id), Rc::new(work));
    }

    /// What was made here goes on under a name of its own.
    fn part(&mut self, id: Id, mine: Rc<Work>, stored: Stored) {
        let theirs = Work::new(mine.sheet.clone(), stored.assessment, stored.facts);
        self.shelf.insert(Rc::clone(&id), Rc::new(theirs));
        let own = self.add(Rc::unwrap_or_clone(mine));
        if self.open.as_ref() == Some(&id) {
            self.open = Some(Rc::clone(&own));
        }
        self.clash = Some(Clash {
            theirs: id,
            mine: own,
        });
    }

    pub(super) fn decide(&mut self, side: Side) {
        let Some(Clash { theirs, mine }) = self.clash.take() else {
            return;
        };
        match side {
            Side::Mine => {}
            Side::Both => self.show(theirs),
            Side::Theirs => {
                let their_draft = self.shelf.get(&theirs).map(|work| Rc::clone(&work.draft));
                let (Some(own), Some(draft)) = (self.shelf.remove(&mine), their_draft) else {
                    return;
                };
                let mut history = own.history.clone();
                history.note(&own.draft, &draft, Entering::AtOnce);
                if let Some(work) = self.shelf.get_mut(&theirs) {
                    Rc::make_mut(work).history = history;
                }
                self.open = Some(theirs);
            }
        }
    }

    /// Puts what an assessment was before another window changed it on the shelf, as one of its own.
    pub(super) fn put_aside(&mut self, before: &Rc<Assessment>) {
        if let Some(work) = self.work().cloned() {
            let facts = Facts {
                changed: Some(self.now),
                ..Facts::default()
            };
            self.add(Work::new(work.sheet.clone(), Rc::clone(before), facts));
        }
    }
}
