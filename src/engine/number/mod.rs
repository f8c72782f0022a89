//! Exact numbers: fractions that are never out of range.
//!
//! A score decides a rung, so nothing here rounds: 899,99 of 1.000 is not 900. Files write numbers as text
//! (`"842.5"`, `"90%"`, `"2/3"`), never as JSON numbers, because most JSON readers turn those into floats.
//!
//! What people enter fits in two machine words. Sums of many ratios do not: their denominators multiply. Such a number is
//! [computed late](late), because comparing it seldom needs all its digits. No fraction is reduced before somebody writes it
//! down or it would no longer fit, because reducing costs more than all the rest; what is read is, once and for all.

mod exact;
mod late;
mod small;
mod total;

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};
use std::rc::Rc;
use std::str::FromStr;

use late::Late;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One as _, Signed as _, ToPrimitive as _, Zero as _};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

pub(crate) use exact::Exact;
pub(crate) use late::Bounds;
pub(crate) use small::{Small, TooLong};
pub(crate) use total::Total;

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
/// What sums of that can come to.
const COMPUTED: Limits = Limits {
    whole: 2000,
    decimals: 2000,
    fraction: 2000,
};

/// An exact number: points, a maximum, or a share of one (`90%` is 9/10).
#[derive(Clone)]
pub struct Number(Repr);

#[derive(Clone)]
enum Repr {
    Small(Small),
    /// Whatever does not fit there.
    Late(Rc<Late>),
}

/// A text in a file is not a number as files write them.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotANumber {
    /// It is none.
    #[error("found {found:?}, expected a number as text such as \"842.5\", \"90%\" or \"2/3\"")]
    None {
        /// The text as it stood.
        found: String,
    },
    /// It has too many digits.
    #[error(
        "found {found:?}, expected a number of at most {whole} digits before the decimal point and {decimals} after it"
    )]
    TooLong {
        /// The text as it stood.
        found: String,
        /// Digits before the point, at most.
        whole: usize,
        /// Digits after it, at most.
        decimals: usize,
    },
    /// Half of the fraction has too many digits.
    #[error("found {found:?}, expected a fraction of at most {digits} digits above and below")]
    LongFraction {
        /// The text as it stood.
        found: String,
        /// Digits of each half, at most.
        digits: usize,
    },
}

impl Number {
    /// Nothing at all: a real 0, not a blank.
    pub const ZERO: Number = Number(Repr::Small(Small(0, 1)));
    /// A half.
    pub const HALF: Number = Number(Repr::Small(Small(1, 2)));
    /// The whole of something, 100%.
    pub const ONE: Number = Number(Repr::Small(Small(1, 1)));

    /// `numerator / denominator`, where it fits; the denominator is above 0.
    fn small(numerator: i128, denominator: i128) -> Option<Number> {
        Small::of_wide(numerator, denominator).map(|small| Number(Repr::Small(small)))
    }

    fn late(late: Late) -> Number {
        Number(Repr::Late(Rc::new(late)))
    }

    fn of_big(numerator: BigInt, denominator: BigInt) -> Number {
        let small = numerator.to_i128().zip(denominator.to_i128());
        small
            .and_then(|(numerator, denominator)| {
                // What is read or rounded is added up again and again.
                let (numerator, denominator) = match denominator {
                    1 => (numerator, 1),
                    _ => small::reduced((numerator, denominator)),
                };
                Number::small(numerator, denominator)
            })
            .unwrap_or_else(|| Number::late(Late::known((numerator, denominator))))
    }

    /// Numerator and denominator.
    fn parts(&self) -> (BigInt, BigInt) {
        match &self.0 {
            Repr::Small(Small(numerator, denominator)) => {
                ((*numerator).into(), (*denominator).into())
            }
            Repr::Late(late) => late.exact().clone(),
        }
    }

    /// Numerator and denominator without a common divisor.
    fn reduced(&self) -> (BigInt, BigInt) {
        let (numerator, denominator) = self.parts();
        let divisor = numerator.gcd(&denominator);
        (numerator / &divisor, denominator / &divisor)
    }

    /// `digits` shifted right by `decimals` places.
    pub(crate) fn from_decimal(digits: i128, decimals: u32) -> Number {
        Number::of_big(digits.into(), BigInt::from(10).pow(decimals))
    }

