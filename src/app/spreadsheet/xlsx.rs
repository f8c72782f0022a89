//! Tables as an Excel workbook, numbers being numbers: the few parts that one needs, in an archive.
//!
//! Writers of workbooks bring styles, charts and formulas along, and would weigh as much as half the page.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt::Write as _;

use super::archive::Archive;
use super::{Cell, Portion, Table, decimal};
use crate::app::text::small;

/// What browsers call a workbook.
pub const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// With the sheets in place of this word.
const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>SHEETS<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">SHEETS<Relationship Id="rId0" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
/// Plain cells, bold ones that wrap for the heads, and bold ones that run on for what stands above.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="12"/><name val="Times New Roman"/></font><font><b/><sz val="12"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>"#;

/// A workbook, a sheet a table: a row at a time.
pub fn workbook<R: IntoIterator<Item = Vec<Cell>>>(tables: Vec<Table<R>>) -> Workbook<R::IntoIter> {
    let each = |of: &dyn Fn(usize) -> String| (1..=tables.len()).map(of).collect::<String>();
    let types = each(&|number| {
        format!(
            r#"<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
        )
    });
    let related = each(&|number| {
        format!(
            r#"<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        )
    });
    let names = tables.iter().map(|table| table.name.as_str());
    let parts = [
        ("[Content_Types].xml", TYPES.replacen("SHEETS", &types, 1)),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("xl/workbook.xml", book(names)),
        (
            "xl/_rels/workbook.xml.rels",
            PARTS.replacen("SHEETS", &related, 1),
        ),
        ("xl/styles.xml", STYLES.to_owned()),
    ];
    let mut archive = Archive::new();
    let added = parts
        .iter()
        .try_for_each(|(name, text)| archive.add(name, text.as_bytes()));
    Workbook {
        archive: added.map(|()| archive),
        sheets: tables.into_iter().map(Sheet::of).collect(),
        done: 0,
    }
}

/// A workbook that is being written.
pub struct Workbook<R> {
    /// `None` once it is written, or cannot be.
    archive: Option<Archive>,
    /// The sheets that are not written yet.
    sheets: VecDeque<Sheet<R>>,
    /// How many are.
    done: usize,
}

impl<R: Iterator<Item = Vec<Cell>>> Iterator for Workbook<R> {
    type Item = Portion;

    fn next(&mut self) -> Option<Portion> {
        let mut archive = self.archive.take()?;
        let Some(sheet) = self.sheets.front_mut() else {
            return Some(archive.finish());
        };
        let written = if let Some(xml) = sheet.next() {
            archive.push(xml.as_bytes())
        } else {
            self.sheets.pop_front();
            self.done += 1;
            archive.end(&format!("xl/worksheets/sheet{}.xml", self.done))
        };
        self.archive = written.map(|()| archive);
        Some(written.map(|()| Vec::new()))
    }
}

fn book<'a>(tables: impl Iterator<Item = &'a str>) -> String {
    let sheet = |(index, name): (usize, String)| {
        let (name, number) = (escaped(&name), index + 1);
        format!(r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#)
    };
    let names = sheet_names(tables).into_iter();
    let sheets: String = names.enumerate().map(sheet).collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>"#
    )
}

/// What sheets are called: Excel opens no workbook in which a name is empty, has more than 31 letters or one of some signs, or
/// is that of another sheet in whatever letters.
fn sheet_names<'a>(tables: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in tables {
        let signs = |letter: char| {
            if "[]:*?/\\".contains(letter) {
                ' '
            } else {
                letter
            }
        };
        let words: String = name.chars().map(signs).collect();
        let words: Vec<&str> = words.split_whitespace().collect();
        let whole = words.join(" ");
        let whole = match whole.trim_matches('\'') {
            "" => "Bảng",
            whole => whole,
        };
        let mut name = cut(whole, 31).to_owned();
        let mut number = 2;
        while names.iter().any(|other| small(other) == small(&name)) {
            let ending = format!(" ({number})");
            name = cut(whole, 31 - ending.len()).to_owned() + &ending;
            number += 1;
        }
        names.push(name);
    }
    names
}

