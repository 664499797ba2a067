//! Files in: a register of a whole year taken into the encrypted file, beside `sqlite3 .import` into a plain table; what a
//! workbook would do; and how much memory the largest files take.

use crate::caseload::{self, Files, PASSPHRASE, lookout_command};
use crate::figures::{ROUNDS, in_turn, median, ms, row, skipped};
use crate::{LOOKOUT, available, run, times, workbook};
use chrono::NaiveDate;
use lookout::store::Store;
use lookout::store::secret::Secret;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// The rows of the workbook that is previewed.
const ROWS: usize = 20_000;
/// The years of the largest registers: of 10,000 children some 1 GB.
const YEARS: u64 = 11;
/// What says how a register with a row a day is read.
const PROFILE: &str = "name = \"days\"\nkind = \"attendance\"\n[columns]\nRef = \"child_id\"\nPupil = \"nothing\"\n\
    Register = \"nothing\"\nDay = \"date\"\nMorning = \"am\"\nAfternoon = \"pm\"\n";

/// Measures all of it.
pub(crate) fn measure(children: u32, files: &Files, folder: &Path) {
    imports(children, files, folder);
    preview(children, files, folder);
    memory(children, files, folder);
}

/// What a workbook would do, said without doing it: a new process, the file unlocked, read, compared and counted.
fn preview(children: u32, files: &Files, folder: &Path) {
    let book = folder.join("suspensions.xlsx");
    workbook::suspensions(&book, &ids(files), ROWS);
    let mut check = || run(lookout_command(Path::new(LOOKOUT), files).args(["import", "--check"]).arg(&book));
    let rounds = std::iter::repeat_with(&mut check).take(ROUNDS).collect();
    row(children, "preview of a workbook of 20,000 rows", &ms(median(rounds)), "-", ("-", "under 1 s"));
}

/// The council's ids of the children.
fn ids(files: &Files) -> Vec<String> {
    let text = std::fs::read_to_string(&files.children).unwrap();
    text.lines().skip(1).filter_map(|line| Some(line.split(',').next()?.to_owned())).collect()
}

/// The most memory that the largest registers take, previewed: one with a row a mark, and one with a row a day that a profile
/// reads.
fn memory(children: u32, files: &Files, folder: &Path) {
    let profiles = folder.join("profiles");
    std::fs::create_dir_all(&profiles).unwrap();
    std::fs::write(profiles.join("days.toml"), PROFILE).unwrap();
    for (what, header, line) in [
        ("a row a mark", "child_id,date,session,code", of_a_mark as fn(&Day<'_>) -> String),
        ("a row a day, by a profile", "Ref,Pupil,Register,Day,Morning,Afternoon", of_a_day),
    ] {
        let large = folder.join("large.csv");
        let bytes = write_years(&large, header, &files.attendance, line);
        let mut check = lookout_command(Path::new(LOOKOUT), files);
        check.arg("--config").arg(folder.join("config.toml")).args(["import", "--check"]).arg(&large);
        let size = format!("memory at most, preview of {} MB, {what}", bytes >> 20);
        match most_memory(&mut check) {
            Some(megabytes) => row(children, &size, &format!("{megabytes} MB"), "-", ("-", "under 500 MB for 1 GB")),
            None => skipped(children, &size, "/proc is not here"),
        }
        std::fs::remove_file(&large).unwrap();
    }
}

/// A day of a child in the register.
struct Day<'r> {
    child: &'r str,
    date: NaiveDate,
    codes: [&'r str; 2],
}

fn of_a_mark(day: &Day<'_>) -> String {
    let line = |(session, code)| format!("{},{},{session},{code}\n", day.child, day.date);
    ["AM", "PM"].into_iter().zip(day.codes).map(line).collect()
}

fn of_a_day(day: &Day<'_>) -> String {
    let [am, pm] = day.codes;
    format!("{},\"Quill, Zuzanna\",Main register,{},{am},{pm}\n", day.child, day.date)
}

/// The register again and again, each time a year earlier on the same days of the week; gives its size.
fn write_years(path: &Path, header: &str, register: &Path, line: fn(&Day<'_>) -> String) -> u64 {
    let text = std::fs::read_to_string(register).unwrap();
    let mut days: BTreeMap<(&str, &str), [&str; 2]> = BTreeMap::new();
    for row in text.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        days.entry((cells[0], cells[1])).or_default()[usize::from(cells[2] == "PM")] = cells[3];
    }
    let mut large = BufWriter::new(File::create(path).unwrap());
    writeln!(large, "{header}").unwrap();
    for year in 0..YEARS {
        for (&(child, date), &codes) in &days {
            let date = date.parse::<NaiveDate>().unwrap() - chrono::Days::new(364 * year);
            large.write_all(line(&Day { child, date, codes }).as_bytes()).unwrap();
        }
    }
    large.into_inner().unwrap().metadata().unwrap().len()
}

/// The most memory that a process took, in MB, where the system tells.
fn most_memory(command: &mut Command) -> Option<u64> {
    let mut process = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
    let status = PathBuf::from(format!("/proc/{}/status", process.id()));
    let mut most = None;
    while process.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with("VmHWM"));
        let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
        most = most.max(kilobytes.map(|kilobytes| kilobytes >> 10));
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(process.wait().unwrap().success());
    most
}

/// Measures the first and the second import of the same file.
fn imports(children: u32, files: &Files, folder: &Path) {
    let what = format!("import of {} marks from CSV", files.marks);
    if !available("sqlite3") {
        return skipped(children, &what, "sqlite3 is not here");
    }
    let empty = only_children(files, folder);
    let target = copy_of(&empty, folder, "import.db");
    let into = Files { encrypted: target, ..files.clone() };
    let plain = folder.join("import-plain.db");
    let theirs = || {
        let _ = std::fs::remove_file(&plain);
        let mut import = Command::new("sqlite3");
        let file = files.attendance.to_string_lossy();
        run(import.arg(&plain).args([".mode csv", &format!(".import \"{file}\" mark")]))
    };
    let first = || {
        copy_of(&empty, folder, "import.db");
        take_in(&into)
    };
    let (ours, beside) = in_turn(first, theirs);
    let label = format!("sqlite3 .import: {}", ms(beside));
    row(children, &what, &ms(ours), &label, (&times(ours, beside), "not slower"));
    let (ours, first) = in_turn(
        || take_in(&into),
        || {
            copy_of(&empty, folder, "import.db");
            take_in(&into)
        },
    );
    let label = format!("the first time: {}", ms(first));
    row(children, "the same file again, every row the same", &ms(ours), &label, (&times(ours, first), "not slower"));
}

fn take_in(into: &Files) -> Duration {
    run(lookout_command(Path::new(LOOKOUT), into).arg("import").arg(&into.attendance))
}

/// A caseload into which children.csv alone went.
fn only_children(files: &Files, folder: &Path) -> PathBuf {
    let path = folder.join("children.db");
    let (mut store, _) = Store::create_cheap(&path, "bench", &Secret::new(PASSPHRASE.into())).unwrap();
    caseload::import(&mut store, "children.csv", &std::fs::read(&files.children).unwrap());
    path
}

/// A copy of a closed caseload with its keys.
fn copy_of(caseload: &Path, folder: &Path, name: &str) -> PathBuf {
    let copy = folder.join(name);
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("{name}{end}")));
    }
    let keys = |path: &Path| PathBuf::from(format!("{}.keys", path.display()));
    std::fs::copy(caseload, &copy).unwrap();
    std::fs::copy(keys(caseload), keys(&copy)).unwrap();
    copy
}
