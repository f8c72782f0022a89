//! Keeps every change in the browser within a second, and notices what other windows write.
//!
//! A record is written only over the version this window knows. Where another window has written since, its version is handed
//! to the session, which goes on with what is here under another name: see [`crate::app::session::windows`].

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use bac_thang::Assessment;
use bac_thang::engine::order;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, StorageEvent};
use yew::prelude::*;

use super::found::Found;
use super::{browser, record};
use crate::app::session::shelf::{Facts, Id, Shelf, Work};
use crate::app::session::windows::Stored;
use crate::app::session::{Action, Keeping, Session, Unread, has_content};

/// Milliseconds from a change to its writing: typing goes on undisturbed, and a second is not over.
const DELAY: u32 = 400;

/// What this window knows of the browser's records.
pub struct Keeper {
    window: Rc<str>,
    stamps: u32,
    shelf: Shelf,
    open: Option<Id>,
    known: BTreeMap<Id, Known>,
    /// Keys of an earlier version, each with the name its text goes on under: they go once that is written.
    earlier: Vec<(String, Id)>,
    unread: Rc<[Unread]>,
    timer: Option<Timeout>,
    /// What is to be told to the session.
    said: Vec<Action>,
}

/// A record as it was read or written last.
struct Known {
    stamp: Rc<str>,
    draft: Rc<Assessment>,
    facts: Facts,
}

impl Known {
    fn is_of(&self, work: &Work) -> bool {
        Rc::ptr_eq(&self.draft, &work.draft) && self.facts == work.facts
    }
}

impl Keeper {
    /// Begins with what was found.
    pub fn new(session: &Session, found: Found) -> Keeper {
        let known = found.stamps.into_iter().filter_map(|(id, stamp)| {
            let work = session.shelf.get(&id)?;
            let known = Known {
                stamp,
                draft: Rc::clone(&work.draft),
                facts: work.facts.clone(),
            };
            Some((id, known))
        });
        Keeper {
            window: Rc::clone(&session.window),
            stamps: 0,
            shelf: Shelf::new(),
            open: None,
            known: order::map(known),
            earlier: found.earlier,
            unread: Rc::clone(&session.unread),
            timer: None,
            said: Vec::new(),
        }
    }

    /// A stamp nothing else has.
    fn stamp(&mut self) -> Rc<str> {
        self.stamps += 1;
        format!("{}.{}", self.window, self.stamps).into()
    }

    /// Whether all is written.
    fn is_done(&self) -> bool {
        let is_written = |(id, work): (&Id, &Rc<Work>)| {
            self.known.get(id).is_some_and(|known| known.is_of(work)) || !self.is_kept(id, work)
        };
        self.shelf.iter().all(is_written) && self.known.keys().all(|id| self.shelf.contains_key(id))
    }

    /// What nobody has touched is kept only while it is on screen.
    fn is_kept(&self, id: &Id, work: &Work) -> bool {
        self.open.as_ref() == Some(id) || work.history.can_undo() || has_content(&work.draft)
    }

    /// Writes what has changed.
    fn flush(&mut self) {
        self.timer = None;
        self.forget_earlier();
        if self.is_done() {
            return;
        }
        let mut keeping = Keeping::Works;
        for (id, work) in self.shelf.clone() {
            let is_written = self.known.get(&id).is_some_and(|known| known.is_of(&work));
            if !is_written && self.is_kept(&id, &work) {
                let kept = self.write(&id, &work);
                keeping = if kept == Keeping::Works {
                    keeping
                } else {
                    kept
                };
            }
        }
        let here = order::set(self.shelf.keys().cloned());
        let gone: Vec<Id> = self
            .known
            .keys()
            .filter(|id| !here.contains(*id))
            .cloned()
            .collect();
        for id in gone {
            self.remove(&id);
        }
        self.forget_earlier();
        self.said.push(Action::Kept(keeping));
    }

    fn forget_earlier(&mut self) {
        let known = &self.known;
        self.earlier.retain(|(key, id)| {
            let is_written = known.contains_key(id);
            if is_written {
                browser::remove(key);
            }
            !is_written
        });
    }

    fn write(&mut self, id: &Id, work: &Rc<Work>) -> Keeping {
        let key = browser::key(id);
        if let Some(lies) = browser::get(&key)
            && record::stamp(&lies).is_none_or(|stamp| !self.knows(id, &stamp))
        {
            match record::read(&lies) {
                Ok(theirs) => {
                    self.meet(theirs);
                    return Keeping::Works;
                }
                Err(_) => match browser::set_aside(id, &lies) {
                    Keeping::Works => {}
                    refused => return refused,
                },
            }
        }
        let stamp = self.stamp();
        let Some(text) = record::write(id, &stamp, work) else {
            return Keeping::Blocked;
        };
        let kept = browser::set(&key, &text);
        if kept == Keeping::Works {
            let known = Known {
                stamp,
                draft: Rc::clone(&work.draft),
                facts: work.facts.clone(),
            };
            self.known.insert(Rc::clone(id), known);
        }
        kept
    }

