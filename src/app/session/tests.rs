#![allow(
    clippy::unwrap_used,
    reason = "a test may panic, and says what it is about in its name"
)]

use bac_thang::engine::framework::Kind;
use bac_thang::{LoadError, Number, Silence};
use time::{Month, Time};

use super::compare::differences;
use super::files::{Arrival, Taken, Version};
use super::shelf::Facts;
use super::windows::{Side, Stored};
use super::*;
use crate::app::hand_in;
use crate::app::start::empty;
use crate::app::text;

const HA_TANG: &str = "ha-tang";

impl Session {
    /// The assessment on screen.
    fn draft(&self) -> Option<&Rc<Assessment>> {
        Some(&self.work()?.draft)
    }
}

fn start() -> Rc<Session> {
    window("w")
}

fn window(name: &str) -> Rc<Session> {
    let day = Date::from_calendar_date(2026, Month::November, 21).unwrap();
    Rc::new(empty(
        PrimitiveDateTime::new(day, Time::MIDNIGHT),
        name.into(),
    ))
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
    Action::FileRead("tep.json".to_owned(), Ok(vec![Arrival::of(assessment)]))
}

/// What a page saved elsewhere carries.
fn carried(id: &str, stamp: &str, assessment: &Assessment) -> Arrival {
    Arrival {
        version: Some(Version {
            id: id.into(),
            stamp: stamp.into(),
            facts: Facts::default(),
        }),
        ..Arrival::of(assessment.clone())
    }
}

fn opened_with(mut session: Rc<Session>, arrivals: Vec<Arrival>) -> Rc<Session> {
    Rc::make_mut(&mut session).receive(Origin::ThisPage, arrivals);
    session
}

fn open(session: &Session) -> Id {
    session.open.clone().unwrap()
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
        [
            Action::LineRemoved(group(), 0),
            typed("12"),
            Action::TakenBack,
        ],
    );
    let answer = session.draft().unwrap().answer(HA_TANG).unwrap();
    let in_order: Vec<&str> = answer.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(in_order, ["Mạng nội bộ", "Máy tính"]);
    assert_eq!(points(&session).0, "12");
    assert_eq!(session.notice, None);
}

#[test]
fn a_line_has_documents_and_an_explanation_of_its_own() {
    let line = |line: usize| Spot {
        group: HA_TANG.into(),
        line: Some(line),
    };
    let explained = |at: usize, text: &str| {
        Action::AnswerTextTyped(line(at), AnswerText::Explanation, text.to_owned())
    };
    let number =
        |text: &str| Action::EvidenceTyped(line(1), 0, EvidenceField::Number, text.to_owned());
    let session = after(
        commune(),
        [
            Action::LineAdded(HA_TANG.into()),
            Action::LineAdded(HA_TANG.into()),
            Action::EvidenceAdded(line(1)),
            number("12/QĐ"),
            explained(0, "Theo sổ"),
            // Of a line that is not there nothing is written.
            Action::EvidenceAdded(line(2)),
            Action::EvidenceRemoved(line(2), 0),
        ],
    );
    let lines = |session: &Session| {
        let answer = session.draft().unwrap().answer(HA_TANG).unwrap();
        assert_eq!((answer.evidence.len(), &*answer.explanation), (0, ""));
        answer.lines.clone()
    };
    let written = lines(&session);
    assert_eq!(written.len(), 2);
    assert_eq!(written[0].explanation, "Theo sổ");
    assert_eq!(written[1].evidence[0].number, "12/QĐ");
    let removed = after(
        session.clone(),
        [Action::EvidenceRemoved(line(1), 0), Action::TakenBack],
    );
    assert_eq!(lines(&removed), written);
    let undone = after(session, [Action::Undone]);
    assert_eq!(lines(&undone)[0].explanation, "");
    assert_eq!(
        undone.sought.as_deref(),
        Some("g-ha-tang-line-0-explanation")
    );
}

