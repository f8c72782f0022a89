//! What the fuzz targets do with an input, and how a JSON input is changed into another.

pub mod json;
pub mod targets;
