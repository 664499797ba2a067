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
}

/// Rows above a page: the child twice, the tabs.
const HEAD: u16 = 3;

impl Page {
    /// In the order of their numbers.
    pub const ALL: [Self; 7] =
        [Self::Overview, Self::Attendance, Self::Peps, Self::Exclusions, Self::Timeline, Self::Notes, Self::Contacts];

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

/// Each tab's label, first column and width.
pub fn tabs() -> impl Iterator<Item = (Page, String, u16)> {
    let mut x = 0;
    Page::ALL.into_iter().map(move |page| {
        let label = format!(" {} {} ", page as usize + 1, page.title());
        let at = x;
        x += u16::try_from(label.len()).unwrap_or(u16::MAX);
        (page, label, at)
    })
}

/// The page whose tab stands at a column and row.
pub fn tab_at(body: Area, x: u16, y: u16) -> Option<Page> {
    let row = parts(body).tabs;
    let found = tabs().filter(|(_, _, at)| row.x + at <= x).last();
    found.filter(|_| row.holds(x, y)).map(|(page, _, _)| page)
}

/// Columns on which items are wrapped.
pub fn width(size: (u16, u16)) -> usize {
    usize::from(parts(Window::of(size).body).page.width.saturating_sub(2)).max(1)
}

/// Rows of a page.
pub fn height(size: (u16, u16)) -> usize {
    usize::from(parts(Window::of(size).body).page.height).max(1)
}
