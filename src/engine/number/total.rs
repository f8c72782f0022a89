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
            Repr::Small(more) => match self.small.plus(more) {
                Ok(sum) => self.small = sum,
                Err(TooLong) => self.set_aside(*more),
            },
            Repr::Late(_) => self.push(number.clone()),
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
