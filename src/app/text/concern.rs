//! What is of concern before handing in: shown on the check page and written into the file that is handed in.

use std::rc::Rc;

use bac_thang::engine::calendar::Timing;
use bac_thang::engine::document::PreparerField;
use bac_thang::engine::framework::{Group, Source, Submission};
use bac_thang::engine::rule::{Input, InputKind, Item};
use bac_thang::{At, Concern, ConcernKind, Field, Spot, UnitGroup};

use super::finding::{finding, share_finding};
use super::law::{on, timing};
use super::place::called;
use crate::app::catalog::Sheet;

/// What of the sheet a concern is about: `1. Hạ tầng`; `None` where the sentence says it itself.
fn concerned(sheet: &Sheet, at: &At) -> Option<String> {
    let unit_group = sheet.unit_group();
    let of_line = |of: &str, line: usize| format!("{}, dòng {}", called(unit_group, of), line + 1);
    let spot = match at {
        At::Spot(spot) => spot,
        At::EvidenceDate { of, line, .. } => {
            let of_line = |line: &usize| of_line(of, *line);
            let whole = || called(unit_group, of);
            return Some(line.as_ref().map_or_else(whole, of_line));
        }
        _ => return None,
    };
    let is_known = |of: &&str| item(unit_group, of).is_some() || group(unit_group, of).is_some();
    let of = spot.of.as_deref().filter(is_known);
    let input = || Some(input(unit_group, spot)?.label.clone());
    let whose = match (of, spot.line) {
        (Some(of), Some(line)) => of_line(of, line),
        (Some(of), None) => called(unit_group, of),
        (None, _) => return input(),
    };
    Some(match spot.field {
        Field::Max => format!("{whose}, điểm tối đa"),
        _ => whose,
    })
}

/// Whether something is about the share that an input asks for.
fn is_share(unit_group: &UnitGroup, at: &At) -> bool {
    let At::Spot(spot) = at else {
        return false;
    };
    let kind = input(unit_group, spot).map(|input| &input.kind);
    matches!(kind, Some(InputKind::Figure(kind)) if kind.unit.is_none())
}

/// What is of concern, a whole sentence.
fn concern(sheet: &Sheet, year: Option<u16>, concern: &Concern) -> String {
    match (&concern.at, &concern.kind) {
        (At::Unit, _) => "Chưa ghi tên đơn vị.".to_owned(),
        (At::Year, _) => "Chưa chọn năm đánh giá.".to_owned(),
        (_, ConcernKind::OtherMailbox { found, domain }) => {
            format!(
                "Hộp thư {found} không phải hộp thư công vụ thuộc tên miền @{domain} mà văn bản yêu cầu."
            )
        }
        (_, ConcernKind::NoMailbox { found }) => {
            format!(
                "“{found}” không phải địa chỉ hộp thư: địa chỉ có đúng một dấu @ và không có dấu cách."
            )
        }
        (At::Preparer(field), ConcernKind::NoPhone { found }) => {
            format!(
                "Ở {} của người lập biểu đang ghi “{found}”, không có chữ số nào.",
                preparer_field(*field)
            )
        }
        (At::EvidenceDate { record, .. }, ConcernKind::NoDay { found }) => {
            no_day(found, record + 1)
        }
        (At::EvidenceDate { record, .. }, ConcernKind::LaterDay { found }) => {
            later_day(found, record + 1)
        }
        (At::Preparer(field), _) => {
            format!(
                "Chưa ghi {} của người lập biểu; văn bản yêu cầu báo cáo có nội dung này.",
                preparer_field(*field)
            )
        }
        (At::Calendar(index), kind) => date(sheet, *index, year, kind),
        (At::Spot(spot), ConcernKind::Blank) => blank(sheet.unit_group(), spot),
        (_, ConcernKind::Undefined) => "Chưa tính được điểm, nên tạm tính 0 điểm.".to_owned(),
        (_, ConcernKind::NoEvidence) => {
            "Có điểm nhưng chưa có tài liệu kiểm chứng và chưa có giải trình.".to_owned()
        }
        (_, ConcernKind::Unwritten(count)) => {
            format!("Báo cáo theo mẫu của văn bản còn {count} mục chưa viết.")
        }
        (_, ConcernKind::Disagree(index)) => {
            let what = sheet.unit_group().agreements.get(*index);
            what.map_or_else(String::new, |agreement| disagree(&agreement.what))
        }
        (at, ConcernKind::Found(kind)) if is_share(sheet.unit_group(), at) => share_finding(kind),
        (_, ConcernKind::Found(kind)) => finding(kind),
        // These are only said of what stands above.
        (
            At::Spot(_) | At::EvidenceDate { .. } | At::Report,
            ConcernKind::Missing
            | ConcernKind::Blank
            | ConcernKind::NoPhone { .. }
            | ConcernKind::NoDay { .. }
            | ConcernKind::LaterDay { .. }
            | ConcernKind::WindowOpen(_)
            | ConcernKind::NotYet(_)
            | ConcernKind::Overdue(_),
        ) => String::new(),
    }
}

