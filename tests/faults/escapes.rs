//! S1, S2, S4, S5: text from files is only text, wherever it goes.

use super::dice::Dice;
use super::office::{CANARY, TODAY, office};
use super::screens::{self, SCREENS};
use super::typing::WIDE;
use super::{Tally, hold, trial};
use crate::harness::Office;
use crate::window::Window;
use lookout::domain::visible::is_hidden;
use std::fmt::Write;
use std::time::Duration;

/// A number that stands in every payload, and in nothing that the program sends.
const MARK: &str = "7777";
/// From so many payloads on they are looked for in windows too.
const MANY: usize = 1_000;
/// Children of an office.
const CHILDREN: usize = 20;
/// Sessions at least.
const FEW: usize = 6;
/// A read can end within a frame.
const QUIET: Duration = Duration::from_millis(60);

/// Openings of what terminals act upon.
const OPENINGS: &[&str] = &[
    "\x1b[",
    "\x1b]52;c;",
    "\x1b]0;",
    "\x1b]8;;",
    "\x1bP",
    "\x1b_",
    "\x1b^",
    "\x1bX",
    "\x1bc",
    "\x1b#8",
    "\x1b(0",
    "\u{9b}",
    "\u{9d}52;c;",
    "\u{90}",
    "\u{98}",
    "\u{9e}",
    "\u{9f}",
    "\u{85}",
    "\x07",
    "\x08",
    "\x0e",
    "\x0f",
    "\x05",
    "\x7f",
    "\x0b",
    "\x0c",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{ad}",
    "\x1b[?1049l",
    "\x1b[2J\x1b[H",
    "\x1b[6n",
    "\x1b[5i",
    "\u{2028}",
    "\u{e0041}",
    "\x01",
    "\x1a",
];
/// How they end.
const ENDINGS: &[&str] = &["m", "J", "H", "h", "l", "\x07", "\x1b\\", "\u{9c}", "t", "n", "q", "", "c", "~"];

fn payload(dice: &mut Dice) -> String {
    let (opening, ending) = (dice.one_of(OPENINGS), dice.one_of(ENDINGS));
    format!("A{opening}{MARK}{ending}b")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// An office whose children say nothing but payloads, wherever they may. How many there are.
fn hostile(dice: &mut Dice) -> (Office, usize) {
    let office = Office::new(TODAY);
    let mut count = 0;
    let mut say = || {
        count += 1;
        quoted(&payload(dice))
    };
    let (mut children, mut others, mut contacts, mut exclusions) = (
        "child_id,forename,surname,known_as,dob,nc_year,cohort,caution,social_worker,carer,caseworker\n".to_owned(),
        "child_id,forename,surname,dob\n".to_owned(),
        "child_id,role,name,phone,email\n".to_owned(),
        "child_id,kind,start,end,sessions,reasons\n".to_owned(),
    );
    for number in 0..CHILDREN {
        let (forename, surname, known, caution) = (say(), say(), say(), say());
        let (social, carer, worker) = (say(), say(), say());
        writeln!(
            children,
            "H{number},{forename},{surname},{known},2013-05-01,9,LAC,{caution},{social},{carer},{worker}"
        )
        .unwrap();
        writeln!(others, "{},{},{},{}", say(), say(), say(), say()).unwrap();
        writeln!(contacts, "H{number},DT,{},{},{}", say(), say(), say()).unwrap();
        writeln!(exclusions, "H{number},SUSP,2026-11-18,2026-11-20,6,{}", say()).unwrap();
    }
    let files = [("children", children), ("others", others), ("contacts", contacts), ("exclusions", exclusions)];
    for (name, text) in files {
        // A file may be held back in full.
        office.write(&format!("in/{name}.csv"), text.as_bytes());
        office.run(&["import", &format!("in/{name}.csv")]);
    }
    for number in 0..4 {
        let (text, person) = (payload(dice), payload(dice));
        count += 2;
        let told = ["note", &format!("H{number}"), "--person", &person, "--follow-up", "next fri"];
        office.run_on(&told, format!("said {text}\nand {text}").as_bytes());
    }
    (office, count)
}

/// What in the bytes of a command is no text: its own line ends are, of CSV too.
fn raw_in(bytes: &str) -> Option<char> {
    bytes.replace("\r\n", "\n").chars().find(|c| is_hidden(*c) && *c != '\n')
}

/// Bytes sent to a terminal, by what the program may send: text, line moves, and sequences of its own without the mark.
pub(crate) fn strange(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut rest = text.as_ref();
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '\x1b' => match own(rest) {
                Some(length) => length,
                None => return Some(rest.chars().take(20).collect::<String>().escape_debug().to_string()),
            },
            '\r' | '\n' => 1,
            c if is_hidden(c) => return Some(rest.chars().take(20).collect::<String>().escape_debug().to_string()),
            c => c.len_utf8(),
        };
        rest = &rest[taken..];
    }
    None
}

/// The length of a control sequence that the program may send: `ESC [`, an optional `?`, numbers, one of a few letters.
fn own(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix("\x1b[")?;
    let body = body.strip_prefix('?').unwrap_or(body);
    let numbers = body.len() - body.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').len();
    let marked = body[..numbers].split(';').any(|number| number == MARK);
    let last = body[numbers..].chars().next()?;
    ("mHJKhlABCD".contains(last) && !marked).then(|| rest.len() - body.len() + numbers + 1)
}

