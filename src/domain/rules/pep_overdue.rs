//! A PEP is overdue: a row says so, or the last term went by without one.

use crate::domain::alert::{Finding, Severity};
use crate::domain::calendar::Term;
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day, day_or_unknown};
use crate::domain::rules::{Family, Limit, Occasion, Reason, Rule, Unit, pep_initial};
use chrono::NaiveDate;

pub(crate) const RULE: Rule = Rule {
    id: "pep-overdue",
    title: "PEP overdue",
    doc: "Looked after, aged 3 to 17: a PEP row is past its due day and none was held since, or none was held since \
          the last ended term began.",
    source: "statutory guidance on the education of looked-after children: reviewed every school term",
    family: Family::Pep,
    reads: &[Kind::Pep],
    unit: Unit::Days,
    limits: &[
        Limit::new("act_days", 30, "days", "calendar days overdue from which it is for today"),
        Limit::new(
            "in_term_working_days",
            20,
            "working days",
            "a term counts that ends at least these after the child came",
        ),
        Limit::new("from_age", 3, "years", "youngest age"),
        Limit::new("to_age", 17, "years", "oldest age"),
    ],
    needs: &[Kind::Pep],
    occasion: Occasion::Term,
    check,
    applies,
    explain,
    ..Rule::BASE
};

fn applies(case: &Case<'_>, limits: &[i64]) -> bool {
    let &[_, _, from_age, to_age] = limits else { return false };
    case.looked_after() && case.aged(from_age, to_age)
}

/// The earliest due day of a row past it, none held on or after it.
fn row_due(case: &Case<'_>) -> Option<NaiveDate> {
    let open = case.child.peps.iter().filter(|pep| case.held(pep).is_none()).filter_map(|pep| pep.due);
    open.filter(|&due| due < case.today() && !case.held_since(due)).min()
}

/// The last ended term, where it was long enough for the child and none was held since it began.
fn missed_term<'a>(case: &Case<'a>, limits: &[i64]) -> Option<&'a Term> {
    let &[_, working_days, from_age, _] = limits else { return None };
    let term = case.terms().last_ended(case.today())?;
    if case.looked_after_since().is_some() {
        let clock = case.pep_clock(from_age)?;
        if case.context.calendar.working_days_since(clock, term.end) < working_days {
            return None;
        }
    }
    (!case.held_since(term.start)).then_some(term)
}

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[act, ..] = limits else { return None };
    if !applies(case, limits) || pep_initial::fires(case) {
        return None;
    }
    let term = missed_term(case, limits).map(|term| term.end);
    let due = row_due(case).into_iter().chain(term).min()?;
    let days = case.context.days_since(due);
    Some(Finding {
        severity: if days >= act { Severity::ActToday } else { Severity::ThisWeek },
        value: Some(Exact::whole(days)),
        since: Some(due),
    })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let days = finding.since.map_or(0, |due| case.context.days_since(due));
    let mut sums = Vec::new();
    let (row, term) = (row_due(case), missed_term(case, limits));
    if let Some(row) = row {
        sums.push(format!("a PEP was due {}, none held on or after it", day(row)));
    }
    if let Some(term) = term {
        let (start, end) = (day(term.start), day(term.end));
        sums.push(format!("none held since the {} term began on {start}; due by its end, {end}", term.name));
    }
    if row.is_some() && term.is_some() {
        sums.push(format!("the earlier counts: {}", day_or_unknown(finding.since)));
    }
    let held = case.last_held_pep().and_then(|pep| case.held(pep));
    sums.push(format!("last held: {}", held.map_or_else(|| "none".to_owned(), day)));
    Reason {
        short: format!("PEP {} overdue", count(days, "day")),
        sums,
        limit: format!(
            "one each term; act today from {} overdue (ours)",
            count(limits.first().copied().unwrap_or(0), "day")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::scene::{Scene, day, found, looked_after, pep};

    fn scene(peps: &[(&str, &str)]) -> Scene {
        looked_after().with(|child| child.peps = peps.iter().map(|(due, held)| pep(due, held)).collect())
    }

    #[test]
    fn a_row_past_its_due_day() {
        // Held in the summer term, so that only the row counts.
        let scene = |due: &str| scene(&[("", "2026-06-15"), (due, "")]);
        assert_eq!(scene("2026-11-22").told(RULE.id, "2026-11-23"), found(Severity::ThisWeek, "1", "2026-11-22"));
        assert!(!scene("2026-11-23").fires(RULE.id, "2026-11-23"));
        assert_eq!(scene("2026-10-25").told(RULE.id, "2026-11-23"), found(Severity::ThisWeek, "29", "2026-10-25"));
        assert_eq!(scene("2026-10-24").told(RULE.id, "2026-11-23"), found(Severity::ActToday, "30", "2026-10-24"));
    }

    #[test]
    fn a_pep_held_on_or_after_the_due_day_ends_it() {
        let scene = |held: &str| scene(&[("", "2026-06-15"), ("2026-11-10", ""), ("", held)]);
        assert!(scene("2026-11-09").fires(RULE.id, "2026-11-23"));
        assert!(!scene("2026-11-10").fires(RULE.id, "2026-11-23"));
        assert!(scene("2026-11-24").fires(RULE.id, "2026-11-23"), "it lies ahead");
    }

    #[test]
    fn none_held_since_the_last_ended_term_began() {
        // The summer term ran from 16 April to 22 July 2026: 31 July days... 22 July to 23 November is 124 days.
        assert_eq!(
            scene(&[("", "2026-04-15")]).told(RULE.id, "2026-11-23"),
            found(Severity::ActToday, "124", "2026-07-22")
        );
        assert!(!scene(&[("", "2026-04-16")]).fires(RULE.id, "2026-11-23"));
        // On 19 December the autumn term still holds the day.
        let held = scene(&[("", "2026-04-16")]);
        assert!(!held.fires(RULE.id, "2026-12-19"));
        assert_eq!(held.told(RULE.id, "2026-12-20"), found(Severity::ThisWeek, "1", "2026-12-19"));
    }

    #[test]
    fn the_term_counts_that_ended_twenty_working_days_after_the_child_came() {
        // Working days from 24 June to 22 July 2026: 20; a PEP held that day keeps pep-initial quiet.
        let came = |since: &str| {
            looked_after().with(|child| {
                child.looked_after_since = Some(day(since));
                child.peps = vec![pep("", "2026-04-01")];
            })
        };
        let fires = |since: &str| came(since).on("2026-11-23", |case| missed_term(case, &[30, 20, 3, 17]).is_some());
        assert!(fires("2026-06-24"));
        assert!(!fires("2026-06-25"));
        let unknown = came("2026-06-25").with(|child| child.looked_after_since = None);
        assert_eq!(unknown.told(RULE.id, "2026-11-23"), found(Severity::ActToday, "124", "2026-07-22"));
    }

    #[test]
    fn the_earlier_due_day_counts_and_pep_initial_comes_first() {
        let both = scene(&[("", "2026-04-01"), ("2026-07-01", ""), ("2026-09-20", "")]);
        assert_eq!(both.told(RULE.id, "2026-11-23"), found(Severity::ActToday, "145", "2026-07-01"));
        let initial = scene(&[("2026-09-20", "")]).with(|child| child.looked_after_since = Some(day("2026-09-01")));
        assert!(!initial.fires(RULE.id, "2026-11-23") && initial.fires("pep-initial", "2026-11-23"));
        assert!(!both.without(Kind::Pep).fires(RULE.id, "2026-11-23"));
    }
}
