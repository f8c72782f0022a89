//! What an office makes of a file it receives: what it says, what comes out, and why it cannot be taken as it is.
//!
//! Nothing here decides: a file with a reason is set aside for a person to look at.

pub mod company;
pub mod diagnosis;

use std::rc::Rc;

use time::Date;

use super::assessment::{Assessment, Reporting, Silence, is_visible};
use super::cell::State;
use super::claims::Claims;
use super::document::Role;
use super::file::File;
use super::file::receipt::Receipt;
use super::file::seal::Broken;
use super::framework::{Framework, Kind, Period, UnitGroup};
use super::load::{LoadError, excerpt};
use super::number::Number;
use super::rank::Entrant;
use super::rule::InputKind;
use super::score::{self, Outcome, Total, claimable};
use super::standing::{Place, Standing};
use diagnosis::Diagnosis;

/// A file that could be read and scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The framework it was scored under.
    pub framework: Rc<Framework>,
    /// Its kind of unit, an index into the framework's.
    pub unit_group: usize,
    /// The unit's name.
    pub unit: Rc<str>,
    /// Year of assessment.
    pub year: Option<u16>,
    /// The day it was written to be handed in.
    pub on: Option<Date>,
    /// The day it came, where the office says so: then it is late by that day, and not by the one it was written on.
    pub came: Option<Date>,
    /// Whether it says itself that it is late.
    pub says_late: bool,
    /// The code of what it says.
    pub receipt: Receipt,
    /// The code its seal names, where that is a code.
    pub sealed: Option<Receipt>,
    /// What comes out of it.
    pub result: Listed,
    /// Why it cannot be taken as it is; none where it can.
    pub reasons: Vec<Reason>,
    /// What is to be known of it besides.
    pub remarks: Vec<Remark>,
    /// The file.
    pub text: Rc<str>,
}

/// What ranking and a list show of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// By what it is ranked.
    pub entrant: Entrant,
    /// All points.
    pub points: Number,
    /// What they are out of.
    pub max: Option<Number>,
    /// The blocks, where the decision does not [add them up](UnitGroup::adds_up); none where all points are its total.
    pub blocks: Vec<Total>,
    /// What the groups are and their points, in the framework's order.
    pub groups: Vec<(State, Number)>,
    /// The level that counts; `None` where the decision has no levels.
    pub level: Option<Place>,
    /// Why that is not the level by points, where it is not.
    pub lowered: Option<Lowered>,
}

/// A level that is not the one by points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lowered {
    /// The level by points.
    pub by_points: Place,
    /// The ids of the sanctions that apply.
    pub sanctions: Vec<Rc<str>>,
    /// Whether a late report leads to a rung of its own.
    pub is_late: bool,
}

/// Why a file cannot be read as one of this office's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not text in UTF-8.
    NotText,
    /// Not a file of this format, or one with mistakes.
    Load(LoadError),
    /// Its framework is neither here nor inside.
    UnknownFramework {
        /// The framework it names.
        id: Rc<str>,
    },
    /// The framework has no such kind of unit.
    UnknownUnitGroup {
        /// The kind of unit it names.
        id: Rc<str>,
    },
    /// It is for practice and its framework is not, or the other way round.
    OtherKind,
}

/// Why a file cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It was made for practice.
    Training,
    /// It is a working copy, not the file to be handed in.
    NotOfficial,
    /// It says that it is the file to be handed in, and its day is none.
    NoDay {
        /// What stands there.
        found: String,
    },
    /// Here it says what the framework has no meaning for, as by a slip of the pen: choices, and cases of 0 points. Paths in the file.
    Unknown(Vec<String>),
    /// It was made under another edition of the framework than the one here.
    OtherEdition {
        /// Its edition.
        found: u32,
        /// The edition here.
        used: u32,
    },
    /// It does not fit its seal.
    Changed(Vec<Broken>),
    /// It has no seal, though files of its version have one.
    Unsealed,
    /// What it claims is not what comes out.
    Differs(Diagnosis),
    /// It was received before it was written: one of the days is wrong.
    CameEarly {
        /// The day it came, as the office says.
        came: Date,
        /// The day it was written.
        on: Date,
    },
    /// It was handed in after the last day, or says so itself.
    Late {
        /// The day that counts.
        on: Option<Date>,
        /// Whether that is the day it came, as the office says, and not the day it was written.
        is_stated: bool,
        /// The last day, where the decision names one.
        last: Option<Date>,
    },
    /// It is of another year than the one for which alone its decision is.
    OtherYear {
        /// Its year.
        found: u16,
        /// The decision's.
        only: u16,
    },
    /// It was written before the year that comes before its own.
    Early {
        /// The day it was written.
        on: Date,
        /// Its year.
        year: u16,
    },
    /// It does not say which unit it is of.
    NoUnit,
    /// It does not say which year it is of.
    NoYear,
}

