//! What the office is told of a list as a whole.

use std::cmp::Ordering;

use bac_thang::engine::analysis::Part;
use bac_thang::engine::analysis::spread::Spread;
use bac_thang::engine::analysis::years::Apart;
use bac_thang::engine::vietnamese::{print, print_share};
use bac_thang::{Framework, Number, UnitGroup};

use super::office::{has_levels, level, list_name, points};
use super::{called, signed};
use crate::app::office::lists::{List, Ranked};
use crate::app::office::years::Moves;

/// Over the view.
pub fn title(framework: &Framework, unit_group: &UnitGroup, year: Option<u16>) -> String {
    let year = year.map_or_else(String::new, |year| format!(", năm {year}"));
    format!(
        "Phân tích: {}, {}{year}",
        unit_group.name.value, framework.place
    )
}

/// What it rests on.
pub fn basis(units: usize) -> String {
    format!(
        "Theo {units} đơn vị đã nhận, điểm sau thẩm định nếu có. Điểm thưởng, điểm trừ không tính trong từng nội dung."
    )
}

/// What most units miss: `3.2 …: 12/20 đơn vị được dưới nửa điểm tối đa, 4 đơn vị được 0 điểm`.
pub fn need(unit_group: &UnitGroup, part: &Part) -> String {
    let name = called(unit_group, &part.of);
    let Part {
        units, under_half, ..
    } = part;
    let who = if part.is_missed_by_all() {
        format!("tất cả {units} đơn vị")
    } else {
        format!("{under_half}/{units} đơn vị")
    };
    let none = match part.none {
        0 => String::new(),
        none if none == *under_half => ", đều được 0 điểm".to_owned(),
        none => format!(", trong đó {none} được 0 điểm"),
    };
    format!("{name}: {who} dưới nửa điểm tối đa{none}.")
}

/// So many of all.
pub fn of(count: usize, all: usize) -> String {
    format!("{count}/{all}")
}

/// Which groups or items stand highest and lowest.
pub fn extremes(unit_group: &UnitGroup, best: &[&Part], worst: &[&Part]) -> String {
    let named = |parts: &[&Part]| {
        let names = parts.iter().map(|part| called(unit_group, &part.of));
        let share = parts.first().and_then(|part| part.share.as_ref());
        let share = share.map_or_else(String::new, print_share);
        format!("{} ({share})", names.collect::<Vec<_>>().join("; "))
    };
    format!("Cao nhất: {}. Thấp nhất: {}.", named(best), named(worst))
}

/// Where the middle half lies.
pub fn spread(spread: &Spread) -> String {
    format!(
        "Một nửa số đơn vị ở giữa được từ {} đến {} điểm.",
        print(&spread.lower),
        print(&spread.upper)
    )
}

/// A tenth of the maximum: `từ 10% đến dưới 20%`.
pub fn tenth(tenth: usize) -> String {
    match tenth {
        0 => "Dưới 10%".to_owned(),
        9 => "Từ 90% trở lên".to_owned(),
        tenth => format!("Từ {}0% đến dưới {}0%", tenth, tenth + 1),
    }
}

/// The button that puts another list beside this one.
pub fn beside(list: &List) -> String {
    format!("So với {}", list_name(list))
}

/// Why two lists are not compared.
pub fn apart(why: Apart) -> &'static str {
    match why {
        Apart::Framework => {
            "Không so được: hai danh sách chấm theo hai văn bản khác nhau, điểm không cùng thước đo."
        }
        Apart::Edition => {
            "Không so được: hai danh sách chấm theo hai bản khác nhau của bộ tiêu chí, nội dung không giống nhau."
        }
        Apart::UnitGroup => {
            "Không so được: hai danh sách của hai khối đơn vị khác nhau, bảng chấm khác nhau."
        }
        Apart::NoYear => "Không so được: có danh sách chưa ghi năm đánh giá.",
        Apart::SameYear => "Không so được: hai danh sách cùng một năm.",
    }
}

/// How many units rose and fell: by points, or by level where points are not added up.
pub fn changed(unit_group: &UnitGroup, moves: &Moves) -> String {
    let Moves {
        up,
        down,
        same,
        unknown,
    } = *moves;
    let all = up + down + same + unknown;
    let both = format!("{all} đơn vị có ở cả hai năm");
    let (mut said, why) = match compared(unit_group) {
        Compared::Points => (
            format!("{both}: {up} tăng điểm, {down} giảm, {same} giữ nguyên"),
            "điểm tối đa khác nhau",
        ),
        Compared::Levels => (
            format!("{both}: {up} lên mức, {down} xuống mức, {same} giữ mức"),
            "có năm chưa xếp được mức",
        ),
        Compared::Blocks => {
            return format!(
                "{both}. Văn bản không cộng điểm các phần và không nêu các mức nên không tính tăng, giảm chung."
            );
        }
    };
    if unknown > 0 {
        said = format!("{said}, {unknown} không so được vì {why}");
    }
    said + "."
}

/// By what units of two years are compared.
enum Compared {
    Points,
    /// Their points are not added up.
    Levels,
    /// Nor are there levels.
    Blocks,
}

