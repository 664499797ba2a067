//! A change of school during the year.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::facts::Enrolment;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day_or_unknown, days_ago};
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit, place};
use chrono::{Datelike, NaiveDate};

pub(crate) const RULE: Rule = Rule {
    id: "school-move",
    title: "change of school",
    doc: "An enrolment at another school than the one before began in the last 28 days, not in September.",
    source: "ours, not the law's: a move during the year needs a PEP; none in key stage 4 where it can be helped",
    family: Family::School,
    reads: &[Kind::Enrolment],
    unit: Unit::Days,
    limits: &[
        Limit::new("within_days", 28, "days", "how many calendar days ago it may have begun"),
        Limit::new("quiet_month", 9, "month", "the month in which children move school as a matter of course"),
        Limit::new("grave_from_year", 10, "year group", "first year group for which it is for this week"),
        Limit::new("grave_to_year", 11, "year group", "last year group for which it is for this week"),
    ],
    ours: true,
    smaller_first: true,
    check,
    explain,
    ..Rule::BASE
};

/// The rule's place in [`crate::domain::rules::RULES`].
const PLACE: usize = place(RULE.id);

/// Whether a day lies in the month in which children move school as a matter of course.
pub(crate) fn is_quiet(case: &Case<'_>, day: NaiveDate) -> bool {
    let &[_, quiet_month, ..] = case.context.thresholds.of(PLACE) else { return false };
    i64::from(day.month()) == quiet_month
}

/// Whether an enrolment is at another school than the one that started before it.
pub(crate) fn moved(case: &Case<'_>, enrolment: &Enrolment) -> bool {
    let before = case.child.enrolments.iter().filter(|earlier| earlier.start < enrolment.start);
    before.max_by_key(|earlier| earlier.start).is_some_and(|earlier| earlier.urn != enrolment.urn)
}

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[within, quiet_month, grave_from, grave_to] = limits else { return None };
    if case.child.enrolments.len() < 2 {
        return None;
    }
    let span = case.context.days_ago(within)..=case.today();
    let recent = case.child.enrolments.iter().filter(|enrolment| span.contains(&enrolment.start));
    let counted = recent.filter(|enrolment| i64::from(enrolment.start.month()) != quiet_month);
    let start = counted.filter(|enrolment| moved(case, enrolment)).map(|enrolment| enrolment.start).max()?;
    Some(Finding {
        severity: if case.in_years(grave_from, grave_to) { Severity::ThisWeek } else { Severity::Watch },
        value: Some(Exact::whole(case.context.days_since(start))),
        since: Some(start),
    })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let &[within, _, grave_from, grave_to] = limits else { return Reason::default() };
    let ago = days_ago(finding.since.map_or(0, |start| case.context.days_since(start)));
    Reason {
        short: format!("changed school {ago}"),
        sums: vec![format!("enrolled at another school from {}", day_or_unknown(finding.since))],
        limit: format!("in the last {}; this week in years {grave_from} to {grave_to}", count(within, "day")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::Registration;
    use crate::domain::rules::scene::{Scene, enrolled, found};

    fn scene(urn: &str, start: &str) -> Scene {
        Scene::default()
            .with(|child| child.enrolments = vec![enrolled("100001", "2025-09-01", ""), enrolled(urn, start, "")])
    }

    #[test]
    fn in_the_last_28_days_and_not_in_september() {
        assert_eq!(
            scene("100002", "2026-10-26").told(RULE.id, "2026-11-23"),
            found(Severity::Watch, "28", "2026-10-26")
        );
        assert!(!scene("100002", "2026-10-25").fires(RULE.id, "2026-11-23"));
        assert!(!scene("100002", "2026-11-24").fires(RULE.id, "2026-11-23"));
        assert!(!scene("100002", "2026-09-30").fires(RULE.id, "2026-10-05"));
        assert!(scene("100002", "2026-10-01").fires(RULE.id, "2026-10-05"));
    }

    #[test]
    fn another_school_than_the_one_before_never_the_first() {
        assert!(!scene("100001", "2026-11-20").fires(RULE.id, "2026-11-23"));
        let ap = scene("100002", "2026-11-20").with(|child| child.enrolments[1].registration = Registration::Ap);
        assert!(ap.fires(RULE.id, "2026-11-23"));
        assert!(!ap.with(|child| drop(child.enrolments.remove(0))).fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn for_this_week_in_years_10_and_11() {
        for (year, severity) in
            [(9, Severity::Watch), (10, Severity::ThisWeek), (11, Severity::ThisWeek), (12, Severity::Watch)]
        {
            let scene = scene("100002", "2026-11-20").with(|child| child.nc_year = Some(year));
            assert_eq!(scene.finding(RULE.id, "2026-11-23").map(|found| found.severity), Some(severity), "{year}");
        }
    }
}
