//! Which units are meant by names on a list that are shortened or leave the kind of unit out. No DOM.

use std::collections::{BTreeMap, BTreeSet};

/// What the first letters of a name can stand for.
const SHORT: [(&str, &[&str]); 9] = [
    ("tt", &["thị trấn", "trung tâm"]),
    ("tx", &["thị xã"]),
    ("tp", &["thành phố"]),
    ("p", &["phường", "phòng"]),
    ("x", &["xã"]),
    ("h", &["huyện"]),
    ("q", &["quận"]),
    ("s", &["sở"]),
    ("vp", &["văn phòng"]),
];
/// Kinds of unit, which a name can leave out.
const KINDS: [&str; 12] = [
    "xã",
    "phường",
    "thị trấn",
    "thị xã",
    "thành phố",
    "huyện",
    "quận",
    "đặc khu",
    "phòng",
    "sở",
    "trung tâm",
    "văn phòng",
];

/// What the names on a list mean, by the keys of units.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Meant {
    /// Of names, by their places, that are none of the units here: the one unit that each can only mean.
    pub read: BTreeMap<usize, String>,
    /// Of those that can mean several, or a unit that another name can mean as well: these units.
    pub open: BTreeMap<usize, BTreeSet<String>>,
}

/// What names mean among the units that are here; of both, by their keys.
pub fn meant(names: &[String], here: &BTreeSet<&str>) -> Meant {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let by_name: BTreeSet<&str> = set(names.iter().copied());
    let mut units: BTreeSet<&str> = set(here.difference(&by_name).copied());
    let mut places: Vec<usize> = Vec::new();
    for (place, name) in names.iter().enumerate() {
        if !here.contains(name) {
            places.push(place);
        }
    }
    let mut meant = Meant::default();
    // What is only shortened says more than what leaves something out.
    for forms in [written_out, without_kind] {
        loop {
            let candidates = candidates(&names, &places, &units, forms);
            let mut claims: BTreeMap<&str, usize> = BTreeMap::new();
            for unit in candidates.values().flatten() {
                *claims.entry(unit).or_default() += 1;
            }
            let is_found = |units: &[&str]| match units {
                [unit] => claims.get(unit) == Some(&1),
                _ => false,
            };
            let mut found = BTreeMap::new();
            for (place, candidates) in &candidates {
                if let [unit] = candidates[..]
                    && is_found(candidates)
                {
                    found.insert(*place, unit);
                }
            }
            if found.is_empty() {
                for (place, units) in candidates {
                    let units = units.into_iter().map(str::to_owned);
                    meant.open.entry(place).or_default().extend(units);
                }
                break;
            }
            places.retain(|place| !found.contains_key(place));
            for (place, unit) in found {
                units.remove(unit);
                meant.open.remove(&place);
                meant.read.insert(place, unit.to_owned());
            }
        }
    }
    // What was found to be meant by one name can be meant by no other.
    for units in meant.open.values_mut() {
        units.retain(|unit| !meant.read.values().any(|read| read == unit));
    }
    meant.open.retain(|_, units| !units.is_empty());
    meant
}

/// Of each name the units that have a form in common with it.
fn candidates<'a>(
    names: &[&str],
    places: &[usize],
    units: &BTreeSet<&'a str>,
    forms: fn(&str) -> Vec<String>,
) -> BTreeMap<usize, Vec<&'a str>> {
    if places.is_empty() || units.is_empty() {
        return BTreeMap::new();
    }
    let mut by_form: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for unit in units {
        for form in forms(unit) {
            by_form.entry(form).or_default().insert(unit);
        }
    }
    let mut all = BTreeMap::new();
    for place in places {
        let mut found: BTreeSet<&str> = BTreeSet::new();
        for form in names.get(*place).map_or_else(Vec::new, |name| forms(name)) {
            found.extend(by_form.get(&form).into_iter().flatten());
        }
        if !found.is_empty() {
            all.insert(*place, found.into_iter().collect());
        }
    }
    all
}

/// A name as it is, and written out in every way in which it can be meant.
fn written_out(name: &str) -> Vec<String> {
    let mut forms = vec![name.to_owned()];
    if let Some((first, rest)) = name.split_once(' ') {
        let short = SHORT.iter().find(|(short, _)| *short == first);
        let long = short.map_or(&[][..], |(_, long)| long);
        forms.extend(long.iter().map(|long| format!("{long} {rest}")));
    }
    forms
}

