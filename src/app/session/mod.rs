//! The whole state of the page and everything that changes it. No DOM, no storage, no clock.

use std::collections::VecDeque;
use std::rc::Rc;

use bac_thang::engine::file::seal::Broken;
use bac_thang::engine::framework::Period;
use bac_thang::{
    Assessment, Entry, EvidenceFile, InputAnswer, LoadError, Number, Preparer, Reporting,
};
use time::{Date, PrimitiveDateTime};
use yew::{AttrValue, Reducible};

use super::catalog::{Catalog, Sheet};

pub mod climb;
pub mod compare;
pub mod edit;
pub mod files;
pub mod history;
pub mod last_year;
pub mod paste;
pub mod shelf;
#[cfg(test)]
mod tests;
pub mod windows;

use crate::app::office::state::{Office, OfficeAction};
use climb::{Climb, ClimbAction};
use compare::Place;
use files::{Arrival, Merge, Origin, Taken};
use history::{Entering, StepId, Touched};
use last_year::LastYear;
use paste::{Cell, Pasted};
use shelf::{Filed, Id, Shelf, Work};
use windows::{Clash, Side, Stored};

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

/// A page that was written with assessments inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub file: String,
    pub text: Rc<str>,
    /// What is inside.
    pub ids: Vec<Id>,
    /// Whether an office's work is inside.
    pub is_office: bool,
    /// The stamp it has there.
    pub stamp: Rc<str>,
    pub state: SentState,
}

/// What is known of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentState {
    /// The browser was given it.
    Unchecked,
    /// It was read back from disk, and is what was to be written.
    Checked,
    /// What was read back is something else.
    Differs,
    /// The browser did not write it.
    Failed,
}

/// Going back or forward in what was entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Stepped {
    pub is_back: bool,
    /// What that changed.
    pub touched: Touched,
}

/// Something the page has to say once.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// What a file holds is here; so many of its claims are not what comes out.
    Opened {
        file: String,
        /// How many assessments were not here before.
        added: usize,
        /// How many of the file's own could not be opened.
        refused: usize,
        differences: usize,
        /// Whether an earlier version of the format was read.
        is_upgraded: bool,
        /// Where the file was changed after it was written.
        broken: Option<(Sheet, Vec<Broken>)>,
    },
    /// So many places were taken over from a file.
    Merged { taken: usize, step: Option<StepId> },
    /// The page holds older versions of what the browser keeps.
    PageIsOlder { count: usize },
    /// A file was not opened, and nothing has changed.
    NotOpened { file: String, why: NotOpened },
    /// A file was written and read back.
    Exported { file: String },
    /// A file was not written.
    NotExported,
    /// Something was taken out of a list.
    TakenOut { what: TakenOut, step: StepId },
    /// Everything was cleared.
    StartedOver { step: StepId },
    /// An assessment was taken off the shelf.
    Removed { id: Id, work: Rc<Work> },
    /// It was made from another one, of another year.
    Copied { from: Option<u16>, to: u16 },
    /// Another window changed it; this is what it was.
    Followed { before: Rc<Assessment> },
}

/// What was taken out of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenOut {
    /// A line of a group.
    Line,
    /// A record of evidence.
    Evidence,
}

impl Notice {
    /// Whether whoever enters something more has read it and needs nothing of it.
    fn ends_with_change(&self) -> bool {
        match self {
            Notice::Opened {
                refused,
                differences,
                ..
            } => *refused == 0 && *differences == 0,
            Notice::Exported { .. }
            | Notice::PageIsOlder { .. }
            | Notice::Merged { step: None, .. } => true,
            _ => false,
        }
    }

    /// Whether whoever looks at something else has read it. What would be lost with it stays.
    fn ends_with_view(&self) -> bool {
        !matches!(
            self,
            Notice::StartedOver { .. } | Notice::Removed { .. } | Notice::Followed { .. }
        )
    }

    /// The step it tells of.
    pub fn step(&self) -> Option<StepId> {
        match self {
            Notice::Merged { step, .. } => *step,
            Notice::TakenOut { step, .. } | Notice::StartedOver { step } => Some(*step),
            _ => None,
        }
    }
}

/// Why a file was not opened.
#[derive(Clone, Debug, PartialEq)]
pub enum NotOpened {
    TooLarge {
        bytes: u64,
    },
    NotText,
    Load(LoadError),
    /// The page does not have its framework.
    UnknownFramework {
        id: String,
    },
    /// It is for practice and its framework is not, or the other way round.
    OtherKind,
    /// It is a page that carries an office's work.
    OfficePage,
    /// Its framework has no such kind of unit.
    UnknownUnitGroup {
        id: String,
    },
    /// A page with nothing inside, or not ours.
    PageWithoutData,
    /// A page whose data cannot be read.
    DamagedPage,
    /// A page that a later version saved.
    NewerPage,
}

/// Whether the browser keeps what is entered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// It does, or nothing was entered yet.
    #[default]
    Works,
    /// There is no room left.
    Full,
    /// It forbids it, as in some private windows.
    Blocked,
}

/// Something the browser holds and this page cannot read. It stays where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Where the browser holds it.
    pub key: String,
    pub text: Rc<str>,
    pub why: Unreadable,
    /// Whether it was taken out as a file.
    pub is_out: bool,
}

