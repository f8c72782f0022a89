//! Taking the sheet away: what is still open, and the file.

use std::rc::Rc;

use bac_thang::engine::framework::Kind;
use bac_thang::{Assessment, Field, Finding, Scored, Spot};
use yew::prelude::*;

use crate::app::catalog::Sheet;
use crate::app::hand_in;
use crate::app::session::{Action, has_content};
use crate::app::text;

#[derive(Clone, PartialEq, Properties)]
pub struct HandInProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub scored: Rc<Scored>,
    pub act: Callback<Action>,
}

#[component]
pub fn HandIn(props: &HandInProps) -> Html {
    let HandInProps {
        sheet, draft, act, ..
    } = props;
    let onclick = {
        let (sheet, draft) = (sheet.clone(), Rc::clone(draft));
        act.reform(move |_| Action::Exported(export(&sheet, &draft)))
    };
    let start_over = act.reform(|_| Action::StartedOver);
    html! {
        <section class="hand-in" aria-labelledby="hand-in-title">
            <h2 id="hand-in-title">{ "Mang đi nộp" }</h2>
            if sheet.framework.kind == Kind::Training {
                <p class="notice notice--warning">{ "Bài tập huấn: tệp này không dùng để nộp chính thức." }</p>
            }
            { open_points(props) }
            <div class="hand-in__actions">
                <button type="button" class="button button--main" {onclick}>{ "Tải tệp JSON" }</button>
                if has_content(draft) {
                    <button type="button" class="button button--quiet" onclick={start_over}>{ "Xóa hết, làm lại từ đầu" }</button>
                }
            </div>
        </section>
    }
}

/// Writes the file; its name where that worked.
fn export(sheet: &Sheet, draft: &Assessment) -> Option<String> {
    let name = hand_in::file_name(sheet, draft);
    hand_in::download(&name, &hand_in::json(sheet, draft)?)?;
    Some(name)
}

/// What is missing or wrong, each with a link to its field.
fn open_points(props: &HandInProps) -> Html {
    let HandInProps { draft, scored, .. } = props;
    let completeness = scored.outcome.completeness;
    let blank_unit = draft.unit.trim().is_empty();
    let open = completeness.of - completeness.answered;
    if !blank_unit && open == 0 && scored.findings.is_empty() {
        return html! { <p class="hand-in__clear">{ "Đã chấm đủ, không còn chỗ nào cần xem lại." }</p> };
    }
    html! {
        <>
            <p>{ "Tệp vẫn tải được, nhưng còn những chỗ cần xem lại:" }</p>
            <ul class="open-points">
                if blank_unit {
                    { link(props, "unit-name".to_owned(), "Chưa ghi tên đơn vị".to_owned()) }
                }
                if open > 0 {
                    <li>{ format!("Còn {open} trên {} {} chưa có điểm", completeness.of, text::cells(props.sheet.unit_group())) }</li>
                }
                { for scored.findings.iter().map(|finding| open_point(props, finding)) }
            </ul>
        </>
    }
}

fn open_point(props: &HandInProps, finding: &Finding) -> Html {
    let what = text::finding(&finding.kind);
    let group = props
        .sheet
        .unit_group()
        .groups
        .iter()
        .find(|group| Some(&*group.id) == finding.spot.of.as_deref());
    let name = group.map_or_else(String::new, |group| format!("{}: ", group.name.value));
    link(props, target(&finding.spot), format!("{name}{what}"))
}

/// A line that leads to a field of the sheet.
fn link(props: &HandInProps, id: String, what: String) -> Html {
    let href = format!("#{id}");
    let id = AttrValue::from(id);
    let onclick = props.act.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::Sought(id.clone())
    });
    html! { <li><a {href} {onclick}>{ what }</a></li> }
}

/// The id of the field that a finding is about.
fn target(spot: &Spot) -> String {
    let Some(group) = &spot.of else {
        return "appendix".to_owned();
    };
    let line = spot
        .line
        .map_or_else(String::new, |line| format!("-line-{line}"));
    match spot.field {
        Field::Points => format!("g-{group}{line}-points"),
        Field::Max => format!("g-{group}{line}-max"),
        Field::Name => format!("g-{group}{line}-name"),
        Field::Reason => format!("g-{group}{line}-silence-reason"),
        Field::All | Field::Appraised => format!("g-{group}"),
    }
}
