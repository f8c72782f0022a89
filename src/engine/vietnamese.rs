//! Numbers as Vietnamese officials type and read them.
//!
//! The comma is the decimal sign and the dot groups thousands, but `7.5` is typed as often as `7,5`, and `1.000` has been
//! printed for one thousand and for one. What has two readings is asked, never guessed.

use serde::Serialize;

use super::number::{MAX_DECIMALS, MAX_WHOLE_DIGITS, Number};

/// What a typed text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing was typed.
    Empty,
    /// One number and no other.
    Exact(Number),
    /// Two numbers are possible: a person has to say which.
    Ambiguous {
        /// The dot read as a decimal sign.
        decimal: Number,
        /// The dot read as grouping thousands.
        thousands: Number,
    },
    /// No number.
    Unreadable(Unreadable),
}

/// Why a typed text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unreadable {
    /// It holds this character, which no number has.
    Character(char),
    /// It has a minus sign: points are never negative.
    Negative,
    /// It is a share such as `75%`, where points are expected.
    Percent,
    /// It is a fraction such as `45/60`, where points are expected.
    Fraction,
    /// Its dots and commas do not stand where thousands or decimals would put them.
    Separators,
    /// It has more digits than any score.
    TooLong,
}

/// Reads points or a maximum as typed.
///
/// Accepted: `7,5`, `7.5`, `1000`, `1.000.000`, `1.234,5`, `1,234.5`, spaces between thousands.
/// A single dot before exactly three digits (`1.000`, but not `0.800`) is [`Reading::Ambiguous`].
#[must_use]
pub fn read(typed: &str) -> Reading {
    let text = typed.trim();
    if text.is_empty() {
        return Reading::Empty;
    }
    match readable(text) {
        Ok(reading) => reading,
        Err(why) => Reading::Unreadable(why),
    }
}

fn readable(text: &str) -> Result<Reading, Unreadable> {
    let plain = without_spaces(text)?;
    let separators: Vec<char> = plain.chars().filter(|c| !c.is_ascii_digit()).collect();
    match separators.as_slice() {
        [] => number(&plain, "").map(Reading::Exact),
        ['.'] => one_dot(&plain, plain.len() < text.len()),
        [','] => decimal(&plain, ',').map(Reading::Exact),
        [first @ .., last] if !first.contains(last) => grouped(&plain, *last).map(Reading::Exact),
        [group, ..] => grouped_whole(&plain, *group).map(Reading::Exact),
    }
}

fn foreign(c: char) -> Option<Unreadable> {
    match c {
        '0'..='9' | '.' | ',' => None,
        '-' | '−' | '–' => Some(Unreadable::Negative),
        '%' => Some(Unreadable::Percent),
        '/' => Some(Unreadable::Fraction),
        other => Some(Unreadable::Character(other)),
    }
}

/// Takes out spaces that group thousands; any other space is in the wrong place.
fn without_spaces(text: &str) -> Result<String, Unreadable> {
    if let Some(why) = text.chars().filter(|c| !is_space(*c)).find_map(foreign) {
        return Err(why);
    }
    if !text.contains(is_space) {
        return Ok(text.to_owned());
    }
    let whole = text.find([',', '.']).unwrap_or(text.len());
    let (whole, decimals) = text.split_at(whole);
    if decimals.contains(is_space) {
        return Err(Unreadable::Separators);
    }
    Ok(ungroup(whole, is_space)? + decimals)
}

/// A space that may stand between thousands. Tabs and line ends are none: they come with several cells pasted at once.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// `7.5` is one number; `1.000` two, and so is `1 000.000`.
fn one_dot(text: &str, has_groups: bool) -> Result<Reading, Unreadable> {
    let read = decimal(text, '.')?;
    let Some((whole, decimals)) = text.split_once('.') else {
        return Err(Unreadable::Separators);
    };
    let may_group = decimals.len() == 3
        && !whole.starts_with('0')
        && (has_groups || (1..=3).contains(&whole.len()));
    let thousands = number(&format!("{whole}{decimals}"), "");
    Ok(match thousands {
        Ok(thousands) if may_group => Reading::Ambiguous {
            decimal: read,
            thousands,
        },
        _ => Reading::Exact(read),
    })
}

