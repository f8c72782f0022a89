//! A list beside another year's: whether the two can be compared, and what has changed for each unit.

use std::collections::BTreeMap;

use super::super::framework::Framework;
use super::super::number::Number;
use super::super::receive::Listed;

/// A list, as far as it matters for comparing it.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// What its units were scored by.
    pub framework: &'a Framework,
    /// Their kind, an index into the framework's.
    pub unit_group: usize,
    /// Year of assessment.
    pub year: Option<u16>,
}

/// Why two lists cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// They are scored by different decisions.
    Framework,
    /// They are scored by editions of one decision that do not say the same.
    Edition,
    /// Their units are of different kinds.
    UnitGroup,
    /// One of them has no year.
    NoYear,
    /// They are of one year.
    SameYear,
}

/// Why two lists cannot be compared; `None` where they can.
#[must_use]
pub fn apart(one: &Basis<'_>, other: &Basis<'_>) -> Option<Apart> {
    let kind = |basis: &Basis<'_>| {
        let unit_group = basis.framework.unit_groups.get(basis.unit_group);
        unit_group.map(|unit_group| unit_group.id.clone())
    };
    if one.framework.id != other.framework.id {
        Some(Apart::Framework)
    } else if one.framework.digest != other.framework.digest {
        Some(Apart::Edition)
    } else if kind(one) != kind(other) {
        Some(Apart::UnitGroup)
    } else if one.year.is_none() || other.year.is_none() {
        Some(Apart::NoYear)
    } else if one.year == other.year {
        Some(Apart::SameYear)
    } else {
        None
    }
}

/// Two years' lists, unit by unit; numbers are places in the lists given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Years {
    /// Units of both, in the order of the later list.
    pub both: Vec<Change>,
    /// Units of the earlier list alone.
    pub only_before: Vec<usize>,
    /// Units of the later list alone.
    pub only_now: Vec<usize>,
}

/// A unit in both years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its place in the earlier list.
    pub before: usize,
    /// Its place in the later list.
    pub now: usize,
    /// How many points it has more, below 0 for less; `None` where they are not out of the same maximum.
    pub more: Option<Number>,
}

/// What has changed from one list to another, each unit by what it is known as.
#[must_use]
pub fn years(before: &[(&str, &Listed)], now: &[(&str, &Listed)]) -> Years {
    let mut theirs: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, (unit, _)) in before.iter().enumerate() {
        theirs.entry(unit).or_insert(place);
    }
    let mut years = Years::default();
    let mut is_met = vec![false; before.len()];
    for (place, (unit, listed)) in now.iter().enumerate() {
        let found = theirs.get(unit);
        let Some((at, (_, was))) = found.and_then(|at| Some((*at, before.get(*at)?))) else {
            years.only_now.push(place);
            continue;
        };
        if let Some(is_met) = is_met.get_mut(at) {
            *is_met = true;
        }
        let is_same = was.max.is_some() && was.max == listed.max;
        years.both.push(Change {
            before: at,
            now: place,
            more: is_same.then(|| &listed.points - &was.points),
        });
    }
    let alone = is_met.iter().enumerate().filter(|(_, is_met)| !**is_met);
    years.only_before = alone.map(|(place, _)| place).collect();
    years
}
