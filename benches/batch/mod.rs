//! The files of every commune of the country: under the decision of Hà Tĩnh, as the page writes them, with three records of
//! evidence and an explanation for each group.

use std::rc::Rc;

use bac_thang::engine::claims::{Claims, Official};
use bac_thang::engine::file;
use bac_thang::engine::receive::Received;
use bac_thang::engine::score::claimable;
use bac_thang::{Answer, Assessment, Entry, Evidence, Framework};
use time::{Date, Month};

const EXPLANATION: &str = "Số liệu theo báo cáo của bộ phận chuyên môn, đã được Ủy ban nhân dân xã rà soát trước khi gửi.";

/// The decision.
pub fn framework() -> Rc<Framework> {
    let text = include_str!("../../frameworks/ha-tinh/2878-qd-ubnd-2023/framework.json");
    Rc::new(Framework::read(text).unwrap())
}

/// A commune's file; another number, another commune.
pub fn file(framework: &Framework, unit: usize) -> Rc<str> {
    let unit_group = framework.unit_group("xa").unwrap();
    let mut assessment = Assessment::new(framework, unit_group);
    assessment.unit = format!("UBND xã Số {unit}");
    assessment.year = Some(2024);
    for (index, group) in unit_group.groups.iter().enumerate() {
        let share = 40 + (unit * 7 + index * 13) % 60;
        let points = if group.max.is_some() {
            share / 10
        } else {
            share
        };
        let evidence = (0..3).map(|record| evidence(&group.id, unit + index + record));
        *assessment.answer_mut(&group.id) = Answer {
            of: Rc::clone(&group.id),
            max: Entry::typed(if group.max.is_some() { "" } else { "100" }),
            points: Entry::typed(&points.to_string()),
            evidence: evidence.collect(),
            explanation: EXPLANATION.into(),
            ..Answer::default()
        };
    }
    let (outcome, granted) = claimable(framework, &assessment).unwrap();
    let mut claims = Claims::by(&outcome, granted.as_ref(), unit_group);
    let on = Date::from_calendar_date(2024, Month::November, 20).unwrap();
    claims.official = Official::of(&[], on, |_| String::new());
    assessment.claims = Some(claims);
    file::write(&assessment, None).unwrap().into()
}

fn evidence(group: &str, index: usize) -> Evidence {
    Evidence {
        number: format!("{}/QĐ-UBND", 100 + index),
        form: "Quyết định".into(),
        date: format!("0{}/03/2024", 1 + index % 9),
        r#abstract: format!(
            "Về việc ban hành kế hoạch và kết quả thực hiện nội dung {group} trên địa bàn xã trong năm 2024, kèm theo phụ lục số liệu"
        ),
        ..Evidence::default()
    }
}

/// Reads all; how many of them have nothing against them.
pub fn receive(frameworks: &[Rc<Framework>], files: &[Rc<str>]) -> usize {
    let read = files
        .iter()
        .map(|file| Received::read(frameworks, Rc::clone(file)).unwrap());
    read.filter(|received| received.reasons.is_empty()).count()
}
