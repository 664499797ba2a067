//! `cargo shots` makes screenshots/*.png from the real binary in a terminal: the invented caseload, a frozen clock,
//! fonts of this folder, so the same bytes each time.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "it prints what it made")]

mod picture;
#[path = "../suite/window.rs"]
#[allow(dead_code, reason = "shared with the tests, which use more of it")]
mod window;

use picture::{DARK, LIGHT, Scheme};
use portable_pty::CommandBuilder;
use std::path::{Path, PathBuf};
use std::time::Duration;
use window::Window;

/// A read can end within a frame: this long without a byte, and the frame is whole.
const QUIET: Duration = Duration::from_millis(400);
const WIDE: (u16, u16) = (120, 36);
const NARROW: (u16, u16) = (80, 24);

/// A picture: what is typed, and the text that each press must bring to the screen.
struct Shot {
    name: &'static str,
    size: (u16, u16),
    scheme: &'static Scheme,
    keys: &'static [(&'static str, &'static str)],
}

const SHOTS: &[Shot] = &[
    Shot { name: "dashboard", size: WIDE, scheme: &DARK, keys: &[] },
    Shot { name: "dashboard-80x24", size: NARROW, scheme: &DARK, keys: &[] },
    Shot { name: "record", size: WIDE, scheme: &DARK, keys: &[("\r", "Overview")] },
    Shot {
        name: "calendar",
        size: WIDE,
        scheme: &DARK,
        keys: &[("j", "act today"), ("\r", "Overview"), ("2", "2026/27 in sessions")],
    },
    Shot { name: "note", size: WIDE, scheme: &DARK, keys: NOTE },
    Shot { name: "note-80x24", size: NARROW, scheme: &DARK, keys: NOTE },
    Shot { name: "by-school", size: WIDE, scheme: &DARK, keys: &[("b", "by school (b)")] },
    Shot { name: "call", size: WIDE, scheme: &DARK, keys: CALL },
    Shot { name: "call-80x24", size: NARROW, scheme: &DARK, keys: CALL },
    Shot { name: "follow-ups", size: WIDE, scheme: &DARK, keys: &[("t", "Follow-ups")] },
    Shot { name: "palette", size: WIDE, scheme: &DARK, keys: &[(":", "Menu"), ("school", ": school")] },
    Shot { name: "briefing", size: WIDE, scheme: &DARK, keys: &[("P", "riefing")] },
    Shot { name: "lock", size: WIDE, scheme: &DARK, keys: &[("L", "LOCKED"), ("no", "**"), ("\r", "Wrong")] },
    Shot { name: "audit", size: WIDE, scheme: &DARK, keys: AUDIT },
    Shot { name: "light", size: WIDE, scheme: &LIGHT, keys: &[] },
    Shot { name: "find", size: WIDE, scheme: &DARK, keys: &[("/", "find"), ("hor", "hor"), ("v", "horv")] },
    Shot { name: "help", size: WIDE, scheme: &DARK, keys: &[("?", "Keys: List")] },
    Shot { name: "sources", size: WIDE, scheme: &DARK, keys: &[("\r", "Overview"), ("s", "rests on")] },
    Shot {
        name: "preview",
        size: WIDE,
        scheme: &DARK,
        keys: &[
            ("I", "Imports"),
            ("o", "file or folder"),
            ("peps-week-", "-week-"),
            ("\t", "48.csv"),
            ("\r", "Preview"),
            ("\t", "would stand"),
        ],
    },
    Shot {
        name: "mapping",
        size: WIDE,
        scheme: &DARK,
        keys: &[
            ("I", "Imports"),
            ("o", "file or folder"),
            ("epep-", "epep-"),
            ("\t", "export.csv"),
            ("\r", "Preview"),
            ("p", "go in"),
        ],
    },
    Shot { name: "held", size: WIDE, scheme: &DARK, keys: HELD },
    Shot { name: "who", size: WIDE, scheme: &DARK, keys: WHO },
    Shot { name: "health", size: WIDE, scheme: &DARK, keys: &[("H", "Data health"), ("j", "Data health")] },
    Shot { name: "work", size: WIDE, scheme: &DARK, keys: &[("R", "rest of the work"), ("j", "PEP lead")] },
    Shot { name: "work-cohorts", size: WIDE, scheme: &DARK, keys: &[(":", "Menu"), ("cohorts", ": cohorts"), OPEN] },
    Shot { name: "work-peps", size: WIDE, scheme: &DARK, keys: &[(":", "Menu"), PEPS, OPEN] },
    Shot { name: "work-peps-80x24", size: NARROW, scheme: &DARK, keys: &[(":", "Menu"), PEPS, OPEN] },
    Shot { name: "work-peps-rate", size: WIDE, scheme: &DARK, keys: RATE },
    Shot {
        name: "work-pep-quality",
        size: WIDE,
        scheme: &DARK,
        keys: &[(":", "Menu"), ("peps in time", "in time"), OPEN],
    },
    Shot {
        name: "work-premium",
        size: WIDE,
        scheme: &DARK,
        keys: &[(":", "Menu"), ("plus by child", "by child"), OPEN],
    },
    Shot { name: "work-attainment", size: WIDE, scheme: &DARK, keys: &[(":", "Menu"), ("attainment", ": att"), OPEN] },
    Shot { name: "record-attainment", size: WIDE, scheme: &DARK, keys: &[("\r", "Overview"), ("3", "autumn held")] },
    Shot { name: "work-inclusion", size: WIDE, scheme: &DARK, keys: &[(":", "Menu"), INCLUSION, OPEN] },
    Shot { name: "work-inclusion-80x24", size: NARROW, scheme: &DARK, keys: &[(":", "Menu"), INCLUSION, OPEN] },
    Shot { name: "work-schools", size: WIDE, scheme: &DARK, keys: &[(":", "Menu"), ("schools", ": schools"), OPEN] },
    Shot { name: "work-after-16", size: WIDE, scheme: &DARK, keys: &[(":", "Menu"), ("employment", ": employ"), OPEN] },
    Shot {
        name: "work-transitions",
        size: WIDE,
        scheme: &DARK,
        keys: &[(":", "Menu"), ("planner", ": planner"), OPEN, ("bb", "by month")],
    },
    Shot { name: "work-advice", size: WIDE, scheme: &DARK, keys: &[(":", "Menu"), ("advice", ": advice"), OPEN] },
    Shot { name: "work-sen", size: WIDE, scheme: &DARK, keys: &[(":", "Menu"), ("ehc plans", ": ehc"), OPEN] },
    Shot { name: "work-report", size: WIDE, scheme: &DARK, keys: &[(":", "Menu"), ("head's fig", ": head"), OPEN] },
    Shot { name: "record-work", size: WIDE, scheme: &DARK, keys: &[("\r", "Overview"), ("8", "Cohorts")] },
    Shot {
        name: "work-cohorts-80x24",
        size: NARROW,
        scheme: &DARK,
        keys: &[(":", "Menu"), ("cohorts", ": cohorts"), OPEN],
    },
    Shot {
        name: "work-attainment-80x24",
        size: NARROW,
        scheme: &DARK,
        keys: &[(":", "Menu"), ("attainment", ": att"), OPEN],
    },
    Shot {
        name: "work-schools-80x24",
        size: NARROW,
        scheme: &DARK,
        keys: &[(":", "Menu"), ("schools", ": schools"), OPEN],
    },
    Shot {
        name: "work-after-16-80x24",
        size: NARROW,
        scheme: &DARK,
        keys: &[(":", "Menu"), ("employment", ": employ"), OPEN],
    },
    Shot {
        name: "work-advice-80x24",
        size: NARROW,
        scheme: &DARK,
        keys: &[(":", "Menu"), ("advice", ": advice"), OPEN],
    },
    Shot { name: "work-sen-80x24", size: NARROW, scheme: &DARK, keys: &[(":", "Menu"), ("ehc plans", ": ehc"), OPEN] },
    Shot {
        name: "work-report-80x24",
        size: NARROW,
        scheme: &DARK,
        keys: &[(":", "Menu"), ("head's fig", ": head"), OPEN],
    },
    Shot {
        name: "work-transitions-80x24",
        size: NARROW,
        scheme: &DARK,
        keys: &[(":", "Menu"), ("planner", ": planner"), OPEN],
    },
    Shot { name: "record-work-80x24", size: NARROW, scheme: &DARK, keys: &[("\r", "Overview"), ("8", "Cohorts")] },
    Shot { name: "enquiry", size: WIDE, scheme: &DARK, keys: ENQUIRY },
];

