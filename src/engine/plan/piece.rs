//! What a plan may change, cut into pieces that have nothing to do with each other: levers together with the items they serve.

use std::collections::BTreeMap;

use super::goal::{Goal, Wanted};
use super::lever::{Handle, Kind, Lever, Within};
use super::{Obstacle, Spot};
use crate::engine::cell::State;
use crate::engine::cells::Cells;
use crate::engine::framework::{GroupRole, Measure};
use crate::engine::number::Number;
use crate::engine::order;
use crate::engine::rule::{
    self, Evaluation, Figure, Item, Known, Missing, Reads, Rule, Scope, Stop,
};
use crate::engine::sheet::Sheet;
use crate::engine::totals::Tally;

/// More than any item gives.
fn without_limit() -> Number {
    Number::from_decimal(10_i128.pow(36), 0)
}

/// A lever, an index, and what it is changed to.
pub(super) type Setting = (usize, Known);

/// What a change costs: effort, then how many levers are changed. One lever's effort is half as long, so that any sum fits.
pub(super) type Cost = (u64, usize);

/// Levers that share items or tests, with those items and tests.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// Indices into the space's levers.
    pub levers: Vec<usize>,
    items: Vec<Moving>,
    /// Items, indices into the sheet's, whose maxima are shared among others, and have to stay so.
    shared: Vec<usize>,
    /// Groups without items whose points, or points of lines, are levers: the lever's place in `levers`, the group's in
    /// `groups`.
    own: Vec<(usize, usize)>,
    /// What its tests have to come to.
    tests: Vec<Wanted>,
    /// What its items have to come to.
    asks: Vec<super::goal::Ask>,
    /// The groups it counts in, in order.
    pub groups: Vec<usize>,
    /// How large the rules and tests are that one look at it works out.
    size: usize,
}

/// So much of rules and tests is worked out in the time that putting a way together takes.
const SIZE_AT_ONCE: usize = 16;

/// An item whose points can change.
#[derive(Clone, Debug)]
struct Moving {
    /// An index into the sheet's items.
    item: usize,
    /// Its group's place in the piece's.
    group: usize,
    /// Its own lever, where its points are entered.
    lever: Option<usize>,
    /// What its points grow by, where others' maxima are shared out to it.
    growth: Option<Number>,
    /// Its points now.
    now: Number,
    /// Whether it has points now, or is met: it may not be left without.
    is_scored: bool,
    /// Whether something in it is in error now; otherwise nothing in it may be.
    is_unusable: bool,
}

/// Some ways to change a piece: which levers, from where to where, and what that can come to.
#[derive(Clone, Debug)]
pub(super) struct Region {
    /// The levers that are changed, and what to.
    pub scopes: Vec<(usize, Scope)>,
    pub cost: Cost,
    /// The points, group by group, that are best for the unit and that nothing in the region exceeds.
    pub best: Vec<Number>,
    /// The same, worst.
    pub worst: Vec<Number>,
    /// One way that comes to the best.
    pub witness: Option<Vec<Setting>>,
}

/// A sheet with what a plan may change on it.
pub(super) struct Space<'a> {
    pub sheet: &'a Sheet<'a>,
    pub levers: Vec<Lever>,
    pub pieces: Vec<Piece>,
    /// For each lever its piece; `None` where it moves nothing.
    pub piece_of: Vec<Option<usize>>,
    /// For each group the points of what is in no piece.
    pub base: Vec<Number>,
    /// How many ways have been looked at, large ones as several.
    pub looked_at: usize,
    /// What each piece comes to as it is, once that was asked; `None` where it cannot stay so.
    as_is: BTreeMap<usize, Option<Vec<Number>>>,
    /// What every input is, with one way set.
    known: Vec<Known>,
    /// What every input can be, with one region set.
    scopes: Vec<Scope>,
}

