//! What is wrong or doubtful on a sheet.

use bac_thang::engine::vietnamese::{Unreadable, print, print_share};
use bac_thang::{Entry, FindingKind, Number};

use super::letters::capitalized;
use super::result::{self, plain};

/// A number below 0: at its box.
const NEGATIVE: &str = "Ô này không thể là số âm.";

/// What is wrong or doubtful, and what to do.
pub fn finding(kind: &FindingKind) -> String {
    match kind {
        FindingKind::Unreadable(text) => unreadable(&text.typed, text.why),
        FindingKind::Ambiguous { decimal, thousands } => {
            format!("Số này đọc được hai cách: {} hoặc {}. Hãy chọn một.", plain(decimal), plain(thousands))
        }
        FindingKind::Negative => NEGATIVE.to_owned(),
        FindingKind::OverMax { points, max } => {
            format!("{} vượt điểm tối đa {}, nên chưa được tính. Hãy kiểm tra lại.", capitalized(&result::points(points)), print(max))
        }
        FindingKind::ZeroMax => "Điểm tối đa phải lớn hơn 0.".to_owned(),
        FindingKind::MaxMissing => "Chưa có điểm tối đa. Hãy ghi theo phụ lục đơn vị đang giữ.".to_owned(),
        FindingKind::AppendixUnnamed => "Chưa ghi điểm tối đa lấy từ bản phụ lục nào.".to_owned(),
        FindingKind::LinesOverMax { sum, max } => {
            format!("Điểm tối đa của các dòng cộng lại là {}, vượt {} của nhóm, nên nhóm chưa được tính.", print(sum), print(max))
        }
        FindingKind::LinesUnderMax { sum, max } => {
            format!("Điểm tối đa của các dòng cộng lại mới là {}, còn thiếu so với {} của nhóm.", print(sum), print(max))
        }
        FindingKind::LineCount { found, stated } => {
            format!("Văn bản nêu {stated} chỉ số thành phần, ở đây có {found} dòng.")
        }
        FindingKind::LineUnnamed => "Dòng này chưa có tên.".to_owned(),
        FindingKind::ReasonMissing => "Chưa nêu lý do.".to_owned(),
        FindingKind::NoExclusionRule => {
            "Văn bản không quy định cách xử lý nội dung không áp dụng, nên nội dung này để ở mức chưa tính được điểm; vẫn nộp được, cơ quan nhận báo cáo xem xét.".to_owned()
        }
        FindingKind::UnknownGroup => "Tệp có điểm cho một nhóm không có trong bộ tiêu chí này; giữ lại, không tính.".to_owned(),
        FindingKind::NotScored => "Nhóm này không chấm đối với đơn vị; điểm trong tệp được giữ lại, không tính.".to_owned(),
        FindingKind::UnknownZeroRule => "Tệp nêu một trường hợp 0 điểm không có trong văn bản; không áp dụng.".to_owned(),
        FindingKind::HasItems => "Nhóm này chấm theo từng chỉ tiêu; điểm chung của nhóm trong tệp được giữ lại, không tính.".to_owned(),
        FindingKind::NotAskedFor => {
            "Tệp ghi điểm, điểm tối đa hoặc dòng chi tiết ở một nội dung mà văn bản không chấm bằng cách đó; giữ lại, không tính.".to_owned()
        }
        FindingKind::UnknownInput => "Tệp có một số liệu không có trong bộ tiêu chí này; giữ lại, không dùng.".to_owned(),
        FindingKind::UnknownChoice => "Câu trả lời trong tệp không có trong danh sách; hãy chọn lại.".to_owned(),
        FindingKind::OtherKind => "Tệp ghi ở đây một câu trả lời thay cho số, hoặc số thay cho câu trả lời, nên chưa được dùng; hãy nhập lại.".to_owned(),
        FindingKind::NotWhole => "Ô này cần số nguyên.".to_owned(),
        FindingKind::OutOfBounds { found, at_least, at_most } => out_of_bounds(found, at_least, at_most.as_ref(), print),
        FindingKind::PartOverWhole { part, whole } => {
            format!("{} lớn hơn tổng số {}, nên chưa được tính. Hãy kiểm tra hai số này.", print(part), print(whole))
        }
        FindingKind::OverQuota { share } => {
            format!("Đạt {} so với mức yêu cầu; chỉ tính 100%.", print_share(share))
        }
        FindingKind::OverBest { value, best } => {
            format!("{} lớn hơn giá trị của đơn vị cao nhất là {}, nên chưa được tính. Hãy kiểm tra hai số này.", print(value), print(best))
        }
        FindingKind::DenominatorZero => "Mẫu số bằng 0 và văn bản không nói khi đó tính thế nào, nên chưa xác định được điểm.".to_owned(),
        FindingKind::InGap { value } => {
            format!("Văn bản không nêu mức điểm cho giá trị {}, nên chưa xác định được điểm.", print(value))
        }
        FindingKind::MandatoryUnmet => "Chưa đáp ứng điều kiện bắt buộc; văn bản không nói hệ quả, nên điểm và mức không thay đổi.".to_owned(),
        FindingKind::CannotBeLeftOut => "Nội dung này không được để “không áp dụng”, nên chưa xác định được điểm.".to_owned(),
        FindingKind::NoLateRule => "Văn bản không nói đơn vị báo cáo muộn bị xếp thế nào.".to_owned(),
        FindingKind::OtherEdition { found, used } if found == used => {
            "Bản số hóa của văn bản lúc lập tệp khác bản trong trang này. Kết quả tính theo bản trong trang này.".to_owned()
        }
        FindingKind::OtherEdition { found, used } => {
            format!("Tệp lập theo bản số hóa thứ {found} của văn bản; kết quả ở đây tính theo bản thứ {used}.")
        }
    }
}

