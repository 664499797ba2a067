//! Marks compared, counted by the rows of the file that they came from.

use crate::domain::attendance::{AcademicYear, NO_MARK};
use crate::domain::sheet::{CLEAR_MARK, MarksKey, PackedMarks, Sheet};
use crate::store::plan::{Compared, MarksWork, Work, children, marks_text, named_twice, unknown_child};
use crate::store::runs::{self, Origin, THIS_IMPORT};
use crate::store::table::unreadable;
use rusqlite::{Connection, OptionalExtension, Result, params};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A session of the line says something else than what stands there.
const DIFFERS: u8 = 1;
/// Something stood in a session of the line.
const STOOD: u8 = 2;
/// The line is of a child that is not in the caseload.
const UNKNOWN: u8 = 4;
/// The line says something of a session of which the file speaks under another number of the child too.
const TWICE: u8 = 16;
/// The line says something.
const SEEN: u8 = 8;

pub(super) fn compare(
    connection: &Connection,
    sheet: &Sheet,
    marks: &BTreeMap<MarksKey, PackedMarks>,
) -> Result<Compared> {
    let children = children(connection, sheet)?;
    let mut lines = Lines::of(marks);
    let mut registers = Registers::new();
    for ((child_id, year, urn), packed) in marks {
        match children.get(child_id) {
            Some(&child) => registers.entry((child, *year, urn)).or_default().push(packed),
            None => packed.lines.iter().for_each(|&line| lines.mark(line, UNKNOWN | SEEN)),
        }
    }
    for named in registers.values() {
        hold_twice(named, &mut lines);
    }
    let mut work = Vec::new();
    for (register, named) in &registers {
        work.extend(compare_year(connection, *register, &joined(named, &lines), &mut lines)?);
    }
    let unknown: Vec<u32> = lines.flagged(UNKNOWN).collect();
    let mut texts =
        marks_text::of(sheet, marks.iter().filter(|((child_id, ..), _)| !children.contains_key(child_id)), &unknown);
    let unknown = unknown.into_iter().map(|line| unknown_child(sheet, line, texts.remove(&line)));
    let mut held: Vec<_> = unknown.collect();
    held.extend(lines.flagged(TWICE).map(|line| named_twice(line, None)));
    let (new, changed, known) = lines.count();
    let taken = u32::try_from(sheet.held.len() + held.len()).unwrap_or(u32::MAX);
    // The rest: lines that say what is there, identical repetitions, and weeks of dashes that say nothing.
    let same = sheet.data_rows.saturating_sub(taken).saturating_sub(new + changed);
    Ok(Compared { work: Work::Marks(work), new, changed, same, held, any: known })
}

/// Marks of a child in a year and at a school, under each number by which the file names the child.
type Registers<'m> = BTreeMap<(i64, AcademicYear, &'m str), Vec<&'m PackedMarks>>;

/// Holds back the lines that speak of a session of which the file spoke under a number before.
fn hold_twice(named: &[&PackedMarks], lines: &mut Lines) {
    for (place, packed) in named.iter().enumerate().skip(1) {
        let before = named.get(..place).unwrap_or_default();
        for (at, &line) in packed.lines.iter().enumerate() {
            if before.iter().any(|packed| packed.lines.get(at).is_some_and(|&line| line != 0)) {
                lines.mark(line, TWICE | SEEN);
            }
        }
    }
}

/// What the file says of a register under all numbers of the child, without the lines that are held back.
fn joined<'m>(named: &[&'m PackedMarks], lines: &Lines) -> Cow<'m, PackedMarks> {
    if let [packed] = named
        && !packed.lines.iter().any(|&line| lines.has(line, TWICE))
    {
        return Cow::Borrowed(packed);
    }
    let sessions = named.iter().map(|packed| packed.bytes.len()).max().unwrap_or_default();
    let mut all = PackedMarks { bytes: vec![0; sessions], lines: vec![0; sessions] };
    for packed in named {
        for (at, (&byte, &line)) in packed.bytes.iter().zip(&packed.lines).enumerate() {
            if line != 0 && !lines.has(line, TWICE) {
                (all.bytes[at], all.lines[at]) = (byte, line);
            }
        }
    }
    Cow::Owned(all)
}

/// What each line of the file does, by flags.
struct Lines(Vec<u8>);

