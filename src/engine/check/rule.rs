//! Rules, expressions and tests: every input found, every unit and bound fitting.

use std::rc::Rc;

use super::clauses::Clauses;
use super::{each, fault, identifier, unique};
use crate::engine::document as doc;
use crate::engine::framework::Fault;
use crate::engine::number::Number;
use crate::engine::order;
use crate::engine::rounding::Rounding;
use crate::engine::rule::{
    ByZero, Expression, Input, InputKind, Limits, NO, Part, Ratio, Relation, Rule, Span, Test,
    Worth, YES,
};

/// What a rule may refer to.
#[derive(Clone, Copy)]
pub(super) struct RuleCheck<'a> {
    pub(super) clauses: &'a Clauses,
    pub(super) inputs: &'a [Input],
    /// The sheet's items, by id, in order.
    pub(super) items: &'a [&'a str],
    /// The item's siblings, indices into `items`, and its own; `None` where nothing can be shared among them.
    pub(super) siblings: Option<(&'a [usize], usize)>,
    /// Points at most; `None` where there is no such limit.
    pub(super) max: Option<&'a Number>,
}

/// What an expression counts or measures.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Unit {
    /// Nothing: a share or a bare number.
    Bare,
    Points,
    Of(String),
}

impl Unit {
    fn say(&self) -> String {
        match self {
            Unit::Bare => "a bare number".to_owned(),
            Unit::Points => "points".to_owned(),
            Unit::Of(unit) => format!("{unit:?}"),
        }
    }
}

/// An expression, its unit, and everything it can be.
struct Typed {
    expression: Expression,
    unit: Unit,
    span: Span,
}

