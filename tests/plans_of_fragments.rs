//! Plans for fragments of frameworks in which one thing makes the way, worked out by hand.

#![cfg(not(target_arch = "wasm32"))] // it compares with other tests' fragments, which read files
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

mod fragment;
#[allow(dead_code, reason = "the rest is for benchmarks")]
#[path = "../benches/sheet/mod.rs"]
mod sheet;

use bac_thang::engine::plan::{Obstacle, Spot, Target, Way, Wishes, plan, plan_and_prove};
use bac_thang::engine::rule::Figure;
use bac_thang::{Assessment, Entry, Framework, Line, Number, Reporting, Silence};
use serde_json::{Value, json};

use fragment::Fragment;
use fragment::made::{at_least, count, group, item, ladder, question, questions, sourced};

/// A fragment with one rung above the lowest, which asks for so many points in all.
fn to_reach(points: &str, inputs: Vec<Value>, groups: Vec<Value>) -> Fragment {
    Fragment {
        inputs,
        groups,
        ladders: vec![ladder(&[json!([at_least(&json!("whole"), points)])])],
        ..Fragment::default()
    }
}

/// A case: what is asked of the engine.
struct Case {
    framework: Framework,
    assessment: Assessment,
    wishes: Wishes,
}

impl Case {
    /// The way to the highest rung, with figures or answers entered.
    fn of(fragment: &Fragment, entered: &[(&str, &str)]) -> Case {
        let framework = Framework::read(&fragment.framework().to_string()).unwrap();
        let commune = framework.unit_group("xa").unwrap();
        let mut assessment = Assessment::new(&framework, commune);
        for (id, entered) in entered {
            let answer = assessment.input_mut(id);
            if entered.parse::<Number>().is_ok() {
                answer.number = Entry::typed(entered);
            } else {
                answer.choice = Some((*entered).into());
            }
        }
        let mut wishes = Wishes::new(Target::Rung(0), commune);
        wishes.pinned.clear();
        Case {
            framework,
            assessment,
            wishes,
        }
    }

    fn effort(mut self, of: &str, effort: u32) -> Case {
        self.wishes.effort.insert(of.to_owned(), effort);
        self
    }

    fn pinned(mut self, of: &str) -> Case {
        self.wishes.pinned.insert(of.to_owned());
        self
    }

    fn way(&self) -> Way {
        plan(&self.framework, &self.assessment, &self.wishes).unwrap()
    }

    /// A plan's edits as `what → to`.
    fn edits(&self) -> Vec<String> {
        let way = self.way();
        let Way::Plan(plan) = &way else {
            panic!("no plan: {way:?}")
        };
        assert!(plan.is_nearest, "{plan:?}");
        let edits = plan.edits.iter().map(|edit| {
            let (Spot::Input(of) | Spot::Points(of)) = &edit.of else {
                panic!("{edit:?}")
            };
            match &edit.to {
                Figure::Number(number) => format!("{of} → {number}"),
                Figure::Choice(choice) => format!("{of} → {choice}"),
            }
        });
        edits.collect()
    }

    fn obstacles(&self) -> Vec<Obstacle> {
        match self.way() {
            Way::Unreachable(obstacles) => obstacles,
            other => panic!("{other:?}"),
        }
    }
}

fn yes(inputs: &[&str]) -> Vec<String> {
    inputs
        .iter()
        .map(|input| format!("{input} → yes"))
        .collect()
}

fn no(inputs: &'static [&'static str]) -> Vec<(&'static str, &'static str)> {
    inputs.iter().map(|input| (*input, "no")).collect()
}

#[test]
fn three_thirds_are_one() {
    let ids: Vec<String> = (0..15).map(|n| format!("q{n:02}")).collect();
    let third = |of: &String| {
        let rule = json!({ "yes_no": { "input": of, "yes": { "share": "1/3" } } });
        item(&format!("i-{of}"), "1", &rule)
    };
    let inputs: Vec<Value> = ids.iter().map(|id| question(id)).collect();
    let apart: Vec<Value> = ids.iter().map(|of| group(of, &[third(of)])).collect();
    let together = vec![group("g", &ids.iter().map(third).collect::<Vec<_>>())];
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let now: Vec<(&str, &str)> = ids.iter().map(|id| (*id, "no")).collect();
    for groups in [apart, together] {
        // Fourteen thirds are a little less.
        for points in ["5", "4.6666667"] {
            let fragment = to_reach(points, inputs.clone(), groups.clone());
            assert_eq!(Case::of(&fragment, &now).edits(), yes(&ids));
        }
    }
}

#[test]
fn of_ways_with_as_much_effort_the_one_with_fewer_changes() {
    let all = ["a", "b", "c"];
    let mut inputs = all.map(question).to_vec();
    let one = vec![questions("g", &[("a", "1"), ("b", "1"), ("c", "2")])];
    let three = [("a", "1"), ("b", "1"), ("c", "2")].map(|of| questions(of.0, &[of]));
    // Each answer counts in two groups, half and half.
    let coupled = ["g", "h"].map(|id| questions(id, &[("a", "0.5"), ("b", "0.5"), ("c", "1")]));
    // One counts in two groups, the others do not.
    let mixed = vec![
        questions("g", &[("a", "0.5"), ("b", "1")]),
        questions("h", &[("a", "0.5"), ("c", "2")]),
    ];
    for groups in [one, three.to_vec(), coupled.to_vec(), mixed] {
        // Whichever is looked at first.
        for _ in 0..all.len() {
            inputs.rotate_left(1);
            let fragment = to_reach("2", inputs.clone(), groups.clone());
            let case = Case::of(&fragment, &no(&["a", "b", "c"]));
            assert_eq!(case.edits(), yes(&["c"]));
            let case = case.effort("c", 2);
            assert_eq!(case.edits(), yes(&["c"]));
            let mut both = case.effort("c", 3).edits();
            both.sort();
            assert_eq!(both, yes(&["a", "b"]));
            // Less effort is less, though it takes more changes.
            let case = Case::of(&fragment, &no(&["a", "b", "c"]));
            let mut both = case.effort("b", 2).effort("c", 4).edits();
            both.sort();
            assert_eq!(both, yes(&["a", "b"]));
        }
    }
}

