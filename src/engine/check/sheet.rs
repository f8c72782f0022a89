//! A kind of unit and the sheet that scores it: blocks, groups, maxima that add up.

use std::rc::Rc;

use super::clauses::Clauses;
use super::{each, fault, unique, unique_at};
use crate::engine::document as doc;
use crate::engine::framework::{Award, Block, Fact, Fault, Group, UnitGroup};
use crate::engine::number::Number;

/// Resolves a kind of unit against the sheets and ladders of its file.
pub(super) struct UnitGroupCheck<'a> {
    pub(super) clauses: &'a Clauses,
    pub(super) sheets: &'a [doc::SheetDocument],
    pub(super) ladders: &'a [doc::LadderDocument],
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
        let (blocks, groups) = self.blocks(&sheet_path, path, sheet, written)?;
        let max = self
            .clauses
            .optional(&format!("{path}.max"), written.max.as_ref())?;
        states_the_sum(&format!("{path}.max"), max.as_ref(), groups.iter())?;
        Ok(UnitGroup {
            standing: self.standing(&sheet_path, sheet, &blocks, &groups)?,
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
            id: written.id.clone(),
            level: written.level,
            max,
            blocks,
            groups,
        })
    }

    fn blocks(
        &self,
        path: &str,
        unit_path: &str,
        sheet: &doc::SheetDocument,
        unit: &doc::UnitGroupDocument,
    ) -> Result<(Vec<Block>, Vec<Group>), Fault> {
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
        unique_at(group_ids())?;
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
        let mut groups = Vec::new();
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
            groups.extend(each(
                &written.groups,
                &format!("{path}.groups"),
                |path, group| self.group(path, index, group, &not_scored),
            )?);
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
                id: written.id.clone(),
                name,
                max,
            })
        });
        let blocks: Vec<Block> = blocks.collect::<Result<_, Fault>>()?;
        if groups.iter().all(|group| group.not_scored.is_some()) {
            return fault(
                not_scored_path,
                "every group",
                "at least one group that is scored",
            );
        }
        Ok((blocks, groups))
    }

    fn group(
        &self,
        path: &str,
        block: usize,
        written: &doc::GroupDocument,
        not_scored: &[Fact<String>],
    ) -> Result<Group, Fault> {
        let max = self
            .clauses
            .optional(&format!("{path}.max"), written.max.as_ref())?;
        if let Some(max) = max.as_ref().filter(|max| max.value <= Number::ZERO) {
            return fault(format!("{path}.max"), max.value.to_string(), "more than 0");
        }
        Ok(Group {
            id: written.id.clone(),
            block,
            code: written.code.clone(),
            name: self.clauses.fact(
                &format!("{path}.name"),
                written.name.value.clone(),
                &written.name.source,
            )?,
            max,
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
            value: written.value,
            source,
        })
    }
}

/// The sum of the maxima of what is scored; `None` where the unit has to enter one.
pub(super) fn known_max<'a>(
    path: &str,
    groups: impl Iterator<Item = &'a Group>,
) -> Result<Option<Number>, Fault> {
    let maxima: Option<Vec<Number>> = groups
        .filter(|group| group.not_scored.is_none())
        .map(|group| group.max.as_ref().map(|max| max.value))
        .collect();
    let Some(maxima) = maxima else {
        return Ok(None);
    };
    match Number::sum(maxima) {
        Ok(sum) => Ok(Some(sum)),
        Err(out_of_range) => fault(
            path,
            out_of_range.to_string(),
            "maxima whose sum can be computed",
        ),
    }
}

fn states_the_sum<'a>(
    path: &str,
    stated: Option<&Fact<Number>>,
    groups: impl Iterator<Item = &'a Group>,
) -> Result<(), Fault> {
    let Some(stated) = stated else { return Ok(()) };
    match known_max(path, groups)? {
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
