//! Where on a sheet each input is asked for: at every item that reads it, under an id of its own at each.

use std::rc::Rc;

use bac_thang::engine::rule::Item;
use yew::AttrValue;

use super::catalog::Sheet;

/// Where an input is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// The input, an index into the sheet's.
    pub input: usize,
    /// The id of its box here.
    pub id: AttrValue,
    /// The input it is divided by here.
    pub by: Option<usize>,
    /// The other items that read it, as they are called: `3.1, 3.3`.
    pub also: Option<AttrValue>,
}

/// All slots of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// For each item of the sheet its inputs.
    pub items: Vec<Rc<[Slot]>>,
    /// Inputs that no item reads: rungs and sanctions alone ask for them.
    pub loose: Rc<[Slot]>,
}

impl Layout {
    pub fn of(sheet: &Sheet) -> Layout {
        let unit_group = sheet.unit_group();
        let mut readers = vec![Vec::new(); unit_group.inputs.len()];
        let reads: Vec<Vec<usize>> = unit_group.items.iter().map(Item::inputs).collect();
        for (item, inputs) in reads.iter().enumerate() {
            for input in inputs {
                readers[*input].push(item);
            }
        }
        let slots = |(item, inputs): (usize, &Vec<usize>)| {
            let slot = |input: &usize| slot(sheet, *input, Some(item), &readers[*input]);
            inputs.iter().map(slot).collect()
        };
        let loose = (0..readers.len()).filter(|input| readers[*input].is_empty());
        Layout {
            items: reads.iter().enumerate().map(slots).collect(),
            loose: loose.map(|input| slot(sheet, input, None, &[])).collect(),
        }
    }
}

/// The id of the box where an input is asked for first.
pub fn input_id(input: &str) -> String {
    format!("in-{input}")
}

fn slot(sheet: &Sheet, input: usize, here: Option<usize>, readers: &[usize]) -> Slot {
    let unit_group = sheet.unit_group();
    let first = input_id(&unit_group.inputs[input].id);
    let items = &unit_group.items;
    let id = match here {
        Some(item) if readers.first() != Some(&item) => format!("{first}-{}", items[item].id),
        _ => first,
    };
    let others = readers.iter().filter(|item| Some(**item) != here);
    let called: Vec<&str> = others
        .map(|item| {
            items[*item]
                .code
                .as_deref()
                .unwrap_or(&items[*item].name.value)
        })
        .collect();
    Slot {
        input,
        by: here.and_then(|item| items[item].divided_by(input)),
        id: id.into(),
        also: (!called.is_empty()).then(|| called.join(", ").into()),
    }
}