impl RuleCheck<'_> {
    pub(super) fn rule(&self, path: &str, written: &doc::RuleDocument) -> Result<Rule, Fault> {
        use doc::RuleDocument as W;
        let at = |name: &str| format!("{path}.{name}");
        Ok(match written {
            W::YesNo { input, yes, no } => {
                let path = at("yes_no");
                let input = self.options(&format!("{path}.input"), input, true)?;
                let all = Worth::Share(Number::ONE);
                let nothing = Worth::Share(Number::ZERO);
                let (yes, no) = (
                    yes.as_ref().unwrap_or(&all),
                    no.as_ref().unwrap_or(&nothing),
                );
                self.worth(&format!("{path}.yes"), yes)?;
                self.worth(&format!("{path}.no"), no)?;
                Rule::Answer {
                    input,
                    worth: vec![yes.clone(), no.clone()],
                }
            }
            W::Choice { input, worth } => self.choice(&at("choice"), input, worth)?,
            W::BestOf { parts } => Rule::BestOf(self.parts(&at("best_of.parts"), parts)?),
            W::Sum { parts, zero_if } => Rule::Sum {
                parts: self.parts(&at("sum.parts"), parts)?,
                zero_if: each(zero_if, &at("sum.zero_if"), |path, veto| {
                    let test = self.test(&format!("{path}.if"), &veto.test)?;
                    Ok((test, self.clauses.source(path, &veto.source)?))
                })?,
            },
            W::Mandatory { test } => Rule::Mandatory(self.test(&at("mandatory.if"), test)?),
            W::Ratio {
                value,
                target,
                best,
            } => self.ratio_rule(&at("ratio"), value, target.as_ref(), best.as_ref())?,
            W::Bands {
                value,
                bands,
                otherwise,
                exception,
            } => self.bands(
                &at("bands"),
                value,
                bands,
                otherwise.as_ref(),
                exception.as_ref(),
            )?,
            W::Formula { points, capped } => self.formula(&at("formula"), points, *capped)?,
            W::Count { of, each } => {
                let path = at("count");
                let of = self.counted(&format!("{path}.of"), of)?;
                self.not_negative(&format!("{path}.each"), each)?;
                Rule::Count {
                    of,
                    each: each.clone(),
                }
            }
            W::Minus { faults } => {
                Rule::Minus(each(faults, &at("minus.faults"), |path, faults| {
                    let of = self.counted(&format!("{path}.of"), &faults.of)?;
                    self.not_negative(&format!("{path}.each"), &faults.each)?;
                    Ok((of, faults.each.clone()))
                })?)
            }
            W::Entered {} => Rule::Entered,
        })
    }

    fn choice(
        &self,
        path: &str,
        input: &str,
        worth: &std::collections::BTreeMap<String, Worth>,
    ) -> Result<Rule, Fault> {
        let input = self.options(&format!("{path}.input"), input, false)?;
        let InputKind::Options(options) = &self.inputs[input].kind else {
            return fault(path, "a figure", "a choice");
        };
        let is_known = |id: &String| options.iter().any(|option| *option.id == **id);
        if let Some(other) = worth.keys().find(|id| !is_known(id)) {
            return fault(
                format!("{path}.worth"),
                format!("{other:?}"),
                "the answers of the input",
            );
        }
        let worths = options.iter().map(|option| {
            let Some(worth) = worth.get(&*option.id) else {
                let path = format!("{path}.worth");
                return fault(
                    path,
                    format!("nothing for {:?}", option.id),
                    "a worth for each answer",
                );
            };
            self.worth(&format!("{path}.worth.{}", option.id), worth)?;
            Ok(worth.clone())
        });
        Ok(Rule::Answer {
            input,
            worth: worths.collect::<Result<_, _>>()?,
        })
    }

    fn parts(&self, path: &str, written: &[doc::PartDocument]) -> Result<Vec<Part>, Fault> {
        if written.is_empty() {
            return fault(path, "none", "at least one part");
        }
        unique(path, written.iter().map(|part| part.id.as_str()))?;
        each(written, path, |path, part| {
            use doc::RuleDocument as W;
            if matches!(part.rule, W::Mandatory { .. } | W::Entered {}) {
                return fault(
                    format!("{path}.rule"),
                    "a rule of whole items",
                    "a rule of parts",
                );
            }
            let max = part.max.clone().unwrap_or(Worth::Share(Number::ONE));
            self.worth(&format!("{path}.max"), &max)?;
            let points = self.max.map(|whole| max.of(whole));
            let inner = RuleCheck {
                siblings: None,
                max: points.as_ref(),
                ..*self
            };
            Ok(Part {
                id: Rc::from(part.id.as_str()),
                what: part.what.clone(),
                rule: inner.rule(&format!("{path}.rule"), &part.rule)?,
                max,
            })
        })
    }

    fn ratio_rule(
        &self,
        path: &str,
        value: &doc::ExpressionDocument,
        target: Option<&Number>,
        best: Option<&doc::ExpressionDocument>,
    ) -> Result<Rule, Fault> {
        if let Some(target) = target.filter(|target| **target <= Number::ZERO) {
            return fault(format!("{path}.target"), target.to_string(), "more than 0");
        }
        if target.is_some() && best.is_some() {
            return fault(path, "a target and a best", "one of them");
        }
        let value_path = format!("{path}.value");
        let value = self.expression(&value_path, value)?;
        let best = best
            .map(|best| self.expression(&format!("{path}.best"), best))
            .transpose()?;
        let unit = best.as_ref().map_or(&Unit::Bare, |best| &best.unit);
        same_unit(&value_path, &value.unit, unit)?;
        Ok(Rule::Ratio {
            value: value.expression,
            target: target.cloned(),
            best: best.map(|best| best.expression),
        })
    }

    fn bands(
        &self,
        path: &str,
        value: &doc::ExpressionDocument,
        written: &[doc::BandDocument],
        otherwise: Option<&Worth>,
        exception: Option<&doc::ExceptionDocument>,
    ) -> Result<Rule, Fault> {
        let value = self.counted(&format!("{path}.value"), value)?;
        let list = format!("{path}.bands");
        if written.is_empty() {
            return fault(list, "none", "at least one band");
        }
        let bands = each(written, &list, |path, band| {
            let limits = Written {
                at_least: band.at_least.as_ref(),
                above: band.above.as_ref(),
                at_most: band.at_most.as_ref(),
                below: band.below.as_ref(),
                equal: band.equal.as_ref(),
            };
            self.worth(&format!("{path}.worth"), &band.worth)?;
            Ok((limits.check(path)?, band.worth.clone()))
        })?;
        if let Some((one, other)) = overlapping(&bands) {
            return fault(
                format!("{list}[{other}]"),
                format!("values that are in {list}[{one}] too"),
                "bands that do not overlap",
            );
        }
        if let Some(worth) = otherwise {
            self.worth(&format!("{path}.otherwise"), worth)?;
        }
        let exception = exception
            .map(|exception| {
                let path = format!("{path}.exception");
                self.worth(&format!("{path}.worth"), &exception.worth)?;
                let test = self.test(&format!("{path}.if"), &exception.test)?;
                Ok((test, exception.worth.clone()))
            })
            .transpose()?;
        Ok(Rule::Bands {
            value,
            bands,
            otherwise: otherwise.cloned(),
            exception,
        })
    }

    fn formula(
        &self,
        path: &str,
        written: &doc::ExpressionDocument,
        capped: bool,
    ) -> Result<Rule, Fault> {
        let path = format!("{path}.points");
        let points = self.expression(&path, written)?;
        same_unit(&path, &points.unit, &Unit::Points)?;
        let Span { low, high } = &points.span;
        let fits = points.span.is_positive()
            && matches!((high, self.max), (Some(high), Some(max)) if high <= max);
        if !capped && !fits {
            let say = |limit: &Option<Number>| {
                limit
                    .as_ref()
                    .map_or("no limit".to_owned(), Number::to_string)
            };
            return fault(
                path,
                format!("{} to {}", say(low), say(high)),
                "points from 0 to the maximum, or \"capped\": true",
            );
        }
        Ok(Rule::Formula(points.expression))
    }

    /// An expression in any unit but points.
    fn counted(&self, path: &str, written: &doc::ExpressionDocument) -> Result<Expression, Fault> {
        let typed = self.expression(path, written)?;
        if typed.unit == Unit::Points {
            return fault(path, "points", "a figure");
        }
        Ok(typed.expression)
    }

    fn worth(&self, path: &str, worth: &Worth) -> Result<(), Fault> {
        self.not_negative(path, worth)?;
        let (Worth::Points(amount) | Worth::Share(amount)) = worth;
        let limit = match (worth, self.max) {
            (Worth::Share(_), _) => Some(&Number::ONE),
            (Worth::Points(_), max) => max,
        };
        match limit {
            Some(limit) if amount > limit => {
                fault(path, amount.to_string(), format!("0 to {limit}"))
            }
            _ => Ok(()),
        }
    }

    fn not_negative(&self, path: &str, worth: &Worth) -> Result<(), Fault> {
        match worth {
            Worth::Points(amount) | Worth::Share(amount) if amount.is_negative() => {
                fault(path, amount.to_string(), "0 or more")
            }
            Worth::Share(_) if self.max.is_none() => {
                fault(path, "a share", "points, because there is no maximum")
            }
            _ => Ok(()),
        }
    }

    // ── Expressions ──────────────────────────────────────────────────────────────────────────────────────────────────

    fn expression(&self, path: &str, written: &doc::ExpressionDocument) -> Result<Typed, Fault> {
        use doc::ExpressionDocument as W;
        let constant = |number: &Number, unit| Typed {
            expression: Expression::Constant(number.clone()),
            unit,
            span: Span::point(number.clone()),
        };
        let at = |name: &str| format!("{path}.{name}");
        Ok(match written {
            W::Input(id) => self.figure(&at("input"), id)?,
            W::Number(number) => constant(number, Unit::Bare),
            W::Points(points) => constant(points, Unit::Points),
            W::Max => match self.max {
                Some(max) => Typed {
                    expression: Expression::Max,
                    unit: Unit::Points,
                    span: Span::point(max.clone()),
                },
                None => return fault(path, "\"max\"", "something that has a maximum"),
            },
            W::Sum(of) => self.alike(&at("sum"), of, Expression::Sum, |spans| Span::sum(&spans))?,
            W::Least(of) => self.alike(&at("least"), of, Expression::Least, Span::least)?,
            W::Greatest(of) => {
                self.alike(&at("greatest"), of, Expression::Greatest, Span::greatest)?
            }
            W::Minus(of) => {
                let [one, two] = self.two(&at("minus"), of)?;
                same_unit(&format!("{path}.minus[1]"), &two.unit, &one.unit)?;
                Typed {
                    span: one.span.minus(&two.span),
                    unit: one.unit,
                    expression: Expression::Minus(Box::new([one.expression, two.expression])),
                }
            }
            W::Times(of) => self.times(&at("times"), of)?,
            W::Each { of, points } => {
                let path = at("each");
                if points.is_negative() {
                    return fault(format!("{path}.points"), points.to_string(), "0 or more");
                }
                let of = self.expression(&format!("{path}.of"), of)?;
                if of.unit == Unit::Points {
                    return fault(format!("{path}.of"), "points", "a figure");
                }
                Typed {
                    expression: Expression::Each(Box::new(of.expression), points.clone()),
                    unit: Unit::Points,
                    span: of.span.scaled(points),
                }
            }
            W::Ratio(ratio) => self.ratio(&at("ratio"), ratio)?,
            W::Passed(tests) => Typed {
                expression: Expression::Passed(each(tests, &at("passed"), |path, test| {
                    self.test(path, test)
                })?),
                unit: Unit::Bare,
                span: Span {
                    low: Some(Number::ZERO),
                    high: u32::try_from(tests.len()).ok().map(Number::from),
                },
            },
            W::Rounded {
                value,
                to,
                mode,
                source,
            } => {
                let path = at("rounded");
                let rounding = self.clauses.rounding(
                    &path,
                    &doc::RoundingDocument {
                        to: to.clone(),
                        mode: *mode,
                        source: source.clone(),
                    },
                )?;
                let of = self.expression(&format!("{path}.value"), value)?;
                Typed {
                    span: of.span.rounded(&rounding),
                    unit: of.unit,
                    expression: Expression::Rounded(Box::new(of.expression), rounding),
                }
            }
        })
    }

    /// Several expressions of one unit.
    fn alike(
        &self,
        path: &str,
        written: &[doc::ExpressionDocument],
        make: impl Fn(Vec<Expression>) -> Expression,
        range: impl Fn(Vec<Span>) -> Span,
    ) -> Result<Typed, Fault> {
        let typed = each(written, path, |path, one| self.expression(path, one))?;
        let Some(unit) = typed.first().map(|first| first.unit.clone()) else {
            return fault(path, "none", "at least one expression");
        };
        for (index, one) in typed.iter().enumerate() {
            same_unit(&format!("{path}[{index}]"), &one.unit, &unit)?;
        }
        let of = typed.into_iter().map(|one| (one.expression, one.span));
        let (of, spans): (Vec<Expression>, Vec<Span>) = of.unzip();
        Ok(Typed {
            expression: make(of),
            unit,
            span: range(spans),
        })
    }

    fn two(&self, path: &str, of: &[doc::ExpressionDocument; 2]) -> Result<[Typed; 2], Fault> {
        Ok([
            self.expression(&format!("{path}[0]"), &of[0])?,
            self.expression(&format!("{path}[1]"), &of[1])?,
        ])
    }

    fn times(&self, path: &str, of: &[doc::ExpressionDocument; 2]) -> Result<Typed, Fault> {
        let [one, two] = self.two(path, of)?;
        let unit = match (&one.unit, &two.unit) {
            (Unit::Bare, unit) | (unit, Unit::Bare) => unit.clone(),
            (_, unit) => return fault(format!("{path}[1]"), unit.say(), Unit::Bare.say()),
        };
        Ok(Typed {
            span: one.span.times(&two.span),
            expression: Expression::Times(Box::new([one.expression, two.expression])),
            unit,
        })
    }

    fn ratio(&self, path: &str, written: &doc::RatioDocument) -> Result<Typed, Fault> {
        let of = self.expression(&format!("{path}.of"), &written.of)?;
        let by = self.expression(&format!("{path}.by"), &written.by)?;
        let unit = match (&of.unit, &by.unit) {
            (one, other) if one == other => Unit::Bare,
            (one, Unit::Bare) => one.clone(),
            (Unit::Of(one), Unit::Of(other)) => Unit::Of(format!("{one}/{other}")),
            (_, other) => return fault(format!("{path}.by"), other.say(), of.unit.say()),
        };
        if unit != Unit::Bare && written.relation != Relation::Free {
            return fault(format!("{path}.by"), by.unit.say(), of.unit.say());
        }
        let by_zero = written
            .by_zero
            .as_ref()
            .map(|by_zero| {
                let path = format!("{path}.by_zero");
                let source = self.clauses.source(&path, &by_zero.source)?;
                Ok((
                    self.by_zero(&format!("{path}.then"), &by_zero.then)?,
                    source,
                ))
            })
            .transpose()?;
        let mut span = of.span.ratio(&by.span, written.relation);
        if let Some((ByZero::CountsAs(value), _)) = &by_zero {
            span = span.hull(Span::point(value.clone()));
        }
        let relation = written.relation;
        let (of, by) = (of.expression, by.expression);
        Ok(Typed {
            expression: Expression::Ratio(Box::new(Ratio {
                of,
                by,
                relation,
                by_zero,
            })),
            unit,
            span,
        })
    }

    fn by_zero(&self, path: &str, written: &doc::ByZeroThenDocument) -> Result<ByZero, Fault> {
        use doc::ByZeroThenDocument as W;
        Ok(match written {
            W::Undefined => ByZero::Undefined,
            W::CountsAs(value) => ByZero::CountsAs(value.clone()),
            W::Worth(worth) => {
                self.worth(&format!("{path}.worth"), worth)?;
                ByZero::Worth(worth.clone())
            }
            W::SharedAmong(ids) => {
                let path = format!("{path}.shared_among");
                let Some((siblings, own)) = self.siblings else {
                    return fault(
                        path,
                        "something else",
                        "the rule of a whole item of a scored group that has a maximum and stands in for no other",
                    );
                };
                if ids.is_empty() {
                    return fault(path, "none", "at least one item");
                }
                let places = (0..).map(|index| format!("{path}[{index}]"));
                super::unique_at(places.zip(ids.iter().map(String::as_str)))?;
                ByZero::SharedAmong(each(ids, &path, |path, id| {
                    let sibling = siblings
                        .iter()
                        .find(|sibling| **sibling != own && self.items[**sibling] == id.as_str());
                    match sibling {
                        Some(sibling) => Ok(*sibling),
                        None => fault(
                            path,
                            format!("{id:?}"),
                            "the id of another item of the group that has a maximum",
                        ),
                    }
                })?)
            }
        })
    }

    // ── Tests and inputs ─────────────────────────────────────────────────────────────────────────────────────────────

    pub(super) fn test(&self, path: &str, written: &doc::TestDocument) -> Result<Test, Fault> {
        use doc::TestDocument as W;
        let at = |name: &str| format!("{path}.{name}");
        let several = |name: &str, tests: &[doc::TestDocument]| {
            if tests.is_empty() {
                return fault(at(name), "none", "at least one test");
            }
            each(tests, &at(name), |path, test| self.test(path, test))
        };
        Ok(match written {
            W::Yes(input) => Test::Chosen {
                input: self.options(&at("yes"), input, true)?,
                option: YES,
            },
            W::No(input) => Test::Chosen {
                input: self.options(&at("no"), input, true)?,
                option: NO,
            },
            W::Chosen { input, option } => self.chosen(&at("chosen"), input, option)?,
            W::Compare(compare) => {
                let path = at("compare");
                let limits = Written {
                    at_least: compare.at_least.as_ref(),
                    above: compare.above.as_ref(),
                    at_most: compare.at_most.as_ref(),
                    below: compare.below.as_ref(),
                    equal: compare.equal.as_ref(),
                };
                let outside = RuleCheck {
                    siblings: None,
                    max: None,
                    ..*self
                };
                let value = outside.expression(&format!("{path}.value"), &compare.value)?;
                Test::Within(value.expression, limits.check(&path)?)
            }
            W::All(tests) => Test::All(several("all", tests)?),
            W::Any(tests) => Test::Any(several("any", tests)?),
            W::Not(test) => Test::Not(Box::new(self.test(&at("not"), test)?)),
        })
    }

    fn chosen(&self, path: &str, input: &str, option: &str) -> Result<Test, Fault> {
        let input = self.options(&format!("{path}.input"), input, false)?;
        let place = match &self.inputs[input].kind {
            InputKind::Options(options) => options.iter().position(|one| *one.id == *option),
            InputKind::Figure(_) => None,
        };
        match place {
            Some(option) => Ok(Test::Chosen { input, option }),
            None => fault(
                format!("{path}.option"),
                format!("{option:?}"),
                "an answer of the input",
            ),
        }
    }

    fn find(&self, path: &str, id: &str) -> Result<usize, Fault> {
        match self.inputs.iter().position(|input| *input.id == *id) {
            Some(index) => Ok(index),
            None => fault(path, format!("{id:?}"), "the id of an input of the sheet"),
        }
    }

    fn figure(&self, path: &str, id: &str) -> Result<Typed, Fault> {
        let input = self.find(path, id)?;
        let InputKind::Figure(kind) = &self.inputs[input].kind else {
            return fault(path, format!("{id:?}"), "an input that is a figure");
        };
        Ok(Typed {
            expression: Expression::Input(input),
            unit: kind.unit.clone().map_or(Unit::Bare, Unit::Of),
            span: Span {
                low: Some(kind.at_least.clone()),
                high: kind.at_most.clone(),
            },
        })
    }

    fn options(&self, path: &str, id: &str, is_yes_no: bool) -> Result<usize, Fault> {
        let input = self.find(path, id)?;
        let fits = match &self.inputs[input].kind {
            InputKind::Options(options) => is_yes_no_question(options) == is_yes_no,
            InputKind::Figure(_) => false,
        };
        if fits {
            return Ok(input);
        }
        let expected = if is_yes_no {
            "a yes_no input"
        } else {
            "a choice input"
        };
        fault(path, format!("{id:?}"), expected)
    }
}

