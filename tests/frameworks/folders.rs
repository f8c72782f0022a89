//! The folders below `frameworks/`.

use std::fs;
use std::path::{Path, PathBuf};

use bac_thang::Framework;
use bac_thang::engine::document::FrameworkDocument;

/// A folder below `frameworks/`.
pub struct Folder {
    pub path: PathBuf,
    pub json: String,
    pub written: FrameworkDocument,
    pub decision: String,
}

pub fn folders() -> Vec<Folder> {
    let mut found = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks"),
        &mut found,
    );
    assert!(!found.is_empty(), "no framework.json below frameworks/");
    found
}

fn walk(folder: &Path, found: &mut Vec<Folder>) {
    if folder.join("framework.json").is_file() {
        found.push(open(folder));
    }
    let mut inside: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    inside.sort();
    for path in inside.iter().filter(|path| path.is_dir()) {
        walk(path, found);
    }
}

pub fn open(folder: &Path) -> Folder {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let json = read("framework.json");
    let written: FrameworkDocument = serde_json::from_str(&json).unwrap_or_else(|error| {
        // In the engine's own words, where it has some.
        let said = Framework::read(&json).map_or_else(|it| it.to_string(), |_| error.to_string());
        panic!("{}/framework.json: {said}", folder.display())
    });
    let decision = read(&written.decision.text);
    Folder {
        path: folder.to_owned(),
        json,
        written,
        decision,
    }
}

/// Runs a check on every folder and names the folder of every failure.
pub fn check_each(check: impl Fn(&Folder) -> Vec<String>) {
    let failures: Vec<String> = folders()
        .iter()
        .flat_map(|folder| {
            check(folder)
                .into_iter()
                .map(|failure| format!("{}: {failure}", folder.path.display()))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
