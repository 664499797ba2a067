//! Where each mark came from: the import and line of every session, packed by runs.

use crate::store::table::unreadable;
use rusqlite::Result;
use serde::{Deserialize, Serialize};

/// Stands for the import that is being planned, which has no number yet.
pub(super) const THIS_IMPORT: i64 = 0;

/// Sessions that follow each other, of one import, whose lines grow by the same step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Run {
    start: u16,
    length: u16,
    import: i64,
    line: u32,
    step: i64,
}

/// The import and line of a session; `None` where nothing ever stood.
pub(super) type Origin = Option<(i64, u32)>;

/// Packs the origins of a year's sessions.
pub(super) fn fold(origins: &[Origin]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, &origin) in (0u16..).zip(origins) {
        let Some((import, line)) = origin else { continue };
        if !runs.last_mut().is_some_and(|run| run.take(at, import, line)) {
            runs.push(Run { start: at, length: 1, import, line, step: 0 });
        }
    }
    runs
}

impl Run {
    /// Takes the session in where it carries the run on.
    fn take(&mut self, at: u16, import: i64, line: u32) -> bool {
        if import != self.import || at != self.start + self.length {
            return false;
        }
        let step = i64::from(line) - i64::from(self.line);
        if self.length == 1 {
            self.step = step;
        } else if step != self.step * i64::from(self.length) {
            return false;
        }
        self.length += 1;
        true
    }

    fn line(&self, offset: u16) -> u32 {
        u32::try_from(i64::from(self.line) + self.step * i64::from(offset)).unwrap_or(0)
    }
}

/// The origin of each session, as far as the last that has one.
pub(super) fn unfold(runs: &[Run]) -> Vec<Origin> {
    let end = runs.iter().map(|run| usize::from(run.start) + usize::from(run.length)).max().unwrap_or(0);
    let mut origins = vec![None; end];
    for run in runs {
        for offset in 0..run.length {
            origins[usize::from(run.start) + usize::from(offset)] = Some((run.import, run.line(offset)));
        }
    }
    origins
}

/// The bytes that stand in the file.
pub(super) fn pack(runs: &[Run], this_import: i64) -> Result<Vec<u8>> {
    let numbered = |run: &Run| if run.import == THIS_IMPORT { Run { import: this_import, ..*run } } else { *run };
    postcard::to_stdvec(&runs.iter().map(numbered).collect::<Vec<Run>>()).map_err(|_| unreadable())
}

/// Runs from the bytes that stand in the file.
pub(super) fn unpack(bytes: &[u8]) -> Result<Vec<Run>> {
    postcard::from_bytes(bytes).map_err(|_| unreadable())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_file_of_weeks_and_a_file_of_marks_fold_small() {
        let weeks: Vec<Origin> = (0..120).map(|at| Some((3, 2 + at / 10))).collect();
        assert_eq!(fold(&weeks).len(), 12);
        let marks: Vec<Origin> = (0..120).map(|at| Some((3, 900 + at))).collect();
        assert_eq!(fold(&marks).len(), 1);
    }

    proptest! {
        #[test]
        fn runs_unfold_to_what_was_folded(
            origins in proptest::collection::vec(proptest::option::of((0i64..3, 0u32..9)), 0..60)
        ) {
            let mut unfolded = unfold(&unpack(&pack(&fold(&origins), 7).unwrap()).unwrap());
            unfolded.resize(origins.len(), None);
            let numbered = |(import, line)| if import == THIS_IMPORT { (7, line) } else { (import, line) };
            let expected: Vec<Origin> = origins.into_iter().map(|origin| origin.map(numbered)).collect();
            prop_assert_eq!(unfolded, expected);
        }
    }
}
