//! What the browser keeps between visits: a record an assessment, and which one was on screen.

mod browser;
pub mod found;
pub mod keeper;
pub mod record;

pub use browser::last_open;
