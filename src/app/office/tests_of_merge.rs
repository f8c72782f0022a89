//! Two officers' work put together, without a browser.

use std::rc::Rc;

use bac_thang::Assessment;
use bac_thang::engine::file;
use time::Month;

use super::appraisal::MarkField;
use super::history::Change;
use super::merge::{Difference, Kind};
use super::publish::Final;
use super::state::{Office, OfficeAction, Said};
use super::tests::{office, only, ranked, written};
use super::tests_of_work::{HA_TINH, file as written_in_time, kinds, marked, opens, places};
use crate::app::text::merge;

/// The same as [`written_in_time`], but on another day: 25 November is the last one in time.
fn written_on(day: u8, unit: &str, points: &str) -> String {
    written(HA_TINH, unit, points, (Month::November, day))
}

/// What was given of the first item of a file, and by whom.
fn given(office: &Office, item: usize) -> Option<(String, String)> {
    let appraised = office.work.appraised(&office.work.items[item])?;
    let mark = appraised.marks.values().next()?;
    Some((mark.points.clone(), mark.by.clone()))
}

fn row(office: &Office, place: usize) -> merge::Row {
    let merge = office.merge.as_ref().unwrap();
    merge::difference(&office.work, &merge.theirs, &merge.all[place])
}

/// A colleague works from the files that were shared without those who wrote them, or from another export of the same.
#[test]
fn marks_of_the_same_content_in_another_file_are_taken_over() {
    let mut signed = Assessment::read(&written_in_time("UBND xã A", "50")).unwrap();
    signed.preparer.name = "Lê Văn C".to_owned();
    let signed = file::write(&signed, None).unwrap();
    let shared = file::without_preparer(&signed).unwrap();
    for [one, other] in [
        [signed.clone(), shared.clone()],
        [shared, signed],
        [
            written_in_time("UBND xã A", "50"),
            written_on(5, "UBND xã A", "50"),
        ],
    ] {
        assert_ne!(one, other);
        let (mut ours, mut theirs) = (office(&[one]), office(&[other]));
        assert_eq!(ours.work.items[0].receipt(), theirs.work.items[0].receipt());
        marked(&mut theirs, 0, "20", "Bà B");
        theirs.apply(OfficeAction::Decided(0, false));
        opens(&mut ours, &theirs);
        assert_eq!(kinds(&ours), [Kind::Decided, Kind::Marked]);
        ours.apply(OfficeAction::MergeDecided(true));
        assert_eq!(given(&ours, 0), Some(("20".to_owned(), "Bà B".to_owned())));
        assert_eq!(ours.work.items.len(), 1);
    }
}

#[test]
fn marks_differ_item_by_item_however_many_copies_there_are() {
    let late = || written_on(28, "UBND xã A", "50");
    let (mut ours, mut theirs) = (
        office(&[
            written_in_time("UBND xã A", "50"),
            written_in_time("UBND xã A", "50"),
        ]),
        office(&[late(), written_in_time("UBND xã A", "50"), late()]),
    );
    let group = only(&ours).unit_group().unwrap().groups[1].id.clone();
    marked(&mut ours, 1, "10", "Ông A");
    marked(&mut theirs, 0, "20", "Bà B");
    theirs.apply(OfficeAction::Looked(Some(0)));
    let points = MarkField::Points("30".to_owned());
    theirs.apply(OfficeAction::Marked(group, points));
    opens(&mut ours, &theirs);
    assert_eq!(kinds(&ours), [Kind::Marked, Kind::Marked, Kind::Copy]);
    // What stands here already, and the copy, which could be the worse, are for a person to choose.
    assert_eq!(ours.merge.as_ref().unwrap().chosen, [1].into());
    let copy = row(&ours, 2);
    assert_eq!(
        [copy.what, copy.here, copy.there],
        [
            "UBND xã A",
            "0.json, ghi ngày 04/11/2021",
            "0.json, ghi ngày 28/11/2021"
        ]
    );
    let before = ours.clone();
    ours.apply(OfficeAction::MergeDecided(true));
    assert_eq!(given(&ours, 0), Some(("10".to_owned(), "Ông A".to_owned())));
    let appraised = ours.work.appraised(&ours.work.items[0]).unwrap();
    assert_eq!((appraised.marks.len(), ours.work.items.len()), (2, 2));
    // The copy brings nothing but itself.
    let mut ours = before;
    ours.apply(OfficeAction::MergeChosen([1].into(), false));
    ours.apply(OfficeAction::MergeChosen([2].into(), true));
    ours.apply(OfficeAction::MergeDecided(true));
    let appraised = ours.work.appraised(&ours.work.items[2]).unwrap();
    assert_eq!((appraised.marks.len(), ours.work.items.len()), (1, 3));
    let taken: Vec<usize> = only(&ours).taken().map(|row| row.item).collect();
    assert_eq!(taken, [0]);
}

