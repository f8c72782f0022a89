//! From what was entered to totals and a standing.

use serde::Serialize;
use thiserror::Error;

use super::assessment::{Assessment, GroupAnswer, Reporting, Silence};
use super::cell::{Cell, Exclusions, State, max_value};
use super::finding::{Field, Finding, FindingKind, Spot};
use super::framework::{Framework, Group, Measure, UnitGroup, ZeroScope};
use super::number::{Number, OutOfRange};
use super::standing::{self, Standing};

/// Why an assessment cannot be scored at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ScoreError {
    /// It was made under another framework.
    #[error("framework.id: found {found:?}, expected {expected:?}")]
    OtherFramework {
        /// The framework it names.
        found: String,
        /// The framework given.
        expected: String,
    },
    /// The framework has no such kind of unit.
    #[error("unit_group: found {found:?}, expected one of the framework's kinds of unit")]
    UnknownUnitGroup {
        /// The kind of unit it names.
        found: String,
    },
    /// A sum left the range of exact numbers.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
}

/// Everything there is to say about an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scored {
    /// The result as things stand: what is only proposed for exclusion counts in full.
    pub outcome: Outcome,
    /// The result if everything proposed for exclusion is granted; `None` where nothing is proposed.
    pub granted: Option<Outcome>,
    /// A zero rule applies whose reach the decision does not say: if it means the whole sheet, the total is 0.
    pub whole_may_be_zero: bool,
    /// The maxima come, in part or all, from the unit's own copy of the appendix.
    pub max_from_unit: bool,
    /// What a person has to look at, in the order of the sheet.
    pub findings: Vec<Finding>,
}

/// One result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// How much of the sheet is filled in.
    pub completeness: Completeness,
    /// One for each group of the kind of unit, in its order.
    pub groups: Vec<GroupScore>,
    /// One for each block, in its order.
    pub blocks: Vec<Total>,
    /// All that is scored.
    pub whole: Total,
    /// Where that stands; `None` where the decision has no ladder.
    pub standing: Option<Standing>,
}

/// How many groups are answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Completeness {
    /// Groups with points, 0 among them, or "không áp dụng".
    pub answered: usize,
    /// Groups that are scored for this kind of unit.
    pub of: usize,
}

/// A group's points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupScore {
    /// The group's id.
    pub id: String,
    /// What was entered.
    pub state: State,
    /// Points that count; 0 for every silence.
    pub points: Number,
    /// What they are out of; `None` where nobody has said.
    pub max: Option<Number>,
}

/// Points out of a maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Total {
    /// Points.
    pub points: Number,
    /// What they are out of; `None` where the maximum of some group is not known.
    pub max: Option<Number>,
    /// Points by maximum; `None` where the maximum is not known or nothing is left to score.
    pub share: Option<Number>,
}

/// Scores an assessment.
///
/// # Errors
/// [`ScoreError`] where it belongs to another framework or kind of unit, or a sum is out of range. Whatever is wrong with a
/// single cell is a [`Finding`] instead, and the rest is scored.
pub fn score(framework: &Framework, assessment: &Assessment) -> Result<Scored, ScoreError> {
    let unit_group = belongs(framework, assessment)?;
    let sheet = Sheet {
        framework,
        unit_group,
        assessment,
    };
    let (outcome, mut findings) = sheet.outcome(sheet.exclusions())?;
    let granted = if sheet.proposes_exclusions() {
        Some(sheet.outcome(Exclusions::Granted)?.0)
    } else {
        None
    };
    findings.extend(sheet.findings());
    Ok(Scored {
        outcome,
        granted,
        whole_may_be_zero: sheet
            .zero_scopes()
            .any(|scope| scope == ZeroScope::Unstated),
        max_from_unit: unit_group
            .groups
            .iter()
            .any(|group| group.not_scored.is_none() && group.max.is_none()),
        findings,
    })
}

fn belongs<'a>(
    framework: &'a Framework,
    assessment: &Assessment,
) -> Result<&'a UnitGroup, ScoreError> {
    if assessment.framework.id != framework.id {
        return Err(ScoreError::OtherFramework {
            found: assessment.framework.id.clone(),
            expected: framework.id.clone(),
        });
    }
    let found = &assessment.unit_group;
    framework
        .unit_group(found)
        .ok_or_else(|| ScoreError::UnknownUnitGroup {
            found: found.clone(),
        })
}

/// A kind of unit's sheet with what was entered.
struct Sheet<'a> {
    framework: &'a Framework,
    unit_group: &'a UnitGroup,
    assessment: &'a Assessment,
}

