//! What proves what was entered.

use serde::de::{self, Unexpected};
use serde::{Deserialize, Deserializer, Serialize};

/// A document that proves something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Evidence {
    /// `12/QĐ-UBND`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// `Quyết định`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub form: String,
    /// Day of issue, as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// What it is about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub r#abstract: String,
    /// Where it can be read, or the name of the file that the unit keeps.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// A file by which it can be told; the file itself stays with the unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<EvidenceFile>,
}

/// A file by its name and by what is in it, so that whoever gets to see one later knows whether it is this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EvidenceFile {
    /// Its name.
    pub name: String,
    /// The SHA-256 digest of all its bytes, in 64 lower-case hexadecimal digits.
    #[serde(deserialize_with = "digest")]
    #[cfg_attr(
        all(test, not(target_arch = "wasm32")),
        schemars(regex(pattern = "^[0-9a-f]{64}$"))
    )]
    pub sha256: String,
}

fn digest<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    let is_digit = |letter: char| matches!(letter, '0'..='9' | 'a'..='f');
    if text.len() == 64 && text.chars().all(is_digit) {
        Ok(text)
    } else {
        let found = Unexpected::Str(&text);
        Err(de::Error::invalid_value(
            found,
            &"a SHA-256 digest in 64 lower-case hexadecimal digits",
        ))
    }
}

impl Evidence {
    /// Whether it names a file, or has something in it that can be seen.
    #[must_use]
    pub fn says_something(&self) -> bool {
        let Evidence {
            number,
            form,
            date,
            r#abstract,
            link,
            file,
        } = self;
        let texts = [number, form, date, r#abstract, link];
        file.is_some() || texts.into_iter().any(|text| is_visible(text))
    }
}

/// Whether a text has a character that can be seen: neither white space nor a control, nor one that Unicode says is not shown
/// (`Default_Ignorable_Code_Point`), as of width 0.
#[must_use]
pub fn is_visible(text: &str) -> bool {
    let is_ignorable = |letter: char| {
        matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
    };
    let is_shown =
        |letter: char| !letter.is_whitespace() && !letter.is_control() && !is_ignorable(letter);
    text.chars().any(is_shown)
}

/// Whether there is evidence or an explanation: something that can be seen.
pub(crate) fn is_proof(evidence: &[Evidence], explanation: &str) -> bool {
    evidence.iter().any(Evidence::says_something) || is_visible(explanation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::assessment::Answer;

    #[test]
    fn only_what_can_be_seen_backs_points() {
        let with = |change: &dyn Fn(&mut Evidence)| {
            let mut evidence = Evidence::default();
            change(&mut evidence);
            Answer {
                evidence: vec![Evidence::default(), evidence],
                ..Answer::default()
            }
        };
        let fields: [fn(&mut Evidence) -> &mut String; 5] = [
            |evidence| &mut evidence.number,
            |evidence| &mut evidence.form,
            |evidence| &mut evidence.date,
            |evidence| &mut evidence.r#abstract,
            |evidence| &mut evidence.link,
        ];
        for (text, is_backed) in [
            ("", false),
            (" ", false),
            ("\u{a0}\t\n", false),
            ("\u{200b}", false),
            (" \u{2060}\u{feff}\u{ad}\u{200e}", false),
            ("\u{7}", false),
            ("1", true),
            ("\u{200b}ơ", true),
        ] {
            for field in fields {
                let answer = with(&|evidence| text.clone_into(field(evidence)));
                assert_eq!(answer.is_backed(), is_backed, "{text:?}");
            }
            let explained = Answer {
                explanation: text.to_owned(),
                ..Answer::default()
            };
            assert_eq!(explained.is_backed(), is_backed, "{text:?}");
        }
        let file = EvidenceFile {
            name: String::new(),
            sha256: "0".repeat(64),
        };
        assert!(with(&|evidence| evidence.file = Some(file.clone())).is_backed());
    }
}
