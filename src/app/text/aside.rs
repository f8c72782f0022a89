//! Why a file that came in could not be read, or is set aside.

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
        Some(Odd::NoText) | None => return Some(self::refusal(refusal)),
    };
    Some(odd.to_owned())
}

fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotText => {
            "Đây không phải tệp JSON do Bậc Thang kết xuất, cũng không phải tệp nén có tệp JSON bên trong; hoặc tệp đã bị hỏng.".to_owned()
        }
        Refusal::Load(error) => super::load_error(error),
        Refusal::UnknownFramework { id } => format!(
            "Tệp theo bộ tiêu chí “{id}”; trang này không có bộ đó và trong tệp cũng không kèm."
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
            "{said}; mức ghi “{}”, tính lại “{}”",
            level_name(unit_group, was),
            level_name(unit_group, is)
        );
    }
    for other in &diagnosis.others {
        said = format!("{said}; {}", difference(unit_group, other));
    }
    said + "."
}

/// Another claim that is not what comes out: `số mục đã chấm ghi “3/7”, tính lại “7/7”`
fn difference(unit_group: &UnitGroup, difference: &Difference) -> String {
    let name = |of: &str| -> String {
        match of.split_once('.') {
            Some(("groups" | "items", id)) => format!("“{}”", called(unit_group, id)),
            Some(("blocks", id)) => {
                let block = unit_group.blocks.iter().find(|block| *block.id == *id);
                let name = block.and_then(|block| block.name.as_ref());
                name.map_or_else(String::new, |name| format!("“{}”", name.value))
            }
            Some(("ladders", _)) => "mức của một phần".to_owned(),
            _ => match of {
                "completeness" => "số nội dung đã chấm",
                "whole" => "tổng điểm và điểm tối đa",
                "level" => "mức theo điểm",
                _ => "mức",
            }
            .to_owned(),
        }
    };
    let what = match difference.of.split_once('.') {
        Some(("granted", of)) => format!("{} nếu được chấp nhận không chấm", name(of)),
        Some((_, of)) => name(of),
        None => name(&difference.of),
    };
    format!(
        "{what} ghi “{}”, tính lại “{}”",
        isolated(&difference.claimed),
        isolated(&difference.computed)
    )
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

fn level_name(unit_group: &UnitGroup, id: &str) -> String {
    let Some(ladder) = ladder(unit_group) else {
        return id.to_owned();
    };
    match id {
        "below" => rung(&Place::Below, ladder),
        "undetermined" => rung(&Place::Undetermined, ladder),
        id => {
            let named = ladder.rungs.iter().find(|rung| *rung.id == *id);
            named.map_or_else(|| id.to_owned(), |rung| rung.name.value.clone())
        }
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