#[test]
fn starting_over_can_be_taken_back_and_the_taking_back_undone() {
    let handed_in = Action::HandedIn("B93K-5S7R-KQR6-HRR2".into());
    let handed_in = after(commune(), [typed("250"), handed_in]);
    let code = |session: &Session| session.work().unwrap().facts.handed_in.clone();
    assert_eq!(code(&handed_in).as_deref(), Some("B93K-5S7R-KQR6-HRR2"));
    let cleared = after(handed_in, [Action::StartedOver]);
    assert_eq!(code(&cleared), None);
    assert!(!has_content(cleared.draft().unwrap()));
    let later = after(cleared, [typed("3"), Action::TakenBack]);
    assert_eq!(points(&later).0, "250");
    assert_eq!(points(&after(later, [Action::Undone])).0, "3");
}

#[test]
fn everything_entered_can_be_undone_and_done_again() {
    let reason = "mẫu số bằng 0".to_owned();
    let session = after(
        commune(),
        [
            typed("2"),
            typed("25"),
            typed("250"),
            Action::TextTyped(TextField::Unit, "U".to_owned()),
            Action::TextTyped(TextField::Unit, "UBND xã A".to_owned()),
            Action::YearChosen(Some(2024)),
            Action::SilenceChosen(spot(), Some(SilenceKind::Undefined)),
            Action::ReasonTyped(spot(), reason),
            Action::StartedOver,
        ],
    );
    let end = Rc::clone(session.draft().unwrap());
    let mut back = session;
    let mut steps = 0;
    while back.work().unwrap().history.can_undo() {
        back = after(back, [Action::Undone]);
        steps += 1;
    }
    assert_eq!(steps, 6);
    assert!(!has_content(back.draft().unwrap()));
    assert_eq!(back.notice, None, "what it told of was undone");
    let forward = after(back, vec![Action::Redone; steps]);
    assert_eq!(*forward.draft().unwrap(), end);
    assert!(!forward.work().unwrap().history.can_redo());
}

#[test]
fn undoing_leads_to_the_field() {
    let session = after(
        commune(),
        [
            typed("250"),
            Action::ViewChosen(View::Check),
            Action::Undone,
        ],
    );
    assert_eq!(session.sought.as_deref(), Some("g-ha-tang-points"));
    assert_eq!(session.view, View::Score);
    assert!(session.stepped.as_ref().unwrap().is_back);
    let session = after(session, [Action::Found, typed("1")]);
    assert_eq!(session.stepped, None);
}

#[test]
fn several_assessments_of_one_sheet_stand_side_by_side() {
    let session = after(commune(), [typed("250")]);
    let sheet = session.work().unwrap().sheet.clone();
    let first = open(&session);
    let session = after(
        session,
        [Action::SheetLeft, Action::SheetPicked(sheet), typed("100")],
    );
    let second = open(&session);
    assert_ne!(first, second);
    let session = after(session, [Action::WorkOpened(first)]);
    assert_eq!(points(&session).0, "250");
    let session = after(session, [Action::WorkOpened(second)]);
    assert_eq!(points(&session).0, "100");
    assert_eq!(session.shelf.len(), 2);
}

#[test]
fn what_was_opened_from_a_file_is_in_that_file() {
    let read = |session: &Session, from: Rc<Session>| {
        let arrival = Arrival::of((**session.draft().unwrap()).clone());
        after(
            from,
            [Action::FileRead("tep.json".to_owned(), Ok(vec![arrival]))],
        )
    };
    let facts = |session: &Session| session.work().unwrap().facts.clone();
    let theirs = after(commune(), [typed("250")]);
    assert_eq!(facts(&theirs).opened, None);
    for opened in [read(&theirs, start()), read(&theirs, Rc::clone(&theirs))] {
        let Facts {
            opened: at,
            file,
            steps_since_file,
            ..
        } = facts(&opened);
        assert_eq!((at, file, steps_since_file), (Some(opened.now), None, 0));
        let edited = after(opened, [typed("25")]);
        assert_eq!(facts(&edited).steps_since_file, 1);
        let saved = after(edited, [Action::Exported(Some("moi.json".to_owned()))]);
        assert_eq!(facts(&saved).opened, None);
        assert!(facts(&saved).file.is_some());
    }
}

#[test]
fn what_was_begun_and_never_touched_is_not_kept() {
    assert!(after(commune(), [Action::SheetLeft]).shelf.is_empty());
    let cleared = after(
        commune(),
        [typed("1"), Action::StartedOver, Action::SheetLeft],
    );
    assert_eq!(cleared.shelf.len(), 1);
}

