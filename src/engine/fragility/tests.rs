use super::*;
use crate::engine::assessment::FrameworkRef;
use crate::engine::practice::{edited, framework, typed};

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
    let framework = edited(|json| {
        let rungs = json["ladders"][0]["rungs"].as_array_mut().unwrap();
        for (rung, share) in rungs.iter_mut().zip(["20%", "10%"]) {
            rung["conditions"][0]["at_least"]["share"] = share.into();
        }
    });
    let both = |points: [(&str, &str); 2]| Assessment {
        framework: FrameworkRef::of(&framework),
        ..typed("xa", &points)
    };
    let found = |points, most| {
        let found = fragility_within(&framework, &both(points), most);
        let found = found.unwrap().unwrap();
        (found.items.len(), found.is_smallest)
    };
    let both_needed = [("a", "54"), ("b", "36")];
    assert_eq!(found(both_needed, MOST_CHOICES), (2, true));
    assert_eq!(found(both_needed, 1), (2, false));
    // One alone is smallest however it was found: the other is left out again.
    let one_enough = [("a", "54"), ("b", "5")];
    assert_eq!(found(one_enough, MOST_CHOICES), (1, true));
    assert_eq!(found(one_enough, 1), (1, true));
}

#[test]
fn what_was_not_searched_to_the_end_has_nothing_that_can_be_left_out() {
    let framework = edited(|json| {
        let block = &mut json["sheets"][0]["blocks"][0];
        let mut third = block["groups"][0].clone();
        (third["id"], third["code"], third["max"]["value"]) = ("z".into(), "3".into(), "10".into());
        block["groups"].as_array_mut().unwrap().push(third);
        block["max"]["value"] = "110".into();
        json["unit_groups"][0]["max"]["value"] = "110".into();
        let rungs = json["ladders"][0]["rungs"].as_array_mut().unwrap();
        for (rung, share) in rungs.iter_mut().zip(["20%", "10%"]) {
            rung["conditions"][0]["at_least"]["share"] = share.into();
        }
    });
    let assessment = Assessment {
        framework: FrameworkRef::of(&framework),
        ..typed("xa", &[("a", "54"), ("b", "36"), ("z", "5")])
    };
    let found = fragility_within(&framework, &assessment, 1)
        .unwrap()
        .unwrap();
    assert_eq!(found.items, ["a".into(), "b".into()]);
    assert!(!found.is_smallest);
}
