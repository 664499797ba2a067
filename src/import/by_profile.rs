//! Files that a profile recognises.

use crate::domain::kind::spec;
use crate::domain::sheet::Sheet;
use crate::import::header::Header;
use crate::import::lines::{Head, Lines, Next, Row};
use crate::import::mapping::{self, Profile, Recognised, View, Wish};
use crate::import::refusal::{Refusal, Unknown};
use crate::import::{fold, refused, sheet};
use std::io;

/// How many rows a proposal looks at.
const SAMPLE: usize = 300;

/// Reads a table by the profile that recognises its header. `None` where none does.
pub(super) fn read(mut head: Head<'_>, profiles: &[Profile]) -> io::Result<Option<Sheet>> {
    let Some(Recognised { profile, words, above }) = mapping::recognise(&head.rows(), profiles) else {
        return Ok(None);
    };
    let header = Header::of_words(words);
    if profile.lacks_week(&header) {
        let reason = "its columns are weekdays and none of its columns is the week_commencing";
        return Ok(Some(refused(Refusal::whole(reason))));
    }
    let Some(reader) = profile.open(&header) else { return Ok(None) };
    head.skip(above);
    let tally = fold(&mut head, reader, &header)?;
    Ok(Some(Sheet {
        layout: Some(spec(profile.kind).name),
        profile: Some(profile.name.clone()),
        child_column: profile.child_column(&header),
        unknown_columns: profile.unknown(&header),
        data_rows: tally.data_rows,
        ..sheet(None, tally)
    }))
}

/// Reads a table by one of these profiles, whatever else may recognise it.
pub(super) fn forced(head: Head<'_>, profiles: &[Profile]) -> io::Result<Result<Sheet, Unknown>> {
    let empty = head.rows().is_empty();
    let names: Vec<_> = profiles.iter().map(|profile| profile.name.as_str()).collect();
    let lacking = profiles.first().filter(|_| profiles.len() == 1).map(|profile| lacking(profile, &head));
    let reason = format!("no header fits the profile {}{}", names.join(", "), lacking.unwrap_or_default());
    let unknown = Unknown { refusal: Refusal::whole(reason), known: 0, empty };
    Ok(read(head, profiles)?.ok_or(unknown))
}

/// Proposes what a table is from its first rows, a person's wish carried out.
pub(super) fn look(lines: &mut dyn Lines, wish: &Wish<'_>) -> io::Result<Option<View>> {
    let mut first = Vec::new();
    while first.len() < SAMPLE {
        let mut row = Row::default();
        match lines.next(&mut row)? {
            Next::End => break,
            Next::Row => first.push(row),
            Next::Broken { .. } => {}
        }
    }
    Ok(mapping::look(&mapping::texts(&first.iter().collect::<Vec<_>>()), wish))
}

/// What the nearest row of a table lacks of a profile's columns.
fn lacking(profile: &Profile, head: &Head<'_>) -> String {
    let rows = head.rows();
    let lacking = mapping::texts(&rows).into_iter().map(|words| profile.lacking(&words));
    let fewest = lacking.min_by_key(Vec::len).filter(|words| !words.is_empty());
    fewest.map_or_else(String::new, |words| format!(": there is no column {}", words.join(", ")))
}