#[test]
fn a_copy_is_of_a_year_that_is_free_and_forgets_what_others_made_of_it() {
    let mut session = after(commune(), [typed("250"), Action::YearChosen(Some(2025))]);
    let id = open(&session);
    let work = Rc::make_mut(Rc::make_mut(&mut session).shelf.get_mut(&id).unwrap());
    let answer = Rc::make_mut(&mut work.draft).answer_mut(HA_TANG);
    answer.appraised = Some(bac_thang::Appraisal::default());
    let years = |session: &Session| session.years_to_copy_for(&session.shelf[&id]);
    assert_eq!(years(&session)[..3], [2026, 2027, 2024]);
    assert_eq!(
        years(&session).last(),
        Some(&2018),
        "the decision's own year"
    );
    let copied = after(session, [Action::WorkCopied(Rc::clone(&id), 2026)]);
    let draft = copied.draft().unwrap();
    assert_eq!(
        (draft.year, points(&copied).0.as_str()),
        (Some(2026), "250")
    );
    assert_eq!(
        copied.notice,
        Some(Notice::Copied {
            from: Some(2025),
            to: 2026
        })
    );
    assert_eq!(draft.answer(HA_TANG).unwrap().appraised, None);
    assert_eq!(copied.shelf[&id].draft.year, Some(2025));
    assert_eq!(years(&copied)[..2], [2027, 2024], "2026 is taken");
    for year in [2025, 2026, 2028] {
        let again = after(
            Rc::clone(&copied),
            [Action::WorkCopied(Rc::clone(&id), year)],
        );
        assert_eq!(again, copied, "{year} is taken, or not offered");
    }
    let again = after(copied, [Action::WorkCopied(id, 2024)]);
    assert_eq!(again.draft().unwrap().year, Some(2024));
}

#[test]
fn this_years_sheet_is_copied_for_the_next_year() {
    let session = after(commune(), [typed("250")]);
    let work = session.work().unwrap();
    assert_eq!(work.draft.year, Some(2026));
    assert_eq!(session.years_to_copy_for(work)[..2], [2027, 2025]);
}

#[test]
fn what_is_for_one_year_alone_is_copied_for_no_other() {
    let session = start();
    let sheet = session.catalog.find("bac-kan-651-2019", "xa").unwrap();
    let session = after(Rc::clone(&session), [Action::SheetPicked(sheet.clone())]);
    let work = session.work().unwrap();
    assert_eq!(session.years_to_copy_for(work), [0; 0]);
}

#[test]
fn a_removed_assessment_comes_back() {
    let session = after(commune(), [typed("250"), Action::SheetLeft]);
    let (id, work) = session.shelf.first_key_value().unwrap();
    let (id, work) = (Rc::clone(id), Rc::clone(work));
    let removed = after(session, [Action::WorkRemoved(Rc::clone(&id))]);
    assert!(removed.shelf.is_empty());
    let back = after(removed, [Action::TakenBack]);
    assert_eq!(back.shelf.get(&id), Some(&work));
}

#[test]
fn what_is_in_no_file_is_counted() {
    let facts = |session: &Session| session.work().unwrap().facts.clone();
    let session = after(
        commune(),
        [typed("2"), typed("25"), Action::LineAdded(HA_TANG.into())],
    );
    assert_eq!(
        (facts(&session).file, facts(&session).steps_since_file),
        (None, 2)
    );
    let exported = after(session, [Action::Exported(Some("tep.json".to_owned()))]);
    assert_eq!(facts(&exported).steps_since_file, 0);
    assert!(!facts(&exported).file.unwrap().is_checked);
    let typed_on = after(
        exported,
        [Action::LineNamed(HA_TANG.into(), 0, "a".to_owned())],
    );
    assert_eq!(facts(&typed_on).steps_since_file, 1);
    let undone = after(typed_on, [Action::Undone]);
    assert_eq!(facts(&undone).steps_since_file, 2);
}

fn sent(session: &Session, state: SentState) -> Sent {
    Sent {
        file: "trang.html".to_owned(),
        text: "<!doctype html>".into(),
        is_office: false,
        ids: vec![open(session)],
        stamp: "s-1".into(),
        state,
    }
}

