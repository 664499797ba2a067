//! The screens by name: titles, and how each takes keys.

#[cfg(doc)]
use crate::app::screen::Screen;

/// Which screen, without its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// [`Screen::Dashboard`].
    Dashboard,
    /// [`Screen::Find`].
    Find,
    /// [`Screen::Filter`].
    Filter,
    /// [`Screen::Views`].
    Views,
    /// [`Screen::Record`].
    Record,
    /// [`Screen::Note`].
    Note,
    /// [`Screen::FollowUps`].
    FollowUps,
    /// [`Screen::Drafts`].
    Drafts,
    /// [`Screen::Import`].
    Import,
    /// [`Screen::Path`].
    Path,
    /// [`Screen::Mapping`].
    Mapping,
    /// [`Screen::MappingName`].
    MappingName,
    /// [`Screen::Health`].
    Health,
    /// [`Screen::Held`].
    Held,
    /// [`Screen::HeldDrop`].
    HeldDrop,
    /// [`Screen::HeldRow`].
    HeldRow,
    /// [`Screen::Who`].
    Who,
    /// [`Screen::Pair`].
    Pair,
    /// [`Screen::NoteSearch`].
    NoteSearch,
    /// [`Screen::Picker`].
    Picker,
    /// [`Screen::Papers`].
    Papers,
    /// [`Screen::PaperName`].
    PaperName,
    /// [`Screen::Ask`].
    Ask,
    /// [`Screen::Palette`].
    Palette,
    /// [`Screen::Help`].
    Help,
    /// [`Screen::FirstRun`].
    FirstRun,
    /// [`Screen::Work`].
    Work,
    /// [`Screen::WorkMenu`].
    WorkMenu,
    /// [`Screen::WorkActs`].
    WorkActs,
    /// [`Screen::WorkFill`].
    WorkFill,
    /// [`Screen::Audit`].
    Audit,
    /// [`Screen::Lock`].
    Lock,
}

impl Name {
    /// In the order of the tables.
    pub const ALL: [Self; 32] = [
        Self::Dashboard,
        Self::Find,
        Self::Filter,
        Self::Views,
        Self::Record,
        Self::Note,
        Self::FollowUps,
        Self::Drafts,
        Self::Import,
        Self::Path,
        Self::Mapping,
        Self::MappingName,
        Self::Health,
        Self::Held,
        Self::HeldDrop,
        Self::HeldRow,
        Self::Who,
        Self::Pair,
        Self::NoteSearch,
        Self::Picker,
        Self::Papers,
        Self::PaperName,
        Self::Ask,
        Self::Palette,
        Self::Help,
        Self::FirstRun,
        Self::Work,
        Self::WorkMenu,
        Self::WorkActs,
        Self::WorkFill,
        Self::Audit,
        Self::Lock,
    ];

    /// The title of its keys.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Dashboard => "List of children",
            Self::Find => "Find",
            Self::Filter => "Filter",
            Self::Views => "Views",
            Self::Record => "Record",
            Self::Note => "Note",
            Self::FollowUps => "Follow-ups",
            Self::Drafts => "Drafts",
            Self::Import => "Import",
            Self::Path => "Import: the file",
            Self::Mapping => "Import: the columns",
            Self::MappingName => "Import: the profile",
            Self::Health => "Data health",
            Self::Held => "Held-back rows",
            Self::HeldDrop => "Held-back rows, dropped together",
            Self::HeldRow => "Held-back row",
            Self::Who => "Who is who",
            Self::Pair => "One child or two",
            Self::NoteSearch => "Search in notes",
            Self::Picker => "Templates and speakers",
            Self::Papers => "Papers",
            Self::PaperName => "Papers: the file",
            Self::Ask => "Questions",
            Self::Palette => "Menu",
            Self::Help => "Keys",
            Self::FirstRun => "First run",
            Self::Work => "Part of the work",
            Self::WorkMenu => "Parts of the work",
            Self::WorkActs => "What can be written down",
            Self::WorkFill => "Writing down",
            Self::Audit => "Who saw and changed what",
            Self::Lock => "Lock",
        }
    }

    /// Whether printable keys are text there.
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Note
                | Self::Ask
                | Self::Find
                | Self::Path
                | Self::MappingName
                | Self::PaperName
                | Self::Help
                | Self::Palette
                | Self::HeldDrop
                | Self::HeldRow
                | Self::NoteSearch
                | Self::Picker
                | Self::WorkActs
                | Self::WorkFill
                | Self::Audit
                | Self::Lock
        )
    }

    /// Whether it is drawn over what stands below it.
    pub const fn is_overlay(self) -> bool {
        matches!(
            self,
            Self::Note
                | Self::Ask
                | Self::Find
                | Self::Filter
                | Self::Views
                | Self::Path
                | Self::MappingName
                | Self::PaperName
                | Self::HeldDrop
                | Self::Help
                | Self::Palette
                | Self::Picker
                | Self::WorkMenu
                | Self::WorkActs
                | Self::WorkFill
        )
    }
}
