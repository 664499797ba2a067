//! What young people do after year 11, on the last day of the period.

use crate::domain::calendar::age;
use crate::domain::facts::DestinationStatus::{self, Eet, Neet, NotKnown};
use crate::domain::kind::Kind;
use crate::domain::report::measure::{By, Measure, Pupil, Share, Unit};

const BASE: Measure =
    Measure { unit: Unit::OfChildren, needs: Some(Kind::Destination), group: Some("after sixteen"), ..Measure::BASE };

pub(super) const EET: Measure = Measure {
    id: "eet",
    title: "Education, work (EET)",
    doc: "Of those in years 12 and 13 and care leavers of the ages of eet-neet, in the cohort on the last day: those whose \
          latest destination is EET and has not run out.",
    by: By::Child(|pupil| share(pupil, Eet)),
    ..BASE
};

pub(super) const NEET: Measure = Measure {
    id: "neet",
    title: "NEET",
    doc: "Of the same young people, those whose latest destination is NEET, however long ago it was checked.",
    by: By::Child(|pupil| share(pupil, Neet)),
    ..BASE
};

pub(super) const NOT_KNOWN: Measure = Measure {
    id: "not-known",
    title: "Destination not known",
    doc: "Of the same young people, those whose latest destination is not known, has run out, or who have none.",
    by: By::Child(|pupil| share(pupil, NotKnown)),
    ..BASE
};

fn share(pupil: &Pupil<'_>, status: DestinationStatus) -> Share {
    if tracked(pupil) { Share::one(doing(pupil) == status) } else { Share::default() }
}

fn tracked(pupil: &Pupil<'_>) -> bool {
    let (years, ages) = &pupil.look.limits.tracked;
    let last = pupil.look.period.until;
    let old_enough = || pupil.case.child.dob.is_some_and(|born| ages.contains(&i64::from(age(born, last))));
    let in_years = || pupil.nc_year().is_some_and(|year| years.contains(&year));
    pupil.is_in(last) && (in_years() || (pupil.care_leaver && old_enough()))
}

fn doing(pupil: &Pupil<'_>) -> DestinationStatus {
    let last = pupil.look.period.until;
    let begun = pupil.case.child.destinations.iter().filter(|destination| destination.from <= last);
    let Some(latest) = begun.max_by_key(|destination| destination.from) else { return NotKnown };
    match latest.status {
        Eet if latest.to.is_some_and(|to| to < last) => NotKnown,
        status => status,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::part::scene::day;
    use crate::domain::report::bench::Bench;
    use crate::domain::rules::scene::{destination, looked_after};

    fn bench(rows: Vec<crate::domain::facts::Destination>) -> Bench {
        Bench::new(looked_after().with(|child| {
            child.nc_year = Some(12);
            child.destinations = rows;
        }))
    }

    fn shares(bench: &Bench, today: &str) -> [(i64, i64); 3] {
        ["eet", "neet", "not-known"].map(|measure| bench.share(measure, today))
    }

    #[test]
    fn the_latest_destination_that_has_begun_counts() {
        let two = bench(vec![destination("2026-09-01", Eet, ""), destination("2026-11-23", Neet, "")]);
        assert_eq!(shares(&two, "2026-11-22"), [(1, 1), (0, 1), (0, 1)]);
        assert_eq!(shares(&two, "2026-11-23"), [(0, 1), (1, 1), (0, 1)]);
        assert_eq!(shares(&bench(Vec::new()), "2026-11-23"), [(0, 1), (0, 1), (1, 1)]);
        let mut over = destination("2026-09-01", Eet, "");
        over.to = Some(day("2026-11-22"));
        assert_eq!(shares(&bench(vec![over.clone()]), "2026-11-22"), [(1, 1), (0, 1), (0, 1)]);
        assert_eq!(shares(&bench(vec![over]), "2026-11-23"), [(0, 1), (0, 1), (1, 1)]);
    }

    #[test]
    fn year_groups_are_those_of_then() {
        // Year 12 today was year 11 a year before, and year 13 is year 12.
        let year = |year, back| {
            let bench = bench(Vec::new());
            bench.with(|child| child.nc_year = Some(year)).share_back("not-known", "2026-11-23", back).1
        };
        assert_eq!([year(12, 0), year(12, 1), year(13, 1), year(14, 1), year(14, 0)], [1, 0, 1, 1, 0]);
    }
}
