//! Search in notes: words as they are typed against words as they stand, both folded.
//!
//! Every typed word is the beginning of some word of the note. What is not a letter or a digit only divides words, so
//! that nothing typed can be wrong.

use crate::domain::facts::ChildKey;
use crate::domain::note::sealing::masked;
use crate::domain::note::{NewNote, Note};
use crate::domain::search::fold;
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Characters of a line that stand before its first hit, where the line is long.
const BEFORE: usize = 40;
/// Characters of a line that are shown from there on.
const LONGEST: usize = 400;

/// A word of a text: where it stands, and how it is folded.
#[derive(Clone, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// Small letters without accents.
    pub folded: String,
}

impl std::fmt::Debug for Word {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "word at {:?}", self.at)
    }
}

/// The words of a text; of `O'Brien` the two parts and the whole, since people type either.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut whole: Vec<Word> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let letter = is_letter(c);
        match (letter, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                let word = Word { at: from..at, folded: fold(&text[from..at]) };
                // Marks that stand alone are no word.
                if !word.folded.is_empty() {
                    join(text, words.last(), &word, &mut whole);
                    words.push(word);
                }
            }
            _ => {}
        }
    }
    words.extend(whole);
    words
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    is_combining_mark(c) || !fold(c.encode_utf8(&mut [0; 4])).is_empty()
}

/// Puts words with nothing but an apostrophe between them together: `O'Brien's` is `obriens` too.
fn join(text: &str, before: Option<&Word>, word: &Word, whole: &mut Vec<Word>) {
    let Some(before) = before.filter(|before| matches!(&text[before.at.end..word.at.start], "'" | "\u{2019}")) else {
        return;
    };
    match whole.last_mut().filter(|last| last.at.end == before.at.end) {
        Some(last) => {
            last.at.end = word.at.end;
            last.folded.push_str(&word.folded);
        }
        None => {
            whole.push(Word { at: before.at.start..word.at.end, folded: format!("{}{}", before.folded, word.folded) });
        }
    }
}

/// What of a note is searched, line by line: the text, the next step, the person; no sealed piece.
fn shared(note: &NewNote) -> impl Iterator<Item = Cow<'_, str>> {
    let others = [note.next_step.as_deref(), note.person.as_deref()];
    note.text.lines().chain(others.into_iter().flatten()).map(masked)
}

/// The folded words of a note, with a blank between them: what the caseload file keeps to search in.
pub fn indexed(note: &NewNote) -> String {
    let own = note.own.values().flat_map(|lines| lines.lines()).map(masked);
    let words = shared(note).chain(own).flat_map(|line| words(&line)).map(|word| word.folded);
    words.collect::<Vec<_>>().join(" ")
}

/// What is looked for.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Wanted(Vec<String>);

impl std::fmt::Debug for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} wanted words", self.0.len())
    }
}

impl Wanted {
    /// From what is typed, each word once.
    pub fn new(query: &str) -> Self {
        let mut wanted = Vec::new();
        for word in fold(query).split_whitespace() {
            if !wanted.iter().any(|known| known == word) {
                wanted.push(word.to_owned());
            }
        }
        Self(wanted)
    }

    /// The folded words, letters and digits alone.
    pub fn words(&self) -> &[String] {
        &self.0
    }

    /// Nothing is looked for: every note fits.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Which of the wanted words begin words of a line, and where those stand.
    fn fit(&self, line: &str) -> (Vec<bool>, Vec<Range<usize>>) {
        let mut seen = vec![false; self.0.len()];
        let mut marks: Vec<Range<usize>> = Vec::new();
        for word in words(line) {
            let fits = self.0.iter().enumerate().filter(|(_, wanted)| word.folded.starts_with(wanted.as_str()));
            let mut fitted = false;
            for (at, _) in fits {
                (seen[at], fitted) = (true, true);
            }
            if fitted {
                marks.push(word.at);
            }
        }
        marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
        marks.dedup_by(|later, earlier| later.start < earlier.end);
        (seen, marks)
    }

