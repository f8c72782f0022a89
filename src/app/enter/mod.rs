//! Entering, with the result beside it.

mod filter;
mod keys;
mod pasting;
mod revisions;
mod section;

use std::cell::RefCell;
use std::rc::Rc;

use bac_thang::{Answer, Assessment, Finding, Scored};
use yew::prelude::*;

use super::catalog::Sheet;
use super::form::Latest;
use super::form::group::GroupBox;
use super::form::input::InputBox;
use super::form::text_box::TextBox;
use super::form::unit::UnitBox;
use super::layout::{Layout, Slot};
use super::result::ResultPanel;
use super::session::paste::Pasted;
use super::session::{Action, TextField};
use super::text;
pub use filter::Filter;
use filter::{Facts, Filters};
pub use filter::{Found, Search};
pub use pasting::PastePreview;
use revisions::Revisions;
use section::ItemSection;

#[derive(Clone, PartialEq, Properties)]
pub struct EnterProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub scored: Rc<Scored>,
    pub years: Vec<u16>,
    /// What is looked for, and what that shows: kept while another view is on screen.
    pub search: UseStateHandle<Search>,
    pub found: Latest<RefCell<Found>>,
    /// The field asked for from elsewhere: whatever is filtered, it is there.
    pub sought: Option<AttrValue>,
    /// Cells that were pasted.
    pub pasted: Option<Rc<Vec<Pasted>>>,
    pub act: Callback<Action>,
}

#[component]
pub fn EnterView(props: &EnterProps) -> Html {
    let EnterProps {
        sheet,
        draft,
        scored,
        act,
        sought,
        search,
        found,
        ..
    } = props;
    let layout = use_memo(sheet.clone(), Layout::of);
    {
        let search = search.clone();
        use_effect_with(sought.clone(), move |sought| {
            if sought.is_some() {
                search.set(Search::default());
            }
        });
    }
    let onsearch = {
        let search = search.clone();
        Callback::from(move |wanted| search.set(wanted))
    };
    let facts = Facts {
        sheet,
        layout: &layout,
        draft,
        scored,
    };
    let is_shown = found.borrow_mut().look(search, &facts);
    let kept = use_mut_ref(Revisions::default);
    let mut revisions = kept.borrow_mut();
    revisions.follow(sheet.unit_group(), &layout, draft, scored, search);
    let entry = use_node_ref();
    let onkeydown = {
        let entry = entry.clone();
        move |event: KeyboardEvent| keys::pressed(&event, &entry)
    };
    let onpaste = {
        let (sheet, layout, act) = (sheet.clone(), Rc::clone(&layout), act.clone());
        move |event: Event| {
            if let Some(action) = pasting::pasted(&event, &sheet, &layout) {
                act.emit(action);
            }
        }
    };
    let has_items = !sheet.unit_group().items.is_empty();
    html! {
        <div class={classes!("sheet__columns", has_items.then_some("sheet__columns--items"))}>
            <div class="sheet__entry" ref={entry} {onkeydown} {onpaste}>
                <UnitBox domain={sheet.framework.submission.mailbox.as_ref().map(|domain| AttrValue::from(domain.value.clone()))} {draft} years={props.years.clone()} {act} />
                { appendix(props, scored) }
                if has_items {
                    <Filters {sheet} layout={Rc::clone(&layout)} {draft} {scored} search={(**search).clone()} is_shown={Rc::clone(&is_shown)} {onsearch} />
                } else {
                    <div class="filters">{ keys::list() }</div>
                }
                { blocks(props, &layout, &revisions, &is_shown) }
                if search.is_for_all() {
                    { loose(props, &layout.loose) }
                }
            </div>
            <ResultPanel {sheet} {scored} />
            { props.pasted.iter().map(|pasted| html! { <PastePreview {sheet} {draft} {pasted} {act} /> }).collect::<Html>() }
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

fn blocks(
    props: &EnterProps,
    layout: &Rc<Layout>,
    revisions: &Revisions,
    is_shown: &Rc<[bool]>,
) -> Html {
    let unit_group = props.sheet.unit_group();
    let (entered, scored) = (&props.draft, &props.scored);
    html! {
        { for unit_group.blocks.iter().enumerate().map(|(index, block)| {
            let groups = unit_group.groups.iter().enumerate().filter(|(_, group)| group.block == index);
            let title_id = format!("b-{}", block.id);
            html! {
                <section class="block" aria-labelledby={title_id.clone()}>
                    <h2 class="block__title" id={title_id}>
                        { block.name.as_ref().map_or("Điểm tự chấm", |name| &name.value) }
                        <span class="block__total">{ text::total(block.name.as_ref().map_or(&scored.outcome.whole, |_| &scored.outcome.blocks[index])) }</span>
                    </h2>
                    { for groups.map(|(index, group)| {
                        if !group.items.is_empty() {
                            return html! {
                                <ItemSection key={group.id.clone()} sheet={props.sheet.clone()} {index} revision={revisions.of(index)}
                                    draft={Latest(Rc::clone(entered))} scored={Latest(Rc::clone(scored))} asked={text::asked(&props.sheet, scored, index)}
                                    layout={Rc::clone(layout)} is_shown={Rc::clone(is_shown)} act={&props.act} />
                            };
                        }
                        let score = scored.outcome.groups[index].clone();
                        let answer = entered.answer(&group.id).cloned().unwrap_or_else(|| Answer { of: Rc::clone(&group.id), ..Answer::default() });
                        let here = |finding: &&Finding| finding.spot.of.as_deref() == Some(&*group.id);
                        let findings: Vec<Finding> = scored.findings.iter().filter(here).cloned().collect();
                        html! {
                            <GroupBox key={group.id.clone()} sheet={props.sheet.clone()} {index} answer={Rc::new(answer)} {score}
                                findings={Rc::new(findings)} act={&props.act} />
                        }
                    }) }
                </section>
            }
        }) }
    }
}

/// What rungs and sanctions ask beside the items.
fn loose(props: &EnterProps, slots: &[Slot]) -> Html {
    if slots.is_empty() {
        return Html::default();
    }
    let inputs = &props.sheet.unit_group().inputs;
    html! {
        <section class="block" aria-labelledby="loose-title">
            <h2 class="block__title" id="loose-title">{ "Điều kiện xếp mức ngoài điểm" }</h2>
            <div class="item__inputs">
                { for slots.iter().map(|slot| {
                    let id = &inputs[slot.input].id;
                    let here = props.scored.findings.iter().filter(|finding| finding.spot.input.as_deref() == Some(id));
                    let findings: Vec<_> = here.map(|finding| finding.kind.clone()).collect();
                    html! { <InputBox key={slot.id.to_string()} sheet={props.sheet.clone()} slot={slot.clone()} answer={props.draft.input(id).cloned()} {findings} act={&props.act} /> }
                }) }
            </div>
        </section>
    }
}
