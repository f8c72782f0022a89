use time::Month;

use super::*;
use crate::engine::assessment::Entry;
use crate::engine::claims::Official;
use crate::engine::file;
use crate::engine::framework::Kind;
use crate::engine::score::score;

const AN_GIANG: &str =
    include_str!("../../../frameworks/an-giang/1040-qd-ubnd-2018/framework.json");
const HA_TINH: &str = include_str!("../../../frameworks/ha-tinh/2878-qd-ubnd-2023/framework.json");
const TRAINING: &str = include_str!("../../../frameworks/tap-huan/bo-tieu-chi-2026/framework.json");
const UNIT: &str = include_str!("../../../frameworks/tap-huan/bo-tieu-chi-2026/units/len-bac.json");

fn frameworks() -> Vec<Rc<Framework>> {
    let read = |text| Rc::new(Framework::read(text).unwrap());
    [AN_GIANG, HA_TINH, TRAINING].map(read).to_vec()
}

/// A commune's file, with something changed in what is entered, and in what it claims.
fn file(
    framework: &str,
    on: u8,
    enter: impl FnOnce(&mut Assessment),
    claim: impl FnOnce(&mut Claims),
) -> String {
    let framework = Framework::read(framework).unwrap();
    let unit_group = framework.unit_group("xa").unwrap();
    let mut assessment = Assessment::new(&framework, unit_group);
    (assessment.unit, assessment.year) = (" UBND xã A ".to_owned(), Some(2026));
    for group in &unit_group.groups {
        assessment.answer_mut(&group.id).points = Entry::typed("50");
    }
    enter(&mut assessment);
    let mut claims = Claims::of(&score(&framework, &assessment).unwrap(), unit_group);
    let today = Date::from_calendar_date(2026, Month::November, on).unwrap();
    claims.official = Official::of(&[], today, |_| String::new());
    claim(&mut claims);
    assessment.claims = Some(claims);
    file::write(&assessment, None).unwrap()
}

fn received(text: &str) -> Received {
    Received::read(&frameworks(), text.into()).unwrap()
}

#[test]
fn a_sound_file_has_no_reason_to_be_set_aside() {
    let received = received(&file(AN_GIANG, 30, |_| (), |_| ()));
    assert_eq!(received.reasons, []);
    assert_eq!((&*received.unit, received.year), ("UBND xã A", Some(2026)));
    assert_eq!(received.result.points, "350".parse().unwrap());
    assert_eq!(received.sealed, Some(received.receipt));
    assert_eq!(&*received.unit_group().id, "xa");
}

