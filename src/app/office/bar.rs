//! Above everything at the office: back and forward, where the work is kept, and taking it away.

use std::rc::Rc;

use time::PrimitiveDateTime;
use yew::prelude::*;

use super::saved;
use super::state::{Keeping, Kept, Office, OfficeAction};
use crate::app::hand_in::download;
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
    let office = Rc::clone(office);
    act.reform(move |_: MouseEvent| {
        let name: Rc<str> = format!("bac-thang_tiep-nhan_{}.json", moment_in_name(now)).into();
        let given = saved::write(&office.work).and_then(|text| download(&name, &text));
        Action::Office(OfficeAction::Filed(given.map(|()| name), now))
    })
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
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(sent) = saved.await {
                act.emit(Action::PageSent(sent));
            }
        });
    })
}
