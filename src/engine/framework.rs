//! A framework whose every reference, maximum and ladder has been checked.
//!
//! Past [`Framework::check`] nothing is looked up by name again: conditions point at blocks and groups, facts carry the
//! decision's words.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use time::Date;

use super::calendar::When;
use super::document as doc;
use super::number::Number;

pub use doc::{Kind, Level, Role, Threshold, ZeroScope};

/// The decision's words that a fact rests on.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Where they stand.
    pub at: String,
    /// The words, verbatim up to white space.
    pub quote: String,
}

/// A value and the words it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// The words.
    pub source: Rc<Source>,
}

/// A sentence about the decision and the words it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// A whole sentence in Vietnamese.
    pub what: String,
    /// The words; none where it says that there are none.
    pub sources: Vec<Rc<Source>>,
}

/// One decision and the kinds of unit it assesses.
#[derive(Debug, PartialEq, Eq)]
pub struct Framework {
    /// Names the decision among all frameworks.
    pub id: String,
    /// Counts the corrections of our transcription, from 1.
    pub edition: u32,
    /// SHA-256 of the canonical JSON, 64 hexadecimal digits.
    pub digest: String,
    /// Whether a result may be handed in.
    pub kind: Kind,
    /// Where it holds.
    pub place: String,
    /// The paper itself.
    pub decision: Decision,
    /// For which years it holds.
    pub period: Period,
    /// Dates and deadlines.
    pub calendar: Vec<Event>,
    /// Rules a person must know and the engine does not compute.
    pub provisions: Vec<Statement>,
    /// What the text refers to and does not contain.
    pub lacks: Vec<Statement>,
    /// Where the text contradicts itself.
    pub contradictions: Vec<Statement>,
    /// Where we had to read the text one way.
    pub readings: Vec<Statement>,
    /// When points become 0 whatever was entered.
    pub zero_rules: Vec<ZeroRule>,
    /// Who may take something out of the assessment; `None` where the text has no such rule.
    pub exclusion: Option<Fact<String>>,
    /// The kinds of unit, at least one.
    pub unit_groups: Vec<UnitGroup>,
}

/// The paper.
#[derive(Debug, PartialEq, Eq)]
pub struct Decision {
    /// `Quyết định`, `Kế hoạch`.
    pub form: String,
    /// `2878/QĐ-UBND`.
    pub number: String,
    /// Day of issue.
    pub issued: Date,
    /// Who issued it.
    pub issuer: String,
    /// What it is about.
    pub title: String,
    /// Where number, date and title stand.
    pub source: Rc<Source>,
    /// The decision it carries out.
    pub under: Option<Statement>,
}

/// For which years of assessment a decision holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Period {
    /// Every year.
    Yearly(Rc<Source>),
    /// One year alone.
    Year(Fact<u16>),
}

/// A date of the round.
#[derive(Debug, PartialEq, Eq)]
pub struct Event {
    /// What the page does with it.
    pub role: Role,
    /// What happens.
    pub what: String,
    /// When.
    pub when: When,
    /// The kinds of unit it concerns; all where empty.
    pub unit_groups: Vec<String>,
    /// The words that say so.
    pub source: Rc<Source>,
}

/// A case in which points are 0.
#[derive(Debug, PartialEq, Eq)]
pub struct ZeroRule {
    /// Names it within the framework.
    pub id: String,
    /// The case.
    pub what: String,
    /// What becomes 0.
    pub scope: ZeroScope,
    /// The words that say so.
    pub source: Rc<Source>,
}

/// A kind of unit with the sheet that scores it.
#[derive(Debug, PartialEq, Eq)]
pub struct UnitGroup {
    /// Names it within the framework.
    pub id: String,
    /// Its level of government.
    pub level: Level,
    /// Its name.
    pub name: Fact<String>,
    /// Its maximum, where the text states it.
    pub max: Option<Fact<Number>>,
    /// Parts of the sheet, in order; at least one.
    pub blocks: Vec<Block>,
    /// Groups of all blocks, in order; at least one is scored.
    pub groups: Vec<Group>,
    /// How points become a standing.
    pub standing: Standing,
    /// Awards of its list, highest first.
    pub awards: Vec<Award>,
    /// What the text lacks for this kind of unit.
    pub lacks: Vec<Statement>,
}

