//! Papers made from the open caseload, and written to a new file, complete or not at all.

use crate::app::Failure;
use crate::app::papers::work::Wish;
use crate::app::snapshot::Snapshot;
use crate::domain::brief::{Asked, Judging, Week, week_before};
use crate::domain::case::{Case, Context};
use crate::domain::facts::ChildKey;
use crate::domain::paper::naming::Naming;
use crate::domain::paper::{Form, Paper};
use crate::domain::summary::About;
use crate::domain::triage::rank;
use crate::domain::visible::visible;
use crate::runtime::importer::typed;
use crate::store::Store;
use crate::store::error::StoreError;
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::Arc;

/// A paper from a caseload as it was judged, and from what of the file is not judged.
///
/// # Errors
/// No such child; those of the store.
pub(super) fn made(store: &Store, snapshot: &Snapshot, wish: Wish) -> Result<Arc<Paper>, StoreError> {
    let paper = match wish {
        Wish::Briefing(asked) => briefing(store, snapshot, asked),
        Wish::Child { child, names } => summary(store, snapshot, (child, names)),
    };
    paper.map(Arc::new)
}

/// The briefing of the day that a caseload was judged for. The same file is read again for the day a week before, so
/// that marks reach as far back from it.
///
/// # Errors
/// Those of the store.
pub fn briefing(store: &Store, snapshot: &Snapshot, asked: Asked) -> Result<Paper, StoreError> {
    let earlier = week_before(snapshot.today);
    let caseload = store.caseload(earlier)?;
    let context = Context::new(&caseload, &snapshot.thresholds, earlier);
    let ranking = rank(&caseload, &context);
    let sources = store.ledger()?.sources;
    let now = Judging { caseload: &snapshot.caseload, context: snapshot.context(), ranking: &snapshot.ranking };
    Ok(Week { now, before: Judging { caseload: &caseload, context, ranking: &ranking }, sources: &sources }
        .paper(asked))
}

/// A child's page; named, or by initials.
///
/// # Errors
/// No such child; those of the store.
pub fn summary(store: &Store, snapshot: &Snapshot, (child, names): (ChildKey, bool)) -> Result<Paper, StoreError> {
    let caseload = &snapshot.caseload;
    let place = caseload.position(child).ok_or(StoreError::NoSuchChild)?;
    let record = store.record(child)?;
    let context = snapshot.context();
    let case = Case::new(&caseload.children[place], &context);
    let naming = Naming::new(&caseload.children, names);
    Ok(About { record: &record, case: &case, caseload, name: naming.of(place) }.paper())
}

/// Writes a paper to a new file as it was typed; the whole path of it.
///
/// # Errors
/// What happened, that nothing of it was written, and what to do.
pub(super) fn written(path: &str, form: Form, paper: &Paper) -> Result<String, Failure> {
    let path = typed(path);
    let shown = |path: &Path| visible(&path.display().to_string()).into_owned();
    let failed = |error: &io::Error| {
        let what = if error.kind() == ErrorKind::AlreadyExists {
            format!("{} is there already; nothing was written.", shown(&path))
        } else {
            format!("{} cannot be written: {error}. Nothing half written is left.", shown(&path))
        };
        Failure { what, hint: "Name another file and press enter".to_owned() }
    };
    write_new(&path, paper.render(form).as_bytes()).map_err(|error| failed(&error))?;
    Ok(shown(&path.canonicalize().unwrap_or(path.clone())))
}

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
