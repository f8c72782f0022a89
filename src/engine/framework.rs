//! A framework whose every reference, maximum and ladder has been checked.
//!
//! Past [`Framework::check`] nothing is looked up by name again: conditions point at blocks and groups, facts carry the
//! decision's words.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use serde::Serialize;
use time::Date;

use super::calendar::When;
use super::document as doc;
use super::load::excerpt;
use super::number::Number;
use super::rounding::Rounding;
use super::rule::{Exclusion, Input, Item, Test};

pub use super::paper::{Holds, Report, Section, Submission};
pub use doc::{GroupRole, Kind, Level, PreparerField, Role, Worth, ZeroScope};

/// The decision's words that a fact rests on.
#[derive(Debug, PartialEq, Eq, Serialize)]
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

/// One decision and the kinds of unit it assesses. What was read from the same JSON is the same.
#[derive(Debug)]
pub struct Framework {
    /// Names the decision among all frameworks.
    pub id: Rc<str>,
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
    /// What "không áp dụng" does; `None` where the text has no such rule.
    pub exclusion: Option<Exclusion>,
    /// How a self-assessment is handed in, as far as the text says.
    pub submission: Submission,
    /// The decision's own outline of the report; `None` where it has none.
    pub report: Option<Report>,
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
    pub id: Rc<str>,
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
    /// Items of all groups, in order.
    pub items: Vec<Item>,
    /// What the unit is asked for.
    pub inputs: Vec<Input>,
    /// Which of that has to fit together.
    pub agreements: Vec<Agreement>,
    /// Where each of these is.
    pub(crate) places: Places,
    /// Whether anything on the sheet is converted back where it is left out.
    pub(crate) rescales: bool,
    /// How groups' points are rounded.
    pub round_groups: Option<Rounding>,
    /// What becomes of the total.
    pub total: TotalRule,
    /// How points become a standing.
    pub standing: Standing,
    /// Awards of its list, highest first.
    pub awards: Vec<Award>,
    /// What the text lacks for this kind of unit.
    pub lacks: Vec<Statement>,
}

/// Where groups, items and inputs are, by id.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Places {
    groups: BTreeMap<Rc<str>, usize>,
    items: BTreeMap<Rc<str>, usize>,
    inputs: BTreeMap<Rc<str>, usize>,
}

impl Places {
    pub(crate) fn of(groups: &[Group], items: &[Item], inputs: &[Input]) -> Places {
        let by_id = |ids: &mut dyn Iterator<Item = &Rc<str>>| {
            let mut places = BTreeMap::new();
            // Collecting would sort them first, with a sort of its own in the page.
            places.extend(ids.enumerate().map(|(place, id)| (Rc::clone(id), place)));
            places
        };
        Places {
            groups: by_id(&mut groups.iter().map(|group| &group.id)),
            items: by_id(&mut items.iter().map(|item| &item.id)),
            inputs: by_id(&mut inputs.iter().map(|input| &input.id)),
        }
    }

    pub(crate) fn group(&self, id: &str) -> Option<usize> {
        self.groups.get(id).copied()
    }

    pub(crate) fn item(&self, id: &str) -> Option<usize> {
        self.items.get(id).copied()
    }

    pub(crate) fn input(&self, id: &str) -> Option<usize> {
        self.inputs.get(id).copied()
    }
}

/// What becomes of the total, in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TotalRule {
    /// The scale scored points are converted to.
    pub convert_to: Option<Fact<Number>>,
    /// How it is rounded.
    pub round: Option<Rounding>,
    /// The least it can be.
    pub at_least: Option<Fact<Number>>,
    /// The most it can be.
    pub at_most: Option<Fact<Number>>,
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
    pub id: Rc<str>,
    /// Its block, an index into [`UnitGroup::blocks`].
    pub block: usize,
    /// Its number in the decision's table.
    pub code: Option<String>,
    /// Its name.
    pub name: Fact<String>,
    /// Points at most, above 0; `None` where the unit copies it from the appendix.
    pub max: Option<Fact<Number>>,
    /// How it counts.
    pub role: GroupRole,
    /// What it counts in block and sheet, whatever its own maximum.
    pub weight: Option<Fact<Number>>,
    /// Its items, indices into [`UnitGroup::items`]; none where the unit enters its points.
    pub items: Range<usize>,
    /// Where the decision disagrees with itself about its maximum.
    pub contradiction: Option<Statement>,
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

