//! Draft and final: what a list was when it was marked final, and what has changed since. No DOM.

use std::collections::BTreeMap;

use bac_thang::Number;
use bac_thang::engine::order;
use serde::{Deserialize, Serialize};

use super::appraisal::Mark;
use super::lists::{List, Ranked};
use crate::app::text::office::{has_levels, level, notes};
use crate::app::text::{desk, total_names};

/// A list as it stood when a person marked it final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Final {
    /// The day: `2026-11-27`.
    pub on: String,
    pub units: Vec<Stood>,
    /// Those that were to hand in and had not.
    pub missing: Vec<String>,
}

/// A unit in a list marked final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stood {
    pub unit: String,
    /// The code of what its file says.
    pub receipt: String,
    pub points: Number,
    /// Those of each block, where the decision does not add them up; none in lists of earlier versions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Number>,
    /// Its level, as it was shown; `None` where the decision has none, and in lists of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// What the Council decided; in lists of earlier versions only what changes points.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<String, Mark>,
    /// What else stood beside it; `None` in lists of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Vec<String>>,
}

/// What a list is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    Draft,
    /// As it was marked on this day.
    Final(String),
    /// It was marked on this day, and is no longer what it was then.
    Changed(String, Vec<Change>),
}

/// What is no longer as it was when the list was marked final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    TakenIn(String),
    TakenOut(String),
    /// Another file of the unit counts now.
    Replaced {
        unit: String,
        /// `None` where nobody knows what they were.
        points: Option<Vec<Moved>>,
        level: Option<(String, String)>,
    },
    /// It is called otherwise.
    Named {
        before: String,
        after: String,
    },
    Appraised {
        unit: String,
        /// `None` where nobody knows what they were.
        points: Option<Vec<Moved>>,
    },
    Level {
        unit: String,
        before: String,
        after: String,
    },
    /// Something else stands beside it.
    Noted {
        unit: String,
        more: Vec<String>,
        gone: Vec<String>,
    },
    /// Who was to hand in and has not.
    Missing,
}

/// Points that are no longer what they were: all of them, or those of a block, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub of: Option<String>,
    pub before: Number,
    pub after: Number,
}

impl Status {
    pub fn is_final(&self) -> bool {
        matches!(self, Status::Final(_))
    }
}

impl Final {
    pub fn of(list: &List, ranking: &[Ranked], on: String) -> Final {
        Final {
            on,
            units: ranking
                .iter()
                .filter_map(|it| Stood::of(list, it))
                .collect(),
            missing: list.missing.clone(),
        }
    }

    /// What of a list is no longer as it stood then.
    fn changes(&self, list: &List, ranking: &[Ranked]) -> Vec<Change> {
        let mut before: BTreeMap<&str, Vec<&Stood>> = BTreeMap::new();
        for stood in &self.units {
            before.entry(&stood.receipt).or_default().push(stood);
        }
        let (mut changes, mut came) = (Vec::new(), Vec::new());
        for ranked in ranking {
            let Some(now) = Stood::of(list, ranked) else {
                continue;
            };
            match before.get_mut(&*now.receipt).and_then(Vec::pop) {
                None => came.push((&*ranked.row.file.unit_key, now)),
                Some(was) => changes.extend(now.changes(list, was)),
            }
        }
        // By the unit of its file, where that is still here, or by its name. Maps of kinds that there are already: others would
        // weigh more.
        let mut gone: BTreeMap<&str, Vec<&Stood>> = BTreeMap::new();
        let mut unknown: BTreeMap<&str, Vec<&Stood>> = BTreeMap::new();
        let receipts = list.rows.iter().filter(|_| !came.is_empty());
        let receipts: Vec<String> = receipts
            .map(|row| {
                row.received()
                    .map_or_else(String::new, |it| it.receipt.to_string())
            })
            .collect();
        let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, receipt) in receipts.iter().enumerate() {
            rows.insert(receipt, place);
        }
        for was in before.into_values().flatten() {
            let row = rows
                .get(&*was.receipt)
                .and_then(|place| list.rows.get(*place));
            let key = row.map_or("", |row| &*row.file.unit_key);
            match key {
                "" => unknown.entry(&was.unit).or_default().push(was),
                key => gone.entry(key).or_default().push(was),
            }
        }
        for (key, now) in came {
            let was = gone.get_mut(key).and_then(Vec::pop);
            let by_name = unknown.get_mut(&*now.unit).filter(|_| !key.is_empty());
            let was = was.or_else(|| by_name?.pop());
            changes.push(match was {
                Some(was) => Change::Replaced {
                    points: now.moved(list, was),
                    level: now.relevelled(was),
                    unit: now.unit,
                },
                None => Change::TakenIn(now.unit),
            });
        }
        let gone = gone.into_values().chain(unknown.into_values()).flatten();
        changes.extend(gone.map(|was| Change::TakenOut(was.unit.clone())));
        changes.extend((self.missing != list.missing).then_some(Change::Missing));
        changes
    }
}

