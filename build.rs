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
    for (list, file) in [("frameworks", "framework.json"), ("cases", "cases.json")] {
        let texts = folders
            .iter()
            .map(|folder| folder.join(file))
            .filter(|path| path.is_file());
        let entries: Vec<String> = texts
            .map(|path| {
                let text = path.to_string_lossy();
                format!("({:?}, include_str!({text:?}))", name(&root, &path))
            })
            .collect();
        let out =
            PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join(format!("{list}.rs"));
        fs::write(out, format!("&[{}]", entries.join(",\n")))?;
    }
    Ok(())
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
