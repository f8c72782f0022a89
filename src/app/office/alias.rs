//! Units under alias, for showing in public. Who is who is known while the page is open, and is never saved. No DOM.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::rc::Rc;

use super::item::{Item, ListKey};

/// The numbers of units, whether or not they are shown in place of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases {
    pub are_shown: bool,
    /// By chance, so that nobody finds out who is who by counting; `None` until numbers are wanted.
    seed: Option<Rc<str>>,
    /// By framework and kind of unit, so that a unit has the same number in each year's list.
    numbers: BTreeMap<(Rc<str>, usize), BTreeMap<Rc<str>, usize>>,
}

impl Aliases {
    /// Shows them from now on, or names again. A unit keeps the number that it once had.
    pub fn show(&mut self, are_shown: bool, seed: Rc<str>, items: &[Rc<Item>]) {
        self.are_shown = are_shown;
        self.seed.get_or_insert(seed);
        self.add(items);
    }

    /// Numbers the units that have none yet, in an order that chance makes.
    pub fn add(&mut self, items: &[Rc<Item>]) {
        let Some(seed) = &self.seed else {
            return;
        };
        let mut unnumbered = BTreeMap::new();
        for item in items {
            let mut hasher = DefaultHasher::new();
            (seed, &item.unit_key).hash(&mut hasher);
            unnumbered.insert((hasher.finish(), Rc::clone(&item.unit_key)), item);
        }
        for item in unnumbered.into_values() {
            let Some(list) = item.list_key() else {
                continue;
            };
            let kind = (list.framework, list.unit_group);
            let kind = self.numbers.entry(kind).or_default();
            let next = kind.len() + 1;
            kind.entry(Rc::clone(&item.unit_key)).or_insert(next);
        }
    }

