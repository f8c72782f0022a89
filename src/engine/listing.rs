//! Many units' sheets, scored for what ranking them takes and nothing else.
//!
//! Of a list that a whole country is on, only totals and levels are wanted. So an item is no more than its points, which are
//! added up as they come, and nothing is kept from one sheet to the next but the room it took. The rules are read by the same
//! code, in numbers of two machine words where they fit. A sheet on which more than points counts, because something is off it
//! or stands in for something else, is scored in full.

use super::assessment::{Assessment, is_same};
use super::cell::{Exclusions, State};
use super::entries::Entries;
use super::framework::{Asks, Framework, Ladder, Measure, UnitGroup};
use super::items;
use super::number::Total;
use super::outcome::{self, GroupScore};
use super::rank::{self, Entrant};
use super::score::{self, ScoreError, belongs};
use super::sheet::{Doubt, Sheet};
use super::standing::{self, Totals};

/// A list of units of one kind, read one after the other.
#[derive(Debug)]
pub struct Listing<'a> {
    framework: &'a Framework,
    unit_group: &'a UnitGroup,
    /// Whether what its units are ranked by depends on items through their sums alone.
    is_plain: bool,
    entries: Entries,
    groups: Vec<GroupScore>,
    blocks: Vec<outcome::Total>,
}

impl<'a> Listing<'a> {
    /// Of units of this kind.
    #[must_use]
    pub fn new(framework: &'a Framework, unit_group: &'a UnitGroup) -> Listing<'a> {
        Listing {
            framework,
            unit_group,
            is_plain: is_plain(unit_group),
            entries: Entries::default(),
            groups: Vec::new(),
            blocks: Vec::new(),
        }
    }

    /// What a unit is ranked by: the same as [`Entrant::of`] its [`outcome`](score::outcome).
    ///
    /// # Errors
    /// As [`outcome`](score::outcome), and where it is a unit of another kind.
    pub fn entrant(&mut self, assessment: &Assessment) -> Result<Entrant, ScoreError> {
        let unit_group = belongs(self.framework, assessment)?;
        if !is_same(&unit_group.id, &self.unit_group.id) {
            return Err(ScoreError::OtherUnitGroup {
                found: unit_group.id.clone(),
                expected: self.unit_group.id.clone(),
            });
        }
        if self.is_plain
            && let Some(entrant) = self.plain(assessment)
        {
            return Ok(entrant);
        }
        let outcome = score::outcome(self.framework, assessment)?;
        Ok(Entrant::of(unit_group, &outcome))
    }

    /// `None` where some item is off the sheet.
    fn plain(&mut self, assessment: &Assessment) -> Option<Entrant> {
        let unit_group = self.unit_group;
        self.entries.read_anew(unit_group, assessment);
        let sheet = Sheet::untraced(self.framework, unit_group, assessment, &self.entries);
        let is_zero = sheet.is_zero();
        let mut findings = Vec::new();
        self.groups.clear();
        for (index, group) in unit_group.groups.iter().enumerate() {
            let own = sheet.own(index, group, is_zero, Exclusions::Decided, &mut findings);
            let sum = if group.items.is_empty() || own.state == State::NotScored {
                own.points
            } else {
                let mut sum = Total::default();
                for item in group.items.clone() {
                    items::add_points(&sheet, item, &mut sum)?;
                }
                sum.number()
            };
            let score = sheet.counted(group, own.state, sum, own.max);
            self.groups.push(score);
        }
        let whole = sheet.totals(&self.groups, &mut self.blocks);
        let totals = Totals {
            groups: &self.groups,
            blocks: &self.blocks,
            whole: &whole,
        };
        let level = standing::level(&unit_group.standing, &totals, &sheet.case(Doubt::Open));
        Some(Entrant::by(unit_group, &totals, level))
    }
}

fn is_plain(unit_group: &UnitGroup) -> bool {
    let of_item = |of: Measure| matches!(of, Measure::Item(_));
    let reads_items = |ladder: &Ladder| {
        let conditions = ladder.rungs.iter().flat_map(|rung| &rung.conditions);
        let mut asked = conditions.filter_map(|condition| match condition.asks {
            Asks::Points { of, .. } => Some(of),
            Asks::Test(_) => None,
        });
        asked.any(of_item)
    };
    let ladders = unit_group.standing.ladders();
    let mut tie_break = rank::ladder(unit_group)
        .into_iter()
        .flat_map(|ladder| &ladder.tie_break);
    let has_stand_ins = unit_group
        .items
        .iter()
        .any(|item| item.stands_in_for.is_some());
    !has_stand_ins && !ladders.iter().any(reads_items) && !tie_break.any(|(of, _)| of_item(*of))
}
