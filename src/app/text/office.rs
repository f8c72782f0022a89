//! What the office is told of the files it receives, and of the ranking.

use std::rc::Rc;

use bac_thang::engine::award::Prize;
use bac_thang::engine::file::receipt::Mistyped;
use bac_thang::engine::file::seal::Broken;
use bac_thang::engine::framework::Ladder;
use bac_thang::engine::rank::breaks_ties;
use bac_thang::engine::receive::company::{Company, Paper};
use bac_thang::engine::receive::diagnosis::{Cause, Diagnosis};
use bac_thang::engine::receive::{Listed, Reason, Received, Refusal, Remark};
use bac_thang::engine::standing::Place;
use bac_thang::engine::vietnamese::print;
use bac_thang::{Difference, Framework, Number, UnitGroup};

use super::letters::isolated;
use super::publish::counted;
use super::received::carried;
use super::{called, capitalized, place as rung, total_names};
use crate::app::office::appraisal::Mark;
use crate::app::office::lists::{List, Ranked, Row};
use crate::app::office::maxima::Maximum;
use crate::app::office::odd::Odd;
use crate::app::office::publish::Status;
use crate::app::office::saved::NotRead;
use crate::app::office::state::{Batch, Item, Side};

/// What a side of the office is called.
pub fn side(side: Side) -> &'static str {
    match side {
        Side::Receive => "Tiếp nhận",
        Side::Rank => "Xếp hạng",
        Side::Analyse => "Phân tích",
    }
}

/// Beside how far reading has come.
pub fn reading(batch: &Batch) -> String {
    if batch.opening.is_some() {
        return "Đang mở việc đã lưu.".to_owned();
    }
    format!("Đã đọc {}/{} tệp.", batch.done, batch.of)
}

/// Why an office's work was not opened.
pub fn not_restored(why: NotRead) -> &'static str {
    match why {
        NotRead::Newer => {
            "Tệp việc đang làm do bản Bậc Thang mới hơn lưu, trang này không đọc được. Hãy dùng bản mới."
        }
        NotRead::Damaged => {
            "Tệp việc đang làm bị hỏng, có thể do tải hoặc gửi chưa trọn. Hãy lấy lại tệp gốc."
        }
    }
}

/// What all files came to; of those in other lists than the one looked at how many there are.
pub fn received(taken: usize, aside: usize, others: usize, refused: usize) -> String {
    let count = taken + aside + others + refused;
    let mut said = if others > 0 {
        format!("{count} tệp: danh sách này {taken} đã nhận")
    } else {
        format!("{count} tệp: {taken} đã nhận")
    };
    for (count, what) in [
        (aside, "để riêng chờ xem"),
        (refused, "không đọc được"),
        (others, "ở danh sách khác"),
    ] {
        if count > 0 {
            said = format!("{said}, {count} {what}");
        }
    }
    said + "."
}

/// All points: `412,5`; of each block, where nothing adds them up: `Điều kiện sẵn sàng 412,5; Mức độ đạt được 500`
pub fn points(unit_group: &UnitGroup, result: &Listed) -> String {
    if result.blocks.is_empty() {
        return print(&result.points);
    }
    let blocks = total_names(unit_group).into_iter().zip(&result.blocks);
    let blocks = blocks.map(|(name, block)| format!("{name} {}", print(&block.points)));
    blocks.collect::<Vec<_>>().join("; ")
}

/// A list, where there are several: `Hà Tĩnh: Xã, phường, thị trấn, năm 2026 (30 tệp)`
pub fn list_name(list: &List) -> String {
    let first = list.rows.first().and_then(|row| row.received());
    let title = first.map(list_title);
    format!("{} ({} tệp)", title.unwrap_or_default(), list.rows.len())
}

/// The same, without how long it is, of the list in which a file is: `Hà Tĩnh: Xã, phường, thị trấn, năm 2026`
pub fn list_title(received: &Received) -> String {
    let framework = &received.framework;
    let year = received.year;
    let year = year.map_or_else(|| "chưa ghi năm".to_owned(), |year| format!("năm {year}"));
    let title = format!(
        "{}: {}, {year}",
        framework.place,
        received.unit_group().name.value
    );
    if received.remarks.contains(&Remark::Carried) {
        format!("{title}, {}", carried(framework))
    } else {
        title
    }
}

/// By which framework units are scored, where this page does not have it: over the ranking, on paper too.
pub fn by_carried(list: &List) -> Option<String> {
    let first = list.rows.first()?.received()?;
    let is_carried = first.remarks.contains(&Remark::Carried);
    is_carried.then(|| format!("Tính theo {}.", carried(&first.framework)))
}

