//! The shortest way to a rung, each change to be ticked, amended, pinned or made dearer; and where that leads.

use std::rc::Rc;

use bac_thang::engine::framework::{Group, Ladder, Standing};
use bac_thang::engine::plan::{
    Edit, Obstacle, Plan, Spot, Target, Way, left_as_is, plan, unknown_measures,
};
use bac_thang::engine::rule::Figure;
use bac_thang::{
    Answer, Assessment, Finding, FindingKind, Line, Scored, Silence, UnitGroup, score,
};
use yew::prelude::*;

use super::efforts::{effort_box, effort_list};
use super::results::{input_link, link};
use crate::app::catalog::Sheet;
use crate::app::form::select_box::SelectBox;
use crate::app::form::{input_value, is_checked};
use crate::app::result::level;
use crate::app::session::climb::{Amended, Climb, ClimbAction, Efforts, effort, text as as_typed};
use crate::app::session::{Action, edit};
use crate::app::text;

#[derive(Clone, PartialEq, Properties)]
pub struct PlanProps {
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
    pub scored: Rc<Scored>,
    pub climb: Rc<Climb>,
    pub efforts: Rc<Efforts>,
    pub act: Callback<Action>,
}

#[component]
pub fn PlanPanel(props: &PlanProps) -> Html {
    let PlanProps {
        sheet,
        draft,
        scored,
        climb,
        efforts,
        act,
    } = props;
    let unit_group = sheet.unit_group();
    let wishes = climb.wishes(unit_group, scored, efforts);
    let way = use_memo(
        (sheet.clone(), Rc::clone(draft), wishes.clone()),
        |(sheet, draft, wishes)| {
            let wishes = wishes.as_ref()?;
            plan(&sheet.framework, draft, wishes).ok()
        },
    );
    let rung = wishes.as_ref().map(|wishes| &wishes.target);
    let unknown = unknown_measures(unit_group, draft);
    html! {
        <section class="panel plan" id="plan" tabindex="-1" aria-labelledby="plan-title">
            <h2 id="plan-title">{ "Đường ngắn nhất lên bậc trên" }</h2>
            { targets(props, rung) }
            if rung.is_some() {
                { blanks(props) }
            }
            { match &*way {
                None => nowhere(sheet, scored),
                Some(Way::Plan(plan)) if plan.edits.is_empty() => html! { <p>{ "Đơn vị đã đứng ở bậc này hoặc cao hơn." }</p> },
                Some(Way::Plan(plan)) => html! { <Trial {sheet} {draft} {scored} {climb} {efforts} plan={plan.clone()} {act} /> },
                Some(Way::Unreachable(_) | Way::NotFound { .. }) if !unknown.is_empty() => no_measure(sheet, &unknown, act),
                Some(Way::Unreachable(obstacles)) => unreachable(sheet, obstacles),
                Some(Way::NotFound { at_least }) => html! {
                    <p class="notice notice--warning">{ text::plan_not_found(*at_least) }</p>
                },
            } }
            if rung.is_some() {
                { effort_list(sheet, efforts, act) }
            }
        </section>
    }
}

fn ladder(sheet: &Sheet) -> Option<&Ladder> {
    sheet.unit_group().standing.ladders().first()
}

/// The rungs one could want to get to.
fn targets(props: &PlanProps, wanted: Option<&Target>) -> Html {
    let Some(ladder) = ladder(&props.sheet) else {
        return Html::default();
    };
    let Some(Target::Rung(wanted)) = wanted else {
        return Html::default();
    };
    let asks = ladder.rungs.iter().enumerate();
    let asks = asks.filter(|(_, rung)| !rung.conditions.is_empty());
    let choices: Vec<(AttrValue, AttrValue)> = asks
        .map(|(index, rung)| (index.to_string().into(), rung.name.value.clone().into()))
        .collect();
    let onchosen = props.act.reform(|rung: String| {
        Action::Climb(ClimbAction::RungChosen(rung.parse().unwrap_or_default()))
    });
    html! {
        <div class="plan__target">
            <SelectBox id="plan-rung" label="Muốn lên" {choices} chosen={wanted.to_string()} {onchosen} />
        </div>
    }
}

