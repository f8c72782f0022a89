//! What a plan leaves as it is unless somebody says otherwise.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::engine::assessment::Assessment;
use crate::engine::framework::{GroupRole, UnitGroup};
use crate::engine::order;
use crate::engine::rule::{NO, Reads, Rule, Test, Worth, YES};

/// The inputs that a plan leaves as they are, by id: what the unit is measured against, rather than what it does, and what has
/// gone wrong, which nobody can undo.
#[must_use]
pub fn left_as_is(unit_group: &UnitGroup) -> BTreeSet<String> {
    let inputs = denominators(unit_group).into_iter();
    let inputs = inputs.chain(gone_wrong(unit_group));
    order::set(inputs.map(|input| unit_group.inputs[input].id.to_string()))
}

/// The inputs that the unit is measured against and that are not known, by id.
#[must_use]
pub fn unknown_measures(unit_group: &UnitGroup, assessment: &Assessment) -> Vec<Rc<str>> {
    let is_known = |id: &str| {
        let answer = assessment.input(id);
        answer.is_some_and(|answer| answer.number.value().is_some())
    };
    let ids = denominators(unit_group).into_iter();
    let ids = ids.map(|input| &unit_group.inputs[input].id);
    ids.filter(|id| !is_known(id)).cloned().collect()
}

/// The inputs that are divided by.
fn denominators(unit_group: &UnitGroup) -> BTreeSet<usize> {
    let mut found = Reads::default();
    for item in &unit_group.items {
        found.rule(&item.rule);
    }
    found.denominators
}

/// What deductions count, what a full score loses, and what a sanction asks to have happened, where nothing else asks for it.
fn gone_wrong(unit_group: &UnitGroup) -> BTreeSet<usize> {
    let (mut wrong, mut others) = (Reads::default(), Reads::default());
    for group in &unit_group.groups {
        for item in &unit_group.items[group.items.clone()] {
            let is_wrong = match &item.rule {
                Rule::Minus(_) => true,
                // Whoever answers no loses: what was left undone can be done.
                Rule::Answer { worth, .. } if is_nothing(worth.get(YES)) => false,
                _ => group.role == GroupRole::Deduction,
            };
            let found = if is_wrong { &mut wrong } else { &mut others };
            found.rule(&item.rule);
        }
    }
    for ladder in unit_group.standing.ladders() {
        for sanction in &ladder.sanctions {
            happened(&sanction.test, &mut wrong);
        }
    }
    wrong.all.retain(|input| !others.all.contains(input));
    wrong.all
}

fn is_nothing(worth: Option<&Worth>) -> bool {
    worth.is_some_and(|worth| {
        let (Worth::Points(worth) | Worth::Share(worth)) = worth;
        worth.is_zero()
    })
}

