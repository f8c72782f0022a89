//! The report on paper.

use std::borrow::Cow;

use bac_thang::engine::assessment::is_visible;
use bac_thang::engine::calendar::When;
use bac_thang::engine::cell::State;
use bac_thang::engine::document::PreparerField;
use bac_thang::engine::framework::{Role, Submission, ZeroRule};
use bac_thang::engine::rule::{Input, InputKind, Item};
use bac_thang::engine::score::{GroupScore, Total};
use bac_thang::engine::standing::{ConditionResult, Place, Verdict};
use bac_thang::engine::vietnamese::print;
use bac_thang::{
    Answer, Assessment, Entry, Evidence, Framework, InputAnswer, Line, Number, Outcome, Silence,
    UnitGroup,
};
use time::Date;

use super::letters::{capitalized, capitals, isolated, small, uncapitalized};
use super::result::Needed;

/// What is to be filled in by hand.
pub const BLANK: &str = "…………………………";

/// What is left so, beside a paper.
pub const LEFT_BLANK: &str = "Số, ngày và người ký để trống, điền khi phát hành.";

/// What the report is called: over what the unit writes in it, and of the preview.
pub const TITLE: &str = "Báo cáo tự đánh giá";

/// What stands on every page of a report made for practice.
pub const PRACTICE: &str = "BÀI TẬP HUẤN, KHÔNG CÓ GIÁ TRỊ NỘP";

/// Below the title of a report whose sheet is not filled in.
pub const DRAFT: &str = "(Bản tạm tính, chưa chấm đủ)";

/// The column of what is assessed, whatever the decision calls its groups and items.
pub const ASSESSED: &str = "Nội dung đánh giá";

/// The column of figures: in the report's table, and in the workbook.
pub const REPORTED: &str = "Số liệu kê khai";

/// A part with nothing in it.
pub const NONE: &str = "Không có.";

/// By which whoever receives the paper knows the file that goes with it.
pub fn receipt(code: &str) -> String {
    format!("Mã biên nhận của tệp nộp kèm: {code}")
}

/// Why the report has no such code yet.
pub const NO_RECEIPT: &str =
    "Báo cáo chưa có mã biên nhận của tệp nộp: còn nội dung phải sửa, xem bước Kiểm tra và nộp.";

/// That the last file that was written to be handed in is not the one that goes with the paper as it is now; `None` where it is, or
/// none was written. Beside the buttons that print the paper, and that write the file.
pub fn outdated(handed_in: Option<&str>, now: Option<&str>) -> Option<String> {
    let handed_in = handed_in.filter(|handed_in| now != Some(handed_in))?;
    Some(format!(
        "Tệp nộp đã tải lần trước mang mã {handed_in}; từ đó nội dung đã thay đổi nên báo cáo in ra không còn khớp tệp ấy. Hãy tải lại tệp nộp ở bước Kiểm tra và nộp, rồi in báo cáo."
    ))
}

/// Below the box for the body above an office, which is printed over its name.
pub fn parent(issuer: &str) -> String {
    format!("In trên tên cơ quan, đơn vị ở đầu báo cáo, ví dụ: {issuer}.")
}

/// Beside a paper of a commune whose name does not say so.
pub const NO_COMMITTEE: &str = "Tên đơn vị không mở đầu bằng “UBND” hay “Ủy ban nhân dân”, nên đầu báo cáo chỉ in tên đã ghi, không có dòng “ỦY BAN NHÂN DÂN”.";

/// In the table of details, where the general outline explains in its part II.
pub const EXPLAINED_ABOVE: &str = "Giải trình tại mục II.";

/// The name of the issuing body, by lines: `ỦY BAN NHÂN DÂN`, `XÃ BÌNH HÒA`. Empty where the unit has not said its name.
pub fn issuing_body(unit: &str) -> Vec<String> {
    let unit = unit.trim();
    match committee_of(unit) {
        Some(place) => vec!["ỦY BAN NHÂN DÂN".to_owned(), capitals(place)],
        None if unit.is_empty() => Vec::new(),
        None => vec![capitals(unit)],
    }
}

