//! The record of an appraisal on paper.

use bac_thang::Framework;
use bac_thang::engine::receive::Received;

use super::report::{named, of_year, unit_or_blank};

/// What it is called: on the button that shows it, and of the preview.
pub const TITLE: &str = "Biên bản thẩm định";

/// The number, to be filled in by hand.
pub const NUMBER: &str = "Số: ………/BB-………";

/// When it was begun, to be filled in by hand.
pub const BEGUN: &str = "Thời gian bắt đầu: …… giờ ……, ngày …… tháng …… năm ………";

/// A line of dots, after what it is about, as long as the paper is wide: some 30 of them, or twice as many letters.
pub fn line(label: &str) -> String {
    let dots = 30_usize.saturating_sub(label.chars().count() / 2);
    let dots = "…".repeat(dots);
    if label.is_empty() {
        dots
    } else {
        format!("{label} {dots}")
    }
}

/// How it ends.
pub const CLOSING: &str = "Biên bản kết thúc hồi …… giờ …… cùng ngày, đã đọc cho những người có mặt cùng nghe, thống nhất ký tên và lập thành …… bản, mỗi bên giữ …… bản./.";

/// What it is about.
pub fn about(framework: &Framework, unit: &str, year: Option<u16>) -> String {
    format!(
        "Thẩm định kết quả tự đánh giá{} của {} theo {}",
        of_year(year),
        unit_or_blank(unit),
        named(framework)
    )
}

/// Which unit was appraised, and of which kind it is.
pub fn unit(received: &Received) -> String {
    format!(
        "Đơn vị được thẩm định: {} (nhóm đối tượng: {}).",
        unit_or_blank(&received.unit),
        received.unit_group().name.value
    )
}

/// What somebody wrote, or room for it.
pub fn said(written: &str) -> &str {
    match written.trim() {
        "" => "………",
        written => written,
    }
}
