//! The keyboard: from box to box as in a spreadsheet.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// What the keys do, as listed on screen.
const KEYS: [(&str, &str); 8] = [
    ("Enter", "sang ô sau"),
    ("Shift + Enter", "về ô trước"),
    ("Ctrl + Enter", "đến mục sau còn chưa chấm"),
    ("Ctrl + ↓, Ctrl + ↑", "sang nhóm sau, về nhóm trước"),
    ("Tab", "lần lượt qua mọi nút và ô"),
    ("Ctrl + Z, Ctrl + Y", "hoàn tác, làm lại"),
    (
        "Alt + Page Down, Alt + Page Up",
        "sang bước sau, về bước trước",
    ),
    ("Esc", "đóng thông báo"),
];

/// The boxes that Enter goes through: those for figures and answers, and not what is folded away.
const BOXES: &str = ".number__input, .options input";
const BLANK: &str = ".item--blank, .item--wrong, .group--blank";
const GROUPS: &str = ".section, .group";

/// The keys, for those who ask.
pub fn list() -> Html {
    html! {
        <details class="folded">
            <summary>{ "Phím tắt" }</summary>
            <dl class="keys">
                { for KEYS.iter().map(|(keys, what)| html! { <div><dt><kbd>{ keys }</kbd></dt><dd>{ what }</dd></div> }) }
            </dl>
        </details>
    }
}

/// A key was pressed somewhere in the form.
pub fn pressed(event: &KeyboardEvent, form: &NodeRef) {
    let (Some(form), Some(at)) = (form.cast::<Element>(), target(event)) else {
        return;
    };
    let goal = match (event.key().as_str(), event.ctrl_key(), event.shift_key()) {
        ("Enter", true, false) => next_blank(&form, &at),
        ("Enter", false, is_back) if at.matches(BOXES).unwrap_or(false) => {
            beside(&form, BOXES, &at, !is_back)
        }
        ("ArrowDown", true, false) => next_group(&form, &at, true),
        ("ArrowUp", true, false) => next_group(&form, &at, false),
        _ => return,
    };
    event.prevent_default();
    if let Some(goal) = goal {
        let _ = goal.focus();
        // A figure is typed over, as in a spreadsheet.
        if let Some(input) = goal.dyn_ref::<HtmlInputElement>()
            && input.type_() == "text"
        {
            input.select();
        }
    }
}

fn target(event: &KeyboardEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The one of these that follows an element, or comes before it.
fn beside(form: &Element, these: &str, at: &Element, is_forward: bool) -> Option<HtmlElement> {
    let all = form.query_selector_all(these).ok()?;
    let all: Vec<HtmlElement> = (0..all.length())
        .filter_map(|index| all.item(index)?.dyn_into().ok())
        .filter(|one: &HtmlElement| one.offset_parent().is_some())
        .collect();
    let side = if is_forward {
        web_sys::Node::DOCUMENT_POSITION_FOLLOWING
    } else {
        web_sys::Node::DOCUMENT_POSITION_PRECEDING
    };
    let lies_there = |one: &&HtmlElement| {
        !one.contains(Some(at)) && at.compare_document_position(one) & side != 0
    };
    // Radio buttons of one question are one stop.
    let is_other = |one: &&HtmlElement| question(one).is_none() || question(one) != question(at);
    let mut others = all.iter().filter(lies_there).filter(is_other);
    if is_forward {
        others.next().cloned()
    } else {
        others.next_back().cloned()
    }
}

/// The question that a radio button answers.
fn question(element: &Element) -> Option<Element> {
    element.closest(".options").ok().flatten()
}

/// The first box of the next item that is not scored; from the last one on it begins anew.
fn next_blank(form: &Element, at: &Element) -> Option<HtmlElement> {
    let item = beside(form, BLANK, at, true)
        .or_else(|| form.query_selector(BLANK).ok()??.dyn_into().ok())?;
    Some(first_box(item))
}

fn next_group(form: &Element, at: &Element, is_forward: bool) -> Option<HtmlElement> {
    let here = at.closest(GROUPS).ok().flatten();
    let from = here.as_ref().unwrap_or(at);
    beside(form, GROUPS, from, is_forward).map(first_box)
}

/// The first box in an element, or the element itself.
fn first_box(element: HtmlElement) -> HtmlElement {
    let found = element.query_selector(BOXES).ok().flatten();
    found
        .and_then(|found| found.dyn_into().ok())
        .unwrap_or(element)
}
