//! Where an assessment is kept, since when, and what is lacking there. On the first screen and above the sheet.

use std::rc::Rc;

use bac_thang::{Assessment, UnitGroup};
use time::PrimitiveDateTime;

use super::climb::named;
use super::letters::isolated;
use super::place::place;
use crate::app::session::history::Touched;
use crate::app::session::shelf::{Facts, Work};
use crate::app::session::{Keeping, Sent, SentState, Stepped, Unreadable};

/// How long ago: `vừa xong`, `5 phút trước`, `hôm qua lúc 14:05`, `ngày 05/01/2026`.
pub fn age(now: PrimitiveDateTime, then: PrimitiveDateTime) -> String {
    let days = now.date().to_julian_day() - then.date().to_julian_day();
    let minutes = (now - then).whole_minutes();
    let (year, month, day) = then.to_calendar_date();
    match (days, minutes) {
        (_, ..=0) => "vừa xong".to_owned(),
        (_, 1..60) => format!("{minutes} phút trước"),
        (0, _) => format!("{} giờ trước", minutes / 60),
        (1, _) => format!("hôm qua lúc {:02}:{:02}", then.hour(), then.minute()),
        (2..7, _) => format!("{days} ngày trước"),
        _ => format!("ngày {day:02}/{:02}/{year}", u8::from(month)),
    }
}

/// When it was changed last: on its card.
pub fn changed(facts: &Facts, now: PrimitiveDateTime) -> Option<String> {
    Some(format!("Sửa lần cuối: {}.", age(now, facts.changed?)))
}

/// A unit's name, or that it has none yet: on its card, and at the office.
pub fn unit_name(unit: &str) -> &str {
    match unit.trim() {
        "" => "Chưa ghi tên đơn vị",
        unit => unit,
    }
}

/// Whose it is: `UBND xã A, năm 2026`. On its card.
pub fn whose(draft: &Assessment) -> String {
    let unit = isolated(unit_name(&draft.unit));
    match draft.year {
        Some(year) => format!("{unit}, năm {year}"),
        None => format!("{unit}, chưa chọn năm"),
    }
}

/// What of it is in a file. On its card and above the sheet.
pub fn file(facts: &Facts, now: PrimitiveDateTime) -> String {
    let Some(file) = facts.file else {
        return match (facts.opened, facts.steps_since_file) {
            (None, _) => "Chỉ có trong trình duyệt này, chưa lưu ra tệp lần nào.".to_owned(),
            (Some(at), 0) => format!("Mở từ tệp: {}. Sau đó chưa sửa gì.", age(now, at)),
            (Some(at), count) => format!(
                "Mở từ tệp: {}. {count} lần sửa sau đó chỉ có trong trình duyệt này.",
                age(now, at)
            ),
        };
    };
    let at = age(now, file.at);
    match (facts.steps_since_file, file.is_checked) {
        (0, true) => format!("Lưu ra tệp: {at}, đã kiểm tra tệp. Sau đó chưa sửa gì."),
        (0, false) => format!("Gửi ra tệp: {at}, chưa kiểm tra tệp. Sau đó chưa sửa gì."),
        (count, true) => format!(
            "Lưu ra tệp gần nhất: {at}, đã kiểm tra tệp. {count} lần sửa sau đó chỉ có trong trình duyệt này."
        ),
        (count, false) => format!(
            "Gửi ra tệp gần nhất: {at}, chưa kiểm tra tệp. {count} lần sửa sau đó chỉ có trong trình duyệt này."
        ),
    }
}

/// What is asked before everything that was entered is cleared.
pub fn ask_start_over(draft: &Assessment) -> String {
    format!(
        "Xóa hết bài “{}”? Mọi số liệu, điểm, minh chứng, giải trình, lời viết trong báo cáo và thông tin người lập sẽ mất. Nút Hoàn tác lấy lại được cho đến khi đóng hoặc tải lại trang; sau đó thì không.",
        whose(draft)
    )
}

/// What is asked before an assessment is copied for another year.
pub fn ask_copy(draft: &Assessment) -> String {
    format!(
        "Chép bài “{}” thành một bài mới của năm khác. Bài đang có vẫn giữ nguyên.",
        whose(draft)
    )
}

/// What is asked before an assessment is taken off the shelf.
pub fn ask_remove(work: &Work, now: PrimitiveDateTime) -> String {
    format!(
        "Bỏ bài “{}”? Mọi thứ đã nhập trong bài sẽ mất. {} Bỏ rồi, nút Lấy lại bài đã bỏ chỉ dùng được cho đến khi đóng thông báo đó, làm tiếp việc khác hoặc đóng trang.",
        whose(&work.draft),
        file(&work.facts, now)
    )
}

/// Whether a file is wanting, so that what `file` says is a warning.
pub fn wants_file(facts: &Facts) -> bool {
    facts.steps_since_file > 0
}

/// What the browser does not do: above everything.
pub fn keeping(keeping: Keeping) -> Option<&'static str> {
    match keeping {
        Keeping::Works => None,
        Keeping::Full => Some(
            "Bộ nhớ của trình duyệt đã đầy nên không lưu được những thay đổi mới. Vẫn làm tiếp được, nhưng đóng trang là mất: hãy lưu trang kèm dữ liệu hoặc tải tệp JSON về, rồi bỏ bớt bài cũ ở màn hình đầu.",
        ),
        Keeping::Blocked => Some(
            "Trình duyệt này không cho lưu, nên đóng trang là mất những gì đã nhập. Hãy lưu trang kèm dữ liệu hoặc tải tệp JSON về trước khi đóng.",
        ),
    }
}