/// A question with three answers for two items: what is best for the one is nothing for the other.
#[test]
fn the_answer_that_is_best_for_all_items_together() {
    let worth = |shares: [&str; 3]| {
        let [a, b, c] = shares.map(|share| json!({ "share": share }));
        json!({ "choice": { "input": "q", "worth": { "a": a, "b": b, "c": c } } })
    };
    let options = ["a", "b", "c"].map(|id| json!({ "id": id, "label": id }));
    let inputs = vec![json!({
        "id": "q", "label": "q", "kind": { "choice": options }, "source": "c",
    })];
    let items = [
        item("i", "4", &worth(["1", "0", "3/4"])),
        item("k", "4", &worth(["0", "1", "3/4"])),
    ];
    let fragment = to_reach("6", inputs, vec![group("g", &items)]);
    for now in ["a", "b"] {
        assert_eq!(Case::of(&fragment, &[("q", now)]).edits(), ["q → c"]);
    }
}

/// Found by halving: looking at one figure after another would take more than may be looked at.
#[test]
fn the_one_figure_of_a_million() {
    let band = |limits: Value| {
        let mut band = limits;
        band["worth"] = json!({ "share": "1" });
        json!({ "bands": { "value": { "input": "n" }, "bands": [band], "otherwise": { "share": "0" } } })
    };
    let items = [
        item("i", "1", &band(json!({ "at_least": "700001" }))),
        item("k", "1", &band(json!({ "at_most": "700001" }))),
    ];
    let fragment = to_reach("2", vec![count("n", "1000000")], vec![group("g", &items)]);
    for now in ["0", "1000000"] {
        assert_eq!(Case::of(&fragment, &[("n", now)]).edits(), ["n → 700001"]);
    }
    for (item, now) in [(&items[0], "0"), (&items[1], "1000000")] {
        let groups = vec![group("g", std::slice::from_ref(item))];
        let fragment = to_reach("1", vec![count("n", "1000000")], groups);
        assert_eq!(Case::of(&fragment, &[("n", now)]).edits(), ["n → 700001"]);
    }
}

/// For each figure, now 100, a point from so many on.
fn figures(from: &[(&str, &str)]) -> (Vec<Value>, Vec<Value>) {
    let inputs = from.iter().map(|(id, _)| count(id, "1000"));
    let items = from.iter().map(|(id, from)| {
        let bands = json!({ "bands": {
            "value": { "input": id },
            "bands": [{ "at_least": from, "worth": { "share": "1" } }],
            "otherwise": { "share": "0" },
        } });
        item(&format!("i-{id}"), "1", &bands)
    });
    (inputs.collect(), items.collect())
}

#[test]
fn of_figures_that_do_as_well_the_one_that_moves_least() {
    let mut from = [
        ("a", "190"),
        ("b", "150"),
        ("c", "180"),
        ("d", "170"),
        ("e", "160"),
    ];
    for _ in 0..from.len() {
        from.rotate_left(1);
        let (mut inputs, items) = figures(&from);
        let now = from.map(|(id, _)| (id, "100"));
        let fragment = to_reach("1", inputs.clone(), vec![group("g", &items)]);
        assert_eq!(Case::of(&fragment, &now).edits(), ["b → 150"]);
        // Beside an answer, which moves wholly, too.
        inputs.push(question("q"));
        let conditions = json!([
            at_least(&json!("whole"), "2"),
            at_least(&json!({ "group": "h" }), "1"),
        ]);
        let groups = vec![group("g", &items), questions("h", &[("q", "1")])];
        let fragment = Fragment {
            ladders: vec![ladder(&[conditions])],
            ..to_reach("1", inputs, groups)
        };
        let mut now = now.to_vec();
        now.push(("q", "no"));
        assert_eq!(Case::of(&fragment, &now).edits(), ["b → 150", "q → yes"]);
    }
}

/// From 10,001 a figure is doubled at 20,002, and only hundredths are proposed: 20 moves it less than wholly, 20,01 more.
#[test]
fn an_answer_moves_less_than_a_figure_that_is_more_than_doubled() {
    let (mut inputs, items) = figures(&[("a", "20.01")]);
    inputs[0]["kind"] = json!("amount");
    inputs.push(question("q"));
    let mut groups = vec![group("g", &items), questions("h", &[("q", "1")])];
    for _ in 0..2 {
        inputs.rotate_left(1);
        for _ in 0..2 {
            groups.rotate_left(1);
            let fragment = to_reach("1", inputs.clone(), groups.clone());
            let case = Case::of(&fragment, &[("a", "10.0010"), ("q", "no")]);
            assert_eq!(case.edits(), yes(&["q"]));
        }
    }
}

