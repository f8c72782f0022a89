//! A number as a person typed it, with what it says.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::number::{MAX_DECIMALS, MAX_WHOLE_DIGITS, Number, Written};
use super::vietnamese::{self, Reading};

/// A number as typed, beside what it says. The two never disagree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(try_from = "EntryDocument")]
pub struct Entry {
    #[serde(skip_serializing_if = "str::is_empty")]
    typed: Box<str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Number>,
}

/// An entry as written.
#[derive(Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct EntryDocument {
    #[serde(default)]
    typed: String,
    #[serde(default)]
    #[cfg_attr(
        all(test, not(target_arch = "wasm32")),
        schemars(with = "Option<Number>")
    )]
    value: Option<Written>,
}

impl TryFrom<EntryDocument> for Entry {
    type Error = String;

    fn try_from(written: EntryDocument) -> Result<Entry, String> {
        let EntryDocument { typed, value } = written;
        let Some(Written { number, signed }) = value else {
            return Ok(Entry::typed(&typed));
        };
        let value = number;
        let entry = Entry::try_from(value.clone())?;
        // Whether `5%` or `1/20` may stand here is known where it is counted, as it is of what was typed.
        if let Some(signed) = signed {
            return if typed.trim().is_empty() {
                Ok(Entry::typed(&signed))
            } else {
                Err(format!("found value {signed}, expected a decimal"))
            };
        }
        let fits = match vietnamese::read(&typed) {
            Reading::Empty => true,
            Reading::Exact(number) => number == value,
            Reading::Ambiguous { decimal, thousands } => value == decimal || value == thousands,
            Reading::Unreadable(_) => false,
        };
        if fits {
            Ok(Entry {
                typed: typed.into(),
                ..entry
            })
        } else {
            Err(format!(
                "found value {value}, expected what typed {typed:?} says"
            ))
        }
    }
}

impl Entry {
    /// What a person typed: the text kept, its value where there is one reading.
    #[must_use]
    pub fn typed(text: &str) -> Entry {
        let value = match vietnamese::read(text) {
            Reading::Exact(number) => Some(number),
            _ => None,
        };
        Entry {
            typed: text.into(),
            value,
        }
    }

    /// The same text with the reading a person chose; unchanged where it has no such reading.
    #[must_use]
    pub fn read_as(&self, chosen: &Number) -> Entry {
        match vietnamese::read(&self.typed) {
            Reading::Ambiguous { decimal, thousands }
                if *chosen == decimal || *chosen == thousands =>
            {
                Entry {
                    typed: self.typed.clone(),
                    value: Some(chosen.clone()),
                }
            }
            _ => self.clone(),
        }
    }

    /// The text to show: as typed, or the value printed where nothing was typed.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match &self.value {
            Some(value) if self.typed.is_empty() => Cow::Owned(vietnamese::print(value)),
            _ => Cow::Borrowed(&self.typed),
        }
    }

    /// Its value; `None` where it is blank, unreadable or has two readings that nobody chose from.
    #[must_use]
    pub fn value(&self) -> Option<&Number> {
        self.value.as_ref()
    }

    /// Whether there is nothing to keep; a blank typed with spaces is kept as typed.
    pub(crate) fn is_untouched(&self) -> bool {
        self.typed.is_empty() && self.value.is_none()
    }

    /// Whether nothing was entered.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.typed.trim().is_empty() && self.value.is_none()
    }
}

/// A value nobody typed. It must be a decimal, because a cell shows its value and what it shows must be what it is.
impl TryFrom<Number> for Entry {
    type Error = String;

    fn try_from(value: Number) -> Result<Entry, String> {
        if value.decimals().is_none_or(|places| places > MAX_DECIMALS) {
            return Err(format!("found value {value}, expected a decimal"));
        }
        // A fraction holds more digits than a decimal in a file: what a file says has to be writable to the next.
        if value.cut(0).0.len() > MAX_WHOLE_DIGITS {
            return Err(format!(
                "found value {value}, expected at most {MAX_WHOLE_DIGITS} digits before the decimal point"
            ));
        }
        Ok(Entry {
            typed: Box::default(),
            value: Some(value),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::practice::n;

    fn entry(json: &str) -> Result<Entry, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn typed_text_and_value_never_disagree() {
        for (json, value) in [
            (r#"{ "typed": "7,5" }"#, Some("7.5")),
            (r#"{ "typed": "7,5", "value": "7.5" }"#, Some("7.5")),
            (r#"{ "typed": "1.000" }"#, None),
            (r#"{ "typed": "1.000", "value": "1" }"#, Some("1")),
            (r#"{ "typed": "1.000", "value": "1000" }"#, Some("1000")),
            (r#"{ "typed": "mười" }"#, None),
            (r#"{ "typed": " ", "value": "5" }"#, Some("5")),
            ("{}", None),
        ] {
            assert_eq!(
                entry(json).unwrap().value().cloned(),
                value.map(n),
                "{json}"
            );
        }
        for json in [
            r#"{ "typed": "7,5", "value": "75" }"#,
            r#"{ "typed": "1.000", "value": "10" }"#,
            r#"{ "typed": "mười", "value": "10" }"#,
            r#"{ "value": 10 }"#,
            r#"{ "value": "2/3" }"#,
            r#"{ "typed": "5", "value": "500%" }"#,
            r#"{ "typed": "5", "value": "5/1" }"#,
            r#"{ "typed": "5%", "value": "5%" }"#,
            r#"{ "value": "1234567890123456/1" }"#,
            r#"{ "value": "10", "unit": "điểm" }"#,
        ] {
            assert!(entry(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_value_with_a_sign_is_as_good_as_typed() {
        for (value, typed) in [
            ("5%", "5%"),
            ("1.000%", "1,000%"),
            ("5/1", "5/1"),
            ("-1/2", "-1/2"),
        ] {
            let written = format!(r#"{{ "value": "{value}" }}"#);
            assert_eq!(entry(&written), Ok(Entry::typed(typed)), "{value}");
        }
    }

    #[test]
    fn what_was_typed_stays_as_it_was() {
        for text in ["7.50", " 7,5", "1.000", "mười", "  ", "-3"] {
            assert_eq!(Entry::typed(text).text(), text);
        }
        assert_eq!(Entry::try_from(n("1000.5")).unwrap().text(), "1.000,5");
        assert_eq!(Entry::typed("1.000").read_as(&n("1")).text(), "1.000");
    }

    #[test]
    fn a_blank_has_nothing_in_it() {
        assert!(Entry::typed(" ").is_blank());
        assert!(!Entry::typed("0").is_blank());
        assert!(!Entry::try_from(Number::ZERO).unwrap().is_blank());
        assert!(!Entry::typed("mười").is_blank());
    }

    #[test]
    fn a_value_has_as_many_digits_as_can_be_written() {
        let decimals = |places| Entry::try_from(Number::from_decimal(1, places)).is_ok();
        assert!(decimals(MAX_DECIMALS) && !decimals(MAX_DECIMALS + 1));
        let whole = |digits: i128| Entry::try_from(Number::from_decimal(digits, 0)).is_ok();
        assert!(whole(999_999_999_999_999) && !whole(1_000_000_000_000_000));
    }
}
