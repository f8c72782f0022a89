//! Draft and final: what is still open before a list is marked final, and what has changed since. No DOM.

use std::collections::BTreeMap;
use std::rc::Rc;

use bac_thang::Number;
use bac_thang::engine::order;
use serde::{Deserialize, Serialize};

use super::appraisal::Mark;
use super::item::Item;
use super::lists::{List, Ranked};
use super::maxima::{Maximum, maxima};
use crate::app::text::office::{has_levels, level, notes};
use crate::app::text::{desk, total_names};

/// A list as it stood when a person marked it final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Final {
    /// The day: `2026-11-27`.
    pub on: String,
    pub units: Vec<Stood>,
    /// Those that were to hand in and had not.
    pub missing: Vec<String>,
}

/// A unit in a list marked final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stood {
    pub unit: String,
    /// The code of what its file says.
    pub receipt: String,
    pub points: Number,
    /// Those of each block, where the decision does not add them up; none in lists of earlier versions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Number>,
    /// Its level, as it was shown; `None` where the decision has none, and in lists of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// What the Council decided; in lists of earlier versions only what changes points.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<String, Mark>,
    /// What else stood beside it; `None` in lists of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Vec<String>>,
}

/// What a list is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    Draft,
    /// As it was marked on this day.
    Final(String),
    /// It was marked on this day, and is no longer what it was then.
    Changed(String, Vec<Change>),
}

/// What is no longer as it was when the list was marked final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    TakenIn(String),
    TakenOut(String),
    /// Another file of the unit counts now.
    Replaced {
        unit: String,
        /// `None` where nobody knows what they were.
        points: Option<Vec<Moved>>,
        level: Option<(String, String)>,
    },
    /// It is called otherwise.
    Named {
        before: String,
        after: String,
    },
    Appraised {
        unit: String,
        /// `None` where nobody knows what they were.
        points: Option<Vec<Moved>>,
    },
    Level {
        unit: String,
        before: String,
        after: String,
    },
    /// Something else stands beside it.
    Noted {
        unit: String,
        more: Vec<String>,
        gone: Vec<String>,
    },
    /// Who was to hand in and has not.
    Missing,
}

/// Points that are no longer what they were: all of them, or those of a block, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub of: Option<String>,
    pub before: Number,
    pub after: Number,
}

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

impl Status {
    pub fn is_final(&self) -> bool {
        matches!(self, Status::Final(_))
    }
}

impl Final {
    pub fn of(list: &List, ranking: &[Ranked], on: String) -> Final {
        Final {
            on,
            units: ranking
                .iter()
                .filter_map(|it| Stood::of(list, it))
                .collect(),
            missing: list.missing.clone(),
        }
    }

    /// What of a list is no longer as it stood then.
    fn changes(&self, list: &List, ranking: &[Ranked]) -> Vec<Change> {
        let mut before: BTreeMap<&str, Vec<&Stood>> = BTreeMap::new();
        for stood in &self.units {
            before.entry(&stood.receipt).or_default().push(stood);
        }
        let (mut changes, mut came) = (Vec::new(), Vec::new());
        for ranked in ranking {
            let Some(now) = Stood::of(list, ranked) else {
                continue;
            };
            match before.get_mut(&*now.receipt).and_then(Vec::pop) {
                None => came.push((&*ranked.row.file.unit_key, now)),
                Some(was) => changes.extend(now.changes(list, was)),
            }
        }
        let mut gone: Vec<&Stood> = before.into_values().flatten().collect();
        for (key, now) in came {
            let is_it = |was: &&Stood| is_of(list, was, key, &now);
            let was = gone.iter().position(is_it).map(|place| gone.remove(place));
            changes.push(match was {
                Some(was) => Change::Replaced {
                    points: now.moved(list, was),
                    level: now.relevelled(was),
                    unit: now.unit,
                },
                None => Change::TakenIn(now.unit),
            });
        }
        changes.extend(gone.iter().map(|was| Change::TakenOut(was.unit.clone())));
        changes.extend((self.missing != list.missing).then_some(Change::Missing));
        changes
    }
}

/// Whether what stood there was of the unit that this is of now: by its file, where that is still here, or by its name.
fn is_of(list: &List, was: &Stood, key: &str, now: &Stood) -> bool {
    let mut rows = list.rows.iter().filter_map(|row| {
        let received = row.received()?;
        (received.receipt.to_string() == was.receipt).then_some(&row.file.unit_key)
    });
    !key.is_empty() && rows.next().map_or(was.unit == now.unit, |it| **it == *key)
}

impl Stood {
    fn of(list: &List, ranked: &Ranked) -> Option<Stood> {
        let (received, result) = (ranked.row.received()?, ranked.result()?);
        let marks = ranked.appraised.iter().flat_map(|it| &it.marks);
        let marks = marks.filter(|(_, mark)| !mark.is_nothing());
        let blocks = result.blocks.iter();
        Some(Stood {
            unit: ranked.row.file.unit.to_string(),
            receipt: received.receipt.to_string(),
            points: result.points.clone(),
            blocks: blocks.map(|block| block.points.clone()).collect(),
            level: shown_level(list, ranked),
            marks: order::map(marks.map(|(of, mark)| (of.clone(), mark.clone()))),
            notes: Some(shown_notes(list, ranked)),
        })
    }

