//! The fewest cells without whose points some measures stay under their limits.
//!
//! What a group adds depends on its cells' points only through their sum, and falls with it. So of all sets of so many cells
//! of one group, those with most points cost it most, and what is left to find is how many to take of each group. What a
//! point of a scored group counts in the whole can be another share than what one of a bonus group counts, as where a total
//! is converted; in the block they count the same. So each is added up by itself before a block's limit is looked at.

use std::rc::Rc;

use super::Lost;
use crate::engine::cells::Cells;
use crate::engine::framework::{GroupRole, Measure, UnitGroup};
use crate::engine::number::Number;
use crate::engine::order;
use crate::engine::sheet::Sheet;
use crate::engine::totals::Tally;

/// The cells of each group that can be rejected: those with points, most first. None of what is taken away.
pub(super) struct Rejectable {
    groups: Vec<Vec<(Rc<str>, Number)>>,
    /// What each group's cells come to together.
    sums: Vec<Number>,
}

/// What groups count with so many of their cells rejected.
#[derive(Clone)]
struct Taken {
    in_block: Number,
    in_whole: Number,
    /// How many cells of each group, in the order the groups were added.
    counts: Vec<(usize, usize)>,
}

/// By how many cells are rejected: what costs most in the whole; `None` where it cannot be as it has to be.
type Table = Vec<Option<Taken>>;

impl Rejectable {
    pub(super) fn of(unit_group: &UnitGroup, cells: &Cells) -> Rejectable {
        let groups = unit_group.groups.iter().enumerate().map(|(index, group)| {
            let mut points = match group.role {
                GroupRole::Deduction => Vec::new(),
                GroupRole::Scored | GroupRole::Bonus => cells.points(index, unit_group),
            };
            order::sort(&mut points, |one, other| other.1.cmp(&one.1));
            points
        });
        Rejectable {
            groups: groups.collect(),
            sums: cells.sums(),
        }
    }

    /// All of them.
    pub(super) fn all(&self) -> Vec<Rc<str>> {
        let cells = self.groups.iter().flatten();
        cells.map(|(id, _)| Rc::clone(id)).collect()
    }

    /// All of them by points, least first.
    pub(super) fn least_first(&self) -> Vec<Rc<str>> {
        let mut cells: Vec<&(Rc<str>, Number)> = self.groups.iter().flatten().collect();
        order::sort(&mut cells, |one, other| one.1.cmp(&other.1));
        cells.into_iter().map(|(id, _)| Rc::clone(id)).collect()
    }

    /// A smallest set without whose points all these conditions are lost; `None` where there is none.
    pub(super) fn fewest(
        &self,
        sheet: &Sheet<'_>,
        tally: &Tally<'_>,
        lost: &Lost,
    ) -> Option<Vec<Rc<str>>> {
        let unit_group = sheet.unit_group;
        let groups = self.turned(unit_group, lost)?;
        let mut whole = nothing();
        for block in 0..unit_group.blocks.len() {
            let (mut scored, mut others) = (nothing(), nothing());
            for (index, group) in unit_group.groups.iter().enumerate() {
                if group.block != block {
                    continue;
                }
                let table = self.table(tally, lost, index, &groups[index]);
                let side = match group.role {
                    GroupRole::Scored => &mut scored,
                    GroupRole::Bonus | GroupRole::Deduction => &mut others,
                };
                *side = together(side, &table, |_| true);
            }
            let is_low = |taken: &Taken| lost.holds(Measure::Block(block), &taken.in_block);
            whole = together(&whole, &together(&scored, &others, is_low), |_| true);
        }
        let mut enough = whole.into_iter().flatten();
        let taken = enough.find(|taken| {
            let points = tally.whole(taken.in_whole.clone());
            lost.holds(Measure::Whole, &points)
        })?;
        Some(set(&groups, taken.counts))
    }

    /// The cells of each group, first those that have to be rejected themselves, and how many these are.
    fn turned(&self, unit_group: &UnitGroup, lost: &Lost) -> Option<Vec<Turned>> {
        let mut groups: Vec<Turned> = self
            .groups
            .iter()
            .map(|cells| Turned {
                cells: cells.clone(),
                forced: 0,
            })
            .collect();
        for (of, limit) in &lost.0 {
            let Measure::Item(item) = of else { continue };
            if !limit.holds(&Number::ZERO) {
                return None;
            }
            let group = &mut groups[unit_group.group_of(*item)?];
            let id = &unit_group.items[*item].id;
            let place = group.cells.iter().position(|(one, _)| one == id)?;
            let cell = group.cells.remove(place);
            group.cells.insert(group.forced, cell);
            group.forced += 1;
        }
        Some(groups)
    }

    /// What a group counts without the first of its cells, by how many.
    fn table(&self, tally: &Tally<'_>, lost: &Lost, index: usize, group: &Turned) -> Table {
        let mut sum = self.sums[index].clone();
        let mut table = Vec::with_capacity(group.cells.len() + 1);
        let mut left = group.cells.iter();
        loop {
            let taken = table.len();
            let tally = tally.group(index, sum.clone());
            let is_low = lost.holds(Measure::Group(index), &tally.points);
            table.push((taken >= group.forced && is_low).then(|| Taken {
                in_block: tally.in_block,
                in_whole: tally.in_whole,
                counts: vec![(index, taken)],
            }));
            let Some((_, points)) = left.next() else {
                return table;
            };
            sum = &sum - points;
        }
    }
}

/// A group's cells in the order in which they are rejected.
struct Turned {
    cells: Vec<(Rc<str>, Number)>,
    /// So many of the first have to be.
    forced: usize,
}

/// Of no group.
fn nothing() -> Table {
    vec![Some(Taken {
        in_block: Number::ZERO,
        in_whole: Number::ZERO,
        counts: Vec::new(),
    })]
}

/// Of these groups and those, as far as it is as it has to be.
fn together(one: &Table, other: &Table, is_so: impl Fn(&Taken) -> bool) -> Table {
    let mut table: Table = vec![None; one.len() + other.len() - 1];
    for (count, one) in one.iter().enumerate() {
        let Some(one) = one else { continue };
        for (more, other) in other.iter().enumerate() {
            let Some(other) = other else { continue };
            let in_whole = &one.in_whole + &other.in_whole;
            let slot = &mut table[count + more];
            if slot
                .as_ref()
                .is_some_and(|known| known.in_whole <= in_whole)
            {
                continue;
            }
            let taken = Taken {
                in_block: &one.in_block + &other.in_block,
                in_whole,
                counts: [&one.counts[..], &other.counts[..]].concat(),
            };
            if is_so(&taken) {
                *slot = Some(taken);
            }
        }
    }
    table
}

/// The first so many cells of each group, in the order of the groups.
fn set(groups: &[Turned], mut counts: Vec<(usize, usize)>) -> Vec<Rc<str>> {
    order::sort(&mut counts, |one, other| one.0.cmp(&other.0));
    let cells = counts
        .into_iter()
        .flat_map(|(group, count)| groups[group].cells.iter().take(count));
    cells.map(|(id, _)| Rc::clone(id)).collect()
}
