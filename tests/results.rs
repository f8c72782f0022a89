//! What a result says besides points: what a group is, what can still matter, what is lost, what is wrong and where.

#![cfg(not(target_arch = "wasm32"))] // it compares with other tests' fragments, which read files
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

mod fragment;

use bac_thang::engine::cell::State;
use bac_thang::engine::scorer::Scorer;
use bac_thang::{
    Answer, Assessment, Entry, Field, FindingKind, Framework, Scored, Spot, fragility, score,
};
use serde_json::{Value, json};

use fragment::made::{at_least, count, group, item, ladder, question, questions, sourced};
use fragment::{Entered, Fragment};

/// A commune's sheet: what was entered for inputs, and answers as files write them.
fn scored(fragment: &Fragment, inputs: &[(&str, &str)], answers: &[Value]) -> Scored {
    let framework = Framework::read(&fragment.framework().to_string()).unwrap();
    let inputs = inputs
        .iter()
        .map(|(id, entered)| ((*id).to_owned(), (*entered).to_owned()));
    let entered = Entered {
        inputs: inputs.collect(),
        answers: answers.to_vec(),
        ..Entered::default()
    };
    fragment::scored(&framework, &entered).unwrap()
}

fn ratio(of: &str, by: &str) -> Value {
    json!({ "ratio": { "value": { "ratio": {
        "of": { "input": of }, "by": { "input": by }, "relation": "part_of",
    } } } })
}

fn own(id: &str, max: &str) -> Value {
    let mut own = group(id, &[]);
    own["max"] = sourced(max);
    own
}

fn points(of: &str, points: &str) -> Value {
    json!({ "of": of, "points": { "value": points } })
}

fn excluded(of: &str) -> Value {
    json!({ "of": of, "silence": { "not_applicable": { "reason": "Không có", "decided": true } } })
}

fn to_reach(conditions: &Value) -> Vec<Value> {
    vec![ladder(std::slice::from_ref(conditions))]
}

/// Two questions and a ratio.
fn sheet() -> Fragment {
    let mut items = questions("g", &[("a", "2"), ("b", "2")])["items"].clone();
    items
        .as_array_mut()
        .unwrap()
        .push(item("r", "2", &ratio("p", "w")));
    Fragment {
        inputs: vec![
            question("a"),
            question("b"),
            count("p", "9"),
            count("w", "9"),
        ],
        groups: vec![group("g", items.as_array().unwrap())],
        exclusion: Some(json!({ "source": "c" })),
        ..Fragment::default()
    }
}

#[test]
fn a_group_is_what_its_items_are() {
    let full = [("a", "yes"), ("b", "no"), ("p", "1"), ("w", "2")];
    let state = |inputs: &[(&str, &str)], silent: &[&str]| {
        let silent: Vec<Value> = silent.iter().copied().map(excluded).collect();
        scored(&sheet(), inputs, &silent).outcome.groups[0].state
    };
    assert_eq!(state(&[], &[]), State::Blank);
    assert_eq!(state(&full[..1], &[]), State::Partly);
    assert_eq!(state(&full[..2], &[]), State::Partly);
    assert_eq!(state(&full, &[]), State::Points);
    assert_eq!(state(&full[2..], &["g-a", "g-b"]), State::Points);
    assert_eq!(state(&full, &["g-a", "g-b", "r"]), State::Excluded);
    let with = |p: &str, w: &str, rest: usize| {
        let mut inputs = full[..rest].to_vec();
        inputs.extend([("p", p), ("w", w)]);
        state(&inputs, &[])
    };
    // What is wrong is said before what is blank.
    assert_eq!(with("3", "2", 2), State::Unusable);
    assert_eq!(with("3", "2", 0), State::Unusable);
    assert_eq!(with("0", "0", 2), State::Undefined);
    assert_eq!(with("0", "0", 1), State::Partly);
    assert_eq!(with("0", "0", 0), State::Partly);
}

