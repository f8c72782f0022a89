//! One assessment scored again and again while it is filled in: what a change does not reach is kept.
//!
//! A changed input reaches the items whose rules read it, their groups, and every total and condition. That is all that is
//! computed anew, for each of the results. Where cells hang together in other ways (an item stands in for another or is
//! shared among its siblings, an exclusion is only proposed, something is appraised), and whenever anything but an input
//! changes, everything is.

use std::borrow::Borrow;

use super::assessment::{Assessment, InputAnswer};
use super::cell::{Exclusions, State};
use super::cells::Cells;
use super::entries::Entries;
use super::framework::{Framework, UnitGroup};
use super::items;
use super::outcome::{Completeness, Loss, Outcome, Scored};
use super::score::{Found, ScoreError, belongs, results};
use super::sheet::{Doubt, Sheet, View};

/// An assessment and everything there is to say about it, kept up to date.
#[derive(Debug)]
pub struct Scorer<F> {
    framework: F,
    /// Which of the framework's kinds of unit it is.
    unit_group: usize,
    /// For each input the items that read it, with their groups.
    readers: Vec<Vec<(usize, usize)>>,
    assessment: Assessment,
    /// Whether items say how their points came about.
    is_traced: bool,
    kept: Kept,
}

/// What is kept from one change to the next.
#[derive(Debug)]
struct Kept {
    entries: Entries,
    cells: Cells,
    found: Found,
    scored: Scored,
    /// Whether no cell's points depend on another cell.
    is_plain: bool,
}

impl<F: Borrow<Framework>> Scorer<F> {
    /// With or without the steps by which points came about.
    ///
    /// # Errors
    /// As [`score`](super::score::score).
    pub fn new(
        framework: F,
        assessment: Assessment,
        is_traced: bool,
    ) -> Result<Scorer<F>, ScoreError> {
        let law = belongs(framework.borrow(), &assessment)?;
        let mut all = framework.borrow().unit_groups.iter();
        let unit_group = all.position(|one| one.id == law.id).unwrap_or_default();
        Ok(Scorer {
            unit_group,
            readers: readers(law),
            kept: Kept::all(framework.borrow(), law, &assessment, is_traced),
            is_traced,
            assessment,
            framework,
        })
    }

    /// What was entered.
    #[must_use]
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// What [`score`](super::score::score) says of it.
    #[must_use]
    pub fn scored(&self) -> &Scored {
        &self.kept.scored
    }

    /// Enters something for an input.
    pub fn enter(&mut self, answer: InputAnswer) {
        let framework = self.framework.borrow();
        let law = &framework.unit_groups[self.unit_group];
        let place = law.places.input(&answer.input);
        let is_kept = match place {
            Some(place) if self.kept.is_plain => {
                self.kept
                    .entries
                    .enter(law, &mut self.assessment, place, answer);
                let kept = &mut self.kept;
                let sheet = Sheet {
                    framework,
                    unit_group: law,
                    assessment: &self.assessment,
                    entries: &kept.entries,
                    is_traced: self.is_traced,
                };
                change(
                    &sheet,
                    &self.readers[place],
                    &mut kept.cells,
                    &mut kept.found,
                    &mut kept.scored,
                )
            }
            _ => {
                let input = answer.input.clone();
                *self.assessment.input_mut(&input) = answer;
                false
            }
        };
        if !is_kept {
            self.kept = Kept::all(framework, law, &self.assessment, self.is_traced);
        }
    }
}

impl Kept {
    /// Everything computed.
    fn all(
        framework: &Framework,
        law: &UnitGroup,
        assessment: &Assessment,
        is_traced: bool,
    ) -> Kept {
        let entries = Entries::read(law, assessment);
        let sheet = Sheet {
            framework,
            unit_group: law,
            assessment,
            entries: &entries,
            is_traced,
        };
        let mut found = Found::default();
        let cells = sheet.cells(Exclusions::Decided, &mut found.items, &mut found.others);
        let scored = results(&sheet, &cells, &mut found);
        let is_plain = !cells.has(State::Proposed)
            && !cells.has(State::Shared)
            && law.items.iter().all(|item| item.stands_in_for.is_none())
            && assessment
                .answers
                .iter()
                .all(|answer| answer.appraised.is_none());
        Kept {
            entries,
            cells,
            found,
            scored,
            is_plain,
        }
    }
}

/// For each input the items that read it, with their groups.
fn readers(law: &UnitGroup) -> Vec<Vec<(usize, usize)>> {
    let mut readers = vec![Vec::new(); law.inputs.len()];
    for (group, items) in law
        .groups
        .iter()
        .map(|group| group.items.clone())
        .enumerate()
    {
        for item in items {
            for input in law.items[item].inputs() {
                readers[input].push((group, item));
            }
        }
    }
    readers
}

/// Computes what the change of an input reaches; whether that is all there is to compute.
fn change(
    sheet: &Sheet<'_>,
    readers: &[(usize, usize)],
    cells: &mut Cells,
    found: &mut Found,
    scored: &mut Scored,
) -> bool {
    for (group, item) in readers {
        let law = &sheet.unit_group.groups[*group];
        let place = item - law.items.start;
        let mut findings = Vec::new();
        let (score, among) = items::alone(sheet, law, *item, Exclusions::Decided, &mut findings);
        if among.is_some() {
            return false;
        }
        found.replace(*item, findings);
        let slot = (*group, place);
        if let Some(old) = scored.losses.iter().position(|loss| loss.place == slot) {
            scored.losses.remove(old);
        }
        if let Some(loss) = Loss::of_item(law, slot, &score) {
            let after = |one: &Loss| Loss::order(one, &loss).is_lt();
            scored
                .losses
                .insert(scored.losses.partition_point(after), loss);
        }
        for (view, outcome) in results_of(scored) {
            let points = view.map(|view| sheet.item_seen(view, *group, place, &score));
            outcome.groups[*group].items[place] =
                points.map_or_else(|| score.clone(), |points| score.with_points(points));
        }
        cells.0[*group].items[place] = score;
    }
    // The same cells are answered, whatever they count as.
    let completeness = Completeness::of(&scored.outcome.groups);
    for (view, outcome) in results_of(scored) {
        for of_group in readers.chunk_by(|one, other| one.0 == other.0) {
            let group = of_group[0].0;
            let items = std::mem::take(&mut outcome.groups[group].items);
            // Of a group with items nothing but state and maximum of its own cell counts, and no view changes those.
            let own = &cells.0[group].own;
            outcome.groups[group] = sheet.group(&sheet.unit_group.groups[group], own, items);
        }
        let doubt = match view {
            Some(View::Lowest) => Doubt::Against,
            Some(View::Highest) => Doubt::For,
            _ => Doubt::Open,
        };
        outcome.completeness = completeness;
        sheet.add_up(outcome, doubt);
    }
    sheet.compare(cells, &mut scored.range);
    scored.findings = found.all(sheet);
    true
}

/// The results of a plain sheet, and what cells count as in each; `None` where they count as they are.
fn results_of(scored: &mut Scored) -> [(Option<View>, &mut Outcome); 4] {
    [
        (None, &mut scored.outcome),
        (Some(View::Backed), &mut scored.backed),
        (Some(View::Lowest), &mut scored.range.guaranteed),
        (Some(View::Highest), &mut scored.range.possible),
    ]
}
