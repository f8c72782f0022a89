//! A block of cells from a spreadsheet: what goes where, before anything is changed.
//!
//! A column goes into the boxes of the sheet from the one it was pasted into, in the sheet's order; so does a block, row by
//! row. Where the rows have names, by number or by name, each goes where it belongs instead, or nowhere. What cannot be told
//! is not written: the preview says so.

pub mod block;
mod boxes;
mod heads;
mod lines;
mod named;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::rc::Rc;

use bac_thang::{Assessment, UnitGroup};

use super::{AnswerText, NumberField, Put, Spot};
use boxes::{cells, closed, option, put};
use heads::Role;
use named::Key;

/// A box of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// An input, an index into the sheet's.
    Input(usize),
    /// Points, or the maximum, of a group or item.
    Number(Rc<str>, NumberField),
    /// Points, or the maximum, of a line of a group.
    Line(Rc<str>, usize, NumberField),
    /// The name of a line of a group.
    LineName(Rc<str>, usize),
    /// What is explained or noted of a group or item, or of a line of a group.
    Text(Spot, AnswerText),
}

/// A pasted cell, or several that are left out together.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// As it stood in the spreadsheet.
    pub text: String,
    /// Where it goes; `None` where it goes nowhere.
    pub cell: Option<Cell>,
    /// What it puts there, or why nothing.
    pub put: Result<Put, Why>,
}

/// Why a pasted cell is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its row has a name that nothing on the sheet has, or none among rows that have one.
    Unnamed,
    /// The sheet, or the group's lines, end before it.
    NoBox,
    /// It is what an item is out of.
    Maximum,
    /// It is points, which the page computes.
    Computed,
    /// Its column holds nothing that the sheet asks for.
    Column,
    /// Which of several figures is meant, or what the one there is stands for, cannot be told.
    Unclear,
    /// Another row says something else of the same.
    Twice,
    /// The box takes no such thing.
    NotTaken,
    /// The group is broken down into lines.
    HasLines,
    /// The unit says that it does not apply or cannot be computed.
    Silent,
    /// It is not scored for this kind of unit.
    NotScored,
}

impl Pasted {
    fn new(unit_group: &UnitGroup, draft: &Assessment, text: &str, cell: Option<Cell>) -> Pasted {
        let put = match &cell {
            None => Err(Why::NoBox),
            Some(cell) => match closed(unit_group, draft, cell) {
                Some(why) => Err(why),
                None => put(unit_group, cell, text).ok_or(Why::NotTaken),
            },
        };
        Pasted {
            text: text.to_owned(),
            cell,
            put,
        }
    }

    fn left_out(texts: &[&str], why: Why) -> Pasted {
        /// How many of those that are left out together are shown.
        const SHOWN: usize = 6;
        let mut text = texts[..texts.len().min(SHOWN)].join(" · ");
        if texts.len() > SHOWN {
            text.push_str(" · …");
        }
        Pasted {
            text,
            cell: None,
            put: Err(why),
        }
    }

    /// A column that goes nowhere, by what it is called: of what stands in it as much as tells what it is.
    fn column(name: &str, texts: &[&str]) -> Pasted {
        /// How many letters of a cell are shown.
        const LETTERS: usize = 30;
        let short = |text: &&str| match text.char_indices().nth(LETTERS) {
            Some((end, _)) => format!("{}…", text[..end].trim_end()),
            None => (*text).to_owned(),
        };
        let texts: Vec<String> = texts.iter().map(short).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let left_out = Pasted::left_out(&texts, Why::Column);
        Pasted {
            text: format!("{name}: {}", left_out.text),
            ..left_out
        }
    }
}

/// Whether a text is more than one cell's.
pub fn is_block(text: &str) -> bool {
    let rows = block::rows(text);
    rows.len() > 1 || rows.iter().any(|row| row.len() > 1)
}

/// Where each cell of a block goes.
pub fn read(unit_group: &UnitGroup, draft: &Assessment, from: &Cell, text: &str) -> Vec<Pasted> {
    let rows = block::rows(text);
    if let Cell::Line(group, line, _) | Cell::LineName(group, line) = from {
        return lines::read(unit_group, draft, (group, *line, from), &rows);
    }
    let keys: Vec<Option<Key>> = rows
        .iter()
        .map(|row| named::key(unit_group, draft, row))
        .collect();
    let names = name_columns(unit_group, &rows);
    let has_name = |row: &Vec<String>| {
        let is_name = |column: &usize| {
            row.get(*column)
                .is_some_and(|text| is_wordy(unit_group, text))
        };
        names.iter().any(is_name)
    };
    let is_named = keys.iter().any(Option::is_some) || rows.iter().any(has_name);
    if columns(&rows).len() > 1 && is_named {
        named::read(unit_group, draft, from, &rows, keys)
    } else {
        in_order(unit_group, draft, from, &rows)
    }
}

/// The columns with anything in them.
fn columns(rows: &[Vec<String>]) -> Vec<usize> {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let is_used = |column: &usize| {
        let mut texts = rows.iter().filter_map(|row| row.get(*column));
        texts.any(|text| !text.is_empty())
    };
    (0..width).filter(is_used).collect()
}

/// The columns with what rows are about: words before a figure or an answer.
fn name_columns(unit_group: &UnitGroup, rows: &[Vec<String>]) -> Vec<usize> {
    let names = |row: &Vec<String>| {
        let is_value = |text: &String| !text.is_empty() && !is_wordy(unit_group, text);
        let last = row.iter().rposition(is_value).unwrap_or_default();
        let before = row[..last.min(row.len())].iter().enumerate();
        let wordy = before.filter(|(_, text)| is_wordy(unit_group, text));
        wordy.map(|(column, _)| column).collect::<Vec<_>>()
    };
    rows.iter().flat_map(names).collect()
}

