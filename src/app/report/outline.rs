//! The outline of the report: the decision's own where it has one, else a general one.

use bac_thang::engine::framework::{Holds, Report, Section};
use bac_thang::{Framework, UnitGroup};

/// A part of the report, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The place of its text among the assessment's; see [`bac_thang::Assessment::report_text`].
    pub place: String,
    /// Its number and title.
    pub heading: String,
    /// 0 for a main part.
    pub depth: usize,
    /// What the decision asks to be written here.
    pub asks: Option<String>,
    pub content: Content,
}

/// What goes in a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Nothing,
    /// What the unit writes.
    Text,
    /// Level, totals, completeness.
    Result,
    /// Result and the table of groups.
    ResultByGroup,
    /// The table of groups.
    Groups,
    /// A group, by its index in the sheet, and what the unit writes.
    Group(usize),
    /// What is lacking for the next rung.
    Lacking,
    /// Written explanations.
    Explanations,
    /// What has no points, and why.
    Silences,
}

impl Content {
    /// Whether the unit writes something here.
    pub fn has_text(self) -> bool {
        matches!(self, Content::Text | Content::Group(_))
    }
}

pub fn outline(framework: &Framework, unit_group: &UnitGroup) -> Vec<Part> {
    match &framework.report {
        Some(report) => of_decision(report, unit_group),
        None => general(),
    }
}

fn of_decision(report: &Report, unit_group: &UnitGroup) -> Vec<Part> {
    let mut parts = Vec::new();
    for section in &report.sections {
        add(section, 0, unit_group, &mut parts);
    }
    parts
}

fn add(section: &Section, depth: usize, unit_group: &UnitGroup, parts: &mut Vec<Part>) {
    let content = match &section.holds {
        Holds::Nothing => Content::Nothing,
        Holds::Text => Content::Text,
        Holds::Groups => Content::ResultByGroup,
        Holds::Group(id) => {
            let group = unit_group.groups.iter().position(|group| group.id == *id);
            group.map_or(Content::Text, Content::Group)
        }
    };
    let heading = match &section.number {
        Some(number) => format!("{number}. {}", section.title),
        None => format!("- {}", section.title),
    };
    parts.push(Part {
        place: section.id.to_string(),
        heading,
        depth,
        asks: section.asks.clone(),
        content,
    });
    for part in &section.sections {
        add(part, depth + 1, unit_group, parts);
    }
}

/// Names of places of ours have a dot in them, which no id of a decision's section has.
fn general() -> Vec<Part> {
    let part = |place: &str, heading: &str, depth, content| Part {
        place: format!("chung.{place}"),
        heading: heading.to_owned(),
        depth,
        asks: None,
        content,
    };
    vec![
        part("ket-qua", "I. KẾT QUẢ TỰ ĐÁNH GIÁ", 0, Content::Nothing),
        part("ket-qua-chung", "1. Kết quả chung", 1, Content::Result),
        part("theo-nhom", "2. Kết quả theo nhóm", 1, Content::Groups),
        part(
            "con-thieu",
            "3. Điều kiện để đạt mức cao hơn liền kề",
            1,
            Content::Lacking,
        ),
        part("giai-trinh", "II. GIẢI TRÌNH", 0, Content::Nothing),
        part(
            "noi-dung-giai-trinh",
            "1. Nội dung giải trình",
            1,
            Content::Explanations,
        ),
        part(
            "khong-cham",
            "2. Nội dung không áp dụng hoặc không tính được điểm",
            1,
            Content::Silences,
        ),
        part("kho-khan", "III. KHÓ KHĂN, VƯỚNG MẮC", 0, Content::Text),
        part("de-xuat", "IV. ĐỀ XUẤT, KIẾN NGHỊ", 0, Content::Text),
    ]
}
