//! Text being typed: the one place that names the editor crate.
//!
//! Presses drive it by its own methods, since its default shortcuts give several keys another meaning. Its undo holds
//! what was typed in memory until the note is let go.

pub mod wrap;

use crate::app::keys::{Code, Key};
use ratatui_textarea::{CursorMove, DataCursor, TextArea};
use wrap::{Glyph, Row, glyphs, wrap};

/// Single edits that can be undone.
const UNDO: usize = 2000;

/// A field of text with its cursor. Its `Debug` prints no text.
pub struct Text {
    area: TextArea<'static>,
    one_line: bool,
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "text of {} lines", self.area.lines().len())
    }
}

/// What a field shows: rows of glyphs, and where the cursor stands among them.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// Rows, no more than asked for.
    pub rows: Vec<String>,
    /// Column and row of the cursor.
    pub cursor: (usize, usize),
}

impl Text {
    /// A field of many lines, its cursor at the end.
    pub fn lines(text: &str) -> Self {
        Self::new(text, false)
    }

    /// A field of one line, its cursor at the end.
    pub fn line(text: &str) -> Self {
        Self::new(text, true)
    }

    fn new(text: &str, one_line: bool) -> Self {
        let mut area = TextArea::new(clean(text, one_line).split('\n').map(str::to_owned).collect());
        area.set_max_histories(UNDO);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, one_line }
    }

    /// What was typed.
    pub fn content(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Characters, line ends counted.
    pub fn length(&self) -> usize {
        let lines = self.area.lines();
        lines.iter().map(|line| line.chars().count()).sum::<usize>() + lines.len() - 1
    }

    /// Nothing but blanks.
    pub fn is_blank(&self) -> bool {
        self.area.lines().iter().all(|line| line.trim().is_empty())
    }

    /// Takes a press; `width` is the columns on which it is shown. `None`: the press is not for text. Otherwise
    /// whether the text changed.
    pub fn press(&mut self, key: Key, width: usize) -> Option<bool> {
        if let Some(done) = self.edit(key) {
            return Some(done);
        }
        if let Some(rows) = self.rows(key) {
            self.climb(width, rows);
            return Some(false);
        }
        let to = towards(key)?;
        self.area.move_cursor(to);
        Some(false)
    }

    /// Inserts text at the cursor: what is pasted. Controls but line ends and tabs are dropped.
    pub fn insert(&mut self, text: &str) -> bool {
        self.area.insert_str(clean(text, self.one_line))
    }

    /// Inserts text, the cursor then standing between its two parts.
    pub fn insert_around(&mut self, before: &str, after: &str) {
        self.insert(before);
        let DataCursor(line, at) = self.area.cursor();
        self.insert(after);
        if let (Ok(line), Ok(at)) = (u16::try_from(line), u16::try_from(at)) {
            self.area.move_cursor(CursorMove::Jump(line, at));
        }
    }

    /// Changes the text line by line; the cursor stays in its line, as far from its end. Whether it changed.
    pub fn change_lines(&mut self, change: impl Fn(&str) -> String) -> bool {
        let lines = self.area.lines();
        let changed: Vec<String> = lines.iter().map(|line| change(line)).collect();
        // The editor jumps no further than this.
        let far = lines.iter().any(|line| line.len() >= usize::from(u16::MAX));
        if changed == lines || far || lines.len() >= usize::from(u16::MAX) {
            return false;
        }
        let DataCursor(line, at) = self.area.cursor();
        let behind = lines[line].chars().count() - at;
        let at = changed[line].chars().count().saturating_sub(behind);
        self.area.select_all();
        self.area.insert_str(changed.join("\n"));
        if let (Ok(line), Ok(at)) = (u16::try_from(line), u16::try_from(at)) {
            self.area.move_cursor(CursorMove::Jump(line, at));
        }
        true
    }

    /// What stands in the cursor's line before it.
    pub fn line_before(&self) -> String {
        let DataCursor(line, at) = self.area.cursor();
        self.area.lines()[line].chars().take(at).collect()
    }

    fn edit(&mut self, key: Key) -> Option<bool> {
        let word = key.ctrl || key.alt;
        match key.code {
            Code::Char(c) if key.ctrl == key.alt => Some(self.insert(c.encode_utf8(&mut [0; 4]))),
            Code::Enter if !self.one_line => {
                self.area.insert_newline();
                Some(true)
            }
            Code::Backspace if word => Some(self.area.delete_word()),
            Code::Backspace => Some(self.area.delete_char()),
            Code::Delete if word => Some(self.area.delete_next_word()),
            Code::Delete => Some(self.area.delete_next_char()),
            Code::Char('w') if key.ctrl => Some(self.area.delete_word()),
            Code::Char('z') if key.ctrl => Some(self.area.undo()),
            Code::Char('y') if key.ctrl => Some(self.area.redo()),
            _ => None,
        }
    }

    /// Rows that a press moves by, in a field that has several.
    fn rows(&self, key: Key) -> Option<isize> {
        let rows = match key.code {
            Code::Up => -1,
            Code::Down => 1,
            Code::PageUp => -5,
            Code::PageDown => 5,
            _ => return None,
        };
        (!self.one_line).then_some(rows)
    }

    /// Moves by rows as they are shown, so that a long paragraph is walked row by row.
    fn climb(&mut self, width: usize, rows: isize) {
        for _ in 0..rows.unsigned_abs() {
            let DataCursor(line, at) = self.area.cursor();
            let shown = wrap(&self.area.lines()[line], width);
            let here = row_of(&shown, at);
            let column = shown.get(here).map_or(0, |row| row.column(at));
            let target = if rows < 0 {
                here.checked_sub(1).map(|row| (line, row)).or_else(|| self.last_row(line, width))
            } else {
                (here + 1 < shown.len()).then_some((line, here + 1)).or_else(|| self.first_row(line))
            };
            let Some((line, row)) = target else { return };
            let rows = wrap(&self.area.lines()[line], width);
            let at = rows.get(row).map_or(0, |found| found.at_column(column, row + 1 == rows.len()));
            if let (Ok(line), Ok(at)) = (u16::try_from(line), u16::try_from(at)) {
                self.area.move_cursor(CursorMove::Jump(line, at));
            }
        }
    }

    fn last_row(&self, line: usize, width: usize) -> Option<(usize, usize)> {
        let above = line.checked_sub(1)?;
        Some((above, wrap(&self.area.lines()[above], width).len() - 1))
    }

    fn first_row(&self, line: usize) -> Option<(usize, usize)> {
        (line + 1 < self.area.lines().len()).then_some((line + 1, 0))
    }

    /// The rows round the cursor, wrapped to `width` columns, at most `height` of them.
    pub fn shown(&self, width: usize, height: usize) -> Shown {
        let DataCursor(line, at) = self.area.cursor();
        let lines = self.area.lines();
        let mut rows = wrap(&lines[line], width);
        let mut here = row_of(&rows, at);
        let column = rows.get(here).map_or(0, |row| row.column(at));
        for above in lines[..line].iter().rev() {
            if here >= height {
                break;
            }
            let before = wrap(above, width);
            here += before.len();
            rows.splice(0..0, before);
        }
        for below in &lines[line + 1..] {
            if rows.len() >= here + height {
                break;
            }
            rows.extend(wrap(below, width));
        }
        let context = (rows.len() - here - 1).min(height / 4);
        let top = (here + context + 1).saturating_sub(height);
        let rows = rows.iter().skip(top).take(height).map(Row::text).collect();
        Shown { rows, cursor: (column, here - top) }
    }

    /// A field of one line, cut to `width` columns round the cursor.
    pub fn shown_line(&self, width: usize) -> Shown {
        let DataCursor(line, at) = self.area.cursor();
        let all = glyphs(&self.area.lines()[line]);
        let before: usize = all.iter().filter(|glyph| glyph.at < at).map(|glyph| glyph.width).sum();
        let mut skipped = 0;
        let rest: Vec<Glyph<'_>> = all
            .into_iter()
            .skip_while(|glyph| {
                let skip = before - skipped >= width.max(1);
                skipped += if skip { glyph.width } else { 0 };
                skip && glyph.at < at
            })
            .collect();
        let mut room = width;
        let fits = rest.iter().take_while(|glyph| {
            let fits = glyph.width <= room;
            room = room.saturating_sub(glyph.width);
            fits
        });
        Shown { rows: vec![fits.map(|glyph| glyph.text.as_ref()).collect()], cursor: (before - skipped, 0) }
    }
}

