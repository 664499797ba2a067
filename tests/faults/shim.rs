//! The shim of shim.c, compiled when it is first needed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use tempfile::TempDir;

/// The kinds of calls of shim.c that put something on the disk.
pub(crate) const WRITES: &str = "WTUR";
/// Those that wait for the disk.
pub(crate) const SYNCS: &str = "S";
/// Those that ask for memory.
pub(crate) const MEMORY: &str = "M";

static BUILT: OnceLock<Result<(TempDir, PathBuf), String>> = OnceLock::new();

/// Where it stands, or why there is none.
pub(crate) fn shim() -> Result<&'static Path, String> {
    let built = BUILT.get_or_init(|| {
        if !cfg!(target_os = "linux") {
            return Err("LD_PRELOAD is Linux's".to_owned());
        }
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let (source, object) = (folder.path().join("shim.c"), folder.path().join("shim.so"));
        std::fs::write(&source, include_str!("shim.c")).map_err(|error| error.to_string())?;
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-w", "-o"]).arg(&object).arg(&source).args(["-ldl", "-pthread"]);
        match compiler.output() {
            Ok(done) if done.status.success() => Ok((folder, object)),
            Ok(done) => Err(format!("cc: {}", String::from_utf8_lossy(&done.stderr))),
            Err(error) => Err(format!("cc: {error}")),
        }
    });
    built.as_ref().map(|(_, object)| object.as_path()).map_err(Clone::clone)
}
