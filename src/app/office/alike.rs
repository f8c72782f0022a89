//! Names that look the same and are not written with the same letters. No DOM.

use bac_thang::engine::assessment::is_visible;

/// Letters that look like Latin ones, each before the small Latin one: Cyrillic, Greek, and others than the Vietnamese `đ`.
const ALIKE: &str = "аaАaВbеeЕeіiІiјjЈjкkКkМmНhоoОoрpРpсcСcТtуyУyүyҮyхxХxѕsЅsһhҺhԛqԚqԝwԜwαaΑaΒbΕeΖzΗhιiΙiΚkΜmνvΝnοoΟoρpΡpΤtΥyΧxðđÐđƉđ";
/// The first letter that is no Latin one.
const FIRST_OTHER: char = '\u{370}';
/// Turns the direction of writing, up to where it ends.
const TURNED: char = '\u{202e}';
const TURNED_BACK: char = '\u{202c}';

/// A name with the letters that it seems to have: nothing that cannot be seen, and in the order in which they are seen.
pub fn seeming(name: &str) -> String {
    let seen =
        |letter: &char| letter.is_whitespace() || is_visible(letter.encode_utf8(&mut [0; 4]));
    let letters = |part: &str| -> Vec<char> { part.chars().filter(seen).map(latin).collect() };
    let mut parts = name.split(TURNED);
    let mut all = letters(parts.next().unwrap_or_default());
    for part in parts {
        let (turned, rest) = part.split_once(TURNED_BACK).unwrap_or((part, ""));
        all.extend(letters(turned).into_iter().rev());
        all.extend(letters(rest));
    }
    all.into_iter().collect()
}

/// The letters of a name that look like Latin ones and are of another alphabet, each once.
pub fn foreign(name: &str) -> Vec<char> {
    let mut found = Vec::new();
    for letter in name.chars() {
        if letter >= FIRST_OTHER && latin(letter) != letter && !found.contains(&letter) {
            found.push(letter);
        }
    }
    found
}

/// Whether letters of a name are shown in another order than that in which they stand.
pub fn is_turned(name: &str) -> bool {
    name.contains(TURNED)
}

/// Whether a letter is what it looks like and one by itself, whatever stands around it: Latin ones and Vietnamese ones, of which nearly
/// all names are made.
pub fn is_plain(letter: char) -> bool {
    matches!(letter,
        ' '..='~' | 'À'..='Ï' | 'Ñ'..='ï' | 'ñ'..='ÿ' | 'Ạ'..='ỹ'
        | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư')
}

fn latin(letter: char) -> char {
    if is_plain(letter) {
        return letter;
    }
    let mut pairs = ALIKE.chars();
    while let (Some(other), Some(latin)) = (pairs.next(), pairs.next()) {
        if other == letter {
            return latin;
        }
    }
    letter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_stands_before_the_one_it_looks_like() {
        let letters: Vec<char> = ALIKE.chars().collect();
        let pairs = letters.chunks(2);
        assert!(pairs.clone().all(|pair| pair[0] > '\u{7f}'));
        assert!(pairs.clone().all(|pair| latin(pair[0]) == pair[1]));
        assert!(pairs.clone().all(|pair| is_plain(pair[1])));
        let is_small = |latin: char| latin.is_ascii_lowercase() || latin == 'đ';
        assert!(
            pairs
                .clone()
                .all(|pair| pair.len() == 2 && is_small(pair[1]))
        );
    }

    #[test]
    fn a_name_has_the_letters_that_are_seen() {
        assert_eq!(seeming("xã \u{202e}ỏĐ tấĐ\u{202c} 1"), "xã Đất Đỏ 1");
        assert_eq!(seeming("xã\u{a0}Đất\u{ad}Đỏ"), "xã\u{a0}ĐấtĐỏ");
        assert_eq!(foreign("Сẩm Сhо Ð"), ['С', 'о']);
        assert!(is_turned("\u{202e}A") && !is_turned("A"));
    }
}
