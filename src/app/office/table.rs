//! A ranking as a table, for the screen and for whatever reads tables.

use bac_thang::engine::award::Prize;
use bac_thang::engine::framework::Kind;
use bac_thang::engine::receive::Listed;
use bac_thang::engine::score::Total;
use bac_thang::{Number, UnitGroup};
use serde_json::{Value, json};

use super::lists::{List, Ranked};
use super::maxima::{goes_by_share, maxima};
use super::publish::Status;
use crate::app::spreadsheet::{Cell, Portion, Table};
use crate::app::storage::record;
use crate::app::text::{date, expected as expected_text, office as text, publish, total_names};

/// The column of the units' names.
pub const UNIT: usize = 1;

/// The ranking of a list; its rows are made one by one. Where it leaves the page each row says what it is, so that no row that is
/// copied loses it, and on which day the file came; below stand those who
/// were to be ranked and are not.
pub fn table(
    list: &List,
    ranking: &[Ranked],
    leaves_as: Option<&Status>,
) -> Table<impl Iterator<Item = Vec<Cell>>> {
    let unit_group = list.unit_group();
    let columns = unit_group.map(|it| Columns::of(it, ranking, leaves_as));
    let is_hidden = ranking.iter().any(|it| it.alias.is_some());
    let what = leaves_as.map_or_else(String::new, |status| {
        format!("{} - ", publish::status(status))
    });
    Table {
        name: unit_group.map_or_else(String::new, |it| format!("{what}{}", it.name.value)),
        above: Vec::new(),
        heads: columns.as_ref().map_or_else(Vec::new, Columns::heads),
        rows: ranking
            .iter()
            .map(Some)
            .chain([None])
            .flat_map(move |ranked| match (&columns, ranked) {
                (Some(columns), Some(ranked)) => columns.row(list, ranked).into_iter().collect(),
                (Some(columns), None) if leaves_as.is_some() => columns.absent(list, is_hidden),
                _ => Vec::new(),
            }),
    }
}

/// What a ranking says of each unit.
struct Columns<'a> {
    unit_group: &'a UnitGroup,
    /// The groups that are scored.
    groups: Vec<usize>,
    /// Whether it says what points are out of: where levels go by that, and where it is not the same for all.
    has_maxima: bool,
    has_levels: bool,
    /// Whether the office states of any of them on which day its file came.
    has_days: bool,
    status: Option<&'static str>,
}

