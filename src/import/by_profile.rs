//! Files that a profile recognises.

use crate::domain::kind::{Kind, spec};
use crate::domain::sealed::Sealed;
use crate::domain::sheet::Sheet;
use crate::import::header::Header;
use crate::import::lines::{Head, Lines, Next, Row};
use crate::import::mapping::{self, Profile, Recognised, View, Wish};
use crate::import::reader::Reader;
use crate::import::refusal::{Refusal, Tally, Unknown};
use crate::import::{fold, refused, sheet};
use std::collections::BTreeMap;
use std::io;

/// How many rows a proposal looks at.
const SAMPLE: usize = 300;
/// How much of a register is kept as it was written, in bytes: rows behind that can be dropped and not corrected.
const MOST_TEXT: usize = 16 << 20;
/// What a kept row takes beside its text, in bytes.
const BESIDE: usize = 64;

/// Reads a table by the profile that recognises its header. `None` where none does.
pub(super) fn read(mut head: Head<'_>, profiles: &[Profile]) -> io::Result<Option<Sheet>> {
    let Some(Recognised { profile, words, above }) = mapping::recognise(&head.rows(), profiles) else {
        return Ok(None);
    };
    head.skip(above);
    below(&Header::of_words(words), &mut head, profile)
}

/// Reads the rows below a header that a profile recognises. `None` where it cannot read them after all.
pub(super) fn below(header: &Header, lines: &mut dyn Lines, profile: &Profile) -> io::Result<Option<Sheet>> {
    if profile.lacks_week(header) {
        let reason = "its columns are weekdays and none of its columns is the week_commencing";
        return Ok(Some(refused(Refusal::whole(reason))));
    }
    let Some(mut reader) = profile.open(header) else { return Ok(None) };
    if profile.kind == Kind::Attendance {
        reader = Box::new(Keeping { inner: reader, texts: BTreeMap::new(), room: MOST_TEXT });
    }
    let tally = fold(lines, reader, header)?;
    Ok(Some(Sheet {
        layout: Some(spec(profile.kind).name),
        profile: Some(profile.name.clone()),
        child_column: profile.child_column(header),
        unknown_columns: profile.unknown(header),
        header: header.csv(),
        sealed_columns: profile.sealed(header),
        data_rows: tally.data_rows,
        ..sheet(None, tally)
    }))
}

/// Keeps the rows of a register as its file wrote them, since the marks of a line do not say in which columns they stood.
struct Keeping {
    inner: Box<dyn Reader>,
    texts: BTreeMap<u32, Sealed<String>>,
    /// How much more is kept, in bytes.
    room: usize,
}

impl Reader for Keeping {
    fn row(&mut self, row: &Row) -> Result<(), Refusal> {
        self.inner.row(row)?;
        if self.room > 0
            && let Some(text) = row.csv()
        {
            // Where a row has no room left, none behind it has: writing them costs time too.
            self.room = self.room.saturating_sub(text.reveal().len() + BESIDE);
            if self.room > 0 {
                self.texts.insert(row.line, text);
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>, tally: &mut Tally) {
        let before = tally.held.len();
        self.inner.finish(tally);
        for held in tally.held.iter_mut().skip(before) {
            held.text = self.texts.get(&held.line).cloned();
        }
        tally.texts = self.texts;
    }
}

/// Reads rows below a header again by the profile of a name.
///
/// # Errors
/// Why that cannot be.
pub(super) fn again(
    header: &Header,
    lines: &mut dyn Lines,
    (name, profiles): (&str, &[Profile]),
) -> Result<io::Result<Option<Sheet>>, String> {
    let named = profiles.iter().find(|profile| profile.name == name);
    let profile = named.ok_or_else(|| {
        format!("its file was read by the profile {name}, which is not there: add that again, or import the file anew")
    })?;
    let words: Vec<String> = (0..header.len()).filter_map(|at| header.word(at)).collect();
    if profile.recognises(&words) {
        return Ok(below(header, lines, profile));
    }
    let lacking = profile.lacking(&words);
    let lacking = if lacking.is_empty() { "one for each day".to_owned() } else { lacking.join(", ") };
    Err(format!("the profile {name} asks by now for columns that this file does not have: {lacking}"))
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

#[cfg(test)]
mod tests {
    use super::*;

    struct All;

    impl Reader for All {
        fn row(&mut self, _: &Row) -> Result<(), Refusal> {
            Ok(())
        }

        fn finish(self: Box<Self>, tally: &mut Tally) {
            (2..5).for_each(|line| tally.fold(line, false, 9));
        }
    }

    #[test]
    fn a_register_of_any_length_keeps_no_more_text_than_there_is_room_for() {
        let mut keeping = Keeping { inner: Box::new(All), texts: BTreeMap::new(), room: 2 * BESIDE + 8 };
        for (line, cells) in [(2, ["C1", "/"]), (3, ["C1", "//"]), (4, ["C1", "/"])] {
            keeping.row(&Row::of(line, cells.into_iter())).unwrap();
        }
        let mut tally = Tally::default();
        Box::new(keeping).finish(&mut tally);
        let held: Vec<_> =
            tally.held.iter().map(|held| held.text.as_ref().map(|text| text.reveal().as_str())).collect();
        assert_eq!(held, [Some("C1,/"), None, None]);
        assert_eq!(tally.texts.into_keys().collect::<Vec<_>>(), [2]);
    }
}
