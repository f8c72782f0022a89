//! Numbers as people type them and as files write them.

use bac_thang::engine::vietnamese::{self, Reading};
use bac_thang::{Entry, Number};
use serde_json::json;

/// A text read as a number in every way there is. Its first two lines are two numbers, for what is computed from two.
pub fn numbers(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let second = rest.split_once('\n').map_or(rest, |(second, _)| second);
    let mut numbers = Vec::new();
    for text in [text, first, second] {
        numbers.extend(typed(text));
        numbers.extend(text.parse::<Number>());
    }
    numbers.iter().for_each(is_read_as_printed);
    for one in &numbers {
        for other in &numbers {
            can_be_computed_with(one, other);
        }
    }
    an_entry_says_what_was_typed(first, second);
}

/// What a text can mean where it is typed, each a number that people type.
fn typed(text: &str) -> Vec<Number> {
    let reading = vietnamese::read(text);
    assert_eq!(vietnamese::read(text.trim()), reading);
    let readings = match reading {
        Reading::Exact(number) => vec![number],
        Reading::Ambiguous { decimal, thousands } => {
            assert_eq!(&decimal * &Number::from(1000_u32), thousands);
            assert_ne!(decimal, thousands);
            vec![decimal, thousands]
        }
        Reading::Empty => {
            assert!(text.trim().is_empty());
            Vec::new()
        }
        Reading::Unreadable(_) => Vec::new(),
    };
    for number in &readings {
        assert!(!number.is_negative());
        let printed = vietnamese::print(number);
        let is_same = match vietnamese::read(&printed) {
            Reading::Exact(read) => read == *number,
            Reading::Ambiguous { thousands, .. } => thousands == *number,
            _ => false,
        };
        assert!(is_same, "{text:?} is {number}, printed {printed:?}");
        assert_eq!(number.to_string().parse().as_ref(), Ok(number));
    }
    readings
}

/// What a file writes is read as the same number; what a person is shown is never more than there is.
fn is_read_as_printed(number: &Number) {
    let written = number.to_string();
    if let Ok(read) = written.parse::<Number>() {
        assert_eq!(read, *number);
        assert_eq!(read.to_string(), written);
    }
    let printed = vietnamese::print(number);
    let shown: String = printed
        .chars()
        .filter(|c| !matches!(c, '≈' | '\u{a0}' | '.' | '−'))
        .map(|c| if c == ',' { '.' } else { c })
        .collect();
    if let Ok(shown) = shown.parse::<Number>() {
        assert!(shown <= number.magnitude(), "{number} {printed:?}");
        let is_cut_off = printed.starts_with('≈');
        assert_eq!(
            shown < number.magnitude(),
            is_cut_off,
            "{number} {printed:?}"
        );
    }
    assert!(!vietnamese::print_share(number).is_empty());
}

fn can_be_computed_with(one: &Number, other: &Number) {
    assert_eq!(&(one + other) - other, *one);
    assert_eq!(one * other, other * one);
    assert_eq!(Number::sum([one, other, one]), &(one + other) + one);
    assert_eq!(one < other, (one - other).is_negative());
    assert_eq!(one == other, (one - other).is_zero());
    if let Some(share) = one.share_of(other) {
        assert_eq!(&share * other, *one);
    } else {
        assert!(other.is_zero());
    }
    let whole = one.truncated();
    assert!(whole.is_whole() && (one - &whole).magnitude() < Number::ONE);
}

/// A cell keeps the words; its value is one of their readings; a file brings both back.
fn an_entry_says_what_was_typed(text: &str, value: &str) {
    let entry = Entry::typed(text);
    assert_eq!(entry.text(), text);
    is_read_back(&entry);
    if let Reading::Ambiguous { decimal, thousands } = vietnamese::read(text) {
        for chosen in [decimal, thousands] {
            let entry = entry.read_as(&chosen);
            assert_eq!(entry.value(), Some(&chosen));
            assert_eq!(entry.text(), text);
            is_read_back(&entry);
        }
    }
    let written = json!({ "typed": text, "value": value });
    if let Ok(entry) = serde_json::from_value::<Entry>(written) {
        if value.contains(['%', '/']) {
            // It is as good as typed: what it may stand for is known where it is counted.
            assert_eq!(entry, Entry::typed(&value.replace('.', ",")));
        } else {
            assert_eq!(entry.value().cloned(), value.parse().ok());
        }
        is_read_back(&entry);
    }
    if let Ok(entry) = serde_json::from_value::<Entry>(json!({ "value": value })) {
        is_read_back(&entry);
        if let Some(value) = entry.value() {
            let shown = Entry::typed(&entry.text());
            // A value below 0 is shown and not typed; of two readings a person chooses.
            assert!(value.is_negative() || shown.read_as(value).value() == Some(value));
        }
    }
}

fn is_read_back(entry: &Entry) {
    match serde_json::to_value(entry) {
        Ok(written) => {
            let read = serde_json::from_value::<Entry>(written.clone());
            assert_eq!(read.ok().as_ref(), Some(entry), "{written}");
        }
        Err(error) => panic!("{error}: {entry:?}"),
    }
}
