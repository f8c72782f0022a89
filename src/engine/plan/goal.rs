//! What has to hold for a target to be reached.

use super::Obstacle;
use crate::engine::framework::{Asks, Condition, Ladder, Measure, SanctionThen, Side, Standing};
use crate::engine::number::Number;
use crate::engine::outcome::Outcome;
use crate::engine::rule::{self, Scope, Test};
use crate::engine::standing::{self, Place, Totals};

/// A measure on one side of a limit.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub of: Measure,
    side: Side,
    pub need: Number,
    /// What cannot be, if this cannot.
    pub obstacle: Obstacle,
}

/// A test that has to hold, or must not.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub test: Test,
    pub holds: bool,
    /// What cannot be, if this cannot.
    pub obstacle: Obstacle,
}

/// All that has to hold together.
#[derive(Clone, Debug, Default)]
pub(super) struct Goal {
    /// The rung whose conditions these are, ladder by ladder.
    pub rungs: Vec<usize>,
    pub asks: Vec<Ask>,
    pub tests: Vec<Wanted>,
}

impl Ask {
    pub(super) fn at_least(of: Measure, need: Number, obstacle: Obstacle) -> Ask {
        Ask {
            of,
            side: Side::AtLeast,
            need,
            obstacle,
        }
    }

    pub(super) fn is_of_item(&self, item: usize) -> bool {
        self.of == Measure::Item(item)
    }

    pub(super) fn holds(&self, points: &Number) -> bool {
        self.can_hold(points, points)
    }

    /// Whether it holds for something from here to there.
    pub(super) fn can_hold(&self, low: &Number, high: &Number) -> bool {
        match self.side {
            Side::AtLeast => *high >= self.need,
            Side::Above => *high > self.need,
            Side::AtMost => *low <= self.need,
            Side::Below => *low < self.need,
        }
    }

    pub(super) fn is_upper(&self) -> bool {
        matches!(self.side, Side::AtMost | Side::Below)
    }
}

impl Wanted {
    /// Whether it can be so.
    pub(super) fn can_be(&self, scopes: &[Scope]) -> bool {
        let truth = rule::test(scopes, &self.test);
        if self.holds {
            truth.holds
        } else {
            truth.fails || truth.stops
        }
    }
}

impl Goal {
    pub(super) fn asks_of(&self, item: usize) -> impl Iterator<Item = &Ask> {
        self.asks.iter().filter(move |ask| ask.is_of_item(item))
    }

    pub(super) fn has_upper_limits(&self) -> bool {
        self.asks.iter().any(Ask::is_upper)
    }
}

/// The goals any of which reaches a rung, or what keeps all of them from it.
pub(super) fn of_rung(
    standing: &Standing,
    outcome: &Outcome,
    rung: usize,
) -> Result<Vec<Goal>, Vec<Obstacle>> {
    let Standing::Ladders { ladders, .. } = standing else {
        return Err(Vec::new());
    };
    let late = outcome
        .standing
        .as_ref()
        .and_then(|standing| standing.late.as_ref());
    if let Some(Place::Rung { index, .. }) = late
        && *index > rung
    {
        return Err(vec![Obstacle::Late]);
    }
    let totals = Totals::of(outcome);
    let (mut goals, mut obstacles) = (Vec::new(), Vec::new());
    for (level, tests) in sanctioned(ladders, rung) {
        let mut all = vec![Goal {
            tests,
            ..Goal::default()
        }];
        for ladder in ladders {
            let Some(lowest) = ladder.rungs.len().checked_sub(1) else {
                continue;
            };
            let mut longer = Vec::new();
            for index in rungs(ladder, level.min(lowest)) {
                match asked(ladder, index, &totals) {
                    Ok(asked) => longer.extend(all.iter().map(|goal| goal.and(&asked))),
                    Err(obstacle) => obstacles.push(obstacle),
                }
            }
            all = longer;
        }
        goals.extend(all);
    }
    if goals.is_empty() {
        obstacles.dedup();
        return Err(obstacles);
    }
    Ok(goals)
}

impl Goal {
    fn and(&self, other: &Goal) -> Goal {
        let mut both = self.clone();
        both.rungs.extend(&other.rungs);
        both.asks.extend(other.asks.iter().cloned());
        both.tests.extend(other.tests.iter().cloned());
        both
    }
}

