//! Rounding, where a decision asks for it and as it says.

use std::cmp::Ordering;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::framework::Source;
use super::number::{Exact, Number};

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// To the nearest; a half away from 0.
    HalfUp,
    /// To the nearest; a half to the even multiple.
    HalfEven,
    /// Away from 0.
    Up,
    /// Toward 0.
    Down,
}

/// A rule of rounding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// To a multiple of this, above 0.
    pub to: Number,
    /// Which way.
    pub mode: Mode,
    /// The words that say so.
    pub source: Rc<Source>,
}

impl Rounding {
    /// The multiple it comes to, but never more than a maximum.
    #[must_use]
    pub fn within(&self, number: &Number, max: Option<&Number>) -> Number {
        let rounded = self.apply(number);
        match max {
            Some(max) => rounded.min(max.clone()),
            None => rounded,
        }
    }

    /// The multiple it comes to.
    #[must_use]
    pub fn apply(&self, number: &Number) -> Number {
        let Ok(rounded) = self.round(number);
        rounded
    }

    pub(crate) fn round<N: Exact>(&self, number: &N) -> Result<N, N::TooLong> {
        let to = N::of(&self.to)?;
        let is_negative = number.is_negative();
        let size = if is_negative {
            number.negative()?
        } else {
            number.clone()
        };
        let Some(steps) = size.share(&to)? else {
            return Ok(number.clone());
        };
        let mut whole = steps.truncated();
        let rest = steps.minus(&whole)?;
        let half = N::of(&Number::HALF)?;
        let goes_up = match self.mode {
            Mode::Down => false,
            Mode::Up => !rest.is_zero(),
            Mode::HalfUp => rest >= half,
            Mode::HalfEven => match rest.cmp(&half) {
                Ordering::Less => false,
                Ordering::Equal => !whole.times(&half)?.is_whole(),
                Ordering::Greater => true,
            },
        };
        if goes_up {
            whole = whole.plus(&N::whole(1))?;
        }
        let size = whole.times(&to)?;
        if is_negative {
            size.negative()
        } else {
            Ok(size)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(number: &str, to: &str, mode: Mode) -> String {
        let source = Rc::new(Source {
            at: String::new(),
            quote: String::new(),
        });
        let to = to.parse().unwrap();
        Rounding { to, mode, source }
            .apply(&number.parse().unwrap())
            .to_string()
    }

    #[test]
    fn each_mode_at_and_beside_the_half() {
        for (number, half_up, half_even, up, down) in [
            ("1.125", "1.25", "1", "1.25", "1"),
            ("1.1249", "1", "1", "1.25", "1"),
            ("1.1251", "1.25", "1.25", "1.25", "1"),
            ("1.375", "1.5", "1.5", "1.5", "1.25"),
            ("1.25", "1.25", "1.25", "1.25", "1.25"),
            ("0", "0", "0", "0", "0"),
            ("-1.125", "-1.25", "-1", "-1.25", "-1"),
            ("1/3", "0.25", "0.25", "0.5", "0.25"),
        ] {
            for (mode, expected) in [
                (Mode::HalfUp, half_up),
                (Mode::HalfEven, half_even),
                (Mode::Up, up),
                (Mode::Down, down),
            ] {
                assert_eq!(rounded(number, "0.25", mode), expected, "{number} {mode:?}");
            }
        }
    }

    #[test]
    fn two_decimals_half_up_as_published() {
        assert_eq!(rounded("14.905", "0.01", Mode::HalfUp), "14.91");
        assert_eq!(rounded("14.9049", "0.01", Mode::HalfUp), "14.9");
    }
}