/// The inputs whose yes, or whose figure from somewhere on, makes a test hold.
fn happened(test: &Test, found: &mut Reads) {
    match test {
        Test::All(tests) | Test::Any(tests) => {
            for test in tests {
                happened(test, found);
            }
        }
        Test::Chosen { option: NO, .. } | Test::Not(_) => {}
        Test::Within(_, limits) if limits.at_least.is_none() && limits.above.is_none() => {}
        Test::Chosen { .. } | Test::Within(..) => found.test(test),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::engine::assessment::Entry;
    use crate::engine::framework::Framework;
    use crate::engine::practice::edited;

    fn training() -> Framework {
        let file = "frameworks/tap-huan/bo-tieu-chi-2026/framework.json";
        let file = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
        Framework::read(&std::fs::read_to_string(file).unwrap()).unwrap()
    }

    #[test]
    fn what_has_happened_and_what_is_divided_by_stays() {
        let framework = training();
        let unit_group = framework.unit_group("xa").unwrap();
        let stays = left_as_is(unit_group);
        for id in ["hs-tong", "mat-an-toan", "ky-luat"] {
            assert!(stays.contains(id), "{id}: {stays:?}");
        }
        for id in ["hs-truc-tuyen", "cong-khai"] {
            assert!(!stays.contains(id), "{id}");
        }
    }

    #[test]
    fn of_what_goes_wrong_only_what_has_happened_stays() {
        let sourced = |value: &str| json!({ "value": value, "source": "dieu-1" });
        let item = |id: &str, rule: Value| json!({ "id": id, "name": sourced(id), "max": sourced("5"), "rule": rule, "source": "dieu-1" });
        let framework = edited(|framework| {
            let sheet = &mut framework["sheets"][5];
            let input = |id: &str, kind: &str| json!({ "id": id, "label": id, "kind": kind, "source": "dieu-1" });
            let mut faults = input("loi", "whole");
            faults["unit"] = "lần".into();
            let questions = ["lam", "sai", "khac"].map(|id| input(id, "yes_no"));
            let inputs = sheet["inputs"].as_array_mut().unwrap();
            inputs.push(faults);
            inputs.extend(questions);
            let each = json!({ "points": "1" });
            let answer = |input: &str, yes: &str, no: &str| json!({ "yes_no": { "input": input, "yes": { "points": yes }, "no": { "points": no } } });
            let groups = sheet["blocks"][0]["groups"].as_array_mut().unwrap();
            groups.push(json!({ "id": "them", "name": sourced("Thêm"), "items": [
                item("dem-loi", json!({ "minus": { "faults": [{ "of": { "input": "loi" }, "each": each }] } })),
            ] }));
            groups.push(
                json!({ "id": "bi-tru", "name": sourced("Bị trừ"), "role": "deduction", "items": [
                // Taken away from whoever has not done it.
                item("chua-lam", answer("lam", "0", "2")),
                // Taken away from whoever has.
                item("da-sai", answer("sai", "2", "0")),
            ] }),
            );
        });
        let stays = left_as_is(framework.unit_group("ap").unwrap());
        let stays = ["loi", "lam", "sai", "khac"].map(|id| stays.contains(id));
        assert_eq!(stays, [true, false, true, false]);
    }

    #[test]
    fn what_a_sanction_asks_to_have_happened_stays_and_what_it_asks_for_too_little_of_does_not() {
        let stays = |limits: &[(&str, &str)]| {
            let framework = edited(|framework| {
                let input = json!({ "id": "dem", "label": "dem", "kind": "whole", "unit": "lần", "source": "dieu-1" });
                framework["sheets"][5]["inputs"]
                    .as_array_mut()
                    .unwrap()
                    .push(input);
                let mut compare = json!({ "value": { "input": "dem" } });
                for (side, limit) in limits {
                    compare[*side] = (*limit).into();
                }
                let mut sanction = framework["ladders"][3]["sanctions"][0].clone();
                (sanction["id"], sanction["if"]) = ("them".into(), json!({ "compare": compare }));
                let sanctions = framework["ladders"][3]["sanctions"].as_array_mut().unwrap();
                sanctions.push(sanction);
            });
            left_as_is(framework.unit_group("ap").unwrap()).contains("dem")
        };
        assert!(stays(&[("at_least", "2")]));
        assert!(stays(&[("above", "2")]));
        assert!(stays(&[("above", "2"), ("at_most", "5")]));
        assert!(!stays(&[("at_most", "2")]));
        assert!(!stays(&[("below", "2")]));
    }

    #[test]
    fn what_is_divided_by_is_known_once_it_can_be_read() {
        let framework = training();
        let unit_group = framework.unit_group("xa").unwrap();
        let mut assessment = Assessment::new(&framework, unit_group);
        let is_unknown = |assessment: &Assessment| {
            let unknown = unknown_measures(unit_group, assessment);
            unknown.iter().any(|id| **id == *"hs-tong")
        };
        assert!(is_unknown(&assessment));
        for (typed, expected) in [("abc", true), ("1.000", true), ("800", false)] {
            assessment.input_mut("hs-tong").number = Entry::typed(typed);
            assert_eq!(is_unknown(&assessment), expected, "{typed}");
        }
        assert!(
            unknown_measures(unit_group, &assessment)
                .iter()
                .all(|id| !id.starts_with("mat-an-toan"))
        );
    }
}
