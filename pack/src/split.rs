//! Takes a wasm program's instructions apart for [`bac_thang_pack::join`].

use bac_thang_pack::join::EXTRA;
use bac_thang_pack::wasm::{Bytes, HEAD, STREAMS, number, walk};

const CODE: u8 = 10;

/// Of the bytes, at this place of which a program begins.
pub fn split(bytes: &[u8], program: usize) -> Option<Vec<u8>> {
    let mut parts = Parts::new(bytes, program + 8);
    let size = loop {
        let kind = *bytes.get(parts.at)?;
        parts.at += 1;
        let size = number(&mut parts, HEAD);
        if kind == CODE {
            break size;
        }
        parts.at += size;
    };
    let start = parts.at;
    let mut parts = Parts::new(bytes, start);
    walk(&mut parts);
    if parts.at != start + size {
        return None;
    }
    let mut numbers = vec![start];
    let mut place = EXTRA + bytes.len() - size;
    for stream in &parts.streams {
        numbers.push(place);
        place += stream.len();
    }
    let mut apart = Vec::new();
    for number in numbers {
        apart.extend(u32::try_from(number).ok()?.to_le_bytes());
    }
    apart.extend(bytes.get(..start)?);
    apart.extend(bytes.get(parts.at..)?);
    apart.extend(parts.streams.concat());
    Some(apart)
}

struct Parts<'a> {
    bytes: &'a [u8],
    at: usize,
    streams: [Vec<u8>; STREAMS],
}

impl Parts<'_> {
    fn new(bytes: &[u8], at: usize) -> Parts<'_> {
        Parts {
            bytes,
            at,
            streams: Default::default(),
        }
    }
}

impl Bytes for Parts<'_> {
    fn take(&mut self, stream: usize) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        if let Some(stream) = self.streams.get_mut(stream) {
            stream.push(byte);
        }
        byte
    }

    fn taken(&self) -> usize {
        self.at
    }

    fn is_over(&self) -> bool {
        self.at >= self.bytes.len()
    }
}
