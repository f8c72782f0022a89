//! Numbers and places.

use bac_thang::engine::cell::State;
use bac_thang::engine::framework::{
    Asks, Condition, GroupRole, Ladder, Measure, Rung, Side, Worth,
};
use bac_thang::engine::rule::{InputKind, Test};
use bac_thang::engine::score::{GroupScore, Total};
use bac_thang::engine::standing::{ConditionResult, Place, RungResult, Verdict};
use bac_thang::engine::vietnamese::{print, print_share};
use bac_thang::{Number, Outcome, UnitGroup};

use super::letters::capitalized;

/// `12,5 điểm`
pub fn points(points: &Number) -> String {
    format!("{}\u{a0}điểm", print(points))
}

/// `+1,5`, `−2`, `0`, `≈ +0,33`
pub fn signed(change: &Number) -> String {
    let printed = print(change);
    if change.is_zero() || change.is_negative() {
        return printed;
    }
    match printed.strip_prefix('≈') {
        Some(cut_off) => format!("≈\u{a0}+{}", cut_off.trim_start()),
        None => format!("+{printed}"),
    }
}

/// `412,5/600 điểm (68,75%)`
pub fn total(total: &Total) -> String {
    match (&total.max, &total.share()) {
        (Some(max), Some(share)) => format!(
            "{}/{} ({})",
            print(&total.points),
            points(max),
            print_share(share)
        ),
        (Some(_), None) => "không còn nội dung để chấm".to_owned(),
        (None, _) => format!("{}, chưa biết điểm tối đa", points(&total.points)),
    }
}

/// What the totals a decision speaks of are called: those of its blocks where it does not add them up, else that of the whole.
pub fn total_names(unit_group: &UnitGroup) -> Vec<&str> {
    if unit_group.adds_up() {
        return vec!["Tổng điểm"];
    }
    let names = unit_group.blocks.iter().filter_map(|it| it.name.as_ref());
    names.map(|name| name.value.as_str()).collect()
}

/// The totals a decision speaks of, each after its name.
pub fn totals<'a>(unit_group: &'a UnitGroup, outcome: &'a Outcome) -> Vec<(&'a str, &'a Total)> {
    let totals = if unit_group.adds_up() {
        std::slice::from_ref(&outcome.whole)
    } else {
        &outcome.blocks
    };
    let names = total_names(unit_group).into_iter();
    names.zip(totals).collect()
}

/// The same in a sentence, or a cell of a table: `412,5/600 điểm (68,75%)`, or each block after its name.
pub fn all_totals(unit_group: &UnitGroup, outcome: &Outcome) -> String {
    match totals(unit_group, outcome).as_slice() {
        [(_, whole)] => total(whole),
        blocks => named(blocks).join("; "),
    }
}

/// A group's number in the decision, or its place in its block.
pub fn group_code(unit_group: &UnitGroup, index: usize) -> String {
    let group = &unit_group.groups[index];
    group.code.clone().unwrap_or_else(|| {
        let before = unit_group.groups[..index].iter();
        let place = before.filter(|other| other.block == group.block).count() + 1;
        place.to_string()
    })
}

/// The name of the block that begins with a group, where one does.
pub fn block_begun(unit_group: &UnitGroup, index: usize) -> Option<&str> {
    let block = unit_group.groups[index].block;
    let is_first = index == 0 || unit_group.groups[index - 1].block != block;
    let name = unit_group.blocks[block].name.as_ref();
    name.filter(|_| is_first).map(|name| name.value.as_str())
}

/// Where a saved assessment stands, on its card: `Khá · Tổng điểm 412,5/600 điểm (68,75%) · đã chấm 5/7 nhóm`
pub fn standing(
    unit_group: &UnitGroup,
    level: &str,
    totals: &[(&str, &Total)],
    outcome: &Outcome,
) -> String {
    format!(
        "{level} · {} · đã chấm {}",
        named(totals).join(" · "),
        scored_of(unit_group, outcome)
    )
}

