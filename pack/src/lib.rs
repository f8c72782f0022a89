//! Unpacks what `main.rs` packs: LZMA without its head, which both sides know, of a program whose instructions were taken apart.
//! LZMA takes a fifth off what gzip leaves, because it sees the whole program at once and expects what came before.
//!
//! Nothing here can fail: bytes that are not ours unpack to something else. Whether they are ours is known before, by the
//! checksum of the gzip around them.

mod coder;
#[cfg(target_arch = "wasm32")]
mod door;
pub mod join;
pub mod wasm;

use coder::{Coder, ODDS, Odds};

/// How many bits of the byte before say what letter to expect.
pub const LITERAL_CONTEXT: u32 = 4;
/// How far back a repetition may lie: further than the program is long.
pub const WINDOW: u32 = 4 << 20;

// Where the odds of each kind of decision begin.
const IS_REPETITION: usize = 0;
const IS_RECENT: usize = 12;
const IS_NOT_LAST: usize = 24;
const IS_NOT_SECOND: usize = 36;
const IS_NOT_THIRD: usize = 48;
const IS_LONG: usize = 60;
const SLOTS: usize = 72;
const NEAR: usize = SLOTS + 4 * 64;
const ALIGN: usize = NEAR + 115;
const LENGTHS: usize = ALIGN + 16;
const RECENT_LENGTHS: usize = LENGTHS + 274;
const LETTERS: usize = RECENT_LENGTHS + 274;
const _: () = assert!(LETTERS + (0x300 << LITERAL_CONTEXT) <= ODDS);

/// So many bytes are unpacked by one call of `some`. A browser's wasm runs slowly at first, and only a function called anew
/// runs as what it has been compiled to since.
const AT_ONCE: usize = 2048;

/// Fills `out` with what was packed.
pub fn unpack(packed: &[u8], out: &mut [u8]) {
    let mut odds = coder::even();
    let mut state = State {
        coder: Coder::new(packed),
        count: 0,
        past: 0,
        back: [0; 4],
    };
    while state.count < out.len() {
        state = some(state, &mut odds, out);
    }
}

struct State<'a> {
    coder: Coder<'a>,
    /// Bytes unpacked.
    count: usize,
    /// Whether the last few were letters or repetitions, and of what kind, in LZMA's own numbering.
    past: usize,
    /// How far back the last four repetitions lay, less one.
    back: [usize; 4],
}

#[inline(never)]
fn some<'a>(state: State<'a>, odds: &mut Odds, out: &mut [u8]) -> State<'a> {
    let State {
        mut coder,
        mut count,
        mut past,
        back: [mut first, mut second, mut third, mut fourth],
    } = state;
    let stop = out.len().min(count + AT_ONCE);
    while count < stop {
        if !coder.bit(odds, IS_REPETITION + past) {
            let letters =
                LETTERS + 0x300 * usize::from(back(out, count, 0) >> (8 - LITERAL_CONTEXT));
            let letter = if past < 7 {
                coder.letter(odds, letters)
            } else {
                coder.letter_unlike(odds, letters, back(out, count, first))
            };
            put(out, count, letter);
            count += 1;
            past = match past {
                0..4 => 0,
                4..10 => past - 3,
                _ => past - 6,
            };
            continue;
        }
        let was_letter = past < 7;
        let length;
        if !coder.bit(odds, IS_RECENT + past) {
            length = coder.length(odds, LENGTHS);
            past = if was_letter { 7 } else { 10 };
            (fourth, third, second) = (third, second, first);
            first = distance(&mut coder, odds, length);
        } else {
            let is_last = !coder.bit(odds, IS_NOT_LAST + past);
            if is_last && !coder.bit(odds, IS_LONG + past) {
                length = 1;
                past = if was_letter { 9 } else { 11 };
            } else {
                if !is_last {
                    [first, second, third, fourth] = if !coder.bit(odds, IS_NOT_SECOND + past) {
                        [second, first, third, fourth]
                    } else if !coder.bit(odds, IS_NOT_THIRD + past) {
                        [third, first, second, fourth]
                    } else {
                        [fourth, first, second, third]
                    };
                }
                length = coder.length(odds, RECENT_LENGTHS);
                past = if was_letter { 8 } else { 11 };
            }
        }
        let end = out.len().min(count + length);
        while count < end {
            let again = back(out, count, first);
            put(out, count, again);
            count += 1;
        }
    }
    State {
        coder,
        count,
        past,
        back: [first, second, third, fourth],
    }
}

/// How far back a new repetition lies, less one. Of a near one every bit has its odds, of a far one the first and the last few.
#[inline(always)]
fn distance(coder: &mut Coder, odds: &mut Odds, length: usize) -> usize {
    let slot = coder.number(odds, SLOTS + 64 * (length - 2).min(3), 6);
    if slot < 4 {
        return slot;
    }
    let bits = (slot >> 1) - 1;
    let least = (2 | (slot & 1)) << bits;
    if slot < 14 {
        least + coder.number_backwards(odds, NEAR + least - slot, bits)
    } else {
        least + (coder.even_odds(bits - 4) << 4) + coder.number_backwards(odds, ALIGN, 4)
    }
}

/// The byte so far back, less one; before the first all are 0.
#[inline(always)]
fn back(out: &[u8], count: usize, far: usize) -> u8 {
    let place = count.wrapping_sub(far).wrapping_sub(1);
    out.get(place).copied().unwrap_or(0)
}

#[inline(always)]
fn put(out: &mut [u8], count: usize, byte: u8) {
    if let Some(place) = out.get_mut(count) {
        *place = byte;
    }
}
