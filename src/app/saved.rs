//! The assessments there are, each with what one needs to find one's own.

use std::rc::Rc;

use bac_thang::engine::framework::Kind;
use bac_thang::engine::order;
use bac_thang::score;
use time::PrimitiveDateTime;
use yew::prelude::*;

use super::dialog::{Question, use_question};
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
                    <SavedCard key={id.to_string()} id={Rc::clone(id)} work={Rc::clone(work)} can_be_copied={session.can_be_copied(work)} now={session.now} {act} />
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
    can_be_copied: bool,
    now: PrimitiveDateTime,
    act: Callback<Action>,
}

#[component]
fn SavedCard(props: &SavedCardProps) -> Html {
    let SavedCardProps {
        id,
        work,
        can_be_copied,
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
                outcome.completeness,
            ))
        },
    );
    let on = |action: fn(Id) -> Action| {
        let id = Rc::clone(id);
        act.reform(move |_: MouseEvent| action(Rc::clone(&id)))
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
            <button type="button" class="card" onclick={on(Action::WorkOpened)}>
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
                if *can_be_copied {
                    { button("Chép sang năm khác", on(Action::WorkCopied)) }
                }
                { button("Bỏ bài này", ask) }
            </p>
            if is_asked {
                <Question id="remove-title" asked={text::kept::ask_remove(work, *now)} yes="Bỏ bài" no="Giữ lại" {onanswer} />
            }
        </li>
    }
}
