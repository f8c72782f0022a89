//! Rows that say what they are about: each goes where it belongs, or nowhere.

use std::cmp::Ordering;
use std::rc::Rc;

use bac_thang::engine::rule::InputKind;
use bac_thang::engine::vietnamese::{Reading, read as number};
use bac_thang::{Assessment, Number, UnitGroup};

use super::boxes::{About, about, is_figure, is_number, plain, put, reported};
use super::heads::{Names, Role, Roles, above_roles, is_total, names, roles, row_roles};
use super::{Cell, Pasted, Why};
use crate::app::session::{NumberField, Put, Spot};

/// What a row is about, and the column that says so.
pub struct Key {
    column: usize,
    about: About,
}

/// What a row is about; `None` where it has no name, or one that nothing on the sheet has. What stands behind a figure is no
/// name, nor is a figure, but for one that comes first: numbers of items look like figures.
pub fn key(unit_group: &UnitGroup, draft: &Assessment, row: &[String]) -> Option<Key> {
    let filled = row.iter().enumerate().filter(|(_, text)| !text.is_empty());
    let leading = filled.enumerate();
    let names = leading.take_while(|(place, (_, text))| *place == 0 || !is_figure(text));
    let mut keys = names.filter_map(|(_, (column, text))| {
        let about = about(unit_group, draft, text)?;
        Some((text, Key { column, about }))
    });
    let (_, first) = keys.next()?;
    // Behind the number of an item may stand one of the inputs that it is computed from, unless its own name is called so too.
    let is_part = |(text, key): &(&String, Key)| match (&first.about, &key.about) {
        (About::Item(item), About::Input(input)) => {
            let item = &unit_group.items[*item];
            item.inputs().contains(input) && plain(text) != plain(&item.name.value)
        }
        _ => false,
    };
    Some(keys.find(is_part).map_or(first, |(_, part)| part))
}

/// A row with what it is about.
struct Row<'a> {
    key: Key,
    texts: &'a [String],
}

/// A block of such rows.
struct Table<'a> {
    unit_group: &'a UnitGroup,
    draft: &'a Assessment,
    roles: Roles,
    /// What its columns are called.
    names: Names,
    rows: Vec<Row<'a>>,
    /// Whether it was pasted into a box for what something is out of.
    is_for_maxima: bool,
    /// The column that holds what the items are out of, where no head says so.
    maxima: Option<Maxima>,
    /// Whether any row has a figure or an answer besides.
    has_values: bool,
}

/// A column whose figures are what the items are out of.
#[derive(Clone, Copy)]
struct Maxima {
    column: usize,
    /// Of how many rows.
    of: usize,
}

/// `from` is the box that it was pasted into: where a row has one figure and nothing tells which it is, it is for such a box.
pub fn read(
    unit_group: &UnitGroup,
    draft: &Assessment,
    from: &Cell,
    rows: &[Vec<String>],
    keys: Vec<Option<Key>>,
) -> Vec<Pasted> {
    let first = keys.iter().position(Option::is_some).unwrap_or(rows.len());
    let mut table = Table {
        unit_group,
        draft,
        roles: roles(rows[..first].iter()),
        names: names(rows[..first].iter()),
        rows: Vec::new(),
        is_for_maxima: matches!(from, Cell::Number(_, NumberField::Max)),
        maxima: None,
        has_values: false,
    };
    let mut left_out = Vec::new();
    for (index, (row, key)) in rows.iter().zip(keys).enumerate() {
        if let Some(key) = key {
            table.rows.push(Row { key, texts: row });
            continue;
        }
        let texts: Vec<&str> = filled(row).map(|(_, text)| text).collect();
        let is_head = row_roles(row).is_some() || (index < first && above_roles(row).is_some());
        if !texts.is_empty() && !is_head {
            let why = if texts.iter().any(|text| is_total(text)) {
                Why::Computed
            } else {
                Why::Unnamed
            };
            left_out.push(Pasted::left_out(&texts, why));
        }
    }
    table.maxima = table.maxima();
    table.has_values = table.rows.iter().any(|row| table.has_value(row));
    let mut pasted: Vec<Pasted> = table.rows.iter().flat_map(|row| table.place(row)).collect();
    once_each(&mut pasted);
    let is_clear = !pasted.iter().any(|cell| cell.put == Err(Why::Unclear));
    pasted.extend(left_out);
    pasted.extend(table.columns_left_out(is_clear));
    pasted.extend(table.columns_of_others());
    pasted
}

