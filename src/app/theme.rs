//! What the terminal can show.

/// What the terminal can show; found out once, at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// The 16 named colours may be used; never the only carrier of a meaning.
    pub colour: bool,
    /// The background is light: colours that cannot be read there are not used.
    pub light: bool,
    /// Borders and symbols are ASCII, and text that is not is still text.
    pub ascii: bool,
}

impl Default for Theme {
    /// Colours on dark, and UTF-8.
    fn default() -> Self {
        Self { colour: true, light: false, ascii: false }
    }
}
