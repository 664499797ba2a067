//! Timeliness and colours of the PEPs of some children, term by term.

use crate::domain::case::Case;
use crate::domain::facts::ChildKey;
use crate::domain::pep::colour::criteria;
use crate::domain::pep::plan::TermDates;
use crate::domain::pep::{CRITERIA, Colour, NamedTerm, Plan, Rows, Timely, Yardstick};
use crate::domain::work::Scene;
use std::collections::BTreeMap;

/// How many terms are looked at, that of the board and those before it.
pub(super) const TERMS: usize = 6;

/// What one term comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Held by the due day.
    pub(super) in_time: i64,
    /// Held late, or due and not held.
    pub(super) late: i64,
    /// Not due yet.
    pub(super) to_come: i64,
    /// How many of each colour, the best first.
    pub(super) colours: [i64; 4],
    /// Held and not rated.
    pub(super) unrated: i64,
    /// How many of them have a row at all.
    pub(super) rows: i64,
    /// Whose they are, each once.
    pub(super) children: Vec<ChildKey>,
}

impl Tally {
    /// How many were due.
    pub(super) fn due(&self) -> i64 {
        self.in_time + self.late
    }

    /// How many were rated.
    pub(super) fn rated(&self) -> i64 {
        self.colours.iter().sum()
    }

    /// How many were rated amber or red.
    pub(super) fn poor(&self) -> i64 {
        self.colours[2] + self.colours[3]
    }

    fn add(&mut self, child: ChildKey, one: &One<'_>) {
        let One { timely, plan } = one;
        match timely {
            Timely::InTime => self.in_time += 1,
            Timely::Late | Timely::Missed => self.late += 1,
            Timely::ToCome => self.to_come += 1,
        }
        match plan.colour {
            Some(colour) => self.colours[colour as usize] += 1,
            None => self.unrated += i64::from(matches!(timely, Timely::InTime | Timely::Late)),
        }
        self.rows += i64::from(one.has_row());
        self.children.push(child);
    }
}

/// Terms of one school, or of all, the latest last.
pub(super) type ByTerm = BTreeMap<NamedTerm, Tally>;

/// A criterion in the term of the board: how many of each colour, and who is amber or red.
#[derive(Debug, Clone, Default)]
pub(super) struct Criterion {
    pub(super) colours: [i64; 4],
    pub(super) poor: Vec<ChildKey>,
    pub(super) rated: Vec<ChildKey>,
}

/// A child's PEP of a term.
pub(super) struct One<'a> {
    pub(super) timely: Timely,
    pub(super) plan: Plan<'a>,
}

impl One<'_> {
    /// Whether anything is written down about it.
    pub(super) fn has_row(&self) -> bool {
        self.plan.row.is_some() || self.plan.staged.is_some() || self.plan.review.is_some()
    }
}

/// A child's PEPs of the term of the board and those before it that it owed, the latest first.
pub(super) fn terms<'a>(scene: &Scene<'a>, case: &Case<'_>, rule: Yardstick) -> Vec<One<'a>> {
    let Some(shown) = TermDates::shown(case, scene.year) else { return Vec::new() };
    let rows = Rows::of(scene.books, case);
    let terms = std::iter::successors(Some(shown), |term| Some(term.before(case))).take(TERMS);
    let one = |term| Some(One { timely: Timely::of(&rows, case, term)?, plan: Plan::of(&rows, term, rule) });
    terms.filter_map(one).collect()
}

/// The tallies of a caseload.
#[derive(Default)]
pub(super) struct Tallies<'a> {
    /// The term of the board.
    pub(super) shown: Option<NamedTerm>,
    /// By the main school of today; empty for children on no roll.
    pub(super) schools: BTreeMap<&'a str, ByTerm>,
    /// Of all.
    pub(super) whole: ByTerm,
    /// By criterion.
    pub(super) criteria: [Criterion; CRITERIA.len()],
}

impl<'a> Tallies<'a> {
    /// Of every child that is looked at.
    pub(super) fn of(scene: &Scene<'a>, rule: Yardstick) -> Self {
        let mut tallies = Self::default();
        for case in scene.cases() {
            let child = ChildKey(case.child.key);
            let terms = terms(scene, &case, rule);
            if terms.is_empty() {
                continue;
            }
            let shown = TermDates::shown(&case, scene.year).map(|term| term.term);
            tallies.shown = tallies.shown.max(shown);
            let school = tallies.schools.entry(case.main_school().unwrap_or_default()).or_default();
            for one in &terms {
                let term = one.plan.term.term;
                school.entry(term).or_default().add(child, one);
                tallies.whole.entry(term).or_default().add(child, one);
            }
            let current = terms.iter().find(|one| Some(one.plan.term.term) == shown);
            let rated = current.and_then(|one| one.plan.review).map(criteria).unwrap_or_default();
            for (criterion, colour) in tallies.criteria.iter_mut().zip(rated) {
                criterion.add(child, colour);
            }
        }
        tallies.forget_unknown_terms();
        tallies
    }

    /// Of a term from which no row came in about any child nothing is known: its PEPs were not missed.
    fn forget_unknown_terms(&mut self) {
        let known: Vec<NamedTerm> =
            self.whole.iter().filter(|(_, tally)| tally.rows > 0).map(|(term, _)| *term).collect();
        for terms in self.schools.values_mut().chain([&mut self.whole]) {
            terms.retain(|term, _| known.contains(term));
        }
    }
}

impl Criterion {
    fn add(&mut self, child: ChildKey, colour: Option<Colour>) {
        let Some(colour) = colour else { return };
        self.colours[colour as usize] += 1;
        self.rated.push(child);
        if !colour.adequate() {
            self.poor.push(child);
        }
    }
}
