//! The files: the one to be handed in, the working copy, another one opened.

use std::rc::Rc;

use bac_thang::engine::claims::Official;
use bac_thang::engine::framework::Kind;
use bac_thang::{Assessment, Concern, Preparer, Scored};
use gloo::file::Blob;
use time::Date;
use yew::prelude::*;

use crate::app::catalog::Sheet;
use crate::app::dialog::{Question, use_question};
use crate::app::form::is_checked;
use crate::app::hand_in;
use crate::app::session::{Action, has_content};
use crate::app::spreadsheet::forms::forms;
use crate::app::spreadsheet::whole;
use crate::app::spreadsheet::xlsx::{self, workbook};
use crate::app::text::{self, report};

#[derive(Clone, PartialEq, Properties)]
pub struct HandInProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub scored: Rc<Scored>,
    pub concerns: Rc<Vec<Concern>>,
    pub today: Date,
    /// The code of the last such file.
    pub handed_in: Option<Rc<str>>,
    /// The file to be handed in was asked for while there were errors.
    pub onrefused: Callback<()>,
    pub act: Callback<Action>,
}

#[component]
pub fn HandIn(props: &HandInProps) -> Html {
    let HandInProps {
        sheet, draft, act, ..
    } = props;
    let (is_asked, ask, onanswer) = use_question(act.reform(|()| Action::StartedOver));
    let with_framework = use_state_eq(|| false);
    let onchange = {
        let with_framework = with_framework.clone();
        Callback::from(move |event: Event| with_framework.set(is_checked(&event)))
    };
    html! {
        <section class="hand-in" aria-labelledby="hand-in-title">
            <h2 id="hand-in-title">{ "Mang đi nộp" }</h2>
            { official(props, *with_framework) }
            <button type="button" class="button" onclick={working_copy(props, *with_framework)}>{ "Tải tệp làm việc" }</button>
            <p class="field__hint">{ "Tệp JSON để lưu hoặc làm tiếp trên máy khác; lúc nào cũng tải được." }</p>
            if draft.preparer != Preparer::default() {
                <button type="button" class="button" onclick={shared_copy(props, *with_framework)}>{ "Tải tệp làm việc không có thông tin người lập" }</button>
                <p class="field__hint">{ "Để chia sẻ: bỏ họ tên, chức vụ, điện thoại, hộp thư của người lập biểu." }</p>
            }
            <button type="button" class="button" onclick={workbook_of(props)}>{ "Tải bảng Excel (.xlsx)" }</button>
            <p class="field__hint">{ "Ba mẫu biểu thường dùng, mỗi mẫu một trang tính; để xem và gửi kèm, không thay tệp nộp." }</p>
            if sheet.is_shipped {
                <p class="check">
                    <input type="checkbox" id="with-framework" checked={*with_framework} {onchange} />
                    <label for="with-framework">{ "Kèm bộ tiêu chí trong tệp, để trang nào không có bộ này cũng mở được" }</label>
                </p>
            }
            <div class="hand-in__actions">
                if has_content(draft) {
                    <button type="button" class="button button--quiet" onclick={ask}>{ "Xóa hết, làm lại từ đầu" }</button>
                }
                if is_asked {
                    <Question id="start-over-title" asked={text::kept::ask_start_over(draft)} yes="Xóa hết" no="Không xóa" {onanswer} />
                }
            </div>
        </section>
    }
}

