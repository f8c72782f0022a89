//! What scoring gives.

use serde::Serialize;

use super::cell::State;
use super::finding::Finding;
use super::number::{Number, OutOfRange};
use super::standing::Standing;

/// Everything there is to say about an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scored {
    /// The result as things stand: what is only proposed for exclusion counts in full.
    pub outcome: Outcome,
    /// The result if everything proposed for exclusion is granted; `None` where nothing is proposed.
    pub granted: Option<Outcome>,
    /// A zero rule applies whose reach the decision does not say: if it means the whole sheet, the total is 0.
    pub whole_may_be_zero: bool,
    /// The maxima come, in part or all, from the unit's own copy of the appendix.
    pub max_from_unit: bool,
    /// What a person has to look at, in the order of the sheet.
    pub findings: Vec<Finding>,
}

/// One result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// How much of the sheet is filled in.
    pub completeness: Completeness,
    /// One for each group of the kind of unit, in its order.
    pub groups: Vec<GroupScore>,
    /// One for each block, in its order.
    pub blocks: Vec<Total>,
    /// All that is scored.
    pub whole: Total,
    /// Where that stands; `None` where the decision has no ladder.
    pub standing: Option<Standing>,
}

/// How many groups are answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Completeness {
    /// Groups with points, 0 among them, or "không áp dụng".
    pub answered: usize,
    /// Groups that are scored for this kind of unit.
    pub of: usize,
}

/// A group's points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupScore {
    /// The group's id.
    pub id: String,
    /// What was entered.
    pub state: State,
    /// Points that count; 0 for every silence.
    pub points: Number,
    /// What they are out of; `None` where nobody has said.
    pub max: Option<Number>,
}

/// Points out of a maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Total {
    /// Points.
    pub points: Number,
    /// What they are out of; `None` where the maximum of some group is not known.
    pub max: Option<Number>,
    /// Points by maximum; `None` where the maximum is not known or nothing is left to score.
    pub share: Option<Number>,
}

impl Completeness {
    pub(crate) fn of(groups: &[GroupScore]) -> Completeness {
        let scored = || {
            groups
                .iter()
                .filter(|group| group.state != State::NotScored)
        };
        Completeness {
            answered: scored().filter(|group| group.state.is_answered()).count(),
            of: scored().count(),
        }
    }
}

impl Total {
    pub(crate) fn of(
        parts: impl Iterator<Item = (Number, Option<Number>)>,
    ) -> Result<Total, OutOfRange> {
        let (mut points, mut max) = (Number::ZERO, Some(Number::ZERO));
        for (part, part_max) in parts {
            points = points.plus(part)?;
            max = match (max, part_max) {
                (Some(sum), Some(more)) => Some(sum.plus(more)?),
                _ => None,
            };
        }
        let share = match max {
            Some(max) => points.share_of(max)?,
            None => None,
        };
        Ok(Total { points, max, share })
    }
}
