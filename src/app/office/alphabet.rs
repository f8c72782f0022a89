//! The order of names: by the Vietnamese alphabet, tones counting only between names that are else the same, numbers by their
//! size. No DOM.

/// Each letter with the tones it can have, in the order of dictionaries.
const LETTERS: [&str; 33] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "b",
    "c",
    "d",
    "đ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "f",
    "g",
    "h",
    "iìỉĩíị",
    "j",
    "k",
    "l",
    "m",
    "n",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "p",
    "q",
    "r",
    "s",
    "t",
    "uùủũúụ",
    "ưừửữứự",
    "v",
    "w",
    "x",
    "yỳỷỹýỵ",
    "z",
];
/// Before all letters.
const NUMBER: usize = 1;

/// By what a name in small letters is compared with others.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    letters: Vec<usize>,
    tones: Vec<usize>,
}

impl Order {
    pub fn of(name: &str) -> Order {
        let mut order = Order::default();
        let mut rest = name.chars().peekable();
        while let Some(letter) = rest.next() {
            if !letter.is_ascii_digit() {
                let (place, tone) = place(letter);
                order.letters.push(place);
                order.tones.push(tone);
                continue;
            }
            let mut digits = vec![letter];
            while let Some(digit) = rest.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            let digits: Vec<char> = digits.into_iter().skip_while(|it| *it == '0').collect();
            // Of two numbers the longer one is the larger.
            order.letters.extend([NUMBER, digits.len()]);
            order.letters.extend(digits.iter().map(|it| *it as usize));
        }
        order
    }
}

/// A letter's place, and that of its tone; what is no letter of the alphabet comes after all that are, a space before.
fn place(letter: char) -> (usize, usize) {
    if letter == ' ' {
        return (0, 0);
    }
    let mut letters = LETTERS.iter().enumerate();
    let found = letters.find_map(|(place, tones)| {
        let tone = tones.chars().position(|it| it == letter)?;
        Some((NUMBER + 1 + place, tone))
    });
    found.unwrap_or((NUMBER + 1 + LETTERS.len() + letter as usize, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_as_in_a_dictionary() {
        let names = [
            "phường 2",
            "phường 10",
            "xã an bình",
            "xã án bình",
            "xã an lộc",
            "xã ăn",
            "xã ân",
            "xã dương",
            "xã đà",
            "xã ea",
            "xã ê",
            "xã hòa",
            "xã y",
        ];
        for pair in names.windows(2) {
            assert!(Order::of(pair[0]) < Order::of(pair[1]), "{pair:?}");
        }
        assert_eq!(Order::of("phường 02"), Order::of("phường 2"));
    }
}
