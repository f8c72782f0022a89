//! Adding up.

use super::exact::Exact as _;
use super::late::Late;
use super::small::{Small, TooLong};
use super::{Number, Repr};

/// How many numbers there is room for before more is needed: a sheet's total seldom takes more.
const ROOM: usize = 4;

/// A sum that grows: in machine words for as long as it fits, then in as many of them as it takes.
#[derive(Debug)]
pub(crate) struct Total {
    small: Small,
    /// What did not fit with it.
    others: Vec<Number>,
}

impl Default for Total {
    fn default() -> Total {
        Total {
            small: Small::ZERO,
            others: Vec::new(),
        }
    }
}

impl Total {
    pub(crate) fn of(number: &Number) -> Total {
        let mut total = Total::default();
        total.add(number);
        total
    }

    #[inline]
    pub(crate) fn add(&mut self, number: &Number) {
        match &number.0 {
            Repr::Small(more) => self.add_small(more),
            Repr::Late(_) => self.push(number.clone()),
        }
    }

    #[inline]
    pub(crate) fn add_small(&mut self, more: &Small) {
        match self.small.plus(more) {
            Ok(sum) => self.small = sum,
            Err(TooLong) => self.add_reduced(*more),
        }
    }

    /// Denominators of ratios have factors in common: without them many more fit together.
    fn add_reduced(&mut self, more: Small) {
        let reduced = self.small.reduced();
        match reduced.plus(&more) {
            Ok(sum) => self.small = sum,
            Err(TooLong) => self.set_aside(more),
        }
    }

    fn set_aside(&mut self, more: Small) {
        self.push(Number(Repr::Small(self.small)));
        self.small = more;
    }

    fn push(&mut self, number: Number) {
        if self.others.is_empty() {
            self.others.reserve(ROOM);
        }
        self.others.push(number);
    }

    pub(crate) fn number(mut self) -> Number {
        if self.others.is_empty() {
            return Number(Repr::Small(self.small));
        }
        if let ([one], true) = (&self.others[..], self.small.is_zero()) {
            return one.clone();
        }
        self.set_aside(Small::ZERO);
        Number::late(Late::sum(self.others))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(denominators: impl Iterator<Item = i64>) -> Number {
        let mut total = Total::default();
        for denominator in denominators {
            total.add(&Number(Repr::Small(Small(1, denominator))));
        }
        total.number()
    }

    /// The product of these denominators has 24 digits, their least common multiple 7.
    #[test]
    fn denominators_with_factors_in_common_fit_together() {
        let sum = sum((1..=15).map(|count| 6 * count));
        assert!(matches!(sum, Number(Repr::Small(_))));
        assert_eq!(sum, "1195757/2162160".parse().unwrap());
    }

    #[test]
    fn what_does_not_fit_is_added_up_all_the_same() {
        let primes = (60..=120).filter(|n| (2..*n).all(|d| n % d != 0));
        let sum = sum(primes.clone());
        assert!(matches!(sum, Number(Repr::Late(_))));
        let all = primes.map(|prime| Number(Repr::Small(Small(1, prime))));
        let one_by_one = all.fold(Number::ZERO, |sum, more| &sum + &more);
        assert_eq!(sum, one_by_one);
    }
}
