//! Tables for programs that read tables: Excel workbooks, and text that Excel opens.

pub mod forms;
pub mod xlsx;

use bac_thang::Number;
use bac_thang::engine::vietnamese::print;

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub heads: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    Number(Number),
}

impl Cell {
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

/// For Excel as it is set up in Vietnam: a byte order mark, semicolons, decimal commas.
pub fn csv(table: &Table) -> String {
    let field = |text: &str| {
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
    };
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => field(text),
        Cell::Number(number) => decimal(number).replace('.', ","),
    };
    let heads: Vec<String> = table.heads.iter().map(|head| field(head)).collect();
    let rows = table
        .rows
        .iter()
        .map(|row| row.iter().map(cell).collect::<Vec<_>>().join(";"));
    let lines: Vec<String> = std::iter::once(heads.join(";")).chain(rows).collect();
    format!("\u{feff}{}\r\n", lines.join("\r\n"))
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
            heads: vec!["Tên; đơn vị".to_owned(), "Điểm".to_owned()],
            rows: vec![vec![
                Cell::Text("=xã \"A\"".to_owned()),
                Cell::Number("1842.5".parse().unwrap()),
            ]],
        };
        assert_eq!(
            csv(&table),
            "\u{feff}\"Tên; đơn vị\";Điểm\r\n\"'=xã \"\"A\"\"\";1842,5\r\n"
        );
    }
}