/// Digits, one decimal sign, digits; one side may still be missing, as while typing.
fn decimal(text: &str, sign: char) -> Result<Number, Unreadable> {
    let (whole, decimals) = text.split_once(sign).ok_or(Unreadable::Separators)?;
    if whole.is_empty() && decimals.is_empty() {
        return Err(Unreadable::Separators);
    }
    number(whole, decimals)
}

/// Thousands grouped by one sign, then one decimal sign: `1.234,5`.
fn grouped(text: &str, sign: char) -> Result<Number, Unreadable> {
    let (whole, decimals) = text.rsplit_once(sign).ok_or(Unreadable::Separators)?;
    let group = whole
        .chars()
        .find(|c| !c.is_ascii_digit())
        .ok_or(Unreadable::Separators)?;
    number(&ungroup(whole, |c| c == group)?, decimals)
}

/// Thousands grouped by one sign used twice or more: `1.000.000`.
fn grouped_whole(text: &str, group: char) -> Result<Number, Unreadable> {
    number(&ungroup(text, |c| c == group)?, "")
}

/// Joins groups of three digits; the first may be shorter and is no 0, which nobody writes before thousands.
fn ungroup(whole: &str, is_sign: impl Fn(char) -> bool) -> Result<String, Unreadable> {
    let groups: Vec<&str> = whole.split(is_sign).collect();
    let fits = |(index, digits): (usize, &&str)| {
        digits.bytes().all(|b| b.is_ascii_digit())
            && if index == 0 {
                (1..=3).contains(&digits.len()) && !digits.starts_with('0')
            } else {
                digits.len() == 3
            }
    };
    if groups.iter().enumerate().all(fits) {
        Ok(groups.concat())
    } else {
        Err(Unreadable::Separators)
    }
}

fn number(whole: &str, decimals: &str) -> Result<Number, Unreadable> {
    let whole = whole.trim_start_matches('0');
    let decimals = decimals.trim_end_matches('0');
    if whole.len() > MAX_WHOLE_DIGITS || decimals.len() > MAX_DECIMALS as usize {
        return Err(Unreadable::TooLong);
    }
    let digits = format!("0{whole}{decimals}")
        .parse()
        .map_err(|_| Unreadable::TooLong)?;
    let places = u32::try_from(decimals.len()).map_err(|_| Unreadable::TooLong)?;
    Ok(Number::from_decimal(digits, places))
}

/// Decimals shown of a number that no decimal writes exactly.
const SHOWN_DECIMALS: u32 = 2;

/// Prints a number the Vietnamese way: `1.000`, `842,5`. A number without an exact decimal is cut off (never rounded up,
/// so that what falls short of a threshold is not shown as reaching it) and marked `≈`.
#[must_use]
pub fn print(number: &Number) -> String {
    print_with(number, "")
}

/// Prints a share as a percentage: 9/10 is `90%`.
#[must_use]
pub fn print_share(share: &Number) -> String {
    print_with(&(share * &Number::from(100_u32)), "%")
}

fn print_with(number: &Number, unit: &str) -> String {
    let places = number.decimals().filter(|places| *places <= MAX_DECIMALS);
    let places = places.unwrap_or(SHOWN_DECIMALS);
    let (digits, cut_off) = number.cut(places);
    let (whole, decimals) = digits.split_at(digits.len() - places as usize);
    let about = if cut_off { "≈\u{a0}" } else { "" };
    let sign = if number.is_negative() { "−" } else { "" };
    let comma = if decimals.is_empty() { "" } else { "," };
    format!(
        "{about}{sign}{}{comma}{decimals}{unit}",
        group_thousands(whole)
    )
}

