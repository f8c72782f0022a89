//! A unit's own sheet as the forms that offices hand out: three sets of columns as they are in use.

use bac_thang::engine::cell::State;
use bac_thang::engine::framework::{Kind, PreparerField, Standing};
use bac_thang::engine::rule::Item;
use bac_thang::{Answer, Assessment, Number, Scored};

use super::{Cell, Table};
use crate::app::catalog::Sheet;
use crate::app::result::{level, level_of_each};
use crate::app::text::{self, report};

/// The column of indicators and their parts.
const INDICATOR: &str = "Chỉ số/Chỉ số thành phần";

/// A line of a form.
struct Line {
    code: String,
    name: String,
    max: Option<Number>,
    /// How it is scored, in the decision's words.
    words: String,
    reported: String,
    points: Cell,
    evidence: String,
    explanation: String,
}

impl Line {
    /// The name of a block, over its groups.
    fn of_block(name: &str) -> Line {
        Line {
            code: String::new(),
            name: name.to_owned(),
            max: None,
            words: String::new(),
            reported: String::new(),
            points: blank(),
            evidence: String::new(),
            explanation: String::new(),
        }
    }
}

/// The three forms, a sheet each.
pub fn forms(sheet: &Sheet, draft: &Assessment, scored: &Scored) -> Vec<Table> {
    let lines = lines(sheet, draft, scored);
    let above = above(sheet, draft, scored);
    let tables = [catalogue(&lines), scores(draft, &lines), figures(&lines)];
    let of = |table: Table| Table {
        above: above.clone(),
        ..table
    };
    tables.map(of).into()
}

/// What the table is of, and what it comes to. That it is for practice comes first.
fn above(sheet: &Sheet, draft: &Assessment, scored: &Scored) -> Vec<String> {
    let (framework, unit_group) = (&sheet.framework, sheet.unit_group());
    let practice = (framework.kind == Kind::Training).then(|| report::PRACTICE.to_owned());
    let each = level_of_each(sheet, &scored.outcome);
    let levels = match unit_group.standing {
        Standing::Ladders { .. } if each.is_empty() => vec![level(sheet, &scored.outcome)],
        // What they make together the decision does not say.
        _ => each.iter().map(text::ladder_and_level).collect(),
    };
    let result = text::comes_to(unit_group, &scored.outcome, &levels);
    let lines = [text::decision(framework), text::printed(draft), result];
    practice.into_iter().chain(lines).collect()
}

fn catalogue(lines: &[Line]) -> Table {
    let row = |line: &Line| {
        let (max, evidence) = (known(line.max.as_ref()), Cell::Text(line.evidence.clone()));
        let text = |text: &String| Cell::Text(text.clone());
        vec![
            text(&line.code),
            text(&line.name),
            max,
            text(&line.words),
            evidence,
            blank(),
            blank(),
        ]
    };
    Table {
        above: Vec::new(),
        name: "Bộ chỉ số".to_owned(),
        heads: heads(&[
            "STT",
            INDICATOR,
            "Điểm tối đa",
            "Cách xác định và tính điểm",
            "Tài liệu kiểm chứng",
            "Nguồn thu thập dữ liệu",
            "Đơn vị phối hợp xác minh số liệu",
        ]),
        rows: lines.iter().map(row).collect(),
    }
}

fn scores(draft: &Assessment, lines: &[Line]) -> Table {
    let line = |line: &Line| {
        let text = |text: &String| Cell::Text(text.clone());
        vec![
            text(&line.code),
            text(&line.name),
            known(line.max.as_ref()),
            text(&line.words),
            line.points.clone(),
            text(&line.explanation),
        ]
    };
    let about = |label: &str, said: &str| {
        let (label, said) = (
            Cell::Text(label.to_owned()),
            Cell::Text(said.trim().to_owned()),
        );
        vec![blank(), label, said, blank(), blank(), blank()]
    };
    let part = |title: &str| {
        vec![
            Cell::Text(title.to_owned()),
            blank(),
            blank(),
            blank(),
            blank(),
            blank(),
        ]
    };
    let preparer =
        |field: PreparerField| about(&report::preparer_label(field), draft.preparer.field(field));
    let mut rows = vec![
        part("A. Thông tin chung"),
        about("Tên đơn vị", &draft.unit),
        about("Địa chỉ", ""),
        about("Số CBCC", ""),
        about("Số doanh nghiệp", ""),
        about("Số dân", ""),
    ];
    rows.extend(
        [
            PreparerField::Name,
            PreparerField::Post,
            PreparerField::Mobile,
            PreparerField::Email,
        ]
        .map(preparer),
    );
    rows.push(part("B. Chỉ số đánh giá"));
    rows.extend(lines.iter().map(line));
    Table {
        above: Vec::new(),
        name: "Phiếu tự chấm".to_owned(),
        heads: heads(&[
            "TT",
            INDICATOR,
            "Điểm tối đa",
            "Phương pháp xác định và cách cho điểm",
            "Điểm số tự chấm",
            "Giải trình kết quả",
        ]),
        rows,
    }
}

