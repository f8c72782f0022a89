//! Above everything at the office: back and forward, where the work is kept, and taking it away.

use std::rc::Rc;

use gloo::file::Blob;
use time::PrimitiveDateTime;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::intake::pause;
use super::saved;
use super::state::{Keeping, Kept, Office, OfficeAction};
use super::work::Work;
use crate::app::hand_in::save;
use crate::app::keep_bar::step_button;
use crate::app::session::Action;
use crate::app::storage::record::moment_in_name;
use crate::app::text::desk;
use crate::app::text::kept;
use crate::app::{browser_random, page_file};

#[derive(Clone, PartialEq, Properties)]
pub struct BarProps {
    pub office: Rc<Office>,
    pub now: PrimitiveDateTime,
    pub act: Callback<Action>,
}

#[component]
pub fn Bar(props: &BarProps) -> Html {
    let BarProps { office, now, act } = props;
    let history = &office.history;
    let does = |action: OfficeAction| act.reform(move |_| Action::Office(action.clone()));
    let has_something = !office.is_empty() || history.can_undo() || history.can_redo();
    let class = if kept::wants_file(&office.facts) {
        "keep-bar__file keep-bar__file--wanting"
    } else {
        "keep-bar__file"
    };
    html! {
        <>
            if has_something {
                <section class="keep-bar" aria-label="Sửa và lưu">
                    <div class="keep-bar__steps">
                        { step_button("Hoàn tác", "Ctrl+Z", "Control+Z", history.can_undo(), does(OfficeAction::Undone)) }
                        { step_button("Làm lại", "Ctrl+Y", "Control+Y", history.can_redo(), does(OfficeAction::Redone)) }
                        <span class="keep-bar__said" role="status">{ for office.said.as_ref().map(desk::said) }</span>
                    </div>
                    <p {class}>{ file(office, *now) }</p>
                    <div class="keep-bar__files">
                        <button type="button" class="button button--small" onclick={save_file(office, *now, act)}>{ "Lưu thành tệp" }</button>
                        <button type="button" class="button button--small" onclick={save_page(office, *now, act)}>{ kept::SAVE_PAGE }</button>
                    </div>
                </section>
            }
            if let Some(warning) = desk::keeping(office.keeping) {
                <div class="notice notice--warning" role="status">
                    <p class="notice__text">{ warning }</p>
                    if office.keeping == Keeping::Elsewhere {
                        <button type="button" class="button button--quiet" onclick={does(OfficeAction::KeptFound(Kept::Unknown))}>{ "Xem hai bản khác nhau ở đâu" }</button>
                    }
                </div>
            }
        </>
    }
}

/// What of the work is in a file; where the browser does not keep it, without saying that it does.
fn file(office: &Office, now: PrimitiveDateTime) -> String {
    match office.keeping {
        Keeping::Works => kept::file(&office.facts, now),
        _ => desk::file(&office.facts, now),
    }
}

fn save_file(
    office: &Rc<Office>,
    now: PrimitiveDateTime,
    act: &Callback<Action>,
) -> Callback<MouseEvent> {
    let (office, act) = (Rc::clone(office), act.clone());
    Callback::from(move |_: MouseEvent| {
        let (office, act) = (Rc::clone(&office), act.clone());
        spawn_local(async move {
            let name: Rc<str> = format!("bac-thang_tiep-nhan_{}.json", moment_in_name(now)).into();
            let steps = office.facts.steps_since_file;
            let written = written(&office.work).await;
            let given = written.and_then(|content| save(&name, content));
            let filed = given.map(|()| name);
            act.emit(Action::Office(OfficeAction::Filed(filed, now, steps)));
        });
    })
}

/// The work as a file, written while the page goes on answering.
async fn written(work: &Work) -> Option<Blob> {
    let parts = js_sys::Array::new();
    for portion in saved::portions(work) {
        parts.push(&portion?.into());
        pause().await;
    }
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type("application/json");
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &kind);
    Some(Blob::from(blob.ok()?))
}

fn save_page(
    office: &Rc<Office>,
    now: PrimitiveDateTime,
    act: &Callback<Action>,
) -> Callback<MouseEvent> {
    let (office, act) = (Rc::clone(office), act.clone());
    Callback::from(move |_: MouseEvent| {
        if !page_file::holds(&office.work) {
            act.emit(Action::Office(OfficeAction::TooLarge));
            return;
        }
        let saved = page_file::save_office(Rc::clone(&office), now, browser_random());
        let act = act.clone();
        spawn_local(async move {
            if let Some(sent) = saved.await {
                act.emit(Action::PageSent(sent));
            }
        });
    })
}
