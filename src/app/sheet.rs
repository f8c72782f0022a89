//! The sheet: enter on one side, see on the other, take away below.

use std::rc::Rc;

use bac_thang::engine::document::Role;
use bac_thang::engine::framework::{Event, Standing};
use bac_thang::{Answer, Assessment, Finding, Reporting, Scored, score};
use time::Date;
use yew::prelude::*;

use super::catalog::Sheet;
use super::form::group::GroupBox;
use super::form::is_checked;
use super::form::text_box::TextBox;
use super::form::unit::UnitBox;
use super::law::Law;
use super::result::ResultPanel;
use super::result::hand_in::HandIn;
use super::session::{Action, TextField};
use super::text;

#[derive(Clone, PartialEq, Properties)]
pub struct SheetProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub today: Date,
    pub years: Vec<u16>,
    pub act: Callback<Action>,
}

#[component]
pub fn SheetScreen(props: &SheetProps) -> Html {
    let SheetProps {
        sheet, draft, act, ..
    } = props;
    let scored = use_memo((sheet.clone(), Rc::clone(draft)), |(sheet, draft)| {
        score(&sheet.framework, draft)
    });
    let scored: &Scored = match &*scored {
        Ok(scored) => scored,
        // A draft is opened under its own framework only, and what is typed is bounded, so that its sums are too.
        Err(error) => {
            return html! { <p class="notice notice--error" role="alert">{ format!("Không chấm được: {error}") }</p> };
        }
    };
    let scored = Rc::new(scored.clone());
    html! {
        <div class="sheet">
            { heading(props) }
            <div class="sheet__columns">
                <div class="sheet__entry">
                    <UnitBox {draft} years={props.years.clone()} {act} />
                    { appendix(props, &scored) }
                    { blocks(props, &scored) }
                </div>
                <ResultPanel {sheet} scored={&scored} />
                <div class="sheet__after">
                    { late(props) }
                    <HandIn {sheet} {draft} {scored} {act} />
                </div>
            </div>
            <Law {sheet} year={draft.year} />
        </div>
    }
}

fn heading(props: &SheetProps) -> Html {
    let SheetProps { sheet, act, .. } = props;
    let framework = &sheet.framework;
    html! {
        <header class="sheet__head">
            <button type="button" class="button button--back" onclick={act.reform(|_| Action::SheetLeft)}>{ "Chọn bộ tiêu chí khác" }</button>
            <h1 class="sheet__title">{ &framework.place }{ ": " }{ &sheet.unit_group().name.value }</h1>
            <p class="sheet__paper">{ text::decision(framework) }</p>
            { deadlines(props) }
        </header>
    }
}

/// The data window and the deadline for this kind of unit, in the year chosen.
fn deadlines(props: &SheetProps) -> Html {
    let Some(year) = props.draft.year else {
        return Html::default();
    };
    let unit_group = &props.sheet.unit_group().id;
    let concerns = |event: &&Event| {
        matches!(event.role, Role::DataWindow | Role::Report) && event.concerns(unit_group)
    };
    html! {
        <dl class="deadlines">
            { for props.sheet.framework.calendar.iter().filter(concerns).map(|event| {
                let timing = event.when.span(year).filter(|_| event.role == Role::Report).map(|span| text::timing(span.timing(props.today)));
                html! {
                    <div class="deadlines__item">
                        <dt>{ &event.what }</dt>
                        <dd>{ text::when(&event.when, year) }{ for timing.map(|timing| html! { <strong>{ " (" }{ timing }{ ")" }</strong> }) }</dd>
                    </div>
                }
            }) }
        </dl>
    }
}

/// Which copy of the appendix the unit's own maxima and lines come from.
fn appendix(props: &SheetProps, scored: &Scored) -> Html {
    let has_lines = props
        .draft
        .answers
        .iter()
        .any(|answer| !answer.lines.is_empty());
    if !scored.max_from_unit && !has_lines {
        return Html::default();
    }
    html! {
        <section class="unit">
            <TextBox id="appendix" label="Bản phụ lục đơn vị dùng" value={props.draft.appendix.clone()}
                hint="Văn bản trong trang này không kèm phụ lục. Ghi số, ký hiệu và ngày của bản phụ lục đơn vị lấy điểm tối đa."
                ontyped={props.act.reform(|text| Action::TextTyped(TextField::Appendix, text))} />
        </section>
    }
}

fn blocks(props: &SheetProps, scored: &Scored) -> Html {
    let unit_group = props.sheet.unit_group();
    html! {
        { for unit_group.blocks.iter().enumerate().map(|(index, block)| {
            let groups = unit_group.groups.iter().enumerate().filter(|(_, group)| group.block == index);
            let title_id = format!("b-{}", block.id);
            html! {
                <section class="block" aria-labelledby={title_id.clone()}>
                    <h2 class="block__title" id={title_id}>
                        { block.name.as_ref().map_or("Điểm tự chấm", |name| &name.value) }
                        <span class="block__total">{ text::total(&scored.outcome.blocks[index]) }</span>
                    </h2>
                    { for groups.map(|(index, group)| {
                        let answer = props.draft.answer(&group.id).cloned().unwrap_or_else(|| Answer { of: group.id.to_string(), ..Answer::default() });
                        let here = |finding: &&Finding| finding.spot.of.as_deref() == Some(&*group.id);
                        let findings: Vec<Finding> = scored.findings.iter().filter(here).cloned().collect();
                        html! {
                            <GroupBox key={group.id.clone()} sheet={props.sheet.clone()} {index} answer={Rc::new(answer)} score={scored.outcome.groups[index].clone()}
                                findings={Rc::new(findings)} act={&props.act} />
                        }
                    }) }
                </section>
            }
        }) }
    }
}

/// Offered where the decision says what follows from a late report.
fn late(props: &SheetProps) -> Html {
    let Standing::Ladders { ladders, .. } = &props.sheet.unit_group().standing else {
        return Html::default();
    };
    let Some(rule) = ladders.iter().find_map(|ladder| ladder.late.as_ref()) else {
        return Html::default();
    };
    let onchange = props.act.reform(|event: web_sys::Event| {
        Action::ReportingChosen(if is_checked(&event) {
            Reporting::Late
        } else {
            Reporting::InTime
        })
    });
    html! {
        <section class="unit">
            <p class="check">
                <input type="checkbox" id="late" checked={props.draft.reporting == Reporting::Late} {onchange} />
                <label for="late">{ "Đơn vị không tự báo cáo, đánh giá đúng thời hạn" }</label>
            </p>
            { super::law::quotation(&rule.source) }
        </section>
    }
}
