//! Decisions: what somebody decided about an alert, what was seen of a child, and what that means for the alert today.
//!
//! A decision hangs on rule, child and occasion (the rules page, "Identity of an alert"). It remembers the figure that
//! it was made on: the alert is back on its day, or at once when it is worse by the rule's step.

use crate::domain::alert::{Alert, Back, Change, Dealt, Finding, Severity, State};
use crate::domain::exact::Exact;
use crate::domain::facts::ChildKey;
use crate::domain::rules::{Family, RULES, Rule, Unit};
use crate::domain::sealed::Sealed;
use chrono::{Days, NaiveDate};

/// The longest that an acknowledgement lasts, in days: the rules page.
pub const LONGEST: u64 = 30;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// It is known, and somebody is at it.
    Acknowledged,
    /// It is put off until a date.
    Snoozed,
    /// Somebody else is at it.
    HandedOver,
}

impl What {
    /// In the order of the keys.
    pub const ALL: [Self; 3] = [Self::Acknowledged, Self::Snoozed, Self::HandedOver];

    /// The word in the file.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Acknowledged => "acknowledged",
            Self::Snoozed => "snoozed",
            Self::HandedOver => "handed-over",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.id() == word)
    }

    /// The words on screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Acknowledged => "acknowledged",
            Self::Snoozed => "snoozed",
            Self::HandedOver => "handed over",
        }
    }

    /// The state of an alert that it was decided about.
    const fn state(self) -> State {
        match self {
            Self::Snoozed => State::Snoozed,
            Self::Acknowledged | Self::HandedOver => State::Acknowledged,
        }
    }
}

/// An alert by what it hangs on, and the figure that it had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The rule's id.
    pub rule: String,
    /// `2026/27`, `2026/27 autumn`, a date, or `-`.
    pub occasion: String,
    /// How grave it was.
    pub severity: Severity,
    /// Its value before rounding.
    pub value: Option<Exact>,
}

impl Subject {
    /// Of an alert and its occasion.
    pub fn of(alert: &Alert, occasion: String) -> Self {
        let Finding { severity, value, .. } = alert.finding;
        Self { rule: alert.rule().id.to_owned(), occasion, severity, value }
    }

    /// What was found then.
    const fn finding(&self) -> Finding {
        Finding { severity: self.severity, value: self.value, since: None }
    }

    fn is(&self, rule: &Rule, occasion: &str) -> bool {
        self.rule == rule.id && self.occasion == occasion
    }
}

/// A decision about an alert. Its Debug shows no reason, which may name somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct Decision {
    /// About whom.
    pub child: ChildKey,
    /// About which alert, and on which figure.
    pub subject: Subject,
    /// What was decided.
    pub what: What,
    /// Whom it was handed over to.
    pub to: Option<String>,
    /// Why, in the words of whoever decided.
    pub reason: Sealed<String>,
    /// The day on which the alert is back.
    pub until: NaiveDate,
    /// The key slot of whoever decided.
    pub actor: String,
}

impl std::fmt::Debug for Decision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} about {} of {:?} until {}", self.what, self.subject.rule, self.child, self.until)
    }
}

/// What somebody saw of a child's alerts at the last look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// At whom.
    pub child: ChildKey,
    /// The day.
    pub day: NaiveDate,
    /// The alerts that there were.
    pub seen: Vec<Subject>,
}

/// The day on which an acknowledgement of a day is back at the latest.
pub fn latest(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(LONGEST)).unwrap_or(today)
}

/// The least by which an alert of a rule must be worse to be back at once; `None`: it must be of a graver severity.
fn step(rule: &Rule) -> Option<Exact> {
    match (rule.family, rule.unit) {
        (Family::Attendance, Unit::Percent | Unit::Points) => Some(Exact::whole(5)),
        (Family::Attendance, Unit::Sessions) => Some(Exact::whole(4)),
        (Family::Pep, Unit::Days) => Some(Exact::whole(20)),
        _ => None,
    }
}

