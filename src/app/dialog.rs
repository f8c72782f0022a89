//! A question that is answered before anything else.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// For a `<dialog>`, shown as a modal one: the browser keeps the focus inside, and gives it back afterwards.
#[hook]
pub fn use_modal() -> NodeRef {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            let dialog = dialog.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                let _ = dialog.show_modal();
            }
            move || dialog.iter().for_each(HtmlDialogElement::close)
        });
    }
    dialog
}

/// Whether something is being asked about, what asks, and what takes the answer: only by a yes it is done.
#[hook]
pub fn use_question(done: Callback<()>) -> (bool, Callback<MouseEvent>, Callback<bool>) {
    let is_asked = use_state_eq(|| false);
    let ask = {
        let is_asked = is_asked.clone();
        Callback::from(move |_: MouseEvent| is_asked.set(true))
    };
    let onanswer = {
        let is_asked = is_asked.clone();
        Callback::from(move |is_wanted: bool| {
            is_asked.set(false);
            if is_wanted {
                done.emit(());
            }
        })
    };
    (*is_asked, ask, onanswer)
}

#[derive(Clone, PartialEq, Properties)]
pub struct QuestionProps {
    /// Of the question.
    pub id: AttrValue,
    pub asked: AttrValue,
    /// What the button says that does it, and the one that does not.
    pub yes: AttrValue,
    pub no: AttrValue,
    /// Whether it is to be done.
    pub onanswer: Callback<bool>,
}

/// Asks before something is done that cannot be got back for long.
#[component]
pub fn Question(props: &QuestionProps) -> Html {
    let QuestionProps {
        id,
        asked,
        yes,
        no,
        onanswer,
    } = props;
    let dialog = use_modal();
    let answer = |is_wanted: bool| onanswer.reform(move |_: MouseEvent| is_wanted);
    // By Escape, nothing is done.
    let onclose = onanswer.reform(|_: Event| false);
    html! {
        <dialog ref={dialog} class="dialog" role="alertdialog" aria-labelledby={id} {onclose}>
            <p {id}>{ asked }</p>
            <p class="dialog__actions">
                <button type="button" class="button" onclick={answer(false)}>{ no }</button>
                <button type="button" class="button button--quiet" onclick={answer(true)}>{ yes }</button>
            </p>
        </dialog>
    }
}
