//! Why a file that came in could not be read, or is set aside.

use bac_thang::engine::file::File;
use bac_thang::engine::file::seal::Broken;
use bac_thang::engine::framework::Ladder;
use bac_thang::engine::receive::company::Company;
use bac_thang::engine::receive::diagnosis::{Cause, Diagnosis};
use bac_thang::engine::receive::{Reason, Refusal};
use bac_thang::engine::standing::Place;
use bac_thang::engine::vietnamese::print;
use bac_thang::{Difference, Number, UnitGroup};

use super::letters::isolated;
use super::office::ladder;
use super::{called, place as rung};
use crate::app::office::item::Item;
use crate::app::office::lists::{List, Row};
use crate::app::office::odd::Odd;

/// Why a file could not be read; `None` where it was.
pub fn refused(item: &Item) -> Option<String> {
    let refusal = item.read.as_ref().err()?;
    let odd = match item.odd() {
        Some(Odd::TooLarge) => {
            "Tệp lớn hơn 5 MB, lớn hơn mọi tệp do Bậc Thang kết xuất, nên trang không đọc."
        }
        Some(Odd::Locked) => {
            "Tệp nén có đặt mật khẩu nên trang không đọc được. Hãy giải nén bằng mật khẩu rồi thả các tệp bên trong."
        }
        Some(Odd::Page) => {
            "Đây là một trang (.html), không phải tệp nộp. Nếu đơn vị gửi trang Bậc Thang đã lưu kèm dữ liệu thì bài trong đó là bản đang làm: hãy đề nghị đơn vị gửi tệp nộp chính thức (.json)."
        }
        Some(Odd::NoText) | None => return Some(self::refusal(item, refusal)),
    };
    Some(odd.to_owned())
}

/// Whether there is a framework in a file, though not the one it names.
fn carries_another(item: &Item) -> bool {
    let file = item.text().and_then(|text| File::read(text).ok());
    file.is_some_and(|file| file.framework.is_some())
}

fn refusal(item: &Item, refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotText => {
            "Đây không phải tệp JSON do Bậc Thang kết xuất, cũng không phải tệp nén có tệp JSON bên trong; hoặc tệp đã bị hỏng.".to_owned()
        }
        Refusal::Load(error) => super::load_error(error),
        Refusal::UnknownFramework { id } if carries_another(item) => format!(
            "Tệp theo bộ tiêu chí “{}”; trang này không có bộ đó. Trong tệp có kèm một bộ tiêu chí, nhưng nội dung không khớp với mã băm của bộ mà tệp ghi, nên trang không tính theo bộ kèm theo.",
            isolated(id)
        ),
        Refusal::UnknownFramework { id } => format!(
            "Tệp theo bộ tiêu chí “{}”; trang này không có bộ đó và trong tệp cũng không kèm.",
            isolated(id)
        ),
        Refusal::UnknownUnitGroup { id } => {
            format!("Bộ tiêu chí không có nhóm đơn vị “{id}” như trong tệp.")
        }
        Refusal::OtherKind => super::notice::OTHER_KIND.to_owned(),
    }
}

/// Everything for which a file is set aside, a sentence each.
pub fn reasons(list: &List, row: &Row) -> Vec<String> {
    let Some((received, unit_group)) = row.received().zip(list.unit_group()) else {
        return Vec::new();
    };
    let own = received.reasons.iter().map(|it| reason(unit_group, it));
    let beside = row.company.iter().map(|it| company(list, it));
    own.chain(beside).collect()
}

