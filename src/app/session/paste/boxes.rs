//! The boxes of a sheet: in its order, by number and name, and what they take.

use std::rc::Rc;

use bac_thang::engine::rule::{Input, InputKind, Item, Rule};
use bac_thang::engine::vietnamese::{Reading, read};
use bac_thang::{Assessment, Entry, InputAnswer, Number, UnitGroup};

use super::{Cell, Why};
use crate::app::counted;
use crate::app::session::{NumberField, Put, Spot};
use crate::app::text::unmarked;

/// All boxes in the order of the sheet; an input that several items read stands where it is asked for first.
pub fn cells(unit_group: &UnitGroup) -> Vec<Cell> {
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

/// What a row is about.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// An input by itself.
    Input(usize),
    /// An item that is computed from inputs, an index into the sheet's.
    Item(usize),
    /// Points as the unit enters them, out of so many where the sheet or the unit says so, and whether the unit does.
    Points(Rc<str>, Option<Number>, bool),
    /// Points that the page adds up.
    Sum,
}

/// What goes by a number or name.
pub fn about(unit_group: &UnitGroup, draft: &Assessment, text: &str) -> Option<About> {
    called(unit_group, draft, text).or_else(|| {
        // `1. Hạ tầng` in one cell.
        let (number, name) = text.split_once(char::is_whitespace)?;
        let is_number =
            number.chars().any(|letter| letter.is_ascii_digit()) || number.ends_with(['.', ')']);
        is_number.then(|| called(unit_group, draft, name)).flatten()
    })
}