/// Whether these are the answers of a yes-or-no input; choices are kept from being called so.
pub(super) fn is_yes_no_question(options: &[crate::engine::rule::Choice]) -> bool {
    options.first().is_some_and(|first| *first.id == *"yes")
}

/// Limits as written.
pub(super) struct Written<'a> {
    pub(super) at_least: Option<&'a Number>,
    pub(super) above: Option<&'a Number>,
    pub(super) at_most: Option<&'a Number>,
    pub(super) below: Option<&'a Number>,
    pub(super) equal: Option<&'a Number>,
}

impl Written<'_> {
    fn check(self, path: &str) -> Result<Limits, Fault> {
        let lower = [self.at_least, self.above].into_iter().flatten().count();
        let upper = [self.at_most, self.below].into_iter().flatten().count();
        let fits = match self.equal {
            Some(_) => lower + upper == 0,
            None => lower <= 1 && upper <= 1 && lower + upper > 0,
        };
        if !fits {
            return fault(
                path,
                format!(
                    "{} limits",
                    lower + upper + usize::from(self.equal.is_some())
                ),
                "one lower limit, one upper limit, one of each, or \"equal\"",
            );
        }
        let limits = Limits {
            at_least: self.at_least.or(self.equal).cloned(),
            above: self.above.cloned(),
            at_most: self.at_most.or(self.equal).cloned(),
            below: self.below.cloned(),
        };
        if is_empty(&limits) {
            return fault(
                path,
                "a lower limit above the upper",
                "limits that something fits between",
            );
        }
        Ok(limits)
    }
}

