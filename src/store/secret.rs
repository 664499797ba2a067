//! Secrets: passphrases and keys that are wiped from memory and never printed.

mod guessed;

pub use crate::domain::secret::Secret;
pub use guessed::Weakness;

use crate::store::error::StoreError;
use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

/// The random key of the database, wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct DatabaseKey(Zeroizing<[u8; KEY_BYTES]>);

/// Bytes of the key.
pub(super) const KEY_BYTES: usize = 32;
/// Bytes of the check in a recovery code: with the key 280 bits, 56 letters.
const CHECK_BYTES: usize = 3;
/// Letters in a group of the recovery code.
const GROUP: usize = 4;

impl DatabaseKey {
    /// A new one from the system's random numbers.
    pub(super) fn random() -> Result<Self, StoreError> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|_| StoreError::NoRandom)?;
        Ok(Self(bytes))
    }

    /// From bytes; `None` unless there are [`KEY_BYTES`].
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        (bytes.len() == KEY_BYTES).then(|| key.copy_from_slice(bytes))?;
        Some(Self(key))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
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