#[test]
fn a_group_of_which_something_has_points_counts_whatever_the_rest_is() {
    let counted = |inputs: &[(&str, &str)]| {
        let group = scored(&sheet(), inputs, &[]).outcome.groups.remove(0);
        (group.state, group.counted(), group.left_out())
    };
    let undefined = [("p", "0"), ("w", "0")];
    let wrong = [("p", "3"), ("w", "2")];
    let with =
        |answers: [(&'static str, &'static str); 2], rest| counted(&[answers, rest].concat());
    // 2 points, and 0 points, which are points too.
    for answers in [[("a", "yes"), ("b", "no")], [("a", "no"), ("b", "no")]] {
        assert_eq!(
            with(answers, undefined),
            (State::Undefined, State::Partly, 1)
        );
        assert_eq!(with(answers, wrong), (State::Unusable, State::Partly, 1));
    }
    assert_eq!(counted(&[("a", "yes")]), (State::Partly, State::Partly, 2));
    // Where nothing has points nothing is left out of them.
    assert_eq!(counted(&wrong), (State::Unusable, State::Unusable, 0));
    assert_eq!(counted(&[]), (State::Blank, State::Blank, 0));
    let full = [("a", "yes"), ("b", "no"), ("p", "1"), ("w", "2")];
    assert_eq!(counted(&full), (State::Points, State::Points, 0));
}

#[test]
fn a_group_without_items_seen_in_all_ways() {
    let fragment = Fragment {
        groups: vec![own("g", "60"), own("h", "30"), own("k", "10")],
        ladders: to_reach(&json!([at_least(&json!("whole"), "50")])),
        ..Fragment::default()
    };
    let mut backed = points("g", "54");
    backed["explanation"] = json!("Có văn bản");
    backed["appraised"] = json!({ "points": { "value": "60" } });
    let mut over = points("h", "20");
    over["appraised"] = json!({ "points": { "value": "30.01" } });
    let result = scored(&fragment, &[], &[backed, over]);
    let whole = |outcome: &bac_thang::Outcome| outcome.whole.points.to_string();
    assert_eq!(whole(&result.outcome), "74");
    assert_eq!(whole(&result.backed), "54");
    assert_eq!(whole(result.appraised.as_ref().unwrap()), "80");
    assert_eq!(whole(&result.range.guaranteed), "74");
    assert_eq!(whole(&result.range.possible), "84");
    let found: Vec<_> = result.findings.iter().map(|found| &found.spot).collect();
    assert_eq!(found, [&Spot::group("h", Field::Appraised)]);
    // Points below 50 that are not known yet.
    assert_eq!(result.range.open, [""; 0].map(Into::into));
}

/// A unit that says a deduction does not apply to it is not rid of it before that is decided.
#[test]
fn a_deduction_proposed_for_exclusion_goes_on_deducting() {
    let count = json!({ "count": { "of": { "input": "p" }, "each": { "points": "1.5" } } });
    let mut fragment = sheet();
    fragment.groups.push(json!({
        "id": "d", "name": sourced("d"), "role": "deduction",
        "items": [{ "id": "t", "name": sourced("t"), "max": sourced("4"), "source": "c", "rule": count }],
    }));
    let result = |exclusion: Value, p: &[(&str, &str)], decided: bool| {
        let exclusion = Some(exclusion);
        let fragment = Fragment {
            exclusion,
            ..fragment.clone()
        };
        let inputs = [&[("a", "yes"), ("b", "yes"), ("w", "9")], p].concat();
        let reason = json!({ "reason": "Không có", "decided": decided });
        let silence = json!({ "of": "t", "silence": { "not_applicable": reason } });
        scored(&fragment, &inputs, &[silence])
    };
    let council = || json!({ "source": "c", "decided_by": "Hội đồng" });
    let t = |outcome: &bac_thang::Outcome| {
        let item = &outcome.groups[1].items[0];
        (item.state, item.points.to_string())
    };
    let is_less = |one: &bac_thang::Outcome, other: &bac_thang::Outcome| {
        (&other.whole.points - &one.whole.points).to_string()
    };
    let two = [("p", "2")];
    let proposed = result(council(), &two, false);
    assert_eq!(t(&proposed.outcome), (State::Proposed, "3".into()));
    let granted = proposed.granted.as_ref().unwrap();
    assert_eq!(is_less(&proposed.outcome, granted), "3");
    assert_eq!(is_less(&proposed.range.guaranteed, granted), "3");
    let decided = result(council(), &two, true).outcome;
    assert_eq!(t(&decided).0, State::Excluded);
    assert_eq!(decided.whole, granted.whole);
    // Nobody knows how much it is.
    let unknown = result(council(), &[], false);
    assert_eq!(t(&unknown.outcome), (State::Proposed, "0".into()));
    assert_eq!(is_less(&unknown.range.guaranteed, &unknown.outcome), "4");
    assert!(unknown.granted.is_some());
    // What counts in full deducts nothing.
    let in_full = json!({ "source": "c", "effect": "full_marks" });
    let in_full = result(in_full, &two, true).outcome;
    assert_eq!(t(&in_full), (State::Waived, "0".into()));
}