/// In place of a list's units.
pub const NOTHING_TAKEN: &str = "Chưa có tệp nào được nhận trong danh sách này.";

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

fn reason(unit_group: &UnitGroup, reason: &Reason) -> String {
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

/// Beside a file of a unit of which there is another file, or whose name was added to: the box, and the button behind it.
pub const APART: &str = "Nếu là đơn vị khác cùng tên, ghi thêm để phân biệt (như huyện A)";
pub const TELL_APART: &str = "Ghi vào tên đơn vị";

/// Of a file whose unit is none of those expected.
const UNEXPECTED: &str = "Đơn vị không có trong danh sách phải nộp.";

/// What a typed receipt is.
pub fn paper(list: &List, paper: &Paper) -> String {
    let of = |index: &usize| {
        let row = list.rows.get(*index);
        row.map_or_else(String::new, |row| {
            format!(
                "{} (tệp {})",
                isolated(&row.file.unit),
                isolated(&row.file.file)
            )
        })
    };
    match paper {
        Paper::Of(index) => format!("Khớp: đúng là mã của {}.", of(index)),
        Paper::ChangedSince(index) if is_other_code(list, *index) => format!(
            "Mã này ghi trong tệp của {}, nhưng không phải mã của nội dung tệp; nội dung tệp vẫn đúng với mã băm, chỉ mã biên nhận trong tệp là sai.",
            of(index)
        ),
        Paper::ChangedSince(index) => format!(
            "Mã này ghi trong tệp của {}, nhưng nội dung tệp đã khác với lúc in mã.",
            of(index)
        ),
        Paper::OfNone => "Mã gõ đúng nhưng không phải mã của tệp nào trong danh sách này: bản giấy và tệp không khớp, hoặc tệp chưa được nhận.".to_owned(),
        Paper::Mistyped(Mistyped::Length(count)) => {
            format!("Mã biên nhận có 16 ký tự, ở đây có {count}.")
        }
        Paper::Mistyped(Mistyped::Sign(sign)) => {
            format!("Mã biên nhận không có ký tự “{sign}”, hãy xem lại bản giấy.")
        }
        Paper::Mistyped(Mistyped::Check) => {
            "Gõ nhầm: có ký tự sai hoặc đổi chỗ, hãy so lại với bản giấy.".to_owned()
        }
    }
}

/// Whether of a file's seal the receipt alone is wrong.
fn is_other_code(list: &List, row: usize) -> bool {
    let received = list.rows.get(row).and_then(|row| row.received());
    let mut reasons = received.into_iter().flat_map(|it| &it.reasons);
    reasons.any(|it| match it {
        Reason::Changed(broken) => broken.contains(&Broken::OtherReceipt),
        _ => false,
    })
}

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
            "Dòng được hiểu là tiêu đề, không phải đơn vị phải nộp: {}.",
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
    let (ladder, late) = unit_group
        .standing
        .ladders()
        .iter()
        .find_map(|ladder| Some((ladder, ladder.late.as_ref()?)))?;
    let rung = &ladder.rungs.get(late.value)?.name.value;
    Some(format!(
        "Đơn vị không tự báo cáo, đánh giá đúng thời hạn thì xếp “{rung}” ({}). Tệp nộp muộn mà cơ quan vẫn nhận được xếp như vậy.",
        late.source.at
    ))
}

/// Whether units of this kind have levels.
pub fn has_levels(unit_group: &UnitGroup) -> bool {
    ladder(unit_group).is_some()
}

fn ladder(unit_group: &UnitGroup) -> Option<&Ladder> {
    unit_group.standing.ladders().first()
}

/// The level that counts.
pub fn level(unit_group: &UnitGroup, level: Option<&Place>) -> String {
    let named = level
        .zip(ladder(unit_group))
        .map(|(place, ladder)| rung(place, ladder));
    named.map_or_else(|| "–".to_owned(), |name| capitalized(&name))
}

/// What a unit is awarded.
pub fn prize(unit_group: &UnitGroup, prize: &Prize) -> String {
    let name = |index: &usize| {
        unit_group
            .awards
            .get(*index)
            .map_or("", |award| &award.name)
    };
    match prize {
        Prize::Nothing => String::new(),
        Prize::Won(index) => unit_group
            .awards
            .get(*index)
            .map_or_else(String::new, |award| {
                format!("{} ({} đồng)", award.name, print(&award.value))
            }),
        Prize::Open { awards, or_none } => {
            let mut names: Vec<&str> = awards.iter().map(name).collect();
            if *or_none {
                names.push("không có giải");
            }
            format!("Hội đồng quyết định: {}", names.join(" hoặc "))
        }
    }
}

