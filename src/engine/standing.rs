//! From totals to rungs: every condition of every rung, met or not, and by exactly how much.

use serde::Serialize;

use super::framework::{self as law, Condition, Ladder, Measure, Rung, Threshold};
use super::number::{Number, OutOfRange};
use super::score::{GroupScore, Total};

/// Where an assessment stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// One for each ladder, in the framework's order.
    pub ladders: Vec<LadderResult>,
    /// The level by score: the lowest of the ladders.
    pub level: Place,
    /// The rung that a late report leads to, whatever the score; `None` where it is in time.
    pub late: Option<Place>,
}

/// A ladder, climbed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LadderResult {
    /// The ladder's id.
    pub id: String,
    /// One for each rung, highest first.
    pub rungs: Vec<RungResult>,
    /// The highest rung whose conditions are all met.
    pub place: Place,
    /// The rung above it, an index into `rungs`; `None` on the highest, or where the place is not known.
    pub next: Option<usize>,
}

/// A place on a ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// On a rung.
    Rung {
        /// Index into the ladder's rungs, 0 the highest.
        index: usize,
        /// The rung's id.
        id: String,
    },
    /// Below the lowest rung.
    Below,
    /// Not known: a maximum is missing, or nothing is left to score.
    Undetermined,
}

/// A rung's conditions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RungResult {
    /// The rung's id.
    pub id: String,
    /// Whether all conditions are met; `None` where that is not known.
    pub reached: Option<bool>,
    /// One for each condition, in the framework's order.
    pub conditions: Vec<ConditionResult>,
}

/// A condition, measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConditionResult {
    /// Points there are.
    pub have: Number,
    /// Points it asks; `None` where it is a share of a maximum that is not known, or where nothing is left to score.
    pub need: Option<Number>,
    /// Met or not, and by how much.
    pub verdict: Verdict,
}

/// Met or not, and by how many points exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Met, with so many points to spare.
    Met(Number),
    /// So many points are lacking.
    Lacking(Number),
    /// Not known.
    Unknown,
}

/// What conditions measure.
pub(crate) struct Totals<'a> {
    pub groups: &'a [GroupScore],
    pub blocks: &'a [Total],
    pub whole: Total,
}

impl Totals<'_> {
    fn get(&self, of: Measure) -> (Number, Option<Number>) {
        match of {
            Measure::Whole => (self.whole.points, self.whole.max),
            Measure::Block(index) => (self.blocks[index].points, self.blocks[index].max),
            Measure::Group(index) => (self.groups[index].points, self.groups[index].max),
        }
    }
}

/// Climbs every ladder; `None` where the decision has none.
pub(crate) fn stand(
    standing: &law::Standing,
    totals: &Totals<'_>,
    is_late: bool,
) -> Result<Option<Standing>, OutOfRange> {
    let law::Standing::Ladders { ladders, .. } = standing else {
        return Ok(None);
    };
    let climbed = ladders
        .iter()
        .map(|ladder| climb(ladder, totals))
        .collect::<Result<Vec<_>, _>>()?;
    let late = ladders
        .iter()
        .filter(|_| is_late)
        .find_map(|ladder| Some(Place::rung(ladder, ladder.late.as_ref()?.value)));
    Ok(Some(Standing {
        level: lowest(&climbed),
        ladders: climbed,
        late,
    }))
}

impl Standing {
    /// The level that counts: by score, or what a late report leads to. Being late never lifts a unit.
    #[must_use]
    pub fn final_level(&self) -> &Place {
        match (&self.late, &self.level) {
            (Some(late), Place::Undetermined) => late,
            (Some(late), level) if late.depth() > level.depth() => late,
            (_, level) => level,
        }
    }
}

impl Place {
    fn rung(ladder: &Ladder, index: usize) -> Place {
        Place::Rung {
            index,
            id: ladder.rungs[index].id.clone(),
        }
    }

    /// How it is written in files: a rung's id, `below` or `undetermined`.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Place::Rung { id, .. } => id,
            Place::Below => "below",
            Place::Undetermined => "undetermined",
        }
    }

    /// How far down: 0 for the highest rung. What is not known may be lower than any rung, but not lower than below all.
    fn depth(&self) -> (u8, usize) {
        match self {
            Place::Rung { index, .. } => (0, *index),
            Place::Undetermined => (1, 0),
            Place::Below => (2, 0),
        }
    }
}