/// A plan from a sheet that is not filled in fills it in as well, but for what it cannot give points to.
fn blanks(props: &PlanProps) -> Html {
    let PlanProps {
        sheet,
        draft,
        scored,
        act,
        ..
    } = props;
    let unit_group = sheet.unit_group();
    let completeness = scored.outcome.completeness;
    let out_of_reach = out_of_reach(unit_group, draft, scored);
    let open = completeness.of - completeness.answered;
    let open = open.saturating_sub(out_of_reach.len());
    html! {
        <>
            if open > 0 {
                <p class="plan__blanks">{ text::plan_blanks(unit_group, open) }</p>
            }
            if !out_of_reach.is_empty() {
                <div class="plan__blanks">
                    <p>{ text::plan_leaves_out(unit_group, out_of_reach.len()) }</p>
                    <ul>{ for out_of_reach.iter().map(|id| link(unit_group, id, act)) }</ul>
                </div>
            }
        </>
    }
}

/// What has no points yet and no plan can give any, by id: what the unit says cannot be told, and groups whose lines do not
/// come to all of them.
fn out_of_reach(unit_group: &UnitGroup, draft: &Assessment, scored: &Scored) -> Vec<Rc<str>> {
    let is_silent = |id: &str| {
        draft
            .answer(id)
            .is_some_and(|answer| answer.silence.is_some())
    };
    let mut ids = Vec::new();
    for (group, score) in unit_group.groups.iter().zip(&scored.outcome.groups) {
        let items = score.items.iter();
        let silent = items.filter(|item| !item.state.is_answered() && is_silent(&item.id));
        ids.extend(silent.map(|item| Rc::clone(&item.id)));
        let is_open = group.items.is_empty() && !score.state.is_answered();
        if is_open && group.not_scored.is_none() {
            let answer = draft.answer(&group.id);
            let is_short = answer.is_some_and(|it| is_cut_short(group, it, &scored.findings));
            if is_silent(&group.id) || is_short {
                ids.push(Rc::clone(&group.id));
            }
        }
    }
    ids
}

/// Whether the lines of a group, where it has any, cannot have all its points: their maxima are not its own, or something of them
/// cannot be told.
fn is_cut_short(group: &Group, answer: &Answer, findings: &[Finding]) -> bool {
    let is_untold = |line: &Line| {
        matches!(line.silence, Some(Silence::Undefined { .. })) && !line.max.is_blank()
    };
    let mut found = findings.iter().filter(|finding| {
        finding.spot.of.as_deref() == Some(&*group.id) && finding.spot.line.is_none()
    });
    !answer.lines.is_empty()
        && (answer.lines.iter().any(is_untold)
            || found.any(|finding| {
                use FindingKind as K;
                let kind = &finding.kind;
                matches!(
                    kind,
                    K::LinesUnderMax { .. } | K::LinesOverMax { .. } | K::MaxMissing
                )
            }))
}

fn nowhere(sheet: &Sheet, scored: &Scored) -> Html {
    let said = match (&sheet.unit_group().standing, &scored.outcome.standing) {
        (Standing::RankedOnly(_), _) => text::RANKED,
        (Standing::NotStated(_), _) => {
            "Văn bản không nêu ngưỡng các mức, nên trang này không tính được đường lên."
        }
        _ => "Đơn vị đang đứng ở bậc cao nhất.",
    };
    html! { <p>{ said }</p> }
}

/// What the unit is measured against stays as it is, and there is nothing yet.
fn no_measure(sheet: &Sheet, unknown: &[Rc<str>], act: &Callback<Action>) -> Html {
    let unit_group = sheet.unit_group();
    html! {
        <div class="notice notice--warning">
            <p>{ "Chưa lập được đường lên, vì các mục tính theo tỷ lệ còn thiếu số để chia. Hãy nhập trước:" }</p>
            <ul>{ for unknown.iter().map(|id| input_link(unit_group, id, act)) }</ul>
        </div>
    }
}

