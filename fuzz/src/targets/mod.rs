//! One function a target: it takes any bytes and panics where a law does not hold.
//!
//! The fuzzer calls them, and so does `tests/corpus.rs` of the project with every file of the corpus.

mod assessment;
mod file;
mod framework;
mod laws;
mod numbers;
mod score;

pub use assessment::assessment;
pub use file::file;
pub use framework::framework;
pub use numbers::numbers;
pub use score::{plan, score};

/// A target's name, which is its corpus's too, and its function.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const ALL: [Target; 6] = [
    ("framework", framework),
    ("assessment", assessment),
    ("numbers", numbers),
    ("score", score),
    ("plan", plan),
    ("file", file),
];

/// A refusal is read by a person in one line, however long the words it quotes.
fn is_readable(message: &str) -> bool {
    !message.is_empty() && message.chars().count() < 1000
}
