//! The tables of the report.

use bac_thang::engine::framework::{Fact, Group, GroupRole, Ladder, Source, TotalRule};
use bac_thang::engine::rule::Item;
use bac_thang::engine::score::{GroupScore, ItemScore, Total};
use bac_thang::engine::standing::RungResult;
use bac_thang::engine::vietnamese::{print, print_share};
use bac_thang::{Answer, Assessment, Line, Number, Scored, UnitGroup};
use yew::prelude::*;

use super::outline::{Content, Part};
use crate::app::catalog::Sheet;
use crate::app::law::words;
use crate::app::result::lowering;
use crate::app::text::{self, report};

/// Points by group, each block with its total.
pub fn groups(sheet: &Sheet, scored: &Scored) -> Html {
    let unit_group = sheet.unit_group();
    let outcome = &scored.outcome;
    let has_blocks = unit_group.blocks.iter().any(|block| block.name.is_some());
    // Said where the total is not what the rows above it add up to.
    let sum = outcome.blocks.first();
    let sum = sum.filter(|sum| !has_blocks && **sum != outcome.whole);
    html! {
        <>
        <table class="paper__table">
            <caption class="paper__caption">{ "Bảng tổng hợp kết quả tự chấm điểm" }</caption>
            { head(&["STT", "Nhóm tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Tỷ lệ đạt"]) }
            <tbody>
                { for unit_group.blocks.iter().enumerate().map(|(index, block)| {
                    let groups = unit_group.groups.iter().zip(&outcome.groups).enumerate().filter(|(_, (group, _))| group.block == index);
                    html! {
                        <>
                            if let Some(name) = &block.name {
                                <tr class="paper__row--strong"><th colspan="5" scope="rowgroup">{ &name.value }</th></tr>
                            }
                            { for groups.map(|(index, (group, score))| group_row(unit_group, index, group, score)) }
                            if has_blocks {
                                { total_row("Cộng", &outcome.blocks[index]) }
                            }
                        </>
                    }
                }) }
                if !has_blocks {
                    { for sum.iter().map(|sum| total_row("Cộng các nhóm", sum)) }
                    { total_row("Tổng điểm", &outcome.whole) }
                }
            </tbody>
        </table>
        if sum.is_some() {
            { for total_sources(unit_group, &outcome.whole).map(|source| html! { <p class="paper__text">{ report::total_by(&words(source), &source.at) }</p> }) }
        }
        </>
    }
}

/// What makes a total other than the sum of its groups.
fn total_sources<'a>(unit_group: &'a UnitGroup, whole: &Total) -> impl Iterator<Item = &'a Source> {
    let TotalRule {
        convert_to,
        round,
        at_least,
        at_most,
    } = &unit_group.total;
    let limit = |limit: &'a Option<Fact<Number>>| {
        let limit = limit.as_ref()?;
        (limit.value == whole.points).then_some(&*limit.source)
    };
    let converted = convert_to.as_ref().map(|scale| &*scale.source);
    let rounded = round.as_ref().map(|rounding| &*rounding.source);
    let all = [converted, rounded, limit(at_least), limit(at_most)];
    all.into_iter().flatten()
}