/// Whether no number lies within limits.
fn is_empty(limits: &Limits) -> bool {
    let low = limits.at_least.as_ref().or(limits.above.as_ref());
    let high = limits.at_most.as_ref().or(limits.below.as_ref());
    let (Some(low), Some(high)) = (low, high) else {
        return false;
    };
    low > high || (low == high && (limits.above.is_some() || limits.below.is_some()))
}

/// The first two bands, by their lower limits, that have a value in common: their places, the lesser first. Where any two
/// have, two that are next to each other have, because no band is empty.
fn overlapping(bands: &[(Limits, Worth)]) -> Option<(usize, usize)> {
    let mut places: Vec<usize> = (0..bands.len()).collect();
    order::sort(&mut places, |one, other| {
        low(&bands[*one].0).cmp(&low(&bands[*other].0))
    });
    let pair = places.windows(2).find(|pair| {
        let (lower, upper) = (high(&bands[pair[0]].0), low(&bands[pair[1]].0));
        let (Some((high, is_closed)), Some((low, is_open))) = (lower, upper) else {
            return true;
        };
        low < high || (low == high && is_closed && !is_open)
    })?;
    Some((pair[0].min(pair[1]), pair[0].max(pair[1])))
}

/// Where limits begin, and whether that itself is left out; `None` where they have no beginning.
fn low(limits: &Limits) -> Option<(&Number, bool)> {
    let closed = limits.at_least.as_ref().map(|value| (value, false));
    closed.or(limits.above.as_ref().map(|value| (value, true)))
}

