//! From a rule and what inputs may be to all the points that can come out.
//!
//! [`Evaluation`](super::Evaluation) says what comes out of figures; this says what can come out of ranges of them. The two
//! agree where every range is a single figure, and otherwise this one may allow for more than can be.

use super::{ByZero, Expression, Known, Limits, Part, Ratio, Relation, Rule, Span, Test, Worth};
use crate::engine::framework::Source;
use crate::engine::number::Number;
use std::rc::Rc;

/// What an input may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// What it is.
    Known(Known),
    /// A figure from here to there.
    Figure(Number, Number),
    /// One of these answers.
    Options(Vec<usize>),
}

/// What can come out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// The values; `None` where there can be none.
    pub span: Option<Span>,
    /// Points that a denominator of 0 settles the whole rule with.
    settled: Option<Span>,
    /// Whether there may be no value.
    pub fails: bool,
}

/// How a test can end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "three endings, any of which may be possible"
)]
pub(crate) struct Truth {
    pub holds: bool,
    pub fails: bool,
    /// Neither is known.
    pub stops: bool,
}

impl Truth {
    const STOPS: Truth = Truth {
        holds: false,
        fails: false,
        stops: true,
    };

    fn is_certainly(self, holds: bool) -> bool {
        let other = if holds { self.fails } else { self.holds };
        !other && !self.stops
    }

    fn can_be(self, holds: bool) -> bool {
        if holds { self.holds } else { self.fails }
    }

    fn of(certainly: bool) -> Truth {
        Truth {
            holds: certainly,
            fails: !certainly,
            stops: false,
        }
    }
}

impl Reach {
    fn value(span: Span) -> Reach {
        Reach {
            span: Some(span),
            ..Reach::default()
        }
    }

    fn point(value: Number) -> Reach {
        Reach::value(Span::point(value))
    }

    fn none() -> Reach {
        Reach {
            fails: true,
            ..Reach::default()
        }
    }

    /// Something computed from several; all of them are needed.
    fn from_all(all: Vec<Reach>, compute: impl FnOnce(Vec<Span>) -> Span) -> Reach {
        let fails = all.iter().any(|reach| reach.fails);
        let (mut spans, mut settled) = (Vec::with_capacity(all.len()), None);
        for reach in all {
            spans.push(reach.span);
            settled = either(settled, reach.settled);
        }
        let spans: Option<Vec<Span>> = spans.into_iter().collect();
        Reach {
            span: spans.map(compute),
            settled,
            fails,
        }
    }

    fn map(self, compute: impl FnOnce(Span) -> Span) -> Reach {
        Reach {
            span: self.span.map(compute),
            ..self
        }
    }
}

fn either(one: Option<Span>, other: Option<Span>) -> Option<Span> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.hull(other)),
        (one, other) => one.or(other),
    }
}

/// All the points a rule can give out of a maximum; `None` as maximum is no limit.
pub(crate) fn points(scopes: &[Scope], rule: &Rule, max: Option<&Number>) -> Reach {
    let limit = max.cloned().unwrap_or(Number::ZERO);
    let reach = Inputs(scopes).unlimited(rule, &limit);
    let span = either(reach.span, reach.settled);
    Reach {
        span: span.map(|span| span.limited(Some(&Number::ZERO), max)),
        settled: None,
        fails: reach.fails,
    }
}

/// How a test can end.
pub(crate) fn test(scopes: &[Scope], test: &Test) -> Truth {
    Inputs(scopes).test(test)
}

/// What inputs can be at most without being more than what they are part of, where that would leave the rule without points.
pub(crate) fn limits_of_parts(scopes: &[Scope], rule: &Rule, limits: &mut Vec<(usize, Number)>) {
    let needed: Vec<&Expression> = match rule {
        Rule::Ratio { value, best, .. } => [value].into_iter().chain(best).collect(),
        Rule::Bands { value, .. } | Rule::Formula(value) | Rule::Count { of: value, .. } => {
            vec![value]
        }
        Rule::Minus(faults) => faults.iter().map(|(of, _)| of).collect(),
        Rule::Sum { parts, zero_if } if zero_if.is_empty() => {
            for part in parts {
                limits_of_parts(scopes, &part.rule, limits);
            }
            Vec::new()
        }
        _ => Vec::new(),
    };
    for expression in needed {
        Inputs(scopes).limits_of_parts(expression, limits);
    }
}

struct Inputs<'a>(&'a [Scope]);