/// Whether nothing is left for the unit to do.
pub fn is_complete(outcome: &Outcome) -> bool {
    outcome.completeness.answered == outcome.completeness.of
}

/// How much of a sheet is scored, and how much of it is left out or proposed to be.
struct ScoredCount {
    scored: usize,
    of: usize,
    proposed: usize,
    excluded: usize,
}

impl ScoredCount {
    fn of(outcome: &Outcome) -> ScoredCount {
        let count = |state: State| {
            let groups = outcome.groups.iter();
            let counted = groups.map(|group| match group.items.as_slice() {
                [] => usize::from(group.state == state),
                items => items.iter().filter(|item| item.state == state).count(),
            });
            counted.sum::<usize>()
        };
        let (proposed, excluded) = (count(State::Proposed), count(State::Excluded));
        let answered = outcome.completeness.answered;
        ScoredCount {
            scored: answered.saturating_sub(proposed + excluded),
            of: outcome.completeness.of,
            proposed,
            excluded,
        }
    }

    /// ` (đề nghị không chấm 2, không chấm 1)`
    fn left_out(&self) -> String {
        match (self.proposed, self.excluded) {
            (0, 0) => String::new(),
            (proposed, 0) => format!(" (đề nghị không chấm {proposed})"),
            (0, excluded) => format!(" (không chấm {excluded})"),
            (proposed, excluded) => {
                format!(" (đề nghị không chấm {proposed}, không chấm {excluded})")
            }
        }
    }
}

/// How much of a sheet is scored: `5/7 nhóm`, `6/8 nhóm (đề nghị không chấm 2)`
pub fn scored_of(unit_group: &UnitGroup, outcome: &Outcome) -> String {
    let count = ScoredCount::of(outcome);
    format!(
        "{}/{} {}{}",
        count.scored,
        count.of,
        super::cells(unit_group),
        count.left_out()
    )
}

/// Of a zero rule whose reach the decision does not say: below the headline, in the report and in a workbook.
pub const WHOLE_MAY_BE_ZERO: &str = "Văn bản không nói trường hợp 0 điểm tính cho mục hay cho cả bảng. Ở đây tính cho mục; nếu tính cho cả bảng thì tổng là 0 điểm.";

/// Over the level, while not all is scored: in the headline.
pub const PROVISIONAL: &str = "Tạm tính trên phần đã chấm";

/// Where units are ranked and there are no levels: over the words that say so.
pub const RANKED_ONLY: &str = "Văn bản xếp hạng các đơn vị mà không nêu mức nào. Thứ hạng chỉ biết được khi có điểm của các đơn vị cùng nhóm.";

/// How the page reads those words: below them.
pub fn reading(reading: &str) -> String {
    format!("Cách hiểu của trang này: {reading}")
}

/// A number, or a dash where it is not known.
pub fn known(number: Option<&Number>) -> String {
    number.map_or_else(|| "–".to_owned(), print)
}

/// A group's points, or what stands in their place; and that some of it is not in them.
pub fn group_points(score: &GroupScore) -> String {
    marked(
        score,
        super::report::points_or_state(score.counted(), &score.points),
    )
}

/// The same with what they are out of: `4,3/10 (chưa gồm 1 mục)`
pub fn group_points_of_max(score: &GroupScore) -> String {
    let points = super::report::points_or_state(score.counted(), &score.points);
    marked(
        score,
        match &score.max {
            Some(max) if score.counted().has_points() => format!("{points}/{}", print(max)),
            _ => points,
        },
    )
}

/// A group's share of its maximum; `None` where it has no points, or they are no share of anything.
pub fn group_share(role: GroupRole, score: &GroupScore) -> Option<Number> {
    let max = score.max.as_ref();
    let max = max.filter(|_| role == GroupRole::Scored && score.counted().has_points());
    score.points.share_of(max?)
}

fn marked(score: &GroupScore, points: String) -> String {
    match (score.left_out(), score.state) {
        (0, State::Unusable | State::Undefined) if score.counted().has_points() => {
            format!("{points} (chưa gồm mọi dòng)")
        }
        (0, _) => points,
        (count, _) => format!("{points} ({})", left_out(count)),
    }
}

