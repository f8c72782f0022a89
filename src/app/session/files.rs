//! Files that are opened: what is new is put on the shelf; what says something else than what is here waits for a person.

use std::collections::BTreeSet;
use std::rc::Rc;

use bac_thang::Assessment;
use bac_thang::engine::file::seal::Broken;
use bac_thang::engine::order;

use super::compare::{Difference, Place, differences, with};
use super::history::Entering;
use super::shelf::{Facts, Id, Work};
use super::{NotOpened, Notice, Session, has_content};
use crate::app::catalog::Sheet;
use crate::app::hand_in;

/// An assessment that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    /// Where it comes from a page, what it is called there.
    pub version: Option<Version>,
    pub assessment: Rc<Assessment>,
    /// The framework that came with it.
    pub framework: Option<Rc<str>>,
    /// Whether an earlier version of the format was read.
    pub is_upgraded: bool,
    /// What of the file does not fit its seal.
    pub broken: Vec<Broken>,
}

/// A version of an assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub id: Id,
    /// Every version has its own.
    pub stamp: Rc<str>,
    pub facts: Facts,
}

/// Where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file, by its name.
    File(String),
    /// The very page that is open.
    ThisPage,
}

/// Something read that says otherwise than what is here.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    pub origin: Origin,
    /// What is here.
    pub id: Id,
    pub arrival: Arrival,
    /// What is to be taken over from it.
    pub chosen: Vec<Place>,
}

impl Arrival {
    /// From a program, and not from a file.
    #[cfg(test)]
    pub fn of(assessment: Assessment) -> Arrival {
        Arrival {
            version: None,
            assessment: Rc::new(assessment),
            framework: None,
            is_upgraded: false,
            broken: Vec::new(),
        }
    }
}

impl Merge {
    /// Where the two differ now, in the order of the sheet.
    pub fn differences(&self, work: &Work) -> Vec<Difference> {
        let mut all = differences(&work.draft, &self.arrival.assessment);
        let unit_group = work.sheet.unit_group();
        let order_of = |difference: &Difference| difference.place.order(unit_group);
        order::sort(&mut all, |one, other| order_of(one).cmp(&order_of(other)));
        all
    }

    pub fn is_chosen(&self, place: &Place) -> bool {
        self.chosen.contains(place)
    }
}

/// The question that a merge is.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub merge: Merge,
    pub work: Rc<Work>,
    /// How many more such questions there are.
    pub more: usize,
}

/// What a person takes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    All,
    Chosen,
    Nothing,
    /// What was read is put beside what is here.
    Beside,
}

/// What becomes of one thing that was read.
enum Fate {
    Added(Id),
    /// It is here already.
    Known(Id),
    /// It is an earlier version of what is here.
    Older,
    Asked,
}

impl Session {
    /// Takes in what was read, unless it says something else than what is here.
    pub fn receive(&mut self, origin: Origin, arrivals: Vec<Arrival>) {
        let (mut added, mut older, mut claims_off) = (0, 0, 0);
        let (mut is_upgraded, mut broken) = (false, None);
        let (mut shown, mut refused) = (None, Vec::new());
        let is_single = arrivals.len() == 1;
        // Two of one unit and year in one page are two.
        let here = order::set(self.shelf.keys().cloned());
        for arrival in arrivals {
            let framework = arrival.framework.as_deref();
            let sheet = match self.sheet_for(&arrival.assessment, framework) {
                Ok(sheet) => sheet,
                Err(why) => {
                    refused.push(why);
                    continue;
                }
            };
            claims_off += hand_in::differences(&sheet, &arrival.assessment);
            is_upgraded |= arrival.is_upgraded;
            if !arrival.broken.is_empty() {
                broken = Some((sheet.clone(), arrival.broken.clone()));
            }
            match self.place(&origin, &here, sheet, arrival) {
                Fate::Added(id) => {
                    added += 1;
                    shown = Some(id);
                }
                Fate::Known(id) => shown = Some(id),
                Fate::Older => older += 1,
                Fate::Asked => {}
            }
        }
        if let Some(id) = shown.filter(|_| is_single && matches!(origin, Origin::File(_))) {
            self.show(id);
        }
        let refused_all = added == 0 && self.merges.is_empty();
        self.notice = match (origin, refused.pop()) {
            (Origin::File(file), Some(why)) if refused_all => Some(Notice::NotOpened { file, why }),
            // What is asked is said by the question.
            (Origin::File(_), None) if is_single && !self.merges.is_empty() => None,
            (Origin::File(file), last) => Some(Notice::Opened {
                file,
                added,
                refused: refused.len() + usize::from(last.is_some()),
                differences: claims_off,
                is_upgraded,
                broken,
            }),
            (Origin::ThisPage, _) if older > 0 => Some(Notice::PageIsOlder { count: older }),
            (Origin::ThisPage, _) => self.notice.take(),
        };
    }

    /// What is asked now.
    pub fn merge_asked(&self) -> Option<Asked> {
        let merge = self.merges.front()?;
        Some(Asked {
            merge: merge.clone(),
            work: Rc::clone(self.shelf.get(&merge.id)?),
            more: self.merges.len() - 1,
        })
    }

