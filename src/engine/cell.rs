//! One cell: points out of a maximum, or one of the silences.

use serde::Serialize;

use super::assessment::{Entry, Silence, is_visible};
use super::finding::{Field, FindingKind, UnreadableText};
use super::number::Number;
use super::rule::{Effect, Exclusion};
use super::vietnamese::{self, Reading};

/// What a cell holds. The silences and 0 are different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// "Chưa chấm": nothing entered.
    Blank,
    /// Something entered that cannot be counted.
    Unusable,
    /// Some lines have points, others not, or not yet.
    Partly,
    /// Points, 0 among them.
    Points,
    /// "Không tính được".
    Undefined,
    /// "Không áp dụng", proposed by the unit and not decided: no points, the maximum stays.
    Proposed,
    /// "Không áp dụng", decided: the maximum is gone.
    Excluded,
    /// 0 by a zero rule, whatever was entered.
    Zeroed,
    /// Not scored for this kind of unit, or a stand-in that is not needed.
    NotScored,
    /// "Không áp dụng" that counts in full.
    Waived,
    /// Off the sheet: its maximum is shared among its siblings.
    Shared,
    /// A condition without points that holds.
    Met,
    /// A condition without points that does not hold.
    Unmet,
}

impl State {
    /// What a silence is, under the decision's rule for "không áp dụng", if it has one: what is only proposed is not left out.
    #[must_use]
    pub fn of(silence: &Silence, rule: Option<&Exclusion>) -> State {
        let (state, _) = Cell::silence(silence, (rule, Exclusions::Decided));
        if state == State::Excluded && is_in_full(rule) {
            State::Waived
        } else {
            state
        }
    }

    /// Whether the points are its own, and not what stands in place of any.
    #[must_use]
    pub fn has_points(self) -> bool {
        matches!(
            self,
            State::Points | State::Partly | State::Zeroed | State::Waived
        )
    }

    /// Whether the unit has nothing left to do here.
    #[must_use]
    pub fn is_answered(self) -> bool {
        matches!(
            self,
            State::Points
                | State::Proposed
                | State::Excluded
                | State::Zeroed
                | State::Waived
                | State::Shared
                | State::Met
                | State::Unmet
        )
    }
}

/// What a cell counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub state: State,
    pub points: Number,
    /// What it is out of; `None` where nobody has said.
    pub max: Option<Number>,
    /// The most its points can come to once everything is known, where that is less than all because some of it is known; else `None`.
    pub high: Option<Number>,
    /// Whether something in it is proposed for exclusion.
    pub has_proposal: bool,
}

/// How to treat what is proposed for exclusion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exclusions {
    /// Only what has been decided counts as excluded.
    Decided,
    /// As if everything proposed were decided too.
    Granted,
}

/// The decision's rule for "không áp dụng", if it has one, and how to treat what is only proposed.
pub(crate) type ExclusionRule<'a> = (Option<&'a Exclusion>, Exclusions);

/// A finding about a cell and which field of it.
pub(crate) type CellFinding = (Field, FindingKind);

impl Cell {
    pub(crate) fn without_points(state: State, max: Option<Number>) -> Cell {
        Cell {
            state,
            points: Number::ZERO,
            max,
            high: None,
            has_proposal: state == State::Proposed,
        }
    }

    /// Counts what was entered.
    pub(crate) fn count(
        points: &Entry,
        silence: Option<&Silence>,
        max: Option<&Number>,
        rule: ExclusionRule<'_>,
    ) -> (Cell, Vec<CellFinding>) {
        match silence {
            None => Cell::count_points(points, max),
            Some(silence) => {
                let (state, findings) = Cell::silence(silence, rule);
                let is_full = is_in_full(rule.0);
                let cell = match (state, max) {
                    (State::Excluded, Some(max)) if is_full => Cell {
                        state: State::Waived,
                        points: max.clone(),
                        max: Some(max.clone()),
                        high: None,
                        has_proposal: false,
                    },
                    // In full, of nobody knows how much.
                    (State::Excluded, None) if is_full => Cell::without_points(State::Waived, None),
                    (State::Excluded, _) => Cell::without_points(state, Some(Number::ZERO)),
                    (_, max) => Cell::without_points(state, max.cloned()),
                };
                (cell, findings)
            }
        }
    }