/// Below the box that hides names, once they are hidden.
pub const UNDER_ALIAS_ONLY_HERE: &str = "Tên chỉ ẩn ở bảng này, ở bản in và các tệp tải từ bảng này. Tệp việc và trang lưu kèm dữ liệu vẫn có đủ tên; mở lại trang thì tên hiện lại.";

/// In place of a unit's name.
pub fn under_alias(number: usize) -> String {
    format!("Đơn vị {number:02}")
}

/// What else is to be known of a unit in the ranking; of one under alias nothing that somebody wrote, and no file.
pub fn remarks(list: &List, ranked: &Ranked) -> String {
    let mut said = Vec::new();
    if ranked.rank.is_tied && ranked.adds_up() {
        said.push("Đồng hạng".to_owned());
    }
    if ranked.rank.is_left_to_council {
        said.push("Đồng hạng ở giới hạn số lượng của mức, Hội đồng quyết định".to_owned());
    }
    let Some((unit_group, received)) = list.unit_group().zip(ranked.row.received()) else {
        return said.join("; ");
    };
    let sentence = |it: &Reason| reason(unit_group, it).trim_end_matches('.').to_owned();
    let (late, others): (Vec<_>, Vec<_>) = received
        .reasons
        .iter()
        .partition(|it| matches!(it, Reason::Late { .. }));
    if ranked.alias.is_some() {
        said.extend(late.first().map(|_| "Nộp muộn".to_owned()));
    } else {
        said.extend(late.into_iter().map(sentence));
    }
    let result = ranked.result();
    said.extend(result.and_then(|it| super::received::lowered(unit_group, it)));
    let by_itself = result.and_then(|it| it.level.as_ref());
    if ranked.rank.level.as_ref() != by_itself && !ranked.rank.is_left_to_council {
        said.push(format!(
            "Đạt mức “{}”, xếp mức “{}” vì mức trên đã đủ số lượng theo văn bản",
            level(unit_group, by_itself),
            level(unit_group, ranked.rank.level.as_ref())
        ));
    }
    said.extend(appraisal(list, ranked));
    if ranked.alias.is_none() {
        // Which other files there were of a unit is the office's own affair.
        let mut company = ranked.row.company.iter();
        let is_unexpected = company.any(|it| *it == Company::Unexpected);
        let beside = is_unexpected.then(|| UNEXPECTED.trim_end_matches('.').to_owned());
        let what: Vec<String> = others.into_iter().map(sentence).chain(beside).collect();
        if !what.is_empty() {
            said.push(format!("Cơ quan quyết định nhận dù: {}", what.join("; ")));
        }
    }
    said.join("; ")
}

/// What the Council changed, and what that did: `Thẩm định: “3.2 …” 3 điểm (thiếu văn bản); mức từ “Khá” thành “Trung bình”`.
pub fn appraisal(list: &List, ranked: &Ranked) -> Option<String> {
    let unit_group = list.unit_group()?;
    let appraised = ranked.appraised.as_ref()?;
    let marks = appraised
        .marks
        .iter()
        .filter(|(_, mark)| !mark.is_nothing());
    let marks: Vec<String> = marks
        .map(|(of, mark)| marked(unit_group, of, mark, appraised.faulty.contains(of)))
        .collect();
    let marks = marks.join("; ");
    let Some(after) = &appraised.result else {
        // Everything was left as it is, for a reason.
        return (!marks.is_empty() && ranked.alias.is_none())
            .then(|| format!("Thẩm định: {marks}"));
    };
    let before = ranked.row.file.result()?;
    let (was, is) = (points(unit_group, before), points(unit_group, after));
    let total = if unit_group.adds_up() {
        "tổng điểm"
    } else {
        "điểm"
    };
    let mut said = if ranked.alias.is_some() {
        format!("Sau thẩm định {total} từ {was} thành {is}")
    } else {
        format!("Thẩm định: {marks}; {total} từ {was} thành {is}")
    };
    if before.level != after.level {
        let name = |place: Option<&Place>| level(unit_group, place);
        let (was, is) = (name(before.level.as_ref()), name(after.level.as_ref()));
        said = format!("{said}; mức từ “{was}” thành “{is}”");
    }
    Some(said)
}

fn marked(unit_group: &UnitGroup, of: &str, mark: &Mark, is_faulty: bool) -> String {
    let name = called(unit_group, of);
    let what = if mark.is_excluded {
        format!("“{name}” không chấm theo quyết định của Hội đồng")
    } else if mark.is_blank() {
        format!("“{name}” giữ điểm tự chấm")
    } else if is_faulty {
        format!("“{name}” giữ điểm tự chấm vì điểm thẩm định ghi sai")
    } else {
        format!("“{name}” {} điểm", mark.points.trim())
    };
    let what = if mark.is_asked {
        format!("{what}, {}", super::request::WAITING)
    } else {
        what
    };
    match mark.reason.trim() {
        "" => what,
        reason => format!("{what} ({reason})"),
    }
}