/// Whose People's Committee a unit is: `UBND xã Bình Hòa`, `Ủy ban nhân dân xã Bình Hòa`.
pub fn committee_of(unit: &str) -> Option<&str> {
    const NAMES: [&str; 3] = ["ubnd ", "ủy ban nhân dân ", "uỷ ban nhân dân "];
    NAMES.iter().find_map(|name| {
        let letters = name.chars().count();
        let (end, _) = unit.char_indices().nth(letters)?;
        (small(&unit[..end]) == **name).then(|| unit[end..].trim())
    })
}

/// The number, to be filled in by hand: `Số:        /BC-UBND`
pub fn number(unit: &str) -> String {
    let sign = if committee_of(unit.trim()).is_some() {
        "UBND"
    } else {
        "………"
    };
    format!("Số: ………/BC-{sign}")
}

/// Place and day, the day to be filled in by hand.
pub fn place_and_day(place: &str) -> String {
    let place = match place.trim() {
        "" => "……………",
        place => place,
    };
    format!("{place}, ngày … tháng … năm ……")
}

/// What the report is about.
pub fn about(framework: &Framework, year: Option<u16>) -> String {
    match &framework.report {
        Some(report) => report.title.value.clone(),
        None => format!(
            "Kết quả tự đánh giá{} theo {}",
            of_year(year),
            named(framework)
        ),
    }
}

/// What it rests on.
pub fn basis(framework: &Framework) -> String {
    let title = &framework.decision.title;
    format!(
        "Căn cứ {} về việc {}.",
        named(framework),
        uncapitalized(title)
    )
}

/// How it begins.
pub fn opening(unit: &str, year: Option<u16>) -> String {
    format!(
        "{} báo cáo kết quả tự đánh giá{} như sau:",
        unit_or_blank(unit),
        of_year(year)
    )
}

/// Of which time the figures are, where the decision says so: `- Kỳ số liệu: từ 01/10/2025 đến 30/10/2026.`
pub fn period(framework: &Framework, unit_group: &UnitGroup, year: Option<u16>) -> Option<String> {
    let year = year?;
    let mut calendar = framework.calendar.iter();
    let window =
        calendar.find(|event| event.role == Role::DataWindow && event.concerns(&unit_group.id))?;
    let on = super::on(window, year);
    Some(point(&match window.when {
        When::By(_) => format!("Số liệu tính đến {on}."),
        _ => format!("{}: {on}.", window.what),
    }))
}

/// How it ends.
pub fn closing(unit: &str, year: Option<u16>) -> String {
    format!(
        "Trên đây là báo cáo kết quả tự đánh giá{} của {}./.",
        of_year(year),
        unit_or_blank(unit)
    )
}

/// Below the title of what is appended.
pub fn appended(unit: &str) -> String {
    let sign = number(unit);
    let sign = sign.trim_start_matches("Số: ");
    format!(
        "(Kèm theo Báo cáo số {sign} ngày … tháng … năm …… của {})",
        unit_or_blank(unit)
    )
}

/// `Quyết định số 2878/QĐ-UBND ngày 07 tháng 11 năm 2023 của UBND tỉnh Hà Tĩnh`
pub fn named(framework: &Framework) -> String {
    let decision = &framework.decision;
    format!(
        "{} số {} {} của {}",
        decision.form,
        decision.number,
        day(decision.issued),
        decision.issuer
    )
}

/// A day as papers write it: days below 10 and the first two months with a 0.
fn day(date: Date) -> String {
    let month = u8::from(date.month());
    let month = if month < 3 {
        format!("{month:02}")
    } else {
        month.to_string()
    };
    format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
}

pub fn of_year(year: Option<u16>) -> String {
    year.map_or_else(String::new, |year| format!(" năm {year}"))
}

/// A unit's name in a sentence, or room for it.
pub fn unit_or_blank(unit: &str) -> Cow<'_, str> {
    match unit.trim() {
        "" => Cow::Borrowed(BLANK),
        unit => isolated(unit),
    }
}

