//! The smallest set of items whose rejection lowers a unit's final level: worked out by hand, and against all smaller sets.
//! Rejected is what an appraisal gives 0 points.

#![cfg(not(target_arch = "wasm32"))] // it reads files, and proptest starts processes
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

mod fragment;

use std::path::Path;
use std::{fs, iter};

use bac_thang::engine::framework::GroupRole;
use bac_thang::engine::standing::Place;
use bac_thang::{
    Appraisal, Assessment, Entry, Fragility, Framework, Outcome, Silence, fragility, score,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use fragment::Fragment;
use fragment::made::{at_least, group, item, ladder, question, sourced};

/// What was entered, and the level that counts with the points of some cells rejected.
struct Case {
    framework: Framework,
    assessment: Assessment,
}

impl Case {
    /// A commune that gives itself so many points for each item, and says yes to everything asked.
    fn of(framework: &Value, points: &[(&str, &str)]) -> Case {
        let framework = Framework::read(&framework.to_string()).unwrap();
        let commune = framework.unit_group("xa").unwrap();
        let mut assessment = Assessment::new(&framework, commune);
        for input in &commune.inputs {
            assessment.input_mut(&input.id).choice = Some("yes".into());
        }
        for (item, points) in points {
            assessment.answer_mut(item).points = Entry::typed(points);
        }
        Case {
            framework,
            assessment,
        }
    }

    fn fragility(&self) -> Option<Fragility> {
        fragility(&self.framework, &self.assessment).unwrap()
    }

    fn items(&self) -> Vec<String> {
        let found = self.fragility().unwrap();
        assert!(found.is_smallest);
        found.items.iter().map(ToString::to_string).collect()
    }

    fn outcome(&self) -> Outcome {
        score(&self.framework, &self.assessment).unwrap().outcome
    }

    fn depth(&self, rejected: &[&str]) -> (u8, usize) {
        let mut assessment = self.assessment.clone();
        for id in rejected {
            assessment.answer_mut(id).appraised = Some(Appraisal {
                points: Entry::typed("0"),
                ..Appraisal::default()
            });
        }
        let scored = score(&self.framework, &assessment).unwrap();
        depth(&scored.appraised.unwrap_or(scored.outcome))
    }

    /// Items with points that are not taken away.
    fn rejectable(&self) -> Vec<String> {
        let unit_group = self.framework.unit_group(&self.assessment.unit_group);
        let groups = self.outcome().groups.into_iter();
        let groups = groups.zip(&unit_group.unwrap().groups);
        groups
            .filter(|(_, group)| group.role != GroupRole::Deduction)
            .flat_map(|(score, _)| score.items)
            .filter(|item| !item.points.is_zero())
            .map(|item| item.id.to_string())
            .collect()
    }

    /// No set of fewer items than were found lowers the level, and what was found does. Sets of more than so many are not tried.
    fn is_smallest(&self, most: usize) -> Result<(), TestCaseError> {
        let now = depth(&self.outcome());

        let (least, found) = match self.fragility() {
            Some(found) => {
                prop_assert!(found.is_smallest, "{:?}", found);
                let items: Vec<&str> = found.items.iter().map(|id| &**id).collect();
                prop_assert!(self.depth(&items) > now, "{:?}", items);
                (items.len(), Some(found))
            }
            None if now.0 == 0 && now.1 % 2 == 1 => (usize::MAX, None),
            // It stands on no rung.
            None => return Ok(()),
        };
        let items = self.rejectable();
        for count in (1..least).take_while(|count| *count <= most.min(items.len())) {
            for set in subsets(&items, count) {
                prop_assert!(self.depth(&set) <= now, "{:?} {:?}", found, set);
            }
        }
        Ok(())
    }
}

/// How far down; a gap lies between its rungs.
fn depth(outcome: &Outcome) -> (u8, usize) {
    match outcome.standing.as_ref().unwrap().final_level {
        Place::Rung { index, .. } => (0, 2 * index + 1),
        Place::Gap { above } => (0, 2 * above),
        Place::Undetermined => (1, 0),
        Place::Below => (2, 0),
    }
}

fn subsets(items: &[String], count: usize) -> Vec<Vec<&str>> {
    let Some((first, rest)) = items.split_first() else {
        return Vec::from_iter((count == 0).then(Vec::new));
    };
    let mut sets = subsets(rest, count);
    if let Some(fewer) = count.checked_sub(1) {
        let with = subsets(rest, fewer).into_iter();
        sets.extend(with.map(|set| iter::once(first.as_str()).chain(set).collect()));
    }
    sets
}

fn entered(id: &str, max: &str) -> Value {
    item(id, max, &json!({ "entered": {} }))
}

// ── By hand ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

fn of_whole(points: &str) -> Value {
    at_least(&json!("whole"), points)
}

/// With a sanction whose test is answered yes.
fn sanctioned(mut ladder: Value, then: &Value) -> Value {
    ladder["sanctions"] = json!([{ "id": "s", "what": "Vi phạm.", "if": { "yes": "q" }, "then": then, "source": "c" }]);
    ladder
}

/// Four items of 3, 3, 2 and 2 points; 9 for the highest rung, 6 for the next, 3 for the third.
fn four(then: &Value) -> Case {
    let points = [("a", "3"), ("b", "3"), ("c", "2"), ("d", "2")];
    let rungs = ["9", "6", "3"].map(|points| json!([of_whole(points)]));
    let fragment = Fragment {
        inputs: vec![question("q")],
        groups: vec![group("g", &points.map(|(id, max)| entered(id, max)))],
        ladders: vec![sanctioned(ladder(&rungs), then)],
        ..Fragment::default()
    };
    Case::of(&fragment.framework(), &points)
}

#[test]
fn a_rung_down_by_sanction_falls_with_the_rung_by_score() {
    // On the highest rung by score, on the second after the sanction: without any one of them less than 9 are left, so it is on
    // the second by score and the third after the sanction. For the second rung itself a and b would have to go.
    assert_eq!(four(&json!({ "down": 1 })).items(), ["a"]);
}

#[test]
fn a_rung_by_sanction_falls_only_with_all_rungs_above_it() {
    // No higher than the second: less than 6 are left without a and b.
    assert_eq!(four(&json!({ "not_above": "r1" })).items(), ["a", "b"]);
    // On the third, whatever the points: less than 3 are left without three of them.
    assert_eq!(four(&json!({ "rung": "r2" })).items(), ["a", "b", "c"]);
    // Nothing is lower than the lowest.
    assert_eq!(four(&json!({ "rung": "thap" })).fragility(), None);
}

#[test]
fn each_rung_down_to_the_one_that_counts_is_lost_by_its_own_condition() {
    // The highest rung asks for a, the next for b and c together: no higher than that, it is lost with both.
    let rungs = [
        json!([at_least(&json!({ "item": "a" }), "1")]),
        json!([at_least(&json!({ "group": "h" }), "4")]),
    ];
    let fragment = Fragment {
        inputs: vec![question("q")],
        groups: vec![
            group("g", &[entered("a", "5")]),
            group("h", &[entered("b", "3"), entered("c", "2")]),
        ],
        ladders: vec![sanctioned(ladder(&rungs), &json!({ "not_above": "r1" }))],
        ..Fragment::default()
    };
    let points = [("a", "5"), ("b", "3"), ("c", "2")];
    assert_eq!(Case::of(&fragment.framework(), &points).items(), ["a", "b"]);
}

#[test]
fn points_cost_what_they_count_in_a_converted_total() {
    // i counts 60 of 100 and t only 9: 60 are reached with both and lost without i.
    let mut bonus = group("t", &[entered("t1", "9")]);
    bonus["role"] = json!("bonus");
    bonus["max"] = sourced("9");
    let fragment = Fragment {
        groups: vec![group("g", &[entered("i", "6"), entered("j", "4")]), bonus],
        total: Some(json!({ "convert_to": sourced("100") })),
        ladders: vec![ladder(&[json!([of_whole("60")])])],
        ..Fragment::default()
    };
    let points = [("i", "6"), ("j", "0"), ("t1", "9")];
    assert_eq!(Case::of(&fragment.framework(), &points).items(), ["i"]);
}

#[test]
fn a_set_is_not_called_smallest_where_more_could_lead_back_to_what_is_known() {
    // For the highest rung 5 of 10 points are asked, for the next 4 and a yes.
    let rungs = [
        json!([of_whole("5")]),
        json!([
            of_whole("4"),
            json!({ "if": { "yes": "q" }, "source": "c" })
        ]),
    ];
    let points = [("a", "3"), ("b", "3"), ("c", "2"), ("d", "2")];
    let fragment = Fragment {
        inputs: vec![question("q")],
        groups: vec![group("g", &points.map(|(id, max)| entered(id, max)))],
        ladders: vec![ladder(&rungs)],
        ..Fragment::default()
    };
    let mut case = Case::of(&fragment.framework(), &points);
    assert_eq!(case.items(), ["a", "b"]);
    // Without them it is not known whether the next is reached.
    case.assessment.input_mut("q").choice = None;
    let found = case.fragility().unwrap();
    assert_eq!((found.items.len(), found.is_smallest), (2, false));
    // Nothing is smaller than one.
    let one_enough = [("a", "3"), ("b", "2"), ("c", "0"), ("d", "0")];
    let mut case = Case::of(&fragment.framework(), &one_enough);
    case.assessment.input_mut("q").choice = None;
    assert_eq!(case.items(), ["a"]);
}

#[test]
fn in_whatever_order_rungs_are_lost_they_are_looked_at_once() {
    // Two ladders of ten rungs, each by a group of ten items: no higher than the tenth, all ten of one are lost. There are
    // some 180.000 orders in which rungs can be lost, and 121 ways to have lost them.
    let places = 0..10;
    let groups = ["g", "h"].map(|of| {
        let items = places
            .clone()
            .map(|place| entered(&format!("{of}{place}"), "1"));
        group(of, &items.collect::<Vec<_>>())
    });
    let ladders = [("g", "l"), ("h", "m")].map(|(of, id)| {
        let rungs = places
            .clone()
            .map(|place| json!([at_least(&json!({ "group": of }), &(10 - place).to_string())]));
        let mut ladder = ladder(&rungs.collect::<Vec<_>>());
        ladder["id"] = json!(id);
        ladder
    });
    let [first, second] = ladders;
    let fragment = Fragment {
        inputs: vec![question("q")],
        groups: groups.to_vec(),
        standing: Some(json!({ "ladders": {
            "ladders": ["l", "m"],
            "lowest_of_all": { "what": "Thấp nhất.", "sources": ["c"] },
        } })),
        ladders: vec![sanctioned(first, &json!({ "not_above": "r9" })), second],
        ..Fragment::default()
    };
    let ids: Vec<String> = ["g", "h"]
        .iter()
        .flat_map(|of| places.clone().map(move |place| format!("{of}{place}")))
        .collect();
    let points: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "1")).collect();
    assert_eq!(Case::of(&fragment.framework(), &points).items().len(), 10);
}

