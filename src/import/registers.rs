//! The registers of a file with several marks in a row, child by child.

use crate::domain::attendance::AcademicYear;
use crate::domain::sheet::{Content, MarksKey, PackedMarks};
use std::collections::{BTreeMap, HashMap};

/// A session of a year in the register of a school.
pub(super) type Session<'u> = (AcademicYear, &'u str, usize);

/// One register of a child in a year.
pub(super) struct Register {
    pub(super) urn: String,
    pub(super) year: AcademicYear,
    pub(super) marks: PackedMarks,
}

/// What stands so far.
#[derive(Default)]
pub(super) struct Registers(HashMap<String, Vec<Register>>);

impl Registers {
    /// The registers of a child.
    pub(super) fn of(&mut self, child: &str) -> &mut [Register] {
        self.0.get_mut(child).map(Vec::as_mut_slice).unwrap_or_default()
    }

    /// What stands of a session: the code and its line.
    pub(super) fn get(&self, child: &str, (year, urn, session): Session<'_>) -> Option<(u8, u32)> {
        self.marks(child, (year, urn))?.get(session)
    }

    /// The marks of a register.
    pub(super) fn marks(&self, child: &str, (year, urn): (AcademicYear, &str)) -> Option<&PackedMarks> {
        let registers = self.0.get(child)?;
        registers.get(place(registers, (year, urn))?).map(|register| &register.marks)
    }

    /// The marks of a register, which is made where there is none.
    pub(super) fn marks_mut(&mut self, child: &str, (year, urn): (AcademicYear, &str)) -> Option<&mut PackedMarks> {
        if !self.0.contains_key(child) {
            self.0.insert(child.to_owned(), Vec::new());
        }
        let registers = self.0.get_mut(child)?;
        let at = place(registers, (year, urn)).unwrap_or_else(|| {
            registers.push(Register { urn: urn.to_owned(), year, marks: PackedMarks::default() });
            registers.len() - 1
        });
        registers.get_mut(at).map(|register| &mut register.marks)
    }

    /// How many marks stand.
    pub(super) fn count(&self) -> usize {
        self.0.values().flatten().map(|register| register.marks.marks().count()).sum()
    }

    /// All of them that say something.
    pub(super) fn content(self) -> Content {
        let mut content = BTreeMap::<MarksKey, PackedMarks>::new();
        for (child, registers) in self.0 {
            let filled = registers.into_iter().filter(|register| !register.marks.is_empty());
            content.extend(filled.map(|register| ((child.clone(), register.year, register.urn), register.marks)));
        }
        Content::Marks(content)
    }
}

/// Where a register stands: a file speaks mostly of the one that came last.
fn place(registers: &[Register], (year, urn): (AcademicYear, &str)) -> Option<usize> {
    registers.iter().rposition(|register| register.year == year && register.urn == urn)
}
