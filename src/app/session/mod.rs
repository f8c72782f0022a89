//! The whole state of the page and everything that changes it. No DOM, no storage, no clock.

use std::collections::VecDeque;
use std::rc::Rc;

use bac_thang::engine::framework::Period;
use bac_thang::{Assessment, Preparer, Reporting};
use time::{Date, PrimitiveDateTime};
use yew::{AttrValue, Reducible};

use super::catalog::{Catalog, Sheet};

mod action;
pub mod climb;
pub mod compare;
pub mod edit;
pub mod files;
pub mod history;
pub mod last_year;
mod notice;
pub mod paste;
pub mod shelf;
#[cfg(test)]
mod tests;
pub mod windows;

use crate::app::office::state::{Office, OfficeAction};
pub use action::{
    Action, AnswerText, EvidenceField, NumberField, Put, SilenceKind, Spot, TextField,
};
use climb::Climb;
use files::{Merge, Origin};
use history::{Entering, StepId, Touched};
use last_year::LastYear;
pub use notice::{
    Keeping, NotOpened, Notice, Sent, SentState, Stepped, TakenOut, Unread, Unreadable,
};
use paste::Pasted;
use shelf::{Filed, Id, Shelf, Work};
use windows::Clash;

/// The whole state.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    pub today: Date,
    /// The last time the clock was read: within a minute or so.
    pub now: PrimitiveDateTime,
    /// Names this window among all there are and were; what it makes is named after it.
    pub window: Rc<str>,
    /// How many assessments this window has named.
    pub named: u32,
    pub catalog: Rc<Catalog>,
    /// Every assessment there is.
    pub shelf: Shelf,
    /// The one on screen; `None` on the first screen.
    pub open: Option<Id>,
    /// Grows whenever another one is put on screen.
    pub screen: u32,
    /// What of it is on screen.
    pub view: View,
    /// The id of the field that was asked for and is to take the focus.
    pub sought: Option<AttrValue>,
    /// What is tried out on the way up.
    pub climb: Rc<Climb>,
    /// Cells that were pasted, and have not gone anywhere yet.
    pub pasted: Option<Rc<Vec<Pasted>>>,
    /// What this year is compared with.
    pub last_year: Option<Rc<LastYear>>,
    /// What was undone or done again last, until something else is done.
    pub stepped: Option<Stepped>,
    /// What an office has received.
    pub office: Rc<Office>,
    /// Whether that is on screen, and not the first screen; where nothing is open.
    pub is_at_office: bool,
    /// What is looked for on the first screen.
    pub query: String,
    /// What was read from files and says something else than what is here: a person decides, one after the other.
    pub merges: VecDeque<Merge>,
    /// What was changed here and in another window.
    pub clash: Option<Clash>,
    /// The last page that was written with assessments inside.
    pub sent: Option<Sent>,
    pub notice: Option<Notice>,
    /// Whether the browser keeps what is entered.
    pub keeping: Keeping,
    /// What the browser holds and this page cannot read.
    pub unread: Rc<[Unread]>,
}

/// One side of a sheet: what a person does with it, in the order they do it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Enter, and see where that leads.
    #[default]
    Score,
    /// See what it takes to get higher, and how easily one falls.
    Climb,
    /// See what is still wrong, and take the file away.
    Check,
    /// The report on paper.
    Report,
}

impl View {
    /// All of them, in order.
    pub const ALL: [View; 4] = [View::Score, View::Climb, View::Check, View::Report];

    /// The one after it.
    pub fn next(self) -> Option<View> {
        let mut after = View::ALL.into_iter().skip_while(|view| *view != self);
        after.nth(1)
    }

    /// The one before it.
    pub fn previous(self) -> Option<View> {
        View::ALL
            .into_iter()
            .take_while(|view| *view != self)
            .last()
    }
}

impl Session {
    /// The assessment on screen, with all that belongs to it.
    pub fn work(&self) -> Option<&Rc<Work>> {
        self.shelf.get(self.open.as_ref()?)
    }

