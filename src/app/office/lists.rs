//! The lists that the files received make up: who is taken, who is set aside and why, who is missing, and who stands where.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::rc::Rc;

use bac_thang::engine::analysis::years::Basis;
use bac_thang::engine::award::{Prize, prizes};
use bac_thang::engine::rank::{Rank, breaks_ties, rank};
use bac_thang::engine::receive::company::{Company, Member, Merit, Paper, company, missing, paper};
use bac_thang::engine::receive::{Listed, Reason, Received};
use bac_thang::{Framework, UnitGroup};
use time::Date;

use super::alias::Aliases;
use super::alphabet::Order;
use super::appraisal::Appraised;
use super::expected::{Named, units};
use super::item::{Item, ListKey};
use super::meant::meant;
use super::work::{Appraisals, Work};
use crate::app::text::kept::unit_name;
use crate::app::text::office::under_alias;

/// One list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    pub key: ListKey,
    pub framework: Rc<Framework>,
    /// Its files, in the order in which they came.
    pub rows: Vec<Rc<Row>>,
    /// Units that were to hand in and of which there is no file.
    pub missing: Vec<String>,
    /// Those of which there is one, and none is taken.
    pub not_taken: Vec<String>,
    /// How many were to hand in; 0 where nobody has said.
    pub expected: usize,
    /// Names that stand there again: of one unit, or of two that are called alike.
    pub twice: Vec<String>,
    /// Lines there that were taken for headings, and for no units.
    pub headings: Vec<String>,
    /// Names among these that were read as that of a unit here, as both are written.
    pub read_as: Vec<(String, String)>,
    /// Names that can mean several units here, or one that another name can mean too.
    pub may_be: Vec<(String, Vec<String>)>,
    /// Units that were to hand in and of which there is a file in another list: as they are named, and that file.
    pub elsewhere: Vec<(String, Rc<Item>)>,
}

/// A file in its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its place among all items.
    pub item: usize,
    pub file: Rc<Item>,
    /// How it stands to the others of its list; indices are places among all items.
    pub company: Vec<Company>,
    /// Whether it counts.
    pub is_taken: bool,
    /// What a person decided of that.
    pub decided: Option<bool>,
}

impl Row {
    pub fn received(&self) -> Option<&Received> {
        self.file.read.as_ref().ok()
    }

    pub fn unit(&self) -> &str {
        unit_name(&self.file.unit)
    }

    /// Whether there is a reason to set it aside.
    pub fn is_doubtful(&self) -> bool {
        let has_reason = self
            .received()
            .is_some_and(|received| !received.reasons.is_empty());
        has_reason || !self.company.is_empty()
    }

    /// Whether it is set aside and nobody has decided of it. Of a copy there is nothing to decide.
    pub fn needs_decision(&self) -> bool {
        // One of several that were taken is not, as long as they are several.
        let is_decided = self.is_taken || self.is_final() || self.decided == Some(false);
        !is_decided && !self.is_copy()
    }

    /// Whether it says what another says, which stands for both.
    pub fn is_copy(&self) -> bool {
        let is_copy = |company: &Company| matches!(company, Company::CopyOf(_));
        self.company.iter().any(is_copy)
    }

    /// Whether nobody can take it in.
    pub fn is_final(&self) -> bool {
        let has_final = |received: &Received| received.reasons.iter().any(Reason::is_final);
        self.received().is_none_or(has_final)
    }
}

impl List {
    pub fn unit_group(&self) -> Option<&UnitGroup> {
        self.framework.unit_groups.get(self.key.unit_group)
    }

    /// Units with files set aside of which nobody has decided, each once: where a person chose another file of a unit, that is
    /// decided of all that had come before it. What came later nobody may have looked at.
    pub fn undecided(&self) -> Vec<String> {
        // A map of a kind that there is already: a set would weigh more.
        let mut settled: BTreeMap<&str, usize> = BTreeMap::new();
        for row in self.taken() {
            settled.insert(&row.file.unit_key, row.item);
        }
        let mut units = Vec::new();
        for row in self.set_aside().filter(|row| row.needs_decision()) {
            let key = &*row.file.unit_key;
            if key.is_empty() || settled.get(key).is_none_or(|chosen| *chosen < row.item) {
                units.push(row.unit().to_owned());
                settled.insert(key, usize::MAX);
            }
        }
        units
    }