fn lowest(ladders: &[LadderResult]) -> Place {
    ladders
        .iter()
        .map(|ladder| &ladder.place)
        .max_by_key(|place| place.depth())
        .cloned()
        .unwrap_or(Place::Undetermined)
}

fn climb(ladder: &Ladder, totals: &Totals<'_>) -> Result<LadderResult, OutOfRange> {
    let rungs = ladder
        .rungs
        .iter()
        .map(|rung| test(rung, totals))
        .collect::<Result<Vec<_>, _>>()?;
    // The highest rung not known to be missed decides: if it is not known to be reached either, neither is the place.
    let place = match rungs.iter().position(|rung| rung.reached != Some(false)) {
        Some(index) if rungs[index].reached.is_none() => Place::Undetermined,
        Some(index) => Place::rung(ladder, index),
        None => Place::Below,
    };
    let next = match &place {
        Place::Rung { index, .. } => index.checked_sub(1),
        Place::Below => rungs.len().checked_sub(1),
        Place::Undetermined => None,
    };
    Ok(LadderResult {
        id: ladder.id.clone(),
        rungs,
        place,
        next,
    })
}

fn test(rung: &Rung, totals: &Totals<'_>) -> Result<RungResult, OutOfRange> {
    let conditions = rung
        .conditions
        .iter()
        .map(|condition| measure(condition, totals))
        .collect::<Result<Vec<_>, _>>()?;
    let any = |wanted: fn(&Verdict) -> bool| {
        conditions
            .iter()
            .any(|condition| wanted(&condition.verdict))
    };
    let reached = match () {
        () if any(|verdict| matches!(verdict, Verdict::Lacking(_))) => Some(false),
        () if any(|verdict| matches!(verdict, Verdict::Unknown)) => None,
        () => Some(true),
    };
    Ok(RungResult {
        id: rung.id.clone(),
        reached,
        conditions,
    })
}

