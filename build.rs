//! Lists the frameworks, so that adding a folder adds a card to the page and a test to the suite.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("frameworks");
    println!("cargo::rerun-if-changed=frameworks");
    let mut folders = Vec::new();
    for place in folders_in(&root)? {
        folders.extend(folders_in(&place)?);
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for (list, file) in [("frameworks", "framework.json"), ("cases", "cases.json")] {
        let mut entries = Vec::new();
        for path in folders.iter().map(|folder| folder.join(file)) {
            if path.is_file() {
                let text = without_layout(&fs::read_to_string(&path)?);
                entries.push(format!("({:?}, {text:?})", name(&root, &path)));
            }
        }
        let all = format!("&[{}]", entries.join(",\n"));
        fs::write(out.join(format!("{list}.rs")), all)?;
    }
    Ok(())
}

/// JSON without the white space between its parts, a third of the text: the page carries every framework.
fn without_layout(json: &str) -> String {
    let (mut is_text, mut is_escaped) = (false, false);
    json.chars()
        .filter(|letter| {
            if !is_escaped && *letter == '"' {
                is_text = !is_text;
            }
            is_escaped = is_text && !is_escaped && *letter == '\\';
            is_text || !letter.is_ascii_whitespace()
        })
        .collect()
}

/// The folder's path below `frameworks`, with slashes on every system.
fn name(root: &Path, file: &Path) -> String {
    let folder = file
        .parent()
        .and_then(|folder| folder.strip_prefix(root).ok())
        .unwrap_or(file);
    folder.to_string_lossy().replace('\\', "/")
}

fn folders_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut folders: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    folders.retain(|path| path.is_dir());
    folders.sort();
    Ok(folders)
}
