//! Registers with many marks in a row: a column a day or a session, a mark for each half of a date, a marks string.

mod folded;

use crate::domain::attendance::{Half, NO_MARK, session_index};
use crate::domain::kind::Shape;
use crate::import::dates;
use crate::import::header::Header;
use crate::import::lines::Row;
use crate::import::mapping::cells::{Codes, translate};
use crate::import::mapping::days::{Day, DayColumn};
use crate::import::mapping::long::Whose;
use crate::import::mapping::profile::{Place, Profile};
use crate::import::marks::{mark, school_day, urn};
use crate::import::reader::Reader;
use crate::import::refusal::{Refusal, Tally};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use folded::{Folded, Said};

const TEN: usize = 10;
/// The marks of a year and a bit; more is no register.
const LONGEST: usize = 600;

/// A mark and its session.
type Mark = (NaiveDate, Half, u8);

pub(super) struct Wide {
    header: Header,
    profile: Profile,
    whose: Whose,
    days: Vec<(usize, DayColumn)>,
    folded: Folded,
}

impl Wide {
    pub(super) fn new(profile: &Profile, header: &Header) -> Self {
        Self {
            whose: Whose::of(profile, header),
            days: profile.day_columns(header),
            header: header.clone(),
            profile: profile.clone(),
            folded: Folded::default(),
        }
    }

    fn place(&self, field: &'static str) -> Option<Place<'_>> {
        self.profile.place(&self.header, field)
    }

    /// The day in a column, where the file has it.
    fn day(&self, row: &Row, field: &'static str) -> Result<Option<NaiveDate>, Refusal> {
        let Some(place) = self.place(field) else { return Ok(None) };
        let text = row.text(place.at);
        let text = translate(Shape::Date, &text, self.profile.order, place.codes);
        let day = dates::date(&text).map_err(|why| self.header.refuse(place.at, why))?;
        Ok(Some(day))
    }

    /// The codes of a cell.
    fn cell(&self, row: &Row, at: usize, codes: &Codes) -> Result<Vec<u8>, Refusal> {
        marks(&translate(Shape::Text, &row.text(at), self.profile.order, codes))
            .map_err(|why| self.header.refuse(at, why))
    }

    fn marks(&self, row: &Row) -> Result<Vec<Mark>, Refusal> {
        let mut found = Vec::new();
        self.dated(row, &mut found)?;
        self.strung(row, &mut found)?;
        let week = self.day(row, "week_commencing")?;
        for &(at, column) in &self.days {
            let day = match (column.day, week) {
                (Day::Date(day), _) => day,
                (Day::Weekday(place), Some(week)) => self.in_week(week, place)?,
                (Day::Weekday(_), None) => return Err(self.header.refuse(at, "needs a week_commencing column")),
            };
            let codes = self.cell(row, at, &self.profile.day_codes)?;
            self.put(&mut found, (at, day, column.half), &codes)?;
        }
        Ok(found)
    }

    /// A day of the week that the row names.
    fn in_week(&self, week: NaiveDate, place: u64) -> Result<NaiveDate, Refusal> {
        let refuse = |why: String| match self.place("week_commencing") {
            Some(column) => self.header.refuse(column.at, why),
            None => Refusal::whole(why),
        };
        if week.weekday() != Weekday::Mon {
            return Err(refuse(format!("{week} is not a Monday ({})", week.weekday())));
        }
        week.checked_add_days(Days::new(place)).ok_or_else(|| refuse("is no week".to_owned()))
    }

    /// A date with its marks beside it.
    fn dated(&self, row: &Row, found: &mut Vec<Mark>) -> Result<(), Refusal> {
        let Some(day) = self.day(row, "date")? else { return Ok(()) };
        for (field, half) in [("code", None), ("am", Some(Half::Am)), ("pm", Some(Half::Pm))] {
            let Some(place) = self.place(field) else { continue };
            let codes = self.cell(row, place.at, place.codes)?;
            self.put(found, (place.at, day, half), &codes)?;
        }
        Ok(())
    }

    /// A marks string: ten of a week, or any number from a day on, two for each day from Monday to Friday.
    fn strung(&self, row: &Row, found: &mut Vec<Mark>) -> Result<(), Refusal> {
        let Some(place) = self.place("marks") else { return Ok(()) };
        let codes = self.cell(row, place.at, place.codes)?;
        let refuse = |why: String| Err(self.header.refuse(place.at, why));
        let start = match (self.day(row, "week_commencing")?, self.day(row, "from")?) {
            (Some(_), _) if codes.len() != TEN => return refuse(format!("holds {} codes instead of ten", codes.len())),
            (Some(week), _) => self.in_week(week, 0)?,
            (None, Some(_)) if codes.len() > LONGEST => return refuse(format!("holds more than {LONGEST} codes")),
            (None, Some(day)) => day,
            (None, None) => return refuse("needs the day on which it starts".to_owned()),
        };
        let days = start.iter_days().filter(|day| session_index(*day, Half::Am).is_some());
        for (day, pair) in days.zip(codes.chunks(2)) {
            let halves = [Half::Am, Half::Pm].into_iter().zip(pair);
            found.extend(halves.filter(|(_, byte)| **byte != NO_MARK).map(|(half, &byte)| (day, half, byte)));
        }
        Ok(())
    }

    /// The codes of one cell: of a session one, of a day one for both halves or two.
    fn put(
        &self,
        found: &mut Vec<Mark>,
        (at, day, half): (usize, NaiveDate, Option<Half>),
        codes: &[u8],
    ) -> Result<(), Refusal> {
        let refuse = |why: String| self.header.refuse(at, why);
        let halves = match (half, codes) {
            (_, []) => return Ok(()),
            (Some(half), &[byte]) => vec![(half, byte)],
            (None, &[byte]) => vec![(Half::Am, byte), (Half::Pm, byte)],
            (None, &[am, pm]) => vec![(Half::Am, am), (Half::Pm, pm)],
            (half, codes) => {
                let most = if half.is_some() { "a session has one" } else { "a day has two" };
                return Err(refuse(format!("holds {} codes, {most}", codes.len())));
            }
        };
        let marked = halves.into_iter().filter(|(_, byte)| *byte != NO_MARK);
        let marked: Vec<Mark> = marked.map(|(half, byte)| (day, half, byte)).collect();
        if !marked.is_empty() {
            school_day(day).map_err(refuse)?;
        }
        found.extend(marked);
        Ok(())
    }
}

impl Reader for Wide {
    fn row(&mut self, row: &Row) -> Result<(), Refusal> {
        let child = self.whose.child(&self.header, row)?;
        let place = self.place("school_urn").map(|place| place.at);
        let urn = urn(&self.header, place, row)?.into_owned();
        let marks = self.marks(row)?;
        self.folded.take(Said::new(row.line, (child, urn), &marks));
        Ok(())
    }

