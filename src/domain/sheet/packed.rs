//! Marks of one child, year and register as a file gives them, packed while it is read.

use crate::domain::attendance::NO_MARK;

/// Sessions of a week: a file with a row a week takes a line for so many.
const WEEK: u8 = 10;
/// Sessions of a day.
const DAY: u8 = 2;
/// Room is made for so many sessions at a time: what is doubled ends at twice a year.
const STEP: usize = 60;

/// The marks that a file gives for one child, year and register, each with its line.
#[derive(Debug, Clone)]
pub struct PackedMarks {
    /// A byte a session: [`NO_MARK`] where the file says nothing.
    bytes: Vec<u8>,
    /// The line of each `share` sessions; means something only where there is a mark.
    lines: Vec<u32>,
    /// As many sessions have a line together: as many as the rows of the file have in common.
    share: u8,
}

impl Default for PackedMarks {
    fn default() -> Self {
        Self { bytes: Vec::new(), lines: Vec::new(), share: WEEK }
    }
}

/// They are the same that say the same, however closely they are packed.
impl PartialEq for PackedMarks {
    fn eq(&self, other: &Self) -> bool {
        self.marks().eq(other.marks())
    }
}

impl Eq for PackedMarks {}

impl PackedMarks {
    /// The mark of a session and its line, where the file says something.
    pub fn get(&self, session: usize) -> Option<(u8, u32)> {
        let byte = *self.bytes.get(session).filter(|byte| **byte != NO_MARK)?;
        Some((byte, *self.lines.get(session / usize::from(self.share))?))
    }

    /// Sets a mark (not [`NO_MARK`]) and gives the one that stood there, with its line.
    pub fn set(&mut self, session: usize, byte: u8, line: u32) -> Option<(u8, u32)> {
        let before = self.get(session);
        while !self.goes_with(session, line) {
            self.split();
        }
        let share = usize::from(self.share);
        make_room(&mut self.bytes, session, STEP);
        make_room(&mut self.lines, session / share, STEP / share);
        *self.bytes.get_mut(session)? = byte;
        *self.lines.get_mut(session / share)? = line;
        before
    }

    /// Takes a mark away, with its line.
    pub fn take(&mut self, session: usize) -> Option<(u8, u32)> {
        let before = self.get(session)?;
        *self.bytes.get_mut(session)? = NO_MARK;
        Some(before)
    }

    /// Every session of which the file says something: its place, the mark and the line.
    pub fn marks(&self) -> impl Iterator<Item = (usize, u8, u32)> {
        let shares = self.bytes.chunks(usize::from(self.share)).zip(&self.lines).enumerate();
        shares.flat_map(|(place, (bytes, &line))| {
            let first = place * usize::from(self.share);
            (first..).zip(bytes).filter(|(_, byte)| **byte != NO_MARK).map(move |(at, &byte)| (at, byte, line))
        })
    }

    /// One more than the last session that it can speak of.
    pub fn sessions(&self) -> usize {
        self.bytes.len()
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.bytes.iter().all(|&byte| byte == NO_MARK)
    }

    /// No mark is of a later line than this one.
    pub fn last_line(&self) -> u32 {
        self.lines.iter().copied().max().unwrap_or_default()
    }

    /// Says of every mark that it stands on one line.
    pub fn put_on_line(&mut self, line: u32) {
        self.lines.fill(line);
    }

    /// Whether all other marks that share the session's line are of this line.
    fn goes_with(&self, session: usize, line: u32) -> bool {
        let share = usize::from(self.share);
        if share == 1 || self.lines.get(session / share).is_none_or(|&other| other == line) {
            return true;
        }
        let first = session / share * share;
        let last = self.bytes.len().min(first + share);
        let marks = self.bytes.get(first..last).unwrap_or_default();
        (first..).zip(marks).all(|(at, &byte)| at == session || byte == NO_MARK)
    }

    /// Gives fewer sessions a line together: those of a day, then each its own.
    fn split(&mut self) {
        let share = if self.share == WEEK { DAY } else { 1 };
        let each = usize::from(self.share / share);
        let mut lines = Vec::new();
        lines.reserve_exact(self.bytes.capacity().div_ceil(usize::from(share)));
        lines.extend(self.lines.iter().flat_map(|&line| std::iter::repeat_n(line, each)));
        (self.lines, self.share) = (lines, share);
    }
}

/// Makes a vector so long that it has a place, and makes room by steps.
fn make_room<T: Clone + Default>(vector: &mut Vec<T>, place: usize, step: usize) {
    if vector.len() <= place {
        vector.reserve_exact((place + 1).next_multiple_of(step) - vector.len());
        vector.resize(place + 1, T::default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn rows_of_a_week_a_day_and_a_mark_share_lines() {
        for (sessions, share, lines) in [(10, 10, 3), (2, 2, 15), (1, 1, 30)] {
            let mut packed = PackedMarks::default();
            for session in 0..30 {
                packed.set(session, 7, u32::try_from(2 + session / sessions).unwrap());
            }
            assert_eq!((usize::from(packed.share), packed.lines.len()), (share, lines));
        }
    }

    proptest! {
        #[test]
        fn every_mark_keeps_its_line(rows in proptest::collection::vec((0_usize..40, 0_u8..4, 2_u32..6), 0..60)) {
            let (mut packed, mut expected) = (PackedMarks::default(), BTreeMap::new());
            for (session, byte, line) in rows {
                if byte == NO_MARK {
                    prop_assert_eq!(packed.take(session), expected.remove(&session));
                } else {
                    prop_assert_eq!(packed.set(session, byte, line), expected.insert(session, (byte, line)));
                }
            }
            let all: Vec<_> = expected.iter().map(|(&at, &(byte, line))| (at, byte, line)).collect();
            prop_assert_eq!(packed.marks().collect::<Vec<_>>(), all);
            prop_assert!((0..50).all(|at| packed.get(at) == expected.get(&at).copied()));
            prop_assert_eq!(packed.is_empty(), expected.is_empty());
        }
    }
}