    /// Removes a record that was taken off the shelf, unless another window has written it since.
    fn remove(&mut self, id: &Id) {
        let key = browser::key(id);
        match browser::get(&key) {
            Some(lies) if record::stamp(&lies).is_none_or(|stamp| !self.knows(id, &stamp)) => {
                self.known.remove(id);
                if let Ok(theirs) = record::read(&lies) {
                    self.meet(theirs);
                }
            }
            _ => {
                browser::remove(&key);
                self.known.remove(id);
            }
        }
    }

    /// Removes what a person no longer wants kept aside.
    fn forget(&mut self, unread: &Rc<[Unread]>) {
        let is_wanted = |old: &Unread| unread.iter().any(|new| new.key == old.key);
        for old in self.unread.iter().filter(|old| !is_wanted(old)) {
            browser::remove(&old.key);
        }
        self.unread = Rc::clone(unread);
    }

    fn knows(&self, id: &Id, stamp: &str) -> bool {
        self.known
            .get(id)
            .is_some_and(|known| *known.stamp == *stamp)
    }

    /// Tells of a record that another window has written.
    fn meet(&mut self, theirs: record::Record) {
        let record::Record {
            id,
            stamp,
            facts,
            assessment,
            framework,
        } = theirs;
        let is_changed = |work: &Rc<Work>| {
            self.known
                .get(&id)
                .is_none_or(|known| !Rc::ptr_eq(&known.draft, &work.draft))
        };
        let is_changed_here = self.shelf.get(&id).is_some_and(is_changed);
        let known = Known {
            stamp,
            draft: Rc::clone(&assessment),
            facts: facts.clone(),
        };
        self.known.insert(Rc::clone(&id), known);
        let stored = Stored {
            assessment,
            facts,
            framework,
            is_changed_here,
        };
        self.said.push(Action::StoredElsewhere(id, Some(stored)));
    }

    /// Looks at one record again, or at all: another window may have written or removed it.
    fn look(&mut self, key: Option<&str>) {
        let ids: BTreeSet<Id> = match key {
            Some(key) => order::set(browser::id(key).map(Id::from)),
            None => order::set(self.known.keys().cloned()),
        };
        for id in ids {
            match browser::get(&browser::key(&id)) {
                Some(lies) if record::stamp(&lies).is_none_or(|stamp| !self.knows(&id, &stamp)) => {
                    if let Ok(theirs) = record::read(&lies) {
                        self.meet(theirs);
                    }
                }
                None if self.known.remove(&id).is_some() => {
                    self.said.push(Action::StoredElsewhere(id, None));
                }
                _ => {}
            }
        }
    }
}

/// Has the keeper do something, and tells the session of it.
fn with(keeper: &Rc<RefCell<Keeper>>, act: &Callback<Action>, work: impl FnOnce(&mut Keeper)) {
    let said = {
        let mut keeper = keeper.borrow_mut();
        work(&mut keeper);
        std::mem::take(&mut keeper.said)
    };
    for action in said {
        act.emit(action);
    }
}

/// Keeps what the session holds, and which assessment is on screen, in the browser.
#[hook]
pub fn use_keeper(
    session: &UseReducerHandle<Session>,
    act: &Callback<Action>,
    keeper: &Rc<RefCell<Keeper>>,
) {
    use_effect_with(session.open.clone(), |id| browser::keep_open(id.as_deref()));
    {
        let (session, act, keeper) = (session.clone(), act.clone(), Rc::clone(keeper));
        use_effect(move || {
            let mut this = keeper.borrow_mut();
            (this.shelf, this.open) = (session.shelf.clone(), session.open.clone());
            this.forget(&session.unread);
            if this.timer.is_none() && !this.is_done() {
                let (later, act) = (Rc::clone(&keeper), act.clone());
                let flush = move || with(&later, &act, Keeper::flush);
                this.timer = Some(Timeout::new(DELAY, flush));
            }
        });
    }
    let (keeper, act) = (Rc::clone(keeper), act.clone());
    use_effect_with((), move |()| {
        let listeners = listen(&keeper, &act);
        move || drop(listeners)
    });
}

fn listen(keeper: &Rc<RefCell<Keeper>>, act: &Callback<Action>) -> Vec<EventListener> {
    let on = |target: &EventTarget, name: &'static str, work: fn(&mut Keeper, &web_sys::Event)| {
        let (keeper, act) = (Rc::clone(keeper), act.clone());
        EventListener::new(target, name, move |event| {
            with(&keeper, &act, |keeper| work(keeper, event));
        })
    };
    let window = gloo::utils::window();
    vec![
        on(&window, "pagehide", |keeper, _| keeper.flush()),
        on(&gloo::utils::document(), "visibilitychange", |keeper, _| {
            if gloo::utils::document().hidden() {
                keeper.flush();
            } else {
                keeper.look(None);
            }
        }),
        on(&window, "storage", |keeper, event| {
            if let Some(event) = event.dyn_ref::<StorageEvent>() {
                keeper.look(event.key().as_deref());
            }
        }),
    ]
}
