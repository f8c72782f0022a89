//! A checker of certificates: every change there could be lies in a region whose bounds hold for it, and no choice of regions
//! that costs less is enough.
//!
//! It scores, and otherwise does its own sums.

use std::collections::BTreeSet;

use bac_thang::engine::framework::{Asks, Measure, Side, Standing, UnitGroup, Worth};
use bac_thang::engine::plan::{
    Aim, Bound, Certificate, Obstacle, Part, Spot, Step, Target, Way, Wishes,
};
use bac_thang::engine::rule::Figure;
use bac_thang::{Assessment, Framework, Number, Scored, score};

use super::sheets::{Domain, Sheet};
use super::tried::{enter, fixed, inputs_of, keeps, movement};

type Cost = (u64, usize);

/// What is known of the case.
struct Case<'a> {
    framework: &'a Framework,
    unit_group: &'a UnitGroup,
    assessment: &'a Assessment,
    sheet: &'a Sheet,
    wishes: &'a Wishes,
    free: Vec<&'a Domain>,
    before: Scored,
}

pub fn check(
    framework: &Framework,
    assessment: &Assessment,
    sheet: &Sheet,
    wishes: &Wishes,
    way: &Way,
    certificate: &Certificate,
) -> Result<(), String> {
    let fixed = fixed(sheet, wishes);
    let case = Case {
        framework,
        unit_group: &framework.unit_groups[0],
        assessment,
        sheet,
        wishes,
        free: sheet
            .domains
            .iter()
            .filter(|domain| !fixed.contains(&domain.id))
            .collect(),
        before: score(framework, assessment).unwrap(),
    };
    for step in &certificate.steps {
        case.step(step, &certificate.goals[step.goal])?;
    }
    for (goal, aim) in certificate.goals.iter().enumerate() {
        if aim.obstacles.is_empty() {
            let steps = certificate.steps.iter().filter(|step| step.goal == goal);
            case.is_covered(&steps.collect::<Vec<_>>(), way)?;
        }
    }
    Ok(())
}

