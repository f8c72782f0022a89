//! From files to a ranking, without a browser.

use std::rc::Rc;

use bac_thang::engine::award::Prize;
use bac_thang::engine::claims::Official;
use bac_thang::engine::file;
use bac_thang::engine::receive::company::Paper;
use bac_thang::{Assessment, Claims, Entry, Framework, score};
use time::{Date, Month};

use super::appraisal::MarkField;
use super::expected::unit_key;
use super::item::Item;
use super::lists::{List, Ranked, expected, lists, ranking};
use super::publish::Status;
use super::saved;
use super::state::{Office, OfficeAction, Opened, Source};
use super::table::{json, table};
use super::work::Work;
use crate::app::catalog::Catalog;
use crate::app::spreadsheet::xlsx::workbook;
use crate::app::spreadsheet::{Cell, Portion, csv, whole};
use crate::app::text::{aside, expected as expected_text, office as text};

const YEAR: u16 = 2021;

/// A commune's file, with the same points in every group.
pub fn written(framework: &str, unit: &str, points: &str, on: (Month, u8)) -> String {
    let catalog = Catalog::shipped();
    let sheet = catalog.find(framework, "xa").unwrap();
    let mut assessment = Assessment::new(&sheet.framework, sheet.unit_group());
    (assessment.unit, assessment.year) = (unit.to_owned(), Some(YEAR));
    for group in &sheet.unit_group().groups {
        let answer = assessment.answer_mut(&group.id);
        answer.points = Entry::typed(points);
        if group.max.is_none() {
            answer.max = Entry::typed("100");
        }
    }
    handed_in(assessment, on)
}

/// The file in which a commune hands this in, on a day of its year, with claims that fit.
pub fn handed_in(mut assessment: Assessment, (month, day): (Month, u8)) -> String {
    let catalog = Catalog::shipped();
    let sheet = catalog.find(&assessment.framework.id, "xa").unwrap();
    let scored = score(&sheet.framework, &assessment).unwrap();
    let year = assessment.year.unwrap().into();
    let day = Date::from_calendar_date(year, month, day).unwrap();
    assessment.claims = Some(Claims {
        official: Official::of(&[], day, |_| String::new()),
        ..Claims::of(&scored, sheet.unit_group())
    });
    file::write(&assessment, None).unwrap()
}

pub const IN_TIME: (Month, u8) = (Month::November, 4);

pub fn office(texts: &[String]) -> Office {
    let frameworks = Catalog::shipped().frameworks();
    let items = texts.iter().enumerate().map(|(index, text)| {
        Rc::new(Item::examine(
            &frameworks,
            &format!("{index}.json"),
            Ok(text),
            unit_key,
        ))
    });
    let mut office = Office::default();
    office.apply(OfficeAction::Read(items.collect()));
    office
}

/// The text of the file that work is saved as.
pub fn saved_text(work: &Work) -> Option<String> {
    String::from_utf8(whole(saved::portions(work))?).ok()
}

/// The text of a file that is written a little at a time.
pub fn text_of(portions: impl Iterator<Item = Portion>) -> String {
    String::from_utf8(whole(portions).unwrap()).unwrap()
}

/// Opens work that was saved, of which the browser reads this much at once.
fn opened_by(
    portion: usize,
    frameworks: &[Rc<Framework>],
    text: &str,
) -> Result<Opened, saved::NotRead> {
    let mut opening = saved::Opening::default();
    let mut items = Vec::new();
    for portion in text.as_bytes().chunks(portion) {
        opening.push(portion);
        items.extend(std::iter::from_fn(|| {
            opening.item(None, frameworks, unit_key)
        }));
    }
    let mut appraising = opening.begin(items)?;
    while appraising.appraise()? {}
    let source = Source::File("viec.json".into());
    let work = appraising.done();
    Ok(Opened { source, work })
}

pub fn opened(frameworks: &[Rc<Framework>], text: &str) -> Result<Opened, saved::NotRead> {
    opened_by(1000, frameworks, text)
}

