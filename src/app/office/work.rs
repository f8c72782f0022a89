//! What an office has received and decided: all that is saved. No DOM.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use bac_thang::engine::file::receipt::Receipt;
use time::Date;

use super::appraisal::Appraised;
use super::item::{Item, ListKey};
use super::publish::Final;

/// What the Council made of files, by the code of what each says.
pub type Appraisals = BTreeMap<Receipt, Rc<Appraised>>;

/// An office's work. Its parts are shared, so that a copy costs nothing and what did not change is known at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Every file that was read, in the order in which they came.
    pub items: Rc<Vec<Rc<Item>>>,
    /// What a person decided of a file, by its place among the items: whether it is taken.
    pub decided: Rc<BTreeMap<usize, bool>>,
    pub appraisals: Rc<Appraisals>,
    /// Who appraises.
    pub appraiser: String,
    /// The units that are to hand in, one a line, by list.
    pub expected: Rc<BTreeMap<ListKey, String>>,
    /// Lists as they stood when a person marked them final.
    pub finals: Rc<BTreeMap<ListKey, Rc<Final>>>,
}

/// All of a work that its lists are made of. What the Council makes of a file is not: whoever appraises types there, and ten
/// thousand files are not listed anew for a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    items: Rc<Vec<Rc<Item>>>,
    decided: Rc<BTreeMap<usize, bool>>,
    expected: Rc<BTreeMap<ListKey, String>>,
}

impl Work {
    pub fn basis(&self) -> Basis {
        Basis {
            items: Rc::clone(&self.items),
            decided: Rc::clone(&self.decided),
            expected: Rc::clone(&self.expected),
        }
    }

    /// What there is of the first so many files alone.
    pub fn first(&self, count: usize) -> Work {
        let mut work = self.clone();
        Rc::make_mut(&mut work.items).truncate(count);
        Rc::make_mut(&mut work.decided).retain(|place, _| *place < count);
        let mut receipts = BTreeSet::new();
        receipts.extend(work.items.iter().filter_map(|item| item.receipt()));
        Rc::make_mut(&mut work.appraisals).retain(|receipt, _| receipts.contains(receipt));
        work
    }

    /// States on which day files came, or no longer does.
    pub fn came_on(&mut self, places: &[usize], day: Option<Date>) {
        for place in places {
            let Some(item) = Rc::make_mut(&mut self.items).get_mut(*place) else {
                continue;
            };
            if item.came() == day || item.read.is_err() {
                continue;
            }
            *item = Rc::new(item.came_on(day));
        }
    }

    /// Decides whether a file is taken. Of one unit one file is: of whatever else of it a person had taken, nothing is decided
    /// any more.
    pub fn decide(&mut self, place: usize, is_taken: bool) {
        let decided = Rc::make_mut(&mut self.decided);
        if let Some(item) = self.items.get(place).filter(|_| is_taken) {
            let is_rival = |place: &usize| {
                let other = self.items.get(*place);
                other.is_some_and(|other| {
                    !other.unit_key.is_empty()
                        && (&other.unit_key, other.list_key()) == (&item.unit_key, item.list_key())
                })
            };
            decided.retain(|place, is_taken| !*is_taken || !is_rival(place));
        }
        decided.insert(place, is_taken);
    }

    /// What the Council made of a file.
    pub fn appraised(&self, item: &Item) -> Option<&Rc<Appraised>> {
        self.appraisals.get(&item.receipt()?)
    }
}
