//! What a unit's file says beside its points, for whoever appraises it: over its items, and at each.

use std::borrow::Cow;

use bac_thang::engine::assessment::is_visible;
use bac_thang::engine::claims::Warning;
use bac_thang::engine::document::PreparerField;
use bac_thang::engine::framework::UnitGroup;
use bac_thang::engine::rule::{Input, Item};
use bac_thang::engine::vietnamese::print;
use bac_thang::{Answer, Assessment, Entry, Evidence, Field, Finding, Line};

use super::letters::{isolated, uncapitalized};
use super::report;
use crate::app::office::alike::is_turned;

const PREPARER: [PreparerField; 5] = [
    PreparerField::Name,
    PreparerField::Post,
    PreparerField::Landline,
    PreparerField::Mobile,
    PreparerField::Email,
];

/// Over the items: who filled it in and how to reach them, which copy of the appendix they used, what they were told of that is
/// no item's.
pub fn head(unit_group: &UnitGroup, entered: &Assessment) -> Vec<String> {
    let fields = PREPARER.iter().filter_map(|field| {
        let said = entered.preparer.field(*field).trim();
        let label = super::concern::preparer_field(*field);
        is_visible(said).then(|| format!("{label}: {}", isolated(said)))
    });
    let fields: Vec<String> = fields.collect();
    let preparer = if fields.is_empty() {
        "Tệp không ghi ai lập.".to_owned()
    } else {
        format!("Người lập: {}.", fields.join("; "))
    };
    let appendix = written(&entered.appendix);
    let appendix = appendix.map(|it| format!("Bản phụ lục đơn vị dùng: {it}."));
    let is_of_none = |warning: &&Warning| place(unit_group, warning) == Place::Whole;
    let warnings = warnings(entered).iter().filter(is_of_none);
    let warnings = warnings.map(|warning| told(&warning.what));
    let mut said = vec![preparer];
    said.extend(appendix);
    said.extend(warnings);
    said
}

/// At an item, or at a group: its figures or lines, what proves it, why it has no points, notes, what the unit was told of.
pub fn cell(unit_group: &UnitGroup, entered: &Assessment, id: &str) -> Vec<String> {
    let item = unit_group.item(id);
    let mut said = Vec::new();
    if let Some(item) = item {
        said.extend(report::figures(unit_group, entered, item));
    }
    if let Some(answer) = entered.answer(id) {
        said.extend(lines(answer));
        said.extend(proven(&answer.evidence, &answer.explanation));
        said.extend(answer.silence.as_ref().map(report::silence));
        let note = written(&answer.note);
        said.extend(note.map(|note| format!("Ghi chú của đơn vị: {note}")));
    }
    let is_its = |warning: &&Warning| match place(unit_group, warning) {
        Place::Whole => false,
        Place::Cell(of) => of == id,
        Place::Input(of) => {
            let mut inputs = item.into_iter().flat_map(|item| inputs(unit_group, item));
            inputs.any(|input| *input.id == *of)
        }
    };
    let name = super::called(unit_group, id) + ": ";
    let its = warnings(entered).iter().filter(is_its);
    said.extend(its.map(|warning| {
        // Over the item stands what it is called.
        let what = warning.what.trim();
        told(what.strip_prefix(&name).unwrap_or(what))
    }));
    said
}

/// At an item, or at a group: what the unit entered there that does not count as it is, with the reason.
pub fn faults(
    unit_group: &UnitGroup,
    entered: &Assessment,
    findings: &[Finding],
    id: &str,
) -> Vec<String> {
    let asked: Vec<&Input> = match unit_group.item(id) {
        Some(item) => inputs(unit_group, item).collect(),
        None => Vec::new(),
    };
    let answer = entered.answer(id);
    let fault = |finding: &Finding| {
        let spot = &finding.spot;
        let input = spot.input.as_deref();
        if let Some(input) = asked.iter().find(|it| input == Some(&*it.id)) {
            let answer = entered.input(&input.id);
            let typed = answer.map_or(Cow::Borrowed(""), |it| it.number.text());
            return Some((typed.into_owned(), super::finding(&finding.kind)));
        }
        if input.is_some() || spot.of.as_deref() != Some(id) || spot.field == Field::Appraised {
            return None;
        }
        let line = spot.line.map(|line| answer?.lines.get(line));
        let (points, max) = match line {
            Some(line) => line.map(|line| (&line.points, &line.max)),
            None => answer.map(|answer| (&answer.points, &answer.max)),
        }?;
        let typed = match spot.field {
            Field::Points => points.text(),
            Field::Max => max.text(),
            _ => Cow::Borrowed(""),
        };
        Some((typed.into_owned(), super::finding(&finding.kind)))
    };
    let errors = findings.iter().filter(|finding| finding.kind.is_error());
    let faults = errors
        .filter_map(fault)
        .map(|(typed, why)| match typed.trim() {
            "" => format!("Chưa tính được: {why}"),
            typed => format!("Đơn vị ghi “{}”, chưa tính được: {why}", isolated(typed)),
        });
    faults.collect()
}

