//! Imports as the caseload remembers them: who took which file in, when, and what it did.

use chrono::{DateTime, Utc};

/// An import by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImportId(pub i64);

/// An import that is, or was, in the caseload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Its number; later ones are higher.
    pub id: ImportId,
    /// When it was taken in.
    pub at: DateTime<Utc>,
    /// The key slot that took it in.
    pub actor: String,
    /// The path as it was given.
    pub file: String,
    /// The layout recognised.
    pub layout: Option<String>,
    /// SHA-256 of the file, in hexadecimal digits.
    pub hash: String,
    /// Rows of which nothing was there.
    pub new: u32,
    /// Rows that changed something.
    pub changed: u32,
    /// Rows that said what was there.
    pub same: u32,
    /// Rows held back.
    pub held: u32,
    /// When it was taken back, where it was.
    pub undone: Option<DateTime<Utc>>,
}

/// What taking an import back did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Undone {
    /// The path as it was given.
    pub file: String,
    /// Rows that the import had made, gone now.
    pub removed: usize,
    /// Rows that the import had changed or taken away, as they were before it now.
    pub restored: usize,
    /// Years of a child's register that are as they were before it now.
    pub registers: usize,
    /// Children that the import had made, gone now.
    pub children: usize,
    /// Children that it had made and that stay, since there are notes about them.
    pub kept: usize,
}

impl Undone {
    /// What was done, in words: a line.
    pub fn words(&self) -> String {
        let Self { removed, restored, registers, children, kept, .. } = self;
        let parts = [
            (*registers, "register years as they were before"),
            (*children, "children removed"),
            (*kept, "children kept since there are notes about them"),
        ];
        let more = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}"));
        format!("{removed} rows removed, {restored} as they were before") + &more.collect::<String>()
    }
}
