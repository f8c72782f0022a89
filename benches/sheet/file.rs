//! The sheet that is measured as a file, with its framework inside, for `benches/page.mjs` to open in the page:
//! `cargo run --example measured`.

#![allow(
    clippy::unwrap_used,
    dead_code,
    missing_docs,
    reason = "it may panic, and takes one unit of what is measured elsewhere"
)]

#[path = "mod.rs"]
mod sheet;

use bac_thang::engine::file;

fn main() {
    let framework = sheet::framework(sheet::ITEMS);
    let mut assessment = sheet::assessment(&framework, 1);
    assessment.unit = "UBND xã đo thử".into();
    assessment.year = Some(2026);
    let document = sheet::document(sheet::ITEMS);
    println!("{}", file::write(&assessment, Some(&document)).unwrap());
}
