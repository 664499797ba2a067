//! Slots: whose passphrases open the caseload. The database is not rewritten for them; what they unwrap stays the same.
//!
//! A change of them goes in this order: audit and copy in a transaction that is not yet committed, the keys file under
//! its name, the commit. A program ended in between leaves a whole keys file, old or new, which the next unlock takes
//! over and tells the audit of.

use crate::disk;
use crate::domain::audit::{Deed, Event};
use crate::store::command::Stamp;
use crate::store::error::StoreError;
use crate::store::journal::By;
use crate::store::keys::Keys;
use crate::store::schema::{self, set_meta};
use crate::store::secret::Secret;
use crate::store::{Store, apply, audit, unlock};

impl Store {
    /// Whose passphrases open the caseload, in the order in which they were added.
    ///
    /// # Errors
    /// A lost or damaged keys file.
    pub fn slots(&self) -> Result<Vec<String>, StoreError> {
        Ok(Keys::read(&unlock::keys_path(&self.path))?.names())
    }

    /// Whether somebody's passphrase is this one: the recovery code is nobody's.
    ///
    /// # Errors
    /// A lost or damaged keys file.
    pub fn is_passphrase(&self, typed: &Secret) -> Result<bool, StoreError> {
        Ok(Keys::read(&unlock::keys_path(&self.path))?.unwrap(typed).is_some())
    }

    /// Gives whoever unlocked the caseload another passphrase; with the recovery code, the first person.
    ///
    /// # Errors
    /// Nothing is changed then: busy, a full disk, a file that can only be read.
    pub fn change_passphrase(&self, passphrase: &Secret, stamp: Stamp) -> Result<(), StoreError> {
        let key = &self.unlocked.key;
        self.change_slots(stamp, "passphrase changed", |keys| {
            let name = keys.first_name().filter(|_| !keys.names().contains(&self.unlocked.actor));
            keys.with(key, name.unwrap_or(&self.unlocked.actor), passphrase)
        })
    }

    /// Gives somebody else a passphrase.
    ///
    /// # Errors
    /// The name has one already; and as [`Store::change_passphrase`].
    pub fn add_slot(&self, name: &str, passphrase: &Secret, stamp: Stamp) -> Result<(), StoreError> {
        let key = &self.unlocked.key;
        self.change_slots(stamp, &format!("passphrase added: {name}"), |keys| {
            if keys.names().iter().any(|known| known == name) {
                return Err(StoreError::SlotExists(name.to_owned()));
            }
            keys.with(key, name, passphrase)
        })
    }

    /// Takes somebody's passphrase away, never the last. Whoever kept an older keys file still opens an older caseload:
    /// against that a new key helps.
    ///
    /// # Errors
    /// No such name, the only one; and as [`Store::change_passphrase`].
    pub fn remove_slot(&self, name: &str, stamp: Stamp) -> Result<(), StoreError> {
        self.change_slots(stamp, &format!("passphrase removed: {name}"), |keys| {
            if !keys.names().iter().any(|known| known == name) {
                return Err(StoreError::NoSuchSlot(name.to_owned()));
            }
            keys.without(name).ok_or_else(|| StoreError::LastSlot(name.to_owned()))
        })
    }

