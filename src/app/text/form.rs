//! What stands at the boxes of the form.

use bac_thang::engine::cell::State;
use bac_thang::engine::score::{GroupScore, ItemScore};
use bac_thang::engine::vietnamese::{print, print_share};
use bac_thang::{Answer, Number, Silence};

use super::result::{plain, points};
use crate::app::session::paste::Why;

/// How a unit's name is to be written: above its box.
pub const UNIT_NAME: &str = "Tên in ở đầu báo cáo, ví dụ “UBND xã A”.";

/// From which mailbox a report has to come: below its box.
pub fn sent_from(domain: &str) -> String {
    format!("Hộp thư dùng để gửi báo cáo, thuộc tên miền @{domain}.")
}

/// What points are out of: below the box of an item.
pub fn at_most(max: &Number) -> String {
    format!("tối đa {}", points(max))
}

/// An item's points with what they are out of, or why there are none: beside its title. What is to be seen first comes
/// first: `1,5` and `/2 điểm`.
pub fn item_points(score: &ItemScore, max: Option<&Number>) -> (String, String) {
    let out_of = match &score.max {
        Some(max) => format!("/{}", points(max)),
        None => "\u{a0}điểm".to_owned(),
    };
    let has = |rest: String| (print(&score.points), rest);
    let lacks = |what: &str| match max {
        Some(max) => (String::new(), format!("{what}, tối đa {}", points(max))),
        None => (String::new(), what.to_owned()),
    };
    match score.state {
        State::Blank => lacks("Chưa chấm"),
        State::Unusable => lacks("Chưa tính được"),
        State::Undefined => lacks("Không tính được"),
        State::Proposed => lacks("Đề nghị không chấm"),
        State::Excluded => (String::new(), "Không chấm".to_owned()),
        State::NotScored => (
            String::new(),
            "Chỉ chấm khi mục được thay không chấm".to_owned(),
        ),
        State::Shared => (String::new(), "Điểm tối đa đã chia cho mục khác".to_owned()),
        State::Met => ("Đáp ứng".to_owned(), String::new()),
        State::Unmet => ("Chưa đáp ứng".to_owned(), String::new()),
        State::Waived => has(format!("{out_of} (không áp dụng)")),
        State::Zeroed => has(format!("{out_of} (theo quy định 0 điểm)")),
        State::Points | State::Partly => has(out_of),
    }
}

/// What a group is out of and what it counts for: below its box. `tối đa 300 điểm · đạt 87,5%`
pub fn at_most_and_state(max: &Number, score: &GroupScore) -> String {
    format!("tối đa {} · {}", points(max), group_state(score, false))
}

/// What a group counts for: below its box, or in the place of one.
pub fn group_state_of(score: &GroupScore, answer: &Answer) -> String {
    match &answer.silence {
        // The decision has no rule for it.
        Some(Silence::NotApplicable { .. }) if score.state == State::Undefined => {
            "không áp dụng; văn bản không quy định cách xử lý nên chưa tính được điểm".to_owned()
        }
        _ => group_state(score, !answer.lines.is_empty()),
    }
}

/// Beside the sum of a group's lines, where there are points of the group itself.
pub fn points_aside(points: &str) -> String {
    format!(
        "Điểm cả nhóm đã ghi ({points}) vẫn giữ nhưng không tính khi nhóm đã chia dòng; bỏ hết các dòng thì lại tính điểm ấy."
    )
}

/// The same, where it has points or may have.
pub fn group_state(score: &GroupScore, is_summed: bool) -> String {
    let share = score
        .max
        .as_ref()
        .and_then(|max| score.points.share_of(max))
        .map(|share| print_share(&share));
    match (score.state, share) {
        (State::Blank, _) => "chưa chấm".to_owned(),
        (State::Unusable, _) => "chưa tính được".to_owned(),
        (State::Points | State::Partly, Some(share)) if is_summed => {
            let points = points(&score.points);
            format!("cộng các dòng được {points}, đạt {share}")
        }
        (State::Points | State::Partly, None) if is_summed => {
            format!("cộng các dòng được {}", points(&score.points))
        }
        (State::Points | State::Partly, Some(share)) => format!("đạt {share}"),
        (State::Undefined, _) => "không tính được".to_owned(),
        (State::Proposed, _) => {
            "đề nghị không chấm; chưa quyết định nên vẫn tính trong điểm tối đa".to_owned()
        }
        (State::Excluded, _) => "không chấm theo quyết định; điểm tối đa đã giảm trừ".to_owned(),
        (State::Zeroed, _) => "0 điểm theo quy định".to_owned(),
        (State::Waived, _) => "không áp dụng theo quyết định; được tính điểm tối đa".to_owned(),
        // Only items are shared, met or unmet, and those say so themselves.
        (
            State::Points
            | State::Partly
            | State::NotScored
            | State::Shared
            | State::Met
            | State::Unmet,
            _,
        ) => String::new(),
    }
}