impl Case<'_> {
    fn effort(&self, domain: &Domain) -> u64 {
        let effort = self.wishes.effort.get(&domain.id);
        u64::from(effort.copied().unwrap_or(1))
    }

    /// Whether the steps about one goal leave nothing that is cheaper than the way found, or as cheap and nearer.
    fn is_covered(&self, steps: &[&Step], way: &Way) -> Result<(), String> {
        let anything = |step: &&&Step| step.within.is_none() && step.choices;
        match way {
            Way::Unreachable(_) => {
                let all: u64 = self.free.iter().map(|domain| self.effort(domain)).sum();
                let whole = steps.iter().filter(anything).any(|step| step.cost.0 >= all);
                whole
                    .then_some(())
                    .ok_or("no step about everything".to_owned())
            }
            Way::Plan(plan) => {
                let cost = (plan.effort, plan.edits.len());
                let Some(changes) = cost.1.checked_sub(1) else {
                    return Ok(());
                };
                let below = (cost.0, changes);
                if !steps.iter().filter(anything).any(|step| step.cost >= below) {
                    return Err("no step about what is cheaper".to_owned());
                }
                let movements = self.free.iter().flat_map(|domain| {
                    domain
                        .values
                        .iter()
                        .filter_map(|value| movement(self.assessment, domain, value))
                });
                let nearer = movements.filter(|movement| *movement < plan.movement).max();
                let Some(nearer) = nearer else { return Ok(()) };
                let is_about_nearer = |step: &&Step| {
                    let reaches = step.within.as_ref().is_none_or(|within| *within >= nearer);
                    let choices = step.choices || nearer < Number::ONE;
                    reaches && choices && step.cost >= cost
                };
                let found = steps.iter().any(is_about_nearer);
                found
                    .then_some(())
                    .ok_or(format!("no step about what is nearer: {nearer}"))
            }
            Way::NotFound { .. } => Err("not found".to_owned()),
        }
    }

    fn step(&self, step: &Step, aim: &Aim) -> Result<(), String> {
        self.levers_are_apart(step, aim)?;
        for part in &step.pieces {
            self.regions_hold(step, part)?;
        }
        self.none_is_enough(step, aim)
    }

    // ── Every change lies in a region ────────────────────────────────────────────────────────────────────────────────

    /// Each input is in one piece at most; what is in none moves nothing.
    fn levers_are_apart(&self, step: &Step, aim: &Aim) -> Result<(), String> {
        let mut seen = BTreeSet::new();
        for lever in step.pieces.iter().flat_map(|part| &part.levers) {
            if !seen.insert(lever.clone()) {
                return Err(format!("{lever:?} twice"));
            }
        }
        for domain in &self.free {
            if seen.contains(&Spot::Input(domain.id.clone())) {
                continue;
            }
            for value in &domain.values {
                let mut changed = self.assessment.clone();
                enter(&mut changed, domain, value);
                let after = score(self.framework, &changed).unwrap();
                let rungs = |scored: &Scored| {
                    let ladder = &scored.outcome.standing.as_ref().unwrap().ladders[0];
                    ladder.rungs[aim.rungs[0]].clone()
                };
                let sanctions =
                    |scored: &Scored| scored.outcome.standing.as_ref().unwrap().sanctions.clone();
                let is_same =
                    points(&after) == points(&self.before) && rungs(&after) == rungs(&self.before);
                let is_sanctioned = sanctions(&after) != sanctions(&self.before);
                if !is_same || is_sanctioned && !self.is_harmless(aim) {
                    return Err(format!("{} moves something", domain.id));
                }
            }
        }
        Ok(())
    }

    /// Whether the sanction leaves the unit where it wants to get.
    fn is_harmless(&self, aim: &Aim) -> bool {
        let Target::Rung(target) = self.wishes.target else {
            return false;
        };
        let rung =
            |then: &serde_json::Value| ["cao", "giua", "thap"].iter().position(|id| then == id);
        let then = &self.sheet.json()["ladders"][0]["sanctions"][0]["then"];
        match rung(&then["not_above"]).or_else(|| rung(&then["rung"])) {
            Some(limit) => limit <= target,
            None => aim.rungs[0] < target,
        }
    }

    /// Every change to a piece's inputs that the step is about lies in a region whose bounds hold, or loses something.
    fn regions_hold(&self, step: &Step, part: &Part) -> Result<(), String> {
        let is_own = |domain: &&&Domain| part.levers.contains(&Spot::Input(domain.id.clone()));
        let own: Vec<&Domain> = self.free.iter().filter(is_own).copied().collect();
        if own.len() != part.levers.len() {
            return Err("a lever that is no free input".to_owned());
        }
        self.try_all(step, part, &own, &mut Vec::new(), 0)
    }

    fn try_all<'d>(
        &self,
        step: &Step,
        part: &Part,
        left: &[&'d Domain],
        changes: &mut Vec<(&'d Domain, &'d str)>,
        effort: u64,
    ) -> Result<(), String> {
        let Some((domain, rest)) = left.split_first() else {
            return self.lies_in_a_region(part, changes);
        };
        self.try_all(step, part, rest, changes, effort)?;
        let effort = effort + self.effort(domain);
        if effort > step.cost.0 {
            return Ok(());
        }
        for value in &domain.values {
            let Some(movement) = movement(self.assessment, domain, value) else {
                continue;
            };
            let is_meant = if domain.is_choice {
                step.choices
            } else {
                step.within
                    .as_ref()
                    .is_none_or(|within| movement <= *within)
            };
            if is_meant {
                changes.push((domain, value));
                self.try_all(step, part, rest, changes, effort)?;
                changes.pop();
            }
        }
        Ok(())
    }

    fn lies_in_a_region(&self, part: &Part, changes: &[(&Domain, &str)]) -> Result<(), String> {
        let mut entered = self.assessment.clone();
        for (domain, value) in changes {
            enter(&mut entered, domain, value);
        }
        let after = score(self.framework, &entered).unwrap();
        if !keeps(&self.before, &after)
            || part.needs.iter().any(|need| self.fails(part, need, &after))
        {
            return Ok(());
        }
        let (had, has) = (points(&self.before), points(&after));
        let holds = |region: &&Bound| {
            part.groups.iter().enumerate().all(|(place, group)| {
                let points = &(&has[*group] - &had[*group]) + &part.now[place];
                let (one, other) = (&region.best[place], &region.worst[place]);
                one.min(other) <= &points && &points <= one.max(other)
            })
        };
        let mut regions = part.regions.iter().filter(|region| is_in(region, changes));
        let found = regions.any(|region| holds(&region));
        found
            .then_some(())
            .ok_or_else(|| format!("no region holds for {changes:?}"))
    }

    /// Whether something that a piece has to come to fails; it has to depend on nothing but the piece and what is fixed.
    fn fails(&self, part: &Part, need: &Obstacle, after: &Scored) -> bool {
        let standing = after.outcome.standing.as_ref().unwrap();
        let ladder = &self.sheet.json()["ladders"][0];
        let depends_on_others = |test: &serde_json::Value| {
            let mut inputs = BTreeSet::new();
            inputs_of(test, &mut inputs);
            let is_other = |id: &String| {
                self.free.iter().any(|domain| domain.id == *id)
                    && !part.levers.contains(&Spot::Input(id.clone()))
            };
            inputs.iter().any(is_other)
        };
        match need {
            Obstacle::Condition {
                rung, condition, ..
            } => {
                let rungs = ladder["rungs"].as_array().unwrap();
                let place = rungs.iter().position(|one| one["id"] == **rung).unwrap();
                let result = &standing.ladders[0].rungs[place].conditions[*condition];
                let written = &rungs[place]["conditions"][*condition];
                result.is_met() != Some(true) && !depends_on_others(&written["if"])
            }
            Obstacle::Sanction { .. } => {
                standing.sanctions[0].applies == Some(true)
                    && !depends_on_others(&ladder["sanctions"][0]["if"])
            }
            _ => false,
        }
    }

    // ── No choice of regions is enough ───────────────────────────────────────────────────────────────────────────────

    fn none_is_enough(&self, step: &Step, aim: &Aim) -> Result<(), String> {
        let mut best = points(&self.before);
        for part in &step.pieces {
            for (place, group) in part.groups.iter().enumerate() {
                best[*group] = &best[*group] - &part.now[place];
            }
        }
        let worst = best.clone();
        self.choose(step, aim, &step.pieces, (0, 0), &best, &worst)
    }

    fn choose(
        &self,
        step: &Step,
        aim: &Aim,
        left: &[Part],
        cost: Cost,
        best: &[Number],
        worst: &[Number],
    ) -> Result<(), String> {
        if cost > step.cost {
            return Ok(());
        }
        let Some((part, rest)) = left.split_first() else {
            let why = || {
                format!(
                    "a choice that may be enough, at {cost:?} of {:?}",
                    step.cost
                )
            };
            let can_be = self.can_be_enough(aim, best, worst);
            return (!can_be).then_some(()).ok_or_else(why);
        };
        for region in &part.regions {
            let efforts = region.changes.iter().map(|(spot, _)| {
                let domain = self
                    .free
                    .iter()
                    .find(|domain| Spot::Input(domain.id.clone()) == *spot);
                self.effort(domain.unwrap())
            });
            let cost = (cost.0 + efforts.sum::<u64>(), cost.1 + region.changes.len());
            let (mut best, mut worst) = (best.to_vec(), worst.to_vec());
            for (place, group) in part.groups.iter().enumerate() {
                best[*group] = &best[*group] + &region.best[place];
                worst[*group] = &worst[*group] + &region.worst[place];
            }
            self.choose(step, aim, rest, cost, &best, &worst)?;
        }
        Ok(())
    }

    /// Whether what is asked of groups, blocks and the whole can be met with points between the worst and the best.
    fn can_be_enough(&self, aim: &Aim, best: &[Number], worst: &[Number]) -> bool {
        let Standing::Ladders { ladders, .. } = &self.unit_group.standing else {
            return false;
        };
        ladders.iter().zip(&aim.rungs).all(|(ladder, rung)| {
            ladder.rungs[*rung].conditions.iter().all(|condition| {
                let Asks::Points { of, side, limit } = &condition.asks else {
                    return true;
                };
                if matches!(of, Measure::Item(_)) {
                    return true;
                }
                let need = match limit {
                    Worth::Points(points) => points.clone(),
                    Worth::Share(share) => share * self.max(*of).as_ref().unwrap(),
                };
                match side {
                    Side::AtLeast => self.measured(*of, best) >= need,
                    Side::Above => self.measured(*of, best) > need,
                    Side::AtMost => self.measured(*of, worst) <= need,
                    Side::Below => self.measured(*of, worst) < need,
                }
            })
        })
    }

    fn max(&self, of: Measure) -> Option<Number> {
        let outcome = &self.before.outcome;
        match of {
            Measure::Whole => outcome.whole.max.clone(),
            Measure::Block(block) => outcome.blocks[block].max.clone(),
            Measure::Group(group) => outcome.groups[group].max.clone(),
            Measure::Item(_) => None,
        }
    }

    /// What groups' points come to, by the framework as written.
    fn measured(&self, of: Measure, sums: &[Number]) -> Number {
        use bac_thang::engine::framework::GroupRole as Role;
        let groups = self
            .unit_group
            .groups
            .iter()
            .zip(sums)
            .zip(&self.before.outcome.groups);
        let mut scored = Number::ZERO;
        let mut others = Number::ZERO;
        let mut left = Number::ZERO;
        for (index, ((group, sum), before)) in groups.enumerate() {
            let max = before.max.as_ref();
            let capped = max.map_or(sum.clone(), |max| sum.clone().min(max.clone()));
            let points = match &self.unit_group.round_groups {
                Some(rounding) => rounding.within(&capped, max),
                None => capped,
            };
            if of == Measure::Group(index) {
                return points;
            }
            if !of.covers(index, group) {
                continue;
            }
            match (group.role, &group.weight) {
                (Role::Bonus, _) => others = &others + &points,
                (Role::Deduction, _) => others = &others - &points,
                (Role::Scored, None) => {
                    scored = &scored + &points;
                    left = &left + max.unwrap();
                }
                (Role::Scored, Some(weight)) => {
                    let share = points.share_of(max.unwrap());
                    if let Some(share) = share {
                        scored = &scored + &(&share * &weight.value);
                        left = &left + &weight.value;
                    }
                }
            }
        }
        if of != Measure::Whole {
            return &scored + &others;
        }
        let rule = &self.unit_group.total;
        if let (Some(scale), Some(share)) = (&rule.convert_to, scored.share_of(&left)) {
            scored = &share * &scale.value;
        }
        let mut total = &scored + &others;
        if let Some(rounding) = &rule.round {
            total = rounding.apply(&total);
        }
        if let Some(most) = &rule.at_most {
            total = total.min(most.value.clone());
        }
        total
    }
}

/// For each group the points of its items together.
fn points(scored: &Scored) -> Vec<Number> {
    let groups = scored.outcome.groups.iter();
    let sum = |group: &bac_thang::engine::score::GroupScore| {
        Number::sum(group.items.iter().map(|item| &item.points))
    };
    groups.map(sum).collect()
}

fn is_in(region: &Bound, changes: &[(&Domain, &str)]) -> bool {
    region.changes.len() == changes.len()
        && changes.iter().all(|(domain, value)| {
            let spot = Spot::Input(domain.id.clone());
            let range = region.changes.iter().find(|(of, _)| *of == spot);
            range.is_some_and(|(_, figures)| match figures.as_slice() {
                [Figure::Number(low), Figure::Number(high)] => {
                    let value: Number = value.parse().unwrap();
                    *low <= value && value <= *high
                }
                choices => choices.iter().any(|choice| match choice {
                    Figure::Choice(choice) => **choice == **value,
                    Figure::Number(_) => false,
                }),
            })
        })
}