    /// What of it is no longer as it was.
    fn changes(self, list: &List, was: &Stood) -> Vec<Change> {
        let mut changes = Vec::new();
        if self.unit != was.unit {
            changes.push(Change::Named {
                before: was.unit.clone(),
                after: self.unit.clone(),
            });
        }
        let points = self.moved(list, was);
        let is_moved = points
            .as_ref()
            .map_or(self.points != was.points, |it| !it.is_empty());
        if is_moved || !self.is_marked_as(was) {
            changes.push(Change::Appraised {
                unit: self.unit.clone(),
                points,
            });
        }
        if let Some((before, after)) = self.relevelled(was) {
            changes.push(Change::Level {
                unit: self.unit.clone(),
                before,
                after,
            });
        }
        if let Some((before, after)) = was.notes.as_ref().zip(self.notes) {
            let more: Vec<_> = missing_in(before, &after).cloned().collect();
            let gone: Vec<_> = missing_in(&after, before).cloned().collect();
            if !more.is_empty() || !gone.is_empty() {
                changes.push(Change::Noted {
                    unit: self.unit,
                    more,
                    gone,
                });
            }
        }
        changes
    }

    /// Which of its points are no longer what they were; `None` where they are not added up and a list of an earlier version does
    /// not say what they were.
    fn moved(&self, list: &List, was: &Stood) -> Option<Vec<Moved>> {
        let names = list.unit_group().map_or_else(Vec::new, total_names);
        let all = if self.blocks.is_empty() {
            vec![(None, &was.points, &self.points)]
        } else if self.blocks.len() == was.blocks.len() {
            let names = names.into_iter().map(|name| Some(name.to_owned()));
            let both = was.blocks.iter().zip(&self.blocks);
            let all = names
                .zip(both)
                .map(|(of, (before, after))| (of, before, after));
            all.collect()
        } else {
            return None;
        };
        let moved = all.into_iter().filter(|(_, before, after)| before != after);
        let moved = moved.map(|(of, before, after)| Moved {
            of,
            before: before.clone(),
            after: after.clone(),
        });
        Some(moved.collect())
    }

    fn relevelled(&self, was: &Stood) -> Option<(String, String)> {
        let levels = was.level.clone().zip(self.level.clone());
        levels.filter(|(before, after)| before != after)
    }

    /// Whether the Council decided the same of it.
    fn is_marked_as(&self, was: &Stood) -> bool {
        if was.notes.is_some() {
            return self.marks == was.marks;
        }
        let counted = self.marks.iter().filter(|(_, mark)| !mark.is_blank());
        counted.eq(was.marks.iter())
    }
}

/// What of some notes is not among others.
fn missing_in<'a>(others: &[String], notes: &'a [String]) -> impl Iterator<Item = &'a String> {
    notes.iter().filter(|note| !others.contains(note))
}

/// What stands beside a unit but for what the Council decided, by name: whoever looks at the list under alias changes nothing.
fn shown_notes(list: &List, ranked: &Ranked) -> Vec<String> {
    let by_name = Ranked {
        alias: None,
        ..ranked.clone()
    };
    let (before, after) = notes(list, &by_name);
    let came = by_name.came().map(desk::came_on);
    before.into_iter().chain(after).chain(came).collect()
}

fn shown_level(list: &List, ranked: &Ranked) -> Option<String> {
    let unit_group = list.unit_group().filter(|it| has_levels(it))?;
    Some(level(unit_group, ranked.rank.level.as_ref()))
}

