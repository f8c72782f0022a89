//! One group of the sheet: its points, and what else can be said of it.

use std::rc::Rc;

use bac_thang::engine::cell::State;
use bac_thang::engine::framework::{Framework, Group};
use bac_thang::engine::score::GroupScore;
use bac_thang::{Answer, Field, Finding, FindingKind};
use yew::prelude::*;

use super::evidence::EvidenceBox;
use super::lines::Lines;
use super::number_box::NumberBox;
use super::select_box::SelectBox;
use super::silence::SilenceBox;
use crate::app::catalog::Sheet;
use crate::app::law::{quotation, quotations};
use crate::app::session::{Action, NumberField, Spot};
use crate::app::text;

#[derive(Clone, PartialEq, Properties)]
pub struct GroupBoxProps {
    pub sheet: Sheet,
    /// Index of the group in the sheet.
    pub index: usize,
    pub answer: Rc<Answer>,
    pub score: GroupScore,
    /// Findings of this group.
    pub findings: Rc<Vec<Finding>>,
    pub act: Callback<Action>,
}

#[component]
pub fn GroupBox(props: &GroupBoxProps) -> Html {
    let group = &props.sheet.unit_group().groups[props.index];
    let id = format!("g-{}", group.id);
    let state = match props.score.state {
        State::NotScored => Some("group--not-scored"),
        State::Blank | State::Unusable => Some("group--blank"),
        _ => None,
    };
    html! {
        <div class={classes!("group", state)} id={id.clone()} tabindex="-1">
            if let Some(source) = &group.not_scored {
                <p class="group__name">{ name(group) }</p>
                <p class="group__state">{ "Không chấm đối với khối này" }</p>
                { quotation(source) }
            } else {
                { numbers(props, group, &id) }
                { more(props, group, &id) }
            }
        </div>
    }
}

fn name(group: &Group) -> Html {
    html! { <>{ for group.code.iter().map(|code| html! { <span class="group__code">{ code }{ ". " }</span> }) }{ &group.name.value }</> }
}

fn numbers(props: &GroupBoxProps, group: &Group, id: &str) -> Html {
    let GroupBoxProps { answer, score, .. } = props;
    let is_summed = !answer.lines.is_empty();
    let has_points = !is_summed && answer.silence.is_none();
    let max = |label| number(props, group, &format!("{id}-max"), label, NumberField::Max);
    let points = |label| {
        number(
            props,
            group,
            &format!("{id}-points"),
            label,
            NumberField::Points,
        )
    };
    let label = |what: &str| html! { <><span class="visually-hidden">{ &group.name.value }{ ": " }</span>{ what }</> };
    html! {
        <>
            if has_points && group.max.is_some() {
                { points(name(group)) }
            } else {
                <p class="group__name">{ name(group) }</p>
            }
            if group.max.is_none() {
                <div class="group__pair">
                    { max(label("Điểm tối đa theo phụ lục")) }
                    if has_points {
                        { points(label("Điểm tự chấm")) }
                    }
                </div>
            }
            if !has_points {
                <p class="group__state">{ text::form::group_state_of(score, answer) }</p>
            }
            if is_summed && !answer.points.is_blank() {
                <p class="field__hint">{ text::form::points_aside(&answer.points.text()) }</p>
            }
        </>
    }
}

fn number(props: &GroupBoxProps, group: &Group, id: &str, label: Html, field: NumberField) -> Html {
    let GroupBoxProps {
        answer,
        score,
        findings,
        act,
        ..
    } = props;
    let (entry, wanted) = match field {
        NumberField::Points => (&answer.points, Field::Points),
        NumberField::Max => (&answer.max, Field::Max),
    };
    let hint = match (&group.max, field) {
        (Some(max), NumberField::Points) => Some(AttrValue::from(text::form::at_most_and_state(
            &max.value, score,
        ))),
        (None, NumberField::Points) => Some(AttrValue::from(text::form::group_state(score, false))),
        (_, NumberField::Max) => None,
    };
    let spot = Spot {
        group: Rc::clone(&group.id),
        line: None,
    };
    let (typed, chosen) = (spot.clone(), spot);
    html! {
        <NumberBox id={id.to_owned()} {label} {hint} entry={entry.clone()} findings={of_field(findings, wanted)}
            ontyped={act.reform(move |text| Action::NumberTyped(typed.clone(), field, text))}
            onchosen={act.reform(move |number| Action::ReadingChosen(chosen.clone(), field, number))} />
    }
}

