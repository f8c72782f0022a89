//! Small and capital letters of Vietnamese, and of the languages of Vietnam that are written in Latin letters.
//!
//! The standard library knows those of all the world, by tables that would be 1 % of the page.

use std::borrow::Cow;

/// A text from a file as it can stand in a sentence: what it says of the direction of writing ends with it.
pub fn isolated(text: &str) -> Cow<'_, str> {
    let turns = |letter: char| {
        // Marks of direction, and letters that are written from right to left.
        matches!(letter, '\u{590}'..='\u{8ff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
    };
    if text.chars().any(turns) {
        Cow::Owned(format!("\u{2068}{text}\u{2069}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A text in small letters.
pub fn small(text: &str) -> String {
    text.chars().map(small_letter).collect()
}

/// A text in capital letters.
pub fn capitals(text: &str) -> String {
    text.chars().map(capital).collect()
}

/// With a small first letter.
pub fn uncapitalized(text: &str) -> String {
    first(text, small_letter)
}

/// With a capital first letter.
pub fn capitalized(text: &str) -> String {
    first(text, capital)
}

fn first(text: &str, change: fn(char) -> char) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(change);
    first.into_iter().chain(letters).collect()
}

pub fn small_letter(letter: char) -> char {
    let code = u32::from(letter);
    let small = match (letter, code % 2) {
        ('A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ', _) => code + 32,
        ('Ā'..='Į' | 'Ĳ'..='ķ' | 'Ŋ'..='ŷ' | 'Ơ'..='ơ' | 'Ḁ'..='ẕ' | 'Ạ'..='ỹ', 0)
        | ('Ĺ'..='Ň' | 'Ź'..='Ž' | 'Ư', 1) => code + 1,
        _ => code,
    };
    char::from_u32(small).unwrap_or(letter)
}

fn capital(letter: char) -> char {
    let code = u32::from(letter);
    let capital = match (letter, code % 2) {
        ('a'..='z' | 'à'..='ö' | 'ø'..='þ', _) => code - 32,
        ('ā'..='į' | 'ĳ'..='ķ' | 'ŋ'..='ŷ' | 'ơ' | 'ḁ'..='ẕ' | 'ạ'..='ỹ', 1)
        | ('ĺ'..='ň' | 'ź'..='ž' | 'ư', 0) => code - 1,
        _ => code,
    };
    char::from_u32(capital).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_small_and_capital_as_everywhere() {
        let others = ['µ', 'ß', 'ÿ', 'İ', 'ı', 'ŉ', 'Ÿ', 'ſ'];
        let letters = ('\0'..='ž').chain(['Ơ', 'ơ', 'Ư', 'ư']).chain('Ḁ'..='ẕ');
        for letter in letters.chain('Ạ'..='ỹ').filter(|one| !others.contains(one)) {
            assert!(letter.to_lowercase().eq([small_letter(letter)]), "{letter}");
            assert!(letter.to_uppercase().eq([capital(letter)]), "{letter}");
        }
        for letter in others {
            assert_eq!((small_letter(letter), capital(letter)), (letter, letter));
        }
    }

    #[test]
    fn what_turns_the_direction_of_writing_ends_with_its_text() {
        assert_eq!(isolated("UBND xã Čư Êbur"), "UBND xã Čư Êbur");
        assert_eq!(isolated("Xã \u{202e}A"), "\u{2068}Xã \u{202e}A\u{2069}");
        assert_eq!(isolated("אבג"), "\u{2068}אבג\u{2069}");
    }

    #[test]
    fn only_the_first_letter_changes() {
        assert_eq!(capitalized("đạt Mức I"), "Đạt Mức I");
        assert_eq!(uncapitalized("Ủy ban"), "ủy ban");
        assert_eq!(capitalized(""), "");
        assert_eq!(capitals("xã Čư Êbur"), "XÃ ČƯ ÊBUR");
    }
}
