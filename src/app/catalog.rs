//! The frameworks inside the page.

use std::rc::Rc;

use bac_thang::{Framework, LoadError, UnitGroup};

/// Folder and text of every framework, put together at build time.
const SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/frameworks.rs"));

/// A kind of unit under a framework: one card, one sheet, one draft.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub framework: Rc<Framework>,
    /// The framework's own file.
    pub document: Rc<str>,
    /// Whether every copy of this page has it, so that files need not carry it.
    pub is_shipped: bool,
    unit_group: usize,
}

impl Sheet {
    pub fn unit_group(&self) -> &UnitGroup {
        &self.framework.unit_groups[self.unit_group]
    }

    /// Names the sheet among all, in storage and in file names.
    pub fn key(&self) -> String {
        format!("{}/{}", self.framework.id, self.unit_group().id)
    }
}

/// Cheap to clone, so props take it by reference.
impl yew::html::ImplicitClone for Sheet {}

/// The same edition of the same decision, and the same kind of unit in it.
impl PartialEq for Sheet {
    fn eq(&self, other: &Sheet) -> bool {
        self.framework.digest == other.framework.digest && self.unit_group == other.unit_group
    }
}

impl Eq for Sheet {}

/// All sheets, in the order of their folders.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    pub sheets: Vec<Sheet>,
    /// Frameworks that could not be read: the folder and why.
    pub broken: Vec<(String, LoadError)>,
}

impl Catalog {
    pub fn shipped() -> Catalog {
        let mut catalog = Catalog::default();
        for (folder, text) in SHIPPED {
            match Framework::read(text) {
                Ok(framework) => catalog.add(framework, text, true),
                Err(error) => catalog.broken.push(((*folder).to_owned(), error)),
            }
        }
        catalog
    }

    /// Takes in a framework that a file carried.
    pub fn take_in(&mut self, framework: Framework, document: &str) {
        self.add(framework, document, false);
    }

    fn add(&mut self, framework: Framework, document: &str, is_shipped: bool) {
        let (framework, document) = (Rc::new(framework), Rc::from(document));
        let sheet = |unit_group| Sheet {
            framework: Rc::clone(&framework),
            document: Rc::clone(&document),
            is_shipped,
            unit_group,
        };
        self.sheets
            .extend((0..framework.unit_groups.len()).map(sheet));
    }

    /// Every framework that every copy of this page has, once: what a file brought is none that an office can go by.
    pub fn frameworks(&self) -> Vec<Rc<Framework>> {
        let sheets = self.decisions().filter_map(<[Sheet]>::first);
        sheets
            .filter(|sheet| sheet.is_shipped)
            .map(|sheet| Rc::clone(&sheet.framework))
            .collect()
    }

    /// The sheet of a framework's kind of unit, by their ids.
    pub fn find(&self, framework: &str, unit_group: &str) -> Option<&Sheet> {
        let wanted = |sheet: &&Sheet| {
            *sheet.framework.id == *framework && *sheet.unit_group().id == *unit_group
        };
        self.sheets.iter().find(wanted)
    }

    /// The sheets by decision, each decision once.
    pub fn decisions(&self) -> impl Iterator<Item = &[Sheet]> {
        self.sheets
            .chunk_by(|one, next| Rc::ptr_eq(&one.framework, &next.framework))
    }
}

/// A commune to practise on, from its file, and its sheet.
#[cfg(test)]
pub fn practised(file: &str) -> (Sheet, bac_thang::Assessment) {
    let draft = bac_thang::Assessment::read(file).unwrap();
    let catalog = Catalog::shipped();
    let sheet = catalog.find(&draft.framework.id, &draft.unit_group);
    (sheet.cloned().unwrap(), draft)
}

/// A commune of Sông Hinh one of whose groups is 0 by a rule of which the decision does not say how far it reaches.
#[cfg(test)]
pub fn zeroed_by_a_rule() -> (Sheet, bac_thang::Assessment) {
    let catalog = Catalog::shipped();
    let sheet = catalog.find("song-hinh-96-2021", "xa").unwrap().clone();
    let mut draft = bac_thang::Assessment::new(&sheet.framework, sheet.unit_group());
    let answer = draft.answer_mut("nhan-luc");
    answer.points = bac_thang::Entry::typed("60");
    answer.zero_rule = Some("khong-khai-du".to_owned());
    (sheet, draft)
}
