//! Arithmetic on all the values something can have.

use super::Relation;
use crate::engine::number::Number;
use crate::engine::rounding::Rounding;

/// Everything from a least to a greatest value; `None` is no limit on that side. What is computed from spans holds every
/// value that can come out, and may hold more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub low: Option<Number>,
    pub high: Option<Number>,
}

impl Span {
    pub(crate) fn point(value: Number) -> Span {
        Span {
            low: Some(value.clone()),
            high: Some(value),
        }
    }

    pub(crate) fn between(low: Number, high: Number) -> Span {
        Span {
            low: Some(low),
            high: Some(high),
        }
    }

    /// Whether nothing in it is below 0.
    pub(crate) fn is_positive(&self) -> bool {
        self.low.as_ref().is_some_and(|low| !low.is_negative())
    }

    /// Whether 0 is in it.
    pub(crate) fn has_zero(&self) -> bool {
        self.low.as_ref().is_none_or(|low| *low <= Number::ZERO)
            && self.high.as_ref().is_none_or(|high| !high.is_negative())
    }

    /// Both, and what lies between.
    pub(crate) fn hull(self, other: Span) -> Span {
        Span {
            low: both(self.low, other.low).map(|(a, b)| a.min(b)),
            high: both(self.high, other.high).map(|(a, b)| a.max(b)),
        }
    }

    pub(crate) fn sum(all: &[Span]) -> Span {
        let total = |side: fn(&Span) -> Option<&Number>| {
            let all: Option<Vec<&Number>> = all.iter().map(side).collect();
            all.map(Number::sum)
        };
        Span {
            low: total(|span| span.low.as_ref()),
            high: total(|span| span.high.as_ref()),
        }
    }

    pub(crate) fn minus(&self, other: &Span) -> Span {
        let less = |a: &Option<Number>, b: &Option<Number>| Some(a.as_ref()? - b.as_ref()?);
        Span {
            low: less(&self.low, &other.high),
            high: less(&self.high, &other.low),
        }
    }

    /// The corners bound a product; with a side open only a product of what is not negative is bounded below.
    pub(crate) fn times(&self, other: &Span) -> Span {
        let corners = [
            (&self.low, &other.low),
            (&self.low, &other.high),
            (&self.high, &other.low),
            (&self.high, &other.high),
        ]
        .map(|(a, b)| Some(a.as_ref()? * b.as_ref()?));
        let corners: Option<Vec<Number>> = corners.into_iter().collect();
        if let Some(corners) = corners {
            return Span {
                low: corners.iter().min().cloned(),
                high: corners.into_iter().max(),
            };
        }
        Span {
            low: (self.is_positive() && other.is_positive()).then_some(Number::ZERO),
            high: None,
        }
    }

    /// The span times what is not negative.
    pub(crate) fn scaled(&self, by: &Number) -> Span {
        self.map(|value| value * by)
    }

    /// The least of one value from each.
    pub(crate) fn least(all: Vec<Span>) -> Span {
        let lows: Option<Vec<Number>> = all.iter().map(|span| span.low.clone()).collect();
        Span {
            low: lows.and_then(|lows| lows.into_iter().min()),
            high: all.into_iter().filter_map(|span| span.high).min(),
        }
    }

    /// The greatest of one value from each.
    pub(crate) fn greatest(all: Vec<Span>) -> Span {
        let highs: Option<Vec<Number>> = all.iter().map(|span| span.high.clone()).collect();
        Span {
            high: highs.and_then(|highs| highs.into_iter().max()),
            low: all.into_iter().filter_map(|span| span.low).max(),
        }
    }

    /// One by another that is not 0.
    pub(crate) fn ratio(&self, by: &Span, relation: Relation) -> Span {
        if !self.is_positive() || !by.is_positive() {
            return Span {
                low: None,
                high: None,
            };
        }
        let share = |of: &Option<Number>, by: &Option<Number>| of.as_ref()?.share_of(by.as_ref()?);
        let most = match relation {
            Relation::PartOf | Relation::Quota => Some(&Number::ONE),
            Relation::Free => None,
        };
        Span {
            low: Some(share(&self.low, &by.high).unwrap_or_default()),
            high: share(&self.high, &by.low),
        }
        .limited(None, most)
    }

    pub(crate) fn rounded(&self, rounding: &Rounding) -> Span {
        self.map(|value| rounding.apply(value))
    }

