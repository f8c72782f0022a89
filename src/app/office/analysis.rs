//! What a list shows beside who stands where: what most units miss, how groups and items stand, how far the units lie apart.

use std::rc::Rc;

use bac_thang::UnitGroup;
use bac_thang::engine::analysis::spread::{Spread, tenths};
use bac_thang::engine::analysis::{Part, Parts, extremes, missed};
use bac_thang::engine::vietnamese::{print, print_share};
use bac_thang::{Number, engine::receive::Listed};
use yew::prelude::*;

use super::alias::Aliases;
use super::lists::{List, ranking};
use super::parts::use_parts;
use super::work::Appraisals;

use super::years::Years;
use crate::app::climb::bar;
use crate::app::text::{analysis as text, called, office};

#[derive(Clone, PartialEq, Properties)]
pub struct AnalysisProps {
    pub list: Rc<List>,
    /// All of the office's lists.
    pub lists: Rc<Vec<Rc<List>>>,
    pub appraisals: Rc<Appraisals>,
    pub aliases: Rc<Aliases>,
}

#[component]
pub fn AnalysisView(props: &AnalysisProps) -> Html {
    let AnalysisProps {
        list,
        lists,
        appraisals,
        aliases,
    } = props;
    let parts = use_parts(list, appraisals);
    let ranked = use_memo(
        (Rc::clone(list), Rc::clone(appraisals), Rc::clone(aliases)),
        |(list, appraisals, aliases)| ranking(list, appraisals, aliases),
    );
    let Some(unit_group) = list.unit_group() else {
        return Html::default();
    };
    let results: Vec<&Listed> = ranked.iter().filter_map(|one| one.result()).collect();
    html! {
        <section class="analysis" aria-labelledby="analysis-title">
            <h2 class="office__heading" id="analysis-title">{ text::title(&list.framework, unit_group, list.key.year) }</h2>
            <p class="field__hint">{ text::basis(results.len()) }</p>
            if results.is_empty() {
                <p>{ office::NOTHING_TAKEN }</p>
            } else {
                if let Some(parts) = &parts {
                    { needs(unit_group, parts) }
                    { table(unit_group, "Từng nhóm", &parts.groups) }
                    if parts.cells != parts.groups {
                        { table(unit_group, "Từng mục", &parts.cells) }
                    }
                } else {
                    <p role="status">{ "Đang tính từng nội dung…" }</p>
                }
                if unit_group.adds_up() {
                    { spread(&results) }
                }
                <Years list={Rc::clone(list)} lists={Rc::clone(lists)} ranked={Rc::clone(&ranked)} {appraisals} {aliases} parts={parts.clone()} />
            }
        </section>
    }
}

/// What most units miss.
fn needs(unit_group: &UnitGroup, parts: &Parts) -> Html {
    let missed = missed(&parts.cells);
    html! {
        <>
            <h3 class="analysis__heading">{ "Nội dung cần tập huấn, hướng dẫn" }</h3>
            <p class="field__hint">{ "Nội dung mà quá nửa số đơn vị được dưới nửa điểm tối đa, nhiều nhất trước." }</p>
            if missed.is_empty() {
                <p>{ "Không có nội dung nào như vậy." }</p>
            } else {
                <ul id="needs">{ for missed.iter().map(|part| html! { <li>{ text::need(unit_group, part) }</li> }) }</ul>
            }
        </>
    }
}

/// Groups or items, each with its picture.
fn table(unit_group: &UnitGroup, name: &'static str, parts: &[Part]) -> Html {
    html! {
        <>
            <h3 class="analysis__heading">{ name }</h3>
            if let Some((best, worst)) = extremes(parts) {
                <p>{ text::extremes(unit_group, &best, &worst) }</p>
            }
            <table class="bars">
                <thead><tr><th scope="col">{ "Nội dung" }</th><th scope="col">{ "Dưới nửa" }</th><th scope="col">{ "Tỷ lệ đạt" }</th><td></td></tr></thead>
                <tbody>{ for parts.iter().map(|part| html! {
                    <tr>
                        <th scope="row">{ called(unit_group, &part.of) }</th>
                        <td class="bars__number">{ text::of(part.under_half, part.units) }</td>
                        <td class="bars__number">{ part.share.as_ref().map_or_else(|| "–".to_owned(), print_share) }</td>
                        <td class="bars__bar">{ bar("bar", part.share.as_ref(), &[]) }</td>
                    </tr>
                }) }</tbody>
            </table>
        </>
    }
}

/// How far the units lie apart.
fn spread(results: &[&Listed]) -> Html {
    let points: Vec<&Number> = results.iter().map(|result| &result.points).collect();
    let Some(spread) = Spread::of(&points) else {
        return Html::default();
    };
    let shares = results
        .iter()
        .map(|result| result.points.share_of(result.max.as_ref()?));
    let shares: Vec<Number> = shares.flatten().collect();
    let counts = tenths(&shares);
    let most = counts.iter().copied().max().unwrap_or_default();
    let share = |count: usize| number(count).share_of(&number(most));
    html! {
        <>
            <h3 class="analysis__heading">{ "Phân bố tổng điểm" }</h3>
            <p>{ text::spread(&spread) }</p>
            <dl class="appraise__sum" id="spread">
                { for [("Thấp nhất", &spread.least), ("Tứ phân vị dưới", &spread.lower), ("Trung vị", &spread.median), ("Tứ phân vị trên", &spread.upper), ("Cao nhất", &spread.most)].map(|(name, points)| html! {
                    <div><dt>{ name }</dt><dd>{ print(points) }</dd></div>
                }) }
            </dl>
            if !shares.is_empty() {
                <table class="bars tenths" id="tenths">
                    <thead><tr><th scope="col">{ "Tổng điểm so với tối đa" }</th><th scope="col">{ "Số đơn vị" }</th><td></td></tr></thead>
                    <tbody>{ for counts.iter().enumerate().map(|(tenth, count)| html! {
                        <tr>
                            <th scope="row">{ text::tenth(tenth) }</th>
                            <td class="bars__number">{ *count }</td>
                            <td class="bars__bar">{ bar("bar", share(*count).as_ref(), &[]) }</td>
                        </tr>
                    }) }</tbody>
                </table>
            }
        </>
    }
}

fn number(count: usize) -> Number {
    Number::from(u32::try_from(count).unwrap_or(u32::MAX))
}
