//! Education, employment and training: what young people do after year 11, and when somebody is to ask again.

mod acts;

use crate::domain::alert::Severity;
use crate::domain::calendar::birthday;
use crate::domain::case::Case;
use crate::domain::codes::ACTIVITY;
use crate::domain::facts::ChildKey;
use crate::domain::kind::Kind;
use crate::domain::part::after16::{about, after};
use crate::domain::part::strategic::{FIGURES, Figures, strategic};
use crate::domain::rules::Limit;
use crate::domain::rules::eet_neet::tracked;
use crate::domain::rules::wording::{count, day};
use crate::domain::work::books::Entered;
use crate::domain::work::books::iso;
use crate::domain::work::{Column, Line, Part, Scene, Watch};
use chrono::NaiveDate;

/// The part.
pub(super) const PART: Part = Part {
    id: "eet",
    title: "After 16: education, employment, training",
    who: "post-16 team",
    doc: "Destinations of years 12 and 13 and of care leavers to 25; NEET and not known with the day of the next contact.",
    duty: "Tracking of young people (Education and Skills Act 2008 s.68); a personal adviser for care leavers to 25.",
    reads: &[Kind::Destination, Kind::Career],
    columns: &[
        Column::new("status", 9),
        Column::new("activity", 18),
        Column::new("since", 10),
        Column::new("contact", 10),
        Column::wide("until", 10),
        Column::wide("pathway", 14),
    ],
    groups: &["state", "activity", "pathway", "year", "caseworker"],
    states: &[NEET, NOT_KNOWN, EET, NO_DATA, FIGURES],
    watches: &[
        Watch {
            id: "eet-contact",
            title: "contact due: NEET or not known",
            doc: "NEET, or not known, and 28 calendar days since somebody last found out; at once where nothing is known.",
            source: "ours; the return of the council (NCCIS) is monthly, Education and Skills Act 2008 s.68",
            limits: &[
                Limit { key: "neet_days", default: 28, unit: "days", doc: "days between contacts with NEET" },
                Limit { key: "unknown_days", default: 28, unit: "days", doc: "days between tries where not known" },
            ],
        },
        Watch {
            id: "eet-check",
            title: "EET not confirmed for long",
            doc: "In education, employment or training, and 180 calendar days since that was last checked.",
            source: "ours",
            limits: &[Limit { key: "days", default: 180, unit: "days", doc: "days for which EET is taken as known" }],
        },
        Watch {
            id: "eet-ends",
            title: "EET ends, nothing after it",
            doc: "What the young person does ends today or within 28 calendar days, and nothing that begins later is known.",
            source: "ours",
            limits: &[Limit { key: "days", default: 28, unit: "days", doc: "days ahead" }],
        },
    ],
    acts: acts::ACTS,
    lines,
};

const NEET: &str = "NEET";
const NOT_KNOWN: &str = "not known";
const EET: &str = "EET";
const NO_DATA: &str = "no data";

struct Limits {
    neet: i64,
    unknown: i64,
    check: i64,
    ends: i64,
}

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let limits = Limits {
        neet: scene.limit("eet-contact", "neet_days"),
        unknown: scene.limit("eet-contact", "unknown_days"),
        check: scene.limit("eet-check", "days"),
        ends: scene.limit("eet-ends", "days"),
    };
    let mut lines = Vec::new();
    let mut figures = Figures::default();
    for case in scene.cases().filter(tracked) {
        if strategic(&case) {
            figures.add(&case, (i64::from(state(scene, latest(scene, &case)) == EET), 1));
        } else {
            lines.push(line(scene, &limits, &case));
        }
    }
    lines.extend(figures.lines(PART.columns.len(), PART.groups.len(), "are in education, employment or training"));
    lines
}

/// The destination that began last, up to today.
fn latest<'a>(scene: &Scene<'a>, case: &Case<'_>) -> Option<Entered<'a>> {
    let rows = scene.books.of(Kind::Destination, ChildKey(case.child.key));
    let begun = rows.filter(|row| row.date("from").is_some_and(|from| from <= scene.today()));
    begun.max_by_key(|row| row.date("from"))
}

/// As the rules judge it: EET that is over counts as not known.
fn state(scene: &Scene<'_>, latest: Option<Entered<'_>>) -> &'static str {
    let Some(latest) = latest else {
        return if scene.context.knows(Kind::Destination) { NOT_KNOWN } else { NO_DATA };
    };
    let over = latest.date("to").is_some_and(|to| to < scene.today());
    match latest.text("status") {
        "NEET" => NEET,
        "EET" if !over => EET,
        _ => NOT_KNOWN,
    }
}

