//! This year beside last year's file: what can be compared, what cannot and why, and which of last year's figures are asked
//! for again this year.

use std::rc::Rc;

use bac_thang::engine::cell::State;
use bac_thang::engine::framework::{Group, GroupRole};
use bac_thang::engine::rule::{GivenBy, Input};
use bac_thang::{Assessment, InputAnswer, Number, Outcome, Scored, UnitGroup, score};

use super::files::Arrival;
use super::paste::{Cell, Pasted};
use super::{NotOpened, Notice, Put, Session};
use crate::app::catalog::Sheet;

/// What the label of last year's figure ends in where this year's has the same label without it, or with [`THIS_YEAR`].
const LAST_YEAR: &str = "năm trước";
const THIS_YEAR: &str = "năm nay";

/// A file to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct LastYear {
    pub file: String,
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
}

/// What a reader must know before comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Differs {
    /// Its points were given by another decision: nothing but the results can be put side by side.
    Decision,
    /// It is of another kind of unit, with another sheet.
    UnitGroup,
    /// It was made under another edition of the decision; it is scored by the one in this page.
    Edition { theirs: u32, ours: u32 },
    /// It is of another unit, as the file names it.
    Unit { theirs: String },
    /// It is not of the year before.
    Year {
        theirs: Option<u16>,
        ours: Option<u16>,
    },
}

/// One part of the sheet in one of the years.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub state: State,
    pub points: Number,
    pub max: Option<Number>,
}

/// A group or an item in both years.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: Rc<str>,
    pub before: Part,
    pub now: Part,
    /// Whether its points are taken away.
    pub is_deducted: bool,
    /// How many points more it brings now; `None` where one of the two has no points.
    pub more: Option<Number>,
}

/// Both years side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub caveats: Vec<Differs>,
    /// What comes out of last year's file.
    pub before: Outcome,
    /// How many points more the whole has now, where the two can be compared.
    pub more: Option<Number>,
    /// Groups; none where the sheets are not the same.
    pub groups: Vec<Row>,
    /// Items, in the order of the sheet.
    pub items: Vec<Row>,
}

impl LastYear {
    /// This year's sheet beside it; `None` where the file cannot be scored.
    pub fn beside(&self, sheet: &Sheet, draft: &Assessment, scored: &Scored) -> Option<Comparison> {
        let before = score(&self.sheet.framework, &self.draft).ok()?.outcome;
        let now = &scored.outcome;
        let (mut groups, mut items) = (Vec::new(), Vec::new());
        let mut more = None;
        if self.sheet == *sheet {
            more = Some(&now.whole.points - &before.whole.points);
            let laws = sheet.unit_group().groups.iter();
            for ((before, now), law) in before.groups.iter().zip(&now.groups).zip(laws) {
                groups.push(Row::of(
                    law,
                    &now.id,
                    Part::of(before.state, &before.points, before.max.as_ref()),
                    Part::of(now.state, &now.points, now.max.as_ref()),
                ));
                items.extend(before.items.iter().zip(&now.items).map(|(before, now)| {
                    Row::of(
                        law,
                        &now.id,
                        Part::of(before.state, &before.points, before.max.as_ref()),
                        Part::of(now.state, &now.points, now.max.as_ref()),
                    )
                }));
            }
        }
        Some(Comparison {
            caveats: self.caveats(sheet, draft),
            before,
            more,
            groups,
            items,
        })
    }

    fn caveats(&self, sheet: &Sheet, draft: &Assessment) -> Vec<Differs> {
        let theirs = &self.draft;
        let mut all = Vec::new();
        if self.sheet.framework.id != sheet.framework.id {
            all.push(Differs::Decision);
        } else if self.sheet != *sheet {
            all.push(Differs::UnitGroup);
        }
        let edition = &theirs.framework;
        if edition.digest != self.sheet.framework.digest {
            all.push(Differs::Edition {
                theirs: edition.edition,
                ours: self.sheet.framework.edition,
            });
        }
        if theirs.unit.trim() != draft.unit.trim() {
            all.push(Differs::Unit {
                theirs: theirs.unit.trim().to_owned(),
            });
        }
        let is_year_before = theirs.year.zip(draft.year);
        if is_year_before.is_none_or(|(theirs, ours)| theirs.checked_add(1) != Some(ours)) {
            all.push(Differs::Year {
                theirs: theirs.year,
                ours: draft.year,
            });
        }
        all
    }

