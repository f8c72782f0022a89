//! A wasm program's instructions, taken apart into streams of like with like: what they do, which variables, how far into memory,
//! which constants, which functions. So they pack 6 % smaller than one behind the other.
//!
//! Taking apart and joining are the same walk along the instructions: each byte is taken from one side and put on the other.

/// How many.
pub const STREAMS: usize = 9;
const OPERATION: usize = 0;
const VARIABLE: usize = 1;
const ALIGNMENT: usize = 2;
const OFFSET: usize = 3;
const CONSTANT: usize = 4;
const CALL: usize = 5;
const JUMP: usize = 6;
const OTHER: usize = 7;
/// Of a function its size and its variables' types.
pub const HEAD: usize = 8;

/// Where bytes are taken and put.
pub trait Bytes {
    /// The next byte, which belongs to this stream; 0 once there are no more.
    fn take(&mut self, stream: usize) -> u8;
    /// How many have been taken.
    fn taken(&self) -> usize;
    /// Whether there are no more.
    fn is_over(&self) -> bool;
}

/// Walks along a code section. Of what is no such section it takes bytes until they are over.
pub fn walk(bytes: &mut impl Bytes) {
    for _ in 0..number(bytes, HEAD) {
        if bytes.is_over() {
            return;
        }
        function(bytes);
    }
}

/// Not inlined, for the reason that [`crate::unpack`] has for unpacking a little at a time.
#[inline(never)]
fn function(bytes: &mut impl Bytes) {
    let size = number(bytes, HEAD);
    let end = bytes.taken().saturating_add(size);
    for _ in 0..number(bytes, HEAD) {
        if bytes.is_over() {
            return;
        }
        number(bytes, HEAD);
        bytes.take(HEAD);
    }
    while bytes.taken() < end && !bytes.is_over() {
        instruction(bytes);
    }
}

#[inline(always)]
fn instruction(bytes: &mut impl Bytes) {
    match bytes.take(OPERATION) {
        0x20..=0x22 => {
            number(bytes, VARIABLE);
        }
        0x28..=0x3e => {
            number(bytes, ALIGNMENT);
            number(bytes, OFFSET);
        }
        0x41 | 0x42 => {
            number(bytes, CONSTANT);
        }
        0x10 => {
            number(bytes, CALL);
        }
        0x0c | 0x0d => {
            number(bytes, JUMP);
        }
        0x0e => {
            for _ in 0..number(bytes, JUMP) {
                if bytes.is_over() {
                    return;
                }
                number(bytes, JUMP);
            }
            number(bytes, JUMP);
        }
        0x02..=0x04 | 0x23..=0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => {
            number(bytes, OTHER);
        }
        0x11 => {
            number(bytes, OTHER);
            number(bytes, OTHER);
        }
        0x43 => several(bytes, 4),
        0x44 => several(bytes, 8),
        0xfc => match number(bytes, OTHER) {
            8 | 10 | 12 | 14 => {
                number(bytes, OTHER);
                number(bytes, OTHER);
            }
            9 | 11 | 13 | 15.. => {
                number(bytes, OTHER);
            }
            _ => {}
        },
        0x1c => {
            let types = number(bytes, OTHER);
            several(bytes, types);
        }
        _ => {}
    }
}

fn several(bytes: &mut impl Bytes, count: usize) {
    for _ in 0..count {
        if bytes.is_over() {
            return;
        }
        bytes.take(CONSTANT);
    }
}

/// A number in as many bytes as it needs, seven bits each.
#[inline(always)]
pub fn number(bytes: &mut impl Bytes, stream: usize) -> usize {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = bytes.take(stream);
        number |= usize::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        shift += 7;
        if byte < 0x80 {
            return number;
        }
    }
}
