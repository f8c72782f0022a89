//! How little has to be rejected for a unit to fall: the smallest set of cells without whose points it stands lower.
//!
//! A level is lost by losing, on some ladder, every rung from where the unit stands there down to one that is low enough, and
//! a rung is lost by losing one of its conditions. How many rungs that are depends on the rung by score, not on the one that
//! counts after sanctions. So the search loses conditions one after another: the smallest set that loses those chosen so far
//! is tried, and while it does not lower the level that counts, any set that does loses one more condition of a rung the unit
//! still stands on. What needs fewest cells is looked at first, so the first set found to lower the level is a smallest one.

use std::rc::Rc;

use self::taken::Rejectable;
use super::assessment::Assessment;
use super::cell::Exclusions;
use super::cells::Cells;
use super::entries::Entries;
use super::framework::{Asks, Framework, Ladder, Measure, Side};
use super::number::Number;
use super::score::{ScoreError, belongs};
use super::sheet::{Doubt, Sheet};
use super::standing::{ConditionResult, LadderResult, Place, Standing, Verdict};
use super::totals::Tally;

mod taken;

/// So many choices of conditions are looked at, many times what any framework we know needs.
const MOST_CHOICES: usize = 500;

/// Items, and groups without items, whose rejection lowers the level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragility {
    /// Their ids, in the order of the groups.
    pub items: Vec<Rc<str>>,
    /// Whether no smaller set lowers it. Else only none of these can be left out.
    pub is_smallest: bool,
}

/// The smallest set of items, and groups without items, whose points have to be rejected for the unit's final level to be
/// lower. `None` where no rejection lowers it, or it stands on no rung. Of several such sets, one. What is rejected counts 0
/// points of the same maximum, as an appraisal says it; what is taken away cannot be rejected.
///
/// # Errors
/// As [`score`](super::score::score).
pub fn fragility(
    framework: &Framework,
    assessment: &Assessment,
) -> Result<Option<Fragility>, ScoreError> {
    fragility_within(framework, assessment, MOST_CHOICES)
}

/// The same, with so many choices looked at.
fn fragility_within(
    framework: &Framework,
    assessment: &Assessment,
    most: usize,
) -> Result<Option<Fragility>, ScoreError> {
    let unit_group = belongs(framework, assessment)?;
    let entries = Entries::read(unit_group, assessment);
    let sheet = Sheet::untraced(framework, unit_group, assessment, &entries);
    let cells = sheet.cells_alone(Exclusions::Decided);
    let outcome = sheet.outcome(cells.clone(), Doubt::Open);
    let Some(standing) = &outcome.standing else {
        return Ok(None);
    };
    let Place::Rung { .. } = standing.final_level else {
        return Ok(None);
    };
    let search = Search {
        rejectable: Rejectable::of(unit_group, &cells),
        tally: Tally::of(&sheet, &outcome),
        sheet: &sheet,
        cells: &cells,
        standing,
    };
    Ok(search.smallest(most))
}

/// What a measure has to stay under for a condition to be lost. The less, the more it asks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Limit {
    points: Number,
    /// Whether as much is little enough.
    is_enough: bool,
}

impl Limit {
    fn holds(&self, points: &Number) -> bool {
        *points < self.points || self.is_enough && *points == self.points
    }
}

/// Conditions to lose: for each measure the limit that asks most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Lost(Vec<(Measure, Limit)>);

impl Lost {
    fn limit(&self, of: Measure) -> Option<&Limit> {
        let mut limits = self.0.iter();
        limits.find_map(|(measure, limit)| (*measure == of).then_some(limit))
    }

    /// Whether a measure of so many points is as low as it has to be.
    fn holds(&self, of: Measure, points: &Number) -> bool {
        self.limit(of).is_none_or(|limit| limit.holds(points))
    }

    /// One more lost.
    fn with(&self, of: Measure, limit: Limit) -> Lost {
        let others = self.0.iter().filter(|(measure, _)| *measure != of).cloned();
        let limit = match self.limit(of) {
            Some(known) => limit.min(known.clone()),
            None => limit,
        };
        Lost(others.chain([(of, limit)]).collect())
    }

    /// Whether the same is lost, in whatever order.
    fn is_same(&self, other: &Lost) -> bool {
        let mut limits = self.0.iter();
        self.0.len() == other.0.len() && limits.all(|one| other.0.contains(one))
    }
}

/// A choice of conditions to lose, and a smallest set that loses them.
struct Choice {
    lost: Lost,
    set: Vec<Rc<str>>,
}

struct Search<'a> {
    sheet: &'a Sheet<'a>,
    cells: &'a Cells,
    tally: Tally<'a>,
    rejectable: Rejectable,
    /// As it is now.
    standing: &'a Standing,
}

