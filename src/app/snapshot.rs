//! What the screens show: the caseload judged and ranked for a day, made off the screen's thread.

mod alphabet;

use crate::app::filter::choice::Traits;
use crate::domain::case::{Case, Context};
use crate::domain::caseload::Caseload;
use crate::domain::exact::Exact;
use crate::domain::facts::{ChildKey, Cohorts};
use crate::domain::search::Index;
use crate::domain::thresholds::Thresholds;
use crate::domain::triage::{Ranked, Ranking, rank};
use alphabet::Alphabet;
use chrono::NaiveDate;
use imbl::Vector;
use std::sync::{Arc, OnceLock};

/// The caseload, judged.
#[derive(Debug)]
pub struct Snapshot {
    /// Facts about every child.
    pub caseload: Caseload,
    /// Limits in force.
    pub thresholds: Arc<Thresholds>,
    /// The day that it was judged for.
    pub today: NaiveDate,
    /// Every child in the order of the list.
    pub ranking: Ranking,
    index: Arc<OnceLock<Index>>,
    alphabet: Arc<OnceLock<Alphabet>>,
    traits: OnceLock<Vector<Traits>>,
    attendance: OnceLock<Vector<Option<Exact>>>,
}

impl Snapshot {
    /// Judges and ranks a caseload.
    pub fn new(caseload: Caseload, thresholds: impl Into<Arc<Thresholds>>, today: NaiveDate) -> Self {
        let thresholds = thresholds.into();
        let ranking = rank(&caseload, &Context::new(&caseload, &thresholds, today));
        Self::ranked(caseload, thresholds, today, ranking)
    }

    /// Takes a ranking that is already made.
    pub fn ranked(
        caseload: Caseload,
        thresholds: impl Into<Arc<Thresholds>>,
        today: NaiveDate,
        ranking: Ranking,
    ) -> Self {
        Self {
            caseload,
            thresholds: thresholds.into(),
            today,
            ranking,
            index: Arc::default(),
            alphabet: Arc::default(),
            traits: OnceLock::new(),
            attendance: OnceLock::new(),
        }
    }

    /// Judges those children alone that differ, told by their places in the caseload: `caseload` is the one of this
    /// snapshot with other facts of theirs, but for those that names and schools are found by.
    #[must_use]
    pub fn again(&self, caseload: Caseload, changed: &[usize]) -> Self {
        let context = Context::new(&caseload, &self.thresholds, self.today);
        let ranking = self.ranking.again(&caseload, &context, changed);
        let traits = self.traits.get().cloned().map(|mut traits| {
            for &child in changed {
                traits[child] =
                    traits_of(&Case::new(&caseload.children[child], &context), ranking.rows.of_child(child));
            }
            traits
        });
        let attendance = self.attendance.get().cloned().map(|mut attendance| {
            for &child in changed {
                attendance[child] = attendance_of(&Case::new(&caseload.children[child], &context));
            }
            attendance
        });
        Self {
            thresholds: Arc::clone(&self.thresholds),
            today: self.today,
            ranking,
            index: Arc::clone(&self.index),
            alphabet: Arc::clone(&self.alphabet),
            traits: traits.map_or_else(OnceLock::new, OnceLock::from),
            attendance: attendance.map_or_else(OnceLock::new, OnceLock::from),
            caseload,
        }
    }

    /// Nothing, before the first load.
    pub fn empty(today: NaiveDate) -> Self {
        Self::ranked(Caseload::default(), Thresholds::default(), today, Ranking::default())
    }

    /// The context of this judging. It may look at every child: make it once a frame, not once a row.
    pub fn context(&self) -> Context<'_> {
        Context::new(&self.caseload, &self.thresholds, self.today)
    }

    /// Works with one child's case; `child` is its place in the caseload.
    pub fn with_case<T>(&self, child: usize, work: impl FnOnce(&Case<'_>) -> T) -> Option<T> {
        let context = self.context();
        self.caseload.children.get(child).map(|facts| work(&Case::new(facts, &context)))
    }

    /// The place in the list of each child, by its place in the caseload.
    pub fn order(&self) -> &[usize] {
        self.ranking.rows.places()
    }

    /// For fuzzy find; made when first asked for.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.caseload))
    }

    /// Where the children stand by their names and their schools'; worked out when first asked for.
    pub fn alphabet(&self) -> &Alphabet {
        self.alphabet.get_or_init(|| Alphabet::of(self))
    }

    /// Works out what a key may ask for, so that none waits for it.
    pub fn prepare(&self) {
        self.index();
        self.alphabet();
        self.attendance();
    }

    /// What each child can be filtered by, by its place in the caseload; worked out when first asked for.
    pub fn traits(&self) -> &Vector<Traits> {
        self.traits.get_or_init(|| {
            let context = self.context();
            let children = self.caseload.children.iter().enumerate();
            children.map(|(at, facts)| traits_of(&Case::new(facts, &context), self.ranking.rows.of_child(at))).collect()
        })
    }

    /// Each child's rate of attendance this academic year, in per cent, by its place in the caseload; `None` where no
    /// session was possible. Worked out when first asked for.
    pub fn attendance(&self) -> &Vector<Option<Exact>> {
        self.attendance.get_or_init(|| {
            let context = self.context();
            self.caseload.children.iter().map(|facts| attendance_of(&Case::new(facts, &context))).collect()
        })
    }

    /// A child's place in the ranking.
    pub fn rank_of(&self, child: ChildKey) -> Option<usize> {
        self.order().get(self.caseload.position(child)?).copied()
    }

    /// The child at a place of the ranking.
    pub fn key_at(&self, rank: usize) -> Option<ChildKey> {
        let row = self.ranking.rows.get(rank)?;
        Some(ChildKey(self.caseload.children[row.child].key))
    }
}

