//! Where the focus goes when the button that was pressed is gone: to the row that is in its place now, or wherever the row went
//! that the button follows, and not to the top of the page.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Where somebody pressed a button.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    /// CSS for its table's rows, for the row that it follows, or for the section it is in.
    css: String,
    row: u32,
}

#[derive(Default)]
struct Pressed {
    /// The latest last, one of each table and section.
    places: Vec<Place>,
    /// Whether nothing was drawn since.
    is_new: bool,
}

/// For the element around everything.
#[hook]
pub fn use_focus_kept() -> NodeRef {
    let root = use_node_ref();
    let pressed = use_memo((), |()| RefCell::new(Pressed::default()));
    {
        let (root, pressed) = (root.clone(), Rc::clone(&pressed));
        use_effect_with((), move |()| {
            // Before anything else hears of it: what a button does is drawn before the event is over.
            let options = EventListenerOptions::run_in_capture_phase();
            let window = gloo::utils::window();
            let listener =
                EventListener::new_with_options(&window, "click", options, move |event| {
                    let target = event.target();
                    let element = target.and_then(|it| it.dyn_into::<Element>().ok());
                    let root = root.cast::<Element>();
                    let is_inside = |it: &Element| root.is_some_and(|root| root.contains(Some(it)));
                    let place = element.filter(is_inside).as_ref().and_then(place);
                    pressed.borrow_mut().note(place);
                });
            move || drop(listener)
        });
    }
    {
        let root = root.clone();
        use_effect(move || {
            let pressed = &mut *pressed.borrow_mut();
            let is_new = std::mem::take(&mut pressed.is_new);
            if let Some(root) = root.cast::<Element>().filter(|_| is_new && is_lost()) {
                pressed.give_back(&root);
            }
        });
    }
    root
}

impl Pressed {
    fn note(&mut self, place: Option<Place>) {
        self.is_new = place.is_some();
        if let Some(place) = place {
            self.places.retain(|other| other.css != place.css);
            self.places.push(place);
        }
    }

    fn give_back(&self, root: &Element) {
        let mut places = self.places.iter().rev();
        let here = places.next().and_then(|place| place.find(root));
        let found = here
            .or_else(|| root.query_selector(".appraise__title").ok().flatten())
            .or_else(|| places.find_map(|place| place.find(root)))
            .or_else(|| root.query_selector(".office__title").ok().flatten());
        if let Some(found) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = found.focus();
        }
    }
}

impl Place {
    /// The first button at that place now; of a table that has become shorter, in its last row.
    fn find(&self, root: &Element) -> Option<Element> {
        let found = root.query_selector_all(&self.css).ok()?;
        let last = found.length().checked_sub(1)?;
        let at = found.item(self.row.min(last))?;
        let at = at.dyn_into::<Element>().ok()?;
        at.query_selector("button:not([disabled])").ok().flatten()
    }
}

fn place(element: &Element) -> Option<Place> {
    let button = element.closest("button").ok()??;
    if let Some(css) = button.get_attribute("data-follows") {
        return Some(Place { css, row: 0 });
    }
    if let Some(row) = button.closest("table[id] > tbody > tr").ok()? {
        let table = row.closest("table").ok()??;
        let mut number = 0;
        let mut before = row.previous_element_sibling();
        while let Some(row) = before {
            number += 1;
            before = row.previous_element_sibling();
        }
        return Some(Place {
            css: format!("#{} > tbody > tr", table.id()),
            row: number,
        });
    }
    let section = button.closest("section[class]").ok()??;
    let classes = section.class_name();
    let class = classes.split_whitespace().next()?;
    Some(Place {
        css: format!("section.{class}"),
        row: 0,
    })
}

/// Whether nothing has the focus.
fn is_lost() -> bool {
    let document = gloo::utils::document();
    let body = document.body().map(Element::from);
    let active = document.active_element();
    active.is_none() || active == body
}