pub fn only(office: &Office) -> List {
    let mut all = lists(&office.work, &expected(&office.work, unit_key));
    assert_eq!(all.len(), 1);
    all.remove(0)
}

pub fn ranked(office: &Office) -> Vec<Ranked> {
    ranking(&only(office), &office.work.appraisals, &office.aliases)
}

fn song_hinh(unit: &str, points: &str) -> String {
    written("song-hinh-96-2021", unit, points, IN_TIME)
}

fn reasons(list: &List) -> Vec<String> {
    list.set_aside()
        .map(|row| aside::reasons(list, row).join(" "))
        .collect()
}

#[test]
fn what_is_set_aside_says_why() {
    let good = song_hinh("UBND xã A", "50");
    let edited = good.replace("\"50\"", "\"51\"");
    let rival = song_hinh("xã  A", "52");
    let late = written("song-hinh-96-2021", "UBND xã B", "50", (Month::November, 6));
    let office = office(&[
        good.clone(),
        good,
        song_hinh("UBND xã C", "40"),
        edited,
        rival,
        late,
        "{".to_owned(),
    ]);
    let list = only(&office);
    let units: Vec<&str> = list
        .taken()
        .map(|row| &*row.received().unwrap().unit)
        .collect();
    assert_eq!(units, ["UBND xã C"]);
    let said = reasons(&list);
    assert_eq!(said.len(), 5);
    assert_eq!(said[1], "Trùng nội dung với tệp 0.json.");
    for (said, words) in [
        (&said[0], "còn có tệp khác nội dung: 3.json; 4.json"),
        (&said[2], "Tệp đã bị sửa sau khi kết xuất, ở: "),
        (&said[2], "còn có tệp khác nội dung: 0.json; 4.json"),
        (&said[3], "còn có tệp khác nội dung: 0.json; 3.json"),
        (
            &said[4],
            "Nộp muộn: tệp ghi ngày 06/11/2021, hạn cuối là 04/11/2021.",
        ),
    ] {
        assert!(said.contains(words), "{said}: {words}");
    }
    assert!(office.work.items[6].read.is_err());
}

#[test]
fn a_difference_is_told_from_the_total_down() {
    let good = song_hinh("UBND xã A", "50");
    let raised = good.replacen("\"points\": \"300\"", "\"points\": \"310\"", 1);
    assert_ne!(raised, good);
    let list = only(&office(&[raised]));
    let said = reasons(&list).remove(0);
    assert!(
        said.contains("Ghi 310; tính lại 300; các mục đều khớp, chỉ tổng ghi trong tệp là sai."),
        "{said}"
    );
    let raised = good
        .replacen("\"points\": \"50\"", "\"points\": \"60\"", 1)
        .replacen("\"points\": \"300\"", "\"points\": \"310\"", 1);
    let said = reasons(&only(&office(&[raised]))).remove(0);
    assert!(
        said.contains("Ghi 310; tính lại 300; vì “1. Hạ tầng kỹ thuật công nghệ thông tin” ghi 60, tính lại 50."),
        "{said}"
    );
}

#[test]
fn a_person_decides_what_is_taken_all_the_same() {
    let late = written(
        "ha-tinh-2878-2023",
        "UBND xã A",
        "100",
        (Month::November, 26),
    );
    let mut office = office(&[late]);
    assert_eq!(only(&office).taken().count(), 0);
    office.apply(OfficeAction::Decided(0, true));
    let list = only(&office);
    let ranked = ranking(&list, &office.work.appraisals, &office.aliases);
    let unit_group = list.unit_group().unwrap();
    assert_eq!(
        text::level(unit_group, ranked[0].rank.level.as_ref()),
        "Yếu"
    );
    assert_eq!(
        text::remarks(&list, &ranked[0]),
        "Nộp muộn: tệp ghi ngày 26/11/2021, hạn cuối là 25/11/2021; Theo điểm đạt mức “Khá”, xếp mức “Yếu” vì: không báo cáo đúng thời hạn"
    );
    assert!(
        expected_text::late_rule(unit_group)
            .unwrap()
            .contains("Yếu")
    );
}

