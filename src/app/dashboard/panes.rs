//! Where the parts of the dashboard stand.

use crate::app::layout::{Area, Page, WIDE};
use crate::app::{Model, backup, follow_ups};

/// The parts of the dashboard's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panes {
    /// One row: what the columns of the list are.
    pub columns: Area,
    /// The list.
    pub list: Area,
    /// Follow-ups and drafts, below the list.
    pub agenda: Area,
    /// The chosen child: beside the list where the window is wide, else below.
    pub child: Area,
}

/// Columns of the list where the window is wide, in hundredths.
const LIST_SHARE: u16 = 71;

impl Panes {
    /// Divides the body.
    pub fn of(model: &Model) -> Self {
        let body = Page::of(model.size).body;
        if model.size.0 >= WIDE {
            let (left, child) = body.left(body.width * LIST_SHARE / 100);
            let (columns, rest) = left.top(1);
            let (list, agenda) = rest.bottom(agenda_rows(model).min(body.height / 3));
            Self { columns, list, agenda, child }
        } else {
            let (columns, rest) = body.top(1);
            let (rest, agenda) = rest.bottom(1);
            let (list, child) = rest.bottom((body.height * 2 / 5).max(5));
            Self { columns, list, agenda, child }
        }
    }

    /// How many lines of the list are shown.
    pub fn window(&self) -> usize {
        usize::from(self.list.height)
    }
}

/// The most follow-ups that are listed on the dashboard.
pub const FOLLOW_UPS: usize = 4;

/// The most drafts that are listed on the dashboard.
pub const DRAFTS: usize = 2;

/// Title and rows of each part; nothing for a part without rows.
fn agenda_rows(model: &Model) -> u16 {
    let part = |rows: usize| if rows == 0 { 0 } else { rows + 1 };
    let follow_ups = part(follow_ups::open_ones(model).take(FOLLOW_UPS).count());
    let drafts = part(model.drafts.len().min(DRAFTS));
    let backup = usize::from(backup::offer(model).is_some());
    u16::try_from(follow_ups + drafts + backup).unwrap_or(u16::MAX)
}