/// What was made for practice is never handed in.
fn official(props: &HandInProps, with_framework: bool) -> Html {
    let HandInProps {
        sheet,
        draft,
        scored,
        concerns,
        today,
        handed_in,
        onrefused,
        act,
    } = props;
    if sheet.framework.kind == Kind::Training {
        return html! { <p class="notice notice--warning">{ "Bài tập huấn: không có tệp nộp chính thức." }</p> };
    }
    let has_error = concerns.iter().any(Concern::is_error);
    let receipt = (!has_error)
        .then(|| hand_in::receipt(sheet, draft, scored))
        .flatten();
    let receipt: Option<Rc<str>> = receipt.map(|receipt| receipt.to_string().into());
    let outdated = report::outdated(handed_in.as_deref(), receipt.as_deref());
    let code = receipt.clone();
    let (sheet, draft, concerns, today) =
        (sheet.clone(), Rc::clone(draft), Rc::clone(concerns), *today);
    let (onrefused, act) = (onrefused.clone(), act.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        let say = |concern: &Concern| text::whole_concern(&sheet, draft.year, concern);
        match Official::of(&concerns, today, say) {
            Some(official) => {
                let file = export(&sheet, &draft, Some(official), with_framework);
                let is_written = file.is_some();
                act.emit(Action::Exported(file));
                if let Some(code) = code.clone().filter(|_| is_written) {
                    act.emit(Action::HandedIn(code));
                }
            }
            None => onrefused.emit(()),
        }
    });
    html! {
        <>
            <button type="button" class="button button--main" {onclick}>{ "Tải tệp nộp chính thức" }</button>
            <p class="field__hint">{ "Tệp JSON kèm danh sách các nội dung cần lưu ý; chỉ tải được khi không còn nội dung phải sửa." }</p>
            { for outdated.map(|said| html! { <p class="number__warning">{ said }</p> }) }
            { for receipt.map(|receipt| html! {
                <dl class="hand-in__receipt">
                    <dt>{ "Mã biên nhận của tệp" }</dt>
                    <dd><strong>{ receipt }</strong></dd>
                    <dd class="field__hint">{ "Mã có sẵn trong báo cáo in ra. Sửa bất cứ nội dung nào, kể cả phần viết trong báo cáo, thì mã đổi theo: phải tải lại tệp và in lại báo cáo." }</dd>
                </dl>
            }) }
        </>
    }
}

fn working_copy(props: &HandInProps, with_framework: bool) -> Callback<MouseEvent> {
    let (sheet, draft) = (props.sheet.clone(), Rc::clone(&props.draft));
    props
        .act
        .reform(move |_| Action::Exported(export(&sheet, &draft, None, with_framework)))
}

/// It is not all that was entered, and so no file to go on with.
fn shared_copy(props: &HandInProps, with_framework: bool) -> Callback<MouseEvent> {
    let draft = Assessment {
        preparer: Preparer::default(),
        ..(*props.draft).clone()
    };
    let (sheet, act) = (props.sheet.clone(), props.act.clone());
    Callback::from(move |_| {
        let name = hand_in::file_name(&sheet, &draft, Some("chia-se"));
        let json = hand_in::json(&sheet, &draft, None, with_framework);
        if json
            .and_then(|json| hand_in::download(&name, &json))
            .is_none()
        {
            act.emit(Action::Exported(None));
        }
    })
}

fn workbook_of(props: &HandInProps) -> Callback<MouseEvent> {
    let (sheet, draft) = (props.sheet.clone(), Rc::clone(&props.draft));
    let (scored, act) = (Rc::clone(&props.scored), props.act.clone());
    Callback::from(move |_| {
        let name = hand_in::workbook_name(&sheet, &draft);
        let written = whole(workbook(forms(&sheet, &draft, &scored))).and_then(|bytes| {
            hand_in::save(&name, Blob::new_with_options(&*bytes, Some(xlsx::KIND)))
        });
        if written.is_none() {
            act.emit(Action::Exported(None));
        }
    })
}

/// Writes the file; its name where that worked.
fn export(
    sheet: &Sheet,
    draft: &Assessment,
    official: Option<Official>,
    with_framework: bool,
) -> Option<String> {
    let copy = if official.is_some() {
        None
    } else {
        Some("lam-viec")
    };
    let name = hand_in::file_name(sheet, draft, copy);
    hand_in::download(
        &name,
        &hand_in::json(sheet, draft, official, with_framework)?,
    )?;
    Some(name)
}