/// The levels by score that are enough, each with the sanctions that must not apply then.
fn sanctioned(ladders: &[Ladder], rung: usize) -> Vec<(usize, Vec<Wanted>)> {
    let sanctions = ladders.iter().flat_map(|ladder| {
        ladder
            .sanctions
            .iter()
            .map(move |sanction| (ladder, sanction))
    });
    let must_not = |ladder: &Ladder, sanction: &crate::engine::framework::Sanction| Wanted {
        test: sanction.test.clone(),
        holds: false,
        obstacle: Obstacle::Sanction {
            ladder: ladder.id.clone(),
            sanction: sanction.id.clone(),
        },
    };
    let mut levels = vec![(rung, Vec::new())];
    for (ladder, sanction) in sanctions {
        let mut with = Vec::new();
        for (level, mut tests) in levels {
            match sanction.then {
                SanctionThen::NotAbove(limit) | SanctionThen::Rung(limit) if limit <= rung => {}
                SanctionThen::Down(by) => {
                    // Nobody is put below the lowest rung, so there it costs nothing.
                    let is_lowest = rung + 1 == ladder.rungs.len();
                    let higher = if is_lowest {
                        Some(level)
                    } else {
                        level.checked_sub(by)
                    };
                    if let Some(higher) = higher {
                        with.push((higher, tests.clone()));
                    }
                    tests.push(must_not(ladder, sanction));
                }
                _ => tests.push(must_not(ladder, sanction)),
            }
            with.push((level, tests));
        }
        levels = with;
    }
    levels
}

/// The rungs of a ladder that are at least this high, but for those that ask everything this one asks, and more.
fn rungs(ladder: &Ladder, lowest: usize) -> Vec<usize> {
    let needed = &ladder.rungs[lowest].conditions;
    let is_harder = |index: &usize| {
        let conditions = &ladder.rungs[*index].conditions;
        let implied = |one: &Condition| {
            conditions
                .iter()
                .any(|other| implies(&other.asks, &one.asks))
        };
        needed.iter().all(implied)
    };
    (0..lowest)
        .filter(|index| !is_harder(index))
        .chain([lowest])
        .collect()
}

/// Whether one condition cannot hold without the other.
fn implies(one: &Asks, other: &Asks) -> bool {
    use crate::engine::framework::Worth as W;
    let (
        Asks::Points { of, side, limit },
        Asks::Points {
            of: other_of,
            side: other_side,
            limit: other_limit,
        },
    ) = (one, other)
    else {
        return one == other;
    };
    let limits = match (limit, other_limit) {
        (W::Points(one), W::Points(other)) | (W::Share(one), W::Share(other)) => one.cmp(other),
        _ => return one == other,
    };
    let is_tighter = match (side, other_side) {
        (Side::AtLeast | Side::Above, Side::AtLeast) | (Side::Above, Side::Above) => limits.is_ge(),
        (Side::AtLeast, Side::Above) => limits.is_gt(),
        (Side::AtMost | Side::Below, Side::AtMost) | (Side::Below, Side::Below) => limits.is_le(),
        (Side::AtMost, Side::Below) => limits.is_lt(),
        _ => false,
    };
    of == other_of && is_tighter
}

/// What a rung asks.
fn asked(ladder: &Ladder, rung: usize, totals: &Totals<'_>) -> Result<Goal, Obstacle> {
    let mut goal = Goal {
        rungs: vec![rung],
        ..Goal::default()
    };
    for (place, condition) in ladder.rungs[rung].conditions.iter().enumerate() {
        let obstacle = |most| Obstacle::Condition {
            ladder: ladder.id.clone(),
            rung: ladder.rungs[rung].id.clone(),
            condition: place,
            most,
        };
        match &condition.asks {
            Asks::Test(test) => goal.tests.push(Wanted {
                test: test.clone(),
                holds: true,
                obstacle: obstacle(None),
            }),
            Asks::Points { of, side, limit } => {
                let (_, max) = totals.get(*of);
                let Some(need) = standing::need(limit, max) else {
                    return Err(obstacle(None));
                };
                goal.asks.push(Ask {
                    of: *of,
                    side: *side,
                    need,
                    obstacle: obstacle(None),
                });
            }
        }
    }
    Ok(goal)
}