fn filled(texts: &[String]) -> impl Iterator<Item = (usize, &str)> {
    let texts = texts.iter().enumerate();
    texts
        .filter(|(_, text)| !text.is_empty())
        .map(|(column, text)| (column, text.as_str()))
}

/// What two rows say of one box is written once, and not at all where they differ.
pub fn once_each(pasted: &mut Vec<Pasted>) {
    let mut kept: Vec<Pasted> = Vec::new();
    for mut cell in pasted.drain(..) {
        let same = |other: &&mut Pasted| cell.put.is_ok() && other.cell == cell.cell;
        match kept.iter_mut().find(same) {
            Some(other) if other.put == cell.put => {}
            Some(other) => {
                other.put = Err(Why::Twice);
                cell.put = Err(Why::Twice);
                kept.push(cell);
            }
            None => kept.push(cell),
        }
    }
    *pasted = kept;
}

impl<'a> Row<'a> {
    /// What stands behind the name.
    fn values(&self) -> impl Iterator<Item = (usize, &'a str)> {
        filled(self.texts).skip_while(|(column, _)| *column <= self.key.column)
    }

    /// Whether a value is the name behind the number that says what the row is about.
    fn is_name(&self, (column, text): (usize, &str)) -> bool {
        let is_number = self
            .texts
            .get(self.key.column)
            .is_some_and(|text| !text.contains(char::is_whitespace));
        let first = self.values().next();
        is_number && first.is_some_and(|(at, _)| at == column) && !is_figure(text)
    }

    /// What it is out of, where that is known.
    fn max(&self, unit_group: &'a UnitGroup) -> Option<&Number> {
        match &self.key.about {
            About::Item(item) => unit_group.items[*item].max.as_ref().map(|max| &max.value),
            About::Points(_, max, _) => max.as_ref(),
            About::Input(_) | About::Sum => None,
        }
    }

    /// All of it together.
    fn left_out(&self, why: Why) -> Pasted {
        let texts: Vec<&str> = filled(self.texts).map(|(_, text)| text).collect();
        Pasted::left_out(&texts, why)
    }

    /// The group or item that it is about, where it is one alone.
    fn of(&self, unit_group: &UnitGroup) -> Option<Rc<str>> {
        match &self.key.about {
            About::Item(item) => Some(Rc::clone(&unit_group.items[*item].id)),
            About::Points(of, ..) => Some(Rc::clone(of)),
            About::Input(input) => {
                let items = unit_group.items.iter();
                let mut readers = items.filter(|item| item.inputs().contains(input));
                let reader = readers.next().filter(|_| readers.next().is_none())?;
                Some(Rc::clone(&reader.id))
            }
            About::Sum => None,
        }
    }

    /// The inputs that it asks for.
    fn inputs(&self, unit_group: &UnitGroup) -> Vec<usize> {
        match &self.key.about {
            About::Item(item) => unit_group.items[*item].inputs(),
            About::Input(input) => vec![*input],
            About::Points(..) | About::Sum => Vec::new(),
        }
    }
}

