//! Every sentence that is put together from facts, in Vietnamese. Fixed labels stand in their components.

use bac_thang::engine::calendar::{Span, Timing, When};
use bac_thang::engine::cell::State;
use bac_thang::engine::document::Level;
use bac_thang::engine::framework::{Condition, Measure, Period, Threshold};
use bac_thang::engine::score::{GroupScore, Total};
use bac_thang::engine::standing::{Place, RungResult, Verdict};
use bac_thang::engine::vietnamese::{Unreadable, print, print_share};
use bac_thang::{Assessment, FindingKind, Framework, LoadError, Number, UnitGroup};
use time::Date;

mod shape;

use super::session::{Keeping, NotOpened, Notice};

/// `12,5 điểm`
pub fn points(points: Number) -> String {
    format!("{}\u{a0}điểm", print(points))
}

/// `412,5/600 điểm (68,75%)`
pub fn total(total: &Total) -> String {
    match (total.max, total.share) {
        (Some(max), Some(share)) => format!(
            "{}/{} ({})",
            print(total.points),
            points(max),
            print_share(share)
        ),
        (Some(_), None) => "không còn nội dung để chấm".to_owned(),
        (None, _) => format!("{}, chưa biết điểm tối đa", points(total.points)),
    }
}

/// A number, or a dash where it is not known.
pub fn known(number: Option<Number>) -> String {
    number.map_or_else(|| "–".to_owned(), print)
}

/// A group's points, or what stands in their place.
pub fn group_points(score: &GroupScore) -> String {
    match score.state {
        State::Blank => "chưa chấm".to_owned(),
        State::Undefined => "không tính được".to_owned(),
        _ => print(score.points),
    }
}

/// How many conditions of a rung are not met.
pub fn lacking_count(rung: &RungResult) -> usize {
    rung.conditions
        .iter()
        .filter(|condition| matches!(condition.verdict, Verdict::Lacking(_)))
        .count()
}

/// `25/11/2026`
pub fn date(date: Date) -> String {
    format!(
        "{:02}/{:02}/{}",
        date.day(),
        u8::from(date.month()),
        date.year()
    )
}

/// `Quyết định số 2878/QĐ-UBND ngày 07/11/2023`
pub fn decision(framework: &Framework) -> String {
    let decision = &framework.decision;
    format!(
        "{} số {} ngày {}",
        decision.form,
        decision.number,
        date(decision.issued)
    )
}

/// For which years a decision holds.
pub fn period(framework: &Framework) -> String {
    match &framework.period {
        Period::Yearly(_) => "Đánh giá hằng năm".to_owned(),
        Period::Year(year) => format!("Đánh giá năm {}", year.value),
    }
}

/// The level of government, as a heading over cards.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Province => "Cấp tỉnh",
        Level::District => "Cấp huyện",
        Level::DistrictOffice => "Cơ quan, đơn vị cấp huyện",
        Level::Commune => "Cấp xã",
    }
}

/// How the maximum of a kind of unit is known: `7 nhóm, thang 500 + 600 điểm`.
pub fn scale(unit_group: &UnitGroup) -> String {
    let scored = || {
        unit_group
            .groups
            .iter()
            .filter(|group| group.not_scored.is_none())
    };
    let maximum = |block: usize| {
        let groups = scored().filter(|group| group.block == block);
        let maxima: Option<Vec<Number>> = groups
            .map(|group| Some(group.max.as_ref()?.value))
            .collect();
        Number::sum(maxima?).ok().map(print)
    };
    let maxima: Option<Vec<String>> = (0..unit_group.blocks.len()).map(maximum).collect();
    match maxima {
        Some(maxima) => format!(
            "{} nhóm, thang {} điểm",
            scored().count(),
            maxima.join(" + ")
        ),
        None => format!("{} nhóm, văn bản không nêu điểm tối đa", scored().count()),
    }
}

