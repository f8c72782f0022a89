//! What an office has received and decided. No DOM.

use std::rc::Rc;

use bac_thang::Framework;
use bac_thang::engine::receive::{Listed, Received, Refusal};

use super::alias::Aliases;
use super::appraisal::MarkField;
use super::publish::Final;
use super::saved::{NotRead, Saved};
use super::work::Work;

/// Everything there is at the office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Office {
    /// What was received and decided.
    pub work: Work,
    /// Files being read now.
    pub batch: Option<Batch>,
    /// The file that is appraised, by its place among the items.
    pub looked_at: Option<usize>,
    /// The list looked at; `None` for the longest.
    pub list: Option<ListKey>,
    /// The code typed from a paper.
    pub receipt: String,
    pub side: Side,
    pub aliases: Rc<Aliases>,
    /// Why work that was saved could not be read.
    pub not_restored: Option<NotRead>,
}

/// What of the office is on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    #[default]
    Receive,
    Rank,
    Analyse,
}

impl Side {
    pub const ALL: [Side; 3] = [Side::Receive, Side::Rank, Side::Analyse];
}

/// How far reading has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    pub done: usize,
    pub of: usize,
    /// What was read so far, by the handful: it goes to the items once, and not with every handful all that was read before.
    pub read: Vec<Rc<Vec<Rc<Item>>>>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its name, with the folder or archive it came in.
    pub file: Rc<str>,
    /// By what its unit is known, however its name is written.
    pub unit_key: Rc<str>,
    pub read: Result<Received, Refusal>,
    /// What comes out where it counts as late; `None` where it is not.
    pub late: Option<Listed>,
}

/// One list: a framework by its digest, a kind of unit, a year.
pub type ListKey = (Rc<str>, usize, Option<u16>);

/// Everything that can happen at the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeAction {
    /// So many files are going to be read, beside those that were.
    Found(usize),
    Read(Vec<Rc<Item>>),
    /// One of those found was an archive, whose files were found as well.
    Unpacked,
    /// All are read, or a person stopped it.
    Ended,
    Decided(usize, bool),
    ListChosen(ListKey),
    ExpectedTyped(ListKey, String),
    ReceiptTyped(String),
    /// A file is looked at item by item, or none is.
    Looked(Option<usize>),
    AppraiserTyped(String),
    /// Something was decided of an item of the file looked at.
    Marked(Rc<str>, MarkField),
    SideChosen(Side),
    /// Units are shown under alias, or by name again; with what chance gives.
    AliasesShown(bool, Rc<str>),
    /// A list was marked final as it stands, or is a draft again.
    MarkedFinal(ListKey, Option<Rc<Final>>),
    /// Work that was saved was read, or could not be.
    Restored(Result<Saved, NotRead>),
    /// All files go.
    Cleared,
}

impl Office {
    pub fn apply(&mut self, action: OfficeAction) {
        match action {
            OfficeAction::Found(count) => {
                self.batch.get_or_insert_default().of += count;
            }
            OfficeAction::Read(items) => match &mut self.batch {
                Some(batch) => {
                    batch.done += items.len();
                    batch.read.push(Rc::new(items));
                }
                None => self.take_in(items),
            },
            OfficeAction::Unpacked => {
                if let Some(batch) = &mut self.batch {
                    batch.of = batch.of.saturating_sub(1);
                }
            }
            OfficeAction::Ended => {
                let read = self.batch.take().map_or_else(Vec::new, |batch| batch.read);
                self.take_in(read.iter().flat_map(|some| some.iter().cloned()));
            }
            OfficeAction::Decided(item, is_taken) => {
                Rc::make_mut(&mut self.work.decided).insert(item, is_taken);
            }
            OfficeAction::ListChosen(key) => self.list = Some(key),
            OfficeAction::ExpectedTyped(key, text) => {
                Rc::make_mut(&mut self.work.expected).insert(key, text);
            }
            OfficeAction::ReceiptTyped(text) => self.receipt = text,
            OfficeAction::Looked(item) => self.looked_at = item,
            OfficeAction::AppraiserTyped(text) => self.work.appraiser = text,
            OfficeAction::Marked(of, field) => self.mark(&of, field),
            OfficeAction::SideChosen(side) => (self.side, self.looked_at) = (side, None),
            OfficeAction::AliasesShown(are_shown, seed) => {
                Rc::make_mut(&mut self.aliases).show(are_shown, seed, &self.work.items);
            }
            OfficeAction::MarkedFinal(key, Some(list)) => {
                Rc::make_mut(&mut self.work.finals).insert(key, list);
            }
            OfficeAction::MarkedFinal(key, None) => {
                Rc::make_mut(&mut self.work.finals).remove(&key);
            }
            OfficeAction::Restored(Ok(saved)) => self.restore(saved),
            OfficeAction::Restored(Err(why)) => self.not_restored = Some(why),
            OfficeAction::Cleared => *self = Office::default(),
        }
    }
}

