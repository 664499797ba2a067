//! attendance.csv with a row a week: ten codes from Monday morning to Friday afternoon.

use crate::domain::attendance::{AcademicYear, Half, NO_MARK, session_index};
use crate::domain::kind::Kind;
use crate::import::again::Again;
use crate::import::dates::date;
use crate::import::header::Header;
use crate::import::layouts::{Form, Layout, column, filled};
use crate::import::lines::Row;
use crate::import::marks::{mark, urn};
use crate::import::reader::Reader;
use crate::import::refusal::{Refusal, Tally};
use crate::import::registers::Registers;
use crate::import::table::child_id;
use crate::import::values::EMPTY;
use chrono::{Datelike, NaiveDate, Weekday};
use std::ops::Range;

/// `child_id`, `week_commencing`, marks, `school_urn`.
pub(super) const LAYOUT: Layout = Layout {
    name: "attendance",
    kind: Kind::Attendance,
    child: Some("child_id"),
    form: Form::Marks {
        columns: &[filled(column("week_commencing", "")), filled(column("marks", "")), column("school_urn", "")],
        open: |header| Box::new(Weeks::new(header)),
    },
};

const SESSIONS: usize = 10;
/// Stands for a row that says nothing.
const ROW: u8 = 1;

/// A row's marks: [`NO_MARK`] where it keeps what is there.
#[derive(Clone, Copy)]
struct Week {
    line: u32,
    bytes: [u8; SESSIONS],
}

/// A week of a child in the register of a school.
#[derive(Clone, Copy)]
struct Which<'r> {
    child: &'r str,
    urn: &'r str,
    monday: NaiveDate,
}

/// A row for whose week a later one says something else.
struct Earlier {
    child: String,
    urn: String,
    monday: NaiveDate,
    week: Week,
}

struct Weeks {
    header: Header,
    child: usize,
    monday: usize,
    marks: usize,
    urn: Option<usize>,
    registers: Registers,
    /// Weeks of nothing but `-`: a mark on the Monday stands for the row.
    silent: Registers,
    earlier: Vec<Earlier>,
    /// Rows that say of their week what the row before them said.
    again: Again,
}

impl Weeks {
    fn new(header: &Header) -> Self {
        // The layout was recognised, so that its needed columns are there.
        let place = |word| header.place(word).unwrap_or_default();
        Self {
            child: place("child_id"),
            monday: place("week_commencing"),
            marks: place("marks"),
            urn: header.place("school_urn"),
            header: header.clone(),
            registers: Registers::default(),
            silent: Registers::default(),
            earlier: Vec::new(),
            again: Again::default(),
        }
    }

    /// The row that stands of a week.
    fn stands(&self, which: Which<'_>) -> Option<Week> {
        let mut found = None;
        for Part { year, places, first } in parts(which.monday) {
            let Some(marks) = self.registers.marks(which.child, (year, which.urn)) else { continue };
            for place in places {
                let Some((byte, line)) = marks.get(first + place) else { continue };
                let week = found.get_or_insert(Week { line, bytes: [NO_MARK; SESSIONS] });
                week.bytes[place] = byte;
            }
        }
        let silent = || {
            let (year, session) = silent(which.monday);
            let (_, line) = self.silent.get(which.child, (year, which.urn, session))?;
            Some(Week { line, bytes: [NO_MARK; SESSIONS] })
        };
        found.or_else(silent)
    }

    /// Takes away what stands of a week.
    fn clear(&mut self, which: Which<'_>) {
        for Part { year, places, first } in parts(which.monday) {
            if let Some(marks) = self.registers.marks_mut(which.child, (year, which.urn)) {
                for place in places {
                    marks.take(first + place);
                }
            }
        }
        let (year, session) = silent(which.monday);
        if let Some(marks) = self.silent.marks_mut(which.child, (year, which.urn)) {
            marks.take(session);
        }
    }

