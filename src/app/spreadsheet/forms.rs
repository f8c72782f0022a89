//! A unit's own sheet as the forms that offices hand out: three sets of columns as they are in use.

use bac_thang::engine::assessment::is_visible;
use bac_thang::engine::cell::State;
use bac_thang::engine::framework::{Kind, PreparerField, Standing};
use bac_thang::engine::rule::Item;
use bac_thang::engine::score::GroupScore;
use bac_thang::{Answer, Assessment, Entry, Evidence, Number, Scored};

use super::{Cell, Table};
use crate::app::catalog::Sheet;
use crate::app::counted;
use crate::app::result::{level, level_of_each};
use crate::app::text::{self, report};

/// The column of indicators and their parts.
const INDICATOR: &str = "Chỉ số/Chỉ số thành phần";

/// A line of a form.
struct Line {
    code: String,
    name: String,
    max: Cell,
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
            max: blank(),
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
    let doubt = scored
        .whole_may_be_zero
        .then(|| text::WHOLE_MAY_BE_ZERO.to_owned());
    practice.into_iter().chain(lines).chain(doubt).collect()
}

fn catalogue(lines: &[Line]) -> Table {
    let row = |line: &Line| {
        let (max, evidence) = (line.max.clone(), Cell::Text(line.evidence.clone()));
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
            line.max.clone(),
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
            PreparerField::Landline,
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
            line.max.clone(),
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

/// A maximum; that of what is left out is no number, which would be added up.
fn max(state: State, counted: Option<&Number>, stated: Option<&Number>) -> Cell {
    match (state, stated) {
        (State::Excluded | State::NotScored, Some(_)) => {
            Cell::Text(report::max(state, counted, stated))
        }
        _ => Cell::known(counted),
    }
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
            max: max(
                score.state,
                score.max.as_ref(),
                counted::stated_max(group, draft),
            ),
            words: String::new(),
            reported: match score.left_out() {
                0 => String::new(),
                items => text::capitalized(&text::left_out(items)),
            },
            points: Cell::points(score.counted(), &score.points),
            evidence: evidence(answer),
            explanation: explanation(sheet, answer),
        });
        lines.extend(parts(sheet, score, answer));
        for (item, score) in unit_group.items[group.items.clone()]
            .iter()
            .zip(&score.items)
        {
            let answer = draft.answer(&item.id);
            lines.push(Line {
                code: item.code.clone().unwrap_or_default(),
                name: item.name.value.clone(),
                max: max(
                    score.state,
                    score.max.as_ref(),
                    item.max.as_ref().map(|max| &max.value),
                ),
                words: item.source.quote.clone(),
                reported: reported(sheet, draft, item),
                points: Cell::points(score.state, &score.points),
                evidence: evidence(answer),
                explanation: explanation(sheet, answer),
            });
        }
    }
    lines
}

/// The lines into which the unit divided a group. A maximum that is left out is no number: it counts nowhere.
fn parts<'a>(
    sheet: &'a Sheet,
    group: &'a GroupScore,
    answer: Option<&'a Answer>,
) -> impl Iterator<Item = Line> + 'a {
    let lines = answer
        .into_iter()
        .flat_map(|answer| answer.lines.iter().map(move |line| (answer, line)));
    lines.enumerate().map(move |(index, (answer, line))| {
        let silent = counted::silent(&sheet.framework, group, answer, line);
        let (max, points) = report::line(line, silent);
        let counts = |entry: &Entry, printed: String| match entry.value() {
            Some(number) if *entry.text() == *printed => Cell::Number(number.clone()),
            _ => Cell::Text(printed),
        };
        let silence = line.silence.as_ref();
        let silence = silence.map(|silence| text::capitalized(&report::silence(silence)));
        Line {
            code: report::line_code(index),
            name: line.name.trim().to_owned(),
            max: counts(&line.max, max),
            words: String::new(),
            reported: String::new(),
            points: counts(&line.points, points),
            evidence: records(&line.evidence),
            explanation: explained(&line.explanation)
                .into_iter()
                .chain(silence)
                .collect::<Vec<String>>()
                .join("\n"),
        }
    })
}

fn reported(sheet: &Sheet, draft: &Assessment, item: &Item) -> String {
    let said = report::figures(sheet.unit_group(), draft, item);
    said.collect::<Vec<String>>().join("\n")
}

fn evidence(answer: Option<&Answer>) -> String {
    records(answer.map_or(&[][..], |answer| &answer.evidence))
}

