//! Above everything at the office: back and forward, where the work is kept, and taking it away.

use std::rc::Rc;

use time::PrimitiveDateTime;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::giving::{Asked, Giving};
use super::keep::Keep;
use super::saved;
use super::state::{Kept, Office, OfficeAction, WorkKeeping};
use crate::app::keep_bar::step_button;
use crate::app::session::Action;
use crate::app::storage::record::moment_in_name;
use crate::app::text::desk;
use crate::app::text::kept;
use crate::app::{browser_random, page_file};

#[derive(Clone, PartialEq, Properties)]
pub struct BarProps {
    pub office: Rc<Office>,
    pub keep: Keep,
    pub giving: Rc<Giving>,
    pub now: PrimitiveDateTime,
    pub act: Callback<Action>,
}

#[component]
pub fn Bar(props: &BarProps) -> Html {
    let BarProps {
        office,
        giving,
        now,
        act,
        ..
    } = props;
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
                        <button type="button" class="button button--small" onclick={save_file(props)}>{ "Lưu thành tệp" }</button>
                        <button type="button" class="button button--small" onclick={save_page(props)}>{ kept::SAVE_PAGE }</button>
                    </div>
                </section>
            }
            { writing(office, giving) }
            if let Some(warning) = desk::keeping(office.keeping) {
                <div class="notice notice--warning" role="status">
                    <p class="notice__text">{ warning }</p>
                    if office.keeping == WorkKeeping::Elsewhere {
                        <button type="button" class="button button--quiet" onclick={does(OfficeAction::KeptFound(Kept::Unknown))}>{ "Xem hai bản khác nhau ở đâu" }</button>
                    }
                </div>
            }
        </>
    }
}

/// How far a file has come that is being written.
fn writing(office: &Office, giving: &Rc<Giving>) -> Html {
    let Some((done, count)) = office.writing else {
        return Html::default();
    };
    let giving = Rc::clone(giving);
    let onclick = Callback::from(move |_: MouseEvent| giving.stop());
    html! {
        <p class="office__progress">
            <progress id="office-writing" max={count.to_string()} value={done.to_string()} aria-label="Đang lập tệp" />
            { " " }{ desk::WRITING }{ " " }
            <button type="button" class="button button--small" {onclick}>{ "Dừng" }</button>
        </p>
    }
}

/// What of the work is in a file; where the browser does not keep it, without saying that it does.
fn file(office: &Office, now: PrimitiveDateTime) -> String {
    match office.keeping {
        WorkKeeping::Works => kept::file(&office.facts, now),
        _ => desk::file(&office.facts, now),
    }
}

fn save_file(props: &BarProps) -> Callback<MouseEvent> {
    let BarProps {
        office,
        keep,
        giving,
        now,
        ..
    } = props.clone();
    Callback::from(move |_: MouseEvent| {
        let (office, giving, keep) = (Rc::clone(&office), Rc::clone(&giving), keep.clone());
        spawn_local(async move {
            let asked = Asked {
                name: format!("bac-thang_tiep-nhan_{}.json", moment_in_name(now)),
                kind: "application/json",
                count: saved::count(&office.work),
                portions: Box::new(saved::portions(&office.work)),
            };
            let steps = office.facts.steps_since_file;
            let told = |filed| OfficeAction::Filed(filed, now, steps);
            let written = giving.write(asked).await;
            keep.settled().await;
            giving.give(written, told);
        });
    })
}

fn save_page(props: &BarProps) -> Callback<MouseEvent> {
    let (office, act, now) = (Rc::clone(&props.office), props.act.clone(), props.now);
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
