//! S2: names of many scripts stay in their boxes.

use super::dice::Dice;
use super::office::{TODAY, open};
use super::screens;
use super::typing::WIDE;
use super::{Tally, hold, trial};
use crate::harness::Office;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

const PIECES: &[&str] = &[
    "Łucja",
    "Ó Dálaigh",
    "Siân",
    "Llŷr",
    "王小明",
    "كريم",
    "שָׂרָה",
    "Владимир",
    "Ελένη",
    "ราชา",
    "अनन्या",
    "சுதா",
    "김민준",
    "さくら",
    "Zoë",
    "Nguyễn",
    "O’Brien",
    "Ｆｕｌｌ",
    "👩‍👧‍👦",
    "🇬🇧",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
    "a\u{200d}b",
    "Müller-Lüdenscheidt",
    "ﷺ",
    "ﬁona",
    "ǅ",
    "I\u{307}rem",
    "\u{202e}evE",
    "ᚠᚢ",
    "💍",
    "한\u{3164}글",
    "ம்",
    "ก็",
    "ꧏ",
];
/// Names of an office.
const CHILDREN: usize = 25;

/// Bytes for a terminal, kept.
#[derive(Clone, Default)]
struct Sent(Arc<Mutex<Vec<u8>>>);

impl Write for Sent {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn office(names: &[(String, String)]) -> Office {
    let mut csv = "child_id,forename,surname,dob,nc_year,cohort\n".to_owned();
    let mut exclusions = "child_id,kind,start,end,sessions\n".to_owned();
    for (number, (forename, surname)) in names.iter().enumerate() {
        writeln!(csv, "N{number},{forename},{surname},2013-05-01,9,LAC").unwrap();
        writeln!(exclusions, "N{number},SUSP,2026-11-18,2026-11-{},6", 18 + number % 3).unwrap();
    }
    Office::with_files(TODAY, &[("children.csv", &csv), ("exclusions.csv", &exclusions)])
}

/// Rows and columns.
type Places = Vec<(u16, u16)>;

/// The places of upright borders, as a terminal shows them; and what the toolkit takes the same cells for.
fn borders(office: &Office, keys: &str) -> (Places, Places) {
    let store = open(&office.path("caseload.db")).unwrap();
    let replay = screens::open(&store, keys, WIDE);
    let sent = Sent::default();
    let area = Rect::new(0, 0, WIDE.0, WIDE.1);
    let fixed = ratatui::TerminalOptions { viewport: ratatui::Viewport::Fixed(area) };
    let mut terminal = Terminal::with_options(CrosstermBackend::new(sent.clone()), fixed).unwrap();
    terminal.draw(|frame| lookout::ui::render(&replay.model, frame)).unwrap();
    let mut parser = vt100::Parser::new(WIDE.1.try_into().unwrap(), WIDE.0.try_into().unwrap(), 0);
    parser.process(&sent.0.lock().unwrap());
    let buffer = screens::drawn(&replay);
    let upright = |text: &str| matches!(text, "│" | "┤" | "├" | "┐" | "┌" | "┘" | "└" | "┬" | "┴" | "┼");
    let places = || (0..WIDE.1).flat_map(|row| (0..WIDE.0).map(move |column| (row, column)));
    let at = |(row, column): (u16, u16)| parser.screen().cell(row, column).is_some_and(|cell| upright(cell.contents()));
    let seen = places().filter(|place| at(*place)).collect();
    let meant = places().filter(|(row, column)| upright(buffer[(*column, *row)].symbol())).collect();
    (seen, meant)
}

/// So many names: each border stands where it was meant to stand.
pub(crate) fn straight(times: usize) -> Tally {
    let (mut tally, mut dice) = (Tally::default(), Dice::new(42));
    let name = |dice: &mut Dice| {
        let pieces: Vec<&str> = (0..=dice.below(3)).map(|_| *dice.one_of(PIECES)).collect();
        pieces.join(if dice.once_in(2) { " " } else { "" })
    };
    let mut crooked = 0;
    while tally.tried < times {
        let names: Vec<(String, String)> = (0..CHILDREN).map(|_| (name(&mut dice), name(&mut dice))).collect();
        let office = office(&names);
        tally.tried += CHILDREN;
        for keys in ["", "2", "\r", "n", "/a", "b", "jjjjj"] {
            let done = trial(|| {
                let (seen, meant) = borders(&office, keys);
                let wrong = meant.iter().find(|place| !seen.contains(place));
                crooked += usize::from(wrong.is_some());
                hold((!meant.is_empty() || !keys.is_empty()) && wrong.is_none(), || {
                    format!("{keys:?}: no border at {wrong:?}")
                })
            });
            if let Err(why) = done.and_then(|done| done) {
                tally.fail(why);
            }
        }
    }
    tally.found.push(format!("{crooked} screens crooked"));
    tally
}
