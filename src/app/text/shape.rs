//! What the JSON reader says of a value that does not fit, in Vietnamese.
//!
//! The reader's sentences are English and few; one it has not said before becomes a general one, never English on screen.

/// What does not fit.
pub fn what(message: &str) -> String {
    let known = [
        ("unknown field `", "có mục lạ"),
        ("missing field `", "thiếu mục"),
        ("duplicate field `", "ghi hai lần mục"),
        ("unknown variant `", "có giá trị lạ"),
    ];
    for (start, said) in known {
        if let Some(rest) = message.strip_prefix(start) {
            let name = rest.split('`').next().unwrap_or_default();
            return format!("{said} “{name}”");
        }
    }
    for start in ["invalid type: ", "invalid value: ", "found "] {
        if let Some((found, expected)) = message
            .strip_prefix(start)
            .and_then(|rest| rest.rsplit_once(", expected "))
        {
            return format!(
                "có {}, cần {}",
                found_value(found),
                expected_value(expected)
            );
        }
    }
    "giá trị không đúng dạng".to_owned()
}

fn found_value(found: &str) -> String {
    let kinds = [
        ("string ", "chữ"),
        ("integer ", "số"),
        ("floating point ", "số"),
        ("boolean ", "giá trị"),
        ("value ", "giá trị"),
    ];
    let quoted = |text: &str| format!("“{}”", text.trim_matches(['"', '`']));
    match found {
        "map" => "một nhóm mục".to_owned(),
        "sequence" => "một danh sách".to_owned(),
        "null" => "giá trị trống (null)".to_owned(),
        "no name" => "một nhóm mục trống".to_owned(),
        other => kinds
            .iter()
            .find_map(|(start, said)| {
                Some(format!("{said} {}", quoted(other.strip_prefix(start)?)))
            })
            .unwrap_or_else(|| quoted(other)),
    }
}

fn expected_value(expected: &str) -> String {
    let kinds = [
        (
            "a number as text",
            "một số viết trong dấu nháy, ví dụ \"842.5\"",
        ),
        (
            "a SHA-256 digest",
            "mã SHA-256 gồm 64 chữ số thập lục phân viết thường",
        ),
        ("a decimal", "một số thập phân"),
        ("what typed", "đúng số đã gõ trong tệp"),
        ("a string", "chữ"),
        ("a boolean", "true hoặc false"),
        ("a sequence", "một danh sách"),
        ("a map", "một nhóm mục"),
        ("one of ", "đúng một trong các mục cho phép"),
        ("{", "một nhóm mục mang tên đó"),
        ("struct", "một nhóm mục"),
        ("u", "một số nguyên"),
    ];
    let kind = kinds.iter().find(|(start, _)| expected.starts_with(start));
    kind.map_or("giá trị khác", |(_, said)| said).to_owned()
}

#[cfg(test)]
mod tests {
    use bac_thang::{Assessment, LoadError};

    use super::what;

    const GOOD: &str = r#"{ "format": "bac-thang/assessment/1", "kind": "official",
        "framework": { "id": "f", "edition": 1, "digest": "d" }, "unit_group": "xa", "year": 2026,
        "answers": [{ "of": "a", "points": { "typed": "7,5", "value": "7.5" } }] }"#;

    #[test]
    fn a_digest_that_is_none_is_said_in_vietnamese() {
        let bad =
            "\"evidence\": [{ \"file\": { \"name\": \"a\", \"sha256\": \"7f\" } }], \"points\"";
        assert_eq!(
            said("\"points\"", bad),
            "có chữ “7f”, cần mã SHA-256 gồm 64 chữ số thập lục phân viết thường"
        );
    }

    /// What the page says of the good file with one thing replaced.
    fn said(good: &str, bad: &str) -> String {
        let text = GOOD.replacen(good, bad, 1);
        match Assessment::read(&text) {
            Err(LoadError::Shape { message, .. }) => what(&message),
            other => panic!("{bad}: {other:?}"),
        }
    }

    #[test]
    fn whatever_the_reader_says_is_said_in_vietnamese() {
        for (good, bad, vietnamese) in [
            ("\"year\"", "\"bonus\"", "có mục lạ “bonus”"),
            ("\"unit_group\": \"xa\",", "", "thiếu mục “unit_group”"),
            (
                "\"year\": 2026",
                "\"year\": 2026, \"year\": 2026",
                "ghi hai lần mục “year”",
            ),
            ("official", "serious", "có giá trị lạ “serious”"),
            ("2026", "\"2026\"", "có chữ “2026”, cần một số nguyên"),
            ("2026", "70000", "có số “70000”, cần một số nguyên"),
            ("2026", "2026.5", "có số “2026.5”, cần một số nguyên"),
            ("\"xa\"", "7", "có số “7”, cần chữ"),
            (
                "\"points\"",
                "\"silence\": {}, \"points\"",
                "có một nhóm mục trống, cần đúng một trong các mục cho phép",
            ),
            (
                "\"points\"",
                "\"silence\": { \"undefined\": {}, \"not_applicable\": {} }, \"points\"",
                "có “undefined, not_applicable”, cần đúng một trong các mục cho phép",
            ),
            (
                "\"points\"",
                "\"silence\": [], \"points\"",
                "có một danh sách, cần đúng một trong các mục cho phép",
            ),
            (
                "\"points\"",
                "\"silence\": \"undefined\", \"points\"",
                "có “undefined”, cần một nhóm mục mang tên đó",
            ),
            ("\"xa\"", "null", "có giá trị trống (null), cần chữ"),
            ("\"xa\"", "{}", "có một nhóm mục, cần chữ"),
            ("\"xa\"", "[]", "có một danh sách, cần chữ"),
            (
                "\"7.5\"",
                "\"1e400\"",
                "có “1e400”, cần một số viết trong dấu nháy, ví dụ \"842.5\"",
            ),
            (
                "\"7.5\"",
                "\"75\"",
                "có giá trị “75”, cần đúng số đã gõ trong tệp",
            ),
            (
                "\"7.5\"",
                "\"2/3\"",
                "có giá trị “2/3”, cần một số thập phân",
            ),
        ] {
            assert_eq!(said(good, bad), vietnamese, "{bad}");
        }
        assert_eq!(
            what("something never said before"),
            "giá trị không đúng dạng"
        );
    }
}
