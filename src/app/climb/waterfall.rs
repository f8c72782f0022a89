//! From the maximum to the points there are, step by step: what each item loses, most first, then what is gained and what
//! rounding, limits and conversion make of it. No picture here.

use std::rc::Rc;

use bac_thang::engine::framework::{Group, GroupRole};
use bac_thang::engine::order;
use bac_thang::engine::score::{GroupScore, Total};
use bac_thang::{Number, Outcome, UnitGroup};

/// How many losses have a step of their own; the rest is one step.
const STEPS: usize = 12;

/// One step down, or up.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub of: Of,
    /// What it takes away, below 0, or brings.
    pub change: Number,
    /// What is left after it.
    pub after: Number,
}

/// What a step is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// An item, or a group without items, by its id.
    Cell(Rc<str>),
    /// So many more that lose less each.
    Rest(usize),
    /// Rounding, limits and conversion.
    Rules,
}

/// All steps of a total.
#[derive(Clone, Debug, PartialEq)]
pub struct Waterfall {
    pub from: Number,
    pub steps: Vec<Step>,
    pub to: Number,
    /// What the step [`Of::Rest`] is made of, each with what it takes away.
    pub rest: Vec<(Rc<str>, Number)>,
}

impl Waterfall {
    /// Of the groups that a total is made of; `None` where its maximum, or that of one of them, is not known.
    pub fn of(
        unit_group: &UnitGroup,
        outcome: &Outcome,
        total: &Total,
        is_in: impl Fn(&Group) -> bool,
    ) -> Option<Waterfall> {
        let from = total.max.clone()?;
        let groups = unit_group.groups.iter().zip(&outcome.groups);
        let mut changes = Vec::new();
        for (law, score) in groups.filter(|(law, _)| is_in(law)) {
            let factor = factor(law, score)?;
            changes.extend(cells(score).filter_map(|(id, points, max)| {
                let change = match law.role {
                    GroupRole::Scored => points - max?,
                    GroupRole::Bonus => points.clone(),
                    GroupRole::Deduction => -points,
                };
                (!change.is_zero()).then(|| (Rc::clone(id), &change * &factor))
            }));
        }
        let (mut lost, gained): (Vec<_>, Vec<_>) = changes
            .into_iter()
            .partition(|(_, change)| change.is_negative());
        // Where two lose as much, in the order of the sheet.
        order::sort(&mut lost, |(_, one), (_, other)| one.cmp(other));
        // One that would be the rest alone has a step of its own.
        let shown = if lost.len() <= STEPS + 1 {
            lost.len()
        } else {
            STEPS
        };
        let rest = lost.split_off(shown);
        let mut all = Waterfall {
            to: from.clone(),
            from,
            steps: Vec::new(),
            rest,
        };
        for (id, change) in lost {
            all.step(Of::Cell(id), change);
        }
        let sum = Number::sum(all.rest.iter().map(|(_, change)| change));
        all.step(Of::Rest(all.rest.len()), sum);
        for (id, change) in gained {
            all.step(Of::Cell(id), change);
        }
        let by_rules = &total.points - &all.to;
        all.step(Of::Rules, by_rules);
        Some(all)
    }

    fn step(&mut self, of: Of, change: Number) {
        if change.is_zero() {
            return;
        }
        self.to = &self.to + &change;
        self.steps.push(Step {
            of,
            after: self.to.clone(),
            change,
        });
    }

    /// Where a picture begins and ends: at 0, or closer by where all of it is high up.
    pub fn scale(&self) -> (Number, Number) {
        let all = || {
            let after = self.steps.iter().map(|step| &step.after);
            after.chain([&self.from])
        };
        let most = all().max().cloned().unwrap_or_default();
        let least = all().min().cloned().unwrap_or_default();
        let tenth = Number::ONE
            .share_of(&Number::from(10_u32))
            .map(|tenth| &tenth * &self.from)
            .unwrap_or_default();
        let tenths = least.share_of(&tenth).unwrap_or_default();
        let mut from = &tenths.truncated() * &tenth;
        // The lowest bar is to be seen standing on something.
        if from == least {
            from = &from - &tenth;
        }
        (from.max(Number::ZERO), most)
    }
}

/// What a point of a group counts in the total; `None` where that is not known.
fn factor(law: &Group, score: &GroupScore) -> Option<Number> {
    match (law.role, &law.weight, &score.max) {
        (GroupRole::Scored, Some(_), Some(max)) if !max.is_zero() => {
            score.adds_max.as_ref()?.share_of(max)
        }
        (GroupRole::Scored, Some(_), None) => None,
        (GroupRole::Scored, None, None) if law.not_scored.is_none() => None,
        _ => Some(Number::ONE),
    }
}