#[test]
fn of_answers_that_are_enough_the_one_that_asks_least() {
    let options = ["a", "b", "c", "d", "e"].map(|id| json!({ "id": id, "label": id }));
    let inputs = vec![json!({
        "id": "q", "label": "q", "kind": { "choice": options }, "source": "c",
    })];
    for (shares, expected) in [
        (["0", "1/2", "3/4", "1", "1/4"], "b"),
        (["0", "1", "3/4", "1/2", "1/2"], "d"),
        (["1/4", "0", "1", "3/4", "1/2"], "e"),
    ] {
        let worth = ["a", "b", "c", "d", "e"].into_iter().zip(shares);
        let worth: Value = worth
            .map(|(id, share)| (id.to_owned(), json!({ "share": share })))
            .collect::<serde_json::Map<_, _>>()
            .into();
        let rule = json!({ "choice": { "input": "q", "worth": worth } });
        let fragment = to_reach(
            "2",
            inputs.clone(),
            vec![group("g", &[item("i", "4", &rule)])],
        );
        assert_eq!(
            Case::of(&fragment, &[("q", "a")]).edits(),
            [format!("q → {expected}")]
        );
    }
}

#[test]
fn between_two_limits_neither_too_few_nor_too_many() {
    let each = json!({ "count": { "of": { "input": "n" }, "each": { "points": "1" } } });
    let mut ladder = ladder(&[json!([
        at_least(&json!("whole"), "5"),
        { "of": "whole", "at_most": { "points": "6" }, "source": "c" },
    ])]);
    ladder["gaps"] = json!({ "what": "Không nói.", "sources": ["c"] });
    let fragment = Fragment {
        ladders: vec![ladder],
        ..to_reach(
            "5",
            vec![count("n", "10")],
            vec![group("g", &[item("i", "10", &each)])],
        )
    };
    for of in [
        json!("whole"),
        json!({ "group": "g" }),
        json!({ "item": "i" }),
    ] {
        let mut fragment = fragment.clone();
        for condition in [0, 1] {
            fragment.ladders[0]["rungs"][0]["conditions"][condition]["of"] = of.clone();
        }
        assert_eq!(Case::of(&fragment, &[("n", "0")]).edits(), ["n → 5"]);
        assert_eq!(Case::of(&fragment, &[("n", "10")]).edits(), ["n → 6"]);
    }
    // Beside a figure that counts too and stays as it is, because changing it costs more.
    let each = json!({ "count": { "of": { "input": "m" }, "each": { "points": "1" } } });
    let mut fragment = fragment;
    fragment.inputs.push(count("m", "10"));
    fragment.groups.push(group("h", &[item("j", "10", &each)]));
    for _ in 0..2 {
        fragment.inputs.rotate_left(1);
        fragment.groups.rotate_left(1);
        for (now, to) in [("0", "n → 3"), ("10", "n → 4")] {
            let case = Case::of(&fragment, &[("m", "2"), ("n", now)]).effort("m", 5);
            assert_eq!(case.edits(), [to]);
        }
    }
}

/// A unit may turn out to be lower than a late report puts it.
#[test]
fn a_late_report_does_not_put_a_unit_on_a_rung() {
    let mut ladder = ladder(&[
        json!([at_least(&json!("whole"), "3")]),
        json!([{ "if": { "yes": "p" }, "source": "c" }]),
    ]);
    ladder["late"] = json!({ "rung": "r1", "source": "c" });
    let mut fragment = Fragment {
        ladders: vec![ladder],
        ..to_reach(
            "3",
            vec![question("a"), question("p")],
            vec![questions("g", &[("a", "3")])],
        )
    };
    let mut case = Case::of(&fragment, &[("a", "no")]);
    case.wishes.target = Target::Rung(1);
    assert_eq!(case.edits(), yes(&["a"]));
    case.assessment.reporting = Reporting::Late;
    assert_eq!(case.edits(), yes(&["a"]));
    // Nothing is lower than this.
    fragment.ladders[0]["late"]["rung"] = json!("thap");
    let mut case = Case::of(&fragment, &[("a", "no")]);
    case.assessment.reporting = Reporting::Late;
    case.wishes.target = Target::Rung(2);
    assert_eq!(case.edits(), [""; 0]);
}

#[test]
fn a_late_report_may_still_be_on_the_rung_where_late_ones_are_put() {
    let mut ladder = ladder(&[
        json!([at_least(&json!("whole"), "3")]),
        json!([at_least(&json!("whole"), "2")]),
    ]);
    ladder["late"] = json!({ "rung": "r1", "source": "c" });
    let fragment = Fragment {
        ladders: vec![ladder],
        ..to_reach(
            "3",
            vec![question("a")],
            vec![questions("g", &[("a", "3")])],
        )
    };
    let mut case = Case::of(&fragment, &no(&["a"]));
    case.assessment.reporting = Reporting::Late;
    assert_eq!(case.obstacles(), [Obstacle::Late]);
    case.wishes.target = Target::Rung(1);
    assert_eq!(case.edits(), yes(&["a"]));
    // Three rungs, the lowest of which it stands on.
    case.wishes.target = Target::Rung(2);
    assert_eq!(case.edits(), [""; 0]);
    case.wishes.target = Target::Rung(3);
    assert_eq!(case.obstacles(), [Obstacle::NoTarget]);
}

