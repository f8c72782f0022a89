//! Receiving whatever is given as a file to be handed in, and sealing what opens.

use std::rc::Rc;

use bac_thang::Framework;
use bac_thang::engine::assessment::{Assessment, VERSION};
use bac_thang::engine::file::{self, File};
use bac_thang::engine::receive::{Reason, Received, Refusal};
use serde_json::Value;

use super::is_readable;
use super::score::sheets;

/// How many bytes of a sealed file are changed, each in a copy of its own.
const CHANGES: usize = 8;

/// A text opened as a file: refused with a message a person can read, or opened and received; and then written anew, which is
/// a file that fits its seal, and no longer does once a byte of what is sealed is another.
///
/// # Panics
/// Where that does not hold.
pub fn file(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let file = match File::read(text) {
        Ok(file) => file,
        Err(error) => {
            assert!(is_readable(&error.to_string()), "{error}");
            return;
        }
    };
    assert_eq!(Assessment::read(text).as_ref(), Ok(&file.assessment));
    sheets(|frameworks| {
        let received = received(frameworks, text);
        let carried = file.carried().and(file.framework.as_deref());
        for inside in [None, carried] {
            let written = file::write(&file.assessment, inside);
            let Some(written) = written else {
                panic!("cannot be written: {text}");
            };
            fits_its_seal(&file.assessment, inside, &written);
            let again = self::received(frameworks, &written);
            let (Some(received), Some(again)) = (&received, &again) else {
                continue;
            };
            assert_eq!(received.result, again.result, "{written}");
            let is_changed = |reason: &Reason| matches!(reason, Reason::Changed(_));
            assert!(!again.reasons.iter().any(is_changed), "{written}");
        }
    });
}

/// What an office makes of it; nothing, where its framework or kind of unit is not there.
fn received(frameworks: &[Rc<Framework>], text: &str) -> Option<Received> {
    let received = match Received::read(frameworks, text.into()) {
        Ok(received) => received,
        Err(Refusal::NotText | Refusal::Load(_)) => panic!("opened and not received: {text}"),
        Err(_) => return None,
    };
    assert_eq!(received.text.as_ref(), text);
    let late = received.as_late();
    assert!(late.is_some(), "{text}");
    Some(received)
}

fn fits_its_seal(assessment: &Assessment, inside: Option<&str>, written: &str) {
    let file = match File::read(written) {
        Ok(file) => file,
        Err(error) => panic!("{error}: {written}"),
    };
    assert_eq!(file.assessment, *assessment, "{written}");
    assert_eq!(file.version, VERSION);
    assert_eq!(file.broken, [], "{written}");
    assert_eq!(file.framework.is_some(), inside.is_some());
    assert_eq!(file::receipt(assessment), Some(file.receipt), "{written}");
    let seal = file.seal.as_ref();
    let sealed = seal.map(|seal| (seal.digest.clone(), seal.receipt.clone()));
    assert_eq!(sealed, Some((file.digest, file.receipt.to_string())));
    let content = content(written);
    let mut chance = seed(written);
    for _ in 0..CHANGES {
        let Some(changed) = with_another_byte(written, &mut chance) else {
            continue;
        };
        let Ok(file) = File::read(&changed) else {
            continue;
        };
        // Another blank, or a letter of a name outside, says the same.
        if self::content(&changed) != content {
            assert!(!file.broken.is_empty(), "{written}\n{changed}");
        }
    }
}

/// What a seal is of.
fn content(text: &str) -> Value {
    let mut json: Value = serde_json::from_str(text).unwrap_or_default();
    if let Value::Object(fields) = &mut json {
        for outside in ["preparer", "framework_document", "seal"] {
            fields.remove(outside);
        }
    }
    json
}

/// A number from a text, so that a run can be repeated.
fn seed(text: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325;
    text.bytes().fold(start, |seed, byte| {
        (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// One byte another one: a letter or digit as often as not, because little else leaves a file that opens.
fn with_another_byte(text: &str, chance: &mut u64) -> Option<String> {
    let mut next = |below: usize| {
        *chance ^= *chance << 13;
        *chance ^= *chance >> 7;
        *chance ^= *chance << 17;
        let high = usize::try_from(*chance >> 33).unwrap_or_default();
        high.checked_rem(below).unwrap_or_default()
    };
    let mut bytes = text.as_bytes().to_vec();
    let place = next(bytes.len());
    let byte = bytes.get_mut(place)?;
    *byte = match next(2) {
        0 => *b"0123456789abcdef".get(next(16))?,
        _ => u8::try_from(next(256)).ok()?,
    };
    String::from_utf8(bytes).ok()
}
