//! Why an item has its points, and what would give it more.

use std::rc::Rc;

use bac_thang::engine::plan::{Plan, Target, Way, Wishes, plan};
use bac_thang::engine::rule::Rule;
use bac_thang::engine::score::ItemScore;
use bac_thang::{Assessment, Number};
use yew::prelude::*;

use super::Latest;
use super::item::Folded;
use crate::app::catalog::Sheet;
use crate::app::law::quotation;
use crate::app::text;
use crate::app::text::trace::{Line, trace};

#[derive(Clone, PartialEq, Properties)]
pub struct WhyProps {
    pub sheet: Sheet,
    /// Index of the item in the sheet.
    pub index: usize,
    pub score: ItemScore,
    pub draft: Latest<Assessment>,
}

#[component]
pub fn Why(props: &WhyProps) -> Html {
    let item = &props.sheet.unit_group().items[props.index];
    html! {
        <Folded id={format!("i-{}-why", item.id)} title="Vì sao?" of={item.name.value.clone()}>
            <Explanation ..props.clone() />
        </Folded>
    }
}

#[component]
fn Explanation(props: &WhyProps) -> Html {
    let WhyProps {
        sheet,
        index,
        score,
        draft,
    } = props;
    let unit_group = sheet.unit_group();
    let item = &unit_group.items[*index];
    let lines = trace(unit_group, &item.rule, score.steps());
    let ways = use_memo((score.clone(), *index), |_| {
        more(sheet, *index, score, draft)
    });
    html! {
        <>
            if lines.is_empty() {
                <p>{ text::silence(score.state) }</p>
            } else {
                <ol class="why">{ for lines.iter().map(line) }</ol>
            }
            { quotation(&item.source) }
            if !ways.is_empty() {
                <p class="why__more">{ "Muốn thêm điểm ở mục này:" }</p>
                <ul class="why__ways">{ for ways.iter().map(|way| html! { <li>{ way }</li> }) }</ul>
            }
        </>
    }
}

fn line(line: &Line) -> Html {
    html! {
        <li>
            { &line.said }
            if !line.part.is_empty() {
                <ol class="why">{ for line.part.iter().map(self::line) }</ol>
            }
            { line.source.iter().map(quotation).collect::<Html>() }
        </li>
    }
}

/// The least that gives more points, and what gives all of them, by the engine's plans.
fn more(sheet: &Sheet, index: usize, score: &ItemScore, draft: &Assessment) -> Vec<String> {
    let unit_group = sheet.unit_group();
    let item = &unit_group.items[index];
    // Points that the unit enters itself are no work to be done for them.
    if item.rule == Rule::Entered {
        return Vec::new();
    }
    let Some(max) = score.max.as_ref().filter(|max| **max > score.points) else {
        return Vec::new();
    };
    let step = Number::ONE
        .share_of(&Number::from(100_u32))
        .unwrap_or_default();
    let least = &score.points + &step;
    let mut ways: Vec<Plan> = Vec::new();
    for points in [least.min(max.clone()), max.clone()] {
        let target = Target::Item {
            id: item.id.to_string(),
            points,
        };
        let wishes = Wishes::new(target, unit_group);
        if let Ok(Way::Plan(found)) = plan(&sheet.framework, draft, &wishes)
            && !found.edits.is_empty()
            && !ways.contains(&found)
        {
            ways.push(found);
        }
    }
    let said = |plan: &Plan| text::item_plan(sheet, &Rc::clone(&item.id), draft, plan);
    ways.iter().map(said).collect()
}