// ── Against all smaller sets ─────────────────────────────────────────────────────────────────────────────────────────────

fn limits() -> impl Strategy<Value = Value> {
    let side = select(vec!["at_least", "above"]);
    let whole = select(vec![
        "\"whole\"",
        r#"{"block":"x"}"#,
        r#"{"block":"y"}"#,
        r#"{"group":"a"}"#,
        r#"{"group":"b"}"#,
        r#"{"item":"a0"}"#,
    ]);
    (whole, side, 1_u32..20).prop_map(|(of, side, share)| {
        let of: Value = serde_json::from_str(of).unwrap();
        let mut condition = json!({ "of": of, "source": "c" });
        condition[side] = json!({ "share": format!("{}%", share * 5) });
        condition
    })
}

/// A ladder of up to four rungs and a lowest that asks nothing. What a rung asks of the whole falls from rung to rung.
fn rungs() -> impl Strategy<Value = Value> {
    let more = vec(vec(limits(), 0..3), 1..4);
    (more, 25_u32..95, 5_u32..30).prop_map(|(rungs, first, step)| {
        let rungs = rungs.into_iter().zip(0..).map(|(more, place)| {
            let share = first.saturating_sub(place * step);
            let whole = json!({ "of": "whole", "at_least": { "share": format!("{share}%") }, "source": "c" });
            json!(iter::once(whole).chain(more).collect::<Vec<_>>())
        });
        ladder(&rungs.collect::<Vec<_>>())
    })
}