#[test]
fn what_was_changed_by_hand_is_found_in_the_seal_and_in_the_results() {
    let sound = file(AN_GIANG, 30, |_| (), |_| ());
    let edited = sound.replacen(r#""typed": "50""#, r#""typed": "60""#, 1);
    let edited = edited.replacen(r#""value": "50""#, r#""value": "60""#, 1);
    let reasons = received(&edited).reasons;
    let [Reason::Changed(broken), Reason::Differs(diagnosis)] = &reasons[..] else {
        panic!("{reasons:?}");
    };
    assert_eq!(broken, &[Broken::Part("answers.ha-tang".to_owned())]);
    assert_eq!(
        diagnosis.whole,
        ("350".parse().unwrap(), "360".parse().unwrap())
    );
    let causes: Vec<&str> = diagnosis.causes.iter().map(|cause| &*cause.of).collect();
    assert_eq!(causes, ["ha-tang"]);
}

/// Whoever seals a file anew after changing what it claims does not get past the computation.
#[test]
fn what_is_claimed_wrongly_is_found_though_it_is_sealed() {
    let raised = file(
        AN_GIANG,
        30,
        |_| (),
        |claims| {
            claims.result.whole.points = "500".parse().unwrap();
            claims.result.final_level = Some("i".to_owned());
        },
    );
    let reasons = received(&raised).reasons;
    let [Reason::Differs(diagnosis)] = &reasons[..] else {
        panic!("{reasons:?}");
    };
    assert_eq!(
        diagnosis.whole,
        ("500".parse().unwrap(), "350".parse().unwrap())
    );
    assert_eq!(diagnosis.level, Some(("i".to_owned(), "below".to_owned())));
    assert_eq!(diagnosis.causes, []);
}

#[test]
fn an_items_claim_is_the_cause_and_not_its_group() {
    let framework = Framework::read(TRAINING).unwrap();
    let assessment = Assessment::read(UNIT).unwrap();
    let unit_group = framework.unit_group(&assessment.unit_group).unwrap();
    let computed = Claims::of(&score(&framework, &assessment).unwrap(), unit_group);
    assert_eq!(computed.diagnosed(&computed, unit_group), None);
    let mut claimed = computed.clone();
    let item = claimed.result.items[0].id.clone();
    let more = |points: &mut Number| *points = &*points + &Number::ONE;
    more(&mut claimed.result.items[0].points);
    more(&mut claimed.result.groups[0].points);
    more(&mut claimed.result.groups[1].points);
    more(&mut claimed.result.whole.points);
    let of = |claimed: &Claims| -> Vec<String> {
        let diagnosis = claimed.diagnosed(&computed, unit_group).unwrap();
        diagnosis.causes.into_iter().map(|cause| cause.of).collect()
    };
    let group = claimed.result.groups[1].id.clone();
    assert_eq!(of(&claimed), [item, group.clone()]);
    // Version 1 says nothing of items.
    claimed.result.items.clear();
    assert_eq!(of(&claimed), [claimed.result.groups[0].id.clone(), group]);
}

#[test]
fn what_differs_besides_points_and_levels_is_told_where_nothing_else_is() {
    let others = |claim: &dyn Fn(&mut Claims)| {
        let reasons = received(&file(AN_GIANG, 30, |_| (), claim)).reasons;
        let [Reason::Differs(diagnosis)] = &reasons[..] else {
            panic!("{reasons:?}");
        };
        let others = diagnosis.others.iter();
        others.map(|it| it.of.clone()).collect::<Vec<_>>()
    };
    let max = |claims: &mut Claims| claims.result.whole.max = Some("2000".parse().unwrap());
    assert_eq!(others(&max), ["result.whole"]);
    let ladder = |claims: &mut Claims| claims.result.ladders[0].place = "i".to_owned();
    assert_eq!(others(&ladder), ["result.ladders.xa-san-sang"]);
    let counted = |claims: &mut Claims| claims.answered = 3;
    assert_eq!(others(&counted), ["completeness"]);
    // Told already.
    let points = |claims: &mut Claims| claims.result.whole.points = "1".parse().unwrap();
    let level = |claims: &mut Claims| claims.result.final_level = Some("i".to_owned());
    let group = |claims: &mut Claims| claims.result.groups[0].points = "1".parse().unwrap();
    for told in [&points as &dyn Fn(&mut Claims), &level, &group] {
        let both = |claims: &mut Claims| {
            told(claims);
            max(claims);
        };
        assert_eq!(others(&both), [""; 0]);
    }
}

#[test]
fn practice_and_working_copies_are_not_taken() {
    assert_eq!(received(UNIT).reasons[..1], [Reason::Training]);
    assert!(Reason::Training.is_final() && !Reason::NotOfficial.is_final());
    let copy = file(AN_GIANG, 30, |_| (), |claims| claims.official = None);
    assert_eq!(received(&copy).reasons, [Reason::NotOfficial]);
}

#[test]
fn the_last_day_still_counts_and_the_next_is_late() {
    let good = |it: &mut Assessment| {
        for answer in &mut it.answers {
            answer.points = Entry::typed("100");
        }
    };
    let on = |day| received(&file(HA_TINH, day, good, |_| ()));
    assert_eq!(on(25).reasons, []);
    assert!(!on(25).is_late());
    let late = on(26);
    let day = |day| Date::from_calendar_date(2026, Month::November, day).ok();
    assert_eq!(
        late.reasons,
        [Reason::Late {
            on: day(26),
            is_stated: false,
            last: day(25)
        }]
    );
    assert!(late.is_late());
    let level = |result: &Listed| result.level.as_ref().unwrap().name().to_owned();
    assert_eq!(level(&late.result), "kha");
    assert_eq!(level(&late.as_late().unwrap()), "yeu");
    let says_so = file(HA_TINH, 25, |it| it.reporting = Reporting::Late, |_| ());
    assert!(received(&says_so).is_late());
}

#[test]
fn what_lowered_a_level_is_named() {
    let lowered = |change: &dyn Fn(&mut Assessment)| {
        let mut assessment = Assessment::read(UNIT).unwrap();
        change(&mut assessment);
        let text = file::write(&assessment, None).unwrap();
        received(&text).result.lowered
    };
    let answer_yes = |input: &'static str| {
        move |it: &mut Assessment| it.input_mut(input).choice = Some("yes".into())
    };
    assert_eq!(lowered(&|_| ()), None);
    let by_sanction = lowered(&answer_yes("mat-an-toan")).unwrap();
    assert_eq!(by_sanction.by_points.name(), "tot");
    assert_eq!(by_sanction.sanctions, ["an-toan".into()]);
    assert!(!by_sanction.is_late);
    let late = lowered(&|it| it.reporting = Reporting::Late).unwrap();
    assert_eq!(late.by_points.name(), "tot");
    assert_eq!((late.sanctions, late.is_late), (Vec::new(), true));
}

#[test]
fn the_day_the_office_received_it_counts_before_the_day_it_was_written() {
    let day = |day| Date::from_calendar_date(2026, Month::November, day).ok();
    let written = |on| received(&file(HA_TINH, on, |_| (), |_| ()));
    let stated = |on, last| Reason::Late {
        on,
        is_stated: true,
        last,
    };
    let in_time = written(25);
    assert_eq!(in_time.came_on(day(25)).reasons, []);
    let late = in_time.came_on(day(26));
    assert_eq!(late.reasons, [stated(day(26), day(25))]);
    assert_eq!(late.came_on(None), in_time);
    // It cannot have come before it was written.
    let before = written(26).came_on(day(24));
    let (came, on) = day(24).zip(day(26)).unwrap();
    assert_eq!(before.reasons, [Reason::CameEarly { came, on }]);
    assert!(!before.is_late());
    assert_eq!(before.came_on(day(26)).reasons, [stated(day(26), day(25))]);
    assert_eq!(written(24).came_on(day(24)).reasons, []);
    // What says itself that it is late was handed in by someone who knows.
    let says_so = received(&file(
        HA_TINH,
        25,
        |it| it.reporting = Reporting::Late,
        |_| (),
    ));
    assert!(says_so.came_on(day(20)).is_late());
    // Without a year there is no last day to be late by.
    let no_year = received(&file(HA_TINH, 25, |it| it.year = None, |_| ()));
    assert_eq!(no_year.came_on(day(30)).reasons, [Reason::NoYear]);
}

#[test]
fn a_year_for_which_the_decision_is_not_is_named() {
    const HUONG_TRA: &str =
        include_str!("../../../frameworks/huong-tra/1872-kh-ubnd-2015/framework.json");
    let all = [Rc::new(Framework::read(HUONG_TRA).unwrap())];
    let of = |year| {
        let text = file(HUONG_TRA, 30, |it| it.year = Some(year), |_| ());
        let read = Received::read(&all, text.into()).unwrap();
        let is_year = |reason: &Reason| matches!(reason, Reason::OtherYear { .. });
        read.reasons.into_iter().find(is_year)
    };
    assert_eq!(of(2015), None);
    for found in [2014, 2016] {
        assert_eq!(of(found), Some(Reason::OtherYear { found, only: 2015 }));
    }
    // A decision for every year names none.
    let text = file(
        AN_GIANG,
        30,
        |it| it.year = Some(2031),
        |claims| claims.official.as_mut().unwrap().on = "2031-11-30".to_owned(),
    );
    assert_eq!(received(&text).reasons, []);
}

/// The first group has points of an appraisal, and the second is said to be decided.
#[test]
fn what_only_the_office_can_say_counts_for_nothing_in_a_file() {
    use crate::engine::assessment::{Appraisal, Silence};

    let own = file(AN_GIANG, 30, |_| (), |_| ());
    let ids: Vec<Rc<str>> = Assessment::read(&own)
        .unwrap()
        .answers
        .iter()
        .map(|it| Rc::clone(&it.of))
        .collect();
    let enter = |it: &mut Assessment| {
        it.answer_mut(&ids[0]).appraised = Some(Appraisal {
            points: Entry::typed("100"),
            ..Appraisal::default()
        });
        let answer = it.answer_mut(&ids[1]);
        answer.points = Entry::typed("");
        answer.silence = Some(Silence::NotApplicable {
            reason: "x".to_owned(),
            decided: true,
        });
    };
    let read = received(&file(AN_GIANG, 30, enter, |_| ()));
    // What it claims is what its unit computed.
    assert_eq!(read.reasons, []);
    assert_eq!(
        read.remarks,
        [
            Remark::Appraised(vec![Rc::clone(&ids[0])]),
            Remark::Excluded(vec![Rc::clone(&ids[1])])
        ]
    );
    let sound = received(&own);
    assert_eq!(sound.remarks, []);
    assert_eq!(read.result.max, sound.result.max);
    assert_eq!(read.result.points, "300".parse().unwrap());
    let entered = read.entered().unwrap();
    assert_eq!(entered.answer(&ids[0]).unwrap().appraised, None);
    let silence = &entered.answer(&ids[1]).unwrap().silence;
    assert!(matches!(
        silence,
        Some(Silence::NotApplicable { decided: false, .. })
    ));
}

#[test]
fn what_a_framework_has_no_meaning_for_is_named() {
    const SONG_HINH: &str =
        include_str!("../../../frameworks/song-hinh/96-kh-ubnd-2021/framework.json");
    let zeroed = |rule: &'static str| {
        let text = file(
            SONG_HINH,
            4,
            |it| it.answers[1].zero_rule = Some(rule.to_owned()),
            |_| (),
        );
        let all = [Rc::new(Framework::read(SONG_HINH).unwrap())];
        let read = Received::read(&all, text.as_str().into()).unwrap();
        let of = Rc::clone(&read.entered().unwrap().answers[1].of);
        (read.result.points, read.reasons, of)
    };
    let (points, reasons, _) = zeroed("khong-khai-du");
    assert_eq!(reasons, []);
    let (more, reasons, of) = zeroed("khong-khai-dủ");
    assert!(more > points);
    assert_eq!(
        reasons,
        [Reason::Unknown(vec![format!("answers.{of}.zero_rule")])]
    );
    let chosen = |choice: &str| {
        let mut assessment = Assessment::read(UNIT).unwrap();
        assessment.input_mut("mat-an-toan").choice = Some(choice.into());
        received(&file::write(&assessment, None).unwrap()).reasons
    };
    assert_eq!(chosen("yes"), chosen("no"));
    let unknown = Reason::Unknown(vec!["inputs.mat-an-toan".to_owned()]);
    assert!(chosen("yès").contains(&unknown));
}

