//! A list that was marked final, and what is no longer as it was then.

use std::rc::Rc;

use super::appraisal::MarkField;
use super::expected::unit_key;
use super::publish::{Final, Status, status};
use super::state::{Office, OfficeAction};
use super::table::{json, table};
use super::tests::{IN_TIME, office, only, opened, ranked, saved_text, text_of, written};
use super::tests_of_ranking::of_hundredths;
use crate::app::catalog::Catalog;
use crate::app::spreadsheet::csv;
use crate::app::text::publish as text;

const HA_TINH: &str = "ha-tinh-2878-2023";

fn file(unit: &str, points: &str) -> String {
    written(HA_TINH, unit, points, IN_TIME)
}

fn mark_final(office: &mut Office) {
    let (list, ranked) = (only(office), ranked(office));
    let made = Rc::new(Final::of(&list, &ranked, "2026-11-27".to_owned()));
    office.apply(OfficeAction::MarkedFinal(list.key, Some(made)));
    assert!(changed(office).is_none());
}

fn status_of(office: &Office) -> Status {
    let list = only(office);
    let marked = office.work.finals.get(&list.key);
    status(&list, &ranked(office), marked.map(|it| &**it))
}

fn read_again(text: &str) -> Office {
    let frameworks = Catalog::shipped().frameworks();
    let mut again = Office::default();
    again.apply(OfficeAction::Restored(opened(&frameworks, text)));
    again
}

/// What is said to have changed; `None` where the list is final.
fn changed(office: &Office) -> Option<Vec<String>> {
    match status_of(office) {
        Status::Final(_) => None,
        Status::Changed(_, changes) => Some(text::changes(&changes)),
        Status::Draft => panic!("it was marked final"),
    }
}

/// As [`changed`], which has to be.
fn said(office: &Office) -> Vec<String> {
    changed(office).unwrap()
}

fn mark(office: &mut Office, row: usize, group: usize, field: MarkField) {
    let id = Rc::clone(&only(office).unit_group().unwrap().groups[group].id);
    office.apply(OfficeAction::Looked(Some(row)));
    office.apply(OfficeAction::Marked(id, field));
    office.apply(OfficeAction::Looked(None));
}

fn add(to: &mut Office, texts: &[String]) {
    to.apply(OfficeAction::Read(office(texts).work.items.to_vec()));
}

#[test]
fn blocks_that_a_decision_does_not_add_up_are_told_by_themselves() {
    let mut office = office(&[of_hundredths("UBND xã G", |_| 92)]);
    mark_final(&mut office);
    let again = read_again(&saved_text(&office.work).unwrap());
    assert_eq!(again.work.finals, office.work.finals);
    let before = office.clone();
    mark(&mut office, 0, 0, MarkField::Points("300".to_owned()));
    assert_eq!(
        said(&office),
        ["Thẩm định UBND xã G: điểm “Điều kiện sẵn sàng” từ 460 thành 484."]
    );
    mark(&mut office, 0, 5, MarkField::Points("100".to_owned()));
    assert_eq!(
        said(&office),
        [
            "Thẩm định UBND xã G: điểm “Điều kiện sẵn sàng” từ 460 thành 484; điểm “Mức độ đạt được” từ 552 thành 486,4.",
            "Mức của UBND xã G từ “Mức I (Tốt)” thành “Không xếp hạng”."
        ]
    );
    // A list of an earlier version says the sum alone, which the decision does not speak of.
    let mut office = before;
    let (key, made) = office.work.finals.iter().next().unwrap();
    let (key, mut made) = (key.clone(), (**made).clone());
    made.units[0].blocks.clear();
    made.units[0].notes = None;
    office.apply(OfficeAction::MarkedFinal(key, Some(Rc::new(made))));
    assert_eq!(changed(&office), None);
    mark(&mut office, 0, 0, MarkField::Points("300".to_owned()));
    assert_eq!(said(&office), ["Thẩm định UBND xã G có sửa."]);
}