fn traits_of(case: &Case<'_>, row: Option<&Ranked>) -> Traits {
    let given = case.child.cohorts.unwrap_or_default();
    let looked_after = if case.looked_after() { Cohorts::LAC.0 } else { 0 };
    let alerts = row.map(|row| row.alerts.as_slice()).unwrap_or_default();
    Traits {
        families: alerts.iter().map(|alert| alert.rule().family).collect(),
        year: case.nc_year(),
        school: case.main_school().map(Into::into),
        cohorts: Cohorts(given.0 & !Cohorts::LAC.0 | looked_after),
    }
}

fn attendance_of(case: &Case<'_>) -> Option<Exact> {
    let figures = case.figures();
    Exact::percent(figures.attended, figures.possible)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::invented;
    use crate::domain::attendance::{AcademicYear, YearMarks};
    use crate::domain::decision::{Decision, Look, Subject, What};
    use crate::domain::facts::ChildFacts;
    use crate::domain::sealed::Sealed;
    use proptest::prelude::*;

    /// Something that a write does to a child.
    fn change(child: &mut ChildFacts, (what, number): (usize, u8), there: &[Subject]) {
        let subjects = || there.iter().take(usize::from(number)).cloned();
        let until = invented::day("2026-11-20") + chrono::Days::new(u64::from(number) * 2);
        let decision = |subject| Decision {
            child: ChildKey(child.key),
            subject,
            what: What::ALL[usize::from(number) % 3],
            to: None,
            reason: Sealed::default(),
            until,
            actor: String::new(),
        };
        match what {
            0 => child.decisions.extend(subjects().map(decision).collect::<Vec<_>>()),
            1 => child.decisions.clear(),
            2 => {
                let (day, seen) = (invented::day("2026-11-20"), subjects().collect());
                child.look = Some(Box::new(Look { child: ChildKey(child.key), day, seen }));
            }
            3 => {
                let bytes = vec![b'A' + number; 120].into_boxed_slice();
                child.marks = vec![YearMarks { year: AcademicYear(2026), bytes }];
            }
            4 => child.peps.truncate(usize::from(number) % 3),
            _ => child.last_contact = None,
        }
    }

    fn alerts_of(snapshot: &Snapshot, at: usize) -> Vec<Subject> {
        let row = snapshot.ranking.rows.of_child(at).unwrap();
        let of = |case: &Case<'_>| {
            let occasion = |alert| crate::domain::triage::occasion_of(case, alert);
            row.alerts.iter().map(|alert| Subject::of(alert, occasion(alert))).collect()
        };
        snapshot.with_case(at, of).unwrap()
    }

    proptest! {
        #[test]
        fn judged_again_it_is_as_judged_anew(
            steps in prop::collection::vec(prop::collection::vec((0_usize..12, 0_usize..6, 0_u8..9), 1..4), 1..8),
            asked in any::<bool>(),
        ) {
            let of = |caseload| Snapshot::new(caseload, Thresholds::default(), invented::day("2026-11-23"));
            let mut snapshot = of(invented::caseload());
            if asked {
                snapshot.prepare();
            }
            for step in steps {
                let mut caseload = snapshot.caseload.clone();
                for (at, what, number) in &step {
                    change(caseload.facts_mut(*at), (*what, *number), &alerts_of(&snapshot, *at));
                }
                let places: Vec<usize> = step.iter().map(|(at, ..)| *at).collect();
                let again = snapshot.again(caseload.clone(), &places);
                let anew = of(caseload);
                prop_assert_eq!(&again.ranking, &anew.ranking);
                prop_assert_eq!(again.traits(), anew.traits());
                prop_assert_eq!(again.attendance(), anew.attendance());
                prop_assert_eq!(&again.alphabet().name, &anew.alphabet().name);
                prop_assert_eq!(&again.alphabet().school, &anew.alphabet().school);
                let found = |snapshot: &Snapshot| snapshot.index().find("a", snapshot.order(), None);
                prop_assert_eq!(found(&again), found(&anew));
                prop_assert!(again.caseload.children == anew.caseload.children);
                snapshot = again;
            }
        }
    }
}
