//! What the receiving office would send a self-assessment back for, in the order of the sheet.
//!
//! Findings are about figures; here they stand among everything else that has to be there when it is handed in. The day of
//! today is an argument.

mod kind;

use std::collections::BTreeSet;

use time::Date;

pub use kind::{At, Concern, ConcernKind};

use crate::engine::assessment::{
    Assessment, Evidence, InputAnswer, Line, Preparer, Silence, is_visible,
};
use crate::engine::calendar::{self, Timing};
use crate::engine::cell::State;
use crate::engine::document::PreparerField;
use crate::engine::entries::Entries;
use crate::engine::finding::{Field, Finding, FindingKind, Spot};
use crate::engine::framework::{
    Agreement, Asks, Event, Framework, Group, Role, Submission, UnitGroup,
};
use crate::engine::number::Number;
use crate::engine::paper::{Holds, Section};
use crate::engine::rule::{Evaluation, GivenBy, Item, Reads, Rule};
use crate::engine::score::Scored;

/// Everything of concern in an assessment on a day, in the order of the sheet: the unit, the preparer, each group with its
/// items, the report, and the dates. `scored` is what scoring it under this framework gave.
#[must_use]
pub fn concerns(
    framework: &Framework,
    unit_group: &UnitGroup,
    assessment: &Assessment,
    scored: &Scored,
    today: Date,
) -> Vec<Concern> {
    let mut list = List {
        framework,
        unit_group,
        assessment,
        scored,
        left: scored.findings.iter().collect(),
        read: BTreeSet::new(),
        disagree: disagreements(unit_group, assessment),
        today,
        concerns: Vec::new(),
    };
    list.unit();
    list.take(|spot| spot.of.is_none() && spot.input.is_none());
    for index in 0..unit_group.groups.len() {
        list.group(index);
    }
    list.ladders();
    list.disagree(|_| true);
    list.take(|_| true);
    list.report();
    list.dates();
    list.concerns
}

struct List<'a> {
    framework: &'a Framework,
    unit_group: &'a UnitGroup,
    assessment: &'a Assessment,
    scored: &'a Scored,
    /// Findings that have no place in the list yet.
    left: Vec<&'a Finding>,
    /// Inputs that some item before has read.
    read: BTreeSet<usize>,
    /// Agreements that do not hold and have no place in the list yet, each with the inputs it reads.
    disagree: Vec<(usize, BTreeSet<usize>)>,
    today: Date,
    concerns: Vec<Concern>,
}

/// Which agreements do not hold. Of one that cannot be told, because figures are missing, nothing is said.
fn disagreements(unit_group: &UnitGroup, assessment: &Assessment) -> Vec<(usize, BTreeSet<usize>)> {
    if unit_group.agreements.is_empty() {
        return Vec::new();
    }
    let entries = Entries::read(unit_group, assessment);
    let agreements = unit_group.agreements.iter().enumerate();
    let broken = agreements.filter(|(_, agreement)| {
        let mut evaluation = Evaluation::<Number>::untold(&unit_group.inputs, &entries.known);
        matches!(evaluation.asked(&agreement.holds), Ok(false))
    });
    let reads = |agreement: &Agreement| {
        let mut reads = Reads::default();
        reads.test(&agreement.holds);
        reads.all
    };
    broken
        .map(|(index, agreement)| (index, reads(agreement)))
        .collect()
}