#[test]
fn what_nobody_asks_for_is_named() {
    let enter = |it: &mut Assessment| {
        it.answer_mut("khac").points = Entry::typed("50");
        it.answer_mut("trong").of = "trong".into();
        it.input_mut("so-khac").number = Entry::typed("5");
        it.input_mut("so-trong").number = Entry::typed("");
    };
    let read = received(&file(AN_GIANG, 30, enter, |_| ()));
    let not_asked = ["so-khac", "khac"].map(Into::into).to_vec();
    assert_eq!(read.remarks, [Remark::NotAsked(not_asked)]);
    assert_eq!(read.reasons, []);
}

#[test]
fn a_day_that_is_none_does_not_make_a_file_a_working_copy() {
    let on = |day: &'static str| {
        let claim = |claims: &mut Claims| claims.official.as_mut().unwrap().on = day.to_owned();
        received(&file(AN_GIANG, 30, |_| (), claim)).reasons
    };
    for day in ["30/11/2026", "2026-11-31", ""] {
        let found = day.to_owned();
        assert_eq!(on(day), [Reason::NoDay { found }]);
    }
}

#[test]
fn what_is_not_scored_is_counted() {
    let blank = file(
        AN_GIANG,
        30,
        |it| it.answers[0].points = Entry::typed(""),
        |_| (),
    );
    let read = received(&blank);
    assert_eq!(read.reasons, []);
    assert_eq!(read.remarks, [Remark::Unscored { count: 1, of: 7 }]);
}