impl Sheet<'_> {
    fn exclusions(&self) -> Exclusions {
        if self.framework.exclusion.is_some() {
            Exclusions::Decided
        } else {
            Exclusions::NoRule
        }
    }

    /// Whether something is proposed for exclusion and not decided, where no silence of its group overrides it.
    fn proposes_exclusions(&self) -> bool {
        let silences = |answer: &GroupAnswer| match &answer.silence {
            Some(silence) => vec![silence.clone()],
            None => answer
                .lines
                .iter()
                .filter_map(|line| line.silence.clone())
                .collect(),
        };
        self.exclusions() == Exclusions::Decided
            && self
                .answered_groups()
                .flat_map(silences)
                .any(|silence| matches!(silence, Silence::NotApplicable { decided: false, .. }))
    }

    /// The answers that count: those of groups scored for this kind of unit.
    fn answered_groups(&self) -> impl Iterator<Item = &GroupAnswer> {
        self.unit_group
            .groups
            .iter()
            .filter(|group| group.not_scored.is_none())
            .filter_map(|group| self.assessment.answer(&group.id))
    }

    fn zero_scopes(&self) -> impl Iterator<Item = ZeroScope> {
        self.answered_groups()
            .filter_map(|answer| self.framework.zero_rule(answer.zero_rule.as_deref()?))
            .map(|rule| rule.scope)
    }

    fn outcome(&self, exclusions: Exclusions) -> Result<(Outcome, Vec<Finding>), OutOfRange> {
        let whole_zero = self.zero_scopes().any(|scope| scope == ZeroScope::Whole);
        let mut findings = Vec::new();
        let mut groups = Vec::with_capacity(self.unit_group.groups.len());
        for group in &self.unit_group.groups {
            let mut cell = self.group(group, exclusions, &mut findings)?;
            if whole_zero && cell.state != State::NotScored {
                cell = Cell {
                    state: State::Zeroed,
                    points: Number::ZERO,
                    max: cell.max,
                };
            }
            groups.push(GroupScore {
                id: group.id.clone(),
                state: cell.state,
                points: cell.points,
                max: cell.max,
            });
        }
        let blocks = (0..self.unit_group.blocks.len())
            .map(|block| self.total(&groups, Measure::Block(block)))
            .collect::<Result<Vec<_>, _>>()?;
        let whole = self.total(&groups, Measure::Whole)?;
        let totals = standing::Totals {
            groups: &groups,
            blocks: &blocks,
            whole,
        };
        let standing = standing::stand(
            &self.unit_group.standing,
            &totals,
            self.assessment.reporting == Reporting::Late,
        )?;
        Ok((
            Outcome {
                completeness: completeness(&groups),
                groups,
                blocks,
                whole,
                standing,
            },
            findings,
        ))
    }

    fn group(
        &self,
        group: &Group,
        exclusions: Exclusions,
        findings: &mut Vec<Finding>,
    ) -> Result<Cell, OutOfRange> {
        if group.not_scored.is_some() {
            return Ok(Cell {
                state: State::NotScored,
                points: Number::ZERO,
                max: Some(Number::ZERO),
            });
        }
        let blank = GroupAnswer::default();
        let answer = self.assessment.answer(&group.id).unwrap_or(&blank);
        let mut report = |field, kind| {
            findings.push(Finding {
                spot: Spot::group(&group.id, field),
                kind,
            });
        };
        let max = match &group.max {
            Some(max) => Some(max.value),
            None => max_value(&answer.max).unwrap_or_else(|kind| {
                report(Field::Max, kind);
                None
            }),
        };
        let zeroed = answer.zero_rule.as_ref().is_some_and(|rule| {
            let known = self.framework.zero_rule(rule).is_some();
            if !known {
                report(Field::All, FindingKind::UnknownZeroRule);
            }
            known
        });
        let cell = if answer.lines.is_empty() || answer.silence.is_some() {
            let (cell, found) =
                Cell::count(&answer.points, answer.silence.as_ref(), max, exclusions);
            for (field, kind) in found {
                report(field, kind);
            }
            cell
        } else {
            lines(group, answer, max, exclusions, findings)?
        };
        Ok(if zeroed {
            Cell {
                state: State::Zeroed,
                points: Number::ZERO,
                max: cell.max,
            }
        } else {
            cell
        })
    }

    fn total(&self, groups: &[GroupScore], of: Measure) -> Result<Total, OutOfRange> {
        let counted = self
            .unit_group
            .groups
            .iter()
            .enumerate()
            .zip(groups)
            .filter(|((index, group), _)| of.covers(*index, group))
            .map(|(_, score)| score);
        Total::of(counted.map(|score| (score.points, score.max)))
    }

    /// What no single group tells.
    fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let assessment = self.assessment;
        for answer in assessment.answers.iter().filter(|a| !a.is_blank()) {
            let kind = match self
                .unit_group
                .groups
                .iter()
                .find(|group| group.id == answer.group)
            {
                None => FindingKind::UnknownGroup,
                Some(group) if group.not_scored.is_some() => FindingKind::NotScored,
                Some(_) => continue,
            };
            findings.push(Finding {
                spot: Spot::group(&answer.group, Field::All),
                kind,
            });
        }
        let copied = |answer: &GroupAnswer| !answer.max.is_blank() || !answer.lines.is_empty();
        let has_late_rule = || matches!(&self.unit_group.standing, super::framework::Standing::Ladders { ladders, .. } if ladders.iter().any(|ladder| ladder.late.is_some()));
        let (found, used) = (assessment.framework.edition, self.framework.edition);
        let about_all = [
            (assessment.appendix.trim().is_empty() && self.answered_groups().any(copied))
                .then_some(FindingKind::AppendixUnnamed),
            (assessment.reporting == Reporting::Late && !has_late_rule())
                .then_some(FindingKind::NoLateRule),
            (assessment.framework.digest != self.framework.digest)
                .then_some(FindingKind::OtherEdition { found, used }),
        ];
        findings.extend(about_all.into_iter().flatten().map(|kind| Finding {
            spot: Spot::default(),
            kind,
        }));
        findings
    }
}

