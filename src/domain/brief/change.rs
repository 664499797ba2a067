//! What changed about a child from one judging to a later one.

use crate::domain::alert::{Alert, Severity};
use crate::domain::decision::{self, Subject};
use crate::domain::rules::attendance_no_data;
use crate::domain::triage::{Group, Ranked};

/// How a child stands beside how it stood before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Flagged, and was not.
    New,
    /// Flagged both times: now graver, for a further grave reason, or by a figure that is worse by a step.
    Worse,
    /// Flagged both times alike.
    Same,
    /// Flagged both times, now less gravely.
    Better,
    /// Was flagged, and no rule fires any more.
    Solved,
    /// Was flagged, and now there is no data to judge by: nothing that is solved.
    NotJudged,
    /// Flagged at neither time.
    Quiet,
}

/// A child as its rules judge it, whatever was decided about its alerts: what is acknowledged or put off is still so.
pub fn undecided(ranked: &Ranked) -> Ranked {
    let mut alerts = ranked.alerts.clone();
    alerts.sort_by_key(|alert| (alert.finding.severity, alert.rule));
    let group = match &*alerts {
        [] => ranked.group,
        [only] if only.rule == attendance_no_data::PLACE => Group::NoData,
        [gravest, ..] => gravest.finding.severity.into(),
    };
    Ranked { child: ranked.child, group, alerts }
}

/// Whether a rule says that somebody must look.
const fn flagged(group: Group) -> bool {
    matches!(group, Group::ActToday | Group::ThisWeek | Group::Watch)
}

impl Change {
    /// From how a child stood to how it stands; `None` where it was not in the caseload.
    pub fn of(now: &Ranked, before: Option<&Ranked>) -> Self {
        let was = before.filter(|before| flagged(before.group));
        match (was, now.group) {
            (None, group) if flagged(group) => Self::New,
            (None, _) => Self::Quiet,
            (Some(_), Group::OnTrack) => Self::Solved,
            (Some(_), Group::NoData) => Self::NotJudged,
            (Some(before), group) if group < before.group || further(now, before).is_some() => Self::Worse,
            (Some(before), group) if group > before.group => Self::Better,
            (Some(_), _) => Self::Same,
        }
    }

    /// Whether the child is flagged now.
    pub const fn is_flagged(self) -> bool {
        matches!(self, Self::New | Self::Worse | Self::Same | Self::Better)
    }

    /// A word for a table; empty where nothing changed.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Worse => "worse",
            Self::Same | Self::Quiet => "",
            Self::Better => "better",
            Self::Solved => "solved",
            Self::NotJudged => "no data now",
        }
    }
}

/// The gravest reason to act today or this week that was not there before, or was better.
pub fn further<'a>(now: &'a Ranked, before: &Ranked) -> Option<&'a Alert> {
    now.alerts.iter().filter(|alert| alert.finding.severity != Severity::Watch).find(|alert| {
        let earlier = before.alerts.iter().find(|earlier| earlier.rule == alert.rule);
        earlier.is_none_or(|earlier| is_worse(alert, earlier))
    })
}

