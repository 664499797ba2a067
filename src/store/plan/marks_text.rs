//! The text of held-back rows of marks: packed while they were read, written again as their file had them.

use crate::domain::attendance::{Half, code_of, session_day, session_index};
use crate::domain::held::{self, MOST_KEPT};
use crate::domain::sealed::Sealed;
use crate::domain::sheet::{CLEAR_MARK, MarksKey, PackedMarks, Sheet};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// Sessions of a week.
const WEEK: usize = 10;

/// What a line says.
struct Said<'a> {
    child_id: &'a str,
    urn: &'a str,
    /// Day, place in the week, code.
    marks: Vec<(NaiveDate, usize, u8)>,
}

/// The rows of some lines, in the columns of the file's header; of at most as many as are kept. A line is left out
/// where its header has a word that no row of marks has: what stood there is not known any more.
pub(super) fn of<'a>(
    sheet: &Sheet,
    marks: impl Iterator<Item = (&'a MarksKey, &'a PackedMarks)>,
    lines: &[u32],
) -> HashMap<u32, Sealed<String>> {
    let words = held::split(&sheet.header);
    let wanted = lines.get(..lines.len().min(MOST_KEPT)).unwrap_or_default();
    if wanted.is_empty() || !words.iter().any(|word| word.eq_ignore_ascii_case("child_id")) {
        return HashMap::new();
    }
    let said = said(marks, wanted);
    said.iter().filter_map(|(&line, said)| Some((line, Sealed::new(row(&words, said)?)))).collect()
}

fn said<'a>(marks: impl Iterator<Item = (&'a MarksKey, &'a PackedMarks)>, wanted: &[u32]) -> BTreeMap<u32, Said<'a>> {
    let mut said: BTreeMap<u32, Said<'a>> = BTreeMap::new();
    for ((child_id, year, urn), packed) in marks {
        for (at, byte, line) in packed.marks().filter(|(_, _, line)| wanted.binary_search(line).is_ok()) {
            let row = said.entry(line).or_insert_with(|| Said { child_id, urn, marks: Vec::new() });
            row.marks.push((session_day(*year, at), at % WEEK, byte));
        }
    }
    said
}

fn row(words: &[String], said: &Said<'_>) -> Option<String> {
    let cells: Option<Vec<String>> = words.iter().map(|word| cell(&word.to_ascii_lowercase(), said)).collect();
    Some(held::join(cells?.iter().map(String::as_str)))
}

fn cell(word: &str, said: &Said<'_>) -> Option<String> {
    let &(day, place, byte) = said.marks.first()?;
    Some(match word {
        "child_id" => said.child_id.to_owned(),
        "school_urn" => said.urn.to_owned(),
        "date" => day.to_string(),
        "session" => if session_index(day, Half::Am)? % WEEK == place { "AM" } else { "PM" }.to_owned(),
        "code" => code(byte)?.to_owned(),
        "week_commencing" => {
            let past = u64::try_from(place / 2).ok()?;
            day.checked_sub_days(chrono::Days::new(past))?.to_string()
        }
        "marks" => week(said)?,
        _ => return None,
    })
}

/// Ten codes; `-` where the line says nothing.
fn week(said: &Said<'_>) -> Option<String> {
    let mut codes = ["-"; WEEK];
    for &(_, place, byte) in &said.marks {
        *codes.get_mut(place)? = code(byte)?;
    }
    Some(codes.join(" "))
}

fn code(byte: u8) -> Option<&'static str> {
    if byte == CLEAR_MARK { Some("") } else { code_of(byte).map(|code| code.code) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sheet::Content;
    use crate::store::testing::{single, weeks};

    fn texts(mut sheet: Sheet, header: &str) -> Vec<(u32, String)> {
        header.clone_into(&mut sheet.header);
        let Content::Marks(marks) = &sheet.content else { panic!("no marks") };
        let found = of(&sheet, marks.iter(), &[2, 3]);
        let mut texts: Vec<_> = found.into_iter().map(|(line, text)| (line, text.reveal().clone())).collect();
        texts.sort();
        texts
    }

    #[test]
    fn a_row_a_mark_is_written_in_the_order_of_its_header() {
        let sheet = single(&[("c9", "2026-11-17", "AM", "/"), ("c9", "2026-11-18", "PM", "")]);
        let rows = texts(sheet, "date,child_id,code,session");
        assert_eq!(rows, [(2, "2026-11-17,c9,/,AM".to_owned()), (3, "2026-11-18,c9,,PM".to_owned())]);
    }

    #[test]
    fn a_week_is_written_whole_also_over_the_first_of_september() {
        let sheet = weeks(&[("c9", "2026-08-31", "- - O \\ / - - - - L", "100001")]);
        let rows = texts(sheet, "child_id,week_commencing,marks,school_urn");
        assert_eq!(rows, [(2, "c9,2026-08-31,- - O \\ / - - - - L,100001".to_owned())]);
    }

    #[test]
    fn a_row_with_a_column_that_was_not_read_is_not_made_up() {
        let sheet = || single(&[("c9", "2026-11-17", "AM", "/")]);
        assert_eq!(texts(sheet(), "child_id,date,session,code,teacher"), []);
        assert_eq!(texts(sheet(), "UPN,date,session,code"), []);
    }
}