#[test]
fn too_many_points_are_an_obstacle_as_too_few_are() {
    let mut ladder = ladder(&[json!([
        { "of": "whole", "at_most": { "points": "4" }, "source": "c" },
        at_least(&json!("whole"), "1"),
    ])]);
    ladder["gaps"] = json!({ "what": "Không nói.", "sources": ["c"] });
    let groups = vec![
        questions("g", &[("a", "2"), ("b", "3")]),
        questions("h", &[("c", "1")]),
    ];
    let fragment = Fragment {
        ladders: vec![ladder],
        ..to_reach("1", ["a", "b", "c"].map(question).to_vec(), groups)
    };
    let case = Case::of(&fragment, &[("a", "yes"), ("b", "yes"), ("c", "yes")]);
    let case = case.pinned("a").pinned("b");
    let [
        Obstacle::Condition {
            condition: 0, most, ..
        },
    ] = &case.obstacles()[..]
    else {
        panic!("{:?}", case.obstacles())
    };
    assert_eq!(*most, Some(Number::from(5_u32)));
    let mut case = case;
    case.wishes.pinned.remove("b");
    assert_eq!(case.edits(), ["b → no"]);
    // At least one more for something of which there is always one.
    let mut least = count("n", "3");
    least["at_least"] = json!("1");
    let each = json!({ "count": { "of": { "input": "n" }, "each": { "points": "1" } } });
    let mut fragment = fragment.clone();
    fragment.inputs.push(least);
    let items = fragment.groups[0]["items"].as_array_mut().unwrap();
    items.push(item("k", "3", &each));
    let case = Case::of(
        &fragment,
        &[("a", "yes"), ("b", "yes"), ("c", "no"), ("n", "2")],
    );
    let case = case.pinned("a").pinned("b");
    let [Obstacle::Condition { most, .. }] = &case.obstacles()[..] else {
        panic!("{:?}", case.obstacles())
    };
    assert_eq!(*most, Some(Number::from(6_u32)));
}

/// A part of a whole, for 10 points, and a point more for each of the part.
fn part_and_whole(points: &str) -> Fragment {
    let ratio = json!({ "ratio": {
        "of": { "input": "part" }, "by": { "input": "whole" }, "relation": "part_of",
    } });
    let each = json!({ "count": { "of": { "input": "part" }, "each": { "points": "1" } } });
    let items = [
        item("i", "10", &json!({ "ratio": { "value": ratio } })),
        item("k", "60", &each),
    ];
    let mut part = count("part", "1");
    part.as_object_mut().unwrap().remove("at_most");
    to_reach(
        points,
        vec![part, count("whole", "50")],
        vec![group("g", &items)],
    )
}

#[test]
fn a_part_is_raised_as_far_as_its_whole_can_be() {
    let enough = |points: &str, entered: &[(&str, &str)]| {
        let case = Case::of(&part_and_whole(points), entered);
        case.edits().join(", ")
    };
    let now = [("part", "20"), ("whole", "40")];
    assert_eq!(enough("50", &now), "part → 40");
    assert_eq!(enough("55", &now), "part → 45, whole → 45");
    // While the whole is blank there is nothing that a part could be more than.
    assert_eq!(enough("60", &now[..1]), "part → 60");
}

/// A plan proposes nothing that would be an error, so of a part no more is looked through than there is of the whole.
#[test]
fn a_part_is_looked_through_as_far_as_its_whole() {
    let highest = |entered: &[(&str, &str)]| {
        let case = Case::of(&part_and_whole("50"), entered).pinned("whole");
        let proven = plan_and_prove(&case.framework, &case.assessment, &case.wishes);
        let (way, certificate) = proven.unwrap();
        assert!(matches!(&way, Way::Plan(plan) if plan.edits.len() == 1));
        let parts = certificate.steps.iter().flat_map(|step| &step.pieces);
        let regions = parts.flat_map(|part| &part.regions);
        let changes = regions.flat_map(|region| &region.changes);
        let figures = changes.flat_map(|(_, figures)| figures);
        let highest = figures.filter_map(|figure| match figure {
            Figure::Number(number) => Some(number.clone()),
            Figure::Choice(_) => None,
        });
        highest.max().unwrap()
    };
    let most = |figure: &str| figure.parse::<Number>().unwrap();
    assert_eq!(highest(&[("part", "20"), ("whole", "40")]), most("40"));
    // What is blank may stay so, and what is an error already may stay one.
    let anything = most("999999999999999");
    assert_eq!(highest(&[("part", "20")]), anything);
    assert_eq!(highest(&[("part", "44"), ("whole", "40")]), anything);
}

#[test]
fn nobody_gains_by_leaving_an_item_without_points() {
    let ratio = |relation: &str| {
        json!({ "ratio": { "value": { "ratio": {
            "of": { "input": "a" }, "by": { "input": "b" }, "relation": relation,
        } } } })
    };
    let faults = json!([{ "of": { "input": "b" }, "each": { "points": "1" } }]);
    let without_b = item("k", "4", &json!({ "minus": { "faults": faults } }));
    let inputs = vec![count("a", "9"), count("b", "9")];
    // With nothing to divide by the ratio would not be defined.
    let fragment = to_reach(
        "4",
        inputs.clone(),
        vec![group("g", &[item("i", "1", &ratio("free")), without_b])],
    );
    let case = Case::of(&fragment, &[("a", "0"), ("b", "2")]).pinned("a");
    assert_eq!(case.obstacles(), [Obstacle::Together]);
    // Something not defined may stay so, and may not become an error.
    let each = json!({ "count": { "of": { "input": "a" }, "each": { "points": "1" } } });
    let items = [item("i", "1", &ratio("part_of")), item("k", "9", &each)];
    let fragment = to_reach("5", inputs, vec![group("g", &items)]);
    let case = Case::of(&fragment, &[("a", "0"), ("b", "0")]);
    assert_eq!(case.edits(), ["a → 4", "b → 4"]);
}

