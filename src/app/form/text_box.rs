//! A line of text.

use yew::prelude::*;

use super::input_value;

#[derive(Clone, PartialEq, Properties)]
pub struct TextBoxProps {
    pub id: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    pub value: AttrValue,
    #[prop_or_default]
    pub autocomplete: AttrValue,
    #[prop_or_default]
    pub inputmode: AttrValue,
    pub ontyped: Callback<String>,
}

#[component]
pub fn TextBox(props: &TextBoxProps) -> Html {
    let TextBoxProps {
        id,
        label,
        hint,
        value,
        autocomplete,
        inputmode,
        ontyped,
    } = props.clone();
    let hint_id = hint.as_ref().map(|_| format!("{id}-hint"));
    html! {
        <div class="field">
            <label class="field__label" for={&id}>{ label }</label>
            if let Some(hint) = hint {
                <p class="field__hint" id={hint_id.clone()}>{ hint }</p>
            }
            <input class="field__input" type="text" {id} {value} {autocomplete} {inputmode} aria-describedby={hint_id}
                oninput={ontyped.reform(|event: InputEvent| input_value(&event))} />
        </div>
    }
}
