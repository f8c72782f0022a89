//! Lists of the practice framework and of a decision's, counted by hand.

use super::years::{Apart, Basis, Change, apart, years};
use super::*;
use crate::engine::framework::Framework;
use crate::engine::practice;
use crate::engine::receive::Listed;
use crate::engine::score::outcome;
use crate::{Assessment, Entry, Silence};

const HA_TINH: &str = include_str!("../../../frameworks/ha-tinh/2878-qd-ubnd-2023/framework.json");
const PRACTICE: &str = include_str!("../../../frameworks/tap-huan/bo-tieu-chi-2026/framework.json");

fn framework(text: &str) -> Framework {
    Framework::read(text).unwrap()
}

/// A commune of Hà Tĩnh with these points in its first groups and nothing in the others.
fn commune(framework: &Framework, points: &[&str]) -> Assessment {
    let unit_group = framework.unit_group("xa").unwrap();
    let mut assessment = Assessment::new(framework, unit_group);
    for (group, points) in unit_group.groups.iter().zip(points) {
        assessment.answer_mut(&group.id).points = Entry::typed(points);
    }
    assessment
}

fn parts(framework: &Framework, units: &[Assessment]) -> Parts {
    let unit_group = framework.unit_group("xa").unwrap();
    let mut analysis = Analysis::new(unit_group);
    for unit in units {
        analysis.add(&outcome(framework, unit).unwrap());
    }
    analysis.parts()
}

#[test]
fn groups_are_counted_by_hand() {
    let framework = framework(HA_TINH);
    // The first two groups have a maximum of 100 each.
    let mut excluded = commune(&framework, &["", "80"]);
    let first = Rc::clone(&framework.unit_group("xa").unwrap().groups[0].id);
    excluded.answer_mut(&first).silence = Some(Silence::NotApplicable {
        reason: "Chưa được giao".to_owned(),
        decided: true,
    });
    let units = [
        commune(&framework, &["49,9", "100"]),
        commune(&framework, &["0", "50"]),
        commune(&framework, &["50", "30"]),
        excluded,
    ];
    let found = parts(&framework, &units);
    assert_eq!(found.cells, found.groups);
    let told = |part: &Part| {
        let share = part.share.as_ref().map(ToString::to_string);
        (part.units, part.none, part.under_half, share)
    };
    assert_eq!(told(&found.groups[0]), (3, 1, 2, Some("0.333".to_owned())));
    assert_eq!(told(&found.groups[1]), (4, 0, 1, Some("0.65".to_owned())));
    assert_eq!(told(&found.groups[2]), (4, 4, 4, Some("0".to_owned())));
    assert!(found.groups[0].is_missed_by_most() && !found.groups[0].is_missed_by_all());
    assert!(!found.groups[1].is_missed_by_most());
    assert!(found.groups[2].is_missed_by_all());

    let missed: Vec<&str> = missed(&found.groups).iter().map(|part| &*part.of).collect();
    assert_eq!(missed.len(), found.groups.len() - 1);
    assert_eq!(missed[0], &*found.groups[2].of);
    assert_eq!(missed.last(), Some(&&*first));
    let (best, worst) = extremes(&found.groups).unwrap();
    assert_eq!(best, [&found.groups[1]]);
    assert_eq!(worst.len(), found.groups.len() - 2);
}

#[test]
fn exactly_half_is_not_less_and_half_of_the_units_is_not_most() {
    let framework = framework(HA_TINH);
    let found = parts(
        &framework,
        &[
            commune(&framework, &["50"]),
            commune(&framework, &["49,999"]),
        ],
    );
    assert_eq!(found.groups[0].under_half, 1);
    assert!(!found.groups[0].is_missed_by_most());
    let nobody = parts(&framework, &[]);
    assert!(nobody.groups.iter().all(|part| part.share.is_none()));
    assert!(!nobody.groups[0].is_missed_by_all() && !nobody.groups[0].is_missed_by_most());
    assert_eq!(extremes(&nobody.groups), None);
    // Of like shares none is the best.
    assert_eq!(extremes(&nobody.groups[..1]), None);
    assert_eq!(extremes(&found.groups[1..3]), None);
}

#[test]
fn items_are_counted_and_bonus_and_deduction_are_not() {
    let framework = framework(PRACTICE);
    let read = |text: &str| Assessment::read(text).unwrap();
    let units = [
        read(include_str!(
            "../../../frameworks/tap-huan/bo-tieu-chi-2026/units/len-bac.json"
        )),
        read(include_str!(
            "../../../frameworks/tap-huan/bo-tieu-chi-2026/units/thieu-mot-diem.json"
        )),
    ];
    let found = parts(&framework, &units);
    let unit_group = framework.unit_group("xa").unwrap();
    let is_scored = |id: &str| {
        let group = unit_group.group(id).unwrap();
        group.role == GroupRole::Scored && group.not_scored.is_none()
    };
    assert!(found.groups.iter().all(|part| is_scored(&part.of)));
    assert!(unit_group.groups.iter().any(|group| !is_scored(&group.id)));
    let has_items = |id: &str| !unit_group.group(id).unwrap().items.is_empty();
    assert!(found.groups.iter().all(|part| has_items(&part.of)));
    for part in &found.cells {
        let mut points = Vec::new();
        for unit in &units {
            let outcome = outcome(&framework, unit).unwrap();
            let mut items = outcome.groups.iter().flat_map(|group| &group.items);
            let item = items.find(|item| item.id == part.of).unwrap().clone();
            let max = item.max.filter(|max| !max.is_zero());
            points.extend(max.map(|max| (item.points, max)));
        }
        assert_eq!(part.units, points.len(), "{}", part.of);
        let low = points.iter().filter(|(points, max)| points + points < *max);
        assert_eq!(part.under_half, low.count(), "{}", part.of);
        let sum = Number::sum(points.iter().map(|(points, _)| points));
        let max = Number::sum(points.iter().map(|(_, max)| max));
        assert_eq!(part.share, sum.share_of(&max), "{}", part.of);
    }
}