/// Whether an item's points come about by its rule, or by entering them, and nothing else.
pub(super) fn is_open(sheet: &Sheet<'_>, cells: &Cells, item: usize) -> bool {
    use State as S;
    let law = &sheet.unit_group.items[item];
    let Some((group, score)) = cells.item(sheet.unit_group, item) else {
        return false;
    };
    let is_answered = |state| {
        matches!(
            state,
            S::Points | S::Blank | S::Unusable | S::Undefined | S::Met | S::Unmet
        )
    };
    // Nothing would come of these, so they need not be looked at.
    if cells.is_settled(group) || !is_answered(score.state) {
        return false;
    }
    let answer = sheet.of_item(item);
    if answer.is_some_and(|answer| answer.silence.is_some()) {
        return false;
    }
    let mut evaluation = Evaluation::untold(&sheet.unit_group.inputs, &sheet.entries.known);
    let applies = law.applies_if.as_ref();
    applies.is_none_or(|test| evaluation.asked(test) == Ok(true))
        && !matches!(
            evaluation.points(&law.rule, law.max.as_ref().map(|max| &max.value)),
            Err(Stop::Shared(_))
        )
}

/// Whether an item's maximum is shared among others, and something comes of that.
fn is_shared(sheet: &Sheet<'_>, cells: &Cells, item: usize) -> bool {
    let cell = cells.item(sheet.unit_group, item);
    cell.is_some_and(|(group, score)| score.state == State::Shared && !cells.is_settled(group))
}

