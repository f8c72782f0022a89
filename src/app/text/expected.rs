//! What an office is told of the units that are to hand in.

use std::rc::Rc;

use bac_thang::UnitGroup;

use super::letters::isolated;
use super::office::list_title;
use crate::app::office::item::Item;
use crate::app::office::lists::List;

/// That no unit is missing; `None` where one is.
pub fn none_missing(list: &List, lists: usize) -> Option<String> {
    let is_whole = list.missing.is_empty() && list.not_taken.is_empty();
    is_whole.then(|| {
        if lists > 1 {
            format!(
                "Đủ {0}/{0} đơn vị phải nộp trong danh sách này.",
                list.expected
            )
        } else {
            format!("Đủ {0}/{0} đơn vị.", list.expected)
        }
    })
}

/// Of which of the units that were to hand in here there are files in other lists.
pub fn elsewhere(list: &List) -> Option<String> {
    let named = |(unit, item): &(String, Rc<Item>)| {
        let received = item.read.as_ref().ok()?;
        Some(format!("{} ({})", isolated(unit), list_title(received)))
    };
    let units: Vec<String> = list.elsewhere.iter().filter_map(named).collect();
    (!units.is_empty()).then(|| {
        format!(
            "Có tệp ở danh sách khác: {}. Hãy xem đơn vị có ghi đúng năm, nhóm đơn vị, bộ tiêu chí không.",
            units.join("; ")
        )
    })
}

/// Which names stand on the list of units expected more than once.
pub fn twice(list: &List) -> Option<String> {
    let names: Vec<_> = list.twice.iter().map(|name| isolated(name)).collect();
    (!names.is_empty()).then(|| {
        format!(
            "Danh sách có dòng trùng tên, chỉ đếm một lần: {}. Nếu là hai đơn vị cùng tên thì ghi thêm cho khác nhau, như “UBND xã A (huyện B)”, ở đây và ở tệp của đơn vị.",
            names.join("; ")
        )
    })
}

/// Which lines of the list of units expected name none.
pub fn headings(list: &List) -> Option<String> {
    let lines: Vec<_> = list.headings.iter().map(|line| isolated(line)).collect();
    (!lines.is_empty()).then(|| {
        format!(
            "Dòng được hiểu là tiêu đề, không phải đơn vị phải nộp: {}. Nếu có dòng là đơn vị thì ghi rõ xã, phường, sở… ở đầu tên.",
            lines.join("; ")
        )
    })
}

/// Which names of the list of units expected were taken for which units.
pub fn read_as(list: &List) -> Option<String> {
    let each =
        |(name, unit): &(String, String)| format!("“{}” là {}", isolated(name), isolated(unit));
    let names: Vec<String> = list.read_as.iter().map(each).collect();
    (!names.is_empty()).then(|| format!("Tên ghi tắt được hiểu: {}.", names.join("; ")))
}

/// A unit that is missing, with the units that its name can mean.
pub fn missing_unit(list: &List, name: &str) -> String {
    let may_be = list.may_be.iter().find(|(of, _)| of == name);
    match may_be {
        Some((_, units)) => {
            let units: Vec<_> = units.iter().map(|unit| isolated(unit)).collect();
            format!("{} (có thể là {})", isolated(name), units.join(" hoặc "))
        }
        None => isolated(name).into_owned(),
    }
}

/// Of a unit without a file, in place of its result.
pub const MISSING: &str = "Chưa có tệp";

/// Of a unit with files of which none is taken, in place of its result.
pub const NOT_TAKEN: &str = "Đã có tệp nhưng chưa nhận";

/// How many units have no file.
pub fn missing(missing: usize, expected: usize) -> String {
    format!("Chưa có tệp của {missing}/{expected} đơn vị:")
}

/// How many units have files of which none is taken.
pub fn not_taken(count: usize, expected: usize) -> String {
    format!("Đã có tệp nhưng chưa nhận (để riêng hoặc không nhận) của {count}/{expected} đơn vị:")
}

/// How many units have files of which none is taken, where they are not named.
pub fn not_taken_unnamed(count: usize, expected: usize) -> String {
    format!("Đã có tệp nhưng chưa nhận (để riêng hoặc không nhận) của {count}/{expected} đơn vị.")
}

/// How many units have no file, where they are not named.
pub fn missing_unnamed(missing: usize, expected: usize) -> String {
    format!("Chưa có tệp của {missing}/{expected} đơn vị.")
}

/// What the decision says of units that did not report in time; `None` where it says nothing.
pub fn late_rule(unit_group: &UnitGroup) -> Option<String> {
    let (rung, source) = unit_group.standing.if_late().next()?;
    let (rung, at) = (&rung.name.value, &source.at);
    Some(format!(
        "Đơn vị không tự báo cáo, đánh giá đúng thời hạn thì xếp “{rung}” ({at}). Tệp nộp muộn mà cơ quan vẫn nhận được xếp như vậy."
    ))
}
