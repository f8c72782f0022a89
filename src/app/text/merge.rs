//! Where another's work differs from what is here: the question before anything of it is taken over.

use std::collections::BTreeMap;
use std::rc::Rc;

use bac_thang::engine::vietnamese::print;
use time::Date;

use super::desk;
use super::kept::unit_name;
use super::letters::isolated;
use super::place::called;
use crate::app::office::expected::units;
use crate::app::office::item::{Item, ListKey};
use crate::app::office::merge::{Difference, Kind, Merge};
use crate::app::office::publish::{Final, Stood};
use crate::app::office::state::Source;
use crate::app::office::work::Work;

/// Over the differences between two works.
pub fn merge(source: &Source, merge: &Merge) -> String {
    let from = match source {
        Source::File(name) => format!("Tệp “{name}”"),
        Source::Browser(_) => "Bản ở cửa sổ khác".to_owned(),
        Source::ThisPage(..) => "Bản lưu trong trang này".to_owned(),
    };
    let differs = format!(
        "{from} khác việc đang làm ở đây {} chỗ. Chưa có gì bị thay đổi: chọn những chỗ lấy từ bản kia.",
        merge.all.len()
    );
    if merge.all.iter().any(Difference::adds) {
        format!("{differs} Chỗ chỉ thêm mới đã được chọn sẵn.")
    } else {
        differs
    }
}

/// The heading over differences of one kind, which chooses them all.
pub fn kind(kind: Kind, count: usize) -> String {
    match kind {
        Kind::Added => format!("Tệp chỉ bản kia có ({count})"),
        Kind::Rival => format!(
            "Cùng đơn vị, tệp khác nội dung ({count}): lấy thì cả hai tệp để riêng chờ chọn"
        ),
        Kind::Copy => format!(
            "Cùng nội dung, tệp kết xuất lần khác ({count}): lấy thì hai tệp thành bản trùng, chỉ tính một"
        ),
        Kind::Marked => format!("Thẩm định khác nhau ({count})"),
        Kind::Decided => format!("Quyết định nhận hay để riêng khác nhau ({count})"),
        Kind::Came => format!("Ngày nhận khác nhau ({count})"),
        Kind::Apart => format!("Phần ghi thêm để phân biệt đơn vị cùng tên khác nhau ({count})"),
        Kind::Expected => format!("Danh sách đơn vị phải nộp khác nhau ({count})"),
        Kind::Final => format!("Danh sách đã chốt khác nhau ({count})"),
        Kind::OnlyHere => format!("Tệp chỉ ở đây có, giữ nguyên ({count})"),
    }
}

/// Under the differences of a kind of which not all are shown.
pub fn more_differences(rest: usize) -> String {
    format!("Còn {rest} chỗ nữa cùng loại; đánh dấu ở dòng đầu nhóm là chọn tất cả.")
}

/// A difference between two works, as a row.
pub struct Row {
    pub what: String,
    pub here: String,
    pub there: String,
}

/// A row of the table of differences.
pub fn difference(ours: &Work, theirs: &Work, difference: &Difference) -> Row {
    let whose = |work: &Work, index: usize| {
        work.items
            .get(index)
            .map_or_else(String::new, |it| unit(it))
    };
    let file = |work: &Work, index: usize| {
        let item = work.items.get(index);
        item.map_or_else(String::new, |item| item.file.to_string())
    };
    match difference {
        Difference::Added {
            theirs: index,
            rivals,
        } => {
            let here: Vec<String> = rivals.iter().map(|rival| file(ours, *rival)).collect();
            Row {
                what: whose(theirs, *index),
                here: here.join("; "),
                there: file(theirs, *index),
            }
        }
        Difference::Copy {
            ours: index,
            theirs: other,
        } => Row {
            what: whose(theirs, *other),
            here: copy(ours.items.get(*index)),
            there: copy(theirs.items.get(*other)),
        },
        Difference::OnlyHere { ours: index } => Row {
            what: whose(ours, *index),
            here: file(ours, *index),
            there: String::new(),
        },
        Difference::Marked {
            ours: index,
            of,
            here,
            there,
            ..
        } => {
            let item = ours.items.get(*index);
            let received = item.and_then(|item| item.read.as_ref().ok());
            let name = received.map_or_else(String::new, |it| called(it.unit_group(), of));
            Row {
                what: format!("{}: “{name}”", whose(ours, *index)),
                here: desk::mark(here.as_ref()),
                there: desk::mark(there.as_ref()),
            }
        }
        Difference::Decided {
            ours: index,
            here,
            there,
            rival,
        } => Row {
            what: format!("{} (tệp {})", whose(ours, *index), file(ours, *index)),
            here: match rival {
                Some(rival) => format!(
                    "{}; đang nhận tệp {}, lấy thì thay tệp đó",
                    decided(*here),
                    file(ours, *rival)
                ),
                None => decided(*here).to_owned(),
            },
            there: decided(*there).to_owned(),
        },
        Difference::Came {
            ours: index,
            here,
            there,
        } => Row {
            what: format!("{} (tệp {})", whose(ours, *index), file(ours, *index)),
            here: came(*here),
            there: came(*there),
        },
        Difference::Apart {
            ours: index,
            here,
            there,
            ..
        } => Row {
            what: format!("{} (tệp {})", whose(ours, *index), file(ours, *index)),
            here: apart(here).to_owned(),
            there: apart(there).to_owned(),
        },
        Difference::Expected { list, here, there } => {
            let (here, there) = (units(here).units, units(there).units);
            Row {
                what: list_name(ours, theirs, list),
                here: expected(&here, &there),
                there: expected(&there, &here),
            }
        }
        Difference::Final { list, here, there } => Row {
            what: list_name(ours, theirs, list),
            here: stood(here.as_deref(), there.as_deref()),
            there: stood(there.as_deref(), here.as_deref()),
        },
    }
}

