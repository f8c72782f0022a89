//! Another's work beside one's own: where the two differ, and what one takes over. No DOM.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use bac_thang::engine::file::receipt::Receipt;
use time::Date;

use super::appraisal::{Appraised, Mark};
use super::item::{Item, ListKey};
use super::publish::Final;
use super::work::Work;

/// Work that was opened while there is other work here: a person decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    pub theirs: Rc<Work>,
    pub all: Rc<Vec<Difference>>,
    /// Places among the differences: what is to be taken over.
    pub chosen: BTreeSet<usize>,
}

/// Where two works differ; files by their places among the items of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A file that is only there, with all that was decided of it; and the files here of the same unit that say otherwise.
    Added { theirs: usize, rivals: Vec<usize> },
    /// A file that is only here: it stays.
    OnlyHere { ours: usize },
    /// Of a file that both have: what was made of one item.
    Marked {
        ours: usize,
        theirs: usize,
        of: String,
        here: Option<Mark>,
        there: Option<Mark>,
    },
    /// Whether it is taken, where a person decided.
    Decided {
        ours: usize,
        here: Option<bool>,
        there: Option<bool>,
    },
    /// The day it came, where a person stated it.
    Came {
        ours: usize,
        here: Option<Date>,
        there: Option<Date>,
    },
    /// What tells its unit from another of the same name; blank where nobody wrote anything.
    Apart {
        ours: usize,
        theirs: usize,
        here: Rc<str>,
        there: Rc<str>,
    },
    /// The units that are to hand in.
    Expected {
        list: ListKey,
        here: String,
        there: String,
    },
    /// A list as it was marked final.
    Final {
        list: ListKey,
        here: Option<Rc<Final>>,
        there: Option<Rc<Final>>,
    },
}

/// What a person is shown together, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Added,
    Rival,
    Marked,
    Decided,
    Came,
    Apart,
    Expected,
    Final,
    /// There is nothing there to take over.
    OnlyHere,
}

impl Kind {
    pub const ALL: [Kind; 9] = [
        Kind::Added,
        Kind::Rival,
        Kind::Marked,
        Kind::Decided,
        Kind::Came,
        Kind::Apart,
        Kind::Expected,
        Kind::Final,
        Kind::OnlyHere,
    ];
}

impl Difference {
    pub fn kind(&self) -> Kind {
        match self {
            Difference::Added { rivals, .. } if rivals.is_empty() => Kind::Added,
            Difference::Added { .. } => Kind::Rival,
            Difference::OnlyHere { .. } => Kind::OnlyHere,
            Difference::Marked { .. } => Kind::Marked,
            Difference::Decided { .. } => Kind::Decided,
            Difference::Came { .. } => Kind::Came,
            Difference::Apart { .. } => Kind::Apart,
            Difference::Expected { .. } => Kind::Expected,
            Difference::Final { .. } => Kind::Final,
        }
    }

    /// Whether taking it over puts nothing in the place of what is here.
    fn adds(&self) -> bool {
        match self {
            Difference::Added { rivals, .. } => rivals.is_empty(),
            Difference::OnlyHere { .. } => false,
            Difference::Marked { here, .. } => here.is_none(),
            Difference::Decided { here, .. } => here.is_none(),
            Difference::Came { here, .. } => here.is_none(),
            Difference::Apart { here, .. } => here.is_empty(),
            Difference::Expected { here, .. } => here.trim().is_empty(),
            Difference::Final { here, .. } => here.is_none(),
        }
    }
}

impl Merge {
    /// `None` where the two say the same. What only adds to what is here is chosen to begin with.
    pub fn of(ours: &Work, theirs: Work) -> Option<Merge> {
        let all = differences(ours, &theirs);
        if all.is_empty() {
            return None;
        }
        let mut chosen = BTreeSet::new();
        let adds = all.iter().enumerate().filter(|(_, it)| it.adds());
        chosen.extend(adds.map(|(place, _)| place));
        Some(Merge {
            theirs: Rc::new(theirs),
            all: Rc::new(all),
            chosen,
        })
    }

