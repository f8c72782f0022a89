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
            <blockquote>{ words(source) }</blockquote>
            <figcaption>{ &source.at }</figcaption>
        </figure>
    }
}

/// The decision's words in one line.
pub fn words(source: &Source) -> String {
    source
        .quote
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The words that several facts rest on, each clause once.
pub fn quotations<'a>(sources: impl Iterator<Item = &'a Rc<Source>>) -> Html {
    let mut once: Vec<&Rc<Source>> = Vec::new();
    for source in sources {
        if !once.iter().any(|other| Rc::ptr_eq(other, source)) {
            once.push(source);
        }
    }
    once.into_iter().map(quotation).collect()
}

/// A sentence about the decision, with its words one click away.
fn statement(statement: &Statement) -> Html {
    sourced(&statement.what, &statement.sources)
}

fn sourced(what: &str, sources: &[Rc<Source>]) -> Html {
    html! {
        <li class="statement">
            <p>{ what }</p>
            if !sources.is_empty() {
                <details>
                    <summary>{ "Nguyên văn" }</summary>
                    { for sources.iter().map(quotation) }
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
            { part("Văn bản còn thiếu", true, lacks.into_iter().map(statement)) }
            { part("Văn bản tự mâu thuẫn (trang này chỉ nêu, không sửa)", true, framework.contradictions.iter().map(statement)) }
            { part("Cách hiểu của trang này, không phải lời văn bản", false, framework.readings.iter().map(statement)) }
            { part("Quy định cần biết", false, framework.provisions.iter().map(statement)) }
            { calendar(props) }
            { awards(&props.sheet) }
            <p class="law__digest">{ text::edition(framework) }</p>
        </section>
    }
}

fn part(title: &str, open: bool, items: impl Iterator<Item = Html>) -> Html {
    let items: Vec<Html> = items.collect();
    if items.is_empty() {
        return Html::default();
    }
    html! {
        <details class="law__part" {open}>
            <summary>{ format!("{title}: {}", items.len()) }</summary>
            <ul class="law__list">{ items }</ul>
        </details>
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
        .filter(|event| event.concerns(unit_group));
    let dated = events.map(|event| {
        sourced(
            &format!("{}: {}", event.what, text::on(event, year)),
            std::slice::from_ref(&event.source),
        )
    });
    part(&text::calendar(year), false, dated)
}

fn awards(sheet: &Sheet) -> Html {
    let awards = &sheet.unit_group().awards;
    let items = awards
        .iter()
        .map(|award| sourced(&text::award(award), std::slice::from_ref(&award.source)));
    part("Giải thưởng của nhóm đơn vị này", false, items)
}
