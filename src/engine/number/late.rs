//! Numbers that do not fit in machine words: computed when somebody has to know them exactly.
//!
//! A total of many ratios has as many digits as all their denominators together, and hardly anybody ever asks for them: a
//! comparison with a threshold is decided by the first few. So such a number keeps what it is to be computed from, and
//! bounds on either side that are certain. Where the bounds decide, nothing is computed; where they do not, everything.

use std::cell::OnceCell;
use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::{Signed as _, ToPrimitive as _, Zero as _};

use super::small::{Small, reduced};
use super::{Number, Repr};

/// Numerator and denominator, which is above 0; not reduced.
pub(super) type Fraction = (BigInt, BigInt);

/// A number computed late.
#[derive(Clone)]
pub(super) struct Late {
    of: Node,
    bounds: Option<Bounds>,
    depth: u8,
    exact: OnceCell<Fraction>,
}

/// What it is computed from.
#[derive(Clone)]
enum Node {
    /// It has been.
    Known,
    Negative(Number),
    Sum(Vec<Number>),
    Difference(Number, Number),
    Product(Number, Number),
    /// The second is above 0, or below; not 0.
    Quotient(Number, Number),
}

/// Parts of one in which bounds are counted, as a power of 2: fine enough to tell apart what people enter, coarse enough
/// for the largest total.
const SHIFT: u32 = 30;

/// How many binary digits a denominator may have that all of them are counted of.
const LONGEST: u32 = 32;

/// How deep what is computed from what may go: whatever goes deeper is computed at once.
const DEPTH: u8 = 20;

/// Certain bounds, in parts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub low: i64,
    pub high: i64,
}

impl Bounds {
    /// Of a fraction whose denominator is above 0; `None` where it is too large.
    pub(super) fn of_small(Small(numerator, denominator): Small) -> Option<Bounds> {
        let whole = numerator.div_euclid(denominator);
        // The product alone may not fit; the difference does.
        let rest = numerator.wrapping_sub(whole.wrapping_mul(denominator));
        let whole = whole.checked_mul(1 << SHIFT)?;
        // Of a long denominator the last digits are left out, so that what is counted in parts fits.
        let cut = (i64::BITS - denominator.leading_zeros()).saturating_sub(LONGEST);
        let (low, high) = if cut == 0 {
            let parts = rest << SHIFT;
            let low = parts / denominator;
            (low, low + i64::from(low * denominator != parts))
        } else {
            let (rest, denominator) = (rest >> cut, denominator >> cut);
            let low = (rest << SHIFT) / (denominator + 1);
            (low, ((rest + 1) << SHIFT) / denominator + 1)
        };
        Some(Bounds {
            low: whole.checked_add(low)?,
            high: whole.checked_add(high)?,
        })
    }

    fn of_big((numerator, denominator): &Fraction) -> Option<Bounds> {
        let parts: BigInt = numerator << SHIFT;
        let low = num_integer::Integer::div_floor(&parts, denominator).to_i64()?;
        Some(Bounds {
            low,
            high: low.checked_add(1)?,
        })
    }

    fn negative(self) -> Option<Bounds> {
        Some(Bounds {
            low: self.high.checked_neg()?,
            high: self.low.checked_neg()?,
        })
    }

    fn plus(self, other: Bounds) -> Option<Bounds> {
        Some(Bounds {
            low: self.low.checked_add(other.low)?,
            high: self.high.checked_add(other.high)?,
        })
    }

    /// Of the product of what is not negative.
    fn times(self, other: Bounds) -> Option<Bounds> {
        let parts = |a: i64, b: i64| i128::from(a) * i128::from(b);
        let is_positive = self.low >= 0 && other.low >= 0;
        let low = parts(self.low, other.low) >> SHIFT;
        let high = (parts(self.high, other.high) >> SHIFT) + 1;
        is_positive.then_some(Bounds {
            low: i64::try_from(low).ok()?,
            high: i64::try_from(high).ok()?,
        })
    }

