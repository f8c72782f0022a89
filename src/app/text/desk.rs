//! What the office is told of its own work: where it is kept, what was undone, where another's work differs.

use std::collections::BTreeMap;
use std::rc::Rc;

use bac_thang::UnitGroup;
use bac_thang::engine::vietnamese::print;
use time::{Date, PrimitiveDateTime};

use super::kept::{age, one_stepped, unit_name};
use super::letters::isolated;
use super::place::called;
use super::request;
use crate::app::office::appraisal::Mark;
use crate::app::office::earlier::Earlier;
use crate::app::office::expected::units;
use crate::app::office::history::Change;
use crate::app::office::item::{Item, ListKey};
use crate::app::office::merge::{Difference, Kind, Merge};
use crate::app::office::publish::{Final, Stood};
use crate::app::office::saved::NotRead;
use crate::app::office::state::{Said, Source, WorkKeeping};
use crate::app::office::work::Work;
use crate::app::session::shelf::Facts;

/// What was done last, said once beside the buttons above everything.
pub fn said(said: &Said) -> String {
    match said {
        Said::Undone(change) => one_stepped(true, changed(change)),
        Said::Redone(change) => one_stepped(false, changed(change)),
        Said::Merged(count) => {
            format!("Đã lấy {count} chỗ từ bản kia. Bấm “Hoàn tác” để trở lại như trước.")
        }
        Said::Same => "Bản vừa mở giống hệt ở đây, không có gì để lấy thêm.".to_owned(),
        Said::Named(count) => format!(
            "Bản vừa mở giống hệt ở đây, chỉ khác người thẩm định ở {count} mục chấm như nhau: đã ghi tên cả hai bên."
        ),
        Said::Filed(name) => format!("Đã gửi tệp {name} cho trình duyệt để tải về."),
        Said::Given(name) => format!("Trình duyệt đang tải tệp {name} về."),
        Said::NotFiled => {
            "Không lập được tệp. Việc đang làm không thay đổi; hãy thử lại.".to_owned()
        }
        Said::TooLarge => {
            "Các tệp đã nhận lớn quá, không lưu vào trang được. Hãy bấm “Lưu thành tệp”.".to_owned()
        }
    }
}

/// What a step changed, in `said`.
fn changed(change: &Change) -> &'static str {
    match change {
        Change::Received => "nhận tệp",
        Change::Opened => "mở việc đã lưu",
        Change::Merged => "lấy từ bản kia",
        Change::Cleared => "bỏ hết các tệp",
        Change::Decided => "quyết định nhận hay để riêng",
        Change::Came => "ngày nhận tệp",
        Change::ToldApart => "ghi thêm vào tên đơn vị",
        Change::MarkedFinal => "chốt danh sách",
        Change::Appraiser => "người thẩm định",
        Change::Expected(_) => "danh sách đơn vị phải nộp",
        Change::Marked(..) => "thẩm định một mục",
        Change::EarlierTaken => "lấy lại thẩm định của tệp trước",
    }
}

/// What the browser does not do: above everything at the office.
pub fn keeping(keeping: WorkKeeping) -> Option<&'static str> {
    match keeping {
        WorkKeeping::Works => None,
        WorkKeeping::Full => Some(
            "Việc đang làm lớn quá, trình duyệt không đủ chỗ giữ. Đóng trang là mất những gì chưa lưu: hãy bấm “Lưu thành tệp” trước khi đóng.",
        ),
        WorkKeeping::Blocked => Some(
            "Trình duyệt này không cho giữ việc đang làm. Đóng trang là mất những gì chưa lưu: hãy bấm “Lưu thành tệp” trước khi đóng.",
        ),
        WorkKeeping::Elsewhere => Some(
            "Một cửa sổ khác đã sửa việc tiếp nhận này. Để không ghi đè lên bản kia, trình duyệt chưa giữ những gì sửa ở đây.",
        ),
        WorkKeeping::Unread(NotRead::Newer) => Some(
            "Trình duyệt đang giữ việc tiếp nhận do bản Bậc Thang mới hơn lập, trang này không đọc được và không ghi đè lên. Việc làm ở đây chỉ được giữ khi bấm “Lưu thành tệp”.",
        ),
        WorkKeeping::Unread(NotRead::Damaged) => Some(
            "Việc tiếp nhận trình duyệt đang giữ bị hỏng, không đọc được; trang này không ghi đè lên. Nếu có tệp đã lưu, hãy thả tệp đó vào. Việc làm ở đây chỉ được giữ khi bấm “Lưu thành tệp”.",
        ),
    }
}

/// What of the work is in a file, where the browser keeps nothing.
pub fn file(facts: &Facts, now: PrimitiveDateTime) -> String {
    match facts.file {
        None => "Chưa lưu ra tệp lần nào.".to_owned(),
        Some(file) if facts.steps_since_file == 0 => {
            format!("Lưu ra tệp: {}. Sau đó chưa sửa gì.", age(now, file.at))
        }
        Some(file) => format!(
            "Lưu ra tệp gần nhất: {}. {} lần sửa sau đó chưa có trong tệp nào.",
            age(now, file.at),
            facts.steps_since_file
        ),
    }
}