/// How much is not in points: behind them.
pub fn left_out(items: usize) -> String {
    format!("chưa gồm {items} mục")
}

/// What a result is called that counts all the unit claims: side by side with others, on the way up and at the office.
pub const CLAIMED: &str = "Đơn vị tự chấm";

/// And one in which what nothing proves counts as nothing.
pub const BACKED: &str = "Chỉ tính mục có minh chứng hoặc giải trình";

/// And one with the points of the appraisal: where it is entered, and in its record.
pub const APPRAISED: &str = "Sau thẩm định";

/// What cannot be said yet of a level or a rung: in the headline, in a rung's head.
pub const UNDETERMINED: &str = "Chưa xác định được";

/// How many conditions of a rung are not met.
pub fn lacking_count(rung: &RungResult) -> usize {
    rung.conditions
        .iter()
        .filter(|condition| condition.is_met() == Some(false))
        .count()
}

/// A number without the dots that made it doubtful: `1000`.
pub fn plain(number: &Number) -> String {
    print(number).replace('.', "")
}

/// What is lacking; where the limit itself is not enough, that more is needed.
pub fn lack(lack: &Number) -> String {
    if lack.is_zero() {
        "cần hơn".to_owned()
    } else {
        print(lack)
    }
}

/// What a condition asks: `Hạ tầng 90%`. Points asked stand in a column of their own.
pub fn condition(unit_group: &UnitGroup, condition: &Condition) -> String {
    let (of, side, limit) = match &condition.asks {
        Asks::Points { of, side, limit } => (measure(unit_group, *of), side, limit),
        Asks::Test(test) => return tested(unit_group, test),
    };
    match (side, limit) {
        (Side::AtLeast, Worth::Points(_)) => of.to_owned(),
        (Side::AtLeast, Worth::Share(share)) => format!("{of} {}", print_share(share)),
        (Side::Above, Worth::Points(_)) => format!("{of}, trên mức cần"),
        (Side::Above, Worth::Share(share)) => format!("{of} trên {}", print_share(share)),
        (Side::AtMost, Worth::Points(_)) => format!("{of}, không quá mức nêu"),
        (Side::AtMost, Worth::Share(share)) => format!("{of} không quá {}", print_share(share)),
        (Side::Below, Worth::Points(_)) => format!("{of}, dưới mức nêu"),
        (Side::Below, Worth::Share(share)) => format!("{of} dưới {}", print_share(share)),
    }
}

/// What a condition asks that is no matter of points: `Công khai kết quả tự đánh giá: Có`.
fn tested(unit_group: &UnitGroup, test: &Test) -> String {
    let label = |input: usize| unit_group.inputs[input].label.as_str();
    if let Test::Chosen { input, option } = test
        && let InputKind::Options(options) = &unit_group.inputs[*input].kind
    {
        return format!("{}: {}", label(*input), options[*option].label);
    }
    let labels: Vec<&str> = test.inputs().into_iter().map(label).collect();
    format!("Điều kiện về: {}", labels.join("; "))
}

/// What there is of what a condition measures; nothing is measured where it is a test.
pub fn have(condition: &Condition, measured: &ConditionResult) -> String {
    match condition.asks {
        Asks::Points { .. } => print(&measured.have),
        Asks::Test(_) => "–".to_owned(),
    }
}

/// What a condition measures.
pub fn measure(unit_group: &UnitGroup, of: Measure) -> &str {
    match of {
        Measure::Whole => "Tổng điểm",
        Measure::Block(_) => "Tổng khối",
        Measure::Group(index) => &unit_group.groups[index].name.value,
        Measure::Item(index) => &unit_group.items[index].name.value,
    }
}

/// What a condition on points needs, and how far it is from that.
pub struct Needed {
    /// The limit, in points.
    pub need: Number,
    pub is_met: bool,
    /// `đạt`, `còn thiếu 1,5`
    pub said: String,
}

