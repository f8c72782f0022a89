//! The search for the cheapest way to a goal.
//!
//! For every piece of the sheet there is a table of regions: which levers are changed, over which range, and bounds on what
//! that comes to. [`Composer`] picks the cheapest regions that, by their bounds, reach the goal. If each of them has a way
//! that comes to its bound, that is a plan, and nothing cheaper exists, because the tables cover everything and the bounds
//! hold. If not, a picked region is cut in two and the cheapest is picked anew. A region that is a single way has exact
//! bounds, so this comes to an end.

use super::certificate::Certificate;
use super::front::{Composer, OutOfWork, Tables, Work};
use super::goal::Goal;
use super::lever::{Grid, Kind, Within};
use super::piece::{Cost, Region, Setting, Space};
use crate::engine::framework::Measure;
use crate::engine::number::{Number, Total};
use crate::engine::order;
use crate::engine::rule::Known;
use crate::engine::totals::Tally;

/// A way to the goal.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// What is changed, by lever.
    pub settings: Vec<Setting>,
    pub cost: Cost,
    /// The furthest that something is moved.
    pub movement: Number,
}

/// What there is to say about the way to a goal.
pub(super) enum Answer {
    /// The best way.
    Way(Found),
    /// A way; nothing costs less, and whether something moves less is not known.
    Cheapest(Found),
    /// There is none.
    Nowhere,
    /// Not found within the work allowed; anything costs at least this much effort.
    NotFound(u64),
}

/// How many ways may be looked at and put together.
pub(super) const WORK: usize = 400_000;

pub(super) struct Search<'a> {
    pub space: Space<'a>,
    pub goal: &'a Goal,
    /// The goal's place among those that reach the target.
    pub number: usize,
    pub tally: &'a Tally<'a>,
    pub work: usize,
    /// Where to write down why nothing is better.
    pub certificate: Option<&'a mut Certificate>,
}

/// Regions of every piece, for all changes up to an effort and a movement.
pub(super) struct Regions {
    pub tables: Tables,
    pub within: Within,
    effort: Option<u64>,
}

