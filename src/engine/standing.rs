//! From totals to rungs: every condition of every rung, met or not, and by exactly how much.

use std::rc::Rc;

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use super::framework::{
    self as law, Asks, Condition, Ladder, Measure, Rung, SanctionThen, Side, Worth,
};
use super::number::Number;
use super::outcome::{GroupScore, Outcome, Total};
use super::rule::{Evaluation, Input, Known, Test};
use super::sheet::Doubt;

/// Where an assessment stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// One for each ladder, in the framework's order.
    pub ladders: Vec<LadderResult>,
    /// The level by score: the lowest of the ladders.
    pub level: Place,
    /// The rung that a late report leads to, whatever the score; `None` where it is in time.
    pub late: Option<Place>,
    /// The ladders' sanctions, in the framework's order.
    pub sanctions: Vec<SanctionResult>,
    /// The level that counts: by score, after sanctions and a late report.
    pub final_level: Place,
}

/// Whether a sanction applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SanctionResult {
    /// The sanction's id.
    pub id: Rc<str>,
    /// Whether it does; `None` where that is not known, and then it is not applied.
    pub applies: Option<bool>,
    /// Where it alone leads; `None` where it does not apply, or where the level by score is no higher.
    pub lowers_to: Option<Place>,
}

/// A ladder, climbed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LadderResult {
    /// The ladder's id.
    pub id: Rc<str>,
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
        id: Rc<str>,
    },
    /// Below the lowest rung.
    Below,
    /// Above this rung, an index, and not on the one above it: the decision does not say what that is.
    Gap {
        /// The rung below.
        above: usize,
    },
    /// Not known: a maximum is missing, or nothing is left to score.
    Undetermined,
}

/// A rung's conditions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RungResult {
    /// The rung's id.
    pub id: Rc<str>,
    /// Whether all conditions are met; `None` where that is not known.
    pub reached: Option<bool>,
    /// One for each condition, in the framework's order.
    pub conditions: Vec<ConditionResult>,
}

/// A condition, measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionResult {
    /// Points there are; 0 for a test.
    pub have: Number,
    /// The limit in points; `None` for a test, where it is a share of a maximum that is not known, or where nothing is left
    /// to score.
    pub need: Option<Number>,
    kind: VerdictKind,
}

/// Met or not; by how much is computed for those who ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum VerdictKind {
    Met,
    Lacking,
    Exceeded,
    Holds(bool),
    Unknown,
}

/// Met or not, and by how many points exactly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Met, with so many points to spare.
    Met(Number),
    /// So many points are lacking; 0 where the limit itself is not enough.
    Lacking(Number),
    /// So many points too many; 0 where the limit itself is too much.
    Exceeded(Number),
    /// A test, and whether it holds.
    Holds(bool),
    /// Not known.
    Unknown,
}

impl ConditionResult {
    /// Met or not, and by how much.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let gap = || match &self.need {
            Some(need) => (&self.have - need).magnitude(),
            None => Number::ZERO,
        };
        match self.kind {
            VerdictKind::Met => Verdict::Met(gap()),
            VerdictKind::Lacking => Verdict::Lacking(gap()),
            VerdictKind::Exceeded => Verdict::Exceeded(gap()),
            VerdictKind::Holds(holds) => Verdict::Holds(holds),
            VerdictKind::Unknown => Verdict::Unknown,
        }
    }

    /// Whether it is met; `None` where that is not known.
    #[must_use]
    pub fn is_met(&self) -> Option<bool> {
        match self.kind {
            VerdictKind::Met | VerdictKind::Holds(true) => Some(true),
            VerdictKind::Lacking | VerdictKind::Exceeded | VerdictKind::Holds(false) => Some(false),
            VerdictKind::Unknown => None,
        }
    }
}

impl Serialize for ConditionResult {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("ConditionResult", 3)?;
        fields.serialize_field("have", &self.have)?;
        fields.serialize_field("need", &self.need)?;
        fields.serialize_field("verdict", &self.verdict())?;
        fields.end()
    }
}

/// What conditions measure.
pub(crate) struct Totals<'a> {
    pub groups: &'a [GroupScore],
    pub blocks: &'a [Total],
    pub whole: &'a Total,
}

