//! Cases of the list of goals that tests hold already: they are run as they stand, with their full figure where they
//! take one. Not part of the table that the tests walk.

use crate::bench::Tally;
use std::process::Command;

/// A case, and the tests that make it.
pub(crate) struct ByTests {
    pub(crate) id: &'static str,
    pub(crate) what: &'static str,
    /// `--lib`, or the suite.
    of: &'static [&'static str],
    /// Words of their names.
    named: &'static [&'static str],
    /// The variable that says how often, and the full figure.
    full: Option<(&'static str, usize)>,
}

const LIB: &[&str] = &["--lib"];
const SUITE: &[&str] = &["--test", "suite"];

pub(crate) const BY_TESTS: &[ByTests] = &[
    ByTests {
        id: "D9",
        what: "a share or synchronised folder: refused with the reason",
        of: LIB,
        named: &["store::place"],
        full: None,
    },
    ByTests {
        id: "D11",
        what: "backup and restore: the dump is equal",
        of: LIB,
        named: &["store::backup", "store::restore"],
        full: None,
    },
    ByTests {
        id: "D13",
        what: "changes, undo, redo, by one and by two people",
        of: LIB,
        named: &["undo_and_redo"],
        full: Some(("LOOKOUT_TURNS", 10_000)),
    },
    ByTests {
        id: "S3",
        what: "cells a spreadsheet would run: harmless, read back",
        of: LIB,
        named: &["formula"],
        full: None,
    },
    ByTests {
        id: "S8",
        what: "locked: after 300 s, no name, neither key nor record left",
        of: SUITE,
        named: &["locked::"],
        full: None,
    },
    ByTests { id: "S8i", what: "idle: 299 s and 300 s", of: LIB, named: &["app::idle", "ui::lock"], full: None },
    ByTests {
        id: "S9",
        what: "100 wrong passphrases: ten in five minutes",
        of: LIB,
        named: &["store::tries", "store::enter"],
        full: None,
    },
    ByTests {
        id: "S11",
        what: "what is sealed: in no command, screen or paper",
        of: SUITE,
        named: &["sealed::"],
        full: None,
    },
    ByTests {
        id: "S12",
        what: "the audit tampered with: the first bad row named",
        of: LIB,
        named: &["audit_tests"],
        full: Some(("LOOKOUT_TAMPERINGS", 1_000)),
    },
    ByTests {
        id: "T2",
        what: "terminals without colour, UTF-8, of 16 colours",
        of: LIB,
        named: &["ui::tests::themes"],
        full: None,
    },
    ByTests {
        id: "T5",
        what: "releases, repeats, AltGr: one act a press",
        of: LIB,
        named: &["runtime::input"],
        full: None,
    },
];

impl ByTests {
    /// Runs the tests, an Nth of the full figure; each counts once.
    pub(crate) fn go(&self, scale: usize) -> Tally {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(["test", "--quiet", "--locked"]).args(self.of).arg("--").args(self.named);
        let mut tally = Tally::default();
        if let Some((variable, full)) = self.full {
            let figure = full.div_ceil(scale);
            command.env(variable, figure.to_string());
            tally.found.push(format!("{figure} a test"));
        }
        let output = match command.output() {
            Ok(output) => output,
            Err(why) => return Tally::skip(format!("cargo does not start: {why}")),
        };
        let told = String::from_utf8_lossy(&output.stdout);
        let (passed, failed) = counts(&told);
        tally.tried = passed + failed;
        for _ in 0..failed.max(usize::from(!output.status.success())) {
            tally.fail("cargo test tells which".to_owned());
        }
        tally
    }
}

/// Passed and failed, of every line that sums tests up.
fn counts(told: &str) -> (usize, usize) {
    let number = |line: &str, word: &str| {
        let before = line.split(word).next()?.trim_end();
        before.rsplit(' ').next()?.parse::<usize>().ok()
    };
    let sums = told.lines().filter(|line| line.starts_with("test result"));
    sums.fold((0, 0), |(passed, failed), line| {
        (passed + number(line, "passed").unwrap_or(0), failed + number(line, "failed").unwrap_or(0))
    })
}
