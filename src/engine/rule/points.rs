//! From a rule and what was entered to points.

use std::convert::Infallible;
use std::marker::PhantomData;
use std::rc::Rc;

use serde::Serialize;

use super::{
    ByZero, Expression, Figure, Input, InputKind, Known, Limits, Op, Part, Ratio, Relation, Rule,
    Step, Test, Worth,
};
use crate::engine::cell::CellFinding;
use crate::engine::finding::{Field, FindingKind};
use crate::engine::number::{Exact, Number};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop<'a, TooLong = Infallible> {
    /// There is none.
    Missing(Missing),
    /// A denominator of 0 settles the whole rule.
    Worth(&'a Worth),
    /// A denominator of 0 takes the item off the sheet.
    Shared(&'a [usize]),
    /// There is one, for which these numbers have no place.
    TooLong(TooLong),
}

impl<TooLong> Stop<'_, TooLong> {
    /// Of two reasons the one that counts.
    fn worse(self, other: Self) -> Self {
        match (self, other) {
            (Stop::TooLong(why), _) | (_, Stop::TooLong(why)) => Stop::TooLong(why),
            (Stop::Missing(one), Stop::Missing(two)) => Stop::Missing(one.max(two)),
            (Stop::Worth(_) | Stop::Shared(_), Stop::Missing(why)) => Stop::Missing(why),
            (one, _) => one,
        }
    }
}

impl<TooLong> From<TooLong> for Stop<'_, TooLong> {
    #[inline]
    fn from(why: TooLong) -> Self {
        Stop::TooLong(why)
    }
}

/// What there is to tell of an evaluation.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// The steps so far; `None` where nobody will read them.
    pub steps: Option<Vec<Step>>,
    /// What a person has to look at.
    pub findings: Vec<CellFinding>,
}

impl Told {
    pub(crate) fn new(is_traced: bool) -> Told {
        Told {
            steps: is_traced.then(Vec::new),
            findings: Vec::new(),
        }
    }
}

/// An evaluation of rules over what was entered.
pub(crate) struct Evaluation<'s, 'a, N> {
    inputs: &'a [Input],
    known: &'a [Known],
    /// Who is told; `None` where nobody is.
    told: Option<&'s mut Told>,
    numbers: PhantomData<N>,
}

impl<'s, 'a, N: Exact> Evaluation<'s, 'a, N> {
    #[inline]
    pub(crate) fn new(
        inputs: &'a [Input],
        known: &'a [Known],
        told: Option<&'s mut Told>,
    ) -> Evaluation<'s, 'a, N> {
        Evaluation {
            inputs,
            known,
            told,
            numbers: PhantomData,
        }
    }

    /// For results alone.
    #[inline]
    pub(crate) fn untold(inputs: &'a [Input], known: &'a [Known]) -> Evaluation<'s, 'a, N> {
        Evaluation::new(inputs, known, None)
    }

    /// Adds a step, made only if somebody will read it.
    #[inline]
    pub(crate) fn step(&mut self, step: impl FnOnce() -> Step) {
        if N::TELLS
            && let Some(told) = &mut self.told
            && let Some(steps) = &mut told.steps
        {
            steps.push(step());
        }
    }

    /// Adds what a person has to look at.
    #[inline]
    fn find(&mut self, finding: impl FnOnce() -> FindingKind) {
        if N::TELLS
            && let Some(told) = &mut self.told
        {
            told.findings.push((Field::All, finding()));
        }
    }

    /// The steps, which begin anew or go on.
    fn steps(&mut self) -> Option<&mut Vec<Step>> {
        self.told.as_mut()?.steps.as_mut()
    }

