//! A list beside another year's.

use std::cmp::Ordering;
use std::rc::Rc;

use bac_thang::Number;
use bac_thang::engine::analysis::spread::Spread;
use bac_thang::engine::analysis::years::{Change, apart, years};
use bac_thang::engine::analysis::{Part, Parts};
use bac_thang::engine::receive::Listed;
use bac_thang::engine::vietnamese::print_share;
use yew::prelude::*;

use super::alias::Aliases;
use super::lists::{List, Ranked, ranking};
use super::parts::use_parts;
use super::work::Appraisals;

use crate::app::climb::bar;
use crate::app::text::{analysis as text, called, office, signed};

/// How many units are shown at first.
const SHOWN: usize = 100;

#[derive(Clone, PartialEq, Properties)]
pub struct YearsProps {
    pub list: Rc<List>,
    pub lists: Rc<Vec<Rc<List>>>,
    pub ranked: Rc<Vec<Ranked>>,
    pub appraisals: Rc<Appraisals>,
    pub aliases: Rc<Aliases>,
    pub parts: Option<Rc<Parts>>,
}

/// Chooses what the list is compared with.
#[component]
pub fn Years(props: &YearsProps) -> Html {
    let YearsProps {
        list,
        lists,
        ranked,
        appraisals,
        aliases,
        parts,
    } = props;
    let chosen = use_state_eq(|| None);
    let others = || lists.iter().filter(|other| other.key != list.key);
    let other = others().find(|other| Some(&other.key) == chosen.as_ref());
    let button = |other: &Rc<List>| {
        let key = other.key.clone();
        let is_here = Some(&key) == chosen.as_ref();
        let chosen = chosen.clone();
        let onclick = Callback::from(move |_: MouseEvent| chosen.set(Some(key.clone())));
        html! { <li><button type="button" class="button button--small" aria-pressed={is_here.to_string()} {onclick}>{ text::beside(other) }</button></li> }
    };
    let beside = other.map(|other| match apart(&list.basis(), &other.basis()) {
        Some(why) => html! { <p class="office__sum" role="status">{ text::apart(why) }</p> },
        None => html! { <Beside list={Rc::clone(list)} other={Rc::clone(other)} ranked={Rc::clone(ranked)} {appraisals} {aliases} {parts} /> },
    });
    html! {
        <>
            <h3 class="analysis__heading">{ "So với năm khác" }</h3>
            if lists.len() < 2 {
                <p>{ "Chưa có danh sách của năm khác. Ở bước Tiếp nhận, thả thêm các tệp của năm đó, hoặc tệp việc đã lưu khi ấy." }</p>
            } else {
                <ul class="office__choices" id="other-years">{ for others().map(button) }</ul>
            }
            { for beside }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct BesideProps {
    list: Rc<List>,
    other: Rc<List>,
    ranked: Rc<Vec<Ranked>>,
    appraisals: Rc<Appraisals>,
    aliases: Rc<Aliases>,
    parts: Option<Rc<Parts>>,
}

/// One of the two years.
#[derive(Clone, Copy)]
struct Side<'a> {
    year: u16,
    ranked: &'a [Ranked],
    parts: Option<&'a Parts>,
}

#[component]
fn Beside(props: &BesideProps) -> Html {
    let shown = use_state_eq(|| SHOWN);
    let BesideProps {
        list,
        other,
        ranked,
        appraisals,
        aliases,
        parts,
    } = props;
    let other_parts = use_parts(other, appraisals);
    let deps = (Rc::clone(other), Rc::clone(appraisals), Rc::clone(aliases));
    let other_ranked = use_memo(deps, |(other, appraisals, aliases)| {
        ranking(other, appraisals, aliases)
    });
    let (Some(unit_group), Some(year), Some(other_year)) =
        (list.unit_group(), list.key.year, other.key.year)
    else {
        return Html::default();
    };
    let this = Side {
        year,
        ranked,
        parts: parts.as_deref(),
    };
    let that = Side {
        year: other_year,
        ranked: &other_ranked,
        parts: other_parts.as_deref(),
    };
    let (before, now) = if year < other_year {
        (this, that)
    } else {
        (that, this)
    };
    let found = years(&listed(before.ranked), &listed(now.ranked));
    let more = |order: Ordering| {
        let changes = found.both.iter().filter_map(|change| change.more.as_ref());
        changes
            .filter(|more| (*more).cmp(&Number::ZERO) == order)
            .count()
    };
    let (up, down, same) = (
        more(Ordering::Greater),
        more(Ordering::Less),
        more(Ordering::Equal),
    );
    let groups = before.parts.zip(now.parts);
    html! {
        <div id="years">
            <p role="status">{ text::changed(up, down, same, found.both.len() - up - down - same) }</p>
            if let Some(said) = text::alone((before.year, found.only_before.len()), (now.year, found.only_now.len())) {
                <p>{ said }</p>
            }
            { medians(before, now) }
            if let Some((was, is)) = groups {
                <table class="bars beside__table">
                    <caption class="bars__caption">{ "Tỷ lệ đạt của từng nhóm, tăng giảm tính theo điểm phần trăm. Thanh là năm sau, vạch là năm trước." }</caption>
                    { head("Nhóm", before, now) }
                    <tbody>{ for was.groups.iter().zip(&is.groups).map(|(was, is)| group(called(unit_group, &is.of), was, is)) }</tbody>
                </table>
            }
            <table class="bars beside__table">
                <caption class="bars__caption">{ "Tổng điểm của từng đơn vị, theo thứ hạng năm sau." }</caption>
                { head("Đơn vị", before, now) }
                <tbody>{ for found.both.iter().take(*shown).map(|change| unit(change, before, now)) }</tbody>
            </table>
            if found.both.len() > *shown {
                <p>{ rest(found.both.len(), &shown) }</p>
            }
        </div>
    }
}

fn rest(count: usize, shown: &UseStateHandle<usize>) -> Html {
    let (rest, shown) = (count - **shown, shown.clone());
    let onclick = Callback::from(move |_: MouseEvent| shown.set(count));
    html! { <button type="button" class="button button--small" {onclick}>{ text::more_units(rest) }</button> }
}

fn listed(ranked: &[Ranked]) -> Vec<(&str, &Listed)> {
    let each = ranked.iter();
    each.filter_map(|one| Some((&*one.row.file.unit_key, one.result()?)))
        .collect()
}

fn medians(before: Side, now: Side) -> Html {
    let median = |year: Side| {
        let results = year.ranked.iter().filter_map(Ranked::result);
        let points: Vec<&Number> = results.map(|result| &result.points).collect();
        Spread::of(&points).map(|spread| spread.median)
    };
    let adds_up = now.ranked.iter().all(Ranked::adds_up);
    let both = median(before).zip(median(now)).filter(|_| adds_up);
    both.map_or_else(Html::default, |(was, is)| {
        html! { <p>{ text::medians((before.year, &was), (now.year, &is)) }</p> }
    })
}

fn head(first: &'static str, before: Side, now: Side) -> Html {
    html! {
        <thead><tr><th scope="col">{ first }</th><th scope="col">{ before.year }</th><th scope="col">{ now.year }</th><th scope="col">{ "Tăng, giảm" }</th><td></td></tr></thead>
    }
}

fn group(name: String, was: &Part, is: &Part) -> Html {
    let share = |part: &Part| {
        part.share
            .as_ref()
            .map_or_else(|| "–".to_owned(), print_share)
    };
    let marks: Vec<Number> = was.share.iter().cloned().collect();
    let more = is.share.as_ref().zip(was.share.as_ref());
    let more = more.map(|(is, was)| text::share_more(&(is - was)));
    html! {
        <tr>
            <th scope="row">{ name }</th>
            <td class="bars__number">{ share(was) }</td>
            <td class="bars__number">{ share(is) }</td>
            <td class="bars__number">{ more.unwrap_or_else(|| "–".to_owned()) }</td>
            <td class="bars__bar">{ bar("bar", is.share.as_ref(), &marks) }</td>
        </tr>
    }
}

fn unit(change: &Change, before: Side, now: Side) -> Html {
    let found = before
        .ranked
        .get(change.before)
        .zip(now.ranked.get(change.now));
    let Some((was, is)) = found else {
        return Html::default();
    };
    let points = |one: &Ranked| {
        let received = one.row.received().zip(one.result());
        received.map_or_else(String::new, |(received, result)| {
            office::points(received.unit_group(), result)
        })
    };
    let more = match &change.more {
        _ if !is.adds_up() => "–".to_owned(),
        Some(more) => signed(more),
        None => text::OTHER_MAX.to_owned(),
    };
    html! {
        <tr>
            <th scope="row">{ is.name() }</th>
            <td class="bars__number">{ points(was) }</td>
            <td class="bars__number">{ points(is) }</td>
            <td class="bars__number">{ more }</td>
            <td></td>
        </tr>
    }
}
