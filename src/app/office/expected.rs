//! The units that are to hand in, out of what a person pasted. No DOM.

use super::alike::seeming;
use super::kinds::{Said, UnitKind, without_committee};
use crate::app::session::paste::block::rows;
use crate::app::text::small;

/// What stands over a column of units, the narrower of two on the same row first.
const UNITS: [&str; 14] = [
    "tên xã, phường, thị trấn",
    "tên xã, phường",
    "tên phường, xã",
    "tên xã",
    "tên phường",
    "xã, phường, thị trấn",
    "xã, phường",
    "xã/phường",
    "phường, xã",
    "phường/xã",
    "xã",
    "tên đơn vị",
    "đơn vị",
    "tên cơ quan, đơn vị",
];
/// What stands over their numbers.
const NUMBERS: [&str; 4] = ["stt", "tt", "số tt", "số thứ tự"];
/// Numbers of the headings that part a list.
const ROMAN: [&str; 20] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
    "XVI", "XVII", "XVIII", "XIX", "XX",
];
/// Where the tone stands over the last of two vowels, and over the first: people write both.
const TONES: [(&str, &str); 15] = [
    ("oà", "òa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oá", "óa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oẻ", "ỏe"),
    ("oẽ", "õe"),
    ("oé", "óe"),
    ("oẹ", "ọe"),
    ("uỳ", "ùy"),
    ("uỷ", "ủy"),
    ("uỹ", "ũy"),
    ("uý", "úy"),
    ("uỵ", "ụy"),
];

/// What was pasted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub units: Vec<String>,
    /// Lines that name none, but what stands over units or around them: `I. Huyện A`.
    pub headings: Vec<String>,
}

/// A line of the list, as far as it can be judged by itself.
enum Line {
    /// A name below the head that says so.
    Below(String),
    /// With the kind of unit that it says.
    Name(String, Option<UnitKind>),
    /// What parts the list: `I. Huyện A`.
    Part(String),
    /// What stands around it.
    Around(String),
}

/// The units named in a text, one a line, or several in a line that names nothing else; of a row of a spreadsheet, the cell below
/// what says that units stand there, or the first cell that is a name and no code. A head is none, nor is a sum.
pub fn units(text: &str) -> Named {
    let mut lines = Vec::new();
    let mut column = None;
    let mut parts = 0;
    for row in rows(text) {
        let whole: Vec<String> = row.iter().map(|cell| in_one_line(cell)).collect();
        let cells: Vec<&str> = whole.iter().flat_map(|cell| cell.split(';')).collect();
        let cells: Vec<&str> = cells.into_iter().map(str::trim).collect();
        match head(&cells) {
            Head::Units(found) => {
                column = Some(found);
                continue;
            }
            Head::Other => continue,
            Head::None => {}
        }
        let said: Vec<Said> = cells.iter().map(|cell| Said::of(cell)).collect();
        let line =
            |(name, said): (&&str, &Said)| Line::Name(unnumbered(name).to_owned(), said.kind);
        let named = cells.iter().zip(&said).filter(|(cell, _)| !cell.is_empty());
        let kinds: Vec<Option<UnitKind>> = named.clone().map(|(_, said)| said.kind).collect();
        if whole.len() == 1 && column.is_none() && are_units(&kinds) {
            lines.extend(named.map(line));
            continue;
        }
        let Some(name) = name(&cells) else {
            lines.extend(has_letters(&whole.join(" ")).then(|| Line::Around(whole.join(" "))));
            continue;
        };
        let cell = column.and_then(|column| cells.get(column));
        let is_row = cells.len() > 1;
        let is_part = ROMAN
            .get(parts)
            .is_some_and(|number| is_part(&cells, number));
        parts += usize::from(is_part);
        lines.push(match cell.filter(|_| is_row) {
            _ if said.iter().any(|said| said.is_title) => Line::Around(name.to_owned()),
            _ if is_part => Line::Part(name.to_owned()),
            Some(cell) if has_letters(cell) => Line::Below(unnumbered(cell).to_owned()),
            // Below another head of its row: what holds for the rows that follow.
            Some(_) => Line::Around(name.to_owned()),
            None => {
                let mut all = cells.iter().zip(&said);
                let kind = all
                    .find(|(cell, _)| **cell == name)
                    .and_then(|(_, said)| said.kind);
                Line::Name(unnumbered(name).to_owned(), kind)
            }
        });
    }
    named(lines)
}