    /// A rule's points out of a maximum. `None` as maximum is no limit.
    pub(crate) fn points(
        &mut self,
        rule: &'a Rule,
        max: Option<&N>,
    ) -> Result<N, Stop<'a, N::TooLong>> {
        let zero = N::whole(0);
        let limit = max.unwrap_or(&zero);
        let points = match self.unlimited(rule, limit) {
            Err(Stop::Worth(worth)) => self.worth(worth, None, limit)?,
            other => other?,
        };
        Ok(self.limited(points, max))
    }

    #[inline]
    fn unlimited(&mut self, rule: &'a Rule, max: &N) -> Result<N, Stop<'a, N::TooLong>> {
        match rule {
            Rule::Answer { input, worth } => {
                let option = self.option(*input)?;
                self.worth(&worth[option], None, max)
            }
            Rule::BestOf(parts) => self.best_of(parts, max),
            Rule::Sum { parts, zero_if } => self.sum(parts, zero_if, max),
            Rule::Mandatory(test) => self.asked(test).map(|_| N::whole(0)),
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
                self.each(&of, each.in_points(max)?)
            }
            Rule::Minus(faults) => self.minus(faults, max),
            // Entered by the unit as a cell is, not computed.
            Rule::Entered => Err(Stop::Missing(Missing::Blank)),
        }
    }

    #[inline]
    fn worth(
        &mut self,
        worth: &'a Worth,
        band: Option<usize>,
        max: &N,
    ) -> Result<N, Stop<'a, N::TooLong>> {
        let points = worth.in_points(max)?;
        self.step(|| Step::Worth {
            band,
            points: points.number(),
        });
        Ok(points)
    }

    fn each(&mut self, count: &N, each: N) -> Result<N, Stop<'a, N::TooLong>> {
        let points = count.times(&each)?;
        Ok(self.computed(Op::Each, || vec![count.clone(), each], points))
    }

    #[inline]
    fn limited(&mut self, points: N, max: Option<&N>) -> N {
        if points.is_negative() {
            self.limited_to(&points, N::whole(0))
        } else {
            self.at_most(points, max)
        }
    }

    /// Points, and never more than a maximum.
    #[inline]
    pub(crate) fn at_most(&mut self, points: N, max: Option<&N>) -> N {
        match max {
            Some(max) if points > *max => self.limited_to(&points, max.clone()),
            _ => points,
        }
    }

    fn limited_to(&mut self, points: &N, limit: N) -> N {
        self.step(|| Step::Limited {
            from: points.number(),
            to: limit.number(),
        });
        limit
    }

    fn best_of(&mut self, parts: &'a [Part], max: &N) -> Result<N, Stop<'a, N::TooLong>> {
        let results: Vec<_> = parts.iter().map(|part| self.part(part, max)).collect();
        let best = results.iter().flatten().max().cloned();
        let mut stop = None;
        for (part, result) in parts.iter().zip(&results) {
            if let Err(why) = result {
                let can_matter = match &best {
                    Some(best) => part.max.in_points(max)? > *best,
                    None => true,
                };
                if can_matter {
                    stop = Some(worse(stop, *why));
                }
            }
        }
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
        parts: &'a [Part],
        zero_if: &'a [(Test, Rc<crate::engine::framework::Source>)],
        max: &N,
    ) -> Result<N, Stop<'a, N::TooLong>> {
        let mut stop = None;
        for (test, source) in zero_if {
            match self.asked(test) {
                Ok(true) => {
                    self.step(|| Step::Zeroed {
                        source: Rc::clone(source),
                    });
                    return Ok(N::whole(0));
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
        let sum = N::sum(&points)?;
        Ok(self.computed(Op::Sum, || points, sum))
    }

    /// A part's points. What settles or removes an item cannot do so from within a part, other than by worth.
    fn part(&mut self, part: &'a Part, max: &N) -> Result<N, Stop<'a, N::TooLong>> {
        let max = part.max.in_points(max)?;
        let before = self.steps().map(std::mem::take);
        let points = self.points(&part.rule, Some(&max));
        let within = self.steps().map(std::mem::take).unwrap_or_default();
        if let (Some(steps), Some(before)) = (self.steps(), before) {
            *steps = before;
        }
        let points = points?;
        self.step(|| Step::Part {
            id: Rc::clone(&part.id),
            points: points.number(),
            max: max.number(),
            steps: within,
        });
        Ok(points)
    }

    #[inline]
    fn ratio_rule(
        &mut self,
        value: &'a Expression,
        target: Option<&'a Number>,
        best: Option<&'a Expression>,
        max: &N,
    ) -> Result<N, Stop<'a, N::TooLong>> {
        let value = self.value(value, max);
        let best = best.map(|best| self.value(best, max)).transpose();
        let (value, best) = both(value, best)?;
        let share = match (target, best) {
            (Some(target), _) => {
                let target = N::of(target)?;
                let share = value.share(&target)?.unwrap_or(N::whole(1));
                self.computed(Op::Target, || vec![value, target], share)
            }
            (None, Some(best)) => {
                let Some(share) = value.share(&best)? else {
                    return self.denominator_zero();
                };
                if value > best {
                    self.find(|| FindingKind::OverBest {
                        value: value.number(),
                        best: best.number(),
                    });
                    return Err(Stop::Missing(Missing::Unusable));
                }
                self.computed(Op::Best, || vec![value, best], share)
            }
            (None, None) => value,
        };
        let points = max.times(&share)?;
        Ok(self.computed(Op::Times, || vec![max.clone(), share], points))
    }

    fn bands(
        &mut self,
        value: &'a Expression,
        bands: &'a [(Limits, Worth)],
        otherwise: Option<&'a Worth>,
        exception: Option<&'a (Test, Worth)>,
        max: &N,
    ) -> Result<N, Stop<'a, N::TooLong>> {
        let value = self.value(value, max)?;
        let mut place = None;
        for (index, (limits, _)) in bands.iter().enumerate() {
            if limits.allow(&value)? {
                place = Some(index);
                break;
            }
        }
        let points = match (place, otherwise) {
            (Some(place), _) => Some(self.worth(&bands[place].1, Some(place), max)?),
            (None, Some(worth)) => Some(self.worth(worth, None, max)?),
            (None, None) => None,
        };
        if let Some((test, worth)) = exception {
            let is_more = match &points {
                Some(points) => worth.in_points(max)? > *points,
                None => true,
            };
            if is_more && self.asked(test)? {
                return self.worth(worth, None, max);
            }
        }
        points.ok_or_else(|| {
            self.find(|| FindingKind::InGap {
                value: value.number(),
            });
            Stop::Missing(Missing::Undefined)
        })
    }

    fn minus(
        &mut self,
        faults: &'a [(Expression, Worth)],
        max: &N,
    ) -> Result<N, Stop<'a, N::TooLong>> {
        let (mut off, mut stop) = (Vec::with_capacity(faults.len()), None);
        for (of, each) in faults {
            match self.value(of, max) {
                Ok(count) => off.push(self.each(&count, each.in_points(max)?)?),
                Err(why) => stop = Some(worse(stop, why)),
            }
        }
        if let Some(stop) = stop {
            return Err(stop);
        }
        let off = N::sum(&off)?;
        let points = max.minus(&off)?;
        Ok(self.computed(Op::Minus, || vec![max.clone(), off], points))
    }

    // ── Expressions ──────────────────────────────────────────────────────────────────────────────────────────────────

    /// An expression's value: most are figures.
    #[inline]
    fn value(&mut self, expression: &'a Expression, max: &N) -> Result<N, Stop<'a, N::TooLong>> {
        match expression {
            Expression::Input(input) => self.figure(*input),
            Expression::Ratio(ratio) => self.ratio(ratio, max),
            _ => self.composite(expression, max),
        }
    }

    fn composite(
        &mut self,
        expression: &'a Expression,
        max: &N,
    ) -> Result<N, Stop<'a, N::TooLong>> {
        match expression {
            Expression::Input(input) => self.figure(*input),
            Expression::Constant(number) => Ok(N::of(number)?),
            Expression::Max => Ok(max.clone()),
            Expression::Sum(of) => {
                let of = self.values(of, max)?;
                let sum = N::sum(&of)?;
                Ok(self.computed(Op::Sum, || of, sum))
            }
            Expression::Minus(of) => self.of_two(Op::Minus, of, max, N::minus),
            Expression::Times(of) => self.of_two(Op::Times, of, max, N::times),
            Expression::Least(of) => {
                let of = self.values(of, max)?;
                let least = of.iter().min().cloned().unwrap_or(N::whole(0));
                Ok(self.computed(Op::Least, || of, least))
            }
            Expression::Greatest(of) => {
                let of = self.values(of, max)?;
                let greatest = of.iter().max().cloned().unwrap_or(N::whole(0));
                Ok(self.computed(Op::Greatest, || of, greatest))
            }
            Expression::Each(of, points) => {
                let of = self.value(of, max)?;
                self.each(&of, N::of(points)?)
            }
            Expression::Ratio(ratio) => self.ratio(ratio, max),
            Expression::Passed(tests) => self.passed(tests),
            Expression::Rounded(of, rounding) => {
                let of = self.value(of, max)?;
                let (rounded, to) = (rounding.round(&of)?, N::of(&rounding.to)?);
                Ok(self.computed(Op::Rounded, || vec![of, to], rounded))
            }
        }
    }

    /// The values of several expressions; all are looked at, so that what is worst is told.
    fn values(
        &mut self,
        of: impl IntoIterator<Item = &'a Expression>,
        max: &N,
    ) -> Result<Vec<N>, Stop<'a, N::TooLong>> {
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
        of: &'a [Expression; 2],
        max: &N,
        compute: impl Fn(&N, &N) -> Result<N, N::TooLong>,
    ) -> Result<N, Stop<'a, N::TooLong>> {
        let one = self.value(&of[0], max);
        let (one, two) = both(one, self.value(&of[1], max))?;
        let value = compute(&one, &two)?;
        Ok(self.computed(op, || vec![one, two], value))
    }

    fn ratio(&mut self, ratio: &'a Ratio, max: &N) -> Result<N, Stop<'a, N::TooLong>> {
        let of = self.value(&ratio.of, max);
        let (of, by) = both(of, self.value(&ratio.by, max))?;
        if ratio.relation == Relation::PartOf && of > by {
            self.find(|| FindingKind::PartOverWhole {
                part: of.number(),
                whole: by.number(),
            });
            return Err(Stop::Missing(Missing::Unusable));
        }
        let Some(share) = of.share(&by)? else {
            return self.by_zero(ratio);
        };
        let share = self.computed(Op::Ratio, || vec![of, by], share);
        if ratio.relation == Relation::Quota && share > N::whole(1) {
            self.find(|| FindingKind::OverQuota {
                share: share.number(),
            });
            return Ok(self.limited(share, Some(&N::whole(1))));
        }
        Ok(share)
    }

    fn by_zero(&mut self, ratio: &'a Ratio) -> Result<N, Stop<'a, N::TooLong>> {
        let Some((then, source)) = &ratio.by_zero else {
            return self.denominator_zero();
        };
        self.step(|| Step::ByZero {
            then: then.clone(),
            source: Rc::clone(source),
        });
        match then {
            ByZero::Undefined => self.denominator_zero(),
            ByZero::CountsAs(value) => Ok(N::of(value)?),
            ByZero::Worth(worth) => Err(Stop::Worth(worth)),
            ByZero::SharedAmong(items) => Err(Stop::Shared(items)),
        }
    }

    fn denominator_zero(&mut self) -> Result<N, Stop<'a, N::TooLong>> {
        self.find(|| FindingKind::DenominatorZero);
        Err(Stop::Missing(Missing::Undefined))
    }

    fn passed(&mut self, tests: &'a [Test]) -> Result<N, Stop<'a, N::TooLong>> {
        let (mut passed, mut stop) = (0_u32, None);
        for test in tests {
            match self.asked(test) {
                Ok(holds) => passed += u32::from(holds),
                Err(why) => stop = Some(worse(stop, why)),
            }
        }
        match stop {
            Some(stop) => Err(stop),
            None => Ok(self.computed(Op::Passed, Vec::new, N::whole(passed))),
        }
    }

    fn computed(&mut self, op: Op, of: impl FnOnce() -> Vec<N>, value: N) -> N {
        self.step(|| Step::Computed {
            op,
            of: of().iter().map(N::number).collect(),
            value: value.number(),
        });
        value
    }

    // ── Tests and inputs ─────────────────────────────────────────────────────────────────────────────────────────────

    /// Whether a test holds, as a step of its own.
    pub(crate) fn asked(&mut self, test: &'a Test) -> Result<bool, Stop<'a, N::TooLong>> {
        let holds = self.test(test)?;
        self.step(|| Step::Tested { holds });
        Ok(holds)
    }

    fn test(&mut self, test: &'a Test) -> Result<bool, Stop<'a, N::TooLong>> {
        match test {
            Test::Chosen { input, option } => Ok(self.option(*input)? == *option),
            // A test is not of any item, so there is no maximum in it, and nothing that a denominator could settle.
            Test::Within(value, limits) => match self.value(value, &N::whole(0)) {
                Ok(value) => Ok(limits.allow(&value)?),
                Err(stop @ (Stop::Missing(_) | Stop::TooLong(_))) => Err(stop),
                Err(_) => Err(Stop::Missing(Missing::Undefined)),
            },
            Test::All(tests) => self.quantified(tests, false),
            Test::Any(tests) => self.quantified(tests, true),
            Test::Not(test) => self.test(test).map(|holds| !holds),
        }
    }

    /// Whether all hold, or any does: one that decides is enough.
    fn quantified(
        &mut self,
        tests: &'a [Test],
        decisive: bool,
    ) -> Result<bool, Stop<'a, N::TooLong>> {
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

    #[inline]
    fn figure(&mut self, input: usize) -> Result<N, Stop<'a, N::TooLong>> {
        let known = self.known;
        match &known[input] {
            Known::Number(number) => {
                self.read(input, || Figure::Number(number.clone()));
                Ok(N::of(number)?)
            }
            Known::Missing(why) => Err(Stop::Missing(*why)),
            Known::Option(_) => Err(Stop::Missing(Missing::Unusable)),
        }
    }

    #[inline]
    fn option(&mut self, input: usize) -> Result<usize, Stop<'a, N::TooLong>> {
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
}

impl<'a> Evaluation<'_, 'a, Number> {
    // ── What is not known ────────────────────────────────────────────────────────────────────────────────────────────

    /// The least and the most a rule without points can still come to, out of a maximum.
    pub(crate) fn range(&mut self, rule: &'a Rule, max: &Number) -> (Number, Number) {
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

    fn part_range(&mut self, part: &'a Part, max: &Number) -> (Number, Number) {
        let max = part.max.of(max);
        match self.points(&part.rule, Some(&max)) {
            Ok(points) => (points.clone(), points),
            Err(_) => self.range(&part.rule, &max),
        }
    }
}

fn worse<'a, TooLong>(
    stop: Option<Stop<'a, TooLong>>,
    why: Stop<'a, TooLong>,
) -> Stop<'a, TooLong> {
    match stop {
        Some(stop) => stop.worse(why),
        None => why,
    }
}

/// Two values, or the worse of the reasons.
fn both<'a, A, B, TooLong>(
    one: Result<A, Stop<'a, TooLong>>,
    two: Result<B, Stop<'a, TooLong>>,
) -> Result<(A, B), Stop<'a, TooLong>> {
    match (one, two) {
        (Ok(one), Ok(two)) => Ok((one, two)),
        (Err(one), Err(two)) => Err(one.worse(two)),
        (Err(stop), _) | (_, Err(stop)) => Err(stop),
    }
}
