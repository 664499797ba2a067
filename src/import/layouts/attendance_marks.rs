//! attendance.csv with a row a mark: millions of rows, packed while they are read.

use crate::domain::attendance::{AcademicYear, Half, session_index};
use crate::domain::kind::Kind;
use crate::domain::sheet::{CLEAR_MARK, Content, MarksKey, PackedMarks};
use crate::import::again::Again;
use crate::import::dates::date;
use crate::import::header::Header;
use crate::import::layouts::{Form, Layout, column, filled, needed};
use crate::import::lines::Row;
use crate::import::marks::{mark, school_day, urn};
use crate::import::reader::Reader;
use crate::import::refusal::{Refusal, Tally};
use crate::import::table::child_id;
use crate::import::values::{EMPTY, quote};
use std::collections::HashMap;

/// `child_id`, date, session, code, `school_urn`.
pub(super) const LAYOUT: Layout = Layout {
    name: "attendance",
    kind: Kind::Attendance,
    child: Some("child_id"),
    form: Form::Marks {
        columns: &[
            filled(column("date", "")),
            filled(column("session", "")),
            needed(column("code", "")),
            column("school_urn", ""),
        ],
        open: |header| Box::new(Marks::new(header)),
    },
};

/// One register of a child in a year.
struct Register {
    urn: String,
    year: AcademicYear,
    marks: PackedMarks,
}

/// A mark that a later row gave otherwise.
struct Earlier {
    child: usize,
    register: usize,
    session: usize,
    byte: u8,
    line: u32,
}

struct Marks {
    header: Header,
    child: usize,
    date: usize,
    session: usize,
    code: usize,
    urn: Option<usize>,
    children: HashMap<String, usize>,
    registers: Vec<Vec<Register>>,
    earlier: Vec<Earlier>,
    /// Rows that give the mark that stands.
    again: Again,
}

impl Marks {
    fn new(header: &Header) -> Self {
        // The layout was recognised, so that its needed columns are there.
        let place = |word| header.place(word).unwrap_or_default();
        Self {
            child: place("child_id"),
            date: place("date"),
            session: place("session"),
            code: place("code"),
            urn: header.place("school_urn"),
            header: header.clone(),
            children: HashMap::new(),
            registers: Vec::new(),
            earlier: Vec::new(),
            again: Again::default(),
        }
    }

    /// The number of a child, by its id.
    fn child(&mut self, id: &str) -> usize {
        if let Some(&child) = self.children.get(id) {
            return child;
        }
        let child = self.registers.len();
        self.registers.push(Vec::new());
        self.children.insert(id.to_owned(), child);
        child
    }

    fn put(&mut self, child: usize, place: (AcademicYear, &str, usize), byte: u8, line: u32) {
        let (year, urn, session) = place;
        let Some(registers) = self.registers.get_mut(child) else { return };
        let found = registers.iter().position(|register| register.year == year && register.urn == urn);
        let at = found.unwrap_or_else(|| {
            registers.push(Register { urn: urn.to_owned(), year, marks: PackedMarks::default() });
            registers.len() - 1
        });
        let Some(Register { marks, .. }) = registers.get_mut(at) else { return };
        match marks.set(session, byte, line) {
            Some((before, same)) if before == byte => self.again.push(line, same),
            Some((byte, line)) => self.earlier.push(Earlier { child, register: at, session, byte, line }),
            None => {}
        }
    }
}

impl Reader for Marks {
    fn row(&mut self, row: &Row) -> Result<(), Refusal> {
        let id = row.text(self.child);
        let id = child_id(&id).map_err(|why| self.header.refuse(self.child, why))?;
        let day = date(&row.text(self.date)).and_then(school_day);
        let day = day.map_err(|why| self.header.refuse(self.date, why))?;
        let half = half(&row.text(self.session)).map_err(|why| self.header.refuse(self.session, why))?;
        let code = row.text(self.code);
        let byte = match code.as_ref() {
            "" => CLEAR_MARK,
            code => mark(code).map_err(|why| self.header.refuse(self.code, why))?,
        };
        let urn = urn(&self.header, self.urn, row)?;
        let Some(session) = session_index(day, half) else {
            return Err(self.header.refuse(self.date, "is not a school day"));
        };
        let child = self.child(id);
        self.put(child, (AcademicYear::of(day), &urn, session), byte, row.line);
        Ok(())
    }

    fn finish(mut self: Box<Self>, tally: &mut Tally) {
        let mut again = self.again.rows();
        for earlier in &self.earlier {
            let register = self.registers.get(earlier.child).and_then(|child| child.get(earlier.register));
            let Some((byte, last)) = register.and_then(|register| register.marks.get(earlier.session)) else {
                continue;
            };
            tally.fold(earlier.line, byte == earlier.byte, last);
            for line in self.again.before(earlier.line).filter(|_| byte != earlier.byte) {
                tally.fold(line, false, last);
                again = again.saturating_sub(1);
            }
        }
        tally.repeated = tally.repeated.saturating_add(again);
        let mut content = std::collections::BTreeMap::<MarksKey, PackedMarks>::new();
        for (id, child) in self.children {
            for register in self.registers.get_mut(child).map(std::mem::take).unwrap_or_default() {
                content.insert((id.clone(), register.year, register.urn), register.marks);
            }
        }
        tally.content = Content::Marks(content);
    }
}

fn half(text: &str) -> Result<Half, String> {
    match text {
        text if text.eq_ignore_ascii_case("am") => Ok(Half::Am),
        text if text.eq_ignore_ascii_case("pm") => Ok(Half::Pm),
        "" => Err(EMPTY.to_owned()),
        text => Err(format!("{} is neither AM nor PM", quote(text))),
    }
}
