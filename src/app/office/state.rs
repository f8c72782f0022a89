//! What an office has received and decided. No DOM.

use std::collections::VecDeque;
use std::rc::Rc;

use bac_thang::engine::calendar;
use time::{Date, PrimitiveDateTime};

use super::alias::Aliases;
use super::appraisal::MarkField;
use super::held::Head;
use super::history::{Change, History};
use super::item::{Item, ListKey};
use super::merge::{Merge, name_both};
use super::passed::Passed;
use super::publish::Final;
use super::saved::NotRead;
use super::work::Work;
use crate::app::session::shelf::{Facts, Filed};

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
    /// The day of receipt as typed, for the files that come next and for those it is stated of.
    pub day: String,
    /// Why work that was saved could not be read.
    pub not_restored: Option<NotRead>,
    /// Work that was opened beside what is here, and waits for its turn.
    pub opened: VecDeque<Opened>,
    /// What a person is asked of the first of these.
    pub merge: Option<Merge>,
    /// What of what was dropped last is not read.
    pub passed: Vec<Passed>,
    pub history: History,
    /// What is known of the work besides: when it was changed, whether it is in a file.
    pub facts: Facts,
    /// What was done last that is to be said, until something else is done.
    pub said: Option<Said>,
    /// How the browser keeps the work.
    pub keeping: WorkKeeping,
    /// What the browser keeps from before, and is not opened yet.
    pub kept: Kept,
    /// What this page itself carries, and is not opened yet.
    pub carried: Option<Rc<Head>>,
    /// A file that is being written: how many of its portions are, of about how many.
    pub writing: Option<(usize, usize)>,
}

/// Something that was done, or could not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Undone(Change),
    Redone(Change),
    /// So many things were taken over from another's work.
    Merged(usize),
    /// What was opened says nothing else than what is here.
    Same,
    /// Nothing else, but that others gave the marks of so many items: they are named beside whoever gave them here.
    Named(usize),
    /// The file was given to the browser.
    Filed(Rc<str>),
    /// The browser was given another file.
    Given(Rc<str>),
    NotFiled,
    /// What was received is too much for a page.
    TooLarge,
}

/// Whether the browser keeps the work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WorkKeeping {
    #[default]
    Works,
    /// It has no room for it.
    Full,
    /// It does not let a page keep anything.
    Blocked,
    /// Another window has changed the work: nothing is written over that.
    Elsewhere,
    /// What it keeps cannot be read here: nothing is written over that.
    Unread(NotRead),
}

/// What the browser keeps from before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    /// Nobody has looked.
    #[default]
    Unknown,
    /// This, once somebody comes to the office.
    Waiting(Rc<Head>),
    Opening,
    /// It is here.
    Here,
}

/// Work that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub source: Source,
    pub work: Work,
}

/// Where it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    File(Rc<str>),
    Browser(Facts),
    /// The very page that is open, by the stamp it was saved with.
    ThisPage(Rc<str>, Facts),
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
    /// How far opening work from before has come.
    pub opening: Option<Progress>,
    /// The day on which they came, where a person had stated it when they came.
    pub came: Option<Date>,
}

/// How far something has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub of: usize,
    /// Whether a person can stop it.
    pub can_stop: bool,
}

/// Everything that can happen at the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeAction {
    /// A person chose files or dropped them: what is said of those before is over.
    FilesChosen,
    PassedOver(Passed),
    /// A batch begins, of files that came on this day, where it was typed when they came.
    Began(Option<Date>),
    /// So many files are going to be read, beside those that were.
    Found(usize),
    Read(Vec<Rc<Item>>),
    /// One of those found was an archive, whose files were found as well.
    Unpacked,
    /// All are read, or a person stopped it.
    Ended,
    Decided(usize, bool),
    DayTyped(String),
    /// These files came on the day that is typed, or nothing is stated of them any more.
    Came {
        files: Rc<[usize]>,
        is_stated: bool,
    },
    /// A file is of another unit than those of the same name: as it is told from them now.
    ToldApart(usize, Rc<Item>),
    ListChosen(ListKey),
    ExpectedTyped(ListKey, String),
    ReceiptTyped(String),
    /// A file is looked at item by item, or none is.
    Looked(Option<usize>),
    AppraiserTyped(String),
    /// Something was decided of an item of the file looked at.
    Marked(Rc<str>, MarkField),
    /// What was decided of its unit's earlier file counts for it too, where the unit entered the same.
    EarlierTaken,
    SideChosen(Side),
    /// Units are shown under alias, or by name again; with what chance gives.
    AliasesShown(bool, Rc<str>),
    /// A list was marked final as it stands, or is a draft again.
    MarkedFinal(ListKey, Option<Rc<Final>>),
    /// Work that was saved was read, or could not be.
    Restored(Result<Opened, NotRead>),
    /// These of the differences are to be taken over, or not.
    MergeChosen(Rc<[usize]>, bool),
    /// What was chosen is taken over, or nothing is.
    MergeDecided(bool),
    /// All files go.
    Cleared,
    Undone,
    Redone,
    /// A box no longer has the focus.
    Left,
    /// The work was given to the browser as a file of this name, or could not be: what it was after so many steps.
    Filed(Option<Rc<str>>, PrimitiveDateTime, u32),
    /// Something else was given to the browser as a file of this name, or could not be.
    Given(Option<Rc<str>>),
    /// The work was to go into a page, and is too much for it.
    TooLarge,
    /// The browser was looked at: what it keeps, and how it does.
    KeptFound(Kept),
    Keeps(WorkKeeping),
    /// What the page carries waits to be opened, or not any more.
    Carried(Option<Rc<Head>>),
    /// So much of work from before has been opened.
    Opening(Progress),
    /// So much of a file has been written, or none is any more.
    Writing(Option<(usize, usize)>),
}

