//! One item of the sheet: what is asked, in the decision's words; the points, and why; what proves them.

use std::rc::Rc;

use bac_thang::engine::cell::State;
use bac_thang::engine::document::Effect;
use bac_thang::engine::rule::{Item, Rule};
use bac_thang::engine::score::ItemScore;
use bac_thang::{Answer, Assessment, Field, Finding, FindingKind, InputAnswer};
use yew::prelude::*;

use super::Latest;
use super::evidence::EvidenceBox;
use super::input::InputBox;
use super::number_box::NumberBox;
use super::silence::SilenceBox;
use super::why::Why;
use crate::app::catalog::Sheet;
use crate::app::law::{quotation, words};
use crate::app::layout::Slot;
use crate::app::session::{Action, NumberField, Spot};
use crate::app::text;

#[derive(Clone, PartialEq, Properties)]
pub struct ItemBoxProps {
    pub sheet: Sheet,
    /// Index of the item in the sheet.
    pub index: usize,
    pub slots: Rc<[Slot]>,
    /// What was entered for its inputs, one for each slot.
    pub inputs: Vec<Option<InputAnswer>>,
    pub answer: Option<Answer>,
    pub score: ItemScore,
    /// What is wrong with it and its inputs.
    pub findings: Vec<Finding>,
    /// The draft, for what only those who ask want to know.
    pub draft: Latest<Assessment>,
    pub act: Callback<Action>,
}

#[component]
pub fn ItemBox(props: &ItemBoxProps) -> Html {
    let item = &props.sheet.unit_group().items[props.index];
    let id = item_id(item);
    let title_id = format!("{id}-title");
    html! {
        <section class={classes!("item", class(props.score.state))} id={id.clone()} tabindex="-1" aria-labelledby={title_id.clone()}>
            <h4 class="item__title" id={title_id}>
                { item.code.iter().map(|code| html! { <span class="group__code">{ code }{ ". " }</span> }).collect::<Html>() }
                { &item.name.value }
            </h4>
            <p class="item__points">{ points(item, &props.score) }</p>
            <p class="item__rule">{ words(&item.source) }</p>
            { of_item(props, Field::All).iter().map(|finding| html! { <p class="number__error">{ text::finding(finding) }</p> }).collect::<Html>() }
            { fields(props, item, &id) }
            { more(props, item, &id) }
        </section>
    }
}

/// The id of an item's card.
pub fn item_id(item: &Item) -> String {
    format!("i-{}", item.id)
}

fn class(state: State) -> &'static str {
    match state {
        State::Blank => "item--blank",
        State::Unusable | State::Unmet => "item--wrong",
        State::Excluded | State::NotScored | State::Shared => "item--off",
        _ => "item--answered",
    }
}

/// What is wrong with a field of the item itself.
fn of_item(props: &ItemBoxProps, field: Field) -> Vec<FindingKind> {
    let here = props
        .findings
        .iter()
        .filter(|finding| finding.spot.input.is_none() && finding.spot.field == field);
    here.map(|finding| finding.kind.clone()).collect()
}

/// What is asked; nothing while a silence stands in its place.
fn fields(props: &ItemBoxProps, item: &Item, id: &str) -> Html {
    let ItemBoxProps {
        sheet,
        slots,
        inputs,
        findings,
        act,
        ..
    } = props;
    let is_silent = props
        .answer
        .as_ref()
        .is_some_and(|answer| answer.silence.is_some());
    if is_silent {
        return Html::default();
    }
    if matches!(item.rule, Rule::Entered) {
        return entered(props, item, id);
    }
    html! {
        <div class="item__inputs">
            { for slots.iter().zip(inputs).map(|(slot, answer)| {
                let input = &sheet.unit_group().inputs[slot.input].id;
                let here = findings.iter().filter(|finding| finding.spot.input.as_deref() == Some(input));
                let findings: Vec<FindingKind> = here.map(|finding| finding.kind.clone()).collect();
                html! { <InputBox key={slot.id.to_string()} {sheet} slot={slot.clone()} answer={answer.clone()} {findings} {act} /> }
            }) }
        </div>
    }
}

/// The points themselves, where the decision gives no rule to compute them by.
fn entered(props: &ItemBoxProps, item: &Item, id: &str) -> Html {
    let spot = Spot {
        group: Rc::clone(&item.id),
        line: None,
    };
    let (typed, chosen) = (spot.clone(), spot);
    let entry = props
        .answer
        .as_ref()
        .map(|answer| answer.points.clone())
        .unwrap_or_default();
    let hint = item
        .max
        .as_ref()
        .map(|max| AttrValue::from(text::form::at_most(&max.value)));
    html! {
        <NumberBox id={format!("{id}-points")} label={html! { "Điểm tự chấm" }} {hint} {entry} findings={of_item(props, Field::Points)}
            ontyped={props.act.reform(move |text| Action::NumberTyped(typed.clone(), NumberField::Points, text))}
            onchosen={props.act.reform(move |number| Action::ReadingChosen(chosen.clone(), NumberField::Points, number))} />
    }
}

