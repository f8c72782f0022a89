//! What a whole list of units shows: where they miss points, how far they lie apart, how they stand beside another year.

pub mod spread;
pub mod years;

use std::rc::Rc;

use super::cell::State;
use super::framework::{GroupRole, UnitGroup};
use super::number::{Number, Total};
use super::outcome::Outcome;

/// What units of one kind have in each group and item, unit by unit. Bonus and deduction are left out: whoever has none of
/// these misses nothing.
#[derive(Debug)]
pub struct Analysis {
    groups: Vec<Tally>,
    cells: Vec<Tally>,
}

/// What a list shows of its groups and items, in the order of the sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The groups that are scored.
    pub groups: Vec<Part>,
    /// Their items, and those of them that have none.
    pub cells: Vec<Part>,
}

/// What a list's units have of a group or item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The group's or item's id.
    pub of: Rc<str>,
    /// Units for which it counts: not those to which it does not apply, or of whose sheet its maximum is not known.
    pub units: usize,
    /// How many of them have no points of it.
    pub none: usize,
    /// How many of them have less than half of its maximum.
    pub under_half: usize,
    /// All their points by all their maxima; `None` where it counts for nobody.
    pub share: Option<Number>,
}

#[derive(Debug)]
struct Tally {
    of: Rc<str>,
    /// Its group, and its place there where it is an item.
    place: (usize, Option<usize>),
    units: usize,
    none: usize,
    under_half: usize,
    points: Total,
    max: Total,
}

impl Analysis {
    /// Of units of this kind.
    #[must_use]
    pub fn new(unit_group: &UnitGroup) -> Analysis {
        let (mut groups, mut cells) = (Vec::new(), Vec::new());
        for (index, group) in unit_group.groups.iter().enumerate() {
            if group.role != GroupRole::Scored || group.not_scored.is_some() {
                continue;
            }
            groups.push(Tally::new(&group.id, (index, None)));
            if group.items.is_empty() {
                cells.push(Tally::new(&group.id, (index, None)));
            }
            let theirs = unit_group.items.get(group.items.clone());
            let theirs = theirs.unwrap_or_default().iter().enumerate();
            cells.extend(theirs.map(|(place, item)| Tally::new(&item.id, (index, Some(place)))));
        }
        Analysis { groups, cells }
    }

    /// Counts one more unit, by one of its results.
    pub fn add(&mut self, outcome: &Outcome) {
        for tally in self.groups.iter_mut().chain(&mut self.cells) {
            let Some(group) = outcome.groups.get(tally.place.0) else {
                continue;
            };
            match tally.place.1.map(|place| group.items.get(place)) {
                None => tally.add(group.state, &group.points, group.max.as_ref()),
                Some(Some(item)) => tally.add(item.state, &item.points, item.max.as_ref()),
                Some(None) => {}
            }
        }
    }

    /// What all of them show.
    #[must_use]
    pub fn parts(self) -> Parts {
        let parts = |tallies: Vec<Tally>| tallies.into_iter().map(Tally::part).collect();
        Parts {
            groups: parts(self.groups),
            cells: parts(self.cells),
        }
    }
}

impl Tally {
    fn new(of: &Rc<str>, place: (usize, Option<usize>)) -> Tally {
        Tally {
            of: Rc::clone(of),
            place,
            units: 0,
            none: 0,
            under_half: 0,
            points: Total::default(),
            max: Total::default(),
        }
    }

    fn add(&mut self, state: State, points: &Number, max: Option<&Number>) {
        let is_off = matches!(
            state,
            State::NotScored | State::Excluded | State::Shared | State::Waived
        );
        let Some(max) = max.filter(|max| !is_off && !max.is_zero()) else {
            return;
        };
        self.units += 1;
        self.none += usize::from(points.is_zero());
        self.under_half += usize::from(*points < max * &Number::HALF);
        self.points.add(points);
        self.max.add(max);
    }

    fn part(self) -> Part {
        Part {
            of: self.of,
            units: self.units,
            none: self.none,
            under_half: self.under_half,
            share: self.points.number().share_of(&self.max.number()),
        }
    }
}

impl Part {
    /// Whether more than half of the units have less than half of it.
    #[must_use]
    pub fn is_missed_by_most(&self) -> bool {
        self.under_half * 2 > self.units
    }

    /// Whether every unit has less than half of it.
    #[must_use]
    pub fn is_missed_by_all(&self) -> bool {
        self.units > 0 && self.under_half == self.units
    }
}

/// Of some parts those that most units miss, most missed first; equals in the order given.
#[must_use]
pub fn missed(parts: &[Part]) -> Vec<&Part> {
    let mut missed: Vec<&Part> = Vec::new();
    // They are few, and a sort would weigh more than it saves.
    for part in parts.iter().filter(|it| it.is_missed_by_most()) {
        let is_less = |other: &&Part| other.under_half * part.units < part.under_half * other.units;
        let place = missed.iter().position(is_less).unwrap_or(missed.len());
        missed.insert(place, part);
    }
    missed
}

/// Of some parts those with the highest share, and those with the lowest: all of them where several have it. None where all
/// have the same.
#[must_use]
pub fn extremes(parts: &[Part]) -> Option<(Vec<&Part>, Vec<&Part>)> {
    let shares = || parts.iter().filter_map(|part| part.share.as_ref());
    let (highest, lowest) = (shares().max()?, shares().min()?);
    let with = |share: &Number| {
        let theirs = parts.iter().filter(|it| it.share.as_ref() == Some(share));
        theirs.collect()
    };
    (highest != lowest).then(|| (with(highest), with(lowest)))
}

#[cfg(test)]
mod tests;
