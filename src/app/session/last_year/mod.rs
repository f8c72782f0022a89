//! This year beside last year's file: what can be compared, what cannot and why, and which of last year's figures are asked
//! for again this year.

use std::rc::Rc;

use bac_thang::engine::cell::State;
use bac_thang::engine::framework::GroupRole;
use bac_thang::engine::rule::{GivenBy, Input};
use bac_thang::engine::score::{GroupScore, ItemScore};
use bac_thang::{Assessment, InputAnswer, Number, Outcome, Scored, UnitGroup, score};

use super::files::Arrival;
use super::paste::{Cell, Pasted};
use super::{NotOpened, Notice, Put, Session};
use crate::app::catalog::{Catalog, Sheet};

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
    /// Its points were given by another decision: beside the results, only what is called the same can be put side by side.
    Decision,
    /// It is of another kind of unit, with another sheet.
    UnitGroup,
    /// It was made under another edition of the decision; it is scored by the one in this page.
    Edition { theirs: u32, ours: u32 },
    /// It was made under another edition, brings that along, and is scored by it: as with another decision.
    OwnEdition { theirs: u32, ours: u32 },
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
    /// How many items of a group are not in its points.
    pub left_out: usize,
}

/// A group or an item in both years.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: Rc<str>,
    /// The number it had, where that was another.
    pub was: Option<String>,
    pub before: Part,
    pub now: Part,
    /// Whether its points are taken away.
    pub is_deducted: bool,
    /// How many points more it brings now; `None` where one of the two has no points, or they are out of different maxima in
    /// different sheets.
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
    /// Groups; where the sheets are not the same, those without items.
    pub groups: Vec<Row>,
    /// Items, in the order of the sheet.
    pub items: Vec<Row>,
    /// How many items, and groups without, last year's sheet has not.
    pub is_new: usize,
}

/// A group or an item in one of the years.
struct Entry<'a> {
    id: &'a Rc<str>,
    code: Option<&'a str>,
    name: &'a str,
    role: GroupRole,
    is_item: bool,
    part: Part,
}

impl LastYear {
    /// This year's sheet beside it; `None` where the file cannot be scored.
    pub fn beside(&self, sheet: &Sheet, draft: &Assessment, scored: &Scored) -> Option<Comparison> {
        let before = score(&self.sheet.framework, &self.draft).ok()?.outcome;
        let now = &scored.outcome;
        let is_same = self.sheet == *sheet;
        // Blocks are not added up.
        let has_blocks = sheet
            .unit_group()
            .blocks
            .iter()
            .any(|block| block.name.is_some());
        let mut compared = Comparison {
            caveats: self.caveats(sheet, draft),
            more: (is_same && !has_blocks).then(|| &now.whole.points - &before.whole.points),
            groups: Vec::new(),
            items: Vec::new(),
            is_new: 0,
            before,
        };
        if compared.caveats.contains(&Differs::UnitGroup) {
            return Some(compared);
        }
        let theirs = entries(self.sheet.unit_group(), &compared.before, is_same);
        let ours = entries(sheet.unit_group(), now, is_same);
        let (mut groups, mut items) = (Vec::new(), Vec::new());
        for entry in &ours {
            match counterpart(entry, &theirs, &ours) {
                Some(before) if entry.is_item => items.push(Row::of(before, entry, is_same)),
                Some(before) => groups.push(Row::of(before, entry, is_same)),
                None => compared.is_new += 1,
            }
        }
        (compared.groups, compared.items) = (groups, items);
        Some(compared)
    }

    fn caveats(&self, sheet: &Sheet, draft: &Assessment) -> Vec<Differs> {
        let theirs = &self.draft;
        let mut all = Vec::new();
        if self.sheet.framework.id != sheet.framework.id {
            all.push(Differs::Decision);
        } else if self.sheet.unit_group().id != sheet.unit_group().id {
            all.push(Differs::UnitGroup);
        } else if self.sheet != *sheet {
            all.push(Differs::OwnEdition {
                theirs: self.sheet.framework.edition,
                ours: sheet.framework.edition,
            });
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
        if self.sheet.key() != sheet.key() {
            return Vec::new();
        }
        let before = self.sheet.unit_group();
        let inputs = sheet.unit_group().inputs.iter().enumerate();
        let asked = inputs.filter(|(_, input)| input.given_by == GivenBy::LastYear);
        let again = asked.filter_map(|(index, input)| {
            let theirs = self.draft.input(&figure_before(before, input)?.id)?;
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
                put: Ok(put),
            })
        });
        again.collect()
    }
}

impl Part {
    fn of_group(score: &GroupScore) -> Part {
        Part {
            state: score.counted(),
            points: score.points.clone(),
            max: score.max.clone(),
            left_out: score.left_out(),
        }
    }

    fn of_item(score: &ItemScore) -> Part {
        Part {
            state: score.state,
            points: score.points.clone(),
            max: score.max.clone(),
            left_out: 0,
        }
    }
}

