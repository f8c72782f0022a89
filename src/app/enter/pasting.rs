//! What was pasted from a spreadsheet, shown before it goes anywhere.

use std::rc::Rc;

use bac_thang::{Assessment, UnitGroup};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element};
use yew::prelude::*;

use crate::app::catalog::Sheet;
use crate::app::dialog::use_modal;
use crate::app::layout::Layout;
use crate::app::session::paste::{Cell, Pasted, is_block};
use crate::app::session::{Action, NumberField};
use crate::app::text;

/// What a block pasted into a box of the form does; `None` where it is a single cell, which the box takes itself.
pub fn pasted(event: &Event, sheet: &Sheet, layout: &Layout) -> Option<Action> {
    let event: &ClipboardEvent = event.dyn_ref()?;
    let text = event.clipboard_data()?.get_data("text/plain").ok()?;
    let element: Element = event.target()?.dyn_into().ok()?;
    if !is_block(&text) {
        return None;
    }
    let cell = cell(sheet, layout, &element.id())?;
    event.prevent_default();
    Some(Action::Pasted(cell, text))
}

/// The box with this id.
fn cell(sheet: &Sheet, layout: &Layout, id: &str) -> Option<Cell> {
    let unit_group = sheet.unit_group();
    let mut slots = layout
        .items
        .iter()
        .chain([&layout.loose])
        .flat_map(|slots| slots.iter());
    if let Some(slot) = slots.find(|slot| id.starts_with(&*slot.id) && is_of(&slot.id, id)) {
        return Some(Cell::Input(slot.input));
    }
    if let Some(cell) = line(unit_group, id) {
        return Some(cell);
    }
    let fields = [("points", NumberField::Points), ("max", NumberField::Max)];
    let groups = unit_group.groups.iter().map(|group| ("g", &group.id));
    let items = unit_group.items.iter().map(|item| ("i", &item.id));
    groups.chain(items).find_map(|(kind, of)| {
        let field = fields
            .iter()
            .find(|(name, _)| id == format!("{kind}-{of}-{name}"))?;
        Some(Cell::Number(Rc::clone(of), field.1))
    })
}

/// The box of a line of a group with this id: `g-ha-tang-line-0-points`.
fn line(unit_group: &UnitGroup, id: &str) -> Option<Cell> {
    let (group, rest) = id.strip_prefix("g-")?.rsplit_once("-line-")?;
    let (line, field) = rest.split_once('-')?;
    let (group, line) = (Rc::clone(&unit_group.group(group)?.id), line.parse().ok()?);
    match field {
        "name" => Some(Cell::LineName(group, line)),
        "points" => Some(Cell::Line(group, line, NumberField::Points)),
        "max" => Some(Cell::Line(group, line, NumberField::Max)),
        _ => None,
    }
}

/// Whether an element is a box itself, or one of its answers.
fn is_of(slot: &str, id: &str) -> bool {
    id == slot
        || gloo::utils::document()
            .get_element_by_id(id)
            .is_some_and(|element| {
                element
                    .closest(".options")
                    .ok()
                    .flatten()
                    .is_some_and(|options| options.id() == slot)
            })
}

#[derive(Clone, PartialEq, Properties)]
pub struct PastePreviewProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub pasted: Rc<Vec<Pasted>>,
    /// Whether they are not from a spreadsheet but from last year's file.
    #[prop_or_default]
    pub is_last_year: bool,
    pub act: Callback<Action>,
}

#[component]
pub fn PastePreview(props: &PastePreviewProps) -> Html {
    let PastePreviewProps {
        sheet,
        draft,
        pasted,
        is_last_year,
        act,
    } = props;
    let dialog = use_modal();
    let unit_group = sheet.unit_group();
    let taken = pasted.iter().filter(|cell| cell.put.is_ok()).count();
    let decide = |is_wanted: bool| act.reform(move |()| Action::PasteDecided(is_wanted));
    let onclick = |is_wanted: bool| decide(is_wanted).reform(|_: MouseEvent| ());
    // By Escape, whether or not the browser asks first.
    let onclose = decide(false).reform(|_: Event| ());
    html! {
        <dialog ref={dialog} class="dialog" aria-labelledby="paste-title" {onclose}>
                <h2 id="paste-title">{ if *is_last_year { text::last_year::title(taken) } else { text::form::pasted(taken) } }</h2>
                if taken < pasted.len() {
                    <p class="number__warning">{ text::form::not_written(pasted.len() - taken) }</p>
                }
                <div class="dialog__scroll" tabindex="0" role="region" aria-label="Các ô sẽ dán">
                    <table class="conditions paste">
                        <thead><tr><th scope="col">{ "Số liệu" }</th><th scope="col">{ "Đang có" }</th><th scope="col">{ "Sẽ ghi" }</th></tr></thead>
                        <tbody>{ for pasted.iter().map(|cell| row(unit_group, draft, cell)) }</tbody>
                    </table>
                </div>
                <p class="dialog__actions">
                    <button type="button" class="button button--main" disabled={taken == 0} onclick={onclick(true)}>{ "Ghi vào bảng" }</button>
                    <button type="button" class="button button--quiet" onclick={onclick(false)}>{ "Không dán" }</button>
                </p>
        </dialog>
    }
}

fn row(unit_group: &UnitGroup, draft: &Assessment, pasted: &Pasted) -> Html {
    let (name, before) = match &pasted.cell {
        Some(cell) => (
            text::cell(unit_group, draft, cell),
            text::held(unit_group, draft, cell),
        ),
        None => (text::form::NO_BOX.to_owned(), String::new()),
    };
    let now = match &pasted.put {
        Ok(_) => html! { <strong>{ &pasted.text }</strong> },
        Err(why) => {
            html! { <span class="number__warning">{ text::form::left_out(&pasted.text, *why) }</span> }
        }
    };
    html! { <tr><th scope="row">{ name }</th><td>{ before }</td><td>{ now }</td></tr> }
}
