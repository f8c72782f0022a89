//! What changing something costs, or that it stays as it is: of every item, with all that it asks at once or each by itself.

use std::collections::BTreeSet;
use std::rc::Rc;

use bac_thang::UnitGroup;
use bac_thang::engine::plan::{changeable, left_as_is};
use yew::prelude::*;

use crate::app::catalog::Sheet;
use crate::app::form::item::Folded;
use crate::app::form::select_box::{Choice, SelectBox};
use crate::app::session::Action;
use crate::app::session::climb::{DEAREST, Efforts, PINNED, effort, pinned};
use crate::app::text;

/// The one place where it is chosen: of everything with these ids; `None` where not all of it costs the same.
pub fn effort_box(
    id: String,
    what: &str,
    ids: Vec<Rc<str>>,
    effort: Option<u32>,
    act: &Callback<Action>,
) -> Html {
    let number = |effort: u32| -> Choice { (effort.to_string().into(), effort.to_string().into()) };
    let mut choices: Vec<Choice> = vec![(PINNED.to_string().into(), "Giữ nguyên".into())];
    choices.extend((1..=DEAREST).map(number));
    let chosen = effort.map_or_else(String::new, |effort| effort.to_string());
    if effort.is_none() {
        choices.push((AttrValue::default(), "Khác nhau".into()));
    }
    let field = AttrValue::from(id.clone());
    let onchosen = act.reform(move |effort: String| {
        let effort = effort.parse().unwrap_or(1);
        Action::EffortChosen(field.clone(), ids.clone(), effort)
    });
    html! { <SelectBox {id} label={text::effort_of(what)} {choices} {chosen} {onchosen} /> }
}

/// Every item, folded away.
pub fn effort_list(sheet: &Sheet, efforts: &Rc<Efforts>, act: &Callback<Action>) -> Html {
    let unit_group = sheet.unit_group();
    let items = items(unit_group);
    let is_listed = |id: &&String| {
        let mut ids = items.iter().flat_map(|(_, ids)| ids);
        ids.any(|one| **one == ***id)
    };
    let pinned = pinned(efforts, &left_as_is(unit_group));
    let pinned = pinned.iter().filter(is_listed).count();
    html! {
        <div class="plan__efforts">
            <Folded id="plan-efforts" title={text::efforts(pinned)}>
                <p class="field__hint">{ "Mẫu số (tổng số hồ sơ, tổng số cán bộ…) được giữ nguyên từ đầu, vì đơn vị không tự đổi được. Số nào vẫn có thể thay đổi thì chọn công sức cho số đó." }</p>
                <Table {sheet} {efforts} {act} />
            </Folded>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct TableProps {
    sheet: Sheet,
    efforts: Rc<Efforts>,
    act: Callback<Action>,
}

/// The list itself, made once it is opened.
#[component]
fn Table(props: &TableProps) -> Html {
    let unit_group = props.sheet.unit_group();
    let list = List {
        unit_group,
        efforts: &props.efforts,
        measured: &left_as_is(unit_group),
        act: &props.act,
    };
    html! {
        <table class="plan__edits">
            <thead><tr><th scope="col">{ "Mục, số liệu" }</th><th scope="col">{ "Công sức" }</th></tr></thead>
            <tbody>{ for items(unit_group).iter().map(|(of, ids)| list.rows(of, ids)) }</tbody>
        </table>
    }
}

/// Items, and groups without, that a plan may change: by id, with what of them it may. In the order of the sheet.
fn items(unit_group: &UnitGroup) -> Vec<(Rc<str>, Vec<Rc<str>>)> {
    let of_items = changeable(unit_group);
    let mut all = Vec::new();
    for group in &unit_group.groups {
        if group.items.is_empty() && group.not_scored.is_none() {
            all.push((Rc::clone(&group.id), vec![Rc::clone(&group.id)]));
        }
        for index in group.items.clone() {
            let of = unit_group.items.get(index).zip(of_items.get(index));
            all.extend(of.map(|(item, ids)| (Rc::clone(&item.id), ids.clone())));
        }
    }
    all.retain(|(_, ids)| !ids.is_empty());
    all
}

/// What the rows of the list are made from.
struct List<'a> {
    unit_group: &'a UnitGroup,
    efforts: &'a Efforts,
    measured: &'a BTreeSet<String>,
    act: &'a Callback<Action>,
}

impl List<'_> {
    /// An item, and below it what it asks, where that is more than what the item itself stands for.
    fn rows(&self, of: &Rc<str>, ids: &[Rc<str>]) -> Html {
        let is_own = |id: &&Rc<str>| !self.measured.contains(&***id);
        let mut own: Vec<Rc<str>> = ids.iter().filter(is_own).cloned().collect();
        if own.is_empty() {
            own = ids.to_vec();
        }
        let is_one = own.len() == 1;
        let is_part = |id: &&Rc<str>| !is_one || !own.contains(id);
        let id = format!("plan-of-{of}");
        let parts = ids.iter().filter(is_part).map(|part| {
            let name = text::named(self.unit_group, part);
            let ids = vec![Rc::clone(part)];
            self.row(format!("{id}-{part}"), Some("plan__part"), &name, ids)
        });
        let parts: Html = parts.collect();
        let name = text::called(self.unit_group, of);
        html! { <>{ self.row(id, None, &name, own) }{ parts }</> }
    }

    fn row(&self, id: String, class: Option<&'static str>, name: &str, ids: Vec<Rc<str>>) -> Html {
        let cost = |id: &Rc<str>| effort(self.efforts, self.measured, id);
        let first = ids.first().map(cost);
        let effort = first.filter(|first| ids.iter().all(|id| cost(id) == *first));
        html! {
            <tr>
                <th scope="row" {class}>{ name }</th>
                <td class="plan__effort">{ effort_box(id, name, ids, effort, self.act) }</td>
            </tr>
        }
    }
}
