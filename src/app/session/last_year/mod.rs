//! This year beside last year's file: what can be compared, what cannot and why, and which of last year's figures are asked
//! for again this year.

use std::rc::Rc;

use bac_thang::engine::cell::State;
use bac_thang::engine::framework::{Group, GroupRole};
use bac_thang::engine::rule::{GivenBy, Input};
use bac_thang::{Assessment, InputAnswer, Number, Outcome, Scored, UnitGroup, score};

use super::files::Arrival;
use super::paste::{Cell, Pasted};
use super::{NotOpened, Notice, Put, Session};
use crate::app::catalog::Sheet;

#[cfg(test)]
mod tests;

/// What the label of last year's figure ends in where this year's has the same label without it, or with [`THIS_YEAR`].
const LAST_YEAR: &str = "năm trước";
const THIS_YEAR: &str = "năm nay";

/// A file to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct LastYear {
    pub file: String,
    pub sheet: Sheet,
    pub draft: Rc<Assessment>,
}

/// What a reader must know before comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Differs {
    /// Its points were given by another decision: nothing but the results can be put side by side.
    Decision,
    /// It is of another kind of unit, with another sheet.
    UnitGroup,
    /// It was made under another edition of the decision; it is scored by the one in this page.
    Edition { theirs: u32, ours: u32 },
    /// It is of another unit, as the file names it.
    Unit { theirs: String },
    /// It is not of the year before.
    Year {
        theirs: Option<u16>,
        ours: Option<u16>,
    },
}

/// One part of the sheet in one of the years.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub state: State,
    pub points: Number,
    pub max: Option<Number>,
}

/// A group or an item in both years.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: Rc<str>,
    pub before: Part,
    pub now: Part,
    /// Whether its points are taken away.
    pub is_deducted: bool,
    /// How many points more it brings now; `None` where one of the two has no points.
    pub more: Option<Number>,
}

/// Both years side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub caveats: Vec<Differs>,
    /// What comes out of last year's file.
    pub before: Outcome,
    /// How many points more the whole has now, where the two can be compared.
    pub more: Option<Number>,
    /// Groups; none where the sheets are not the same.
    pub groups: Vec<Row>,
    /// Items, in the order of the sheet.
    pub items: Vec<Row>,
}

impl LastYear {
    /// This year's sheet beside it; `None` where the file cannot be scored.
    pub fn beside(&self, sheet: &Sheet, draft: &Assessment, scored: &Scored) -> Option<Comparison> {
        let before = score(&self.sheet.framework, &self.draft).ok()?.outcome;
        let now = &scored.outcome;
        let (mut groups, mut items) = (Vec::new(), Vec::new());
        let mut more = None;
        if self.sheet == *sheet {
            more = Some(&now.whole.points - &before.whole.points);
            let laws = sheet.unit_group().groups.iter();
            for ((before, now), law) in before.groups.iter().zip(&now.groups).zip(laws) {
                groups.push(Row::of(
                    law,
                    &now.id,
                    Part::of(before.state, &before.points, before.max.as_ref()),
                    Part::of(now.state, &now.points, now.max.as_ref()),
                ));
                items.extend(before.items.iter().zip(&now.items).map(|(before, now)| {
                    Row::of(
                        law,
                        &now.id,
                        Part::of(before.state, &before.points, before.max.as_ref()),
                        Part::of(now.state, &now.points, now.max.as_ref()),
                    )
                }));
            }
        }
        Some(Comparison {
            caveats: self.caveats(sheet, draft),
            before,
            more,
            groups,
            items,
        })
    }

    fn caveats(&self, sheet: &Sheet, draft: &Assessment) -> Vec<Differs> {
        let theirs = &self.draft;
        let mut all = Vec::new();
        if self.sheet.framework.id != sheet.framework.id {
            all.push(Differs::Decision);
        } else if self.sheet != *sheet {
            all.push(Differs::UnitGroup);
        }
        let edition = &theirs.framework;
        if edition.digest != self.sheet.framework.digest {
            all.push(Differs::Edition {
                theirs: edition.edition,
                ours: self.sheet.framework.edition,
            });
        }
        if theirs.unit.trim() != draft.unit.trim() {
            all.push(Differs::Unit {
                theirs: theirs.unit.trim().to_owned(),
            });
        }
        let is_year_before = theirs.year.zip(draft.year);
        if is_year_before.is_none_or(|(theirs, ours)| theirs.checked_add(1) != Some(ours)) {
            all.push(Differs::Year {
                theirs: theirs.year,
                ours: draft.year,
            });
        }
        all
    }

