//! When a decided alert is back, and what differs from the last look: boundary days and steps in pairs.

use super::*;
use crate::domain::rules::RULES;

const TODAY: &str = "2026-11-23";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn alert(rule: &str, severity: Severity, value: Option<Exact>) -> Alert {
    let rule = RULES.iter().position(|found| found.id == rule).unwrap();
    Alert { rule, finding: Finding { severity, value, since: None }, dealt: Dealt::default() }
}

fn decided(what: What, about: &Alert, until: &str) -> Decision {
    Decision {
        child: ChildKey(1),
        subject: Subject::of(about, "2026/27".to_owned()),
        what,
        to: None,
        reason: Sealed::new("known to school".to_owned()),
        until: day(until),
        actor: "Anna".to_owned(),
    }
}

#[test]
fn what_was_set_aside_is_back_on_its_day() {
    let now = alert("attendance-persistent", Severity::ThisWeek, Some(Exact::whole(12)));
    for (what, state) in [
        (What::Acknowledged, State::Acknowledged),
        (What::Snoozed, State::Snoozed),
        (What::HandedOver, State::Acknowledged),
    ] {
        let on = |today| dealt((&now, "2026/27"), &[decided(what, &now, TODAY)], None, day(today));
        let aside = Dealt { state, until: Some(day(TODAY)), ..Dealt::default() };
        assert_eq!(on("2026-11-22"), aside);
        assert_eq!(on(TODAY), Dealt { back: Some(Back::Due), ..Dealt::default() });
    }
}

#[test]
fn another_occasion_is_another_alert_and_the_latest_decision_counts() {
    let now = alert("attendance-persistent", Severity::ThisWeek, Some(Exact::whole(12)));
    let decisions = [decided(What::Snoozed, &now, "2026-11-01"), decided(What::Acknowledged, &now, "2026-12-01")];
    assert!(dealt((&now, "2026/27"), &decisions, None, day(TODAY)).aside());
    assert!(!dealt((&now, "2027/28"), &decisions, None, day(TODAY)).aside());
    let [earlier, later] = decisions;
    assert_eq!(dealt((&now, "2026/27"), &[later, earlier], None, day(TODAY)).back, Some(Back::Due));
}

#[test]
fn what_is_worse_by_the_rules_step_is_back_at_once() {
    use Severity::{ActToday, ThisWeek, Watch};
    let tenths = |tenths| Exact::ratio(tenths, 10);
    for (rule, then, now, is_worse) in [
        ("attendance-persistent", (Watch, tenths(120)), (Watch, tenths(169)), false),
        ("attendance-persistent", (Watch, tenths(120)), (Watch, tenths(170)), true),
        ("attendance-unexplained", (Watch, tenths(60)), (Watch, tenths(90)), false),
        ("attendance-unexplained", (Watch, tenths(60)), (Watch, tenths(100)), true),
        ("pep-overdue", (ThisWeek, tenths(100)), (ThisWeek, tenths(290)), false),
        ("pep-overdue", (ThisWeek, tenths(100)), (ThisWeek, tenths(300)), true),
        // Of the days that are left, fewer are worse.
        ("pep-due", (Watch, tenths(100)), (Watch, tenths(10)), false),
        ("exclusion-provision", (ThisWeek, tenths(50)), (ThisWeek, tenths(60)), false),
        ("suspension-days", (Watch, tenths(50)), (Watch, tenths(50)), false),
        ("suspension-days", (Watch, tenths(50)), (Watch, tenths(55)), true),
        ("placement-unsettled", (Watch, tenths(30)), (Watch, tenths(40)), false),
        ("placement-unsettled", (Watch, tenths(30)), (ThisWeek, tenths(40)), true),
        ("pep-quality", (ThisWeek, None), (ThisWeek, None), false),
        ("pep-quality", (ThisWeek, None), (ActToday, None), true),
    ] {
        let (then, now) = (alert(rule, then.0, then.1), alert(rule, now.0, now.1));
        let found = dealt((&now, "2026/27"), &[decided(What::Snoozed, &then, "2026-12-01")], None, day(TODAY));
        assert_eq!(found.back == Some(Back::Worse), is_worse, "{rule} {:?}", now.finding);
        assert_eq!(found.aside(), !is_worse, "{rule}");
    }
}

#[test]
fn the_last_look_tells_what_is_new_worse_better_and_solved() {
    use Severity::{ThisWeek, Watch};
    let value = |value| Some(Exact::whole(value));
    let then = [
        alert("attendance-persistent", Watch, value(12)),
        alert("pep-overdue", ThisWeek, value(10)),
        alert("eet-neet", Watch, value(40)),
    ];
    let seen = then.iter().map(|alert| Subject::of(alert, "2026/27".to_owned())).collect();
    let look = Look { child: ChildKey(1), day: day("2026-11-16"), seen };
    for (now, state, change) in [
        (alert("attendance-persistent", Watch, value(12)), State::Seen, None),
        (alert("attendance-persistent", Watch, value(13)), State::Seen, Some(Change::Worse)),
        (alert("attendance-persistent", Watch, value(11)), State::Seen, Some(Change::Better)),
        (alert("attendance-persistent", ThisWeek, value(11)), State::Seen, Some(Change::Worse)),
        // Days count on by themselves.
        (alert("pep-overdue", ThisWeek, value(17)), State::Seen, None),
        (alert("pep-overdue", ThisWeek, value(30)), State::Seen, Some(Change::Worse)),
        (alert("missing-now", ThisWeek, value(1)), State::New, Some(Change::New)),
    ] {
        let found = dealt((&now, "2026/27"), &[], Some(&look), day(TODAY));
        assert_eq!((found.state, found.change), (state, change), "{:?}", now.finding);
    }
    let unseen = dealt((&then[0], "2026/27"), &[], None, day(TODAY));
    assert_eq!((unseen.state, unseen.change), (State::New, None), "nobody looked: nothing is news");
    let there: Vec<Subject> = then[..2].iter().map(|alert| Subject::of(alert, "2026/27".to_owned())).collect();
    let title = |id: &str| RULES.iter().find(|rule| rule.id == id).unwrap().title;
    assert_eq!(gone(&look, &there), [title("eet-neet")]);
    let instead = Subject { rule: "eet-not-known".to_owned(), ..there[0].clone() };
    assert_eq!(gone(&look, &[&there[..], &[instead]].concat()), [""; 0], "another of its family took its place");
}

#[test]
fn that_it_is_back_is_news_until_somebody_has_seen_it() {
    let value = |value| Some(Exact::whole(value));
    let (then, now) = (
        alert("attendance-persistent", Severity::Watch, value(12)),
        alert("attendance-persistent", Severity::Watch, value(20)),
    );
    let look = |day_seen, seen: &Alert| Look {
        child: ChildKey(1),
        day: day(day_seen),
        seen: vec![Subject::of(seen, "2026/27".to_owned())],
    };
    let back = |about: &Alert, until, look: &Look| {
        dealt((&now, "2026/27"), &[decided(What::Snoozed, about, until)], Some(look), day(TODAY)).back
    };
    assert_eq!(back(&now, "2026-11-20", &look("2026-11-19", &now)), Some(Back::Due));
    assert_eq!(back(&now, "2026-11-20", &look("2026-11-20", &now)), None);
    assert_eq!(back(&then, "2026-12-20", &look("2026-11-19", &then)), Some(Back::Worse));
    assert_eq!(back(&then, "2026-12-20", &look("2026-11-19", &now)), None);
}

#[test]
fn an_acknowledgement_lasts_thirty_days() {
    assert_eq!(latest(day(TODAY)), day("2026-12-23"));
}
