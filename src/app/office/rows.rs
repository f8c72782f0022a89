//! The files of a list: those set aside with their reasons, those taken, and those that could not be read.

use std::rc::Rc;

use bac_thang::engine::receive::Listed;
use bac_thang::engine::receive::company::Company;
use time::Date;
use yew::prelude::*;

use super::intake::key;
use super::item::Item;
use super::lists::{List, Row, counted};
use super::printing::use_shown;
use super::state::OfficeAction;
use super::work::Appraisals;
use crate::app::form::input_value;
use crate::app::text::{aside, desk, office as text, received};

#[derive(Clone, PartialEq, Properties)]
pub struct RowsProps {
    pub list: Rc<List>,
    pub appraisals: Rc<Appraisals>,
    /// The day of receipt that is typed.
    pub day: Option<Date>,
    pub act: Callback<OfficeAction>,
}

#[component]
pub fn Aside(props: &RowsProps) -> Html {
    let RowsProps {
        list,
        appraisals,
        day,
        act,
    } = props;
    let shown = use_shown();
    let rows: Vec<&Rc<Row>> = list.set_aside().collect();
    if rows.is_empty() {
        return Html::default();
    }
    let row = |row: &&Rc<Row>| {
        html! {
            <tr key={row.item} id={row_id(row.item)}>
                { name(row, Html::default()) }
                <td class="office__points">{ points(row, result(row, appraisals)) }</td>
                <td>{ for aside::reasons(list, row).into_iter().map(|reason| html! { <p>{ reason }</p> }) }{ remarks(row, appraisals) }</td>
                <td>
                    if row.decided == Some(false) {
                        <p>{ "Đã quyết định không nhận." }</p>
                    }
                    if !row.is_final() && !row.is_copy() {
                        { decide(row, true, "Vẫn nhận", act) }
                    }
                    if row.needs_decision() {
                        { decide(row, false, "Không nhận", act) }
                    }
                    { came(row, *day, act) }
                    if row.company.iter().any(|it| matches!(it, Company::Against(_))) {
                        <Apart row={Rc::clone(row)} act={act.clone()} />
                    }
                </td>
            </tr>
        }
    };
    let fate = Fate {
        id: "aside",
        title: text::aside_count(rows.len()),
        label: "Bảng các tệp để riêng",
        heads: &["Đơn vị, tệp", "Điểm tính lại", "Lý do", "Quyết định"],
    };
    files(&fate, &rows, &shown, &row)
}

/// Names a file's row, in whichever table it is.
fn row_id(item: usize) -> String {
    format!("file-{item}")
}

#[derive(Clone, PartialEq, Properties)]
struct ApartProps {
    row: Rc<Row>,
    act: Callback<OfficeAction>,
}

/// Tells a file's unit from another of the same name.
#[component]
fn Apart(props: &ApartProps) -> Html {
    let typed = use_state(|| props.row.file.apart.to_string());
    let id = format!("apart-{}", props.row.item);
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| typed.set(input_value(&event)))
    };
    // By the button, or by Enter in the box: then too the browser presses the button.
    let onsubmit = {
        let (row, typed) = (Rc::clone(&props.row), typed.clone());
        props.act.reform(move |event: SubmitEvent| {
            event.prevent_default();
            OfficeAction::ToldApart(row.item, Rc::new(row.file.told_apart(&typed, key)))
        })
    };
    html! {
        <form class="field" {onsubmit}>
            <label for={id.clone()}>{ text::APART }</label>
            <input class="field__input" type="text" {id} data-own-undo="" autocomplete="off" value={(*typed).clone()} {oninput} />
            <button type="submit" class="button button--small" data-follows={format!("#{}", row_id(props.row.item))}>{ text::TELL_APART }<span class="visually-hidden">{ text::unit_and_file(props.row.unit(), &props.row.file.file) }</span></button>
        </form>
    }
}

#[component]
pub fn Taken(props: &RowsProps) -> Html {
    let RowsProps {
        list,
        appraisals,
        day,
        act,
    } = props;
    let shown = use_shown();
    let rows: Vec<&Rc<Row>> = list.taken().collect();
    if rows.is_empty() {
        return Html::default();
    }
    // Where the decision has no levels there is no column of them.
    let ranked = list.unit_group().filter(|it| text::has_levels(it));
    let mut heads = vec!["Đơn vị, tệp", "Điểm"];
    heads.extend(ranked.map(|_| "Mức"));
    heads.extend(["Mã biên nhận", "Quyết định"]);
    let row = |row: &&Rc<Row>| {
        let result = result(row, appraisals);
        let level = ranked.zip(result).map(
            |(unit_group, result)| html! { <td>{ text::level(unit_group, result.level.as_ref()) }</td> },
        );
        let receipt = row.received().map(|received| received.receipt.to_string());
        html! {
            <tr key={row.item} id={row_id(row.item)}>
                { name(row, remarks(row, appraisals)) }
                <td class="office__points">{ points(row, result) }</td>
                { for level }
                <td class="office__code">{ receipt }</td>
                <td>
                    { appraise(row, act) }{ decide(row, false, "Để riêng", act) }{ came(row, *day, act) }
                    if !row.file.apart.is_empty() {
                        <Apart row={Rc::clone(row)} act={act.clone()} />
                    }
                </td>
            </tr>
        }
    };
    let fate = Fate {
        id: "taken",
        title: text::taken_count(rows.len()),
        label: "Bảng các tệp đã nhận",
        heads: &heads,
    };
    files(&fate, &rows, &shown, &row)
}