    /// Those of one kind, each with its place.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (usize, &Difference)> {
        let all = self.all.iter().enumerate();
        all.filter(move |(_, it)| it.kind() == kind)
    }

    pub fn choose(&mut self, places: &[usize], is_taken: bool) {
        for place in places {
            if is_taken {
                self.chosen.insert(*place);
            } else {
                self.chosen.remove(place);
            }
        }
    }

    /// What is here with what was chosen of theirs.
    pub fn merged(&self, ours: &Work) -> Work {
        let mut work = ours.clone();
        for difference in self.chosen.iter().filter_map(|place| self.all.get(*place)) {
            take(&mut work, &self.theirs, difference);
        }
        if work.appraiser.trim().is_empty() {
            work.appraiser.clone_from(&self.theirs.appraiser);
        }
        work
    }
}

/// Names a file by what is in it: those that say the same are near one another, and few texts are compared.
fn content(item: &Item) -> (Option<Receipt>, &str, Option<&Rc<str>>) {
    match &item.read {
        Ok(received) => (Some(received.receipt), "", item.text()),
        // Of what cannot be read, the name is a part.
        Err(_) => (None, &item.file, item.text()),
    }
}

fn differences(ours: &Work, theirs: &Work) -> Vec<Difference> {
    let mut here = BTreeMap::new();
    // A copy of a file is one with it.
    let mut is_there = Vec::new();
    let mut by_unit: BTreeMap<(ListKey, &str), Vec<usize>> = BTreeMap::new();
    for (index, item) in ours.items.iter().enumerate() {
        let first = *here.entry(content(item)).or_insert(index);
        is_there.push(first != index);
        if let Some(list) = item.list_key().filter(|_| !item.unit_key.is_empty()) {
            by_unit
                .entry((list, &item.unit_key))
                .or_default()
                .push(index);
        }
    }
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, item) in theirs.items.iter().enumerate() {
        if !seen.insert(content(item)) {
            continue;
        }
        if let Some(place) = here.get(&content(item)) {
            if let Some(is_there) = is_there.get_mut(*place) {
                *is_there = true;
            }
            of_one(ours, theirs, *place, index, &mut all);
        } else {
            let unit = item.list_key().map(|list| (list, &*item.unit_key));
            let rivals = unit.and_then(|unit| by_unit.get(&unit)).cloned();
            all.push(Difference::Added {
                theirs: index,
                rivals: rivals.unwrap_or_default(),
            });
        }
    }
    // Those beside which another was named are named.
    for difference in &all {
        if let Difference::Added { rivals, .. } = difference {
            for rival in rivals {
                if let Some(is_there) = is_there.get_mut(*rival) {
                    *is_there = true;
                }
            }
        }
    }
    let only_here = is_there.iter().enumerate().filter(|(_, is)| !**is);
    all.extend(only_here.map(|(ours, _)| Difference::OnlyHere { ours }));
    of_lists(ours, theirs, &mut all);
    all
}

/// Where a file that both have was treated differently.
fn of_one(ours: &Work, theirs: &Work, one: usize, other: usize, all: &mut Vec<Difference>) {
    let (Some(mine), Some(its)) = (ours.items.get(one), theirs.items.get(other)) else {
        return;
    };
    let (here, there) = (ours.decided.get(&one), theirs.decided.get(&other));
    if here != there {
        all.push(Difference::Decided {
            ours: one,
            here: here.copied(),
            there: there.copied(),
        });
    }
    let (here, there) = (mine.came(), its.came());
    if here != there {
        all.push(Difference::Came {
            ours: one,
            here,
            there,
        });
    }
    let marks = |work: &Work, item| {
        let appraised = work.appraised(item);
        appraised.map(|it| it.marks.clone()).unwrap_or_default()
    };
    let (here, there) = (marks(ours, mine), marks(theirs, its));
    let mut items: BTreeSet<&String> = BTreeSet::new();
    items.extend(here.keys().chain(there.keys()));
    for of in items {
        let filled = |mark: &&Mark| !mark.is_nothing();
        let mark = |marks: &BTreeMap<String, Mark>| marks.get(of).filter(filled).cloned();
        let (here, there) = (mark(&here), mark(&there));
        let says = |mark: &Option<Mark>| {
            let mark = mark.as_ref();
            mark.map(|it| {
                (
                    it.points.clone(),
                    it.reason.clone(),
                    it.is_excluded,
                    it.is_asked,
                )
            })
        };
        if says(&here) != says(&there) {
            all.push(Difference::Marked {
                ours: one,
                theirs: other,
                of: of.clone(),
                here,
                there,
            });
        }
    }
    if mine.apart != its.apart {
        all.push(Difference::Apart {
            ours: one,
            theirs: other,
            here: Rc::clone(&mine.apart),
            there: Rc::clone(&its.apart),
        });
    }
}

