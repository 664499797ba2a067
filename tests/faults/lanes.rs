//! Tries side by side: most of a try in a terminal is waiting.

use super::{Tally, trial};

/// How many at once.
const LANES: usize = 6;

/// Makes so many tries, each lane with a place of its own, and counts them together.
pub(crate) fn spread<P>(
    times: usize,
    place: fn() -> P,
    work: impl Fn(&P, usize) -> Result<(), String> + Sync,
) -> Tally {
    let work = &work;
    let mut tally = Tally::default();
    std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES.min(times))
            .map(|lane| {
                scope.spawn(move || {
                    let place = place();
                    let mut tally = Tally::default();
                    for round in (lane..times).step_by(LANES) {
                        tally.add(trial(|| work(&place, round)).and_then(|done| done));
                    }
                    tally
                })
            })
            .collect();
        for lane in lanes {
            match lane.join() {
                Ok(counts) => tally.join(counts),
                Err(_) => tally.add(Err("a lane ended".to_owned())),
            }
        }
    });
    tally
}