impl Totals<'_> {
    pub(crate) fn of(outcome: &Outcome) -> Totals<'_> {
        Totals {
            groups: &outcome.groups,
            blocks: &outcome.blocks,
            whole: &outcome.whole,
        }
    }

    pub(crate) fn get(&self, of: Measure) -> (&Number, Option<&Number>) {
        match of {
            Measure::Whole => (&self.whole.points, self.whole.max.as_ref()),
            Measure::Block(block) => {
                let block = &self.blocks[block];
                (&block.points, block.max.as_ref())
            }
            Measure::Group(group) => {
                let group = &self.groups[group];
                (&group.points, group.max.as_ref())
            }
            Measure::Item(item) => {
                let mut items = self.groups.iter().flat_map(|group| &group.items);
                match items.nth(item) {
                    Some(item) => (&item.points, item.max.as_ref()),
                    None => (&Number::ZERO, None),
                }
            }
        }
    }
}

/// What decides beside points.
pub(crate) struct Case<'a> {
    pub is_late: bool,
    pub inputs: &'a [Input],
    pub known: &'a [Known],
    pub doubt: Doubt,
}

impl Case<'_> {
    /// Whether a test holds; what is not known is `against` where doubts go against the unit.
    fn holds(&self, test: &Test, against: bool) -> Option<bool> {
        let mut evaluation = Evaluation::<Number>::untold(self.inputs, self.known);
        match (evaluation.asked(test), self.doubt) {
            (Ok(holds), _) => Some(holds),
            (Err(_), Doubt::Open) => None,
            (Err(_), Doubt::Against) => Some(against),
            (Err(_), Doubt::For) => Some(!against),
        }
    }
}

impl Standing {
    /// With nothing measured yet; `None` where the decision has no ladder.
    pub(crate) fn blank(standing: &law::Standing) -> Option<Standing> {
        let law::Standing::Ladders { ladders, .. } = standing else {
            return None;
        };
        Some(Standing {
            ladders: ladders.iter().map(LadderResult::blank).collect(),
            level: Place::Undetermined,
            late: None,
            sanctions: Vec::new(),
            final_level: Place::Undetermined,
        })
    }

    /// Climbs every ladder, in place of what was measured before.
    pub(crate) fn climb(&mut self, standing: &law::Standing, totals: &Totals<'_>, case: &Case<'_>) {
        let law::Standing::Ladders { ladders, .. } = standing else {
            return;
        };
        for (ladder, result) in ladders.iter().zip(&mut self.ladders) {
            result.climb(ladder, totals, case);
        }
        let places = self.ladders.iter().map(|ladder| ladder.place.clone());
        self.level = lowest(places);
        let late = late(ladders, case);
        self.late = late.map(|(ladder, rung)| Place::rung(ladder, rung));
        self.sanctions.clear();
        let mut found = Vec::new();
        for (ladder, sanction, applies) in sanctions(ladders, case) {
            found.push((ladder, sanction, applies));
            self.sanctions.push(SanctionResult {
                id: sanction.id.clone(),
                applies,
                lowers_to: (applies == Some(true))
                    .then(|| final_level(&self.level, None, &[(ladder, sanction.then)]))
                    .filter(|place| *place != self.level),
            });
        }
        let applied = applied(found.into_iter());
        self.final_level = final_level(&self.level, late, &applied);
    }
}

/// The level that counts and nothing else, as [`Standing::climb`] says; `None` where the decision has no ladder.
pub(crate) fn level(
    standing: &law::Standing,
    totals: &Totals<'_>,
    case: &Case<'_>,
) -> Option<Place> {
    let law::Standing::Ladders { ladders, .. } = standing else {
        return None;
    };
    let level = lowest(ladders.iter().map(|ladder| {
        let rungs = ladder.rungs.iter().map(|rung| {
            let conditions = rung.conditions.iter();
            Reach::of(conditions.map(|condition| measure(condition, totals, case).kind))
        });
        place(ladder, rungs)
    }));
    let applied = applied(sanctions(ladders, case));
    Some(final_level(&level, late(ladders, case), &applied))
}

/// The rung of a late report.
fn late<'a>(ladders: &'a [Ladder], case: &Case<'_>) -> Option<(&'a Ladder, usize)> {
    let mut ladders = ladders.iter().filter(|_| case.is_late);
    ladders.find_map(|ladder| Some((ladder, ladder.late.as_ref()?.value)))
}

