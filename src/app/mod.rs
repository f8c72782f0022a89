//! The page. One reducer holds the state; components draw it and say what happened.

mod catalog;
mod check;
mod climb;
mod counted;
mod dialog;
mod enter;
mod form;
mod hand_in;
mod keep_bar;
mod keys;
mod law;
mod layout;
mod notice;
mod office;
mod page_file;
mod pick;
mod report;
mod result;
mod saved;
mod screen;
mod session;
mod sheet;
mod spreadsheet;
mod start;
mod storage;
mod strays;
mod text;
mod unread;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::{Interval, Timeout};
use time::PrimitiveDateTime;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use session::{Action, Session};
use storage::keeper::{Keeper, use_keeper};

/// Milliseconds between two looks at the clock.
const TICK: u32 = 30_000;
/// How long a frame takes, in ms.
const FRAME: u32 = 16;

/// What the page needs to know from outside.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// Tells the time.
    pub clock: Callback<(), PrimitiveDateTime>,
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    // Reads the browser once, for both.
    let begun = use_memo((), |()| {
        let (session, found) = start::start(props.clock.emit(()), browser_random());
        let keeper = Keeper::new(&session, found);
        (session, Rc::new(RefCell::new(keeper)))
    });
    let session = use_reducer_eq(|| begun.0.clone());
    let act = use_callback(session.dispatcher(), |action: Action, dispatch| {
        dispatch.dispatch(action);
    });
    use_keeper(&session, &act, &begun.1);
    use_clock(&props.clock, &act);
    let keep = office::keep::use_office_keeper(&session, &act);
    keys::use_keys(&act);
    let main = use_node_ref();
    screen::use_focus_on_new_screen(&session, &main);
    use_focus_on_sought(&session, &act);
    strays::use_no_stray_files();
    let screen = match (&session.open, session.work()) {
        (Some(id), Some(work)) => html! {
            <>
                <keep_bar::KeepBar id={Rc::clone(id)} work={Rc::clone(work)} stepped={session.stepped.clone()} now={session.now} act={&act} />
                <sheet::SheetScreen key={session.screen} sheet={work.sheet.clone()} view={session.view} draft={&work.draft} today={session.today} climb={session.climb.clone()} efforts={work.facts.efforts.clone()} handed_in={work.facts.handed_in.clone()} last_year={session.last_year.clone()} pasted={session.pasted.clone()} sought={session.sought.clone()} years={session.years(&work.sheet)} act={&act} />
            </>
        },
        _ if session.is_at_office => {
            html! { <office::OfficeScreen office={Rc::clone(&session.office)} catalog={Rc::clone(&session.catalog)} now={session.now} {keep} act={&act} /> }
        }
        _ => html! { <pick::PickScreen session={session.clone()} act={&act} /> },
    };
    html! {
        <>
            <a class="skip-link" href={if session.open.is_some() { "#view" } else { "#main" }}>{ "Tới nội dung chính" }</a>
            <header class="masthead">
                <button type="button" class="masthead__brand" onclick={act.reform(|_| Action::SheetLeft)}>
                    { logo() }{ "Bậc Thang" }
                </button>
                <p class="masthead__promise">{ "Chạy ngay trên máy này, không gửi dữ liệu đi đâu" }</p>
            </header>
            <main ref={main} id="main" class="main" tabindex="-1">
                { text::kept::keeping(session.keeping).iter().map(|warning| html! { <p class="notice notice--warning" role="status">{ warning }</p> }).collect::<Html>() }
                <unread::UnreadList unread={&session.unread} act={&act} />
                { screen }
                <notice::Notices notice={session.notice.clone()} sent={session.sent.clone()} is_clash={session.clash.is_some()} merge={session.merge_asked()} act={&act} />
            </main>
        </>
    }
}

/// Reads the clock now and then, and when somebody comes back to the page.
#[hook]
fn use_clock(clock: &Callback<(), PrimitiveDateTime>, act: &Callback<Action>) {
    let read = clock.clone();
    let tick = act.reform(move |()| Action::Ticked(read.emit(())));
    use_effect_with((), move |()| {
        let interval = {
            let tick = tick.clone();
            Interval::new(TICK, move || tick.emit(()))
        };
        let document = gloo::utils::document();
        let returned = gloo::events::EventListener::new(&document, "visibilitychange", move |_| {
            tick.emit(());
        });
        move || drop((interval, returned))
    });
}

/// A text that nothing else comes up with.
fn browser_random() -> Rc<str> {
    format!("{:x}", js_sys::Math::random().to_bits()).into()
}

/// A field that was asked for from elsewhere takes the focus, once it is on screen.
#[hook]
fn use_focus_on_sought(session: &UseReducerHandle<Session>, act: &Callback<Action>) {
    let act = act.clone();
    use_effect_with(session.sought.clone(), move |sought| {
        if let Some(id) = sought {
            reveal(id, FRAMES);
            act.emit(Action::Found);
        }
    });
}

/// For how many frames a field is waited for that comes on screen once what it lies in is unfolded.
const FRAMES: u8 = 10;

/// Unfolds what an element lies in and gives it the focus. An id is made of those of what it lies in: where the field
/// itself is not on screen, what would hold it takes the focus, and the field once it is there.
fn reveal(id: &str, frames: u8) {
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
    if document.active_element().as_ref() != Some(&element)
        && let Some(element) = element.dyn_ref::<web_sys::HtmlElement>()
    {
        element.scroll_into_view();
        let _ = element.focus();
    }
    if element.id() == id {
        return;
    }
    if let Some(frames) = frames.checked_sub(1) {
        let (id, held) = (id.to_owned(), element);
        let later = Timeout::new(FRAME, move || {
            // Whoever went on meanwhile is not called back.
            if gloo::utils::document().active_element().as_ref() == Some(&held) {
                reveal(&id, frames);
            }
        });
        later.forget();
    }
}

/// Gives an element the focus. A browser that refuses leaves it where it was.
fn focus(element: &NodeRef) {
    if let Some(element) = element.cast::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}

/// Gives the first of these in an element the focus.
fn focus_within(element: &NodeRef, these: &str) {
    let element = element.cast::<web_sys::Element>();
    let found = element.and_then(|element| element.query_selector(these).ok().flatten());
    if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = found.focus();
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
