//! Why a result that a file claims is not what comes out: from the total down to the items that make the difference.

use std::collections::{BTreeMap, BTreeSet};

use time::Date;

use crate::engine::calendar;
use crate::engine::claims::{ClaimedResult, ClaimedTotal, Claims};
use crate::engine::framework::UnitGroup;
use crate::engine::number::Number;

/// A claimed result beside the computed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// All points: as claimed, and as computed.
    pub whole: (Number, Number),
    /// The level, by a rung's id, where the two differ.
    pub level: Option<(String, String)>,
    /// What makes the difference, in the order of the sheet: items, and groups of which no item does. None where only sums
    /// or other results differ.
    pub causes: Vec<Cause>,
}

/// Something whose points are claimed and computed differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The item's or group's id.
    pub of: String,
    /// The points claimed; `None` where nothing is.
    pub claimed: Option<Number>,
    /// The points computed; `None` where there is nothing of that name.
    pub computed: Option<Number>,
}

impl Claims {
    /// What these claims differ in from the computed ones; `None` where they do not.
    #[must_use]
    pub fn diagnosed(&self, computed: &Claims, unit_group: &UnitGroup) -> Option<Diagnosis> {
        if self.differences(computed).is_empty() {
            return None;
        }
        let (claimed, computed) = (&self.result, &computed.result);
        let level = |result: &ClaimedResult| result.final_level.clone().unwrap_or_default();
        let (was, is) = (level(claimed), level(computed));
        // Files of version 1 claim nothing of items.
        let mut items = if claimed.items.is_empty() {
            BTreeMap::new()
        } else {
            causes(&claimed.items, &computed.items)
        };
        let mut groups = causes(&claimed.groups, &computed.groups);
        let mut all = Vec::new();
        for group in &unit_group.groups {
            let own = &unit_group.items[group.items.clone()];
            let of_items: Vec<Cause> = own
                .iter()
                .filter_map(|item| items.remove(&*item.id))
                .collect();
            let of_group = groups.remove(&*group.id);
            if of_items.is_empty() {
                all.extend(of_group);
            } else {
                all.extend(of_items);
            }
        }
        all.extend(groups.into_values().chain(items.into_values()));
        Some(Diagnosis {
            whole: (claimed.whole.points.clone(), computed.whole.points.clone()),
            level: (was != is).then_some((was, is)),
            causes: all,
        })
    }

    /// The day on which the file was written to be handed in.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        calendar::iso_date(&self.official.as_ref()?.on)
    }
}

/// What differs in points, by id.
fn causes(claimed: &[ClaimedTotal], computed: &[ClaimedTotal]) -> BTreeMap<String, Cause> {
    let points = |totals: &[ClaimedTotal]| -> BTreeMap<String, Number> {
        let totals = totals.iter();
        totals
            .map(|total| (total.id.clone(), total.points.clone()))
            .collect()
    };
    let (claimed, computed) = (points(claimed), points(computed));
    let ids: BTreeSet<&String> = claimed.keys().chain(computed.keys()).collect();
    let cause = |of: &String| {
        let (claimed, computed) = (claimed.get(of).cloned(), computed.get(of).cloned());
        (claimed != computed).then(|| {
            let of = of.clone();
            (
                of.clone(),
                Cause {
                    of,
                    claimed,
                    computed,
                },
            )
        })
    };
    ids.into_iter().filter_map(cause).collect()
}