/// When something is to be done in an assessment of this year.
pub fn when(when: &When, year: u16) -> String {
    match (when, when.span(year)) {
        (When::Stated(words), _) => words.clone(),
        (
            When::Before(_),
            Some(Span {
                last: Some(last), ..
            }),
        ) => {
            let day = last.next_day().unwrap_or(last);
            format!("trước ngày {}", date(day))
        }
        (
            When::By(_),
            Some(Span {
                last: Some(last), ..
            }),
        ) => format!("chậm nhất ngày {}", date(last)),
        (
            When::On(_),
            Some(Span {
                last: Some(day), ..
            }),
        ) => format!("ngày {}", date(day)),
        (
            _,
            Some(Span {
                first: Some(first),
                last: Some(last),
            }),
        ) => format!("từ {} đến {}", date(first), date(last)),
        _ => String::new(),
    }
}

/// After so many days nobody counts them any more.
const LONG_PAST_DAYS: i64 = 60;

/// How far off a deadline is.
pub fn timing(timing: Timing) -> String {
    match timing {
        Timing::Opens(days) => format!("còn {days} ngày nữa mới bắt đầu"),
        Timing::Open(0) => "hôm nay là ngày cuối".to_owned(),
        Timing::Open(days) => format!("còn {days} ngày"),
        Timing::OpenEnded => "đang trong thời hạn".to_owned(),
        Timing::Closed(days) if days > LONG_PAST_DAYS => "đã hết hạn".to_owned(),
        Timing::Closed(days) => format!("đã quá {days} ngày"),
    }
}

/// What a condition asks: `Hạ tầng 90%`. Points asked stand in a column of their own.
pub fn condition(unit_group: &UnitGroup, condition: &Condition) -> String {
    let measure = measure(unit_group, condition.of);
    match condition.at_least {
        Threshold::Points(_) => measure.to_owned(),
        Threshold::Share(share) => format!("{measure} {}", print_share(share)),
    }
}

/// What a condition measures.
pub fn measure(unit_group: &UnitGroup, of: Measure) -> &str {
    match of {
        Measure::Whole => "Tổng điểm",
        Measure::Block(_) => "Tổng khối",
        Measure::Group(index) => &unit_group.groups[index].name.value,
    }
}

/// The name of a place on a ladder with these rungs.
pub fn place(place: &Place, ladder: &bac_thang::engine::framework::Ladder) -> String {
    match place {
        Place::Rung { index, .. } => ladder.rungs[*index].name.value.clone(),
        Place::Below => ladder
            .below
            .as_ref()
            .map_or_else(String::new, |below| capitalized(&below.value)),
        Place::Undetermined => "Chưa xác định được".to_owned(),
    }
}

/// With a capital first letter.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// What is wrong or doubtful, and what to do.
pub fn finding(kind: &FindingKind) -> String {
    match kind {
        FindingKind::Unreadable(text) => unreadable(&text.typed, text.why),
        FindingKind::Ambiguous { decimal, thousands } => {
            format!("Số này đọc được hai cách: {} hoặc {}. Hãy chọn một.", plain(*decimal), plain(*thousands))
        }
        FindingKind::Negative => "Điểm không thể là số âm.".to_owned(),
        FindingKind::OverMax { points, max } => {
            format!("{} vượt điểm tối đa {}, nên chưa được tính. Hãy kiểm tra lại.", capitalized(&self::points(*points)), print(*max))
        }
        FindingKind::ZeroMax => "Điểm tối đa phải lớn hơn 0.".to_owned(),
        FindingKind::MaxMissing => "Chưa có điểm tối đa. Hãy ghi theo phụ lục đơn vị đang giữ.".to_owned(),
        FindingKind::AppendixUnnamed => "Chưa ghi điểm tối đa lấy từ bản phụ lục nào.".to_owned(),
        FindingKind::LinesOverMax { sum, max } => {
            format!("Điểm tối đa của các dòng cộng lại là {}, vượt {} của nhóm, nên nhóm chưa được tính.", print(*sum), print(*max))
        }
        FindingKind::LinesUnderMax { sum, max } => {
            format!("Điểm tối đa của các dòng cộng lại mới là {}, còn thiếu so với {} của nhóm.", print(*sum), print(*max))
        }
        FindingKind::LineCount { found, stated } => {
            format!("Văn bản nêu {stated} chỉ số thành phần, ở đây có {found} dòng.")
        }
        FindingKind::LineUnnamed => "Dòng này chưa có tên.".to_owned(),
        FindingKind::ReasonMissing => "Chưa nêu lý do.".to_owned(),
        FindingKind::NoExclusionRule => {
            "Văn bản không quy định cách xử lý nội dung không áp dụng, nên nhóm này để ở mức chưa tính được điểm.".to_owned()
        }
        FindingKind::UnknownGroup => "Tệp có điểm cho một nhóm không có trong bộ tiêu chí này; giữ lại, không tính.".to_owned(),
        FindingKind::NotScored => "Nhóm này không chấm đối với đơn vị; điểm trong tệp được giữ lại, không tính.".to_owned(),
        FindingKind::UnknownZeroRule => "Tệp nêu một trường hợp 0 điểm không có trong văn bản; không áp dụng.".to_owned(),
        FindingKind::NoLateRule => "Văn bản không nói đơn vị báo cáo muộn bị xếp thế nào.".to_owned(),
        FindingKind::OtherEdition { found, used } if found == used => {
            "Bản số hóa của văn bản lúc lập tệp khác bản trong trang này. Kết quả tính theo bản trong trang này.".to_owned()
        }
        FindingKind::OtherEdition { found, used } => {
            format!("Tệp lập theo bản số hóa thứ {found} của văn bản; kết quả ở đây tính theo bản thứ {used}.")
        }
    }
}

