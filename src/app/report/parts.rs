//! What stands in the parts of the report.

use bac_thang::Outcome;
use bac_thang::engine::framework::Standing;
use yew::prelude::*;

use super::outline::{Content, Part};
use super::paper::PaperProps;
use super::reasons::{explanations, silences};
use super::tables;
use crate::app::catalog::Sheet;
use crate::app::result::{Clause, level, level_if_any, level_of_each, lowering, provisos};
use crate::app::text::lowering::cited;
use crate::app::text::{self, report};

pub fn content(props: &PaperProps, part: &Part) -> Html {
    let PaperProps {
        sheet,
        draft,
        scored,
        ..
    } = props;
    match part.content {
        Content::Nothing => Html::default(),
        Content::Text => written(draft.report_text(&part.place)),
        Content::Result => said(&result(props)),
        Content::Groups => tables::groups(sheet, draft, scored),
        Content::ResultByGroup => {
            html! { <>{ said(&result(props)) }{ tables::groups(sheet, draft, scored) }</> }
        }
        Content::Group(index) => {
            let score = &scored.outcome.groups[index];
            html! { <>{ said(&[report::group(score)]) }{ written(draft.report_text(&part.place)) }</> }
        }
        Content::Lacking => tables::lacking(sheet, scored),
        Content::Explanations => said_or_none(&explanations(sheet, draft)),
        Content::Silences => said_or_none(&silences(sheet, draft, &scored.outcome)),
    }
}

/// Sentences, a paragraph each; in what the unit wrote, one for each of its lines.
fn said(sentences: &[String]) -> Html {
    sentences
        .iter()
        .flat_map(|sentence| report::paragraphs(sentence))
        .map(|sentence| html! { <p class="paper__text">{ sentence }</p> })
        .collect()
}

fn said_or_none(sentences: &[String]) -> Html {
    if sentences.is_empty() {
        said(&[report::NONE.to_owned()])
    } else {
        said(sentences)
    }
}

/// What the unit wrote; a line to write on where it wrote nothing.
fn written(text: &str) -> Html {
    let paragraphs = report::paragraphs(text);
    if paragraphs.is_empty() {
        return html! { <p class="paper__text paper__text--blank">{ report::BLANK }</p> };
    }
    said(&paragraphs)
}

/// Level, totals, how much of the sheet they rest on, and what else has to be known.
fn result(props: &PaperProps) -> Vec<String> {
    let PaperProps {
        sheet,
        draft,
        scored,
        ..
    } = props;
    let outcome = &scored.outcome;
    let mut sentences = Vec::new();
    sentences.extend(report::period(
        &sheet.framework,
        sheet.unit_group(),
        draft.year,
    ));
    if matches!(sheet.unit_group().standing, Standing::Ladders { .. }) {
        sentences.extend(levels(sheet, outcome));
        sentences.extend(of_level(sheet, outcome));
    }
    sentences.extend(
        text::totals(sheet.unit_group(), outcome)
            .into_iter()
            .map(|(name, total)| format!("- {name}: {}.", text::total(total))),
    );
    sentences.push(report::completeness(sheet.unit_group(), outcome));
    if let Some(granted) = &scored.granted {
        sentences.push(report::granted(
            &text::all_totals(sheet.unit_group(), granted),
            level_if_any(sheet, granted).as_deref(),
        ));
    }
    if scored.whole_may_be_zero {
        sentences.push(report::point(text::WHOLE_MAY_BE_ZERO));
    }
    sentences.extend(report::appendix(draft));
    sentences
}

