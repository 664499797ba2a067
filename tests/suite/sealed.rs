//! What is sealed stands nowhere but where a person asks for it by name: canaries in every sealed field, then every
//! subcommand and every screen.

mod walk;

use crate::harness::Office;
use lookout::app::screen::Name;
use lookout::domain::kind::KINDS;
use std::collections::BTreeSet;
use walk::{Walk, way};

const TODAY: &str = "2026-11-23";
const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort,carer,looked_after_since\n\
    C1,Amara,Okafor,2013-05-01,9,LAC,R Lowe,2020-01-01\n\
    C2,Amara,Okafor,2013-05-01,9,LAC,,2020-01-01\n";
const EXCLUSIONS: &str = "child_id,kind,start,end,sessions\nC1,SUSP,2026-11-18,2026-11-20,6\n";
const PLACEMENTS: &str = "child_id,start,type,provider,postcode\n\
    C1,2026-03-03,U1,Larch,CANARY1 1AA\n\
    C1,2026-13-01,U1,Larch,CANARY2 2BB\n\
    C9,2026-02-02,U1,Larch,CANARY3 3CC\n";
const EPISODES: &str = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
    C1,14/08/2017,S,C2,N3,U1,PR0,01/03/2026,X1,CLOSE,CANARY4 4DD,CANARY5 5EE,\n\
    C1,99/08/2017,S,C2,N3,U1,PR0,,,,CANARY6 6FF,CANARY7 7GG,\n";
const CONTACTS: &str = "child_id,role,name,phone,email\n\
    C1,Foster carer,R Lowe,CANARY 01632 960001,canary@example.invalid\n\
    C1,carer (respite),S Lowe,CANARY 01632 960002,canary2@example.invalid\n\
    C9,carer,T Lowe,CANARY 01632 960003,canary3@example.invalid\n";
/// The same again with other values: a preview shows what would change.
const OTHER_PLACEMENTS: &str = "child_id,start,type,provider,postcode\nC1,2026-03-03,U1,Larch,CANARY8 8HH\n";
const OTHER_CONTACTS: &str =
    "child_id,role,name,phone,email\nC1,Foster carer,R Lowe,CANARY 01632 960009,canary9@example.invalid\n";
/// Of no layout that is known.
const UNKNOWN: &str = "Ref No,Placement start,Placement end,Placement postcode,Carer telephone\n\
    C1,03/03/2026,,CANARY1 1AA,CANARY 01632 960001\nC2,03/04/2026,,CANARY2 2BB,CANARY 01632 960002\n";
const NOTE: &str = "Moved on Friday. [[Canary Row 14, CANARY 9JJ]]\nring [[01632 960004 canary]] after four";

fn office() -> Office {
    let files = [
        ("children.csv", CHILDREN),
        ("exclusions.csv", EXCLUSIONS),
        ("placements.csv", PLACEMENTS),
        ("episodes.csv", EPISODES),
        ("contacts.csv", CONTACTS),
    ];
    let office = Office::with_files(TODAY, &files);
    office.write("other-placements.csv", OTHER_PLACEMENTS.as_bytes());
    office.write("other-contacts.csv", OTHER_CONTACTS.as_bytes());
    office.write("unknown.csv", UNKNOWN.as_bytes());
    let ran = office.run_on(&["note", "C1", "--follow-up", "2026-11-20"], NOTE.as_bytes());
    assert_eq!(ran.code, Some(0), "{ran:?}");
    office
}

fn quiet(text: &str, what: &str) {
    assert!(!text.to_lowercase().contains("canary"), "{what}:\n{text}");
}

#[test]
fn the_layouts_that_have_sealed_fields_are_those_of_this_test() {
    let sealed = KINDS.iter().flat_map(|kind| kind.fields.iter().filter(|field| field.sealed).map(|field| field.name));
    assert_eq!(sealed.collect::<Vec<_>>(), ["postcode", "home_post"], "put a canary in a new one");
    let office = office();
    for (field, values) in [
        ("placements.postcode", &["CANARY1 1AA", "CANARY5 5EE"][..]),
        ("placements.home_post", &["CANARY4 4DD"]),
        ("contacts.phone", &["960001", "960002"]),
        ("contacts.email", &["canary@example.invalid", "canary2@example.invalid"]),
        ("notes.text", &["Canary Row 14", "01632 960004"]),
    ] {
        let ran = office.run(&["show", "C1", "--reveal", field]);
        for value in values {
            assert!(ran.out.contains(value), "{field}: {ran:?}");
        }
    }
}