    /// What lies below a limit put there, and what lies above one.
    pub(crate) fn limited(self, at_least: Option<&Number>, at_most: Option<&Number>) -> Span {
        let limit = |value: Option<Number>, open: Option<&Number>| {
            let value = value.or_else(|| open.cloned())?;
            let value = at_least.map_or(value.clone(), |least| value.max(least.clone()));
            Some(at_most.map_or(value.clone(), |most| value.min(most.clone())))
        };
        Span {
            low: limit(self.low, at_least),
            high: limit(self.high, at_most),
        }
    }

    fn map(&self, ends: impl Fn(&Number) -> Number) -> Span {
        Span {
            low: self.low.as_ref().map(&ends),
            high: self.high.as_ref().map(&ends),
        }
    }
}

fn both<A, B>(a: Option<A>, b: Option<B>) -> Option<(A, B)> {
    a.zip(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::practice::n;

    /// `2..5`, `2..`, `..5`, `..`.
    fn span(text: &str) -> Span {
        let (low, high) = text.split_once("..").unwrap();
        let end = |text: &str| (!text.is_empty()).then(|| n(text));
        Span {
            low: end(low),
            high: end(high),
        }
    }

    #[test]
    fn signs() {
        for (text, is_positive, has_zero) in [
            ("0..5", true, true),
            ("0.1..5", true, false),
            ("-1..5", false, true),
            ("-5..-1", false, false),
            ("-5..0", false, true),
            ("..5", false, true),
            ("..-5", false, false),
            ("1..", true, false),
            ("0..", true, true),
            ("..", false, true),
        ] {
            let span = span(text);
            assert_eq!(
                (span.is_positive(), span.has_zero()),
                (is_positive, has_zero),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_open_stays_open() {
        let sum = |one: &str, other: &str| Span::sum(&[span(one), span(other)]);
        assert_eq!(sum("1..2", "10..20"), span("11..22"));
        assert_eq!(sum("1..", "10..20"), span("11.."));
        assert_eq!(span("1..2").minus(&span("10..20")), span("-19..-8"));
        assert_eq!(span("1..2").minus(&span("10..")), span("..-8"));
        assert_eq!(span("1..2").hull(span("10..20")), span("1..20"));
        assert_eq!(span("1..2").hull(span("..1")), span("..2"));
        let least = |one: &str, other: &str| Span::least(vec![span(one), span(other)]);
        assert_eq!(least("1..5", "2..4"), span("1..4"));
        assert_eq!(least("1..", "..4"), span("..4"));
        let greatest = |one: &str, other: &str| Span::greatest(vec![span(one), span(other)]);
        assert_eq!(greatest("1..5", "2..4"), span("2..5"));
        assert_eq!(greatest("1..", "..4"), span("1.."));
    }

    #[test]
    fn products_lie_between_their_corners() {
        let times = |one: &str, other: &str| span(one).times(&span(other));
        assert_eq!(times("2..3", "10..20"), span("20..60"));
        assert_eq!(times("-2..3", "-10..20"), span("-40..60"));
        assert_eq!(times("2..", "10..20"), span("0.."));
        assert_eq!(times("-2..", "10..20"), span(".."));
        assert_eq!(times("2..", "-10..20"), span(".."));
        assert_eq!(span("2..3").scaled(&n("0.5")), span("1..1.5"));
    }

    #[test]
    fn ratios_of_what_is_not_negative() {
        let ratio = |of: &str, by: &str, relation| span(of).ratio(&span(by), relation);
        assert_eq!(ratio("2..4", "5..8", Relation::Free), span("0.25..0.8"));
        assert_eq!(ratio("2..4", "0..8", Relation::Free), span("0.25.."));
        assert_eq!(ratio("2..4", "0..8", Relation::PartOf), span("0.25..1"));
        assert_eq!(ratio("20..40", "5..8", Relation::Quota), span("1..1"));
        assert_eq!(ratio("20..40", "5..8", Relation::Free), span("2.5..8"));
        assert_eq!(ratio("2..", "5..", Relation::PartOf), span("0..1"));
        assert_eq!(ratio("-2..4", "5..8", Relation::PartOf), span(".."));
        assert_eq!(ratio("2..4", "-5..8", Relation::Quota), span(".."));
    }

    #[test]
    fn limits_hold_both_ends() {
        let (least, most) = (n("0"), n("2"));
        let limited = |text: &str| span(text).limited(Some(&least), Some(&most));
        assert_eq!(limited("-1..5"), span("0..2"));
        assert_eq!(limited("0.5..1"), span("0.5..1"));
        assert_eq!(limited(".."), span("0..2"));
        assert_eq!(limited("3..4"), span("2..2"));
        assert_eq!(span("..").limited(None, Some(&most)), span("..2"));
    }
}