/// The day of a record of evidence that is none, by its number in the list.
fn no_day(found: &str, record: usize) -> String {
    format!(
        "Ngày ban hành của tài liệu {record} đang ghi “{found}”, không đọc được thành một ngày có trong lịch. Hãy ghi theo mẫu 05/11/2026."
    )
}

/// The day of a record of evidence that has not come yet, by its number in the list.
fn later_day(found: &str, record: usize) -> String {
    format!("Ngày ban hành của tài liệu {record} đang ghi “{found}”, là ngày chưa đến.")
}

/// Figures that do not fit together; `what` is the framework's own sentence.
fn disagree(what: &str) -> String {
    format!(
        "Số liệu chưa khớp nhau: {what} Hãy kiểm tra lại; nếu số liệu đúng, hãy ghi giải trình."
    )
}

/// The two together, as the file that is handed in has them: `1. Hạ tầng: Chưa chấm điểm.`
pub fn whole_concern(sheet: &Sheet, year: Option<u16>, said: &Concern) -> String {
    let what = concern(sheet, year, said);
    match concerned(sheet, &said.at) {
        Some(of) => format!("{of}: {what}"),
        None => what,
    }
}

/// What is asked of the preparer, within a sentence.
pub fn preparer_field(field: PreparerField) -> &'static str {
    match field {
        PreparerField::Name => "họ và tên",
        PreparerField::Post => "chức vụ",
        PreparerField::Landline => "số điện thoại cố định",
        PreparerField::Mobile => "số điện thoại di động",
        PreparerField::Email => "hộp thư điện tử",
    }
}

fn blank(unit_group: &UnitGroup, spot: &Spot) -> String {
    match (input(unit_group, spot), &spot.of, spot.line) {
        (Some(input), Some(_), _) => format!("Chưa chấm, còn thiếu số liệu “{}”.", input.label),
        (_, Some(_), Some(_)) => "Dòng này chưa có điểm.".to_owned(),
        (_, Some(of), None) if spot.field == Field::All && unit_group.group(of).is_some() => {
            "Các dòng của nhóm chưa đủ: hãy thêm dòng còn thiếu, hoặc sửa điểm tối đa của các dòng cho khớp với nhóm.".to_owned()
        }
        (_, Some(_), None) => "Chưa chấm điểm.".to_owned(),
        (_, None, _) => "Chưa trả lời.".to_owned(),
    }
}

fn date(sheet: &Sheet, index: usize, year: Option<u16>, kind: &ConcernKind) -> String {
    let event = &sheet.framework.calendar[index];
    let what = &event.what;
    let day = year.map_or_else(String::new, |year| on(event, year));
    match kind {
        ConcernKind::WindowOpen(0) => {
            format!("{what} ({day}): hôm nay mới là ngày cuối, số liệu còn có thể thay đổi.")
        }
        ConcernKind::WindowOpen(days) => {
            format!("{what} ({day}): còn {days} ngày mới kết thúc, số liệu còn có thể thay đổi.")
        }
        ConcernKind::NotYet(days) => format!("{what} {day}: {}.", timing(Timing::Opens(*days))),
        ConcernKind::Overdue(days) => {
            let when = format!("{what} {day}: {}.", timing(Timing::Closed(*days)));
            let late = sheet.unit_group().standing.if_late();
            let late = late.map(|(rung, source)| if_late(&rung.name.value, &source.at));
            std::iter::once(when)
                .chain(late)
                .collect::<Vec<_>>()
                .join(" ")
        }
        _ => String::new(),
    }
}

