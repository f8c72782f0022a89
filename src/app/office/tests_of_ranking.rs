//! What a ranking says beside who stands where.

use std::collections::BTreeSet;
use std::rc::Rc;

use bac_thang::{Assessment, Entry, Silence};
use serde_json::Value;
use time::Month;

use super::appraisal::MarkField;
use super::open::open;
use super::publish::Status;
use super::state::{Office, OfficeAction};
use super::table::{json, table};
use super::tests::{IN_TIME, handed_in, office, only, ranked, text_of, written};
use crate::app::catalog::Catalog;
use crate::app::spreadsheet::csv;
use crate::app::text::publish;

const HA_TINH: &str = "ha-tinh-2878-2023";
const HUONG_TRA: &str = "huong-tra-1872-2015";

/// A file of the plan that states no maxima, with those that its unit typed: the same for every group.
fn of_own_maxima(unit: &str, points: &str, max: &str) -> String {
    let on = (Month::December, 8);
    let text = written(HUONG_TRA, unit, points, on);
    let mut assessment = Assessment::read(&text).unwrap();
    // The plan is of this year alone.
    assessment.year = Some(2015);
    for answer in &mut assessment.answers {
        answer.max = Entry::typed(max);
    }
    handed_in(assessment, on)
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

/// A file of Bắc Kạn's commune, with a maximum of its own in every group.
fn of_bac_kan(unit: &str, max: &str) -> String {
    let on = (Month::November, 4);
    let text = written("bac-kan-651-2019", unit, "60", on);
    let mut assessment = Assessment::read(&text).unwrap();
    assessment.year = Some(2019);
    for answer in &mut assessment.answers {
        answer.max = Entry::typed(max);
    }
    handed_in(assessment, on)
}

#[test]
fn blocks_that_are_not_added_up_have_maxima_of_their_own() {
    let all = office(&[
        of_bac_kan("Xã A", "100"),
        of_bac_kan("Xã B", "100"),
        of_bac_kan("Xã C", "150"),
    ]);
    assert_eq!(only(&all).taken().count(), 3);
    assert_eq!(
        said(&all),
        [
            "Điểm tối đa của các đơn vị trong danh sách này không như nhau, nhiều đơn vị nhất là “Điều kiện sẵn sàng CQĐT” 300 điểm, “Kết quả CQĐT” 400 điểm (2 đơn vị); khác với đó: “Điều kiện sẵn sàng CQĐT” 450 điểm, “Kết quả CQĐT” 600 điểm: 1 đơn vị (Xã C). Điểm cùng một phần của các đơn vị này không so trực tiếp với nhau được; Hội đồng xem và quyết định."
        ]
    );
    let told = lines(&all);
    assert!(
        told[0].contains(";Điểm tối đa: Điều kiện sẵn sàng CQĐT;Tỷ lệ đạt (%): Điều kiện sẵn sàng CQĐT;Điểm tối đa: Kết quả CQĐT;Tỷ lệ đạt (%): Kết quả CQĐT;"),
        "{told:?}"
    );
    assert!(told[1].contains(";180;240;300;60;400;60;"), "{told:?}");
    assert!(told[3].contains(";180;240;450;40;600;40;"), "{told:?}");
    let alike = office(&[of_bac_kan("Xã A", "100"), of_bac_kan("Xã B", "100")]);
    assert_eq!(said(&alike), [""; 0]);
    assert!(!lines(&alike)[0].contains("Điểm tối đa"));
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
    let mut office = office(&[
        handed_in(assessment, IN_TIME),
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
    let by_level = json_of(&self::office(&[of_hundredths("UBND xã A", |_| 95)]));
    for object in [&json, &json["units"][0], &by_level["units"][0]] {
        exported.extend(object.as_object().unwrap().keys().map(String::as_str));
    }
    assert_eq!(exported, documented);
}

/// A file of An Giang's commune that has so many hundredths of each group's points.
pub fn of_hundredths(unit: &str, of: impl Fn(&str) -> u32) -> String {
    of_hundredths_in(unit, 2026, of)
}

/// The same of another year.
pub fn of_hundredths_in(unit: &str, year: u16, of: impl Fn(&str) -> u32) -> String {
    let catalog = Catalog::shipped();
    let sheet = catalog.find("an-giang-1040-2018", "xa").unwrap();
    let mut assessment = Assessment::new(&sheet.framework, sheet.unit_group());
    (assessment.unit, assessment.year) = (unit.to_owned(), Some(year));
    for group in &sheet.unit_group().groups {
        let max = &group.max.as_ref().unwrap().value;
        let points = max * &format!("{}%", of(&group.id)).parse().unwrap();
        assessment.answer_mut(&group.id).points =
            Entry::typed(&points.to_string().replace('.', ","));
    }
    handed_in(assessment, (Month::November, 20))
}

#[test]
fn units_of_a_decision_that_adds_nothing_up_are_ranked_by_level() {
    let low_in_one = |group: &str| if group == "moi-truong" { 60 } else { 100 };
    let all = office(&[
        // The most points, and on no level.
        of_hundredths("UBND xã Cao", low_in_one),
        of_hundredths("UBND xã B", |_| 92),
        of_hundredths("UBND xã C", |_| 85),
        of_hundredths("UBND xã A", |_| 95),
    ]);
    let shown: Vec<String> = lines(&all)
        .iter()
        .map(|line| {
            let cells: Vec<&str> = line.split(';').collect();
            [&cells[..2], &cells[9..13]].concat().join(";")
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Thứ hạng;Tên đơn vị;Điều kiện sẵn sàng;Mức độ đạt được;Mức;Ghi chú",
            "1;UBND xã A;475;570;Mức I (Tốt);",
            "1;UBND xã B;460;552;Mức I (Tốt);",
            "3;UBND xã C;425;510;Mức III (Trung bình);",
            ";UBND xã Cao;468;600;Không xếp hạng;",
        ]
    );
    assert_eq!(said(&all), [""; 0]);
    let json = json_of(&all);
    let list = &json["units"];
    let ranks: Vec<_> = (0..4)
        .map(|unit| {
            (
                list[unit]["rank"].clone(),
                list[unit]["is_left_to_council"].clone(),
            )
        })
        .collect();
    assert_eq!(
        ranks,
        [
            (1.into(), false.into()),
            (1.into(), false.into()),
            (3.into(), false.into()),
            (Value::Null, false.into())
        ]
    );
    assert_eq!(
        list[3]["blocks"]["san-sang"],
        serde_json::json!({ "points": "468", "max": "500" })
    );
    assert_eq!(
        (&list[3]["points"], &list[3]["max"]),
        (&Value::Null, &Value::Null)
    );
}

#[test]
fn what_is_not_scored_is_not_0_in_a_ranking() {
    let out = |it: &mut Assessment| {
        it.answers[0].points = Entry::typed("");
        it.answers[0].silence = Some(Silence::Undefined {
            reason: "Không có số liệu".to_owned(),
        });
    };
    let text = super::tests_of_files::entered("UBND xã A", "50", out);
    let all = office(&[text, written(HA_TINH, "UBND xã B", "0", IN_TIME)]);
    let lines = lines(&all);
    assert!(
        lines[1].starts_with("1;UBND xã A;không tính được;50;"),
        "{lines:?}"
    );
    assert!(lines[2].starts_with("2;UBND xã B;0;0;"), "{lines:?}");
    let json = json_of(&all);
    let first = |unit: usize| &json["units"][unit]["groups"]["nhan-thuc-so"];
    assert_eq!((first(0), first(1)), (&Value::Null, &"0".into()));
}
