//! The views of a sheet.

use crate::app::session::View;

/// What a view is called.
pub fn view(view: View) -> &'static str {
    match view {
        View::Score => "Chấm điểm",
        View::Check => "Kiểm tra và nộp",
    }
}
