//! Printing, copying, and what the unit writes itself.

use std::rc::Rc;

use bac_thang::Assessment;
use bac_thang::engine::assessment::is_visible;
use bac_thang::engine::framework::{Kind, Level};
use yew::prelude::*;

use super::Actions;
use super::outline::Part;
use super::place;
use crate::app::catalog::Sheet;
use crate::app::check::field::REPORT;
use crate::app::form::text_area::TextArea;
use crate::app::form::text_box::TextBox;
use crate::app::session::Action;
use crate::app::text::report::{self, LEFT_BLANK};

#[derive(Clone, PartialEq, Properties)]
pub struct ToolsProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub parts: Rc<Vec<Part>>,
    /// Whether there is a file to be handed in with it.
    pub has_receipt: bool,
    /// That the file that was handed in is no longer what is printed here.
    pub outdated: Option<String>,
    pub act: Callback<Action>,
}

#[component]
pub fn Tools(props: &ToolsProps) -> Html {
    let ToolsProps {
        sheet,
        draft,
        parts,
        ..
    } = props;
    let texts = parts.iter().filter(|part| part.content.has_text());
    html! {
        <section class="report__tools" aria-labelledby="report-title">
            <h2 class="report__title" id="report-title">{ report::TITLE }</h2>
            <Actions print="In báo cáo" hint={hint(draft)} />
            if is_commune_unnamed(sheet, draft) {
                <p class="field__hint">{ report::NO_COMMITTEE }</p>
            }
            { for props.outdated.iter().map(|said| html! { <p class="number__warning">{ said }</p> }) }
            if !props.has_receipt && sheet.framework.kind == Kind::Official {
                <p class="field__hint">{ report::NO_RECEIPT }</p>
            }
            <h3 class="report__part">{ "Thể thức" }</h3>
            { text_area(props, place::PARENT, "Cơ quan chủ quản (nếu có)", parent_hint(sheet), 1) }
            { text_area(props, place::PLACE, "Địa danh", Some("Ví dụ: Bình Hòa".to_owned()), 1) }
            { text_area(props, place::SIGNER, "Quyền hạn, chức vụ người ký", Some("Mỗi dòng một vế, ví dụ: TM. ỦY BAN NHÂN DÂN, xuống dòng, CHỦ TỊCH".to_owned()), 2) }
            { text_area(props, place::RECIPIENTS, "Nơi nhận", Some("Mỗi dòng một nơi; để trống thì theo văn bản.".to_owned()), 3) }
            <h3 class="report__part" id={REPORT} tabindex="-1">{ "Nội dung đơn vị tự viết" }</h3>
            { for texts.map(|part| text_area(props, &part.place, part.heading.trim_start_matches("- "), part.asks.as_deref().map(report::asked), 4)) }
        </section>
    }
}

fn text_area(props: &ToolsProps, place: &str, label: &str, hint: Option<String>, rows: u8) -> Html {
    let typed = AttrValue::from(place.to_owned());
    let id = format!("report-{}", place.replace('.', "-"));
    let value = props.draft.report_text(place).to_owned();
    let ontyped = props
        .act
        .reform(move |text| Action::ReportTyped(typed.clone(), text));
    let (key, label, hint) = (
        place.to_owned(),
        label.to_owned(),
        hint.map(AttrValue::from),
    );
    if rows == 1 {
        return html! { <TextBox {key} {id} {label} {hint} {value} {ontyped} /> };
    }
    html! { <TextArea {key} {id} {label} {hint} {value} {rows} {ontyped} /> }
}

/// Offices have a body above them, which stands over their name; committees have none.
fn parent_hint(sheet: &Sheet) -> Option<String> {
    let is_office = matches!(
        sheet.unit_group().level,
        Level::Province | Level::DistrictOffice
    );
    is_office.then(|| report::parent(&sheet.framework.decision.issuer))
}

/// Whether the name of a commune does not say that its People's Committee reports.
fn is_commune_unnamed(sheet: &Sheet, draft: &Assessment) -> bool {
    let is_commune = sheet.unit_group().level == Level::Commune;
    is_commune && is_visible(&draft.unit) && report::committee_of(draft.unit.trim()).is_none()
}

/// What is left to be filled in by hand.
fn hint(draft: &Assessment) -> &'static str {
    if is_visible(&draft.unit) {
        LEFT_BLANK
    } else {
        "Chưa ghi tên đơn vị. Số, ngày và người ký để trống, điền khi phát hành."
    }
}
