//! Another's work beside one's own: where the two differ, and what one takes over. No DOM.

use std::collections::BTreeSet;
use std::rc::Rc;

use time::Date;

use super::appraisal::{Appraised, Mark};
use super::differences::differences;
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
    /// A file that says the same as one here, and is not as good or better: written on another day, or without its seal.
    Copy { ours: usize, theirs: usize },
    /// A file that is only here: it stays.
    OnlyHere { ours: usize },
    /// Of what both have, in however many copies: what was made of one item.
    Marked {
        ours: usize,
        theirs: usize,
        of: String,
        here: Option<Mark>,
        there: Option<Mark>,
    },
    /// Whether it is taken, where a person decided; and where it is taken there, the other file of its unit that is taken here.
    Decided {
        ours: usize,
        here: Option<bool>,
        there: Option<bool>,
        rival: Option<usize>,
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
    Copy,
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
    pub const ALL: [Kind; 10] = [
        Kind::Added,
        Kind::Rival,
        Kind::Copy,
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
            Difference::Copy { .. } => Kind::Copy,
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
    pub fn adds(&self) -> bool {
        match self {
            Difference::Added { rivals, .. } => rivals.is_empty(),
            Difference::Copy { .. } | Difference::OnlyHere { .. } => false,
            Difference::Marked { here, .. } => here.is_none(),
            Difference::Decided { here, rival, .. } => here.is_none() && rival.is_none(),
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
        name_both(&mut work, &self.theirs);
        work
    }
}

/// Names whoever gave the same mark there as well as whoever gave it here: nobody need be asked. Says of how many items.
pub fn name_both(work: &mut Work, theirs: &Work) -> usize {
    let mut count = 0;
    for (receipt, there) in &*theirs.appraisals {
        let Some(here) = work.appraisals.get(receipt) else {
            continue;
        };
        let mut both = Appraised::clone(here);
        let alike = both.marks.iter_mut().filter_map(|(of, mark)| {
            let other = there.marks.get(of)?;
            (!mark.is_nothing() && mark.says() == other.says()).then_some((mark, other))
        });
        let named = alike.map(|(mark, other)| usize::from(mark.appraise_by(&other.by)));
        let named: usize = named.sum();
        if named > 0 {
            Rc::make_mut(&mut work.appraisals).insert(*receipt, Rc::new(both));
            count += named;
        }
    }
    count
}

fn take(work: &mut Work, from: &Work, difference: &Difference) {
    match difference {
        Difference::Added { theirs, rivals } => {
            let place = work.items.len();
            let Some(item) = add(work, from, *theirs) else {
                return;
            };
            if let Some((receipt, appraised)) = item.receipt().zip(from.appraised(item)) {
                let appraisals = Rc::make_mut(&mut work.appraisals);
                appraisals
                    .entry(receipt)
                    .or_insert_with(|| Rc::clone(appraised));
            }
            // A person chooses among them anew.
            let decided = Rc::make_mut(&mut work.decided);
            if !rivals.is_empty() {
                let is_among = |of: &usize| *of == place || rivals.contains(of);
                decided.retain(|of, is_taken| !(*is_taken && is_among(of)));
            }
        }
        // What was made of it is a difference of its own.
        Difference::Copy { theirs, .. } => {
            add(work, from, *theirs);
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
            match there {
                // Of one unit one file is taken, here as well.
                Some(is_taken) => work.decide(*ours, *is_taken),
                None => {
                    Rc::make_mut(&mut work.decided).remove(ours);
                }
            }
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

/// Takes in a file with what was decided of it.
fn add<'a>(work: &mut Work, from: &'a Work, theirs: usize) -> Option<&'a Rc<Item>> {
    let item = from.items.get(theirs)?;
    let place = work.items.len();
    Rc::make_mut(&mut work.items).push(Rc::clone(item));
    if let Some(is_taken) = from.decided.get(&theirs) {
        Rc::make_mut(&mut work.decided).insert(place, *is_taken);
    }
    Some(item)
}
