//! Why a group or line has no points: three silences, none of them 0.

use bac_thang::{FindingKind, Silence};
use yew::prelude::*;

use super::is_checked;
use super::select_box::SelectBox;
use super::text_area::TextArea;
use crate::app::session::{Action, SilenceKind, Spot};
use crate::app::text;

#[derive(Clone, PartialEq, Properties)]
pub struct SilenceBoxProps {
    pub id: AttrValue,
    pub label: AttrValue,
    pub spot: Spot,
    pub silence: Option<Silence>,
    /// Who may decide "không áp dụng"; none where the decision has no such rule.
    pub decided_by: Option<AttrValue>,
    pub findings: Vec<FindingKind>,
    pub act: Callback<Action>,
}

const CHOICES: [(&str, &str); 3] = [
    ("points", "Chấm điểm"),
    ("not-applicable", "Không áp dụng"),
    ("undefined", "Không tính được"),
];

#[component]
pub fn SilenceBox(props: &SilenceBoxProps) -> Html {
    let SilenceBoxProps {
        id,
        label,
        spot,
        silence,
        findings,
        act,
        ..
    } = props;
    let choices: Vec<_> = CHOICES
        .map(|(value, name)| (value.into(), name.into()))
        .into();
    let onchosen = {
        let spot = spot.clone();
        act.reform(move |value: String| Action::SilenceChosen(spot.clone(), kind(&value)))
    };
    html! {
        <div class="silence">
            <SelectBox {id} {label} {choices} chosen={chosen(silence.as_ref())} {onchosen} />
            // Each collected into one node: `for` would make them siblings of the list, which yew would then draw anew as their
            // number changes, and the focus would be lost.
            { findings.iter().map(|finding| html! { <p class="number__warning">{ text::finding(finding) }</p> }).collect::<Html>() }
            { silence.iter().map(|silence| reason(props, silence)).collect::<Html>() }
        </div>
    }
}

fn chosen(silence: Option<&Silence>) -> &'static str {
    match silence {
        None => "points",
        Some(Silence::NotApplicable { .. }) => "not-applicable",
        Some(Silence::Undefined { .. }) => "undefined",
    }
}

fn kind(value: &str) -> Option<SilenceKind> {
    match value {
        "not-applicable" => Some(SilenceKind::NotApplicable),
        "undefined" => Some(SilenceKind::Undefined),
        _ => None,
    }
}

fn reason(props: &SilenceBoxProps, silence: &Silence) -> Html {
    let SilenceBoxProps {
        id,
        spot,
        act,
        decided_by,
        ..
    } = props;
    let (Silence::NotApplicable { reason, .. } | Silence::Undefined { reason }) = silence;
    let is_decided = matches!(silence, Silence::NotApplicable { decided: true, .. });
    let asks_decision = is_decided && decided_by.is_some();
    let label = if asks_decision {
        "Lý do, kèm số và ngày của quyết định không chấm"
    } else {
        "Lý do"
    };
    let hint = asks_decision.then_some(text::form::WHICH_DECISION);
    let spot = spot.clone();
    html! {
        <>
            <TextArea id={format!("{id}-reason")} {label} hint={hint.map(AttrValue::from)} value={reason.clone()} rows=2
                ontyped={act.reform(move |text| Action::ReasonTyped(spot.clone(), text))} />
            if let (Silence::NotApplicable { decided, .. }, Some(who)) = (silence, decided_by) {
                { decision(props, *decided, who) }
            }
        </>
    }
}

fn decision(props: &SilenceBoxProps, decided: bool, who: &AttrValue) -> Html {
    let onchange = {
        let spot = props.spot.clone();
        props
            .act
            .reform(move |event: Event| Action::DecisionChosen(spot.clone(), is_checked(&event)))
    };
    let id = format!("{}-decided", props.id);
    html! {
        <p class="check">
            <input type="checkbox" id={id.clone()} checked={decided} {onchange} />
            <label for={id}>{ text::form::decided(who) }</label>
        </p>
    }
}