/// Where a press moves the cursor to.
const fn towards(key: Key) -> Option<CursorMove> {
    let word = key.ctrl || key.alt;
    Some(match key.code {
        Code::Left if word => CursorMove::WordBack,
        Code::Right if word => CursorMove::WordForward,
        Code::Left => CursorMove::Back,
        Code::Right => CursorMove::Forward,
        Code::Home if word => CursorMove::Top,
        Code::End if word => CursorMove::Bottom,
        Code::Home => CursorMove::Head,
        Code::End => CursorMove::End,
        Code::Char('b') if key.alt => CursorMove::WordBack,
        Code::Char('f') if key.alt => CursorMove::WordForward,
        Code::Char('a') if key.ctrl => CursorMove::Head,
        Code::Char('e') if key.ctrl => CursorMove::End,
        _ => return None,
    })
}

/// The row that holds the cursor: at the end of a wrapped row it stands at the head of the next.
fn row_of(rows: &[Row<'_>], at: usize) -> usize {
    rows.iter().rposition(|row| row.start <= at).unwrap_or(0)
}

/// Line ends as one character, other controls but tabs dropped; in a field of one line all of them are blanks.
fn clean(text: &str, one_line: bool) -> String {
    let ends = text.replace("\r\n", "\n").replace('\r', "\n");
    ends.chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
        .map(|c| if one_line && c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
#[path = "text/tests.rs"]
mod tests;
