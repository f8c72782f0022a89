//! A number as typed: the text stays, what it is read as stands beside it, what is wrong stands above it.

use bac_thang::engine::vietnamese::{print, print_share};
use bac_thang::{Entry, FindingKind, Number};
use yew::prelude::*;

use super::input_value;
use crate::app::{focus, text};

#[derive(Clone, PartialEq, Properties)]
pub struct NumberBoxProps {
    pub id: AttrValue,
    pub label: Html,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What the number counts, shown behind it.
    #[prop_or_default]
    pub unit: Option<AttrValue>,
    /// Whether it is a share, which may be typed as a percentage.
    #[prop_or_default]
    pub is_share: bool,
    pub entry: Entry,
    /// What is wrong with this number.
    pub findings: Vec<FindingKind>,
    /// What was probably meant, and what entering that does.
    #[prop_or_default]
    pub offer: Option<(AttrValue, Callback<()>)>,
    pub ontyped: Callback<String>,
    pub onchosen: Callback<Number>,
}

#[component]
pub fn NumberBox(props: &NumberBoxProps) -> Html {
    let NumberBoxProps {
        id,
        label,
        hint,
        unit,
        is_share,
        entry,
        findings,
        offer,
        ontyped,
        onchosen,
    } = props;
    let input = use_node_ref();
    // The buttons go with the question; the box they stood at takes the focus.
    let onchosen = &{
        let (onchosen, input) = (onchosen.clone(), input.clone());
        Callback::from(move |reading| {
            onchosen.emit(reading);
            focus(&input);
        })
    };
    let ontaken = |taken: &Callback<()>| {
        let (taken, input) = (taken.clone(), input.clone());
        Callback::from(move |_: MouseEvent| {
            taken.emit(());
            focus(&input);
        })
    };
    let is_wrong = findings.iter().any(FindingKind::is_error);
    let described_by = format!("{id}-hint {id}-unit {id}-message");
    html! {
        <div class={classes!("number", is_wrong.then_some("number--wrong"))}>
            <label class="number__label" for={id}>{ label.clone() }</label>
            if let Some(hint) = hint {
                <span class="number__hint" id={format!("{id}-hint")}>{ hint }</span>
            }
            <div class="number__message" id={format!("{id}-message")}>
                { for findings.iter().map(|finding| message(finding, *is_share, onchosen)) }
                { offer.iter().map(|(said, taken)| html! {
                    <span><button type="button" class="button button--small" onclick={ontaken(taken)}>{ said }</button></span>
                }).collect::<Html>() }
                { echo(entry, *is_share) }
            </div>
            <input ref={input} class="number__input" type="text" inputmode="decimal" autocomplete="off" id={id} value={entry.text().into_owned()}
                aria-invalid={is_wrong.then_some("true")} aria-describedby={described_by}
                oninput={ontyped.reform(|event: InputEvent| input_value(&event))} />
            if let Some(unit) = unit {
                <span class="number__unit" id={format!("{id}-unit")}>{ unit }</span>
            }
        </div>
    }
}

fn message(finding: &FindingKind, is_share: bool, onchosen: &Callback<Number>) -> Html {
    let class = if finding.is_error() {
        "number__error"
    } else {
        "number__warning"
    };
    html! {
        <span {class}>
            { if is_share { text::share_finding(finding) } else { text::finding(finding) } }
            if let FindingKind::Ambiguous { decimal, thousands } = finding {
                { for [decimal, thousands].map(|reading| choice(reading, onchosen)) }
            }
        </span>
    }
}

fn choice(reading: &Number, onchosen: &Callback<Number>) -> Html {
    let said = text::form::meant(reading);
    let reading = reading.clone();
    html! {
        <button type="button" class="button button--small" onclick={onchosen.reform(move |_| reading.clone())}>{ said }</button>
    }
}

/// The reading, where it does not look like what was typed.
fn echo(entry: &Entry, is_share: bool) -> Html {
    let Some(value) = entry.value() else {
        return Html::default();
    };
    let typed = entry.text();
    let said = if is_share {
        print_share(value)
    } else {
        text::plain(value)
    };
    if typed.trim() == said || (!is_share && typed.trim() == print(value)) {
        return Html::default();
    }
    html! { <span class="number__echo">{ text::form::read_as(&said) }</span> }
}
