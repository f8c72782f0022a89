//! What counts of the files of one unit, and what is said of them.

use std::collections::BTreeSet;
use std::rc::Rc;

use bac_thang::engine::assessment::FrameworkRef;
use bac_thang::engine::file;
use bac_thang::engine::receive::company::Company;
use bac_thang::{Appraisal, Assessment, Claims, Entry, Framework, Silence, score};
use time::Month;

use super::appraisal::MarkField;
use super::expected::unit_key;
use super::history::Change;
use super::item::Item;
use super::lists::{List, Ranked, expected, lists};
use super::open::open;
use super::publish::{Final, Status, status};
use super::state::{Office, OfficeAction, Said};
use super::table::{json, table};
use super::tests::{IN_TIME, office, only, ranked, text_of, written};
use crate::app::catalog::Catalog;
use crate::app::spreadsheet::csv;
use crate::app::text::{desk, expected as expected_text, office as text, publish, received};

const HA_TINH: &str = "ha-tinh-2878-2023";

fn file_of(unit: &str, points: &str) -> String {
    written(HA_TINH, unit, points, IN_TIME)
}

/// A file as its unit may enter it, with claims that fit.
pub fn entered(unit: &str, points: &str, enter: impl FnOnce(&mut Assessment)) -> String {
    let catalog = Catalog::shipped();
    let sheet = catalog.find(HA_TINH, "xa").unwrap();
    let mut assessment = Assessment::read(&file_of(unit, points)).unwrap();
    enter(&mut assessment);
    let official = assessment.claims.take().unwrap().official;
    let scored = score(&sheet.framework, &assessment).unwrap();
    assessment.claims = Some(Claims {
        official,
        ..Claims::of(&scored, sheet.unit_group())
    });
    file::write(&assessment, None).unwrap()
}

fn working_copy(text: &str) -> String {
    let mut assessment = Assessment::read(text).unwrap();
    if let Some(claims) = &mut assessment.claims {
        claims.official = None;
    }
    file::write(&assessment, None).unwrap()
}

fn groups(list: &List) -> Vec<Rc<str>> {
    let groups = list.unit_group().unwrap().groups.iter();
    groups.map(|group| Rc::clone(&group.id)).collect()
}

fn remarks(office: &Office, row: usize) -> Vec<String> {
    let row = &only(office).rows[row];
    let appraised = office.work.appraised(&row.file);
    let mut said = received::remarks(row, appraised.map(|it| &**it), row.file.result());
    // The decision is of 2023 and these files are of 2021, which each of them says first.
    assert!(said.remove(0).starts_with("Tệp của năm 2021"));
    said
}

fn points(office: &Office) -> String {
    ranked(office)[0].result().unwrap().points.to_string()
}

fn mark(office: &mut Office, of: &Rc<str>, field: MarkField) {
    office.apply(OfficeAction::Looked(Some(0)));
    office.apply(OfficeAction::Marked(Rc::clone(of), field));
    office.apply(OfficeAction::Looked(None));
}

#[test]
fn points_that_a_unit_appraised_itself_do_not_count() {
    let ids = groups(&only(&office(&[file_of("UBND xã A", "60")])));
    let text = entered("UBND xã A", "60", |it| {
        for id in &ids[1..] {
            it.answer_mut(id).appraised = Some(Appraisal {
                points: Entry::typed("100"),
                ..Appraisal::default()
            });
        }
    });
    let mut office = office(&[text]);
    assert_eq!(points(&office), "480");
    mark(&mut office, &ids[0], MarkField::Points("59".to_owned()));
    assert_eq!(points(&office), "479");
    let said = remarks(&office, 0);
    assert!(
        said[0].starts_with("Đơn vị tự ghi điểm thẩm định trong tệp (“2. Thể chế số”; “3. Hạ tầng số”; “4. Nhân lực số”; và 4 mục khác)."),
        "{said:?}"
    );
}