#[test]
fn a_file_of_the_format_before_seals_says_so() {
    let text = include_str!("../../../tests/files/1-an-giang-xa.json");
    assert!(received(text).remarks.contains(&Remark::Upgraded));
    let text = include_str!("../../../tests/files/2-an-giang-xa.json");
    assert!(!received(text).remarks.contains(&Remark::Upgraded));
}

#[test]
fn the_day_it_was_written_is_sealed_and_lies_in_its_year() {
    let sound = file(HA_TINH, 26, |_| (), |_| ());
    let mut json: serde_json::Value = serde_json::from_str(&sound).unwrap();
    json["claims"]["official"]["on"] = "2026-11-25".into();
    json["seal"].as_object_mut().unwrap().remove("parts");
    let broken = vec![Broken::NoParts];
    assert_eq!(
        received(&json.to_string()).reasons,
        [Reason::Changed(broken)]
    );
    let of = |year| {
        let text = file(HA_TINH, 25, |it| it.year = Some(year), |_| ());
        received(&text).reasons
    };
    let on = Date::from_calendar_date(2026, Month::November, 25).unwrap();
    assert_eq!(of(2026), []);
    assert_eq!(of(2027), []);
    assert_eq!(of(2028), [Reason::Early { on, year: 2028 }]);
}