#[test]
fn blank_answers_that_a_sanction_or_condition_asks_for() {
    let mut fragment = sheet();
    fragment.inputs.push(question("s"));
    let mut ladder = ladder(&[json!([at_least(&json!("whole"), "2")])]);
    ladder["sanctions"] = json!([{
        "id": "p", "what": "s", "if": { "yes": "s" }, "then": { "not_above": "thap" }, "source": "c",
    }]);
    fragment.ladders = vec![ladder];
    let open = |fragment: &Fragment, inputs: &[(&str, &str)]| {
        let range = scored(fragment, inputs, &[]).range;
        let all = range.open_inputs.iter().map(ToString::to_string);
        all.collect::<Vec<_>>()
    };
    let full = [("a", "yes"), ("b", "yes"), ("p", "9"), ("w", "9")];
    assert_eq!(open(&fragment, &full), ["s"]);
    let told = |answer| [&full[..], &[("s", answer)]].concat();
    assert_eq!(open(&fragment, &told("yes")), [""; 0]);
    assert_eq!(open(&fragment, &told("no")), [""; 0]);
    // Without the points nothing depends on it.
    let none = [("a", "no"), ("b", "no"), ("p", "0"), ("w", "9")];
    assert_eq!(open(&fragment, &none), [""; 0]);
    fragment.ladders = to_reach(&json!([
        at_least(&json!("whole"), "2"),
        { "if": { "yes": "s" }, "source": "c" },
    ]));
    assert_eq!(open(&fragment, &full), ["s"]);
    assert_eq!(open(&fragment, &told("no")), [""; 0]);
    assert_eq!(open(&fragment, &none), [""; 0]);
}

