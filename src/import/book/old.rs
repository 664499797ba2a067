//! Old Office documents (XLS), looked through before the library reads them: it follows a chain of sectors round and round
//! where the chain is a ring, and makes room for every cell between the first and the last of a sheet.

use crate::import::book::unpacked::{LOCKED, MACROS};
use crate::import::book::{DAMAGED, MOST_CELLS, TOO_WIDE, Why};

/// From here on a number names no sector.
const NO_SECTOR: u32 = 0xffff_fffa;
const ENTRY: usize = 128;
const MINI: usize = 64;
/// A stream that is shorter stands in the small sectors.
const SMALL: usize = 4096;
/// The records of the workbook that hold cells; the row and the column stand first in each.
const CELLS: [u16; 10] = [0x06, 0xbd, 0xbe, 0xd6, 0xfd, 0x201, 0x203, 0x204, 0x205, 0x27e];
const SHEET: u16 = 0x85;
const EXTENT: u16 = 0x200;

/// Looks through a document.
///
/// # Errors
/// Why it is not read.
pub(super) fn check(bytes: &[u8]) -> Result<(), Why> {
    let document = Document::of(bytes).ok_or(DAMAGED)?;
    let entries = document.entries().ok_or(DAMAGED)?;
    let has = |name: &str| entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name));
    if has("EncryptedPackage") {
        return Err(LOCKED.to_owned());
    }
    if has("_VBA_PROJECT_CUR") {
        return Err(MACROS.to_owned());
    }
    let Some(book) = ["Workbook", "Book"].iter().find_map(|name| entries.iter().find(|entry| entry.is_called(name)))
    else {
        return Err("this is an old Office document, and no spreadsheet".to_owned());
    };
    let stream = document.stream(&entries, book).ok_or(DAMAGED)?;
    if spanned(&stream) > MOST_CELLS { Err(TOO_WIDE.to_owned()) } else { Ok(()) }
}

/// How many cells the sheets span at most.
fn spanned(stream: &[u8]) -> usize {
    let (mut at, mut sheets, mut rows, mut columns) = (0, 0_usize, 0, 0);
    while let (Some(kind), Some(length)) = (short(stream, at), short(stream, at + 2)) {
        let data = at + 4;
        if kind == SHEET {
            sheets += 1;
        }
        if let (true, Some(row), Some(column)) = (CELLS.contains(&kind), short(stream, data), short(stream, data + 2)) {
            rows = rows.max(usize::from(row) + 1);
            // Some records hold several cells side by side, of two bytes each or more.
            let beside = if matches!(kind, 0xbd | 0xbe) { usize::from(length) / 2 } else { 0 };
            columns = columns.max(usize::from(column) + 1 + beside);
        }
        if let Some((height, width)) = stated(kind, stream.get(data..data + usize::from(length)).unwrap_or_default()) {
            rows = rows.max(height);
            columns = columns.max(width);
        }
        at = data + usize::from(length);
    }
    sheets.max(1).saturating_mul(rows).saturating_mul(columns)
}

/// How many rows and columns a sheet says to have: the library believes it.
fn stated(kind: u16, record: &[u8]) -> Option<(usize, usize)> {
    if kind != EXTENT {
        return None;
    }
    let (first, behind, width) = if record.len() < 14 {
        (u32::from(short(record, 0)?), u32::from(short(record, 2)?), short(record, 6)?)
    } else {
        (long(record, 0)?, long(record, 4)?, short(record, 10)?)
    };
    let height = if first > behind { usize::MAX } else { behind as usize };
    Some((height, usize::from(width)))
}

/// The sectors of a document and which follows which.
struct Document<'b> {
    bytes: &'b [u8],
    size: usize,
    follows: Vec<u32>,
}

/// A stream of a document.
struct Entry {
    name: String,
    start: u32,
    length: usize,
}

