//! This year beside last year's file: on the way up.

use bac_thang::engine::cell::State;
use bac_thang::engine::vietnamese::print;
use bac_thang::{Assessment, Number};

use super::law::decision;
use super::letters::isolated;
use super::result::left_out;
use crate::app::session::last_year::{Differs, LastYear, Part, Row};

/// What a reader must know before comparing: above the tables.
pub fn caveat(caveat: &Differs, last: &LastYear) -> String {
    match caveat {
        Differs::Decision => format!(
            "Tệp chấm theo văn bản khác ({}). Hai bộ tiêu chí khác nhau nên không so được tổng điểm và từng nhóm; dưới đây đặt hai kết quả cạnh nhau, cùng những nội dung có tên giống hệt nhau (nếu có).",
            decision(&last.sheet.framework)
        ),
        Differs::UnitGroup => format!(
            "Tệp là của khối “{}”, có bảng chấm khác nên không so được tổng điểm, từng nhóm và từng mục; dưới đây chỉ đặt hai kết quả cạnh nhau.",
            last.sheet.unit_group().name.value
        ),
        Differs::Edition { theirs, ours } if theirs == ours => {
            "Tệp lập theo một bản khác của bộ tiêu chí này. Điểm năm trước được tính lại theo bản trong trang này.".to_owned()
        }
        Differs::Edition { theirs, ours } => format!(
            "Tệp lập theo bản {theirs} của bộ tiêu chí này, trang này có bản {ours}. Điểm năm trước được tính lại theo bản trong trang này."
        ),
        Differs::OwnEdition { theirs, ours } if theirs == ours => {
            "Tệp lập theo một bản khác của bộ tiêu chí này, và điểm năm trước được tính theo bản đó. Không so được tổng điểm và từng nhóm; chỉ những nội dung có tên giống hệt nhau được đặt cạnh nhau.".to_owned()
        }
        Differs::OwnEdition { theirs, ours } => format!(
            "Tệp lập theo bản {theirs} của bộ tiêu chí này, và điểm năm trước được tính theo bản đó; trang này có bản {ours}. Không so được tổng điểm và từng nhóm; chỉ những nội dung có tên giống hệt nhau được đặt cạnh nhau."
        ),
        Differs::Unit { theirs } if theirs.is_empty() => {
            "Tệp chưa ghi tên đơn vị. Hãy xem lại có đúng tệp của đơn vị mình không.".to_owned()
        }
        Differs::Unit { theirs } => {
            format!("Tệp là của {}, khác tên đơn vị đang chấm.", isolated(theirs))
        }
        Differs::Year { theirs: None, .. } => "Tệp chưa ghi năm đánh giá.".to_owned(),
        Differs::Year { ours: None, .. } => "Bài đang làm chưa chọn năm đánh giá.".to_owned(),
        Differs::Year {
            theirs: Some(theirs),
            ours: Some(ours),
        } => format!("Tệp là của năm {theirs}, không phải năm liền trước năm {ours}."),
    }
}

/// Last year's result: the head of its row.
pub fn before(last: &LastYear) -> String {
    let file = isolated(&last.file);
    match last.draft.year {
        Some(year) => format!("Năm {year}, theo tệp {file}"),
        None => format!("Theo tệp {file}"),
    }
}

/// This year's result: the head of its row.
pub fn now(draft: &Assessment) -> String {
    match draft.year {
        Some(year) => format!("Năm {year}, bài đang làm"),
        None => "Bài đang làm".to_owned(),
    }
}

/// What a group or item had, or what stands in its place: in the tables.
pub fn part(part: &Part, is_deducted: bool) -> String {
    let points = print(&part.points);
    let said = match &part.max {
        // Whose they are now is said of an item of this year alone.
        _ if part.state == State::Shared => {
            super::report::points_or_state(State::NotScored, &part.points)
        }
        _ if !part.state.has_points() => super::report::points_or_state(part.state, &part.points),
        _ if is_deducted => super::report::deducted(&points),
        Some(max) => format!("{points}/{}", print(max)),
        None => points,
    };
    match part.left_out {
        0 => said,
        items => format!("{said} ({})", left_out(items)),
    }
}

/// Below the name of what had another number last year.
pub fn was(code: &str) -> String {
    format!("năm trước là {code}")
}

/// Above the tables of items: how many of this year's are not in them.
pub fn is_new(count: usize) -> String {
    format!(
        "{count} nội dung năm nay không có nội dung nào năm trước cùng tên, nên không đặt cạnh được."
    )
}

/// How many items have more, less or as much: what opens their table.
pub fn counted(rows: &[Row]) -> String {
    let count = |wanted: fn(&Row) -> bool| rows.iter().filter(|row| wanted(row)).count();
    let is_less = |row: &Row| row.more.as_ref().is_some_and(Number::is_negative);
    let is_same = |row: &Row| row.more.as_ref().is_some_and(Number::is_zero);
    let (less, same) = (count(is_less), count(is_same));
    let unknown = count(|row| row.more.is_none());
    let more = rows.len() - less - same - unknown;
    format!(
        "Từng mục: {more} mục tăng, {less} mục giảm, {same} mục giữ nguyên, {unknown} mục không so được"
    )
}

/// On the button that shows which figures would be taken over.
pub fn asked_again(count: usize) -> String {
    format!("Lấy {count} số liệu năm trước mà bảng chấm hỏi")
}

/// Over the preview of these figures.
pub fn title(count: usize) -> String {
    format!("Ghi {count} số liệu năm trước vào bảng chấm")
}
