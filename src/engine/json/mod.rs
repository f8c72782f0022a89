//! JSON as a tree, with every field in the order and as often as it is written.
//!
//! A file is read twice: its text into this tree, and the tree into types. Types that are read from one kind of tree alone
//! are compiled once, and the tree knows where a mistake stands. Numbers stay as written, so that no float is needed.

mod parse;
mod types;

use std::borrow::Cow;
use std::fmt::Write as _;

pub(crate) use parse::MAX_DEPTH;
pub(crate) use types::Mistake;

/// A value, with the text it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Fields(Vec<Field<'a>>),
}

/// A field of an object and its value.
pub(crate) type Field<'a> = (Cow<'a, str>, Json<'a>);

/// Where a text stops being JSON that is read, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    pub(crate) why: Why,
    /// Line of the last character that was looked at, from 1.
    pub(crate) line: usize,
    /// Its column, in characters from 1.
    pub(crate) column: usize,
}

/// Why a text is not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// All that is there could be the beginning of JSON.
    End,
    /// It is none.
    NotJson,
    /// Lists and objects stand in one another deeper than [`MAX_DEPTH`].
    TooDeep,
}

impl Json<'_> {
    /// The text of a field; of the last one, where it is written twice.
    pub(crate) fn text_of(&self, field: &str) -> Option<&str> {
        let Json::Fields(fields) = self else {
            return None;
        };
        match fields.iter().rev().find(|(name, _)| name == field) {
            Some((_, Json::Text(text))) => Some(text),
            _ => None,
        }
    }

    /// Canonical JSON (RFC 8785), so that neither indentation nor the order of fields matters. Of fields written twice the
    /// last one counts. Numbers are printed as they are written, which is canonical for whole numbers of up to 15 digits;
    /// the types of a framework allow no other.
    pub(crate) fn canonical(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, to: &mut String) {
        match self {
            Json::Null => to.push_str("null"),
            Json::Bool(true) => to.push_str("true"),
            Json::Bool(false) => to.push_str("false"),
            Json::Number(written) => to.push_str(written),
            Json::Text(text) => write_text(text, to),
            Json::List(items) => {
                to.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        to.push(',');
                    }
                    item.write(to);
                }
                to.push(']');
            }
            Json::Fields(fields) => write_fields(fields, to),
        }
    }
}

/// In the order of their names' UTF-16 units (RFC 8785, 3.2.3).
fn write_fields(fields: &[Field], to: &mut String) {
    let mut sorted: Vec<&Field> = Vec::with_capacity(fields.len());
    for field in fields {
        // They are few, and sorting them would take a sort of its own in the page.
        let is_before = |other: &&Field| !field.0.encode_utf16().lt(other.0.encode_utf16());
        sorted.insert(sorted.partition_point(is_before), field);
    }
    to.push('{');
    let mut written = sorted.iter().peekable();
    let mut is_first = true;
    while let Some((name, value)) = written.next() {
        if written.peek().is_some_and(|(next, _)| next == name) {
            continue;
        }
        if !is_first {
            to.push(',');
        }
        is_first = false;
        write_text(name, to);
        to.push(':');
        value.write(to);
    }
    to.push('}');
}

