//! Why there is no text of a file that could be looked at. No DOM.

use serde::{Deserialize, Serialize};

/// What a file is instead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Odd {
    /// Nothing that is known here, or damaged.
    #[default]
    NoText,
    /// More than any file of ours.
    TooLarge,
    /// In an archive that is locked by a password.
    Locked,
    /// A page, with or without somebody's assessment inside.
    Page,
}
