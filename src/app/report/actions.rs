//! Printing a paper, and copying it for a word processor.

use wasm_bindgen::prelude::*;
use yew::prelude::*;

use crate::app::hand_in::print;

// A function of `src/page/copied.js`, which stands in one scope with what wasm-bindgen makes.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = copyPaper, catch)]
    async fn copy_paper() -> Result<JsValue, JsValue>;
}

#[derive(Clone, PartialEq, Properties)]
pub struct ActionsProps {
    /// What the button to print is called.
    pub print: AttrValue,
    /// What is to be known before either.
    pub hint: AttrValue,
}

#[component]
pub fn Actions(props: &ActionsProps) -> Html {
    let copied = use_state_eq(|| None::<bool>);
    let oncopy = {
        let copied = copied.clone();
        Callback::from(move |_: MouseEvent| {
            let copied = copied.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let is_copied = copy_paper().await;
                copied.set(Some(is_copied.is_ok_and(|is_copied| is_copied.is_truthy())));
            });
        })
    };
    let onprint = Callback::from(|_: MouseEvent| print());
    let said = match *copied {
        Some(true) => AttrValue::from("Đã sao chép. Dán vào Word bằng Ctrl + V."),
        Some(false) => AttrValue::from(
            "Trình duyệt không cho sao chép. Hãy bôi đen bản xem trước rồi bấm Ctrl + C.",
        ),
        None => props.hint.clone(),
    };
    html! {
        <>
            <p class="report__actions">
                <button type="button" class="button button--main" onclick={onprint}>{ &props.print }</button>
                <button type="button" class="button" onclick={oncopy}>{ "Sao chép" }</button>
            </p>
            <p class="field__hint" role="status">{ said }</p>
        </>
    }
}