#[test]
fn what_is_mandatory_stays_met() {
    let worth = |share: &str| json!({ "share": share });
    let no = json!({ "yes_no": { "input": "q", "yes": worth("0"), "no": worth("1") } });
    let mandatory = json!({ "mandatory": { "if": { "yes": "q" } } });
    let mandatory = json!({ "id": "m", "name": sourced("m"), "source": "c", "rule": mandatory });
    let way = |items: &[Value]| {
        let fragment = to_reach("5", vec![question("q")], vec![group("g", items)]);
        Case::of(&fragment, &[("q", "yes")])
    };
    let item = item("i", "5", &no);
    assert_eq!(way(std::slice::from_ref(&item)).edits(), ["q → no"]);
    assert_eq!(way(&[item, mandatory]).obstacles(), [Obstacle::Together]);
}

/// Each of eight is worth 12.5 points in a hundred; what a bonus adds is not converted.
#[test]
fn what_is_converted_to_a_hundred_is_looked_for_on_that_scale() {
    let each =
        |input: &str| json!({ "count": { "of": { "input": input }, "each": { "points": "1" } } });
    let mut bonus = group("b", &[item("extra", "9", &each("m"))]);
    bonus["role"] = json!("bonus");
    bonus["max"] = sourced("9");
    let groups = vec![group("g", &[item("i", "8", &each("n"))]), bonus];
    let inputs = vec![count("n", "8"), count("m", "9")];
    let mut fragment = to_reach("60", inputs, groups);
    fragment.total = Some(json!({ "convert_to": sourced("100") }));
    let case = Case::of(&fragment, &[("n", "2"), ("m", "0")]);
    assert_eq!(case.effort("m", 9).edits(), ["n → 5"]);
    let case = Case::of(&fragment, &[("n", "4"), ("m", "0")]).pinned("n");
    assert_eq!(case.obstacles().len(), 1, "no more than 59");
    let case = Case::of(&fragment, &[("n", "5"), ("m", "0")]);
    assert_eq!(case.edits(), [""; 0]);
    // Each can be reached, and not the other too.
    let few = json!({ "of": { "group": "g" }, "at_most": { "points": "4" }, "source": "c" });
    fragment.ladders[0]["rungs"][0]["conditions"]
        .as_array_mut()
        .unwrap()
        .push(few);
    fragment.ladders[0]["gaps"] = json!({ "what": "Không nói.", "sources": ["c"] });
    let case = Case::of(&fragment, &[("n", "2"), ("m", "0")]).pinned("m");
    assert_eq!(case.obstacles(), [Obstacle::Together]);
}

/// What one answer brings is too much, and what two others bring is enough.
#[test]
fn a_cheaper_way_past_an_upper_limit_is_none() {
    let inputs = ["q", "r", "s"].map(question).to_vec();
    let questions = questions("g", &[("q", "8"), ("r", "2.5"), ("s", "2.5")]);
    for of in [
        json!("whole"),
        json!({ "block": "tat-ca" }),
        json!({ "group": "g" }),
    ] {
        let mut ladder = ladder(&[json!([
            at_least(&of, "5"),
            { "of": of, "at_most": { "points": "6" }, "source": "c" },
        ])]);
        ladder["gaps"] = json!({ "what": "Không nói.", "sources": ["c"] });
        let fragment = Fragment {
            ladders: vec![ladder],
            ..to_reach("5", inputs.clone(), vec![questions.clone()])
        };
        let case = Case::of(&fragment, &[("q", "no"), ("r", "no"), ("s", "no")]);
        assert_eq!(case.edits(), yes(&["r", "s"]), "{of}");
    }
}

/// Where it is not known whether an item applies, nothing of it is asked.
#[test]
fn an_item_is_changed_where_it_applies() {
    let mut asked = item(
        "i",
        "5",
        &json!({ "count": { "of": { "input": "n" }, "each": { "points": "1" } } }),
    );
    asked["applies_if"] = json!({ "yes": "q" });
    let inputs = vec![question("q"), count("n", "5")];
    let mut fragment = to_reach("3", inputs, vec![group("g", &[asked])]);
    fragment.exclusion = Some(json!({ "source": "c" }));
    let case = |entered: &[(&str, &str)]| Case::of(&fragment, entered).pinned("q");
    assert_eq!(case(&[("q", "yes"), ("n", "0")]).edits(), ["n → 3"]);
    assert_eq!(case(&[("q", "no"), ("n", "0")]).obstacles().len(), 1);
    assert_eq!(case(&[("n", "0")]).obstacles().len(), 1);
}

/// Nobody but a second item gets what the first one's maximum leaves.
#[test]
fn what_is_shared_out_grows_points_in_a_plan_too() {
    let shared = json!({ "ratio": { "value": { "ratio": {
        "of": { "input": "a" }, "by": { "input": "b" }, "relation": "part_of",
        "by_zero": { "then": { "shared_among": ["k"] }, "source": "c" },
    } } } });
    let each = json!({ "count": { "of": { "input": "n" }, "each": { "points": "1" } } });
    let items = [item("i", "5", &shared), item("k", "10", &each)];
    let inputs = vec![count("a", "9"), count("b", "9"), count("n", "10")];
    let fragment = to_reach("9", inputs, vec![group("g", &items)]);
    let case = Case::of(&fragment, &[("a", "0"), ("b", "0"), ("n", "2")]);
    let case = case.pinned("a").pinned("b");
    // Out of 15 instead of 10: one and a half for each.
    assert_eq!(case.edits(), ["n → 6"]);
}