fn of_lists(ours: &Work, theirs: &Work, all: &mut Vec<Difference>) {
    let mut lists: BTreeSet<&ListKey> = BTreeSet::new();
    lists.extend(ours.expected.keys().chain(theirs.expected.keys()));
    for list in lists {
        let text = |work: &Work| work.expected.get(list).cloned().unwrap_or_default();
        let (here, there) = (text(ours), text(theirs));
        if here.trim() != there.trim() {
            let list = list.clone();
            all.push(Difference::Expected { list, here, there });
        }
    }
    let mut lists: BTreeSet<&ListKey> = BTreeSet::new();
    lists.extend(ours.finals.keys().chain(theirs.finals.keys()));
    for list in lists {
        let (here, there) = (ours.finals.get(list), theirs.finals.get(list));
        if here != there {
            all.push(Difference::Final {
                list: list.clone(),
                here: here.cloned(),
                there: there.cloned(),
            });
        }
    }
}

fn take(work: &mut Work, from: &Work, difference: &Difference) {
    match difference {
        Difference::Added { theirs, .. } => {
            let Some(item) = from.items.get(*theirs) else {
                return;
            };
            let place = work.items.len();
            Rc::make_mut(&mut work.items).push(Rc::clone(item));
            if let Some(is_taken) = from.decided.get(theirs) {
                Rc::make_mut(&mut work.decided).insert(place, *is_taken);
            }
            if let Some((receipt, appraised)) = item.receipt().zip(from.appraised(item)) {
                let appraisals = Rc::make_mut(&mut work.appraisals);
                appraisals
                    .entry(receipt)
                    .or_insert_with(|| Rc::clone(appraised));
            }
        }
        Difference::OnlyHere { .. } => {}
        Difference::Marked {
            ours, of, there, ..
        } => {
            let Some(item) = work.items.get(*ours) else {
                return;
            };
            let mut marks = work
                .appraised(item)
                .map(|it| it.marks.clone())
                .unwrap_or_default();
            match there {
                Some(mark) => marks.insert(of.clone(), mark.clone()),
                None => marks.remove(of),
            };
            if let Some(receipt) = item.receipt() {
                let appraised = Rc::new(Appraised::of(item, marks));
                Rc::make_mut(&mut work.appraisals).insert(receipt, appraised);
            }
        }
        Difference::Decided { ours, there, .. } => {
            let decided = Rc::make_mut(&mut work.decided);
            match there {
                Some(is_taken) => decided.insert(*ours, *is_taken),
                None => decided.remove(ours),
            };
        }
        Difference::Came { ours, there, .. } => work.came_on(&[*ours], *there),
        Difference::Apart { ours, theirs, .. } => {
            let items = Rc::make_mut(&mut work.items);
            if let Some((item, named)) = items.get_mut(*ours).zip(from.items.get(*theirs)) {
                *item = Rc::new(item.named_as(named));
            }
        }
        Difference::Expected { list, there, .. } => {
            Rc::make_mut(&mut work.expected).insert(list.clone(), there.clone());
        }
        Difference::Final { list, there, .. } => {
            let finals = Rc::make_mut(&mut work.finals);
            match there {
                Some(marked) => finals.insert(list.clone(), Rc::clone(marked)),
                None => finals.remove(list),
            };
        }
    }
}
