//! What was dropped and is not read, so that nothing goes without a word. No DOM.

use std::rc::Rc;

/// Something that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passed {
    /// Folders, by name, whose files the browser does not give to a page that was opened as a file.
    Folders(Rc<[Rc<str>]>),
    /// Files in an archive that are no JSON: how many of each ending.
    InArchive {
        archive: Rc<str>,
        kinds: Rc<[(Rc<str>, usize)]>,
    },
    /// Whatever was dropped while work from before was being opened.
    WhileOpening,
}
