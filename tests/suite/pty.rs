//! The real binary in a terminal: a working morning, and the ways in which it can be cut short.

use crate::harness::{Office, PASSPHRASE, until};
use crate::window::Window;
use lookout::domain::note::Draft;
use lookout::store::Store;
use lookout::store::secret::Secret;

const TODAY: &str = "2026-11-23";
const WIDE: (u16, u16) = (120, 36);
const SMALL: (u16, u16) = (80, 24);

const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort,caution\n\
    C1,Amara,Okafor,2013-05-01,9,LAC,ring after four\n\
    C2,Tomos,Rees,2014-06-02,8,LAC,\n\
    C3,Ivy,Hart,2012-07-03,10,LAC,\n";
const EXCLUSIONS: &str = "child_id,kind,start,end,sessions\n\
    C1,SUSP,2026-11-18,2026-11-20,6\n\
    C2,SUSP,2026-11-19,2026-11-19,2\n";
const ATTENDANCE: &str = "child_id,week_commencing,marks\n\
    C1,2026-11-09,/ \\ / \\ / \\ / \\ / \\\nC1,2026-11-16,/ \\ / \\ E E E E E E\n\
    C2,2026-11-09,/ \\ / \\ / \\ / \\ / \\\nC2,2026-11-16,/ \\ / \\ / \\ E E / \\\n\
    C3,2026-11-16,/ \\ / \\ / \\ / \\ / \\\n";

fn office() -> Office {
    let files = [("children.csv", CHILDREN), ("exclusions.csv", EXCLUSIONS), ("attendance.csv", ATTENDANCE)];
    Office::with_files(TODAY, &files)
}

fn dashboard(office: &Office, size: (u16, u16)) -> Window {
    let window = office.window(&[], size, &[]);
    window.wait_text("Okafor");
    window
}

#[test]
fn the_whole_screen_is_sent_again_when_asked() {
    let office = office();
    let mut window = dashboard(&office, SMALL);
    let before = window.bytes();
    window.send("\x0c");
    until("a whole frame has come", || window.bytes() > before + 1_000);
    window.wait_text("Okafor");
}

/// Opens a note on the first child and types into it.
fn typing(office: &Office, text: &str) -> Window {
    typing_into(dashboard(office, WIDE), text)
}

fn typing_into(mut window: Window, text: &str) -> Window {
    window.send("n");
    window.wait_text("Note: Amara");
    window.send(text);
    window.wait_text(text);
    window
}

/// Waits until a draft with this text is in the file, as another program sees it.
fn until_kept(office: &Office, text: &str) {
    let secret = Secret::new(PASSPHRASE.to_owned());
    let kept = |draft: &Draft| draft.content.text.contains(text);
    until("the draft is in the file", || {
        let drafts = Store::open(&office.path("caseload.db"), &secret).and_then(|store| store.drafts());
        drafts.is_ok_and(|drafts| drafts.iter().any(kept))
    });
}

/// The draft is offered at the next start, and opens with its text.
fn draft_is_there(office: &Office, text: &str) {
    let mut window = dashboard(office, SMALL);
    window.wait_text("draft");
    window.send("d");
    window.send("\r");
    window.wait_text(text);
}

#[test]
fn a_morning_from_the_queue_to_a_filed_note() {
    for size in [WIDE, SMALL] {
        let office = office();
        let mut window = dashboard(&office, size);
        window.wait_text("act today");
        window.send("j");
        window.send("k");
        window.send("\r");
        window.wait_text("Amara Okafor");
        window.send("2");
        window.wait_text("2026/27");
        window.send("]");
        window.wait_text("Tomos Rees");
        window.send("[");
        window.wait_text("ring after four");
        window.send("n");
        window.wait_text("Note: Amara");
        window.send("Spoke to the head of year");
        window.wait_text("Spoke to the head of year");
        window.send("\t\tnext fri");
        window.wait_text("Fri 4 Dec 2026");
        window.send("\x13");
        window.wait_text("saved");
        window.send("q");
        assert_eq!(window.exit_code(), 0);
        assert!(!window.alternate());

        let shown = office.run(&["show", "C1", "--json"]).json();
        assert_eq!(shown["notes"][0]["text"], "Spoke to the head of year");
        assert_eq!(shown["notes"][0]["follow_up"], "2026-12-04");
        let mut again = dashboard(&office, size);
        again.send("\r");
        again.wait_text("1 Overview");
        again.send("6");
        again.wait_text("Spoke to the head of year");
        again.send("q");
        assert_eq!(again.exit_code(), 0);
    }
}

