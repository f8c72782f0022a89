//! What the page begins with: what the browser keeps, and what the page itself carries.

use std::rc::Rc;

use time::PrimitiveDateTime;

use super::catalog::Catalog;
use super::page_file;
use super::session::files::Origin;
use super::session::shelf::{Id, Shelf};
use super::session::{Keeping, NotOpened, Notice, Session, View};
use super::storage::found::{self, Found};
use super::storage::{last_open, record::NotRead};

/// The state to begin with, and what the keeper has to know of it.
pub fn start(now: PrimitiveDateTime, window: Rc<str>) -> (Session, Found) {
    let mut session = empty(now, window);
    let found = found::find(&mut session);
    // Whoever reloads the page wants to go on where they were.
    let mut open = last_open().map(Id::from);
    match page_file::carried() {
        None => {}
        Some(Ok(data)) => {
            let is_new = |id: &Id| !session.shelf.contains_key(id);
            open = data.open.filter(is_new).or(open);
            if let Some(office) = data.office {
                Rc::make_mut(&mut session.office).carried = Some(Rc::new(office));
                session.is_at_office = data.records.is_empty();
            }
            let arrivals = data.records.into_iter().map(Into::into).collect();
            session.receive(Origin::ThisPage, arrivals);
        }
        Some(Err(why)) => {
            let why = match why {
                NotRead::Newer => NotOpened::NewerPage,
                NotRead::Damaged => NotOpened::DamagedPage,
            };
            let file = "lưu trong trang này".to_owned();
            session.notice = Some(Notice::NotOpened { file, why });
        }
    }
    let is_here = |id: &Id| session.shelf.contains_key(id) && !session.is_at_office;
    session.open = open.filter(is_here);
    (session, found)
}

/// A state with nothing entered.
pub fn empty(now: PrimitiveDateTime, window: Rc<str>) -> Session {
    Session {
        today: now.date(),
        now,
        window,
        named: 0,
        catalog: Rc::new(Catalog::shipped()),
        shelf: Shelf::new(),
        open: None,
        screen: 0,
        view: View::default(),
        sought: None,
        climb: Rc::default(),
        pasted: None,
        last_year: None,
        stepped: None,
        office: Rc::default(),
        is_at_office: false,
        query: String::new(),
        merges: std::collections::VecDeque::new(),
        clash: None,
        sent: None,
        notice: None,
        keeping: Keeping::Works,
        unread: Rc::new([]),
    }
}
