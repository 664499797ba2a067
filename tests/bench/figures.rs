//! Runs two things in turn and prints a row: medians, their ratio, the target.

use std::time::{Duration, Instant};

/// How often each thing runs.
pub(crate) const ROUNDS: usize = 9;

/// How long something takes.
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

/// The middle one.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The medians of `ours` and `theirs`, run in turn after one warm-up of each.
pub(crate) fn in_turn(
    mut ours: impl FnMut() -> Duration,
    mut theirs: impl FnMut() -> Duration,
) -> (Duration, Duration) {
    let _ = (ours(), theirs());
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        a.push(ours());
        b.push(theirs());
    }
    (median(a), median(b))
}

/// The first as a part of the second: `1/100`.
pub(crate) fn fraction(part: Duration, whole: Duration) -> String {
    format!("1/{:.0}", whole.as_secs_f64() / part.as_secs_f64().max(1e-9))
}

/// Milliseconds for print.
pub(crate) fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1e3;
    if ms < 0.1 {
        format!("{ms:.3} ms")
    } else if ms < 10.0 {
        format!("{ms:.2} ms")
    } else {
        format!("{ms:.0} ms")
    }
}

/// Prints the head of the table.
pub(crate) fn head() {
    println!("| children | what | Lookout | beside | ratio | target |");
    println!("| --- | --- | --- | --- | --- | --- |");
}

/// Prints a row.
pub(crate) fn row(children: u32, what: &str, ours: &str, beside: &str, (ratio, target): (&str, &str)) {
    println!("| {children} | {what} | {ours} | {beside} | {ratio} | {target} |");
}

/// Prints a row for what could not be measured here.
pub(crate) fn skipped(children: u32, what: &str, why: &str) {
    row(children, what, "skipped", why, ("-", "-"));
}