impl Table<'_> {
    /// The column whose every figure is what its item is out of, where the head tells of none.
    fn maxima(&self) -> Option<Maxima> {
        if self.roles.values().any(|role| *role == Role::Max) {
            return None;
        }
        let figures = |column: usize| {
            let rows = self.rows.iter().filter(|row| row.key.about != About::Sum);
            let values = rows.filter_map(move |row| {
                let (_, text) = row.values().find(|(at, _)| *at == column)?;
                is_figure(text).then(|| {
                    row.max(self.unit_group)
                        .is_some_and(|max| is_number(text, max))
                })
            });
            values.collect::<Vec<bool>>()
        };
        let width = self.rows.iter().map(|row| row.texts.len()).max()?;
        let mut columns = (0..width).filter(|column| !self.roles.contains_key(column));
        columns.find_map(|column| {
            let figures = figures(column);
            let is_all = !figures.is_empty() && figures.iter().all(|is_max| *is_max);
            is_all.then_some(Maxima {
                column,
                of: figures.len(),
            })
        })
    }

    fn has_value(&self, row: &Row<'_>) -> bool {
        let is_max = |column: usize| self.maxima.is_some_and(|maxima| maxima.column == column);
        let mut open = self.open(row).filter(|(column, _)| !is_max(*column));
        match &row.key.about {
            About::Sum => false,
            About::Points(..) => open.any(|(_, text)| is_figure(text)),
            About::Input(_) | About::Item(_) => {
                let inputs = row.inputs(self.unit_group);
                open.any(|(_, text)| inputs.iter().any(|input| self.takes(*input, text)))
            }
        }
    }

    fn role(&self, column: usize) -> Option<Role> {
        self.roles.get(&column).copied()
    }

    fn place(&self, row: &Row<'_>) -> Vec<Pasted> {
        let mut pasted = match &row.key.about {
            About::Sum => return vec![row.left_out(Why::Computed)],
            About::Points(of, _, is_own) => self.place_points(row, of, *is_own),
            About::Input(_) | About::Item(_) => {
                self.place_inputs(row, &row.inputs(self.unit_group))
            }
        };
        pasted.extend(self.place_texts(row));
        pasted
    }

    /// What is said of the item.
    fn place_texts<'b>(&'b self, row: &'b Row<'_>) -> impl Iterator<Item = Pasted> + 'b {
        row.values().filter_map(|(column, text)| {
            let Some(Role::Text(field)) = self.role(column) else {
                return None;
            };
            let of = row.of(self.unit_group)?;
            let of = Spot {
                group: of,
                line: None,
            };
            Some(self.pasted(text, Cell::Text(of, field)))
        })
    }

    fn pasted(&self, text: &str, cell: Cell) -> Pasted {
        Pasted::new(self.unit_group, self.draft, text, Some(cell))
    }

    /// Points, and the maximum where the unit says it.
    fn place_points(&self, row: &Row<'_>, of: &Rc<str>, is_own: bool) -> Vec<Pasted> {
        let cell = |field: NumberField| Cell::Number(Rc::clone(of), field);
        let in_role = |role: Role| {
            row.values()
                .filter(move |(column, _)| self.role(*column) == Some(role))
        };
        let has = |role: Role| self.roles.values().any(|other| *other == role);
        let mut pasted = Vec::new();
        if is_own {
            let maxima =
                in_role(Role::Max).map(|(_, text)| self.pasted(text, cell(NumberField::Max)));
            pasted.extend(maxima);
        }
        if has(Role::Points) {
            let points: Vec<&str> = in_role(Role::Points).map(|(_, text)| text).collect();
            match points[..] {
                [] => {}
                [text] => pasted.push(self.pasted(text, cell(NumberField::Points))),
                _ => pasted.push(row.left_out(Why::Unclear)),
            }
            return pasted;
        }
        let figures: Vec<(usize, &str)> =
            self.open(row).filter(|(_, text)| is_figure(text)).collect();
        let rest = self.without_maxima(&figures);
        match (figures.len(), &rest[..]) {
            (0, _) => {}
            // Its points are blank.
            (_, []) if self.has_values => {}
            (1, [(_, text)]) if is_own && self.is_for_maxima => {
                pasted.push(self.pasted(text, cell(NumberField::Max)));
            }
            // Points stand behind what they are out of, in every form there is.
            (2, [(column, _)]) if self.maxima.is_some_and(|it| it.column > *column) => {
                pasted.push(row.left_out(Why::Unclear));
            }
            (1 | 2, [(_, text)]) => pasted.push(self.pasted(text, cell(NumberField::Points))),
            (2, [(_, max), (_, points)])
                if is_own && !has(Role::Max) && is_at_least(max, points) =>
            {
                pasted.push(self.pasted(max, cell(NumberField::Max)));
                pasted.push(self.pasted(points, cell(NumberField::Points)));
            }
            _ => pasted.push(row.left_out(Why::Unclear)),
        }
        pasted
    }

    fn place_inputs(&self, row: &Row<'_>, inputs: &[usize]) -> Vec<Pasted> {
        let open: Vec<(usize, &str)> = self.open(row).collect();
        let said = open
            .iter()
            .flat_map(|(_, text)| reported(self.unit_group, inputs, text));
        let said: Vec<Pasted> = said
            .map(|(input, text)| {
                let pasted = self.pasted(text, Cell::Input(input));
                if is_printed(text) {
                    as_printed(pasted)
                } else {
                    pasted
                }
            })
            .collect();
        if !said.is_empty() {
            return said;
        }
        // Behind the name stands the unit of measure: what no box takes is passed over.
        let takes = |input: &usize, text: &str| self.takes(*input, text);
        let is_figure = |input: &&usize| {
            let kind = &self.unit_group.inputs[**input].kind;
            matches!(kind, InputKind::Figure(_))
        };
        let figures: Vec<&usize> = inputs.iter().filter(is_figure).collect();
        let fits = |values: &[(usize, &str)]| {
            let is_for_figure =
                |(_, text): &&(usize, &str)| figures.iter().any(|input| takes(input, text));
            match values.iter().filter(is_for_figure).count() {
                0 => values.len() <= inputs.len(),
                count => count == figures.len(),
            }
        };
        let is_asked_for =
            |(_, text): &(usize, &str)| inputs.iter().any(|input| takes(input, text));
        let values: Vec<(usize, &str)> = open.into_iter().filter(is_asked_for).collect();
        let rest = self.without_maxima(&values);
        if rest.is_empty() && (values.is_empty() || self.has_values) {
            return Vec::new();
        }
        // One row alone may have a figure that is as much as its points by chance.
        let is_sure = self.maxima.is_none_or(|maxima| maxima.of > 1)
            || rest.len() == values.len()
            || !fits(&values);
        if rest.is_empty() || !fits(&rest) || !is_sure {
            return vec![row.left_out(Why::Unclear)];
        }
        let mut rest = rest.into_iter();
        let boxes = inputs.iter().filter_map(|input| {
            let (_, text) = rest.by_ref().find(|(_, text)| takes(input, text))?;
            Some(self.pasted(text, Cell::Input(*input)))
        });
        boxes.collect()
    }

    fn takes(&self, input: usize, text: &str) -> bool {
        put(self.unit_group, &Cell::Input(input), text).is_some()
    }

    /// What of a row may be a figure or an answer that a box asks for.
    fn open<'b>(&self, row: &Row<'b>) -> impl Iterator<Item = (usize, &'b str)> {
        row.values()
            .filter(|(column, _)| matches!(self.role(*column), None | Some(Role::Reported)))
    }

    fn without_maxima<'b>(&self, values: &[(usize, &'b str)]) -> Vec<(usize, &'b str)> {
        let is_other = |(column, _): &&(usize, &str)| {
            self.maxima.is_none_or(|maxima| maxima.column != *column)
        };
        values.iter().filter(is_other).copied().collect()
    }

    /// Columns with figures that are written nowhere, each with its figures together.
    fn columns_left_out(&self, is_clear: bool) -> Vec<Pasted> {
        let is_own = |row: &&Row<'_>| matches!(row.key.about, About::Points(_, _, true));
        let is_computed =
            |row: &&Row<'_>| matches!(row.key.about, About::Item(_) | About::Input(_));
        let figures = |column: usize, rows: &dyn Fn(&&Row<'_>) -> bool| {
            let rows = self.rows.iter().filter(rows);
            let values = rows.filter_map(|row| {
                row.values()
                    .find(|(at, text)| *at == column && is_figure(text))
            });
            values.map(|(_, text)| text).collect::<Vec<&str>>()
        };
        let maxima = self
            .maxima
            .filter(|maxima| self.has_values && (maxima.of > 1 || is_clear));
        let columns = maxima.map(|maxima| (maxima.column, Role::Max)).into_iter();
        let columns = columns.chain(self.roles.iter().map(|(column, role)| (*column, *role)));
        let left_out = columns.filter_map(|(column, role)| {
            let (figures, why) = match role {
                Role::Max => (figures(column, &|row| !is_own(row)), Why::Maximum),
                Role::Points => (figures(column, &is_computed), Why::Computed),
                Role::Reported | Role::Text(_) | Role::Components | Role::Other => return None,
            };
            (!figures.is_empty()).then(|| Pasted::left_out(&figures, why))
        });
        left_out.collect()
    }

    /// Columns with a name that no box asks for, each with what stands in it.
    fn columns_of_others(&self) -> Vec<Pasted> {
        let is_asked_for = |row: &Row<'_>, text: &str| match &row.key.about {
            About::Sum => false,
            About::Points(..) => {
                is_figure(text) && !self.roles.values().any(|role| *role == Role::Points)
            }
            About::Input(_) | About::Item(_) => {
                let inputs = row.inputs(self.unit_group);
                inputs.iter().any(|input| self.takes(*input, text))
                    || !reported(self.unit_group, &inputs, text).is_empty()
            }
        };
        let columns = self.names.iter().filter_map(|(column, name)| {
            let cells = || {
                self.rows.iter().filter_map(|row| {
                    let mut values = row.values().filter(|value| !row.is_name(*value));
                    let (_, text) = values.find(|(at, _)| at == column)?;
                    let is_written = matches!(self.role(*column), Some(Role::Text(_)))
                        && row.of(self.unit_group).is_some();
                    (!is_written).then_some((row, text))
                })
            };
            let is_left_out = match self.role(*column) {
                Some(Role::Max | Role::Points) => false,
                Some(Role::Text(_) | Role::Components | Role::Other) => true,
                Some(Role::Reported) | None => !cells().any(|(row, text)| is_asked_for(row, text)),
            };
            let texts: Vec<&str> = cells().map(|(_, text)| text).collect();
            (is_left_out && !texts.is_empty()).then(|| Pasted::column(name, &texts))
        });
        columns.collect()
    }
}

/// Whether the page itself wrote a figure with its unit: nobody types the space that keeps the two together.
fn is_printed(text: &str) -> bool {
    text.contains('\u{a0}')
}

/// A figure as the page writes it, whose dots are between thousands: `1.500` is read as one thousand five hundred.
fn as_printed(mut pasted: Pasted) -> Pasted {
    if let Ok(Put::Input(answer)) = &mut pasted.put
        && let Reading::Ambiguous { thousands, .. } = number(&answer.number.text())
    {
        answer.number = answer.number.read_as(&thousands);
    }
    pasted
}

/// Whether a figure is as large as another, both of them read without doubt.
fn is_at_least(one: &str, other: &str) -> bool {
    match (number(one), number(other)) {
        (Reading::Exact(one), Reading::Exact(other)) => one.cmp(&other) != Ordering::Less,
        _ => false,
    }
}
