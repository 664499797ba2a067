//! The table of faults: what each case does, and how often at its full figure.

mod clocks;
mod cost;
mod crash;
mod damage;
mod dice;
mod escapes;
mod input;
mod jobs;
mod lanes;
mod names;
mod office;
mod older;
mod panics;
mod power;
mod refused;
mod screens;
mod shared;
mod shim;
mod terminal;
mod torn;
mod traces;
mod typing;

use std::panic::{AssertUnwindSafe, catch_unwind};

/// A fault, and how often it is made.
pub(crate) struct Case {
    /// As the list of goals names it.
    pub(crate) id: &'static str,
    /// What happens, and what must not come of it.
    pub(crate) what: &'static str,
    /// How often at the full figure.
    pub(crate) full: usize,
    /// Makes it so often.
    pub(crate) run: fn(usize) -> Tally,
}

/// What came of a case.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// How often the fault was made.
    pub(crate) tried: usize,
    /// How often something came of it that must not.
    pub(crate) failed: usize,
    /// The first few of those.
    pub(crate) why: Vec<String>,
    /// Figures beside.
    pub(crate) found: Vec<String>,
    /// Why it could not be made here.
    pub(crate) skipped: Option<String>,
}

/// How many failures are told of.
const TOLD: usize = 5;

impl Tally {
    /// Counts a try, and why it failed where it did.
    pub(crate) fn add(&mut self, done: Result<(), String>) {
        self.tried += 1;
        if let Err(why) = done {
            self.fail(why);
        }
    }

    /// Counts a failure of a try that is counted already.
    pub(crate) fn fail(&mut self, why: String) {
        self.failed += 1;
        if self.why.len() < TOLD {
            self.why.push(why);
        }
    }

    /// Takes in another's counts.
    pub(crate) fn join(&mut self, other: Self) {
        self.tried += other.tried;
        self.failed += other.failed;
        self.why.extend(other.why);
        self.why.truncate(TOLD);
        self.found.extend(other.found);
        self.skipped = self.skipped.take().or(other.skipped);
    }

    /// A case that cannot be made here.
    pub(crate) fn skip(why: impl Into<String>) -> Self {
        Self { skipped: Some(why.into()), ..Self::default() }
    }

    /// Whether nothing came of it; a case that was not tried shows nothing.
    pub(crate) const fn holds(&self) -> bool {
        self.failed == 0 && (self.tried > 0 || self.skipped.is_some())
    }
}

/// A try: what it gives, or the words of its panic.
pub(crate) fn trial<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        text.unwrap_or("a panic").chars().take(400).collect()
    })
}

/// Holds, or says why not.
pub(crate) fn hold(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}

impl Case {
    /// Makes the fault as often as an Nth of the full figure says; what a case panics of is a failure of it.
    pub(crate) fn go(&self, scale: usize) -> Tally {
        trial(|| (self.run)(self.full.div_ceil(scale))).unwrap_or_else(|why| {
            let mut tally = Tally::default();
            tally.add(Err(why));
            tally
        })
    }
}

/// Every case, in the order of the list of goals.
pub(crate) const CASES: &[Case] = &[
    Case { id: "C1", what: "killed while notes are filed: none lost, none twice", full: 1_000, run: crash::filing },
    Case { id: "C2", what: "power cut while notes are filed: none lost, file sound", full: 2_000, run: power::cuts },
    Case { id: "C3", what: "killed while typing: at most a second or 20 keys lost", full: 500, run: typing::killed },
    Case {
        id: "C4",
        what: "HUP, TERM, INT, closed, each: no key lost, terminal given back",
        full: 200,
        run: typing::hung_up,
    },
    Case { id: "C5", what: "a panic at so many points: draft kept, no name told", full: 50, run: panics::everywhere },
    Case {
        id: "C6",
        what: "disk full at any write: nothing said to be saved is not",
        full: 1_000,
        run: refused::full_disk,
    },
    Case { id: "C7", what: "any sync fails: nothing said to be saved is not", full: 1_000, run: refused::broken_syncs },
    Case { id: "C8", what: "no memory, no descriptors: no file is damaged", full: 2_000, run: refused::starved },
    Case { id: "C9", what: "killed in an import or its undo: all or nothing", full: 200, run: torn::imports },
    Case {
        id: "C10",
        what: "killed in a migration, each step: old or new, a copy beside",
        full: 200,
        run: torn::migrations,
    },
    Case { id: "C11", what: "killed while a paper is written: whole or none", full: 200, run: torn::papers },
    Case { id: "D1", what: "a bit turned over: told with the file, never shown wrong", full: 1_000, run: damage::bits },
    Case {
        id: "D1w",
        what: "the same in the log of a killed program: told, kept aside",
        full: 200,
        run: damage::log_bits,
    },
    Case { id: "D2", what: "anything for a caseload or its keys: no byte changed", full: 10_000, run: damage::mutants },
    Case { id: "D3", what: "a newer program's file: nothing written", full: 10, run: damage::newer },
    Case { id: "D4", what: "an older program's file, each: copied, migrated, read", full: 1, run: damage::of_old },
    Case { id: "D5", what: "broken files in: no panic, under 200 MB", full: 10_000, run: input::files },
    Case { id: "D7", what: "two programs, one file: every write and version kept", full: 5_000, run: shared::two },
    Case { id: "D8", what: "killed while it writes: the next opens within 2 s", full: 200, run: shared::stale_locks },
    Case { id: "D10", what: "clocks and zones: same flags a day, notes in order", full: 10_000, run: clocks::random },
    Case { id: "S1", what: "escape payloads everywhere: only text comes out", full: 5_000, run: escapes::payloads },
    Case { id: "S2", what: "names of many scripts: borders straight", full: 500, run: names::straight },
    Case {
        id: "S4",
        what: "clipboard, title, scrollback: no name outside the screen",
        full: 100,
        run: escapes::sessions,
    },
    Case { id: "S6", what: "SIGSEGV: no core", full: 1, run: traces::cores },
    Case { id: "S7", what: "files opened: the caseload's, zone, terminal alone", full: 1, run: traces::opened },
    Case { id: "S10", what: "any umask: what is made is its owner's alone", full: 3, run: traces::masks },
    Case { id: "S13", what: "no socket", full: 1, run: traces::sockets },
    Case { id: "T1", what: "every size to 80 x 40 on every screen: no panic", full: 3_200, run: terminal::sizes },
    Case {
        id: "T3",
        what: "pastes of so many bytes: text in a note, nothing in a list",
        full: 1_000_000,
        run: terminal::pastes,
    },
    Case { id: "T4", what: "stopped and taken up: modes equal, locked, no name", full: 100, run: jobs::stopped },
    Case { id: "T6", what: "sequences cut anywhere: no stray input", full: 300, run: terminal::splits },
    Case { id: "T7", what: "output that cannot be written: exit 74", full: 1, run: terminal::no_output },
    Case { id: "O1", what: "permissions refused: no panic, nothing changed", full: 12, run: traces::permissions },
    Case {
        id: "O3",
        what: "any configuration: it starts, quit and help have a key",
        full: 2_000,
        run: traces::configurations,
    },
    Case {
        id: "E1",
        what: "encryption: first frame under 3 times the plain, 100 ms",
        full: 10_000,
        run: cost::first_frame,
    },
];
