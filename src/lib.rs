//! The scoring engine.
#[cfg(feature = "js")]
mod js;
pub mod engine;
