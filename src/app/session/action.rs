//! Everything that can happen, and the places it can happen at.

use std::rc::Rc;

use bac_thang::{Entry, EvidenceFile, InputAnswer, Number, Reporting};
use time::PrimitiveDateTime;
use yew::AttrValue;

use super::View;
use super::climb::ClimbAction;
use super::compare::Place;
use super::files::{Arrival, Taken};
use super::history::Entering;
use super::notice::{Keeping, NotOpened, Sent};
use super::paste::Cell;
use super::shelf::Id;
use super::windows::{Side, Stored};
use crate::app::catalog::Sheet;
use crate::app::office::state::OfficeAction;

/// A group or item, or a line of a group.
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

/// Which text of an answer, or of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerText {
    Explanation,
    /// No line has one.
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
    /// A text about a group or item, or about a line of a group.
    Text(Spot, AnswerText, String),
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
    /// A field of a view was asked for, by its id.
    Sought(View, AttrValue),
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
    /// A text of an item's or group's answer, or of a line.
    AnswerTextTyped(Spot, AnswerText, String),
    EvidenceAdded(Spot),
    EvidenceTyped(Spot, usize, EvidenceField, String),
    EvidenceRemoved(Spot, usize),
    /// The file that a record is about was chosen, or is to be none.
    EvidenceFileChosen(Spot, usize, Option<EvidenceFile>),
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
    /// The file to be handed in was written, with this code.
    HandedIn(Rc<str>),
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
    pub fn entering(&self) -> Entering {
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