    /// Of what is not negative divided by what is above 0.
    fn by(self, other: Bounds) -> Option<Bounds> {
        if self.low < 0 || other.low <= 0 {
            return None;
        }
        let parts = |of: i64, by: i64| (i128::from(of) << SHIFT) / i128::from(by);
        Some(Bounds {
            low: i64::try_from(parts(self.low, other.high)).ok()?,
            high: i64::try_from(parts(self.high, other.low) + 1).ok()?,
        })
    }

    /// The order of two numbers, where it is certain.
    pub(super) fn order(self, other: Bounds) -> Option<Ordering> {
        if self.high < other.low {
            Some(Ordering::Less)
        } else if self.low > other.high {
            Some(Ordering::Greater)
        } else {
            None
        }
    }

    /// Whether it is above, at or below 0, where that is certain.
    fn sign(self) -> Option<Ordering> {
        self.order(Bounds { low: 0, high: 0 })
    }
}

impl Late {
    pub(super) fn known(fraction: Fraction) -> Late {
        Late {
            of: Node::Known,
            bounds: Bounds::of_big(&fraction),
            depth: 0,
            exact: OnceCell::from(fraction),
        }
    }

    /// The sum of all.
    pub(super) fn sum(all: Vec<Number>) -> Late {
        let bounds = all.iter().map(Number::bounds);
        let bounds = bounds.reduce(|one, other| one?.plus(other?)).flatten();
        let depth = all.iter().map(Number::depth).max();
        Late::new(Node::Sum(all), bounds, depth)
    }

    pub(super) fn difference(one: &Number, other: &Number) -> Late {
        let bounds = one.bounds().zip(other.bounds());
        let bounds = bounds.and_then(|(one, other)| one.plus(other.negative()?));
        let depth = one.depth().max(other.depth());
        Late::new(
            Node::Difference(one.clone(), other.clone()),
            bounds,
            Some(depth),
        )
    }

    pub(super) fn product(one: &Number, other: &Number) -> Late {
        let bounds = one.bounds().zip(other.bounds());
        let bounds = bounds.and_then(|(one, other)| one.times(other));
        let depth = one.depth().max(other.depth());
        Late::new(
            Node::Product(one.clone(), other.clone()),
            bounds,
            Some(depth),
        )
    }

    /// `by` is not 0.
    pub(super) fn quotient(of: &Number, by: &Number) -> Late {
        let bounds = of.bounds().zip(by.bounds());
        let bounds = bounds.and_then(|(of, by)| of.by(by));
        let depth = of.depth().max(by.depth());
        Late::new(Node::Quotient(of.clone(), by.clone()), bounds, Some(depth))
    }

    fn new(of: Node, bounds: Option<Bounds>, depth: Option<u8>) -> Late {
        let late = Late {
            of,
            bounds,
            depth: depth.unwrap_or(0).saturating_add(1),
            exact: OnceCell::new(),
        };
        if late.depth > DEPTH || bounds.is_none() {
            Late::known(late.exact().clone())
        } else {
            late
        }
    }

    /// The same below 0, or above.
    pub(super) fn negative(number: &Number) -> Late {
        let bounds = number.bounds().and_then(Bounds::negative);
        Late::new(Node::Negative(number.clone()), bounds, Some(number.depth()))
    }

    pub(super) fn bounds(&self) -> Option<Bounds> {
        self.bounds
    }

    pub(super) fn depth(&self) -> u8 {
        self.depth
    }

    /// Whether it is above, at or below 0.
    pub(super) fn sign(&self) -> Ordering {
        let certain = self.bounds.and_then(Bounds::sign);
        certain.unwrap_or_else(|| self.exact().0.cmp(&BigInt::zero()))
    }

    pub(super) fn exact(&self) -> &Fraction {
        self.exact.get_or_init(|| match &self.of {
            Node::Known => (BigInt::zero(), 1.into()),
            Node::Negative(number) => {
                let (numerator, denominator) = number.parts();
                (-numerator, denominator)
            }
            Node::Sum(all) => sum(all),
            Node::Difference(one, other) => {
                let ((a, b), (c, d)) = (one.parts(), other.parts());
                (a * &d - c * &b, b * d)
            }
            Node::Product(one, other) => {
                let ((a, b), (c, d)) = (one.parts(), other.parts());
                (a * c, b * d)
            }
            Node::Quotient(of, by) => {
                let ((a, b), (c, d)) = (of.parts(), by.parts());
                if c.is_negative() {
                    (-(a * d), -(b * c))
                } else {
                    (a * d, b * c)
                }
            }
        })
    }
}

