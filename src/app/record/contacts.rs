//! Whom to ring about a child.

use crate::app::Model;
use crate::app::record::State;
use crate::app::record::item::{Item, Leaf, Tone, joined};
use crate::domain::case::Case;
use crate::domain::caseload::{Caseload, School};
use crate::domain::facts::ChildFacts;
use crate::domain::kind::{Kind, Value, spec};
use crate::domain::record::{Record, RecordRow};

/// The page: schools, the people that the child's own row names, then the contacts of the files.
pub fn leaf(model: &Model, state: &State) -> Leaf {
    let snapshot = &model.snapshot;
    let items = snapshot.caseload.position(state.child).and_then(|place| {
        snapshot.with_case(place, |case| {
            let mut items = schools(&snapshot.caseload, case);
            items.extend(people(case.child));
            items.extend(state.record.iter().flat_map(|record| filed(record, state.revealed)));
            items
        })
    });
    let nothing = "Nobody to ring is known.".to_owned();
    Leaf { items: items.unwrap_or_default(), nothing, ..Leaf::default() }
}

fn schools(caseload: &Caseload, case: &Case<'_>) -> Vec<Item> {
    let today = case.today();
    let runs = |start, end: Option<_>| start <= today && end.is_none_or(|end| end >= today);
    let others = case.child.enrolments.iter().filter(|enrolment| runs(enrolment.start, enrolment.end));
    let mut urns: Vec<&str> = case.main_school().into_iter().collect();
    urns.extend(others.map(|enrolment| &*enrolment.urn));
    let mut seen = Vec::new();
    urns.retain(|urn| {
        !seen.contains(urn) && {
            seen.push(*urn);
            true
        }
    });
    urns.into_iter().map(|urn| school(&caseload.school_name(urn), caseload.schools.get(urn))).collect()
}

fn school(name: &str, school: Option<&School>) -> Item {
    let item = Item::new(Tone::Strong, format!("school  {name}"));
    let Some(school) = school else { return item.line("no telephone is known") };
    let reach = joined([school.phone.as_deref(), school.email.as_deref()].into_iter().flatten());
    let item = item.line(if reach.is_empty() { "no telephone is known" } else { &reach });
    item.line(
        school.designated_teacher.as_deref().map_or_else(String::new, |name| format!("designated teacher {name}")),
    )
}

fn people(child: &ChildFacts) -> Vec<Item> {
    let roles = [
        ("social worker", &child.social_worker),
        ("designated teacher", &child.designated_teacher),
        ("carer", &child.carer),
        ("caseworker", &child.caseworker),
    ];
    let named = roles.into_iter().filter_map(|(role, name)| Some((role, name.as_deref()?)));
    named.map(|(role, name)| Item::new(Tone::Strong, format!("{role}  {name}"))).collect()
}

fn filed(record: &Record, revealed: bool) -> impl Iterator<Item = Item> {
    let spec = spec(Kind::Contact);
    record.rows(Kind::Contact).iter().map(move |row| {
        let title = format!("{}  {}", row.text(spec, "role"), row.text(spec, "name"));
        let reach: Vec<String> = ["phone", "email"].into_iter().map(|name| reach(row, name, revealed)).collect();
        Item::new(Tone::Strong, title).line(joined(reach.iter().map(String::as_str))).from(&row.source)
    })
}

/// The telephone of a contact of a name, where the files know it; hidden while it is sealed.
pub(super) fn phone_of(record: &Record, name: &str, revealed: bool) -> Option<String> {
    let spec = spec(Kind::Contact);
    // A carer's name may be followed by the role in brackets.
    let named = |row: &&RecordRow| name.split(" (").next() == Some(row.text(spec, "name"));
    let row = record.rows(Kind::Contact).iter().find(named)?;
    Some(reach(row, "phone", revealed)).filter(|phone| !phone.is_empty())
}

fn reach(row: &RecordRow, name: &str, revealed: bool) -> String {
    let spec = spec(Kind::Contact);
    let sealed = spec.position(name).is_some_and(|at| row.sealed(spec, &spec.fields[at]));
    match row.value(spec, name) {
        None => String::new(),
        Some(_) if sealed && !revealed => format!("{name} [sealed: p]"),
        Some(Value::Sealed(value)) => value.reveal().clone(),
        Some(_) => row.text(spec, name).to_owned(),
    }
}
