//! Whether and how well one typed word fits one folded text.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// The longest typed word, in letters: what comes after them is not looked at.
const LONGEST: usize = 40;

const WHOLE: i64 = 2_000;
const START: i64 = 1_600;
const INSIDE: i64 = 1_200;
/// Scattered letters stay below [`INSIDE`], whatever the matcher gives them.
const SCATTERED: i64 = 1_000;

/// What a text is, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A child's name.
    Name,
    /// A UPN or council id.
    Id,
    /// A school or a social worker.
    Shared,
}

/// How far the letters of a typed word may stand apart.
#[derive(Debug, Clone, Copy)]
struct Looseness {
    /// Letters of the text left out, in all.
    left_out: usize,
    /// A jump to the start of a later word leaves nothing out.
    jumps: bool,
}

impl Part {
    /// Names are remembered by halves and typed while listening; a school shared by many is not to swamp the hits.
    const fn looseness(self) -> Option<Looseness> {
        match self {
            Self::Name => Some(Looseness { left_out: 2, jumps: true }),
            Self::Shared => Some(Looseness { left_out: 1, jumps: false }),
            Self::Id => None,
        }
    }

    const fn weight(self) -> i64 {
        match self {
            Self::Name => 100,
            Self::Id => 50,
            Self::Shared => 0,
        }
    }
}

/// A typed word.
pub(super) struct Fitter<'a> {
    word: &'a str,
    letters: Vec<char>,
    /// Digits are never scattered: an id is right or wrong.
    scattered: bool,
    matcher: SkimMatcherV2,
}

impl<'a> Fitter<'a> {
    /// From one folded word.
    pub(super) fn new(word: &'a str) -> Self {
        let end = word.char_indices().nth(LONGEST).map_or(word.len(), |(end, _)| end);
        let letters: Vec<char> = word[..end].chars().collect();
        let scattered = letters.len() > 1 && letters.iter().all(|c| c.is_alphabetic());
        Self { word: &word[..end], letters, scattered, matcher: SkimMatcherV2::default() }
    }

    /// How well it fits; `None` where it does not.
    pub(super) fn score(&self, text: &str, part: Part) -> Option<i64> {
        let score = self.exact(text).or_else(|| self.loose(text, part))?;
        Some(score + part.weight())
    }

    fn exact(&self, text: &str) -> Option<i64> {
        let mut best = None;
        let mut from = 0;
        while let Some(at) = text[from..].find(self.word).map(|ahead| from + ahead) {
            let end = at + self.word.len();
            let starts = at == 0 || text.as_bytes()[at - 1] == b' ';
            let ends = end == text.len() || text.as_bytes()[end] == b' ';
            best = best.max(Some(match (starts, ends) {
                (true, true) => WHOLE,
                (true, false) => START,
                (false, _) => INSIDE,
            }));
            from = at + self.letters.first().map_or(1, |c| c.len_utf8());
        }
        best
    }

    fn loose(&self, text: &str, part: Part) -> Option<i64> {
        let looseness = part.looseness().filter(|_| self.scattered)?;
        let first = *self.letters.first()?;
        let begins = text.split(' ').any(|word| word.starts_with(first));
        if !begins || !fits(&self.letters, text, looseness) {
            return None;
        }
        let score = self.matcher.fuzzy_match(text, self.word).unwrap_or_default();
        Some(score.clamp(0, SCATTERED))
    }
}

/// Whether the letters stand in a text in their order, the first at the start of a word, the others no further apart
/// than allowed.
fn fits(letters: &[char], text: &str, looseness: Looseness) -> bool {
    let text: Vec<char> = text.chars().collect();
    let starts = (0..text.len()).filter(|at| *at == 0 || text[at - 1] == ' ');
    let mut ends: Vec<(usize, usize)> = starts.filter(|at| text[*at] == letters[0]).map(|at| (at, 0)).collect();
    for letter in &letters[1..] {
        ends = ends.iter().flat_map(|&end| follow(&text, *letter, end, looseness)).collect();
        // Where the same letter is reached twice only the cheaper way can matter.
        ends.sort_unstable();
        ends.dedup_by_key(|end| end.0);
    }
    !ends.is_empty()
}

/// The places where a letter may stand after one at a place, each with the letters left out by then.
fn follow(
    text: &[char],
    letter: char,
    (at, left_out): (usize, usize),
    looseness: Looseness,
) -> impl Iterator<Item = (usize, usize)> {
    (at + 1..text.len()).filter(move |next| text[*next] == letter).filter_map(move |next| {
        let skipped = left_out + next - at - 1;
        let jump = looseness.jumps && text[next - 1] == ' ';
        if jump { Some((next, left_out)) } else { (skipped <= looseness.left_out).then_some((next, skipped)) }
    })
}
