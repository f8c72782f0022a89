//! Why a result that a file claims is not what comes out: from the total down to the items that make the difference.

use time::Date;

use crate::engine::calendar;
use crate::engine::claims::{ClaimedResult, ClaimedTotal, Claims, Difference};
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
    /// Whatever else differs, where points and level do not and nothing causes it: maxima, ladders, what is asked for.
    pub others: Vec<Difference>,
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
        let differences = self.differences(computed);
        if differences.is_empty() {
            return None;
        }
        let (claimed, computed) = (&self.result, &computed.result);
        let level = |result: &ClaimedResult| result.final_level.clone().unwrap_or_default();
        let (was, is) = (level(claimed), level(computed));
        let mut causes = Vec::new();
        for group in &unit_group.groups {
            let before = causes.len();
            // Files of version 1 claim nothing of items.
            for item in &unit_group.items[group.items.clone()] {
                if !claimed.items.is_empty() {
                    causes.extend(Cause::of(&item.id, &claimed.items, &computed.items));
                }
            }
            if causes.len() == before {
                causes.extend(Cause::of(&group.id, &claimed.groups, &computed.groups));
            }
        }
        for (claimed, computed) in [
            (&claimed.groups, &computed.groups),
            (&claimed.items, &computed.items),
        ] {
            let more = claimed
                .iter()
                .filter(|total| find(computed, &total.id).is_none());
            causes.extend(more.filter_map(|total| Cause::of(&total.id, claimed, computed)));
        }
        let whole = (claimed.whole.points.clone(), computed.whole.points.clone());
        let is_told = whole.0 != whole.1 || was != is || !causes.is_empty();
        Some(Diagnosis {
            whole,
            level: (was != is).then_some((was, is)),
            causes,
            others: if is_told { Vec::new() } else { differences },
        })
    }

    /// The day on which the file was written to be handed in.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        calendar::iso_date(&self.official.as_ref()?.on)
    }
}

impl Cause {
    fn of(id: &str, claimed: &[ClaimedTotal], computed: &[ClaimedTotal]) -> Option<Cause> {
        let (claimed, computed) = (find(claimed, id), find(computed, id));
        (claimed != computed).then(|| Cause {
            of: id.to_owned(),
            claimed,
            computed,
        })
    }
}

fn find(totals: &[ClaimedTotal], id: &str) -> Option<Number> {
    let found = totals.iter().find(|total| total.id == id);
    found.map(|total| total.points.clone())
}