impl Office {
    fn take_in(&mut self, items: impl IntoIterator<Item = Rc<Item>>) {
        Rc::make_mut(&mut self.work.items).extend(items);
        Rc::make_mut(&mut self.aliases).add(&self.work.items);
    }

    /// Puts what was saved to what is here.
    fn restore(&mut self, saved: Saved) {
        self.not_restored = None;
        let work = &mut self.work;
        let before = work.items.len();
        let decided = saved.decided.into_iter();
        Rc::make_mut(&mut work.decided)
            .extend(decided.map(|(item, is_taken)| (before + item, is_taken)));
        Rc::make_mut(&mut work.expected).extend(saved.expected);
        Rc::make_mut(&mut work.appraisals).extend(saved.appraisals);
        Rc::make_mut(&mut work.finals).extend(saved.finals);
        if work.appraiser.is_empty() {
            work.appraiser = saved.appraiser;
        }
        self.take_in(saved.items);
    }

    fn mark(&mut self, of: &str, field: MarkField) {
        let work = &mut self.work;
        let Some(item) = self.looked_at.and_then(|index| work.items.get(index)) else {
            return;
        };
        let Ok(received) = &item.read else {
            return;
        };
        let before = work.appraised(item).cloned().unwrap_or_default();
        let after = Rc::new(before.with(item, of, field, &work.appraiser));
        Rc::make_mut(&mut work.appraisals).insert(received.receipt, after);
    }
}

impl Item {
    /// Looks at a file; `None` where it is not text. `key` tells units by their names.
    pub fn examine(
        frameworks: &[Rc<Framework>],
        file: &str,
        text: Option<&str>,
        key: impl Fn(&str) -> String,
    ) -> Item {
        let read = match text {
            Some(text) => Received::read(frameworks, text.into()),
            None => Err(Refusal::NotText),
        };
        let late = read.as_ref().ok().filter(|received| received.is_late());
        Item {
            file: file.into(),
            unit_key: read
                .as_ref()
                .map_or_else(|_| "".into(), |received| key(&received.unit).into()),
            late: late.and_then(Received::as_late),
            read,
        }
    }

    pub fn list_key(&self) -> Option<ListKey> {
        let received = self.read.as_ref().ok()?;
        let digest = received.framework.digest.as_str();
        Some((digest.into(), received.unit_group, received.year))
    }

    /// What counts of it.
    pub fn result(&self) -> Option<&Listed> {
        let received = self.read.as_ref().ok()?;
        Some(self.late.as_ref().unwrap_or(&received.result))
    }
}

/// The units named in a text, one a line; of a row of a spreadsheet, its first cell that has letters in it.
pub fn units(text: &str) -> Vec<String> {
    let cell = |line: &str| {
        let mut cells = line.split(['\t', ';']).map(str::trim);
        cells
            .find(|cell| cell.chars().any(char::is_alphabetic))
            .map(str::to_owned)
    };
    text.lines().filter_map(cell).collect()
}

/// By what a unit is known: `UBND xã A`, `Ủy ban nhân dân Xã  A` and `xã A` are one.
pub fn unit_key(name: &str) -> String {
    let small = name.to_lowercase();
    let words: Vec<&str> = small
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let words = match &words[..] {
        ["ubnd", rest @ ..] | ["ủy" | "uỷ", "ban", "nhân", "dân", rest @ ..] => rest,
        all => all,
    };
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_known_however_its_name_is_written() {
        for name in [
            "UBND xã Đất Đỏ",
            " ủy ban nhân dân  Xã Đất Đỏ ",
            "Xã Đất Đỏ.",
            "UBND XÃ ĐẤT ĐỎ",
        ] {
            assert_eq!(unit_key(name), "xã đất đỏ", "{name}");
        }
        assert_ne!(unit_key("xã Tân Lập"), unit_key("xã Tân Lấp"));
        assert_eq!(unit_key(" "), "");
    }

    #[test]
    fn units_are_pasted_with_their_numbers_or_without() {
        let text = "1\tUBND xã A\t0270\nUBND xã B\r\n\n 3; Xã C ;x\n12\n";
        assert_eq!(units(text), ["UBND xã A", "UBND xã B", "Xã C"]);
    }

    #[test]
    fn reading_goes_on_and_ends() {
        let mut office = Office::default();
        let item = Rc::new(Item::examine(&[], "a.json", None, unit_key));
        assert_eq!(item.read, Err(Refusal::NotText));
        office.apply(OfficeAction::Found(2));
        office.apply(OfficeAction::Found(1));
        office.apply(OfficeAction::Read(vec![Rc::clone(&item), item]));
        let batch = office.batch.as_ref().unwrap();
        assert_eq!((batch.done, batch.of), (2, 3));
        assert_eq!(office.work, Work::default());
        office.apply(OfficeAction::Ended);
        assert_eq!((&office.batch, office.work.items.len()), (&None, 2));
        office.apply(OfficeAction::Cleared);
        assert_eq!(office, Office::default());
    }
}
