//! A sheet: its heading, its views, and what the decision says.

use std::cell::RefCell;
use std::rc::Rc;

use bac_thang::engine::document::Role;
use bac_thang::engine::framework::Event;
use bac_thang::{Assessment, Scored, score};
use time::Date;
use yew::prelude::*;

use super::catalog::Sheet;
use super::check::CheckView;
use super::climb::ClimbView;
use super::enter::{EnterView, Found, Search};
use super::form::Latest;
use super::law::Law;
use super::report::ReportView;
use super::session::climb::{Climb, Efforts};
use super::session::last_year::LastYear;
use super::session::paste::Pasted;
use super::session::{Action, View};
use super::text;

#[derive(Clone, PartialEq, Properties)]
pub struct SheetProps {
    pub sheet: Sheet,
    pub view: View,
    pub draft: Rc<Assessment>,
    pub today: Date,
    pub years: Vec<u16>,
    /// The field that was asked for.
    pub sought: Option<AttrValue>,
    /// Cells that were pasted.
    pub pasted: Option<Rc<Vec<Pasted>>>,
    /// What is tried out on the way up.
    pub climb: Rc<Climb>,
    /// What changing something costs there.
    pub efforts: Rc<Efforts>,
    /// The code of the last file that was written to be handed in.
    pub handed_in: Option<Rc<str>>,
    /// What this year is compared with.
    pub last_year: Option<Rc<LastYear>>,
    pub act: Callback<Action>,
}

#[component]
pub fn SheetScreen(props: &SheetProps) -> Html {
    let SheetProps {
        sheet, draft, act, ..
    } = props;
    let scored = use_memo((sheet.clone(), Rc::clone(draft)), |(sheet, draft)| {
        score(&sheet.framework, draft).map(Rc::new)
    });
    let search = use_state_eq(Search::default);
    let found = Latest((*use_memo((), |()| Rc::<RefCell<Found>>::default())).clone());
    let scored: &Rc<Scored> = match &*scored {
        Ok(scored) => scored,
        // A draft is opened under its own framework only.
        Err(error) => {
            return html! { <p class="notice notice--error" role="alert">{ text::not_scored(error) }</p> };
        }
    };
    html! {
        <div class="sheet">
            { heading(props) }
            { views(props) }
            <div class="sheet__view" id="view" tabindex="-1" role="region" aria-labelledby="sheet-title view-here">
            { match props.view {
                View::Score => html! { <EnterView {sheet} {draft} {scored} {search} {found} years={props.years.clone()} sought={props.sought.clone()} pasted={props.pasted.clone()} {act} /> },
                View::Climb => html! { <ClimbView {sheet} {draft} {scored} climb={props.climb.clone()} efforts={props.efforts.clone()} last_year={props.last_year.clone()} pasted={props.pasted.clone()} {act} /> },
                View::Check => html! { <CheckView {sheet} {draft} {scored} today={props.today} handed_in={props.handed_in.clone()} {act} /> },
                View::Report => html! { <ReportView {sheet} {draft} {scored} today={props.today} handed_in={props.handed_in.clone()} {act} /> },
            } }
            { onward(props) }
            </div>
            <Law {sheet} year={draft.year} />
        </div>
    }
}

/// The ways to look at a sheet, in the order of the work.
fn views(props: &SheetProps) -> Html {
    let button = |view: View| {
        let is_here = view == props.view;
        let onclick = props.act.reform(move |_| Action::ViewChosen(view));
        html! {
            <li>
                <button type="button" id={is_here.then_some("view-here")} class={classes!("views__button", is_here.then_some("views__button--here"))}
                    aria-current={is_here.then_some("page")} {onclick}>{ text::view(view) }</button>
            </li>
        }
    };
    html! {
        <nav class="views" aria-label="Các bước">
            <ol class="views__list">{ View::ALL.map(button).into_iter().collect::<Html>() }</ol>
        </nav>
    }
}

/// At the foot of what may be long: whoever is done there need not go back to its head.
fn onward(props: &SheetProps) -> Html {
    let Some(view) = props.view.next() else {
        return Html::default();
    };
    let onclick = props.act.reform(move |_| Action::ViewChosen(view));
    html! {
        <p class="onward"><button type="button" class="button" {onclick}>{ text::onward(view) }</button></p>
    }
}

fn heading(props: &SheetProps) -> Html {
    let SheetProps {
        sheet, draft, act, ..
    } = props;
    let framework = &sheet.framework;
    html! {
        <header class="sheet__head">
            <button type="button" class="button button--back" onclick={act.reform(|_| Action::SheetLeft)}>{ "Chọn bộ tiêu chí khác" }</button>
            <h1 class="sheet__title" id="sheet-title">{ &framework.place }{ ": " }{ &sheet.unit_group().name.value }</h1>
            <p class="sheet__paper">{ text::decision(framework) }</p>
            <p class="sheet__unit">{ text::printed(draft) }</p>
            { deadlines(props) }
        </header>
    }
}

/// The data window and the deadline for this kind of unit, in the year chosen.
fn deadlines(props: &SheetProps) -> Html {
    let Some(year) = props.draft.year else {
        return Html::default();
    };
    let unit_group = &props.sheet.unit_group().id;
    let concerns = |event: &&Event| {
        matches!(event.role, Role::DataWindow | Role::Report) && event.concerns(unit_group)
    };
    html! {
        <dl class="deadlines">
            { for props.sheet.framework.calendar.iter().filter(concerns).map(|event| {
                html! {
                    <div class="deadlines__item">
                        <dt>{ &event.what }</dt>
                        <dd>{ text::on(event, year) }{ for text::due(event, year, props.today).map(|due| html! { <strong>{ " (" }{ due }{ ")" }</strong> }) }</dd>
                    </div>
                }
            }) }
        </dl>
    }
}
