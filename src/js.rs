//! The door for JavaScript: text in, JSON out, no logic.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{Assessment, Claims, Difference, Framework, Scored};

/// A scored assessment, as JSON.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    scored: Scored,
    /// The results a file of this assessment would claim.
    claims: Option<Claims>,
    /// Where the claims in the file given are not what comes out.
    differences: Vec<Difference>,
}

/// Scores an assessment (JSON text) under a framework (JSON text) and returns the result as JSON text. Numbers in it are
/// exact and written as text.
///
/// # Errors
/// An `Error` whose message says where, what was found and what is expected.
#[wasm_bindgen]
pub fn score(framework: &str, assessment: &str) -> Result<String, JsError> {
    let framework = Framework::read(framework)?;
    let assessment = Assessment::read(assessment)?;
    let scored = crate::score(&framework, &assessment)?;
    let claims = framework
        .unit_group(&assessment.unit_group)
        .map(|unit_group| Claims::of(&scored, unit_group));
    let differences = match (&assessment.claims, &claims) {
        (Some(claimed), Some(computed)) => claimed.differences(computed),
        _ => Vec::new(),
    };
    Ok(serde_json::to_string(&Answer {
        scored,
        claims,
        differences,
    })?)
}

/// The digest of a framework (JSON text): what an assessment names the edition by.
///
/// # Errors
/// An `Error` whose message says where, what was found and what is expected.
#[wasm_bindgen]
pub fn digest(framework: &str) -> Result<String, JsError> {
    Ok(Framework::read(framework)?.digest)
}
