//! Undo and redo of one assessment: what it was before each step, no more of it than the page can hold.
//!
//! Typing at one place until the box is left is one step where a number is typed or a list is turned. A text is cut into
//! steps of about a sentence, so that undo never takes a page of writing at once: the next step begins with a line, with
//! the first word after so many letters, or at the latest after twice as many; and what comes or goes at once, pasted or cut,
//! is a step of its own. No clock has a part in it: the same letters are the same steps however fast they were typed.

use std::rc::Rc;

use bac_thang::Assessment;
use serde_json::Value;
use yew::AttrValue;

use super::climb::Efforts;
use super::compare::{Place, differences, value_at, with};

/// How many steps can be undone.
pub const MAX_STEPS: usize = 200;
/// How much all steps may hold, as bytes of JSON.
const MAX_BYTES: usize = 16_000_000;
/// After how many letters of a text its next word begins a step.
const SENTENCE: usize = 40;
/// How many letters come or go at once when a word is typed, put together by an input method, or proposed by a keyboard.
const WORD: usize = 16;

/// Names a step of a history, for as long as it can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepId(u32);

/// The steps of one assessment, and those that were undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    past: Vec<Step>,
    undone: Vec<Step>,
    made: u32,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    id: StepId,
    other: Other,
    touched: Touched,
    /// Whether typing at its one place goes on with it.
    is_open: bool,
    /// How many letters of a text it has changed.
    letters: usize,
    bytes: usize,
}

/// How something is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entering {
    /// All at once.
    AtOnce,
    /// A number letter by letter, or a list turned choice by choice.
    Value,
    /// A text, letter by letter.
    Text,
}

/// The other side of a step, which undoing and redoing change places with what is on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Other {
    Entered(Rc<Assessment>),
    Efforts(Rc<Efforts>),
}

/// What a step changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// What was entered, at these places.
    Places(Vec<Place>),
    /// What changing these costs, by id, chosen at a field.
    Effort { field: AttrValue, ids: Vec<Rc<str>> },
}

impl Touched {
    /// Whether typing on there is part of it. The first letter of a text of the report makes the list that the next ones
    /// change a text of, and the last one that goes takes the text off the list.
    fn goes_on_with(&self, next: &Touched) -> bool {
        const TEXTS: &str = "/report_texts";
        let (Touched::Places(one), Touched::Places(other)) = (self, next) else {
            return self == next;
        };
        let is_list = |places: &[Place]| places.len() == 1 && places[0].path == TEXTS;
        let is_of_list = |places: &[Place]| places.len() == 1 && places[0].path.starts_with(TEXTS);
        one == other || (is_list(one) && is_of_list(other)) || (is_of_list(one) && is_list(other))
    }
}

impl History {
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes down a change that was made. `None` where nothing has changed.
    pub fn note(
        &mut self,
        before: &Rc<Assessment>,
        after: &Assessment,
        entering: Entering,
    ) -> Option<Noted> {
        let changes = differences(before, after);
        if changes.is_empty() {
            return None;
        }
        let letters = match (entering, &changes[..]) {
            (Entering::Text, [change]) => {
                Letters::of(&written(&change.here), &written(&change.there))
            }
            _ => Letters::default(),
        };
        let touched = Touched::Places(changes.into_iter().map(|change| change.place).collect());
        let is_open = entering != Entering::AtOnce && letters.count <= WORD;
        if let Some(last) = self.past.last_mut()
            && is_open
            && last.is_open
            && last.touched.goes_on_with(&touched)
            && !letters.begin_a_step(last.letters)
        {
            last.letters += letters.count;
            self.undone.clear();
            return Some(Noted::TypedOn);
        }
        let other = Other::Entered(Rc::clone(before));
        let id = self.add(other, touched, is_open);
        if let Some(last) = self.past.last_mut() {
            last.letters = letters.count;
        }
        Some(Noted::Step(id))
    }

    /// Takes down that another effort was chosen, at a field, for what has these ids.
    pub fn note_effort(&mut self, before: Rc<Efforts>, field: AttrValue, ids: Vec<Rc<str>>) {
        self.add(
            Other::Efforts(before),
            Touched::Effort { field, ids },
            false,
        );
    }

    fn add(&mut self, other: Other, touched: Touched, is_open: bool) -> StepId {
        self.undone.clear();
        self.made += 1;
        let id = StepId(self.made);
        let bytes = other.bytes();
        self.past.push(Step {
            id,
            other,
            touched,
            is_open,
            letters: 0,
            bytes,
        });
        self.forget_oldest();
        id
    }