fn unreachable(sheet: &Sheet, obstacles: &[Obstacle]) -> Html {
    html! {
        <div class="notice notice--warning">
            <p>{ "Không có cách nào lên bậc này với những gì được phép thay đổi:" }</p>
            <ul>{ for obstacles.iter().map(|obstacle| html! { <li>{ text::obstacle(sheet.unit_group(), obstacle) }</li> }) }</ul>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct TrialProps {
    sheet: Sheet,
    draft: Rc<Assessment>,
    scored: Rc<Scored>,
    climb: Rc<Climb>,
    efforts: Rc<Efforts>,
    plan: Plan,
    act: Callback<Action>,
}

/// The plan's changes, and where those lead that are ticked.
#[component]
fn Trial(props: &TrialProps) -> Html {
    let TrialProps {
        sheet,
        draft,
        scored,
        climb,
        plan,
        act,
        ..
    } = props;
    let puts = climb.puts(sheet.unit_group(), &plan.edits);
    let mut tried = (**draft).clone();
    for put in puts.clone() {
        edit::fill(&mut tried, put);
    }
    let trial = score(&sheet.framework, &tried);
    let mistakes = match &trial {
        Ok(trial) => mistakes(scored, trial),
        Err(_) => Vec::new(),
    };
    let is_right = mistakes.is_empty() && !puts.is_empty();
    let accept = act.reform(move |_| Action::Filled(puts.clone()));
    html! {
        <>
            <table class="plan__edits">
                <caption class="plan__caption">{ text::plan(plan) }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Thử" }</th>
                        <th scope="col">{ "Thay đổi" }</th>
                        <th scope="col" class="plan__number">{ "Đang có" }</th>
                        <th scope="col" class="plan__number">{ "Cần" }</th>
                        <th scope="col">{ "Công sức" }</th>
                    </tr>
                </thead>
                <tbody>{ for plan.edits.iter().enumerate().map(|(row, edit)| change(props, row, edit)) }</tbody>
            </table>
            <p class="field__hint">{ "Việc nào không làm được thì chọn “Giữ nguyên”; việc nào khó gấp mấy lần việc khác thì chọn công sức bấy nhiêu. Đường đi được tính lại ngay." }</p>
            <div class="plan__outcome" role="status">
                <p>{ text::stands_now(sheet.unit_group(), &level(sheet, &scored.outcome), &scored.outcome) }</p>
                { match &trial {
                    Ok(trial) => html! { <p><strong>{ text::would_stand(sheet.unit_group(), &level(sheet, &trial.outcome), &trial.outcome) }</strong></p> },
                    Err(_) => Html::default(),
                } }
            </div>
            <div id="plan-mistakes" role="status">
                { for mistakes.iter().map(|found| html! { <p class="field__error">{ text::mistake_in_trial(sheet.unit_group(), found) }</p> }) }
            </div>
            <p class="plan__accept">
                <button type="button" class="button button--main" disabled={!is_right} onclick={accept}>{ "Ghi các thay đổi đã đánh dấu vào bảng chấm" }</button>
                <span class="field__hint">{ "Đây mới là phép thử. Chỉ ghi vào bảng khi số liệu thật đã như vậy; ghi rồi vẫn hoàn tác được." }</span>
            </p>
        </>
    }
}

/// What is wrong with the changes, and was not before.
fn mistakes(scored: &Scored, trial: &Scored) -> Vec<Finding> {
    let found = trial.findings.iter();
    let new = found.filter(|found| found.kind.is_error() && !scored.findings.contains(found));
    new.cloned().collect()
}

fn change(props: &TrialProps, row: usize, edit: &Edit) -> Html {
    let TrialProps {
        sheet,
        draft,
        climb,
        act,
        ..
    } = props;
    let unit_group = sheet.unit_group();
    let what = text::changed(unit_group, draft, &edit.of);
    let spot = edit.of.clone();
    let ontick = act.reform(move |event: Event| {
        Action::Climb(ClimbAction::Tried(spot.clone(), is_checked(&event)))
    });
    let is_tried = !climb.left_out.contains(&edit.of);
    let tick_id = format!("plan-{row}");
    let id = key(&edit.of);
    let cost = effort(&props.efforts, &left_as_is(unit_group), &id);
    let from = edit.from.as_ref();
    html! {
        <tr key={effort_id(&edit.of)} class={(!is_tried).then_some("plan__left-out")}>
            <td><input type="checkbox" id={tick_id.clone()} checked={is_tried} onchange={ontick} /></td>
            <th scope="row">
                <label for={tick_id}>{ &what }</label>
                { text::concerned(unit_group, &edit.of).iter().map(|items| html! { <span class="plan__items">{ items }</span> }).collect::<Html>() }
            </th>
            <td class="plan__number">{ from.map_or_else(|| "chưa có".to_owned(), |from| text::figure(unit_group, &edit.of, from)) }</td>
            <td class="plan__number">{ wanted(props, row, edit, &what) }</td>
            <td class="plan__effort">{ effort_box(effort_id(&edit.of), &what, vec![id], Some(cost), act) }</td>
        </tr>
    }
}

/// What it has to become; a figure can be tried out as another.
fn wanted(props: &TrialProps, row: usize, edit: &Edit, what: &str) -> Html {
    let unit_group = props.sheet.unit_group();
    if matches!(edit.to, Figure::Choice(_)) {
        return html! { <strong>{ text::figure(unit_group, &edit.of, &edit.to) }</strong> };
    }
    let planned = as_typed(unit_group, edit);
    let typed = props.climb.typed(edit).filter(|typed| *typed != planned);
    let is_amended = typed.is_some();
    let value = typed.map_or_else(|| planned.clone(), str::to_owned);
    let spot = edit.of.clone();
    let of = edit.to.clone();
    let oninput = props.act.reform(move |event: InputEvent| {
        let (of, typed) = (of.clone(), input_value(&event));
        Action::Climb(ClimbAction::Amended(spot.clone(), Amended { of, typed }))
    });
    html! {
        <>
            <input class="field__input plan__figure" id={format!("plan-{row}-figure")} type="text" inputmode="decimal" autocomplete="off" aria-label={text::needed_of(what)} aria-describedby="plan-mistakes" {value} {oninput} />
            <span class="plan__unit">{ text::unit(unit_group, &edit.of) }</span>
            if is_amended {
                <span class="plan__items">{ text::planned(&text::figure(unit_group, &edit.of, &edit.to)) }</span>
            }
        </>
    }
}

/// What a change goes by where a person says what it costs.
fn key(spot: &Spot) -> Rc<str> {
    match spot {
        Spot::Input(id) | Spot::Points(id) => id.as_str().into(),
        Spot::Line { group, .. } => group.as_str().into(),
    }
}

/// The id of the box where they do.
fn effort_id(spot: &Spot) -> String {
    match spot {
        Spot::Input(id) | Spot::Points(id) => format!("plan-effort-{id}"),
        Spot::Line { group, line } => format!("plan-effort-{group}-{line}"),
    }
}

#[cfg(test)]
mod tests {
    use bac_thang::Entry;

    use super::*;
    use crate::app::catalog::Catalog;

    fn line(max: &str, silence: Option<Silence>) -> Line {
        Line {
            name: "Một cửa".to_owned(),
            max: Entry::typed(max),
            silence,
            ..Line::default()
        }
    }

    #[test]
    fn what_a_plan_cannot_give_points_to_is_told_from_what_is_blank() {
        let catalog = Catalog::shipped();
        let sheet = catalog.find("ha-tinh-2878-2023", "xa").unwrap();
        let unknown = || {
            Some(Silence::Undefined {
                reason: "Chưa có.".to_owned(),
            })
        };
        let found = |enter: &dyn Fn(&mut Answer)| {
            let mut draft = Assessment::new(&sheet.framework, sheet.unit_group());
            enter(draft.answer_mut("the-che-so"));
            let scored = score(&sheet.framework, &draft).unwrap();
            let out_of_reach = out_of_reach(sheet.unit_group(), &draft, &scored);
            out_of_reach
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<String>>()
        };
        let none = [""; 0];
        assert_eq!(found(&|_| ()), none);
        let lines = |lines: &[Line]| {
            let lines = lines.to_vec();
            found(&move |answer| answer.lines.clone_from(&lines))
        };
        assert_eq!(lines(&[line("60", None), line("40", None)]), none);
        let one = ["the-che-so"];
        assert_eq!(found(&|answer| answer.silence = unknown()), one);
        assert_eq!(lines(&[line("", None), line("", None)]), one);
        assert_eq!(lines(&[line("60", None), line("39", None)]), one);
        assert_eq!(lines(&[line("60", None), line("40", unknown())]), one);
    }

    #[test]
    fn a_change_of_a_line_is_called_by_the_lines_name() {
        let catalog = Catalog::shipped();
        let sheet = catalog.find("ha-tinh-2878-2023", "xa").unwrap();
        let mut draft = Assessment::new(&sheet.framework, sheet.unit_group());
        draft.answer_mut("the-che-so").lines = vec![line("60", None), Line::default()];
        let changed = |line| {
            let group = "the-che-so".to_owned();
            text::changed(sheet.unit_group(), &draft, &Spot::Line { group, line })
        };
        assert_eq!(changed(0), "2. Thể chế số: Một cửa");
        assert_eq!(changed(1), "Thể chế số, dòng 2");
    }
}