impl Stood {
    fn of(list: &List, ranked: &Ranked) -> Option<Stood> {
        let (received, result) = (ranked.row.received()?, ranked.result()?);
        let marks = ranked.appraised.iter().flat_map(|it| &it.marks);
        let marks = marks.filter(|(_, mark)| !mark.is_nothing());
        let blocks = result.blocks.iter();
        Some(Stood {
            unit: ranked.row.file.unit.to_string(),
            receipt: received.receipt.to_string(),
            points: result.points.clone(),
            blocks: blocks.map(|block| block.points.clone()).collect(),
            level: shown_level(list, ranked),
            marks: order::map(marks.map(|(of, mark)| (of.clone(), mark.clone()))),
            notes: Some(shown_notes(list, ranked)),
        })
    }

    /// What of it is no longer as it was.
    fn changes(self, list: &List, was: &Stood) -> Vec<Change> {
        let mut changes = Vec::new();
        if self.unit != was.unit {
            changes.push(Change::Named {
                before: was.unit.clone(),
                after: self.unit.clone(),
            });
        }
        let points = self.moved(list, was);
        let is_moved = points
            .as_ref()
            .map_or(self.points != was.points, |it| !it.is_empty());
        if is_moved || !self.is_marked_as(was) {
            changes.push(Change::Appraised {
                unit: self.unit.clone(),
                points,
            });
        }
        if let Some((before, after)) = self.relevelled(was) {
            changes.push(Change::Level {
                unit: self.unit.clone(),
                before,
                after,
            });
        }
        if let Some((before, after)) = was.notes.as_ref().zip(self.notes) {
            let more: Vec<_> = missing_in(before, &after).cloned().collect();
            let gone: Vec<_> = missing_in(&after, before).cloned().collect();
            if !more.is_empty() || !gone.is_empty() {
                changes.push(Change::Noted {
                    unit: self.unit,
                    more,
                    gone,
                });
            }
        }
        changes
    }

    /// Which of its points are no longer what they were; `None` where they are not added up and a list of an earlier version does
    /// not say what they were.
    fn moved(&self, list: &List, was: &Stood) -> Option<Vec<Moved>> {
        let names = list.unit_group().map_or_else(Vec::new, total_names);
        let all = if self.blocks.is_empty() {
            vec![(None, &was.points, &self.points)]
        } else if self.blocks.len() == was.blocks.len() {
            let names = names.into_iter().map(|name| Some(name.to_owned()));
            let both = was.blocks.iter().zip(&self.blocks);
            let all = names
                .zip(both)
                .map(|(of, (before, after))| (of, before, after));
            all.collect()
        } else {
            return None;
        };
        let moved = all.into_iter().filter(|(_, before, after)| before != after);
        let moved = moved.map(|(of, before, after)| Moved {
            of,
            before: before.clone(),
            after: after.clone(),
        });
        Some(moved.collect())
    }

    fn relevelled(&self, was: &Stood) -> Option<(String, String)> {
        let levels = was.level.clone().zip(self.level.clone());
        levels.filter(|(before, after)| before != after)
    }

    /// Whether the Council decided the same of it.
    fn is_marked_as(&self, was: &Stood) -> bool {
        if was.notes.is_some() {
            return self.marks == was.marks;
        }
        let counted = self.marks.iter().filter(|(_, mark)| !mark.is_blank());
        counted.eq(was.marks.iter())
    }
}

/// What of some notes is not among others.
fn missing_in<'a>(others: &[String], notes: &'a [String]) -> impl Iterator<Item = &'a String> {
    notes.iter().filter(|note| !others.contains(note))
}

/// What stands beside a unit but for what the Council decided, by name: whoever looks at the list under alias changes nothing.
fn shown_notes(list: &List, ranked: &Ranked) -> Vec<String> {
    let by_name = Ranked {
        alias: None,
        ..ranked.clone()
    };
    let (before, after) = notes(list, &by_name);
    let came = by_name.came().map(desk::came_on);
    before.into_iter().chain(after).chain(came).collect()
}

fn shown_level(list: &List, ranked: &Ranked) -> Option<String> {
    let unit_group = list.unit_group().filter(|it| has_levels(it))?;
    Some(level(unit_group, ranked.rank.level.as_ref()))
}

/// What a list is, by how it was marked.
pub fn status(list: &List, ranking: &[Ranked], marked: Option<&Final>) -> Status {
    let Some(marked) = marked else {
        return Status::Draft;
    };
    let changes = marked.changes(list, ranking);
    if changes.is_empty() {
        Status::Final(marked.on.clone())
    } else {
        Status::Changed(marked.on.clone(), changes)
    }
}