impl Columns<'_> {
    fn of<'a>(
        unit_group: &'a UnitGroup,
        ranking: &[Ranked],
        leaves_as: Option<&Status>,
    ) -> Columns<'a> {
        let groups = unit_group.groups.iter().enumerate();
        let scored = groups.filter(|(_, group)| group.not_scored.is_none());
        Columns {
            groups: scored.map(|(index, _)| index).collect(),
            has_maxima: goes_by_share(unit_group) || !maxima(unit_group, ranking).is_empty(),
            has_levels: text::has_levels(unit_group),
            has_days: leaves_as.is_some() && ranking.iter().any(|it| it.came().is_some()),
            status: leaves_as.map(publish::status),
            unit_group,
        }
    }

    fn heads(&self) -> Vec<String> {
        let groups = self.groups.iter();
        let groups = groups.filter_map(|index| self.unit_group.groups.get(*index));
        let mut heads = vec!["Thứ hạng".to_owned(), "Tên đơn vị".to_owned()];
        heads.extend(groups.map(|group| group.name.value.clone()));
        heads.extend(total_names(self.unit_group).into_iter().map(str::to_owned));
        heads.extend(self.maxima(text::maximum_heads(self.unit_group)));
        heads.extend(self.has_levels.then(|| "Mức".to_owned()));
        heads.extend(self.has_awards().then(|| "Giải thưởng".to_owned()));
        heads.push("Ghi chú".to_owned());
        heads.extend(self.has_days.then(|| "Ngày cơ quan nhận".to_owned()));
        heads.extend(self.status.map(|_| "Tình trạng".to_owned()));
        heads
    }

    fn has_awards(&self) -> bool {
        !self.unit_group.awards.is_empty()
    }

    /// What points are out of and the share of it, where that is said.
    fn maxima<T>(&self, cells: Vec<T>) -> Vec<T> {
        if self.has_maxima { cells } else { Vec::new() }
    }

    /// Those who were to be ranked and are not: by name, or how many they are.
    fn absent(&self, list: &List, is_hidden: bool) -> Vec<Vec<Cell>> {
        let of = |units: &[String], note: &str, said: String| -> Vec<Vec<Cell>> {
            if units.is_empty() {
                Vec::new()
            } else if is_hidden {
                vec![self.unranked("", said)]
            } else {
                let units = units.iter();
                units
                    .map(|unit| self.unranked(unit, note.to_owned()))
                    .collect()
            }
        };
        let missing = expected_text::missing_unnamed(list.missing.len(), list.expected);
        let not_taken = expected_text::not_taken_unnamed(list.not_taken.len(), list.expected);
        let mut rows = of(&list.missing, expected_text::MISSING, missing);
        rows.extend(of(&list.not_taken, expected_text::NOT_TAKEN, not_taken));
        rows
    }

    fn unranked(&self, unit: &str, note: String) -> Vec<Cell> {
        let nothing = || Cell::Text(String::new());
        let mut row = vec![nothing(), Cell::Text(unit.to_owned())];
        let totals = total_names(self.unit_group).len();
        let numbers = self.groups.len() + totals + 2 * totals * usize::from(self.has_maxima);
        let texts = usize::from(self.has_levels) + usize::from(self.has_awards());
        row.extend((0..numbers + texts).map(|_| nothing()));
        row.push(Cell::Text(note));
        row.extend(self.has_days.then(nothing));
        row.extend(self.status.map(|what| Cell::Text(what.to_owned())));
        row
    }

    fn row(&self, list: &List, ranked: &Ranked) -> Option<Vec<Cell>> {
        let (unit_group, result) = (self.unit_group, ranked.result()?);
        let rank = ranked.rank.rank.and_then(|rank| u32::try_from(rank).ok());
        let rank = rank.map(Number::from);
        let groups = self.groups.iter();
        let groups = groups.filter_map(|index| result.groups.get(*index));
        let level = || text::level(unit_group, ranked.rank.level.as_ref());
        let prize = || text::prize(unit_group, &ranked.prize);
        let mut row = vec![Cell::known(rank.as_ref()), Cell::Text(ranked.name())];
        row.extend(groups.map(|(state, points)| Cell::points(*state, points)));
        row.extend(totals(result).map(|total| Cell::Number(total.points)));
        row.extend(self.maxima(out_of(result)));
        row.extend(self.has_levels.then(|| Cell::Text(level())));
        row.extend(self.has_awards().then(|| Cell::Text(prize())));
        row.push(Cell::Text(text::remarks(list, ranked)));
        let day = || ranked.came().map_or_else(String::new, date);
        row.extend(self.has_days.then(|| Cell::Text(day())));
        row.extend(self.status.map(|what| Cell::Text(what.to_owned())));
        Some(row)
    }
}

/// All points, or those of each block where nothing adds them up.
fn totals(result: &Listed) -> impl Iterator<Item = Total> {
    let whole = result.blocks.is_empty().then(|| Total {
        points: result.points.clone(),
        max: result.max.clone(),
    });
    whole.into_iter().chain(result.blocks.iter().cloned())
}

/// What a unit's points are out of, and how many in a hundred of these they are; nothing where that is not known.
fn out_of(result: &Listed) -> Vec<Cell> {
    let both = |total: Total| {
        let percent = total.share();
        let percent = percent.map(|share| &share * &Number::from(100_u32));
        [
            Cell::known(total.max.as_ref()),
            Cell::known(percent.as_ref()),
        ]
    };
    totals(result).flat_map(both).collect()
}

