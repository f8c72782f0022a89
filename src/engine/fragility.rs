//! How little has to be rejected for a unit to fall: the smallest set of cells without whose points it stands lower.
//!
//! What a group adds depends on its cells' points only through their sum, and falls with it. So of all sets of `j` cells of
//! one group, the `j` with most points cost it most, and the most that `k` cells can cost in all is found by sharing `k` out
//! among the groups. The first `k` for which that lowers the level is the answer, for the condition looked at; the least of
//! all conditions' answers is the smallest set, since a level is lost by losing one of its conditions.

use std::rc::Rc;

use super::assessment::Assessment;
use super::cell::Exclusions;
use super::cells::Cells;
use super::entries::Entries;
use super::framework::{Asks, Framework, GroupRole, Ladder, Measure, Side};
use super::number::Number;
use super::score::{ScoreError, belongs};
use super::sheet::{Doubt, Sheet};
use super::standing::Place;
use crate::engine::order;

/// The ids of the smallest set of items, and groups without items, whose points have to be rejected for the unit's final
/// level to be lower. `None` where no rejection lowers it, or it stands on no rung. Of several such sets, one.
///
/// # Errors
/// As [`score`](super::score::score).
pub fn fragility(
    framework: &Framework,
    assessment: &Assessment,
) -> Result<Option<Vec<Rc<str>>>, ScoreError> {
    let unit_group = belongs(framework, assessment)?;
    let entries = Entries::read(unit_group, assessment);
    let sheet = Sheet::untraced(framework, unit_group, assessment, &entries);
    let cells = sheet.cells_alone(Exclusions::Decided);
    Ok(Search::new(&sheet, &cells).and_then(|search| search.smallest()))
}

/// A group's cells by points, most first, and what losing the first so many costs the group.
struct Losses {
    ids: Vec<Rc<str>>,
    /// What block and whole lose without the first `index` cells.
    cost: Vec<Number>,
}

struct Search<'a> {
    sheet: &'a Sheet<'a>,
    cells: &'a Cells,
    /// The level that counts now.
    place: Place,
    /// Its rung.
    rung: usize,
    ladders: &'a [Ladder],
    losses: Vec<Losses>,
}

impl<'a> Search<'a> {
    fn new(sheet: &'a Sheet<'a>, cells: &'a Cells) -> Option<Search<'a>> {
        let outcome = sheet.outcome(cells.clone(), Doubt::Open);
        let place = outcome.standing?.final_level;
        let Place::Rung { index: rung, .. } = place else {
            return None;
        };
        let losses = (0..sheet.unit_group.groups.len()).map(|group| losses(sheet, cells, group));
        Some(Search {
            losses: losses.collect(),
            sheet,
            cells,
            place,
            rung,
            ladders: sheet.unit_group.standing.ladders(),
        })
    }

    fn smallest(&self) -> Option<Vec<Rc<str>>> {
        let conditions = self
            .ladders
            .iter()
            .flat_map(|ladder| &ladder.rungs[self.rung].conditions);
        let measures = conditions.filter_map(|condition| match condition.asks {
            Asks::Points {
                of,
                side: Side::AtLeast | Side::Above,
                ..
            } => Some(of),
            _ => None,
        });
        measures
            .filter_map(|of| self.without(of))
            .min_by_key(Vec::len)
    }

    /// The smallest set without which a measure falls short.
    fn without(&self, of: Measure) -> Option<Vec<Rc<str>>> {
        let unit_group = self.sheet.unit_group;
        if let Measure::Item(item) = of {
            let set = vec![Rc::clone(&unit_group.items[item].id)];
            return self.is_lower_without(&set).then_some(set);
        }
        let covered: Vec<&Losses> = unit_group
            .groups
            .iter()
            .enumerate()
            .filter(|(index, group)| of.covers(*index, group))
            .map(|(index, _)| &self.losses[index])
            .collect();
        let count = covered.iter().map(|losses| losses.ids.len()).sum();
        (1..=count)
            .map(|k| costliest(&covered, k))
            .find(|set| self.is_lower_without(set))
    }

    fn is_lower_without(&self, set: &[Rc<str>]) -> bool {
        let left = self.cells.without(set, self.sheet.unit_group);
        let outcome = self.sheet.outcome(left, Doubt::Open);
        let place = outcome.standing.map(|standing| standing.final_level);
        place.is_some_and(|place| place.depth() > self.place.depth())
    }
}

fn losses(sheet: &Sheet<'_>, cells: &Cells, group: usize) -> Losses {
    let mut points = if sheet.unit_group.groups[group].role == GroupRole::Deduction {
        Vec::new()
    } else {
        cells.points(group, sheet.unit_group)
    };
    order::sort(&mut points, |one, other| other.1.cmp(&one.1));
    let ids: Vec<Rc<str>> = points.into_iter().map(|(id, _)| id).collect();
    let adds = |without: &[Rc<str>]| sheet.adds(cells.without(without, sheet.unit_group), group);
    let all = adds(&[]);
    let cost = (0..=ids.len()).map(|count| &all - &adds(&ids[..count]));
    Losses {
        cost: cost.collect(),
        ids,
    }
}

/// The `k` cells that cost most together: how many to take of each group, the groups one after another.
fn costliest(groups: &[&Losses], k: usize) -> Vec<Rc<str>> {
    // By how many cells are taken so far: what they cost, and how many of each group they are.
    let mut best: Vec<Option<(Number, Vec<usize>)>> = vec![None; k + 1];
    best[0] = Some((Number::ZERO, Vec::new()));
    for losses in groups {
        let mut next = vec![None; k + 1];
        for (taken, before) in best.iter().enumerate() {
            let Some((cost, counts)) = before else {
                continue;
            };
            for (count, more) in losses.cost.iter().enumerate().take(k - taken + 1) {
                let cost = cost + more;
                let slot: &mut Option<(Number, Vec<usize>)> = &mut next[taken + count];
                if slot.as_ref().is_none_or(|(known, _)| cost > *known) {
                    let counts = counts.iter().copied().chain([count]);
                    *slot = Some((cost, counts.collect()));
                }
            }
        }
        best = next;
    }
    let counts = best
        .pop()
        .flatten()
        .map(|(_, counts)| counts)
        .unwrap_or_default();
    let taken = groups.iter().zip(counts);
    taken
        .flat_map(|(losses, count)| losses.ids[..count].iter().cloned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::practice::{framework, typed};

    fn fragile(unit_group: &str, points: &[(&str, &str)]) -> Option<Vec<Rc<str>>> {
        fragility(&framework(), &typed(unit_group, points)).unwrap()
    }

    #[test]
    fn the_smallest_set_without_which_the_level_is_lost() {
        let both = [("a", "54"), ("b", "36")];
        assert_eq!(fragile("xa", &both), Some(vec!["a".into()]));
        // c alone is asked for 95% on the highest rung of its ladder, so it goes before the larger e
        let district = [("c", "30"), ("d", "20"), ("e", "50")];
        assert_eq!(fragile("huyen", &district).map(|set| set.len()), Some(1));
    }

    #[test]
    fn nothing_lowers_the_lowest_or_what_stands_nowhere() {
        assert_eq!(fragile("xa", &[("a", "1")]), None);
        assert_eq!(fragile("huyen", &[("c", "1")]), None);
        assert_eq!(fragile("doi", &[("i", "100")]), None);
    }
}
