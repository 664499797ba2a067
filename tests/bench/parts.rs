//! The parts of the work: reading the rows of each and making its lines, as it is done off the screen's thread.

use crate::caseload::{Files, open, today};
use crate::figures::{ROUNDS, median, ms, row, time};
use lookout::domain::attendance::AcademicYear;
use lookout::domain::case::Context;
use lookout::domain::part::PARTS;
use lookout::domain::thresholds::Thresholds;
use lookout::domain::work::Scene;
use std::hint::black_box;

/// Measures each.
pub(crate) fn measure(children: u32, files: &Files) {
    let store = open(&files.encrypted);
    let (caseload, thresholds) = (store.caseload(today()).unwrap(), Thresholds::default());
    let context = Context::new(&caseload, &thresholds, today());
    for part in PARTS {
        let read = median((0..ROUNDS).map(|_| time(|| black_box(store.books(part.reads).unwrap())).0).collect());
        let books = store.books(part.reads).unwrap();
        let year = AcademicYear::of(today());
        let scene = Scene { caseload: &caseload, context: &context, books: &books, year, authority: None, only: None };
        let count = (part.lines)(&scene).len();
        let made = median((0..ROUNDS).map(|_| time(|| black_box((part.lines)(&scene))).0).collect());
        let beside = format!("reading its rows: {}", ms(read));
        row(children, &format!("part {}, {count} lines", part.id), &ms(made), &beside, ("-", "-"));
    }
}
