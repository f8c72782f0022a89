//! How groups stand: a picture in the cells of its own table.

use bac_thang::Number;
use bac_thang::engine::vietnamese::print_share;
use yew::prelude::*;

use crate::app::catalog::Sheet;
use crate::app::text;

#[derive(Clone, PartialEq, Properties)]
pub struct GroupsProps {
    pub sheet: Sheet,
    pub scored: std::rc::Rc<bac_thang::Scored>,
}

/// Every group's points as a share of its maximum, with what rungs ask of it.
#[component]
pub fn Groups(props: &GroupsProps) -> Html {
    let unit_group = props.sheet.unit_group();
    let groups = unit_group
        .groups
        .iter()
        .zip(&props.scored.outcome.groups)
        .enumerate();
    let scored: Vec<_> = groups
        .filter(|(_, (group, _))| group.not_scored.is_none())
        .map(|(index, (group, score))| {
            let asked = text::asked(&props.sheet, &props.scored, index);
            (group, score, asked)
        })
        .collect();
    let has_thresholds = scored.iter().any(|(_, _, asked)| !asked.is_empty());
    html! {
        <section class="panel groups" aria-labelledby="groups-title">
            <h2 id="groups-title">{ if has_thresholds { "Các nhóm so với ngưỡng" } else { "Điểm từng nhóm" } }</h2>
            <table class="bars">
                <thead><tr><th scope="col">{ "Nhóm" }</th><th scope="col">{ "Điểm" }</th><th scope="col">{ "Đạt" }</th><td></td></tr></thead>
                <tbody>
                    { for scored.into_iter().map(|(group, score, asked)| {
                        let share = text::group_share(group.role, score);
                        let marks: Vec<Number> = asked.iter().filter_map(|(_, _, need)| need.share_of(score.max.as_ref()?)).collect();
                        html! {
                            <tr>
                                <th scope="row">
                                    { &group.name.value }
                                    if !asked.is_empty() {
                                        <span class="plan__items">{ asked.iter().map(|(_, said, _)| said.clone()).collect::<Vec<_>>().join("; ") }</span>
                                    }
                                </th>
                                <td class="bars__number">{ text::group_points_of_max(score) }</td>
                                <td class="bars__number">{ share.as_ref().map_or_else(|| "–".to_owned(), print_share) }</td>
                                <td class="bars__bar">{ bar("bar", share.as_ref(), &marks) }</td>
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
        </section>
    }
}

/// A bar as long as a share of the whole, with marks. What it shows stands beside it in words.
pub fn bar(class: &'static str, share: Option<&Number>, marks: &[Number]) -> Html {
    let at = |share: &Number| along(share).to_string();
    html! {
        <svg {class} viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true">
            <rect class="bar__ground" width="1000" height="16" />
            { share.iter().map(|share| html! { <rect class="bar__fill" width={at(share)} height="16" /> }).collect::<Html>() }
            { for marks.iter().map(|mark| html! { <rect class="bar__mark" x={at(mark)} width="8" height="16" /> }) }
        </svg>
    }
}

/// How far along a bar of 1.000 a share lies.
pub fn along(share: &Number) -> Number {
    (share * &Number::from(1_000_u32))
        .truncated()
        .min(Number::from(1_000_u32))
}