/// Part of a sheet with a total of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Names it within the sheet.
    pub id: String,
    /// Its name; `None` where the sheet has no parts.
    pub name: Option<Fact<String>>,
    /// Its maximum, where the text states it.
    pub max: Option<Fact<Number>>,
}

/// A group of indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Names it within the sheet.
    pub id: String,
    /// Its block, an index into [`UnitGroup::blocks`].
    pub block: usize,
    /// Its number in the decision's table.
    pub code: Option<String>,
    /// Its name.
    pub name: Fact<String>,
    /// Points at most, above 0; `None` where the unit copies it from the appendix.
    pub max: Option<Fact<Number>>,
    /// How many component indicators it has.
    pub components: Option<Fact<u32>>,
    /// Another clause that tells more of it.
    pub about: Option<Rc<Source>>,
    /// Why it is not scored for this kind of unit, where it is not.
    pub not_scored: Option<Rc<Source>>,
}

/// How points become a standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// By ladders, at least one. With several, the level is the lowest of them, by the reading given.
    Ladders {
        /// The ladders.
        ladders: Vec<Ladder>,
        /// Why several make one level so; `None` with one.
        lowest_of_all: Option<Statement>,
    },
    /// There are no levels: units are ranked from high to low.
    RankedOnly(Rc<Source>),
    /// The text speaks of levels and does not say where they lie.
    NotStated(Fact<String>),
}

/// Rungs, from the highest down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// Names it within the framework.
    pub id: String,
    /// What it measures, where a sheet has several.
    pub name: Option<String>,
    /// The rungs, highest first; at least one.
    pub rungs: Vec<Rung>,
    /// What a unit is that reaches none; `None` where the lowest rung asks nothing.
    pub below: Option<Fact<String>>,
    /// The rung of a unit that did not report in time, an index into `rungs`.
    pub late: Option<Fact<usize>>,
}

/// A rung, reached when every condition is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// Names it within the ladder.
    pub id: String,
    /// Its name.
    pub name: Fact<String>,
    /// What it asks.
    pub conditions: Vec<Condition>,
}

/// One thing a rung asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What is measured.
    pub of: Measure,
    /// How much of it, this or more.
    pub at_least: Threshold,
    /// The words that say so.
    pub source: Rc<Source>,
}

/// What a condition measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// All points of the sheet.
    Whole,
    /// A block, an index into [`UnitGroup::blocks`].
    Block(usize),
    /// A group, an index into [`UnitGroup::groups`].
    Group(usize),
}

/// An award.
#[derive(Debug, PartialEq, Eq)]
pub struct Award {
    /// `Giải nhất`.
    pub name: String,
    /// How many are given.
    pub count: u32,
    /// Its worth in đồng.
    pub value: Number,
    /// The words that say so.
    pub source: Rc<Source>,
}

/// A mistake in a framework file: where, what was found, what is expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: found {found}, expected {expected}")]
pub struct Fault {
    /// The JSON path: `sheets[0].blocks[1].max`.
    pub path: String,
    /// What stands there.
    pub found: String,
    /// What should stand there.
    pub expected: String,
}

fn fault<T>(
    path: impl Into<String>,
    found: impl Into<String>,
    expected: impl Into<String>,
) -> Result<T, Fault> {
    Err(Fault {
        path: path.into(),
        found: found.into(),
        expected: expected.into(),
    })
}