#[derive(Clone, PartialEq, Properties)]
pub struct RefusedProps {
    pub items: Vec<Rc<Item>>,
}

#[component]
pub fn Refused(props: &RefusedProps) -> Html {
    let shown = use_shown();
    let items = &props.items;
    let row = |item: &Rc<Item>| {
        let why = aside::refused(item);
        html! { <tr><th scope="row">{ &*item.file }</th><td>{ why }</td></tr> }
    };
    let fate = Fate {
        id: "refused",
        title: text::refused_count(items.len()),
        label: "Bảng các tệp không đọc được",
        heads: &["Tệp", "Lý do"],
    };
    files(&fate, items, &shown, &row)
}

/// What becomes of some files, as the heading and the table of them say it.
struct Fate<'a> {
    id: &'static str,
    title: String,
    label: &'static str,
    heads: &'a [&'static str],
}

/// Files of one fate: how many, a table of those that are shown, which is scrolled by itself where it is wider than the screen,
/// and what shows more of them.
fn files<T>(
    fate: &Fate<'_>,
    all: &[T],
    shown: &UseStateHandle<usize>,
    row: &dyn Fn(&T) -> Html,
) -> Html {
    let title_id = format!("{}-title", fate.id);
    let heads = fate.heads.iter();
    html! {
        <section class="office__fate" aria-labelledby={title_id.clone()}>
            <h2 class="office__heading" id={title_id}>{ &fate.title }</h2>
            <div class="office__scroll" tabindex="0" role="region" aria-label={fate.label}>
                <table class="office__table" id={fate.id}>
                    <thead><tr>{ for heads.map(|head| html! { <th scope="col">{ *head }</th> }) }</tr></thead>
                    <tbody>{ for all.iter().take(**shown).map(row) }</tbody>
                </table>
            </div>
            { more(all.len(), shown) }
        </section>
    }
}

fn more(count: usize, shown: &UseStateHandle<usize>) -> Html {
    if count <= **shown {
        return Html::default();
    }
    let (rest, next) = (count - **shown, **shown * 4);
    let shown = shown.clone();
    html! {
        <p><button type="button" class="button button--small" onclick={Callback::from(move |_: MouseEvent| shown.set(next))}>{ text::more_files(rest) }</button></p>
    }
}

/// What counts of it.
fn result<'a>(row: &'a Row, appraisals: &'a Appraisals) -> Option<&'a Listed> {
    let received = row.received()?;
    counted(row, appraisals.get(&received.receipt))
}

fn points(row: &Row, result: Option<&Listed>) -> String {
    let received = row.received().zip(result);
    received.map_or_else(String::new, |(received, result)| {
        text::points(received.unit_group(), result)
    })
}

fn appraise(row: &Row, act: &Callback<OfficeAction>) -> Html {
    let item = row.item;
    let onclick = act.reform(move |_: MouseEvent| OfficeAction::Looked(Some(item)));
    html! {
        <button type="button" class="button button--small" {onclick}>{ "Thẩm định" }<span class="visually-hidden">{ format!(": {}", row.unit()) }</span></button>
    }
}

/// What is to be known of it besides.
fn remarks(row: &Row, appraisals: &Appraisals) -> Html {
    let appraised = row.received().and_then(|it| appraisals.get(&it.receipt));
    let counted = counted(row, appraised);
    let said = received::remarks(row, appraised.map(|it| &**it), counted);
    said.into_iter()
        .map(|said| html! { <p class="office__remark">{ said }</p> })
        .collect()
}

/// Whose file it is, its name, the day it came where the office states it, and what else is to be known of it.
fn name(row: &Row, remarks: Html) -> Html {
    let came = row.file.came().map(desk::came_on);
    html! {
        <th scope="row">
            <span class="office__name">{ row.unit() }</span>
            <span class="office__file">{ &*row.file.file }</span>
            { for came.map(|came| html! { <span class="office__file">{ came }</span> }) }
            { remarks }
        </th>
    }
}

/// States the day that is typed as the day it came, or no longer states one.
fn came(row: &Row, day: Option<Date>, act: &Callback<OfficeAction>) -> Html {
    let is_stated = day.is_some();
    let label = match (day, row.file.came()) {
        (Some(day), stated) if stated != Some(day) => desk::state_day(day),
        (None, Some(_)) => "Bỏ ngày nhận".to_owned(),
        _ => return Html::default(),
    };
    let files: Rc<[usize]> = [row.item].into();
    let onclick = act.reform(move |_: MouseEvent| OfficeAction::Came {
        files: Rc::clone(&files),
        is_stated,
    });
    html! {
        <button type="button" class="button button--small" {onclick}>{ label }<span class="visually-hidden">{ text::unit_and_file(row.unit(), &row.file.file) }</span></button>
    }
}

fn decide(row: &Row, is_taken: bool, label: &'static str, act: &Callback<OfficeAction>) -> Html {
    let item = row.item;
    let onclick = act.reform(move |_: MouseEvent| OfficeAction::Decided(item, is_taken));
    html! {
        <button type="button" class="button button--small" {onclick}>{ label }<span class="visually-hidden">{ text::unit_and_file(row.unit(), &row.file.file) }</span></button>
    }
}