/// Where limits end, and whether that itself is one of them; `None` where they have no end.
fn high(limits: &Limits) -> Option<(&Number, bool)> {
    let closed = limits.at_most.as_ref().map(|value| (value, true));
    closed.or(limits.below.as_ref().map(|value| (value, false)))
}

fn same_unit(path: &str, found: &Unit, expected: &Unit) -> Result<(), Fault> {
    if found == expected {
        Ok(())
    } else {
        fault(path, found.say(), expected.say())
    }
}

impl Clauses {
    pub(super) fn rounding(
        &self,
        path: &str,
        written: &doc::RoundingDocument,
    ) -> Result<Rounding, Fault> {
        if written.to <= Number::ZERO {
            return fault(format!("{path}.to"), written.to.to_string(), "more than 0");
        }
        Ok(Rounding {
            to: written.to.clone(),
            mode: written.mode,
            source: self.source(path, &written.source)?,
        })
    }
}

/// The inputs of a sheet.
pub(super) fn inputs(
    clauses: &Clauses,
    path: &str,
    written: &[doc::InputDocument],
) -> Result<Vec<Input>, Fault> {
    unique(path, written.iter().map(|input| input.id.as_str()))?;
    each(written, path, |path, input| {
        Ok(Input {
            id: Rc::from(input.id.as_str()),
            label: input.label.clone(),
            kind: kind(path, input)?,
            given_by: input.given_by,
            source: clauses.source(path, &input.source)?,
        })
    })
}