/// What is to be known of a file, and is no reason to set it aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Its framework is none of those here: it was scored by the one inside.
    Carried,
    /// It is of an earlier version of the format, which has no seal.
    Upgraded,
    /// It has answers and figures under these ids, which the framework does not have: they count for nothing.
    NotAsked(Vec<Rc<str>>),
    /// It names points of an appraisal itself, of these items or groups; only the office's own count.
    Appraised(Vec<Rc<str>>),
    /// It says itself that these items or groups are decided not to be scored; that is proposed, until the office agrees.
    Excluded(Vec<Rc<str>>),
    /// So many of its items and groups without items are not scored, and it does not say why.
    Unscored {
        /// How many.
        count: usize,
        /// Of how many.
        of: usize,
    },
}

impl Reason {
    /// Whether no person can take the file in all the same.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Reason::Training)
    }
}

impl Received {
    /// Looks at a file by itself.
    ///
    /// # Errors
    /// [`Refusal`], where it cannot be scored.
    pub fn read(frameworks: &[Rc<Framework>], text: Rc<str>) -> Result<Received, Refusal> {
        let mut file = File::read(&text).map_err(Refusal::Load)?;
        let (framework, is_carried) = framework(frameworks, &file)?;
        let assessment = &file.assessment;
        let groups = &framework.unit_groups;
        let is_it = |group: &UnitGroup| group.id == assessment.unit_group;
        let unit_group = groups.iter().position(is_it);
        let unit_group = unit_group.ok_or_else(|| Refusal::UnknownUnitGroup {
            id: assessment.unit_group.clone(),
        })?;
        let (outcome, granted) =
            claimable(&framework, assessment).map_err(|_| Refusal::OtherKind)?;
        // What it claims is held against what its unit computed; what counts is what its unit has to say.
        let computed = Claims::by(&outcome, granted.as_ref(), &groups[unit_group]);
        let on = assessment.claims.as_ref().and_then(Claims::day);
        let reasons = reasons(&framework, &groups[unit_group], &file, &computed, on);
        let ours = take_ours(&mut file.assessment);
        let assessment = &file.assessment;
        let counted = if ours.is_empty() {
            outcome
        } else {
            score::outcome(&framework, assessment).map_err(|_| Refusal::OtherKind)?
        };
        let not_asked = not_asked(&groups[unit_group], assessment).into_iter();
        let sealed = file
            .seal
            .as_ref()
            .and_then(|seal| seal.receipt.parse().ok());
        let received = Received {
            unit: assessment.unit.trim().into(),
            year: assessment.year,
            on,
            came: None,
            says_late: assessment.reporting == Reporting::Late,
            receipt: file.receipt,
            sealed,
            result: Listed::of(&groups[unit_group], &counted),
            remarks: remarks(&file, is_carried, &counted, not_asked.chain(ours)),
            reasons,
            unit_group,
            framework,
            text,
        };
        Ok(received.timed())
    }

    /// The same, where the office says which day it came, or says so no more.
    #[must_use]
    pub fn came_on(&self, day: Option<Date>) -> Received {
        Received {
            came: day,
            ..self.clone()
        }
        .timed()
    }

    /// With its times as its last reasons: a day of receipt that cannot be, and lateness.
    fn timed(mut self) -> Received {
        let is_of_time =
            |reason: &Reason| matches!(reason, Reason::Late { .. } | Reason::CameEarly { .. });
        self.reasons.retain(|reason| !is_of_time(reason));
        if let Some((came, on)) = self.came.zip(self.on)
            && came < on
        {
            self.reasons.push(Reason::CameEarly { came, on });
        }
        let last = self
            .year
            .and_then(|year| last_day(&self.framework, self.unit_group(), year));
        let on = self.came.or(self.on);
        if self.says_late || on.zip(last).is_some_and(|(on, last)| on > last) {
            let is_stated = self.came.is_some();
            self.reasons.push(Reason::Late {
                on,
                is_stated,
                last,
            });
        }
        self
    }

