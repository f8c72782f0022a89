//! Changes to what was entered.

use bac_thang::engine::assessment::{MAX_EVIDENCE, MAX_LINES};
use bac_thang::{Assessment, Entry, Evidence, Line, Silence};

use super::{Action, AnswerText, EvidenceField, NumberField, Put, SilenceKind, Spot, TextField};

/// Changes a draft as an action says; actions that are not about the draft change nothing.
pub(super) fn change(draft: &mut Assessment, edit: Action) {
    match edit {
        Action::NumberTyped(spot, field, text) => {
            if let Some(entry) = entry(draft, &spot, field) {
                *entry = Entry::typed(&text);
            }
        }
        Action::ReadingChosen(spot, field, chosen) => {
            if let Some(entry) = entry(draft, &spot, field) {
                *entry = entry.read_as(&chosen);
            }
        }
        Action::InputTyped(input, text) => {
            draft.input_mut(&input).number = Entry::typed(&text);
        }
        Action::InputReadingChosen(input, chosen) => {
            let answer = draft.input_mut(&input);
            answer.number = answer.number.read_as(&chosen);
        }
        Action::OptionChosen(input, option) => {
            draft.input_mut(&input).choice = option;
        }
        Action::Filled(cells) => cells.into_iter().for_each(|put| fill(draft, put)),
        Action::AnswerTextTyped(of, field, text) => fill(draft, Put::Text(of, field, text)),
        Action::EvidenceAdded(of) => {
            if let Some((evidence, _)) = proof(draft, &of)
                && evidence.len() < MAX_EVIDENCE
            {
                evidence.push(Evidence::default());
            }
        }
        Action::EvidenceTyped(of, index, field, text) => {
            if let Some(evidence) = record(draft, &of, index) {
                *evidence_field(evidence, field) = text;
            }
        }
        Action::EvidenceFileChosen(of, index, file) => {
            if let Some(evidence) = record(draft, &of, index) {
                evidence.file = file;
            }
        }
        Action::EvidenceRemoved(of, index) => {
            if let Some((evidence, _)) = proof(draft, &of)
                && index < evidence.len()
            {
                evidence.remove(index);
            }
        }
        Action::TextTyped(field, text) => *text_field(draft, field) = text,
        Action::ReportTyped(place, text) => draft.write_report(&place, text),
        Action::YearChosen(year) => draft.year = year,
        Action::ReportingChosen(reporting) => draft.reporting = reporting,
        Action::SilenceChosen(spot, kind) => {
            if let Some(silence) = silence(draft, &spot) {
                *silence = kind.map(|kind| silent(kind, silence.as_ref()));
            }
        }
        Action::ReasonTyped(spot, text) => {
            if let Some(Some(
                Silence::NotApplicable { reason, .. } | Silence::Undefined { reason },
            )) = silence(draft, &spot)
            {
                *reason = text;
            }
        }
        Action::DecisionChosen(spot, is_decided) => {
            if let Some(Some(Silence::NotApplicable { decided, .. })) = silence(draft, &spot) {
                *decided = is_decided;
            }
        }
        Action::ZeroRuleChosen(group, rule) => draft.answer_mut(&group).zero_rule = rule,
        Action::LineAdded(group) => {
            let lines = &mut draft.answer_mut(&group).lines;
            if lines.len() < MAX_LINES {
                lines.push(Line::default());
            }
        }
        Action::LineNamed(group, line, name) => {
            if let Some(line) = draft.answer_mut(&group).lines.get_mut(line) {
                line.name = name;
            }
        }
        Action::LineRemoved(group, line) => {
            let lines = &mut draft.answer_mut(&group).lines;
            if line < lines.len() {
                lines.remove(line);
            }
        }
        _ => {}
    }
}

