//! Fragments of frameworks, as `frameworks/README.md` writes them, made whole and scored.

#![allow(dead_code, reason = "nobody uses all of it")]

use std::iter;

use bac_thang::engine::listing::Listing;
use bac_thang::engine::rank::Entrant;
use bac_thang::engine::rule::InputKind;
use bac_thang::{Assessment, Framework, Number, Scored, score};
use serde_json::{Value, json};

/// Where things stand in what scoring gives, written as JSON. Nothing else here knows.
pub mod found {
    use serde_json::Value;

    /// One of the results; `None` where there is none.
    pub fn result<'a>(scored: &'a Value, name: &str) -> Option<&'a Value> {
        let result = match name {
            "guaranteed" | "possible" => &scored["range"][name],
            _ => &scored[name],
        };
        (!result.is_null()).then_some(result)
    }

    pub fn item<'a>(outcome: &'a Value, id: &str) -> Option<&'a Value> {
        let groups = outcome["groups"].as_array().into_iter().flatten();
        let mut items = groups.flat_map(|group| group["items"].as_array().into_iter().flatten());
        items.find(|item| item["id"] == *id)
    }

    pub fn group<'a>(outcome: &'a Value, id: &str) -> Option<&'a Value> {
        let mut groups = outcome["groups"].as_array().into_iter().flatten();
        groups.find(|group| group["id"] == *id)
    }

    /// A field of a whole result: `total`, `max`, the `level` by score or the `final` one.
    pub fn whole(outcome: &Value, field: &str) -> Value {
        match field {
            "total" => outcome["whole"]["points"].clone(),
            "max" => outcome["whole"]["max"].clone(),
            "level" => place(&outcome["standing"]["level"]),
            _ => place(&outcome["standing"]["final_level"]),
        }
    }

    /// A place on a ladder: the rung's id, or the name of what is no rung.
    pub fn place(place: &Value) -> Value {
        match place.as_object().and_then(|fields| fields.iter().next()) {
            Some((name, fields)) if name == "rung" => fields["id"].clone(),
            Some((name, _)) => Value::from(name.as_str()),
            None => place.clone(),
        }
    }

    /// The names of what was found wrong or doubtful.
    pub fn findings(scored: &Value) -> Vec<String> {
        let findings = scored["findings"].as_array().into_iter().flatten();
        findings
            .map(|finding| match &finding["kind"] {
                Value::Object(kind) => kind.keys().next().cloned().unwrap_or_default(),
                kind => kind.as_str().unwrap_or_default().to_owned(),
            })
            .collect()
    }

    /// The steps as the README writes them, their sources left out.
    pub fn steps(steps: Option<&Value>) -> Value {
        let mut steps = steps.cloned().unwrap_or_else(|| Value::Array(Vec::new()));
        leave_out_sources(&mut steps);
        steps
    }

    /// JSON without what it names as source.
    fn leave_out_sources(value: &mut Value) {
        match value {
            Value::Array(values) => values.iter_mut().for_each(leave_out_sources),
            Value::Object(fields) => {
                fields.remove("source");
                fields.values_mut().for_each(leave_out_sources);
            }
            _ => {}
        }
    }
}

/// Pieces of frameworks, made as `frameworks/README.md` writes them.
pub mod made {
    use serde_json::{Value, json};

    pub fn sourced(value: &str) -> Value {
        json!({ "value": value, "source": "c" })
    }

    pub fn question(id: &str) -> Value {
        json!({ "id": id, "label": id, "kind": "yes_no", "source": "c" })
    }

    pub fn count(id: &str, at_most: &str) -> Value {
        json!({ "id": id, "label": id, "kind": "whole", "unit": "việc", "at_most": at_most, "source": "c" })
    }

    pub fn item(id: &str, max: &str, rule: &Value) -> Value {
        json!({ "id": id, "name": sourced(id), "max": sourced(max), "rule": rule, "source": "c" })
    }

    pub fn group(id: &str, items: &[Value]) -> Value {
        json!({ "id": id, "name": sourced(id), "items": items })
    }

    /// A group with one question for each of its items, each for so many points.
    pub fn questions(id: &str, questions: &[(&str, &str)]) -> Value {
        let items = questions.iter().map(|(of, max)| {
            item(
                &format!("{id}-{of}"),
                max,
                &json!({ "yes_no": { "input": of } }),
            )
        });
        group(id, &items.collect::<Vec<_>>())
    }

    /// Rungs from the highest, by their conditions; below them one that asks nothing.
    pub fn ladder(rungs: &[Value]) -> Value {
        let rungs = rungs.iter().enumerate().map(|(place, conditions)| {
            json!({ "id": format!("r{place}"), "name": sourced("Bậc"), "conditions": conditions })
        });
        let lowest = json!({ "id": "thap", "name": sourced("Thấp") });
        json!({ "id": "l", "rungs": rungs.chain([lowest]).collect::<Vec<_>>() })
    }

