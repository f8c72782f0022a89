//! Entering, with the result beside it.

use std::rc::Rc;

use bac_thang::{Answer, Assessment, Finding, Scored};
use yew::prelude::*;

use super::catalog::Sheet;
use super::form::group::GroupBox;
use super::form::text_box::TextBox;
use super::form::unit::UnitBox;
use super::result::ResultPanel;
use super::session::{Action, TextField};
use super::text;

#[derive(Clone, PartialEq, Properties)]
pub struct EnterProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub scored: Rc<Scored>,
    pub years: Vec<u16>,
    pub act: Callback<Action>,
}

#[component]
pub fn EnterView(props: &EnterProps) -> Html {
    let EnterProps {
        sheet,
        draft,
        scored,
        act,
        ..
    } = props;
    html! {
        <div class="sheet__columns">
            <div class="sheet__entry">
                <UnitBox {draft} years={props.years.clone()} {act} />
                { appendix(props, scored) }
                { blocks(props, scored) }
            </div>
            <ResultPanel {sheet} {scored} />
        </div>
    }
}

/// Which copy of the appendix the unit's own maxima and lines come from.
fn appendix(props: &EnterProps, scored: &Scored) -> Html {
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

fn blocks(props: &EnterProps, scored: &Scored) -> Html {
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
