//! What the office is told of a ranking before and after it is final.

use std::borrow::Cow;

use bac_thang::engine::vietnamese::print;

use super::letters::isolated;
use crate::app::office::lists::List;
use crate::app::office::open::Open;
use crate::app::office::publish::{Change, Moved, Status};

/// How many units are named; of more, so many and how many others.
const NAMED: usize = 8;

/// Below the title of a ranking that is printed, to be filled in by hand.
pub const APPENDED: &str = "(Kèm theo ……………… số ………/……… ngày … tháng … năm ……)";

/// What a ranking is, on each of its copies.
pub fn status(status: &Status) -> &'static str {
    if status.is_final() {
        "Chính thức"
    } else {
        "Dự thảo"
    }
}

/// What it is and since when, over the ranking.
pub fn stands(status: &Status) -> String {
    match status {
        Status::Draft => "Bảng này là dự thảo.".to_owned(),
        Status::Final(on) => format!("Bảng này là bản chính thức, chốt ngày {}.", day(on)),
        Status::Changed(on, _) => format!(
            "Bảng này trở lại là dự thảo: đã chốt ngày {}, sau đó có thay đổi.",
            day(on)
        ),
    }
}

/// That there are files beside a list that is final, of which nobody has decided; `None` where there are none.
pub fn came_since(list: &List) -> Option<String> {
    let units = list.undecided();
    (!units.is_empty()).then(|| {
        format!(
            "Ngoài bảng này còn tệp để riêng chưa quyết định nhận hay không, của {}.",
            counted(&units)
        )
    })
}

/// What has changed since it was final, a sentence each.
pub fn changes(changes: &[Change]) -> Vec<String> {
    let (mut came, mut went, mut said) = (Vec::new(), Vec::new(), Vec::new());
    for change in changes {
        match change {
            Change::TakenIn(unit) => came.push(unit.clone()),
            Change::TakenOut(unit) => went.push(unit.clone()),
            Change::Replaced {
                unit,
                points,
                level,
            } => {
                said.push(replaced(unit, points.as_deref(), level.as_ref()));
            }
            Change::Named { before, after } => said.push(format!(
                "Đơn vị ghi là “{}” khi chốt, nay ghi là “{}”.",
                isolated(before),
                isolated(after)
            )),
            Change::Appraised { unit, points } => {
                said.push(appraised(unit, points.as_deref()));
            }
            Change::Level {
                unit,
                before,
                after,
            } => said.push(format!(
                "Mức của {} từ “{before}” thành “{after}”.",
                isolated(unit)
            )),
            Change::Noted { unit, more, gone } => said.push(noted(unit, more, gone)),
            Change::Missing => said.push("Danh sách đơn vị chưa nộp đã khác.".to_owned()),
        }
    }
    let came = (!came.is_empty()).then(|| format!("Nhận thêm {}.", counted(&came)));
    let went = (!went.is_empty()).then(|| format!("Không còn nhận {}.", counted(&went)));
    came.into_iter().chain(went).chain(said).collect()
}

/// That another file of a unit counts now: `Tệp của UBND xã A đã thay bằng tệp khác: điểm từ 400 thành 420.`
fn replaced(unit: &str, points: Option<&[Moved]>, level: Option<&(String, String)>) -> String {
    let level = level.map(|(before, after)| format!("mức từ “{before}” thành “{after}”"));
    let points = match points {
        None => None,
        Some([]) => Some("điểm không đổi".to_owned()),
        Some(points) => Some(moved(points)),
    };
    let what: Vec<String> = points.into_iter().chain(level).collect();
    let unit = isolated(unit);
    if what.is_empty() {
        format!("Tệp của {unit} đã thay bằng tệp khác của đơn vị.")
    } else {
        format!(
            "Tệp của {unit} đã thay bằng tệp khác của đơn vị: {}.",
            what.join("; ")
        )
    }
}

