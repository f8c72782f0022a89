//! A framework whose every reference, maximum and ladder has been checked.
//!
//! Past [`Framework::check`] nothing is looked up by name again: conditions point at blocks and groups, facts carry the
//! decision's words.

use std::rc::Rc;

use time::Date;

use super::calendar::When;
use super::document as doc;
use super::load::excerpt;
use super::number::Number;

pub use doc::{Kind, Level, Role, Threshold, ZeroScope};

/// The decision's words that a fact rests on.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Where they stand.
    pub at: String,
    /// The words, verbatim up to white space.
    pub quote: String,
}

/// A value and the words it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// The words.
    pub source: Rc<Source>,
}

/// A sentence about the decision and the words it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// A whole sentence in Vietnamese.
    pub what: String,
    /// The words; none where it says that there are none.
    pub sources: Vec<Rc<Source>>,
}

/// One decision and the kinds of unit it assesses.
#[derive(Debug, PartialEq, Eq)]
pub struct Framework {
    /// Names the decision among all frameworks.
    pub id: String,
    /// Counts the corrections of our transcription, from 1.
    pub edition: u32,
    /// SHA-256 of the canonical JSON, 64 hexadecimal digits.
    pub digest: String,
    /// Whether a result may be handed in.
    pub kind: Kind,
    /// Where it holds.
    pub place: String,
    /// The paper itself.
    pub decision: Decision,
    /// For which years it holds.
    pub period: Period,
    /// Dates and deadlines.
    pub calendar: Vec<Event>,
    /// Rules a person must know and the engine does not compute.
    pub provisions: Vec<Statement>,
    /// What the text refers to and does not contain.
    pub lacks: Vec<Statement>,
    /// Where the text contradicts itself.
    pub contradictions: Vec<Statement>,
    /// Where we had to read the text one way.
    pub readings: Vec<Statement>,
    /// When points become 0 whatever was entered.
    pub zero_rules: Vec<ZeroRule>,
    /// Who may take something out of the assessment; `None` where the text has no such rule.
    pub exclusion: Option<Fact<String>>,
    /// The kinds of unit, at least one.
    pub unit_groups: Vec<UnitGroup>,
}

/// The paper.
#[derive(Debug, PartialEq, Eq)]
pub struct Decision {
    /// `Quyết định`, `Kế hoạch`.
    pub form: String,
    /// `2878/QĐ-UBND`.
    pub number: String,
    /// Day of issue.
    pub issued: Date,
    /// Who issued it.
    pub issuer: String,
    /// What it is about.
    pub title: String,
    /// Where number, date and title stand.
    pub source: Rc<Source>,
    /// The decision it carries out.
    pub under: Option<Statement>,
}

/// For which years of assessment a decision holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Period {
    /// Every year.
    Yearly(Rc<Source>),
    /// One year alone.
    Year(Fact<u16>),
}

/// A date of the round.
#[derive(Debug, PartialEq, Eq)]
pub struct Event {
    /// What the page does with it.
    pub role: Role,
    /// What happens.
    pub what: String,
    /// When.
    pub when: When,
    /// The kinds of unit it concerns; all where empty.
    pub unit_groups: Vec<String>,
    /// The words that say so.
    pub source: Rc<Source>,
}

impl Event {
    /// Whether it concerns this kind of unit.
    #[must_use]
    pub fn concerns(&self, unit_group: &str) -> bool {
        self.unit_groups.is_empty() || self.unit_groups.iter().any(|id| id == unit_group)
    }
}

/// A case in which points are 0.
#[derive(Debug, PartialEq, Eq)]
pub struct ZeroRule {
    /// Names it within the framework.
    pub id: String,
    /// The case.
    pub what: String,
    /// What becomes 0.
    pub scope: ZeroScope,
    /// The words that say so.
    pub source: Rc<Source>,
}

/// A kind of unit with the sheet that scores it.
#[derive(Debug, PartialEq, Eq)]
pub struct UnitGroup {
    /// Names it within the framework.
    pub id: String,
    /// Its level of government.
    pub level: Level,
    /// Its name.
    pub name: Fact<String>,
    /// Its maximum, where the text states it.
    pub max: Option<Fact<Number>>,
    /// Parts of the sheet, in order; at least one.
    pub blocks: Vec<Block>,
    /// Groups of all blocks, in order; at least one is scored.
    pub groups: Vec<Group>,
    /// How points become a standing.
    pub standing: Standing,
    /// Awards of its list, highest first.
    pub awards: Vec<Award>,
    /// What the text lacks for this kind of unit.
    pub lacks: Vec<Statement>,
}

/// Part of a sheet with a total of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Names it within the sheet.
    pub id: String,
    /// Its name; `None` where the sheet has no parts.
    pub name: Option<Fact<String>>,
    /// Its maximum, where the text states it.
    pub max: Option<Fact<Number>>,
}

