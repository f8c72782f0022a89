//! The file that is handed in: an [`Assessment`], by request the framework it is of, and a seal.
//!
//! [`Assessment::read`] reads what a unit entered and claims. This module also says whether the file still says what it said
//! when it was written, and by which code the paper knows it. `frameworks/FILE.md` is the format's documentation.

pub mod receipt;
pub mod seal;

use std::borrow::Cow;
use std::rc::Rc;

use serde::Serialize;
use serde_json::Value;

use super::assessment::{self, Assessment};
use super::framework::Framework;
use super::json::{Field, Json};
use super::load::{self, LoadError, hexadecimal};
use receipt::Receipt;
use seal::{Broken, Content, Seal};

/// The version of the page, as files say it.
pub const PAGE: &str = env!("CARGO_PKG_VERSION");

const PREPARER: &str = "preparer";
const SEAL: &str = "seal";
const DOCUMENT: &str = "framework_document";
const CLAIMS: &str = "claims";
const OFFICIAL: &str = "official";

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The version of the format it was written in; what was read is of this page's.
    pub version: u32,
    /// What it says.
    pub assessment: Assessment,
    /// The framework inside, as JSON text.
    pub framework: Option<Rc<str>>,
    /// What its writer said of it; `None` in version 1, and where a program wrote it that seals nothing.
    pub seal: Option<Seal>,
    /// SHA-256 of its content.
    pub digest: String,
    /// The code of its content.
    pub receipt: Receipt,
    /// What does not fit its seal; empty without one.
    pub broken: Vec<Broken>,
}

/// What is in a file and is not of its content.
#[derive(Default)]
struct Inside<'a> {
    /// Personal data, so that a file without it keeps its receipt.
    preparer: Option<Json<'a>>,
    /// Known by its own digest.
    framework: Option<Json<'a>>,
    seal: Option<Json<'a>>,
    /// When it was written and what was warned of then: the paper printed on another day has the same code.
    official: Option<Json<'a>>,
}

impl<'a> Inside<'a> {
    /// Takes it out of a file.
    fn take(file: &mut Json<'a>) -> Inside<'a> {
        let Json::Fields(fields) = file else {
            return Inside::default();
        };
        let mut take = |name: &str| take(fields, name);
        let (preparer, framework, seal) = (take(PREPARER), take(DOCUMENT), take(SEAL));
        let claims = fields.iter_mut().find(|(name, _)| name == CLAIMS);
        let official = claims.and_then(|(_, claims)| match claims {
            Json::Fields(fields) => self::take(fields, OFFICIAL),
            _ => None,
        });
        Inside {
            preparer,
            framework,
            seal,
            official,
        }
    }

    /// Puts back what is the assessment's.
    fn put_back(self, file: &mut Json<'a>) {
        let Json::Fields(fields) = file else {
            return;
        };
        let claims = fields.iter_mut().find(|(name, _)| name == CLAIMS);
        if let Some((_, Json::Fields(claims))) = claims {
            claims.extend(self.official.map(|it| (Cow::Borrowed(OFFICIAL), it)));
        }
        fields.extend(self.preparer.map(|it| (Cow::Borrowed(PREPARER), it)));
    }
}

/// Takes the first field of this name out; one that is written twice is still there to be complained of.
fn take<'a>(fields: &mut Vec<Field<'a>>, name: &str) -> Option<Json<'a>> {
    let place = fields.iter().position(|(field, _)| field == name)?;
    Some(fields.remove(place).1)
}

impl File {
    /// Opens a file, and says what does not fit its seal.
    ///
    /// # Errors
    /// As [`Assessment::read`].
    pub fn read(text: &str) -> Result<File, LoadError> {
        let (mut json, version) = load::tree(text, assessment::FORMAT, assessment::VERSION)?;
        let inside = Inside::take(&mut json);
        let content = Content::of(&json);
        let seal = inside.seal.as_ref().map(|seal| load::types_in(SEAL, seal));
        let seal: Option<Seal> = seal.transpose()?;
        let broken = seal
            .as_ref()
            .map(|seal| seal.broken(&content, &json, &inside));
        let framework = inside.framework.as_ref().map(|it| it.canonical().into());
        inside.put_back(&mut json);
        Ok(File {
            version,
            assessment: Assessment::of(&json)?,
            framework,
            seal,
            digest: hexadecimal(&content.digest),
            receipt: content.receipt(),
            broken: broken.unwrap_or_default(),
        })
    }

    /// Whether an earlier version wrote it, so that it was brought up to this page's.
    #[must_use]
    pub fn is_upgraded(&self) -> bool {
        self.version < assessment::VERSION
    }

    /// The framework inside, where there is one and it is the one that is named.
    #[must_use]
    pub fn carried(&self) -> Option<Framework> {
        self.assessment.framework.opens(self.framework.as_ref()?)
    }
}

impl Assessment {
    /// From a file's tree, without its seal and the framework inside.
    pub(super) fn opened(mut json: Json) -> Result<Assessment, LoadError> {
        if let Json::Fields(fields) = &mut json {
            take(fields, SEAL);
            take(fields, DOCUMENT);
        }
        Assessment::of(&json)
    }

    fn of(json: &Json) -> Result<Assessment, LoadError> {
        let assessment: Assessment = load::types(json)?;
        assessment.check()?;
        // Version 2 says more of results than version 1, and nothing of what was entered in another way.
        Ok(Assessment {
            format: format!("{}/{}", assessment::FORMAT, assessment::VERSION),
            ..assessment
        })
    }
}

/// A file as it is written.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    assessment: &'a Assessment,
    #[serde(skip_serializing_if = "Option::is_none")]
    framework_document: Option<Value>,
    seal: Seal,
}

/// The text of a file, with the framework inside where one is given as JSON text; `None` where it would not come back as it
/// was.
#[must_use]
pub fn write(assessment: &Assessment, framework: Option<&str>) -> Option<String> {
    let text = serde_json::to_string(assessment).ok()?;
    let mut json = Json::parse(&text).ok()?;
    let inside = Inside::take(&mut json);
    let written = Written {
        assessment,
        framework_document: framework.map(serde_json::from_str).transpose().ok()?,
        seal: Seal::of(&json, &inside, PAGE),
    };
    let text = serde_json::to_string_pretty(&written).ok()?;
    let read = File::read(&text).ok()?;
    let is_carried = framework.is_none() || read.carried().is_some();
    (read.assessment == *assessment && read.broken.is_empty() && is_carried).then_some(text)
}

/// A file's text without who filled it in, for whoever else is to see it; its seal holds as before. `None` where it would say
/// something else then.
#[must_use]
pub fn without_preparer(text: &str) -> Option<String> {
    let before = File::read(text).ok()?;
    let mut json: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    json.as_object_mut()?.remove(PREPARER);
    let text = serde_json::to_string_pretty(&json).ok()?;
    let after = File::read(&text).ok()?;
    let is_same = (&after.digest, &after.broken) == (&before.digest, &before.broken);
    is_same.then_some(text)
}

/// The code of a file that says this.
#[must_use]
pub fn receipt(assessment: &Assessment) -> Option<Receipt> {
    let text = serde_json::to_string(assessment).ok()?;
    let mut json = Json::parse(&text).ok()?;
    Inside::take(&mut json);
    Some(Content::of(&json).receipt())
}
