//! Tables as an Excel workbook, numbers being numbers: the few parts that one needs, in an archive.
//!
//! Writers of workbooks bring styles, charts and formulas along, and would weigh as much as half the page.

use std::fmt::Write as _;
use std::io::Write as _;

use rawzip::{CompressionMethod, ZipArchiveWriter};

use super::{Cell, Table, decimal};

/// What browsers call a workbook.
pub const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// With the sheets in place of this word.
const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>SHEETS<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">SHEETS<Relationship Id="rId0" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
/// Plain cells, and bold ones that wrap for the heads.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="12"/><name val="Times New Roman"/></font><font><b/><sz val="12"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf></cellXfs></styleSheet>"#;

/// The workbook's bytes, a sheet a table.
pub fn workbook(tables: &[Table]) -> Option<Vec<u8>> {
    let part = |name: &str, text: String| (name.to_owned(), text.into_bytes());
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
    let mut parts = vec![
        part("[Content_Types].xml", TYPES.replacen("SHEETS", &types, 1)),
        part("_rels/.rels", RELATIONS.to_owned()),
        part("xl/workbook.xml", book(tables)),
        part(
            "xl/_rels/workbook.xml.rels",
            PARTS.replacen("SHEETS", &related, 1),
        ),
        part("xl/styles.xml", STYLES.to_owned()),
    ];
    let sheets = tables.iter().enumerate();
    parts.extend(sheets.map(|(index, table)| {
        part(
            &format!("xl/worksheets/sheet{}.xml", index + 1),
            sheet(table),
        )
    }));
    zipped(&parts)
}

fn book(tables: &[Table]) -> String {
    let named = |(index, table): (usize, &Table)| {
        // Excel takes 31 letters and none of these.
        let letters = table
            .name
            .chars()
            .filter(|letter| !"[]:*?/\\".contains(*letter));
        let (name, number) = (escaped(&letters.take(31).collect::<String>()), index + 1);
        format!(r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#)
    };
    let sheets: String = tables.iter().enumerate().map(named).collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>"#
    )
}

fn sheet(table: &Table) -> String {
    let mut xml = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"#,
    );
    for (index, head) in table.heads.iter().enumerate() {
        let cells = table.rows.iter().filter_map(|row| row.get(index));
        let widest = cells
            .map(|cell| cell.text().chars().count())
            .max()
            .unwrap_or(0);
        let width = widest.max(head.chars().count().min(14)).clamp(6, 60) + 2;
        // A String takes whatever is written to it.
        let _ = write!(
            xml,
            r#"<col min="{0}" max="{0}" width="{width}" customWidth="1"/>"#,
            index + 1
        );
    }
    xml.push_str("</cols><sheetData><row r=\"1\">");
    for (column, head) in table.heads.iter().enumerate() {
        let at = place(column, 0);
        let _ = write!(
            xml,
            r#"<c r="{at}" s="1" t="inlineStr"><is><t>{}</t></is></c>"#,
            escaped(head)
        );
    }
    xml.push_str("</row>");
    for (index, row) in table.rows.iter().enumerate() {
        let _ = write!(xml, "<row r=\"{}\">", index + 2);
        for (column, cell) in row.iter().enumerate() {
            let at = place(column, index + 1);
            let _ = match cell {
                Cell::Text(text) => write!(
                    xml,
                    r#"<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#,
                    escaped(text)
                ),
                Cell::Number(number) => {
                    write!(xml, r#"<c r="{at}"><v>{}</v></c>"#, decimal(number))
                }
            };
        }
        xml.push_str("</row>");
    }
    xml.push_str("</sheetData></worksheet>");
    xml
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

/// Files as an archive.
pub fn zipped(files: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (name, bytes) in files {
        let file = archive
            .new_file(name)
            .compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().ok()?;
        let mut writer = config.wrap(Packer(Vec::new()));
        writer.write_all(bytes).ok()?;
        let (packer, descriptor) = writer.finish().ok()?;
        let smaller = miniz_oxide::deflate::compress_to_vec(&packer.0, 6);
        entry.write_all(&smaller).ok()?;
        entry.finish(descriptor).ok()?;
    }
    archive.finish().ok()
}

/// What is to be packed: all of it at once.
struct Packer(Vec<u8>);

impl std::io::Write for Packer {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn text_is_text() {
        assert_eq!(
            escaped("<a> & \"b\"\n\u{1}"),
            "&lt;a&gt; &amp; &quot;b&quot;\n"
        );
    }
}
