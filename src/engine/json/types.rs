//! From tree to types, by what serde derives for them.
//!
//! Structs are read from objects alone, never from lists; their fields are handed to serde one by one in the order of the
//! type, for which it needs half the code that it has for fields in any order. A field that may be left out says so by
//! `#[serde(default)]`, options too. The path to a mistake is put together on the way out, so reading
//! what is sound costs nothing for it.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::slice;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected,
    MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::{Field, Json};

/// What does not fit, and where. Boxed, because it passes through every type's reading.
#[derive(Debug)]
pub(crate) struct Mistake(Box<Told>);

#[derive(Debug)]
struct Told {
    message: String,
    /// From the inside out.
    path: Vec<Step>,
    /// Whether serde was handed less than it asked for.
    is_short: bool,
}

/// So much of a name stands in a path; ours are shorter.
const LONGEST_NAME: usize = 60;

#[derive(Debug)]
enum Step {
    Field(String),
    Index(usize),
}

impl Mistake {
    /// `sheets[0].blocks[1]`; `.` for all of it.
    pub(crate) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.path.iter().rev() {
            // A String takes whatever is written to it.
            let _ = match step {
                Step::Index(index) => write!(path, "[{index}]"),
                Step::Field(name) => {
                    let point = if path.is_empty() { "" } else { "." };
                    let end = name.char_indices().nth(LONGEST_NAME);
                    match end {
                        Some((end, _)) => write!(path, "{point}{}…", &name[..end]),
                        None => write!(path, "{point}{name}"),
                    }
                }
            };
        }
        if path.is_empty() {
            path.push('.');
        }
        path
    }

    pub(crate) fn in_field(self, name: &str) -> Mistake {
        self.inside(Step::Field(name.to_owned()))
    }

    fn inside(mut self, step: Step) -> Mistake {
        self.0.path.push(step);
        self
    }
}

/// What does not fit.
impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Mistake {}

impl serde::de::Error for Mistake {
    fn custom<T: fmt::Display>(message: T) -> Mistake {
        Mistake(Box::new(Told {
            message: message.to_string(),
            path: Vec::new(),
            is_short: false,
        }))
    }

    #[cold]
    fn invalid_length(length: usize, expected: &dyn Expected) -> Mistake {
        let mut mistake =
            Mistake::custom(format_args!("invalid length {length}, expected {expected}"));
        mistake.0.is_short = true;
        mistake
    }

    // As serde would have it, except that its own sentence, which could name a float, brings the printing of floats with it.

    #[cold]
    fn invalid_type(found: Unexpected, expected: &dyn Expected) -> Mistake {
        unfit_value("type", &found, expected)
    }

    #[cold]
    fn invalid_value(found: Unexpected, expected: &dyn Expected) -> Mistake {
        unfit_value("value", &found, expected)
    }
}

fn unfit_value(what: &str, found: &Unexpected, expected: &dyn Expected) -> Mistake {
    match found {
        Unexpected::Bool(value) => unfit(what, format_args!("boolean `{value}`"), expected),
        Unexpected::Unsigned(number) => unfit(what, format_args!("integer `{number}`"), expected),
        Unexpected::Signed(number) => unfit(what, format_args!("integer `{number}`"), expected),
        Unexpected::Str(text) => unfit(what, format_args!("string {text:?}"), expected),
        Unexpected::Seq => unfit(what, format_args!("sequence"), expected),
        Unexpected::Map => unfit(what, format_args!("map"), expected),
        // The tree passes on nothing else.
        _ => unfit(what, format_args!("another kind of value"), expected),
    }
}

fn unfit(what: &str, found: fmt::Arguments, expected: &dyn Expected) -> Mistake {
    Mistake::custom(format_args!("invalid {what}: {found}, expected {expected}"))
}

