//! The rest of the education record: cohorts, school places, SEN, wellbeing, early years, part-time timetables.

mod care;
mod learning;

use crate::domain::kind::Kind;
use crate::sample::SampleFile;
use crate::sample::child::Child;
use crate::sample::table::Table;
use crate::sample::world::World;

/// The files of the rest of the education record.
pub(in crate::sample) struct Education {
    cohorts: Table,
    admissions: Table,
    sen: Table,
    sdq: Table,
    early_years: Table,
    timetables: Table,
    seen: Seen,
}

/// How many children each file could have told something of so far.
#[derive(Debug, Default)]
pub(super) struct Seen {
    kin: usize,
    looked_after: usize,
    places: usize,
    plans: usize,
    support: usize,
    scores: usize,
    nursery: usize,
    timetables: usize,
}

/// The number of the case that the next child is: every so many children one while few were seen, so that a small
/// caseload has every case, and every so many later on.
fn dealt(seen: &mut usize, (dense, sparse): (usize, usize), few: usize) -> Option<usize> {
    let at = *seen;
    *seen += 1;
    let (first, every) = if at < few { (0, dense) } else { (few, sparse) };
    ((at - first).is_multiple_of(every)).then(|| first / dense + (at - first) / every)
}

impl Education {
    pub(in crate::sample) fn new() -> Self {
        Self {
            cohorts: Table::new(Kind::Cohort),
            admissions: Table::new(Kind::Admission),
            sen: Table::new(Kind::SenPlan),
            sdq: Table::new(Kind::Sdq),
            early_years: Table::new(Kind::EarlyYears),
            timetables: Table::new(Kind::Timetable),
            seen: Seen::default(),
        }
    }

    /// The rows of a child, who is on the roll of a school or of none.
    pub(in crate::sample) fn add(&mut self, child: &Child, world: &World, urn: Option<&str>) {
        care::cohorts(child, world, &mut self.seen, &mut self.cohorts);
        care::scores(child, world, &mut self.seen, &mut self.sdq);
        learning::places(child, world, &mut self.seen, &mut self.admissions);
        learning::plans(child, world, &mut self.seen, &mut self.sen);
        learning::early_years(child, world, &mut self.seen, &mut self.early_years);
        learning::timetables(child, (world, urn), &mut self.seen, &mut self.timetables);
    }

    pub(in crate::sample) fn files(self) -> Vec<SampleFile> {
        vec![
            self.cohorts.file("cohorts.csv"),
            self.admissions.file("admissions.csv"),
            self.sen.file("sen.csv"),
            self.sdq.file("sdq.csv"),
            self.early_years.file("early_years.csv"),
            self.timetables.file("timetables.csv"),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_come_close_together_first_and_seldom_later() {
        let mut seen = 0;
        let cases: Vec<_> = (0..40).filter_map(|_| dealt(&mut seen, (3, 10), 9)).collect();
        assert_eq!((cases, seen), (vec![0, 1, 2, 3, 4, 5, 6], 40));
    }
}