    /// The note as a hit; `None` where a wanted word begins none of its words. Lines about one child alone count for
    /// that child: words of two children's lines together are no hit.
    pub fn hit(&self, note: Note) -> Option<Hit> {
        let mut all = Best::new(self);
        for line in shared(&note.content) {
            all.see(self, line);
        }
        if !all.missing.contains(&true) {
            return Some(Hit { line: all.line(), note, of: None });
        }
        for (child, lines) in &note.content.own {
            let mut with_own = all.clone();
            for line in lines.lines() {
                with_own.see(self, masked(line));
            }
            if !with_own.missing.contains(&true) {
                return Some(Hit { line: with_own.line(), of: Some(*child), note });
            }
        }
        None
    }
}

/// The line with the most of the wanted words, and those that no line had so far.
#[derive(Clone)]
struct Best {
    missing: Vec<bool>,
    line: Option<(usize, Line)>,
}

impl Best {
    fn new(wanted: &Wanted) -> Self {
        Self { missing: vec![true; wanted.0.len()], line: None }
    }

    fn see(&mut self, wanted: &Wanted, line: Cow<'_, str>) {
        if line.trim().is_empty() {
            return;
        }
        let (seen, marks) = wanted.fit(&line);
        let count = seen.iter().filter(|seen| **seen).count();
        for (missing, seen) in self.missing.iter_mut().zip(seen) {
            *missing &= !seen;
        }
        if self.line.as_ref().is_none_or(|(most, _)| count > *most) {
            self.line = Some((count, Line { text: line.into_owned(), marks }));
        }
    }

    fn line(self) -> Line {
        self.line.map(|(_, line)| line.short()).unwrap_or_default()
    }
}

/// A line of a note and where the hits stand in it, in bytes.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// The line, or the part of a long one round its first hit.
    pub text: String,
    /// The words that were hit, in order, none over another.
    pub marks: Vec<Range<usize>>,
}

impl Line {
    /// Cut so that the first hit stands near its beginning; a cut is marked.
    fn short(self) -> Self {
        let first = self.marks.first().map_or(0, |mark| mark.start);
        let back = self.text[..first].char_indices().rev().nth(BEFORE - 1).map(|(at, _)| at);
        let from = back.and_then(|at| self.text[at..first].find(' ').map(|blank| at + blank + 1)).or(back).unwrap_or(0);
        let to = self.text[from..].char_indices().nth(LONGEST).map_or(self.text.len(), |(at, _)| from + at);
        let lead = if from > 0 { "... " } else { "" };
        let inside = self.marks.iter().filter(|mark| mark.end <= to);
        let marks = inside.map(|mark| mark.start - from + lead.len()..mark.end - from + lead.len()).collect();
        Self { text: format!("{lead}{}", &self.text[from..to]), marks }
    }

    /// The line in pieces, each with whether it was hit.
    pub fn pieces(&self) -> Vec<(&str, bool)> {
        let (mut pieces, mut at) = (Vec::new(), 0);
        for mark in &self.marks {
            pieces.push((&self.text[at..mark.start], false));
            pieces.push((&self.text[mark.clone()], true));
            at = mark.end;
        }
        pieces.push((&self.text[at..], false));
        pieces.retain(|(piece, _)| !piece.is_empty());
        pieces
    }
}

/// A note that was found. Its `Debug` prints no text.
#[derive(Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its latest version.
    pub note: Note,
    /// The line with the most of the wanted words; the first one where nothing was wanted.
    pub line: Line,
    /// The one of several children of whose lines it is a hit; `None`: of every child of the note.
    pub of: Option<ChildKey>,
}

impl Hit {
    /// The children of whom it tells.
    pub fn children(&self) -> &[ChildKey] {
        self.of.as_ref().map_or(&self.note.content.about, std::slice::from_ref)
    }
}

impl std::fmt::Debug for Hit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "hit in {:?}", self.note)
    }
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The note filed last comes first.
    pub hits: Vec<Hit>,
    /// Older notes fit too and were left out.
    pub more: bool,
}

#[cfg(test)]
#[path = "search/tests.rs"]
mod tests;
