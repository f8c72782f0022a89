//! Appraising one unit: what it gave itself, what the Council gives, the reason; what comes out at once.

use std::rc::Rc;

use bac_thang::engine::receive::Received;
use bac_thang::engine::score::Outcome;
use bac_thang::engine::standing::Place;
use bac_thang::engine::vietnamese::print;
use bac_thang::{Answer, Field, Number, Scored, Silence, Spot};
use yew::prelude::*;

use super::appraisal::{Appraised, Mark, MarkField, counted, scored};
use super::lists::Row;
use super::state::OfficeAction;
use crate::app::form::{input_value, is_checked};
use crate::app::text::office as text;
use crate::app::text::report;
use crate::app::text::{BACKED, CLAIMED};

#[derive(Clone, PartialEq, Properties)]
pub struct AppraiseProps {
    pub row: Rc<Row>,
    pub appraised: Option<Rc<Appraised>>,
    pub appraiser: String,
    pub act: Callback<OfficeAction>,
}

#[component]
pub fn Appraise(props: &AppraiseProps) -> Html {
    let AppraiseProps {
        row,
        appraised,
        appraiser,
        act,
    } = props;
    let marks = appraised
        .as_ref()
        .map(|it| it.marks.clone())
        .unwrap_or_default();
    let Some(received) = row.received() else {
        return Html::default();
    };
    let Some((entered, scored)) = scored(&row.file, &marks) else {
        return Html::default();
    };
    let back = act.reform(|_: MouseEvent| OfficeAction::Looked(None));
    let onwho = act.reform(|event: InputEvent| OfficeAction::AppraiserTyped(input_value(&event)));
    let lines = lines(row, &scored);
    html! {
        <section class="appraise" aria-labelledby="appraise-title">
            <p><button type="button" class="button button--small" onclick={back}>{ "Xong, về danh sách tệp" }</button></p>
            <h2 class="office__heading" id="appraise-title">{ text::appraising(&received.unit) }</h2>
            { sum(row, &scored) }
            <div class="field">
                <label class="field__label" for="appraiser">{ "Người thẩm định" }</label>
                <input class="field__input appraise__who" type="text" id="appraiser" value={appraiser.clone()} oninput={onwho} />
            </div>
            <div class="office__scroll" tabindex="0" role="region" aria-label="Bảng điểm thẩm định">
                <table class="office__table" id="appraise">
                    <thead><tr>{ for ["Nội dung", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định", "Lý do"].map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                    <tbody>{ for lines.iter().map(|line| shown(line, entered.answer(&line.id), marks.get(&*line.id), act)) }</tbody>
                </table>
            </div>
        </section>
    }
}

/// The unit's own result beside the appraised one.
fn sum(row: &Row, scored: &Scored) -> Html {
    let Some(unit_group) = row.received().map(Received::unit_group) else {
        return Html::default();
    };
    let said = |points: &Number, level: Option<&Place>| {
        let points = print(points);
        if text::has_levels(unit_group) {
            text::points_at_level(&points, &text::level(unit_group, level))
        } else {
            points
        }
    };
    let total = |outcome: &Outcome| {
        let standing = outcome.standing.as_ref();
        let level = standing.map(|standing| &standing.final_level);
        said(&outcome.whole.points, level)
    };
    let own = row.file.result().map_or_else(String::new, |result| {
        said(&result.points, result.level.as_ref())
    });
    html! {
        <dl class="appraise__sum">
            <div><dt>{ CLAIMED }</dt><dd>{ own }</dd></div>
            <div><dt>{ BACKED }</dt><dd>{ total(&scored.backed) }</dd></div>
            <div><dt>{ "Sau thẩm định" }</dt><dd><span id="appraised-sum" role="status">{ total(counted(scored)) }</span></dd></div>
        </dl>
    }
}

/// An item, or a group without items.
struct Line {
    id: Rc<str>,
    name: String,
    max: Option<Number>,
    points: String,
    is_group: bool,
    /// What is wrong with the Council's points.
    wrong: Option<String>,
}

fn lines(row: &Row, scored: &Scored) -> Vec<Line> {
    let Some(unit_group) = row.received().map(Received::unit_group) else {
        return Vec::new();
    };
    let wrong = |id: &str| {
        let is_about =
            |spot: &Spot| spot.of.as_deref() == Some(id) && spot.field == Field::Appraised;
        let mut found = scored.findings.iter();
        found
            .find(|finding| is_about(&finding.spot))
            .map(|finding| crate::app::text::finding(&finding.kind))
    };
    let mut lines = Vec::new();
    for (group, score) in unit_group.groups.iter().zip(&scored.outcome.groups) {
        if group.not_scored.is_some() {
            continue;
        }
        lines.push(Line {
            id: Rc::clone(&group.id),
            name: text::called(unit_group, &group.id),
            max: score.max.clone(),
            points: report::points_or_state(score.state, &score.points),
            is_group: !group.items.is_empty(),
            wrong: wrong(&group.id),
        });
        lines.extend(score.items.iter().map(|item| Line {
            id: Rc::clone(&item.id),
            name: text::called(unit_group, &item.id),
            max: item.max.clone(),
            points: report::points_or_state(item.state, &item.points),
            is_group: false,
            wrong: wrong(&item.id),
        }));
    }
    lines
}

fn shown(
    line: &Line,
    answer: Option<&Answer>,
    mark: Option<&Mark>,
    act: &Callback<OfficeAction>,
) -> Html {
    let max = line.max.as_ref().map_or_else(String::new, print);
    if line.is_group {
        return html! {
            <tr><th scope="row" class="appraise__group">{ &line.name }</th><td class="office__points">{ max }</td><td class="office__points">{ &line.points }</td><td></td><td></td></tr>
        };
    }
    let mark = mark.cloned().unwrap_or_default();
    let typed = |field: fn(String) -> MarkField| {
        let id = Rc::clone(&line.id);
        act.reform(move |event: InputEvent| {
            OfficeAction::Marked(Rc::clone(&id), field(input_value(&event)))
        })
    };
    let agreed = {
        let id = Rc::clone(&line.id);
        act.reform(move |event: Event| {
            OfficeAction::Marked(Rc::clone(&id), MarkField::Excluded(is_checked(&event)))
        })
    };
    let is_proposed = matches!(
        answer.and_then(|answer| answer.silence.as_ref()),
        Some(Silence::NotApplicable { decided: false, .. })
    );
    let proof: Vec<String> = answer.map_or_else(Vec::new, |answer| {
        let records = answer.evidence.iter().filter_map(report::record);
        let explanation = answer.explanation.trim();
        let explained = (!explanation.is_empty()).then(|| report::explained(explanation));
        let silent = answer.silence.as_ref().map(report::silence);
        records.chain(explained).chain(silent).collect()
    });
    let (points, reason) = (
        format!("mark-{}-points", line.id),
        format!("mark-{}-reason", line.id),
    );
    let agree = format!("mark-{}-agree", line.id);
    html! {
        <tr key={line.id.to_string()}>
            <th scope="row">{ &line.name }{ for proof.into_iter().map(|said| html! { <span class="office__file">{ said }</span> }) }</th>
            <td class="office__points">{ max }</td>
            <td class="office__points">{ &line.points }</td>
            <td>
                <input class="field__input appraise__points" type="text" inputmode="decimal" id={points.clone()} aria-describedby={line.wrong.as_ref().map(|_| format!("{points}-message"))} aria-label={text::appraised_points_of(&line.name)} value={mark.points.clone()} oninput={typed(MarkField::Points)} />
                if let Some(wrong) = &line.wrong {
                    <p class="appraise__wrong" id={format!("{points}-message")} role="status">{ wrong }</p>
                }
                if is_proposed {
                    <p class="check">
                        <input type="checkbox" id={agree.clone()} checked={mark.is_excluded} onchange={agreed} />
                        <label for={agree}>{ "Hội đồng đồng ý không chấm" }</label>
                    </p>
                }
            </td>
            <td><input class="field__input" type="text" id={reason} aria-label={text::reason_of(&line.name)} value={mark.reason.clone()} oninput={typed(MarkField::Reason)} /></td>
        </tr>
    }
}
