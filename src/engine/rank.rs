//! Units of one list, ranked (§27) and held to a rung's quota (§26).

use std::cmp::{Ordering, Reverse};

use serde::Serialize;

use super::framework::{Ladder, UnitGroup};
use super::number::{Bounds, Number};
use super::outcome::Outcome;
use super::standing::{Place, Totals};

/// A unit's place in its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rank {
    /// From 1; equals share a rank and the next comes after all of them: 1, 2, 2, 4. `None` below all rungs, where nobody is
    /// ranked, and where neither a total nor a level says who comes first.
    pub rank: Option<usize>,
    /// Whether other units share it.
    pub is_tied: bool,
    /// The level that counts after quotas; `None` where the decision has no levels.
    pub level: Option<Place>,
    /// Whether a tie lies across a quota's limit, so that the Council has to choose: some of the equals stay on the rung
    /// given, the others go one down.
    pub is_left_to_council: bool,
}

/// What of a unit's result its place in a list depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entrant {
    /// What units are compared by first, more being better; `None` where nothing is added up, and units are compared by level.
    total: Option<Number>,
    /// What breaks ties, first things first, more being better.
    ties: Vec<Number>,
    level: Option<Place>,
}

impl Entrant {
    /// Of a unit of this kind, by one of its results.
    #[must_use]
    pub fn of(unit_group: &UnitGroup, outcome: &Outcome) -> Entrant {
        let standing = outcome.standing.as_ref();
        Entrant::by(
            unit_group,
            &Totals::of(outcome),
            standing.map(|standing| standing.final_level.clone()),
        )
    }

    /// Whether it comes before another.
    #[must_use]
    pub fn is_better(&self, other: &Entrant) -> bool {
        self.compared(other).is_gt()
    }

    /// Whether the two share a place.
    #[must_use]
    pub fn is_equal(&self, other: &Entrant) -> bool {
        self.compared(other).is_eq()
    }

    fn compared(&self, other: &Entrant) -> Ordering {
        let depth = |entrant: &Entrant| match entrant.total {
            Some(_) => None,
            None => entrant.level.as_ref().map(Place::depth),
        };
        let total = self.total.cmp(&other.total);
        let level = || depth(other).cmp(&depth(self));
        total
            .then_with(level)
            .then_with(|| self.ties.cmp(&other.ties))
    }

    /// Whether it has a place among the others.
    #[must_use]
    pub fn is_ranked(&self) -> bool {
        match &self.level {
            Some(Place::Below) => false,
            None | Some(Place::Undetermined) => self.total.is_some(),
            Some(Place::Rung { .. } | Place::Gap { .. }) => true,
        }
    }

    pub(crate) fn by(unit_group: &UnitGroup, totals: &Totals<'_>, level: Option<Place>) -> Entrant {
        let by = ladder(unit_group).map_or(&[][..], |ladder| &ladder.tie_break);
        Entrant {
            total: unit_group.adds_up().then(|| totals.whole.points.clone()),
            ties: by.iter().map(|(of, _)| totals.get(*of).0.clone()).collect(),
            level,
        }
    }
}

pub(crate) fn ladder(unit_group: &UnitGroup) -> Option<&Ladder> {
    unit_group.standing.ladders().first()
}

/// Whether the decision says what comes first of units with the same total.
#[must_use]
pub fn breaks_ties(unit_group: &UnitGroup) -> bool {
    ladder(unit_group).is_some_and(|ladder| !ladder.tie_break.is_empty())
}

/// Ranks the units of one list by total, highest first, or by level where the decision adds nothing up; then by what the ladder
/// breaks ties with. The results stand in the order of the units given.
#[must_use]
pub fn rank(unit_group: &UnitGroup, entrants: &[Entrant]) -> Vec<Rank> {
    let order = in_order(entrants);
    let unranked = entrants.iter().map(|entrant| Rank {
        rank: None,
        is_tied: false,
        level: entrant.level.clone(),
        is_left_to_council: false,
    });
    let mut ranks: Vec<Rank> = unranked.collect();
    let mut place = 1;
    for equals in order.chunk_by(|_, other| other.is_tied) {
        for one in equals {
            ranks[one.unit].rank = Some(place);
            ranks[one.unit].is_tied = equals.len() > 1;
        }
        place += equals.len();
    }
    let order: Vec<usize> = order.into_iter().map(|one| one.unit).collect();
    if let Some(ladder) = ladder(unit_group) {
        for index in 0..ladder.rungs.len() {
            hold_to_quota(ladder, index, &order, &mut ranks);
        }
    }
    ranks
}