#[test]
fn what_a_unit_says_was_decided_is_proposed_until_the_office_agrees() {
    let ids = groups(&only(&office(&[file_of("UBND xã A", "60")])));
    let text = entered("UBND xã A", "60", |it| {
        let answer = it.answer_mut(&ids[7]);
        answer.points = Entry::default();
        answer.silence = Some(Silence::NotApplicable {
            reason: "không có".to_owned(),
            decided: true,
        });
    });
    let mut office = office(&[text]);
    let max = |office: &Office| ranked(office)[0].result().unwrap().max.clone().unwrap();
    // What it claims is what it computed: nothing differs.
    assert_eq!(only(&office).taken().count(), 1);
    assert_eq!(max(&office), "1000".parse().unwrap());
    let said = remarks(&office, 0);
    assert!(
        said[0]
            .starts_with("Đơn vị ghi là đã có quyết định không chấm (“8. Hoạt động xã hội số”)."),
        "{said:?}"
    );
    mark(&mut office, &ids[7], MarkField::Excluded(true));
    assert!(max(&office) < "1000".parse().unwrap());
    assert_eq!(remarks(&office, 0), [""; 0]);
}

#[test]
fn an_official_file_is_no_copy_of_a_working_copy() {
    let official = file_of("UBND xã A", "60");
    let mut office = office(&[working_copy(&official), official]);
    office.apply(OfficeAction::Decided(0, false));
    let list = only(&office);
    let taken: Vec<usize> = list.taken().map(|row| row.item).collect();
    assert_eq!(taken, [1]);
    assert_eq!(list.rows[0].company, [Company::CopyOf(1)]);
}

#[test]
fn of_one_unit_one_file_is_taken_and_never_a_copy() {
    let mut office = office(&[
        file_of("UBND xã A", "60"),
        file_of("xã A", "70"),
        file_of("UBND xã A", "60"),
        file_of("UBND xã B", "50"),
    ]);
    let taken =
        |office: &Office| -> Vec<usize> { only(office).taken().map(|row| row.item).collect() };
    assert_eq!(taken(&office), [3]);
    office.apply(OfficeAction::Decided(0, true));
    assert_eq!(taken(&office), [0, 3]);
    office.apply(OfficeAction::Decided(2, true));
    office.apply(OfficeAction::Decided(1, true));
    assert_eq!(taken(&office), [1, 3]);
    // As work of an earlier version may have it.
    Rc::make_mut(&mut office.work.decided).extend([(0, true), (1, true)]);
    assert_eq!(taken(&office), [3]);
    let list = only(&office);
    assert!(list.rows[0].needs_decision() && list.rows[1].needs_decision());
}

#[test]
fn who_is_put_aside_has_not_handed_in() {
    let mut office = office(&[
        file_of("UBND xã A", "60"),
        file_of("UBND xã B", "50"),
        working_copy(&file_of("UBND xã C", "40")),
    ]);
    let key = only(&office).key;
    office.apply(OfficeAction::ExpectedTyped(
        key,
        "Xã A\nXã B\nXã C\nXã D".to_owned(),
    ));
    office.apply(OfficeAction::Decided(1, false));
    let list = only(&office);
    assert_eq!(list.missing, ["Xã D"]);
    assert_eq!(list.not_taken, ["Xã B", "Xã C"]);
    assert_eq!(expected_text::none_missing(&list, 1), None);
    // The same stands in every file that leaves the page.
    let (ranked, draft) = (ranked(&office), Status::Draft);
    let csv = text_of(csv(table(&list, &ranked, Some(&draft))));
    let lines: Vec<&str> = csv.trim_end().lines().collect();
    assert_eq!(lines.len(), 5, "{csv}");
    let columns = lines[0].matches(';').count();
    for (line, unit, note) in [
        (2, ";Xã D;", ";Chưa có tệp;Dự thảo"),
        (3, ";Xã B;", ";Đã có tệp nhưng chưa nhận;Dự thảo"),
    ] {
        assert!(
            lines[line].starts_with(unit) && lines[line].ends_with(note),
            "{csv}"
        );
        assert_eq!(lines[line].matches(';').count(), columns);
    }
    let json = text_of(json(&list, &ranked, &draft, false));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["not_taken"], serde_json::json!(["Xã B", "Xã C"]));
    // On the screen they stand below the table.
    assert_eq!(table(&list, &ranked, None).rows.count(), 1);
    office.apply(OfficeAction::Decided(1, true));
    office.apply(OfficeAction::Decided(2, true));
    assert_eq!(only(&office).not_taken, [""; 0]);
}