/// Who receives it, a line each as a document has them (`- Sở Nội vụ;`, the last one with a stop): as the unit wrote it, else as the
/// decision says.
pub fn recipients(written: &str, submission: &Submission) -> Vec<String> {
    const FILED: &str = "Lưu: VT";
    let written: Vec<&str> = written
        .lines()
        .map(bare)
        .filter(|it| !it.is_empty())
        .collect();
    let all = if written.is_empty() {
        let to = submission.to.iter().map(|to| to.value.as_str());
        to.chain([FILED]).collect()
    } else {
        written
    };
    let last = all.len().saturating_sub(1);
    let line =
        |(place, it): (usize, &str)| format!("- {it}{}", if place == last { '.' } else { ';' });
    all.into_iter().enumerate().map(line).collect()
}

/// A recipient without the signs around it.
fn bare(line: &str) -> &str {
    let line = line.trim().trim_start_matches(['-', '–', '•', '+', '*']);
    line.trim().trim_end_matches([';', '.', ',']).trim()
}

/// What is proposed and not decided: in tables and lists of the report.
pub const PROPOSED: &str = "đề nghị không chấm";

/// Points, or what stands in their place, in a table.
pub fn points_or_state(state: State, points: &Number) -> String {
    match state {
        State::Blank => "chưa chấm".to_owned(),
        State::Unusable => "chưa tính được".to_owned(),
        State::Undefined => "không tính được".to_owned(),
        State::Proposed => PROPOSED.to_owned(),
        State::Excluded | State::NotScored => "không chấm".to_owned(),
        State::Shared => "đã chia điểm cho mục khác".to_owned(),
        State::Met => "đáp ứng".to_owned(),
        State::Unmet => "chưa đáp ứng".to_owned(),
        State::Points | State::Partly | State::Zeroed | State::Waived => print(points),
    }
}

/// What points are out of, in a table: the maximum counted, or the one stated of what is left out.
pub fn max(state: State, counted: Option<&Number>, stated: Option<&Number>) -> String {
    match (state, stated) {
        (State::Excluded | State::NotScored, Some(stated)) => left_out(&print(stated)),
        _ => super::result::known(counted),
    }
}

/// `110, không chấm`
fn left_out(max: &str) -> String {
    format!("{max}, không chấm")
}

/// Maximum and points of a line in a table: as they count, as typed where they cannot be read, or what stands in their place where
/// they do not count.
pub fn line(line: &Line, silent: Option<State>) -> (String, String) {
    let (max, points) = (read(&line.max), read(&line.points));
    match silent {
        Some(State::Excluded | State::NotScored) if !max.is_empty() => (
            left_out(&max),
            points_or_state(State::Excluded, &Number::ZERO),
        ),
        Some(State::Waived) => (max.clone(), max),
        Some(state) => (max, points_or_state(state, &Number::ZERO)),
        None if points.is_empty() => (max, points_or_state(State::Blank, &Number::ZERO)),
        None => (max, points),
    }
}

/// A number as it was read; as typed where it was not.
fn read(entry: &Entry) -> String {
    entry
        .value()
        .map_or_else(|| entry.text().trim().to_owned(), print)
}

/// What a line is called: its name, or its number where it has none.
pub fn line_name(index: usize, line: &Line) -> String {
    if is_visible(&line.name) {
        line.name.trim().to_owned()
    } else {
        format!("dòng {}", index + 1)
    }
}

/// A line's number: `2)`
pub fn line_code(index: usize) -> String {
    format!("{})", index + 1)
}

/// What was entered for an input: `Hồ sơ nộp trực tuyến: 720 hồ sơ`; `None` where nothing was.
fn reported(input: &Input, answer: Option<&InputAnswer>) -> Option<String> {
    let answer = answer.filter(|answer| !answer.is_blank())?;
    let said = match &input.kind {
        InputKind::Options(options) => {
            let chosen = answer.choice.as_deref()?;
            options
                .iter()
                .find(|option| *option.id == *chosen)?
                .label
                .clone()
        }
        InputKind::Figure(kind) => match &kind.unit {
            Some(unit) => figure(&answer.number, unit),
            // A share, as typed: of two numbers it is more than a percentage.
            None => answer.number.text().trim().to_owned(),
        },
    };
    Some(format!("{}: {said}", input.label))
}

