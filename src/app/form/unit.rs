//! Who is assessed, for which year, by whom.

use std::rc::Rc;

use bac_thang::Assessment;
use yew::prelude::*;

use super::select_value;
use super::text_box::TextBox;
use crate::app::session::{Action, TextField};

#[derive(Clone, PartialEq, Properties)]
pub struct UnitBoxProps {
    pub draft: Rc<Assessment>,
    pub years: Vec<u16>,
    pub act: Callback<Action>,
}

#[component]
pub fn UnitBox(props: &UnitBoxProps) -> Html {
    let UnitBoxProps { draft, years, act } = props;
    let typed = |field: TextField| act.reform(move |text| Action::TextTyped(field, text));
    let onchange = act.reform(|event: Event| {
        Action::YearChosen(select_value(&event).parse().unwrap_or_default())
    });
    // A file may be of a year that is not offered; it stays.
    let kept = draft.year.filter(|year| !years.contains(year));
    let preparer = &draft.preparer;
    html! {
        <section class="unit" aria-labelledby="unit-title">
            <h2 class="unit__title" id="unit-title">{ "Đơn vị" }</h2>
            <div class="unit__row">
                <TextBox id="unit-name" label="Tên đơn vị" value={draft.unit.clone()} autocomplete="organization" ontyped={typed(TextField::Unit)} />
                <div class="field">
                    <label class="field__label" for="year">{ "Năm đánh giá" }</label>
                    <select class="field__select" id="year" {onchange}>
                        { for kept.into_iter().chain(years.iter().copied()).map(|year| html! {
                            <option value={year.to_string()} selected={draft.year == Some(year)}>{ year }</option>
                        }) }
                    </select>
                </div>
            </div>
            <details class="unit__preparer">
                <summary>{ "Người lập biểu" }{ if preparer.name.trim().is_empty() { String::new() } else { format!(": {}", preparer.name) } }</summary>
                <div class="unit__grid">
                    <TextBox id="preparer-name" label="Họ và tên" value={preparer.name.clone()} autocomplete="name" ontyped={typed(TextField::Name)} />
                    <TextBox id="preparer-post" label="Chức vụ" value={preparer.post.clone()} autocomplete="organization-title" ontyped={typed(TextField::Post)} />
                    <TextBox id="preparer-landline" label="Điện thoại cố định" value={preparer.landline.clone()} inputmode="tel" ontyped={typed(TextField::Landline)} />
                    <TextBox id="preparer-mobile" label="Điện thoại di động" value={preparer.mobile.clone()} inputmode="tel" autocomplete="tel" ontyped={typed(TextField::Mobile)} />
                    <TextBox id="preparer-email" label="Hộp thư công vụ" value={preparer.email.clone()} inputmode="email" autocomplete="email" ontyped={typed(TextField::Email)} />
                </div>
            </details>
        </section>
    }
}