/// What is chosen in the menu of actions is opened and read.
const OPEN: (&str, &str) = ("\r", "[all ");
const PEPS: (&str, &str) = ("peps of the term", ": peps of");
const INCLUSION: (&str, &str) = ("engagement", ": engagement");

/// An enquiry is taken down as it is asked.
const ENQUIRY: &[(&str, &str)] = &[
    ("E", "no child's name"),
    ("kin carer: fines", "carer: fines"),
    ("\t", "who: what"),
    ("Is a fine due ", "fine due"),
    ("for a holiday?", "holiday?"),
    ("", "draft safe"),
];

/// A PEP that was handed in is rated.
const RATE: &[(&str, &str)] = &[
    (":", "Menu"),
    PEPS,
    OPEN,
    ("\t\t", "[submitted"),
    ("r", "Write down"),
    ("q", "child's voice"),
    ("green\t", "green"),
    ("amber\t", "amber"),
];

/// The file of this folder goes in; its first row that was held back is opened.
const HELD: &[(&str, &str)] = &[
    ("I", "Imports"),
    ("o", "file or folder"),
    ("peps-week-", "-week-"),
    ("\t", "48.csv"),
    ("\r", "Preview"),
    ("a", "1 file is in"),
    ("B", "Held back"),
    ("\r", "ctrl-s try again"),
];

