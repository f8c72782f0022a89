//! The shortest way up: the fewest changes to what a unit entered with which it stands on a rung, or an item has so many
//! points, over all items and everything that is asked at once.
//!
//! What is shortest: the least effort (each changed input counts one, or what the unit says); of those the fewest changes;
//! of those the one whose furthest movement is the least, a figure's movement being a share of what it is now and another
//! answer's 1; of those the one whose figures' furthest movement is the least.
//!
//! Every change is one that the unit could enter: whole numbers stay whole, amounts and points have two decimals, shares
//! two decimals of a percent, all within their bounds; no item that has points is left without, none is put in error that is
//! not, and none is put on the sheet or taken off it.
//!
//! The search is exact and its worst case is exponential, in the number of changes to things that hang together and of
//! sanctions that may apply; it stops at a bound of what it looks at and puts together, and says so. On sheets whose items each have inputs of their own, it takes time in proportion to the items times
//! the square of the effort.

mod certificate;
mod front;
mod goal;
mod lever;
mod piece;
mod search;
mod stays;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use self::goal::{Ask, Goal, Goals};
use self::lever::{Lever, levers};
use self::piece::Space;
use self::search::{Answer, Found, Search};
use super::assessment::{Assessment, Entry};
use super::cell::Exclusions;
use super::entries::Entries;
use super::framework::{Framework, Measure, UnitGroup};
use super::number::Number;
use super::outcome::Outcome;
use super::rule::{Figure, Known};
use super::score::{ScoreError, belongs};
use super::sheet::{Doubt, Sheet};
use super::standing::Place;
use super::totals::Tally;

pub use self::certificate::{Aim, Bound, Certificate, Part, Step};
pub use self::lever::changeable;
pub use self::stays::{left_as_is, unknown_measures};

/// What is wanted, and what may be changed for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// Where to get.
    pub target: Target,
    /// What stays as it is: ids of inputs, and of groups and items whose points are entered.
    pub pinned: BTreeSet<String>,
    /// What changing something costs, by the same ids; 1 where nothing is said. 0 counts as 1.
    pub effort: BTreeMap<String, u32>,
}

/// Where to get.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// On a rung, or higher: its place from the highest, 0.
    Rung(usize),
    /// So many points, or more, for an item.
    Item {
        /// Its id.
        id: String,
        /// The points.
        points: Number,
    },
}

impl Wishes {
    /// A target, with everything [left as it is](left_as_is) that a plan does not change unasked.
    #[must_use]
    pub fn new(target: Target, unit_group: &UnitGroup) -> Wishes {
        Wishes {
            target,
            pinned: left_as_is(unit_group),
            effort: BTreeMap::new(),
        }
    }

    fn effort_of(&self, id: &str) -> u32 {
        self.effort.get(id).copied().unwrap_or(1).max(1)
    }
}

/// The way to a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// A plan; without edits where the target is reached already.
    Plan(Plan),
    /// There is none, whatever is changed of what may be.
    Unreachable(Vec<Obstacle>),
    /// The search stopped at its bound without a plan; any plan costs at least this much effort.
    NotFound {
        /// Effort.
        at_least: u64,
    },
}

/// What to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The changes, in the order of the sheet.
    pub edits: Vec<Edit>,
    /// What they cost together.
    pub effort: u64,
    /// The furthest that something is moved: a figure as a share of what it is now (of 1, where it is less), another answer 1.
    pub movement: Number,
    /// Whether nothing as cheap moves less. That nothing is cheaper is certain in any case.
    pub is_nearest: bool,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// What is changed.
    pub of: Spot,
    /// What it is; `None` where nothing usable is entered.
    pub from: Option<Figure>,
    /// What it becomes.
    pub to: Figure,
}

/// What is changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// An input, by id.
    Input(String),
    /// The points of a group or item, by id.
    Points(String),
    /// The points of a group's line.
    Line {
        /// The group's id.
        group: String,
        /// The line's place, from 0.
        line: usize,
    },
}

