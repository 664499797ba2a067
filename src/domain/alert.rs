//! Alerts: what a rule found, and how grave it is.

use crate::domain::exact::Exact;
use crate::domain::rules::Rule;
use chrono::NaiveDate;

/// How soon somebody must act, gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Act today.
    ActToday,
    /// Act this week.
    ThisWeek,
    /// Keep an eye on it.
    Watch,
}

impl Severity {
    /// Gravest first.
    pub const ALL: [Self; 3] = [Self::ActToday, Self::ThisWeek, Self::Watch];

    /// The word in files and JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::ActToday => "act_today",
            Self::ThisWeek => "this_week",
            Self::Watch => "watch",
        }
    }

    /// The words on screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ActToday => "act today",
            Self::ThisWeek => "this week",
            Self::Watch => "watch",
        }
    }
}

/// What a rule found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// How grave.
    pub severity: Severity,
    /// The figure, in the rule's unit, before rounding.
    pub value: Option<Exact>,
    /// Since when (or by when), as the rules page says rule by rule.
    pub since: Option<NaiveDate>,
}

/// A finding of a rule about a child.
#[derive(Debug, Clone, Copy)]
pub struct Alert {
    /// The rule; its place in [`crate::domain::rules::RULES`].
    pub rule: usize,
    /// What it found.
    pub finding: Finding,
}

impl Alert {
    /// The rule that fired.
    pub fn rule(&self) -> &'static Rule {
        &crate::domain::rules::RULES[self.rule]
    }
}

/// Whether somebody has dealt with an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    /// Nobody has looked at it.
    #[default]
    New,
    /// Seen.
    Seen,
    /// Acknowledged with a reason.
    Acknowledged,
    /// Put off until a date.
    Snoozed,
}

impl State {
    /// The word in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Seen => "seen",
            Self::Acknowledged => "acknowledged",
            Self::Snoozed => "snoozed",
        }
    }
}
