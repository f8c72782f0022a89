//! Ladders: rungs, conditions, thresholds that can be reached.

use super::sheet::{UnitGroupCheck, known_max};
use super::{each, fault, unique, unique_at};
use crate::engine::document as doc;
use crate::engine::framework::{
    Block, Condition, Fact, Fault, Group, Ladder, Measure, Rung, Standing, Threshold,
};
use crate::engine::number::Number;

impl UnitGroupCheck<'_> {
    pub(super) fn standing(
        &self,
        path: &str,
        sheet: &doc::SheetDocument,
        blocks: &[Block],
        groups: &[Group],
    ) -> Result<Standing, Fault> {
        let path = format!("{path}.standing");
        let (ids, lowest_of_all) = match &sheet.standing {
            doc::StandingDocument::RankedOnly { source } => {
                let path = format!("{path}.ranked_only");
                return Ok(Standing::RankedOnly(self.clauses.source(&path, source)?));
            }
            doc::StandingDocument::NotStated { what, source } => {
                let path = format!("{path}.not_stated");
                return Ok(Standing::NotStated(self.clauses.fact(
                    &path,
                    what.clone(),
                    source,
                )?));
            }
            doc::StandingDocument::Ladders {
                ladders,
                lowest_of_all,
            } => (ladders, lowest_of_all),
        };
        let path = format!("{path}.ladders");
        let places = (0..).map(|index| format!("{path}.ladders[{index}]"));
        unique_at(places.zip(ids.iter().map(String::as_str)))?;
        let ladders = each(ids, &format!("{path}.ladders"), |path, id| {
            self.ladder(path, id, blocks, groups)
        })?;
        let Some((first, others)) = ladders.split_first() else {
            return fault(format!("{path}.ladders"), "none", "at least one ladder");
        };
        if others.is_empty() == lowest_of_all.is_some() {
            return fault(
                format!("{path}.lowest_of_all"),
                if others.is_empty() {
                    "a reading for one ladder"
                } else {
                    "none"
                },
                "a reading where there are several ladders, and only there",
            );
        }
        let rung_if_late = |ladder: &Ladder| ladder.late.as_ref().map(|late| late.value);
        let same_rungs = |ladder: &Ladder| {
            ladder
                .rungs
                .iter()
                .map(|rung| &rung.id)
                .eq(first.rungs.iter().map(|rung| &rung.id))
                && rung_if_late(ladder) == rung_if_late(first)
        };
        if !others.iter().all(same_rungs) {
            return fault(
                format!("{path}.ladders"),
                "ladders that differ",
                "the same rungs in the same order on each, and the same for a late report",
            );
        }
        let lowest_of_all = lowest_of_all
            .as_ref()
            .map(|why| {
                self.clauses
                    .statement(&format!("{path}.lowest_of_all"), why)
            })
            .transpose()?;
        Ok(Standing::Ladders {
            ladders,
            lowest_of_all,
        })
    }

    fn ladder(
        &self,
        path: &str,
        id: &str,
        blocks: &[Block],
        groups: &[Group],
    ) -> Result<Ladder, Fault> {
        let Some(index) = self.ladders.iter().position(|ladder| ladder.id == id) else {
            return fault(path, format!("{id:?}"), "the id of a ladder");
        };
        let written = &self.ladders[index];
        let path = format!("ladders[{index}]");
        unique(
            &format!("{path}.rungs"),
            written.rungs.iter().map(|rung| rung.id.as_str()),
        )?;
        let rungs = each(&written.rungs, &format!("{path}.rungs"), |path, rung| {
            self.rung(path, rung, blocks, groups)
        })?;
        let Some((lowest, higher)) = rungs.split_last() else {
            return fault(format!("{path}.rungs"), "none", "at least one rung");
        };
        if let Some(index) = higher.iter().position(|rung| rung.conditions.is_empty()) {
            return fault(
                format!("{path}.rungs[{index}].conditions"),
                "none",
                "a condition on every rung above the lowest",
            );
        }
        if lowest.conditions.is_empty() == written.below.is_some() {
            return fault(
                format!("{path}.below"),
                if written.below.is_some() {
                    "a name"
                } else {
                    "nothing"
                },
                "what a unit is that reaches no rung, where the lowest rung has conditions, and only there",
            );
        }
        Ok(Ladder {
            id: written.id.clone(),
            name: written.name.clone(),
            below: self
                .clauses
                .optional(&format!("{path}.below"), written.below.as_ref())?,
            late: written
                .late
                .as_ref()
                .map(|late| self.late(&format!("{path}.late"), late, &rungs))
                .transpose()?,
            rungs,
        })
    }

    fn late(
        &self,
        path: &str,
        written: &doc::LateDocument,
        rungs: &[Rung],
    ) -> Result<Fact<usize>, Fault> {
        match rungs.iter().position(|rung| rung.id == written.rung) {
            Some(index) => self.clauses.fact(path, index, &written.source),
            None => fault(
                format!("{path}.rung"),
                format!("{:?}", written.rung),
                "the id of a rung of this ladder",
            ),
        }
    }

    fn rung(
        &self,
        path: &str,
        written: &doc::RungDocument,
        blocks: &[Block],
        groups: &[Group],
    ) -> Result<Rung, Fault> {
        Ok(Rung {
            id: written.id.clone(),
            name: self.clauses.fact(
                &format!("{path}.name"),
                written.name.value.clone(),
                &written.name.source,
            )?,
            conditions: each(
                &written.conditions,
                &format!("{path}.conditions"),
                |path, condition| self.condition(path, condition, blocks, groups),
            )?,
        })
    }

    fn condition(
        &self,
        path: &str,
        written: &doc::ConditionDocument,
        blocks: &[Block],
        groups: &[Group],
    ) -> Result<Condition, Fault> {
        let of = match &written.of {
            doc::MeasureDocument::Whole => Some(Measure::Whole),
            doc::MeasureDocument::Block(id) => blocks
                .iter()
                .position(|block| block.id == *id)
                .filter(|block| {
                    let mut groups = groups.iter().filter(|group| group.block == *block);
                    groups.any(|group| group.not_scored.is_none())
                })
                .map(Measure::Block),
            doc::MeasureDocument::Group(id) => groups
                .iter()
                .position(|group| group.id == *id && group.not_scored.is_none())
                .map(Measure::Group),
        };
        let Some(of) = of else {
            return fault(
                format!("{path}.of"),
                format!("{:?}", written.of),
                "a block or group of the sheet that is scored",
            );
        };
        reachable(&format!("{path}.at_least"), written.at_least, of, groups)?;
        Ok(Condition {
            of,
            at_least: written.at_least,
            source: self.clauses.source(path, &written.source)?,
        })
    }
}

/// A threshold lies between 0 and the maximum of what it measures, where that is known.
fn reachable(path: &str, at_least: Threshold, of: Measure, groups: &[Group]) -> Result<(), Fault> {
    let (amount, limit) = match at_least {
        Threshold::Share(share) => (share, Some(Number::ONE)),
        Threshold::Points(points) => (
            points,
            known_max(
                path,
                groups
                    .iter()
                    .enumerate()
                    .filter(|(index, group)| of.covers(*index, group))
                    .map(|(_, group)| group),
            )?,
        ),
    };
    if amount.is_negative() || limit.is_some_and(|limit| amount > limit) {
        let limit = limit.map_or_else(|| "the maximum".to_owned(), |limit| limit.to_string());
        return fault(path, amount.to_string(), format!("0 to {limit}"));
    }
    Ok(())
}
