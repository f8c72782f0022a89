//! Results as a file carries them: what its writer's page computed. Whoever opens the file computes them anew and compares.

use serde::{Deserialize, Serialize};
use time::Date;

use super::concern::Concern;
use super::framework::UnitGroup;
use super::number::{self, Number};
use super::score::{Outcome, Scored, Total};

/// What the writer's page computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// Groups answered.
    pub answered: usize,
    /// Groups scored.
    pub of: usize,
    /// The result as things stood.
    pub result: ClaimedResult,
    /// The result if everything proposed for exclusion is granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted: Option<ClaimedResult>,
    /// That it was written to be handed in, and what its writer was told of; a working copy does not have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<Official>,
}

/// What makes a file the one to be handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Official {
    /// The day it was written: `2026-11-25`.
    #[cfg_attr(
        all(test, not(target_arch = "wasm32")),
        schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))
    )]
    pub on: String,
    /// What the page warned of, in the order of the sheet; of errors there were none.
    pub warnings: Vec<Warning>,
}

/// Something its writer was told of and left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// The field, as its path in the file: `answers.ha-tang.points`; empty for the file as a whole.
    pub at: String,
    /// The kind of warning: `no_evidence`.
    pub kind: String,
    /// What the writer read.
    pub what: String,
}

impl Official {
    /// What a file written on this day says of these concerns, in the words given; `None` where an error is among them.
    #[must_use]
    pub fn of(
        concerns: &[Concern],
        today: Date,
        say: impl Fn(&Concern) -> String,
    ) -> Option<Official> {
        if concerns.iter().any(Concern::is_error) {
            return None;
        }
        let warning = |concern: &Concern| Warning {
            at: concern.at.path(),
            kind: concern.kind.name(),
            what: say(concern),
        };
        Some(Official {
            on: today.to_string(),
            warnings: concerns.iter().map(warning).collect(),
        })
    }
}

/// One result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimedResult {
    /// All points, and what they are out of where that is known.
    pub whole: ClaimedTotal,
    /// The blocks, where the sheet has several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<ClaimedTotal>,
    /// The groups.
    pub groups: Vec<ClaimedTotal>,
    /// The items; none in files of version 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ClaimedTotal>,
    /// The place on each ladder: a rung's id, `below` or `undetermined`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ladders: Vec<ClaimedPlace>,
    /// The level by score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The level that counts, after a late report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub final_level: Option<String>,
}

/// Points of one part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimedTotal {
    /// The block's or group's id; `whole` for the sheet.
    pub id: String,
    /// Points.
    #[serde(deserialize_with = "number::computed")]
    #[cfg_attr(
        all(test, not(target_arch = "wasm32")),
        schemars(schema_with = "super::schema::computed")
    )]
    pub points: Number,
    /// What they are out of.
    #[serde(default, deserialize_with = "number::computed_option")]
    #[cfg_attr(
        all(test, not(target_arch = "wasm32")),
        schemars(schema_with = "super::schema::computed_option")
    )]
    pub max: Option<Number>,
}

/// The place on one ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimedPlace {
    /// The ladder's id.
    pub ladder: String,
    /// A rung's id, `below` or `undetermined`.
    pub place: String,
}

/// A claim that is not what comes out now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What the claim is about: `result.whole`, `result.groups.ha-tang`.
    pub of: String,
    /// What the file claims.
    pub claimed: String,
    /// What comes out.
    pub computed: String,
}

impl Claims {
    /// The claims a file of this result carries.
    #[must_use]
    pub fn of(scored: &Scored, unit_group: &UnitGroup) -> Claims {
        Claims::by(&scored.outcome, scored.granted.as_ref(), unit_group)
    }

    /// The same, of the results alone.
    #[must_use]
    pub fn by(outcome: &Outcome, granted: Option<&Outcome>, unit_group: &UnitGroup) -> Claims {
        let completeness = outcome.completeness;
        Claims {
            answered: completeness.answered,
            of: completeness.of,
            result: ClaimedResult::of(outcome, unit_group),
            granted: granted.map(|outcome| ClaimedResult::of(outcome, unit_group)),
            official: None,
        }
    }

