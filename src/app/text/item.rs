//! An item of the sheet.

use bac_thang::engine::assessment::is_visible;
use bac_thang::engine::cell::State;
use bac_thang::engine::plan::{Edit, Plan, Spot};
use bac_thang::engine::rule::{Figure, InputKind};
use bac_thang::engine::vietnamese::{print, print_share};
use bac_thang::{Assessment, Evidence, EvidenceFile, UnitGroup, score};

use super::place::{called, line};
use super::result::points;
use super::trace::entered;
use crate::app::catalog::Sheet;
use crate::app::form::evidence_file::Chosen;
use crate::app::session::paste::Cell;
use crate::app::session::{AnswerText, NumberField};

/// What opens the evidence, with how much there is, or that there has to be some.
pub fn evidence(evidence: &[Evidence], explanation: &str, is_lacking: bool) -> String {
    let explained = is_visible(explanation);
    let records = evidence.iter().filter(|it| it.says_something());
    match (records.count(), explained) {
        (0, true) => "Minh chứng: có giải trình".to_owned(),
        (0, false) if is_lacking => "Thiếu minh chứng".to_owned(),
        (0, false) => "Minh chứng, giải trình".to_owned(),
        (count, true) => format!("Minh chứng: {count} tài liệu, có giải trình"),
        (count, false) => format!("Minh chứng: {count} tài liệu"),
    }
}

/// The file of a record, as far as the page knows it: in the record.
pub fn evidence_file(file: &EvidenceFile) -> String {
    format!("Tệp {}, mã SHA-256: {}", file.name, file.sha256)
}

/// On what chooses the file of a record.
pub fn choose_evidence_file(record: usize) -> String {
    format!("Chọn tệp của tài liệu {record}")
}

/// On what compares a file with that of a record.
pub fn check_evidence_file(record: usize) -> String {
    format!("Đối chiếu tệp của tài liệu {record}")
}

/// On what takes the file of a record off it.
pub fn drop_evidence_file(record: usize) -> String {
    format!("Bỏ tệp của tài liệu {record}")
}

/// What became of the file chosen last; before, what choosing one does. Below the record's file.
pub fn chosen_evidence_file(chosen: Option<Chosen>, has_file: bool) -> &'static str {
    match (chosen, has_file) {
        (Some(Chosen::Reading), _) => "Đang đọc tệp…",
        (Some(Chosen::NotRead), _) => "Không đọc được tệp. Hãy chọn lại.",
        (Some(Chosen::Same), _) => "Khớp: tệp vừa chọn đúng là tệp đã ghi.",
        (Some(Chosen::Other), _) => "Không khớp: nội dung tệp vừa chọn khác tệp đã ghi.",
        (None, false) => {
            "Ghi tên tệp và mã SHA-256 để sau này biết chắc đúng tệp đó. Tệp vẫn ở máy của đơn vị, không nằm trong bài."
        }
        (None, true) => "",
    }
}

/// Why an item has no steps.
pub fn silence(state: State) -> &'static str {
    match state {
        State::Blank => "Mục này chưa chấm: nhập đủ số liệu thì có điểm và cách tính.",
        State::Unusable => "Số liệu có chỗ chưa dùng được nên chưa tính được điểm.",
        State::Undefined => {
            "Chưa tính được: còn thiếu số liệu của năm trước hoặc của cơ quan thẩm định, hoặc văn bản không nói cách tính."
        }
        State::Proposed => {
            "Đơn vị đề nghị không chấm mục này; chưa quyết định nên tính 0 điểm trên điểm tối đa."
        }
        State::Excluded => "Mục này không chấm và không nằm trong điểm tối đa.",
        State::Waived => "Mục này không áp dụng và được tính điểm tối đa.",
        State::Zeroed => "Mục này 0 điểm theo quy định.",
        State::NotScored => "Mục này chỉ chấm khi mục nó thay thế không chấm.",
        State::Shared => "Điểm tối đa của mục này đã chia cho các mục khác trong nhóm.",
        State::Points | State::Partly => "Điểm do đơn vị tự ghi.",
        State::Met | State::Unmet => "",
    }
}

/// What an item's plan changes, and what the item then has: `Hồ sơ nộp trực tuyến: 720 → 721 hồ sơ. Được 3 điểm (thêm 0,5).`
pub fn item_plan(sheet: &Sheet, item: &str, draft: &Assessment, plan: &Plan) -> String {
    let unit_group = sheet.unit_group();
    let edits: Vec<String> = plan
        .edits
        .iter()
        .map(|edit| self::edit(unit_group, edit))
        .collect();
    let has = |assessment: &Assessment| {
        let scored = score(&sheet.framework, assessment).ok()?;
        let groups = scored.outcome.groups.into_iter();
        let mut items = groups.flat_map(|group| group.items);
        items
            .find(|score| *score.id == *item)
            .map(|score| score.points)
    };
    let after = plan.apply(draft).ok().as_ref().and_then(has);
    let gain = after.zip(has(draft)).map(|(after, now)| {
        format!(
            " Được {} (thêm {}).",
            points(&after),
            print(&(&after - &now))
        )
    });
    format!("{}.{}", edits.join("; "), gain.unwrap_or_default())
}

/// A change: `Hồ sơ nộp trực tuyến: 720 → 721 hồ sơ`.
pub fn edit(unit_group: &UnitGroup, edit: &Edit) -> String {
    let what = edited(unit_group, &edit.of);
    let to = figure(unit_group, &edit.of, &edit.to);
    match &edit.from {
        Some(from) => format!("{what}: {} → {to}", bare(unit_group, &edit.of, from)),
        None => format!("{what}: {to}"),
    }
}