    /// Puts a row where none stands.
    fn put(&mut self, which: Which<'_>, week: Week) {
        let Which { child, urn, monday } = which;
        for Part { year, places, first } in parts(monday) {
            let mut said = places.filter(|&place| week.bytes[place] != NO_MARK).peekable();
            if said.peek().is_none() {
                continue;
            }
            let Some(marks) = self.registers.marks_mut(child, (year, urn)) else { continue };
            for place in said {
                marks.set(first + place, week.bytes[place], week.line);
            }
        }
        let (year, session) = silent(monday);
        if week.bytes == [NO_MARK; SESSIONS]
            && let Some(marks) = self.silent.marks_mut(child, (year, urn))
        {
            marks.set(session, ROW, week.line);
        }
    }
}

/// What of a week is of one academic year.
struct Part {
    year: AcademicYear,
    places: Range<usize>,
    /// Where its Monday morning stands.
    first: usize,
}

/// A week: from the first of September on it is of the next year, in whose week 0 that day is.
fn parts(monday: NaiveDate) -> [Part; 2] {
    let (year, first) = silent(monday);
    let next = AcademicYear(year.0 + 1);
    let left = usize::try_from((next.first_day() - monday).num_days()).unwrap_or_default();
    let turn = SESSIONS.min(2 * left);
    [Part { year, places: 0..turn, first }, Part { year: next, places: turn..SESSIONS, first: 0 }]
}

/// Where a week of nothing but `-` stands: at its Monday morning.
fn silent(monday: NaiveDate) -> (AcademicYear, usize) {
    (AcademicYear::of(monday), session_index(monday, Half::Am).unwrap_or_default())
}

impl Reader for Weeks {
    fn row(&mut self, row: &Row) -> Result<(), Refusal> {
        let id = row.text(self.child);
        let id = child_id(&id).map_err(|why| self.header.refuse(self.child, why))?;
        let monday = date(&row.text(self.monday)).and_then(monday);
        let monday = monday.map_err(|why| self.header.refuse(self.monday, why))?;
        let bytes = ten(&row.text(self.marks)).map_err(|why| self.header.refuse(self.marks, why))?;
        let urn = urn(&self.header, self.urn, row)?;
        let which = Which { child: id, urn: &urn, monday };
        if let Some(week) = self.stands(which) {
            self.clear(which);
            if week.bytes == bytes {
                self.again.push(row.line, week.line);
            } else {
                self.earlier.push(Earlier { child: id.to_owned(), urn: urn.to_string(), monday, week });
            }
        }
        self.put(which, Week { line: row.line, bytes });
        Ok(())
    }

    fn finish(self: Box<Self>, tally: &mut Tally) {
        let mut again = self.again.rows();
        for Earlier { child, urn, monday, week } in &self.earlier {
            let Some(last) = self.stands(Which { child, urn, monday: *monday }) else { continue };
            let same = week.bytes == last.bytes;
            tally.fold(week.line, same, last.line);
            for line in self.again.before(week.line).filter(|_| !same) {
                tally.fold(line, false, last.line);
                again = again.saturating_sub(1);
            }
        }
        // A week of nothing but `-` keeps all there is: it says nothing new.
        let silent = u32::try_from(self.silent.count()).unwrap_or(u32::MAX);
        tally.repeated = tally.repeated.saturating_add(again).saturating_add(silent);
        tally.content = self.registers.content();
    }
}

fn monday(day: NaiveDate) -> Result<NaiveDate, String> {
    match day.weekday() {
        Weekday::Mon => Ok(day),
        other => Err(format!("{day} is not a Monday ({other})")),
    }
}

/// Reads ten codes divided by blanks; one bad code refuses them all.
fn ten(text: &str) -> Result<[u8; SESSIONS], String> {
    if text.is_empty() {
        return Err(EMPTY.to_owned());
    }
    let mut bytes = [NO_MARK; SESSIONS];
    let codes: Vec<&str> = text.split_whitespace().collect();
    if codes.len() != SESSIONS {
        return Err(format!("holds {} codes instead of ten", codes.len()));
    }
    for (place, (slot, code)) in bytes.iter_mut().zip(codes).enumerate() {
        if code != "-" {
            *slot = mark(code).map_err(|why| format!("{why} (place {} of ten)", place + 1))?;
        }
    }
    Ok(bytes)
}
