//! The appendix of the report: every item, or line, with what was reported and what proves it.

use bac_thang::engine::assessment::is_visible;
use bac_thang::engine::framework::Group;
use bac_thang::engine::rule::Item;
use bac_thang::engine::score::{GroupScore, ItemScore};
use bac_thang::{Answer, Assessment, Line, Scored};
use yew::prelude::*;

use super::outline::{Content, Part};
use super::tables::group_max;
use crate::app::catalog::Sheet;
use crate::app::counted;
use crate::app::text::{self, report};

/// Columns with nothing in them are left out, but for the one in which the decision asks for something.
pub fn details(sheet: &Sheet, draft: &Assessment, scored: &Scored, parts: &[Part]) -> Html {
    let unit_group = sheet.unit_group();
    let mut table = Table {
        sheet,
        draft,
        // Where the body explains, the table only says so.
        explains: parts
            .iter()
            .any(|part| part.content == Content::Explanations),
        reports: true,
        proves: true,
    };
    let items = || unit_group.items.iter();
    table.reports = items().any(|item| !table.reported(item).is_empty());
    let is_proven = |answer: &Answer| {
        let lines = answer.lines.iter();
        !table.proof(Some(answer)).is_empty()
            || lines.into_iter().any(|line| line.silence.is_some())
    };
    table.proves = sheet.framework.asks_evidence(unit_group) || draft.answers.iter().any(is_proven);
    let groups = unit_group.groups.iter().zip(&scored.outcome.groups);
    html! {
        <table class="paper__table paper__table--wide">
            <thead>
                <tr>
                    <th scope="col" class="paper__column--code">{ "STT" }</th>
                    <th scope="col">{ report::ASSESSED }</th>
                    <th scope="col" class="paper__column--points">{ "Điểm tối đa" }</th>
                    if table.reports {
                        <th scope="col" class="paper__column--said">{ report::REPORTED }</th>
                    }
                    <th scope="col" class="paper__column--points">{ "Điểm tự chấm" }</th>
                    if table.proves {
                        <th scope="col" class="paper__column--said">{ "Tài liệu kiểm chứng, giải trình" }</th>
                    }
                </tr>
            </thead>
            <tbody>{ for groups.enumerate().map(|(index, (group, score))| table.group(index, group, score)) }</tbody>
        </table>
    }
}

struct Table<'a> {
    sheet: &'a Sheet,
    draft: &'a Assessment,
    explains: bool,
    /// Whether there is a column of figures.
    reports: bool,
    /// Whether there is one of evidence and explanations.
    proves: bool,
}

/// What stands in a row.
struct Row {
    code: String,
    name: String,
    max: String,
    reported: Vec<String>,
    points: String,
    proof: Vec<String>,
}

impl Table<'_> {
    fn group(&self, index: usize, group: &Group, score: &GroupScore) -> Html {
        let unit_group = self.sheet.unit_group();
        let items = &unit_group.items[group.items.clone()];
        let answer = self.draft.answer(&group.id);
        let lines = answer
            .into_iter()
            .flat_map(|answer| answer.lines.iter().map(move |line| (answer, line)));
        let columns = 4 + usize::from(self.reports) + usize::from(self.proves);
        let of_group = Row {
            code: text::group_code(unit_group, index),
            name: group.name.value.clone(),
            max: group_max(group, score, self.draft),
            reported: Vec::new(),
            points: text::group_points(score),
            proof: self.proof(answer),
        };
        html! {
            <>
                { for text::block_begun(unit_group, index).map(|name| html! { <tr class="paper__row--strong"><th colspan={columns.to_string()} scope="rowgroup">{ name }</th></tr> }) }
                { self.row(Some("paper__row--strong"), of_group) }
                { for items.iter().zip(&score.items).map(|(item, score)| self.row(None, self.item(item, score))) }
                { for lines.enumerate().map(|(index, (answer, line))| self.row(None, self.line(index, score, answer, line))) }
            </>
        }
    }

    fn item(&self, item: &Item, score: &ItemScore) -> Row {
        let stated = item.max.as_ref().map(|max| &max.value);
        Row {
            code: item.code.clone().unwrap_or_default(),
            name: item.name.value.clone(),
            max: report::max(score.state, score.max.as_ref(), stated),
            reported: self.reported(item),
            points: report::points_or_state(score.state, &score.points),
            proof: self.proof(self.draft.answer(&item.id)),
        }
    }

    fn line(&self, index: usize, group: &GroupScore, answer: &Answer, line: &Line) -> Row {
        let said = line.silence.iter().map(report::silence);
        let said = said.flat_map(|said| report::paragraphs(&text::capitalized(&said)));
        let silent = counted::silent(&self.sheet.framework, group, answer, line);
        let (max, points) = report::line(line, silent);
        Row {
            code: report::line_code(index),
            name: line.name.trim().to_owned(),
            max,
            reported: Vec::new(),
            points,
            proof: said.collect(),
        }
    }

    fn row(&self, class: Option<&'static str>, row: Row) -> Html {
        let said = |said: Vec<String>| html! { <td>{ for said.into_iter().map(|said| html! { <p>{ said }</p> }) }</td> };
        html! {
            <tr {class}>
                <td class="paper__cell--middle">{ row.code }</td>
                <td>{ row.name }</td>
                <td class="paper__cell--number">{ row.max }</td>
                if self.reports {
                    { said(row.reported) }
                }
                <td class="paper__cell--number">{ row.points }</td>
                if self.proves {
                    { said(row.proof) }
                }
            </tr>
        }
    }

    /// The figures that were entered for an item.
    fn reported(&self, item: &Item) -> Vec<String> {
        let inputs = &self.sheet.unit_group().inputs;
        let reported = item.inputs().into_iter().filter_map(|input| {
            let input = &inputs[input];
            report::reported(input, self.draft.input(&input.id))
        });
        reported.collect()
    }

    /// Records of evidence, the explanation or where it stands, why there are no points, and what the reader is told.
    fn proof(&self, answer: Option<&Answer>) -> Vec<String> {
        let Some(answer) = answer else {
            return Vec::new();
        };
        let records = answer.evidence.iter().filter_map(report::record);
        let explanation = answer.explanation.trim();
        let explained = match (is_visible(explanation), self.explains) {
            (false, _) => None,
            (true, true) => Some(report::EXPLAINED_ABOVE.to_owned()),
            (true, false) => Some(report::explained(explanation)),
        };
        let silence = answer.silence.as_ref();
        let silent = silence.map(|silence| text::capitalized(&report::silence(silence)));
        let zeroed = answer.zero_rule.as_deref();
        let zeroed = zeroed.and_then(|rule| self.sheet.framework.zero_rule(rule));
        let zeroed = zeroed.map(|rule| text::capitalized(&report::zeroed(rule)));
        let noted = is_visible(&answer.note).then(|| report::noted(&answer.note));
        let all = records.chain(explained).chain(silent).chain(zeroed);
        let all = all.chain(noted);
        all.flat_map(|said| report::paragraphs(&said)).collect()
    }
}