impl Row {
    fn of(before: &Entry<'_>, now: &Entry<'_>, is_same: bool) -> Row {
        let (was, before) = (before.code, &before.part);
        let is_known = before.state.has_points() && now.part.state.has_points();
        let is_deducted = now.role == GroupRole::Deduction;
        let (plus, minus) = if is_deducted {
            (&before.points, &now.part.points)
        } else {
            (&now.part.points, &before.points)
        };
        let is_out_of_as_much = is_same || before.max == now.part.max;
        Row {
            id: Rc::clone(now.id),
            was: was.filter(|was| now.code != Some(*was)).map(str::to_owned),
            is_deducted,
            more: (is_known && is_out_of_as_much).then(|| plus - minus),
            before: before.clone(),
            now: now.part.clone(),
        }
    }
}

/// Groups and items of a sheet in its order; groups with items only where both years have the same.
fn entries<'a>(unit_group: &'a UnitGroup, outcome: &Outcome, is_same: bool) -> Vec<Entry<'a>> {
    let mut all = Vec::new();
    for (group, score) in unit_group.groups.iter().zip(&outcome.groups) {
        if is_same || group.items.is_empty() {
            all.push(Entry {
                id: &group.id,
                code: group.code.as_deref(),
                name: group.name.value.trim(),
                role: group.role,
                is_item: false,
                part: Part::of_group(score),
            });
        }
        let items = unit_group
            .items
            .get(group.items.clone())
            .unwrap_or_default();
        all.extend(items.iter().zip(&score.items).map(|(item, score)| Entry {
            id: &item.id,
            code: item.code.as_deref(),
            name: item.name.value.trim(),
            role: group.role,
            is_item: true,
            part: Part::of_item(score),
        }));
    }
    all
}

impl Entry<'_> {
    /// Whether both are called the same and count alike.
    fn is_like(&self, other: &Entry<'_>) -> bool {
        self.name == other.name && self.role == other.role && self.is_item == other.is_item
    }
}

/// What an entry was in last year's sheet: what has its name, and its id as well where there are several of that name; where
/// the id was another's, it was renumbered. A name that is only nearly the same is another.
fn counterpart<'a>(
    entry: &Entry<'_>,
    theirs: &'a [Entry<'a>],
    ours: &[Entry<'_>],
) -> Option<&'a Entry<'a>> {
    let like = || theirs.iter().filter(|other| other.is_like(entry));
    let same = like().find(|other| other.id == entry.id);
    let only = || {
        let mut like = like();
        let only = like.next().filter(|_| like.next().is_none());
        only.filter(|_| ours.iter().filter(|other| other.is_like(entry)).count() == 1)
    };
    same.or_else(only)
}

/// This year's figure that is asked for as last year's the year after.
fn figure_before<'a>(unit_group: &'a UnitGroup, last: &Input) -> Option<&'a Input> {
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
            let sheets = arrivals.iter().map(|arrival| {
                Ok(LastYear {
                    file: file.clone(),
                    sheet: self.sheet_beside(arrival)?,
                    draft: Rc::clone(&arrival.assessment),
                })
            });
            let (read, refused): (Vec<_>, Vec<_>) = sheets.partition(Result::is_ok);
            let differ = |last: &LastYear| last.caveats(&work.sheet, &work.draft).len();
            let nearest = read.into_iter().flatten().min_by_key(differ);
            let refused = refused.into_iter().find_map(Result::err);
            nearest.ok_or(refused.unwrap_or(NotOpened::PageWithoutData))
        });
        match found {
            Ok(last) => self.last_year = Some(Rc::new(last)),
            Err(why) => self.notice = Some(Notice::NotOpened { file, why }),
        }
    }

    /// The sheet that an assessment to compare with is of: its own edition's, where it brings that along.
    fn sheet_beside(&self, arrival: &Arrival) -> Result<Sheet, NotOpened> {
        let assessment = &arrival.assessment;
        let found = self.sheet_of(assessment);
        let is_its_own = |sheet: &Sheet| sheet.framework.digest == assessment.framework.digest;
        if found.as_ref().is_ok_and(is_its_own) {
            return found;
        }
        let own = || {
            let document = arrival.framework.as_deref()?;
            let framework = assessment.framework.opens(document)?;
            let mut own = Catalog::default();
            own.take_in(framework, document);
            let sheet = own.find(&assessment.framework.id, &assessment.unit_group)?;
            (sheet.framework.kind == assessment.kind).then(|| sheet.clone())
        };
        own().map_or(found, Ok)
    }

    /// Shows which of last year's figures would be taken over, before they are.
    pub(super) fn ask_last_year(&mut self) {
        let asked = self.work().zip(self.last_year.as_ref());
        let pasted = asked.map(|(work, last)| last.asked_again(&work.sheet, &work.draft));
        self.pasted = pasted.filter(|cells| !cells.is_empty()).map(Rc::new);
    }
}