fn measure(condition: &Condition, totals: &Totals<'_>) -> Result<ConditionResult, OutOfRange> {
    let (have, max) = totals.get(condition.of);
    let need = match (condition.at_least, max) {
        (_, Some(max)) if max.is_zero() => None,
        // No share of a maximum is no points, whatever the maximum is.
        (Threshold::Share(share), None) if share.is_zero() => Some(Number::ZERO),
        (Threshold::Points(points), _) => Some(points),
        (Threshold::Share(share), Some(max)) => Some(share.times(max)?),
        (Threshold::Share(_), None) => None,
    };
    let verdict = match need {
        Some(need) if have >= need => Verdict::Met(have.minus(need)?),
        Some(need) => Verdict::Lacking(need.minus(have)?),
        None => Verdict::Unknown,
    };
    Ok(ConditionResult {
        have,
        need,
        verdict,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::assessment::GroupAnswer;
    use crate::engine::practice::{answered, excluded, n, points, scored, silent, typed};

    fn standing(unit_group: &str, answers: impl IntoIterator<Item = GroupAnswer>) -> Standing {
        scored(&answered(unit_group, answers))
            .outcome
            .standing
            .unwrap()
    }

    fn district(c: &str, d: &str, e: &str) -> Standing {
        standing("huyen", [points("c", c), points("d", d), points("e", e)])
    }

    #[test]
    fn every_condition_of_every_rung_says_by_how_much() {
        let standing = district("28,4", "20", "45");
        let [readiness, result] = standing.ladders.as_slice() else {
            panic!("{standing:?}")
        };
        let verdicts = |ladder: &LadderResult, rung: usize| -> Vec<Verdict> {
            let conditions = &ladder.rungs[rung].conditions;
            conditions.iter().map(|result| result.verdict).collect()
        };
        assert_eq!(
            verdicts(readiness, 0),
            [Verdict::Met(n("3.4")), Verdict::Lacking(n("0.1"))]
        );
        assert_eq!(verdicts(readiness, 1), [Verdict::Met(n("18.4"))]);
        assert_eq!(verdicts(result, 0), [Verdict::Met(n("0"))]);
        assert_eq!((readiness.place.name(), readiness.next), ("ii", Some(0)));
        assert_eq!((result.place.name(), result.next), ("i", None));
        assert_eq!(standing.level.name(), "ii");
    }

    #[test]
    fn being_late_never_lifts_a_unit() {
        let rung = |index| Place::Rung {
            index,
            id: format!("r{index}"),
        };
        for (level, late, expected) in [
            (rung(0), None, rung(0)),
            (rung(0), Some(rung(2)), rung(2)),
            (rung(2), Some(rung(1)), rung(2)),
            (Place::Below, Some(rung(2)), Place::Below),
            (Place::Undetermined, Some(rung(2)), rung(2)),
        ] {
            let standing = Standing {
                ladders: Vec::new(),
                level,
                late,
            };
            assert_eq!(*standing.final_level(), expected, "{standing:?}");
        }
    }

    #[test]
    fn no_share_of_an_unknown_maximum_is_met() {
        let condition = |share: &str| Condition {
            of: Measure::Whole,
            at_least: Threshold::Share(n(share)),
            source: std::rc::Rc::new(law::Source {
                at: String::new(),
                quote: String::new(),
            }),
        };
        let whole = Total {
            points: n("3"),
            max: None,
            share: None,
        };
        let totals = Totals {
            groups: &[],
            blocks: &[],
            whole,
        };
        let verdict = |share| measure(&condition(share), &totals).unwrap().verdict;
        assert_eq!(verdict("0%"), Verdict::Met(n("3")));
        assert_eq!(verdict("1%"), Verdict::Unknown);
    }

    #[test]
    fn a_rung_needs_all_its_conditions() {
        for (c, d, expected) in [
            ("28,5", "16,5", "i"),
            ("28,499", "20", "ii"),
            ("28,5", "16,499", "ii"),
            ("30", "0", "ii"),
            ("29,999", "0", "below"),
        ] {
            let standing = district(c, d, "50");
            assert_eq!(standing.ladders[0].place.name(), expected, "{c} + {d}");
            assert_eq!(standing.level.name(), expected, "{c} + {d}");
        }
    }

    #[test]
    fn below_the_lowest_the_next_rung_is_the_lowest() {
        let standing = district("", "", "24,9");
        assert_eq!(standing.level, Place::Below);
        assert_eq!(standing.ladders[1].next, Some(1));
        assert_eq!(
            standing.ladders[1].rungs[1].conditions[0].verdict,
            Verdict::Lacking(n("0.1"))
        );
    }

    #[test]
    fn what_is_not_known_leaves_the_level_open_unless_it_cannot_matter() {
        // nothing left to score in one block
        let standing = |c: &str| {
            let answers = [points("c", c), points("d", "20"), silent("e", excluded())];
            standing("huyen", answers)
        };
        assert_eq!(standing("30").ladders[1].place, Place::Undetermined);
        assert_eq!(standing("30").ladders[1].next, None);
        assert_eq!(standing("30").level, Place::Undetermined);
        assert_eq!(standing("9,9").level, Place::Below);
    }

    #[test]
    fn a_share_of_a_group_taken_out_is_not_known_but_a_missed_condition_beside_it_decides() {
        let standing = |d: &str| {
            let answers = [silent("c", excluded()), points("d", d), points("e", "50")];
            standing("huyen", answers).ladders[0].clone()
        };
        assert_eq!(standing("20").rungs[0].reached, Some(false));
        assert_eq!(standing("20").rungs[0].conditions[1].need, None);
        assert_eq!(standing("20").place, Place::Below);
    }

    #[test]
    fn a_share_is_of_the_maximum_that_is_left() {
        let ladder = |share: &str| {
            let answers = [points("a", share), silent("b", excluded())];
            standing("xa", answers).ladders[0].clone()
        };
        assert_eq!(ladder("54").place.name(), "tot");
        assert_eq!(ladder("53,999999999").place.name(), "kha");
        assert_eq!(ladder("0").rungs[0].conditions[0].need, Some(n("54")));
    }

    #[test]
    fn the_lowest_rung_may_ask_nothing() {
        let standing = scored(&typed("xa", &[])).outcome.standing.unwrap();
        assert_eq!(standing.level.name(), "yeu");
        assert_eq!(standing.ladders[0].next, Some(1));
        assert_eq!(standing.late, None);
    }
}
