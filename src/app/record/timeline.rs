//! Placements, schools and what else happened, as one timeline, the latest first.

use crate::app::Model;
use crate::app::record::item::{Item, Leaf, Tone, date, joined, span};
use crate::app::record::{State, returns};
use crate::domain::caseload::Caseload;
use crate::domain::codes;
use crate::domain::facts::{ChildFacts, Enrolment, Missing, Placement, Registration};
use crate::domain::kind::{Kind, Value, spec};
use crate::domain::record::{Record, RecordRow};
use chrono::NaiveDate;
use std::cmp::Reverse;

type OfRow = fn(&RecordRow, &Caseload, bool) -> Item;
type Dated = (NaiveDate, Item);

/// The page.
pub fn leaf(model: &Model, state: &State) -> Leaf {
    let caseload = &model.snapshot.caseload;
    let mut events = match (&state.record, caseload.child(state.child)) {
        (Some(record), _) => read(record, caseload, state.revealed),
        (None, Some(child)) => known(child, caseload),
        (None, None) => Vec::new(),
    };
    events.sort_by_key(|(day, _)| Reverse(*day));
    let nothing = "No placement and no school is known.".to_owned();
    Leaf { items: events.into_iter().map(|(_, item)| item).collect(), nothing, ..Leaf::default() }
}

/// A placement's postcodes where they were asked for; nothing while they are sealed.
pub fn postcode(state: &State, start: NaiveDate) -> Option<String> {
    let record = state.record.as_ref().filter(|_| state.revealed)?;
    let spec = spec(Kind::Placement);
    let row = record.rows(Kind::Placement).iter().find(|row| row.date(spec, "start") == Some(start))?;
    Some(sealed(row, true)).filter(|words| !words.is_empty())
}

fn sealed(row: &RecordRow, revealed: bool) -> String {
    let spec = spec(Kind::Placement);
    let words = ["postcode", "home_post"].into_iter().filter_map(|name| match row.value(spec, name)? {
        Value::Sealed(value) if revealed => Some(format!("{} {}", name.replace('_', " "), value.reveal())),
        Value::Sealed(_) => Some(format!("{} [sealed: p]", name.replace('_', " "))),
        _ => None,
    });
    words.collect::<Vec<_>>().join(", ")
}

fn read(record: &Record, caseload: &Caseload, revealed: bool) -> Vec<Dated> {
    let kinds: [(Kind, &str, OfRow); 5] = [
        (Kind::Placement, "start", placement_row),
        (Kind::Enrolment, "start", enrolment_row),
        (Kind::Missing, "start", missing_row),
        (Kind::Destination, "from", destination_row),
        (Kind::Referral, "received", referral_row),
    ];
    let rows = kinds.into_iter().flat_map(|(kind, date, item)| {
        let rows = record.rows(kind).iter();
        rows.map(move |row| {
            (row.date(spec(kind), date).unwrap_or_default(), item(row, caseload, revealed).from(&row.source))
        })
    });
    rows.chain(returns::events(record)).collect()
}

fn placement_row(row: &RecordRow, _: &Caseload, revealed: bool) -> Item {
    let spec = spec(Kind::Placement);
    let text = |name| row.text(spec, name);
    let start = row.date(spec, "start").unwrap_or_default();
    let planned = row.date(spec, "planned_end").map(|day| format!("planned to end {}", date(day)));
    let begun = [
        codes::EPISODE_REASON.words_of("reason", text("reason")),
        codes::LEGAL_STATUS.words_of("legal status", text("legal_status")),
        codes::NEED.words_of("need", text("need")),
        area(text("in_area")),
        if row.value(spec, "emergency") == Some(&Value::Flag(true)) { "emergency".to_owned() } else { String::new() },
    ];
    Item::new(Tone::Strong, placed(text("type"), &span(start, row.date(spec, "end"))))
        .line(joined([provider(row).as_str(), text("carer"), text("la")]))
        .line(joined(begun.iter().map(String::as_str)))
        .line(joined([ended(text("rec")).as_str(), &codes::PLACEMENT_CHANGE.words(text("change_reason"))]))
        .line(sealed(row, revealed))
        .line(planned.unwrap_or_default())
}

/// Who provides it, else what kind of provider an episode names.
fn provider(row: &RecordRow) -> String {
    let spec = spec(Kind::Placement);
    let named = ["provider", "provider_kind"].map(|name| row.text(spec, name));
    codes::PROVIDER.words(named.into_iter().find(|word| !word.is_empty()).unwrap_or_default())
}

