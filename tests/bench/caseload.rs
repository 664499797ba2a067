//! The same invented caseload three ways: an encrypted file, a plain file with a row a mark, a list for `less`.

use crate::work;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use lookout::domain::attendance::{AcademicYear, parse_code};
use lookout::domain::note::{NewNote, Own};
use lookout::domain::sheet::Sheet;
use lookout::sample::{Recipe, invent};
use lookout::store::Store;
use lookout::store::command::{Command, Stamp};
use lookout::store::secret::Secret;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The last Friday of a summer term: a whole year of marks lies behind it.
pub(crate) const TODAY: &str = "2027-07-16";
/// Back to the first day of that academic year.
const WEEKS: u32 = 46;
/// A slot of minimal cost guards the benchmark's file, so that key derivation is left out.
pub(crate) const PASSPHRASE: &str = "an invented passphrase";

/// Where the three ways stand.
#[derive(Clone)]
pub(crate) struct Files {
    pub(crate) encrypted: PathBuf,
    pub(crate) plain: PathBuf,
    pub(crate) passphrase: PathBuf,
    /// children.csv and attendance.csv as they were invented.
    pub(crate) children: PathBuf,
    pub(crate) attendance: PathBuf,
    pub(crate) recovery_code: String,
    pub(crate) marks: usize,
}

/// Invents and imports.
pub(crate) fn make(folder: &Path, children: u32) -> Files {
    let files = Files {
        encrypted: folder.join("c.db"),
        plain: folder.join("plain.db"),
        passphrase: folder.join("passphrase"),
        children: folder.join("children.csv"),
        attendance: folder.join("attendance.csv"),
        recovery_code: String::new(),
        marks: 0,
    };
    write_private(&files.passphrase, PASSPHRASE);
    let (mut store, code) = Store::create_cheap(&files.encrypted, "bench", &Secret::new(PASSPHRASE.into())).unwrap();
    let mut marks = 0;
    for file in invent(&Recipe { children, seed: 7, weeks: WEEKS, today: today() }) {
        import(&mut store, file.name, &file.bytes);
        if file.name == "attendance.csv" {
            marks = write_plain(&files.plain, &file.bytes);
        }
        if ["children.csv", "attendance.csv"].contains(&file.name) {
            std::fs::write(folder.join(file.name), &file.bytes).unwrap();
        }
    }
    let files = Files { recovery_code: code.reveal().to_owned(), marks, ..files };
    work::done(&files);
    files
}

pub(crate) fn today() -> NaiveDate {
    TODAY.parse().unwrap()
}

pub(crate) fn stamp() -> Stamp {
    Stamp(DateTime::<FixedOffset>::parse_from_rfc3339("2027-07-16T09:00:00+01:00").unwrap())
}

pub(crate) fn open(file: &Path) -> Store {
    Store::open(file, &Secret::new(PASSPHRASE.into())).unwrap()
}

/// A file that nobody else reads, as the program wants it of a passphrase.
fn write_private(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
}

/// Takes a file in through the library.
pub(crate) fn import(store: &mut Store, name: &str, bytes: &[u8]) {
    for sheet in lookout::import::read(name, &mut &bytes[..]).unwrap() {
        take_in(store, sheet);
    }
}

fn take_in(store: &mut Store, sheet: Sheet) {
    let planned = store.plan(sheet).unwrap();
    store.apply(Command::Import(Box::new(planned)), stamp()).unwrap();
}

/// One row a mark, whole numbers only, as somebody who knows SQL would lay it out.
fn write_plain(path: &Path, attendance: &[u8]) -> usize {
    let mut plain = rusqlite::Connection::open(path).unwrap();
    plain
        .execute_batch(
            "CREATE TABLE mark(child INTEGER, day INTEGER, session INTEGER, code INTEGER, \
             PRIMARY KEY(child, day, session)) WITHOUT ROWID",
        )
        .unwrap();
    let transaction = plain.transaction().unwrap();
    let mut rows = 0;
    {
        let mut insert = transaction.prepare("INSERT OR IGNORE INTO mark VALUES (?, ?, ?, ?)").unwrap();
        let mut reader = csv::Reader::from_reader(attendance);
        let header = reader.headers().unwrap().clone();
        let at = |name: &str| header.iter().position(|word| word == name).unwrap();
        let (child, date, session, code) = (at("child_id"), at("date"), at("session"), at("code"));
        let mut ids = std::collections::BTreeMap::new();
        for record in reader.records().map(Result::unwrap) {
            let next = i64::try_from(ids.len()).unwrap();
            let id = *ids.entry(record[child].to_owned()).or_insert(next);
            let day = record[date].parse::<NaiveDate>().unwrap();
            if AcademicYear::of(day) == AcademicYear::of(today()) {
                // Monday is a multiple of 7, so that day / 7 is the week.
                let number = day.num_days_from_ce() - 1;
                let byte = parse_code(&record[code]).unwrap().byte;
                rows += insert.execute((id, number, u8::from(&record[session] == "PM"), byte)).unwrap();
            }
        }
    }
    transaction.commit().unwrap();
    rows
}

/// The list that `less` shows: a line a child, as `lookout alerts --children` prints it.
pub(crate) fn write_list(lookout: &Path, files: &Files, list: &Path) {
    let printed = lookout_command(lookout, files).args(["alerts", "--children"]).output().unwrap();
    std::fs::File::create(list).unwrap().write_all(&printed.stdout).unwrap();
}

/// The program on the encrypted file.
pub(crate) fn lookout_command(lookout: &Path, files: &Files) -> std::process::Command {
    let mut command = std::process::Command::new(lookout);
    command.arg("--db").arg(&files.encrypted).arg("--passphrase-file").arg(&files.passphrase);
    command.args(["--today", TODAY]);
    command
}

/// A note as a caseworker files it.
pub(crate) fn note(text: &str) -> NewNote {
    NewNote {
        about: Vec::new(),
        kind: lookout::domain::note::NoteKind::Call,
        person: None,
        text: text.to_owned(),
        own: Own::new(),
        next_step: None,
        follow_up: None,
        follow_up_words: None,
        opened: stamp().0,
    }
}

/// The same encrypted file through rusqlite alone: the recovery code's first 32 bytes are the database key.
pub(crate) fn bare(files: &Files) -> rusqlite::Connection {
    let letters: String = files.recovery_code.chars().filter(char::is_ascii_alphanumeric).collect();
    let key = data_encoding::BASE32_NOPAD.decode(letters.as_bytes()).unwrap();
    let connection = rusqlite::Connection::open(&files.encrypted).unwrap();
    let key = data_encoding::HEXLOWER.encode(&key[..32]);
    connection
        .execute_batch(&format!(
            "PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{key}'\"; PRAGMA cipher_page_size = 16384;
             PRAGMA cipher_hmac_algorithm = HMAC_SHA256; PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA256;
             PRAGMA synchronous = FULL;
             CREATE TABLE IF NOT EXISTS bare(id INTEGER PRIMARY KEY, text TEXT)"
        ))
        .unwrap();
    connection
}