impl Json<'_> {
    /// Reads a type.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, Mistake> {
        T::deserialize(self)
    }

    #[cold]
    fn is_not(&self, expected: &dyn Expected) -> Mistake {
        match self {
            Json::Null => unfit("type", format_args!("null"), expected),
            Json::Bool(value) => Mistake::invalid_type(Unexpected::Bool(*value), expected),
            Json::Number(written) if written.contains(['.', 'e', 'E']) => {
                unfit("type", format_args!("floating point `{written}`"), expected)
            }
            Json::Number(written) => unfit("type", format_args!("integer `{written}`"), expected),
            Json::Text(text) => Mistake::invalid_type(Unexpected::Str(text), expected),
            Json::List(_) => Mistake::invalid_type(Unexpected::Seq, expected),
            Json::Fields(_) => Mistake::invalid_type(Unexpected::Map, expected),
        }
    }

    fn integer<'de, V: Visitor<'de>>(&self, visitor: V) -> Result<V::Value, Mistake> {
        if let Json::Number(written) = self {
            if let Ok(number) = written.parse() {
                return visitor.visit_u64(number);
            }
            if let Ok(number @ ..0) = written.parse() {
                return visitor.visit_i64(number);
            }
        }
        Err(self.is_not(&visitor))
    }
}

/// For each method of serde the one kind of value it takes.
macro_rules! takes {
    ($($method:ident: $found:pat => $read:expr, $visitor:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(self, $visitor: V) -> Result<V::Value, Mistake> {
            match self {
                $found => $read,
                _ => Err(self.is_not(&$visitor)),
            }
        }
    )*};
}

macro_rules! integers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
            self.integer(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for &'de Json<'de> {
    type Error = Mistake;

    takes! {
        deserialize_bool: Json::Bool(value) => visitor.visit_bool(*value), visitor;
        deserialize_str: Json::Text(text) => visitor.visit_str(text), visitor;
        deserialize_unit: Json::Null => visitor.visit_unit(), visitor;
        deserialize_seq: Json::List(items) => read_list(items, visitor), visitor;
        deserialize_map: Json::Fields(fields) => read_fields(fields, visitor), visitor;
    }
    integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self {
            Json::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match self {
            Json::Fields(written) => read_struct(written, names, visitor),
            _ => Err(self.is_not(&visitor)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match self {
            Json::Text(name) => visitor.visit_enum(Variant {
                name,
                content: None,
            }),
            Json::Fields(fields) => match fields.as_slice() {
                [(name, content)] => {
                    let content = Some(content);
                    let read = visitor.visit_enum(Variant { name, content });
                    read.map_err(|mistake| mistake.in_field(name))
                }
                several => Err(not_one(several, variants)),
            },
            _ => Err(self.is_not(&"one of several names")),
        }
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        // Types that take a value of whatever kind would be compiled for every kind.
        Err(self.is_not(&visitor))
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit_struct tuple_struct identifier ignored_any
    }
}

/// What stands where one of several names is to stand, with what belongs to it.
#[cold]
fn not_one(found: &[Field], variants: &[&str]) -> Mistake {
    let found: Vec<&str> = found.iter().map(|(name, _)| &**name).collect();
    let found = match found.as_slice() {
        [] => "no name".to_owned(),
        names => names.join(", "),
    };
    Mistake::custom(format_args!(
        "found {found}, expected one of {}",
        variants.join(", ")
    ))
}

fn read_list<'de, V: Visitor<'de>>(
    items: &'de [Json<'de>],
    visitor: V,
) -> Result<V::Value, Mistake> {
    let mut list = List { items, index: 0 };
    let value = visitor.visit_seq(&mut list)?;
    if list.index < items.len() {
        return Err(Mistake::custom("trailing characters").inside(Step::Index(list.index)));
    }
    Ok(value)
}

struct List<'de> {
    items: &'de [Json<'de>],
    index: usize,
}

impl<'de> SeqAccess<'de> for &mut List<'de> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mistake> {
        let Some(item) = self.items.get(self.index) else {
            return Ok(None);
        };
        let read = seed.deserialize(item);
        let value = read.map_err(|mistake| mistake.inside(Step::Index(self.index)))?;
        self.index += 1;
        Ok(Some(value))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len() - self.index)
    }
}

fn read_struct<'de, V: Visitor<'de>>(
    written: &'de [Field<'de>],
    names: &'static [&'static str],
    visitor: V,
) -> Result<V::Value, Mistake> {
    let mut fields = InOrder {
        written,
        names,
        asked: 0,
        found: 0,
    };
    match visitor.visit_seq(&mut fields) {
        Ok(value) if fields.found == written.len() => Ok(value),
        read => Err(fields.mistake(read.err())),
    }
}

