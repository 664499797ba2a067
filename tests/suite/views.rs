//! The real binary: views, order and filter are there again after a restart, saved views too, and `--view` opens one.

use crate::harness::Office;
use crate::window::Window;

const TODAY: &str = "2026-11-23";
const WIDE: (u16, u16) = (120, 36);

const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort,school_urn\n\
    C1,Amara,Okafor,2013-05-01,9,LAC,100001\n\
    C2,Tomos,Rees,2014-06-02,8,LAC,100001\n\
    C3,Ivy,Hart,2012-07-03,10,LAC,100001\n";
const EXCLUSIONS: &str = "child_id,kind,start,end,sessions\n\
    C1,SUSP,2026-11-18,2026-11-20,6\n\
    C2,SUSP,2026-11-19,2026-11-19,2\n";
const PEPS: &str = "child_id,academic_year,term,due,held\n\
    C1,2026/27,autumn,2026-10-09,2026-10-09\n\
    C2,2026/27,autumn,2026-10-09,\n\
    C3,2026/27,autumn,2026-10-09,\n";

fn office() -> Office {
    Office::with_files(TODAY, &[("children.csv", CHILDREN), ("exclusions.csv", EXCLUSIONS), ("peps.csv", PEPS)])
}

fn open(office: &Office, arguments: &[&str]) -> Window {
    let window = office.window(arguments, WIDE, &[]);
    window.wait_text("flag     child");
    window
}

fn quit(mut window: Window) {
    window.send("q");
    assert_eq!(window.exit_code(), 0);
}

fn text(office: &Office, name: &str) -> String {
    std::fs::read_to_string(office.path("config").join(name)).unwrap()
}

/// On PEPs by surname from Z, only of year 8 or 10, on Ivy Hart.
fn arranged(office: &Office) {
    let mut window = open(office, &[]);
    window.wait_text("Okafor");
    window.send("3");
    window.wait_text("view: PEPs");
    window.send("oO");
    window.wait_text("order: surname, Z first");
    window.send("f");
    window.wait_text("Filter:");
    window.send("\t \x1b");
    window.wait_text("filter: Y8");
    window.send("f");
    window.wait_text("Filter:");
    window.send("\tj \x1b");
    window.wait("two years", |screen| screen.contents().contains("filter: Y8 or"));
    window.send("G");
    assert!(!office.path("config/state.toml").exists(), "written at the end, not with each key");
    quit(window);
}

#[test]
fn demand_05_view_order_and_filter_are_there_again_after_a_restart() {
    let office = office();
    arranged(&office);
    let state = text(&office, "state.toml");
    assert!(state.contains("view = \"peps\"") && state.contains("name reversed"), "{state}");
    for word in ["Okafor", "Amara", "Rees", "Hart", "C1", "C3"] {
        assert!(!state.contains(word), "{word} in {state}");
    }
    let window = open(&office, &[]);
    window.wait_text("view: PEPs");
    window.wait_text("order: surname, Z first");
    window.wait_text("filter: Y8 or");
    quit(window);
    // A view that is named comes without the filter.
    let window = open(&office, &["--view", "Exclusions"]);
    window.wait_text("view: exclusions");
    window.wait_text("Okafor");
    assert!(!window.contents().contains("filter:"), "{}", window.contents());
    quit(window);
}

#[test]
fn demand_03_a_view_is_saved_under_a_name_and_a_number_and_deleted_with_two_presses() {
    let office = office();
    let mut window = open(&office, &[]);
    window.wait_text("Okafor");
    window.send("3o");
    window.wait_text("order: surname");
    window.send("S");
    window.wait_text("name of this view");
    window.send("PEPs by name\r");
    window.wait_text("saved: 8 shows PEPs by name");
    assert!(text(&office, "views.toml").contains("name = \"PEPs by name\""));
    window.send("1");
    window.wait("the triage", |screen| !screen.contents().contains("view:"));
    window.send("8");
    window.wait_text("view: PEPs by name");
    quit(window);
    let mut window = open(&office, &["--view", "peps BY name"]);
    window.wait_text("view: PEPs by name");
    window.send("vx");
    window.wait_text("x once more deletes PEPs by name");
    window.send("x");
    window.wait_text("deleted: PEPs by name");
    assert!(!text(&office, "views.toml").contains("PEPs by name"));
    window.send("h");
    window.wait("the list", |screen| !screen.contents().contains("S on the list"));
    quit(window);
}

#[test]
fn a_name_that_is_not_known_lists_those_that_are() {
    let office = Office::bare(TODAY);
    office.write("config/views.toml", b"[[view]]\nname = \"Year nine\"\nyears = [9]\n");
    let ran = office.run(&["--view", "xyzzy"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    for name in ["triage", "peps", "recent", "follow-ups", "drafts", "Year nine"] {
        assert!(ran.err.contains(name), "{name}: {}", ran.err);
    }
    let ran = office.run(&["--view", "peps", "keys"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
}

#[test]
fn broken_files_are_named_and_never_written_over() {
    let office = office();
    let broken = "[[view]]\nname = \"Mine\"\nview = \"pips\"\n";
    office.write("config/views.toml", broken.as_bytes());
    office.write("config/state.toml", b"view = = 3\n");
    let mut window = open(&office, &[]);
    window.wait_text("view 1");
    window.wait_text("state.toml");
    window.send("\x1b");
    window.wait("the banner gone", |screen| !screen.contents().contains("state.toml"));
    window.send("S");
    window.wait_text("mend it first");
    quit(window);
    assert_eq!(text(&office, "views.toml"), broken);
    assert!(text(&office, "state.toml").contains("view = \"triage\""));
}

#[test]
fn where_nothing_can_be_read_or_written_it_says_so_and_the_end_is_clean() {
    let office = office();
    // A file stands where the folder of the configuration would be made.
    office.write("config", b"");
    let mut window = open(&office, &[]);
    window.wait_text("cannot be read");
    window.send("\x1b");
    window.wait("the banner gone", |screen| !screen.contents().contains("cannot be read"));
    window.send("S");
    window.wait_text("mend it first");
    quit(window);
}

#[test]
fn the_demo_opens_on_a_view_and_keeps_nothing() {
    let office = Office::bare(TODAY);
    let mut window = office.window(&["--view", "attendance", "demo", "--children", "20"], WIDE, &[]);
    window.wait_text("view: attendance");
    window.send("S");
    window.wait_text("the demo keeps nothing");
    quit(window);
    assert!(!office.path("config").exists());
}
