//! What a plan may change: figures, answers and points that the unit enters itself.

use std::rc::Rc;

use super::{Spot, Wishes};
use crate::engine::assessment::Answer;
use crate::engine::cell::{max_value, value};
use crate::engine::cells::Cells;
use crate::engine::framework::UnitGroup;
use crate::engine::number::Number;
use crate::engine::rule::{
    Figure, GivenBy, Input, InputKind, Item, Known, Missing, Reads, Rule, Scope,
};
use crate::engine::sheet::{Sheet, stated_max};

/// Where it is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Handle {
    /// An input, an index into the sheet's.
    Input(usize),
    /// The points of an item, an index into the sheet's.
    Item(usize),
    /// The points of a group without items.
    Group(usize),
    /// The points of a line of such a group.
    Line(usize, usize),
}

/// Something that a plan may change.
#[derive(Clone, Debug)]
pub(super) struct Lever {
    pub handle: Handle,
    /// What changing it costs.
    pub effort: u32,
    /// What it is now.
    pub now: Known,
    pub kind: Kind,
}

/// What it can be changed to.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Figure(Grid),
    /// So many answers.
    Options(usize),
}

/// The figures that are proposed: multiples of a step, and both bounds.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub low: Number,
    pub high: Number,
    pub step: Number,
}

impl Grid {
    /// The greatest figure that is no more than this, itself no less than the lower bound.
    pub(super) fn floor(&self, at_most: &Number) -> Number {
        if *at_most >= self.high {
            return self.high.clone();
        }
        (&self.steps(at_most) * &self.step).max(self.low.clone())
    }

    fn steps(&self, figure: &Number) -> Number {
        figure.share_of(&self.step).unwrap_or_default().truncated()
    }

    /// The least figure above this one, which is below the upper bound.
    pub(super) fn after(&self, figure: &Number) -> Number {
        let steps = &self.steps(figure) + &Number::ONE;
        (&steps * &self.step).min(self.high.clone())
    }

    /// The least figure that is no less than this, itself no more than the upper bound.
    pub(super) fn ceil(&self, at_least: &Number) -> Number {
        if *at_least <= self.low {
            return self.low.clone();
        }
        let floor = self.floor(at_least);
        if floor >= *at_least {
            floor
        } else {
            self.after(at_least)
        }
    }

    /// The figure next to one on the way to another.
    pub(super) fn toward(&self, from: &Number, to: &Number) -> Number {
        if to > from {
            self.after(from).min(to.clone())
        } else {
            let below = &(&self.steps(from) * &self.step);
            let before = if below < from {
                below.clone()
            } else {
                below - &self.step
            };
            before.max(self.low.clone()).max(to.clone())
        }
    }

    /// How many figures lie from one to another, about.
    pub(super) fn width(&self, low: &Number, high: &Number) -> Number {
        (high - low).share_of(&self.step).unwrap_or_default()
    }
}

impl Lever {
    pub(super) fn spot(&self, unit_group: &UnitGroup) -> Spot {
        match self.handle {
            Handle::Input(input) => Spot::Input(unit_group.inputs[input].id.to_string()),
            Handle::Item(item) => Spot::Points(unit_group.items[item].id.to_string()),
            Handle::Group(group) => Spot::Points(unit_group.groups[group].id.to_string()),
            Handle::Line(group, line) => Spot::Line {
                group: unit_group.groups[group].id.to_string(),
                line,
            },
        }
    }

    /// As it is entered; `None` where it is not.
    pub(super) fn figure(&self, unit_group: &UnitGroup, known: &Known) -> Option<Figure> {
        match (known, self.handle) {
            (Known::Number(number), _) => Some(Figure::Number(number.clone())),
            (Known::Option(option), Handle::Input(input)) => match &unit_group.inputs[input].kind {
                InputKind::Options(options) => Some(Figure::Choice(options[*option].id.clone())),
                InputKind::Figure(_) => None,
            },
            _ => None,
        }
    }

    /// How far it is moved: a figure as a share of what it is now, or of 1 where it is less than that; an answer wholly.
    pub(super) fn movement(&self, to: &Known) -> Number {
        match (&self.kind, to) {
            (Kind::Figure(grid), Known::Number(to)) => {
                let from = self.from(grid);
                (to - &from)
                    .magnitude()
                    .share_of(&scale(&from))
                    .unwrap_or_default()
            }
            _ => Number::ONE,
        }
    }

