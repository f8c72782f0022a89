//! What a unit is asked for, as a text to send to it or to print.

use std::collections::BTreeMap;

use bac_thang::engine::receive::Received;
use bac_thang::{Assessment, Line};
use yew::prelude::*;

use super::appraisal::Mark;
use super::appraise::Line as Row;
use crate::app::report::{Actions, preview};
use crate::app::text::request as text;

/// The text, and the buttons to print and to copy it.
pub fn request(
    received: &Received,
    unit: &str,
    entered: &Assessment,
    lines: &[Row],
    marks: &BTreeMap<String, Mark>,
) -> Html {
    let asked = asked(entered, lines, marks);
    if asked.is_empty() {
        return html! { <p>{ text::NOTHING }</p> };
    }
    let paper = html! {
        <article id="paper" class="paper" aria-label={text::TITLE} lang="vi">
            <p class="paper__text">{ text::to(unit) }</p>
            <p class="paper__text">{ text::opening(received) }</p>
            { for asked.into_iter().map(|said| html! { <p class="paper__text">{ said }</p> }) }
            <p class="paper__text">{ text::CLOSING }</p>
        </article>
    };
    html! {
        <>
            <div class="report__tools"><Actions print={text::PRINT} hint={text::HINT} /></div>
            { preview(paper) }
        </>
    }
}

/// What is asked for, an item a line, in the order of the sheet.
pub fn asked(entered: &Assessment, lines: &[Row], marks: &BTreeMap<String, Mark>) -> Vec<String> {
    let asked = lines.iter().filter_map(|line| {
        let mark = marks.get(&*line.id).filter(|mark| mark.is_asked)?;
        Some((line, mark))
    });
    let said = asked.map(|(line, mark)| {
        let answer = entered.answer(&line.id);
        let has_proof = answer
            .is_some_and(|answer| answer.is_backed() || answer.lines.iter().any(Line::is_backed));
        let missing = text::missing(&mark.reason, has_proof);
        text::item(&line.name, &line.points, missing)
    });
    said.collect()
}
