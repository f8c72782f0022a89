//! The items of a sheet.

use std::rc::Rc;

use super::clauses::Clauses;
use super::fault;
use super::rule::RuleCheck;
use crate::engine::document as doc;
use crate::engine::framework::{Fact, Fault};
use crate::engine::number::Number;
use crate::engine::rule::{Effect, Exclusion, Input, Item, Part, Rule};

/// A sheet's items, by id, and what they share.
pub(super) struct ItemCheck<'a> {
    pub(super) clauses: &'a Clauses,
    /// The sheet's path.
    pub(super) path: &'a str,
    pub(super) inputs: &'a [Input],
    pub(super) ids: &'a [&'a str],
    pub(super) sheet: &'a doc::SheetDocument,
    pub(super) exclusion: Option<&'a Exclusion>,
}

impl ItemCheck<'_> {
    /// The items of a group, the first of which is the sheet's item number `first`.
    pub(super) fn group(
        &self,
        path: &str,
        group: &doc::GroupDocument,
        first: usize,
    ) -> Result<Vec<Item>, Fault> {
        let can_share = |item: &doc::ItemDocument| {
            item.max.is_some()
                && item.stands_in_for.is_none()
                && group.role == doc::GroupRole::Scored
        };
        let siblings: Vec<usize> = (first..)
            .zip(&group.items)
            .filter(|(_, item)| can_share(item))
            .map(|(index, _)| index)
            .collect();
        let paths = (0..).map(|index| format!("{path}.items[{index}]"));
        paths
            .zip((first..).zip(&group.items))
            .map(|(path, (index, item))| self.item(&path, group, item, (&siblings, index)))
            .collect()
    }

    fn item(
        &self,
        path: &str,
        group: &doc::GroupDocument,
        written: &doc::ItemDocument,
        siblings: (&[usize], usize),
    ) -> Result<Item, Fault> {
        let max = self.max(path, group, written)?;
        let check = RuleCheck {
            clauses: self.clauses,
            inputs: self.inputs,
            items: self.ids,
            siblings: siblings.0.contains(&siblings.1).then_some(siblings),
            max: max.as_ref().map(|max| &max.value),
        };
        let rule = check.rule(&format!("{path}.rule"), &written.rule)?;
        let contradiction = written
            .contradiction
            .as_ref()
            .map(|what| {
                self.clauses
                    .statement(&format!("{path}.contradiction"), what)
            })
            .transpose()?;
        if let (Rule::Sum { parts, .. }, Some(max)) = (&rule, &max) {
            let path = format!("{path}.rule.sum.parts");
            adds_up(&path, parts, &max.value, contradiction.is_some())?;
        }
        let exclusion = self.exclusion(path, written)?;
        let applies_if = written
            .applies_if
            .as_ref()
            .map(|test| check.test(&format!("{path}.applies_if"), test))
            .transpose()?;
        let can_be_left_out = exclusion
            .as_ref()
            .is_some_and(|exclusion| exclusion.effect != Effect::Never);
        if applies_if.is_some() && !can_be_left_out {
            return fault(
                format!("{path}.applies_if"),
                "a test",
                "an exclusion, of the framework or the item, that tells what follows",
            );
        }
        let round = written
            .round
            .as_ref()
            .map(|round| self.clauses.rounding(&format!("{path}.round"), round))
            .transpose()?;
        let round_all = || {
            let round = self.sheet.rounding.item.as_ref()?;
            Some(
                self.clauses
                    .rounding(&format!("{}.rounding.item", self.path), round),
            )
        };
        Ok(Item {
            id: written.id.as_str().into(),
            code: written.code.clone(),
            name: self.clauses.fact(
                &format!("{path}.name"),
                written.name.value.clone(),
                &written.name.source,
            )?,
            rule,
            source: self.clauses.source(path, &written.source)?,
            round: match round {
                Some(round) => Some(round),
                None => round_all().transpose()?,
            },
            evidence: written.evidence,
            applies_if,
            exclusion,
            stands_in_for: self.stands_in_for(path, written)?,
            contradiction,
            max,
        })
    }

    fn max(
        &self,
        path: &str,
        group: &doc::GroupDocument,
        written: &doc::ItemDocument,
    ) -> Result<Option<Fact<Number>>, Fault> {
        use doc::RuleDocument as W;
        let path = format!("{path}.max");
        let max = self.clauses.optional(&path, written.max.as_ref())?;
        let is_mandatory = matches!(written.rule, W::Mandatory { .. });
        let is_open =
            group.role == doc::GroupRole::Deduction && matches!(written.rule, W::Count { .. });
        match &max {
            Some(max) if is_mandatory => fault(
                path,
                max.value.to_string(),
                "no points for a mandatory condition",
            ),
            Some(max) if max.value <= Number::ZERO => {
                fault(path, max.value.to_string(), "more than 0")
            }
            None if !is_mandatory && !is_open => fault(path, "none", "points at most"),
            _ => Ok(max),
        }
    }

    fn exclusion(
        &self,
        path: &str,
        written: &doc::ItemDocument,
    ) -> Result<Option<Exclusion>, Fault> {
        match &written.not_applicable {
            None => Ok(self.exclusion.cloned()),
            Some(own) => Ok(Some(
                self.clauses
                    .exclusion(&format!("{path}.not_applicable"), own)?,
            )),
        }
    }

    fn stands_in_for(
        &self,
        path: &str,
        written: &doc::ItemDocument,
    ) -> Result<Option<usize>, Fault> {
        let Some(id) = &written.stands_in_for else {
            return Ok(None);
        };
        let groups = self.sheet.blocks.iter().flat_map(|block| &block.groups);
        let mut items = groups.flat_map(|group| &group.items);
        let place = items.position(|item| item.id == *id && item.stands_in_for.is_none());
        match place {
            Some(place) => Ok(Some(place)),
            None => fault(
                format!("{path}.stands_in_for"),
                format!("{id:?}"),
                "the id of an item of the sheet that is no stand-in itself",
            ),
        }
    }
}

