//! Opening whatever is given as a framework, and scoring whatever opens.

use bac_thang::engine::framework::{Framework, UnitGroup};
use bac_thang::engine::rule::{InputKind, Rule};
use bac_thang::{Assessment, Entry, Number};
use serde_json::Value;

use super::{is_readable, laws};

/// A text opened as a framework: refused with a message a person can read, or opened as the same however it is indented; and
/// then every sheet in it can be scored, blank or full.
///
/// # Panics
/// Where that does not hold.
pub fn framework(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let framework = match Framework::read(text) {
        Ok(framework) => framework,
        Err(error) => {
            assert!(is_readable(&error.to_string()), "{error}");
            return;
        }
    };
    assert_eq!(Framework::read(text).as_ref(), Ok(&framework));
    if let Ok(json) = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')) {
        let spaced = format!("{json:#}");
        assert_eq!(Framework::read(&spaced).as_ref(), Ok(&framework));
    }
    for unit_group in &framework.unit_groups {
        let units = [Fill::Nothing, Fill::Least, Fill::Most]
            .map(|fill| filled(&framework, unit_group, fill));
        laws::hold_for_sheets(&framework, unit_group, &units);
    }
}

/// What a sheet is filled in with before anything is changed.
#[derive(Clone, Copy)]
pub(super) enum Fill {
    /// Nothing.
    Nothing,
    /// The least figure, the last answer, 0 points.
    Least,
    /// The greatest figure, the first answer, all points.
    Most,
}

/// A sheet, filled in.
pub(super) fn filled(framework: &Framework, unit_group: &UnitGroup, fill: Fill) -> Assessment {
    let mut assessment = Assessment::new(framework, unit_group);
    let is_most = match fill {
        Fill::Nothing => return assessment,
        Fill::Least => false,
        Fill::Most => true,
    };
    let written = |number: &Number| Entry::try_from(number.clone()).unwrap_or_default();
    for input in &unit_group.inputs {
        let answer = assessment.input_mut(&input.id);
        match &input.kind {
            InputKind::Options(choices) => {
                let choice = if is_most {
                    choices.first()
                } else {
                    choices.last()
                };
                answer.choice = choice.map(|choice| choice.id.clone());
            }
            InputKind::Figure(figure) if is_most => {
                let most = figure.at_most.clone();
                answer.number = written(&most.unwrap_or_else(|| Number::from(100_u32)));
            }
            InputKind::Figure(figure) => answer.number = written(&figure.at_least),
        }
    }
    let groups = unit_group
        .groups
        .iter()
        .filter(|group| group.items.is_empty());
    let groups = groups.map(|group| (&group.id, &group.max));
    let items = unit_group
        .items
        .iter()
        .filter(|item| matches!(item.rule, Rule::Entered));
    let items = items.map(|item| (&item.id, &item.max));
    for (id, max) in groups.chain(items) {
        let answer = assessment.answer_mut(id);
        answer.explanation.push_str("Có");
        answer.points = match max {
            Some(max) if is_most => written(&max.value),
            Some(_) => written(&Number::ZERO),
            None => {
                answer.max = Entry::typed("10");
                Entry::typed(if is_most { "10" } else { "0" })
            }
        };
    }
    assessment
}
