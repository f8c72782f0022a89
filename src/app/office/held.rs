//! What the browser holds of the office's work, and what of it is to be written next. No DOM.
//!
//! Files lie one by one at their places; beside them the head, which says what was decided and how many of them count. It is
//! written last, so that it never promises a file that is not there: a letter typed writes the head, and no file again.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::item::Item;
use super::saved::{self, NotRead};
use super::work::Work;
use crate::app::session::shelf::Facts;
use crate::app::storage::record::{WrittenFile, moment, read_moment};

/// How much is written at once, that the page goes on answering.
const MAX_FILES: usize = 64;
const MAX_BYTES: usize = 250_000;

/// The work as the browser or a page holds it, not opened yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Names this version of it.
    pub stamp: Rc<str>,
    pub facts: Facts,
    /// How many files there are.
    pub count: usize,
    /// What [`saved::json`] is.
    pub work: Rc<str>,
}

#[derive(Serialize, Deserialize)]
struct Written<W> {
    stamp: Rc<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    changed: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<WrittenFile>,
    #[serde(default)]
    steps_since_file: u32,
    #[serde(default)]
    copies: Vec<Rc<str>>,
    work: W,
}

/// The work as JSON, with its files' texts inside or apart.
pub fn write(work: &Work, facts: &Facts, stamp: &Rc<str>, with_texts: bool) -> Option<String> {
    let written = Written {
        stamp: Rc::clone(stamp),
        changed: facts.changed.map(moment),
        file: facts.file.map(WrittenFile::of),
        steps_since_file: facts.steps_since_file,
        copies: facts.copies.clone(),
        work: saved::json(work, with_texts),
    };
    serde_json::to_string(&written).ok()
}

/// Reads it.
pub fn read(json: Value) -> Result<Head, NotRead> {
    let written: Written<Value> = serde_json::from_value(json).map_err(|_| NotRead::Damaged)?;
    let files = written.work.get("files").and_then(Value::as_array);
    Ok(Head {
        stamp: written.stamp,
        facts: Facts {
            changed: written.changed.as_deref().and_then(read_moment),
            file: written.file.and_then(|file| file.filed()),
            steps_since_file: written.steps_since_file,
            copies: written.copies,
            ..Facts::default()
        },
        count: files.map_or(0, Vec::len),
        work: written.work.to_string().into(),
    })
}

/// What the browser holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The version of its head; empty where there is none.
    pub stamp: Rc<str>,
    /// What the head says.
    pub head: Work,
    pub facts: Facts,
    /// Whose texts lie there, by place.
    pub files: Vec<Rc<Item>>,
}

/// What is to be written at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portion {
    /// The place of the first of these files.
    pub from: usize,
    pub files: Vec<Rc<Item>>,
    /// What the head says then, where it is written.
    pub head: Option<Work>,
}

impl Held {
    /// What is to be written next; `None` where the browser holds it all.
    pub fn next(&self, work: &Work, facts: &Facts) -> Option<Portion> {
        let pairs = self.files.iter().zip(&*work.items);
        let same = pairs
            .take_while(|(one, other)| Rc::ptr_eq(one, other) || one.text() == other.text())
            .count();
        if self.head.items.len() > same {
            // What lies further on is something else: the head promises it no more before it goes.
            return Some(Portion {
                from: same,
                files: Vec::new(),
                head: Some(work.first(same)),
            });
        }
        let mut bytes = 0;
        let rest = work.items.iter().skip(same).take(MAX_FILES);
        let files = rest.take_while(|item| {
            let is_in = bytes < MAX_BYTES;
            bytes += item.text().map_or(0, |text| text.len());
            is_in
        });
        let files: Vec<Rc<Item>> = files.cloned().collect();
        if files.is_empty() && self.head == *work && self.facts == *facts {
            return None;
        }
        let is_all = same + files.len() == work.items.len();
        Some(Portion {
            from: same,
            files,
            head: is_all.then(|| work.clone()),
        })
    }