    /// All it can be, what it is now included; something blank may also stay so.
    pub(super) fn anything(&self) -> Scope {
        match &self.kind {
            Kind::Options(count) => Scope::Options((0..*count).collect()),
            Kind::Figure(grid) => {
                let from = self.from(grid);
                Scope::Figure(
                    grid.low.clone().min(from.clone()),
                    grid.high.clone().max(from),
                )
            }
        }
    }

    /// The greatest movement it can make below this one; `None` where it makes none.
    pub(super) fn movement_below(&self, furthest: &Number) -> Option<Number> {
        let Kind::Figure(grid) = &self.kind else {
            return (*furthest > Number::ONE).then_some(Number::ONE);
        };
        let from = self.from(grid);
        let way = furthest * &scale(&from);
        let (low, high) = (&from - &way, &from + &way);
        let up = if high > grid.high {
            Some(grid.high.clone())
        } else {
            Some(grid.toward(&high, &from)).filter(|up| *up < high)
        };
        let down = if low < grid.low {
            Some(grid.low.clone())
        } else {
            Some(grid.toward(&low, &from)).filter(|down| *down > low)
        };
        let movements = [up, down].into_iter().flatten();
        let is_blank = matches!(self.now, Known::Missing(_));
        let movements = movements.map(|to| self.movement(&Known::Number(to)));
        movements
            .filter(|movement| is_blank || !movement.is_zero())
            .max()
    }

    /// Where it is moved from; something blank from the least it can be.
    pub(super) fn from(&self, grid: &Grid) -> Number {
        match &self.now {
            Known::Number(now) => now.clone(),
            _ => grid.low.clone(),
        }
    }

    /// All it can be changed to by moving it no further than this; `None` where that is nothing but what it is.
    pub(super) fn scope(&self, within: &Within) -> Option<Scope> {
        match &self.kind {
            Kind::Options(count) => {
                if !within.choices {
                    return None;
                }
                let others = (0..*count).filter(|option| self.now != Known::Option(*option));
                Some(Scope::Options(others.collect()))
            }
            Kind::Figure(grid) => {
                let from = self.from(grid);
                let (low, high) = match &within.figures {
                    None => (grid.low.clone(), grid.high.clone()),
                    Some(within) => {
                        let way = within * &scale(&from);
                        (grid.ceil(&(&from - &way)), grid.floor(&(&from + &way)))
                    }
                };
                let is_change = |figure: &Number| self.now != Known::Number(figure.clone());
                (low <= high && (is_change(&low) || is_change(&high)))
                    .then_some(Scope::Figure(low, high))
            }
        }
    }
}

/// How far things may be moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Within {
    /// How far figures may; `None` is no limit.
    pub figures: Option<Number>,
    /// Whether other answers may be chosen.
    pub choices: bool,
}

impl Within {
    pub(super) const ANYTHING: Within = Within {
        figures: None,
        choices: true,
    };
}

/// What a movement is a share of.
fn scale(from: &Number) -> Number {
    from.clone().max(Number::ONE)
}

/// What of each item a plan may change unless it is pinned, by the items' places: ids of inputs, or the item's own where its
/// points are entered.
#[must_use]
pub fn changeable(unit_group: &UnitGroup) -> Vec<Vec<Rc<str>>> {
    let is_open = open_inputs(unit_group);
    let of_item = |item: &Item| {
        if item.rule == Rule::Entered {
            return vec![Rc::clone(&item.id)];
        }
        let inputs = item.inputs().into_iter().filter(|input| is_open[*input]);
        inputs
            .map(|input| Rc::clone(&unit_group.inputs[input].id))
            .collect()
    };
    unit_group.items.iter().map(of_item).collect()
}

/// Whether each input is the unit's own to enter and does not decide whether an item is scored at all.
fn open_inputs(unit_group: &UnitGroup) -> Vec<bool> {
    let (mut found, mut asked) = (Reads::default(), Reads::default());
    for item in &unit_group.items {
        found.rule(&item.rule);
        if let Some(test) = &item.applies_if {
            asked.test(test);
        }
    }
    let inputs = unit_group.inputs.iter().enumerate();
    inputs
        .map(|(index, input)| {
            input.given_by == GivenBy::Unit
                && !found.deciding.contains(&index)
                && !asked.all.contains(&index)
        })
        .collect()
}

