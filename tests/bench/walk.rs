//! Keys without end through every screen, filter and resize: the longest time from one to its frame, the bytes for a
//! terminal made but sent nowhere; and the longest that an answer of the store keeps the screen.

use crate::caseload::{Files, open};
use crate::figures::{ms, row};
use lookout::app::effect::Effect;
use lookout::app::keys::{Code, Key};
use lookout::app::papers::work::Job;
use lookout::app::screen::{Name, tables_of};
use lookout::app::{Msg, update};
use lookout::runtime::clock::Clock;
use lookout::runtime::replay::Replay;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const KEYS: usize = 10_000;
/// So often the walk goes back to the list, lest it stay where few keys lead away.
const BACK: usize = 60;
/// So many screens are told with their slowest key.
const SCREENS: usize = 8;
const SIZES: [(u16, u16); 6] = [(80, 24), (120, 36), (200, 60), (60, 16), (100, 30), (40, 10)];
const MOVES: [&str; 8] = ["j", "k", "ctrl-d", "ctrl-u", "pgdn", "G", "g", "down"];
const LETTERS: &str = "aeinorst jk'12";

/// A terminal that takes bytes and shows them to nobody.
#[derive(Default)]
struct Nowhere(usize);

impl Write for Nowhere {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

type Canvas = Terminal<CrosstermBackend<Nowhere>>;

fn canvas((columns, rows): (u16, u16)) -> Canvas {
    let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
    Terminal::with_options(CrosstermBackend::new(Nowhere::default()), TerminalOptions { viewport }).unwrap()
}

/// How long each message took to its frame, what it was, and on which screen.
#[derive(Default)]
struct Times(Vec<(Duration, String, Name)>);

impl Times {
    fn row(mut self, children: u32, what: &str) {
        self.0.sort_unstable();
        let at =
            |part: usize| self.0.get(self.0.len().saturating_sub(1) * part / 1_000).map_or(Duration::ZERO, |one| one.0);
        let mut of_screens: BTreeMap<Name, &(Duration, String, Name)> = BTreeMap::new();
        for one in &self.0 {
            of_screens.insert(one.2, one);
        }
        let mut slowest: Vec<&(Duration, String, Name)> = of_screens.into_values().collect();
        slowest.sort_unstable_by(|one, other| other.cmp(one));
        let told = |one: &&(Duration, String, Name)| format!("{} {} on {:?}", ms(one.0), one.1, one.2);
        let told: Vec<String> = slowest.iter().take(SCREENS).map(told).collect();
        let beside = format!("p99 {}, p50 {}; the slowest screens: {}", ms(at(990)), ms(at(500)), told.join(", "));
        let worst = slowest.first().map_or(Duration::ZERO, |one| one.0);
        row(children, what, &ms(worst), &beside, ("-", "under 16 ms"));
    }
}

struct Walk {
    replay: Replay,
    canvas: Canvas,
    seed: u64,
    files: Vec<PathBuf>,
    seen: BTreeMap<Name, usize>,
    keys: Times,
    answers: Times,
}

/// Measures both; the caseload is another one afterwards.
pub(crate) fn measure(children: u32, files: &Files, folder: &Path) {
    let clock = Clock::frozen_at("2027-07-16T09:00:00").unwrap();
    let replay = Replay::new(open(&files.encrypted), clock, folder.join("profiles"), SIZES[1]);
    let mut walk = Walk {
        replay,
        canvas: canvas(SIZES[1]),
        seed: 11,
        files: to_be_imported(folder, files),
        seen: BTreeMap::new(),
        keys: Times::default(),
        answers: Times::default(),
    };
    let load = walk.replay.model.load();
    let loaded = walk.replay.carry_out(load);
    walk.take_all(loaded);
    for key in 0..KEYS {
        if key % BACK == 0 {
            walk.replay.model.stack.truncate(1);
        }
        walk.step();
    }
    let unseen: Vec<String> =
        Name::ALL.iter().filter(|name| !walk.seen.contains_key(name)).map(|name| format!("{name:?}")).collect();
    let unseen = if unseen.is_empty() { String::new() } else { format!(" but {}", unseen.join(", ")) };
    walk.keys.row(children, &format!("worst key to repaint of {KEYS}, every screen{unseen}"));
    walk.answers.row(children, "worst answer of the store to repaint on that walk");
}

/// A file with rows to be held back, one of unknown columns, and all children.
fn to_be_imported(folder: &Path, files: &Files) -> Vec<PathBuf> {
    let text = std::fs::read_to_string(&files.children).unwrap();
    let ids: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let mut peps = "child_id,academic_year,term,due,held\n".to_owned();
    let mut odd = "Ref No,Pupil,Review date,Outcome\n".to_owned();
    for (place, id) in ids.iter().take(400).enumerate() {
        let held = if place % 5 == 0 { "31/31/2027" } else { "2027-06-01" };
        writeln!(peps, "{id},2026/27,summer,2027-06-10,{held}").unwrap();
        writeln!(odd, "{id},\"Quill, Zuzanna\",01/06/2027,held").unwrap();
    }
    let (first, second) = (folder.join("peps-walk.csv"), folder.join("reviews-walk.csv"));
    std::fs::write(&first, peps).unwrap();
    std::fs::write(&second, odd).unwrap();
    vec![first, second, files.children.clone()]
}

impl Walk {
    fn any(&mut self, below: usize) -> usize {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.seed >> 33).unwrap() % below
    }

