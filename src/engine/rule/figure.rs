//! What was entered for an input: a figure, an answer, or why there is none.

use std::rc::Rc;

use serde::Serialize;

use super::{FigureKind, GivenBy, Input, InputKind, Missing};
use crate::engine::assessment::{Entry, InputAnswer, is_same};
use crate::engine::cell::value;
use crate::engine::finding::FindingKind;
use crate::engine::number::Number;

/// A figure or an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// A figure, in the input's unit.
    Number(Number),
    /// An answer, by its id.
    Choice(Rc<str>),
}

/// What is known of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// A figure.
    Number(Number),
    /// An answer, by its index.
    Option(usize),
    /// Nothing.
    Missing(Missing),
}

/// Reads what was entered for an input; what is wrong with it is reported.
#[inline]
pub(crate) fn read(
    input: &Input,
    answer: Option<&InputAnswer>,
    report: impl FnOnce(FindingKind),
) -> Known {
    if let Some(answer) = answer
        && let InputKind::Figure(kind) = &input.kind
        && let Some((least, most)) = kind.wholes
        && let Some(count) = answer.number.value().and_then(Number::as_count)
        && least <= count
        && count <= most
    {
        return Known::Number(Number::count(count));
    }
    read_closely(input, answer, report)
}

/// What is not simply a figure that can be so.
fn read_closely(
    input: &Input,
    answer: Option<&InputAnswer>,
    report: impl FnOnce(FindingKind),
) -> Known {
    let blank = Known::Missing(match input.given_by {
        GivenBy::Unit => Missing::Blank,
        GivenBy::LastYear | GivenBy::Office => Missing::Undefined,
    });
    let Some(answer) = answer else { return blank };
    let known = match &input.kind {
        InputKind::Figure(kind) => match figure(kind, answer) {
            Ok(None) if answer.choice.is_some() => Err(FindingKind::OtherKind),
            figure => figure,
        },
        InputKind::Options(options) => match &answer.choice {
            None if !answer.number.is_blank() => Err(FindingKind::OtherKind),
            None => Ok(None),
            Some(chosen) => options
                .iter()
                .position(|option| is_same(&option.id, chosen))
                .map(|option| Some(Known::Option(option)))
                .ok_or(FindingKind::UnknownChoice),
        },
    };
    match known {
        Ok(known) => known.unwrap_or(blank),
        Err(kind) => {
            report(kind);
            Known::Missing(Missing::Unusable)
        }
    }
}

fn figure(kind: &FigureKind, answer: &InputAnswer) -> Result<Option<Known>, FindingKind> {
    let number = match kind.unit {
        Some(_) => value(&answer.number)?,
        None => share(&answer.number)?,
    };
    let Some(number) = number else {
        return Ok(None);
    };
    if kind.admits(&number) {
        return Ok(Some(Known::Number(number)));
    }
    Err(if kind.is_whole && !number.is_whole() {
        FindingKind::NotWhole
    } else {
        FindingKind::OutOfBounds {
            found: number,
            at_least: kind.at_least.clone(),
            at_most: kind.at_most.clone(),
        }
    })
}

impl FigureKind {
    /// Whether it is as whole and as large as it can be.
    #[inline]
    fn admits(&self, number: &Number) -> bool {
        (!self.is_whole || number.is_whole())
            && *number >= self.at_least
            && self.at_most.as_ref().is_none_or(|limit| number <= limit)
    }
}

/// A share may be typed as a percentage, or as one number by another.
fn share(entry: &Entry) -> Result<Option<Number>, FindingKind> {
    let text = entry.text();
    if let Some(percent) = text.trim().strip_suffix('%') {
        let percent = value(&Entry::typed(percent.trim_end()))?;
        return Ok(percent.and_then(|percent| percent.share_of(&Number::from(100_u32))));
    }
    match text.split_once('/').map(|(of, by)| (part(of), part(by))) {
        Some((Some(of), Some(by))) => of
            .share_of(&by)
            .map_or_else(|| value(entry), |share| Ok(Some(share))),
        _ => value(entry),
    }
}