/// The same at the box of a share, where percentages and fractions are typed.
pub fn share_finding(kind: &FindingKind) -> String {
    match kind {
        FindingKind::OutOfBounds {
            found,
            at_least,
            at_most,
        } => out_of_bounds(found, at_least, at_most.as_ref(), print_share),
        FindingKind::Unreadable(text) if text.why == Unreadable::Fraction => {
            let by = text.typed.split_once('/').map(|(_, by)| Entry::typed(by));
            let by = by.as_ref().and_then(Entry::value);
            if by.is_some_and(Number::is_zero) {
                "Mẫu số bằng 0 nên không tính được tỷ lệ.".to_owned()
            } else {
                no_share(&text.typed)
            }
        }
        FindingKind::Unreadable(text) if text.why == Unreadable::Percent => no_share(&text.typed),
        kind => finding(kind),
    }
}

fn no_share(typed: &str) -> String {
    format!(
        "Không đọc được tỷ lệ “{}”. Hãy ghi như 75% hoặc 45/60.",
        shortened(typed)
    )
}

fn out_of_bounds(
    found: &Number,
    at_least: &Number,
    at_most: Option<&Number>,
    print: fn(&Number) -> String,
) -> String {
    let (found, at_least) = (print(found), print(at_least));
    match at_most.map(print) {
        Some(at_most) => format!(
            "{found} nằm ngoài khoảng từ {at_least} đến {at_most}, nên chưa được dùng. Hãy kiểm tra lại."
        ),
        None => format!("{found} nhỏ hơn {at_least}, nên chưa được dùng. Hãy kiểm tra lại."),
    }
}

fn unreadable(typed: &str, why: Unreadable) -> String {
    let why = match why {
        Unreadable::Character(c) => format!("có ký tự “{c}”"),
        Unreadable::Negative => return NEGATIVE.to_owned(),
        Unreadable::Percent => return "Ô này ghi một số, không ghi phần trăm.".to_owned(),
        Unreadable::Fraction => return "Ô này ghi một số, không ghi phân số.".to_owned(),
        Unreadable::Separators => "dấu chấm, dấu phẩy đặt không đúng chỗ".to_owned(),
        Unreadable::TooLong => "quá nhiều chữ số".to_owned(),
    };
    format!(
        "Không đọc được “{}”: {why}. Hãy ghi một số, ví dụ 7,5.",
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

#[cfg(test)]
mod tests {
    use bac_thang::{Assessment, score};

    use super::*;
    use crate::app::catalog::Catalog;

    /// What stands at the box of a share.
    fn at_share(typed: &str) -> Vec<String> {
        let catalog = Catalog::shipped();
        let sheet = catalog.find("tap-huan-bo-tieu-chi-2026", "xa").unwrap();
        let mut draft = Assessment::new(&sheet.framework, sheet.unit_group());
        draft.input_mut("hai-long").number = Entry::typed(typed);
        let scored = score(&sheet.framework, &draft).unwrap();
        let findings = scored.findings.iter();
        findings
            .map(|finding| share_finding(&finding.kind))
            .collect()
    }

    #[test]
    fn shares_are_told_as_percentages() {
        for (typed, said) in [
            ("7,5", "750% nằm ngoài khoảng từ 0% đến 100%"),
            ("5/4", "125% nằm ngoài khoảng từ 0% đến 100%"),
            ("0/0", "Mẫu số bằng 0"),
            ("81/0", "Mẫu số bằng 0"),
            ("45/", "Không đọc được tỷ lệ “45/”"),
            ("75%/2", "Không đọc được tỷ lệ “75%/2”"),
        ] {
            let told = at_share(typed);
            assert!(
                told.len() == 1 && told[0].starts_with(said),
                "{typed}: {told:?}"
            );
        }
    }
}