    /// It has been written.
    pub fn wrote(&mut self, portion: Portion, facts: Facts, stamp: Rc<str>) {
        self.stamp = stamp;
        self.files.truncate(portion.from);
        self.files.extend(portion.files);
        if let Some(head) = portion.head {
            (self.head, self.facts) = (head, facts);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::expected::unit_key;
    use super::super::saved::Opening;
    use super::*;
    use crate::app::session::shelf::Filed;

    /// A browser: texts by place, and the head.
    #[derive(Default)]
    struct Browser {
        texts: BTreeMap<usize, String>,
        head: Option<String>,
    }

    impl Browser {
        /// What somebody finds who opens the page now.
        fn found(&self) -> Option<(Work, Facts)> {
            let json = serde_json::from_str(self.head.as_ref()?).unwrap();
            let head = read(json).unwrap();
            let mut opening = Opening::default();
            opening.push(head.work.as_bytes());
            assert_eq!(opening.count(), head.count);
            let mut item = |place| {
                let text = self.texts.get(&place).unwrap();
                opening.item(Some(text), &[], unit_key).unwrap()
            };
            let items = (0..head.count).map(&mut item).collect();
            Some((opening.begin(items).unwrap().done(), head.facts))
        }

        fn write(&mut self, portion: &Portion, facts: &Facts) {
            for (offset, item) in portion.files.iter().enumerate() {
                let text = item.text().unwrap().to_string();
                self.texts.insert(portion.from + offset, text);
            }
            if let Some(head) = &portion.head {
                let written = super::write(head, facts, &"s".into(), false).unwrap();
                self.head = Some(written);
                self.texts.retain(|place, _| *place < head.items.len());
            }
        }
    }

    fn work(names: &[&str]) -> Work {
        let item = |name: &&str| {
            let text = format!("{{ {name}");
            Rc::new(Item::examine(&[], name, Ok(&text), unit_key))
        };
        let mut work = Work {
            items: Rc::new(names.iter().map(item).collect()),
            ..Work::default()
        };
        Rc::make_mut(&mut work.decided).extend((0..names.len()).map(|place| (place, true)));
        work
    }

    /// Keeps a work; at no moment does somebody find what never was.
    fn keep(browser: &mut Browser, held: &mut Held, work: &Work, before: &Work) -> usize {
        let facts = Facts::default();
        let mut count = 0;
        while let Some(portion) = held.next(work, &facts) {
            browser.write(&portion, &facts);
            held.wrote(portion, facts.clone(), "s".into());
            count += 1;
            if let Some((found, _)) = browser.found() {
                let same = before.items.iter().zip(&*work.items);
                let same = same.take_while(|(one, other)| one == other).count();
                assert!([before, work, &work.first(same)].contains(&&found));
            }
        }
        assert_eq!(browser.found().map(|(found, _)| found).as_ref(), Some(work));
        count
    }

    #[test]
    fn what_is_kept_is_found_again_whenever_the_page_goes() {
        let (mut browser, mut held) = (Browser::default(), Held::default());
        let nothing = Work::default();
        let many: Vec<String> = (0..200).map(|index| index.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let (all, other) = (work(&many), work(&["1", "x", "y"]));
        assert_eq!(keep(&mut browser, &mut held, &all, &nothing), 4);
        // Typing writes no file again.
        let typed = Work {
            appraiser: "A".to_owned(),
            ..all.clone()
        };
        let portion = held.next(&typed, &Facts::default()).unwrap();
        assert!(portion.files.is_empty());
        assert_eq!(keep(&mut browser, &mut held, &typed, &all), 1);
        // Another work in its place, and none.
        keep(&mut browser, &mut held, &other, &typed);
        assert_eq!(browser.texts.len(), 3);
        keep(&mut browser, &mut held, &nothing, &other);
        assert_eq!(browser.texts.len(), 0);
    }

    #[test]
    fn large_files_are_written_one_by_one() {
        let text = format!("{{{}", " ".repeat(MAX_BYTES));
        let item = |name: &str| Rc::new(Item::examine(&[], name, Ok(&text), unit_key));
        let work = Work {
            items: Rc::new(vec![item("a"), item("b")]),
            ..Work::default()
        };
        let portion = Held::default().next(&work, &Facts::default()).unwrap();
        assert_eq!((portion.files.len(), portion.head), (1, None));
    }

    #[test]
    fn when_it_was_written_to_a_file_is_kept() {
        let at = read_moment("2026-11-27T08:00:00");
        let facts = Facts {
            changed: at,
            file: at.map(|at| Filed {
                at,
                is_checked: true,
            }),
            steps_since_file: 3,
            copies: vec!["c".into()],
            ..Facts::default()
        };
        let json = write(&Work::default(), &facts, &"s".into(), true).unwrap();
        let head = read(serde_json::from_str(&json).unwrap()).unwrap();
        assert_eq!((head.facts, &*head.stamp, head.count), (facts, "s", 0));
        assert_eq!(read(Value::Null), Err(NotRead::Damaged));
    }
}