    /// Where these claims and the computed ones differ, in the order of the sheet.
    #[must_use]
    pub fn differences(&self, computed: &Claims) -> Vec<Difference> {
        if self.says_the_same(computed) {
            return Vec::new();
        }
        let (claimed, mut computed) = (self.entries(), computed.entries());
        if self.result.items.is_empty() {
            computed.retain(|(of, _)| !of.contains(".items."));
        }
        let among = |entries: &[(String, String)], of: &str| {
            entries
                .iter()
                .find(|(name, _)| name == of)
                .map(|(_, value)| value.clone())
        };
        let made = claimed
            .iter()
            .map(|(of, value)| (of, Some(value.clone()), among(&computed, of)));
        let missing = computed
            .iter()
            .filter(|(of, _)| among(&claimed, of).is_none())
            .map(|(of, value)| (of, None, Some(value.clone())));
        let nothing = || "—".to_owned();
        made.chain(missing)
            .filter(|(_, claimed, computed)| claimed != computed)
            .map(|(of, claimed, computed)| Difference {
                of: of.clone(),
                claimed: claimed.unwrap_or_else(nothing),
                computed: computed.unwrap_or_else(nothing),
            })
            .collect()
    }

    fn says_the_same(&self, other: &Claims) -> bool {
        (self.answered, self.of) == (other.answered, other.of)
            && self.result == other.result
            && self.granted == other.granted
    }

    fn entries(&self) -> Vec<(String, String)> {
        let mut entries = vec![(
            "completeness".to_owned(),
            format!("{}/{}", self.answered, self.of),
        )];
        self.result.entries("result", &mut entries);
        if let Some(granted) = &self.granted {
            granted.entries("granted", &mut entries);
        }
        entries
    }
}

impl ClaimedResult {
    fn of(outcome: &Outcome, unit_group: &UnitGroup) -> ClaimedResult {
        let named_blocks = unit_group
            .blocks
            .iter()
            .zip(&outcome.blocks)
            .filter(|(block, _)| block.name.is_some());
        let standing = outcome.standing.as_ref();
        ClaimedResult {
            whole: ClaimedTotal::of("whole", &outcome.whole),
            blocks: named_blocks
                .map(|(block, total)| ClaimedTotal::of(&block.id, total))
                .collect(),
            groups: outcome
                .groups
                .iter()
                .map(|group| ClaimedTotal {
                    id: group.id.to_string(),
                    points: group.points.clone(),
                    max: group.max.clone(),
                })
                .collect(),
            items: outcome
                .groups
                .iter()
                .flat_map(|group| &group.items)
                .map(|item| ClaimedTotal {
                    id: item.id.to_string(),
                    points: item.points.clone(),
                    max: item.max.clone(),
                })
                .collect(),
            ladders: standing
                .iter()
                .flat_map(|standing| &standing.ladders)
                .map(|ladder| ClaimedPlace {
                    ladder: ladder.id.to_string(),
                    place: ladder.place.name().to_owned(),
                })
                .collect(),
            level: standing.map(|standing| standing.level.name().to_owned()),
            final_level: standing.map(|standing| standing.final_level.name().to_owned()),
        }
    }

    fn entries(&self, prefix: &str, entries: &mut Vec<(String, String)>) {
        let mut add =
            |name: String, value: String| entries.push((format!("{prefix}.{name}"), value));
        add("whole".to_owned(), self.whole.value());
        for (kind, totals) in [
            ("blocks", &self.blocks),
            ("groups", &self.groups),
            ("items", &self.items),
        ] {
            for total in totals {
                add(format!("{kind}.{}", total.id), total.value());
            }
        }
        for ladder in &self.ladders {
            add(format!("ladders.{}", ladder.ladder), ladder.place.clone());
        }
        for (name, level) in [("level", &self.level), ("final_level", &self.final_level)] {
            if let Some(level) = level {
                add(name.to_owned(), level.clone());
            }
        }
    }
}

impl ClaimedTotal {
    fn of(id: &str, total: &Total) -> ClaimedTotal {
        ClaimedTotal {
            id: id.to_owned(),
            points: total.points.clone(),
            max: total.max.clone(),
        }
    }

