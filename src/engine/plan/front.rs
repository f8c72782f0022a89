//! Of all ways to change a sheet those that nothing beats: what costs no less comes to no more.
//!
//! Points only ever count through a group's sum, a group through its block's and the whole's. So ways are put together
//! piece by piece into groups, groups into blocks and blocks into the whole, and at each of these whatever is beaten, or
//! falls short of what is asked there, is dropped: nothing that was dropped could have been part of a best way.

use std::rc::Rc;

use super::goal::{Ask, Goal};
use super::piece::{Cost, Region, Space};
use crate::engine::framework::{GroupRole, Measure};
use crate::engine::number::Number;
use crate::engine::totals::Tally;

/// Regions by piece: what is put together.
pub(super) type Tables = Vec<Vec<Region>>;

/// One way: its cost, what it comes to (more is better), and the regions it takes.
#[derive(Clone, Debug)]
struct Way {
    cost: Cost,
    values: Values,
    picks: Picks,
}

/// What a way comes to: in the whole, the same at worst and below 0, in its block, and the same. What is not asked is 0.
/// Of a group's cells put together, only the first two.
type Values = [Number; 4];

/// Regions taken: piece and place in its table.
#[derive(Clone, Debug)]
enum Picks {
    None,
    One(usize, usize),
    Both(Rc<(Picks, Picks)>),
}

impl Picks {
    fn collect(&self, into: &mut Vec<(usize, usize)>) {
        match self {
            Picks::None => {}
            Picks::One(piece, region) => into.push((*piece, *region)),
            Picks::Both(both) => {
                both.0.collect(into);
                both.1.collect(into);
            }
        }
    }

    fn and(&self, other: &Picks) -> Picks {
        match (self, other) {
            (Picks::None, picks) | (picks, Picks::None) => picks.clone(),
            _ => Picks::Both(Rc::new((self.clone(), other.clone()))),
        }
    }
}

/// Ways that nothing beats.
#[derive(Clone, Debug, Default)]
struct Front(Vec<Way>);

impl Front {
    fn of(way: Way) -> Front {
        Front(vec![way])
    }

    fn add(&mut self, way: Way) {
        let picks = way.picks.clone();
        self.add_with(way, || picks);
    }

    /// Adds a way, with its picks only if nothing beats it.
    fn add_with(&mut self, way: Way, picks: impl FnOnce() -> Picks) {
        if self.0.iter().any(|other| other.beats(&way)) {
            return;
        }
        self.0.retain(|other| !way.beats(other));
        let picks = picks();
        self.0.push(Way { picks, ..way });
    }

    /// One of each, together, for no more effort than this.
    fn with(&self, other: &Front, limit: Cost, work: &mut Work) -> Result<Front, OutOfWork> {
        let mut both = Front::default();
        for one in &self.0 {
            for two in &other.0 {
                work.add_way(both.0.len())?;
                let cost = together(one.cost, two.cost);
                if cost <= limit {
                    let way = Way {
                        cost,
                        values: plus(&one.values, &two.values),
                        picks: Picks::None,
                    };
                    both.add_with(way, || one.picks.and(&two.picks));
                }
            }
        }
        Ok(both)
    }
}

/// How many ways a new one is compared with in the time that putting it together takes.
const COMPARED_AT_ONCE: usize = 64;

/// How many ways were put together, and how many may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    pub done: usize,
    pub limit: usize,
}

impl Work {
    /// One way more, compared with so many others.
    fn add_way(&mut self, others: usize) -> Result<(), OutOfWork> {
        self.add(1 + others / COMPARED_AT_ONCE)
    }

    pub(super) fn add(&mut self, more: usize) -> Result<(), OutOfWork> {
        self.done += more;
        if self.done > self.limit {
            Err(OutOfWork)
        } else {
            Ok(())
        }
    }
}

fn together(one: Cost, other: Cost) -> Cost {
    (one.0 + other.0, one.1 + other.1)
}

fn plus(one: &Values, two: &Values) -> Values {
    std::array::from_fn(|place| match (&one[place], &two[place]) {
        (zero, value) | (value, zero) if zero.is_zero() => value.clone(),
        (a, b) => a + b,
    })
}

const NOTHING: Values = [Number::ZERO; 4];

impl Way {
    fn nothing() -> Way {
        Way {
            cost: (0, 0),
            values: NOTHING,
            picks: Picks::None,
        }
    }

    fn beats(&self, other: &Way) -> bool {
        self.cost <= other.cost
            && self.cost.1 <= other.cost.1
            && self.values.iter().zip(&other.values).all(|(a, b)| a >= b)
    }
}

