//! Files that a profile recognises.

use crate::domain::kind::spec;
use crate::domain::sheet::Sheet;
use crate::import::header::Header;
use crate::import::mapping::{self, DEEPEST, Profile, Proposal, Recognised};
use crate::import::refusal::{Refusal, Tally};
use crate::import::rows::{Next, Row, Rows};
use crate::import::{refused, sheet, take};
use std::io;

/// How many rows a proposal looks at.
const SAMPLE: usize = 300;

/// The first rows of a file, and what stood between them.
type First = Vec<(Next, Row)>;

/// Reads a file by the profile that recognises its header, of which `first` is the first row. `None` where none does.
pub(super) fn read(rows: &mut Rows<'_>, first: Row, profiles: &[Profile]) -> io::Result<Option<Sheet>> {
    if profiles.is_empty() {
        return Ok(None);
    }
    let mut above = vec![(Next::Row, first)];
    above.extend(next_rows(rows, DEEPEST)?);
    by(rows, &above, profiles)
}

/// Reads a file by one of these profiles, whatever else may recognise it.
pub(super) fn forced(rows: &mut Rows<'_>, profiles: &[Profile]) -> io::Result<Sheet> {
    let above = next_rows(rows, DEEPEST)?;
    let names: Vec<_> = profiles.iter().map(|profile| profile.name.as_str()).collect();
    let lacking = profiles.first().filter(|_| profiles.len() == 1).map(|profile| lacking(profile, &above));
    let reason = format!("no header fits the profile {}{}", names.join(", "), lacking.unwrap_or_default());
    Ok(by(rows, &above, profiles)?.unwrap_or_else(|| refused(Refusal::whole(reason))))
}

/// Proposes what a file is from its first rows.
pub(super) fn propose(rows: &mut Rows<'_>) -> io::Result<Option<Proposal>> {
    let first = next_rows(rows, SAMPLE)?;
    let texts: Vec<_> = first.iter().filter(|(next, _)| *next == Next::Row).map(|(_, row)| row.texts()).collect();
    Ok(mapping::propose_file(&texts))
}

fn next_rows(rows: &mut Rows<'_>, most: usize) -> io::Result<First> {
    let mut first = Vec::new();
    while first.len() < most {
        let mut row = Row::default();
        match rows.next(&mut row)? {
            Next::End => break,
            next => first.push((next, row)),
        }
    }
    Ok(first)
}

fn by(rows: &mut Rows<'_>, above: &First, profiles: &[Profile]) -> io::Result<Option<Sheet>> {
    let whole: Vec<Row> = above.iter().take_while(|(next, _)| *next == Next::Row).map(|(_, row)| row.clone()).collect();
    let Some(Recognised { profile, words, above: head }) = mapping::recognise(&whole, profiles) else {
        return Ok(None);
    };
    let header = Header::of_words(words);
    if profile.lacks_week(&header) {
        let reason = "its columns are weekdays and none of its columns is the week_commencing";
        return Ok(Some(refused(Refusal::whole(reason))));
    }
    let Some(mut reader) = profile.open(&header) else { return Ok(None) };
    let mut tally = Tally::default();
    for (next, row) in above.iter().skip(head) {
        take(&mut tally, (*next, row), reader.as_mut(), &header);
    }
    let mut row = Row::default();
    loop {
        match rows.next(&mut row)? {
            Next::End => break,
            next => take(&mut tally, (next, &row), reader.as_mut(), &header),
        }
    }
    reader.finish(&mut tally);
    let data_rows = tally.data_rows;
    Ok(Some(Sheet {
        layout: Some(spec(profile.kind).name),
        profile: Some(profile.name.clone()),
        child_column: profile.child_column(),
        unknown_columns: profile.unknown(&header),
        data_rows,
        ..sheet(None, tally)
    }))
}

/// What the nearest row of a file lacks of a profile's columns.
fn lacking(profile: &Profile, above: &First) -> String {
    let lacking = above.iter().map(|(_, row)| profile.lacking(&row.texts()));
    lacking.min_by_key(Vec::len).map_or_else(String::new, |words| format!(": there is no column {}", words.join(", ")))
}