/// A unit in its place.
struct Placed {
    unit: usize,
    /// Bounds of its total, where there are any.
    bounds: Option<Bounds>,
    /// Whether it is the equal of the one before.
    is_tied: bool,
}

/// The units that are ranked, best first. By bounds of their totals, and only where these overlap by all they are compared by:
/// of most units that is not looked at.
fn in_order(entrants: &[Entrant]) -> Vec<Placed> {
    let units = entrants.iter().enumerate();
    let mut order: Vec<Placed> = units
        .filter(|(_, entrant)| entrant.is_ranked())
        .map(|(unit, entrant)| Placed {
            unit,
            bounds: entrant.total.as_ref().and_then(Number::bounds),
            is_tied: false,
        })
        .collect();
    let all_have_bounds = order.iter().all(|one| one.bounds.is_some());
    order.sort_by_key(|one| one.bounds.map(|bounds| Reverse(bounds.low)));
    let may_be_equal = |one: &Placed, other: &Placed| match (one.bounds, other.bounds) {
        (Some(one), Some(other)) if all_have_bounds => one.low <= other.high,
        _ => true,
    };
    let order_of =
        |one: &Placed, other: &Placed| entrants[other.unit].compared(&entrants[one.unit]);
    for together in order.chunk_by_mut(may_be_equal) {
        let Some((first, others)) = together.split_first_mut() else {
            continue;
        };
        for other in &mut *others {
            other.is_tied = order_of(first, other).is_eq();
        }
        if others.iter().all(|other| other.is_tied) {
            continue;
        }
        together.sort_by(order_of);
        for index in 1..together.len() {
            together[index].is_tied = order_of(&together[index - 1], &together[index]).is_eq();
        }
        if let Some(first) = together.first_mut() {
            first.is_tied = false;
        }
    }
    order
}

