//! The pages of a record, and where they stand on the screen.

use crate::app::layout::{Area, Page as Window};

/// A page of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Page {
    /// Every alert with its arithmetic; what is known at a glance.
    #[default]
    Overview,
    /// The calendar of the year.
    Attendance,
    /// Personal Education Plans.
    Peps,
    /// Suspensions and exclusions.
    Exclusions,
    /// Placements and schools.
    Timeline,
    /// Notes.
    Notes,
    /// Whom to ring.
    Contacts,
    /// What the parts of the work say.
    Work,
}

/// Rows above a page: the child twice, the tabs.
const HEAD: u16 = 3;

impl Page {
    /// In the order of their numbers.
    pub const ALL: [Self; 8] = [
        Self::Overview,
        Self::Attendance,
        Self::Peps,
        Self::Exclusions,
        Self::Timeline,
        Self::Notes,
        Self::Contacts,
        Self::Work,
    ];

    /// The words on its tab.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Attendance => "Attendance",
            Self::Peps => "PEPs",
            Self::Exclusions => "Exclusions",
            Self::Timeline => "Timeline",
            Self::Notes => "Notes",
            Self::Contacts => "Contacts",
            Self::Work => "Work",
        }
    }

    /// The words where there is less room.
    const fn short(self) -> &'static str {
        match self {
            Self::Attendance => "Attend.",
            Self::Exclusions => "Exclus.",
            page => page.title(),
        }
    }

    /// The page after, the first after the last.
    #[must_use]
    pub fn next(self) -> Self {
        self.ahead(1)
    }

    /// The page before, the last before the first.
    #[must_use]
    pub fn previous(self) -> Self {
        self.ahead(Self::ALL.len() - 1)
    }

    fn ahead(self, by: usize) -> Self {
        Self::ALL[(self as usize + by) % Self::ALL.len()]
    }
}

/// The parts of a record: two rows about the child, the tabs, the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Who.
    pub head: Area,
    /// The tabs.
    pub tabs: Area,
    /// The page.
    pub page: Area,
}

/// Divides the body of the window.
pub const fn parts(body: Area) -> Parts {
    let (top, page) = body.top(HEAD);
    let (head, tabs) = top.top(HEAD - 1);
    Parts { head, tabs, page }
}

/// Columns from which on the words of the tabs stand in full.
const WHOLE: u16 = 90;
/// Columns from which on the longest are abbreviated, else all are cut to [`FEW`] letters.
const SHORT: u16 = 76;
/// Letters of a tab's word where there is little.
const FEW: usize = 4;

/// Each tab's label and first column in a row of tabs of some width.
pub fn tabs(width: u16) -> impl Iterator<Item = (Page, String, u16)> {
    let mut x = 0;
    let (letters, gap) = match width {
        WHOLE.. => (usize::MAX, " "),
        SHORT.. => (usize::MAX, ""),
        _ => (FEW, ""),
    };
    Page::ALL.into_iter().map(move |page| {
        let whole = if width < WHOLE { page.short() } else { page.title() };
        let word: String = whole.chars().take(letters).collect();
        let label = format!(" {} {word}{gap}", page as usize + 1);
        let at = x;
        x += u16::try_from(label.len()).unwrap_or(u16::MAX);
        (page, label, at)
    })
}

/// The page whose tab stands at a column and row.
pub fn tab_at(body: Area, x: u16, y: u16) -> Option<Page> {
    let row = parts(body).tabs;
    let found = tabs(row.width).filter(|(_, _, at)| row.x + at <= x).last();
    found.filter(|_| row.holds(x, y)).map(|(page, _, _)| page)
}

/// From this width on a page that has something to put beside its items has two columns.
const TWO: u16 = 110;

/// The columns of a page: one, or two with a gap between them.
pub fn columns(size: (u16, u16), beside: bool) -> (Area, Option<Area>) {
    let page = parts(Window::of(size).body).page;
    if !beside || size.0 < TWO {
        return (page, None);
    }
    let (left, right) = page.left(page.width / 2);
    let (_, right) = right.left(1);
    (left, Some(right))
}

/// Cells on which items are wrapped in a column.
pub fn width(column: Area) -> usize {
    usize::from(column.width.saturating_sub(2)).max(1)
}

/// Rows of a page.
pub fn height(size: (u16, u16)) -> usize {
    usize::from(parts(Window::of(size).body).page.height).max(1)
}
