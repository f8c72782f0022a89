//! Opening a file from disk.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::hand_in;
use crate::app::session::Action;

#[derive(Clone, PartialEq, Properties)]
pub struct FileBoxProps {
    pub label: AttrValue,
    pub act: Callback<Action>,
}

#[component]
pub fn FileBox(props: &FileBoxProps) -> Html {
    let act = props.act.clone();
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let chosen = input.files().and_then(|files| files.get(0));
        // So that choosing the same file again is a change again.
        input.set_value("");
        let Some(file) = chosen.map(gloo::file::File::from) else {
            return;
        };
        let act = act.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let name = file.name();
            act.emit(Action::FileRead(name, hand_in::read(file).await));
        });
    });
    html! {
        <p class="file-box">
            <input class="visually-hidden" type="file" id="open-file" accept=".json,application/json" {onchange} />
            // The browser's own button speaks the browser's language; the label stands for it.
            <label class="button" for="open-file">{ &props.label }</label>
        </p>
    }
}
