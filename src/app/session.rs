//! The whole state of the page and everything that changes it. No DOM, no storage, no clock.

use std::collections::BTreeMap;
use std::rc::Rc;

use bac_thang::engine::framework::Period;
use bac_thang::{Assessment, Entry, GroupAnswer, Line, LoadError, Number, Reporting, Silence};
use time::Date;
use yew::Reducible;

use super::catalog::{Catalog, Sheet};

/// The whole state.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    pub today: Date,
    pub catalog: Rc<Catalog>,
    /// What was entered, by [`Sheet::key`].
    pub drafts: BTreeMap<String, Rc<Assessment>>,
    /// The sheet on screen; `None` on the first screen.
    pub open: Option<Sheet>,
    /// A file that was read and would replace a draft: a person decides.
    pub pending: Option<Opened>,
    pub notice: Option<Notice>,
    /// Whether the browser keeps what is entered.
    pub keeping: Keeping,
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
    /// A file was opened; so many of its claims are not what comes out.
    Opened { file: String, differences: usize },
    /// A file was not opened, and nothing has changed.
    NotOpened { file: String, why: NotOpened },
    /// A file was written and read back.
    Exported { file: String },
    /// A file was not written.
    NotExported,
    /// Something was taken away and can be brought back.
    Removed {
        what: Removed,
        before: Rc<Assessment>,
    },
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
    /// Its framework has no such kind of unit.
    UnknownUnitGroup {
        id: String,
    },
}

