//! What stands about a child's PEP of one term.

use crate::domain::attendance::AcademicYear;
use crate::domain::calendar::Term;
use crate::domain::case::Case;
use crate::domain::pep::rows::{PlanRow, Rows, Step};
use crate::domain::pep::{Colour, NamedTerm, Stage, Yardstick};
use crate::domain::work::books::Entered;
use chrono::NaiveDate;

/// A term with its dates, where the calendar knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermDates {
    /// Which.
    pub term: NamedTerm,
    /// First and last day.
    pub dates: Option<(NaiveDate, NaiveDate)>,
}

impl TermDates {
    /// Those of a term of the calendar.
    pub fn of(term: &Term) -> Self {
        Self { term: NamedTerm::of(term), dates: Some((term.start, term.end)) }
    }

    /// The term of a child that a board shows: of the running academic year the current one, of another year its last.
    pub fn shown(case: &Case<'_>, year: AcademicYear) -> Option<Self> {
        let terms = case.terms();
        let term = if year == case.context.year {
            terms.current(case.today())
        } else {
            terms.by_start.iter().rev().find(|term| term.year == year)
        };
        term.map(Self::of)
    }

    /// The term before, by the child's calendar.
    #[must_use]
    pub fn before(self, case: &Case<'_>) -> Self {
        let wanted = self.term.before();
        let terms = &case.terms().by_start;
        // The terms of every year that is known are many: the one before stands next to it.
        let place = self.dates.map_or(terms.len(), |(first, _)| terms.partition_point(|term| term.start < first));
        let mut near = terms[..place].iter().rev().take_while(|term| term.year >= wanted.year);
        let known = near.find(|term| NamedTerm::of(term) == wanted);
        known.map_or(Self { term: wanted, dates: None }, Self::of)
    }

    /// Whether a day lies in it.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.dates.is_some_and(|(first, last)| first <= day && day <= last)
    }
}

/// What stands about a PEP of a term.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// Of which term.
    pub term: TermDates,
    /// The row of the PEP: of several the one not yet held, then the latest.
    pub row: Option<Entered<'a>>,
    /// The latest stage that somebody wrote down.
    pub staged: Option<Entered<'a>>,
    /// The latest review.
    pub review: Option<Entered<'a>>,
    /// Where it stands; `None` while nothing is known about PEPs at all.
    pub stage: Option<Stage>,
    /// How good: by its latest review, else as the row of the PEP has it.
    pub colour: Option<Colour>,
    /// When it was held, not after today.
    pub held: Option<NaiveDate>,
}

impl<'a> Plan<'a> {
    /// That of a child in a term.
    pub fn of(rows: &Rows<'a>, term: TermDates, rule: Yardstick) -> Self {
        let latest = |plan: &&PlanRow<'_>| (plan.held.is_none(), plan.due.max(plan.held).max(plan.planned));
        let plan = rows.plans(term).max_by_key(latest);
        let row = plan.map(|plan| plan.row);
        let held = plan.and_then(|plan| plan.held);
        let of_term = |step: &&Step<'_>| step.term == term.term;
        let reached = rows.stages.iter().filter(of_term).max_by_key(|step| (step.on, step.stage));
        let review = rows.reviews.iter().filter(of_term).max_by_key(|step| step.on).map(|step| step.row);
        let told = row.and_then(|row| Stage::of_status(row.text("status")));
        let stage = reached
            .and_then(|step| step.stage)
            .or(told)
            .or(held.map(|_| Stage::Complete))
            .or((rows.known || row.is_some()).then_some(Stage::NotStarted));
        let rated = review.and_then(|review| rule.of_review(review).0);
        let colour = rated.or_else(|| row.and_then(|row| Colour::of(row.text("quality"))));
        Self { term, row, staged: reached.map(|step| step.row), review, stage, colour, held }
    }

    /// Since when it stands at its stage, where somebody wrote that down; else the day on which it was held.
    pub fn since(&self) -> Option<NaiveDate> {
        self.staged.map_or(self.held, |row| row.date("on"))
    }

    /// On which day it was rated; `None` where only its row has a colour.
    pub fn rated_on(&self) -> Option<NaiveDate> {
        self.review.filter(|_| self.colour.is_some()).and_then(|row| row.date("reviewed"))
    }

    /// When it is due: by its row, else on the last day of the term.
    pub fn due(&self) -> Option<NaiveDate> {
        let row = self.row.and_then(|row| row.date("due"));
        row.or(self.term.dates.map(|(_, last)| last))
    }
}

/// Whether money may be released on a child's PEPs: an adequate one of this term or, while this one is not rated, of the
/// last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// It may.
    Open,
    /// This term's went back and has not returned.
    SentBack,
    /// This term's is amber.
    Amber,
    /// This term's is red.
    Red,
    /// This term's is not rated, the last one's is amber or red.
    LastPoor,
    /// Neither is rated.
    Unrated,
}

impl Gate {
    /// Every state.
    pub const ALL: [Self; 6] = [Self::Open, Self::SentBack, Self::Amber, Self::Red, Self::LastPoor, Self::Unrated];

    /// Judges the PEP of this term and that of the last.
    pub fn of(this: &Plan<'_>, last: &Plan<'_>) -> Self {
        match (this.stage, this.colour, last.colour) {
            (Some(Stage::SentBack), ..) => Self::SentBack,
            (_, Some(Colour::Amber), _) => Self::Amber,
            (_, Some(Colour::Red), _) => Self::Red,
            (_, Some(_), _) => Self::Open,
            (_, None, Some(last)) if last.adequate() => Self::Open,
            (_, None, Some(_)) => Self::LastPoor,
            (_, None, None) => Self::Unrated,
        }
    }

