//! Which groups of items have to be drawn anew.

use std::rc::Rc;

use bac_thang::engine::framework::UnitGroup;
use bac_thang::{Assessment, Scored};

use super::filter::Search;
use crate::app::layout::Layout;

/// Counts for each group how often anything it shows has become something else.
#[derive(Debug, Default)]
pub struct Revisions {
    of: Vec<u32>,
    shown: Option<Shown>,
}

/// What was shown last.
#[derive(Debug)]
struct Shown {
    draft: Rc<Assessment>,
    scored: Rc<Scored>,
    search: Search,
}

impl Revisions {
    /// The revision of a group's items.
    pub fn of(&self, group: usize) -> u32 {
        self.of.get(group).copied().unwrap_or_default()
    }

    /// Takes note of what is shown now.
    pub fn follow(
        &mut self,
        unit_group: &UnitGroup,
        layout: &Layout,
        draft: &Rc<Assessment>,
        scored: &Rc<Scored>,
        search: &Search,
    ) {
        let groups = unit_group.groups.len();
        self.of.resize(groups, 0);
        let now = Shown {
            draft: Rc::clone(draft),
            scored: Rc::clone(scored),
            search: search.clone(),
        };
        let mut is_changed = vec![false; groups];
        match &self.shown {
            Some(before) if before.leads_to(&now) => {
                before.mark(&now, unit_group, layout, &mut is_changed);
            }
            _ => is_changed.fill(true),
        }
        for (revision, is_changed) in self.of.iter_mut().zip(is_changed) {
            *revision = revision.wrapping_add(is_changed.into());
        }
        self.shown = Some(now);
    }
}

impl Shown {
    /// Whether the difference can be told group by group: the same is looked for, which is not more than where it stands, and
    /// the same was answered.
    fn leads_to(&self, now: &Shown) -> bool {
        let (before, draft) = (&self.draft, &now.draft);
        self.search == now.search
            && now.search.is_for_all()
            && self.scored.findings == now.scored.findings
            && before.answers.len() == draft.answers.len()
            && before.inputs.len() == draft.inputs.len()
            && before
                .answers
                .iter()
                .zip(&draft.answers)
                .all(|(one, other)| one.of == other.of)
            && before
                .inputs
                .iter()
                .zip(&draft.inputs)
                .all(|(one, other)| one.input == other.input)
    }

    fn mark(&self, now: &Shown, unit_group: &UnitGroup, layout: &Layout, is_changed: &mut [bool]) {
        let mut mark = |item: usize| {
            let group = unit_group
                .groups
                .iter()
                .position(|group| group.items.contains(&item));
            if let Some(group) = group {
                is_changed[group] = true;
            }
        };
        for (one, other) in self.draft.answers.iter().zip(&now.draft.answers) {
            if one != other
                && let Some(item) = unit_group.items.iter().position(|item| item.id == one.of)
            {
                mark(item);
            }
        }
        for (one, other) in self.draft.inputs.iter().zip(&now.draft.inputs) {
            if one != other
                && let Some(input) = unit_group
                    .inputs
                    .iter()
                    .position(|input| input.id == one.input)
            {
                let readers = layout.items.iter().enumerate();
                readers
                    .filter(|(_, slots)| slots.iter().any(|slot| slot.input == input))
                    .for_each(|(item, _)| mark(item));
            }
        }
        let scores = self
            .scored
            .outcome
            .groups
            .iter()
            .zip(&now.scored.outcome.groups);
        for (is_changed, (one, other)) in is_changed.iter_mut().zip(scores) {
            *is_changed |= one != other;
        }
    }
}

#[cfg(test)]
mod tests {
    use bac_thang::{Entry, score};

    use super::super::filter::Filter;
    use super::*;
    use crate::app::catalog::{Catalog, Sheet};

