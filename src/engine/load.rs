//! Opening files: from text to checked types, with an error that tells where, what was found and what is expected.

use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::assessment::{self, Assessment};
use super::document::{self, FrameworkDocument};
use super::framework::{Fault, Framework};
use super::json::{Json, MAX_DEPTH, Mistake, Stop, Why};

/// The largest file that is read, in bytes. The largest real one is under a hundredth of it.
pub const MAX_BYTES: usize = 5_000_000;

const LONGEST_EXCERPT: usize = 200;
/// As much of what was found, beside what is expected.
const LONGEST_FOUND: usize = 100;
/// The names of a framework's fields are the longest list.
const LONGEST_EXPECTED: usize = 300;
/// What stands between what was found and what is expected.
const EXPECTED: &str = ", expected ";

/// Why a file was not opened. Nothing of it has been taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LoadError {
    /// Larger than [`MAX_BYTES`].
    #[error("{bytes} bytes, expected at most {MAX_BYTES}")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Nothing in it.
    #[error("an empty file, expected JSON")]
    Empty,
    /// JSON that stops in the middle.
    #[error("line {line}, column {column}: the file ends too early")]
    Truncated {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Not JSON.
    #[error("line {line}, column {column}: not JSON")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Nested deeper than any file of ours.
    #[error("line {line}, column {column}: nested more than {most} deep")]
    TooDeep {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// How deep it may be.
        most: usize,
    },
    /// JSON of another kind.
    #[error("format: found {found}, expected \"{expected}/{known}\"")]
    OtherKind {
        /// What its `format` says, or that there is none.
        found: String,
        /// The kind asked for.
        expected: &'static str,
        /// Its latest version known here.
        known: u32,
    },
    /// Written by a later version of this product.
    #[error("format: found version {found}, expected at most {known}")]
    Newer {
        /// Its version.
        found: u32,
        /// The latest version known here.
        known: u32,
    },
    /// The right kind, with something in it that does not fit.
    #[error("{path}: {message}")]
    Shape {
        /// The JSON path.
        path: String,
        /// What does not fit.
        message: String,
    },
    /// Two answers for one group, item or input.
    #[error("{path}: found {id:?} again, expected one answer for each")]
    AnsweredTwice {
        /// Where the second stands.
        path: String,
        /// The group's, item's or input's id.
        id: String,
    },
    /// More of something than a real sheet has.
    #[error("{path}: found {found}, expected at most {limit}")]
    TooMany {
        /// The JSON path.
        path: String,
        /// How many there are.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// The right shape, with a mistake in its meaning.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl Framework {
    /// Opens a framework file.
    ///
    /// # Errors
    /// [`LoadError`]; nothing is dropped silently, so an unknown field is an error too.
    pub fn read(text: &str) -> Result<Framework, LoadError> {
        let (json, _) = tree(text, document::FORMAT, document::VERSION)?;
        let written: FrameworkDocument = types(&json)?;
        Ok(Framework::check(written, digest(&json))?)
    }
}

impl Assessment {
    /// Opens an assessment file. Whether it fits its seal is not looked at: [`File`](super::file::File) does.
    ///
    /// # Errors
    /// [`LoadError`]; nothing is dropped silently, so an unknown field is an error too.
    pub fn read(text: &str) -> Result<Assessment, LoadError> {
        let (json, _) = tree(text, assessment::FORMAT, assessment::VERSION)?;
        Assessment::opened(json)
    }
}

/// The tree of a file of the kind asked for, and its version.
pub(crate) fn tree<'a>(
    text: &'a str,
    kind: &'static str,
    known: u32,
) -> Result<(Json<'a>, u32), LoadError> {
    if text.len() > MAX_BYTES {
        return Err(LoadError::TooLarge { bytes: text.len() });
    }
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(LoadError::Empty);
    }
    let json = Json::parse(text).map_err(syntax)?;
    let version = version(&json, kind, known)?;
    Ok((json, version))
}

pub(crate) fn types<T: DeserializeOwned>(json: &Json) -> Result<T, LoadError> {
    json.read().map_err(|mistake: Mistake| shape(&mistake))
}

fn shape(mistake: &Mistake) -> LoadError {
    LoadError::Shape {
        path: excerpt(&mistake.path()),
        message: short(&mistake.to_string()),
    }
}

/// A message with as much of the file's own words as it has room for; what is expected is ours, and stays.
fn short(message: &str) -> String {
    match message.rsplit_once(EXPECTED) {
        Some((found, expected)) => format!(
            "{}{EXPECTED}{}",
            excerpt_of(found, LONGEST_FOUND),
            excerpt_of(expected, LONGEST_EXPECTED)
        ),
        None => excerpt(message),
    }
}

/// Types of a field that was taken out of its object.
pub(crate) fn types_in<T: DeserializeOwned>(field: &str, json: &Json) -> Result<T, LoadError> {
    json.read()
        .map_err(|mistake: Mistake| shape(&mistake.in_field(field)))
}

