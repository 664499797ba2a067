//! `cargo faults [CASE...] [--scale N]`: faults made on purpose against the real binary and the library, each case with
//! its full figure, or an Nth of it. Works in temporary folders alone.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "what fails is caught and counted; it prints what it found"
)]

#[path = "bench.rs"]
mod bench;
#[path = "by_tests.rs"]
mod by_tests;
#[path = "../suite/harness.rs"]
#[allow(dead_code, reason = "shared with the tests, which use more of it")]
mod harness;
#[path = "../suite/window.rs"]
#[allow(dead_code, reason = "shared with the tests, which use more of it")]
mod window;

use bench::{CASES, Case, Tally};
use by_tests::{BY_TESTS, ByTests};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::Instant;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// The program under test.
fn program() -> &'static Path {
    PROGRAM.get_or_init(|| built("release", &["--release"]).unwrap())
}

/// A build of it that makes faults on purpose: the debug one.
fn drilled() -> Option<&'static Path> {
    static DRILLED: OnceLock<Option<PathBuf>> = OnceLock::new();
    DRILLED.get_or_init(|| built("debug", &[]).ok()).as_deref()
}

/// The binary of a profile, built as the sources are now: cargo builds none for an example.
fn built(profile: &str, options: &[&str]) -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let fixed = ["build", "--quiet", "--locked", "--bin", "lookout"];
    let done = std::process::Command::new(cargo).args(fixed).args(options).status();
    if !done.is_ok_and(|status| status.success()) {
        return Err(format!("the program does not build in profile {profile}"));
    }
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let target = own.ancestors().nth(3).ok_or("no folder above the example")?;
    Ok(target.join(profile).join("lookout"))
}

/// Every case.
fn ids() -> impl Iterator<Item = &'static str> {
    CASES.iter().map(|case| case.id).chain(BY_TESTS.iter().map(|case| case.id))
}

/// What the command line asks for: cases, all where none is named, and the part of the full figure.
fn asked() -> Result<(Vec<String>, usize), String> {
    let (mut wanted, mut scale) = (Vec::new(), 1);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--scale" {
            let figure = words.next().and_then(|word| word.trim_start_matches("1/").parse().ok());
            scale = figure.filter(|scale| *scale > 0).ok_or("--scale N or 1/N: an Nth of each figure")?;
        } else if ids().any(|id| id.eq_ignore_ascii_case(&word)) {
            wanted.push(word);
        } else {
            let known: Vec<&str> = ids().collect();
            return Err(format!("no case {word}: {}", known.join(" ")));
        }
    }
    Ok((wanted, scale))
}

fn main() -> ExitCode {
    let (wanted, scale) = match asked() {
        Ok(asked) => asked,
        Err(why) => {
            println!("{why}");
            return ExitCode::from(2);
        }
    };
    // What a case panics of is told in its row.
    std::panic::set_hook(Box::new(|_| {}));
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    println!("{:<5} {:<58} {:>8} {:>7} {:>8}", "case", "what", "tried", "failed", "seconds");
    let is_wanted = |id: &str| wanted.is_empty() || wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(id));
    let faults = CASES.iter().map(|case| (case.id, case.what, Run::Fault(case)));
    let tests = BY_TESTS.iter().map(|case| (case.id, case.what, Run::Tests(case)));
    for (id, what, run) in faults.chain(tests).filter(|(id, ..)| is_wanted(id)) {
        let started = Instant::now();
        let tally = match run {
            Run::Fault(case) => case.go(scale),
            Run::Tests(case) => case.go(scale),
        };
        row(id, what, &tally, started.elapsed().as_secs_f64());
        match (&tally.skipped, tally.holds()) {
            (Some(_), _) => skipped += 1,
            (None, true) => passed += 1,
            (None, false) => failed += 1,
        }
    }
    let skips = if skipped == 0 { String::new() } else { format!(", {skipped} skipped") };
    println!("{passed} passed, {failed} failed{skips}");
    ExitCode::from(u8::from(failed > 0))
}

/// What makes a case.
enum Run {
    Fault(&'static Case),
    Tests(&'static ByTests),
}

fn row(id: &str, what: &str, tally: &Tally, seconds: f64) {
    println!("{id:<5} {what:<58} {:>8} {:>7} {seconds:>8.1}", tally.tried, tally.failed);
    let skipped = tally.skipped.iter().map(|why| format!("skipped: {why}"));
    for line in skipped.chain(tally.found.iter().cloned()).chain(tally.why.iter().map(|why| format!("FAILED {why}"))) {
        println!("      {line}");
    }
}
