#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and says what it is about in its name"
)]

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