impl Lines {
    fn of(marks: &BTreeMap<MarksKey, PackedMarks>) -> Self {
        let last = marks.values().flat_map(|packed| packed.lines.iter().copied()).max().unwrap_or(0);
        Self(vec![0; last as usize + 1])
    }

    /// Line 0 is no line: the file says nothing there.
    fn mark(&mut self, line: u32, flags: u8) {
        if line > 0 {
            self.0[line as usize] |= flags;
        }
    }

    fn has(&self, line: u32, flag: u8) -> bool {
        self.0.get(line as usize).is_some_and(|flags| flags & flag != 0)
    }

    fn flagged(&self, flag: u8) -> impl Iterator<Item = u32> {
        (0..).zip(&self.0).filter(move |(_, flags)| **flags & flag != 0).map(|(line, _)| line)
    }

    /// Lines that are new, lines that change something, and whether any is of a known child.
    fn count(&self) -> (u32, u32, bool) {
        let (mut new, mut changed, mut known) = (0, 0, false);
        for flags in self.0.iter().filter(|flags| **flags & SEEN != 0 && **flags & (UNKNOWN | TWICE) == 0) {
            known = true;
            match (flags & DIFFERS != 0, flags & STOOD != 0) {
                (true, true) => changed += 1,
                (true, false) => new += 1,
                (false, _) => {}
            }
        }
        (new, changed, known)
    }
}

/// One packed row over what stands there; `None` where nothing differs.
fn compare_year(
    connection: &Connection,
    (child, year, urn): (i64, AcademicYear, &str),
    packed: &PackedMarks,
    lines: &mut Lines,
) -> Result<Option<MarksWork>> {
    let found = find(connection, (child, year, urn))?;
    let mut marks = found.as_ref().map_or_else(Vec::new, |(marks, _)| marks.clone());
    marks.resize(marks.len().max(packed.bytes.len()), NO_MARK);
    let mut differing = Vec::new();
    for (at, (&byte, &line)) in packed.bytes.iter().zip(&packed.lines).enumerate().filter(|(_, (byte, _))| **byte != 0)
    {
        let before = marks[at];
        let after = if byte == CLEAR_MARK { NO_MARK } else { byte };
        let stood = if before == NO_MARK { 0 } else { STOOD };
        let differs = if before == after { 0 } else { DIFFERS };
        lines.mark(line, SEEN | stood | differs);
        if before != after {
            marks[at] = after;
            differing.push((at, line));
        }
    }
    if differing.is_empty() {
        return Ok(None);
    }
    let runs = over(found.as_ref().map(|(_, runs)| runs.as_slice()), &differing, marks.len())?;
    // Packed, since a register with a row a day has a run a day.
    let runs = runs::pack(&runs, THIS_IMPORT)?;
    marks.truncate(marks.iter().rposition(|&byte| byte != NO_MARK).map_or(0, |last| last + 1));
    Ok(Some(MarksWork { child, year, urn: urn.to_owned(), found, marks, runs }))
}

/// The origins that stood, with this import's lines over those that differ.
fn over(stood: Option<&[u8]>, differing: &[(usize, u32)], sessions: usize) -> Result<Vec<runs::Run>> {
    let mut origins: Vec<Origin> =
        stood.map_or_else(|| Ok(Vec::new()), |bytes| runs::unpack(bytes).map(|r| runs::unfold(&r)))?;
    origins.resize(origins.len().max(sessions), None);
    for &(at, line) in differing {
        origins[at] = Some((THIS_IMPORT, line));
    }
    Ok(runs::fold(&origins))
}

fn find(connection: &Connection, (child, year, urn): (i64, AcademicYear, &str)) -> Result<Option<(Vec<u8>, Vec<u8>)>> {
    let sql = "SELECT a.marks, s.runs FROM register r
        JOIN attendance a ON a.year = ?1 AND a.child = ?2 AND a.register = r.id
        JOIN attendance_source s ON s.year = a.year AND s.child = a.child AND s.register = a.register
        WHERE r.urn = ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let blob = |row: &rusqlite::Row<'_>, at| row.get_ref(at)?.as_blob().map(<[u8]>::to_vec).map_err(|_| unreadable());
    statement.query_row(params![year.0, child, urn], |row| Ok((blob(row, 0)?, blob(row, 1)?))).optional()
}