/// Every ladder's sanctions, and whether each applies.
fn sanctions<'a>(
    ladders: &'a [Ladder],
    case: &'a Case<'_>,
) -> impl Iterator<Item = (&'a Ladder, &'a law::Sanction, Option<bool>)> {
    ladders.iter().flat_map(move |ladder| {
        let sanctions = ladder.sanctions.iter();
        sanctions.map(move |sanction| (ladder, sanction, case.holds(&sanction.test, true)))
    })
}

/// What follows from those that apply.
fn applied<'a>(
    sanctions: impl Iterator<Item = (&'a Ladder, &'a law::Sanction, Option<bool>)>,
) -> Vec<(&'a Ladder, SanctionThen)> {
    sanctions
        .filter(|(_, _, applies)| *applies == Some(true))
        .map(|(ladder, sanction, _)| (ladder, sanction.then))
        .collect()
}

/// The level that counts: first all the rungs down, then whatever else is lower. Nothing ever lifts a unit.
fn final_level(
    level: &Place,
    late: Option<(&Ladder, usize)>,
    applied: &[(&Ladder, SanctionThen)],
) -> Place {
    let mut place = level.clone();
    for (ladder, then) in applied {
        if let SanctionThen::Down(by) = then {
            place = place.down(ladder, *by);
        }
    }
    let limits = applied.iter().filter_map(|(ladder, then)| match then {
        SanctionThen::NotAbove(rung) | SanctionThen::Rung(rung) => Some((*ladder, *rung)),
        SanctionThen::Down(_) => None,
    });
    for (ladder, rung) in limits.chain(late) {
        let limit = Place::rung(ladder, rung);
        // What is not known may be lower than a rung, but for one that has nothing below it.
        let is_lower = match place {
            Place::Undetermined => is_floor(ladder, rung),
            _ => limit.depth() > place.depth(),
        };
        if is_lower {
            place = limit;
        }
    }
    place
}

/// Whether every unit is on a rung or above it.
fn is_floor(ladder: &Ladder, rung: usize) -> bool {
    rung + 1 == ladder.rungs.len() && ladder.rungs[rung].conditions.is_empty()
}

impl Place {
    pub(crate) fn rung(ladder: &Ladder, index: usize) -> Place {
        Place::Rung {
            index,
            id: ladder.rungs[index].id.clone(),
        }
    }

    /// So many rungs lower, and no lower than the lowest; a gap becomes the one that lies so much lower.
    fn down(self, ladder: &Ladder, by: usize) -> Place {
        let lowest = ladder.rungs.len() - 1;
        match self {
            Place::Rung { index, .. } => Place::rung(ladder, index.saturating_add(by).min(lowest)),
            Place::Gap { above } => match above.saturating_add(by) {
                above if above > lowest => Place::rung(ladder, lowest),
                above => Place::Gap { above },
            },
            Place::Below | Place::Undetermined => self,
        }
    }

    /// How it is written in files: a rung's id, `below`, `gap` or `undetermined`.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Place::Rung { id, .. } => id,
            Place::Below => "below",
            Place::Gap { .. } => "gap",
            Place::Undetermined => "undetermined",
        }
    }

    /// The rung above on a ladder of so many, an index; `None` on the highest, or where the place is not known.
    #[must_use]
    pub fn next(&self, rungs: usize) -> Option<usize> {
        match self {
            Place::Rung { index, .. } | Place::Gap { above: index } => index.checked_sub(1),
            Place::Below => rungs.checked_sub(1),
            Place::Undetermined => None,
        }
    }

    /// How far down: a gap lies between its rungs. What is not known may be lower than any rung, but not lower than below
    /// all.
    pub(crate) fn depth(&self) -> (u8, usize) {
        match self {
            Place::Rung { index, .. } => (0, 2 * index + 1),
            Place::Gap { above } => (0, 2 * above),
            Place::Undetermined => (1, 0),
            Place::Below => (2, 0),
        }
    }
}

fn lowest(places: impl Iterator<Item = Place>) -> Place {
    places
        .max_by_key(Place::depth)
        .unwrap_or(Place::Undetermined)
}

impl LadderResult {
    fn blank(ladder: &Ladder) -> LadderResult {
        LadderResult {
            id: ladder.id.clone(),
            rungs: ladder.rungs.iter().map(RungResult::blank).collect(),
            place: Place::Undetermined,
            next: None,
        }
    }

