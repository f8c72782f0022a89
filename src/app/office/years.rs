//! A list beside another year's.

use std::cmp::Ordering;
use std::rc::Rc;

use bac_thang::engine::analysis::spread::Spread;
use bac_thang::engine::analysis::years::{Change, Years as Found, apart, years};
use bac_thang::engine::analysis::{Part, Parts};
use bac_thang::engine::receive::Listed;
use bac_thang::engine::standing::Place;
use bac_thang::engine::vietnamese::print_share;
use bac_thang::{Number, UnitGroup};
use yew::prelude::*;

use super::alias::Aliases;
use super::lists::{List, Ranked, ranking};
use super::parts::use_parts;
use super::work::Appraisals;

use crate::app::climb::bar;
use crate::app::text::{analysis as text, called, signed};

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
    let groups = before.parts.zip(now.parts);
    html! {
        <div id="years">
            <p role="status">{ text::changed(unit_group, &moves(&found, before.ranked, now.ranked)) }</p>
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
            { units(unit_group, found.both.iter().take(*shown), before, now) }
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
        <thead><tr>{ heads(first, before, now) }<td></td></tr></thead>
    }
}

fn heads(first: &'static str, before: Side, now: Side) -> Html {
    let (before, now) = (before.year.to_string(), now.year.to_string());
    let heads = [first.to_owned(), before, now, "Tăng, giảm".to_owned()];
    html! { { for heads.into_iter().map(|head| html! { <th scope="col">{ head }</th> }) } }
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

/// The units of both years; where points are not added up a row says more than fits beside a bar.
fn units<'a>(
    unit_group: &UnitGroup,
    changes: impl Iterator<Item = &'a Change>,
    before: Side,
    now: Side,
) -> Html {
    let caption = text::what_of_units(unit_group);
    let rows = changes.filter_map(|change| {
        let (was, is) = both(change, before.ranked, now.ranked)?;
        Some(unit(unit_group, change, was, is))
    });
    if unit_group.adds_up() {
        return html! {
            <table class="bars beside__table">
                <caption class="bars__caption">{ caption }</caption>
                { head("Đơn vị", before, now) }
                <tbody>{ for rows }</tbody>
            </table>
        };
    }
    html! {
        <>
            <p class="bars__caption">{ caption }</p>
            <div class="office__scroll" tabindex="0" role="region" aria-label={caption}>
                <table class="office__table">
                    <thead><tr>{ heads("Đơn vị", before, now) }</tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
        </>
    }
}

fn unit(unit_group: &UnitGroup, change: &Change, was: &Ranked, is: &Ranked) -> Html {
    let adds_up = unit_group.adds_up();
    let more = match &change.more {
        _ if !adds_up => text::level_moved(relevelled(was, is)).to_owned(),
        Some(more) => signed(more),
        None => text::OTHER_MAX.to_owned(),
    };
    let number = adds_up.then_some("bars__number");
    html! {
        <tr>
            <th scope="row">{ is.name() }</th>
            <td class={classes!(number)}>{ text::stands(unit_group, was) }</td>
            <td class={classes!(number)}>{ text::stands(unit_group, is) }</td>
            <td class={classes!(number)}>{ more }</td>
            if adds_up {
                <td></td>
            }
        </tr>
    }
}

/// How many units rose, fell and stayed: by points, or by their level where points are not added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    pub up: usize,
    pub down: usize,
    pub same: usize,
    /// Of how many nobody can say.
    pub unknown: usize,
}

fn moves(found: &Found, before: &[Ranked], now: &[Ranked]) -> Moves {
    let mut moves = Moves::default();
    for change in &found.both {
        let order = both(change, before, now).and_then(|(was, is)| {
            if is.adds_up() {
                change.more.as_ref().map(|more| more.cmp(&Number::ZERO))
            } else {
                relevelled(was, is)
            }
        });
        *match order {
            Some(Ordering::Greater) => &mut moves.up,
            Some(Ordering::Less) => &mut moves.down,
            Some(Ordering::Equal) => &mut moves.same,
            None => &mut moves.unknown,
        } += 1;
    }
    moves
}

