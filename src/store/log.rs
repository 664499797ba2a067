//! The write-ahead log that a killed program left, looked at before `SQLite` reads it. `SQLite` takes the first frame
//! with a wrong checksum for the end of the log: a bit that turned over there takes every change after it away without
//! a word. Here that is told, and the log is kept aside before it is written over.
//!
//! Layout: the file format of `SQLite` (sqlite.org/fileformat2.html, "The WAL File").

use crate::store::{Store, files};
use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

/// What the name of a log that was kept aside has behind the caseload's.
const ASIDE: &str = ".wal-damaged-";
const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// The first four bytes, but for the last bit, which says how checksums read their numbers.
const MAGIC: u32 = 0x377f_0682;
/// A page is never larger.
const LARGEST_PAGE: u32 = 65_536;
/// A log that another program is just writing looks broken for a moment: it is looked at so often.
const LOOKS: u32 = 3;
/// How long between two looks.
const PAUSE: Duration = Duration::from_millis(20);

/// The running checksum: two sums, each over the numbers of the bytes so far and the other.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Sum {
    sums: (u32, u32),
    big_endian: bool,
}

impl Sum {
    fn over(mut self, bytes: &[u8]) -> Self {
        for pair in bytes.chunks_exact(8) {
            let number = |at: usize| {
                let bytes = [pair[at], pair[at + 1], pair[at + 2], pair[at + 3]];
                if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
            };
            let first = self.sums.0.wrapping_add(number(0)).wrapping_add(self.sums.1);
            let second = self.sums.1.wrapping_add(number(4)).wrapping_add(first);
            self.sums = (first, second);
        }
        self
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    let mut four = [0; 4];
    four.copy_from_slice(&bytes[at..at + 4]);
    u32::from_be_bytes(four)
}

/// Where a log breaks off, in bytes from its beginning, although a whole transaction stands behind that place. `None`
/// for a sound one, and for one whose last transaction was never finished.
fn break_in(mut log: impl Read) -> io::Result<Option<u64>> {
    let mut header = [0; HEADER];
    if !filled(&mut log, &mut header)? {
        return Ok(None);
    }
    let big_endian = number(&header, 0) & 1 == 1;
    let page = number(&header, 8);
    let salts = [number(&header, 16), number(&header, 20)];
    let mut sum = Sum { sums: (0, 0), big_endian }.over(&header[..24]);
    let told = number(&header, 0) & !1 == MAGIC && sum.sums == (number(&header, 24), number(&header, 28));
    let known = told && page.is_power_of_two() && (512..=LARGEST_PAGE).contains(&page);
    let page = if known { page } else { files::PAGE };
    let mut frame = vec![0; FRAME_HEADER + page as usize];
    let mut broken = (!told).then_some(0);
    let mut at = HEADER as u64;
    while filled(&mut log, &mut frame)? {
        let own = [number(&frame, 8), number(&frame, 12)];
        // A frame of another time has two other salts; of this log's one may be what turned over.
        let of_this_log = own[0] == salts[0] || own[1] == salts[1];
        if broken.is_none() {
            let after = sum.over(&frame[..8]).over(&frame[FRAME_HEADER..]);
            if own == salts && after.sums == (number(&frame, 16), number(&frame, 20)) {
                sum = after;
            } else {
                broken = Some(at);
            }
        }
        let ends_a_transaction = number(&frame, 4) != 0;
        if broken.is_some() && of_this_log && ends_a_transaction {
            return Ok(broken);
        }
        at += frame.len() as u64;
    }
    Ok(None)
}

/// Fills the buffer; false where the file ends before.
fn filled(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match from.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

impl Store {
    /// Where the log of a killed program was kept aside when this was opened, since it was damaged.
    pub fn damaged_log(&self) -> Option<&Path> {
        self.damaged_log.as_deref()
    }

    /// What is to be said of the file as it was opened: each what happened and what to do.
    pub fn remarks(&self) -> Vec<String> {
        let read_only = "this caseload can only be read here: no note can be filed".to_owned();
        let damaged = |aside: &Path| {
            let name = aside.file_name().unwrap_or_default().to_string_lossy().into_owned();
            format!(
                "the log of a program that was killed was damaged on the disk: changes made last before that may be \
                 missing; look whether they are there, or restore a backup. What the log held is kept in {name}"
            )
        };
        let read_only = self.read_only().then_some(read_only);
        self.damaged_log().map(damaged).into_iter().chain(read_only).collect()
    }
}

/// Looks at the log beside a caseload; one that breaks off is copied aside. Gives where the copy stands. What cannot be
/// read or copied here is no reason not to open: `SQLite` says what is wrong with it.
pub(super) fn kept_aside(caseload: &Path) -> Option<PathBuf> {
    let log = files::beside(caseload, "-wal");
    let first = look(&log)?;
    for _ in 1..LOOKS {
        std::thread::sleep(PAUSE);
        if look(&log) != Some(first) {
            return None;
        }
    }
    let written = std::fs::metadata(&log).and_then(|meta| meta.modified()).ok();
    let seconds = written.and_then(|moment| moment.duration_since(UNIX_EPOCH).ok()).unwrap_or_default().as_secs();
    let aside = files::beside(caseload, &format!("{ASIDE}{seconds}"));
    if let Ok(mut copy) = files::make_private(&aside) {
        let copied = File::open(&log).and_then(|mut log| io::copy(&mut log, &mut copy)).and_then(|_| copy.sync_all());
        if copied.is_err() {
            let _ = std::fs::remove_file(&aside);
        }
    }
    Some(aside)
}

/// Whether a file is a log of this caseload that was kept aside.
pub(super) fn is_kept_aside(caseload: &Path, file: &Path) -> bool {
    let begins = files::beside(caseload, ASIDE);
    file.as_os_str().as_encoded_bytes().starts_with(begins.as_os_str().as_encoded_bytes())
}

/// Where it breaks off, and how long it is.
fn look(log: &Path) -> Option<(u64, u64)> {
    let file = File::open(log).ok()?;
    let length = file.metadata().ok()?.len();
    Some((break_in(BufReader::with_capacity(1 << 16, file)).ok()??, length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{Bench, PASSPHRASE, secret};
    use std::fs;

    /// A caseload of a program that was killed, and the bytes of its log.
    fn killed() -> (tempfile::TempDir, PathBuf, Vec<u8>) {
        let bench = Bench::with_children(&["c1", "c2"]);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.db");
        let log = fs::read(files::beside(&bench.path, "-wal")).unwrap();
        for end in ["", ".keys", "-wal"] {
            fs::copy(files::beside(&bench.path, end), files::beside(&path, end)).unwrap();
        }
        (folder, path, log)
    }

    fn whole_frames(log: &[u8]) -> usize {
        (log.len() - HEADER) / (FRAME_HEADER + usize::try_from(files::PAGE).unwrap())
    }

    #[test]
    fn a_sound_log_and_one_that_was_not_finished_are_silent() {
        let (_folder, _, log) = killed();
        assert!(whole_frames(&log) > 5);
        assert_eq!(break_in(&*log).unwrap(), None);
        for cut in [0, 10, HEADER, HEADER + 100, log.len() - 1, log.len() - 20_000] {
            assert_eq!(break_in(&log[..cut]).unwrap(), None, "{cut}");
        }
        // What stands behind the end of the log is of another time.
        let mut older = log.clone();
        let frame = FRAME_HEADER + usize::try_from(files::PAGE).unwrap();
        for at in (HEADER + 3 * frame..log.len()).step_by(frame) {
            older[at + 8] ^= 0xff;
            older[at + 12] ^= 0xff;
        }
        assert_eq!(break_in(&*older).unwrap(), None);
    }

    #[test]
    fn one_bit_anywhere_is_told() {
        let (_folder, _, log) = killed();
        let places = (0..HEADER).chain((HEADER..log.len()).step_by(9_973));
        let silent: Vec<usize> = places
            .filter(|at| {
                let mut turned = log.clone();
                turned[*at] ^= 1 << (at % 8);
                break_in(&*turned).unwrap().is_none()
            })
            .collect();
        // The last frame's own word that it ends a transaction can be what turned.
        assert!(silent.is_empty(), "{silent:?} of {}", log.len());
    }

    #[test]
    fn it_is_kept_aside_once_and_the_caseload_opens() {
        let (folder, path, mut log) = killed();
        let last = log.len() - 100;
        log[last] ^= 1;
        fs::write(files::beside(&path, "-wal"), &log).unwrap();
        let store = Store::open(&path, &secret(PASSPHRASE)).unwrap();
        let aside = store.damaged_log().unwrap();
        assert_eq!(fs::read(aside).unwrap(), log);
        assert!(store.remarks().concat().contains("damaged"), "{:?}", store.remarks());
        drop(store);
        let sound = Store::open(&path, &secret(PASSPHRASE)).unwrap();
        assert!(sound.damaged_log().is_none() && sound.remarks().is_empty());
        drop(folder);
    }
}
