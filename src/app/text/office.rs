//! What the office is told of the files it receives, and of the ranking.

use bac_thang::engine::award::Prize;
use bac_thang::engine::file::receipt::Mistyped;
use bac_thang::engine::file::seal::Broken;
use bac_thang::engine::framework::Ladder;
use bac_thang::engine::rank::breaks_ties;
use bac_thang::engine::receive::company::{Company, Paper};
use bac_thang::engine::receive::{Listed, Reason, Received, Remark};
use bac_thang::engine::standing::Place;
use bac_thang::engine::vietnamese::print;
use bac_thang::{Framework, UnitGroup};

use super::aside::{UNEXPECTED, in_short, reason};
use super::letters::{isolated, uncapitalized};
use super::publish::counted;
use super::received::carried;
use super::{called, capitalized, place as rung, total_names};
use crate::app::office::appraisal::{Appraised, Mark};
use crate::app::office::lists::{List, Ranked};
use crate::app::office::maxima::Maximum;
use crate::app::office::publish::Status;
use crate::app::office::saved::NotRead;
use crate::app::office::state::{Batch, Side};

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

/// In the place of a ranking or an analysis, where there is no list.
pub fn nothing_listed(batch: Option<&Batch>) -> String {
    match batch {
        Some(batch) => reading(batch),
        None => "Chưa có tệp nào. Nhận tệp ở bước Tiếp nhận trước.".to_owned(),
    }
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

/// Beside a file of a unit of which there is another file, or whose name was added to: the box, and the button behind it.
pub const APART: &str = "Nếu là đơn vị khác cùng tên, ghi thêm để phân biệt (như huyện A)";
pub const TELL_APART: &str = "Ghi vào tên đơn vị";

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

/// Whether units of this kind have levels.
pub fn has_levels(unit_group: &UnitGroup) -> bool {
    ladder(unit_group).is_some()
}

pub fn ladder(unit_group: &UnitGroup) -> Option<&Ladder> {
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
    let (mut said, after) = notes(list, ranked);
    said.extend(appraisal(list, ranked));
    said.extend(after);
    said.join("; ")
}

/// The same but for what the Council decided: what stands before that, and what after.
pub fn notes(list: &List, ranked: &Ranked) -> (Vec<String>, Option<String>) {
    let mut said = Vec::new();
    if ranked.rank.is_tied && ranked.adds_up() {
        said.push("Đồng hạng".to_owned());
    }
    if ranked.rank.is_left_to_council {
        said.push("Đồng hạng ở giới hạn số lượng của mức, Hội đồng quyết định".to_owned());
    }
    let Some((unit_group, received)) = list.unit_group().zip(ranked.row.received()) else {
        return (said, None);
    };
    let (late, others): (Vec<_>, Vec<_>) = received
        .reasons
        .iter()
        .partition(|it| matches!(it, Reason::Late { .. }));
    if ranked.alias.is_some() {
        said.extend(late.first().map(|_| "Nộp muộn".to_owned()));
    } else {
        let sentence = |it: &Reason| reason(unit_group, it).trim_end_matches('.').to_owned();
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
    if ranked.alias.is_some() {
        // Which other files there were of a unit is the office's own affair.
        return (said, None);
    }
    let mut company = ranked.row.company.iter();
    let is_unexpected = company.any(|it| *it == Company::Unexpected);
    let beside = is_unexpected.then(|| uncapitalized(UNEXPECTED.trim_end_matches('.')));
    let what: Vec<String> = others.into_iter().map(in_short).chain(beside).collect();
    let despite =
        (!what.is_empty()).then(|| format!("Cơ quan quyết định nhận dù: {}", what.join("; ")));
    (said, despite)
}

/// What the Council changed, and what that did: `Thẩm định: “3.2 …” 3 điểm (thiếu văn bản); mức từ “Khá” thành “Trung bình”`.
pub fn appraisal(list: &List, ranked: &Ranked) -> Option<String> {
    let unit_group = list.unit_group()?;
    let appraised = ranked.appraised.as_ref()?;
    let marks = in_order(unit_group, appraised).into_iter();
    let marks = marks.filter(|(_, mark)| !mark.is_nothing());
    let marks: Vec<String> = marks
        .map(|(of, mark)| marked(unit_group, of, mark, appraised.faulty.contains(of)))
        .collect();
    let marks = marks.join("; ");
    let Some(after) = appraised.result(&ranked.row.file) else {
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

/// What was decided, in the order of the sheet; last what it no longer has.
fn in_order<'a>(unit_group: &UnitGroup, appraised: &'a Appraised) -> Vec<(&'a str, &'a Mark)> {
    let mut rest: Vec<(&str, &Mark)> = appraised
        .marks
        .iter()
        .map(|(of, mark)| (of.as_str(), mark))
        .collect();
    let mut ordered = Vec::new();
    for group in &unit_group.groups {
        let items = unit_group
            .items
            .get(group.items.clone())
            .unwrap_or_default();
        for id in std::iter::once(&group.id).chain(items.iter().map(|item| &item.id)) {
            let place = rest.iter().position(|(of, _)| *of == &**id);
            ordered.extend(place.map(|place| rest.remove(place)));
        }
    }
    ordered.extend(rest);
    ordered
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

/// Over the columns of what points are out of and the share of it: of all points, or of each block.
pub fn maximum_heads(unit_group: &UnitGroup) -> Vec<String> {
    let (max, share) = ("Điểm tối đa", "Tỷ lệ đạt (%)");
    if unit_group.adds_up() {
        return vec![max.to_owned(), share.to_owned()];
    }
    let names = total_names(unit_group).into_iter();
    let heads = names.flat_map(|name| [format!("{max}: {name}"), format!("{share}: {name}")]);
    heads.collect()
}

/// That the points of units are out of different maxima: over the ranking, on paper too, and before it is final; `None` where all
/// have the same.
pub fn maxima(maxima: &[Maximum]) -> Option<String> {
    let of = |it: &Maximum| format!("{}: {}", maximum(it), counted(&it.units));
    let (first, others) = maxima.split_first()?;
    let is_most = others.iter().all(|it| it.units.len() < first.units.len());
    let is_known = first.max.iter().all(|(_, max)| max.is_some());
    let others: Vec<String> = others.iter().map(of).collect();
    let others = others.join("; ");
    let said = if is_most && is_known {
        format!(
            "nhiều đơn vị nhất là {} ({} đơn vị); khác với đó: {others}",
            maximum(first),
            first.units.len()
        )
    } else {
        format!("{}; {others}", of(first))
    };
    let what = if first.max.iter().all(|(block, _)| block.is_none()) {
        "Thứ hạng vẫn xếp theo tổng điểm, không theo tỷ lệ; Hội đồng xem và quyết định."
    } else {
        "Điểm cùng một phần của các đơn vị này không so trực tiếp với nhau được; Hội đồng xem và quyết định."
    };
    Some(format!(
        "Điểm tối đa của các đơn vị trong danh sách này không như nhau, {said}. {what}"
    ))
}

/// `700 điểm`; of blocks: `“Điều kiện sẵn sàng” 320 điểm, “Kết quả” chưa biết đủ điểm tối đa`
fn maximum(maximum: &Maximum) -> String {
    let each = maximum.max.iter().map(|(block, max)| {
        let max = max.as_ref().map_or_else(
            || "chưa biết đủ điểm tối đa".to_owned(),
            |max| format!("{} điểm", print(max)),
        );
        match block {
            Some(block) => format!("“{block}” {max}"),
            None => max,
        }
    });
    each.collect::<Vec<_>>().join(", ")
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
