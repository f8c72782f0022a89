//! "Báo cáo tự đánh giá": what the unit writes in it, and the report as it is printed.

mod actions;
mod details;
mod outline;
mod paper;
mod parts;
mod reasons;
mod tables;
mod tools;

use std::rc::Rc;

use bac_thang::engine::file::receipt::Receipt;
use bac_thang::engine::framework::Kind;
use bac_thang::{Assessment, Concern, Scored, concerns};
use time::Date;
use yew::prelude::*;

use super::catalog::Sheet;
use super::hand_in;
use super::session::Action;
use super::text::report;
pub use actions::Actions;
use outline::outline;
use paper::Paper;
pub use paper::{letterhead, rule, unbroken};
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
    pub today: Date,
    /// The code of the last file that was written to be handed in.
    pub handed_in: Option<Rc<str>>,
    pub act: Callback<Action>,
}

#[component]
pub fn ReportView(props: &ReportProps) -> Html {
    let ReportProps {
        sheet,
        draft,
        scored,
        today,
        handed_in,
        act,
    } = props;
    let receipt = receipt(sheet, draft, scored, *today).map(|receipt| receipt.to_string());
    let receipt = receipt.map(AttrValue::from);
    let outdated = report::outdated(handed_in.as_deref(), receipt.as_deref());
    let parts = Rc::new(outline(sheet, draft, &scored.outcome));
    html! {
        <div class="report">
            <Tools {sheet} {draft} parts={Rc::clone(&parts)} has_receipt={receipt.is_some()} {outdated} {act} />
            { preview(html! { <Paper {sheet} {draft} {scored} {parts} {receipt} /> }) }
        </div>
    }
}

/// A paper as it will be printed. It is wider than a small screen, and then scrolled by itself.
pub fn preview(paper: Html) -> Html {
    html! { <div class="report__preview" role="region" aria-label="Bản xem trước khi in" tabindex="0">{ paper }</div> }
}

/// The code of the file that goes with the paper; `None` while there is no such file.
fn receipt(sheet: &Sheet, draft: &Assessment, scored: &Scored, today: Date) -> Option<Receipt> {
    let framework = &sheet.framework;
    let concerns = concerns(framework, sheet.unit_group(), draft, scored, today);
    let can_be_handed_in =
        framework.kind == Kind::Official && !concerns.iter().any(Concern::is_error);
    can_be_handed_in
        .then(|| hand_in::receipt(sheet, draft, scored))
        .flatten()
}
