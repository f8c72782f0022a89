//! The record of an appraisal on paper.

use bac_thang::Framework;
use bac_thang::engine::receive::Received;

use super::letters::isolated;
use super::report::{named, of_year, unit_or_blank};
use crate::app::office::appraisal::Mark;

/// What it is called: on the button that shows it, and of the preview.
pub const TITLE: &str = "Biên bản thẩm định";

/// The number, to be filled in by hand.
pub const NUMBER: &str = "Số: ………/BB-………";

/// A line of the record that is the same whatever the unit.
#[derive(Clone, Copy)]
pub enum Line {
    Heading(&'static str),
    Said(&'static str),
    /// To be filled in by hand, after this.
    Blank(&'static str),
}

/// Before what was appraised.
pub const BEFORE: [Line; 7] = [
    Line::Said("Thời gian bắt đầu: …… giờ ……, ngày …… tháng …… năm ………"),
    Line::Blank("Địa điểm:"),
    Line::Heading("I. THÀNH PHẦN"),
    Line::Blank("1. Đại diện cơ quan thẩm định:"),
    Line::Blank("2. Đại diện đơn vị được thẩm định:"),
    Line::Blank("3. Người ghi biên bản:"),
    Line::Heading("II. KẾT QUẢ THẨM ĐỊNH"),
];

/// After it.
pub const AFTER: [Line; 8] = [
    Line::Heading("III. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC THẨM ĐỊNH"),
    Line::Blank(""),
    Line::Blank(""),
    Line::Blank(""),
    Line::Heading("IV. KẾT LUẬN, KIẾN NGHỊ"),
    Line::Blank(""),
    Line::Blank(""),
    Line::Said(
        "Biên bản kết thúc hồi …… giờ …… cùng ngày, đã đọc cho những người có mặt cùng nghe, thống nhất ký tên và lập thành …… bản, mỗi bên giữ …… bản./.",
    ),
];

/// A line of dots, after what it is about, as long as the paper is wide: some 30 of them, or twice as many letters.
pub fn blank(label: &str) -> String {
    let dots = 30_usize.saturating_sub(label.chars().count() / 2);
    let dots = "…".repeat(dots);
    if label.is_empty() {
        dots
    } else {
        format!("{label} {dots}")
    }
}

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
pub fn unit(received: &Received, unit: &str) -> String {
    format!(
        "Đơn vị được thẩm định: {} (nhóm đối tượng: {}).",
        unit_or_blank(unit),
        received.unit_group().name.value
    )
}

/// Who appraised what, a line each, in the order of the sheet; last what nobody says to have appraised.
pub fn appraisers<'a>(marks: impl Iterator<Item = (&'a str, &'a Mark)>) -> Vec<String> {
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut unnamed = Vec::new();
    for (item, mark) in marks {
        let mut is_named = false;
        for who in mark.appraisers() {
            is_named = true;
            match all.iter_mut().find(|(name, _)| *name == who) {
                Some((_, items)) => items.push(item),
                None => all.push((who, vec![item])),
            }
        }
        if !is_named {
            unnamed.push(item);
        }
    }
    if !unnamed.is_empty() {
        all.push(("", unnamed));
    }
    let line = |(who, items): (&str, Vec<&str>)| {
        let items: Vec<String> = items.iter().map(|item| format!("“{item}”")).collect();
        format!("- {}: {}.", isolated(said(who)), items.join("; "))
    };
    all.into_iter().map(line).collect()
}

/// Beside the reason, where the points given cannot be counted.
pub const FAULTY: &str = "(Điểm thẩm định ghi sai nên không tính, giữ điểm tự chấm.)";

/// Below the reason, where the unit was asked for more and that has not come.
pub const WAITING: &str = "(Chờ đơn vị bổ sung minh chứng, giải trình.)";

/// What somebody wrote, or room for it.
pub fn said(written: &str) -> &str {
    match written.trim() {
        "" => "………",
        written => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_who_appraised_are_named_each_with_their_items() {
        let mark = |by: &str| Mark {
            by: by.to_owned(),
            ..Mark::default()
        };
        let marks = ["Trần Thị B", "Nguyễn Văn A; Trần Thị B", "", "Nguyễn Văn A"].map(mark);
        let items = [
            "1. Nhận thức số",
            "2. Thể chế số",
            "3. Hạ tầng số",
            "4. Nhân lực số",
        ];
        assert_eq!(
            appraisers(items.into_iter().zip(&marks)),
            [
                "- Trần Thị B: “1. Nhận thức số”; “2. Thể chế số”.",
                "- Nguyễn Văn A: “2. Thể chế số”; “4. Nhân lực số”.",
                "- ………: “3. Hạ tầng số”.",
            ]
        );
    }

    #[test]
    fn a_line_to_write_on_is_as_long_whatever_it_is_about() {
        assert_eq!(blank("").chars().count(), 30);
        assert_eq!(blank("Địa điểm:"), format!("Địa điểm: {}", "…".repeat(26)));
        assert_eq!(said(" "), "………");
        assert_eq!(said(" Thiếu văn bản "), "Thiếu văn bản");
    }
}