/// The fields of an object in the order of a type.
struct InOrder<'de> {
    written: &'de [Field<'de>],
    names: &'static [&'static str],
    /// How many of the names were asked for.
    asked: usize,
    /// How many of those are written.
    found: usize,
}

impl<'de> InOrder<'de> {
    fn next(&mut self) -> Option<&'de Field<'de>> {
        let name = self.names.get(self.asked)?;
        self.asked += 1;
        let is_it = |field: &&'de Field<'de>| field.0 == *name;
        // Most objects are written in the order of their type.
        let next = self.written.get(self.found).filter(is_it);
        let field = next.or_else(|| self.written.iter().find(is_it))?;
        self.found += 1;
        Some(field)
    }

    /// What is wrong: a field that does not belong here, before what else serde found.
    #[cold]
    fn mistake(&self, found: Option<Mistake>) -> Mistake {
        let strange = self
            .written
            .iter()
            .enumerate()
            .find_map(|(index, (name, _))| {
                let Some(known) = self.names.iter().find(|known| *known == name) else {
                    return Some(Mistake::unknown_field(name, self.names).in_field(name));
                };
                let is_again = self.written[..index].iter().any(|(other, _)| other == name);
                is_again.then(|| Mistake::duplicate_field(known).in_field(name))
            });
        let missing = || {
            let is_whole = |mistake: &Mistake| !mistake.0.is_short || !mistake.0.path.is_empty();
            let last = self.names[..self.asked].last();
            found
                .filter(is_whole)
                .unwrap_or_else(|| Mistake::missing_field(last.unwrap_or(&"")))
        };
        strange.unwrap_or_else(missing)
    }
}

impl<'de> SeqAccess<'de> for &mut InOrder<'de> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mistake> {
        let Some((name, value)) = self.next() else {
            return Ok(None);
        };
        let read = seed.deserialize(value).map(Some);
        read.map_err(|mistake| mistake.in_field(name))
    }
}

fn read_fields<'de, V: Visitor<'de>>(
    fields: &'de [Field<'de>],
    visitor: V,
) -> Result<V::Value, Mistake> {
    let mut fields = Fields {
        rest: fields.iter(),
        open: None,
    };
    let read = visitor.visit_map(&mut fields);
    read.map_err(|mistake| match fields.open {
        Some((name, _)) => mistake.in_field(name),
        None => mistake,
    })
}

struct Fields<'de> {
    rest: slice::Iter<'de, Field<'de>>,
    /// The field whose name was read and whose value was not.
    open: Option<&'de Field<'de>>,
}

impl<'de> MapAccess<'de> for &mut Fields<'de> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mistake> {
        self.open = self.rest.next();
        let Some((name, _)) = self.open else {
            return Ok(None);
        };
        seed.deserialize(BorrowedStrDeserializer::new(name))
            .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mistake> {
        let Some((name, value)) = self.open.take() else {
            return Err(Mistake::custom("a value without a name"));
        };
        seed.deserialize(value)
            .map_err(|mistake| mistake.in_field(name))
    }
}

/// A variant by its name, and what it holds.
struct Variant<'de> {
    name: &'de Cow<'de, str>,
    content: Option<&'de Json<'de>>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Mistake;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Mistake> {
        let variant = seed.deserialize(BorrowedStrDeserializer::new(self.name))?;
        Ok((variant, self))
    }
}

impl<'de> Variant<'de> {
    fn content(&self) -> Result<&'de Json<'de>, Mistake> {
        let name = self.name;
        self.content.ok_or_else(|| {
            Mistake::custom(format_args!("found {name}, expected {{ \"{name}\": … }}"))
        })
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Mistake;

    fn unit_variant(self) -> Result<(), Mistake> {
        match self.content {
            Some(content) => Deserialize::deserialize(content),
            None => Ok(()),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Mistake> {
        seed.deserialize(self.content()?)
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.content()?.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.content()?.deserialize_struct("", names, visitor)
    }
}
