//! What is one step, and what undoing one brings back.

use bac_thang::{Entry, Line};

use super::letters::SENTENCE;
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

    fn note(&mut self, change: impl FnOnce(&mut Assessment), entering: Entering) -> Option<Noted> {
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