impl List<'_> {
    fn add(&mut self, at: At, kind: ConcernKind) {
        self.concerns.push(Concern { at, kind });
    }

    fn unit(&mut self) {
        if !is_visible(&self.assessment.unit) {
            self.add(At::Unit, ConcernKind::Missing);
        }
        if self.assessment.year.is_none() {
            self.add(At::Year, ConcernKind::Missing);
        }
        self.preparer();
    }

    fn preparer(&mut self) {
        let Submission {
            preparer, mailbox, ..
        } = &self.framework.submission;
        for asked in preparer {
            if !is_visible(self.assessment.preparer.field(asked.value)) {
                self.add(At::Preparer(asked.value), ConcernKind::Missing);
            }
        }
        let is_asked = |field| preparer.iter().any(|asked| asked.value == field);
        for field in [PreparerField::Landline, PreparerField::Mobile] {
            let found = self.assessment.preparer.field(field).trim();
            if is_asked(field) && is_visible(found) && !found.contains(char::is_numeric) {
                let found = found.to_owned();
                self.add(At::Preparer(field), ConcernKind::NoPhone { found });
            }
        }
        let found = self.assessment.preparer.email.trim().to_owned();
        let is_asked = mailbox.is_some() || is_asked(PreparerField::Email);
        if !is_asked || !is_visible(&found) {
            return;
        }
        let kind = match (domain_of(&found), mailbox) {
            (None, _) => ConcernKind::NoMailbox { found },
            (Some(of), Some(domain)) if !of.eq_ignore_ascii_case(&domain.value) => {
                let domain = domain.value.clone();
                ConcernKind::OtherMailbox { found, domain }
            }
            _ => return,
        };
        self.add(At::Preparer(PreparerField::Email), kind);
    }

    /// Gives the findings of these spots their place. Whether any of them is an error.
    fn take(&mut self, is_here: impl Fn(&Spot) -> bool) -> bool {
        let (here, left) = std::mem::take(&mut self.left)
            .into_iter()
            .partition::<Vec<_>, _>(|finding| is_here(&finding.spot));
        self.left = left;
        let has_error = here.iter().any(|finding| finding.kind.is_error());
        for Finding { spot, kind } in here {
            self.add(At::Spot(spot.clone()), ConcernKind::Found(kind.clone()));
        }
        has_error
    }

    fn group(&mut self, index: usize) {
        let (unit_group, scored) = (self.unit_group, self.scored);
        let group = &unit_group.groups[index];
        let score = &scored.outcome.groups[index];
        let has_error = self.take(|spot| spot.of.as_deref() == Some(&*group.id));
        if group.items.is_empty() {
            match score.state {
                State::Blank => self.add(
                    At::Spot(Spot::group(&group.id, Field::Points)),
                    ConcernKind::Blank,
                ),
                State::Partly => self.lines(group),
                State::Undefined if !has_error => {
                    self.add(
                        At::Spot(Spot::group(&group.id, Field::All)),
                        ConcernKind::Undefined,
                    );
                }
                _ => {}
            }
            let is_asked = self.framework.submission.evidence.is_some();
            if is_asked && score.points != scored.backed.groups[index].points {
                self.unproven(group);
            }
            if group.not_scored.is_none() {
                self.days(&group.id);
            }
        }
        for (place, item) in group.items.clone().enumerate() {
            self.item((index, place), &unit_group.items[item]);
        }
    }

    /// What is left open of a group that is broken down into lines: those without points or a reason, and those that cannot be
    /// counted. Where neither is, no line is of what is missing.
    fn lines(&mut self, group: &Group) {
        let lines = self
            .assessment
            .answer(&group.id)
            .map(|answer| &answer.lines);
        let lines = lines.into_iter().flatten().enumerate();
        let is_undefined = |line: &Line| matches!(line.silence, Some(Silence::Undefined { .. }));
        let (mut blank, mut undefined) = (None, Vec::new());
        for (index, line) in lines {
            if is_undefined(line) {
                undefined.push(index);
            } else if line.silence.is_none() && line.points.is_blank() {
                blank = blank.or(Some(index));
            }
        }
        let is_short = self.scored.findings.iter().any(|finding| {
            finding.spot.of.as_deref() == Some(&*group.id)
                && matches!(finding.kind, FindingKind::LinesUnderMax { .. })
        });
        match blank {
            Some(line) => {
                let spot = Spot::line(&group.id, line, Field::Points);
                self.add(At::Spot(spot), ConcernKind::Blank);
            }
            None if undefined.is_empty() || is_short => {
                let spot = Spot::group(&group.id, Field::All);
                self.add(At::Spot(spot), ConcernKind::Blank);
            }
            None => {}
        }
        for line in undefined {
            let spot = Spot::line(&group.id, line, Field::All);
            self.add(At::Spot(spot), ConcernKind::Undefined);
        }
    }

    /// What of a group has points without evidence or an explanation: it, or lines of it.
    fn unproven(&mut self, group: &Group) {
        let answer = self.assessment.answer(&group.id);
        let lines = answer.map_or_else(Vec::new, |answer| answer.unproven_lines(self.framework));
        if lines.is_empty() {
            let spot = Spot::group(&group.id, Field::All);
            self.add(At::Spot(spot), ConcernKind::NoEvidence);
        }
        for line in lines {
            let spot = Spot::line(&group.id, line, Field::All);
            self.add(At::Spot(spot), ConcernKind::NoEvidence);
        }
    }

    /// Days of evidence that are none, or have not come yet.
    fn days(&mut self, of: &str) {
        let Some(answer) = self.assessment.answer(of) else {
            return;
        };
        self.days_of(of, None, &answer.evidence);
        for (line, written) in answer.lines.iter().enumerate() {
            self.days_of(of, Some(line), &written.evidence);
        }
    }

    fn days_of(&mut self, of: &str, line: Option<usize>, records: &[Evidence]) {
        for (record, evidence) in records.iter().enumerate() {
            let found = evidence.date.trim();
            if !is_visible(found) {
                continue;
            }
            let day = calendar::typed_date(found);
            let (found, of) = (found.to_owned(), of.to_owned());
            let kind = match day {
                None => ConcernKind::NoDay { found },
                Some(day) if day > self.today => ConcernKind::LaterDay { found },
                Some(_) => continue,
            };
            self.add(At::EvidenceDate { of, line, record }, kind);
        }
    }

    /// Gives the disagreements of these inputs their place: the last of them in the order of the sheet.
    fn disagree(&mut self, is_read: impl Fn(&usize) -> bool) {
        let (here, left) = std::mem::take(&mut self.disagree)
            .into_iter()
            .partition::<Vec<_>, _>(|(_, inputs)| inputs.iter().all(&is_read));
        self.disagree = left;
        for (index, inputs) in here {
            let last = inputs
                .last()
                .map(|input| &self.unit_group.inputs[*input].id);
            if let Some(input) = last {
                self.add(At::Spot(Spot::input(input)), ConcernKind::Disagree(index));
            }
        }
    }

    fn item(&mut self, (group, place): (usize, usize), item: &Item) {
        let (unit_group, scored) = (self.unit_group, self.scored);
        let inputs = item.inputs();
        let is_new = |place: &&usize| !self.read.contains(*place);
        let first_here: Vec<usize> = inputs.iter().filter(is_new).copied().collect();
        self.read.extend(&inputs);
        let is_here = |spot: &Spot| match (&spot.of, &spot.input) {
            (Some(of), _) => **of == *item.id,
            (None, Some(input)) => first_here
                .iter()
                .any(|place| *unit_group.inputs[*place].id == **input),
            (None, None) => false,
        };
        let has_error = self.take(is_here);
        let score = &scored.outcome.groups[group].items[place];
        match score.state {
            State::Blank => {
                let spot = self.open_field(item, &inputs, |whose| whose == GivenBy::Unit);
                self.add(At::Spot(spot), ConcernKind::Blank);
            }
            State::Undefined if !has_error => {
                let spot = self.open_field(item, &inputs, |whose| whose != GivenBy::Unit);
                self.add(At::Spot(spot), ConcernKind::Undefined);
            }
            _ => {}
        }
        if score.points != scored.backed.groups[group].items[place].points {
            self.add(
                At::Spot(Spot::group(&item.id, Field::All)),
                ConcernKind::NoEvidence,
            );
        }
        if score.state != State::NotScored {
            self.days(&item.id);
        }
        let read = std::mem::take(&mut self.read);
        self.disagree(|input| read.contains(input));
        self.read = read;
    }

    /// The field of an item in which something is to be entered: its points, or the first blank figure of theirs.
    fn open_field(
        &self,
        item: &Item,
        inputs: &[usize],
        is_theirs: impl Fn(GivenBy) -> bool,
    ) -> Spot {
        if matches!(item.rule, Rule::Entered) {
            return Spot::group(&item.id, Field::Points);
        }
        let is_silent = self
            .assessment
            .answer(&item.id)
            .is_some_and(|answer| answer.silence.is_some());
        let all = &self.unit_group.inputs;
        let mut blank = inputs
            .iter()
            .filter(|place| is_theirs(all[**place].given_by) && self.is_blank(**place));
        Spot {
            input: blank
                .next()
                .filter(|_| !is_silent)
                .map(|place| all[*place].id.to_string()),
            ..Spot::group(&item.id, Field::All)
        }
    }

    fn is_blank(&self, input: usize) -> bool {
        self.assessment
            .input(&self.unit_group.inputs[input].id)
            .is_none_or(InputAnswer::is_blank)
    }

    /// What a rung or sanction asks and no item before it has said to be blank.
    fn ladders(&mut self) {
        let mut reads = Reads::default();
        for ladder in self.unit_group.standing.ladders() {
            for sanction in &ladder.sanctions {
                reads.test(&sanction.test);
            }
            for condition in ladder.rungs.iter().flat_map(|rung| &rung.conditions) {
                if let Asks::Test(test) = &condition.asks {
                    reads.test(test);
                }
            }
        }
        for place in reads.all {
            let input = &self.unit_group.inputs[place];
            self.take(|spot| spot.input.as_deref() == Some(&*input.id));
            let is_said = self.concerns.iter().any(|concern| {
                matches!(&concern.at, At::Spot(spot) if spot.input.as_deref() == Some(&*input.id))
            });
            if !is_said && input.given_by == GivenBy::Unit && self.is_blank(place) {
                self.add(At::Spot(Spot::input(&input.id)), ConcernKind::Blank);
            }
        }
    }

    /// Sections of the decision's own outline that have nothing in them.
    fn report(&mut self) {
        let Some(report) = &self.framework.report else {
            return;
        };
        let unwritten = self.unwritten(&report.sections);
        if unwritten > 0 {
            self.add(At::Report, ConcernKind::Unwritten(unwritten));
        }
    }

    fn unwritten(&self, sections: &[Section]) -> usize {
        let count = |section: &Section| {
            let is_written = section.holds != Holds::Text
                || is_visible(self.assessment.report_text(&section.id));
            usize::from(!is_written) + self.unwritten(&section.sections)
        };
        sections.iter().map(count).sum()
    }

    fn dates(&mut self) {
        let Some(year) = self.assessment.year else {
            return;
        };
        for (index, event) in self.framework.calendar.iter().enumerate() {
            if !event.concerns(&self.unit_group.id) {
                continue;
            }
            if let Some(kind) = date(event, year, self.today) {
                self.add(At::Calendar(index), kind);
            }
        }
    }
}

