//! What was made of an earlier file of the same unit, once another is there in its place. No DOM.

use std::rc::Rc;

use bac_thang::{Answer, Assessment, UnitGroup};

use super::appraisal::{Appraised, Mark};
use super::item::Item;
use super::work::Work;

/// Marks that a unit's other file has and this one has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The other file, by its place among the items.
    pub item: usize,
    pub file: Rc<str>,
    /// Of what the unit entered as before: they can be taken over.
    pub same: Vec<Rc<str>>,
    /// Of what it entered otherwise, with what was decided then: a person looks at these again.
    pub changed: Vec<(Rc<str>, Mark)>,
}

impl Work {
    /// Of the file at this place; `None` where there is nothing to take over or to look at again.
    pub fn earlier(&self, place: usize) -> Option<Earlier> {
        let item = self.items.get(place)?;
        if item.unit_key.is_empty() {
            return None;
        }
        let is_other = |other: &Item| {
            other.unit_key == item.unit_key
                && other.receipt() != item.receipt()
                && other.list_key() == item.list_key()
        };
        let others = self.items.iter().enumerate().rev();
        others
            .filter(|(_, other)| is_other(other))
            .find_map(|(place, other)| self.earlier_of(item, place, other))
    }

    fn earlier_of(&self, item: &Item, place: usize, other: &Item) -> Option<Earlier> {
        let unit_group = item.read.as_ref().ok()?.unit_group();
        let before = &self.appraised(other)?.marks;
        let now = self.appraised(item).map(|it| &it.marks);
        let is_open = |id: &str| {
            let now = now.and_then(|marks| marks.get(id));
            now.is_none_or(Mark::is_nothing)
        };
        let marks = cells(unit_group).filter_map(|id| {
            let mark = before.get(&**id).filter(|mark| !mark.is_nothing())?;
            is_open(id).then_some((id, mark))
        });
        let marks: Vec<(&Rc<str>, &Mark)> = marks.collect();
        if marks.is_empty() {
            return None;
        }
        let entered = |item: &Item| item.read.as_ref().ok()?.entered();
        let (then, today) = (entered(other)?, entered(item)?);
        let (mut same, mut changed) = (Vec::new(), Vec::new());
        for (id, mark) in marks {
            if is_same(unit_group, &then, &today, id) {
                same.push(Rc::clone(id));
            } else {
                changed.push((Rc::clone(id), mark.clone()));
            }
        }
        Some(Earlier {
            item: place,
            file: Rc::clone(&other.file),
            same,
            changed,
        })
    }

    /// Takes over what can be.
    pub fn take_earlier(&mut self, place: usize) {
        let Some(earlier) = self.earlier(place) else {
            return;
        };
        let other = self.items.get(earlier.item);
        let from = other.and_then(|other| Some((other.receipt()?, self.appraised(other)?.clone())));
        let Some(((item, receipt), (from, appraised))) = self
            .items
            .get(place)
            .and_then(|item| Some((item, item.receipt()?)))
            .zip(from)
        else {
            return;
        };
        let mut marks = self
            .appraised(item)
            .map(|it| it.marks.clone())
            .unwrap_or_default();
        for id in &earlier.same {
            if let Some(mark) = appraised.marks.get(&**id) {
                // What went from file to file says where it began.
                let from = mark.from.clone().unwrap_or_else(|| from.to_string());
                let mark = Mark {
                    from: Some(from),
                    ..mark.clone()
                };
                marks.insert(id.to_string(), mark);
            }
        }
        let after = Rc::new(Appraised::of(item, marks));
        Rc::make_mut(&mut self.appraisals).insert(receipt, after);
    }
}

/// What can be appraised: items, and groups without.
fn cells(unit_group: &UnitGroup) -> impl Iterator<Item = &Rc<str>> {
    unit_group.groups.iter().flat_map(|group| {
        let itself = group.items.is_empty().then_some(&group.id);
        let items = unit_group.items.get(group.items.clone());
        let items = items.unwrap_or_default().iter().map(|item| &item.id);
        itself.into_iter().chain(items)
    })
}

/// Whether a unit entered the same of an item or group: in its place, in that of its group, and in what its rule asks for.
fn is_same(unit_group: &UnitGroup, then: &Assessment, today: &Assessment, id: &str) -> bool {
    let answer = |entered: &Assessment, id: &str| {
        let answer = entered.answer(id).cloned().unwrap_or_default();
        let of = Rc::default();
        Answer { of, ..answer }
    };
    let is_same_answer = |id: &str| answer(then, id) == answer(today, id);
    let item = unit_group.items.iter().position(|item| *item.id == *id);
    let Some((index, item)) = item.and_then(|index| Some((index, unit_group.items.get(index)?)))
    else {
        return is_same_answer(id);
    };
    let group = unit_group.group_of(index);
    let group = group.and_then(|group| unit_group.groups.get(group));
    let inputs = item.inputs();
    let mut inputs = inputs.iter().filter_map(|it| unit_group.inputs.get(*it));
    is_same_answer(id)
        && group.is_none_or(|group| is_same_answer(&group.id))
        && inputs.all(|input| then.input(&input.id) == today.input(&input.id))
}