#[test]
fn whatever_else_is_printed_is_compared_too() {
    let mut office = office(&[file("UBND xã A", "50"), file("UBND xã B", "40")]);
    office.apply(OfficeAction::Decided(1, true));
    mark_final(&mut office);
    let before = office.clone();
    for field in [
        MarkField::Reason("Thiếu văn bản".to_owned()),
        MarkField::Asked(true),
    ] {
        let mut office = before.clone();
        mark(&mut office, 0, 0, field);
        assert_eq!(
            said(&office),
            ["Thẩm định UBND xã A có sửa, điểm không đổi."]
        );
    }

    let mut office = before.clone();
    office.apply(OfficeAction::DayTyped("27/11/2021".to_owned()));
    office.apply(OfficeAction::Came {
        files: [1].into(),
        is_stated: true,
    });
    // Who reached no more than the lowest level stays there, and is late all the same.
    assert_eq!(
        said(&office),
        [
            "Bảng ghi thêm về UBND xã B: Nộp muộn: cơ quan nhận ngày 27/11/2021, hạn cuối là 25/11/2021; Cơ quan nhận ngày 27/11/2021."
        ]
    );
    mark_final(&mut office);
    office.apply(OfficeAction::Came {
        files: [1].into(),
        is_stated: false,
    });
    assert!(
        said(&office)[0].starts_with("Bảng không còn ghi về UBND xã B: Nộp muộn: "),
        "{:?}",
        said(&office)
    );

    let mut office = before;
    let apart = Rc::new(office.work.items[0].told_apart("huyện X", unit_key));
    office.apply(OfficeAction::ToldApart(0, apart));
    assert_eq!(
        said(&office),
        ["Đơn vị ghi là “UBND xã A” khi chốt, nay ghi là “UBND xã A (huyện X)”."]
    );
}

#[test]
fn units_under_alias_are_the_same_as_by_name() {
    let mut office = office(&[file("UBND xã A", "50"), file("UBND xã B", "50")]);
    mark(&mut office, 0, 0, MarkField::Reason("Đủ".to_owned()));
    mark_final(&mut office);
    office.apply(OfficeAction::AliasesShown(true, "".into()));
    assert!(ranked(&office)[0].alias.is_some());
    assert_eq!(changed(&office), None);
}

#[test]
fn a_corrected_file_replaces_the_one_before() {
    let mut office = office(&[file("UBND xã A", "90"), file("UBND xã B", "40")]);
    mark_final(&mut office);
    add(
        &mut office,
        &[file("Ủy ban nhân dân xã A", "60"), file("UBND xã C", "50")],
    );
    office.apply(OfficeAction::Decided(2, true));
    assert_eq!(
        said(&office),
        [
            "Nhận thêm 1 đơn vị (UBND xã C).",
            "Tệp của Ủy ban nhân dân xã A đã thay bằng tệp khác của đơn vị: điểm từ 720 thành 480; mức từ “Khá” thành “Yếu”."
        ]
    );

    let mut office = self::office(&[of_hundredths("UBND xã G", |_| 92)]);
    mark_final(&mut office);
    // Where the file before is no longer here, the unit is known by its name.
    let mut anew = self::office(&[of_hundredths("UBND xã G", |_| 93)]);
    anew.work.finals = Rc::clone(&office.work.finals);
    add(&mut office, &[of_hundredths("UBND xã G", |_| 93)]);
    office.apply(OfficeAction::Decided(1, true));
    for office in [&office, &anew] {
        assert_eq!(
            said(office),
            [
                "Tệp của UBND xã G đã thay bằng tệp khác của đơn vị: điểm “Điều kiện sẵn sàng” từ 460 thành 465; điểm “Mức độ đạt được” từ 552 thành 558."
            ]
        );
    }
}

#[test]
fn a_file_that_comes_after_one_was_chosen_is_told() {
    let mut office = office(&[file("UBND xã A", "50"), file("UBND xã A", "60")]);
    office.apply(OfficeAction::Decided(1, true));
    mark_final(&mut office);
    assert_eq!(text::came_since(&only(&office)), None);
    add(&mut office, &[file("xã A", "70"), file("UBND xã A", "60")]);
    let told = |office: &Office| text::came_since(&only(office));
    assert_eq!(
        told(&office).unwrap(),
        "Ngoài bảng này còn tệp để riêng chưa quyết định nhận hay không, của 1 đơn vị (xã A)."
    );
    office.apply(OfficeAction::Decided(2, false));
    assert_eq!(told(&office), None);
}