/// What a list is, by how it was marked.
pub fn status(list: &List, ranking: &[Ranked], marked: Option<&Final>) -> Status {
    let Some(marked) = marked else {
        return Status::Draft;
    };
    let changes = marked.changes(list, ranking);
    if changes.is_empty() {
        Status::Final(marked.on.clone())
    } else {
        Status::Changed(marked.on.clone(), changes)
    }
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
    use super::super::table::{json, table};
    use super::super::tests::{
        IN_TIME, office, only, opened, ranked, saved_text, text_of, written,
    };
    use super::*;
    use crate::app::catalog::Catalog;
    use crate::app::spreadsheet::csv;
    use crate::app::text::publish as text;

    const HA_TINH: &str = "ha-tinh-2878-2023";

    fn file(unit: &str, points: &str) -> String {
        written(HA_TINH, unit, points, IN_TIME)
    }

    fn mark_final(office: &mut Office) {
        let (list, ranked) = (only(office), ranked(office));
        let made = Rc::new(Final::of(&list, &ranked, "2026-11-27".to_owned()));
        office.apply(OfficeAction::MarkedFinal(list.key, Some(made)));
    }

    fn status_of(office: &Office) -> Status {
        let list = only(office);
        let marked = office.work.finals.get(&list.key);
        status(&list, &ranked(office), marked.map(|it| &**it))
    }

    fn read_again(text: &str) -> Office {
        let frameworks = Catalog::shipped().frameworks();
        let mut again = Office::default();
        again.apply(OfficeAction::Restored(opened(&frameworks, text)));
        again
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

    #[test]
    fn what_comes_after_a_list_is_final_is_said_above_it() {
        let mut office = office(&[file("UBND xã A", "50")]);
        mark_final(&mut office);
        assert_eq!(text::came_since(&only(&office)), None);
        let late = written(HA_TINH, "UBND xã D", "30", (time::Month::November, 26));
        let more = super::super::tests::office(&[late]);
        office.apply(OfficeAction::Read(more.work.items.to_vec()));
        assert!(status_of(&office).is_final());
        assert_eq!(
            text::came_since(&only(&office)).unwrap(),
            "Ngoài bảng này còn tệp để riêng chưa quyết định nhận hay không, của 1 đơn vị (UBND xã D)."
        );
    }

    #[test]
    fn a_final_list_that_changes_is_a_draft_again_and_says_why() {
        let mut office = office(&[file("UBND xã A", "50"), file("UBND xã B", "40")]);
        assert_eq!(status_of(&office), Status::Draft);
        mark_final(&mut office);
        assert_eq!(status_of(&office), Status::Final("2026-11-27".to_owned()));
        let before = office.clone();
        let says = |office: &Office, expected: &[&str]| match status_of(office) {
            Status::Changed(on, changes) => {
                assert_eq!(on, "2026-11-27");
                assert_eq!(text::changes(&changes), expected);
            }
            other => panic!("{other:?}"),
        };

        let group = Rc::clone(&only(&office).unit_group().unwrap().groups[0].id);
        let points = |points: &str| {
            OfficeAction::Marked(Rc::clone(&group), MarkField::Points(points.to_owned()))
        };
        office.apply(OfficeAction::Looked(Some(1)));
        office.apply(points("30"));
        says(&office, &["Thẩm định UBND xã B: điểm từ 320 thành 310."]);
        // The same points, and a mark that was not there.
        office.apply(points("40"));
        says(&office, &["Thẩm định UBND xã B có sửa, điểm không đổi."]);
        office.apply(points(""));
        assert!(status_of(&office).is_final());

        office.apply(OfficeAction::Decided(0, false));
        let more = super::super::tests::office(&[file("UBND xã C", "10")]);
        office.apply(OfficeAction::Read(more.work.items.to_vec()));
        says(
            &office,
            &[
                "Nhận thêm 1 đơn vị (UBND xã C).",
                "Không còn nhận 1 đơn vị (UBND xã A).",
            ],
        );
        let mut office = before;
        let key = only(&office).key;
        office.apply(OfficeAction::ExpectedTyped(
            key.clone(),
            "Xã A\nXã B\nXã C".to_owned(),
        ));
        says(&office, &["Danh sách đơn vị chưa nộp đã khác."]);
        office.apply(OfficeAction::MarkedFinal(key, None));
        assert_eq!(status_of(&office), Status::Draft);
    }

    #[test]
    fn every_copy_says_which_it_is() {
        let mut office = office(&[file("UBND xã A", "50")]);
        for (word, of_json, on) in [
            ("Dự thảo", "draft", serde_json::Value::Null),
            ("Chính thức", "final", "2026-11-27".into()),
        ] {
            let (list, ranked, status) = (only(&office), ranked(&office), status_of(&office));
            let whole = table(&list, &ranked, Some(&status));
            assert!(whole.name.starts_with(word), "{}", whole.name);
            let csv = text_of(csv(whole));
            let lines: Vec<&str> = csv.trim_end().lines().collect();
            assert!(lines[0].ends_with(";Tình trạng"), "{csv}");
            assert!(lines[1].ends_with(&format!(";{word}")), "{csv}");
            let json = text_of(json(&list, &ranked, &status, false));
            let json: serde_json::Value = serde_json::from_str(&json).unwrap();
            assert_eq!((&json["status"], &json["final_on"]), (&of_json.into(), &on));
            mark_final(&mut office);
        }
    }

    #[test]
    fn what_is_final_is_saved_and_files_of_the_first_version_open() {
        let mut office = office(&[file("UBND xã A", "50"), file("UBND xã B", "40")]);
        mark_final(&mut office);
        let text = saved_text(&office.work).unwrap();
        let mut again = read_again(&text);
        assert!(status_of(&again).is_final());
        again.apply(OfficeAction::Decided(1, false));
        assert!(matches!(status_of(&again), Status::Changed(..)));

        let mut first = read_again(include_str!("../../../tests/files/office-1.json"));
        assert_eq!(first.not_restored, None);
        // The framework says more since; a person takes them all the same.
        for place in 0..2 {
            first.apply(OfficeAction::Decided(place, true));
        }
        assert_eq!(ranked(&first).len(), 2);
        assert_eq!(status_of(&first), Status::Draft);
        assert_eq!(first.work.appraiser, "Trần Thị B");
        assert_eq!(
            ranked(&first)[1].result().unwrap().points,
            "605".parse().unwrap()
        );
    }
}