/// Two blocks of scored items, a bonus and a deduction, and every way in which a total is made and a level lowered.
fn framework_and_points() -> impl Strategy<Value = (Value, Vec<(String, u32)>)> {
    let maxima = || vec(1_u32..6, 1..4);
    let then = select(vec![
        json!({ "down": 1 }),
        json!({ "down": 2 }),
        json!({ "not_above": "r0" }),
        json!({ "rung": "r0" }),
        json!({ "not_above": "thap" }),
    ]);
    let rounding = (
        select(vec!["group", "total"]),
        select(vec!["half_up", "down", "up"]),
    );
    let made = (
        (maxima(), maxima(), option::of(1_u32..6), any::<bool>()),
        (
            option::weighted(0.3, Just("100")),
            option::weighted(0.3, rounding),
            option::weighted(0.3, select(vec!["0.5", "10", "20"])),
            option::weighted(0.3, 1_u32..6),
        ),
        vec(rungs(), 1..3),
        option::weighted(0.6, then),
        // Whether an item is left out and the whole converted back.
        any::<bool>(),
        vec(0_u32..6, 9),
    );
    made.prop_map(|((a, b, bonus, deducts), (scale, rounding, weight, cap), ladders, then, leaves_out, entry)| {
        let mut points = Vec::new();
        let mut entry = entry.into_iter();
        let mut items = |group: &str, maxima: &[u32]| {
            let ids = maxima.iter().enumerate().map(|(place, max)| {
                let id = format!("{group}{place}");
                // Mostly in full.
                let given = (*max).min(entry.next().unwrap_or(9) * 2);
                points.push((id.clone(), given));
                entered(&id, &max.to_string())
            });
            ids.collect::<Vec<_>>()
        };
        let (mut x, mut y) = (group("a", &items("a", &a)), group("b", &items("b", &b)));
        if let Some(weight) = weight {
            y["weight"] = sourced(weight);
        }
        let sum: u32 = a.iter().sum();
        if let Some(cap) = cap.filter(|cap| *cap < sum) {
            x["max"] = sourced(&cap.to_string());
            x["contradiction"] = json!({ "what": "Khác nhau.", "sources": ["c"] });
        } else if leaves_out {
            let all = x["items"].as_array_mut().unwrap();
            all.push(entered("out", "4"));
        }
        let mut groups = vec![x];
        if let Some(max) = bonus {
            let mut bonus = group("t", &items("t", &[max, max]));
            bonus["role"] = json!("bonus");
            bonus["max"] = sourced(&(max + 1).to_string());
            groups.push(bonus);
        }
        if deducts {
            let mut deduction = group("d", &items("d", &[2]));
            deduction["role"] = json!("deduction");
            groups.push(deduction);
        }
        let ladders = ladders.into_iter().zip(["l", "m"]).map(|(mut ladder, id)| {
            ladder["id"] = json!(id);
            match &then {
                Some(then) if id == "l" => sanctioned(ladder, then),
                _ => ladder,
            }
        });
        let mut ladders: Vec<Value> = ladders.collect();
        // All ladders have the same rungs.
        if let [one, other] = &mut ladders[..] {
            let count = one["rungs"].as_array().unwrap().len().min(other["rungs"].as_array().unwrap().len());
            for ladder in [one, other] {
                let rungs = ladder["rungs"].as_array_mut().unwrap();
                let lowest = rungs.pop().unwrap();
                rungs.truncate(count - 1);
                rungs.push(lowest);
            }
        }
        let fragment = Fragment {
            inputs: vec![question("q")],
            exclusion: Some(json!({ "effect": "rescaled", "source": "c" })),
            rounding: rounding.map(|(of, mode)| json!({ of: { "to": "1", "mode": mode, "source": "c" } })),
            total: scale.map(|scale| json!({ "convert_to": sourced(scale) })),
            standing: Some(json!({ "ladders": { "ladders": ladders.iter().map(|ladder| &ladder["id"]).collect::<Vec<_>>() } })),
            ladders,
            ..Fragment::default()
        };
        let mut framework = fragment.framework();
        let sheet = &mut framework["sheets"][0];
        sheet["blocks"] = json!([
            { "id": "x", "name": sourced("X"), "groups": groups },
            { "id": "y", "name": sourced("Y"), "groups": [y] },
        ]);
        if fragment.ladders.len() > 1 {
            sheet["standing"]["ladders"]["lowest_of_all"] = json!({ "what": "Thấp nhất.", "sources": ["c"] });
        }
        (framework, points)
    })
}