/// The beginning of a name, of at most so many letters as Excel counts them, without what may not end one.
fn cut(name: &str, most: usize) -> &str {
    let mut count = 0;
    let mut letters = name.char_indices();
    let end = letters.find(|(_, letter)| {
        count += letter.len_utf16();
        count > most
    });
    let name = end.map_or(name, |(end, _)| &name[..end]);
    name.trim_end_matches([' ', '\''])
}

/// The most letters of a cell, as Excel counts them: it opens no workbook with more.
const LONGEST: usize = 32_767;
/// At the end of what was cut.
const CUT: &str = " […]";

/// As much of a text as a cell holds, with a mark where that is not all.
fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text.into();
    }
    (cut(text, LONGEST - CUT.len()).to_owned() + CUT).into()
}

/// A sheet as XML, a row at a time. How wide its columns are stands before the rows: these are all made first.
struct Sheet<R> {
    above: Vec<String>,
    heads: Vec<String>,
    coming: R,
    made: VecDeque<Vec<Cell>>,
    /// The most letters of a cell, by column.
    widest: Vec<usize>,
    /// How many rows are written, but for the heads.
    written: usize,
    next: Next,
}

/// What of a sheet comes next.
enum Next {
    Begin,
    Rows,
    Nothing,
}

impl<R: Iterator<Item = Vec<Cell>>> Sheet<R> {
    fn of(table: Table<impl IntoIterator<IntoIter = R, Item = Vec<Cell>>>) -> Sheet<R> {
        Sheet {
            widest: vec![0; table.heads.len()],
            written: table.above.len(),
            above: table.above,
            heads: table.heads,
            coming: table.rows.into_iter(),
            made: VecDeque::new(),
            next: Next::Begin,
        }
    }

    fn begin(&self) -> String {
        let head = self.above.len();
        let frozen = head + 1;
        let below = place(0, frozen);
        let mut xml = format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="{frozen}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"#,
        );
        for (index, (head, widest)) in self.heads.iter().zip(&self.widest).enumerate() {
            let width = widest.max(&head.chars().count().min(14)).clamp(&6, &60) + 2;
            // A String takes whatever is written to it.
            let _ = write!(
                xml,
                r#"<col min="{0}" max="{0}" width="{width}" customWidth="1"/>"#,
                index + 1
            );
        }
        xml.push_str("</cols><sheetData>");
        for (row, line) in self.above.iter().enumerate() {
            let (at, line) = (place(0, row), escaped(line));
            let _ = write!(
                xml,
                r#"<row r="{}"><c r="{at}" s="2" t="inlineStr"><is><t>{line}</t></is></c></row>"#,
                row + 1
            );
        }
        let _ = write!(xml, r#"<row r="{frozen}">"#);
        for (column, name) in self.heads.iter().enumerate() {
            let at = place(column, head);
            let _ = write!(
                xml,
                r#"<c r="{at}" s="1" t="inlineStr"><is><t>{}</t></is></c>"#,
                escaped(name)
            );
        }
        xml + "</row>"
    }

    fn row(&self, cells: &[Cell]) -> String {
        let mut xml = format!("<row r=\"{}\">", self.written + 1);
        for (column, cell) in cells.iter().enumerate() {
            let at = place(column, self.written);
            let _ = match cell {
                Cell::Text(text) => write!(
                    xml,
                    r#"<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#,
                    escaped(&fitting(text))
                ),
                Cell::Number(number) => {
                    write!(xml, r#"<c r="{at}"><v>{}</v></c>"#, decimal(number))
                }
            };
        }
        xml + "</row>"
    }
}

impl<R: Iterator<Item = Vec<Cell>>> Iterator for Sheet<R> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if let Some(row) = self.coming.next() {
            for (widest, cell) in self.widest.iter_mut().zip(&row) {
                *widest = cell.text().chars().count().max(*widest);
            }
            self.made.push_back(row);
            return Some(String::new());
        }
        match self.next {
            Next::Begin => {
                self.next = Next::Rows;
                Some(self.begin())
            }
            Next::Rows => {
                let Some(row) = self.made.pop_front() else {
                    self.next = Next::Nothing;
                    return Some("</sheetData></worksheet>".to_owned());
                };
                self.written += 1;
                Some(self.row(&row))
            }
            Next::Nothing => None,
        }
    }
}

