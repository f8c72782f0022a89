//! How a self-assessment is handed in, and the outline its report follows.

use serde::{Deserialize, Serialize};

use super::{ClauseId, Sourced};

/// How the self-assessment is handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SubmissionDocument {
    /// Who receives it, in the decision's words: `Sở Thông tin và Truyền thông`.
    pub to: Option<Sourced<String>>,
    /// The ways it goes, each in the decision's words: `bằng văn bản giấy`.
    pub channels: Vec<Sourced<String>>,
    /// The domain of the official mailbox it is sent from, without the at sign; no other is allowed.
    pub mailbox: Option<Sourced<String>>,
    /// What the report has to say of whoever filled it in.
    pub preparer: Vec<Sourced<PreparerField>>,
    /// The clause that asks for the signature and seal of the unit's head.
    pub sealed: Option<ClauseId>,
    /// The clause that asks for evidence, or an explanation in its place.
    pub evidence: Option<ClauseId>,
}

/// What can be asked of whoever filled it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PreparerField {
    /// Full name.
    Name,
    /// Post.
    Post,
    /// Landline.
    Landline,
    /// Mobile.
    Mobile,
    /// E-mail.
    Email,
}

/// The decision's own outline of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportDocument {
    /// What the report is about, in the decision's words; stands under `BÁO CÁO`.
    pub title: Sourced<String>,
    /// Its sections, in order.
    pub sections: Vec<SectionDocument>,
}

/// A section of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SectionDocument {
    /// Names it within the outline; what a unit writes in it is kept under this name.
    pub id: String,
    /// Its number as printed: `I`, `2.1`; none where it stands after a dash.
    #[serde(default)]
    pub number: Option<String>,
    /// Its title, as printed.
    pub title: String,
    /// What the decision asks to be written in it, in its words.
    #[serde(default)]
    pub asks: Option<String>,
    /// What goes in.
    #[serde(default)]
    pub holds: HoldsDocument,
    /// Its parts, in order.
    #[serde(default)]
    pub sections: Vec<SectionDocument>,
    /// Where number, title and what is asked stand.
    pub source: ClauseId,
}

/// What goes into a section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HoldsDocument {
    /// Nothing but its parts.
    #[default]
    Nothing,
    /// What the unit writes.
    Text,
    /// The table of groups.
    Groups,
    /// A group's points, by its id, and what the unit writes.
    Group(String),
}
