//! Awards of a list. A tie over an award is shown, not broken: the Council decides.

use super::framework::UnitGroup;
use super::rank::Rank;

/// What a unit gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prize {
    /// Nothing.
    Nothing,
    /// This award, an index into [`UnitGroup::awards`].
    Won(usize),
    /// One of these awards, indices, or none where there are fewer than equals: the Council decides among them.
    Open {
        /// Which awards the equals stand for.
        awards: Vec<usize>,
        /// Whether some of them get none.
        or_none: bool,
    },
}

/// What each unit of a list gets, in the order of the ranks given.
#[must_use]
pub fn prizes(unit_group: &UnitGroup, ranks: &[Rank]) -> Vec<Prize> {
    let awards = unit_group.awards.iter().enumerate();
    // A file may say that there are any number.
    let seats: Vec<usize> = awards
        .flat_map(|(index, award)| (0..award.count).map(move |_| index))
        .take(ranks.len())
        .collect();
    let of = |rank: &Rank| {
        let Some(place) = rank.rank else {
            return Prize::Nothing;
        };
        let first = place.saturating_sub(1).min(seats.len());
        // Nobody but the first few is compared with all the others.
        if first == seats.len() {
            return Prize::Nothing;
        }
        let equals = ranks.iter().filter(|other| other.rank == rank.rank).count();
        let last = (first + equals).min(seats.len());
        let theirs = seats.get(first..last).unwrap_or_default();
        let or_none = theirs.len() < equals;
        let mut awards = theirs.to_vec();
        awards.dedup();
        match (&awards[..], or_none) {
            ([award], false) => Prize::Won(*award),
            _ => Prize::Open { awards, or_none },
        }
    };
    ranks.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::framework::Framework;

    fn prizes_of(ranks: &[usize]) -> Vec<Prize> {
        let text = include_str!("../../frameworks/huong-tra/1872-kh-ubnd-2015/framework.json");
        prizes_under(text, ranks)
    }

    fn prizes_under(text: &str, ranks: &[usize]) -> Vec<Prize> {
        let framework = Framework::read(text).unwrap();
        let of = |rank: &usize| Rank {
            rank: Some(*rank).filter(|rank| *rank > 0),
            is_tied: ranks.iter().filter(|other| *other == rank).count() > 1,
            level: None,
            is_left_to_council: false,
        };
        let ranks: Vec<Rank> = ranks.iter().map(of).collect();
        prizes(&framework.unit_groups[0], &ranks)
    }

    fn open(awards: &[usize], or_none: bool) -> Prize {
        let awards = awards.to_vec();
        Prize::Open { awards, or_none }
    }

    #[test]
    fn each_award_goes_to_the_next() {
        let expected = [0, 1, 2, 3].map(Prize::Won);
        assert_eq!(prizes_of(&[1, 2, 3, 4]), expected);
        assert_eq!(prizes_of(&[5, 1, 2, 3, 4])[0], Prize::Nothing);
        assert_eq!(prizes_of(&[]), []);
    }

    #[test]
    fn who_is_not_ranked_gets_nothing() {
        assert_eq!(prizes_of(&[0, 1]), [Prize::Nothing, Prize::Won(0)]);
    }

    #[test]
    fn there_may_be_more_awards_than_units() {
        let text = include_str!("../../frameworks/huong-tra/1872-kh-ubnd-2015/framework.json");
        let text = text.replace("\"count\": 1", "\"count\": 4294967295");
        assert_eq!(prizes_under(&text, &[1, 2, 2]), vec![Prize::Won(0); 3]);
    }

    #[test]
    fn equals_over_an_award_are_left_to_the_council() {
        let two = prizes_of(&[1, 1, 3]);
        assert_eq!(
            two,
            [open(&[0, 1], false), open(&[0, 1], false), Prize::Won(2)]
        );
        let last = prizes_of(&[1, 2, 3, 4, 4, 6]);
        assert_eq!(
            last[3..],
            [open(&[3], true), open(&[3], true), Prize::Nothing]
        );
        assert_eq!(prizes_of(&[1; 5]), vec![open(&[0, 1, 2, 3], true); 5]);
    }
}
