//! A group broken down into lines, as in the unit's own copy of the appendix.

use super::assessment::{Answer, Line};
use super::cell::{Cell, ExclusionRule, Exclusions, State, max_value};
use super::finding::{Field, Finding, FindingKind, Spot};
use super::framework::{Framework, Group};
use super::number::Number;
use super::rule::Exclusion;

/// A group broken down as in the unit's copy of the appendix. Maxima that do not add up to the group's are reported: too
/// little leaves a rest that is not scored, too much cannot be counted at all.
pub(crate) fn count(
    group: &Group,
    answer: &Answer,
    max: Option<Number>,
    rule: ExclusionRule<'_>,
    findings: &mut Vec<Finding>,
) -> Cell {
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
    // What those lines are out of whose points are known.
    let mut settled = Number::ZERO;
    let mut has_proposal = false;
    let mut states = Vec::with_capacity(answer.lines.len());
    for (index, line) in answer.lines.iter().enumerate() {
        if line.name.trim().is_empty() {
            report(Some(index), Field::Name, FindingKind::LineUnnamed);
        }
        let line_max = max_value(&line.max).unwrap_or_else(|kind| {
            report(Some(index), Field::Max, kind);
            None
        });
        let (cell, found) =
            Cell::count(&line.points, line.silence.as_ref(), line_max.as_ref(), rule);
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
        maxima = &maxima + &line_max;
        points = &points + &cell.points;
        if cell.state == State::Excluded {
            excluded = &excluded + &line_max;
        }
        if cell.state.is_answered() {
            settled = &settled + &line_max;
        }
        has_proposal |= cell.has_proposal;
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
        return Cell {
            state: summary(&states, false),
            points,
            max: None,
            high: None,
            has_proposal,
        };
    };
    let is_whole = maxima == max;
    if maxima > max {
        let kind = FindingKind::LinesOverMax {
            sum: maxima,
            max: max.clone(),
        };
        report(None, Field::All, kind);
        return Cell {
            has_proposal,
            ..Cell::without_points(State::Unusable, Some(max))
        };
    }
    if maxima < max {
        let kind = FindingKind::LinesUnderMax {
            sum: maxima,
            max: max.clone(),
        };
        report(None, Field::All, kind);
    }
    Cell {
        state: summary(&states, is_whole),
        high: Some(&points + &(&max - &settled)),
        points,
        max: Some(&max - &excluded),
        has_proposal,
    }
}

/// What the lines come to if points with neither evidence nor an explanation count as nothing. Not asked where the whole group is
/// proven.
pub(crate) fn backed(answer: &Answer, rule: Option<&Exclusion>) -> Number {
    let lines = counted(answer, rule);
    let backed = lines.filter(|(_, line, cell)| cell.state != State::Points || line.is_backed());
    let points: Vec<Number> = backed.map(|(.., cell)| cell.points).collect();
    Number::sum(&points)
}

impl Answer {
    /// Of a group broken down, the lines, by their places, whose points the decision asks evidence for and that have neither that nor
    /// an explanation, of their own or of the group.
    #[must_use]
    pub fn unproven_lines(&self, framework: &Framework) -> Vec<usize> {
        if framework.submission.evidence.is_none() || self.is_backed() {
            return Vec::new();
        }
        unproven(self, framework.exclusion.as_ref())
    }
}

/// The lines, by their places, whose points have neither evidence nor an explanation of their own.
fn unproven(answer: &Answer, rule: Option<&Exclusion>) -> Vec<usize> {
    let lines = counted(answer, rule).filter(|(_, line, cell)| {
        cell.state == State::Points && !cell.points.is_zero() && !line.is_backed()
    });
    lines.map(|(index, ..)| index).collect()
}

