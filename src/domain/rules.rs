//! The rules: one table from which alerts, `lookout rules`, help and the README are walks.
//!
//! A rule stands in a file of its own under `rules/`, its boundary tests below it, and has one line in [`RULES`].
//! Their order is the order of the rules page, which ranks alerts that are equally grave.

mod attendance_dip;
pub(crate) mod attendance_no_data;
mod attendance_persistent;
pub(crate) mod attendance_severe;
mod attendance_unauthorised;
mod attendance_unexplained;
mod care_new;
pub(crate) mod eet_neet;
mod eet_not_known;
mod exclusion_permanent;
mod exclusion_provision;
mod missing_now;
mod pep_due;
pub(crate) mod pep_initial;
mod pep_overdue;
mod pep_quality;
mod placement_move;
mod placement_no_school;
mod placement_planned;
mod placement_unsettled;
mod referral_open;
pub(crate) mod school_move;
mod suspension_days;
mod suspension_new;
mod transition_phase;
pub(crate) mod wording;

#[cfg(test)]
pub(crate) mod scene;
#[cfg(test)]
mod short_reasons;

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
    /// The kinds of row that an alert rests on, to follow it to file and line.
    pub reads: &'static [Kind],
    /// The unit of its value.
    pub unit: Unit,
    /// Limits that a council can change in rules.toml.
    pub limits: &'static [Limit],
    /// The kinds of file that must have come in, any one of each group; else it reads absence as a fact.
    pub needs: &'static [Kind],
    /// The year group that each of `needs` concerns, where it does not concern every child.
    pub need_years: &'static [i8],
    /// What a decision about its alert hangs on.
    pub occasion: Occasion,
    /// The rule is ours, not the law's; said wherever it is shown.
    pub ours: bool,
    /// Whether smaller values come first in the list.
    pub smaller_first: bool,
    /// Fires or not. `limits` are in force for this rule, in the order of [`Rule::limits`].
    pub check: fn(&Case<'_>, &[i64]) -> Option<Finding>,
    /// Whether the rule would judge this child if its files had come in.
    pub applies: fn(&Case<'_>, &[i64]) -> bool,
    /// The finding in words and figures.
    pub explain: fn(&Case<'_>, &Finding, &[i64]) -> Reason,
}

impl Rule {
    /// What most rules share; each rule names the rest.
    const BASE: Self = Self {
        id: "",
        title: "",
        doc: "",
        source: "",
        family: Family::Attendance,
        reads: &[],
        unit: Unit::None,
        limits: &[],
        needs: &[],
        need_years: &[],
        occasion: Occasion::Since,
        ours: false,
        smaller_first: false,
        check: |_, _| None,
        applies: |_, _| true,
        explain: |_, _, _| Reason { short: String::new(), sums: Vec::new(), limit: String::new() },
    };
}

/// What a decision about an alert hangs on, beside rule and child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The academic year of today.
    Year,
    /// The term that holds `since`, else the last that ended before it.
    Term,
    /// The day since when.
    Since,
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

impl Limit {
    const fn new(key: &'static str, default: i64, unit: &'static str, doc: &'static str) -> Self {
        Self { key, default, unit, doc }
    }

    /// The values that a council may set.
    pub fn range(&self) -> std::ops::RangeInclusive<i64> {
        match self.unit {
            "%" | "points" => 0..=100,
            "month" => 1..=12,
            _ => 0..=3_650,
        }
    }
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

/// What rules are about, in the order of the rules page, with a few words each.
pub const FAMILIES: [(Family, &str); 9] = [
    (Family::Missing, "missing"),
    (Family::Exclusion, "suspension, exclusion"),
    (Family::Attendance, "attendance"),
    (Family::Placement, "placement"),
    (Family::Pep, "PEP"),
    (Family::Care, "new to care"),
    (Family::Eet, "after 16"),
    (Family::Referral, "referral"),
    (Family::School, "school, phase"),
];

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

impl Unit {
    /// The word in JSON; `None` where the rule has no value.
    pub const fn id(self) -> Option<&'static str> {
        match self {
            Self::Days => Some("days"),
            Self::Percent => Some("percent"),
            Self::Points => Some("points"),
            Self::Sessions => Some("sessions"),
            Self::Moves => Some("moves"),
            Self::None => None,
        }
    }
}

/// Why an alert fired.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reason {
    /// Words and figure for the row, at most 30 cells with plausible figures: `PEP 34 days overdue`.
    pub short: String,
    /// The arithmetic, a line each, down to the figures it comes from; a rate always with its number of sessions.
    pub sums: Vec<String>,
    /// The limit in force and its source.
    pub limit: String,
}

/// Every rule, in the order of the rules page.
pub const RULES: &[Rule] = &[
    missing_now::RULE,
    exclusion_permanent::RULE,
    exclusion_provision::RULE,
    suspension_new::RULE,
    suspension_days::RULE,
    attendance_severe::RULE,
    attendance_unauthorised::RULE,
    attendance_dip::RULE,
    attendance_persistent::RULE,
    attendance_unexplained::RULE,
    placement_no_school::RULE,
    placement_move::RULE,
    placement_unsettled::RULE,
    pep_initial::RULE,
    pep_overdue::RULE,
    care_new::RULE,
    eet_neet::RULE,
    eet_not_known::RULE,
    referral_open::RULE,
    school_move::RULE,
    placement_planned::RULE,
    pep_due::RULE,
    pep_quality::RULE,
    transition_phase::RULE,
    attendance_no_data::RULE,
];

/// The place of a rule in [`RULES`], for those that other rules refer to.
const fn place(id: &str) -> usize {
    let mut at = 0;
    while at < RULES.len() && !same(RULES[at].id.as_bytes(), id.as_bytes()) {
        at += 1;
    }
    at
}

const fn same(left: &[u8], right: &[u8]) -> bool {
    let mut at = 0;
    while at < left.len() && at < right.len() && left[at] == right[at] {
        at += 1;
    }
    at == left.len() && at == right.len()
}

/// The rule with an id.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_that_others_refer_to_stands_at_its_place() {
        for (at, rule) in RULES.iter().enumerate() {
            assert_eq!(place(rule.id), at, "{}", rule.id);
        }
        assert_eq!(place("no-such-rule"), RULES.len());
    }
}
