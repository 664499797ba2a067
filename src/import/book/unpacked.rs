//! What a zip is and unpacks to, found before anything of it is read.

use std::io::{self, Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// What a workbook may unpack to, in bytes: some twelve times what a million rows take. A file of one megabyte can
/// unpack to a thousand.
const UNPACKED: u64 = 512 << 20;
/// How many files a workbook may have: each sheet is one, and few programs write more than a hundred.
const FILES: usize = 10_000;

/// What is said of a workbook that asks for a password.
pub(super) const LOCKED: &str = "this workbook is locked by a password: save it without one and import that";
/// What is said of a workbook that holds macros.
pub(super) const MACROS: &str = "this workbook holds macros: save it without them, as .xlsx or .ods, and import that";
/// What is said of a zip that is something else.
pub(super) const NO_WORKBOOK: &str = "this is a zip file, and no spreadsheet: unpack it and import what is in it";
const TORN: &str = "this spreadsheet is damaged or was not copied to its end: copy it anew";
const TOO_LARGE: &str = "this workbook unpacks to more than 512 MB: save its sheets as CSV";

/// What a zip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zipped {
    /// Office Open XML.
    Workbook,
    /// `OpenDocument`.
    OpenDocument,
}

/// What the zip is, once all of it was unpacked to nowhere: its sizes as stated may lie.
///
/// # Errors
/// Why it is not read.
pub(super) fn kind(bytes: &[u8]) -> Result<Zipped, String> {
    unpacks_to(bytes, UNPACKED)?;
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TORN)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/vbaProject.bin") || has("Basic/script-lc.xml") {
        return Err(MACROS.to_owned());
    }
    if has("xl/workbook.bin") {
        return Err("this is a binary workbook (.xlsb): save it as .xlsx and import that".to_owned());
    }
    let office = archive.file_names_raw().any(|name| name.starts_with(b"xl/"));
    match (office, has("content.xml")) {
        (true, _) => Ok(Zipped::Workbook),
        (_, true) => Ok(Zipped::OpenDocument),
        _ => Err(NO_WORKBOOK.to_owned()),
    }
}

/// The sheets of an `OpenDocument`, as XML; empty where there are none.
pub(super) fn content(bytes: &[u8]) -> Vec<u8> {
    part(bytes, "content.xml")
}

/// Whether an `OpenDocument` asks for a password: its sheets are then no XML.
pub(super) fn is_locked(bytes: &[u8]) -> bool {
    const WORD: &[u8] = b"encryption-data";
    part(bytes, "META-INF/manifest.xml").windows(WORD.len()).any(|part| part == WORD)
}

fn part(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut xml = Vec::new();
    if let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes))
        && let Ok(mut entry) = archive.by_name(name)
        && entry.read_to_end(&mut xml).is_err()
    {
        xml.clear();
    }
    xml
}

/// Unpacks everything to nowhere.
fn unpacks_to(bytes: &[u8], most: u64) -> Result<(), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TORN)?;
    if archive.len() > FILES {
        return Err(TOO_LARGE.to_owned());
    }
    let mut left = most;
    for number in 0..archive.len() {
        let words = archive.name_for_index(number).and_then(Result::ok).is_some_and(|name| holds_words(&name));
        let entry = archive.by_index(number).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => LOCKED,
            _ => TORN,
        })?;
        let mut entry = entry.take(left + 1);
        let unpacked = if words {
            let mut xml = Vec::new();
            let unpacked = entry.read_to_end(&mut xml).map_err(|_| TORN)? as u64;
            if boasts(&xml) {
                return Err(TORN.to_owned());
            }
            unpacked
        } else {
            io::copy(&mut entry, &mut io::sink()).map_err(|_| TORN)?
        };
        left = left.checked_sub(unpacked).ok_or(TOO_LARGE)?;
    }
    Ok(())
}

/// Whether a file holds the words that the cells of a workbook share.
fn holds_words(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with("sharedstrings.xml")
}

/// Whether the shared words are said to be more than there are bytes: the library makes room for as many as are said.
fn boasts(xml: &[u8]) -> bool {
    const COUNT: &[u8] = b"uniqueCount";
    let said = |at: usize| {
        let rest = xml.get(at + COUNT.len()..).unwrap_or_default();
        let figures = rest.iter().skip_while(|byte| !byte.is_ascii_digit()).take_while(|byte| byte.is_ascii_digit());
        figures.fold(0_usize, |sum, byte| sum.saturating_mul(10).saturating_add(usize::from(byte - b'0')))
    };
    let mut places = xml.windows(COUNT.len()).enumerate().filter(|(_, part)| *part == COUNT);
    places.any(|(at, _)| said(at) > xml.len())
}
