//! A kind of unit and the sheet that scores it: blocks, groups, maxima that add up.

use std::rc::Rc;

use super::clauses::Clauses;
use super::item::{ItemCheck, group_fits, group_max};
use super::rule::inputs;
use super::{each, fault, unique, unique_at};
use crate::engine::assessment::{MAX_ANSWERS, MAX_INPUTS};
use crate::engine::document as doc;
use crate::engine::framework::{
    Agreement, Award, Block, Fact, Fault, Group, GroupRole, Measure, Places, TotalRule, UnitGroup,
};
use crate::engine::number::Number;
use crate::engine::rule::{Effect, Exclusion, Input, Item, Reads};

/// Resolves a kind of unit against the sheets and ladders of its file.
pub(super) struct UnitGroupCheck<'a> {
    pub(super) clauses: &'a Clauses,
    pub(super) sheets: &'a [doc::SheetDocument],
    pub(super) ladders: &'a [doc::LadderDocument],
    pub(super) exclusion: Option<&'a Exclusion>,
}

/// A sheet's contents, checked.
pub(super) struct Contents {
    pub(super) inputs: Vec<Input>,
    pub(super) blocks: Vec<Block>,
    pub(super) groups: Vec<Group>,
    pub(super) items: Vec<Item>,
    pub(super) total: TotalRule,
}

/// No more than can be answered in one assessment.
fn at_most(path: &str, count: usize, limit: usize, of: &str) -> Result<(), Fault> {
    if count <= limit {
        return Ok(());
    }
    fault(path, format!("{count} {of}"), format!("at most {limit}"))
}

