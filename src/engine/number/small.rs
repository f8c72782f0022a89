//! Fractions of two machine words: what nearly every number is.

use std::cmp::Ordering;

use num_integer::Integer as _;

use super::exact::Exact;
use super::{Number, Repr, common_divisor, wide};

/// Numerator and denominator, which is above 0; not always reduced.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Small(pub(super) i64, pub(super) i64);

/// A result has no place in two machine words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLong;

impl Small {
    pub(super) const ZERO: Small = Small(0, 1);

    /// `numerator / denominator`, where it fits, reduced if need be; the denominator is above 0.
    pub(super) fn of_wide(numerator: i128, denominator: i128) -> Option<Small> {
        let fits = |(numerator, denominator): (i128, i128)| {
            let numerator = i64::try_from(numerator).ok()?;
            Some(Small(numerator, i64::try_from(denominator).ok()?))
        };
        fits((numerator, denominator)).or_else(|| fits(reduced((numerator, denominator))))
    }

    /// The same without a common divisor.
    pub(super) fn reduced(self) -> Small {
        let Small(numerator, denominator) = self;
        if denominator == 1 {
            return self;
        }
        let divisor = numerator.gcd(&denominator);
        Small(numerator / divisor, denominator / divisor)
    }
}

impl Exact for Small {
    type TooLong = TooLong;

    const TELLS: bool = false;

    #[inline]
    fn of(number: &Number) -> Result<Small, TooLong> {
        match &number.0 {
            Repr::Small(small) => Ok(*small),
            Repr::Late(_) => Err(TooLong),
        }
    }

    #[inline]
    fn number(&self) -> Number {
        Number(Repr::Small(*self))
    }

    #[inline]
    fn whole(count: u32) -> Small {
        Small(count.into(), 1)
    }

    #[inline]
    fn plus(&self, other: &Small) -> Result<Small, TooLong> {
        let (Small(a, b), Small(c, d)) = (*self, *other);
        let (numerator, denominator) = if b == d {
            (a.checked_add(c), Some(b))
        } else if d == 1 {
            (times(b, c).and_then(|more| more.checked_add(a)), Some(b))
        } else {
            let two = times(a, d).zip(times(c, b));
            (two.and_then(|(a, c)| a.checked_add(c)), times(b, d))
        };
        small(numerator, denominator)
    }

    #[inline]
    fn minus(&self, other: &Small) -> Result<Small, TooLong> {
        self.plus(&other.negative()?)
    }

    #[inline]
    fn times(&self, other: &Small) -> Result<Small, TooLong> {
        small(times(self.0, other.0), times(self.1, other.1))
    }

    #[inline]
    fn share(&self, whole: &Small) -> Result<Option<Small>, TooLong> {
        let (Small(a, b), Small(c, d)) = (*self, *whole);
        if c == 0 {
            return Ok(None);
        }
        let share = if b == d {
            Small(a, c)
        } else {
            small(times(a, d), times(b, c))?
        };
        if share.1 < 0 {
            return small(share.0.checked_neg(), share.1.checked_neg()).map(Some);
        }
        Ok(Some(share))
    }

    #[inline]
    fn sum(all: &[Small]) -> Result<Small, TooLong> {
        all.iter().try_fold(Small::ZERO, |sum, more| sum.plus(more))
    }

    #[inline]
    fn negative(&self) -> Result<Small, TooLong> {
        small(self.0.checked_neg(), Some(self.1))
    }

    #[inline]
    fn is_zero(&self) -> bool {
        self.0 == 0
    }

    #[inline]
    fn is_negative(&self) -> bool {
        self.0 < 0
    }

    #[inline]
    fn is_whole(&self) -> bool {
        self.1 == 1 || self.0 % self.1 == 0
    }

    #[inline]
    fn truncated(&self) -> Small {
        Small(self.0 / self.1, 1)
    }
}

#[inline]
fn small(numerator: Option<i64>, denominator: Option<i64>) -> Result<Small, TooLong> {
    let (numerator, denominator) = numerator.zip(denominator).ok_or(TooLong)?;
    Ok(Small(numerator, denominator))
}

/// The product, where it fits. Counting the digits tells nearly always, and multiplying to see whether it fits is slow where
/// the machine has no instruction for that, as in wasm.
#[inline]
fn times(a: i64, b: i64) -> Option<i64> {
    if a.unsigned_abs().leading_zeros() + b.unsigned_abs().leading_zeros() > 64 {
        Some(a * b)
    } else {
        a.checked_mul(b)
    }
}

/// A fraction without a common divisor; its denominator is above 0.
pub(super) fn reduced((numerator, denominator): (i128, i128)) -> (i128, i128) {
    let divisor = common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
    // Never above the denominator, so it fits.
    let divisor = i128::try_from(divisor).unwrap_or(1);
    (numerator / divisor, denominator / divisor)
}

impl Ord for Small {
    #[inline]
    fn cmp(&self, other: &Small) -> Ordering {
        let (Small(a, b), Small(c, d)) = (*self, *other);
        if b == d {
            return a.cmp(&c);
        }
        match times(a, d).zip(times(c, b)) {
            Some((one, two)) => one.cmp(&two),
            None => (wide(a) * wide(d)).cmp(&(wide(c) * wide(b))),
        }
    }
}

impl PartialOrd for Small {
    #[inline]
    fn partial_cmp(&self, other: &Small) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Small {
    #[inline]
    fn eq(&self, other: &Small) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Small {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_computed_in_machine_words() {
        assert_eq!(Small(1, 2).plus(&Small(1, 3)), Ok(Small(5, 6)));
        assert_eq!(Small(1, 2).minus(&Small(1, 3)), Ok(Small(1, 6)));
        assert_eq!(Small(3, 4).times(&Small(5, 6)), Ok(Small(5, 8)));
        assert_eq!(Small(3, 4).share(&Small(-5, 6)), Ok(Some(Small(-9, 10))));
        // How many digits the factors have does not tell of these.
        let (half, whole) = (Small(1 << 31, 1), Small(1 << 62, 1));
        assert_eq!(half.times(&half), Ok(whole));
        assert_eq!(whole.times(&Small(2, 1)).map(|_| ()), Err(TooLong));
        let least = Small(1, i64::MAX);
        assert_eq!(
            least.plus(&Small(1, i64::MAX - 1)).map(|_| ()),
            Err(TooLong)
        );
    }

    #[test]
    fn a_fraction_is_the_same_however_it_is_written() {
        assert_eq!(Small(1, 2), Small(2, 4));
        assert_ne!(Small(1, 2), Small(2, 3));
        assert_ne!(Small(1, 3), Small(2, 3));
        // By more digits than machine words have.
        assert_eq!(Small(i64::MAX, 1), Small(i64::MAX, 1));
        assert_ne!(Small(i64::MAX, 2), Small(i64::MAX, 3));
    }
}
