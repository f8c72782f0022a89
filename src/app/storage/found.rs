//! What the browser holds when the page is opened: put on the shelf, or listed as what cannot be read. Nothing is removed.

use std::collections::BTreeMap;
use std::rc::Rc;

use bac_thang::engine::order;
use bac_thang::{Assessment, LoadError};

use super::browser::{self, EARLIER};
use super::record::{self, NotRead};
use crate::app::session::shelf::{Facts, Id, Work};
use crate::app::session::{Keeping, Session, Unread, Unreadable, has_content};

/// What the keeper has to know of it.
#[derive(Debug, Default)]
pub struct Found {
    /// The version of every record that is on the shelf.
    pub stamps: BTreeMap<Id, Rc<str>>,
    /// Keys of an earlier version, each with the name its text goes on under.
    pub earlier: Vec<(String, Id)>,
}

/// Puts what the browser holds on the shelf.
pub fn find(session: &mut Session) -> Found {
    let Some(texts) = browser::all() else {
        session.keeping = Keeping::Blocked;
        return Found::default();
    };
    take(session, texts)
}

fn take(session: &mut Session, mut texts: Vec<(String, String)>) -> Found {
    let mut found = Found::default();
    let mut unread = Vec::new();
    // Records come first: what an earlier version left may go on under a name of theirs.
    let rank = |key: &str| browser::id(key).is_none();
    order::sort(&mut texts, |(one, _), (other, _)| {
        (rank(one), one).cmp(&(rank(other), other))
    });
    for (key, text) in texts {
        let taken = match (browser::id(&key), key.strip_prefix(EARLIER)) {
            (Some(id), _) => take_record(session, &mut found, id, &text),
            (None, Some("open")) => Ok(()),
            (None, Some(sheet)) => take_earlier(session, &mut found, &key, sheet, &text),
            (None, None) => Err(Unreadable::Damaged),
        };
        if let Err(why) = taken {
            unread.push(Unread {
                key,
                text: text.into(),
                why,
                is_out: false,
            });
        }
    }
    session.unread = unread.into();
    found
}

fn take_record(
    session: &mut Session,
    found: &mut Found,
    id: &str,
    text: &str,
) -> Result<(), Unreadable> {
    let record = record::read(text).map_err(|why| match why {
        NotRead::Newer => Unreadable::Newer,
        NotRead::Damaged => Unreadable::Damaged,
    })?;
    let sheet = session.sheet_for(&record.assessment, record.framework.as_deref());
    let sheet = sheet.map_err(|_| Unreadable::OtherFramework)?;
    let id = Id::from(id);
    let work = Work::new(sheet, record.assessment, record.facts);
    session.shelf.insert(Rc::clone(&id), Rc::new(work));
    found.stamps.insert(id, record.stamp);
    Ok(())
}

/// A bare assessment, by the key of its sheet.
fn take_earlier(
    session: &mut Session,
    found: &mut Found,
    key: &str,
    sheet_key: &str,
    text: &str,
) -> Result<(), Unreadable> {
    let assessment = Assessment::read(text).map_err(|error| match error {
        LoadError::Newer { .. } => Unreadable::Newer,
        _ => Unreadable::Damaged,
    })?;
    let sheet = session.sheet_of(&assessment);
    let sheet = sheet.map_err(|_| Unreadable::OtherFramework)?;
    // Another window that is opened now finds the same text and gives it the same name.
    let id = Id::from(format!("1-{}", sheet_key.replace('/', "-")));
    let is_here = session
        .shelf
        .get(&id)
        .is_some_and(|work| *work.draft == assessment);
    if has_content(&assessment) && !is_here {
        let facts = Facts {
            steps_since_file: 1,
            ..Facts::default()
        };
        let work = Work::new(sheet, Rc::new(assessment), facts);
        let id = if session.shelf.contains_key(&id) {
            session.add(work)
        } else {
            session.shelf.insert(Rc::clone(&id), Rc::new(work));
            id
        };
        found.earlier.push((key.to_owned(), id));
    } else {
        found.earlier.push((key.to_owned(), id));
    }
    Ok(())
}
