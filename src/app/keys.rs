//! Undo and redo by keyboard, in boxes too: what a box holds is the session's, and the browser's own undo knows only one box.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use super::session::Action;

/// Ctrl+Z goes back; Ctrl+Y and Ctrl+Shift+Z go forward; Cmd does where there is such a key. What is typed in a box until it
/// is left is one step.
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
                if let Some(action) = action(key).filter(|_| !is_in_search(event)) {
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
    let is_command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    // Letters still being put together by an input method are not the page's.
    if !is_command || event.is_composing() {
        return None;
    }
    match (event.key().to_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Some(Action::Undone),
        ("z", true) | ("y", false) => Some(Action::Redone),
        _ => None,
    }
}

/// What is looked for is no part of an assessment.
fn is_in_search(event: &web_sys::Event) -> bool {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.is_some_and(|input| input.type_() == "search")
}
