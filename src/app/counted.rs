//! What counts in a table: the lines into which a unit divided a group, which come to what the group does; and maxima.

use bac_thang::engine::cell::State;
use bac_thang::engine::framework::Group;
use bac_thang::engine::score::GroupScore;
use bac_thang::{Answer, Assessment, Framework, Line, Number};

/// What a group's points are out of, by the decision or the unit's copy of the appendix, whether it is left out or not.
pub fn stated_max<'a>(group: &'a Group, draft: &'a Assessment) -> Option<&'a Number> {
    let copied = || draft.answer(&group.id)?.max.value();
    let max = group.max.as_ref();
    max.map(|max| &max.value).or_else(copied)
}

/// What stands in the place of a line's points; `None` where its own count.
pub fn silent(
    framework: &Framework,
    group: &GroupScore,
    answer: &Answer,
    line: &Line,
) -> Option<State> {
    // What is said of the whole group goes before its lines.
    if answer.silence.is_some() || matches!(group.state, State::Zeroed | State::NotScored) {
        return Some(group.state);
    }
    let silence = line.silence.as_ref()?;
    Some(State::of(silence, framework.exclusion.as_ref()))
}

#[cfg(test)]
mod tests {
    use bac_thang::{Entry, Silence, score};

    use super::*;
    use crate::app::catalog::Catalog;

    fn line(silence: Option<Silence>) -> Line {
        Line {
            name: "Dòng".to_owned(),
            max: Entry::typed("30"),
            points: Entry::typed("20"),
            silence,
            ..Line::default()
        }
    }

    fn not_applicable(decided: bool) -> Silence {
        let reason = "Không có.".to_owned();
        Silence::NotApplicable { reason, decided }
    }

    fn undefined() -> Silence {
        Silence::Undefined {
            reason: "Chưa có số liệu.".to_owned(),
        }
    }

    /// What stands in the place of the points of a group's lines, and what the group then has.
    fn silences(
        of: (&str, &str, &str),
        lines: [Option<Silence>; 3],
        change: impl FnOnce(&mut Answer),
    ) -> (Vec<Option<State>>, String) {
        let catalog = Catalog::shipped();
        let sheet = catalog.find(of.0, of.1).unwrap();
        let mut draft = Assessment::new(&sheet.framework, sheet.unit_group());
        let answer = draft.answer_mut(of.2);
        answer.lines = lines.map(line).into();
        change(answer);
        let outcome = score(&sheet.framework, &draft).unwrap().outcome;
        let group = outcome.groups.iter().find(|group| *group.id == *of.2);
        let (group, answer) = (group.unwrap(), draft.answer(of.2).unwrap());
        let lines = answer.lines.iter();
        let silences = lines.map(|line| silent(&sheet.framework, group, answer, line));
        (silences.collect(), group.points.to_string())
    }

    #[test]
    fn only_lines_that_count_have_points() {
        use State as S;
        let ha_tinh = ("ha-tinh-2878-2023", "xa", "nhan-thuc-so");
        let lines = || {
            [
                None,
                Some(not_applicable(false)),
                Some(not_applicable(true)),
            ]
        };
        let (silences_of, points) = silences(ha_tinh, lines(), |_| ());
        assert_eq!(silences_of, [None, Some(S::Proposed), Some(S::Excluded)]);
        assert_eq!(points, "20");
        // No rule for what does not apply.
        let song_hinh = ("song-hinh-96-2021", "xa", "ha-tang");
        let (silences_of, points) = silences(
            song_hinh,
            [None, Some(undefined()), Some(not_applicable(false))],
            |_| (),
        );
        assert_eq!(silences_of, [None, Some(S::Undefined), Some(S::Undefined)]);
        assert_eq!(points, "20");
    }

    #[test]
    fn what_is_said_of_the_group_is_said_of_its_lines() {
        let ha_tinh = ("ha-tinh-2878-2023", "xa", "nhan-thuc-so");
        let whole = |answer: &mut Answer| answer.silence = Some(not_applicable(false));
        let (of, points) = silences(ha_tinh, [None, None, Some(undefined())], whole);
        assert_eq!((of, &*points), (vec![Some(State::Proposed); 3], "0"));
        let song_hinh = ("song-hinh-96-2021", "xa", "ha-tang");
        let zero = |answer: &mut Answer| answer.zero_rule = Some("khong-khai-du".to_owned());
        let (of, points) = silences(song_hinh, [None, None, Some(undefined())], zero);
        assert_eq!((of, &*points), (vec![Some(State::Zeroed); 3], "0"));
    }
}