/// The pathway of the latest step of careers work that names one.
fn pathway<'a>(scene: &Scene<'a>, child: ChildKey) -> &'a str {
    let steps = scene.books.of(Kind::Career, child).filter(|row| !row.text("pathway").is_empty());
    let latest = steps.max_by_key(|row| row.date("done").or_else(|| row.date("due")));
    latest.map_or("", |row| row.text("pathway"))
}

fn line(scene: &Scene<'_>, limits: &Limits, case: &Case<'_>) -> Line {
    let latest = latest(scene, case);
    let state = state(scene, latest);
    let activity = latest.map_or("", |row| row.text("activity"));
    let doing = ACTIVITY.meaning(activity).unwrap_or(activity);
    let pathway = pathway(scene, ChildKey(case.child.key));
    let until = latest.and_then(|row| row.date("to"));
    let mut line = about(case, &[state, doing, pathway]);
    line.due = latest.and_then(|row| contact(scene.today(), limits, state, row));
    let what = latest.map_or("", |row| row.text("detail"));
    line.cells = vec![
        state.to_owned(),
        if what.is_empty() { doing } else { what }.to_owned(),
        latest.map(|row| row.iso("from")).unwrap_or_default(),
        iso(line.due),
        iso(until),
        pathway.replace('_', " "),
    ];
    line = said(line, latest, doing);
    line = twenty_five(scene, case, line);
    watched(scene, limits, case, line, (state, latest))
}

/// When somebody last found out: checked, else begun.
fn found_out(today: NaiveDate, row: Entered<'_>) -> Option<NaiveDate> {
    row.date("checked").filter(|&checked| checked <= today).or_else(|| row.date("from"))
}

/// The day of the next contact.
fn contact(today: NaiveDate, limits: &Limits, state: &str, row: Entered<'_>) -> Option<NaiveDate> {
    let days = match state {
        NEET => limits.neet,
        EET => limits.check,
        _ => limits.unknown,
    };
    found_out(today, row).map(|day| after(day, days))
}

fn said(line: Line, latest: Option<Entered<'_>>, doing: &str) -> Line {
    let Some(row) = latest else { return line.saying("no destination is known") };
    let from = row.date("from");
    let line = line.from(row).saying(format!("{} {doing}", row.text("status"))).saying(row.text("detail"));
    let line = line.saying(from.map(|from| format!("since {}", day(from))).unwrap_or_default());
    let line = line.saying(row.date("to").map(|to| format!("until {}", day(to))).unwrap_or_default());
    let checked = row.date("checked").map_or("never checked".to_owned(), |on| format!("checked on {}", day(on)));
    line.saying(checked).knowing("from", iso(from)).knowing("status", row.text("status"))
}

/// The duty to a care leaver ends at 25: said in the year before.
fn twenty_five(scene: &Scene<'_>, case: &Case<'_>, line: Line) -> Line {
    let end = case.child.dob.and_then(|born| birthday(born, 25)).filter(|_| case.care_leaver());
    let near = end.filter(|end| *end <= after(scene.today(), 365));
    line.saying(near.map(|end| format!("25 on {}: the duty to a care leaver ends", day(end))).unwrap_or_default())
}

fn watched(
    scene: &Scene<'_>,
    limits: &Limits,
    case: &Case<'_>,
    line: Line,
    (state, latest): (&str, Option<Entered<'_>>),
) -> Line {
    let today = scene.today();
    let due = line.due.is_none_or(|due| due <= today);
    let since = latest.and_then(|row| found_out(today, row)).map(|day| (today - day).num_days());
    let line = line.saying(since.map(|days| format!("known for {}", count(days, "day"))).unwrap_or_default());
    match state {
        NEET if due => line.watched("eet-contact", Severity::ThisWeek),
        NOT_KNOWN if due => line.watched("eet-contact", Severity::Watch),
        EET => {
            let line = if due { line.watched("eet-check", Severity::Watch) } else { line };
            if ends(scene, limits, case, latest) { line.watched("eet-ends", Severity::ThisWeek) } else { line }
        }
        _ => line,
    }
}

fn ends(scene: &Scene<'_>, limits: &Limits, case: &Case<'_>, latest: Option<Entered<'_>>) -> bool {
    let soon = after(scene.today(), limits.ends);
    let ends = latest.and_then(|row| row.date("to")).is_some_and(|to| to <= soon);
    let mut rows = scene.books.of(Kind::Destination, ChildKey(case.child.key));
    ends && !rows.any(|row| row.date("from").is_some_and(|from| from > scene.today()))
}

#[cfg(test)]
mod tests;