    fn climb(&mut self, ladder: &Ladder, totals: &Totals<'_>, case: &Case<'_>) {
        for (rung, result) in ladder.rungs.iter().zip(&mut self.rungs) {
            result.test(rung, totals, case);
        }
        self.place = place(ladder, self.rungs.iter().map(RungResult::reach));
        self.next = self.place.next(self.rungs.len());
    }

    /// The highest rung that its total is enough for, of the sheet or of a block, and that it still misses for something else
    /// it asks: an index above its place.
    #[must_use]
    pub fn held_below(&self, ladder: &Ladder) -> Option<usize> {
        let is_total = |condition: &Condition| {
            let Asks::Points { of, .. } = condition.asks else {
                return false;
            };
            matches!(of, Measure::Whole | Measure::Block(_))
        };
        let above = self.next.map_or(0, |next| next + 1);
        let mut rungs = ladder.rungs.iter().zip(&self.rungs).take(above);
        rungs.position(|(rung, result)| {
            let met = rung.conditions.iter().zip(&result.conditions);
            let (totals, others): (Vec<_>, Vec<_>) = met.partition(|(asked, _)| is_total(asked));
            !totals.is_empty()
                && totals.iter().all(|(_, met)| met.is_met() == Some(true))
                && others.iter().any(|(_, met)| met.is_met() == Some(false))
        })
    }
}

/// The place on a ladder. The highest rung not known to be missed decides: if it is not known to be reached either, neither is
/// the place. One that is missed only for being too good is not missed from below: the unit is in the gap above it.
fn place(ladder: &Ladder, rungs: impl Iterator<Item = Reach>) -> Place {
    let mut rungs = rungs.enumerate();
    let place = rungs.find_map(|(index, rung)| match rung {
        Reach::Reached => Some(Place::rung(ladder, index)),
        Reach::Unknown => Some(Place::Undetermined),
        Reach::Surpassed => Some(Place::Gap { above: index }),
        Reach::Missed => None,
    });
    place.unwrap_or(Place::Below)
}

/// Whether a rung is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// All conditions are met.
    Reached,
    /// Some condition is not met.
    Missed,
    /// All that is wrong is that some limit is exceeded.
    Surpassed,
    /// Nothing is wrong, and not all is known.
    Unknown,
}

impl Reach {
    fn of(conditions: impl Iterator<Item = VerdictKind>) -> Reach {
        let (mut is_exceeded, mut is_unknown) = (false, false);
        for condition in conditions {
            match condition {
                VerdictKind::Met | VerdictKind::Holds(true) => {}
                VerdictKind::Lacking | VerdictKind::Holds(false) => return Reach::Missed,
                VerdictKind::Exceeded => is_exceeded = true,
                VerdictKind::Unknown => is_unknown = true,
            }
        }
        match (is_exceeded, is_unknown) {
            (false, false) => Reach::Reached,
            (false, true) => Reach::Unknown,
            (true, false) => Reach::Surpassed,
            // One that is not met decides, whatever is not known.
            (true, true) => Reach::Missed,
        }
    }
}

impl RungResult {
    fn blank(rung: &Rung) -> RungResult {
        let blank = ConditionResult {
            have: Number::ZERO,
            need: None,
            kind: VerdictKind::Unknown,
        };
        RungResult {
            id: rung.id.clone(),
            reached: None,
            conditions: vec![blank; rung.conditions.len()],
        }
    }

    fn test(&mut self, rung: &Rung, totals: &Totals<'_>, case: &Case<'_>) {
        for (condition, result) in rung.conditions.iter().zip(&mut self.conditions) {
            *result = measure(condition, totals, case);
        }
        self.reached = match self.reach() {
            Reach::Reached => Some(true),
            Reach::Missed | Reach::Surpassed => Some(false),
            Reach::Unknown => None,
        };
    }

    fn reach(&self) -> Reach {
        Reach::of(self.conditions.iter().map(|condition| condition.kind))
    }
}

fn measure(condition: &Condition, totals: &Totals<'_>, case: &Case<'_>) -> ConditionResult {
    let (of, side, limit) = match &condition.asks {
        Asks::Points { of, side, limit } => (*of, *side, limit),
        Asks::Test(test) => {
            return ConditionResult {
                have: Number::ZERO,
                need: None,
                kind: case
                    .holds(test, false)
                    .map_or(VerdictKind::Unknown, VerdictKind::Holds),
            };
        }
    };
    let (have, max) = totals.get(of);
    let need = need(limit, max);
    let kind = match &need {
        Some(need) => side.kind(have, need),
        None => VerdictKind::Unknown,
    };
    ConditionResult {
        have: have.clone(),
        need,
        kind,
    }
}

