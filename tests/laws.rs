//! What holds whatever is entered.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

use std::sync::LazyLock;

use bac_thang::engine::assessment::YEARS;
use bac_thang::engine::cell::State;
use bac_thang::engine::listing::Listing;
use bac_thang::engine::rank::Entrant;
use bac_thang::engine::standing::{LadderResult, Place, Verdict};
use bac_thang::engine::vietnamese::{self, Reading};
use bac_thang::{
    Answer, Appraisal, Assessment, Claims, Entry, Framework, InputAnswer, Line, Number, Outcome,
    Preparer, Reporting, Scored, Silence, fragility, score,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

const TEXT: &str = include_str!("practice/framework.json");
const ASSESSMENT: &str = include_str!("practice/assessment.json");
const UNIT_GROUPS: [&str; 5] = ["xa", "huyen", "phong", "doi", "so"];
const GROUPS: [&str; 9] = ["a", "b", "c", "d", "e", "g", "h", "i", "k"];

thread_local! {
    static FRAMEWORK: Framework = Framework::read(TEXT).unwrap();
}
static CHARACTERS: LazyLock<Vec<char>> =
    LazyLock::new(|| "0123456789.,  \u{a0}-−%/eđ٣\t".chars().collect());

fn n(text: &str) -> Number {
    text.parse().unwrap()
}

fn scored(assessment: &Assessment) -> Scored {
    FRAMEWORK.with(|framework| score(framework, assessment).unwrap())
}

fn blank(unit_group: &str) -> Assessment {
    FRAMEWORK
        .with(|framework| Assessment::new(framework, framework.unit_group(unit_group).unwrap()))
}

/// A number people enter: at most 15 digits, at most 9 of them decimals.
fn decimal() -> impl Strategy<Value = Number> {
    (0..1_000_000_000_000_000_u64, 0..=9_usize).prop_map(|(digits, places)| {
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, decimals) = digits.split_at(digits.len() - places);
        n(format!("{whole}.{decimals}").trim_end_matches('.'))
    })
}

/// Points with two decimals, up to a little above a maximum.
fn points(max: u32) -> impl Strategy<Value = Number> {
    (0..=max * 100).prop_map(hundredths)
}

fn hundredths(of: u32) -> Number {
    n(&format!("{}.{:02}", of / 100, of % 100))
}

fn fraction() -> impl Strategy<Value = Number> {
    (0..1000_u32, 1..50_u32).prop_map(|(a, b)| n(&format!("{a}/{b}")))
}

/// Any number: of one machine word, or a sum that fits in none.
fn number() -> impl Strategy<Value = Number> {
    let big = (
        decimal(),
        vec((1..1_000_000_000_u32, 1..1_000_000_000_u32), 1..12),
    )
        .prop_map(|(whole, parts)| {
            let parts: Vec<Number> = parts.iter().map(|(a, b)| n(&format!("{a}/{b}"))).collect();
            &whole + &Number::sum(&parts)
        });
    prop_oneof![
        decimal(),
        fraction(),
        fraction().prop_map(|number| -&number),
        big
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        vec(select(&**CHARACTERS), 0..12).prop_map(String::from_iter),
        "\\PC{0,6}",
        decimal().prop_map(|number| vietnamese::print(&number)),
        (0..200_u32).prop_map(|points| points.to_string()),
    ]
}

fn entry() -> impl Strategy<Value = Entry> {
    prop_oneof![
        4 => text().prop_map(|text| Entry::typed(&text)),
        1 => decimal().prop_map(|value| Entry::try_from(value).unwrap()),
        1 => Just(Entry::default()),
    ]
}

fn silence() -> impl Strategy<Value = Option<Silence>> {
    let kind = prop_oneof![
        ("\\PC{0,3}", any::<bool>())
            .prop_map(|(reason, decided)| Silence::NotApplicable { reason, decided }),
        "\\PC{0,3}".prop_map(|reason| Silence::Undefined { reason }),
    ];
    option::weighted(0.3, kind)
}

fn line() -> impl Strategy<Value = Line> {
    let texts = ("\\PC{0,3}", "\\PC{0,3}");
    (texts, entry(), entry(), silence()).prop_map(|(texts, max, points, silence)| Line {
        name: texts.0,
        max,
        points,
        silence,
        evidence: Vec::new(),
        explanation: texts.1,
    })
}

