//! Where the fields of the note form stand: plain arithmetic, so that a click finds what the view drew.

use crate::app::layout::{Area, Page};
use crate::app::note::Field;

/// Rows of the form, its frame counted: at 80x24 the lower 14, more where there is room.
const ROWS: u16 = 14;
/// Columns of the words before a field.
pub const LABEL: u16 = 11;
/// Columns of the field for the kind of contact.
const KIND: u16 = 24;

/// The parts of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// All of it, its frame counted.
    pub whole: Area,
    /// The row for what to know before ringing; no rows where there is nothing.
    pub caution: Area,
    /// The text.
    pub text: Area,
    /// The next step.
    pub next_step: Area,
    /// The follow-up and its echo.
    pub follow_up: Area,
    /// The kind of contact.
    pub kind: Area,
    /// The person.
    pub person: Area,
    /// Whether the draft is safe.
    pub status: Area,
}

impl Form {
    /// Divides the lower part of a window; `caution` takes a row.
    pub const fn of(size: (u16, u16), caution: bool) -> Self {
        let body = Page::of(size).body;
        let more = body.height.saturating_sub(20) / 3;
        let rows = ROWS + more;
        let (_, whole) = if body.height > rows { body.bottom(rows) } else { body.bottom(body.height) };
        let (inner, _) = whole.top(whole.height.saturating_sub(1));
        let (_, inner) = inner.top(1);
        let (_, inner) = inner.left(2);
        let inner = Area { width: inner.width.saturating_sub(2), ..inner };
        let (caution, inner) = inner.top(caution as u16);
        let (rest, status) = inner.bottom(1);
        let (rest, last) = rest.bottom(1);
        let (rest, follow_up) = rest.bottom(1);
        let (rest, next_step) = rest.bottom(1);
        let (text, _) = rest.top(rest.height.saturating_sub(1));
        let (kind, person) = last.left(KIND);
        Self { whole, caution, text, next_step, follow_up, kind, person, status }
    }

    /// Columns of the text.
    pub fn text_width(&self) -> usize {
        usize::from(self.text.width.saturating_sub(1)).max(1)
    }

    /// The field at a column and row.
    pub fn field_at(&self, x: u16, y: u16) -> Option<Field> {
        let areas = [self.text, self.next_step, self.follow_up, self.kind, self.person];
        Field::ALL.into_iter().zip(areas).find(|(_, area)| area.holds(x, y)).map(|(field, _)| field)
    }
}