    /// What share of `whole` this is; `None` where `whole` is 0, because a share of nothing is not defined.
    #[must_use]
    pub fn share_of(&self, whole: &Number) -> Option<Number> {
        if whole.is_zero() {
            return None;
        }
        if let (Repr::Small(one), Repr::Small(two)) = (&self.0, &whole.0) {
            if let Ok(share) = one.share(two) {
                return share.map(|share| Number(Repr::Small(share)));
            }
            let (Small(a, b), Small(c, d)) = (*one, *two);
            let (top, bottom) = (wide(a) * wide(d), wide(b) * wide(c));
            let small = if bottom < 0 {
                Number::small(-top, -bottom)
            } else {
                Number::small(top, bottom)
            };
            if small.is_some() {
                return small;
            }
        }
        Some(Number::late(Late::quotient(self, whole)))
    }

    /// The sum of all.
    pub fn sum<'a>(all: impl IntoIterator<Item = &'a Number>) -> Number {
        let mut total = Total::default();
        for number in all {
            total.add(number);
        }
        total.number()
    }

    /// Whether this is 0.
    #[must_use]
    #[inline]
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Repr::Small(small) => small.is_zero(),
            Repr::Late(late) => late.sign().is_eq(),
        }
    }

    /// Whether this is below 0.
    #[must_use]
    #[inline]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(small) => small.is_negative(),
            Repr::Late(late) => late.sign().is_lt(),
        }
    }

    /// This as a count, where it is one and stands as one.
    #[inline]
    pub(crate) fn as_count(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small(Small(count, 1)) => Some(*count),
            _ => None,
        }
    }

    /// A count.
    #[inline]
    pub(crate) fn count(count: i64) -> Number {
        Number(Repr::Small(Small(count, 1)))
    }

    /// Whether this is a whole number.
    #[must_use]
    #[inline]
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Repr::Small(small) => small.is_whole(),
            Repr::Late(late) => (&late.exact().0 % &late.exact().1).is_zero(),
        }
    }

    /// The order of two numbers of which one is long.
    fn order(&self, other: &Number) -> Ordering {
        self.certain_order(other).unwrap_or_else(|| {
            let ((a, b), (c, d)) = (self.parts(), other.parts());
            (a * d).cmp(&(c * b))
        })
    }

    /// The size without the sign.
    #[must_use]
    pub fn magnitude(&self) -> Number {
        if self.is_negative() {
            -self
        } else {
            self.clone()
        }
    }

    /// The whole number next to it toward 0.
    #[must_use]
    pub fn truncated(&self) -> Number {
        match &self.0 {
            Repr::Small(small) => Number(Repr::Small(small.truncated())),
            Repr::Late(late) => {
                let (numerator, denominator) = late.exact();
                Number::of_big(numerator / denominator, BigInt::one())
            }
        }
    }

    /// The digits of its size with exactly `decimals` places, cut off; and whether anything was cut off.
    pub(crate) fn cut(&self, decimals: u32) -> (String, bool) {
        let (digits, is_cut) = self.cut_short(decimals).unwrap_or_else(|| {
            let (numerator, denominator) = self.parts();
            let shifted = numerator.abs() * BigInt::from(10).pow(decimals);
            let (digits, rest) = shifted.div_rem(&denominator);
            (digits.to_string(), !rest.is_zero())
        });
        let width = decimals as usize + 1;
        if digits.len() >= width {
            return (digits, is_cut);
        }
        (format!("{digits:0>width$}"), is_cut)
    }

    /// The digits and whether any were cut off, where a machine word holds them.
    fn cut_short(&self, decimals: u32) -> Option<(String, bool)> {
        let Repr::Small(Small(numerator, denominator)) = &self.0 else {
            return None;
        };
        let shift = 10_u64.checked_pow(decimals)?;
        let shifted = numerator.unsigned_abs().checked_mul(shift)?;
        let (digits, rest) = shifted.div_rem(&denominator.unsigned_abs());
        Some((digits.to_string(), rest != 0))
    }

    /// The fewest decimals that write this exactly, or `None` where no decimal does (as with 1/3).
    pub(crate) fn decimals(&self) -> Option<u32> {
        match &self.0 {
            Repr::Small(Small(_, 1)) => Some(0),
            Repr::Small(Small(numerator, denominator)) => {
                let (numerator, denominator) =
                    (numerator.unsigned_abs(), denominator.unsigned_abs());
                decimals_by(denominator / numerator.gcd(&denominator))
            }
            Repr::Late(_) => decimals_by(self.reduced().1),
        }
    }
}

