//! The scoring engine, piece by piece.
pub mod analysis;
pub mod assessment;
pub mod award;
pub mod calendar;
pub mod cell;
mod cells;
mod check;
pub mod claims;
pub mod concern;
pub mod document;
mod entries;
pub mod file;
pub mod finding;
pub mod fragility;
pub mod framework;
mod items;
mod json;
mod lines;
pub mod listing;
pub mod load;
pub mod number;
mod outcome;
mod paper;
pub mod plan;
#[cfg(test)]
pub(crate) mod practice;
pub mod rank;
pub mod receive;
pub mod rounding;
pub mod rule;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod schema;
pub mod score;
pub mod scorer;
mod sheet;
pub mod standing;
mod totals;
pub mod vietnamese;