/// Two files of one unit, of which each officer took another.
#[test]
fn taking_another_file_of_a_unit_is_for_a_person_and_takes_only_that() {
    let both = [
        written_in_time("UBND xã A", "50"),
        written_in_time("UBND xã A", "60"),
    ];
    let (mut ours, mut theirs) = (office(&both), office(&both));
    ours.apply(OfficeAction::Decided(0, true));
    theirs.apply(OfficeAction::Decided(1, true));
    opens(&mut ours, &theirs);
    assert_eq!(kinds(&ours), [Kind::Decided, Kind::Decided]);
    assert!(ours.merge.as_ref().unwrap().chosen.is_empty());
    assert_eq!(
        row(&ours, 1).here,
        "chưa quyết định; đang nhận tệp 0.json, lấy thì thay tệp đó"
    );
    for chosen in [&[1][..], &[0, 1]] {
        let mut ours = ours.clone();
        ours.apply(OfficeAction::MergeChosen(chosen.into(), true));
        ours.apply(OfficeAction::MergeDecided(true));
        let taken: Vec<usize> = only(&ours).taken().map(|row| row.item).collect();
        assert_eq!(taken, [1]);
    }
    // Where nobody has taken another, it only adds.
    let mut none = office(&both);
    opens(&mut none, &theirs);
    assert_eq!(none.merge.as_ref().unwrap().chosen, [0].into());
}

#[test]
fn a_rival_that_was_taken_there_waits_here_with_the_other() {
    let mut ours = office(&[written_in_time("UBND xã A", "50")]);
    let mut theirs = office(&[
        written_in_time("UBND xã A", "60"),
        written_in_time("UBND xã A", "70"),
    ]);
    theirs.apply(OfficeAction::Decided(0, true));
    opens(&mut ours, &theirs);
    let rivals = places(&ours, Kind::Rival);
    assert_eq!(rivals.len(), 2);
    ours.apply(OfficeAction::MergeChosen(rivals, true));
    ours.apply(OfficeAction::MergeDecided(true));
    assert_eq!(only(&ours).set_aside().count(), 3);
}