/// What was entered for the figures that an item asks for.
pub fn figures<'a>(
    unit_group: &'a UnitGroup,
    draft: &'a Assessment,
    item: &Item,
) -> impl Iterator<Item = String> + 'a {
    let inputs = item.inputs().into_iter();
    let inputs = inputs.filter_map(|input| unit_group.inputs.get(input));
    inputs.filter_map(|input| reported(input, draft.input(&input.id)))
}

/// A figure with its unit as papers write it, with its dots: the space between them says that these are dots of thousands. As
/// typed where it cannot be written so, or has two readings that nobody chose from.
fn figure(entry: &Entry, unit: &str) -> String {
    let printed = entry.value().map(print);
    match printed.filter(|printed| !printed.starts_with('≈')) {
        Some(printed) => format!("{printed}\u{a0}{unit}"),
        None => format!("{} {unit}", entry.text().trim()),
    }
}

/// A record of evidence: `Quyết định số 12/QĐ-UBND ngày 05/01/2026, về việc …`; its link is for the file, not for paper.
pub fn record(evidence: &Evidence) -> Option<String> {
    let Evidence {
        number,
        form,
        date,
        r#abstract,
        link,
        file,
    } = evidence;
    let form = form.trim();
    let number = match (form, number.trim()) {
        (_, "") => form.to_owned(),
        ("", number) => format!("Văn bản số {number}"),
        (form, number) => format!("{form} số {number}"),
    };
    let dated = match (number.as_str(), date.trim()) {
        (_, "") => number,
        ("", date) => format!("Văn bản ngày {date}"),
        (number, date) => format!("{number} ngày {date}"),
    };
    let named: Vec<&str> = [dated.as_str(), r#abstract.trim()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let name = file.as_ref().map_or("", |file| file.name.trim());
    let link = Some(link.trim()).filter(|link| !link.is_empty());
    match (named.join(", "), link.unwrap_or(name)) {
        (named, "") => (!named.is_empty()).then_some(named),
        (named, link) if named.is_empty() => Some(link.to_owned()),
        (named, _) => Some(named),
    }
}

/// Why something has no points.
pub fn silence(silence: &Silence) -> String {
    let (what, reason) = match silence {
        Silence::NotApplicable {
            reason,
            decided: true,
        } => ("không chấm theo quyết định", reason),
        Silence::NotApplicable {
            reason,
            decided: false,
        } => (PROPOSED, reason),
        Silence::Undefined { reason } => ("không tính được điểm", reason),
    };
    match reason.trim() {
        "" => format!("{what}."),
        reason => format!("{what}; lý do: {}", ended(reason)),
    }
}

/// That points are 0 whatever was entered, and why.
pub fn zeroed(rule: &ZeroRule) -> String {
    format!("0 điểm theo quy định, vì: {}", ended(&rule.what))
}

/// What the reader is told, in a table.
pub fn noted(note: &str) -> String {
    format!("Ghi chú: {}", ended(note))
}

/// Why there are no points, and what the reader is told: beside evidence and explanation, in a table.
pub fn beside(framework: &Framework, answer: &Answer) -> impl Iterator<Item = String> {
    let silent = answer.silence.as_ref().map(silence);
    let zeroed = answer.zero_rule.as_deref();
    let zeroed = zeroed.and_then(|rule| framework.zero_rule(rule));
    let why = silent.into_iter().chain(zeroed.map(self::zeroed));
    let noted = is_visible(&answer.note).then(|| noted(&answer.note));
    why.map(|why| capitalized(&why)).chain(noted)
}

/// Why something has no points that the unit did not leave out itself.
pub fn silent(state: State) -> Option<&'static str> {
    match state {
        State::Excluded | State::Waived => Some("không áp dụng theo quy định."),
        State::Undefined => Some("không tính được điểm."),
        _ => None,
    }
}

