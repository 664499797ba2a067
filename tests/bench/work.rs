//! The work that a team leaves in a caseload: a look at every child, decisions, notes with follow-ups, drafts.

use crate::caseload::{Files, bare, note, open, stamp, today};
use chrono::Days;
use lookout::domain::case::{Case, Context};
use lookout::domain::decision::{Decision, Subject, What};
use lookout::domain::exact::Exact;
use lookout::domain::facts::ChildKey;
use lookout::domain::note::NewNote;
use lookout::domain::sealed::Sealed;
use lookout::domain::thresholds::Thresholds;
use lookout::domain::triage::{occasion_of, rank};
use lookout::store::command::Command;
use serde_json::json;

/// Of so many flagged children the alerts of one are set aside.
const DECIDED: usize = 7;
/// Of so many children one has a note with a follow-up.
const NOTED: usize = 20;

/// Does it.
pub(crate) fn done(files: &Files) {
    let mut store = open(&files.encrypted);
    let (caseload, thresholds) = (store.caseload(today()).unwrap(), Thresholds::default());
    let context = Context::new(&caseload, &thresholds, today());
    let ranking = rank(&caseload, &context);
    let (mut looks, mut decisions, mut about) = (Vec::new(), Vec::new(), Vec::new());
    for (place, row) in ranking.rows.iter().enumerate() {
        let child = &caseload.children[row.child];
        let case = Case::new(child, &context);
        let seen: Vec<Subject> = row.alerts.iter().map(|alert| Subject::of(alert, occasion_of(&case, alert))).collect();
        looks.push((child.key, seen_as_stored(&seen)));
        if place % DECIDED == 0 {
            decisions.extend(seen.into_iter().map(|subject| decision(child.key, subject)));
        }
        if place % NOTED == 0 {
            about.push(ChildKey(child.key));
        }
    }
    store.apply(Command::Decide(decisions), stamp()).unwrap();
    for (place, child) in about.into_iter().enumerate() {
        let due = today() + Days::new(u64::try_from(place % 40).unwrap());
        let note = NewNote { about: vec![child], follow_up: Some(due), ..note("rang the DT about the timetable") };
        store.apply(Command::FileNote { note, draft: None }, stamp()).unwrap();
    }
    drop(store);
    look_at_all(files, &looks);
}

fn decision(child: i64, subject: Subject) -> Decision {
    Decision {
        child: ChildKey(child),
        subject,
        what: What::Acknowledged,
        to: None,
        reason: Sealed::new("the school has it in hand".to_owned()),
        until: today() + Days::new(21),
        actor: "bench".to_owned(),
    }
}

fn seen_as_stored(seen: &[Subject]) -> String {
    let alert = |subject: &Subject| {
        json!([subject.rule, subject.occasion, subject.severity.id(), subject.value.map(Exact::fraction)])
    };
    json!(seen.iter().map(alert).collect::<Vec<_>>()).to_string()
}

/// In one transaction: one look after another would take minutes.
fn look_at_all(files: &Files, looks: &[(i64, String)]) {
    let mut connection = bare(files);
    let day = (today() - Days::new(4)).to_string();
    let transaction = connection.transaction().unwrap();
    {
        let mut insert =
            transaction.prepare("INSERT INTO look (actor, child, day, seen) VALUES ('bench', ?, ?, ?)").unwrap();
        for (child, seen) in looks {
            insert.execute((child, &day, seen)).unwrap();
        }
    }
    transaction.commit().unwrap();
}
