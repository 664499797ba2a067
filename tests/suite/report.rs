//! The head's report: the examples under data/report are what the program makes of an invented caseload with sixty-four
//! weeks of marks (`UPDATE_REPORT=1 cargo test report` writes them anew), its figures are those of the lists that they
//! open, and a report is written whole, beside nothing, or not at all.

use crate::cli::says;
use crate::harness::{Office, Ran};
use lookout::domain::report::Whom;
use lookout::domain::report::measure::{MEASURES, Unit};
use lookout::sample::{Recipe, invent};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const TODAY: &str = "2026-11-23";

/// The caseload of data/sample with more than a year of marks.
fn invented() -> Office {
    let recipe = Recipe { children: 120, seed: 7, weeks: 64, today: TODAY.parse().unwrap() };
    let office = Office::new(TODAY);
    fs::create_dir(office.path("year")).unwrap();
    for file in invent(&recipe) {
        fs::write(office.path("year").join(file.name), &file.bytes).unwrap();
    }
    done(office.run(&["import", "year"]));
    office
}

fn done(ran: Ran) -> String {
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    ran.out
}

#[test]
fn the_examples_are_what_the_program_makes() {
    let office = invented();
    for (file, arguments) in [
        ("so-far.html", &["report", "--html"][..]),
        ("so-far.md", &["report"]),
        ("so-far.csv", &["report", "--csv"]),
        ("so-far-not-to-leave.csv", &["report", "--csv", "--whole"]),
        ("last-year.md", &["report", "--year", "2025/26"]),
        ("last-spring-not-to-leave.md", &["report", "--year", "2025/26", "--term", "spring", "--whole"]),
    ] {
        let made = done(office.run(arguments));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/report").join(file);
        if std::env::var_os("UPDATE_REPORT").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &made).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == made,
            "data/report/{file} differs from what the program makes: UPDATE_REPORT=1 cargo test report"
        );
    }
    figures_are_their_lists(&office);
}

/// A figure of a report as CSV and its numbers, by the title of its part and its own.
fn figures(csv: &str) -> BTreeMap<(String, String), (String, String)> {
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let head = rows.headers().unwrap().clone();
    let at = |word: &str| head.iter().position(|name| name == word).unwrap();
    let [figure, now, from] = ["Figure", "Now", "Now from"].map(at);
    let rows = rows.records().map(Result::unwrap);
    let rows = rows.filter(|row| !row[figure].is_empty() && &row[0] != "What is counted");
    rows.map(|row| ((row[0].to_owned(), row[figure].to_owned()), (row[now].to_owned(), row[from].to_owned()))).collect()
}

/// Every figure of the report is that of a line, and the children that the line opens are as many as it says.
fn figures_are_their_lists(office: &Office) {
    let figures = figures(&done(office.run(&["report", "--csv", "--whole"])));
    assert!(figures.len() > 40, "{}", figures.len());
    let listed = office.run(&["work", "report", "--json"]).json();
    let lines = listed["lines"].as_array().unwrap();
    let mut counted = 0;
    for ((cohort, title), (now, from)) in &figures {
        let whom = Whom::all().find(|whom| whom.words().eq_ignore_ascii_case(cohort)).unwrap();
        let is_it =
            |line: &&Value| line["groups"]["cohort"] == whom.id() && line["groups"]["measure"] == title.as_str();
        let line = lines.iter().find(is_it);
        let Some(line) = line else {
            // Nobody is in the cohort now: the figure stands for the year before.
            assert!(["0", "none", "no data"].contains(&now.as_str()), "{cohort}, {title}: {now}");
            continue;
        };
        let cells = ["now", "from"].map(|cell| line["cells"][cell].as_str().unwrap_or_default());
        assert_eq!(cells, [now.as_str(), from.as_str()], "{cohort}, {title}");
        let children: Vec<&str> = line["children"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        let numbers = from.strip_suffix(" children").or_else(|| from.strip_suffix(" child")).unwrap_or_default();
        let said = match MEASURES.iter().find(|measure| measure.title == title).unwrap().unit {
            _ if now == "no data" || whom == Whom::Service => continue,
            Unit::Children => now.as_str(),
            Unit::OfChildren => from.split(" of ").next().unwrap(),
            Unit::Events | Unit::Days => numbers,
            Unit::Of(_) | Unit::Money => numbers.rsplit(' ').next().unwrap(),
        };
        assert_eq!(said, children.len().to_string(), "{cohort}, {title}: {now}, {from}");
        assert_eq!(children.iter().collect::<BTreeSet<_>>().len(), children.len(), "{cohort}, {title}");
        counted += 1;
    }
    assert!(counted > 30, "{counted}");
    // And those of the list of alerts, which are counted elsewhere.
    let alerts = office.run(&["alerts", "--json"]).json();
    let neet = alerts["alerts"].as_array().unwrap().iter().filter(|row| row["rule"] == "eet-neet").count();
    let all = &figures[&("All children".to_owned(), "NEET".to_owned())];
    assert!(neet > 0 && all.1.starts_with(&format!("{neet} of ")), "{neet}: {all:?}");
}

#[test]
fn a_report_is_written_to_a_new_file_of_its_owners_and_put_down() {
    let office = Office::with_files(
        TODAY,
        &[("children.csv", "child_id,forename,surname,dob,cohort\nC1,Amara,Okafor,2013-05-01,LAC\n")],
    );
    assert_eq!(done(office.run(&["report", "--out", "head.html"])), "written: head.html\n");
    let text = fs::read_to_string(office.path("head.html")).unwrap();
    assert!(text.starts_with("<!DOCTYPE html>") && text.ends_with("</html>\n") && !text.contains("Amara"), "{text}");
    let (whole, small) = (done(office.run(&["report", "--whole"])), done(office.run(&["report"])));
    assert!(whole.contains("| Looked after | 1 |") && whole.contains("NOT TO LEAVE THE OFFICE"), "{whole}");
    assert!(small.contains("| Looked after | c |") && small.contains("c: kept back"), "{small}");
    let put_down = done(office.run(&["audit"]));
    assert!(put_down.contains("head's report, 2026/27, html, small numbers kept back"), "{put_down}");
    assert!(put_down.contains("head's report, 2026/27, md, small numbers shown"), "{put_down}");
    for (arguments, code, words) in [
        (&["report", "--out", "head.html"][..], 1, "head.html is there already; nothing was written"),
        (&["report", "--year", "2027/28"], 2, "it begins on 2027-09-01"),
        (&["report", "--year", "26"], 2, "a year is written like 2025/26"),
        (&["report", "--term", "winter"], 2, "one of autumn, spring, summer"),
        (&["report", "--term", "spring"], 2, "it begins on"),
        (&["report", "--html", "--csv"], 2, "cannot be used with"),
    ] {
        says(&office.run(arguments), code, &[words]);
    }
}
