//! What can be of concern, where, and under which names files say it.

use serde::Serialize;

use crate::engine::document::PreparerField;
use crate::engine::finding::{Field, FindingKind, Spot};

/// Something to put right, or to know, before handing in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Concern {
    /// Where it stands.
    pub at: At,
    /// What it is.
    pub kind: ConcernKind,
}

/// Where a concern stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum At {
    /// The unit's name.
    Unit,
    /// The year of assessment.
    Year,
    /// Something of whoever filled it in.
    Preparer(PreparerField),
    /// A field of the sheet.
    Spot(Spot),
    /// The day of a record of evidence.
    EvidenceDate {
        /// Its item's or group's id.
        of: String,
        /// The line of the group that it is of, from 0; `None` where it is of the whole.
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<usize>,
        /// Its place among the records, from 0.
        record: usize,
    },
    /// The report, in the decision's own outline.
    Report,
    /// A date, an index into [`Framework::calendar`].
    Calendar(usize),
}

/// What is of concern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConcernKind {
    /// Nothing entered, and the decision or the file needs it.
    Missing,
    /// A mailbox that is not the official one the decision asks for.
    OtherMailbox {
        /// The mailbox entered.
        found: String,
        /// The domain asked for.
        domain: String,
    },
    /// A mailbox that is none: not one @ with something on both sides, and no spaces.
    NoMailbox {
        /// What was entered.
        found: String,
    },
    /// A telephone number without a digit.
    NoPhone {
        /// What was entered.
        found: String,
    },
    /// The day of a record of evidence that cannot be read as a day, or that no calendar has.
    NoDay {
        /// What was entered.
        found: String,
    },
    /// The day of a record of evidence that has not come yet.
    LaterDay {
        /// What was entered.
        found: String,
    },
    /// "Chưa chấm": no points, and no word why.
    Blank,
    /// "Không tính được", as the unit says or because figures of others are missing.
    Undefined,
    /// Points with neither evidence nor an explanation, where the decision asks for it.
    NoEvidence,
    /// So many sections of the report, in which the unit is to write, have nothing in them.
    Unwritten(usize),
    /// Figures that do not fit together: an index into [`UnitGroup::agreements`].
    Disagree(usize),
    /// A finding of scoring.
    Found(FindingKind),
    /// The figures are of a time that ends in so many days.
    WindowOpen(i64),
    /// It can be handed in only in so many days.
    NotYet(i64),
    /// It was to be handed in so many days ago.
    Overdue(i64),
}

impl Concern {
    /// Whether it has to be put right before the file can be handed in.
    #[must_use]
    pub fn is_error(&self) -> bool {
        use ConcernKind as C;
        match &self.kind {
            C::Missing
            | C::OtherMailbox { .. }
            | C::NoMailbox { .. }
            | C::Blank
            | C::Found(FindingKind::ReasonMissing) => true,
            C::Found(finding) => finding.is_error() && !is_left_open(finding),
            C::Undefined
            | C::NoPhone { .. }
            | C::NoDay { .. }
            | C::LaterDay { .. }
            | C::NoEvidence
            | C::Unwritten(_)
            | C::Disagree(_)
            | C::WindowOpen(_)
            | C::NotYet(_)
            | C::Overdue(_) => false,
        }
    }
}

/// Whether the unit cannot put it right: it is about something that changes nothing and that no field of the sheet can take away, or
/// the decision leaves open what comes of it.
fn is_left_open(finding: &FindingKind) -> bool {
    matches!(
        finding,
        FindingKind::UnknownGroup
            | FindingKind::UnknownInput
            | FindingKind::NotScored
            | FindingKind::HasItems
            | FindingKind::NotAskedFor
            | FindingKind::NoExclusionRule
    )
}

impl At {
    /// The field of the file, as its path: `answers.ha-tang.points`; empty for the file as a whole.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            At::Unit => "unit".to_owned(),
            At::Year => "year".to_owned(),
            At::Preparer(field) => format!("preparer.{}", tag(field)),
            At::EvidenceDate { of, line, record } => {
                format!("answers.{of}{}.evidence[{record}].date", in_line(*line))
            }
            At::Report => "report_texts".to_owned(),
            At::Calendar(index) => format!("calendar[{index}]"),
            At::Spot(spot) => spot.path(),
        }
    }
}

impl Spot {
    fn path(&self) -> String {
        let Spot {
            of,
            input,
            line,
            field,
        } = self;
        match (input, of) {
            (Some(input), _) => format!("inputs.{input}"),
            (None, Some(of)) => {
                let line = in_line(*line);
                let field = match field {
                    Field::All => "",
                    Field::Points => ".points",
                    Field::Max => ".max",
                    Field::Name => ".name",
                    Field::Reason => ".silence",
                    Field::Appraised => ".appraised",
                };
                format!("answers.{of}{line}{field}")
            }
            (None, None) => String::new(),
        }
    }
}

fn in_line(line: Option<usize>) -> String {
    line.map_or_else(String::new, |line| format!(".lines[{line}]"))
}

impl ConcernKind {
    /// Its name in files: `no_evidence`; of a finding, the finding's.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            ConcernKind::Found(finding) => tag(finding),
            kind => tag(kind),
        }
    }
}

/// The name under which one of several kinds is written: the first text in its JSON.
fn tag(kind: &impl Serialize) -> String {
    let json = serde_json::to_string(kind).unwrap_or_default();
    json.split('"').nth(1).unwrap_or_default().to_owned()
}