#[test]
fn a_final_list_is_a_draft_again_where_a_level_changed() {
    let mut office = office(&[written(HA_TINH, "UBND xã A", "95", (Month::November, 20))]);
    office.apply(OfficeAction::Decided(0, true));
    let list = only(&office);
    let made = Rc::new(Final::of(&list, &ranked(&office), "2021-12-01".to_owned()));
    office.apply(OfficeAction::MarkedFinal(list.key, Some(made)));
    let status = |office: &Office| {
        let list = only(office);
        let marked = office.work.finals.get(&list.key).cloned();
        status(&list, &ranked(office), marked.as_deref())
    };
    assert!(status(&office).is_final());
    office.apply(OfficeAction::DayTyped("27/11/2021".to_owned()));
    office.apply(OfficeAction::Came {
        files: [0].into(),
        is_stated: true,
    });
    let Status::Changed(_, changes) = status(&office) else {
        panic!("{:?}", status(&office));
    };
    assert_eq!(
        publish::changes(&changes),
        [
            "Mức của UBND xã A từ “Khá” thành “Yếu”.",
            "Bảng ghi thêm về UBND xã A: Nộp muộn: cơ quan nhận ngày 27/11/2021, hạn cuối là 25/11/2021; Theo điểm đạt mức “Khá”, xếp mức “Yếu” vì: không báo cáo đúng thời hạn; Cơ quan nhận ngày 27/11/2021."
        ]
    );
}

#[test]
fn points_that_do_not_count_are_not_told_as_if_they_did() {
    let mut office = office(&[file_of("UBND xã A", "60")]);
    let ids = groups(&only(&office));
    for typed in ["abc", "500"] {
        mark(&mut office, &ids[0], MarkField::Points(typed.to_owned()));
        let (list, ranked) = (only(&office), ranked(&office));
        let said = text::remarks(&list, &ranked[0]);
        assert!(!said.contains(typed), "{said}");
        assert!(
            said.starts_with(
                "Thẩm định: “1. Nhận thức số” giữ điểm tự chấm vì điểm thẩm định ghi sai;"
            ),
            "{said}"
        );
        assert_eq!(
            open(&office.work.items, &list, &ranked).faulty,
            ["UBND xã A"]
        );
    }
}

#[test]
fn a_reason_stands_where_the_points_were_left() {
    let mut office = office(&[file_of("UBND xã A", "60")]);
    let ids = groups(&only(&office));
    mark(
        &mut office,
        &ids[0],
        MarkField::Reason("Đủ minh chứng".to_owned()),
    );
    let list = only(&office);
    assert_eq!(
        text::remarks(&list, &ranked(&office)[0]),
        "Thẩm định: “1. Nhận thức số” giữ điểm tự chấm (Đủ minh chứng)"
    );
}

#[test]
fn equals_stand_in_the_order_of_the_alphabet() {
    let names = [
        "UBND xã Ý Yên",
        "UBND xã Đà",
        "UBND xã Số 10",
        "UBND xã Số 9",
        "UBND xã Dương",
        "UBND xã Ân",
    ];
    let office = office(&names.map(|name| file_of(name, "60")));
    let ranked = ranked(&office);
    let order: Vec<&str> = ranked.iter().map(|one| one.row.unit()).collect();
    assert_eq!(
        order,
        [
            "UBND xã Ân",
            "UBND xã Dương",
            "UBND xã Đà",
            "UBND xã Số 9",
            "UBND xã Số 10",
            "UBND xã Ý Yên"
        ]
    );
}

