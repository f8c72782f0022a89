//! What the JSON reader says of a value that does not fit, in Vietnamese.
//!
//! The reader's sentences are English and few; one it has not said before becomes a general one, never English on screen.

/// So many names are listed; of more only the nearest is told.
const FEW: usize = 12;
/// So many letters may differ in a name that is near.
const NEAR: usize = 2;

/// What does not fit.
pub fn what(message: &str) -> String {
    let (found, expected) = message.rsplit_once(", expected ").unwrap_or((message, ""));
    let name = |start: &str| Some(found.strip_prefix(start)?.trim_end_matches('`'));
    if let Some(name) = name("unknown field `") {
        return strange("mục", name, &names(expected));
    }
    if let Some(name) = name("unknown variant `") {
        return strange("giá trị", name, &names(expected));
    }
    if let Some(name) = name("missing field `") {
        return format!("thiếu mục “{name}”");
    }
    if let Some(name) = name("duplicate field `") {
        return format!("ghi hai lần mục “{name}”");
    }
    let starts = ["invalid type: ", "invalid value: ", "found "];
    let found = starts.iter().find_map(|start| found.strip_prefix(start));
    let (Some(found), false) = (found, expected.is_empty()) else {
        return "giá trị không đúng dạng".to_owned();
    };
    if let Some(limit) = too_long(expected) {
        let number = found.strip_prefix("value ").unwrap_or(found);
        return format!("số “{}” quá dài, {limit}", number.trim_matches('"'));
    }
    format!(
        "có {}, cần {}",
        found_value(found),
        expected_value(expected)
    )
}

/// The names between back quotes.
fn names(expected: &str) -> Vec<&str> {
    expected.split('`').skip(1).step_by(2).collect()
}

/// A name that is none of those that may stand there: these, where they are few, else the nearest, or how many they are.
fn strange(kind: &str, name: &str, known: &[&str]) -> String {
    let quoted: Vec<String> = known.iter().map(|known| format!("“{known}”")).collect();
    let nearest = known
        .iter()
        .map(|known| (distance(name, known), known))
        .min();
    match (nearest, known.len()) {
        (None, _) => format!("có {kind} lạ “{name}”"),
        (_, 1..=FEW) => format!("có {kind} lạ “{name}”, chỉ được dùng {}", quoted.join(", ")),
        (Some((..=NEAR, nearest)), count) => {
            format!("có {kind} lạ “{name}”, gần nhất trong {count} {kind} được dùng là “{nearest}”")
        }
        (_, count) => format!("có {kind} lạ “{name}”, không thuộc {count} {kind} được dùng ở đây"),
    }
}

