//! A file written whole or not at all: beside its place first, through to the disk, then under its name. Its owner
//! alone may read it. Nothing of it is left where that fails. What may name a child has no name at all until it is
//! whole: nothing is left of it either where the program is killed.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Writes a file over the one that is there, if any. Only for what names no child: a part under a name of its own stands
/// beside it for a moment, and stays where the program is killed in that moment.
///
/// # Errors
/// The folder is not there or cannot be written; the disk is full.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    beside(path, bytes)?.persist(path).map_err(|error| error.error)?;
    sync_folder(folder(path))
}

/// Writes a file that was not there before; never over one that is.
///
/// # Errors
/// A file of that name is there; no file is named; and as [`replace`].
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.file_name().is_none() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "no file is named"));
    }
    // Told before anything is written; what comes in between is found out by the last step.
    if path.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    if !unnamed(path, bytes)? {
        beside(path, bytes)?.persist_noclobber(path).map_err(|error| error.error)?;
    }
    sync_folder(folder(path))
}

/// Brings a file through to the disk.
///
/// # Errors
/// Those of the system.
pub fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Gives a file another name in one step, over the one that is there, if any, and makes that durable.
///
/// # Errors
/// Those of the system.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::rename(from, to)?;
    sync_folder(folder(to))
}

/// Makes what was made or renamed in a folder durable, where the system can.
///
/// # Errors
/// Those of the system.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Makes what was made or renamed in a folder durable, where the system can.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The bytes on the disk in the folder of `path`, not yet under its name. Read by the owner alone: tempfile's default.
fn beside(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix(".lookout-").tempfile_in(folder(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Writes a new file that has no name in its folder until it is whole. False where nothing was written, since the file
/// system has no such files.
#[cfg(target_os = "linux")]
fn unnamed(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    use rustix::fs::{AtFlags, CWD, Mode, OFlags};
    use std::os::fd::AsRawFd;
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    let Ok(file) = rustix::fs::open(folder(path), flags, Mode::RUSR | Mode::WUSR) else { return Ok(false) };
    let mut file = File::from(file);
    file.write_all(bytes)?;
    file.sync_all()?;
    let nameless = format!("/proc/self/fd/{}", file.as_raw_fd());
    match rustix::fs::linkat(CWD, nameless, CWD, path, AtFlags::SYMLINK_FOLLOW).map_err(io::Error::from) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // Where /proc is not mounted it cannot be given a name.
        Err(_) => Ok(false),
    }
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_: &Path, _: &[u8]) -> io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// What stands in a folder: names, texts, and who may read.
    fn there(folder: &Path) -> Vec<(String, String, u32)> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().into_owned();
            #[cfg(unix)]
            let mode = std::os::unix::fs::PermissionsExt::mode(&entry.metadata().unwrap().permissions()) & 0o777;
            #[cfg(not(unix))]
            let mode = 0o600;
            (name, fs::read_to_string(entry.path()).unwrap(), mode)
        });
        entries.collect()
    }

    #[test]
    fn a_file_is_whole_and_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("brief.md");
        let is = |text: &str| vec![("brief.md".to_owned(), text.to_owned(), 0o600)];
        write_new(&path, b"text").unwrap();
        assert_eq!(there(folder.path()), is("text"));
        replace(&path, b"other").unwrap();
        assert_eq!(there(folder.path()), is("other"));
    }

    #[test]
    fn a_new_file_is_never_written_over_and_nothing_half_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("brief.md");
        write_new(&path, b"mine").unwrap();
        assert_eq!(write_new(&path, b"text").unwrap_err().kind(), ErrorKind::AlreadyExists);
        let within = path.join("brief.md");
        assert!(write_new(&within, b"x").is_err() && replace(&within, b"x").is_err());
        assert_eq!(there(folder.path()), [("brief.md".to_owned(), "mine".to_owned(), 0o600)]);
        fs::create_dir(folder.path().join("folder")).unwrap();
        assert!(replace(&folder.path().join("folder"), b"x").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        assert_eq!(write_new(&folder.path().join("no/brief.md"), b"x").unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(write_new(Path::new("/"), b"x").unwrap_err().kind(), ErrorKind::InvalidInput);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_new_file_has_no_name_until_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("brief.md");
        assert!(unnamed(&path, b"text").unwrap());
        assert_eq!(there(folder.path()), [("brief.md".to_owned(), "text".to_owned(), 0o600)]);
        // What comes in between is found out by the last step.
        assert_eq!(unnamed(&path, b"other").unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(there(folder.path()), [("brief.md".to_owned(), "text".to_owned(), 0o600)]);
        // A file system without such files, and a folder that is not there.
        assert!(!unnamed(Path::new("/proc/self/brief.md"), b"text").unwrap());
        assert!(!unnamed(&folder.path().join("no/brief.md"), b"text").unwrap());
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_does_not_follow_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link.md");
        std::os::unix::fs::symlink(folder.path().join("nowhere"), &link).unwrap();
        assert_eq!(write_new(&link, b"text").unwrap_err().kind(), ErrorKind::AlreadyExists);
    }
}
