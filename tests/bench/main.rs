//! `cargo bench`: prints a table of ratios, each of two things run in turn in this one session. Never part of a test.
//!
//! `cargo bench -- 1000 10000` chooses the numbers of children; 100000 takes some minutes and 3 GB of disk.
//! `cargo bench -- again walk 10000` measures these parts alone; they are: notes, start (from the file to the screen),
//! again (after one change), report (a year's), parts (of the work), sent (bytes), walk (keys through every screen), idle (takes a minute),
//! intake (files in).

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and one that fails panics")]

mod again;
mod caseload;
mod figures;
mod idle;
mod intake;
mod notes;
mod parts;
mod report;
mod sent;
mod terminal;
mod walk;
#[path = "../suite/window.rs"]
#[allow(dead_code, reason = "shared with the tests, which use more of it")]
mod window;
mod work;
mod workbook;

use caseload::{Files, lookout_command, note, open, stamp, today};
use figures::{in_turn, median, ms, row, skipped, time};
use lookout::domain::case::{Case, Context};
use lookout::domain::search::Index;
use lookout::domain::thresholds::Thresholds;
use lookout::domain::triage::{explain_case, rank};
use lookout::store::command::Command as Change;
use rayon::prelude::*;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// The same allocator as the program's, since this one runs itself to judge.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const LOOKOUT: &str = env!("CARGO_BIN_EXE_lookout");
/// The first argument of this program when it runs itself as "a new process that judges".
const JUDGE: &str = "--judge-once";
/// The parts, by the words that choose them.
const PARTS: [&str; 9] = ["notes", "start", "again", "report", "parts", "sent", "walk", "idle", "intake"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if let [first, file] = arguments.as_slice()
        && first == JUDGE
    {
        println!("{}", judge_once(Path::new(file)));
        // What was read is left to the system, as the program leaves it.
        std::process::exit(0);
    }
    let chosen: Vec<u32> = arguments.iter().filter_map(|word| word.parse().ok()).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).filter(|word| PARTS.contains(word)).collect();
    let asked = |part| words.is_empty() || words.contains(&part);
    figures::head();
    if asked("notes") {
        notes::measure(tempfile::tempdir().unwrap().path());
    }
    if words == ["notes"] {
        return;
    }
    for children in if chosen.is_empty() { vec![1_000, 10_000] } else { chosen } {
        measure(children, asked);
    }
}