impl Batch {
    pub fn progress(&self) -> Progress {
        self.opening.unwrap_or(Progress {
            done: self.done,
            of: self.of,
            can_stop: true,
        })
    }
}

impl Office {
    pub fn apply(&mut self, action: OfficeAction) {
        let before = self.work.clone();
        let change = self.act(action);
        if let Some(change) = change
            && self.work != before
        {
            self.number(&before);
            self.history.note(before, change);
            self.changed();
        }
    }

    /// Whoever came since has a number too, where units are shown by numbers.
    fn number(&mut self, before: &Work) {
        if !Rc::ptr_eq(&self.work.items, &before.items) {
            Rc::make_mut(&mut self.aliases).add(&self.work.items);
        }
    }

    /// The clock is the session's: it says when, seeing that nobody has.
    fn changed(&mut self) {
        self.facts.changed = None;
        self.facts.steps_since_file = self.facts.steps_since_file.saturating_add(1);
    }

    /// Whether there is anything to keep.
    pub fn is_empty(&self) -> bool {
        self.work == Work::default()
    }

    /// Does what an action says, and tells what of the work it changes.
    fn act(&mut self, action: OfficeAction) -> Option<Change> {
        match action {
            OfficeAction::FilesChosen => self.passed.clear(),
            OfficeAction::PassedOver(passed) => {
                if !self.passed.contains(&passed) {
                    self.passed.push(passed);
                }
            }
            OfficeAction::Began(came) => self.batch.get_or_insert_default().came = came,
            OfficeAction::Found(count) => self.batch.get_or_insert_default().of += count,
            OfficeAction::Read(items) => match &mut self.batch {
                Some(batch) => {
                    batch.done += items.len();
                    batch.read.push(Rc::new(items));
                }
                None => return self.take_in(items),
            },
            OfficeAction::Unpacked => {
                if let Some(batch) = &mut self.batch {
                    batch.of = batch.of.saturating_sub(1);
                }
            }
            OfficeAction::Ended => return self.end(),
            OfficeAction::Decided(item, is_taken) => {
                self.work.decide(item, is_taken);
                return Some(Change::Decided);
            }
            OfficeAction::DayTyped(text) => self.day = text,
            OfficeAction::Came { files, is_stated } => {
                let came = day(&self.day).filter(|_| is_stated);
                if came.is_some() || !is_stated {
                    self.work.came_on(&files, came);
                    return Some(Change::Came);
                }
            }
            OfficeAction::ToldApart(place, item) => return self.tell_apart(place, item),
            OfficeAction::ListChosen(key) => self.list = Some(key),
            OfficeAction::ExpectedTyped(key, text) => {
                Rc::make_mut(&mut self.work.expected).insert(key.clone(), text);
                return Some(Change::Expected(key));
            }
            OfficeAction::ReceiptTyped(text) => self.receipt = text,
            OfficeAction::Looked(item) => self.looked_at = item,
            OfficeAction::AppraiserTyped(text) => {
                self.work.appraiser = text;
                return Some(Change::Appraiser);
            }
            OfficeAction::Marked(of, field) => return self.mark(&of, field),
            OfficeAction::EarlierTaken => return self.take_earlier(),
            OfficeAction::SideChosen(side) => (self.side, self.looked_at) = (side, None),
            OfficeAction::AliasesShown(are_shown, seed) => {
                Rc::make_mut(&mut self.aliases).show(are_shown, seed, &self.work.items);
            }
            OfficeAction::MarkedFinal(key, list) => {
                let finals = Rc::make_mut(&mut self.work.finals);
                match list {
                    Some(list) => finals.insert(key, list),
                    None => finals.remove(&key),
                };
                return Some(Change::MarkedFinal);
            }
            OfficeAction::Restored(read) => return self.restored(read),
            OfficeAction::MergeChosen(places, is_taken) => {
                if let Some(merge) = &mut self.merge {
                    merge.choose(&places, is_taken);
                }
            }
            OfficeAction::MergeDecided(is_taken) => return self.decide(is_taken),
            OfficeAction::Cleared => {
                self.work = Work::default();
                (self.looked_at, self.list, self.not_restored) = (None, None, None);
                self.receipt.clear();
                self.day.clear();
                return Some(Change::Cleared);
            }
            OfficeAction::Undone => self.step(true),
            OfficeAction::Redone => self.step(false),
            OfficeAction::Left => self.history.seal(),
            OfficeAction::Filed(Some(name), at, steps) => {
                let since = self.facts.steps_since_file.saturating_sub(steps);
                self.facts.filed(Filed {
                    at,
                    is_checked: false,
                });
                self.facts.steps_since_file = since;
                self.said = Some(Said::Filed(name));
            }
            OfficeAction::Filed(None, ..) => self.said = Some(Said::NotFiled),
            OfficeAction::Given(name) => {
                self.said = Some(name.map_or(Said::NotFiled, Said::Given));
            }
            OfficeAction::TooLarge => self.said = Some(Said::TooLarge),
            OfficeAction::KeptFound(kept) => self.kept = kept,
            OfficeAction::Keeps(keeping) => self.keeping = keeping,
            OfficeAction::Carried(head) => self.carried = head,
            OfficeAction::Writing(progress) => self.writing = progress,
            OfficeAction::Opening(progress) => {
                self.batch.get_or_insert_default().opening = Some(progress);
            }
        }
        None
    }