pub fn reason(unit_group: &UnitGroup, reason: &Reason) -> String {
    match reason {
        Reason::Training => "Bài tập huấn, không dùng để xếp hạng.".to_owned(),
        Reason::NotOfficial => "Tệp làm việc, không phải tệp nộp chính thức.".to_owned(),
        Reason::NoDay { found } => format!(
            "Tệp nộp chính thức nhưng ngày ghi trong tệp là “{}”, không đọc được thành một ngày (mẫu: 2026-11-30).",
            isolated(found)
        ),
        Reason::Unknown(paths) => {
            let paths: Vec<String> = paths
                .iter()
                .map(|it| format!("“{}”", isolated(it)))
                .collect();
            format!(
                "Có chỗ ghi giá trị mà bộ tiêu chí không có nên không được tính: {}.",
                paths.join("; ")
            )
        }
        Reason::OtherEdition { found, used } if found == used => format!(
            "Bộ tiêu chí của đơn vị cùng ghi bản {used} nhưng nội dung khác bản trong trang này; điểm dưới đây tính theo trang này."
        ),
        Reason::OtherEdition { found, used } => {
            format!("Đơn vị chấm theo bộ tiêu chí bản {found}; trang này tính theo bản {used}.")
        }
        Reason::Changed(broken) => super::broken(unit_group, broken),
        Reason::Unsealed => {
            "Tệp không có mã băm và mã biên nhận, không biết có bị sửa hay không.".to_owned()
        }
        Reason::Differs(diagnosis) => differs(unit_group, diagnosis),
        Reason::CameEarly { came, on } => format!(
            "Ngày cơ quan nhận ({}) trước ngày ghi trong tệp ({}); một trong hai ngày không đúng.",
            super::date(*came),
            super::date(*on)
        ),
        Reason::Late {
            on,
            is_stated,
            last,
        } => match (on, last) {
            (Some(on), Some(last)) if on > last && *is_stated => format!(
                "Nộp muộn: cơ quan nhận ngày {}, hạn cuối là {}.",
                super::date(*on),
                super::date(*last)
            ),
            (Some(on), Some(last)) if on > last => format!(
                "Nộp muộn: tệp ghi ngày {}, hạn cuối là {}.",
                super::date(*on),
                super::date(*last)
            ),
            _ => "Đơn vị ghi là không tự báo cáo, đánh giá đúng thời hạn.".to_owned(),
        },
        Reason::OtherYear { found, only } => {
            format!("Tệp của năm {found}, còn văn bản chỉ áp dụng cho năm {only}.")
        }
        Reason::Early { on, year } => format!(
            "Tệp ghi ngày {}, quá sớm so với năm đánh giá {year}.",
            super::date(*on)
        ),
        Reason::NoUnit => "Tệp không ghi tên đơn vị.".to_owned(),
        Reason::NoYear => "Tệp không ghi năm đánh giá.".to_owned(),
    }
}

/// A reason for which a file is set aside, in a clause: in the notes of a ranking, that its reader does not check files.
pub fn in_short(reason: &Reason) -> String {
    match reason {
        Reason::Training => "bài tập huấn",
        Reason::NotOfficial => "tệp làm việc, không phải tệp nộp chính thức",
        Reason::NoDay { .. } => "ngày ghi trong tệp không đọc được",
        Reason::Unknown(_) => "có chỗ ghi giá trị mà bộ tiêu chí không có",
        Reason::OtherEdition { found, used } if found == used => {
            "bộ tiêu chí của đơn vị có nội dung khác bản trong trang này"
        }
        Reason::OtherEdition { found, .. } => {
            return format!("đơn vị chấm theo bộ tiêu chí bản {found}");
        }
        Reason::Changed(broken) => changed(broken),
        Reason::Unsealed => "tệp không có mã băm và mã biên nhận",
        Reason::Differs(_) => "kết quả ghi trong tệp khác kết quả tính lại",
        Reason::CameEarly { .. } => "ngày cơ quan nhận trước ngày ghi trong tệp",
        Reason::Late { .. } => "nộp muộn",
        Reason::OtherYear { found, .. } => {
            return format!("tệp của năm {found}, không phải năm văn bản áp dụng");
        }
        Reason::Early { .. } => "ngày ghi trong tệp quá sớm so với năm đánh giá",
        Reason::NoUnit => "tệp không ghi tên đơn vị",
        Reason::NoYear => "tệp không ghi năm đánh giá",
    }
    .to_owned()
}

/// What of its seal a file does not fit, in a clause.
fn changed(broken: &[Broken]) -> &'static str {
    let is_of_codes = |it: &Broken| {
        matches!(
            it,
            Broken::Digest | Broken::Mistyped(_) | Broken::OtherReceipt
        )
    };
    if broken.iter().all(is_of_codes) {
        "mã băm hoặc mã biên nhận ghi trong tệp không đúng"
    } else if broken == [Broken::NoParts] {
        "phần niêm phong của tệp không đủ"
    } else {
        "tệp đã bị sửa sau khi kết xuất"
    }
}

/// `Ghi 82,5; tính lại 81; vì chỉ số 3.2 ghi 5, tính lại 3,5.`
fn differs(unit_group: &UnitGroup, diagnosis: &Diagnosis) -> String {
    let (claimed, computed) = &diagnosis.whole;
    let mut said = if !unit_group.adds_up() {
        "Kết quả ghi trong tệp không đúng".to_owned()
    } else if claimed == computed {
        format!(
            "Tổng điểm đúng ({}), nhưng kết quả khác ghi không đúng",
            print(computed)
        )
    } else {
        format!("Ghi {}; tính lại {}", print(claimed), print(computed))
    };
    let causes: Vec<String> = diagnosis
        .causes
        .iter()
        .map(|it| cause(unit_group, it))
        .collect();
    if causes.is_empty() && claimed != computed {
        said.push_str("; các mục đều khớp, chỉ tổng ghi trong tệp là sai");
    } else if !causes.is_empty() {
        said = format!("{said}; vì {}", causes.join("; "));
    }
    if let Some((was, is)) = &diagnosis.level {
        said = format!(
            "{said}; mức ghi {}, tính lại {}",
            level_name(ladder(unit_group), was),
            level_name(ladder(unit_group), is)
        );
    }
    for other in &diagnosis.others {
        said = format!("{said}; {}", difference(unit_group, other));
    }
    said + "."
}

