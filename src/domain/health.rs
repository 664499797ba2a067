//! The health of the data: one table of checks, from which the screen and `lookout health` are walks.
//!
//! A check says what in the data cannot be right or is missing, not what a child needs: that is a rule's business
//! ([`crate::domain::rules`]). It reads what is known and writes nothing.

mod files;
mod homes;
mod identity;
mod names;
#[cfg(test)]
mod scene;
mod schooling;

use crate::domain::case::{Case, Context};
use crate::domain::caseload::Caseload;
use crate::domain::facts::ChildKey;
use crate::domain::kind::Kind;
use crate::domain::who::{self, Identities, Question};
use chrono::NaiveDate;

/// A check.
#[derive(Debug)]
pub struct Check {
    /// Its name in JSON: `no-marks`.
    pub id: &'static str,
    /// A few words for the row: `no marks this year`.
    pub title: &'static str,
    /// What it looks at, in a sentence.
    pub doc: &'static str,
    /// Whom or what it concerns.
    find: fn(&Ground<'_>) -> Vec<Row>,
}

/// Every check, in the order in which they are shown.
pub const CHECKS: &[Check] = &[
    files::OLD,
    files::NEVER,
    files::TERMS,
    files::BANK_HOLIDAYS,
    files::HELD,
    schooling::NO_MARKS,
    schooling::REGISTER_STOPPED,
    schooling::MARKS_AFTER_LEAVING,
    schooling::NO_PEP_DATES,
    schooling::NO_SCHOOL,
    homes::NO_SCHOOL_THERE,
    homes::NO_PLACEMENT,
    homes::OVERLAP,
    identity::NO_UPN,
    identity::WRONG_UPN,
    identity::SHARED_UPN,
    identity::WHO,
    identity::IMPOSSIBLE_DATE,
    identity::SOURCES_DIFFER,
    names::LOOK_ALIKE,
    names::STRANGE,
];

/// The check that counts rows held back: they have a screen of their own.
pub const HELD: &str = files::HELD.id;

/// The check that counts records that may be one child: they have a screen of their own.
pub const WHO: &str = identity::WHO.id;

/// What a check found: a child, or something that is no child's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Whom it concerns; `None` for a file or a calendar.
    pub child: Option<ChildKey>,
    /// What is the matter, in words that name no child.
    pub what: String,
}

/// A kind of file and when one of it last came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Which kind.
    pub kind: Kind,
    /// The last file of it and the day on which it was imported, by the user's clock; `None` where none ever came.
    pub last: Option<LastImport>,
}

impl Source {
    /// Days since its last file came in, by the user's clock; 0 where that lies ahead of the day asked for.
    pub fn days(&self, today: NaiveDate) -> Option<i64> {
        self.last.as_ref().map(|last| (today - last.day).num_days().max(0))
    }
}

/// The last file of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastImport {
    /// The day on which it was imported.
    pub day: NaiveDate,
    /// The path as it was given.
    pub file: String,
}

/// A figure that children.csv and the SSDA903 header state differently. Its Debug shows neither.
#[derive(Clone, PartialEq, Eq)]
pub struct Differing {
    /// Of which child.
    pub child: ChildKey,
    /// The column: `dob`, `sex`, `upn`.
    pub field: &'static str,
    /// What children.csv says: this one counts.
    pub own: String,
    /// What the SSDA903 header says.
    pub published: String,
}

impl std::fmt::Debug for Differing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {:?}", self.field, self.child)
    }
}

/// What the caseload file knows of its sources, beside the facts about children.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Every kind, in the order of the kinds.
    pub sources: Vec<Source>,
    /// Figures that two files state differently.
    pub differing: Vec<Differing>,
    /// Files with rows held back and not settled yet, and how many.
    pub held: Vec<(String, i64)>,
    /// Who is who.
    pub identities: Identities,
}

/// What the checks look at.
struct Ground<'a> {
    caseload: &'a Caseload,
    context: &'a Context<'a>,
    ledger: &'a Ledger,
    cases: Vec<Case<'a>>,
}

impl Ground<'_> {
    fn today(&self) -> NaiveDate {
        self.context.today
    }

    /// What is to be asked of who is who.
    fn questions(&self) -> Vec<Question> {
        who::questions(self.caseload, &self.ledger.identities)
    }

    /// The children about whom a question has an answer.
    fn each(&self, ask: impl Fn(&Case<'_>) -> Option<String>) -> Vec<Row> {
        self.cases.iter().filter_map(|case| Some(row(case, ask(case)?))).collect()
    }
}

/// A row about a child.
fn row(case: &Case<'_>, what: String) -> Row {
    Row { child: Some(ChildKey(case.child.key)), what }
}

/// What one check found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Which.
    pub check: &'static Check,
    /// Whom or what it concerns; children by internal id.
    pub rows: Vec<Row>,
}

/// The health of a caseload on a day.
#[derive(Debug, Clone)]
pub struct Report {
    /// The day.
    pub today: NaiveDate,
    /// Every kind of file, and when it last came in.
    pub sources: Vec<Source>,
    /// Every check, whether or not it found something.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Asks every check.
    pub fn new(caseload: &Caseload, context: &Context<'_>, ledger: Ledger) -> Self {
        let cases = caseload.children.iter().map(|child| Case::new(child, context)).collect();
        let ground = Ground { caseload, context, ledger: &ledger, cases };
        let findings = CHECKS.iter().map(|check| Finding { check, rows: (check.find)(&ground) }).collect();
        Self { today: context.today, findings, sources: ledger.sources }
    }

    /// How many rows there are in all.
    pub fn count(&self) -> usize {
        self.findings.iter().map(|finding| finding.rows.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_has_a_name_of_its_own_and_says_what_it_looks_at() {
        for (place, check) in CHECKS.iter().enumerate() {
            assert!(CHECKS[..place].iter().all(|earlier| earlier.id != check.id), "{}", check.id);
            assert!(check.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", check.id);
            assert!(check.doc.ends_with('.') && !check.title.is_empty(), "{}", check.id);
        }
    }
}
