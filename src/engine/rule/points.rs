//! From a rule and what was entered to points.

use std::rc::Rc;

use serde::Serialize;

use super::{
    ByZero, Expression, Figure, Input, InputKind, Known, Limits, Op, Part, Ratio, Relation, Rule,
    Step, Test, Worth,
};
use crate::engine::finding::FindingKind;
use crate::engine::number::Number;

/// Why there is no value. What is worse goes before: an error needs a person first, then a blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// It cannot be known here: nothing by nothing, other units' figures, a gap in the decision.
    Undefined,
    /// Nothing was entered.
    Blank,
    /// What was entered cannot be so.
    Unusable,
}

/// Why an expression came to no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// There is none.
    Missing(Missing),
    /// A denominator of 0 settles the whole rule.
    Worth(Worth),
    /// A denominator of 0 takes the item off the sheet.
    Shared(Vec<usize>),
}

impl Stop {
    /// Of two reasons the one that counts.
    fn worse(self, other: Stop) -> Stop {
        match (self, other) {
            (Stop::Missing(one), Stop::Missing(two)) => Stop::Missing(one.max(two)),
            (Stop::Worth(_) | Stop::Shared(_), Stop::Missing(why)) => Stop::Missing(why),
            (one, _) => one,
        }
    }
}

/// An evaluation of rules over what was entered, with its steps and findings.
pub(crate) struct Evaluation<'a> {
    inputs: &'a [Input],
    known: &'a [Known],
    /// The steps so far; `None` where nobody will read them.
    steps: Option<Vec<Step>>,
    /// What a person has to look at.
    pub findings: Vec<FindingKind>,
}