/// That there is work to go on with: on the first screen, beside the button that leads to the office.
pub fn waiting(count: usize, facts: &Facts, now: PrimitiveDateTime) -> String {
    match facts.changed {
        Some(changed) => format!(
            "Việc đang làm dở: {count} tệp, sửa lần cuối {}.",
            age(now, changed)
        ),
        None => format!("Việc đang làm dở: {count} tệp."),
    }
}

/// Before all files go.
pub fn clear(count: usize) -> String {
    format!(
        "Bỏ cả {count} tệp đã nhận, mọi quyết định, điểm thẩm định và danh sách đã chốt? Ngay sau đó còn lấy lại được bằng “Hoàn tác”."
    )
}

/// Over the differences between two works.
pub fn merge(source: &Source, merge: &Merge) -> String {
    let from = match source {
        Source::File(name) => format!("Tệp “{name}”"),
        Source::Browser(_) => "Bản ở cửa sổ khác".to_owned(),
        Source::ThisPage(..) => "Bản lưu trong trang này".to_owned(),
    };
    format!(
        "{from} khác việc đang làm ở đây {} chỗ. Chưa có gì bị thay đổi: chọn những chỗ lấy từ bản kia; chỗ chỉ thêm mới đã được chọn sẵn.",
        merge.all.len()
    )
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
                here: mark(here.as_ref()),
                there: mark(there.as_ref()),
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

/// That another file of the same unit was appraised, above the items of this one, and of what that can be taken over.
pub fn earlier(earlier: &Earlier) -> String {
    format!(
        "Đơn vị này có tệp khác đã được thẩm định: {}. Tệp đang xem chưa có phần thẩm định đó.",
        isolated(&earlier.file)
    )
}

/// What can be taken over of it.
pub fn earlier_same(unit_group: &UnitGroup, earlier: &Earlier) -> Option<String> {
    let same = earlier.same.iter();
    let names: Vec<String> = same
        .map(|id| format!("“{}”", called(unit_group, id)))
        .collect();
    (!names.is_empty()).then(|| {
        format!(
            "Đơn vị không sửa gì ở {} mục đã thẩm định: {}. Lấy lại được điểm, lý do và người thẩm định.",
            names.len(),
            names.join("; ")
        )
    })
}

/// What a person has to look at again, with what was decided before.
pub fn earlier_changed(unit_group: &UnitGroup, earlier: &Earlier) -> Option<String> {
    let changed = earlier.changed.iter();
    let names: Vec<String> = changed
        .map(|(id, was)| {
            let name = called(unit_group, id);
            format!("“{name}” (trước đây: {})", mark(Some(was)))
        })
        .collect();
    (!names.is_empty()).then(|| {
        format!(
            "Đơn vị đã sửa {} mục đã thẩm định, không lấy lại được, phải xem lại: {}.",
            names.len(),
            names.join("; ")
        )
    })
}

/// The button that takes over what can be.
pub fn take_earlier(count: usize) -> String {
    format!("Lấy lại thẩm định của {count} mục")
}

/// Beside a mark that was taken over: below its box, and in the record.
pub fn taken_from(receipt: &str) -> String {
    format!("(Lấy lại từ thẩm định tệp trước của đơn vị, mã {receipt}.)")
}

fn mark(mark: Option<&Mark>) -> String {
    let Some(mark) = mark else {
        return "chưa thẩm định".to_owned();
    };
    let what = match (mark.is_excluded, mark.points.trim()) {
        (true, _) => "đồng ý không chấm".to_owned(),
        (false, "") => "giữ điểm tự chấm".to_owned(),
        (false, points) => format!("{points} điểm"),
    };
    let asked = if mark.is_asked { request::WAITING } else { "" };
    let (reason, by) = (mark.reason.trim(), mark.by.trim());
    let notes = [asked, reason, by].map(str::to_owned);
    let notes: Vec<String> = notes.into_iter().filter(|note| !note.is_empty()).collect();
    if notes.is_empty() {
        what
    } else {
        format!("{what} ({})", notes.join("; "))
    }
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

/// By which day a file is judged to be in time: under its name in the office's tables, where the office states it.
pub fn came_on(day: Date) -> String {
    format!("Cơ quan nhận ngày {}", super::date(day))
}

/// Beside how far a file has come that is being written, above everything at the office.
pub const WRITING: &str = "Đang lập tệp để tải về; cứ làm tiếp được.";

/// What is wrong with the day typed.
pub const NO_DAY: &str = "Hãy gõ ngày theo dạng 05/11/2026.";

/// The button beside a file that states the day typed, and the one for a whole list.
pub fn state_day(day: Date) -> String {
    format!("Ghi ngày nhận {}", super::date(day))
}

/// The same, of all files of the list looked at.
pub fn state_day_of_all(day: Date, count: usize) -> String {
    format!(
        "Ghi ngày nhận {} cho cả {count} tệp trong danh sách",
        super::date(day)
    )
}
