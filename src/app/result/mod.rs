//! What comes out, on every keystroke: where the unit stands, how complete the sheet is, what is lacking.

mod announcement;
mod ladder;
mod lowering;

use std::rc::Rc;

use bac_thang::engine::cell::State;
use bac_thang::engine::framework::{Asks, Condition, Ladder, Source, Standing, Statement};
use bac_thang::engine::standing;
use bac_thang::{Outcome, Scored};
use yew::prelude::*;

use super::catalog::Sheet;
use super::law::quotation;
use super::text;
use announcement::Announcement;
use ladder::LadderView;
pub use lowering::{Clause, lowering, provisos};
use lowering::{Lowering, lowered};

#[derive(Clone, PartialEq, Properties)]
pub struct ResultProps {
    pub sheet: Sheet,
    pub scored: Rc<Scored>,
}

#[component]
pub fn ResultPanel(props: &ResultProps) -> Html {
    let ResultProps { sheet, scored } = props;
    let outcome = &scored.outcome;
    let lowered_to = lowering(sheet, outcome);
    html! {
        <section class="result" id="result" aria-labelledby="result-title">
            <h2 class="visually-hidden" id="result-title">{ "Kết quả" }</h2>
            { in_short(sheet, scored, lowered_to.as_ref()) }
            { ladders(sheet, scored, lowered_to.as_ref()) }
            <Announcement said={announcement(sheet, outcome)} />
        </section>
    }
}

/// The same without the ladder: on the page where it is handed in.
pub fn result_in_short(sheet: &Sheet, scored: &Scored) -> Html {
    let lowered_to = lowering(sheet, &scored.outcome);
    html! {
        <section class="panel" aria-labelledby="result-title">
            <h2 class="visually-hidden" id="result-title">{ "Kết quả" }</h2>
            { in_short(sheet, scored, lowered_to.as_ref()) }
        </section>
    }
}

/// The level, and whatever keeps it from being the one by points.
fn in_short(sheet: &Sheet, scored: &Scored, lowered_to: Option<&Lowering>) -> Html {
    html! {
        <>
            { headline(sheet, &scored.outcome) }
            { for lowered_to.map(lowered) }
            { caveats(sheet, scored) }
        </>
    }
}

/// The level, the points and, always beside them, how much of the sheet they rest on.
fn headline(sheet: &Sheet, outcome: &Outcome) -> Html {
    let completeness = outcome.completeness;
    html! {
        <div class="headline">
            if text::is_complete(outcome) {
                <p class="headline__label">{ "Kết quả theo điểm tự chấm" }</p>
            } else {
                <p class="headline__label headline__label--provisional">{ text::PROVISIONAL }</p>
            }
            <p class="headline__level">{ level(sheet, outcome) }</p>
            <dl class="headline__figures">
                { for text::totals(sheet.unit_group(), outcome).into_iter().map(|(name, total)| html! {
                    <div><dt>{ name }</dt><dd>{ text::total(total) }</dd></div>
                }) }
                <div>
                    <dt>{ "Đã chấm" }</dt>
                    <dd>
                        { text::scored_of(sheet.unit_group(), outcome) }
                        <progress class="headline__progress" value={completeness.answered.to_string()} max={completeness.of.to_string()} aria-hidden="true" />
                    </dd>
                </div>
            </dl>
        </div>
    }
}

/// The level, or why there is none.
pub fn level(sheet: &Sheet, outcome: &Outcome) -> String {
    if outcome.standing.is_none() || first_ladder(sheet).is_none() {
        let is_ranked = matches!(sheet.unit_group().standing, Standing::RankedOnly(_));
        let why = if is_ranked {
            "Xếp thứ hạng, không chia mức"
        } else {
            "Văn bản không nêu ngưỡng các mức"
        };
        return why.to_owned();
    }
    let unscored = unscored(sheet, outcome);
    unscored.unwrap_or_else(|| text::level(sheet.unit_group(), outcome))
}

