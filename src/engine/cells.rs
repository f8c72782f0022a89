//! What the cells of a sheet hold, group by group, and the same with other points.

use std::rc::Rc;

use super::cell::{Cell, State};
use super::framework::UnitGroup;
use super::number::Number;
use super::outcome::{ItemScore, Open};

/// What every group's cells hold.
#[derive(Clone, Debug)]
pub(crate) struct Cells(pub Vec<GroupCells>);

/// What a group's cells hold.
#[derive(Clone, Debug)]
pub(crate) struct GroupCells {
    /// The group's own; of a group with items only its state and maximum count.
    pub own: Cell,
    pub items: Vec<ItemScore>,
}

impl Cells {
    /// Whether some cell is in this state.
    pub(crate) fn has(&self, state: State) -> bool {
        self.0.iter().any(|group| {
            group.own.has_proposal && state == State::Proposed
                || group.own.state == state
                || group.items.iter().any(|item| item.state == state)
        })
    }

    /// The cells of a group that have points, and how many.
    pub(crate) fn points(&self, group: usize, unit_group: &UnitGroup) -> Vec<(Rc<str>, Number)> {
        let cells = &self.0[group];
        let own = (
            unit_group.groups[group].id.clone(),
            cells.own.points.clone(),
        );
        let own = cells.items.is_empty().then_some(own);
        let items = cells.items.iter();
        items
            .map(|item| (item.id.clone(), item.points.clone()))
            .chain(own)
            .filter(|(_, points)| !points.is_zero())
            .collect()
    }

    /// Whether a group's points are what they are whatever its cells hold.
    pub(crate) fn is_settled(&self, group: usize) -> bool {
        matches!(self.0[group].own.state, State::Zeroed | State::NotScored)
    }

    /// The maximum of a group without items, where it is known.
    pub(crate) fn own_max(&self, group: usize) -> Option<&Number> {
        self.0[group].own.max.as_ref()
    }

    /// An item's group, and its score.
    pub(crate) fn item(&self, unit_group: &UnitGroup, item: usize) -> Option<(usize, &ItemScore)> {
        let group = unit_group.group_of(item)?;
        let place = item - unit_group.groups[group].items.start;
        Some((group, &self.0[group].items[place]))
    }

    /// For each group the points of its cells together.
    pub(crate) fn sums(&self) -> Vec<Number> {
        let groups = self.0.iter();
        groups
            .map(|group| {
                if group.items.is_empty() {
                    group.own.points.clone()
                } else {
                    Number::sum(group.items.iter().map(|item| &item.points))
                }
            })
            .collect()
    }

    /// The same without the points of these items, and groups without items.
    pub(crate) fn without(&self, ids: &[Rc<str>], unit_group: &UnitGroup) -> Cells {
        let left = |id: &str, points: &Number| {
            if ids.iter().any(|one| **one == *id) {
                Number::ZERO
            } else {
                points.clone()
            }
        };
        self.map(
            |group, own| left(&unit_group.groups[group].id, &own.points),
            |_, _, item| left(&item.id, &item.points),
        )
    }

    /// Every cell's points replaced: a group's own, by the group's index; an item's, by the group's and its place in there.
    pub(crate) fn map(
        &self,
        own: impl Fn(usize, &Cell) -> Number,
        item: impl Fn(usize, usize, &ItemScore) -> Number,
    ) -> Cells {
        let groups = self.0.iter().enumerate();
        let mapped = groups.map(|(index, group)| GroupCells {
            own: Cell {
                points: own(index, &group.own),
                ..group.own.clone()
            },
            items: group
                .items
                .iter()
                .enumerate()
                .map(|(place, score)| score.with_points(item(index, place, score)))
                .collect(),
        });
        Cells(mapped.collect())
    }
}

impl ItemScore {
    /// The same with other points; what they can come to stays.
    pub(crate) fn with_points(&self, points: Number) -> ItemScore {
        let open = match &self.open {
            None if points != self.points => Some(Box::new(Open {
                low: self.points.clone(),
                high: Some(self.points.clone()),
            })),
            open => open.clone(),
        };
        ItemScore {
            id: Rc::clone(&self.id),
            state: self.state,
            points,
            max: self.max.clone(),
            open,
            steps: self.steps.clone(),
        }
    }
}
