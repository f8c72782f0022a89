//! Rules as checked: every input found, every unit and bound fitting.
//!
//! `frameworks/README.md` tells what each rule means; the section numbers are those of its table.

mod figure;
mod points;
mod reach;
mod reads;
mod span;
mod trace;

use std::cmp::Ordering;
use std::rc::Rc;

use super::document as doc;
use super::framework::{Fact, Source, Statement};
use super::number::{Exact, Number};
use super::rounding::Rounding;

pub use doc::{Effect, GivenBy, Relation, Worth};
pub(crate) use figure::read;
pub use figure::{Figure, Known};
pub(crate) use points::{Evaluation, Missing, Stop, Told};
pub(crate) use reach::{Scope, limits_of_parts, points, test};
pub(crate) use reads::Reads;
pub(crate) use span::Span;
pub use trace::{Op, Step};

/// What the unit is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Names it within the sheet.
    pub id: Rc<str>,
    /// What is asked.
    pub label: String,
    /// What an answer looks like.
    pub kind: InputKind,
    /// Who knows it.
    pub given_by: GivenBy,
    /// The words that ask for it.
    pub source: Rc<Source>,
}

/// What an answer looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// A figure.
    Figure(FigureKind),
    /// One of several answers; of two, yes and no, for a yes-or-no input.
    Options(Vec<Choice>),
}

/// What a figure looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureKind {
    /// Whether it is a whole number.
    pub is_whole: bool,
    /// What it counts or measures; `None` for a share.
    pub unit: Option<String>,
    /// The least it can be.
    pub at_least: Number,
    /// The most it can be, where that is known.
    pub at_most: Option<Number>,
    /// The least and the most as counts, where it is one: what nearly all are is seen by these.
    pub(crate) wholes: Option<(i64, i64)>,
}

/// One of several answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Names it within the input.
    pub id: Rc<str>,
    /// The answer.
    pub label: String,
}

/// An indicator with a rule of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Names it within the sheet.
    pub id: Rc<str>,
    /// Its number in the decision's table.
    pub code: Option<String>,
    /// Its name.
    pub name: Fact<String>,
    /// Points at most; `None` for a mandatory condition, and for a deduction without a limit.
    pub max: Option<Fact<Number>>,
    /// How its points come about.
    pub rule: Rule,
    /// The rule's own words.
    pub source: Rc<Source>,
    /// How its points are rounded.
    pub round: Option<Rounding>,
    /// Whether evidence is asked for.
    pub evidence: bool,
    /// Where this fails it does not apply.
    pub applies_if: Option<Test>,
    /// What "không áp dụng" does; `None` where the decision has no rule for it.
    pub exclusion: Option<Exclusion>,
    /// The item it is scored in place of, an index into the sheet's items.
    pub stands_in_for: Option<usize>,
    /// Where the decision disagrees with itself about its maximum.
    pub contradiction: Option<Statement>,
}

/// What "không áp dụng" does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// Who decides; `None` where the unit's word is enough.
    pub decided_by: Option<String>,
    /// What becomes of the points and the maximum.
    pub effect: Effect,
    /// The words that say so.
    pub source: Rc<Source>,
}

/// How points come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// An answer and the worth of each (§1–3).
    Answer {
        /// The input.
        input: usize,
        /// One for each of its answers.
        worth: Vec<Worth>,
    },
    /// The best part alone (§4).
    BestOf(Vec<Part>),
    /// All parts together, or nothing (§5, §6).
    Sum {
        /// The parts.
        parts: Vec<Part>,
        /// What sets all of it to 0.
        zero_if: Vec<(Test, Rc<Source>)>,
    },
    /// A condition without points (§7).
    Mandatory(Test),
    /// A share of the maximum (§8, §9, §11).
    Ratio {
        /// The share, or what is compared with the best.
        value: Expression,
        /// The share that is enough.
        target: Option<Number>,
        /// The best unit's value.
        best: Option<Expression>,
    },
    /// Worth by where a value lies (§12–14).
    Bands {
        /// The value.
        value: Expression,
        /// The bands; they do not overlap.
        bands: Vec<(Limits, Worth)>,
        /// Worth of a value in none.
        otherwise: Option<Worth>,
        /// A case in which a low value is worth more.
        exception: Option<(Test, Worth)>,
    },
    /// Points computed (§15).
    Formula(Expression),
    /// So much for each (§18).
    Count {
        /// How many.
        of: Expression,
        /// The worth of each.
        each: Worth,
    },
    /// All, less so much for each fault (§19).
    Minus(Vec<(Expression, Worth)>),
    /// Points as the unit enters them.
    Entered,
}

/// Part of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Names it within the item.
    pub id: Rc<str>,
    /// What it is.
    pub what: String,
    /// Its maximum, of the item's.
    pub max: Worth,
    /// Its rule.
    pub rule: Rule,
}

