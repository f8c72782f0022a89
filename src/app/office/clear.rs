//! Beginning anew, which is asked about first.

use yew::prelude::*;

use super::state::OfficeAction;
use crate::app::dialog::use_modal;
use crate::app::text::desk;

#[derive(Clone, PartialEq, Properties)]
pub struct ClearProps {
    /// How many files go.
    pub count: usize,
    pub act: Callback<OfficeAction>,
}

#[component]
pub fn Clear(props: &ClearProps) -> Html {
    let ClearProps { count, act } = props;
    let is_asked = use_state_eq(|| false);
    let asks = |is_it: bool| {
        let is_asked = is_asked.clone();
        Callback::from(move |()| is_asked.set(is_it))
    };
    let clears = {
        let (act, close) = (act.clone(), asks(false));
        Callback::from(move |()| {
            close.emit(());
            act.emit(OfficeAction::Cleared);
        })
    };
    html! {
        <section class="office__keep" aria-labelledby="keep-title">
            <h2 class="office__heading" id="keep-title">{ "Làm lại từ đầu" }</h2>
            <p class="field__hint">{ "Các tệp đã nhận, quyết định và điểm thẩm định được giữ trong trình duyệt này. Lưu thành tệp thì làm tiếp được ở máy khác, hoặc gửi người cùng thẩm định: thả tệp đó vào ô trên." }</p>
            <p class="ranking__tools">
                <button type="button" class="button button--quiet" onclick={asks(true).reform(|_: MouseEvent| ())}>{ "Bỏ hết các tệp đã nhận, làm lại" }</button>
            </p>
            if *is_asked {
                <Question count={*count} {clears} keeps={asks(false)} />
            }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct QuestionProps {
    count: usize,
    clears: Callback<()>,
    keeps: Callback<()>,
}

#[component]
fn Question(props: &QuestionProps) -> Html {
    let QuestionProps {
        count,
        clears,
        keeps,
    } = props;
    let dialog = use_modal();
    html! {
        <dialog ref={dialog} class="dialog" role="alertdialog" aria-labelledby="clear-title" onclose={keeps.reform(|_: Event| ())}>
            <p id="clear-title">{ desk::clear(*count) }</p>
            <p class="dialog__actions">
                <button type="button" class="button" onclick={clears.reform(|_: MouseEvent| ())}>{ "Đồng ý bỏ hết" }</button>
                <button type="button" class="button button--quiet" onclick={keeps.reform(|_: MouseEvent| ())}>{ "Giữ lại" }</button>
            </p>
        </dialog>
    }
}