/// Suspensions are back with any further day: half of one is the least that is counted.
fn any_further_day(rule: &Rule) -> bool {
    matches!(rule.id, "suspension-new" | "suspension-days")
}

/// Whether a finding is worse than it was by the rule's step.
pub fn worse(rule: &Rule, then: &Subject, now: &Finding) -> bool {
    let grown = match (then.value, now.value) {
        (Some(then), Some(now)) if rule.smaller_first => Some(then.minus(now)),
        (Some(then), Some(now)) => Some(now.minus(then)),
        _ => None,
    };
    match (step(rule), grown) {
        (Some(step), Some(grown)) => grown >= step,
        (None, Some(grown)) if any_further_day(rule) => grown > Exact::whole(0),
        _ => now.severity < then.severity,
    }
}

/// What decisions and the last look mean for an alert on a day. `decisions` are those of the child, the latest last.
pub fn dealt(
    (alert, occasion): (&Alert, &str),
    decisions: &[Decision],
    look: Option<&Look>,
    today: NaiveDate,
) -> Dealt {
    let rule = alert.rule();
    let before = look.and_then(|look| look.seen.iter().find(|seen| seen.is(rule, occasion)));
    let change = look.and_then(|_| changed(rule, before, &alert.finding));
    let seen = if before.is_some() { State::Seen } else { State::New };
    let Some(decision) = decisions.iter().rev().find(|decision| decision.subject.is(rule, occasion)) else {
        return Dealt { state: seen, change, ..Dealt::default() };
    };
    let back = if worse(rule, &decision.subject, &alert.finding) {
        Some(Back::Worse)
    } else {
        (today >= decision.until).then_some(Back::Due)
    };
    match back {
        Some(why) => {
            // It is news until somebody has seen it.
            let was_seen = match (why, before) {
                (Back::Due, Some(_)) => look.is_some_and(|look| look.day >= decision.until),
                (Back::Worse, Some(before)) => worse(rule, &decision.subject, &before.finding()),
                (_, None) => false,
            };
            Dealt { state: seen, change, back: back.filter(|_| !was_seen), until: None }
        }
        None => Dealt { state: decision.what.state(), change, back: None, until: Some(decision.until) },
    }
}

/// How an alert differs from the last look; `None` where it does not.
fn changed(rule: &Rule, before: Option<&Subject>, now: &Finding) -> Option<Change> {
    let Some(before) = before else { return Some(Change::New) };
    if now.severity != before.severity {
        return Some(if now.severity < before.severity { Change::Worse } else { Change::Better });
    }
    // Days pass by themselves: counting on is no news.
    if step(rule).is_none() && !any_further_day(rule) || rule.family == Family::Pep {
        return worse(rule, before, now).then_some(Change::Worse);
    }
    let (then, now) = (before.value?, now.value?);
    let (then, now) = if rule.smaller_first { (now, then) } else { (then, now) };
    match now.cmp(&then) {
        std::cmp::Ordering::Greater => Some(Change::Worse),
        std::cmp::Ordering::Less => Some(Change::Better),
        std::cmp::Ordering::Equal => None,
    }
}

/// The titles of alerts that were seen at the last look and are gone. Where another of their family came, that may
/// have taken their place, and nothing is said.
pub fn gone(look: &Look, there: &[Subject]) -> Vec<&'static str> {
    let rule = |subject: &Subject| RULES.iter().find(|rule| rule.id == subject.rule);
    let came = |now: &&Subject| !look.seen.iter().any(|seen| seen.rule == now.rule);
    let came: Vec<Family> = there.iter().filter(came).filter_map(rule).map(|rule| rule.family).collect();
    let gone = look.seen.iter().filter(|seen| !there.iter().any(|now| now.rule == seen.rule)).filter_map(rule);
    gone.filter(|rule| !came.contains(&rule.family)).map(|rule| rule.title).collect()
}

#[cfg(test)]
mod tests;