    /// Last year's figures that are asked for again, as they stand in its file.
    pub fn asked_again(&self, sheet: &Sheet, draft: &Assessment) -> Vec<Pasted> {
        if self.sheet != *sheet {
            return Vec::new();
        }
        let unit_group = sheet.unit_group();
        let inputs = unit_group.inputs.iter().enumerate();
        let asked = inputs.filter(|(_, input)| input.given_by == GivenBy::LastYear);
        let again = asked.filter_map(|(index, input)| {
            let theirs = self.draft.input(&counterpart(unit_group, input)?.id)?;
            let text = theirs.number.text().into_owned();
            let held = draft.input(&input.id).map(|answer| answer.number.text());
            // What is there already need not be asked.
            if theirs.number.value().is_none() || held.is_some_and(|held| held == text) {
                return None;
            }
            let put = Put::Input(InputAnswer {
                input: Rc::clone(&input.id),
                number: theirs.number.clone(),
                ..InputAnswer::default()
            });
            Some(Pasted {
                text,
                cell: Some(Cell::Input(index)),
                put: Some(put),
            })
        });
        again.collect()
    }
}

impl Part {
    fn of(state: State, points: &Number, max: Option<&Number>) -> Part {
        Part {
            state,
            points: points.clone(),
            max: max.cloned(),
        }
    }
}

impl Row {
    fn of(group: &Group, id: &Rc<str>, before: Part, now: Part) -> Row {
        let is_known = before.state.has_points() && now.state.has_points();
        let is_deducted = group.role == GroupRole::Deduction;
        let (plus, minus) = if is_deducted {
            (&before.points, &now.points)
        } else {
            (&now.points, &before.points)
        };
        Row {
            id: Rc::clone(id),
            is_deducted,
            more: is_known.then(|| plus - minus),
            before,
            now,
        }
    }
}

/// This year's figure that is asked for as last year's the year after.
fn counterpart<'a>(unit_group: &'a UnitGroup, last: &Input) -> Option<&'a Input> {
    let label = last.label.strip_suffix(LAST_YEAR)?.trim_end();
    let without = |label: &'a str| label.strip_suffix(THIS_YEAR).unwrap_or(label).trim_end();
    let is_it = |input: &&'a Input| {
        input.given_by == GivenBy::Unit && input.kind == last.kind && without(&input.label) == label
    };
    unit_group.inputs.iter().find(is_it)
}

impl Session {
    /// Puts what was read beside the assessment on screen; of several, the one that is of this unit's year before.
    pub(super) fn compare_with(&mut self, file: String, read: Result<Vec<Arrival>, NotOpened>) {
        let Some(work) = self.work().cloned() else {
            return;
        };
        let found = read.and_then(|arrivals| {
            let lacks = |arrival: &Arrival| {
                let last = LastYear {
                    file: file.clone(),
                    sheet: self.sheet_of(&arrival.assessment).ok()?,
                    draft: Rc::clone(&arrival.assessment),
                };
                Some(last.caveats(&work.sheet, &work.draft).len())
            };
            let nearest = arrivals
                .iter()
                .min_by_key(|arrival| lacks(arrival).unwrap_or(usize::MAX))
                .ok_or(NotOpened::PageWithoutData)?;
            Ok(LastYear {
                file: file.clone(),
                sheet: self.sheet_of(&nearest.assessment)?,
                draft: Rc::clone(&nearest.assessment),
            })
        });
        match found {
            Ok(last) => self.last_year = Some(Rc::new(last)),
            Err(why) => self.notice = Some(Notice::NotOpened { file, why }),
        }
    }

    /// Shows which of last year's figures would be taken over, before they are.
    pub(super) fn ask_last_year(&mut self) {
        let asked = self.work().zip(self.last_year.as_ref());
        let pasted = asked.map(|(work, last)| last.asked_again(&work.sheet, &work.draft));
        self.pasted = pasted.filter(|cells| !cells.is_empty()).map(Rc::new);
    }
}
