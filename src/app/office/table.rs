//! A ranking as a table, for the screen and for whatever reads tables.

use bac_thang::Number;
use bac_thang::engine::award::Prize;
use bac_thang::engine::framework::Kind;
use serde_json::{Value, json};

use super::lists::{List, Ranked};
use super::publish::Status;
use crate::app::spreadsheet::{Cell, Table};
use crate::app::text::{office as text, publish};

/// The column of the units' names.
pub const UNIT: usize = 1;

/// The ranking of a list.
pub fn table(list: &List, ranking: &[Ranked]) -> Table {
    let Some(unit_group) = list.unit_group() else {
        return Table {
            name: String::new(),
            heads: Vec::new(),
            rows: Vec::new(),
        };
    };
    let has_levels = text::has_levels(unit_group);
    let has_awards = !unit_group.awards.is_empty();
    let groups: Vec<usize> = (0..unit_group.groups.len())
        .filter(|index| unit_group.groups[*index].not_scored.is_none())
        .collect();
    let mut heads = vec!["Thứ hạng".to_owned(), "Tên đơn vị".to_owned()];
    heads.extend(
        groups
            .iter()
            .map(|index| unit_group.groups[*index].name.value.clone()),
    );
    heads.push("Tổng điểm".to_owned());
    heads.extend(has_levels.then(|| "Mức".to_owned()));
    heads.extend(has_awards.then(|| "Giải thưởng".to_owned()));
    heads.push("Ghi chú".to_owned());
    let rows = ranking.iter().filter_map(|ranked| {
        let result = ranked.result()?;
        let mut row = vec![
            Cell::Number(Number::from(
                u32::try_from(ranked.rank.rank).unwrap_or(u32::MAX),
            )),
            Cell::Text(ranked.name()),
        ];
        row.extend(
            groups
                .iter()
                .filter_map(|index| result.groups.get(*index).cloned().map(Cell::Number)),
        );
        row.push(Cell::Number(result.points.clone()));
        row.extend(
            has_levels.then(|| Cell::Text(text::level(unit_group, ranked.rank.level.as_ref()))),
        );
        row.extend(has_awards.then(|| Cell::Text(text::prize(unit_group, &ranked.prize))));
        row.push(Cell::Text(text::remarks(list, ranked)));
        Some(row)
    });
    Table {
        name: unit_group.name.value.clone(),
        heads,
        rows: rows.collect(),
    }
}

/// With what it is on every row, so that no row that is copied loses it.
pub fn marked(mut table: Table, status: &Status) -> Table {
    let what = publish::status(status);
    table.name = format!("{what} - {}", table.name);
    table.heads.push("Tình trạng".to_owned());
    for row in &mut table.rows {
        row.push(Cell::Text(what.to_owned()));
    }
    table
}

/// For programs: exact numbers, as text.
pub fn json(
    list: &List,
    ranking: &[Ranked],
    status: &Status,
    is_under_alias: bool,
) -> Option<String> {
    let unit_group = list.unit_group()?;
    let award = |index: &usize| {
        unit_group
            .awards
            .get(*index)
            .map(|award| award.name.clone())
    };
    let units = ranking.iter().filter_map(|ranked| {
        let (received, result) = (ranked.row.received()?, ranked.result()?);
        let groups = unit_group.groups.iter().zip(&result.groups);
        let groups: serde_json::Map<String, Value> = groups
            .map(|(group, points)| (group.id.to_string(), points.to_string().into()))
            .collect();
        let awards: Vec<String> = match &ranked.prize {
            Prize::Nothing => Vec::new(),
            Prize::Won(index) => award(index).into_iter().collect(),
            Prize::Open { awards, .. } => awards.iter().filter_map(award).collect(),
        };
        let mut unit = json!({
            "rank": ranked.rank.rank,
            "is_tied": ranked.rank.is_tied,
            "unit": ranked.name(),
            "points": result.points.to_string(),
            "max": result.max.as_ref().map(ToString::to_string),
            "groups": groups,
            "awards": awards,
            "is_left_to_council": ranked.rank.is_left_to_council || matches!(ranked.prize, Prize::Open { .. }),
            "is_late": ranked.row.file.late.is_some(),
        });
        if let Some(level) = &ranked.rank.level {
            unit["level"] = level.name().into();
        }
        // By its code anybody who has the file knows the unit.
        if ranked.alias.is_none() {
            unit["receipt"] = received.receipt.to_string().into();
        }
        Some(unit)
    });
    let mut whole = json!({
        "format": "bac-thang/ranking/1",
        "kind": if list.framework.kind == Kind::Training { "training" } else { "official" },
        "framework": { "id": list.framework.id, "edition": list.framework.edition, "digest": list.framework.digest },
        "unit_group": unit_group.id,
        "year": list.key.2,
        "status": if status.is_final() { "final" } else { "draft" },
        "final_on": if let Status::Final(on) = status { Some(on) } else { None },
        "units": units.collect::<Vec<Value>>(),
        "missing_count": list.missing.len(),
    });
    if !is_under_alias {
        whole["missing"] = list.missing.clone().into();
    }
    serde_json::to_string_pretty(&whole).ok()
}
