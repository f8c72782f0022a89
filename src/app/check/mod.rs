//! Before handing in: what is still open, and the file.

mod hand_in;

use std::rc::Rc;

use bac_thang::engine::framework::Standing;
use bac_thang::{Assessment, Reporting, Scored};
use yew::prelude::*;

use super::catalog::Sheet;
use super::form::is_checked;
use super::session::Action;
use hand_in::HandIn;

#[derive(Clone, PartialEq, Properties)]
pub struct CheckProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub scored: Rc<Scored>,
    pub act: Callback<Action>,
}

#[component]
pub fn CheckView(props: &CheckProps) -> Html {
    let CheckProps {
        sheet,
        draft,
        scored,
        act,
    } = props;
    html! {
        <div class="check-view">
            { late(props) }
            <HandIn {sheet} {draft} {scored} {act} />
        </div>
    }
}

/// Offered where the decision says what follows from a late report.
fn late(props: &CheckProps) -> Html {
    let Standing::Ladders { ladders, .. } = &props.sheet.unit_group().standing else {
        return Html::default();
    };
    let Some(rule) = ladders.iter().find_map(|ladder| ladder.late.as_ref()) else {
        return Html::default();
    };
    let onchange = props.act.reform(|event: web_sys::Event| {
        Action::ReportingChosen(if is_checked(&event) {
            Reporting::Late
        } else {
            Reporting::InTime
        })
    });
    html! {
        <section class="unit">
            <p class="check">
                <input type="checkbox" id="late" checked={props.draft.reporting == Reporting::Late} {onchange} />
                <label for="late">{ "Đơn vị không tự báo cáo, đánh giá đúng thời hạn" }</label>
            </p>
            { crate::app::law::quotation(&rule.source) }
        </section>
    }
}
