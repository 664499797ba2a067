//! Attendance: the codes of the register, and marks packed a byte a session.
//!
//! A year's marks are one string of bytes: index = 10 x week + 2 x weekday + (0 AM, 1 PM), week 0 holding
//! 1 September. A byte's upper half is its class, so a fold needs no look-up of the code.
//! Codes: School Attendance (Pupil Registration) (England) Regulations 2024, and the statistical classes of the
//! Department for Education; H, F, J and Y are retired and still read.

pub mod tally;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Sessions in the longest academic year: 54 weeks are touched when 1 September is a Sunday of a leap year.
pub const YEAR_SESSIONS: usize = 540;

/// No mark.
pub const NO_MARK: u8 = 0;

/// What a mark counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Class {
    /// No mark at all.
    Blank = 0,
    /// Present.
    Present = 1,
    /// Approved educational activity; attended.
    Approved = 2,
    /// Authorised absence.
    Authorised = 3,
    /// Unauthorised absence.
    Unauthorised = 4,
    /// Not a possible attendance.
    NotPossible = 5,
    /// Administrative: not on roll yet, planned closure.
    Administrative = 6,
}

impl Class {
    /// In the denominator of every rate.
    pub const fn possible(self) -> bool {
        matches!(self, Self::Present | Self::Approved | Self::Authorised | Self::Unauthorised)
    }
    /// Counts as attended.
    pub const fn attended(self) -> bool {
        matches!(self, Self::Present | Self::Approved)
    }
    /// Counts as absent.
    pub const fn absent(self) -> bool {
        matches!(self, Self::Authorised | Self::Unauthorised)
    }
}

/// A register code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// How it is packed; the upper half is the class. Fixed for good: it stands in every caseload file.
    pub byte: u8,
    /// As the register writes it.
    pub code: &'static str,
    /// In words.
    pub meaning: &'static str,
    /// No longer in use, still read.
    pub retired: bool,
}

const fn code(byte: u8, code: &'static str, meaning: &'static str) -> Code {
    Code { byte, code, meaning, retired: false }
}
const fn retired(byte: u8, code: &'static str, meaning: &'static str) -> Code {
    Code { byte, code, meaning, retired: true }
}

/// Every code, by byte.
pub const CODES: &[Code] = &[
    code(0x10, "/", "present, morning"),
    code(0x11, "\\", "present, afternoon"),
    code(0x12, "L", "late, before the register closed"),
    code(0x20, "K", "provision arranged by the local authority"),
    code(0x21, "V", "educational visit"),
    code(0x22, "P", "sporting activity"),
    code(0x23, "W", "work experience"),
    code(0x24, "B", "other approved off-site education"),
    retired(0x25, "J", "interview (before August 2024)"),
    code(0x30, "C", "leave, exceptional circumstances"),
    code(0x31, "C1", "leave, regulated performance or employment abroad"),
    code(0x32, "C2", "leave, part-time timetable"),
    code(0x33, "E", "suspended or excluded, no provision"),
    code(0x34, "I", "illness"),
    code(0x35, "M", "medical or dental appointment"),
    code(0x36, "J1", "interview for work or a school"),
    code(0x37, "R", "religious observance"),
    code(0x38, "S", "study leave"),
    code(0x39, "T", "travelling for the parent's work"),
    retired(0x3a, "H", "holiday granted (before August 2024)"),
    retired(0x3b, "F", "extended holiday granted (retired)"),
    code(0x40, "G", "holiday not granted"),
    code(0x41, "N", "reason not yet known"),
    code(0x42, "O", "absent without authorisation"),
    code(0x43, "U", "late, after the register closed"),
    code(0x50, "D", "at the other school (dual registered)"),
    code(0x51, "Q", "council failed to arrange access"),
    code(0x52, "X", "not of compulsory age, not required"),
    code(0x53, "Y1", "normal transport missing"),
    code(0x54, "Y2", "widespread travel disruption"),
    code(0x55, "Y3", "part of the premises closed"),
    code(0x56, "Y4", "school unexpectedly closed"),
    code(0x57, "Y5", "in criminal-justice detention"),
    code(0x58, "Y6", "public-health rule"),
    code(0x59, "Y7", "other unavoidable cause"),
    retired(0x5a, "Y", "unable to attend (before August 2024)"),
    code(0x60, "Z", "not yet on roll"),
    code(0x61, "#", "planned closure"),
];

/// The class of a packed byte; bytes that no code uses are blank.
pub const fn class_of(byte: u8) -> Class {
    match byte >> 4 {
        1 => Class::Present,
        2 => Class::Approved,
        3 => Class::Authorised,
        4 => Class::Unauthorised,
        5 => Class::NotPossible,
        6 => Class::Administrative,
        _ => Class::Blank,
    }
}

/// The code that a byte stands for.
pub fn code_of(byte: u8) -> Option<&'static Code> {
    CODES.iter().find(|code| code.byte == byte)
}

/// The code as a register writes it, in upper or lower case.
pub fn parse_code(text: &str) -> Option<&'static Code> {
    CODES.iter().find(|code| code.code.eq_ignore_ascii_case(text))
}