fn of_field(findings: &[Finding], field: Field) -> Vec<FindingKind> {
    let here = findings
        .iter()
        .filter(|finding| finding.spot.line.is_none() && finding.spot.field == field);
    here.map(|finding| finding.kind.clone()).collect()
}

fn more(props: &GroupBoxProps, group: &Group, id: &str) -> Html {
    let GroupBoxProps {
        sheet,
        answer,
        findings,
        act,
        ..
    } = props;
    let framework = &sheet.framework;
    let decided_by = framework
        .exclusion
        .as_ref()
        .and_then(|rule| Some(AttrValue::from(rule.decided_by.clone()?)));
    let spot = Spot {
        group: Rc::clone(&group.id),
        line: None,
    };
    let silence_findings = if answer.silence.is_some() {
        [
            of_field(findings, Field::All),
            of_field(findings, Field::Reason),
        ]
        .concat()
    } else {
        Vec::new()
    };
    let unproven = answer.unproven_lines(framework);
    html! {
        <details class="group__more">
            <summary>
                { "Minh chứng, giải trình, trường hợp khác, chia dòng, căn cứ" }
                <span class="visually-hidden">{ format!(": {}", group.name.value) }</span>
            </summary>
            <EvidenceBox id={id.to_owned()} of={spot.clone()} evidence={answer.evidence.clone()} explanation={answer.explanation.clone()} note={answer.note.clone()} {act} />
            <SilenceBox id={format!("{id}-silence")} label="Cách chấm nhóm này" {spot} silence={answer.silence.clone()}
                decided_by={decided_by.clone()} findings={silence_findings} {act} />
            { zero_rules(framework, group, answer, id, act) }
            <Lines id={id.to_owned()} group={Rc::clone(&group.id)} lines={answer.lines.clone()} max={group.max.as_ref().map(|max| max.value.clone())}
                {decided_by} {unproven} findings={(**findings).clone()} {act} />
            { sources(group) }
        </details>
    }
}

fn zero_rules(
    framework: &Framework,
    group: &Group,
    answer: &Answer,
    id: &str,
    act: &Callback<Action>,
) -> Html {
    if framework.zero_rules.is_empty() {
        return Html::default();
    }
    let no_rule = (AttrValue::default(), "Không thuộc trường hợp nào".into());
    let rules = framework
        .zero_rules
        .iter()
        .map(|rule| (rule.id.clone().into(), rule.what.clone().into()));
    let choices: Vec<_> = std::iter::once(no_rule).chain(rules).collect();
    let onchosen = {
        let group = Rc::clone(&group.id);
        act.reform(move |rule: String| {
            Action::ZeroRuleChosen(
                Rc::clone(&group),
                Some(rule).filter(|rule| !rule.is_empty()),
            )
        })
    };
    html! {
        <div class="silence">
            <SelectBox id={format!("{id}-zero")} label="Trường hợp điểm bằng 0" {choices} chosen={answer.zero_rule.clone().unwrap_or_default()} {onchosen} />
            { answer.zero_rule.iter().filter_map(|rule| framework.zero_rule(rule)).map(|rule| quotation(&rule.source)).collect::<Html>() }
        </div>
    }
}

/// Where the group's name, maximum and number of components stand, each clause once.
fn sources(group: &Group) -> Html {
    let all = [
        Some(&group.name.source),
        group.max.as_ref().map(|max| &max.source),
        group.components.as_ref().map(|count| &count.source),
        group.about.as_ref(),
    ];
    html! {
        <>
            if let Some(count) = &group.components {
                <p class="field__hint">{ text::form::components(count.value) }</p>
            }
            { quotations(all.into_iter().flatten()) }
        </>
    }
}
