//! Appraising one unit: what it gave itself, what the Council gives, the reason; what comes out at once.

use std::rc::Rc;

use bac_thang::engine::receive::{Listed, Received};
use bac_thang::engine::score::{Outcome, outcome};
use bac_thang::engine::vietnamese::print;
use bac_thang::{Assessment, Field, Number, Scored, Silence, Spot, UnitGroup};
use yew::prelude::*;

use super::appraisal::{Appraised, Mark, MarkField, counted, scored};
use super::earlier::Earlier;
use super::lists::Row;
use super::record::record;
use super::request::request;
use super::state::OfficeAction;
use crate::app::form::{input_value, is_checked};
use crate::app::text::{APPRAISED, BACKED, CLAIMED, called, group_points};
use crate::app::text::{
    desk, entered as unit, office as text, record as record_text, report, request as request_text,
};

#[derive(Clone, PartialEq, Properties)]
pub struct AppraiseProps {
    pub row: Rc<Row>,
    pub appraised: Option<Rc<Appraised>>,
    /// What was made of another file of its unit.
    pub earlier: Option<Earlier>,
    pub appraiser: String,
    pub act: Callback<OfficeAction>,
}

#[component]
pub fn Appraise(props: &AppraiseProps) -> Html {
    let AppraiseProps {
        row,
        appraised,
        earlier,
        appraiser,
        act,
    } = props;
    let paper = use_state_eq(|| None::<Paper>);
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
    let turn = |to: Paper, label: &'static str| {
        let is_here = *paper == Some(to);
        let paper = paper.clone();
        let onclick = Callback::from(move |_: MouseEvent| paper.set((!is_here).then_some(to)));
        html! { <button type="button" class="button button--small" aria-pressed={is_here.to_string()} {onclick}>{ label }</button> }
    };
    let Some(own) = outcome(&received.framework, &entered).ok() else {
        return Html::default();
    };
    let lines = lines(row, &entered, &own, &scored);
    let results = results(row, &scored);
    html! {
        <section class="appraise" aria-labelledby="appraise-title">
            <p class="ranking__tools">
                <button type="button" class="button button--small" onclick={back}>{ "Xong, về danh sách tệp" }</button>
                { turn(Paper::Request, request_text::TITLE) }
                { turn(Paper::Record, record_text::TITLE) }
            </p>
            <h2 class="office__heading appraise__title" id="appraise-title" tabindex="-1">{ text::appraising(&row.file.unit) }</h2>
            if *paper == Some(Paper::Record) {
                { record(received, &row.file.unit, &results, &lines, &marks) }
            } else if *paper == Some(Paper::Request) {
                { request(received, &row.file.unit, &entered, &lines, &marks) }
            } else {
                { sum(&results) }
                <div class="appraise__entered" id="entered">
                    { for unit::head(received.unit_group(), &entered).into_iter().map(|said| html! { <p>{ said }</p> }) }
                </div>
                { for earlier.as_ref().map(|earlier| take_earlier(received, earlier, act)) }
                <div class="field">
                    <label class="field__label" for="appraiser">{ "Người thẩm định" }</label>
                    <input class="field__input appraise__who" type="text" id="appraiser" value={appraiser.clone()} oninput={onwho} />
                </div>
                <div class="office__scroll" tabindex="0" role="region" aria-label="Bảng điểm thẩm định">
                    <table class="office__table" id="appraise">
                        <thead><tr>{ for ["Nội dung", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định", "Lý do"].map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                        <tbody>{ for lines.iter().map(|line| shown(line, received.unit_group(), &entered, marks.get(&*line.id), act)) }</tbody>
                    </table>
                </div>
            }
        </section>
    }
}

/// What is shown in place of the items.
#[derive(Clone, Copy, PartialEq)]
enum Paper {
    Record,
    Request,
}

/// What of an earlier file of the same unit can be taken over, and what is to be looked at again.
fn take_earlier(received: &Received, earlier: &Earlier, act: &Callback<OfficeAction>) -> Html {
    let unit_group = received.unit_group();
    let count = earlier.same.len();
    let onclick = act.reform(|_: MouseEvent| OfficeAction::EarlierTaken);
    let same = desk::earlier_same(unit_group, earlier).into_iter();
    let said = same.chain(desk::earlier_changed(unit_group, earlier));
    html! {
        <div class="notice notice--warning" id="earlier">
            <p class="notice__text">{ desk::earlier(earlier) }</p>
            { for said.map(|said| html! { <p class="notice__text">{ said }</p> }) }
            if count > 0 {
                <button type="button" class="button button--small" {onclick}>{ desk::take_earlier(count) }</button>
            }
        </div>
    }
}

/// What a unit's sheet comes to in one way of counting.
pub struct Result {
    pub name: &'static str,
    pub points: String,
    /// `None` where the decision has no levels.
    pub level: Option<String>,
}

/// The unit's own result, that of what is backed, and the appraised one.
fn results(row: &Row, scored: &Scored) -> Vec<Result> {
    let Some(received) = row.received() else {
        return Vec::new();
    };
    let unit_group = received.unit_group();
    let said = |name: &'static str, result: &Listed| Result {
        name,
        points: text::points(unit_group, result),
        level: text::has_levels(unit_group).then(|| text::level(unit_group, result.level.as_ref())),
    };
    let total =
        |name: &'static str, outcome: &Outcome| said(name, &Listed::of(unit_group, outcome));
    let own = row.file.result();
    let own = own.map(|result| said(CLAIMED, result));
    let asks_evidence = received.framework.asks_evidence(unit_group);
    let backed = asks_evidence.then(|| total(BACKED, &scored.backed));
    let appraised = total(APPRAISED, counted(scored));
    own.into_iter().chain(backed).chain([appraised]).collect()
}

