//! The keys file: slots that each unwrap the database key with a passphrase of their own.
//!
//! A JSON line, then its SHA-256, so that a damaged file is told from a wrong passphrase.

use crate::disk;
use crate::store::error::StoreError;
use crate::store::files;
use crate::store::secret::{DatabaseKey, Secret};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;
use zeroize::Zeroizing;

/// The version of the file that this program writes.
const VERSION: i64 = 1;
/// Most memory that a slot may ask for, in KiB: a damaged or hostile file must not take the machine.
const MOST_MEMORY: u32 = 1 << 20;
const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 12;

/// What guessing a passphrase costs, as Argon2id counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cost {
    /// Memory in KiB.
    m: u32,
    /// Passes.
    t: u32,
    /// Lanes.
    p: u32,
}

impl Cost {
    /// 64 MiB, three passes: about a quarter of a second.
    pub(super) const USUAL: Self = Self { m: 64 * 1024, t: 3, p: 1 };
    /// The least that Argon2 allows, for invented caseloads.
    pub(super) const LEAST: Self = Self { m: 8, t: 1, p: 1 };
}

/// One passphrase's way to the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Slot {
    name: String,
    cost: Cost,
    salt: String,
    nonce: String,
    wrapped: String,
}

/// What stands in `NAME.keys`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Keys {
    version: i64,
    /// Tells this database's key from another's.
    check: String,
    slots: Vec<Slot>,
}

/// Bytes of [`Keys::check`].
const CHECK_BYTES: usize = 8;

impl Keys {
    /// One slot for a key.
    pub(super) fn new(key: &DatabaseKey, me: &str, passphrase: &Secret, cost: Cost) -> Result<Self, StoreError> {
        let slot = Slot::new(key, me, passphrase, cost)?;
        Ok(Self { version: VERSION, check: check(key), slots: vec![slot] })
    }

    /// No slot yet.
    pub(super) fn of_none(key: &DatabaseKey) -> Self {
        Self { version: VERSION, check: check(key), slots: Vec::new() }
    }

    /// Reads what [`Keys::text`] gave. `None` where the check fails or it is no keys file.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (body, rest) = text.split_once('\n')?;
        (rest == format!("sha256 {}\n", digest(body))).then_some(())?;
        serde_json::from_str(body).ok()
    }

    /// As it stands in the file.
    pub(super) fn text(&self) -> String {
        let body = serde_json::to_string(self).unwrap_or_default();
        format!("{body}\nsha256 {}\n", digest(&body))
    }

    /// Reads the file.
    ///
    /// # Errors
    /// Lost, damaged, newer.
    pub(super) fn read(path: &Path) -> Result<Self, StoreError> {
        let bytes = std::fs::read(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => StoreError::LostKeys(path.to_owned()),
            _ => files::io(path, error),
        })?;
        let text = String::from_utf8(bytes).ok();
        let keys = text.as_deref().and_then(Self::parse).ok_or_else(|| StoreError::DamagedKeys(path.to_owned()))?;
        if keys.version > VERSION {
            return Err(StoreError::Newer { path: path.to_owned(), file: keys.version, program: VERSION });
        }
        Ok(keys)
    }

    /// Writes the file whole or not at all, mode 0600.
    pub(super) fn write(&self, path: &Path) -> Result<(), StoreError> {
        disk::replace(path, self.text().as_bytes()).map_err(|error| files::io(path, error))
    }

    /// The key and the name of the slot that a passphrase opens.
    pub(super) fn unwrap(&self, passphrase: &Secret) -> Option<(DatabaseKey, &str)> {
        self.slots.iter().find_map(|slot| Some((slot.unwrap(passphrase)?, slot.name.as_str())))
    }

    /// The names of the slots, in their order.
    pub(super) fn names(&self) -> Vec<String> {
        self.slots.iter().map(|slot| slot.name.clone()).collect()
    }

    /// The same with one more slot, or another passphrase for the one of that name. It costs a guess as much as the
    /// first slot does.
    pub(super) fn with(&self, key: &DatabaseKey, name: &str, passphrase: &Secret) -> Result<Self, StoreError> {
        let cost = self.slots.first().map_or(Cost::USUAL, |slot| slot.cost);
        let new = Slot::new(key, name, passphrase, cost)?;
        let mut keys = Self { check: check(key), ..self.clone() };
        match keys.slots.iter_mut().find(|slot| slot.name == name) {
            Some(slot) => *slot = new,
            None => keys.slots.push(new),
        }
        Ok(keys)
    }

    /// The same without a slot; `None` where no other is left.
    pub(super) fn without(&self, name: &str) -> Option<Self> {
        let mut keys = self.clone();
        keys.slots.retain(|slot| slot.name != name);
        (!keys.slots.is_empty()).then_some(keys)
    }

    /// Slots of a new key: the one of that name alone.
    pub(super) fn renewed(&self, key: &DatabaseKey, name: &str, passphrase: &Secret) -> Result<Self, StoreError> {
        let cost = self.slots.first().map_or(Cost::USUAL, |slot| slot.cost);
        Self::new(key, name, passphrase, cost)
    }

    /// Whether these slots are of this key.
    pub(super) fn is_of(&self, key: &DatabaseKey) -> bool {
        self.check == check(key)
    }

    /// The name of the first slot: who acts when the recovery code opened the file.
    pub(super) fn first_name(&self) -> Option<&str> {
        self.slots.first().map(|slot| slot.name.as_str())
    }
}

