//! Several lines of text.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct TextAreaProps {
    pub id: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    pub value: AttrValue,
    pub rows: u8,
    pub ontyped: Callback<String>,
}

#[component]
pub fn TextArea(props: &TextAreaProps) -> Html {
    let TextAreaProps {
        id,
        label,
        hint,
        value,
        rows,
        ontyped,
    } = props.clone();
    let hint_id = hint.as_ref().map(|_| format!("{id}-hint"));
    let oninput = ontyped
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
    html! {
        <div class="field">
            <label class="field__label" for={&id}>{ label }</label>
            if let Some(hint) = hint {
                <p class="field__hint" id={hint_id.clone()}>{ hint }</p>
            }
            <textarea class="field__input" {id} rows={rows.to_string()} {value} aria-describedby={hint_id} {oninput} />
        </div>
    }
}
