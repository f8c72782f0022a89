//! Files, and what the page says of them.

use bac_thang::{Assessment, LoadError};

use super::shape;
use crate::app::session::{Keeping, NotOpened, Notice};

/// What the page has to say once.
pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::Opened {
            file, differences, ..
        } => match differences {
            0 => format!("Đã mở tệp {file}."),
            count => format!(
                "Đã mở tệp {file}. {count} kết quả ghi trong tệp khác kết quả tính lại; trang hiện kết quả tính lại."
            ),
        },
        Notice::NotOpened { file, why } => format!(
            "Không mở được tệp {file}. {} Những gì đang nhập không thay đổi.",
            not_opened(why)
        ),
        Notice::Exported { file } => {
            format!("Đã kết xuất và đọc lại đúng. Trình duyệt lưu tệp {file} vào thư mục tải về.")
        }
        Notice::NotExported => {
            "Không kết xuất được tệp. Những gì đang nhập không thay đổi; hãy thử lại.".to_owned()
        }
        Notice::LineRemoved { .. } => "Đã bỏ một dòng.".to_owned(),
        Notice::StartedOver { .. } => "Đã xóa hết để làm lại từ đầu.".to_owned(),
    }
}

fn not_opened(why: &NotOpened) -> String {
    match why {
        NotOpened::TooLarge { bytes } => too_large(*bytes),
        NotOpened::NotText => "Đây không phải tệp JSON do Bậc Thang kết xuất.".to_owned(),
        NotOpened::Load(error) => load_error(error),
        NotOpened::UnknownFramework { id } => {
            format!("Tệp theo bộ tiêu chí “{id}”, trang này không có bộ tiêu chí đó.")
        }
        NotOpened::OtherKind => {
            "Tệp ghi loại bài (chính thức hoặc tập huấn) không khớp với bộ tiêu chí.".to_owned()
        }
        NotOpened::UnknownUnitGroup { id } => {
            format!("Bộ tiêu chí trong trang này không có nhóm đơn vị “{id}” như trong tệp.")
        }
    }
}

fn too_large(bytes: u64) -> String {
    format!(
        "Tệp nặng {}\u{a0}MB, quá lớn so với một tệp tự đánh giá (nhiều nhất 5\u{a0}MB).",
        bytes.div_ceil(1_000_000)
    )
}

/// Why a file could not be read.
pub fn load_error(error: &LoadError) -> String {
    match error {
        LoadError::TooLarge { bytes } => too_large(*bytes as u64),
        LoadError::Empty => "Tệp trống, không có gì bên trong.".to_owned(),
        LoadError::Truncated { line, column } => {
            format!(
                "Tệp bị cụt ở dòng {line}, cột {column}, có thể do tải hoặc gửi chưa trọn. Hãy lấy lại tệp gốc."
            )
        }
        LoadError::NotJson { line, column } => {
            format!(
                "Đây không phải tệp JSON do Bậc Thang kết xuất (sai ở dòng {line}, cột {column})."
            )
        }
        LoadError::OtherKind { .. } => {
            "Đây là tệp JSON của loại khác, không phải tệp tự đánh giá của Bậc Thang.".to_owned()
        }
        LoadError::Newer { found, known } => {
            format!(
                "Tệp do bản Bậc Thang mới hơn lập (định dạng {found}); trang này chỉ đọc đến định dạng {known}. Hãy dùng bản mới."
            )
        }
        LoadError::Shape { path, message } => {
            format!("Nội dung tệp sai tại “{path}”: {}.", shape::what(message))
        }
        LoadError::Year { found } => format!("Năm đánh giá trong tệp là {found}, không dùng được."),
        LoadError::AnsweredTwice { id, .. } => {
            format!("Trong tệp, “{id}” được ghi hai lần.")
        }
        LoadError::TooMany { path, found, limit } => {
            format!("Nội dung tệp sai tại “{path}”: có {found} mục, nhiều nhất chỉ được {limit}.")
        }
        LoadError::Fault(fault) => format!(
            "Nội dung tệp sai tại “{}”: có {}, cần {}.",
            fault.path, fault.found, fault.expected
        ),
    }
}

/// A draft on its card: `Đang làm: UBND xã A, năm 2026`.
pub fn draft(draft: &Assessment) -> String {
    let unit = if draft.unit.trim().is_empty() {
        "chưa ghi tên đơn vị"
    } else {
        draft.unit.trim()
    };
    let year = draft
        .year
        .map_or_else(String::new, |year| format!(", năm {year}"));
    format!("Đang làm: {unit}{year}")
}

/// What the browser does not do.
pub fn keeping(keeping: Keeping) -> Option<&'static str> {
    match keeping {
        Keeping::Works => None,
        Keeping::Refused => Some(
            "Trình duyệt này không cho lưu, nên đóng trang là mất những gì đã nhập. Hãy tải tệp JSON về trước khi đóng.",
        ),
        Keeping::Damaged => Some(
            "Một bản đang làm lưu trong trình duyệt không đọc được. Bản đó vẫn được giữ riêng trong trình duyệt; nếu có tệp JSON, hãy mở lại tệp.",
        ),
    }
}