    /// The years a sheet can be filled in for, latest first.
    pub fn years(&self, sheet: &Sheet) -> Vec<u16> {
        let this_year = u16::try_from(self.today.year()).unwrap_or_default();
        match &sheet.framework.period {
            Period::Year(year) => vec![year.value],
            Period::Yearly(_) => {
                let issued =
                    u16::try_from(sheet.framework.decision.issued.year()).unwrap_or(this_year);
                (issued..=this_year.max(issued)).rev().collect()
            }
        }
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::SheetPicked(sheet) => self.pick(sheet),
            Action::SheetLeft => {
                self.leave();
                self.screen += u32::from(std::mem::take(&mut self.is_at_office));
            }
            Action::WorkOpened(id) => self.show(id),
            Action::WorkCopied(id, year) => self.copy(&id, year),
            Action::WorkRemoved(id) => self.remove(&id),
            Action::SearchTyped(query) => self.query = query,
            Action::ViewChosen(view) => self.choose_view(view),
            Action::ViewTurned { is_forward } => {
                let step = if is_forward {
                    View::next
                } else {
                    View::previous
                };
                if let Some(view) = step(self.view).filter(|_| self.open.is_some()) {
                    self.choose_view(view);
                }
            }
            Action::FieldLeft if self.is_at_office => {
                if self.office.history.is_open() {
                    self.apply(Action::Office(OfficeAction::Left));
                }
            }
            Action::FieldLeft => self.seal(),
            Action::Pasted(from, text) => {
                let work = self.work();
                self.pasted = work.map(|work| {
                    let unit_group = work.sheet.unit_group();
                    Rc::new(paste::read(unit_group, &work.draft, &from, &text))
                });
            }
            Action::PasteDecided(is_wanted) => {
                let pasted = self.pasted.take().filter(|_| is_wanted);
                let puts = pasted.iter().flat_map(|cells| cells.iter());
                let puts = puts.filter_map(|cell| cell.put.clone().ok()).collect();
                self.apply(Action::Filled(puts));
            }
            Action::LastYearRead(file, read) => self.compare_with(file, read),
            Action::LastYearClosed => self.last_year = None,
            Action::LastYearAsked => self.ask_last_year(),
            Action::Climb(action) => Rc::make_mut(&mut self.climb).apply(action),
            Action::EffortChosen(field, ids, effort) => self.choose_effort(field, ids, effort),
            Action::OfficeEntered => {
                self.leave();
                self.is_at_office = true;
                self.screen += 1;
            }
            Action::Office(action) => {
                let office = Rc::make_mut(&mut self.office);
                office.apply(action);
                if office.facts.changed.is_none() && office.facts.steps_since_file > 0 {
                    office.facts.changed = Some(self.now);
                }
            }
            Action::Sought(view, id) => {
                self.choose_view(view);
                self.sought = Some(id);
            }
            Action::Found => self.sought = None,
            Action::StartedOver => self.start_over(),
            Action::Undone if self.is_at_office => self.apply(Action::Office(OfficeAction::Undone)),
            Action::Redone if self.is_at_office => self.apply(Action::Office(OfficeAction::Redone)),
            Action::Undone => self.step(true),
            Action::Redone => self.step(false),
            Action::TakenBack => self.take_back(),
            Action::FileRead(file, Ok(arrivals)) => self.receive(Origin::File(file), arrivals),
            Action::FileRead(file, Err(why)) => self.notice = Some(Notice::NotOpened { file, why }),
            Action::PlaceChosen(place, is_taken) => self.choose_place(place, is_taken),
            Action::Merged(taken) => self.merge(taken),
            Action::Exported(Some(file)) => self.exported(file),
            Action::HandedIn(receipt) => self.handed_in(receipt),
            Action::Exported(None) => self.notice = Some(Notice::NotExported),
            Action::PageSent(sent) => self.page_sent(sent),
            Action::SentFileRead(read) => self.check_sent(read.ok().as_deref()),
            Action::SentClosed => self.sent = None,
            Action::Ticked(now) => (self.now, self.today) = (now, now.date()),
            Action::Kept(keeping) => self.keeping = keeping,
            Action::StoredElsewhere(id, stored) => self.meet(id, stored),
            Action::ClashDecided(side) => self.decide(side),
            Action::UnreadTakenOut(key) => self.change_unread(|unread| {
                for unread in unread.iter_mut().filter(|unread| unread.key == key) {
                    unread.is_out = true;
                }
            }),
            Action::UnreadRemoved(key) => {
                self.change_unread(|unread| unread.retain(|unread| unread.key != key));
            }
            Action::NoticeClosed => {
                if self.notice.take().is_none() {
                    self.sent = None;
                }
            }
            change => self.edit(change),
        }
    }

    /// A change of the assessment on screen.
    fn edit(&mut self, action: Action) {
        let out = match action {
            Action::LineRemoved(..) => Some(TakenOut::Line),
            Action::EvidenceRemoved(..) => Some(TakenOut::Evidence),
            _ => None,
        };
        let entering = action.entering();
        let step = self.change(entering, |draft| edit::change(draft, action));
        if let (Some(what), Some(step)) = (out, step) {
            self.notice = Some(Notice::TakenOut { what, step });
        }
    }

    /// The one way an assessment on screen changes; each change can be undone.
    fn change(
        &mut self,
        entering: Entering,
        change: impl FnOnce(&mut Assessment),
    ) -> Option<StepId> {
        let now = self.now;
        let step = self.work_mut()?.change(now, entering, change);
        self.stepped = None;
        self.go_on(Notice::ends_with_change);
        step
    }

    fn work_mut(&mut self) -> Option<&mut Work> {
        Some(Rc::make_mut(self.shelf.get_mut(self.open.as_ref()?)?))
    }

    fn choose_view(&mut self, view: View) {
        self.view = view;
        self.seal();
        self.go_on(Notice::ends_with_view);
    }

    /// What a notice said is read by whoever goes on; no clock takes it away from slow readers.
    fn go_on(&mut self, is_read: impl FnOnce(&Notice) -> bool) {
        self.notice = self.notice.take().filter(|notice| !is_read(notice));
        self.sent = self
            .sent
            .take()
            .filter(|sent| sent.state != SentState::Checked);
    }

    /// What changing something costs, chosen at a field.
    fn choose_effort(&mut self, field: AttrValue, ids: Vec<Rc<str>>, effort: u32) {
        let now = self.now;
        if let Some(work) = self.work_mut() {
            work.choose_effort(now, field.clone(), ids, effort);
        }
        self.stepped = None;
        // Where the shortest way is another now, the field may be gone.
        self.sought = Some(field);
    }

    /// What is entered from here on is a step of its own.
    fn seal(&mut self) {
        if self.work().is_some_and(|work| work.history.is_open())
            && let Some(work) = self.work_mut()
        {
            work.history.seal();
        }
    }

    fn start_over(&mut self) {
        let Some(sheet) = self.work().map(|work| work.sheet.clone()) else {
            return;
        };
        let blank = self.blank(&sheet);
        let step = self.change(Entering::AtOnce, |draft| *draft = blank);
        if let Some(work) = self.work_mut() {
            work.facts.handed_in = None;
        }
        self.notice = step.map(|step| Notice::StartedOver { step });
    }

    /// Goes one step back or forward.
    fn step(&mut self, is_back: bool) {
        let now = self.now;
        let Some(touched) = self.work_mut().and_then(|work| work.step(now, is_back)) else {
            return;
        };
        match &touched {
            Touched::Places(places) => {
                if let [place] = &places[..] {
                    let work = self.work();
                    self.seek(work.and_then(|work| place.field_id(work.sheet.unit_group())));
                }
            }
            Touched::Effort { field, .. } => {
                (self.view, self.sought) = (View::Climb, Some(field.clone()));
            }
        }
        self.stepped = Some(Stepped { is_back, touched });
        let is_over = |notice: &Notice| {
            let step = notice.step();
            step.is_some_and(|step| !self.work().is_some_and(|work| work.history.has(step)))
        };
        if self.notice.as_ref().is_some_and(is_over) {
            self.notice = None;
        }
    }

    /// Brings back what a notice tells of, as a step that can be undone; what was entered since elsewhere stays.
    fn take_back(&mut self) {
        let Some(notice) = self.notice.take() else {
            return;
        };
        match notice {
            Notice::Removed { id, work } => {
                self.shelf.insert(id, work);
            }
            Notice::Followed { before } => self.put_aside(&before),
            notice => {
                let without = notice.step().and_then(|step| {
                    let work = self.work()?;
                    work.history.without(step, &work.draft)
                });
                if let Some(without) = without {
                    self.change(Entering::AtOnce, |draft| *draft = without);
                }
            }
        }
    }

    fn seek(&mut self, field: Option<String>) {
        if let Some(field) = field {
            (self.view, self.sought) = (View::Score, Some(field.into()));
        }
    }

    fn handed_in(&mut self, receipt: Rc<str>) {
        if let Some(work) = self.work_mut() {
            work.facts.handed_in = Some(receipt);
        }
    }

    fn exported(&mut self, file: String) {
        let at = self.now;
        if let Some(work) = self.work_mut() {
            work.facts.filed(Filed {
                at,
                is_checked: false,
            });
        }
        self.notice = Some(Notice::Exported { file });
    }

    /// Compares a file with what was written.
    fn check_sent(&mut self, read: Option<&str>) {
        let Some(mut sent) = self.sent.take() else {
            return;
        };
        sent.state = if read == Some(&*sent.text) {
            SentState::Checked
        } else {
            SentState::Differs
        };
        if sent.state == SentState::Checked {
            if sent.is_office
                && let Some(file) = &mut Rc::make_mut(&mut self.office).facts.file
            {
                file.is_checked = true;
            }
            for id in &sent.ids {
                if let Some(work) = self.shelf.get_mut(id)
                    && let Some(file) = &mut Rc::make_mut(work).facts.file
                {
                    file.is_checked = true;
                }
            }
        }
        self.sent = Some(sent);
    }

    fn page_sent(&mut self, sent: Sent) {
        let is_checked = sent.state == SentState::Checked;
        if is_checked || sent.state == SentState::Unchecked {
            let at = self.now;
            if sent.is_office {
                let facts = &mut Rc::make_mut(&mut self.office).facts;
                facts.filed(Filed { at, is_checked });
                facts.copied(&sent.stamp);
            }
            for id in &sent.ids {
                if let Some(work) = self.shelf.get_mut(id) {
                    let facts = &mut Rc::make_mut(work).facts;
                    facts.filed(Filed { at, is_checked });
                    facts.copied(&sent.stamp);
                }
            }
        }
        self.sent = Some(sent);
    }

    fn change_unread(&mut self, change: impl FnOnce(&mut Vec<Unread>)) {
        let mut unread = self.unread.to_vec();
        change(&mut unread);
        self.unread = unread.into();
    }
}

impl Reducible for Session {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut session = Rc::unwrap_or_clone(self);
        session.apply(action);
        Rc::new(session)
    }
}

/// Whether anything was entered.
pub fn has_content(assessment: &Assessment) -> bool {
    let Assessment {
        inputs,
        answers,
        unit,
        appendix,
        preparer,
        report_texts,
        reporting,
        ..
    } = assessment;
    answers.iter().any(|answer| !answer.is_blank())
        || inputs.iter().any(|input| !input.is_blank())
        || !unit.is_empty()
        || !appendix.is_empty()
        || !report_texts.is_empty()
        || *preparer != Preparer::default()
        || *reporting != Reporting::default()
}