impl Standing {
    /// The ladders; none where standing is not by ladders.
    #[must_use]
    pub fn ladders(&self) -> &[Ladder] {
        match self {
            Standing::Ladders { ladders, .. } => ladders,
            Standing::RankedOnly(_) | Standing::NotStated(_) => &[],
        }
    }

    /// The rungs of a unit that did not report in time, each with where that is said; none where nothing follows from it.
    pub fn if_late(&self) -> impl Iterator<Item = (&Rung, &Rc<Source>)> {
        let ladders = self.ladders().iter();
        ladders.filter_map(|ladder| {
            let late = ladder.late.as_ref()?;
            Some((ladder.rungs.get(late.value)?, &late.source))
        })
    }
}

/// Rungs, from the highest down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// Names it within the framework.
    pub id: Rc<str>,
    /// What it measures, where a sheet has several.
    pub name: Option<String>,
    /// The rungs, highest first; at least one.
    pub rungs: Vec<Rung>,
    /// What a unit is that reaches none; `None` where the lowest rung asks nothing.
    pub below: Option<Fact<String>>,
    /// The rung of a unit that did not report in time, an index into `rungs`.
    pub late: Option<Fact<usize>>,
    /// What the text does not say of totals between two rungs, where rungs have upper limits.
    pub gaps: Option<Statement>,
    /// What lowers the rung whatever the points.
    pub sanctions: Vec<Sanction>,
    /// What orders units with equal totals, first things first.
    pub tie_break: Vec<(Measure, Rc<Source>)>,
}

/// Figures that have to fit together, whatever items they are of. No points depend on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Names it within the sheet.
    pub id: Rc<str>,
    /// What has to be so, a whole sentence.
    pub what: String,
    /// Whether it is so.
    pub holds: Test,
    /// The words that say so.
    pub source: Rc<Source>,
}

/// What lowers the rung whatever the points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sanction {
    /// Names it within the ladder.
    pub id: Rc<str>,
    /// The case.
    pub what: String,
    /// When.
    pub test: Test,
    /// What follows.
    pub then: SanctionThen,
    /// The words that say so.
    pub source: Rc<Source>,
}

/// What follows from a sanction; rungs are indices into [`Ladder::rungs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SanctionThen {
    /// No higher than this rung.
    NotAbove(usize),
    /// So many rungs down.
    Down(usize),
    /// On this rung, if not lower.
    Rung(usize),
}

/// A rung, reached when every condition is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// Names it within the ladder.
    pub id: Rc<str>,
    /// Its name.
    pub name: Fact<String>,
    /// What it asks.
    pub conditions: Vec<Condition>,
    /// The share of a list that may stand on it.
    pub quota: Option<Fact<Number>>,
}

/// One thing a rung asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What is asked.
    pub asks: Asks,
    /// The words that say so.
    pub source: Rc<Source>,
}

/// What a condition asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// A measure on one side of a limit.
    Points {
        /// What is measured.
        of: Measure,
        /// On which side.
        side: Side,
        /// The limit.
        limit: Worth,
    },
    /// A test to hold.
    Test(Test),
}

impl Asks {
    /// Whether more can be too much.
    #[must_use]
    pub fn has_upper_limit(&self) -> bool {
        matches!(
            self,
            Asks::Points {
                side: Side::AtMost | Side::Below,
                ..
            }
        )
    }
}

/// A side of a limit, with the limit or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The limit or more.
    AtLeast,
    /// More.
    Above,
    /// The limit or less.
    AtMost,
    /// Less.
    Below,
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
    /// An item, an index into [`UnitGroup::items`].
    Item(usize),
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

impl PartialEq for Framework {
    fn eq(&self, other: &Framework) -> bool {
        self.digest == other.digest
    }
}

impl Eq for Framework {}

impl Framework {
    /// The kind of unit with this id.
    #[must_use]
    pub fn unit_group(&self, id: &str) -> Option<&UnitGroup> {
        self.unit_groups.iter().find(|group| *group.id == *id)
    }

    /// Whether evidence, or an explanation in its place, is asked for anywhere on this kind of unit's sheet.
    #[must_use]
    pub fn asks_evidence(&self, unit_group: &UnitGroup) -> bool {
        let of_groups = || unit_group.groups.iter().any(|group| group.items.is_empty());
        unit_group.items.iter().any(|item| item.evidence)
            || (self.submission.evidence.is_some() && of_groups())
    }

