//! Every change that could be entered, tried.

use std::collections::BTreeSet;

use bac_thang::engine::cell::State;
use bac_thang::engine::plan::{Target, Wishes};
use bac_thang::engine::standing::Place;
use bac_thang::{Assessment, Framework, Number, Scored, score};

use super::sheets::{Domain, Sheet};

/// The shortest change that was found.
#[derive(Clone, Debug)]
pub struct Shortest {
    pub effort: u64,
    pub movement: Number,
    pub changes: Vec<(String, String)>,
}

pub struct Tried {
    pub best: Option<Shortest>,
    target: usize,
    /// The rung above which the sheet's sanction lets no unit stand; `None` where it costs a rung.
    bar: Option<usize>,
    before: Scored,
}

impl Tried {
    pub fn all(
        framework: &Framework,
        assessment: &Assessment,
        sheet: &Sheet,
        wishes: &Wishes,
    ) -> Tried {
        let Target::Rung(target) = wishes.target else {
            panic!("a rung")
        };
        let ladder = &sheet.json()["ladders"][0];
        let not_above = &ladder["sanctions"][0]["then"]["not_above"];
        let mut rungs = ladder["rungs"].as_array().unwrap().iter();
        let mut tried = Tried {
            best: None,
            target,
            bar: rungs.position(|rung| rung["id"] == *not_above),
            before: score(framework, assessment).unwrap(),
        };
        let fixed = fixed(sheet, wishes);
        let free: Vec<&Domain> = sheet
            .domains
            .iter()
            .filter(|domain| !fixed.contains(&domain.id))
            .collect();
        let mut changed = assessment.clone();
        let start = Shortest {
            effort: 0,
            movement: Number::ZERO,
            changes: Vec::new(),
        };
        tried.go_on(framework, assessment, &mut changed, &free, wishes, start);
        tried
    }

    fn go_on(
        &mut self,
        framework: &Framework,
        assessment: &Assessment,
        changed: &mut Assessment,
        free: &[&Domain],
        wishes: &Wishes,
        so_far: Shortest,
    ) {
        let key = |one: &Shortest| (one.effort, one.changes.len(), one.movement.clone());
        if self
            .best
            .as_ref()
            .is_some_and(|best| key(&so_far) >= key(best))
        {
            return;
        }
        let Some((domain, rest)) = free.split_first() else {
            if self.reaches(framework, changed) {
                self.best = Some(so_far);
            }
            return;
        };
        self.go_on(framework, assessment, changed, rest, wishes, so_far.clone());
        let before = changed.input(&domain.id).cloned();
        let effort = wishes.effort.get(&domain.id).copied().unwrap_or(1);
        for value in &domain.values {
            let Some(movement) = movement(assessment, domain, value) else {
                continue;
            };
            let mut next = so_far.clone();
            next.effort += u64::from(effort);
            next.movement = next.movement.max(movement);
            next.changes.push((domain.id.clone(), value.clone()));
            enter(changed, domain, value);
            self.go_on(framework, assessment, changed, rest, wishes, next);
        }
        changed.inputs.retain(|answer| *answer.input != *domain.id);
        changed.inputs.extend(before);
    }

    /// Whether it stands on the rung, or higher, and nothing was lost on the way.
    pub fn reaches(&self, framework: &Framework, changed: &Assessment) -> bool {
        let after = score(framework, changed).unwrap();
        let standing = after.outcome.standing.as_ref().unwrap();
        let is_final = |scored: &Scored| {
            let standing = scored.outcome.standing.as_ref().unwrap();
            matches!(&standing.final_level, Place::Rung { index, .. } if *index <= self.target)
        };
        if after.outcome == self.before.outcome && is_final(&after) {
            return true;
        }
        let is_there = match &standing.level {
            Place::Rung { .. } => is_final(&after),
            // Whether it stands on a higher rung is not known, but it stands on this one at least. That a sanction puts
            // what stands nowhere on a rung is not a way to get there.
            Place::Undetermined => {
                let is_sanctioned = standing
                    .sanctions
                    .iter()
                    .any(|one| one.applies == Some(true));
                let is_down = is_sanctioned && self.bar.is_none();
                let needed = self.target.checked_sub(usize::from(is_down));
                let rungs = &standing.ladders[0].rungs;
                let is_low = is_sanctioned && self.bar.is_some_and(|bar| bar > self.target);
                standing.late.is_none()
                    && !is_low
                    && needed.is_some_and(|needed| {
                        rungs[..=needed]
                            .iter()
                            .any(|rung| rung.reached == Some(true))
                    })
            }
            _ => false,
        };
        is_there && keeps(&self.before, &after)
    }
}

