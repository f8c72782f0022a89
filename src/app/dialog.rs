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