impl Number {
    /// Bounds that are certain; `None` where it is too large for any.
    pub(crate) fn bounds(&self) -> Option<Bounds> {
        match &self.0 {
            Repr::Small(small) => Bounds::of_small(*small),
            Repr::Late(late) => late.bounds(),
        }
    }

    fn depth(&self) -> u8 {
        match &self.0 {
            Repr::Small(..) => 0,
            Repr::Late(late) => late.depth(),
        }
    }

    /// The order of two numbers by their bounds, or because they were computed from the same, where that is certain.
    pub(super) fn certain_order(&self, other: &Number) -> Option<Ordering> {
        let order = self.bounds()?.order(other.bounds()?);
        order.or_else(|| is_same(self, other, SAME_DEPTH).then_some(Ordering::Equal))
    }
}

/// How deep sums are compared number by number: what is summed several times in one sum would be compared again and again.
const SAME_DEPTH: u8 = 4;

/// Whether two numbers are the same fractions, or the sums of the same; where they are not they may be equal still.
fn is_same(one: &Number, other: &Number, depth: u8) -> bool {
    match (&one.0, &other.0) {
        (Repr::Small(Small(a, b)), Repr::Small(Small(c, d))) => a == c && b == d,
        (Repr::Late(one), Repr::Late(other)) => match (&one.of, &other.of) {
            (Node::Sum(ones), Node::Sum(others)) if depth > 0 && ones.len() == others.len() => {
                let mut pairs = ones.iter().zip(others);
                pairs.all(|(one, other)| is_same(one, other, depth - 1))
            }
            _ => false,
        },
        _ => false,
    }
}

/// The sum as one fraction: short ones first, without reducing after every step.
fn sum(all: &[Number]) -> Fraction {
    let mut sum = Sum::default();
    for number in all {
        sum.add(number);
    }
    sum.total()
}

#[derive(Default)]
struct Sum {
    /// While it fits.
    small: Option<(i128, i128)>,
    /// What no longer did.
    big: Option<Fraction>,
}

impl Sum {
    fn add(&mut self, number: &Number) {
        let Repr::Small(Small(numerator, denominator)) = number.0 else {
            let (numerator, denominator) = number.parts();
            self.spill(numerator, denominator);
            return;
        };
        let more = (i128::from(numerator), i128::from(denominator));
        let Some(sum) = self.small else {
            self.small = Some(more);
            return;
        };
        let added = super::plus(sum, more).or_else(|| super::plus(reduced(sum), more));
        if added.is_none() {
            self.spill(sum.0.into(), sum.1.into());
        }
        self.small = added.or(Some(more));
    }

    fn spill(&mut self, numerator: BigInt, denominator: BigInt) {
        self.big = Some(match self.big.take() {
            None => (numerator, denominator),
            Some((top, bottom)) => (
                top * &denominator + numerator * &bottom,
                bottom * denominator,
            ),
        });
    }