    pub fn at_least(of: &Value, points: &str) -> Value {
        json!({ "of": of, "at_least": { "points": points }, "source": "c" })
    }
}

/// A framework cut down to one block of one sheet. Its sources all name the clause `c`.
#[derive(Clone, Debug, Default)]
pub struct Fragment {
    pub inputs: Vec<Value>,
    pub groups: Vec<Value>,
    pub exclusion: Option<Value>,
    pub rounding: Option<Value>,
    pub total: Option<Value>,
    pub ladders: Vec<Value>,
    /// The sheet's, where it says more than the ladders' ids.
    pub standing: Option<Value>,
    /// Names of other kinds of unit with the same sheet, by id.
    pub other_units: Vec<(String, String)>,
}

/// What a unit enters and how it reports.
#[derive(Clone, Debug, Default)]
pub struct Entered {
    /// The kind of unit, where it is no commune.
    pub unit_group: Option<String>,
    /// For each input a figure as files write it, or the id of an answer.
    pub inputs: Vec<(String, String)>,
    pub answers: Vec<Value>,
    pub is_late: bool,
}

impl Fragment {
    /// The framework around it, with communes as its first kind of unit.
    pub fn framework(&self) -> Value {
        let mut sheet = json!({
            "id": "phieu",
            "inputs": self.inputs,
            "blocks": [{ "id": "tat-ca", "groups": self.groups }],
            "standing": { "ranked_only": { "source": "c" } },
        });
        for (name, part) in [("rounding", &self.rounding), ("total", &self.total)] {
            if let Some(part) = part {
                sheet[name] = part.clone();
            }
        }
        if !self.ladders.is_empty() {
            let ids: Vec<&Value> = self.ladders.iter().map(|ladder| &ladder["id"]).collect();
            sheet["standing"] = json!({ "ladders": { "ladders": ids } });
        }
        if let Some(standing) = &self.standing {
            sheet["standing"] = standing.clone();
        }
        let kind = |id: &str, name: &str| json!({ "id": id, "level": "commune", "name": made::sourced(name), "sheet": "phieu" });
        let others = self.other_units.iter().map(|(id, name)| kind(id, name));
        let unit_groups: Vec<Value> = iter::once(kind("xa", "Xã")).chain(others).collect();
        let mut framework = json!({
            "format": "bac-thang/framework/1",
            "id": "quy-tac",
            "edition": 1,
            "kind": "training",
            "place": "Xã Quy Tắc",
            "decision": {
                "form": "Quyết định",
                "number": "00/QĐ-QT",
                "issued": "2026-01-05",
                "issuer": "UBND xã Quy Tắc",
                "title": "Quy tắc bịa ra để kiểm thử",
                "text": "decision.txt",
                "source": "c",
            },
            "clauses": [{ "id": "c", "at": "Điều 1", "quote": "Văn bản này không có thật." }],
            "period": { "yearly": { "source": "c" } },
            "sheets": [sheet],
            "ladders": self.ladders,
            "unit_groups": unit_groups,
        });
        if let Some(exclusion) = &self.exclusion {
            framework["exclusion"] = exclusion.clone();
        }
        framework
    }
}

/// What a unit that entered this comes to; read for a ranking, the same.
pub fn scored(framework: &Framework, entered: &Entered) -> Result<Scored, String> {
    let id = entered.unit_group.as_deref().unwrap_or("xa");
    let unit_group = framework.unit_group(id).ok_or("no such kind of unit")?;
    let is_choice = |id: &str| {
        let input = unit_group.inputs.iter().find(|input| *input.id == *id);
        input.is_some_and(|input| matches!(input.kind, InputKind::Options(_)))
    };
    let inputs = entered.inputs.iter().map(|(id, entered)| {
        if is_choice(id) {
            json!({ "input": id, "choice": entered })
        } else {
            json!({ "input": id, "number": { "value": entered } })
        }
    });
    let assessment = json!({
        "format": "bac-thang/assessment/1",
        "kind": "training",
        "framework": { "id": framework.id, "edition": framework.edition, "digest": framework.digest },
        "unit_group": id,
        "reporting": if entered.is_late { "late" } else { "in_time" },
        "inputs": inputs.collect::<Vec<_>>(),
        "answers": entered.answers,
    });
    let assessment =
        Assessment::read(&assessment.to_string()).map_err(|error| error.to_string())?;
    let scored = score(framework, &assessment).map_err(|error| error.to_string())?;
    let listed = Listing::new(framework, unit_group).entrant(&assessment);
    assert_eq!(listed, Ok(Entrant::of(unit_group, &scored.outcome)));
    Ok(scored)
}

/// Whether two values are the same, numbers by what they say: `0.5` is `1/2`.
pub fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => {
            let number = |text: &str| text.parse::<Number>().ok();
            one == other || number(one).is_some_and(|one| Some(one) == number(other))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(name, one)| other.get(name).is_some_and(|other| is_same(one, other)))
        }
        _ => one == other,
    }
}
