//! Marks compared, counted by the rows of the file that they came from.

use crate::domain::attendance::{AcademicYear, NO_MARK};
use crate::domain::held::{MOST_TOLD, held_rows};
use crate::domain::sheet::{CLEAR_MARK, Content, MarksKey, PackedMarks, Sheet};
use crate::store::erase::known::ErasedChildren;
use crate::store::plan::{Compared, MarksWork, Work, children, marks_text, named_twice, unknown_child};
use crate::store::runs::{self, Origin, THIS_IMPORT};
use crate::store::table::unreadable;
use rusqlite::{Connection, OptionalExtension, Result, params};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

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
    let registers = registers(marks, &children, &mut lines);
    let mut differs = false;
    for register in by_register(&registers) {
        differs |= compare_year(connection, register, &mut lines)?.is_some();
    }
    drop(registers);
    let mut compared = Compared::nothing(0);
    let unknown: Vec<u32> = lines.flagged(UNKNOWN).take(MOST_TOLD).collect();
    let mut texts =
        marks_text::of(sheet, marks.iter().filter(|((child_id, ..), _)| !children.contains_key(child_id)), &unknown);
    let erased = erased_lines(connection, sheet, (marks, &children))?;
    for line in lines.flagged(UNKNOWN) {
        let was_erased = erased.get(&line).cloned();
        compared.hold(|| unknown_child(sheet, (line, was_erased), texts.remove(&line)));
    }
    for line in lines.flagged(TWICE) {
        compared.hold(|| named_twice(line, None));
    }
    let (new, changed, known) = lines.count();
    let taken = held_rows(sheet.held.len() + compared.held.len(), sheet.held_more.saturating_add(compared.more));
    // The rest: lines that say what is there, identical repetitions, and weeks of dashes that say nothing.
    let same = sheet.data_rows.saturating_sub(taken).saturating_sub(new + changed);
    Ok(Compared { work: Work::Marks { differs }, new, changed, same, any: known, ..compared })
}

/// Makes the packed rows of a sheet that differ from what stands, each when it is asked for, since all of them are as
/// large as the sheet: in the order of the table's key, until it is answered that it is enough.
///
/// # Errors
/// Those of the caseload and of what is done with a row.
pub(in crate::store) fn each(
    connection: &Connection,
    sheet: &Sheet,
    mut take: impl FnMut(MarksWork) -> Result<ControlFlow<()>>,
) -> Result<()> {
    let Content::Marks(marks) = &sheet.content else { return Ok(()) };
    let mut lines = Lines::of(marks);
    let registers = registers(marks, &children(connection, sheet)?, &mut lines);
    for register in by_register(&registers) {
        if let Some(work) = compare_year(connection, register, &mut lines)?
            && take(work)?.is_break()
        {
            break;
        }
    }
    Ok(())
}

/// Why lines are held back whose child was erased.
fn erased_lines(
    connection: &Connection,
    sheet: &Sheet,
    (marks, children): (&BTreeMap<MarksKey, PackedMarks>, &HashMap<String, i64>),
) -> Result<HashMap<u32, String>> {
    let erased = ErasedChildren::of(connection)?;
    let mut lines = HashMap::new();
    for ((child_id, ..), packed) in marks.iter().filter(|((child_id, ..), _)| !children.contains_key(child_id)) {
        if let Some(reason) = erased.reason(sheet, child_id) {
            lines.extend(packed.marks().map(|(_, _, line)| (line, reason.clone())));
        }
    }
    Ok(lines)
}

/// What the file says of a register under one of the numbers by which it names the child.
struct Register<'m> {
    year: AcademicYear,
    child: i64,
    urn: &'m str,
    packed: &'m PackedMarks,
}

impl<'m> Register<'m> {
    fn key(&self) -> (AcademicYear, i64, &'m str) {
        (self.year, self.child, self.urn)
    }
}

/// The registers of the children that are in the caseload, in the order of the table's key; the lines of others, and
/// those that say twice what is said of a session, are marked.
fn registers<'m>(
    marks: &'m BTreeMap<MarksKey, PackedMarks>,
    children: &HashMap<String, i64>,
    lines: &mut Lines,
) -> Vec<Register<'m>> {
    let mut registers = Vec::with_capacity(marks.len());
    for ((child_id, year, urn), packed) in marks {
        match children.get(child_id) {
            Some(&child) => registers.push(Register { year: *year, child, urn, packed }),
            None => packed.marks().for_each(|(_, _, line)| lines.mark(line, UNKNOWN | SEEN)),
        }
    }
    // Stable: a number of the child that stands first in the file's order speaks first.
    registers.sort_by_key(Register::key);
    for named in by_register(&registers) {
        hold_twice(named, lines);
    }
    registers
}

fn by_register<'r, 'm>(registers: &'r [Register<'m>]) -> impl Iterator<Item = &'r [Register<'m>]> {
    registers.chunk_by(|one, next| one.key() == next.key())
}

/// Holds back the lines that speak of a session of which the file spoke under a number before.
fn hold_twice(named: &[Register<'_>], lines: &mut Lines) {
    for (place, Register { packed, .. }) in named.iter().enumerate().skip(1) {
        let before = named.get(..place).unwrap_or_default();
        for (at, _, line) in packed.marks() {
            if before.iter().any(|other| other.packed.get(at).is_some()) {
                lines.mark(line, TWICE | SEEN);
            }
        }
    }
}

/// What the file says of a register under all numbers of the child, without the lines that are held back.
fn joined<'m>(named: &[Register<'m>], lines: &Lines) -> Cow<'m, PackedMarks> {
    if let [Register { packed, .. }] = named
        && !packed.marks().any(|(_, _, line)| lines.has(line, TWICE))
    {
        return Cow::Borrowed(packed);
    }
    let mut all = PackedMarks::default();
    for Register { packed, .. } in named {
        for (at, byte, line) in packed.marks().filter(|&(_, _, line)| !lines.has(line, TWICE)) {
            all.set(at, byte, line);
        }
    }
    Cow::Owned(all)
}

/// What each line of the file does, by flags.
struct Lines(Vec<u8>);

impl Lines {
    fn of(marks: &BTreeMap<MarksKey, PackedMarks>) -> Self {
        let last = marks.values().map(PackedMarks::last_line).max().unwrap_or(0);
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
fn compare_year(connection: &Connection, named: &[Register<'_>], lines: &mut Lines) -> Result<Option<MarksWork>> {
    let Some(&Register { year, child, urn, .. }) = named.first() else { return Ok(None) };
    let packed = joined(named, lines);
    let found = find(connection, (child, year, urn))?;
    let mut marks = found.as_ref().map_or_else(Vec::new, |(marks, _)| marks.clone());
    marks.resize(marks.len().max(packed.sessions()), NO_MARK);
    let mut differing = Vec::new();
    for (at, byte, line) in packed.marks() {
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
