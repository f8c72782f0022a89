//! The page. One reducer holds the state; components draw it and say what happened.

mod catalog;
mod check;
mod climb;
mod enter;
mod form;
mod hand_in;
mod law;
mod layout;
mod notice;
mod pick;
mod report;
mod result;
mod session;
mod sheet;
mod storage;
mod text;

use std::rc::Rc;

use time::Date;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use catalog::Catalog;
use session::{Action, Session, View};

/// What the page needs to know from outside.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// The day of today.
    pub today: Date,
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let session = use_reducer_eq(|| start(props.today));
    let act = use_callback(session.dispatcher(), |action: Action, dispatch| {
        dispatch.dispatch(action);
    });
    use_kept_draft(&session, &act);
    let main = use_node_ref();
    use_focus_on_new_screen(&session, &main);
    use_focus_on_sought(&session, &act);
    let screen = match (&session.open, session.draft()) {
        (Some(sheet), Some(draft)) => html! {
            <sheet::SheetScreen sheet={sheet.clone()} view={session.view} draft={draft} today={session.today} climb={session.climb.clone()} pasted={session.pasted.clone()} sought={session.sought.clone()} years={session.years(sheet)} act={&act} />
        },
        _ => {
            html! { <pick::PickScreen catalog={&session.catalog} drafts={session.drafts.clone()} act={&act} /> }
        }
    };
    html! {
        <>
            <a class="skip-link" href="#main">{ "Tới nội dung chính" }</a>
            <header class="masthead">
                <button type="button" class="masthead__brand" onclick={act.reform(|_| Action::SheetLeft)}>
                    { logo() }{ "Bậc Thang" }
                </button>
                <p class="masthead__promise">{ "Chạy ngay trên máy này, không gửi dữ liệu đi đâu" }</p>
            </header>
            <main ref={main} id="main" class="main" tabindex="-1">
                { text::keeping(session.keeping).iter().map(|warning| html! { <p class="notice notice--warning" role="status">{ warning }</p> }).collect::<Html>() }
                { screen }
                <notice::Notices notice={session.notice.clone()} pending={session.pending.clone()} act={&act} />
            </main>
        </>
    }
}

fn start(today: Date) -> Session {
    let catalog = Rc::new(Catalog::shipped());
    let (drafts, keeping) = storage::load(&catalog);
    // Whoever reloads the page wants to go on where they were.
    let open = storage::last_open().filter(|key| drafts.contains_key(key));
    let open = open.and_then(|key| {
        catalog
            .sheets
            .iter()
            .find(|sheet| sheet.key() == key)
            .cloned()
    });
    Session {
        today,
        catalog,
        drafts,
        keeping,
        open,
        view: View::default(),
        sought: None,
        climb: Rc::default(),
        pasted: None,
        pending: None,
        notice: None,
    }
}

/// Keeps the open draft, and which one it is, in the browser on every change.
#[hook]
fn use_kept_draft(session: &UseReducerHandle<Session>, act: &Callback<Action>) {
    let open = session.open.as_ref().map(catalog::Sheet::key);
    use_effect_with(open.clone(), |key| storage::keep_open(key.as_deref()));
    let draft = open.zip(session.draft().cloned());
    let act = act.clone();
    use_effect_with(draft, move |draft| {
        if let Some((key, draft)) = draft {
            act.emit(Action::Kept(storage::keep(key, draft)));
        }
    });
}

/// On another screen the button that led there is gone; the focus goes to the new one's beginning.
#[hook]
fn use_focus_on_new_screen(session: &UseReducerHandle<Session>, main: &NodeRef) {
    let is_first = use_mut_ref(|| true);
    let main = main.clone();
    let screen = session
        .open
        .as_ref()
        .map(|sheet| (sheet.key(), session.view));
    use_effect_with(screen, move |_| {
        if !is_first.replace(false) {
            focus(&main);
            if let Some(window) = web_sys::window() {
                window.scroll_to_with_x_and_y(0.0, 0.0);
            }
        }
    });
}

/// A field that was asked for from elsewhere takes the focus, once it is on screen.
#[hook]
fn use_focus_on_sought(session: &UseReducerHandle<Session>, act: &Callback<Action>) {
    let act = act.clone();
    use_effect_with(session.sought.clone(), move |sought| {
        if let Some(id) = sought {
            reveal(id);
            act.emit(Action::Found);
        }
    });
}

/// Unfolds what an element lies in and gives it the focus. An id is made of those of what it lies in: where the field
/// itself is not on screen, what would hold it takes the focus.
fn reveal(id: &str) {
    let document = gloo::utils::document();
    let ends = id.match_indices('-').map(|(end, _)| end).rev();
    let mut ids = std::iter::once(id).chain(ends.map(|end| &id[..end]));
    let Some(element) = ids.find_map(|id| document.get_element_by_id(id)) else {
        return;
    };
    let mut folded = element.closest("details").ok().flatten();
    while let Some(details) = folded {
        let _ = details.set_attribute("open", "");
        folded = details
            .parent_element()
            .and_then(|parent| parent.closest("details").ok().flatten());
    }
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        element.scroll_into_view();
        let _ = element.focus();
    }
}

/// Gives an element the focus. A browser that refuses leaves it where it was.
fn focus(element: &NodeRef) {
    if let Some(element) = element.cast::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}

/// The ladder of the product's name.
fn logo() -> Html {
    html! {
        <svg class="masthead__logo" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M6 2v20M18 2v20M6 6h12M6 11h12M6 16h12" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" />
        </svg>
    }
}
