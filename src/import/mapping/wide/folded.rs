//! Rows of several marks folded while they are read, so that memory grows with the marks and not with the file.
//!
//! What a later row says of a session counts, and a row that says otherwise is held back whole, with its other sessions.
//! Which rows those are is known at the end only: what is held back says nothing about rows before it. So rows that speak
//! of the same session are kept until then; all others are nothing but their marks.

use crate::domain::attendance::{AcademicYear, Half, session_index};
use crate::import::again::Again;
use crate::import::refusal::Tally;
use crate::import::registers::{Register, Registers};
use chrono::NaiveDate;

/// What a row says.
#[derive(Debug, Clone)]
pub(super) struct Said {
    line: u32,
    child: String,
    urn: String,
    /// Year, session and code, in this order; a session once.
    marks: Vec<(AcademicYear, usize, u8)>,
}

/// The rows so far.
#[derive(Default)]
pub(super) struct Folded {
    /// What stands, for it is in no later row.
    standing: Registers,
    /// Rows that speak of a session of which another one speaks too.
    disputed: Vec<Said>,
    /// Lines that say what one before said, mark by mark.
    again: Again,
    /// Rows that say nothing.
    silent: u32,
}

impl Said {
    pub(super) fn new(line: u32, (child, urn): (String, String), marks: &[(NaiveDate, Half, u8)]) -> Self {
        let mark =
            |&(day, half, byte): &(NaiveDate, Half, u8)| Some((AcademicYear::of(day), session_index(day, half)?, byte));
        // Of a session that stands twice in the row the last counts.
        let mut marks: Vec<_> = marks.iter().rev().filter_map(mark).collect();
        marks.sort_by_key(|&(year, session, _)| (year, session));
        marks.dedup_by_key(|&mut (year, session, _)| (year, session));
        Self { line, child, urn, marks }
    }
}

impl Folded {
    /// Takes the next row.
    pub(super) fn take(&mut self, row: Said) {
        if row.marks.is_empty() {
            self.silent = self.silent.saturating_add(1);
            return;
        }
        let rivals = self.lift(&row);
        match rivals.as_slice() {
            [] => self.put(&row),
            [same] if same.marks == row.marks => {
                self.again.push(row.line, same.line);
                self.put(&row);
            }
            _ => {
                self.disputed.extend(rivals);
                self.disputed.push(row);
            }
        }
    }

    /// Takes the rows away that speak of a session of which this one speaks, each with all that it says.
    fn lift(&mut self, row: &Said) -> Vec<Said> {
        let mut lines: Vec<u32> =
            row.marks.iter().filter_map(|&mark| self.stands(row, mark)).map(|(_, line)| line).collect();
        lines.sort_unstable();
        lines.dedup();
        let registers = self.standing.of(&row.child);
        let rival = |line| Said {
            line,
            child: row.child.clone(),
            urn: row.urn.clone(),
            marks: all_of(registers, &row.urn, line),
        };
        lines.into_iter().map(rival).collect()
    }

    fn put(&mut self, row: &Said) {
        for &(year, session, byte) in &row.marks {
            if let Some(marks) = self.standing.marks_mut(&row.child, (year, &row.urn)) {
                marks.set(session, byte, row.line);
            }
        }
    }

    /// What stands of a session of which a row speaks: the code and its line.
    fn stands(&self, row: &Said, (year, session, _): (AcademicYear, usize, u8)) -> Option<(u8, u32)> {
        self.standing.get(&row.child, (year, &row.urn, session))
    }

    /// Hands the marks over: of the disputed rows from the last to the first.
    pub(super) fn finish(mut self, tally: &mut Tally) {
        let mut disputed = std::mem::take(&mut self.disputed);
        let alone = disputed.len();
        for place in 0..alone {
            let same = disputed.get(place).into_iter().flat_map(|row| {
                self.again.before(row.line).map(|line| Said { line, ..row.clone() }).collect::<Vec<_>>()
            });
            let same: Vec<Said> = same.collect();
            disputed.extend(same);
        }
        disputed.sort_unstable_by_key(|row| std::cmp::Reverse(row.line));
        let same = u32::try_from(disputed.len() - alone).unwrap_or(u32::MAX);
        let again = self.again.rows().saturating_sub(same);
        tally.repeated = tally.repeated.saturating_add(self.silent).saturating_add(again);
        for row in disputed {
            self.settle(row, tally);
        }
        tally.content = self.standing.content();
    }

