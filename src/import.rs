//! Files in: bytes to checked rows and held-back rows. No SQL.
//!
//! A layout is one file under `layouts/` and one line in [`layouts::LAYOUTS`].

pub mod layouts;

use crate::domain::sheet::Sheet;
use std::io::{self, Read};

/// Reads a file: recognises the layout by its header, checks and folds the rows. What cannot be taken is held back
/// with its line and reason. `file` is the path as given. The source is read as a stream: memory grows with the
/// children, not with the file.
///
/// # Errors
/// Only those of the source itself.
pub fn read(file: &str, source: &mut dyn Read) -> io::Result<Sheet> {
    let _ = (file, source);
    todo!()
}
