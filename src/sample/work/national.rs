//! National figures beside the council's: invented ones, and they say so.

use crate::domain::attendance::AcademicYear;
use crate::domain::kind::Kind;
use crate::sample::SampleFile;
use crate::sample::table::{Cells, Table};
use crate::sample::world::World;

/// Measure, cohort (blank: all children), and per cent of the year before last and of last year.
type Row = (&'static str, &'static str, [&'static str; 2]);

const ROWS: &[Row] = &[
    ("attendance", "", ["93.1", "93.4"]),
    ("persistent", "", ["19.2", "18.1"]),
    ("severe", "", ["2.3", "2.2"]),
    ("suspended", "", ["4.4", "4.6"]),
    ("attendance", "LAC", ["91.8", "92.0"]),
    ("persistent", "LAC", ["20.4", "19.7"]),
    ("severe", "LAC", ["5.1", "4.9"]),
    ("suspended", "LAC", ["12.2", "12.6"]),
    ("eet", "CL", ["54.0", "55.1"]),
    ("neet", "CL", ["38.9", "38.2"]),
    ("not-known", "CL", ["7.1", "6.7"]),
    ("attendance", "CIN", ["83.9", "84.4"]),
    ("persistent", "CIN", ["45.8", "44.9"]),
    ("severe", "CIN", ["12.5", "12.1"]),
    ("attendance", "CP", ["81.6", "82.2"]),
    ("persistent", "CP", ["52.3", "51.0"]),
];

/// national.csv: last year's figures, and those of the year before.
pub(in crate::sample) fn file(world: &World) -> SampleFile {
    let mut table = Table::new(Kind::National);
    let this = world.almanac.year().0;
    for (measure, cohort, values) in ROWS {
        for (year, value) in (this - 2..).zip(values) {
            let cells = Cells::new()
                .text("measure", *measure)
                .text("cohort", *cohort)
                .text("academic_year", AcademicYear(year).to_string())
                .text("value", *value)
                .text("source", "invented for the example, not published");
            table.row(&cells);
        }
    }
    table.file("national.csv")
}
