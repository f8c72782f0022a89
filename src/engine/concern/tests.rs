use serde_json::json;
use time::Month;

use super::*;
use crate::engine::assessment::{Answer, Entry, Evidence, FrameworkRef, Reporting};
use crate::engine::practice::{
    answered, broken_down, edited, line, points, proposed, silent, silent_line, typed, undefined,
};
use crate::engine::score::score;

fn day(month: Month, day: u8) -> Date {
    Date::from_calendar_date(2026, month, day).unwrap()
}

/// A day on which the window has closed and the report is not overdue.
fn in_time() -> Date {
    day(Month::November, 25)
}

/// The assessment with unit, year, preparer and report as they should be.
fn named(mut assessment: Assessment) -> Assessment {
    assessment.write_report("kho-khan", "Không có.".to_owned());
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
            "report_texts unwritten",
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
fn a_mailbox_has_one_sign_and_no_spaces() {
    let mut assessment = named(answered("xa", [backed(points("a", "1")), points("b", "0")]));
    let domainless = edited(|json| {
        json["submission"]
            .as_object_mut()
            .unwrap()
            .remove("mailbox");
    });
    for mailbox in [
        "@tap-dien.gov.vn",
        "tap-dien.gov.vn",
        "a@",
        "a@@tap-dien.gov.vn",
        "a@b@tap-dien.gov.vn",
        "a b@tap-dien.gov.vn",
        "a@tap-dien. gov.vn",
        "a\u{a0}@tap-dien.gov.vn",
    ] {
        assessment.preparer.email = mailbox.to_owned();
        let wrong = ["!preparer.email no_mailbox"];
        assert_eq!(said(&assessment), wrong, "{mailbox}");
        assert_eq!(
            said_on(&domainless, &assessment, in_time()),
            wrong,
            "{mailbox}"
        );
    }
    // Nobody asks for it, and the report does not say it.
    let not_asked = edited(|json| {
        let submission = json["submission"].as_object_mut().unwrap();
        submission.remove("mailbox");
        submission.remove("preparer");
    });
    assert_eq!(said_on(&not_asked, &assessment, in_time()), [""; 0]);
    assessment.preparer.email = "a@gmail.com".to_owned();
    assert_eq!(said_on(&domainless, &assessment, in_time()), [""; 0]);
}

#[test]
fn a_telephone_number_has_a_digit() {
    let framework = edited(|json| {
        let preparer = json["submission"]["preparer"].as_array_mut().unwrap();
        let source = preparer[0]["source"].clone();
        for field in ["landline", "mobile"] {
            preparer.push(json!({ "value": field, "source": source }));
        }
    });
    let mut assessment = named(answered("xa", [backed(points("a", "1")), points("b", "0")]));
    let said = |assessment: &Assessment| said_on(&framework, assessment, in_time());
    assessment.preparer.mobile = "abc".to_owned();
    assessment.preparer.landline = "(0239) 3.855.555".to_owned();
    assert_eq!(said(&assessment), ["preparer.mobile no_phone"]);
    assessment.preparer.mobile = "0912 345 678".to_owned();
    assessment.preparer.landline = "không có".to_owned();
    assert_eq!(said(&assessment), ["preparer.landline no_phone"]);
    assessment.preparer.landline = " \u{200b}".to_owned();
    assert_eq!(said(&assessment), ["!preparer.landline missing"]);
    // Nobody asks for it, and the report does not say it.
    assessment.preparer.landline = "không có".to_owned();
    assert_eq!(said_on(&edited(|_| ()), &assessment, in_time()), [""; 0]);
}

#[test]
fn a_day_of_evidence_is_a_day() {
    let dated = |date: &str| Evidence {
        number: "12/QĐ-UBND".to_owned(),
        date: date.to_owned(),
        ..Evidence::default()
    };
    let mut a = points("a", "50");
    a.evidence = ["", " ", "15/01/2026", "ngày 5 tháng 3 năm 2026"]
        .map(dated)
        .to_vec();
    let mut assessment = named(answered("xa", [a, backed(points("b", "0"))]));
    assert_eq!(said(&assessment), [""; 0]);
    let evidence = &mut assessment.answers[0].evidence;
    evidence[1].date = "31/02/2026".to_owned();
    evidence.push(dated("đầu năm"));
    assert_eq!(
        said(&assessment),
        [
            "answers.a.evidence[1].date no_day",
            "answers.a.evidence[4].date no_day"
        ]
    );
    // Today has come.
    let evidence = &mut assessment.answers[0].evidence;
    evidence.truncate(1);
    evidence.extend(["25/11/2026", "26.11.2026", "2027-01-05"].map(dated));
    assert_eq!(
        said(&assessment),
        [
            "answers.a.evidence[2].date later_day",
            "answers.a.evidence[3].date later_day"
        ]
    );
    let said = said_of(|hamlet| hamlet.answer_mut("lanh-dao").evidence = vec![dated("30/2/2026")]);
    assert_eq!(said, ["answers.lanh-dao.evidence[0].date no_day"]);
}

#[test]
fn of_a_group_in_lines_those_without_evidence_are_named() {
    let said = |lines: Vec<Line>, group: &str| {
        let answer = Answer {
            explanation: group.to_owned(),
            ..broken_down("b", lines)
        };
        let mut assessment = named(answered("xa", [backed(points("a", "50")), answer]));
        assessment.appendix = "Phụ lục I".to_owned();
        said(&assessment)
    };
    let lines = || vec![line("15", "15"), line("20", "25")];
    let without = |places: &[usize]| -> Vec<String> {
        let path = |place| format!("answers.b.lines[{place}] no_evidence");
        places.iter().map(path).collect()
    };
    assert_eq!(said(lines(), ""), without(&[0, 1]));
    assert_eq!(said(lines(), "Theo sổ theo dõi."), [""; 0]);
    let mut first = lines();
    first[0].explanation = "Theo sổ theo dõi.".to_owned();
    assert_eq!(said(first, ""), without(&[1]));
    // Days of lines' documents are looked at as well.
    let mut dated = lines();
    for line in &mut dated {
        line.evidence = ["15/01/2026", "31/02/2026"]
            .map(|date| Evidence {
                date: date.to_owned(),
                ..Evidence::default()
            })
            .to_vec();
    }
    assert_eq!(
        said(dated, ""),
        [
            "answers.b.lines[0].evidence[1].date no_day",
            "answers.b.lines[1].evidence[1].date no_day"
        ]
    );
}

#[test]
fn sections_of_the_outline_with_nothing_in_them_are_counted() {
    let mut assessment = named(answered(
        "xa",
        [backed(points("a", "50")), backed(points("b", "0"))],
    ));
    assert_eq!(said(&assessment), [""; 0]);
    let mut unwritten = |text: &str| {
        assessment.write_report("kho-khan", text.to_owned());
        let framework = edited(|json| {
            let sections = json["report"]["sections"].as_array_mut().unwrap();
            sections.push(
                json!({ "id": "de-xuat", "title": "Đề xuất", "holds": "text", "source": "dieu-1" }),
            );
        });
        let unit_group = framework.unit_group("xa").unwrap();
        let assessment = Assessment {
            framework: FrameworkRef::of(&framework),
            ..assessment.clone()
        };
        let scored = score(&framework, &assessment).unwrap();
        let all = concerns(&framework, unit_group, &assessment, &scored, in_time());
        all.into_iter()
            .map(|concern| (concern.at.path(), concern.kind))
            .collect::<Vec<_>>()
    };
    let at = || "report_texts".to_owned();
    assert_eq!(unwritten("Không có."), [(at(), ConcernKind::Unwritten(1))]);
    assert_eq!(unwritten(" \u{200b}"), [(at(), ConcernKind::Unwritten(2))]);
    // Where the decision has no outline nobody says what is to be written.
    let bare = edited(|json| json["report"] = serde_json::Value::Null);
    assert_eq!(said_on(&bare, &assessment, in_time()), [""; 0]);
}

#[test]
fn a_line_that_cannot_be_counted_is_a_warning_as_a_group_is() {
    let with = |lines: Vec<Line>| {
        let mut assessment = named(answered(
            "xa",
            [backed(points("a", "50")), backed(broken_down("b", lines))],
        ));
        assessment.appendix = "Phụ lục I".to_owned();
        said(&assessment)
    };
    let undefined = || silent_line(undefined(), "25");
    let undefined_line = "answers.b.lines[1] undefined";
    assert_eq!(with(vec![line("15", "15"), undefined()]), [undefined_line]);
    assert_eq!(
        with(vec![line("", "15"), undefined()]),
        ["!answers.b.lines[0].points blank", undefined_line]
    );
    // Some of the group is in no line.
    let short = with(vec![line("5", "5"), undefined()]);
    assert_eq!(
        short,
        [
            "answers.b lines_under_max",
            "!answers.b blank",
            undefined_line
        ]
    );
    // It is the other group that is short.
    let full = broken_down("b", [line("15", "15"), undefined()]);
    let short = broken_down("a", [line("5", "5")]);
    let mut assessment = named(answered("xa", [backed(short), backed(full)]));
    assessment.appendix = "Phụ lục I".to_owned();
    let found = said(&assessment);
    assert_eq!(
        found,
        [
            "answers.a lines_under_max",
            "!answers.a blank",
            undefined_line
        ]
    );
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
    hamlet.input_mut("truong-ban").choice = Some("chu-tich".into());
    assert!(said(&hamlet).contains(&"answers.lanh-dao no_evidence".to_owned()));
    hamlet.answer_mut("lanh-dao").explanation = "Theo quyết định.".to_owned();
    assert!(!said(&hamlet).contains(&"answers.lanh-dao no_evidence".to_owned()));
}

/// A hamlet's sheet with every figure known and every item explained.
fn hamlet_in_order() -> Assessment {
    let mut hamlet = named(typed("ap", &[]));
    for (input, number) in [
        ("can-bo", "50"),
        ("chu-ky-so", "45"),
        ("cham", "0"),
        ("hang", "5"),
        ("hang-truoc", "7"),
        ("hai-long", "80%"),
        ("cao-nhat", "90%"),
    ] {
        hamlet.input_mut(input).number = Entry::typed(number);
    }
    for (input, choice) in [
        ("truong-ban", "chu-tich"),
        ("du-hop", "yes"),
        ("don-doc", "yes"),
        ("ky-luat", "no"),
        ("co-cho", "yes"),
    ] {
        hamlet.input_mut(input).choice = Some(choice.into());
    }
    hamlet.answer_mut("tu-cham").points = Entry::typed("9");
    let framework = edited(|_| ());
    for item in &framework.unit_group("ap").unwrap().items {
        hamlet.answer_mut(&item.id).explanation = "Theo sổ theo dõi.".to_owned();
    }
    hamlet
}

/// What is said of a hamlet's sheet that is in order but for a change.
fn said_of(change: impl FnOnce(&mut Assessment)) -> Vec<String> {
    let mut hamlet = hamlet_in_order();
    change(&mut hamlet);
    said(&hamlet)
}

#[test]
fn of_items_in_order_nothing_is_said() {
    assert_eq!(said_of(|_| ()), [""; 0]);
}

/// Each item names the first figure that it lacks, also one that an item before lacks; the stand-in, which may not be
/// needed, names none. What only a sanction asks comes last.
#[test]
fn of_a_blank_sheet_every_item_says_what_it_lacks_first() {
    assert_eq!(
        said(&named(typed("ap", &[]))),
        [
            "!inputs.truong-ban blank", // lanh-dao
            "!inputs.can-bo blank",     // ky-so
            "!inputs.can-bo blank",     // theo-bac
            "!inputs.cham blank",       // hop
            "!inputs.hang blank",       // xep-hang
            "!inputs.chu-ky-so blank",  // cong-thuc
            "!inputs.hai-long blank",   // so-sanh
            "!inputs.du-hop blank",     // bat-buoc
            "!answers.tu-cham.points blank",
            "!inputs.don-doc blank", // cho
            "!inputs.hang blank",    // sang-kien
            "!inputs.cham blank",    // tru-cham
            "!inputs.ky-luat blank",
        ]
    );
}

#[test]
fn an_item_leads_past_the_figures_it_has() {
    let without = said_of(|hamlet| hamlet.input_mut("chu-ky-so").number = Entry::default());
    // The three items that read it.
    assert_eq!(without, ["!inputs.chu-ky-so blank"; 3]);
    let without = said_of(|hamlet| hamlet.answer_mut("tu-cham").points = Entry::default());
    assert_eq!(without, ["!answers.tu-cham.points blank"]);
}

/// Whoever has the figures of all units enters the best one, so it is none of the unit's blanks.
#[test]
fn a_figure_of_the_office_is_not_known_rather_than_blank() {
    let without = said_of(|hamlet| hamlet.input_mut("cao-nhat").number = Entry::default());
    assert_eq!(without, ["inputs.cao-nhat undefined"]);
}

/// The sanction is left out of account while nobody has said whether somebody was disciplined, and no item asks.
#[test]
fn what_a_sanction_asks_is_said_once_and_before_what_belongs_nowhere() {
    let said = said_of(|hamlet| {
        hamlet.input_mut("ky-luat").choice = None;
        hamlet.input_mut("khac").number = Entry::typed("1");
    });
    assert_eq!(said, ["!inputs.ky-luat blank", "inputs.khac unknown_input"]);
    let said = said_of(|hamlet| hamlet.input_mut("cham").number = Entry::default());
    // The two items that read it; the sanction for late reports need not say it again.
    assert_eq!(said, ["!inputs.cham blank"; 2]);
    let said = said_of(|hamlet| {
        hamlet.input_mut("cham").number = Entry::default();
        for item in ["hop", "tru-cham"] {
            hamlet.answer_mut(item).silence = Some(undefined());
        }
    });
    // Where the items that read it have given up, it does.
    assert_eq!(
        said,
        [
            "answers.hop undefined",
            "answers.tru-cham undefined",
            "!inputs.cham blank"
        ]
    );
}

#[test]
fn what_is_wrong_stands_with_its_item_and_before_what_else_it_says() {
    let said = said_of(|hamlet| {
        hamlet.input_mut("truong-ban").choice = None;
        hamlet.answer_mut("tu-cham").points = Entry::typed("nhiều");
    });
    assert_eq!(
        said,
        [
            "!inputs.truong-ban blank",
            "!answers.tu-cham.points unreadable"
        ]
    );
    // Read by theo-bac first, which has its points without it, and by three others after.
    let said = said_of(|hamlet| {
        hamlet.input_mut("don-doc").choice = Some("khac".into());
        hamlet.answer_mut("theo-bac").explanation.clear();
    });
    assert_eq!(
        said,
        [
            "!inputs.don-doc unknown_choice",
            "answers.theo-bac no_evidence"
        ]
    );
}

/// "Không tính được" follows from the mistake, and is not a concern of its own.
#[test]
fn what_cannot_be_left_out_is_said_once() {
    let lanh_dao = |silence| said_of(|hamlet| hamlet.answer_mut("lanh-dao").silence = silence);
    assert_eq!(lanh_dao(Some(undefined())), ["answers.lanh-dao undefined"]);
    assert_eq!(lanh_dao(Some(proposed())), [""; 0]);
    let nothing_is_left_out = edited(|json| json["exclusion"] = serde_json::Value::Null);
    let mut hamlet = hamlet_in_order();
    hamlet.answer_mut("lanh-dao").silence = Some(proposed());
    assert_eq!(
        said_on(&nothing_is_left_out, &hamlet, in_time()),
        ["answers.lanh-dao no_exclusion_rule"]
    );
    let commune = named(answered(
        "xa",
        [silent("a", proposed()), backed(points("b", "0"))],
    ));
    assert_eq!(
        said_on(&nothing_is_left_out, &commune, in_time()),
        ["answers.a no_exclusion_rule"]
    );
}

#[test]
fn figures_that_do_not_fit_together_are_said_at_the_last_of_them() {
    let typed = |figures: &[(&str, &str)]| {
        said_of(|hamlet| {
            for (input, number) in figures {
                hamlet.input_mut(input).number = Entry::typed(number);
            }
        })
    };
    let disagrees = |figures: &[(&str, &str)], input: &str| {
        typed(figures).contains(&format!("inputs.{input} disagree"))
    };
    assert!(!disagrees(&[("cham", "600")], "cham"));
    assert!(disagrees(&[("cham", "601")], "cham"));
    assert!(!disagrees(&[("hang", "17")], "hang-truoc"));
    assert!(disagrees(&[("hang", "18")], "hang-truoc"));
    assert!(!disagrees(&[("hang", "18"), ("cham", "1")], "hang-truoc"));
}

#[test]
fn of_figures_that_are_missing_nothing_is_said_to_disagree() {
    let all = said_of(|hamlet| {
        hamlet.input_mut("hang").number = Entry::typed("18");
        hamlet.input_mut("hang-truoc").number = Entry::typed("");
    });
    assert_eq!(all, ["inputs.hang-truoc undefined"]);
}

/// Where the last of the figures is asked for.
#[test]
fn what_disagrees_stands_in_the_order_of_the_sheet() {
    let all = said_of(|hamlet| {
        hamlet.input_mut("cham").number = Entry::typed("601");
        hamlet.answer_mut("tu-cham").points = Entry::typed("");
    });
    assert_eq!(
        all,
        ["inputs.cham disagree", "!answers.tu-cham.points blank"]
    );
}
