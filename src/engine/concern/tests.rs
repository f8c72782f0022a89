use serde_json::json;
use time::Month;

use super::*;
use crate::engine::assessment::{Entry, Evidence, FrameworkRef, Reporting, Silence};
use crate::engine::practice::{
    answered, broken_down, edited, line, points, proposed, silent, typed, undefined,
};
use crate::engine::score::score;

fn day(month: Month, day: u8) -> Date {
    Date::from_calendar_date(2026, month, day).unwrap()
}

/// A day on which the window has closed and the report is not overdue.
fn in_time() -> Date {
    day(Month::November, 25)
}

/// The assessment with unit, year and preparer as they should be.
fn named(assessment: Assessment) -> Assessment {
    Assessment {
        unit: "UBND xã Mẫu".to_owned(),
        year: Some(2026),
        preparer: Preparer {
            name: "Nguyễn Văn A".to_owned(),
            email: "a@tap-dien.gov.vn".to_owned(),
            ..Preparer::default()
        },
        ..assessment
    }
}

fn said_on(framework: &Framework, assessment: &Assessment, today: Date) -> Vec<String> {
    let unit_group = framework.unit_group(&assessment.unit_group).unwrap();
    let assessment = &Assessment {
        framework: FrameworkRef::of(framework),
        ..assessment.clone()
    };
    let scored = score(framework, assessment).unwrap();
    concerns(framework, unit_group, assessment, &scored, today)
        .iter()
        .map(|concern| {
            let mark = if concern.is_error() { "!" } else { "" };
            format!("{mark}{} {}", concern.at.path(), concern.kind.name())
        })
        .collect()
}

fn said(assessment: &Assessment) -> Vec<String> {
    let framework = edited(|_| ());
    said_on(&framework, assessment, in_time())
}

fn backed(mut answer: Answer) -> Answer {
    answer.explanation = "Theo sổ theo dõi.".to_owned();
    answer
}

#[test]
fn of_a_blank_sheet_all_that_is_asked_is_missing() {
    assert_eq!(
        said(&typed("xa", &[])),
        [
            "!unit missing",
            "!year missing",
            "!preparer.name missing",
            "!preparer.email missing",
            "!answers.a.points blank",
            "!answers.b.points blank",
        ]
    );
}

#[test]
fn of_a_sheet_in_order_nothing_is_said() {
    let answers = [backed(points("a", "50")), backed(points("b", "0"))];
    assert_eq!(said(&named(answered("xa", answers))), [""; 0]);
}

#[test]
fn points_without_evidence_are_a_warning_where_evidence_is_asked() {
    let mut assessment = named(answered("xa", [points("a", "50"), points("b", "0")]));
    assert_eq!(said(&assessment), ["answers.a no_evidence"]);
    let not_asked = edited(|json| {
        json["submission"]
            .as_object_mut()
            .unwrap()
            .remove("evidence");
    });
    assert_eq!(said_on(&not_asked, &assessment, in_time()), [""; 0]);
    assessment.answers[0].evidence = vec![Evidence {
        number: "12/QĐ-UBND".to_owned(),
        ..Evidence::default()
    }];
    assert_eq!(said(&assessment), [""; 0]);
}

#[test]
fn only_the_official_mailbox_will_do() {
    let mut assessment = named(answered("xa", [backed(points("a", "1")), points("b", "0")]));
    for (mailbox, is_fine) in [
        ("a@tap-dien.gov.vn", true),
        (" A@Tap-Dien.GOV.vn ", true),
        ("a@gmail.com", false),
        ("a@xa.tap-dien.gov.vn", false),
        ("a@tap-dien.gov.vn.com", false),
        ("@tap-dien.gov.vn", false),
        ("tap-dien.gov.vn", false),
    ] {
        assessment.preparer.email = mailbox.to_owned();
        let found = said(&assessment);
        let expected: &[&str] = if is_fine {
            &[]
        } else {
            &["!preparer.email other_mailbox"]
        };
        assert_eq!(found, expected, "{mailbox}");
    }
}

#[test]
fn a_silence_needs_its_reason() {
    let unexplained = Silence::Undefined {
        reason: " ".to_owned(),
    };
    let answers = [silent("a", unexplained), silent("b", proposed())];
    assert_eq!(
        said(&named(answered("xa", answers))),
        ["!answers.a.silence reason_missing", "answers.a undefined"]
    );
    let answers = [silent("a", undefined()), silent("b", proposed())];
    assert_eq!(
        said(&named(answered("xa", answers))),
        ["answers.a undefined"]
    );
}