/// A limit in points; `None` where it is a share of a maximum that is not known, or where nothing is left to score.
pub(crate) fn need(limit: &Worth, max: Option<&Number>) -> Option<Number> {
    match (limit, max) {
        (_, Some(max)) if max.is_zero() => None,
        // No share of a maximum is no points, whatever the maximum is.
        (Worth::Share(share), None) if share.is_zero() => Some(Number::ZERO),
        (Worth::Points(points), _) => Some(points.clone()),
        (Worth::Share(share), Some(max)) => Some(share * max),
        (Worth::Share(_), None) => None,
    }
}

impl Side {
    fn kind(self, have: &Number, need: &Number) -> VerdictKind {
        let is_met = match self {
            Side::AtLeast => have >= need,
            Side::Above => have > need,
            Side::AtMost => have <= need,
            Side::Below => have < need,
        };
        match (self, is_met) {
            (_, true) => VerdictKind::Met,
            (Side::AtLeast | Side::Above, false) => VerdictKind::Lacking,
            (Side::AtMost | Side::Below, false) => VerdictKind::Exceeded,
        }
    }
}

/// What is decided in one way in one result and in another in the other.
#[derive(Default)]
pub(crate) struct Undecided<'a> {
    /// What conditions measure.
    pub measures: Vec<Measure>,
    /// Tests of conditions and sanctions.
    pub tests: Vec<&'a Test>,
}

