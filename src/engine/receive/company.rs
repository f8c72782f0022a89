//! Files of one list beside one another: which is a copy, which contradicts another, who is missing.

use std::collections::BTreeMap;

use super::super::file::receipt::{Mistyped, Receipt};
use crate::engine::order::set;

/// What of a file counts beside others. Files are of one list: one framework, kind of unit and year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member<'a> {
    /// By what its unit is known, however its name is written.
    pub unit: &'a str,
    /// The code of what it says.
    pub receipt: Receipt,
    /// The code its seal names.
    pub sealed: Option<Receipt>,
    /// Which of several that say the same stands for them.
    pub merit: Merit,
}

/// What speaks for a file among those that say the same, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Merit {
    /// It can be taken as it is.
    Sound,
    /// It is to be handed in.
    Official,
    /// It is a working copy.
    WorkingCopy,
}

/// How a file stands to the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Company {
    /// It says what this file says, an index: the earliest of the best of them.
    CopyOf(usize),
    /// These say otherwise of the same unit, indices.
    Against(Vec<usize>),
    /// Its unit is none of those expected.
    Unexpected,
}

/// How each file stands to the others, in their order; `expected` are the units of the list, none where nobody has said.
#[must_use]
pub fn company(members: &[Member<'_>], expected: &[String]) -> Vec<Vec<Company>> {
    let mut by_unit: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, member) in members.iter().enumerate() {
        by_unit.entry(member.unit).or_default().push(index);
    }
    let expected = set(expected.iter().map(String::as_str));
    let of = |(index, member): (usize, &Member)| {
        let mut all = Vec::new();
        let same = by_unit.get(member.unit).map_or(&[][..], Vec::as_slice);
        let says = |other: &&usize| members.get(**other).map(|other| other.receipt);
        let alike = same
            .iter()
            .filter(|other| says(other) == Some(member.receipt));
        let merit = |other: &&usize| members.get(**other).map(|other| other.merit);
        let first = alike.copied().min_by_key(|other| (merit(&other), *other));
        if let Some(first) = first.filter(|first| *first != index) {
            all.push(Company::CopyOf(first));
        } else if !member.unit.is_empty() {
            // Of several copies of what says otherwise, the first stands for all.
            let mut seen = vec![member.receipt];
            let against = same
                .iter()
                .filter(|other| says(other).is_some_and(|it| is_new(&mut seen, it)));
            let against: Vec<usize> = against.copied().collect();
            if !against.is_empty() {
                all.push(Company::Against(against));
            }
        }
        if !expected.is_empty() && !expected.contains(member.unit) {
            all.push(Company::Unexpected);
        }
        all
    };
    members.iter().enumerate().map(of).collect()
}

/// Which of the units expected have no file: their places, in order.
#[must_use]
pub fn missing(members: &[Member<'_>], expected: &[String]) -> Vec<usize> {
    let here = set(members.iter().map(|member| member.unit));
    let expected = expected.iter().enumerate();
    let missing = expected.filter(|(_, unit)| !here.contains(unit.as_str()));
    missing.map(|(place, _)| place).collect()
}

fn is_new(seen: &mut Vec<Receipt>, receipt: Receipt) -> bool {
    let is_new = !seen.contains(&receipt);
    seen.push(receipt);
    is_new
}

/// What a code that stands on a paper is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paper {
    /// That of this file, an index.
    Of(usize),
    /// The one this file was sealed with, an index; the file says something else now.
    ChangedSince(usize),
    /// That of none of the files.
    OfNone,
    /// No code.
    Mistyped(Mistyped),
}

/// Which file a typed code is of.
#[must_use]
pub fn paper(members: &[Member<'_>], typed: &str) -> Paper {
    let receipt: Receipt = match typed.parse() {
        Ok(receipt) => receipt,
        Err(why) => return Paper::Mistyped(why),
    };
    let position = |is_it: &dyn Fn(&Member) -> bool| members.iter().position(is_it);
    let of = position(&|member| member.receipt == receipt).map(Paper::Of);
    of.or_else(|| position(&|member| member.sealed == Some(receipt)).map(Paper::ChangedSince))
        .unwrap_or(Paper::OfNone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receipt(of: u8) -> Receipt {
        Receipt::of(&[of; 32])
    }

    fn members<'a>(all: &[(&'a str, u8)]) -> Vec<Member<'a>> {
        let member = |(unit, of): &(&'a str, u8)| Member {
            unit,
            receipt: receipt(*of),
            sealed: Some(receipt(*of)),
            merit: Merit::Sound,
        };
        all.iter().map(member).collect()
    }

    #[test]
    fn a_copy_is_told_from_what_says_otherwise() {
        let all = members(&[
            ("a", 1),
            ("b", 2),
            ("a", 1),
            ("a", 3),
            ("a", 3),
            ("", 4),
            ("", 5),
        ]);
        assert_eq!(
            company(&all, &[]),
            [
                vec![Company::Against(vec![3])],
                vec![],
                vec![Company::CopyOf(0)],
                vec![Company::Against(vec![0])],
                vec![Company::CopyOf(3)],
                vec![],
                vec![],
            ]
        );
    }

    #[test]
    fn of_those_that_say_the_same_the_best_stands_for_all() {
        let mut all = members(&[("a", 1), ("a", 1), ("a", 1), ("a", 1)]);
        for (member, merit) in all.iter_mut().zip([
            Merit::WorkingCopy,
            Merit::Official,
            Merit::Sound,
            Merit::Sound,
        ]) {
            member.merit = merit;
        }
        let copy = || vec![Company::CopyOf(2)];
        assert_eq!(company(&all, &[]), [copy(), copy(), vec![], copy()]);
        all.truncate(2);
        assert_eq!(company(&all, &[]), [vec![Company::CopyOf(1)], vec![]]);
    }

    #[test]
    fn who_is_missing_and_who_was_not_asked() {
        let all = members(&[("a", 1), ("c", 2)]);
        let expected = ["a", "b", "d"].map(str::to_owned);
        let names = missing(&all, &expected).into_iter();
        let names: Vec<&String> = names.map(|place| &expected[place]).collect();
        assert_eq!(names, ["b", "d"]);
        assert_eq!(
            company(&all, &expected),
            [vec![], vec![Company::Unexpected]]
        );
        assert_eq!(missing(&all, &[]), [0; 0]);
    }

    #[test]
    fn a_typed_code_is_that_of_a_file_or_says_what_it_is() {
        let mut all = members(&[("a", 1), ("b", 2)]);
        all[1].sealed = Some(receipt(3));
        let typed = |of| receipt(of).to_string();
        assert_eq!(paper(&all, &typed(1)), Paper::Of(0));
        assert_eq!(paper(&all, &typed(3)), Paper::ChangedSince(1));
        assert_eq!(paper(&all, &typed(9)), Paper::OfNone);
        let mut wrong = typed(1);
        wrong.replace_range(..1, if wrong.starts_with('0') { "1" } else { "0" });
        assert_eq!(paper(&all, &wrong), Paper::Mistyped(Mistyped::Check));
    }
}
