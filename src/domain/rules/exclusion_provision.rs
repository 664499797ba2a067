//! Excluded without provision.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::facts::{Exclusion, ExclusionKind};
use crate::domain::kind::Kind;
use crate::domain::rules::wording::day_or_unknown;
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit};

pub(crate) const RULE: Rule = Rule {
    id: "exclusion-provision",
    title: "excluded without provision",
    doc: "A suspension (not over lunch) or permanent exclusion still runs, and no provision has begun though it is due: \
          from the first school day for a looked-after child, from the sixth for others.",
    source: "Education and Inspections Act 2006 s.100 and Education Act 1996 s.19: sixth school day; DfE exclusion \
             guidance for looked-after children: first",
    family: Family::Exclusion,
    reads: &[Kind::Exclusion],
    unit: Unit::Days,
    limits: &[
        Limit::new("within_days", 365, "days", "how many calendar days ago it may have started"),
        Limit::new(
            "looked_after_school_day",
            1,
            "school days",
            "the school day from which a looked-after child is owed it",
        ),
        Limit::new("school_day", 6, "school days", "the school day from which others are owed it"),
    ],
    needs: &[Kind::Exclusion],
    check,
    applies: |case, _| case.compulsory_school_age(),
    explain,
    ..Rule::BASE
};

fn due_day(case: &Case<'_>, limits: &[i64]) -> i64 {
    let &[_, looked_after, others] = limits else { return 1 };
    if case.looked_after() { looked_after } else { others }
}

/// School days without provision, the due day as 1; `None` where none is owed.
fn days_owed(case: &Case<'_>, exclusion: &Exclusion, due_day: i64) -> Option<i64> {
    let provided = exclusion.provision_from.is_some_and(|from| from <= case.today());
    if exclusion.kind == ExclusionKind::Lunch || provided || case.has_ended(exclusion) {
        return None;
    }
    let school_day = case.school_days(exclusion.start, case.today());
    (school_day >= due_day.max(1)).then_some(school_day - due_day.max(1) + 1)
}

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[within, ..] = limits else { return None };
    if case.child.exclusions.is_empty() {
        return None;
    }
    let (span, due_day) = (case.context.days_ago(within)..=case.today(), due_day(case, limits));
    let recent = case.child.exclusions.iter().filter(|exclusion| span.contains(&exclusion.start));
    let owed = recent.filter_map(|exclusion| Some((exclusion.start, days_owed(case, exclusion, due_day)?)));
    let (start, days) = owed.max()?;
    Some(Finding { severity: Severity::ActToday, value: Some(Exact::whole(days)), since: Some(start) })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let start = day_or_unknown(finding.since);
    let days = finding.value.map_or(0, |value| value.tenths() / 10);
    let school_day = finding.since.map_or(0, |start| case.school_days(start, case.today()));
    let due = due_day(case, limits);
    let who = if case.looked_after() { "a looked-after child" } else { "a child not looked after" };
    Reason {
        short: format!("excluded, no provision {days} d"),
        sums: vec![
            format!("from {start}, not ended, no provision begun"),
            format!("school day {school_day}, due from day {due}: {school_day} - {due} + 1 = {days} days"),
        ],
        limit: format!("provision from school day {due} for {who}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::scene::{Scene, day, enrolled, excluded, found, looked_after, suspended};

    fn permanent(scene: Scene, start: &str) -> Scene {
        scene.with(|child| child.exclusions = vec![excluded(ExclusionKind::Permanent, start)])
    }

    #[test]
    fn due_from_the_sixth_school_day_and_from_the_first_in_care() {
        // Mon 16 November is the first school day, Mon 23 the sixth.
        let other = permanent(Scene::default(), "2026-11-16");
        assert_eq!(other.told(RULE.id, "2026-11-23"), found(Severity::ActToday, "1", "2026-11-16"));
        assert_eq!(other.told(RULE.id, "2026-11-24"), found(Severity::ActToday, "2", "2026-11-16"));
        assert!(!other.fires(RULE.id, "2026-11-22"));
        let cared = permanent(looked_after(), "2026-11-21");
        assert_eq!(cared.told(RULE.id, "2026-11-23"), found(Severity::ActToday, "1", "2026-11-21"));
        assert!(!cared.fires(RULE.id, "2026-11-22"));
    }

    #[test]
    fn provision_begun_ends_it_and_provision_to_come_does_not() {
        let scene = |from: &str| {
            permanent(looked_after(), "2026-11-16").with(|child| child.exclusions[0].provision_from = Some(day(from)))
        };
        assert!(!scene("2026-11-23").fires(RULE.id, "2026-11-23"));
        assert!(scene("2026-11-24").fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn a_suspension_runs_to_its_end_or_for_its_sessions_or_for_a_day() {
        let scene = |sessions, end: &str| {
            looked_after().with(|child| {
                let exclusion = excluded(ExclusionKind::Suspension, "2026-11-19");
                child.exclusions = vec![Exclusion { sessions, end: end.parse().ok(), ..exclusion }];
            })
        };
        // Thu 19, Fri 20, Mon 23: five sessions are three school days.
        assert!(scene(Some(5), "").fires(RULE.id, "2026-11-23"));
        assert!(!scene(Some(4), "").fires(RULE.id, "2026-11-23"));
        assert!(scene(Some(4), "2026-11-23").fires(RULE.id, "2026-11-23"));
        assert!(!scene(Some(9), "2026-11-22").fires(RULE.id, "2026-11-23"));
        assert!(scene(None, "").fires(RULE.id, "2026-11-19"));
        assert!(!scene(None, "").fires(RULE.id, "2026-11-20"));
    }

    #[test]
    fn a_new_school_ends_a_permanent_exclusion() {
        let scene = |urn: &str, start: &str| {
            permanent(looked_after(), "2026-11-16").with(|child| {
                child.enrolments = vec![enrolled("100001", "2024-09-01", "2026-11-20"), enrolled(urn, start, "")];
            })
        };
        assert!(!scene("100002", "2026-11-23").fires(RULE.id, "2026-11-23"));
        assert!(scene("100002", "2026-11-24").fires(RULE.id, "2026-11-23"));
        // Back on the roll that the child never left the day before is no new school.
        assert!(scene("100001", "2026-11-21").fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn lunch_old_ones_and_a_missing_source_are_left_out() {
        let lunch = looked_after().with(|child| child.exclusions = vec![excluded(ExclusionKind::Lunch, "2026-11-23")]);
        assert!(!lunch.fires(RULE.id, "2026-11-23"));
        assert!(permanent(looked_after(), "2025-11-23").fires(RULE.id, "2026-11-23"));
        assert!(!permanent(looked_after(), "2025-11-22").fires(RULE.id, "2026-11-23"));
        let scene = permanent(looked_after(), "2026-11-16").without(Kind::Exclusion);
        assert!(!scene.fires(RULE.id, "2026-11-23"));
        let latest = looked_after()
            .with(|child| child.exclusions = vec![suspended("2026-11-20", 20), suspended("2026-11-16", 20)]);
        assert_eq!(latest.told(RULE.id, "2026-11-23"), found(Severity::ActToday, "2", "2026-11-20"));
    }
}