/// Each subcommand, and how it is run.
const COMMANDS: &[(&str, &[&[&str]])] = &[
    ("demo", &[]),
    ("sample", &[]),
    ("init", &[&["init"]]),
    (
        "import",
        &[
            &["import", "--check", "other-placements.csv", "other-contacts.csv", "unknown.csv"],
            &["import", "--check", "--json", "other-placements.csv", "in"],
            &["import", "other-placements.csv", "in"],
            &["import", "--json", "other-contacts.csv", "unknown.csv"],
        ],
    ),
    ("imports", &[&["imports"], &["imports", "--json"]]),
    ("undo", &[&["undo", "1"]]),
    ("alerts", &[&["alerts"], &["alerts", "--csv"], &["alerts", "--json"]]),
    ("show", &[&["show", "C1"], &["show", "C1", "--json"], &["show", "C1", "--reveal", "children.carer"]]),
    (
        "find",
        &[
            &["find", "canar"],
            &["find", "960001"],
            &["find", "1AA", "--json"],
            &["find", "--notes", "moved"],
            &["find", "--notes", "--json", "ring"],
            &["find", "--notes", "9JJ"],
        ],
    ),
    ("note", &[&["note", "C1"]]),
    ("rules", &[&["rules"]]),
    ("report", &[&["report"], &["report", "--whole", "--csv"], &["report", "--html"]]),
    (
        "work",
        &[
            &["work"],
            &["work", "--json"],
            &["work", "inclusion"],
            &["work", "cohorts", "--json"],
            &["work", "eet", "--csv"],
        ],
    ),
    ("keys", &[&["keys"]]),
    ("profile", &[&["profile", "list"], &["profile", "propose", "unknown.csv"]]),
    ("health", &[&["health"], &["health", "--json"]]),
    ("held", &[&["held"], &["held", "--json"], &["held", "show", "1"], &["held", "show", "2"], &["held", "show", "3"]]),
    ("who", &[&["who"], &["who", "--json"], &["who", "compare", "C1", "C2"]]),
    ("completions", &[&["completions", "bash"]]),
    ("man", &[]),
    ("config", &[&["config", "check"]]),
    ("templates", &[&["templates"]]),
    (
        "brief",
        &[
            &["brief"],
            &["brief", "--names", "--format", "csv"],
            &["brief", "C1", "--names"],
            &["brief", "C1", "--names", "--format", "html"],
            &["brief", "C1", "--names", "--out", "page.html"],
        ],
    ),
    ("report", &[&["report"], &["report", "--csv"], &["report", "--html", "--whole", "--out", "report.html"]]),
    ("security", &[&["security"], &["security", "--assessment"]]),
    ("retention", &[&["retention"], &["retention", "--json"]]),
    (
        "export",
        &[
            &["export", "C1", "C2", "--check", "--with", "notes", "--third-parties"],
            &["export", "all", "--out", "all.csv"],
            &["export", "C1", "--out", "one.json", "--with", "notes", "--third-parties"],
            &["export", "C1", "--out", "one.csv", "--with", "notes"],
        ],
    ),
    ("sar", &[&["sar", "C1"], &["sar", "C1", "--form", "html"], &["sar", "C1", "--out", "sar.md"]]),
    ("erase", &[&["erase", "C2", "--filed-ref", "M 12"]]),
    ("audit", &[&["audit"], &["audit", "--json"], &["audit", "--child", "C1"]]),
    ("backup", &[&["backup", "--to", "copies"]]),
    ("restore", &[&["restore", "caseload.db", "--dry-run"]]),
    ("passphrase", &[&["passphrase", "list"]]),
    ("verify", &[&["verify"], &["verify", "--json"]]),
    ("backup", &[&["backup", "--to", "kept"]]),
    ("restore", &[&["restore", "caseload.db", "--dry-run"]]),
];

/// The subcommands that the help names.
fn named_by_help(office: &Office) -> BTreeSet<String> {
    let help = office.run(&["--help"]).out;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let lines = commands.take_while(|line| line.starts_with("  "));
    let named = lines.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    named.map(str::to_owned).collect()
}

#[test]
fn no_command_prints_what_is_sealed() {
    let office = office();
    let listed: BTreeSet<String> = COMMANDS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(named_by_help(&office), listed, "list a new subcommand here, and how it is run");
    for arguments in COMMANDS.iter().flat_map(|(_, runs)| *runs) {
        let ran = office.run_on(arguments, b"");
        assert!(!arguments.contains(&"--out") || ran.code == Some(0), "{arguments:?}: {ran:?}");
        quiet(&format!("{}{}", ran.out, ran.err), &arguments.join(" "));
    }
    for file in ["page.html", "all.csv", "one.json", "one.csv", "sar.md"] {
        quiet(&std::fs::read_to_string(office.path(file)).unwrap_or_else(|error| panic!("{file}: {error}")), file);
    }
    let plain = office.run_on(
        &["--plain"],
        b"list\n1\npage timeline\npage contacts\npage notes\nfind canar\nfollow-ups\ndrafts\nquit\n",
    );
    assert!(plain.out.contains("[sealed"), "{plain:?}");
    quiet(&format!("{}{}", plain.out.replace("find canar", ""), plain.err), "--plain");
}