#[test]
fn practice_is_ranked_by_nobody() {
    let unit = include_str!("../../../frameworks/tap-huan/bo-tieu-chi-2026/units/len-bac.json");
    let mut office = office(&[unit.to_owned()]);
    office.apply(OfficeAction::Decided(0, true));
    assert_eq!(only(&office).taken().count(), 0);
}

#[test]
fn who_is_missing_is_named() {
    let mut office = office(&[song_hinh("UBND xã A", "50"), song_hinh("UBND xã Z", "50")]);
    let key = only(&office).key;
    office.apply(OfficeAction::ExpectedTyped(
        key,
        "1\tXã A\n2\tXã B\n".to_owned(),
    ));
    let list = only(&office);
    assert_eq!(
        (&list.missing[..], list.expected),
        (&["Xã B".to_owned()][..], 2)
    );
    assert_eq!(
        reasons(&list),
        ["Đơn vị không có trong danh sách phải nộp."]
    );
}

#[test]
fn a_paper_is_known_by_its_code() {
    let office = office(&[song_hinh("UBND xã A", "50"), song_hinh("UBND xã B", "50")]);
    let list = only(&office);
    let code = list.rows[1].received().unwrap().receipt.to_string();
    assert_eq!(list.paper(&code.to_lowercase()), Paper::Of(1));
    assert!(text::paper(&list, &list.paper(&code)).contains("UBND xã B"));
    let mut wrong: Vec<char> = code.chars().collect();
    wrong.swap(0, 1);
    let typed: String = wrong.iter().collect();
    if typed != code {
        assert!(matches!(list.paper(&typed), Paper::Mistyped(_)));
    }
}

#[test]
fn equals_share_a_rank_and_an_award_over_a_tie_is_left_open() {
    let file = |unit: &str, points: &str| {
        let on = (Month::December, 8);
        // The plan is of 2015 alone.
        let text = written("huong-tra-1872-2015", unit, points, on);
        let mut assessment = Assessment::read(&text).unwrap();
        assessment.year = Some(2015);
        if let Some(official) = assessment
            .claims
            .as_mut()
            .and_then(|claims| claims.official.as_mut())
        {
            official.on = "2015-12-08".to_owned();
        }
        file::write(&assessment, None).unwrap()
    };
    let office = office(&[
        file("Phường D", "10"),
        file("Phường B", "30"),
        file("Phường A", "30"),
        file("Phường C", "20"),
    ]);
    let list = only(&office);
    assert_eq!(reasons(&list), [""; 0]);
    let ranked = ranking(&list, &office.work.appraisals, &office.aliases);
    let places: Vec<(usize, &str)> = ranked
        .iter()
        .map(|one| (one.rank.rank.unwrap(), &*one.row.received().unwrap().unit))
        .collect();
    assert_eq!(
        places,
        [
            (1, "Phường A"),
            (1, "Phường B"),
            (3, "Phường C"),
            (4, "Phường D")
        ]
    );
    let or = Prize::Open {
        awards: vec![0, 1],
        or_none: false,
    };
    assert_eq!(
        [&ranked[0].prize, &ranked[1].prize, &ranked[2].prize],
        [&or, &or, &Prize::Won(2)]
    );
    let rows: Vec<_> = table(&list, &ranked, None).rows.collect();
    assert_eq!(rows.len(), 4);
    assert!(matches!(&rows[0][0], Cell::Number(_)));
    let text = text_of(csv(table(&list, &ranked, None)));
    assert!(
        text.contains("Hội đồng quyết định: Giải nhất hoặc Giải nhì"),
        "{text}"
    );
    let json = text_of(json(&list, &ranked, &Status::Draft, false));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["units"][2]["rank"], 3);
    assert_eq!(json["units"][0]["is_left_to_council"], true);
    let book = whole(workbook(vec![table(&list, &ranked, None)])).unwrap();
    assert!(book.starts_with(b"PK"));
}

