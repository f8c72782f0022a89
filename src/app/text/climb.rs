//! The way up, and where one stands.

use bac_thang::engine::assessment::is_visible;
use bac_thang::engine::framework::{Asks, Measure, Standing};
use bac_thang::engine::plan::{Obstacle, Plan, Spot};
use bac_thang::engine::rule::InputKind;
use bac_thang::engine::vietnamese::print;
use bac_thang::{Assessment, Finding, Number, Outcome, Scored, UnitGroup};

use super::finding::finding;
use super::item::edited;
use super::place::called;
use super::result::{Needed, all_totals, condition, place, points};
use crate::app::catalog::Sheet;

/// Where a result stands, or that there is nowhere to stand.
pub fn level(unit_group: &UnitGroup, outcome: &Outcome) -> String {
    match (&unit_group.standing, &outcome.standing) {
        (Standing::Ladders { ladders, .. }, Some(standing)) => ladders
            .first()
            .map_or_else(String::new, |ladder| place(&standing.final_level, ladder)),
        (Standing::RankedOnly(_), _) => "xếp thứ hạng".to_owned(),
        _ => "không nêu mức".to_owned(),
    }
}

/// How much a plan takes, and how sure it is.
pub fn plan(plan: &Plan) -> String {
    let changes = plan.edits.len();
    let effort = if usize::try_from(plan.effort) == Ok(changes) {
        String::new()
    } else {
        format!(", tổng công sức {}", plan.effort)
    };
    let nearest = if plan.is_nearest {
        "đã chứng minh không có cách nào ít hơn, và trong các cách ít như vậy, đây là cách phải đổi ít nhất"
    } else {
        "đã chứng minh không có cách nào ít hơn"
    };
    format!("{changes} thay đổi{effort}: {nearest}.")
}

/// Why a rung cannot be reached.
pub fn obstacle(unit_group: &UnitGroup, obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Condition {
            ladder,
            rung,
            condition: index,
            most,
        } => {
            let ladder = unit_group
                .standing
                .ladders()
                .iter()
                .find(|one| one.id == *ladder);
            let rung = ladder.and_then(|ladder| ladder.rungs.iter().find(|one| one.id == *rung));
            let asked = rung.and_then(|rung| rung.conditions.get(*index));
            let name = rung.map_or("", |rung| rung.name.value.as_str());
            let what = asked.map_or_else(String::new, |asked| condition(unit_group, asked));
            match most {
                Some(most) => format!("{name}: “{what}” nhiều nhất chỉ lên được {}", points(most)),
                None => format!("{name}: không đáp ứng được “{what}”"),
            }
        }
        Obstacle::Sanction { sanction, .. } => {
            let all = unit_group
                .standing
                .ladders()
                .iter()
                .flat_map(|ladder| &ladder.sanctions);
            let what = all
                .filter(|one| one.id == *sanction)
                .map(|one| one.what.as_str())
                .next();
            format!("Chế tài đang áp dụng: {}", what.unwrap_or(sanction))
        }
        Obstacle::Late => "Báo cáo không đúng thời hạn".to_owned(),
        Obstacle::Item { most: Some(most) } => format!("Mục này nhiều nhất được {}", points(most)),
        Obstacle::Item { most: None } => "Mục này không thêm điểm được nữa".to_owned(),
        Obstacle::Together => {
            "Từng điều kiện thì đáp ứng được, nhưng không thể đáp ứng tất cả cùng lúc".to_owned()
        }
        Obstacle::NoTarget => "Văn bản không có bậc này".to_owned(),
    }
}

/// What each rung asks of a group, an index into the sheet's: the rung, how far it is, and the points it takes.
pub fn asked(sheet: &Sheet, scored: &Scored, group: usize) -> Vec<(bool, String, Number)> {
    let Some(standing) = &scored.outcome.standing else {
        return Vec::new();
    };
    let climbed = sheet
        .unit_group()
        .standing
        .ladders()
        .iter()
        .zip(&standing.ladders);
    let rungs = climbed.flat_map(|(ladder, result)| ladder.rungs.iter().zip(&result.rungs));
    let asked = rungs.flat_map(|(rung, result)| {
        let conditions = rung.conditions.iter().zip(&result.conditions);
        conditions.map(move |(condition, result)| (rung, condition, result))
    });
    let here = asked.filter(|(_, condition, _)| {
        matches!(condition.asks, Asks::Points { of: Measure::Group(of), .. } if of == group)
    });
    here.filter_map(|(rung, _, result)| {
        let needed = Needed::of(result)?;
        let said = format!(
            "{} cần {}: {}",
            rung.name.value,
            print(&needed.need),
            needed.said
        );
        Some((needed.is_met, said, needed.need))
    })
    .collect()
}

