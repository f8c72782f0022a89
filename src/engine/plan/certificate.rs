//! Why nothing cheaper exists, written down so that it can be checked without trusting the search.
//!
//! Each step speaks of one way the target can be reached and claims that no choice of one
//! region from every piece, costing no more than the step allows, comes to what is asked. Whoever checks it sees to it that
//! every change there could be lies in a region whose bounds hold for it, and then that no choice is enough.

use serde::Serialize;

use super::lever::Within;
use super::piece::{Cost, Region, Space};
use super::search::Regions;
use super::{Obstacle, Spot};
use crate::engine::number::Number;
use crate::engine::rule::{Figure, Known, Scope};

/// All steps of a proof.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// The ways the target can be reached.
    pub goals: Vec<Aim>,
    /// The steps; each way the target can be reached has at least one.
    pub steps: Vec<Step>,
}

/// A way the target can be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Aim {
    /// The rung whose conditions are to be met, ladder by ladder, each by its place from the highest; none for an item.
    pub rungs: Vec<usize>,
    /// What keeps it from being reached whatever is changed; none where nothing alone does.
    pub obstacles: Vec<Obstacle>,
}

/// A claim: with changes like these the target is not reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What is asked together, by its place among the ways to reach the target.
    pub goal: usize,
    /// What changes may cost at most: effort, and how many there are where it is just that effort.
    pub cost: (u64, usize),
    /// How far figures may be moved; `None` is no limit.
    pub within: Option<Number>,
    /// Whether other answers may be chosen.
    pub choices: bool,
    /// What is cut up.
    pub pieces: Vec<Part>,
}

/// Levers that have to do with each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What may be changed.
    pub levers: Vec<Spot>,
    /// The groups it counts in, by index.
    pub groups: Vec<usize>,
    /// Points that its items have now, group by group.
    pub now: Vec<Number>,
    /// Tests that are its own, and conditions on its items: what cannot meet them is in no region.
    pub needs: Vec<Obstacle>,
    /// All that can be done with it.
    pub regions: Vec<Bound>,
}

/// Changes, and the best they can come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bound {
    /// What is changed, and to what; everything else stays.
    pub changes: Vec<(Spot, Vec<Figure>)>,
    /// Points that its items have together, group by group: the most, or in a deduction group the least.
    pub best: Vec<Number>,
    /// The other way round.
    pub worst: Vec<Number>,
}

impl Certificate {
    pub(super) fn add(&mut self, number: usize, space: &Space<'_>, regions: &Regions, cost: Cost) {
        let Within { figures, choices } = regions.within.clone();
        let pieces = space.pieces.iter().zip(&regions.tables);
        let pieces = pieces.map(|(piece, table)| Part {
            levers: piece
                .levers
                .iter()
                .map(|lever| space.spot(*lever))
                .collect(),
            groups: piece.groups.clone(),
            now: space.now(piece),
            needs: piece.needs().cloned().collect(),
            regions: table.iter().map(|region| bound(space, region)).collect(),
        });
        self.steps.push(Step {
            goal: number,
            cost,
            within: figures,
            choices,
            pieces: pieces.collect(),
        });
    }
}

fn bound(space: &Space<'_>, region: &Region) -> Bound {
    let changes = region.scopes.iter().map(|(lever, scope)| {
        let figures = match scope {
            Scope::Figure(low, high) => {
                vec![Figure::Number(low.clone()), Figure::Number(high.clone())]
            }
            Scope::Options(options) => {
                let options = options.iter().map(|option| Known::Option(*option));
                options
                    .filter_map(|known| space.figure(*lever, &known))
                    .collect()
            }
            Scope::Known(known) => space.figure(*lever, known).into_iter().collect(),
        };
        (space.spot(*lever), figures)
    });
    Bound {
        changes: changes.collect(),
        best: region.best.clone(),
        worst: region.worst.clone(),
    }
}
