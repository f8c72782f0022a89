//! Dates of a round, as decisions write them, and how far off they are on a given day.
//!
//! "chậm nhất ngày X" includes X; "trước ngày X" does not. The day of today is an argument: the engine has no clock.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use time::{Date, Month};

/// When something happens, relative to the year of assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// "trước ngày …": the day itself is too late.
    Before(Day),
    /// "chậm nhất ngày …": the day itself still counts.
    By(Day),
    /// On this day.
    On(Day),
    /// "từ … đến …", both included.
    Between(Day, Day),
    /// The text names no day; its own words.
    Stated(String),
}

/// A day of the year of assessment, or of a year before or after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Day {
    /// 1 to 31.
    pub day: u8,
    /// 1 to 12.
    pub month: u8,
    /// −1 for "năm trước", 1 for the year after; 0 where absent.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub year: i8,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_zero(year: &i8) -> bool {
    *year == 0
}

impl Day {
    /// Whether every year has this day (29 February is none).
    #[must_use]
    pub fn is_valid(self) -> bool {
        Day { year: 0, ..self }.in_year(2001).is_some()
    }

    /// The date it falls on for an assessment of `year`.
    #[must_use]
    pub fn in_year(self, year: u16) -> Option<Date> {
        let month = Month::try_from(self.month).ok()?;
        Date::from_calendar_date(i32::from(year) + i32::from(self.year), month, self.day).ok()
    }
}

/// A date as files write it: `2026-11-25`.
pub(crate) fn iso_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    let date = Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()?;
    (date.to_string() == text).then_some(date)
}

/// A day as a person types it: `5/11/2026`, with dots or dashes too, `ngày 5 tháng 11 năm 2026`, or as files write it; `None`
/// where it is none, or where the year is not in full.
#[must_use]
pub fn typed_date(text: &str) -> Option<Date> {
    let text = text.trim().to_lowercase();
    if let Some(date) = iso_date(&text) {
        return Some(date);
    }
    let plain = text.strip_prefix("ngày").unwrap_or(&text);
    let plain = plain.replace("tháng", "/").replace("năm", "/");
    let mut parts = plain.split(['/', '-', '.']).map(str::trim);
    let mut number = |lengths: RangeInclusive<usize>| {
        let part = parts.next()?;
        let is_number = lengths.contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
        part.parse::<u16>().ok().filter(|_| is_number)
    };
    let (day, month, year) = (number(1..=2)?, number(1..=2)?, number(4..=4)?);
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let is_whole = parts.next().is_none() && year >= 1000;
    let date = Date::from_calendar_date(year.into(), month, u8::try_from(day).ok()?);
    date.ok().filter(|_| is_whole)
}

/// First and last day, both included; an open side is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day on which it can be done.
    pub first: Option<Date>,
    /// The last day on which it can be done.
    pub last: Option<Date>,
}

/// How a day lies to a [`Span`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// It opens in so many days.
    Opens(i64),
    /// It is open and closes after so many more days; 0 on the last day.
    Open(i64),
    /// It is open, with no last day.
    OpenEnded,
    /// It closed so many days ago.
    Closed(i64),
}

impl When {
    /// The days it covers for an assessment of `year`, or `None` where the text names no day.
    #[must_use]
    pub fn span(&self, year: u16) -> Option<Span> {
        Some(match self {
            When::Before(day) => Span {
                first: None,
                last: Some(day.in_year(year)?.previous_day()?),
            },
            When::By(day) => Span {
                first: None,
                last: Some(day.in_year(year)?),
            },
            When::On(day) => Span {
                first: Some(day.in_year(year)?),
                last: Some(day.in_year(year)?),
            },
            When::Between(from, to) => Span {
                first: Some(from.in_year(year)?),
                last: Some(to.in_year(year)?),
            },
            When::Stated(_) => return None,
        })
    }

