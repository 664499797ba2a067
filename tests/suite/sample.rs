//! The invented caseload, taken in by the same importer as a council's files and judged by the same rules.
#![allow(
    clippy::unwrap_used,
    reason = "a test fails by panicking; the lint knows only functions that are tests themselves"
)]
mod parts;

use chrono::NaiveDate;
use lookout::domain::alert::Severity;
use lookout::domain::attendance::class_of;
use lookout::domain::case::Context;
use lookout::domain::caseload::Caseload;
use lookout::domain::facts::ChildKey;
use lookout::domain::kind::Kind;
use lookout::domain::record::Record;
use lookout::domain::rules::{Family, RULES};
use lookout::domain::sheet::Sheet;
use lookout::domain::thresholds::Thresholds;
use lookout::domain::triage::{Group, Ranking, explain, rank};
use lookout::domain::upn;
use lookout::import;
use lookout::sample::{Recipe, SampleFile, invent};
use lookout::store::Store;
use lookout::store::command::{Command, Stamp};
use lookout::store::secret::Secret;
use std::collections::BTreeSet;
use std::path::Path;

/// The day whose 120 children stand under data/sample.
const THE_DAY: &str = "2026-11-23";

pub(super) fn recipe(children: u32, seed: u64, today: &str) -> Recipe {
    Recipe { children, seed, weeks: 12, today: today.parse().unwrap() }
}

fn read(file: &SampleFile) -> Sheet {
    import::read(file.name, &mut file.bytes.as_slice()).unwrap().remove(0)
}

/// A caseload that the files of a recipe went into.
pub(super) struct TakenIn {
    _folder: tempfile::TempDir,
    pub(super) store: Store,
    pub(super) today: NaiveDate,
}

impl TakenIn {
    pub(super) fn new(recipe: &Recipe) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let secret = Secret::new("a long enough passphrase".into());
        let (mut store, _) = Store::create_cheap(&folder.path().join("c.db"), "tests", &secret).unwrap();
        let stamp = Stamp("2026-11-23T09:00:00+00:00".parse().unwrap());
        for file in invent(recipe) {
            let planned = store.plan(read(&file)).unwrap();
            assert_eq!(planned.intake.held, [], "{}", file.name);
            assert!(planned.intake.new > 0, "{}", file.name);
            store.apply(Command::Import(Box::new(planned)), stamp).unwrap();
        }
        Self { _folder: folder, store, today: recipe.today }
    }

    pub(super) fn caseload(&self) -> Caseload {
        self.store.caseload(self.today).unwrap()
    }
}

fn ranked(caseload: &Caseload, today: NaiveDate) -> Ranking {
    rank(caseload, &Context::new(caseload, &Thresholds::default(), today))
}

/// Children of a group in a thousand.
fn per_mille(ranking: &Ranking, group: Group) -> usize {
    1000 * ranking.rows.iter().filter(|row| row.group == group).count() / ranking.rows.len()
}

fn fired(ranking: &Ranking) -> BTreeSet<&'static str> {
    ranking.rows.iter().flat_map(|row| &row.alerts).map(|alert| alert.rule().id).collect()
}

fn assert_spread(ranking: &Ranking, day: &str) {
    let (act, week) = (per_mille(ranking, Group::ActToday), per_mille(ranking, Group::ThisWeek));
    assert!((20..=60).contains(&act), "{day}: {act} of a thousand act today");
    assert!((100..=200).contains(&week), "{day}: {week} of a thousand this week");
    assert!(per_mille(ranking, Group::OnTrack) > 500, "{day}");
}

/// No plain layout tells of missing episodes, so that this rule cannot fire on a sample.
const NEVER: &str = "missing-now";

#[test]
fn two_thousand_children_are_spread_as_in_a_council_and_every_rule_fires() {
    for (day, seed, silent) in [(THE_DAY, 7, &[NEVER, "transition-phase"][..]), ("2027-05-17", 11, &[NEVER])] {
        let taken = TakenIn::new(&recipe(2000, seed, day));
        let caseload = taken.caseload();
        let ranking = ranked(&caseload, taken.today);
        assert_eq!(ranking.rows.len(), 2000);
        assert_spread(&ranking, day);
        let expected: BTreeSet<_> = RULES.iter().map(|rule| rule.id).filter(|id| !silent.contains(id)).collect();
        assert_eq!(fired(&ranking), expected, "{day}");
        assert_causes(&taken, &caseload, &ranking);
    }
}

/// Whether a record holds rows from which a person sees why an alert of a family fired.
fn shows_cause(record: &Record, family: Family, today: NaiveDate) -> bool {
    let some = |kind: Kind, column: &str| {
        let rows = record.tables.iter().find(|table| table.spec.kind == kind);
        rows.is_some_and(|table| {
            table.rows.iter().any(|row| row.date(table.spec, column).is_some_and(|day| day <= today))
        })
    };
    match family {
        Family::Attendance => {
            record.registers.iter().any(|year| year.bytes.iter().any(|byte| class_of(*byte).absent()))
        }
        Family::Exclusion => some(Kind::Exclusion, "start"),
        Family::Placement => some(Kind::Placement, "end") || some(Kind::Enrolment, "end"),
        Family::Pep => some(Kind::Pep, "due"),
        _ => false,
    }
}