impl Framework {
    /// Checks a framework as written and resolves every reference in it. `digest` is that of its canonical JSON.
    ///
    /// # Errors
    /// The first [`Fault`] in the order of the file's fields.
    pub fn check(written: doc::FrameworkDocument, digest: String) -> Result<Framework, Fault> {
        identifier("id", &written.id)?;
        if written.edition == 0 {
            return fault("edition", "0", "1 or more");
        }
        let clauses = Clauses::check(&written.clauses)?;
        let names: Vec<&str> = written
            .unit_groups
            .iter()
            .map(|group| group.id.as_str())
            .collect();
        if names.is_empty() {
            return fault("unit_groups", "none", "at least one kind of unit");
        }
        unique("unit_groups", names.iter().copied())?;
        unique(
            "zero_rules",
            written.zero_rules.iter().map(|rule| rule.id.as_str()),
        )?;
        unique(
            "sheets",
            written.sheets.iter().map(|sheet| sheet.id.as_str()),
        )?;
        unique(
            "ladders",
            written.ladders.iter().map(|ladder| ladder.id.as_str()),
        )?;
        let framework = Framework {
            decision: decision(&clauses, written.decision)?,
            period: period(&clauses, &written.period)?,
            calendar: each(&written.calendar, "calendar", |path, event| {
                check_event(&clauses, path, event, &names)
            })?,
            provisions: clauses.statements("provisions", &written.provisions)?,
            lacks: clauses.statements("lacks", &written.lacks)?,
            contradictions: clauses.statements("contradictions", &written.contradictions)?,
            readings: clauses.statements("readings", &written.readings)?,
            zero_rules: each(&written.zero_rules, "zero_rules", |path, rule| {
                zero_rule(&clauses, path, rule)
            })?,
            exclusion: match &written.exclusion {
                Some(rule) => {
                    Some(clauses.fact("exclusion", rule.decided_by.clone(), &rule.source)?)
                }
                None => None,
            },
            unit_groups: each(&written.unit_groups, "unit_groups", |path, group| {
                let ladders = &written.ladders;
                UnitGroupCheck {
                    clauses: &clauses,
                    sheets: &written.sheets,
                    ladders,
                }
                .check(path, group)
            })?,
            id: written.id,
            edition: written.edition,
            digest,
            kind: written.kind,
            place: written.place,
        };
        used(
            "sheets",
            &written.sheets,
            |s| &s.id,
            |id| written.unit_groups.iter().any(|g| g.sheet == id),
        )?;
        used(
            "ladders",
            &written.ladders,
            |l| &l.id,
            |id| {
                written
                    .sheets
                    .iter()
                    .any(|s| ladder_ids(s).any(|l| l == id))
            },
        )?;
        used(
            "clauses",
            &written.clauses,
            |c| &c.id,
            |id| clauses.was_used(id),
        )?;
        Ok(framework)
    }

    /// The kind of unit with this id.
    #[must_use]
    pub fn unit_group(&self, id: &str) -> Option<&UnitGroup> {
        self.unit_groups.iter().find(|group| group.id == id)
    }

    /// The zero rule with this id.
    #[must_use]
    pub fn zero_rule(&self, id: &str) -> Option<&ZeroRule> {
        self.zero_rules.iter().find(|rule| rule.id == id)
    }
}

/// The file's clauses, and which of them some fact has used.
struct Clauses {
    by_id: BTreeMap<String, Rc<Source>>,
    used: std::cell::RefCell<BTreeSet<String>>,
}

impl Clauses {
    fn check(written: &[doc::ClauseDocument]) -> Result<Clauses, Fault> {
        unique("clauses", written.iter().map(|clause| clause.id.as_str()))?;
        for (index, clause) in written.iter().enumerate() {
            if clause.at.trim().is_empty() {
                return fault(
                    format!("clauses[{index}].at"),
                    "nothing",
                    "where the words stand",
                );
            }
            if clause.quote.trim().is_empty() {
                return fault(
                    format!("clauses[{index}].quote"),
                    "nothing",
                    "the decision's words",
                );
            }
        }
        let source = |clause: &doc::ClauseDocument| {
            Rc::new(Source {
                at: clause.at.clone(),
                quote: clause.quote.clone(),
            })
        };
        let by_id = written
            .iter()
            .map(|clause| (clause.id.clone(), source(clause)))
            .collect();
        Ok(Clauses {
            by_id,
            used: std::cell::RefCell::default(),
        })
    }

    fn get(&self, path: &str, id: &str) -> Result<Rc<Source>, Fault> {
        let Some(source) = self.by_id.get(id) else {
            return fault(
                format!("{path}.source"),
                format!("{id:?}"),
                "the id of a clause",
            );
        };
        self.used.borrow_mut().insert(id.to_owned());
        Ok(Rc::clone(source))
    }

    fn was_used(&self, id: &str) -> bool {
        self.used.borrow().contains(id)
    }

    fn fact<T>(&self, path: &str, value: T, source: &str) -> Result<Fact<T>, Fault> {
        Ok(Fact {
            value,
            source: self.get(path, source)?,
        })
    }

    fn optional<T: Clone>(
        &self,
        path: &str,
        written: Option<&doc::Sourced<T>>,
    ) -> Result<Option<Fact<T>>, Fault> {
        written
            .map(|fact| self.fact(path, fact.value.clone(), &fact.source))
            .transpose()
    }

