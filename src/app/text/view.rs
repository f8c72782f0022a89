//! The views of a sheet, and what can be shown of them.

use bac_thang::Assessment;
use bac_thang::engine::score::ScoreError;

use crate::app::enter::Filter;
use crate::app::session::View;

/// What a view is called.
pub fn view(view: View) -> &'static str {
    match view {
        View::Score => "Chấm điểm",
        View::Climb => "Đường lên bậc",
        View::Check => "Kiểm tra và nộp",
        View::Report => "Báo cáo",
    }
}

/// What leads to a view from the one before, at its foot.
pub fn onward(view: View) -> &'static str {
    match view {
        View::Score => "Về bước đầu: Chấm điểm",
        View::Climb => "Sang bước sau: Đường lên bậc",
        View::Check => "Sang bước sau: Kiểm tra và nộp",
        View::Report => "Sang bước sau: Báo cáo",
    }
}

/// Whose sheet it is: under its title on paper.
pub fn printed(draft: &Assessment) -> String {
    let unit = super::report::unit_or_blank(&draft.unit);
    match draft.year {
        Some(year) => format!("Đơn vị: {unit}. Năm đánh giá: {year}."),
        None => format!("Đơn vị: {unit}."),
    }
}

/// Which items are shown.
pub fn filter(filter: Filter) -> &'static str {
    match filter {
        Filter::All => "Tất cả",
        Filter::Blank => "Chưa chấm",
        Filter::NoEvidence => "Thiếu minh chứng",
        Filter::Room => "Còn dư địa",
        Filter::Warned => "Bị cảnh báo",
    }
}

/// That a sheet cannot be scored: in its place.
pub fn not_scored(error: &ScoreError) -> String {
    format!("Không chấm được: {error}")
}
