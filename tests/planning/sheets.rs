//! Small random sheets that use every kind of rule.

use std::collections::{BTreeMap, BTreeSet};

use bac_thang::engine::plan::{Target, Wishes};
use bac_thang::{Assessment, Framework};
use serde_json::{Value, json};

/// Numbers that look random and are the same every time (`SplitMix64`).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// What is to come, without taking it: all else stays as it would be.
    fn peek(&self) -> Random {
        Random(self.0)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit).unwrap()).unwrap()
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }
}

/// What can be entered for an input: every figure a plan may propose, or every answer.
#[derive(Clone, Debug)]
pub struct Domain {
    pub id: String,
    pub values: Vec<String>,
    pub is_choice: bool,
}

/// A framework with one sheet, and a unit's inputs.
pub struct Sheet {
    json: Value,
    pub domains: Vec<Domain>,
    inputs: BTreeMap<String, String>,
    answers: Vec<Value>,
    is_late: bool,
    pub pinned: BTreeSet<String>,
    pub effort: BTreeMap<String, u32>,
    pub target: usize,
}

const SOURCE: &str = "c";

impl Sheet {
    pub fn json(&self) -> &Value {
        &self.json
    }

    pub fn framework(&self) -> Framework {
        Framework::read(&self.json.to_string())
            .unwrap_or_else(|error| panic!("{error}\n{}", self.json))
    }

    pub fn assessment(&self, framework: &Framework) -> Assessment {
        let is_choice = |id: &str| {
            self.domains
                .iter()
                .any(|domain| domain.id == id && domain.is_choice)
        };
        let inputs = self.inputs.iter().map(|(id, entered)| {
            if is_choice(id) {
                json!({ "input": id, "choice": entered })
            } else {
                json!({ "input": id, "number": { "value": entered } })
            }
        });
        let text = json!({
            "format": "bac-thang/assessment/1",
            "kind": "training",
            "framework": { "id": framework.id, "edition": 1, "digest": framework.digest },
            "unit_group": "xa",
            "reporting": if self.is_late { "late" } else { "in_time" },
            "inputs": inputs.collect::<Vec<_>>(),
            "answers": self.answers,
        });
        Assessment::read(&text.to_string()).unwrap()
    }

    pub fn wishes(&self) -> Wishes {
        Wishes {
            target: Target::Rung(self.target),
            pinned: self.pinned.clone(),
            effort: self.effort.clone(),
        }
    }

    pub fn random(random: &mut Random) -> Sheet {
        let mut make = Make {
            random,
            inputs: Vec::new(),
            domains: Vec::new(),
            figures: Vec::new(),
            questions: Vec::new(),
            choices: Vec::new(),
            shares: Vec::new(),
        };
        make.inputs();
        let groups = make.groups();
        let ladder = make.ladder();
        let rounding = make.rounding();
        let total = make.total();
        let sheet = json!({
            "id": "phieu",
            "inputs": make.inputs,
            "rounding": rounding,
            "total": total,
            "blocks": [
                { "id": "k1", "name": { "value": "Một", "source": SOURCE }, "groups": groups[..1] },
                { "id": "k2", "name": { "value": "Hai", "source": SOURCE }, "groups": groups[1..] },
            ],
            "standing": { "ladders": { "ladders": ["thang"] } },
        });
        let json = json!({
            "format": "bac-thang/framework/1",
            "id": "thu",
            "edition": 1,
            "kind": "training",
            "place": "Xã Thử",
            "decision": {
                "form": "Quyết định", "number": "00/QĐ-T", "issued": "2026-01-05", "issuer": "UBND xã Thử",
                "title": "Thử", "text": "decision.txt", "source": SOURCE,
            },
            "clauses": [{ "id": SOURCE, "at": "Điều 1", "quote": "Văn bản này không có thật." }],
            "period": { "yearly": { "source": SOURCE } },
            "exclusion": { "source": SOURCE },
            "sheets": [sheet],
            "ladders": [ladder],
            "unit_groups": [{
                "id": "xa", "level": "commune", "name": { "value": "Xã", "source": SOURCE }, "sheet": "phieu",
            }],
        });
        let domains = make.domains;
        let (mut inputs, mut pinned, mut effort) =
            (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
        let has_blanks = random.chance(25);
        let has_efforts = random.chance(40);
        for domain in &domains {
            if !(has_blanks && random.chance(25)) {
                inputs.insert(domain.id.clone(), random.of(&domain.values));
            }
            if random.chance(15) {
                pinned.insert(domain.id.clone());
            }
            if has_efforts && random.chance(50) {
                effort.insert(
                    domain.id.clone(),
                    u32::try_from(2 + random.below(3)).unwrap(),
                );
            }
        }
        let mut answers = Vec::new();
        if random.chance(15) {
            let decided = random.chance(50);
            answers.push(json!({
                "of": "i0",
                "silence": { "not_applicable": { "reason": "Không có", "decided": decided } },
            }));
        }
        Sheet {
            json,
            domains,
            inputs,
            answers,
            is_late: random.chance(4),
            pinned,
            effort,
            target: random.below(2),
        }
    }
}

/// A sheet in the making.
struct Make<'a> {
    random: &'a mut Random,
    inputs: Vec<Value>,
    domains: Vec<Domain>,
    figures: Vec<String>,
    questions: Vec<String>,
    choices: Vec<String>,
    shares: Vec<String>,
}