/// Why a target cannot be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// A condition that cannot be met.
    Condition {
        /// The ladder's id.
        ladder: Rc<str>,
        /// The rung's id.
        rung: Rc<str>,
        /// The condition's place in it, from 0.
        condition: usize,
        /// The most its measure can come to; `None` for a test, and where its limit is not known.
        most: Option<Number>,
    },
    /// A sanction that applies.
    Sanction {
        /// The ladder's id.
        ladder: Rc<str>,
        /// The sanction's id.
        sanction: Rc<str>,
    },
    /// The late report.
    Late,
    /// The item's points.
    Item {
        /// The most it can have.
        most: Option<Number>,
    },
    /// Each thing asked can be met, but not all of them at once.
    Together,
    /// There are no rungs, or no such rung or item.
    NoTarget,
}

impl Obstacle {
    /// The same with the most that is possible.
    fn with_most(&self, points: Number) -> Obstacle {
        let mut obstacle = self.clone();
        if let Obstacle::Condition { most, .. } | Obstacle::Item { most } = &mut obstacle {
            *most = Some(points);
        }
        obstacle
    }
}

/// The shortest way to a target.
///
/// # Errors
/// As [`score`](super::score::score).
pub fn plan(
    framework: &Framework,
    assessment: &Assessment,
    wishes: &Wishes,
) -> Result<Way, ScoreError> {
    search(framework, assessment, wishes, None)
}

/// The same, and why nothing cheaper exists, and nothing as cheap that moves less.
///
/// # Errors
/// As [`score`](super::score::score).
pub fn plan_and_prove(
    framework: &Framework,
    assessment: &Assessment,
    wishes: &Wishes,
) -> Result<(Way, Certificate), ScoreError> {
    let mut certificate = Certificate::default();
    let way = search(framework, assessment, wishes, Some(&mut certificate))?;
    Ok((way, certificate))
}

fn search(
    framework: &Framework,
    assessment: &Assessment,
    wishes: &Wishes,
    mut certificate: Option<&mut Certificate>,
) -> Result<Way, ScoreError> {
    let unit_group = belongs(framework, assessment)?;
    let entries = Entries::read(unit_group, assessment);
    let sheet = Sheet::untraced(framework, unit_group, assessment, &entries);
    let cells = sheet.cells_alone(Exclusions::Decided);
    let outcome = sheet.outcome(cells.clone(), Doubt::Open);
    if !exists(unit_group, &wishes.target) {
        return Ok(Way::Unreachable(vec![Obstacle::NoTarget]));
    }
    if stands(&outcome, &wishes.target) {
        return Ok(Way::Plan(Plan {
            edits: Vec::new(),
            effort: 0,
            movement: Number::ZERO,
            is_nearest: true,
        }));
    }
    let Goals { goals, is_all } = match goals(unit_group, &outcome, &wishes.target) {
        Ok(goals) => goals,
        Err(obstacles) => return Ok(Way::Unreachable(obstacles)),
    };
    let levers = levers(&sheet, &cells, wishes);
    let tally = Tally::of(&sheet, &outcome);
    let (mut best, mut obstacles): (Option<Best>, _) = (None, Vec::new());
    // Any change costs something.
    let mut bound = (!is_all).then_some(1);
    let (mut work, mut cut_up) = (0, 0);
    for (number, goal) in goals.iter().enumerate() {
        if best
            .as_ref()
            .is_some_and(|best| best.found.settings.is_empty())
        {
            break;
        }
        if cut_up > search::WORK {
            bound = Some(1);
            break;
        }
        let mut search = Search {
            space: Space::new(&sheet, &cells, &levers, goal),
            goal,
            number,
            tally: &tally,
            work,
            certificate: certificate.as_deref_mut(),
        };
        cut_up += search.space.cut_up() + goal.tests.len() + goal.asks.len();
        let impossible = search.space.impossible(&cells, goal, &tally);
        if let Some(certificate) = &mut search.certificate {
            certificate.goals.push(Aim {
                rungs: goal.rungs.clone(),
                obstacles: impossible.clone(),
            });
        }
        if !impossible.is_empty() {
            obstacles.extend(impossible);
            continue;
        }
        let known = best.as_ref().map(|best: &Best| &best.found);
        match search.best(known) {
            Answer::Way(found) => Best::take(&mut best, found, true),
            Answer::Cheapest(found) => Best::take(&mut best, found, false),
            Answer::Nowhere => obstacles.push(Obstacle::Together),
            Answer::NotFound(effort) => {
                bound = Some(bound.map_or(effort, |known: u64| known.min(effort)));
            }
        }
        work = search.work + search.space.looked_at;
    }
    Ok(match (best, bound) {
        // Where one goal was given up on, only what costs no more than it could is known to be the cheapest.
        (Some(best), bound) if bound.is_none_or(|bound| best.found.cost.0 <= bound) => {
            Way::Plan(best.plan(&sheet, &levers, bound.is_none()))
        }
        (_, Some(at_least)) => Way::NotFound { at_least },
        _ => {
            obstacles.dedup();
            Way::Unreachable(obstacles)
        }
    })
}