impl Needed {
    /// `None` where the limit is not known.
    pub fn of(result: &ConditionResult) -> Option<Needed> {
        let need = result.need.clone()?;
        let (is_met, said) = match result.verdict() {
            Verdict::Met(_) => (true, "đạt".to_owned()),
            Verdict::Lacking(lack) if lack.is_zero() => (false, "cần hơn".to_owned()),
            Verdict::Lacking(lack) => (false, format!("còn thiếu {}", print(&lack))),
            Verdict::Exceeded(over) => (false, format!("vượt {}", print(&over))),
            Verdict::Holds(_) | Verdict::Unknown => return None,
        };
        Some(Needed { need, is_met, said })
    }
}

/// The name of a place on a ladder with these rungs.
pub fn place(place: &Place, ladder: &Ladder) -> String {
    match place {
        Place::Rung { index, .. } => ladder.rungs[*index].name.value.clone(),
        Place::Below => ladder
            .below
            .as_ref()
            .map_or_else(String::new, |below| capitalized(&below.value)),
        Place::Gap { above } => {
            format!("Giữa hai mức, trên {}", ladder.rungs[*above].name.value)
        }
        Place::Undetermined => UNDETERMINED.to_owned(),
    }
}

/// How many conditions of a rung are not met: in its head.
pub fn lacking(count: usize, of: usize) -> String {
    format!("Thiếu {count}/{of} điều kiện")
}

/// The name of the table of a rung's conditions.
pub fn conditions_of(rung: &str) -> String {
    format!("Điều kiện của {rung}")
}

/// What opens the words that a rung rests on, for those who hear the page.
pub fn sources_of(rung: &str) -> String {
    format!("Căn cứ của {rung}")
}

/// In the place of a level.
pub fn nothing_scored(unit_group: &UnitGroup) -> String {
    format!("Chưa chấm {} nào", super::cells(unit_group))
}

/// The result if what is proposed is granted: below the headline.
pub fn granted(unit_group: &UnitGroup, granted: &Outcome, level: Option<String>) -> String {
    let total = all_totals(unit_group, granted);
    match level {
        Some(level) => format!("Nếu đề nghị không chấm được chấp thuận: {total}, {level}."),
        None => format!("Nếu đề nghị không chấm được chấp thuận: {total}."),
    }
}

/// `Tổng điểm 81,5/100`, each total after its name.
fn named(totals: &[(&str, &Total)]) -> Vec<String> {
    let totals = totals.iter();
    totals
        .map(|(name, of)| format!("{name} {}", total(of)))
        .collect()
}

/// What a sheet comes to: above its forms in a workbook.
pub fn comes_to(unit_group: &UnitGroup, outcome: &Outcome, levels: &[String]) -> String {
    let totals = named(&totals(unit_group, outcome)).join("; ");
    let levels = levels.join("; ");
    let scored = scored_of(unit_group, outcome);
    match (levels.is_empty(), is_complete(outcome)) {
        (true, true) => format!("{totals}."),
        (true, false) => format!("{totals}. Tạm tính: mới chấm {scored}."),
        (false, true) => format!("{totals}. Xếp loại: {levels}."),
        (false, false) => {
            format!("{totals}. Xếp loại tạm tính: {levels}; mới chấm {scored}.")
        }
    }
}

/// A ladder and the level on it.
pub fn ladder_and_level((ladder, level): &(String, String)) -> String {
    format!("{ladder}: {level}")
}

/// What a screen reader hears after a change.
pub fn announcement(
    unit_group: &UnitGroup,
    level: &str,
    totals: &[(&str, &Total)],
    outcome: &Outcome,
    steps: &[String],
) -> String {
    let count = ScoredCount::of(outcome);
    format!(
        "{level}. {}. Đã chấm {} trên {} {}{}. {}",
        named(totals).join(", "),
        count.scored,
        count.of,
        super::cells(unit_group),
        count.left_out(),
        steps.join(" ")
    )
}

/// What lacks for the next rung of a ladder: at the end of what a screen reader hears.
pub fn next_step(ladder: &Ladder, lacking: usize, rung: &Rung) -> String {
    let ladder = ladder.name.as_deref().unwrap_or("Thang mức");
    format!(
        "{ladder}: còn {lacking} điều kiện để lên {}.",
        rung.name.value
    )
}