    /// Of each unit of a list the number that stands in place of its name; `None` where its name is shown.
    pub fn of(&self, list: &ListKey) -> impl Fn(&Item) -> Option<usize> {
        let kind = (Rc::clone(&list.framework), list.unit_group);
        let kind = self.numbers.get(&kind);
        let are_shown = self.are_shown;
        move |item| {
            let number = || kind.and_then(|kind| kind.get(&item.unit_key)).copied();
            // Whoever has no number is not named all the same.
            are_shown.then(|| number().unwrap_or_default())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use time::Month;

    use super::super::appraisal::MarkField;
    use super::super::expected::unit_key;
    use super::super::lists::{Ranked, expected, lists};
    use super::super::publish::Status;
    use super::super::state::{Office, OfficeAction};
    use super::super::table::{json, table};
    use super::super::tests::{IN_TIME, office, only, ranked, text_of, written};
    use crate::app::spreadsheet::csv;
    use crate::app::text::office as text;

    const HA_TINH: &str = "ha-tinh-2878-2023";

    fn shown(are_shown: bool, seed: &str) -> OfficeAction {
        OfficeAction::AliasesShown(are_shown, seed.into())
    }

    /// Thirty units, each with fewer points than the one before.
    fn thirty() -> Office {
        let texts: Vec<String> = (0..30)
            .map(|unit| {
                let points = (90 - unit).to_string();
                written(HA_TINH, &format!("UBND xã Số {unit:02}"), &points, IN_TIME)
            })
            .collect();
        office(&texts)
    }

    fn names(office: &Office) -> Vec<String> {
        ranked(office).iter().map(Ranked::name).collect()
    }

    #[test]
    fn each_unit_has_a_number_of_its_own_not_by_rank_nor_by_name() {
        let mut office = thirty();
        office.apply(shown(true, "a"));
        let given = names(&office);
        let mut in_order = given.clone();
        in_order.sort();
        let all: Vec<String> = (1..=30)
            .map(|number| format!("Đơn vị {number:02}"))
            .collect();
        assert_eq!(in_order, all);
        assert_ne!(given, all);
        let down: Vec<String> = all.iter().rev().cloned().collect();
        assert_ne!(given, down);
        // Chance decides.
        let mut other = thirty();
        other.apply(shown(true, "b"));
        assert_ne!(names(&other), given);
    }

    #[test]
    fn a_unit_keeps_its_number_while_the_page_is_open() {
        let mut office = thirty();
        office.apply(shown(true, "a"));
        let given = names(&office);
        office.apply(shown(false, "b"));
        assert_eq!(names(&office)[0], "UBND xã Số 00");
        // One that comes while names are shown has the next number; the others keep theirs, whatever chance gives now.
        let more = super::super::tests::office(&[
            written(HA_TINH, "UBND xã Mới", "95", IN_TIME),
            // The same unit in another kind of list has a number of that list's.
            written(
                "song-hinh-96-2021",
                "UBND xã Số 00",
                "50",
                (Month::November, 4),
            ),
        ]);
        office.apply(OfficeAction::Read(more.work.items.to_vec()));
        office.apply(shown(true, "c"));
        let named = |office: &Office, list: usize| {
            let all = lists(&office.work, &expected(&office.work, unit_key));
            let ranked =
                super::super::lists::ranking(&all[list], &office.work.appraisals, &office.aliases);
            ranked.iter().map(Ranked::name).collect::<Vec<_>>()
        };
        assert_eq!(named(&office, 0)[0], "Đơn vị 31");
        assert_eq!(named(&office, 0)[1..], given);
        assert_eq!(named(&office, 1), ["Đơn vị 01"]);
        // Brought back after all was taken away, nobody is named.
        office.apply(OfficeAction::Cleared);
        assert!(office.is_empty());
        office.apply(OfficeAction::Undone);
        assert_eq!(named(&office, 1), ["Đơn vị 01"]);
    }

    #[test]
    fn nothing_that_is_written_out_tells_who_it_is() {
        let late = written(HA_TINH, "UBND xã Muộn", "70", (Month::November, 26));
        let mut office = office(&[
            written(HA_TINH, "UBND xã Kín", "80", IN_TIME),
            written(HA_TINH, "UBND xã Hở", "80", IN_TIME),
            written(HA_TINH, "UBND xã Hở", "60", IN_TIME),
            late,
        ]);
        let list = only(&office);
        let group = Rc::clone(&list.unit_group().unwrap().groups[0].id);
        let expected = "Xã Kín\nXã Hở\nXã Vắng".to_owned();
        office.apply(OfficeAction::ExpectedTyped(list.key.clone(), expected));
        for item in [1, 3] {
            office.apply(OfficeAction::Decided(item, true));
        }
        office.apply(OfficeAction::AppraiserTyped("Trần Thị B".to_owned()));
        office.apply(OfficeAction::Looked(Some(0)));
        for field in [
            MarkField::Points("10".to_owned()),
            MarkField::Reason("Xã Kín thiếu văn bản".to_owned()),
        ] {
            office.apply(OfficeAction::Marked(Rc::clone(&group), field));
        }
        let receipt = list.rows[0].received().unwrap().receipt.to_string();
        let secrets = ["Kín", "Hở", "Muộn", "Vắng", &receipt];
        let whole = |office: &Office| {
            let (list, ranked) = (only(office), ranked(office));
            let are_shown = office.aliases.are_shown;
            let remarks = ranked.iter().map(|one| text::remarks(&list, one));
            [
                text_of(csv(table(&list, &ranked, Some(&Status::Draft)))),
                text_of(json(&list, &ranked, &Status::Draft, are_shown)),
                remarks.collect(),
            ]
            .concat()
        };
        let named = whole(&office);
        for secret in secrets {
            assert!(named.contains(secret), "{secret}: {named}");
        }
        // What the office calls its files is nobody's but its own.
        assert!(!named.contains(".json"), "{named}");
        office.apply(shown(true, "a"));
        let hidden = whole(&office);
        for secret in secrets.into_iter().chain(["Trần"]) {
            assert!(!hidden.contains(secret), "{secret}: {hidden}");
        }
        assert!(
            hidden.contains("Sau thẩm định tổng điểm từ 640 thành 570"),
            "{hidden}"
        );
        assert!(
            hidden.contains("Nộp muộn") && hidden.contains("Đơn vị 03"),
            "{hidden}"
        );
        assert!(hidden.contains("\"missing_count\": 1"), "{hidden}");
    }
}