/// That the Council decided otherwise of a unit.
fn appraised(unit: &str, points: Option<&[Moved]>) -> String {
    let unit = isolated(unit);
    match points {
        None => format!("Thẩm định {unit} có sửa."),
        Some([]) => format!("Thẩm định {unit} có sửa, điểm không đổi."),
        Some(points) => format!("Thẩm định {unit}: {}.", moved(points)),
    }
}

/// `điểm từ 320 thành 310`; of blocks: `“Điều kiện sẵn sàng” từ 415 thành 440; …`
fn moved(points: &[Moved]) -> String {
    let said = points.iter().map(|it| {
        let (before, after) = (print(&it.before), print(&it.after));
        match &it.of {
            None => format!("điểm từ {before} thành {after}"),
            Some(block) => format!("điểm “{block}” từ {before} thành {after}"),
        }
    });
    said.collect::<Vec<_>>().join("; ")
}

/// That something else stands beside a unit.
fn noted(unit: &str, more: &[String], gone: &[String]) -> String {
    let unit = isolated(unit);
    let (added, dropped) = (more.join("; "), gone.join("; "));
    match (more, gone) {
        (_, []) => format!("Bảng ghi thêm về {unit}: {added}."),
        ([], _) => format!("Bảng không còn ghi về {unit}: {dropped}."),
        _ => format!("Bảng ghi thêm về {unit}: {added}. Không còn ghi: {dropped}."),
    }
}

/// What is still open, a sentence each.
pub fn open(open: &Open) -> Vec<String> {
    let Open {
        undecided,
        tied,
        missing,
        unreasoned,
        asked,
        faulty,
        unread,
        maxima,
    } = open;
    let of = |units: &[String], said: fn(String) -> String| {
        (!units.is_empty()).then(|| said(counted(units)))
    };
    [
        of(undecided, |units| {
            format!("Tệp để riêng chưa quyết định nhận hay không, của {units}.")
        }),
        of(tied, |units| {
            format!("Đồng hạng chờ Hội đồng quyết định: {units}.")
        }),
        of(missing, |units| format!("Chưa có tệp của {units}.")),
        of(unreasoned, |units| {
            format!("Thẩm định chưa ghi lý do, của {units}.")
        }),
        of(asked, |units| {
            format!("Còn chờ bổ sung minh chứng, giải trình của {units}.")
        }),
        of(faulty, |units| {
            format!("Điểm thẩm định ghi sai, không được tính, của {units}.")
        }),
        (!unread.is_empty()).then(|| {
            format!(
                "Chưa biết của đơn vị nào vì không đọc được: {}.",
                listed(unread, "tệp")
            )
        }),
        super::office::maxima(maxima),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// `2 đơn vị (Xã A; Xã B)`
pub fn counted(units: &[String]) -> String {
    listed(units, "đơn vị")
}

/// The same of other things.
fn listed(all: &[String], what: &str) -> String {
    let names = all.iter().take(NAMED).map(|unit| unit.trim());
    let names = names.filter(|unit| !unit.is_empty()).map(isolated);
    let mut names: Vec<Cow<'_, str>> = names.collect();
    if all.len() > NAMED {
        names.push(Cow::Borrowed("…"));
    }
    format!("{} {what} ({})", all.len(), names.join("; "))
}

/// A day of a file, as people write it.
pub fn day(iso: &str) -> String {
    let mut parts = iso.split('-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day)) => format!("{day}/{month}/{year}"),
        _ => iso.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_units_some_are_named() {
        let units: Vec<String> = (1..=9).map(|unit| format!("Xã {unit}")).collect();
        assert_eq!(counted(&units[..2]), "2 đơn vị (Xã 1; Xã 2)");
        assert!(counted(&units[..8]).ends_with("Xã 8)"));
        assert_eq!(
            counted(&units),
            "9 đơn vị (Xã 1; Xã 2; Xã 3; Xã 4; Xã 5; Xã 6; Xã 7; Xã 8; …)"
        );
    }

    #[test]
    fn a_day_is_written_as_people_do() {
        assert_eq!(day("2026-11-05"), "05/11/2026");
        assert_eq!(day("hôm qua"), "hôm qua");
    }
}