#[test]
fn a_page_counts_as_saved_once_it_was_read_back() {
    let session = after(commune(), [typed("250")]);
    let unchecked = Action::PageSent(sent(&session, SentState::Unchecked));
    let failed = Action::PageSent(sent(&session, SentState::Failed));
    let state = |session: &Session| session.sent.as_ref().unwrap().state;
    let is_checked = |session: &Session| {
        let file = session.work().unwrap().facts.file;
        file.map(|file| file.is_checked)
    };
    let session = after(session, [failed]);
    assert_eq!(
        (state(&session), is_checked(&session)),
        (SentState::Failed, None)
    );
    let session = after(session, [unchecked]);
    assert_eq!(is_checked(&session), Some(false));
    for wrong in [Ok("<!doctype".to_owned()), Err(NotOpened::NotText)] {
        let session = after(Rc::clone(&session), [Action::SentFileRead(wrong)]);
        assert_eq!(
            (state(&session), is_checked(&session)),
            (SentState::Differs, Some(false))
        );
    }
    let right = Action::SentFileRead(Ok("<!doctype html>".to_owned()));
    let session = after(session, [right]);
    assert_eq!(
        (state(&session), is_checked(&session)),
        (SentState::Checked, Some(true))
    );
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
            added: 1,
            ..
        })
    ));
    let again = after(Rc::clone(&filled), [read(file(&filled))]);
    assert!(again.merges.is_empty());
    assert_eq!(again.shelf.len(), 1);
}

#[test]
fn a_file_of_another_unit_or_year_is_put_beside_what_is_here() {
    let mine = after(commune(), [typed("250")]);
    let mut other_unit = file(&mine);
    other_unit.unit = "UBND xã B".to_owned();
    let mut other_year = file(&mine);
    other_year.year = Some(2023);
    let opened = after(mine, [read(other_unit), read(other_year)]);
    assert_eq!(opened.shelf.len(), 3);
    assert_eq!(opened.draft().unwrap().year, Some(2023));
    assert!(opened.merges.is_empty());
}

/// What was typed of points by group.
fn all_points(session: &Session) -> Vec<(&str, String)> {
    let answers = session.draft().unwrap().answers.iter();
    answers
        .map(|answer| (&*answer.of, answer.points.text().into_owned()))
        .collect()
}

#[test]
fn a_file_that_says_something_else_waits_for_a_person() {
    let other = |text: &str| {
        Action::NumberTyped(
            Spot {
                group: "nhan-luc".into(),
                line: None,
            },
            NumberField::Points,
            text.to_owned(),
        )
    };
    let mine = after(commune(), [typed("250"), other("12")]);
    let theirs = after(commune(), [typed("100"), other("15")]);
    let asked = after(mine, [read(file(&theirs))]);
    let rows = asked.merge_asked().unwrap();
    let rows = rows.merge.differences(&rows.work);
    assert_eq!(rows.len(), 2);
    assert_eq!(points(&asked).0, "250");

    let decide = |taken: Taken| after(Rc::clone(&asked), [Action::Merged(taken)]);
    let kept = decide(Taken::Nothing);
    assert_eq!((points(&kept).0.as_str(), &kept.notice), ("250", &None));
    let all = decide(Taken::All);
    assert_eq!(
        all_points(&all),
        [("ha-tang", "100".to_owned()), ("nhan-luc", "15".to_owned())]
    );
    for back in [Action::Undone, Action::TakenBack] {
        assert_eq!(points(&after(Rc::clone(&all), [back])).0, "250");
    }
    let place = rows[1].place.clone();
    let chosen = after(
        Rc::clone(&asked),
        [
            Action::PlaceChosen(rows[0].place.clone(), true),
            Action::PlaceChosen(place, true),
            Action::PlaceChosen(rows[0].place.clone(), false),
            Action::Merged(Taken::Chosen),
        ],
    );
    assert_eq!(
        all_points(&chosen),
        [("ha-tang", "250".to_owned()), ("nhan-luc", "15".to_owned())]
    );
    let beside = decide(Taken::Beside);
    assert_eq!((beside.shelf.len(), points(&beside).0.as_str()), (2, "100"));
    for session in [kept, all, chosen, beside] {
        assert!(session.merges.is_empty());
    }
}