/// Whether a unit is where it wants to get.
fn stands(outcome: &Outcome, target: &Target) -> bool {
    let place = outcome
        .standing
        .as_ref()
        .map(|standing| &standing.final_level);
    match (target, place) {
        (Target::Rung(rung), Some(Place::Rung { index, .. })) => index <= rung,
        _ => false,
    }
}

fn exists(unit_group: &UnitGroup, target: &Target) -> bool {
    match target {
        Target::Rung(rung) => {
            let mut ladders = unit_group.standing.ladders().iter();
            ladders.any(|ladder| *rung < ladder.rungs.len())
        }
        Target::Item { id, .. } => unit_group.items.iter().any(|item| *item.id == **id),
    }
}

/// What any of which reaches the target, or what keeps all of it from being reached.
fn goals(
    unit_group: &UnitGroup,
    outcome: &Outcome,
    target: &Target,
) -> Result<Goals, Vec<Obstacle>> {
    match target {
        Target::Rung(rung) => goal::of_rung(&unit_group.standing, outcome, *rung),
        Target::Item { id, points } => {
            let items = unit_group.items.iter().enumerate();
            let ask = |item| {
                let obstacle = Obstacle::Item { most: None };
                Ask::at_least(Measure::Item(item), points.clone(), obstacle)
            };
            let goals = items
                .filter(|(_, item)| *item.id == **id)
                .map(|(item, _)| Goal {
                    asks: vec![ask(item)],
                    ..Goal::default()
                });
            Ok(Goals {
                goals: goals.collect(),
                is_all: true,
            })
        }
    }
}

/// The best way of all goals so far.
struct Best {
    found: Found,
    is_nearest: bool,
}

impl Best {
    fn take(best: &mut Option<Best>, found: Found, is_nearest: bool) {
        let is_better = |known: &Best| {
            (found.cost, &found.movement) < (known.found.cost, &known.found.movement)
        };
        if best.as_ref().is_none_or(is_better) {
            *best = Some(Best { found, is_nearest });
        }
    }

    fn plan(self, sheet: &Sheet<'_>, levers: &[Lever], is_all: bool) -> Plan {
        let edits = self.found.settings.iter();
        Plan {
            edits: edits
                .filter_map(|(lever, to)| edit(sheet, &levers[*lever], to))
                .collect(),
            effort: self.found.cost.0,
            movement: self.found.movement,
            is_nearest: self.is_nearest && is_all,
        }
    }
}

fn edit(sheet: &Sheet<'_>, lever: &Lever, to: &Known) -> Option<Edit> {
    Some(Edit {
        of: lever.spot(sheet.unit_group),
        from: lever.figure(sheet.unit_group, &lever.now),
        to: lever.figure(sheet.unit_group, to)?,
    })
}

impl Plan {
    /// The assessment with the plan carried out.
    ///
    /// # Errors
    /// Says what could not be entered, which is nothing that [`plan`] proposes for this assessment.
    pub fn apply(&self, assessment: &Assessment) -> Result<Assessment, String> {
        let mut applied = assessment.clone();
        for edit in &self.edits {
            let entry = match &edit.to {
                Figure::Number(number) => Entry::try_from(number.clone())?,
                Figure::Choice(_) => Entry::default(),
            };
            match &edit.of {
                Spot::Input(id) => {
                    let answer = applied.input_mut(id);
                    match &edit.to {
                        Figure::Number(_) => answer.number = entry,
                        Figure::Choice(choice) => answer.choice = Some(Rc::clone(choice)),
                    }
                }
                Spot::Points(id) => applied.answer_mut(id).points = entry,
                Spot::Line { group, line } => {
                    let lines = &mut applied.answer_mut(group).lines;
                    let line = lines.get_mut(*line).ok_or("no such line")?;
                    line.points = entry;
                }
            }
        }
        Ok(applied)
    }
}
