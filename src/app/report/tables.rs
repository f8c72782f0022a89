//! The tables of the report.

use bac_thang::engine::framework::{Fact, Group, GroupRole, Ladder, Source, TotalRule};
use bac_thang::engine::score::{GroupScore, Total};
use bac_thang::engine::standing::RungResult;
use bac_thang::engine::vietnamese::{print, print_share};
use bac_thang::{Assessment, Number, Scored, UnitGroup};
use yew::prelude::*;

use crate::app::catalog::Sheet;
use crate::app::counted;
use crate::app::law::words;
use crate::app::result::lowering;
use crate::app::text::{self, report};

/// Points by group, each block with its total.
pub fn groups(sheet: &Sheet, draft: &Assessment, scored: &Scored) -> Html {
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
            { head(&["STT", report::ASSESSED, "Điểm tối đa", "Điểm tự chấm", "Tỷ lệ đạt"]) }
            <tbody>
                { for unit_group.blocks.iter().enumerate().map(|(index, block)| {
                    let groups = unit_group.groups.iter().zip(&outcome.groups).enumerate().filter(|(_, (group, _))| group.block == index);
                    html! {
                        <>
                            if let Some(name) = &block.name {
                                <tr class="paper__row--strong"><th colspan="5" scope="rowgroup">{ &name.value }</th></tr>
                            }
                            { for groups.map(|(index, (_, score))| group_row(unit_group, index, score, draft)) }
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

pub fn head(names: &[&'static str]) -> Html {
    html! { <thead><tr>{ for names.iter().map(|name| html! { <th scope="col">{ *name }</th> }) }</tr></thead> }
}

fn group_row(unit_group: &UnitGroup, index: usize, score: &GroupScore, draft: &Assessment) -> Html {
    let group = &unit_group.groups[index];
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
            <td class="paper__cell--number">{ group_max(group, score, draft) }</td>
            <td class="paper__cell--number">{ points }</td>
            <td class="paper__cell--number">{ share.map_or_else(|| "–".to_owned(), |share| print_share(&share)) }</td>
        </tr>
    }
}

/// What a group's points are out of; where it is left out, that of the decision or of the unit's copy of the appendix.
pub fn group_max(group: &Group, score: &GroupScore, draft: &Assessment) -> String {
    let stated = counted::stated_max(group, draft);
    report::max(score.state, score.max.as_ref(), stated)
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
        return Html::default();
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
