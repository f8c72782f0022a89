//! What a ranking says beside who stands where.

use std::collections::BTreeSet;
use std::rc::Rc;

use bac_thang::engine::file;
use bac_thang::{Assessment, Claims, Entry, Silence, score};
use serde_json::Value;
use time::Month;

use super::appraisal::MarkField;
use super::publish::{Status, open};
use super::state::{Office, OfficeAction};
use super::table::{json, table};
use super::tests::{IN_TIME, office, only, ranked, text_of, written};
use crate::app::catalog::Catalog;
use crate::app::spreadsheet::csv;
use crate::app::text::publish;

const HA_TINH: &str = "ha-tinh-2878-2023";
const HUONG_TRA: &str = "huong-tra-1872-2015";

/// A file of the plan that states no maxima, with those that its unit typed: the same for every group.
fn of_own_maxima(unit: &str, points: &str, max: &str) -> String {
    let catalog = Catalog::shipped();
    let sheet = catalog.find(HUONG_TRA, "xa").unwrap();
    let text = written(HUONG_TRA, unit, points, (Month::December, 8));
    let mut assessment = Assessment::read(&text).unwrap();
    // The plan is of this year alone.
    assessment.year = Some(2015);
    for answer in &mut assessment.answers {
        answer.max = Entry::typed(max);
    }
    let mut official = assessment.claims.take().unwrap().official;
    official.as_mut().unwrap().on = "2015-12-08".to_owned();
    let scored = score(&sheet.framework, &assessment).unwrap();
    assessment.claims = Some(Claims {
        official,
        ..Claims::of(&scored, sheet.unit_group())
    });
    file::write(&assessment, None).unwrap()
}

fn said(office: &Office) -> Vec<String> {
    publish::open(&open(&office.work.items, &only(office), &ranked(office)))
}

/// The lines of the ranking as CSV, without the mark in front.
fn lines(office: &Office) -> Vec<String> {
    let text = text_of(csv(table(
        &only(office),
        &ranked(office),
        Some(&Status::Draft),
    )));
    let text = text.trim_start_matches('\u{feff}');
    text.lines().map(str::to_owned).collect()
}

fn json_of(office: &Office) -> Value {
    let text = text_of(json(&only(office), &ranked(office), &Status::Draft, false));
    serde_json::from_str(&text).unwrap()
}

#[test]
fn units_out_of_different_maxima_are_named_with_the_maximum_that_most_have() {
    let mut all = office(&[
        of_own_maxima("Phường A", "30", "100"),
        of_own_maxima("Phường B", "20", "100"),
        of_own_maxima("Phường C", "40", "200"),
    ]);
    assert_eq!(only(&all).taken().count(), 3);
    assert_eq!(
        said(&all),
        [
            "Điểm tối đa của các đơn vị trong danh sách này không như nhau, nhiều đơn vị nhất là 700 điểm (2 đơn vị); khác với đó: 1.400 điểm: 1 đơn vị (Phường C). Thứ hạng vẫn xếp theo tổng điểm, không theo tỷ lệ; Hội đồng xem và quyết định."
        ]
    );
    // Nothing is changed in the ranking itself.
    assert_eq!(ranked(&all)[0].row.unit(), "Phường C");
    let lines = lines(&all);
    assert!(
        lines[0].contains(";Tổng điểm;Điểm tối đa;Tỷ lệ đạt (%);"),
        "{lines:?}"
    );
    assert!(lines[1].contains(";280;1400;20;"), "{lines:?}");
    assert!(lines[2].contains(";210;700;30;"), "{lines:?}");

    all.apply(OfficeAction::Decided(1, false));
    assert!(said(&all).iter().any(|it| it.contains(
        "không như nhau, 1.400 điểm: 1 đơn vị (Phường C); 700 điểm: 1 đơn vị (Phường A). Thứ hạng"
    )));
    all.apply(OfficeAction::Decided(2, false));
    assert!(!said(&all).iter().any(|it| it.contains("không như nhau")));
    let heads = &self::lines(&all)[0];
    assert!(!heads.contains("Điểm tối đa"), "{heads}");
}