/// Whoever opened a file of its framework in this page before is told as well.
#[test]
fn a_framework_that_came_with_its_file_is_said_and_tells_lists_apart() {
    let document = include_str!("../../../frameworks/ha-tinh/2878-qd-ubnd-2023/framework.json");
    let carrying = |from: &str, to: &str, unit: &str| {
        let document = document.replacen(HA_TINH, "ha-tinh-moi", 1);
        let document = document.replacen(from, to, 1);
        let framework = Framework::read(&document).unwrap();
        let mut assessment = Assessment::read(&file_of(unit, "50")).unwrap();
        assessment.framework = FrameworkRef::of(&framework);
        (
            file::write(&assessment, Some(&document)).unwrap(),
            framework,
            document,
        )
    };
    let (one, framework, taken_in) = carrying("", "", "UBND xã A");
    let (other, ..) = carrying("\"edition\": ", "\"edition\": 1", "UBND xã B");
    let mut catalog = Catalog::shipped();
    catalog.take_in(framework, &taken_in);
    let frameworks = catalog.frameworks();
    let read = |text: &String| Rc::new(Item::examine(&frameworks, "a", Ok(text), unit_key));
    let mut office = office(&[file_of("UBND xã C", "50")]);
    office.apply(OfficeAction::Read([&one, &other].map(read).to_vec()));
    let lists = lists(&office.work, &expected(&office.work, unit_key));
    let names: BTreeSet<String> = lists.iter().map(text::list_name).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    let carried: Vec<&String> = names
        .iter()
        .filter(|it| it.contains("kèm trong tệp"))
        .collect();
    assert_eq!(carried.len(), 2, "{names:?}");
    assert!(carried[0].starts_with("Hà Tĩnh: Xã, phường, thị trấn, năm 2021, bộ tiêu chí kèm trong tệp (“ha-tinh-moi”, bản 1, mã "), "{names:?}");
    for list in &lists {
        let row = &list.rows[0];
        let said = received::remarks(row, None, row.file.result());
        let is_own = row.unit() == "UBND xã C";
        assert_eq!(text::by_carried(list).is_none(), is_own);
        let says = |it: &String| {
            it.starts_with("Trang này không có bộ tiêu chí của tệp; điểm tính theo bộ tiêu chí kèm trong tệp (“ha-tinh-moi”, bản 1")
        };
        assert_eq!(said.iter().any(says), !is_own, "{said:?}");
    }
}

#[test]
fn whoever_went_on_with_an_item_is_named_beside_whoever_began() {
    let mut office = office(&[file_of("UBND xã A", "60")]);
    let id = Rc::clone(&groups(&only(&office))[0]);
    let by = |office: &Office| {
        let appraised = office.work.appraised(&only(office).rows[0].file).unwrap();
        appraised.marks[&*id].by.clone()
    };
    for (who, points, names) in [
        ("Nguyễn Văn A", "10", "Nguyễn Văn A"),
        (" Nguyễn Văn A ", "11", "Nguyễn Văn A"),
        ("Trần Thị B", "12", "Nguyễn Văn A; Trần Thị B"),
        ("", "13", "Nguyễn Văn A; Trần Thị B"),
        ("Nguyễn Văn A", "", "Nguyễn Văn A; Trần Thị B"),
        // What was taken back whole is begun anew.
        ("Trần Thị B", "14", "Trần Thị B"),
    ] {
        office.apply(OfficeAction::AppraiserTyped(who.to_owned()));
        mark(&mut office, &id, MarkField::Points(points.to_owned()));
        assert_eq!(by(&office), names);
    }
}

