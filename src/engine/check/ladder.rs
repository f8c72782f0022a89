//! Ladders: rungs, conditions, thresholds that can be reached.

use super::rule::RuleCheck;
use super::sheet::{Contents, UnitGroupCheck};
use super::{each, fault, unique, unique_at};
use crate::engine::document as doc;
use crate::engine::framework::{
    Asks, Condition, Fact, Fault, GroupRole, Ladder, Measure, Rung, Sanction, SanctionThen, Side,
    Standing, Worth,
};
use crate::engine::number::Number;

impl UnitGroupCheck<'_> {
    pub(super) fn standing(
        &self,
        path: &str,
        sheet: &doc::SheetDocument,
        contents: &Contents,
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
            self.ladder(path, id, contents)
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
        let is_first_only = |ladder: &Ladder| {
            ladder.tie_break.is_empty() && ladder.rungs.iter().all(|rung| rung.quota.is_none())
        };
        if let Some(place) = others.iter().position(|ladder| !is_first_only(ladder)) {
            return fault(
                format!("{path}.ladders[{}]", place + 1),
                "a quota or tie_break",
                "both on the first ladder, because they hold for the level of all",
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

    fn ladder(&self, path: &str, id: &str, contents: &Contents) -> Result<Ladder, Fault> {
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
            self.rung(path, rung, contents)
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
        let has_upper_limit = rungs
            .iter()
            .flat_map(|rung| &rung.conditions)
            .any(|condition| condition.asks.has_upper_limit());
        if has_upper_limit != written.gaps.is_some() {
            return fault(
                format!("{path}.gaps"),
                if has_upper_limit {
                    "nothing"
                } else {
                    "a sentence"
                },
                "what is not said between two rungs, where rungs have upper limits, and only there",
            );
        }
        let gaps = written.gaps.as_ref();
        Ok(Ladder {
            id: written.id.as_str().into(),
            name: written.name.clone(),
            below: self
                .clauses
                .optional(&format!("{path}.below"), written.below.as_ref())?,
            late: written
                .late
                .as_ref()
                .map(|late| self.late(&format!("{path}.late"), late, &rungs))
                .transpose()?,
            gaps: gaps
                .map(|gaps| self.clauses.statement(&format!("{path}.gaps"), gaps))
                .transpose()?,
            sanctions: self.sanctions(&path, written, &rungs, contents)?,
            tie_break: each(
                &written.tie_break,
                &format!("{path}.tie_break"),
                |path, by| {
                    let of = measure(&format!("{path}.of"), &by.of, contents)?;
                    Ok((of, self.clauses.source(path, &by.source)?))
                },
            )?,
            rungs,
        })
    }

    fn sanctions(
        &self,
        path: &str,
        written: &doc::LadderDocument,
        rungs: &[Rung],
        contents: &Contents,
    ) -> Result<Vec<Sanction>, Fault> {
        use doc::SanctionThenDocument as W;
        let path = format!("{path}.sanctions");
        unique(
            &path,
            written
                .sanctions
                .iter()
                .map(|sanction| sanction.id.as_str()),
        )?;
        each(&written.sanctions, &path, |path, sanction| {
            let then = format!("{path}.then");
            Ok(Sanction {
                id: sanction.id.as_str().into(),
                what: sanction.what.clone(),
                test: self.test(&format!("{path}.if"), &sanction.test, contents)?,
                then: match &sanction.then {
                    W::NotAbove(id) => {
                        SanctionThen::NotAbove(rung_at(&format!("{then}.not_above"), id, rungs)?)
                    }
                    W::Rung(id) => SanctionThen::Rung(rung_at(&format!("{then}.rung"), id, rungs)?),
                    W::Down(0) => return fault(format!("{then}.down"), "0", "1 or more"),
                    W::Down(by) => SanctionThen::Down(usize::try_from(*by).unwrap_or(usize::MAX)),
                },
                source: self.clauses.source(path, &sanction.source)?,
            })
        })
    }

    pub(super) fn test(
        &self,
        path: &str,
        written: &doc::TestDocument,
        contents: &Contents,
    ) -> Result<crate::engine::rule::Test, Fault> {
        let check = RuleCheck {
            clauses: self.clauses,
            inputs: &contents.inputs,
            items: &[],
            siblings: None,
            max: None,
        };
        check.test(path, written)
    }

    fn late(
        &self,
        path: &str,
        written: &doc::LateDocument,
        rungs: &[Rung],
    ) -> Result<Fact<usize>, Fault> {
        let rung = rung_at(&format!("{path}.rung"), &written.rung, rungs)?;
        self.clauses.fact(path, rung, &written.source)
    }

    fn rung(
        &self,
        path: &str,
        written: &doc::RungDocument,
        contents: &Contents,
    ) -> Result<Rung, Fault> {
        Ok(Rung {
            id: written.id.as_str().into(),
            name: self.clauses.fact(
                &format!("{path}.name"),
                written.name.value.clone(),
                &written.name.source,
            )?,
            conditions: each(
                &written.conditions,
                &format!("{path}.conditions"),
                |path, condition| self.condition(path, condition, contents),
            )?,
            quota: written
                .quota
                .as_ref()
                .map(|quota| self.quota(&format!("{path}.quota"), quota))
                .transpose()?,
        })
    }

    fn condition(
        &self,
        path: &str,
        written: &doc::ConditionDocument,
        contents: &Contents,
    ) -> Result<Condition, Fault> {
        let limits = [
            (Side::AtLeast, "at_least", &written.at_least),
            (Side::Above, "above", &written.above),
            (Side::AtMost, "at_most", &written.at_most),
            (Side::Below, "below", &written.below),
        ];
        let limits: Vec<(Side, &str, &Worth)> = limits
            .into_iter()
            .filter_map(|(side, name, limit)| Some((side, name, limit.as_ref()?)))
            .collect();
        let asks = match (&written.of, limits.as_slice(), &written.test) {
            (None, [], Some(test)) => {
                Asks::Test(self.test(&format!("{path}.if"), test, contents)?)
            }
            (Some(of), [(side, name, limit)], None) => {
                let of = measure(&format!("{path}.of"), of, contents)?;
                reachable(&format!("{path}.{name}"), limit, of, contents)?;
                Asks::Points {
                    of,
                    side: *side,
                    limit: (*limit).clone(),
                }
            }
            _ => {
                return fault(
                    path,
                    format!(
                        "{} limits and {} tests",
                        limits.len(),
                        usize::from(written.test.is_some())
                    ),
                    "a measure with one limit, or one test",
                );
            }
        };
        Ok(Condition {
            asks,
            source: self.clauses.source(path, &written.source)?,
        })
    }

    fn quota(&self, path: &str, written: &doc::QuotaDocument) -> Result<Fact<Number>, Fault> {
        let share = &written.share;
        if *share <= Number::ZERO || *share > Number::ONE {
            return fault(
                format!("{path}.share"),
                share.to_string(),
                "more than 0, at most 1",
            );
        }
        self.clauses.fact(path, share.clone(), &written.source)
    }
}

fn rung_at(path: &str, id: &str, rungs: &[Rung]) -> Result<usize, Fault> {
    match rungs.iter().position(|rung| *rung.id == *id) {
        Some(index) => Ok(index),
        None => fault(path, format!("{id:?}"), "the id of a rung of this ladder"),
    }
}

fn measure(
    path: &str,
    written: &doc::MeasureDocument,
    contents: &Contents,
) -> Result<Measure, Fault> {
    use doc::MeasureDocument as W;
    let groups = &contents.groups;
    let is_scored = |index: usize| {
        groups[index].not_scored.is_none() && groups[index].role == GroupRole::Scored
    };
    let of = match written {
        W::Whole => Some(Measure::Whole),
        W::Block(id) => contents
            .blocks
            .iter()
            .position(|block| block.id == *id)
            .filter(|block| (0..groups.len()).any(|g| groups[g].block == *block && is_scored(g)))
            .map(Measure::Block),
        W::Group(id) => groups
            .iter()
            .position(|group| *group.id == **id)
            .filter(|index| is_scored(*index))
            .map(Measure::Group),
        W::Item(id) => contents
            .items
            .iter()
            .position(|item| *item.id == **id && item.max.is_some())
            .filter(|item| {
                (0..groups.len()).any(|g| groups[g].items.contains(item) && is_scored(g))
            })
            .map(Measure::Item),
    };
    match of {
        Some(of) => Ok(of),
        None => fault(
            path,
            format!("{written:?}"),
            "a block, group or item of the sheet that is scored",
        ),
    }
}

/// A threshold lies between 0 and the most that what it measures can come to, where that is known.
fn reachable(path: &str, limit: &Worth, of: Measure, contents: &Contents) -> Result<(), Fault> {
    let (amount, most) = match limit {
        Worth::Share(share) => (share, Some(Number::ONE)),
        Worth::Points(points) => (points, contents.most(of)),
    };
    if amount.is_negative() || most.as_ref().is_some_and(|most| amount > most) {
        let most = most.map_or_else(|| "the maximum".to_owned(), |most| most.to_string());
        return fault(path, amount.to_string(), format!("0 to {most}"));
    }
    Ok(())
}
