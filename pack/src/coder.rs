//! LZMA's arithmetic decoder: each bit takes as little as it was expected, and what comes is expected more from then on.
//!
//! Without a branch on the bit itself, which nothing could foresee, it takes a sixth less time.

/// A power of two, so that no place lies outside.
pub const ODDS: usize = 1 << 14;

/// For each decision, how likely the bit is 0, of 2048.
pub type Odds = [u16; ODDS];

pub fn even() -> Odds {
    [1024; ODDS]
}

pub struct Coder<'a> {
    packed: &'a [u8],
    next: usize,
    range: u32,
    code: u32,
}

// Everything is inlined into the one loop, or the two numbers would go to memory and back at every bit.
impl<'a> Coder<'a> {
    /// The first byte says nothing.
    pub fn new(packed: &'a [u8]) -> Coder<'a> {
        let mut coder = Coder {
            packed,
            next: 1,
            range: u32::MAX,
            code: 0,
        };
        for _ in 0..4 {
            coder.take_byte();
        }
        coder
    }

    #[inline(always)]
    fn take_byte(&mut self) {
        let byte = self.packed.get(self.next).copied().unwrap_or(0);
        self.code = (self.code << 8) | u32::from(byte);
        self.next += 1;
    }

    #[inline(always)]
    fn widen(&mut self) {
        if self.range < 1 << 24 {
            self.range <<= 8;
            self.take_byte();
        }
    }

    #[inline(always)]
    pub fn bit(&mut self, odds: &mut Odds, place: usize) -> bool {
        let odds = &mut odds[place & (ODDS - 1)];
        let chance = u32::from(*odds);
        let bound = (self.range >> 11) * chance;
        let is_one = self.code >= bound;
        self.range = if is_one { self.range - bound } else { bound };
        self.code -= if is_one { bound } else { 0 };
        let towards = if is_one { 31 } else { 2048 };
        *odds = chance.wrapping_add_signed((towards - chance.cast_signed()) >> 5) as u16;
        self.widen();
        is_one
    }

    /// A number of so many bits, each with odds of its own for what came before it.
    #[inline(always)]
    pub fn number(&mut self, odds: &mut Odds, place: usize, bits: usize) -> usize {
        let mut path = 1;
        for _ in 0..bits {
            path = (path << 1) | usize::from(self.bit(odds, place + path));
        }
        path - (1 << bits)
    }

    /// The same, its last bit first.
    #[inline(always)]
    pub fn number_backwards(&mut self, odds: &mut Odds, place: usize, bits: usize) -> usize {
        let (mut path, mut number) = (1, 0);
        for at in 0..bits {
            let bit = usize::from(self.bit(odds, place + path));
            path = (path << 1) | bit;
            number |= bit << at;
        }
        number
    }

    #[inline(always)]
    pub fn even_odds(&mut self, bits: usize) -> usize {
        let mut number = 0;
        for _ in 0..bits {
            self.range >>= 1;
            let is_one = self.code >= self.range;
            self.code -= if is_one { self.range } else { 0 };
            number = (number << 1) | usize::from(is_one);
            self.widen();
        }
        number
    }

    #[inline(always)]
    pub fn letter(&mut self, odds: &mut Odds, place: usize) -> u8 {
        self.number(odds, place, 8) as u8
    }

    /// After a repetition has ended, the letter that would have gone on with it is the one that does not come: as long as the
    /// bits are the same as its own, they have odds of their own.
    #[inline(always)]
    pub fn letter_unlike(&mut self, odds: &mut Odds, place: usize, unlike: u8) -> u8 {
        let (mut path, mut same, mut unlike) = (1, 0x100, usize::from(unlike));
        while path < 0x100 {
            unlike <<= 1;
            let expected = unlike & same;
            let bit = self.bit(odds, place + same + expected + path);
            path = (path << 1) | usize::from(bit);
            same &= if bit { expected } else { !expected };
        }
        path as u8
    }

    /// Of a repetition: at least 2.
    #[inline(always)]
    pub fn length(&mut self, odds: &mut Odds, place: usize) -> usize {
        if !self.bit(odds, place) {
            2 + self.number(odds, place + 2, 3)
        } else if !self.bit(odds, place + 1) {
            10 + self.number(odds, place + 10, 3)
        } else {
            18 + self.number(odds, place + 18, 8)
        }
    }
}
