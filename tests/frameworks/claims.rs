//! Everything a framework says that a clause says.

use bac_thang::engine::calendar::When;
use bac_thang::engine::document::{
    AwardDocument, BlockDocument, ConditionDocument, EventDocument, FrameworkDocument,
    GroupDocument, ItemDocument, LadderDocument, MeasureDocument, PeriodDocument, RungDocument,
    Sourced, StandingDocument, UnitGroupDocument, Worth,
};

use crate::papers::{report_claims, submission_claims};
use crate::quotations::quote;
use crate::says::Says;

/// What a framework says that a clause says.
pub struct Claim {
    /// Where the framework says it.
    path: String,
    source: String,
    says: Says,
}

pub fn unfounded_claims(written: &FrameworkDocument) -> Vec<String> {
    claims(written)
        .into_iter()
        .filter(|claim| !claim.says.stands_in(quote(written, &claim.source)))
        .map(|claim| {
            format!(
                "{}: {} does not stand in the quote of clause {}",
                claim.path, claim.says, claim.source
            )
        })
        .collect()
}

pub fn claim(path: &str, source: &str, says: Says) -> Claim {
    Claim {
        path: path.to_owned(),
        source: source.to_owned(),
        says,
    }
}

pub fn words(path: &str, fact: &Sourced<String>) -> Claim {
    claim(path, &fact.source, Says::Words(fact.value.clone()))
}

fn claims(written: &FrameworkDocument) -> Vec<Claim> {
    let mut all = decision_claims(written);
    all.extend(period_claim(&written.period));
    for event in &written.calendar {
        all.extend(event_claims(event));
    }
    if let Some(rule) = &written.exclusion {
        let words = rule.decided_by.clone().map(Says::Words);
        all.extend(words.map(|says| claim("exclusion", &rule.source, says)));
    }
    all.extend(submission_claims(&written.submission));
    if let Some(report) = &written.report {
        all.extend(report_claims(report));
    }
    for sheet in &written.sheets {
        for block in &sheet.blocks {
            all.extend(block_claims(&sheet.id, block));
        }
    }
    for ladder in &written.ladders {
        all.extend(ladder_claims(written, ladder));
    }
    for unit_group in &written.unit_groups {
        all.extend(unit_group_claims(written, unit_group));
    }
    all
}

fn decision_claims(written: &FrameworkDocument) -> Vec<Claim> {
    let decision = &written.decision;
    let mut all = vec![claim(
        "decision.number",
        &decision.source,
        Says::Sign(decision.number.clone()),
    )];
    all.extend(decision.issued.split('-').map(|part| {
        let says = Says::Count(part.parse().unwrap());
        claim("decision.issued", &decision.source, says)
    }));
    all
}

fn period_claim(period: &PeriodDocument) -> Option<Claim> {
    match period {
        PeriodDocument::Yearly { .. } => None,
        PeriodDocument::Year { year, source } => {
            Some(claim("period", source, Says::Count((*year).into())))
        }
    }
}

fn event_claims(event: &EventDocument) -> Vec<Claim> {
    let says = match &event.when {
        When::Before(day) | When::By(day) | When::On(day) => vec![Says::Day(*day)],
        When::Between(from, to) => vec![Says::Day(*from), Says::Day(*to)],
        When::Stated(text) => vec![Says::Words(text.clone())],
    };
    let path = format!("calendar, {}", event.what);
    says.into_iter()
        .map(|says| claim(&path, &event.source, says))
        .collect()
}

fn block_claims(sheet: &str, block: &BlockDocument) -> Vec<Claim> {
    let path = format!("sheet {sheet}, block {}", block.id);
    let mut all: Vec<Claim> = block
        .name
        .iter()
        .map(|name| words(&format!("{path}, name"), name))
        .collect();
    all.extend(block.max.iter().map(|max| {
        claim(
            &format!("{path}, max"),
            &max.source,
            Says::Points(max.value.clone()),
        )
    }));
    for group in &block.groups {
        all.extend(group_claims(&path, group));
    }
    all
}

/// The clause that states a group's maximum or counts its components also names the group.
fn group_claims(path: &str, group: &GroupDocument) -> Vec<Claim> {
    let path = format!("{path}, group {}", group.id);
    let name = || Says::Words(group.name.value.clone());
    let mut all = vec![words(&path, &group.name)];
    if let Some(code) = &group.code {
        let says = code
            .parse()
            .map_or_else(|_| Says::Words(code.clone()), Says::Count);
        all.push(claim(&path, &group.name.source, says));
    }
    if let Some(max) = &group.max {
        all.push(claim(&path, &max.source, name()));
        all.push(claim(&path, &max.source, Says::Points(max.value.clone())));
    }
    if let Some(components) = &group.components {
        all.push(claim(&path, &components.source, name()));
        all.push(claim(
            &path,
            &components.source,
            Says::Count(components.value),
        ));
    }
    if let Some(weight) = &group.weight {
        let says = Says::Points(weight.value.clone());
        all.push(claim(&path, &weight.source, says));
    }
    for item in &group.items {
        all.extend(item_claims(&path, item));
    }
    all
}