impl Slot {
    fn new(key: &DatabaseKey, name: &str, passphrase: &Secret, cost: Cost) -> Result<Self, StoreError> {
        let mut salt = [0; SALT_BYTES];
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut salt).and_then(|()| getrandom::fill(&mut nonce)).map_err(|_| StoreError::NoRandom)?;
        let mut slot = Self {
            name: name.to_owned(),
            cost,
            salt: HEXLOWER.encode(&salt),
            nonce: HEXLOWER.encode(&nonce),
            wrapped: String::new(),
        };
        let cipher = slot.cipher(passphrase, &salt).ok_or(StoreError::NoRandom)?;
        let associated = slot.associated();
        let payload = Payload { msg: key.bytes(), aad: associated.as_bytes() };
        let wrapped = cipher.encrypt(&Nonce::from(nonce), payload).map_err(|_| StoreError::NoRandom)?;
        slot.wrapped = HEXLOWER.encode(&wrapped);
        Ok(slot)
    }

    fn unwrap(&self, passphrase: &Secret) -> Option<DatabaseKey> {
        let salt = HEXLOWER.decode(self.salt.as_bytes()).ok()?;
        let nonce: [u8; NONCE_BYTES] = HEXLOWER.decode(self.nonce.as_bytes()).ok()?.try_into().ok()?;
        let wrapped = HEXLOWER.decode(self.wrapped.as_bytes()).ok()?;
        let associated = self.associated();
        let payload = Payload { msg: &wrapped, aad: associated.as_bytes() };
        let plain = self.cipher(passphrase, &salt)?.decrypt(&Nonce::from(nonce), payload).ok()?;
        DatabaseKey::from_bytes(&Zeroizing::new(plain))
    }

    /// The cipher of the key that Argon2id makes of a passphrase.
    fn cipher(&self, passphrase: &Secret, salt: &[u8]) -> Option<ChaCha20Poly1305> {
        let Cost { m, t, p } = self.cost;
        let params = (m <= MOST_MEMORY).then(|| Params::new(m, t, p, Some(32)).ok())??;
        let mut key = Zeroizing::new([0; 32]);
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon.hash_password_into(passphrase.text().as_bytes(), salt, key.as_mut_slice()).ok()?;
        Some(ChaCha20Poly1305::new(&Key::from(*key)))
    }

    /// Bound to the wrapped key, so that name and cost cannot be changed under it.
    fn associated(&self) -> String {
        format!("lookout slot {} {} {} {}", self.cost.m, self.cost.t, self.cost.p, self.name)
    }
}

fn check(key: &DatabaseKey) -> String {
    HEXLOWER.encode(&key.check("keys file", CHECK_BYTES))
}

fn digest(body: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(body.as_bytes()))
}
