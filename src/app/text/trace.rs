//! How an item's points came about, in words, from the steps the engine gives. Rules are looked at for words alone: what
//! an input, a part or a band is called.

use std::rc::Rc;

use bac_thang::engine::framework::{Source, Worth};
use bac_thang::engine::rounding::{Mode, Rounding};
use bac_thang::engine::rule::{
    ByZero, Expression, Figure, Input, InputKind, Limits, Op, Part, Rule, Step,
};
use bac_thang::engine::vietnamese::{print, print_share};
use bac_thang::{Number, UnitGroup};

use super::letters::capitalized;
use super::result::points;

/// A line of the explanation.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub said: String,
    /// The words it rests on, where they are not the rule's own.
    pub source: Option<Rc<Source>>,
    /// How a part came about.
    pub part: Vec<Line>,
}

/// The steps of an item with this rule.
pub fn trace(unit_group: &UnitGroup, rule: &Rule, steps: &[Step]) -> Vec<Line> {
    let teller = Teller { unit_group, rule };
    steps.iter().map(|step| teller.line(step)).collect()
}

struct Teller<'a> {
    unit_group: &'a UnitGroup,
    rule: &'a Rule,
}

impl Teller<'_> {
    fn line(&self, step: &Step) -> Line {
        let (said, source, part) = match step {
            Step::Read { input, figure } => (self.read(input, figure), None, Vec::new()),
            Step::Computed { op, of, value } => (self.computed(*op, of, value), None, Vec::new()),
            Step::ByZero { then, source } => (by_zero(then), Some(source), Vec::new()),
            Step::Tested { holds } => (tested(*holds), None, Vec::new()),
            Step::Worth { band, points } => (self.worth(*band, points), None, Vec::new()),
            Step::Part {
                id,
                points,
                max,
                steps,
            } => {
                let (said, part) = self.part(id, (points, max), steps);
                (said, None, part)
            }
            Step::Zeroed { source } => (
                "Thuộc trường hợp 0 điểm cho cả mục".to_owned(),
                Some(source),
                Vec::new(),
            ),
            Step::Limited { from, to } => (limited(from, to), None, Vec::new()),
            Step::Rounded { from, to, rounding } => (
                rounded(from, to, rounding),
                Some(&rounding.source),
                Vec::new(),
            ),
            Step::Grown { from, to } => (
                format!(
                    "Cộng thêm phần điểm được chia từ mục khác: {} → {}",
                    print(from),
                    points(to)
                ),
                None,
                Vec::new(),
            ),
        };
        Line {
            said,
            source: source.cloned(),
            part,
        }
    }

    fn read(&self, id: &str, figure: &Figure) -> String {
        let input = self.unit_group.input(id);
        input.map_or_else(String::new, |input| {
            format!("{}: {}", input.label, entered(input, figure))
        })
    }

    fn computed(&self, op: Op, of: &[Number], value: &Number) -> String {
        let joined = |sign: &str| {
            let all: Vec<String> = of.iter().map(print).collect();
            format!("{} = {}", all.join(sign), print(value))
        };
        let listed = |what: &str| {
            let all: Vec<String> = of.iter().map(print).collect();
            format!("{what} {}: {}", all.join("; "), print(value))
        };
        match (op, of) {
            (Op::Ratio, [of, by]) => {
                format!(
                    "Tỷ lệ: {} / {} = {}",
                    print(of),
                    print(by),
                    print_share(value)
                )
            }
            (Op::Target, [have, target]) => format!(
                "So với mức yêu cầu: {} / {} = {}",
                print_share(have),
                print_share(target),
                print_share(value)
            ),
            (Op::Best, [have, best]) => format!(
                "So với đơn vị cao nhất: {} / {} = {}",
                print(have),
                print(best),
                print_share(value)
            ),
            // The last step of a ratio rule: the maximum times the share.
            (Op::Times, [max, share]) if matches!(self.rule, Rule::Ratio { .. }) => {
                format!(
                    "{} × {} = {}",
                    points(max),
                    print_share(share),
                    points(value)
                )
            }
            (Op::Each, [count, each]) => {
                format!("{} × {} = {}", print(count), points(each), points(value))
            }
            (Op::Minus, [max, faults]) if matches!(self.rule, Rule::Minus(_)) => {
                format!("{} − {} = {}", points(max), points(faults), points(value))
            }
            (Op::Rounded, [from, _]) => {
                format!("Làm tròn: {} → {}", print(from), print(value))
            }
            (Op::Sum, _) => format!("Cộng: {}", joined(" + ")),
            (Op::Minus, _) => format!("Trừ: {}", joined(" − ")),
            (Op::Times, _) => format!("Nhân: {}", joined(" × ")),
            (Op::Least, _) => listed("Số nhỏ nhất trong"),
            (Op::Greatest, _) => listed("Số lớn nhất trong"),
            (Op::Passed, _) => format!("Số nội dung đạt: {}", print(value)),
            _ => joined("; "),
        }
    }

    fn worth(&self, band: Option<usize>, worth: &Number) -> String {
        let Rule::Bands { value, bands, .. } = self.rule else {
            return format!("Được {}", points(worth));
        };
        match band.and_then(|band| bands.get(band)) {
            Some((limits, _)) => format!(
                "Thuộc mức {}: {}",
                range(limits, self.is_share(value)),
                points(worth)
            ),
            None => format!("Được {}", points(worth)),
        }
    }

    /// Whether a value is one number by another of its kind.
    fn is_share(&self, value: &Expression) -> bool {
        match value {
            Expression::Ratio(_) => true,
            Expression::Rounded(of, _) => self.is_share(of),
            Expression::Input(input) => matches!(
                &self.unit_group.inputs[*input].kind,
                InputKind::Figure(kind) if kind.unit.is_none()
            ),
            _ => false,
        }
    }

    fn part(
        &self,
        id: &str,
        (had, max): (&Number, &Number),
        steps: &[Step],
    ) -> (String, Vec<Line>) {
        let parts: &[Part] = match self.rule {
            Rule::BestOf(parts) | Rule::Sum { parts, .. } => parts,
            _ => &[],
        };
        match parts.iter().find(|part| *part.id == *id) {
            Some(part) => (
                format!("{}: {}/{}", part.what, print(had), points(max)),
                trace(self.unit_group, &part.rule, steps),
            ),
            None => (points(had), Vec::new()),
        }
    }
}

