//! Proves that the checks themselves can fail.

use std::path::Path;

use bac_thang::Number;
use bac_thang::engine::calendar::Day;
use bac_thang::engine::document::{FrameworkDocument, PreparerField, StatementDocument, Worth};

use crate::claims::unfounded_claims;
use crate::folders::{Folder, open};
use crate::quotations::{foreign_quotations, one_line};
use crate::rows::disordered_rows;
use crate::says::Says;
use crate::sentences::{foreign_numbers, foreign_words};

fn folder(path: &str) -> Folder {
    let frameworks = Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks");
    open(&frameworks.join(path))
}

fn an_giang() -> Folder {
    folder("an-giang/1040-qd-ubnd-2018")
}

#[test]
fn an_altered_letter_is_found_in_any_quotation() {
    let Folder {
        mut written,
        decision,
        ..
    } = an_giang();
    for index in 0..written.clauses.len() {
        let quote = written.clauses[index].quote.clone();
        let last = quote.chars().last().unwrap();
        let altered = format!("{}{}", quote.trim_end_matches(last), 'ξ');
        written.clauses[index].quote = altered;
        assert_eq!(foreign_quotations(&written, &decision).len(), 1, "{quote}");
        written.clauses[index].quote = quote;
    }
    assert_eq!(foreign_quotations(&written, &decision), [""; 0]);
}

#[test]
fn only_white_space_may_differ() {
    let decision = "Hà\n  Tĩnh, ngày\u{a0}07 tháng 11";
    for (quote, stands) in [
        ("Hà Tĩnh, ngày 07 tháng 11", true),
        ("Hà\tTĩnh,  ngày 07", true),
        ("hà Tĩnh", false),
        ("Ha Tĩnh", false),
        ("Hà Tĩnh ngày", false),
        ("Hà Tĩnh, ngày 7", false),
    ] {
        let found = one_line(decision).contains(&one_line(quote));
        assert_eq!(found, stands, "{quote}");
    }
}

#[test]
fn an_altered_maximum_or_threshold_is_found() {
    let Folder { mut written, .. } = an_giang();
    let (one, share) = (Number::from(1_u32), "1%".parse::<Number>().unwrap());

    let group = &mut written.sheets[0].blocks[0].groups[0];
    let max = group.max.as_mut().unwrap();
    max.value = &max.value + &one;
    assert_eq!(unfounded_claims(&written).len(), 1);

    for condition in &mut written.ladders[0].rungs[0].conditions {
        match condition.at_least.as_mut().unwrap() {
            Worth::Points(points) => *points = &*points + &one,
            Worth::Share(of) => *of = &*of - &share,
        }
    }
    assert_eq!(unfounded_claims(&written).len(), 1 + 4);
}

#[test]
fn swapped_columns_are_found() {
    let Folder { mut written, .. } = an_giang();
    assert_eq!(disordered_rows(&written), [""; 0]);
    let rungs = &mut written.ladders[0].rungs;
    let second = rungs[1].conditions[1].at_least.clone();
    rungs[1].conditions[1].at_least = rungs[2].conditions[1].at_least.clone();
    rungs[2].conditions[1].at_least = second;
    assert_eq!(unfounded_claims(&written), [""; 0]);
    assert_eq!(disordered_rows(&written).len(), 1);
}

#[test]
fn a_clause_of_another_group_is_found() {
    let Folder { mut written, .. } = an_giang();
    let ladder = &mut written.ladders[0];
    ladder.rungs[0].conditions[1].source = ladder.rungs[0].conditions[2].source.clone();
    assert_eq!(unfounded_claims(&written).len(), 1);
}

