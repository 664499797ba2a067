//! The proposal: what each column of an unknown file is, how sure, and why.

use crate::domain::attendance::parse_code;
use crate::domain::kind::{Kind, Shape, spec};
use crate::import::mapping::cells::Codes;
use crate::import::mapping::dates::Order;
use crate::import::mapping::days::day;
use crate::import::mapping::evidence::{Fit, blank, fit, order, shape, vocabulary};
use crate::import::mapping::head;
use crate::import::mapping::meaning::{Meaning, kinds, lacks};
use crate::import::mapping::vocabulary::folded;
use crate::import::mapping::wish::{View, Wish};
use crate::import::mapping::words::{likeness, plain};
use crate::import::values::value;
use std::collections::BTreeSet;

/// Below this nothing is proposed.
const LEAST: u32 = 45;

/// What every export says about a child, whatever it is about.
const IDENTITY: &[&str] = &["child_id", "upn", "forename", "surname", "dob", "sex", "nc_year", "known_as"];

/// A list of children that says no more than who they are is still one.
const CHILDREN_AT_LEAST: u32 = 60;

/// So sure is a person.
const BY_HAND: u32 = 100;

/// What a column seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The header's word.
    pub word: String,
    /// What it is.
    pub meaning: Meaning,
    /// How sure, 0 to 99; 100 where a person said so.
    pub sure: u32,
    /// Why, without any value of the file.
    pub why: String,
    /// Words of the file that are translated, and to what.
    pub(super) codes: Codes,
    /// Whether its word says so, and not its values alone.
    named: bool,
}

/// What a file seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What its rows become.
    pub kind: Kind,
    /// Column by column, those of days left out.
    pub columns: Vec<Guess>,
    /// How many columns are days or sessions.
    pub days: usize,
    /// What is needed and was not found.
    pub lacking: Vec<String>,
    /// How many rows the header has.
    pub header_rows: usize,
    pub(super) order: Order,
    pub(super) day_codes: Codes,
    score: u32,
}

impl Guess {
    /// How sure, in a word.
    pub const fn surety(&self) -> &'static str {
        match self.sure {
            BY_HAND.. => "by hand",
            90.. => "sure",
            60.. => "likely",
            LEAST.. => "perhaps",
            _ => "no idea",
        }
    }
}

/// Proposes what a file is from its header, a word a column, and some of its rows.
pub fn propose(header: &[String], rows: &[Vec<String>]) -> Proposal {
    File::new(header, rows).proposed()
}

/// Finds the header among the first rows of a file and proposes what the file is, a person's wish carried out.
pub(in crate::import) fn look(rows: &[Vec<String>], wish: &Wish<'_>) -> Option<View> {
    let proposals = head::places(rows).filter_map(|(first, tall)| {
        let (header, below) = rows.get(first..)?.split_at_checked(tall)?;
        // Where nothing stands below, the lower of two rows may be a child's.
        if tall > 1 && below.is_empty() {
            return None;
        }
        if header.iter().any(|row| head::is_data(row, below)) {
            return None;
        }
        let words = head::words(header);
        let filled = words.iter().filter(|word| !word.is_empty()).count();
        (filled > 1).then(|| (Proposal { header_rows: tall, ..propose(&words, below) }, words, below))
    });
    let best = proposals.reduce(|best, next| if next.0.rank() > best.0.rank() { next } else { best });
    let (proposal, words, below) = best?;
    let rank = proposal.rank();
    let proposal = File::new(&words, below).wished(proposal, wish);
    Some(View { proposal, words, rows: below.to_vec(), rank })
}

struct File<'f> {
    header: &'f [String],
    rows: Vec<&'f [String]>,
    order: Order,
}

impl Proposal {
    /// Whole before lacking, then what is surest.
    pub(in crate::import) fn rank(&self) -> (bool, u32) {
        (self.lacking.is_empty(), self.score)
    }
}