/// What cannot stand in a text as it is.
fn is_escaped(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// As RFC 8785, 3.2.2.2 says.
fn write_text(text: &str, to: &mut String) {
    to.push('"');
    let mut rest = text;
    while let Some(end) = rest.bytes().position(is_escaped) {
        let (plain, escaped) = rest.split_at(end);
        to.push_str(plain);
        let mut letters = escaped.chars();
        match letters.next() {
            Some('\u{8}') => to.push_str("\\b"),
            Some('\t') => to.push_str("\\t"),
            Some('\n') => to.push_str("\\n"),
            Some('\u{c}') => to.push_str("\\f"),
            Some('\r') => to.push_str("\\r"),
            Some(letter @ '\0'..='\u{1f}') => {
                let _ = write!(to, "\\u{:04x}", u32::from(letter)); // a String takes whatever is written to it
            }
            Some(letter) => to.extend(['\\', letter]),
            None => {}
        }
        rest = letters.as_str();
    }
    to.push_str(rest);
    to.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> String {
        Json::parse(text).unwrap().canonical()
    }

    #[test]
    fn spaces_order_and_escapes_do_not_matter() {
        for (text, expected) in [
            (
                " [ 1 , null,true ,false,[ ],{ } ] ",
                "[1,null,true,false,[],{}]",
            ),
            (r#"{ "b": 1, "a": "\u0061" }"#, r#"{"a":"a","b":1}"#),
            (r#""\u001f\u0008\f\"\\\/\u1ec7""#, r#""\u001f\b\f\"\\/ệ""#),
            (r#""\b\t\n\f\r""#, r#""\b\t\n\f\r""#),
            (r#""\u0009\u000a\u000d\u0000""#, r#""\t\n\r\u0000""#),
            (r#"{ "a": 1, "b": 2, "a": 3 }"#, r#"{"a":3,"b":2}"#),
        ] {
            assert_eq!(canonical(text), expected, "{text}");
        }
    }

    /// RFC 8785, 3.2.3: the example of the order, which is not that of UTF-8.
    #[test]
    fn names_are_sorted_by_utf_16_units() {
        let text = r#"{"€":1,"\r":2,"\ufb33":3,"1":4,"😀":5,"\u0080":6,"ö":7}"#;
        let expected = "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{fb33}\":3}";
        assert_eq!(canonical(text), expected);
    }

    #[test]
    fn numbers_stay_as_they_are_written() {
        for text in [
            "0", "-0", "10", "-1.50", "1e5", "1E5", "1e+5", "12E-05", "0.1e-2",
        ] {
            assert_eq!(Json::parse(text), Ok(Json::Number(text)));
        }
    }

    /// Where a text stops being JSON: at the end, or with the last character that was read.
    fn stop(text: &str) -> (bool, usize) {
        let stop = Json::parse(text).unwrap_err();
        assert_eq!(stop.line, 1);
        assert_ne!(stop.why, Why::TooDeep);
        (stop.why == Why::End, stop.column)
    }

    #[test]
    fn a_place_is_told_in_characters_as_editors_do() {
        for (text, why, line, column) in [
            ("{\"unit\":\"UBND xã Đất Đỏ\" x}", Why::NotJson, 1, 26),
            ("{\n\"ộ\": ộ}", Why::NotJson, 2, 6),
            // A line break within a text stands at the end of its own line.
            ("{\"unit\":\"ộ\n\"}", Why::NotJson, 1, 11),
            ("{\n\"a\": \"\n\"}", Why::NotJson, 2, 7),
            ("\n", Why::End, 1, 1),
            ("{\"ộ", Why::End, 1, 3),
            ("{\n", Why::End, 1, 2),
            ("{\n\n ", Why::End, 3, 1),
        ] {
            let stop = Stop { why, line, column };
            assert_eq!(Json::parse(text), Err(stop), "{text:?}");
        }
    }

    #[test]
    fn what_is_nested_too_deep_is_told_from_what_is_no_json() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(Json::parse(&nested(MAX_DEPTH)).is_ok());
        let stop = Stop {
            why: Why::TooDeep,
            line: 1,
            column: MAX_DEPTH + 1,
        };
        assert_eq!(Json::parse(&nested(MAX_DEPTH + 1)), Err(stop));
    }

    #[test]
    fn what_is_no_number_stops_where_it_could_no_longer_be_one() {
        for begun in ["-", "1.", "1e", "1e+", "1E-"] {
            assert_eq!(stop(begun), (true, begun.len()), "{begun}");
        }
        for (text, column) in [
            ("01", 2),
            (".5", 1),
            ("+1", 1),
            ("-x", 2),
            ("1.e5", 3),
            ("1.]", 3),
            ("1e]", 3),
            ("1e+-5", 4),
            ("1eE5", 3),
        ] {
            assert_eq!(stop(text), (false, column), "{text}");
        }
    }

    /// RFC 8259, 7: four hexadecimal digits, and two such units for what UTF-16 writes in two.
    #[test]
    fn letters_may_be_written_by_their_units() {
        assert_eq!(
            Json::parse(r#""\u1EC7\ud83d\uDE00""#),
            Ok(Json::Text("ệ😀".into()))
        );
        for begun in [r#""\u"#, r#""\u12"#, r#""\u1ec7"#, r#""\ud83d\u"#] {
            assert_eq!(stop(begun), (true, begun.len()), "{begun}");
        }
        for (text, column) in [
            (r#""\u12""#, 6),
            (r#""\u12g4""#, 6),
            (r#""\u+123""#, 4),
            (r#""\ud83d""#, 8),
            (r#""\ud83dx""#, 8),
            (r#""\ud83d\u0041""#, 13),
            (r#""\ude00""#, 7),
        ] {
            assert_eq!(stop(text), (false, column), "{text}");
        }
    }

    #[test]
    fn of_a_field_written_twice_the_last_one_counts() {
        let json = Json::parse(r#"{ "a": "1", "b": 2, "a": "3" }"#).unwrap();
        assert_eq!(json.text_of("a"), Some("3"));
        assert_eq!(json.text_of("b"), None);
        assert_eq!(json.text_of("c"), None);
        assert_eq!(Json::Null.text_of("a"), None);
    }
}