#[test]
fn no_screen_shows_what_is_sealed_until_it_is_asked_for() {
    let office = office();
    for size in SIZES {
        for name in Name::ALL.into_iter().filter(|name| !matches!(name, Name::FirstRun | Name::Lock)) {
            let mut walk = Walk::new(&office, size);
            for key in way(name) {
                walk.press(key);
                walk.look(&format!("{name:?} at {key}, {size:?}"));
            }
            assert_eq!(walk.replay.model.top().name(), name, "{}", walk.frame());
            if name == Name::Mapping {
                walk.wait("the columns", None, |walk| walk.frame().contains("Placement postcode"));
            }
            walk.look(&format!("{name:?}, {size:?}"));
            for key in ["down", "pgdn", "end", "up"] {
                walk.press(key);
                walk.look(&format!("{name:?} after {key}, {size:?}"));
            }
        }
    }
}

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];

#[test]
fn no_page_of_a_record_shows_what_is_sealed_and_the_key_for_it_shows_all() {
    let office = office();
    for size in SIZES {
        let mut walk = Walk::new(&office, size);
        walk.press("enter");
        for page in ["1", "2", "3", "4", "5", "6", "7"] {
            walk.press_all(&[page, "s", "end", "home", "s"], page);
        }
        for (page, shown) in [("5", "CANARY1 1AA"), ("6", "Canary Row 14"), ("7", "CANARY 01632 960001")] {
            for key in [page, "p", "home"] {
                walk.press(key);
            }
            assert!(walk.finds(shown), "{shown}, {size:?}:\n{}", walk.frame());
            walk.press_all(&["p"], page);
        }
        walk.back_to_the_list();
        walk.press_all(&["B", "enter"], "a held-back row");
        walk.press("ctrl-r");
        assert!(walk.frame().contains("CANARY"), "asked for:\n{}", walk.frame());
        quiet(&format!("{:?}", walk.replay.model), "a debug print");
    }
}

#[test]
fn where_initials_are_asked_for_no_screen_names_a_child() {
    let office = office();
    // They show rows of files as they came, the text of a note to be, or papers, which have a key of their own.
    let others =
        [Name::Pair, Name::HeldRow, Name::Mapping, Name::MappingName, Name::Picker, Name::Papers, Name::PaperName];
    let shown = |name: &Name| !others.contains(name) && !matches!(name, Name::FirstRun | Name::Lock);
    for size in [(80, 24), (120, 36)] {
        for name in Name::ALL.into_iter().filter(shown) {
            let mut walk = Walk::new(&office, size);
            assert!(walk.frame().contains("Amara"), "{}", walk.frame());
            for key in ["i"].iter().chain(way(name)) {
                walk.press(key);
                let frame = walk.frame();
                assert!(!frame.contains("Okafor") && !frame.contains("Amara"), "{name:?} at {key}:\n{frame}");
            }
        }
    }
}

#[test]
fn no_preview_and_no_two_records_side_by_side_show_what_is_sealed() {
    let office = office();
    for size in SIZES {
        for file in ["path:other-placements.csv", "path:other-contacts.csv"] {
            let mut walk = Walk::new(&office, size);
            walk.press_all(&["I", "o", file, "enter"], file);
            walk.wait(file, None, |walk| walk.frame().contains("changed"));
            walk.press_all(&["tab", "down", "end", "tab", "enter"], file);
        }
        Walk::new(&office, size).press_all(&["W", "enter", "down", "end"], "two records side by side");
        Walk::new(&office, size).press_all(&["P", "v", "end", "c", "end"], "papers");
    }
}

#[test]
fn no_paper_that_is_written_holds_what_is_sealed() {
    let office = office();
    let mut walk = Walk::new(&office, SIZES[0]);
    for (keys, file) in
        [(&["w"][..], "path:list.csv"), (&["P", "v", "w"], "path:week.md"), (&["P", "c", "v", "w"], "path:page.html")]
    {
        for key in keys.iter().chain(&["ctrl-w", file, "enter"]) {
            walk.press(key);
        }
        let written = std::fs::read_to_string(office.path(file.trim_start_matches("path:"))).unwrap();
        assert!(written.len() > 100, "{written}");
        quiet(&written, file);
        walk.back_to_the_list();
    }
}