/// A group broken down as in the unit's copy of the appendix. Maxima that do not add up to the group's are reported: too
/// little leaves a rest that is not scored, too much cannot be counted at all.
fn lines(
    group: &Group,
    answer: &GroupAnswer,
    max: Option<Number>,
    exclusions: Exclusions,
    findings: &mut Vec<Finding>,
) -> Result<Cell, OutOfRange> {
    let mut report = |line: Option<usize>, field, kind| {
        findings.push(Finding {
            spot: Spot {
                line,
                ..Spot::group(&group.id, field)
            },
            kind,
        });
    };
    let (mut points, mut maxima, mut excluded) = (Number::ZERO, Number::ZERO, Number::ZERO);
    let mut states = Vec::with_capacity(answer.lines.len());
    for (index, line) in answer.lines.iter().enumerate() {
        if line.name.trim().is_empty() {
            report(Some(index), Field::Name, FindingKind::LineUnnamed);
        }
        let line_max = max_value(&line.max).unwrap_or_else(|kind| {
            report(Some(index), Field::Max, kind);
            None
        });
        let (cell, found) = Cell::count(&line.points, line.silence.as_ref(), line_max, exclusions);
        for (field, kind) in found {
            report(Some(index), field, kind);
        }
        let Some(line_max) = line_max else {
            if line.silence.is_some() {
                report(Some(index), Field::Max, FindingKind::MaxMissing);
            }
            states.push(match cell.state {
                State::Blank => State::Blank,
                _ => State::Unusable,
            });
            continue;
        };
        maxima = maxima.plus(line_max)?;
        points = points.plus(cell.points)?;
        if cell.state == State::Excluded {
            excluded = excluded.plus(line_max)?;
        }
        states.push(cell.state);
    }
    if let Some(stated) = group
        .components
        .as_ref()
        .map(|components| components.value)
        .filter(|stated| usize::try_from(*stated) != Ok(answer.lines.len()))
    {
        report(
            None,
            Field::All,
            FindingKind::LineCount {
                found: answer.lines.len(),
                stated,
            },
        );
    }
    let Some(max) = max else {
        report(None, Field::Max, FindingKind::MaxMissing);
        return Ok(Cell {
            state: summary(&states, false),
            points,
            max: None,
        });
    };
    if maxima > max {
        report(
            None,
            Field::All,
            FindingKind::LinesOverMax { sum: maxima, max },
        );
        return Ok(Cell {
            state: State::Unusable,
            points: Number::ZERO,
            max: Some(max),
        });
    }
    if maxima < max {
        report(
            None,
            Field::All,
            FindingKind::LinesUnderMax { sum: maxima, max },
        );
    }
    Ok(Cell {
        state: summary(&states, maxima == max),
        points,
        max: Some(max.minus(excluded)?),
    })
}

/// What a group is, given its lines and whether they are all of it.
fn summary(states: &[State], whole: bool) -> State {
    use State as S;
    let all = |wanted: &[S]| states.iter().all(|state| wanted.contains(state));
    match () {
        () if whole && all(&[S::Excluded]) => S::Excluded,
        () if whole && all(&[S::Excluded, S::Proposed]) => S::Proposed,
        () if whole && all(&[S::Excluded, S::Proposed, S::Points]) => S::Points,
        () if states.contains(&S::Unusable) => S::Unusable,
        () if all(&[S::Blank]) => S::Blank,
        () if whole && all(&[S::Excluded, S::Proposed, S::Undefined]) => S::Undefined,
        () => S::Partly,
    }
}

fn completeness(groups: &[GroupScore]) -> Completeness {
    let scored = || {
        groups
            .iter()
            .filter(|group| group.state != State::NotScored)
    };
    Completeness {
        answered: scored().filter(|group| group.state.is_answered()).count(),
        of: scored().count(),
    }
}

impl Total {
    fn of(parts: impl Iterator<Item = (Number, Option<Number>)>) -> Result<Total, OutOfRange> {
        let (mut points, mut max) = (Number::ZERO, Some(Number::ZERO));
        for (part, part_max) in parts {
            points = points.plus(part)?;
            max = match (max, part_max) {
                (Some(sum), Some(more)) => Some(sum.plus(more)?),
                _ => None,
            };
        }
        let share = match max {
            Some(max) => points.share_of(max)?,
            None => None,
        };
        Ok(Total { points, max, share })
    }
}