/// What has points of its own in a group.
fn cells(score: &GroupScore) -> impl Iterator<Item = (&Rc<str>, &Number, Option<&Number>)> {
    let own = score
        .items
        .is_empty()
        .then_some((&score.id, &score.points, score.max.as_ref()));
    let items = score.items.iter();
    own.into_iter()
        .chain(items.map(|item| (&item.id, &item.points, item.max.as_ref())))
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic, and says what it is about in its name"
)]
mod tests {
    use bac_thang::{Assessment, Entry, Framework, score};

    use super::*;

    const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/frameworks");

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    fn read(framework: &str) -> Framework {
        let path = format!("{FOLDER}/{framework}/framework.json");
        Framework::read(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    fn practice(unit: &str) -> (Framework, Assessment) {
        let framework = "tap-huan/bo-tieu-chi-2026";
        let path = format!("{FOLDER}/{framework}/units/{unit}.json");
        let unit = Assessment::read(&std::fs::read_to_string(path).unwrap()).unwrap();
        (read(framework), unit)
    }

    fn whole(framework: &Framework, draft: &Assessment) -> Waterfall {
        let scored = score(framework, draft).unwrap();
        let unit_group = framework.unit_group(&draft.unit_group).unwrap();
        let outcome = &scored.outcome;
        Waterfall::of(unit_group, outcome, &outcome.whole, |_| true).unwrap()
    }

    /// Every step goes on from the one before, and the last ends at what there is.
    fn assert_adds_up(fall: &Waterfall, to: &Number) {
        let mut at = fall.from.clone();
        for step in &fall.steps {
            assert!(!step.change.is_zero());
            at = &at + &step.change;
            assert_eq!(at, step.after, "{:?}", step.of);
        }
        assert_eq!((&at, &fall.to), (to, to));
    }

    #[test]
    fn it_leads_from_the_maximum_to_the_points() {
        for unit in ["len-bac", "rot-minh-chung", "thieu-mot-diem"] {
            let (framework, draft) = practice(unit);
            let fall = whole(&framework, &draft);
            let scored = score(&framework, &draft).unwrap();
            assert_adds_up(&fall, &scored.outcome.whole.points);
            assert_eq!(fall.from, number("100"));
            let lost = fall
                .steps
                .iter()
                .filter(|step| matches!(step.of, Of::Cell(_)) && step.change.is_negative());
            let lost: Vec<&Number> = lost.map(|step| &step.change).collect();
            assert_eq!(lost.len(), STEPS);
            assert!(lost.is_sorted(), "most first");
            let most = lost.last().unwrap();
            assert!(fall.rest.iter().all(|(_, change)| change >= most));
        }
    }

    #[test]
    fn a_blank_sheet_loses_everything() {
        let (framework, draft) = practice("len-bac");
        let blank = Assessment::new(&framework, framework.unit_group(&draft.unit_group).unwrap());
        let fall = whole(&framework, &blank);
        assert_adds_up(&fall, &Number::ZERO);
        assert_eq!(fall.scale(), (Number::ZERO, number("100")));
    }

    // An Giang, readiness: 300 + 120 + 80; 262,5 + 100 + 70 lose 37,5, 20 and 10.
    #[test]
    fn of_a_block_only_its_groups_count() {
        let framework = read("an-giang/1040-qd-ubnd-2018");
        let unit_group = framework.unit_group("xa").unwrap();
        let mut draft = Assessment::new(&framework, unit_group);
        for (group, points) in [
            ("ha-tang", "262,5"),
            ("nhan-luc", "100"),
            ("moi-truong", "70"),
        ] {
            draft.answer_mut(group).points = Entry::typed(points);
        }
        let outcome = score(&framework, &draft).unwrap().outcome;
        let fall = Waterfall::of(unit_group, &outcome, &outcome.blocks[0], |group| {
            group.block == 0
        });
        let fall = fall.unwrap();
        assert_adds_up(&fall, &number("432.5"));
        let steps: Vec<(Of, &Number)> = fall
            .steps
            .iter()
            .map(|step| (step.of.clone(), &step.after))
            .collect();
        let cell = |id: &str| Of::Cell(id.into());
        assert_eq!(
            steps,
            [
                (cell("ha-tang"), &number("462.5")),
                (cell("nhan-luc"), &number("442.5")),
                (cell("moi-truong"), &number("432.5")),
            ]
        );
        assert_eq!(fall.scale(), (number("400"), number("500")));
    }
}
