//! How a result came about, step by step. `frameworks/README.md` lists the steps.

use std::rc::Rc;

use serde::{Serialize, Serializer};

use super::{ByZero, Figure};
use crate::engine::framework::Source;
use crate::engine::number::Number;
use crate::engine::rounding::Rounding;

/// One step. Numbers are exact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// An input was used.
    Read {
        /// The input's id.
        input: Rc<str>,
        /// What was entered.
        #[serde(flatten)]
        figure: Figure,
    },
    /// A value was computed.
    Computed {
        /// How.
        op: Op,
        /// From what.
        of: Vec<Number>,
        /// What came out.
        value: Number,
    },
    /// A denominator of 0 that the decision has a rule for.
    ByZero {
        /// The rule.
        then: ByZero,
        /// The words that say so.
        source: Rc<Source>,
    },
    /// A test was asked.
    Tested {
        /// Whether it holds.
        holds: bool,
    },
    /// An answer, band or exception was worth so much.
    Worth {
        /// The band, from 0; `None` for anything but a band.
        #[serde(skip_serializing_if = "Option::is_none")]
        band: Option<usize>,
        /// Points.
        points: Number,
    },
    /// A part was scored.
    Part {
        /// Its id.
        id: Rc<str>,
        /// Points.
        points: Number,
        /// Points at most.
        max: Number,
        /// How they came about.
        steps: Vec<Step>,
    },
    /// Everything became 0.
    Zeroed {
        /// The words that say so.
        source: Rc<Source>,
    },
    /// A value was put at a limit.
    Limited {
        /// What it was.
        from: Number,
        /// The limit.
        to: Number,
    },
    /// Points were rounded.
    Rounded {
        /// What they were.
        from: Number,
        /// What they are.
        to: Number,
        /// How.
        #[serde(flatten)]
        rounding: Rounding,
    },
    /// Points grew because another item's maximum was shared among its siblings.
    Grown {
        /// What they were.
        from: Number,
        /// What they are.
        to: Number,
    },
}

/// How a value was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(
    missing_docs,
    reason = "the expressions of the format, by their names there"
)]
pub enum Op {
    Sum,
    Minus,
    Times,
    Least,
    Greatest,
    Each,
    Ratio,
    Passed,
    Rounded,
    Target,
    Best,
}

impl Serialize for Rounding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;
        let mut fields = serializer.serialize_struct("Rounding", 3)?;
        fields.serialize_field("step", &self.to)?;
        fields.serialize_field("mode", &self.mode)?;
        fields.serialize_field("source", &self.source)?;
        fields.end()
    }
}

impl Serialize for ByZero {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            ByZero::Undefined => serializer.serialize_str("undefined"),
            ByZero::CountsAs(value) => {
                serializer.serialize_newtype_variant("ByZero", 1, "counts_as", value)
            }
            ByZero::Worth(worth) => {
                serializer.serialize_newtype_variant("ByZero", 2, "worth", worth)
            }
            ByZero::SharedAmong(_) => serializer.serialize_str("shared_among"),
        }
    }
}
