//! Puts the streams of [`crate::wasm`] together again.

use crate::wasm::{Bytes, STREAMS, walk};

/// Before everything stands where each stream begins, and where in the whole the instructions do: four bytes each.
pub const NUMBERS: usize = STREAMS + 1;
/// So many bytes more than the whole they take.
pub const EXTRA: usize = 4 * NUMBERS;

/// Fills `out` from what [`crate::unpack`] has unpacked: the numbers, what stands before the instructions, what stands behind, the
/// streams.
pub fn join(apart: &[u8], out: &mut [u8]) {
    let mut numbers = [0; NUMBERS];
    for (number, bytes) in numbers.iter_mut().zip(apart.chunks_exact(4)) {
        *number = bytes
            .iter()
            .rev()
            .fold(0, |sum, byte| (sum << 8) | usize::from(*byte));
    }
    let [start, next @ ..] = numbers;
    let mut joined = Joined {
        apart,
        next,
        out,
        count: 0,
    };
    joined.copy(EXTRA, start);
    walk(&mut joined);
    joined.copy(EXTRA + start, usize::MAX);
}

struct Joined<'a> {
    apart: &'a [u8],
    next: [usize; STREAMS],
    out: &'a mut [u8],
    count: usize,
}

impl Joined<'_> {
    fn copy(&mut self, from: usize, length: usize) {
        let left = self.out.get_mut(self.count..).unwrap_or_default();
        for (to, byte) in left
            .iter_mut()
            .zip(self.apart.iter().skip(from))
            .take(length)
        {
            *to = *byte;
            self.count += 1;
        }
    }
}

impl Bytes for Joined<'_> {
    #[inline(always)]
    fn take(&mut self, stream: usize) -> u8 {
        let Some(next) = self.next.get_mut(stream) else {
            return 0;
        };
        let byte = self.apart.get(*next).copied().unwrap_or(0);
        *next = next.wrapping_add(1);
        if let Some(place) = self.out.get_mut(self.count) {
            *place = byte;
        }
        self.count += 1;
        byte
    }

    fn taken(&self) -> usize {
        self.count
    }

    fn is_over(&self) -> bool {
        self.count >= self.out.len()
    }
}
