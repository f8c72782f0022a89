//! A framework as its JSON file writes it: the shape alone. What it means is checked in [`framework`](super::framework).
//!
//! Every fact names, in `source`, one of the file's clauses: a place in the decision and its words, verbatim.

mod item;
mod paper;

use serde::{Deserialize, Serialize};

pub use item::*;
pub use paper::*;

use super::calendar::When;
use super::number::Number;

/// The format this version reads and writes.
pub const FORMAT: &str = "bac-thang/framework";
/// Its version. A file of a later one is refused.
pub const VERSION: u32 = 1;

/// The id of a clause of the same file.
pub type ClauseId = String;

/// One decision and every sheet in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FrameworkDocument {
    /// `bac-thang/framework/1`.
    pub format: String,
    /// Names the decision among all frameworks: `ha-tinh-2878-2023`.
    pub id: String,
    /// Counts the corrections of our transcription, from 1; the decision's own words never change.
    pub edition: u32,
    /// Whether a result may be handed in.
    pub kind: Kind,
    /// Where it holds, as people look for it: `Hà Tĩnh`.
    pub place: String,
    /// The paper itself.
    pub decision: DecisionDocument,
    /// Every quotation used below, once.
    pub clauses: Vec<ClauseDocument>,
    /// For which years it holds.
    pub period: PeriodDocument,
    /// Dates and deadlines.
    #[serde(default)]
    pub calendar: Vec<EventDocument>,
    /// Rules a person must know and the engine does not compute.
    #[serde(default)]
    pub provisions: Vec<StatementDocument>,
    /// What the text refers to and does not contain.
    #[serde(default)]
    pub lacks: Vec<StatementDocument>,
    /// Where the text contradicts itself. Shown, never repaired.
    #[serde(default)]
    pub contradictions: Vec<StatementDocument>,
    /// Where the text is silent and we had to read it one way.
    #[serde(default)]
    pub readings: Vec<StatementDocument>,
    /// When points become 0 whatever was entered.
    #[serde(default)]
    pub zero_rules: Vec<ZeroRuleDocument>,
    /// Who may decide that something is not scored, so that the maximum shrinks; absent where the text has no such rule.
    #[serde(default)]
    pub exclusion: Option<ExclusionDocument>,
    /// How a self-assessment is handed in, as far as the text says.
    #[serde(default)]
    pub submission: SubmissionDocument,
    /// The decision's own outline of the report; absent where it has none.
    #[serde(default)]
    pub report: Option<ReportDocument>,
    /// Tables of points.
    pub sheets: Vec<SheetDocument>,
    /// Ladders of rungs the sheets refer to.
    #[serde(default)]
    pub ladders: Vec<LadderDocument>,
    /// The kinds of unit it ranks, each in a list of its own.
    pub unit_groups: Vec<UnitGroupDocument>,
}

/// Whether results may be handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A decision in force or once in force.
    Official,
    /// Made up for practice: can never be handed in.
    Training,
}

/// A place in the decision and its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClauseDocument {
    /// Names it within the file.
    pub id: ClauseId,
    /// Where it stands: `Điều 9, khoản 2, điểm a`.
    pub at: String,
    /// Its words, verbatim up to white space.
    pub quote: String,
}

/// The paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DecisionDocument {
    /// `Quyết định`, `Kế hoạch`.
    pub form: String,
    /// `2878/QĐ-UBND`.
    pub number: String,
    /// Day of issue, `2023-11-07`.
    pub issued: String,
    /// Who issued it: `UBND tỉnh Hà Tĩnh`.
    pub issuer: String,
    /// What it is about, in its own words.
    pub title: String,
    /// The decision's text, a file in the same folder.
    pub text: String,
    /// Where number, date and title stand.
    pub source: ClauseId,
    /// The decision it carries out, where it names one.
    #[serde(default)]
    pub under: Option<StatementDocument>,
}

/// A sentence of ours about the decision, with the words it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StatementDocument {
    /// In Vietnamese, a whole sentence.
    pub what: String,
    /// The words it rests on; none where it says that there are none.
    #[serde(default)]
    pub sources: Vec<ClauseId>,
}

/// For which years of assessment a decision holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PeriodDocument {
    /// Every year, from the year of issue until it is replaced.
    Yearly {
        /// The words that say so.
        source: ClauseId,
    },
    /// One year alone.
    Year {
        /// Which.
        year: u16,
        /// The words that say so.
        source: ClauseId,
    },
}

/// A date of the round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EventDocument {
    /// What the page does with it.
    pub role: Role,
    /// What happens, in Vietnamese: `Gửi báo cáo về Sở Thông tin và Truyền thông`.
    pub what: String,
    /// When.
    pub when: When,
    /// The kinds of unit it concerns; all where none is named.
    #[serde(default)]
    pub unit_groups: Vec<String>,
    /// The words that say so.
    pub source: ClauseId,
}