fn answer(group: &'static str) -> impl Strategy<Value = Answer> {
    let zero_rule = option::weighted(0.1, select(vec!["nhom", "tat-ca", "khong-ro", "la"]));
    (
        entry(),
        entry(),
        silence(),
        zero_rule,
        vec(line(), 0..3),
        "\\PC{0,3}",
        option::weighted(0.3, entry()),
    )
        .prop_map(
            move |(max, points, silence, zero_rule, lines, note, appraised)| Answer {
                of: group.into(),
                max,
                points,
                silence,
                zero_rule: zero_rule.map(str::to_owned),
                lines,
                evidence: Vec::new(),
                explanation: note.clone(),
                appraised: appraised.map(|points| Appraisal {
                    points,
                    ..Appraisal::default()
                }),
                note,
            },
        )
}

fn answers() -> impl Strategy<Value = Vec<Answer>> {
    let all: Vec<_> = GROUPS
        .into_iter()
        .map(|group| option::of(answer(group)))
        .collect();
    all.prop_map(|answers| answers.into_iter().flatten().collect())
}

/// Anything a person or a program may have put into an assessment.
fn assessment() -> impl Strategy<Value = Assessment> {
    (
        select(&UNIT_GROUPS[..]),
        answers(),
        "\\PC{0,5}",
        option::of(YEARS),
        any::<bool>(),
    )
        .prop_map(|(unit_group, answers, text, year, is_late)| Assessment {
            answers,
            year,
            unit: text.clone(),
            appendix: text.clone(),
            preparer: Preparer {
                name: text,
                ..Preparer::default()
            },
            reporting: if is_late {
                Reporting::Late
            } else {
                Reporting::InTime
            },
            ..blank(unit_group)
        })
}

/// What the unit with items may be asked, and an answer.
fn input() -> impl Strategy<Value = Vec<InputAnswer>> {
    let number = |id: &'static str, most: u32| {
        let typed = prop_oneof![
            8 => (0..=most).prop_map(|n| n.to_string()),
            1 => Just("mười".to_owned()),
            1 => Just("2,5".to_owned()),
        ];
        typed.prop_map(move |typed| InputAnswer {
            input: id.into(),
            number: Entry::typed(&typed),
            choice: None,
        })
    };
    let share = |id: &'static str| {
        (0..=100_u32).prop_map(move |percent| InputAnswer {
            input: id.into(),
            number: Entry::typed(&format!("{percent}%")),
            choice: None,
        })
    };
    let choice = |id: &'static str, options: Vec<&'static str>| {
        select(options).prop_map(move |option| InputAnswer {
            input: id.into(),
            number: Entry::default(),
            choice: Some(option.into()),
        })
    };
    let yes_no = || vec!["yes", "no"];
    (
        number("can-bo", 4),
        number("chu-ky-so", 4),
        number("cham", 6),
        number("hang", 20),
        number("hang-truoc", 20),
        (share("hai-long"), share("cao-nhat")),
        choice("truong-ban", vec!["chu-tich", "pho", "chua", "la"]),
        choice("du-hop", yes_no()),
        choice("don-doc", yes_no()),
        (choice("ky-luat", yes_no()), choice("co-cho", yes_no())),
    )
        .prop_map(|(a, b, c, d, e, (f, g), h, i, j, (k, l))| {
            vec![a, b, c, d, e, f, g, h, i, j, k, l]
        })
}

const ITEMS: [&str; 11] = [
    "lanh-dao",
    "ky-so",
    "theo-bac",
    "hop",
    "xep-hang",
    "cong-thuc",
    "so-sanh",
    "tu-cham",
    "thay-the",
    "cho",
    "sang-kien",
];

fn item_answer(item: &'static str) -> impl Strategy<Value = Answer> {
    let silence = option::weighted(
        0.2,
        any::<bool>().prop_map(|decided| Silence::NotApplicable {
            reason: "Không có".to_owned(),
            decided,
        }),
    );
    (
        silence,
        "[a]{0,1}",
        option::weighted(0.2, points(12)),
        points(16),
    )
        .prop_map(move |(silence, explanation, appraised, entered)| Answer {
            of: item.into(),
            // A level that asks for points of an excluded item is not known at all.
            silence: silence.filter(|_| item != "hop"),
            explanation,
            points: if item == "tu-cham" {
                entered.try_into().unwrap()
            } else {
                Entry::default()
            },
            appraised: appraised.map(|points| Appraisal {
                points: points.try_into().unwrap(),
                ..Appraisal::default()
            }),
            ..Answer::default()
        })
}