/// It has its full points and its maximum, and nobody has done anything for them.
#[test]
fn what_counts_in_full_because_it_does_not_apply_is_not_counted() {
    let framework = framework(PRACTICE);
    let unscored = Assessment::new(&framework, framework.unit_group("xa").unwrap());
    let mut waived = unscored.clone();
    waived.answer_mut("7-3").silence = Some(Silence::NotApplicable {
        reason: "Xã không có chợ".to_owned(),
        decided: true,
    });
    let groups = outcome(&framework, &waived).unwrap().groups;
    let mut items = groups.iter().flat_map(|group| &group.items);
    let item = items.find(|item| &*item.id == "7-3").unwrap();
    assert_eq!((item.state, &item.points), (State::Waived, &2_u32.into()));

    let found = parts(&framework, &[waived, unscored]).cells;
    let part = found.iter().find(|part| &*part.of == "7-3").unwrap();
    assert_eq!((part.units, part.none, part.under_half), (1, 1, 1));
}

#[test]
fn lists_are_compared_only_where_they_are_of_one_kind() {
    let (one, other) = (framework(HA_TINH), framework(PRACTICE));
    let changed = framework(&HA_TINH.replacen("Hà Tĩnh", "Hà  Tĩnh", 1));
    let basis = |framework, unit_group, year| Basis {
        framework,
        unit_group,
        year,
    };
    let this = basis(&one, 0, Some(2024));
    for (that, why) in [
        (basis(&one, 0, Some(2023)), None),
        (basis(&one, 0, Some(2025)), None),
        (basis(&other, 0, Some(2023)), Some(Apart::Framework)),
        (basis(&changed, 0, Some(2023)), Some(Apart::Edition)),
        (basis(&one, 1, Some(2023)), Some(Apart::UnitGroup)),
        (basis(&one, 0, None), Some(Apart::NoYear)),
        (basis(&one, 0, Some(2024)), Some(Apart::SameYear)),
    ] {
        assert_eq!(apart(&this, &that), why);
        assert_eq!(apart(&that, &this), why);
    }
}

#[test]
fn units_are_found_again_by_name_and_compared_by_equal_maxima() {
    let framework = framework(HA_TINH);
    let unit_group = framework.unit_group("xa").unwrap();
    let listed = |points: &[&str]| {
        let outcome = outcome(&framework, &commune(&framework, points)).unwrap();
        Listed::of(unit_group, &outcome)
    };
    let (low, high) = (listed(&["10"]), listed(&["10", "2,5"]));
    let other_max = Listed {
        max: Some(Number::from(900_u32)),
        ..high.clone()
    };
    let unknown = Listed {
        max: None,
        ..high.clone()
    };
    let before = [
        ("a", &low),
        ("gone", &low),
        ("b", &high),
        ("c", &low),
        ("d", &unknown),
    ];
    let now = [
        ("b", &low),
        ("new", &low),
        ("a", &high),
        ("c", &other_max),
        ("d", &unknown),
    ];
    let change = |before, now, more: Option<&str>| Change {
        before,
        now,
        more: more.map(|more| more.parse().unwrap()),
    };
    let found = years(&before, &now);
    assert_eq!(
        found.both,
        [
            change(2, 0, Some("-2.5")),
            change(0, 2, Some("2.5")),
            change(3, 3, None),
            change(4, 4, None),
        ]
    );
    assert_eq!((found.only_before, found.only_now), (vec![1], vec![1]));
}

#[test]
fn a_group_without_items_is_a_cell_beside_items() {
    let framework = practice::edited(|framework| {
        let sheets = framework["sheets"].as_array_mut().unwrap();
        let mut group = sheets[0]["blocks"][0]["groups"][0].clone();
        group["id"] = "them".into();
        let sheet = sheets.iter_mut().find(|sheet| sheet["id"] == "co-muc");
        let groups = &mut sheet.unwrap()["blocks"][0]["groups"];
        groups.as_array_mut().unwrap().insert(0, group);
    });
    let unit_group = framework.unit_group("ap").unwrap();
    let mut analysis = Analysis::new(unit_group);
    let mut unit = Assessment::new(&framework, unit_group);
    unit.answer_mut("them").points = Entry::typed("1");
    analysis.add(&outcome(&framework, &unit).unwrap());
    let found = analysis.parts();
    let ids = |parts: &[Part]| {
        parts
            .iter()
            .map(|part| part.of.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&found.groups), ["them", "muc"]);
    let items = unit_group.group("muc").unwrap().items.clone();
    let items = unit_group.items[items]
        .iter()
        .map(|item| item.id.to_string());
    assert_eq!(
        ids(&found.cells),
        ["them".to_owned()]
            .into_iter()
            .chain(items)
            .collect::<Vec<_>>()
    );
    assert_eq!(found.cells[0], found.groups[0]);
    assert_eq!((found.cells[0].units, found.cells[0].none), (1, 0));
}
