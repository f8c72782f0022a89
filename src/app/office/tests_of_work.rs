//! Keeping, undoing and merging an office's work, without a browser.

use std::rc::Rc;

use bac_thang::engine::receive::Reason;
use time::{Date, Month};

use super::appraisal::MarkField;
use super::expected::unit_key;
use super::history::Change;
use super::item::Item;
use super::lists::{expected, lists};
use super::merge::{Difference, Kind};
use super::odd::Odd;
use super::publish::Status;
use super::state::{Office, OfficeAction, Opened, Said, Source};
use super::table::{json, table};
use super::tests::{IN_TIME, office, only, opened, ranked, saved_text, text_of, written};
use crate::app::catalog::Catalog;
use crate::app::session::shelf::Facts;
use crate::app::spreadsheet::csv;
use crate::app::text::{aside, merge, office as text};

pub const HA_TINH: &str = "ha-tinh-2878-2023";

pub fn file(unit: &str, points: &str) -> String {
    written(HA_TINH, unit, points, IN_TIME)
}

pub fn marked(office: &mut Office, item: usize, points: &str, by: &str) {
    let unit_group = only(office).unit_group().unwrap().groups[0].id.clone();
    office.apply(OfficeAction::AppraiserTyped(by.to_owned()));
    office.apply(OfficeAction::Looked(Some(item)));
    let points = MarkField::Points(points.to_owned());
    office.apply(OfficeAction::Marked(unit_group, points));
    office.apply(OfficeAction::Looked(None));
}

pub fn opens(office: &mut Office, theirs: &Office) {
    let text = saved_text(&theirs.work).unwrap();
    let opened = opened(&Catalog::shipped().frameworks(), &text);
    office.apply(OfficeAction::Restored(opened));
}

pub fn kinds(office: &Office) -> Vec<Kind> {
    let merge = office.merge.as_ref().unwrap();
    merge.all.iter().map(Difference::kind).collect()
}

pub fn places(office: &Office, kind: Kind) -> Rc<[usize]> {
    let merge = office.merge.as_ref().unwrap();
    merge.of_kind(kind).map(|(place, _)| place).collect()
}

/// Two officers begin with the same three files; each then does work of their own.
fn two() -> (Office, Office) {
    let common = ["UBND xã A", "UBND xã B", "UBND xã C"].map(|unit| file(unit, "50"));
    let mut ours: Vec<String> = common.to_vec();
    let mut theirs = ours.clone();
    ours.extend([file("UBND xã D", "60"), file("UBND xã E", "70")]);
    theirs.extend([
        file("UBND xã E", "71"),
        file("UBND xã F", "80"),
        "{".to_owned(),
    ]);
    (office(&ours), office(&theirs))
}

#[test]
fn what_was_done_is_undone_step_by_step() {
    let mut office = office(&[file("UBND xã A", "50")]);
    let begun = office.work.clone();
    let group = only(&office).unit_group().unwrap().groups[0].id.clone();
    office.apply(OfficeAction::Decided(0, false));
    office.apply(OfficeAction::Looked(Some(0)));
    for points in ["1", "12"] {
        let points = MarkField::Points(points.to_owned());
        office.apply(OfficeAction::Marked(Rc::clone(&group), points));
    }
    // Typed in one go, it is one step; after the box was left, another begins.
    office.apply(OfficeAction::Left);
    let twelve = office.work.clone();
    office.apply(OfficeAction::Marked(
        group,
        MarkField::Points("13".to_owned()),
    ));
    office.apply(OfficeAction::Cleared);
    assert!(office.is_empty());
    office.apply(OfficeAction::Undone);
    assert_eq!(office.said, Some(Said::Undone(Change::Cleared)));
    office.apply(OfficeAction::Undone);
    assert_eq!(office.work, twelve);
    office.apply(OfficeAction::Undone);
    office.apply(OfficeAction::Undone);
    assert_eq!(office.work, begun);
    for _ in 0..2 {
        office.apply(OfficeAction::Redone);
    }
    assert_eq!(office.work, twelve);
    assert!(office.history.can_redo());
    office.apply(OfficeAction::Decided(0, true));
    assert!(!office.history.can_redo());
    // What changes nothing is no step.
    let steps = office.facts.steps_since_file;
    office.apply(OfficeAction::Decided(0, true));
    assert_eq!(office.facts.steps_since_file, steps);
}