impl<'a> Evaluation<'a> {
    pub(crate) fn new(inputs: &'a [Input], known: &'a [Known], is_traced: bool) -> Evaluation<'a> {
        Evaluation {
            inputs,
            known,
            steps: is_traced.then(Vec::new),
            findings: Vec::new(),
        }
    }

    /// The steps since they were last taken.
    pub(crate) fn take_steps(&mut self) -> Vec<Step> {
        self.steps.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Adds a step, made only if somebody will read it.
    pub(crate) fn step(&mut self, step: impl FnOnce() -> Step) {
        if let Some(steps) = &mut self.steps {
            steps.push(step());
        }
    }

    /// A rule's points out of a maximum. `None` as maximum is no limit.
    pub(crate) fn points(&mut self, rule: &Rule, max: Option<&Number>) -> Result<Number, Stop> {
        let limit = max.cloned().unwrap_or(Number::ZERO);
        let points = match self.unlimited(rule, &limit) {
            Err(Stop::Worth(worth)) => self.worth(&worth, None, &limit),
            other => other?,
        };
        Ok(self.limited(points, max))
    }

    fn unlimited(&mut self, rule: &Rule, max: &Number) -> Result<Number, Stop> {
        match rule {
            Rule::Answer { input, worth } => {
                let option = self.option(*input)?;
                Ok(self.worth(&worth[option], None, max))
            }
            Rule::BestOf(parts) => self.best_of(parts, max),
            Rule::Sum { parts, zero_if } => self.sum(parts, zero_if, max),
            Rule::Mandatory(test) => self.asked(test).map(|_| Number::ZERO),
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
            Rule::Count { of, each } => {
                let of = self.value(of, max)?;
                Ok(self.each(&of, each, max))
            }
            Rule::Minus(faults) => self.minus(faults, max),
            // Entered by the unit as a cell is, not computed.
            Rule::Entered => Err(Stop::Missing(Missing::Blank)),
        }
    }

    fn worth(&mut self, worth: &Worth, band: Option<usize>, max: &Number) -> Number {
        let points = worth.of(max);
        self.step(|| Step::Worth {
            band,
            points: points.clone(),
        });
        points
    }

    fn each(&mut self, count: &Number, each: &Worth, max: &Number) -> Number {
        let each = each.of(max);
        let points = count * &each;
        self.computed(Op::Each, || vec![count.clone(), each], points)
    }

    fn limited(&mut self, points: Number, max: Option<&Number>) -> Number {
        let limit = match max {
            _ if points.is_negative() => &Number::ZERO,
            Some(max) if points > *max => max,
            _ => return points,
        };
        self.step(|| Step::Limited {
            from: points,
            to: limit.clone(),
        });
        limit.clone()
    }

    fn best_of(&mut self, parts: &[Part], max: &Number) -> Result<Number, Stop> {
        let results: Vec<_> = parts.iter().map(|part| self.part(part, max)).collect();
        let best = results.iter().flatten().max().cloned();
        let can_matter = |part: &Part| best.as_ref().is_none_or(|best| part.max.of(max) > *best);
        let stop = parts
            .iter()
            .zip(&results)
            .filter(|(part, _)| can_matter(part))
            .filter_map(|(_, result)| result.clone().err())
            .reduce(Stop::worse);
        match (stop, best) {
            (Some(stop), _) => Err(stop),
            (None, None) => Err(Stop::Missing(Missing::Undefined)),
            (None, Some(best)) => {
                let of = || results.into_iter().flatten().collect();
                Ok(self.computed(Op::Greatest, of, best))
            }
        }
    }

    fn sum(
        &mut self,
        parts: &[Part],
        zero_if: &[(Test, Rc<crate::engine::framework::Source>)],
        max: &Number,
    ) -> Result<Number, Stop> {
        let mut stop = None;
        for (test, source) in zero_if {
            match self.asked(test) {
                Ok(true) => {
                    self.step(|| Step::Zeroed {
                        source: Rc::clone(source),
                    });
                    return Ok(Number::ZERO);
                }
                Ok(false) => {}
                Err(why) => stop = Some(worse(stop, why)),
            }
        }
        let mut points = Vec::with_capacity(parts.len());
        for part in parts {
            match self.part(part, max) {
                Ok(more) => points.push(more),
                Err(why) => stop = Some(worse(stop, why)),
            }
        }
        if let Some(stop) = stop {
            return Err(stop);
        }
        let sum = Number::sum(&points);
        Ok(self.computed(Op::Sum, || points, sum))
    }

    /// A part's points. What settles or removes an item cannot do so from within a part, other than by worth.
    fn part(&mut self, part: &Part, max: &Number) -> Result<Number, Stop> {
        let before = self.steps.as_mut().map(std::mem::take);
        let max = part.max.of(max);
        let points = self.points(&part.rule, Some(&max));
        let steps = self.take_steps();
        self.steps = before;
        let points = points?;
        self.step(|| Step::Part {
            id: Rc::clone(&part.id),
            points: points.clone(),
            max,
            steps,
        });
        Ok(points)
    }

    fn ratio_rule(
        &mut self,
        value: &Expression,
        target: Option<&Number>,
        best: Option<&Expression>,
        max: &Number,
    ) -> Result<Number, Stop> {
        let value = self.value(value, max);
        let best = best.map(|best| self.value(best, max)).transpose();
        let (value, best) = both(value, best)?;
        let share = match (target, best) {
            (Some(target), _) => {
                let share = value.share_of(target).unwrap_or(Number::ONE);
                self.computed(Op::Target, || vec![value, target.clone()], share)
            }
            (None, Some(best)) => {
                let Some(share) = value.share_of(&best) else {
                    return self.denominator_zero();
                };
                if value > best {
                    self.findings.push(FindingKind::OverBest { value, best });
                    return Err(Stop::Missing(Missing::Unusable));
                }
                self.computed(Op::Best, || vec![value, best], share)
            }
            (None, None) => value,
        };
        let points = max * &share;
        Ok(self.computed(Op::Times, || vec![max.clone(), share], points))
    }

    fn bands(
        &mut self,
        value: &Expression,
        bands: &[(Limits, Worth)],
        otherwise: Option<&Worth>,
        exception: Option<&(Test, Worth)>,
        max: &Number,
    ) -> Result<Number, Stop> {
        let value = self.value(value, max)?;
        let place = bands.iter().position(|(limits, _)| limits.hold(&value));
        let points = match (place, otherwise) {
            (Some(place), _) => Some(self.worth(&bands[place].1, Some(place), max)),
            (None, Some(worth)) => Some(self.worth(worth, None, max)),
            (None, None) => None,
        };
        let exceptional = match exception {
            Some((test, worth)) if points.as_ref().is_none_or(|p| worth.of(max) > *p) => {
                let holds = self.asked(test)?;
                holds.then(|| self.worth(worth, None, max))
            }
            _ => None,
        };
        exceptional.or(points).ok_or_else(|| {
            self.findings.push(FindingKind::InGap { value });
            Stop::Missing(Missing::Undefined)
        })
    }

    fn minus(&mut self, faults: &[(Expression, Worth)], max: &Number) -> Result<Number, Stop> {
        let (mut off, mut stop) = (Vec::with_capacity(faults.len()), None);
        for (of, each) in faults {
            match self.value(of, max) {
                Ok(count) => off.push(self.each(&count, each, max)),
                Err(why) => stop = Some(worse(stop, why)),
            }
        }
        if let Some(stop) = stop {
            return Err(stop);
        }
        let off = Number::sum(&off);
        let points = max - &off;
        Ok(self.computed(Op::Minus, || vec![max.clone(), off], points))
    }

    // ── Expressions ──────────────────────────────────────────────────────────────────────────────────────────────────

    fn value(&mut self, expression: &Expression, max: &Number) -> Result<Number, Stop> {
        match expression {
            Expression::Input(input) => self.figure(*input),
            Expression::Constant(number) => Ok(number.clone()),
            Expression::Max => Ok(max.clone()),
            Expression::Sum(of) => {
                let of = self.values(of, max)?;
                let sum = Number::sum(&of);
                Ok(self.computed(Op::Sum, || of, sum))
            }
            Expression::Minus(of) => self.of_two(Op::Minus, of, max, |one, two| one - two),
            Expression::Times(of) => self.of_two(Op::Times, of, max, |one, two| one * two),
            Expression::Least(of) => {
                let of = self.values(of, max)?;
                let least = of.iter().min().cloned().unwrap_or_default();
                Ok(self.computed(Op::Least, || of, least))
            }
            Expression::Greatest(of) => {
                let of = self.values(of, max)?;
                let greatest = of.iter().max().cloned().unwrap_or_default();
                Ok(self.computed(Op::Greatest, || of, greatest))
            }
            Expression::Each(of, points) => {
                let of = self.value(of, max)?;
                Ok(self.each(&of, &Worth::Points(points.clone()), max))
            }
            Expression::Ratio(ratio) => self.ratio(ratio, max),
            Expression::Passed(tests) => self.passed(tests),
            Expression::Rounded(of, rounding) => {
                let of = self.value(of, max)?;
                let rounded = rounding.apply(&of);
                let of = || vec![of, rounding.to.clone()];
                Ok(self.computed(Op::Rounded, of, rounded))
            }
        }
    }

    /// The values of several expressions; all are looked at, so that what is worst is told.
    fn values<'e>(
        &mut self,
        of: impl IntoIterator<Item = &'e Expression>,
        max: &Number,
    ) -> Result<Vec<Number>, Stop> {
        let (mut values, mut stop) = (Vec::new(), None);
        for expression in of {
            match self.value(expression, max) {
                Ok(value) => values.push(value),
                Err(why) => stop = Some(worse(stop, why)),
            }
        }
        stop.map_or(Ok(values), Err)
    }

    fn of_two(
        &mut self,
        op: Op,
        of: &[Expression; 2],
        max: &Number,
        compute: impl Fn(&Number, &Number) -> Number,
    ) -> Result<Number, Stop> {
        let one = self.value(&of[0], max);
        let (one, two) = both(one, self.value(&of[1], max))?;
        let value = compute(&one, &two);
        Ok(self.computed(op, || vec![one, two], value))
    }

    fn ratio(&mut self, ratio: &Ratio, max: &Number) -> Result<Number, Stop> {
        let of = self.value(&ratio.of, max);
        let (of, by) = both(of, self.value(&ratio.by, max))?;
        if ratio.relation == Relation::PartOf && of > by {
            self.findings.push(FindingKind::PartOverWhole {
                part: of,
                whole: by,
            });
            return Err(Stop::Missing(Missing::Unusable));
        }
        let Some(share) = of.share_of(&by) else {
            return self.by_zero(ratio);
        };
        let share = self.computed(Op::Ratio, || vec![of, by], share);
        if ratio.relation == Relation::Quota && share > Number::ONE {
            self.findings.push(FindingKind::OverQuota {
                share: share.clone(),
            });
            return Ok(self.limited(share, Some(&Number::ONE)));
        }
        Ok(share)
    }

    fn by_zero(&mut self, ratio: &Ratio) -> Result<Number, Stop> {
        let Some((then, source)) = &ratio.by_zero else {
            return self.denominator_zero();
        };
        self.step(|| Step::ByZero {
            then: then.clone(),
            source: Rc::clone(source),
        });
        match then {
            ByZero::Undefined => self.denominator_zero(),
            ByZero::CountsAs(value) => Ok(value.clone()),
            ByZero::Worth(worth) => Err(Stop::Worth(worth.clone())),
            ByZero::SharedAmong(items) => Err(Stop::Shared(items.clone())),
        }
    }

    fn denominator_zero(&mut self) -> Result<Number, Stop> {
        self.findings.push(FindingKind::DenominatorZero);
        Err(Stop::Missing(Missing::Undefined))
    }

    fn passed(&mut self, tests: &[Test]) -> Result<Number, Stop> {
        let (mut passed, mut stop) = (0_u32, None);
        for test in tests {
            match self.asked(test) {
                Ok(holds) => passed += u32::from(holds),
                Err(why) => stop = Some(worse(stop, why)),
            }
        }
        match stop {
            Some(stop) => Err(stop),
            None => Ok(self.computed(Op::Passed, Vec::new, passed.into())),
        }
    }

    fn computed(&mut self, op: Op, of: impl FnOnce() -> Vec<Number>, value: Number) -> Number {
        self.step(|| Step::Computed {
            op,
            of: of(),
            value: value.clone(),
        });
        value
    }

    // ── Tests and inputs ─────────────────────────────────────────────────────────────────────────────────────────────

    /// Whether a test holds, as a step of its own.
    pub(crate) fn asked(&mut self, test: &Test) -> Result<bool, Stop> {
        let holds = self.test(test)?;
        self.step(|| Step::Tested { holds });
        Ok(holds)
    }

    fn test(&mut self, test: &Test) -> Result<bool, Stop> {
        match test {
            Test::Chosen { input, option } => Ok(self.option(*input)? == *option),
            // A test is not of any item, so there is no maximum in it, and nothing that a denominator could settle.
            Test::Within(value, limits) => match self.value(value, &Number::ZERO) {
                Ok(value) => Ok(limits.hold(&value)),
                Err(Stop::Missing(why)) => Err(Stop::Missing(why)),
                Err(_) => Err(Stop::Missing(Missing::Undefined)),
            },
            Test::All(tests) => self.quantified(tests, false),
            Test::Any(tests) => self.quantified(tests, true),
            Test::Not(test) => self.test(test).map(|holds| !holds),
        }
    }

    /// Whether all hold, or any does: one that decides is enough.
    fn quantified(&mut self, tests: &[Test], decisive: bool) -> Result<bool, Stop> {
        let mut stop = None;
        for test in tests {
            match self.test(test) {
                Ok(holds) if holds == decisive => return Ok(decisive),
                Ok(_) => {}
                Err(why) => stop = Some(worse(stop, why)),
            }
        }
        stop.map_or(Ok(!decisive), Err)
    }

    fn figure(&mut self, input: usize) -> Result<Number, Stop> {
        let known = self.known;
        match &known[input] {
            Known::Number(number) => {
                self.read(input, || Figure::Number(number.clone()));
                Ok(number.clone())
            }
            Known::Missing(why) => Err(Stop::Missing(*why)),
            Known::Option(_) => Err(Stop::Missing(Missing::Unusable)),
        }
    }

    fn option(&mut self, input: usize) -> Result<usize, Stop> {
        let (known, inputs) = (self.known, self.inputs);
        match (&known[input], &inputs[input].kind) {
            (Known::Option(option), InputKind::Options(options)) => {
                self.read(input, || Figure::Choice(Rc::clone(&options[*option].id)));
                Ok(*option)
            }
            (Known::Missing(why), _) => Err(Stop::Missing(*why)),
            _ => Err(Stop::Missing(Missing::Unusable)),
        }
    }

    fn read(&mut self, input: usize, figure: impl FnOnce() -> Figure) {
        let inputs = self.inputs;
        self.step(|| Step::Read {
            input: Rc::clone(&inputs[input].id),
            figure: figure(),
        });
    }

    // ── What is not known ────────────────────────────────────────────────────────────────────────────────────────────

    /// The least and the most a rule without points can still come to, out of a maximum.
    pub(crate) fn range(&mut self, rule: &Rule, max: &Number) -> (Number, Number) {
        let (low, high) = match rule {
            Rule::Sum { parts, zero_if } => {
                let can_be_zero = zero_if.iter().any(|(test, _)| self.test(test) != Ok(false));
                let ranges: Vec<_> = parts
                    .iter()
                    .map(|part| self.part_range(part, max))
                    .collect();
                let low = Number::sum(ranges.iter().map(|(low, _)| low));
                let high = Number::sum(ranges.iter().map(|(_, high)| high));
                (if can_be_zero { Number::ZERO } else { low }, high)
            }
            Rule::BestOf(parts) => {
                let ranges: Vec<_> = parts
                    .iter()
                    .map(|part| self.part_range(part, max))
                    .collect();
                let low = ranges.iter().map(|(low, _)| low).max();
                let high = ranges.iter().map(|(_, high)| high).max();
                (
                    low.cloned().unwrap_or_default(),
                    high.cloned().unwrap_or_default(),
                )
            }
            _ => (Number::ZERO, max.clone()),
        };
        (low.min(max.clone()), high.min(max.clone()))
    }

    fn part_range(&mut self, part: &Part, max: &Number) -> (Number, Number) {
        let max = part.max.of(max);
        match self.points(&part.rule, Some(&max)) {
            Ok(points) => (points.clone(), points),
            Err(_) => self.range(&part.rule, &max),
        }
    }
}

fn worse(stop: Option<Stop>, why: Stop) -> Stop {
    match stop {
        Some(stop) => stop.worse(why),
        None => why,
    }
}

/// Two values, or the worse of the reasons.
fn both<A, B>(one: Result<A, Stop>, two: Result<B, Stop>) -> Result<(A, B), Stop> {
    match (one, two) {
        (Ok(one), Ok(two)) => Ok((one, two)),
        (Err(one), Err(two)) => Err(one.worse(two)),
        (Err(stop), _) | (_, Err(stop)) => Err(stop),
    }
}
