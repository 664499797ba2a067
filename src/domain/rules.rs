//! The rules: one table from which alerts, `lookout rules`, help and the README are walks.
//!
//! A rule stands in a file of its own under `rules/`, its boundary tests below it, and has one line in [`RULES`].
//! Their order is the order of the rules page, which ranks alerts that are equally grave.

use crate::domain::alert::Finding;
use crate::domain::case::Case;
use crate::domain::kind::Kind;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name in files, options and JSON: `attendance-dip`.
    pub id: &'static str,
    /// A few words for the row: `attendance dip`.
    pub title: &'static str,
    /// What it watches, in a sentence.
    pub doc: &'static str,
    /// Where its limits come from: a regulation, a guidance, or "ours".
    pub source: &'static str,
    /// What it is about, for filters.
    pub family: Family,
    /// The unit of its value.
    pub unit: Unit,
    /// Limits that a council can change in rules.toml.
    pub limits: &'static [Limit],
    /// The kinds of file that must have come in, any one of each group; else it reads absence as a fact.
    pub needs: &'static [Kind],
    /// Whether smaller values come first in the list.
    pub smaller_first: bool,
    /// Fires or not. `limits` are in force for this rule, in the order of [`Rule::limits`].
    pub check: fn(&Case<'_>, &[i64]) -> Option<Finding>,
    /// Whether the rule would judge this child if its files had come in.
    pub applies: fn(&Case<'_>) -> bool,
    /// The finding in words and figures.
    pub explain: fn(&Case<'_>, &Finding, &[i64]) -> Reason,
}

/// A limit of a rule.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// Its key in rules.toml.
    pub key: &'static str,
    /// The built-in default.
    pub default: i64,
    /// What it counts: `%`, `sessions`, `working days`.
    pub unit: &'static str,
    /// What it does, in a few words.
    pub doc: &'static str,
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Missing from care.
    Missing,
    /// Suspensions and permanent exclusions.
    Exclusion,
    /// Attendance.
    Attendance,
    /// Placements.
    Placement,
    /// Personal Education Plans.
    Pep,
    /// New to care.
    Care,
    /// Education, employment or training after 16.
    Eet,
    /// Referrals.
    Referral,
    /// Schools and phases.
    School,
}

/// The unit of a value, as JSON names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Calendar, school or working days, as the rule says.
    Days,
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// Half-day sessions.
    Sessions,
    /// Moves.
    Moves,
    /// No value.
    None,
}

/// Why an alert fired.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reason {
    /// One line for the row: `suspended 3 days from 18 Nov`.
    pub short: String,
    /// The arithmetic, a line each, down to the figures it comes from; a rate always with its number of sessions.
    pub sums: Vec<String>,
    /// The limit in force and its source.
    pub limit: String,
}

/// Every rule, in the order of the rules page.
pub const RULES: &[Rule] = &[];

/// The rule with an id.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}