    /// The days it names.
    pub(crate) fn days(&self) -> Vec<Day> {
        match self {
            When::Before(day) | When::By(day) | When::On(day) => vec![*day],
            When::Between(from, to) => vec![*from, *to],
            When::Stated(_) => Vec::new(),
        }
    }
}

impl Span {
    /// How `today` lies to it.
    #[must_use]
    pub fn timing(self, today: Date) -> Timing {
        match (self.first, self.last) {
            (Some(first), _) if today < first => Timing::Opens((first - today).whole_days()),
            (_, Some(last)) if today > last => Timing::Closed((today - last).whole_days()),
            (_, Some(last)) => Timing::Open((last - today).whole_days()),
            (_, None) => Timing::OpenEnded,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u8, month: u8, year: i8) -> Day {
        Day { day, month, year }
    }

    fn date(year: i32, month: u8, day: u8) -> Date {
        Date::from_calendar_date(year, Month::try_from(month).unwrap(), day).unwrap()
    }

    #[test]
    fn before_excludes_its_day_and_by_includes_it() {
        let before = When::Before(day(1, 12, 0)).span(2026).unwrap();
        assert_eq!(before.timing(date(2026, 11, 30)), Timing::Open(0));
        assert_eq!(before.timing(date(2026, 12, 1)), Timing::Closed(1));
        let by = When::By(day(25, 11, 0)).span(2026).unwrap();
        assert_eq!(by.timing(date(2026, 11, 24)), Timing::Open(1));
        assert_eq!(by.timing(date(2026, 11, 25)), Timing::Open(0));
        assert_eq!(by.timing(date(2026, 11, 26)), Timing::Closed(1));
    }

    #[test]
    fn a_window_may_begin_the_year_before() {
        let window = When::Between(day(1, 11, -1), day(1, 11, 0))
            .span(2026)
            .unwrap();
        assert_eq!(
            window,
            Span {
                first: Some(date(2025, 11, 1)),
                last: Some(date(2026, 11, 1))
            }
        );
        assert_eq!(window.timing(date(2025, 10, 31)), Timing::Opens(1));
        assert_eq!(window.timing(date(2025, 11, 1)), Timing::Open(365));
    }

    #[test]
    fn another_year_is_written_down() {
        let written = |year| serde_json::to_string(&day(1, 11, year)).unwrap();
        assert_eq!(written(0), r#"{"day":1,"month":11}"#);
        assert_eq!(written(-1), r#"{"day":1,"month":11,"year":-1}"#);
    }

    #[test]
    fn a_day_is_read_as_people_type_it() {
        for text in [
            "05/11/2026",
            " 5/11/2026",
            "5-11-2026",
            "05.11.2026 ",
            "5 / 11 / 2026",
            "2026-11-05",
            "ngày 05 tháng 11 năm 2026",
            "Ngày 5 tháng 11 năm 2026",
            "5 tháng 11 năm 2026",
            "ngày 5/11/2026",
        ] {
            assert_eq!(typed_date(text), Some(date(2026, 11, 5)), "{text}");
        }
        assert_eq!(typed_date("29/02/2024"), Some(date(2024, 2, 29)));
        for text in [
            "",
            "5/11",
            "31/02/2026",
            "29/02/2026",
            "32/01/2026",
            "1/13/2026",
            "00/01/2026",
            "5/11/26",
            "5/11/0226",
            "2026-02-31",
            "5/11/2026/1",
            "+5/11/2026",
            "tháng 11 năm 2026",
            "quý I",
        ] {
            assert_eq!(typed_date(text), None, "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_known() {
        assert!(day(31, 10, 0).is_valid());
        for wrong in [
            day(0, 1, 0),
            day(31, 11, 0),
            day(29, 2, 0),
            day(29, 2, -1),
            day(1, 13, 0),
            day(1, 0, 0),
        ] {
            assert!(!wrong.is_valid(), "{wrong:?}");
        }
        assert_eq!(When::Stated("Cuối tháng 12".to_owned()).span(2026), None);
    }
}
