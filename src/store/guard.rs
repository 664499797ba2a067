//! What is looked at before a caseload is made or opened: where it stands, and who else may write it.

use crate::store::error::StoreError;
use crate::store::unlock::keys_path;
use crate::store::{files, place};
use std::fs::{Metadata, OpenOptions};
use std::path::{Path, PathBuf};

/// The mounts of this program, where the system lists them.
const MOUNTS: &str = "/proc/self/mountinfo";

/// Refuses a file that others can change, one that is a link, and, unless it can only be read here, a share or a
/// synchronised folder.
///
/// A link is refused, since keys, tries and log stand beside its name and not beside what it leads to, and since a
/// whole new file takes the place of the name: two names of one caseload would be two caseloads.
pub(super) fn look(path: &Path) -> Result<(), StoreError> {
    private(path)?;
    private(&keys_path(path))?;
    folder(path)?;
    if writable(path) { may_stand(path) } else { Ok(()) }
}

/// Refuses to make a caseload where none may stand.
pub(super) fn look_before_making(path: &Path) -> Result<(), StoreError> {
    if path.symlink_metadata().is_ok_and(|meta| meta.is_symlink()) {
        return Err(StoreError::Link(path.to_owned()));
    }
    folder(path)?;
    may_stand(path)
}

fn may_stand(path: &Path) -> Result<(), StoreError> {
    let mounts = std::fs::read_to_string(MOUNTS).unwrap_or_default();
    match place::refused(&whole(path), &mounts) {
        Some(reason) => Err(StoreError::Place { path: path.to_owned(), reason }),
        None => Ok(()),
    }
}

/// The path from the root, links of its folders followed as far as they are there.
fn whole(path: &Path) -> PathBuf {
    let folder = files::folder(path);
    let there = folder.ancestors().find_map(|above| Some((above, std::fs::canonicalize(above).ok()?)));
    let Some((above, whole)) = there else { return path.to_owned() };
    let rest = folder.strip_prefix(above).unwrap_or(Path::new(""));
    whole.join(rest).join(path.file_name().unwrap_or_default())
}

fn private(path: &Path) -> Result<(), StoreError> {
    let Ok(meta) = path.symlink_metadata() else { return Ok(()) };
    if meta.is_symlink() {
        return Err(StoreError::Link(path.to_owned()));
    }
    if others_write(&meta, 0o022) { Err(StoreError::OpenToOthers(path.to_owned())) } else { Ok(()) }
}

/// A folder in which anybody may rename files; one where only a file's owner may, as for temporary files, is taken, and
/// one of a group, since many systems give each person a group of their own.
fn folder(path: &Path) -> Result<(), StoreError> {
    const ONLY_OWNERS_RENAME: u32 = 0o1000;
    let folder = files::folder(path);
    let open = |meta: &Metadata| others_write(meta, 0o002) && !others_write(meta, ONLY_OWNERS_RENAME);
    let open = std::fs::metadata(folder).is_ok_and(|meta| open(&meta));
    if open { Err(StoreError::OpenToOthers(folder.to_owned())) } else { Ok(()) }
}

#[cfg(unix)]
fn others_write(meta: &Metadata, bits: u32) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & bits != 0
}

#[cfg(not(unix))]
fn others_write(_: &Metadata, _: u32) -> bool {
    false
}

/// Whether this program may write the file; it does not.
fn writable(path: &Path) -> bool {
    OpenOptions::new().append(true).open(path).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use crate::store::testing::{Bench, PASSPHRASE, secret};
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn open(path: &Path) -> Result<Store, StoreError> {
        Store::open(path, &secret(PASSPHRASE))
    }

    fn allow(path: &Path, mode: u32) {
        set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn files_that_others_can_write_are_refused() {
        let bench = Bench::new();
        let keys = keys_path(&bench.path);
        let folder = bench.folder.path();
        for (path, mode, refused) in [
            (&*bench.path, 0o620, true),
            (&bench.path, 0o602, true),
            (&bench.path, 0o644, false),
            (&keys, 0o660, true),
            (&keys, 0o640, false),
            (folder, 0o777, true),
            (folder, 0o1777, false),
            (folder, 0o770, false),
        ] {
            let before = std::fs::metadata(path).unwrap().permissions();
            allow(path, mode);
            let opened = open(&bench.path);
            assert_eq!(matches!(opened, Err(StoreError::OpenToOthers(_))), refused, "{mode:o} {opened:?}");
            assert_eq!(opened.is_ok(), !refused, "{mode:o}");
            set_permissions(path, before).unwrap();
        }
    }

    #[test]
    fn a_link_is_no_caseload() {
        let bench = Bench::new();
        let link = bench.folder.path().join("link.db");
        symlink(&bench.path, &link).unwrap();
        assert!(matches!(open(&link), Err(StoreError::Link(_))));
        let nowhere = bench.folder.path().join("nowhere.db");
        symlink(bench.folder.path().join("target.db"), &nowhere).unwrap();
        assert!(matches!(Store::create_cheap(&nowhere, "Bo", &secret(PASSPHRASE)), Err(StoreError::Link(_))));
        assert!(!bench.folder.path().join("target.db").exists());
    }

    #[test]
    fn a_synchronised_folder_is_refused_by_whatever_way_one_comes_to_it() {
        let bench = Bench::new();
        let cloud = bench.folder.path().join("OneDrive - Council");
        std::fs::create_dir(&cloud).unwrap();
        let path = cloud.join("c.db");
        let made = Store::create_cheap(&path, "Bo", &secret(PASSPHRASE));
        assert!(matches!(made, Err(StoreError::Place { reason: place::Reason::Synchronised, .. })));
        assert_eq!(std::fs::read_dir(&cloud).unwrap().count(), 0);
        std::fs::copy(&bench.path, &path).unwrap();
        std::fs::copy(keys_path(&bench.path), keys_path(&path)).unwrap();
        let way = bench.folder.path().join("way");
        symlink(&cloud, &way).unwrap();
        for path in [&path, &way.join("c.db")] {
            assert!(matches!(open(path), Err(StoreError::Place { .. })), "{}", path.display());
        }
        assert_eq!(std::fs::read_dir(&cloud).unwrap().count(), 2, "no log was made there");
    }
}