/// What a date is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The figures are of this time.
    DataWindow,
    /// The unit hands in its self-assessment.
    Report,
    /// The office appraises.
    Appraise,
    /// Results are published.
    Publish,
    /// Any other date of the round.
    Other,
}

/// A case in which points are 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ZeroRuleDocument {
    /// Names it within the file.
    pub id: String,
    /// The case, in Vietnamese.
    pub what: String,
    /// What becomes 0.
    pub scope: ZeroScope,
    /// The words that say so.
    pub source: ClauseId,
}

/// How far a zero rule reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ZeroScope {
    /// The group concerned.
    Group,
    /// The whole sheet.
    Whole,
    /// The text does not say: both results are shown.
    Unstated,
}

/// What "không áp dụng" does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExclusionDocument {
    /// Who decides: `Hội đồng thẩm định …`; where nobody is named the unit's word is enough.
    #[serde(default)]
    pub decided_by: Option<String>,
    /// What becomes of the points and the maximum.
    #[serde(default)]
    pub effect: Effect,
    /// The words that say so.
    pub source: ClauseId,
}

/// What becomes of the points and the maximum of what does not apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It leaves the maximum.
    #[default]
    SmallerScale,
    /// It leaves the maximum, and the total is converted back to the maximum with it.
    Rescaled,
    /// It counts in full.
    FullMarks,
    /// It cannot be left out.
    Never,
}

/// A table of points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SheetDocument {
    /// Names it within the file.
    pub id: String,
    /// What the unit is asked for, where points are computed.
    #[serde(default)]
    pub inputs: Vec<InputDocument>,
    /// Which figures have to fit together, whatever items they are of.
    #[serde(default)]
    pub agreements: Vec<AgreementDocument>,
    /// Its parts; a sheet without parts is one block without a name.
    pub blocks: Vec<BlockDocument>,
    /// What is rounded.
    #[serde(default)]
    pub rounding: SheetRoundingDocument,
    /// What becomes of the total.
    #[serde(default)]
    pub total: TotalDocument,
    /// How points become a standing.
    pub standing: StandingDocument,
}

/// Part of a sheet with a total of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BlockDocument {
    /// Names it within the sheet.
    pub id: String,
    /// Its name and where that stands; none where the sheet has no parts.
    #[serde(default)]
    pub name: Option<Sourced<String>>,
    /// Its maximum where the text states it; must equal the sum of its groups.
    #[serde(default)]
    pub max: Option<Sourced<Number>>,
    /// Its groups, in the decision's order.
    pub groups: Vec<GroupDocument>,
}

/// A group of indicators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupDocument {
    /// Names it within the sheet; also its id on the page.
    pub id: String,
    /// Its number in the decision's table, as printed; none where it has none.
    #[serde(default)]
    pub code: Option<String>,
    /// Its name, as printed.
    pub name: Sourced<String>,
    /// Points at most; none where only the appendix says and the unit has to copy it.
    #[serde(default)]
    pub max: Option<Sourced<Number>>,
    /// How many component indicators it has, where the text counts them without listing them.
    #[serde(default)]
    pub components: Option<Sourced<u32>>,
    /// Another clause that tells more of it.
    #[serde(default)]
    pub about: Option<ClauseId>,
    /// How it counts.
    #[serde(default)]
    pub role: GroupRole,
    /// What it counts in block and sheet, whatever its own maximum.
    #[serde(default)]
    pub weight: Option<Sourced<Number>>,
    /// Its indicators, where their rules are known.
    #[serde(default)]
    pub items: Vec<ItemDocument>,
    /// Where the maxima of its items disagree with its own in the decision itself.
    #[serde(default)]
    pub contradiction: Option<StatementDocument>,
}

/// How a group counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GroupRole {
    /// Points out of a maximum.
    #[default]
    Scored,
    /// Points on top.
    Bonus,
    /// Points taken away.
    Deduction,
}

/// A value and the clause it stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// The clause; its quotation contains the value.
    pub source: ClauseId,
}

/// How points become a standing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum StandingDocument {
    /// By one or more ladders.
    Ladders {
        /// Their ids.
        ladders: Vec<String>,
        /// How several ladders make one level: the lowest, and why we read it so. Required with more than one.
        #[serde(default)]
        lowest_of_all: Option<StatementDocument>,
    },
    /// There are no levels: units are ranked from high to low.
    RankedOnly {
        /// The words that say so.
        source: ClauseId,
    },
    /// The text speaks of levels and does not say where they lie.
    NotStated {
        /// What is not said, and where it should be.
        what: String,
        /// The words it rests on.
        source: ClauseId,
    },
}