/// In how many letters two names differ: left out, put in or another (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut next = vec![index + 1];
        for (place, pair) in row.windows(2).enumerate() {
            let instead = pair[0] + usize::from(other[place] != letter);
            next.push(instead.min(pair[1] + 1).min(next[place] + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// How many digits there may be, where there are more.
fn too_long(expected: &str) -> Option<String> {
    let digits: Vec<&str> = expected
        .split(' ')
        .filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let is_number = expected.starts_with("a number of at most ");
    match (expected, digits.as_slice()) {
        (_, [whole, decimals]) if is_number => Some(format!(
            "nhiều nhất được {whole} chữ số phần nguyên và {decimals} chữ số thập phân"
        )),
        (_, [digits]) if expected.starts_with("a fraction of at most ") => {
            Some(format!("nhiều nhất được {digits} chữ số ở tử và ở mẫu"))
        }
        (_, [digits]) if expected.starts_with("at most ") => {
            Some(format!("nhiều nhất được {digits} chữ số phần nguyên"))
        }
        _ => None,
    }
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
    if let Some((first, last)) = bounds(expected) {
        return format!("một số nguyên từ {first} đến {last}");
    }
    if let Some(names) = expected
        .strip_prefix("one of ")
        .filter(|names| names.contains(", "))
    {
        return format!("đúng một trong “{}”", names.replace(", ", "”, “"));
    }
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
        ("u", "một số nguyên không âm"),
    ];
    let kind = kinds.iter().find(|(start, _)| expected.starts_with(start));
    kind.map_or("giá trị khác", |(_, said)| said).to_owned()
}

/// What a whole number may be from and to.
fn bounds(expected: &str) -> Option<(&str, &str)> {
    let kinds = [
        ("i8", ("−128", "127")),
        ("u8", ("0", "255")),
        ("u16", ("0", "65.535")),
        ("u32", ("0", "4.294.967.295")),
    ];
    let kind = kinds.iter().find(|(kind, _)| *kind == expected);
    let written = expected.strip_prefix("a whole number from ");
    kind.map(|(_, bounds)| *bounds)
        .or_else(|| written?.split_once(" to "))
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
    fn what_is_wrong_is_said_of_the_longest_number_too() {
        let digits = "9".repeat(400);
        let said = said("\"7.5\"", &format!("\"{digits}\""));
        assert!(said.starts_with("số “9999"), "{said}");
        assert!(
            said.ends_with(
                "9…” quá dài, nhiều nhất được 15 chữ số phần nguyên và 9 chữ số thập phân"
            ),
            "{said}"
        );
    }

    #[test]
    fn names_differ_in_letters() {
        for (one, other, expected) in [
            ("", "", 0),
            ("year", "year", 0),
            ("yeer", "year", 1),
            ("yer", "year", 1),
            ("yeaar", "year", 1),
            ("", "year", 4),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(super::distance(one, other), expected, "{one} {other}");
            assert_eq!(super::distance(other, one), expected, "{other} {one}");
        }
    }

    /// Something of the good file, what stands in its place, and what the page says of it.
    type Said<'a> = (&'a str, &'a str, &'a str);

    fn all_said(cases: &[Said]) {
        for (good, bad, vietnamese) in cases {
            assert_eq!(said(good, bad), *vietnamese, "{bad}");
        }
    }

    #[test]
    fn a_strange_name_is_told_from_those_that_may_stand_there() {
        all_said(&[
            (
                "\"year\"",
                "\"bonus\"",
                "có mục lạ “bonus”, không thuộc 13 mục được dùng ở đây",
            ),
            (
                "\"year\"",
                "\"yeer\"",
                "có mục lạ “yeer”, gần nhất trong 13 mục được dùng là “year”",
            ),
            (
                "\"value\"",
                "\"wert\"",
                "có mục lạ “wert”, chỉ được dùng “typed”, “value”",
            ),
            (
                "official",
                "serious",
                "có giá trị lạ “serious”, chỉ được dùng “official”, “training”",
            ),
        ]);
    }

    #[test]
    fn a_whole_number_is_told_from_and_to_where() {
        all_said(&[
            (
                "2026",
                "\"2026\"",
                "có chữ “2026”, cần một số nguyên từ 2000 đến 2100",
            ),
            (
                "2026",
                "1999",
                "có số “1999”, cần một số nguyên từ 2000 đến 2100",
            ),
            (
                "2026",
                "70000",
                "có số “70000”, cần một số nguyên từ 2000 đến 2100",
            ),
            (
                "2026",
                "-5",
                "có số “-5”, cần một số nguyên từ 2000 đến 2100",
            ),
            (
                "2026",
                "2026.5",
                "có số “2026.5”, cần một số nguyên từ 2000 đến 2100",
            ),
            (
                "\"edition\": 1",
                "\"edition\": -1",
                "có số “-1”, cần một số nguyên từ 0 đến 4.294.967.295",
            ),
        ]);
    }

    #[test]
    fn a_long_number_is_told_how_long_it_may_be() {
        all_said(&[
            (
                "\"7.5\"",
                "\"1234567890123456\"",
                "số “1234567890123456” quá dài, nhiều nhất được 15 chữ số phần nguyên và 9 chữ số thập phân",
            ),
            (
                "\"7.5\"",
                "\"1/1234567890123456789012345\"",
                "số “1/1234567890123456789012345” quá dài, nhiều nhất được 24 chữ số ở tử và ở mẫu",
            ),
            (
                "\"7.5\"",
                "\"1234567890123456/1\"",
                "số “1234567890123456” quá dài, nhiều nhất được 15 chữ số phần nguyên",
            ),
        ]);
    }

    #[test]
    fn whatever_the_reader_says_is_said_in_vietnamese() {
        all_said(&[
            ("\"unit_group\": \"xa\",", "", "thiếu mục “unit_group”"),
            (
                "\"year\": 2026",
                "\"year\": 2026, \"year\": 2026",
                "ghi hai lần mục “year”",
            ),
            ("\"xa\"", "7", "có số “7”, cần chữ"),
            (
                "\"points\"",
                "\"silence\": {}, \"points\"",
                "có một nhóm mục trống, cần đúng một trong “not_applicable”, “undefined”",
            ),
            (
                "\"points\"",
                "\"silence\": { \"undefined\": {}, \"not_applicable\": {} }, \"points\"",
                "có “undefined, not_applicable”, cần đúng một trong “not_applicable”, “undefined”",
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
        ]);
        assert_eq!(
            what("something never said before"),
            "giá trị không đúng dạng"
        );
    }
}