/// A range of values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// From this value on.
    pub at_least: Option<Number>,
    /// From above this value on.
    pub above: Option<Number>,
    /// Up to this value.
    pub at_most: Option<Number>,
    /// Up to below this value.
    pub below: Option<Number>,
}

impl Limits {
    /// Whether a value lies within.
    pub(crate) fn allow<N: Exact>(&self, value: &N) -> Result<bool, N::TooLong> {
        let is = |limit: &Option<Number>, side: fn(Ordering) -> bool| match limit {
            Some(limit) => N::of(limit).map(|limit| side(value.cmp(&limit))),
            None => Ok(true),
        };
        Ok(is(&self.at_least, Ordering::is_ge)?
            && is(&self.above, Ordering::is_gt)?
            && is(&self.at_most, Ordering::is_le)?
            && is(&self.below, Ordering::is_lt)?)
    }
}

/// A value computed from inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// A figure.
    Input(usize),
    /// A number or points.
    Constant(Number),
    /// The item's or part's maximum.
    Max,
    /// All together.
    Sum(Vec<Expression>),
    /// The first less the second.
    Minus(Box<[Expression; 2]>),
    /// The one times the other.
    Times(Box<[Expression; 2]>),
    /// The least of them; at least one.
    Least(Vec<Expression>),
    /// The greatest of them; at least one.
    Greatest(Vec<Expression>),
    /// So many points for each.
    Each(Box<Expression>, Number),
    /// One by another.
    Ratio(Box<Ratio>),
    /// How many tests hold.
    Passed(Vec<Test>),
    /// A value rounded.
    Rounded(Box<Expression>, Rounding),
}

/// One by another (§8, §16).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratio {
    /// The numerator.
    pub of: Expression,
    /// The denominator.
    pub by: Expression,
    /// How the two hang together.
    pub relation: Relation,
    /// What a denominator of 0 means; `None` where the decision does not say.
    pub by_zero: Option<(ByZero, Rc<Source>)>,
}

/// What a denominator of 0 means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ByZero {
    /// Nothing can be said.
    Undefined,
    /// The ratio has this value.
    CountsAs(Number),
    /// The item or part is worth this.
    Worth(Worth),
    /// The item leaves the sheet and these, by index into the sheet's items, share its maximum.
    SharedAmong(Vec<usize>),
}

/// Something that holds or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// This answer was chosen.
    Chosen {
        /// The input.
        input: usize,
        /// The answer's index.
        option: usize,
    },
    /// A value lies within limits.
    Within(Expression, Limits),
    /// All of them hold.
    All(Vec<Test>),
    /// At least one of them holds.
    Any(Vec<Test>),
    /// It does not hold.
    Not(Box<Test>),
}

impl Test {
    /// The inputs it asks for, indices into the sheet's, in the sheet's order.
    #[must_use]
    pub fn inputs(&self) -> Vec<usize> {
        let mut reads = Reads::default();
        reads.test(self);
        reads.all.into_iter().collect()
    }
}

impl Item {
    /// The inputs that its rule and its condition of applying ask for, indices into the sheet's, in the sheet's order.
    #[must_use]
    pub fn inputs(&self) -> Vec<usize> {
        let mut reads = Reads::default();
        reads.rule(&self.rule);
        if let Some(test) = &self.applies_if {
            reads.test(test);
        }
        reads.all.into_iter().collect()
    }

    /// The input that a figure is divided by in its rule, where it is divided by a figure as such.
    #[must_use]
    pub fn divided_by(&self, input: usize) -> Option<usize> {
        let mut reads = Reads::default();
        reads.rule(&self.rule);
        reads.ratios.get(&input).copied()
    }
}

impl Worth {
    /// Points, out of a maximum.
    #[must_use]
    pub fn of(&self, max: &Number) -> Number {
        let Ok(points) = self.in_points(max);
        points
    }

    pub(crate) fn in_points<N: Exact>(&self, max: &N) -> Result<N, N::TooLong> {
        match self {
            Worth::Points(points) => N::of(points),
            Worth::Share(share) => N::of(share)?.times(max),
        }
    }
}

/// The answer that counts as yes.
pub(crate) const YES: usize = 0;
/// The answer that counts as no.
pub(crate) const NO: usize = 1;

#[cfg(test)]
mod tests {
    use crate::engine::practice::framework;

    #[test]
    fn what_a_figure_is_divided_by() {
        let framework = framework();
        let items = &framework.unit_group("ap").unwrap().items;
        // The second and third items ask how many of the officials, input 0, have a signature, input 1.
        assert_eq!(items[1].divided_by(1), Some(0));
        assert_eq!(items[1].divided_by(0), None);
        assert_eq!(items[0].divided_by(1), None);
    }
}
