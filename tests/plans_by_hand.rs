//! Plans for real decisions and for the communes to practise on, worked out by hand.

#![cfg(not(target_arch = "wasm32"))] // it reads files
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

use std::fs;
use std::path::Path;

use bac_thang::engine::plan::{Obstacle, Spot, Target, Way, Wishes, changeable, plan};
use bac_thang::engine::rule::Figure;
use bac_thang::{Assessment, Entry, Framework, Line, Number, Reporting, Silence, score};

const PRACTICE: &str = "tap-huan/bo-tieu-chi-2026";

fn text(file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks");
    fs::read_to_string(folder.join(file)).unwrap()
}

fn framework(folder: &str) -> Framework {
    Framework::read(&text(&format!("{folder}/framework.json"))).unwrap()
}

fn commune(unit: &str) -> Assessment {
    Assessment::read(&text(&format!("{PRACTICE}/units/{unit}.json"))).unwrap()
}

/// An assessment with points by group.
fn points(framework: &Framework, unit_group: &str, points: &[(&str, &str)]) -> Assessment {
    let mut assessment = Assessment::new(framework, framework.unit_group(unit_group).unwrap());
    for (group, points) in points {
        assessment.answer_mut(group).points = Entry::typed(points);
    }
    assessment
}

fn n(text: &str) -> Number {
    text.parse().unwrap()
}

/// Wishes with nothing else said.
fn to(framework: &Framework, assessment: &Assessment, target: Target) -> Wishes {
    Wishes::new(
        target,
        framework.unit_group(&assessment.unit_group).unwrap(),
    )
}

fn way(framework: &Framework, assessment: &Assessment, wishes: &Wishes) -> Way {
    plan(framework, assessment, wishes).unwrap()
}

/// A plan's edits as `what: from → to`.
fn edits(way: &Way) -> Vec<String> {
    let Way::Plan(plan) = way else {
        panic!("no plan: {way:?}")
    };
    assert!(plan.is_nearest, "{plan:?}");
    let figure = |figure: &Figure| match figure {
        Figure::Number(number) => number.to_string(),
        Figure::Choice(choice) => choice.to_string(),
    };
    let edits = plan.edits.iter().map(|edit| {
        let of = match &edit.of {
            Spot::Input(id) | Spot::Points(id) => id.clone(),
            Spot::Line { group, line } => format!("{group}[{line}]"),
        };
        let from = edit.from.as_ref().map_or("—".to_owned(), figure);
        format!("{of}: {from} → {}", figure(&edit.to))
    });
    edits.collect()
}

/// The edits that lead to a rung, carried out and scored.
fn to_rung(framework: &Framework, assessment: &Assessment, rung: usize) -> Vec<String> {
    let wishes = to(framework, assessment, Target::Rung(rung));
    let way = way(framework, assessment, &wishes);
    let Way::Plan(plan) = &way else {
        panic!("no plan: {way:?}")
    };
    let after = score(framework, &plan.apply(assessment).unwrap()).unwrap();
    let standing = after.outcome.standing.unwrap();
    let ladder = &standing.ladders[0];
    assert_eq!(ladder.rungs[rung].reached, Some(true));
    edits(&way)
}

#[test]
fn one_file_more_in_electronic_form_is_the_point_that_was_lacking() {
    let framework = framework(PRACTICE);
    let commune = commune("thieu-mot-diem");
    assert_eq!(to_rung(&framework, &commune, 1), ["hscv-dt: 720 → 721"]);
    assert_eq!(to_rung(&framework, &commune, 2), [""; 0]);
}

#[test]
fn what_is_pinned_stays_and_what_is_dear_is_left_for_the_last() {
    let framework = framework(PRACTICE);
    let commune = commune("thieu-mot-diem");
    let mut wishes = to(&framework, &commune, Target::Rung(1));
    wishes.pinned.insert("hscv-dt".to_owned());
    let other = edits(&way(&framework, &commune, &wishes));
    assert_eq!(other.len(), 1);
    assert!(!other[0].starts_with("hscv-dt"), "{other:?}");

    wishes.pinned.remove("hscv-dt");
    wishes.effort.insert("hscv-dt".to_owned(), 2);
    assert_eq!(edits(&way(&framework, &commune, &wishes)), other);

    // Where everything else is pinned it is done at any price.
    let unit_group = framework.unit_group(&commune.unit_group).unwrap();
    let all = unit_group.inputs.iter().map(|input| input.id.to_string());
    wishes.pinned = all.filter(|id| id != "hscv-dt").collect();
    wishes.effort.insert("hscv-dt".to_owned(), 1000);
    assert_eq!(
        edits(&way(&framework, &commune, &wishes)),
        ["hscv-dt: 720 → 721"]
    );
}

