//! Exact numbers: fractions over `i128` whose every operation is checked.
//!
//! A score decides a rung, so nothing here rounds: 899,99 of 1.000 is not 900. Files write numbers as text
//! (`"842.5"`, `"90%"`, `"2/3"`), never as JSON numbers, because most JSON readers turn those into floats.

use std::fmt;
use std::str::FromStr;

use num_integer::Integer as _;
use num_rational::Ratio;
use num_traits::{
    CheckedAdd as _, CheckedDiv as _, CheckedMul as _, CheckedSub as _, Signed as _, Zero as _,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// How many digits a number in a file may have before the decimal point, and in each half of a fraction.
pub const MAX_WHOLE_DIGITS: usize = 15;
/// How many digits a number in a file may have after the decimal point.
pub const MAX_DECIMALS: u32 = 9;

/// How many digits a number may have where.
struct Limits {
    whole: usize,
    decimals: usize,
    fraction: usize,
}

/// What people enter.
const ENTERED: Limits = Limits {
    whole: MAX_WHOLE_DIGITS,
    decimals: MAX_DECIMALS as usize,
    fraction: 24,
};
/// What sums of that can come to: whatever fits in `i128`.
const COMPUTED: Limits = Limits {
    whole: 39,
    decimals: 38,
    fraction: 39,
};

/// An exact number: points, a maximum, or a share of one (`90%` is 9/10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Ratio<i128>);

/// A result left the range of `i128`. Numbers read from files are bounded so that the sums of one sheet stay far inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a result is out of range")]
pub struct OutOfRange;

/// A text in a file is not a number as files write them.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("found {found:?}, expected a number as text such as \"842.5\", \"90%\" or \"2/3\"")]
pub struct NotANumber {
    /// The text as it stood.
    pub found: String,
}

impl Number {
    /// Nothing at all: a real 0, not a blank.
    pub const ZERO: Number = Number(Ratio::new_raw(0, 1));
    /// The whole of something, 100%.
    pub const ONE: Number = Number(Ratio::new_raw(1, 1));

    /// `digits` shifted right by `decimals` places, or `None` where the shift itself is out of range.
    pub(crate) fn from_decimal(digits: i128, decimals: u32) -> Option<Number> {
        Some(Number(Ratio::new(digits, 10_i128.checked_pow(decimals)?)))
    }

    /// The sum.
    ///
    /// # Errors
    /// [`OutOfRange`] where it does not fit.
    pub fn plus(self, other: Number) -> Result<Number, OutOfRange> {
        self.0.checked_add(&other.0).map(Number).ok_or(OutOfRange)
    }

    /// The difference.
    ///
    /// # Errors
    /// [`OutOfRange`] where it does not fit.
    pub fn minus(self, other: Number) -> Result<Number, OutOfRange> {
        self.0.checked_sub(&other.0).map(Number).ok_or(OutOfRange)
    }

    /// The product.
    ///
    /// # Errors
    /// [`OutOfRange`] where it does not fit.
    pub fn times(self, other: Number) -> Result<Number, OutOfRange> {
        self.0.checked_mul(&other.0).map(Number).ok_or(OutOfRange)
    }

    /// What share of `whole` this is; `None` where `whole` is 0, because a share of nothing is not defined.
    ///
    /// # Errors
    /// [`OutOfRange`] where it does not fit.
    pub fn share_of(self, whole: Number) -> Result<Option<Number>, OutOfRange> {
        if whole.is_zero() {
            return Ok(None);
        }
        self.0
            .checked_div(&whole.0)
            .map(|share| Some(Number(share)))
            .ok_or(OutOfRange)
    }

    /// The sum of all.
    ///
    /// # Errors
    /// [`OutOfRange`] where it does not fit.
    pub fn sum(all: impl IntoIterator<Item = Number>) -> Result<Number, OutOfRange> {
        all.into_iter().try_fold(Number::ZERO, Number::plus)
    }

    /// Whether this is 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether this is below 0.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_negative()
    }

    /// The size without the sign.
    #[must_use]
    pub fn magnitude(self) -> Number {
        Number(self.0.abs())
    }

    /// Whole digits and exactly `decimals` places, cut off toward zero; and whether anything was cut off.
    /// `None` where shifting by that many places is out of range.
    pub(crate) fn cut(self, decimals: u32) -> Option<(i128, bool)> {
        let shifted = self
            .0
            .checked_mul(&Ratio::from_integer(10_i128.checked_pow(decimals)?))?;
        Some((shifted.to_integer(), !shifted.is_integer()))
    }

    /// The fewest decimals that write this exactly, or `None` where no decimal does (as with 1/3).
    pub(crate) fn decimals(self) -> Option<u32> {
        let (twos, rest) = strip_factor(*self.0.denom(), 2);
        let (fives, rest) = strip_factor(rest, 5);
        (rest == 1).then_some(twos.max(fives))
    }
}

/// How often `factor` divides `n`, and what is left.
fn strip_factor(mut n: i128, factor: i128) -> (u32, i128) {
    let mut times = 0;
    while n.is_multiple_of(&factor) {
        n /= factor;
        times += 1;
    }
    (times, n)
}

impl From<u32> for Number {
    fn from(n: u32) -> Number {
        Number(Ratio::from_integer(i128::from(n)))
    }
}