/// What a change changes, by its name.
pub fn edited(unit_group: &UnitGroup, spot: &Spot) -> String {
    let named = |id: &str| {
        let group = unit_group.group(id);
        let item = || unit_group.item(id);
        group
            .map(|group| group.name.value.clone())
            .or_else(|| item().map(|item| item.name.value.clone()))
            .unwrap_or_default()
    };
    match spot {
        Spot::Input(id) => unit_group
            .input(id)
            .map_or_else(String::new, |input| input.label.clone()),
        Spot::Points(id) => named(id),
        Spot::Line { group, line } => format!("{}, dòng {}", named(group), line + 1),
    }
}

/// A figure with its unit.
pub fn figure(unit_group: &UnitGroup, spot: &Spot, figure: &Figure) -> String {
    match (spot, figure) {
        (Spot::Input(id), _) => unit_group
            .input(id)
            .map_or_else(String::new, |input| entered(input, figure)),
        (_, Figure::Number(number)) => points(number),
        (_, Figure::Choice(choice)) => choice.to_string(),
    }
}

/// A figure without its unit, where the same unit follows.
fn bare(unit_group: &UnitGroup, spot: &Spot, from: &Figure) -> String {
    match (spot, from) {
        (Spot::Input(id), Figure::Number(number)) => {
            match unit_group.input(id).map(|input| &input.kind) {
                Some(InputKind::Figure(kind)) if kind.unit.is_none() => print_share(number),
                _ => print(number),
            }
        }
        (_, Figure::Number(number)) => print(number),
        _ => figure(unit_group, spot, from),
    }
}

/// A box of the sheet by its name; of a line by the name it has now.
pub fn cell(unit_group: &UnitGroup, draft: &Assessment, cell: &Cell) -> String {
    let line = |of: &str, at: usize| format!("{}, {}", called(unit_group, of), line(draft, of, at));
    match cell {
        Cell::Input(input) => unit_group.inputs[*input].label.clone(),
        Cell::Number(of, NumberField::Points) => called(unit_group, of),
        Cell::Number(of, NumberField::Max) => max_of(&called(unit_group, of)),
        Cell::Line(of, at, NumberField::Points) => format!("{}: điểm", line(of, *at)),
        Cell::Line(of, at, NumberField::Max) => max_of(&line(of, *at)),
        Cell::LineName(of, at) => format!("{}, dòng {}: tên", called(unit_group, of), at + 1),
        Cell::Text(of, AnswerText::Explanation) => match of.line {
            Some(at) => format!("{}: giải trình", line(&of.group, at)),
            None => format!("{}: giải trình", called(unit_group, &of.group)),
        },
        Cell::Text(of, AnswerText::Note) => format!("{}: ghi chú", called(unit_group, &of.group)),
    }
}

/// The box for what something is out of.
fn max_of(whose: &str) -> String {
    format!("{whose}: điểm tối đa")
}

/// What a box holds now.
pub fn held(unit_group: &UnitGroup, draft: &Assessment, cell: &Cell) -> String {
    let line = |of: &str, line: usize| draft.answer(of)?.lines.get(line);
    match cell {
        Cell::Line(of, at, field) => line(of, *at).map_or_else(String::new, |line| {
            let entry = match field {
                NumberField::Points => &line.points,
                NumberField::Max => &line.max,
            };
            entry.text().into_owned()
        }),
        Cell::LineName(of, at) => line(of, *at).map_or_else(String::new, |line| line.name.clone()),
        Cell::Text(of, field) => {
            let answer = draft.answer(&of.group);
            let text = match (field, of.line) {
                (AnswerText::Explanation, Some(at)) => {
                    line(&of.group, at).map(|line| &line.explanation)
                }
                (AnswerText::Explanation, None) => answer.map(|answer| &answer.explanation),
                (AnswerText::Note, _) => answer.map(|answer| &answer.note),
            };
            text.cloned().unwrap_or_default()
        }
        Cell::Input(index) => {
            let input = &unit_group.inputs[*index];
            let answer = draft.input(&input.id);
            let chosen = answer.and_then(|answer| answer.choice.as_deref());
            match chosen {
                Some(chosen) => entered(input, &Figure::Choice(chosen.into())),
                None => answer.map_or_else(String::new, |answer| answer.number.text().into_owned()),
            }
        }
        Cell::Number(of, field) => draft.answer(of).map_or_else(String::new, |answer| {
            let entry = match field {
                NumberField::Points => &answer.points,
                NumberField::Max => &answer.max,
            };
            entry.text().into_owned()
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_what_can_be_seen() {
        let records = |numbers: &[&str]| -> Vec<Evidence> {
            let numbers = numbers.iter();
            let record = |number: &&str| Evidence {
                number: (*number).to_owned(),
                ..Evidence::default()
            };
            numbers.map(record).collect()
        };
        for (explanation, numbers, said) in [
            ("Theo sổ.", &[][..], "Minh chứng: có giải trình"),
            (" \u{200b}", &[" "], "Thiếu minh chứng"),
            (" ", &["12/QĐ", "\u{200b}"], "Minh chứng: 1 tài liệu"),
            (
                "Theo sổ.",
                &["12/QĐ", "13/QĐ"],
                "Minh chứng: 2 tài liệu, có giải trình",
            ),
        ] {
            assert_eq!(evidence(&records(numbers), explanation, true), said);
        }
        assert_eq!(evidence(&[], "", false), "Minh chứng, giải trình");
    }
}
