//! Another's work was opened over one's own: where the two differ, and which of it to take over.

use std::rc::Rc;

use yew::prelude::*;

use super::merge::{Difference, Kind, Merge};
use super::state::{OfficeAction, Source};
use super::work::Work;
use crate::app::dialog::use_modal;
use crate::app::text::{DIFFERENCES, merge as merge_text, take_chosen};

/// How many differences of one kind are shown one by one; the rest is chosen together.
const SHOWN: usize = 50;

#[derive(Clone, PartialEq, Properties)]
pub struct MergingProps {
    pub merge: Merge,
    pub source: Source,
    pub ours: Work,
    pub act: Callback<OfficeAction>,
}

#[component]
pub fn Merging(props: &MergingProps) -> Html {
    let MergingProps {
        merge, source, act, ..
    } = props;
    let dialog = use_modal();
    let decided =
        |is_taken: bool| act.reform(move |_: MouseEvent| OfficeAction::MergeDecided(is_taken));
    // By Escape: nothing is taken, and the file can be opened again.
    let onclose = act.reform(|_: Event| OfficeAction::MergeDecided(false));
    let kinds = Kind::ALL.into_iter();
    html! {
        <dialog ref={dialog} class="dialog" role="alertdialog" aria-labelledby="merge-title" {onclose}>
            <p id="merge-title">{ merge_text::merge(source, merge) }</p>
            <div class="merge__rows" tabindex="0" role="region" aria-label={DIFFERENCES}>
                <table class="merge__table">
                    <thead><tr><th scope="col">{ "Chỗ khác nhau, chọn để lấy từ bản kia" }</th><th scope="col">{ "Ở đây" }</th><th scope="col">{ "Bản kia" }</th></tr></thead>
                    { for kinds.map(|kind| of_kind(props, kind)) }
                </table>
            </div>
            <p class="dialog__actions">
                if !merge.chosen.is_empty() {
                    <button type="button" class="button" onclick={decided(true)}>{ take_chosen(merge.chosen.len()) }</button>
                }
                <button type="button" class="button button--quiet" onclick={decided(false)}>{ "Không lấy gì, giữ nguyên ở đây" }</button>
            </p>
        </dialog>
    }
}

fn of_kind(props: &MergingProps, kind: Kind) -> Html {
    let MergingProps {
        merge, ours, act, ..
    } = props;
    let all: Vec<_> = merge.of_kind(kind).collect();
    if all.is_empty() {
        return Html::default();
    }
    let chooses = |places: Rc<[usize]>, is_taken: bool| {
        act.reform(move |_: Event| OfficeAction::MergeChosen(Rc::clone(&places), is_taken))
    };
    let check = |id: String, label: String, places: Rc<[usize]>| {
        let is_chosen = places.iter().all(|place| merge.chosen.contains(place));
        html! {
            <span class="check">
                <input type="checkbox" id={id.clone()} checked={is_chosen} onchange={chooses(places, !is_chosen)} />
                <label for={id}>{ label }</label>
            </span>
        }
    };
    let places: Rc<[usize]> = all.iter().map(|(place, _)| *place).collect();
    let can_be_taken = kind != Kind::OnlyHere;
    let heading = merge_text::kind(kind, all.len());
    let row = |(place, difference): &(usize, &Difference)| {
        let row = merge_text::difference(ours, &merge.theirs, difference);
        html! {
            <tr key={*place}>
                <th scope="row">
                    if can_be_taken {
                        { check(format!("merge-{place}"), row.what, [*place].into()) }
                    } else {
                        { row.what }
                    }
                </th>
                <td>{ row.here }</td>
                <td>{ row.there }</td>
            </tr>
        }
    };
    let rest = all.len().saturating_sub(SHOWN);
    html! {
        <tbody>
            <tr class="merge__kind">
                <th scope="rowgroup" colspan="3">
                    if can_be_taken {
                        { check(format!("merge-all-{}", kind as usize), heading, places) }
                    } else {
                        { heading }
                    }
                </th>
            </tr>
            { for all.iter().take(SHOWN).map(row) }
            if rest > 0 {
                <tr><td colspan="3">{ merge_text::more_differences(rest) }</td></tr>
            }
        </tbody>
    }
}
