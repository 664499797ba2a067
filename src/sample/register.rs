//! Registers: a mark for every session of the weeks asked for, as the child's story has it.

mod plot;

use crate::sample::SampleFile;
use crate::sample::almanac::{Almanac, SchoolDays, shift};
use crate::sample::child::{Child, Facet};
use crate::sample::exclusions::Exclusion;
use crate::sample::roll::Spell;
use crate::sample::world::World;
use chrono::{Datelike, NaiveDate};

/// A session of the window.
#[derive(Debug)]
pub(super) struct Session {
    /// Its day.
    pub(super) day: NaiveDate,
    /// Afternoon.
    pub(super) afternoon: bool,
    /// Day and session as the file writes them: `2026-11-23,AM,`.
    text: String,
}

/// The sessions of the window at schools that keep the same school days.
#[derive(Debug)]
pub(super) struct Sessions {
    /// Every session, the earliest first; of today the morning alone, since the afternoon's register is still to come.
    pub(super) all: Vec<Session>,
    /// The first session of this academic year.
    pub(super) year: usize,
}

impl Sessions {
    /// Of a number of weeks (at least one), the last holding today.
    pub(super) fn new(almanac: &Almanac, days: &SchoolDays, weeks: u32) -> Self {
        let today = almanac.today;
        let monday = shift(today, -i64::from(today.weekday().num_days_from_monday()));
        let from = shift(monday, -7 * (i64::from(weeks.clamp(1, 2000)) - 1));
        let halves = |day: &NaiveDate| {
            let day = *day;
            [(false, "AM"), (true, "PM")].map(|(afternoon, word)| Session {
                day,
                afternoon,
                text: format!("{day},{word},"),
            })
        };
        let mut all: Vec<Session> = days.within(from, today).iter().flat_map(halves).collect();
        if all.last().is_some_and(|session| session.day == today) {
            all.pop();
        }
        let year = all.partition_point(|session| session.day < almanac.year().first_day());
        Self { all, year }
    }
}

/// The marks of a child, one a session from the first on; it can end early.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    /// The sessions.
    pub(super) sessions: &'a Sessions,
    /// A code a session.
    pub(super) codes: Vec<&'static str>,
}

impl Marks<'_> {
    /// The places of this academic year's sessions.
    pub(super) fn this_year(&self) -> std::ops::Range<usize> {
        self.sessions.year.min(self.codes.len())..self.codes.len()
    }

    /// Sets codes of the last sessions, counted back from the last (0), where there are so many.
    pub(super) fn set_back(&mut self, back: usize, code: &'static str) {
        if let Some(place) = self.codes.len().checked_sub(back + 1) {
            self.codes[place] = code;
        }
    }
}

fn present(sessions: &Sessions) -> Vec<&'static str> {
    sessions.all.iter().map(|session| if session.afternoon { "\\" } else { "/" }).collect()
}

/// attendance.csv, a row a mark.
#[derive(Debug)]
pub(super) struct Register {
    bytes: Vec<u8>,
}

impl Register {
    /// The header.
    pub(super) fn new() -> Self {
        Self { bytes: b"child_id,date,session,code,school_urn\n".to_vec() }
    }

    /// The file.
    pub(super) fn file(self) -> SampleFile {
        SampleFile { name: "attendance.csv", bytes: self.bytes }
    }

    /// A child's marks in every register that it stands in.
    pub(super) fn write(&mut self, child: &Child, world: &World, spells: &[Spell], exclusions: &[Exclusion]) {
        let main = |spell: &&Spell| spell.registration == "main";
        let Some(last) = spells.iter().rev().filter(main).find(|spell| spell.start <= world.almanac.today) else {
            return;
        };
        if !child.at_school() {
            return;
        }
        let sessions = world.sessions(&last.urn);
        let mut marks = Marks { sessions, codes: present(sessions) };
        if let Some(end) = last.end {
            marks.codes.truncate(sessions.all.partition_point(|session| session.day <= end));
        }
        plot::play(child, &mut marks, &mut child.dice(world, Facet::Marks));
        suspend(&mut marks, exclusions);
        for spell in spells.iter().filter(|spell| spell.registration != "main") {
            self.other_school(child, spell, &mut marks);
        }
        for spell in spells.iter().filter(main) {
            self.rows(child, spell, &marks);
        }
    }

    /// Marks at a second school, and D in the main register where it teaches the child.
    fn other_school(&mut self, child: &Child, spell: &Spell, marks: &mut Marks<'_>) {
        let mut other = Marks { sessions: marks.sessions, codes: vec![""; marks.codes.len()] };
        let all = &marks.sessions.all;
        for (place, code) in marks.codes.iter_mut().enumerate() {
            let there = spell.registration == "ap" || all[place].day.weekday().num_days_from_monday() >= 3;
            if spell.holds(all[place].day) && there {
                let suspended = *code == "E";
                other.codes[place] = if suspended && all[place].afternoon {
                    "\\"
                } else if suspended {
                    "/"
                } else {
                    code
                };
                *code = "D";
            }
        }
        self.rows(child, spell, &other);
    }

    fn rows(&mut self, child: &Child, spell: &Spell, marks: &Marks<'_>) {
        let all = &marks.sessions.all;
        let first = all.partition_point(|session| session.day < spell.start);
        for (session, code) in all.iter().zip(&marks.codes).skip(first) {
            if spell.holds(session.day) && !code.is_empty() {
                for part in [&child.id, ",", &session.text, code, ",", &spell.urn, "\n"] {
                    self.bytes.extend_from_slice(part.as_bytes());
                }
            }
        }
    }
}

/// E for every session of a suspension, and from a permanent exclusion on.
fn suspend(marks: &mut Marks<'_>, exclusions: &[Exclusion]) {
    for row in exclusions.iter().filter(|row| row.kind != "LUNCH") {
        let all = &marks.sessions.all;
        let first = all.partition_point(|session| session.day < row.start);
        let end = match (row.sessions, row.end) {
            (Some(sessions), _) => all.partition_point(|session| session.day < row.start) + sessions,
            (None, Some(end)) => all.partition_point(|session| session.day <= end),
            (None, None) => marks.codes.len(),
        };
        let before_window = all.first().is_some_and(|session| row.start < session.day);
        let end = end.min(marks.codes.len());
        if !before_window && first < end {
            marks.codes[first..end].fill("E");
        }
    }
}