/// The fewest decimals that write a fraction of this denominator, which is the least it can have.
fn decimals_by<T: Integer + Clone + From<u8>>(denominator: T) -> Option<u32> {
    let (twos, rest) = strip_factor(denominator, 2);
    let (fives, rest) = strip_factor(rest, 5);
    rest.is_one().then_some(twos.max(fives))
}

/// The sum of two fractions, where it fits.
fn plus((a, b): (i128, i128), (c, d): (i128, i128)) -> Option<(i128, i128)> {
    if b % d == 0 {
        return Some((a.checked_add(c.checked_mul(b / d)?)?, b));
    }
    let numerator = a.checked_mul(d)?.checked_add(c.checked_mul(b)?)?;
    Some((numerator, b.checked_mul(d)?))
}

fn wide(n: i64) -> i128 {
    i128::from(n)
}

/// Most numbers are short, and dividing short ones is many times faster.
fn common_divisor(a: u128, b: u128) -> u128 {
    match (u64::try_from(a), u64::try_from(b)) {
        (Ok(a), Ok(b)) => u128::from(a.gcd(&b)),
        _ => a.gcd(&b),
    }
}

/// How often `factor` divides `n`, and what is left.
fn strip_factor<T: Integer + Clone + From<u8>>(mut n: T, factor: u8) -> (u32, T) {
    let factor = T::from(factor);
    let mut times = 0;
    while n.is_multiple_of(&factor) {
        n = n / factor.clone();
        times += 1;
    }
    (times, n)
}

impl Add for &Number {
    type Output = Number;

    fn add(self, other: &Number) -> Number {
        if let (Repr::Small(one), Repr::Small(two)) = (&self.0, &other.0) {
            let small = one.plus(two).ok().or_else(|| {
                let (Small(a, b), Small(c, d)) = (*one, *two);
                let (numerator, denominator) = plus((wide(a), wide(b)), (wide(c), wide(d)))?;
                Small::of_wide(numerator, denominator)
            });
            if let Some(small) = small {
                return Number(Repr::Small(small));
            }
        }
        Number::late(Late::sum(vec![self.clone(), other.clone()]))
    }
}

impl Sub for &Number {
    type Output = Number;

    fn sub(self, other: &Number) -> Number {
        if let Repr::Small(other) = other.0
            && let Ok(less) = other.negative()
        {
            return self + &Number(Repr::Small(less));
        }
        Number::late(Late::difference(self, other))
    }
}

impl Mul for &Number {
    type Output = Number;

    fn mul(self, other: &Number) -> Number {
        if let (Repr::Small(one), Repr::Small(two)) = (&self.0, &other.0) {
            if let Ok(product) = one.times(two) {
                return Number(Repr::Small(product));
            }
            let (Small(a, b), Small(c, d)) = (*one, *two);
            if let Some(small) = Number::small(wide(a) * wide(c), wide(b) * wide(d)) {
                return small;
            }
        }
        Number::late(Late::product(self, other))
    }
}

impl Neg for &Number {
    type Output = Number;

    fn neg(self) -> Number {
        match &self.0 {
            Repr::Small(small) => match small.negative() {
                Ok(negative) => Number(Repr::Small(negative)),
                Err(TooLong) => Number::of_big(-BigInt::from(small.0), small.1.into()),
            },
            Repr::Late(_) => Number::late(Late::negative(self)),
        }
    }
}

impl Ord for Number {
    #[inline]
    fn cmp(&self, other: &Number) -> Ordering {
        if let (Repr::Small(one), Repr::Small(two)) = (&self.0, &other.0) {
            one.cmp(two)
        } else {
            self.order(other)
        }
    }
}