#[cfg(test)]
mod tests {
    use bac_thang::{Assessment, InputAnswer, score};

    use super::*;
    use crate::app::catalog::{Catalog, practised};

    fn n(text: &str) -> Number {
        text.parse().unwrap()
    }

    fn said(points: &str, max: Option<&str>) -> String {
        let (points, max) = (n(points), max.map(n));
        total(&Total { points, max })
    }

    #[test]
    fn what_falls_short_is_not_shown_as_reaching_it() {
        assert_eq!(
            said("899.99", Some("1000")),
            "899,99/1.000\u{a0}điểm (89,999%)"
        );
        assert_eq!(said("623", Some("890")), "623/890\u{a0}điểm (70%)");
        assert_eq!(
            said("622.99", Some("890")),
            "622,99/890\u{a0}điểm (≈\u{a0}69,99%)"
        );
    }

    #[test]
    fn what_is_not_known_is_said() {
        assert_eq!(said("12.5", None), "12,5\u{a0}điểm, chưa biết điểm tối đa");
        assert_eq!(said("0", Some("0")), "không còn nội dung để chấm");
        assert_eq!(known(None), "–");
        assert_eq!(plain(&n("1000.5")), "1000,5");
    }

    #[test]
    fn one_item_without_points_leaves_a_group_the_points_of_the_others() {
        let text =
            include_str!("../../../frameworks/tap-huan/bo-tieu-chi-2026/units/rot-minh-chung.json");
        let (sheet, mut draft) = practised(text);
        let group = |draft: &Assessment| {
            let outcome = score(&sheet.framework, draft).unwrap().outcome;
            outcome.groups[6].clone()
        };
        let item = &sheet.unit_group().items[sheet.unit_group().groups[6].items.clone()][3];
        assert_eq!(item.code.as_deref(), Some("7.4"));
        for input in item.inputs() {
            let id = &sheet.unit_group().inputs[input].id;
            *draft.input_mut(id) = InputAnswer {
                input: id.clone(),
                ..InputAnswer::default()
            };
        }
        let score = group(&draft);
        assert_eq!(group_points(&score), "4,3 (chưa gồm 1 mục)");
        assert_eq!(group_points_of_max(&score), "4,3/10 (chưa gồm 1 mục)");
        let share = group_share(GroupRole::Scored, &score);
        assert_eq!(share.as_ref().map(print_share).as_deref(), Some("43%"));
    }

    #[test]
    fn what_has_no_points_is_no_share() {
        let of = |state| GroupScore {
            id: "g".into(),
            state,
            points: Number::ZERO,
            max: Some(n("10")),
            adds: Number::ZERO,
            adds_max: Some(n("10")),
            items: Vec::new(),
        };
        for state in [State::Blank, State::Undefined, State::Proposed] {
            assert_eq!(group_share(GroupRole::Scored, &of(state)), None);
        }
        let zero = group_share(GroupRole::Scored, &of(State::Points));
        assert_eq!(zero, Some(Number::ZERO));
        assert_eq!(group_share(GroupRole::Bonus, &of(State::Points)), None);
    }

    #[test]
    fn groups_without_numbers_are_counted_in_their_blocks() {
        let catalog = Catalog::shipped();
        let said = |framework: &str| {
            let unit_group = catalog.find(framework, "xa").unwrap().unit_group();
            let all = 0..unit_group.groups.len();
            let code = |index| {
                let begun = block_begun(unit_group, index).map_or("", |_| "| ");
                begun.to_owned() + &group_code(unit_group, index)
            };
            all.map(code).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(said("an-giang-1040-2018"), "| 1 2 3 | 1 2 3 4");
        assert_eq!(said("bac-kan-651-2019"), "| 1 2 3 | 1 2 3 4");
        assert_eq!(
            said("tap-huan-bo-tieu-chi-2026"),
            "I II III IV V VI VII VIII IX"
        );
    }
}
