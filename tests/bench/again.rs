//! One change beside a full ranking, at once in memory and from the file.

use crate::caseload::{Files, note, open, stamp, today};
use crate::figures::{ROUNDS, fraction, in_turn, median, ms, row, time};
use chrono::Days;
use lookout::app::snapshot::Snapshot;
use lookout::domain::case::{Case, Context};
use lookout::domain::decision::{Decision, Look, Subject, What};
use lookout::domain::facts::{ChildFacts, ChildKey};
use lookout::domain::note::NewNote;
use lookout::domain::sealed::Sealed;
use lookout::domain::thresholds::Thresholds;
use lookout::domain::triage::{occasion_of, rank};
use lookout::store::command::Command;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

/// Measures both.
pub(crate) fn measure(children: u32, files: &Files) {
    in_memory(children, files);
    from_the_file(children, files);
}

fn snapshot(files: &Files) -> Snapshot {
    let snapshot = Snapshot::new(open(&files.encrypted).caseload(today()).unwrap(), Thresholds::default(), today());
    // As they are once somebody has searched, filtered and sorted.
    snapshot.prepare();
    snapshot
}

/// A child's facts after a change of a kind.
type Changed = fn(&Snapshot, usize) -> ChildFacts;

/// Those changed are children of the first ten, the middle and the end of the list.
fn in_memory(children: u32, files: &Files) {
    let snapshot = snapshot(files);
    let full = || {
        let context = Context::new(&snapshot.caseload, &snapshot.thresholds, snapshot.today);
        time(|| black_box(rank(&snapshot.caseload, &context))).0
    };
    let rows = snapshot.ranking.rows.len();
    let places: Vec<usize> = (0..10).chain([rows / 3, rows / 2, rows - 1]).collect();
    let changes: [(&str, Changed); 3] = [("note", noted), ("decision", decided), ("mark", marked)];
    for (what, change) in changes {
        let mut at = places.iter().map(|place| snapshot.ranking.rows[*place].child).cycle();
        let again = || {
            let child = at.next().unwrap();
            let facts = change(&snapshot, child);
            let (took, next) = time(|| {
                let mut caseload = snapshot.caseload.clone();
                caseload.children[child] = Arc::new(facts);
                snapshot.again(caseload, &[child])
            });
            // The one before goes when the new one is shown.
            took + time(|| drop(next)).0
        };
        let (ours, full) = in_turn(again, full);
        let what = format!("ranked again after one {what}, in memory");
        row(children, &what, &ms(ours), &format!("full ranking: {}", ms(full)), (&fraction(ours, full), "1/100"));
    }
}

fn noted(snapshot: &Snapshot, child: usize) -> ChildFacts {
    let mut facts = (*snapshot.caseload.children[child]).clone();
    let someone = snapshot.caseload.children.iter().find_map(|other| other.last_contact.clone());
    facts.last_contact = someone.filter(|_| facts.last_contact.is_none());
    facts
}

fn subjects(snapshot: &Snapshot, child: usize) -> Vec<Subject> {
    let alerts = &snapshot.ranking.rows.of_child(child).unwrap().alerts;
    let of = |case: &Case<'_>| alerts.iter().map(|alert| Subject::of(alert, occasion_of(case, alert))).collect();
    snapshot.with_case(child, of).unwrap()
}

/// Every alert of a child decided.
fn decisions(snapshot: &Snapshot, child: usize) -> Vec<Decision> {
    let decision = |subject| Decision {
        child: ChildKey(snapshot.caseload.children[child].key),
        subject,
        what: What::Acknowledged,
        to: None,
        reason: Sealed::new("the school has it in hand".to_owned()),
        until: today() + Days::new(14),
        actor: "bench".to_owned(),
    };
    subjects(snapshot, child).into_iter().map(decision).collect()
}

fn decided(snapshot: &Snapshot, child: usize) -> ChildFacts {
    ChildFacts { decisions: decisions(snapshot, child), ..(*snapshot.caseload.children[child]).clone() }
}

fn marked(snapshot: &Snapshot, child: usize) -> ChildFacts {
    let mut facts = (*snapshot.caseload.children[child]).clone();
    if let Some(year) = facts.marks.first_mut() {
        let last = year.bytes.len() - 1;
        year.bytes[last] = if year.bytes[last] == year.bytes[0] { year.bytes[last / 2] } else { year.bytes[0] };
    }
    facts
}

/// What the store's thread does after a write until the new list is there, beside reading and judging everybody.
fn from_the_file(children: u32, files: &Files) {
    let mut store = open(&files.encrypted);
    let mut before =
        Arc::new(Snapshot::new(store.caseload_to_follow(today()).unwrap(), Thresholds::default(), today()));
    before.prepare();
    let mut written: Vec<Duration> = Vec::new();
    for round in 0..ROUNDS * 3 {
        let child = before.ranking.rows[round * 7 % before.ranking.rows.len()].child;
        let key = ChildKey(before.caseload.children[child].key);
        let command = match round % 3 {
            0 => Command::FileNote { note: NewNote { about: vec![key], ..note("rang") }, draft: None },
            1 => Command::Decide(decisions(&before, child)),
            _ => Command::Look(Look { child: key, day: today(), seen: subjects(&before, child) }),
        };
        store.apply(command, stamp()).unwrap();
        let (took, next) = time(|| {
            let (caseload, changed) = store.caseload_after(&before.caseload, today()).unwrap().unwrap();
            Arc::new(before.again(caseload, &changed))
        });
        written.push(took);
        before = next;
    }
    let (store, anew) = (open(&files.encrypted), |caseload| Snapshot::new(caseload, Thresholds::default(), today()));
    let full = (0..ROUNDS).map(|_| time(|| anew(store.caseload(today()).unwrap())).0);
    let (ours, full) = (median(written), median(full.collect()));
    let what = "after one note, decision or look: read, judged, ranked";
    row(children, what, &ms(ours), &format!("everybody: {}", ms(full)), (&fraction(ours, full), "1/100"));
}