fn group_thousands(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn one_reading() {
        for (typed, value) in [
            ("7,5", "7.5"),
            ("7.5", "7.5"),
            (" 0 ", "0"),
            ("0.800", "0.8"),
            ("0.8002", "0.8002"),
            ("0,727", "0.727"),
            ("1,000", "1"),
            ("1.0000", "1"),
            ("1.00", "1"),
            ("1000", "1000"),
            ("1 000", "1000"),
            ("1\u{a0}000,5", "1000.5"),
            ("12 345\u{202f}678", "12345678"),
            ("\u{a0}7,5\t\n", "7.5"),
            ("1.234,", "1234"),
            ("1 000.50", "1000.5"),
            ("1000.500", "1000.5"),
            ("999 999 999 999 999.000", "999999999999999"),
            ("999999999999999", "999999999999999"),
            ("0,123456789", "0.123456789"),
            ("1.000.000", "1000000"),
            ("1,000,000", "1000000"),
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("229,", "229"),
            (",5", "0.5"),
            ("007", "7"),
        ] {
            assert_eq!(read(typed), Reading::Exact(n(value)), "{typed:?}");
        }
        assert_eq!(read("  "), Reading::Empty);
    }

    #[test]
    fn two_readings_are_asked() {
        assert_eq!(
            read("1.000"),
            Reading::Ambiguous {
                decimal: n("1"),
                thousands: n("1000")
            }
        );
        assert_eq!(
            read("1 000.000"),
            Reading::Ambiguous {
                decimal: n("1000"),
                thousands: n("1000000")
            }
        );
        assert_eq!(
            read("229.400"),
            Reading::Ambiguous {
                decimal: n("229.4"),
                thousands: n("229400")
            }
        );
    }

    #[test]
    fn no_reading_says_why() {
        for (typed, why) in [
            ("mười", Unreadable::Character('m')),
            ("7,5đ", Unreadable::Character('đ')),
            ("1e3", Unreadable::Character('e')),
            ("-5", Unreadable::Negative),
            ("−5", Unreadable::Negative),
            ("75%", Unreadable::Percent),
            ("45/60", Unreadable::Fraction),
            ("45 / 60", Unreadable::Fraction),
            ("1.2.3", Unreadable::Separators),
            ("1,2,3", Unreadable::Separators),
            ("1.000,5.5", Unreadable::Separators),
            ("10 00", Unreadable::Separators),
            (".", Unreadable::Separators),
            ("1.0000,5", Unreadable::Separators),
            ("1.000.", Unreadable::Separators),
            ("1 000,5 000", Unreadable::Separators),
            ("1  000", Unreadable::Separators),
            ("0 500", Unreadable::Separators),
            ("0.500.000", Unreadable::Separators),
            ("0.500,5", Unreadable::Separators),
            ("100\t200", Unreadable::Character('\t')),
            ("100\n200", Unreadable::Character('\n')),
            ("７", Unreadable::Character('７')),
            ("٣", Unreadable::Character('٣')),
            ("+5", Unreadable::Character('+')),
            ("7\u{200b}", Unreadable::Character('\u{200b}')),
            ("1234567890123456", Unreadable::TooLong),
            ("0,1234567891", Unreadable::TooLong),
        ] {
            assert_eq!(read(typed), Reading::Unreadable(why), "{typed:?}");
        }
    }

    #[test]
    fn printed_the_vietnamese_way() {
        assert_eq!(print(&n("842.5")), "842,5");
        assert_eq!(print(&n("1000")), "1.000");
        assert_eq!(print(&n("20000000")), "20.000.000");
        assert_eq!(print(&n("-0.5")), "−0,5");
        assert_eq!(print(&n("2/3")), "≈\u{a0}0,66");
        assert_eq!(print_share(&n("0.89999")), "89,999%");
        assert_eq!(print_share(&n("69/99")), "≈\u{a0}69,69%");
        assert_eq!(print_share(&n("1")), "100%");
    }
}