fn inputs<'a>(unit_group: &'a UnitGroup, item: &Item) -> impl Iterator<Item = &'a Input> {
    let inputs = item.inputs().into_iter();
    inputs.filter_map(|index| unit_group.inputs.get(index))
}

/// The lines of the appendix that make up a group.
fn lines(answer: &Answer) -> impl Iterator<Item = String> {
    let lines = answer.lines.iter().enumerate();
    lines.flat_map(|(index, line)| {
        let name = report::line_name(index, line);
        let name = isolated(&name).into_owned();
        let points = points_of_line(&name, line);
        let proven = proven(&line.evidence, &line.explanation);
        let proven = proven.map(move |said| format!("Dòng “{name}”, {}", uncapitalized(&said)));
        std::iter::once(points).chain(proven)
    })
}

/// The records of evidence, and the explanation.
fn proven(evidence: &[Evidence], explanation: &str) -> impl Iterator<Item = String> {
    let explanation = explanation.trim();
    let explained = is_visible(explanation).then(|| report::explained(explanation));
    let records = evidence.iter().filter(|it| it.says_something());
    records.filter_map(self::evidence).chain(explained)
}

fn points_of_line(name: &str, line: &Line) -> String {
    let said = |entry: &Entry| entry.value().map(print);
    if let Some(silence) = &line.silence {
        return format!("Dòng “{name}”: {}", report::silence(silence));
    }
    match (said(&line.points), said(&line.max)) {
        (Some(points), Some(max)) => format!("Dòng “{name}”: {points}/{max} điểm."),
        (Some(points), None) => format!("Dòng “{name}”: {points}, chưa ghi điểm tối đa."),
        (None, Some(max)) => format!("Dòng “{name}”: chưa chấm, tối đa {max} điểm."),
        (None, None) => format!("Dòng “{name}”: chưa chấm, chưa ghi điểm tối đa."),
    }
}

/// A record of evidence with where it lies; an address is text here, and nobody is led to it.
fn evidence(evidence: &Evidence) -> Option<String> {
    let named = report::record(&Evidence {
        link: String::new(),
        file: None,
        ..evidence.clone()
    });
    let named = named.map(|named| isolated(&named).into_owned());
    let link = written(&evidence.link).map(|link| format!("nơi xem: {link}"));
    let file = evidence.file.as_ref();
    let is_file_turned = file.is_some_and(|file| is_turned(&file.name));
    let file = file.map(|file| isolated(&super::item::evidence_file(file)).into_owned());
    let is_turned = is_turned(&evidence.link) || is_file_turned;
    let turned = is_turned.then(|| "có ký tự ẩn đảo chiều chữ".to_owned());
    let parts = named.into_iter().chain(link).chain(file).chain(turned);
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| format!("Minh chứng: {}.", parts.join("; ")))
}

/// What somebody wrote, where they did.
fn written(text: &str) -> Option<Cow<'_, str>> {
    is_visible(text).then(|| isolated(text.trim()))
}

/// What the unit's own page warned of before it was handed in; a working copy says nothing of that.
fn warnings(entered: &Assessment) -> &[Warning] {
    let claims = entered.claims.as_ref();
    let official = claims.and_then(|claims| claims.official.as_ref());
    official.map_or(&[], |official| &official.warnings)
}

fn told(what: &str) -> String {
    format!("Đơn vị đã được nhắc khi nộp: {}", isolated(what.trim()))
}

