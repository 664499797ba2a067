//! Files in: a register of a whole year taken into the encrypted file, beside `sqlite3 .import` into a plain table.

use crate::caseload::{self, Files, PASSPHRASE, lookout_command};
use crate::figures::{in_turn, ms, row, skipped};
use crate::{LOOKOUT, available, run, times};
use lookout::store::Store;
use lookout::store::secret::Secret;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Measures the first and the second import of the same file.
pub(crate) fn measure(children: u32, files: &Files, folder: &Path) {
    let what = format!("import of {} marks from CSV", files.marks);
    if !available("sqlite3") {
        return skipped(children, &what, "sqlite3 is not here");
    }
    let empty = only_children(files, folder);
    let target = copy_of(&empty, folder, "import.db");
    let into = Files { encrypted: target, ..files.clone() };
    let plain = folder.join("import-plain.db");
    let theirs = || {
        let _ = std::fs::remove_file(&plain);
        let mut import = Command::new("sqlite3");
        let file = files.attendance.to_string_lossy();
        run(import.arg(&plain).args([".mode csv", &format!(".import \"{file}\" mark")]))
    };
    let first = || {
        copy_of(&empty, folder, "import.db");
        take_in(&into)
    };
    let (ours, beside) = in_turn(first, theirs);
    let label = format!("sqlite3 .import: {}", ms(beside));
    row(children, &what, &ms(ours), &label, (&times(ours, beside), "not slower"));
    let (ours, first) = in_turn(
        || take_in(&into),
        || {
            copy_of(&empty, folder, "import.db");
            take_in(&into)
        },
    );
    let label = format!("the first time: {}", ms(first));
    row(children, "the same file again, every row the same", &ms(ours), &label, (&times(ours, first), "not slower"));
}

fn take_in(into: &Files) -> Duration {
    run(lookout_command(Path::new(LOOKOUT), into).arg("import").arg(&into.attendance))
}

/// A caseload into which children.csv alone went.
fn only_children(files: &Files, folder: &Path) -> PathBuf {
    let path = folder.join("children.db");
    let (mut store, _) = Store::create_cheap(&path, "bench", &Secret::new(PASSPHRASE.into())).unwrap();
    caseload::import(&mut store, "children.csv", &std::fs::read(&files.children).unwrap());
    path
}

/// A copy of a closed caseload with its keys.
fn copy_of(caseload: &Path, folder: &Path, name: &str) -> PathBuf {
    let copy = folder.join(name);
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("{name}{end}")));
    }
    let keys = |path: &Path| PathBuf::from(format!("{}.keys", path.display()));
    std::fs::copy(caseload, &copy).unwrap();
    std::fs::copy(keys(caseload), keys(&copy)).unwrap();
    copy
}