/// Puts something into a cell.
pub fn fill(draft: &mut Assessment, put: Put) {
    match put {
        Put::Input(answer) => {
            let input = answer.input.clone();
            *draft.input_mut(&input) = answer;
        }
        Put::Number(spot, field, entered) => {
            if let Some(line) = spot.line {
                add_lines(draft, &spot.group, line);
            }
            if let Some(entry) = entry(draft, &spot, field) {
                *entry = entered;
            }
        }
        Put::LineName(group, line, name) => {
            add_lines(draft, &group, line);
            if let Some(line) = draft.answer_mut(&group).lines.get_mut(line) {
                line.name = name;
            }
        }
        Put::Text(of, AnswerText::Explanation, text) => {
            if let Some(line) = of.line {
                add_lines(draft, &of.group, line);
            }
            if let Some((_, explanation)) = proof(draft, &of) {
                *explanation = text;
            }
        }
        Put::Text(of, AnswerText::Note, text) => draft.answer_mut(&of.group).note = text,
    }
}

/// Adds lines to a group until it has this one.
fn add_lines(draft: &mut Assessment, group: &str, line: usize) {
    let lines = &mut draft.answer_mut(group).lines;
    let count = line.saturating_add(1).min(MAX_LINES);
    if lines.len() < count {
        lines.resize_with(count, Line::default);
    }
}

/// What proves it, and why it holds where nothing does; `None` of a line that is not there.
fn proof<'a>(
    draft: &'a mut Assessment,
    of: &Spot,
) -> Option<(&'a mut Vec<Evidence>, &'a mut String)> {
    let answer = draft.answer_mut(&of.group);
    match of.line {
        None => Some((&mut answer.evidence, &mut answer.explanation)),
        Some(line) => {
            let line = answer.lines.get_mut(line)?;
            Some((&mut line.evidence, &mut line.explanation))
        }
    }
}

fn record<'a>(draft: &'a mut Assessment, of: &Spot, index: usize) -> Option<&'a mut Evidence> {
    proof(draft, of)?.0.get_mut(index)
}

fn evidence_field(evidence: &mut Evidence, field: EvidenceField) -> &mut String {
    match field {
        EvidenceField::Number => &mut evidence.number,
        EvidenceField::Form => &mut evidence.form,
        EvidenceField::Date => &mut evidence.date,
        EvidenceField::Abstract => &mut evidence.r#abstract,
        EvidenceField::Link => &mut evidence.link,
    }
}

/// A silence of this kind with the reason that was given for the last one.
fn silent(kind: SilenceKind, before: Option<&Silence>) -> Silence {
    let reason = match before {
        Some(Silence::NotApplicable { reason, .. } | Silence::Undefined { reason }) => {
            reason.clone()
        }
        None => String::new(),
    };
    match kind {
        SilenceKind::NotApplicable => Silence::NotApplicable {
            reason,
            decided: false,
        },
        SilenceKind::Undefined => Silence::Undefined { reason },
    }
}

fn entry<'a>(draft: &'a mut Assessment, spot: &Spot, field: NumberField) -> Option<&'a mut Entry> {
    let answer = draft.answer_mut(&spot.group);
    let (points, max) = match spot.line {
        None => (&mut answer.points, &mut answer.max),
        Some(line) => {
            let line = answer.lines.get_mut(line)?;
            (&mut line.points, &mut line.max)
        }
    };
    Some(match field {
        NumberField::Points => points,
        NumberField::Max => max,
    })
}

fn silence<'a>(draft: &'a mut Assessment, spot: &Spot) -> Option<&'a mut Option<Silence>> {
    let answer = draft.answer_mut(&spot.group);
    match spot.line {
        None => Some(&mut answer.silence),
        Some(line) => Some(&mut answer.lines.get_mut(line)?.silence),
    }
}

fn text_field(draft: &mut Assessment, field: TextField) -> &mut String {
    match field {
        TextField::Unit => &mut draft.unit,
        TextField::Appendix => &mut draft.appendix,
        TextField::Name => &mut draft.preparer.name,
        TextField::Post => &mut draft.preparer.post,
        TextField::Landline => &mut draft.preparer.landline,
        TextField::Mobile => &mut draft.preparer.mobile,
        TextField::Email => &mut draft.preparer.email,
    }
}