impl<'a> Space<'a> {
    /// The sheet with its levers, cut up for a goal.
    pub(super) fn new(
        sheet: &'a Sheet<'a>,
        cells: &Cells,
        levers: &[Lever],
        goal: &Goal,
    ) -> Space<'a> {
        let mut space = Space {
            sheet,
            levers: levers.to_vec(),
            pieces: Vec::new(),
            piece_of: vec![None; levers.len()],
            base: cells.sums(),
            looked_at: 0,
            as_is: BTreeMap::new(),
            known: sheet.entries.known.clone(),
            scopes: sheet
                .entries
                .known
                .iter()
                .cloned()
                .map(Scope::Known)
                .collect(),
        };
        space.cut(cells, goal);
        space
    }

    fn cut(&mut self, cells: &Cells, goal: &Goal) {
        let unit_group = self.sheet.unit_group;
        let of_input: BTreeMap<usize, usize> = self.by_handle(|handle| match handle {
            Handle::Input(input) => Some(input),
            _ => None,
        });
        let of_item: BTreeMap<usize, usize> = self.by_handle(|handle| match handle {
            Handle::Item(item) => Some(item),
            _ => None,
        });
        let mut joined = Joined::new(self.levers.len());
        let mut items = Vec::new();
        for item in (0..unit_group.items.len()).filter(|item| is_open(self.sheet, cells, *item)) {
            let mut found = Reads::default();
            found.rule(&unit_group.items[item].rule);
            let inputs = found.all.iter().filter_map(|input| of_input.get(input));
            let levers: Vec<usize> = inputs.chain(of_item.get(&item)).copied().collect();
            if let Some(first) = joined.join(&levers) {
                items.push((first, item, found.size));
            }
        }
        let mut shared = Vec::new();
        for item in (0..unit_group.items.len()).filter(|item| is_shared(self.sheet, cells, *item)) {
            let mut found = Reads::default();
            found.rule(&unit_group.items[item].rule);
            let inputs = found.all.iter().filter_map(|input| of_input.get(input));
            if let Some(first) = joined.join(&inputs.copied().collect::<Vec<usize>>()) {
                shared.push((first, item, found.size));
            }
        }
        let mut tests = Vec::new();
        for wanted in &goal.tests {
            let mut found = Reads::default();
            found.test(&wanted.test);
            let inputs = found.all.iter().filter_map(|input| of_input.get(input));
            if let Some(first) = joined.join(&inputs.copied().collect::<Vec<usize>>()) {
                tests.push((first, wanted.clone(), found.size));
            }
        }
        let mut pieces: BTreeMap<usize, Piece> = BTreeMap::new();
        for lever in 0..self.levers.len() {
            let piece = pieces.entry(joined.root(lever)).or_default();
            piece.levers.push(lever);
            let (Handle::Group(own) | Handle::Line(own, _)) = self.levers[lever].handle else {
                continue;
            };
            piece.groups = vec![own];
            piece.own = vec![(0, 0)];
            let now = number(&self.levers[lever].now);
            self.base[own] = &self.base[own] - &now;
        }
        for (lever, item, size) in items {
            let Some((group, score)) = cells.item(unit_group, item) else {
                continue;
            };
            self.base[group] = &self.base[group] - &score.points;
            let piece = pieces.entry(joined.root(lever)).or_default();
            piece.size += size;
            let place = place(&mut piece.groups, group);
            let law = &unit_group.items[item];
            let maxima = score.max.as_ref().zip(law.max.as_ref());
            let growth = maxima.and_then(|(now, stated)| now.share_of(&stated.value));
            let levers = &piece.levers;
            piece.items.push(Moving {
                item,
                group: place,
                lever: of_item
                    .get(&item)
                    .filter(|own| levers.contains(own))
                    .copied(),
                growth: growth.filter(|growth| *growth != Number::ONE),
                now: score.points.clone(),
                is_scored: matches!(score.state, State::Points | State::Met),
                is_unusable: score.state == State::Unusable,
            });
            piece.asks.extend(goal.asks_of(item).cloned());
        }
        for (lever, item, size) in shared {
            let piece = pieces.entry(joined.root(lever)).or_default();
            piece.size += size;
            piece.shared.push(item);
        }
        for (lever, wanted, size) in tests {
            let piece = pieces.entry(joined.root(lever)).or_default();
            piece.size += size;
            piece.tests.push(wanted);
        }
        // Without an item, a group or a test a lever moves nothing.
        let matters = |piece: &Piece| !piece.groups.is_empty() || !piece.tests.is_empty();
        self.pieces = pieces.into_values().filter(matters).collect();
        for (index, piece) in self.pieces.iter().enumerate() {
            for lever in &piece.levers {
                self.piece_of[*lever] = Some(index);
            }
        }
        self.keep_parts_within_wholes();
    }

    /// The points that a piece's items have now, group by group.
    pub(super) fn now(&self, piece: &Piece) -> Vec<Number> {
        let mut now = vec![Number::ZERO; piece.groups.len()];
        for (lever, group) in &piece.own {
            now[*group] = number(&self.levers[piece.levers[*lever]].now);
        }
        for moving in &piece.items {
            now[moving.group] = &now[moving.group] + &moving.now;
        }
        now
    }

    pub(super) fn spot(&self, lever: usize) -> Spot {
        self.levers[lever].spot(self.sheet.unit_group)
    }

    pub(super) fn figure(&self, lever: usize, known: &Known) -> Option<Figure> {
        self.levers[lever].figure(self.sheet.unit_group, known)
    }

    fn by_handle(&self, of: impl Fn(Handle) -> Option<usize>) -> BTreeMap<usize, usize> {
        let levers = self.levers.iter().enumerate();
        order::map(levers.filter_map(|(index, lever)| Some((of(lever.handle)?, index))))
    }

    /// Lowers the most that a part of something can be to the most that the whole can be. This only leaves out what would
    /// be an error in the figures.
    fn keep_parts_within_wholes(&mut self) {
        // What is blank may stay so, and then nothing is more than it.
        let levers = self.levers.iter().enumerate();
        let levers = levers.filter(|(_, lever)| !matches!(lever.now, Known::Missing(_)));
        let anything: Vec<(usize, Scope)> = levers
            .map(|(index, lever)| (index, lever.anything()))
            .collect();
        self.set(&anything);
        let mut limits: Vec<(usize, Number)> = Vec::new();
        let items = self.pieces.iter().flat_map(|piece| {
            let usable = piece.items.iter().filter(|moving| !moving.is_unusable);
            usable.map(|moving| &moving.item).chain(&piece.shared)
        });
        for item in items {
            let law = &self.sheet.unit_group.items[*item];
            rule::limits_of_parts(&self.scopes, &law.rule, &mut limits);
        }
        self.unset(&anything);
        for lever in &mut self.levers {
            let (Handle::Input(input), Kind::Figure(grid)) = (lever.handle, &mut lever.kind) else {
                continue;
            };
            for (_, limit) in limits.iter().filter(|(of, _)| *of == input) {
                grid.high = grid.floor(limit);
            }
        }
    }

    /// What it took to cut the sheet up, and takes to see what cannot be.
    pub(super) fn cut_up(&self) -> usize {
        let pieces = self
            .pieces
            .iter()
            .map(|piece| piece.levers.len() + piece.size);
        self.levers.len() + pieces.sum::<usize>()
    }

    // ── What cannot be ───────────────────────────────────────────────────────────────────────────────────────────────

    /// What is asked and cannot be whatever is changed, each by itself.
    pub(super) fn impossible(
        &mut self,
        cells: &Cells,
        goal: &Goal,
        tally: &Tally<'_>,
    ) -> Vec<Obstacle> {
        let levers = self.levers.iter().enumerate();
        let anything: Vec<(usize, Scope)> = levers
            .map(|(index, lever)| (index, lever.anything()))
            .collect();
        self.set(&anything);
        let tests = goal.tests.iter();
        let mut obstacles: Vec<Obstacle> = tests
            .filter(|wanted| !wanted.can_be(&self.scopes))
            .map(|wanted| wanted.obstacle.clone())
            .collect();
        let mut items: BTreeMap<usize, (Number, Number)> = BTreeMap::new();
        let mut groups: Vec<(Number, Number)> = self
            .base
            .iter()
            .map(|base| (base.clone(), base.clone()))
            .collect();
        let mut add = |group: usize, low: &Number, high: &Number| {
            let (lowest, highest) = &groups[group];
            groups[group] = (lowest + low, highest + high);
        };
        for piece in &self.pieces {
            for (lever, group) in &piece.own {
                let (low, high) = self.entered(piece.levers[*lever], &anything);
                add(piece.groups[*group], &low, &high);
            }
            for moving in &piece.items {
                let range = self.range(moving, &anything);
                let (low, high) = range.unwrap_or((Number::ZERO, Number::ZERO));
                let low = if moving.is_scored { low } else { Number::ZERO };
                add(piece.groups[moving.group], &low, &high);
                items.insert(moving.item, (low, high));
            }
        }
        self.unset(&anything);
        let unit_group = self.sheet.unit_group;
        let counted = |of: Measure| {
            let covered = unit_group.groups.iter().enumerate();
            let covered = covered.filter(|(index, group)| of.covers(*index, group));
            let ends = covered.map(|(index, _)| {
                let (low, high) = &groups[index];
                let (low, high) = (
                    tally.group(index, low.clone()),
                    tally.group(index, high.clone()),
                );
                let (low, high) = match of {
                    Measure::Whole => (low.in_whole, high.in_whole),
                    _ => (low.in_block, high.in_block),
                };
                // Of a deduction more is less.
                (low.clone().min(high.clone()), low.max(high))
            });
            let (lows, highs): (Vec<Number>, Vec<Number>) = ends.unzip();
            (Number::sum(&lows), Number::sum(&highs))
        };
        for ask in &goal.asks {
            let (low, high) = match ask.of {
                Measure::Item(item) => items.get(&item).cloned().unwrap_or_else(|| {
                    let score = cells.item(unit_group, item);
                    let points = score
                        .map(|(_, score)| score.points.clone())
                        .unwrap_or_default();
                    (points.clone(), points)
                }),
                Measure::Group(group) => {
                    let (low, high) = &groups[group];
                    let points = |sum: &Number| tally.group(group, sum.clone()).points;
                    (points(low), points(high))
                }
                Measure::Block(_) => counted(ask.of),
                Measure::Whole => {
                    let (low, high) = counted(ask.of);
                    (tally.whole(low), tally.whole(high))
                }
            };
            if !ask.can_hold(&low, &high) {
                let most = if ask.is_upper() { low } else { high };
                obstacles.push(ask.obstacle.with_most(most));
            }
        }
        obstacles
    }

    /// Points entered, from least to most.
    fn entered(&self, lever: usize, scopes: &[(usize, Scope)]) -> (Number, Number) {
        if let Some((_, Scope::Figure(low, high))) = scopes.iter().find(|(of, _)| *of == lever) {
            (low.clone(), high.clone())
        } else {
            let now = number(&self.levers[lever].now);
            (now.clone(), now)
        }
    }

    /// The least and most an item counts with the inputs as set; `None` where it would be left without points.
    fn range(&self, moving: &Moving, scopes: &[(usize, Scope)]) -> Option<(Number, Number)> {
        let law = &self.sheet.unit_group.items[moving.item];
        let (low, high) = match moving.lever {
            Some(lever) => self.entered(lever, scopes),
            None => self.reach(moving, law)?,
        };
        Some((moving.counted(law, low), moving.counted(law, high)))
    }

    // ── Regions ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// All ways to change these levers of a piece, and no others, by moving them no further than this; `None` where there
    /// is none that leaves every item scored and every test as it has to be.
    pub(super) fn region(
        &mut self,
        piece: usize,
        changed: &[usize],
        within: &Within,
    ) -> Option<Region> {
        let scopes = changed.iter().map(|lever| {
            let scope = self.levers[*lever].scope(within)?;
            Some((*lever, scope))
        });
        let scopes: Option<Vec<(usize, Scope)>> = scopes.collect();
        self.bounded(piece, scopes?)
    }

    /// A region cut in two or more, together all of it; none where it is a single way.
    pub(super) fn split(&mut self, piece: usize, region: &Region) -> Vec<Region> {
        let Some((lever, parts)) = self.widest(&region.scopes) else {
            return Vec::new();
        };
        let mut regions = Vec::new();
        for part in parts {
            let scopes = region.scopes.iter();
            let scopes = scopes.map(|(of, scope)| {
                let scope = if *of == lever {
                    part.clone()
                } else {
                    scope.clone()
                };
                (*of, scope)
            });
            regions.extend(self.bounded(piece, scopes.collect()));
        }
        regions
    }

    /// The lever with most left to it, and that in parts.
    fn widest(&self, scopes: &[(usize, Scope)]) -> Option<(usize, Vec<Scope>)> {
        let several = scopes.iter().find_map(|(lever, scope)| match scope {
            Scope::Options(options) if options.len() > 1 => {
                let each = options.iter().map(|option| Scope::Options(vec![*option]));
                Some((*lever, each.collect()))
            }
            _ => None,
        });
        if several.is_some() {
            return several;
        }
        let figures =
            scopes
                .iter()
                .filter_map(|(lever, scope)| match (scope, &self.levers[*lever].kind) {
                    (Scope::Figure(low, high), Kind::Figure(grid)) if low < high => {
                        Some((grid.width(low, high), *lever, grid, low, high))
                    }
                    _ => None,
                });
        let (_, lever, grid, low, high) = figures.max_by(|one, other| one.0.cmp(&other.0))?;
        let middle = grid
            .floor(&(&(low + high) * &Number::HALF))
            .max(low.clone());
        let middle = if middle >= *high { low.clone() } else { middle };
        let after = grid.after(&middle).min(high.clone());
        let parts = vec![
            Scope::Figure(low.clone(), middle),
            Scope::Figure(after, high.clone()),
        ];
        Some((lever, parts))
    }

    fn bounded(&mut self, piece: usize, scopes: Vec<(usize, Scope)>) -> Option<Region> {
        let efforts = scopes.iter().map(|(lever, _)| self.levers[*lever].effort);
        let cost = (efforts.map(u64::from).sum(), scopes.len());
        if let Some(only) = single(&scopes) {
            let points = self.points(piece, &only)?;
            return Some(Region {
                scopes,
                cost,
                best: points.clone(),
                worst: points,
                witness: Some(only),
            });
        }
        let (best, worst) = self.bounds(piece, &scopes)?;
        let mut region = Region {
            scopes,
            cost,
            best,
            worst,
            witness: None,
        };
        region.witness = self.witness(piece, &region);
        Some(region)
    }

    fn set(&mut self, scopes: &[(usize, Scope)]) {
        for (lever, scope) in scopes {
            if let Handle::Input(input) = self.levers[*lever].handle {
                self.scopes[input] = scope.clone();
            }
        }
    }

    fn unset(&mut self, scopes: &[(usize, Scope)]) {
        for (lever, _) in scopes {
            if let Handle::Input(input) = self.levers[*lever].handle {
                self.scopes[input] = Scope::Known(self.sheet.entries.known[input].clone());
            }
        }
    }

    /// The best and the worst that can come out of a region; `None` where nothing can.
    fn bounds(
        &mut self,
        piece: usize,
        scopes: &[(usize, Scope)],
    ) -> Option<(Vec<Number>, Vec<Number>)> {
        self.looked_at += self.pieces[piece].work();
        self.set(scopes);
        let bounds = self.bounds_as_set(&self.pieces[piece], scopes);
        self.unset(scopes);
        let (lows, highs) = bounds?;
        let mut best = highs;
        let mut worst = lows;
        for (place, group) in self.pieces[piece].groups.iter().enumerate() {
            if self.sheet.unit_group.groups[*group].role == GroupRole::Deduction {
                std::mem::swap(&mut best[place], &mut worst[place]);
            }
        }
        Some((best, worst))
    }

    fn bounds_as_set(
        &self,
        piece: &Piece,
        scopes: &[(usize, Scope)],
    ) -> Option<(Vec<Number>, Vec<Number>)> {
        if !piece.tests.iter().all(|wanted| wanted.can_be(&self.scopes)) {
            return None;
        }
        let mut lows = vec![Number::ZERO; piece.groups.len()];
        let mut highs = lows.clone();
        let mut add = |group: usize, (low, high): (Number, Number)| {
            for (sums, more) in [(&mut lows, low), (&mut highs, high)] {
                sums[group] = &sums[group] + &more;
            }
        };
        for (lever, group) in &piece.own {
            add(*group, self.entered(piece.levers[*lever], scopes));
        }
        for moving in &piece.items {
            let (low, high) = self.range(moving, scopes)?;
            let mut asks = piece.asks.iter().filter(|ask| ask.is_of_item(moving.item));
            if asks.any(|ask| !ask.can_hold(&low, &high)) {
                return None;
            }
            add(moving.group, (low, high));
        }
        Some((lows, highs))
    }

    /// The least and most points an item can have with the inputs as set; `None` where it would be left without.
    fn reach(&self, moving: &Moving, law: &Item) -> Option<(Number, Number)> {
        if let Rule::Mandatory(test) = &law.rule {
            let can_hold = !moving.is_scored || rule::test(&self.scopes, test).holds;
            return can_hold.then_some((Number::ZERO, Number::ZERO));
        }
        let reach = rule::points(
            &self.scopes,
            &law.rule,
            law.max.as_ref().map(|max| &max.value),
        );
        let may_be_without = !moving.is_scored && reach.fails;
        match reach.span {
            Some(span) => {
                let low = span.low.filter(|_| !may_be_without).unwrap_or_default();
                Some((low, span.high.unwrap_or_else(without_limit)))
            }
            None => may_be_without.then_some((Number::ZERO, Number::ZERO)),
        }
    }

    // ── Single ways ──────────────────────────────────────────────────────────────────────────────────────────────────

    /// What one way to set a piece's levers comes to, group by group; `None` where it leaves an item without points or a
    /// test or item other than it has to be.
    pub(super) fn points(&mut self, piece: usize, settings: &[Setting]) -> Option<Vec<Number>> {
        if settings.is_empty()
            && let Some(known) = self.as_is.get(&piece)
        {
            return known.clone();
        }
        self.looked_at += self.pieces[piece].work();
        for (lever, known) in settings {
            if let Handle::Input(input) = self.levers[*lever].handle {
                self.known[input] = known.clone();
            }
        }
        let points = self.points_as_set(&self.pieces[piece], settings);
        for (lever, _) in settings {
            if let Handle::Input(input) = self.levers[*lever].handle {
                self.known[input] = self.sheet.entries.known[input].clone();
            }
        }
        if settings.is_empty() {
            self.as_is.insert(piece, points.clone());
        }
        points
    }

    fn points_as_set(&self, piece: &Piece, settings: &[Setting]) -> Option<Vec<Number>> {
        let inputs = &self.sheet.unit_group.inputs;
        let mut evaluation = Evaluation::untold(inputs, &self.known);
        for wanted in &piece.tests {
            if (evaluation.asked(&wanted.test) == Ok(true)) != wanted.holds {
                return None;
            }
        }
        for item in &piece.shared {
            let law = &self.sheet.unit_group.items[*item];
            let points = evaluation.points(&law.rule, law.max.as_ref().map(|max| &max.value));
            if !matches!(points, Err(Stop::Shared(_))) {
                return None;
            }
        }
        let entered = |lever: usize| {
            let setting = settings.iter().find(|(of, _)| *of == lever);
            number(setting.map_or(&self.levers[lever].now, |(_, known)| known))
        };
        let mut sums = vec![Number::ZERO; piece.groups.len()];
        for (lever, group) in &piece.own {
            sums[*group] = &sums[*group] + &entered(piece.levers[*lever]);
        }
        for moving in &piece.items {
            let law = &self.sheet.unit_group.items[moving.item];
            let max = law.max.as_ref().map(|max| &max.value);
            let points = match (&law.rule, moving.lever) {
                (_, Some(lever)) => Ok(entered(lever)),
                (Rule::Mandatory(test), _) => match evaluation.asked(test) {
                    Ok(false) if moving.is_scored => return None,
                    other => other.map(|_| Number::ZERO),
                },
                (rule, None) => evaluation.points(rule, max),
            };
            let points = match points {
                Ok(points) => moving.counted(law, points),
                Err(_) if moving.is_scored => return None,
                Err(Stop::Missing(why)) if why != Missing::Unusable || moving.is_unusable => {
                    Number::ZERO
                }
                Err(_) => return None,
            };
            let mut asks = piece.asks.iter().filter(|ask| ask.is_of_item(moving.item));
            if asks.any(|ask| !ask.holds(&points)) {
                return None;
            }
            sums[moving.group] = &sums[moving.group] + &points;
        }
        Some(sums)
    }

    /// Looks for one way that comes to the best there can be: from end to end of each lever in turn.
    fn witness(&mut self, piece: usize, region: &Region) -> Option<Vec<Setting>> {
        let ends: Vec<(usize, Vec<Known>)> = region
            .scopes
            .iter()
            .map(|(lever, scope)| (*lever, ends(scope)))
            .collect();
        let mut way: Vec<Setting> = ends
            .iter()
            .filter_map(|(lever, ends)| Some((*lever, ends.first()?.clone())))
            .collect();
        let mut have = self.points(piece, &way);
        for _ in 0..2 {
            for (place, (_, ends)) in ends.iter().enumerate() {
                for end in ends {
                    if have.as_ref() == Some(&region.best) {
                        return Some(way);
                    }
                    let before = std::mem::replace(&mut way[place].1, end.clone());
                    let points = self.points(piece, &way);
                    if self.worth(piece, points.as_ref()) > self.worth(piece, have.as_ref()) {
                        have = points;
                    } else {
                        way[place].1 = before;
                    }
                }
            }
        }
        (have.as_ref() == Some(&region.best)).then_some(way)
    }

    /// All points together, as they count for the unit.
    fn worth(&self, piece: usize, points: Option<&Vec<Number>>) -> Option<Number> {
        let groups = self.pieces[piece].groups.iter().zip(points?);
        let signed =
            groups.map(
                |(group, points)| match self.sheet.unit_group.groups[*group].role {
                    GroupRole::Deduction => -points,
                    _ => points.clone(),
                },
            );
        let signed: Vec<Number> = signed.collect();
        Some(Number::sum(&signed))
    }
}

