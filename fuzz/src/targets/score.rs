//! Scoring whatever can be entered in the sheets of the project's own frameworks.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use arbitrary::{Result, Unstructured};
use bac_thang::engine::assessment::{MAX_EVIDENCE, MAX_LINES};
use bac_thang::engine::framework::{Framework, UnitGroup};
use bac_thang::engine::rule::InputKind;
use bac_thang::{Answer, Appraisal, Assessment, Entry, Evidence, Line, Number, Reporting, Silence};

use super::framework::{Fill, filled};
use super::laws;

/// How many units are ranked together.
const UNITS: usize = 4;
/// How many bytes are heeded: longer inputs take longer and say no more.
const HEEDED: usize = 1024;
/// How many bytes are typed into a field.
const TYPED: usize = 30;

/// The bytes say which sheet, how it is filled in for up to [`UNITS`] units, and what is then changed in it.
pub fn score(data: &[u8]) {
    let mut bytes = Unstructured::new(&data[..data.len().min(HEEDED)]);
    sheets(|frameworks| {
        // Bytes that say nothing at all are no mistake.
        let Ok((framework, unit_group, units)) = entered(&mut bytes, frameworks) else {
            return;
        };
        for unit in &units {
            if unit.answers.len() + unit.inputs.len() > 0 {
                laws::holds_for_a_file(unit);
            }
        }
        laws::hold_for_sheets(framework, unit_group, &units);
    });
}

/// The bytes say which rung is wanted, and then the same; the way there from the first unit's sheet gets there.
pub fn plan(data: &[u8]) {
    let mut bytes = Unstructured::new(&data[..data.len().min(HEEDED)]);
    sheets(|frameworks| {
        let rung = bytes.int_in_range(0..=4).unwrap_or_default();
        if let Ok((framework, unit_group, units)) = entered(&mut bytes, frameworks)
            && let Some(unit) = units.first()
        {
            laws::holds_for_a_plan(framework, unit_group, unit, rung);
        }
    });
}

thread_local! {
    static FRAMEWORKS: Vec<Rc<Framework>> = frameworks();
}

/// With the project's own frameworks and the one made up for the tests.
pub(super) fn sheets(with: impl FnOnce(&[Rc<Framework>])) {
    FRAMEWORKS.with(|frameworks| with(frameworks));
}

fn frameworks() -> Vec<Rc<Framework>> {
    // The folder stands beside this package's or in it: the fuzzer and the project's tests both include this file.
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let is_root = |folder: &&Path| folder.join("frameworks").is_dir();
    let Some(root) = package.ancestors().find(is_root) else {
        panic!("no frameworks above {}", package.display());
    };
    let mut paths = vec![root.join("tests/practice/framework.json")];
    for place in sorted(&root.join("frameworks")) {
        for decision in sorted(&place) {
            paths.push(decision.join("framework.json"));
        }
    }
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap_or_default();
        match Framework::read(&text) {
            Ok(framework) => Rc::new(framework),
            Err(error) => panic!("{}: {error}", path.display()),
        }
    };
    paths.iter().map(read).collect()
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.is_dir());
    paths.sort();
    paths
}

fn entered<'a>(
    bytes: &mut Unstructured<'_>,
    frameworks: &'a [Rc<Framework>],
) -> Result<(&'a Framework, &'a UnitGroup, Vec<Assessment>)> {
    let framework = bytes.choose(frameworks)?;
    let unit_group = bytes.choose(&framework.unit_groups)?;
    let count = bytes.int_in_range(1..=UNITS)?;
    let mut units = Vec::new();
    for unit in 0..count {
        let fill = *bytes.choose(&[Fill::Most, Fill::Nothing, Fill::Least])?;
        let mut assessment = filled(framework, unit_group, fill);
        // The last unit takes what bytes are left.
        let changes = if unit + 1 == count {
            usize::MAX
        } else {
            bytes.int_in_range(0..=20)?
        };
        for _ in 0..changes {
            if bytes.is_empty() || change(bytes, framework, unit_group, &mut assessment).is_err() {
                break;
            }
        }
        units.push(assessment);
    }
    Ok((framework, unit_group, units))
}

/// Changes one thing.
fn change(
    bytes: &mut Unstructured<'_>,
    framework: &Framework,
    unit_group: &UnitGroup,
    assessment: &mut Assessment,
) -> Result<()> {
    match bytes.int_in_range(0..=15_u8)? {
        0 => assessment.reporting = Reporting::Late,
        1 => assessment.appendix = text(bytes)?,
        2 => assessment.framework.edition = bytes.arbitrary()?,
        3 => assessment.year = Some(2026),
        4 => {
            let id = text(bytes)?;
            assessment.input_mut(&id).number = entry(bytes, None)?;
        }
        5 => {
            let id = text(bytes)?;
            assessment.answer_mut(&id).points = entry(bytes, None)?;
        }
        6..=10 if !unit_group.inputs.is_empty() => change_input(bytes, unit_group, assessment)?,
        _ => {
            let groups = unit_group
                .groups
                .iter()
                .map(|group| (&group.id, &group.max));
            let items = unit_group.items.iter().map(|item| (&item.id, &item.max));
            let cells: Vec<_> = groups.chain(items).collect();
            let (id, max) = *bytes.choose(&cells)?;
            let max = max.as_ref().map(|max| &max.value);
            change_answer(bytes, framework, max, assessment.answer_mut(id))?;
        }
    }
    Ok(())
}