#[test]
fn a_file_of_no_use_changes_nothing() {
    let mine = after(commune(), [typed("250")]);
    let mut unknown = file(&mine);
    unknown.framework.id = "nam-2099".into();
    let mut no_such_unit = file(&mine);
    no_such_unit.unit_group = "tinh".into();
    let mut training = file(&mine);
    training.kind = Kind::Training;
    let truncated = Action::FileRead(
        "tep.json".to_owned(),
        Err(NotOpened::Load(LoadError::Empty)),
    );
    for action in [read(unknown), read(no_such_unit), read(training), truncated] {
        let after = after(Rc::clone(&mine), [action]);
        assert!(matches!(after.notice, Some(Notice::NotOpened { .. })));
        assert_eq!((&after.shelf, &after.open), (&mine.shelf, &mine.open));
    }
}

#[test]
fn what_a_page_carries_is_there_in_a_fresh_browser() {
    let elsewhere = after(commune(), [typed("250")]);
    let carried = |id: &str| carried(id, "s-1", &file(&elsewhere));
    let fresh = opened_with(start(), vec![carried("a"), carried("b")]);
    assert_eq!(
        fresh.shelf.keys().map(|id| &**id).collect::<Vec<_>>(),
        ["a", "b"]
    );
    assert_eq!(fresh.notice, None);
    let reloaded = opened_with(fresh, vec![carried("a")]);
    assert_eq!((reloaded.shelf.len(), reloaded.merges.len()), (2, 0));
}

#[test]
fn a_page_never_overwrites_what_the_browser_keeps() {
    let mine = after(commune(), [typed("250")]);
    let old = file(&mine);
    let id = open(&mine);
    // Saved into a page here, then changed: the page is older, and nobody is asked.
    let saved = after(
        mine,
        [
            Action::PageSent(sent(&after(commune(), []), SentState::Checked)),
            typed("251"),
        ],
    );
    let again = opened_with(Rc::clone(&saved), vec![carried(&id, "s-1", &old)]);
    assert_eq!((points(&again).0.as_str(), again.merges.len()), ("251", 0));
    assert_eq!(again.notice, Some(Notice::PageIsOlder { count: 1 }));
    // Changed elsewhere and saved there: a person decides, once.
    let asked = opened_with(saved, vec![carried(&id, "s-7", &old)]);
    assert_eq!((points(&asked).0.as_str(), asked.merges.len()), ("251", 1));
    let kept = after(asked, [Action::Merged(Taken::Nothing)]);
    let again = opened_with(kept, vec![carried(&id, "s-7", &old)]);
    assert_eq!((points(&again).0.as_str(), again.merges.len()), ("251", 0));
}

/// Two windows on one assessment, and what the second writes into the browser.
fn two_windows() -> (Rc<Session>, Id, impl Fn(&str, bool) -> Action) {
    let one = after(commune(), [typed("250")]);
    let id = open(&one);
    let draft = Rc::clone(one.draft().unwrap());
    let other = Rc::clone(&id);
    let writes = move |text: &str, is_changed_here| {
        let mut theirs = (*draft).clone();
        theirs.answer_mut(HA_TANG).points = bac_thang::Entry::typed(text);
        let stored = Stored {
            framework: None,
            assessment: Rc::new(theirs),
            facts: Facts::default(),
            is_changed_here,
        };
        Action::StoredElsewhere(Rc::clone(&other), Some(stored))
    };
    (one, id, writes)
}

#[test]
fn a_window_with_nothing_unwritten_follows_the_other_and_says_so() {
    let (one, id, writes) = two_windows();
    let followed = after(one, [writes("260", false)]);
    assert_eq!((points(&followed).0.as_str(), open(&followed)), ("260", id));
    assert!(matches!(followed.notice, Some(Notice::Followed { .. })));
    let undone = after(Rc::clone(&followed), [Action::Undone]);
    assert_eq!(points(&undone).0, "250");
    let aside = after(followed, [Action::TakenBack]);
    assert_eq!((aside.shelf.len(), points(&aside).0.as_str()), (2, "260"));
    let same = after(two_windows().0, [writes("250", true)]);
    assert_eq!((same.notice.clone(), same.clash.clone()), (None, None));
}