/// What was taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removed {
    Line,
    Everything,
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
    NumberTyped(Spot, NumberField, String),
    ReadingChosen(Spot, NumberField, Number),
    TextTyped(TextField, String),
    YearChosen(u16),
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
            Action::StartedOver => self.start_over(),
            Action::Undone => self.undo(),
            Action::FileRead(file, Ok(assessment)) => self.receive(file, *assessment),
            Action::FileRead(file, Err(why)) => self.notice = Some(Notice::NotOpened { file, why }),
            Action::ReplacementDecided(replace) => self.decide(replace),
            Action::Exported(file) => {
                self.notice =
                    Some(file.map_or(Notice::NotExported, |file| Notice::Exported { file }))
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
            Action::LineRemoved(group, line) => self.remove_line(&group, line),
            edit => {
                if let Some(draft) = self
                    .open
                    .as_ref()
                    .and_then(|sheet| self.drafts.get_mut(&sheet.key()))
                {
                    change(Rc::make_mut(draft), edit);
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
        self.notice = None;
    }

    fn start_over(&mut self) {
        let Some(sheet) = self.open.clone() else {
            return;
        };
        let before = self.drafts.remove(&sheet.key());
        self.pick(sheet);
        self.notice = before.map(|before| Notice::Removed {
            what: Removed::Everything,
            before,
        });
    }

    fn remove_line(&mut self, group: &str, line: usize) {
        let Some(draft) = self
            .open
            .as_ref()
            .and_then(|sheet| self.drafts.get_mut(&sheet.key()))
        else {
            return;
        };
        let before = Rc::clone(draft);
        let lines = &mut Rc::make_mut(draft).answer_mut(group).lines;
        if line < lines.len() {
            lines.remove(line);
            self.notice = Some(Notice::Removed {
                what: Removed::Line,
                before,
            });
        }
    }

    fn undo(&mut self) {
        if let (Some(Notice::Removed { before, .. }), Some(sheet)) =
            (self.notice.take(), &self.open)
        {
            self.drafts.insert(sheet.key(), before);
        }
    }

    /// Takes a file in, unless it would replace what was entered here.
    fn receive(&mut self, file: String, assessment: Assessment) {
        let (framework, unit_group) = (&assessment.framework.id, &assessment.unit_group);
        let Some(sheet) = self.catalog.find(framework, unit_group).cloned() else {
            let known = self
                .catalog
                .sheets
                .iter()
                .any(|sheet| sheet.framework.id == *framework);
            let why = if known {
                NotOpened::UnknownUnitGroup {
                    id: unit_group.clone(),
                }
            } else {
                NotOpened::UnknownFramework {
                    id: framework.clone(),
                }
            };
            self.notice = Some(Notice::NotOpened { file, why });
            return;
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

    fn decide(&mut self, replace: bool) {
        let Some(Opened {
            file,
            sheet,
            assessment,
        }) = self.pending.take().filter(|_| replace)
        else {
            return;
        };
        let differences = super::hand_in::differences(&sheet, &assessment);
        self.drafts.insert(
            sheet.key(),
            Rc::new(Assessment {
                claims: None,
                ..(*assessment).clone()
            }),
        );
        self.open = Some(sheet);
        self.notice = Some(Notice::Opened { file, differences });
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
    let filled = |answer: &GroupAnswer| {
        *answer
            != GroupAnswer {
                group: answer.group.clone(),
                ..GroupAnswer::default()
            }
    };
    let texts = [
        &assessment.unit,
        &assessment.appendix,
        &assessment.preparer.name,
        &assessment.preparer.email,
    ];
    assessment.answers.iter().any(filled) || texts.iter().any(|text| !text.trim().is_empty())
}

fn same_inputs(one: &Assessment, other: &Assessment) -> bool {
    let inputs = |assessment: &Assessment| Assessment {
        claims: None,
        ..assessment.clone()
    };
    inputs(one) == inputs(other)
}

/// Changes what was entered.
fn change(draft: &mut Assessment, edit: Action) {
    match edit {
        Action::NumberTyped(spot, field, text) => {
            if let Some(entry) = entry(draft, &spot, field) {
                *entry = Entry::typed(&text);
            }
        }
        Action::ReadingChosen(spot, field, chosen) => {
            if let Some(entry) = entry(draft, &spot, field) {
                *entry = entry.read_as(chosen);
            }
        }
        Action::TextTyped(field, text) => *text_field(draft, field) = text,
        Action::YearChosen(year) => draft.year = Some(year),
        Action::ReportingChosen(reporting) => draft.reporting = reporting,
        Action::SilenceChosen(spot, kind) => {
            if let Some(silence) = silence(draft, &spot) {
                *silence = kind.map(|kind| silent(kind, silence.as_ref()));
            }
        }
        Action::ReasonTyped(spot, text) => {
            if let Some(Some(
                Silence::NotApplicable { reason, .. } | Silence::Undefined { reason },
            )) = silence(draft, &spot)
            {
                *reason = text;
            }
        }
        Action::DecisionChosen(spot, is_decided) => {
            if let Some(Some(Silence::NotApplicable { decided, .. })) = silence(draft, &spot) {
                *decided = is_decided;
            }
        }
        Action::ZeroRuleChosen(group, rule) => draft.answer_mut(&group).zero_rule = rule,
        Action::LineAdded(group) => draft.answer_mut(&group).lines.push(Line::default()),
        Action::LineNamed(group, line, name) => {
            if let Some(line) = draft.answer_mut(&group).lines.get_mut(line) {
                line.name = name;
            }
        }
        _ => {}
    }
}

/// A silence of this kind with the reason that was given for the last one.
fn silent(kind: SilenceKind, before: Option<&Silence>) -> Silence {
    let reason = match before {
        Some(Silence::NotApplicable { reason, .. } | Silence::Undefined { reason }) => {
            reason.clone()
        }
        None => String::new(),
    };
    match kind {
        SilenceKind::NotApplicable => Silence::NotApplicable {
            reason,
            decided: false,
        },
        SilenceKind::Undefined => Silence::Undefined { reason },
    }
}

fn entry<'a>(draft: &'a mut Assessment, spot: &Spot, field: NumberField) -> Option<&'a mut Entry> {
    let answer = draft.answer_mut(&spot.group);
    let (points, max) = match spot.line {
        None => (&mut answer.points, &mut answer.max),
        Some(line) => {
            let line = answer.lines.get_mut(line)?;
            (&mut line.points, &mut line.max)
        }
    };
    Some(match field {
        NumberField::Points => points,
        NumberField::Max => max,
    })
}

fn silence<'a>(draft: &'a mut Assessment, spot: &Spot) -> Option<&'a mut Option<Silence>> {
    let answer = draft.answer_mut(&spot.group);
    match spot.line {
        None => Some(&mut answer.silence),
        Some(line) => Some(&mut answer.lines.get_mut(line)?.silence),
    }
}

fn text_field(draft: &mut Assessment, field: TextField) -> &mut String {
    match field {
        TextField::Unit => &mut draft.unit,
        TextField::Appendix => &mut draft.appendix,
        TextField::Name => &mut draft.preparer.name,
        TextField::Post => &mut draft.preparer.post,
        TextField::Landline => &mut draft.preparer.landline,
        TextField::Mobile => &mut draft.preparer.mobile,
        TextField::Email => &mut draft.preparer.email,
    }
}