    fn settle(&mut self, mut row: Said, tally: &mut Tally) {
        let later =
            |&mark: &(AcademicYear, usize, u8)| self.stands(&row, mark).map(|(byte, line)| (byte == mark.2, line));
        if let Some((_, line)) = row.marks.iter().filter_map(later).find(|(same, _)| !same) {
            tally.fold(row.line, false, line);
            return;
        }
        let fresh: Vec<_> = row.marks.iter().filter(|mark| later(mark).is_none()).copied().collect();
        if fresh.is_empty() {
            tally.repeated = tally.repeated.saturating_add(1);
            return;
        }
        row.marks = fresh;
        self.put(&row);
    }
}

/// Takes away all that a line says.
fn all_of(registers: &mut [Register], urn: &str, line: u32) -> Vec<(AcademicYear, usize, u8)> {
    let mut marks = Vec::new();
    for Register { year, marks: packed, .. } in registers.iter_mut().filter(|register| register.urn == urn) {
        let own: Vec<usize> = packed.marks().filter(|mark| mark.2 == line).map(|(session, ..)| session).collect();
        let taken = own.into_iter().filter_map(|session| Some((*year, session, packed.take(session)?.0)));
        marks.extend(taken);
    }
    marks.sort_unstable();
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sheet::Content;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    type Marks = Vec<(NaiveDate, Half, u8)>;

    /// Lines that are held back, the number of those that say nothing new, and the line that counts of each session.
    type Outcome = (Vec<u32>, u32, BTreeMap<(String, String, NaiveDate, bool), (u8, u32)>);

    fn day(number: u64) -> NaiveDate {
        // Over the first of September.
        "2026-08-31".parse::<NaiveDate>().unwrap() + chrono::Days::new(number)
    }

    /// All rows at once, from the last to the first.
    fn at_once(rows: &[(String, String, Marks)]) -> Outcome {
        let (mut held, mut repeated, mut counts) = (Vec::new(), 0, BTreeMap::new());
        for (line, (child, urn, marks)) in (2_u32..100).zip(rows).rev() {
            let of = |day, half| (child.clone(), urn.clone(), day, half == Half::Am);
            let later = |mark: &(NaiveDate, Half, u8)| counts.get(&of(mark.0, mark.1)).map(|&(byte, _)| byte == mark.2);
            let later: Vec<Option<bool>> = marks.iter().map(later).collect();
            if later.contains(&Some(false)) {
                held.push(line);
            } else if later.iter().all(Option::is_some) {
                repeated += 1;
            } else {
                for &(day, half, byte) in marks {
                    counts.entry(of(day, half)).or_insert((byte, line));
                }
            }
        }
        held.reverse();
        (held, repeated, counts)
    }

    fn folded(rows: &[(String, String, Marks)]) -> Outcome {
        let mut folded = Folded::default();
        for (line, (child, urn, marks)) in (2..).zip(rows) {
            folded.take(Said::new(line, (child.clone(), urn.clone()), marks));
        }
        let mut tally = Tally::default();
        folded.finish(&mut tally);
        let mut held: Vec<_> = tally.held.iter().map(|held| held.line).collect();
        held.sort_unstable();
        let Content::Marks(content) = tally.content else { panic!("no marks") };
        let mut counts = BTreeMap::new();
        for ((child, year, urn), packed) in content {
            for (session, byte, line) in packed.marks() {
                let day = crate::domain::attendance::session_day(year, session);
                let am = session_index(day, Half::Am) == Some(session);
                counts.insert((child.clone(), urn.clone(), day, am), (byte, line));
            }
        }
        (held, tally.repeated, counts)
    }

    fn row() -> impl Strategy<Value = (String, String, Marks)> {
        let mark = (0_u64..3, any::<bool>(), 1_u8..3);
        let mark = mark.prop_map(|(number, am, byte)| (day(number), if am { Half::Am } else { Half::Pm }, byte));
        let once = |marks: Marks| {
            let sessions: BTreeMap<_, _> =
                marks.into_iter().map(|(day, half, byte)| ((day, half == Half::Am), (day, half, byte))).collect();
            sessions.into_values().collect()
        };
        let marks = proptest::collection::vec(mark, 0..5).prop_map(once);
        ("[ab]", "[12]", marks)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn row_by_row_is_as_good_as_all_at_once(rows in proptest::collection::vec(row(), 0..12)) {
            prop_assert_eq!(folded(&rows), at_once(&rows));
        }
    }

    #[test]
    fn rows_that_agree_are_nothing_but_their_marks() {
        let mut folded = Folded::default();
        for line in 2..2002 {
            let marks = [(day(u64::from(line % 4)), Half::Am, 7)];
            folded.take(Said::new(line, ("a".to_owned(), String::new()), &marks));
        }
        assert_eq!((folded.disputed.len(), folded.again.rows()), (0, 1996));
    }
}