#[test]
fn what_two_windows_changed_is_there_twice_until_a_person_decides() {
    let (one, id, writes) = two_windows();
    let clashed = after(one, [typed("251"), writes("260", true)]);
    assert_eq!(points(&clashed).0, "251");
    assert_ne!(open(&clashed), id);
    let at = |session: &Session, id: &Id| {
        let answer = session.shelf[id]
            .draft
            .answer(HA_TANG)
            .unwrap()
            .points
            .clone();
        answer.text().into_owned()
    };
    assert_eq!(
        (clashed.shelf.len(), at(&clashed, &id).as_str()),
        (2, "260")
    );

    let decide = |side: Side| after(Rc::clone(&clashed), [Action::ClashDecided(side)]);
    let mine = decide(Side::Mine);
    assert_eq!((mine.shelf.len(), points(&mine).0.as_str()), (2, "251"));
    let both = decide(Side::Both);
    assert_eq!(
        (both.shelf.len(), points(&both).0.as_str(), open(&both)),
        (2, "260", Rc::clone(&id))
    );
    let theirs = decide(Side::Theirs);
    assert_eq!(
        (
            theirs.shelf.len(),
            points(&theirs).0.as_str(),
            open(&theirs)
        ),
        (1, "260", id)
    );
    assert_eq!(points(&after(theirs, [Action::Undone])).0, "251");
}

#[test]
fn what_another_window_removes_goes_from_the_list_and_stays_on_screen() {
    let (one, id, _) = two_windows();
    let removed = || Action::StoredElsewhere(Rc::clone(&id), None);
    let on_screen = after(Rc::clone(&one), [removed()]);
    assert_eq!(points(&on_screen).0, "250");
    let in_list = after(one, [Action::SheetLeft, removed()]);
    assert!(in_list.shelf.is_empty());
}

