//! Random sheets, every change to them tried, and a checker of certificates: nothing here knows how plans are searched for.

pub mod certified;
pub mod sheets;
pub mod tried;