/// The level, where there is one and something is scored.
pub fn level_if_any(sheet: &Sheet, outcome: &Outcome) -> Option<String> {
    let has_level = outcome.standing.is_some() && unscored(sheet, outcome).is_none();
    has_level.then(|| level(sheet, outcome))
}

/// What stands in the place of a level that nothing is scored for, or not in each block; a late report has its level anyhow.
pub fn unscored(sheet: &Sheet, outcome: &Outcome) -> Option<String> {
    let standing = outcome.standing.as_ref();
    standing.filter(|standing| standing.late.is_none())?;
    let ladders = sheet.unit_group().standing.ladders();
    let started = ladders.iter();
    let started = started.filter(|ladder| is_started(sheet, ladder, outcome));
    match started.count() {
        0 => Some(text::nothing_scored(sheet.unit_group())),
        some if some < ladders.len() => Some("Còn khối chưa chấm".to_owned()),
        _ => None,
    }
}

/// Where several ladders are, the level on each after its name.
pub fn level_of_each(sheet: &Sheet, outcome: &Outcome) -> Vec<(String, String)> {
    let ladders = sheet.unit_group().standing.ladders();
    let results = outcome
        .standing
        .iter()
        .flat_map(|standing| &standing.ladders);
    if ladders.len() < 2 {
        return Vec::new();
    }
    let of = |(ladder, result): (&Ladder, &standing::LadderResult)| {
        let level = if is_started(sheet, ladder, outcome) {
            text::place(&result.place, ladder)
        } else {
            text::nothing_scored(sheet.unit_group())
        };
        (ladder.name.clone().unwrap_or_default(), level)
    };
    ladders.iter().zip(results).map(of).collect()
}

/// Whether anything that a ladder measures has been scored: what is left out, or cannot be told, is not.
fn is_started(sheet: &Sheet, ladder: &Ladder, outcome: &Outcome) -> bool {
    let conditions = || ladder.rungs.iter().flat_map(|rung| &rung.conditions);
    let groups = sheet
        .unit_group()
        .groups
        .iter()
        .enumerate()
        .zip(&outcome.groups);
    let mut entered = groups.filter(|(_, score)| is_scored(score.counted()));
    let covers = |condition: &Condition, index, group| match condition.asks {
        Asks::Points { of, .. } => of.covers(index, group),
        Asks::Test(_) => false,
    };
    entered.any(|((index, group), _)| conditions().any(|condition| covers(condition, index, group)))
}

fn is_scored(state: State) -> bool {
    use State as S;
    !matches!(
        state,
        S::Blank | S::NotScored | S::Undefined | S::Proposed | S::Excluded
    )
}

/// All ladders of a sheet have the same rungs; the first one's names serve.
pub fn first_ladder(sheet: &Sheet) -> Option<&Ladder> {
    sheet.unit_group().standing.ladders().first()
}

/// What a reader must know before believing the result.
fn caveats(sheet: &Sheet, scored: &Scored) -> Html {
    html! {
        <ul class="caveats">
            { for provisos(sheet, &scored.outcome).iter().map(lowering::clause) }
            if let Some(granted) = &scored.granted {
                <li>{ text::granted(sheet.unit_group(), granted, level_if_any(sheet, granted)) }</li>
            }
            if scored.whole_may_be_zero {
                <li>{ text::WHOLE_MAY_BE_ZERO }</li>
            }
            if scored.max_from_unit {
                <li>{ "Điểm tối đa do đơn vị ghi theo bản phụ lục của mình; văn bản trong trang này không nêu." }</li>
            }
        </ul>
    }
}

