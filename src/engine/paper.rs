//! How a self-assessment is handed in and the outline of its report, as checked.

use std::rc::Rc;

use super::document::PreparerField;
use super::framework::{Fact, Source};

/// How a self-assessment is handed in, as far as the text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submission {
    /// Who receives it.
    pub to: Option<Fact<String>>,
    /// The ways it goes.
    pub channels: Vec<Fact<String>>,
    /// The domain of the official mailbox it is sent from, without the at sign.
    pub mailbox: Option<Fact<String>>,
    /// What the report has to say of whoever filled it in, each once.
    pub preparer: Vec<Fact<PreparerField>>,
    /// The words that ask for the signature and seal of the unit's head.
    pub sealed: Option<Rc<Source>>,
    /// The words that ask for evidence, or an explanation in its place.
    pub evidence: Option<Rc<Source>>,
}

/// The decision's own outline of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What the report is about.
    pub title: Fact<String>,
    /// Its sections, at least one.
    pub sections: Vec<Section>,
}

/// A section of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Names it within the outline.
    pub id: Rc<str>,
    /// Its number; `None` where it stands after a dash.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// What the decision asks to be written in it.
    pub asks: Option<String>,
    /// What goes in.
    pub holds: Holds,
    /// Its parts.
    pub sections: Vec<Section>,
    /// Where number, title and what is asked stand.
    pub source: Rc<Source>,
}

/// What goes into a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Nothing but its parts.
    Nothing,
    /// What the unit writes.
    Text,
    /// The table of groups.
    Groups,
    /// The points of the group with this id, which every sheet has, and what the unit writes.
    Group(Rc<str>),
}