#[test]
fn what_comes_after_a_list_is_final_is_said_above_it() {
    let mut office = office(&[file("UBND xã A", "50")]);
    mark_final(&mut office);
    assert_eq!(text::came_since(&only(&office)), None);
    let late = written(HA_TINH, "UBND xã D", "30", (time::Month::November, 26));
    add(&mut office, &[late]);
    assert!(status_of(&office).is_final());
    assert_eq!(
        text::came_since(&only(&office)).unwrap(),
        "Ngoài bảng này còn tệp để riêng chưa quyết định nhận hay không, của 1 đơn vị (UBND xã D)."
    );
}

#[test]
fn a_final_list_that_changes_is_a_draft_again_and_says_why() {
    let mut office = office(&[file("UBND xã A", "50"), file("UBND xã B", "40")]);
    assert_eq!(status_of(&office), Status::Draft);
    mark_final(&mut office);
    assert_eq!(status_of(&office), Status::Final("2026-11-27".to_owned()));
    let before = office.clone();
    let says = |office: &Office, expected: &[&str]| match status_of(office) {
        Status::Changed(on, changes) => {
            assert_eq!(on, "2026-11-27");
            assert_eq!(text::changes(&changes), expected);
        }
        other => panic!("{other:?}"),
    };

    let group = Rc::clone(&only(&office).unit_group().unwrap().groups[0].id);
    let points = |points: &str| {
        OfficeAction::Marked(Rc::clone(&group), MarkField::Points(points.to_owned()))
    };
    office.apply(OfficeAction::Looked(Some(1)));
    office.apply(points("30"));
    says(&office, &["Thẩm định UBND xã B: điểm từ 320 thành 310."]);
    // The same points, and a mark that was not there.
    office.apply(points("40"));
    says(&office, &["Thẩm định UBND xã B có sửa, điểm không đổi."]);
    office.apply(points(""));
    assert!(status_of(&office).is_final());

    office.apply(OfficeAction::Decided(0, false));
    add(&mut office, &[file("UBND xã C", "10")]);
    says(
        &office,
        &[
            "Nhận thêm 1 đơn vị (UBND xã C).",
            "Không còn nhận 1 đơn vị (UBND xã A).",
        ],
    );
    let mut office = before;
    let key = only(&office).key;
    office.apply(OfficeAction::ExpectedTyped(
        key.clone(),
        "Xã A\nXã B\nXã C".to_owned(),
    ));
    says(&office, &["Danh sách đơn vị chưa nộp đã khác."]);
    office.apply(OfficeAction::MarkedFinal(key, None));
    assert_eq!(status_of(&office), Status::Draft);
}

#[test]
fn every_copy_says_which_it_is() {
    let mut office = office(&[file("UBND xã A", "50")]);
    for (word, of_json, on) in [
        ("Dự thảo", "draft", serde_json::Value::Null),
        ("Chính thức", "final", "2026-11-27".into()),
    ] {
        let (list, ranked, status) = (only(&office), ranked(&office), status_of(&office));
        let whole = table(&list, &ranked, Some(&status));
        assert!(whole.name.starts_with(word), "{}", whole.name);
        let csv = text_of(csv(whole));
        let lines: Vec<&str> = csv.trim_end().lines().collect();
        assert!(lines[0].ends_with(";Tình trạng"), "{csv}");
        assert!(lines[1].ends_with(&format!(";{word}")), "{csv}");
        let json = text_of(json(&list, &ranked, &status, false));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!((&json["status"], &json["final_on"]), (&of_json.into(), &on));
        mark_final(&mut office);
    }
}

#[test]
fn what_is_final_is_saved_and_files_of_the_first_version_open() {
    let mut office = office(&[file("UBND xã A", "50"), file("UBND xã B", "40")]);
    mark_final(&mut office);
    let text = saved_text(&office.work).unwrap();
    let mut again = read_again(&text);
    assert!(status_of(&again).is_final());
    again.apply(OfficeAction::Decided(1, false));
    assert!(matches!(status_of(&again), Status::Changed(..)));

    let mut first = read_again(include_str!("../../../tests/files/office-1.json"));
    assert_eq!(first.not_restored, None);
    // The framework says more since; a person takes them all the same.
    for place in 0..2 {
        first.apply(OfficeAction::Decided(place, true));
    }
    assert_eq!(ranked(&first).len(), 2);
    assert_eq!(status_of(&first), Status::Draft);
    assert_eq!(first.work.appraiser, "Trần Thị B");
    assert_eq!(
        ranked(&first)[1].result().unwrap().points,
        "605".parse().unwrap()
    );
}