fn figures(lines: &[Line]) -> Table {
    let row = |line: &Line| {
        let text = |text: &String| Cell::Text(text.clone());
        vec![
            text(&line.code),
            text(&line.name),
            known(line.max.as_ref()),
            text(&line.reported),
            text(&line.words),
            text(&line.evidence),
            line.points.clone(),
        ]
    };
    Table {
        above: Vec::new(),
        name: "Bảng tự đánh giá".to_owned(),
        heads: heads(&[
            "STT",
            "Tiêu chí, tiêu chí thành phần",
            "Điểm tối đa",
            report::REPORTED,
            "Cách tính điểm",
            "Các yêu cầu và tài liệu kiểm chứng",
            "Điểm tự đánh giá",
        ]),
        rows: lines.iter().map(row).collect(),
    }
}

fn heads(heads: &[&str]) -> Vec<String> {
    heads.iter().map(|head| (*head).to_owned()).collect()
}

fn blank() -> Cell {
    Cell::Text(String::new())
}

fn known(number: Option<&Number>) -> Cell {
    number.map_or_else(blank, |number| Cell::Number(number.clone()))
}

fn lines(sheet: &Sheet, draft: &Assessment, scored: &Scored) -> Vec<Line> {
    let unit_group = sheet.unit_group();
    let mut lines = Vec::new();
    for (index, (group, score)) in unit_group
        .groups
        .iter()
        .zip(&scored.outcome.groups)
        .enumerate()
    {
        let answer = draft.answer(&group.id);
        lines.extend(text::block_begun(unit_group, index).map(Line::of_block));
        lines.push(Line {
            code: text::group_code(unit_group, index),
            name: group.name.value.clone(),
            max: score.max.clone(),
            words: String::new(),
            reported: match score.left_out() {
                0 => String::new(),
                items => text::capitalized(&text::left_out(items)),
            },
            points: points(score.counted(), &score.points),
            evidence: evidence(answer),
            explanation: explanation(answer),
        });
        for (item, score) in unit_group.items[group.items.clone()]
            .iter()
            .zip(&score.items)
        {
            let answer = draft.answer(&item.id);
            lines.push(Line {
                code: item.code.clone().unwrap_or_default(),
                name: item.name.value.clone(),
                max: score.max.clone(),
                words: item.source.quote.clone(),
                reported: reported(sheet, draft, item),
                points: points(score.state, &score.points),
                evidence: evidence(answer),
                explanation: explanation(answer),
            });
        }
    }
    lines
}

fn points(state: State, points: &Number) -> Cell {
    if state.has_points() {
        Cell::Number(points.clone())
    } else {
        Cell::Text(report::points_or_state(state, points))
    }
}

fn reported(sheet: &Sheet, draft: &Assessment, item: &Item) -> String {
    let inputs = &sheet.unit_group().inputs;
    let said = item.inputs().into_iter().filter_map(|input| {
        let input = inputs.get(input)?;
        report::reported(input, draft.input(&input.id))
    });
    said.collect::<Vec<String>>().join("\n")
}

fn evidence(answer: Option<&Answer>) -> String {
    let records = answer.into_iter().flat_map(|answer| &answer.evidence);
    records
        .filter_map(report::record)
        .collect::<Vec<String>>()
        .join("\n")
}

fn explanation(answer: Option<&Answer>) -> String {
    let Some(answer) = answer else {
        return String::new();
    };
    let explained = Some(answer.explanation.trim().to_owned()).filter(|text| !text.is_empty());
    let silence = answer.silence.as_ref();
    let silent = silence.map(|silence| text::capitalized(&report::silence(silence)));
    explained
        .into_iter()
        .chain(silent)
        .collect::<Vec<String>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use bac_thang::score;

    use super::*;
    use crate::app::catalog::practised;
    use crate::app::spreadsheet::whole;
    use crate::app::spreadsheet::xlsx::workbook;

    #[test]
    fn the_forms_hold_what_was_entered() {
        let text = include_str!("../../../frameworks/tap-huan/bo-tieu-chi-2026/units/len-bac.json");
        let (sheet, draft) = practised(text);
        let scored = score(&sheet.framework, &draft).unwrap();
        let forms = forms(&sheet, &draft, &scored);
        let columns: Vec<usize> = forms.iter().map(|form| form.heads.len()).collect();
        assert_eq!(columns, [7, 6, 7]);
        for form in &forms {
            assert!(
                form.rows.iter().all(|row| row.len() == form.heads.len()),
                "{}",
                form.name
            );
        }
        for form in &forms {
            let above = form.above.join(" | ").replace('\u{a0}', " ");
            assert_eq!(
                above,
                "BÀI TẬP HUẤN, KHÔNG CÓ GIÁ TRỊ NỘP | Quyết định số 00/QĐ-TH ngày 05/01/2026 | Đơn vị: Xã Tập Huấn Một. Năm đánh giá: 2026. | Tổng điểm 84,7/100 điểm (84,7%). Xếp loại: Tốt."
            );
        }
        let unit_group = sheet.unit_group();
        let count = unit_group.groups.len() + unit_group.items.len();
        assert_eq!([forms[0].rows.len(), forms[2].rows.len()], [count; 2]);
        assert_eq!(
            forms[1].rows[1][2],
            Cell::Text("Xã Tập Huấn Một".to_owned())
        );
        let item = &scored.outcome.groups[0].items[0];
        assert_eq!(forms[2].rows[1][6], Cell::Number(item.points.clone()));
        assert!(whole(workbook(forms)).is_some());
    }
}