    /// Last year's figures that are asked for again, as they stand in its file.
    pub fn asked_again(&self, sheet: &Sheet, draft: &Assessment) -> Vec<Pasted> {
        if self.sheet != *sheet {
            return Vec::new();
        }
        let unit_group = sheet.unit_group();
        let inputs = unit_group.inputs.iter().enumerate();
        let asked = inputs.filter(|(_, input)| input.given_by == GivenBy::LastYear);
        let again = asked.filter_map(|(index, input)| {
            let theirs = self.draft.input(&counterpart(unit_group, input)?.id)?;
            let text = theirs.number.text().into_owned();
            let held = draft.input(&input.id).map(|answer| answer.number.text());
            // What is there already need not be asked.
            if theirs.number.value().is_none() || held.is_some_and(|held| held == text) {
                return None;
            }
            let put = Put::Input(InputAnswer {
                input: Rc::clone(&input.id),
                number: theirs.number.clone(),
                ..InputAnswer::default()
            });
            Some(Pasted {
                text,
                cell: Some(Cell::Input(index)),
                put: Some(put),
            })
        });
        again.collect()
    }
}

impl Part {
    fn of(state: State, points: &Number, max: Option<&Number>) -> Part {
        Part {
            state,
            points: points.clone(),
            max: max.cloned(),
        }
    }

    /// Whether the points are those of the part, not of a silence.
    fn has_points(&self) -> bool {
        matches!(
            self.state,
            State::Points | State::Partly | State::Zeroed | State::Waived
        )
    }
}

impl Row {
    fn of(group: &Group, id: &Rc<str>, before: Part, now: Part) -> Row {
        let is_known = before.has_points() && now.has_points();
        let is_deducted = group.role == GroupRole::Deduction;
        let (plus, minus) = if is_deducted {
            (&before.points, &now.points)
        } else {
            (&now.points, &before.points)
        };
        Row {
            id: Rc::clone(id),
            is_deducted,
            more: is_known.then(|| plus - minus),
            before,
            now,
        }
    }
}

/// This year's figure that is asked for as last year's the year after.
fn counterpart<'a>(unit_group: &'a UnitGroup, last: &Input) -> Option<&'a Input> {
    let label = last.label.strip_suffix(LAST_YEAR)?.trim_end();
    let without = |label: &'a str| label.strip_suffix(THIS_YEAR).unwrap_or(label).trim_end();
    let is_it = |input: &&'a Input| {
        input.given_by == GivenBy::Unit && input.kind == last.kind && without(&input.label) == label
    };
    unit_group.inputs.iter().find(is_it)
}

impl Session {
    /// Puts what was read beside the assessment on screen; of several, the one that is of this unit's year before.
    pub(super) fn compare_with(&mut self, file: String, read: Result<Vec<Arrival>, NotOpened>) {
        let Some(work) = self.work().cloned() else {
            return;
        };
        let found = read.and_then(|arrivals| {
            let lacks = |arrival: &Arrival| {
                let last = LastYear {
                    file: file.clone(),
                    sheet: self.sheet_of(&arrival.assessment).ok()?,
                    draft: Rc::clone(&arrival.assessment),
                };
                Some(last.caveats(&work.sheet, &work.draft).len())
            };
            let nearest = arrivals
                .iter()
                .min_by_key(|arrival| lacks(arrival).unwrap_or(usize::MAX))
                .ok_or(NotOpened::PageWithoutData)?;
            Ok(LastYear {
                file: file.clone(),
                sheet: self.sheet_of(&nearest.assessment)?,
                draft: Rc::clone(&nearest.assessment),
            })
        });
        match found {
            Ok(last) => self.last_year = Some(Rc::new(last)),
            Err(why) => self.notice = Some(Notice::NotOpened { file, why }),
        }
    }

