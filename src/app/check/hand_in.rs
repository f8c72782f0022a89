//! The files: the one to be handed in, the working copy, another one opened.

use std::rc::Rc;

use bac_thang::engine::claims::Official;
use bac_thang::engine::framework::Kind;
use bac_thang::{Assessment, Concern};
use time::Date;
use yew::prelude::*;

use crate::app::catalog::Sheet;
use crate::app::hand_in;
use crate::app::session::{Action, has_content};
use crate::app::text;

#[derive(Clone, PartialEq, Properties)]
pub struct HandInProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub concerns: Rc<Vec<Concern>>,
    pub today: Date,
    /// The file to be handed in was asked for while there were errors.
    pub onrefused: Callback<()>,
    pub act: Callback<Action>,
}

#[component]
pub fn HandIn(props: &HandInProps) -> Html {
    let HandInProps { draft, act, .. } = props;
    let start_over = act.reform(|_| Action::StartedOver);
    html! {
        <section class="hand-in" aria-labelledby="hand-in-title">
            <h2 id="hand-in-title">{ "Mang đi nộp" }</h2>
            { official(props) }
            <button type="button" class="button" onclick={working_copy(props)}>{ "Tải tệp làm việc" }</button>
            <p class="field__hint">{ "Tệp JSON để lưu hoặc làm tiếp trên máy khác; lúc nào cũng tải được." }</p>
            <div class="hand-in__actions">
                if has_content(draft) {
                    <button type="button" class="button button--quiet" onclick={start_over}>{ "Xóa hết, làm lại từ đầu" }</button>
                }
            </div>
        </section>
    }
}

/// What was made for practice is never handed in.
fn official(props: &HandInProps) -> Html {
    let HandInProps {
        sheet,
        draft,
        concerns,
        today,
        onrefused,
        act,
    } = props;
    if sheet.framework.kind == Kind::Training {
        return html! { <p class="notice notice--warning">{ "Bài tập huấn: không có tệp nộp chính thức." }</p> };
    }
    let (sheet, draft, concerns, today) =
        (sheet.clone(), Rc::clone(draft), Rc::clone(concerns), *today);
    let (onrefused, act) = (onrefused.clone(), act.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        let say = |concern: &Concern| text::whole_concern(&sheet, draft.year, concern);
        match Official::of(&concerns, today, say) {
            Some(official) => act.emit(Action::Exported(export(&sheet, &draft, Some(official)))),
            None => onrefused.emit(()),
        }
    });
    html! {
        <>
            <button type="button" class="button button--main" {onclick}>{ "Tải tệp nộp chính thức" }</button>
            <p class="field__hint">{ "Tệp JSON kèm danh sách các điểm lưu ý; chỉ tải được khi không còn nội dung phải sửa." }</p>
        </>
    }
}

fn working_copy(props: &HandInProps) -> Callback<MouseEvent> {
    let (sheet, draft) = (props.sheet.clone(), Rc::clone(&props.draft));
    props
        .act
        .reform(move |_| Action::Exported(export(&sheet, &draft, None)))
}

/// Writes the file; its name where that worked.
fn export(sheet: &Sheet, draft: &Assessment, official: Option<Official>) -> Option<String> {
    let copy = if official.is_some() {
        None
    } else {
        Some("lam-viec")
    };
    let name = hand_in::file_name(sheet, draft, copy);
    hand_in::download(&name, &hand_in::json(sheet, draft, official)?)?;
    Some(name)
}
