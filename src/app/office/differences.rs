//! Where two works differ. No DOM.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use bac_thang::engine::file::receipt::Receipt;
use bac_thang::engine::receive::Received;

use super::appraisal::Mark;
use super::item::{Item, ListKey};
use super::merge::Difference;
use super::work::Work;

/// Names a file by what is in it: those that say the same are near one another, and few texts are compared.
type Content<'a> = (Option<Receipt>, &'a str, Option<&'a Rc<str>>);

fn content(item: &Item) -> Content<'_> {
    match &item.read {
        Ok(received) => (Some(received.receipt), "", item.text()),
        // Of what cannot be read, the name is a part.
        Err(_) => (None, &item.file, item.text()),
    }
}

/// Whether two files that say the same stand for one another: whoever wrote one may be left out of it, or it was written on
/// another day in time.
fn is_one(one: &Item, other: &Item) -> bool {
    let (Ok(one), Ok(other)) = (&one.read, &other.read) else {
        return false;
    };
    let plain = |received: &Received| received.came_on(None);
    one.sealed == other.sealed && plain(one).reasons == plain(other).reasons
}

/// All of them: first of the files in the order in which they came there, then of those only here, then of lists.
pub fn differences(ours: &Work, theirs: &Work) -> Vec<Difference> {
    let mut found = Found::new(ours, theirs);
    found.files();
    found.only_here();
    found.expected();
    found.finals();
    found.all
}

struct Found<'a> {
    ours: &'a Work,
    theirs: &'a Work,
    /// The first of the files here with this in it.
    by_content: BTreeMap<Content<'a>, usize>,
    by_receipt: BTreeMap<Receipt, Vec<usize>>,
    by_unit: BTreeMap<(ListKey, &'a str), Vec<usize>>,
    /// Those of the files here that are there too, or beside which one from there is named.
    is_there: BTreeSet<usize>,
    /// Those whose marks were compared: what was made of a file was made of all its copies.
    compared: BTreeSet<Receipt>,
    all: Vec<Difference>,
}