    /// By what it is compared with another.
    pub fn basis(&self) -> Basis<'_> {
        Basis {
            framework: &self.framework,
            unit_group: self.key.unit_group,
            year: self.key.year,
        }
    }

    pub fn taken(&self) -> impl Iterator<Item = &Rc<Row>> {
        self.rows.iter().filter(|row| row.is_taken)
    }

    pub fn set_aside(&self) -> impl Iterator<Item = &Rc<Row>> {
        self.rows.iter().filter(|row| !row.is_taken)
    }

    /// Which of its files a typed code is of; indices are places among the rows.
    pub fn paper(&self, typed: &str) -> Paper {
        paper(&members(self.rows.iter().map(|row| &row.file)), typed)
    }
}

/// The units that are to hand in, of every list. Reading the names of a country's units takes as long as all the rest, and they seldom
/// change. `key` tells units by their names.
pub fn expected(work: &Work, key: impl Fn(&str) -> String) -> AllExpected {
    let texts = work.expected.iter();
    texts
        .map(|(list, text)| (list.clone(), Rc::new(Expected::of(text, &key))))
        .collect()
}

/// By their list.
pub type AllExpected = BTreeMap<ListKey, Rc<Expected>>;

/// All lists, the longest first, of these the latest.
pub fn lists(work: &Work, expected: &AllExpected) -> Vec<List> {
    let mut by_key: BTreeMap<ListKey, Vec<usize>> = BTreeMap::new();
    for (index, item) in work.items.iter().enumerate() {
        if let Some(key) = item.list_key() {
            by_key.entry(key).or_default().push(index);
        }
    }
    // Where there is one list, nothing is elsewhere.
    let mut everywhere: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    if by_key.len() > 1 {
        let known = work.items.iter().enumerate();
        for (place, item) in known.filter(|(_, item)| !item.unit_key.is_empty()) {
            everywhere.entry(&item.unit_key).or_default().push(place);
        }
    }
    let of = |(list_key, indices): (ListKey, Vec<usize>)| {
        list(work, list_key, &indices, &everywhere, expected)
    };
    // Sorting would take a sort of its own in the page.
    let mut longest_first = BTreeMap::new();
    for list in by_key.into_iter().filter_map(of) {
        let year = Reverse(list.key.year);
        longest_first.insert((Reverse(list.rows.len()), year, list.key.clone()), list);
    }
    longest_first.into_values().collect()
}

fn list(
    work: &Work,
    key: ListKey,
    indices: &[usize],
    everywhere: &BTreeMap<&str, Vec<usize>>,
    all_expected: &AllExpected,
) -> Option<List> {
    let files: Vec<(usize, &Rc<Item>)> = indices
        .iter()
        .filter_map(|index| Some((*index, work.items.get(*index)?)))
        .collect();
    let first = files.first()?.1.read.as_ref().ok()?;
    let due = all_expected.get(&key).map_or_else(Rc::default, Rc::clone);
    let named = &due.named;
    let mut expected = due.keys.clone();
    let (read_as, may_be) = read_names(named, &mut expected, &files);
    let elsewhere = elsewhere(work, &key, named, &expected, everywhere);
    let members = members(files.iter().map(|(_, item)| *item));
    let place = |row: usize| files.get(row).map_or(row, |(item, _)| *item);
    let among_all = |company: Company| match company {
        Company::CopyOf(other) => Company::CopyOf(place(other)),
        Company::Against(others) => Company::Against(others.into_iter().map(place).collect()),
        Company::Unexpected => Company::Unexpected,
    };
    let company = company(&members, &expected);
    // Work of earlier versions can have several files of one unit taken: that is for a person to choose again.
    let mut chosen: BTreeMap<&str, usize> = BTreeMap::new();
    for ((item, file), company) in files.iter().zip(&company) {
        let is_copy = company.iter().any(|it| matches!(it, Company::CopyOf(_)));
        if !is_copy && work.decided.get(item) == Some(&true) && !file.unit_key.is_empty() {
            *chosen.entry(&file.unit_key).or_default() += 1;
        }
    }
    let is_one_of_several = |file: &Item| chosen.get(&*file.unit_key).is_some_and(|it| *it > 1);
    let rows = files.iter().zip(company);
    let rows = rows.map(|((item, file), company)| {
        let mut row = Row {
            item: *item,
            file: Rc::clone(file),
            company: company.into_iter().map(among_all).collect(),
            is_taken: false,
            decided: work.decided.get(item).copied(),
        };
        row.is_taken = !row.is_final()
            && !row.is_copy()
            && !is_one_of_several(file)
            && row.decided.unwrap_or(!row.is_doubtful());
        Rc::new(row)
    });
    let rows: Vec<Rc<Row>> = rows.collect();
    let taken = rows.iter().filter(|row| row.is_taken);
    let taken = self::members(taken.map(|row| &row.file));
    let absent = missing(&members, &expected);
    let mut not_taken = missing(&taken, &expected);
    not_taken.retain(|place| absent.binary_search(place).is_err());
    let of = |places: Vec<usize>| {
        let units = places.into_iter();
        units
            .filter_map(|place| named.get(place).cloned())
            .collect()
    };
    Some(List {
        framework: Rc::clone(&first.framework),
        missing: of(absent),
        not_taken: of(not_taken),
        expected: named.len(),
        twice: due.twice.clone(),
        headings: due.headings.clone(),
        read_as,
        may_be,
        elsewhere,
        rows,
        key,
    })
}

