//! Why the level is not the one that points alone would give: below the headline, beside the files and in the report.

use bac_thang::Number;
use bac_thang::engine::framework::{Ladder, Rung};
use bac_thang::engine::vietnamese::print_share;

/// On the ladder: where the unit ends up.
pub const HERE: &str = "Đang đứng ở đây";

/// On the ladder, where that is not where its points lead: where they would.
pub const BY_POINTS: &str = "Theo điểm thì ở đây";

/// On the ladder: a rung whose conditions are met, above the one the unit is lowered to.
pub const CONDITIONS_MET: &str = "Đủ điều kiện, nhưng bị hạ mức";

/// The level by points and the one that counts, over the reasons.
pub fn lowered(by_points: Option<&str>, level: &str) -> String {
    match by_points {
        Some(by_points) => {
            format!("Theo điểm thì đạt “{by_points}”, nhưng xếp “{level}” vì:")
        }
        None => format!("Theo điểm thì chưa xác định được mức, nhưng xếp “{level}” vì:"),
    }
}

/// The reason: a late report.
pub const LATE: &str = "Không tự báo cáo, đánh giá đúng thời hạn.";

/// That the total is enough for a higher rung, and what it asks beside.
pub fn held(ladder: &Ladder, rung: &Rung, lacking: &[String]) -> String {
    let (rung, lacking) = (&rung.name.value, lacking.join("; "));
    match &ladder.name {
        Some(ladder) => {
            format!("{ladder}: tổng điểm đủ để xếp “{rung}”, nhưng chưa đạt điều kiện: {lacking}.")
        }
        None => format!("Tổng điểm đủ để xếp “{rung}”, nhưng chưa đạt điều kiện: {lacking}."),
    }
}

/// That not all units may stand on a rung.
pub fn quota(rung: &Rung, share: &Number) -> String {
    format!(
        "Xếp “{}” không quá {} số đơn vị; đơn vị có được xếp mức này hay không còn tùy kết quả của các đơn vị khác.",
        rung.name.value,
        print_share(share)
    )
}

/// A sentence of the report with where the decision says so: `… hạ một loại (Điều 7, khoản 2).`
pub fn cited(said: &str, at: &[&str]) -> String {
    let mut once = at.to_vec();
    once.dedup();
    let said = said.trim_end_matches(['.', ' ']);
    format!("{said} ({}).", once.join("; "))
}

/// Over what the rung above asks, in the report: that the level is one that the unit was lowered to.
pub fn next(level: &str, next: &str) -> String {
    format!(
        "Đơn vị xếp “{level}” vì lý do nêu ở phần kết quả; mức cao hơn liền kề là “{next}”, có các điều kiện sau."
    )
}
