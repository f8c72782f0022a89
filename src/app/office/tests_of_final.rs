//! What is no longer as it was when a list was marked final.

use std::rc::Rc;

use super::appraisal::MarkField;
use super::expected::unit_key;
use super::publish::{Final, Status, status};
use super::state::{Office, OfficeAction};
use super::tests::{IN_TIME, office, only, ranked, written};
use super::tests_of_ranking::of_hundredths;
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

/// What is said to have changed; `None` where the list is final.
fn changed(office: &Office) -> Option<Vec<String>> {
    let list = only(office);
    let marked = office.work.finals.get(&list.key);
    match status(&list, &ranked(office), marked.map(|it| &**it)) {
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
    add(&mut office, &[of_hundredths("UBND xã G", |_| 93)]);
    office.apply(OfficeAction::Decided(1, true));
    assert_eq!(
        said(&office),
        [
            "Tệp của UBND xã G đã thay bằng tệp khác của đơn vị: điểm “Điều kiện sẵn sàng” từ 460 thành 465; điểm “Mức độ đạt được” từ 552 thành 558."
        ]
    );
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
