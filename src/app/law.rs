//! The decision's words, and what the page does not know.

use std::rc::Rc;

use bac_thang::engine::framework::{Source, Statement};
use yew::prelude::*;

use super::catalog::Sheet;
use super::text;

/// The words a fact rests on.
pub fn quotation(source: &Rc<Source>) -> Html {
    html! {
        <figure class="quotation">
            <blockquote>{ source.quote.split_whitespace().collect::<Vec<_>>().join(" ") }</blockquote>
            <figcaption>{ &source.at }</figcaption>
        </figure>
    }
}

/// A sentence about the decision, with its words one click away.
pub fn statement(statement: &Statement) -> Html {
    html! {
        <li class="statement">
            <p>{ &statement.what }</p>
            if !statement.sources.is_empty() {
                <details>
                    <summary>{ "Nguyên văn" }</summary>
                    { for statement.sources.iter().map(quotation) }
                </details>
            }
        </li>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct LawProps {
    pub sheet: Sheet,
    pub year: Option<u16>,
}

/// Everything about the decision that is not a number to enter.
#[component]
pub fn Law(props: &LawProps) -> Html {
    let framework = &props.sheet.framework;
    let unit_group = props.sheet.unit_group();
    let lacks: Vec<&Statement> = framework.lacks.iter().chain(&unit_group.lacks).collect();
    html! {
        <section class="law" aria-labelledby="law-title">
            <h2 id="law-title">{ "Về văn bản này" }</h2>
            <p>{ text::decision(framework) }{ ", " }{ &framework.decision.issuer }{ ". " }{ &framework.decision.title }</p>
            { quotation(&framework.decision.source) }
            { for framework.decision.under.as_ref().map(|under| html! { <ul class="law__list">{ statement(under) }</ul> }) }
            { part("Văn bản còn thiếu", lacks.into_iter()) }
            { part("Văn bản tự mâu thuẫn (trang này chỉ nêu, không sửa)", framework.contradictions.iter()) }
            { part("Cách hiểu của trang này, không phải lời văn bản", framework.readings.iter()) }
            { part("Quy định cần biết", framework.provisions.iter()) }
            { calendar(props) }
            { awards(&props.sheet) }
            <p class="law__digest">{ format!("Bản số hóa thứ {}, mã kiểm tra {}", framework.edition, framework.digest) }</p>
        </section>
    }
}

fn part<'a>(title: &str, statements: impl Iterator<Item = &'a Statement>) -> Html {
    let items: Vec<Html> = statements.map(statement).collect();
    if items.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ title }</h3>
            <ul class="law__list">{ items }</ul>
        </>
    }
}

fn calendar(props: &LawProps) -> Html {
    let Some(year) = props.year else {
        return Html::default();
    };
    let unit_group = &props.sheet.unit_group().id;
    let events = props
        .sheet
        .framework
        .calendar
        .iter()
        .filter(|event| event.unit_groups.is_empty() || event.unit_groups.contains(unit_group));
    let items: Vec<Html> = events
        .map(|event| html! {
            <li class="statement">
                <p>{ &event.what }{ ": " }{ text::when(&event.when, year) }</p>
                <details><summary>{ "Nguyên văn" }</summary>{ quotation(&event.source) }</details>
            </li>
        })
        .collect();
    if items.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ format!("Lịch đánh giá năm {year}") }</h3>
            <ul class="law__list">{ items }</ul>
        </>
    }
}

fn awards(sheet: &Sheet) -> Html {
    let awards = &sheet.unit_group().awards;
    let Some(first) = awards.first() else {
        return Html::default();
    };
    html! {
        <>
            <h3>{ "Giải thưởng của nhóm đơn vị này" }</h3>
            <ul class="law__list">
                { for awards.iter().map(|award| html! {
                    <li>{ format!("{}: {} giải, trị giá {} đồng", award.name, award.count, bac_thang::engine::vietnamese::print(award.value)) }</li>
                }) }
            </ul>
            { quotation(&first.source) }
        </>
    }
}