#[test]
fn what_differs_is_shown_and_nothing_is_taken_before_a_person_decides() {
    let (mut ours, mut theirs) = two();
    let list = only(&ours).key;
    marked(&mut ours, 0, "10", "Ông A");
    marked(&mut theirs, 0, "20", "Bà B");
    marked(&mut theirs, 1, "30", "Bà B");
    theirs.apply(OfficeAction::Decided(2, false));
    theirs.apply(OfficeAction::DayTyped("24/11/2021".to_owned()));
    let files: Rc<[usize]> = [2].into();
    theirs.apply(OfficeAction::Came {
        files,
        is_stated: true,
    });
    theirs.apply(OfficeAction::ExpectedTyped(list, "Xã A\nXã Z".to_owned()));
    let apart = theirs.work.items[1].told_apart("huyện B", unit_key);
    theirs.apply(OfficeAction::ToldApart(1, Rc::new(apart)));
    let before = ours.work.clone();
    opens(&mut ours, &theirs);
    assert_eq!(ours.work, before);
    assert_eq!(
        kinds(&ours),
        [
            Kind::Marked,
            Kind::Marked,
            Kind::Apart,
            Kind::Decided,
            Kind::Came,
            Kind::Rival,
            Kind::Added,
            Kind::Added,
            Kind::OnlyHere,
            Kind::Expected
        ]
    );
    let merge = ours.merge.as_ref().unwrap();
    let chosen: Vec<Kind> = merge
        .chosen
        .iter()
        .map(|it| merge.all[*it].kind())
        .collect();
    // What stands here in its place is not chosen by itself: the first mark and the other file of one unit.
    assert_eq!(
        chosen,
        [
            Kind::Marked,
            Kind::Apart,
            Kind::Decided,
            Kind::Came,
            Kind::Added,
            Kind::Added,
            Kind::Expected
        ]
    );
    let row = merge::difference(&ours.work, &merge.theirs, &merge.all[0]);
    assert_eq!(
        [row.what, row.here, row.there],
        [
            "UBND xã A: “1. Nhận thức số”",
            "10 điểm (Ông A)",
            "20 điểm (Bà B)"
        ]
    );
    ours.apply(OfficeAction::MergeDecided(false));
    assert_eq!((&ours.work, &ours.merge), (&before, &None));
}

#[test]
fn what_is_chosen_is_taken_over_and_can_be_undone() {
    let (mut ours, mut theirs) = two();
    marked(&mut ours, 0, "10", "Ông A");
    marked(&mut theirs, 0, "20", "Bà B");
    marked(&mut theirs, 1, "30", "Bà B");
    marked(&mut theirs, 4, "40", "Bà B");
    theirs.apply(OfficeAction::Decided(4, false));
    let apart = theirs.work.items[0].told_apart("huyện B", unit_key);
    theirs.apply(OfficeAction::ToldApart(0, Rc::new(apart)));
    let before = ours.work.clone();
    opens(&mut ours, &theirs);
    let merge = ours.merge.clone().unwrap();
    let both: Rc<[usize]> = places(&ours, Kind::Marked);
    ours.apply(OfficeAction::MergeChosen(Rc::clone(&both), true));
    ours.apply(OfficeAction::MergeChosen(both, false));
    ours.apply(OfficeAction::MergeChosen(places(&ours, Kind::Rival), true));
    let first: Rc<[usize]> = [0].into();
    assert!(matches!(merge.all[0], Difference::Marked { .. }));
    ours.apply(OfficeAction::MergeChosen(first, true));
    ours.apply(OfficeAction::MergeDecided(true));
    let of = |office: &Office, item: usize| {
        let item = &office.work.items[item];
        let marks = office.work.appraised(item).map(|it| it.marks.clone());
        let mark = marks.and_then(|marks| marks.into_values().next());
        mark.map(|mark| (mark.points, mark.by))
    };
    assert_eq!(of(&ours, 0), Some(("20".to_owned(), "Bà B".to_owned())));
    assert_eq!(of(&ours, 1), None);
    let units = |place: usize| &*ours.work.items[place].unit;
    assert_eq!(units(0), "UBND xã A (huyện B)");
    let names: Vec<&str> = ours.work.items[5..].iter().map(|it| &*it.file).collect();
    assert_eq!(names, ["3.json", "4.json", "5.json"]);
    // A file comes with what was decided of it.
    assert_eq!(of(&ours, 6), Some(("40".to_owned(), "Bà B".to_owned())));
    assert_eq!(ours.work.decided.get(&6), Some(&false));
    // Of the unit of which there are two files, neither counts until one is chosen.
    let list = only(&ours);
    let aside: Vec<usize> = list.set_aside().map(|row| row.item).collect();
    assert_eq!(aside, [4, 5, 6]);
    ours.apply(OfficeAction::Undone);
    assert_eq!(ours.work, before);
}