/// The units that are to hand in, each once.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Expected {
    named: Vec<String>,
    /// By what each is known.
    keys: Vec<String>,
    twice: Vec<String>,
    headings: Vec<String>,
}

impl Expected {
    fn of(text: &str, unit_key: &impl Fn(&str) -> String) -> Expected {
        let Named { units, headings } = units(text);
        let mut expected = Expected {
            headings,
            ..Expected::default()
        };
        let keys: Vec<String> = units.iter().map(|name| unit_key(name)).collect();
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for (name, key) in units.into_iter().zip(&keys) {
            if known.insert(key, 0).is_none() {
                expected.named.push(name);
                expected.keys.push(key.clone());
            } else {
                expected.twice.push(name);
            }
        }
        expected
    }
}

/// Which names were read as that of a unit here, and which can mean several.
type Names = (Vec<(String, String)>, Vec<(String, Vec<String>)>);

/// Puts the key of the unit that is meant in the place of that of its name.
fn read_names(named: &[String], expected: &mut [String], files: &[(usize, &Rc<Item>)]) -> Names {
    if named.is_empty() {
        return Names::default();
    }
    let mut here: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, (_, item)) in files.iter().enumerate() {
        if !item.unit_key.is_empty() {
            here.entry(&item.unit_key).or_insert(place);
        }
    }
    let keys: Vec<&str> = here.keys().copied().collect();
    let meant = meant(expected, &keys);
    let name = |place: usize| named.get(place).cloned().unwrap_or_default();
    let unit = |unit: usize| {
        let place = keys.get(unit).and_then(|key| here.get(key));
        let file = place.and_then(|place| files.get(*place));
        file.map_or_else(String::new, |(_, item)| item.unit.to_string())
    };
    let (mut read_as, mut may_be) = Names::default();
    for (place, units) in meant.open {
        may_be.push((name(place), units.into_iter().map(unit).collect()));
    }
    let read = meant.read.into_iter().enumerate();
    for (place, is) in read.filter_map(|(place, is)| Some((place, is?))) {
        read_as.push((name(place), unit(is)));
        if let Some((expected, key)) = expected.get_mut(place).zip(keys.get(is)) {
            (*key).clone_into(expected);
        }
    }
    (read_as, may_be)
}

/// Of which units there is a file in another list than this one; of each the first.
fn elsewhere(
    work: &Work,
    list: &ListKey,
    named: &[String],
    expected: &[String],
    everywhere: &BTreeMap<&str, Vec<usize>>,
) -> Vec<(String, Rc<Item>)> {
    let is_other = |item: &&Rc<Item>| item.list_key().is_some_and(|key| key != *list);
    let found = named.iter().zip(expected);
    let found = found.filter_map(|(name, key)| {
        let places = everywhere.get(key.as_str())?.iter();
        let mut items = places.filter_map(|place| work.items.get(*place));
        Some((name.clone(), Rc::clone(items.find(is_other)?)))
    });
    found.collect()
}