/// Tells units from headings by the lines around them.
fn named(lines: Vec<Line>) -> Named {
    let is_name = |line: &Line| matches!(line, Line::Below(_) | Line::Name(..));
    // Whoever numbers all units as headings are means no headings.
    let has_names = lines.iter().any(is_name);
    let kinds = lines.iter().map(|line| match line {
        Line::Name(_, kind) => Some(*kind),
        Line::Below(_) | Line::Part(_) | Line::Around(_) => None,
    });
    let kinds: Vec<Option<UnitKind>> = kinds.flatten().collect();
    let has_communes = kinds.contains(&Some(UnitKind::Commune));
    let without = kinds.iter().filter(|kind| kind.is_none()).count();
    let mut named = Named::default();
    for line in lines {
        let (is_unit, name) = match line {
            Line::Below(name) => (true, name),
            Line::Part(name) if has_names => (false, name),
            Line::Part(name) => (true, without_part(&name).to_owned()),
            Line::Around(name) => (false, name),
            Line::Name(name, kind) => {
                let is_unit = match kind {
                    Some(UnitKind::District) => !has_communes,
                    Some(_) => true,
                    // Most say what they are, and this one does not.
                    None => without >= kinds.len() - without,
                };
                (is_unit, name)
            }
        };
        let all = if is_unit {
            &mut named.units
        } else {
            &mut named.headings
        };
        all.push(name);
    }
    named
}

/// Whether the names in a line are of units of one kind, and nothing else: no commune beside its district.
fn are_units(kinds: &[Option<UnitKind>]) -> bool {
    let is_district = |kind: &&Option<UnitKind>| **kind == Some(UnitKind::District);
    let districts = kinds.iter().filter(is_district).count();
    kinds.len() > 1 && !kinds.contains(&None) && (districts == 0 || districts == kinds.len())
}

/// A cell of a spreadsheet without the ends of lines in it.
fn in_one_line(cell: &str) -> String {
    cell.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

/// What heads a row is, if any.
enum Head {
    /// One that says in which column units stand.
    Units(usize),
    Other,
    None,
}

fn head(cells: &[&str]) -> Head {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| small(cell.trim_end_matches([':', '.'])))
        .collect();
    let place = |head: &&str| cells.iter().position(|cell| cell == head);
    if let Some(column) = UNITS.iter().find_map(place) {
        Head::Units(column)
    } else if NUMBERS.iter().find_map(place).is_some() {
        Head::Other
    } else {
        Head::None
    }
}

/// The first cell that is a name and no code.
fn name<'a>(cells: &[&'a str]) -> Option<&'a str> {
    let is_code = |cell: &str| {
        !cell.contains(char::is_whitespace) && cell.chars().any(|it| it.is_ascii_digit())
    };
    let mut names = cells
        .iter()
        .filter(|cell| has_letters(cell) && !is_roman(cell));
    let found = names.clone().find(|cell| !is_code(cell));
    found.or_else(|| names.next()).copied()
}

fn has_letters(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic)
}

fn is_roman(cell: &str) -> bool {
    ROMAN.contains(&cell.trim_end_matches(['.', ')']))
}

/// Whether a row begins with this number: in a cell of its own, or `I. Huyện A`.
fn is_part(cells: &[&str], number: &str) -> bool {
    let first = cells.iter().find(|cell| !cell.is_empty());
    let rest = first.and_then(|first| first.strip_prefix(number));
    rest.is_some_and(|rest| rest.starts_with(['.', ')']) || (rest.is_empty() && cells.len() > 1))
}

/// Without the number of a heading.
fn without_part(name: &str) -> &str {
    match name.split_once(['.', ')']) {
        Some((number, rest)) if is_roman(number) => rest.trim_start(),
        _ => name,
    }
}

