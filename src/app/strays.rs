//! Files dropped where nothing takes them. Left to itself, the browser would leave the page to show one of them.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// Nothing becomes of them. What takes files has said so before: the window hears of it last.
#[hook]
pub fn use_no_stray_files() {
    use_effect_with((), |()| {
        let window = gloo::utils::window();
        let listen = |name: &'static str| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, name, options, |event| {
                if carries_files(event) && !event.default_prevented() {
                    event.prevent_default();
                }
            })
        };
        let listeners = ["dragover", "drop"].map(listen);
        move || drop(listeners)
    });
}

/// Text that is dragged into a box is none.
fn carries_files(event: &Event) -> bool {
    let drag: Option<&DragEvent> = event.dyn_ref();
    let types = drag
        .and_then(DragEvent::data_transfer)
        .map(|data| data.types());
    types.is_some_and(|types| types.iter().any(|it| it == "Files"))
}