fn ladders(sheet: &Sheet, scored: &Scored, lowered_to: Option<&Lowering>) -> Html {
    let unit_group = sheet.unit_group();
    match (&unit_group.standing, &scored.outcome.standing) {
        (
            Standing::Ladders {
                ladders,
                lowest_of_all,
            },
            Some(standing),
        ) => html! {
            <>
                if let Some(reading) = lowest_of_all {
                    <details class="reading"><summary>{ "Mức chung là mức thấp hơn của hai khối: cách hiểu của trang này" }</summary><p>{ &reading.what }</p></details>
                }
                <div class={classes!("ladders", (ladders.len() > 1).then_some("ladders--several"))}>
                    { for (0..ladders.len()).map(|index| html! { <LadderView sheet={sheet.clone()} {index} result={Rc::new(standing.ladders[index].clone())} lowered_to={lowered_to.map(|lowering| lowering.to.clone())} is_started={is_started(sheet, &ladders[index], &scored.outcome)} /> }) }
                </div>
            </>
        },
        (Standing::RankedOnly(source), _) => html! {
            <>
                <p class="unranked">{ text::RANKED_ONLY }</p>
                { quotation(source) }
                { for readings_of(sheet, source).map(|reading| html! { <p class="unranked">{ text::reading(&reading.what) }</p> }) }
                { room(sheet, scored) }
            </>
        },
        (Standing::NotStated(fact), _) => html! {
            <>
                <p class="unranked">{ &fact.value }</p>
                { quotation(&fact.source) }
                { room(sheet, scored) }
            </>
        },
        _ => Html::default(),
    }
}

/// How the page reads a clause, where the clause alone does not say it.
fn readings_of<'a>(
    sheet: &'a Sheet,
    source: &'a Rc<Source>,
) -> impl Iterator<Item = &'a Statement> {
    let readings = sheet.framework.readings.iter();
    readings.filter(|reading| reading.sources.contains(source))
}

/// Where there is no rung to climb to: how many points each group still has to give.
fn room(sheet: &Sheet, scored: &Scored) -> Html {
    let unit_group = sheet.unit_group();
    let groups = unit_group
        .groups
        .iter()
        .zip(&scored.outcome.groups)
        .filter(|(group, _)| group.not_scored.is_none());
    html! {
        <table class="conditions">
            <caption class="conditions__caption">{ "Điểm còn có thể đạt thêm, theo nhóm" }</caption>
            <thead><tr><th scope="col">{ "Nhóm" }</th><th scope="col">{ "Có" }</th><th scope="col">{ "Tối đa" }</th><th scope="col">{ "Còn lại" }</th></tr></thead>
            <tbody>
                { for groups.map(|(group, score)| {
                    let left = score.max.as_ref().map(|max| max - &score.points);
                    html! {
                        <tr>
                            <th scope="row">{ &group.name.value }</th>
                            <td>{ text::group_points(score) }</td>
                            <td>{ text::known(score.max.as_ref()) }</td>
                            <td>{ text::known(left.as_ref()) }</td>
                        </tr>
                    }
                }) }
            </tbody>
        </table>
    }
}

/// What a screen reader hears: level, points, completeness, and why the level is lower than by points, or the first thing
/// lacking.
fn announcement(sheet: &Sheet, outcome: &Outcome) -> String {
    let steps: Vec<String> = match lowering(sheet, outcome) {
        Some(lowering) => {
            let reasons = lowering.reasons.into_iter().map(|reason| reason.said);
            [lowering.said].into_iter().chain(reasons).collect()
        }
        None => outcome
            .standing
            .iter()
            .flat_map(|standing| &standing.ladders)
            .zip(sheet.unit_group().standing.ladders())
            .filter_map(|(result, ladder)| next_step(result, ladder))
            .collect(),
    };
    let totals = text::totals(sheet.unit_group(), outcome);
    text::announcement(
        sheet.unit_group(),
        &level(sheet, outcome),
        &totals,
        outcome,
        &steps,
    )
}

fn next_step(result: &standing::LadderResult, ladder: &Ladder) -> Option<String> {
    let next = result.next?;
    let lacking = text::lacking_count(&result.rungs[next]);
    Some(text::next_step(ladder, lacking, &ladder.rungs[next]))
}