/// What was entered, as an official writes it: `45 hồ sơ`, `75%`, `Có`.
pub fn entered(input: &Input, figure: &Figure) -> String {
    match (figure, &input.kind) {
        (Figure::Number(number), InputKind::Figure(kind)) => match &kind.unit {
            Some(unit) => format!("{} {unit}", print(number)),
            None => print_share(number),
        },
        (Figure::Choice(chosen), InputKind::Options(options)) => options
            .iter()
            .find(|option| option.id == *chosen)
            .map_or_else(String::new, |option| option.label.clone()),
        (Figure::Number(number), InputKind::Options(_)) => print(number),
        (Figure::Choice(chosen), InputKind::Figure(_)) => chosen.to_string(),
    }
}

fn tested(holds: bool) -> String {
    if holds {
        "Đáp ứng điều kiện".to_owned()
    } else {
        "Không đáp ứng điều kiện".to_owned()
    }
}

fn by_zero(then: &ByZero) -> String {
    match then {
        ByZero::Undefined => "Mẫu số bằng 0: không tính được điểm".to_owned(),
        ByZero::CountsAs(value) => format!("Mẫu số bằng 0: tỷ lệ tính là {}", print_share(value)),
        ByZero::Worth(Worth::Points(worth)) => format!("Mẫu số bằng 0: được {}", points(worth)),
        ByZero::Worth(Worth::Share(share)) => {
            format!("Mẫu số bằng 0: được {} điểm tối đa", print_share(share))
        }
        ByZero::SharedAmong(_) => {
            "Mẫu số bằng 0: điểm tối đa chia cho các mục khác của nhóm".to_owned()
        }
    }
}

fn limited(from: &Number, to: &Number) -> String {
    if from < to {
        format!(
            "{} thấp hơn mức thấp nhất, tính {}",
            capitalized(&print(from)),
            print(to)
        )
    } else {
        format!(
            "{} vượt mức cao nhất, chỉ tính {}",
            capitalized(&print(from)),
            print(to)
        )
    }
}

fn rounded(from: &Number, to: &Number, rounding: &Rounding) -> String {
    let mode = match rounding.mode {
        Mode::HalfUp => "nửa thì lên",
        Mode::HalfEven => "nửa thì về số chẵn",
        Mode::Up => "luôn lên",
        Mode::Down => "luôn xuống",
    };
    format!(
        "Làm tròn đến {} ({mode}): {} → {}",
        print(&rounding.to),
        print(from),
        points(to)
    )
}

/// A band: `từ 90%, dưới 100%`.
fn range(limits: &Limits, are_shares: bool) -> String {
    let said = |number: &Number| {
        if are_shares {
            print_share(number)
        } else {
            print(number)
        }
    };
    if limits.at_least.is_some() && limits.at_least == limits.at_most {
        return limits.at_least.as_ref().map_or_else(String::new, said);
    }
    let ends = [
        ("từ", &limits.at_least),
        ("trên", &limits.above),
        ("đến", &limits.at_most),
        ("dưới", &limits.below),
    ];
    let said = ends
        .into_iter()
        .filter_map(|(word, end)| Some(format!("{word} {}", said(end.as_ref()?))));
    said.collect::<Vec<_>>().join(", ")
}
