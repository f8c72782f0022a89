//! A decision: its name, its dates, its scale.

use bac_thang::engine::calendar::{Span, Timing, When};
use bac_thang::engine::document::{Level, Role};
use bac_thang::engine::framework::{Award, Event, GroupRole, Period};
use bac_thang::engine::vietnamese::print;
use bac_thang::{Framework, Number, UnitGroup};
use time::Date;

/// What is for practice: on its cards.
pub const TRAINING: &str = "Tập huấn, không dùng để nộp";

/// `25/11/2026`
pub fn date(date: Date) -> String {
    format!(
        "{:02}/{:02}/{}",
        date.day(),
        u8::from(date.month()),
        date.year()
    )
}

/// `Quyết định số 2878/QĐ-UBND ngày 07/11/2023`
pub fn decision(framework: &Framework) -> String {
    let decision = &framework.decision;
    format!(
        "{} số {} ngày {}",
        decision.form,
        decision.number,
        date(decision.issued)
    )
}

/// For which years a decision holds.
pub fn period(framework: &Framework) -> String {
    match &framework.period {
        Period::Yearly(_) => "Đánh giá hằng năm".to_owned(),
        Period::Year(year) => format!("Đánh giá năm {}", year.value),
    }
}

/// How many decisions were found on the first screen.
pub fn found(query: &str, count: usize) -> String {
    match count {
        0 => format!("Không có bộ tiêu chí nào khớp với “{query}”."),
        count => format!("{count} bộ tiêu chí khớp với “{query}”."),
    }
}

/// The level of government, as a heading over cards.
pub fn level_of(level: Level) -> &'static str {
    match level {
        Level::Province => "Cấp tỉnh",
        Level::District => "Cấp huyện",
        Level::DistrictOffice => "Cơ quan, đơn vị cấp huyện",
        Level::Commune => "Cấp xã",
    }
}

/// How the maximum of a kind of unit is known: `7 nhóm, thang 500 + 600 điểm`. Points on top or taken away are no part of it.
pub fn scale(unit_group: &UnitGroup) -> String {
    let groups = || {
        let groups = unit_group.groups.iter();
        groups.filter(|group| group.not_scored.is_none())
    };
    let scored = || groups().filter(|group| group.role == GroupRole::Scored);
    let maximum = |block: usize| {
        let groups = scored().filter(|group| group.block == block);
        let maxima: Option<Vec<&Number>> = groups
            .map(|group| Some(&group.weight.as_ref().or(group.max.as_ref())?.value))
            .collect();
        maxima.map(|maxima| print(&Number::sum(maxima)))
    };
    let maxima: Option<Vec<String>> = (0..unit_group.blocks.len()).map(maximum).collect();
    match maxima {
        Some(maxima) => format!(
            "{} nhóm, thang {} điểm",
            groups().count(),
            maxima.join(" + ")
        ),
        None => format!("{} nhóm, văn bản không nêu điểm tối đa", groups().count()),
    }
}

/// When something is to be done in an assessment of this year.
pub fn when(when: &When, year: u16) -> String {
    match (when, when.span(year)) {
        (When::Stated(words), _) => words.clone(),
        (
            When::Before(_),
            Some(Span {
                last: Some(last), ..
            }),
        ) => {
            let day = last.next_day().unwrap_or(last);
            format!("trước ngày {}", date(day))
        }
        (
            When::By(_),
            Some(Span {
                last: Some(last), ..
            }),
        ) => format!("chậm nhất ngày {}", date(last)),
        (
            When::On(_),
            Some(Span {
                last: Some(day), ..
            }),
        ) => format!("ngày {}", date(day)),
        (
            _,
            Some(Span {
                first: Some(first),
                last: Some(last),
            }),
        ) => format!("từ {} đến {}", date(first), date(last)),
        _ => String::new(),
    }
}

/// When an event is: how long figures are counted ends with a day, and is no deadline.
pub fn on(event: &Event, year: u16) -> String {
    match (event.role, &event.when, event.when.span(year)) {
        (
            Role::DataWindow,
            When::By(_),
            Some(Span {
                last: Some(last), ..
            }),
        ) => format!("hết ngày {}", date(last)),
        _ => when(&event.when, year),
    }
}

/// How far off what the unit has to mind is: a deadline, or that no more figures count.
pub fn due(event: &Event, year: u16, today: Date) -> Option<String> {
    let timing = event.when.span(year)?.timing(today);
    match (event.role, timing) {
        (Role::Report, timing) => Some(self::timing(timing)),
        (Role::DataWindow, Timing::Closed(_)) => Some("đã kết thúc".to_owned()),
        _ => None,
    }
}

/// After so many days nobody counts them any more.
const LONG_PAST_DAYS: i64 = 60;

