//! The receipt code: short enough to stand on the signed paper and be typed, and enough of a file's digest to know the file by.
//!
//! 16 signs of Crockford's base 32 in four groups: `7K3M-9QWX-2FPA-C8RT`. They are one number of 80 bits: the digest's first
//! 70 bits, then what these leave when divided by 1021 as 10 bits. 1021 is the largest prime below 2¹⁰, and neither a power of
//! 32 nor 31 or 33 times one is a multiple of it: a single wrong sign, and two neighbours that changed places, always show.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Crockford's: no I, L, O and U, which are taken for 1, 1, 0 and V.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many there are in a code.
const LENGTH: usize = 16;
/// How many stand together.
const TOGETHER: usize = 4;
/// What the rest is taken by.
const MODULUS: u128 = 1021;
/// Bits of the rest.
const CHECK_BITS: u32 = 10;
/// Bytes of the digest that the code is made from, and how many of their bits are left out.
const BYTES: usize = 9;
const BITS_LEFT: u32 = 2;

/// A receipt code that is one: its signs fit together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Receipt(u128);

/// Why a text is no receipt code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Mistyped {
    /// It has so many signs.
    #[error("found {0} signs, expected {LENGTH}")]
    Length(usize),
    /// No code has this sign.
    #[error("found {0:?}, expected a digit or a letter that codes have")]
    Sign(char),
    /// Its signs do not fit together: some sign is another one, or some have changed places.
    #[error("the signs do not fit together, expected a code as it was printed")]
    Check,
}

impl Receipt {
    /// Of content with this digest.
    #[must_use]
    pub fn of(digest: &[u8; 32]) -> Receipt {
        let first = digest.iter().take(BYTES);
        let number = first.fold(0, |number, byte| (number << 8) | u128::from(*byte)) >> BITS_LEFT;
        Receipt((number << CHECK_BITS) | (number % MODULUS))
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in 0..LENGTH {
            if place > 0 && place % TOGETHER == 0 {
                f.write_str("-")?;
            }
            let sign = (self.0 >> (5 * (LENGTH - 1 - place))) & 31;
            let sign = usize::try_from(sign).ok().and_then(|sign| SIGNS.get(sign));
            write!(f, "{}", char::from(sign.copied().unwrap_or_default()))?;
        }
        Ok(())
    }
}

/// As people type it: small letters, spaces, hyphens and stops anywhere, `o` for 0, `i` and `l` for 1; or copied along with
/// what stands before it and the quotation marks around it.
impl FromStr for Receipt {
    type Err = Mistyped;

    fn from_str(typed: &str) -> Result<Receipt, Mistyped> {
        let typed = typed.rsplit(':').next().unwrap_or(typed);
        let is_between = |letter: &char| letter.is_whitespace() || is_beside(*letter);
        let (mut number, mut count) = (0_u128, 0);
        for letter in typed.chars().filter(|letter| !is_between(letter)) {
            let value = value(letter).ok_or(Mistyped::Sign(letter))?;
            number = (number << 5) | value;
            count += 1;
            if count > LENGTH {
                return Err(Mistyped::Length(
                    typed.chars().filter(|it| !is_between(it)).count(),
                ));
            }
        }
        if count != LENGTH {
            return Err(Mistyped::Length(count));
        }
        let (data, check) = (number >> CHECK_BITS, number & ((1 << CHECK_BITS) - 1));
        if data % MODULUS == check {
            Ok(Receipt(number))
        } else {
            Err(Mistyped::Check)
        }
    }
}

/// What stands between signs or around them: what Word and telephones make of a hyphen, too, and marks that nobody sees.
fn is_beside(letter: char) -> bool {
    matches!(
        letter,
        '-' | '.'
            | ','
            | ';'
            | '_'
            | '"'
            | '“'
            | '”'
            | '\u{ad}'
            | '\u{200b}'
            | '\u{feff}'
            | '\u{2010}'..='\u{2015}' | '\u{2212}'
    )
}

fn value(letter: char) -> Option<u128> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    };
    let place = SIGNS.iter().position(|sign| char::from(*sign) == letter)?;
    u128::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes() -> Vec<String> {
        let mut seed = 7_u64;
        let mut digest = || {
            [0; 32].map(|_: u8| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                seed.to_be_bytes()[0]
            })
        };
        let all = (0..40).map(|_| Receipt::of(&digest()));
        let ends = [Receipt::of(&[0; 32]), Receipt::of(&[255; 32])];
        all.chain(ends).map(|code| code.to_string()).collect()
    }

    fn signs(code: &str) -> Vec<char> {
        code.chars().filter(|sign| *sign != '-').collect()
    }

    fn read(signs: &[char]) -> Result<Receipt, Mistyped> {
        signs.iter().collect::<String>().parse()
    }

    #[test]
    fn a_code_is_of_the_first_seventy_bits() {
        let mut digest = [0; 32];
        assert_eq!(Receipt::of(&digest).to_string(), "0000-0000-0000-0000");
        digest[8] = 4; // the last bit that counts
        assert_eq!(Receipt::of(&digest).to_string(), "0000-0000-0000-0101");
        digest[8] = 3;
        assert_eq!(Receipt::of(&digest).to_string(), "0000-0000-0000-0000");
        digest[0] = 128;
        assert_eq!(&Receipt::of(&digest).to_string()[..4], "G000");
    }

    #[test]
    fn it_is_read_as_people_type_it() {
        for code in codes() {
            let expected: Receipt = code.parse().unwrap();
            assert_eq!(expected.to_string(), code);
            let typed = code.to_lowercase().replace('0', "o").replace('1', "l");
            let spaced = typed.replace('-', " – ");
            assert_eq!([typed.parse(), spaced.parse()], [Ok(expected); 2]);
            let copied = format!("Mã biên nhận: {code}.");
            let dotted = code.replace('-', ".");
            let quoted = format!("“{code}”");
            let copied = [copied, dotted, quoted].map(|copied| copied.parse());
            assert_eq!(copied, [Ok(expected); 3]);
        }
    }

    #[test]
    fn every_wrong_sign_shows() {
        for code in codes() {
            let right = signs(&code);
            for place in 0..right.len() {
                for sign in SIGNS.map(char::from) {
                    let mut wrong = right.clone();
                    wrong[place] = sign;
                    assert_eq!(
                        read(&wrong).is_ok(),
                        wrong == right,
                        "{code}, {place}, {sign}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_two_signs_that_changed_places_show() {
        for code in codes() {
            let right = signs(&code);
            for one in 0..right.len() {
                for other in one + 1..right.len() {
                    let mut wrong = right.clone();
                    wrong.swap(one, other);
                    assert_eq!(
                        read(&wrong).is_ok(),
                        wrong == right,
                        "{code}, {one}, {other}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_is_no_code_says_why() {
        for (typed, why) in [
            ("", Mistyped::Length(0)),
            ("0000-0000-0000-000", Mistyped::Length(15)),
            ("0000-0000-0000-0000-00", Mistyped::Length(18)),
            ("0000-0000-0000-000U", Mistyped::Sign('U')),
            ("0000-0000-0000-000ồ", Mistyped::Sign('ồ')),
            ("0000-0000-0000-0001", Mistyped::Check),
        ] {
            assert_eq!(typed.parse::<Receipt>(), Err(why), "{typed}");
        }
    }
}
