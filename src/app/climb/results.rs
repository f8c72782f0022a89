//! How safe the present rung is: claimed, backed by evidence, appraised, sure and possible; and what makes it fall.

use std::rc::Rc;

use bac_thang::engine::framework::GroupRole;
use bac_thang::engine::plan::Spot;
use bac_thang::engine::score::Range;
use bac_thang::{Assessment, Outcome, Scored, UnitGroup, fragility};
use yew::prelude::*;

use crate::app::catalog::Sheet;
use crate::app::result::unscored;
use crate::app::session::{Action, View};
use crate::app::text;

#[derive(Clone, PartialEq, Properties)]
pub struct ResultsProps {
    pub sheet: Sheet,
    pub scored: Rc<Scored>,
    pub act: Callback<Action>,
}

/// The results side by side.
#[component]
pub fn Results(props: &ResultsProps) -> Html {
    let scored = &props.scored;
    let unit_group = props.sheet.unit_group();
    let range = &scored.range;
    let completeness = scored.outcome.completeness;
    let is_open = completeness.answered < completeness.of || !range.open_inputs.is_empty();
    let takes_away = is_open_below(unit_group, range);
    // What is not scored yet has no level, whichever side it is seen from.
    let unscored = unscored(&props.sheet, &scored.outcome);
    let stands = |outcome: &Outcome| {
        let level = unscored.clone();
        level.unwrap_or_else(|| text::level(unit_group, outcome))
    };
    let could_stand = |outcome: &Outcome| text::level(unit_group, outcome);
    let rows: Vec<(&str, &Outcome, String)> = [
        Some((text::CLAIMED, &scored.outcome, stands(&scored.outcome))),
        // Where none is asked for there is no box for it either.
        props
            .sheet
            .framework
            .asks_evidence(unit_group)
            .then(|| (text::BACKED, &scored.backed, stands(&scored.backed))),
        scored
            .appraised
            .as_ref()
            .map(|appraised| ("Thẩm định", appraised, could_stand(appraised))),
        scored.granted.as_ref().map(|granted| {
            (
                "Nếu đề nghị không chấm được chấp thuận",
                granted,
                stands(granted),
            )
        }),
        is_open.then(|| {
            (
                text::lowest(takes_away),
                &range.guaranteed,
                could_stand(&range.guaranteed),
            )
        }),
        is_open.then(|| {
            (
                text::highest(takes_away),
                &range.possible,
                could_stand(&range.possible),
            )
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    html! {
        <section class="panel" aria-labelledby="results-title">
            <h2 id="results-title">{ "Kết quả nhìn từ các phía" }</h2>
            <table class="conditions">
                <thead><tr><th scope="col">{ "Tính theo" }</th><th scope="col">{ "Xếp loại" }</th><th scope="col">{ "Điểm" }</th></tr></thead>
                <tbody>
                    { for rows.into_iter().map(|(name, outcome, level)| html! {
                        <tr><th scope="row">{ name }</th><td>{ level }</td><td>{ text::all_totals(unit_group, outcome) }</td></tr>
                    }) }
                </tbody>
            </table>
            { open(props, is_open) }
        </section>
    }
}

/// Whether more or less can be taken away, once everything is known.
fn is_open_below(unit_group: &UnitGroup, range: &Range) -> bool {
    let scores = range.guaranteed.groups.iter().zip(&range.possible.groups);
    let mut groups = unit_group.groups.iter().zip(scores);
    groups
        .any(|(group, (low, high))| group.role == GroupRole::Deduction && low.points != high.points)
}

/// Which of what is not known can still change the level.
fn open(props: &ResultsProps, is_open: bool) -> Html {
    let unit_group = props.sheet.unit_group();
    let range = &props.scored.range;
    if !is_open || props.scored.outcome.standing.is_none() {
        return Html::default();
    }
    let count = range.open.len() + range.open_inputs.len();
    if count == 0 {
        return html! { <p class="field__hint">{ "Các mục chưa có điểm không thể làm thay đổi xếp loại nữa." }</p> };
    }
    html! {
        <details class="folded">
            <summary>{ text::open_blanks(count) }</summary>
            <ul>
                { for range.open.iter().map(|id| link(unit_group, id, &props.act)) }
                { for range.open_inputs.iter().map(|id| input_link(unit_group, id, &props.act)) }
            </ul>
        </details>
    }
}

/// An item or group, which leads to its place in the form.
pub fn link(unit_group: &UnitGroup, id: &str, act: &Callback<Action>) -> Html {
    let kind = if unit_group.items.iter().any(|item| *item.id == *id) {
        "i"
    } else {
        "g"
    };
    led_to(format!("{kind}-{id}"), text::called(unit_group, id), act)
}

/// An input, which leads to its box.
pub fn input_link(unit_group: &UnitGroup, id: &str, act: &Callback<Action>) -> Html {
    let spot = Spot::Input(id.to_owned());
    led_to(format!("in-{id}"), text::edited(unit_group, &spot), act)
}

fn led_to(place: String, what: String, act: &Callback<Action>) -> Html {
    let (href, place) = (format!("#{place}"), AttrValue::from(place));
    let onclick = act.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::Sought(View::Score, place.clone())
    });
    html! { <li><a {href} {onclick}>{ what }</a></li> }
}

#[derive(Clone, PartialEq, Properties)]
pub struct FragilityProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub scored: Rc<Scored>,
    pub act: Callback<Action>,
}

/// The smallest set of items whose rejection makes the unit fall.
#[component]
pub fn Fragility(props: &FragilityProps) -> Html {
    let unit_group = props.sheet.unit_group();
    let found = use_memo(
        (props.sheet.clone(), Rc::clone(&props.draft)),
        |(sheet, draft)| fragility(&sheet.framework, draft).ok().flatten(),
    );
    if props.scored.outcome.standing.is_none() {
        return Html::default();
    }
    html! {
        <section class="panel" aria-labelledby="fragility-title">
            <h2 id="fragility-title">{ "Điểm rơi" }</h2>
            { match &*found {
                None => html! { <p>{ "Không có mục nào bị bác mà làm tụt bậc." }</p> },
                Some(found) => html! {
                    <>
                        <p>{ if found.is_smallest { text::fragile(unit_group, found.items.len()) } else { text::fragile_at_most(unit_group, found.items.len()) } }</p>
                        <ul>{ for found.items.iter().map(|id| link(unit_group, id, &props.act)) }</ul>
                    </>
                },
            } }
        </section>
    }
}
