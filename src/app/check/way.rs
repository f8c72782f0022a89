//! To whom it is handed in and how, in the decision's words.

use std::rc::Rc;

use bac_thang::Framework;
use bac_thang::engine::framework::{Source, Submission};
use yew::prelude::*;

use crate::app::law::quotations;
use crate::app::text;

/// Nothing where the decision says nothing of it.
pub fn way(framework: &Framework) -> Html {
    let submission = &framework.submission;
    let lines = text::submission(submission);
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <section class="unit" aria-labelledby="way-title">
            <h2 class="unit__title" id="way-title">{ "Văn bản yêu cầu" }</h2>
            <ul>{ for lines.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            <details>
                <summary>{ "Nguyên văn" }</summary>
                { quotations(sources(submission).into_iter()) }
            </details>
        </section>
    }
}

fn sources(submission: &Submission) -> Vec<&Rc<Source>> {
    let Submission {
        to,
        channels,
        mailbox,
        preparer,
        sealed,
        evidence,
    } = submission;
    let words = to
        .iter()
        .chain(channels)
        .chain(mailbox)
        .map(|fact| &fact.source);
    let fields = preparer.iter().map(|asked| &asked.source);
    words.chain(fields).chain(sealed).chain(evidence).collect()
}