#[test]
fn what_the_council_takes_away_lowers_the_level_and_says_why() {
    let mut office = office(&[
        written("ha-tinh-2878-2023", "UBND xã A", "100", IN_TIME),
        written("ha-tinh-2878-2023", "UBND xã B", "95", IN_TIME),
    ]);
    let list = only(&office);
    let unit_group = list.unit_group().unwrap();
    let groups: Vec<Rc<str>> = unit_group
        .groups
        .iter()
        .map(|group| Rc::clone(&group.id))
        .collect();
    assert_eq!(
        text::level(
            unit_group,
            list.rows[0].file.result().unwrap().level.as_ref()
        ),
        "Khá"
    );
    let marked =
        |group: usize, field: MarkField| OfficeAction::Marked(Rc::clone(&groups[group]), field);
    office.apply(OfficeAction::AppraiserTyped("Nguyễn Văn A".to_owned()));
    office.apply(OfficeAction::Looked(Some(0)));
    for (group, points) in [(0, "20"), (1, "10,5")] {
        office.apply(marked(group, MarkField::Points(points.to_owned())));
        office.apply(marked(group, MarkField::Reason("Thiếu văn bản".to_owned())));
    }
    let after = only(&office);
    let low = ranked(&office);
    let units: Vec<&str> = low
        .iter()
        .map(|one| &*one.row.received().unwrap().unit)
        .collect();
    assert_eq!(units, ["UBND xã B", "UBND xã A"]);
    let said = text::remarks(&after, &low[1]);
    assert!(
        said.starts_with("Thẩm định: “1. Nhận thức số” 20 điểm (Thiếu văn bản); “2. Thể chế số” 10,5 điểm (Thiếu văn bản); tổng điểm từ 800 thành 630,5; mức từ “Khá” thành “Trung bình”"),
        "{said}"
    );
    let marks = &office.work.appraised(&after.rows[0].file).unwrap().marks;
    assert!(marks.values().all(|mark| mark.by == "Nguyễn Văn A"));
    // Taken back, it is as before.
    for group in [0, 1] {
        office.apply(marked(group, MarkField::Points(String::new())));
    }
    let first = ranked(&office).swap_remove(0);
    assert_eq!(first.result(), list.rows[0].file.result());
}

#[test]
fn an_exclusion_that_the_council_agrees_to_shrinks_the_maximum() {
    let text = written("ha-tinh-2878-2023", "UBND xã A", "50", IN_TIME);
    let catalog = Catalog::shipped();
    let sheet = catalog.find("ha-tinh-2878-2023", "xa").unwrap();
    let mut assessment = Assessment::read(&text).unwrap();
    let group = Rc::clone(&sheet.unit_group().groups[0].id);
    let answer = assessment.answer_mut(&group);
    answer.points = Entry::default();
    answer.silence = Some(bac_thang::Silence::NotApplicable {
        reason: "Chưa được giao".to_owned(),
        decided: false,
    });
    let mut office = office(&[handed_in(assessment, IN_TIME)]);
    let max = |office: &Office| ranked(office)[0].result().unwrap().max.clone().unwrap();
    assert_eq!(max(&office), "1000".parse().unwrap());
    office.apply(OfficeAction::Looked(Some(0)));
    office.apply(OfficeAction::Marked(
        Rc::clone(&group),
        MarkField::Excluded(true),
    ));
    assert_eq!(max(&office), "900".parse().unwrap());
}

