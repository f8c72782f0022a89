//! What does not fit a file's seal: said of a file that is opened, and of one that is received.

use bac_thang::UnitGroup;
use bac_thang::engine::file::seal::Broken;

use super::place;

/// What is said of all of it.
pub fn broken(unit_group: &UnitGroup, broken: &[Broken]) -> String {
    let sentences: Vec<String> = broken
        .iter()
        .filter(|broken| !matches!(broken, Broken::Part(_)))
        .map(|broken| sentence(broken).to_owned())
        .chain(
            changed(unit_group, broken)
                .map(|places| format!("Tệp đã bị sửa sau khi kết xuất, ở: {places}.")),
        )
        .collect();
    sentences.join(" ")
}

fn sentence(broken: &Broken) -> &'static str {
    match broken {
        Broken::Digest => "Mã băm ghi trong tệp đã bị sửa; nội dung tệp vẫn đúng với mã biên nhận.",
        Broken::Mistyped(_) => {
            "Mã biên nhận ghi trong tệp đã bị sửa; nội dung tệp vẫn đúng với mã băm."
        }
        Broken::OtherReceipt => {
            "Mã biên nhận ghi trong tệp là của một tệp khác; nội dung tệp vẫn đúng với mã băm."
        }
        Broken::NoParts => {
            "Phần niêm phong của tệp thiếu mã từng mục, nên không biết ngày ghi trong tệp có bị sửa hay không."
        }
        Broken::Part(_) | Broken::Somewhere => {
            "Tệp đã bị sửa sau khi kết xuất, không rõ ở chỗ nào."
        }
    }
}

/// Which parts were changed: `Hạ tầng; tên đơn vị`.
fn changed(unit_group: &UnitGroup, broken: &[Broken]) -> Option<String> {
    let parts: Vec<String> = broken
        .iter()
        .filter_map(|broken| match broken {
            Broken::Part(path) => Some(part(unit_group, path)),
            _ => None,
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn part(unit_group: &UnitGroup, path: &str) -> String {
    match path.split_once('.') {
        Some(("inputs", id)) => place::input(unit_group, id),
        Some(("answers", id)) => place::called(unit_group, id),
        _ => field(path).to_owned(),
    }
}

fn field(path: &str) -> &str {
    match path {
        "format" => "định dạng tệp",
        "kind" => "loại bài (chính thức hoặc tập huấn)",
        "framework" => "bộ tiêu chí",
        "unit_group" => "nhóm đơn vị",
        "inputs" => "danh sách số liệu (thêm hoặc bớt mục)",
        "answers" => "danh sách mục chấm điểm (thêm hoặc bớt mục)",
        "claims" => "kết quả ghi trong tệp",
        "claims.official" => "ngày kết xuất và các nội dung cần lưu ý",
        path => {
            let (field, _) = path.split_once('.').unwrap_or((path, ""));
            place::of_whole(field).unwrap_or(path)
        }
    }
}
