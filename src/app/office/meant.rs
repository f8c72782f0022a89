//! Which units are meant by names on a list that are shortened or leave the kind of unit out. No DOM.

use std::collections::BTreeMap;

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

/// What the names on a list mean: places of names, and of the units here.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Meant {
    /// Of each name that is none of the units here: the one that it can only mean.
    pub read: Vec<Option<usize>>,
    /// Of those that can mean several, or a unit that another name can mean as well: these.
    pub open: Vec<(usize, Vec<usize>)>,
}

/// A name: what kinds of unit it can be, none where it does not say, and what it is called besides.
struct Parts<'a> {
    whole: &'a str,
    kinds: &'a [&'a str],
    rest: &'a str,
}

/// What names mean among the units that are here, each once; of both, the keys.
pub fn meant(names: &[String], here: &[&str]) -> Meant {
    let units: Vec<Parts<'_>> = here.iter().map(|unit| Parts::of(unit)).collect();
    let names: Vec<Parts<'_>> = names.iter().map(|name| Parts::of(name)).collect();
    let mut by_rest: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, unit) in units.iter().enumerate() {
        by_rest.entry(unit.rest).or_default().push(place);
    }
    let of_same_rest = |name: &Parts<'_>| by_rest.get(name.rest).map_or(&[][..], Vec::as_slice);
    let mut is_found = vec![false; units.len()];
    let mut places = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let mut same = of_same_rest(name).iter().copied();
        match same.find(|unit| units.get(*unit).is_some_and(|it| it.whole == name.whole)) {
            Some(unit) => is_found[unit] = true,
            None => places.push(place),
        }
    }
    let mut meant = Meant {
        read: vec![None; names.len()],
        open: Vec::new(),
    };
    // What is only shortened says more than what leaves something out.
    for leaves_out in [false, true] {
        loop {
            let mut claims = vec![0; units.len()];
            let mut found = Vec::new();
            for place in &places {
                let name = &names[*place];
                let units = of_same_rest(name)
                    .iter()
                    .copied()
                    .filter(|unit| !is_found[*unit] && name.can_be(&units[*unit], leaves_out));
                let units: Vec<usize> = units.collect();
                for unit in &units {
                    claims[*unit] += 1;
                }
                if !units.is_empty() {
                    found.push((*place, units));
                }
            }
            let mut is_done = true;
            for (place, units) in &found {
                if let [unit] = units[..]
                    && claims[unit] == 1
                {
                    is_found[unit] = true;
                    places.retain(|other| other != place);
                    meant.read[*place] = Some(unit);
                    is_done = false;
                }
            }
            if is_done {
                meant.open = found;
                break;
            }
        }
    }
    meant
}

impl<'a> Parts<'a> {
    fn of(whole: &'a str) -> Parts<'a> {
        let after = |kind: &str| whole.strip_prefix(kind)?.strip_prefix(' ');
        let kinds = KINDS.iter().find_map(|kind| Some((kind, after(kind)?)));
        if let Some((kind, rest)) = kinds {
            let kinds = std::slice::from_ref(kind);
            return Parts { whole, kinds, rest };
        }
        let short = SHORT
            .iter()
            .find_map(|(short, kinds)| Some((*kinds, after(short)?)));
        let (kinds, rest) = short.unwrap_or((&[], whole));
        Parts { whole, kinds, rest }
    }

    /// Whether a name and a unit of the same rest can be one: `xã A` and `phường A` are two.
    fn can_be(&self, unit: &Parts<'_>, leaves_out: bool) -> bool {
        let is_shared = self.kinds.iter().any(|kind| unit.kinds.contains(kind));
        is_shared || leaves_out && (self.kinds.is_empty() || unit.kinds.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::super::expected::unit_key;
    use super::*;

    /// What names mean: by name, the units; one where it is read so.
    fn said(names: &[&str], here: &[&str]) -> Vec<String> {
        let keys: Vec<String> = names.iter().map(|name| unit_key(name)).collect();
        let here: Vec<String> = here.iter().map(|name| unit_key(name)).collect();
        let units: Vec<&str> = here.iter().map(String::as_str).collect();
        let Meant { read, open } = meant(&keys, &units);
        let read = names.iter().zip(read);
        let read = read.filter_map(|(name, unit)| Some(format!("{name} = {}", units[unit?])));
        let open = open.iter().map(|(at, of)| {
            let of: Vec<&str> = of.iter().map(|unit| units[*unit]).collect();
            format!("{} ? {}", names[*at], of.join(", "))
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
            ["Đất Đỏ ? xã đất đỏ, thị trấn đất đỏ"]
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