#[test]
fn what_was_made_of_an_earlier_file_is_taken_over_where_the_unit_entered_the_same() {
    let ids = groups(&only(&office(&[file_of("UBND xã A", "60")])));
    let corrected = entered("xã A", "60", |it| {
        it.answer_mut(&ids[1]).points = Entry::typed("61");
        it.answer_mut(&ids[2]).explanation = "Đã có văn bản".to_owned();
    });
    let mut office = office(&[
        file_of("UBND xã A", "60"),
        file_of("UBND xã B", "60"),
        corrected,
    ]);
    office.apply(OfficeAction::AppraiserTyped("Trần Thị B".to_owned()));
    for (id, points) in [(0, "50"), (1, "51"), (2, "52"), (3, "53")] {
        mark(&mut office, &ids[id], MarkField::Points(points.to_owned()));
        mark(&mut office, &ids[id], MarkField::Reason("Thiếu".to_owned()));
    }
    office.apply(OfficeAction::Decided(2, true));
    assert_eq!(
        (office.work.earlier(1), office.work.earlier(7)),
        (None, None)
    );
    office.apply(OfficeAction::Looked(Some(2)));
    // What was decided here goes before.
    let own = MarkField::Points("13".to_owned());
    office.apply(OfficeAction::Marked(Rc::clone(&ids[3]), own));
    let earlier = office.work.earlier(2).unwrap();
    let list = only(&office);
    let unit_group = list.unit_group().unwrap();
    assert_eq!((earlier.item, &earlier.same[..]), (0, &ids[..1]));
    assert_eq!(
        desk::earlier_changed(unit_group, &earlier).unwrap(),
        "Đơn vị đã sửa 2 mục đã thẩm định, không lấy lại được, phải xem lại: “2. Thể chế số” (trước đây: 51 điểm (Thiếu; Trần Thị B)); “3. Hạ tầng số” (trước đây: 52 điểm (Thiếu; Trần Thị B))."
    );
    assert!(
        desk::earlier_same(unit_group, &earlier)
            .unwrap()
            .starts_with("Đơn vị không sửa gì ở 1 mục đã thẩm định: “1. Nhận thức số”.")
    );
    let before = office.work.clone();
    let receipt = before.items[0].receipt().unwrap().to_string();
    office.apply(OfficeAction::EarlierTaken);
    let marks = |office: &Office| {
        let appraised = office.work.appraised(&office.work.items[2]).unwrap();
        appraised.marks.clone()
    };
    let marked = marks(&office);
    let taken = &marked[&*ids[0]];
    assert_eq!(
        (
            &*taken.points,
            &*taken.reason,
            &*taken.by,
            taken.from.as_ref()
        ),
        ("50", "Thiếu", "Trần Thị B", Some(&receipt))
    );
    assert_eq!(marks(&office).len(), 2);
    assert_eq!(marks(&office)[&*ids[3]].points, "13");
    // 50 + 61 + 60 + 13 + 4 times 60
    let row = only(&office).rows[2].clone();
    let appraised = office.work.appraised(&row.file).unwrap();
    let result = appraised.result(&row.file).unwrap();
    assert_eq!(result.points, "424".parse().unwrap());
    // Those that are to be looked at again stay named until they were.
    assert_eq!(office.work.earlier(2).unwrap().same, []);
    for id in &ids[1..3] {
        let reason = MarkField::Reason("Đúng".to_owned());
        office.apply(OfficeAction::Marked(Rc::clone(id), reason));
    }
    assert_eq!(office.work.earlier(2), None);
    // What is entered since is decided of this file.
    let points = MarkField::Points("49".to_owned());
    office.apply(OfficeAction::Marked(Rc::clone(&ids[0]), points));
    assert_eq!(marks(&office)[&*ids[0]].from, None);
    for _ in 0..4 {
        office.apply(OfficeAction::Undone);
    }
    assert_eq!(office.work, before);
    assert_eq!(office.said, Some(Said::Undone(Change::EarlierTaken)));
}

/// An item by its rule is another where a figure is that the rule asks for.
#[test]
fn a_figure_that_an_items_rule_asks_for_is_a_part_of_what_was_entered() {
    let unit = include_str!("../../../frameworks/tap-huan/bo-tieu-chi-2026/units/len-bac.json");
    let one = Assessment::read(unit).unwrap();
    let catalog = Catalog::shipped();
    let sheet = catalog.find(&one.framework.id, &one.unit_group).unwrap();
    let unit_group = sheet.unit_group();
    let asks = unit_group
        .items
        .iter()
        .find(|item| !item.inputs().is_empty());
    let item = asks.unwrap();
    let input = &unit_group.inputs[item.inputs()[0]].id;
    let changed = |change: &dyn Fn(&mut Assessment)| {
        let mut other = one.clone();
        change(&mut other);
        let mut office = office(&[unit.to_owned(), file::write(&other, None).unwrap()]);
        mark(&mut office, &item.id, MarkField::Reason("Xem".to_owned()));
        let earlier = office.work.earlier(1).unwrap();
        (earlier.same.len(), earlier.changed.len())
    };
    assert_eq!(changed(&|it| it.appendix.push('x')), (1, 0));
    assert_eq!(
        changed(&|it| it.input_mut(input).number = Entry::typed("987")),
        (0, 1)
    );
    let group = unit_group
        .groups
        .iter()
        .find(|group| !group.items.is_empty());
    let group = &group.unwrap().id;
    assert_eq!(changed(&|it| it.answer_mut(group).note.push('x')), (0, 1));
}