/// Whether every item that had points still has them, none is in error that was not, and none came onto the sheet or left
/// it.
pub fn keeps(before: &Scored, after: &Scored) -> bool {
    let states = |scored: &Scored| -> Vec<State> {
        let items = scored.outcome.groups.iter().flat_map(|group| &group.items);
        items.map(|item| item.state).collect()
    };
    let was_open =
        |state: State| matches!(state, State::Blank | State::Undefined | State::Unusable);
    let both = states(before).into_iter().zip(states(after));
    both.into_iter()
        .all(|(before, after)| match (before, after) {
            (one, other) if one == other => true,
            (_, State::Unusable) => false,
            (State::Unmet, State::Met | State::Blank | State::Undefined) => true,
            (one, State::Points | State::Met | State::Unmet) => was_open(one),
            (one, other) => was_open(one) && was_open(other),
        })
}

/// Inputs that no plan may change.
pub fn fixed(sheet: &Sheet, wishes: &Wishes) -> BTreeSet<String> {
    let mut fixed = wishes.pinned.clone();
    let sheets = &sheet.json()["sheets"][0];
    for input in sheets["inputs"].as_array().unwrap() {
        if input["given_by"] == "last_year" {
            fixed.insert(input["id"].as_str().unwrap().to_owned());
        }
    }
    for group in sheets["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|block| block["groups"].as_array().unwrap())
    {
        for item in group["items"].as_array().unwrap() {
            inputs_of(&item["applies_if"], &mut fixed);
            // Whether a maximum is shared among others is whether the item is on the sheet.
            let ratio = &item["rule"]["ratio"]["value"]["ratio"];
            if ratio["by_zero"]["then"]["shared_among"].is_array() {
                inputs_of(&ratio["by"], &mut fixed);
            }
        }
    }
    fixed
}

pub fn inputs_of(test: &serde_json::Value, into: &mut BTreeSet<String>) {
    match test {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(id) if matches!(name.as_str(), "yes" | "no" | "input") => {
                        into.insert(id.to_owned());
                    }
                    _ => inputs_of(value, into),
                }
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| inputs_of(value, into)),
        _ => {}
    }
}

/// How far this is from what is entered; `None` where it is that.
pub fn movement(assessment: &Assessment, domain: &Domain, to: &str) -> Option<Number> {
    let answer = assessment.input(&domain.id);
    if domain.is_choice {
        let now = answer.and_then(|answer| answer.choice.as_deref());
        return (now != Some(to)).then_some(Number::ONE);
    }
    let to: Number = to.parse().unwrap();
    let now = answer.and_then(|answer| answer.number.value().cloned());
    if now.as_ref() == Some(&to) {
        return None;
    }
    let from = now.unwrap_or_else(|| domain.values[0].parse().unwrap());
    let by = from.clone().max(Number::ONE);
    (&to - &from).magnitude().share_of(&by)
}

pub fn enter(assessment: &mut Assessment, domain: &Domain, value: &str) {
    let answer = assessment.input_mut(&domain.id);
    if domain.is_choice {
        answer.choice = Some(value.into());
    } else {
        answer.number = value.parse::<Number>().unwrap().try_into().unwrap();
    }
}
