//! Where points are lost: a waterfall from the maximum to what there is, in the cells of its own table.

use std::rc::Rc;

use bac_thang::engine::framework::Group;
use bac_thang::engine::score::Total;
use bac_thang::engine::vietnamese::print;
use bac_thang::{Number, UnitGroup};
use yew::prelude::*;

use super::results::{ResultsProps, link};
use super::room::{along, bar};
use super::waterfall::{Of, Step, Waterfall};
use crate::app::session::Action;
use crate::app::text;

/// What every item loses, most first.
#[component]
pub fn Losses(props: &ResultsProps) -> Html {
    let ResultsProps { sheet, scored, act } = props;
    if scored.losses.is_empty() {
        return Html::default();
    }
    let unit_group = sheet.unit_group();
    let totals = totals(props);
    let is_measured = totals.iter().any(|(_, total, _)| total.max.is_some());
    html! {
        <section class="panel losses" aria-labelledby="losses-title">
            <h2 id="losses-title">{ "Điểm còn mất ở đâu" }</h2>
            { for totals.into_iter().map(|(name, total, is_in)| {
                match Waterfall::of(unit_group, &scored.outcome, total, is_in) {
                    Some(fall) => waterfall(unit_group, name, &fall, act),
                    None => Html::default(),
                }
            }) }
            if !is_measured {
                { unmeasured(props) }
            }
        </section>
    }
}

type IsIn = Box<dyn Fn(&Group) -> bool>;

/// The totals that the decision speaks of, with the groups each is made of. Blocks are not added up.
fn totals(props: &ResultsProps) -> Vec<(Option<&str>, &Total, IsIn)> {
    let outcome = &props.scored.outcome;
    let blocks = &props.sheet.unit_group().blocks;
    let named = blocks.iter().zip(&outcome.blocks).enumerate();
    let named: Vec<(Option<&str>, &Total, IsIn)> = named
        .filter_map(|(index, (block, total))| {
            let is_in: IsIn = Box::new(move |group| group.block == index);
            Some((Some(block.name.as_ref()?.value.as_str()), total, is_in))
        })
        .collect();
    if named.is_empty() {
        vec![(None, &outcome.whole, Box::new(|_| true))]
    } else {
        named
    }
}

fn waterfall(
    unit_group: &UnitGroup,
    name: Option<&str>,
    fall: &Waterfall,
    act: &Callback<Action>,
) -> Html {
    let scale = fall.scale();
    let (low, high) = &scale;
    let total = |said: &'static str, points: &Number| {
        html! {
            <tr class="bars__total">
                <th scope="row">{ said }</th>
                <td></td>
                <td class="bars__number">{ print(points) }</td>
                <td class="bars__bar">{ span("bar bar--total", low, points, &scale) }</td>
            </tr>
        }
    };
    html! {
        <>
            <table class="bars waterfall">
                <caption class="bars__caption">
                    { for name.iter().map(|name| html! { <strong>{ *name }{ ". " }</strong> }) }
                    { text::waterfall(low, high) }
                </caption>
                <thead><tr><th scope="col">{ "Mục" }</th><th scope="col">{ "Mất, thêm" }</th><th scope="col">{ "Còn" }</th><td></td></tr></thead>
                <tbody>
                    { total("Tối đa", &fall.from) }
                    { for fall.steps.iter().map(|step| row(unit_group, step, &scale, act)) }
                    { total("Kết quả", &fall.to) }
                </tbody>
            </table>
            if !fall.rest.is_empty() {
                <details class="folded">
                    <summary>{ text::rest_of_losses(fall.rest.len()) }</summary>
                    { table(unit_group, fall.rest.iter().map(|(id, change)| (id, change.clone())), act) }
                </details>
            }
        </>
    }
}

fn row(
    unit_group: &UnitGroup,
    step: &Step,
    scale: &(Number, Number),
    act: &Callback<Action>,
) -> Html {
    let before = &step.after - &step.change;
    let class = if step.change.is_negative() {
        "bar bar--lost"
    } else {
        "bar bar--gained"
    };
    html! {
        <tr>
            <th scope="row">
                { match &step.of {
                    Of::Cell(id) => html! { <ul class="bars__name">{ link(unit_group, id, act) }</ul> },
                    Of::Rest(count) => html! { text::rest_of_losses(*count) },
                    Of::Rules => html! { "Làm tròn, giới hạn, quy đổi theo quy định" },
                } }
            </th>
            <td class="bars__number">{ text::signed(&step.change) }</td>
            <td class="bars__number">{ print(&step.after) }</td>
            <td class="bars__bar">{ span(class, &before, &step.after, scale) }</td>
        </tr>
    }
}

/// A bar from one point to another, with a mark where the next step begins.
fn span(class: &'static str, from: &Number, to: &Number, (low, high): &(Number, Number)) -> Html {
    let width = high - low;
    let at = |points: &Number| {
        let share = (points - low).share_of(&width).unwrap_or_default();
        along(&share.max(Number::ZERO))
    };
    let (left, right) = (at(from.min(to)), at(from.max(to)));
    // Never so thin that nothing is seen.
    let length = (&right - &left).max(Number::from(4_u32));
    html! {
        <svg {class} viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true">
            <line class="bar__axis" x1="0" y1="15.5" x2="1000" y2="15.5" />
            <rect class="bar__fill" x={left.to_string()} y="1" width={length.to_string()} height="14" />
        </svg>
    }
}

/// Where maxima are not known: what each loses.
fn unmeasured(props: &ResultsProps) -> Html {
    let losses = &props.scored.losses;
    let most = losses.first().map(|loss| loss.points.clone());
    let unit_group = props.sheet.unit_group();
    html! {
        <table class="bars">
            <thead><tr><th scope="col">{ "Mục" }</th><th scope="col">{ "Mất" }</th><td></td></tr></thead>
            <tbody>
                { for losses.iter().map(|loss| html! {
                    <tr>
                        <th scope="row"><ul class="bars__name">{ link(unit_group, &loss.of, &props.act) }</ul></th>
                        <td class="bars__number">{ print(&loss.points) }</td>
                        <td class="bars__bar">{ bar("bar bar--lost", most.as_ref().and_then(|most| loss.points.share_of(most)).as_ref(), &[]) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

fn table<'a>(
    unit_group: &UnitGroup,
    losses: impl Iterator<Item = (&'a Rc<str>, Number)>,
    act: &Callback<Action>,
) -> Html {
    html! {
        <table class="bars">
            <thead><tr><th scope="col">{ "Mục" }</th><th scope="col">{ "Mất" }</th></tr></thead>
            <tbody>
                { for losses.map(|(id, change)| html! {
                    <tr>
                        <th scope="row"><ul class="bars__name">{ link(unit_group, id, act) }</ul></th>
                        <td class="bars__number">{ text::signed(&change) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
