//! Papers made from the open caseload, and written to a new file, complete or not at all.

use crate::app::Failure;
use crate::app::papers::work::Wish;
use crate::app::snapshot::Snapshot;
use crate::disk;
use crate::domain::attendance::AcademicYear;
use crate::domain::brief::{Asked, Judging, Week, week_before};
use crate::domain::case::{Case, Context};
use crate::domain::caseload::Caseload;
use crate::domain::facts::ChildKey;
use crate::domain::paper::naming::Naming;
use crate::domain::paper::{Form, Paper};
use crate::domain::report::look::Sources;
use crate::domain::report::paper::Report;
use crate::domain::report::period::Period;
use crate::domain::report::{Figures, READS};
use crate::domain::summary::About;
use crate::domain::thresholds::Thresholds;
use crate::domain::triage::rank;
use crate::domain::visible::visible;
use crate::runtime::importer::typed;
use crate::store::Store;
use crate::store::error::StoreError;
use chrono::NaiveDate;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

/// A paper from a caseload as it was judged, and from what of the file is not judged.
///
/// # Errors
/// No such child; those of the store.
pub fn made(store: &Store, snapshot: &Snapshot, wish: Wish) -> Result<Arc<Paper>, StoreError> {
    let paper = match wish {
        Wish::Briefing(asked) => briefing(store, snapshot, asked),
        Wish::Child { child, names } => summary(store, snapshot, (child, names)),
    };
    paper.map(Arc::new)
}

/// The briefing of the day that a caseload was judged for. The same file is read again for the day a week before, so
/// that marks reach as far back from it.
///
/// # Errors
/// Those of the store.
pub fn briefing(store: &Store, snapshot: &Snapshot, asked: Asked) -> Result<Paper, StoreError> {
    let earlier = week_before(snapshot.today);
    let caseload = store.caseload(earlier)?;
    let context = Context::new(&caseload, &snapshot.thresholds, earlier);
    let ranking = rank(&caseload, &context);
    let sources = store.ledger()?.sources;
    let now = Judging { caseload: &snapshot.caseload, context: snapshot.context(), ranking: &snapshot.ranking };
    Ok(Week { now, before: Judging { caseload: &caseload, context, ranking: &ranking }, sources: &sources }
        .paper(asked))
}

/// A child's page; named, or by initials.
///
/// # Errors
/// No such child; those of the store.
pub fn summary(store: &Store, snapshot: &Snapshot, (child, names): (ChildKey, bool)) -> Result<Paper, StoreError> {
    let caseload = &snapshot.caseload;
    let place = caseload.position(child).ok_or(StoreError::NoSuchChild)?;
    let record = store.record(child)?;
    let context = snapshot.context();
    let case = Case::new(&caseload.children[place], &context);
    let naming = Naming::new(&caseload.children, names);
    Ok(About { record: &record, case: &case, caseload, name: naming.of(place) }.paper())
}

/// What is asked of a head's report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportAsked {
    /// The academic year.
    pub year: AcademicYear,
    /// A term of it, else the whole year.
    pub term: Option<&'static str>,
    /// Small numbers are shown.
    pub whole: bool,
    /// The day of the report.
    pub today: NaiveDate,
}

/// The head's report. Each of its two years is read with its own marks.
///
/// # Errors
/// The period has not begun or its days are not known, in words; those of the store.
pub fn report(
    store: &Store,
    thresholds: &Thresholds,
    asked: ReportAsked,
) -> Result<std::result::Result<Paper, String>, StoreError> {
    let ReportAsked { year, term, whole, today } = asked;
    let caseload = store.caseload(today)?;
    let now = match Period::new(&caseload.calendar, (year, term), today) {
        Ok(now) => now,
        Err(why) => return Ok(Err(why)),
    };
    let before = now.year_before(&caseload.calendar);
    let books = store.books(READS)?;
    let figures = |caseload: &Caseload, period: Period| {
        let sources = Sources { caseload, marks: period.year, books: &books, thresholds, today };
        Figures::new(&sources, period)
    };
    let read = |period: Period| Ok::<_, StoreError>(figures(&store.caseload(period.until)?, period));
    let now = if now.year == AcademicYear::of(today) { figures(&caseload, now) } else { read(now)? };
    let before = before.map(read).transpose()?;
    let terms_assumed = caseload.calendar.assumed();
    let report = Report { now: &now, before: before.as_ref(), books: &books, whole, terms_assumed, today };
    Ok(Ok(report.paper()))
}

/// Writes a paper to a new file as it was typed; the whole path of it.
///
/// # Errors
/// What happened, that nothing of it was written, and what to do.
pub(super) fn written(path: &str, form: Form, paper: &Paper) -> Result<String, Failure> {
    let path = typed(path);
    let shown = |path: &Path| visible(&path.display().to_string()).into_owned();
    let failed = |error: &io::Error| {
        let what = if error.kind() == ErrorKind::AlreadyExists {
            format!("{} is there already; nothing was written.", shown(&path))
        } else {
            format!("{} cannot be written: {error}. Nothing half written is left.", shown(&path))
        };
        Failure { what, hint: "Name another file and press enter".to_owned() }
    };
    disk::write_new(&path, paper.render(form).as_bytes()).map_err(|error| failed(&error))?;
    Ok(shown(&path.canonicalize().unwrap_or(path.clone())))
}