impl<'f> File<'f> {
    /// Rows that are longer or shorter than the header say nothing.
    fn new(header: &'f [String], rows: &'f [Vec<String>]) -> Self {
        let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).filter(|row| row.len() == header.len()).collect();
        let order = order(header.iter().chain(rows.iter().copied().flatten()).map(String::as_str));
        Self { header, rows, order }
    }

    fn values(&self, at: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| row.get(at)).map(String::as_str)
    }

    fn names_children(&self) -> bool {
        let named = |meaning, word: &str| likeness(Kind::Pep, meaning, &plain(word)) >= 60;
        self.header.iter().any(|word| named(Meaning::Child, word) || named(Meaning::Upn, word))
    }

    /// The kind that fits best.
    fn proposed(&self) -> Proposal {
        let of_children = self.names_children();
        let possible = kinds().filter(|&kind| spec(kind).of_child || !of_children);
        let proposals = possible.map(|kind| self.as_kind(kind));
        // The first of several that fit as well.
        let best = proposals.reduce(|best, next| if next.rank() > best.rank() { next } else { best });
        best.unwrap_or_else(|| self.as_kind(Kind::Child))
    }

    /// A proposal with what a person says put in its place.
    fn wished(&self, free: Proposal, wish: &Wish<'_>) -> Proposal {
        let mut proposal = match wish.kind.filter(|kind| *kind != free.kind) {
            Some(kind) => Proposal { header_rows: free.header_rows, ..self.as_kind(kind) },
            None => free,
        };
        let kind = proposal.kind;
        for guess in &mut proposal.columns {
            if let Some((_, meaning)) = wish.columns.iter().find(|(word, _)| *word == guess.word) {
                let why = "you said so".to_owned();
                let said = Guess { meaning: *meaning, sure: BY_HAND, why, named: true, ..guess.clone() };
                *guess = self.with_codes(kind, said);
            }
        }
        let has = |meaning| proposal.columns.iter().any(|guess| guess.meaning == meaning);
        proposal.lacking = lacks(kind, &has, proposal.days > 0);
        proposal
    }

    fn as_kind(&self, kind: Kind) -> Proposal {
        let days: Vec<bool> = self.header.iter().map(|word| kind == Kind::Attendance && self.is_day(word)).collect();
        let columns = self.columns(kind, &days);
        let has = |meaning| columns.iter().any(|guess| guess.meaning == meaning);
        let count = days.iter().filter(|day| **day).count();
        let lacking = lacks(kind, &has, count > 0);
        let weighs = |guess: &&Guess| !IDENTITY.contains(&guess.meaning.word()) && guess.named;
        let base = if kind == Kind::Child { CHILDREN_AT_LEAST } else { 0 };
        let of_days = if count > 0 { 90 + 5 * u32::try_from(count.min(20)).unwrap_or(20) } else { 0 };
        let score = base + of_days + columns.iter().filter(weighs).map(|guess| guess.sure).sum::<u32>();
        let day_codes = self.day_codes(&days);
        Proposal { kind, columns, days: count, lacking, header_rows: 1, order: self.order, day_codes, score }
    }

    fn is_day(&self, word: &str) -> bool {
        day(word, self.order).is_some()
    }

    fn day_codes(&self, days: &[bool]) -> Codes {
        let places = days.iter().enumerate().filter(|(_, day)| **day).map(|(at, _)| at);
        codes_for(Kind::Attendance, Meaning::Field("code"), places.flat_map(|at| self.values(at)))
    }

    /// Gives every column the meaning that it fits best, each meaning once, the surest first.
    fn columns(&self, kind: Kind, days: &[bool]) -> Vec<Guess> {
        let mut offers = self.offers(kind, days);
        offers.sort_by_key(|(guess, at)| (std::cmp::Reverse(guess.sure), *at));
        let mut given: Vec<Option<Guess>> = vec![None; self.header.len()];
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for (guess, at) in offers {
            if let Some(slot) = given.get_mut(at).filter(|slot| slot.is_none())
                && used.insert(guess.meaning.word())
            {
                *slot = Some(guess);
            }
        }
        let columns = given.into_iter().enumerate().filter(|(at, _)| !days.get(*at).is_some_and(|day| *day));
        let columns = columns.map(|(at, guess)| guess.unwrap_or_else(|| self.nothing(at)));
        columns.filter(|guess| !guess.word.is_empty()).map(|guess| self.with_codes(kind, guess)).collect()
    }

    fn offers(&self, kind: Kind, days: &[bool]) -> Vec<(Guess, usize)> {
        let mut offers = Vec::new();
        for (at, word) in self.header.iter().enumerate().filter(|(at, _)| !days.get(*at).is_some_and(|day| *day)) {
            let plain = plain(word);
            for meaning in Meaning::all(kind).into_iter().skip(1) {
                let like = likeness(kind, meaning, &plain);
                let Some((sure, why)) = self.judge(kind, meaning, like, at) else { continue };
                let guess = Guess { word: word.clone(), meaning, sure, why, codes: Codes::new(), named: like > 0 };
                offers.push((guess, at));
            }
        }
        offers
    }

    /// How sure a column is of a meaning, and why; `None` below the least.
    fn judge(&self, kind: Kind, meaning: Meaning, like: u32, at: usize) -> Option<(u32, String)> {
        let telling = matches!((kind, meaning.word()), (_, "upn") | (Kind::Attendance, "code" | "session"));
        if like == 0 && !telling {
            return None;
        }
        let fit = fit(kind, meaning, self.values(at), self.order);
        let sure = match like {
            0 if fit.reaches(80) && self.tells(meaning, at) => 60,
            0 => 0,
            like => weigh(like, fit),
        };
        (sure >= LEAST).then(|| (sure, why(meaning, like, fit)))
    }

    /// Whether values alone are enough: a column of M and F is no register.
    fn tells(&self, meaning: Meaning, at: usize) -> bool {
        meaning.word() != "code" || self.values(at).any(|text| text.contains(['/', '\\']))
    }

    fn nothing(&self, at: usize) -> Guess {
        let word = self.header.get(at).cloned().unwrap_or_default();
        let why = "nothing here is called so".to_owned();
        Guess { word, meaning: Meaning::Nothing, sure: 0, why, codes: Codes::new(), named: false }
    }

    fn with_codes(&self, kind: Kind, guess: Guess) -> Guess {
        let place = self.header.iter().position(|word| *word == guess.word);
        let values = place.into_iter().flat_map(|at| self.values(at));
        let codes = codes_for(kind, guess.meaning, values);
        Guess { codes, ..guess }
    }
}