fn records(evidence: &[Evidence]) -> String {
    let records = evidence.iter().filter_map(report::record);
    records.collect::<Vec<String>>().join("\n")
}

/// What is explained, where anything is.
fn explained(explanation: &str) -> Option<String> {
    Some(explanation.trim().to_owned()).filter(|text| is_visible(text))
}

/// What is explained, why there are no points, and what the reader is told.
fn explanation(sheet: &Sheet, answer: Option<&Answer>) -> String {
    let Some(answer) = answer else {
        return String::new();
    };
    let all = explained(&answer.explanation)
        .into_iter()
        .chain(report::beside(&sheet.framework, answer));
    all.collect::<Vec<String>>().join("\n")
}

#[cfg(test)]
mod tests {
    use bac_thang::score;

    use super::*;
    use crate::app::catalog::{Catalog, practised, zeroed_by_a_rule};
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

    #[test]
    fn the_lines_of_a_group_are_lines_of_the_forms() {
        let catalog = Catalog::shipped();
        let sheet = catalog.find("ha-tinh-2878-2023", "xa").unwrap();
        let mut draft = Assessment::new(&sheet.framework, sheet.unit_group());
        let line = |name: &str, max: &str, points: &str, decided: Option<bool>| bac_thang::Line {
            name: name.to_owned(),
            max: Entry::typed(max),
            points: Entry::typed(points),
            silence: decided.map(|decided| bac_thang::Silence::NotApplicable {
                reason: "Không có chợ".to_owned(),
                decided,
            }),
            evidence: vec![Evidence {
                number: "12/QĐ-UBND".to_owned(),
                ..Evidence::default()
            }],
            explanation: if name == "Chợ" {
                "Đã giải tỏa"
            } else {
                ""
            }
            .to_owned(),
        };
        let answer = draft.answer_mut("nhan-thuc-so");
        answer.lines = vec![
            line("Một cửa", "10", "10", None),
            line("Chợ", "20", "15,5", Some(false)),
            line("Bến", "70", "50", Some(true)),
        ];
        answer.note = "Xem sổ".to_owned();
        let scored = score(&sheet.framework, &draft).unwrap();
        let forms = forms(sheet, &draft, &scored);
        let said = |row: &[Cell]| row.iter().map(Cell::text).collect::<Vec<_>>().join(" | ");
        let rows: Vec<String> = forms[1].rows[12..16].iter().map(|row| said(row)).collect();
        assert_eq!(
            rows,
            [
                "1 | Nhận thức số | 30 |  | 10 | Ghi chú: Xem sổ.",
                "1) | Một cửa | 10 |  | 10 | ",
                "2) | Chợ | 20 |  | đề nghị không chấm | Đã giải tỏa\nĐề nghị không chấm; lý do: Không có chợ.",
                "3) | Bến | 70, không chấm |  | không chấm | Không chấm theo quyết định; lý do: Không có chợ.",
            ]
        );
        let proofs = forms[2].rows.iter().map(|row| row[5].text());
        let proofs = proofs.filter(|proof| proof.contains("12/QĐ-UBND"));
        assert_eq!(proofs.count(), 3);
        let numbers = |row: &[Cell]| {
            row.iter()
                .filter(|cell| matches!(cell, Cell::Number(_)))
                .count()
        };
        let numbers: Vec<usize> = forms[1].rows[12..16]
            .iter()
            .map(|row| numbers(row))
            .collect();
        assert_eq!(numbers, [2, 2, 1, 0]);
        assert_eq!(
            forms[0].above[2].replace('\u{a0}', " "),
            "Tổng điểm 10/930 điểm (≈ 1,07%). Xếp loại tạm tính: Yếu; mới chấm 1/8 nhóm."
        );
    }

    #[test]
    fn what_is_0_by_a_rule_says_why_and_that_all_of_it_may_be() {
        let (sheet, draft) = zeroed_by_a_rule();
        let scored = score(&sheet.framework, &draft).unwrap();
        let forms = forms(&sheet, &draft, &scored);
        assert_eq!(forms[0].above[3], text::WHOLE_MAY_BE_ZERO);
        let row = forms[1]
            .rows
            .iter()
            .find(|row| row[0].text() == "5")
            .unwrap();
        assert_eq!(
            (row[4].text(), row[5].text()),
            (
                "0".to_owned(),
                "0 điểm theo quy định, vì: Không khai báo đủ số liệu, thông tin theo quy định."
                    .to_owned()
            )
        );
    }
}
