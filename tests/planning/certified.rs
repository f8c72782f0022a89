//! A checker of certificates.

use bac_thang::engine::plan::{Certificate, Way, Wishes};
use bac_thang::{Assessment, Framework};

use super::sheets::Sheet;

pub fn check(
    _framework: &Framework,
    _assessment: &Assessment,
    _sheet: &Sheet,
    _wishes: &Wishes,
    _way: &Way,
    _certificate: &Certificate,
) -> Result<(), String> {
    Ok(())
}
