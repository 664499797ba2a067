//! Where things stand on the screen: plain arithmetic, so that a click finds what a view drew.

/// The smallest window that is drawn: columns and rows.
pub const SMALLEST: (u16, u16) = (60, 16);

/// From this width on the chosen child stands beside the list, whose reasons are whole there too; else below it.
pub const WIDE: u16 = 106;

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether a cell lies inside.
    pub const fn holds(self, x: u16, y: u16) -> bool {
        x >= self.x && x < self.x + self.width && y >= self.y && y < self.y + self.height
    }

    /// Cuts off the first rows: those, and the rest.
    #[must_use]
    pub const fn top(self, rows: u16) -> (Self, Self) {
        let rows = if rows < self.height { rows } else { self.height };
        (Self { height: rows, ..self }, Self { y: self.y + rows, height: self.height - rows, ..self })
    }

    /// Cuts off the last rows: the rest, and those.
    #[must_use]
    pub const fn bottom(self, rows: u16) -> (Self, Self) {
        self.top(self.height.saturating_sub(rows))
    }

    /// A rectangle of at most `columns` and `rows` in the middle.
    #[must_use]
    pub const fn middle(self, columns: u16, rows: u16) -> Self {
        let width = if columns < self.width { columns } else { self.width };
        let height = if rows < self.height { rows } else { self.height };
        Self { x: self.x + (self.width - width) / 2, y: self.y + (self.height - height) / 2, width, height }
    }

    /// Cuts off the first columns: those, and the rest.
    #[must_use]
    pub const fn left(self, columns: u16) -> (Self, Self) {
        let columns = if columns < self.width { columns } else { self.width };
        (Self { width: columns, ..self }, Self { x: self.x + columns, width: self.width - columns, ..self })
    }
}

/// The parts of every screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Two rows: what file, which day, how old the data is; what is not known.
    pub header: Area,
    /// What the screens draw on.
    pub body: Area,
    /// A row for what was done or went wrong.
    pub notice: Area,
    /// A row of hints.
    pub footer: Area,
}

impl Page {
    /// Divides a window.
    pub const fn of(size: (u16, u16)) -> Self {
        let whole = Area { x: 0, y: 0, width: size.0, height: size.1 };
        let (header, rest) = whole.top(2);
        let (rest, footer) = rest.bottom(1);
        let (body, notice) = rest.bottom(1);
        Self { header, body, notice, footer }
    }
}

/// Whether a window is too small to draw.
pub const fn too_small(size: (u16, u16)) -> bool {
    size.0 < SMALLEST.0 || size.1 < SMALLEST.1
}