/// Another claim that is not what comes out: `số nội dung đã chấm ghi “3/7”, tính lại “7/7”`
fn difference(unit_group: &UnitGroup, difference: &Difference) -> String {
    let path: Vec<&str> = difference.of.splitn(3, '.').collect();
    let (is_granted, path) = match &path[..] {
        ["granted", path @ ..] => (true, path),
        ["result", path @ ..] | path => (false, path),
    };
    let first = ladder(unit_group);
    let (what, ladder) = match path {
        ["groups" | "items", id] => (format!("“{}”", called(unit_group, id)), None),
        ["blocks", id] => (block(unit_group, id), None),
        ["ladders", id] => {
            let mut ladders = unit_group.standing.ladders().iter();
            let ladder = ladders.find(|ladder| *ladder.id == **id);
            let name = ladder.map_or(Some(*id), |it| it.name.as_deref());
            let what = name.map_or_else(
                || "mức".to_owned(),
                |name| format!("mức “{}”", isolated(name)),
            );
            (what, Some(ladder))
        }
        ["level"] => ("mức theo điểm".to_owned(), Some(first)),
        ["final_level"] => ("mức".to_owned(), Some(first)),
        ["completeness"] => ("số nội dung đã chấm".to_owned(), None),
        _ => ("tổng điểm và điểm tối đa".to_owned(), None),
    };
    let value = |value: &str| match (ladder, path) {
        (Some(ladder), _) => level_name(ladder, value),
        (None, ["completeness"]) => format!("“{}”", isolated(value)),
        (None, _) => format!("“{}”", numbers(value)),
    };
    let when = if is_granted {
        " nếu được chấp nhận không chấm"
    } else {
        ""
    };
    format!(
        "{what}{when} ghi {}, tính lại {}",
        value(&difference.claimed),
        value(&difference.computed)
    )
}

/// A block by its name; one that there is not, by what the file calls it.
fn block(unit_group: &UnitGroup, id: &str) -> String {
    let block = unit_group.blocks.iter().find(|block| *block.id == *id);
    let name = block.and_then(|block| block.name.as_ref());
    let name = name.map_or(id, |name| &name.value);
    format!("phần “{}”", isolated(name))
}

/// Numbers of a claim as people write them: `298,25/870`; one that is a fraction has no blanks around its stroke.
fn numbers(value: &str) -> String {
    let each = value.split(" / ");
    let each = each.map(|number| {
        let read = number.parse::<Number>();
        read.map_or_else(|_| isolated(number).into_owned(), |it| print(&it))
    });
    each.collect::<Vec<_>>().join("/")
}

fn cause(unit_group: &UnitGroup, cause: &Cause) -> String {
    let number =
        |number: &Option<Number>| number.as_ref().map_or_else(|| "không có".to_owned(), print);
    let called = called(unit_group, &cause.of);
    format!(
        "“{called}” ghi {}, tính lại {}",
        number(&cause.claimed),
        number(&cause.computed)
    )
}

/// A level as a file claims it, by a rung's id.
fn level_name(ladder: Option<&Ladder>, id: &str) -> String {
    let named = ladder.and_then(|ladder| match id {
        "below" => Some(rung(&Place::Below, ladder)),
        "undetermined" => Some(rung(&Place::Undetermined, ladder)),
        "gap" => Some("giữa hai mức".to_owned()),
        id => {
            let mut rungs = ladder.rungs.iter();
            let found = rungs.find(|rung| *rung.id == *id);
            found.map(|rung| rung.name.value.clone())
        }
    });
    match (named, id) {
        (Some(name), _) => format!("“{name}”"),
        (None, "" | "—") => "“—”".to_owned(),
        (None, id) => format!("“{}” (văn bản không có mức này)", isolated(id)),
    }
}

fn company(list: &List, company: &Company) -> String {
    let name = |item: &usize| {
        let row = list.rows.binary_search_by_key(item, |row| row.item);
        let row = row.ok().and_then(|place| list.rows.get(place));
        row.map_or_else(String::new, |row| row.file.file.to_string())
    };
    match company {
        Company::CopyOf(other) => format!("Trùng nội dung với tệp {}.", name(other)),
        Company::Against(others) => {
            let names: Vec<String> = others.iter().map(name).collect();
            format!(
                "Cùng đơn vị này còn có tệp khác nội dung: {}. Chọn nhận một tệp.",
                names.join("; ")
            )
        }
        Company::Unexpected => UNEXPECTED.to_owned(),
    }
}

/// Of a file whose unit is none of those expected.
pub const UNEXPECTED: &str = "Đơn vị không có trong danh sách phải nộp.";
