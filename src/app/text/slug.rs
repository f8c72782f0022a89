//! Names without marks.

use super::letters::small_letter;

/// File systems take names of about 255 bytes, and the unit is one part of several.
const LONGEST_SLUG: usize = 60;

/// A name for file names: `UBND xã Đất Đỏ` becomes `ubnd-xa-dat-do`.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in unmarked(text).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if letter.is_ascii() && !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.truncate(LONGEST_SLUG); // ASCII only, so any byte is a boundary
    slug.trim_end_matches('-').to_owned()
}

/// In small letters without marks: `Hà Tĩnh` becomes `ha tinh`.
pub fn unmarked(text: &str) -> String {
    text.chars()
        .map(small_letter)
        .filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)) // marks that stand by themselves
        .map(base)
        .collect()
}

/// Whether every word looked for begins a word of a text, marks or none.
pub fn finds(query: &str, text: &str) -> bool {
    let (query, text) = (unmarked(query), unmarked(text));
    let words = |text| str::split(text, |letter: char| !letter.is_alphanumeric());
    let mut wanted = words(&query).filter(|word| !word.is_empty());
    wanted.all(|start| words(&text).any(|word| word.starts_with(start)))
}

/// A small letter of the Vietnamese alphabet without its marks.
fn base(letter: char) -> char {
    match letter {
        'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ầ' | 'ấ' | 'ẩ'
        | 'ẫ' | 'ậ' => 'a',
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' => 'e',
        'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 'i',
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ờ' | 'ớ' | 'ở'
        | 'ỡ' | 'ợ' => 'o',
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => 'u',
        'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => 'y',
        'đ' => 'd',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{finds, slug, unmarked};

    #[test]
    fn what_is_looked_for_is_found_without_its_marks() {
        for (query, text, is_found) in [
            ("ha tinh", "Hà Tĩnh", true),
            ("Hà tĩnh", "UBND TỈNH HA TINH", true),
            ("xa 2878", "Quyết định 2878/QĐ-UBND, Xã, phường", true),
            ("", "Hà Tĩnh", true),
            ("  ", "Hà Tĩnh", true),
            ("1040/QĐ", "Quyết định 1040/QĐ-UBND", true),
            ("ha tinh", "nhà tính", false),
            ("ha noi", "Hà Tĩnh", false),
        ] {
            assert_eq!(finds(query, text), is_found, "{query} in {text}");
        }
    }

    #[test]
    fn letters_lose_their_marks_however_they_are_put_together() {
        assert_eq!(
            unmarked("Hà Tĩnh, ĐẮK LẮK, Phú Yên"),
            "ha tinh, dak lak, phu yen"
        );
        assert_eq!(unmarked("Ha\u{300} Ti\u{303}nh"), "ha tinh");
        assert_eq!(unmarked("ƯỠNG ẶỆỘỰỴ"), "uong aeouy");
    }

    #[test]
    fn file_names_have_no_marks() {
        for (unit, name) in [
            ("UBND xã Đất Đỏ", "ubnd-xa-dat-do"),
            ("  Phường 1 – TP. Cao Lãnh  ", "phuong-1-tp-cao-lanh"),
            ("ƯỜNG ẮẰẲẴẶ", "uong-aaaaa"),
            ("../../etc", "etc"),
            ("", ""),
            ("***", ""),
        ] {
            assert_eq!(slug(unit), name, "{unit:?}");
        }
        assert_eq!(slug(&"xã ".repeat(100)).len(), 59);
    }
}
