//! To whom it is handed in and how, in the decision's words.

use bac_thang::Framework;
use yew::prelude::*;

use crate::app::law::quotations;
use crate::app::text;

/// Nothing where the decision says nothing of it.
pub fn way(framework: &Framework) -> Html {
    let lines = text::submission(&framework.submission);
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <section class="unit" aria-labelledby="way-title">
            <h2 class="unit__title" id="way-title">{ "Văn bản yêu cầu" }</h2>
            <ul>{ for lines.iter().map(|(line, _)| html! { <li>{ line }</li> }) }</ul>
            <details>
                <summary>{ "Nguyên văn" }</summary>
                { quotations(lines.iter().flat_map(|(_, sources)| sources.iter().copied())) }
            </details>
        </section>
    }
}
