//! What the office is told of what was dropped and is not read.

use std::rc::Rc;

use crate::app::office::passed::Passed;

/// Below the place where files are dropped.
pub fn passed(passed: &Passed) -> String {
    match passed {
        Passed::Folders(names) => format!(
            "Trình duyệt không cho trang này đọc thư mục được kéo thả: {}. Hãy bấm “Chọn thư mục” rồi chọn thư mục đó.",
            names.join("; ")
        ),
        Passed::InArchive { archive, kinds } => format!(
            "Trong tệp nén {archive} có {} tệp không phải tệp .json nên không đọc ({}). Nếu trong đó có tệp đơn vị nộp thì lấy ra khỏi tệp nén rồi thả lại.",
            kinds.iter().map(|(_, count)| count).sum::<usize>(),
            kinds.iter().map(kind).collect::<Vec<String>>().join(", ")
        ),
        Passed::WhileOpening => {
            "Trang đang mở việc đã lưu nên chưa nhận tệp vừa thả. Đợi mở xong rồi thả lại."
                .to_owned()
        }
    }
}

fn kind((ending, count): &(Rc<str>, usize)) -> String {
    match &**ending {
        "" => format!("{count} tệp không có đuôi"),
        ending => format!("{count} tệp .{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_over_in_an_archive_is_counted_by_kind() {
        let kinds = [("html", 2), ("", 1)];
        let said = passed(&Passed::InArchive {
            archive: "xa.zip".into(),
            kinds: kinds.map(|(ending, count)| (ending.into(), count)).into(),
        });
        assert!(
            said.starts_with("Trong tệp nén xa.zip có 3 tệp không phải tệp .json nên không đọc (2 tệp .html, 1 tệp không có đuôi)."),
            "{said}"
        );
    }
}
