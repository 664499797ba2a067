//! What the data raises: a dip of attendance or a change of home for which nobody has referred the child yet.

use super::course::Course;
use crate::domain::alert::{Alert, Dealt, Severity};
use crate::domain::case::Case;
use crate::domain::decision;
use crate::domain::facts::ChildKey;
use crate::domain::rules::{RULES, Reason};
use crate::domain::triage;
use crate::domain::work::books::iso;
use crate::domain::work::{Line, Scene};

/// The rules whose alerts are a reason to consider support.
const RAISED_BY: [&str; 2] = ["attendance-dip", "placement-move"];

/// The proposal about a child, where there is one. Only where the duty is to the child: somebody looked after.
pub(super) fn of(scene: &Scene<'_>, case: &Case<'_>, courses: &[Course<'_>]) -> Option<Line> {
    if !case.looked_after() {
        return None;
    }
    let quiet_since = scene.context.days_ago(scene.limit("referral-proposed", "days"));
    let known = |course: &Course<'_>| {
        course.state != "closed" || course.referral.date("received").is_some_and(|day| day >= quiet_since)
    };
    if courses.iter().any(known) {
        return None;
    }
    let alerts: Vec<Alert> = RAISED_BY.iter().filter_map(|id| raised(case, id)).collect();
    let gravest = alerts.first()?;
    let titles: Vec<_> = alerts.iter().map(|alert| alert.rule().title).collect();
    let reason = titles.join(", ");
    let since = iso(gravest.finding.since);
    let mut line = Line::of_child(ChildKey(case.child.key)).knowing("state", "proposed").knowing("proposed", &*reason);
    line.cells = ["proposed", &reason, "", "data", "", "take it in, or acknowledge"].map(str::to_owned).into();
    for alert in &alerts {
        let Reason { short, sums, limit } = triage::explain_case(case, alert);
        line = sums.into_iter().fold(line.saying(short), Line::saying).saying(limit);
    }
    if !since.is_empty() {
        line = line.saying(format!("since {since}, and no referral has come"));
    }
    Some(line.watched("referral-proposed", Severity::Watch))
}

/// What a rule says about a child, unless somebody has set it aside.
fn raised(case: &Case<'_>, id: &str) -> Option<Alert> {
    let place = RULES.iter().position(|rule| rule.id == id)?;
    let rule = &RULES[place];
    if case.lacks(rule).is_some() {
        return None;
    }
    let finding = (rule.check)(case, case.context.thresholds.of(place))?;
    let alert = Alert { rule: place, finding, dealt: Dealt::default() };
    let occasion = triage::occasion_of(case, &alert);
    let dealt = decision::dealt((&alert, &occasion), &case.child.decisions, None, case.today());
    (!dealt.aside()).then_some(alert)
}
