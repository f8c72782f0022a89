//! The record of appraising one unit, to be printed and signed. What nobody has said is left to be filled in.

use std::collections::BTreeMap;

use bac_thang::engine::receive::Received;
use yew::prelude::*;

use super::appraisal::Mark;
use super::appraise::{Line as Item, Result};
use crate::app::report::{Actions, letterhead, preview, rule, unbroken};
use crate::app::text::record::{self as text, Line};
use crate::app::text::report::{self, LEFT_BLANK};
use crate::app::text::{desk, known};

/// The record, and the buttons to print and to copy it.
pub fn record(
    received: &Received,
    unit: &str,
    results: &[Result],
    lines: &[Item],
    marks: &BTreeMap<String, Mark>,
) -> Html {
    let framework = &received.framework;
    let changed = lines.iter().filter_map(|line| {
        let mark = marks.get(&*line.id).filter(|mark| !mark.is_nothing())?;
        Some((line, mark))
    });
    let changed: Vec<(&Item, &Mark)> = changed.collect();
    let paper = html! {
        <article id="paper" class="paper" aria-label={text::TITLE} lang="vi">
            { letterhead("", &[], text::NUMBER.to_owned(), None) }
            <h3 class="paper__title">{ "BIÊN BẢN" }</h3>
            <p class="paper__about">{ unbroken(&text::about(framework, unit, received.year), &framework.decision.number) }</p>
            { rule() }
            <p class="paper__basis">{ unbroken(&report::basis(framework), &framework.decision.number) }</p>
            { for text::BEFORE.map(line) }
            <p class="paper__text">{ text::unit(received, unit) }</p>
            <p class="paper__text">{ report::receipt(&received.receipt.to_string()) }</p>
            if changed.is_empty() {
                <p class="paper__text">{ "Không có nội dung nào thay đổi so với điểm đơn vị tự chấm." }</p>
            } else {
                { appraisers(&changed) }
                { changes(&changed) }
            }
            { sums(results) }
            { for text::AFTER.map(line) }
            { signers() }
        </article>
    };
    html! {
        <>
            <div class="report__tools"><Actions print="In biên bản" hint={LEFT_BLANK} /></div>
            { preview(paper) }
        </>
    }
}

fn line(line: Line) -> Html {
    let (class, said) = match line {
        Line::Heading(said) => ("paper__main", said.to_owned()),
        Line::Said(said) => ("paper__text", said.to_owned()),
        Line::Blank(label) => ("paper__text paper__text--blank", text::blank(label)),
    };
    html! { <p {class}>{ said }</p> }
}

/// All who appraised, each with the items.
fn appraisers(changed: &[(&Item, &Mark)]) -> Html {
    let marks = changed
        .iter()
        .map(|(line, mark)| (line.name.as_str(), *mark));
    let said = text::appraisers(marks).into_iter();
    html! {
        <>
            <p class="paper__text">{ "Người thẩm định:" }</p>
            { for said.map(|said| html! { <p class="paper__text">{ said }</p> }) }
        </>
    }
}

/// What the Council changed: why, and who.
fn changes(changed: &[(&Item, &Mark)]) -> Html {
    let row = |(index, (line, mark)): (usize, &(&Item, &Mark))| {
        html! {
            <tr key={line.id.to_string()}>
                <td class="paper__cell--middle">{ index + 1 }</td>
                <td>{ &line.name }</td>
                <td class="paper__cell--number">{ known(line.max.as_ref()) }</td>
                <td class="paper__cell--number">{ &line.points }</td>
                <td class="paper__cell--number">{ &line.counted }</td>
                <td>
                    { text::said(&mark.reason) }
                    { for wrong(line) }
                    if mark.is_asked {
                        <p>{ text::WAITING }</p>
                    }
                    { for mark.from.as_deref().map(|receipt| html! { <p>{ desk::taken_from(receipt) }</p> }) }
                </td>
                <td>{ text::said(&mark.by) }</td>
            </tr>
        }
    };
    html! {
        <table class="paper__table">
            <caption class="paper__caption">{ "Nội dung được thẩm định lại" }</caption>
            { head(&["STT", "Nội dung", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định", "Lý do", "Người thẩm định"]) }
            <tbody>{ for changed.iter().enumerate().map(row) }</tbody>
        </table>
    }
}

/// That the points given do not count; what they were is in nobody's record.
fn wrong(line: &Item) -> Option<Html> {
    let is_wrong = line.wrong.is_some();
    is_wrong.then(|| html! { <p class="paper__body">{ text::FAULTY }</p> })
}

fn sums(results: &[Result]) -> Html {
    let has_levels = results.iter().any(|result| result.level.is_some());
    let mut heads = vec!["Kết quả", "Điểm"];
    heads.extend(has_levels.then_some("Mức"));
    html! {
        <table class="paper__table">
            <caption class="paper__caption">{ "Kết quả trước và sau thẩm định" }</caption>
            { head(&heads) }
            <tbody>{ for results.iter().map(|result| html! {
                <tr>
                    <td>{ result.name }</td>
                    <td class="paper__cell--number">{ &result.points }</td>
                    { for result.level.iter().map(|level| html! { <td class="paper__cell--middle">{ level }</td> }) }
                </tr>
            }) }</tbody>
        </table>
    }
}

fn head(names: &[&'static str]) -> Html {
    html! { <thead><tr>{ for names.iter().map(|name| html! { <th scope="col">{ *name }</th> }) }</tr></thead> }
}

/// Those who sign, side by side.
fn signers() -> Html {
    let signer = |who: &'static str| {
        html! {
            <td>
                <p class="paper__body">{ who }</p>
                <p class="paper__seal">{ "(Ký, ghi rõ họ tên)" }</p>
                <p class="paper__signature"></p>
            </td>
        }
    };
    html! {
        <table class="paper__foot record__foot" role="presentation">
            <tbody><tr>{ for ["ĐẠI DIỆN ĐƠN VỊ ĐƯỢC THẨM ĐỊNH", "NGƯỜI GHI BIÊN BẢN", "ĐẠI DIỆN CƠ QUAN THẨM ĐỊNH"].map(signer) }</tr></tbody>
        </table>
    }
}