#[test]
fn another_edition_is_named() {
    let mut json: serde_json::Value = serde_json::from_str(AN_GIANG).unwrap();
    json["edition"] = 2.into();
    let other = file(&json.to_string(), 30, |_| (), |_| ());
    assert_eq!(
        received(&other).reasons,
        [Reason::OtherEdition { found: 2, used: 1 }]
    );
}

#[test]
fn what_a_file_does_not_say_is_named() {
    let blank = file(
        AN_GIANG,
        30,
        |it| (it.unit, it.year) = (String::new(), None),
        |_| (),
    );
    assert_eq!(received(&blank).reasons, [Reason::NoUnit, Reason::NoYear]);
    let mut json: serde_json::Value =
        serde_json::from_str(&file(AN_GIANG, 30, |_| (), |_| ())).unwrap();
    json.as_object_mut().unwrap().remove("seal");
    assert_eq!(received(&json.to_string()).reasons, [Reason::Unsealed]);
}

#[test]
fn what_cannot_be_scored_is_refused_with_the_reason() {
    let sound = file(AN_GIANG, 30, |_| (), |_| ());
    let refused = |text: &str| Received::read(&frameworks(), text.into()).unwrap_err();
    let changed = |field: &str, with: &str| {
        let mut json: serde_json::Value = serde_json::from_str(&sound).unwrap();
        *json.pointer_mut(field).unwrap() = with.into();
        refused(&json.to_string())
    };
    assert!(matches!(
        refused(&sound[..sound.len() / 2]),
        Refusal::Load(LoadError::Truncated { .. })
    ));
    let id = "x".to_owned();
    assert_eq!(
        changed("/framework/id", "x"),
        Refusal::UnknownFramework {
            id: id.clone().into()
        }
    );
    assert_eq!(
        changed("/unit_group", "x"),
        Refusal::UnknownUnitGroup { id: id.into() }
    );
    assert_eq!(changed("/kind", "training"), Refusal::OtherKind);
}

#[test]
fn a_framework_nobody_has_is_taken_from_the_file() {
    let json = AN_GIANG.replacen("an-giang-1040-2018", "an-giang-moi", 1);
    let framework = Framework::read(&json).unwrap();
    assert_eq!(framework.kind, Kind::Official);
    let text = file(&json, 30, |_| (), |_| ());
    assert!(Received::read(&frameworks(), text.as_str().into()).is_err());
    let assessment = Assessment::read(&text).unwrap();
    let text = file::write(&assessment, Some(&json)).unwrap();
    let carried = received(&text);
    assert_eq!(
        (&carried.framework.digest, &carried.reasons[..]),
        (&framework.digest, &[][..])
    );
    assert_eq!(carried.remarks, [Remark::Carried]);
    // Where it is here, what is inside is not looked at.
    let here = [Rc::new(framework)];
    let read = |text: &str| Received::read(&here, text.into()).unwrap();
    assert_eq!(read(&text).remarks, []);
    // It comes before what else is to be known of the file.
    let assessment = Assessment {
        answers: assessment.answers[1..].to_vec(),
        ..assessment
    };
    let text = file::write(&assessment, Some(&json)).unwrap();
    let unscored = Remark::Unscored { count: 1, of: 7 };
    assert_eq!(received(&text).remarks, [Remark::Carried, unscored.clone()]);
    assert_eq!(read(&text).remarks, [unscored]);
}

/// Whoever calls a framework of their own by the name of one that is here is scored by the one here, and that is a reason.
#[test]
fn a_framework_inside_does_not_take_the_place_of_the_one_here() {
    let json = AN_GIANG.replacen("\"place\": \"An Giang\"", "\"place\": \"An Giang A\"", 1);
    let other = Framework::read(&json).unwrap();
    let assessment = Assessment::read(&file(&json, 30, |_| (), |_| ())).unwrap();
    let carrying = file::write(&assessment, Some(&json)).unwrap();
    let read = received(&carrying);
    assert_ne!(read.framework.digest, other.digest);
    assert_eq!(read.reasons, [Reason::OtherEdition { found: 1, used: 1 }]);
    assert_eq!(read.remarks, []);
}
