//! Files, and what the page says of them.

use std::fmt::Write as _;

use bac_thang::LoadError;

use super::shape;
use crate::app::session::files::{Merge, Origin};
use crate::app::session::{NotOpened, Notice, TakenOut};

/// What the page has to say once.
pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::Opened {
            file,
            added,
            refused,
            differences,
            is_upgraded,
            broken,
        } => {
            let mut said = opened(file, *added, *refused, *differences);
            if *is_upgraded {
                said.push_str(" Tệp do bản Bậc Thang cũ hơn lập; trang đã chuyển sang định dạng mới, số liệu giữ nguyên.");
            }
            if let Some((sheet, broken)) = broken {
                let _ = write!(said, " {}", super::broken(sheet.unit_group(), broken));
            }
            said
        }
        Notice::Merged { taken, .. } => format!("Đã lấy {taken} chỗ từ tệp."),
        Notice::PageIsOlder { count } => format!(
            "Trang này lưu kèm dữ liệu, nhưng trình duyệt đang giữ bản mới hơn của {count} bài; trang dùng bản mới hơn."
        ),
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
        Notice::TakenOut {
            what: TakenOut::Line,
            ..
        } => "Đã bỏ một dòng.".to_owned(),
        Notice::TakenOut {
            what: TakenOut::Evidence,
            ..
        } => "Đã bỏ một tài liệu.".to_owned(),
        Notice::StartedOver { .. } => "Đã xóa hết để làm lại từ đầu.".to_owned(),
        Notice::Removed { work, .. } => format!("Đã bỏ bài “{}”.", super::kept::whose(&work.draft)),
        Notice::Copied {
            from: Some(from),
            to,
        } => format!(
            "Đã chép thành bài năm {to}. Số liệu và minh chứng vẫn là của năm {from}, hãy sửa lại cho đúng năm {to}."
        ),
        Notice::Copied { from: None, to } => format!(
            "Đã chép thành bài năm {to}. Số liệu và minh chứng vẫn là của bài cũ, hãy sửa lại cho đúng năm {to}."
        ),
        Notice::Followed { .. } => {
            "Bài này vừa được sửa ở một cửa sổ khác; trang đang hiện bản sửa đó.".to_owned()
        }
    }
}

fn opened(file: &str, added: usize, refused: usize, differences: usize) -> String {
    let mut said = match added {
        0 | 1 => format!("Đã mở tệp {file}."),
        count => format!("Đã mở tệp {file}, thêm {count} bài."),
    };
    if differences > 0 {
        let _ = write!(
            said,
            " {differences} kết quả ghi trong tệp khác kết quả tính lại; trang hiện kết quả tính lại."
        );
    }
    if refused > 0 {
        let _ = write!(
            said,
            " {refused} bài trong tệp không mở được vì trang này không có bộ tiêu chí đó."
        );
    }
    said
}

/// What is asked when a file says something else than what is here.
pub fn merge(merge: &Merge, whose: &str, count: usize) -> String {
    match &merge.origin {
        Origin::File(file) => format!(
            "Ở đây đã có bài “{whose}”. Tệp {file} khác bài đó ở {count} chỗ. Chọn lấy chỗ nào từ tệp; lấy rồi vẫn hoàn tác được."
        ),
        Origin::ThisPage => format!(
            "Trình duyệt đang giữ bài “{whose}”. Bản lưu trong trang này khác bài đó ở {count} chỗ. Chọn lấy chỗ nào từ bản trong trang; lấy rồi vẫn hoàn tác được."
        ),
    }
}

/// On what takes the places that were chosen over.
pub fn take_chosen(count: usize) -> String {
    format!("Lấy {count} chỗ đã chọn")
}

/// The table of what differs, for those who hear the page.
pub const DIFFERENCES: &str = "Những chỗ khác nhau";

/// How many more such questions there are.
pub fn merge_more(more: usize) -> Option<String> {
    (more > 0).then(|| format!("Sau bài này còn {more} bài cần xem."))
}

/// What is said when two windows have changed one assessment.
pub const fn clash() -> &'static str {
    "Bài này vừa được sửa cả ở đây và ở một cửa sổ khác. Không bản nào bị ghi đè: bản ở đây đã được giữ thành một bài riêng. Chọn làm tiếp với bản nào."
}

/// Why a file is not opened, and not received.
pub const OTHER_KIND: &str =
    "Tệp ghi loại bài (chính thức hoặc tập huấn) không khớp với bộ tiêu chí.";

fn not_opened(why: &NotOpened) -> String {
    match why {
        NotOpened::TooLarge { bytes } => too_large(*bytes),
        NotOpened::NotText => "Đây không phải tệp JSON do Bậc Thang kết xuất.".to_owned(),
        NotOpened::Load(error) => load_error(error),
        NotOpened::UnknownFramework { id } => {
            format!("Tệp theo bộ tiêu chí “{id}”, trang này không có bộ tiêu chí đó.")
        }
        NotOpened::OtherKind => OTHER_KIND.to_owned(),
        NotOpened::OfficePage => {
            "Trang này chứa việc của cơ quan tiếp nhận: hãy mở chính trang đó, hoặc thả vào ô nhận tệp ở bước Tiếp nhận.".to_owned()
        }
        NotOpened::UnknownUnitGroup { id } => {
            format!("Bộ tiêu chí trong trang này không có nhóm đơn vị “{id}” như trong tệp.")
        }
        NotOpened::PageWithoutData => {
            "Đây là một trang web không kèm dữ liệu của Bậc Thang.".to_owned()
        }
        NotOpened::DamagedPage => {
            "Dữ liệu kèm trong trang bị hỏng, có thể do tải hoặc gửi chưa trọn. Hãy lấy lại tệp gốc.".to_owned()
        }
        NotOpened::NewerPage => {
            "Trang do bản Bậc Thang mới hơn lưu, trang này không đọc được dữ liệu bên trong. Hãy dùng bản mới.".to_owned()
        }
    }
}

fn too_large(bytes: u64) -> String {
    format!(
        "Tệp nặng {}\u{a0}MB, quá lớn so với một tệp tự đánh giá (nhiều nhất 5\u{a0}MB).",
        bytes.div_ceil(1_000_000)
    )
}

/// A framework in the page that cannot be read: on the first screen.
pub fn broken_framework(folder: &str, error: &LoadError) -> String {
    format!(
        "Bộ tiêu chí “{folder}” trong trang này bị hỏng. {}",
        load_error(error)
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
        LoadError::TooDeep { line, column, most } => {
            format!(
                "Nội dung tệp lồng vào nhau quá {most} lớp (ở dòng {line}, cột {column}), nên đây không phải tệp do Bậc Thang kết xuất."
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