    /// Whether typing may go on with the last step.
    pub fn is_open(&self) -> bool {
        self.past.last().is_some_and(|last| last.is_open)
    }

    /// What is typed from here on is a step of its own.
    pub fn seal(&mut self) {
        if let Some(last) = self.past.last_mut() {
            last.is_open = false;
        }
    }

    /// Goes one step back or forward; tells what that changed.
    pub fn step(
        &mut self,
        is_back: bool,
        draft: &mut Rc<Assessment>,
        efforts: &mut Rc<Efforts>,
    ) -> Option<Touched> {
        let (from, to) = if is_back {
            (&mut self.past, &mut self.undone)
        } else {
            (&mut self.undone, &mut self.past)
        };
        let step = from.pop()?.swapped(draft, efforts);
        let touched = step.touched.clone();
        to.push(step);
        Some(touched)
    }

    /// Whether a step is among those that can be undone.
    pub fn has(&self, id: StepId) -> bool {
        self.past.iter().any(|step| step.id == id)
    }

    /// What an assessment is without one step of its past, while what was done since elsewhere stays.
    pub fn without(&self, id: StepId, current: &Assessment) -> Option<Assessment> {
        let index = self.past.iter().position(|step| step.id == id)?;
        let mut from_it = self.past[index..].iter().filter_map(Step::entered);
        let before = from_it.next()?;
        let after = from_it.next().unwrap_or(current);
        let changes = differences(before, after).into_iter();
        let back = changes.map(|change| {
            let now = value_at(current, &change.place);
            (change.place, taken_back(change.here, &change.there, now))
        });
        with(current, back)
    }

    fn forget_oldest(&mut self) {
        let mut room = MAX_BYTES;
        let held = self.past.iter().rev().take(MAX_STEPS).take_while(|step| {
            room = room.saturating_sub(step.bytes);
            room > 0
        });
        // The last step can always be undone.
        let held = held.count().max(1);
        self.past.drain(..self.past.len() - held);
    }
}

/// The letters of a text that came or went at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Letters {
    count: usize,
    begins: Begins,
}

/// What letters that came begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Begins {
    #[default]
    Nothing,
    Word,
    Line,
}

impl Letters {
    fn of(before: &str, after: &str) -> Letters {
        let is_same = |(one, other): &(char, char)| one == other;
        let same = before.chars().zip(after.chars()).take_while(is_same);
        let (start, last) = same.fold((0, None), |(count, _), (letter, _)| {
            (count + 1, Some(letter))
        });
        let rest = |text: &str| text.chars().skip(start).collect::<Vec<char>>();
        let (gone, come) = (rest(before), rest(after));
        let same_end = gone.iter().rev().zip(come.iter().rev());
        let end = same_end.take_while(|(one, other)| one == other).count();
        let (gone, come) = (gone.len() - end, &come[..come.len() - end]);
        let begins = match (last, come.first()) {
            (_, None) => Begins::Nothing,
            (_, Some(first)) if first.is_whitespace() => Begins::Nothing,
            (Some('\n'), _) => Begins::Line,
            (Some(last), _) if last.is_whitespace() => Begins::Word,
            _ => Begins::Nothing,
        };
        Letters {
            count: gone.max(come.len()),
            begins,
        }
    }

    /// Whether they begin a step after one that has changed so many.
    fn begin_a_step(self, before: usize) -> bool {
        let is_full = before + self.count > 2 * SENTENCE;
        match self.begins {
            Begins::Line => true,
            Begins::Word => before >= SENTENCE || is_full,
            Begins::Nothing => is_full,
        }
    }
}

/// The text at a place; of a list of texts all of them.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list
            .iter()
            .filter_map(|item| item.get("text")?.as_str())
            .collect(),
        _ => String::new(),
    }
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    /// A new step.
    Step(StepId),
    /// It belongs to the last one.
    TypedOn,
}

impl Step {
    /// What had been entered before it, where it changed that.
    fn entered(&self) -> Option<&Assessment> {
        match &self.other {
            Other::Entered(draft) => Some(draft),
            Other::Efforts(_) => None,
        }
    }

    fn swapped(mut self, draft: &mut Rc<Assessment>, efforts: &mut Rc<Efforts>) -> Step {
        match &mut self.other {
            Other::Entered(other) => std::mem::swap(other, draft),
            Other::Efforts(other) => std::mem::swap(other, efforts),
        }
        self.is_open = false;
        self
    }
}

impl Other {
    fn bytes(&self) -> usize {
        match self {
            Other::Entered(draft) => serde_json::to_vec(draft).map_or(0, |json| json.len()),
            Other::Efforts(efforts) => efforts.keys().map(|id| id.len() + size_of::<u32>()).sum(),
        }
    }
}