    /// Shows which of last year's figures would be taken over, before they are.
    pub(super) fn ask_last_year(&mut self) {
        let asked = self.work().zip(self.last_year.as_ref());
        let pasted = asked.map(|(work, last)| last.asked_again(&work.sheet, &work.draft));
        self.pasted = pasted.filter(|cells| !cells.is_empty()).map(Rc::new);
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    reason = "a test may panic, and says what it is about in its name"
)]
mod tests {
    use bac_thang::Entry;

    use super::*;
    use crate::app::catalog::Catalog;
    use crate::app::session::{Action, TextField};

    fn sheet(framework: &str, unit_group: &str) -> Sheet {
        let catalog = Catalog::shipped();
        catalog.find(framework, unit_group).unwrap().clone()
    }

    fn training() -> Sheet {
        let catalog = Catalog::shipped();
        let kind =
            |sheet: &&Sheet| sheet.framework.kind == bac_thang::engine::framework::Kind::Training;
        catalog.sheets.iter().find(kind).unwrap().clone()
    }

    fn of_year(sheet: &Sheet, year: u16, figures: &[(&str, &str)]) -> Assessment {
        let mut draft = Assessment::new(&sheet.framework, sheet.unit_group());
        (draft.year, draft.unit) = (Some(year), "UBND xã A".to_owned());
        for (input, figure) in figures {
            draft.input_mut(input).number = Entry::typed(figure);
        }
        draft
    }

    fn last(sheet: &Sheet, draft: Assessment) -> LastYear {
        LastYear {
            file: "nam-truoc.json".to_owned(),
            sheet: sheet.clone(),
            draft: Rc::new(draft),
        }
    }

    fn beside(last: &LastYear, sheet: &Sheet, draft: &Assessment) -> Comparison {
        let scored = score(&sheet.framework, draft).unwrap();
        last.beside(sheet, draft, &scored).unwrap()
    }

