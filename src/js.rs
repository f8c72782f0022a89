//! The door for JavaScript: text in, JSON out, no logic.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::engine::plan::{Certificate, Target, Way, Wishes, left_as_is, plan_and_prove};
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

/// What is wanted, as JSON. Where nothing is said of `pinned`, it is what a plan does not change unasked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WishesDocument {
    target: Target,
    pinned: Option<BTreeSet<String>>,
    #[serde(default)]
    effort: BTreeMap<String, u32>,
}

/// The shortest way up, as JSON.
#[derive(Serialize)]
struct Planned {
    way: Way,
    certificate: Certificate,
}

/// The shortest way to a target, `{"target": {"rung": 1}}` or `{"target": {"item": {"id": "…", "points": "2"}}}`, with ids in
/// `pinned` left as they are and others weighed by `effort`; and the certificate that nothing is shorter.
///
/// # Errors
/// An `Error` whose message says where, what was found and what is expected.
#[wasm_bindgen]
pub fn plan(framework: &str, assessment: &str, wishes: &str) -> Result<String, JsError> {
    let framework = Framework::read(framework)?;
    let assessment = Assessment::read(assessment)?;
    let written: WishesDocument = serde_json::from_str(wishes)?;
    let left_as_is = || {
        let unit_group = framework.unit_group(&assessment.unit_group);
        unit_group.map(left_as_is).unwrap_or_default()
    };
    let wishes = Wishes {
        target: written.target,
        pinned: written.pinned.unwrap_or_else(left_as_is),
        effort: written.effort,
    };
    let (way, certificate) = plan_and_prove(&framework, &assessment, &wishes)?;
    Ok(serde_json::to_string(&Planned { way, certificate })?)
}

/// The digest of a framework (JSON text): what an assessment names the edition by.
///
/// # Errors
/// An `Error` whose message says where, what was found and what is expected.
#[wasm_bindgen]
pub fn digest(framework: &str) -> Result<String, JsError> {
    Ok(Framework::read(framework)?.digest)
}