impl UnitGroupCheck<'_> {
    pub(super) fn check(
        &self,
        path: &str,
        written: &doc::UnitGroupDocument,
    ) -> Result<UnitGroup, Fault> {
        let Some(sheet_index) = self
            .sheets
            .iter()
            .position(|sheet| sheet.id == written.sheet)
        else {
            return fault(
                format!("{path}.sheet"),
                format!("{:?}", written.sheet),
                "the id of a sheet",
            );
        };
        let sheet = &self.sheets[sheet_index];
        let sheet_path = format!("sheets[{sheet_index}]");
        let contents = self.contents(&sheet_path, path, sheet, written)?;
        let max = self
            .clauses
            .optional(&format!("{path}.max"), written.max.as_ref())?;
        states_the_sum(&format!("{path}.max"), max.as_ref(), contents.groups.iter())?;
        let round_groups = self.rounding(&sheet_path, "group", sheet.rounding.group.as_ref())?;
        Ok(UnitGroup {
            agreements: self.agreements(&sheet_path, sheet, &contents)?,
            standing: self.standing(&sheet_path, sheet, &contents)?,
            round_groups,
            name: self.clauses.fact(
                &format!("{path}.name"),
                written.name.value.clone(),
                &written.name.source,
            )?,
            awards: each(&written.awards, &format!("{path}.awards"), |path, award| {
                self.award(path, award)
            })?,
            lacks: self
                .clauses
                .statements(&format!("{path}.lacks"), &written.lacks)?,
            id: written.id.as_str().into(),
            level: written.level,
            max,
            rescales: self.rescales(&contents),
            places: Places::of(&contents.groups, &contents.items, &contents.inputs),
            blocks: contents.blocks,
            groups: contents.groups,
            items: contents.items,
            inputs: contents.inputs,
            total: contents.total,
        })
    }

    fn rescales(&self, contents: &Contents) -> bool {
        let items = contents.items.iter().map(|item| item.exclusion.as_ref());
        let mut all = items.chain([self.exclusion]).flatten();
        all.any(|exclusion| exclusion.effect == Effect::Rescaled)
    }

    fn rounding(
        &self,
        path: &str,
        what: &str,
        written: Option<&doc::RoundingDocument>,
    ) -> Result<Option<crate::engine::rounding::Rounding>, Fault> {
        let path = format!("{path}.rounding.{what}");
        written
            .map(|rounding| self.clauses.rounding(&path, rounding))
            .transpose()
    }

    fn agreements(
        &self,
        path: &str,
        sheet: &doc::SheetDocument,
        contents: &Contents,
    ) -> Result<Vec<Agreement>, Fault> {
        let path = format!("{path}.agreements");
        unique(&path, sheet.agreements.iter().map(|one| one.id.as_str()))?;
        each(&sheet.agreements, &path, |path, written| {
            let at = format!("{path}.holds");
            let holds = self.test(&at, &written.holds, contents)?;
            let mut reads = Reads::default();
            reads.test(&holds);
            if reads.all.len() < 2 {
                let found = format!("{} inputs", reads.all.len());
                return fault(
                    at,
                    found,
                    "a test of several inputs: the bounds of one are its own",
                );
            }
            Ok(Agreement {
                id: written.id.as_str().into(),
                what: written.what.clone(),
                holds,
                source: self.clauses.source(path, &written.source)?,
            })
        })
    }

    fn total(&self, path: &str, sheet: &doc::SheetDocument) -> Result<TotalRule, Fault> {
        let written = &sheet.total;
        let fact = |name: &str, fact: &Option<doc::Sourced<Number>>| {
            let path = format!("{path}.total.{name}");
            self.clauses.optional(&path, fact.as_ref())
        };
        let total = TotalRule {
            convert_to: fact("convert_to", &written.convert_to)?,
            round: self.rounding(path, "total", sheet.rounding.total.as_ref())?,
            at_least: fact("at_least", &written.at_least)?,
            at_most: fact("at_most", &written.at_most)?,
        };
        if let Some(scale) = total
            .convert_to
            .as_ref()
            .filter(|to| to.value <= Number::ZERO)
        {
            let path = format!("{path}.total.convert_to");
            return fault(path, scale.value.to_string(), "more than 0");
        }
        if let (Some(least), Some(most)) = (&total.at_least, &total.at_most)
            && least.value > most.value
        {
            let path = format!("{path}.total.at_least");
            return fault(path, least.value.to_string(), "no more than at_most");
        }
        Ok(total)
    }

    fn contents(
        &self,
        path: &str,
        unit_path: &str,
        sheet: &doc::SheetDocument,
        unit: &doc::UnitGroupDocument,
    ) -> Result<Contents, Fault> {
        if sheet.blocks.is_empty() {
            return fault(format!("{path}.blocks"), "none", "at least one block");
        }
        unique(
            &format!("{path}.blocks"),
            sheet.blocks.iter().map(|block| block.id.as_str()),
        )?;
        let group_ids = || {
            sheet
                .blocks
                .iter()
                .enumerate()
                .flat_map(|(block, written)| {
                    let places = (0..)
                        .map(move |group| format!("{path}.blocks[{block}].groups[{group}].id"));
                    places.zip(written.groups.iter().map(|group| group.id.as_str()))
                })
        };
        let item_ids = item_ids(path, sheet);
        at_most(
            path,
            group_ids().count() + item_ids.len(),
            MAX_ANSWERS,
            "groups and items",
        )?;
        at_most(path, sheet.inputs.len(), MAX_INPUTS, "inputs")?;
        unique_at(group_ids().chain(item_ids.iter().cloned()))?;
        let inputs = inputs(self.clauses, &format!("{path}.inputs"), &sheet.inputs)?;
        let ids: Vec<&str> = item_ids.iter().map(|(_, id)| *id).collect();
        let check = ItemCheck {
            clauses: self.clauses,
            path,
            inputs: &inputs,
            ids: &ids,
            sheet,
            exclusion: self.exclusion,
        };
        let not_scored_path = format!("{unit_path}.not_scored");
        let not_scored = each(&unit.not_scored, &not_scored_path, |path, fact| {
            if group_ids().all(|(_, id)| id != fact.value) {
                let found = format!("{:?}", fact.value);
                return fault(path, found, "the id of a group of the sheet");
            }
            self.clauses.fact(path, fact.value.clone(), &fact.source)
        })?;
        let places = (0..).map(|index| format!("{not_scored_path}[{index}]"));
        unique_at(places.zip(not_scored.iter().map(|fact| fact.value.as_str())))?;
        let (mut groups, mut items) = (Vec::new(), Vec::new());
        let blocks = sheet.blocks.iter().enumerate().map(|(index, written)| {
            let path = format!("{path}.blocks[{index}]");
            if written.groups.is_empty() {
                return fault(format!("{path}.groups"), "none", "at least one group");
            }
            if written.name.is_none() && sheet.blocks.len() > 1 {
                return fault(
                    format!("{path}.name"),
                    "none",
                    "a name for each of several blocks",
                );
            }
            for (place, group) in written.groups.iter().enumerate() {
                let path = format!("{path}.groups[{place}]");
                groups.push(self.group(&path, (index, group), &not_scored, &check, &mut items)?);
            }
            let max = self
                .clauses
                .optional(&format!("{path}.max"), written.max.as_ref())?;
            let name = self
                .clauses
                .optional(&format!("{path}.name"), written.name.as_ref())?;
            states_the_sum(
                &format!("{path}.max"),
                max.as_ref(),
                groups.iter().filter(|group| group.block == index),
            )?;
            Ok(Block {
                id: written.id.as_str().into(),
                name,
                max,
            })
        });
        let blocks: Vec<Block> = blocks.collect::<Result<_, Fault>>()?;
        let is_scored =
            |group: &Group| group.not_scored.is_none() && group.role == GroupRole::Scored;
        if !groups.iter().any(is_scored) {
            return fault(
                not_scored_path,
                "every group",
                "at least one group that is scored",
            );
        }
        let total = self.total(path, sheet)?;
        Ok(Contents {
            inputs,
            blocks,
            groups,
            items,
            total,
        })
    }

    fn group(
        &self,
        path: &str,
        (block, written): (usize, &doc::GroupDocument),
        not_scored: &[Fact<String>],
        check: &ItemCheck<'_>,
        items: &mut Vec<Item>,
    ) -> Result<Group, Fault> {
        group_fits(path, written)?;
        let max = self
            .clauses
            .optional(&format!("{path}.max"), written.max.as_ref())?;
        let name = self.clauses.fact(
            &format!("{path}.name"),
            written.name.value.clone(),
            &written.name.source,
        )?;
        if let Some(max) = max.as_ref().filter(|max| max.value <= Number::ZERO) {
            return fault(format!("{path}.max"), max.value.to_string(), "more than 0");
        }
        let first = items.len();
        items.extend(check.group(path, written, first)?);
        let max = if written.items.is_empty() {
            max
        } else {
            group_max(path, written, max, &items[first..], &name)?
        };
        Ok(Group {
            id: written.id.as_str().into(),
            block,
            code: written.code.clone(),
            name,
            max,
            role: written.role,
            weight: self
                .clauses
                .optional(&format!("{path}.weight"), written.weight.as_ref())?,
            items: first..items.len(),
            contradiction: written
                .contradiction
                .as_ref()
                .map(|what| {
                    self.clauses
                        .statement(&format!("{path}.contradiction"), what)
                })
                .transpose()?,
            components: self
                .clauses
                .optional(&format!("{path}.components"), written.components.as_ref())?,
            about: written
                .about
                .as_ref()
                .map(|id| self.clauses.get(&format!("{path}.about"), id))
                .transpose()?,
            not_scored: not_scored
                .iter()
                .find(|fact| fact.value == written.id)
                .map(|fact| Rc::clone(&fact.source)),
        })
    }

    fn award(&self, path: &str, written: &doc::AwardDocument) -> Result<Award, Fault> {
        let source = self.clauses.source(path, &written.source)?;
        Ok(Award {
            name: written.name.clone(),
            count: written.count,
            value: written.value.clone(),
            source,
        })
    }
}

