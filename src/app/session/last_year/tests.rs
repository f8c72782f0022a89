#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and says what it is about in its name"
)]

use serde_json::Value;

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
        draft.input_mut(input).number = bac_thang::Entry::typed(figure);
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
        worse.input_mut("hs-truc-tuyen").number = bac_thang::Entry::typed("600");
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
            assert!(
                figure_before(unit_group, input).is_some(),
                "{}",
                input.label
            );
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

/// The training framework as an edition of its own: something of some items is another.
fn edition(changes: &[(&str, &str, &str)]) -> Sheet {
    let mut json: Value = serde_json::from_str(&training().document).unwrap();
    json["edition"] = 1.into();
    let mut count = 0;
    walk(&mut json, &mut |object| {
        let id = object.get("id").and_then(Value::as_str).map(str::to_owned);
        let here = changes.iter().filter(|(of, ..)| id.as_deref() == Some(*of));
        for (_, what, new) in here {
            let place = match *what {
                "name" | "max" => object[*what].get_mut("value"),
                what => object.get_mut(what),
            };
            *place.unwrap() = (*new).into();
            count += 1;
        }
    });
    assert_eq!(count, changes.len());
    let document = json.to_string();
    let mut catalog = Catalog::default();
    catalog.take_in(bac_thang::Framework::read(&document).unwrap(), &document);
    catalog.sheets.remove(0)
}

fn walk(json: &mut Value, at: &mut impl FnMut(&mut serde_json::Map<String, Value>)) {
    match json {
        Value::Object(object) => {
            at(object);
            object.values_mut().for_each(|json| walk(json, at));
        }
        Value::Array(all) => all.iter_mut().for_each(|json| walk(json, at)),
        _ => {}
    }
}

fn compared(theirs: &Sheet, ours: &Sheet) -> Comparison {
    let meetings = |sheet, year, count| of_year(sheet, year, &[("hop", count)]);
    let last = last(theirs, meetings(theirs, 2025, "2"));
    beside(&last, ours, &meetings(ours, 2026, "4"))
}

fn has(rows: &[Row], id: &str) -> bool {
    rows.iter().any(|row| *row.id == *id)
}

const MEETINGS: &str = "Họp Ban Chỉ đạo chuyển đổi số";
const RENUMBERED: [(&str, &str, &str); 2] = [("1-3", "id", "1-9"), ("1-3", "code", "1.9")];

// 1.3: half a point for each of four meetings.
#[test]
fn what_was_renumbered_is_found_by_its_name_whichever_year_has_which_number() {
    let (shipped, other) = (training(), edition(&RENUMBERED));
    for (theirs, ours, id, was) in [
        (&other, &shipped, "1-3", "1.9"),
        (&shipped, &other, "1-9", "1.3"),
    ] {
        let compared = compared(theirs, ours);
        let found = row(&compared.items, id);
        assert_eq!(found.was.as_deref(), Some(was));
        assert_eq!(
            (&found.before.points, &found.now.points),
            (&number("1"), &number("2"))
        );
        assert_eq!(found.more, Some(number("1")));
        let moved = compared.items.iter().filter(|row| row.was.is_some());
        assert_eq!(moved.count(), 1, "all else has its number");
        assert_eq!((compared.items.len(), compared.is_new), (44, 0));
        assert_eq!((compared.groups.len(), &compared.more), (0, &None));
        assert!(matches!(compared.caveats[..], [Differs::OwnEdition { .. }]));
    }
}

// 2.2 is now what 2.3 was, and the other way round: no points of one stand beside those of the other.
#[test]
fn a_number_that_is_another_items_now_is_no_reason_to_compare() {
    let swapped = edition(&[
        ("2-2", "code", "2.3"),
        ("2-2", "id", "2-3"),
        ("2-3", "code", "2.2"),
        ("2-3", "id", "2-2"),
    ]);
    let compared = compared(&swapped, &training());
    assert_eq!(row(&compared.items, "2-2").was.as_deref(), Some("2.3"));
    assert_eq!(row(&compared.items, "2-3").was.as_deref(), Some("2.2"));
}

#[test]
fn a_name_that_is_nearly_the_same_is_another() {
    let nearly = edition(&[("1-3", "name", "Họp ban chỉ đạo chuyển đổi số")]);
    let compared = compared(&nearly, &training());
    assert!(
        !has(&compared.items, "1-3"),
        "though its number is the same"
    );
    assert_eq!((compared.items.len(), compared.is_new), (43, 1));
}

#[test]
fn a_name_that_stands_twice_is_told_apart_by_its_number_alone() {
    let ours = training();
    let [id, code] = RENUMBERED;
    let twice = edition(&[("1-2", "name", MEETINGS), id, code]);
    let before = compared(&twice, &ours);
    assert!(!has(&before.items, "1-3"), "two had its name");
    let after = compared(&ours, &twice);
    assert!(
        !has(&after.items, "1-9") && !has(&after.items, "1-2"),
        "two have its name"
    );
    assert_eq!((before.is_new, after.is_new), (2, 2));

    let numbered = edition(&[("1-2", "name", MEETINGS)]);
    for compared in [compared(&numbered, &ours), compared(&ours, &numbered)] {
        assert_eq!(row(&compared.items, "1-3").was, None);
        assert!(!has(&compared.items, "1-2"));
    }
}

#[test]
fn points_out_of_different_maxima_stand_side_by_side_without_a_difference() {
    let dearer = edition(&[("2-2", "max", "1"), ("2-3", "max", "3")]);
    let rules = |sheet, year| of_year(sheet, year, &[("quy-che", "4")]);
    let ours = training();
    let compared = beside(
        &last(&dearer, rules(&dearer, 2025)),
        &ours,
        &rules(&ours, 2026),
    );
    let found = row(&compared.items, "2-2");
    assert!(found.before.state.has_points() && found.now.state.has_points());
    assert_eq!(
        (&found.before.max, &found.now.max),
        (&Some(number("1")), &Some(number("2")))
    );
    assert_eq!(found.more, None);
}

#[test]
fn a_file_that_brings_its_own_edition_along_is_scored_by_it() {
    let theirs = edition(&RENUMBERED);
    let day = time::Date::from_calendar_date(2026, time::Month::November, 21).unwrap();
    let now = time::PrimitiveDateTime::new(day, time::Time::MIDNIGHT);
    let mut session = crate::app::start::empty(now, "w".into());
    let ours = training().framework.edition;
    session.apply(Action::SheetPicked(training()));
    let damaged = theirs.document.replace("1.9", "1.8").into();
    for (framework, edition) in [
        (Some(Rc::clone(&theirs.document)), 1),
        (Some(damaged), ours), // it is not the one that the file names
        (None, ours),
    ] {
        let arrival = Arrival {
            framework,
            ..Arrival::of(of_year(&theirs, 2025, &[]))
        };
        let read = Ok(vec![arrival]);
        session.apply(Action::LastYearRead("a.json".to_owned(), read));
        let last = session.last_year.clone().unwrap();
        assert_eq!(last.sheet.framework.edition, edition);
    }
    assert_eq!(
        session.catalog,
        Rc::new(Catalog::shipped()),
        "it is only read"
    );
}
