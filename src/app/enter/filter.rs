//! Finding one's way: by words, by number, by what is still to do.

use std::rc::Rc;

use bac_thang::engine::cell::State;
use bac_thang::{Answer, Assessment, Scored};
use yew::prelude::*;

use crate::app::catalog::Sheet;
use crate::app::form::input_value;
use crate::app::form::item::lacks_evidence;
use crate::app::layout::Layout;
use crate::app::text;

/// Which items are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    #[default]
    All,
    Blank,
    NoEvidence,
    Room,
    Warned,
}

impl Filter {
    const ALL: [Filter; 5] = [
        Filter::All,
        Filter::Blank,
        Filter::NoEvidence,
        Filter::Room,
        Filter::Warned,
    ];
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    pub filter: Filter,
    /// As typed.
    pub words: String,
    /// How often something was chosen or typed: the same filter chosen once more looks anew.
    pub turn: u32,
}

/// The items that are shown: whatever has matched since it was looked for. What one is just filling in would otherwise go
/// from under the hand with its first letter.
#[derive(Debug, Default)]
pub struct Found {
    search: Search,
    /// For each item of the sheet.
    is_shown: Rc<[bool]>,
}

impl Found {
    /// Looks once more; gives for each item of the sheet whether it is shown.
    pub fn look(&mut self, search: &Search, facts: &Facts<'_>) -> Rc<[bool]> {
        let is_same = self.search == *search;
        let groups = facts.sheet.unit_group().groups.iter().enumerate();
        let items =
            groups.flat_map(|(group, law)| law.items.clone().map(move |item| (group, item)));
        let mut is_shown = vec![false; facts.sheet.unit_group().items.len()];
        for (group, item) in items {
            let stays = is_same && self.is_shown.get(item).is_some_and(|is_shown| *is_shown);
            is_shown[item] = stays || search.finds(facts, group, item);
        }
        if *self.is_shown != *is_shown {
            self.is_shown = is_shown.into();
        }
        self.search = search.clone();
        Rc::clone(&self.is_shown)
    }
}

/// What decides whether an item is shown.
pub struct Facts<'a> {
    pub sheet: &'a Sheet,
    pub layout: &'a Layout,
    pub draft: &'a Assessment,
    pub scored: &'a Scored,
}

impl Search {
    /// Whether everything is shown.
    pub fn is_for_all(&self) -> bool {
        self.filter == Filter::All && self.words.trim().is_empty()
    }

    /// Whether an item, an index into the sheet's, of a group is what is looked for.
    fn finds(&self, facts: &Facts<'_>, group: usize, item: usize) -> bool {
        self.filter.lets(facts, group, item) && self.names(facts, item)
    }

    fn names(&self, facts: &Facts<'_>, item: usize) -> bool {
        let words = text::unmarked(self.words.trim());
        if words.is_empty() {
            return true;
        }
        let unit_group = facts.sheet.unit_group();
        let (item, slots) = (&unit_group.items[item], &facts.layout.items[item]);
        if item
            .code
            .as_ref()
            .is_some_and(|code| code.starts_with(&words))
        {
            return true;
        }
        let labels = slots
            .iter()
            .map(|slot| unit_group.inputs[slot.input].label.as_str());
        let mut texts = [item.name.value.as_str()].into_iter().chain(labels);
        texts.any(|text| text::unmarked(text).contains(&words))
    }
}

impl Filter {
    fn lets(self, facts: &Facts<'_>, group: usize, item: usize) -> bool {
        let unit_group = facts.sheet.unit_group();
        let law = &unit_group.items[item];
        let first = unit_group.groups[group].items.start;
        let score = &facts.scored.outcome.groups[group].items[item - first];
        match self {
            Filter::All => true,
            Filter::Blank => matches!(
                score.state,
                State::Blank | State::Unusable | State::Undefined
            ),
            Filter::NoEvidence => {
                let blank = Answer::default();
                lacks_evidence(law, facts.draft.answer(&law.id).unwrap_or(&blank), score)
            }
            Filter::Room => facts.scored.losses.iter().any(|loss| loss.of == law.id),
            Filter::Warned => facts.scored.findings.iter().any(|finding| {
                let is_read = |input: &String| {
                    let mut slots = facts.layout.items[item].iter();
                    slots.any(|slot| *unit_group.inputs[slot.input].id == **input)
                };
                finding.spot.of.as_deref() == Some(&*law.id)
                    || finding.spot.input.as_ref().is_some_and(is_read)
            }),
        }
    }

