//! Why the file to be handed in was not written: takes the focus each time it is asked for.

use std::rc::Rc;

use bac_thang::Concern;
use yew::prelude::*;

use super::list::link;
use crate::app::catalog::Sheet;
use crate::app::focus;
use crate::app::session::Action;

#[derive(Clone, PartialEq, Properties)]
pub struct SummaryProps {
    pub sheet: Sheet,
    pub year: Option<u16>,
    pub concerns: Rc<Vec<Concern>>,
    /// How often it was asked for.
    pub times: u32,
    pub act: Callback<Action>,
}

#[component]
pub fn Summary(props: &SummaryProps) -> Html {
    let SummaryProps {
        sheet,
        year,
        concerns,
        times,
        act,
    } = props;
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with(*times, move |_| {
            if let Some(element) = place.cast::<web_sys::HtmlElement>() {
                element.scroll_into_view();
            }
            focus(&place);
        });
    }
    let errors = concerns.iter().filter(|concern| concern.is_error());
    html! {
        <div ref={place} class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title">
            <h2 class="error-summary__title" id="error-summary-title">{ "Chưa kết xuất tệp nộp chính thức: còn nội dung phải sửa" }</h2>
            <ul class="error-summary__list">{ for errors.map(|concern| html! { <li>{ link(sheet, *year, concern, act) }</li> }) }</ul>
        </div>
    }
}
