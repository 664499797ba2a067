//! attendance.csv with a row a week: ten codes from Monday morning to Friday afternoon.

use crate::domain::attendance::{AcademicYear, Half, NO_MARK, session_index};
use crate::domain::kind::Kind;
use crate::domain::sheet::{Content, MarksKey, PackedMarks};
use crate::import::dates::date;
use crate::import::header::Header;
use crate::import::layouts::attendance_marks::set;
use crate::import::layouts::{Form, Layout, column, filled};
use crate::import::lines::Row;
use crate::import::marks::{mark, urn};
use crate::import::reader::Reader;
use crate::import::refusal::{Refusal, Tally};
use crate::import::table::child_id;
use crate::import::values::EMPTY;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::{BTreeMap, HashMap};

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

/// A row's marks: [`NO_MARK`] where it keeps what is there.
#[derive(Clone, Copy)]
struct Week {
    line: u32,
    bytes: [u8; SESSIONS],
}

/// A child and the URN of a register.
type Register = (String, String);

struct Weeks {
    header: Header,
    child: usize,
    monday: usize,
    marks: usize,
    urn: Option<usize>,
    registers: HashMap<Register, BTreeMap<NaiveDate, Week>>,
    earlier: Vec<(Register, NaiveDate, Week)>,
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
            registers: HashMap::new(),
            earlier: Vec::new(),
        }
    }
}

impl Reader for Weeks {
    fn row(&mut self, row: &Row) -> Result<(), Refusal> {
        let id = row.text(self.child);
        let id = child_id(&id).map_err(|why| self.header.refuse(self.child, why))?;
        let monday = date(&row.text(self.monday)).and_then(monday);
        let monday = monday.map_err(|why| self.header.refuse(self.monday, why))?;
        let bytes = ten(&row.text(self.marks)).map_err(|why| self.header.refuse(self.marks, why))?;
        let urn = urn(&self.header, self.urn, row)?;
        let register = (id.to_owned(), urn.into_owned());
        let weeks = self.registers.entry(register.clone()).or_default();
        if let Some(earlier) = weeks.insert(monday, Week { line: row.line, bytes }) {
            self.earlier.push((register, monday, earlier));
        }
        Ok(())
    }

    fn finish(self: Box<Self>, tally: &mut Tally) {
        for (register, monday, earlier) in &self.earlier {
            if let Some(last) = self.registers.get(register).and_then(|weeks| weeks.get(monday)) {
                tally.fold(earlier.line, earlier.bytes == last.bytes, last.line);
            }
        }
        let mut content = BTreeMap::<MarksKey, PackedMarks>::new();
        for ((id, urn), weeks) in self.registers {
            for (monday, week) in weeks {
                // A week of nothing but `-` keeps all there is: it says nothing new.
                if week.bytes == [NO_MARK; SESSIONS] {
                    tally.repeated = tally.repeated.saturating_add(1);
                }
                unpack(&mut content, (&id, &urn), monday, week);
            }
        }
        tally.content = Content::Marks(content);
    }
}

/// Puts a week's marks into the years to which its days belong.
fn unpack(content: &mut BTreeMap<MarksKey, PackedMarks>, register: (&str, &str), monday: NaiveDate, week: Week) {
    for (place, &byte) in (0_u64..).zip(&week.bytes).filter(|&(_, &byte)| byte != NO_MARK) {
        let half = if place % 2 == 0 { Half::Am } else { Half::Pm };
        let day = monday.checked_add_days(Days::new(place / 2));
        let Some((day, session)) = day.and_then(|day| Some((day, session_index(day, half)?))) else { continue };
        let key = (register.0.to_owned(), AcademicYear::of(day), register.1.to_owned());
        let marks = content.entry(key).or_insert_with(|| PackedMarks { bytes: Vec::new(), lines: Vec::new() });
        set(marks, session, byte, week.line);
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
