//! Writing a paper to a new file, complete or not at all.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Writes a file that was not there before: beside its place first, through to the disk, then under its name, which
/// only its owner may read. Never over a file that is there.
///
/// # Errors
/// A file of that name is there; the folder cannot be written; the disk is full. Nothing is left then.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if path.file_name().is_none() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "no file is named"));
    }
    // Told before anything is written; what comes in between is found out by the last step.
    if path.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let mut file = tempfile::Builder::new().prefix(".lookout-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        entries.map(|name| name.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_new_file_is_whole_and_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("brief.md");
        write_new(&path, b"text").unwrap();
        assert_eq!((fs::read(&path).unwrap(), names(folder.path())), (b"text".to_vec(), vec!["brief.md".to_owned()]));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn nothing_is_written_over_and_nothing_half_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("brief.md");
        fs::write(&path, b"mine").unwrap();
        assert_eq!(write_new(&path, b"text").unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!((fs::read(&path).unwrap(), names(folder.path())), (b"mine".to_vec(), vec!["brief.md".to_owned()]));
        #[cfg(unix)]
        {
            let link = folder.path().join("link.md");
            std::os::unix::fs::symlink(folder.path().join("nowhere"), &link).unwrap();
            assert_eq!(write_new(&link, b"text").unwrap_err().kind(), ErrorKind::AlreadyExists);
        }
        assert_eq!(write_new(&folder.path().join("no/brief.md"), b"x").unwrap_err().kind(), ErrorKind::NotFound);
        assert!(write_new(&path.join("brief.md"), b"x").is_err());
        assert_eq!(write_new(Path::new("/"), b"x").unwrap_err().kind(), ErrorKind::InvalidInput);
    }
}
