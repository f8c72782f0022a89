//! A list to choose one from.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A value and how it is shown.
pub type Choice = (AttrValue, AttrValue);

#[derive(Clone, PartialEq, Properties)]
pub struct SelectBoxProps {
    pub id: AttrValue,
    pub label: AttrValue,
    pub choices: Vec<Choice>,
    pub chosen: AttrValue,
    pub onchosen: Callback<String>,
}

#[component]
pub fn SelectBox(props: &SelectBoxProps) -> Html {
    let SelectBoxProps {
        id,
        label,
        choices,
        chosen,
        onchosen,
    } = props;
    let list = use_node_ref();
    {
        let list = list.clone();
        // Once a person has chosen, a browser no longer heeds which option is marked; the list itself must be told.
        use_effect_with((choices.clone(), chosen.clone()), move |(_, chosen)| {
            if let Some(list) = list.cast::<HtmlSelectElement>() {
                list.set_value(chosen);
            }
        });
    }
    let onchange =
        onchosen.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    html! {
        <>
            <label class="field__label" for={id}>{ label }</label>
            <select class="field__select" ref={list} {id} {onchange}>
                { for choices.iter().map(|(value, name)| html! {
                    <option key={value.to_string()} {value} selected={value == chosen}>{ name }</option>
                }) }
            </select>
        </>
    }
}