#[test]
fn all_conditions_of_two_ladders_at_once() {
    let framework = framework("an-giang/1040-qd-ubnd-2018");
    let reached = [
        ("ha-tang", "270"),
        ("nhan-luc", "108"),
        ("moi-truong", "72"),
        ("chuyen-doi", "45"),
        ("giao-dich", "90"),
        ("tuong-tac", "162"),
        ("hien-dien", "243"),
    ];
    let commune = points(&framework, "xa", &reached);
    assert_eq!(to_rung(&framework, &commune, 0), [""; 0]);

    // Every limit is met exactly, so each point less has to come back: where it is missing, if its group asks for it, else
    // anywhere in the block.
    let mut lower = reached;
    lower[2].1 = "71,99";
    lower[5].1 = "150";
    let commune = points(&framework, "xa", &lower);
    let edits = to_rung(&framework, &commune, 0);
    assert_eq!(edits, ["moi-truong: 71.99 → 72", "tuong-tac: 150 → 162"]);

    // Above its own limit a group can make up for another's in the block, but not in the other's own condition.
    let mut lower = reached;
    lower[0].1 = "300";
    lower[1].1 = "100";
    let commune = points(&framework, "xa", &lower);
    assert_eq!(to_rung(&framework, &commune, 0), ["nhan-luc: 100 → 108"]);
}

#[test]
fn a_blank_sheet_is_filled_in_as_far_as_needed() {
    let framework = framework("an-giang/1040-qd-ubnd-2018");
    let commune = points(&framework, "xa", &[]);
    let wishes = to(&framework, &commune, Target::Rung(0));
    let Way::Plan(plan) = way(&framework, &commune, &wishes) else {
        panic!("no plan")
    };
    // 450 of 500 and 540 of 600 with 90% of every group: nothing can be left out, and nothing is to spare.
    assert_eq!((plan.edits.len(), plan.effort), (7, 7));
    let wishes = to(&framework, &commune, Target::Rung(3));
    let Way::Plan(plan) = way(&framework, &commune, &wishes) else {
        panic!("no plan")
    };
    // The lowest rung asks nothing of group "chuyển đổi", and the others can make 385 points.
    assert_eq!(plan.edits.len(), 6);
}