/// The lines that count, each with its place and what it counts.
fn counted<'a>(
    answer: &'a Answer,
    rule: Option<&'a Exclusion>,
) -> impl Iterator<Item = (usize, &'a Line, Cell)> {
    let lines = answer.lines.iter().enumerate();
    lines.filter_map(move |(index, line)| {
        let max = max_value(&line.max).ok().flatten()?;
        let rule = (rule, Exclusions::Decided);
        let (cell, _) = Cell::count(&line.points, line.silence.as_ref(), Some(&max), rule);
        Some((index, line, cell))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::assessment::{Entry, Evidence};
    use crate::engine::practice::{
        broken_down, excluded, line, n, proposed, scored, silent_line, undefined,
    };
    use crate::engine::rule::Effect;
    use crate::engine::score::{GroupScore, Scored};

    fn scored_by(lines: impl IntoIterator<Item = Line>) -> Scored {
        let mut assessment = crate::engine::practice::answered("xa", [broken_down("b", lines)]);
        assessment.appendix = "Bản sao".to_owned();
        scored(&assessment)
    }

    /// What the lines of group B (2 components, 40 points) come to.
    fn lines(lines: impl IntoIterator<Item = Line>) -> (GroupScore, Vec<FindingKind>) {
        let scored = scored_by(lines);
        let kinds = scored.findings.into_iter().map(|finding| finding.kind);
        (scored.outcome.groups[1].clone(), kinds.collect())
    }

    fn state(of: [Line; 2]) -> State {
        let (group, findings) = lines(of);
        assert_eq!(findings, []);
        group.state
    }

    #[test]
    fn lines_that_add_up_are_the_group() {
        let (group, findings) = lines([line("10", "15"), line("20,5", "25")]);
        assert_eq!(findings, []);
        assert_eq!(group.state, State::Points);
        assert_eq!((group.points, group.max), (n("30.5"), Some(n("40"))));
    }

    #[test]
    fn lines_above_the_maximum_are_not_counted_and_lines_below_leave_a_rest() {
        let (sum, max) = (n("40.1"), n("40"));
        let (group, findings) = lines([line("10", "15"), line("20", "25,1")]);
        assert_eq!(
            findings,
            [FindingKind::LinesOverMax {
                sum,
                max: max.clone()
            }]
        );
        assert_eq!((group.state, group.points), (State::Unusable, n("0")));
        assert_eq!(group.max, Some(max.clone()));
        let proposes = |silence| scored_by([line("10", "15"), silent_line(silence, "25,1")]);
        assert!(proposes(proposed()).granted.is_some());
        assert!(proposes(excluded()).granted.is_none());

        let sum = n("39.9");
        let (group, findings) = lines([line("10", "15"), line("20", "24,9")]);
        assert_eq!(
            findings,
            [FindingKind::LinesUnderMax {
                sum,
                max: max.clone()
            }]
        );
        assert_eq!((group.state, group.points), (State::Partly, n("30")));
        assert_eq!(group.max, Some(max.clone()));
    }

    #[test]
    fn a_line_without_a_maximum_does_not_count() {
        let (group, findings) = lines([line("10", "40"), line("5", "")]);
        assert_eq!(findings, [FindingKind::MaxMissing]);
        assert_eq!((group.state, group.points), (State::Unusable, n("10")));

        let (group, findings) = lines([line("10", "40"), silent_line(excluded(), "")]);
        assert_eq!(findings, [FindingKind::MaxMissing]);
        assert_eq!(group.state, State::Unusable);

        let (group, findings) = lines([line("10", "40"), line("", "")]);
        assert_eq!(findings, []);
        assert_eq!(group.state, State::Partly);
    }

    #[test]
    fn a_line_that_is_wrong_leaves_the_others() {
        let (group, findings) = lines([line("15,1", "15"), line("20", "25")]);
        let (points, max) = (n("15.1"), n("15"));
        assert_eq!(findings, [FindingKind::OverMax { points, max }]);
        assert_eq!((group.state, group.points), (State::Unusable, n("20")));
    }

    #[test]
    fn silences_of_lines_are_kept_apart() {
        let points = || line("0", "20");
        let silent = |silence| silent_line(silence, "20");
        assert_eq!(state([line("", "20"), line("", "20")]), State::Blank);
        assert_eq!(state([points(), line("", "20")]), State::Partly);
        assert_eq!(state([points(), points()]), State::Points);
        assert_eq!(state([points(), silent(proposed())]), State::Points);
        assert_eq!(state([points(), silent(undefined())]), State::Partly);
        assert_eq!(
            state([silent(undefined()), silent(excluded())]),
            State::Undefined
        );
        assert_eq!(
            state([silent(proposed()), silent(excluded())]),
            State::Proposed
        );
        assert_eq!(
            state([silent(excluded()), silent(excluded())]),
            State::Excluded
        );
    }

    #[test]
    fn an_excluded_line_takes_its_maximum_out_of_the_group() {
        let (group, _) = lines([line("10", "15"), silent_line(excluded(), "25")]);
        assert_eq!((group.points, group.max), (n("10"), Some(n("15"))));
        let (group, _) = lines([line("10", "15"), silent_line(proposed(), "25")]);
        assert_eq!((group.points, group.max), (n("10"), Some(n("40"))));
        let (group, _) = lines([line("10", "15"), silent_line(undefined(), "25")]);
        assert_eq!((group.points, group.max), (n("10"), Some(n("40"))));
    }

    /// What the group's lines come to with proofs only, and which of them lack one.
    fn proven(lines: impl IntoIterator<Item = Line>) -> (Number, Vec<usize>) {
        let assessment = crate::engine::practice::answered("xa", [broken_down("b", lines)]);
        let scored = scored(&assessment);
        let answer = &assessment.answers[0];
        let unproven = answer.unproven_lines(&crate::engine::practice::framework());
        (scored.backed.groups[1].points.clone(), unproven)
    }

    fn explained(line: Line) -> Line {
        Line {
            explanation: "Theo sổ theo dõi.".to_owned(),
            ..line
        }
    }

    #[test]
    fn a_line_without_a_proof_of_its_own_or_of_its_group_counts_nothing_where_proofs_are_asked_for()
    {
        let (a, b) = (line("10", "15"), line("20,5", "25"));
        assert_eq!(proven([a.clone(), b.clone()]), (n("0"), vec![0, 1]));
        let both = [explained(a.clone()), explained(b.clone())];
        assert_eq!(proven(both), (n("30.5"), vec![]));
        let documented = Line {
            evidence: vec![Evidence {
                number: "12/QĐ-UBND".to_owned(),
                ..Evidence::default()
            }],
            ..b.clone()
        };
        assert_eq!(proven([a.clone(), documented]), (n("20.5"), vec![0]));
        // What cannot be seen proves nothing.
        let unseen = Line {
            explanation: "\u{200b} ".to_owned(),
            evidence: vec![Evidence::default()],
            ..a.clone()
        };
        assert_eq!(proven([unseen, explained(b.clone())]), (n("20.5"), vec![0]));
        // Of what has no points, or cannot be counted, nobody asks for a proof.
        let others = [line("0", "15"), explained(b.clone())];
        assert_eq!(proven(others), (n("20.5"), vec![]));
        let others = [silent_line(excluded(), "15"), explained(b.clone())];
        assert_eq!(proven(others), (n("20.5"), vec![]));
        let others = [line("10", ""), line("16", "15"), explained(line("5", "10"))];
        assert_eq!(proven(others), (n("5"), vec![]));
        let others = [
            line("10", "15"),
            line("bốn", "10"),
            explained(line("5", "15")),
        ];
        assert_eq!(proven(others), (n("5"), vec![0]));
        // Lines out of more than the group count nothing, proven or not.
        let others = [explained(line("10", "15")), line("20", "25.1")];
        assert_eq!(proven(others).0, n("0"));
        // The proof of a group is that of all its lines.
        let mut answer = broken_down("b", [a, b]);
        let mut asking_for_none = crate::engine::practice::framework();
        assert_eq!(answer.unproven_lines(&asking_for_none), [0, 1]);
        asking_for_none.submission.evidence = None;
        assert!(answer.unproven_lines(&asking_for_none).is_empty());
        answer.explanation = "Theo sổ theo dõi.".to_owned();
        let framework = crate::engine::practice::framework();
        assert!(answer.unproven_lines(&framework).is_empty());
        let scored = scored(&crate::engine::practice::answered("xa", [answer]));
        assert_eq!(scored.backed.groups[1].points, n("30.5"));
    }

    #[test]
    fn a_line_that_counts_in_full_because_it_does_not_apply_needs_no_proof() {
        let rule = Exclusion {
            decided_by: None,
            effect: Effect::FullMarks,
            source: std::rc::Rc::new(crate::engine::framework::Source {
                at: String::new(),
                quote: String::new(),
            }),
        };
        let answer = broken_down("b", [silent_line(excluded(), "15"), line("20", "25")]);
        assert_eq!(backed(&answer, Some(&rule)), n("15"));
        assert_eq!(unproven(&answer, Some(&rule)), [1]);
    }

    #[test]
    fn what_lines_have_lost_no_line_can_bring_back() {
        let range = |lines: Vec<Line>| {
            let range = scored_by(lines).range;
            [range.guaranteed, range.possible].map(|outcome| outcome.groups[1].points.to_string())
        };
        let blank = || line("", "25");
        assert_eq!(range(vec![line("10", "15"), blank()]), ["10", "35"]);
        assert_eq!(range(vec![line("0", "15"), blank()]), ["0", "25"]);
        assert_eq!(
            range(vec![line("mười", "15"), line("20", "25")]),
            ["20", "35"]
        );
        assert_eq!(range(vec![line("", "15"), blank()]), ["0", "40"]);
        let undefined = silent_line(undefined(), "25");
        assert_eq!(
            range(vec![line("10", "15"), undefined.clone()]),
            ["10", "35"]
        );
        // What is left out, or proposed for that, brings nothing.
        assert_eq!(
            range(vec![silent_line(excluded(), "15"), blank()]),
            ["0", "25"]
        );
        assert_eq!(
            range(vec![silent_line(proposed(), "15"), blank()]),
            ["0", "25"]
        );
        assert_eq!(
            range(vec![silent_line(excluded(), "15"), undefined]),
            ["0", "25"]
        );
        // What is in no line may come to all of it; so may a line of which nobody says what it is out of.
        assert_eq!(range(vec![line("10", "15")]), ["10", "35"]);
        assert_eq!(range(vec![line("10", "15"), line("5", "")]), ["10", "35"]);
        // Of lines out of more than the group nothing is known.
        assert_eq!(range(vec![line("10", "15"), line("5", "30")]), ["0", "40"]);
    }

    #[test]
    fn lines_have_names_and_are_as_many_as_the_decision_counts() {
        let unnamed = Line {
            name: " ".to_owned(),
            ..line("1", "40")
        };
        let (_, findings) = lines([unnamed]);
        assert_eq!(
            findings,
            [
                FindingKind::LineUnnamed,
                FindingKind::LineCount {
                    found: 1,
                    stated: 2
                }
            ]
        );
    }

    #[test]
    fn lines_do_not_make_up_for_a_group_maximum_that_nobody_said() {
        let mut answer = broken_down("g", [line("5", "10")]);
        let of = |answer: &Answer| {
            let assessment = crate::engine::practice::answered("phong", [answer.clone()]);
            scored(&assessment).outcome.groups[0].clone()
        };
        assert_eq!((of(&answer).state, of(&answer).max), (State::Partly, None));
        answer.max = Entry::typed("10");
        assert_eq!(of(&answer).state, State::Points);
        assert_eq!(of(&answer).max, Some(n("10")));
    }
}
