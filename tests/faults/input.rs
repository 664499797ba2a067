//! D5: files in that are anything but right: held back with a reason, no panic, little memory.

use super::dice::Dice;
use super::office::office;
use super::{Tally, hold, trial};
use lookout::import::{self, Known};
use lookout::sample::{Recipe, invent};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Most memory that reading a file may take, in KiB.
const MEMORY: usize = 200 * 1024;

/// Good files of every family.
fn seeds() -> Vec<(String, Vec<u8>)> {
    let recipe = Recipe { children: 4, seed: 3, weeks: 2, today: super::office::TODAY.parse().unwrap() };
    let mut seeds: Vec<(String, Vec<u8>)> =
        invent(&recipe).into_iter().map(|file| (file.name.to_owned(), file.bytes)).collect();
    for folder in ["published", "exports", "spreadsheets"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder);
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let read = |path: &PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap());
        let wanted =
            |name: &str| [".csv", ".tsv", ".xml", ".xlsx", ".xls", ".ods"].iter().any(|end| name.ends_with(end));
        seeds.extend(paths.iter().map(read).filter(|(name, _)| wanted(name)));
    }
    for (_, bytes) in &mut seeds {
        bytes.truncate(60_000);
    }
    seeds
}

const PIECES: &[&[u8]] = &[
    b"\0",
    b"\"",
    b"\r",
    b"\n",
    b",",
    b"\t",
    b";",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xe9",
    b"\xc3",
    b"45321",
    b"01/02/2026",
    b"31/02/2026",
    b"=1+1",
    b"&a;",
    b"<![CDATA[",
    b"PK\x03\x04",
    b"-0",
    b"1e999",
    b"9999-99-99",
];

fn broken(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        let (from, length) = (dice.below(bytes.len() + 1), dice.below(40));
        let to = (from + length).min(bytes.len());
        match dice.below(6) {
            0 => bytes.truncate(from),
            1 => drop(bytes.drain(from..to)),
            2 => {
                let piece = dice.one_of(PIECES).repeat(1 + length % 3);
                bytes.splice(from..from, piece);
            }
            3 => bytes[from..to].iter_mut().for_each(|byte| *byte ^= 1 << (length % 8)),
            4 => {
                let stretch = bytes[from..to].to_vec();
                bytes.splice(from..from, stretch.repeat(3));
            }
            _ => bytes[from..to].fill(dice.next().to_le_bytes()[0]),
        }
    }
    bytes
}

/// So many mutants through the library, and one long line through the program.
pub(crate) fn files(times: usize) -> Tally {
    let (seeds, mut dice, mut tally, mut held) = (seeds(), Dice::new(25), Tally::default(), 0);
    for _ in 0..times {
        let (name, bytes) = dice.one_of(&seeds);
        let bytes = broken(bytes, &mut dice);
        let done = trial(|| {
            let sheets = import::read_by(name, &mut &*bytes, Known::default()).map_err(|error| error.to_string())?;
            held += usize::from(sheets.iter().any(|sheet| !sheet.held.is_empty()));
            hold(!sheets.is_empty(), || format!("{name}: nothing was said"))
        });
        tally.add(done.and_then(|done| done).map_err(|why| format!("{name}: {why}")));
    }
    tally.found.push(format!("{} good files, {held} mutants with rows held back", seeds.len()));
    tally.join(long_line(times * 100_000));
    tally
}

/// A line of so many bytes: the most memory that the program takes for it.
fn long_line(bytes: usize) -> Tally {
    let mut tally = Tally::default();
    let office = office();
    let path = office.write("long.csv", b"child_id,forename,surname,dob\nC9,");
    let mut file = fs::File::options().append(true).open(&path).unwrap();
    let block = vec![b'x'; 1 << 20];
    for _ in 0..bytes.div_ceil(block.len()) {
        file.write_all(&block).unwrap();
    }
    drop(file);
    let mut child = office.command(&["import", "--check", "long.csv"]).spawn().unwrap();
    let (status, mut most) = (format!("/proc/{}/status", child.id()), 0);
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
        most = most.max(peak.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    tally.found.push(format!("a line of {} MB took {} MB of memory", bytes / 1_000_000, most / 1024));
    tally.add(hold(most < MEMORY, || format!("a long line took {most} KiB")));
    tally
}