#[test]
fn the_offices_work_is_written_and_read_back() {
    let late = written(
        "ha-tinh-2878-2023",
        "UBND xã A",
        "100",
        (Month::November, 26),
    );
    let mut office = office(&[
        late,
        written("ha-tinh-2878-2023", "UBND xã B", "90", IN_TIME),
    ]);
    let list = only(&office);
    let group = Rc::clone(&list.unit_group().unwrap().groups[0].id);
    office.apply(OfficeAction::Decided(0, true));
    office.apply(OfficeAction::ExpectedTyped(
        list.key.clone(),
        "Xã A\nXã B\nXã C".to_owned(),
    ));
    office.apply(OfficeAction::AppraiserTyped("B".to_owned()));
    office.apply(OfficeAction::Looked(Some(1)));
    office.apply(OfficeAction::Marked(
        group,
        MarkField::Points("10".to_owned()),
    ));
    office.apply(OfficeAction::Looked(None));
    let text = saved_text(&office.work).unwrap();
    let is_work = |text: &str| saved::is_work(text.as_bytes());
    assert!(is_work(&text) && !is_work("{\"format\": \"bac-thang/assessment/2\"}"));
    let frameworks = Catalog::shipped().frameworks();
    let mut again = Office::default();
    again.apply(OfficeAction::Restored(opened(&frameworks, &text)));
    assert_eq!(ranked(&again), ranked(&office));
    assert_eq!(only(&again).missing, ["Xã C"]);
    for (text, why) in [
        (text.replace("office/3", "office/4"), saved::NotRead::Newer),
        (
            text.replacen("\"files\"", "\"more\"", 1),
            saved::NotRead::Damaged,
        ),
        (
            text.replace("office/3", "office/4")
                .replacen("\"name\"", "\"named\"", 1),
            saved::NotRead::Newer,
        ),
        (
            text.replacen("\"name\"", "\"named\"", 1),
            saved::NotRead::Damaged,
        ),
        (text.replacen("},{", "}{", 1), saved::NotRead::Damaged),
        (text.replacen("},{", "},1,{", 1), saved::NotRead::Damaged),
        (text[..text.len() / 2].to_owned(), saved::NotRead::Damaged),
        (text[..text.len() - 1].to_owned(), saved::NotRead::Damaged),
        (format!("{text}}}"), saved::NotRead::Damaged),
    ] {
        assert_eq!(opened(&frameworks, &text), Err(why));
    }
    let spaced: serde_json::Value = serde_json::from_str(&text).unwrap();
    let spaced = serde_json::to_string_pretty(&spaced).unwrap();
    for text in [text, format!("\u{feff}{spaced}")] {
        for portion in [1, 7, text.len()] {
            let opened = opened_by(portion, &frameworks, &text).unwrap();
            assert_eq!(opened.work, office.work);
        }
    }
}

/// Ten thousand files are listed; what is typed of one is no reason to list them anew, nor to look at what was made of another.
#[test]
fn a_key_in_an_appraisal_touches_one_unit() {
    let mut office = office(&[
        written("ha-tinh-2878-2023", "UBND xã A", "50", IN_TIME),
        written("ha-tinh-2878-2023", "UBND xã B", "40", IN_TIME),
    ]);
    let group = Rc::clone(&only(&office).unit_group().unwrap().groups[0].id);
    let marked = |points: &str| {
        OfficeAction::Marked(Rc::clone(&group), MarkField::Points(points.to_owned()))
    };
    for (item, points) in [(0, "1"), (1, "2")] {
        office.apply(OfficeAction::Looked(Some(item)));
        office.apply(marked(points));
    }
    let (before, basis) = (office.clone(), office.work.basis());
    office.apply(marked("20"));
    let (
        Work {
            items,
            decided,
            expected,
            ..
        },
        was,
    ) = (&office.work, &before.work);
    assert_eq!(office.work.basis(), basis);
    assert!(Rc::ptr_eq(items, &was.items));
    assert!(Rc::ptr_eq(decided, &was.decided) && Rc::ptr_eq(expected, &was.expected));
    let made = |office: &Office, item: usize| {
        let item = &office.work.items[item];
        Rc::clone(office.work.appraised(item).unwrap())
    };
    assert!(Rc::ptr_eq(&made(&office, 0), &made(&before, 0)));
    assert_ne!(made(&office, 1), made(&before, 1));
    let points = |office: &Office| {
        ranked(office)
            .iter()
            .map(|one| one.result().unwrap().points.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(points(&before), ["351", "282"]);
    assert_eq!(points(&office), ["351", "300"]);
}
