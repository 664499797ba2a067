//! The table of faults at a two-hundredth of its figures; `cargo faults` makes them in full.

#[path = "../faults/bench.rs"]
mod bench;

use bench::CASES;

const SCALE: usize = 200;

fn group(letter: char) {
    let failed: Vec<String> = CASES
        .iter()
        .filter(|case| case.id.starts_with(letter))
        .map(|case| (case, case.go(SCALE)))
        .filter(|(_, tally)| !tally.holds())
        .map(|(case, tally)| format!("{} {}: {} of {}: {:?}", case.id, case.what, tally.failed, tally.tried, tally.why))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn crashes() {
    group('C');
}

#[test]
fn damage() {
    group('D');
}

#[test]
fn secrecy() {
    group('S');
}

#[test]
fn terminal() {
    group('T');
}

#[test]
fn operation() {
    group('O');
    group('E');
}

#[test]
fn every_case_is_in_a_group() {
    assert!(CASES.iter().all(|case| case.id.starts_with(['C', 'D', 'S', 'T', 'O', 'E'])));
}