/// With nothing to divide by there is nothing to be a part of: whoever raises the part is not scored at all.
#[test]
fn what_is_shared_out_stays_so() {
    let a = json!({ "input": "a" });
    // That no more than 0 is a part of 0 is known beforehand of the first, and found for each figure of the second.
    for (part, most) in [(a.clone(), true), (json!({ "greatest": [a, a] }), false)] {
        let shared = json!({ "ratio": { "value": { "ratio": {
            "of": part, "by": { "input": "b" }, "relation": "part_of",
            "by_zero": { "then": { "shared_among": ["k"] }, "source": "c" },
        } } } });
        let each = |input: &str| json!({ "count": { "of": { "input": input }, "each": { "points": "1" } } });
        let items = [
            item("i", "5", &shared),
            item("k", "10", &each("n")),
            item("m", "9", &each("a")),
        ];
        let inputs = vec![count("a", "9"), count("b", "9"), count("n", "10")];
        let fragment = to_reach("9", inputs, vec![group("g", &items)]);
        let case = Case::of(&fragment, &[("a", "0"), ("b", "0"), ("n", "2")]);
        assert_eq!(case.edits(), ["n → 6"]);
        let obstacles = case.pinned("n").obstacles();
        assert_eq!(obstacles != [Obstacle::Together], most, "{obstacles:?}");
    }
}

/// There is nobody to share with, and still nothing to divide by.
#[test]
fn what_nobody_can_share_stays_as_it_is() {
    let shared = json!({ "ratio": { "value": { "ratio": {
        "of": { "input": "a" }, "by": { "input": "b" }, "relation": "part_of",
        "by_zero": { "then": { "shared_among": ["k"] }, "source": "c" },
    } } } });
    let each = json!({ "count": { "of": { "input": "n" }, "each": { "points": "1" } } });
    let mut sibling = item("k", "10", &each);
    sibling["applies_if"] = json!({ "yes": "q" });
    let items = [item("i", "5", &shared), sibling, item("m", "9", &each)];
    let inputs = vec![
        question("q"),
        count("a", "9"),
        count("b", "9"),
        count("n", "9"),
    ];
    let mut fragment = to_reach("5", inputs, vec![group("g", &items)]);
    fragment.exclusion = Some(json!({ "source": "c" }));
    let entered = [("q", "no"), ("a", "0"), ("b", "0"), ("n", "0")];
    let case = Case::of(&fragment, &entered).pinned("q").effort("n", 9);
    assert_eq!(case.edits(), ["n → 5"]);
}

/// Thirty-two questions, each of which counts in two groups: many are needed, and there are a million ways to change
/// five.
fn too_long() -> Fragment {
    let ids: Vec<String> = (0..32).map(|n| format!("q{n:02}")).collect();
    let groups = ["g", "h"].map(|name| {
        let more = |n| if name == "g" { n } else { 32 - n };
        let maxima: Vec<String> = (0..32).map(|n| format!("1.{:02}", more(n))).collect();
        let all = ids.iter().zip(&maxima);
        let all: Vec<(&str, &str)> = all.map(|(id, max)| (id.as_str(), max.as_str())).collect();
        questions(name, &all)
    });
    let conditions = json!([
        at_least(&json!({ "group": "g" }), "20"),
        at_least(&json!({ "group": "h" }), "20"),
    ]);
    Fragment {
        ladders: vec![ladder(&[conditions])],
        ..to_reach(
            "1",
            ids.iter().map(|id| question(id)).collect(),
            groups.to_vec(),
        )
    }
}

fn all_no(fragment: &Fragment) -> Vec<(&str, &str)> {
    let ids = fragment.inputs.iter().map(|input| input["id"].as_str());
    ids.map(|id| (id.unwrap(), "no")).collect()
}

#[test]
fn what_would_take_too_long_is_given_up_and_said_so() {
    let fragment = too_long();
    let now = all_no(&fragment);
    let way = Case::of(&fragment, &now).way();
    assert_eq!(way, Way::NotFound { at_least: 5 });
    // Where it matters what they come to together they are not even listed.
    let all: Vec<Value> = now.iter().map(|(id, _)| json!({ "yes": id })).collect();
    let passed = json!({ "count": { "of": { "passed": all }, "each": { "points": "1" } } });
    let fragment = Fragment {
        groups: vec![group("g", &[item("i", "32", &passed)])],
        ..to_reach("18", fragment.inputs.clone(), Vec::new())
    };
    let way = Case::of(&fragment, &now).way();
    assert_eq!(way, Way::NotFound { at_least: 5 });
}

#[test]
fn what_a_rule_is_made_of_counts_where_it_is_looked_at() {
    let ids: Vec<String> = (0..40).map(|n| format!("q{n:02}")).collect();
    let inputs: Vec<Value> = ids.iter().map(|id| question(id)).collect();
    // All of them so many times over, so that each is worth a point.
    let way = |times: usize| {
        let all = ids.iter().cycle().take(times * ids.len());
        let all: Vec<Value> = all.map(|id| json!({ "yes": id })).collect();
        let each = json!({ "points": format!("1/{times}") });
        let passed = json!({ "count": { "of": { "passed": all }, "each": each } });
        let fragment = Fragment {
            groups: vec![group("g", &[item("i", "40", &passed)])],
            ..to_reach("2", inputs.clone(), Vec::new())
        };
        Case::of(&fragment, &all_no(&fragment)).way()
    };
    let Way::Plan(plan) = way(1) else {
        panic!("{:?}", way(1))
    };
    assert_eq!(plan.edits.len(), 2);
    assert_eq!(way(500), Way::NotFound { at_least: 2 });
}

