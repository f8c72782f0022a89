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
}

/// What decides whether an item is shown.
pub struct Facts<'a> {
    pub sheet: &'a Sheet,
    pub layout: &'a Layout,
    pub draft: &'a Assessment,
    pub scored: &'a Scored,
}

impl Search {
    /// Whether an item, an index into the sheet's, of a group is shown.
    pub fn finds(&self, facts: &Facts<'_>, group: usize, item: usize) -> bool {
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
        onsearch,
    } = props;
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
            ..search.clone()
        })
    };
    let shown = sheet.unit_group().groups.iter().enumerate();
    let shown = shown.flat_map(|(group, law)| law.items.clone().map(move |item| (group, item)));
    let shown = shown
        .filter(|(group, item)| search.finds(&facts, *group, *item))
        .count();
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
            { super::keys::list() }
        </section>
    }
}
