//! How many rows of a long table are shown, and that on paper none is missing.

use std::time::Duration;

use gloo::events::EventListener;
use gloo::timers::future::sleep;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::app::hand_in::print;

/// How many rows are shown before a person asks for more: a long table is slow to draw, and nobody reads it.
const FIRST: usize = 100;

/// How many rows are shown; all of them once the browser is asked to print, by whatever way.
#[hook]
pub fn use_shown() -> UseStateHandle<usize> {
    let shown = use_state_eq(|| FIRST);
    {
        let setter = shown.setter();
        use_effect_with((), move |()| {
            let window = gloo::utils::window();
            let listener =
                EventListener::new(&window, "beforeprint", move |_| setter.set(usize::MAX));
            move || drop(listener)
        });
    }
    shown
}

/// Prints all rows. They are drawn before: a page that prints by itself is not drawn anew once the browser has begun to.
pub fn print_all(shown: &UseStateHandle<usize>) {
    shown.set(usize::MAX);
    spawn_local(async {
        sleep(Duration::ZERO).await;
        print();
    });
}