/// Conditions that are met in one result and not in the other, on rungs between the two, and sanctions.
pub(crate) fn undecided<'a>(
    standing: &'a law::Standing,
    guaranteed: &Outcome,
    possible: &Outcome,
) -> Undecided<'a> {
    let mut undecided = Undecided::default();
    let (Some(low), Some(high)) = (&guaranteed.standing, &possible.standing) else {
        return undecided;
    };
    if low.final_level != high.final_level {
        let all = standing.ladders().iter().flat_map(|l| &l.sanctions);
        let applied = low.sanctions.iter().zip(&high.sanctions);
        for (sanction, (low, high)) in all.zip(applied) {
            if low.applies != high.applies {
                undecided.tests.push(&sanction.test);
            }
        }
    }
    let results = low.ladders.iter().zip(&high.ladders);
    for (ladder, (low, high)) in standing.ladders().iter().zip(results) {
        for (rung, (low, high)) in ladder.rungs.iter().zip(low.rungs.iter().zip(&high.rungs)) {
            if low.reached == high.reached && ladder.gaps.is_none() {
                continue;
            }
            let verdicts = low.conditions.iter().zip(&high.conditions);
            for (condition, (low, high)) in rung.conditions.iter().zip(verdicts) {
                if low.is_met() == high.is_met() {
                    continue;
                }
                match &condition.asks {
                    Asks::Points { of, .. } => undecided.measures.push(*of),
                    Asks::Test(test) => undecided.tests.push(test),
                }
            }
        }
    }
    undecided
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::assessment::Answer;
    use crate::engine::practice::{
        answered, excluded, framework, n, points, scored, silent, typed,
    };

    fn standing(unit_group: &str, answers: impl IntoIterator<Item = Answer>) -> Standing {
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
            conditions.iter().map(ConditionResult::verdict).collect()
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
    fn a_rung_that_the_total_is_enough_for_is_held_back_by_what_else_it_asks() {
        let held = |c: &str, d: &str, index: usize| {
            let framework = crate::engine::practice::framework();
            let unit_group = framework.unit_group("huyen").unwrap();
            let ladder = &unit_group.standing.ladders()[index];
            district(c, d, "45").ladders[index].held_below(ladder)
        };
        // 48,4 of the 45 asked, and 28,4 of the 28,5 asked of one group
        assert_eq!(held("28,4", "20", 0), Some(0));
        assert_eq!(held("28,5", "20", 0), None);
        // The total is not enough either.
        assert_eq!(held("25", "10", 0), None);
        assert_eq!(held("28,4", "20", 1), None);
    }

    #[test]
    fn the_next_rung_is_the_one_above() {
        let rung = |index| Place::Rung {
            index,
            id: "r".into(),
        };
        for (place, next) in [
            (rung(0), None),
            (rung(2), Some(1)),
            (Place::Gap { above: 1 }, Some(0)),
            (Place::Gap { above: 0 }, None),
            (Place::Below, Some(2)),
            (Place::Undetermined, None),
        ] {
            assert_eq!(place.next(3), next, "{place:?}");
        }
    }

    #[test]
    fn a_gap_lies_between_its_rungs() {
        let rung = |index| Place::Rung {
            index,
            id: format!("r{index}").into(),
        };
        let gap = |above| Place::Gap { above };
        let down = [
            gap(0),
            rung(0),
            gap(1),
            rung(1),
            gap(2),
            rung(2),
            gap(3),
            Place::Undetermined,
            Place::Below,
        ];
        let depths = down.each_ref().map(Place::depth);
        assert!(depths.is_sorted_by(|one, other| one < other), "{depths:?}");
    }

    #[test]
    fn a_limit_is_met_on_its_own_side() {
        use VerdictKind as V;
        for (side, expected) in [
            (Side::AtLeast, [V::Lacking, V::Met, V::Met]),
            (Side::Above, [V::Lacking, V::Lacking, V::Met]),
            (Side::AtMost, [V::Met, V::Met, V::Exceeded]),
            (Side::Below, [V::Met, V::Exceeded, V::Exceeded]),
        ] {
            let kind = |have: &str| side.kind(&n(have), &n("5"));
            assert_eq!(["4", "5", "6"].map(kind), expected, "{side:?}");
        }
    }

    #[test]
    fn being_late_never_lifts_a_unit() {
        let framework = framework();
        let ladder = |unit_group| &framework.unit_group(unit_group).unwrap().standing.ladders()[0];
        let ladders = (ladder("xa"), ladder("huyen"));
        let rung = |index| Place::rung(ladders.0, index);
        for (level, late, expected) in [
            (rung(0), None, rung(0)),
            (rung(0), Some(2), rung(2)),
            (rung(2), Some(1), rung(2)),
            (Place::Below, Some(2), Place::Below),
            // Nothing is lower than a rung that asks nothing.
            (Place::Undetermined, Some(2), rung(2)),
            (Place::Undetermined, Some(1), Place::Undetermined),
        ] {
            let late = late.map(|rung| (ladders.0, rung));
            let found = final_level(&level, late, &[]);
            assert_eq!(found, expected, "{level:?} {late:?}");
        }
        let late = Some((ladders.1, 1));
        assert_eq!(
            final_level(&Place::Undetermined, late, &[]),
            Place::Undetermined
        );
    }

    #[test]
    fn who_stands_higher_stands_no_lower_after_a_rung_down() {
        let framework = framework();
        let ladder = &framework.unit_group("xa").unwrap().standing.ladders()[0];
        let rung = |index| Place::rung(ladder, index);
        let gap = |above| Place::Gap { above };
        let places = [gap(0), rung(0), gap(1), rung(1), gap(2), rung(2)];
        for (by, expected) in [
            (0, places.clone()),
            (1, [gap(1), rung(1), gap(2), rung(2), rung(2), rung(2)]),
            (usize::MAX, [(); 6].map(|()| rung(2))),
        ] {
            let down = [(ladder, SanctionThen::Down(by))];
            let found = places
                .each_ref()
                .map(|place| final_level(place, None, &down));
            assert_eq!(found, expected, "{by}");
        }
        for place in [Place::Below, Place::Undetermined] {
            let down = [(ladder, SanctionThen::Down(1))];
            assert_eq!(final_level(&place, None, &down), place);
        }
    }

    #[test]
    fn no_share_of_an_unknown_maximum_is_met() {
        let condition = |share: &str| Condition {
            asks: Asks::Points {
                of: Measure::Whole,
                side: Side::AtLeast,
                limit: Worth::Share(n(share)),
            },
            source: std::rc::Rc::new(law::Source {
                at: String::new(),
                quote: String::new(),
            }),
        };
        let whole = Total {
            points: n("3"),
            max: None,
        };
        let totals = Totals {
            groups: &[],
            blocks: &[],
            whole: &whole,
        };
        let case = Case {
            is_late: false,
            inputs: &[],
            known: &[],
            doubt: Doubt::Open,
        };
        let verdict = |share| measure(&condition(share), &totals, &case).verdict();
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
            standing.ladders[1].rungs[1].conditions[0].verdict(),
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
