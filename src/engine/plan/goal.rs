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

/// Goals any of which reaches a target.
#[derive(Debug, Default)]
pub(super) struct Goals {
    pub goals: Vec<Goal>,
    /// Whether there is no other.
    pub is_all: bool,
}

/// How many tests goals may have together, each goal counted as one: sanctions that may apply or not, and rungs of several
/// ladders, multiply.
const MOST: usize = 100_000;

/// The goals any of which reaches a rung, or what keeps all of them from it.
pub(super) fn of_rung(
    standing: &Standing,
    outcome: &Outcome,
    rung: usize,
) -> Result<Goals, Vec<Obstacle>> {
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
    let sanctions = ladders.iter().map(|ladder| ladder.sanctions.len());
    let most = MOST / (1 + sanctions.sum::<usize>());
    of_ladders(ladders, &Totals::of(outcome), rung, most)
}

/// The same, with so many goals kept at most.
fn of_ladders(
    ladders: &[Ladder],
    totals: &Totals<'_>,
    rung: usize,
    most: usize,
) -> Result<Goals, Vec<Obstacle>> {
    let (mut goals, mut obstacles) = (Vec::new(), Vec::new());
    let (levels, mut is_all) = sanctioned(ladders, rung, most);
    for (level, tests) in levels {
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
                match asked(ladder, index, totals) {
                    Ok(asked) => {
                        let left = most.saturating_sub(goals.len() + longer.len());
                        is_all &= all.len() <= left;
                        longer.extend(all.iter().take(left).map(|goal| goal.and(&asked)));
                    }
                    Err(obstacle) => obstacles.push(obstacle),
                }
            }
            all = longer;
        }
        goals.extend(all);
    }
    if goals.is_empty() && is_all {
        obstacles.dedup();
        return Err(obstacles);
    }
    Ok(Goals { goals, is_all })
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

