//! What an office is told of a file besides the reasons to set it aside, and why a level is not the one by points.

use std::rc::Rc;

use bac_thang::engine::framework::Period;
use bac_thang::engine::receive::{Listed, Lowered, Received, Remark};
use bac_thang::{Framework, UnitGroup};

use super::called;
use super::letters::isolated;
use super::office::level;
use crate::app::office::alike::{foreign, is_turned};
use crate::app::office::appraisal::Appraised;
use crate::app::office::lists::Row;

/// How many items are named; of more, so many and how many others.
const NAMED: usize = 3;

/// In the tables of files, below what is said of each; `counted` is what counts of it.
pub fn remarks(row: &Row, appraised: Option<&Appraised>, counted: Option<&Listed>) -> Vec<String> {
    let Some(received) = row.received() else {
        return Vec::new();
    };
    let unit_group = received.unit_group();
    let said = received.remarks.iter();
    let name = name(&received.unit);
    let said = said.filter_map(|it| remark(received, it, appraised));
    let lowered = counted.and_then(|it| lowered(unit_group, it));
    let said = year(received).into_iter().chain(name).chain(said);
    said.chain(lowered.map(|said| said + ".")).collect()
}

/// That a file is of a year in which its decision was not yet issued.
fn year(received: &Received) -> Option<String> {
    let framework = &received.framework;
    let is_yearly = matches!(framework.period, Period::Yearly(_));
    let issued = framework.decision.issued.year();
    let year = received
        .year
        .filter(|year| is_yearly && i32::from(*year) < issued)?;
    Some(format!(
        "Tệp của năm {year}, trước năm văn bản được ban hành ({issued})."
    ))
}

/// Why a unit's name may not be what it seems.
fn name(unit: &str) -> Vec<String> {
    let mut said = Vec::new();
    if is_turned(unit) {
        said.push(
            "Tên đơn vị có ký tự ẩn đảo chiều chữ: chữ nhìn thấy không theo thứ tự ghi trong tệp. Khi đối chiếu, tên được đọc như nhìn thấy."
                .to_owned(),
        );
    }
    let letters: Vec<String> = foreign(unit).iter().map(|it| format!("“{it}”")).collect();
    if !letters.is_empty() {
        said.push(format!(
            "Tên đơn vị có chữ của bảng chữ cái khác, trông như chữ Việt: {}. Khi đối chiếu, tên được đọc như nhìn thấy.",
            letters.join(", ")
        ));
    }
    said
}

fn remark(received: &Received, remark: &Remark, appraised: Option<&Appraised>) -> Option<String> {
    let unit_group = received.unit_group();
    Some(match remark {
        Remark::Carried => format!(
            "Trang này không có bộ tiêu chí của tệp; điểm tính theo {}. Hãy xem có đúng là bộ đã ban hành không.",
            carried(&received.framework)
        ),
        Remark::Upgraded => {
            "Tệp theo định dạng cũ, không có niêm phong: không biết có bị sửa sau khi kết xuất hay không.".to_owned()
        }
        Remark::NotAsked(ids) => {
            let ids: Vec<String> = ids.iter().map(|id| format!("“{}”", isolated(id))).collect();
            format!(
                "Tệp ghi cho những mã mà bộ tiêu chí không có, không được tính: {}.",
                ids.join(", ")
            )
        }
        Remark::Appraised(of) => format!(
            "Đơn vị tự ghi điểm thẩm định trong tệp ({}). Cơ quan không tính các điểm này; điểm thẩm định là điểm ghi ở đây.",
            named(unit_group, of)
        ),
        Remark::Excluded(of) => {
            let is_open = |id: &&Rc<str>| {
                let mark = appraised.and_then(|it| it.marks.get(&***id));
                !mark.is_some_and(|mark| mark.is_excluded)
            };
            let open: Vec<Rc<str>> = of.iter().filter(is_open).cloned().collect();
            if open.is_empty() {
                return None;
            }
            format!(
                "Đơn vị ghi là đã có quyết định không chấm ({}). Ở đây mới tính là đề nghị; nếu đúng thì bấm “Thẩm định” rồi đánh dấu đồng ý.",
                named(unit_group, &open)
            )
        }
        Remark::Unscored { count, of } => format!("Đơn vị chưa chấm {count}/{of} mục."),
    })
}

/// A framework that came with a file: `bộ tiêu chí kèm trong tệp (“ha-tinh-2026”, bản 1, mã 0a1b2c3d)`
pub fn carried(framework: &Framework) -> String {
    // Two that say all else alike are told apart by this.
    let code: String = framework.digest.chars().take(8).collect();
    format!(
        "bộ tiêu chí kèm trong tệp (“{}”, bản {}, mã {code})",
        isolated(&framework.id),
        framework.edition
    )
}

/// `“1. Hạ tầng”; “2. Nhân lực”; và 3 mục khác`
fn named(unit_group: &UnitGroup, ids: &[Rc<str>]) -> String {
    let names = ids.iter().take(NAMED);
    let mut names: Vec<String> = names
        .map(|id| format!("“{}”", called(unit_group, id)))
        .collect();
    if let Some(rest) = ids.len().checked_sub(NAMED).filter(|rest| *rest > 0) {
        names.push(format!("và {rest} mục khác"));
    }
    names.join("; ")
}

/// Why the level is not the one by points, without a stop: in a ranking's notes as well.
pub fn lowered(unit_group: &UnitGroup, listed: &Listed) -> Option<String> {
    let Lowered {
        by_points,
        sanctions,
        is_late,
    } = listed.lowered.as_ref()?;
    let all = unit_group.standing.ladders().iter();
    let all = all.flat_map(|ladder| &ladder.sanctions);
    let applied = all.filter(|one| sanctions.contains(&one.id));
    let mut why: Vec<&str> = applied.map(|one| one.what.as_str()).collect();
    why.extend(is_late.then_some("không báo cáo đúng thời hạn"));
    Some(format!(
        "Theo điểm đạt mức “{}”, xếp mức “{}” vì: {}",
        level(unit_group, Some(by_points)),
        level(unit_group, listed.level.as_ref()),
        why.join("; ")
    ))
}
