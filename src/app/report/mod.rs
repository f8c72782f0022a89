//! "Báo cáo tự đánh giá": what the unit writes in it, and the report as it is printed.

mod copy;
mod outline;
mod paper;
mod parts;
mod tables;
mod tools;

use std::rc::Rc;

use bac_thang::{Assessment, Scored};
use yew::prelude::*;

use super::catalog::Sheet;
use super::session::Action;
use paper::Paper;
use tools::Tools;

/// Places of texts that stand outside the outline. Their names have a dot, which no id of a decision's section has.
mod place {
    pub const PARENT: &str = "dau.co-quan-chu-quan";
    pub const PLACE: &str = "dau.dia-danh";
    pub const RECIPIENTS: &str = "cuoi.noi-nhan";
    pub const SIGNER: &str = "cuoi.chuc-vu-nguoi-ky";
}

#[derive(Clone, PartialEq, Properties)]
pub struct ReportProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub scored: Rc<Scored>,
    pub act: Callback<Action>,
}

#[component]
pub fn ReportView(props: &ReportProps) -> Html {
    let ReportProps {
        sheet,
        draft,
        scored,
        act,
    } = props;
    html! {
        <div class="report">
            <Tools {sheet} {draft} {act} />
            // It is wider than a small screen, and then scrolled by itself.
            <div class="report__preview" role="region" aria-label="Bản xem trước khi in" tabindex="0">
                <Paper {sheet} {draft} {scored} />
            </div>
        </div>
    }
}