fn change_input(
    bytes: &mut Unstructured<'_>,
    unit_group: &UnitGroup,
    assessment: &mut Assessment,
) -> Result<()> {
    let input = bytes.choose(&unit_group.inputs)?;
    let answer = assessment.input_mut(&input.id);
    match &input.kind {
        InputKind::Options(choices) => {
            let index = bytes.int_in_range(0..=choices.len() + 1)?;
            answer.choice = match choices.get(index) {
                Some(choice) => Some(choice.id.clone()),
                None if index == choices.len() => None,
                None => Some(text(bytes)?.into()),
            };
        }
        InputKind::Figure(figure) => {
            let limit = figure.at_most.as_ref().unwrap_or(&figure.at_least);
            answer.number = entry(bytes, Some(limit))?;
        }
    }
    Ok(())
}

fn change_answer(
    bytes: &mut Unstructured<'_>,
    framework: &Framework,
    max: Option<&Number>,
    answer: &mut Answer,
) -> Result<()> {
    match bytes.int_in_range(0..=10_u8)? {
        0..=2 => answer.points = entry(bytes, max)?,
        3 => answer.max = entry(bytes, max)?,
        4 => answer.silence = silence(bytes)?,
        5 => {
            let index = bytes.int_in_range(0..=framework.zero_rules.len())?;
            let rule = framework.zero_rules.get(index);
            answer.zero_rule =
                Some(rule.map_or_else(|| "khong-co".to_owned(), |rule| rule.id.clone()));
        }
        // No more than a file may have.
        6 | 7 if answer.lines.len() < MAX_LINES => answer.lines.push(Line {
            name: text(bytes)?,
            max: entry(bytes, max)?,
            points: entry(bytes, max)?,
            silence: silence(bytes)?,
            explanation: text(bytes)?,
            ..Line::default()
        }),
        8 => answer.explanation = text(bytes)?,
        9 if answer.evidence.len() < MAX_EVIDENCE => answer.evidence.push(Evidence {
            number: text(bytes)?,
            ..Evidence::default()
        }),
        _ => {
            answer.appraised = Some(Appraisal {
                points: entry(bytes, max)?,
                ..Appraisal::default()
            });
        }
    }
    Ok(())
}

fn silence(bytes: &mut Unstructured<'_>) -> Result<Option<Silence>> {
    Ok(match bytes.int_in_range(0..=3_u8)? {
        0 => None,
        1 => Some(Silence::Undefined {
            reason: text(bytes)?,
        }),
        decided => Some(Silence::NotApplicable {
            reason: text(bytes)?,
            decided: decided == 2,
        }),
    })
}

/// A number as somebody might type it, near a limit more often than not.
fn entry(bytes: &mut Unstructured<'_>, limit: Option<&Number>) -> Result<Entry> {
    let limit = limit.cloned().unwrap_or_default();
    let near = |number: Number| Entry::try_from(number).unwrap_or_default();
    let hundredths = |n: u8| Number::from(u32::from(n)).share_of(&Number::from(100_u32));
    Ok(match bytes.int_in_range(0..=9_u8)? {
        0 | 1 => Entry::typed(&bytes.arbitrary::<u8>()?.to_string()),
        2 => Entry::typed(&format!("{}%", bytes.arbitrary::<u8>()?)),
        3 => near(limit),
        4 => near(&limit + &hundredths(bytes.arbitrary()?).unwrap_or_default()),
        5 => near(&limit - &hundredths(bytes.arbitrary()?).unwrap_or_default()),
        6 => {
            let digits = bytes.arbitrary::<u64>()? % 1_000_000_000_000_000;
            Entry::typed(&format!(
                "{digits},{}",
                bytes.arbitrary::<u32>()? % 1_000_000_000
            ))
        }
        7 => Entry::typed(&format!(
            "{},{}",
            bytes.arbitrary::<u16>()?,
            bytes.arbitrary::<u8>()?
        )),
        8 => Entry::default(),
        _ => Entry::typed(&text(bytes)?),
    })
}

/// A text of few characters.
fn text(bytes: &mut Unstructured<'_>) -> Result<String> {
    let length = bytes.int_in_range(0..=TYPED)?.min(bytes.len());
    Ok(String::from_utf8_lossy(bytes.bytes(length)?).into_owned())
}