/// An assessment of the unit with items in which nothing is blank.
fn with_items() -> impl Strategy<Value = Assessment> {
    let answers: Vec<_> = ITEMS.into_iter().map(item_answer).collect();
    (input(), answers, any::<bool>()).prop_map(|(inputs, answers, is_late)| Assessment {
        inputs,
        answers,
        reporting: if is_late {
            Reporting::Late
        } else {
            Reporting::InTime
        },
        ..blank("ap")
    })
}

fn last_depth(outcome: &Outcome) -> usize {
    depth(&outcome.standing.as_ref().unwrap().final_level).unwrap()
}

/// How far down: what is below all comes last.
fn depth(place: &Place) -> Option<usize> {
    match place {
        Place::Rung { index, .. } => Some(*index),
        Place::Below => Some(usize::MAX),
        Place::Undetermined | Place::Gap { .. } => None,
    }
}

fn ladders(outcome: &Outcome) -> &[LadderResult] {
    outcome
        .standing
        .as_ref()
        .map_or(&[], |standing| &standing.ladders)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_as_the_same_number(number in decimal()) {
        let printed = vietnamese::print(&number);
        match vietnamese::read(&printed) {
            Reading::Exact(read) => prop_assert_eq!(&read, &number),
            Reading::Ambiguous { thousands, .. } => {
                prop_assert_eq!(&thousands, &number);
                prop_assert!(number < n("1000000"));
            }
            other => prop_assert!(false, "{}: {:?}", printed, other),
        }
        prop_assert_eq!(vietnamese::print(&number), printed);
    }

    #[test]
    fn what_is_written_to_a_file_is_read_as_the_same_number(a in decimal(), b in fraction()) {
        for number in [a, b] {
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }
    }

    #[test]
    fn a_text_has_at_most_one_value_and_keeps_its_words(text in text()) {
        let entry = Entry::typed(&text);
        prop_assert_eq!(entry.text(), text.as_str());
        if let Some(value) = entry.value() {
            prop_assert_eq!(vietnamese::read(&text), Reading::Exact(value.clone()));
            prop_assert!(!value.is_negative());
        }
    }

    #[test]
    fn sums_and_order_are_those_of_numbers(a in number(), b in number(), c in number()) {
        prop_assert_eq!(&a + &b, &b + &a);
        prop_assert_eq!(&(&a + &b) + &c, &a + &(&b + &c));
        prop_assert_eq!(&(&a + &b) - &b, a.clone());
        prop_assert_eq!(&a * &(&b + &c), &(&a * &b) + &(&a * &c));
        prop_assert_eq!(a.cmp(&b), (&a + &c).cmp(&(&b + &c)));
        prop_assert_eq!(b < c, (&b - &c).is_negative());
        prop_assert_eq!(Number::sum([&a, &b, &c]), &(&a + &b) + &c);
        let whole = a.truncated();
        prop_assert!(whole.is_whole() && (&a - &whole).magnitude() < Number::ONE);
        if let Some(share) = b.share_of(&c) {
            prop_assert_eq!(&share * &c, b);
        }
    }

    #[test]
    fn whatever_was_entered_is_scored(assessment in assessment()) {
        let scored = scored(&assessment);
        for outcome in [Some(&scored.outcome), scored.granted.as_ref()].into_iter().flatten() {
            let whole = &outcome.whole;
            prop_assert!(whole.max.as_ref().is_none_or(|max| whole.points <= *max));
            prop_assert_eq!(&whole.points, &Number::sum(outcome.groups.iter().map(|g| &g.points)));
            prop_assert_eq!(&whole.points, &Number::sum(outcome.blocks.iter().map(|b| &b.points)));
            for group in &outcome.groups {
                use State as S;
                let is_silent = matches!(
                    group.state,
                    S::Blank | S::Undefined | S::Proposed | S::Excluded | S::Zeroed | S::NotScored
                );
                prop_assert!(!is_silent || group.points.is_zero(), "{:?}", group);
                prop_assert!(group.max.as_ref().is_none_or(|max| group.points <= *max), "{:?}", group);
            }
        }
    }

    #[test]
    fn read_for_a_ranking_a_unit_stands_as_it_does_when_it_is_scored(
        units in vec(prop_oneof![assessment(), with_items()], 1..4),
    ) {
        FRAMEWORK.with(|framework| {
            for unit_group in &framework.unit_groups {
                let mut listing = Listing::new(framework, unit_group);
                for unit in units.iter().filter(|unit| unit.unit_group == unit_group.id) {
                    let outcome = score(framework, unit).unwrap().outcome;
                    prop_assert_eq!(listing.entrant(unit), Ok(Entrant::of(unit_group, &outcome)));
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn the_order_of_answers_does_not_matter(assessment in assessment(), turn in any::<Index>()) {
        let mut turned = assessment.clone();
        if !turned.answers.is_empty() {
            let by = turn.index(turned.answers.len());
            turned.answers.rotate_left(by);
        }
        let (result, turned) = (scored(&assessment), scored(&turned));
        prop_assert_eq!(result.outcome, turned.outcome);
        prop_assert_eq!(result.granted, turned.granted);
        prop_assert_eq!(result.findings.len(), turned.findings.len());
    }

    #[test]
    fn an_assessment_with_its_claims_is_read_back_as_it_was(mut assessment in assessment()) {
        let claims = FRAMEWORK.with(|framework| {
            let unit_group = framework.unit_group(&assessment.unit_group).unwrap();
            Claims::of(&score(framework, &assessment).unwrap(), unit_group)
        });
        assessment.claims = Some(claims.clone());
        let written = serde_json::to_string(&assessment).unwrap();
        let read = Assessment::read(&written);
        prop_assert_eq!(read.as_ref(), Ok(&assessment), "{}", written);
        prop_assert_eq!(read.unwrap().claims.unwrap().differences(&claims), []);
    }

    #[test]
    fn more_points_never_lower_a_place(
        unit_group in select(vec!["xa", "huyen"]),
        before in vec(points(20), 5),
        more in vec(points(20), 5),
    ) {
        let places = |points: &dyn Fn(usize) -> Number| {
            let mut assessment = blank(unit_group);
            for (index, group) in GROUPS[..5].iter().enumerate() {
                assessment.answer_mut(group).points = points(index).try_into().unwrap();
            }
            let outcome = scored(&assessment).outcome;
            let standing = outcome.standing.unwrap();
            let places = standing.ladders.into_iter().map(|ladder| ladder.place);
            places.chain([standing.level]).map(|place| depth(&place).unwrap()).collect::<Vec<_>>()
        };
        let (low, high) = (
            places(&|index| before[index].clone()),
            places(&|index| (&before[index] + &more[index]).min(n("20"))),
        );
        prop_assert!(low.iter().zip(&high).all(|(low, high)| high <= low), "{:?} {:?}", low, high);
    }

    #[test]
    fn a_lack_is_exact(a in points(60), b in points(10), less in 1..=100_u32) {
        let with = |a: &Number| {
            let mut assessment = blank("xa");
            assessment.answer_mut("a").points = a.clone().try_into().unwrap();
            assessment.answer_mut("b").points = b.clone().try_into().unwrap();
            let outcome = scored(&assessment).outcome;
            let verdicts = ladders(&outcome)[0].rungs[..2].iter().map(|rung| rung.conditions[0].verdict());
            verdicts.collect::<Vec<_>>()
        };
        for (rung, verdict) in with(&a).into_iter().enumerate() {
            match verdict {
                Verdict::Lacking(lack) => {
                    let enough = &a + &lack;
                    if enough > n("60") { continue }
                    prop_assert_eq!(&with(&enough)[rung], &Verdict::Met(Number::ZERO));
                    let less = hundredths(less).min(lack);
                    prop_assert_eq!(&with(&(&enough - &less))[rung], &Verdict::Lacking(less));
                }
                Verdict::Met(spare) => {
                    if spare > a { continue }
                    prop_assert_eq!(&with(&(&a - &spare))[rung], &Verdict::Met(Number::ZERO));
                }
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }

    #[test]
    fn with_everything_excluded_nothing_is_known(answers in answers(), unit_group in select(vec!["xa", "huyen"])) {
        let mut assessment = blank(unit_group);
        assessment.answers = answers;
        for group in &GROUPS[..5] {
            let answer = assessment.answer_mut(group);
            answer.zero_rule = None;
            answer.silence = Some(Silence::NotApplicable { reason: String::new(), decided: true });
        }
        let outcome = scored(&assessment).outcome;
        prop_assert_eq!(outcome.whole.share(), None);
        prop_assert_eq!(outcome.whole.max, Some(Number::ZERO));
        prop_assert_eq!(outcome.standing.unwrap().level, Place::Undetermined);
    }

    #[test]
    fn whatever_is_still_blank_the_result_lies_between_guaranteed_and_possible(
        whole in with_items(),
        hidden in vec(any::<bool>(), 12),
        hides_points in any::<bool>(),
    ) {
        let mut part = whole.clone();
        let mut hidden = hidden.into_iter();
        part.inputs.retain(|_| !hidden.next().unwrap());
        if hides_points {
            part.answer_mut("tu-cham").points = Entry::default();
        }
        let (actual, range) = (scored(&whole).outcome, scored(&part).range);
        let [low, high] = [&range.guaranteed, &range.possible];
        prop_assert!(low.whole.points <= actual.whole.points, "{:?} {:?}", low.whole, actual.whole);
        prop_assert!(actual.whole.points <= high.whole.points, "{:?} {:?}", actual.whole, high.whole);
        prop_assert!(last_depth(high) <= last_depth(&actual), "{:?} {:?}", high.standing, actual.standing);
        prop_assert!(last_depth(&actual) <= last_depth(low), "{:?} {:?}", actual.standing, low.standing);
    }

    #[test]
    fn where_no_blank_can_matter_the_level_is_certain(
        whole in with_items(),
        hidden in vec(any::<bool>(), 12),
    ) {
        let mut part = whole.clone();
        let mut hidden = hidden.into_iter();
        part.inputs.retain(|_| !hidden.next().unwrap());
        let range = scored(&part).range;
        if range.open.is_empty() && range.open_inputs.is_empty() {
            let final_level = |outcome: &Outcome| outcome.standing.as_ref().unwrap().final_level.clone();
            prop_assert_eq!(final_level(&range.guaranteed), final_level(&range.possible));
            prop_assert_eq!(final_level(&range.guaranteed), final_level(&scored(&whole).outcome));
        }
    }

    #[test]
    fn a_blank_said_to_be_unable_to_matter_does_not(
        whole in with_items(),
        which in any::<Index>(),
    ) {
        let mut part = whole.clone();
        part.answer_mut("tu-cham").silence = None;
        part.answer_mut("tu-cham").points = Entry::default();
        let index = which.index(part.inputs.len());
        part.inputs.remove(index);
        let open = scored(&part).range.open;
        if open.iter().any(|id| **id == *"tu-cham") {
            return Ok(());
        }
        let level = |points: u32| {
            let mut part = part.clone();
            part.answer_mut("tu-cham").points = Number::from(points).try_into().unwrap();
            scored(&part).outcome.standing.unwrap().final_level
        };
        prop_assert_eq!(level(0), level(15));
    }

    #[test]
    fn the_order_of_inputs_and_items_does_not_matter(whole in with_items(), by in any::<Index>()) {
        let mut turned = whole.clone();
        turned.inputs.rotate_left(by.index(whole.inputs.len()));
        turned.answers.rotate_left(by.index(whole.answers.len()));
        let (one, two) = (scored(&whole), scored(&turned));
        prop_assert_eq!(one.outcome, two.outcome);
        prop_assert_eq!(one.backed, two.backed);
        prop_assert_eq!(one.appraised, two.appraised);
        prop_assert_eq!(one.range, two.range);
    }

    #[test]
    fn no_smaller_set_of_rejected_items_lowers_the_level(mut whole in with_items()) {
        for item in ITEMS {
            whole.answer_mut(item).appraised = None;
        }
        let before = last_depth(&scored(&whole).outcome);
        let falls = |set: &[&str]| {
            let mut rejected = whole.clone();
            for item in set {
                rejected.answer_mut(item).appraised = Some(Appraisal {
                    points: Entry::typed("0"),
                    ..Appraisal::default()
                });
            }
            let outcome = scored(&rejected).appraised.unwrap();
            last_depth(&outcome) > before
        };
        let set = FRAMEWORK.with(|framework| fragility(framework, &whole).unwrap());
        let Some(set) = set else {
            prop_assert!(!falls(&ITEMS));
            return Ok(());
        };
        prop_assert!(set.is_smallest);
        let set: Vec<&str> = set.items.iter().map(|id| &**id).collect();
        prop_assert!(falls(&set), "{:?}", set);
        for smaller in 1..(1_u32 << ITEMS.len()) {
            if (smaller.count_ones() as usize) < set.len() {
                let chosen: Vec<&str> = (0..ITEMS.len())
                    .filter(|index| smaller & (1 << index) != 0)
                    .map(|index| ITEMS[index])
                    .collect();
                prop_assert!(!falls(&chosen), "{:?} {:?}", set, chosen);
            }
        }
    }

    #[test]
    fn evidence_never_takes_points_away(whole in with_items()) {
        let result = scored(&whole);
        prop_assert!(result.backed.whole.points <= result.outcome.whole.points);
        prop_assert!(last_depth(&result.outcome) <= last_depth(&result.backed));
        let mut backed = whole;
        for item in ITEMS {
            backed.answer_mut(item).explanation = "Có".to_owned();
        }
        let result = scored(&backed);
        prop_assert_eq!(result.outcome.whole, result.backed.whole);
    }

    #[test]
    fn proofs_of_all_lines_are_as_good_as_one_of_their_group(mut whole in assessment(), by in any::<Index>()) {
        for answer in &mut whole.answers {
            answer.explanation.clear();
        }
        let none = scored(&whole);
        let (mut of_group, mut of_lines, mut of_one) = (whole.clone(), whole.clone(), whole);
        for answer in of_group.answers.iter_mut().filter(|answer| !answer.lines.is_empty()) {
            answer.explanation = "Có".to_owned();
        }
        for line in of_lines.answers.iter_mut().flat_map(|answer| &mut answer.lines) {
            line.explanation = "Có".to_owned();
        }
        // One line more that is proven never takes anything away.
        let mut lines: Vec<&mut Line> = of_one.answers.iter_mut().flat_map(|answer| &mut answer.lines).collect();
        let count = lines.len();
        if count > 0 {
            lines[by.index(count)].explanation = "Có".to_owned();
        }
        let points = |scored: &Scored| -> Vec<Number> {
            scored.backed.groups.iter().map(|group| group.points.clone()).collect()
        };
        let (none, one, all) = (points(&none), points(&scored(&of_one)), points(&scored(&of_lines)));
        prop_assert!(none.iter().zip(&one).all(|(none, one)| none <= one));
        prop_assert!(one.iter().zip(&all).all(|(one, all)| one <= all));
        let of_group = scored(&of_group);
        let lined = |group: usize| of_lines.answers.iter().any(|answer| {
            *answer.of == *of_group.outcome.groups[group].id && !answer.lines.is_empty() && answer.silence.is_none()
        });
        for (group, of_lines) in all.iter().enumerate().filter(|(group, _)| lined(*group)) {
            prop_assert_eq!(&of_group.backed.groups[group].points, of_lines);
        }
    }

    #[test]
    fn an_items_points_lie_between_0_and_its_maximum_and_add_up(whole in with_items()) {
        let outcome = scored(&whole).outcome;
        for group in &outcome.groups {
            for item in &group.items {
                prop_assert!(!item.points.is_negative(), "{:?}", item);
                prop_assert!(item.max.as_ref().is_none_or(|max| item.points <= *max), "{:?}", item);
            }
            let sum = Number::sum(group.items.iter().map(|item| &item.points));
            let most = group.max.clone().unwrap_or_else(|| sum.clone());
            prop_assert_eq!(&group.points, &sum.min(most));
        }
    }

    #[test]
    fn no_text_makes_opening_a_file_panic(text in "\\PC{0,40}") {
        prop_assert!(Framework::read(&text).is_err());
        prop_assert!(Assessment::read(&text).is_err());
    }

    #[test]
    fn no_damage_makes_opening_a_file_panic(
        at in any::<Index>(),
        length in 0..8_usize,
        put in prop_oneof![vec(select(&**CHARACTERS), 0..4).prop_map(String::from_iter), Just("null".to_owned()), Just("\"".to_owned()), Just("[{".to_owned())],
    ) {
        for text in [TEXT, ASSESSMENT] {
            let characters: Vec<char> = text.chars().collect();
            let from = at.index(characters.len());
            let to = (from + length).min(characters.len());
            let before = characters[..from].iter().copied();
            let after = characters[to..].iter().copied();
            let damaged: String = before.chain(put.chars()).chain(after).collect();
            let _ = Framework::read(&damaged);
            if let Ok(assessment) = Assessment::read(&damaged) {
                let _ = FRAMEWORK.with(|framework| score(framework, &assessment));
            }
        }
    }
}
