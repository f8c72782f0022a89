//! The two kinds of numbers that rules are evaluated in.
//!
//! A [`Number`] is never out of range and says how it came about. A [`Small`](super::Small) does neither, and costs nothing: where many
//! sheets are scored it is tried first, and whatever has no place in it is evaluated again as a [`Number`].

use std::convert::Infallible;

use super::Number;

/// What rules are evaluated in: exact, or not at all.
pub(crate) trait Exact: Clone + Ord {
    /// What becomes of a result that has no place.
    type TooLong: Copy;

    /// Whether what is computed can say how it came about.
    const TELLS: bool;

    fn of(number: &Number) -> Result<Self, Self::TooLong>;

    fn number(&self) -> Number;

    fn whole(count: u32) -> Self;

    fn plus(&self, other: &Self) -> Result<Self, Self::TooLong>;

    fn minus(&self, other: &Self) -> Result<Self, Self::TooLong>;

    fn times(&self, other: &Self) -> Result<Self, Self::TooLong>;

    /// What share of `whole` this is; `None` where `whole` is 0.
    fn share(&self, whole: &Self) -> Result<Option<Self>, Self::TooLong>;

    fn sum(all: &[Self]) -> Result<Self, Self::TooLong>;

    fn negative(&self) -> Result<Self, Self::TooLong>;

    fn is_zero(&self) -> bool;

    fn is_negative(&self) -> bool;

    fn is_whole(&self) -> bool;

    /// The whole number next to it toward 0.
    fn truncated(&self) -> Self;
}

impl Exact for Number {
    type TooLong = Infallible;

    const TELLS: bool = true;

    #[inline]
    fn of(number: &Number) -> Result<Number, Infallible> {
        Ok(number.clone())
    }

    fn number(&self) -> Number {
        self.clone()
    }

    fn whole(count: u32) -> Number {
        count.into()
    }

    fn plus(&self, other: &Number) -> Result<Number, Infallible> {
        Ok(self + other)
    }

    fn minus(&self, other: &Number) -> Result<Number, Infallible> {
        Ok(self - other)
    }

    fn times(&self, other: &Number) -> Result<Number, Infallible> {
        Ok(self * other)
    }

    fn share(&self, whole: &Number) -> Result<Option<Number>, Infallible> {
        Ok(self.share_of(whole))
    }

    fn sum(all: &[Number]) -> Result<Number, Infallible> {
        Ok(Number::sum(all))
    }

    fn negative(&self) -> Result<Number, Infallible> {
        Ok(-self)
    }

    fn is_zero(&self) -> bool {
        self.is_zero()
    }

    fn is_negative(&self) -> bool {
        self.is_negative()
    }

    fn is_whole(&self) -> bool {
        self.is_whole()
    }

    fn truncated(&self) -> Number {
        self.truncated()
    }
}
