//! Children for whom the duty is strategic: they stand in figures by cohort, never as case work.

use crate::domain::case::Case;
use crate::domain::facts::{ChildKey, Cohorts};
use crate::domain::work::Line;

/// The cohorts without case work, with the words of their figures.
const COHORTS: [(Cohorts, &str); 4] = [
    (Cohorts::CP, "child protection plans"),
    (Cohorts::CIN, "children in need"),
    (Cohorts::PLAC, "previously looked after"),
    (Cohorts::KIN, "kinship care"),
];

/// Whether the duty for a child is strategic: it stands in such a cohort, is not looked after and no care leaver. One
/// of whom no cohort is known is not.
pub(super) fn strategic(case: &Case<'_>) -> bool {
    cohort(case).is_some() && !case.case_work()
}

fn cohort(case: &Case<'_>) -> Option<usize> {
    let given = case.child.cohorts?;
    COHORTS.iter().position(|(cohort, _)| given.has(*cohort))
}

/// How many of how many, by cohort: who is in several counts in the first.
#[derive(Default)]
pub(super) struct Figures([(i64, i64, Vec<ChildKey>); 4]);

impl Figures {
    /// Counts what a child adds: so many of so many.
    pub(super) fn add(&mut self, case: &Case<'_>, (part, whole): (i64, i64)) {
        let Some(place) = cohort(case).filter(|_| whole > 0) else { return };
        let figure = &mut self.0[place];
        figure.0 += part;
        figure.1 += whole;
        figure.2.push(ChildKey(case.child.key));
    }

    /// A line a cohort that has a figure: `12 of 30`, in the first cell of so many, in a state of its own.
    pub(super) fn lines(self, cells: usize, groups: usize, what: &str) -> impl Iterator<Item = Line> {
        self.0.into_iter().zip(COHORTS).filter(|((_, whole, _), _)| *whole > 0).map(
            move |((part, whole, children), (_, title))| {
                let mut line = Line { title: title.to_owned(), children, ..Line::default() };
                line.cells = vec![String::new(); cells];
                line.groups = vec![String::new(); groups];
                FIGURES.clone_into(&mut line.groups[0]);
                line.cells[0] = format!("{part} of {whole}");
                line.saying(format!("{part} of {whole} {what}"))
                    .saying("the duty is strategic: advice and figures, no case work")
            },
        )
    }
}

/// The state of such lines.
pub(super) const FIGURES: &str = "figures";
