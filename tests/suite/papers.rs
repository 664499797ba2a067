//! Papers for the meeting: the examples under data/papers are what the program makes of the invented caseload
//! (`UPDATE_PAPERS=1 cargo test papers` writes them anew), and a paper is written whole, beside nothing, or not at all.

use crate::cli::says;
use crate::harness::{Office, PASSPHRASE, Ran};
use lookout::sample::{Recipe, notes};
use lookout::store::Store;
use lookout::store::command::{Command, Stamp};
use lookout::store::secret::Secret;
use std::fs;
use std::path::{Path, PathBuf};

const TODAY: &str = "2026-11-23";
/// A child of the invented caseload with something in every section of its page.
const CHILD: &str = "600043";

/// The invented caseload under data/sample with its notes, imported at nine.
fn invented() -> Office {
    let office = Office::new(TODAY);
    let data = root().join("data/sample").display().to_string();
    let imported = office.command(&["import", &data]).env("LOOKOUT_NOW", "2026-11-23T09:00:00").output().unwrap();
    assert!(imported.status.success());
    let mut store = Store::open(&office.path("caseload.db"), &Secret::new(PASSPHRASE.to_owned())).unwrap();
    let recipe = Recipe { children: 120, seed: 7, weeks: 12, today: TODAY.parse().unwrap() };
    for note in notes(&recipe) {
        let opened = note.at.and_utc().fixed_offset();
        let about = store.child_by_id(&note.child_id).unwrap();
        let note = note.filed(about, opened);
        store.apply(Command::FileNote { note, draft: None }, Stamp(opened)).unwrap();
    }
    office
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn done(ran: Ran) -> String {
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    ran.out
}

#[test]
fn the_examples_are_what_the_program_makes() {
    let office = invented();
    for (file, arguments) in [
        ("impact-assessment.md", &["security", "--assessment"][..]),
        ("briefing.md", &["brief"]),
        ("briefing.html", &["brief", "--format", "html"]),
        ("briefing.csv", &["brief", "--format", "csv"]),
        ("briefing-by-caseworker.md", &["brief", "--by", "caseworker"]),
        ("child.md", &["brief", CHILD]),
        ("child.html", &["brief", CHILD, "--format", "html"]),
    ] {
        let made = done(office.run(arguments));
        kept(file, &made);
    }
}

/// Holds a kept paper to what the program makes, or writes it anew where that is asked for.
fn kept(file: &str, made: &str) {
    let path = root().join("data/papers").join(file);
    if std::env::var_os("UPDATE_PAPERS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, made).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "data/papers/{file} differs from what the program makes: UPDATE_PAPERS=1 cargo test papers");
}

#[test]
fn the_chronology_of_a_child_is_what_the_program_makes() {
    let office = invented();
    let ran = office.command(&["sar", CHILD]).env("LOOKOUT_NOW", "2026-11-23T09:30:00").output().unwrap();
    let made = done(Ran::of(ran));
    let headings = made.lines().filter_map(|line| line.strip_prefix("### "));
    let days: Vec<&str> = headings.filter_map(|line| line.split_once(": ")).map(|(day, _)| day).collect();
    let read = |day: &&str| chrono::NaiveDate::parse_from_str(day, "%d %B %Y").ok();
    let read: Vec<_> = days.iter().filter_map(read).collect();
    assert!(read.len() > 12 && read.is_sorted(), "{days:?}");
    kept("sar.md", &made.replace(&root().display().to_string(), "."));
}

#[test]
fn a_paper_is_written_to_a_new_file_of_its_owners_or_not_at_all() {
    let office =
        Office::with_files(TODAY, &[("children.csv", "child_id,forename,surname,dob\nC1,Amara,Okafor,2013-05-01\n")]);
    let path = office.path("brief.html");
    assert_eq!(done(office.run(&["brief", "--out", "brief.html"])), "written: brief.html\n");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("<!DOCTYPE html>") && text.ends_with("</html>\n") && !text.contains("Amara"), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    says(&office.run(&["brief", "--out", "brief.html"]), 1, &["brief.html is there already; nothing was written"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    says(&office.run(&["brief", "--out", "no/such/brief.md"]), 74, &["no/such/brief.md cannot be written"]);
    let named = done(office.run(&["brief", "C1", "--names"]));
    assert!(named.starts_with("# Amara Okafor: summary for the PEP meeting, Mon 23 Nov 2026\n"), "{named}");
    for (arguments, code, words) in [
        (&["brief", "C9"][..], 1, "no such child"),
        (&["brief", "C1", "--format", "csv"], 2, "a child's page is made as md or html"),
        (&["brief", "C1", "--by", "school"], 2, "cannot be used with"),
        (&["brief", "--by", "teacher"], 2, "caseworker or school"),
        (&["brief", "--format", "pdf"], 2, "one of md, html, csv"),
    ] {
        says(&office.run(arguments), code, &[words]);
    }
}

#[test]
fn what_changed_is_what_the_list_of_a_week_ago_says() {
    let office = invented();
    let flagged = |today: &str| {
        let ran = office.run(&["alerts", "--children", "--json", "--today", today]).json();
        ran["alerts"].as_array().unwrap().iter().filter(|row| row["rule"] != "attendance-no-data").count()
    };
    let csv = done(office.run(&["brief", "--format", "csv"]));
    let figures = ["Act today", "Act this week", "Watch"].map(|group| {
        let row = csv.lines().find(|line| line.starts_with(&format!(",At a glance,,{group},"))).unwrap();
        let cells: Vec<usize> = row.split(',').filter_map(|cell| cell.parse().ok()).collect();
        (cells[0], cells[1])
    });
    let sums = figures.iter().fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
    assert_eq!(sums, (flagged(TODAY), flagged("2026-11-16")));
}

#[test]
fn the_briefing_is_seen_and_written_by_keyboard() {
    for size in [(120, 36), (80, 24)] {
        let office = invented();
        let mut window = office.window(&[], size, &[("LOOKOUT_NOW", "2026-11-23T09:14:00")]);
        window.wait_text("everybody's 120 children");
        window.send("P");
        window.wait_text("Week's briefing, Mon 23 Nov 2026");
        window.wait_text("34 children flagged: 4 new");
        window.send("b");
        window.wait_text("briefing by caseworker");
        window.send("bb");
        window.wait_text("Preview, briefing, initials");
        window.send("w");
        window.wait_text("new file: briefing-2026-11-23.html");
        window.send("\r");
        window.wait_text("written: ");
        let text = fs::read_to_string(office.path("briefing-2026-11-23.html")).unwrap();
        assert_eq!(text, done(office.run(&["brief", "--format", "html"])));
        // The same name again: nothing is written over.
        window.send("w");
        window.wait_text("new file: briefing-2026-11-23.html");
        window.send("\r");
        window.wait_text("is there already");
        window.send("\x1b");
        window.wait("the banner is dismissed", |screen| !screen.contents().contains("is there already"));
        window.send("\x1b");
        window.wait("the line is closed", |screen| !screen.contents().contains("new file"));
        window.send("c");
        window.wait_text("summary for the PEP meeting");
        window.send("\x1b");
        window.wait_text("everybody's 120 children");
        window.wait("the preview is closed", |screen| !screen.contents().contains("Preview"));
        window.send("w");
        window.wait_text("the list, with initials");
        window.send("\r");
        window.wait_text("written: ");
        let list = fs::read_to_string(office.path("list-2026-11-23.csv")).unwrap();
        assert_eq!(list.lines().count(), 121, "{list}");
        window.send("q");
        assert_eq!(window.exit_code(), 0);
    }
}
