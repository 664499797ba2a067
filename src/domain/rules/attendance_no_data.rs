//! No marks though the child is on a roll.

use crate::domain::alert::{Finding, Severity};
use crate::domain::case::Case;
use crate::domain::exact::Exact;
use crate::domain::kind::Kind;
use crate::domain::rules::wording::{count, day_or_unknown};
use crate::domain::rules::{Family, Limit, Occasion, Reason, Rule, Unit, place};
use chrono::NaiveDate;

/// The rule's place in [`crate::domain::rules::RULES`].
pub(crate) const PLACE: usize = place(RULE.id);

pub(crate) const RULE: Rule = Rule {
    id: "attendance-no-data",
    title: "no attendance data",
    doc: "In term, on a roll today and on each of the last five school days, and not a mark on any of them.",
    source: "ours, not the law's: silence is not attendance",
    family: Family::Attendance,
    reads: &[Kind::Attendance],
    unit: Unit::Days,
    limits: &[Limit::new("school_days", 5, "school days", "school days before today without a mark")],
    needs: &[Kind::Attendance],
    occasion: Occasion::Year,
    ours: true,
    check,
    applies: |case, _| case.compulsory_school_age(),
    explain,
    ..Rule::BASE
};

fn last_mark(case: &Case<'_>) -> Option<NaiveDate> {
    case.marks_back().next().map(|mark| mark.day())
}

/// Whether a day lies on a roll and without a mark.
fn silent_on(case: &Case<'_>, day: NaiveDate) -> bool {
    case.on_roll(day) && !case.marked_on(day)
}

fn check(case: &Case<'_>, limits: &[i64]) -> Option<Finding> {
    let &[school_days] = limits else { return None };
    let today = case.today();
    if !silent_on(case, today) || !case.compulsory_school_age() || case.terms().holding(today).is_none() {
        return None;
    }
    let mut day = today;
    for _ in 0..school_days {
        day = case.school_day_before(day, 1)?.0;
        if !silent_on(case, day) {
            return None;
        }
    }
    let since = last_mark(case);
    let value = since.map(|last| Exact::whole(case.school_days_since(last)));
    Some(Finding { severity: Severity::Watch, value, since })
}

fn explain(_: &Case<'_>, finding: &Finding, limits: &[i64]) -> Reason {
    let &[school_days] = limits else { return Reason::default() };
    let days = finding.value.map(|value| count(value.tenths() / 10, "school day"));
    let last = day_or_unknown(finding.since);
    Reason {
        short: days.as_ref().map_or_else(|| "no mark at all".to_owned(), |days| format!("no mark for {days}")),
        sums: vec![
            days.map_or_else(|| "no mark was ever imported for this child".to_owned(), |_| format!("last mark {last}")),
        ],
        limit: format!("{} without a mark", count(school_days, "school day")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::Half;
    use crate::domain::rules::scene::{Scene, enrolled, found};

    #[test]
    fn five_school_days_and_today_without_a_mark() {
        // Before Mon 23 November: Mon 16 to Fri 20.
        let scene = Scene::default().mark("2026-11-13", Half::Pm, "#");
        assert_eq!(scene.told(RULE.id, "2026-11-23"), found(Severity::Watch, "6", "2026-11-13"));
        assert!(!scene.fires(RULE.id, "2026-11-20"), "13 November is the fifth before");
        assert!(!scene.mark("2026-11-23", Half::Pm, "X").fires(RULE.id, "2026-11-23"));
        assert_eq!(Scene::default().told(RULE.id, "2026-11-23"), found(Severity::Watch, "", ""));
    }

    #[test]
    fn on_a_roll_on_all_of_them_and_in_term() {
        let scene = |start: &str| Scene::default().with(|child| child.enrolments = vec![enrolled("100001", start, "")]);
        assert!(scene("2026-11-16").fires(RULE.id, "2026-11-23"));
        assert!(!scene("2026-11-17").fires(RULE.id, "2026-11-23"));
        assert!(Scene::default().fires(RULE.id, "2026-10-28"), "half term lies inside the term");
        assert!(!Scene::default().fires(RULE.id, "2026-12-20"));
        assert!(!Scene::default().with(|child| child.nc_year = Some(12)).fires(RULE.id, "2026-11-23"));
        assert!(!Scene::default().without(Kind::Attendance).fires(RULE.id, "2026-11-23"));
    }

    #[test]
    fn never_where_fewer_than_five_are_known() {
        let rows = [("*", crate::domain::calendar::TermKind::Term, "autumn", "2026-11-16", "2026-12-18")];
        let scene = Scene::default().terms(&rows);
        assert!(!scene.fires(RULE.id, "2026-11-20"));
        assert!(scene.fires(RULE.id, "2026-11-23"));
    }
}
