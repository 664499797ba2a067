//! Any bytes: no panic, and the counts add up.

use super::*;
use crate::import::tests::books::sheets_of;
use crate::import::tests::mutations::mutate;
use crate::import::tests::seeds::Files;
use crate::import::tests::workbook::{repacked, unpacked};
use proptest::prelude::*;
use std::sync::LazyLock;

/// How much longer the runs of a night are: `LOOKOUT_MUTATIONS=10000 RUST_BACKTRACE=0 cargo test --lib random::any`, a few
/// minutes.
fn cases(usual: u32) -> ProptestConfig {
    let told = std::env::var("LOOKOUT_MUTATIONS").ok().and_then(|words| words.parse().ok());
    ProptestConfig { cases: told.unwrap_or(usual), ..ProptestConfig::default() }
}

/// Gives a few bytes at a time.
struct Drip<'b>(&'b [u8], usize);
impl Read for Drip<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let (few, rest) = self.0.split_at(self.1.min(into.len()).min(self.0.len()));
        into[..few.len()].copy_from_slice(few);
        self.0 = rest;
        Ok(few.len())
    }
}

/// Seeds that are made once.
static TEXTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(seeds::texts);
static BOOKS: LazyLock<Files> = LazyLock::new(seeds::books);
static EXPORTS: LazyLock<(Files, Vec<Profile>)> = LazyLock::new(seeds::exports);

/// Makes changes; of a file of a zip, so that its check value is right and they come through to what reads it.
fn changed(bytes: &[u8], part: usize, changes: &[mutations::Change]) -> Vec<u8> {
    if !bytes.starts_with(b"PK") {
        let mut bytes = bytes.to_vec();
        mutate(&mut bytes, changes);
        return bytes;
    }
    let parts = unpacked(bytes);
    let (part, mut content) = parts[part % parts.len()].clone();
    mutate(&mut content, changes);
    repacked(bytes, &part, &content)
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_bytes_add_up(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        all_of(bytes);
    }

    #[test]
    fn any_rows_add_up(seed in any::<usize>(), rows in "[12,/\\\\AMP \"\n\r0-9-]{0,200}") {
        let seed = &TEXTS[seed % TEXTS.len()];
        let first = seed.split(|byte| *byte == b'\n').next().unwrap();
        all_of([first, b"\n", rows.as_bytes()].concat());
    }

    #[test]
    fn any_change_of_a_good_file_adds_up(seed in any::<usize>(), changes in mutations::of_text(6)) {
        let mut bytes = TEXTS[seed % TEXTS.len()].clone();
        mutate(&mut bytes, &changes);
        let whole = all_of(&bytes);
        // Where the reads are cut makes no difference.
        let few = 1 + changes.len() % 3 + bytes.len() / 100;
        let dripped = read("folder/file.csv", &mut Drip(&bytes, few)).unwrap();
        prop_assert_eq!(whole, dripped);
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn any_change_of_a_workbook_adds_up(which in any::<usize>(), changes in mutations::of_bytes(4)) {
        let (name, mut bytes) = BOOKS[which % BOOKS.len()].clone();
        mutate(&mut bytes, &changes);
        prop_assert!(!sheets_of(&name, &bytes).is_empty());
    }

    #[test]
    fn any_change_of_an_export_adds_up(which in any::<usize>(), part in any::<usize>(), changes in mutations::of_text(5)) {
        let (files, profiles) = &*EXPORTS;
        let (name, bytes) = &files[which % files.len()];
        let bytes = changed(bytes, part, &changes);
        let sheets = read_by(name, &mut &*bytes, Known { profiles, forced: part % 2 == 0 }).unwrap();
        prop_assert!(!sheets.is_empty());
        sheets.iter().for_each(assert_adds_up);
    }

    #[test]
    fn any_change_inside_a_workbook_adds_up(
        which in any::<usize>(),
        part in any::<usize>(),
        changes in mutations::of_xml(4),
        fill in any::<u8>(),
    ) {
        let (name, mut bytes) = BOOKS[which % BOOKS.len()].clone();
        if bytes.starts_with(b"PK") {
            bytes = changed(&bytes, part, &changes);
        } else {
            // The sectors stay where they are.
            mutations::overwrite(&mut bytes, &changes, fill);
        }
        prop_assert!(!sheets_of(&name, &bytes).is_empty());
    }
}