    /// The revisions of a sheet that several things are done to, one after the other, and which groups each drew anew.
    struct Watched {
        sheet: Sheet,
        layout: Layout,
        draft: Assessment,
        search: Search,
        revisions: Revisions,
    }

    impl Watched {
        fn begin() -> Watched {
            let catalog = Catalog::shipped();
            let mut sheets = catalog.decisions().flatten();
            let sheet = sheets
                .find(|sheet| !sheet.unit_group().items.is_empty())
                .unwrap()
                .clone();
            let mut watched = Watched {
                layout: Layout::of(&sheet),
                draft: Assessment::new(&sheet.framework, sheet.unit_group()),
                search: Search::default(),
                revisions: Revisions::default(),
                sheet,
            };
            watched.drawn();
            watched
        }

        fn drawn(&mut self) -> Vec<usize> {
            let unit_group = self.sheet.unit_group();
            let before: Vec<u32> = (0..unit_group.groups.len())
                .map(|group| self.revisions.of(group))
                .collect();
            let scored = Rc::new(score(&self.sheet.framework, &self.draft).unwrap());
            self.revisions.follow(
                unit_group,
                &self.layout,
                &Rc::new(self.draft.clone()),
                &scored,
                &self.search,
            );
            (0..before.len())
                .filter(|group| self.revisions.of(*group) != before[*group])
                .collect()
        }

        fn all(&self) -> Vec<usize> {
            (0..self.sheet.unit_group().groups.len()).collect()
        }

        /// The groups whose items ask for an input.
        fn asking(&self, input: usize) -> Vec<usize> {
            let groups = self.sheet.unit_group().groups.iter().enumerate();
            let asking = groups.filter(|(_, group)| {
                group.items.clone().any(|item| {
                    self.layout.items[item]
                        .iter()
                        .any(|slot| slot.input == input)
                })
            });
            asking.map(|(group, _)| group).collect()
        }
    }

    #[test]
    fn a_figure_draws_the_groups_that_ask_for_it() {
        let mut watched = Watched::begin();
        let inputs: Vec<_> = watched
            .sheet
            .unit_group()
            .inputs
            .iter()
            .map(|input| Rc::clone(&input.id))
            .collect();
        let mut several = 0;
        for (place, id) in inputs.iter().enumerate() {
            // The first entry makes room for itself: then everything is drawn.
            watched.draft.input_mut(id).number = Entry::typed("0,123456789");
            watched.drawn();
            watched.draft.input_mut(id).number = Entry::typed("0,123456788");
            let (drawn, asking) = (watched.drawn(), watched.asking(place));
            assert!(
                asking.iter().all(|group| drawn.contains(group)),
                "{id}: {drawn:?} {asking:?}"
            );
            several += usize::from(asking.len() > 1);
            assert_eq!(watched.drawn(), [0; 0], "{id}");
        }
        assert!(several > 0, "the sheet asks for some input in two groups");
    }

    #[test]
    fn what_proves_an_item_draws_its_group_alone() {
        let mut watched = Watched::begin();
        let unit_group = watched.sheet.unit_group();
        let (group, law) = unit_group
            .groups
            .iter()
            .enumerate()
            .find(|(_, group)| !group.items.is_empty())
            .unwrap();
        let id = Rc::clone(&unit_group.items[law.items.start].id);
        watched.draft.answer_mut(&id).note = "một".to_owned();
        assert_eq!(watched.drawn(), watched.all());
        watched.draft.answer_mut(&id).note = "hai".to_owned();
        assert_eq!(watched.drawn(), [group]);
    }

    #[test]
    fn what_is_looked_for_draws_everything() {
        let mut watched = Watched::begin();
        watched.search.filter = Filter::Blank;
        assert_eq!(watched.drawn(), watched.all());
        assert_eq!(watched.drawn(), watched.all());
        watched.search = Search::default();
        assert_eq!(watched.drawn(), watched.all());
        assert_eq!(watched.drawn(), [0; 0]);
    }
}