/// As files write it: `842.5` where a decimal is exact, `2/3` where none is.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exact = self
            .decimals()
            .and_then(|places| Some((places, self.cut(places)?.0)));
        match exact {
            Some((0, digits)) => write!(f, "{digits}"),
            Some((places, digits)) => {
                let sign = if digits < 0 { "-" } else { "" };
                let width = places as usize + 1;
                let text = format!("{:0>width$}", digits.unsigned_abs());
                let (whole, fraction) = text.split_at(text.len() - places as usize);
                write!(f, "{sign}{whole}.{fraction}")
            }
            None => write!(f, "{}/{}", self.0.numer(), self.0.denom()),
        }
    }
}

/// Reads what [`Display`](fmt::Display) writes, and shares written with `%`.
impl FromStr for Number {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Number, NotANumber> {
        read(text, &ENTERED)
    }
}

/// Reads a result in a file: it may have more digits than the numbers it was computed from.
pub(crate) fn computed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
    let text = String::deserialize(deserializer)?;
    read(&text, &COMPUTED).map_err(serde::de::Error::custom)
}

/// [`computed`], where there may be none.
pub(crate) fn computed_option<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Number>, D::Error> {
    let text: Option<String> = Option::deserialize(deserializer)?;
    text.map(|text| read(&text, &COMPUTED))
        .transpose()
        .map_err(serde::de::Error::custom)
}

fn read(text: &str, limits: &Limits) -> Result<Number, NotANumber> {
    let number = if let Some(percent) = text.strip_suffix('%') {
        decimal(percent, limits)
            .and_then(|percent| percent.share_of(Number::from(100)).ok().flatten())
    } else if let Some((numerator, denominator)) = text.split_once('/') {
        fraction(numerator, denominator, limits)
    } else {
        decimal(text, limits)
    };
    number.ok_or_else(|| NotANumber {
        found: text.to_owned(),
    })
}

fn fraction(numerator: &str, denominator: &str, limits: &Limits) -> Option<Number> {
    let (is_negative, size) = sign(numerator);
    let size = digits(size, limits.fraction)?;
    let denominator =
        digits(denominator, limits.fraction).filter(|denominator| *denominator > 0)?;
    let size = if is_negative { -size } else { size };
    Some(Number(Ratio::new(size, denominator)))
}

fn decimal(text: &str, limits: &Limits) -> Option<Number> {
    let (is_negative, size) = sign(text);
    let (whole, decimals) = match size.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (size, ""),
    };
    if whole.is_empty() || whole.len() > limits.whole || decimals.len() > limits.decimals {
        return None;
    }
    let size = digits(
        &format!("{whole}{decimals}"),
        limits.whole + limits.decimals,
    )?;
    let size = if is_negative { -size } else { size };
    Number::from_decimal(size, u32::try_from(decimals.len()).ok()?)
}

fn sign(text: &str) -> (bool, &str) {
    text.strip_prefix('-')
        .map_or((false, text), |size| (true, size))
}

/// A run of ASCII digits, at least one and at most `limit`; never negative.
fn digits(text: &str, limit: usize) -> Option<i128> {
    let fits = (1..=limit).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn files_are_read_and_written_back_alike() {
        for text in [
            "0",
            "7.5",
            "842.5",
            "-0.125",
            "1000",
            "2/3",
            "-15/23",
            "0.000000001",
        ] {
            assert_eq!(n(text).to_string(), text);
        }
        assert_eq!(n("90%"), n("0.9"));
        assert_eq!(n("69.697%").to_string(), "0.69697");
        assert_eq!(n("2/4").to_string(), "0.5");
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "", " ", "1,5", "1.", ".5", "1e3", "+1", "--1", "1/0", "1/-2", "1.5/2", "NaN", "٣",
            "1 000", "1/2%",
        ] {
            assert!(text.parse::<Number>().is_err(), "{text:?}");
        }
        assert!("1234567890123456".parse::<Number>().is_err());
        assert!("0.1234567890".parse::<Number>().is_err());
    }

    #[test]
    fn whatever_is_written_can_be_read_as_a_result() {
        let wide = Number::sum(vec![n("999999999999999"); 9]).unwrap();
        let odd = n("1/999999999989").plus(n("1/999999999961")).unwrap();
        let odd = odd.plus(n("1/7")).unwrap();
        let fine = n("0.000000001").times(n("0.000000001")).unwrap();
        for number in [wide, odd, fine, Number(Ratio::from_integer(i128::MAX))] {
            let text = number.to_string();
            assert_eq!(read(&text, &COMPUTED), Ok(number), "{text}");
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }

    #[test]
    fn nothing_rounds() {
        assert_eq!(n("0.1").plus(n("0.2")), Ok(n("0.3")));
        assert!(n("69").share_of(n("99")).unwrap() < Some(n("70%")));
        assert_eq!(n("899.99").share_of(n("1000")), Ok(Some(n("0.89999"))));
        assert_eq!(n("1").share_of(Number::ZERO), Ok(None));
    }

    #[test]
    fn too_large_is_an_error() {
        let huge = Number(Ratio::from_integer(i128::MAX));
        assert_eq!(huge.plus(Number::ONE), Err(OutOfRange));
        assert_eq!(huge.times(n("2")), Err(OutOfRange));
        assert_eq!(
            Number(Ratio::from_integer(-i128::MAX)).minus(n("2")),
            Err(OutOfRange)
        );
    }
}
