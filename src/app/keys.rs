//! What keys do wherever one is. Undo and redo in boxes too: what a box holds is the session's, and the browser's own undo
//! knows only one box.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use super::session::Action;

/// Ctrl+Z goes back; Ctrl+Y and Ctrl+Shift+Z go forward; Cmd does where there is such a key. What is typed in a box until it
/// is left is one step, a text about a sentence of it. Alt+Page Down and Alt+Page Up turn the views, which no browser has a use for; Escape closes what the
/// page has said.
#[hook]
pub fn use_keys(act: &Callback<Action>) {
    let (act, leave) = (act.clone(), act.clone());
    use_effect_with((), move |()| {
        let document = gloo::utils::document();
        let options = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&document, "keydown", options, move |event| {
                let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                if let Some(action) = action(key).filter(|action| !is_elsewhere(event, action)) {
                    event.prevent_default();
                    act.emit(action);
                }
            });
        let left = EventListener::new(&document, "focusout", move |_| {
            leave.emit(Action::FieldLeft);
        });
        move || drop((listener, left))
    });
}

fn action(event: &KeyboardEvent) -> Option<Action> {
    // Letters still being put together by an input method are not the page's.
    if event.is_composing() {
        return None;
    }
    let is_command = event.ctrl_key() || event.meta_key();
    match (
        event.key().to_ascii_lowercase().as_str(),
        is_command,
        event.alt_key(),
        event.shift_key(),
    ) {
        ("z", true, false, false) => Some(Action::Undone),
        ("z", true, false, true) | ("y", true, false, false) => Some(Action::Redone),
        ("pagedown", false, true, false) => Some(Action::ViewTurned { is_forward: true }),
        ("pageup", false, true, false) => Some(Action::ViewTurned { is_forward: false }),
        ("escape", false, false, false) => Some(Action::NoticeClosed),
        _ => None,
    }
}

/// What is looked for is no part of an assessment, nor is what is typed to look something up; the browser's own undo is for these.
/// A search box and a question have their own use for Escape.
fn is_elsewhere(event: &web_sys::Event, action: &Action) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let lies_in = |css: &str| {
        let target = target.as_ref();
        target.is_some_and(|target| target.closest(css).ok().flatten().is_some())
    };
    match action {
        Action::Undone | Action::Redone => lies_in("input[type=search], [data-own-undo]"),
        Action::NoticeClosed => lies_in("input[type=search], dialog"),
        _ => lies_in("dialog"),
    }
}
