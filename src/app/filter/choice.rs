//! What can be filtered by, and what was chosen.

use crate::app::snapshot::Snapshot;
use crate::domain::caseload::Caseload;
use crate::domain::facts::Cohorts;
use crate::domain::kind::COHORTS;
pub use crate::domain::paper::naming::year_words;
pub use crate::domain::rules::FAMILIES;
use crate::domain::rules::Family;
use std::collections::{BTreeMap, BTreeSet};

/// One thing to filter by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// A kind of flag.
    Family(Family),
    /// A year group.
    Year(i8),
    /// A school, by URN; `None`: no school.
    School(Option<Box<str>>),
    /// A cohort, by its place in [`COHORTS`].
    Cohort(u8),
}

/// A line of the overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// What the lines below it are.
    Heading(&'static str),
    /// Something to filter by.
    Choice {
        /// What.
        pick: Pick,
        /// Its words.
        words: String,
        /// How many children of the caseload it lets through.
        count: usize,
    },
}

/// What a child can be filtered by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traits {
    /// Kinds of its flags.
    pub families: BTreeSet<Family>,
    /// Its year group.
    pub year: Option<i8>,
    /// Its main school's URN.
    pub school: Option<Box<str>>,
    /// Its cohorts.
    pub cohorts: Cohorts,
}

/// What was chosen: of each section any, of all sections together each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Kinds of flag.
    pub families: BTreeSet<Family>,
    /// Year groups.
    pub years: BTreeSet<i8>,
    /// Schools.
    pub schools: BTreeSet<Option<Box<str>>>,
    /// Cohorts, by their places.
    pub cohorts: BTreeSet<u8>,
}

fn flip<T: Ord>(set: &mut BTreeSet<T>, item: T) {
    if !set.remove(&item) {
        set.insert(item);
    }
}

const fn cohort(place: u8) -> Cohorts {
    Cohorts(1 << place)
}

impl Filter {
    /// Whether everybody is let through.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Puts something in, or out again.
    pub fn toggle(&mut self, pick: Pick) {
        match pick {
            Pick::Family(family) => flip(&mut self.families, family),
            Pick::Year(year) => flip(&mut self.years, year),
            Pick::School(school) => flip(&mut self.schools, school),
            Pick::Cohort(place) => flip(&mut self.cohorts, place),
        }
    }

    /// Whether something was put in.
    pub fn holds(&self, pick: &Pick) -> bool {
        match pick {
            Pick::Family(family) => self.families.contains(family),
            Pick::Year(year) => self.years.contains(year),
            Pick::School(school) => self.schools.contains(school),
            Pick::Cohort(place) => self.cohorts.contains(place),
        }
    }

    /// Whether a child is let through.
    pub fn lets(&self, traits: &Traits) -> bool {
        (self.families.is_empty() || !self.families.is_disjoint(&traits.families))
            && (self.years.is_empty() || traits.year.is_some_and(|year| self.years.contains(&year)))
            && (self.schools.is_empty() || self.schools.contains(&traits.school))
            && (self.cohorts.is_empty() || self.cohorts.iter().any(|place| traits.cohorts.has(cohort(*place))))
    }

    /// What was chosen, in words: `PEP or attendance, Y9`.
    pub fn words(&self, caseload: &Caseload) -> String {
        let families = FAMILIES.iter().filter(|(family, _)| self.families.contains(family));
        let sections = [
            families.map(|(_, words)| (*words).to_owned()).collect::<Vec<_>>(),
            self.years.iter().map(|year| year_words(*year)).collect(),
            self.schools.iter().map(|school| school_words(caseload, school.as_deref())).collect(),
            self.cohorts.iter().filter_map(|place| Some((*COHORTS.get(usize::from(*place))?).to_owned())).collect(),
        ];
        let filled = sections.iter().filter(|section| !section.is_empty());
        filled.map(|section| section.join(" or ")).collect::<Vec<_>>().join(", ")
    }
}

fn school_words(caseload: &Caseload, urn: Option<&str>) -> String {
    urn.map_or_else(|| "no school".to_owned(), |urn| caseload.school_name(urn))
}

/// Everything that the children of a caseload can be filtered by, with how many each lets through.
pub fn lines(snapshot: &Snapshot) -> Vec<Line> {
    let (mut families, mut years) = (BTreeMap::new(), BTreeMap::new());
    let (mut schools, mut cohorts) = (BTreeMap::new(), BTreeMap::new());
    for traits in snapshot.traits() {
        traits.families.iter().for_each(|family| *families.entry(*family).or_insert(0) += 1);
        traits.year.iter().for_each(|year| *years.entry(*year).or_insert(0) += 1);
        *schools.entry(&traits.school).or_insert(0) += 1;
        let held = (0_u8..).take(COHORTS.len()).filter(|place| traits.cohorts.has(cohort(*place)));
        held.for_each(|place| *cohorts.entry(place).or_insert(0) += 1);
    }
    let mut by_name: Vec<_> = schools.into_iter().collect();
    by_name.sort_by_cached_key(|(urn, _)| (urn.is_none(), school_words(&snapshot.caseload, urn.as_deref())));
    let line = |pick, words: String, count| Line::Choice { pick, words, count };
    let sections = [
        (
            "kind of flag",
            families
                .into_iter()
                .map(|(family, count)| line(Pick::Family(family), family_words(family), count))
                .collect::<Vec<_>>(),
        ),
        ("year", years.into_iter().map(|(year, count)| line(Pick::Year(year), year_words(year), count)).collect()),
        (
            "cohort",
            cohorts
                .into_iter()
                .map(|(place, count)| line(Pick::Cohort(place), COHORTS[usize::from(place)].to_owned(), count))
                .collect(),
        ),
        (
            "school",
            by_name
                .into_iter()
                .map(|(urn, count)| {
                    line(Pick::School(urn.clone()), school_words(&snapshot.caseload, urn.as_deref()), count)
                })
                .collect(),
        ),
    ];
    let filled = sections.into_iter().filter(|(_, choices)| !choices.is_empty());
    filled.flat_map(|(title, choices)| std::iter::once(Line::Heading(title)).chain(choices)).collect()
}

fn family_words(family: Family) -> String {
    FAMILIES.iter().find(|(other, _)| *other == family).map_or("", |(_, words)| words).to_owned()
}