    /// Work that was saved was read, or could not be.
    fn restored(&mut self, read: Result<Opened, NotRead>) -> Option<Change> {
        if let Some(batch) = &mut self.batch {
            batch.opening = None;
        }
        self.not_restored = read.as_ref().err().copied();
        self.opened.push_back(read.ok()?);
        self.open()
    }

    /// All are read.
    fn end(&mut self) -> Option<Change> {
        let batch = self.batch.take()?;
        let read = batch.read.iter().flat_map(|some| some.iter());
        let read: Vec<Rc<Item>> = read
            .map(|item| match batch.came {
                Some(_) if item.read.is_ok() => Rc::new(item.came_on(batch.came)),
                _ => Rc::clone(item),
            })
            .collect();
        let change = self.take_in(read);
        // Work that came among them was waiting for them.
        self.open().or(change)
    }

    fn take_in(&mut self, items: Vec<Rc<Item>>) -> Option<Change> {
        if items.is_empty() {
            return None;
        }
        self.said = None;
        Rc::make_mut(&mut self.work.items).extend(items);
        Some(Change::Received)
    }

    /// Opens work that waits, unless files are being read or a person is asked already.
    fn open(&mut self) -> Option<Change> {
        let mut change = None;
        while self.batch.is_none() && self.merge.is_none() {
            let Some(opened) = self.opened.front() else {
                break;
            };
            if let Source::ThisPage(stamp, _) = &opened.source
                && self.facts.has_copy(stamp)
            {
                // What is here came after it.
                self.opened.pop_front();
                continue;
            }
            if self.is_empty() {
                let opened = self.opened.pop_front()?;
                change = self.begin(opened);
                continue;
            }
            if let Some(merge) = Merge::of(&self.work, opened.work.clone()) {
                self.merge = Some(merge);
            } else {
                let opened = self.opened.pop_front()?;
                self.met(&opened.source);
                let named = name_both(&mut self.work, &opened.work);
                self.said = Some(if named > 0 {
                    change = Some(Change::Merged);
                    Said::Named(named)
                } else {
                    Said::Same
                });
            }
        }
        change
    }

    /// Goes on with work that was saved, where there is none here.
    fn begin(&mut self, opened: Opened) -> Option<Change> {
        self.met(&opened.source);
        self.work = opened.work;
        match opened.source {
            Source::File(_) => Some(Change::Opened),
            Source::Browser(facts) | Source::ThisPage(_, facts) => {
                let copies = std::mem::take(&mut self.facts.copies);
                self.facts = facts;
                for copy in &copies {
                    self.facts.copied(copy);
                }
                None
            }
        }
    }