/// The ids of a sheet's items, in order, each with its path.
fn item_ids<'a>(path: &str, sheet: &'a doc::SheetDocument) -> Vec<(String, &'a str)> {
    let mut ids = Vec::new();
    for (block, written) in sheet.blocks.iter().enumerate() {
        for (group, written) in written.groups.iter().enumerate() {
            let path = format!("{path}.blocks[{block}].groups[{group}].items");
            let places = (0..).map(|item| format!("{path}[{item}].id"));
            ids.extend(places.zip(written.items.iter().map(|item| item.id.as_str())));
        }
    }
    ids
}

/// The sum of what scored groups count at most; `None` where the unit has to enter one.
pub(super) fn known_max<'a>(groups: impl Iterator<Item = &'a Group>) -> Option<Number> {
    let maxima: Option<Vec<&Number>> = groups
        .filter(|group| group.not_scored.is_none() && group.role == GroupRole::Scored)
        .map(|group| Some(&group.weight.as_ref().or(group.max.as_ref())?.value))
        .collect();
    maxima.map(Number::sum)
}

fn states_the_sum<'a>(
    path: &str,
    stated: Option<&Fact<Number>>,
    groups: impl Iterator<Item = &'a Group>,
) -> Result<(), Fault> {
    let Some(stated) = stated else { return Ok(()) };
    match known_max(groups) {
        Some(sum) if sum == stated.value => Ok(()),
        Some(sum) => fault(
            path,
            stated.value.to_string(),
            format!("{sum}, the sum of its groups that are scored"),
        ),
        None => fault(
            path,
            stated.value.to_string(),
            "a maximum on each of its groups",
        ),
    }
}

impl Contents {
    /// The most a measure can come to; `None` where that is not known.
    pub(super) fn most(&self, of: Measure) -> Option<Number> {
        if let Measure::Item(item) = of {
            return self.items[item].max.as_ref().map(|max| max.value.clone());
        }
        let covered = || {
            let groups = self.groups.iter().enumerate();
            groups
                .filter(|(index, group)| of.covers(*index, group))
                .map(|(_, group)| group)
        };
        if let Measure::Group(group) = of {
            return self.groups[group].max.as_ref().map(|max| max.value.clone());
        }
        let scale = self
            .total
            .convert_to
            .as_ref()
            .filter(|_| of == Measure::Whole);
        let scored = match scale {
            Some(scale) => scale.value.clone(),
            None => known_max(covered())?,
        };
        let bonus = covered()
            .filter(|group| group.role == GroupRole::Bonus && group.not_scored.is_none())
            .filter_map(|group| group.max.as_ref());
        Some(&scored + &Number::sum(bonus.map(|max| &max.value)))
    }
}