#[test]
fn what_is_in_other_lists_is_counted_and_who_is_there_is_named() {
    let other_year = entered("UBND xã A", "60", |it| it.year = Some(2022));
    let mut office = office(&[
        file_of("UBND xã B", "60"),
        file_of("UBND xã C", "60"),
        other_year.clone(),
        "{".to_owned(),
    ]);
    let list = |office: &Office| lists(&office.work, &expected(&office.work, unit_key)).remove(0);
    let names = |office: &mut Office, names: &str| {
        let key = list(office).key;
        office.apply(OfficeAction::ExpectedTyped(key, names.to_owned()));
    };
    names(&mut office, "Xã A\nXã B\nXã C");
    let here = list(&office);
    assert_eq!(
        (here.rows.len(), &here.missing[..]),
        (2, &["Xã A".to_owned()][..])
    );
    assert_eq!(
        expected_text::elsewhere(&here).unwrap(),
        "Có tệp ở danh sách khác: Xã A (Hà Tĩnh: Xã, phường, thị trấn, năm 2022). Hãy xem đơn vị có ghi đúng năm, nhóm đơn vị, bộ tiêu chí không."
    );
    names(&mut office, "Xã B\nXã C");
    let here = list(&office);
    assert_eq!(expected_text::elsewhere(&here), None);
    assert_eq!(
        expected_text::none_missing(&here, 2).unwrap(),
        "Đủ 2/2 đơn vị phải nộp trong danh sách này."
    );
    assert_eq!(
        text::received(2, 0, 1, 1),
        "4 tệp: danh sách này 2 đã nhận, 1 không đọc được, 1 ở danh sách khác."
    );
    let said = publish::open(&open(&office.work.items, &here, &[]));
    assert_eq!(
        said,
        ["Chưa biết của đơn vị nào vì không đọc được: 1 tệp (3.json)."]
    );
}

#[test]
fn a_name_without_its_kind_is_the_unit_it_can_only_mean() {
    let mut office = office(&[
        file_of("UBND xã Đất Đỏ", "60"),
        file_of("UBND thị trấn Nghèn", "60"),
    ]);
    let names = |office: &mut Office, names: &str| {
        let key = only(office).key;
        office.apply(OfficeAction::ExpectedTyped(key, names.to_owned()));
        only(office)
    };
    let list = names(&mut office, "Đất Đỏ\nTT Nghèn");
    assert_eq!((list.taken().count(), &list.missing[..]), (2, &[][..]));
    assert_eq!(
        expected_text::none_missing(&list, 1).unwrap(),
        "Đủ 2/2 đơn vị."
    );
    assert_eq!(
        expected_text::read_as(&list).unwrap(),
        "Tên ghi tắt được hiểu: “Đất Đỏ” là UBND xã Đất Đỏ; “TT Nghèn” là UBND thị trấn Nghèn."
    );
    let more = super::tests::office(&[file_of("UBND thị trấn Đất Đỏ", "60")]);
    office.apply(OfficeAction::Read(more.work.items.to_vec()));
    let list = only(&office);
    assert_eq!(list.missing, ["Đất Đỏ"]);
    assert_eq!(
        expected_text::missing_unit(&list, "Đất Đỏ"),
        "Đất Đỏ (có thể là UBND thị trấn Đất Đỏ hoặc UBND xã Đất Đỏ)"
    );
    let list = names(&mut office, "Xã Đất Đỏ\nTT Đất Đỏ\nTT Nghèn");
    assert_eq!((&list.missing[..], list.taken().count()), (&[][..], 3));
}

#[test]
fn what_is_asked_for_stays_open_until_it_is_no_more() {
    let mut office = office(&[file_of("UBND xã A", "60"), file_of("UBND xã B", "60")]);
    let id = Rc::clone(&groups(&only(&office))[0]);
    let said =
        |office: &Office| publish::open(&open(&office.work.items, &only(office), &ranked(office)));
    let remarks = |office: &Office| text::remarks(&only(office), &ranked(office)[0]);
    let waiting = "Còn chờ bổ sung minh chứng, giải trình của 1 đơn vị (UBND xã A).".to_owned();
    assert!(!said(&office).contains(&waiting));
    mark(&mut office, &id, MarkField::Asked(true));
    assert!(said(&office).contains(&waiting), "{:?}", said(&office));
    assert_eq!(
        remarks(&office),
        "Đồng hạng; Thẩm định: “1. Nhận thức số” giữ điểm tự chấm, chờ đơn vị bổ sung"
    );
    mark(&mut office, &id, MarkField::Asked(false));
    assert!(!said(&office).contains(&waiting));
    assert_eq!(remarks(&office), "Đồng hạng");
}

#[test]
fn a_name_that_only_looks_the_same_is_the_same_unit_and_says_so() {
    let office = office(&[
        file_of("UBND xã Cẩm Sơn", "60"),
        file_of("UBND xã Cẩm S\u{200b}ơn", "61"),
        file_of("UBND х\u{e3} Cẩm Sơn", "62"),
        file_of("UBND xã \u{202e}nơS mẩC", "63"),
    ]);
    assert_eq!(only(&office).taken().count(), 0);
    assert_eq!(remarks(&office, 0), [""; 0]);
    assert_eq!(
        remarks(&office, 2),
        [
            "Tên đơn vị có chữ của bảng chữ cái khác, trông như chữ Việt: “х”. Khi đối chiếu, tên được đọc như nhìn thấy."
        ]
    );
    assert!(remarks(&office, 3)[0].starts_with("Tên đơn vị có ký tự ẩn đảo chiều chữ"));
}

