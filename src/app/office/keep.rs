//! Keeps the office's work in the browser, in `IndexedDB`: a second after a change at most, a portion at a time.
//!
//! It is written only over the version this window knows. Where another window has written since, nothing is written any more
//! until a person has seen where the two differ.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use bac_thang::Framework;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::timers::future::sleep;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::DomException;
use yew::prelude::*;

use super::held::{self, Head, Held};
use super::intake::{PORTION, key, pause, work};
use super::saved::{NotRead, Opening};
use super::state::{Kept, Office, OfficeAction, Opened, Progress, Source, WorkKeeping};
use crate::app::session::{Action, Session};

/// Milliseconds from a change to its writing.
const DELAY: u32 = 400;
/// Between two looks at whether all is written.
const LOOK: Duration = Duration::from_millis(20);
/// How many files are fetched at once.
const TOGETHER: usize = 32;

// Functions of `src/page/kept.js`, which stands in one scope with what wasm-bindgen makes.
#[wasm_bindgen]
extern "C" {
    /// The version, and the head as text or nothing.
    #[wasm_bindgen(js_name = keptHead, catch)]
    async fn kept_head() -> Result<JsValue, JsValue>;
    /// The texts of files, by their places; null for what is none.
    #[wasm_bindgen(js_name = keptFiles, catch)]
    async fn kept_files(from: usize, to: usize) -> Result<JsValue, JsValue>;
    /// Writes files and, where it is given, the head with how many files it counts; says whether the version was the one known.
    #[wasm_bindgen(js_name = keepFiles, catch)]
    async fn keep_files(
        known: &str,
        stamp: &str,
        from: usize,
        files: js_sys::Array,
        head: Option<String>,
        count: usize,
    ) -> Result<JsValue, JsValue>;
}

/// What this window knows of what the browser holds.
struct Keeper {
    window: Rc<str>,
    stamps: u32,
    /// `None` until that was opened, and where it is another window's.
    held: Option<Held>,
    office: Rc<Office>,
    is_writing: bool,
    timer: Option<Timeout>,
    act: Callback<OfficeAction>,
}

impl Keeper {
    /// Whether something is written that the browser does not hold.
    fn is_behind(&self) -> bool {
        let Office { work, facts, .. } = &*self.office;
        match &self.held {
            Some(held) => held.next(work, facts).is_some(),
            None => !self.office.is_empty(),
        }
    }

    /// Whether leaving loses something.
    fn is_unsaved(&self) -> bool {
        let office = &self.office;
        office.batch.is_some() || office.facts.steps_since_file > 0 && self.is_behind()
    }
}

type Shared = Rc<RefCell<Keeper>>;

/// What keeps the work, for those who wait for it.
#[derive(Clone)]
pub struct Keep(Shared);