#[test]
fn claims_that_do_not_come_out_are_counted() {
    let filled = after(commune(), [typed("250")]);
    let sheet = filled.work().unwrap().sheet.clone();
    let json = hand_in::json(&sheet, filled.draft().unwrap(), None, false).unwrap();
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

#[test]
fn an_untouched_copy_of_a_file_is_the_same() {
    let filled = after(commune(), [typed("250")]);
    assert_eq!(differences(&file(&filled), &file(&filled)), []);
}

#[test]
fn what_was_said_goes_when_one_goes_on_unless_something_would_be_lost_with_it() {
    let said = |notice: Notice, action: Action| {
        let mut session = (*after(commune(), [typed("250")])).clone();
        session.notice = Some(notice);
        after(Rc::new(session), [action]).notice.is_some()
    };
    let exported = || Notice::Exported {
        file: "a.json".to_owned(),
    };
    let not_opened = || Notice::NotOpened {
        file: "a.json".to_owned(),
        why: NotOpened::NotText,
    };
    let started_over = {
        let over = after(commune(), [typed("250"), Action::StartedOver]);
        move || over.notice.clone().unwrap()
    };
    let view = || Action::ViewChosen(View::Check);
    assert!(!said(exported(), typed("251")));
    assert!(!said(exported(), view()));
    assert!(said(not_opened(), typed("251")));
    assert!(!said(not_opened(), view()));
    assert!(!said(
        not_opened(),
        Action::Sought(View::Score, "unit-name".into())
    ));
    assert!(said(started_over(), typed("251")));
    assert!(said(started_over(), view()));
    assert!(!said(started_over(), Action::NoticeClosed));
}

#[test]
fn views_are_turned_one_by_one_and_no_further() {
    let turn = |is_forward| Action::ViewTurned { is_forward };
    let view = |actions: Vec<Action>| after(commune(), actions).view;
    assert_eq!(view(vec![turn(false)]), View::Score);
    assert_eq!(view(vec![turn(true)]), View::Climb);
    assert_eq!(view(vec![turn(true), turn(true), turn(false)]), View::Climb);
    let all: Vec<Action> = (0..9).map(|_| turn(true)).collect();
    assert_eq!(view(all), View::Report);
    assert_eq!(after(start(), [turn(true)]).view, View::Score, "no sheet");
}

#[test]
fn a_framework_that_the_page_does_not_have_comes_with_the_file() {
    let text = include_str!("../../../tests/practice/framework.json");
    let framework = bac_thang::Framework::read(text).unwrap();
    let mut entered = Assessment::new(&framework, framework.unit_group("xa").unwrap());
    entered.unit = "UBND xã A".to_owned();
    let without = Arrival::of(entered.clone());
    let with = Arrival {
        framework: Some(text.into()),
        ..Arrival::of(entered)
    };
    let file = |arrival: Arrival| Action::FileRead("tep.json".to_owned(), Ok(vec![arrival]));
    let refused = after(start(), [file(without.clone())]);
    assert!(matches!(&refused.notice, Some(Notice::NotOpened { .. })));
    let opened = after(start(), [file(with)]);
    let work = opened.work().unwrap();
    assert_eq!(
        (work.draft.unit.as_str(), work.sheet.is_shipped),
        ("UBND xã A", false)
    );
    // From then on the page has it, and what it writes carries it on.
    let again = after(Rc::clone(&opened), [Action::SheetLeft, file(without)]);
    assert!(!matches!(&again.notice, Some(Notice::NotOpened { .. })));
    let json = hand_in::json(&work.sheet, &work.draft, None, false).unwrap();
    let read = bac_thang::engine::file::File::read(&json).unwrap();
    assert_eq!(read.carried().unwrap().digest, framework.digest);
}

#[test]
fn what_was_changed_after_it_was_written_is_said() {
    let filled = after(commune(), [typed("250")]);
    let work = filled.work().unwrap();
    let json = hand_in::json(&work.sheet, &work.draft, None, false).unwrap();
    let edited = json.replacen("\"250\"", "\"251\"", 2);
    let file = bac_thang::engine::file::File::read(&edited).unwrap();
    let arrival = Arrival {
        broken: file.broken,
        ..Arrival::of(file.assessment)
    };
    let opened = after(
        start(),
        [Action::FileRead("tep.json".to_owned(), Ok(vec![arrival]))],
    );
    let said = crate::app::text::notice(opened.notice.as_ref().unwrap());
    assert!(
        said.contains("Tệp đã bị sửa sau khi kết xuất, ở: Hạ tầng."),
        "{said}"
    );
}

#[test]
fn what_a_change_costs_is_chosen_for_all_of_an_item_at_once_and_kept_with_its_assessment() {
    let chosen = |ids: &[&str], effort| {
        let ids = ids.iter().map(|id| Rc::from(*id)).collect();
        Action::EffortChosen("plan-of-x".into(), ids, effort)
    };
    let session = after(
        commune(),
        [
            typed("5"),
            chosen(&[HA_TANG, "nhan-luc"], 3),
            chosen(&[HA_TANG], climb::PINNED),
        ],
    );
    let work = session.work().unwrap();
    assert_eq!(session.sought.as_deref(), Some("plan-of-x"));
    assert!(work.history.can_undo() && work.facts.steps_since_file == 1);
    let scored = bac_thang::score(&work.sheet.framework, &work.draft).unwrap();
    let wishes = session
        .climb
        .wishes(work.sheet.unit_group(), &scored, &work.facts.efforts)
        .unwrap();
    assert_eq!(wishes.pinned, [HA_TANG.to_owned()].into());
    assert_eq!(wishes.effort["nhan-luc"], 3);
    let id = open(&session);
    let again = after(session, [Action::SheetLeft, Action::WorkOpened(id)]);
    assert_eq!(again.work().unwrap().facts.efforts.len(), 2);
}

#[test]
fn a_choice_of_effort_is_undone_before_what_was_typed_before_it_and_is_shown() {
    let chosen = |effort| Action::EffortChosen("plan-of-x".into(), vec![Rc::from(HA_TANG)], effort);
    let session = after(commune(), [typed("5"), chosen(3), chosen(3)]);
    let undone = after(session, [Action::ViewChosen(View::Check), Action::Undone]);
    let work = undone.work().unwrap();
    assert_eq!(
        work.facts.efforts.len(),
        0,
        "what was chosen again is no step"
    );
    assert_eq!(work.draft.answer(HA_TANG).unwrap().points.text(), "5");
    assert_eq!(
        (undone.view, undone.sought.as_deref()),
        (View::Climb, Some("plan-of-x"))
    );
    let said = text::kept::stepped(
        work.sheet.unit_group(),
        &work.draft,
        undone.stepped.as_ref().unwrap(),
    );
    assert_eq!(said, "Đã hoàn tác: công sức của “Hạ tầng”.");
    assert_eq!(
        work.facts.steps_since_file, 1,
        "no file of results is out of date by it"
    );
    let redone = after(undone, [Action::Redone]);
    let work = redone.work().unwrap();
    assert_eq!(work.facts.efforts[HA_TANG], 3);
    let empty = after(redone, [Action::Undone, Action::Undone]);
    assert!(
        empty
            .work()
            .unwrap()
            .draft
            .answer(HA_TANG)
            .is_none_or(|answer| answer.points.is_blank())
    );
}

#[test]
fn what_is_divided_by_stays_as_it_is_until_a_cost_is_said() {
    let sheet = start()
        .catalog
        .find("tap-huan-bo-tieu-chi-2026", "xa")
        .unwrap()
        .clone();
    let measured = bac_thang::engine::plan::left_as_is(sheet.unit_group());
    let efforts = |said: &[(&str, u32)]| -> climb::Efforts {
        said.iter()
            .map(|(id, effort)| ((*id).to_owned(), *effort))
            .collect()
    };
    assert!(measured.contains("hs-tong"));
    let pinned = |said: &[(&str, u32)]| climb::pinned(&efforts(said), &measured);
    assert_eq!(pinned(&[]), measured);
    let freed = pinned(&[("hs-tong", 2), ("hs-truc-tuyen", climb::PINNED)]);
    assert!(!freed.contains("hs-tong") && freed.contains("hs-truc-tuyen"));
    assert_eq!(
        climb::effort(&efforts(&[]), &measured, "hs-tong"),
        climb::PINNED
    );
    assert_eq!(climb::effort(&efforts(&[]), &measured, "hs-truc-tuyen"), 1);
}

#[test]
fn another_figure_than_a_plans_is_of_that_plan_alone_and_an_empty_box_changes_nothing() {
    use bac_thang::engine::plan::{Edit, Spot as Changed};
    use bac_thang::engine::rule::Figure;
    let session = commune();
    let unit_group = session.work().unwrap().sheet.unit_group();
    let edit = |points: u32| Edit {
        of: Changed::Points(HA_TANG.to_owned()),
        from: None,
        to: Figure::Number(points.into()),
    };
    let amended = |typed: &str| {
        let (of, typed) = (edit(100).to, typed.to_owned());
        let amended = climb::Amended { of, typed };
        let mut climb = climb::Climb::default();
        climb.apply(climb::ClimbAction::Amended(edit(100).of, amended));
        climb
    };
    let entered = |climb: &climb::Climb, points| {
        let puts = climb.puts(unit_group, &[edit(points)]);
        let text = |put| {
            let Put::Number(_, _, entry) = put else {
                panic!("{put:?}")
            };
            entry.text().to_string()
        };
        puts.into_iter().map(text).collect::<Vec<_>>()
    };
    assert_eq!(entered(&amended("120"), 100), ["120"]);
    assert_eq!(entered(&amended("120"), 90), ["90"]);
    assert_eq!(entered(&amended(" "), 100), [""; 0]);
}

#[test]
fn a_text_of_the_report_is_undone_in_one_step() {
    let write =
        |place: &'static str, text: &str| Action::ReportTyped(place.into(), text.to_owned());
    let said =
        |session: &Session, place: &str| session.draft().unwrap().report_text(place).to_owned();
    let first = after(
        commune(),
        ["B", "Bì", "Bình", "Bình Hòa"].map(|text| write("place", text)),
    );
    assert_eq!(
        said(&after(Rc::clone(&first), [Action::Undone]), "place"),
        ""
    );
    let both = after(first, [Action::FieldLeft, write("kho-khan", "Th")]);
    let both = after(both, [write("kho-khan", "Thiếu"), Action::FieldLeft]);
    let changed = after(
        both,
        [
            write("place", "Bình H"),
            write("place", "Bình"),
            write("place", ""),
        ],
    );
    let back = after(changed, [Action::Undone]);
    assert_eq!(said(&back, "place"), "Bình Hòa");
    let back = after(back, [Action::Undone]);
    assert_eq!(
        [said(&back, "place"), said(&back, "kho-khan")],
        ["Bình Hòa", ""]
    );
}