    /// The zero rule with this id.
    #[must_use]
    pub fn zero_rule(&self, id: &str) -> Option<&ZeroRule> {
        self.zero_rules.iter().find(|rule| rule.id == id)
    }
}

impl UnitGroup {
    /// The group with this id.
    #[must_use]
    pub fn group(&self, id: &str) -> Option<&Group> {
        Some(&self.groups[self.places.group(id)?])
    }

    /// The item with this id.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Item> {
        Some(&self.items[self.places.item(id)?])
    }

    /// The input with this id.
    #[must_use]
    pub fn input(&self, id: &str) -> Option<&Input> {
        Some(&self.inputs[self.places.input(id)?])
    }

    /// Whether its blocks come to one total that the decision speaks of: there is only one, or units are ranked by it, or a rung
    /// asks for it. Else they stand side by side.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let ladders = self.standing.ladders().iter();
        let mut conditions = ladders
            .flat_map(|ladder| &ladder.rungs)
            .flat_map(|rung| &rung.conditions);
        let is_of_whole = |condition: &Condition| {
            matches!(
                condition.asks,
                Asks::Points {
                    of: Measure::Whole,
                    ..
                }
            )
        };
        self.blocks.len() < 2
            || matches!(self.standing, Standing::RankedOnly(_))
            || conditions.any(is_of_whole)
    }

    /// The group an item belongs to, both by their indices.
    #[must_use]
    pub fn group_of(&self, item: usize) -> Option<usize> {
        self.groups
            .iter()
            .position(|group| group.items.contains(&item))
    }
}

impl Measure {
    /// Whether a scored group, with its index, is part of what is measured.
    #[must_use]
    pub fn covers(self, index: usize, group: &Group) -> bool {
        match self {
            Measure::Whole => true,
            Measure::Block(block) => group.block == block,
            Measure::Group(this) => this == index,
            Measure::Item(item) => group.items.contains(&item),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::practice::framework;

    #[test]
    fn an_event_concerns_those_it_names_or_everybody() {
        let [report, window] = &framework().calendar[..] else {
            panic!()
        };
        assert!(report.concerns("xa") && !report.concerns("huyen"));
        assert!(window.concerns("xa") && window.concerns("huyen"));
    }

    #[test]
    fn what_a_sheet_has_is_found_by_its_id() {
        let framework = framework();
        let hamlet = framework.unit_group("ap").unwrap();
        let name = |id: &str| Some(&*hamlet.item(id)?.name.value);
        assert_eq!(name("ky-so"), Some("Chữ ký số"));
        assert_eq!(hamlet.group("tru").map(|group| &*group.id), Some("tru"));
        let label = |id: &str| Some(&*hamlet.input(id)?.label);
        assert_eq!(label("hang"), Some("Thứ hạng năm nay"));
        // Each by its own kind of id.
        assert!(hamlet.item("tru").is_none() && hamlet.item("hang").is_none());
        assert!(hamlet.group("ky-so").is_none() && hamlet.input("ky-so").is_none());
    }

    #[test]
    fn evidence_is_asked_for_by_items_or_of_groups() {
        use crate::engine::practice::edited;
        let asks = |framework: &Framework, unit_group: &str| {
            framework.asks_evidence(framework.unit_group(unit_group).unwrap())
        };
        let asked = edited(|json| {
            json["submission"]["evidence"] = "dieu-1".into();
        });
        let not_asked = edited(|json| {
            json["submission"]["evidence"].take();
        });
        assert!(asks(&asked, "xa") && !asks(&not_asked, "xa"));
        // Its items ask for themselves.
        assert!(asks(&not_asked, "ap"));
    }

    #[test]
    fn what_a_measure_covers() {
        let framework = framework();
        let covered = |unit_group: &str, of: Measure| {
            let groups = &framework.unit_group(unit_group).unwrap().groups;
            let covers = groups
                .iter()
                .enumerate()
                .map(|(index, group)| of.covers(index, group));
            covers.collect::<Vec<_>>()
        };
        assert_eq!(covered("huyen", Measure::Whole), [true, true, true]);
        assert_eq!(covered("huyen", Measure::Block(0)), [true, true, false]);
        assert_eq!(covered("huyen", Measure::Block(1)), [false, false, true]);
        assert_eq!(covered("huyen", Measure::Group(1)), [false, true, false]);
        // 11 items, then one in each of the others.
        assert_eq!(covered("ap", Measure::Item(0)), [true, false, false]);
        assert_eq!(covered("ap", Measure::Item(11)), [false, true, false]);
    }
}