/// One of the two numbers of a fraction; `None` where it has no single reading.
fn part(text: &str) -> Option<Number> {
    value(&Entry::typed(text)).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::practice::{framework, n};

    fn read(typed: &str) -> Option<Number> {
        share(&Entry::typed(typed)).ok().flatten()
    }

    #[test]
    fn a_share_is_typed_in_three_ways() {
        for (typed, value) in [
            ("75%", "3/4"),
            ("75 %", "3/4"),
            ("0,75", "3/4"),
            ("45/60", "3/4"),
            (" 45 / 60 ", "3/4"),
            ("1/3", "1/3"),
            ("7,5/10", "3/4"),
        ] {
            assert_eq!(read(typed), Some(n(value)), "{typed}");
        }
        for typed in [
            "45/0",
            "45/",
            "/60",
            "1/2/3",
            "-1/2",
            "75%/2",
            "1.000/2.000",
        ] {
            assert_eq!(read(typed), None, "{typed}");
            assert!(share(&Entry::typed(typed)).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_value_with_a_sign_is_a_share_alone() {
        use crate::engine::finding::UnreadableText;
        use crate::engine::vietnamese::Unreadable;

        let counted = |unit: Option<&str>, is_whole: bool, value: &str| {
            let kind = FigureKind {
                is_whole,
                unit: unit.map(str::to_owned),
                at_least: Number::ZERO,
                at_most: None,
                wholes: None,
            };
            let written = format!(r#"{{ "input": "a", "number": {{ "value": "{value}" }} }}"#);
            figure(&kind, &serde_json::from_str(&written).unwrap())
        };
        let known = |number: &str| Ok(Some(Known::Number(n(number))));
        let unreadable = |typed: &str, why| {
            let typed = typed.to_owned();
            Err(FindingKind::Unreadable(UnreadableText { typed, why }))
        };
        for (value, share) in [("5%", "0.05"), ("1.000%", "0.01"), ("3/4", "0.75")] {
            assert_eq!(counted(None, false, value), known(share), "{value}");
        }
        for (value, typed, why) in [
            ("5%", "5%", Unreadable::Percent),
            ("0.5%", "0,5%", Unreadable::Percent),
            ("500%", "500%", Unreadable::Percent),
            ("5/1", "5/1", Unreadable::Fraction),
        ] {
            for is_whole in [true, false] {
                let found = counted(Some("triệu đồng"), is_whole, value);
                assert_eq!(found, unreadable(typed, why), "{value}");
            }
        }
        assert_eq!(counted(Some("người"), true, "5"), known("5"));
    }

    #[test]
    fn what_is_of_the_other_kind_is_no_blank() {
        const FIGURE: &str = "can-bo";
        const CHOICE: &str = "du-hop";
        let framework = framework();
        let mut groups = framework.unit_groups.iter();
        let unit_group = groups.find(|it| it.input(FIGURE).is_some()).unwrap();
        let said = |id: &str, number: &str, choice: Option<&str>| {
            let input = unit_group.input(id).unwrap();
            let answer = InputAnswer {
                input: id.into(),
                number: Entry::typed(number),
                choice: choice.map(Into::into),
            };
            let mut found = None;
            let known = super::read(input, Some(&answer), |kind| found = Some(kind));
            (known, found)
        };
        let unusable = (
            Known::Missing(Missing::Unusable),
            Some(FindingKind::OtherKind),
        );
        let blank = (Known::Missing(Missing::Blank), None);
        assert_eq!(said(FIGURE, "", Some("yes")), unusable);
        assert_eq!(said(FIGURE, " ", Some("yes")), unusable);
        assert_eq!(said(CHOICE, "1", None), unusable);
        assert_eq!(said(FIGURE, "", None), blank);
        assert_eq!(said(CHOICE, " ", None), blank);
        // What is asked for counts, whatever stands beside it.
        let one = (Known::Number(n("1")), None);
        assert_eq!(said(FIGURE, "1", Some("yes")), one);
        assert_eq!(said(CHOICE, "1", Some("yes")), (Known::Option(0), None));
    }
}