    fn value(&self) -> String {
        self.max.as_ref().map_or_else(
            || self.points.to_string(),
            |max| format!("{} / {max}", self.points),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::practice::{
        answered, framework, n, points, proposed, scored, silent, typed,
    };

    fn claims(a: &str) -> Claims {
        let scored = scored(&answered("xa", [points("a", a), silent("b", proposed())]));
        Claims::of(&scored, framework().unit_group("xa").unwrap())
    }

    fn lines(differences: &[Difference]) -> Vec<String> {
        differences
            .iter()
            .map(|d| format!("{}: {} → {}", d.of, d.claimed, d.computed))
            .collect()
    }

    #[test]
    fn what_is_computed_alike_does_not_differ() {
        assert_eq!(claims("54").differences(&claims("54,0")), []);
        let written = serde_json::to_string(&claims("54")).unwrap();
        let read: Claims = serde_json::from_str(&written).unwrap();
        assert_eq!(read.differences(&claims("54")), []);
    }

    #[test]
    fn every_claim_that_does_not_come_out_is_named() {
        assert_eq!(
            lines(&claims("54").differences(&claims("53,9"))),
            [
                "result.whole: 54 / 100 → 53.9 / 100",
                "result.groups.a: 54 / 60 → 53.9 / 60",
                "granted.whole: 54 / 60 → 53.9 / 60",
                "granted.groups.a: 54 / 60 → 53.9 / 60",
                "granted.ladders.ty-le: tot → kha",
                "granted.level: tot → kha",
                "granted.final_level: tot → kha",
            ]
        );
    }

    #[test]
    fn one_claim_that_does_not_come_out_is_enough() {
        let computed = claims("54");
        let differing = |change: &dyn Fn(&mut Claims)| {
            let mut claimed = computed.clone();
            change(&mut claimed);
            claimed.differences(&computed).len()
        };
        assert_eq!(differing(&|claimed| claimed.of = 3), 1);
        assert_eq!(differing(&|claimed| claimed.result.whole.max = None), 1);
        assert_eq!(
            differing(&|claimed| claimed.granted.as_mut().unwrap().level = None),
            1
        );
    }

    #[test]
    fn what_is_missing_or_claimed_besides_is_named_too() {
        let (mut claimed, computed) = (claims("54"), claims("54"));
        claimed.granted = None;
        claimed.answered = 7;
        claimed.result.level = None;
        let again = ClaimedTotal {
            points: n("60"),
            ..claimed.result.groups[0].clone()
        };
        claimed.result.groups.push(again);
        let differences = lines(&claimed.differences(&computed));
        assert_eq!(
            differences[..4],
            [
                "completeness: 7/2 → 2/2",
                "result.groups.a: 60 / 60 → 54 / 60",
                "result.level: — → yeu",
                "granted.whole: — → 54 / 60",
            ]
        );
    }

    #[test]
    fn a_block_without_a_name_is_no_claim() {
        let claims_of = |unit_group: &str| {
            let scored = scored(&typed(unit_group, &[]));
            Claims::of(&scored, framework().unit_group(unit_group).unwrap())
        };
        assert_eq!(claims_of("xa").result.blocks, []);
        assert_eq!(claims_of("huyen").result.blocks.len(), 2);
        assert_eq!(claims_of("doi").result.level, None);
    }

    #[test]
    fn only_what_has_no_error_is_official() {
        use crate::engine::concern::{At, ConcernKind};

        let today = Date::from_calendar_date(2026, time::Month::November, 25).unwrap();
        let say = |concern: &Concern| format!("{}!", concern.kind.name());
        let overdue = Concern {
            at: At::Calendar(1),
            kind: ConcernKind::Overdue(3),
        };
        let blank = Concern {
            at: At::Unit,
            kind: ConcernKind::Missing,
        };
        let official = Official::of(std::slice::from_ref(&overdue), today, say);
        let json = serde_json::json!({
            "on": "2026-11-25",
            "warnings": [{ "at": "calendar[1]", "kind": "overdue", "what": "overdue!" }],
        });
        assert_eq!(serde_json::to_value(&official).unwrap(), json);
        assert_eq!(Official::of(&[overdue, blank], today, say), None);
        let claims = Claims {
            official,
            ..claims("54")
        };
        assert_eq!(claims.differences(&self::claims("54")), []);
    }
}
