//! Everything of concern, in the order of the sheet.

use std::rc::Rc;

use bac_thang::Concern;
use yew::prelude::*;

use super::field::{LATE, Part, REPORT, field};
use crate::app::catalog::Sheet;
use crate::app::session::{Action, View};
use crate::app::text;

#[derive(Clone, PartialEq, Properties)]
pub struct ConcernListProps {
    pub sheet: Sheet,
    pub year: Option<u16>,
    pub concerns: Rc<Vec<Concern>>,
    pub act: Callback<Action>,
}

#[component]
pub fn ConcernList(props: &ConcernListProps) -> Html {
    let ConcernListProps {
        sheet, concerns, ..
    } = props;
    let unit_group = sheet.unit_group();
    let part = |concern: &Concern| Part::of(unit_group, &concern.at);
    let errors = concerns.iter().filter(|concern| concern.is_error()).count();
    html! {
        <section class="concerns" aria-labelledby="concerns-title">
            <h2 class="concerns__title" id="concerns-title">{ "Kiểm tra trước khi nộp" }</h2>
            <p>{ text::concern_count(errors, concerns.len() - errors) }</p>
            { for concerns.chunk_by(|one, next| part(one) == part(next)).map(|together| html! {
                <>
                    <h3 class="concerns__part">{ heading(sheet, part(&together[0])) }</h3>
                    <ul class="concerns__list">{ for together.iter().map(|concern| line(props, concern)) }</ul>
                </>
            }) }
        </section>
    }
}

fn heading(sheet: &Sheet, part: Part) -> String {
    match part {
        Part::Unit => "Đơn vị và người lập biểu".to_owned(),
        Part::Block(index) => {
            let name = &sheet.unit_group().blocks[index].name;
            name.as_ref()
                .map_or_else(|| "Điểm tự chấm".to_owned(), |name| name.value.clone())
        }
        Part::Group(index) => {
            let group = &sheet.unit_group().groups[index];
            let code = group.code.iter().map(|code| format!("{code}. "));
            code.chain([group.name.value.clone()]).collect()
        }
        Part::Rest => "Nội dung khác".to_owned(),
        Part::Report => "Báo cáo".to_owned(),
        Part::Dates => "Thời hạn".to_owned(),
    }
}

fn line(props: &ConcernListProps, concern: &Concern) -> Html {
    let (class, kind) = if concern.is_error() {
        ("concern concern--error", "Phải sửa")
    } else {
        ("concern", "Lưu ý")
    };
    html! {
        <li {class}>
            <span class="concern__kind">{ kind }</span>
            { link(&props.sheet, props.year, concern, &props.act) }
        </li>
    }
}

/// What is of concern, leading to the field where it is put right.
pub fn link(sheet: &Sheet, year: Option<u16>, concern: &Concern, act: &Callback<Action>) -> Html {
    let said = text::whole_concern(sheet, year, concern);
    let Some(id) = field(sheet.unit_group(), concern) else {
        return html! { <span>{ said }</span> };
    };
    let href = format!("#{id}");
    let id = AttrValue::from(id);
    let view = match id.as_str() {
        REPORT => View::Report,
        LATE => View::Check,
        _ => View::Score,
    };
    let onclick = act.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::Sought(view, id.clone())
    });
    html! { <a {href} {onclick}>{ said }</a> }
}