/// How a date stands in the way on a day.
fn date(event: &Event, year: u16, today: Date) -> Option<ConcernKind> {
    let timing = event.when.span(year)?.timing(today);
    match (event.role, timing) {
        (Role::DataWindow, Timing::Opens(_)) => {
            let last = event.when.span(year)?.last?;
            Some(ConcernKind::WindowOpen((last - today).whole_days()))
        }
        (Role::DataWindow, Timing::Open(days)) => Some(ConcernKind::WindowOpen(days)),
        (Role::Report, Timing::Opens(days)) => Some(ConcernKind::NotYet(days)),
        (Role::Report, Timing::Closed(days)) => Some(ConcernKind::Overdue(days)),
        _ => None,
    }
}

/// The domain of a mailbox; `None` where it is none: with other than one @, nothing on one side of it, or a space in it.
fn domain_of(mailbox: &str) -> Option<&str> {
    let (user, domain) = mailbox.split_once('@')?;
    let is_part = |part: &str| {
        !part.is_empty() && !part.contains(|letter: char| letter == '@' || letter.is_whitespace())
    };
    (is_part(user) && is_part(domain)).then_some(domain)
}

impl Preparer {
    /// One of its fields.
    #[must_use]
    pub fn field(&self, field: PreparerField) -> &str {
        match field {
            PreparerField::Name => &self.name,
            PreparerField::Post => &self.post,
            PreparerField::Landline => &self.landline,
            PreparerField::Mobile => &self.mobile,
            PreparerField::Email => &self.email,
        }
    }
}

#[cfg(test)]
mod tests;