fn head(names: &[&'static str]) -> Html {
    html! { <thead><tr>{ for names.iter().map(|name| html! { <th scope="col">{ *name }</th> }) }</tr></thead> }
}

fn group_row(unit_group: &UnitGroup, index: usize, group: &Group, score: &GroupScore) -> Html {
    let share = text::group_share(group.role, score);
    let points = text::group_points(score);
    let points = if group.role == GroupRole::Deduction && !score.points.is_zero() {
        report::deducted(&points)
    } else {
        points
    };
    html! {
        <tr key={group.id.clone()}>
            <td class="paper__cell--middle">{ text::group_code(unit_group, index) }</td>
            <td>{ &group.name.value }</td>
            <td class="paper__cell--number">{ text::known(score.max.as_ref()) }</td>
            <td class="paper__cell--number">{ points }</td>
            <td class="paper__cell--number">{ share.map_or_else(|| "–".to_owned(), |share| print_share(&share)) }</td>
        </tr>
    }
}

fn total_row(name: &'static str, total: &Total) -> Html {
    let share = total.share();
    html! {
        <tr class="paper__row--total">
            <td></td>
            <td>{ name }</td>
            <td class="paper__cell--number">{ text::known(total.max.as_ref()) }</td>
            <td class="paper__cell--number">{ print(&total.points) }</td>
            <td class="paper__cell--number">{ share.map_or_else(|| "–".to_owned(), |share| print_share(&share)) }</td>
        </tr>
    }
}

/// What the next rung of each ladder asks, and what is lacking.
pub fn lacking(sheet: &Sheet, scored: &Scored) -> Html {
    let Some(standing) = &scored.outcome.standing else {
        return html! { <p class="paper__text">{ "Văn bản không chia mức." }</p> };
    };
    let ladders = sheet.unit_group().standing.ladders();
    let climbs = ladders.iter().zip(&standing.ladders);
    if let (Some(lowering), Some(first)) = (lowering(sheet, &scored.outcome), ladders.first())
        && let Some(next) = lowering.to.next(first.rungs.len())
    {
        let (level, above) = (
            text::place(&lowering.to, first),
            &first.rungs[next].name.value,
        );
        return html! {
            <>
                <p class="paper__text">{ text::lowering::next(&level, above) }</p>
                { for climbs.map(|(ladder, result)| rung(sheet, ladder, next, &result.rungs[next])) }
            </>
        };
    }
    climbs
        .map(|(ladder, result)| match result.next {
            Some(next) => rung(sheet, ladder, next, &result.rungs[next]),
            None => html! { <p class="paper__text">{ report::no_next(ladder.name.as_deref(), &result.place) }</p> },
        })
        .collect()
}

fn rung(sheet: &Sheet, ladder: &Ladder, index: usize, result: &RungResult) -> Html {
    let rung = &ladder.rungs[index];
    let conditions = rung.conditions.iter().zip(&result.conditions);
    html! {
        <table class="paper__table">
            <caption class="paper__caption">{ report::rung_asks(ladder.name.as_deref(), &rung.name.value) }</caption>
            { head(&["Điều kiện", "Hiện có", "Cần", "Kết quả"]) }
            <tbody>
                { for conditions.map(|(condition, measured)| html! {
                    <tr>
                        <td>{ text::condition(sheet.unit_group(), condition) }</td>
                        <td class="paper__cell--number">{ text::have(condition, measured) }</td>
                        <td class="paper__cell--number">{ text::known(measured.need.as_ref()) }</td>
                        <td>{ report::verdict(measured) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

/// Every item, or line, with what was reported and what proves it.
pub fn details(sheet: &Sheet, draft: &Assessment, scored: &Scored, parts: &[Part]) -> Html {
    let unit_group = sheet.unit_group();
    // Where the body explains, the table only says so.
    let explains = parts
        .iter()
        .any(|part| part.content == Content::Explanations);
    let row = Row {
        sheet,
        draft,
        explains,
    };
    let groups = unit_group.groups.iter().zip(&scored.outcome.groups);
    html! {
        <table class="paper__table paper__table--wide">
            { head(&["STT", "Tiêu chí", "Điểm tối đa", report::REPORTED, "Điểm tự chấm", "Tài liệu kiểm chứng, giải trình"]) }
            <tbody>{ for groups.enumerate().map(|(index, (group, score))| row.group(index, group, score)) }</tbody>
        </table>
    }
}

struct Row<'a> {
    sheet: &'a Sheet,
    draft: &'a Assessment,
    explains: bool,
}

impl Row<'_> {
    fn group(&self, index: usize, group: &Group, score: &GroupScore) -> Html {
        let items = &self.sheet.unit_group().items[group.items.clone()];
        let answer = self.draft.answer(&group.id);
        let lines = answer.map_or(&[][..], |answer| &answer.lines);
        let unit_group = self.sheet.unit_group();
        html! {
            <>
                { for text::block_begun(unit_group, index).map(|name| html! { <tr class="paper__row--strong"><th colspan="6" scope="rowgroup">{ name }</th></tr> }) }
                <tr class="paper__row--strong" key={group.id.clone()}>
                    <td class="paper__cell--middle">{ text::group_code(unit_group, index) }</td>
                    <td>{ &group.name.value }</td>
                    <td class="paper__cell--number">{ text::known(score.max.as_ref()) }</td>
                    <td></td>
                    <td class="paper__cell--number">{ text::group_points(score) }</td>
                    <td>{ self.proof(answer) }</td>
                </tr>
                { for items.iter().zip(&score.items).map(|(item, score)| self.item(item, score)) }
                { for lines.iter().enumerate().map(|(index, line)| line_row(index, line)) }
            </>
        }
    }

    fn item(&self, item: &Item, score: &ItemScore) -> Html {
        let inputs = &self.sheet.unit_group().inputs;
        let reported = item.inputs().into_iter().filter_map(|input| {
            let input = &inputs[input];
            report::reported(input, self.draft.input(&input.id))
        });
        html! {
            <tr key={item.id.clone()}>
                <td class="paper__cell--middle">{ item.code.clone().unwrap_or_default() }</td>
                <td>{ &item.name.value }</td>
                <td class="paper__cell--number">{ text::known(score.max.as_ref()) }</td>
                <td>{ for reported.map(|said| html! { <p>{ said }</p> }) }</td>
                <td class="paper__cell--number">{ report::points_or_state(score.state, &score.points) }</td>
                <td>{ self.proof(self.draft.answer(&item.id)) }</td>
            </tr>
        }
    }

    /// Records of evidence, and the explanation or where it stands.
    fn proof(&self, answer: Option<&Answer>) -> Html {
        let Some(answer) = answer else {
            return Html::default();
        };
        let records = answer.evidence.iter().filter_map(report::record);
        let explanation = answer.explanation.trim();
        let explained = match (explanation.is_empty(), self.explains) {
            (true, _) => None,
            (false, true) => Some(report::EXPLAINED_ABOVE.to_owned()),
            (false, false) => Some(report::explained(explanation)),
        };
        let silence = answer.silence.as_ref();
        let silent = silence.map(|silence| text::capitalized(&report::silence(silence)));
        html! { { for records.chain(explained).chain(silent).flat_map(|said| report::paragraphs(&said)).map(|said| html! { <p>{ said }</p> }) } }
    }
}

fn line_row(index: usize, line: &Line) -> Html {
    html! {
        <tr>
            <td class="paper__cell--middle">{ format!("{})", index + 1) }</td>
            <td>{ line.name.trim().to_owned() }</td>
            <td class="paper__cell--number">{ line.max.text().into_owned() }</td>
            <td></td>
            <td class="paper__cell--number">{ line.points.text().into_owned() }</td>
            <td>{ for line.silence.iter().flat_map(|silence| report::paragraphs(&text::capitalized(&report::silence(silence)))).map(|said| html! { <p>{ said }</p> }) }</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use bac_thang::score;

    use super::*;
    use crate::app::catalog::practised;

    #[test]
    fn a_total_that_is_not_the_sum_says_by_which_clause() {
        let text = include_str!("../../../frameworks/tap-huan/bo-tieu-chi-2026/units/len-bac.json");
        let (sheet, draft) = practised(text);
        let outcome = score(&sheet.framework, &draft).unwrap().outcome;
        let printed = (
            print(&outcome.blocks[0].points),
            print(&outcome.whole.points),
        );
        assert_eq!(printed, ("84,76".to_owned(), "84,7".to_owned()));
        let at = |whole: &Total| -> Vec<String> {
            let sources = total_sources(sheet.unit_group(), whole);
            sources.map(|source| source.at.clone()).collect()
        };
        assert_eq!(at(&outcome.whole), ["Điều 3, khoản 2"]);
        let none = Total {
            points: Number::ZERO,
            max: None,
        };
        assert_eq!(at(&none), ["Điều 3, khoản 2", "Điều 3, khoản 3"]);
    }
}
