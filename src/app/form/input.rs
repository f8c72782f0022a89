//! What the unit is asked for: a figure, or one of several answers.

use std::rc::Rc;

use bac_thang::engine::rule::{FigureKind, GivenBy, Input, InputKind};
use bac_thang::engine::vietnamese::Unreadable;
use bac_thang::{Entry, FindingKind, InputAnswer, Number};
use yew::prelude::*;

use super::number_box::NumberBox;
use crate::app::catalog::Sheet;
use crate::app::layout::Slot;
use crate::app::session::{Action, Put};
use crate::app::{focus_within, text};

#[derive(Clone, PartialEq, Properties)]
pub struct InputBoxProps {
    pub sheet: Sheet,
    pub slot: Slot,
    pub answer: Option<InputAnswer>,
    /// What is wrong with it.
    pub findings: Vec<FindingKind>,
    pub act: Callback<Action>,
}

#[component]
pub fn InputBox(props: &InputBoxProps) -> Html {
    let input = &props.sheet.unit_group().inputs[props.slot.input];
    match &input.kind {
        InputKind::Figure(kind) => figure(props, input, kind),
        InputKind::Options(_) => html! { <Options ..props.clone() /> },
    }
}

/// Who knows it where the unit does not, and where else it counts.
fn hint(props: &InputBoxProps, input: &Input) -> Option<AttrValue> {
    let whose = match input.given_by {
        GivenBy::Unit => None,
        GivenBy::LastYear => Some("Số liệu của năm trước".to_owned()),
        GivenBy::Office => Some("Do cơ quan thẩm định cung cấp; chưa có thì để trống".to_owned()),
    };
    let share = match &input.kind {
        InputKind::Figure(kind) if kind.unit.is_none() => Some("Ghi tỷ lệ, ví dụ 75%".to_owned()),
        _ => None,
    };
    let also = props.slot.also.as_ref();
    let also = also.map(|items| text::form::shared_with(items));
    let said: Vec<String> = [whose, share, also].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(". ").into())
}

fn figure(props: &InputBoxProps, input: &Input, kind: &FigureKind) -> Html {
    let InputBoxProps {
        slot,
        answer,
        findings,
        act,
        ..
    } = props;
    let (typed, chosen) = (Rc::clone(&input.id), Rc::clone(&input.id));
    let entry = answer
        .as_ref()
        .map_or_else(Entry::default, |answer| answer.number.clone());
    let unit = kind.unit.clone().map(AttrValue::from);
    html! {
        <NumberBox id={slot.id.clone()} label={html! { &input.label }} hint={hint(props, input)} is_share={unit.is_none()} {unit} {entry} findings={findings.clone()} offer={offer(props, input)}
            ontyped={act.reform(move |text| Action::InputTyped(Rc::clone(&typed), text))}
            onchosen={act.reform(move |number| Action::InputReadingChosen(Rc::clone(&chosen), number))} />
    }
}

/// What was probably meant: `75` in a share is 75%, and `45/60` goes into two boxes.
fn offer(props: &InputBoxProps, input: &Input) -> Option<(AttrValue, Callback<()>)> {
    let typed = props.answer.as_ref()?.number.text();
    let unit_group = props.sheet.unit_group();
    let id = Rc::clone(&input.id);
    props
        .findings
        .iter()
        .find_map(|finding| match (finding, &input.kind) {
            (FindingKind::OutOfBounds { .. }, InputKind::Figure(kind)) if kind.unit.is_none() => {
                let percent = meant_share(&typed, kind)?;
                let said = text::form::meant_share(&percent);
                let id = Rc::clone(&id);
                let taken = move |()| Action::InputTyped(Rc::clone(&id), percent.clone());
                Some((said.into(), props.act.reform(taken)))
            }
            (FindingKind::Unreadable(unreadable), _) if unreadable.why == Unreadable::Fraction => {
                let (of, by) = two_figures(&typed)?;
                let whole = &unit_group.inputs[props.slot.by?];
                let said = text::form::fraction(of, by, &whole.label);
                let put = |input: &Input, text: &str| {
                    Put::Input(InputAnswer {
                        input: Rc::clone(&input.id),
                        number: Entry::typed(text),
                        ..InputAnswer::default()
                    })
                };
                let puts = vec![put(input, of), put(whole, by)];
                Some((
                    said.into(),
                    props.act.reform(move |()| Action::Filled(puts.clone())),
                ))
            }
            _ => None,
        })
}

