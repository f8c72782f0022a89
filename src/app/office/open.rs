//! What a person should settle before a list is marked final. No DOM.

use std::rc::Rc;

use super::item::Item;
use super::lists::{List, Ranked};
use super::maxima::{Maximum, maxima};

/// What a person should settle before a list is final, units by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// There are files set aside of these, of which nobody has decided.
    pub undecided: Vec<String>,
    /// Equals whom the decision leaves to the Council.
    pub tied: Vec<String>,
    pub missing: Vec<String>,
    /// Something was appraised there without a reason.
    pub unreasoned: Vec<String>,
    /// Something was asked for there, and is still marked so.
    pub asked: Vec<String>,
    /// Points were given there that do not count as they are.
    pub faulty: Vec<String>,
    /// Files that cannot be read: of which unit they are, nobody knows.
    pub unread: Vec<String>,
    /// Points of units are out of different maxima.
    pub maxima: Vec<Maximum>,
}

/// What is still open.
pub fn open(items: &[Rc<Item>], list: &List, ranking: &[Ranked]) -> Open {
    let unit_group = list.unit_group();
    let is_tied = |ranked: &&Ranked| unit_group.is_some_and(|it| ranked.is_left_to_council(it));
    let is_unreasoned = |ranked: &&Ranked| {
        let mut marks = ranked.appraised.iter().flat_map(|it| it.marks.values());
        marks.any(|mark| !mark.is_blank() && mark.reason.trim().is_empty())
    };
    let is_asked = |ranked: &&Ranked| {
        let mut marks = ranked.appraised.iter().flat_map(|it| it.marks.values());
        marks.any(|mark| mark.is_asked)
    };
    let is_faulty = |ranked: &&Ranked| ranked.appraised.iter().any(|it| !it.faulty.is_empty());
    let named = |is_it: &dyn Fn(&&Ranked) -> bool| {
        let found = ranking.iter().filter(is_it);
        found.map(|ranked| ranked.row.unit().to_owned()).collect()
    };
    let unread = items.iter().filter(|item| item.read.is_err());
    Open {
        undecided: list.undecided(),
        tied: named(&is_tied),
        missing: list.missing.clone(),
        unreasoned: named(&is_unreasoned),
        asked: named(&is_asked),
        faulty: named(&is_faulty),
        unread: unread.map(|item| item.file.to_string()).collect(),
        maxima: unit_group.map_or_else(Vec::new, |it| maxima(it, ranking)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::appraisal::MarkField;
    use super::super::state::{Office, OfficeAction};
    use super::super::tests::{IN_TIME, office, only, ranked, written};
    use super::*;
    use crate::app::text::publish as text;

    const HA_TINH: &str = "ha-tinh-2878-2023";

    fn file(unit: &str, points: &str) -> String {
        written(HA_TINH, unit, points, IN_TIME)
    }

    #[test]
    fn what_is_open_is_said_before() {
        let mut office = office(&[
            file("UBND xã A", "50"),
            file("UBND xã B", "50"),
            file("UBND xã B", "50"),
            file("UBND xã C", "40").replace("\"40\"", "\"41\""),
            written(HA_TINH, "UBND xã D", "30", (time::Month::November, 26)),
        ]);
        let list = only(&office);
        let group = Rc::clone(&list.unit_group().unwrap().groups[0].id);
        let expected = "Xã A\nXã B\nXã C\nXã D\nXã E".to_owned();
        office.apply(OfficeAction::ExpectedTyped(list.key.clone(), expected));
        office.apply(OfficeAction::Looked(Some(0)));
        let mark = |office: &mut Office, field| {
            office.apply(OfficeAction::Marked(Rc::clone(&group), field));
        };
        mark(&mut office, MarkField::Points("50".to_owned()));
        let said =
            |office: &Office| text::open(&open(&office.work.items, &only(office), &ranked(office)));
        assert_eq!(
            said(&office),
            [
                "Tệp để riêng chưa quyết định nhận hay không, của 2 đơn vị (UBND xã C; UBND xã D).",
                "Đồng hạng chờ Hội đồng quyết định: 2 đơn vị (UBND xã A; UBND xã B).",
                "Chưa có tệp của 1 đơn vị (Xã E).",
                "Thẩm định chưa ghi lý do, của 1 đơn vị (UBND xã A).",
            ]
        );
        mark(&mut office, MarkField::Points("5000".to_owned()));
        mark(&mut office, MarkField::Reason("Nhầm".to_owned()));
        office.apply(OfficeAction::Decided(3, false));
        office.apply(OfficeAction::Decided(4, true));
        let left = said(&office);
        assert_eq!(left.len(), 3, "{left:?}");
        assert_eq!(
            left[2],
            "Điểm thẩm định ghi sai, không được tính, của 1 đơn vị (UBND xã A)."
        );
    }

    #[test]
    fn a_unit_with_two_files_is_one_and_is_settled_once_the_later_is_chosen_or_declined() {
        let mut office = office(&[file("UBND xã Đôi", "50"), file("UBND xã Đôi", "60")]);
        let undecided =
            |office: &Office| open(&office.work.items, &only(office), &ranked(office)).undecided;
        assert_eq!(undecided(&office), ["UBND xã Đôi"]);
        office.apply(OfficeAction::Decided(1, true));
        assert_eq!(undecided(&office), [""; 0]);
        let other = |office: &Office, row: usize| {
            let row = &only(office).rows[row];
            (row.is_taken, row.decided)
        };
        assert_eq!(other(&office, 0), (false, None));
        // Of the later file nothing was decided, and it may have come since.
        office.apply(OfficeAction::Decided(0, true));
        assert_eq!(other(&office, 1), (false, None));
        assert_eq!(undecided(&office), ["UBND xã Đôi"]);
        office.apply(OfficeAction::Decided(1, false));
        assert_eq!(undecided(&office), [""; 0]);
    }
}