fn kind(path: &str, written: &doc::InputDocument) -> Result<InputKind, Fault> {
    use crate::engine::rule::{Choice, FigureKind};
    use doc::InputKindDocument as W;
    let option = |id: &str, label: &str| Choice {
        id: Rc::from(id),
        label: label.to_owned(),
    };
    let is_figure = !matches!(written.kind, W::YesNo | W::Choice(_));
    let has_unit = matches!(written.kind, W::Whole | W::Amount);
    if has_unit != written.unit.is_some() {
        let found = if has_unit { "none" } else { "a unit" };
        return fault(
            format!("{path}.unit"),
            found,
            "a unit for whole numbers and amounts, and only there",
        );
    }
    if !is_figure && (written.at_least.is_some() || written.at_most.is_some()) {
        return fault(path, "limits", "limits only for figures");
    }
    if let W::Choice(options) = &written.kind {
        let path = format!("{path}.kind.choice");
        if options.len() < 2 {
            return fault(path, format!("{} answers", options.len()), "at least two");
        }
        for (index, option) in options.iter().enumerate() {
            identifier(&format!("{path}[{index}].id"), &option.id)?;
        }
        unique(&path, options.iter().map(|option| option.id.as_str()))?;
        if let Some(index) = options.iter().position(|option| option.id == "yes") {
            let path = format!("{path}[{index}].id");
            return fault(path, "\"yes\"", "a yes_no input, or another id");
        }
        let options = options.iter().map(|one| option(&one.id, &one.label));
        return Ok(InputKind::Options(options.collect()));
    }
    if !is_figure {
        return Ok(InputKind::Options(vec![
            option("yes", "Có"),
            option("no", "Không"),
        ]));
    }
    let at_least = written.at_least.clone().unwrap_or_default();
    let share = matches!(written.kind, W::Share).then_some(Number::ONE);
    let at_most = written.at_most.clone().or(share);
    if at_least.is_negative() || at_most.as_ref().is_some_and(|most| *most < at_least) {
        return fault(
            format!("{path}.at_least"),
            at_least.to_string(),
            "0 or more, and no more than at_most",
        );
    }
    let is_whole = matches!(written.kind, W::Whole);
    let most = at_most.as_ref().map_or(Some(i64::MAX), Number::as_count);
    let wholes = at_least.as_count().zip(most);
    Ok(InputKind::Figure(FigureKind {
        is_whole,
        unit: written.unit.clone(),
        wholes: wholes.filter(|_| is_whole && written.unit.is_some()),
        at_least,
        at_most,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::practice::n;

    /// All limits between some whole numbers that hold something.
    fn all() -> Vec<Limits> {
        let ends = [None, Some(0), Some(2), Some(4)];
        let number = |at: i64| Number::count(at);
        let mut all = Vec::new();
        for (low, high) in ends.iter().flat_map(|low| ends.map(|high| (*low, high))) {
            for (is_above, is_below) in [(false, false), (false, true), (true, false), (true, true)]
            {
                let side = |end: Option<i64>, is_it: bool| end.filter(|_| is_it).map(number);
                all.push(Limits {
                    at_least: side(low, !is_above),
                    above: side(low, is_above),
                    at_most: side(high, !is_below),
                    below: side(high, is_below),
                });
            }
        }
        all.retain(|limits| !is_empty(limits));
        all
    }

    #[test]
    fn bands_overlap_where_a_value_is_in_two() {
        let values: Vec<Number> = ["-1", "0", "1", "2", "3", "4", "5"].map(n).to_vec();
        let holds = |limits: &Limits| -> Vec<bool> {
            let held = values.iter().map(|value| limits.allow(value) == Ok(true));
            held.collect()
        };
        let band = |limits: &Limits| (limits.clone(), Worth::Points(Number::ONE));
        let all = all();
        for (one, other) in all
            .iter()
            .flat_map(|one| all.iter().map(move |other| (one, other)))
        {
            let both = holds(one).into_iter().zip(holds(other));
            let is_common = both.into_iter().any(|both| both == (true, true));
            let found = overlapping(&[band(one), band(other)]);
            assert_eq!(found, is_common.then_some((0, 1)), "{one:?} {other:?}");
            // A third that lies beyond both changes nothing, wherever it stands.
            let beyond = Limits {
                at_least: Some(n("9")),
                at_most: Some(n("9")),
                ..Limits::default()
            };
            if is_common || [one, other].iter().any(|it| it.allow(&n("9")) == Ok(true)) {
                continue;
            }
            let bands = [band(one), band(&beyond), band(other)];
            assert_eq!(overlapping(&bands), None, "{one:?} {other:?}");
        }
    }
}
