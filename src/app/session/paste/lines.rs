//! Into the lines of a group: from the one that was pasted into on, a row to each.

use std::collections::BTreeMap;
use std::rc::Rc;

use bac_thang::engine::assessment::MAX_LINES;
use bac_thang::{Assessment, Line, UnitGroup};

use super::boxes::{bare, is_figure, plain};
use super::heads::{Role, Roles, above_roles, is_total, names, roles_over};
use super::named::once_each;
use super::{Cell, Pasted, Why, columns, unclear};
use crate::app::session::{AnswerText, NumberField, Spot};

/// Where each cell goes; `at` is the group, the line, and the box of it that was pasted into.
pub fn read(
    unit_group: &UnitGroup,
    draft: &Assessment,
    at: (&Rc<str>, usize, &Cell),
    rows: &[Vec<String>],
) -> Vec<Pasted> {
    let (group, from, pasted_into) = at;
    let lines = draft.answer(group).map_or(&[][..], |answer| &answer.lines);
    let is_figures = |row: &Vec<String>| row.iter().any(|text| is_figure(text));
    let is_head = |row: &&Vec<String>| above_roles(row).is_some();
    let heads = match rows.iter().position(is_figures) {
        Some(first) if rows[..first].iter().any(|row| is_head(&row)) || !is_name(pasted_into) => {
            first
        }
        Some(_) => 0,
        // Names and explanations alone.
        None => rows.iter().take_while(is_head).count(),
    };
    let names = names(rows[..heads].iter());
    let mut told = roles_over(&rows[..heads], &rows[heads..]);
    told.retain(|_, role| *role != Role::Components);
    let name_column = name_column(&rows[heads..], &told);
    let fields = fields(&rows[heads..], &told, name_column, pasted_into);
    let mut pasted = Vec::new();
    let mut others: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let mut place = from;
    for row in &rows[heads..] {
        let mut cells = row.iter().enumerate();
        let words = cells.find(|(column, text)| is_words(text) && !told.contains_key(column));
        let words = words.map(|(_, text)| text);
        if words.is_some_and(|words| is_total(words)) {
            let texts: Vec<&str> = row
                .iter()
                .map(String::as_str)
                .filter(|text| !text.is_empty())
                .collect();
            pasted.push(Pasted::left_out(&texts, Why::Computed));
            continue;
        }
        let line = match words {
            Some(words) if !is_name(pasted_into) => {
                lines.iter().position(|line| is_called(line, words))
            }
            _ => Some(place).filter(|line| *line < MAX_LINES),
        };
        place += 1;
        for (column, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let field = fields
                .iter()
                .find(|(at, _)| *at == column)
                .map(|(_, field)| *field);
            // Before the name stands its number.
            let is_number = name_column.is_some_and(|name| column < name);
            let is_named = names.contains_key(&column);
            let says_whose =
                !is_name(pasted_into) && (words == Some(text) || (is_words(text) && !is_named));
            if field.is_none() && (is_number || says_whose) {
                continue;
            }
            match (line, field) {
                (Some(line), Some(field)) => {
                    let group = Rc::clone(group);
                    let cell = match field {
                        LineField::Name => Cell::LineName(group, line),
                        LineField::Number(field) => Cell::Line(group, line, field),
                        LineField::Explanation => {
                            let line = Some(line);
                            Cell::Text(Spot { group, line }, AnswerText::Explanation)
                        }
                    };
                    pasted.push(Pasted::new(unit_group, draft, text, Some(cell)));
                }
                (Some(_), None) if is_named => others.entry(column).or_default().push(text),
                (Some(_), None) if is_words(text) => {
                    pasted.push(Pasted::left_out(&[text], Why::NotTaken));
                }
                (Some(_), None) => pasted.push(Pasted::left_out(&[text], Why::NoBox)),
                (None, _) => {
                    let words = words.map_or("", String::as_str);
                    let why = if words.is_empty() {
                        Why::NoBox
                    } else {
                        Why::Unnamed
                    };
                    pasted.push(Pasted::left_out(&[words, text], why));
                }
            }
        }
    }
    let others = names.iter().filter_map(|(column, name)| {
        let texts = others.get(column)?;
        Some(Pasted::column(name, texts))
    });
    once_each(&mut pasted);
    pasted.extend(others);
    if pasted.is_empty() {
        pasted = unclear(&rows[heads..]);
    }
    pasted
}

/// The column of the names: the first one with words and no figures in it.
fn name_column(rows: &[Vec<String>], told: &Roles) -> Option<usize> {
    let texts = |column: usize| rows.iter().filter_map(move |row| row.get(column));
    let mut columns = columns(rows).into_iter();
    columns.find(|column| {
        !told.contains_key(column)
            && texts(*column).any(|text| is_words(text))
            && !texts(*column).any(|text| is_figure(text))
    })
}

fn is_name(cell: &Cell) -> bool {
    matches!(cell, Cell::LineName(..))
}

fn is_words(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

fn is_called(line: &Line, words: &str) -> bool {
    plain(bare(&line.name)) == plain(bare(words))
}

/// What of a line a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineField {
    Name,
    Number(NumberField),
    Explanation,
}

/// Which column holds which field: as the head says, or else in the order of the boxes from the one that was pasted into.
fn fields(
    rows: &[Vec<String>],
    roles: &Roles,
    name_column: Option<usize>,
    from: &Cell,
) -> Vec<(usize, LineField)> {
    let has_figures = |column: &usize| {
        let mut texts = rows.iter().filter_map(|row| row.get(*column));
        texts.any(|text| is_figure(text))
    };
    let used = columns(rows);
    let figures = used.iter().copied().filter(has_figures);
    let mut fields = Vec::new();
    if is_name(from) {
        // Behind a column of numbers stand the names.
        let names = used
            .iter()
            .find(|column| !has_figures(column))
            .or(used.first());
        fields.extend(names.map(|column| (*column, LineField::Name)));
    }
    let role = |wanted: Role| {
        roles
            .iter()
            .find(|(_, role)| **role == wanted)
            .map(|(column, _)| *column)
    };
    let told = |told: &[(Role, LineField)]| -> Vec<(usize, LineField)> {
        let columns = told.iter().map(|(wanted, field)| (role(*wanted), *field));
        let columns = columns.filter_map(|(column, field)| Some((column?, field)));
        columns.collect()
    };
    let after = fields.first().map(|(column, _)| *column);
    fields.extend(told(&[(
        Role::Text(AnswerText::Explanation),
        LineField::Explanation,
    )]));
    let numbers = told(&[
        (Role::Max, LineField::Number(NumberField::Max)),
        (Role::Points, LineField::Number(NumberField::Points)),
    ]);
    if !numbers.is_empty() {
        fields.extend(numbers);
        return fields;
    }
    let after = after.or(name_column);
    let is_told = |column: &usize| fields.iter().any(|(told, _)| told == column);
    let figures = figures.filter(|column| after.is_none_or(|name| *column > name));
    let figures: Vec<usize> = figures.filter(|column| !is_told(column)).collect();
    let wanted: &[NumberField] = match from {
        Cell::Line(_, _, NumberField::Points) => &[NumberField::Points],
        _ => &[NumberField::Max, NumberField::Points],
    };
    fields.extend(
        figures
            .into_iter()
            .zip(wanted)
            .map(|(column, field)| (column, LineField::Number(*field))),
    );
    fields
}
