use super::*;
use crate::engine::practice::{framework, typed};

fn fragile(unit_group: &str, points: &[(&str, &str)]) -> Option<Fragility> {
    fragility(&framework(), &typed(unit_group, points)).unwrap()
}

fn items(found: Option<Fragility>) -> Option<Vec<Rc<str>>> {
    found.map(|found| {
        assert!(found.is_smallest);
        found.items
    })
}

#[test]
fn the_smallest_set_without_which_the_level_is_lost() {
    let both = [("a", "54"), ("b", "36")];
    assert_eq!(items(fragile("xa", &both)), Some(vec!["a".into()]));
    // c alone is asked for 95% on the highest rung of its ladder, so it goes before the larger e
    let district = [("c", "30"), ("d", "20"), ("e", "50")];
    assert_eq!(
        items(fragile("huyen", &district)).map(|set| set.len()),
        Some(1)
    );
}

#[test]
fn nothing_lowers_the_lowest_or_what_stands_nowhere() {
    assert_eq!(fragile("xa", &[("a", "1")]), None);
    assert_eq!(fragile("huyen", &[("c", "1")]), None);
    assert_eq!(fragile("doi", &[("i", "100")]), None);
}

#[test]
fn what_was_not_searched_to_the_end_is_not_called_smallest() {
    let framework = framework();
    let both = typed("xa", &[("a", "54"), ("b", "36")]);
    let found = fragility_within(&framework, &both, 1).unwrap().unwrap();
    // One alone is smallest however it was found.
    assert!(found.is_smallest);
    assert_eq!(found.items.len(), 1);
}
