//! From text to tree (RFC 8259).

use std::borrow::Cow;

use super::{Field, Json, Stop, Why, is_escaped};

/// How deep lists and objects may stand in one another: each level takes stack.
pub(crate) const MAX_DEPTH: usize = 127;

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

/// The byte that cannot stand where it stands is the one before this place; or the text ends there.
#[derive(Clone, Copy)]
struct Unexpected {
    why: Why,
    end: usize,
}

type Parsed<T> = Result<T, Unexpected>;

impl<'a> Json<'a> {
    /// Reads a whole text.
    pub(crate) fn parse(text: &'a str) -> Result<Json<'a>, Stop> {
        let mut parser = Parser {
            text,
            at: 0,
            depth: 0,
        };
        parser
            .document()
            .map_err(|unexpected| unexpected.in_text(text))
    }
}

impl Unexpected {
    fn in_text(self, text: &str) -> Stop {
        let read = text.as_bytes().get(..self.end).unwrap_or_default();
        // A line break belongs to the line it ends.
        let before = read.split_last().map_or(read, |(_, before)| before);
        let is_break = |byte: &&u8| **byte == b'\n';
        let start = before.iter().rposition(|byte| *byte == b'\n');
        let line = &read[start.map_or(0, |end| end + 1)..];
        // Whatever byte does not begin with 10 begins a character.
        let is_character = |byte: &&u8| **byte & 0xC0 != 0x80;
        Stop {
            why: self.why,
            line: 1 + before.iter().filter(is_break).count(),
            column: line.iter().filter(is_character).count(),
        }
    }
}

impl<'a> Parser<'a> {
    fn document(&mut self) -> Parsed<Json<'a>> {
        let json = self.value()?;
        match self.token() {
            None => Ok(json),
            Some(_) => Err(self.unexpected()),
        }
    }

    fn value(&mut self) -> Parsed<Json<'a>> {
        match self.token() {
            Some(b'n') => self.word("null", Json::Null),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'"') => Ok(Json::Text(self.string()?)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'[') => self.list(),
            Some(b'{') => self.fields(),
            _ => Err(self.unexpected()),
        }
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Parsed<Json<'a>> {
        for byte in word.bytes() {
            self.expect(byte)?;
        }
        Ok(value)
    }

    fn number(&mut self) -> Parsed<Json<'a>> {
        let start = self.at;
        self.takes(b'-');
        if self.takes(b'0') {
            if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                return Err(self.unexpected());
            }
        } else {
            self.digits()?;
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            let _ = self.takes(b'+') || self.takes(b'-');
            self.digits()?;
        }
        Ok(Json::Number(self.since(start)))
    }

    fn digits(&mut self) -> Parsed<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > start {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    fn list(&mut self) -> Parsed<Json<'a>> {
        let mut items = Vec::new();
        self.all_between(b'[', b']', |parser| {
            items.push(parser.value()?);
            Ok(())
        })?;
        Ok(Json::List(items))
    }

    fn fields(&mut self) -> Parsed<Json<'a>> {
        let mut fields: Vec<Field> = Vec::new();
        self.all_between(b'{', b'}', |parser| {
            if parser.token() != Some(b'"') {
                return Err(parser.unexpected());
            }
            let name = parser.string()?;
            parser.token();
            parser.expect(b':')?;
            fields.push((name, parser.value()?));
            Ok(())
        })?;
        Ok(Json::Fields(fields))
    }

    /// What stands between two brackets, with commas between.
    fn all_between(
        &mut self,
        open: u8,
        close: u8,
        mut one: impl FnMut(&mut Self) -> Parsed<()>,
    ) -> Parsed<()> {
        if self.depth == MAX_DEPTH {
            return Err(Unexpected {
                why: Why::TooDeep,
                ..self.unexpected()
            });
        }
        self.depth += 1;
        self.expect(open)?;
        if self.token() != Some(close) {
            one(self)?;
            while self.token() == Some(b',') {
                self.at += 1;
                one(self)?;
            }
        }
        self.depth -= 1;
        self.expect(close)
    }

    fn string(&mut self) -> Parsed<Cow<'a, str>> {
        self.expect(b'"')?;
        let mut text = Cow::Borrowed("");
        loop {
            let start = self.at;
            let rest = self.text.as_bytes().get(start..).unwrap_or_default();
            let plain = rest.iter().position(|byte| is_escaped(*byte));
            self.at += plain.unwrap_or(rest.len());
            text += self.since(start);
            if self.takes(b'"') {
                return Ok(text);
            }
            self.expect(b'\\')?;
            text.to_mut().push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Parsed<char> {
        let letter = match self.peek() {
            Some(letter @ (b'"' | b'\\' | b'/')) => char::from(letter),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unit_pair();
            }
            _ => return Err(self.unexpected()),
        };
        self.at += 1;
        Ok(letter)
    }

    /// A letter by its UTF-16 unit, or by its two.
    fn unit_pair(&mut self) -> Parsed<char> {
        let mut units = vec![self.unit()?];
        if (0xD800..0xDC00).contains(&units[0]) {
            self.expect(b'\\')?;
            self.expect(b'u')?;
            units.push(self.unit()?);
        }
        let letter = char::decode_utf16(units).next().and_then(Result::ok);
        letter.ok_or(Unexpected {
            why: Why::NotJson,
            end: self.at,
        })
    }

    fn unit(&mut self) -> Parsed<u16> {
        let start = self.at;
        for _ in 0..4 {
            if !self.peek().is_some_and(|byte| byte.is_ascii_hexdigit()) {
                return Err(self.unexpected());
            }
            self.at += 1;
        }
        u16::from_str_radix(self.since(start), 16).map_err(|_| self.unexpected())
    }

    /// The next byte that is no white space.
    fn token(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn expect(&mut self, byte: u8) -> Parsed<()> {
        if self.takes(byte) {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn unexpected(&self) -> Unexpected {
        let is_end = self.at >= self.text.len();
        Unexpected {
            why: if is_end { Why::End } else { Why::NotJson },
            end: self.at + usize::from(!is_end),
        }
    }
}