#[test]
fn a_name_that_stands_on_the_list_twice_is_told() {
    let mut office = office(&[file_of("UBND xã Đôi", "60")]);
    let key = only(&office).key;
    let names = "Xã Đôi\nUBND xã  Đôi\nXã A".to_owned();
    office.apply(OfficeAction::ExpectedTyped(key, names));
    let list = only(&office);
    assert_eq!(
        (list.expected, &list.missing[..]),
        (2, &["Xã A".to_owned()][..])
    );
    let said = expected_text::twice(&list).unwrap();
    assert!(
        said.starts_with("Danh sách có dòng trùng tên, chỉ đếm một lần: UBND xã  Đôi."),
        "{said}"
    );
}

#[test]
fn a_year_before_the_decision_was_issued_is_told() {
    let of = |year: u16| {
        let file = entered("UBND xã A", "60", |it| it.year = Some(year));
        received::remarks(&only(&office(&[file])).rows[0], None, None)
    };
    let catalog = Catalog::shipped();
    let issued = catalog.find(HA_TINH, "xa").unwrap();
    let issued = issued.framework.decision.issued.year();
    let year = u16::try_from(issued).unwrap();
    assert_eq!(of(year), [""; 0]);
    assert_eq!(
        of(year - 1),
        [format!(
            "Tệp của năm {}, trước năm văn bản được ban hành ({year}).",
            year - 1
        )]
    );
}

#[test]
fn a_code_that_is_not_the_contents_is_told_from_content_that_was_changed() {
    let good = file_of("UBND xã A", "60");
    let receipt = |text: &str| {
        let office = office(&[text.to_owned()]);
        only(&office).rows[0]
            .received()
            .unwrap()
            .receipt
            .to_string()
    };
    let (own, other) = (receipt(&good), receipt(&file_of("UBND xã B", "60")));
    let list = only(&office(&[good.replace(&own, &other)]));
    let said = text::paper(&list, &list.paper(&other));
    assert!(said.contains("nội dung tệp vẫn đúng với mã băm"), "{said}");
    let list = only(&office(&[good.replace("\"60\"", "\"61\"")]));
    let said = text::paper(&list, &list.paper(&own));
    assert!(said.contains("nội dung tệp đã khác"), "{said}");
}

#[test]
fn two_units_of_one_name_are_told_apart_and_both_ranked() {
    let mut office = office(&[file_of("UBND xã Đôi", "50"), file_of("UBND xã Đôi", "60")]);
    assert_eq!(only(&office).taken().count(), 0);
    let apart = office.work.items[1].told_apart(" huyện A ", unit_key);
    office.apply(OfficeAction::ToldApart(1, Rc::new(apart)));
    let names =
        |office: &Office| -> Vec<String> { ranked(office).iter().map(Ranked::name).collect() };
    assert_eq!(names(&office), ["UBND xã Đôi (huyện A)", "UBND xã Đôi"]);
    let key = only(&office).key;
    let expected = "Xã Đôi\nXã Đôi (huyện A)".to_owned();
    office.apply(OfficeAction::ExpectedTyped(key, expected));
    let list = only(&office);
    assert_eq!((list.expected, list.missing.len()), (2, 0));
    // A day of receipt that is stated leaves the name as it is; so does saving.
    office.apply(OfficeAction::DayTyped("05/11/2021".to_owned()));
    office.apply(OfficeAction::Came {
        files: [1].into(),
        is_stated: true,
    });
    let saved = super::tests::saved_text(&office.work).unwrap();
    let again = super::tests::opened(&Catalog::shipped().frameworks(), &saved).unwrap();
    assert_eq!(again.work, office.work);
    assert_eq!(names(&office)[0], "UBND xã Đôi (huyện A)");
    office.apply(OfficeAction::Undone);
    office.apply(OfficeAction::Undone);
    office.apply(OfficeAction::Undone);
    assert_eq!(only(&office).taken().count(), 0);
}
