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

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.id() == word)
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alert {
    /// The rule; its place in [`crate::domain::rules::RULES`].
    pub rule: usize,
    /// What it found.
    pub finding: Finding,
    /// What was decided about it, and how it differs from the last look.
    pub dealt: Dealt,
}

impl Alert {
    /// The rule that fired.
    pub fn rule(&self) -> &'static Rule {
        &crate::domain::rules::RULES[self.rule]
    }
}

/// What decisions and the last look mean for an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dealt {
    /// Whether somebody has dealt with it.
    pub state: State,
    /// Until when it is out of the way.
    pub until: Option<NaiveDate>,
    /// Why it is back, where it was out of the way.
    pub back: Option<Back>,
    /// How it differs from the last look; `None` where it does not, or nobody looked.
    pub change: Option<Change>,
}

impl Dealt {
    /// Whether it is out of the way.
    pub const fn aside(&self) -> bool {
        matches!(self.state, State::Acknowledged | State::Snoozed)
    }
}

/// Why an alert is back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// Its day has come.
    Due,
    /// It is worse than it was.
    Worse,
}

impl Back {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Due => "back: its day has come",
            Self::Worse => "back: worse than when it was set aside",
        }
    }
}

/// How an alert differs from the last look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is worse.
    Worse,
    /// It was not there.
    New,
    /// It is better.
    Better,
}

impl Change {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Worse => "worse since you last looked",
            Self::New => "new since you last looked",
            Self::Better => "better since you last looked",
        }
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
