//! Names without marks.

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
    let apart = String::from(js_sys::JsString::from(text.to_lowercase()).normalize("NFD"));
    let is_mark = |letter: &char| ('\u{300}'..='\u{36f}').contains(letter);
    apart
        .chars()
        .filter(|letter| !is_mark(letter))
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .collect()
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::slug;

    wasm_bindgen_test_configure!(run_in_browser);

    // In a browser only, because the letters are taken apart by the browser.
    #[wasm_bindgen_test]
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
