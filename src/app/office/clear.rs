//! Beginning anew, which is asked about first.

use yew::prelude::*;

use super::state::OfficeAction;
use crate::app::dialog::{Question, use_question};
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
    let (is_asked, ask, onanswer) = use_question(act.reform(|()| OfficeAction::Cleared));
    html! {
        <section class="office__keep" aria-labelledby="keep-title">
            <h2 class="office__heading" id="keep-title">{ "Làm lại từ đầu" }</h2>
            <p class="field__hint">{ "Các tệp đã nhận, quyết định và điểm thẩm định được giữ trong trình duyệt này. Lưu thành tệp thì làm tiếp được ở máy khác, hoặc gửi người cùng thẩm định: thả tệp đó vào ô trên." }</p>
            <p class="ranking__tools">
                <button type="button" class="button button--quiet" onclick={ask}>{ "Bỏ hết các tệp đã nhận, làm lại" }</button>
            </p>
            if is_asked {
                <Question id="clear-title" asked={desk::clear(*count)} yes="Đồng ý bỏ hết" no="Giữ lại" {onanswer} />
            }
        </section>
    }
}
