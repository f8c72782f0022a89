//! A block of cells from a spreadsheet: what goes where, before anything is changed.
//!
//! A column goes into the boxes of the sheet from the one it was pasted into, in the sheet's order; so does a block, row by
//! row. Where a column names what its rows are about, by number or by name, each row goes where it belongs instead.

use std::rc::Rc;

use bac_thang::engine::rule::{Input, InputKind, Rule};
use bac_thang::{Entry, InputAnswer, UnitGroup};

use super::{NumberField, Put, Spot};
use crate::app::text::unmarked;

/// A box of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// An input, an index into the sheet's.
    Input(usize),
    /// Points, or the maximum, of a group or item.
    Number(Rc<str>, NumberField),
}

/// A pasted cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// As it stood in the spreadsheet.
    pub text: String,
    /// Where it goes; `None` where it goes nowhere.
    pub cell: Option<Cell>,
    /// What it puts there; `None` where the box does not take it.
    pub put: Option<Put>,
}

/// Whether a text is more than one cell's.
pub fn is_block(text: &str) -> bool {
    text.trim_end_matches(['\r', '\n']).contains(['\t', '\n'])
}

/// Where each cell of a block goes.
pub fn read(unit_group: &UnitGroup, from: &Cell, text: &str) -> Vec<Pasted> {
    let rows: Vec<Vec<&str>> = text
        .trim_end_matches(['\r', '\n'])
        .split('\n')
        .map(|row| {
            row.trim_end_matches('\r')
                .split('\t')
                .map(str::trim)
                .collect()
        })
        .collect();
    let named = rows
        .iter()
        .filter(|row| key(unit_group, row).is_some())
        .count();
    // Most rows: a block has a head, and rows of totals.
    if named * 2 > rows.len() {
        rows.iter()
            .flat_map(|row| by_name(unit_group, row))
            .collect()
    } else {
        in_order(unit_group, from, &rows)
    }
}

fn in_order(unit_group: &UnitGroup, from: &Cell, rows: &[Vec<&str>]) -> Vec<Pasted> {
    let cells = cells(unit_group);
    let start = cells
        .iter()
        .position(|cell| cell == from)
        .unwrap_or(cells.len());
    let mut boxes = cells.into_iter().skip(start);
    let mut pasted = Vec::new();
    for text in rows.iter().flatten() {
        let cell = boxes.next();
        // A blank in the spreadsheet leaves its box as it is.
        if !text.is_empty() {
            pasted.push(Pasted::new(unit_group, text, cell));
        }
    }
    pasted
}

/// The boxes that a row is about, and the column that says so.
fn key(unit_group: &UnitGroup, row: &[&str]) -> Option<(usize, Vec<Cell>)> {
    row.iter()
        .enumerate()
        .find_map(|(column, text)| Some((column, called(unit_group, text)?)))
}