/// How far off a deadline is.
pub fn timing(timing: Timing) -> String {
    match timing {
        Timing::Opens(days) => format!("còn {days} ngày nữa mới bắt đầu"),
        Timing::Open(0) => "hôm nay là ngày cuối".to_owned(),
        Timing::Open(days) => format!("còn {days} ngày"),
        Timing::OpenEnded => "đang trong thời hạn".to_owned(),
        Timing::Closed(days) if days > LONG_PAST_DAYS => "đã hết hạn".to_owned(),
        Timing::Closed(days) => format!("đã quá {days} ngày"),
    }
}

/// How much a decision lacks: what opens the list of it on the first screen.
pub fn lacks(count: usize) -> String {
    format!("Văn bản còn thiếu hoặc mâu thuẫn: {count} chỗ")
}

/// That there are assessments of this kind: on its card on the first screen.
pub fn begun(count: usize) -> String {
    format!("Đã có {count} bài ở danh sách trên; bấm vào đây là lập thêm bài mới")
}

/// Which version of the decision's data it is: at the foot of what the decision says.
pub fn edition(framework: &Framework) -> String {
    format!(
        "Bản số hóa thứ {}, mã kiểm tra {}",
        framework.edition, framework.digest
    )
}

/// Over the dates of a year.
pub fn calendar(year: u16) -> String {
    format!("Lịch đánh giá năm {year}")
}

/// An award: among what the decision says.
pub fn award(award: &Award) -> String {
    let value = print(&award.value);
    format!("{}: {} giải, trị giá {value} đồng", award.name, award.count)
}

#[cfg(test)]
mod tests {
    use bac_thang::engine::calendar::Day;
    use time::Month;

    use super::*;
    use crate::app::catalog::Catalog;

    fn day(day: u8, month: u8, year: i8) -> Day {
        Day { day, month, year }
    }

    #[test]
    fn dates_are_said_as_the_decision_says_them() {
        for (event, said) in [
            (When::Before(day(1, 12, 0)), "trước ngày 01/12/2026"),
            (When::By(day(25, 11, 0)), "chậm nhất ngày 25/11/2026"),
            (When::On(day(20, 11, 0)), "ngày 20/11/2026"),
            (
                When::Between(day(1, 11, -1), day(1, 11, 0)),
                "từ 01/11/2025 đến 01/11/2026",
            ),
            (When::Stated("Cuối tháng 12".to_owned()), "Cuối tháng 12"),
        ] {
            assert_eq!(when(&event, 2026), said);
        }
    }

    #[test]
    fn figures_count_until_a_day_has_passed() {
        let catalog = Catalog::shipped();
        let framework = &catalog.find("bac-kan-651-2019", "xa").unwrap().framework;
        let mut windows = framework.calendar.iter();
        let window = windows
            .find(|event| event.role == Role::DataWindow)
            .unwrap();
        assert_eq!(on(window, 2019), "hết ngày 31/12/2019");
        let due = |year, month| {
            let today = Date::from_calendar_date(year, month, 31).unwrap();
            due(window, 2019, today)
        };
        assert_eq!(due(2019, Month::December), None);
        assert_eq!(due(2020, Month::January).as_deref(), Some("đã kết thúc"));
    }

    #[test]
    fn the_last_day_of_before_is_the_day_before() {
        let span = When::Before(day(1, 12, 0)).span(2026).unwrap();
        let on = |month: Month, day: u8| {
            let today = Date::from_calendar_date(2026, month, day).unwrap();
            timing(span.timing(today))
        };
        assert_eq!(on(Month::November, 29), "còn 1 ngày");
        assert_eq!(on(Month::November, 30), "hôm nay là ngày cuối");
        assert_eq!(on(Month::December, 1), "đã quá 1 ngày");
        assert_eq!(timing(Timing::Closed(60)), "đã quá 60 ngày");
        assert_eq!(timing(Timing::Closed(61)), "đã hết hạn");
    }

    #[test]
    fn a_scale_is_not_added_up_over_blocks_nor_guessed() {
        let catalog = Catalog::shipped();
        let said = |framework: &str, unit_group: &str| {
            scale(catalog.find(framework, unit_group).unwrap().unit_group())
        };
        assert_eq!(
            said("an-giang-1040-2018", "xa"),
            "7 nhóm, thang 500 + 600 điểm"
        );
        assert_eq!(
            said("tap-huan-bo-tieu-chi-2026", "xa"),
            "9 nhóm, thang 100 điểm"
        );
        assert_eq!(
            said("song-hinh-96-2021", "don-vi"),
            "5 nhóm, thang 870 điểm"
        );
        assert_eq!(
            said("huong-tra-1872-2015", "xa"),
            "7 nhóm, văn bản không nêu điểm tối đa"
        );
    }
}