    fn place(
        &mut self,
        origin: &Origin,
        here: &BTreeSet<Id>,
        sheet: Sheet,
        arrival: Arrival,
    ) -> Fate {
        let Some(id) = self.counterpart(here, &sheet, &arrival) else {
            return Fate::Added(self.shelve(sheet, arrival));
        };
        let Some(work) = self.shelf.get_mut(&id) else {
            return Fate::Added(self.shelve(sheet, arrival));
        };
        let stamp = arrival.version.as_ref().map(|version| &version.stamp);
        if differences(&work.draft, &arrival.assessment).is_empty() {
            if let Some(stamp) = stamp {
                Rc::make_mut(work).facts.copied(stamp);
            }
            if matches!(origin, Origin::File(_)) {
                Rc::make_mut(work).facts.opened(self.now);
            }
            return Fate::Known(id);
        }
        if *origin == Origin::ThisPage && stamp.is_some_and(|stamp| work.facts.has_copy(stamp)) {
            return Fate::Older;
        }
        self.merges.push_back(Merge {
            origin: origin.clone(),
            id,
            arrival,
            chosen: Vec::new(),
        });
        Fate::Asked
    }

    /// What is here of the same name, or else of the same unit and year.
    fn counterpart(&self, here: &BTreeSet<Id>, sheet: &Sheet, arrival: &Arrival) -> Option<Id> {
        let named = arrival.version.as_ref().and_then(|version| {
            let (id, work) = self.shelf.get_key_value(&version.id)?;
            (work.sheet == *sheet).then(|| Rc::clone(id))
        });
        let about = || {
            let is_about =
                |work: &Work| has_content(&work.draft) && work.is_about(sheet, &arrival.assessment);
            let mut works = self.shelf.iter().filter(|(id, _)| here.contains(*id));
            works.find_map(|(id, work)| is_about(work).then(|| Rc::clone(id)))
        };
        named.or_else(about)
    }

    fn shelve(&mut self, sheet: Sheet, arrival: Arrival) -> Id {
        let draft = Rc::new(Assessment {
            claims: None,
            ..Rc::unwrap_or_clone(arrival.assessment)
        });
        let is_free = |version: &Version| !self.shelf.contains_key(&version.id);
        if let Some(Version {
            id,
            stamp,
            mut facts,
        }) = arrival.version.filter(is_free)
        {
            facts.copied(&stamp);
            let work = Rc::new(Work::new(sheet, draft, facts));
            self.shelf.insert(Rc::clone(&id), work);
            id
        } else {
            let facts = Facts {
                changed: Some(self.now),
                opened: Some(self.now),
                ..Facts::default()
            };
            self.add(Work::new(sheet, draft, facts))
        }
    }

    /// The same, or that of the framework which came with the assessment: then this page has it from now on.
    pub fn sheet_for(
        &mut self,
        assessment: &Assessment,
        framework: Option<&str>,
    ) -> Result<Sheet, NotOpened> {
        let found = self.sheet_of(assessment);
        let Some((document, Err(NotOpened::UnknownFramework { .. }))) = framework.zip(Some(&found))
        else {
            return found;
        };
        let Some(framework) = assessment.framework.opens(document) else {
            return found;
        };
        Rc::make_mut(&mut self.catalog).take_in(framework, document);
        self.sheet_of(assessment)
    }

    /// The sheet of this page that an assessment is of.
    pub fn sheet_of(&self, assessment: &Assessment) -> Result<Sheet, NotOpened> {
        let id = &assessment.framework.id;
        let is_known = self
            .catalog
            .sheets
            .iter()
            .any(|sheet| sheet.framework.id == *id);
        match self.catalog.find(id, &assessment.unit_group) {
            Some(sheet) if sheet.framework.kind == assessment.kind => Ok(sheet.clone()),
            Some(_) => Err(NotOpened::OtherKind),
            None if is_known => Err(NotOpened::UnknownUnitGroup {
                id: assessment.unit_group.to_string(),
            }),
            None => Err(NotOpened::UnknownFramework { id: id.to_string() }),
        }
    }

    pub(super) fn choose_place(&mut self, place: Place, is_taken: bool) {
        if let Some(merge) = self.merges.front_mut() {
            merge.chosen.retain(|chosen| *chosen != place);
            if is_taken {
                merge.chosen.push(place);
            }
        }
    }

    /// Does with what was read as a person decided.
    pub(super) fn merge(&mut self, taken: Taken) {
        let Some(merge) = self.merges.pop_front() else {
            return;
        };
        let Some(work) = self.shelf.get(&merge.id).cloned() else {
            return;
        };
        if taken == Taken::Beside {
            let arrival = Arrival {
                version: None,
                ..merge.arrival
            };
            let id = self.shelve(work.sheet.clone(), arrival);
            self.show(id);
            return;
        }
        let wanted = |place: &Place| taken == Taken::All || merge.is_chosen(place);
        let mut rows = merge.differences(&work);
        rows.retain(|row| taken != Taken::Nothing && wanted(&row.place));
        let count = rows.len();
        if count > 0 || matches!(merge.origin, Origin::File(_)) {
            self.show(Rc::clone(&merge.id));
        }
        let now = self.now;
        let Some(work) = self.shelf.get_mut(&merge.id).map(Rc::make_mut) else {
            return;
        };
        // The same page, opened again, has nothing new to say.
        if let Some(version) = &merge.arrival.version {
            work.facts.copied(&version.stamp);
        }
        let step = work.change(now, Entering::AtOnce, |draft| {
            let taken = rows.into_iter().map(|row| (row.place, row.there));
            if let Some(merged) = with(draft, taken) {
                *draft = merged;
            }
        });
        self.notice = (taken != Taken::Nothing).then_some(Notice::Merged { taken: count, step });
    }
}