/// Puts regions together.
pub(super) struct Composer<'a> {
    pub space: &'a Space<'a>,
    pub goal: &'a Goal,
    pub tally: &'a Tally<'a>,
    /// Whether bounds are used as they are; otherwise rounded to short fractions, for the unit.
    pub is_exact: bool,
    pub work: Work,
}

impl Composer<'_> {
    /// The regions, by piece, of a cheapest way that costs no more than the limit, as far as their bounds tell. `None` where
    /// there is none; `Err` where too many would have to be looked at.
    pub(super) fn cheapest(
        &mut self,
        tables: &Tables,
        limit: Cost,
    ) -> Result<Option<Vec<(usize, usize)>>, OutOfWork> {
        let pieces = self.space.pieces.iter().enumerate();
        let (coupled, alone): (Vec<usize>, Vec<usize>) = pieces
            .map(|(index, _)| index)
            .partition(|piece| self.space.pieces[*piece].groups.len() != 1);
        let groups = self.space.base.len();
        let mut fronts: Vec<Front> = (0..groups).map(|_| Front::of(Way::nothing())).collect();
        for piece in alone {
            let group = self.space.pieces[piece].groups[0];
            let mut front = Front::default();
            for (place, region) in tables[piece].iter().enumerate() {
                self.work.add_way(front.0.len())?;
                if region.cost <= limit {
                    front.add(Way {
                        cost: region.cost,
                        values: self.signed(group, &region.best[0], &region.worst[0]),
                        picks: Picks::One(piece, place),
                    });
                }
            }
            fronts[group] = fronts[group].with(&front, limit, &mut self.work)?;
        }
        let start = Choice {
            cost: (0, 0),
            sums: vec![NOTHING; groups],
            picks: Picks::None,
        };
        let mut best: Option<(Cost, Picks)> = None;
        self.choose(tables, &coupled, &fronts, &start, limit, &mut best)?;
        Ok(best.map(|(_, picks)| {
            let mut taken = Vec::new();
            picks.collect(&mut taken);
            taken
        }))
    }

    /// A group's points as ways count them: the best, and the worst below 0, both so that more is better.
    fn signed(&self, group: usize, best: &Number, worst: &Number) -> Values {
        let sign = |points: &Number| {
            if self.space.sheet.unit_group.groups[group].role == GroupRole::Deduction {
                -points
            } else {
                points.clone()
            }
        };
        let worst = if self.goal.has_upper_limits() {
            self.up(&-&sign(worst))
        } else {
            Number::ZERO
        };
        [self.up(&sign(best)), worst, Number::ZERO, Number::ZERO]
    }

    /// Rounded up to a short fraction, unless exactness is asked for.
    fn up(&self, number: &Number) -> Number {
        const PARTS: u32 = 1_000_000;
        if self.is_exact {
            return number.clone();
        }
        let parts = number * &Number::from(PARTS);
        let whole = parts.truncated();
        let whole = if whole < parts {
            &whole + &Number::ONE
        } else {
            whole
        };
        whole.share_of(&Number::from(PARTS)).unwrap_or_default()
    }

    /// Goes through the regions of pieces that count in several groups, one piece after another.
    fn choose(
        &mut self,
        tables: &Tables,
        coupled: &[usize],
        fronts: &[Front],
        choice: &Choice,
        limit: Cost,
        best: &mut Option<(Cost, Picks)>,
    ) -> Result<(), OutOfWork> {
        self.work.add(1)?;
        let Some((piece, rest)) = coupled.split_first() else {
            let left = match best {
                Some((known, _)) => (*known).min(limit),
                None => limit,
            };
            if let Some(way) = self.whole(fronts, choice, left)?
                && way.cost <= limit
                && best.as_ref().is_none_or(|(known, _)| way.cost < *known)
            {
                *best = Some((way.cost, way.picks));
            }
            return Ok(());
        };
        for (place, region) in tables[*piece].iter().enumerate() {
            let cost = together(choice.cost, region.cost);
            if cost > limit || best.as_ref().is_some_and(|(known, _)| cost >= *known) {
                continue;
            }
            let mut sums = choice.sums.clone();
            for (of, group) in self.space.pieces[*piece].groups.iter().enumerate() {
                let more = self.signed(*group, &region.best[of], &region.worst[of]);
                sums[*group] = plus(&sums[*group], &more);
            }
            let picks = choice.picks.and(&Picks::One(*piece, place));
            self.choose(
                tables,
                rest,
                fronts,
                &Choice { cost, sums, picks },
                limit,
                best,
            )?;
        }
        Ok(())
    }

    /// The cheapest way to put groups together so that everything that is asked can hold.
    fn whole(
        &mut self,
        fronts: &[Front],
        choice: &Choice,
        limit: Cost,
    ) -> Result<Option<Way>, OutOfWork> {
        let left = (
            limit.0.saturating_sub(choice.cost.0),
            limit.1.saturating_sub(choice.cost.1),
        );
        let unit_group = self.space.sheet.unit_group;
        let mut whole = Front::of(Way::nothing());
        for block in 0..unit_group.blocks.len() {
            let mut front = Front::of(Way::nothing());
            for (index, group) in unit_group.groups.iter().enumerate() {
                if group.block == block {
                    let ways = fronts[index].0.iter();
                    let mut in_block = Front::default();
                    for way in ways {
                        if let Some(way) = self.group(index, way, &choice.sums[index]) {
                            in_block.add(way);
                        }
                    }
                    front = front.with(&in_block, left, &mut self.work)?;
                }
            }
            let asks = self.asks(Measure::Block(block));
            let mut closed = Front::default();
            for way in front.0 {
                let (high, low) = (&way.values[2], -&way.values[3]);
                if asks.iter().all(|ask| ask.can_hold(&low, high)) {
                    let mut values = way.values;
                    values[2] = Number::ZERO;
                    values[3] = Number::ZERO;
                    closed.add(Way { values, ..way });
                }
            }
            whole = whole.with(&closed, left, &mut self.work)?;
        }
        let asks = self.asks(Measure::Whole);
        let reaching = whole.0.into_iter().filter(|way| {
            let high = self.tally.whole(way.values[0].clone());
            let low = self.tally.whole(-&way.values[1]);
            asks.iter().all(|ask| ask.can_hold(&low, &high))
        });
        let cheapest = reaching.min_by_key(|way| way.cost);
        Ok(cheapest.map(|cheapest| Way {
            cost: together(choice.cost, cheapest.cost),
            values: cheapest.values,
            picks: choice.picks.and(&cheapest.picks),
        }))
    }

    /// A group's ways as they count in block and whole; `None` where it falls short of what is asked of it.
    fn group(&self, group: usize, way: &Way, coupled: &Values) -> Option<Way> {
        let law = &self.space.sheet.unit_group.groups[group];
        let base = self.signed(group, &self.space.base[group], &self.space.base[group]);
        let sum = |side: usize| &(&way.values[side] + &coupled[side]) + &base[side];
        let unsigned = |sum: Number| {
            if law.role == GroupRole::Deduction {
                -&sum
            } else {
                sum
            }
        };
        let has_upper = self.goal.has_upper_limits();
        let best = self.tally.group(group, unsigned(sum(0)));
        let worst = if has_upper {
            self.tally.group(group, unsigned(-&sum(1)))
        } else {
            best.clone()
        };
        // Only of scored groups is anything asked, and of those more points are better.
        let asks = self.asks(Measure::Group(group));
        if !asks
            .iter()
            .all(|ask| ask.can_hold(&worst.points, &best.points))
        {
            return None;
        }
        let has_blocks = self
            .goal
            .asks
            .iter()
            .any(|ask| matches!(ask.of, Measure::Block(_)));
        let only = |is_needed: bool, value: &dyn Fn() -> Number| {
            if is_needed {
                self.up(&value())
            } else {
                Number::ZERO
            }
        };
        Some(Way {
            cost: way.cost,
            values: [
                self.up(&best.in_whole),
                only(has_upper, &|| -&worst.in_whole),
                only(has_blocks, &|| best.in_block.clone()),
                only(has_blocks && has_upper, &|| -&worst.in_block),
            ],
            picks: way.picks.clone(),
        })
    }

    fn asks(&self, of: Measure) -> Vec<&Ask> {
        self.goal.asks.iter().filter(|ask| ask.of == of).collect()
    }
}

/// Regions taken of pieces that count in several groups, and what that comes to in each group.
struct Choice {
    cost: Cost,
    sums: Vec<Values>,
    picks: Picks,
}

/// More ways would have to be looked at than may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OutOfWork;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_may_come_to_its_limit_and_no_further() {
        let added = |more: usize| {
            let mut work = Work { done: 7, limit: 10 };
            work.add(more)
        };
        assert_eq!(added(2), Ok(()));
        assert_eq!(added(3), Ok(()));
        assert_eq!(added(4), Err(OutOfWork));
        assert_eq!(added(400), Err(OutOfWork));
    }

    #[test]
    fn a_way_is_as_much_work_as_64_comparisons() {
        let of = |others: usize| {
            let mut work = Work {
                done: 0,
                limit: 100,
            };
            work.add_way(others).map(|()| work.done)
        };
        assert_eq!(of(0), Ok(1));
        assert_eq!(of(63), Ok(1));
        assert_eq!(of(64), Ok(2));
        assert_eq!(of(100), Ok(2));
        assert_eq!(of(6400), Err(OutOfWork));
    }
}