impl Piece {
    /// What one look at it is, in ways put together.
    fn work(&self) -> usize {
        1 + self.size / SIZE_AT_ONCE
    }

    /// What its tests and items have to come to.
    pub(super) fn needs(&self) -> impl Iterator<Item = &Obstacle> {
        let tests = self.tests.iter().map(|wanted| &wanted.obstacle);
        tests.chain(self.asks.iter().map(|ask| &ask.obstacle))
    }
}

impl Moving {
    /// Points as they count: rounded, and grown by what others' maxima leave.
    fn counted(&self, law: &Item, points: Number) -> Number {
        let points = match &law.round {
            Some(rounding) => rounding.within(&points, law.max.as_ref().map(|max| &max.value)),
            None => points,
        };
        match &self.growth {
            Some(growth) => &points * growth,
            None => points,
        }
    }
}

/// The one way there is in a region, where there is only one.
fn single(scopes: &[(usize, Scope)]) -> Option<Vec<Setting>> {
    let only = scopes.iter().map(|(lever, scope)| {
        let known = match scope {
            Scope::Figure(low, high) if low == high => Known::Number(low.clone()),
            Scope::Options(options) if options.len() == 1 => Known::Option(options[0]),
            _ => return None,
        };
        Some((*lever, known))
    });
    only.collect()
}