/// What a warning is about.
#[derive(PartialEq)]
enum Place<'a> {
    /// The file, or nothing that is appraised.
    Whole,
    /// An item or a group.
    Cell(&'a str),
    Input(&'a str),
}

fn place<'a>(unit_group: &UnitGroup, warning: &'a Warning) -> Place<'a> {
    let id = |rest: &'a str| rest.split(['.', '[']).next().unwrap_or(rest);
    let at = warning.at.as_str();
    if let Some(of) = at.strip_prefix("answers.").map(id) {
        let group = unit_group.group(of).filter(|it| it.not_scored.is_none());
        if group.is_some() || unit_group.item(of).is_some() {
            return Place::Cell(of);
        }
    }
    if let Some(of) = at.strip_prefix("inputs.").map(id) {
        let asks = |item: &Item| inputs(unit_group, item).any(|input| *input.id == *of);
        if unit_group.items.iter().any(asks) {
            return Place::Input(of);
        }
    }
    Place::Whole
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use bac_thang::engine::assessment::{EvidenceFile, Line, Preparer};
    use bac_thang::engine::rule::InputKind;
    use bac_thang::{Claims, Silence, score};

    use super::*;
    use crate::app::catalog::{Sheet, practised};

    fn practice() -> (Sheet, Assessment) {
        practised(include_str!(
            "../../../frameworks/tap-huan/bo-tieu-chi-2026/units/len-bac.json"
        ))
    }

    fn warned(sheet: &Sheet, draft: &mut Assessment, at: &[&str]) {
        let warning = |at: &&str| Warning {
            at: (*at).to_owned(),
            kind: "x".to_owned(),
            what: format!("Về {at}."),
        };
        let scored = score(&sheet.framework, draft).unwrap();
        draft.claims = Some(Claims {
            official: Some(bac_thang::engine::claims::Official {
                on: "2026-11-25".to_owned(),
                warnings: at.iter().map(warning).collect(),
            }),
            ..Claims::of(&scored, sheet.unit_group())
        });
    }

    #[test]
    fn each_warning_stands_where_it_is_needed_and_none_is_lost() {
        let (sheet, mut draft) = practice();
        let unit_group = sheet.unit_group();
        let group = unit_group.groups.iter().find(|it| !it.items.is_empty());
        let group = group.unwrap();
        let asking = unit_group.items.iter().find(|it| !it.inputs().is_empty());
        let asking = asking.unwrap();
        let input = &unit_group.inputs[asking.inputs()[0]].id;
        let at = [
            format!("answers.{}.evidence[0].date", asking.id),
            format!("answers.{}.lines[1].points", group.id),
            format!("inputs.{input}"),
            "calendar[1]".to_owned(),
            "answers.khong-co.points".to_owned(),
            "inputs.khong-co".to_owned(),
            String::new(),
        ];
        let at: Vec<&str> = at.iter().map(String::as_str).collect();
        warned(&sheet, &mut draft, &at);
        let told = |said: Vec<String>| -> Vec<String> {
            let said = said.into_iter();
            let told = said.filter_map(|it| {
                let it = it.strip_prefix("Đơn vị đã được nhắc khi nộp: Về ")?;
                Some(it.trim_end_matches('.').to_owned())
            });
            told.collect()
        };
        assert_eq!(told(head(unit_group, &draft)), at[3..]);
        assert_eq!(told(cell(unit_group, &draft, &asking.id)), [at[0], at[2]]);
        assert_eq!(told(cell(unit_group, &draft, &group.id)), [at[1]]);
        let official = draft.claims.as_mut().unwrap().official.as_mut();
        let warning = &mut official.unwrap().warnings[0];
        warning.what = format!("{}: Về nó.", super::super::called(unit_group, &asking.id));
        let said = told(cell(unit_group, &draft, &asking.id));
        assert_eq!(said, ["nó", at[2]]);
        draft.claims.as_mut().unwrap().official = None;
        assert_eq!(told(head(unit_group, &draft)), [""; 0]);
    }

    #[test]
    fn a_link_is_shown_whatever_it_is_and_ends_where_it_does() {
        let said = |link: &str, file: &str| {
            evidence(&Evidence {
                link: link.to_owned(),
                file: (!file.is_empty()).then(|| EvidenceFile {
                    name: file.to_owned(),
                    sha256: "0".repeat(64),
                }),
                ..Evidence::default()
            })
            .unwrap()
        };
        assert_eq!(
            said("javascript:alert(1)", ""),
            "Minh chứng: nơi xem: javascript:alert(1)."
        );
        assert_eq!(
            said("a\u{202e}b", ""),
            "Minh chứng: nơi xem: \u{2068}a\u{202e}b\u{2069}; có ký tự ẩn đảo chiều chữ."
        );
        let file = said("", "a\u{202e}fdp.exe");
        assert!(
            file.starts_with("Minh chứng: \u{2068}Tệp a\u{202e}fdp.exe, mã SHA-256: ")
                && file.ends_with("\u{2069}; có ký tự ẩn đảo chiều chữ."),
            "{file}"
        );
    }

    #[test]
    fn who_filled_it_in_is_said_as_far_as_the_file_does() {
        let (sheet, mut draft) = practice();
        draft.preparer = Preparer::default();
        assert_eq!(head(sheet.unit_group(), &draft), ["Tệp không ghi ai lập."]);
        draft.preparer.name = " Nguyễn Văn A ".to_owned();
        draft.preparer.mobile = "0912 345 678".to_owned();
        draft.appendix = "Bản photo của Sở".to_owned();
        assert_eq!(
            head(sheet.unit_group(), &draft),
            [
                "Người lập: họ và tên: Nguyễn Văn A; số điện thoại di động: 0912 345 678.",
                "Bản phụ lục đơn vị dùng: Bản photo của Sở."
            ]
        );
    }

    #[test]
    fn at_an_item_stands_everything_the_unit_entered_for_it() {
        let (sheet, mut draft) = practice();
        let unit_group = sheet.unit_group();
        let is_figure = |index: &usize| {
            let kind = &unit_group.inputs[*index].kind;
            matches!(kind, InputKind::Figure(_))
        };
        let asks = |it: &&Item| it.inputs().first().is_some_and(is_figure);
        let asking = unit_group.items.iter().find(asks).unwrap();
        let input = &unit_group.inputs[asking.inputs()[0]];
        draft.input_mut(&input.id).number = Entry::typed("987");
        let answer = draft.answer_mut(&asking.id);
        answer.evidence = vec![
            Evidence {
                number: "12/QĐ-UBND".to_owned(),
                form: "Quyết định".to_owned(),
                link: "https://example.com/<b>".to_owned(),
                ..Evidence::default()
            },
            Evidence {
                file: Some(EvidenceFile {
                    name: "a.pdf".to_owned(),
                    sha256: "0".repeat(64),
                }),
                ..Evidence::default()
            },
            Evidence::default(),
            Evidence {
                number: "\u{200b}".to_owned(),
                ..Evidence::default()
            },
        ];
        answer.explanation = "Chưa ban hành".to_owned();
        answer.note = "Xem phụ lục".to_owned();
        let said = cell(unit_group, &draft, &asking.id);
        assert!(
            said[0].starts_with(&input.label) && said[0].contains("987"),
            "{said:?}"
        );
        let rest = &said[asking.inputs().len()..];
        assert_eq!(
            rest,
            [
                "Minh chứng: Quyết định số 12/QĐ-UBND; nơi xem: https://example.com/<b>."
                    .to_owned(),
                format!("Minh chứng: Tệp a.pdf, mã SHA-256: {}.", "0".repeat(64)),
                "Giải trình: Chưa ban hành.".to_owned(),
                "Ghi chú của đơn vị: Xem phụ lục".to_owned(),
            ]
        );
        let id = Rc::clone(&unit_group.groups[0].id);
        let line = |max: &str, points: &str, silence: Option<Silence>| Line {
            name: "Máy tính".to_owned(),
            max: Entry::typed(max),
            points: Entry::typed(points),
            silence,
            ..Line::default()
        };
        let undefined = Silence::Undefined {
            reason: "mẫu số bằng 0".to_owned(),
        };
        draft.answer_mut(&id).lines = vec![
            line("7,5", "5", None),
            line("", "5", None),
            line("7", "", None),
            Line {
                evidence: vec![Evidence {
                    number: "13/QĐ-UBND".to_owned(),
                    ..Evidence::default()
                }],
                explanation: "Chưa mua".to_owned(),
                ..line("7", "", Some(undefined))
            },
        ];
        assert_eq!(
            cell(unit_group, &draft, &id),
            [
                "Dòng “Máy tính”: 5/7,5 điểm.",
                "Dòng “Máy tính”: 5, chưa ghi điểm tối đa.",
                "Dòng “Máy tính”: chưa chấm, tối đa 7 điểm.",
                "Dòng “Máy tính”: không tính được điểm; lý do: mẫu số bằng 0.",
                "Dòng “Máy tính”, minh chứng: Văn bản số 13/QĐ-UBND.",
                "Dòng “Máy tính”, giải trình: Chưa mua.",
            ]
        );
    }
}