/// The subcommands that tell of children, in words and as JSON; names given as arguments are payloads too. `held show`
/// is left out: to a pipe it gives a row as it is, to be taken back.
fn commands(dice: &mut Dice) -> Vec<Vec<String>> {
    let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<String>>();
    let mut all: Vec<Vec<String>> = [
        "alerts",
        "alerts --json",
        "alerts --csv",
        "show H1",
        "show H1 --json",
        "find A",
        "find A --json",
        "health",
        "health --json",
        "held",
        "held --json",
        "who",
        "who --json",
        "who compare H1 H2",
        "imports",
        "imports --json",
        "brief",
        "brief --names",
        "brief H1 --names",
        "brief --by school --names",
        "brief --names --format html",
        "brief --names --format csv",
        "--plain",
        "import in --check",
        "import in --check --json",
        "config check",
        "config path",
        "profile propose in/others.csv",
        "templates",
        "rules",
        "keys",
        "audit",
        "audit --json",
        "verify",
        "export",
        "export --json",
        "sar H1",
    ]
    .iter()
    .map(|line| words(line))
    .collect();
    for line in
        ["import", "show", "find", "brief", "held show", "who compare A", "profile add", "undo", "--db", "--view"]
    {
        let mut command = words(line);
        command.push(payload(dice));
        all.push(command);
    }
    all.push(vec!["undo".to_owned(), format!("A\u{9b}{MARK}m")]);
    let mut named = words("alerts --config");
    named.push(format!("{}/config.toml", payload(dice)));
    all.push(named);
    all
}

/// S1: so many payloads in all fields, on every screen in memory, in every subcommand, and in real windows.
pub(crate) fn payloads(times: usize) -> Tally {
    let (mut tally, mut dice, mut made, mut rounds, mut looks) = (Tally::default(), Dice::new(41), 0, 0, 0);
    while made < times {
        let (office, count) = hostile(&mut dice);
        made += count;
        let store = screens::store(&office.path("caseload.db"));
        for keys in SCREENS {
            looks += 1;
            let shown = trial(|| screens::drawn(&screens::open(&store, keys, WIDE)));
            let hidden = shown.map(|buffer| {
                let raw = buffer.content().iter().find(|cell| cell.symbol().chars().any(is_hidden));
                raw.map(|cell| cell.symbol().escape_debug().to_string())
            });
            if let Ok(Some(symbol)) | Err(symbol) = hidden {
                tally.fail(format!("screen {keys:?}: {symbol}"));
            }
        }
        drop(store);
        if rounds % 4 == 0 {
            for command in commands(&mut dice) {
                looks += 1;
                let arguments: Vec<&str> = command.iter().map(String::as_str).collect();
                let ran = office.run_on(&arguments, format!("1\n/{}\nf {}\n", MARK, payload(&mut dice)).as_bytes());
                if let Some(c) = raw_in(&ran.out).or(raw_in(&ran.err)) {
                    let line = ran.out.lines().chain(ran.err.lines()).find(|line| line.contains(c)).unwrap_or_default();
                    let line: String = line.chars().take(120).collect();
                    tally.fail(format!("{command:?}: raw {c:?} in {line:?}"));
                }
            }
        }
        if rounds % 8 == 0 && times >= MANY {
            for keys in SCREENS {
                looks += 1;
                if let Err(why) = trial(|| in_window(&office, keys)).and_then(|done| done) {
                    tally.fail(format!("window {keys:?}: {why}"));
                }
            }
        }
        rounds += 1;
    }
    tally.tried = made;
    tally.found.push(format!("{looks} screens, commands and windows looked at"));
    tally
}

/// A window on the list as a first start shows it, whatever was looked at before.
fn listed(office: &Office, sign: &str) -> Window {
    let _ = std::fs::remove_dir_all(office.path("config"));
    let window = office.window(&[], WIDE, &[]);
    window.wait_text(sign);
    window
}

fn in_window(office: &Office, keys: &str) -> Result<(), String> {
    let mut window = listed(office, "act today");
    for key in keys.chars() {
        window.send(&key.to_string());
    }
    window.settle(QUIET);
    window.signal("TERM");
    window.exit_code();
    strange(&window.raw()).map_or(Ok(()), Err)
}

/// S4 and S5: a whole session writes to no clipboard and leaves no name outside its own screen.
pub(crate) fn sessions(times: usize) -> Tally {
    let mut tally = Tally::default();
    let office = office();
    for (round, keys) in SCREENS.iter().cycle().take(times.max(FEW)).enumerate() {
        let done = trial(|| {
            let mut window = listed(&office, CANARY);
            for key in keys.chars() {
                window.send(&key.to_string());
            }
            window.settle(QUIET);
            window.signal(["TERM", "HUP", "INT"][round % 3]);
            window.exit_code();
            let raw = window.raw();
            strange(&raw).map_or(Ok(()), Err)?;
            let text = String::from_utf8_lossy(&raw);
            let (before, rest) = text.split_once("\x1b[?1049h").ok_or("no alternate screen")?;
            let (_, after) = rest.rsplit_once("\x1b[?1049l").ok_or("the alternate screen is not left")?;
            let told = |part: &str| ["Kanarienvogel", "Amara", "Tomos", "Rees"].iter().any(|name| part.contains(name));
            hold(!told(before) && !told(after), || format!("{keys:?}: a name outside the screen"))
        });
        tally.add(done.and_then(|done| done));
    }
    tally
}
