//! What the Council makes of a unit's points: item by item, with the reason and who. No DOM.

use std::collections::{BTreeMap, BTreeSet};

use bac_thang::engine::receive::{Listed, Received};
use bac_thang::engine::score::outcome;
use bac_thang::{
    Answer, Appraisal, Assessment, Entry, Field, Outcome, Reporting, Scored, Silence, score,
};
use serde::{Deserialize, Serialize};

use super::item::Item;

/// What was decided of one unit's file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appraised {
    /// By the id of the item, or of the group without items.
    pub marks: BTreeMap<String, Mark>,
    /// What comes out with them of a file that is in time; `None` where nothing was decided.
    in_time: Option<Listed>,
    /// The same of one that counts as late, where that leads to something else: of two copies one can be late and the other not.
    late: Option<Listed>,
    /// Of which the points given do not count as they are.
    pub faulty: BTreeSet<String>,
}

/// What was decided of one item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mark {
    /// Points as typed; while blank the unit's own count.
    pub points: String,
    pub reason: String,
    /// All who had a part in it, as [`Mark::appraisers`] reads them.
    pub by: String,
    /// Whether the Council agrees that it is not scored, where the unit proposes so.
    pub is_excluded: bool,
    /// Whether the unit is asked for more of it. Since version 3 of the office's work.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_asked: bool,
    /// The code of the unit's earlier file of which it was decided, until something is entered here. Since version 3 of the
    /// office's work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

/// Which part of it was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkField {
    Points(String),
    Reason(String),
    Excluded(bool),
    Asked(bool),
}

impl Mark {
    /// Whether it changes nothing of what comes out.
    pub fn is_blank(&self) -> bool {
        self.points.trim().is_empty() && !self.is_excluded
    }

    /// Whether there is nothing to say of it: a reason can stand alone, where the unit's points were looked at and left, and so can
    /// that the unit is asked for more.
    pub fn is_nothing(&self) -> bool {
        self.is_blank() && self.reason.trim().is_empty() && !self.is_asked
    }

    /// Who appraised it, the first first.
    pub fn appraisers(&self) -> impl Iterator<Item = &str> {
        let names = self.by.split(';').map(str::trim);
        names.filter(|name| !name.is_empty())
    }

    /// What was decided, whoever did.
    pub fn says(&self) -> (&str, &str, bool, bool) {
        (&self.points, &self.reason, self.is_excluded, self.is_asked)
    }

    /// Somebody goes on with it, or begins, or decided the same; tells whether anybody is named who was not.
    pub fn appraise_by(&mut self, who: &str) -> bool {
        if self.is_nothing() {
            self.by.clear();
        }
        let before = self.by.len();
        for name in who.split(';').map(str::trim).filter(|it| !it.is_empty()) {
            if self.appraisers().any(|it| it == name) {
                continue;
            }
            if !self.by.is_empty() {
                self.by.push_str("; ");
            }
            self.by.push_str(name);
        }
        self.by.len() > before
    }
}

impl Appraised {
    /// With something entered of an item, by whoever appraises: whoever did before is named as well.
    pub fn with(&self, item: &Item, of: &str, field: MarkField, by: &str) -> Appraised {
        let mut marks = self.marks.clone();
        let mark = marks.entry(of.to_owned()).or_default();
        mark.appraise_by(by);
        mark.from = None;
        match field {
            MarkField::Points(typed) => mark.points = typed,
            MarkField::Reason(typed) => mark.reason = typed,
            MarkField::Excluded(is_excluded) => mark.is_excluded = is_excluded,
            MarkField::Asked(is_asked) => mark.is_asked = is_asked,
        }
        Appraised::of(item, marks)
    }

    /// Of a file, and of every other that says the same.
    pub fn of(item: &Item, marks: BTreeMap<String, Mark>) -> Appraised {
        let is_decided = marks.values().any(|mark| !mark.is_blank());
        let received = item.read.as_ref().ok().filter(|_| is_decided);
        let found = received.and_then(|received| {
            let unit_group = received.unit_group();
            let listed = |scored: &Scored| Listed::of(unit_group, counted(scored));
            let (_, scored) = scored_as(received, false, &marks)?;
            let spots = scored.findings.iter().map(|finding| &finding.spot);
            let wrong = spots.filter(|spot| spot.field == Field::Appraised);
            let mut faulty = BTreeSet::new();
            faulty.extend(wrong.filter_map(|spot| spot.of.clone()));
            let mut if_late = unit_group.standing.if_late();
            let late = if_late
                .next()
                .and_then(|_| scored_as(received, true, &marks));
            let late = late.map(|(_, scored)| listed(&scored));
            Some((listed(&scored), late, faulty))
        });
        let (in_time, late, faulty) = match found {
            Some((in_time, late, faulty)) => (Some(in_time), late, faulty),
            None => Default::default(),
        };
        Appraised {
            marks,
            in_time,
            late,
            faulty,
        }
    }

    /// What comes out of a file with what was decided; `None` where nothing was.
    pub fn result(&self, item: &Item) -> Option<&Listed> {
        let late = self.late.as_ref().filter(|_| item.late.is_some());
        late.or(self.in_time.as_ref())
    }
}

/// The result that counts: with the points of the appraisal, where there are any.
pub fn counted(scored: &Scored) -> &Outcome {
    scored.appraised.as_ref().unwrap_or(&scored.outcome)
}

/// A unit's sheet with everything that was decided of it.
fn appraised(
    mut assessment: Assessment,
    is_late: bool,
    marks: &BTreeMap<String, Mark>,
) -> Assessment {
    if is_late {
        assessment.reporting = Reporting::Late;
    }
    for (of, mark) in marks.iter().filter(|(_, mark)| !mark.is_blank()) {
        let answer = assessment.answer_mut(of);
        if !mark.points.trim().is_empty() {
            answer.appraised = Some(Appraisal {
                points: Entry::typed(&mark.points),
                reason: mark.reason.clone(),
                by: mark.by.clone(),
            });
        }
        if mark.is_excluded {
            exclude(answer);
        }
    }
    assessment
}

fn exclude(answer: &mut Answer) {
    if let Some(Silence::NotApplicable { decided, .. }) = &mut answer.silence {
        *decided = true;
    }
}

/// The result of a file that counts, in full.
pub fn whole(item: &Item, marks: Option<&BTreeMap<String, Mark>>) -> Option<Outcome> {
    if let Some(marks) = marks.filter(|marks| marks.values().any(|mark| !mark.is_blank())) {
        let (_, scored) = scored(item, marks)?;
        return Some(counted(&scored).clone());
    }
    let received = item.read.as_ref().ok()?;
    let entered = appraised(received.entered()?, item.late.is_some(), &BTreeMap::new());
    outcome(&received.framework, &entered).ok()
}

/// What a file's unit entered, and everything that comes out of it with what was decided.
pub fn scored(item: &Item, marks: &BTreeMap<String, Mark>) -> Option<(Assessment, Scored)> {
    scored_as(item.read.as_ref().ok()?, item.late.is_some(), marks)
}

/// The same of a file that counts as late, or of one that is in time.
fn scored_as(
    received: &Received,
    is_late: bool,
    marks: &BTreeMap<String, Mark>,
) -> Option<(Assessment, Scored)> {
    let entered = received.entered()?;
    let appraised = appraised(entered.clone(), is_late, marks);
    let scored = score(&received.framework, &appraised).ok()?;
    Some((entered, scored))
}
