//! What the unit explains, and why something has no points: in the report's part II.

use bac_thang::engine::assessment::is_visible;
use bac_thang::engine::cell::State;
use bac_thang::{Assessment, Line, Outcome};

use crate::app::catalog::Sheet;
use crate::app::text::{self, report};

/// What is explained in writing, in the order of the sheet.
pub fn explanations(sheet: &Sheet, draft: &Assessment) -> Vec<String> {
    let unit_group = sheet.unit_group();
    let explained = |explanation: &str, code: Option<&str>, name: &str| {
        is_visible(explanation).then(|| {
            format!(
                "- {}: {}",
                text::coded(code, name),
                report::ended(explanation)
            )
        })
    };
    let of = |id: &str, code: Option<&str>, name: &str| {
        explained(&draft.answer(id)?.explanation, code, name)
    };
    let mut said = Vec::new();
    for group in &unit_group.groups {
        let (code, name) = (group.code.as_deref(), &group.name.value);
        said.extend(of(&group.id, code, name));
        let answer = draft.answer(&group.id);
        let lines = answer.map_or(&[][..], |answer| &answer.lines);
        said.extend(lines.iter().enumerate().filter_map(|(index, line)| {
            explained(&line.explanation, code, &of_line(name, index, line))
        }));
        for item in &unit_group.items[group.items.clone()] {
            said.extend(of(&item.id, item.code.as_deref(), &item.name.value));
        }
    }
    said
}

/// What a line is called beside the name of its group.
fn of_line(group: &str, index: usize, line: &Line) -> String {
    format!("{group}, {}", report::line_name(index, line))
}

/// What has no points, or none by a rule whatever was entered, and why, in the order of the sheet.
pub fn silences(sheet: &Sheet, draft: &Assessment, outcome: &Outcome) -> Vec<String> {
    let unit_group = sheet.unit_group();
    let of = |id: &str, code: Option<&str>, name: &str, state: State| {
        let silence = draft.answer(id).and_then(|answer| answer.silence.as_ref());
        let why = silence
            .map(report::silence)
            .or_else(|| report::silent(state).map(str::to_owned))?;
        Some(format!("- {}: {why}", text::coded(code, name)))
    };
    let mut said = Vec::new();
    for (group, score) in unit_group.groups.iter().zip(&outcome.groups) {
        let (name, code) = (&group.name.value, group.code.as_deref());
        if group.items.is_empty() && group.not_scored.is_none() {
            said.extend(of(&group.id, code, name, score.state));
        }
        let answer = draft.answer(&group.id);
        let zeroed = answer.and_then(|answer| answer.zero_rule.as_deref());
        let zeroed = zeroed.and_then(|rule| sheet.framework.zero_rule(rule));
        said.extend(
            zeroed.map(|rule| format!("- {}: {}", text::coded(code, name), report::zeroed(rule))),
        );
        let lines = answer.map_or(&[][..], |answer| &answer.lines);
        said.extend(lines.iter().enumerate().filter_map(|(index, line)| {
            let silence = line.silence.as_ref()?;
            Some(format!(
                "- {}: {}",
                text::coded(code, &of_line(name, index, line)),
                report::silence(silence)
            ))
        }));
        for (item, score) in unit_group.items[group.items.clone()]
            .iter()
            .zip(&score.items)
        {
            let code = item.code.as_deref();
            said.extend(of(&item.id, code, &item.name.value, score.state));
        }
    }
    said
}