/// The percentage that a number in a share's box stands for: `75` for `75%`, where that is as large as the share can be.
fn meant_share(typed: &str, kind: &FigureKind) -> Option<String> {
    let entry = Entry::typed(typed);
    let share = entry.value()?.share_of(&Number::from(100_u32))?;
    let is_possible =
        share >= kind.at_least && kind.at_most.as_ref().is_none_or(|most| share <= *most);
    is_possible.then(|| format!("{}%", typed.trim()))
}

/// The two figures of a fraction, where there are two and each can be read.
fn two_figures(typed: &str) -> Option<(&str, &str)> {
    let (of, by) = typed.split_once('/')?;
    let (of, by) = (of.trim(), by.trim());
    let is_read = |text: &str| Entry::typed(text).value().is_some();
    (is_read(of) && is_read(by)).then_some((of, by))
}

/// Answers side by side: all of them can be read before one is chosen.
#[component]
fn Options(props: &InputBoxProps) -> Html {
    let InputBoxProps {
        sheet,
        slot,
        answer,
        findings,
        act,
    } = props;
    let input = &sheet.unit_group().inputs[slot.input];
    let InputKind::Options(options) = &input.kind else {
        return Html::default();
    };
    let chosen = answer.as_ref().and_then(|answer| answer.choice.as_deref());
    let choose = |option: Option<Rc<str>>| {
        let id = Rc::clone(&input.id);
        act.reform(move |()| Action::OptionChosen(Rc::clone(&id), option.clone()))
    };
    // The button goes with the answer; the first answer takes the focus.
    let list = use_node_ref();
    let clear = {
        let (clear, list) = (choose(None), list.clone());
        Callback::from(move |_: MouseEvent| {
            clear.emit(());
            focus_within(&list, "input");
        })
    };
    let (hint_id, message_id) = (format!("{}-hint", slot.id), format!("{}-message", slot.id));
    html! {
        <fieldset class="options" id={slot.id.clone()} tabindex="-1" aria-describedby={format!("{hint_id} {message_id}")}>
            <legend class="options__legend">{ &input.label }</legend>
            { hint(props, input).iter().map(|hint| html! { <p class="number__hint" id={hint_id.clone()}>{ hint }</p> }).collect::<Html>() }
            <div class="number__message" id={message_id.clone()}>
                { for findings.iter().map(|finding| html! { <span class="number__error">{ text::finding(finding) }</span> }) }
            </div>
            <div class="options__list" ref={list}>
                { for options.iter().map(|option| {
                    let id = format!("{}-{}", slot.id, option.id);
                    let onchange = choose(Some(Rc::clone(&option.id))).reform(|_: Event| ());
                    html! {
                        <span class="options__option">
                            <input type="radio" id={id.clone()} name={slot.id.clone()} checked={chosen == Some(&*option.id)} {onchange} />
                            <label for={id}>{ &option.label }</label>
                        </span>
                    }
                }) }
                if chosen.is_some() {
                    <button type="button" class="button button--small button--clear" onclick={clear}>
                        { "Bỏ chọn" }<span class="visually-hidden">{ format!(": {}", input.label) }</span>
                    </button>
                }
            </div>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::catalog::Catalog;

    #[test]
    fn two_boxes_are_offered_for_two_figures() {
        for typed in ["840/1200", " 45 / 60 ", "7,5/10"] {
            let (of, by) = typed.split_once('/').unwrap();
            assert_eq!(two_figures(typed), Some((of.trim(), by.trim())));
        }
        for typed in ["840/", "/60", "/", "12/15/20", "45/abc", "840", "1.000/2"] {
            assert_eq!(two_figures(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_percentage_is_offered_for_a_number_that_can_be_one() {
        let catalog = Catalog::shipped();
        let sheet = catalog.find("tap-huan-bo-tieu-chi-2026", "xa").unwrap();
        let input = sheet.unit_group().input("hai-long").unwrap();
        let InputKind::Figure(kind) = &input.kind else {
            panic!("a share");
        };
        assert_eq!(meant_share(" 75", kind).as_deref(), Some("75%"));
        assert_eq!(meant_share("7,5", kind).as_deref(), Some("7,5%"));
        for typed in ["120%", "5/4", "120", "", "x"] {
            assert_eq!(meant_share(typed, kind), None, "{typed}");
        }
    }
}
