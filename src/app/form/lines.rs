//! A group broken down into the lines of the unit's own copy of the appendix.

use std::rc::Rc;

use bac_thang::{Field, Finding, FindingKind, Line, Number};
use yew::prelude::*;

use super::evidence::EvidenceBox;
use super::item::Folded;
use super::number_box::NumberBox;
use super::silence::SilenceBox;
use super::text_box::TextBox;
use super::use_focus_on_added;
use crate::app::session::{Action, NumberField, Spot};
use crate::app::{focus, text};

#[derive(Clone, PartialEq, Properties)]
pub struct LinesProps {
    pub id: AttrValue,
    pub group: Rc<str>,
    pub lines: Vec<Line>,
    /// What the group is out of.
    pub max: Option<Number>,
    pub decided_by: Option<AttrValue>,
    /// The lines, by their places, whose points lack something that proves them.
    pub unproven: Vec<usize>,
    /// Findings of this group.
    pub findings: Vec<Finding>,
    pub act: Callback<Action>,
}

#[component]
pub fn Lines(props: &LinesProps) -> Html {
    let LinesProps {
        id,
        group,
        lines,
        findings,
        act,
        ..
    } = props;
    let is_added = {
        let id = id.clone();
        use_focus_on_added(lines.len(), move |last| format!("{id}-line-{last}-name"))
    };
    let add = {
        let group = Rc::clone(group);
        act.reform(move |_| {
            is_added.set(true);
            Action::LineAdded(Rc::clone(&group))
        })
    };
    let about_all = findings
        .iter()
        .filter(|finding| finding.spot.line.is_none() && finding.spot.field == Field::All);
    let add_button = use_node_ref();
    html! {
        <div class="lines">
            if !lines.is_empty() {
                { for about_all.map(|finding| html! { <p class="number__warning">{ text::finding(&finding.kind) }</p> }) }
                <ol class="lines__list">{ for (0..lines.len()).map(|index| line(props, index, &add_button)) }</ol>
            }
            <button ref={add_button} type="button" class="button button--quiet" onclick={add}>
                { if lines.is_empty() { "Chia nhóm thành các dòng của phụ lục" } else { "Thêm dòng" } }
            </button>
            if lines.is_empty() {
                <p class="field__hint">{ text::form::lines(props.max.as_ref()) }</p>
            }
        </div>
    }
}

fn line(props: &LinesProps, index: usize, add_button: &NodeRef) -> Html {
    let LinesProps {
        id,
        group,
        lines,
        findings,
        act,
        decided_by,
        unproven,
        ..
    } = props;
    let line = &lines[index];
    let of_field = |field: Field| -> Vec<FindingKind> {
        let here = findings
            .iter()
            .filter(|finding| finding.spot.line == Some(index) && finding.spot.field == field);
        here.map(|finding| finding.kind.clone()).collect()
    };
    let spot = Spot {
        group: Rc::clone(group),
        line: Some(index),
    };
    let number = |name: &str, label: &str, field: NumberField, entry, findings| {
        let (typed, chosen) = (spot.clone(), spot.clone());
        html! {
            <NumberBox id={format!("{id}-line-{index}-{name}")} label={html! { label }} {entry} {findings}
                ontyped={act.reform(move |text| Action::NumberTyped(typed.clone(), field, text))}
                onchosen={act.reform(move |number| Action::ReadingChosen(chosen.clone(), field, number))} />
        }
    };
    let (named, removed) = (Rc::clone(group), Rc::clone(group));
    // With the last line its button goes; the next line has the others' then.
    let (add_button, is_last) = (add_button.clone(), index + 1 == lines.len());
    let act_removed = act.clone();
    let remove = Callback::from(move |_: MouseEvent| {
        if is_last {
            focus(&add_button);
        }
        act_removed.emit(Action::LineRemoved(Rc::clone(&removed), index));
    });
    let lacks = unproven.contains(&index);
    let proof_id = format!("{id}-line-{index}");
    let proof = text::evidence(&line.evidence, &line.explanation, lacks);
    html! {
        <li class="line" key={index}>
            <TextBox id={format!("{id}-line-{index}-name")} label={text::form::line_name(index + 1)} value={line.name.clone()}
                ontyped={act.reform(move |name| Action::LineNamed(Rc::clone(&named), index, name))} />
            <div class="line__numbers">
                { number("max", "Điểm tối đa", NumberField::Max, line.max.clone(), of_field(Field::Max)) }
                { number("points", "Điểm", NumberField::Points, line.points.clone(), of_field(Field::Points)) }
                <SilenceBox id={format!("{id}-line-{index}-silence")} label="Cách chấm" spot={spot.clone()} silence={line.silence.clone()}
                    decided_by={decided_by.clone()} findings={[of_field(Field::All), of_field(Field::Reason)].concat()} {act} />
                <button type="button" class="button button--quiet" onclick={remove}>
                    { text::form::drop_line(index + 1) }
                </button>
            </div>
            <Folded id={format!("{proof_id}-evidence")} title={proof} of={text::form::line_name(index + 1)} class={lacks.then_some("item__warn")}>
                <EvidenceBox id={proof_id.clone()} of={spot.clone()} evidence={line.evidence.clone()} explanation={line.explanation.clone()} {act} />
            </Folded>
        </li>
    }
}
