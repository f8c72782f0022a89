//! Items, the inputs they rest on and the rules of their points, as a framework file writes them.
//!
//! `frameworks/README.md` tells what each means.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ClauseId, ExclusionDocument, Sourced, StatementDocument, Worth};
use crate::engine::number::Number;
use crate::engine::rounding::Mode;

/// An indicator with a rule of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemDocument {
    /// Names it within the sheet, groups and items together.
    pub id: String,
    /// Its number in the decision's table, as printed.
    #[serde(default)]
    pub code: Option<String>,
    /// Its name, as printed.
    pub name: Sourced<String>,
    /// Points at most.
    #[serde(default)]
    pub max: Option<Sourced<Number>>,
    /// How its points come about.
    pub rule: RuleDocument,
    /// The rule's own words.
    pub source: ClauseId,
    /// How its points are rounded, where not as the sheet says.
    #[serde(default)]
    pub round: Option<RoundingDocument>,
    /// Whether evidence is asked for.
    #[serde(default = "yes")]
    pub evidence: bool,
    /// Where this fails the item does not apply.
    #[serde(default)]
    pub applies_if: Option<TestDocument>,
    /// What "không áp dụng" does here, where not as the framework says.
    #[serde(default)]
    pub not_applicable: Option<ExclusionDocument>,
    /// The item it is scored in place of, by id.
    #[serde(default)]
    pub stands_in_for: Option<String>,
    /// Where the decision's maxima of its parts disagree with its own.
    #[serde(default)]
    pub contradiction: Option<StatementDocument>,
}

fn yes() -> bool {
    true
}

/// Something the unit knows: a figure or an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InputDocument {
    /// Names it within the sheet.
    pub id: String,
    /// What is asked, in Vietnamese.
    pub label: String,
    /// What an answer looks like.
    pub kind: InputKindDocument,
    /// What is counted or measured: `người`, `đồng`; for whole numbers and amounts.
    #[serde(default)]
    pub unit: Option<String>,
    /// The least it can be; 0 where not written.
    #[serde(default)]
    pub at_least: Option<Number>,
    /// The most it can be; for a share, 100% where not written.
    #[serde(default)]
    pub at_most: Option<Number>,
    /// Who knows it.
    #[serde(default)]
    pub given_by: GivenBy,
    /// The words that ask for it.
    pub source: ClauseId,
}

/// What an answer looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum InputKindDocument {
    /// A whole number.
    Whole,
    /// A decimal.
    Amount,
    /// A share: `75%`.
    Share,
    /// Yes or no.
    YesNo,
    /// One of several.
    Choice(Vec<ChoiceDocument>),
}

/// One of several answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChoiceDocument {
    /// Names it within the input.
    pub id: String,
    /// The answer, in Vietnamese.
    pub label: String,
}

/// Who knows an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GivenBy {
    /// The unit.
    #[default]
    Unit,
    /// The unit, of last year.
    LastYear,
    /// Whoever has the figures of all units.
    Office,
}

/// How an item's points come about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RuleDocument {
    /// Yes or no.
    YesNo {
        /// The input.
        input: String,
        /// Worth of yes; all where not written.
        #[serde(default)]
        yes: Option<Worth>,
        /// Worth of no; nothing where not written.
        #[serde(default)]
        no: Option<Worth>,
    },
    /// One of several answers, each worth something.
    Choice {
        /// The input.
        input: String,
        /// The worth of each of its answers, by id.
        worth: BTreeMap<String, Worth>,
    },
    /// The best part alone.
    BestOf {
        /// The parts.
        parts: Vec<PartDocument>,
    },
    /// All parts together.
    Sum {
        /// The parts.
        parts: Vec<PartDocument>,
        /// What sets all of it to 0.
        #[serde(default)]
        zero_if: Vec<VetoDocument>,
    },
    /// A condition without points.
    Mandatory {
        /// The condition.
        #[serde(rename = "if")]
        test: TestDocument,
    },
    /// A share of the maximum.
    Ratio {
        /// The share.
        value: ExpressionDocument,
        /// The share that is enough for all points.
        #[serde(default)]
        target: Option<Number>,
        /// The best unit's value, which is enough for all points.
        #[serde(default)]
        best: Option<ExpressionDocument>,
    },
    /// Worth by where a value lies.
    Bands {
        /// The value.
        value: ExpressionDocument,
        /// The bands.
        bands: Vec<BandDocument>,
        /// Worth of a value in no band.
        #[serde(default)]
        otherwise: Option<Worth>,
        /// A case in which a low value is worth more.
        #[serde(default)]
        exception: Option<ExceptionDocument>,
    },
    /// Points computed.
    Formula {
        /// The points.
        points: ExpressionDocument,
        /// Whether what lies outside 0 to the maximum is put at the limit.
        #[serde(default)]
        capped: bool,
    },
    /// So much for each.
    Count {
        /// How many.
        of: ExpressionDocument,
        /// The worth of each.
        each: Worth,
    },
    /// All, less so much for each fault.
    Minus {
        /// The faults.
        faults: Vec<FaultsDocument>,
    },
    /// Points as the unit enters them.
    Entered {},
}