/// The ends of what a lever can be, the higher first; all answers of a question.
fn ends(scope: &Scope) -> Vec<Known> {
    match scope {
        Scope::Known(known) => vec![known.clone()],
        Scope::Figure(low, high) => vec![Known::Number(high.clone()), Known::Number(low.clone())],
        Scope::Options(options) => options
            .iter()
            .map(|option| Known::Option(*option))
            .collect(),
    }
}

fn number(known: &Known) -> Number {
    match known {
        Known::Number(number) => number.clone(),
        _ => Number::ZERO,
    }
}

fn place(groups: &mut Vec<usize>, group: usize) -> usize {
    groups
        .iter()
        .position(|one| *one == group)
        .unwrap_or_else(|| {
            groups.push(group);
            groups.len() - 1
        })
}

/// Which levers belong together.
struct Joined(Vec<usize>);

impl Joined {
    fn new(count: usize) -> Joined {
        Joined((0..count).collect())
    }

    fn root(&self, of: usize) -> usize {
        let mut root = of;
        while self.0[root] != root {
            root = self.0[root];
        }
        root
    }

    /// Joins them; gives the first.
    fn join(&mut self, levers: &[usize]) -> Option<usize> {
        let first = *levers.first()?;
        for other in levers {
            let (one, other) = (self.root(first), self.root(*other));
            self.0[one.max(other)] = one.min(other);
        }
        Some(first)
    }
}