    fn row<'a>(rows: &'a [Row], id: &str) -> &'a Row {
        rows.iter().find(|row| *row.id == *id).unwrap()
    }

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    // 840 of 1.200 online: 70% of 80%, 3,5 of 4 points; 600: 50%, 2,5 of 4.
    #[test]
    fn each_item_and_group_has_what_it_had_and_how_much_more() {
        let sheet = training();
        let before = of_year(
            &sheet,
            2025,
            &[("hs-tong", "1200"), ("hs-truc-tuyen", "600")],
        );
        let now = of_year(
            &sheet,
            2026,
            &[("hs-tong", "1200"), ("hs-truc-tuyen", "840")],
        );
        let compared = beside(&last(&sheet, before), &sheet, &now);
        assert_eq!(compared.caveats, []);
        let item = row(&compared.items, "3-1");
        assert_eq!(item.before.points, number("2.5"));
        assert_eq!(item.now.points, number("3.5"));
        assert_eq!(item.more, Some(number("1")));
        let blank = row(&compared.items, "1-1");
        assert_eq!((blank.before.state, &blank.more), (State::Blank, &None));
        assert_eq!(compared.groups.len(), sheet.unit_group().groups.len());
        assert_eq!(compared.items.len(), sheet.unit_group().items.len());
        let fallen = beside(&last(&sheet, now.clone()), &sheet, &{
            let mut worse = now;
            worse.year = Some(2027);
            worse.input_mut("hs-truc-tuyen").number = Entry::typed("600");
            worse
        });
        assert_eq!(row(&fallen.items, "3-1").more, Some(number("-1")));
    }

    // 9.1: what is taken away is brought back.
    #[test]
    fn fewer_points_taken_away_are_more_points() {
        let sheet = training();
        let before = of_year(&sheet, 2025, &[("ky-luat", "1")]);
        let now = of_year(&sheet, 2026, &[("ky-luat", "0")]);
        let compared = beside(&last(&sheet, before), &sheet, &now);
        let items = compared.items.iter();
        let mut taken = items.filter(|row| row.is_deducted && row.more.is_some());
        let row = taken.next().unwrap();
        assert!(!row.before.points.is_zero() && row.now.points.is_zero());
        assert_eq!(row.more.as_ref(), Some(&row.before.points));
    }

    #[test]
    fn what_differs_is_said_and_what_cannot_be_compared_is_not() {
        let (ours, theirs) = (sheet("an-giang-1040-2018", "xa"), training());
        let now = of_year(&ours, 2026, &[]);
        let other = of_year(&theirs, 2026, &[]);
        let compared = beside(&last(&theirs, other), &ours, &now);
        let year = Differs::Year {
            theirs: Some(2026),
            ours: Some(2026),
        };
        assert_eq!(compared.caveats, [Differs::Decision, year]);
        assert_eq!((compared.groups.len(), &compared.more), (0, &None));

        let mut edition = of_year(&ours, 2025, &[]);
        edition.framework.digest = "0".repeat(64);
        edition.unit = "UBND xã B".to_owned();
        let compared = beside(&last(&ours, edition), &ours, &now);
        let unit = Differs::Unit {
            theirs: "UBND xã B".to_owned(),
        };
        let edition = Differs::Edition { theirs: 1, ours: 1 };
        assert_eq!(compared.caveats, [edition, unit]);
        assert!(!compared.groups.is_empty());

        let district = sheet("an-giang-1040-2018", "huyen");
        let compared = beside(&last(&district, of_year(&district, 2025, &[])), &ours, &now);
        assert_eq!(compared.caveats, [Differs::UnitGroup]);
    }

    #[test]
    fn figures_of_last_year_are_offered_where_its_file_has_them_and_this_year_lacks_them() {
        let sheet = training();
        let figures = [
            ("hs-truc-tuyen", "1200"),
            ("hang-cds", "14"),
            ("hang-hl", "x"),
        ];
        let last = last(&sheet, of_year(&sheet, 2025, &figures));
        let now = of_year(&sheet, 2026, &[("hang-cds-truoc", "14")]);
        let again = last.asked_again(&sheet, &now);
        let unit_group = sheet.unit_group();
        let said: Vec<(&str, &str)> = again
            .iter()
            .map(|cell| match cell.cell {
                Some(Cell::Input(input)) => (&*unit_group.inputs[input].id, &*cell.text),
                _ => ("", ""),
            })
            .collect();
        assert_eq!(said, [("hs-truc-tuyen-truoc", "1200")]);
    }

    #[test]
    fn every_figure_of_last_year_that_is_asked_for_has_one_of_this_year() {
        for sheet in Catalog::shipped().sheets {
            let unit_group = sheet.unit_group();
            let asked = unit_group.inputs.iter();
            for input in asked.filter(|input| input.given_by == GivenBy::LastYear) {
                assert!(counterpart(unit_group, input).is_some(), "{}", input.label);
            }
        }
    }

    #[test]
    fn of_a_page_with_several_the_one_of_the_year_before_is_taken() {
        let sheet = training();
        let session = crate::app::start::empty(
            time::PrimitiveDateTime::new(
                time::Date::from_calendar_date(2026, time::Month::November, 21).unwrap(),
                time::Time::MIDNIGHT,
            ),
            "w".into(),
        );
        let mut session = session;
        session.apply(Action::SheetPicked(sheet.clone()));
        session.apply(Action::TextTyped(TextField::Unit, "UBND xã A".to_owned()));
        session.apply(Action::YearChosen(Some(2026)));
        let arrival = |year| Arrival::of(of_year(&sheet, year, &[]));
        let read = Ok(vec![arrival(2024), arrival(2025), arrival(2026)]);
        session.apply(Action::LastYearRead("a.html".to_owned(), read));
        let last = session.last_year.clone().unwrap();
        assert_eq!(last.draft.year, Some(2025));
        session.apply(Action::LastYearRead(
            "b.json".to_owned(),
            Err(NotOpened::NotText),
        ));
        assert!(matches!(session.notice, Some(Notice::NotOpened { .. })));
        assert_eq!(session.last_year, Some(last), "what was there stays");
        session.apply(Action::SheetLeft);
        assert_eq!(session.last_year, None);
    }
}