/// The clause that states an item's maximum also names the item.
fn item_claims(path: &str, item: &ItemDocument) -> Vec<Claim> {
    let path = format!("{path}, item {}", item.id);
    let mut all = vec![words(&path, &item.name)];
    if let Some(code) = &item.code {
        all.push(claim(&path, &item.name.source, Says::Words(code.clone())));
    }
    if let Some(max) = &item.max {
        let path = format!("{path}, max");
        let named = named(&item.name, item.code.as_ref());
        all.push(claim(&path, &max.source, named));
        all.push(claim(&path, &max.source, Says::Points(max.value.clone())));
    }
    all
}

fn named(name: &Sourced<String>, code: Option<&String>) -> Says {
    Says::Named {
        name: name.value.clone(),
        code: code.cloned(),
    }
}

fn ladder_claims(written: &FrameworkDocument, ladder: &LadderDocument) -> Vec<Claim> {
    let path = format!("ladder {}", ladder.id);
    let mut all: Vec<Claim> = ladder
        .below
        .iter()
        .map(|below| words(&format!("{path}, below"), below))
        .collect();
    for rung in &ladder.rungs {
        all.extend(rung_claims(&path, written, ladder, rung));
    }
    if let Some(late) = &ladder.late {
        let rung = ladder.rungs.iter().find(|rung| rung.id == late.rung);
        let name = rung.unwrap().name.value.clone();
        all.push(claim(
            &format!("{path}, late"),
            &late.source,
            Says::Words(name),
        ));
    }
    all
}

/// The clause of a condition on a group or block also names that group or block.
fn rung_claims(
    path: &str,
    written: &FrameworkDocument,
    ladder: &LadderDocument,
    rung: &RungDocument,
) -> Vec<Claim> {
    let path = format!("{path}, rung {}", rung.id);
    let mut all = vec![words(&format!("{path}, name"), &rung.name)];
    for condition in &rung.conditions {
        let Some((of, limit)) = condition.of.as_ref().zip(limit(condition)) else {
            continue;
        };
        let says = worth(limit);
        let path = format!("{path}, condition on {of:?}");
        all.push(claim(&path, &condition.source, says));
        let measured = measured(written, ladder, of).into_iter();
        all.extend(measured.map(|named| claim(&path, &condition.source, named)));
    }
    all
}

/// The limit a condition sets, on whichever side; none where it is a test.
pub fn limit(condition: &ConditionDocument) -> Option<&Worth> {
    let sides = [
        &condition.at_least,
        &condition.above,
        &condition.at_most,
        &condition.below,
    ];
    sides.into_iter().flatten().next()
}

fn worth(worth: &Worth) -> Says {
    match worth {
        Worth::Points(points) => Says::Points(points.clone()),
        Worth::Share(share) => Says::Share(share.clone()),
    }
}

/// What a condition measures, on each sheet that uses the ladder.
fn measured(
    written: &FrameworkDocument,
    ladder: &LadderDocument,
    of: &MeasureDocument,
) -> Vec<Says> {
    let uses = |standing: &StandingDocument| matches!(standing, StandingDocument::Ladders { ladders, .. } if ladders.contains(&ladder.id));
    let blocks = written
        .sheets
        .iter()
        .filter(|sheet| uses(&sheet.standing))
        .flat_map(|sheet| &sheet.blocks);
    match of {
        MeasureDocument::Whole => Vec::new(),
        MeasureDocument::Block(id) => blocks
            .filter(|block| block.id == *id)
            .filter_map(|block| Some(named(block.name.as_ref()?, None)))
            .collect(),
        MeasureDocument::Group(id) => blocks
            .flat_map(|block| &block.groups)
            .filter(|group| group.id == *id)
            .map(|group| named(&group.name, group.code.as_ref()))
            .collect(),
        MeasureDocument::Item(id) => blocks
            .flat_map(|block| &block.groups)
            .flat_map(|group| &group.items)
            .filter(|item| item.id == *id)
            .map(|item| named(&item.name, item.code.as_ref()))
            .collect(),
    }
}

/// The clause that says that a group is not scored also names the group.
fn unit_group_claims(written: &FrameworkDocument, unit_group: &UnitGroupDocument) -> Vec<Claim> {
    let path = format!("unit group {}", unit_group.id);
    let mut all = vec![words(&format!("{path}, name"), &unit_group.name)];
    if let Some(max) = &unit_group.max {
        all.push(claim(&path, &max.source, Says::Points(max.value.clone())));
    }
    for not_scored in &unit_group.not_scored {
        let groups = written
            .sheets
            .iter()
            .filter(|sheet| sheet.id == unit_group.sheet)
            .flat_map(|sheet| &sheet.blocks)
            .flat_map(|block| &block.groups)
            .filter(|group| group.id == not_scored.value);
        for group in groups {
            let name = Says::Words(group.name.value.clone());
            all.push(claim(
                &format!("{path}, not scored"),
                &not_scored.source,
                name,
            ));
        }
    }
    for award in &unit_group.awards {
        all.extend(award_claims(&path, award));
    }
    all
}

fn award_claims(path: &str, award: &AwardDocument) -> [Claim; 3] {
    let path = format!("{path}, {}", award.name);
    [
        Says::Words(award.name.clone()),
        Says::Count(award.count),
        Says::Points(award.value.clone()),
    ]
    .map(|says| claim(&path, &award.source, says))
}