/// The way to the lowest of so many rungs, a point each, where each of so many sanctions takes a unit one rung down: of a unit
/// that may answer yes for what these questions are worth; all else is the office's to say.
fn past_sanctions(sanctions: usize, rungs: usize, worth: &[(&str, &str)]) -> Way {
    let names: Vec<String> = (0..sanctions).map(|n| format!("s{n:02}")).collect();
    let sanctions = names.iter().map(|name| {
        json!({ "id": name, "what": "Có vi phạm.", "if": { "yes": name },
            "then": { "down": 1 }, "source": "c" })
    });
    let points = (1..=rungs)
        .rev()
        .map(|points| json!([at_least(&json!("whole"), &points.to_string())]));
    let mut ladder = ladder(&points.collect::<Vec<_>>());
    ladder["sanctions"] = sanctions.collect::<Vec<_>>().into();
    let mut not_its_own = question("o");
    not_its_own["given_by"] = "office".into();
    let of_office = rungs.to_string();
    let all = worth.iter().copied().chain([("o", of_office.as_str())]);
    let asked = worth.iter().map(|(of, _)| *of);
    let asked = asked.chain(names.iter().map(String::as_str));
    let fragment = Fragment {
        ladders: vec![ladder],
        ..to_reach(
            "1",
            asked.map(question).chain([not_its_own]).collect(),
            vec![questions("g", &all.collect::<Vec<_>>())],
        )
    };
    let mut case = Case::of(&fragment, &all_no(&fragment));
    case.wishes.target = Target::Rung(rungs - 1);
    case.way()
}

/// Each of twenty sanctions may apply, made up for by standing a rung higher, or not: too many combinations to try.
#[test]
fn of_too_many_combinations_of_sanctions_some_are_left_out() {
    let way = |points| past_sanctions(20, 9, &[("a", points), ("b", points)]);
    // Nothing costs less than one change.
    let Way::Plan(plan) = way("1") else {
        panic!("{:?}", way("1"))
    };
    assert_eq!((plan.edits.len(), plan.is_nearest), (1, false));
    // Whether one change is enough with a combination that was left out is not known.
    assert_eq!(way("0.5"), Way::NotFound { at_least: 1 });
}

/// Each of nine sanctions may apply or not: all combinations are known, and a large sheet looked at for each is too much.
#[test]
fn of_combinations_that_take_too_long_some_are_left_out() {
    let way = |small: usize| {
        let small: Vec<String> = (0..small).map(|n| format!("k{n:03}")).collect();
        let small = small.iter().map(|name| (name.as_str(), "0.0001"));
        let worth = [("a", "0.5"), ("b", "0.5")].into_iter().chain(small);
        past_sanctions(9, 10, &worth.collect::<Vec<_>>())
    };
    for few in [0, 60] {
        let Way::Plan(plan) = way(few) else {
            panic!("{:?}", way(few))
        };
        assert_eq!((plan.edits.len(), plan.is_nearest), (2, true));
    }
    assert_eq!(way(300), Way::NotFound { at_least: 1 });
}

