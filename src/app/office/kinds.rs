//! What kind of unit a name on a list says it is of, and which lines of a list are never a unit's name. No DOM.

use crate::app::text::small;

/// A kind of unit, as far as it matters for what stands over what on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    Commune,
    /// What communes were parts of: over these its name is a heading.
    District,
    Other,
}

const COMMUNES: [&str; 7] = ["xã", "phường", "thị trấn", "đặc khu", "x", "p", "tt"];
const DISTRICTS: [&str; 7] = ["huyện", "quận", "thị xã", "thành phố", "tỉnh", "tp", "tx"];
const OTHERS: [&str; 37] = [
    "ubnd",
    "ủy ban",
    "uỷ ban",
    "hđnd",
    "hội đồng",
    "đảng ủy",
    "đảng uỷ",
    "sở",
    "ban",
    "phòng",
    "văn phòng",
    "cục",
    "chi cục",
    "trung tâm",
    "trường",
    "bệnh viện",
    "viện",
    "thanh tra",
    "công an",
    "bộ chỉ huy",
    "đài",
    "báo",
    "hội",
    "liên minh",
    "liên đoàn",
    "đoàn",
    "mặt trận",
    "hạt",
    "trạm",
    "đội",
    "quỹ",
    "kho bạc",
    "bảo hiểm",
    "tòa án",
    "toà án",
    "công ty",
    "tổng công ty",
];
/// How lines begin that stand around a list.
const TITLES: [&str; 8] = [
    "danh sách",
    "kèm theo",
    "phụ lục",
    "biểu",
    "ban hành",
    "nơi nhận",
    "tổng cộng",
    "tổng số",
];

/// What a line says of itself, looked at once: of a country's communes there are many.
pub struct Said {
    /// Whether it is none of a list's units for certain: `DANH SÁCH CÁC XÃ`, `(Kèm theo Công văn số 12)`, `Tổng`.
    pub is_title: bool,
    /// Of what kind of unit it says that it is; `None` where it says none.
    pub kind: Option<UnitKind>,
}

impl Said {
    pub fn of(line: &str) -> Said {
        let words = words(line);
        let own = kind_of(&words);
        // After the number it has in a list: `A. Huyện Can Lộc`.
        let numbered = words.split_once(' ').filter(|(first, _)| is_number(first));
        let kind = own.or_else(|| kind_of(numbered?.1));
        Said {
            is_title: line.trim_start().starts_with('(') || is_title(&words),
            kind,
        }
    }
}

fn kind_of(words: &str) -> Option<UnitKind> {
    if is_title(words) {
        return None;
    }
    let rest = without_committee(words);
    let begins = |kinds: &[&str], words: &str| {
        let mut rests = kinds.iter().filter_map(|kind| words.strip_prefix(*kind));
        rests.any(|rest| rest.starts_with(' '))
    };
    if begins(&COMMUNES, rest) {
        Some(UnitKind::Commune)
    } else if begins(&DISTRICTS, words) {
        Some(UnitKind::District)
    } else {
        begins(&OTHERS, words).then_some(UnitKind::Other)
    }
}

/// What stands behind the words of a committee, in small letters with a blank between two; all where there are none.
pub fn without_committee(words: &str) -> &str {
    let committees: [&[&str]; 3] = [
        &["ubnd"],
        &["ủy", "ban", "nhân", "dân"],
        &["uỷ", "ban", "nhân", "dân"],
    ];
    let rest = committees.iter().find_map(|them| {
        them.iter().try_fold(words, |rest, word| {
            let rest = rest.strip_prefix(word)?;
            rest.strip_prefix(' ')
                .or_else(|| rest.is_empty().then_some(rest))
        })
    });
    rest.unwrap_or(words)
}

fn is_title(words: &str) -> bool {
    let begins = |title: &&str| {
        let rest = words.strip_prefix(*title);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let sum = words.strip_prefix("tổng");
    let is_sum = sum.is_some_and(|rest| !rest.contains(char::is_alphabetic));
    is_sum || TITLES.iter().any(begins)
}

/// The words of a name in small letters, a blank between two.
fn words(name: &str) -> String {
    let small = small(name);
    let mut words = String::with_capacity(small.len());
    let parts = small.split(|letter: char| !letter.is_alphanumeric());
    for word in parts.filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// `12`, `a`, `iv`
fn is_number(word: &str) -> bool {
    let is_digits = word.chars().all(|letter| letter.is_ascii_digit());
    let is_roman = word.chars().all(|letter| "ivx".contains(letter));
    is_digits || is_roman || word.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_their_kind_before_what_they_are_called() {
        for (name, is) in [
            ("Xã Đất Đỏ", Some(UnitKind::Commune)),
            ("UBND thị trấn Nghèn", Some(UnitKind::Commune)),
            ("- Uỷ ban nhân dân phường 1", Some(UnitKind::Commune)),
            ("12. P. Đậu Liêu", Some(UnitKind::Commune)),
            ("X. Đất Đỏ", Some(UnitKind::Commune)),
            ("V. Xã B", Some(UnitKind::Commune)),
            ("A. Huyện Can Lộc", Some(UnitKind::District)),
            ("IV) Thị xã Hồng Lĩnh", Some(UnitKind::District)),
            ("UBND huyện Can Lộc", Some(UnitKind::Other)),
            ("Sở Nội vụ", Some(UnitKind::Other)),
            ("Ban Dân tộc", Some(UnitKind::Other)),
            ("Tổng công ty Cảng", Some(UnitKind::Other)),
            ("Đất Đỏ", None),
            ("Xã", None),
            ("Ban hành kèm theo Quyết định", None),
            ("Phường", None),
        ] {
            assert_eq!(Said::of(name).kind, is, "{name}");
        }
    }

    #[test]
    fn titles_and_sums_are_told_by_how_they_begin() {
        for line in [
            "DANH SÁCH CÁC XÃ",
            "(Kèm theo Công văn số 12)",
            "Kèm theo Công văn số 12",
            "Tổng",
            "Tổng: 3",
            "TỔNG CỘNG: 3 đơn vị",
            "Tổng số",
        ] {
            assert!(Said::of(line).is_title, "{line}");
        }
        for line in ["Tổng Cọt", "Tổng công ty Cảng", "Xã Tổng Cọt", "Đất Đỏ"] {
            assert!(!Said::of(line).is_title, "{line}");
        }
    }
}
