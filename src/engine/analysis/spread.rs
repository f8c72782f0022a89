//! How far values lie apart, in exact numbers.

use super::super::number::Number;

/// Five numbers that divide values into quarters. A quarter's limit that falls between two values is the middle of these two,
/// for all three limits alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The least value.
    pub least: Number,
    /// A quarter of the values is not above it.
    pub lower: Number,
    /// Half of the values is not above it.
    pub median: Number,
    /// A quarter of the values is not below it.
    pub upper: Number,
    /// The greatest value.
    pub most: Number,
}

impl Spread {
    /// Of values as a ranking has them, the greatest first; `None` where there are none, or where they are in another order.
    #[must_use]
    pub fn of(values: &[&Number]) -> Option<Spread> {
        if !values.is_sorted_by(|one, next| one >= next) {
            return None;
        }
        // From the greatest, so that the upper limit is the first.
        let limit = |quarters: usize| {
            let (place, is_whole) = (
                values.len() * quarters / 4,
                (values.len() * quarters).is_multiple_of(4),
            );
            let below = *values.get(place)?;
            if !is_whole {
                return Some(below.clone());
            }
            let above = *values.get(place.checked_sub(1)?)?;
            Some(&(below + above) * &Number::HALF)
        };
        Some(Spread {
            upper: limit(1)?,
            median: limit(2)?,
            lower: limit(3)?,
            most: (*values.first()?).clone(),
            least: (*values.last()?).clone(),
        })
    }
}

/// How many shares lie in each tenth of the whole, a limit in the tenth above it; what is below 0 in the first, the whole and
/// what is above it in the last.
#[must_use]
pub fn tenths<'a>(shares: impl IntoIterator<Item = &'a Number>) -> [usize; 10] {
    let ten = Number::from(10_u32);
    let mut counts = [0; 10];
    for share in shares {
        let scaled = share * &ten;
        let place = (1..10_u32).take_while(|tenth| scaled >= Number::from(*tenth));
        if let Some(count) = counts.get_mut(place.count()) {
            *count += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(all: &[&str]) -> Vec<Number> {
        all.iter().map(|text| text.parse().unwrap()).collect()
    }

    fn spread(all: &[&str]) -> Option<[String; 5]> {
        let mut values = numbers(all);
        values.sort();
        let spread = Spread::of(&values.iter().rev().collect::<Vec<_>>())?;
        let Spread {
            least,
            lower,
            median,
            upper,
            most,
        } = spread;
        Some([least, lower, median, upper, most].map(|number| number.to_string()))
    }

    #[test]
    fn quarters_by_hand() {
        assert_eq!(spread(&[]), None);
        for (values, expected) in [
            (&["7"][..], ["7", "7", "7", "7", "7"]),
            (&["2", "1"], ["1", "1", "1.5", "2", "2"]),
            (&["3", "1", "2"], ["1", "1", "2", "3", "3"]),
            (&["4", "3", "2", "1"], ["1", "1.5", "2.5", "3.5", "4"]),
            (&["1", "2", "3", "4", "50"], ["1", "2", "3", "4", "50"]),
            (
                &["1", "2", "3", "4", "5", "6", "7", "8"],
                ["1", "2.5", "4.5", "6.5", "8"],
            ),
            (&["1/3", "2/3"], ["1/3", "1/3", "0.5", "2/3", "2/3"]),
            (&["5", "5", "5", "9"], ["5", "5", "5", "7", "9"]),
        ] {
            assert_eq!(
                spread(values),
                Some(expected.map(str::to_owned)),
                "{values:?}"
            );
        }
    }

    /// What a quarter's limit is said to be holds whatever the values.
    #[test]
    fn as_many_lie_on_each_side_as_is_said() {
        for count in 1..40_u32 {
            // Some of them equal.
            let mut values: Vec<Number> = (0..count).map(|at| Number::from(at * 7 % 11)).collect();
            values.sort();
            let spread = Spread::of(&values.iter().rev().collect::<Vec<_>>()).unwrap();
            let under = |limit: &Number| values.iter().filter(|value| *value <= limit).count();
            let over = |limit: &Number| values.iter().filter(|value| *value >= limit).count();
            assert!(under(&spread.lower) * 4 >= values.len());
            assert!(under(&spread.median) * 2 >= values.len());
            assert!(over(&spread.median) * 2 >= values.len());
            assert!(over(&spread.upper) * 4 >= values.len());
            assert!(spread.least <= spread.lower && spread.upper <= spread.most);
        }
    }

    #[test]
    fn values_in_another_order_have_no_spread() {
        let values = numbers(&["1", "2"]);
        assert_eq!(Spread::of(&[&values[0], &values[1]]), None);
        assert!(Spread::of(&[&values[1], &values[0]]).is_some());
        assert!(Spread::of(&[&values[1], &values[1]]).is_some());
    }

    #[test]
    fn a_limit_lies_in_the_tenth_above() {
        let shares = numbers(&[
            "-1/2",
            "0",
            "99999/1000000",
            "10%",
            "1/3",
            "89.9%",
            "90%",
            "1",
            "2",
        ]);
        assert_eq!(tenths(&shares), [3, 1, 0, 1, 0, 0, 0, 0, 1, 3]);
        assert_eq!(tenths(&[]), [0; 10]);
    }
}