/// The level; where there are several ladders, that of each, and that the decision does not say what they make together.
fn levels(sheet: &Sheet, outcome: &Outcome) -> Vec<String> {
    let level = level(sheet, outcome);
    let each = level_of_each(sheet, outcome);
    let is_complete = text::is_complete(outcome);
    if each.is_empty() {
        return vec![report::level(&level, is_complete)];
    }
    // Where it is none of them, it is not their lowest: not all are known, or something else lowers it.
    let whole = if each.iter().any(|(_, of)| *of == level) {
        report::lowest_level(&level, is_complete)
    } else {
        report::level(&level, is_complete)
    };
    let each = each
        .iter()
        .map(|of| report::point(&report::ended(&text::ladder_and_level(of))));
    each.chain([whole]).collect()
}

/// Why the level is not the one by points, and what else has to be known of it, each with its clause.
fn of_level(sheet: &Sheet, outcome: &Outcome) -> Vec<String> {
    let cited = |clause: &Clause| {
        let at: Vec<&str> = clause
            .sources
            .iter()
            .map(|source| source.at.as_str())
            .collect();
        cited(&clause.said, &at)
    };
    let lowered = lowering(sheet, outcome);
    let reasons = lowered.iter().flat_map(|lowering| {
        let reasons = lowering.reasons.iter();
        let reasons = reasons.map(|reason| report::sub_point(&cited(reason)));
        [report::point(&lowering.said)].into_iter().chain(reasons)
    });
    let provisos = provisos(sheet, outcome);
    let provisos = provisos
        .iter()
        .map(|proviso| report::point(&cited(proviso)));
    reasons.chain(provisos).collect()
}

#[cfg(test)]
mod tests {
    use bac_thang::{Assessment, Entry, score};

    use super::*;
    use crate::app::catalog::Catalog;

    #[test]
    fn the_lines_that_a_unit_wrote_are_paragraphs() {
        let lines =
            |text: &[&str]| said(&text.iter().map(|&line| line.to_owned()).collect::<Vec<_>>());
        let html = lines(&["- 1.1. Kế hoạch: Một.\n\n Hai."]);
        assert_eq!(html, lines(&["- 1.1. Kế hoạch: Một.", "Hai."]));
        assert_ne!(html, lines(&["- 1.1. Kế hoạch: Một. Hai."]));
    }

    #[test]
    fn blocks_have_levels_of_their_own_and_are_not_added_up() {
        let catalog = Catalog::shipped();
        let sheet = catalog.find("an-giang-1040-2018", "xa").unwrap();
        let mut draft = Assessment::new(&sheet.framework, sheet.unit_group());
        let mut enter = |points: &[(&str, &str)]| {
            for (group, points) in points {
                draft.answer_mut(group).points = Entry::typed(points);
            }
            score(&sheet.framework, &draft).unwrap().outcome
        };
        let outcome = enter(&[
            ("ha-tang", "270"),
            ("nhan-luc", "108"),
            ("moi-truong", "72"),
        ]);
        assert_eq!(
            levels(sheet, &outcome),
            [
                "- Điều kiện sẵn sàng: Mức I (Tốt).",
                "- Mức độ đạt được: Chưa chấm nhóm nào.",
                "- Mức tự đánh giá, tạm tính trên phần đã chấm: Còn khối chưa chấm."
            ]
        );
        assert_eq!(
            text::all_totals(sheet.unit_group(), &outcome).replace('\u{a0}', " "),
            "Điều kiện sẵn sàng 450/500 điểm (90%); Mức độ đạt được 0/600 điểm (0%)"
        );
        let stands = text::stands_now(sheet.unit_group(), &level(sheet, &outcome), &outcome);
        assert!(!stands.contains("1.100"), "{stands}");
        let all = [
            ("chuyen-doi", "45"),
            ("giao-dich", "90"),
            ("tuong-tac", "162"),
            ("hien-dien", "230"),
        ];
        let said = levels(sheet, &enter(&all));
        assert_eq!(said[1], "- Mức độ đạt được: Mức III (Trung bình).");
        assert!(said[2].starts_with("- Mức tự đánh giá: Mức III (Trung bình). Đây là"));
        assert!(said[2].ends_with("là cách hiểu của trang này."), "{said:?}");
    }
}