fn both<'a>(
    change: &Change,
    before: &'a [Ranked],
    now: &'a [Ranked],
) -> Option<(&'a Ranked, &'a Ranked)> {
    before.get(change.before).zip(now.get(change.now))
}

/// Whether a unit is on a higher level than it was, or a lower one; `None` where either is not known.
fn relevelled(was: &Ranked, is: &Ranked) -> Option<Ordering> {
    // A gap lies above the rung that it is named by.
    let depth = |ranked: &Ranked| match ranked.rank.level.as_ref()? {
        Place::Rung { index, .. } => Some(2 * index + 1),
        Place::Gap { above } => Some(2 * above),
        Place::Below => Some(usize::MAX),
        Place::Undetermined => None,
    };
    Some(depth(was)?.cmp(&depth(is)?))
}

#[cfg(test)]
mod tests {
    use super::super::expected::unit_key;
    use super::super::lists::{expected, lists};
    use super::super::tests::{IN_TIME, office, written};
    use super::super::tests_of_ranking::of_hundredths_in;
    use super::*;

    /// What is said of the units of two years.
    fn said(texts: &[String]) -> (String, Vec<String>) {
        let office = office(texts);
        let mut both = lists(&office.work, &expected(&office.work, unit_key));
        both.sort_by_key(|list| list.key.year);
        let ranked = |list: &List| ranking(list, &office.work.appraisals, &office.aliases);
        let (before, now) = (ranked(&both[0]), ranked(&both[1]));
        let unit_group = both[0].unit_group().unwrap();
        let found = years(&listed(&before), &listed(&now));
        let rows = now.iter().map(|is| text::stands(unit_group, is));
        let moves = moves(&found, &before, &now);
        (text::changed(unit_group, &moves), rows.collect())
    }

    #[test]
    fn units_whose_points_are_not_added_up_are_compared_by_level() {
        let file = |unit: &str, year: u16, of: u32| of_hundredths_in(unit, year, |_| of);
        let (changed, rows) = said(&[
            file("UBND xã A", 2024, 92),
            file("UBND xã B", 2024, 92),
            file("UBND xã C", 2024, 60),
            file("UBND xã D", 2024, 93),
            file("UBND xã A", 2025, 95),
            file("UBND xã B", 2025, 85),
            file("UBND xã C", 2025, 85),
            file("UBND xã D", 2025, 90),
        ]);
        assert_eq!(
            changed,
            "4 đơn vị có ở cả hai năm: 1 lên mức, 1 xuống mức, 2 giữ mức."
        );
        assert_eq!(
            rows[0],
            "Mức I (Tốt); Điều kiện sẵn sàng 475; Mức độ đạt được 570"
        );
    }

    #[test]
    fn units_whose_points_are_added_up_are_compared_by_points() {
        let file = |unit: &str, points: &str| {
            let text = written("ha-tinh-2878-2023", unit, points, IN_TIME);
            let later = text.replace("2021", "2022");
            (text, later)
        };
        let (a, b) = (file("UBND xã A", "50").0, file("UBND xã B", "40").0);
        let (c, d) = (file("UBND xã A", "40").1, file("UBND xã B", "60").1);
        let mut office = office(&[a, b, c, d]);
        // Their seals do not fit.
        for place in [2, 3] {
            office.apply(super::super::state::OfficeAction::Decided(place, true));
        }
        let mut both = lists(&office.work, &expected(&office.work, unit_key));
        both.sort_by_key(|list| list.key.year);
        let ranked = |list: &List| ranking(list, &office.work.appraisals, &office.aliases);
        let (before, now) = (ranked(&both[0]), ranked(&both[1]));
        let found = years(&listed(&before), &listed(&now));
        let unit_group = both[0].unit_group().unwrap();
        assert_eq!(
            text::changed(unit_group, &moves(&found, &before, &now)),
            "2 đơn vị có ở cả hai năm: 1 tăng điểm, 1 giảm, 0 giữ nguyên."
        );
        assert_eq!(text::stands(unit_group, &now[0]), "480");
    }
}
