//! The report as it is printed, laid out as Nghị định 30/2020/NĐ-CP has it. What nobody has said is left to be filled in.

use std::rc::Rc;

use bac_thang::engine::framework::{Kind, PreparerField};
use bac_thang::{Assessment, Scored};
use yew::prelude::*;

use super::details::details;
use super::outline::Part;
use super::parts::content;
use super::place;
use crate::app::catalog::Sheet;
use crate::app::text::report as text;
use crate::app::text::{capitals, is_complete};

#[derive(Clone, PartialEq, Properties)]
pub struct PaperProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub scored: Rc<Scored>,
    pub parts: Rc<Vec<Part>>,
    /// The code of the file that goes with it.
    pub receipt: Option<AttrValue>,
}

#[component]
pub fn Paper(props: &PaperProps) -> Html {
    let PaperProps {
        sheet,
        draft,
        scored,
        parts,
        receipt,
    } = props;
    let framework = &sheet.framework;
    let is_practice = framework.kind == Kind::Training;
    // One that is handed in as it is, is no draft.
    let is_draft = receipt.is_none() && !is_complete(&scored.outcome);
    html! {
        <article id="paper" class={classes!("paper", is_practice.then_some("paper--practice"))} aria-label={text::TITLE} lang="vi">
            if is_practice {
                <p class="paper__practice">{ text::PRACTICE }</p>
                <p class="paper__watermark" aria-hidden="true">{ text::PRACTICE }</p>
            }
            { head(draft) }
            <h2 class="paper__title">{ "BÁO CÁO" }</h2>
            <p class="paper__about">{ unbroken(&text::about(framework, draft.year), &framework.decision.number) }</p>
            if is_draft {
                <p class="paper__draft">{ text::DRAFT }</p>
            }
            { rule() }
            <p class="paper__basis">{ unbroken(&text::basis(framework), &framework.decision.number) }</p>
            <p class="paper__text">{ text::opening(&draft.unit, draft.year) }</p>
            { for parts.iter().map(|part| html! {
                <section key={part.place.clone()} class="paper__part">
                    { heading(part) }
                    { content(props, part) }
                </section>
            }) }
            <div class="paper__end">
                <p class="paper__text">{ text::closing(&draft.unit, draft.year) }</p>
                { preparer(props) }
                { foot(props) }
            </div>
            if let Some(receipt) = receipt {
                <p class="paper__receipt">{ text::receipt(receipt) }</p>
            }
            <section class="paper__appendix">
                <h3 class="paper__appendix-title">{ "PHỤ LỤC" }<br />{ "BẢNG TỰ CHẤM ĐIỂM CHI TIẾT" }</h3>
                <p class="paper__appended">{ text::appended(&draft.unit) }</p>
                { details(sheet, draft, scored, parts) }
            </section>
        </article>
    }
}

/// The short line below a title, of letters: others come to no word processor.
pub fn rule() -> Html {
    html! { <p class="paper__rule">{ "_______" }</p> }
}

/// A sentence in which a decision's number is not broken after its hyphen.
pub fn unbroken(sentence: &str, number: &str) -> Html {
    match sentence.split_once(number) {
        Some((before, after)) => {
            html! { <>{ before }<span class="paper__number">{ number }</span>{ after }</> }
        }
        None => html! { sentence },
    }
}

/// Who issues it on the left, the state's title and motto on the right; the day where papers of its kind have it there.
pub fn letterhead(parent: &str, body: &[String], number: String, day: Option<String>) -> Html {
    html! {
        <table class="paper__head" role="presentation">
            <tbody>
                <tr>
                    <td class="paper__issuer">
                        if !parent.is_empty() {
                            <p>{ capitals(parent) }</p>
                        }
                        if body.is_empty() {
                            <p>{ text::BLANK }</p>
                        }
                        { for body.iter().map(|line| html! { <p class="paper__body">{ line }</p> }) }
                        { rule() }
                        <p>{ number }</p>
                    </td>
                    <td class="paper__state">
                        <p class="paper__body">{ "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" }</p>
                        <p class="paper__motto">{ "Độc lập - Tự do - Hạnh phúc" }</p>
                        { for day.map(|day| html! { <p class="paper__day">{ day }</p> }) }
                    </td>
                </tr>
            </tbody>
        </table>
    }
}

fn head(draft: &Assessment) -> Html {
    letterhead(
        draft.report_text(place::PARENT).trim(),
        &text::issuing_body(&draft.unit),
        text::number(&draft.unit),
        Some(text::place_and_day(draft.report_text(place::PLACE))),
    )
}

fn heading(part: &Part) -> Html {
    match part.depth {
        0 => html! { <h3 class="paper__main">{ &part.heading }</h3> },
        1 => html! { <h4 class="paper__sub">{ &part.heading }</h4> },
        2 => html! { <h5 class="paper__sub">{ &part.heading }</h5> },
        _ => html! { <p class="paper__item">{ &part.heading }{ ":" }</p> },
    }
}

/// What the decision asks of whoever filled it in, and nothing else of them.
fn preparer(props: &PaperProps) -> Html {
    let asked = &props.sheet.framework.submission.preparer;
    if asked.is_empty() {
        return Html::default();
    }
    let value = |field: PreparerField| match props.draft.preparer.field(field).trim() {
        "" => text::BLANK.to_owned(),
        said => said.to_owned(),
    };
    let has_name = asked.iter().any(|asked| asked.value == PreparerField::Name);
    html! {
        <section class="paper__preparer">
            <p class="paper__text"><strong>{ if has_name { "Người lập biểu:" } else { "Người lập biểu (ký, ghi rõ họ tên): …………………………" } }</strong></p>
            { for asked.iter().map(|asked| html! {
                <p class="paper__text">{ format!("- {}: {}", text::preparer_label(asked.value), value(asked.value)) }</p>
            }) }
        </section>
    }
}

/// Recipients on the left, who signs on the right.
fn foot(props: &PaperProps) -> Html {
    let PaperProps { sheet, draft, .. } = props;
    let submission = &sheet.framework.submission;
    let recipients = text::recipients(draft.report_text(place::RECIPIENTS), submission);
    let signer: Vec<String> = text::paragraphs(draft.report_text(place::SIGNER));
    html! {
        <table class="paper__foot" role="presentation">
            <tbody>
                <tr>
                    <td class="paper__recipients">
                        <p class="paper__recipients-title">{ "Nơi nhận:" }</p>
                        { for recipients.iter().map(|line| html! { <p>{ line }</p> }) }
                    </td>
                    <td class="paper__signer">
                        if signer.is_empty() {
                            <p>{ text::BLANK }</p>
                        }
                        { for signer.iter().map(|line| html! { <p class="paper__body">{ capitals(line) }</p> }) }
                        if submission.sealed.is_some() {
                            <p class="paper__seal">{ "(Ký tên, đóng dấu)" }</p>
                        }
                        <p class="paper__signature">{ text::BLANK }</p>
                    </td>
                </tr>
            </tbody>
        </table>
    }
}