#[test]
fn who_gave_the_same_mark_there_is_named_too() {
    let begin = || {
        office(&[
            written_in_time("UBND xã A", "50"),
            written_in_time("UBND xã B", "50"),
        ])
    };
    let (mut ours, mut theirs) = (begin(), begin());
    marked(&mut ours, 0, "10", "Ông A");
    marked(&mut theirs, 0, "10", "Bà B");
    let alike = (ours.clone(), theirs.clone());
    marked(&mut theirs, 1, "20", "Bà B");
    opens(&mut ours, &theirs);
    assert_eq!(kinds(&ours), [Kind::Marked]);
    let mut refused = ours.clone();
    ours.apply(OfficeAction::MergeDecided(true));
    let both = Some(("10".to_owned(), "Ông A; Bà B".to_owned()));
    assert_eq!(given(&ours, 0), both);
    assert_eq!(given(&ours, 1), Some(("20".to_owned(), "Bà B".to_owned())));
    refused.apply(OfficeAction::MergeDecided(false));
    assert_eq!(given(&refused, 0).unwrap().1, "Ông A");

    // Where nothing else differs, nobody is asked.
    let (mut ours, theirs) = alike;
    opens(&mut ours, &theirs);
    assert_eq!((&ours.merge, &ours.said), (&None, &Some(Said::Named(1))));
    assert_eq!(given(&ours, 0), both);
    opens(&mut ours, &theirs);
    assert_eq!(ours.said, Some(Said::Same));
    ours.apply(OfficeAction::Undone);
    assert_eq!(ours.said, Some(Said::Undone(Change::Merged)));
    assert_eq!(given(&ours, 0).unwrap().1, "Ông A");
}

fn mark_final(office: &mut Office) {
    let (list, ranked) = (only(office), ranked(office));
    let made = Rc::new(Final::of(&list, &ranked, "2026-11-27".to_owned()));
    office.apply(OfficeAction::MarkedFinal(list.key, Some(made)));
}

#[test]
fn two_final_lists_are_told_apart_by_their_units() {
    let begin =
        || office(&["A", "B", "C"].map(|unit| written_in_time(&format!("UBND xã {unit}"), "90")));
    let said = |mut ours: Office, mut theirs: Office| {
        mark_final(&mut ours);
        mark_final(&mut theirs);
        opens(&mut ours, &theirs);
        let all = &ours.merge.as_ref().unwrap().all;
        let is_final = |it: &Difference| matches!(it, Difference::Final { .. });
        let row = row(&ours, all.iter().position(is_final).unwrap());
        [row.here, row.there].map(|said| {
            let (head, rest) = said.split_once("; khác bên kia: ").unwrap();
            assert!(head.starts_with("chốt "), "{head}");
            rest.to_owned()
        })
    };
    let mut theirs = begin();
    marked(&mut theirs, 1, "70", "Bà B");
    // Who stands behind the one that fell is not named.
    assert_eq!(
        said(begin(), theirs),
        ["UBND xã B 720 điểm", "UBND xã B 700 điểm"]
    );
    // A level that fell.
    let mut theirs = begin();
    marked(&mut theirs, 2, "0", "Bà B");
    assert_eq!(
        said(begin(), theirs),
        [
            "UBND xã C 720 điểm, mức “Khá”",
            "UBND xã C 630 điểm, mức “Trung bình”"
        ]
    );
    let mut theirs = begin();
    theirs.apply(OfficeAction::Decided(0, false));
    assert_eq!(
        said(begin(), theirs),
        [
            "UBND xã A 720 điểm, bên kia không có",
            "UBND xã B đứng thứ 1; UBND xã C đứng thứ 2"
        ]
    );
    let mut theirs = begin();
    marked(&mut theirs, 1, "90", "Bà B");
    let alike = "điểm, lý do hoặc người thẩm định của UBND xã B";
    assert_eq!(said(begin(), theirs), [alike, alike]);
    let mut theirs = begin();
    let key = only(&theirs).key;
    let expected = "Xã A\nXã B\nXã C\nXã Z".to_owned();
    theirs.apply(OfficeAction::ExpectedTyped(key, expected));
    let [here, there] = said(begin(), theirs);
    assert_eq!(
        [&*here, &*there],
        ["không đơn vị nào chưa nộp", "chưa nộp: 1 đơn vị (Xã Z)"]
    );
    // Of many some are named.
    let many = |points: &str| {
        let units = (1..=7).map(|unit| written_in_time(&format!("UBND xã {unit}"), points));
        office(&units.collect::<Vec<_>>())
    };
    let [here, _] = said(many("90"), many("70"));
    assert!(here.ends_with("UBND xã 5 720 điểm, mức “Khá”; …"), "{here}");
}