#[test]
fn demand_12_a_kill_in_the_middle_of_typing_leaves_the_draft() {
    // A clock that stands still, as for pictures, keeps drafts too.
    for clock in [&[][..], &[("LOOKOUT_NOW", "2026-11-23T09:14:00")]] {
        let office = office();
        let window = office.window(&[], WIDE, clock);
        window.wait_text("Okafor");
        let mut window = typing_into(window, "half a sentence");
        until_kept(&office, "half a sentence");
        window.signal("KILL");
        window.exit_code();
        draft_is_there(&office, "half a sentence");
    }
}

#[test]
fn a_hangup_loses_no_key() {
    for signal in ["HUP", "TERM", "INT"] {
        let office = office();
        let mut window = typing(&office, "cut off by the line");
        let raw = window.cooked();
        window.signal(signal);
        assert_eq!(window.exit_code(), 0, "{signal}");
        assert!(!window.alternate(), "{signal}");
        assert_ne!(window.cooked(), raw, "{signal}");
        draft_is_there(&office, "cut off by the line");
    }
}

#[cfg(debug_assertions)]
#[test]
fn a_fault_gives_the_terminal_back_and_tells_nothing() {
    let office = office();
    let plain = office.window(&["keys"], WIDE, &[]).cooked();
    let mut window = office.window(&[], WIDE, &[("LOOKOUT_FAULT_AFTER", "loop:3")]);
    window.wait_text("Okafor");
    // An open note's clock makes batches by itself.
    window.send("n");
    window.wait("the terminal given back", |screen| !screen.alternate_screen());
    assert_eq!(window.exit_code(), 101);
    assert_eq!(window.cooked(), plain);
    let screen = window.contents();
    assert!(screen.contains("kept as a draft") && screen.contains("fault.rs"), "{screen}");
    assert!(!screen.contains("CANARY") && !screen.contains("Okafor"), "{screen}");
}

#[test]
fn twenty_thousand_characters_without_brackets_arrive_whole() {
    let office = office();
    let mut window = typing(&office, "begin ");
    let burst = "the quick brown fox; ".repeat(1_000);
    window.send(&burst[..20_000]);
    window.send(" the end");
    window.wait_text("the end");
    window.send("\x13");
    window.wait_text("saved");
    let shown = office.run(&["show", "C1", "--json"]).json();
    assert_eq!(shown["notes"][0]["text"].as_str().unwrap(), format!("begin {} the end", &burst[..20_000]));
}

#[test]
fn a_burst_in_the_list_runs_nothing() {
    let office = office();
    let mut window = dashboard(&office, WIDE);
    window.send(&"dddqxyn\n".repeat(1_000));
    window.wait_text("8000 characters pasted: nothing was done");
    window.send("\r");
    window.wait_text("1 Overview");
    window.send("q");
    assert_eq!(window.exit_code(), 0);
    assert_eq!(office.run(&["show", "C1", "--json"]).json()["notes"], serde_json::json!([]));
}

#[test]
fn bracketed_paste_is_text_in_a_note_and_nothing_in_a_list() {
    let office = office();
    let mut window = dashboard(&office, WIDE);
    window.send("\x1b[200~q\x1b[201~");
    window.wait_text("pasted");
    window.send("n");
    window.wait_text("Note: Amara");
    window.send("\x1b[200~one\r\ntwo\x1b[201~");
    window.wait_text("two");
    window.send("\x13");
    window.wait_text("saved");
    assert_eq!(office.run(&["show", "C1", "--json"]).json()["notes"][0]["text"], "one\ntwo");
}

#[test]
fn the_first_run_says_what_to_do() {
    let office = Office::bare(TODAY);
    let mut window = office.window(&[], SMALL, &[]);
    window.wait_text("lookout init");
    window.send("q");
    assert_eq!(window.exit_code(), 0);
}

#[test]
fn the_demo_leaves_nothing_behind() {
    for end in ["q", "TERM"] {
        let office = Office::bare(TODAY);
        let temporary = office.path("tmp");
        std::fs::create_dir(&temporary).unwrap();
        let mut window = office.window(&["demo"], WIDE, &[("TMPDIR", temporary.to_str().unwrap())]);
        window.wait_text("DEMO");
        window.wait_text("act today");
        assert_eq!(std::fs::read_dir(&temporary).unwrap().count(), 1);
        match end {
            "q" => window.send("q"),
            signal => window.signal(signal),
        }
        assert_eq!(window.exit_code(), 0, "{end}");
        assert_eq!(std::fs::read_dir(&temporary).unwrap().count(), 0, "{end}");
        assert!(!office.path("caseload.db").exists() && !office.path("home").exists());
    }
}

#[test]
fn another_programs_note_shows_after_the_next_key() {
    let office = office();
    let mut window = dashboard(&office, WIDE);
    let ran = office.run_on(&["note", "C1", "--kind", "visit"], b"seen at home\n");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    window.send("j");
    window.send("k");
    window.wait_text("seen at home");
}
