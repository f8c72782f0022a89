//! Units read one after the other for their ranking stand exactly as they do when each is scored in full.

#![cfg(not(target_arch = "wasm32"))] // it reads files
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

#[allow(dead_code, reason = "not all of it is about lists")]
#[path = "../benches/sheet/mod.rs"]
mod measured;
#[allow(dead_code, reason = "not all of it is about plans")]
mod planning;

use std::fs;
use std::path::Path;

use bac_thang::engine::listing::Listing;
use bac_thang::engine::rank::{Entrant, Rank, rank};
use bac_thang::engine::score::{ScoreError, outcome};
use bac_thang::{Assessment, Entry, Framework, UnitGroup};

use planning::sheets::{Random, Sheet};

/// Reads them, compares each with its full score, and ranks them; twice, because nothing of one unit may stay for the next.
fn listed(framework: &Framework, unit_group: &UnitGroup, units: &[Assessment]) -> Vec<Rank> {
    let mut listing = Listing::new(framework, unit_group);
    let expected: Vec<Entrant> = units
        .iter()
        .map(|unit| Entrant::of(unit_group, &outcome(framework, unit).unwrap()))
        .collect();
    for _ in 0..2 {
        for (unit, expected) in units.iter().zip(&expected) {
            assert_eq!(listing.entrant(unit).as_ref(), Ok(expected), "{unit:?}");
        }
    }
    let ranks = rank(unit_group, &expected);
    for (one, of_one) in expected.iter().zip(&ranks) {
        let ranked = expected.iter().filter(|other| other.is_ranked());
        let better = ranked.clone().filter(|other| other.is_better(one)).count();
        let equal = ranked.filter(|other| other.is_equal(one)).count();
        let rank = one.is_ranked().then_some(better + 1);
        assert_eq!(of_one.rank, rank);
        assert_eq!(of_one.is_tied, rank.is_some() && equal > 1);
    }
    ranks
}

#[test]
fn random_sheets_of_every_kind_of_rule() {
    for seed in 0..2000 {
        let mut random = Random::new(seed);
        let sheet = Sheet::random(&mut random);
        let framework = sheet.framework();
        let full = sheet.assessment(&framework);
        let mut units = vec![full.clone()];
        for typed in [
            "",
            "0",
            "1",
            "1,5",
            "7",
            "33,33",
            "-1",
            "mười",
            "1.000",
            "9999999",
            "999999999999999,999999999",
        ] {
            let mut unit = full.clone();
            for answer in &mut unit.inputs {
                if answer.choice.is_none() && random.chance(40) {
                    answer.number = Entry::typed(typed);
                }
            }
            for _ in 0..unit.inputs.len().min(3) {
                let one = random.below(unit.inputs.len());
                let other = random.below(unit.inputs.len());
                unit.inputs.swap(one, other);
            }
            if random.chance(20) {
                unit.inputs.pop();
            }
            units.push(unit);
        }
        listed(&framework, &framework.unit_groups[0], &units);
    }
}

#[test]
fn the_units_for_practice() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks/tap-huan/bo-tieu-chi-2026");
    let text = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
    let framework = Framework::read(&text("framework.json")).unwrap();
    let mut units: Vec<Assessment> = ["len-bac", "rot-minh-chung", "thieu-mot-diem"]
        .iter()
        .map(|unit| Assessment::read(&text(&format!("units/{unit}.json"))).unwrap())
        .collect();
    for index in 0..units[0].inputs.len() {
        let mut unit = units[0].clone();
        unit.inputs.remove(index);
        units.push(unit);
    }
    let unit_group = framework.unit_group(&units[0].unit_group).unwrap();
    listed(&framework, unit_group, &units);
}

#[test]
fn sums_of_many_ratios_are_told_apart_and_found_equal() {
    let framework = measured::framework(measured::ITEMS);
    let unit_group = framework.unit_group("xa").unwrap();
    let mut units: Vec<Assessment> = (0..160)
        .map(|unit| measured::assessment(&framework, unit))
        .collect();
    // Less by so little that bounds do not show it; and the same total by other figures.
    let mut less = units[0].clone();
    less.input_mut("a0").number = Entry::typed("999999999999998");
    less.input_mut("b0").number = Entry::typed("999999999999999");
    let mut full = units[0].clone();
    full.input_mut("a0").number = Entry::typed("31");
    full.input_mut("b0").number = Entry::typed("31");
    let mut same = units[0].clone();
    same.input_mut("a0").number = Entry::typed("77");
    same.input_mut("b0").number = Entry::typed("77");
    units.extend([less, full, same]);
    let ranks = listed(&framework, unit_group, &units);
    let [less, full, same] = [160, 161, 162].map(|unit| ranks[unit].rank.unwrap());
    assert_eq!(full, same);
    assert_eq!(less, full + 2);
    assert!(ranks[..160].iter().all(|rank| rank.is_tied));
}

#[test]
fn a_unit_of_another_kind_is_not_listed() {
    let text = include_str!("practice/framework.json");
    let framework = Framework::read(text).unwrap();
    let mut listing = Listing::new(&framework, framework.unit_group("xa").unwrap());
    let other = Assessment::new(&framework, framework.unit_group("huyen").unwrap());
    let expected = ScoreError::OtherUnitGroup {
        found: "huyen".into(),
        expected: "xa".into(),
    };
    assert_eq!(listing.entrant(&other), Err(expected));
}
