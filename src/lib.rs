//! Tells which rung of its official framework a Vietnamese government unit stands on, why, and what is lacking for the next.
//!
//! A [`Framework`] is one decision as data, every fact with the decision's words. An [`Assessment`] is what a unit entered.
//! [`score`] puts the two together: totals by group, block and whole, and every condition of every rung, met or not, by
//! exactly how much.
//!
//! ```
//! use bac_thang::{Assessment, Entry, Framework, score};
//!
//! let text = include_str!("../frameworks/an-giang/1040-qd-ubnd-2018/framework.json");
//! let framework = Framework::read(text)?;
//! let commune = framework.unit_group("xa").ok_or("no communes")?;
//!
//! let mut assessment = Assessment::new(&framework, commune);
//! assessment.answer_mut("ha-tang").points = Entry::typed("262,5");
//! let scored = score(&framework, &assessment)?;
//!
//! assert_eq!(scored.outcome.whole.points, "262.5".parse()?);
//! assert_eq!(scored.outcome.completeness.answered, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! It has no clock, no floats and no browser, and it knows no decision: a new one is a new file, not a new release. It does
//! not rank units against one another, and it does not fill gaps: what a decision does not say is `None`, never a default.

pub mod engine;
#[cfg(feature = "js")]
mod js;

pub use engine::assessment::{
    Answer, Appraisal, Assessment, Entry, Evidence, EvidenceFile, InputAnswer, Line, Preparer,
    Reporting, Silence,
};
pub use engine::claims::{Claims, Difference};
pub use engine::concern::{At, Concern, ConcernKind, concerns};
pub use engine::finding::{Field, Finding, FindingKind, Spot};
pub use engine::fragility::{Fragility, fragility};
pub use engine::framework::{Framework, UnitGroup};
pub use engine::load::LoadError;
pub use engine::number::Number;
pub use engine::score::{Outcome, Scored, score};
