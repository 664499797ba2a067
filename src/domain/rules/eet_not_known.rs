//! Not known whether in education, employment or training.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::facts::{Destination, DestinationStatus};
use crate::domain::kind::Kind;
use crate::domain::rules::eet_neet::{latest, tracked};
use crate::domain::rules::wording::{count, day};
use crate::domain::rules::{Family, Limit, Reason, Rule, Unit};
use chrono::NaiveDate;

pub(crate) const RULE: Rule = Rule {
    id: "eet-not-known",
    title: "destination not known",
    doc: "In year 12 or 13, or a care leaver of 16 to 24: no destination, or not known, or NEET and not checked for 60 \
          days.",
    source: "Education and Skills Act 2008 s.68: tracking; not known is reported with NEET",
    family: Family::Eet,
    reads: &[Kind::Destination],
    unit: Unit::Days,
    limits: &[Limit::new("checked_days", 60, "days", "calendar days after which NEET must be checked again")],
    needs: &[Kind::Destination],
    check,
    applies: |case, _| tracked(case),
    explain,
    ..Rule::BASE
};

/// When a destination was last known to be so: checked, else begun.
fn known(case: &Case<'_>, destination: &Destination) -> NaiveDate {
    destination.checked.filter(|&checked| checked <= case.today()).unwrap_or(destination.from)
}

/// Whether a destination counts as not known.
fn not_known(case: &Case<'_>, destination: &Destination, checked_days: i64) -> bool {
    match destination.status {
        DestinationStatus::NotKnown => true,
        DestinationStatus::Eet => destination.to.is_some_and(|to| to < case.today()),
        DestinationStatus::Neet => case.context.days_since(known(case, destination)) > checked_days,
    }
}

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[checked_days] = limits else { return None };
    if !tracked(case) {
        return None;
    }
    let latest = latest(case);
    if latest.is_some_and(|latest| !not_known(case, latest, checked_days)) {
        return None;
    }
    let days = latest.map(|latest| case.context.days_since(known(case, latest)));
    Some(Finding { severity: Severity::Watch, value: days.map(Exact::whole), since: latest.map(|latest| latest.from) })
}

fn explain(case: &Case<'_>, _: &Finding, limits: &[i64]) -> Reason {
    let limit = format!(
        "not known, or NEET not checked for more than {} (ours)",
        count(limits.first().copied().unwrap_or(0), "day")
    );
    let Some(latest) = latest(case) else {
        return Reason { short: "no destination known".to_owned(), sums: vec!["no destination row".to_owned()], limit };
    };
    let known = known(case, latest);
    let days = count(case.context.days_since(known), "day");
    let short = match latest.status {
        DestinationStatus::NotKnown => format!("EET not known for {days}"),
        DestinationStatus::Neet => format!("NEET, unchecked for {days}"),
        DestinationStatus::Eet => {
            format!("EET ended {}, unknown", latest.to.map_or_else(String::new, day))
        }
    };
    let sums = vec![
        format!("latest destination from {}", day(latest.from)),
        match latest.status {
            DestinationStatus::Eet => format!("last known {}, {days} ago", day(known)),
            _ if latest.checked == Some(known) => format!("checked {}", day(known)),
            _ => "not checked since then".to_owned(),
        },
    ];
    Reason { short, sums, limit }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::scene::{Scene, day, destination, found};

    fn scene(status: DestinationStatus, checked: &str) -> Scene {
        Scene::default().with(|child| {
            child.nc_year = Some(12);
            child.destinations = vec![destination("2026-09-10", status, checked)];
        })
    }

    #[test]
    fn not_known_or_none() {
        let not_known = scene(DestinationStatus::NotKnown, "2026-11-20");
        assert_eq!(not_known.told(RULE.id, "2026-11-23"), found(Severity::Watch, "3", "2026-09-10"));
        let ahead = scene(DestinationStatus::NotKnown, "2026-11-24");
        assert_eq!(ahead.told(RULE.id, "2026-11-23"), found(Severity::Watch, "74", "2026-09-10"));
        let none = not_known.with(|child| child.destinations.clear());
        assert_eq!(none.told(RULE.id, "2026-11-23"), found(Severity::Watch, "", ""));
        assert!(!none.without(Kind::Destination).fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn neet_not_checked_for_sixty_days() {
        // 24 September to 23 November: 60 days.
        assert!(!scene(DestinationStatus::Neet, "2026-09-24").fires(RULE.id, "2026-11-23"));
        let stale = scene(DestinationStatus::Neet, "2026-09-23");
        assert_eq!(stale.told(RULE.id, "2026-11-23"), found(Severity::Watch, "61", "2026-09-10"));
        assert!(scene(DestinationStatus::Neet, "").fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn eet_counts_until_its_end() {
        let until =
            |to: &str| scene(DestinationStatus::Eet, "").with(|child| child.destinations[0].to = to.parse().ok());
        assert!(!until("").fires(RULE.id, "2026-11-23"));
        assert!(!until("2026-11-23").fires(RULE.id, "2026-11-23"));
        assert!(until("2026-11-22").fires(RULE.id, "2026-11-23"));
        let at_school = until("2026-11-22")
            .with(|child| child.nc_year = Some(11))
            .with(|child| child.dob = Some(day("2010-12-01")));
        assert!(!at_school.fires(RULE.id, "2026-11-23"));
    }
}
