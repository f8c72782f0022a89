//! Where in a JSON text something stands: the path to the value that ends there.
//!
//! Reading tells line and column; a person looks for `sheets[0].blocks[1]`. Tracking the path while reading would compile
//! every type's reading a second time, which was a quarter of the page.

use std::fmt::Write as _;

/// What is open around a place.
enum Open {
    /// The index of the element being read.
    Array(usize),
    /// The key last read.
    Object(Option<String>),
}

/// The path to what ends at a line and column, both from 1, as the reader counts them: bytes read of the line. The path to
/// all of it is `.`.
pub(crate) fn path(text: &str, line: usize, column: usize) -> String {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let end = before.saturating_add(column).min(text.len());
    let bytes = text.as_bytes();
    let (mut open, mut at): (Vec<Open>, usize) = (Vec::new(), 0);
    // Whether a string that comes now is a key.
    let mut is_key = false;
    while at < end {
        match bytes[at] {
            b'{' => {
                open.push(Open::Object(None));
                is_key = true;
            }
            b'[' => {
                open.push(Open::Array(0));
                is_key = false;
            }
            b'}' | b']' => {
                open.pop();
                is_key = false;
            }
            b',' => match open.last_mut() {
                Some(Open::Array(index)) => *index += 1,
                Some(Open::Object(_)) => is_key = true,
                None => {}
            },
            b'"' => {
                let length = string(&bytes[at..]);
                if let (true, Some(Open::Object(key))) = (is_key, open.last_mut()) {
                    let written = text.get(at..at + length).unwrap_or_default();
                    *key = serde_json::from_str(written).ok();
                    is_key = false;
                }
                at += length - 1;
            }
            _ => {}
        }
        at += 1;
    }
    written(&open)
}

/// How many bytes a string has, both quotation marks included; all that is left where it does not end.
fn string(bytes: &[u8]) -> usize {
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn written(open: &[Open]) -> String {
    let mut path = String::new();
    for open in open {
        // A String takes everything.
        let _ = match open {
            Open::Array(index) => write!(path, "[{index}]"),
            Open::Object(Some(key)) if path.is_empty() => write!(path, "{key}"),
            Open::Object(Some(key)) => write!(path, ".{key}"),
            Open::Object(None) => Ok(()),
        };
    }
    if path.is_empty() {
        ".".to_owned()
    } else {
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The path to what ends before the mark.
    fn marked(text: &str) -> String {
        let (before, after) = text.split_once('¤').unwrap();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().len();
        path(&format!("{before}{after}"), line, column)
    }

    #[test]
    fn a_value_a_key_and_what_holds_them_have_a_path() {
        for (text, path) in [
            ("{ \"a\": 1¤ }", "a"),
            ("{ \"a\": 1, \"b\"¤: 2 }", "b"),
            ("{ \"a\": { \"b\": [1, 2¤] } }", "a.b[1]"),
            ("{ \"a\": { \"b\": [1, 2]¤ } }", "a.b"),
            ("{ \"a\": { \"b\": [1, 2] }¤ }", "a"),
            (
                "{ \"a\": [{ \"b\": 1 },\n\n  { \"c\": \"ệ\"¤ }] }",
                "a[1].c",
            ),
            ("{ \"a\": 1 }¤", "."),
            ("[[1], [2, 3¤]]", "[1][1]"),
            ("¤1", "."),
        ] {
            assert_eq!(marked(text), path, "{text}");
        }
    }

    #[test]
    fn what_stands_in_a_string_opens_and_ends_nothing() {
        for (text, path) in [
            (r#"{ "a": "}]{[,", "b": 1¤ }"#, "b"),
            (r#"{ "a": "\"}", "b": "\\", "c": 1¤ }"#, "c"),
            (r#"{ "a\"{": { "\u1ec7": true¤ } }"#, "a\"{.ệ"),
        ] {
            assert_eq!(marked(text), path, "{text}");
        }
    }

    #[test]
    fn a_place_beyond_the_text_is_its_end() {
        assert_eq!(path("{ \"a\": [1, \"", 9, 9), "a[1]");
        assert_eq!(path("", 0, 0), ".");
    }
}
