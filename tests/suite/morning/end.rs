//! What must stand in the file after the morning, however it was worked. Also read by the library's own tests.

use super::table::{CHILDREN, Child, Deed, MOVED_TO, PROMISED, TODAY};
use chrono::NaiveDate;
use lookout::domain::decision::{Decision, What};
use lookout::domain::note::Note;
use lookout::store::Store;

/// A note in a form to be compared: text, kind, person, next step, day.
type Written = (String, &'static str, Option<String>, Option<String>, Option<NaiveDate>);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The note of a template: its text, kind and person, the next step and when it is followed up.
fn expected(child: &Child, (template, said): (usize, &str)) -> Written {
    let Child { name, year, why, known, .. } = child;
    let (text, kind, person, step, due) = match template {
        1 => (
            format!("PEP chase: {name}, year {year}, Northgate. {known}.\nDT: {said}\nPaperwork:\nAgreed date:"),
            "call",
            "R. Lowe",
            "chase the PEP",
            "2026-11-26",
        ),
        2 => (
            format!(
                "Suspension: {name}, year {year}, Northgate. {why}. {known}.\nSchool: {said}\n\
                Work set, provision from day six:\nReintegration meeting:\nCarer and social worker told:"
            ),
            "call",
            "R. Lowe",
            "ring about the reintegration",
            "2026-11-25",
        ),
        3 => (
            format!("Visit about {name}: {why}.\nCarer: {said}\nChild:\nReading and homework at home:\nAgreed:"),
            "visit",
            "P. Ash",
            "ring the carer",
            "2026-12-07",
        ),
        _ => (
            format!(
                "Attendance: {name}, year {year}, Northgate. {known}. {why}.\nSchool: {said}\nWhy absent:\n\
                Transport:\nAgreed:"
            ),
            "call",
            "R. Lowe",
            "look at the marks",
            "2026-11-30",
        ),
    };
    (text, kind, Some(person.to_owned()), Some(step.to_owned()), Some(day(due)))
}

fn written(note: &Note) -> Written {
    let content = &note.content;
    let (person, step) = (content.person.clone(), content.next_step.clone());
    (content.text.clone(), content.kind.id(), person, step, content.follow_up)
}

/// How, until when, to whom, why.
type Decided = (What, NaiveDate, Option<String>, String);

fn decided(decision: &Decision) -> Decided {
    (decision.what, decision.until, decision.to.clone(), decision.reason.reveal().clone())
}

fn expected_decision(place: usize) -> Option<Decided> {
    let (what, until, to, reason) = match CHILDREN[place].deed {
        Deed::Note(..) => return None,
        Deed::Acknowledge(reason) | Deed::Both(reason) => (What::Acknowledged, "2026-12-23", None, reason),
        Deed::WithTheOneBefore => return expected_decision(place - 1),
        Deed::Snooze("+1w", reason) => (What::Snoozed, "2026-11-30", None, reason),
        Deed::Snooze(until, reason) => (What::Snoozed, until, None, reason),
        Deed::HandOver(to, reason) => (What::HandedOver, "2026-12-23", Some(to.to_owned()), reason),
    };
    Some((what, day(until), to, reason.to_owned()))
}

/// Child by child: its notes, its decisions, its open follow-ups; no draft, and nothing about anybody else.
pub(crate) fn holds(store: &Store) {
    let caseload = store.caseload(day(TODAY)).unwrap();
    assert_eq!((caseload.children.len(), store.drafts().unwrap().len()), (CHILDREN.len(), 0));
    let (mut promised_in_all, mut decided_in_all) = (0, 0);
    for (place, child) in CHILDREN.iter().enumerate() {
        let key = store.child_by_id(child.id).unwrap().unwrap();
        let mut notes = Vec::new();
        let mut promised = Vec::new();
        for (_, text, due) in PROMISED.iter().filter(|(id, ..)| *id == child.id) {
            notes.push((text.to_string(), "call", None, None, Some(day(due))));
        }
        // The first was done, the second moved.
        if child.id == PROMISED[1].0 {
            promised.push((Some(day(MOVED_TO.1)), PROMISED[1].1.to_owned()));
        }
        if let Deed::Note(template, said) = child.deed {
            let note = expected(child, (template, said));
            promised.push((note.4, note.3.clone().unwrap()));
            notes.push(note);
        }
        let record = store.record(key).unwrap();
        assert_eq!(record.notes.iter().map(written).collect::<Vec<_>>(), notes, "{}", child.id);
        let open = caseload.follow_ups.iter().filter(|one| one.child == Some(key));
        let open: Vec<_> = open.map(|one| (one.due, one.what.clone())).collect();
        assert_eq!(open, promised, "{}", child.id);
        let decisions = caseload.child(key).unwrap().decisions.iter();
        let decisions: Vec<_> = decisions.map(decided).collect();
        assert_eq!(decisions, expected_decision(place).into_iter().collect::<Vec<_>>(), "{}", child.id);
        promised_in_all += promised.len();
        decided_in_all += decisions.len();
    }
    assert_eq!(caseload.follow_ups.len(), promised_in_all);
    assert_eq!((promised_in_all, decided_in_all), (14, 7));
}