    fn statement(&self, path: &str, written: &doc::StatementDocument) -> Result<Statement, Fault> {
        let sources = each(&written.sources, &format!("{path}.sources"), |path, id| {
            self.get(path, id)
        })?;
        Ok(Statement {
            what: written.what.clone(),
            sources,
        })
    }

    fn statements(
        &self,
        path: &str,
        written: &[doc::StatementDocument],
    ) -> Result<Vec<Statement>, Fault> {
        each(written, path, |path, statement| {
            self.statement(path, statement)
        })
    }
}

/// Checks each of a list, telling each its path.
fn each<T, U>(
    list: &[T],
    path: &str,
    check: impl Fn(&str, &T) -> Result<U, Fault>,
) -> Result<Vec<U>, Fault> {
    list.iter()
        .enumerate()
        .map(|(index, item)| check(&format!("{path}[{index}]"), item))
        .collect()
}

/// Ids are also HTML ids and file names: lower-case letters, digits and hyphens.
fn identifier(path: &str, id: &str) -> Result<(), Fault> {
    let fits = !id.is_empty()
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if fits {
        Ok(())
    } else {
        fault(
            path,
            format!("{id:?}"),
            "lower-case letters without marks, digits and hyphens",
        )
    }
}

fn unique<'a>(path: &str, ids: impl Iterator<Item = &'a str>) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for (index, id) in ids.enumerate() {
        let path = format!("{path}[{index}].id");
        identifier(&path, id)?;
        if !seen.insert(id) {
            return fault(path, format!("{id:?} again"), "an id used once");
        }
    }
    Ok(())
}

fn used<T>(
    path: &str,
    list: &[T],
    id: impl Fn(&T) -> &str,
    is_used: impl Fn(&str) -> bool,
) -> Result<(), Fault> {
    match list.iter().enumerate().find(|(_, item)| !is_used(id(item))) {
        Some((index, item)) => fault(
            format!("{path}[{index}]"),
            format!("{:?}, which nothing uses", id(item)),
            "something that uses it",
        ),
        None => Ok(()),
    }
}

fn decision(clauses: &Clauses, written: doc::DecisionDocument) -> Result<Decision, Fault> {
    let Some(issued) = iso_date(&written.issued) else {
        return fault(
            "decision.issued",
            format!("{:?}", written.issued),
            "a day such as \"2023-11-07\"",
        );
    };
    Ok(Decision {
        issued,
        source: clauses.get("decision", &written.source)?,
        under: written
            .under
            .as_ref()
            .map(|under| clauses.statement("decision.under", under))
            .transpose()?,
        form: written.form,
        number: written.number,
        issuer: written.issuer,
        title: written.title,
    })
}

fn iso_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    let month = time::Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}

fn period(clauses: &Clauses, written: &doc::PeriodDocument) -> Result<Period, Fault> {
    Ok(match written {
        doc::PeriodDocument::Yearly { source } => {
            Period::Yearly(clauses.get("period.yearly", source)?)
        }
        doc::PeriodDocument::Year { year, source } => {
            Period::Year(clauses.fact("period.year", *year, source)?)
        }
    })
}

fn check_event(
    clauses: &Clauses,
    path: &str,
    written: &doc::EventDocument,
    unit_groups: &[&str],
) -> Result<Event, Fault> {
    if let Some(day) = written.when.days().iter().find(|day| !day.is_valid()) {
        return fault(
            format!("{path}.when"),
            format!("day {} of month {}", day.day, day.month),
            "a day that every year has",
        );
    }
    if let Some(unknown) = written
        .unit_groups
        .iter()
        .find(|id| !unit_groups.contains(&id.as_str()))
    {
        return fault(
            format!("{path}.unit_groups"),
            format!("{unknown:?}"),
            "the id of a kind of unit",
        );
    }
    Ok(Event {
        role: written.role,
        what: written.what.clone(),
        when: written.when.clone(),
        unit_groups: written.unit_groups.clone(),
        source: clauses.get(path, &written.source)?,
    })
}

fn zero_rule(
    clauses: &Clauses,
    path: &str,
    written: &doc::ZeroRuleDocument,
) -> Result<ZeroRule, Fault> {
    Ok(ZeroRule {
        id: written.id.clone(),
        what: written.what.clone(),
        scope: written.scope,
        source: clauses.get(path, &written.source)?,
    })
}

fn ladder_ids(sheet: &doc::SheetDocument) -> impl Iterator<Item = &str> {
    let ids: &[String] = match &sheet.standing {
        doc::StandingDocument::Ladders { ladders, .. } => ladders,
        _ => &[],
    };
    ids.iter().map(String::as_str)
}

