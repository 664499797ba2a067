//! Unauthorised absence over ten school weeks.

use crate::domain::alert::{Finding, Severity};
use crate::domain::attendance::tally::YearFigures;
use crate::domain::attendance::{Class, class_of, session_day};
use crate::domain::calendar::days::number;
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day, day_or_unknown};
use crate::domain::rules::{Family, Limit, Occasion, Reason, Rule, Unit};
use chrono::NaiveDate;

pub(crate) const RULE: Rule = Rule {
    id: "attendance-unauthorised",
    title: "unauthorised absence",
    doc: "Ten or more sessions of G, N, O or U in the last ten school weeks, weeks in which the child had a possible \
          session.",
    source: "national penalty-notice threshold, Education (Penalty Notices) (England) Regulations as amended 2024",
    family: Family::Attendance,
    reads: &[Kind::Attendance],
    unit: Unit::Sessions,
    limits: &[
        Limit::new("sessions", 10, "sessions", "unauthorised sessions from which it fires"),
        Limit::new("school_weeks", 10, "school weeks", "how many school weeks are counted, this one included"),
        Limit::new("recent_days", 28, "days", "there must be a possible session in these last days"),
    ],
    occasion: Occasion::Year,
    check,
    explain,
    ..Rule::BASE
};

/// What the last school weeks hold.
#[derive(Debug, Clone, Copy, Default)]
struct Stretch {
    unauthorised: i64,
    weeks: i64,
    /// Monday of the earliest week counted, and the first unauthorised absence, as year and index.
    first_week: Option<NaiveDate>,
    since: Option<NaiveDate>,
}

fn last_weeks(case: &Case<'_>, limit: i64) -> Stretch {
    let mut found = Stretch::default();
    let mut counted_monday = None;
    for (marks, bytes) in case.years() {
        let first_monday = number(marks.year.first_monday());
        for (week, sessions) in bytes.chunks(10).enumerate().rev() {
            let figures = YearFigures::of(sessions);
            if figures.possible == 0 {
                continue;
            }
            let monday = first_monday + 7 * i32::try_from(week).unwrap_or(0);
            if counted_monday != Some(monday) {
                if found.weeks == limit {
                    return found;
                }
                found.weeks += 1;
                counted_monday = Some(monday);
                found.first_week = Some(session_day(marks.year, 10 * week));
            }
            found.unauthorised += figures.unauthorised;
            if figures.unauthorised > 0 {
                let first = sessions.iter().position(|&byte| class_of(byte) == Class::Unauthorised);
                found.since = first.map(|at| session_day(marks.year, 10 * week + at));
            }
        }
    }
    found
}

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[sessions, weeks, recent_days] = limits else { return None };
    // Few children have as many in all their marks.
    let earlier = case.years().skip_while(|(marks, _)| marks.year == case.context.year);
    let in_all =
        case.figures().unauthorised + earlier.map(|(_, bytes)| YearFigures::of(bytes).unauthorised).sum::<i64>();
    if in_all < sessions {
        return None;
    }
    let found = last_weeks(case, weeks);
    if found.unauthorised < sessions.max(1) || !case.possible_within(recent_days) {
        return None;
    }
    Some(Finding { severity: Severity::ActToday, value: Some(Exact::whole(found.unauthorised)), since: found.since })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let &[sessions, weeks, _] = limits else { return Reason::default() };
    let found = last_weeks(case, weeks);
    let from = found.first_week.map_or_else(String::new, |monday| format!(" from {}", day(monday)));
    Reason {
        short: format!("{} unauthorised in {}", found.unauthorised, count(found.weeks, "week")),
        sums: vec![
            format!("codes G, N, O, U in {}{from}", count(found.weeks, "school week")),
            format!("the first on {}", day_or_unknown(finding.since)),
        ],
        limit: format!("{sessions} sessions in {weeks} school weeks"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::Half;
    use crate::domain::rules::scene::{Scene, found};

    /// Present from 7 September, with half term free of marks.
    fn present() -> Scene {
        Scene::default().marks("2026-09-07", "2026-11-20", "/").marks("2026-10-26", "2026-10-30", "#")
    }

    #[test]
    fn ten_sessions_in_ten_school_weeks() {
        // Weeks of 16 November back to 14 September without half term: 16, 9, 2, 19 (Oct), 12, 5, 28, 21, 14 are
        // nine; the week of 7 September is the tenth.
        let scene = present().marks("2026-09-07", "2026-09-07", "G").marks("2026-11-16", "2026-11-19", "U");
        assert_eq!(scene.told(RULE.id, "2026-11-20"), found(Severity::ActToday, "10", "2026-09-07"));
        assert!(!scene.clone().mark("2026-11-16", Half::Am, "I").fires(RULE.id, "2026-11-20"));
        // A mark in the week of 23 November makes it the first, and pushes the week of 7 September out.
        assert!(scene.fires(RULE.id, "2026-11-23"));
        assert!(!scene.mark("2026-11-23", Half::Am, "/").fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn weeks_cross_years_and_the_week_of_the_first_of_september_is_one() {
        // Tue 1 September 2026 stands in the week of Mon 31 August: one week, in two years' marks.
        let scene = Scene::default().marks("2026-06-29", "2026-07-22", "/").marks("2026-08-31", "2026-09-18", "/");
        let scene = scene.marks("2026-08-31", "2026-09-03", "O").mark("2026-07-06", Half::Am, "N").mark(
            "2026-07-06",
            Half::Pm,
            "N",
        );
        let told = scene.told(RULE.id, "2026-09-18");
        assert_eq!(told, found(Severity::ActToday, "10", "2026-07-06"));
        // Weeks back from 14 September: 14, 7, 31 August, 20, 13, 6, 29 July and June: seven.
        assert!(scene.reason(RULE.id, "2026-09-18").short.contains("in 7 weeks"));
    }

    #[test]
    fn a_possible_session_in_the_last_28_days() {
        let scene = Scene::default().marks("2026-09-07", "2026-09-11", "O");
        assert!(scene.fires(RULE.id, "2026-10-09"));
        assert!(!scene.fires(RULE.id, "2026-10-10"));
    }
}