/// The file of this folder names a child of the caseload by another number; both are looked at side by side.
const WHO: &[(&str, &str)] = &[
    ("I", "Imports"),
    ("o", "file or folder"),
    ("children-", "children-"),
    ("new.csv", "children-new.csv"),
    ("\r", "Preview"),
    ("a", "1 file is in"),
    ("W", "Who is who"),
    ("\r", "differ"),
];

/// A call about the children of the first school, with a line for one of them.
const CALL: &[(&str, &str)] = &[
    ("b", "by school (b)"),
    ("c", "children:"),
    ("All PEP meetings ", "meetings"),
    ("are booked for ", "booked for"),
    ("this week.\r", "this week."),
    ("\u{6}", "For whom"),
    ("2", "@"),
    ("taxi came late ", "late"),
    ("twice", "twice"),
    ("", "draft safe"),
];

const AUDIT: &[(&str, &str)] =
    &[("\r", "Overview"), ("p", "Overview"), ("n", "Note:"), ("\x07", "Overview"), ("A", "saw and changed")];
const NOTE: &[(&str, &str)] = &[
    ("j", "act today"),
    ("n", "follow up"),
    ("Spoke to the DT: ", "DT:"),
    ("missed Monday and ", "Monday and"),
    ("Tuesday after the ", "after the"),
    ("weekend contact. ", "contact."),
    ("Quiet start agreed", "agreed"),
    ("\t", ">next step"),
    ("send EP referral", "EP referral"),
    ("\t", ">follow up"),
    ("next fri", "4 Dec 2026"),
    ("", "draft safe"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("screenshots");
    std::fs::create_dir_all(&folder)?;
    let lookout = lookout()?;
    for shot in SHOTS {
        let mut window = Window::open(command(&lookout, shot.scheme), shot.size);
        window.wait_text("act today");
        for (keys, brings) in shot.keys {
            window.send(keys);
            window.wait_text(brings);
            window.settle(QUIET);
        }
        window.settle(QUIET);
        let path = folder.join(format!("{}.png", shot.name));
        window.look(|screen| picture::save(screen, shot.scheme, &path))?;
        println!("{}", path.strip_prefix(root)?.display());
    }
    Ok(())
}

/// The binary beside this example's folder, built as the sources are now: cargo builds none for an example.
fn lookout() -> Result<PathBuf, Box<dyn std::error::Error>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["build", "--quiet", "--release", "--locked", "--bin", "lookout"];
    if !std::process::Command::new(cargo).args(arguments).status()?.success() {
        return Err("the program does not build".into());
    }
    let own = std::env::current_exe()?;
    let built = own.parent().and_then(Path::parent).ok_or("no folder above the example")?.join("lookout");
    if built.exists() { Ok(built) } else { Err(format!("{} is not built", built.display()).into()) }
}

fn command(lookout: &Path, scheme: &Scheme) -> CommandBuilder {
    let mut command = CommandBuilder::new(lookout);
    command.arg("demo");
    // The files that are taken in stand here.
    command.cwd(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shots"));
    command.env_clear();
    let fixed =
        [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("TZ", "UTC"), ("LOOKOUT_NOW", "2026-11-23T09:14:00")];
    for (name, value) in fixed {
        command.env(name, value);
    }
    command.env("COLORFGBG", scheme.colorfgbg);
    command
}