#[test]
fn work_that_says_the_same_asks_nothing() {
    let (mut ours, _) = two();
    let same = ours.clone();
    opens(&mut ours, &same);
    assert_eq!((&ours.merge, &ours.said), (&None, &Some(Said::Same)));
    assert_eq!(ours.work, same.work);
    // Over nothing it is opened at once.
    let mut empty = Office::default();
    opens(&mut empty, &same);
    assert_eq!(empty.work, same.work);
    empty.apply(OfficeAction::Undone);
    assert!(empty.is_empty());
}

#[test]
fn several_works_are_asked_about_one_after_the_other_and_after_the_files() {
    let (mut ours, theirs) = two();
    let mut third = office(&[file("UBND xã G", "50")]);
    marked(&mut third, 0, "1", "C");
    ours.apply(OfficeAction::Found(3));
    opens(&mut ours, &theirs);
    opens(&mut ours, &third);
    assert_eq!(ours.merge, None);
    ours.apply(OfficeAction::Ended);
    assert_eq!((ours.merge.is_some(), ours.opened.len()), (true, 2));
    ours.apply(OfficeAction::MergeDecided(true));
    assert_eq!((ours.merge.is_some(), ours.opened.len()), (true, 1));
    ours.apply(OfficeAction::MergeDecided(true));
    assert_eq!((&ours.merge, ours.opened.len()), (&None, 0));
    let units = ours.work.items.iter().map(|item| &*item.unit_key);
    assert_eq!(units.filter(|unit| unit.ends_with('g')).count(), 1);
}

#[test]
fn what_was_done_while_a_file_was_written_is_not_in_it() {
    let mut office = office(&[file("UBND xã A", "50")]);
    let steps = office.facts.steps_since_file;
    office.apply(OfficeAction::Decided(0, false));
    let at = time::PrimitiveDateTime::MIN;
    office.apply(OfficeAction::Filed(Some("a".into()), at, steps));
    assert_eq!(office.facts.steps_since_file, 1);
    office.apply(OfficeAction::Filed(None, at, 1));
    assert_eq!(
        (office.facts.steps_since_file, office.said),
        (1, Some(Said::NotFiled))
    );
}

#[test]
fn why_there_is_no_text_is_said_and_kept() {
    let mut office = Office::default();
    let odd = |odd| Rc::new(Item::examine(&[], "a.json", Err(odd), unit_key));
    let all = [Odd::NoText, Odd::TooLarge, Odd::Locked, Odd::Page];
    office.apply(OfficeAction::Read(all.map(odd).into()));
    let saved = saved_text(&office.work).unwrap();
    let again = opened(&[], &saved).unwrap().work;
    for work in [&office.work, &again] {
        let said = work.items.iter().map(|it| aside::refused(it).unwrap());
        let said: Vec<String> = said.collect();
        for (said, word) in said.iter().zip(["hỏng", "5 MB", "mật khẩu", "(.html)"]) {
            assert!(said.contains(word), "{said}");
        }
    }
}

