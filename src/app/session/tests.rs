#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and says what it is about in its name"
)]

use bac_thang::Silence;
use bac_thang::engine::framework::Kind;
use time::Month;

use super::*;

const HA_TANG: &str = "ha-tang";

fn start() -> Rc<Session> {
    Rc::new(Session {
        today: Date::from_calendar_date(2026, Month::November, 21).unwrap(),
        catalog: Rc::new(Catalog::shipped()),
        drafts: BTreeMap::new(),
        open: None,
        view: View::default(),
        sought: None,
        climb: Rc::default(),
        pasted: None,
        pending: None,
        notice: None,
        keeping: Keeping::Works,
    })
}

fn after(session: Rc<Session>, actions: impl IntoIterator<Item = Action>) -> Rc<Session> {
    actions.into_iter().fold(session, Session::reduce)
}

/// A commune's sheet under An Giang's decision.
fn commune() -> Rc<Session> {
    let session = start();
    let sheet = session
        .catalog
        .find("an-giang-1040-2018", "xa")
        .unwrap()
        .clone();
    after(session, [Action::SheetPicked(sheet)])
}

fn spot() -> Spot {
    Spot {
        group: HA_TANG.into(),
        line: None,
    }
}

fn typed(text: &str) -> Action {
    Action::NumberTyped(spot(), NumberField::Points, text.to_owned())
}

fn points(session: &Session) -> (String, Option<Number>) {
    let entry = &session.draft().unwrap().answer(HA_TANG).unwrap().points;
    (entry.text().into_owned(), entry.value().cloned())
}

fn file(session: &Session) -> Assessment {
    (**session.draft().unwrap()).clone()
}

fn read(assessment: Assessment) -> Action {
    Action::FileRead("tep.json".to_owned(), Ok(Box::new(assessment)))
}

#[test]
fn every_shipped_framework_can_be_read() {
    let catalog = Catalog::shipped();
    assert_eq!(catalog.broken, []);
    assert!(catalog.sheets.len() >= 12);
}

#[test]
fn a_sheet_is_for_this_year_unless_its_decision_names_one() {
    assert_eq!(commune().draft().unwrap().year, Some(2026));
    let session = start();
    let plan_of_2015 = session
        .catalog
        .find("huong-tra-1872-2015", "xa")
        .unwrap()
        .clone();
    assert_eq!(session.years(&plan_of_2015), [2015]);
    let of_2018 = session.catalog.find("an-giang-1040-2018", "xa").unwrap();
    assert_eq!(
        session.years(of_2018),
        (2018..=2026).rev().collect::<Vec<u16>>()
    );
}

#[test]
fn what_is_typed_stays_as_typed() {
    for (text, value) in [
        ("7.5", Some("7.5")),
        ("mười", None),
        ("9999", Some("9999")),
        ("1.000", None),
        (" 7,50 ", Some("7.5")),
    ] {
        let session = after(commune(), [typed(text)]);
        assert_eq!(
            points(&session),
            (text.to_owned(), value.map(|value| value.parse().unwrap()))
        );
    }
}

#[test]
fn a_reading_is_chosen_only_among_those_there_are() {
    let choose =
        |number: &str| Action::ReadingChosen(spot(), NumberField::Points, number.parse().unwrap());
    let session = after(commune(), [typed("1.000"), choose("1")]);
    assert_eq!(points(&session), ("1.000".to_owned(), Some(Number::ONE)));
    let session = after(commune(), [typed("1.000"), choose("5")]);
    assert_eq!(points(&session), ("1.000".to_owned(), None));
}

#[test]
fn points_stay_while_a_silence_is_chosen_and_taken_back() {
    let silent = after(
        commune(),
        [
            typed("250"),
            Action::SilenceChosen(spot(), Some(SilenceKind::Undefined)),
            Action::ReasonTyped(spot(), "mẫu số bằng 0".to_owned()),
        ],
    );
    let reason = "mẫu số bằng 0".to_owned();
    assert_eq!(
        silent.draft().unwrap().answer(HA_TANG).unwrap().silence,
        Some(Silence::Undefined {
            reason: reason.clone()
        })
    );
    let other = after(
        Rc::clone(&silent),
        [Action::SilenceChosen(
            spot(),
            Some(SilenceKind::NotApplicable),
        )],
    );
    assert_eq!(
        other.draft().unwrap().answer(HA_TANG).unwrap().silence,
        Some(Silence::NotApplicable {
            reason,
            decided: false
        })
    );
    let back = after(other, [Action::SilenceChosen(spot(), None)]);
    assert_eq!(points(&back).0, "250");
}