fn members<'a>(items: impl Iterator<Item = &'a Rc<Item>>) -> Vec<Member<'a>> {
    let received = items.filter_map(|item| Some((item, item.read.as_ref().ok()?)));
    let members = received.map(|(item, received)| Member {
        unit: &item.unit_key,
        receipt: received.receipt,
        sealed: received.sealed,
        merit: merit(received),
    });
    members.collect()
}

fn merit(received: &Received) -> Merit {
    match &received.reasons[..] {
        [] => Merit::Sound,
        reasons if reasons.contains(&Reason::NotOfficial) => Merit::WorkingCopy,
        _ => Merit::Official,
    }
}

/// A unit in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    pub row: Rc<Row>,
    /// What the Council made of it.
    pub appraised: Option<Rc<Appraised>>,
    /// The number that stands in place of its name.
    pub alias: Option<usize>,
    pub rank: Rank,
    pub prize: Prize,
}

impl Ranked {
    /// Whether its points come to one total.
    pub fn adds_up(&self) -> bool {
        self.result().is_none_or(|result| result.blocks.is_empty())
    }

    /// As it is shown.
    pub fn name(&self) -> String {
        self.alias
            .map_or_else(|| self.row.unit().to_owned(), under_alias)
    }

    /// The day on which its file came, where the office states it; by that too somebody may know who it is.
    pub fn came(&self) -> Option<Date> {
        self.row.file.came().filter(|_| self.alias.is_none())
    }

    /// What counts of it.
    pub fn result(&self) -> Option<&Listed> {
        counted(&self.row, self.appraised.as_ref())
    }

    /// Whether the Council has to choose between it and its equals: at the limit of a rung or of an award, or since the decision
    /// does not say which of them comes first.
    pub fn is_left_to_council(&self, unit_group: &UnitGroup) -> bool {
        let is_open = matches!(self.prize, Prize::Open { .. });
        // Where nothing is added up, equals are equal by their level, and nothing more is asked.
        let is_plain_tie = self.rank.is_tied && self.adds_up() && !breaks_ties(unit_group);
        self.rank.is_left_to_council || is_open || is_plain_tie
    }
}

/// What counts of a file.
pub fn counted<'a>(row: &'a Row, appraised: Option<&'a Rc<Appraised>>) -> Option<&'a Listed> {
    appraised
        .and_then(|it| it.result(&row.file))
        .or_else(|| row.file.result())
}

/// Those who are taken, best first; equals in the order of their names, or of what stands in place of these.
pub fn ranking(list: &List, appraisals: &Appraisals, aliases: &Aliases) -> Vec<Ranked> {
    let Some(unit_group) = list.unit_group() else {
        return Vec::new();
    };
    let appraised = |row: &Rc<Row>| appraisals.get(&row.received()?.receipt).cloned();
    let rows: Vec<_> = list.taken().map(|row| (row, appraised(row))).collect();
    let results = rows
        .iter()
        .filter_map(|(row, appraised)| counted(row, appraised.as_ref()));
    let entrants: Vec<_> = results.map(|result| result.entrant.clone()).collect();
    let ranks = rank(unit_group, &entrants);
    let prizes = prizes(unit_group, &ranks);
    let all = rows.into_iter().zip(ranks).zip(prizes);
    let alias = aliases.of(&list.key);
    let mut in_order = BTreeMap::new();
    for (((row, appraised), rank), prize) in all {
        let alias = alias(&row.file);
        let by_name = alias.is_none().then(|| Order::of(&row.file.unit_key));
        // Who is not ranked comes after all who are.
        let place = (rank.rank.is_none(), rank.rank, alias, by_name, row.item);
        let ranked = Ranked {
            row: Rc::clone(row),
            appraised,
            alias,
            rank,
            prize,
        };
        in_order.insert(place, ranked);
    }
    in_order.into_values().collect()
}