#[test]
fn what_cannot_be_read_is_kept_with_the_rest() {
    let mut office = office(&["{".to_owned(), file("UBND xã A", "50")]);
    let not_text = Item::examine(&[], "anh.png", Err(Odd::NoText), unit_key);
    office.apply(OfficeAction::Read(vec![Rc::new(not_text)]));
    // Nor is the file written in pieces that a text could tear apart.
    office.apply(OfficeAction::AppraiserTyped("\"files\":[] \\".to_owned()));
    let text = saved_text(&office.work).unwrap();
    let again = opened(&Catalog::shipped().frameworks(), &text).unwrap();
    assert_eq!(again.work, office.work);
    assert_eq!(again.work.items[0].text().map(|text| &**text), Some("{"));
}

#[test]
fn the_day_of_receipt_decides_who_is_late_and_is_kept() {
    let day = |month, day| Date::from_calendar_date(2021, month, day).unwrap();
    let mut office = office(&[
        file("UBND xã A", "100"),
        written(HA_TINH, "UBND xã B", "50", (Month::November, 26)),
    ]);
    let late = |office: &Office| {
        let list = only(office);
        let late = list.rows.iter().filter(|row| row.file.late.is_some());
        late.map(|row| row.unit().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(late(&office), ["UBND xã B"]);
    // A wrong day states nothing.
    let both: Rc<[usize]> = [0, 1].into();
    let came = |is_stated| OfficeAction::Came {
        files: Rc::clone(&both),
        is_stated,
    };
    office.apply(OfficeAction::DayTyped("31/11/2021".to_owned()));
    let before = office.work.clone();
    office.apply(came(true));
    assert_eq!(office.work, before);

    office.apply(OfficeAction::DayTyped("25/11/2021".to_owned()));
    office.apply(came(true));
    assert_eq!(late(&office), [""; 0]);
    office.apply(OfficeAction::DayTyped("26/11/2021".to_owned()));
    office.apply(came(true));
    assert_eq!(late(&office), ["UBND xã A", "UBND xã B"]);
    let list = only(&office);
    assert_eq!(
        aside::reasons(&list, &list.rows[0]),
        ["Nộp muộn: cơ quan nhận ngày 26/11/2021, hạn cuối là 25/11/2021."]
    );
    let text = saved_text(&office.work).unwrap();
    let again = opened(&Catalog::shipped().frameworks(), &text).unwrap();
    assert_eq!(again.work, office.work);
    assert_eq!(again.work.items[0].came(), Some(day(Month::November, 26)));

    // What the Council gave counts as late with it.
    marked(&mut office, 0, "40", "A");
    office.apply(OfficeAction::Decided(0, true));
    let level = |office: &Office| {
        let list = only(office);
        let unit_group = list.unit_group().unwrap();
        let ranked = ranked(office);
        text::level(unit_group, ranked[0].result().unwrap().level.as_ref())
    };
    assert_eq!(level(&office), "Yếu");
    office.apply(came(false));
    assert_eq!(late(&office), ["UBND xã B"]);
    assert_ne!(level(&office), "Yếu");
}

#[test]
fn the_day_of_receipt_leaves_with_the_ranking() {
    let mut office = office(&[file("UBND xã A", "50"), file("UBND xã B", "40")]);
    let heads = |office: &Office| table(&only(office), &ranked(office), None).heads;
    let written = |office: &Office| {
        let (list, ranked, draft) = (only(office), ranked(office), Status::Draft);
        let json = text_of(json(&list, &ranked, &draft, office.aliases.are_shown));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let csv = text_of(csv(table(&list, &ranked, Some(&draft))));
        (json, csv)
    };
    let on_screen = heads(&office);
    let last = |csv: &str, line: usize| {
        let cells = csv.lines().nth(line).unwrap().split(';');
        let last: Vec<String> = cells.map(str::to_owned).rev().take(3).collect();
        last
    };
    let before = written(&office).1;
    assert_eq!(last(&before, 0)[..2], ["Tình trạng", "Ghi chú"]);
    office.apply(OfficeAction::DayTyped("24/11/2021".to_owned()));
    let files: Rc<[usize]> = [1].into();
    office.apply(OfficeAction::Came {
        files,
        is_stated: true,
    });
    let (json, csv) = written(&office);
    let first = last(&csv, 0);
    assert_eq!((&*first[0], &*first[2]), ("Tình trạng", "Ghi chú"));
    assert_eq!(last(&csv, 1), ["Dự thảo", "", ""]);
    assert_eq!(last(&csv, 2), ["Dự thảo", "24/11/2021", ""]);
    assert_eq!(json["units"][0].get("received_on"), None);
    assert_eq!(json["units"][1]["received_on"], "2021-11-24");
    assert_eq!(heads(&office), on_screen);
    // Whoever saw a file come would know its unit by the day.
    office.apply(OfficeAction::AliasesShown(true, "a".into()));
    let (json, csv) = written(&office);
    assert!(!csv.contains("24/11/2021") && !json.to_string().contains("2021-11-24"));
}

#[test]
fn files_that_come_after_a_day_was_typed_came_on_it() {
    let mut office = Office::default();
    let came = Date::from_calendar_date(2021, Month::November, 5).ok();
    office.apply(OfficeAction::Began(came));
    office.apply(OfficeAction::Found(2));
    let frameworks = Catalog::shipped().frameworks();
    let examined = |text: &str| Rc::new(Item::examine(&frameworks, "a", Ok(text), unit_key));
    office.apply(OfficeAction::Read(vec![
        examined(&file("UBND xã A", "50")),
        examined("{"),
    ]));
    office.apply(OfficeAction::Ended);
    let days: Vec<Option<Date>> = office.work.items.iter().map(|item| item.came()).collect();
    assert_eq!(days, [came, None]);
    office.apply(OfficeAction::Undone);
    assert!(office.is_empty());
}

#[test]
fn another_year_than_the_decisions_is_a_reason_to_set_aside() {
    let office = office(&[written(
        "huong-tra-1872-2015",
        "Phường A",
        "10",
        (Month::November, 1),
    )]);
    let list = only(&office);
    let reasons = list.rows[0].received().unwrap().reasons.clone();
    assert!(reasons.contains(&Reason::OtherYear {
        found: 2021,
        only: 2015
    }));
    assert!(
        aside::reasons(&list, &list.rows[0])
            .contains(&"Tệp của năm 2021, còn văn bản chỉ áp dụng cho năm 2015.".to_owned())
    );
    assert_eq!(
        lists(&office.work, &expected(&office.work, unit_key))[0]
            .taken()
            .count(),
        0
    );
}

/// A page that carries the work is opened again after the work went on in the browser.
#[test]
fn an_older_copy_in_the_page_asks_nothing() {
    let (ours, theirs) = two();
    let stamp: Rc<str> = "s".into();
    let mut office = Office::default();
    let mut facts = Facts::default();
    facts.copied(&stamp);
    let from = |source, office: &Office| {
        let work = office.work.clone();
        OfficeAction::Restored(Ok(Opened { source, work }))
    };
    office.apply(from(Source::Browser(facts), &ours));
    assert!(!office.history.can_undo());
    let page = |stamp: &str| Source::ThisPage(stamp.into(), Facts::default());
    office.apply(from(page("s"), &theirs));
    assert_eq!((&office.merge, &office.work), (&None, &ours.work));
    office.apply(from(page("t"), &theirs));
    assert!(office.merge.is_some());
    office.apply(OfficeAction::MergeDecided(false));
    office.apply(from(page("t"), &theirs));
    assert_eq!(office.merge, None);
}

/// What came with a version is in no file before it.
#[test]
fn work_of_the_version_before_opens() {
    let frameworks = Catalog::shipped().frameworks();
    let read = |text: &str| opened(&frameworks, text).unwrap().work;
    let before = read(include_str!("../../../tests/files/office-2.json"));
    let mut now = read(include_str!("../../../tests/files/office-3.json"));
    for appraised in Rc::make_mut(&mut now.appraisals).values_mut() {
        for mark in Rc::make_mut(appraised).marks.values_mut() {
            assert_eq!(mark.from.take().as_deref(), Some("8S97-SPKG-3KWX-EPR0"));
            assert!(std::mem::take(&mut mark.is_asked));
        }
    }
    assert_eq!(before, now);
}

/// A file of this version as it was written once: two communes, one of which came on a day that the office states, a file that
/// cannot be read and one that is no text, a decision, an appraisal, a list of who is to hand in.
#[test]
fn work_saved_by_this_version_opens() {
    let text = include_str!("../../../tests/files/office-3.json");
    let work = opened(&Catalog::shipped().frameworks(), text).unwrap().work;
    assert_eq!(saved_text(&work).as_deref(), Some(text.trim_end()));
    let days: Vec<bool> = work
        .items
        .iter()
        .map(|item| item.came().is_some())
        .collect();
    assert_eq!(days, [true, false, false, false]);
    let texts: Vec<bool> = work
        .items
        .iter()
        .map(|item| item.text().is_some())
        .collect();
    assert_eq!(texts, [true, true, true, false]);
    assert_eq!((work.decided.len(), work.appraisals.len()), (1, 1));
    assert_eq!((work.expected.len(), &*work.appraiser), (1, "Trần Thị B"));
}

#[test]
fn what_another_asked_of_a_unit_is_taken_over() {
    let mut ours = office(&[file("UBND xã A", "50")]);
    let mut theirs = office(&[file("UBND xã A", "50")]);
    let group = only(&ours).unit_group().unwrap().groups[0].id.clone();
    theirs.apply(OfficeAction::Looked(Some(0)));
    theirs.apply(OfficeAction::Marked(group, MarkField::Asked(true)));
    opens(&mut ours, &theirs);
    assert_eq!(kinds(&ours), [Kind::Marked]);
    let merge = ours.merge.as_ref().unwrap();
    let row = merge::difference(&ours.work, &merge.theirs, &merge.all[0]);
    assert_eq!(row.there, "giữ điểm tự chấm (chờ đơn vị bổ sung)");
    ours.apply(OfficeAction::MergeDecided(true));
    let appraised = ours.work.appraised(&ours.work.items[0]).unwrap();
    assert!(appraised.marks.values().all(|mark| mark.is_asked));
}

/// What the Council gave is one for all copies of a file; whether it is late is each one's own.
#[test]
fn a_late_copy_takes_nothing_from_the_one_that_is_taken() {
    let mut office = office(&[
        written(HA_TINH, "UBND xã A", "100", (Month::November, 28)),
        file("UBND xã A", "100"),
    ]);
    let level = |office: &Office| {
        let list = only(office);
        let ranked = ranked(office);
        let level = ranked[0].result().unwrap().level.clone();
        text::level(list.unit_group().unwrap(), level.as_ref())
    };
    office.apply(OfficeAction::Decided(1, true));
    marked(&mut office, 1, "99", "A");
    let given = level(&office);
    assert_ne!(given, "Yếu");
    let text = saved_text(&office.work).unwrap();
    let again = opened(&Catalog::shipped().frameworks(), &text).unwrap();
    assert_eq!(again.work, office.work);
    office.apply(OfficeAction::DayTyped("27/11/2021".to_owned()));
    let came = |file: usize| OfficeAction::Came {
        files: [file].into(),
        is_stated: true,
    };
    office.apply(came(0));
    assert_eq!(level(&office), given);
    // Once both are late, it counts.
    office.apply(came(1));
    office.apply(OfficeAction::Decided(0, true));
    assert_eq!(level(&office), "Yếu");
}
