//! The whole state of the page and everything that changes it. No DOM, no storage, no clock.

use std::collections::BTreeMap;
use std::rc::Rc;

use bac_thang::engine::framework::Period;
use bac_thang::{Assessment, Entry, InputAnswer, Line, LoadError, Number, Preparer, Reporting};
use time::Date;
use yew::{AttrValue, Reducible};

use super::catalog::{Catalog, Sheet};
use super::hand_in;
use climb::{Climb, ClimbAction};
use paste::{Cell, Pasted};

pub mod climb;
pub mod edit;
pub mod paste;
#[cfg(test)]
mod tests;

/// The whole state.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    pub today: Date,
    pub catalog: Rc<Catalog>,
    /// What was entered, by [`Sheet::key`].
    pub drafts: BTreeMap<String, Rc<Assessment>>,
    /// The sheet on screen; `None` on the first screen.
    pub open: Option<Sheet>,
    /// What of it is on screen.
    pub view: View,
    /// The id of the field that was asked for and is to take the focus.
    pub sought: Option<AttrValue>,
    /// What is tried out on the way up.
    pub climb: Rc<Climb>,
    /// Cells that were pasted, and have not gone anywhere yet.
    pub pasted: Option<Rc<Vec<Pasted>>>,
    /// A file that was read and would replace a draft: a person decides.
    pub pending: Option<Opened>,
    pub notice: Option<Notice>,
    /// Whether the browser keeps what is entered.
    pub keeping: Keeping,
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
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub file: String,
    pub sheet: Sheet,
    pub assessment: Rc<Assessment>,
}

/// Something the page has to say once.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A file was opened; so many of its claims are not what comes out. What it took the place of can be brought back.
    Opened {
        file: String,
        differences: usize,
        before: Option<Rc<Assessment>>,
    },
    /// A file was not opened, and nothing has changed.
    NotOpened { file: String, why: NotOpened },
    /// A file was written and read back.
    Exported { file: String },
    /// A file was not written.
    NotExported,
    /// A line was taken out of its group and can be put back.
    LineRemoved {
        group: Rc<str>,
        index: usize,
        line: Line,
    },
    /// Everything was cleared and can be brought back.
    StartedOver { before: Rc<Assessment> },
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
    /// Its framework has no such kind of unit.
    UnknownUnitGroup {
        id: String,
    },
}

/// Whether the browser keeps what is entered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// It does, or nothing was entered yet.
    #[default]
    Works,
    /// It refused the last time.
    Refused,
    /// It held something unreadable, which is kept aside.
    Damaged,
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
    /// A block of cells was pasted into a box.
    Pasted(Cell, String),
    /// Pasted cells go where they are to go, or nowhere.
    PasteDecided(bool),
    /// Several cells at once: pasted, or a plan that was taken over.
    Filled(Vec<Put>),
    /// A text of an item's or group's answer.
    AnswerTextTyped(Rc<str>, AnswerText, String),
    EvidenceAdded(Rc<str>),
    EvidenceTyped(Rc<str>, usize, EvidenceField, String),
    EvidenceRemoved(Rc<str>, usize),
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
    FileRead(String, Result<Box<Assessment>, NotOpened>),
    ReplacementDecided(bool),
    Exported(Option<String>),
    Kept(bool),
    NoticeClosed,
}