    fn count_points(points: &Entry, max: Option<&Number>) -> (Cell, Vec<CellFinding>) {
        let counted = |points| Cell {
            state: State::Points,
            points,
            max: max.cloned(),
            high: None,
            has_proposal: false,
        };
        let silent = |state| Cell::without_points(state, max.cloned());
        match (value(points), max) {
            (Ok(None), _) => (silent(State::Blank), Vec::new()),
            (Ok(Some(points)), Some(max)) if points > *max => {
                let max = max.clone();
                let finding = (Field::Points, FindingKind::OverMax { points, max });
                (silent(State::Unusable), vec![finding])
            }
            (Ok(Some(points)), Some(_)) => (counted(points), Vec::new()),
            (Ok(Some(points)), None) => {
                (counted(points), vec![(Field::Max, FindingKind::MaxMissing)])
            }
            (Err(kind), _) => (silent(State::Unusable), vec![(Field::Points, kind)]),
        }
    }

    /// What a silence is, under the decision's rule.
    pub(crate) fn silence(
        silence: &Silence,
        (rule, exclusions): ExclusionRule<'_>,
    ) -> (State, Vec<CellFinding>) {
        let mut findings = Vec::new();
        let (reason, state) = match silence {
            Silence::Undefined { reason } => (reason, State::Undefined),
            Silence::NotApplicable { reason, decided } => {
                let state = match rule {
                    None => {
                        findings.push((Field::All, FindingKind::NoExclusionRule));
                        State::Undefined
                    }
                    Some(rule) if rule.effect == Effect::Never => {
                        findings.push((Field::All, FindingKind::CannotBeLeftOut));
                        State::Undefined
                    }
                    Some(rule) if *decided || rule.decided_by.is_none() => State::Excluded,
                    Some(_) if exclusions == Exclusions::Granted => State::Excluded,
                    Some(_) => State::Proposed,
                };
                (reason, state)
            }
        };
        if !is_visible(reason) {
            findings.push((Field::Reason, FindingKind::ReasonMissing));
        }
        (state, findings)
    }

    /// The least or the most its points can come to once everything is known.
    pub(crate) fn extreme(&self, is_high: bool) -> Number {
        use State as S;
        match (self.state, &self.max) {
            (S::Blank | S::Unusable | S::Undefined | S::Partly, Some(max)) if is_high => {
                self.high.as_ref().unwrap_or(max).clone()
            }
            _ => self.points.clone(),
        }
    }
}

/// Whether what does not apply counts in full.
fn is_in_full(rule: Option<&Exclusion>) -> bool {
    rule.is_some_and(|rule| rule.effect == Effect::FullMarks)
}

/// The number entered: `None` for a blank.
pub(crate) fn value(entry: &Entry) -> Result<Option<Number>, FindingKind> {
    match entry.value() {
        Some(number) if number.is_negative() => Err(FindingKind::Negative),
        Some(number) => Ok(Some(number.clone())),
        None => match vietnamese::read(&entry.text()) {
            Reading::Empty => Ok(None),
            Reading::Exact(number) => Ok(Some(number)),
            Reading::Ambiguous { decimal, thousands } => {
                Err(FindingKind::Ambiguous { decimal, thousands })
            }
            Reading::Unreadable(why) => Err(FindingKind::Unreadable(UnreadableText {
                typed: entry.text().into_owned(),
                why,
            })),
        },
    }
}

