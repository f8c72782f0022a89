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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::engine::framework::Framework;
    use crate::engine::practice::{edited, n};
    use crate::engine::rule::Missing;

    /// The made-up decision with another first rule, out of 6 points.
    fn with_rule(rule: Value) -> Framework {
        edited(|json| json["sheets"][5]["blocks"][0]["groups"][0]["items"][0]["rule"] = rule)
    }

    /// What inputs may be: `a..b`, a figure, an answer, several of them; all others are blank.
    fn scopes(framework: &Framework, set: &[(&str, &str)]) -> Vec<Scope> {
        let inputs = &framework.unit_group("ap").unwrap().inputs;
        let scope = |input: &crate::engine::rule::Input| {
            let set = set.iter().find(|(id, _)| *input.id == **id);
            let Some((_, text)) = set else {
                return Scope::Known(Known::Missing(Missing::Blank));
            };
            if let crate::engine::rule::InputKind::Options(options) = &input.kind {
                let place = |id: &str| options.iter().position(|one| *one.id == *id).unwrap();
                return Scope::Options(text.split(' ').map(place).collect());
            }
            match text.split_once("..") {
                Some((low, high)) => Scope::Figure(n(low), n(high)),
                None => Scope::Known(Known::Number(n(text))),
            }
        };
        inputs.iter().map(scope).collect()
    }

    /// The points as `low..high`, or `none`; with `?` where there may be none.
    fn reach(rule: Value, set: &[(&str, &str)]) -> String {
        let framework = with_rule(rule);
        let rule = &framework.unit_group("ap").unwrap().items[0].rule;
        let reach = points(&scopes(&framework, set), rule, Some(&n("6")));
        let end = |end: Option<Number>| end.map_or(String::new(), |end| end.to_string());
        let span = reach.span.map_or("none".to_owned(), |span| {
            format!("{}..{}", end(span.low), end(span.high))
        });
        format!("{span}{}", if reach.fails { "?" } else { "" })
    }

    fn bands(exception: Option<Value>) -> Value {
        let mut rule = json!({ "bands": {
            "value": { "input": "cham" },
            "bands": [
                { "at_least": "10", "worth": { "points": "6" } },
                { "at_least": "5", "below": "8", "worth": { "points": "3" } },
                { "below": "5", "worth": { "points": "1" } },
            ],
        } });
        if let Some(exception) = exception {
            rule["bands"]["exception"] = exception;
        }
        rule
    }

    #[test]
    fn bands_and_the_gap_between_them() {
        let reach = |figure: &str| reach(bands(None), &[("cham", figure)]);
        for (figure, expected) in [
            ("3", "1..1"),
            ("5", "3..3"),
            ("8", "none?"),
            ("0..4", "1..1"),
            ("4..7", "1..3?"), // as far as single bands tell, it might lie in none
            ("5..7", "3..3"),
            ("6..9", "3..3?"),
            ("6..10", "3..6?"),
            ("8..9", "none?"),
        ] {
            assert_eq!(reach(figure), expected, "{figure}");
        }
        assert_eq!(super::tests::reach(bands(None), &[]), "none?");
    }

    #[test]
    fn an_exception_raises_what_is_worth_less() {
        let test = json!({ "yes": "don-doc" });
        let raised = json!({ "if": test, "worth": { "points": "3" } });
        let reach = |set: &[(&str, &str)]| reach(bands(Some(raised.clone())), set);
        for (figure, answer, expected) in [
            ("3", "yes", "3..3"),
            ("3", "no", "1..1"),
            ("3", "yes no", "1..3"),
            ("5", "yes", "3..3"),
            ("5", "yes no", "3..3"),
            ("10", "yes", "6..6"),
            ("9", "yes", "3..3"),
            ("9", "no", "none?"),
            ("9", "yes no", "3..3?"),
        ] {
            let set = [("cham", figure), ("don-doc", answer)];
            assert_eq!(reach(&set), expected, "{figure} {answer}");
        }
        // Where the test cannot be answered, that matters only to what it could raise.
        assert_eq!(reach(&[("cham", "3")]), "none?");
        assert_eq!(reach(&[("cham", "5")]), "3..3");
        assert_eq!(reach(&[("cham", "10")]), "6..6");
    }

    fn part(id: &str, max: &str, rule: &Value) -> Value {
        json!({ "id": id, "what": id, "max": { "points": max }, "rule": rule })
    }

    fn yes_no(input: &str) -> Value {
        json!({ "yes_no": { "input": input } })
    }

    #[test]
    fn the_best_of_parts() {
        let rule = json!({ "best_of": { "parts": [
            part("a", "6", &yes_no("du-hop")),
            part("b", "4", &yes_no("don-doc")),
        ] } });
        let reach = |set: &[(&str, &str)]| reach(rule.clone(), set);
        for (a, b, expected) in [
            ("yes", "no", "6..6"),
            ("no", "yes", "4..4"),
            ("yes no", "yes", "4..6"),
            ("yes no", "yes no", "0..6"),
        ] {
            let set = [("du-hop", a), ("don-doc", b)];
            assert_eq!(reach(&set), expected, "{a} {b}");
        }
        // A part that is not known matters where it could be more than the best of the others.
        assert_eq!(reach(&[("du-hop", "yes")]), "6..6");
        assert_eq!(reach(&[("du-hop", "no")]), "none?");
        assert_eq!(reach(&[("du-hop", "yes no")]), "0..6?");
        assert_eq!(reach(&[("don-doc", "yes")]), "none?");
        assert_eq!(reach(&[]), "none?");
    }

    #[test]
    fn a_sum_that_may_be_nothing_at_all() {
        let rule = |zero_if: &[Value]| {
            let zero_if = zero_if
                .iter()
                .map(|test| json!({ "if": test, "source": "dieu-1" }));
            json!({ "sum": {
                "parts": [part("a", "4", &yes_no("du-hop")), part("b", "2", &yes_no("don-doc"))],
                "zero_if": zero_if.collect::<Vec<_>>(),
            } })
        };
        let all = [("du-hop", "yes"), ("don-doc", "yes no")];
        assert_eq!(reach(rule(&[]), &all), "4..6");
        assert_eq!(reach(rule(&[]), &all[..1]), "none?");
        let zero = rule(&[json!({ "yes": "ky-luat" })]);
        for (answer, expected) in [("yes", "0..0"), ("no", "4..6"), ("yes no", "0..6")] {
            let set = [all[0], all[1], ("ky-luat", answer)];
            assert_eq!(reach(zero.clone(), &set), expected, "{answer}");
        }
        assert_eq!(reach(zero.clone(), &all), "none?");
        assert_eq!(reach(zero, &[("ky-luat", "yes")]), "0..0");
        let zero = rule(&[json!({ "yes": "ky-luat" }), json!({ "no": "co-cho" })]);
        let set = [all[0], all[1], ("ky-luat", "no"), ("co-cho", "yes no")];
        assert_eq!(reach(zero.clone(), &set), "0..6");
        assert_eq!(reach(zero, &set[..3]), "none?");
    }

    fn share(relation: &str, by_zero: Option<Value>) -> Value {
        let mut ratio = json!({
            "of": { "input": "chu-ky-so" }, "by": { "input": "can-bo" }, "relation": relation,
        });
        if let Some(then) = by_zero {
            ratio["by_zero"] = json!({ "then": then, "source": "dieu-1" });
        }
        json!({ "ratio": ratio })
    }

    #[test]
    fn ratios_and_what_they_fail_for() {
        let reach = |relation: &str, by_zero: Option<Value>, of: &str, by: &str| {
            let rule = json!({ "ratio": { "value": share(relation, by_zero) } });
            reach(rule, &[("chu-ky-so", of), ("can-bo", by)])
        };
        for (relation, of, by, expected) in [
            ("part_of", "10", "20", "3..3"),
            ("part_of", "10..20", "20..40", "1.5..6"),
            ("part_of", "10..20", "20", "3..6"),
            ("part_of", "10..21", "20", "3..6?"),
            ("part_of", "10..20", "19..40", "1.5..6?"),
            ("part_of", "21..30", "10..20", "none?"),
            ("part_of", "20..30", "10..20", "6..6?"),
            ("quota", "30", "20", "6..6"),
            ("free", "10", "0..20", "3..6?"),
            ("free", "10", "0", "none?"),
        ] {
            let found = reach(relation, None, of, by);
            assert_eq!(found, expected, "{relation} {of} {by}");
        }
        let counts = || Some(json!({ "counts_as": "50%" }));
        assert_eq!(reach("free", counts(), "10", "0"), "3..3");
        assert_eq!(reach("free", counts(), "20", "0..20"), "3..6");
        let worth = || Some(json!({ "worth": { "points": "2" } }));
        assert_eq!(reach("free", worth(), "10", "0"), "2..2");
        assert_eq!(reach("free", worth(), "20", "0..20"), "2..6");
        assert_eq!(reach("part_of", worth(), "5", "0..20"), "1.5..6?");
    }

    #[test]
    fn what_a_denominator_settles_is_kept_through_everything() {
        let worth = json!({ "worth": { "points": "2" } });
        let set = [("chu-ky-so", "0"), ("can-bo", "0"), ("cham", "1")];
        let share = share("part_of", Some(worth));
        let bands = json!({ "bands": {
            "value": share, "bands": [{ "at_least": "0", "worth": { "points": "5" } }],
        } });
        assert_eq!(reach(bands.clone(), &set), "2..2?");
        let wide = [("chu-ky-so", "0"), ("can-bo", "0..9"), ("cham", "1")];
        assert_eq!(reach(bands, &wide), "2..5");
        let ratio = json!({ "ratio": { "value": { "least": [share, { "input": "hai-long" }] } } });
        assert_eq!(reach(ratio, &[set[0], set[1], ("hai-long", "0.5")]), "2..2");
    }

    /// How a test can end: it holds, it fails, it stops.
    fn truth(written: &Value, set: &[(&str, &str)]) -> String {
        let framework = edited(|json| {
            let items = &mut json["sheets"][5]["blocks"][0]["groups"][0]["items"];
            items[7]["rule"]["mandatory"]["if"] = written.clone();
        });
        let Rule::Mandatory(written) = &framework.unit_group("ap").unwrap().items[7].rule else {
            panic!()
        };
        let truth = test(&scopes(&framework, set), written);
        let ends = [
            (truth.holds, "holds"),
            (truth.fails, "fails"),
            (truth.stops, "stops"),
        ];
        let ends = ends.into_iter().filter(|(can_be, _)| *can_be);
        ends.map(|(_, end)| end).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn how_a_test_can_end() {
        let yes = json!({ "yes": "du-hop" });
        let compare =
            json!({ "compare": { "value": { "input": "cham" }, "at_least": "5", "below": "8" } });
        for (test, set, expected) in [
            (&yes, ("du-hop", "yes"), "holds"),
            (&yes, ("du-hop", "no"), "fails"),
            (&yes, ("du-hop", "yes no"), "holds fails"),
            (&yes, ("don-doc", "yes"), "stops"),
            (&compare, ("cham", "5"), "holds"),
            (&compare, ("cham", "5..7"), "holds"),
            (&compare, ("cham", "0..4"), "fails"),
            (&compare, ("cham", "8..9"), "fails"),
            (&compare, ("cham", "4..5"), "holds fails"),
            (&compare, ("cham", "7..8"), "holds fails"),
            (&compare, ("hang", "5"), "stops"),
        ] {
            assert_eq!(truth(test, &[set]), expected, "{test} {set:?}");
            let not = truth(&json!({ "not": test }), &[set]);
            let swapped = match expected {
                "holds" => "fails",
                "fails" => "holds",
                both => both,
            };
            assert_eq!(not, swapped, "not {test} {set:?}");
        }
    }

    #[test]
    fn one_test_that_decides_is_enough() {
        let two = [json!({ "yes": "du-hop" }), json!({ "yes": "don-doc" })];
        let (all, any) = (json!({ "all": two }), json!({ "any": two }));
        for (one, other, expected_all, expected_any) in [
            ("yes", "yes", "holds", "holds"),
            ("yes", "no", "fails", "holds"),
            ("no", "no", "fails", "fails"),
            ("yes", "yes no", "holds fails", "holds"),
            ("no", "yes no", "fails", "holds fails"),
            ("yes no", "yes no", "holds fails", "holds fails"),
            ("yes", "", "stops", "holds"),
            ("no", "", "fails", "stops"),
            ("yes no", "", "fails stops", "holds stops"),
            ("", "", "stops", "stops"),
        ] {
            let entered = [("du-hop", one), ("don-doc", other)];
            for set in [entered, [("du-hop", other), ("don-doc", one)]] {
                let set: Vec<_> = set.into_iter().filter(|(_, to)| !to.is_empty()).collect();
                assert_eq!(truth(&all, &set), expected_all, "all {set:?}");
                assert_eq!(truth(&any, &set), expected_any, "any {set:?}");
            }
        }
    }

    /// Inputs with the most that they can be.
    fn limits(rule: Value, set: &[(&str, &str)]) -> Vec<(usize, String)> {
        let framework = with_rule(rule);
        let rule = &framework.unit_group("ap").unwrap().items[0].rule;
        let mut limits = Vec::new();
        limits_of_parts(&scopes(&framework, set), rule, &mut limits);
        let limits = limits.into_iter();
        limits.map(|(of, limit)| (of, limit.to_string())).collect()
    }

    #[test]
    fn a_part_is_at_most_its_whole() {
        let part = || share("part_of", None);
        let set = [("chu-ky-so", "1"), ("can-bo", "10..20")];
        let found = [(1, "20".to_owned())];
        let points = json!({ "times": [{ "points": "2" }, part()] });
        let each = json!({ "points": "1" });
        for rule in [
            json!({ "ratio": { "value": part() } }),
            json!({ "ratio": { "value": { "input": "hai-long" }, "best": part() } }),
            json!({ "bands": { "value": part(), "bands": [{ "at_least": "0", "worth": each }] } }),
            json!({ "formula": { "points": points } }),
            json!({ "formula": { "points": { "least": [{ "points": "1" }, points] } } }),
            json!({ "count": { "of": part(), "each": each } }),
            json!({ "minus": { "faults": [{ "of": part(), "each": each }] } }),
            json!({ "sum": { "parts": [super::tests::part("a", "6", &json!({ "ratio": { "value": part() } }))] } }),
        ] {
            assert_eq!(limits(rule.clone(), &set), found, "{rule}");
        }
        let ratio = |value: Value| json!({ "ratio": { "value": value } });
        let parts = [super::tests::part("a", "6", &ratio(part()))];
        let zero_if = json!([{ "if": { "yes": "ky-luat" }, "source": "dieu-1" }]);
        let none: [(usize, String); 0] = [];
        // Where the rule gives points without it, it may be an error.
        let sum = json!({ "sum": { "parts": parts, "zero_if": zero_if } });
        assert_eq!(limits(sum, &set), none);
        assert_eq!(limits(json!({ "best_of": { "parts": parts } }), &set), none);
        assert_eq!(limits(ratio(share("free", None)), &set), none);
        // What the whole is has to be known, and of several parts what each of them is.
        assert_eq!(limits(ratio(part()), &set[..1]), none);
        assert_eq!(limits(ratio(part()), &set[1..]), found);
        let mut two = part();
        two["ratio"]["of"] = json!({ "sum": [{ "input": "chu-ky-so" }, { "input": "can-bo" }] });
        let both = [(1, "20".to_owned()), (0, "20".to_owned())];
        assert_eq!(limits(ratio(two.clone()), &set), both);
        assert_eq!(limits(ratio(two), &set[1..]), none);
    }
}