impl Search<'_> {
    fn smallest(&self, most: usize) -> Option<Fragility> {
        let mut seen = vec![Lost::default()];
        let mut open = vec![Choice {
            lost: Lost::default(),
            set: Vec::new(),
        }];
        while let Some(choice) = fewest(&mut open) {
            let standing = self.without(&choice.set)?;
            if self.is_lower(&standing) {
                return Some(Fragility {
                    is_smallest: choice.set.len() == 1 || !self.has_unknown(),
                    items: choice.set,
                });
            }
            for lost in self.next(&choice.lost, &standing) {
                if seen.iter().any(|one| one.is_same(&lost)) {
                    continue;
                }
                if seen.len() == most {
                    return self.irreducible();
                }
                let set = self.rejectable.fewest(self.sheet, &self.tally, &lost);
                open.extend(set.map(|set| Choice {
                    lost: lost.clone(),
                    set,
                }));
                seen.push(lost);
            }
        }
        self.irreducible()
    }

    /// The choices one condition further, while this is where the unit stands.
    fn next(&self, lost: &Lost, standing: &Standing) -> Vec<Lost> {
        let ladders = self.sheet.unit_group.standing.ladders().iter();
        let ladders = ladders.zip(&standing.ladders);
        ladders
            .flat_map(|(ladder, result)| conditions(ladder, result))
            .map(|(of, limit)| lost.with(of, limit))
            .collect()
    }

    /// Where the unit stands without the points of these cells.
    fn without(&self, set: &[Rc<str>]) -> Option<Standing> {
        let left = self.cells.without(set, self.sheet.unit_group);
        self.sheet.outcome(left, Doubt::Open).standing
    }

    fn is_lower(&self, standing: &Standing) -> bool {
        standing.final_level.depth() > self.standing.final_level.depth()
    }

    /// Whether it is not known of some rung that can still be stood on whether it is reached. Then losing more can lead from a
    /// place that is not known, and counts as lower, to one that is known and does not.
    fn has_unknown(&self) -> bool {
        let mut rungs = self
            .standing
            .ladders
            .iter()
            .flat_map(|ladder| &ladder.rungs);
        rungs.any(|rung| {
            let mut verdicts = rung.conditions.iter().map(ConditionResult::verdict);
            let is_lost = |verdict| matches!(verdict, Verdict::Lacking(_) | Verdict::Holds(false));
            !verdicts.clone().any(is_lost) && verdicts.any(|verdict| verdict == Verdict::Unknown)
        })
    }

    /// A set of which none can be left out: what is worth least is left out first.
    fn irreducible(&self) -> Option<Fragility> {
        let mut set = self.rejectable.all();
        let lowers = |set: &[Rc<str>]| {
            self.without(set)
                .is_some_and(|standing| self.is_lower(&standing))
        };
        if !lowers(&set) {
            return None;
        }
        for id in self.rejectable.least_first() {
            let less: Vec<Rc<str>> = set.iter().filter(|one| **one != id).cloned().collect();
            if lowers(&less) {
                set = less;
            }
        }
        Some(Fragility {
            is_smallest: set.len() == 1,
            items: set,
        })
    }
}

/// Takes a choice that needs fewest cells; of several the latest, which has lost most.
fn fewest(open: &mut Vec<Choice>) -> Option<Choice> {
    let choices = open.iter().enumerate().rev();
    let (index, _) = choices.min_by_key(|(_, choice)| choice.set.len())?;
    Some(open.remove(index))
}

/// What can be lost of the rung a ladder stands on.
fn conditions<'a>(
    ladder: &'a Ladder,
    result: &'a LadderResult,
) -> impl Iterator<Item = (Measure, Limit)> + 'a {
    let index = match result.place {
        Place::Rung { index, .. } | Place::Gap { above: index } => Some(index),
        Place::Undetermined => result.rungs.iter().position(|rung| rung.reached.is_none()),
        Place::Below => None,
    };
    let rung = index.and_then(|index| ladder.rungs.get(index).zip(result.rungs.get(index)));
    rung.into_iter().flat_map(|(rung, result)| {
        let conditions = rung.conditions.iter().zip(&result.conditions);
        conditions.filter_map(|(condition, result)| match condition.asks {
            Asks::Points { of, side, .. } => {
                let is_enough = match side {
                    Side::AtLeast => false,
                    Side::Above => true,
                    Side::AtMost | Side::Below => return None,
                };
                let points = result.need.clone()?;
                Some((of, Limit { points, is_enough }))
            }
            Asks::Test(_) => None,
        })
    })
}

#[cfg(test)]
mod tests;
