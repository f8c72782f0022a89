//! A group whose items are scored one by one: how far it is, and its items.

use std::rc::Rc;

use bac_thang::engine::cell::State;
use bac_thang::engine::score::GroupScore;
use bac_thang::engine::vietnamese::print;
use bac_thang::{Assessment, Finding, Number, Scored};
use yew::prelude::*;

use crate::app::catalog::Sheet;
use crate::app::form::Latest;
use crate::app::form::item::ItemBox;
use crate::app::law::quotations;
use crate::app::layout::Layout;
use crate::app::session::Action;
use crate::app::text;

#[derive(Clone, PartialEq, Properties)]
pub struct ItemSectionProps {
    pub sheet: Sheet,
    /// Index of the group in the sheet.
    pub index: usize,
    /// Of what it shows of these two, which are another one with every key.
    pub revision: u32,
    pub draft: Latest<Assessment>,
    pub scored: Latest<Scored>,
    /// What rungs ask of it, as [`text::asked`] says.
    pub asked: Vec<(bool, String, Number)>,
    pub layout: Rc<Layout>,
    /// For each item of the sheet whether it is shown.
    pub is_shown: Rc<[bool]>,
    pub act: Callback<Action>,
}

#[component]
pub fn ItemSection(props: &ItemSectionProps) -> Html {
    let unit_group = props.sheet.unit_group();
    let group = &unit_group.groups[props.index];
    let is_shown = |item: &usize| props.is_shown.get(*item).is_some_and(|is_shown| *is_shown);
    let shown: Vec<usize> = group.items.clone().filter(is_shown).collect();
    if shown.is_empty() {
        return Html::default();
    }
    let id = format!("g-{}", group.id);
    let title_id = format!("{id}-title");
    html! {
        <section class="section" id={id} tabindex="-1" aria-labelledby={title_id.clone()}>
            <header class="section__head">
                <h3 class="section__title" id={title_id}>
                    { group.code.iter().map(|code| html! { <span class="group__code">{ code }{ ". " }</span> }).collect::<Html>() }
                    { &group.name.value }
                </h3>
                { progress(score(props)) }
            </header>
            { asked(&props.asked) }
            { for shown.iter().map(|item| item_box(props, *item)) }
            <details class="folded section__sources">
                <summary>{ "Căn cứ của nhóm" }<span class="visually-hidden">{ format!(": {}", group.name.value) }</span></summary>
                { quotations([&group.name.source].into_iter().chain(group.max.iter().map(|max| &max.source))) }
                { group.contradiction.iter().map(|said| html! { <p class="number__warning">{ &said.what }</p> }).collect::<Html>() }
            </details>
        </section>
    }
}

fn score(props: &ItemSectionProps) -> &GroupScore {
    &props.scored.outcome.groups[props.index]
}

/// `5/7 mục · 12,5/15 điểm`
fn progress(score: &GroupScore) -> Html {
    let scored = score
        .items
        .iter()
        .filter(|item| item.state != State::NotScored);
    let (of, done) = scored.fold((0, 0), |(of, done), item| {
        (of + 1, done + usize::from(item.state.is_answered()))
    });
    let points = match &score.max {
        Some(max) => format!("{}/{}", print(&score.points), text::points(max)),
        None => text::points(&score.points),
    };
    html! {
        <p class="section__progress">
            <span class={classes!((done == of).then_some("section__done"))}>{ text::form::done(done, of) }</span>
            { " · " }{ points }
        </p>
    }
}

/// What each rung asks of the group, and how far it is from that.
fn asked(asked: &[(bool, String, Number)]) -> Html {
    if asked.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="section__asked">
            { for asked.iter().map(|(is_met, said, _)| html! { <li class={if *is_met { "asked--met" } else { "asked--lacking" }}>{ said }</li> }) }
        </ul>
    }
}

fn item_box(props: &ItemSectionProps, item: usize) -> Html {
    let unit_group = props.sheet.unit_group();
    let first = unit_group.groups[props.index].items.start;
    let law = &unit_group.items[item];
    let slots = &props.layout.items[item];
    let inputs = slots
        .iter()
        .map(|slot| {
            props
                .draft
                .input(&unit_group.inputs[slot.input].id)
                .cloned()
        })
        .collect::<Vec<_>>();
    let is_here = |finding: &&Finding| match &finding.spot.input {
        Some(input) => slots
            .iter()
            .any(|slot| *unit_group.inputs[slot.input].id == **input),
        None => finding.spot.of.as_deref() == Some(&*law.id),
    };
    let findings: Vec<Finding> = props
        .scored
        .findings
        .iter()
        .filter(is_here)
        .cloned()
        .collect();
    html! {
        <ItemBox key={law.id.clone()} sheet={props.sheet.clone()} index={item} slots={Rc::clone(slots)} {inputs} answer={props.draft.answer(&law.id).cloned()}
            score={score(props).items[item - first].clone()} {findings} draft={props.draft.clone()} act={&props.act} />
    }
}
