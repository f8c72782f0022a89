//! What holds for every sheet that can be scored, whatever was entered in it.

use bac_thang::engine::framework::{Framework, UnitGroup};
use bac_thang::engine::listing::Listing;
use bac_thang::engine::plan::{Target, Way, Wishes, plan};
use bac_thang::engine::rank::{Entrant, rank};
use bac_thang::engine::scorer::Scorer;
use bac_thang::engine::standing::{Place, Standing};
use bac_thang::{Appraisal, Assessment, Claims, Entry, Number, Outcome, Scored, fragility, score};

/// An assessment written to a file is read back as it was, and written the same again.
pub(super) fn holds_for_a_file(assessment: &Assessment) {
    let written = written(assessment);
    let read = Assessment::read(&written);
    assert_eq!(read.as_ref(), Ok(assessment), "{written}");
    let again = read.map(|read| self::written(&read));
    assert_eq!(again, Ok(written));
}

fn written(assessment: &Assessment) -> String {
    match serde_json::to_string(assessment) {
        Ok(written) => written,
        Err(error) => panic!("{error}: {assessment:?}"),
    }
}

/// A way to a rung gets there, and what is no way says why.
pub(super) fn holds_for_a_plan(
    framework: &Framework,
    unit_group: &UnitGroup,
    unit: &Assessment,
    rung: usize,
) {
    let wishes = Wishes::new(Target::Rung(rung), unit_group);
    match plan(framework, unit, &wishes) {
        Ok(Way::Plan(plan)) => {
            let applied = match plan.apply(unit) {
                Ok(applied) => applied,
                Err(error) => panic!("{error}: {plan:?} {unit:?}"),
            };
            holds_for_a_file(&applied);
            let standing = score(framework, &applied)
                .ok()
                .and_then(|scored| scored.outcome.standing);
            let is_there = standing.is_some_and(|standing| match &standing.final_level {
                Place::Rung { index, .. } => *index <= rung,
                // Whether it stands higher still is not known.
                Place::Undetermined => standing.ladders.iter().all(|ladder| {
                    let mut rungs = ladder.rungs.iter().take(rung + 1);
                    rungs.any(|rung| rung.reached == Some(true))
                }),
                Place::Below | Place::Gap { .. } => false,
            });
            assert!(is_there, "{plan:?} {unit:?}");
        }
        Ok(Way::Unreachable(obstacles)) => assert!(!obstacles.is_empty(), "{unit:?}"),
        Ok(Way::NotFound { at_least }) => assert!(at_least > 0, "{unit:?}"),
        Err(error) => panic!("{error}: {unit:?}"),
    }
}

/// Units of one list: each is scored, and all are ranked.
pub(super) fn hold_for_sheets(
    framework: &Framework,
    unit_group: &UnitGroup,
    assessments: &[Assessment],
) {
    let outcomes: Vec<Outcome> = assessments
        .iter()
        .map(|assessment| scored(framework, unit_group, assessment).outcome)
        .collect();
    ranks_are_those_of_a_list(unit_group, &outcomes);
    a_list_says_what_scoring_says(framework, unit_group, assessments, &outcomes);
    for (one, next) in assessments.iter().zip(assessments.iter().cycle().skip(1)) {
        what_is_kept_up_to_date_is_what_is_scored_at_once(framework, one, next);
    }
}

/// Read one after the other for their ranking, units stand as they do when each is scored.
fn a_list_says_what_scoring_says(
    framework: &Framework,
    unit_group: &UnitGroup,
    assessments: &[Assessment],
    outcomes: &[Outcome],
) {
    let mut listing = Listing::new(framework, unit_group);
    for (assessment, outcome) in assessments.iter().zip(outcomes) {
        let expected = Entrant::of(unit_group, outcome);
        assert_eq!(listing.entrant(assessment), Ok(expected), "{assessment:?}");
    }
}

fn scored(framework: &Framework, unit_group: &UnitGroup, assessment: &Assessment) -> Scored {
    let scored = match score(framework, assessment) {
        Ok(scored) => scored,
        Err(error) => panic!("{error}: {assessment:?}"),
    };
    assert_eq!(score(framework, assessment).as_ref(), Ok(&scored));
    order_does_not_matter(framework, assessment, &scored);
    let outcomes = [
        Some(&scored.outcome),
        scored.granted.as_ref(),
        Some(&scored.backed),
        scored.appraised.as_ref(),
        Some(&scored.range.guaranteed),
        Some(&scored.range.possible),
    ];
    for outcome in outcomes.into_iter().flatten() {
        points_are_within_bounds(outcome);
    }
    results_are_in_order(&scored);
    claims_survive_a_file(unit_group, assessment, &scored);
    fragility_lowers_the_level(framework, assessment, scored.outcome.standing.as_ref());
    scored
}

/// One unit's inputs entered over another's, one after the other.
fn what_is_kept_up_to_date_is_what_is_scored_at_once(
    framework: &Framework,
    one: &Assessment,
    next: &Assessment,
) {
    for is_traced in [true, false] {
        let mut scorer = match Scorer::new(framework, one.clone(), is_traced) {
            Ok(scorer) => scorer,
            Err(error) => panic!("{error}: {one:?}"),
        };
        for answer in &next.inputs {
            scorer.enter(answer.clone());
        }
        let mut expected = one.clone();
        for answer in &next.inputs {
            expected.input_mut(&answer.input).clone_from(answer);
        }
        assert_eq!(scorer.assessment(), &expected);
        let at_once = Scorer::new(framework, expected, is_traced);
        assert_eq!(at_once.as_ref().map(Scorer::scored), Ok(scorer.scored()));
    }
}