/// A file that says what another says: its name, and by what one tells them apart.
fn copy(item: Option<&Rc<Item>>) -> String {
    let Some((item, received)) = item.and_then(|it| Some((it, it.read.as_ref().ok()?))) else {
        return String::new();
    };
    match (received.came, received.on) {
        (Some(came), _) => format!("{}, cơ quan nhận ngày {}", item.file, super::date(came)),
        (None, Some(on)) => format!("{}, ghi ngày {}", item.file, super::date(on)),
        (None, None) => item.file.to_string(),
    }
}

/// What was written to tell a unit from another of its name.
fn apart(written: &str) -> &str {
    match written {
        "" => "không ghi",
        written => written,
    }
}

/// Units that are to hand in, and some of those that the other work does not name.
fn expected(here: &[String], elsewhere: &[String]) -> String {
    let only = here.iter().filter(|unit| !elsewhere.contains(unit)).take(5);
    let only: Vec<&str> = only.map(String::as_str).collect();
    if only.is_empty() {
        format!("{} đơn vị", here.len())
    } else {
        let only = only.join("; ");
        format!("{} đơn vị; chỉ bên này có: {only}…", here.len())
    }
}

/// A list as it was marked final, and some of the units by which one tells it from the other that was.
fn stood(marked: Option<&Final>, other: Option<&Final>) -> String {
    let Some(marked) = marked else {
        return "chưa chốt".to_owned();
    };
    let on = super::publish::day(&marked.on);
    let said = format!("chốt {} đơn vị, ngày {on}", marked.units.len());
    let units = other.map_or_else(Vec::new, |other| stood_otherwise(marked, other));
    if units.is_empty() {
        return said;
    }
    let mut some: Vec<&str> = units.iter().take(NAMED).map(String::as_str).collect();
    if units.len() > NAMED {
        some.push("…");
    }
    format!("{said}; khác bên kia: {}", some.join("; "))
}

/// How many units are named by which two final lists differ.
const NAMED: usize = 5;

/// Units that are not in the other list, or with other points or another level. Only where there are none, those in another
/// place, which all have who come after one that moved; only where there are none of these either, what else differs.
fn stood_otherwise(marked: &Final, other: &Final) -> Vec<String> {
    let mut by_unit: BTreeMap<&str, (usize, &Stood)> = BTreeMap::new();
    for (place, stood) in other.units.iter().enumerate() {
        by_unit.entry(&stood.unit).or_insert((place, stood));
    }
    let (mut results, mut places, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    for (place, stood) in marked.units.iter().enumerate() {
        let unit = isolated(&stood.unit);
        let points = print(&stood.points);
        let Some((its, was)) = by_unit.get(&*stood.unit) else {
            results.push(format!("{unit} {points} điểm, bên kia không có"));
            continue;
        };
        let mut levels = stood.level.iter().zip(&was.level);
        let is_other_level = levels.any(|(one, other)| one != other);
        match &stood.level {
            Some(level) if is_other_level => {
                results.push(format!("{unit} {points} điểm, mức “{level}”"));
            }
            _ if stood.points != was.points => results.push(format!("{unit} {points} điểm")),
            _ if place != *its => places.push(format!("{unit} đứng thứ {}", place + 1)),
            _ if stood.marks != was.marks => {
                marks.push(format!("điểm, lý do hoặc người thẩm định của {unit}"));
            }
            _ if stood.receipt != was.receipt => {
                marks.push(format!("tệp của {unit}, mã {}", stood.receipt));
            }
            _ => {}
        }
    }
    if marked.missing != other.missing {
        let missing = super::publish::counted(&marked.missing);
        marks.push(match &marked.missing[..] {
            [] => "không đơn vị nào chưa nộp".to_owned(),
            _ => format!("chưa nộp: {missing}"),
        });
    }
    let all = [results, places, marks].into_iter();
    all.into_iter()
        .find(|some| !some.is_empty())
        .unwrap_or_default()
}

/// Whose file it is; of one that cannot be read, that it cannot.
fn unit(item: &Item) -> String {
    match &item.read {
        Ok(_) => isolated(unit_name(&item.unit)).into_owned(),
        Err(_) => "Tệp không đọc được".to_owned(),
    }
}

fn list_name(ours: &Work, theirs: &Work, list: &ListKey) -> String {
    let mut items = ours.items.iter().chain(&*theirs.items);
    let item = items.find(|item| item.list_key().as_ref() == Some(list));
    let received = item.and_then(|item| item.read.as_ref().ok());
    received.map_or_else(
        || "Danh sách không còn tệp nào".to_owned(),
        super::office::list_title,
    )
}

fn decided(is_taken: Option<bool>) -> &'static str {
    match is_taken {
        None => "chưa quyết định",
        Some(true) => "nhận",
        Some(false) => "để riêng",
    }
}

fn came(day: Option<Date>) -> String {
    day.map_or_else(|| "theo ngày ghi trong tệp".to_owned(), super::date)
}
