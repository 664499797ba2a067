//! The parts of the work: one table from which the screen, the record's page, `lookout work`, `lookout rules`, help and
//! README are walks.
//!
//! A part stands in a file of its own under `part/`, its boundary tests below it, and has one line in [`PARTS`].

mod admissions;
mod advice;
mod after16;
mod answers;
mod attainment;
mod careers;
mod challenges;
mod cohorts;
mod early_years;
mod eet;
mod guarantee;
mod inclusion;
mod missing;
mod pep_quality;
mod peps;
mod premium;
mod premium_schools;
mod report;
#[cfg(test)]
pub(crate) mod scene;
mod schools;
mod sen;
mod strategic;
mod timetables;
mod training;
mod transitions;
mod wellbeing;

use crate::domain::work::{Part, Watch};

/// Every part, in the order of the menu.
pub const PARTS: &[Part] = &[
    cohorts::PART,
    peps::PART,
    pep_quality::PART,
    premium::PART,
    premium_schools::PART,
    attainment::PART,
    inclusion::PART,
    challenges::PART,
    schools::PART,
    training::PART,
    eet::PART,
    guarantee::PART,
    careers::PART,
    transitions::PART,
    advice::PART,
    admissions::PART,
    sen::PART,
    wellbeing::PART,
    early_years::PART,
    missing::PART,
    timetables::PART,
    report::PART,
];

/// The part with an id.
pub fn by_id(id: &str) -> Option<&'static Part> {
    PARTS.iter().find(|part| part.id == id)
}

/// Every watch, in the order of the parts.
pub fn watches() -> impl Iterator<Item = &'static Watch> {
    PARTS.iter().flat_map(|part| part.watches)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::RULES;
    use std::collections::BTreeSet;

    #[test]
    fn no_name_stands_twice() {
        let parts: Vec<_> = PARTS.iter().map(|part| part.id).collect();
        let watches: Vec<_> = watches().map(|watch| watch.id).chain(RULES.iter().map(|rule| rule.id)).collect();
        for names in [parts, watches] {
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
        }
        for part in PARTS {
            let keys: Vec<_> = part.acts.iter().map(|act| act.key).collect();
            assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{}: {keys:?}", part.id);
        }
    }
}