/// The points, or why there are none.
fn points(item: &Item, score: &ItemScore) -> Html {
    let max = item.max.as_ref().map(|max| &max.value);
    let (strong, rest) = text::form::item_points(score, max);
    html! { <>if !strong.is_empty() { <strong>{ strong }</strong> }{ rest }</> }
}

/// What stands folded below: why, what proves it, other cases.
fn more(props: &ItemBoxProps, item: &Item, id: &str) -> Html {
    let ItemBoxProps {
        sheet,
        index,
        answer,
        score,
        draft,
        act,
        ..
    } = props;
    let answer = answer.clone().unwrap_or_else(|| Answer {
        of: Rc::clone(&item.id),
        ..Answer::default()
    });
    let spot = Spot {
        group: Rc::clone(&item.id),
        line: None,
    };
    let name = &item.name.value;
    let lacks = lacks_evidence(item, &answer, score);
    let decided_by = item
        .exclusion
        .as_ref()
        .and_then(|rule| rule.decided_by.clone());
    let silence_findings = match &answer.silence {
        Some(_) => [of_item(props, Field::Reason)].concat(),
        None => Vec::new(),
    };
    html! {
        <div class="item__more">
            <Why {sheet} {index} score={score.clone()} draft={draft.clone()} />
            <Folded id={format!("{id}-evidence")} title={text::evidence(&answer.evidence, &answer.explanation, lacks)} of={name.clone()} class={lacks.then_some("item__warn")}>
                <EvidenceBox id={id.to_owned()} of={spot.clone()} evidence={answer.evidence.clone()} explanation={answer.explanation.clone()} note={answer.note.clone()} {act} />
            </Folded>
            <Folded id={format!("{id}-other")} title={if answer.silence.is_some() { "Trường hợp khác: đã chọn" } else { "Trường hợp khác" }} of={name.clone()}>
                <SilenceBox id={format!("{id}-silence")} label="Cách chấm mục này" {spot} silence={answer.silence.clone()}
                    decided_by={decided_by.map(AttrValue::from)} findings={silence_findings} {act} />
                { exclusion(item) }
                { sources(item) }
            </Folded>
        </div>
    }
}

/// Whether it would count as nothing for want of proof.
pub fn lacks_evidence(item: &Item, answer: &Answer, score: &ItemScore) -> bool {
    item.evidence && score.state == State::Points && !score.points.is_zero() && !answer.is_backed()
}

/// What the decision says of "không áp dụng" here.
fn exclusion(item: &Item) -> Html {
    let Some(rule) = &item.exclusion else {
        return html! { <p class="field__hint">{ "Văn bản không quy định cách xử lý khi mục này không áp dụng." }</p> };
    };
    let effect = match rule.effect {
        Effect::SmallerScale => "Không áp dụng thì bỏ mục này khỏi điểm tối đa.",
        Effect::Rescaled => "Không áp dụng thì bỏ mục này, rồi quy đổi tổng điểm về thang ban đầu.",
        Effect::FullMarks => "Không áp dụng thì được tính điểm tối đa.",
        Effect::Never => "Mục này không được để “không áp dụng”.",
    };
    html! { <><p class="field__hint">{ effect }</p>{ quotation(&rule.source) }</> }
}

fn sources(item: &Item) -> Html {
    let name = std::iter::once(&item.name.source);
    let max = item.max.iter().map(|max| &max.source);
    html! {
        <>
            { crate::app::law::quotations(name.chain(max).chain([&item.source])) }
            { item.contradiction.iter().map(|said| html! { <p class="number__warning">{ &said.what }</p> }).collect::<Html>() }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct FoldedProps {
    /// Of its title, which leads there.
    pub id: AttrValue,
    pub title: AttrValue,
    /// What it belongs to, for those who hear the page; nothing where the title says it.
    #[prop_or_default]
    pub of: AttrValue,
    #[prop_or_default]
    pub class: Option<&'static str>,
    pub children: Html,
}

/// A part that is there once it is opened: what nobody looks at costs nothing.
#[component]
pub fn Folded(props: &FoldedProps) -> Html {
    let is_open = use_state_eq(|| false);
    let ontoggle = {
        let is_open = is_open.clone();
        move |event: Event| is_open.set(super::is_open(&event))
    };
    html! {
        <details class="folded" {ontoggle}>
            <summary id={props.id.clone()} class={props.class}>{ &props.title }if !props.of.is_empty() { <span class="visually-hidden">{ format!(": {}", props.of) }</span> }</summary>
            if *is_open {
                <div class="folded__content">{ props.children.clone() }</div>
            }
        </details>
    }
}