impl Search<'_> {
    /// The best way that costs no more than what is already known.
    pub(super) fn best(&mut self, known: Option<&Found>) -> Answer {
        let all = self.space.levers.iter().map(|lever| lever.effort);
        let all = all.map(u64::from).sum();
        let most = known.map_or((all, usize::MAX), |known| known.cost);
        let mut regions = self.regions(Within::ANYTHING);
        let mut limit = 0;
        let mut found = loop {
            let capped = if limit >= most.0 {
                most
            } else {
                (limit, usize::MAX)
            };
            match self.cheapest(&mut regions, capped) {
                Ok(Some(found)) => {
                    if let Some(changes) = found.cost.1.checked_sub(1) {
                        self.prove(&regions, (found.cost.0, changes));
                    }
                    break found;
                }
                Ok(None) if limit >= most.0 => {
                    self.prove(&regions, most);
                    return Answer::Nowhere;
                }
                Ok(None) => limit = (limit * 2).max(1),
                Err(OutOfWork) => return Answer::NotFound(limit / 2 + 1),
            }
        };
        // An answer is moved wholly, so beside one the figures' movements do not matter yet.
        let nearest = self.nearest(&mut found, false).and_then(|()| {
            if found.movement == Number::ONE {
                self.nearest(&mut found, true)
            } else {
                Ok(())
            }
        });
        match nearest {
            Ok(()) => Answer::Way(found),
            Err(OutOfWork) => Answer::Cheapest(found),
        }
    }

    // ── Least effort, fewest changes ─────────────────────────────────────────────────────────────────────────────────

    fn cheapest(&mut self, regions: &mut Regions, limit: Cost) -> Result<Option<Found>, OutOfWork> {
        self.fill(regions, limit.0)?;
        let mut is_exact = false;
        loop {
            let mut composer = Composer {
                space: &self.space,
                goal: self.goal,
                tally: self.tally,
                is_exact,
                work: Work {
                    done: self.work,
                    limit: WORK,
                },
            };
            let picked = composer.cheapest(&regions.tables, limit);
            self.work = composer.work.done;
            let Some(picked) = picked? else {
                return Ok(None);
            };
            self.is_within_bounds(0)?;
            let vague = picked
                .iter()
                .copied()
                .find(|(piece, region)| regions.tables[*piece][*region].witness.is_none());
            if let Some((piece, region)) = vague {
                self.cut(&mut regions.tables, piece, region);
                continue;
            }
            let found = self.found(&regions.tables, &picked);
            if self.holds(&found.settings) {
                return Ok(Some(found));
            }
            // Either a bound was rounded up too far, or too much was reached.
            let wide = picked.iter().copied().find(|(piece, region)| {
                let region = &regions.tables[*piece][*region];
                self.goal.has_upper_limits() && region.best != region.worst
            });
            match wide {
                Some((piece, region)) => self.cut(&mut regions.tables, piece, region),
                None if is_exact => return Err(OutOfWork),
                None => is_exact = true,
            }
        }
    }

    fn regions(&self, within: Within) -> Regions {
        Regions {
            tables: self.space.pieces.iter().map(|_| Vec::new()).collect(),
            within,
            effort: None,
        }
    }

    fn cut(&mut self, tables: &mut Tables, piece: usize, region: usize) {
        let whole = tables[piece].swap_remove(region);
        tables[piece].extend(self.space.split(piece, &whole));
    }

    /// Whether no more has been looked at than may be, with so much more.
    fn is_within_bounds(&self, more: usize) -> Result<(), OutOfWork> {
        let mut work = Work {
            done: self.work + self.space.looked_at,
            limit: WORK,
        };
        work.add(more)
    }

    /// Adds the regions of all changes up to an effort.
    fn fill(&mut self, regions: &mut Regions, effort: u64) -> Result<(), OutOfWork> {
        if regions.effort.is_some_and(|known| known >= effort) {
            return Ok(());
        }
        for piece in 0..self.space.pieces.len() {
            let mut sets = Vec::new();
            let levers = &self.space.pieces[piece].levers;
            self.subsets(levers, effort, &mut Vec::new(), 0, &mut sets)?;
            for set in sets {
                let cost = self.effort_of(&set);
                if regions.effort.is_none_or(|known| cost > known) {
                    let region = self.space.region(piece, &set, &regions.within);
                    regions.tables[piece].extend(region);
                    self.is_within_bounds(0)?;
                }
            }
        }
        regions.effort = Some(effort);
        Ok(())
    }

    fn effort_of(&self, levers: &[usize]) -> u64 {
        let efforts = levers.iter().map(|lever| self.space.levers[*lever].effort);
        efforts.map(u64::from).sum()
    }

    fn subsets(
        &self,
        levers: &[usize],
        effort: u64,
        taken: &mut Vec<usize>,
        spent: u64,
        sets: &mut Vec<Vec<usize>>,
    ) -> Result<(), OutOfWork> {
        let Some((first, rest)) = levers.split_first() else {
            sets.push(taken.clone());
            return self.is_within_bounds(sets.len());
        };
        self.subsets(rest, effort, taken, spent, sets)?;
        let spent = spent + u64::from(self.space.levers[*first].effort);
        if spent <= effort {
            taken.push(*first);
            self.subsets(rest, effort, taken, spent, sets)?;
            taken.pop();
        }
        Ok(())
    }

    fn found(&self, tables: &Tables, picked: &[(usize, usize)]) -> Found {
        let regions = picked
            .iter()
            .map(|(piece, region)| &tables[*piece][*region]);
        let (mut settings, mut cost) = (Vec::new(), (0_u64, 0));
        for Region {
            witness,
            cost: more,
            ..
        } in regions
        {
            settings.extend(witness.iter().flatten().cloned());
            cost = (cost.0 + more.0, cost.1 + more.1);
        }
        order::sort(&mut settings, |(one, _), (other, _)| one.cmp(other));
        Found {
            movement: self.movement(&settings, false),
            settings,
            cost,
        }
    }

    fn movement(&self, settings: &[Setting], figures_only: bool) -> Number {
        let is_meant = |lever: usize| {
            !figures_only || matches!(self.space.levers[lever].kind, Kind::Figure(_))
        };
        let movements = settings
            .iter()
            .filter(|(lever, _)| is_meant(*lever))
            .map(|(lever, to)| self.space.levers[*lever].movement(to));
        movements.max().unwrap_or_default()
    }

    /// Whether the goal holds, exactly, with levers set so and all others as they are.
    fn holds(&mut self, settings: &[Setting]) -> bool {
        let points = self.points(settings);
        points.is_some_and(|points| self.is_enough(self.sums(&points, None)))
    }

    /// Whether groups' points are enough for everything that is asked of them together.
    fn is_enough(&self, sums: Vec<Number>) -> bool {
        let unit_group = self.space.sheet.unit_group;
        let tallies = sums.into_iter().enumerate();
        let tallies: Vec<_> = tallies
            .map(|(group, sum)| self.tally.group(group, sum))
            .collect();
        self.goal.asks.iter().all(|ask| match ask.of {
            // Looked at piece by piece.
            Measure::Item(_) => true,
            Measure::Group(group) => ask.holds(&tallies[group].points),
            Measure::Block(block) => {
                let groups = unit_group.groups.iter().zip(&tallies);
                let in_block = groups.filter(|(group, _)| group.block == block);
                ask.holds(&Number::sum(in_block.map(|(_, tally)| &tally.in_block)))
            }
            Measure::Whole => {
                let sum = Number::sum(tallies.iter().map(|tally| &tally.in_whole));
                ask.holds(&self.tally.whole(sum))
            }
        })
    }

    /// The settings of a piece's levers.
    fn own(&self, settings: &[Setting], piece: usize) -> Vec<Setting> {
        let piece_of = &self.space.piece_of;
        let own = settings
            .iter()
            .filter(|(lever, _)| piece_of[*lever] == Some(piece));
        own.cloned().collect()
    }

    /// What every piece comes to, group by group.
    fn points(&mut self, settings: &[Setting]) -> Option<Vec<Vec<Number>>> {
        let pieces = 0..self.space.pieces.len();
        pieces
            .map(|piece| {
                let own = self.own(settings, piece);
                self.space.points(piece, &own)
            })
            .collect()
    }

    /// For each group the points of everything, or of everything but one piece, given what pieces come to.
    fn sums(&self, points: &[Vec<Number>], but: Option<usize>) -> Vec<Number> {
        let mut totals: Vec<Total> = self.space.base.iter().map(Total::of).collect();
        let pieces = self.space.pieces.iter().zip(points).enumerate();
        for (_, (piece, points)) in pieces.filter(|(index, _)| Some(*index) != but) {
            for (group, points) in piece.groups.iter().zip(points) {
                totals[*group].add(points);
            }
        }
        totals.into_iter().map(Total::number).collect()
    }

    // ── Least movement ───────────────────────────────────────────────────────────────────────────────────────────────

    /// Replaces a cheapest way by one as cheap whose furthest movement is the least there is: tries to stay below what is
    /// known, and halfway to what is known to be too near.
    fn nearest(&mut self, found: &mut Found, figures_only: bool) -> Result<(), OutOfWork> {
        let mut too_near: Option<Number> = None;
        loop {
            self.settle(found);
            let furthest = self.movement(&found.settings, figures_only);
            let Some(below) = self.movement_below(&furthest, too_near.as_ref()) else {
                return Ok(());
            };
            let Some(nearer) = self.within(&below, found.cost, figures_only)? else {
                return Ok(());
            };
            *found = nearer;
            let halfway = &(&below + too_near.as_ref().unwrap_or(&Number::ZERO)) * &Number::HALF;
            match self.within(&halfway, found.cost, figures_only)? {
                Some(nearer) => *found = nearer,
                None => too_near = Some(halfway),
            }
        }
    }

    /// A way that costs no more and moves nothing further than this.
    fn within(
        &mut self,
        furthest: &Number,
        cost: Cost,
        figures_only: bool,
    ) -> Result<Option<Found>, OutOfWork> {
        let mut regions = self.regions(Within {
            choices: figures_only || *furthest >= Number::ONE,
            figures: Some(furthest.clone()),
        });
        let found = self.cheapest(&mut regions, cost)?;
        if found.is_none() {
            self.prove(&regions, cost);
        }
        Ok(found)
    }

    fn prove(&mut self, regions: &Regions, cost: Cost) {
        if let Some(certificate) = &mut self.certificate {
            certificate.add(self.number, &self.space, regions, cost);
        }
    }

    /// The greatest movement below this one that some lever can make, and above the one known to be too near.
    fn movement_below(&self, furthest: &Number, too_near: Option<&Number>) -> Option<Number> {
        let levers = self.space.levers.iter();
        let below = levers
            .filter_map(|lever| lever.movement_below(furthest))
            .max()?;
        too_near.is_none_or(|near| below > *near).then_some(below)
    }

    // ── No further than needed ───────────────────────────────────────────────────────────────────────────────────────

    /// Brings every figure, one after another, as near to what it is now as the rest allows, and takes of several answers
    /// that are enough the one that asks least.
    fn settle(&mut self, found: &mut Found) {
        let Some(mut points) = self.points(&found.settings) else {
            return;
        };
        for place in 0..found.settings.len() {
            // What is left as far as it was found is enough, and no further than whatever was found.
            if self.is_within_bounds(0).is_err() {
                break;
            }
            let (lever, _) = found.settings[place];
            let Some(piece) = self.space.piece_of[lever] else {
                continue;
            };
            let mut trial = Trial {
                place: 0,
                own: self.own(&found.settings, piece),
                piece,
                others: self.sums(&points, Some(piece)),
            };
            trial.place = trial
                .own
                .iter()
                .position(|(of, _)| *of == lever)
                .unwrap_or(0);
            found.settings[place].1 = match self.space.levers[lever].kind.clone() {
                Kind::Figure(grid) => self.nearer(&mut trial, &grid),
                Kind::Options(count) => self.lesser(&mut trial, count),
            };
            let own = self.own(&found.settings, piece);
            if let Some(now) = self.space.points(piece, &own) {
                points[piece] = now;
            }
        }
        found.movement = self.movement(&found.settings, false);
    }

    /// The points of a trial's piece, where they and all others are enough.
    fn tried(&mut self, trial: &Trial) -> Option<Vec<Number>> {
        let points = self.space.points(trial.piece, &trial.own)?;
        let mut sums = trial.others.clone();
        for (group, points) in self.space.pieces[trial.piece].groups.iter().zip(&points) {
            sums[*group] = &sums[*group] + points;
        }
        self.is_enough(sums).then_some(points)
    }

    /// The nearest figure that is still enough.
    fn nearer(&mut self, trial: &mut Trial, grid: &Grid) -> Known {
        let (lever, enough) = trial.own[trial.place].clone();
        let Known::Number(mut enough) = enough else {
            return enough;
        };
        let mut short = self.space.levers[lever].from(grid);
        if matches!(self.space.levers[lever].now, Known::Missing(_)) {
            trial.own[trial.place].1 = Known::Number(short.clone());
            if self.tried(trial).is_some() {
                return Known::Number(short);
            }
        }
        loop {
            let middle = &(&short + &enough) * &Number::HALF;
            let middle = if enough > short {
                grid.floor(&middle).max(short.clone())
            } else {
                grid.ceil(&middle).min(short.clone())
            };
            let middle = if middle == short {
                grid.toward(&short, &enough)
            } else {
                middle
            };
            if middle == enough {
                return Known::Number(enough);
            }
            trial.own[trial.place].1 = Known::Number(middle.clone());
            if self.tried(trial).is_some() {
                enough = middle;
            } else {
                short = middle;
            }
        }
    }

    /// The answer with fewest points that is still enough.
    fn lesser(&mut self, trial: &mut Trial, count: usize) -> Known {
        let (lever, known) = trial.own[trial.place].clone();
        let now = self.space.levers[lever].now.clone();
        let mut least: Option<(Number, Known)> = None;
        for option in (0..count).map(Known::Option) {
            trial.own[trial.place].1 = option.clone();
            if option == now {
                continue;
            }
            if let Some(points) = self.tried(trial) {
                let all = Number::sum(&points);
                if least.as_ref().is_none_or(|(known, _)| all < *known) {
                    least = Some((all, option));
                }
            }
        }
        least.map_or(known, |(_, option)| option)
    }
}

/// A piece in which one lever is tried, with everything else as it was found.
struct Trial {
    piece: usize,
    own: Vec<Setting>,
    /// The lever's place in `own`.
    place: usize,
    /// For each group the points of everything but the piece.
    others: Vec<Number>,
}