/// What a cell is called: `A1`, `AB12`.
fn place(column: usize, row: usize) -> String {
    let letter = |number: usize| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 26]);
    let second = letter(column);
    match column / 26 {
        0 => format!("{second}{}", row + 1),
        first => format!("{}{second}{}", letter(first - 1), row + 1),
    }
}

/// Text in XML, which has no room for most control characters.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(letter),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_no_more_than_excel_opens() {
        for letter in ["ạ", "𝒜"] {
            let count = LONGEST / letter.encode_utf16().count();
            let fits = letter.repeat(count);
            assert_eq!(fitting(&fits), fits);
            let cut = fitting(&(fits + letter)).into_owned();
            assert!(cut.ends_with("[…]") && cut.encode_utf16().count() <= LONGEST);
        }
        assert_eq!(fitting("Xã A"), "Xã A");
    }

    #[test]
    fn cells_are_called_as_excel_calls_them() {
        for (column, row, name) in [
            (0, 0, "A1"),
            (25, 9, "Z10"),
            (26, 0, "AA1"),
            (53, 1, "BB2"),
            (701, 0, "ZZ1"),
        ] {
            assert_eq!(place(column, row), name);
        }
    }

    #[test]
    fn sheets_have_names_that_excel_takes_and_no_two_the_same() {
        let names = |all: &[&str]| sheet_names(all.iter().copied());
        let long = "Dự thảo - Phòng ban chuyên môn, đơn vị sự nghiệp";
        assert_eq!(
            names(&[
                long,
                long,
                "UBND phường/xã",
                "ubnd  PHƯỜNG xã",
                "[?]",
                "'xã'"
            ]),
            [
                "Dự thảo - Phòng ban chuyên môn,",
                "Dự thảo - Phòng ban chuyên (2)",
                "UBND phường xã",
                "ubnd PHƯỜNG xã (2)",
                "Bảng",
                "xã",
            ]
        );
        // Excel counts a sign outside the first plane as two.
        let signs = "\u{1f3d8}".repeat(20);
        for name in names(&[&signs, &signs]) {
            assert!(name.encode_utf16().count() <= 31, "{name}");
        }
        let quoted = format!("{}'s", "a".repeat(30));
        assert_eq!(names(&[&quoted]), ["a".repeat(30)]);
    }

    #[test]
    fn what_a_table_is_of_stands_above_its_heads() {
        let table = Table {
            name: "Phiếu".to_owned(),
            above: vec!["Bài tập huấn".to_owned(), "Xã A".to_owned()],
            heads: vec!["STT".to_owned(), "Điểm".to_owned()],
            rows: vec![vec![Cell::Text("1".to_owned()), Cell::Text("B".to_owned())]],
        };
        let xml: String = Sheet::of(table).collect();
        let cells = xml.split("<c r=\"").skip(1);
        let cells: Vec<&str> = cells.filter_map(|cell| cell.split('"').next()).collect();
        assert_eq!(cells, ["A1", "A2", "A3", "B3", "A4", "B4"]);
        let rows = xml.split("<row r=\"").skip(1);
        let rows: Vec<&str> = rows.filter_map(|row| row.split('"').next()).collect();
        assert_eq!(rows, ["1", "2", "3", "4"]);
        assert!(xml.contains(r#"ySplit="3" topLeftCell="A4""#), "{xml}");
    }

    #[test]
    fn text_is_text() {
        assert_eq!(
            escaped("<a> & \"b\"\n\u{1}"),
            "&lt;a&gt; &amp; &quot;b&quot;\n"
        );
    }
}
