//! From what is of concern to the field where it is put right, by ids, and to the part of the sheet that it stands in.

use bac_thang::engine::document::PreparerField;
use bac_thang::{At, Concern, ConcernKind, Field, FindingKind, Spot, UnitGroup};

use crate::app::layout::input_id;

/// The heading over what the unit writes into its report, on a page of its own.
pub const REPORT: &str = "report-texts";

/// The box on the check page that says that the report is late.
pub const LATE: &str = "late";

/// Whether something is about a report that is late, and something follows from that.
fn is_late(unit_group: &UnitGroup, kind: &ConcernKind) -> bool {
    matches!(kind, ConcernKind::Overdue(_)) && unit_group.standing.if_late().next().is_some()
}

/// The id of the field; `None` where the sheet has none for it.
pub fn field(unit_group: &UnitGroup, concern: &Concern) -> Option<String> {
    match &concern.at {
        At::Unit => Some("unit-name".to_owned()),
        At::Calendar(_) if is_late(unit_group, &concern.kind) => Some(LATE.to_owned()),
        // The dates are those of the year.
        At::Year | At::Calendar(_) => Some("year".to_owned()),
        At::Preparer(field) => Some(format!("preparer-{}", preparer(*field))),
        At::Report => Some(REPORT.to_owned()),
        At::EvidenceDate { of, line, record } => {
            let letter = if unit_group.item(of).is_some() {
                'i'
            } else {
                'g'
            };
            let line = in_line(*line);
            Some(format!("{letter}-{of}{line}-evidence-{record}-date"))
        }
        At::Spot(spot) => of_spot(unit_group, spot, &concern.kind),
    }
}

fn preparer(field: PreparerField) -> &'static str {
    match field {
        PreparerField::Name => "name",
        PreparerField::Post => "post",
        PreparerField::Landline => "landline",
        PreparerField::Mobile => "mobile",
        PreparerField::Email => "email",
    }
}

fn of_spot(unit_group: &UnitGroup, spot: &Spot, kind: &ConcernKind) -> Option<String> {
    let has_input = |id: &str| unit_group.inputs.iter().any(|input| *input.id == *id);
    if let Some(input) = &spot.input {
        return has_input(input).then(|| input_id(input));
    }
    let Some(of) = &spot.of else {
        let is_appendix = matches!(kind, ConcernKind::Found(FindingKind::AppendixUnnamed));
        return is_appendix.then(|| "appendix".to_owned());
    };
    if unit_group.items.iter().any(|item| *item.id == **of) {
        return Some(of_item(of, spot.field, kind));
    }
    let group = unit_group.group(of)?;
    (group.not_scored.is_none()).then(|| of_group(of, spot, kind))
}

/// What stands folded is led to by what opens it.
fn of_item(id: &str, field: Field, kind: &ConcernKind) -> String {
    match (field, kind) {
        (_, ConcernKind::NoEvidence) => format!("i-{id}-evidence"),
        (Field::Points, _) => format!("i-{id}-points"),
        (Field::Reason, _) => format!("i-{id}-other"),
        _ => format!("i-{id}"),
    }
}

fn of_group(id: &str, spot: &Spot, kind: &ConcernKind) -> String {
    let line = in_line(spot.line);
    match (spot.field, kind) {
        (Field::Points, _) => format!("g-{id}{line}-points"),
        (Field::Max, _) => format!("g-{id}{line}-max"),
        (Field::Name, _) => format!("g-{id}{line}-name"),
        (Field::Reason, _) => format!("g-{id}{line}-silence-reason"),
        (Field::All, ConcernKind::NoEvidence) if spot.line.is_some() => {
            format!("g-{id}{line}-evidence")
        }
        (Field::All, ConcernKind::NoEvidence) => format!("g-{id}-explanation"),
        (
            Field::All,
            ConcernKind::Undefined
            | ConcernKind::Found(FindingKind::NoExclusionRule | FindingKind::CannotBeLeftOut),
        ) => format!("g-{id}{line}-silence"),
        (Field::All | Field::Appraised, _) => format!("g-{id}{line}"),
    }
}

fn in_line(line: Option<usize>) -> String {
    line.map_or_else(String::new, |line| format!("-line-{line}"))
}