/// Sends those whom a rung's quota does not hold one rung down, the last first.
fn hold_to_quota(ladder: &Ladder, index: usize, order: &[usize], ranks: &mut [Rank]) {
    let Some(quota) = &ladder.rungs[index].quota else {
        return;
    };
    let units = Number::from(u32::try_from(ranks.len()).unwrap_or(u32::MAX));
    let seats = (&quota.value * &units).truncated();
    let below = Place::rung(ladder, (index + 1).min(ladder.rungs.len() - 1));
    let is_here =
        |rank: &Rank| matches!(rank.level, Some(Place::Rung { index: i, .. }) if i == index);
    let here: Vec<usize> = order
        .iter()
        .copied()
        .filter(|unit| is_here(&ranks[*unit]))
        .collect();
    let mut seated = Number::ZERO;
    let by_rank: Vec<Option<usize>> = ranks.iter().map(|rank| rank.rank).collect();
    for equals in here.chunk_by(|one, other| by_rank[*one] == by_rank[*other]) {
        let count = Number::from(u32::try_from(equals.len()).unwrap_or(u32::MAX));
        let all = &seated + &count;
        if all <= seats {
            seated = all;
            continue;
        }
        let is_split = seated < seats;
        for unit in equals {
            if is_split {
                ranks[*unit].is_left_to_council = true;
            } else {
                ranks[*unit].level = Some(below.clone());
            }
        }
        seated = seats.clone().max(seated);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::engine::practice::{edited, framework, n, scored, typed};

    /// The ranks of units by total and by what breaks ties.
    fn ranks(units: &[(&str, &str)]) -> Vec<(usize, bool)> {
        let framework = framework();
        let entrants = units.iter().map(|(total, tie)| Entrant {
            total: Some(n(total)),
            ties: vec![n(tie)],
            level: None,
        });
        let unit_group = framework.unit_group("doi").unwrap();
        let ranks = rank(unit_group, &entrants.collect::<Vec<_>>());
        let ranks = ranks.iter();
        ranks
            .map(|rank| (rank.rank.unwrap(), rank.is_tied))
            .collect()
    }

    #[test]
    fn equals_share_a_rank_and_the_next_comes_after_all_of_them() {
        assert_eq!(
            ranks(&[("7", "0"), ("9", "1"), ("7", "0"), ("9", "2"), ("6", "0")]),
            [(3, true), (2, false), (3, true), (1, false), (5, false)]
        );
        // A third is told apart from what is nearest to it, and is a third.
        assert_eq!(
            ranks(&[("0.333333333", "0"), ("1/3", "0"), ("2/6", "0")]),
            [(3, false), (1, true), (1, true)]
        );
    }

    #[test]
    fn who_stands_below_all_rungs_is_not_ranked_whatever_the_total() {
        let framework = framework();
        let unit_group = framework.unit_group("xa").unwrap();
        let rung = |index| Place::rung(ladder(unit_group).unwrap(), index);
        let of = |total, level| Entrant {
            total: Some(n(total)),
            ties: Vec::new(),
            level: Some(level),
        };
        let entrants = [
            of("95", Place::Below),
            of("90", rung(0)),
            of("95", Place::Undetermined),
            of("90", Place::Below),
            of("90", Place::Gap { above: 1 }),
        ];
        let ranks = rank(unit_group, &entrants);
        let found: Vec<_> = ranks.iter().map(|rank| (rank.rank, rank.is_tied)).collect();
        let (first, second) = (Some(1), Some(2));
        assert_eq!(
            found,
            [
                (None, false),
                (second, true),
                (first, false),
                (None, false),
                (second, true)
            ]
        );
    }

    #[test]
    fn blocks_that_are_not_added_up_are_ranked_by_level_alone() {
        let framework = framework();
        let district = framework.unit_group("huyen").unwrap();
        let ids = ["xa", "huyen", "phong", "doi", "so", "ap"];
        let adds_up = |id: &str| framework.unit_group(id).unwrap().adds_up();
        assert_eq!(ids.map(adds_up), [true, false, true, true, true, true]);
        let ranked = |units: &[[&str; 3]]| {
            let entrants = units.iter().map(|points| {
                let points: Vec<_> = ["c", "d", "e"].into_iter().zip(*points).collect();
                let scored = scored(&typed("huyen", &points));
                Entrant::of(district, &scored.outcome)
            });
            let ranks = rank(district, &entrants.collect::<Vec<_>>());
            ranks
                .iter()
                .map(|rank| (rank.rank, rank.is_tied))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            ranked(&[
                // 95 points and II, 80 and II, 95 and I, 100 and I, 85 and II.
                ["25", "20", "50"],
                ["15", "15", "50"],
                ["30", "20", "45"],
                ["30", "20", "50"],
                ["15", "20", "50"],
            ]),
            [
                (Some(3), true),
                (Some(3), true),
                (Some(1), true),
                (Some(1), true),
                (Some(3), true)
            ]
        );
        let below = ranked(&[["30", "20", "24"], ["15", "15", "25"]]);
        assert_eq!(below, [(None, false), (Some(1), false)]);
        // Nothing says who comes first.
        let unknown = Entrant {
            total: None,
            ties: Vec::new(),
            level: None,
        };
        assert_eq!(rank(district, &[unknown])[0].rank, None);
    }

    /// Each reason by itself is enough.
    #[test]
    fn blocks_are_added_up_for_any_of_three_reasons() {
        let adds_up = |change: &dyn Fn(&mut Value)| {
            let framework = edited(change);
            framework.unit_group("huyen").unwrap().adds_up()
        };
        assert!(!adds_up(&|_| ()));
        assert!(adds_up(&|json| {
            json["sheets"][1]["standing"] = json!({ "ranked_only": { "source": "dieu-1" } });
            json["ladders"].as_array_mut().unwrap().drain(1..3);
        }));
        assert!(adds_up(&|json| {
            let condition =
                json!({ "of": "whole", "at_least": { "points": "10" }, "source": "dieu-1" });
            let conditions = &mut json["ladders"][1]["rungs"][0]["conditions"];
            conditions.as_array_mut().unwrap().push(condition);
        }));
        assert!(adds_up(&|json| {
            let sheet = &mut json["sheets"][1];
            sheet["blocks"].as_array_mut().unwrap().pop();
            sheet["standing"] = json!({ "ladders": { "ladders": ["nen"] } });
            json["ladders"].as_array_mut().unwrap().remove(2);
        }));
    }

    #[test]
    fn a_decision_breaks_ties_or_does_not() {
        let framework = framework();
        let breaks = |id: &str| breaks_ties(framework.unit_group(id).unwrap());
        assert_eq!(["ap", "xa", "doi"].map(breaks), [true, false, false]);
    }

    /// Of totals of more than about 8 thousand million no bounds are known: such a one may be the lowest of all.
    #[test]
    fn a_total_too_large_for_bounds_has_its_place() {
        assert_eq!(
            ranks(&[("-1000000000000", "0"), ("5", "0"), ("3", "0")]),
            [(3, false), (1, false), (2, false)]
        );
        assert_eq!(
            ranks(&[("3", "0"), ("1000000000000", "0"), ("5", "0")]),
            [(3, false), (1, false), (2, false)]
        );
    }
}