fn sourced(value: &str) -> Value {
    json!({ "value": value, "source": SOURCE })
}

impl Make<'_> {
    fn inputs(&mut self) {
        for index in 0..2 + self.random.below(3) {
            let id = format!("w{index}");
            let most = 2 + self.random.below(3);
            let is_last_year = self.random.chance(8);
            let mut input = json!({
                "id": id, "label": id, "kind": "whole", "unit": "việc", "at_most": most.to_string(), "source": SOURCE,
            });
            if is_last_year {
                input["given_by"] = json!("last_year");
            }
            self.inputs.push(input);
            self.domains.push(Domain {
                id: id.clone(),
                values: (0..=most).map(|n| n.to_string()).collect(),
                is_choice: false,
            });
            self.figures.push(id);
        }
        // Seldom as many questions as can still be tried in all ways.
        let questions = if self.random.chance(4) {
            9
        } else {
            1 + self.random.below(2)
        };
        for index in 0..questions {
            let id = format!("y{index}");
            self.inputs
                .push(json!({ "id": id, "label": id, "kind": "yes_no", "source": SOURCE }));
            self.choice_domain(&id, &["yes", "no"]);
            self.questions.push(id);
        }
        if self.random.chance(50) {
            let options: Vec<Value> = ["mot", "hai", "ba"]
                .iter()
                .map(|id| json!({ "id": id, "label": id }))
                .collect();
            self.inputs.push(json!({ "id": "c0", "label": "c0", "kind": { "choice": options }, "source": SOURCE }));
            self.choice_domain("c0", &["mot", "hai", "ba"]);
            self.choices.push("c0".to_owned());
        }
        if self.random.chance(40) {
            self.inputs.push(json!({
                "id": "s0", "label": "s0", "kind": "share", "at_least": "0.5", "at_most": "0.5002", "source": SOURCE,
            }));
            self.domains.push(Domain {
                id: "s0".to_owned(),
                values: ["0.5", "0.5001", "0.5002"].map(str::to_owned).to_vec(),
                is_choice: false,
            });
            self.shares.push("s0".to_owned());
        }
    }

    fn choice_domain(&mut self, id: &str, values: &[&str]) {
        self.domains.push(Domain {
            id: id.to_owned(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            is_choice: true,
        });
    }

    fn groups(&mut self) -> Vec<Value> {
        let mut groups = Vec::new();
        let mut item = 0;
        for index in 0..2 {
            let mut items = Vec::new();
            let mut max = 0;
            for _ in 0..=self.random.below(2) {
                let most = 2 + self.random.below(4);
                items.push(self.item(item, most, self.inputs.len() > 1 && item > 0));
                max += most;
                item += 1;
            }
            if let [first, second] = &mut items[..]
                && self.random.peek().chance(50)
            {
                share(first, second);
            }
            if self.random.chance(20) {
                items.push(json!({
                    "id": format!("b{index}"), "name": sourced("Bắt buộc"), "source": SOURCE,
                    "rule": { "mandatory": { "if": self.test() } },
                }));
            }
            let mut group = json!({
                "id": format!("g{index}"), "name": sourced("Nhóm"), "max": sourced(&max.to_string()), "items": items,
            });
            if self.random.chance(20) {
                group["weight"] = sourced(&(1 + self.random.below(9)).to_string());
            }
            groups.push(group);
        }
        if self.random.chance(35) {
            let items = vec![self.count("t0", "2"), self.count("t1", "3")];
            groups.push(json!({
                "id": "gt", "name": sourced("Thưởng"), "role": "bonus", "max": sourced("3"), "items": items,
                "contradiction": { "what": "Tổng lớn hơn tối đa.", "sources": [SOURCE] },
            }));
        }
        if self.random.chance(35) {
            let mut deduction = self.count("p0", "2");
            if self.random.chance(50) {
                deduction.as_object_mut().unwrap().remove("max");
            }
            groups.push(json!({
                "id": "gp", "name": sourced("Trừ"), "role": "deduction", "max": sourced("3"), "items": [deduction],
                "contradiction": { "what": "Tổng khác tối đa.", "sources": [SOURCE] },
            }));
        }
        groups
    }

    fn count(&mut self, id: &str, max: &str) -> Value {
        json!({
            "id": id, "name": sourced("Đếm"), "max": sourced(max), "source": SOURCE,
            "rule": { "count": { "of": self.figure(), "each": { "points": self.random.of(&["1", "0.5", "1.5"]) } } },
        })
    }

    fn item(&mut self, index: usize, max: usize, can_be_left_out: bool) -> Value {
        let mut item = json!({
            "id": format!("i{index}"), "name": sourced("Chỉ tiêu"), "max": sourced(&max.to_string()), "source": SOURCE,
            "rule": self.rule(2),
        });
        if self.random.chance(15) {
            item["round"] = self.one_rounding("0.5");
        }
        if can_be_left_out && self.random.chance(12) {
            item["applies_if"] = self.test();
        }
        item
    }

    fn one_rounding(&mut self, to: &str) -> Value {
        let mode = self.random.of(&["half_up", "half_even", "up", "down"]);
        json!({ "to": to, "mode": mode, "source": SOURCE })
    }

    fn rounding(&mut self) -> Value {
        let mut rounding = json!({});
        for (place, to) in [("item", "0.25"), ("group", "0.1"), ("total", "1")] {
            if self.random.chance(12) {
                rounding[place] = self.one_rounding(to);
            }
        }
        rounding
    }

    fn total(&mut self) -> Value {
        let mut total = json!({});
        if self.random.chance(15) {
            total["convert_to"] = sourced("100");
        }
        if self.random.chance(15) {
            total["at_most"] = sourced("50");
        }
        total
    }

    fn ladder(&mut self) -> Value {
        let mut top = vec![self.condition(&json!("whole"), "3/4")];
        let mut middle = vec![self.condition(&json!("whole"), "1/2")];
        for (of, share) in [
            (json!({ "group": "g0" }), "2/3"),
            (json!({ "block": "k2" }), "1/2"),
            (json!({ "item": "i0" }), "1/2"),
        ] {
            if self.random.chance(25) {
                top.push(self.condition(&of, share));
            }
        }
        if self.random.chance(20) {
            top.push(json!({ "if": self.test(), "source": SOURCE }));
        }
        let gapped = self.random.chance(12);
        if gapped {
            middle.push(json!({ "of": "whole", "at_most": { "share": "0.7" }, "source": SOURCE }));
        }
        let mut ladder = json!({
            "id": "thang",
            "rungs": [
                { "id": "cao", "name": sourced("Cao"), "conditions": top },
                { "id": "giua", "name": sourced("Giữa"), "conditions": middle },
                { "id": "thap", "name": sourced("Thấp") },
            ],
            "late": { "rung": "thap", "source": SOURCE },
        });
        if gapped {
            ladder["gaps"] = json!({ "what": "Không nói.", "sources": [SOURCE] });
        }
        if self.random.chance(25) {
            let then = self.random.of(&[
                json!({ "not_above": "giua" }),
                json!({ "down": 1 }),
                json!({ "rung": "thap" }),
            ]);
            ladder["sanctions"] = json!([{
                "id": "phat", "what": "Vi phạm", "if": self.test(), "then": then, "source": SOURCE,
            }]);
        }
        ladder
    }

    fn condition(&mut self, of: &Value, share: &str) -> Value {
        let side = if self.random.chance(70) {
            "at_least"
        } else {
            "above"
        };
        json!({ "of": of, side: { "share": share }, "source": SOURCE })
    }

    // ── Rules ────────────────────────────────────────────────────────────────────────────────────────────────────────

    fn rule(&mut self, depth: usize) -> Value {
        // Where there is no such rule, a ratio.
        let kinds = if depth == 0 { 8 } else { 10 };
        match self.random.below(kinds) {
            0 => {
                let input = self.random.of(&self.questions);
                json!({ "yes_no": { "input": input } })
            }
            1 if !self.choices.is_empty() => {
                let worth = |share: &str| json!({ "share": share });
                json!({ "choice": { "input": "c0", "worth": {
                    "mot": worth(self.random.of(&["1", "3/4"])), "hai": worth("1/2"),
                    "ba": worth(self.random.of(&["0", "1"])),
                } } })
            }
            3 => self.bands(),
            4 => {
                json!({ "count": { "of": self.figure(), "each": { "share": self.random.of(&["1/2", "1/3", "1/4"]) } } })
            }
            5 => {
                json!({ "minus": { "faults": [{ "of": self.figure(), "each": { "share": self.random.of(&["1/2", "1/4"]) } }] } })
            }
            6 => json!({ "formula": { "capped": true, "points": self.points() } }),
            7 => {
                let tests = vec![self.test(), self.test()];
                json!({ "bands": { "value": { "passed": tests }, "bands": [
                    { "at_least": "2", "worth": { "share": "1" } }, { "equal": "1", "worth": { "share": "1/3" } },
                ], "otherwise": { "share": "0" } } })
            }
            8 => {
                let parts = vec![self.part("m", "1/2", depth), self.part("h", "1/2", depth)];
                let mut sum = json!({ "parts": parts });
                if self.random.chance(40) {
                    sum["zero_if"] = json!([{ "if": self.test(), "source": SOURCE }]);
                }
                json!({ "sum": sum })
            }
            9 => {
                let most = self.random.of(&["1", "1/2"]);
                let parts = vec![self.part("m", "1", depth), self.part("h", most, depth)];
                json!({ "best_of": { "parts": parts } })
            }
            _ => self.ratio_rule(),
        }
    }

    fn part(&mut self, id: &str, max: &str, depth: usize) -> Value {
        json!({ "id": id, "what": id, "max": { "share": max }, "rule": self.rule(depth - 1) })
    }

    fn ratio_rule(&mut self) -> Value {
        if !self.shares.is_empty() && self.random.chance(30) {
            return json!({ "ratio": { "value": { "input": "s0" }, "target": "50.01%" } });
        }
        let value = self.ratio();
        if self.random.chance(30) {
            json!({ "ratio": { "value": value, "target": self.random.of(&["80%", "50%"]) } })
        } else {
            json!({ "ratio": { "value": value } })
        }
    }

    fn ratio(&mut self) -> Value {
        let mut ratio = json!({
            "of": self.figure(), "by": self.figure(), "relation": self.random.of(&["part_of", "quota", "free"]),
        });
        let then = match self.random.below(4) {
            0 => json!("undefined"),
            1 => json!({ "counts_as": self.random.of(&["100%", "0%"]) }),
            2 => json!({ "worth": { "share": self.random.of(&["1", "1/2"]) } }),
            _ => return json!({ "ratio": ratio }),
        };
        ratio["by_zero"] = json!({ "then": then, "source": SOURCE });
        json!({ "ratio": ratio })
    }

    fn bands(&mut self) -> Value {
        let value = if self.random.chance(50) {
            self.ratio()
        } else {
            self.figure()
        };
        let half = self.random.of(&["1/2", "1", "2"]);
        let mut bands = json!({
            "value": value,
            "bands": [
                { "at_least": half, "worth": { "share": self.random.of(&["1", "2/3"]) } },
                { "below": "1/4", "worth": { "share": self.random.of(&["0", "1"]) } },
            ],
        });
        if self.random.chance(60) {
            bands["otherwise"] = json!({ "share": "1/3" });
        }
        if self.random.chance(30) {
            bands["exception"] = json!({ "if": self.test(), "worth": { "share": "1/2" } });
        }
        json!({ "bands": bands })
    }

    fn points(&mut self) -> Value {
        let each = json!({ "each": { "of": self.figure(), "points": "0.5" } });
        match self.random.below(5) {
            0 => json!({ "sum": [each, { "times": [self.ratio(), "max"] }] }),
            1 => json!({ "minus": ["max", each] }),
            2 => json!({ "least": [{ "points": "2" }, each] }),
            3 => json!({ "greatest": [{ "points": "1" }, { "times": ["max", self.ratio()] }] }),
            _ => {
                let rounding = self.one_rounding("0.1");
                json!({ "rounded": {
                    "value": { "times": [self.ratio(), { "points": "3" }] }, "to": "0.1", "mode": rounding["mode"],
                    "source": SOURCE,
                } })
            }
        }
    }

    fn figure(&mut self) -> Value {
        let one = self.random.of(&self.figures);
        if self.random.chance(15) {
            let two = self.random.of(&self.figures);
            return json!({ "sum": [{ "input": one }, { "input": two }] });
        }
        json!({ "input": one })
    }

    fn test(&mut self) -> Value {
        let question = json!({ "yes": self.random.of(&self.questions) });
        match self.random.below(5) {
            0 => json!({ "compare": { "value": self.figure(), "at_least": "2" } }),
            1 => json!({ "not": question }),
            2 => {
                json!({ "any": [question, { "compare": { "value": self.figure(), "below": "1" } }] })
            }
            3 => {
                json!({ "all": [question, { "compare": { "value": self.figure(), "above": "0" } }] })
            }
            _ => question,
        }
    }
}

/// The second item's maximum is the first one's where there is nothing to divide by, if its rule is a ratio.
fn share(first: &Value, second: &mut Value) {
    if let Some(ratio) = second.pointer_mut("/rule/ratio/value/ratio") {
        let then = json!({ "shared_among": [first["id"]] });
        ratio["by_zero"] = json!({ "then": then, "source": SOURCE });
    }
}