fn unreadable(typed: &str, why: Unreadable) -> String {
    let why = match why {
        Unreadable::Character(c) => format!("có ký tự “{c}”"),
        Unreadable::Negative => return "Điểm không thể là số âm.".to_owned(),
        Unreadable::Percent => return "Ô này ghi số điểm, không ghi phần trăm.".to_owned(),
        Unreadable::Fraction => return "Ô này ghi số điểm, không ghi phân số.".to_owned(),
        Unreadable::Separators => "dấu chấm, dấu phẩy đặt không đúng chỗ".to_owned(),
        Unreadable::TooLong => "quá nhiều chữ số".to_owned(),
    };
    format!(
        "Không đọc được “{}”: {why}. Hãy ghi số điểm, ví dụ 7,5.",
        shortened(typed)
    )
}

/// A long text cut to what fits in a message.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 24;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

/// A number without the dots that made it doubtful: `1000`.
pub fn plain(number: Number) -> String {
    print(number).replace('.', "")
}

/// What the page has to say once.
pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::Opened {
            file, differences, ..
        } => match differences {
            0 => format!("Đã mở tệp {file}."),
            count => format!(
                "Đã mở tệp {file}. {count} kết quả ghi trong tệp khác kết quả tính lại; trang hiện kết quả tính lại."
            ),
        },
        Notice::NotOpened { file, why } => format!(
            "Không mở được tệp {file}. {} Những gì đang nhập không thay đổi.",
            not_opened(why)
        ),
        Notice::Exported { file } => {
            format!("Đã kết xuất và đọc lại đúng. Trình duyệt lưu tệp {file} vào thư mục tải về.")
        }
        Notice::NotExported => {
            "Không kết xuất được tệp. Những gì đang nhập không thay đổi; hãy thử lại.".to_owned()
        }
        Notice::LineRemoved { .. } => "Đã bỏ một dòng.".to_owned(),
        Notice::StartedOver { .. } => "Đã xóa hết để làm lại từ đầu.".to_owned(),
    }
}

fn not_opened(why: &NotOpened) -> String {
    match why {
        NotOpened::TooLarge { bytes } => too_large(*bytes),
        NotOpened::NotText => "Đây không phải tệp JSON do Bậc Thang kết xuất.".to_owned(),
        NotOpened::Load(error) => load_error(error),
        NotOpened::UnknownFramework { id } => {
            format!("Tệp theo bộ tiêu chí “{id}”, trang này không có bộ tiêu chí đó.")
        }
        NotOpened::OtherKind => {
            "Tệp ghi loại bài (chính thức hoặc tập huấn) không khớp với bộ tiêu chí.".to_owned()
        }
        NotOpened::UnknownUnitGroup { id } => {
            format!("Bộ tiêu chí trong trang này không có nhóm đơn vị “{id}” như trong tệp.")
        }
    }
}

fn too_large(bytes: u64) -> String {
    format!(
        "Tệp nặng {}\u{a0}MB, quá lớn so với một tệp tự đánh giá (nhiều nhất 5\u{a0}MB).",
        bytes.div_ceil(1_000_000)
    )
}

