//! The overview: every alert with its arithmetic, limit and source, then what is known at a glance.

use crate::app::Model;
use crate::app::dealt;
use crate::app::record::State;
use crate::app::record::contacts::phone_of;
use crate::app::record::item::{Item, Leaf, Tone, date, days, joined, span};
use crate::domain::alert::Alert;
use crate::domain::audit::opened_by;
use crate::domain::case::Case;
use crate::domain::caseload::Caseload;
use crate::domain::codes;
use crate::domain::evidence;
use crate::domain::facts::{ChildFacts, LastContact};
use crate::domain::kind::{COHORTS, Kind, spec};
use crate::domain::triage::{Group, explain, missing_sources};
use crate::domain::visible::visible;
use crate::domain::when::distance;

/// Weeks of the trend.
const WEEKS: usize = 8;
/// Days in which moves are counted.
const YEAR: i64 = 365;

/// The page.
pub fn leaf(model: &Model, state: &State) -> Leaf {
    let snapshot = &model.snapshot;
    let Some(place) = snapshot.caseload.position(state.child) else {
        return Leaf { nothing: "This child is no longer in the caseload.".to_owned(), ..Leaf::default() };
    };
    let row = snapshot.order().get(place).and_then(|at| snapshot.ranking.rows.get(*at));
    let alerts = row.into_iter().flat_map(|row| &row.alerts);
    let mut items: Vec<Item> = alerts.map(|alert| alert_item(model, state, (place, alert))).collect();
    if items.is_empty() {
        items.extend(snapshot.with_case(place, |case| unflagged(case, row.map(|row| row.group).unwrap_or_default())));
    }
    if let Some(words) = dealt::gone(model, state.child) {
        items.push(heading(&words));
    }
    let reasons = items.len();
    items.extend(snapshot.with_case(place, |case| glance(model, state, case)).unwrap_or_default());
    Leaf { items, beside: Some(reasons), ..Leaf::default() }
}

fn alert_item(model: &Model, state: &State, (place, alert): (usize, &Alert)) -> Item {
    let snapshot = &model.snapshot;
    let reason = explain(&snapshot.caseload, &snapshot.context(), place, alert);
    let severity = alert.finding.severity;
    let mut item = Item::new(Tone::Severity(severity), format!("{}: {}", severity.words(), reason.short));
    for sum in &reason.sums {
        item = item.line(sum);
    }
    item = item.line(format!("limit: {}", reason.limit));
    for words in dealt::words(model, (place, alert)) {
        item = item.line(words);
    }
    item.sources.push(format!("rule {}: {}", alert.rule().id, alert.rule().doc));
    let rows = state.record.iter().flat_map(|record| evidence::of(record, alert, snapshot.today));
    item.sources.extend(rows.map(|row| visible(&format!("rests on {}", row.words())).into_owned()));
    item
}

/// Why nothing fired: because all is well, or because what would tell was never imported.
fn unflagged(case: &Case<'_>, group: Group) -> Item {
    if group != Group::NoData {
        return Item::new(Tone::Group(group), format!("{}: no rule fired", group.words()));
    }
    let item = Item::new(Tone::Group(group), format!("{}: this child cannot be judged in full", group.words()));
    never_imported(case).into_iter().fold(item, |item, kind| item.line(format!("never imported: {kind}")))
}

/// The kinds of file without which a child cannot be judged in full.
pub fn never_imported(case: &Case<'_>) -> Vec<&'static str> {
    let mut kinds: Vec<Kind> = missing_sources(case).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.into_iter().map(plural).collect()
}

/// A kind of file that rules need, as it is named where it never came in.
pub const fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Pep => "PEPs",
        Kind::Enrolment => "enrolments",
        Kind::Destination => "destinations",
        Kind::Attendance => "attendance",
        Kind::Exclusion => "exclusions",
        _ => "other files",
    }
}

fn glance(model: &Model, state: &State, case: &Case<'_>) -> Vec<Item> {
    let caseload = &model.snapshot.caseload;
    let mut items = vec![attendance(case), peps(case), suspensions(case), placement(state, case)];
    items.push(school(caseload, case).line(needs(state)));
    items.push(people(case.child, state));
    items.extend(contact(model, case.child.last_contact.as_deref()));
    let seen = state.record.as_deref().and_then(|record| opened_by(&record.seen, model.now.date_naive()));
    items.extend(seen.map(|words| heading(&words).line("every opening and every change is put down: A shows who")));
    items
}

fn heading(text: &str) -> Item {
    Item::new(Tone::Strong, text)
}

/// Attendance of the year, in figures and by week.
pub fn attendance(case: &Case<'_>) -> Item {
    if !case.context.knows(Kind::Attendance) {
        return heading("attendance: no data").line("no attendance file ever came in");
    }
    let figures = case.figures();
    let Some(rate) = figures.attendance() else {
        return heading("attendance: no data").line("no possible session this academic year");
    };
    let trend = case.weekly_rates(WEEKS).into_iter().map(|week| match week {
        Some((attended, possible)) if possible > 0 => (100 * attended / possible).to_string(),
        _ => "-".to_owned(),
    });
    let trend: Vec<String> = trend.collect();
    heading(&format!("attendance this year: {:.1}% of {} sessions", rate.rounded(), figures.possible))
        .line(format!(
            "attended {}, authorised absence {}, unauthorised absence {}",
            figures.attended, figures.authorised, figures.unauthorised
        ))
        .line(format!("last {WEEKS} weeks, per cent: {}", trend.join(" ")))
}