/// Where units are ranked and there are no rungs: in the place of a way up.
pub const RANKED: &str = "Văn bản xếp hạng các đơn vị mà không nêu mức nào, nên không có bậc để lên. Thêm điểm thì có thể lên hạng, tùy điểm của các đơn vị khác.";

/// What a change of a plan changes: a line by the name that the unit gave it.
pub fn changed(unit_group: &UnitGroup, draft: &Assessment, spot: &Spot) -> String {
    let named = |group: &str, line: usize| {
        let name = draft.answer(group)?.lines.get(line)?.name.trim();
        is_visible(name).then(|| format!("{}: {name}", called(unit_group, group)))
    };
    let line = match spot {
        Spot::Line { group, line } => named(group, *line),
        Spot::Input(_) | Spot::Points(_) => None,
    };
    line.unwrap_or_else(|| edited(unit_group, spot))
}

/// An input, item or group by its name.
pub fn named(unit_group: &UnitGroup, id: &str) -> String {
    unit_group
        .input(id)
        .map_or_else(|| called(unit_group, id), |input| input.label.clone())
}

/// The items that a change is about, where its name does not say: `mục 3.1, 3.3`.
pub fn concerned(unit_group: &UnitGroup, spot: &Spot) -> Option<String> {
    let Spot::Input(id) = spot else { return None };
    let place = unit_group
        .inputs
        .iter()
        .position(|input| *input.id == **id)?;
    let items = unit_group
        .items
        .iter()
        .filter(|item| item.inputs().contains(&place));
    let codes: Vec<&str> = items
        .map(|item| item.code.as_deref().unwrap_or(&item.name.value))
        .collect();
    (!codes.is_empty()).then(|| format!("mục {}", codes.join(", ")))
}

/// What the figure of a change counts.
pub fn unit<'a>(unit_group: &'a UnitGroup, spot: &Spot) -> &'a str {
    match spot {
        Spot::Input(id) => match unit_group.input(id).map(|input| &input.kind) {
            Some(InputKind::Figure(figure)) => figure.unit.as_deref().unwrap_or_default(),
            _ => "",
        },
        _ => "điểm",
    }
}

/// What is scored: the items of groups, or groups as they are.
pub fn cells(unit_group: &UnitGroup) -> &'static str {
    if unit_group.items.is_empty() {
        "nhóm"
    } else {
        "mục"
    }
}

/// Over the picture of what is lost: how to read it.
pub fn waterfall(low: &Number, high: &Number) -> String {
    format!(
        "Từ điểm tối đa xuống kết quả, mục mất nhiều nhất trước. Hình vẽ từ {} đến {}; thanh đặc là mất, thanh viền là thêm.",
        print(low),
        points(high)
    )
}

/// The losses that have no step of their own.
pub fn rest_of_losses(count: usize) -> String {
    format!("{count} mục khác mất ít hơn")
}

/// No way was found: in its place.
pub fn plan_not_found(at_least: impl std::fmt::Display) -> String {
    format!(
        "Chưa tìm ra đường đi trong thời gian cho phép. Mọi cách lên bậc này đều tốn ít nhất {at_least} đơn vị công sức. Chọn “Giữ nguyên” cho các mục không thể thay đổi rồi xem lại."
    )
}

/// A plan from a sheet that is not filled in: over it.
pub fn plan_blanks(unit_group: &UnitGroup, open: usize) -> String {
    let cells = cells(unit_group);
    format!(
        "Còn {open} {cells} chưa có điểm (chưa chấm, hoặc không tính được). Đường đi dưới đây tính cả việc chấm các {cells} đó; nên chấm đủ rồi xem lại."
    )
}