/// Why a file could not be read.
pub fn load_error(error: &LoadError) -> String {
    match error {
        LoadError::TooLarge { bytes } => too_large(*bytes as u64),
        LoadError::Empty => "Tệp trống, không có gì bên trong.".to_owned(),
        LoadError::Truncated { line, column } => {
            format!(
                "Tệp bị cụt ở dòng {line}, cột {column}, có thể do tải hoặc gửi chưa trọn. Hãy lấy lại tệp gốc."
            )
        }
        LoadError::NotJson { line, column } => {
            format!(
                "Đây không phải tệp JSON do Bậc Thang kết xuất (sai ở dòng {line}, cột {column})."
            )
        }
        LoadError::OtherKind { .. } => {
            "Đây là tệp JSON của loại khác, không phải tệp tự đánh giá của Bậc Thang.".to_owned()
        }
        LoadError::Newer { found, known } => {
            format!(
                "Tệp do bản Bậc Thang mới hơn lập (định dạng {found}); trang này chỉ đọc đến định dạng {known}. Hãy dùng bản mới."
            )
        }
        LoadError::Shape { path, message } => {
            format!("Nội dung tệp sai tại “{path}”: {}.", shape::what(message))
        }
        LoadError::Year { found } => format!("Năm đánh giá trong tệp là {found}, không dùng được."),
        LoadError::AnsweredTwice { group, .. } => {
            format!("Trong tệp, nhóm “{group}” được ghi hai lần.")
        }
        LoadError::TooMany { path, found, limit } => {
            format!("Nội dung tệp sai tại “{path}”: có {found} mục, nhiều nhất chỉ được {limit}.")
        }
        LoadError::Fault(fault) => format!(
            "Nội dung tệp sai tại “{}”: có {}, cần {}.",
            fault.path, fault.found, fault.expected
        ),
    }
}

/// A draft on its card: `Đang làm: UBND xã A, năm 2026`.
pub fn draft(draft: &Assessment) -> String {
    let unit = if draft.unit.trim().is_empty() {
        "chưa ghi tên đơn vị"
    } else {
        draft.unit.trim()
    };
    let year = draft
        .year
        .map_or_else(String::new, |year| format!(", năm {year}"));
    format!("Đang làm: {unit}{year}")
}

/// What the browser does not do.
pub fn keeping(keeping: Keeping) -> Option<&'static str> {
    match keeping {
        Keeping::Works => None,
        Keeping::Refused => Some(
            "Trình duyệt này không cho lưu, nên đóng trang là mất những gì đã nhập. Hãy tải tệp JSON về trước khi đóng.",
        ),
        Keeping::Damaged => Some(
            "Một bản đang làm lưu trong trình duyệt không đọc được. Bản đó vẫn được giữ riêng trong trình duyệt; nếu có tệp JSON, hãy mở lại tệp.",
        ),
    }
}

/// File systems take names of about 255 bytes, and the unit is one part of several.
const LONGEST_SLUG: usize = 60;

/// A name for file names: `UBND xã Đất Đỏ` becomes `ubnd-xa-dat-do`.
pub fn slug(text: &str) -> String {
    let plain = String::from(js_sys::JsString::from(text.to_lowercase()).normalize("NFD"));
    let mut slug = String::new();
    for letter in plain
        .chars()
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
    {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if letter.is_ascii() && !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.truncate(LONGEST_SLUG); // ASCII only, so any byte is a boundary
    slug.trim_end_matches('-').to_owned()
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::slug;

    wasm_bindgen_test_configure!(run_in_browser);

    // In a browser only, because the letters are taken apart by the browser.
    #[wasm_bindgen_test]
    fn file_names_have_no_marks() {
        for (unit, name) in [
            ("UBND xã Đất Đỏ", "ubnd-xa-dat-do"),
            ("  Phường 1 – TP. Cao Lãnh  ", "phuong-1-tp-cao-lanh"),
            ("ƯỜNG ẮẰẲẴẶ", "uong-aaaaa"),
            ("../../etc", "etc"),
            ("", ""),
            ("***", ""),
        ] {
            assert_eq!(slug(unit), name, "{unit:?}");
        }
        assert_eq!(slug(&"xã ".repeat(100)).len(), 59);
    }
}