/// Resolves a kind of unit against the sheets and ladders of its file.
struct UnitGroupCheck<'a> {
    clauses: &'a Clauses,
    sheets: &'a [doc::SheetDocument],
    ladders: &'a [doc::LadderDocument],
}

impl UnitGroupCheck<'_> {
    fn check(&self, path: &str, written: &doc::UnitGroupDocument) -> Result<UnitGroup, Fault> {
        let Some(sheet_index) = self
            .sheets
            .iter()
            .position(|sheet| sheet.id == written.sheet)
        else {
            return fault(
                format!("{path}.sheet"),
                format!("{:?}", written.sheet),
                "the id of a sheet",
            );
        };
        let sheet = &self.sheets[sheet_index];
        let sheet_path = format!("sheets[{sheet_index}]");
        let (blocks, groups) = self.blocks(&sheet_path, path, sheet, written)?;
        let max = self
            .clauses
            .optional(&format!("{path}.max"), written.max.as_ref())?;
        states_the_sum(&format!("{path}.max"), max.as_ref(), groups.iter())?;
        Ok(UnitGroup {
            standing: self.standing(&sheet_path, sheet, &blocks, &groups)?,
            name: self.clauses.fact(
                &format!("{path}.name"),
                written.name.value.clone(),
                &written.name.source,
            )?,
            awards: each(&written.awards, &format!("{path}.awards"), |path, award| {
                self.award(path, award)
            })?,
            lacks: self
                .clauses
                .statements(&format!("{path}.lacks"), &written.lacks)?,
            id: written.id.clone(),
            level: written.level,
            max,
            blocks,
            groups,
        })
    }

    fn blocks(
        &self,
        path: &str,
        unit_path: &str,
        sheet: &doc::SheetDocument,
        unit: &doc::UnitGroupDocument,
    ) -> Result<(Vec<Block>, Vec<Group>), Fault> {
        unique(
            &format!("{path}.blocks"),
            sheet.blocks.iter().map(|block| block.id.as_str()),
        )?;
        unique(
            &format!("{path}.groups"),
            sheet
                .blocks
                .iter()
                .flat_map(|block| &block.groups)
                .map(|group| group.id.as_str()),
        )?;
        let mut groups = Vec::new();
        let blocks = sheet.blocks.iter().enumerate().map(|(index, written)| {
            let path = format!("{path}.blocks[{index}]");
            groups.extend(each(
                &written.groups,
                &format!("{path}.groups"),
                |path, group| self.group(path, index, group, unit),
            )?);
            let max = self
                .clauses
                .optional(&format!("{path}.max"), written.max.as_ref())?;
            let name = self
                .clauses
                .optional(&format!("{path}.name"), written.name.as_ref())?;
            states_the_sum(
                &format!("{path}.max"),
                max.as_ref(),
                groups.iter().filter(|group| group.block == index),
            )?;
            Ok(Block {
                id: written.id.clone(),
                name,
                max,
            })
        });
        let blocks: Vec<Block> = blocks.collect::<Result<_, Fault>>()?;
        let not_scored_path = format!("{unit_path}.not_scored");
        if let Some(unknown) = unit
            .not_scored
            .iter()
            .find(|fact| !groups.iter().any(|group| group.id == fact.value))
        {
            return fault(
                not_scored_path,
                format!("{:?}", unknown.value),
                "the id of a group of the sheet",
            );
        }
        if groups.iter().all(|group| group.not_scored.is_some()) {
            return fault(path, "no group that is scored", "at least one");
        }
        Ok((blocks, groups))
    }

    fn group(
        &self,
        path: &str,
        block: usize,
        written: &doc::GroupDocument,
        unit: &doc::UnitGroupDocument,
    ) -> Result<Group, Fault> {
        let max = self
            .clauses
            .optional(&format!("{path}.max"), written.max.as_ref())?;
        if let Some(max) = max.as_ref().filter(|max| max.value <= Number::ZERO) {
            return fault(format!("{path}.max"), max.value.to_string(), "more than 0");
        }
        let not_scored = unit.not_scored.iter().find(|fact| fact.value == written.id);
        Ok(Group {
            id: written.id.clone(),
            block,
            code: written.code.clone(),
            name: self.clauses.fact(
                &format!("{path}.name"),
                written.name.value.clone(),
                &written.name.source,
            )?,
            max,
            components: self
                .clauses
                .optional(&format!("{path}.components"), written.components.as_ref())?,
            about: written
                .about
                .as_ref()
                .map(|id| self.clauses.get(&format!("{path}.about"), id))
                .transpose()?,
            not_scored: not_scored
                .map(|fact| self.clauses.get(path, &fact.source))
                .transpose()?,
        })
    }

    fn standing(
        &self,
        path: &str,
        sheet: &doc::SheetDocument,
        blocks: &[Block],
        groups: &[Group],
    ) -> Result<Standing, Fault> {
        let path = format!("{path}.standing");
        let (ids, lowest_of_all) = match &sheet.standing {
            doc::StandingDocument::RankedOnly { source } => {
                return Ok(Standing::RankedOnly(self.clauses.get(&path, source)?));
            }
            doc::StandingDocument::NotStated { what, source } => {
                return Ok(Standing::NotStated(self.clauses.fact(
                    &path,
                    what.clone(),
                    source,
                )?));
            }
            doc::StandingDocument::Ladders {
                ladders,
                lowest_of_all,
            } => (ladders, lowest_of_all),
        };
        let ladders = each(ids, &format!("{path}.ladders"), |path, id| {
            self.ladder(path, id, blocks, groups)
        })?;
        let Some((first, others)) = ladders.split_first() else {
            return fault(format!("{path}.ladders"), "none", "at least one ladder");
        };
        if others.is_empty() == lowest_of_all.is_some() {
            return fault(
                format!("{path}.lowest_of_all"),
                if others.is_empty() {
                    "a reading for one ladder"
                } else {
                    "none"
                },
                "a reading where there are several ladders, and only there",
            );
        }
        let same_rungs = |ladder: &Ladder| {
            ladder
                .rungs
                .iter()
                .map(|rung| &rung.id)
                .eq(first.rungs.iter().map(|rung| &rung.id))
        };
        if !others.iter().all(same_rungs) {
            return fault(
                format!("{path}.ladders"),
                "ladders with other rungs",
                "the same rungs in the same order on each",
            );
        }
        let lowest_of_all = lowest_of_all
            .as_ref()
            .map(|why| self.clauses.statement(&path, why))
            .transpose()?;
        Ok(Standing::Ladders {
            ladders,
            lowest_of_all,
        })
    }

    fn ladder(
        &self,
        path: &str,
        id: &str,
        blocks: &[Block],
        groups: &[Group],
    ) -> Result<Ladder, Fault> {
        let Some(index) = self.ladders.iter().position(|ladder| ladder.id == id) else {
            return fault(path, format!("{id:?}"), "the id of a ladder");
        };
        let written = &self.ladders[index];
        let path = format!("ladders[{index}]");
        unique(
            &format!("{path}.rungs"),
            written.rungs.iter().map(|rung| rung.id.as_str()),
        )?;
        let rungs = each(&written.rungs, &format!("{path}.rungs"), |path, rung| {
            self.rung(path, rung, blocks, groups)
        })?;
        let Some((lowest, higher)) = rungs.split_last() else {
            return fault(format!("{path}.rungs"), "none", "at least one rung");
        };
        if let Some(index) = higher.iter().position(|rung| rung.conditions.is_empty()) {
            return fault(
                format!("{path}.rungs[{index}].conditions"),
                "none",
                "a condition on every rung above the lowest",
            );
        }
        if lowest.conditions.is_empty() == written.below.is_some() {
            return fault(
                format!("{path}.below"),
                if written.below.is_some() {
                    "a name"
                } else {
                    "nothing"
                },
                "what a unit is that reaches no rung, where the lowest rung has conditions, and only there",
            );
        }
        Ok(Ladder {
            id: written.id.clone(),
            name: written.name.clone(),
            below: self
                .clauses
                .optional(&format!("{path}.below"), written.below.as_ref())?,
            late: written
                .late
                .as_ref()
                .map(|late| self.late(&format!("{path}.late"), late, &rungs))
                .transpose()?,
            rungs,
        })
    }

    fn late(
        &self,
        path: &str,
        written: &doc::LateDocument,
        rungs: &[Rung],
    ) -> Result<Fact<usize>, Fault> {
        match rungs.iter().position(|rung| rung.id == written.rung) {
            Some(index) => self.clauses.fact(path, index, &written.source),
            None => fault(
                format!("{path}.rung"),
                format!("{:?}", written.rung),
                "the id of a rung of this ladder",
            ),
        }
    }

    fn rung(
        &self,
        path: &str,
        written: &doc::RungDocument,
        blocks: &[Block],
        groups: &[Group],
    ) -> Result<Rung, Fault> {
        Ok(Rung {
            id: written.id.clone(),
            name: self.clauses.fact(
                &format!("{path}.name"),
                written.name.value.clone(),
                &written.name.source,
            )?,
            conditions: each(
                &written.conditions,
                &format!("{path}.conditions"),
                |path, condition| self.condition(path, condition, blocks, groups),
            )?,
        })
    }

    fn condition(
        &self,
        path: &str,
        written: &doc::ConditionDocument,
        blocks: &[Block],
        groups: &[Group],
    ) -> Result<Condition, Fault> {
        let of = match &written.of {
            doc::MeasureDocument::Whole => Some(Measure::Whole),
            doc::MeasureDocument::Block(id) => blocks
                .iter()
                .position(|block| block.id == *id)
                .map(Measure::Block),
            doc::MeasureDocument::Group(id) => groups
                .iter()
                .position(|group| group.id == *id && group.not_scored.is_none())
                .map(Measure::Group),
        };
        let Some(of) = of else {
            return fault(
                format!("{path}.of"),
                format!("{:?}", written.of),
                "a block or a scored group of the sheet",
            );
        };
        reachable(&format!("{path}.at_least"), written.at_least, of, groups)?;
        Ok(Condition {
            of,
            at_least: written.at_least,
            source: self.clauses.get(path, &written.source)?,
        })
    }

    fn award(&self, path: &str, written: &doc::AwardDocument) -> Result<Award, Fault> {
        let source = self.clauses.get(path, &written.source)?;
        Ok(Award {
            name: written.name.clone(),
            count: written.count,
            value: written.value,
            source,
        })
    }
}