impl Entry {
    fn is_called(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

impl<'b> Document<'b> {
    fn of(bytes: &'b [u8]) -> Option<Self> {
        let size = match short(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut document = Self { bytes, size, follows: Vec::new() };
        let sectors = bytes.len() / size;
        let mut tables: Vec<u32> = longs(bytes.get(76..512)?).collect();
        let mut next = long(bytes, 68)?;
        let mut seen = 0;
        while next < NO_SECTOR {
            seen += 1;
            tables.extend(longs(document.sector(next)?).filter(|_| seen <= sectors));
            next = tables.pop()?;
        }
        for table in tables.into_iter().filter(|&table| table < NO_SECTOR) {
            let table = document.sector(table)?;
            document.follows.extend(longs(table));
        }
        (!rings(&document.follows)).then_some(document)
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.size)?;
        self.bytes.get(start..self.bytes.len().min(start.checked_add(self.size)?))
    }

    /// The sectors of a chain, put together.
    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let (mut bytes, mut next) = (Vec::new(), start);
        while next < NO_SECTOR {
            bytes.extend_from_slice(self.sector(next)?);
            next = *self.follows.get(next as usize)?;
        }
        Some(bytes)
    }

    fn entries(&self) -> Option<Vec<Entry>> {
        let bytes = self.chain(long(self.bytes, 48)?)?;
        let entry = |entry: &[u8]| {
            let letters = entry.get(..64)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            let name = char::decode_utf16(letters.take_while(|&letter| letter != 0)).filter_map(Result::ok).collect();
            Some(Entry { name, start: long(entry, 116)?, length: long(entry, 120)? as usize })
        };
        bytes.chunks_exact(ENTRY).map(entry).collect()
    }

    fn stream(&self, entries: &[Entry], entry: &Entry) -> Option<Vec<u8>> {
        if entry.length >= SMALL {
            return self.chain(entry.start);
        }
        let (small, table) = (self.chain(entries.first()?.start)?, self.chain(long(self.bytes, 60)?)?);
        let (mut bytes, mut next) = (Vec::new(), entry.start);
        while next < NO_SECTOR && bytes.len() < SMALL {
            let start = (next as usize).checked_mul(MINI)?;
            bytes.extend_from_slice(small.get(start..small.len().min(start.checked_add(MINI)?))?);
            next = long(&table, (next as usize).checked_mul(4)?)?;
        }
        Some(bytes)
    }
}

/// Whether following leads in a ring anywhere.
fn rings(follows: &[u32]) -> bool {
    let mut walk = vec![0_u32; follows.len()];
    for (start, mark) in (0..follows.len()).zip(1_u32..) {
        let mut at = start;
        while let Some(seen) = walk.get_mut(at) {
            if *seen == mark {
                return true;
            }
            if *seen != 0 {
                break;
            }
            *seen = mark;
            match follows.get(at) {
                Some(&next) if next < NO_SECTOR => at = next as usize,
                _ => break,
            }
        }
    }
    false
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn longs(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    (0..bytes.len() / 4).filter_map(|place| long(bytes, 4 * place))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn what_a_sheet_states_counts_as_what_it_holds() {
        let sheet = record(SHEET, &[0; 8]);
        let number = |row: u16, column: u16| record(0x203, &[row.to_le_bytes(), column.to_le_bytes()].concat());
        let extent = |first: u32, behind: u32, width: u8| {
            record(EXTENT, &[&first.to_le_bytes()[..], &behind.to_le_bytes(), &[0, 0, width, 0, 0, 0]].concat())
        };
        for (stream, cells) in [
            (vec![], 0),
            ([sheet.clone(), number(9, 4)].concat(), 50),
            ([sheet.clone(), sheet.clone(), number(9, 0), number(0, 4)].concat(), 100),
            ([sheet.clone(), extent(0, 1000, 3)].concat(), 3000),
            ([sheet.clone(), extent(7, 3, 1)].concat(), usize::MAX),
            ([sheet, record(0xbd, &[0; 14])].concat(), 8),
        ] {
            assert_eq!(spanned(&stream), cells);
        }
    }

    #[test]
    fn a_ring_is_found_wherever_it_begins() {
        let end = NO_SECTOR;
        for (follows, ring) in [
            (vec![1, 2, end], false),
            (vec![1, 2, 1], true),
            (vec![end, 1], true),
            (vec![2, 2, end, 9], false),
            (vec![], false),
        ] {
            assert_eq!(rings(&follows), ring, "{follows:?}");
        }
    }
}