/// Why something the browser holds is not among the assessments.
pub fn unread(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Damaged => {
            "Một bài trình duyệt đang giữ không đọc được. Bản hỏng vẫn để nguyên trong trình duyệt; nếu có tệp đã lưu, hãy mở lại tệp."
        }
        Unreadable::Newer => {
            "Một bài trình duyệt đang giữ do bản Bậc Thang mới hơn lập, trang này không đọc được và không sửa vào. Hãy mở bài đó bằng bản mới."
        }
        Unreadable::OtherFramework => {
            "Một bài trình duyệt đang giữ theo bộ tiêu chí không có trong trang này. Bài đó vẫn để nguyên; hãy mở bằng trang có bộ tiêu chí đó."
        }
    }
}

/// What became of a page that was saved.
pub fn sent(sent: &Sent) -> String {
    let file = &sent.file;
    match sent.state {
        SentState::Checked => format!("Đã lưu: {file}. Đã đọc lại tệp và thấy đúng."),
        SentState::Unchecked => format!(
            "Đã gửi tệp {file} cho trình duyệt, chưa kiểm tra. Bấm “Kiểm tra tệp đã lưu” rồi chọn tệp đó trong thư mục tải về."
        ),
        SentState::Differs => format!(
            "Tệp đọc lại không giống {file} vừa ghi: có thể chọn nhầm tệp, hoặc tệp ghi chưa trọn. Hãy kiểm tra lại hoặc lưu lần nữa."
        ),
        SentState::Failed => format!(
            "Không ghi được tệp {file}: ổ đĩa có thể đã đầy, hoặc thư mục đó không cho ghi. Hãy lưu lại vào nơi khác."
        ),
    }
}

/// What was undone or done again, said once beside the buttons.
pub fn stepped(unit_group: &UnitGroup, draft: &Assessment, stepped: &Stepped) -> String {
    let Stepped { is_back, touched } = stepped;
    match touched {
        Touched::Effort { ids, .. } => one_stepped(*is_back, &effort(unit_group, ids)),
        Touched::Places(places) => match (is_back, &places[..]) {
            (is_back, [one]) => one_stepped(*is_back, &place(unit_group, draft, one)),
            (true, many) => format!("Đã hoàn tác {} chỗ.", many.len()),
            (false, many) => format!("Đã làm lại {} chỗ.", many.len()),
        },
    }
}

/// What changing something costs, as it is undone.
fn effort(unit_group: &UnitGroup, ids: &[Rc<str>]) -> String {
    match ids {
        [one] => format!("công sức của “{}”", named(unit_group, one)),
        many => format!("công sức của {} số liệu", many.len()),
    }
}

/// The same, of one thing.
pub fn one_stepped(is_back: bool, what: &str) -> String {
    if is_back {
        format!("Đã hoàn tác: {what}.")
    } else {
        format!("Đã làm lại: {what}.")
    }
}

/// The button that writes the page with what was entered inside.
pub const SAVE_PAGE: &str = "Lưu trang kèm dữ liệu";

#[cfg(test)]
mod tests {
    use time::{Date, Month, Time};

    use super::*;
    use crate::app::session::shelf::Filed;

    fn at(day: u8, hour: u8, minute: u8) -> PrimitiveDateTime {
        let date = Date::from_calendar_date(2026, Month::November, day).unwrap();
        PrimitiveDateTime::new(date, Time::from_hms(hour, minute, 0).unwrap())
    }

    #[test]
    fn ages_are_said_as_people_say_them() {
        let now = at(26, 14, 5);
        for (then, said) in [
            (at(26, 14, 5), "vừa xong"),
            (at(26, 14, 30), "vừa xong"),
            (at(26, 14, 4), "1 phút trước"),
            (at(26, 13, 6), "59 phút trước"),
            (at(26, 13, 5), "1 giờ trước"),
            (at(26, 0, 1), "14 giờ trước"),
            (at(25, 23, 59), "hôm qua lúc 23:59"),
            (at(24, 14, 5), "2 ngày trước"),
            (at(19, 14, 5), "ngày 19/11/2026"),
        ] {
            assert_eq!(age(now, then), said, "{then}");
        }
        assert_eq!(age(at(26, 0, 5), at(25, 23, 59)), "6 phút trước");
    }

    #[test]
    fn what_is_in_no_file_is_said() {
        let now = at(26, 14, 5);
        let mut facts = Facts::default();
        assert!(file(&facts, now).contains("chưa lưu ra tệp lần nào"));
        facts.steps_since_file = 3;
        facts.opened(at(26, 13, 5));
        let opened = "Mở từ tệp: 1 giờ trước. Sau đó chưa sửa gì.";
        assert_eq!(file(&facts, now), opened);
        facts.steps_since_file = 2;
        let edited = "Mở từ tệp: 1 giờ trước. 2 lần sửa sau đó chỉ có trong trình duyệt này.";
        assert_eq!(file(&facts, now), edited);
        facts.filed(Filed {
            at: at(26, 13, 5),
            is_checked: false,
        });
        assert!(file(&facts, now).contains("chưa kiểm tra"));
        facts.opened(now);
        assert!(file(&facts, now).contains("Gửi ra tệp"));
        facts.steps_since_file = 14;
        assert!(file(&facts, now).contains("14 lần sửa") && wants_file(&facts));
    }
}
