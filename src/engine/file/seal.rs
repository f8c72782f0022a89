//! The seal of a file: by which it is known that it says what it said when it was written, and where it does not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::receipt::{Mistyped, Receipt};
use super::{CLAIMS, Inside, OFFICIAL};
use crate::engine::json::Json;
use crate::engine::load::{hexadecimal, sha256};

/// Hexadecimal digits by which a part is known.
const PART: usize = 6;

/// What the writer of a file says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// The version of the page that wrote it, or the name of another program.
    #[serde(default)]
    pub page: String,
    /// SHA-256 of the content, 64 hexadecimal digits.
    pub digest: String,
    /// The code that stands on the paper: `7K3M-9QWX-2FPA-C8RT`.
    pub receipt: String,
    /// By what each part of the content is known: the first 6 hexadecimal digits of its SHA-256, of a list one after the
    /// other. May be left out of a file that is not to be handed in: then a change is found, and not where. By nothing else is
    /// it known when a file was written.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, String>,
}

/// What does not fit the seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The digest is not that of the content, though the receipt is.
    Digest,
    /// The receipt is no code at all, though the digest is that of the content.
    Mistyped(Mistyped),
    /// The receipt is that of another file, though the digest is that of the content.
    OtherReceipt,
    /// This part of the content was changed: `unit`, `inputs.so-can-bo`; a list as a whole, `inputs`, where something was
    /// added to it or taken out.
    Part(String),
    /// The content was changed, and nothing says where.
    Somewhere,
    /// It is to be handed in, and nothing says whether the day it was written was changed.
    NoParts,
}

/// The content of a file, as its seal knows it.
pub(super) struct Content {
    pub(super) digest: [u8; 32],
}

impl Content {
    /// Of what is left once all is out that the digest is not of.
    pub(super) fn of(content: &Json) -> Content {
        Content {
            digest: sha256(&content.canonical()),
        }
    }

    pub(super) fn receipt(&self) -> Receipt {
        Receipt::of(&self.digest)
    }
}

impl Seal {
    /// Of what a file says.
    pub(super) fn of(content: &Json, inside: &Inside, page: &str) -> Seal {
        let known = Content::of(content);
        let all = parts(content).into_iter().chain(official(inside));
        let mut parts = BTreeMap::new();
        // Collecting would sort them first, with a sort of its own in the page.
        parts.extend(all.map(|part| (part.name.to_owned(), part.checks())));
        Seal {
            page: page.to_owned(),
            digest: hexadecimal(&known.digest),
            receipt: known.receipt().to_string(),
            parts,
        }
    }

    /// What of a file does not fit it.
    pub(super) fn broken(&self, known: &Content, content: &Json, inside: &Inside) -> Vec<Broken> {
        let mut broken = Vec::new();
        let is_digest = self.digest == hexadecimal(&known.digest);
        match (is_digest, self.receipt.parse::<Receipt>()) {
            (true, Err(why)) => broken.push(Broken::Mistyped(why)),
            (true, Ok(receipt)) if receipt != known.receipt() => broken.push(Broken::OtherReceipt),
            (false, Ok(receipt)) if receipt == known.receipt() => broken.push(Broken::Digest),
            (true, Ok(_)) => {}
            (false, _) => {
                broken.extend(self.changed(&parts(content)));
                if broken.is_empty() {
                    broken.push(Broken::Somewhere);
                }
            }
        }
        if self.parts.is_empty() {
            broken.extend(inside.official.is_some().then_some(Broken::NoParts));
        } else {
            let written = self.parts.get(OFFICIAL).cloned();
            if written != official(inside).map(|part| part.checks()) {
                broken.push(Broken::Part(format!("{CLAIMS}.{OFFICIAL}")));
            }
        }
        broken
    }

    fn changed(&self, parts: &[Part]) -> Vec<Broken> {
        if self.parts.is_empty() {
            return Vec::new();
        }
        let found = parts
            .iter()
            .flat_map(|part| match self.parts.get(part.name) {
                Some(written) => part.changed(written),
                None => vec![part.name.to_owned()],
            });
        let is_there = |name: &String| parts.iter().any(|part| part.name == name);
        let gone = self
            .parts
            .keys()
            .filter(|name| *name != OFFICIAL && !is_there(name));
        found.chain(gone.cloned()).map(Broken::Part).collect()
    }
}

/// A field of the content.
struct Part<'a> {
    name: &'a str,
    value: &'a Json<'a>,
}

impl Part<'_> {
    /// By what it is known.
    fn checks(&self) -> String {
        match self.value {
            Json::List(items) => items.iter().map(check).collect(),
            value => check(value),
        }
    }

    /// Which of it is not what was written.
    fn changed(&self, written: &str) -> Vec<String> {
        let found = self.checks();
        if found == written {
            return Vec::new();
        }
        let Json::List(items) = self.value else {
            return vec![self.name.to_owned()];
        };
        if found.len() != written.len() || !written.is_ascii() {
            return vec![self.name.to_owned()];
        }
        let checks = found
            .as_bytes()
            .chunks(PART)
            .zip(written.as_bytes().chunks(PART));
        let changed = items
            .iter()
            .zip(checks)
            .filter(|(_, (found, written))| found != written);
        changed
            .map(|(item, _)| format!("{}.{}", self.name, id(item)))
            .collect()
    }
}

fn parts<'a>(content: &'a Json<'a>) -> Vec<Part<'a>> {
    let Json::Fields(fields) = content else {
        return Vec::new();
    };
    let fields = fields.iter();
    fields.map(|(name, value)| Part { name, value }).collect()
}

fn official<'a>(inside: &'a Inside<'a>) -> Option<Part<'a>> {
    let value = inside.official.as_ref()?;
    Some(Part {
        name: OFFICIAL,
        value,
    })
}

fn check(value: &Json) -> String {
    let mut check = hexadecimal(&sha256(&value.canonical()));
    check.truncate(PART);
    check
}

/// What an element of a list is called in there.
fn id<'a>(item: &'a Json) -> &'a str {
    let mut named = ["input", "of", "place"].into_iter();
    named.find_map(|field| item.text_of(field)).unwrap_or("?")
}