/// The levels by score that are enough, each with the sanctions that must not apply then; and whether these are all.
fn sanctioned(ladders: &[Ladder], rung: usize, most: usize) -> (Vec<(usize, Vec<Wanted>)>, bool) {
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
    let mut is_all = true;
    for (ladder, sanction) in sanctions {
        let mut left = most.saturating_sub(levels.len());
        let mut with = Vec::new();
        for (level, mut tests) in levels {
            match sanction.then {
                SanctionThen::NotAbove(limit) | SanctionThen::Rung(limit) if limit <= rung => {}
                // Nobody is put below the lowest rung, so there it costs nothing.
                SanctionThen::Down(_) if rung + 1 == ladder.rungs.len() => {}
                SanctionThen::Down(by) => {
                    if let Some(higher) = level.checked_sub(by) {
                        if left > 0 {
                            with.push((higher, tests.clone()));
                            left -= 1;
                        } else {
                            is_all = false;
                        }
                    }
                    tests.push(must_not(ladder, sanction));
                }
                _ => tests.push(must_not(ladder, sanction)),
            }
            with.push((level, tests));
        }
        levels = with;
    }
    (levels, is_all)
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

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::engine::framework::{Fact, Rung, Sanction, Source, Worth};
    use crate::engine::practice::{n, scored, typed};
    use crate::engine::rule::{Known, YES};

    use SanctionThen as T;

    const SIDES: [Side; 4] = [Side::AtLeast, Side::Above, Side::AtMost, Side::Below];

    fn source() -> Rc<Source> {
        Rc::new(Source {
            at: String::new(),
            quote: String::new(),
        })
    }

    fn points(of: Measure, side: Side, limit: Worth) -> Asks {
        Asks::Points { of, side, limit }
    }

    fn whole(side: Side, limit: &str) -> Asks {
        points(Measure::Whole, side, Worth::Points(n(limit)))
    }

    fn rung(conditions: impl IntoIterator<Item = Asks>) -> Rung {
        let conditions = conditions.into_iter().map(|asks| Condition {
            asks,
            source: source(),
        });
        Rung {
            id: "r".into(),
            name: Fact {
                value: String::new(),
                source: source(),
            },
            conditions: conditions.collect(),
            quota: None,
        }
    }

    fn ladder(rungs: Vec<Rung>, sanctions: &[SanctionThen]) -> Ladder {
        let test = Test::Chosen {
            input: 0,
            option: YES,
        };
        let sanctions = sanctions.iter().enumerate().map(|(index, then)| Sanction {
            id: format!("s{index}").into(),
            what: String::new(),
            test: test.clone(),
            then: *then,
            source: source(),
        });
        Ladder {
            id: "l".into(),
            name: None,
            rungs,
            below: None,
            late: None,
            gaps: None,
            sanctions: sanctions.collect(),
            tie_break: Vec::new(),
        }
    }

    #[test]
    fn an_ask_can_hold_where_the_better_end_is_enough() {
        let can_hold = |side: Side, low: &str, high: &str| {
            let ask = Ask {
                side,
                ..Ask::at_least(Measure::Whole, n("5"), Obstacle::Together)
            };
            ask.can_hold(&n(low), &n(high))
        };
        for (low, high, expected) in [
            ("4", "4", [false, false, true, true]),
            ("4", "5", [true, false, true, true]),
            ("5", "5", [true, false, true, false]),
            ("5", "6", [true, true, true, false]),
            ("6", "6", [true, true, false, false]),
        ] {
            assert_eq!(
                SIDES.map(|side| can_hold(side, low, high)),
                expected,
                "{low} {high}"
            );
        }
    }

    #[test]
    fn upper_limits_are_known_as_such() {
        let has_upper = |side: Side| {
            let ask = Ask {
                side,
                ..Ask::at_least(Measure::Whole, n("5"), Obstacle::Together)
            };
            let goal = Goal {
                asks: vec![ask],
                ..Goal::default()
            };
            goal.has_upper_limits()
        };
        assert_eq!(SIDES.map(has_upper), [false, false, true, true]);
        assert!(!Goal::default().has_upper_limits());
    }

    #[test]
    fn what_must_not_be_may_be_unknown() {
        let wanted = |holds: bool, known: Known| {
            let wanted = Wanted {
                test: Test::Chosen {
                    input: 0,
                    option: YES,
                },
                holds,
                obstacle: Obstacle::Together,
            };
            wanted.can_be(&[Scope::Known(known)])
        };
        let unknown = || Known::Missing(crate::engine::rule::Missing::Blank);
        assert!(wanted(true, Known::Option(YES)) && !wanted(true, Known::Option(1)));
        assert!(!wanted(false, Known::Option(YES)) && wanted(false, Known::Option(1)));
        assert!(!wanted(true, unknown()) && wanted(false, unknown()));
    }

    #[test]
    fn one_condition_implies_another_only_where_it_is_as_tight() {
        // By side of the one and the other; a limit of 5 against 4, 5 and 6.
        for (one, other, expected) in [
            (Side::AtLeast, Side::AtLeast, [true, true, false]),
            (Side::Above, Side::AtLeast, [true, true, false]),
            (Side::Above, Side::Above, [true, true, false]),
            (Side::AtLeast, Side::Above, [true, false, false]),
            (Side::AtMost, Side::AtMost, [false, true, true]),
            (Side::Below, Side::AtMost, [false, true, true]),
            (Side::Below, Side::Below, [false, true, true]),
            (Side::AtMost, Side::Below, [false, false, true]),
            (Side::AtLeast, Side::AtMost, [false; 3]),
            (Side::Below, Side::Above, [false; 3]),
        ] {
            let implied = |limit: &str| implies(&whole(one, "5"), &whole(other, limit));
            assert_eq!(["4", "5", "6"].map(implied), expected, "{one:?} {other:?}");
        }
        let share = |of| points(of, Side::AtLeast, Worth::Share(n("90%")));
        assert!(implies(&share(Measure::Whole), &share(Measure::Whole)));
        assert!(!implies(&share(Measure::Whole), &share(Measure::Group(0))));
        assert!(!implies(
            &share(Measure::Whole),
            &whole(Side::AtLeast, "0.5")
        ));
        let test = |option| Asks::Test(Test::Chosen { input: 0, option });
        assert!(implies(&test(0), &test(0)) && !implies(&test(0), &test(1)));
        assert!(!implies(&test(0), &share(Measure::Whole)));
    }

    #[test]
    fn a_higher_rung_is_tried_only_where_it_may_be_easier() {
        let nested = ladder(
            vec![
                rung([whole(Side::AtLeast, "9"), whole(Side::AtMost, "20")]),
                rung([whole(Side::AtLeast, "5")]),
                rung([]),
            ],
            &[],
        );
        assert_eq!(rungs(&nested, 1), [1]);
        assert_eq!(rungs(&nested, 2), [2]);
        let capped = ladder(
            vec![
                rung([whole(Side::AtLeast, "9")]),
                rung([whole(Side::AtLeast, "5"), whole(Side::AtMost, "8")]),
            ],
            &[],
        );
        assert_eq!(rungs(&capped, 1), [0, 1]);
    }

    #[test]
    fn sanctions_are_kept_off_or_made_up_for() {
        let levels = |then: SanctionThen, target: usize| {
            let ladder = ladder(vec![rung([]), rung([]), rung([])], &[then]);
            let (levels, is_all) = sanctioned(&[ladder], target, MOST);
            assert!(is_all);
            let levels = levels
                .into_iter()
                .map(|(level, tests)| (level, tests.len()));
            levels.collect::<Vec<_>>()
        };
        // What goes no higher than the target does no harm; what goes lower must not apply.
        assert_eq!(levels(T::NotAbove(1), 1), [(1, 0)]);
        assert_eq!(levels(T::NotAbove(2), 1), [(1, 1)]);
        assert_eq!(levels(T::Rung(0), 1), [(1, 0)]);
        assert_eq!(levels(T::Rung(2), 0), [(0, 1)]);
        // A rung down is made up for by standing one higher, where there is one; on the lowest it changes nothing.
        assert_eq!(levels(T::Down(1), 1), [(0, 0), (1, 1)]);
        assert_eq!(levels(T::Down(1), 0), [(0, 1)]);
        assert_eq!(levels(T::Down(2), 1), [(1, 1)]);
        assert_eq!(levels(T::Down(1), 2), [(2, 0)]);
    }

    #[test]
    fn of_too_many_ways_over_all_ladders_some_are_left_out_and_that_is_said() {
        let limits =
            |low: &str, high: &str| rung([whole(Side::AtLeast, low), whole(Side::AtMost, high)]);
        // No rung asks all that another does.
        let apart = |sanctions: &[SanctionThen]| {
            let rungs = [("80", "90"), ("50", "70"), ("20", "40")];
            let rungs = rungs.into_iter().map(|(low, high)| limits(low, high));
            ladder(rungs.chain([rung([])]).collect(), sanctions)
        };
        let ladders = [apart(&[T::Down(1)]), apart(&[])];
        let outcome = scored(&typed("xa", &[])).outcome;
        let found = |most: usize| {
            let goals = of_ladders(&ladders, &Totals::of(&outcome), 2, most).unwrap();
            (goals.goals.len(), goals.is_all)
        };
        // Down from the middle or above, two rungs of each ladder; and not down, three of each.
        assert_eq!(found(MOST), (13, true));
        assert_eq!(found(13), (13, true));
        assert_eq!(found(12), (12, false));
        assert!(!found(4).1);
    }

    #[test]
    fn of_too_many_combinations_some_are_left_out_and_that_is_said() {
        let levels = |most: usize| {
            let ladder = ladder(
                vec![rung([]), rung([]), rung([]), rung([])],
                &[T::Down(1); 3],
            );
            let (levels, is_all) = sanctioned(&[ladder], 2, most);
            // What is made up for, and what must not be, are always all three sanctions.
            assert!(
                levels
                    .iter()
                    .all(|(level, tests)| 2 - level + tests.len() == 3)
            );
            (levels.len(), is_all)
        };
        // None, one or two of the three.
        assert_eq!(levels(MOST), (7, true));
        assert_eq!(levels(7), (7, true));
        assert_eq!(levels(6), (6, false));
        assert_eq!(levels(1), (1, false));
    }
}
