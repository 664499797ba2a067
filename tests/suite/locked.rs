//! The lock in the real binary: nothing of the caseload is left in its memory, and a passphrase goes on where it was.

use crate::harness::{Office, PASSPHRASE, until};
use crate::window::Window;
use lookout::store::Store;
use lookout::store::secret::Secret;

const TODAY: &str = "2026-11-23";
const WIDE: (u16, u16) = (120, 36);
const CHILDREN: &str = "child_id,forename,surname,dob,nc_year,cohort\n\
    C1,Canaria,Okaforovska,2013-05-01,9,LAC\n\
    C2,Tomos,Reesovich,2014-06-02,8,LAC\n";
const PLACEMENTS: &str = "child_id,start,type,postcode\nC1,2026-01-05,U4,ZX9 9QQ\n";
const NOTE: &str = "canary words of a call";

/// A caseload, and the bytes of its key.
fn office() -> (Office, Vec<u8>) {
    let office = Office::bare(TODAY);
    let secret = Secret::new(PASSPHRASE.to_owned());
    let (_, code) = Store::create_cheap(&office.path("caseload.db"), "amy", &secret).unwrap();
    let letters: String = code.reveal().chars().filter(|c| *c != '-').collect();
    let key = data_encoding::BASE32_NOPAD.decode(letters.as_bytes()).unwrap()[..32].to_vec();
    office.write("in/children.csv", CHILDREN.as_bytes());
    office.write("in/placements.csv", PLACEMENTS.as_bytes());
    assert_eq!(office.run(&["import", "in"]).code, Some(0));
    (office, key)
}

fn dashboard(office: &Office) -> Window {
    let window = office.window(&[], WIDE, &[]);
    window.wait_text("Okaforovska");
    window
}

/// Which of these stand in a process's memory; `None` where the system lets nobody look.
#[cfg(target_os = "linux")]
fn in_memory(process: u32, needles: &[&[u8]]) -> Option<Vec<usize>> {
    use std::os::unix::fs::FileExt;
    let memory = std::fs::File::open(format!("/proc/{process}/mem")).ok()?;
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let mut found = vec![];
    for line in maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|rights| rights.starts_with('r'))) {
        let number = |digits: &str| u64::from_str_radix(digits, 16).unwrap();
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let mut bytes = vec![0; usize::try_from(number(to) - number(from)).unwrap()];
        // What the kernel keeps for itself cannot be read.
        let Ok(count) = memory.read_at(&mut bytes, number(from)) else { continue };
        let is_there = |needle: &[u8]| memchr::memmem::find(&bytes[..count], needle).is_some();
        found.extend((0..needles.len()).filter(|at| is_there(needles[*at])));
    }
    found.sort_unstable();
    found.dedup();
    Some(found)
}

#[cfg(target_os = "linux")]
#[test]
fn neither_key_nor_record_is_left_in_memory() {
    let (office, key) = office();
    let mut window = dashboard(&office);
    window.send("\r");
    window.wait_text("1 Overview");
    window.send("n");
    window.wait_text("Note: Canaria");
    window.send(NOTE);
    window.wait_text(NOTE);
    let process = window.process_id().unwrap();
    let hex = data_encoding::HEXLOWER.encode(&key);
    let needles: [&[u8]; 6] =
        [&key, hex.as_bytes(), PASSPHRASE.as_bytes(), b"Okaforovska", b"Reesovich", NOTE.as_bytes()];
    let Some(open) = in_memory(process, &needles) else {
        return eprintln!("skipped: this system lets nobody look at another process's memory");
    };
    assert!(open.contains(&0) && open.contains(&3) && open.contains(&5), "what is to be gone was there: {open:?}");
    window.send("\x07");
    window.wait_text("draft");
    window.send("L");
    window.wait_text("LOCKED");
    assert_eq!(in_memory(process, &needles), Some(vec![]));
    let shown = window.contents();
    assert!(!shown.contains("Okaforovska") && !shown.contains("Reesovich"), "{shown}");
}

#[test]
fn a_passphrase_goes_on_where_it_was_left() {
    let (office, _) = office();
    let mut window = dashboard(&office);
    window.send("n");
    window.wait_text("Note: Canaria");
    window.send(NOTE);
    window.wait_text(NOTE);
    // From outside, as a shell stops a program; no key means it while a note is written.
    window.signal("TSTP");
    window.wait_text("LOCKED");
    window.send("not this one\r");
    window.wait_text("Wrong");
    assert!(!window.contents().contains("not this one"));
    window.send(PASSPHRASE);
    window.wait_text("****");
    window.send("\r");
    window.wait_text(NOTE);
    window.wait_text("Note: Canaria");
    window.send("\x13");
    window.wait_text("saved");
    assert_eq!(office.run(&["show", "C1", "--json"]).json()["notes"][0]["text"], NOTE);
    window.send("\x1a");
    window.wait_text("LOCKED");
    window.send("\x03");
    assert_eq!(window.exit_code(), 0);
    assert!(!window.alternate());
}

#[test]
fn without_a_passphrase_file_the_lock_asks_and_the_terminal_is_given_back() {
    let (office, _) = office();
    let cooked = office.window(&["keys"], WIDE, &[]).cooked();
    let mut window = office.window(&[], (80, 24), &[("LOOKOUT_PASSPHRASE_FILE", "")]);
    window.wait_text("Passphrase or recovery code");
    window.send(&format!("{PASSPHRASE}\r"));
    window.wait_text("Okaforovska");
    window.send("L");
    window.wait_text("LOCKED");
    window.signal("HUP");
    assert_eq!(window.exit_code(), 0);
    until("the terminal is as it was", || window.cooked() == cooked);
}

#[test]
fn the_demo_locks_and_its_folder_goes_in_the_end() {
    let office = Office::bare(TODAY);
    let temporary = office.path("tmp");
    std::fs::create_dir(&temporary).unwrap();
    let mut window = office.window(&["demo"], WIDE, &[("TMPDIR", temporary.to_str().unwrap())]);
    window.wait_text("act today");
    window.send("L");
    window.wait_text("an invented caseload");
    window.send("an invented caseload");
    window.wait_text("****");
    window.send("\r");
    window.wait_text("act today");
    window.send("q");
    assert_eq!(window.exit_code(), 0);
    assert_eq!(std::fs::read_dir(&temporary).unwrap().count(), 0);
}
