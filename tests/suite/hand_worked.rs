//! Children worked by hand: dates and sums in comments, each rule on both sides of its boundary.
//!
//! They go in as files, through the importer and an encrypted caseload, and come out as alerts.

use lookout::domain::case::Context;
use lookout::domain::thresholds::Thresholds;
use lookout::domain::triage::rank;
use lookout::store::Store;
use lookout::store::command::{Command, Stamp};
use lookout::store::secret::Secret;
use std::collections::BTreeMap;

mod absent;
mod after_sixteen;
mod excluded;
mod moved;
mod peps;
mod summer;

/// A child worked by hand.
struct Worked {
    /// Its id, and what it shows.
    id: &'static str,
    /// `dob,nc_year,cohort,looked_after_since`.
    own: &'static str,
    /// Rows of other files, without the child's id: (file, columns).
    rows: &'static [(&'static str, &'static str)],
    /// `rule severity value since`, in the order of the list.
    alerts: &'static [&'static str],
}

/// Header words of each file after `child_id`.
const HEADERS: &[(&str, &str)] = &[
    ("attendance.csv", "week_commencing,marks"),
    ("peps.csv", "due,held,quality"),
    ("exclusions.csv", "kind,start,end,sessions,provision_from"),
    ("placements.csv", "start,end,type,reason,planned_end"),
    ("enrolments.csv", "school_urn,start,end"),
    ("destinations.csv", "from,to,status,checked"),
    ("referrals.csv", "received,from_role,reason,first_action"),
];

fn files(children: &[Worked]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut add = |file: &str, header: &str, row: String| {
        let text: &mut String = files.entry(file.to_owned()).or_insert_with(|| format!("{header}\n"));
        text.push_str(&row);
        text.push('\n');
    };
    for child in children {
        let header = "child_id,forename,surname,dob,nc_year,cohort,looked_after_since";
        add("children.csv", header, format!("{},Worked,{},{}", child.id, child.id, child.own));
        for (file, columns) in child.rows {
            if *file == "missing.csv" {
                add(file, "CHILD,DOB,MISSING,MIS_START,MIS_END", format!("{},01/01/2013,{columns}", child.id));
            } else {
                let (_, words) = HEADERS.iter().find(|(name, _)| name == file).unwrap();
                add(file, &format!("child_id,{words}"), format!("{},{columns}", child.id));
            }
        }
    }
    files
}

fn check(today: &str, children: &[Worked]) {
    let folder = tempfile::tempdir().unwrap();
    let secret = Secret::new("an invented passphrase".into());
    let (mut store, _) = Store::create_cheap(&folder.path().join("c.db"), "tester", &secret).unwrap();
    let stamp = Stamp("2026-11-23T09:00:00Z".parse().unwrap());
    let files = files(children);
    let first = files.get_key_value("children.csv");
    for (name, text) in first.into_iter().chain(files.iter().filter(|(name, _)| *name != "children.csv")) {
        let sheet = lookout::import::read(name, &mut text.as_bytes()).unwrap().remove(0);
        assert_eq!(sheet.held, [], "{name}");
        let planned = store.plan(sheet).unwrap();
        assert_eq!(planned.intake.held, [], "{name}");
        store.apply(Command::Import(Box::new(planned)), stamp).unwrap();
    }
    let today = today.parse().unwrap();
    let caseload = store.caseload(today).unwrap();
    let thresholds = Thresholds::default();
    let ranking = rank(&caseload, &Context::new(&caseload, &thresholds, today));
    let mut wrong = Vec::new();
    for child in children {
        let row = ranking.rows.iter().find(|row| *caseload.children[row.child].child_id == *child.id).unwrap();
        let alerts: Vec<String> = row
            .alerts
            .iter()
            .map(|alert| {
                let finding = alert.finding;
                let value = finding.value.map_or("-".to_owned(), |value| value.to_string());
                let since = finding.since.map_or("-".to_owned(), |since| since.to_string());
                format!("{} {} {value} {since}", alert.rule().id, finding.severity.id())
            })
            .collect();
        if alerts != child.alerts {
            wrong.push(format!("{}:\n  worked  {:?}\n  program {alerts:?}", child.id, child.alerts));
        }
    }
    assert!(wrong.is_empty(), "on {today}\n{}", wrong.join("\n"));
}

/// The Monday of all but the summer's children, terms assumed: autumn 1 Sep - 19 Dec, break 26 - 30 Oct, no bank
/// holiday in term. School days back from it: 23 Nov | 20 19 18 17 16 | 13 12 11 10 9 | 6 5 4 3 2 Nov | 23 22 21 20 19
/// Oct. Before it the summer term of 2025/26 ran 16 Apr - 22 Jul 2026, the spring term 5 Jan - 31 Mar.
const MONDAY: &str = "2026-11-23";

/// Previously looked after, year 8, on no roll: no rule looks at absence of anything.
const QUIET: &str = "2013-11-30,8,PLAC,";

/// Looked after for years, nursery: PEP rules, but no school rules.
const NURSERY: &str = "2022-06-01,N2,LAC,2022-09-05";

/// A PEP held in the last ended term (16 Apr - 22 Jul 2026).
const HELD: (&str, &str) = ("peps.csv", ",2026-06-10,green");

/// A week of marks: `Monday,ten codes`.
const fn week(marks: &'static str) -> (&'static str, &'static str) {
    ("attendance.csv", marks)
}

const NOV_16: (&str, &str) = week("2026-11-16,/ \\ / \\ / \\ / \\ / \\");