    /// A key, a paste, a click or another size.
    fn next(&mut self) -> (Msg, String) {
        let name = self.replay.model.top().name();
        if name == Name::Path && self.any(3) == 0 {
            let at = self.any(self.files.len());
            return (Msg::Pasted(self.files[at].display().to_string()), "a path pasted".to_owned());
        }
        match self.any(100) {
            0..2 => {
                let (columns, rows) = SIZES[self.any(SIZES.len())];
                (Msg::Resized(columns, rows), format!("resize to {columns}x{rows}"))
            }
            2..4 => {
                let at = |below: usize| u16::try_from(below).unwrap();
                (Msg::Clicked(at(self.any(120)), at(self.any(36))), "a click".to_owned())
            }
            4..30 if !name.takes_text() => {
                let at = self.any(MOVES.len());
                pressed(MOVES[at])
            }
            4..60 if name.takes_text() => {
                let at = self.any(LETTERS.len());
                let letter = LETTERS.as_bytes()[at] as char;
                (Msg::Key(Key { code: Code::Char(letter), ctrl: false, alt: false }), format!("`{letter}`"))
            }
            _ => self.bound(name),
        }
    }

    /// A key that a screen hears.
    fn bound(&mut self, name: Name) -> (Msg, String) {
        let tables = tables_of(&self.replay.model.keymap, name);
        let rows: Vec<String> = tables.into_iter().flat_map(|table| table.rows).map(|row| row.keys).collect();
        let at = self.any(rows.len());
        let keys: Vec<&str> = rows[at].split(' ').collect();
        let key = keys[self.any(keys.len())];
        pressed(key)
    }

    fn step(&mut self) {
        let (msg, key) = self.next();
        let name = self.replay.model.top().name();
        *self.seen.entry(name).or_default() += 1;
        let (took, effects) = self.show(msg);
        self.keys.0.push((took, key, name));
        let mut answers = Vec::new();
        for effect in effects {
            answers.extend(self.carry_out(effect));
        }
        self.take_all(answers);
    }

    /// Until a frame stands on the terminal.
    fn show(&mut self, msg: Msg) -> (Duration, Vec<Effect>) {
        let start = Instant::now();
        if let Msg::Resized(columns, rows) = msg {
            self.canvas = canvas((columns, rows));
        }
        let effects = update(&mut self.replay.model, msg);
        if std::mem::take(&mut self.replay.model.dirty) {
            let model = &self.replay.model;
            self.canvas.draw(|frame| lookout::ui::render(model, frame)).unwrap();
        }
        (start.elapsed(), effects)
    }

    /// But for what ends the program or writes papers beside it.
    fn carry_out(&mut self, effect: Effect) -> Vec<Msg> {
        match effect {
            Effect::End(_) | Effect::Paper(Job::Write { .. }) => Vec::new(),
            Effect::Redraw => {
                let (columns, rows) = self.replay.model.size;
                self.canvas = canvas((columns, rows));
                Vec::new()
            }
            effect => self.replay.carry_out(effect),
        }
    }

    fn take_all(&mut self, answers: Vec<Msg>) {
        let mut waiting = VecDeque::from(answers);
        while let Some(msg) = waiting.pop_front() {
            let (what, name) = (kind(&msg).to_owned(), self.replay.model.top().name());
            let (took, effects) = self.show(msg);
            self.answers.0.push((took, what, name));
            for effect in effects {
                waiting.extend(self.carry_out(effect));
            }
        }
    }
}

fn pressed(key: &str) -> (Msg, String) {
    (Msg::Key(key.parse().unwrap()), format!("`{key}`"))
}

const fn kind(msg: &Msg) -> &'static str {
    match msg {
        Msg::Loaded(..) => "the caseload",
        Msg::Opened(..) => "a record",
        Msg::Health(_) => "the checks",
        Msg::Held(_) => "held-back rows",
        Msg::Who(_) => "who is who",
        Msg::NotesFound(..) => "notes found",
        Msg::Paper(_) => "a paper",
        Msg::Import(_) => "about files",
        _ => "another answer",
    }
}
