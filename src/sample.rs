//! An invented caseload: seeded, believable, no real child. Pure: gives the bytes of files, writes none.

use chrono::NaiveDate;

/// What to invent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipe {
    /// How many children.
    pub children: u32,
    /// The seed: the same recipe gives the same bytes.
    pub seed: u64,
    /// Weeks of register marks, ending at `today`.
    pub weeks: u32,
    /// The day that it is made for.
    pub today: NaiveDate,
}

/// A file: its name and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleFile {
    /// `children.csv`.
    pub name: &'static str,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

/// Invents a caseload in every plain layout, and bank-holidays.json.
pub fn invent(recipe: &Recipe) -> Vec<SampleFile> {
    let _ = recipe;
    todo!()
}