/// How many parts a decision names without saying which: among a group's sources.
pub fn components(count: u32) -> String {
    format!("Văn bản nêu {count} chỉ số thành phần, không nêu tên và điểm từng chỉ số.")
}

/// The other items that ask for the same: below a box.
pub fn shared_with(items: &str) -> String {
    format!("Dùng chung với mục {items}")
}

/// What was probably meant: a button at a share.
pub fn meant_share(percent: &str) -> String {
    format!("Là {percent}")
}

/// One of two readings: a button at a number that has both.
pub fn meant(reading: &Number) -> String {
    format!("Là {}", plain(reading))
}

/// What a fraction that was typed in one box would put in two: a button at the first.
pub fn fraction(of: &str, by: &str, other: &str) -> String {
    format!("Ghi {of} vào ô này, {by} vào ô “{other}”")
}

/// How a number was read: below its box, where that could be doubted.
pub fn read_as(reading: &str) -> String {
    format!("Hiểu là {reading}")
}

/// How a group is broken down, out of so many points or of what it is out of: below what does that.
pub fn lines(max: Option<&Number>) -> String {
    match max {
        Some(max) => format!(
            "Ghi từng chỉ số thành phần theo bản phụ lục đơn vị đang giữ; điểm tối đa của các dòng phải cộng lại đúng {}.",
            print(max)
        ),
        None => "Ghi từng chỉ số thành phần theo bản phụ lục đơn vị đang giữ; điểm tối đa của các dòng phải cộng lại đúng điểm tối đa của nhóm.".to_owned(),
    }
}

/// The label of a line's name.
pub fn line_name(line: usize) -> String {
    format!("Dòng {line}: tên chỉ số thành phần")
}

/// On what takes a line out.
pub fn drop_line(line: usize) -> String {
    format!("Bỏ dòng {line}")
}

/// On what takes a record of evidence out.
pub fn drop_evidence(record: usize) -> String {
    format!("Bỏ tài liệu {record}")
}

/// The label of a tick: whoever may decide has decided.
pub fn decided(who: &str) -> String {
    format!("{who} đã quyết định không chấm. Bỏ trống nếu đơn vị mới đề nghị.")
}

/// What a reason says once it was decided: above its box.
pub const WHICH_DECISION: &str =
    "Ghi số, ký hiệu và ngày của văn bản đã quyết định để nơi nhận đối chiếu.";

/// How many items of a group are done: in its head.
pub fn done(done: usize, of: usize) -> String {
    format!("{done}/{of} mục")
}

/// Cells that were pasted and are not written: over the preview.
pub fn not_written(count: usize) -> String {
    format!("{count} chỗ không ghi; từng chỗ và lý do có trong bảng dưới đây.")
}

/// In the preview, in place of the name of a box, of what goes into none.
pub const NO_BOX: &str = "Không ghi vào ô nào";

/// What is not written, and why: in the preview.
pub fn left_out(text: &str, why: Why) -> String {
    match why {
        Why::Unnamed => format!(
            "“{text}”: không ghi, vì tên hoặc số mục của dòng này không có trong bảng chấm."
        ),
        Why::NoBox => format!("“{text}”: không ghi, vì không còn ô nào để ghi tiếp."),
        Why::Maximum => format!("“{text}”: không ghi, vì đây là cột điểm tối đa."),
        Why::Computed => format!("“{text}”: không ghi, vì điểm ở đây do trang tính."),
        Why::Column => format!(
            "“{text}”: không ghi, vì bảng chấm không có ô cho cột này; nếu cần, hãy chép riêng vào từng mục."
        ),
        Why::Unclear => format!(
            "“{text}”: không ghi, vì không rõ số nào là số cần ghi, số nào là điểm tối đa. Hãy sao chép cả dòng tiêu đề của bảng, rồi dán lại."
        ),
        Why::Twice => format!("“{text}”: không ghi, vì có hai dòng nói khác nhau về ô này."),
        Why::NotTaken => format!("“{text}”: không ghi, vì ô không nhận nội dung này."),
        Why::HasLines => {
            format!("“{text}”: không ghi, vì nhóm này đã chia thành các dòng và lấy tổng các dòng.")
        }
        Why::Silent => {
            format!("“{text}”: không ghi, vì mục này đang chọn không áp dụng hoặc không tính được.")
        }
        Why::NotScored => {
            format!("“{text}”: không ghi, vì nhóm này không chấm đối với khối đơn vị này.")
        }
    }
}

/// Over the preview of what was pasted.
pub fn pasted(count: usize) -> String {
    format!("Dán {count} ô vào bảng chấm")
}

/// Items that no longer match the filter they were shown by: below the filters.
pub fn stay(count: usize) -> String {
    format!(
        "{count} mục vừa sửa không còn thuộc diện lọc này nhưng vẫn hiện; bấm lại bộ lọc để ẩn."
    )
}
