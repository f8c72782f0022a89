//! Names of files in an archive, in whatever letters they are written. No DOM.

use std::borrow::Cow;

/// The upper half of code page 437, in which Windows in English writes names.
const ENGLISH: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
/// That of code page 1258, of Windows in Vietnamese, from where its letters begin; marks of tones stand after their vowels.
const VIETNAMESE: &str = "ÀÁÂĂÄÅÆÇÈÉÊË\u{300}ÍÎÏĐÑ\u{309}ÓÔƠÖ×ØÙÚÛÜƯ\u{303}ßàáâăäåæçèéêë\u{301}íîïđñ\u{323}óôơö÷øùúûüư₫ÿ";
/// The first of these.
const FIRST_VIETNAMESE: u8 = 0xc0;
/// The last of the letters with marks in code page 437; the other one has no letter up to there.
const LAST_ENGLISH: u8 = 0xa5;

/// The name that these bytes are. Most programs write UTF-8, whether they say so or not; where it is none, and they do not say
/// so, it is in the code page of the machine that wrote it, which nobody names.
pub fn decoded(bytes: &[u8], says_utf8: bool) -> Cow<'_, str> {
    if says_utf8 || std::str::from_utf8(bytes).is_ok() {
        return String::from_utf8_lossy(bytes);
    }
    let is_english = |byte: &u8| (0x80..=LAST_ENGLISH).contains(byte);
    let (page, first) = if bytes.iter().any(is_english) {
        (ENGLISH, 0x80)
    } else {
        (VIETNAMESE, FIRST_VIETNAMESE)
    };
    let letter = |byte: u8| match byte.checked_sub(first) {
        Some(place) => page.chars().nth(place.into()).unwrap_or('\u{fffd}'),
        None if byte.is_ascii() => char::from(byte),
        None => '\u{fffd}',
    };
    Cow::Owned(bytes.iter().copied().map(letter).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_a_letter_for_each_byte() {
        assert_eq!(ENGLISH.chars().count(), 128);
        assert_eq!(VIETNAMESE.chars().count(), 64);
    }

    #[test]
    fn names_are_read_whoever_wrote_them() {
        let utf8 = "xã Đất Đỏ.json";
        for says in [true, false] {
            assert_eq!(decoded(utf8.as_bytes(), says), utf8);
        }
        // As Python's codecs write them.
        assert_eq!(decoded(b"Th\x87 x\x84.json", false), "Thç xä.json");
        assert_eq!(decoded(b"caf\x82 \xe1.json", false), "café ß.json");
        let name = b"x\xe3 \xd0\xe2\xect \xd0o\xd2, ph\xfd\xf5\xccng.json";
        assert_eq!(
            decoded(name, false),
            "xă Đâ\u{301}t Đo\u{309}, phươ\u{300}ng.json"
        );
        // Of what says that it is UTF-8 and is not, the rest is shown.
        assert_eq!(decoded(b"a\xff.json", true), "a\u{fffd}.json");
        // Neither page has a letter there.
        assert_eq!(decoded(b"a\xbf\xe3.json", false), "a\u{fffd}ă.json");
    }
}
