//! The head's report of a year: from the file to the page, and its figures alone.

use crate::caseload::{Files, lookout_command, open, today};
use crate::figures::{ROUNDS, median, ms, row, time};
use lookout::domain::attendance::AcademicYear;
use lookout::domain::report::look::Sources;
use lookout::domain::report::period::Period;
use lookout::domain::report::{Figures, READS};
use lookout::domain::thresholds::Thresholds;
use std::hint::black_box;
use std::path::Path;
use std::process::Stdio;

/// Measures it.
pub(crate) fn measure(children: u32, files: &Files) {
    let program = || {
        let mut command = lookout_command(Path::new(crate::LOOKOUT), files);
        command.args(["report", "--html", "--whole"]).stdin(Stdio::null()).stdout(Stdio::null());
        time(|| assert!(command.status().unwrap().success())).0
    };
    let whole = median((0..ROUNDS).map(|_| program()).collect());
    row(children, "head's report of a year, new process to its page", &ms(whole), "-", ("-", "under 1 s"));
    let store = open(&files.encrypted);
    let (books_took, books) = time(|| store.books(READS).unwrap());
    let (caseload, thresholds) = (store.caseload(today()).unwrap(), Thresholds::default());
    let year = AcademicYear::of(today());
    let sources = Sources { caseload: &caseload, marks: year, books: &books, thresholds: &thresholds, today: today() };
    let period = Period::new(&caseload.calendar, (year, None), today()).unwrap();
    let figures = median((0..ROUNDS).map(|_| time(|| black_box(Figures::new(&sources, period))).0).collect());
    let beside = format!("reading its rows: {}", ms(books_took));
    row(children, "its figures of one year from memory", &ms(figures), &beside, ("-", "-"));
}