fn called(unit_group: &UnitGroup, draft: &Assessment, text: &str) -> Option<About> {
    let wanted = plain(bare(text));
    // A number alone may be a figure; numbers of items have a point in them.
    if wanted.is_empty() || wanted.chars().all(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let is_it = |name: &str| plain(name) == wanted;
    let is_called =
        |code: &Option<String>, name: &str| is_it(name) || code.as_deref().is_some_and(is_it);
    let mut inputs = unit_group.inputs.iter();
    if let Some(input) = inputs.position(|input| is_it(&input.label)) {
        return Some(About::Input(input));
    }
    let mut items = unit_group.items.iter().enumerate();
    if let Some((index, item)) = items.find(|(_, item)| is_called(&item.code, &item.name.value)) {
        let max = item.max.as_ref().map(|max| max.value.clone());
        return Some(match item.rule {
            Rule::Entered => About::Points(Rc::clone(&item.id), max, false),
            _ => About::Item(index),
        });
    }
    let mut groups = unit_group.groups.iter();
    if let Some(group) = groups.find(|group| is_called(&group.code, &group.name.value)) {
        if !group.items.is_empty() {
            return Some(About::Sum);
        }
        return Some(About::Points(
            Rc::clone(&group.id),
            counted::stated_max(group, draft).cloned(),
            group.max.is_none(),
        ));
    }
    let mut blocks = unit_group
        .blocks
        .iter()
        .filter_map(|block| block.name.as_ref());
    blocks.any(|name| is_it(&name.value)).then_some(About::Sum)
}

/// A name without the signs that decisions and forms put around it: a dash before it, a colon or the number of a footnote behind.
pub fn bare(text: &str) -> &str {
    let text = text.trim_start_matches(|sign: char| {
        sign.is_whitespace() || matches!(sign, '-' | '–' | '•' | '+' | '*')
    });
    text.trim_end_matches(|sign: char| {
        sign.is_whitespace() || matches!(sign, '.' | ':' | '*' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁰')
    })
}

/// A text in small letters without marks, each space or line end a single space.
pub fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    unmarked(&words.join(" "))
}

/// Why nothing may be written into a box, whatever it is: it is not on screen, and what is there would count for nothing.
pub fn closed(unit_group: &UnitGroup, draft: &Assessment, cell: &Cell) -> Option<Why> {
    let is_silent = |of: &str| {
        draft
            .answer(of)
            .is_some_and(|answer| answer.silence.is_some())
    };
    match cell {
        Cell::Number(of, field) => {
            let group = unit_group.group(of);
            let has_lines = draft
                .answer(of)
                .is_some_and(|answer| !answer.lines.is_empty());
            if group.is_some_and(|group| group.not_scored.is_some()) {
                Some(Why::NotScored)
            } else if *field == NumberField::Max {
                None
            } else if group.is_some() && has_lines {
                Some(Why::HasLines)
            } else {
                is_silent(of).then_some(Why::Silent)
            }
        }
        Cell::Input(input) => {
            let reads = |item: &&Item| item.inputs().contains(input);
            let mut readers = unit_group.items.iter().filter(reads).peekable();
            let is_read = readers.peek().is_some();
            (is_read && readers.all(|item| is_silent(&item.id))).then_some(Why::Silent)
        }
        Cell::Text(of, _) => {
            let group = unit_group.group(&of.group);
            let is_not_scored = group.is_some_and(|group| group.not_scored.is_some());
            is_not_scored.then_some(Why::NotScored)
        }
        Cell::Line(..) | Cell::LineName(..) => None,
    }
}

/// Whether a text is a number, a share or a fraction, and nothing besides.
pub fn is_figure(text: &str) -> bool {
    let is_of_figures = |letter: char| {
        letter.is_ascii_digit()
            || matches!(letter, '.' | ',' | '%' | '/' | ' ' | '\u{a0}' | '\u{202f}')
    };
    text.chars().all(is_of_figures) && text.contains(|letter: char| letter.is_ascii_digit())
}

/// Whether a text is a number, no share or fraction.
fn is_plain(text: &str) -> bool {
    is_figure(text) && !text.contains(['%', '/'])
}

/// Whether a text is this number, however it is read.
pub fn is_number(text: &str, number: &Number) -> bool {
    match read(text) {
        Reading::Exact(read) => read == *number,
        Reading::Ambiguous { decimal, thousands } => decimal == *number || thousands == *number,
        Reading::Empty | Reading::Unreadable(_) => false,
    }
}

/// What a text puts into a box; a figure is kept as it is typed, and one that cannot be read is no figure.
pub fn put(unit_group: &UnitGroup, cell: &Cell, text: &str) -> Option<Put> {
    let number = |group: &Rc<str>, line: Option<usize>, field: NumberField| {
        is_plain(text).then(|| {
            let group = Rc::clone(group);
            Put::Number(Spot { group, line }, field, Entry::typed(text))
        })
    };
    match cell {
        Cell::Number(of, field) => number(of, None, *field),
        Cell::Line(of, line, field) => number(of, Some(*line), *field),
        Cell::LineName(of, line) => Some(Put::LineName(Rc::clone(of), *line, one_line(text))),
        Cell::Text(of, field) => Some(Put::Text(of.clone(), *field, text.trim().to_owned())),
        Cell::Input(index) => {
            let input = &unit_group.inputs[*index];
            let answer = InputAnswer {
                input: Rc::clone(&input.id),
                ..InputAnswer::default()
            };
            match &input.kind {
                InputKind::Figure(_) => figure(input, text).map(|text| InputAnswer {
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

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A figure without the unit it is counted in.
fn figure<'a>(input: &Input, text: &'a str) -> Option<&'a str> {
    let InputKind::Figure(kind) = &input.kind else {
        return None;
    };
    let unit = kind.unit.as_deref();
    let text = unit
        .and_then(|unit| text.strip_suffix(unit))
        .unwrap_or(text);
    let is_taken = if unit.is_some() { is_plain } else { is_figure };
    Some(text.trim()).filter(|text| is_taken(text))
}

/// The answer that a text stands for: by its words, or as boxes are ticked in spreadsheets.
pub fn option(input: &Input, text: &str) -> Option<Rc<str>> {
    let InputKind::Options(options) = &input.kind else {
        return None;
    };
    let wanted = plain(text);
    let chosen = options.iter().find(|option| plain(&option.label) == wanted);
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

/// The inputs that a cell names line by line, each with what it says of it: `Hồ sơ nộp trực tuyến: 720 hồ sơ`, as the
/// page's own tables have it. None where it names none of these.
pub fn reported<'a>(
    unit_group: &UnitGroup,
    inputs: &[usize],
    text: &'a str,
) -> Vec<(usize, &'a str)> {
    let said = |line: &'a str| {
        line.match_indices(':').find_map(|(end, _)| {
            let label = plain(&line[..end]);
            let is_it = |input: &&usize| plain(&unit_group.inputs[**input].label) == label;
            let input = inputs.iter().find(is_it)?;
            Some((*input, line[end + 1..].trim()))
        })
    };
    text.lines().filter_map(said).collect()
}