    /// The page that was open, opened again, has nothing new to say.
    fn met(&mut self, source: &Source) {
        match source {
            Source::File(_) => {}
            Source::Browser(facts) => {
                for copy in &facts.copies {
                    self.facts.copied(copy);
                }
            }
            Source::ThisPage(stamp, _) => self.facts.copied(stamp),
        }
    }

    /// Does with the work that was opened as a person decided.
    fn decide(&mut self, is_taken: bool) -> Option<Change> {
        let merge = self.merge.take()?;
        if let Some(opened) = self.opened.pop_front() {
            self.met(&opened.source);
        }
        let change = is_taken.then(|| {
            self.work = merge.merged(&self.work);
            self.said = Some(Said::Merged(merge.chosen.len()));
            Change::Merged
        });
        self.open().or(change)
    }

    fn step(&mut self, is_back: bool) {
        if self.batch.is_some() || self.merge.is_some() {
            return;
        }
        let Some(change) = self.history.step(&mut self.work, is_back) else {
            return;
        };
        self.changed();
        let is_gone = |item: &usize| *item >= self.work.items.len();
        if self.looked_at.as_ref().is_some_and(is_gone) {
            self.looked_at = None;
        }
        self.said = Some(if is_back {
            Said::Undone(change)
        } else {
            Said::Redone(change)
        });
    }

    fn tell_apart(&mut self, place: usize, item: Rc<Item>) -> Option<Change> {
        *Rc::make_mut(&mut self.work.items).get_mut(place)? = item;
        Some(Change::ToldApart)
    }

    fn take_earlier(&mut self) -> Option<Change> {
        self.work.take_earlier(self.looked_at?);
        Some(Change::EarlierTaken)
    }

    fn mark(&mut self, of: &Rc<str>, field: MarkField) -> Option<Change> {
        let work = &mut self.work;
        let item = self.looked_at.and_then(|index| work.items.get(index))?;
        let receipt = item.receipt()?;
        let before = work.appraised(item).cloned().unwrap_or_default();
        let after = Rc::new(before.with(item, of, field, &work.appraiser));
        Rc::make_mut(&mut work.appraisals).insert(receipt, after);
        Some(Change::Marked(receipt, Rc::clone(of)))
    }
}

/// The day that is typed: `05/11/2026`; `None` where there is none, or none that anything can come in on.
pub fn day(typed: &str) -> Option<Date> {
    calendar::typed_date(typed).filter(|day| day.year() >= 2000)
}

#[cfg(test)]
mod tests {
    use bac_thang::engine::receive::Refusal;
    use time::Month;

    use super::super::expected::unit_key;
    use super::super::odd::Odd;
    use super::*;

    #[test]
    fn reading_goes_on_and_ends() {
        let mut office = Office::default();
        let item = Item::examine(&[], "a.json", Err(Odd::NoText), unit_key);
        let item = Rc::new(item);
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
        assert!(office.is_empty());
        office.apply(OfficeAction::Undone);
        assert_eq!(office.work.items.len(), 2);
    }

    #[test]
    fn the_day_typed_when_files_came_holds_for_all_of_them() {
        let mut office = Office::default();
        let came = day("05/11/2026");
        office.apply(OfficeAction::Began(came));
        office.apply(OfficeAction::Found(1));
        office.apply(OfficeAction::DayTyped("06/11/2026".to_owned()));
        // An archive among them is unpacked.
        office.apply(OfficeAction::Found(3));
        let batch = office.batch.as_ref().unwrap();
        assert_eq!((batch.of, batch.came), (4, came));
    }

    #[test]
    fn what_is_not_read_is_said_once_until_the_next_files_come() {
        let mut office = Office::default();
        office.apply(OfficeAction::PassedOver(Passed::WhileOpening));
        office.apply(OfficeAction::PassedOver(Passed::WhileOpening));
        assert_eq!(office.passed, [Passed::WhileOpening]);
        office.apply(OfficeAction::FilesChosen);
        assert_eq!(office.passed, []);
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let read = |text| day(text).map(Date::to_calendar_date);
        for text in [
            "05/11/2026",
            " 5/11/2026",
            "5-11-2026",
            "05.11.2026 ",
            "2026-11-05",
        ] {
            assert_eq!(read(text), Some((2026, Month::November, 5)), "{text}");
        }
        for text in [
            "",
            "5/11",
            "31/02/2026",
            "5/11/26",
            "05/11/1999",
            "5/11/2026/1",
            "+5/11/2026",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
