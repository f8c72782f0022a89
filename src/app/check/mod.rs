//! "Kiểm tra trước khi nộp": what is of concern, each with a way to its field, how it is handed in, and the files.

pub mod field;
mod hand_in;
mod list;
mod summary;
mod way;

use std::rc::Rc;

use bac_thang::{Assessment, Concern, Reporting, Scored, concerns};
use time::Date;
use yew::prelude::*;

use super::catalog::Sheet;
use super::form::is_checked;
use super::result::result_in_short;
use super::session::Action;
use field::LATE;
use hand_in::HandIn;
use list::ConcernList;
use summary::Summary;

#[derive(Clone, PartialEq, Properties)]
pub struct CheckProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub scored: Rc<Scored>,
    pub today: Date,
    /// The code of the last file that was written to be handed in.
    pub handed_in: Option<Rc<str>>,
    pub act: Callback<Action>,
}

#[component]
pub fn CheckView(props: &CheckProps) -> Html {
    let CheckProps {
        sheet,
        draft,
        scored,
        today,
        handed_in,
        act,
    } = props;
    let concerns: Rc<Vec<Concern>> = Rc::new(concerns(
        &sheet.framework,
        sheet.unit_group(),
        draft,
        scored,
        *today,
    ));
    // How often the official file was asked for and not given: each time the reasons take the focus.
    let refusals = use_state_eq(|| 0_u32);
    let onrefused = {
        let refusals = refusals.clone();
        Callback::from(move |()| refusals.set(refusals.wrapping_add(1)))
    };
    let is_refused = *refusals > 0 && concerns.iter().any(Concern::is_error);
    html! {
        <div class="check-view">
            if is_refused {
                <Summary {sheet} year={draft.year} concerns={Rc::clone(&concerns)} times={*refusals} {act} />
            }
            <div class="check-view__columns">
                <ConcernList {sheet} year={draft.year} concerns={Rc::clone(&concerns)} {act} />
                <div>
                    { result_in_short(sheet, scored) }
                    <HandIn {sheet} {draft} {scored} {concerns} today={*today} {handed_in} {onrefused} {act} />
                    { way::way(&sheet.framework) }
                    { late(props) }
                </div>
            </div>
        </div>
    }
}

/// Offered where the decision says what follows from a late report.
fn late(props: &CheckProps) -> Html {
    let Some((_, source)) = props.sheet.unit_group().standing.if_late().next() else {
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
                <input type="checkbox" id={LATE} checked={props.draft.reporting == Reporting::Late} {onchange} />
                <label for={LATE}>{ "Đơn vị không tự báo cáo, đánh giá đúng thời hạn" }</label>
            </p>
            { crate::app::law::quotation(source) }
        </section>
    }
}
