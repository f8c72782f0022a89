//! Above everything that is entered: back and forward, where it is kept, and saving the page with it inside.

use std::rc::Rc;

use time::PrimitiveDateTime;
use yew::prelude::*;

use super::form::file_box::{CheckFileBox, FileBox};
use super::session::shelf::{Id, Shelf, Work};
use super::session::{Action, Sent, SentState, Stepped};
use super::{browser_random, page_file, text};

#[derive(Clone, PartialEq, Properties)]
pub struct KeepBarProps {
    pub work: Rc<Work>,
    pub id: Id,
    pub stepped: Option<Stepped>,
    pub now: PrimitiveDateTime,
    pub act: Callback<Action>,
}

#[component]
pub fn KeepBar(props: &KeepBarProps) -> Html {
    let KeepBarProps {
        work,
        id,
        stepped,
        now,
        act,
    } = props;
    let facts = &work.facts;
    let unit_group = work.sheet.unit_group();
    let shelf: Shelf = [(Rc::clone(id), Rc::clone(work))].into();
    let class = if text::kept::wants_file(facts) {
        "keep-bar__file keep-bar__file--wanting"
    } else {
        "keep-bar__file"
    };
    html! {
        <section class="keep-bar" aria-label="Sửa và lưu">
            <div class="keep-bar__steps">
                { step_button("Hoàn tác", "Ctrl+Z", "Control+Z", work.history.can_undo(), act.reform(|_| Action::Undone)) }
                { step_button("Làm lại", "Ctrl+Y", "Control+Y", work.history.can_redo(), act.reform(|_| Action::Redone)) }
                <span class="keep-bar__said" role="status">
                    { for stepped.as_ref().map(|stepped| text::kept::stepped(unit_group, &work.draft, stepped)) }
                </span>
            </div>
            <p {class}>{ text::kept::file(facts, *now) }</p>
            <div class="keep-bar__files">
                <SavePage {shelf} only={Some(Rc::clone(id))} now={*now} label={text::kept::SAVE_PAGE} {act} />
                <FileBox label="Mở tệp" {act} />
            </div>
        </section>
    }
}

/// Stays where it is when there is nothing to do, so that the focus does.
pub fn step_button(
    label: &'static str,
    key: &'static str,
    shortcut: &'static str,
    is_possible: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button type="button" class="button button--small keep-bar__step" title={key} aria-keyshortcuts={shortcut}
            aria-disabled={(!is_possible).then_some("true")} {onclick}>{ label }</button>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct SavePageProps {
    pub shelf: Shelf,
    pub only: Option<Id>,
    pub now: PrimitiveDateTime,
    pub label: AttrValue,
    pub act: Callback<Action>,
}

/// Writes the page with assessments inside.
#[component]
pub fn SavePage(props: &SavePageProps) -> Html {
    let SavePageProps { label, .. } = props;
    let onclick = {
        let SavePageProps {
            shelf,
            only,
            now,
            act,
            ..
        } = props.clone();
        Callback::from(move |_: MouseEvent| {
            let saved = page_file::save(shelf.clone(), only.clone(), now, browser_random());
            let act = act.clone();
            wasm_bindgen_futures::spawn_local(async move {
                if let Some(sent) = saved.await {
                    act.emit(Action::PageSent(sent));
                }
            });
        })
    };
    html! { <button type="button" class="button button--small" {onclick}>{ label }</button> }
}

#[derive(Clone, PartialEq, Properties)]
pub struct SentNoticeProps {
    pub sent: Sent,
    pub act: Callback<Action>,
}

/// What became of the page that was saved last.
#[component]
pub fn SentNotice(props: &SentNoticeProps) -> Html {
    let SentNoticeProps { sent, act } = props;
    let (class, role) = match sent.state {
        SentState::Checked => ("notice", "status"),
        SentState::Unchecked => ("notice notice--warning", "status"),
        SentState::Differs | SentState::Failed => ("notice notice--error", "alert"),
    };
    let can_be_checked = matches!(sent.state, SentState::Unchecked | SentState::Differs);
    html! {
        <div {class} {role}>
            <p class="notice__text">{ text::kept::sent(sent) }</p>
            if can_be_checked {
                <CheckFileBox {act} />
            }
            <button type="button" class="button button--quiet" onclick={act.reform(|_| Action::SentClosed)}>{ "Đóng thông báo" }</button>
        </div>
    }
}