/// For programs: exact numbers, as text. A unit at a time.
pub fn json(
    list: &List,
    ranking: &[Ranked],
    status: &Status,
    is_under_alias: bool,
) -> impl Iterator<Item = Portion> {
    let whole = whole(list, status, is_under_alias);
    let text = whole.and_then(|whole| serde_json::to_string_pretty(&whole).ok());
    // Within a text its quotation marks would be written otherwise.
    let around = text.and_then(|text| {
        let (before, after) = text.split_once("\"units\": []")?;
        Some((before.to_owned(), after.to_owned()))
    });
    let (before, after) = around.unzip();
    let begin = before.map(|before| format!("{before}\"units\": [").into_bytes());
    let end = after.map(|after| format!("\n  ]{after}").into_bytes());
    let mut is_first = true;
    let units = ranking.iter().filter_map(move |ranked| {
        let unit = unit(list, ranked)?;
        let comma = if std::mem::take(&mut is_first) {
            ""
        } else {
            ","
        };
        let text = serde_json::to_string_pretty(&unit).ok();
        let text = text.map(|text| format!("{comma}\n    {}", text.replace('\n', "\n    ")));
        Some(text.map(String::into_bytes))
    });
    std::iter::once(begin).chain(units).chain([end])
}

/// All but the units.
fn whole(list: &List, status: &Status, is_under_alias: bool) -> Option<Value> {
    let mut whole = json!({
        "format": "bac-thang/ranking/1",
        "kind": if list.framework.kind == Kind::Training { "training" } else { "official" },
        "framework": { "id": list.framework.id, "edition": list.framework.edition, "digest": list.framework.digest },
        "unit_group": list.unit_group()?.id,
        "year": list.key.year,
        "status": if status.is_final() { "final" } else { "draft" },
        "final_on": if let Status::Final(on) = status { Some(on) } else { None },
        "units": [],
        "missing_count": list.missing.len(),
        "not_taken_count": list.not_taken.len(),
    });
    if !is_under_alias {
        whole["missing"] = list.missing.clone().into();
        whole["not_taken"] = list.not_taken.clone().into();
    }
    Some(whole)
}

fn unit(list: &List, ranked: &Ranked) -> Option<Value> {
    let unit_group = list.unit_group()?;
    let (received, result) = (ranked.row.received()?, ranked.result()?);
    let award = |index: &usize| {
        let award = unit_group.awards.get(*index);
        award.map(|award| award.name.clone())
    };
    let groups = unit_group.groups.iter().zip(&result.groups);
    let groups: serde_json::Map<String, Value> = groups
        .map(|(group, (state, points))| {
            // What is not scored is not 0.
            let points = state.has_points().then(|| points.to_string());
            (group.id.to_string(), points.into())
        })
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
        "groups": groups,
        "awards": awards,
        "is_left_to_council": ranked.is_left_to_council(unit_group),
        "is_late": ranked.row.file.late.is_some(),
    });
    let total =
        |points: &Number, max: Option<&Number>| (points.to_string(), max.map(ToString::to_string));
    if result.blocks.is_empty() {
        let (points, max) = total(&result.points, result.max.as_ref());
        (unit["points"], unit["max"]) = (points.into(), max.into());
    } else {
        let blocks = unit_group.blocks.iter().zip(&result.blocks);
        let blocks = blocks.map(|(block, it)| {
            let (points, max) = total(&it.points, it.max.as_ref());
            (block.id.clone(), json!({ "points": points, "max": max }))
        });
        unit["blocks"] = blocks.collect::<serde_json::Map<_, _>>().into();
    }
    if let Some(level) = &ranked.rank.level {
        unit["level"] = level.name().into();
    }
    // By its code anybody who has the file knows the unit.
    if ranked.alias.is_none() {
        unit["receipt"] = received.receipt.to_string().into();
    }
    if let Some(day) = ranked.came() {
        unit["received_on"] = record::date(day).into();
    }
    Some(unit)
}
