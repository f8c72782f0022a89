//! What scoring gives.

use std::rc::Rc;

use serde::Serialize;

use super::cell::State;
use super::finding::Finding;
use super::number::Number;
use super::rule::Step;
use super::standing::Standing;

/// Everything there is to say about an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scored {
    /// The result as things stand: what is only proposed for exclusion counts in full.
    pub outcome: Outcome,
    /// The result if everything proposed for exclusion is granted; `None` where nothing is proposed.
    pub granted: Option<Outcome>,
    /// The result if what has neither evidence nor an explanation counts as nothing.
    pub backed: Outcome,
    /// The result with the points of the appraisal; `None` where nothing is appraised.
    pub appraised: Option<Outcome>,
    /// Where the unit can stand once everything is known.
    pub range: Range,
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

/// What is sure and what can still be, while something is blank or not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Range {
    /// The result with nothing for what is not known.
    pub guaranteed: Outcome,
    /// The result with everything it could be for what is not known.
    pub possible: Outcome,
    /// What is not known and can still change a level, by id.
    pub open: Vec<Rc<str>>,
}

/// How many cells are answered: items, and groups without items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Completeness {
    /// Cells with points, 0 among them, or "không áp dụng".
    pub answered: usize,
    /// Cells that are scored for this kind of unit.
    pub of: usize,
}

/// A group's points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupScore {
    /// The group's id.
    pub id: Rc<str>,
    /// What was entered.
    pub state: State,
    /// Points that count; 0 for every silence. Of a deduction group, the points taken away.
    pub points: Number,
    /// What they are out of; `None` where nobody has said.
    pub max: Option<Number>,
    /// What they count in block and sheet: by weight, and below 0 for a deduction.
    pub adds: Number,
    /// What that is out of; 0 for bonus and deduction.
    pub adds_max: Option<Number>,
    /// The items' points; none where the unit enters the group's.
    pub items: Vec<Rc<ItemScore>>,
}

/// An item's points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemScore {
    /// The item's id.
    pub id: Rc<str>,
    /// What was entered.
    pub state: State,
    /// Points that count; 0 for every silence.
    pub points: Number,
    /// What they are out of: 0 where it is off the sheet, `None` where there is no limit.
    pub max: Option<Number>,
    /// The least they can come to once everything is known.
    pub low: Number,
    /// The most; `None` where there is no limit.
    pub high: Option<Number>,
    /// How they came about.
    #[serde(skip_serializing_if = "no_steps")]
    pub steps: Rc<[Step]>,
}

fn no_steps(steps: &Rc<[Step]>) -> bool {
    steps.is_empty()
}

/// Points out of a maximum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
        let states = groups.iter().flat_map(|group| {
            let items = group.items.iter().map(|item| item.state);
            let own = group.items.is_empty().then_some(group.state);
            items.chain(own)
        });
        let scored: Vec<State> = states.filter(|state| *state != State::NotScored).collect();
        Completeness {
            answered: scored.iter().filter(|state| state.is_answered()).count(),
            of: scored.len(),
        }
    }
}

impl Total {
    pub(crate) fn new(points: Number, max: Option<Number>) -> Total {
        let share = max.as_ref().and_then(|max| points.share_of(max));
        Total { points, max, share }
    }
}
