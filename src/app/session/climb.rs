//! What is being tried out on the way up: nothing of it touches what was entered until it is accepted. And what changing
//! something costs, which is kept beside what was entered.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use bac_thang::engine::plan::{Edit, Spot, Target, Wishes, left_as_is};
use bac_thang::engine::rule::{Figure, InputKind};
use bac_thang::engine::standing::Place;
use bac_thang::engine::vietnamese::{print, print_share};
use bac_thang::{Entry, InputAnswer, Scored, UnitGroup};

use super::{NumberField, Put};

/// What a person said changing something costs, by id, from 1 to [`DEAREST`]; [`PINNED`] where it stays as it is.
pub type Efforts = BTreeMap<String, u32>;

/// In place of an effort: it stays as it is.
pub const PINNED: u32 = 0;
/// The most that a change can cost.
pub const DEAREST: u32 = 5;

/// What changing something costs: what was said, or else 1; what the unit is measured against stays as it is.
pub fn effort(efforts: &Efforts, measured: &BTreeSet<String>, id: &str) -> u32 {
    let unsaid = if measured.contains(id) { PINNED } else { 1 };
    efforts.get(id).copied().unwrap_or(unsaid)
}

/// Everything that stays as it is.
pub fn pinned(efforts: &Efforts, measured: &BTreeSet<String>) -> BTreeSet<String> {
    let mut pinned = measured.clone();
    pinned.extend(efforts.keys().cloned());
    pinned.retain(|id| effort(efforts, measured, id) == PINNED);
    pinned
}

/// Which rung a person wants to get to, and which changes on the way are tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Climb {
    /// The rung to get to, its place from the highest; `None` for the next one up.
    pub rung: Option<usize>,
    /// Changes that are not tried.
    pub left_out: BTreeSet<Spot>,
    /// Changes with another figure than the plan's.
    pub amended: BTreeMap<Spot, Amended>,
}

/// A figure in place of a plan's; of another plan it says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amended {
    /// The plan's.
    pub of: Figure,
    /// As typed.
    pub typed: String,
}

/// What can happen to it.
#[derive(Clone, Debug, PartialEq)]
pub enum ClimbAction {
    RungChosen(usize),
    Tried(Spot, bool),
    Amended(Spot, Amended),
}

impl Climb {
    pub fn apply(&mut self, action: ClimbAction) {
        match action {
            ClimbAction::RungChosen(rung) => {
                self.rung = Some(rung);
                self.left_out.clear();
                self.amended.clear();
            }
            ClimbAction::Tried(spot, true) => {
                self.left_out.remove(&spot);
            }
            ClimbAction::Tried(spot, false) => {
                self.left_out.insert(spot);
            }
            ClimbAction::Amended(spot, amended) => {
                self.amended.insert(spot, amended);
            }
        }
    }

    /// What to ask the engine for; `None` where there is no rung to climb to.
    pub fn wishes(
        &self,
        unit_group: &UnitGroup,
        scored: &Scored,
        efforts: &Efforts,
    ) -> Option<Wishes> {
        let rung = self.rung.or_else(|| next(unit_group, scored))?;
        Some(Wishes {
            target: Target::Rung(rung),
            pinned: pinned(efforts, &left_as_is(unit_group)),
            effort: efforts.clone(),
        })
    }

    /// What was typed in place of a change's figure.
    pub fn typed(&self, edit: &Edit) -> Option<&str> {
        let amended = self.amended.get(&edit.of)?;
        (amended.of == edit.to).then_some(&*amended.typed)
    }

    /// What a plan's changes that are tried put on the sheet; one whose box is empty is not.
    pub fn puts(&self, unit_group: &UnitGroup, edits: &[Edit]) -> Vec<Put> {
        let tried = edits.iter().filter(|edit| {
            let is_empty = self
                .typed(edit)
                .is_some_and(|typed| typed.trim().is_empty());
            !is_empty && !self.left_out.contains(&edit.of)
        });
        tried.map(|edit| self.put(unit_group, edit)).collect()
    }

    fn put(&self, unit_group: &UnitGroup, edit: &Edit) -> Put {
        let typed = self.typed(edit).map(str::to_owned);
        let text = typed.unwrap_or_else(|| text(unit_group, edit));
        match (&edit.of, &edit.to) {
            (Spot::Input(input), Figure::Choice(choice)) => Put::Input(InputAnswer {
                input: input.as_str().into(),
                choice: Some(Rc::clone(choice)),
                ..InputAnswer::default()
            }),
            (Spot::Input(input), Figure::Number(_)) => Put::Input(InputAnswer {
                input: input.as_str().into(),
                number: Entry::typed(&text),
                ..InputAnswer::default()
            }),
            (Spot::Points(of), _) => points(of, None, &text),
            (Spot::Line { group, line }, _) => points(group, Some(*line), &text),
        }
    }
}

fn points(of: &str, line: Option<usize>, text: &str) -> Put {
    let spot = super::Spot {
        group: Rc::from(of),
        line,
    };
    Put::Number(spot, NumberField::Points, Entry::typed(text))
}

/// The figure of a change as a person would type it: without dots, which have two readings, and shares as percentages.
pub fn text(unit_group: &UnitGroup, edit: &Edit) -> String {
    let Figure::Number(number) = &edit.to else {
        return String::new();
    };
    let is_share = match &edit.of {
        Spot::Input(id) => unit_group.inputs.iter().any(|input| {
            *input.id == **id
                && matches!(&input.kind, InputKind::Figure(figure) if figure.unit.is_none())
        }),
        _ => false,
    };
    if is_share {
        print_share(number)
    } else {
        print(number).replace('.', "")
    }
}

/// The rung above the one that the unit ends up on.
fn next(unit_group: &UnitGroup, scored: &Scored) -> Option<usize> {
    let rungs = unit_group.standing.ladders().first()?.rungs.len();
    match &scored.outcome.standing.as_ref()?.final_level {
        Place::Rung { index, .. } => index.checked_sub(1),
        Place::Gap { above } => above.checked_sub(1),
        Place::Below | Place::Undetermined => rungs.checked_sub(1),
    }
}