impl PartialOrd for Number {
    #[inline]
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl Default for Number {
    fn default() -> Number {
        Number::ZERO
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl From<u32> for Number {
    fn from(n: u32) -> Number {
        Number(Repr::Small(Small(n.into(), 1)))
    }
}

impl From<i64> for Number {
    fn from(n: i64) -> Number {
        Number(Repr::Small(Small(n, 1)))
    }
}

/// As files write it: `842.5` where a decimal is exact, `2/3` where none is.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(places) = self.decimals() else {
            let (numerator, denominator) = self.reduced();
            return write!(f, "{numerator}/{denominator}");
        };
        let (digits, _) = self.cut(places);
        let (whole, decimals) = digits.split_at(digits.len() - places as usize);
        let sign = if self.is_negative() { "-" } else { "" };
        let point = if decimals.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{decimals}")
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
    deserializer.deserialize_str(&COMPUTED)
}

/// [`computed`], where there may be none.
pub(crate) fn computed_option<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Number>, D::Error> {
    let number: Option<Computed> = Option::deserialize(deserializer)?;
    Ok(number.map(|Computed(number)| number))
}

struct Computed(Number);

impl<'de> Deserialize<'de> for Computed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Computed, D::Error> {
        computed(deserializer).map(Computed)
    }
}

/// A number of a file and, where it is written with `%` or `/`, the text as it would be typed.
pub(crate) struct Written {
    pub number: Number,
    pub signed: Option<String>,
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Written, D::Error> {
        deserializer.deserialize_str(AsWritten)
    }
}

struct AsWritten;

impl Visitor<'_> for AsWritten {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (&ENTERED).expecting(f)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Written, E> {
        let number = (&ENTERED).visit_str(text)?;
        let is_signed = text.contains(['%', '/']);
        let signed = is_signed.then(|| text.replace('.', ","));
        Ok(Written { number, signed })
    }
}

/// Reads the text itself, so that a reader knows where the one stands that is no number.
impl Visitor<'_> for &Limits {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Number, E> {
        read(text, self).map_err(E::custom)
    }
}

fn read(text: &str, limits: &Limits) -> Result<Number, NotANumber> {
    let number = if let Some(percent) = text.strip_suffix('%') {
        decimal(percent, limits).and_then(|percent| percent.share_of(&Number::from(100_u32)))
    } else if let Some((numerator, denominator)) = text.split_once('/') {
        fraction(numerator, denominator, limits)
    } else {
        decimal(text, limits)
    };
    number.ok_or_else(|| not_read(text, limits))
}

#[cold]
fn not_read(text: &str, limits: &Limits) -> NotANumber {
    let found = text.to_owned();
    let size = text.strip_prefix('-').unwrap_or(text);
    match size.split_once('/') {
        Some((of, by)) if are_digits(of) && are_digits(by) && by.contains(|c| c != '0') => {
            NotANumber::LongFraction {
                found,
                digits: limits.fraction,
            }
        }
        None if is_decimal(size.strip_suffix('%').unwrap_or(size)) => NotANumber::TooLong {
            found,
            whole: limits.whole,
            decimals: limits.decimals,
        },
        _ => NotANumber::None { found },
    }
}