/// The translations that a column needs: all that are known for its field where one is used, so that those of
/// next week are there, and the words for an empty cell that it uses.
fn codes_for<'v>(kind: Kind, meaning: Meaning, values: impl Iterator<Item = &'v str>) -> Codes {
    let seen: BTreeSet<String> = values.map(folded).collect();
    let mut codes = vocabulary(kind, meaning);
    if !codes.keys().any(|word| seen.contains(word) && !is_code(kind, meaning, word)) {
        codes.clear();
    }
    let plain_text = shape(kind, meaning) == Shape::Text && vocabulary(kind, meaning).is_empty();
    let blanks = seen.into_iter().filter(|text| !text.is_empty() && blank(text) && !plain_text);
    codes.extend(blanks.map(|text| (text, String::new())));
    codes
}

/// Whether a word needs no translation, being a code itself.
fn is_code(kind: Kind, meaning: Meaning, text: &str) -> bool {
    let marks = kind == Kind::Attendance && meaning.word() != "session";
    if marks { parse_code(text).is_some() } else { value(shape(kind, meaning), text).is_ok() }
}

fn weigh(like: u32, fit: Fit) -> u32 {
    match (fit.of, fit.any) {
        (0, _) => like,
        (_, true) if fit.reaches(50) => like,
        (_, false) if fit.reaches(90) => like + 9,
        (_, false) if fit.reaches(50) => like.saturating_sub(10),
        _ => like / 3,
    }
}

fn why(meaning: Meaning, like: u32, fit: Fit) -> String {
    let word = match like {
        90.. => format!("the word means {}", meaning.word()),
        0 => "the word says nothing".to_owned(),
        _ => format!("part of the word means {}", meaning.word()),
    };
    match fit {
        Fit { of: 0, .. } => format!("{word}; it has no values"),
        Fit { any: true, .. } => word,
        Fit { fits, of, .. } => format!("{word}; {fits} of {of} values fit"),
    }
}
