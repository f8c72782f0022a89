//! Why the level is not the one that points alone would give: sanctions, a late report, what a rung asks beside its total, and
//! how many units may stand on it. Each with the clause that says so.

use std::rc::Rc;

use bac_thang::Outcome;
use bac_thang::engine::framework::{Ladder, Source};
use bac_thang::engine::standing::{Place, Standing};
use yew::prelude::*;

use super::first_ladder;
use crate::app::catalog::Sheet;
use crate::app::law::quotations;
use crate::app::text::{self, lowering as said};

/// What has to be known of a level, with the words it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    pub said: String,
    pub sources: Vec<Rc<Source>>,
}

/// A level that is lower than the one by points.
#[derive(Clone, Debug, PartialEq)]
pub struct Lowering {
    /// Both levels.
    pub said: String,
    pub reasons: Vec<Clause>,
    /// The level that counts.
    pub to: Place,
}

/// Why the level that counts is not the one by points; `None` where it is.
pub fn lowering(sheet: &Sheet, outcome: &Outcome) -> Option<Lowering> {
    let standing = outcome.standing.as_ref()?;
    let ladder = first_ladder(sheet)?;
    (standing.final_level != standing.level).then(|| Lowering {
        said: said::lowered(
            (standing.level != Place::Undetermined)
                .then(|| text::place(&standing.level, ladder))
                .as_deref(),
            &text::place(&standing.final_level, ladder),
        ),
        reasons: reasons(sheet, standing),
        to: standing.final_level.clone(),
    })
}

fn reasons(sheet: &Sheet, standing: &Standing) -> Vec<Clause> {
    let ladders = sheet.unit_group().standing.ladders();
    let sanctions = ladders.iter().flat_map(|ladder| &ladder.sanctions);
    let applied = sanctions
        .zip(&standing.sanctions)
        .filter(|(_, result)| result.lowers_to.is_some())
        .map(|(sanction, _)| Clause {
            said: sanction.what.clone(),
            sources: vec![Rc::clone(&sanction.source)],
        });
    let is_late = standing.late.is_some() && standing.late.as_ref() != Some(&standing.level);
    let late = ladders.iter().filter_map(|ladder| ladder.late.as_ref());
    let late = late.take(usize::from(is_late)).map(|late| Clause {
        said: said::LATE.to_owned(),
        sources: vec![Rc::clone(&late.source)],
    });
    applied.chain(late).collect()
}

/// What else has to be known of the level: what a higher rung asks beside the total, and how many units may stand on this one.
pub fn provisos(sheet: &Sheet, outcome: &Outcome) -> Vec<Clause> {
    let Some(standing) = &outcome.standing else {
        return Vec::new();
    };
    let ladders = sheet.unit_group().standing.ladders();
    let held = ladders.iter().zip(&standing.ladders);
    let held = held.filter_map(|(ladder, result)| {
        let index = result.held_below(ladder)?;
        let rung = &ladder.rungs[index];
        let conditions = rung.conditions.iter().zip(&result.rungs[index].conditions);
        let lacking = conditions.filter(|(_, measured)| measured.is_met() == Some(false));
        let (lacking, sources) = lacking
            .map(|(asked, _)| {
                let asks = text::condition(sheet.unit_group(), asked);
                (asks, Rc::clone(&asked.source))
            })
            .collect::<(Vec<String>, Vec<_>)>();
        Some(Clause {
            said: said::held(ladder, rung, &lacking),
            sources,
        })
    });
    let quota = quota(ladders.first(), &standing.final_level);
    held.chain(quota).collect()
}

fn quota(ladder: Option<&Ladder>, level: &Place) -> Option<Clause> {
    let Place::Rung { index, .. } = level else {
        return None;
    };
    let rung = &ladder?.rungs[*index];
    let quota = rung.quota.as_ref()?;
    Some(Clause {
        said: said::quota(rung, &quota.value),
        sources: vec![Rc::clone(&quota.source)],
    })
}

/// Something about the level, with the decision's words.
pub fn clause(clause: &Clause) -> Html {
    html! {
        <li>
            { &clause.said }
            <details class="rung__sources"><summary>{ "Căn cứ" }</summary>{ quotations(clause.sources.iter()) }</details>
        </li>
    }
}

