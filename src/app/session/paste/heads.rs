//! What the columns of a table hold, as its head says.

use std::collections::BTreeMap;

use super::boxes::{is_figure, plain};
use super::columns;
use crate::app::session::AnswerText;
use crate::app::text::small;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What items are out of.
    Max,
    /// The unit's own points.
    Points,
    /// The figures that points are computed from.
    Reported,
    /// What the unit says of each item.
    Text(AnswerText),
    /// How many components something has; in a list of these, what they are called.
    Components,
    /// Something that no box of the sheet asks for.
    Other,
}

/// By its column.
pub type Roles = BTreeMap<usize, Role>;

/// What columns are called, by their column.
pub type Names = BTreeMap<usize, String>;

/// What the rows above a table say of its columns; of several that speak of one column the last.
pub fn roles<'a>(above: impl Iterator<Item = &'a Vec<String>>) -> Roles {
    above.filter_map(|row| above_roles(row)).flatten().collect()
}

/// What the columns are called in the rows above a table; of several that speak of one column the last.
pub fn names<'a>(above: impl Iterator<Item = &'a Vec<String>>) -> Names {
    let heads = above.filter(|row| above_roles(row).is_some());
    let named = heads.flat_map(|row| row.iter().enumerate().filter(|(_, text)| !text.is_empty()));
    named.map(|(column, text)| (column, text.clone())).collect()
}

/// The same, with what the head of a column that stands alone says of it.
pub fn roles_over(above: &[Vec<String>], rows: &[Vec<String>]) -> Roles {
    let mut roles = roles(above.iter());
    if columns(rows).len() == 1 {
        roles.extend(of_lone_column(above));
    }
    roles
}

/// By the last of the rows above it.
fn of_lone_column(above: &[Vec<String>]) -> Option<(usize, Role)> {
    let row = above.last()?;
    let (column, head) = row.iter().enumerate().find(|(_, text)| !text.is_empty())?;
    Some((column, role(head)?))
}

/// What a row says of the columns, where it is a head of figures: wherever it stands.
pub fn row_roles(row: &[String]) -> Option<Vec<(usize, Role)>> {
    told(row, |role| {
        matches!(role, Role::Max | Role::Points | Role::Reported)
    })
}

/// The same, where it stands above a table: it may also be of explanations alone.
pub fn above_roles(row: &[String]) -> Option<Vec<(usize, Role)>> {
    told(row, |role| !matches!(role, Role::Components | Role::Other))
}

fn told(row: &[String], is_enough: impl Fn(&Role) -> bool) -> Option<Vec<(usize, Role)>> {
    let roles: Vec<(usize, Role)> = row
        .iter()
        .enumerate()
        .filter_map(|(column, text)| Some((column, role(text)?)))
        .collect();
    let filled = row.iter().filter(|text| !text.is_empty()).count();
    let says_enough = roles.iter().any(|(_, role)| is_enough(role));
    let has_figures = row.iter().any(|text| is_figure(text));
    (filled > 1 && says_enough && !has_figures).then_some(roles)
}

/// Words that tell what is in a column and is asked for nowhere.
const OTHERS: [&str; 11] = [
    "cach ",
    "phuong phap",
    "tai lieu",
    "minh chung",
    "nguon ",
    "phoi hop",
    "chu ky",
    "yeu cau",
    "ty le dat",
    "chenh lech",
    "nam truoc",
];

fn role(head: &str) -> Option<Role> {
    let head = plain(head);
    let is_points = ["tu cham", "tu danh gia"]
        .iter()
        .any(|words| head.contains(words));
    // A column of documents and explanations holds either.
    let documents = ["tai lieu", "minh chung", "kiem chung"];
    let is_of_documents = documents.iter().any(|words| head.contains(words));
    let components = ["chi so thanh phan", "so chi so thanh phan", "so tieu chi"];
    if components.contains(&&*head) {
        Some(Role::Components)
    } else if head.contains("toi da") || head == "diem chuan" || head == "thang diem" {
        Some(Role::Max)
    } else if head.contains("tham dinh") {
        Some(Role::Other)
    } else if head.contains("giai trinh") && !is_of_documents {
        Some(Role::Text(AnswerText::Explanation))
    } else if head.contains("ghi chu") {
        Some(Role::Text(AnswerText::Note))
    } else if OTHERS.iter().any(|words| head.contains(words)) {
        Some(Role::Other)
    } else if is_points || ["diem", "diem so"].contains(&&*head) || head.starts_with("diem dat") {
        Some(Role::Points)
    } else if head.starts_with("so lieu") {
        Some(Role::Reported)
    } else {
        head.starts_with("diem ").then_some(Role::Other)
    }
}

/// Whether a name is that of the row in which a form adds up its points. With its marks: a gateway is called `Cổng`.
pub fn is_total(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = small(&words.join(" "));
    let name = name.trim_end_matches(':');
    let begins = ["tổng cộng", "tổng điểm", "tổng số điểm"];
    ["cộng", "tổng", "tổng số"].contains(&name)
        || begins.iter().any(|words| name.starts_with(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_that_adds_up_is_told_by_its_name() {
        for name in [
            "Tổng cộng",
            "TỔNG  CỘNG:",
            "Cộng",
            "Tổng điểm",
            "Tổng số",
            "Tổng cộng (I + II)",
        ] {
            assert!(is_total(name), "{name}");
        }
        for name in [
            "Cổng",
            "Cổng thông tin",
            "Tổng đài",
            "Cộng tác viên",
            "Tổng số văn bản",
        ] {
            assert!(!is_total(name), "{name}");
        }
    }

    #[test]
    fn columns_are_told_by_the_heads_that_offices_use() {
        for (head, holds) in [
            ("Điểm tối đa", Some(Role::Max)),
            ("ĐIỂM\nTỐI ĐA", Some(Role::Max)),
            ("Điểm số tự chấm", Some(Role::Points)),
            ("Điểm tự đánh giá", Some(Role::Points)),
            ("Số liệu kê khai", Some(Role::Reported)),
            ("Số liệu thực hiện (1)", Some(Role::Reported)),
            ("Tỷ lệ đạt được (2)", Some(Role::Other)),
            ("Cách xác định và tính điểm", Some(Role::Other)),
            ("Phương pháp xác định và cách cho điểm", Some(Role::Other)),
            ("Các yêu cầu và tài liệu kiểm chứng", Some(Role::Other)),
            ("Nguồn thu thập dữ liệu", Some(Role::Other)),
            ("Đơn vị phối hợp xác minh số liệu", Some(Role::Other)),
            ("Chữ ký của công chức phụ trách", Some(Role::Other)),
            ("Điểm thẩm định", Some(Role::Other)),
            ("Chỉ số thành phần", Some(Role::Components)),
            ("Tổng điểm tối đa", Some(Role::Max)),
            ("Giải trình của Hội đồng thẩm định", Some(Role::Other)),
            (
                "Giải trình kết quả",
                Some(Role::Text(AnswerText::Explanation)),
            ),
            ("Tài liệu kiểm chứng/giải trình", Some(Role::Other)),
            ("Ghi chú", Some(Role::Text(AnswerText::Note))),
            ("STT", None),
            ("Chỉ số/Chỉ số thành phần", None),
        ] {
            assert_eq!(role(head), holds, "{head}");
        }
    }
}