fn order_does_not_matter(framework: &Framework, assessment: &Assessment, scored: &Scored) {
    let mut turned = assessment.clone();
    turned.answers.reverse();
    turned.inputs.reverse();
    match score(framework, &turned) {
        Ok(turned) => {
            assert_eq!(turned.outcome, scored.outcome);
            assert_eq!(turned.granted, scored.granted);
            assert_eq!(turned.backed, scored.backed);
            assert_eq!(turned.appraised, scored.appraised);
            assert_eq!(turned.range, scored.range);
            assert_eq!(turned.findings.len(), scored.findings.len());
        }
        Err(error) => panic!("{error}: {turned:?}"),
    }
}

/// Evidence never takes points away, and nothing known later makes more of them than is possible.
fn results_are_in_order(scored: &Scored) {
    let [backed, now, least, most] = [
        &scored.backed,
        &scored.outcome,
        &scored.range.guaranteed,
        &scored.range.possible,
    ]
    .map(|outcome| &outcome.whole.points);
    assert!(backed <= now, "{backed} {now}");
    assert!(now <= most, "{now} {most}");
    assert!(least <= most, "{least} {most}");
}

fn points_are_within_bounds(outcome: &Outcome) {
    let completeness = outcome.completeness;
    assert!(completeness.answered <= completeness.of);
    for group in &outcome.groups {
        assert!(!group.points.is_negative(), "{group:?}");
    }
    let scores = outcome.groups.iter().flat_map(|group| &group.items);
    for score in scores {
        assert!(!score.points.is_negative(), "{score:?}");
        let is_within = |max: &Number| score.points <= *max;
        assert!(score.max.as_ref().is_none_or(is_within), "{score:?}");
        let is_in_order = |high: &Number| score.low() <= high;
        assert!(score.high().is_none_or(is_in_order), "{score:?}");
    }
}

/// A file with the results in it is read back, and its claims are what comes out.
fn claims_survive_a_file(unit_group: &UnitGroup, assessment: &Assessment, scored: &Scored) {
    let claims = Claims::of(scored, unit_group);
    assert_eq!(claims.differences(&claims), []);
    let with_claims = Assessment {
        claims: Some(claims),
        ..assessment.clone()
    };
    holds_for_a_file(&with_claims);
}

/// Without the points of the set the level is lower.
fn fragility_lowers_the_level(
    framework: &Framework,
    assessment: &Assessment,
    level: Option<&Standing>,
) {
    let set = fragility(framework, assessment);
    assert_eq!(fragility(framework, assessment), set);
    let Ok(Some(set)) = set.map(|found| found.map(|found| found.items)) else {
        return;
    };
    let mut rejected = assessment.clone();
    for answer in &mut rejected.answers {
        answer.appraised = None;
    }
    for id in &set {
        rejected.answer_mut(id).appraised = Some(Appraisal {
            points: Entry::typed("0"),
            ..Appraisal::default()
        });
    }
    let Ok(scored) = score(framework, &rejected) else {
        panic!("{rejected:?}");
    };
    let fallen = scored.appraised.and_then(|outcome| outcome.standing);
    let [before, after] = [level, fallen.as_ref()]
        .map(|standing| standing.map(|standing| depth(&standing.final_level)));
    assert!(
        before.is_some() && before < after,
        "{set:?} {before:?} {after:?}"
    );
}

/// How far down; a gap lies between its rungs, and what is not known after all of them.
fn depth(place: &Place) -> (u8, usize) {
    match place {
        Place::Rung { index, .. } => (0, 2 * index + 1),
        Place::Gap { above } => (0, 2 * above),
        Place::Undetermined => (1, 0),
        Place::Below => (2, 0),
    }
}

/// Ranks count from 1, nobody with fewer points comes first, and the order of the list does not matter.
fn ranks_are_those_of_a_list(unit_group: &UnitGroup, outcomes: &[Outcome]) {
    let entrants = outcomes
        .iter()
        .map(|outcome| Entrant::of(unit_group, outcome));
    let mut entrants: Vec<Entrant> = entrants.collect();
    let ranks = rank(unit_group, &entrants);
    assert_eq!(ranks.len(), outcomes.len());
    let adds_up = unit_group.adds_up();
    let ranked = ranks.iter().zip(outcomes);
    let ranked: Vec<_> = ranked
        .filter_map(|(rank, outcome)| Some((rank.rank?, rank.is_tied, outcome)))
        .collect();
    for (one, is_tied, first) in &ranked {
        let before = ranked.iter().filter(|(other, ..)| other < one).count();
        assert_eq!(*one, before + 1);
        let equals = ranked.iter().filter(|(other, ..)| other == one).count();
        assert_eq!(*is_tied, equals > 1);
        for (other, _, second) in &ranked {
            let is_more = first.whole.points >= second.whole.points;
            assert!(one >= other || !adds_up || is_more);
        }
    }
    entrants.reverse();
    let mut turned = rank(unit_group, &entrants);
    turned.reverse();
    assert_eq!(turned, ranks);
}
