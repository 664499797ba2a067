//! Not in education, employment or training.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::facts::{Destination, DestinationStatus};
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day_or_unknown};
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit, place};

/// The rule's place in [`crate::domain::rules::RULES`].
pub(crate) const PLACE: usize = place(RULE.id);

pub(crate) const RULE: Rule = Rule {
    id: "eet-neet",
    title: "NEET",
    doc: "In year 12 or 13, or a care leaver of 16 to 24, and the latest destination is NEET.",
    source: "Education and Skills Act 2008 s.68: tracking; personal adviser to 25 for care leavers",
    family: Family::Eet,
    reads: &[Kind::Destination],
    unit: Unit::Days,
    limits: &[
        Limit::new("from_year", 12, "year group", "first year group"),
        Limit::new("to_year", 13, "year group", "last year group"),
        Limit::new("from_age", 16, "years", "youngest age of a care leaver"),
        Limit::new("to_age", 24, "years", "oldest age of a care leaver"),
    ],
    needs: &[Kind::Destination],
    check,
    applies: |case, _| tracked(case),
    explain,
    ..Rule::BASE
};

/// Whether the child's destination is tracked: by year group, or as a care leaver.
pub(crate) fn tracked(case: &Case<'_>) -> bool {
    let &[from_year, to_year, from_age, to_age] = case.context.thresholds.of(PLACE) else { return false };
    case.in_years(from_year, to_year) || (case.care_leaver() && case.aged(from_age, to_age))
}

/// The destination that began last, up to today.
pub(crate) fn latest<'a>(case: &Case<'a>) -> Option<&'a Destination> {
    let begun = case.child.destinations.iter().filter(|destination| destination.from <= case.today());
    begun.max_by_key(|destination| destination.from)
}

fn check(case: &Case<'_>, _: &[i64]) -> Option<Finding> {
    if !tracked(case) {
        return None;
    }
    let latest = latest(case).filter(|latest| latest.status == DestinationStatus::Neet)?;
    Some(Finding {
        severity: Severity::ThisWeek,
        value: Some(Exact::whole(case.context.days_since(latest.from))),
        since: Some(latest.from),
    })
}

fn explain(case: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let &[from_year, to_year, from_age, to_age] = limits else { return Reason::default() };
    let days = count(finding.since.map_or(0, |from| case.context.days_since(from)), "day");
    let from = day_or_unknown(finding.since);
    Reason {
        short: format!("NEET for {days}"),
        sums: vec![format!("latest destination from {from}")],
        limit: format!("years {from_year} to {to_year}, care leavers of {from_age} to {to_age}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::{Cohorts, DestinationStatus};
    use crate::domain::rules::scene::{Scene, day, destination, found};

    fn scene(year: i8) -> Scene {
        Scene::default().with(|child| {
            child.nc_year = Some(year);
            child.destinations = vec![destination("2026-09-10", DestinationStatus::Neet, "2026-11-20")];
        })
    }

    #[test]
    fn in_years_12_and_13_and_care_leavers_of_16_to_24() {
        assert_eq!(scene(12).told(RULE.id, "2026-11-23"), found(Severity::ThisWeek, "74", "2026-09-10"));
        for (year, fires) in [(11, false), (12, true), (13, true), (14, false)] {
            assert_eq!(scene(year).fires(RULE.id, "2026-11-23"), fires, "{year}");
        }
        let leaver = |dob: &str| {
            scene(14).with(|child| {
                child.cohorts = Some(Cohorts::CL);
                child.dob = Some(day(dob));
            })
        };
        for (dob, fires) in [("2010-11-24", false), ("2010-11-23", true), ("2001-11-24", true), ("2001-11-23", false)] {
            assert_eq!(leaver(dob).fires(RULE.id, "2026-11-23"), fires, "{dob}");
        }
    }

    #[test]
    fn the_latest_destination_up_to_today_counts() {
        let then =
            |from: &str| scene(12).with(|child| child.destinations.push(destination(from, DestinationStatus::Eet, "")));
        assert!(!then("2026-11-23").fires(RULE.id, "2026-11-23"));
        assert!(then("2026-11-24").fires(RULE.id, "2026-11-23"));
        assert!(!scene(12).without(Kind::Destination).fires(RULE.id, "2026-11-23"));
    }
}