fn compared(unit_group: &UnitGroup) -> Compared {
    if unit_group.adds_up() {
        Compared::Points
    } else if has_levels(unit_group) {
        Compared::Levels
    } else {
        Compared::Blocks
    }
}

/// Over the table of units of two years.
pub fn what_of_units(unit_group: &UnitGroup) -> &'static str {
    match compared(unit_group) {
        Compared::Points => "Tổng điểm của từng đơn vị, theo thứ hạng năm sau.",
        Compared::Levels => "Mức và điểm từng phần của từng đơn vị, theo thứ hạng năm sau.",
        Compared::Blocks => "Điểm từng phần của từng đơn vị.",
    }
}

/// A unit in one of two years: `412,5`; where points are not added up `Mức I (Tốt); Điều kiện sẵn sàng 460; Mức độ đạt được 552`.
pub fn stands(unit_group: &UnitGroup, ranked: &Ranked) -> String {
    let points = ranked.result().map(|result| points(unit_group, result));
    let points = points.unwrap_or_default();
    match compared(unit_group) {
        Compared::Levels => {
            let level = level(unit_group, ranked.rank.level.as_ref());
            format!("{level}; {points}")
        }
        Compared::Points | Compared::Blocks => points,
    }
}

/// In place of a difference of points, where these are not added up.
pub fn level_moved(moved: Option<Ordering>) -> &'static str {
    match moved {
        Some(Ordering::Greater) => "lên mức",
        Some(Ordering::Less) => "xuống mức",
        Some(Ordering::Equal) => "giữ mức",
        None => "–",
    }
}

/// In place of a difference between points out of unlike maxima.
pub const OTHER_MAX: &str = "khác điểm tối đa";

/// Units of one year alone.
pub fn alone(before: (u16, usize), now: (u16, usize)) -> Option<String> {
    let only = |(year, count): (u16, usize)| {
        (count > 0).then(|| format!("{count} đơn vị chỉ có năm {year}"))
    };
    let said: Vec<String> = [only(before), only(now)].into_iter().flatten().collect();
    (!said.is_empty()).then(|| format!("{}.", said.join("; ")))
}

/// The middle of each year.
pub fn medians(before: (u16, &Number), now: (u16, &Number)) -> String {
    format!(
        "Trung vị: năm {} là {}, năm {} là {} điểm.",
        before.0,
        print(before.1),
        now.0,
        print(now.1)
    )
}

/// A difference of shares, in hundredths of the maximum: `+2,5`.
pub fn share_more(more: &Number) -> String {
    signed(&(more * &Number::from(100_u32)))
}

/// The button under a table of units that is longer than what is shown.
pub fn more_units(rest: usize) -> String {
    format!("Hiện thêm, còn {rest} đơn vị")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::catalog::Catalog;

    #[test]
    fn units_that_are_not_compared_are_counted_apart() {
        let said = |framework: &str, [up, down, same, unknown]: [usize; 4]| {
            let catalog = Catalog::shipped();
            let sheet = catalog.find(framework, "xa").unwrap();
            let moves = Moves {
                up,
                down,
                same,
                unknown,
            };
            changed(sheet.unit_group(), &moves)
        };
        assert_eq!(
            said("ha-tinh-2878-2023", [2, 1, 0, 0]),
            "3 đơn vị có ở cả hai năm: 2 tăng điểm, 1 giảm, 0 giữ nguyên."
        );
        assert_eq!(
            said("ha-tinh-2878-2023", [0, 0, 1, 4]),
            "5 đơn vị có ở cả hai năm: 0 tăng điểm, 0 giảm, 1 giữ nguyên, 4 không so được vì điểm tối đa khác nhau."
        );
        assert_eq!(
            said("an-giang-1040-2018", [1, 0, 2, 1]),
            "4 đơn vị có ở cả hai năm: 1 lên mức, 0 xuống mức, 2 giữ mức, 1 không so được vì có năm chưa xếp được mức."
        );
        assert_eq!(
            said("bac-kan-651-2019", [0, 0, 0, 3]),
            "3 đơn vị có ở cả hai năm. Văn bản không cộng điểm các phần và không nêu các mức nên không tính tăng, giảm chung."
        );
        assert_eq!(alone((2023, 0), (2024, 0)), None);
        assert_eq!(
            alone((2023, 1), (2024, 2)).as_deref(),
            Some("1 đơn vị chỉ có năm 2023; 2 đơn vị chỉ có năm 2024.")
        );
    }

    #[test]
    fn tenths_join_without_a_gap() {
        assert_eq!(
            [0, 1, 8, 9].map(tenth),
            [
                "Dưới 10%",
                "Từ 10% đến dưới 20%",
                "Từ 80% đến dưới 90%",
                "Từ 90% trở lên"
            ]
        );
    }

    #[test]
    fn a_difference_has_its_sign_beside_the_number() {
        let said = |more: &str| share_more(&more.parse().unwrap());
        assert_eq!(
            ["0.025", "-0.5", "0", "1/3", "-1/3"].map(said),
            ["+2,5", "−50", "0", "≈\u{a0}+33,33", "≈\u{a0}−33,33"]
        );
    }
}
