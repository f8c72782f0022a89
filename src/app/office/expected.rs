//! The units that are to hand in, out of what a person pasted. No DOM.

use super::alike::seeming;
use crate::app::text::small;

/// What stands over a column of units, and over their numbers.
const HEADS: [&str; 8] = [
    "stt",
    "tt",
    "số tt",
    "số thứ tự",
    "đơn vị",
    "tên đơn vị",
    "tên xã",
    "tên xã, phường",
];
/// What stands below one.
const SUMS: [&str; 2] = ["tổng cộng", "tổng số"];
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

/// The units named in a text, one a line; of a row of a spreadsheet, its first cell that is a name and no code. A head is none,
/// nor is a sum.
pub fn units(text: &str) -> Vec<String> {
    text.lines().filter_map(unit).collect()
}

fn unit(line: &str) -> Option<String> {
    let cells = || line.split(['\t', ';']).map(str::trim);
    let small = |cell: &str| small(cell.trim_end_matches([':', '.']));
    let is_head = |cell: &str| HEADS.contains(&&*small(cell));
    let is_sum = |cell: &str| SUMS.iter().any(|sum| small(cell).starts_with(sum));
    if cells().any(is_head) || cells().any(is_sum) {
        return None;
    }
    let has_letters = |cell: &&str| cell.chars().any(char::is_alphabetic);
    let is_code = |cell: &&str| {
        !cell.contains(char::is_whitespace) && cell.chars().any(|it| it.is_ascii_digit())
    };
    let found = cells().find(|cell| has_letters(cell) && !is_code(cell));
    let found = found.or_else(|| cells().find(has_letters))?;
    Some(unnumbered(found).to_owned())
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
    key_by(name, |name| name.to_owned())
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
    let words = match &words[..] {
        ["ubnd", rest @ ..] | ["ủy", "ban", "nhân", "dân", rest @ ..] => rest,
        all => all,
    };
    words.join(" ")
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
        assert_eq!(units(text), ["UBND xã A", "UBND xã B", "Xã C"]);
    }

    #[test]
    fn heads_codes_and_sums_are_no_units() {
        let text = "STT\tTên đơn vị\nX01\tUBND xã A\n10. UBND xã B\nxã  a\nPhường 01\nTổng cộng: 3 đơn vị\nXã Tổng Cọt\n";
        assert_eq!(
            units(text),
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
