//! Who is assessed, for which year, by whom.

use std::rc::Rc;

use bac_thang::Assessment;
use bac_thang::engine::assessment::is_visible;
use yew::prelude::*;

use super::select_box::SelectBox;
use super::text_box::TextBox;
use crate::app::session::{Action, TextField};
use crate::app::text;

#[derive(Clone, PartialEq, Properties)]
pub struct UnitBoxProps {
    /// The ending that the mailbox has to have, where the decision says so.
    pub domain: Option<AttrValue>,
    pub draft: Rc<Assessment>,
    pub years: Vec<u16>,
    pub act: Callback<Action>,
}

#[component]
pub fn UnitBox(props: &UnitBoxProps) -> Html {
    let UnitBoxProps {
        domain,
        draft,
        years,
        act,
    } = props;
    let typed = |field: TextField| act.reform(move |text| Action::TextTyped(field, text));
    // A file may be of a year that is not offered; it stays.
    let kept = draft.year.filter(|year| !years.contains(year));
    let offered = kept.into_iter().chain(years.iter().copied());
    let choices: Vec<_> = offered
        .map(|year| (year.to_string().into(), year.to_string().into()))
        .collect();
    let chosen = draft.year.map_or_else(String::new, |year| year.to_string());
    let preparer = &draft.preparer;
    let mailbox = if domain.is_some() {
        "Hộp thư công vụ"
    } else {
        "Hộp thư điện tử"
    };
    let mailbox_hint = domain.as_ref();
    let mailbox_hint = mailbox_hint.map(|domain| AttrValue::from(text::form::sent_from(domain)));
    html! {
        <section class="unit" aria-labelledby="unit-title">
            <h2 class="unit__title" id="unit-title">{ "Đơn vị" }</h2>
            <div class="unit__row">
                <TextBox id="unit-name" label="Tên đơn vị" hint={Some(AttrValue::from(text::form::UNIT_NAME))} value={draft.unit.clone()} autocomplete="organization" ontyped={typed(TextField::Unit)} />
                <div class="field">
                    <SelectBox id="year" label="Năm đánh giá" {choices} chosen={chosen} onchosen={act.reform(|year: String| Action::YearChosen(year.parse().ok()))} />
                </div>
            </div>
            <details class="unit__preparer">
                <summary>{ "Người lập biểu" }{ if is_visible(&preparer.name) { format!(": {}", preparer.name) } else { String::new() } }</summary>
                <div class="unit__grid">
                    <TextBox id="preparer-name" label="Họ và tên" value={preparer.name.clone()} autocomplete="name" ontyped={typed(TextField::Name)} />
                    <TextBox id="preparer-post" label="Chức vụ" value={preparer.post.clone()} autocomplete="organization-title" ontyped={typed(TextField::Post)} />
                    <TextBox id="preparer-landline" label="Điện thoại cố định" value={preparer.landline.clone()} inputmode="tel" ontyped={typed(TextField::Landline)} />
                    <TextBox id="preparer-mobile" label="Điện thoại di động" value={preparer.mobile.clone()} inputmode="tel" autocomplete="tel" ontyped={typed(TextField::Mobile)} />
                    <TextBox id="preparer-email" label={mailbox} hint={mailbox_hint} value={preparer.email.clone()} inputmode="email" autocomplete="email" ontyped={typed(TextField::Email)} />
                </div>
            </details>
        </section>
    }
}