#[test]
fn blanks_that_can_still_matter() {
    let mut fragment = sheet();
    fragment.groups.push(own("h", "4"));
    let open = |conditions: &Value, inputs: &[(&str, &str)], answers: &[Value]| {
        let fragment = Fragment {
            ladders: to_reach(conditions),
            ..fragment.clone()
        };
        let open = scored(&fragment, inputs, answers).range.open;
        open.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let whole = |points: &str| json!([at_least(&json!("whole"), points)]);
    let a = [("a", "yes")];
    assert_eq!(open(&whole("5"), &a, &[]), ["g-b", "r", "h"]);
    assert_eq!(open(&whole("5"), &a, &[points("h", "4")]), [""; 0]);
    assert_eq!(open(&whole("9"), &a, &[points("h", "4")]), ["g-b", "r"]);
    assert_eq!(
        open(&whole("9"), &[("a", "no")], &[points("h", "4")]),
        [""; 0]
    );
    // Only what a condition covers.
    let item = json!([at_least(&json!({ "item": "g-b" }), "2")]);
    assert_eq!(open(&item, &a, &[]), ["g-b"]);
    let group = json!([at_least(&json!({ "group": "h" }), "2")]);
    assert_eq!(open(&group, &a, &[]), ["h"]);
    let group = json!([at_least(&json!({ "group": "g" }), "3")]);
    assert_eq!(open(&group, &a, &[]), ["g-b", "r"]);
    // A condition that is met whatever comes has nothing open, beside one that is not.
    let both = json!([
        at_least(&json!({ "group": "g" }), "2"),
        at_least(&json!({ "group": "h" }), "4"),
    ]);
    assert_eq!(open(&both, &a, &[]), ["h"]);
}

/// What counts as nothing for lack of evidence could still be what it is.
#[test]
fn what_points_can_come_to_stays_whatever_they_count_as() {
    let backed = scored(&sheet(), &[("a", "yes")], &[]).backed;
    let items = &backed.groups[0].items;
    let ends = |item: usize| {
        let high = items[item].high().unwrap();
        format!("{} {} {high}", items[item].points, items[item].low())
    };
    assert_eq!([ends(0), ends(1)], ["0 2 2", "0 0 2"]);
}

/// A deduction is out of nothing, whatever the unit says.
#[test]
fn nobody_limits_a_deduction_but_the_decision() {
    let mut fragment = sheet();
    fragment.groups.push(json!({
        "id": "d", "name": sourced("d"), "role": "deduction", "items": [{
            "id": "t", "name": sourced("t"), "source": "c",
            "rule": { "count": { "of": { "input": "p" }, "each": { "points": "1" } } },
        }],
    }));
    let answer = json!({ "of": "d", "max": { "value": "1" } });
    let outcome = scored(&fragment, &[("p", "3")], &[answer]).outcome;
    assert_eq!(outcome.groups[1].points.to_string(), "3");
    assert_eq!(outcome.groups[1].max, None);
}

#[test]
fn what_is_lost_most_first() {
    let mut fragment = sheet();
    fragment.groups.push(own("h", "5"));
    fragment.groups.push(json!({
        "id": "d", "name": sourced("d"), "role": "deduction", "items": [{
            "id": "t", "name": sourced("t"), "source": "c",
            "rule": { "count": { "of": { "input": "p" }, "each": { "points": "1.5" } } },
        }],
    }));
    let lost = |inputs: &[(&str, &str)], answers: &[Value]| {
        let losses = scored(&fragment, inputs, answers).losses;
        let all = losses
            .iter()
            .map(|loss| format!("{} {}", loss.of, loss.points));
        all.collect::<Vec<_>>()
    };
    let inputs = [("a", "no"), ("b", "yes"), ("p", "1"), ("w", "2")];
    assert_eq!(
        lost(&inputs, &[points("h", "3")]),
        ["g-a 2", "h 2", "t 1.5", "r 1"]
    );
    assert_eq!(lost(&[], &[]), ["h 5", "g-a 2", "g-b 2", "r 2"]);
}

#[test]
fn what_is_wrong_and_where() {
    let found = |inputs: &[(&str, &str)], answers: &[Value]| {
        let found = scored(&sheet(), inputs, answers).findings;
        let all = found.into_iter().map(|found| (found.spot, found.kind));
        all.collect::<Vec<_>>()
    };
    let has_items = |answer: Value| found(&[], std::slice::from_ref(&answer));
    let expected = (Spot::group("g", Field::All), FindingKind::HasItems);
    assert_eq!(has_items(points("g", "1")), std::slice::from_ref(&expected));
    assert_eq!(has_items(excluded("g")), std::slice::from_ref(&expected));
    let mut fragment = sheet();
    fragment.groups = vec![own("h", "2")];
    fragment.inputs.clear();
    let lines = ["1", "2"].map(
        |points| json!({ "name": "Dòng", "max": { "value": "1" }, "points": { "value": points } }),
    );
    let wrong = scored(&fragment, &[], &[json!({ "of": "h", "lines": lines })]).findings;
    assert_eq!(wrong[0].spot, Spot::line("h", 1, Field::Points));
    let line = json!({ "name": "Dòng", "max": { "value": "1" }, "points": { "value": "1" } });
    assert_eq!(
        has_items(json!({ "of": "g", "lines": [line] }))[0],
        expected
    );
    assert_eq!(has_items(json!({ "of": "g", "note": "Ghi chú" })), []);
    assert_eq!(has_items(json!({ "of": "r", "note": "Ghi chú" })), []);
    let not_asked_for = (Spot::group("r", Field::All), FindingKind::NotAskedFor);
    for what in ["points", "max"] {
        let answer = json!({ "of": "r", what: { "value": "1" } });
        assert_eq!(has_items(answer), std::slice::from_ref(&not_asked_for));
    }
    let lines = json!({ "of": "r", "lines": [line] });
    assert_eq!(has_items(lines), [not_asked_for]);
    let mut entered = sheet();
    entered.groups[0]["items"][2]["rule"] = json!({ "entered": {} });
    let answer = &[points("r", "1")];
    assert_eq!(scored(&entered, &[], answer).findings, []);
    let unknown = (Spot::group("z", Field::All), FindingKind::UnknownGroup);
    assert_eq!(has_items(points("z", "1")), [unknown]);
    let unknown = (Spot::input("z"), FindingKind::UnknownInput);
    assert_eq!(found(&[("z", "1")], &[]), [unknown]);
    let [(spot, FindingKind::OutOfBounds { .. })] = &found(&[("p", "10")], &[])[..] else {
        panic!()
    };
    assert_eq!(*spot, Spot::input("p"));
}

#[test]
fn an_unknown_input_is_named_if_anything_was_entered() {
    let framework = Framework::read(&sheet().framework().to_string()).unwrap();
    let mut assessment = Assessment::new(&framework, framework.unit_group("xa").unwrap());
    assessment.input_mut("z");
    assert_eq!(score(&framework, &assessment).unwrap().findings, []);
    assessment.input_mut("z").choice = Some("yes".into());
    assert_eq!(score(&framework, &assessment).unwrap().findings.len(), 1);
    assessment.input_mut("z").choice = None;
    assessment.input_mut("z").number = Entry::typed("1");
    assert_eq!(score(&framework, &assessment).unwrap().findings.len(), 1);
}

#[test]
fn maxima_that_the_unit_has_to_say() {
    let fragment = |groups: Vec<Value>| Fragment {
        groups,
        ..Fragment::default()
    };
    let from_unit = |groups| scored(&fragment(groups), &[], &[]).max_from_unit;
    assert!(!from_unit(vec![own("g", "5")]));
    assert!(from_unit(vec![own("g", "5"), group("h", &[])]));
    // Not where it is not scored.
    let mut json = fragment(vec![own("g", "5"), group("h", &[])]).framework();
    json["unit_groups"][0]["not_scored"] = json!([sourced("h")]);
    let framework = Framework::read(&json.to_string()).unwrap();
    let scored = fragment::scored(&framework, &Entered::default()).unwrap();
    assert!(!scored.max_from_unit);
}

#[test]
fn the_fewest_items_without_which_a_rung_is_lost() {
    let fragment = Fragment {
        inputs: ["a", "b", "c"].map(question).to_vec(),
        groups: vec![
            questions("g", &[("a", "3"), ("b", "2")]),
            questions("h", &[("c", "4")]),
        ],
        ..Fragment::default()
    };
    let fragile = |conditions: &Value| {
        let fragment = Fragment {
            ladders: to_reach(conditions),
            ..fragment.clone()
        };
        let framework = Framework::read(&fragment.framework().to_string()).unwrap();
        let mut assessment = Assessment::new(&framework, framework.unit_group("xa").unwrap());
        for id in ["a", "b", "c"] {
            assessment.input_mut(id).choice = Some("yes".into());
        }
        let set = fragility(&framework, &assessment).unwrap().unwrap();
        assert!(set.is_smallest);
        set.items
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    let whole = |points: &str| json!([at_least(&json!("whole"), points)]);
    assert_eq!(fragile(&whole("6")), ["h-c"]);
    assert_eq!(fragile(&whole("5")), ["g-a", "h-c"]);
    assert_eq!(fragile(&whole("2")), ["g-a", "g-b", "h-c"]);
    let group = json!([at_least(&json!({ "group": "g" }), "1")]);
    assert_eq!(fragile(&group), ["g-a", "g-b"]);
}

#[test]
fn nobody_is_told_how_points_grew_who_did_not_ask() {
    let mut shared = ratio("p", "w");
    shared["ratio"]["value"]["ratio"]["by_zero"] =
        json!({ "then": { "shared_among": ["g-a", "g-b"] }, "source": "c" });
    let mut fragment = sheet();
    fragment.groups[0]["items"][2]["rule"] = shared;
    let framework = Framework::read(&fragment.framework().to_string()).unwrap();
    let mut assessment = Assessment::new(&framework, framework.unit_group("xa").unwrap());
    for id in ["p", "w"] {
        assessment.input_mut(id).number = Entry::typed("0");
    }
    for (id, choice) in [("a", "yes"), ("b", "no")] {
        assessment.input_mut(id).choice = Some(choice.into());
    }
    for (is_traced, steps) in [(true, [3, 3]), (false, [0, 0])] {
        let scorer = Scorer::new(&framework, assessment.clone(), is_traced).unwrap();
        let items = &scorer.scored().outcome.groups[0].items;
        assert_eq!(items[0].points.to_string(), "3");
        assert_eq!([0, 1].map(|item| items[item].steps().len()), steps);
    }
}

#[test]
fn a_blank_answer_says_nothing() {
    let answer = Answer {
        of: "g".into(),
        ..Answer::default()
    };
    assert_eq!(serde_json::to_string(&answer).unwrap(), r#"{"of":"g"}"#);
}

/// Enters everything one after another, and looks each time whether what is kept is what scoring at once says.
fn kept_up(fragment: &Fragment, start: &[Value], entered: &[(&str, &str)]) {
    let framework = Framework::read(&fragment.framework().to_string()).unwrap();
    let mut assessment = Assessment::new(&framework, framework.unit_group("xa").unwrap());
    assessment.answers = serde_json::from_value(start.into()).unwrap();
    let mut scorer = Scorer::new(&framework, assessment.clone(), true).unwrap();
    for (id, entered) in entered {
        let answer = assessment.input_mut(id);
        if entered.parse::<u32>().is_ok() {
            answer.number = Entry::typed(entered);
        } else {
            answer.choice = Some((*entered).into());
        }
        scorer.enter(answer.clone());
        let at_once = score(&framework, &assessment).unwrap();
        assert_eq!(scorer.scored(), &at_once, "{id} {entered}");
    }
}

#[test]
fn what_reaches_further_than_its_item_is_kept_up_too() {
    let changes = [
        ("a", "yes"),
        ("p", "0"),
        ("w", "0"),
        ("b", "yes"),
        ("a", "no"),
        ("w", "2"),
        ("p", "1"),
        ("b", "no"),
    ];
    let mut shared = ratio("p", "w");
    shared["ratio"]["value"]["ratio"]["by_zero"] =
        json!({ "then": { "shared_among": ["g-a", "g-b"] }, "source": "c" });
    let mut fragment = sheet();
    fragment.groups[0]["items"][2]["rule"] = shared;
    kept_up(&fragment, &[], &changes);

    let mut fragment = sheet();
    fragment.groups[0]["items"][1]["stands_in_for"] = json!("r");
    fragment.groups[0]["items"][2]["applies_if"] = json!({ "yes": "a" });
    kept_up(&fragment, &[], &changes);

    let appraised = json!({ "of": "g-b", "appraised": { "points": { "value": "1" } } });
    kept_up(&sheet(), &[appraised], &changes);
    let proposed =
        json!({ "of": "g-b", "silence": { "not_applicable": { "reason": "Không có" } } });
    let mut fragment = sheet();
    fragment.exclusion = Some(json!({ "source": "c", "decided_by": "Hội đồng" }));
    kept_up(&fragment, &[proposed], &changes);
}

/// Each sanction says what it alone makes of the level by points, if it applies and makes anything of it.
#[test]
fn what_each_sanction_makes_of_a_level() {
    let mut ladder =
        ladder(&["6", "4", "2"].map(|points| json!([at_least(&json!("whole"), points)])));
    ladder["sanctions"] = json!([
        { "id": "s", "what": "Vi phạm.", "if": { "yes": "s" }, "then": { "not_above": "r1" }, "source": "c" },
        { "id": "t", "what": "Vi phạm.", "if": { "yes": "t" }, "then": { "down": 1 }, "source": "c" },
    ]);
    let fragment = Fragment {
        inputs: ["a", "b", "s", "t"].map(question).to_vec(),
        groups: vec![questions("g", &[("a", "4"), ("b", "2")])],
        ladders: vec![ladder],
        ..Fragment::default()
    };
    let lowers_to = |answers: [&str; 4]| {
        let inputs: Vec<(&str, &str)> = ["a", "b", "s", "t"].into_iter().zip(answers).collect();
        let standing = scored(&fragment, &inputs, &[]).outcome.standing.unwrap();
        let lowers_to = standing
            .sanctions
            .iter()
            .map(|one| one.lowers_to.as_ref().map(|place| place.name().to_owned()));
        let last = standing.final_level.name().to_owned();
        lowers_to
            .chain([Some(last)])
            .map(Option::unwrap_or_default)
            .collect::<Vec<_>>()
    };
    // From the highest both make the second; of the second only one makes anything.
    assert_eq!(lowers_to(["yes", "yes", "yes", "yes"]), ["r1", "r1", "r1"]);
    assert_eq!(lowers_to(["yes", "yes", "yes", "no"]), ["r1", "", "r1"]);
    assert_eq!(lowers_to(["yes", "yes", "no", "yes"]), ["", "r1", "r1"]);
    assert_eq!(lowers_to(["yes", "no", "yes", "yes"]), ["", "r2", "r2"]);
    // What is not known lowers nothing.
    assert_eq!(lowers_to(["yes", "yes", "", "no"]), ["", "", "r0"]);
}