impl PartialEq for Keep {
    fn eq(&self, other: &Keep) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Keep {
    /// Waits until the browser holds all there is, unless it keeps nothing of it: a file that is given before, and opened again
    /// after the page was, would differ from what is kept.
    pub async fn settled(&self) {
        loop {
            write_soon(&self.0, 0);
            let is_settled = {
                let this = self.0.borrow();
                let will_write = this.is_writing || this.timer.is_some();
                !will_write || this.office.keeping != WorkKeeping::Works
            };
            if is_settled {
                return;
            }
            sleep(LOOK).await;
        }
    }
}

/// Keeps the office's work in the browser, opens what is kept there once somebody comes to the office, and warns on leaving
/// where something would be lost.
#[hook]
pub fn use_office_keeper(session: &UseReducerHandle<Session>, act: &Callback<Action>) -> Keep {
    let act: Callback<OfficeAction> = act.reform(Action::Office);
    let office = Rc::clone(&session.office);
    let keeper = {
        let (window, office) = (Rc::clone(&session.window), Rc::clone(&office));
        let act = act.clone();
        use_mut_ref(move || Keeper {
            window,
            stamps: 0,
            held: None,
            office,
            is_writing: false,
            timer: None,
            act,
        })
    };
    {
        let (keeper, office) = (Rc::clone(&keeper), Rc::clone(&office));
        use_effect(move || {
            keeper.borrow_mut().office = office;
            write_soon(&keeper, DELAY);
        });
    }
    {
        let (keeper, act) = (Rc::clone(&keeper), act.clone());
        let frameworks = session.catalog.frameworks();
        let deps = (
            office.kept.clone(),
            office.carried.clone(),
            session.is_at_office,
        );
        use_effect_with(deps, move |(kept, carried, is_at_office)| {
            match (kept, carried) {
                (Kept::Unknown, _) => spawn_local(look(keeper, act)),
                (Kept::Waiting(head), _) if *is_at_office => {
                    act.emit(OfficeAction::KeptFound(Kept::Opening));
                    let head = Rc::clone(head);
                    spawn_local(async move { open_kept(&head, &frameworks, &keeper, &act).await });
                }
                (Kept::Here, Some(head)) if *is_at_office => {
                    act.emit(OfficeAction::Carried(None));
                    let head = Rc::clone(head);
                    spawn_local(async move { open_carried(&head, &frameworks, &act).await });
                }
                _ => {}
            }
        });
    }
    {
        let keeper = Rc::clone(&keeper);
        use_effect_with((), move |()| {
            let listeners = listen(&keeper);
            move || drop(listeners)
        });
    }
    Keep(keeper)
}

fn listen(keeper: &Shared) -> Vec<EventListener> {
    let window = gloo::utils::window();
    let hidden = {
        let keeper = Rc::clone(keeper);
        move |_: &web_sys::Event| {
            if gloo::utils::document().hidden() {
                write_soon(&keeper, 0);
            }
        }
    };
    let keeper = Rc::clone(keeper);
    let options = EventListenerOptions::enable_prevent_default();
    let leaving = EventListener::new_with_options(&window, "beforeunload", options, move |event| {
        if keeper.borrow().is_unsaved() {
            event.prevent_default();
            // Browsers of some years ago heed this alone.
            let _ = js_sys::Reflect::set(event, &"returnValue".into(), &true.into());
        }
    });
    let document = gloo::utils::document();
    vec![
        EventListener::new(&document, "visibilitychange", hidden),
        leaving,
    ]
}

/// Looks at what the browser holds.
async fn look(keeper: Shared, act: Callback<OfficeAction>) {
    let kept = match kept_head().await {
        Err(_) => {
            act.emit(OfficeAction::Keeps(WorkKeeping::Blocked));
            Kept::Here
        }
        Ok(found) => match version_and_head(&found) {
            (stamp, None) => {
                keeper.borrow_mut().held = Some(Held {
                    stamp,
                    ..Held::default()
                });
                Kept::Here
            }
            (stamp, Some(text)) => {
                let json = serde_json::from_str(&text).map_err(|_| NotRead::Damaged);
                match json.and_then(held::read) {
                    Ok(head) => Kept::Waiting(Rc::new(Head { stamp, ..head })),
                    Err(why) => {
                        act.emit(OfficeAction::Keeps(WorkKeeping::Unread(why)));
                        Kept::Here
                    }
                }
            }
        },
    };
    act.emit(OfficeAction::KeptFound(kept));
}

fn version_and_head(found: &JsValue) -> (Rc<str>, Option<String>) {
    let found = js_sys::Array::from(found);
    let stamp = found.get(0).as_string().unwrap_or_default();
    (stamp.into(), found.get(1).as_string())
}

async fn open_kept(
    head: &Head,
    frameworks: &[Rc<Framework>],
    keeper: &Shared,
    act: &Callback<OfficeAction>,
) {
    match opened(head, true, frameworks, act).await {
        Ok(mut opened) => {
            opened.source = Source::Browser(head.facts.clone());
            keeper.borrow_mut().held = Some(Held {
                stamp: Rc::clone(&head.stamp),
                head: opened.work.clone(),
                facts: head.facts.clone(),
                files: opened.work.items.to_vec(),
            });
            act.emit(OfficeAction::Keeps(WorkKeeping::Works));
            act.emit(OfficeAction::Restored(Ok(opened)));
        }
        Err(why) => act.emit(OfficeAction::Keeps(WorkKeeping::Unread(why))),
    }
    act.emit(OfficeAction::Ended);
    act.emit(OfficeAction::KeptFound(Kept::Here));
}

async fn open_carried(head: &Head, frameworks: &[Rc<Framework>], act: &Callback<OfficeAction>) {
    let opened = opened(head, false, frameworks, act).await;
    act.emit(OfficeAction::Restored(opened));
    act.emit(OfficeAction::Ended);
}

/// Opens work, whose files' texts the browser holds or which has them inside.
async fn opened(
    head: &Head,
    is_in_browser: bool,
    frameworks: &[Rc<Framework>],
    act: &Callback<OfficeAction>,
) -> Result<Opened, NotRead> {
    let mut opening = Opening::default();
    for portion in head.work.as_bytes().chunks(PORTION) {
        opening.push(portion);
        pause().await;
    }
    let of = opening.count();
    let mut items = Vec::new();
    while items.len() < of {
        let done = items.len();
        let can_stop = false;
        act.emit(OfficeAction::Opening(Progress { done, of, can_stop }));
        let (from, to) = (done, of.min(done + TOGETHER));
        let texts = if is_in_browser {
            let texts = kept_files(from, to).await;
            js_sys::Array::from(&texts.map_err(|_| NotRead::Damaged)?)
        } else {
            js_sys::Array::new()
        };
        if is_in_browser && texts.length() as usize != to - from {
            return Err(NotRead::Damaged);
        }
        let mut texts = texts.iter();
        for _ in from..to {
            let text = texts.next().and_then(|text| text.as_string());
            items.extend(opening.item(text.as_deref(), frameworks, key));
            pause().await;
        }
    }
    Ok(Opened {
        work: work(opening, items).await?,
        source: Source::ThisPage(Rc::clone(&head.stamp), head.facts.clone()),
    })
}

/// Writes what the browser does not hold, once the time has come; what it refused is tried again with the next change.
fn write_soon(keeper: &Shared, delay: u32) {
    let mut this = keeper.borrow_mut();
    let waits = this.timer.is_some() && delay > 0;
    if this.is_writing || waits || this.held.is_none() || !this.is_behind() {
        return;
    }
    let later = Rc::clone(keeper);
    this.timer = Some(Timeout::new(delay, move || {
        {
            let mut this = later.borrow_mut();
            (this.timer, this.is_writing) = (None, true);
        }
        spawn_local(async move {
            let keeping = write_all(&later).await;
            later.borrow_mut().is_writing = false;
            let (office, act) = {
                let this = later.borrow();
                (Rc::clone(&this.office), this.act.clone())
            };
            if office.keeping != keeping {
                act.emit(OfficeAction::Keeps(keeping));
            } else if keeping == WorkKeeping::Works {
                // What was done while it was written.
                write_soon(&later, DELAY);
            }
        });
    }));
}

async fn write_all(keeper: &Shared) -> WorkKeeping {
    loop {
        let (known, stamp, portion, facts) = {
            let mut this = keeper.borrow_mut();
            let office = Rc::clone(&this.office);
            let Some(held) = &this.held else {
                return WorkKeeping::Elsewhere;
            };
            let Some(portion) = held.next(&office.work, &office.facts) else {
                return WorkKeeping::Works;
            };
            let known = Rc::clone(&held.stamp);
            this.stamps += 1;
            let stamp: Rc<str> = format!("{}.{}", this.window, this.stamps).into();
            (known, stamp, portion, office.facts.clone())
        };
        let files: js_sys::Array = portion
            .files
            .iter()
            .map(|item| {
                item.text()
                    .map_or(JsValue::NULL, |text| JsValue::from_str(text))
            })
            .collect();
        let head = portion.head.as_ref();
        let count = head.map_or(0, |head| head.items.len());
        let head = head.and_then(|head| held::write(head, &facts, &stamp, false));
        let wrote = keep_files(&known, &stamp, portion.from, files, head, count).await;
        let mut this = keeper.borrow_mut();
        match wrote {
            Ok(is_known) if is_known.is_truthy() => {
                if let Some(held) = &mut this.held {
                    held.wrote(portion, facts, stamp);
                }
            }
            Ok(_) => {
                this.held = None;
                return WorkKeeping::Elsewhere;
            }
            Err(why) => return refused(&why),
        }
    }
}

fn refused(why: &JsValue) -> WorkKeeping {
    let name = why.dyn_ref::<DomException>().map(DomException::name);
    match name.as_deref() {
        Some("QuotaExceededError") => WorkKeeping::Full,
        _ => WorkKeeping::Blocked,
    }
}
