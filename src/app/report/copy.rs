//! The report into the clipboard, so that a word processor takes it with its layout: it knows no style sheet of ours, so
//! that each element carries its own style.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, ClipboardItem, Element, HtmlDocument, HtmlElement};

/// What a word processor heeds.
const PROPERTIES: [&str; 12] = [
    "border",
    "font-size",
    "font-style",
    "font-weight",
    "margin-bottom",
    "margin-top",
    "padding",
    "page-break-before",
    "text-align",
    "text-decoration-line",
    "text-indent",
    "vertical-align",
];

/// Whether the browser took it.
pub async fn copy(paper: &HtmlElement) -> bool {
    write(paper).await.is_some() || copy_selected(paper).is_some()
}

/// As rich text and, for whatever takes no other, as plain text.
async fn write(paper: &HtmlElement) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    if Reflect::get(&navigator, &"clipboard".into())
        .ok()?
        .is_undefined()
    {
        return None; // older browsers, and pages that did not come safely
    }
    let formats = Object::new();
    for (kind, text) in [
        ("text/html", styled(paper)?),
        ("text/plain", paper.inner_text()),
    ] {
        Reflect::set(&formats, &kind.into(), &blob(kind, &text)?).ok()?;
    }
    let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&formats).ok()?;
    let written = navigator.clipboard().write(&Array::of1(&item));
    JsFuture::from(written).await.ok()?;
    Some(())
}

fn blob(kind: &str, text: &str) -> Option<JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    Some(blob.into())
}

/// The report with every style on the element that has it.
fn styled(paper: &HtmlElement) -> Option<String> {
    let copy: HtmlElement = paper.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    inline(paper, &copy)?;
    let (originals, copies) = (
        paper.query_selector_all("*").ok()?,
        copy.query_selector_all("*").ok()?,
    );
    for index in 0..originals.length() {
        let original: Element = originals.item(index)?.dyn_into().ok()?;
        let copy: HtmlElement = copies.item(index)?.dyn_into().ok()?;
        if is_hidden(&original)? {
            copy.remove();
        } else {
            inline(&original, &copy)?;
        }
    }
    let style = copy.style();
    for (name, value) in [
        ("font-family", "'Times New Roman', serif"),
        ("padding", "0"),
        ("border", "0"),
    ] {
        style.set_property(name, value).ok()?;
    }
    Some(copy.outer_html())
}

fn is_hidden(element: &Element) -> Option<bool> {
    let shown = web_sys::window()?.get_computed_style(element).ok()??;
    Some(shown.get_property_value("display").ok()? == "none")
}

fn inline(original: &Element, copy: &HtmlElement) -> Option<()> {
    let shown = web_sys::window()?.get_computed_style(original).ok()??;
    copy.remove_attribute("class").ok()?;
    let style = copy.style();
    for name in PROPERTIES {
        let value = shown.get_property_value(name).ok()?;
        if !value.is_empty() {
            style.set_property(name, &value).ok()?;
        }
    }
    if original.tag_name() == "TABLE" {
        style.set_property("width", "100%").ok()?;
        style.set_property("border-collapse", "collapse").ok()?;
    }
    Some(())
}

/// As a person does who selects it and presses Ctrl + C; the browser then adds the styles itself.
fn copy_selected(paper: &HtmlElement) -> Option<()> {
    let selection = web_sys::window()?.get_selection().ok()??;
    selection.select_all_children(paper).ok()?;
    let document: HtmlDocument = gloo::utils::document().dyn_into().ok()?;
    let is_copied = document.exec_command("copy").ok()?;
    selection.remove_all_ranges().ok()?;
    is_copied.then_some(())
}