/// A threshold lies between 0 and the maximum of what it measures, where that is known.
fn reachable(path: &str, at_least: Threshold, of: Measure, groups: &[Group]) -> Result<(), Fault> {
    let (amount, limit) = match at_least {
        Threshold::Share(share) => (share, Some(Number::ONE)),
        Threshold::Points(points) => (
            points,
            known_max(
                path,
                groups
                    .iter()
                    .enumerate()
                    .filter(|(index, group)| of.covers(*index, group))
                    .map(|(_, group)| group),
            )?,
        ),
    };
    if amount.is_negative() || limit.is_some_and(|limit| amount > limit) {
        let limit = limit.map_or_else(|| "the maximum".to_owned(), |limit| limit.to_string());
        return fault(path, amount.to_string(), format!("0 to {limit}"));
    }
    Ok(())
}

impl Measure {
    /// Whether a group, with its index, is part of what is measured.
    #[must_use]
    pub fn covers(self, index: usize, group: &Group) -> bool {
        match self {
            Measure::Whole => true,
            Measure::Block(block) => group.block == block,
            Measure::Group(this) => this == index,
        }
    }
}

/// The sum of the maxima of what is scored; `None` where the unit has to enter one.
fn known_max<'a>(
    path: &str,
    groups: impl Iterator<Item = &'a Group>,
) -> Result<Option<Number>, Fault> {
    let maxima: Option<Vec<Number>> = groups
        .filter(|group| group.not_scored.is_none())
        .map(|group| group.max.as_ref().map(|max| max.value))
        .collect();
    let Some(maxima) = maxima else {
        return Ok(None);
    };
    match Number::sum(maxima) {
        Ok(sum) => Ok(Some(sum)),
        Err(out_of_range) => fault(
            path,
            out_of_range.to_string(),
            "maxima whose sum can be computed",
        ),
    }
}

fn states_the_sum<'a>(
    path: &str,
    stated: Option<&Fact<Number>>,
    groups: impl Iterator<Item = &'a Group>,
) -> Result<(), Fault> {
    let Some(stated) = stated else { return Ok(()) };
    match known_max(path, groups)? {
        Some(sum) if sum == stated.value => Ok(()),
        Some(sum) => fault(
            path,
            stated.value.to_string(),
            format!("{sum}, the sum of its groups"),
        ),
        None => fault(
            path,
            stated.value.to_string(),
            "a maximum on each of its groups",
        ),
    }
}