/// A commune to practise on, with some of its figures smaller and some of its answers turned, and more often than not with a
/// sanction.
fn commune() -> impl Strategy<Value = Assessment> {
    let unit = select(vec!["len-bac", "rot-minh-chung", "thieu-mot-diem"]);
    let changes = vec((0_u32..10, 0_u32..10), 80);
    let sanctions = select(vec![
        vec![],
        vec![("mat-an-toan", "yes")],
        vec![("ky-luat", "1")],
        vec![("mat-an-toan", "yes"), ("ky-luat", "1")],
        vec![("mat-an-toan", "yes"), ("lo-du-lieu", "1")],
    ]);
    (unit, changes, 0_u32..5, sanctions).prop_map(|(unit, changes, how_often, sanctions)| {
        let mut assessment = Assessment::read(&training(&format!("units/{unit}.json"))).unwrap();
        for (answer, (which, tenths)) in assessment.inputs.iter_mut().zip(changes) {
            if which >= how_often {
                continue;
            }
            if let Some(number) = answer.number.text().parse::<u32>().ok().filter(|n| *n > 0) {
                answer.number = Entry::typed(&(number * tenths / 10).to_string());
            }
            if let Some(choice) = &mut answer.choice {
                match &**choice {
                    "yes" => *choice = "no".into(),
                    "no" => *choice = "yes".into(),
                    _ => {}
                }
            }
        }
        for (id, entered) in sanctions {
            let answer = assessment.input_mut(id);
            if entered == "yes" {
                answer.choice = Some(entered.into());
            } else {
                answer.number = Entry::typed(entered);
            }
        }
        assessment
    })
}

fn training(file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks/tap-huan/bo-tieu-chi-2026");
    fs::read_to_string(folder.join(file)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_smaller_set_lowers_a_communes_final_level(assessment in commune()) {
        let framework = Framework::read(&training("framework.json")).unwrap();
        let case = Case {
            framework,
            assessment,
        };
        case.is_smallest(2)?;
    }
}

proptest! {
    #[test]
    fn no_smaller_set_lowers_the_final_level((framework, points) in framework_and_points()) {
        let points: Vec<(&str, String)> = points.iter().map(|(id, points)| (id.as_str(), points.to_string())).collect();
        let points: Vec<(&str, &str)> = points.iter().map(|(id, points)| (*id, points.as_str())).collect();
        let mut case = Case::of(&framework, &points);
        case.assessment.answer_mut("out").silence = Some(Silence::NotApplicable {
            reason: "Không có".to_owned(),
            decided: true,
        });
        case.is_smallest(usize::MAX)?;
    }
}
