//! Secrets: passphrases and keys that are wiped from memory and never printed.

use zeroize::Zeroizing;

/// A passphrase or recovery code as typed. Never printed, wiped when dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes what was typed.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// Whether the same was typed twice.
    pub fn same_as(&self, other: &Self) -> bool {
        self.text() == other.text()
    }

    /// How many characters; at `init` 12 or more are asked.
    pub fn characters(&self) -> usize {
        self.0.chars().count()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// The recovery code, shown once: the database key in base32 groups with a check.
pub struct RecoveryCode(pub(super) Zeroizing<String>);

impl RecoveryCode {
    /// The code, to be shown once.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode")
    }
}