    fn change_slots(
        &self,
        stamp: Stamp,
        detail: &str,
        change: impl FnOnce(&Keys) -> Result<Keys, StoreError>,
    ) -> Result<(), StoreError> {
        let connection = &self.unlocked.connection;
        if self.unlocked.read_only {
            return Err(schema::unwritable(connection, &self.path, schema::MIGRATIONS));
        }
        let by = By { actor: &self.unlocked.actor, stamp };
        let path = unlock::keys_path(&self.path);
        let events = [Event { deed: Deed::Keys, child: None, detail: detail.to_owned() }];
        let before = std::fs::read(&path).ok();
        let changed = apply::write(connection, |open| {
            // Read under the lock: two programs that change them at once lose no slot.
            let keys = match Keys::read(&path) {
                Err(StoreError::LostKeys(_) | StoreError::DamagedKeys(_)) => Keys::of_none(&self.unlocked.key),
                read => read?,
            };
            let keys = change(&keys)?;
            audit::add(open, by, &events, None)?;
            set_meta(open, unlock::KEYS_COPY, keys.text())?;
            keys.write(&path)
        });
        changed.map_err(|error| {
            // The commit failed, and the keys file stands already.
            if let Some(before) = before.filter(|before| std::fs::read(&path).ok().as_ref() != Some(before)) {
                let _ = disk::replace(&path, &before);
            }
            error.at(&self.path)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{Bench, PASSPHRASE, secret, stamp};

    const OTHER: &str = "another horse battery";

    fn names(store: &Store) -> Vec<String> {
        store.slots().unwrap()
    }

    fn opens(bench: &Bench, typed: &str) -> Option<String> {
        Store::open(&bench.path, &secret(typed)).ok().map(|store| store.actor().to_owned())
    }

    #[test]
    fn a_passphrase_is_changed_and_the_old_one_opens_no_more() {
        let bench = Bench::with_children(&["c1"]);
        let before = std::fs::read(&bench.path).unwrap();
        bench.store.change_passphrase(&secret(OTHER), stamp()).unwrap();
        assert_eq!((opens(&bench, PASSPHRASE), opens(&bench, OTHER)), (None, Some("Anna".to_owned())));
        assert_eq!(std::fs::read(&bench.path).unwrap(), before, "the database is not rewritten");
        let by_code = Store::open(&bench.path, &secret(&bench.code)).unwrap();
        by_code.change_passphrase(&secret(PASSPHRASE), stamp()).unwrap();
        assert_eq!((opens(&bench, OTHER), opens(&bench, PASSPHRASE)), (None, Some("Anna".to_owned())));
    }

    #[test]
    fn slots_are_added_and_removed_but_for_the_last() {
        let bench = Bench::new();
        let store = &bench.store;
        store.add_slot("Bo", &secret(OTHER), stamp()).unwrap();
        assert_eq!((names(store), opens(&bench, OTHER)), (vec!["Anna".into(), "Bo".into()], Some("Bo".into())));
        assert!(matches!(store.add_slot("Bo", &secret("x"), stamp()), Err(StoreError::SlotExists(_))));
        assert!(matches!(store.remove_slot("Cy", stamp()), Err(StoreError::NoSuchSlot(_))));
        store.remove_slot("Anna", stamp()).unwrap();
        assert!(matches!(store.remove_slot("Bo", stamp()), Err(StoreError::LastSlot(_))));
        assert_eq!((names(store), opens(&bench, PASSPHRASE)), (vec!["Bo".to_owned()], None));
        let told: Vec<String> = store
            .audit(None)
            .unwrap()
            .into_iter()
            .filter(|entry| entry.event.deed == Deed::Keys)
            .map(|entry| entry.event.detail)
            .collect();
        assert_eq!(told, ["passphrase added: Bo", "passphrase removed: Anna"]);
    }

    #[test]
    fn two_windows_that_add_at_once_lose_no_slot() {
        let bench = Bench::new();
        let other = Store::open(&bench.path, &secret(PASSPHRASE)).unwrap();
        bench.store.add_slot("Bo", &secret(OTHER), stamp()).unwrap();
        other.add_slot("Cy", &secret("third horse battery"), stamp()).unwrap();
        assert_eq!(names(&bench.store), ["Anna", "Bo", "Cy"]);
    }

    #[test]
    fn a_caseload_that_is_being_written_keeps_its_slots() {
        let bench = Bench::new();
        let keys = std::fs::read(unlock::keys_path(&bench.path)).unwrap();
        let writing = bench.store.beside().unwrap();
        writing.unlocked.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        assert!(matches!(bench.store.add_slot("Bo", &secret(OTHER), stamp()), Err(StoreError::Busy)));
        assert_eq!(std::fs::read(unlock::keys_path(&bench.path)).unwrap(), keys);
    }
}
