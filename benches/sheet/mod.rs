//! The sheet that is measured: made up of the rule kinds that real sheets have most of, in 8 groups, with four rungs of three
//! conditions each.

use bac_thang::{Assessment, Entry, Framework};
use serde_json::{Value, json};

const GROUPS: usize = 8;
/// Items of a full sheet.
pub const ITEMS: usize = 85;

/// Every unit of the country at the commune level before 2025.
pub const UNITS: usize = 10_598;

fn sourced(value: impl Into<Value>) -> Value {
    json!({ "value": value.into(), "source": "c" })
}

fn input(id: &str, kind: &Value, unit: Option<&str>) -> Value {
    json!({ "id": id, "label": id, "kind": kind, "unit": unit, "source": "c" })
}

/// The item's rule and its inputs: a ratio for every second item, else a choice, a count or bands.
fn rule(index: usize) -> (Value, Vec<Value>) {
    let (a, b) = (format!("a{index}"), format!("b{index}"));
    let whole = |id: &str| input(id, &json!("whole"), Some("việc"));
    let ratio =
        json!({ "ratio": { "of": { "input": a }, "by": { "input": b }, "relation": "part_of" } });
    match index % 6 {
        0 | 2 | 4 => (
            json!({ "ratio": { "value": ratio } }),
            vec![whole(&a), whole(&b)],
        ),
        1 => (
            json!({ "yes_no": { "input": a } }),
            vec![input(&a, &json!("yes_no"), None)],
        ),
        3 => (
            json!({ "count": { "of": { "input": a }, "each": { "points": "0.25" } } }),
            vec![whole(&a)],
        ),
        _ => (
            json!({ "bands": {
                "value": ratio,
                "bands": [
                    { "at_least": "90%", "worth": { "share": "1" } },
                    { "at_least": "70%", "below": "90%", "worth": { "share": "1/2" } },
                ],
                "otherwise": { "points": "0" },
            } }),
            vec![whole(&a), whole(&b)],
        ),
    }
}

/// A framework with so many items.
pub fn framework(items: usize) -> Framework {
    Framework::read(&document(items)).unwrap()
}

/// The same as it is written.
pub fn document(items: usize) -> String {
    let mut json: Value =
        serde_json::from_str(include_str!("../../tests/practice/framework.json")).unwrap();
    let mut inputs = Vec::new();
    let mut groups: Vec<Vec<Value>> = vec![Vec::new(); GROUPS];
    for index in 0..items {
        let (rule, asked) = rule(index);
        inputs.extend(asked);
        let (name, max) = (sourced("Mục"), sourced("2"));
        let id = format!("i{index}");
        let item = json!({ "id": id, "name": name, "max": max, "rule": rule, "source": "c" });
        groups[index % GROUPS].push(item);
    }
    let groups: Vec<Value> = groups
        .into_iter()
        .enumerate()
        .map(|(index, items)| json!({ "id": format!("g{index}"), "name": sourced("Nhóm"), "items": items }))
        .collect();
    let rungs: Vec<Value> = [("a", "90%"), ("b", "80%"), ("c", "65%"), ("d", "50%")]
        .into_iter()
        .map(|(id, share)| {
            let limit =
                |of: Value| json!({ "of": of, "at_least": { "share": share }, "source": "c" });
            let group = |id: &str| json!({ "group": id });
            let conditions = [
                limit(json!("whole")),
                limit(group("g0")),
                limit(group("g7")),
            ];
            json!({ "id": id, "name": sourced("Mức"), "conditions": conditions })
        })
        // Every unit stands somewhere and is ranked.
        .chain([json!({ "id": "e", "name": sourced("Không") })])
        .collect();
    json["clauses"] = json!([{ "id": "c", "at": "Điều 1", "quote": "Văn bản này không có thật." }]);
    for field in [
        "calendar",
        "zero_rules",
        "exclusion",
        "submission",
        "report",
    ] {
        json.as_object_mut().unwrap().remove(field);
    }
    json["decision"]["source"] = json!("c");
    json["decision"]["under"] = Value::Null;
    json["period"] = json!({ "yearly": { "source": "c" } });
    json["sheets"] = json!([{
        "id": "s",
        "inputs": inputs,
        "blocks": [{ "id": "b", "groups": groups }],
        "standing": { "ladders": { "ladders": ["l"] } },
    }]);
    json["ladders"] = json!([{ "id": "l", "rungs": rungs }]);
    json["unit_groups"] =
        json!([{ "id": "xa", "level": "commune", "name": sourced("Xã"), "sheet": "s" }]);
    json.to_string()
}

/// A unit's sheet, filled in; another number, another unit.
pub fn assessment(framework: &Framework, unit: usize) -> Assessment {
    let unit_group = framework.unit_group("xa").unwrap();
    let mut assessment = Assessment::new(framework, unit_group);
    for (index, input) in unit_group.inputs.iter().enumerate() {
        let answer = assessment.input_mut(&input.id);
        let of = 20 + (unit * 7 + index * 13) % 80;
        if input.id.starts_with('b') {
            // its part is the input before it
            answer.number = Entry::typed(&(of + 11).to_string());
        } else if (&*input.id)[1..].parse::<usize>().unwrap() % 6 == 1 {
            answer.choice = Some(if of.is_multiple_of(4) { "no" } else { "yes" }.into());
        } else {
            answer.number = Entry::typed(&(of * 9 / 10).min(19 + index % 5).to_string());
        }
    }
    assessment.share_ids(framework, unit_group);
    assessment
}
