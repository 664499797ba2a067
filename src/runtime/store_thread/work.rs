//! The lines of a part of the work, made off the screen's thread.

use super::Worker;
use crate::app::Msg;
use crate::app::effect::Generation;
use crate::app::snapshot::Snapshot;
use crate::domain::attendance::AcademicYear;
use crate::domain::part::PARTS;
use crate::domain::work::{Line, Scene};
use crate::store::error::StoreError;
use chrono::NaiveDate;
use std::sync::Arc;

impl Worker {
    /// The lines of a part, by its place, of the caseload as it was last read.
    pub(super) fn lines(
        &self,
        asked: Generation,
        (part, year): (usize, AcademicYear),
        today: NaiveDate,
    ) -> Result<Msg, StoreError> {
        let (Some(store), Some(part)) = (&self.store, PARTS.get(part)) else {
            return Ok(Msg::Work(asked, Arc::from([])));
        };
        let books = store.books(part.reads)?;
        let empty = || Arc::new(Snapshot::empty(today));
        let snapshot = self.seen.as_ref().map_or_else(empty, |seen| Arc::clone(&seen.snapshot));
        let context = snapshot.context();
        let scene = Scene {
            caseload: &snapshot.caseload,
            context: &context,
            books: &books,
            year,
            authority: self.places.authority.as_deref(),
            only: None,
        };
        let lines: Vec<Line> = (part.lines)(&scene);
        Ok(Msg::Work(asked, lines.into()))
    }
}
