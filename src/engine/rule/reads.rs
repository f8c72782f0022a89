//! Which inputs a rule reads, and what for.

use std::collections::{BTreeMap, BTreeSet};

use super::{ByZero, Expression, Rule, Test};

/// The inputs of a rule or test by what they do in it.
#[derive(Default)]
pub(crate) struct Reads {
    pub all: BTreeSet<usize>,
    /// Divided by.
    pub denominators: BTreeSet<usize>,
    /// Figures divided by a figure as such, and by which.
    pub ratios: BTreeMap<usize, usize>,
    /// Divided by where 0 takes the item off the sheet.
    pub deciding: BTreeSet<usize>,
    /// How many rules, values and tests there are in it: what working it out takes.
    pub size: usize,
}

impl Reads {
    pub(crate) fn rule(&mut self, rule: &Rule) {
        self.size += 1;
        match rule {
            Rule::Answer { input, .. } => {
                self.all.insert(*input);
            }
            Rule::BestOf(parts) => {
                for part in parts {
                    self.rule(&part.rule);
                }
            }
            Rule::Sum { parts, zero_if } => {
                for part in parts {
                    self.rule(&part.rule);
                }
                for (test, _) in zero_if {
                    self.test(test);
                }
            }
            Rule::Mandatory(test) => self.test(test),
            Rule::Ratio { value, best, .. } => {
                self.expression(value);
                if let Some(best) = best {
                    self.expression(best);
                }
            }
            Rule::Bands {
                value, exception, ..
            } => {
                self.expression(value);
                if let Some((test, _)) = exception {
                    self.test(test);
                }
            }
            Rule::Formula(points) => self.expression(points),
            Rule::Count { of, .. } => self.expression(of),
            Rule::Minus(faults) => {
                for (of, _) in faults {
                    self.expression(of);
                }
            }
            Rule::Entered => {}
        }
    }

    fn expression(&mut self, expression: &Expression) {
        use Expression as E;
        self.size += 1;
        match expression {
            E::Input(input) => {
                self.all.insert(*input);
            }
            E::Constant(_) | E::Max => {}
            E::Sum(of) | E::Least(of) | E::Greatest(of) => {
                for one in of {
                    self.expression(one);
                }
            }
            E::Minus(of) | E::Times(of) => {
                for one in of.iter() {
                    self.expression(one);
                }
            }
            E::Each(of, _) | E::Rounded(of, _) => self.expression(of),
            E::Ratio(ratio) => {
                if let (E::Input(of), E::Input(by)) = (&ratio.of, &ratio.by) {
                    self.ratios.insert(*of, *by);
                }
                self.expression(&ratio.of);
                let mut by = Reads::default();
                by.expression(&ratio.by);
                if matches!(ratio.by_zero, Some((ByZero::SharedAmong(_), _))) {
                    self.deciding.extend(&by.all);
                }
                self.denominators.extend(&by.all);
                self.all.extend(by.all);
                self.size += by.size;
            }
            E::Passed(tests) => {
                for test in tests {
                    self.test(test);
                }
            }
        }
    }

    pub(crate) fn test(&mut self, test: &Test) {
        self.size += 1;
        match test {
            Test::Chosen { input, .. } => {
                self.all.insert(*input);
            }
            Test::Within(value, _) => self.expression(value),
            Test::All(tests) | Test::Any(tests) => {
                for test in tests {
                    self.test(test);
                }
            }
            Test::Not(test) => self.test(test),
        }
    }
}