/// Without the number it has in a list: `10. UBND xã A`.
fn unnumbered(name: &str) -> &str {
    let rest = name.trim_start_matches(|it: char| it.is_ascii_digit());
    let after = rest.strip_prefix(['.', ')']).filter(|_| rest != name);
    after.map_or(name, str::trim_start)
}

/// The same of a name whose letters are put together already, as every browser does.
#[cfg(test)]
pub fn unit_key(name: &str) -> String {
    key_by(name, str::to_owned)
}

/// By what a unit is known: `UBND xã Hoà  A`, `Ủy ban nhân dân Xã Hòa A` and `xã Hòa A` are one. `composed` puts vowels and their
/// marks together.
pub fn key_by(name: &str, composed: impl Fn(&str) -> String) -> String {
    let mut small = small(&composed(&seeming(name)));
    for (last, first) in TONES {
        if small.contains(last) {
            small = small.replace(last, first);
        }
    }
    let words: Vec<&str> = small
        .split(|letter: char| !letter.is_alphanumeric())
        .map(|word| word.trim_start_matches('0'))
        .filter(|word| !word.is_empty())
        .collect();
    without_committee(&words.join(" ")).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_known_however_its_name_is_written() {
        for name in [
            "UBND xã Đất Đỏ",
            " ủy ban nhân dân  Xã Đất Đỏ ",
            "Uỷ ban nhân dân xã Đất Đỏ",
            "Xã Đất Đỏ.",
            "UBND XÃ ĐẤT ĐỎ",
        ] {
            assert_eq!(unit_key(name), "xã đất đỏ", "{name}");
        }
        assert_ne!(unit_key("xã Tân Lập"), unit_key("xã Tân Lấp"));
        assert_eq!(unit_key(" "), "");
        assert_eq!(unit_key("UBND"), "");
        assert_eq!(unit_key("Ubnda"), "ubnda");
        for (one, other) in [
            ("xã Hoà Bình", "xã Hòa Bình"),
            ("xã Thuỷ Dương", "xã Thủy Dương"),
            ("xã Khoẻ", "XÃ KHỎE"),
            ("xã Quý Hoà", "xã Quý Hòa"),
            ("Phường 01", "phường 1"),
        ] {
            assert_eq!(unit_key(one), unit_key(other));
        }
    }

    #[test]
    fn what_looks_the_same_is_the_same_unit() {
        let signs = "\u{200b}\u{ad}\u{200c}\u{200d}\u{2060}\u{2062}\u{34f}\u{fe0f}\u{61c}\u{200e}\u{202c}\u{feff}";
        for sign in signs.chars() {
            let name = format!("UBND xã Đ{sign}ất {sign}Đỏ");
            assert_eq!(unit_key(&name), "xã đất đỏ", "{}", sign.escape_unicode());
        }
        for name in ["\u{202e}ỏĐ tấĐ ãx DNBU", "UBND xã Ðất Ðỏ", "UBND хã Đất Đỏ"]
        {
            assert_eq!(unit_key(name), "xã đất đỏ", "{name}");
        }
    }

    #[test]
    fn units_are_pasted_with_their_numbers_or_without() {
        let text = "1\tUBND xã A\t0270\nUBND xã B\r\n\n 3; Xã C ;x\n12\n";
        assert_eq!(units(text).units, ["UBND xã A", "UBND xã B", "Xã C"]);
    }

    #[test]
    fn units_stand_below_the_head_that_says_so() {
        let table = "STT\tHuyện\tTên xã\n1\tCan Lộc\tXã A\n2\tCan Lộc\t2. Xã B\nXã C\n";
        assert_eq!(units(table).units, ["Xã A", "Xã B", "Xã C"]);
        let parts =
            "TT\tĐơn vị\tGhi chú\nI\tHuyện Can Lộc\t\n1\tXã A\t\nII\tHuyện Đức Thọ\t\n2\tXã B\tx\n";
        let named = units(parts);
        assert_eq!(named.units, ["Xã A", "Xã B"]);
        assert_eq!(named.headings, ["Huyện Can Lộc", "Huyện Đức Thọ"]);
        let named = units("Huyện;Xã\nCan Lộc;\n;Xã A\n");
        assert_eq!(
            (&*named.units, &*named.headings),
            (&["Xã A".to_owned()][..], &["Can Lộc".to_owned()][..])
        );
        // The narrower of two.
        assert_eq!(units("Đơn vị\tXã, phường\nHuyện A\tXã B\n").units, ["Xã B"]);
    }

    #[test]
    fn headings_are_told_from_units() {
        let named = units("I. Huyện Can Lộc\nXã A\nX. Đất Đỏ\nII) Huyện Đức Thọ\nV. Xã B\n");
        assert_eq!(named.headings, ["I. Huyện Can Lộc", "II) Huyện Đức Thọ"]);
        assert_eq!(named.units, ["Xã A", "X. Đất Đỏ", "V. Xã B"]);
        let named = units("I. Sở Nội vụ\nII. Sở Tài chính\n");
        assert_eq!(named.units, ["Sở Nội vụ", "Sở Tài chính"]);
        assert_eq!(named.headings, [""; 0]);
    }

    #[test]
    fn units_side_by_side_in_a_line_are_several() {
        let side_by_side = "UBND xã Đất Đỏ; UBND xã Cẩm Bình ;UBND thị trấn Nghèn;";
        assert_eq!(
            units(side_by_side).units,
            ["UBND xã Đất Đỏ", "UBND xã Cẩm Bình", "UBND thị trấn Nghèn"]
        );
        for (row, unit) in [
            ("Xã A;Huyện Can Lộc", "Xã A"),
            ("1;Xã A;0912", "Xã A"),
            ("Xã A;Ông Trần Văn B", "Xã A"),
        ] {
            assert_eq!(units(row).units, [unit]);
        }
    }

    #[test]
    fn a_cell_of_several_lines_is_one_name() {
        let named = units("\"UBND xã\nĐất Đỏ\"\t1\r\n\"UBND xã Cẩm Bình\"\t2\r\n");
        assert_eq!(named.units, ["UBND xã Đất Đỏ", "UBND xã Cẩm Bình"]);
        assert_eq!(named.headings, [""; 0]);
    }

    #[test]
    fn what_is_no_unit_is_a_heading_and_said() {
        let named = units(
            "DANH SÁCH CÁC XÃ\n(Kèm theo Công văn số 12)\nA. Huyện Can Lộc\n1. Thị trấn Nghèn\nB. Thị xã\n2. P. Đậu Liêu\nKhác\nXã Đất Đỏ\nTổng\t3\n",
        );
        assert_eq!(named.units, ["Thị trấn Nghèn", "P. Đậu Liêu", "Xã Đất Đỏ"]);
        assert_eq!(
            named.headings,
            [
                "DANH SÁCH CÁC XÃ",
                "(Kèm theo Công văn số 12)",
                "A. Huyện Can Lộc",
                "B. Thị xã",
                "Khác",
                "Tổng"
            ]
        );
        // Where most leave out what they are, so may all.
        let named = units("Đất Đỏ\nCẩm Bình\nThị trấn Nghèn\nTổng cộng: 3 đơn vị");
        assert_eq!(named.units, ["Đất Đỏ", "Cẩm Bình", "Thị trấn Nghèn"]);
        assert_eq!(named.headings, ["Tổng cộng: 3 đơn vị"]);
        let districts = units("Huyện Can Lộc\nThành phố Hà Tĩnh\nUBND thị xã Hồng Lĩnh");
        assert_eq!(districts.units.len(), 3);
        assert_eq!(units("I\nXã A\n12\n").headings, ["I"]);
        // Below their head names are units, whatever they look like.
        assert_eq!(
            units("Tên xã\tGhi chú\nCan Lộc\tx\nXã A\t\nXã B\t\n")
                .units
                .len(),
            3
        );
    }

    #[test]
    fn heads_codes_and_sums_are_no_units() {
        let text = "STT\tTên đơn vị\nX01\tUBND xã A\n10. UBND xã B\nxã  a\nPhường 01\nTổng cộng: 3 đơn vị\nXã Tổng Cọt\n";
        assert_eq!(
            units(text).units,
            [
                "UBND xã A",
                "UBND xã B",
                "xã  a",
                "Phường 01",
                "Xã Tổng Cọt"
            ]
        );
    }
}