/// A group of indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Names it within the sheet.
    pub id: String,
    /// Its block, an index into [`UnitGroup::blocks`].
    pub block: usize,
    /// Its number in the decision's table.
    pub code: Option<String>,
    /// Its name.
    pub name: Fact<String>,
    /// Points at most, above 0; `None` where the unit copies it from the appendix.
    pub max: Option<Fact<Number>>,
    /// How many component indicators it has.
    pub components: Option<Fact<u32>>,
    /// Another clause that tells more of it.
    pub about: Option<Rc<Source>>,
    /// Why it is not scored for this kind of unit, where it is not.
    pub not_scored: Option<Rc<Source>>,
}

/// How points become a standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// By ladders, at least one. With several, the level is the lowest of them, by the reading given.
    Ladders {
        /// The ladders.
        ladders: Vec<Ladder>,
        /// Why several make one level so; `None` with one.
        lowest_of_all: Option<Statement>,
    },
    /// There are no levels: units are ranked from high to low.
    RankedOnly(Rc<Source>),
    /// The text speaks of levels and does not say where they lie.
    NotStated(Fact<String>),
}

/// Rungs, from the highest down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// Names it within the framework.
    pub id: String,
    /// What it measures, where a sheet has several.
    pub name: Option<String>,
    /// The rungs, highest first; at least one.
    pub rungs: Vec<Rung>,
    /// What a unit is that reaches none; `None` where the lowest rung asks nothing.
    pub below: Option<Fact<String>>,
    /// The rung of a unit that did not report in time, an index into `rungs`.
    pub late: Option<Fact<usize>>,
}

/// A rung, reached when every condition is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// Names it within the ladder.
    pub id: String,
    /// Its name.
    pub name: Fact<String>,
    /// What it asks.
    pub conditions: Vec<Condition>,
}

/// One thing a rung asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What is measured.
    pub of: Measure,
    /// How much of it, this or more.
    pub at_least: Threshold,
    /// The words that say so.
    pub source: Rc<Source>,
}

/// What a condition measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// All points of the sheet.
    Whole,
    /// A block, an index into [`UnitGroup::blocks`].
    Block(usize),
    /// A group, an index into [`UnitGroup::groups`].
    Group(usize),
}

/// An award.
#[derive(Debug, PartialEq, Eq)]
pub struct Award {
    /// `Giải nhất`.
    pub name: String,
    /// How many are given.
    pub count: u32,
    /// Its worth in đồng.
    pub value: Number,
    /// The words that say so.
    pub source: Rc<Source>,
}

/// A mistake in a framework file: where, what was found, what is expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: found {found}, expected {expected}")]
pub struct Fault {
    /// The JSON path: `sheets[0].blocks[1].max`.
    pub path: String,
    /// What stands there.
    pub found: String,
    /// What should stand there.
    pub expected: String,
}

impl Fault {
    pub(crate) fn new(path: impl Into<String>, found: &str, expected: impl Into<String>) -> Fault {
        Fault {
            path: path.into(),
            found: excerpt(found),
            expected: expected.into(),
        }
    }
}

impl Framework {
    /// The kind of unit with this id.
    #[must_use]
    pub fn unit_group(&self, id: &str) -> Option<&UnitGroup> {
        self.unit_groups.iter().find(|group| group.id == id)
    }

    /// The zero rule with this id.
    #[must_use]
    pub fn zero_rule(&self, id: &str) -> Option<&ZeroRule> {
        self.zero_rules.iter().find(|rule| rule.id == id)
    }
}

impl Measure {
    /// Whether a group, with its index, is part of what is measured.
    #[must_use]
    pub fn covers(self, index: usize, group: &Group) -> bool {
        match self {
            Measure::Whole => true,
            Measure::Block(block) => group.block == block,
            Measure::Group(this) => this == index,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::practice::{framework, n};

    #[test]
    fn conditions_point_at_what_they_measure() {
        let framework = framework();
        let district = framework.unit_group("huyen").unwrap();
        let Standing::Ladders { ladders, .. } = &district.standing else {
            panic!("{:?}", district.standing)
        };
        let measures = |ladder: usize, rung: usize| -> Vec<Measure> {
            let conditions = &ladders[ladder].rungs[rung].conditions;
            conditions.iter().map(|condition| condition.of).collect()
        };
        assert_eq!(measures(0, 0), [Measure::Block(0), Measure::Group(0)]);
        assert_eq!(measures(1, 0), [Measure::Block(1)]);
        let blocks: Vec<usize> = district.groups.iter().map(|group| group.block).collect();
        assert_eq!(blocks, [0, 0, 1]);
    }

    #[test]
    fn a_group_is_not_scored_for_one_kind_of_unit_by_the_words_that_say_so() {
        let framework = framework();
        let unit_group = framework.unit_group("doi").unwrap();
        assert!(unit_group.groups[0].not_scored.is_none());
        assert_eq!(
            unit_group.groups[1].not_scored.as_ref().unwrap().at,
            "Điều 1"
        );
        assert_eq!(unit_group.max.as_ref().unwrap().value, n("100"));
    }

    #[test]
    fn a_late_report_leads_to_a_rung_of_the_ladder() {
        let framework = framework();
        let commune = framework.unit_group("xa").unwrap();
        let Standing::Ladders { ladders, .. } = &commune.standing else {
            panic!("{:?}", commune.standing)
        };
        assert_eq!(ladders[0].late.as_ref().unwrap().value, 2);
    }
}