    fn total(mut self) -> Fraction {
        let (top, bottom) = self.small.take().unwrap_or((0, 1));
        if self.big.is_none() {
            return (top.into(), bottom.into());
        }
        self.spill(top.into(), bottom.into());
        self.big.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One, in parts.
    const ONE: i64 = 1 << SHIFT;

    fn bounds(low: i64, high: i64) -> Bounds {
        Bounds { low, high }
    }

    fn ends(bounds: Option<Bounds>) -> Option<(i64, i64)> {
        bounds.map(|bounds| (bounds.low, bounds.high))
    }

    fn n(text: &str) -> Number {
        text.parse().unwrap()
    }

    /// A number that does not fit in machine words, 84 and a part.
    fn long() -> Number {
        let primes = (2..450_i64).filter(|n| (2..*n).all(|d| n % d != 0));
        let less = primes.map(|prime| n(&format!("{}/{prime}", prime - 1)));
        Number::sum(&less.collect::<Vec<_>>())
    }

    #[test]
    fn bounds_are_the_parts_next_to_a_fraction() {
        let third = ONE / 3; // 2 to the power of 30 is not divisible by 3: something is cut off
        for (numerator, denominator, expected) in [
            (1, 2, (ONE / 2, ONE / 2)),
            (-3, 1, (-3 * ONE, -3 * ONE)),
            (1, 3, (third, third + 1)),
            (-1, 3, (-third - 1, -third)),
            (7, 3, (7 * ONE / 3, 7 * ONE / 3 + 1)),
        ] {
            let small = Bounds::of_small(Small(numerator, denominator));
            assert_eq!(ends(small), Some(expected), "{numerator}/{denominator}");
            // Of what is long nobody looks whether it is a whole number of parts.
            let big = Bounds::of_big(&(numerator.into(), denominator.into()));
            let expected = (expected.0, expected.0 + 1);
            assert_eq!(ends(big), Some(expected), "{numerator}/{denominator}");
        }
        assert_eq!(ends(Bounds::of_small(Small(1 << 33, 1))), None);
        assert_eq!(
            ends(Bounds::of_big(&((1_i64 << 33).into(), 1.into()))),
            None
        );
    }

    #[test]
    fn bounds_of_a_long_fraction_are_certain_and_near() {
        let longest = i64::MAX;
        for denominator in [
            1 << 32,
            (1 << 32) + 1,
            (1 << 40) - 1,
            3 << 50,
            ((1 << 31) + 1) << 31, // of which nothing but zeros is left out
            longest - 1,
            longest,
        ] {
            for numerator in [
                1,
                (3 << 31) - 1, // of which nothing but ones is
                -1,
                denominator - 1,
                1 - denominator,
                denominator,
                longest,
                -longest,
            ] {
                let Some(bounds) = Bounds::of_small(Small(numerator, denominator)) else {
                    panic!("{numerator}/{denominator}");
                };
                let parts = i128::from(numerator) << SHIFT;
                let at = |bound: i64| i128::from(bound) * i128::from(denominator);
                let what = format!("{bounds:?} of {numerator}/{denominator}");
                assert!(
                    at(bounds.low) <= parts && parts <= at(bounds.high),
                    "{what}"
                );
                assert!(bounds.high - bounds.low <= 3, "{what}");
            }
        }
    }

    #[test]
    fn sums_of_the_same_are_equal_without_being_computed() {
        let (one, other) = (long(), long());
        assert_eq!(one.certain_order(&other), Some(Ordering::Equal));
        let parted = Number::sum(&[&one + &n("1/7"), n("-1/7")]);
        assert_eq!(one.certain_order(&parted), None);
        assert_eq!(one, parted);
    }

    /// What the bounds cannot tell apart is the same only if it is the same number by number.
    #[test]
    fn sums_that_are_nearly_the_same_are_not() {
        let with = |last: &[&str]| {
            let last: Vec<Number> = last.iter().map(|last| n(last)).collect();
            let Repr::Late(late) = &long().0 else {
                panic!()
            };
            let Node::Sum(all) = &late.of else { panic!() };
            Number::sum(&[&all[..], &last].concat())
        };
        let third = with(&["1/999999999999999"]);
        for (other, order) in [
            (with(&["1/999999999999999"]), Ordering::Equal),
            (with(&["1/999999999999998"]), Ordering::Less),
            (with(&["2/999999999999999"]), Ordering::Less),
            (with(&[]), Ordering::Greater),
            (
                with(&["1/999999999999999", "1/999999999999998"]),
                Ordering::Less,
            ),
        ] {
            let certain = order.is_eq().then_some(order);
            assert_eq!(third.certain_order(&other), certain, "{other}");
            assert_eq!(third.cmp(&other), order, "{other}");
            assert_eq!(other.cmp(&third), order.reverse(), "{other}");
        }
    }

    #[test]
    fn sums_in_sums_are_compared_number_by_number_only_so_deep() {
        let (mut one, mut other) = (long(), long());
        for depth in 1..=SAME_DEPTH + 1 {
            let certain = (depth <= SAME_DEPTH).then_some(Ordering::Equal);
            assert_eq!(one.certain_order(&other), certain, "{depth}");
            assert_eq!(one, other);
            (one, other) = (&one + &Number::ONE, &other + &Number::ONE);
        }
    }

    #[test]
    fn bounds_of_what_is_computed_are_certain_and_near() {
        let (two, three) = (bounds(2 * ONE, 2 * ONE + 1), bounds(3 * ONE - 1, 3 * ONE));
        assert_eq!(ends(two.negative()), Some((-2 * ONE - 1, -2 * ONE)));
        assert_eq!(ends(two.plus(three)), Some((5 * ONE - 1, 5 * ONE + 1)));
        // 2 times 3 less 2 parts, and 3 parts more than 6, the last because the product is cut off.
        assert_eq!(ends(two.times(three)), Some((6 * ONE - 2, 6 * ONE + 4)));
        // 2/3, which is no whole number of parts, and the same for the upper ends.
        let quotient = ends(two.by(three)).unwrap();
        assert_eq!(quotient, (2 * ONE / 3, 2 * ONE / 3 + 2));
        assert_eq!(
            ends(three.by(two)).unwrap(),
            (3 * ONE / 2 - 2, 3 * ONE / 2 + 1)
        );
    }

    #[test]
    fn where_a_sign_is_not_known_there_are_no_bounds() {
        let (below, at, above) = (bounds(-1, 1), bounds(0, 1), bounds(1, 2));
        for (one, other, is_product, is_quotient) in [
            (below, above, false, false),
            (above, below, false, false),
            (below, below, false, false),
            (at, above, true, true),
            (above, at, true, false),
            (at, at, true, false),
            (above, above, true, true),
        ] {
            assert_eq!(one.times(other).is_some(), is_product, "{one:?} {other:?}");
            assert_eq!(one.by(other).is_some(), is_quotient, "{one:?} {other:?}");
        }
    }

    #[test]
    fn an_order_is_certain_where_bounds_do_not_meet() {
        let one = bounds(3, 5);
        for (other, order) in [
            (bounds(6, 7), Some(Ordering::Less)),
            (bounds(5, 6), None),
            (bounds(1, 3), None),
            (bounds(1, 2), Some(Ordering::Greater)),
        ] {
            assert_eq!(one.order(other), order, "{other:?}");
        }
        assert_eq!(bounds(1, 2).sign(), Some(Ordering::Greater));
        assert_eq!(bounds(0, 2).sign(), None);
        assert_eq!(bounds(-2, -1).sign(), Some(Ordering::Less));
    }

    /// Whether a number has been computed.
    fn is_computed(number: &Number) -> bool {
        match &number.0 {
            Repr::Small(..) => true,
            Repr::Late(late) => late.exact.get().is_some(),
        }
    }

    #[test]
    fn nothing_is_computed_before_somebody_has_to_know() {
        let (long, half) = (long(), &Number::HALF);
        let less = -&long;
        let product = &long * half;
        let quotient = long.share_of(&n("3")).unwrap();
        let difference = &long - &product;
        let all = Number::sum(&[less.clone(), difference.clone(), quotient.clone()]);
        for (number, above, below) in [
            (&long, "84", "85"),
            (&less, "-85", "-84"),
            (&product, "42", "42.5"),
            (&quotient, "28", "28.5"),
            (&difference, "42", "42.5"),
            (&all, "-15", "-14"),
        ] {
            assert!(n(above) < *number && *number < n(below));
            assert_eq!(number.is_negative(), n(below) <= Number::ZERO);
            assert!(!number.is_zero());
        }
        for number in [&long, &less, &product, &quotient, &difference, &all] {
            assert!(!is_computed(number));
        }
        assert_eq!(&difference + &product, long);
        assert!(is_computed(&long));
    }

    #[test]
    fn what_would_go_too_deep_is_computed_at_once() {
        let mut sum = long();
        let Repr::Late(late) = &sum.0 else { panic!() };
        assert_eq!(late.depth(), 1);
        for depth in 2..=DEPTH {
            sum = &sum + &Number::ONE;
            assert_eq!(sum.depth(), depth);
            assert!(!is_computed(&sum));
        }
        sum = &sum + &Number::ONE;
        assert!(is_computed(&sum));
        assert_eq!(sum.depth(), 0);
    }
}