/// Everything that a plan may change: what the unit itself enters, but for what it pinned and for what decides whether an
/// item is scored at all.
pub(super) fn levers(sheet: &Sheet<'_>, cells: &Cells, wishes: &Wishes) -> Vec<Lever> {
    let unit_group = sheet.unit_group;
    let inputs = unit_group.inputs.iter().zip(open_inputs(unit_group));
    let inputs = inputs
        .enumerate()
        .filter(|(_, (input, is_open))| *is_open && !wishes.pinned.contains(&*input.id))
        .map(|(index, (input, _))| Lever {
            handle: Handle::Input(index),
            effort: wishes.effort_of(&input.id),
            now: usable(&sheet.entries.known[index]),
            kind: kind(input),
        });
    let entered = entered(sheet, cells, wishes);
    inputs.chain(entered).collect()
}

/// What cannot be used is as good as blank.
fn usable(known: &Known) -> Known {
    match known {
        Known::Missing(_) => Known::Missing(Missing::Blank),
        known => known.clone(),
    }
}

fn kind(input: &Input) -> Kind {
    match &input.kind {
        InputKind::Options(options) => Kind::Options(options.len()),
        InputKind::Figure(figure) => {
            let step = match (figure.is_whole, &figure.unit) {
                (true, _) => Number::ONE,
                (false, Some(_)) => Number::from_decimal(1, 2),
                (false, None) => Number::from_decimal(1, 4),
            };
            let most = Number::from_decimal(999_999_999_999_999, 0);
            let high = figure.at_most.clone().unwrap_or(most);
            let (low, high) = if figure.is_whole {
                (up(&figure.at_least), high.truncated())
            } else {
                (figure.at_least.clone(), high)
            };
            Kind::Figure(Grid { low, high, step })
        }
    }
}

/// The whole number next to what is not below 0, upward.
fn up(number: &Number) -> Number {
    let down = number.truncated();
    if down == *number {
        down
    } else {
        &down + &Number::ONE
    }
}

/// Points that the unit enters: of items without a rule, of groups without items, and of their lines.
fn entered<'a>(
    sheet: &'a Sheet<'_>,
    cells: &'a Cells,
    wishes: &'a Wishes,
) -> impl Iterator<Item = Lever> + 'a {
    let unit_group = sheet.unit_group;
    let groups = unit_group.groups.iter().enumerate();
    groups.flat_map(move |(index, group)| {
        let is_within = |now: &Known, max: &Number| matches!(now, Known::Number(now) if now <= max);
        let lever = |handle, of: &str, now: Known, max: Number| Lever {
            handle,
            effort: wishes.effort_of(of),
            now: if is_within(&now, &max) { now } else { BLANK },
            kind: Kind::Figure(Grid {
                low: Number::ZERO,
                high: max,
                step: Number::from_decimal(1, 2),
            }),
        };
        let mut levers = Vec::new();
        if wishes.pinned.contains(&*group.id) || cells.is_settled(index) {
            return levers;
        }
        for item in group.items.clone() {
            let law = &unit_group.items[item];
            let is_open = law.rule == Rule::Entered
                && !wishes.pinned.contains(&*law.id)
                && super::piece::is_open(sheet, cells, item);
            if let (true, Some(max)) = (is_open, &law.max) {
                let now = sheet.of_item(item).map_or(BLANK, points);
                levers.push(lever(Handle::Item(item), &law.id, now, max.value.clone()));
            }
        }
        let Some(max) = cells.own_max(index).filter(|_| group.items.is_empty()) else {
            return levers;
        };
        let blank = Answer::default();
        let answer = sheet.of_group(index).unwrap_or(&blank);
        if answer.silence.is_some() {
            return levers;
        }
        if answer.lines.is_empty() {
            let now = points(answer);
            levers.push(lever(Handle::Group(index), &group.id, now, max.clone()));
        }
        let maxima: Vec<Option<Number>> = answer
            .lines
            .iter()
            .map(|line| max_value(&line.max).ok().flatten())
            .collect();
        // Lines out of more than the group are not counted at all.
        let all = Number::sum(maxima.iter().flatten());
        let most = stated_max(group, answer).ok().flatten();
        if most.is_some_and(|most| all > most) {
            return levers;
        }
        for (place, (line, max)) in answer.lines.iter().zip(maxima).enumerate() {
            if let (Some(max), None) = (max, &line.silence) {
                let now = known(value(&line.points).ok().flatten());
                levers.push(lever(Handle::Line(index, place), &group.id, now, max));
            }
        }
        levers
    })
}

