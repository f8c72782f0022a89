//! A file that came in, as it was read, and the list it belongs to. No DOM.

use std::rc::Rc;

use bac_thang::Framework;
use bac_thang::engine::file::receipt::Receipt;
use bac_thang::engine::receive::{Listed, Received, Refusal};
use time::Date;

use super::odd::Odd;

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its name, with the folder or archive it came in.
    pub file: Rc<str>,
    /// By what its unit is known, however its name is written.
    pub unit_key: Rc<str>,
    /// What the office wrote to tell its unit from another of the same name; empty where it has not.
    pub apart: Rc<str>,
    /// What its unit is called, with that; empty where nobody says.
    pub unit: Rc<str>,
    pub read: Result<Received, Refusal>,
    /// The text of what cannot be read, so that it is not lost either; or why there is none.
    unread: Result<Rc<str>, Odd>,
    /// What comes out where it counts as late; `None` where it is not.
    pub late: Option<Listed>,
}

/// By what a list is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListKey {
    /// The digest of its framework.
    pub framework: Rc<str>,
    pub unit_group: usize,
    pub year: Option<u16>,
}

impl Item {
    /// Looks at a file's text, or says why there is none. `key` tells units by their names.
    pub fn examine(
        frameworks: &[Rc<Framework>],
        file: &str,
        text: Result<&str, Odd>,
        key: impl Fn(&str) -> String,
    ) -> Item {
        let read = match text {
            Ok(text) => Received::read(frameworks, text.into()),
            Err(_) => Err(Refusal::NotText),
        };
        let unread = match text {
            Ok(text) if read.is_err() => Ok(Rc::from(text)),
            Ok(_) => Err(Odd::default()),
            Err(odd) => Err(odd),
        };
        let unit_key: Rc<str> = read
            .as_ref()
            .map_or_else(|_| "".into(), |received| key(&received.unit).into());
        Item::of(file.into(), (unit_key, Rc::default()), read, unread)
    }

    fn of(
        file: Rc<str>,
        (unit_key, apart): (Rc<str>, Rc<str>),
        read: Result<Received, Refusal>,
        unread: Result<Rc<str>, Odd>,
    ) -> Item {
        let late = read.as_ref().ok().filter(|received| received.is_late());
        let unit = read.as_ref().map_or_else(
            |_| Rc::default(),
            |received| match &*apart {
                "" => Rc::clone(&received.unit),
                apart => format!("{} ({apart})", received.unit).into(),
            },
        );
        Item {
            late: late.and_then(Received::as_late),
            file,
            unit_key,
            apart,
            unit,
            read,
            unread,
        }
    }

    /// The same, where the office states the day it came, or no longer does.
    pub fn came_on(&self, day: Option<Date>) -> Item {
        let Item {
            file,
            unit_key,
            apart,
            read,
            unread,
            ..
        } = self.clone();
        let read = read.map(|received| received.came_on(day));
        Item::of(file, (unit_key, apart), read, unread)
    }

    /// The same, where the office tells its unit from another of the same name by what it writes, or no longer does.
    pub fn told_apart(&self, apart: &str, key: impl Fn(&str) -> String) -> Item {
        let item = self.clone();
        let names = (Rc::default(), apart.trim().into());
        let item = Item::of(item.file, names, item.read, item.unread);
        Item {
            unit_key: key(&item.unit).into(),
            ..item
        }
    }

    /// The same, under the name that another file of its unit has.
    pub fn named_as(&self, other: &Item) -> Item {
        Item {
            unit_key: Rc::clone(&other.unit_key),
            apart: Rc::clone(&other.apart),
            unit: Rc::clone(&other.unit),
            ..self.clone()
        }
    }

    /// The day it came, where the office says so.
    pub fn came(&self) -> Option<Date> {
        self.read.as_ref().ok()?.came
    }

    /// The code of what it says.
    pub fn receipt(&self) -> Option<Receipt> {
        Some(self.read.as_ref().ok()?.receipt)
    }

    /// What is in the file; `None` where that is not text.
    pub fn text(&self) -> Option<&Rc<str>> {
        match &self.read {
            Ok(received) => Some(&received.text),
            Err(_) => self.unread.as_ref().ok(),
        }
    }

    /// Why there is no text of it; `None` where there is.
    pub fn odd(&self) -> Option<Odd> {
        let odd = self.unread.as_ref().err().copied();
        odd.filter(|_| self.read.is_err())
    }

    pub fn list_key(&self) -> Option<ListKey> {
        let received = self.read.as_ref().ok()?;
        Some(ListKey {
            framework: received.framework.digest.as_str().into(),
            unit_group: received.unit_group,
            year: received.year,
        })
    }

    /// What counts of it.
    pub fn result(&self) -> Option<&Listed> {
        let received = self.read.as_ref().ok()?;
        Some(self.late.as_ref().unwrap_or(&received.result))
    }
}
