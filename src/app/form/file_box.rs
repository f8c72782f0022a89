//! Choosing a file from disk.

use gloo::file::File;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::hand_in;
use crate::app::session::files::Arrival;
use crate::app::session::{Action, NotOpened};

/// What assessments come in.
const ASSESSMENTS: &str = ".json,.html,.htm,application/json,text/html";

#[derive(Clone, PartialEq, Properties)]
pub struct FileBoxProps {
    pub label: AttrValue,
    pub act: Callback<Action>,
}

/// Opens what is in a file.
#[component]
pub fn FileBox(props: &FileBoxProps) -> Html {
    assessments("open-file", props, Action::FileRead)
}

/// Puts what is in a file beside what is here.
#[component]
pub fn LastYearFileBox(props: &FileBoxProps) -> Html {
    assessments("last-year-file", props, Action::LastYearRead)
}

/// Reads what assessments are in a file, and says so.
fn assessments(
    id: &'static str,
    props: &FileBoxProps,
    said: fn(String, Result<Vec<Arrival>, NotOpened>) -> Action,
) -> Html {
    let act = props.act.clone();
    let onchosen = Callback::from(move |file: File| {
        let act = act.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let name = file.name();
            act.emit(said(name, hand_in::read(file).await));
        });
    });
    file_input(id, ASSESSMENTS, &props.label, onchosen)
}

#[derive(Clone, PartialEq, Properties)]
pub struct CheckFileBoxProps {
    pub act: Callback<Action>,
}

/// Compares a file with the page that was saved last.
#[component]
pub fn CheckFileBox(props: &CheckFileBoxProps) -> Html {
    let act = props.act.clone();
    let onchosen = Callback::from(move |file: File| {
        let act = act.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let read = hand_in::read_text(file, hand_in::MAX_PAGE_BYTES).await;
            act.emit(Action::SentFileRead(read));
        });
    });
    let label = AttrValue::from("Kiểm tra tệp đã lưu");
    file_input("check-file", ".html,text/html", &label, onchosen)
}

pub fn file_input(
    id: impl Into<AttrValue>,
    accept: &'static str,
    label: &AttrValue,
    onchosen: Callback<File>,
) -> Html {
    let id = id.into();
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let chosen = input.files().and_then(|files| files.get(0));
        // So that choosing the same file again is a change again.
        input.set_value("");
        if let Some(file) = chosen {
            onchosen.emit(File::from(file));
        }
    });
    html! {
        <p class="file-box">
            <input class="visually-hidden" type="file" id={id.clone()} {accept} {onchange} />
            // The browser's own button speaks the browser's language; the label stands for it.
            <label class="button" for={id}>{ label }</label>
        </p>
    }
}