/// Part of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PartDocument {
    /// Names it within the item.
    pub id: String,
    /// What it is, in Vietnamese.
    pub what: String,
    /// Its maximum; the item's where not written.
    #[serde(default)]
    pub max: Option<Worth>,
    /// Its rule.
    pub rule: RuleDocument,
}

/// What sets an item to 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VetoDocument {
    /// When.
    #[serde(rename = "if")]
    pub test: TestDocument,
    /// The words that say so.
    pub source: ClauseId,
}

/// A range of values and its worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BandDocument {
    /// From this value on.
    #[serde(default)]
    pub at_least: Option<Number>,
    /// From above this value on.
    #[serde(default)]
    pub above: Option<Number>,
    /// Up to this value.
    #[serde(default)]
    pub at_most: Option<Number>,
    /// Up to below this value.
    #[serde(default)]
    pub below: Option<Number>,
    /// This value alone.
    #[serde(default)]
    pub equal: Option<Number>,
    /// What it is worth.
    pub worth: Worth,
}

/// A case in which a low value is worth more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExceptionDocument {
    /// When.
    #[serde(rename = "if")]
    pub test: TestDocument,
    /// What it is worth.
    pub worth: Worth,
}

/// Faults of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FaultsDocument {
    /// How many.
    pub of: ExpressionDocument,
    /// What each takes away.
    pub each: Worth,
}

/// A value computed from inputs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ExpressionDocument {
    /// A figure, by the input's id.
    Input(String),
    /// A bare number.
    Number(Number),
    /// Points.
    Points(Number),
    /// The item's or part's maximum.
    Max,
    /// All together.
    Sum(Vec<ExpressionDocument>),
    /// The first less the second.
    Minus(Box<[ExpressionDocument; 2]>),
    /// The one times the other.
    Times(Box<[ExpressionDocument; 2]>),
    /// The least of them.
    Least(Vec<ExpressionDocument>),
    /// The greatest of them.
    Greatest(Vec<ExpressionDocument>),
    /// So many points for each.
    Each {
        /// How many.
        of: Box<ExpressionDocument>,
        /// Points for each.
        points: Number,
    },
    /// One by another.
    Ratio(Box<RatioDocument>),
    /// How many tests hold.
    Passed(Vec<TestDocument>),
    /// A value rounded.
    Rounded {
        /// The value.
        value: Box<ExpressionDocument>,
        /// To a multiple of this.
        to: Number,
        /// Which way.
        mode: Mode,
        /// The words that say so.
        source: ClauseId,
    },
}

/// One by another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RatioDocument {
    /// The numerator.
    pub of: ExpressionDocument,
    /// The denominator.
    pub by: ExpressionDocument,
    /// How the two hang together.
    pub relation: Relation,
    /// What a denominator of 0 means; not known where not written.
    #[serde(default)]
    pub by_zero: Option<ByZeroDocument>,
}

/// How numerator and denominator hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The one is part of the other: more is an error.
    PartOf,
    /// The other is a quota: more counts as all of it.
    Quota,
    /// Neither.
    Free,
}

/// What a denominator of 0 means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ByZeroDocument {
    /// What.
    pub then: ByZeroThenDocument,
    /// The words that say so.
    pub source: ClauseId,
}

/// What follows from a denominator of 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ByZeroThenDocument {
    /// Nothing can be said.
    Undefined,
    /// The ratio has this value.
    CountsAs(Number),
    /// The item or part is worth this.
    Worth(Worth),
    /// The item leaves the sheet and these share its maximum.
    SharedAmong(Vec<String>),
}

/// Something that holds or does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum TestDocument {
    /// The answer to this input is yes.
    Yes(String),
    /// The answer to this input is no.
    No(String),
    /// This answer was chosen.
    Chosen {
        /// The input.
        input: String,
        /// The answer.
        option: String,
    },
    /// A value lies within a limit.
    Compare(CompareDocument),
    /// All of them hold.
    All(Vec<TestDocument>),
    /// At least one of them holds.
    Any(Vec<TestDocument>),
    /// It does not hold.
    Not(Box<TestDocument>),
}

/// A value and a limit; one limit is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompareDocument {
    /// The value.
    pub value: ExpressionDocument,
    /// It is this or more.
    #[serde(default)]
    pub at_least: Option<Number>,
    /// It is more.
    #[serde(default)]
    pub above: Option<Number>,
    /// It is this or less.
    #[serde(default)]
    pub at_most: Option<Number>,
    /// It is less.
    #[serde(default)]
    pub below: Option<Number>,
    /// It is this.
    #[serde(default)]
    pub equal: Option<Number>,
}

/// A rule of rounding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundingDocument {
    /// To a multiple of this.
    pub to: Number,
    /// Which way.
    pub mode: Mode,
    /// The words that say so.
    pub source: ClauseId,
}

/// What a sheet rounds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SheetRoundingDocument {
    /// Each item's points.
    pub item: Option<RoundingDocument>,
    /// Each group's points.
    pub group: Option<RoundingDocument>,
    /// The total.
    pub total: Option<RoundingDocument>,
}

/// What becomes of the total.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct TotalDocument {
    /// The scale scored points are converted to.
    pub convert_to: Option<Sourced<Number>>,
    /// The least it can be.
    pub at_least: Option<Sourced<Number>>,
    /// The most it can be.
    pub at_most: Option<Sourced<Number>>,
}