#[cfg(test)]
mod tests {
    use bac_thang::{Assessment, Entry, Silence, score};

    use super::*;
    use crate::app::catalog::Catalog;

    fn not_applicable(decided: bool) -> Silence {
        let reason = "Không có.".to_owned();
        Silence::NotApplicable { reason, decided }
    }

    /// A commune's sheet, scored.
    fn outcome(framework: &str, enter: impl FnOnce(&Sheet, &mut Assessment)) -> (Sheet, Outcome) {
        let catalog = Catalog::shipped();
        let sheet = catalog.find(framework, "xa").unwrap().clone();
        let mut draft = Assessment::new(&sheet.framework, sheet.unit_group());
        enter(&sheet, &mut draft);
        let outcome = score(&sheet.framework, &draft).unwrap().outcome;
        (sheet, outcome)
    }

    #[test]
    fn a_block_of_which_something_is_left_out_is_not_scored_yet() {
        for left_out in [
            None,
            Some(not_applicable(false)),
            Some(not_applicable(true)),
        ] {
            let (sheet, outcome) = outcome("an-giang-1040-2018", |_, draft| {
                for (group, points) in [("ha-tang", "270"), ("nhan-luc", "108")] {
                    draft.answer_mut(group).points = Entry::typed(points);
                }
                draft.answer_mut("tuong-tac").silence = left_out;
            });
            assert_eq!(level(&sheet, &outcome), "Còn khối chưa chấm");
        }
    }

    #[test]
    fn what_is_left_out_is_not_scored() {
        let all = |silence: Silence| {
            outcome("ha-tinh-2878-2023", |sheet, draft| {
                for group in &sheet.unit_group().groups {
                    draft.answer_mut(&group.id).silence = Some(silence.clone());
                }
            })
        };
        let undefined = Silence::Undefined {
            reason: "Chưa có.".to_owned(),
        };
        for (silence, said) in [
            (not_applicable(false), "0/8 nhóm (đề nghị không chấm 8)"),
            (not_applicable(true), "0/8 nhóm (không chấm 8)"),
            (undefined, "0/8 nhóm"),
        ] {
            let (sheet, outcome) = all(silence);
            assert_eq!(level_if_any(&sheet, &outcome), None);
            assert_eq!(text::scored_of(sheet.unit_group(), &outcome), said);
            assert_eq!(level(&sheet, &outcome), "Chưa chấm nhóm nào");
        }
        let (sheet, outcome) = outcome("ha-tinh-2878-2023", |_, draft| {
            draft.answer_mut("nhan-thuc-so").points = Entry::typed("60");
            draft.answer_mut("the-che-so").silence = Some(not_applicable(false));
            draft.answer_mut("kinh-te-so").silence = Some(not_applicable(true));
        });
        assert_eq!(
            text::scored_of(sheet.unit_group(), &outcome),
            "1/8 nhóm (đề nghị không chấm 1, không chấm 1)"
        );
    }

    #[test]
    fn how_a_clause_on_ranks_is_read_is_said_where_it_is_read_at_all() {
        let readings = |framework: &str| -> Vec<String> {
            let (sheet, _) = outcome(framework, |_, _| ());
            let Standing::RankedOnly(source) = &sheet.unit_group().standing else {
                panic!("{framework} has levels");
            };
            let readings = readings_of(&sheet, source);
            readings.map(|reading| reading.what.clone()).collect()
        };
        assert_eq!(readings("song-hinh-96-2021"), [""; 0]);
        assert_eq!(
            readings("huong-tra-1872-2015"),
            [
                "Văn bản nói đến xếp hạng mà không nói theo thứ tự nào. Chúng tôi hiểu là theo tổng điểm từ cao xuống thấp, riêng cho hai danh sách như cơ cấu giải thưởng."
            ]
        );
    }
}
