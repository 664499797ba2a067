//! Rows that say again what one before them said, in as little room as a file that holds everything twice leaves.

/// Lines, each with the one before it that says the same. Where a file repeats a stretch of itself, the stretch is one
/// entry.
#[derive(Debug, Default)]
pub(super) struct Again {
    /// The first line of a stretch, the one that says the same, and how many follow one another in both.
    stretches: Vec<(u32, u32, u32)>,
    rows: u32,
}

impl Again {
    /// Notes that a line says what one before it says. Lines come in their order.
    pub(super) fn push(&mut self, line: u32, before: u32) {
        self.rows = self.rows.saturating_add(1);
        if let Some((first, same, long)) = self.stretches.last_mut()
            && first.checked_add(*long) == Some(line)
            && same.checked_add(*long) == Some(before)
        {
            *long += 1;
            return;
        }
        self.stretches.push((line, before, 1));
    }

    /// How many lines say what another one before them says.
    pub(super) fn rows(&self) -> u32 {
        self.rows
    }

    /// The lines before one that say the same, the last first.
    pub(super) fn before(&self, line: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(self.one_before(line), |&line| self.one_before(line))
    }

    fn one_before(&self, line: u32) -> Option<u32> {
        let place = self.stretches.partition_point(|&(first, _, _)| first <= line).checked_sub(1)?;
        let &(first, same, long) = self.stretches.get(place)?;
        let past = line - first;
        (past < long).then(|| same + past)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_that_stands_three_times_takes_two_entries() {
        let mut again = Again::default();
        // Lines 2 to 101, again from 102 and, without a line between, from 203 on.
        (0..100).for_each(|row| again.push(102 + row, 2 + row));
        (0..100).for_each(|row| again.push(203 + row, 102 + row));
        assert_eq!((again.stretches.len(), again.rows()), (2, 200));
        let before = |line| again.before(line).collect::<Vec<_>>();
        assert_eq!(before(203), [102, 2]);
        assert_eq!(before(302), [201, 101]);
        assert_eq!(before(201), [101]);
        for line in [2, 101, 202, 303] {
            assert_eq!(before(line), [0; 0], "{line}");
        }
    }
}
