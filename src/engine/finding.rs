//! What is wrong or doubtful in an assessment, and where. A finding never stops the rest from being scored.

use serde::Serialize;

use super::number::Number;
use super::vietnamese::Unreadable;

/// Something a person has to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Where it stands.
    pub spot: Spot,
    /// What it is.
    pub kind: FindingKind,
}

/// A field of the sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// The group's or item's id; `None` for the assessment itself.
    pub of: Option<String>,
    /// The input's id; `None` where it is not about an input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    /// The line of the group, from 0.
    pub line: Option<usize>,
    /// Which of its fields.
    pub field: Field,
}

/// Which field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The assessment, group or line as a whole.
    #[default]
    All,
    /// Points.
    Points,
    /// The maximum from the unit's copy.
    Max,
    /// A line's name.
    Name,
    /// The reason of a silence.
    Reason,
    /// Points of the appraisal.
    Appraised,
}

/// What is wrong or doubtful.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// The text is no number; not counted.
    Unreadable(UnreadableText),
    /// The text has two readings; not counted until a person chooses.
    Ambiguous {
        /// The dot read as a decimal sign.
        decimal: Number,
        /// The dot read as grouping thousands.
        thousands: Number,
    },
    /// Below 0; not counted.
    Negative,
    /// Points above the maximum; not counted, not cut down.
    OverMax {
        /// Points entered.
        points: Number,
        /// The maximum.
        max: Number,
    },
    /// A maximum of 0; not counted.
    ZeroMax,
    /// There is an answer and nobody has said out of how many points.
    MaxMissing,
    /// Maxima were copied and the copy is not named.
    AppendixUnnamed,
    /// The lines' maxima add up to more than the group's; the group is not counted.
    LinesOverMax {
        /// Their sum.
        sum: Number,
        /// The group's maximum.
        max: Number,
    },
    /// The lines' maxima add up to less than the group's; the rest counts as not scored.
    LinesUnderMax {
        /// Their sum.
        sum: Number,
        /// The group's maximum.
        max: Number,
    },
    /// There are more or fewer lines than the decision counts components.
    LineCount {
        /// Lines entered.
        found: usize,
        /// Components the decision counts.
        stated: u32,
    },
    /// A line without a name.
    LineUnnamed,
    /// "Không áp dụng" or "không tính được" without a reason.
    ReasonMissing,
    /// "Không áp dụng" where the decision has no rule for it; counted as not computable.
    NoExclusionRule,
    /// An answer for a group or item the framework does not have; kept, not counted.
    UnknownGroup,
    /// An answer for a group that is not scored for this kind of unit; kept, not counted.
    NotScored,
    /// A zero rule the framework does not have; not applied.
    UnknownZeroRule,
    /// An answer for a group as a whole whose items are scored one by one; kept, not counted.
    HasItems,
    /// Points of an item that its rule computes, or a maximum or lines of an item; kept, not counted.
    NotAskedFor,
    /// An answer for an input the framework does not have; kept, not used.
    UnknownInput,
    /// An answer that is none of the input's; not used.
    UnknownChoice,
    /// An answer where a figure is asked for, or a figure where an answer is; not used.
    OtherKind,
    /// A decimal where a whole number is asked for; not used.
    NotWhole,
    /// A figure outside what it can be; not used.
    OutOfBounds {
        /// The figure.
        found: Number,
        /// The least it can be.
        at_least: Number,
        /// The most it can be, where that is known.
        at_most: Option<Number>,
    },
    /// A part larger than its whole; not counted.
    PartOverWhole {
        /// The part.
        part: Number,
        /// The whole.
        whole: Number,
    },
    /// More than the quota; counted as all of it.
    OverQuota {
        /// The share of the quota.
        share: Number,
    },
    /// More than the best unit has; not counted.
    OverBest {
        /// The value.
        value: Number,
        /// The best unit's.
        best: Number,
    },
    /// A denominator of 0, and the decision does not say what that means.
    DenominatorZero,
    /// A value that none of the decision's bands holds.
    InGap {
        /// The value.
        value: Number,
    },
    /// A condition without points that does not hold, and the decision does not say what follows.
    MandatoryUnmet,
    /// An item that cannot be left out.
    CannotBeLeftOut,
    /// Reported late where the decision does not say what follows.
    NoLateRule,
    /// Made under another edition of this framework.
    OtherEdition {
        /// The edition it names.
        found: u32,
        /// The edition it is scored under.
        used: u32,
    },
}

/// Why a text is no number, with the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnreadableText {
    /// The text as typed.
    pub typed: String,
    /// Why.
    pub why: Unreadable,
}

impl FindingKind {
    /// Whether it has to be put right before the result stands: something was not counted, or is out of nothing known.
    #[must_use]
    pub fn is_error(&self) -> bool {
        use FindingKind as K;
        !matches!(
            self,
            K::AppendixUnnamed
                | K::LinesUnderMax { .. }
                | K::LineCount { .. }
                | K::LineUnnamed
                | K::ReasonMissing
                | K::NoLateRule
                | K::OtherEdition { .. }
                | K::OverQuota { .. }
                | K::MandatoryUnmet
        )
    }
}

impl Spot {
    /// An input.
    #[must_use]
    pub fn input(input: &str) -> Spot {
        Spot {
            input: Some(input.to_owned()),
            ..Spot::default()
        }
    }

    /// A field of a group or item.
    #[must_use]
    pub fn group(group: &str, field: Field) -> Spot {
        Spot {
            of: Some(group.to_owned()),
            field,
            ..Spot::default()
        }
    }

    /// The same field on a line of it.
    #[must_use]
    pub fn line(group: &str, line: usize, field: Field) -> Spot {
        Spot {
            line: Some(line),
            ..Spot::group(group, field)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::practice::n;

    #[test]
    fn what_was_not_counted_is_an_error_and_what_is_only_doubtful_is_not() {
        for kind in [
            FindingKind::AppendixUnnamed,
            FindingKind::LineUnnamed,
            FindingKind::ReasonMissing,
            FindingKind::NoLateRule,
            FindingKind::OverQuota { share: n("1.2") },
            FindingKind::MandatoryUnmet,
            FindingKind::OtherEdition { found: 1, used: 2 },
        ] {
            assert!(!kind.is_error(), "{kind:?}");
        }
        for kind in [
            FindingKind::UnknownGroup,
            FindingKind::NotAskedFor,
            FindingKind::OtherKind,
            FindingKind::NotWhole,
            FindingKind::DenominatorZero,
            FindingKind::InGap { value: n("7") },
            FindingKind::CannotBeLeftOut,
        ] {
            assert!(kind.is_error(), "{kind:?}");
        }
    }

    #[test]
    fn a_spot_names_what_it_is_about() {
        let spot = |of: Option<&str>, input: Option<&str>, line, field| Spot {
            of: of.map(str::to_owned),
            input: input.map(str::to_owned),
            line,
            field,
        };
        let all = Field::default();
        assert_eq!(Spot::input("n"), spot(None, Some("n"), None, all));
        let (points, max) = (Field::Points, Field::Max);
        assert_eq!(
            Spot::group("g", points),
            spot(Some("g"), None, None, points)
        );
        assert_eq!(Spot::line("g", 2, max), spot(Some("g"), None, Some(2), max));
    }
}