    /// Its kind of unit.
    #[must_use]
    pub fn unit_group(&self) -> &UnitGroup {
        &self.framework.unit_groups[self.unit_group]
    }

    /// Whether it came too late.
    #[must_use]
    pub fn is_late(&self) -> bool {
        let mut reasons = self.reasons.iter();
        reasons.any(|reason| matches!(reason, Reason::Late { .. }))
    }

    /// What its unit entered, without what is the office's to decide; `None` never happens to what was read once.
    #[must_use]
    pub fn entered(&self) -> Option<Assessment> {
        let mut entered = Assessment::read(&self.text).ok()?;
        take_ours(&mut entered);
        Some(entered)
    }

    /// What comes out of it where what the decision says of a late report is applied.
    #[must_use]
    pub fn as_late(&self) -> Option<Listed> {
        let late = Assessment {
            reporting: Reporting::Late,
            ..self.entered()?
        };
        let outcome = score::outcome(&self.framework, &late).ok()?;
        Some(Listed::of(self.unit_group(), &outcome))
    }
}

impl Listed {
    /// Of one of a unit's results.
    #[must_use]
    pub fn of(unit_group: &UnitGroup, outcome: &Outcome) -> Listed {
        let groups = outcome.groups.iter();
        let standing = outcome.standing.as_ref();
        Listed {
            entrant: Entrant::of(unit_group, outcome),
            points: outcome.whole.points.clone(),
            max: outcome.whole.max.clone(),
            blocks: if unit_group.adds_up() {
                Vec::new()
            } else {
                outcome.blocks.clone()
            },
            groups: groups
                .map(|group| (group.counted(), group.points.clone()))
                .collect(),
            level: standing.map(|standing| standing.final_level.clone()),
            lowered: standing.and_then(Lowered::of),
        }
    }
}

impl Lowered {
    fn of(standing: &Standing) -> Option<Lowered> {
        let is_lowered = standing.level != standing.final_level;
        let applied = standing.sanctions.iter();
        let applied = applied.filter(|one| one.applies == Some(true));
        is_lowered.then(|| Lowered {
            by_points: standing.level.clone(),
            sanctions: applied.map(|one| Rc::clone(&one.id)).collect(),
            is_late: standing.late.is_some(),
        })
    }
}

/// The framework here of that name, or else the one inside; and whether it is that.
fn framework(frameworks: &[Rc<Framework>], file: &File) -> Result<(Rc<Framework>, bool), Refusal> {
    let id = &file.assessment.framework.id;
    let here = frameworks.iter().find(|framework| framework.id == *id);
    if let Some(here) = here {
        return Ok((Rc::clone(here), false));
    }
    let carried = file.carried().map(|carried| (Rc::new(carried), true));
    carried.ok_or_else(|| Refusal::UnknownFramework { id: id.clone() })
}

/// Takes what only the office can say out of what a unit says, and tells what that was.
fn take_ours(entered: &mut Assessment) -> Vec<Remark> {
    let (mut appraised, mut excluded) = (Vec::new(), Vec::new());
    for answer in &mut entered.answers {
        if answer.appraised.take().is_some() {
            appraised.push(Rc::clone(&answer.of));
        }
        if let Some(Silence::NotApplicable { decided, .. }) = &mut answer.silence
            && std::mem::take(decided)
        {
            excluded.push(Rc::clone(&answer.of));
        }
    }
    let appraised = (!appraised.is_empty()).then_some(Remark::Appraised(appraised));
    let excluded = (!excluded.is_empty()).then_some(Remark::Excluded(excluded));
    appraised.into_iter().chain(excluded).collect()
}

fn remarks(
    file: &File,
    is_carried: bool,
    outcome: &Outcome,
    of_answers: impl Iterator<Item = Remark>,
) -> Vec<Remark> {
    let (mut count, mut of) = (0, 0);
    // Whoever earns no bonus and loses nothing has nothing to say of it.
    let groups = outcome.groups.iter();
    for group in groups.filter(|group| group.adds_max != Some(Number::ZERO)) {
        let items = group.items.iter().map(|item| item.state);
        let itself = group.items.is_empty().then_some(group.state);
        for state in items.chain(itself).filter(|it| *it != State::NotScored) {
            of += 1;
            count += usize::from(state == State::Blank);
        }
    }
    let unscored = Remark::Unscored { count, of };
    let carried = is_carried.then_some(Remark::Carried);
    let upgraded = file.is_upgraded().then_some(Remark::Upgraded);
    let unscored = (count > 0).then_some(unscored);
    let of_file = carried.into_iter().chain(upgraded);
    of_file.chain(of_answers).chain(unscored).collect()
}