/// Why it cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    Damaged,
    /// A later version of the page wrote it.
    Newer,
    /// This page does not have its framework.
    OtherFramework,
}

/// A group, or a line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub group: Rc<str>,
    pub line: Option<usize>,
}

/// Which number of a spot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberField {
    Points,
    Max,
}

/// Which text of the unit or the preparer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextField {
    Unit,
    Appendix,
    Name,
    Post,
    Landline,
    Mobile,
    Email,
}

/// Which text of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerText {
    Explanation,
    Note,
}

/// Which text of a record of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceField {
    Number,
    Form,
    Date,
    Abstract,
    Link,
}

/// What a cell is to hold, as one of several that change at once.
#[derive(Clone, Debug, PartialEq)]
pub enum Put {
    /// What was entered for an input.
    Input(InputAnswer),
    /// A number of a group or item, or of a line of a group.
    Number(Spot, NumberField, Entry),
    /// The name of a line of a group.
    LineName(Rc<str>, usize, String),
    /// A text about a group or item.
    Text(Rc<str>, AnswerText, String),
}

/// Which silence, without its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SilenceKind {
    NotApplicable,
    Undefined,
}

/// Everything that can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    SheetPicked(Sheet),
    SheetLeft,
    ViewChosen(View),
    /// The view after the one on screen, or before it.
    ViewTurned {
        is_forward: bool,
    },
    /// A field no longer has the focus.
    FieldLeft,
    /// A field was asked for, by its id.
    Sought(AttrValue),
    /// It has the focus, or is not there.
    Found,
    NumberTyped(Spot, NumberField, String),
    ReadingChosen(Spot, NumberField, Number),
    /// A figure of an input, by its id.
    InputTyped(Rc<str>, String),
    InputReadingChosen(Rc<str>, Number),
    /// An answer of an input, both by their ids.
    OptionChosen(Rc<str>, Option<Rc<str>>),
    Climb(ClimbAction),
    /// What changing something costs, chosen at a field by its id.
    EffortChosen(AttrValue, Vec<Rc<str>>, u32),
    OfficeEntered,
    Office(OfficeAction),
    /// A block of cells was pasted into a box.
    Pasted(Cell, String),
    /// Pasted cells go where they are to go, or nowhere.
    PasteDecided(bool),
    /// A file was chosen to be compared with.
    LastYearRead(String, Result<Vec<Arrival>, NotOpened>),
    /// Nothing is to be compared with any more.
    LastYearClosed,
    /// Last year's figures that are asked for again are wanted.
    LastYearAsked,
    /// Several cells at once: pasted, or a plan that was taken over.
    Filled(Vec<Put>),
    /// A text of an item's or group's answer.
    AnswerTextTyped(Rc<str>, AnswerText, String),
    EvidenceAdded(Rc<str>),
    EvidenceTyped(Rc<str>, usize, EvidenceField, String),
    EvidenceRemoved(Rc<str>, usize),
    /// The file that a record is about was chosen, or is to be none.
    EvidenceFileChosen(Rc<str>, usize, Option<EvidenceFile>),
    TextTyped(TextField, String),
    /// What the unit writes at a place of its report.
    ReportTyped(AttrValue, String),
    YearChosen(Option<u16>),
    ReportingChosen(Reporting),
    SilenceChosen(Spot, Option<SilenceKind>),
    ReasonTyped(Spot, String),
    DecisionChosen(Spot, bool),
    ZeroRuleChosen(Rc<str>, Option<String>),
    LineAdded(Rc<str>),
    LineNamed(Rc<str>, usize, String),
    LineRemoved(Rc<str>, usize),
    StartedOver,
    Undone,
    Redone,
    /// What a notice tells of is to be as before.
    TakenBack,
    /// The clock was read.
    Ticked(PrimitiveDateTime),
    SearchTyped(String),
    WorkOpened(Id),
    /// An assessment is to be begun with all that this one says, for another year.
    WorkCopied(Id, u16),
    WorkRemoved(Id),
    FileRead(String, Result<Vec<Arrival>, NotOpened>),
    /// A place is to be taken over from a file, or not.
    PlaceChosen(Place, bool),
    Merged(Taken),
    /// A file was written, by this name, of the assessment on screen.
    Exported(Option<String>),
    /// The page was written with assessments inside.
    PageSent(Sent),
    /// A file was chosen to be compared with what was written.
    SentFileRead(Result<String, NotOpened>),
    SentClosed,
    Kept(Keeping),
    /// Another window has written or removed an assessment.
    StoredElsewhere(Id, Option<Stored>),
    ClashDecided(Side),
    UnreadTakenOut(String),
    UnreadRemoved(String),
    NoticeClosed,
}

impl Action {
    /// What comes with every letter or turn of a list, so that the next at the same place may go on with it.
    fn entering(&self) -> Entering {
        match self {
            Action::NumberTyped(..)
            | Action::InputTyped(..)
            | Action::YearChosen(..)
            | Action::SilenceChosen(..)
            | Action::ZeroRuleChosen(..) => Entering::Value,
            Action::AnswerTextTyped(..)
            | Action::EvidenceTyped(..)
            | Action::TextTyped(..)
            | Action::ReasonTyped(..)
            | Action::LineNamed(..)
            | Action::ReportTyped(..) => Entering::Text,
            _ => Entering::AtOnce,
        }
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
            Action::Sought(id) => {
                self.choose_view(View::Score);
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