/// Over the table.
pub fn ranking_title(
    framework: &Framework,
    unit_group: &UnitGroup,
    year: Option<u16>,
    status: &Status,
    is_under_alias: bool,
) -> String {
    let year = year.map_or_else(String::new, |year| format!(", năm {year}"));
    let hidden = if is_under_alias {
        " (ẩn tên đơn vị)"
    } else {
        ""
    };
    let what = if status.is_final() {
        "Kết quả xếp hạng chính thức"
    } else {
        "Dự thảo xếp hạng"
    };
    format!(
        "{what}: {}, {}{year}{hidden}",
        unit_group.name.value, framework.place
    )
}

/// By which rule units are ranked and equals are equals: over the ranking, on paper too.
pub fn tie_rule(unit_group: &UnitGroup) -> &'static str {
    if !unit_group.adds_up() && has_levels(unit_group) {
        "Văn bản không cộng điểm các phần và không nêu thứ tự trong cùng một mức: đơn vị cùng mức thì cùng hạng, đơn vị không đạt mức nào thì không có hạng."
    } else if !unit_group.adds_up() {
        "Văn bản không cộng điểm các phần và không nêu các mức: danh sách này không có thứ hạng."
    } else if breaks_ties(unit_group) {
        "Bằng điểm thì xét theo tiêu chí phụ của văn bản; vẫn bằng nhau thì đồng hạng."
    } else {
        "Văn bản không nêu cách xét khi bằng điểm: các đơn vị bằng điểm đồng hạng, Hội đồng quyết định."
    }
}

/// That units are out of different maxima and ranked by points all the same: over the ranking, on paper too, and before it is
/// final; `None` where all have the same.
pub fn maxima(maxima: &[Maximum]) -> Option<String> {
    let of = |it: &Maximum| {
        let units = counted(&it.units);
        match &it.max {
            Some(max) => format!("{} điểm: {units}", print(max)),
            None => format!("chưa biết đủ điểm tối đa: {units}"),
        }
    };
    let (first, others) = maxima.split_first()?;
    let is_most = others.iter().all(|it| it.units.len() < first.units.len());
    let others: Vec<String> = others.iter().map(of).collect();
    let others = others.join("; ");
    let said = match &first.max {
        Some(max) if is_most => format!(
            "nhiều đơn vị nhất là {} điểm ({} đơn vị); khác với đó: {others}",
            print(max),
            first.units.len()
        ),
        _ => format!("{}; {others}", of(first)),
    };
    Some(format!(
        "Điểm tối đa của các đơn vị trong danh sách này không như nhau, {said}. Thứ hạng vẫn xếp theo tổng điểm, không theo tỷ lệ; Hội đồng xem và quyết định."
    ))
}

/// Whose file is looked at item by item: the heading there.
pub fn appraising(unit: &str) -> String {
    format!("Thẩm định: {}", isolated(unit))
}

/// A result beside the items: `81,5 điểm, Tốt`.
pub fn points_at_level(points: &str, level: &str) -> String {
    format!("{points} điểm, {level}")
}

/// The box for the Council's points of an item, for those who hear the page.
pub fn appraised_points_of(item: &str) -> String {
    format!("Điểm thẩm định: {item}")
}

/// The box for the reason of these, for those who hear the page.
pub fn reason_of(item: &str) -> String {
    format!("Lý do: {item}")
}

/// The heading over files set aside.
pub fn aside_count(count: usize) -> String {
    format!("Để riêng: {count} tệp")
}

/// The heading over files taken in.
pub fn taken_count(count: usize) -> String {
    format!("Đã nhận: {count} tệp")
}

/// The heading over files that could not be read.
pub fn refused_count(count: usize) -> String {
    format!("Không đọc được: {count} tệp")
}

/// The button under a list of files that is longer than what is shown.
pub fn more_files(rest: usize) -> String {
    format!("Hiện thêm, còn {rest} tệp")
}

/// The button under a ranking that is longer than what is shown.
pub fn all_to_print(rest: usize) -> String {
    format!("Hiện đủ để in, còn {rest} đơn vị")
}

/// What a button beside a file is about, for those who hear the page; after its label.
pub fn unit_and_file(unit: &str, file: &str) -> String {
    format!(": {}, tệp {}", isolated(unit), isolated(file))
}
