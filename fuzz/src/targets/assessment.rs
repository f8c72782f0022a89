//! Opening whatever is given as an assessment, and scoring what opens.

use bac_thang::{Assessment, score as score_sheet};

use super::score::sheets;
use super::{is_readable, laws};

/// A text opened as an assessment: refused with a message a person can read, or opened, written out and opened as the same;
/// and then scored, if there is a framework for it.
///
/// # Panics
/// Where that does not hold.
pub fn assessment(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let assessment = match Assessment::read(text) {
        Ok(assessment) => assessment,
        Err(error) => {
            assert!(is_readable(&error.to_string()), "{error}");
            return;
        }
    };
    laws::holds_for_a_file(&assessment);
    sheets(|frameworks| {
        for framework in frameworks {
            match framework.unit_group(&assessment.unit_group) {
                Some(unit_group) if score_sheet(framework, &assessment).is_ok() => {
                    laws::hold_for_sheets(framework, unit_group, std::slice::from_ref(&assessment));
                }
                _ => {}
            }
        }
    });
}
