//! What a story does to the marks.

use crate::sample::child::Child;
use crate::sample::dice::Dice;
use crate::sample::register::Marks;
use crate::sample::story::Story;
use chrono::{Datelike, Weekday};

/// The sessions at the end that a healthy child's illnesses stay clear of, so that they are not read as a dip.
const RECENT: usize = 24;

/// Plays a child's story.
pub(super) fn play(child: &Child, marks: &mut Marks<'_>, dice: &mut Dice) {
    lateness(marks, dice);
    match child.story {
        Story::Refuser => refuse(marks, dice),
        Story::RefuserLong => attend_little(marks),
        Story::Truant => truant(marks, dice),
        Story::SlidAfterMove => slide(marks),
        Story::Ill => fall_ill(marks, dice),
        Story::DayAWeek => miss_a_day(marks, dice),
        Story::PartTime => part_time(marks),
        Story::Unexplained => [1, 2, 5].into_iter().for_each(|back| marks.set_back(back, "N")),
        _ => health(child, marks, dice),
    }
    if child.story == Story::RegisterStopped {
        let kept = marks.codes.len().saturating_sub(usize::try_from(2 * dice.between(7, 10)).unwrap_or(14));
        marks.codes.truncate(kept);
    }
}

fn lateness(marks: &mut Marks<'_>, dice: &mut Dice) {
    let often = if dice.chance(20) { 4 } else { 1 };
    for (code, session) in marks.codes.iter_mut().zip(&marks.sessions.all) {
        let edge = matches!(session.day.weekday(), Weekday::Mon | Weekday::Fri);
        if !session.afternoon && dice.chance(often + i64::from(edge)) {
            *code = "L";
        }
    }
}

/// Ordinary absence: at most one session in twenty, whole days, rather on Mondays and Fridays, none in the last
/// two weeks but for an appointment.
fn health(child: &Child, marks: &mut Marks<'_>, dice: &mut Dice) {
    let year = marks.this_year();
    let older = year.start..year.end.saturating_sub(RECENT).max(year.start);
    absences(marks, older, year.len() / 20, dice);
    let before = 0..year.start;
    let most = before.len() / 20;
    absences(marks, before, most, dice);
    if year.len() >= 40 && dice.chance(20) {
        marks.set_back(usize::try_from(dice.between(1, 19)).unwrap_or(1), "M");
    }
    if dice.chance(if child.in_years(10, 11) { 30 } else { 12 }) {
        off_site(child, marks, dice);
    }
}

const REASONS: &[&str] = &["I", "I", "I", "I", "I", "I", "M", "C", "R", "G", "O", "N", "U"];

fn absences(marks: &mut Marks<'_>, among: std::ops::Range<usize>, most: usize, dice: &mut Dice) {
    let mut left = usize::try_from(dice.between(0, i64::try_from(most).unwrap_or(0))).unwrap_or(0);
    while left >= 2 && among.len() >= 2 {
        let first = among.start + dice.index(among.len() - 1);
        let first = edge_of_week(marks, first, dice).min(among.end - 2);
        let code = dice.pick(REASONS);
        if matches!(code, "M" | "U" | "N") {
            marks.codes[first] = code;
            left -= 1;
        } else {
            let length = if code == "I" && left >= 4 { 4 } else { 2 };
            let end = (first + length).min(among.end);
            marks.codes[first..end].fill(code);
            left -= length;
        }
    }
}

/// Half the absences begin on a Monday or a Friday.
fn edge_of_week(marks: &Marks<'_>, place: usize, dice: &mut Dice) -> usize {
    let all = &marks.sessions.all;
    let morning = place - usize::from(all[place].afternoon && place > 0);
    match all[morning].day.weekday() {
        Weekday::Tue if dice.chance(50) => morning.saturating_sub(2),
        Weekday::Thu if dice.chance(50) => (morning + 2).min(all.len() - 1),
        _ => morning,
    }
}

/// A day of education off site.
fn off_site(child: &Child, marks: &mut Marks<'_>, dice: &mut Dice) {
    let code = if child.in_years(10, 11) { dice.pick(&["W", "B", "J1", "V"]) } else { dice.pick(&["V", "P", "B"]) };
    let year = marks.this_year();
    if year.len() > RECENT + 2 {
        let first = year.start + dice.index(year.len() - RECENT - 2);
        let length = if code == "J1" { 1 } else { 2 };
        marks.codes[first..first + length].fill(code);
    }
}

/// More than half of the year's sessions absent, all at its end: ill at first, then not coming.
fn refuse(marks: &mut Marks<'_>, dice: &mut Dice) {
    let year = marks.this_year();
    let absent = (year.len().div_ceil(2) + usize::try_from(dice.between(2, 5)).unwrap_or(2)).min(year.len());
    for back in 0..absent {
        let code = match absent - back {
            1..=6 => "I",
            // A whole day has one reason.
            rest => ["I", "O", "O", "N"][rest / 2 % 4],
        };
        marks.set_back(back, code);
    }
}

/// Three sessions in ten, all through: medical evidence is there.
fn attend_little(marks: &mut Marks<'_>) {
    for (place, code) in marks.codes.iter_mut().enumerate() {
        if !matches!(place % 10, 3 | 6 | 9) {
            *code = if place % 20 == 0 { "M" } else { "I" };
        }
    }
}

fn truant(marks: &mut Marks<'_>, dice: &mut Dice) {
    let most = usize::try_from(dice.between(12, 15)).unwrap_or(12);
    let days = (0..).map(|spell: usize| spell * 4).flat_map(|back| [back, back + 1]);
    for back in days.take(most) {
        marks.set_back(back, if back % 8 == 1 { "U" } else { "O" });
    }
}

/// Eight of the last twenty sessions, more towards the end.
fn slide(marks: &mut Marks<'_>) {
    for (back, code) in [(0, "N"), (1, "O"), (2, "O"), (5, "I"), (6, "I"), (9, "N"), (12, "I"), (13, "I")] {
        marks.set_back(back, code);
    }
}

/// Two or three days in bed within the last two weeks.
fn fall_ill(marks: &mut Marks<'_>, dice: &mut Dice) {
    let first = usize::try_from(dice.between(2, 9)).unwrap_or(2);
    for back in first..first + 4 {
        marks.set_back(back, "I");
    }
}

fn miss_a_day(marks: &mut Marks<'_>, dice: &mut Dice) {
    let missed = if dice.chance(60) { Weekday::Mon } else { Weekday::Fri };
    for (place, session) in marks.sessions.all.iter().enumerate().take(marks.codes.len()) {
        if session.day.weekday() == missed {
            marks.codes[place] = ["I", "I", "M", "C"][place / 10 % 4];
        }
    }
}

fn part_time(marks: &mut Marks<'_>) {
    for (code, session) in marks.codes.iter_mut().zip(&marks.sessions.all) {
        if session.afternoon && matches!(session.day.weekday(), Weekday::Tue | Weekday::Thu) {
            *code = "C2";
        }
    }
}