fn version(json: &Json, kind: &'static str, known: u32) -> Result<u32, LoadError> {
    let Some(format) = json.text_of("format") else {
        return Err(LoadError::OtherKind {
            found: "no format".to_owned(),
            expected: kind,
            known,
        });
    };
    let version = format
        .strip_prefix(kind)
        .and_then(|rest| rest.strip_prefix('/'))
        .and_then(|version| version.parse().ok())
        .filter(|version: &u32| format == format!("{kind}/{version}"));
    match version {
        Some(found) if found > known => Err(LoadError::Newer { found, known }),
        Some(found) if found > 0 => Ok(found),
        _ => Err(LoadError::OtherKind {
            found: excerpt(&format!("{format:?}")),
            expected: kind,
            known,
        }),
    }
}

fn syntax(stop: Stop) -> LoadError {
    let Stop { why, line, column } = stop;
    match why {
        Why::End => LoadError::Truncated { line, column },
        Why::NotJson => LoadError::NotJson { line, column },
        Why::TooDeep => LoadError::TooDeep {
            line,
            column,
            most: MAX_DEPTH,
        },
    }
}

/// As much of a file's own words as a message has room for.
pub(crate) fn excerpt(text: &str) -> String {
    excerpt_of(text, LONGEST_EXCERPT)
}

fn excerpt_of(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// SHA-256 of the canonical JSON (RFC 8785), so that neither indentation nor the order of fields matters. It is of the file
/// itself, not of what this version makes of it: a later version that knows more fields gives old files the same digest.
fn digest(json: &Json) -> String {
    hexadecimal(&sha256(&json.canonical()))
}

pub(crate) fn sha256(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

/// Two digits a byte, small letters.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let digits = halves.filter_map(|half| char::from_digit(half.into(), 16));
    digits.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::practice::{edited, framework, typed};

    const TEXT: &str = include_str!("../../tests/practice/framework.json");

    fn written() -> String {
        serde_json::to_string(&typed("xa", &[("a", "7,5")])).unwrap()
    }

    #[test]
    fn a_mark_at_the_start_is_no_part_of_the_text() {
        assert_eq!(
            Assessment::read(&format!("\u{feff}{}", written())),
            Assessment::read(&written())
        );
        assert_eq!(Assessment::read("\u{feff} \n"), Err(LoadError::Empty));
    }

    #[test]
    fn five_million_bytes_are_read_and_one_more_is_not() {
        let padded = |bytes: usize| {
            let text = written();
            let blanks = " ".repeat(bytes - text.len());
            Assessment::read(&(text + &blanks))
        };
        assert!(padded(MAX_BYTES).is_ok());
        let bytes = MAX_BYTES + 1;
        assert_eq!(padded(bytes), Err(LoadError::TooLarge { bytes }));
    }

    #[test]
    fn wherever_it_breaks_off_it_ends_too_early() {
        let text = written();
        for (end, _) in text.char_indices().skip(1) {
            assert!(
                matches!(
                    Assessment::read(&text[..end]),
                    Err(LoadError::Truncated { .. })
                ),
                "{end}"
            );
        }
    }

    #[test]
    fn a_message_is_short_however_long_the_words_it_quotes() {
        let long = "é".repeat(2_000_000);
        let written = written();
        for text in [
            written.replace("7,5", &long).replace("7.5", "8"),
            written.replacen("\"unit\":", &format!("\"{long}\":"), 1),
            written.replacen("assessment/2", &long, 1),
            written.replacen(
                "{\"of\":\"a\"",
                &format!("{{\"of\":\"{long}\"}},{{\"of\":\"{long}\""),
                1,
            ),
        ] {
            let message = Assessment::read(&text).unwrap_err().to_string();
            assert!(
                message.chars().count() < 500,
                "{} characters",
                message.len()
            );
        }
    }

    #[test]
    fn what_is_expected_is_said_however_long_what_was_found() {
        for (good, bad, expected) in [
            (
                "\"7.5\"",
                "\"".to_owned() + &"9".repeat(400) + "\"",
                "9 after it",
            ),
            (
                "\"unit\":",
                "\"".to_owned() + &"x".repeat(400) + "\":",
                "`claims`",
            ),
            (
                "\"training\"",
                "\"".to_owned() + &"x".repeat(400) + "\"",
                "`training`",
            ),
        ] {
            let text = written().replacen(good, &bad, 1);
            let message = Assessment::read(&text).unwrap_err().to_string();
            assert!(message.ends_with(expected), "{message}");
        }
    }

    #[test]
    fn nesting_has_an_end() {
        let deep = "[".repeat(1_000_000);
        assert!(matches!(
            Assessment::read(&deep),
            Err(LoadError::TooDeep { column: 128, .. })
        ));
    }

    #[test]
    fn the_digest_is_of_the_content() {
        let digest = |text: &str| Framework::read(text).unwrap().digest;
        let spaced = TEXT.replace("\": ", "\" :\n");
        assert_ne!(spaced, TEXT);
        assert_eq!(digest(TEXT).len(), 64);
        assert_eq!(digest(&spaced), digest(TEXT));
        let edition_2 = edited(|json| json["edition"] = 2.into());
        assert_ne!(edition_2.digest, framework().digest);
    }

    #[test]
    fn frameworks_are_the_same_where_their_content_is() {
        let spaced = Framework::read(&TEXT.replace("\": ", "\" :\n")).unwrap();
        assert_eq!(spaced, framework());
        assert_ne!(edited(|json| json["edition"] = 2.into()), framework());
    }
}