impl Session {
    /// The draft on screen.
    pub fn draft(&self) -> Option<&Rc<Assessment>> {
        self.drafts.get(&self.open.as_ref()?.key())
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
            Action::SheetLeft => (self.open, self.notice) = (None, None),
            Action::ViewChosen(view) => self.view = view,
            Action::Pasted(from, text) => {
                let sheet = self.open.as_ref();
                self.pasted =
                    sheet.map(|sheet| Rc::new(paste::read(sheet.unit_group(), &from, &text)));
            }
            Action::PasteDecided(is_wanted) => {
                let pasted = self.pasted.take().filter(|_| is_wanted);
                let puts = pasted.iter().flat_map(|cells| cells.iter());
                let puts = puts.filter_map(|cell| cell.put.clone()).collect();
                self.apply(Action::Filled(puts));
            }
            Action::Climb(action) => Rc::make_mut(&mut self.climb).apply(action),
            Action::Sought(id) => (self.view, self.sought) = (View::Score, Some(id)),
            Action::Found => self.sought = None,
            Action::StartedOver => self.start_over(),
            Action::Undone => self.undo(),
            Action::FileRead(file, Ok(assessment)) => self.receive(file, *assessment),
            Action::FileRead(file, Err(why)) => self.notice = Some(Notice::NotOpened { file, why }),
            Action::ReplacementDecided(replace) => self.decide(replace),
            Action::Exported(file) => {
                self.notice =
                    Some(file.map_or(Notice::NotExported, |file| Notice::Exported { file }));
            }
            Action::Kept(true) if self.keeping == Keeping::Damaged => {}
            Action::Kept(kept) => {
                self.keeping = if kept {
                    Keeping::Works
                } else {
                    Keeping::Refused
                }
            }
            Action::NoticeClosed => self.notice = None,
            Action::LineRemoved(group, line) => self.remove_line(group, line),
            change => {
                if let Some(draft) = self.draft_mut() {
                    edit::change(Rc::make_mut(draft), change);
                }
            }
        }
    }

    fn pick(&mut self, sheet: Sheet) {
        let year = self.years(&sheet).first().copied();
        let blank = || {
            Rc::new(Assessment {
                year,
                ..Assessment::new(&sheet.framework, sheet.unit_group())
            })
        };
        self.drafts.entry(sheet.key()).or_insert_with(blank);
        self.open = Some(sheet);
        self.view = View::default();
        (self.climb, self.pasted) = (Rc::default(), None);
        self.notice = None;
    }

    fn draft_mut(&mut self) -> Option<&mut Rc<Assessment>> {
        let key = self.open.as_ref()?.key();
        self.drafts.get_mut(&key)
    }

    fn start_over(&mut self) {
        let Some(sheet) = self.open.clone() else {
            return;
        };
        let before = self.drafts.remove(&sheet.key());
        self.pick(sheet);
        self.notice = before.map(|before| Notice::StartedOver { before });
    }

    fn remove_line(&mut self, group: Rc<str>, index: usize) {
        let Some(draft) = self.draft_mut() else {
            return;
        };
        let lines = &mut Rc::make_mut(draft).answer_mut(&group).lines;
        if index < lines.len() {
            let line = lines.remove(index);
            self.notice = Some(Notice::LineRemoved { group, index, line });
        }
    }

    /// Brings back what was taken away. What was entered since is not lost: it changes places with what comes back.
    fn undo(&mut self) {
        let Some(mut notice) = self.notice.take() else {
            return;
        };
        let Some(draft) = self.draft_mut() else {
            return;
        };
        match &mut notice {
            Notice::LineRemoved { group, index, line } => {
                let lines = &mut Rc::make_mut(draft).answer_mut(group).lines;
                lines.insert((*index).min(lines.len()), line.clone());
                return;
            }
            Notice::StartedOver { before }
            | Notice::Opened {
                before: Some(before),
                ..
            } => std::mem::swap(before, draft),
            _ => {}
        }
        self.notice = Some(notice);
    }

    /// Takes a file in, unless it would replace what was entered here.
    fn receive(&mut self, file: String, assessment: Assessment) {
        let sheet = match self.sheet_of(&assessment) {
            Ok(sheet) => sheet,
            Err(why) => {
                self.notice = Some(Notice::NotOpened { file, why });
                return;
            }
        };
        let replaces = self
            .drafts
            .get(&sheet.key())
            .is_some_and(|draft| has_content(draft) && !same_inputs(draft, &assessment));
        self.pending = Some(Opened {
            file,
            sheet,
            assessment: Rc::new(assessment),
        });
        if !replaces {
            self.decide(true);
        }
    }

    fn sheet_of(&self, assessment: &Assessment) -> Result<Sheet, NotOpened> {
        let id = &assessment.framework.id;
        let is_known = self
            .catalog
            .sheets
            .iter()
            .any(|sheet| sheet.framework.id == *id);
        match self.catalog.find(id, &assessment.unit_group) {
            Some(sheet) if sheet.framework.kind == assessment.kind => Ok(sheet.clone()),
            Some(_) => Err(NotOpened::OtherKind),
            None if is_known => Err(NotOpened::UnknownUnitGroup {
                id: assessment.unit_group.clone(),
            }),
            None => Err(NotOpened::UnknownFramework { id: id.clone() }),
        }
    }

    fn decide(&mut self, replace: bool) {
        let Some(Opened {
            file,
            sheet,
            assessment,
        }) = self.pending.take().filter(|_| replace)
        else {
            return;
        };
        let differences = hand_in::differences(&sheet, &assessment);
        let taken = Rc::new(Assessment {
            claims: None,
            ..(*assessment).clone()
        });
        let before = self
            .drafts
            .insert(sheet.key(), taken)
            .filter(|before| has_content(before));
        self.open = Some(sheet);
        self.notice = Some(Notice::Opened {
            file,
            differences,
            before,
        });
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
        answers,
        inputs,
        unit,
        appendix,
        preparer,
        report_texts,
        reporting,
        ..
    } = assessment;
    answers.iter().any(|answer| !answer.is_blank())
        || inputs.iter().any(|answer| !answer.is_blank())
        || !unit.is_empty()
        || !appendix.is_empty()
        || !report_texts.is_empty()
        || *preparer != Preparer::default()
        || *reporting != Reporting::default()
}

fn same_inputs(one: &Assessment, other: &Assessment) -> bool {
    let inputs = |assessment: &Assessment| Assessment {
        claims: None,
        ..assessment.clone()
    };
    inputs(one) == inputs(other)
}
