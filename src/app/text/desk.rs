//! What the office is told of its own work: where it is kept, what was undone, what was made of a unit's earlier file.

use bac_thang::UnitGroup;
use time::{Date, PrimitiveDateTime};

use super::kept::{age, one_stepped};
use super::letters::isolated;
use super::place::called;
use super::request;
use crate::app::office::appraisal::Mark;
use crate::app::office::earlier::Earlier;
use crate::app::office::history::Change;
use crate::app::office::saved::NotRead;
use crate::app::office::state::{Said, WorkKeeping};
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

/// What was decided of an item, by whom.
pub fn mark(mark: Option<&Mark>) -> String {
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