/// With a stop at its end.
pub fn ended(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', ':', ';']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// The paragraphs of what the unit wrote.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

/// Where the maxima come from, where the decision's text does not state them.
pub fn appendix(draft: &Assessment) -> Option<String> {
    let appendix = draft.appendix.trim();
    (!appendix.is_empty()).then(|| format!("Điểm tối đa lấy theo {}", ended(appendix)))
}

/// Whether a decision's outline asks for this anywhere is said beside the box in which it is written.
pub fn asked(asks: &str) -> String {
    format!("Văn bản yêu cầu: {}", capitalized(asks))
}

/// The level reached; while the sheet is not filled in, that it is not the last word.
pub fn level(level: &str, is_complete: bool) -> String {
    if is_complete {
        format!("- Mức tự đánh giá: {level}.")
    } else {
        format!("- Mức tự đánh giá, tạm tính trên phần đã chấm: {level}.")
    }
}

/// The lowest of several levels, which the decision does not say to be the one that counts.
pub fn lowest_level(level: &str, is_complete: bool) -> String {
    format!(
        "{} Đây là mức thấp hơn trong các phần nêu trên; văn bản không quy định các phần kết hợp thành mức chung như thế nào, nên mức chung này là cách hiểu của trang này.",
        self::level(level, is_complete)
    )
}

/// A point of the result.
pub fn point(said: &str) -> String {
    format!("- {said}")
}

/// A point below one that ends with a colon.
pub fn sub_point(said: &str) -> String {
    format!("+ {said}")
}

/// How much of the sheet is filled in.
pub fn completeness(unit_group: &UnitGroup, outcome: &Outcome) -> String {
    let scored = super::result::scored_of(unit_group, outcome);
    format!("- Đã chấm {scored}.")
}

/// The result if what is proposed is granted.
pub fn granted(total: &str, place: Option<&str>) -> String {
    match place {
        Some(place) => format!("- Nếu đề nghị không chấm được chấp thuận: {total}, {place}."),
        None => format!("- Nếu đề nghị không chấm được chấp thuận: {total}."),
    }
}

/// A group's points in a sentence: `Điểm tự chấm: 40/50 điểm (80%).`
pub fn group(score: &GroupScore) -> String {
    let total = Total {
        points: score.points.clone(),
        max: score.max.clone(),
    };
    let said = if score.counted().has_points() {
        super::result::total(&total)
    } else {
        points_or_state(score.state, &score.points)
    };
    format!("Điểm tự chấm: {said}.")
}

/// Points of a group that are taken away: in the table of groups, whose rows add up.
pub fn deducted(points: &str) -> String {
    format!("trừ {points}")
}

/// Below the table of groups, where the total is not their sum: the decision's words.
pub fn total_by(words: &str, at: &str) -> String {
    format!("Tổng điểm theo quy định: “{words}” ({at}).")
}

/// Over what a rung asks.
pub fn rung_asks(ladder: Option<&str>, rung: &str) -> String {
    match ladder {
        Some(ladder) => format!("{ladder}: điều kiện của {rung}"),
        None => format!("Điều kiện của mức {rung}"),
    }
}

/// Why there is no rung to climb to.
pub fn no_next(ladder: Option<&str>, place: &Place) -> String {
    let what = match place {
        Place::Rung { .. } => "đơn vị đã ở mức cao nhất",
        Place::Below | Place::Gap { .. } | Place::Undetermined => "chưa xác định được mức",
    };
    match ladder {
        Some(ladder) => format!("- {ladder}: {what}."),
        None => format!("{}.", capitalized(what)),
    }
}

/// Whether a condition is met, or what is lacking.
pub fn verdict(measured: &ConditionResult) -> String {
    match measured.verdict() {
        Verdict::Holds(true) => "đạt".to_owned(),
        Verdict::Holds(false) => "chưa đạt".to_owned(),
        _ => Needed::of(measured).map_or_else(|| "chưa rõ".to_owned(), |needed| needed.said),
    }
}

/// An explanation in a table.
pub fn explained(explanation: &str) -> String {
    format!("Giải trình: {}", ended(explanation))
}

/// What is asked of the preparer, before a colon.
pub fn preparer_label(field: PreparerField) -> String {
    capitalized(super::concern::preparer_field(field))
}

#[cfg(test)]
mod tests {
    use time::Month;

    use bac_thang::EvidenceFile;

    use super::*;
    use crate::app::catalog::Catalog;

    #[test]
    fn recipients_are_lines_of_a_document() {
        let catalog = Catalog::shipped();
        let of = |framework: &str, written: &str| {
            let sheet = catalog.find(framework, "xa").unwrap();
            recipients(written, &sheet.framework.submission)
        };
        assert_eq!(of("ha-tinh-2878-2023", " "), ["- Lưu: VT."]);
        let written = "UBND thị xã\n\n– Phòng Nội vụ ;\n- Lưu: VT, VP.";
        assert_eq!(
            of("ha-tinh-2878-2023", written),
            ["- UBND thị xã;", "- Phòng Nội vụ;", "- Lưu: VT, VP."]
        );
    }

    #[test]
    fn a_paper_that_no_longer_goes_with_its_file_says_so() {
        assert_eq!(outdated(None, Some("B93K")), None);
        assert_eq!(outdated(Some("B93K"), Some("B93K")), None);
        for now in [Some("FYDX"), None] {
            assert!(
                outdated(Some("B93K"), now)
                    .unwrap()
                    .contains("mang mã B93K")
            );
        }
    }

    #[test]
    fn the_time_that_figures_are_of_is_said_where_the_decision_says_it() {
        let catalog = Catalog::shipped();
        let of = |framework: &str, year: Option<u16>| {
            let sheet = catalog.find(framework, "xa").unwrap();
            period(&sheet.framework, sheet.unit_group(), year)
        };
        assert_eq!(
            of("song-hinh-96-2021", Some(2026)).unwrap(),
            "- Kỳ số liệu: từ 01/10/2025 đến 30/10/2026."
        );
        assert_eq!(
            of("bac-kan-651-2019", Some(2019)).unwrap(),
            "- Số liệu tính đến hết ngày 31/12/2019."
        );
        assert_eq!(of("song-hinh-96-2021", None), None);
        assert_eq!(of("an-giang-1040-2018", Some(2026)), None);
    }

    #[test]
    fn a_committee_is_named_in_two_lines_and_others_in_one() {
        for (unit, lines) in [
            ("UBND xã Bình Hòa", &["ỦY BAN NHÂN DÂN", "XÃ BÌNH HÒA"][..]),
            (
                " Ủy ban nhân dân phường Tứ Hạ ",
                &["ỦY BAN NHÂN DÂN", "PHƯỜNG TỨ HẠ"],
            ),
            (
                "Uỷ ban nhân dân xã Đất Đỏ",
                &["ỦY BAN NHÂN DÂN", "XÃ ĐẤT ĐỎ"],
            ),
            ("Sở Nội vụ", &["SỞ NỘI VỤ"]),
            ("UBND", &["UBND"]),
            ("ub", &["UB"]),
            (" ", &[]),
        ] {
            assert_eq!(issuing_body(unit), lines, "{unit:?}");
        }
        assert_eq!(number("UBND xã A"), "Số: ………/BC-UBND");
        assert_eq!(number("Sở Nội vụ"), "Số: ………/BC-………");
    }

    #[test]
    fn what_is_left_out_keeps_the_maximum_it_has_by_the_decision() {
        let n = |text: &str| text.parse::<Number>().unwrap();
        let said = |state, counted: &str| max(state, Some(&n(counted)), Some(&n("110")));
        assert_eq!(said(State::Excluded, "0"), "110, không chấm");
        assert_eq!(said(State::NotScored, "0"), "110, không chấm");
        assert_eq!(said(State::Points, "60"), "60");
        assert_eq!(max(State::Excluded, Some(&n("0")), None), "0");
        let line = |points: &str, silent| {
            line(
                &Line {
                    max: Entry::typed("50"),
                    points: Entry::typed(points),
                    ..Line::default()
                },
                silent,
            )
        };
        for (points, silent, said) in [
            ("40", None, ("50", "40")),
            ("7.5", None, ("50", "7,5")),
            ("bốn", None, ("50", "bốn")),
            ("1.500", None, ("50", "1.500")),
            ("", None, ("50", "chưa chấm")),
            ("40", Some(State::Proposed), ("50", PROPOSED)),
            ("40", Some(State::Undefined), ("50", "không tính được")),
            (
                "40",
                Some(State::Excluded),
                ("50, không chấm", "không chấm"),
            ),
            (
                "40",
                Some(State::NotScored),
                ("50, không chấm", "không chấm"),
            ),
            ("40", Some(State::Zeroed), ("50", "0")),
            ("40", Some(State::Waived), ("50", "50")),
        ] {
            let (max, of) = line(points, silent);
            assert_eq!((max.as_str(), of.as_str()), said, "{points} {silent:?}");
        }
        let chosen = Entry::typed("1.500").read_as(&n("1.5"));
        let read = Line {
            max: Entry::typed("1.000").read_as(&n("1000")),
            points: chosen,
            ..Line::default()
        };
        assert_eq!(super::line(&read, None), ("1.000".into(), "1,5".into()));
    }

    #[test]
    fn a_level_of_a_sheet_that_is_not_filled_in_is_not_the_last_word() {
        assert_eq!(level("Khá", true), "- Mức tự đánh giá: Khá.");
        assert_eq!(
            level("Khá", false),
            "- Mức tự đánh giá, tạm tính trên phần đã chấm: Khá."
        );
        assert!(lowest_level("Khá", false).starts_with(&level("Khá", false)));
    }

    #[test]
    fn days_have_a_zero_where_papers_write_one() {
        let said = |month, of_month| day(Date::from_calendar_date(2026, month, of_month).unwrap());
        assert_eq!(said(Month::January, 5), "ngày 05 tháng 01 năm 2026");
        assert_eq!(said(Month::February, 15), "ngày 15 tháng 02 năm 2026");
        assert_eq!(said(Month::March, 9), "ngày 09 tháng 3 năm 2026");
    }

    #[test]
    fn a_record_says_what_there_is_of_it() {
        let of = |number: &str, form: &str, date: &str, about: &str, link: &str| {
            record(&Evidence {
                number: number.to_owned(),
                form: form.to_owned(),
                date: date.to_owned(),
                r#abstract: about.to_owned(),
                link: link.to_owned(),
                file: None,
            })
        };
        let full = of(
            "12/QĐ-UBND",
            "Quyết định",
            "05/01/2026",
            "Phân công",
            "a.pdf",
        );
        assert_eq!(
            full.as_deref(),
            Some("Quyết định số 12/QĐ-UBND ngày 05/01/2026, Phân công")
        );
        assert_eq!(
            of("12/QĐ", "", "", "", "").as_deref(),
            Some("Văn bản số 12/QĐ")
        );
        assert_eq!(
            of("", "", "05/01/2026", "", "").as_deref(),
            Some("Văn bản ngày 05/01/2026")
        );
        assert_eq!(of("", "Ảnh chụp", "", "", "").as_deref(), Some("Ảnh chụp"));
        assert_eq!(of("", "", "", " ", "a.pdf").as_deref(), Some("a.pdf"));
        assert_eq!(of("", " ", "", "", ""), None);
        let file = |link: &str| {
            record(&Evidence {
                link: link.to_owned(),
                file: Some(EvidenceFile {
                    name: "b.pdf".to_owned(),
                    sha256: "0".repeat(64),
                }),
                ..Evidence::default()
            })
        };
        assert_eq!(file("").as_deref(), Some("b.pdf"));
        assert_eq!(file("a.pdf").as_deref(), Some("a.pdf"));
    }

    #[test]
    fn nobody_is_invented_among_the_recipients() {
        let none = Submission::default();
        assert_eq!(recipients("", &none), ["- Lưu: VT."]);
        assert_eq!(
            recipients("- Như trên;\n\n - Lưu: VT, A. ", &none),
            ["- Như trên;", "- Lưu: VT, A."]
        );
    }

    #[test]
    fn a_sentence_ends_once() {
        assert_eq!(ended(" Thiếu máy "), "Thiếu máy.");
        assert_eq!(ended("Thiếu máy."), "Thiếu máy.");
        assert_eq!(paragraphs(" a\n\n b \n"), ["a", "b"]);
    }

    #[test]
    fn figures_have_their_dots_on_paper() {
        for (typed, said) in [
            ("12000", "12.000\u{a0}hồ sơ"),
            ("12 000", "12.000\u{a0}hồ sơ"),
            ("85,50", "85,5\u{a0}hồ sơ"),
            // One thousand, or one.
            ("1.000", "1.000 hồ sơ"),
            ("mười", "mười hồ sơ"),
            ("1/3", "1/3 hồ sơ"),
        ] {
            assert_eq!(figure(&Entry::typed(typed), "hồ sơ"), said, "{typed}");
        }
    }
}
