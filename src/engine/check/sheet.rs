//! A kind of unit and the sheet that scores it: blocks, groups, maxima that add up.

use super::clauses::Clauses;
use super::{each, fault, unique};
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
        unique(
            &format!("{path}.blocks"),
            sheet.blocks.iter().map(|block| block.id.as_str()),
        )?;
        unique(
            &format!("{path}.groups"),
            sheet
                .blocks
                .iter()
                .flat_map(|block| &block.groups)
                .map(|group| group.id.as_str()),
        )?;
        let mut groups = Vec::new();
        let blocks = sheet.blocks.iter().enumerate().map(|(index, written)| {
            let path = format!("{path}.blocks[{index}]");
            groups.extend(each(
                &written.groups,
                &format!("{path}.groups"),
                |path, group| self.group(path, index, group, unit),
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
        let not_scored_path = format!("{unit_path}.not_scored");
        if let Some(unknown) = unit
            .not_scored
            .iter()
            .find(|fact| !groups.iter().any(|group| group.id == fact.value))
        {
            return fault(
                not_scored_path,
                format!("{:?}", unknown.value),
                "the id of a group of the sheet",
            );
        }
        if groups.iter().all(|group| group.not_scored.is_some()) {
            return fault(path, "no group that is scored", "at least one");
        }
        Ok((blocks, groups))
    }

    fn group(
        &self,
        path: &str,
        block: usize,
        written: &doc::GroupDocument,
        unit: &doc::UnitGroupDocument,
    ) -> Result<Group, Fault> {
        let max = self
            .clauses
            .optional(&format!("{path}.max"), written.max.as_ref())?;
        if let Some(max) = max.as_ref().filter(|max| max.value <= Number::ZERO) {
            return fault(format!("{path}.max"), max.value.to_string(), "more than 0");
        }
        let not_scored = unit.not_scored.iter().find(|fact| fact.value == written.id);
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
                .map(|fact| self.clauses.get(path, &fact.source))
                .transpose()?,
        })
    }

    fn award(&self, path: &str, written: &doc::AwardDocument) -> Result<Award, Fault> {
        let source = self.clauses.get(path, &written.source)?;
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
            format!("{sum}, the sum of its groups"),
        ),
        None => fault(
            path,
            stated.value.to_string(),
            "a maximum on each of its groups",
        ),
    }
}
