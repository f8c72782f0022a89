//! Tables for programs that read tables: Excel workbooks, and text that Excel opens.

pub mod archive;
pub mod forms;
pub mod xlsx;

use bac_thang::Number;
use bac_thang::engine::cell::State;
use bac_thang::engine::vietnamese::print;

use crate::app::text::report::points_or_state;

/// A table, with its rows or with what makes them one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<R = Vec<Vec<Cell>>> {
    pub name: String,
    /// What it is of, a line each: above its heads in a workbook.
    pub above: Vec<String>,
    pub heads: Vec<String>,
    pub rows: R,
}

/// The next bytes of a file that is written a little at a time, which may be none yet; `None` where it cannot be written.
pub type Portion = Option<Vec<u8>>;

/// All of such a file.
pub fn whole(portions: impl Iterator<Item = Portion>) -> Option<Vec<u8>> {
    Some(portions.collect::<Option<Vec<_>>>()?.concat())
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    Number(Number),
}

impl Cell {
    /// A number, or nothing where it is not known.
    pub fn known(number: Option<&Number>) -> Cell {
        number.map_or_else(|| Cell::Text(String::new()), |it| Cell::Number(it.clone()))
    }

    /// Points, or what stands in their place.
    pub fn points(state: State, points: &Number) -> Cell {
        if state.has_points() {
            Cell::Number(points.clone())
        } else {
            Cell::Text(points_or_state(state, points))
        }
    }

    /// As it is shown.
    pub fn text(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => print(number),
        }
    }
}

/// Decimals that a spreadsheet is given of a number that has no end.
const DECIMALS: u32 = 9;

/// A number as programs read it, cut off where it has no end: `842.5`.
pub fn decimal(number: &Number) -> String {
    let exact = number.to_string();
    if !exact.contains('/') {
        return exact;
    }
    let scaled = number * &Number::from(10_u32.pow(DECIMALS));
    let digits = format!("{:0>10}", scaled.magnitude().truncated().to_string());
    let (whole, decimals) = digits.split_at(digits.len() - DECIMALS as usize);
    let sign = if number.is_negative() { "-" } else { "" };
    format!("{sign}{whole}.{decimals}")
}

/// For Excel as it is set up in Vietnam: a byte order mark, semicolons, decimal commas. A line at a time.
pub fn csv<R: IntoIterator<Item = Vec<Cell>>>(table: Table<R>) -> impl Iterator<Item = Portion> {
    let heads: Vec<String> = table.heads.iter().map(|head| field(head)).collect();
    let first = format!("\u{feff}{}\r\n", heads.join(";"));
    let rows = table.rows.into_iter().map(|row| {
        let cells: Vec<String> = row.iter().map(cell).collect();
        cells.join(";") + "\r\n"
    });
    let lines = std::iter::once(first).chain(rows);
    lines.map(|line| Some(line.into_bytes()))
}

fn field(text: &str) -> String {
    // What begins like a formula is none.
    let text = if text.starts_with(['=', '+', '-', '@']) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([';', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => field(text),
        Cell::Number(number) => decimal(number).replace('.', ","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_programs() {
        for (number, text) in [
            ("842.5", "842.5"),
            ("0", "0"),
            ("1000", "1000"),
            ("230/33", "6.969696969"),
            ("-1/3", "-0.333333333"),
            ("-2.5", "-2.5"),
        ] {
            let number: Number = number.parse().unwrap();
            assert_eq!(decimal(&number), text);
        }
    }

    #[test]
    fn excel_in_vietnam_reads_it() {
        let table = Table {
            name: "Xã".to_owned(),
            above: Vec::new(),
            heads: vec!["Tên; đơn vị".to_owned(), "Điểm".to_owned()],
            rows: vec![vec![
                Cell::Text("=xã \"A\"".to_owned()),
                Cell::Number("1842.5".parse().unwrap()),
            ]],
        };
        assert_eq!(
            String::from_utf8(whole(csv(table)).unwrap()).unwrap(),
            "\u{feff}\"Tên; đơn vị\";Điểm\r\n\"'=xã \"\"A\"\"\";1842,5\r\n"
        );
    }
}