/// Points that the unit enters itself: a plan raises them where they count, and only where it may.
#[test]
fn points_that_the_unit_enters() {
    let entered = |id: &str| item(id, "5", &json!({ "entered": {} }));
    let mut stand_in = item("s", "4", &json!({ "yes_no": { "input": "q" } }));
    stand_in["stands_in_for"] = json!("e");
    let mut other = group("h", &[]);
    other["max"] = sourced("5");
    let fragment = to_reach(
        "7",
        vec![question("q")],
        vec![group("g", &[entered("e"), entered("f"), stand_in]), other],
    );
    let case = |group: &str| {
        let mut case = Case::of(&fragment, &no(&["q"]));
        for (of, points) in [("e", "3"), ("f", "2"), ("h", group)] {
            case.assessment.answer_mut(of).points = Entry::typed(points);
        }
        case
    };
    let most = |case: Case| match &case.obstacles()[..] {
        [Obstacle::Condition { most, .. }] => most.as_ref().unwrap().to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(case("0").edits(), ["e → 5"]);
    assert_eq!(case("0").pinned("e").edits(), ["f → 4"]);
    assert_eq!(case("1").pinned("g").edits(), ["h → 2"]);
    assert_eq!(most(case("1").pinned("g").pinned("h")), "6");
    // What stands in for another does so only where the other is left out.
    assert_eq!(most(case("1").pinned("e").pinned("f").pinned("h")), "6");
    // Lines need not be all of their group, and out of more than it they count nothing.
    let broken_down = |maxima: [&str; 2]| {
        let mut case = case("").pinned("g");
        let line = |max: &str| Line {
            name: "Dòng".to_owned(),
            points: Entry::typed("0"),
            max: Entry::typed(max),
            ..Line::default()
        };
        case.assessment.answer_mut("h").lines = maxima.map(line).to_vec();
        case.way()
    };
    assert!(matches!(broken_down(["2", "1"]), Way::Plan(plan) if plan.edits.len() == 1));
    assert!(matches!(broken_down(["2", "3"]), Way::Plan(plan) if plan.edits.len() == 1));
    assert!(matches!(broken_down(["2", "3.01"]), Way::Unreachable(_)));
    let silent = |of: &str| {
        let mut case = case("0").pinned("h");
        case.assessment.answer_mut(of).silence = Some(Silence::Undefined {
            reason: "Mẫu số bằng 0".to_owned(),
        });
        case
    };
    assert_eq!(most(silent("e")), "5");
    assert_eq!(most(silent("f")), "5");
}

#[test]
fn a_group_that_is_0_stays_0() {
    let rule = json!({ "id": "z", "what": "Số liệu sai.", "scope": "group", "source": "c" });
    let fragment = to_reach(
        "3",
        ["a", "b"].map(question).to_vec(),
        vec![questions("g", &[("a", "2")]), questions("h", &[("b", "3")])],
    );
    let mut framework = fragment.framework();
    framework["zero_rules"] = json!([rule]);
    let mut case = Case::of(&fragment, &no(&["a", "b"]));
    case.framework = Framework::read(&framework.to_string()).unwrap();
    assert_eq!(case.edits(), yes(&["b"]));
    case.assessment.answer_mut("h").zero_rule = Some("z".to_owned());
    for b in ["no", "yes"] {
        case.assessment.input_mut("b").choice = Some(b.into());
        assert!(matches!(
            &case.obstacles()[..],
            [Obstacle::Condition { most: Some(most), .. }] if *most == Number::from(2_u32)
        ));
    }
}

/// Without a limit a deduction takes off whatever its ratio comes to, and that may be what keeps a total below a limit.
#[test]
fn a_deduction_without_a_limit() {
    let mut ladder = ladder(&[json!([
        { "of": "whole", "at_most": { "points": "2" }, "source": "c" },
    ])]);
    ladder["gaps"] = json!({ "what": "Không nói.", "sources": ["c"] });
    let ratio =
        json!({ "ratio": { "of": { "input": "a" }, "by": { "input": "b" }, "relation": "free" } });
    let deduction = json!({
        "id": "d", "name": sourced("d"), "role": "deduction", "items": [{
            "id": "t", "name": sourced("t"), "source": "c",
            "rule": { "count": { "of": ratio, "each": { "points": "1" } } },
        }],
    });
    let fragment = Fragment {
        ladders: vec![ladder],
        ..to_reach(
            "1",
            vec![question("q"), count("a", "90"), count("b", "9")],
            vec![questions("g", &[("q", "50")]), deduction],
        )
    };
    let case = Case::of(&fragment, &[("q", "yes"), ("a", "9"), ("b", "1")]).pinned("q");
    assert_eq!(case.edits(), ["a → 48"]);
}

/// A way is told where another might be as cheap, and not where another might be cheaper.
#[test]
fn what_is_found_beside_what_is_given_up() {
    // Nothing less itself is nothing, which shows only figure by figure.
    let each = json!({ "each": { "of": { "input": "n" }, "points": "1" } });
    let nothing = json!({ "formula": { "points": { "minus": [each, each] }, "capped": true } });
    let conditions = ["k-e", "z"].map(|of| json!([at_least(&json!({ "item": of }), "1")]));
    let fragment = Fragment {
        ladders: vec![ladder(&conditions)],
        ..to_reach(
            "1",
            vec![question("e"), count("n", "1000000")],
            vec![
                questions("k", &[("e", "1")]),
                group("g", &[item("z", "5", &nothing)]),
            ],
        )
    };
    let mut case = Case::of(&fragment, &[("e", "no"), ("n", "0")]);
    case.wishes.target = Target::Rung(1);
    let Way::Plan(plan) = case.way() else {
        panic!("{:?}", case.way())
    };
    assert_eq!(
        (plan.effort, plan.edits.len(), plan.is_nearest),
        (1, 1, false)
    );
    assert_eq!(case.effort("e", 2).way(), Way::NotFound { at_least: 1 });
}

#[test]
fn efforts_are_added_up_however_large_they_are() {
    let names = ["a", "b", "c"];
    let fragment = to_reach(
        "4",
        names.map(question).to_vec(),
        vec![questions("g", &names.map(|name| (name, "2")))],
    );
    let most = u32::MAX;
    for (efforts, edits, effort) in [
        ([most, most, most], 2, 2 * u64::from(most)),
        ([1 << 31; 3], 2, 1 << 32),
        ([most, most - 1, most - 2], 2, 2 * u64::from(most) - 3),
        ([most, 1, 0], 2, 2),
    ] {
        let mut case = Case::of(&fragment, &all_no(&fragment));
        for (name, effort) in names.into_iter().zip(efforts) {
            case = case.effort(name, effort);
        }
        let Way::Plan(plan) = case.way() else {
            panic!("{efforts:?}: {:?}", case.way())
        };
        assert_eq!((plan.edits.len(), plan.effort), (edits, effort));
    }
}

/// Between two limits neither more nor fewer points are better, so that no way makes another needless.
#[test]
fn of_ways_none_of_which_beats_another_not_all_are_kept() {
    let ids: Vec<String> = (0..24).map(|n| format!("q{n:02}")).collect();
    let maxima: Vec<String> = (0..24).map(|n| format!("1.{:08}", 1 << n)).collect();
    let all = ids.iter().zip(&maxima);
    let all: Vec<(&str, &str)> = all.map(|(id, max)| (id.as_str(), max.as_str())).collect();
    let mut ladder = ladder(&[json!([
        at_least(&json!("whole"), "12.04"),
        { "of": "whole", "at_most": { "points": "12.0400001" }, "source": "c" },
    ])]);
    ladder["gaps"] = json!({ "what": "Không nói.", "sources": ["c"] });
    let fragment = Fragment {
        ladders: vec![ladder],
        ..to_reach(
            "1",
            ids.iter().map(|id| question(id)).collect(),
            vec![questions("g", &all)],
        )
    };
    let way = Case::of(&fragment, &all_no(&fragment)).way();
    assert!(matches!(way, Way::NotFound { .. }), "{way:?}");
}

/// Most of its figures have no limit but what they are part of.
#[test]
fn a_hundred_items_are_looked_through_to_the_end() {
    let framework = sheet::framework(100);
    let assessment = sheet::assessment(&framework, 1);
    let commune = framework.unit_group("xa").unwrap();
    for rung in 0..3 {
        let wishes = Wishes::new(Target::Rung(rung), commune);
        let way = plan(&framework, &assessment, &wishes).unwrap();
        assert!(
            matches!(&way, Way::Plan(plan) if plan.is_nearest),
            "{way:?}"
        );
    }
}