fn peps(case: &Case<'_>) -> Item {
    if !case.context.knows(Kind::Pep) {
        return heading("PEP: no data").line("no PEP file ever came in");
    }
    let today = case.today();
    let ago = |day| format!("{} ({})", date(day), distance(day, today));
    let held = |day| format!("last held {}", ago(day));
    let last = case.last_held_pep().and_then(|pep| pep.held).map_or("none held".to_owned(), held);
    let next = case.next_due_pep().or_else(|| case.initial_pep_due());
    heading(&format!("PEP: {last}"))
        .line(next.map_or("no next one is known".to_owned(), |day| format!("next due {}", ago(day))))
}

fn suspensions(case: &Case<'_>) -> Item {
    if !case.context.knows(Kind::Exclusion) {
        return heading("suspensions: no data").line("no exclusions file ever came in");
    }
    let (term, year) = case.suspended_sessions();
    if year == 0 {
        return heading("suspensions: none this year");
    }
    heading(&format!("suspended {} days this term, {} this year", days(term), days(year)))
        .line("governors may meet above 5 in a term and must above 15; at most 45 in a year")
}

fn placement(state: &State, case: &Case<'_>) -> Item {
    let count = case.moves_within(YEAR).len();
    let moves = format!("{count} {} in the last 365 days", if count == 1 { "move" } else { "moves" });
    let Some(placement) = case.current_placement() else { return heading("placement: none known") };
    let kind = codes::PLACEMENT.words(placement.kind.as_deref().unwrap_or("kind not given"));
    let provider = codes::PROVIDER.words(placement.provider.as_deref().unwrap_or_default());
    let hidden = if placement.postcode_digest.is_none() { "" } else { "postcode [sealed: p]" };
    let shown = super::timeline::postcode(state, placement.start);
    heading(&format!("placement: {kind}, {}", span(placement.start, placement.end)))
        .line(joined([provider.as_str(), placement.carer.as_deref().unwrap_or_default()]))
        .line(shown.as_deref().unwrap_or(hidden))
        .line(moves)
}

fn school(caseload: &Caseload, case: &Case<'_>) -> Item {
    let Some(urn) = case.main_school() else { return heading("school: on no roll") };
    let item = heading(&format!("school: {}", caseload.school_name(urn)));
    let Some(school) = caseload.schools.get(urn) else { return item };
    let phone = school.phone.as_deref().map(|phone| format!("tel {phone}"));
    let teacher = school.designated_teacher.as_deref().map(|name| format!("designated teacher {name}"));
    item.line(joined([phone.as_deref(), teacher.as_deref(), school.email.as_deref()].into_iter().flatten()))
}

/// Special educational needs, once the record is read.
fn needs(state: &State) -> String {
    let record = state.record.as_deref();
    record.map_or_else(String::new, |record| codes::SEN.words_of("SEN", record.own.text(spec(Kind::Child), "sen")))
}

fn people(child: &ChildFacts, state: &State) -> Item {
    let named = |role: &str, name: Option<&str>| {
        let name = name?;
        let phone = state.record.as_deref().and_then(|record| phone_of(record, name, state.revealed));
        Some(joined([Some(format!("{role} {name}").as_str()), phone.as_deref()].into_iter().flatten()))
    };
    let roles = [
        named("social worker", child.social_worker.as_deref()),
        named("designated teacher", child.designated_teacher.as_deref()),
        named("carer", child.carer.as_deref()),
        named("caseworker", child.caseworker.as_deref()),
    ];
    let lines = roles.into_iter().flatten();
    lines.fold(heading("people (more on page 7)"), Item::line)
}

/// The last contact and what was to be done next.
pub fn contact(model: &Model, contact: Option<&LastContact>) -> Vec<Item> {
    let Some(contact) = contact else { return vec![heading("last contact: none")] };
    let person = contact.person.as_deref().unwrap_or("nobody named");
    let at = contact.at.format("%a %-d %b %Y %H:%M");
    let last = heading(&format!("last contact: {at}  {}  {person}", contact.kind)).line(&*contact.gist);
    let due = contact.follow_up.map(|day| format!("{} ({})", date(day), distance(day, model.today())));
    let next = contact.next_step.as_deref().map_or("nothing noted", |step| step);
    vec![last, heading(&format!("next step: {next}")).line(due.unwrap_or_default())]
}

/// A child's cohorts in the letters of the files.
pub fn cohorts(case: &Case<'_>) -> String {
    let given = case.child.cohorts.map_or(0, |cohorts| cohorts.0);
    let looked_after = u8::from(case.looked_after());
    let bits = (given & !1) | looked_after;
    joined(COHORTS.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, word)| *word))
}
