//! What the page says once, and what it asks: which places to take from a file, which window's version to go on with.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::dialog::use_modal;
use super::focus;
use super::keep_bar::SentNotice;
use super::session::files::{Asked, Taken};
use super::session::windows::Side;
use super::session::{Action, Notice, Sent, TakenOut};
use super::text;

#[derive(Clone, PartialEq, Properties)]
pub struct NoticesProps {
    pub notice: Option<Notice>,
    pub sent: Option<Sent>,
    pub is_clash: bool,
    pub merge: Option<Asked>,
    pub act: Callback<Action>,
}

#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let NoticesProps {
        notice,
        sent,
        is_clash,
        merge,
        act,
    } = props;
    // What has the focus goes with the notice; it goes back to where one came from, or else stays here.
    let place = use_node_ref();
    let before = use_mut_ref(|| None::<HtmlElement>);
    let onfocusin = {
        let (before, place) = (Rc::clone(&before), place.clone());
        move |event: FocusEvent| {
            let from = event.related_target();
            let from = from.and_then(|from| from.dyn_into::<HtmlElement>().ok());
            let place = place.cast::<HtmlElement>();
            if let Some(from) = from.filter(|from| !place.is_some_and(|it| it.contains(Some(from))))
            {
                before.replace(Some(from));
            }
        }
    };
    let act = {
        let (act, place) = (act.clone(), place.clone());
        Callback::from(move |action| {
            act.emit(action);
            match before.take().filter(|before| before.is_connected()) {
                Some(before) => drop(before.focus()),
                None => focus(&place),
            }
        })
    };
    let merge = merge.iter().filter(|_| !is_clash).map(|asked| {
        html! { <MergeQuestion key={format!("{}-{}", asked.merge.id, asked.more)} asked={asked.clone()} act={&act} /> }
    });
    html! {
        <div ref={place} class="notices" tabindex="-1" {onfocusin}>
            { notice.iter().map(|notice| said(notice, &act)).collect::<Html>() }
            { sent.iter().map(|sent| html! { <SentNotice sent={sent.clone()} act={&act} /> }).collect::<Html>() }
            if *is_clash {
                <ClashQuestion act={&act} />
            }
            { for merge }
        </div>
    }
}

fn said(notice: &Notice, act: &Callback<Action>) -> Html {
    let (class, role) = match notice {
        Notice::NotOpened { .. } | Notice::NotExported => ("notice notice--error", "alert"),
        Notice::Opened {
            differences,
            refused,
            broken,
            ..
        } if *differences > 0 || *refused > 0 || broken.is_some() => {
            ("notice notice--warning", "alert")
        }
        Notice::Copied { .. } | Notice::Followed { .. } => ("notice notice--warning", "status"),
        _ => ("notice", "status"),
    };
    html! {
        <div {class} {role}>
            <p class="notice__text">{ text::notice(notice) }</p>
            if let Some(back) = back(notice) {
                <button type="button" class="button button--quiet" onclick={act.reform(|_| Action::TakenBack)}>{ back }</button>
            }
            <button type="button" class="button button--quiet" onclick={act.reform(|_| Action::NoticeClosed)}>{ "Đóng thông báo" }</button>
        </div>
    }
}

/// What the button says that brings back what a notice tells of.
fn back(notice: &Notice) -> Option<&'static str> {
    match notice {
        Notice::TakenOut {
            what: TakenOut::Line,
            ..
        } => Some("Lấy lại dòng đã bỏ"),
        Notice::TakenOut {
            what: TakenOut::Evidence,
            ..
        } => Some("Lấy lại tài liệu đã bỏ"),
        Notice::StartedOver { .. } => Some("Lấy lại bản trước khi xóa"),
        Notice::Merged { step: Some(_), .. } => Some("Lấy lại bản trước khi lấy từ tệp"),
        Notice::Removed { .. } => Some("Lấy lại bài đã bỏ"),
        Notice::Followed { .. } => Some("Giữ bản trước đó thành một bài riêng"),
        _ => None,
    }
}