    fn finish(self: Box<Self>, tally: &mut Tally) {
        self.folded.finish(tally);
    }
}

/// Reads the codes of a cell, one behind the other or divided by blanks or commas; `-` and `.` are no mark. Groups of
/// unequal length are refused, since a blank that stood for a mark would move all that follow.
pub(super) fn marks(text: &str) -> Result<Vec<u8>, String> {
    let groups = text.split([' ', ',', ';', '\t']).filter(|group| !group.is_empty()).map(group);
    let groups = groups.collect::<Result<Vec<_>, _>>()?;
    if let [first, middle @ .., last] = groups.as_slice()
        && (middle.iter().any(|group| group.len() != first.len())
            || last.len() > first.len()
            || first.len() % 2 == 1 && last.len() != first.len())
    {
        return Err("its groups of codes are not of one length".to_owned());
    }
    Ok(groups.concat())
}

fn group(text: &str) -> Result<Vec<u8>, String> {
    let mut codes = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let figure = rest.chars().nth(1).is_some_and(|next| next.is_ascii_digit());
        let width = first.len_utf8() + usize::from(figure);
        let (code, behind) = rest.split_at_checked(width).unwrap_or((rest, ""));
        codes.push(if matches!(code, "-" | ".") { NO_MARK } else { mark(code)? });
        rest = behind;
    }
    Ok(codes)
}