/// The part of the sheet that something stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Unit,
    /// Groups without items, by the index of their block.
    Block(usize),
    /// A group with items, by its index in the sheet.
    Group(usize),
    /// What rungs and sanctions ask beside points, and what the sheet has no place for.
    Rest,
    Report,
    Dates,
}

impl Part {
    pub fn of(unit_group: &UnitGroup, at: &At) -> Part {
        match at {
            At::Unit
            | At::Year
            | At::Preparer(_)
            | At::Spot(Spot {
                of: None,
                input: None,
                ..
            }) => Part::Unit,
            At::Report => Part::Report,
            At::Calendar(_) => Part::Dates,
            At::EvidenceDate { of, .. } => Part::of_group(
                unit_group,
                group_of(unit_group, &Spot::group(of, Field::All)),
            ),
            At::Spot(spot) => Part::of_group(unit_group, group_of(unit_group, spot)),
        }
    }

    fn of_group(unit_group: &UnitGroup, group: Option<usize>) -> Part {
        match group {
            Some(index) if unit_group.groups[index].items.is_empty() => {
                Part::Block(unit_group.groups[index].block)
            }
            Some(index) => Part::Group(index),
            None => Part::Rest,
        }
    }
}

/// The group that a field stands in; of an input, that of the first item that asks for it.
fn group_of(unit_group: &UnitGroup, spot: &Spot) -> Option<usize> {
    let with_item = |item: usize| {
        unit_group
            .groups
            .iter()
            .position(|group| group.items.contains(&item))
    };
    if let Some(of) = &spot.of {
        let group = unit_group.groups.iter().position(|group| *group.id == **of);
        let item = || unit_group.items.iter().position(|item| *item.id == **of);
        return group.or_else(|| with_item(item()?));
    }
    let id = spot.input.as_deref()?;
    let input = unit_group
        .inputs
        .iter()
        .position(|input| *input.id == *id)?;
    let item = unit_group
        .items
        .iter()
        .position(|item| item.inputs().contains(&input))?;
    with_item(item)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::catalog::Catalog;
    use crate::app::text::whole_concern;

    #[test]
    fn a_day_that_is_none_leads_to_its_box_and_says_what_stands_there() {
        let catalog = Catalog::shipped();
        let concern = |of: &str, line: Option<usize>| Concern {
            at: At::EvidenceDate {
                of: of.to_owned(),
                line,
                record: 1,
            },
            kind: ConcernKind::NoDay {
                found: "31/02/2026".to_owned(),
            },
        };
        let sheet = catalog.find("ha-tinh-2878-2023", "xa").unwrap();
        let of_group = concern("nhan-thuc-so", None);
        let unit_group = sheet.unit_group();
        assert_eq!(
            field(unit_group, &of_group).as_deref(),
            Some("g-nhan-thuc-so-evidence-1-date")
        );
        assert!(matches!(Part::of(unit_group, &of_group.at), Part::Block(_)));
        assert_eq!(
            whole_concern(sheet, None, &of_group),
            "1. Nhận thức số: Ngày ban hành của tài liệu 2 đang ghi “31/02/2026”, không đọc được thành một ngày có trong lịch. Hãy ghi theo mẫu 05/11/2026."
        );
        let of_line = concern("nhan-thuc-so", Some(2));
        assert_eq!(
            field(unit_group, &of_line).as_deref(),
            Some("g-nhan-thuc-so-line-2-evidence-1-date")
        );
        let said = whole_concern(sheet, None, &of_line);
        assert!(said.starts_with("1. Nhận thức số, dòng 3: Ngày"), "{said}");
        let unproven = Concern {
            at: At::Spot(Spot::line("nhan-thuc-so", 2, Field::All)),
            kind: ConcernKind::NoEvidence,
        };
        assert_eq!(
            field(unit_group, &unproven).as_deref(),
            Some("g-nhan-thuc-so-line-2-evidence")
        );
        let sheet = catalog.find("tap-huan-bo-tieu-chi-2026", "xa").unwrap();
        let of_item = concern("1-1", None);
        let unit_group = sheet.unit_group();
        assert_eq!(
            field(unit_group, &of_item).as_deref(),
            Some("i-1-1-evidence-1-date")
        );
        assert_eq!(Part::of(unit_group, &of_item.at), Part::Group(0));
    }
}