fn measure(children: u32, asked: impl Fn(&'static str) -> bool) {
    let folder = tempfile::tempdir().unwrap();
    let files = &caseload::make(folder.path(), children);
    let first_child = first_surname(files);
    if asked("start") {
        from_the_file(children, files, folder.path(), &first_child);
    }
    if asked("again") {
        again::measure(children, files);
    }
    if asked("report") {
        report::measure(children, files);
    }
    if asked("parts") {
        parts::measure(children, files);
    }
    if asked("sent") {
        sent::measure(children, files, &first_child);
    }
    if asked("idle") {
        idle::measure(children, files, &first_child);
    }
    if asked("intake") {
        intake::measure(children, files, folder.path());
    }
    if asked("walk") {
        walk::measure(children, files, folder.path());
    }
}

fn from_the_file(children: u32, files: &Files, folder: &Path, first_child: &str) {
    let list = folder.join("list");
    caseload::write_list(Path::new(LOOKOUT), files, &list);
    let sql = judging(children, files);
    judging_again(children, files, sql);
    finding(children, files);
    let less = available("less").then(|| {
        let mut less = Command::new("less");
        less.arg("-S").arg(&list);
        less
    });
    starting(children, files, &list, (less.as_ref(), first_child));
    moving(children, files, (less.as_ref(), first_child));
    filing(children, files, first_child);
}

fn available(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// A new process: opens the encrypted file, judges and ranks everybody, puts every reason into words.
fn judge_once(file: &Path) -> usize {
    let caseload = open(file).caseload(today()).unwrap();
    let thresholds = Thresholds::default();
    let context = Context::new(&caseload, &thresholds, today());
    let ranking = rank(&caseload, &context);
    let reasons = ranking.rows.par_iter().with_min_len(256).map(|row| {
        let case = Case::new(&caseload.children[row.child], &context);
        row.alerts.iter().map(|alert| explain_case(&case, alert).short.len()).sum::<usize>()
    });
    reasons.sum()
}

fn run(command: &mut Command) -> Duration {
    time(|| assert!(command.stdin(Stdio::null()).stdout(Stdio::null()).status().unwrap().success())).0
}

/// Judging from the stored file beside sqlite3; gives sqlite3's median.
fn judging(children: u32, files: &Files) -> Option<Duration> {
    let what = format!("new process: read, judge, rank, all reasons ({} marks)", files.marks);
    let mut ours = Command::new(std::env::current_exe().unwrap());
    ours.arg(JUDGE).arg(&files.encrypted);
    if !available("sqlite3") {
        skipped(children, &what, "sqlite3 is not here");
        return None;
    }
    let number = chrono::Datelike::num_days_from_ce(&today()) - 1;
    // sqlite3 takes a leading `--` for an option.
    let lines: Vec<&str> = include_str!("attendance.sql").lines().filter(|line| !line.starts_with("--")).collect();
    let query = lines.join("\n").replace(":today", &number.to_string());
    let mut theirs = Command::new("sqlite3");
    theirs.arg(&files.plain).arg(query);
    let (ours, theirs) = in_turn(|| run(&mut ours), || run(&mut theirs));
    let beside = format!("sqlite3, attendance rules alone: {}", ms(theirs));
    row(children, &what, &ms(ours), &beside, (&times(theirs, ours), "30 x faster"));
    Some(theirs)
}

fn judging_again(children: u32, files: &Files, sql: Option<Duration>) {
    let caseload = open(&files.encrypted).caseload(today()).unwrap();
    let thresholds = Thresholds::default();
    let days = today().iter_days().rev().skip(1).take(figures::ROUNDS);
    let rounds = days.map(|day| time(|| black_box(rank(&caseload, &Context::new(&caseload, &thresholds, day)))).0);
    let ours = median(rounds.collect());
    let (beside, ratio) =
        sql.map_or(("skipped".into(), "-".into()), |sql| (format!("sqlite3: {}", ms(sql)), times(sql, ours)));
    row(children, "judge and rank again from memory, another today", &ms(ours), &beside, (&ratio, "200 x faster"));
}

fn finding(children: u32, files: &Files) {
    let caseload = open(&files.encrypted).caseload(today()).unwrap();
    let index = Index::new(&caseload);
    let order: Vec<usize> = (0..caseload.children.len()).collect();
    let mut letters = Vec::new();
    for word in ["ade oka", "jones", "primary mar", "kow"] {
        let mut last = None;
        for (end, letter) in word.char_indices() {
            let typed = &word[..end + letter.len_utf8()];
            let (took, hits) = time(|| index.find(typed, &order, last.as_ref()));
            letters.push(took);
            last = Some(hits);
        }
    }
    let worst = letters.iter().max().copied().unwrap_or_default();
    row(
        children,
        "a fuzzy letter to its results, median",
        &ms(median(letters)),
        &format!("worst {}", ms(worst)),
        ("-", "under 5 ms"),
    );
}

/// The first frame is true when the first child of the ranking stands on it.
fn starting(children: u32, files: &Files, list: &Path, (less, first_child): (Option<&Command>, &str)) {
    let first_line = std::fs::read_to_string(list).unwrap();
    let dashboard = lookout_command(Path::new(LOOKOUT), files);
    let what = "start to the first true frame";
    let target = if children > 1_000 { "10 x, under 100 ms" } else { "3 x" };
    let Some(less) = less else { return skipped(children, what, "less is not here") };
    let head: String = first_line.lines().next().unwrap_or_default().chars().take(40).collect();
    let (ours, theirs) =
        in_turn(|| terminal::start(&dashboard).first(first_child), || terminal::start(less).first(head.trim_end()));
    row(children, what, &ms(ours), &format!("less on the list: {}", ms(theirs)), (&times(ours, theirs), target));
    let watched = terminal::start(&dashboard);
    watched.first(first_child);
    watched.quiet();
    let memory = watched.memory().map_or("skipped".into(), |mb| format!("{mb:.0} MB"));
    row(children, "resident memory in the list", &memory, "-", ("-", if children == 10_000 { "60 MB" } else { "-" }));
}

fn first_surname(files: &Files) -> String {
    let caseload = open(&files.encrypted).caseload(today()).unwrap();
    let thresholds = Thresholds::default();
    let ranking = rank(&caseload, &Context::new(&caseload, &thresholds, today()));
    caseload.children[ranking.rows[0].child].surname.to_string()
}

fn moving(children: u32, files: &Files, (less, first_child): (Option<&Command>, &str)) {
    let mut dashboard = terminal::start(&lookout_command(Path::new(LOOKOUT), files));
    dashboard.first(first_child);
    let ours: Vec<Duration> = (0..1_000).filter_map(|_| dashboard.press("j")).collect();
    let (worst, middle) = (ours.iter().max().copied().unwrap_or_default(), median(ours));
    let what = "key to repaint, p50 of 1,000";
    if let Some(less) = less {
        let mut less = terminal::start(less);
        less.quiet();
        let theirs = median((0..200).filter_map(|_| less.press("j")).collect());
        row(children, what, &ms(middle), &format!("less: {}", ms(theirs)), (&times(middle, theirs), "2 x"));
    } else {
        skipped(children, what, "less is not here");
    }
    row(children, "key to repaint, worst of 1,000", &ms(worst), "-", ("-", "under 16 ms"));
}

/// Ctrl-S to "saved" on the screen, beside a bare commit of one row into the same encrypted file.
fn filing(children: u32, files: &Files, first_child: &str) {
    let mut dashboard = terminal::start(&lookout_command(Path::new(LOOKOUT), files));
    dashboard.first(first_child);
    let mut ours = Vec::new();
    let mut store = open(&files.encrypted);
    let mut whole = Vec::new();
    for round in 0..figures::ROUNDS {
        dashboard.press("n");
        dashboard.press(&format!("call number {round}"));
        // Somebody who has typed the last word looks up before filing.
        terminal::pause();
        ours.push(dashboard.press_until("\x13", "saved"));
        dashboard.press("j");
        let text = format!("bare {round}");
        whole.push(time(|| store.apply(Change::FileNote { note: note(&text), draft: None }, stamp()).unwrap()).0);
    }
    let (ours, whole, bare) = (median(ours), median(whole), bare_commit(files));
    let beside = format!("a bare FULL commit: {}", ms(bare));
    row(children, "note filed: Ctrl-S to durable and repainted", &ms(ours), &beside, (&times(ours, bare), "2 x"));
    row(children, "note filed without a screen", &ms(whole), &beside, (&times(whole, bare), "-"));
}

/// One row into a table of its own in the same file, with the cipher and the journal that the file has.
fn bare_commit(files: &Files) -> Duration {
    let connection = caseload::bare(files);
    let commits = (0..50).map(|n| {
        time(|| connection.execute("INSERT INTO bare(text) VALUES (?)", [format!("call number {n}")]).unwrap()).0
    });
    median(commits.collect())
}

fn times(a: Duration, b: Duration) -> String {
    format!("{:.1} x", a.as_secs_f64() / b.as_secs_f64().max(1e-9))
}