    /// Its word among what is known of a line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::SentBack => "sent_back",
            Self::Amber => "amber",
            Self::Red => "red",
            Self::LastPoor => "last_poor",
            Self::Unrated => "unrated",
        }
    }

    /// From its word.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gate| gate.code() == code)
    }

    /// Why it may not, in words.
    ///
    /// # Errors
    /// The reason, where it may not.
    pub const fn open(self) -> Result<(), &'static str> {
        match self {
            Self::Open => Ok(()),
            Self::SentBack => Err("the PEP of this term was sent back and has not returned"),
            Self::Amber => Err("the PEP of this term is rated amber, green or gold is needed"),
            Self::Red => Err("the PEP of this term is rated red, green or gold is needed"),
            Self::LastPoor => Err("this term's PEP is not rated, the last one is amber or red"),
            Self::Unrated => Err("no PEP of this or the last term is rated"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::Context;
    use crate::domain::facts::ChildFacts;
    use crate::domain::kind::Kind;
    use crate::domain::part::scene::{Stage as Stand, day};

    const RULE: Yardstick = Yardstick { red: 1, amber: 2, not_gold: 1 };

    fn told<T>(stand: &Stand, today: &str, tell: impl Fn(&Plan<'_>, Gate) -> T) -> T {
        let context = Context::new(&stand.caseload, &stand.thresholds, day(today));
        let case = Case::new(&stand.caseload.children[0], &context);
        let term = TermDates::shown(&case, context.year).unwrap();
        let rows = Rows::of(&stand.books, &case);
        let this = Plan::of(&rows, term, RULE);
        let last = Plan::of(&rows, term.before(&case), RULE);
        tell(&this, Gate::of(&this, &last))
    }

    fn stand() -> Stand {
        Stand::new(vec![ChildFacts::default()])
    }

    fn stage_row(stand: Stand, stage: &str, on: &str) -> Stand {
        stand.row(
            Kind::PepStage,
            1,
            &[("academic_year", "2026/27"), ("term", "autumn"), ("stage", stage), ("on", on), ("reason", "why")],
        )
    }

    #[test]
    fn the_latest_stage_counts_and_of_one_day_the_further_on() {
        let stage = |stand: &Stand, today: &str| told(stand, today, |plan, _| plan.stage);
        let mut at = stand();
        assert_eq!(stage(&at, "2026-11-23"), None, "nothing ever came in");
        for (row, on, expected) in [
            ("submitted", "2026-11-02", Stage::Submitted),
            ("sent_back", "2026-11-02", Stage::SentBack),
            ("resubmitted", "2026-11-02", Stage::Resubmitted),
            ("complete", "2026-11-24", Stage::Resubmitted),
        ] {
            at = stage_row(at, row, on);
            assert_eq!(stage(&at, "2026-11-23"), Some(expected), "{row}");
        }
        assert_eq!(stage(&at, "2026-11-24"), Some(Stage::Complete));
    }

    #[test]
    fn a_row_is_of_the_term_that_it_names_else_of_its_day() {
        let of = |cells: &[(&str, &str)]| told(&stand().row(Kind::Pep, 1, cells), "2026-11-23", |plan, _| plan.stage);
        let named = [("academic_year", "2026/27"), ("term", "autumn"), ("status", "In progress")];
        assert_eq!(of(&named), Some(Stage::InProgress));
        assert_eq!(of(&[("due", "2026-12-19"), ("status", "Ready to submit")]), Some(Stage::Ready));
        assert_eq!(of(&[("held", "2026-11-23")]), Some(Stage::Complete));
        let other = [("academic_year", "2025/26"), ("term", "autumn"), ("held", "2026-11-23")];
        assert!(told(&stand().row(Kind::Pep, 1, &other), "2026-11-23", |plan, _| plan.row.is_none()));
    }

    #[test]
    fn money_is_released_on_an_adequate_pep_of_this_or_the_last_term() {
        let rated = |stand: Stand, term: [&str; 2], colour: &str, on: &str| {
            let cells = [("academic_year", term[0]), ("term", term[1]), ("reviewed", on), ("overall", colour)];
            stand.row(Kind::PepReview, 1, &cells)
        };
        let (this, last, older) = (["2026/27", "autumn"], ["2025/26", "summer"], ["2025/26", "spring"]);
        let gate = |stand: &Stand| told(stand, "2026-11-23", |_, gate| gate);
        assert_eq!(gate(&stand()), Gate::Unrated);
        assert_eq!(gate(&rated(stand(), older, "gold", "2026-03-01")), Gate::Unrated);
        let green = rated(stand(), last, "green", "2026-07-01");
        assert_eq!(gate(&green), Gate::Open);
        assert_eq!(gate(&rated(stand(), last, "amber", "2026-07-01")), Gate::LastPoor);
        let amber = rated(green, this, "amber", "2026-11-02");
        assert_eq!(gate(&amber), Gate::Amber);
        let back = stage_row(rated(amber, this, "red", "2026-11-03"), "sent_back", "2026-11-03");
        assert_eq!(gate(&back), Gate::SentBack);
        let came = stage_row(back, "resubmitted", "2026-11-20");
        assert_eq!(gate(&came), Gate::Red, "it came again and is not judged again");
        assert_eq!(gate(&rated(came, this, "green", "2026-11-23")), Gate::Open);
        assert!(Gate::ALL.iter().filter(|gate| gate.open().is_ok()).eq([&Gate::Open]));
    }
}
