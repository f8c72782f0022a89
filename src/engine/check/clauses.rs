//! The decision's words, found by id.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::{each, fault, unique};
use crate::engine::document as doc;
use crate::engine::framework::{Fact, Fault, Source, Statement};
use crate::engine::order;

/// The file's clauses, and which of them some fact has used.
pub(super) struct Clauses {
    by_id: BTreeMap<String, Rc<Source>>,
    used: RefCell<BTreeSet<String>>,
}

impl Clauses {
    pub(super) fn check(written: &[doc::ClauseDocument]) -> Result<Clauses, Fault> {
        unique("clauses", written.iter().map(|clause| clause.id.as_str()))?;
        for (index, clause) in written.iter().enumerate() {
            if clause.at.trim().is_empty() {
                return fault(
                    format!("clauses[{index}].at"),
                    "nothing",
                    "where the words stand",
                );
            }
            if clause.quote.trim().is_empty() {
                return fault(
                    format!("clauses[{index}].quote"),
                    "nothing",
                    "the decision's words",
                );
            }
        }
        let source = |clause: &doc::ClauseDocument| {
            Rc::new(Source {
                at: clause.at.clone(),
                quote: clause.quote.clone(),
            })
        };
        let by_id = written
            .iter()
            .map(|clause| (clause.id.clone(), source(clause)));
        Ok(Clauses {
            by_id: order::map(by_id),
            used: RefCell::default(),
        })
    }

    /// The clause that stands at this very path.
    pub(super) fn get(&self, path: &str, id: &str) -> Result<Rc<Source>, Fault> {
        let Some(source) = self.by_id.get(id) else {
            return fault(path, format!("{id:?}"), "the id of a clause");
        };
        self.used.borrow_mut().insert(id.to_owned());
        Ok(Rc::clone(source))
    }

    /// The clause in the field `source` of what stands at this path.
    pub(super) fn source(&self, path: &str, id: &str) -> Result<Rc<Source>, Fault> {
        self.get(&format!("{path}.source"), id)
    }

    pub(super) fn was_used(&self, id: &str) -> bool {
        self.used.borrow().contains(id)
    }

    pub(super) fn fact<T>(&self, path: &str, value: T, source: &str) -> Result<Fact<T>, Fault> {
        Ok(Fact {
            value,
            source: self.source(path, source)?,
        })
    }

    pub(super) fn optional<T: Clone>(
        &self,
        path: &str,
        written: Option<&doc::Sourced<T>>,
    ) -> Result<Option<Fact<T>>, Fault> {
        written
            .map(|fact| self.fact(path, fact.value.clone(), &fact.source))
            .transpose()
    }

    pub(super) fn statement(
        &self,
        path: &str,
        written: &doc::StatementDocument,
    ) -> Result<Statement, Fault> {
        let sources = each(&written.sources, &format!("{path}.sources"), |path, id| {
            self.get(path, id)
        })?;
        Ok(Statement {
            what: written.what.clone(),
            sources,
        })
    }

    pub(super) fn statements(
        &self,
        path: &str,
        written: &[doc::StatementDocument],
    ) -> Result<Vec<Statement>, Fault> {
        each(written, path, |path, statement| {
            self.statement(path, statement)
        })
    }
}