const BLANK: Known = Known::Missing(Missing::Blank);

fn points(answer: &Answer) -> Known {
    known(value(&answer.points).ok().flatten())
}

fn known(number: Option<Number>) -> Known {
    number.map_or(BLANK, Known::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::practice::n;

    fn grid() -> Grid {
        Grid {
            low: n("0.25"),
            high: n("9.75"),
            step: n("0.5"),
        }
    }

    fn figure(now: Known) -> Lever {
        Lever {
            handle: Handle::Input(0),
            effort: 1,
            now,
            kind: Kind::Figure(grid()),
        }
    }

    fn at(now: &str) -> Lever {
        figure(Known::Number(n(now)))
    }

    #[test]
    fn a_grid_is_multiples_of_a_step_and_both_bounds() {
        let grid = grid();
        for (figure, floor, ceil) in [
            ("0", "0.25", "0.25"),
            ("0.4", "0.25", "0.5"),
            ("0.5", "0.5", "0.5"),
            ("2.6", "2.5", "3"),
            ("9.6", "9.5", "9.75"),
            ("9.75", "9.75", "9.75"),
        ] {
            let (figure, floor, ceil) = (n(figure), n(floor), n(ceil));
            assert_eq!((grid.floor(&figure), grid.ceil(&figure)), (floor, ceil));
        }
        for (from, to, next) in [
            ("2.5", "4", "3"),
            ("2.6", "4", "3"),
            ("2.5", "2.7", "2.7"),
            ("2.5", "1", "2"),
            ("2.6", "1", "2.5"),
            ("2.6", "2.55", "2.55"),
            ("0.5", "0", "0.25"),
            ("9.5", "9.75", "9.75"),
        ] {
            assert_eq!(grid.toward(&n(from), &n(to)), n(next), "{from} to {to}");
        }
        assert_eq!(grid.width(&n("1"), &n("3")), n("4"));
    }

    #[test]
    fn the_furthest_movement_below_another() {
        // Shares of what it is now, or of 1.
        for (now, furthest, expected) in [
            ("4", "1", Some("15/16")), // to 0,25; to 7,5 would be less
            ("4", "2", Some("23/16")), // to 9,75
            ("4", "0.125", None),      // to 3,5 or 4,5 would be as far
            ("4", "0.126", Some("0.125")),
            ("0.25", "9.5", Some("9.25")), // to 9,5; to 9,75 would be as far
            ("0.25", "10", Some("9.5")),
            ("9.75", "10", Some("38/39")), // to 0,25
        ] {
            let movement = at(now).movement_below(&n(furthest));
            assert_eq!(movement, expected.map(n), "{now} {furthest}");
        }
        // Entering the least that can be entered moves nothing, and is something.
        let blank = figure(BLANK);
        assert_eq!(blank.movement_below(&n("0.1")), Some(Number::ZERO));
        assert_eq!(at("0.25").movement_below(&n("0.1")), None);
        assert_eq!(blank.movement_below(&n("0.3")), Some(n("0.25")));
    }

    #[test]
    fn a_scope_is_a_change() {
        let scope = |lever: Lever, within: &str| {
            let scope = lever.scope(&Within {
                figures: Some(n(within)),
                choices: false,
            });
            scope.map(|scope| match scope {
                Scope::Figure(low, high) => (low, high),
                other => panic!("{other:?}"),
            })
        };
        let between = |low: &str, high: &str| Some((n(low), n(high)));
        assert_eq!(scope(at("4"), "0.25"), between("3", "5"));
        assert_eq!(scope(at("4"), "0.1"), None); // nothing but what it is
        assert_eq!(scope(at("4.2"), "0.01"), None); // nothing at all
        assert_eq!(scope(at("0.25"), "0.25"), between("0.25", "0.5"));
        assert_eq!(scope(at("9.75"), "1/39"), between("9.5", "9.75"));
        assert_eq!(scope(figure(BLANK), "0"), between("0.25", "0.25"));
    }

    #[test]
    fn the_whole_number_next_to_another_upward() {
        assert_eq!(up(&n("1.5")), n("2"));
        assert_eq!(up(&n("2")), n("2"));
        assert_eq!(up(&n("0")), n("0"));
    }
}