/// Morning or afternoon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Half {
    /// Morning.
    Am = 0,
    /// Afternoon.
    Pm = 1,
}

/// An academic year, named by the calendar year of its 1 September.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AcademicYear(pub i32);

impl AcademicYear {
    /// The year that holds a day: 1 September to 31 August.
    pub fn of(day: NaiveDate) -> Self {
        Self(if day.month() >= 9 { day.year() } else { day.year() - 1 })
    }
    /// 1 September.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0, 9, 1).unwrap_or_default()
    }
    /// 31 August.
    pub fn last_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0 + 1, 8, 31).unwrap_or_default()
    }
    /// The Monday of the week that holds 1 September.
    pub fn first_monday(self) -> NaiveDate {
        self.first_day().week(Weekday::Mon).first_day()
    }
    /// Reads `2026/27`; `None` unless the second half follows the first.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, second) = text.split_once('/')?;
        let year: i32 = first.parse().ok().filter(|_| first.len() == 4)?;
        let next: i32 = second.parse().ok().filter(|_| second.len() == 2)?;
        ((year + 1) % 100 == next).then_some(Self(year))
    }
}

/// Prints `2026/27`.
impl std::fmt::Display for AcademicYear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{:02}", self.0, (self.0 + 1).rem_euclid(100))
    }
}

/// Where a session stands in its year's bytes; `None` on a Saturday or Sunday.
pub fn session_index(day: NaiveDate, half: Half) -> Option<usize> {
    let weekday = day.weekday().num_days_from_monday();
    if weekday > 4 {
        return None;
    }
    let days = (day - AcademicYear::of(day).first_monday()).num_days();
    let week = usize::try_from(days / 7).ok()?;
    Some(10 * week + 2 * weekday as usize + half as usize)
}

/// The day of an index in a year's bytes.
pub fn session_day(year: AcademicYear, index: usize) -> NaiveDate {
    let days = 7 * (index / 10) + (index % 10) / 2;
    year.first_monday().checked_add_days(Days::new(days as u64)).unwrap_or_default()
}

/// One academic year of marks, merged from all registers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearMarks {
    /// Which year.
    pub year: AcademicYear,
    /// A byte a session; shorter than [`YEAR_SESSIONS`] where the rest is blank.
    pub bytes: Box<[u8]>,
}

/// Of two marks for one session the one that counts: possible beats not possible, attended beats absent, authorised
/// beats unauthorised, a known reason beats N; else the smaller byte, so that the order of registers is nothing.
pub fn stronger(left: u8, right: u8) -> u8 {
    let strength = |byte: u8| match class_of(byte) {
        Class::Blank => 0,
        Class::NotPossible | Class::Administrative => 1,
        Class::Unauthorised if byte == 0x41 => 2,
        Class::Unauthorised => 3,
        Class::Authorised => 4,
        Class::Present | Class::Approved => 5,
    };
    match strength(left).cmp(&strength(right)) {
        std::cmp::Ordering::Greater => left,
        std::cmp::Ordering::Less => right,
        std::cmp::Ordering::Equal => left.min(right),
    }
}

/// Folds one register's bytes into the merged bytes of the year.
pub fn merge_into(merged: &mut Vec<u8>, register: &[u8]) {
    if merged.len() < register.len() {
        merged.resize(register.len(), NO_MARK);
    }
    for (into, &from) in merged.iter_mut().zip(register) {
        *into = stronger(*into, from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_code_has_its_own_byte_and_a_class() {
        for (place, code) in CODES.iter().enumerate() {
            assert_ne!(class_of(code.byte), Class::Blank, "{}", code.code);
            assert!(CODES[place + 1..].iter().all(|other| other.byte != code.byte && other.code != code.code));
        }
    }

    #[test]
    fn index_and_day_are_inverse() {
        for start in ["2019-09-02", "2023-09-01", "2026-09-01"] {
            let mut at = day(start);
            while AcademicYear::of(at) == AcademicYear::of(day(start)) {
                if let Some(index) = session_index(at, Half::Pm) {
                    assert!(index < YEAR_SESSIONS);
                    assert_eq!(session_day(AcademicYear::of(at), index), at);
                } else {
                    assert!(at.weekday().num_days_from_monday() > 4);
                }
                at = at.succ_opt().unwrap();
            }
        }
    }

    #[test]
    fn the_stronger_mark_counts() {
        let byte = |code: &str| parse_code(code).unwrap().byte;
        for (left, right, counts) in
            [("D", "/", "/"), ("I", "/", "/"), ("O", "I", "I"), ("N", "O", "O"), ("X", "N", "N"), ("D", "#", "D")]
        {
            assert_eq!(stronger(byte(left), byte(right)), byte(counts));
            assert_eq!(stronger(byte(right), byte(left)), byte(counts));
        }
    }

    #[test]
    fn academic_year_reads_what_it_prints() {
        assert_eq!(AcademicYear::parse("2026/27"), Some(AcademicYear(2026)));
        assert_eq!(AcademicYear(1999).to_string(), "1999/00");
        assert_eq!(AcademicYear::parse("2026/28"), None);
    }
}