    fn count(self, facts: &Facts<'_>) -> usize {
        let groups = facts.sheet.unit_group().groups.iter().enumerate();
        let items =
            groups.flat_map(|(group, law)| law.items.clone().map(move |item| (group, item)));
        items
            .filter(|(group, item)| self.lets(facts, *group, *item))
            .count()
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct FiltersProps {
    pub sheet: Sheet,
    pub layout: Rc<Layout>,
    pub draft: Rc<Assessment>,
    pub scored: Rc<Scored>,
    pub search: Search,
    /// For each item whether it is shown.
    pub is_shown: Rc<[bool]>,
    pub onsearch: Callback<Search>,
}

#[component]
pub fn Filters(props: &FiltersProps) -> Html {
    let FiltersProps {
        sheet,
        layout,
        draft,
        scored,
        search,
        is_shown,
        onsearch,
    } = props;
    let turn = search.turn.wrapping_add(1);
    let facts = Facts {
        sheet,
        layout,
        draft,
        scored,
    };
    let button = |filter: Filter| {
        let is_on = filter == search.filter;
        let wanted = Search {
            filter,
            turn,
            ..search.clone()
        };
        let onclick = onsearch.reform(move |_| wanted.clone());
        html! {
            <button type="button" class={classes!("filter", is_on.then_some("filter--on"))} aria-pressed={if is_on { "true" } else { "false" }} {onclick}>
                { text::filter(filter) }{ " " }<span class="filter__count">{ filter.count(&facts) }</span>
            </button>
        }
    };
    let oninput = {
        let search = search.clone();
        onsearch.reform(move |event: InputEvent| Search {
            words: input_value(&event),
            turn,
            ..search.clone()
        })
    };
    let shown = is_shown.iter().filter(|is_shown| **is_shown).count();
    let groups = sheet.unit_group().groups.iter().enumerate();
    let items = groups.flat_map(|(group, law)| law.items.clone().map(move |item| (group, item)));
    let found = items.filter(|(group, item)| search.finds(&facts, *group, *item));
    let stay = shown.saturating_sub(found.count());
    html! {
        <section class="filters" aria-labelledby="filters-title">
            <h2 class="visually-hidden" id="filters-title">{ "Tìm và lọc các mục" }</h2>
            <div class="filters__search">
                <label class="field__label" for="find">{ "Tìm mục" }</label>
                <input class="field__input" id="find" type="search" autocomplete="off" placeholder="Số mục hoặc từ trong tên" value={search.words.clone()} {oninput} />
            </div>
            <div class="filters__list" role="group" aria-label="Chỉ xem">{ Filter::ALL.map(button).into_iter().collect::<Html>() }</div>
            if shown == 0 {
                <p class="filters__none" role="status">{ "Không có mục nào như vậy." }</p>
            }
            if stay > 0 {
                <p class="filters__none">{ text::form::stay(stay) }</p>
            }
            { super::keys::list() }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use bac_thang::{Entry, score};

    use super::*;
    use crate::app::catalog::Catalog;

    /// The ids of what is shown.
    fn shown(sheet: &Sheet, draft: &Assessment, found: &mut Found, search: &Search) -> Vec<String> {
        let scored = score(&sheet.framework, draft).unwrap();
        let layout = Layout::of(sheet);
        let facts = Facts {
            sheet,
            layout: &layout,
            draft,
            scored: &scored,
        };
        let is_shown = found.look(search, &facts);
        let items = sheet.unit_group().items.iter().zip(is_shown.iter());
        let shown = items.filter(|(_, is_shown)| **is_shown);
        shown.map(|(item, _)| item.id.to_string()).collect()
    }

    #[test]
    fn what_was_found_stays_until_one_looks_anew() {
        let catalog = Catalog::shipped();
        let sheet = catalog.find("tap-huan-bo-tieu-chi-2026", "xa").unwrap();
        let unit_group = sheet.unit_group();
        let mut draft = Assessment::new(&sheet.framework, unit_group);
        let mut found = Found::default();
        let blank = Search {
            filter: Filter::Blank,
            ..Search::default()
        };
        let before = shown(sheet, &draft, &mut found, &blank);
        assert!(before.contains(&"2-2".to_owned()), "{before:?}");
        draft.input_mut("quy-che").number = Entry::typed("1");
        assert_eq!(shown(sheet, &draft, &mut found, &blank), before);
        let anew = Search { turn: 1, ..blank };
        let after = shown(sheet, &draft, &mut found, &anew);
        assert!(!after.contains(&"2-2".to_owned()), "{after:?}");
        assert_eq!(after.len(), before.len() - 1);
    }

    #[test]
    fn what_comes_to_match_is_shown_as_well() {
        let catalog = Catalog::shipped();
        let sheet = catalog.find("tap-huan-bo-tieu-chi-2026", "xa").unwrap();
        let mut draft = Assessment::new(&sheet.framework, sheet.unit_group());
        let mut found = Found::default();
        let warned = Search {
            filter: Filter::Warned,
            ..Search::default()
        };
        assert!(shown(sheet, &draft, &mut found, &warned).is_empty());
        draft.input_mut("quy-che").number = Entry::typed("x");
        let after = shown(sheet, &draft, &mut found, &warned);
        assert_eq!(after.len(), 1);
        draft.input_mut("quy-che").number = Entry::typed("1");
        assert_eq!(shown(sheet, &draft, &mut found, &warned), after);
    }
}