fn is_decimal(size: &str) -> bool {
    let (whole, decimals) = size.split_once('.').unwrap_or((size, "0"));
    are_digits(whole) && are_digits(decimals)
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn fraction(numerator: &str, denominator: &str, limits: &Limits) -> Option<Number> {
    let (is_negative, size) = sign(numerator);
    if size.len().max(denominator.len()) > limits.fraction {
        return None;
    }
    let size = digits(size)?;
    let denominator = digits(denominator).filter(BigInt::is_positive)?;
    let size = if is_negative { -size } else { size };
    Some(Number::of_big(size, denominator))
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
    let places = u32::try_from(decimals.len()).ok()?;
    if size.len() <= SHORT {
        let all = whole.bytes().chain(decimals.bytes());
        let size = all
            .map(digit)
            .try_fold(0, |size, digit| Some(10 * size + digit?))?;
        let size = if is_negative { -size } else { size };
        let number = Small(size, 10_i64.pow(places)).reduced(); // it will be added up again and again
        return Some(Number(Repr::Small(number)));
    }
    let size = digits(&format!("{whole}{decimals}"))?;
    let size = if is_negative { -size } else { size };
    Some(Number::of_big(size, BigInt::from(10).pow(places)))
}

/// So many digits fit in a machine word.
const SHORT: usize = 18;

fn digit(byte: u8) -> Option<i64> {
    byte.is_ascii_digit().then(|| i64::from(byte - b'0'))
}

fn sign(text: &str) -> (bool, &str) {
    text.strip_prefix('-')
        .map_or((false, text), |size| (true, size))
}

/// A run of ASCII digits, at least one; never negative.
fn digits(text: &str) -> Option<BigInt> {
    let is_number = text.bytes().all(|b| b.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        deserializer.deserialize_str(&ENTERED)
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
            "999999999999999.999999999",
        ] {
            assert_eq!(n(text).to_string(), text);
            assert_eq!(format!("{:?}", n(text)), text);
        }
        assert_eq!(n("90%"), n("0.9"));
        assert_eq!(n("69.697%").to_string(), "0.69697");
        assert_eq!(n("2/4").to_string(), "0.5");
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "", " ", "1,5", "1.", ".5", "1e3", "+1", "--1", "1/0", "1/-2", "1.5/2", "NaN", "٣",
            "1 000", "1/2%", "+1/2", "1/+2", "1_0/3", "/2", "1/",
        ] {
            assert!(text.parse::<Number>().is_err(), "{text:?}");
        }
        assert!("1234567890123456".parse::<Number>().is_err());
        assert!("0.1234567890".parse::<Number>().is_err());
        let long = |text: &str| text.parse::<Number>().unwrap_err().to_string();
        let too_long =
            "expected a number of at most 15 digits before the decimal point and 9 after it";
        for text in ["1234567890123456", "-0.1234567890", "1234567890123456%"] {
            assert_eq!(long(text), format!("found {text:?}, {too_long}"));
        }
        let (most, more) = ("9".repeat(24), "9".repeat(25));
        let too_long = "expected a fraction of at most 24 digits above and below";
        assert_eq!(
            long(&format!("-1/{more}")),
            format!("found \"-1/{more}\", {too_long}")
        );
        for none in [
            "1/0", "/2", "1/", "1.", "-", "%", "1/1/1", "1/2%", "1.5/2", "--1",
        ] {
            let found = none.to_owned();
            assert_eq!(none.parse::<Number>(), Err(NotANumber::None { found }));
        }
        assert_eq!(n(&format!("{most}/{most}")), Number::ONE);
        assert!(format!("{more}/1").parse::<Number>().is_err());
        assert!(format!("1/{more}").parse::<Number>().is_err());
    }

    #[test]
    fn digits_are_cut_off_alike_within_machine_words_and_beyond() {
        for (number, decimals, expected) in [
            ("7.25", 1, ("72", true)),
            ("7.25", 3, ("7250", false)),
            ("-0.25", 1, ("02", true)),
            ("0.0625", 4, ("00625", false)),
            (
                "123456789012345.678901234",
                8,
                ("12345678901234567890123", true),
            ),
            (
                "123456789012345.678901234",
                10,
                ("1234567890123456789012340", false),
            ),
        ] {
            let (digits, is_cut) = n(number).cut(decimals);
            assert_eq!((&*digits, is_cut), expected, "{number}, {decimals}");
        }
    }

    /// A fraction for every prime below 450: far beyond any machine word together.
    fn primes() -> Vec<Number> {
        let primes = (2..450_i64).filter(|n| (2..*n).all(|d| n % d != 0));
        primes
            .map(|prime| n(&format!("{}/{prime}", prime - 1)))
            .collect()
    }

    #[test]
    fn whatever_is_written_can_be_read_as_a_result() {
        let wide = Number::sum(&vec![n("999999999999999"); 9]);
        let odd = &n("1/999999999989") + &n("1/999999999961");
        let odd = &odd + &n("1/7");
        let fine = &n("0.000000001") * &n("0.000000001");
        let sum = Number::sum(&primes());
        for number in [wide, odd, fine, -&sum, sum, Number::from(i64::MIN)] {
            let text = number.to_string();
            assert_eq!(read(&text, &COMPUTED), Ok(number), "{text}");
        }
    }

    #[test]
    fn nothing_rounds() {
        assert_eq!(&n("0.1") + &n("0.2"), n("0.3"));
        assert!(n("69").share_of(&n("99")) < Some(n("70%")));
        assert_eq!(n("899.99").share_of(&n("1000")), Some(n("0.89999")));
        assert_eq!(n("1").share_of(&Number::ZERO), None);
        assert_eq!(n("1").share_of(&n("-3")), Some(n("-1/3")));
        // Too long for one machine word while it is computed, and short afterwards.
        let long = n("999999999.999999999");
        assert_eq!(&long + &n("1.000001"), n("1000000001.000000999"));
        let product = &n("9/4000000000") * &n("70/3486784401");
        assert_eq!(product, n("7/154968195600000000"));
        for billion in [n("1000000000"), n("70000000000/70")] {
            assert!(long < billion && billion < n("1000000000.000000001"));
            assert!(n("1000000000.000000001") > billion && billion > long);
        }
    }

    #[test]
    fn a_share_of_what_is_below_0_is_below_0() {
        let long = n("999999999999999.999999999");
        for (of, whole) in [
            (n("1"), n("3")),
            (n("1"), long.clone()),
            (long.clone(), n("999999999.999999999")),
            (long.clone(), long.clone()),
            (n("999999999.999999999"), n("999999999.999999999")),
            (n("999999999.999999999"), n("333333333.333333333")),
            // Too long for machine words multiplied, and short enough afterwards: 1111100000000000000.
            (n("900000000000000/7"), n("9/77777")),
            (n("9/77777"), n("900000000000000/7")),
        ] {
            let share = of.share_of(&whole).unwrap();
            assert!(Number::ZERO < share && !share.is_negative());
            assert_eq!(&share * &whole, of);
            for (of, whole) in [(-&of, whole.clone()), (of.clone(), -&whole)] {
                let below = of.share_of(&whole).unwrap();
                assert!(below < Number::ZERO && below.is_negative(), "{below}");
                assert_eq!(below, -&share);
                assert_eq!(below.magnitude(), share);
            }
            assert_eq!((-&of).share_of(&-&whole), Some(share));
        }
    }

    #[test]
    fn a_whole_number_is_whole_however_it_came_about() {
        let three_halves = &Number::ONE + &Number::HALF;
        for (number, is_whole) in [
            (&Number::HALF + &Number::HALF, true),
            (&three_halves + &three_halves, true),
            (&three_halves + &Number::ONE, false),
            (Number::HALF, false),
            (-&Number::HALF, false),
            (Number::ZERO, true),
            (&n("1000000000000") * &n("1000000000000"), true),
            (&n("1000000000000.5") * &n("1000000000000"), true),
            (&n("1000000000000.5") * &n("1000000000001"), false),
        ] {
            assert_eq!(number.is_whole(), is_whole, "{number}");
        }
    }

    #[test]
    fn nothing_is_out_of_range() {
        let primes = primes();
        assert_eq!(primes.len(), 87);
        let forward = Number::sum(&primes);
        let backward = primes
            .iter()
            .rev()
            .fold(Number::ZERO, |sum, more| &sum + more);
        assert_eq!(forward, backward);
        let rest = primes[1..]
            .iter()
            .fold(forward.clone(), |sum, less| &sum - less);
        assert_eq!(rest, Number::HALF);
        assert!(rest.is_zero() || Number::HALF <= rest);
        // 87 less the reciprocals of those primes, which together are a little above 2
        assert!(n("84") < forward && forward < n("85"));
        let whole = &(&forward * &n("1000")).truncated() * &n("0.001");
        assert!(whole <= forward && forward < &whole + &n("0.001"));
        assert_eq!((&forward - &forward), Number::ZERO);
        assert_eq!(&forward - &rest, Number::sum(&primes[1..]));
        assert!((&forward - &forward).is_zero() && !forward.is_whole());
        assert_eq!(forward.share_of(&forward), Some(Number::ONE));
        let smallest = Number::from(i64::MIN);
        assert_eq!(&(&smallest + &smallest) - &smallest, smallest);
        assert_eq!(-&-&smallest, smallest);
        assert!(smallest < -&smallest);
    }
}
