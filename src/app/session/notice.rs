//! What the page has to say: of files, of what was written, of what the browser keeps.

use std::rc::Rc;

use bac_thang::engine::file::seal::Broken;
use bac_thang::{Assessment, LoadError};

use super::history::{StepId, Touched};
use super::shelf::{Id, Work};
use crate::app::catalog::Sheet;

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
    pub fn ends_with_change(&self) -> bool {
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
    pub fn ends_with_view(&self) -> bool {
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