#[test]
fn lines_of_a_group_are_changed_one_by_one() {
    let framework = framework("an-giang/1040-qd-ubnd-2018");
    let mut commune = points(
        &framework,
        "xa",
        &[
            ("ha-tang", "270"),
            ("nhan-luc", "108"),
            ("chuyen-doi", "45"),
            ("giao-dich", "90"),
            ("tuong-tac", "162"),
            ("hien-dien", "243"),
        ],
    );
    let line = |points: &str, max: &str| Line {
        name: "Dòng".to_owned(),
        points: Entry::typed(points),
        max: Entry::typed(max),
        ..Line::default()
    };
    let silence = Silence::NotApplicable {
        reason: "Không có".to_owned(),
        decided: false,
    };
    let group = commune.answer_mut("moi-truong");
    group.lines = vec![line("18", "20"), line("", "20"), line("25,5", "40")];
    // 43,5 of 72: the third line has 14,5 left, the second 20; 28,5 is more than either.
    let edits = to_rung(&framework, &commune, 0);
    assert_eq!(edits.len(), 2);
    assert!(edits[0].starts_with("moi-truong[1]: — → "), "{edits:?}");
    commune.answer_mut("moi-truong").lines[1].silence = Some(silence);
    let wishes = to(&framework, &commune, Target::Rung(0));
    let blocked = way(&framework, &commune, &wishes);
    let Way::Unreachable(obstacles) = blocked else {
        panic!("{blocked:?}")
    };
    let most: Vec<Option<Number>> = obstacles
        .iter()
        .map(|obstacle| match obstacle {
            Obstacle::Condition { most, .. } => most.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    // The group can have 60 of the 72 it needs; the block has 300 + 120 + 60 = 480 of 450.
    assert_eq!(most, [Some(n("60"))]);
}

#[test]
fn lines_out_of_more_than_their_group_change_nothing() {
    let framework = Framework::read(include_str!("practice/framework.json")).unwrap();
    let mut office = points(&framework, "phong", &[("h", "4")]);
    office.answer_mut("h").max = Entry::typed("10");
    let group = office.answer_mut("g");
    group.max = Entry::typed("10");
    group.lines = vec![Line {
        name: "Dòng".to_owned(),
        points: Entry::typed("4,5"),
        max: Entry::typed("10,01"),
        ..Line::default()
    }];
    // 4 of 20, and "h" can bring 6 more: the middle rung asks for 14.
    let wishes = to(&framework, &office, Target::Rung(1));
    let blocked = way(&framework, &office, &wishes);
    assert!(matches!(blocked, Way::Unreachable(_)), "{blocked:?}");
    office.answer_mut("g").lines[0].max = Entry::typed("10");
    // 8,5 of 20; 5,5 in one change are the line's alone.
    assert_eq!(to_rung(&framework, &office, 1), ["g[0]: 4.5 → 10"]);
}

#[test]
fn a_late_report_cannot_be_made_up_for() {
    let framework = framework(PRACTICE);
    let mut commune = commune("len-bac");
    commune.reporting = Reporting::Late;
    let wishes = to(&framework, &commune, Target::Rung(0));
    assert_eq!(
        way(&framework, &commune, &wishes),
        Way::Unreachable(vec![Obstacle::Late])
    );
}

#[test]
fn where_there_is_no_rung_there_is_no_way() {
    let without = framework("huong-tra/1872-kh-ubnd-2015");
    let unit_group = &without.unit_groups[0];
    let assessment = Assessment::new(&without, unit_group);
    let no_target = Way::Unreachable(vec![Obstacle::NoTarget]);
    let wishes = Wishes::new(Target::Rung(0), unit_group);
    assert_eq!(way(&without, &assessment, &wishes), no_target);

    let practice = framework(PRACTICE);
    let commune = commune("len-bac");
    let wishes = to(&practice, &commune, Target::Rung(99));
    assert_eq!(way(&practice, &commune, &wishes), no_target);
    let item = Target::Item {
        id: "khong-co".to_owned(),
        points: n("1"),
    };
    assert_eq!(
        way(&practice, &commune, &to(&practice, &commune, item)),
        no_target
    );
}

#[test]
fn the_least_that_gives_an_item_so_many_points() {
    let framework = framework(PRACTICE);
    let commune = commune("thieu-mot-diem");
    let item = |id: &str, points: &str| {
        let target = Target::Item {
            id: id.to_owned(),
            points: n(points),
        };
        way(&framework, &commune, &to(&framework, &commune, target))
    };
    // 90 of 12.000 is 0,75%: one point; from 1% on it is two.
    assert_eq!(edits(&item("5-3", "2")), ["chi-cds: 90 → 120"]);
    assert_eq!(edits(&item("5-3", "1")), [""; 0]);
    let above = Way::Unreachable(vec![Obstacle::Item { most: Some(n("2")) }]);
    assert_eq!(item("5-3", "2.01"), above);
}

#[test]
fn of_every_item_it_is_known_what_may_be_changed() {
    let framework = framework(PRACTICE);
    let unit_group = framework.unit_group("xa").unwrap();
    let all = changeable(unit_group);
    assert_eq!(all.len(), unit_group.items.len());
    for (item, may) in [
        ("3-1", &["hs-tong", "hs-truc-tuyen"][..]),
        // Without any petition the item is not on the sheet.
        ("3-5", &["pakn-xong"]),
        // Which kind of commune it is decides whether the item applies.
        ("4-5", &["nvh", "nvh-mang"]),
        // Its points are entered.
        ("4-6", &["4-6"]),
        // The other figure is last year's.
        ("7-2", &["hs-truc-tuyen"]),
        // The office gives it.
        ("7-4", &[]),
    ] {
        let index = unit_group.items.iter().position(|one| *one.id == *item);
        let found: Vec<&str> = all[index.unwrap()].iter().map(|id| &**id).collect();
        assert_eq!(found, may, "{item}");
    }
}
