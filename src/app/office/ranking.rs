//! The ranking of a list: on screen, on paper, and for other programs.

use std::rc::Rc;

use time::PrimitiveDateTime;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::alias::Aliases;
use super::giving::{Asked, Giving};
use super::item::Item;
use super::lists::{List, Ranked, ranking};
use super::open::{Open, open};
use super::printing::{print_all, use_shown};
use super::publish::{Final, Status, status};
use super::state::OfficeAction;
use super::table::{UNIT, json, table};
use super::work::Appraisals;
use crate::app::browser_random;
use crate::app::form::is_checked;
use crate::app::spreadsheet::xlsx::{KIND, workbook};
use crate::app::spreadsheet::{Cell, Portion, Table, csv};
use crate::app::storage::record::day;
use crate::app::text::{self, expected as expected_words, office as words, publish};

#[derive(Clone, PartialEq, Properties)]
pub struct RankingProps {
    pub list: Rc<List>,
    /// Every file that was read.
    pub items: Rc<Vec<Rc<Item>>>,
    pub appraisals: Rc<Appraisals>,
    /// The list as it stood when a person marked it final.
    pub marked: Option<Rc<Final>>,
    pub aliases: Rc<Aliases>,
    pub now: PrimitiveDateTime,
    pub giving: Rc<Giving>,
    pub act: Callback<OfficeAction>,
}

#[component]
pub fn Ranking(props: &RankingProps) -> Html {
    let shown = use_shown();
    let list = &props.list;
    let deps = (
        Rc::clone(list),
        Rc::clone(&props.appraisals),
        Rc::clone(&props.aliases),
    );
    let is_under_alias = props.aliases.are_shown;
    let ranked = use_memo(deps, |(list, appraisals, aliases)| {
        ranking(list, appraisals, aliases)
    });
    let deps = (
        Rc::clone(&props.items),
        Rc::clone(list),
        Rc::clone(&ranked),
        props.marked.clone(),
    );
    let judged = use_memo(deps, |(items, list, ranked, marked)| {
        let status = status(list, ranked, marked.as_deref());
        (status, open(items, list, ranked))
    });
    let (status, open) = &*judged;
    let Some(unit_group) = list.unit_group() else {
        return Html::default();
    };
    let name = |ending: &str| {
        let year = list
            .key
            .year
            .map_or_else(String::new, |year| format!("_{year}"));
        let mut what = text::slug(publish::status(status));
        if is_under_alias {
            what.push_str("_an-ten");
        }
        format!(
            "bac-thang_xep-hang_{what}_{}_{}{year}.{ending}",
            list.framework.id, unit_group.id
        )
    };
    let export = |ending: &'static str, label: &'static str| {
        let (name, giving) = (name(ending), Rc::clone(&props.giving));
        let (list, ranked, status) = (Rc::clone(list), Rc::clone(&ranked), status.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            let (name, giving) = (name.clone(), Rc::clone(&giving));
            let (list, ranked, status) = (Rc::clone(&list), Rc::clone(&ranked), status.clone());
            spawn_local(async move {
                let count = ranked.len();
                let table = || table(&list, &ranked, Some(&status));
                let (kind, count, portions): (_, _, Box<dyn Iterator<Item = Portion>>) =
                    match ending {
                        "xlsx" => (KIND, 2 * count, Box::new(workbook(vec![table()]))),
                        "csv" => ("text/csv", count, Box::new(csv(table()))),
                        _ => (
                            "application/json",
                            count,
                            Box::new(json(&list, &ranked, &status, is_under_alias)),
                        ),
                    };
                let asked = Asked {
                    name,
                    kind,
                    count,
                    portions,
                };
                giving.give(giving.write(asked).await, OfficeAction::Given);
            });
        });
        html! { <button type="button" class="button" {onclick}>{ label }</button> }
    };
    let onprint = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| print_all(&shown))
    };
    html! {
        <section class="ranking" aria-labelledby="ranking-title">
            <h2 class="office__heading" id="ranking-title">{ words::ranking_title(&list.framework, unit_group, list.key.year, status, is_under_alias) }</h2>
            if !status.is_final() {
                <p class="paper__watermark" aria-hidden="true">{ "DỰ THẢO" }</p>
            }
            <p class="ranking__paper">{ text::decision(&list.framework) }</p>
            { for words::by_carried(list).map(|said| html! { <p class="ranking__paper">{ said }</p> }) }
            <p class="ranking__appended">{ publish::APPENDED }</p>
            <p class="field__hint">{ words::tie_rule(unit_group) }</p>
            if ranked.is_empty() {
                <p>{ words::NOTHING_TAKEN }</p>
            } else {
                if !is_under_alias {
                    { stands(props, list, &ranked, status, open) }
                }
                { under_alias(props) }
                <p class="ranking__tools">
                    <button type="button" class="button button--main" onclick={onprint}>{ "In bảng xếp hạng" }</button>
                    { export("xlsx", "Tải Excel (.xlsx)") }
                    { export("csv", "Tải CSV") }
                    { export("json", "Tải JSON") }
                </p>
                { for words::maxima(&open.maxima).map(|said| html! { <p class={classes!("ranking__maxima", (!is_under_alias && !status.is_final()).then_some("ranking__maxima--open"))}>{ said }</p> }) }
                { shown_table(table(list, &ranked, None), *shown) }
                if ranked.len() > *shown {
                    { more(ranked.len(), &shown) }
                }
            }
            { absent(list, is_under_alias) }
            if !list.missing.is_empty() {
                { for expected_words::late_rule(unit_group).map(|rule| html! { <p class="field__hint">{ rule }</p> }) }
            }
        </section>
    }
}

