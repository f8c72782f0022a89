//! What an office has received and decided: all that is saved. No DOM.

use std::collections::BTreeMap;
use std::rc::Rc;

use bac_thang::engine::file::receipt::Receipt;

use super::appraisal::Appraised;
use super::publish::Final;
use super::state::{Item, ListKey};

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

    /// What the Council made of a file.
    pub fn appraised(&self, item: &Item) -> Option<&Rc<Appraised>> {
        self.appraisals.get(&item.read.as_ref().ok()?.receipt)
    }
}
