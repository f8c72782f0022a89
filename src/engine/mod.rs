//! The scoring engine, piece by piece.
pub mod calendar;
pub mod document;
pub mod framework;
pub mod number;
pub mod vietnamese;