/// Who was to be ranked and is not.
fn absent(list: &List, is_under_alias: bool) -> Html {
    let (missing, not_taken) = (list.missing.len(), list.not_taken.len());
    let named = |said: String, units: &[String]| html! { <p>{ said }{ " " }{ units.join("; ") }{ "." }</p> };
    html! {
        <>
            if missing > 0 && is_under_alias {
                <p>{ expected_words::missing_unnamed(missing, list.expected) }</p>
            } else if missing > 0 {
                { named(expected_words::missing(missing, list.expected), &list.missing) }
            }
            if not_taken > 0 && is_under_alias {
                <p>{ expected_words::not_taken_unnamed(not_taken, list.expected) }</p>
            } else if not_taken > 0 {
                { named(expected_words::not_taken(not_taken, list.expected), &list.not_taken) }
            }
        </>
    }
}

/// The first so many rows of a ranking.
fn shown_table(table: Table<impl Iterator<Item = Vec<Cell>>>, shown: usize) -> Html {
    let cell = |(column, cell): (usize, &Cell)| {
        if column == UNIT {
            return html! { <th scope="row">{ cell.text() }</th> };
        }
        let class = matches!(cell, Cell::Number(_)).then_some("office__points");
        html! { <td {class}>{ cell.text() }</td> }
    };
    html! {
        <div class="office__scroll" tabindex="0" role="region" aria-label="Bảng xếp hạng">
            <table class="office__table" id="ranking">
                <thead><tr>{ for table.heads.iter().map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                <tbody>{ for table.rows.take(shown).map(|row| html! { <tr class={is_long(&row).then_some("office__long")}>{ for row.iter().enumerate().map(cell) }</tr> }) }</tbody>
            </table>
        </div>
    }
}

/// Letters of a cell from which on its row may be as long as a page of paper.
const LONG: usize = 400;

/// Whether a row may have to go on on the next page: one that may not would be cut off at the end of its own.
fn is_long(row: &[Cell]) -> bool {
    row.iter().any(|cell| cell.text().chars().count() > LONG)
}

/// Whether it is final, what is still open before it is, and what has changed since.
fn stands(
    props: &RankingProps,
    list: &Rc<List>,
    ranked: &Rc<Vec<Ranked>>,
    status: &Status,
    open: &Open,
) -> Html {
    let sentences = |said: Vec<String>| html! { <ul class="ranking__open">{ for said.into_iter().map(|said| html! { <li>{ said }</li> }) }</ul> };
    let now = props.now;
    let marks = |is_final: bool| {
        let (list, ranked) = (Rc::clone(list), Rc::clone(ranked));
        props.act.reform(move |_: MouseEvent| {
            let marked = is_final.then(|| Rc::new(Final::of(&list, &ranked, day(now))));
            OfficeAction::MarkedFinal(list.key.clone(), marked)
        })
    };
    let inside = if status.is_final() {
        let came = publish::came_since(list);
        html! {
            <>
                { for came.map(|said| html! { <p>{ said }</p> }) }
                <p><button type="button" class="button" onclick={marks(false)}>{ "Đưa về dự thảo" }</button></p>
            </>
        }
    } else {
        let open = publish::open(open);
        html! {
            <>
                if let Status::Changed(_, changes) = status {
                    { sentences(publish::changes(changes)) }
                }
                if open.is_empty() {
                    <p>{ "Không còn việc gì để ngỏ trước khi chốt." }</p>
                } else {
                    <p>{ "Trước khi chốt, còn để ngỏ:" }</p>
                    { sentences(open) }
                }
                <p><button type="button" class="button" onclick={marks(true)}>{ "Chốt là chính thức" }</button></p>
            </>
        }
    };
    html! {
        <section class="ranking__status" aria-label="Dự thảo hay chính thức">
            <p class="ranking__stands" role="status">{ publish::stands(status) }</p>
            { inside }
        </section>
    }
}

/// Whether units are shown by name.
fn under_alias(props: &RankingProps) -> Html {
    let onchange = props
        .act
        .reform(|event: Event| OfficeAction::AliasesShown(is_checked(&event), browser_random()));
    html! {
        <>
        <p class="check ranking__alias">
            <input type="checkbox" id="aliases" checked={props.aliases.are_shown} {onchange} />
            <label for="aliases">{ "Ẩn tên đơn vị để trình chiếu, công khai" }</label>
        </p>
        if props.aliases.are_shown {
            <p class="field__hint ranking__alias">{ words::UNDER_ALIAS_ONLY_HERE }</p>
        }
        </>
    }
}

/// The rest, which a printed table needs too.
fn more(count: usize, shown: &UseStateHandle<usize>) -> Html {
    let rest = count - **shown;
    let shown = shown.clone();
    html! {
        <p class="ranking__more"><button type="button" class="button button--small" onclick={Callback::from(move |_: MouseEvent| shown.set(usize::MAX))}>{ words::all_to_print(rest) }</button></p>
    }
}
