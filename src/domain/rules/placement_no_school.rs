//! Looked after, of school age, on no roll.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day, day_or_unknown};
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit};
use chrono::NaiveDate;

pub(crate) const RULE: Rule = Rule {
    id: "placement-no-school",
    title: "no school",
    doc: "Looked after, of compulsory school age, and on no school's roll today.",
    source: "Children Act 1989 s.22(3A) and statutory guidance on the education of looked-after children: 20 school days",
    family: Family::Placement,
    reads: &[Kind::Enrolment, Kind::Child],
    unit: Unit::Days,
    limits: &[Limit::new(
        "act_school_days",
        20,
        "school days",
        "school days without a school from which it is for today",
    )],
    needs: &[Kind::Enrolment],
    check,
    applies: |case, _| applies(case),
    explain,
    ..Rule::BASE
};

fn applies(case: &Case<'_>) -> bool {
    case.looked_after() && case.compulsory_school_age()
}

/// The last day on a roll before today.
fn last_end(case: &Case<'_>) -> Option<NaiveDate> {
    case.child.enrolments.iter().filter_map(|enrolment| enrolment.end).filter(|&end| end < case.today()).max()
}

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[act] = limits else { return None };
    if !applies(case) || case.on_roll(case.today()) {
        return None;
    }
    let end = last_end(case);
    let days = end.or(case.looked_after_since()).map(|from| case.school_days_since(from));
    Some(Finding {
        severity: if days.is_some_and(|days| days >= act) { Severity::ActToday } else { Severity::ThisWeek },
        value: days.map(Exact::whole),
        since: end.and_then(|end| end.succ_opt()).or(case.looked_after_since()),
    })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let days = finding.value.map(|value| count(value.tenths() / 10, "school day"));
    let from = match last_end(case) {
        Some(end) => format!("last day on a roll {}", day(end)),
        None => format!("no enrolment has ended; looked after since {}", day_or_unknown(case.looked_after_since())),
    };
    Reason {
        short: days.as_ref().map_or_else(|| "on no school's roll".to_owned(), |days| format!("no school for {days}")),
        sums: vec![from],
        limit: format!("on no roll; act today from {}", count(limits.first().copied().unwrap_or(0), "school day")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::scene::{Scene, day, enrolled, found, looked_after};

    fn left(end: &str) -> Scene {
        looked_after().with(|child| child.enrolments = vec![enrolled("100001", "2024-09-01", end)])
    }

    #[test]
    fn twenty_school_days_since_the_last_day_on_a_roll() {
        // After Fri 16 October: 19 to 23 October five, 2 to 20 November fifteen, Mon 23 the 21st.
        assert_eq!(left("2026-10-16").told(RULE.id, "2026-11-20"), found(Severity::ActToday, "20", "2026-10-17"));
        assert_eq!(left("2026-10-16").told(RULE.id, "2026-11-19"), found(Severity::ThisWeek, "19", "2026-10-17"));
        assert!(left("2026-11-22").fires(RULE.id, "2026-11-23"));
        assert!(!left("2026-11-23").fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn without_an_enrolment_since_the_child_came_into_care() {
        let never = looked_after().with(|child| {
            child.school_urn = None;
            child.looked_after_since = Some(day("2026-11-16"));
        });
        assert_eq!(never.told(RULE.id, "2026-11-20"), found(Severity::ThisWeek, "4", "2026-11-16"));
        let unknown = never.with(|child| child.looked_after_since = None);
        assert_eq!(unknown.told(RULE.id, "2026-11-20"), found(Severity::ThisWeek, "", ""));
    }

    #[test]
    fn only_in_care_of_school_age_and_where_schools_are_known() {
        let scene = looked_after().with(|child| child.school_urn = None);
        assert!(scene.fires(RULE.id, "2026-11-23"));
        assert!(!scene.clone().without(Kind::Enrolment).fires(RULE.id, "2026-11-23"));
        assert!(!scene.clone().with(|child| child.nc_year = Some(12)).fires(RULE.id, "2026-11-23"));
        assert!(!scene.with(|child| child.cohorts = None).fires(RULE.id, "2026-11-23"));
    }
}
