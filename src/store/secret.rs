//! Secrets: passphrases and keys that are wiped from memory and never printed.

mod guessed;

pub use crate::domain::secret::Secret;
pub use guessed::{SHORTEST, Weakness};

use crate::store::error::StoreError;
use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use zeroize::{Zeroize, Zeroizing};

/// The random key of the database: in one place of memory however often it is cloned, kept out of swap where the system
/// allows it, wiped when the last clone goes.
#[derive(Clone)]
pub(super) struct DatabaseKey(Arc<Page>);

impl PartialEq for DatabaseKey {
    fn eq(&self, other: &Self) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for DatabaseKey {}

/// Bytes of a page of memory on every system that is known; where pages are larger, more is kept out of swap.
const PAGE_BYTES: usize = 4096;

/// A page of memory that holds nothing else.
#[repr(align(4096))]
struct Whole([u8; PAGE_BYTES]);

/// The page of the key.
struct Page {
    whole: Box<Whole>,
    /// Gone after the key was wiped: fields are dropped after [`Drop::drop`].
    _kept: Option<region::LockGuard>,
}

impl Page {
    /// An empty one. Where no more may be kept out of swap it is an ordinary one.
    fn new() -> Self {
        let whole = Box::new(Whole([0; PAGE_BYTES]));
        let kept = region::lock(whole.0.as_ptr(), PAGE_BYTES).ok();
        Self { whole, _kept: kept }
    }

    fn key(&self) -> &[u8] {
        &self.whole.0[..KEY_BYTES]
    }

    fn key_mut(&mut self) -> &mut [u8] {
        &mut self.whole.0[..KEY_BYTES]
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.key_mut().zeroize();
    }
}

/// Bytes of the key.
pub(super) const KEY_BYTES: usize = 32;
/// Bytes of the check in a recovery code: with the key 280 bits, 56 letters.
const CHECK_BYTES: usize = 3;
/// Letters in a group of the recovery code.
const GROUP: usize = 4;

impl DatabaseKey {
    /// A new one from the system's random numbers.
    pub(super) fn random() -> Result<Self, StoreError> {
        let mut page = Page::new();
        getrandom::fill(page.key_mut()).map_err(|_| StoreError::NoRandom)?;
        Ok(Self(Arc::new(page)))
    }

    /// From bytes; `None` unless there are [`KEY_BYTES`].
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut page = Page::new();
        (bytes.len() == KEY_BYTES).then(|| page.key_mut().copy_from_slice(bytes))?;
        Some(Self(Arc::new(page)))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.key()
    }

    /// `x'...'`, as `SQLCipher` takes a raw key.
    pub(super) fn literal(&self) -> Zeroizing<String> {
        let hex = Zeroizing::new(data_encoding::HEXLOWER.encode(self.bytes()));
        Zeroizing::new(format!("x'{}'", hex.as_str()))
    }

    /// The first bytes of a digest: tells one key from another and gives neither away.
    pub(super) fn check(&self, purpose: &str, length: usize) -> Vec<u8> {
        let mut digest = Sha256::new();
        digest.update(purpose.as_bytes());
        digest.update(self.bytes());
        digest.finalize()[..length].to_vec()
    }

    /// The recovery code: the key and its check in base32, in groups of four letters.
    pub(super) fn recovery_code(&self) -> RecoveryCode {
        let mut bytes = Zeroizing::new(self.bytes().to_vec());
        bytes.extend(self.check("recovery", CHECK_BYTES));
        let letters = Zeroizing::new(BASE32_NOPAD.encode(&bytes));
        let mut code = Zeroizing::new(String::with_capacity(letters.len() * 5 / GROUP));
        for (at, letter) in letters.chars().enumerate() {
            if at > 0 && at % GROUP == 0 {
                code.push('-');
            }
            code.push(letter);
        }
        RecoveryCode(code)
    }

    /// Reads a recovery code as typed: case, blanks and dashes do not count, 0, 1 and 8 are O, I and B. `None` where
    /// it is none or its check does not hold.
    pub(super) fn from_recovery_code(typed: &Secret) -> Option<Self> {
        let kept = typed.text().chars().filter(|c| !c.is_whitespace() && *c != '-');
        let mut letters = Zeroizing::new(String::with_capacity(typed.text().len()));
        letters.extend(kept.map(|c| match c.to_ascii_uppercase() {
            '0' => 'O',
            '1' => 'I',
            '8' => 'B',
            other => other,
        }));
        let mut bytes = BASE32_NOPAD.decode(letters.as_bytes()).ok()?;
        let key = bytes.split_at_checked(KEY_BYTES).and_then(|(key, check)| {
            let key = Self::from_bytes(key)?;
            (check == key.check("recovery", CHECK_BYTES)).then_some(key)
        });
        bytes.zeroize();
        key
    }
}

impl std::fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DatabaseKey")
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(code: &str) -> Option<DatabaseKey> {
        DatabaseKey::from_recovery_code(&Secret::new(code.to_owned()))
    }

    #[test]
    fn a_recovery_code_reads_back_however_it_is_typed() {
        let key = DatabaseKey::from_bytes(&[0xb7; KEY_BYTES]).unwrap();
        let code = key.recovery_code();
        assert_eq!(code.reveal().len(), 56 + 13);
        assert!(read(code.reveal()) == Some(key.clone()));
        assert!(read(&code.reveal().to_lowercase().replace('-', " ")) == Some(key.clone()));
        assert!(read(&code.reveal().replace('O', "0").replace('I', "1").replace('B', "8")) == Some(key));
    }

    #[test]
    fn one_wrong_letter_is_noticed() {
        let key = DatabaseKey::from_bytes(&[7; KEY_BYTES]).unwrap();
        let code = key.recovery_code().reveal().to_owned();
        for at in (0..code.len()).filter(|at| code.as_bytes()[*at] != b'-') {
            let mut typed = code.clone().into_bytes();
            typed[at] = if typed[at] == b'A' { b'C' } else { b'A' };
            assert!(read(&String::from_utf8(typed).unwrap()).is_none(), "letter {at}");
        }
        assert!(read("correct horse battery staple").is_none());
    }

    #[test]
    fn nothing_prints_a_secret() {
        let key = DatabaseKey::from_bytes(&[7; KEY_BYTES]).unwrap();
        let printed = format!("{:?}{:?}{:?}", key, key.recovery_code(), Secret::new("correct horse".to_owned()));
        assert_eq!(printed, "DatabaseKeyRecoveryCodeSecret");
    }
}