/// The boxes of what goes by this number or name.
fn called(unit_group: &UnitGroup, text: &str) -> Option<Vec<Cell>> {
    let wanted = unmarked(text.trim_end_matches('.'));
    // A number alone may be a figure; numbers of items have a point in them.
    if wanted.is_empty() || wanted.chars().all(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let is_it = |name: &str| unmarked(name) == wanted;
    let is_called =
        |code: &Option<String>, name: &str| is_it(name) || code.as_deref().is_some_and(is_it);
    if let Some(input) = unit_group
        .inputs
        .iter()
        .position(|input| is_it(&input.label))
    {
        return Some(vec![Cell::Input(input)]);
    }
    let mut items = unit_group.items.iter();
    if let Some(item) = items.find(|item| is_called(&item.code, &item.name.value)) {
        return Some(match item.rule {
            Rule::Entered => vec![points(&item.id)],
            _ => item.inputs().into_iter().map(Cell::Input).collect(),
        });
    }
    let mut groups = unit_group
        .groups
        .iter()
        .filter(|group| group.items.is_empty());
    let group = groups.find(|group| is_called(&group.code, &group.name.value))?;
    Some(vec![points(&group.id)])
}

fn by_name(unit_group: &UnitGroup, row: &[&str]) -> Vec<Pasted> {
    let Some((column, boxes)) = key(unit_group, row) else {
        let texts = row.iter().filter(|text| !text.is_empty());
        return texts
            .map(|text| Pasted::new(unit_group, text, None))
            .collect();
    };
    // Behind a number stands the name, and behind that the unit of measure: what no box takes is passed over.
    let mut texts = row[column + 1..].iter();
    boxes
        .into_iter()
        .filter_map(|cell| {
            let text = texts
                .by_ref()
                .find(|text| put(unit_group, &cell, text).is_some())?;
            Some(Pasted::new(unit_group, text, Some(cell)))
        })
        .collect()
}

impl Pasted {
    fn new(unit_group: &UnitGroup, text: &str, cell: Option<Cell>) -> Pasted {
        Pasted {
            put: cell.as_ref().and_then(|cell| put(unit_group, cell, text)),
            text: text.to_owned(),
            cell,
        }
    }
}

/// All boxes in the order of the sheet; an input that several items read stands where it is asked for first.
fn cells(unit_group: &UnitGroup) -> Vec<Cell> {
    let mut cells = Vec::new();
    for group in unit_group
        .groups
        .iter()
        .filter(|group| group.not_scored.is_none())
    {
        if group.items.is_empty() {
            if group.max.is_none() {
                cells.push(Cell::Number(Rc::clone(&group.id), NumberField::Max));
            }
            cells.push(points(&group.id));
        }
        for item in &unit_group.items[group.items.clone()] {
            if item.rule == Rule::Entered {
                cells.push(points(&item.id));
            }
            for input in item.inputs().into_iter().map(Cell::Input) {
                if !cells.contains(&input) {
                    cells.push(input);
                }
            }
        }
    }
    let loose = (0..unit_group.inputs.len()).map(Cell::Input);
    let loose: Vec<Cell> = loose.filter(|input| !cells.contains(input)).collect();
    cells.extend(loose);
    cells
}

fn points(id: &Rc<str>) -> Cell {
    Cell::Number(Rc::clone(id), NumberField::Points)
}

/// What a text puts into a box; a figure is kept as it is typed, and one that cannot be read is no figure.
fn put(unit_group: &UnitGroup, cell: &Cell, text: &str) -> Option<Put> {
    let is_figure = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
    match cell {
        Cell::Number(of, field) => is_figure(text).then(|| {
            let spot = Spot {
                group: Rc::clone(of),
                line: None,
            };
            Put::Number(spot, *field, Entry::typed(text))
        }),
        Cell::Input(index) => {
            let input = &unit_group.inputs[*index];
            let answer = InputAnswer {
                input: Rc::clone(&input.id),
                ..InputAnswer::default()
            };
            match &input.kind {
                InputKind::Figure(_) => is_figure(text).then(|| InputAnswer {
                    number: Entry::typed(text),
                    ..answer
                }),
                InputKind::Options(_) => option(input, text).map(|choice| InputAnswer {
                    choice: Some(choice),
                    ..answer
                }),
            }
            .map(Put::Input)
        }
    }
}

/// The answer that a text stands for: by its words, or as boxes are ticked in spreadsheets.
fn option(input: &Input, text: &str) -> Option<Rc<str>> {
    let InputKind::Options(options) = &input.kind else {
        return None;
    };
    let wanted = unmarked(text);
    let chosen = options
        .iter()
        .find(|option| unmarked(&option.label) == wanted);
    let ticked = || {
        let place = match wanted.as_str() {
            "x" | "v" | "✓" | "1" | "dat" => 0,
            "0" | "chua" | "khong dat" => 1,
            _ => return None,
        };
        let is_yes_no = options.len() == 2 && &*options[0].id == "yes";
        is_yes_no.then(|| &options[place])
    };
    chosen.or_else(ticked).map(|option| Rc::clone(&option.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::catalog::{Catalog, Sheet};

    fn sheet(framework: &str, unit_group: &str) -> Sheet {
        let catalog = Catalog::shipped();
        catalog.find(framework, unit_group).cloned().unwrap()
    }

    /// What goes where: the box and the text, `-` for a box that does not take it, `?` for no box.
    fn said(sheet: &Sheet, from: &str, text: &str) -> Vec<String> {
        let unit_group = sheet.unit_group();
        let all = cells(unit_group);
        let id = |cell: &Cell| match cell {
            Cell::Input(input) => unit_group.inputs[*input].id.to_string(),
            Cell::Number(of, NumberField::Points) => of.to_string(),
            Cell::Number(of, NumberField::Max) => format!("{of}:max"),
        };
        let from = all.iter().find(|cell| id(cell) == from).unwrap();
        let said = |pasted: Pasted| {
            let to = pasted.cell.as_ref().map_or("?".to_owned(), id);
            let put = match pasted.put {
                Some(Put::Input(InputAnswer {
                    choice: Some(choice),
                    ..
                })) => choice.to_string(),
                Some(Put::Input(answer)) => answer.number.text().into_owned(),
                Some(Put::Number(_, _, entry)) => entry.text().into_owned(),
                None => format!("- {}", pasted.text),
            };
            format!("{to} {put}")
        };
        read(unit_group, from, text).into_iter().map(said).collect()
    }

    #[test]
    fn a_column_goes_on_from_the_box_it_was_pasted_into() {
        let sheet = sheet("tap-huan-bo-tieu-chi-2026", "xa");
        assert_eq!(
            said(&sheet, "hop", "4\r\n3\r\n12\r\n10\r\n0\r\n"),
            [
                "hop 4",
                "hop-chu-tri 3",
                "nv-giao 12",
                "nv-xong 10",
                "bc-cham 0"
            ]
        );
    }

    #[test]
    fn a_blank_leaves_its_box_and_what_is_no_figure_is_told() {
        let sheet = sheet("an-giang-1040-2018", "xa");
        assert_eq!(
            said(&sheet, "ha-tang", "262,5\n\nbảy mươi\n20"),
            ["ha-tang 262,5", "moi-truong - bảy mươi", "chuyen-doi 20"]
        );
    }

    #[test]
    fn what_is_too_much_goes_nowhere() {
        let sheet = sheet("an-giang-1040-2018", "xa");
        assert_eq!(
            said(&sheet, "hien-dien", "200\n1"),
            ["hien-dien 200", "? - 1"]
        );
    }

    #[test]
    fn rows_go_where_their_number_or_name_says() {
        let sheet = sheet("tap-huan-bo-tieu-chi-2026", "xa");
        let text = "STT\tTiêu chí\tSố liệu\tĐơn vị\n\
                    3.1\tHồ sơ nộp trực tuyến\t720\t1200\n\
                    1.3.\tHọp\t4\tcuộc họp\n\
                    \tSố lần báo cáo chậm\t0\n\
                    1.1\tKế hoạch\tCó";
        let said = said(&sheet, "hop", text);
        assert!(said.contains(&"hop 4".to_owned()), "{said:?}");
        assert!(said.contains(&"bc-cham 0".to_owned()), "{said:?}");
        assert!(said.contains(&"ke-hoach yes".to_owned()), "{said:?}");
        assert_eq!(
            said.iter().filter(|one| one.starts_with("hs-")).count(),
            2,
            "{said:?}"
        );
    }

    #[test]
    fn answers_are_read_by_their_words_and_as_ticks() {
        let sheet = sheet("tap-huan-bo-tieu-chi-2026", "xa");
        assert_eq!(
            said(&sheet, "kt-ke-hoach", "CÓ\nx\nkhông"),
            ["kt-ke-hoach yes", "kt-lam yes", "kt-ket-luan no"]
        );
        assert_eq!(
            said(&sheet, "truong-ban", "chưa có ban chỉ đạo"),
            ["truong-ban chua-co"]
        );
        assert_eq!(said(&sheet, "truong-ban", "x"), ["truong-ban - x"]);
    }

    #[test]
    fn one_cell_is_no_block() {
        assert!(!is_block("12\r\n"));
        assert!(is_block("12\n13"));
        assert!(is_block("12\t13"));
    }
}