fn sum(results: &[Result]) -> Html {
    let said = |result: &Result| match &result.level {
        Some(level) => text::points_at_level(&result.points, level),
        None => result.points.clone(),
    };
    html! {
        <dl class="appraise__sum">
            { for results.iter().map(|result| html! {
                <div>
                    <dt>{ result.name }</dt>
                    if result.name == APPRAISED {
                        <dd><span id="appraised-sum" role="status">{ said(result) }</span></dd>
                    } else {
                        <dd>{ said(result) }</dd>
                    }
                </div>
            }) }
        </dl>
    }
}

/// An item, or a group.
pub struct Line {
    pub id: Rc<str>,
    pub name: String,
    pub max: Option<Number>,
    /// As the unit has it.
    pub points: String,
    /// As it counts after the appraisal.
    pub counted: String,
    /// Whether it has items.
    pub is_group: bool,
    /// What is wrong with the Council's points.
    pub wrong: Option<String>,
    /// What the unit entered that does not count as it is, and why.
    pub faults: Vec<String>,
}

/// `own` is what comes out of what the unit entered, before anything was decided of it.
fn lines(row: &Row, entered: &Assessment, own: &Outcome, scored: &Scored) -> Vec<Line> {
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
    let pairs = own.groups.iter().zip(&counted(scored).groups);
    for (group, (score, after)) in unit_group.groups.iter().zip(pairs) {
        if group.not_scored.is_some() {
            continue;
        }
        lines.push(Line {
            id: Rc::clone(&group.id),
            name: called(unit_group, &group.id),
            max: score.max.clone(),
            points: group_points(score),
            counted: group_points(after),
            is_group: !group.items.is_empty(),
            wrong: wrong(&group.id),
            faults: unit::faults(unit_group, entered, &scored.findings, &group.id),
        });
        let items = score.items.iter().zip(&after.items);
        lines.extend(items.map(|(item, after)| Line {
            id: Rc::clone(&item.id),
            name: called(unit_group, &item.id),
            max: item.max.clone(),
            points: report::points_or_state(item.state, &item.points),
            counted: report::points_or_state(after.state, &after.points),
            is_group: false,
            wrong: wrong(&item.id),
            faults: unit::faults(unit_group, entered, &scored.findings, &item.id),
        }));
    }
    lines
}