fn reasons(
    framework: &Framework,
    unit_group: &UnitGroup,
    file: &File,
    computed: &Claims,
    on: Option<Date>,
) -> Vec<Reason> {
    let assessment = &file.assessment;
    let mut reasons = Vec::new();
    if framework.kind == Kind::Training {
        reasons.push(Reason::Training);
    } else if on.is_none() {
        let official = assessment.claims.as_ref();
        let official = official.and_then(|claims| claims.official.as_ref());
        reasons.push(match official {
            Some(official) => Reason::NoDay {
                found: excerpt(&official.on),
            },
            None => Reason::NotOfficial,
        });
    }
    let unknown = unknown(framework, unit_group, assessment);
    if !unknown.is_empty() {
        reasons.push(Reason::Unknown(unknown));
    }
    if assessment.framework.digest != framework.digest {
        reasons.push(Reason::OtherEdition {
            found: assessment.framework.edition,
            used: framework.edition,
        });
    }
    if !file.broken.is_empty() {
        reasons.push(Reason::Changed(file.broken.clone()));
    }
    if file.seal.is_none() && !file.is_upgraded() {
        reasons.push(Reason::Unsealed);
    }
    let claimed = assessment.claims.as_ref();
    let diagnosis = claimed.and_then(|it| it.diagnosed(computed, unit_group));
    reasons.extend(diagnosis.map(Reason::Differs));
    if let Some((on, year)) = on.zip(assessment.year)
        && on.year() + 1 < i32::from(year)
    {
        reasons.push(Reason::Early { on, year });
    }
    if !is_visible(&assessment.unit) {
        reasons.push(Reason::NoUnit);
    }
    match (assessment.year, &framework.period) {
        (None, _) => reasons.push(Reason::NoYear),
        (Some(found), Period::Year(only)) if found != only.value => {
            reasons.push(Reason::OtherYear {
                found,
                only: only.value,
            });
        }
        _ => {}
    }
    reasons
}

/// What the framework has no meaning for, by its path in the file.
fn unknown(framework: &Framework, unit_group: &UnitGroup, assessment: &Assessment) -> Vec<String> {
    let choices = assessment.inputs.iter().filter_map(|answer| {
        let InputKind::Options(options) = &unit_group.input(&answer.input)?.kind else {
            return None;
        };
        let chosen = answer.choice.as_deref()?;
        let is_known = options.iter().any(|option| *option.id == *chosen);
        (!is_known).then(|| format!("inputs.{}", answer.input))
    });
    let zero_rules = assessment.answers.iter().filter_map(|answer| {
        let is_known = framework.zero_rule(answer.zero_rule.as_deref()?).is_some();
        (!is_known).then(|| format!("answers.{}.zero_rule", answer.of))
    });
    choices.chain(zero_rules).collect()
}

/// Under which ids something is said that nobody asks for.
fn not_asked(unit_group: &UnitGroup, assessment: &Assessment) -> Option<Remark> {
    let inputs = assessment.inputs.iter();
    let inputs = inputs.filter(|it| unit_group.input(&it.input).is_none() && !it.is_blank());
    let is_known = |id: &str| unit_group.group(id).is_some() || unit_group.item(id).is_some();
    let answers = assessment.answers.iter();
    let answers = answers.filter(|it| !is_known(&it.of) && !it.is_blank());
    let ids = inputs.map(|it| &it.input).chain(answers.map(|it| &it.of));
    let ids: Vec<Rc<str>> = ids.cloned().collect();
    (!ids.is_empty()).then_some(Remark::NotAsked(ids))
}

/// The last day on which a unit of this kind hands in.
#[must_use]
pub fn last_day(framework: &Framework, unit_group: &UnitGroup, year: u16) -> Option<Date> {
    let events = framework.calendar.iter();
    let theirs =
        events.filter(|event| event.role == Role::Report && event.concerns(&unit_group.id));
    theirs.filter_map(|event| event.when.span(year)?.last).max()
}

#[cfg(test)]
mod tests;