#[test]
fn each_kind_of_value_can_be_missing() {
    let n = |text: &str| text.parse::<Number>().unwrap();
    let day = |day, month| {
        Says::Day(Day {
            day,
            month,
            year: 0,
        })
    };
    let named = |name: &str, code: &str| Says::Named {
        name: name.to_owned(),
        code: Some(code.to_owned()),
    };
    for (quote, says, stands) in [
        ("Hạ tầng 90%x300 80%x300", Says::Points(n("300")), true),
        ("Hạ tầng 90%x300 80%x300", Says::Points(n("30")), false),
        ("Hạ tầng 90%x300 80%x300", Says::Share(n("90%")), true),
        ("Hạ tầng 90%x300 80%x300", Says::Share(n("9%")), false),
        ("Hạ tầng 90%x300 80%x300", Says::Points(n("90")), false),
        ("900 842,5 770", Says::Points(n("842.5")), true),
        ("900 842,5 770", Says::Points(n("842")), false),
        ("thang điểm 1.000", Says::Points(n("1000")), true),
        ("thang điểm 1.000", Says::Points(n("1")), false),
        ("Chậm nhất vào ngày 25/11", day(25, 11), true),
        ("Chậm nhất vào ngày 25/11", day(26, 11), false),
        ("Từ ngày 6-12 tháng 12", day(12, 12), true),
        ("ngày 12 hằng tháng", day(12, 12), false),
        ("trước ngày 01 tháng 12", day(1, 12), true),
        ("Từ ngày 1/11 đến ngày 10/12", day(10, 11), false),
        ("ngày 10 tháng 12, theo Phụ lục 11", day(11, 12), false),
        (
            "3 tháng và 6 tháng trước ngày 15 của tháng cuối quý",
            day(15, 6),
            true,
        ),
        (
            "3 tháng và 6 tháng trước ngày 15 của tháng cuối quý",
            day(15, 9),
            false,
        ),
        ("nhóm III đạt từ 70%", named("Hạ tầng", "III"), true),
        ("nhóm II đạt từ 70%", named("Hạ tầng", "III"), false),
        ("nhóm Hạ tầng đạt từ 70%", named("Hạ tầng", "III"), true),
        ("tiêu chí 1.4. đạt 0 điểm", named("An toàn", "1.4"), true),
        ("tiêu chí 11.4 đạt 0 điểm", named("An toàn", "1.4"), false),
        ("đạt từ 3 điểm", named("An toàn", "3"), false),
        ("01 giải nhất", Says::Count(1), true),
        ("10 giải nhất", Says::Count(1), false),
        (
            "Số: 1872   /KH-UBND",
            Says::Sign("1872/KH-UBND".to_owned()),
            true,
        ),
        (
            "Số: 1827/KH-UBND",
            Says::Sign("1872/KH-UBND".to_owned()),
            false,
        ),
        ("xếp hạng yếu", Says::Words("Yếu".to_owned()), true),
        ("xếp hạng yêu", Says::Words("Yếu".to_owned()), false),
    ] {
        assert_eq!(says.stands_in(quote), stands, "{says:?} in {quote:?}");
    }
}

#[test]
fn a_sentence_with_a_number_or_word_of_its_own_is_found() {
    let Folder { written, .. } = an_giang();
    let sentence = |what: &str| StatementDocument {
        what: what.to_owned(),
        sources: vec!["xa-hien-dien".to_owned()],
    };
    assert!(foreign_numbers(&written, &sentence("Điểm tối đa là 270.")).is_empty());
    assert_eq!(
        foreign_numbers(&written, &sentence("Điểm tối đa là 280.")).len(),
        1
    );
    assert!(foreign_words(&written, &sentence("Nhóm “Hiện diện” có điểm.")).is_empty());
    assert_eq!(
        foreign_words(&written, &sentence("Nhóm “Tương tác” có điểm.")).len(),
        1
    );
}

#[test]
fn an_altered_channel_mailbox_or_section_is_found() {
    let mut town = folder("huong-tra/1872-kh-ubnd-2015").written;
    let submission = &mut town.submission;
    submission.channels[0].value.push('!');
    submission.mailbox.as_mut().unwrap().value = "gmail.com".to_owned();
    submission.preparer[0].value = PreparerField::Post;
    assert_eq!(unfounded_claims(&town).len(), 3);
    submission_without_words(&mut town);
    assert_eq!(unfounded_claims(&town).len(), 3 + 2);

    let mut province = folder("bac-kan/651-kh-ubnd-2019").written;
    let report = province.report.as_mut().unwrap();
    report.title.value = "TỔNG KẾT".to_owned();
    report.sections[0].number = Some("V".to_owned());
    report.sections[0].asks = Some("Nêu cảm nghĩ.".to_owned());
    report.sections[1].sections[0].title = "Công tác khác".to_owned();
    assert_eq!(unfounded_claims(&province).len(), 4);
}

/// What is asked, resting on a clause that does not ask for it.
fn submission_without_words(written: &mut FrameworkDocument) {
    written.submission.sealed = Some("ky-han".to_owned());
    written.submission.evidence = Some("ky-han".to_owned());
}
