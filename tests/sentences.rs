//! What the page says in Vietnamese stands in one place each: what is put together from facts among the texts, as a whole;
//! a label that never changes where it is shown.

#![cfg(not(target_arch = "wasm32"))] // it reads files
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may panic, and says what it is about in its name"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A text in the code of the page.
struct Literal {
    text: String,
    at: String,
    is_among_texts: bool,
}

/// Every text with a letter that only Vietnamese has, but for those of tests.
fn literals() -> Vec<Literal> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let mut all = Vec::new();
    let is_of_tests = |path: &&PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        name.starts_with("tests")
    };
    for path in files.iter().filter(|path| !is_of_tests(path)) {
        let name = path.strip_prefix(&root).unwrap();
        let code = fs::read_to_string(path).unwrap();
        let is_test = |line: &&str| line.starts_with("mod tests {");
        let code = code.lines().take_while(|line| !is_test(line));
        for (number, line) in code.enumerate() {
            for text in quoted(line).into_iter().filter(|text| is_vietnamese(text)) {
                all.push(Literal {
                    text,
                    at: format!("{}:{}", name.display(), number + 1),
                    is_among_texts: name.starts_with("text"),
                });
            }
        }
    }
    assert!(all.len() > 300, "{} texts", all.len());
    all
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The texts in quotes on a line of code.
fn quoted(line: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut open: Option<String> = None;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match (&mut open, letter) {
            (None, '/') if letters.peek() == Some(&'/') => break,
            (None, '"') => open = Some(String::new()),
            (None, _) => {}
            (Some(text), '\\') => text.extend(letters.next()),
            (Some(_), '"') => all.extend(open.take()),
            (Some(text), letter) => text.push(letter),
        }
    }
    all
}

fn is_vietnamese(text: &str) -> bool {
    let is_letter =
        |letter: char| matches!(letter, 'à'..='ỹ' | 'À'..='Ỹ') && letter.is_alphabetic();
    text.chars().any(is_letter)
}

fn said(found: &[String]) -> String {
    found.join("\n")
}

#[test]
fn what_is_put_together_from_facts_stands_among_the_texts() {
    let outside = literals().into_iter().filter(|one| !one.is_among_texts);
    let found: Vec<String> = outside
        .filter(|one| one.text.contains('{'))
        .map(|one| format!("{}: {}", one.at, one.text))
        .collect();
    assert!(found.is_empty(), "{}", said(&found));
}

#[test]
fn nothing_is_glued_from_pieces() {
    let outside = literals().into_iter().filter(|one| !one.is_among_texts);
    let is_piece = |text: &str| {
        let ends = [' ', ',', ';', '(', '\u{a0}'];
        text.starts_with([' ', ',', ';', ')', '\u{a0}']) || text.ends_with(ends)
    };
    let found: Vec<String> = outside
        .filter(|one| is_piece(&one.text))
        .map(|one| format!("{}: “{}”", one.at, one.text))
        .collect();
    assert!(found.is_empty(), "{}", said(&found));
}

#[test]
fn no_sentence_stands_twice() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Literal { text, at, .. } in literals() {
        if text.split_whitespace().count() > 3 {
            places.entry(text).or_default().push(at);
        }
    }
    let found: Vec<String> = places
        .iter()
        .filter(|(_, at)| at.len() > 1)
        .map(|(text, at)| format!("{text}: {}", at.join(", ")))
        .collect();
    assert!(found.is_empty(), "{}", said(&found));
}