/// Whether a rule's later finding is worse than its earlier one: graver, or by the rule's step; another suspension
/// always is.
pub fn is_worse(now: &Alert, before: &Alert) -> bool {
    let (rule, was) = (now.rule(), &before.finding);
    if now.finding.severity != was.severity {
        return now.finding.severity < was.severity;
    }
    match rule.id {
        "suspension-new" if now.finding.since > was.since => true,
        _ => decision::worse(rule, &Subject::of(before, String::new()), &now.finding),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::alert::{Dealt, Finding};
    use crate::domain::exact::Exact;
    use crate::domain::rules::RULES;

    fn alert(rule: &str, severity: Severity, value: i64) -> Alert {
        let rule = RULES.iter().position(|known| known.id == rule).unwrap();
        Alert {
            rule,
            finding: Finding { severity, value: Some(Exact::whole(value)), since: None },
            dealt: Dealt::default(),
        }
    }

    fn ranked(alerts: &[Alert]) -> Ranked {
        let group = alerts.first().map_or(Group::OnTrack, |alert| alert.finding.severity.into());
        Ranked { child: 0, group, alerts: alerts.to_vec() }
    }

    #[test]
    fn a_child_is_new_solved_or_neither() {
        let flag = ranked(&[alert("pep-due", Severity::Watch, 4)]);
        let (fine, dark) = (ranked(&[]), Ranked { group: Group::NoData, ..ranked(&[]) });
        for (now, before, change) in [
            (&flag, Some(&fine), Change::New),
            (&flag, Some(&dark), Change::New),
            (&flag, None, Change::New),
            (&flag, Some(&flag), Change::Same),
            (&fine, Some(&flag), Change::Solved),
            (&dark, Some(&flag), Change::NotJudged),
            (&dark, Some(&fine), Change::Quiet),
            (&fine, Some(&dark), Change::Quiet),
            (&fine, None, Change::Quiet),
        ] {
            assert_eq!(Change::of(now, before), change, "{:?} {:?}", now.group, before.map(|row| row.group));
        }
    }

    #[test]
    fn a_child_is_worse_from_a_step_on() {
        use Severity::{ActToday, ThisWeek, Watch};
        for (rule, now, before, change) in [
            ("pep-overdue", (ActToday, 30), (ThisWeek, 29), Change::Worse),
            ("pep-overdue", (ThisWeek, 29), (ThisWeek, 22), Change::Same),
            ("pep-overdue", (ThisWeek, 28), (ThisWeek, 8), Change::Worse),
            ("pep-overdue", (ThisWeek, 27), (ThisWeek, 8), Change::Same),
            ("pep-overdue", (ThisWeek, 1), (ActToday, 40), Change::Better),
            ("attendance-severe", (ThisWeek, 55), (ThisWeek, 50), Change::Worse),
            ("attendance-severe", (ThisWeek, 54), (ThisWeek, 50), Change::Same),
            ("attendance-unexplained", (ThisWeek, 8), (ThisWeek, 4), Change::Worse),
            ("attendance-unexplained", (ThisWeek, 7), (ThisWeek, 4), Change::Same),
            ("suspension-days", (ThisWeek, 7), (ThisWeek, 6), Change::Worse),
            ("suspension-days", (ThisWeek, 6), (ThisWeek, 6), Change::Same),
            ("exclusion-permanent", (ActToday, 31), (ActToday, 24), Change::Same),
            ("exclusion-provision", (ActToday, 9), (ActToday, 2), Change::Same),
            ("pep-due", (Watch, 1), (Watch, 8), Change::Same),
            ("missing-now", (ActToday, 9), (ActToday, 2), Change::Same),
        ] {
            let row = |(severity, value)| ranked(&[alert(rule, severity, value)]);
            assert_eq!(Change::of(&row(now), Some(&row(before))), change, "{rule} {now:?} {before:?}");
        }
    }

    #[test]
    fn a_further_grave_reason_is_worse_and_a_further_one_to_watch_is_not() {
        let first = alert("pep-overdue", Severity::ActToday, 40);
        for (further, change) in [
            (alert("suspension-days", Severity::ThisWeek, 6), Change::Worse),
            (alert("pep-quality", Severity::Watch, 0), Change::Same),
        ] {
            assert_eq!(Change::of(&ranked(&[first, further]), Some(&ranked(&[first]))), change);
        }
        // One of two reasons is gone; the child stands where it stood.
        let two = ranked(&[first, alert("suspension-days", Severity::ThisWeek, 6)]);
        assert_eq!(Change::of(&ranked(&[first]), Some(&two)), Change::Same);
    }

    #[test]
    fn another_suspension_is_worse_however_long() {
        let since = |since: &str, value| {
            let mut row = ranked(&[alert("suspension-new", Severity::ActToday, value)]);
            row.alerts[0].finding.since = since.parse().ok();
            row
        };
        let before = since("2026-11-10", 3);
        assert_eq!(Change::of(&since("2026-11-18", 1), Some(&before)), Change::Worse);
        assert_eq!(Change::of(&since("2026-11-10", 3), Some(&before)), Change::Same);
    }
}
