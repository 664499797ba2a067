//! D10: clocks that go back, forward and round: the same flags on the same date, notes in the order of filing.

use super::damage::note;
use super::dice::Dice;
use super::office::{office, open};
use super::{Tally, hold};
use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use lookout::app::Model;
use lookout::app::snapshot::Snapshot;
use lookout::domain::note::search::Wanted;
use lookout::domain::thresholds::Thresholds;
use lookout::store::command::{Command, Stamp};
use std::collections::HashMap;

/// Days on which clocks change, of leap years, and the ends of years.
const DAYS: [&str; 8] =
    ["2026-10-25", "2027-03-28", "2028-02-29", "2028-02-28", "2028-03-01", "2026-12-31", "2027-01-01", "2026-11-23"];

fn moment(dice: &mut Dice) -> DateTime<FixedOffset> {
    let day: NaiveDate = dice.one_of(&DAYS).parse().unwrap();
    let day = day.checked_add_days(Days::new(dice.below(3) as u64)).unwrap();
    let seconds = u32::try_from(dice.below(86_400)).unwrap();
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap();
    let minutes = i32::try_from(dice.below(27 * 4)).unwrap() * 15 - 12 * 60;
    FixedOffset::east_opt(minutes * 60).unwrap().from_local_datetime(&day.and_time(time)).unwrap()
}

/// Looks and files at so many moments, in no order.
pub(crate) fn random(times: usize) -> Tally {
    let office = office();
    let mut store = open(&office.path("caseload.db")).unwrap();
    let about: Vec<_> = store.child_by_id("C3").unwrap().into_iter().collect();
    let (mut tally, mut dice) = (Tally::default(), Dice::new(30));
    let mut flags: HashMap<NaiveDate, String> = HashMap::new();
    let mut filed = Vec::new();
    for round in 0..times {
        let now = moment(&mut dice);
        let today = Model::new(now, (80, 24)).today();
        let snapshot = Snapshot::new(store.caseload(today).unwrap(), Thresholds::default(), today);
        // The last contact is a note's day: the flags of the two children without one are looked at.
        let ranking: Vec<String> =
            ["C1", "C2"].iter().map(|child| told(&snapshot, store.child_by_id(child).unwrap().unwrap())).collect();
        let ranking = ranking.concat();
        let before = flags.entry(today).or_insert_with(|| ranking.clone());
        tally.add(hold(today == now.date_naive() && *before == ranking, || format!("{now}: other flags than before")));
        // One in eight files: each waits for the disk.
        if round % 8 == 0 {
            let text = format!("note {round}");
            store.apply(Command::FileNote { note: note(about.clone(), &text, now), draft: None }, Stamp(now)).unwrap();
            filed.push((text, now));
        }
    }
    let found = store.find_notes(&Wanted::new(""), usize::MAX).unwrap();
    let there = found.hits.iter().rev().map(|hit| (hit.note.content.text.clone(), hit.note.filed));
    if !there.eq(filed.iter().cloned()) {
        tally.fail("notes stand in another order than they were filed, or at other moments".to_owned());
    }
    if let Err(why) = chained(&store) {
        tally.fail(why);
    }
    tally.found.push(format!("{} notes filed, {} days looked at", filed.len(), flags.len()));
    tally
}

fn told(snapshot: &Snapshot, child: lookout::domain::facts::ChildKey) -> String {
    let rank = snapshot.rank_of(child).unwrap();
    let row = snapshot.order()[rank];
    snapshot.with_case(row, |case| format!("{:?}", lookout::domain::triage::judge(case))).unwrap()
}

/// The audit's chain does not mind the clock.
fn chained(store: &lookout::store::Store) -> Result<(), String> {
    let chain = store.audit_chain().map_err(|error| error.to_string())?;
    hold(chain.broken.is_none(), || format!("{chain:?}"))
}