/// Both levels and why they differ.
pub fn lowered(lowering: &Lowering) -> Html {
    html! {
        <div class="notice notice--warning lowered">
            <p>{ &lowering.said }</p>
            <ul>{ for lowering.reasons.iter().map(|reason| html! {
                <li>{ &reason.said }{ quotations(reason.sources.iter()) }</li>
            }) }</ul>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use bac_thang::{Assessment, Entry, InputAnswer, Reporting, score};

    use super::*;
    use crate::app::catalog;

    /// A practice unit's sheet with some answers changed, and its result.
    fn practised(
        inputs: &[(&str, &str)],
        change: impl FnOnce(&mut Assessment),
    ) -> (Sheet, Outcome) {
        let text = include_str!("../../../frameworks/tap-huan/bo-tieu-chi-2026/units/len-bac.json");
        let (sheet, mut draft) = catalog::practised(text);
        for (input, said) in inputs {
            let answer = draft.input_mut(input);
            *answer = InputAnswer {
                input: (*input).into(),
                ..InputAnswer::default()
            };
            match *said {
                "yes" | "no" => answer.choice = Some((*said).into()),
                figure => answer.number = Entry::typed(figure),
            }
        }
        change(&mut draft);
        let outcome = score(&sheet.framework, &draft).unwrap().outcome;
        (sheet, outcome)
    }

    fn told(clauses: &[Clause]) -> Vec<(&str, &str)> {
        clauses
            .iter()
            .map(|clause| (clause.said.as_str(), clause.sources[0].at.as_str()))
            .collect()
    }

    #[test]
    fn a_sanction_that_lowers_the_level_is_said_with_both_levels_and_its_clause() {
        let (sheet, outcome) = practised(&[("mat-an-toan", "yes")], |_| ());
        let lowering = lowering(&sheet, &outcome).unwrap();
        assert_eq!(
            lowering.said,
            "Theo điểm thì đạt “Tốt”, nhưng xếp “Khá” vì:"
        );
        assert_eq!(
            told(&lowering.reasons),
            [(
                "Để lộ, lọt dữ liệu cá nhân hoặc để xảy ra sự cố mất an toàn thông tin: hạ một loại.",
                "Điều 7, khoản 2"
            )]
        );
    }

    #[test]
    fn all_that_lowers_the_level_is_said_and_what_changes_nothing_is_not() {
        let (sheet, outcome) = practised(&[("sai-su-that", "yes"), ("tai-pham", "yes")], |draft| {
            draft.reporting = Reporting::Late;
        });
        let both = lowering(&sheet, &outcome).unwrap();
        let at: Vec<&str> = told(&both.reasons).iter().map(|(_, at)| *at).collect();
        assert_eq!(at, ["Điều 7, khoản 3", "Điều 5, khoản 5"]);
        // Tốt is not Xuất sắc.
        let (sheet, outcome) = practised(&[("ky-luat", "1")], |_| ());
        assert_eq!(lowering(&sheet, &outcome), None);
        let (sheet, outcome) = practised(&[], |_| ());
        assert_eq!(lowering(&sheet, &outcome), None);
    }

    #[test]
    fn a_rung_that_asks_more_than_a_total_and_one_with_few_places_are_said() {
        // 82,2 points, and 13,97 of the 14 asked of the group.
        let few_online = [
            ("hs-truc-tuyen", "0"),
            ("hs-qua-han", "60"),
            ("tap-huan-mat", "yes"),
            ("kt-ket-luan", "yes"),
            ("mang-du-phong", "yes"),
            ("chuyen-trach", "yes"),
            ("chu-ky-so", "42"),
        ];
        let (sheet, mut outcome) = practised(&few_online, |_| ());
        assert_eq!(
            told(&provisos(&sheet, &outcome)),
            [(
                "Tổng điểm đủ để xếp “Tốt”, nhưng chưa đạt điều kiện: Thủ tục hành chính và dịch vụ công trực tuyến 70%.",
                "Điều 6, khoản 2"
            )]
        );
        let standing = outcome.standing.as_mut().unwrap();
        standing.final_level = Place::Rung {
            index: 0,
            id: "xuat-sac".into(),
        };
        assert_eq!(
            told(&provisos(&sheet, &outcome))[1..],
            [(
                "Xếp “Xuất sắc” không quá 25% số đơn vị; đơn vị có được xếp mức này hay không còn tùy kết quả của các đơn vị khác.",
                "Điều 6, khoản 6"
            )]
        );
    }
}
