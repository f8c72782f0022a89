//! Changes JSON into other JSON. Changed byte by byte, a document is hardly ever JSON again, and nothing behind the parser
//! would be seen.

use libfuzzer_sys::fuzzer_mutate;
use serde_json::Value;

/// Have every field and every kind of rule there is; parts of them are put into other documents.
const DONORS: [&str; 2] = [
    include_str!("../../frameworks/tap-huan/bo-tieu-chi-2026/framework.json"),
    include_str!("../../tests/files/2-an-giang-xa.json"),
];

/// Small values at the edge of what a field takes; they come first among the parts.
const EDGES: [&str; 24] = [
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "4294967296",
    "1.5",
    "[]",
    "{}",
    "\"\"",
    "\"0\"",
    "\"1\"",
    "\"-1\"",
    "\"100%\"",
    "\"1/3\"",
    "\"0.000000001\"",
    "\"999999999999999\"",
    "\"999999999999999999999999/999999999999999999999998\"",
    "\"1/1024\"",
    "\"yes\"",
    "\"whole\"",
    "\"2026-02-29\"",
    "\"\\u0000\"",
];

thread_local! {
    static PARTS: Vec<Value> = parts();
}

fn parts() -> Vec<Value> {
    let mut parts: Vec<Value> = EDGES
        .iter()
        .filter_map(|text| serde_json::from_str(text).ok())
        .collect();
    for donor in DONORS {
        let mut donor = serde_json::from_str(donor).unwrap_or_default();
        for index in 0..count(&donor) {
            if let Some(part) = part(&mut donor, &mut { index })
                && part.to_string().len() < 2000
            {
                parts.push(part.clone());
            }
        }
    }
    parts
}

/// The fuzzer's own changes for one input in four and for what is no JSON; else one to three parts of the document are left
/// out, doubled, exchanged or replaced.
pub fn change(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut chance = Chance(u64::from(seed) | 1 << 32);
    let read = serde_json::from_slice::<Value>(&data[..size]);
    let Ok(mut json) = read else {
        return fuzzer_mutate(data, size, max_size);
    };
    if chance.below(4) == 0 {
        return fuzzer_mutate(data, size, max_size);
    }
    for _ in 0..=chance.below(3) {
        change_a_part(&mut json, &mut chance);
    }
    let written = json.to_string();
    if written.len() > max_size {
        return fuzzer_mutate(data, size, max_size);
    }
    data[..written.len()].copy_from_slice(written.as_bytes());
    written.len()
}

fn change_a_part(json: &mut Value, chance: &mut Chance) {
    let count = count(json);
    let other = part(json, &mut chance.below(count))
        .cloned()
        .unwrap_or_default();
    let Some(part) = part(json, &mut chance.below(count)) else {
        return;
    };
    match (chance.below(6), part) {
        (0, part) => *part = other,
        (1, part) => *part = PARTS.with(|parts| parts[chance.below(parts.len())].clone()),
        (2, Value::Array(values)) if !values.is_empty() => {
            values.remove(chance.below(values.len()));
        }
        (3, Value::Array(values)) if !values.is_empty() => {
            let (from, to) = (chance.below(values.len()), chance.below(values.len()));
            values.insert(to, values[from].clone());
        }
        (4, Value::Array(values)) if !values.is_empty() => {
            let (one, two) = (chance.below(values.len()), chance.below(values.len()));
            values.swap(one, two);
        }
        (2, Value::Object(fields)) => {
            if let Some(name) = fields.keys().nth(chance.below(fields.len())).cloned() {
                fields.remove(&name);
            }
        }
        (3 | 4, Value::Object(fields)) => {
            // A field that another object of the kind has, with its value.
            let Value::Object(others) = other else { return };
            if let Some((name, value)) = others.iter().nth(chance.below(others.len())) {
                fields.insert(name.clone(), value.clone());
            }
        }
        (_, Value::String(text)) => *text = changed_text(text, chance),
        (_, part) => {
            let edge = chance.below(EDGES.len());
            *part = PARTS.with(|parts| parts[edge].clone());
        }
    }
}

fn changed_text(text: &str, chance: &mut Chance) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let size = bytes.len();
    bytes.resize(size + 1 + chance.below(20), 0);
    let max_size = bytes.len();
    let size = fuzzer_mutate(&mut bytes, size, max_size);
    String::from_utf8_lossy(&bytes[..size]).into_owned()
}

fn children(json: &mut Value) -> Vec<&mut Value> {
    match json {
        Value::Array(values) => values.iter_mut().collect(),
        Value::Object(fields) => fields.values_mut().collect(),
        _ => Vec::new(),
    }
}

/// How many parts there are, the whole among them.
fn count(json: &Value) -> usize {
    1 + match json {
        Value::Array(values) => values.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}

/// The part with this number, counted down on the way.
fn part<'a>(json: &'a mut Value, index: &mut usize) -> Option<&'a mut Value> {
    if *index == 0 {
        return Some(json);
    }
    *index -= 1;
    for child in children(json) {
        let within = count(child);
        if *index < within {
            return part(child, index);
        }
        *index -= within;
    }
    None
}

/// Random numbers from a seed, so that a run can be repeated.
struct Chance(u64);

impl Chance {
    /// One of so many, from 0; 0 where there is nothing to choose from.
    fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let high = usize::try_from(self.0 >> 33).unwrap_or_default();
        high.checked_rem(count).unwrap_or_default()
    }
}