#[derive(Clone, PartialEq, Properties)]
struct MergeQuestionProps {
    asked: Asked,
    act: Callback<Action>,
}

#[component]
fn MergeQuestion(props: &MergeQuestionProps) -> Html {
    let MergeQuestionProps { asked, act } = props;
    let Asked { merge, work, more } = asked;
    let dialog = use_modal();
    let rows = merge.differences(work);
    let unit_group = work.sheet.unit_group();
    let chosen = rows
        .iter()
        .filter(|row| merge.is_chosen(&row.place))
        .count();
    let merged = |taken: Taken| act.reform(move |_: MouseEvent| Action::Merged(taken));
    // By Escape: nothing is taken, and the file can be opened again.
    let onclose = act.reform(|_: Event| Action::Merged(Taken::Nothing));
    html! {
        <dialog ref={dialog} class="dialog" role="alertdialog" aria-labelledby="merge-title" {onclose}>
            <p id="merge-title">
                { text::merge(merge, &text::kept::whose(&work.draft), rows.len()) }
                { for text::merge_more(*more).map(|more| format!(" {more}")) }
            </p>
            <div class="merge__rows" tabindex="0" role="region" aria-label={text::DIFFERENCES}>
                <table class="merge__table">
                    <thead><tr><th scope="col">{ "Chỗ khác nhau, chọn để lấy từ tệp" }</th><th scope="col">{ "Ở đây" }</th><th scope="col">{ "Trong tệp" }</th></tr></thead>
                    <tbody>
                        { for rows.iter().enumerate().map(|(index, row)| {
                            let id = format!("merge-{index}");
                            let place = row.place.clone();
                            let is_taken = merge.is_chosen(&place);
                            let onchange = act.reform(move |_: Event| Action::PlaceChosen(place.clone(), !is_taken));
                            html! {
                                <tr>
                                    <th scope="row">
                                        <span class="check">
                                            <input type="checkbox" id={id.clone()} checked={is_taken} {onchange} />
                                            <label for={id}>{ text::field_place(unit_group, &work.draft, &row.place) }</label>
                                        </span>
                                    </th>
                                    <td>{ text::field_value(unit_group, &row.place, &row.here) }</td>
                                    <td>{ text::field_value(unit_group, &row.place, &row.there) }</td>
                                </tr>
                            }
                        }) }
                    </tbody>
                </table>
            </div>
            <p class="dialog__actions">
            <button type="button" class="button" onclick={merged(Taken::All)}>{ "Lấy tất cả từ tệp" }</button>
            if chosen > 0 {
                <button type="button" class="button" onclick={merged(Taken::Chosen)}>{ text::take_chosen(chosen) }</button>
            }
            <button type="button" class="button button--quiet" onclick={merged(Taken::Nothing)}>{ "Giữ tất cả ở đây" }</button>
            <button type="button" class="button button--quiet" onclick={merged(Taken::Beside)}>{ "Thêm bản trong tệp thành bài riêng" }</button>
            </p>
        </dialog>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ClashQuestionProps {
    act: Callback<Action>,
}

#[component]
fn ClashQuestion(props: &ClashQuestionProps) -> Html {
    let dialog = use_modal();
    let decided = |side: Side| {
        props
            .act
            .reform(move |_: MouseEvent| Action::ClashDecided(side))
    };
    // By Escape: what is on screen goes on, and both are kept.
    let onclose = props
        .act
        .reform(|_: Event| Action::ClashDecided(Side::Mine));
    html! {
        <dialog ref={dialog} class="dialog" role="alertdialog" aria-labelledby="clash-title" {onclose}>
            <p id="clash-title">{ text::clash() }</p>
            <p class="dialog__actions">
            <button type="button" class="button" onclick={decided(Side::Mine)}>{ "Làm tiếp bản ở đây, thành bài riêng" }</button>
            <button type="button" class="button" onclick={decided(Side::Both)}>{ "Mở bản kia, giữ cả hai bài" }</button>
            <button type="button" class="button button--quiet" onclick={decided(Side::Theirs)}>{ "Chỉ lấy bản kia" }</button>
            </p>
        </dialog>
    }
}