#[test]
fn the_first_line_without_points_is_named() {
    let lines = backed(broken_down("b", [line("15", "15"), line("", "25")]));
    let mut assessment = named(answered("xa", [backed(points("a", "50")), lines]));
    assessment.appendix = "Phụ lục I".to_owned();
    assert_eq!(said(&assessment), ["!answers.b.lines[1].points blank"]);
}

#[test]
fn a_file_with_more_than_the_sheet_can_be_handed_in() {
    let answers = [
        backed(points("a", "50")),
        backed(points("b", "1")),
        points("khac", "3"),
    ];
    assert_eq!(
        said(&named(answered("xa", answers))),
        ["answers.khac unknown_group"]
    );
}

#[test]
fn dates_are_those_of_the_kind_of_unit_and_the_day() {
    let sheet = named(answered("xa", [backed(points("a", "1")), points("b", "0")]));
    let framework = edited(|json| {
        json["calendar"][0]["when"] =
            json!({ "between": [{ "day": 20, "month": 11 }, { "day": 25, "month": 11 }] });
    });
    let on = |today| said_on(&framework, &sheet, today);
    assert_eq!(
        on(day(Month::November, 1)),
        ["calendar[0] not_yet", "calendar[1] window_open"]
    );
    assert_eq!(on(day(Month::November, 2)), ["calendar[0] not_yet"]);
    assert_eq!(on(day(Month::November, 20)), [""; 0]);
    assert_eq!(on(day(Month::November, 25)), [""; 0]);
    assert_eq!(on(day(Month::November, 26)), ["calendar[0] overdue"]);
    let before = Date::from_calendar_date(2025, Month::October, 1).unwrap();
    assert_eq!(
        on(before),
        ["calendar[0] not_yet", "calendar[1] window_open"]
    );
    let district = named(typed("huyen", &[("c", "0"), ("d", "0"), ("e", "0")]));
    assert_eq!(
        said_on(&framework, &district, day(Month::December, 1)),
        [""; 0]
    );
}

#[test]
fn a_late_report_is_said_where_nothing_follows_from_it() {
    let mut assessment = named(typed("doi", &[("i", "0")]));
    assessment.reporting = Reporting::Late;
    assert_eq!(said(&assessment), [" no_late_rule"]);
}

#[test]
fn a_blank_item_leads_to_its_first_blank_figure() {
    let hamlet = named(typed("ap", &[]));
    let all = said(&hamlet);
    for expected in [
        "!inputs.truong-ban blank",
        "!inputs.can-bo blank",
        "!inputs.ky-luat blank",
        "!answers.tu-cham.points blank",
    ] {
        assert_eq!(
            all.iter().filter(|said| *said == expected).count(),
            if expected == "!inputs.can-bo blank" {
                2
            } else {
                1
            },
            "{expected} in {all:?}"
        );
    }
}

#[test]
fn what_is_wrong_with_a_figure_stands_at_the_first_item_that_reads_it() {
    let mut hamlet = named(typed("ap", &[]));
    hamlet.input_mut("can-bo").number = Entry::typed("10");
    hamlet.input_mut("chu-ky-so").number = Entry::typed("nhiều");
    let all = said(&hamlet);
    let wrong: Vec<usize> = (0..all.len())
        .filter(|at| all[*at].contains("unreadable"))
        .collect();
    assert_eq!(wrong.len(), 1);
    assert_eq!(all[wrong[0]], "!inputs.chu-ky-so unreadable");
    assert_eq!(all[wrong[0] - 1], "!inputs.truong-ban blank", "{all:?}");
}

#[test]
fn items_without_evidence_are_named() {
    let mut hamlet = named(typed("ap", &[]));
    hamlet.input_mut("truong-ban").choice = Some("chu-tich".to_owned());
    assert!(said(&hamlet).contains(&"answers.lanh-dao no_evidence".to_owned()));
    hamlet.answer_mut("lanh-dao").explanation = "Theo quyết định.".to_owned();
    assert!(!said(&hamlet).contains(&"answers.lanh-dao no_evidence".to_owned()));
}
