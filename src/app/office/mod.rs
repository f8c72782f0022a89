//! The office that receives: takes files in, says what is wrong with them, ranks the units.

pub mod alias;
pub mod alike;
mod alphabet;
mod analysis;
pub mod appraisal;
mod appraise;
mod bar;
mod clear;
mod differences;
pub mod earlier;
pub mod expected;
mod focus;
mod giving;
pub mod held;
pub mod history;
pub mod intake;
pub mod item;
pub mod keep;
mod kinds;
pub mod lists;
pub mod maxima;
mod meant;
pub mod merge;
mod merging;
pub mod odd;
pub mod open;
mod parts;
pub mod passed;
mod printing;
pub mod publish;
pub mod ranking;
pub mod receive;
mod record;
mod request;
pub mod rows;
pub mod saved;
mod shared;
mod split;
pub mod state;
pub mod table;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_aside;
#[cfg(test)]
mod tests_of_files;
#[cfg(test)]
mod tests_of_final;
#[cfg(test)]
mod tests_of_merge;
#[cfg(test)]
mod tests_of_ranking;
#[cfg(test)]
mod tests_of_work;
pub mod unzip;
pub mod work;
pub mod years;

use std::rc::Rc;

use time::PrimitiveDateTime;
use yew::prelude::*;

use super::catalog::Catalog;
use super::session::Action;
use super::text::office as text;
use analysis::AnalysisView;
use appraise::Appraise;
use bar::Bar;
use focus::use_focus_kept;
use giving::Giving;
use intake::Run;
use keep::Keep;
use lists::{List, expected, lists};
use merging::Merging;
use ranking::Ranking;
use receive::Receive;
use state::{Office, OfficeAction, Side};

#[derive(Clone, PartialEq, Properties)]
pub struct OfficeProps {
    pub office: Rc<Office>,
    pub catalog: Rc<Catalog>,
    pub now: PrimitiveDateTime,
    pub keep: Keep,
    pub act: Callback<Action>,
}

#[component]
pub fn OfficeScreen(props: &OfficeProps) -> Html {
    let OfficeProps {
        office,
        catalog,
        now,
        keep,
        act,
    } = props;
    let root = use_focus_kept();
    let run = use_memo((), |()| Run::default());
    let leave = act.reform(|_: MouseEvent| Action::SheetLeft);
    let act: Callback<OfficeAction> = act.reform(Action::Office);
    let giving = use_memo((), |()| Giving::new(act.clone()));
    let due = {
        let office = Rc::clone(office);
        use_memo(Rc::clone(&office.work.expected), move |_| {
            expected(&office.work, intake::key)
        })
    };
    // While files come, only how many have come is shown: the lists would be made anew a hundred times.
    let deps = (office.batch.is_some(), office.work.basis());
    let made = {
        let (office, due) = (Rc::clone(office), Rc::clone(&due));
        use_memo(deps, move |(is_reading, _)| {
            if *is_reading {
                return Vec::new();
            }
            lists(&office.work, &due)
                .into_iter()
                .map(Rc::new)
                .collect::<Vec<Rc<List>>>()
        })
    };
    let chosen = made
        .iter()
        .find(|list| Some(&list.key) == office.list.as_ref());
    let list = chosen.or_else(|| made.first());
    let row = office.looked_at.and_then(|item| {
        let mut rows = list.iter().flat_map(|list| &list.rows);
        rows.find(|row| row.item == item).cloned()
    });
    let on_merge = act.clone();
    let merging = office.merge.as_ref().zip(office.opened.front());
    html! {
        <div class="office" ref={root}>
            <button type="button" class="button button--back" onclick={leave}>{ "Về trang đầu" }</button>
            <h1 class="office__title" tabindex="-1">{ "Tiếp nhận và xếp hạng" }</h1>
            <Bar office={Rc::clone(office)} keep={keep.clone()} giving={Rc::clone(&giving)} now={*now} act={props.act.clone()} />
            { sides(office.side, &act) }
            { choose(&made, list, &act) }
            { match (office.side, list) {
                (Side::Receive, _) if row.is_some() => html! { { for row.map(|row| html! { <Appraise appraised={office.work.appraised(&row.file).cloned()} earlier={office.work.earlier(row.item)} {row} appraiser={office.work.appraiser.clone()} {act} /> }) } },
                (Side::Receive, list) => html! { <Receive office={Rc::clone(office)} catalog={Rc::clone(catalog)} lists={made.len()} list={list.cloned()} run={Rc::clone(&run)} {giving} {act} /> },
                (Side::Rank, Some(list)) => html! { <Ranking marked={office.work.finals.get(&list.key).cloned()} {list} items={Rc::clone(&office.work.items)} appraisals={Rc::clone(&office.work.appraisals)} aliases={Rc::clone(&office.aliases)} now={*now} {giving} {act} /> },
                (Side::Analyse, Some(list)) => html! { <AnalysisView {list} lists={Rc::clone(&made)} appraisals={Rc::clone(&office.work.appraisals)} aliases={Rc::clone(&office.aliases)} /> },
                // In the place of what shows a list, and not beside it: what shows nothing has no place among those that come and go.
                (Side::Rank | Side::Analyse, None) => html! { <p class="office__sum">{ text::nothing_listed(office.batch.as_ref()) }</p> },
            } }
            if let Some((merge, opened)) = merging {
                <Merging key={office.opened.len()} merge={merge.clone()} source={opened.source.clone()} ours={office.work.clone()} act={&on_merge} />
            }
        </div>
    }
}

fn sides(here: Side, act: &Callback<OfficeAction>) -> Html {
    let button = |side: Side| {
        let is_here = side == here;
        let onclick = act.reform(move |_: MouseEvent| OfficeAction::SideChosen(side));
        html! {
            <li>
                <button type="button" class={classes!("views__button", is_here.then_some("views__button--here"))}
                    aria-current={is_here.then_some("page")} {onclick}>{ text::side(side) }</button>
            </li>
        }
    };
    html! {
        <nav class="views" aria-label="Các bước của cơ quan tiếp nhận">
            <ol class="views__list">{ Side::ALL.map(button).into_iter().collect::<Html>() }</ol>
        </nav>
    }
}

/// Which list is looked at, where there are several.
fn choose(lists: &[Rc<List>], here: Option<&Rc<List>>, act: &Callback<OfficeAction>) -> Html {
    if lists.len() < 2 {
        return lists
            .first()
            .map(|list| html! { <p class="office__list">{ text::list_name(list) }</p> })
            .unwrap_or_default();
    }
    let button = |list: &Rc<List>| {
        let is_here = here.is_some_and(|here| here.key == list.key);
        let key = list.key.clone();
        let onclick = act.reform(move |_: MouseEvent| OfficeAction::ListChosen(key.clone()));
        html! {
            <li>
                <button type="button" class="button button--small" aria-pressed={is_here.to_string()} {onclick}>{ text::list_name(list) }</button>
            </li>
        }
    };
    html! {
        <section class="office__lists" aria-label="Danh sách">
            <ul class="office__choices">{ for lists.iter().map(button) }</ul>
        </section>
    }
}