impl<'a> Found<'a> {
    fn new(ours: &'a Work, theirs: &'a Work) -> Found<'a> {
        let mut found = Found {
            ours,
            theirs,
            by_content: BTreeMap::new(),
            by_receipt: BTreeMap::new(),
            by_unit: BTreeMap::new(),
            is_there: BTreeSet::new(),
            compared: BTreeSet::new(),
            all: Vec::new(),
        };
        for (index, item) in ours.items.iter().enumerate() {
            let first = *found.by_content.entry(content(item)).or_insert(index);
            if first != index {
                // A copy of a file is one with it.
                found.is_there.insert(index);
            }
            if let Some(receipt) = item.receipt() {
                found.by_receipt.entry(receipt).or_default().push(index);
            }
            if let Some(unit) = unit(item) {
                found.by_unit.entry(unit).or_default().push(index);
            }
        }
        found
    }

    fn files(&mut self) {
        let theirs = self.theirs;
        let mut seen = BTreeSet::new();
        // The one beside which a file there is put, first by its text: each here is beside one.
        let mut pairs: BTreeMap<usize, usize> = BTreeMap::new();
        let mut is_taken = BTreeSet::new();
        let mut others = Vec::new();
        for (index, item) in theirs.items.iter().enumerate() {
            if !seen.insert(content(item)) {
                continue;
            }
            others.push((index, item));
            if let Some(place) = self.by_content.get(&content(item)) {
                pairs.insert(index, *place);
                is_taken.insert(*place);
            }
        }
        for (index, item) in others {
            let copies = item.receipt().and_then(|it| self.by_receipt.get(&it));
            match (pairs.get(&index).copied(), copies.cloned()) {
                (Some(place), _) => self.pair(place, index),
                (None, Some(copies)) => self.copy(&copies, index, item, &mut is_taken),
                (None, None) => {
                    let rivals = unit(item).and_then(|unit| self.by_unit.get(&unit));
                    let rivals = rivals.cloned().unwrap_or_default();
                    self.is_there.extend(&rivals);
                    self.all.push(Difference::Added {
                        theirs: index,
                        rivals,
                    });
                }
            }
        }
    }

    /// A file there that says what others here say, and is none of them by its text.
    fn copy(
        &mut self,
        copies: &[usize],
        theirs: usize,
        item: &Item,
        is_taken: &mut BTreeSet<usize>,
    ) {
        let ours = self.ours;
        let is_it = |place: &&usize| ours.items.get(**place).is_some_and(|it| is_one(it, item));
        let mut alike = copies.iter().filter(is_it).peekable();
        if alike.peek().is_some() {
            if let Some(place) = alike.find(|place| is_taken.insert(**place)) {
                self.pair(*place, theirs);
            }
        } else if let Some(first) = copies.first() {
            self.marks(*first, theirs);
            self.is_there.extend(copies);
            let ours = *first;
            self.all.push(Difference::Copy { ours, theirs });
        }
    }

    /// Where a file that both have was treated differently.
    fn pair(&mut self, one: usize, other: usize) {
        self.is_there.insert(one);
        let (ours, theirs) = (self.ours, self.theirs);
        let (Some(mine), Some(its)) = (ours.items.get(one), theirs.items.get(other)) else {
            return;
        };
        let (here, there) = (ours.decided.get(&one), theirs.decided.get(&other));
        if here != there {
            self.all.push(Difference::Decided {
                ours: one,
                here: here.copied(),
                there: there.copied(),
                rival: self.rival(mine).filter(|_| there == Some(&true)),
            });
        }
        let (here, there) = (mine.came(), its.came());
        if here != there {
            self.all.push(Difference::Came {
                ours: one,
                here,
                there,
            });
        }
        self.marks(one, other);
        if mine.apart != its.apart {
            self.all.push(Difference::Apart {
                ours: one,
                theirs: other,
                here: Rc::clone(&mine.apart),
                there: Rc::clone(&its.apart),
            });
        }
    }

    /// Another file of the same unit that a person has taken here.
    fn rival(&self, item: &Item) -> Option<usize> {
        let mut all = self.by_unit.get(&unit(item)?)?.iter();
        let is_it = |place: &&usize| {
            let other = self.ours.items.get(**place);
            let says_otherwise = other.is_some_and(|other| other.receipt() != item.receipt());
            says_otherwise && self.ours.decided.get(*place) == Some(&true)
        };
        all.find(is_it).copied()
    }

    /// Where what was made of what two files say differs.
    fn marks(&mut self, one: usize, other: usize) {
        let (ours, theirs) = (self.ours, self.theirs);
        let receipt = ours.items.get(one).and_then(|item| item.receipt());
        let Some(receipt) = receipt.filter(|it| self.compared.insert(*it)) else {
            return;
        };
        let none = BTreeMap::new();
        let marks = |work: &'a Work| {
            let appraised = work.appraisals.get(&receipt);
            appraised.map(|it| &it.marks)
        };
        let here = marks(ours).unwrap_or(&none);
        let there = marks(theirs).unwrap_or(&none);
        let mut items: BTreeSet<&String> = BTreeSet::new();
        items.extend(here.keys().chain(there.keys()));
        for of in items {
            let mark = |marks: &BTreeMap<String, Mark>| {
                let mark = marks.get(of).filter(|mark| !mark.is_nothing());
                mark.cloned()
            };
            let (here, there) = (mark(here), mark(there));
            if here.as_ref().map(Mark::says) != there.as_ref().map(Mark::says) {
                self.all.push(Difference::Marked {
                    ours: one,
                    theirs: other,
                    of: of.clone(),
                    here,
                    there,
                });
            }
        }
    }

    fn only_here(&mut self) {
        let places = 0..self.ours.items.len();
        let only_here = places.filter(|place| !self.is_there.contains(place));
        self.all
            .extend(only_here.map(|ours| Difference::OnlyHere { ours }));
    }

    fn expected(&mut self) {
        let (ours, theirs) = (&self.ours.expected, &self.theirs.expected);
        let mut lists: BTreeSet<&ListKey> = BTreeSet::new();
        lists.extend(ours.keys().chain(theirs.keys()));
        for list in lists {
            let text = |all: &BTreeMap<_, String>| all.get(list).cloned().unwrap_or_default();
            let (here, there) = (text(ours), text(theirs));
            if here.trim() != there.trim() {
                let list = list.clone();
                self.all.push(Difference::Expected { list, here, there });
            }
        }
    }

    fn finals(&mut self) {
        let (ours, theirs) = (&self.ours.finals, &self.theirs.finals);
        let mut lists: BTreeSet<&ListKey> = BTreeSet::new();
        lists.extend(ours.keys().chain(theirs.keys()));
        for list in lists {
            let (here, there) = (ours.get(list), theirs.get(list));
            if here != there {
                self.all.push(Difference::Final {
                    list: list.clone(),
                    here: here.cloned(),
                    there: there.cloned(),
                });
            }
        }
    }
}

/// Whose file it is, in which list; `None` where nobody says.
fn unit(item: &Item) -> Option<(ListKey, &str)> {
    let list = item.list_key().filter(|_| !item.unit_key.is_empty())?;
    Some((list, &item.unit_key))
}
