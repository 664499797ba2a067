//! Which files a path stands for.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// A file to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Where it is.
    pub path: PathBuf,
    /// What the report calls it: the path as given, folder/name inside a folder.
    pub name: String,
}

/// A file or folder that cannot be read, and why.
#[derive(Debug)]
pub struct Unreadable {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

fn unreadable(path: &Path, source: io::Error) -> Unreadable {
    Unreadable { path: path.to_owned(), source }
}

/// The file, or every file under the folder by name; hidden ones, linked folders and pipes are left out.
///
/// # Errors
/// One that cannot be read, before anything is taken in.
pub fn under(path: &Path) -> Result<Vec<Given>, Unreadable> {
    let why = |error| unreadable(path, error);
    let mut found = Vec::new();
    if fs::metadata(path).map_err(why)?.is_dir() {
        walk(path, &mut found)?;
    } else {
        found.push(given(path)?);
    }
    Ok(found)
}

fn walk(folder: &Path, found: &mut Vec<Given>) -> Result<(), Unreadable> {
    let why = |error| unreadable(folder, error);
    let entries = fs::read_dir(folder).map_err(why)?;
    let mut entries = entries.collect::<Result<Vec<_>, _>>().map_err(why)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let kind = entry.file_type().map_err(|error| unreadable(&path, error))?;
        let folder = kind.is_dir();
        // A linked folder may lead in a circle; a named pipe would be waited for without end.
        let elsewhere = !folder && fs::metadata(&path).is_ok_and(|meta| !meta.is_file());
        if hidden || elsewhere {
            continue;
        }
        if folder {
            walk(&path, found)?;
        } else {
            found.push(given(&path)?);
        }
    }
    Ok(())
}

fn given(path: &Path) -> Result<Given, Unreadable> {
    File::open(path).map_err(|error| unreadable(path, error))?;
    Ok(Given { path: path.to_owned(), name: path.display().to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_recurse_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("drop");
        fs::create_dir_all(root.join("b")).unwrap();
        for name in ["c.csv", "a.csv", "b/d.csv", ".hidden"] {
            fs::write(root.join(name), "x").unwrap();
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&root, root.join("circle")).unwrap();
            std::os::unix::net::UnixListener::bind(root.join("socket")).unwrap();
        }
        let names: Vec<_> = under(&root).unwrap().into_iter().map(|given| given.path).collect();
        assert_eq!(names, [root.join("a.csv"), root.join("b/d.csv"), root.join("c.csv")]);
        assert_eq!(under(&root.join("none")).unwrap_err().source.kind(), io::ErrorKind::NotFound);
    }
}