/// The same, where the name has a kind without it; where it has none, with every kind.
///
/// So two names have a form in common where one has no kind or both have the same one: `xã A` and `phường A` are two units.
fn without_kind(name: &str) -> Vec<String> {
    let written = written_out(name);
    let kind = |form: &String| {
        let mut kinds = KINDS.iter();
        kinds.any(|kind| {
            let rest = form.strip_prefix(kind);
            rest.is_some_and(|rest| rest.starts_with(' '))
        })
    };
    if written.iter().any(kind) {
        return written;
    }
    let kinds = KINDS.iter().map(|kind| format!("{kind} {name}"));
    written.iter().cloned().chain(kinds).collect()
}

fn set<'a>(all: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut set = BTreeSet::new();
    set.extend(all);
    set
}

#[cfg(test)]
mod tests {
    use super::super::expected::unit_key;
    use super::*;

    /// What names mean: by name, the units; one where it is read so.
    fn said(names: &[&str], here: &[&str]) -> Vec<String> {
        let keys: Vec<String> = names.iter().map(|name| unit_key(name)).collect();
        let here: Vec<String> = here.iter().map(|name| unit_key(name)).collect();
        let Meant { read, open } = meant(&keys, &here.iter().map(String::as_str).collect());
        let read = read
            .iter()
            .map(|(at, unit)| format!("{} = {unit}", names[*at]));
        let open = open.iter().map(|(at, units)| {
            let units: Vec<&str> = units.iter().map(String::as_str).collect();
            format!("{} ? {}", names[*at], units.join(", "))
        });
        read.chain(open).collect()
    }

    #[test]
    fn a_shortened_name_is_the_one_unit_it_can_only_mean() {
        let here = [
            "UBND thị trấn Nghèn",
            "UBND Phường 1",
            "xã Đất Đỏ",
            "Phòng Tư pháp",
        ];
        for (name, unit) in [
            ("TT Nghèn", "thị trấn nghèn"),
            ("TT. Nghèn", "thị trấn nghèn"),
            ("UBND TT Nghèn", "thị trấn nghèn"),
            ("P. 1", "phường 1"),
            ("P.01", "phường 1"),
            ("X. Đất Đỏ", "xã đất đỏ"),
            ("P. Tư pháp", "phòng tư pháp"),
            ("Đất Đỏ", "xã đất đỏ"),
            ("Tư pháp", "phòng tư pháp"),
        ] {
            assert_eq!(said(&[name], &here), [format!("{name} = {unit}")]);
        }
        for name in ["xã Nghèn", "P. Đất Đỏ", "Đất", "TT", "X", "Sở Tư pháp"] {
            assert_eq!(said(&[name], &here), [""; 0], "{name}");
        }
        // It may be the unit that writes its name so.
        assert_eq!(
            said(&["Thị trấn Nghèn"], &["UBND TT. Nghèn"]),
            ["Thị trấn Nghèn = tt nghèn"]
        );
        assert_eq!(said(&["Xã Đất Đỏ"], &["Đất Đỏ"]), ["Xã Đất Đỏ = đất đỏ"]);
    }

    #[test]
    fn what_can_mean_two_units_is_left_open() {
        let both = ["xã Đất Đỏ", "thị trấn Đất Đỏ"];
        assert_eq!(
            said(&["Đất Đỏ"], &both),
            ["Đất Đỏ ? thị trấn đất đỏ, xã đất đỏ"]
        );
        // One of them is named besides, and not as it is: the other is left.
        assert_eq!(
            said(&["Đất Đỏ", "TT Đất Đỏ"], &both),
            ["Đất Đỏ = xã đất đỏ", "TT Đất Đỏ = thị trấn đất đỏ"]
        );
        assert_eq!(
            said(&["Đất Đỏ", "xã Đất Đỏ"], &both),
            ["Đất Đỏ = thị trấn đất đỏ"]
        );
        assert_eq!(
            said(&["TT Y tế"], &["Thị trấn Y tế", "Trung tâm Y tế"]),
            ["TT Y tế ? thị trấn y tế, trung tâm y tế"]
        );
        // Two names can mean the one unit here.
        assert_eq!(
            said(&["xã Đất Đỏ", "thị trấn Đất Đỏ"], &["Đất Đỏ"]),
            ["xã Đất Đỏ ? đất đỏ", "thị trấn Đất Đỏ ? đất đỏ"]
        );
    }

    #[test]
    fn what_is_here_by_its_name_is_meant_by_no_other() {
        assert_eq!(said(&["xã A", "A"], &["xã A"]), [""; 0]);
        assert_eq!(said(&["A", "B"], &[]), [""; 0]);
    }
}
