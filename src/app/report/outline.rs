//! The outline of the report: the decision's own where it has one, else a general one.

use bac_thang::engine::framework::{Holds, Report, Section};
use bac_thang::{Assessment, Outcome, UnitGroup};

use super::reasons::{explanations, silences};
use crate::app::catalog::Sheet;

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

pub fn outline(sheet: &Sheet, draft: &Assessment, outcome: &Outcome) -> Vec<Part> {
    let unit_group = sheet.unit_group();
    match &sheet.framework.report {
        Some(report) => of_decision(report, unit_group),
        None => general(
            !unit_group.standing.ladders().is_empty(),
            &reasons(sheet, draft, outcome),
        ),
    }
}

/// What the general outline has of reasons, each with its place and title: all where the decision asks for evidence or an
/// explanation in its place, else what there are any of.
fn reasons(
    sheet: &Sheet,
    draft: &Assessment,
    outcome: &Outcome,
) -> Vec<(&'static str, &'static str, Content)> {
    let is_asked = sheet.framework.asks_evidence(sheet.unit_group());
    let mut reasons = Vec::new();
    if is_asked || !explanations(sheet, draft).is_empty() {
        reasons.push((
            "noi-dung-giai-trinh",
            "Nội dung giải trình",
            Content::Explanations,
        ));
    }
    if is_asked || !silences(sheet, draft, outcome).is_empty() {
        let title = if sheet.framework.zero_rules.is_empty() {
            "Nội dung không áp dụng hoặc không tính được điểm"
        } else {
            "Nội dung không áp dụng, không tính được điểm hoặc 0 điểm theo quy định"
        };
        reasons.push(("khong-cham", title, Content::Silences));
    }
    reasons
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
fn general(has_levels: bool, reasons: &[(&'static str, &'static str, Content)]) -> Vec<Part> {
    let part = |place: &str, heading: String, depth, content| Part {
        place: format!("chung.{place}"),
        heading,
        depth,
        asks: None,
        content,
    };
    let result = [
        ("ket-qua-chung", "Kết quả chung", Content::Result),
        ("theo-nhom", "Kết quả theo nhóm", Content::Groups),
        (
            "con-thieu",
            "Điều kiện để đạt mức cao hơn liền kề",
            Content::Lacking,
        ),
    ];
    // Where there are no levels, there is none above.
    let result = &result[..if has_levels { 3 } else { 2 }];
    let mains = [
        ("ket-qua", "KẾT QUẢ TỰ ĐÁNH GIÁ", Content::Nothing, result),
        ("giai-trinh", "GIẢI TRÌNH", Content::Nothing, reasons),
        ("kho-khan", "KHÓ KHĂN, VƯỚNG MẮC", Content::Text, &[]),
        ("de-xuat", "ĐỀ XUẤT, KIẾN NGHỊ", Content::Text, &[]),
    ];
    let is_there = |(_, _, content, parts): &(_, _, Content, &[_])| {
        *content != Content::Nothing || !parts.is_empty()
    };
    let mains = mains
        .into_iter()
        .filter(is_there)
        .zip(["I", "II", "III", "IV"]);
    let mut all = Vec::new();
    for ((place, title, content, parts), number) in mains {
        all.push(part(place, format!("{number}. {title}"), 0, content));
        for (index, (place, title, content)) in parts.iter().enumerate() {
            all.push(part(place, format!("{}. {title}", index + 1), 1, *content));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use bac_thang::{Line, score};

    use super::*;
    use crate::app::catalog::{Catalog, zeroed_by_a_rule};

    /// The headings below which something of this kind stands in the report of a sheet.
    fn headings(framework: &str, change: impl FnOnce(&mut Assessment)) -> Vec<String> {
        let catalog = Catalog::shipped();
        let sheet = catalog.find(framework, "xa").unwrap();
        let mut draft = Assessment::new(&sheet.framework, sheet.unit_group());
        change(&mut draft);
        let outcome = score(&sheet.framework, &draft).unwrap().outcome;
        let parts = outline(sheet, &draft, &outcome);
        let headings = parts.into_iter().map(|part| part.heading);
        headings
            .skip_while(|heading| !heading.starts_with("II."))
            .collect()
    }

    #[test]
    fn where_there_are_no_levels_none_is_above() {
        let first = |framework: &str| {
            let catalog = Catalog::shipped();
            let sheet = catalog.find(framework, "xa").unwrap();
            let draft = Assessment::new(&sheet.framework, sheet.unit_group());
            let outcome = score(&sheet.framework, &draft).unwrap().outcome;
            let parts = outline(sheet, &draft, &outcome);
            let is_first = |part: &Part| !part.heading.starts_with("II.");
            parts.into_iter().take_while(is_first).count()
        };
        assert_eq!(first("an-giang-1040-2018"), 4);
        assert_eq!(first("song-hinh-96-2021"), 3);
    }

    #[test]
    fn what_is_explained_of_a_line_is_called_by_it_and_its_group() {
        let catalog = Catalog::shipped();
        let sheet = catalog.find("an-giang-1040-2018", "xa").unwrap();
        let mut draft = Assessment::new(&sheet.framework, sheet.unit_group());
        let answer = draft.answer_mut("ha-tang");
        answer.explanation = "Máy cũ.".to_owned();
        answer.lines = ["Máy tính", "Mạng"]
            .map(|name| Line {
                name: name.to_owned(),
                ..Line::default()
            })
            .to_vec();
        answer.lines[1].explanation = "Thuê của bưu điện".to_owned();
        answer.lines.push(Line {
            explanation: "Đang mua".to_owned(),
            ..Line::default()
        });
        assert_eq!(
            explanations(sheet, &draft),
            [
                "- Hạ tầng: Máy cũ.",
                "- Hạ tầng, Mạng: Thuê của bưu điện.",
                "- Hạ tầng, dòng 3: Đang mua."
            ]
        );
    }

    #[test]
    fn explanations_have_a_part_where_they_are_asked_for_or_written() {
        let bare = ["II. KHÓ KHĂN, VƯỚNG MẮC", "III. ĐỀ XUẤT, KIẾN NGHỊ"];
        assert_eq!(headings("an-giang-1040-2018", |_| ()), bare);
        let explained = headings("an-giang-1040-2018", |draft| {
            draft.answer_mut("ha-tang").explanation = "Máy cũ.".to_owned();
        });
        assert_eq!(
            explained,
            [
                "II. GIẢI TRÌNH",
                "1. Nội dung giải trình",
                "III. KHÓ KHĂN, VƯỚNG MẮC",
                "IV. ĐỀ XUẤT, KIẾN NGHỊ"
            ]
        );
        let asked = headings("ha-tinh-2878-2023", |_| ());
        assert_eq!(
            asked[..3],
            [
                "II. GIẢI TRÌNH",
                "1. Nội dung giải trình",
                "2. Nội dung không áp dụng hoặc không tính được điểm"
            ]
        );
    }

    #[test]
    fn what_is_0_by_a_rule_says_by_which() {
        let (sheet, draft) = zeroed_by_a_rule();
        let outcome = score(&sheet.framework, &draft).unwrap().outcome;
        assert_eq!(
            silences(&sheet, &draft, &outcome),
            [
                "- 5. Nhân lực cho ứng dụng công nghệ thông tin: 0 điểm theo quy định, vì: Không khai báo đủ số liệu, thông tin theo quy định."
            ]
        );
        let headings = headings("song-hinh-96-2021", |draft| {
            draft.answer_mut("nhan-luc").zero_rule = Some("khong-khai-du".to_owned());
        });
        assert_eq!(
            headings[2],
            "2. Nội dung không áp dụng, không tính được điểm hoặc 0 điểm theo quy định"
        );
    }
}
