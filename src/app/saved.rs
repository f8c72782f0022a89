//! The assessments there are, each with what one needs to find one's own.

use std::rc::Rc;

use bac_thang::engine::framework::Kind;
use bac_thang::engine::order;
use bac_thang::score;
use time::PrimitiveDateTime;
use yew::prelude::*;

use super::dialog::{Question, use_modal, use_question};
use super::form::select_box::SelectBox;
use super::session::shelf::{Id, Work};
use super::session::{Action, Session, has_content};
use super::{result, text};

#[derive(Clone, PartialEq, Properties)]
pub struct SavedListProps {
    pub session: UseReducerHandle<Session>,
    pub act: Callback<Action>,
}

#[component]
pub fn SavedList(props: &SavedListProps) -> Html {
    let SavedListProps { session, act } = props;
    let mut works: Vec<(&Id, &Rc<Work>)> = session
        .shelf
        .iter()
        .filter(|(_, work)| has_content(&work.draft) || work.history.can_undo())
        .filter(|(_, work)| text::finds(&session.query, &words(work)))
        .collect();
    order::sort(&mut works, |(_, one), (_, other)| {
        other.facts.changed.cmp(&one.facts.changed)
    });
    if works.is_empty() {
        return Html::default();
    }
    html! {
        <section class="saved" aria-labelledby="saved-title">
            <h2 class="pick__heading" id="saved-title">{ "Bài đang làm" }</h2>
            <ul class="saved__list">
                { for works.into_iter().map(|(id, work)| html! {
                    <SavedCard key={id.to_string()} id={Rc::clone(id)} work={Rc::clone(work)} years={session.years_to_copy_for(work)} now={session.now} {act} />
                }) }
            </ul>
        </section>
    }
}

/// What it can be found by.
fn words(work: &Work) -> String {
    format!(
        "{} {}",
        text::kept::whose(&work.draft),
        super::pick::words(&work.sheet)
    )
}

#[derive(Clone, PartialEq, Properties)]
struct SavedCardProps {
    id: Id,
    work: Rc<Work>,
    /// The years it can be copied for, what is likely meant first.
    years: Vec<u16>,
    now: PrimitiveDateTime,
    act: Callback<Action>,
}

#[component]
fn SavedCard(props: &SavedCardProps) -> Html {
    let SavedCardProps {
        id,
        work,
        years,
        now,
        act,
    } = props;
    let whose = text::kept::whose(&work.draft);
    // The list is drawn anew with every search and every minute; what was entered is scored once.
    let standing = use_memo(
        (work.sheet.clone(), Rc::clone(&work.draft)),
        |(sheet, draft)| {
            let outcome = score(&sheet.framework, draft).ok()?.outcome;
            Some(text::standing(
                sheet.unit_group(),
                &result::level(sheet, &outcome),
                &text::totals(sheet.unit_group(), &outcome),
                &outcome,
            ))
        },
    );
    let open = {
        let id = Rc::clone(id);
        act.reform(move |_: MouseEvent| Action::WorkOpened(Rc::clone(&id)))
    };
    let is_copying = use_state_eq(|| false);
    let ask_copy = {
        let is_copying = is_copying.clone();
        Callback::from(move |_: MouseEvent| is_copying.set(true))
    };
    let oncopy = {
        let (is_copying, id, act) = (is_copying.clone(), Rc::clone(id), act.clone());
        Callback::from(move |year: Option<u16>| {
            is_copying.set(false);
            if let Some(year) = year {
                act.emit(Action::WorkCopied(Rc::clone(&id), year));
            }
        })
    };
    let button = |label: &'static str, onclick: Callback<MouseEvent>| {
        html! {
            <button type="button" class="button button--small button--quiet" {onclick}>
                { label }<span class="visually-hidden">{ format!(": {whose}") }</span>
            </button>
        }
    };
    let removed = {
        let id = Rc::clone(id);
        act.reform(move |()| Action::WorkRemoved(Rc::clone(&id)))
    };
    let (is_asked, ask, onanswer) = use_question(removed);
    let framework = &work.sheet.framework;
    html! {
        <li class="saved__card">
            <button type="button" class="card" onclick={open}>
                <span class="card__name">{ &whose }</span>
                <span class="card__scale">{ &framework.place }{ " · " }{ &work.sheet.unit_group().name.value }{ " · " }{ text::decision(framework) }</span>
                if framework.kind == Kind::Training {
                    <span class="card__training">{ text::TRAINING }</span>
                }
                { for (*standing).iter().map(|standing| html! { <span class="card__draft">{ standing }</span> }) }
                <span class="card__scale">
                    { for text::kept::changed(&work.facts, *now).map(|changed| format!("{changed} ")) }
                    { text::kept::file(&work.facts, *now) }
                </span>
            </button>
            <p class="saved__actions">
                if !years.is_empty() {
                    { button("Chép sang năm khác", ask_copy) }
                }
                { button("Bỏ bài này", ask) }
            </p>
            if *is_copying {
                <CopyQuestion asked={text::kept::ask_copy(&work.draft)} years={years.clone()} onanswer={oncopy} />
            }
            if is_asked {
                <Question id="remove-title" asked={text::kept::ask_remove(work, *now)} yes="Bỏ bài" no="Giữ lại" {onanswer} />
            }
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CopyQuestionProps {
    asked: AttrValue,
    /// What can be chosen, what is likely meant first.
    years: Vec<u16>,
    /// The year, or none where nothing is to be copied.
    onanswer: Callback<Option<u16>>,
}

/// Asks for the year before an assessment is copied.
#[component]
fn CopyQuestion(props: &CopyQuestionProps) -> Html {
    let CopyQuestionProps {
        asked,
        years,
        onanswer,
    } = props;
    let dialog = use_modal();
    let chosen = use_state_eq(|| years.first().copied());
    let choices: Vec<_> = years
        .iter()
        .map(|year| (year.to_string().into(), year.to_string().into()))
        .collect();
    let onchosen = {
        let chosen = chosen.clone();
        Callback::from(move |year: String| chosen.set(year.parse().ok()))
    };
    let year = *chosen;
    let copy = onanswer.reform(move |_: MouseEvent| year);
    let leave = onanswer.reform(|_: MouseEvent| None);
    // By Escape, nothing is copied.
    let onclose = onanswer.reform(|_: Event| None);
    html! {
        <dialog ref={dialog} class="dialog" aria-labelledby="copy-title" {onclose}>
            <p id="copy-title">{ asked }</p>
            <div class="field">
                <SelectBox id="copy-year" label="Năm của bài mới" {choices} chosen={year.map_or_else(String::new, |year| year.to_string())} {onchosen} />
            </div>
            <p class="dialog__actions">
                <button type="button" class="button button--main" onclick={copy}>{ "Chép" }</button>
                <button type="button" class="button button--quiet" onclick={leave}>{ "Không chép" }</button>
            </p>
        </dialog>
    }
}
