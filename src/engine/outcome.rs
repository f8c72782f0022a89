//! What scoring gives.

use std::cmp::Ordering;
use std::rc::Rc;

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use super::cell::State;
use super::finding::Finding;
use super::framework::{Group, GroupRole};
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
    /// What cells lose: most first, equals in the order of the sheet.
    pub losses: Vec<Loss>,
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
    /// Inputs that are not known and that a sanction or condition asks for which can still change the level, by id.
    pub open_inputs: Vec<Rc<str>>,
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
    pub items: Vec<ItemScore>,
}

/// An item's points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemScore {
    /// The item's id.
    pub id: Rc<str>,
    /// What was entered.
    pub state: State,
    /// Points that count; 0 for every silence.
    pub points: Number,
    /// What they are out of: 0 where it is off the sheet, `None` where there is no limit.
    pub max: Option<Number>,
    /// What they can come to once everything is known; `None` where they are what they are.
    pub(crate) open: Option<Box<Open>>,
    /// How they came about.
    pub(crate) steps: Option<Rc<[Step]>>,
}

/// What points can come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Open {
    pub low: Number,
    /// `None` where there is no limit.
    pub high: Option<Number>,
}

/// What a cell loses, in its own points: what lacks to its maximum, or in a deduction group what is taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// The item's id, or that of a group without items.
    pub of: Rc<str>,
    /// Points above 0.
    pub points: Number,
    /// Its group, and its place in there.
    #[serde(skip)]
    pub(crate) place: (usize, usize),
}

impl Loss {
    pub(crate) fn of_item(group: &Group, place: (usize, usize), item: &ItemScore) -> Option<Loss> {
        Loss::of(group, &item.id, place, &item.points, item.max.as_ref())
    }

    /// `None` where nothing is lost, or nobody has said how much there is.
    pub(crate) fn of(
        group: &Group,
        id: &Rc<str>,
        place: (usize, usize),
        points: &Number,
        max: Option<&Number>,
    ) -> Option<Loss> {
        let lost = match group.role {
            GroupRole::Deduction => points.clone(),
            GroupRole::Scored | GroupRole::Bonus => max? - points,
        };
        (!lost.is_zero()).then(|| Loss {
            of: Rc::clone(id),
            points: lost,
            place,
        })
    }

    pub(crate) fn order(one: &Loss, other: &Loss) -> Ordering {
        other
            .points
            .cmp(&one.points)
            .then(one.place.cmp(&other.place))
    }
}

/// Points out of a maximum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// Points.
    pub points: Number,
    /// What they are out of; `None` where the maximum of some group is not known.
    pub max: Option<Number>,
}

impl Total {
    /// Points by maximum; `None` where the maximum is not known or nothing is left to score.
    #[must_use]
    pub fn share(&self) -> Option<Number> {
        self.points.share_of(self.max.as_ref()?)
    }
}

impl Serialize for Total {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Total", 3)?;
        fields.serialize_field("points", &self.points)?;
        fields.serialize_field("max", &self.max)?;
        fields.serialize_field("share", &self.share())?;
        fields.end()
    }
}

impl GroupScore {
    /// What it is by its points: partly scored where some of it has points, whatever the rest is.
    #[must_use]
    pub fn counted(&self) -> State {
        let has_some =
            !self.points.is_zero() || self.items.iter().any(|item| item.state.has_points());
        match self.state {
            State::Blank | State::Unusable | State::Undefined if has_some => State::Partly,
            state => state,
        }
    }

    /// How many of its items are not in its points: blank, or not to be counted.
    #[must_use]
    pub fn left_out(&self) -> usize {
        let items = self.items.iter().map(|item| item.state);
        let open = items.filter(|state| !state.is_answered() && *state != State::NotScored);
        match self.counted() {
            State::Partly => open.count(),
            _ => 0,
        }
    }
}

impl ItemScore {
    /// The least its points can come to once everything is known.
    #[must_use]
    pub fn low(&self) -> &Number {
        self.open.as_ref().map_or(&self.points, |open| &open.low)
    }

    /// The most; `None` where there is no limit.
    #[must_use]
    pub fn high(&self) -> Option<&Number> {
        match &self.open {
            Some(open) => open.high.as_ref(),
            None => Some(&self.points),
        }
    }

    /// How its points came about.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        self.steps.as_deref().unwrap_or_default()
    }
}

impl Serialize for ItemScore {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("ItemScore", 7)?;
        fields.serialize_field("id", &self.id)?;
        fields.serialize_field("state", &self.state)?;
        fields.serialize_field("points", &self.points)?;
        fields.serialize_field("max", &self.max)?;
        fields.serialize_field("low", self.low())?;
        fields.serialize_field("high", &self.high())?;
        match &self.steps {
            Some(steps) => fields.serialize_field("steps", steps)?,
            None => fields.skip_field("steps")?,
        }
        fields.end()
    }
}

impl Completeness {
    pub(crate) fn of(groups: &[GroupScore]) -> Completeness {
        let mut all = Completeness::default();
        for group in groups {
            if group.items.is_empty() {
                all.count(group.state);
            }
            for item in &group.items {
                all.count(item.state);
            }
        }
        all
    }

    fn count(&mut self, state: State) {
        if state != State::NotScored {
            self.of += 1;
            self.answered += usize::from(state.is_answered());
        }
    }
}