#[test]
fn a_maximum_that_is_not_known_is_said() {
    let office = office(&[
        of_own_maxima("Phường A", "30", "100"),
        of_own_maxima("Phường B", "20", "100"),
        of_own_maxima("Phường C", "10", ""),
    ]);
    assert!(
        said(&office)[0].contains("khác với đó: chưa biết đủ điểm tối đa: 1 đơn vị (Phường C)."),
        "{:?}",
        said(&office)
    );
    let lines = lines(&office);
    assert!(lines[3].contains(";70;;;"), "{lines:?}");
}

#[test]
fn a_level_by_the_share_of_the_maximum_stands_beside_it() {
    let text = written(HA_TINH, "UBND xã A", "50", IN_TIME);
    let mut assessment = Assessment::read(&text).unwrap();
    let group = Rc::clone(&assessment.answers[0].of);
    let answer = assessment.answer_mut(&group);
    answer.points = Entry::default();
    answer.silence = Some(Silence::NotApplicable {
        reason: "Chưa được giao".to_owned(),
        decided: false,
    });
    let catalog = Catalog::shipped();
    let sheet = catalog.find(HA_TINH, "xa").unwrap();
    let official = assessment.claims.take().unwrap().official;
    let scored = score(&sheet.framework, &assessment).unwrap();
    assessment.claims = Some(Claims {
        official,
        ..Claims::of(&scored, sheet.unit_group())
    });
    let mut office = office(&[
        file::write(&assessment, None).unwrap(),
        written(HA_TINH, "UBND xã B", "45", IN_TIME),
    ]);
    let lines = |office: &Office| lines(office);
    assert!(lines(&office)[0].contains(";Tổng điểm;Điểm tối đa;Tỷ lệ đạt (%);Mức;"));
    assert!(
        lines(&office)[1].contains(";360;1000;36;Yếu;"),
        "{:?}",
        lines(&office)
    );
    assert!(!said(&office).iter().any(|it| it.contains("không như nhau")));
    office.apply(OfficeAction::Looked(Some(0)));
    office.apply(OfficeAction::Marked(group, MarkField::Excluded(true)));
    // Whose maximum has shrunk is second by points and first by share.
    assert!(lines(&office)[1].contains(";360;1000;36;"));
    assert!(
        lines(&office)[2].contains(";350;900;38,888888888;"),
        "{:?}",
        lines(&office)
    );
    assert!(said(&office).iter().any(|it| it.contains("không như nhau")));
}

#[test]
fn plain_ties_are_left_to_the_council_where_the_decision_has_no_rule() {
    let office = office(&[
        written(HA_TINH, "UBND xã A", "50", IN_TIME),
        written(HA_TINH, "UBND xã B", "50", IN_TIME),
        written(HA_TINH, "UBND xã C", "40", IN_TIME),
    ]);
    let json = json_of(&office);
    let left = |unit: usize| &json["units"][unit]["is_left_to_council"];
    assert_eq!([left(0), left(1), left(2)], [true, true, false]);
}

#[test]
fn what_the_exported_ranking_says_is_documented() {
    let mut office = office(&[written(HA_TINH, "UBND xã A", "50", IN_TIME)]);
    office.apply(OfficeAction::DayTyped("05/11/2021".to_owned()));
    let files: Rc<[usize]> = [0].into();
    office.apply(OfficeAction::Came {
        files,
        is_stated: true,
    });
    let json = json_of(&office);
    let documented: BTreeSet<&str> = include_str!("../../../frameworks/RANKING.md")
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let mut exported = BTreeSet::new();
    for object in [&json, &json["units"][0]] {
        exported.extend(object.as_object().unwrap().keys().map(String::as_str));
    }
    assert_eq!(exported, documented);
}