#[test]
fn a_removed_line_comes_back_where_it_was_and_later_typing_stays() {
    let group = || Rc::<str>::from(HA_TANG);
    let named = |line: usize, name: &str| Action::LineNamed(group(), line, name.to_owned());
    let session = after(
        commune(),
        [
            Action::LineAdded(group()),
            Action::LineAdded(group()),
            named(0, "Mạng nội bộ"),
            named(1, "Máy tính"),
        ],
    );
    let session = after(
        session,
        [Action::LineRemoved(group(), 0), typed("12"), Action::Undone],
    );
    let answer = session.draft().unwrap().answer(HA_TANG).unwrap();
    let in_order: Vec<&str> = answer.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(in_order, ["Mạng nội bộ", "Máy tính"]);
    assert_eq!(points(&session).0, "12");
    assert_eq!(session.notice, None);
}

#[test]
fn starting_over_can_be_undone_and_the_undoing_too() {
    let cleared = after(commune(), [typed("250"), Action::StartedOver]);
    assert!(!has_content(cleared.draft().unwrap()));
    let later = after(cleared, [typed("3"), Action::Undone]);
    assert_eq!(points(&later).0, "250");
    assert_eq!(points(&after(later, [Action::Undone])).0, "3");
}

#[test]
fn a_file_is_taken_in_where_nothing_is_lost_by_it() {
    let filled = after(commune(), [typed("250")]);
    let opened = after(start(), [read(file(&filled))]);
    assert_eq!(points(&opened).0, "250");
    assert!(matches!(
        &opened.notice,
        Some(Notice::Opened {
            differences: 0,
            before: None,
            ..
        })
    ));
    let again = after(Rc::clone(&filled), [read(file(&filled))]);
    assert_eq!(again.pending, None);
}

#[test]
fn a_file_that_would_replace_something_else_waits_for_a_person() {
    let (mine, other) = (
        after(commune(), [typed("250")]),
        after(commune(), [typed("100")]),
    );
    let asked = after(mine, [read(file(&other))]);
    assert!(asked.pending.is_some());
    assert_eq!(points(&asked).0, "250");
    let kept = after(Rc::clone(&asked), [Action::ReplacementDecided(false)]);
    assert_eq!((points(&kept).0.as_str(), &kept.pending), ("250", &None));
    let replaced = after(asked, [Action::ReplacementDecided(true)]);
    assert_eq!(points(&replaced).0, "100");
    assert_eq!(points(&after(replaced, [Action::Undone])).0, "250");
}

#[test]
fn a_file_of_no_use_changes_nothing() {
    let mine = after(commune(), [typed("250")]);
    let mut unknown = file(&mine);
    unknown.framework.id = "nam-2099".to_owned();
    let mut no_such_unit = file(&mine);
    no_such_unit.unit_group = "tinh".to_owned();
    let mut training = file(&mine);
    training.kind = Kind::Training;
    let truncated = Action::FileRead(
        "tep.json".to_owned(),
        Err(NotOpened::Load(LoadError::Empty)),
    );
    for action in [read(unknown), read(no_such_unit), read(training), truncated] {
        let after = after(Rc::clone(&mine), [action]);
        assert!(matches!(after.notice, Some(Notice::NotOpened { .. })));
        assert_eq!((&after.drafts, &after.open), (&mine.drafts, &mine.open));
    }
}

#[test]
fn claims_that_do_not_come_out_are_counted() {
    let filled = after(commune(), [typed("250")]);
    let sheet = filled.open.clone().unwrap();
    let json = hand_in::json(&sheet, filled.draft().unwrap(), None).unwrap();
    assert_eq!(
        hand_in::differences(&sheet, &Assessment::read(&json).unwrap()),
        0
    );
    let edited =
        Assessment::read(&json.replacen("\"points\": \"250\"", "\"points\": \"251\"", 1)).unwrap();
    assert!(hand_in::differences(&sheet, &edited) > 0);
    let opened = after(start(), [read(edited)]);
    assert!(matches!(&opened.notice, Some(Notice::Opened { differences, .. }) if *differences > 0));
    assert_eq!(opened.draft().unwrap().claims, None);
}