impl Inputs<'_> {
    fn unlimited(&self, rule: &Rule, max: &Number) -> Reach {
        match rule {
            Rule::Answer { input, worth } => self.answer(*input, worth, max),
            Rule::BestOf(parts) => self.best_of(parts, max),
            Rule::Sum { parts, zero_if } => self.sum(parts, zero_if, max),
            Rule::Ratio {
                value,
                target,
                best,
            } => self.ratio_rule(value, target.as_ref(), best.as_ref(), max),
            Rule::Bands {
                value,
                bands,
                otherwise,
                exception,
            } => self.bands(value, bands, otherwise.as_ref(), exception.as_ref(), max),
            Rule::Formula(points) => self.value(points, max),
            Rule::Count { of, each } => self.value(of, max).map(|of| of.scaled(&each.of(max))),
            Rule::Minus(faults) => {
                let faults = faults
                    .iter()
                    .map(|(of, each)| self.value(of, max).map(|of| of.scaled(&each.of(max))));
                Reach::from_all(faults.collect(), |off| {
                    Span::point(max.clone()).minus(&Span::sum(&off))
                })
            }
            Rule::Mandatory(_) => Reach::point(Number::ZERO),
            Rule::Entered => Reach::none(),
        }
    }

    fn answer(&self, input: usize, worth: &[Worth], max: &Number) -> Reach {
        let all = match &self.0[input] {
            Scope::Known(Known::Option(option)) => Some(Span::point(worth[*option].of(max))),
            Scope::Options(options) => options
                .iter()
                .map(|option| Span::point(worth[*option].of(max)))
                .reduce(Span::hull),
            _ => None,
        };
        all.map_or_else(Reach::none, Reach::value)
    }

    fn part(&self, part: &Part, max: &Number) -> Reach {
        points(self.0, &part.rule, Some(&part.max.of(max)))
    }

    fn best_of(&self, parts: &[Part], max: &Number) -> Reach {
        let reaches: Vec<Reach> = parts.iter().map(|part| self.part(part, max)).collect();
        let spans = reaches.iter().filter_map(|reach| reach.span.as_ref());
        let highest = spans.clone().filter_map(|span| span.high.clone()).max();
        let certain = reaches.iter().filter(|reach| !reach.fails);
        let lowest = certain
            .filter_map(|reach| reach.span.as_ref()?.low.clone())
            .max();
        let matters = |part: &Part, best: &Option<Number>| {
            best.as_ref().is_none_or(|best| part.max.of(max) > *best)
        };
        let parts = || parts.iter().zip(&reaches);
        let never = parts().any(|(part, reach)| reach.span.is_none() && matters(part, &highest));
        let fails = parts().any(|(part, reach)| reach.fails && matters(part, &lowest));
        let low = lowest.or_else(|| spans.filter_map(|span| span.low.clone()).min());
        Reach {
            span: match (never, low, highest) {
                (false, Some(low), Some(high)) => Some(Span::between(low, high)),
                _ => None,
            },
            settled: None,
            fails: fails || never,
        }
    }

    fn sum(&self, parts: &[Part], zero_if: &[(Test, Rc<Source>)], max: &Number) -> Reach {
        let tests: Vec<Truth> = zero_if.iter().map(|(test, _)| self.test(test)).collect();
        if tests.iter().any(|test| test.is_certainly(true)) {
            return Reach::point(Number::ZERO);
        }
        let parts = parts.iter().map(|part| self.part(part, max)).collect();
        let mut sum = Reach::from_all(parts, |spans| Span::sum(&spans));
        if tests.iter().any(|test| !test.fails) {
            sum.span = None;
        }
        if tests.iter().any(|test| test.holds) {
            sum.span = either(sum.span, Some(Span::point(Number::ZERO)));
        }
        sum.fails |= tests.iter().any(|test| test.stops);
        sum
    }

    fn ratio_rule(
        &self,
        value: &Expression,
        target: Option<&Number>,
        best: Option<&Expression>,
        max: &Number,
    ) -> Reach {
        let value = self.value(value, max);
        let share = match (target, best) {
            (Some(target), _) => match Number::ONE.share_of(target) {
                Some(by) => value.map(|value| value.scaled(&by)),
                None => Reach::point(Number::ONE),
            },
            (None, Some(best)) => self.by(value, self.value(best, max), Relation::PartOf, None),
            (None, None) => value,
        };
        share.map(|share| share.scaled(max))
    }

    fn bands(
        &self,
        value: &Expression,
        bands: &[(Limits, Worth)],
        otherwise: Option<&Worth>,
        exception: Option<&(Test, Worth)>,
        max: &Number,
    ) -> Reach {
        let value = self.value(value, max);
        let Some(span) = &value.span else {
            return Reach {
                settled: value.settled,
                ..Reach::none()
            };
        };
        // Every worth it can have, and `None` where it can lie in a gap.
        let within = bands.iter().filter(|(limits, _)| limits.touch(span));
        let mut outcomes: Vec<Option<Number>> =
            within.map(|(_, worth)| Some(worth.of(max))).collect();
        if !bands.iter().any(|(limits, _)| limits.enclose(span)) {
            outcomes.push(otherwise.map(|worth| worth.of(max)));
        }
        let mut reach = Reach {
            settled: value.settled,
            fails: value.fails,
            span: None,
        };
        let exception = exception.map(|(test, worth)| (self.test(test), worth.of(max)));
        for outcome in outcomes {
            let raised = exception
                .as_ref()
                .filter(|(_, worth)| outcome.as_ref().is_none_or(|points| worth > points));
            let (stays, is_raised, stops) = match raised {
                Some((test, _)) => (test.fails, test.holds, test.stops),
                None => (true, false, false),
            };
            reach.fails |= stops || (stays && outcome.is_none());
            let points = outcome.filter(|_| stays).map(Span::point);
            let raised = raised.filter(|_| is_raised);
            let raised = raised.map(|(_, worth)| Span::point(worth.clone()));
            reach.span = either(reach.span, either(points, raised));
        }
        reach
    }

    // ── Expressions ──────────────────────────────────────────────────────────────────────────────────────────────────

    fn value(&self, expression: &Expression, max: &Number) -> Reach {
        let all = |of: &[Expression]| of.iter().map(|one| self.value(one, max)).collect();
        match expression {
            Expression::Input(input) => match &self.0[*input] {
                Scope::Known(Known::Number(number)) => Reach::point(number.clone()),
                Scope::Figure(low, high) => Reach::value(Span::between(low.clone(), high.clone())),
                _ => Reach::none(),
            },
            Expression::Constant(number) => Reach::point(number.clone()),
            Expression::Max => Reach::point(max.clone()),
            Expression::Sum(of) => Reach::from_all(all(of), |spans| Span::sum(&spans)),
            Expression::Minus(of) => self.of_two(of, max, Span::minus),
            Expression::Times(of) => self.of_two(of, max, Span::times),
            Expression::Least(of) => Reach::from_all(all(of), Span::least),
            Expression::Greatest(of) => Reach::from_all(all(of), Span::greatest),
            Expression::Each(of, points) => self.value(of, max).map(|of| of.scaled(points)),
            Expression::Ratio(ratio) => self.ratio(ratio, max),
            Expression::Passed(tests) => self.passed(tests),
            Expression::Rounded(of, rounding) => self.value(of, max).map(|of| of.rounded(rounding)),
        }
    }

    fn of_two(
        &self,
        of: &[Expression; 2],
        max: &Number,
        compute: impl Fn(&Span, &Span) -> Span,
    ) -> Reach {
        let two = vec![self.value(&of[0], max), self.value(&of[1], max)];
        Reach::from_all(two, |spans| compute(&spans[0], &spans[1]))
    }

    fn ratio(&self, ratio: &Ratio, max: &Number) -> Reach {
        let by_zero = ratio.by_zero.as_ref().map(|(then, _)| (then, max));
        let (of, by) = (self.value(&ratio.of, max), self.value(&ratio.by, max));
        self.by(of, by, ratio.relation, by_zero)
    }

    #[allow(clippy::unused_self, reason = "one of the computations on inputs")]
    fn by(
        &self,
        of: Reach,
        by: Reach,
        relation: Relation,
        by_zero: Option<(&ByZero, &Number)>,
    ) -> Reach {
        let is_part = relation == Relation::PartOf;
        let mut result = Reach {
            span: None,
            settled: either(of.settled, by.settled),
            fails: of.fails || by.fails,
        };
        let (Some(of), Some(by)) = (of.span, by.span) else {
            return result;
        };
        let exceeds = |a: &Option<Number>, b: &Option<Number>, unknown| match (a, b) {
            (Some(a), Some(b)) => a > b,
            _ => unknown,
        };
        result.fails |= is_part && exceeds(&of.high, &by.low, true);
        if is_part && exceeds(&of.low, &by.high, false) {
            result.fails = true;
            return result;
        }
        let is_always_zero = by == Span::point(Number::ZERO);
        if !is_always_zero {
            result.span = Some(of.ratio(&by, relation));
        }
        if by.has_zero() {
            match by_zero {
                Some((ByZero::CountsAs(value), _)) => {
                    result.span = either(result.span, Some(Span::point(value.clone())));
                }
                Some((ByZero::Worth(worth), max)) => {
                    result.settled = either(result.settled, Some(Span::point(worth.of(max))));
                }
                _ => result.fails = true,
            }
        }
        result
    }

    fn passed(&self, tests: &[Test]) -> Reach {
        let truths: Vec<Truth> = tests.iter().map(|test| self.test(test)).collect();
        let count = |wanted: fn(&Truth) -> bool| {
            let count = truths.iter().filter(|truth| wanted(truth)).count();
            Number::from(u32::try_from(count).unwrap_or(u32::MAX))
        };
        let never = truths.iter().any(|truth| !truth.holds && !truth.fails);
        let (low, high) = (count(|truth| !truth.fails), count(|truth| truth.holds));
        Reach {
            span: (!never).then(|| Span::between(low, high)),
            settled: None,
            fails: truths.iter().any(|truth| truth.stops),
        }
    }

    fn limits_of_parts(&self, expression: &Expression, limits: &mut Vec<(usize, Number)>) {
        use Expression as E;
        match expression {
            E::Sum(of) | E::Least(of) | E::Greatest(of) => {
                for one in of {
                    self.limits_of_parts(one, limits);
                }
            }
            E::Minus(of) | E::Times(of) => {
                for one in of.iter() {
                    self.limits_of_parts(one, limits);
                }
            }
            E::Each(of, _) | E::Rounded(of, _) => self.limits_of_parts(of, limits),
            E::Ratio(ratio) => {
                // There is no maximum in a figure, and none is needed to find what it can be at most.
                let whole = self.value(&ratio.by, &Number::ZERO);
                let parts = match &ratio.of {
                    E::Sum(parts) => parts.as_slice(),
                    part => std::slice::from_ref(part),
                };
                let is_known = !whole.fails
                    && (parts.len() == 1 || !self.value(&ratio.of, &Number::ZERO).fails);
                if let (Some(whole), Relation::PartOf) =
                    (whole.span.and_then(|span| span.high), ratio.relation)
                    && is_known
                    && parts.iter().all(|part| matches!(part, E::Input(_)))
                {
                    let inputs = parts.iter().filter_map(|part| match part {
                        E::Input(input) => Some((*input, whole.clone())),
                        _ => None,
                    });
                    limits.extend(inputs);
                }
            }
            E::Input(_) | E::Constant(_) | E::Max | E::Passed(_) => {}
        }
    }

    // ── Tests ────────────────────────────────────────────────────────────────────────────────────────────────────────

    fn test(&self, test: &Test) -> Truth {
        match test {
            Test::Chosen { input, option } => match &self.0[*input] {
                Scope::Known(Known::Option(chosen)) => Truth::of(chosen == option),
                Scope::Options(options) => Truth {
                    holds: options.contains(option),
                    fails: options.iter().any(|other| other != option),
                    stops: false,
                },
                _ => Truth::STOPS,
            },
            Test::Within(value, limits) => {
                let reach = self.value(value, &Number::ZERO);
                let span = reach.span.as_ref();
                Truth {
                    holds: span.is_some_and(|span| limits.touch(span)),
                    fails: span.is_some_and(|span| !limits.enclose(span)),
                    stops: reach.fails || reach.settled.is_some(),
                }
            }
            Test::All(tests) => self.quantified(tests, false),
            Test::Any(tests) => self.quantified(tests, true),
            Test::Not(test) => {
                let truth = self.test(test);
                Truth {
                    holds: truth.fails,
                    fails: truth.holds,
                    stops: truth.stops,
                }
            }
        }
    }

    /// All hold, or any does: one that decides is enough.
    fn quantified(&self, tests: &[Test], decisive: bool) -> Truth {
        let truths: Vec<Truth> = tests.iter().map(|test| self.test(test)).collect();
        if truths.iter().any(|truth| truth.is_certainly(decisive)) {
            return Truth::of(decisive);
        }
        let decided = truths.iter().any(|truth| truth.can_be(decisive));
        let undecided = truths.iter().all(|truth| truth.can_be(!decisive));
        let (holds, fails) = if decisive {
            (decided, undecided)
        } else {
            (undecided, decided)
        };
        Truth {
            holds,
            fails,
            stops: truths.iter().any(|truth| truth.stops),
        }
    }
}

impl Limits {
    /// Whether some value of a span can lie within.
    fn touch(&self, span: &Span) -> bool {
        let reaches = |limit: &Option<Number>, fits: fn(&Number, &Number) -> bool, end| {
            let (Some(limit), Some(end)): (_, Option<&Number>) = (limit, end) else {
                return true;
            };
            fits(end, limit)
        };
        reaches(&self.at_least, Number::ge, span.high.as_ref())
            && reaches(&self.above, Number::gt, span.high.as_ref())
            && reaches(&self.at_most, Number::le, span.low.as_ref())
            && reaches(&self.below, Number::lt, span.low.as_ref())
    }

    /// Whether every value of a span lies within.
    fn enclose(&self, span: &Span) -> bool {
        let lies = |limit: &Option<Number>, fits: fn(&Number, &Number) -> bool, end| match limit {
            None => true,
            Some(limit) => Option::<&Number>::is_some_and(end, |end| fits(end, limit)),
        };
        lies(&self.at_least, Number::ge, span.low.as_ref())
            && lies(&self.above, Number::gt, span.low.as_ref())
            && lies(&self.at_most, Number::le, span.high.as_ref())
            && lies(&self.below, Number::lt, span.high.as_ref())
    }
}