/// What a plan cannot give points to: over the list of it.
pub fn plan_leaves_out(unit_group: &UnitGroup, count: usize) -> String {
    let cells = cells(unit_group);
    format!(
        "Đường đi không tính được phần chưa chấm của {count} {cells}, vì đơn vị ghi không áp dụng hay không tính được, hoặc các dòng chưa cộng đủ điểm tối đa. Chấm được {cells} nào thì đường đi được tính lại với {cells} đó:"
    )
}

/// The name of the list of efforts of a change.
pub fn effort_of(what: &str) -> String {
    format!("Công sức: {what}")
}

/// The name of the box for what a change has to come to.
pub fn needed_of(what: &str) -> String {
    format!("Cần: {what}")
}

/// The plan's own figure, under a box where another is tried.
pub fn planned(figure: &str) -> String {
    format!("đường đi cần {figure}")
}

/// What is wrong with the changes that are tried: under the table of them.
pub fn mistake_in_trial(unit_group: &UnitGroup, found: &Finding) -> String {
    let spot = &found.spot;
    let what = match (&spot.input, &spot.of) {
        (Some(input), _) => edited(unit_group, &Spot::Input(input.clone())),
        (None, Some(of)) => called(unit_group, of),
        (None, None) => String::new(),
    };
    format!("{what}: {}", finding(&found.kind))
}

/// What opens the list of what changing each item costs: how many of its figures and answers stay as they are.
pub fn efforts(pinned: usize) -> String {
    match pinned {
        0 => "Chọn công sức theo từng mục".to_owned(),
        _ => format!("Giữ nguyên {pinned} số liệu; chọn lại công sức theo từng mục"),
    }
}

/// Where the unit stands: below a plan.
pub fn stands_now(unit_group: &UnitGroup, level: &str, outcome: &Outcome) -> String {
    format!("Hiện nay: {level}, {}", all_totals(unit_group, outcome))
}

/// Where it would stand by the changes that are ticked: below a plan.
pub fn would_stand(unit_group: &UnitGroup, level: &str, outcome: &Outcome) -> String {
    format!(
        "Nếu làm các việc đã đánh dấu: {level}, {}",
        all_totals(unit_group, outcome)
    )
}

/// How many blanks still matter: what opens the list of them.
pub fn open_blanks(count: usize) -> String {
    format!("Còn {count} mục chưa có điểm có thể làm thay đổi xếp loại")
}

/// How few items make the unit fall: over one such set of them. Others may do it as well.
pub fn fragile(unit_group: &UnitGroup, count: usize) -> String {
    let cells = cells(unit_group);
    match count {
        1 => format!(
            "Chỉ cần một {cells} bị bác điểm là đơn vị có thể tụt bậc. Một ví dụ ở dưới; {cells} khác cũng có thể như vậy, nên soát kỹ căn cứ chấm của mọi {cells}."
        ),
        count => format!(
            "Chỉ cần {count} {cells} bị bác điểm là đơn vị có thể tụt bậc. Một ví dụ ở dưới; {count} {cells} khác cũng có thể như vậy, nên soát kỹ căn cứ chấm của mọi {cells}."
        ),
    }
}

/// The same, where fewer might do as well: over the list of them.
pub fn fragile_at_most(unit_group: &UnitGroup, count: usize) -> String {
    let cells = cells(unit_group);
    format!(
        "Nếu {count} {cells} sau cùng bị bác điểm thì đơn vị tụt bậc; có thể còn cách cần ít {cells} hơn mà trang chưa tìm hết. Nên soát kỹ căn cứ chấm của các {cells} này:"
    )
}

/// Before the result with nothing for what is blank; whether blanks are among what is taken away.
pub fn lowest(takes_away: bool) -> &'static str {
    if takes_away {
        "Thấp nhất có thể, khi các mục chưa có điểm đều 0 điểm và các mục điểm trừ còn trống đều bị trừ hết mức"
    } else {
        "Thấp nhất có thể, khi các mục chưa có điểm đều 0 điểm"
    }
}

/// Before the result with everything for what is blank; whether blanks are among what is taken away.
pub fn highest(takes_away: bool) -> &'static str {
    if takes_away {
        "Cao nhất có thể, khi các mục chưa có điểm đều đạt tối đa và các mục điểm trừ còn trống đều không bị trừ"
    } else {
        "Cao nhất có thể, khi các mục chưa có điểm đều đạt tối đa"
    }
}
