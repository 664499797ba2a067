//! What several views draw with.

use crate::app::layout::Area;
use ratatui::layout::Rect;
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

/// Text cut or filled with spaces to exactly `width` cells.
pub fn fit(text: &str, width: usize) -> String {
    let mut text = cut(text, width).into_owned();
    text.extend(std::iter::repeat_n(' ', width - text.width().min(width)));
    text
}
