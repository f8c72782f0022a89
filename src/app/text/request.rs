//! What a unit is asked for: a text to send to it, or to print.

use bac_thang::engine::receive::Received;

use super::letters::isolated;
use super::report::{named, of_year, unit_or_blank};

/// What it is called: on the button that shows it, and of the preview.
pub const TITLE: &str = "Đề nghị bổ sung";

/// On the button that prints it.
pub const PRINT: &str = "In đề nghị";

/// Before it is sent.
pub const HINT: &str = "Gồm các mục đã đánh dấu “Cần đơn vị bổ sung”. Sao chép rồi dán vào thư, tin nhắn, hoặc in ra; thời hạn điền tay.";

/// In its place, where nothing is marked.
pub const NOTHING: &str =
    "Chưa có mục nào được đánh dấu “Cần đơn vị bổ sung” trong bảng điểm thẩm định.";

/// The box beside an item.
pub const ASKED: &str = "Cần đơn vị bổ sung";

/// The same, for those who hear the page.
pub fn asked_of(item: &str) -> String {
    format!(": {}", isolated(item))
}

/// Beside what was decided of an item.
pub const WAITING: &str = "chờ đơn vị bổ sung";

/// To whom it goes.
pub fn to(unit: &str) -> String {
    format!("Kính gửi: {}", unit_or_blank(unit))
}

/// What it rests on, before what is asked for.
pub fn opening(received: &Received) -> String {
    format!(
        "Qua thẩm định kết quả tự đánh giá{} theo {} (tệp có mã biên nhận {}), đề nghị đơn vị bổ sung minh chứng hoặc giải trình các nội dung sau:",
        of_year(received.year),
        named(&received.framework),
        received.receipt
    )
}

/// What is asked for of an item: `- 3.2. Hồ sơ trực tuyến (tự chấm: 5): thiếu văn bản`
pub fn item(name: &str, points: &str, missing: &str) -> String {
    format!(
        "- {} (tự chấm: {points}): {}",
        isolated(name),
        isolated(missing)
    )
}

/// What is missing there: as whoever appraises wrote it, else as far as the file shows.
pub fn missing(reason: &str, has_proof: bool) -> &str {
    match (reason.trim(), has_proof) {
        ("", true) => "minh chứng, giải trình đã gửi chưa đủ.",
        ("", false) => "tệp chưa có minh chứng, giải trình.",
        (reason, _) => reason,
    }
}

/// How it ends.
pub const CLOSING: &str = "Đề nghị gửi về cơ quan thẩm định trước ngày …… tháng …… năm ………. Nếu sửa số liệu, điểm hoặc minh chứng trong tệp thì nộp lại tệp mới, kèm bản giấy có mã biên nhận mới.";