/// Whether a text is words that answer nothing the sheet asks.
fn is_wordy(unit_group: &UnitGroup, text: &str) -> bool {
    let is_answer = || {
        unit_group
            .inputs
            .iter()
            .any(|input| option(input, text).is_some())
    };
    text.contains(char::is_alphabetic) && !is_answer()
}

/// Rows of which nobody can tell what is to go where.
fn unclear(rows: &[Vec<String>]) -> Vec<Pasted> {
    let rows = rows.iter().map(|row| {
        let texts = row.iter().map(String::as_str);
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>()
    });
    let filled = rows.filter(|texts| !texts.is_empty());
    filled
        .map(|texts| Pasted::left_out(&texts, Why::Unclear))
        .collect()
}

/// Columns whose heads say that they hold maxima and points, a row for each group from the one it was pasted into; `None` where no
/// head says so, or the box is of no such kind.
fn by_heads(
    unit_group: &UnitGroup,
    draft: &Assessment,
    from: &Cell,
    (heads, rows): (&[Vec<String>], &[Vec<String>]),
) -> Option<Vec<Pasted>> {
    let Cell::Number(first, _) = from else {
        return None;
    };
    let roles = heads::roles_over(heads, rows);
    let field = |column: &usize| match roles.get(column)? {
        Role::Max => Some(NumberField::Max),
        Role::Points => Some(NumberField::Points),
        Role::Reported | Role::Text(_) | Role::Components | Role::Other => None,
    };
    roles.keys().find_map(field)?;
    let names = heads::names(heads.iter());
    let all = cells(unit_group);
    let mut groups: Vec<&Rc<str>> = Vec::new();
    for cell in &all {
        if let Cell::Number(of, _) = cell
            && (!groups.is_empty() || of == first)
            && !groups.contains(&of)
        {
            groups.push(of);
        }
    }
    let mut groups = groups.into_iter();
    let mut pasted = Vec::new();
    let mut maxima = Vec::new();
    let mut others: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for row in rows {
        let group = groups.next();
        for (column, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let cell = match (field(&column), roles.get(&column)) {
                (Some(field), _) => group.map(|of| Cell::Number(Rc::clone(of), field)),
                (None, Some(Role::Text(field))) => group.map(|of| {
                    let of = Spot {
                        group: Rc::clone(of),
                        line: None,
                    };
                    Cell::Text(of, *field)
                }),
                _ => {
                    others.entry(column).or_default().push(text);
                    continue;
                }
            };
            match &cell {
                Some(it @ Cell::Number(_, NumberField::Max)) if !all.contains(it) => {
                    maxima.push(text.as_str());
                }
                _ => pasted.push(Pasted::new(unit_group, draft, text, cell)),
            }
        }
    }
    if !maxima.is_empty() {
        pasted.push(Pasted::left_out(&maxima, Why::Maximum));
    }
    pasted.extend(others.into_iter().map(|(column, texts)| {
        let name = names.get(&column).map_or("", String::as_str);
        Pasted::column(name, &texts)
    }));
    Some(pasted)
}

/// Box by box, from the one it was pasted into. A blank in the spreadsheet leaves its box as it is; words that name a column,
/// or say what is counted, have no box.
fn in_order(
    unit_group: &UnitGroup,
    draft: &Assessment,
    from: &Cell,
    rows: &[Vec<String>],
) -> Vec<Pasted> {
    let columns = columns(rows);
    let has_values = |column: &usize| {
        let texts = rows.iter().filter_map(|row| row.get(*column));
        texts
            .filter(|text| !text.is_empty())
            .any(|text| !is_wordy(unit_group, text))
    };
    let values: Vec<usize> = columns.iter().copied().filter(has_values).collect();
    let is_head = |row: &Vec<String>| {
        let mut texts = row.iter().filter(|text| !text.is_empty()).peekable();
        texts.peek().is_some() && texts.all(|text| is_wordy(unit_group, text))
    };
    let heads = rows.iter().take_while(|row| is_head(row)).count();
    let heads = if heads < rows.len() { heads } else { 0 };
    if let Some(pasted) = by_heads(unit_group, draft, from, rows.split_at(heads)) {
        return pasted;
    }
    let cells = cells(unit_group);
    if let Cell::Number(of, field) = from {
        // Maxima and points stand side by side: other columns would spill over into other groups.
        let has_max = cells.contains(&Cell::Number(Rc::clone(of), NumberField::Max));
        let most = if *field == NumberField::Max { 2 } else { 1 };
        if has_max && values.len() > most {
            return unclear(rows);
        }
    }
    let start = cells.iter().position(|cell| cell == from);
    let boxes = cells.into_iter().skip(start.unwrap_or(usize::MAX));
    // A single column is of one kind, maxima or points.
    let is_of_kind = |cell: &Cell| match (cell, from) {
        (Cell::Number(_, field), Cell::Number(_, wanted)) => values.len() > 1 || field == wanted,
        _ => true,
    };
    let mut boxes = boxes.filter(is_of_kind);
    let mut pasted = Vec::new();
    for (row, texts) in rows.iter().enumerate() {
        for column in &columns {
            let text = texts.get(*column).map_or("", String::as_str);
            let has_box = row >= heads && (values.contains(column) || values.is_empty());
            let cell = if has_box { boxes.next() } else { None };
            if text.is_empty() {
                continue;
            }
            pasted.push(if has_box {
                Pasted::new(unit_group, draft, text, cell)
            } else {
                Pasted::left_out(&[text], Why::NotTaken)
            });
        }
    }
    pasted
}
