//! What several views draw with.

use crate::app::layout::Area;
pub use crate::app::text::wrap::words as wrap;
use crate::app::theme::Theme;
use crate::domain::visible::visible;
use crate::ui::theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Clear};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// An area as ratatui's.
pub const fn rect(area: Area) -> Rect {
    Rect { x: area.x, y: area.y, width: area.width, height: area.height }
}

/// Text of at most `width` cells, cut between graphemes, a cut marked with `~`.
pub fn cut(text: &str, width: usize) -> Cow<'_, str> {
    if text.width() <= width {
        return Cow::Borrowed(text);
    }
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        if used + grapheme.width() + 1 > width {
            break;
        }
        used += grapheme.width();
        kept.push_str(grapheme);
    }
    if width > 0 {
        kept.push('~');
    }
    Cow::Owned(kept)
}

/// Text from a file, its hidden characters visible, cut or filled with spaces to exactly `width` cells.
pub fn fit(text: &str, width: usize) -> String {
    let shown = visible(text);
    let mut text = cut(&shown, width).into_owned();
    text.extend(std::iter::repeat_n(' ', width - text.width().min(width)));
    text
}

/// The end of a text, of at most `width` cells.
pub fn last_cells(text: &str, width: usize) -> &str {
    let mut used = 0;
    let mut from = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += grapheme.width();
        if used > width {
            break;
        }
        from = at;
    }
    &text[from..]
}

/// The end of a text, of at most `width` cells, a cut marked with `~`: of a path the file's name tells most.
pub fn end(text: &str, width: usize) -> Cow<'_, str> {
    if text.width() <= width {
        return Cow::Borrowed(text);
    }
    let mark = if width > 0 { "~" } else { "" };
    Cow::Owned(format!("{mark}{}", last_cells(text, width.saturating_sub(1))))
}

/// An overlay's box, what is below it wiped: its inside.
pub fn overlay(theme: Theme, title: &str, frame: &mut Frame<'_>, area: Rect) -> Rect {
    let area = area.intersection(frame.area());
    let block =
        Block::bordered().border_set(theme::borders(theme)).title(format!(" {title} ")).title_style(theme::strong());
    let inside = block.inner(area);
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_between_graphemes_by_cells() {
        for (text, width, cut_to) in [
            ("Zoe\u{308} Adams", 4, "Zoe\u{308}~"),
            ("王小明", 6, "王小明"),
            ("王小明", 5, "王小~"),
            ("王小明", 4, "王~"),
            ("ab", 0, ""),
            ("ab", 1, "~"),
        ] {
            assert_eq!(cut(text, width), cut_to, "{text} {width}");
        }
        assert_eq!(fit("王小明", 4), "王~ ");
    }

    #[test]
    fn the_end_of_a_path_is_kept() {
        for (text, width, kept) in [("in/peps.csv", 11, "in/peps.csv"), ("in/peps.csv", 9, "~peps.csv"), ("ab", 0, "")]
        {
            assert_eq!(end(text, width), kept, "{width}");
        }
    }

    #[test]
    fn wraps_between_words_and_breaks_what_is_too_long() {
        assert_eq!(wrap("one two  three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("", 3), [""]);
        assert_eq!(wrap("a b", 0), ["a", "b"]);
    }
}