/// The maximum entered: above 0, or `None` for a blank.
pub(crate) fn max_value(entry: &Entry) -> Result<Option<Number>, FindingKind> {
    match value(entry)? {
        Some(max) if max.is_zero() => Err(FindingKind::ZeroMax),
        max => Ok(max),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::practice::{excluded, n, proposed, undefined};

    const NO_RULE: ExclusionRule<'static> = (None, Exclusions::Decided);

    #[test]
    fn points_of_its_own_are_told_from_what_stands_for_them() {
        let states = [State::Points, State::Partly, State::Zeroed, State::Waived];
        assert!(states.into_iter().all(State::has_points));
        let silences = [
            State::Blank,
            State::Excluded,
            State::Undefined,
            State::Proposed,
        ];
        assert!(!silences.into_iter().any(State::has_points));
    }

    fn counted(entry: &Entry, max: &str) -> (Cell, Vec<CellFinding>) {
        Cell::count(entry, None, Some(&n(max)), NO_RULE)
    }

    fn typed(points: &str, max: &str) -> (Cell, Vec<CellFinding>) {
        counted(&Entry::typed(points), max)
    }

    fn rule(effect: Effect, decided_by: Option<&str>) -> Exclusion {
        Exclusion {
            decided_by: decided_by.map(str::to_owned),
            effect,
            source: std::rc::Rc::new(crate::engine::framework::Source {
                at: String::new(),
                quote: String::new(),
            }),
        }
    }

    #[test]
    fn a_blank_is_not_0() {
        assert_eq!(typed("", "9").0.state, State::Blank);
        assert_eq!(typed("  ", "9").0.state, State::Blank);
        assert_eq!(typed("0", "9").0.state, State::Points);
        assert_eq!(typed("0", "9").0.points, typed("", "9").0.points);
    }

    #[test]
    fn points_above_the_maximum_are_neither_counted_nor_cut_down() {
        assert_eq!(typed("9", "9").0.points, n("9"));
        let (cell, findings) = typed("9,000000001", "9");
        assert_eq!((cell.state, cell.points), (State::Unusable, Number::ZERO));
        let (points, max) = (n("9.000000001"), n("9"));
        assert_eq!(
            findings,
            [(Field::Points, FindingKind::OverMax { points, max })]
        );
    }

    #[test]
    fn what_cannot_be_counted_is_not_a_blank() {
        for text in ["mười", "-1", "1.000", "75%", "1.2.3", "1234567890123456"] {
            let (cell, findings) = typed(text, "9");
            assert_eq!(
                (cell.state, cell.points, findings.len()),
                (State::Unusable, Number::ZERO, 1),
                "{text}"
            );
        }
        let (cell, findings) = counted(&Entry::try_from(n("-1")).unwrap(), "9");
        assert_eq!(cell.state, State::Unusable);
        assert_eq!(findings, [(Field::Points, FindingKind::Negative)]);
    }

    #[test]
    fn a_share_is_no_points_in_whichever_way_it_is_entered() {
        for (value, why) in [
            ("90%", vietnamese::Unreadable::Percent),
            ("9/1", vietnamese::Unreadable::Fraction),
        ] {
            let entry = serde_json::from_str(&format!(r#"{{ "value": "{value}" }}"#)).unwrap();
            let (cell, findings) = counted(&entry, "9");
            assert_eq!(cell.state, State::Unusable, "{value}");
            let typed = value.to_owned();
            let finding = FindingKind::Unreadable(UnreadableText { typed, why });
            assert_eq!(findings, [(Field::Points, finding)]);
        }
    }

    #[test]
    fn a_choice_between_two_readings_counts() {
        let asked = Entry::typed("1.000");
        let count = |entry: &Entry| counted(entry, "1000").0;
        assert_eq!(count(&asked).state, State::Unusable);
        assert_eq!(count(&asked.read_as(&n("1"))).points, n("1"));
        assert_eq!(count(&asked.read_as(&n("1000"))).points, n("1000"));
        assert_eq!(count(&asked.read_as(&n("10"))).state, State::Unusable);
    }

    #[test]
    fn each_silence_is_its_own() {
        use Exclusions::{Decided, Granted};
        use State as S;
        let council = rule(Effect::SmallerScale, Some("Hội đồng"));
        let own_word = rule(Effect::Rescaled, None);
        let full_marks = rule(Effect::FullMarks, Some("Hội đồng"));
        let never = rule(Effect::Never, None);
        for (silence, rule, exclusions, state, points, max) in [
            (undefined(), Some(&council), Decided, S::Undefined, "0", "9"),
            (undefined(), Some(&council), Granted, S::Undefined, "0", "9"),
            (proposed(), Some(&council), Decided, S::Proposed, "0", "9"),
            (proposed(), Some(&council), Granted, S::Excluded, "0", "0"),
            (excluded(), Some(&council), Decided, S::Excluded, "0", "0"),
            (proposed(), Some(&own_word), Decided, S::Excluded, "0", "0"),
            (
                proposed(),
                Some(&full_marks),
                Decided,
                S::Proposed,
                "0",
                "9",
            ),
            (excluded(), Some(&full_marks), Decided, S::Waived, "9", "9"),
            (excluded(), Some(&never), Granted, S::Undefined, "0", "9"),
            (excluded(), None, Decided, S::Undefined, "0", "9"),
            (proposed(), None, Granted, S::Undefined, "0", "9"),
        ] {
            let max_before = n("9");
            let entry = Entry::typed("7");
            let rule = (rule, exclusions);
            let (cell, _) = Cell::count(&entry, Some(&silence), Some(&max_before), rule);
            let found = (cell.state, cell.points, cell.max);
            assert_eq!(
                found,
                (state, n(points), Some(n(max))),
                "{silence:?} {rule:?}"
            );
            assert_eq!(cell.has_proposal, state == S::Proposed);
            if exclusions == Exclusions::Decided {
                assert_eq!(State::of(&silence, rule.0), state);
            }
        }
    }

    #[test]
    fn what_is_not_known_can_be_nothing_or_all() {
        let both = |cell: &Cell| (cell.extreme(false), cell.extreme(true));
        for text in ["", "mười"] {
            assert_eq!(both(&typed(text, "9").0), (n("0"), n("9")));
        }
        assert_eq!(both(&typed("7", "9").0), (n("7"), n("7")));
    }

    #[test]
    fn a_silence_needs_a_reason_and_an_exclusion_a_rule() {
        let silence = Silence::NotApplicable {
            reason: " ".to_owned(),
            decided: true,
        };
        let (_, findings) = Cell::count(&Entry::default(), Some(&silence), None, NO_RULE);
        assert_eq!(
            findings,
            [
                (Field::All, FindingKind::NoExclusionRule),
                (Field::Reason, FindingKind::ReasonMissing)
            ]
        );
    }

    #[test]
    fn what_is_taken_out_is_out_of_nothing_even_where_nobody_said_how_much_it_was() {
        let rule = rule(Effect::SmallerScale, None);
        let rule = (Some(&rule), Exclusions::Decided);
        let (cell, _) = Cell::count(&Entry::default(), Some(&excluded()), None, rule);
        assert_eq!(cell.max, Some(Number::ZERO));
    }

    #[test]
    fn full_marks_of_an_unknown_maximum_are_unknown() {
        let rule = rule(Effect::FullMarks, None);
        let rule = (Some(&rule), Exclusions::Decided);
        let (cell, _) = Cell::count(&Entry::default(), Some(&excluded()), None, rule);
        assert_eq!((cell.state, cell.max), (State::Waived, None));
    }

    #[test]
    fn a_maximum_is_above_0() {
        assert_eq!(max_value(&Entry::typed("0")), Err(FindingKind::ZeroMax));
        assert_eq!(max_value(&Entry::typed("")), Ok(None));
        assert_eq!(max_value(&Entry::typed("0,5")), Ok(Some(n("0.5"))));
    }
}
