//! Whether units that are ranked by points are out of the same maximum. No DOM.

use bac_thang::engine::document::Worth;
use bac_thang::engine::framework::{Asks, Measure};
use bac_thang::{Number, UnitGroup};

use super::lists::Ranked;

/// A maximum, `None` where it is not known, and the units that have it, as they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maximum {
    pub max: Option<Number>,
    pub units: Vec<String>,
}

/// The maxima of a ranking's units, that of most units first; none where all have the same, or are not ranked by points.
pub fn maxima(ranking: &[Ranked]) -> Vec<Maximum> {
    let mut all: Vec<(Option<&Number>, Vec<&Ranked>)> = Vec::new();
    for ranked in ranking.iter().filter(|ranked| ranked.adds_up()) {
        let max = ranked.result().and_then(|result| result.max.as_ref());
        match all.iter_mut().find(|(other, _)| *other == max) {
            Some((_, units)) => units.push(ranked),
            None => all.push((max, vec![ranked])),
        }
    }
    if all.len() < 2 {
        return Vec::new();
    }
    let mut most_first = Vec::new();
    while let Some(most) = all.iter().map(|(_, units)| units.len()).max() {
        // Sorting would take a sort of its own in the page.
        all.retain(|(max, units)| {
            let is_next = units.len() == most;
            if is_next {
                most_first.push(Maximum {
                    max: max.cloned(),
                    units: units.iter().map(|unit| unit.name()).collect(),
                });
            }
            !is_next
        });
    }
    most_first
}

/// Whether a level goes by the share of the whole maximum that a unit reaches.
pub fn goes_by_share(unit_group: &UnitGroup) -> bool {
    let ladders = unit_group.standing.ladders().iter();
    let rungs = ladders.flat_map(|ladder| &ladder.rungs);
    let mut conditions = rungs.flat_map(|rung| &rung.conditions);
    conditions.any(|condition| match &condition.asks {
        Asks::Points {
            of: Measure::Whole,
            limit: Worth::Share(_),
            ..
        } => true,
        // The one block of a sheet is all of it.
        Asks::Points {
            of: Measure::Block(_),
            limit: Worth::Share(_),
            ..
        } => unit_group.blocks.len() == 1,
        _ => false,
    })
}