fn shown(
    line: &Line,
    unit_group: &UnitGroup,
    entered: &Assessment,
    mark: Option<&Mark>,
    act: &Callback<OfficeAction>,
) -> Html {
    let max = line.max.as_ref().map_or_else(String::new, print);
    let answer = entered.answer(&line.id);
    let entered = unit::cell(unit_group, entered, &line.id).into_iter();
    let entered = entered.map(|said| html! { <span class="office__file">{ said }</span> });
    let faults = line.faults.iter();
    let faults =
        faults.map(|said| html! { <span class="office__file appraise__wrong">{ said }</span> });
    let entered = faults.chain(entered);
    if line.is_group {
        return html! {
            <tr><th scope="row" class="appraise__group">{ &line.name }{ for entered }</th><td class="office__points">{ max }</td><td class="office__points">{ &line.points }</td><td></td><td></td></tr>
        };
    }
    let mark = mark.cloned().unwrap_or_default();
    let typed = |field: fn(String) -> MarkField| {
        let id = Rc::clone(&line.id);
        act.reform(move |event: InputEvent| {
            OfficeAction::Marked(Rc::clone(&id), field(input_value(&event)))
        })
    };
    let asked = {
        let id = Rc::clone(&line.id);
        act.reform(move |event: Event| {
            OfficeAction::Marked(Rc::clone(&id), MarkField::Asked(is_checked(&event)))
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
    let (points, reason) = (
        format!("mark-{}-points", line.id),
        format!("mark-{}-reason", line.id),
    );
    let agree = format!("mark-{}-agree", line.id);
    let ask = format!("mark-{}-ask", line.id);
    html! {
        <tr key={line.id.to_string()}>
            <th scope="row">{ &line.name }{ for entered }</th>
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
            <td>
                <input class="field__input" type="text" id={reason} aria-label={text::reason_of(&line.name)} value={mark.reason.clone()} oninput={typed(MarkField::Reason)} />
                <p class="check">
                    <input type="checkbox" id={ask.clone()} checked={mark.is_asked} onchange={asked} />
                    <label for={ask}>{ request_text::ASKED }<span class="visually-hidden">{ request_text::asked_of(&line.name) }</span></label>
                </p>
                { for mark.from.as_deref().map(|receipt| html! { <p class="office__remark">{ desk::taken_from(receipt) }</p> }) }
            </td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use bac_thang::engine::file;
    use bac_thang::{Assessment, Entry};

    use super::super::tests::{IN_TIME, office, only, written};
    use super::*;

    #[test]
    fn what_the_council_excludes_stands_as_the_unit_had_it() {
        let text = written("ha-tinh-2878-2023", "UBND xã A", "50", IN_TIME);
        let mut assessment = Assessment::read(&text).unwrap();
        let answer = &mut assessment.answers[0];
        answer.points = Entry::default();
        answer.silence = Some(Silence::NotApplicable {
            reason: "Chưa được giao".to_owned(),
            decided: false,
        });
        let of = answer.of.to_string();
        let office = office(&[file::write(&assessment, None).unwrap()]);
        let row = Rc::clone(&only(&office).rows[0]);
        let mark = Mark {
            is_excluded: true,
            ..Mark::default()
        };
        let (entered, scored) = scored(&row.file, &BTreeMap::from([(of, mark)])).unwrap();
        let framework = &row.received().unwrap().framework;
        let own = outcome(framework, &entered).unwrap();
        let line = lines(&row, &entered, &own, &scored).remove(0);
        assert_eq!(line.max, Some("100".parse().unwrap()));
        assert_ne!(line.points, line.counted);
        assert_eq!(line.counted, "không chấm");
    }

    #[test]
    fn what_does_not_count_stands_there_with_the_reason() {
        let text = written("ha-tinh-2878-2023", "UBND xã A", "50", IN_TIME);
        let mut assessment = Assessment::read(&text).unwrap();
        let typed = ["150", "-5", "75%", "80 điểm", "1.000"];
        for (answer, typed) in assessment.answers.iter_mut().zip(typed) {
            answer.points = Entry::typed(typed);
        }
        let office = office(&[file::write(&assessment, None).unwrap()]);
        let row = Rc::clone(&only(&office).rows[0]);
        let (entered, scored) = scored(&row.file, &BTreeMap::new()).unwrap();
        let framework = &row.received().unwrap().framework;
        let own = outcome(framework, &entered).unwrap();
        let lines = lines(&row, &entered, &own, &scored);
        for (line, (typed, why)) in lines.iter().zip(typed.into_iter().zip([
            "150\u{a0}điểm vượt điểm tối đa 100, nên chưa được tính. Hãy kiểm tra lại.",
            "Ô này không thể là số âm.",
            "Ô này ghi một số, không ghi phần trăm.",
            "Không đọc được “80 điểm”: có ký tự “đ”. Hãy ghi một số, ví dụ 7,5.",
            "Số này đọc được hai cách: 1 hoặc 1000. Hãy chọn một.",
        ])) {
            let expected = format!("Đơn vị ghi “{typed}”, chưa tính được: {why}");
            assert_eq!(line.faults, [expected]);
        }
        assert!(lines[5..].iter().all(|line| line.faults.is_empty()));
    }

    #[test]
    fn a_unit_is_asked_for_what_was_marked_so() {
        let text = written("ha-tinh-2878-2023", "UBND xã A", "50", IN_TIME);
        let mut assessment = Assessment::read(&text).unwrap();
        let ids: Vec<Rc<str>> = assessment
            .answers
            .iter()
            .map(|it| Rc::clone(&it.of))
            .collect();
        assessment.answers[1].explanation = "Đã họp".to_owned();
        // What proves a line is proof of the group too, if not of all of it.
        assessment.answers[4].lines = vec![bac_thang::Line {
            points: Entry::typed("50"),
            max: Entry::typed("50"),
            explanation: "Đã họp".to_owned(),
            ..bac_thang::Line::default()
        }];
        let office = office(&[file::write(&assessment, None).unwrap()]);
        let row = Rc::clone(&only(&office).rows[0]);
        let marks = |of: &[(usize, &str, bool)]| {
            let marks = of.iter().map(|(id, reason, is_asked)| {
                let mark = Mark {
                    reason: (*reason).to_owned(),
                    is_asked: *is_asked,
                    ..Mark::default()
                };
                (ids[*id].to_string(), mark)
            });
            marks.collect::<BTreeMap<_, _>>()
        };
        let said = |marks: &BTreeMap<String, Mark>| {
            let (entered, scored) = scored(&row.file, marks).unwrap();
            let own = outcome(&row.received().unwrap().framework, &entered).unwrap();
            super::super::request::asked(&entered, &lines(&row, &entered, &own, &scored), marks)
        };
        let asked = marks(&[
            (0, "", true),
            (1, " ", true),
            (2, "Đúng", false),
            (3, "Thiếu văn bản", true),
            (4, "", true),
        ]);
        assert_eq!(
            said(&asked),
            [
                "- 1. Nhận thức số (tự chấm: 50): tệp chưa có minh chứng, giải trình.",
                "- 2. Thể chế số (tự chấm: 50): minh chứng, giải trình đã gửi chưa đủ.",
                "- 4. Nhân lực số (tự chấm: 50): Thiếu văn bản",
                "- 5. An toàn thông tin mạng (tự chấm: 50): minh chứng, giải trình đã gửi chưa đủ.",
            ]
        );
        assert_eq!(said(&marks(&[(2, "Đúng", false)])), [""; 0]);
    }
}
