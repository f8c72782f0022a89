//! The cells of a spreadsheet as the clipboard has them: tabs between cells, line ends between rows, and quotation marks
//! around a cell that has either inside.

use super::boxes::is_figure;

/// The rows of a block, each with its cells. Spaces and line ends inside a cell are kept.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rest = text.trim_end_matches(['\r', '\n']);
    let mut rows = vec![Vec::new()];
    loop {
        let (cell, after) = quoted(rest).unwrap_or_else(|| plain(rest));
        if let Some(row) = rows.last_mut() {
            row.push(unmeasured(cell.trim()).to_owned());
        }
        let after = after.trim_start_matches('\r');
        rest = match (after.strip_prefix('\t'), after.strip_prefix('\n')) {
            (Some(next), _) => next,
            (None, Some(next)) => {
                rows.push(Vec::new());
                next
            }
            (None, None) => return rows,
        };
    }
}

/// Points without the word that tables put behind them: `95đ`, `7,5 điểm`.
fn unmeasured(cell: &str) -> &str {
    let number = ["điểm", "đ"]
        .iter()
        .find_map(|unit| cell.strip_suffix(unit));
    let number = number.map(str::trim_end);
    number.filter(|number| is_figure(number)).unwrap_or(cell)
}

/// A cell up to where it ends, and what comes after.
fn plain(text: &str) -> (String, &str) {
    let (cell, after) = text.split_at(text.find(['\t', '\n']).unwrap_or(text.len()));
    (cell.to_owned(), after)
}

/// A cell in quotation marks, those inside it doubled; `None` where it only begins with one.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (before, after) = rest.split_once('"')?;
        cell.push_str(before);
        let Some(next) = after.strip_prefix('"') else {
            let ends = after.is_empty() || after.starts_with(['\t', '\r', '\n']);
            return ends.then_some((cell, after));
        };
        cell.push('"');
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_spreadsheets_write_them() {
        for (text, cells) in [
            ("4\t3\r\n12\r\n", vec![vec!["4", "3"], vec!["12"]]),
            (
                "\"Họp Ban Chỉ đạo\nchuyển đổi số\"\t4\r\n1",
                vec![vec!["Họp Ban Chỉ đạo\nchuyển đổi số", "4"], vec!["1"]],
            ),
            (
                "\"Nhóm \"\"A\"\"\nvà B\"\t\"x\"",
                vec![vec!["Nhóm \"A\"\nvà B", "x"]],
            ),
            ("\"A\" và B\t1", vec![vec!["\"A\" và B", "1"]]),
            ("\"A\t1", vec![vec!["\"A", "1"]]),
            (
                "95đ\t7,5 điểm\tTính điểm\tđ",
                vec![vec!["95", "7,5", "Tính điểm", "đ"]],
            ),
            ("1\n\n2\t\n", vec![vec!["1"], vec![""], vec!["2", ""]]),
        ] {
            assert_eq!(rows(text), cells, "{text:?}");
        }
    }
}