fn assert_causes(taken: &TakenIn, caseload: &Caseload, ranking: &Ranking) {
    let thresholds = Thresholds::default();
    let context = Context::new(caseload, &thresholds, taken.today);
    for row in ranking.rows.iter().filter(|row| row.group == Group::ActToday) {
        let child = &caseload.children[row.child];
        let record = taken.store.record(ChildKey(child.key)).unwrap();
        for alert in row.alerts.iter().filter(|alert| alert.finding.severity == Severity::ActToday) {
            assert!(shows_cause(&record, alert.rule().family, taken.today), "{}: {}", child.child_id, alert.rule().id);
            let reason = explain(caseload, &context, row.child, alert);
            assert!(!reason.short.is_empty() && !reason.sums.is_empty(), "{}: {}", child.child_id, alert.rule().id);
        }
    }
}

#[test]
fn the_spread_holds_on_odd_days_and_for_other_seeds() {
    // The first day of a year, a weekend, a holiday, a term's first days.
    for (day, seed) in [("2026-09-01", 1), ("2026-12-27", 2), ("2027-01-09", 3), ("2027-08-18", 4), ("2028-02-29", 5)] {
        let taken = TakenIn::new(&recipe(1000, seed, day));
        assert_spread(&ranked(&taken.caseload(), taken.today), day);
    }
}

#[test]
fn every_row_of_every_file_goes_in() {
    for (day, children) in [(THE_DAY, 120), ("2027-05-17", 400), ("2027-08-20", 400), ("2024-02-29", 120)] {
        for file in invent(&recipe(children, 7, day)) {
            let sheet = read(&file);
            assert_eq!(sheet.layout, file.name.split('.').next(), "{}", file.name);
            assert_eq!(sheet.held, [], "{} on {day}", file.name);
            assert_eq!((sheet.repeated, sheet.unknown_columns.len()), (0, 0), "{} on {day}", file.name);
            assert!(sheet.data_rows > 0, "{} on {day}", file.name);
        }
    }
}

#[test]
fn any_day_and_number_gives_files() {
    for (children, weeks, day) in
        [(0, 12, THE_DAY), (1, 0, "2026-08-20"), (60, 12, "1950-01-01"), (60, u32::MAX, "2058-03-01")]
    {
        let files = invent(&Recipe { weeks, ..recipe(children, 7, day) });
        assert_eq!(files.len(), 35);
        assert_eq!(files.len(), 35);
        assert!(files.iter().all(|file| read(file).held.is_empty()), "{children} children on {day}");
        assert_eq!(read(&files[0]).data_rows, children);
    }
}

#[test]
fn every_column_of_every_file_is_filled_somewhere() {
    for file in invent(&recipe(120, 7, THE_DAY)).iter().filter(|file| file.name != "bank-holidays.json") {
        let mut reader = csv::Reader::from_reader(file.bytes.as_slice());
        let words = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        for (place, word) in words.iter().enumerate() {
            assert!(rows.iter().any(|row| !row[place].is_empty()), "{}: {word}", file.name);
        }
    }
}

#[test]
fn pupil_numbers_are_valid_and_none_is_given_twice() {
    let files = invent(&recipe(1500, 3, THE_DAY));
    let mut reader = csv::Reader::from_reader(files[0].bytes.as_slice());
    let place = reader.headers().unwrap().iter().position(|word| word == "upn").unwrap();
    let all: Vec<String> = reader.records().map(|row| row.unwrap()[place].to_owned()).collect();
    let given: Vec<&String> = all.iter().filter(|upn| !upn.is_empty()).collect();
    assert!(given.len() > 1200 && given.iter().all(|upn| upn::valid(upn)));
    assert_eq!(given.iter().collect::<BTreeSet<_>>().len(), given.len());
}

#[test]
fn the_same_recipe_gives_the_same_bytes_and_another_seed_others() {
    let first = invent(&recipe(200, 7, THE_DAY));
    assert!(first == invent(&recipe(200, 7, THE_DAY)));
    let other = invent(&recipe(200, 8, THE_DAY));
    assert!(first[0] != other[0] && first[1] != other[1]);
}

#[test]
fn weeks_end_with_this_morning() {
    let marks = |weeks| {
        let files = invent(&Recipe { weeks, ..recipe(30, 7, THE_DAY) });
        let file = files.into_iter().find(|file| file.name == "attendance.csv").unwrap();
        String::from_utf8(file.bytes).unwrap()
    };
    let days = |text: &str| -> BTreeSet<String> {
        text.lines().skip(1).map(|line| line.splitn(4, ',').skip(1).take(2).collect::<Vec<_>>().join(" ")).collect()
    };
    let (two, twelve) = (days(&marks(2)), days(&marks(12)));
    assert_eq!((two.first().unwrap().as_str(), two.last().unwrap().as_str()), ("2026-11-16 AM", "2026-11-23 AM"));
    assert_eq!(twelve.first().unwrap(), "2026-09-07 AM");
}

#[test]
fn data_sample_is_what_the_program_makes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    let files = invent(&recipe(120, 7, THE_DAY));
    for file in &files {
        let stands = std::fs::read(folder.join(file.name)).unwrap_or_default();
        assert!(
            stands == file.bytes,
            "data/sample/{}: make it anew with `lookout sample --today {THE_DAY}`",
            file.name
        );
    }
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), files.len());
}