/// `placement since Mon 20 Jul 2026: foster care (U6)`.
fn placed(kind: &str, span: &str) -> String {
    let kind = codes::PLACEMENT.words(kind);
    if kind.is_empty() { format!("placement {span}") } else { format!("placement {span}: {kind}") }
}

/// Whether a placement lies in the council's area; words of a file that mean neither are shown as they are.
fn area(word: &str) -> String {
    match word.trim().to_ascii_lowercase().as_str() {
        "" => String::new(),
        "in" | "y" | "yes" | "true" | "1" => "in the area".to_owned(),
        "out" | "n" | "no" | "false" | "0" => "outside the area".to_owned(),
        _ => format!("area {word}"),
    }
}

fn ended(code: &str) -> String {
    if code.is_empty() { String::new() } else { format!("ended: {}", codes::EPISODE_END.words(code)) }
}

fn enrolment_row(row: &RecordRow, caseload: &Caseload, _: bool) -> Item {
    let spec = spec(Kind::Enrolment);
    let start = row.date(spec, "start").unwrap_or_default();
    let part = if row.value(spec, "part_time") == Some(&Value::Flag(true)) { "part-time timetable" } else { "" };
    let school = caseload.school_name(row.text(spec, "school_urn"));
    Item::new(Tone::Strong, format!("school {school} {}", span(start, row.date(spec, "end"))))
        .line(joined([registered(row.text(spec, "registration")), part]))
}

fn missing_row(row: &RecordRow, _: &Caseload, _: bool) -> Item {
    let spec = spec(Kind::Missing);
    let what = if row.text(spec, "missing") == "A" { "away without authorisation" } else { "missing from care" };
    let start = row.date(spec, "start").unwrap_or_default();
    Item::new(Tone::Strong, format!("{what} {}", span(start, row.date(spec, "end"))))
}

fn destination_row(row: &RecordRow, _: &Caseload, _: bool) -> Item {
    let spec = spec(Kind::Destination);
    let start = row.date(spec, "from").unwrap_or_default();
    let checked = row.date(spec, "checked").map(|day| format!("checked {}", date(day)));
    Item::new(Tone::Strong, format!("{} {}", row.text(spec, "status"), span(start, row.date(spec, "to"))))
        .line(joined([codes::ACTIVITY.words(row.text(spec, "activity")).as_str(), row.text(spec, "detail")]))
        .line(checked.unwrap_or_default())
}

fn referral_row(row: &RecordRow, _: &Caseload, _: bool) -> Item {
    let spec = spec(Kind::Referral);
    let received = row.date(spec, "received").unwrap_or_default();
    let said = |name: &str, words: &str| row.date(spec, name).map(|day| format!("{words} {}", date(day)));
    let acted = said("first_action", "first action").unwrap_or_else(|| "no action yet".to_owned());
    Item::new(Tone::Strong, format!("referral of {}: {}", date(received), row.text(spec, "reason")))
        .line(joined([row.text(spec, "from_role"), row.text(spec, "from_name")]))
        .line(joined([acted.as_str(), said("closed", "closed").as_deref().unwrap_or("open")]))
}

const fn registered(word: &str) -> &str {
    match word.as_bytes() {
        b"dual" => "dual registered",
        b"ap" => "alternative provision",
        _ => "main school",
    }
}

fn known(child: &ChildFacts, caseload: &Caseload) -> Vec<Dated> {
    let placements = child.placements.iter().map(of_placement);
    let schools = child.enrolments.iter().map(|enrolment| of_enrolment(enrolment, caseload));
    placements.chain(schools).chain(child.missing.iter().map(of_missing)).collect()
}

fn of_placement(placement: &Placement) -> Dated {
    let kind = placement.kind.as_deref().unwrap_or_default();
    let item = Item::new(Tone::Strong, placed(kind, &span(placement.start, placement.end)));
    let provider = codes::PROVIDER.words(placement.provider.as_deref().unwrap_or_default());
    (placement.start, item.line(joined([provider.as_str(), placement.carer.as_deref().unwrap_or_default()])))
}

fn of_enrolment(enrolment: &Enrolment, caseload: &Caseload) -> Dated {
    let school = caseload.school_name(&enrolment.urn);
    let word = match enrolment.registration {
        Registration::Main => "main",
        Registration::Dual => "dual",
        Registration::Ap => "ap",
    };
    let item = Item::new(Tone::Strong, format!("school {school} {}", span(enrolment.start, enrolment.end)));
    (enrolment.start, item.line(registered(word)))
}

fn of_missing(missing: &Missing) -> Dated {
    (missing.start, Item::new(Tone::Strong, format!("missing from care {}", span(missing.start, missing.end))))
}