/// Rungs, from the highest down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LadderDocument {
    /// Names it within the file.
    pub id: String,
    /// What it measures, where a sheet has several.
    #[serde(default)]
    pub name: Option<String>,
    /// The rungs, highest first.
    pub rungs: Vec<RungDocument>,
    /// What a unit is that reaches none; none where the lowest rung asks nothing.
    #[serde(default)]
    pub below: Option<Sourced<String>>,
    /// The rung of a unit that did not report in time.
    #[serde(default)]
    pub late: Option<LateDocument>,
    /// What the text does not say of totals between two rungs, where rungs have upper limits.
    #[serde(default)]
    pub gaps: Option<StatementDocument>,
    /// What lowers the rung whatever the points.
    #[serde(default)]
    pub sanctions: Vec<SanctionDocument>,
    /// What orders units with equal totals.
    #[serde(default)]
    pub tie_break: Vec<TieBreakDocument>,
}

/// Figures that have to fit together. Where they do not, no points change: the unit is told before it hands in, and the
/// office asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AgreementDocument {
    /// Names it within the sheet.
    pub id: String,
    /// What has to be so, a whole sentence in Vietnamese.
    pub what: String,
    /// The same as a test; of two inputs at least.
    pub holds: TestDocument,
    /// The words that say so.
    pub source: ClauseId,
}

/// What lowers the rung whatever the points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SanctionDocument {
    /// Names it within the ladder.
    pub id: String,
    /// The case, in Vietnamese.
    pub what: String,
    /// When.
    #[serde(rename = "if")]
    pub test: TestDocument,
    /// What follows.
    pub then: SanctionThenDocument,
    /// The words that say so.
    pub source: ClauseId,
}

/// What follows from a sanction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SanctionThenDocument {
    /// No higher than this rung.
    NotAbove(String),
    /// So many rungs down.
    Down(u32),
    /// On this rung, if not lower.
    Rung(String),
}

/// What orders units with equal totals: more of this is better.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TieBreakDocument {
    /// What is compared.
    pub of: MeasureDocument,
    /// The words that say so.
    pub source: ClauseId,
}

/// How many units of a list may stand on a rung.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuotaDocument {
    /// This share of the list, rounded down.
    pub share: Number,
    /// The words that say so.
    pub source: ClauseId,
}

/// A rung: reached when every condition is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RungDocument {
    /// Names it within the ladder.
    pub id: String,
    /// Its name, as printed.
    pub name: Sourced<String>,
    /// What it asks; nothing on the lowest rung of some ladders.
    #[serde(default)]
    pub conditions: Vec<ConditionDocument>,
    /// How many units may stand on it.
    #[serde(default)]
    pub quota: Option<QuotaDocument>,
}

/// One thing a rung asks: a limit on a measure, or a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConditionDocument {
    /// What is measured.
    #[serde(default)]
    pub of: Option<MeasureDocument>,
    /// It is this or more.
    #[serde(default)]
    pub at_least: Option<Worth>,
    /// It is more.
    #[serde(default)]
    pub above: Option<Worth>,
    /// It is this or less.
    #[serde(default)]
    pub at_most: Option<Worth>,
    /// It is less.
    #[serde(default)]
    pub below: Option<Worth>,
    /// This holds.
    #[serde(default, rename = "if")]
    pub test: Option<TestDocument>,
    /// The words that say so; the quotation contains the threshold.
    pub source: ClauseId,
}

/// What a condition measures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MeasureDocument {
    /// All points of the sheet.
    Whole,
    /// A block's points, by its id.
    Block(String),
    /// A group's points, by its id.
    Group(String),
    /// An item's points, by its id.
    Item(String),
}

/// How much: of a condition, an answer, a band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Worth {
    /// So many points.
    Points(Number),
    /// Such a share of the maximum.
    Share(Number),
}

/// What happens to a unit that did not report in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LateDocument {
    /// The rung it gets, by id.
    pub rung: String,
    /// The words that say so.
    pub source: ClauseId,
}

/// A kind of unit, ranked in a list of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitGroupDocument {
    /// Names it within the file.
    pub id: String,
    /// Its level.
    pub level: Level,
    /// Short name on cards: `Xã, phường, thị trấn`.
    pub name: Sourced<String>,
    /// The sheet it is scored by.
    pub sheet: String,
    /// Its maximum where the text states it; must equal the sum of what is scored.
    #[serde(default)]
    pub max: Option<Sourced<Number>>,
    /// Groups of the sheet that are not scored for it.
    #[serde(default)]
    pub not_scored: Vec<Sourced<String>>,
    /// Awards of its list, highest first.
    #[serde(default)]
    pub awards: Vec<AwardDocument>,
    /// What the text lacks for this kind of unit alone.
    #[serde(default)]
    pub lacks: Vec<StatementDocument>,
}

/// The level of government.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Departments of a province (sở, ban, ngành).
    Province,
    /// Districts (huyện, thị xã, thành phố).
    District,
    /// Offices and units under a district or town.
    DistrictOffice,
    /// Communes (xã, phường, thị trấn).
    Commune,
}

/// An award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AwardDocument {
    /// `Giải nhất`.
    pub name: String,
    /// How many are given.
    pub count: u32,
    /// Its worth in đồng.
    pub value: Number,
    /// The words that say so.
    pub source: ClauseId,
}
