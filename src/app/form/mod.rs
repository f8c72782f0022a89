//! Fields: label, hint, error and box, in that order, linked by ids.

pub mod evidence;
pub mod evidence_file;
pub mod file_box;
pub mod group;
pub mod input;
pub mod item;
pub mod lines;
pub mod number_box;
pub mod select_box;
pub mod silence;
pub mod text_area;
pub mod text_box;
pub mod unit;
pub mod why;

use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// What is so now, for those who want to know once they are drawn; that it is another is no reason to draw anew.
#[derive(Debug)]
pub struct Latest<T>(pub Rc<T>);

impl<T> Clone for Latest<T> {
    fn clone(&self) -> Latest<T> {
        Latest(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Latest<T> {
    fn eq(&self, _: &Latest<T>) -> bool {
        true
    }
}

impl<T> Deref for Latest<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// For a list with a button that adds to it: once what was added is on screen, its first field takes the focus. Whoever
/// adds says so in what this gives back; a list that grows by itself, as by undo, takes no focus.
#[hook]
pub fn use_focus_on_added(
    count: usize,
    first_field: impl Fn(usize) -> String + 'static,
) -> Rc<Cell<bool>> {
    let is_added = (*use_memo((), |()| Rc::new(Cell::new(false)))).clone();
    {
        let is_added = Rc::clone(&is_added);
        use_effect_with(count, move |count| {
            let last = count.checked_sub(1).filter(|_| is_added.take());
            let field =
                last.and_then(|last| gloo::utils::document().get_element_by_id(&first_field(last)));
            if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
                let _ = field.focus();
            }
        });
    }
    is_added
}

/// What stands in the input that an event comes from.
pub fn input_value(event: &InputEvent) -> String {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.map(|input| input.value()).unwrap_or_default()
}

/// Whether the box that an event comes from is ticked.
pub fn is_checked(event: &Event) -> bool {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.is_some_and(|input| input.checked())
}

/// Whether the part that an event comes from is unfolded.
pub fn is_open(event: &Event) -> bool {
    let details = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlDetailsElement>().ok());
    details.is_some_and(|details| details.open())
}
