//! What the page says once, and the one question it asks: whether a file may replace what was entered.

use yew::prelude::*;

use super::focus;
use super::session::{Action, Notice, Opened};
use super::text;

#[derive(Clone, PartialEq, Properties)]
pub struct NoticesProps {
    pub notice: Option<Notice>,
    pub pending: Option<Opened>,
    pub act: Callback<Action>,
}

#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let NoticesProps {
        notice,
        pending,
        act,
    } = props;
    // What had the focus goes with the notice; the next Tab goes on from here, at the foot of the page.
    let place = use_node_ref();
    let act = {
        let (act, place) = (act.clone(), place.clone());
        Callback::from(move |action| {
            act.emit(action);
            focus(&place);
        })
    };
    html! {
        <div ref={place} class="notices" tabindex="-1">
            { notice.iter().map(|notice| said(notice, &act)).collect::<Html>() }
            { pending.iter().map(|opened| html! { <Question opened={opened.clone()} act={&act} /> }).collect::<Html>() }
        </div>
    }
}

fn said(notice: &Notice, act: &Callback<Action>) -> Html {
    let (class, role) = match notice {
        Notice::NotOpened { .. } | Notice::NotExported => ("notice notice--error", "alert"),
        Notice::Opened { differences, .. } if *differences > 0 => {
            ("notice notice--warning", "alert")
        }
        _ => ("notice", "status"),
    };
    html! {
        <div {class} {role}>
            <p class="notice__text">{ text::notice(notice) }</p>
            if let Some(undo) = undo(notice) {
                <button type="button" class="button button--quiet" onclick={act.reform(|_| Action::Undone)}>{ undo }</button>
            }
            <button type="button" class="button button--quiet" onclick={act.reform(|_| Action::NoticeClosed)}>{ "Đóng thông báo" }</button>
        </div>
    }
}

/// What the button says that brings back what a notice tells of.
fn undo(notice: &Notice) -> Option<&'static str> {
    match notice {
        Notice::LineRemoved { .. } => Some("Lấy lại dòng đã bỏ"),
        Notice::StartedOver { .. } => Some("Đổi với bản trước khi xóa"),
        Notice::Opened {
            before: Some(_), ..
        } => Some("Đổi với bản trước khi mở tệp"),
        _ => None,
    }
}

#[derive(Clone, PartialEq, Properties)]
struct QuestionProps {
    opened: Opened,
    act: Callback<Action>,
}

#[component]
fn Question(props: &QuestionProps) -> Html {
    let QuestionProps { opened, act } = props;
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| focus(&dialog));
    }
    let decide = |replace: bool| act.reform(move |_| Action::ReplacementDecided(replace));
    html! {
        <div ref={dialog} class="notice notice--warning" role="alertdialog" tabindex="-1" aria-labelledby="replace-title">
            <p id="replace-title" class="notice__text">
                { format!("Trình duyệt đang giữ một bản khác của {}. Mở tệp {} sẽ thay bản đó.", opened.sheet.unit_group().name.value, opened.file) }
            </p>
            <button type="button" class="button" onclick={decide(true)}>{ "Thay bằng tệp" }</button>
            <button type="button" class="button button--quiet" onclick={decide(false)}>{ "Giữ bản đang có" }</button>
        </div>
    }
}