/// What a place comes to when a change of it is taken back. What was taken out of a list goes back into the list as it now is.
fn taken_back(before: Value, after: &Value, now: Value) -> Value {
    if now == *after {
        return before;
    }
    let shorter = after.as_array().map_or(0, Vec::len);
    match (before, now) {
        (Value::Array(before), Value::Array(mut now)) if before.len() == shorter + 1 => {
            let after = after.as_array().into_iter().flatten();
            let index = before.iter().zip(after).take_while(|(a, b)| a == b).count();
            let taken_out = before.into_iter().nth(index).unwrap_or_default();
            now.insert(index.min(now.len()), taken_out);
            Value::Array(now)
        }
        (before, _) => before,
    }
}

#[cfg(test)]
mod tests {
    use bac_thang::{Entry, Line};

    use super::*;

    fn blank() -> Rc<Assessment> {
        let text = r#"{ "format": "bac-thang/assessment/1", "kind": "official",
            "framework": { "id": "f", "edition": 1, "digest": "d" }, "unit_group": "xa" }"#;
        Rc::new(Assessment::read(text).unwrap())
    }

    /// An assessment with its history.
    #[derive(Clone)]
    struct Work {
        draft: Rc<Assessment>,
        efforts: Rc<Efforts>,
        history: History,
    }

    fn start() -> Work {
        Work {
            draft: blank(),
            efforts: Rc::default(),
            history: History::default(),
        }
    }

    impl Work {
        fn change(&mut self, change: impl FnOnce(&mut Assessment)) -> Option<Noted> {
            self.note(change, Entering::AtOnce)
        }

        fn note(
            &mut self,
            change: impl FnOnce(&mut Assessment),
            entering: Entering,
        ) -> Option<Noted> {
            let before = Rc::clone(&self.draft);
            change(Rc::make_mut(&mut self.draft));
            self.history.note(&before, &self.draft, entering)
        }

        fn points(&mut self, of: &str, text: &str) {
            self.note(
                |draft| draft.answer_mut(of).points = Entry::typed(text),
                Entering::Value,
            );
        }

        fn explain(&mut self, text: &str) {
            self.note(
                |draft| text.clone_into(&mut draft.answer_mut("a").explanation),
                Entering::Text,
            );
        }

        fn explanation(&self) -> &str {
            let answer = self.draft.answer("a");
            answer.map_or("", |answer| &answer.explanation)
        }

        /// Types a text behind what is there, letter by letter.
        fn write(&mut self, text: &str) {
            for letter in text.chars() {
                self.explain(&format!("{}{letter}", self.explanation()));
            }
        }

        /// Takes letters off the end, one by one.
        fn wipe(&mut self, count: usize) {
            for _ in 0..count {
                let mut text = self.explanation().to_owned();
                text.pop();
                self.explain(&text);
            }
        }

        /// What is there after each undo, down to nothing done.
        fn back(&mut self) -> Vec<String> {
            let mut seen = Vec::new();
            while self.undo() {
                seen.push(self.explanation().to_owned());
            }
            seen
        }

        fn undo(&mut self) -> bool {
            self.step(true)
        }

        fn redo(&mut self) -> bool {
            self.step(false)
        }

        fn step(&mut self, is_back: bool) -> bool {
            let (draft, efforts) = (&mut self.draft, &mut self.efforts);
            self.history.step(is_back, draft, efforts).is_some()
        }

        fn typed(&self, of: &str) -> String {
            let answer = self.draft.answer(of);
            answer.map_or_else(String::new, |answer| answer.points.text().into_owned())
        }

        fn effort(&mut self, of: &str, effort: u32) {
            let before = Rc::clone(&self.efforts);
            Rc::make_mut(&mut self.efforts).insert(of.to_owned(), effort);
            self.history
                .note_effort(before, "effort".into(), vec![of.into()]);
        }

        fn take_back(&mut self, step: Option<Noted>) {
            let Some(Noted::Step(id)) = step else {
                panic!("{step:?} is no step")
            };
            let without = self.history.without(id, &self.draft).unwrap();
            self.change(|draft| *draft = without);
        }

        fn lines(&self) -> Vec<&str> {
            let lines = &self.draft.answer("a").unwrap().lines;
            lines.iter().map(|line| line.name.as_str()).collect()
        }
    }

    #[test]
    fn a_number_typed_digit_by_digit_is_one_step() {
        let mut work = start();
        for text in ["2", "26", "262", "262,", "262,5"] {
            work.points("a", text);
        }
        work.points("b", "7");
        assert!(work.undo());
        assert_eq!(
            (work.typed("a").as_str(), work.typed("b")),
            ("262,5", String::new())
        );
        assert!(work.undo());
        assert_eq!(work.draft, blank());
        assert!(!work.undo());
        assert!(work.redo() && work.redo() && !work.redo());
        assert_eq!(
            (work.typed("a").as_str(), work.typed("b").as_str()),
            ("262,5", "7")
        );
    }

    #[test]
    fn a_text_is_undone_sentence_by_sentence_and_done_again() {
        let written = "Xã đã trang bị máy tính cho toàn bộ cán bộ, công chức; đường truyền cáp quang \
            đến cả bốn thôn, nhưng hai thôn vùng cao chưa có sóng 4G nên việc nộp hồ sơ trực tuyến còn chậm.";
        let mut work = start();
        work.write(written);
        let mut now = written.to_owned();
        for before in work.back() {
            let undone = now.strip_prefix(before.as_str()).unwrap();
            assert!(undone.chars().count() <= 2 * SENTENCE, "{undone}");
            assert!(
                before.is_empty() || before.ends_with(' '),
                "no word is torn: {before}"
            );
            now = before;
        }
        assert_eq!(now, "");
        while work.redo() {}
        assert_eq!(work.explanation(), written);
    }

    #[test]
    fn the_word_after_so_many_letters_and_each_line_begin_a_step() {
        let (short, long) = ("ab ".repeat(13), "ab ".repeat(14));
        for (first, second, after_undo) in [
            (short.as_str(), "cd", ""),
            (long.as_str(), "cd", long.as_str()),
            ("một\n", "hai", "một\n"),
            ("một\n", "\n", ""),
        ] {
            let mut work = start();
            work.write(first);
            work.write(second);
            work.undo();
            assert_eq!(work.explanation(), after_undo, "{first:?}, {second:?}");
        }
    }

    #[test]
    fn letters_with_no_word_between_are_no_endless_step() {
        let mut work = start();
        work.write(&"a".repeat(2 * SENTENCE + 1));
        work.undo();
        assert_eq!(work.explanation(), "a".repeat(2 * SENTENCE));
        work.undo();
        assert_eq!(work.explanation(), "");
    }

    #[test]
    fn what_is_wiped_letter_by_letter_comes_back_part_by_part() {
        let mut work = start();
        work.explain(&"ab ".repeat(60));
        work.wipe(180);
        assert_eq!(work.explanation(), "");
        let lengths: Vec<usize> = work.back().iter().map(String::len).collect();
        assert_eq!(lengths, [20, 100, 180, 0]);
    }

    #[test]
    fn what_is_pasted_or_cut_at_once_is_a_step_of_its_own() {
        let pasted = "b".repeat(WORD + 1);
        let mut work = start();
        work.write("abc");
        work.explain(&format!("abc{pasted}"));
        work.write("d");
        work.explain("");
        work.write("ef");
        assert_eq!(
            work.back(),
            [
                String::new(),
                format!("abc{pasted}d"),
                format!("abc{pasted}"),
                "abc".to_owned(),
                String::new(),
            ]
        );
        let mut typed = start();
        typed.write("abc");
        typed.explain(&format!("abc{}", "b".repeat(WORD)));
        assert_eq!(typed.back(), [""]);
    }

    #[test]
    fn in_the_middle_of_a_text_only_what_was_typed_there_counts() {
        let long = "ab ".repeat(60);
        let mut work = start();
        work.explain(&long);
        work.history.seal();
        for typed in ["c", "cd", "cd ", "cd e"] {
            work.explain(&format!("{typed}{long}"));
        }
        assert_eq!(work.back(), [long.as_str(), ""]);
    }

    #[test]
    fn texts_of_the_report_are_cut_into_steps_too() {
        let mut work = start();
        let text = "ab ".repeat(40);
        let mut typed = String::new();
        for letter in text.chars() {
            typed.push(letter);
            work.note(
                |draft| draft.write_report("kho-khan", typed.clone()),
                Entering::Text,
            );
        }
        let mut left = Vec::new();
        while work.undo() {
            left.push(work.draft.report_text("kho-khan").len());
        }
        assert_eq!(left, [84, 42, 0]);
        while work.redo() {}
        work.note(
            |draft| draft.write_report("kho-khan", String::new()),
            Entering::Text,
        );
        work.undo();
        assert_eq!(work.draft.report_text("kho-khan"), text);
    }

    #[test]
    fn typing_after_undo_or_elsewhere_is_a_step_of_its_own() {
        let mut work = start();
        work.points("a", "1");
        work.points("b", "2");
        work.points("a", "12");
        work.undo();
        assert_eq!(work.typed("a"), "1");
        work.points("a", "3");
        assert!(
            !work.history.can_redo(),
            "what was undone is gone once something else is entered"
        );
        work.undo();
        assert_eq!(work.typed("a"), "1");
        work.history.seal();
        work.redo();
        work.points("a", "34");
        work.undo();
        assert_eq!(work.typed("a"), "3");
    }

    #[test]
    fn what_changes_nothing_is_no_step() {
        let mut work = start();
        let touched = work.change(|draft| {
            draft.answer_mut("a");
        });
        assert_eq!(touched, None);
        assert!(!work.history.can_undo());
    }

    #[test]
    fn choices_are_steps_each() {
        let mut work = start();
        for rule in [Some("x".to_owned()), None, Some("y".to_owned())] {
            work.change(|draft| {
                draft.answer_mut("a").silence =
                    rule.map(|reason| bac_thang::Silence::Undefined { reason });
            });
        }
        assert!(work.undo() && work.undo() && work.undo() && !work.undo());
    }

    #[test]
    fn no_more_steps_are_held_than_there_is_room_for() {
        let mut work = start();
        for step in 0..MAX_STEPS + 50 {
            work.points("a", &step.to_string());
            work.history.seal();
        }
        let mut undone = 0;
        while work.undo() {
            undone += 1;
        }
        assert_eq!(undone, MAX_STEPS);
        assert_eq!(work.typed("a"), "49");

        let mut heavy = start();
        let paper = "chữ".repeat(MAX_BYTES / 10);
        for step in 0..5 {
            heavy.change(|draft| draft.answer_mut("a").note = format!("{step}{paper}"));
        }
        let held = heavy.history.past.len();
        assert!((1..4).contains(&held), "{held}");
    }

    fn three_lines() -> Work {
        let mut work = start();
        work.change(|draft| {
            let named = |name: &str| Line {
                name: name.to_owned(),
                ..Line::default()
            };
            draft.answer_mut("a").lines = ["một", "hai", "ba"].map(named).into();
        });
        work
    }

    #[test]
    fn a_step_is_taken_back_and_what_was_done_since_stays() {
        let mut work = three_lines();
        let removed = work.change(|draft| drop(draft.answer_mut("a").lines.remove(1)));
        work.points("b", "7");
        work.change(|draft| draft.answer_mut("a").lines[1].name = "BA".to_owned());
        work.take_back(removed);
        assert_eq!(work.lines(), ["một", "hai", "BA"]);
        assert_eq!(work.typed("b"), "7");
        work.undo();
        assert_eq!(work.lines(), ["một", "BA"]);
    }

    #[test]
    fn what_was_entered_over_something_taken_back_is_one_undo_away() {
        let mut work = start();
        work.points("a", "250");
        let cleared = work.change(|draft| *draft = (*blank()).clone());
        work.points("a", "3");
        work.take_back(cleared);
        assert_eq!(work.typed("a"), "250");
        work.undo();
        assert_eq!(work.typed("a"), "3");
    }

    #[test]
    fn a_step_that_was_undone_cannot_be_taken_back() {
        let mut work = three_lines();
        let Some(Noted::Step(id)) = work.change(|draft| draft.answer_mut("a").lines.clear()) else {
            panic!("no step")
        };
        assert!(work.history.has(id));
        work.undo();
        assert!(!work.history.has(id));
        assert_eq!(work.history.without(id, &work.draft), None);
    }

    #[test]
    fn efforts_are_steps_among_the_others() {
        let mut work = start();
        work.points("a", "1");
        work.effort("a", 3);
        work.points("a", "12");
        work.effort("a", 5);
        assert!(work.undo());
        assert_eq!((work.typed("a").as_str(), work.efforts["a"]), ("12", 3));
        assert!(work.undo() && work.undo());
        assert_eq!((work.typed("a").as_str(), work.efforts.len()), ("1", 0));
        assert!(work.redo() && work.redo() && work.redo() && !work.redo());
        assert_eq!((work.typed("a").as_str(), work.efforts["a"]), ("12", 5));
    }

    #[test]
    fn a_step_is_taken_back_over_efforts_that_were_chosen_since() {
        let mut work = three_lines();
        let removed = work.change(|draft| drop(draft.answer_mut("a").lines.remove(1)));
        work.effort("a", 2);
        work.points("b", "7");
        work.take_back(removed);
        assert_eq!(work.lines(), ["một", "hai", "ba"]);
        assert_eq!((work.typed("b").as_str(), work.efforts["a"]), ("7", 2));
    }
}
