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

use std::ops::Deref;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlInputElement};
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