/// What the decision says of a report that is late.
fn if_late(rung: &str, at: &str) -> String {
    format!("Không tự báo cáo, đánh giá đúng thời hạn thì xếp “{rung}” ({at}).")
}

fn group<'a>(unit_group: &'a UnitGroup, id: &str) -> Option<&'a Group> {
    unit_group.group(id)
}

fn item<'a>(unit_group: &'a UnitGroup, id: &str) -> Option<&'a Item> {
    unit_group.item(id)
}

fn input<'a>(unit_group: &'a UnitGroup, spot: &Spot) -> Option<&'a Input> {
    let id = spot.input.as_deref()?;
    unit_group.input(id)
}

/// How much is of concern.
pub fn concern_count(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (0, 0) => "Không còn nội dung nào phải sửa hoặc cần lưu ý.".to_owned(),
        (0, _) => format!("Không còn nội dung phải sửa. Có {warnings} nội dung cần lưu ý."),
        (_, 0) => format!("Có {errors} nội dung phải sửa trước khi nộp."),
        (_, _) => {
            format!("Có {errors} nội dung phải sửa trước khi nộp và {warnings} nội dung cần lưu ý.")
        }
    }
}

/// What the decision asks of handing in, a sentence each, with where it says so.
pub fn submission(submission: &Submission) -> Vec<(String, Vec<&Rc<Source>>)> {
    let Submission {
        to,
        channels,
        mailbox,
        preparer,
        sealed,
        evidence,
    } = submission;
    let ways: Vec<&str> = channels.iter().map(|way| way.value.as_str()).collect();
    let fields = preparer.iter().map(|asked| preparer_field(asked.value));
    let fields: Vec<&str> = fields.collect();
    let mut said = Vec::new();
    if let Some(to) = to {
        said.push((format!("Nơi nhận: {}.", to.value), vec![&to.source]));
    }
    if !channels.is_empty() {
        let sources = channels.iter().map(|way| &way.source).collect();
        said.push((format!("Cách gửi: {}.", ways.join("; ")), sources));
    }
    if let Some(domain) = mailbox {
        let sentence = format!(
            "Gửi từ hộp thư công vụ của đơn vị, thuộc tên miền @{}.",
            domain.value
        );
        said.push((sentence, vec![&domain.source]));
    }
    if !preparer.is_empty() {
        let sentence = format!("Báo cáo ghi {} của người lập biểu.", fields.join(", "));
        said.push((
            sentence,
            preparer.iter().map(|asked| &asked.source).collect(),
        ));
    }
    if let Some(source) = sealed {
        let sentence = "Báo cáo có chữ ký và đóng dấu của thủ trưởng đơn vị.";
        said.push((sentence.to_owned(), vec![source]));
    }
    if let Some(source) = evidence {
        let sentence = "Kèm theo tài liệu kiểm chứng, hoặc giải trình khi không có.";
        said.push((sentence.to_owned(), vec![source]));
    }
    said
}

#[cfg(test)]
mod tests {
    use bac_thang::{Field, FindingKind};

    use super::*;
    use crate::app::catalog::Catalog;

    #[test]
    fn lines_are_told_by_their_number() {
        let catalog = Catalog::shipped();
        let sheet = catalog.find("ha-tinh-2878-2023", "xa").unwrap();
        let said = |line: usize, kind: ConcernKind| {
            let spot = Spot {
                of: Some("nhan-thuc-so".to_owned()),
                input: None,
                line: Some(line),
                field: Field::Name,
            };
            let at = At::Spot(spot);
            whole_concern(sheet, None, &Concern { at, kind })
        };
        let unnamed = |line| said(line, ConcernKind::Found(FindingKind::LineUnnamed));
        assert_eq!(unnamed(0), "1. Nhận thức số, dòng 1: Dòng này chưa có tên.");
        assert_eq!(unnamed(1), "1. Nhận thức số, dòng 2: Dòng này chưa có tên.");
        assert_eq!(
            said(1, ConcernKind::Blank),
            "1. Nhận thức số, dòng 2: Dòng này chưa có điểm."
        );
    }
}