/// Whether parts' maxima add up to the item's, or the decision is known to disagree with itself.
fn adds_up(path: &str, parts: &[Part], max: &Number, is_known: bool) -> Result<(), Fault> {
    let maxima: Vec<Number> = parts.iter().map(|part| part.max.of(max)).collect();
    let sum = Number::sum(&maxima);
    if sum == *max || is_known {
        return Ok(());
    }
    fault(
        path,
        format!("maxima that add up to {sum}"),
        format!("{max}, the item's maximum, or a contradiction that says so"),
    )
}

impl Clauses {
    pub(super) fn exclusion(
        &self,
        path: &str,
        written: &doc::ExclusionDocument,
    ) -> Result<Exclusion, Fault> {
        Ok(Exclusion {
            decided_by: written.decided_by.clone(),
            effect: written.effect,
            source: self.source(path, &written.source)?,
        })
    }
}

/// The maxima of a group's items, stand-ins aside, together.
pub(super) fn items_max(items: &[Item]) -> Number {
    let maxima = items
        .iter()
        .filter(|item| item.stands_in_for.is_none())
        .filter_map(|item| item.max.as_ref());
    Number::sum(maxima.map(|max| &max.value))
}

/// What a group is out of, given its items.
pub(super) fn group_max(
    path: &str,
    group: &doc::GroupDocument,
    stated: Option<Fact<Number>>,
    items: &[Item],
    name: &Fact<String>,
) -> Result<Option<Fact<Number>>, Fault> {
    let path = format!("{path}.max");
    let sum = items_max(items);
    let is_known = group.contradiction.is_some();
    match (group.role, stated) {
        (doc::GroupRole::Scored, Some(stated)) if stated.value != sum && !is_known => fault(
            path,
            stated.value.to_string(),
            format!("{sum}, the sum of its items, or a contradiction that says so"),
        ),
        (doc::GroupRole::Scored, None) if sum.is_zero() => {
            fault(path, "none", "an item with points")
        }
        (doc::GroupRole::Scored, None) => Ok(Some(Fact {
            value: sum,
            source: Rc::clone(&name.source),
        })),
        (doc::GroupRole::Bonus, None) => fault(path, "none", "the most that is added"),
        (_, stated) => Ok(stated),
    }
}

/// Rules about groups that only their items make sense of.
pub(super) fn group_fits(path: &str, group: &doc::GroupDocument) -> Result<(), Fault> {
    let has_items = !group.items.is_empty();
    if group.role != doc::GroupRole::Scored && !has_items {
        return fault(
            format!("{path}.items"),
            "none",
            "items in a bonus or deduction group",
        );
    }
    if group.weight.is_some() && (group.role != doc::GroupRole::Scored || !has_items) {
        return fault(
            format!("{path}.weight"),
            "a weight",
            "weights on scored groups with items only",
        );
    }
    if let Some(weight) = group.weight.as_ref().filter(|w| w.value <= Number::ZERO) {
        return fault(
            format!("{path}.weight"),
            weight.value.to_string(),
            "more than 0",
        );
    }
    if has_items && group.components.is_some() {
        return fault(
            format!("{path}.components"),
            "a count",
            "items, which count themselves",
        );
    }
    Ok(())
}
