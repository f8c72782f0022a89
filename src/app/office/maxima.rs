//! Whether the points of units that stand in one list are out of the same maximum. No DOM.

use bac_thang::engine::document::Worth;
use bac_thang::engine::framework::{Asks, Measure};
use bac_thang::{Number, UnitGroup};

use super::lists::Ranked;
use crate::app::text::total_names;

/// What points are out of, and the units of which that is so, as they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maximum {
    /// Of all points; of each block by its name, where the decision does not add them up. `None` where it is not known.
    pub max: Vec<(Option<String>, Option<Number>)>,
    pub units: Vec<String>,
}

/// The maxima of a ranking's units, that of most units first; none where all have the same.
pub fn maxima(unit_group: &UnitGroup, ranking: &[Ranked]) -> Vec<Maximum> {
    let mut all: Vec<(Vec<Option<&Number>>, Vec<&Ranked>)> = Vec::new();
    for (ranked, result) in ranking.iter().filter_map(|it| Some((it, it.result()?))) {
        let max = match &result.blocks[..] {
            [] => vec![result.max.as_ref()],
            blocks => blocks.iter().map(|block| block.max.as_ref()).collect(),
        };
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
                    max: named(unit_group, max),
                    units: units.iter().map(|unit| unit.name()).collect(),
                });
            }
            !is_next
        });
    }
    most_first
}

fn named(unit_group: &UnitGroup, max: &[Option<&Number>]) -> Vec<(Option<String>, Option<Number>)> {
    let blocks = total_names(unit_group).into_iter();
    let name = |name: &str| (!unit_group.adds_up()).then(|| name.to_owned());
    let all = blocks.zip(max);
    all.map(|(block, max)| (name(block), max.cloned()))
        .collect()
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
