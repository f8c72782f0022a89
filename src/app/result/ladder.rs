//! The ladder: all rungs, the one the unit stands on, every condition of each with exactly how much is lacking.

use std::rc::Rc;

use bac_thang::engine::framework::{Ladder, Rung};
use bac_thang::engine::standing::{ConditionResult, LadderResult, Place, RungResult, Verdict};
use yew::prelude::*;

use crate::app::catalog::Sheet;
use crate::app::law::quotations;
use crate::app::text::{
    self,
    lowering::{BY_POINTS, CONDITIONS_MET, HERE},
};

#[derive(Clone, PartialEq, Properties)]
pub struct LadderProps {
    pub sheet: Sheet,
    /// Index of the ladder in the sheet.
    pub index: usize,
    pub result: Rc<LadderResult>,
    /// The place that counts, where that is lower than the one by points.
    pub lowered_to: Option<Place>,
    /// Whether anything it measures has been entered: until then the unit stands nowhere on it.
    pub is_started: bool,
}

#[component]
pub fn LadderView(props: &LadderProps) -> Html {
    let Some(ladder) = props.sheet.unit_group().standing.ladders().get(props.index) else {
        return Html::default();
    };
    html! {
        <section class="ladder" aria-label={ladder.name.clone().unwrap_or_else(|| "Thang mức".to_owned())}>
            if let Some(name) = &ladder.name {
                <h3 class="ladder__name">{ name }</h3>
            }
            <ol class="ladder__rungs">
                { for (0..ladder.rungs.len()).map(|index| rung(props, ladder, index)) }
                { for ladder.below.iter().map(|below| ground(&text::capitalized(&below.value), props.is_started && *place(props) == Place::Below)) }
            </ol>
        </section>
    }
}

/// Where the unit ends up.
fn place(props: &LadderProps) -> &Place {
    props.lowered_to.as_ref().unwrap_or(&props.result.place)
}

/// Where a rung lies to the one the unit stands on.
fn position(props: &LadderProps, index: usize) -> &'static str {
    let place = place(props);
    let stands_on = match place {
        Place::Rung { index, .. } if props.is_started => Some(*index),
        _ => None,
    };
    match (stands_on, place.next(props.result.rungs.len())) {
        (Some(here), _) if here == index => "rung--here",
        (Some(here), _) if here < index => "rung--passed",
        (_, Some(next)) if next == index => "rung--next",
        _ => "rung--above",
    }
}

/// Whether this is the rung by points, where the unit ends up on a lower one.
fn is_by_points(props: &LadderProps, index: usize) -> bool {
    let by_points = matches!(&props.result.place, Place::Rung { index: i, .. } if *i == index);
    props.lowered_to.is_some() && by_points
}

fn rung(props: &LadderProps, ladder: &Ladder, index: usize) -> Html {
    let (rung, result) = (&ladder.rungs[index], &props.result.rungs[index]);
    let position = position(props, index);
    let is_here = position == "rung--here";
    html! {
        <li class={classes!("rung", position)} key={rung.id.clone()} aria-current={is_here.then_some("step")}>
            if rung.conditions.is_empty() {
                <p class="rung__head">{ head(rung, if is_here { HERE.to_owned() } else { String::new() }) }</p>
            } else {
                <details class="rung__details" open={position == "rung--next"}>
                    <summary class="rung__head">{ head(rung, status(props, index, is_here)) }</summary>
                    { conditions(props, rung, result) }
                    { sources(rung) }
                </details>
            }
        </li>
    }
}

fn status(props: &LadderProps, index: usize, is_here: bool) -> String {
    let result = &props.result.rungs[index];
    let lacking = text::lacking_count(result);
    let is_lowered = place(props).next(props.result.rungs.len()) >= Some(index);
    match (is_here, result.reached) {
        (true, _) => HERE.to_owned(),
        (false, _) if is_by_points(props, index) => BY_POINTS.to_owned(),
        (false, Some(true)) if props.lowered_to.is_some() && is_lowered => {
            CONDITIONS_MET.to_owned()
        }
        (false, Some(true)) => "Đã đạt".to_owned(),
        (false, Some(false)) => text::lacking(lacking, result.conditions.len()),
        (false, None) => text::UNDETERMINED.to_owned(),
    }
}

fn head(rung: &Rung, status: String) -> Html {
    html! { <><span class="rung__name">{ &rung.name.value }</span><span class="rung__status">{ status }</span></> }
}

fn ground(name: &str, is_here: bool) -> Html {
    html! {
        <li class={classes!("rung", "rung--ground", is_here.then_some("rung--here"))} aria-current={is_here.then_some("step")}>
            <p class="rung__head">
                <span class="rung__name">{ name }</span>
                if is_here { <span class="rung__status">{ HERE }</span> }
            </p>
        </li>
    }
}

fn conditions(props: &LadderProps, rung: &Rung, result: &RungResult) -> Html {
    let unit_group = props.sheet.unit_group();
    html! {
        <table class="conditions">
            <caption class="visually-hidden">{ text::conditions_of(&rung.name.value) }</caption>
            <thead><tr><th scope="col">{ "Điều kiện" }</th><th scope="col">{ "Có" }</th><th scope="col">{ "Cần" }</th><th scope="col">{ "Còn thiếu" }</th></tr></thead>
            <tbody>
                { for rung.conditions.iter().zip(&result.conditions).map(|(condition, measured)| html! {
                    <tr class={verdict_class(measured)}>
                        <th scope="row">{ text::condition(unit_group, condition) }</th>
                        <td>{ text::have(condition, measured) }</td>
                        <td>{ text::known(measured.need.as_ref()) }</td>
                        <td>{ lack(measured) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

fn verdict_class(measured: &ConditionResult) -> &'static str {
    match measured.is_met() {
        Some(true) => "condition condition--met",
        Some(false) => "condition condition--lacking",
        None => "condition condition--unknown",
    }
}

fn lack(measured: &ConditionResult) -> Html {
    match measured.verdict() {
        Verdict::Met(_) | Verdict::Holds(true) => {
            html! { <span class="verdict">{ tick() }{ "Đạt" }</span> }
        }
        Verdict::Lacking(lack) => html! { <strong class="verdict">{ text::lack(&lack) }</strong> },
        Verdict::Exceeded(_) => html! { <strong class="verdict">{ "vượt" }</strong> },
        Verdict::Holds(false) => html! { <strong class="verdict">{ "chưa đạt" }</strong> },
        Verdict::Unknown => html! { "chưa rõ" },
    }
}

fn tick() -> Html {
    html! {
        <svg class="verdict__tick" viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8.5l3.5 3.5L13 5" fill="none" stroke="currentColor" stroke-width="2.2" /></svg>
    }
}

/// The words the conditions rest on, each clause once.
fn sources(rung: &Rung) -> Html {
    html! {
        <details class="rung__sources">
            <summary aria-label={text::sources_of(&rung.name.value)}>{ "Căn cứ" }</summary>
            { quotations(rung.conditions.iter().map(|condition| &condition.source)) }
        </details>
    }
}
