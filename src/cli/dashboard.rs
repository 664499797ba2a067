//! `lookout` without a command: the dashboard.

use crate::app;
use crate::cli::failure::Failure;
use crate::cli::setting::{Options, Setting};
use crate::runtime::signals::Watch;
use crate::runtime::{self, Start, terminal};
use crate::store::Store;

/// Opens the dashboard; without a caseload, the first-run screen.
///
/// # Errors
/// There is no terminal; those of opening; those of the terminal.
pub(super) fn run(options: &Options) -> Result<(), Failure> {
    need_terminal()?;
    let setting = Setting::new(options)?;
    let store = if setting.has_caseload() { Some(setting.open()?) } else { None };
    let watch = Watch::new().map_err(Failure::Terminal)?;
    Ok(runtime::run(start(&setting, options, store, watch))?)
}

/// Refuses to start where no screen can be drawn.
///
/// # Errors
/// There is no terminal.
pub(super) fn need_terminal() -> Result<(), Failure> {
    if terminal::is_there() {
        return Ok(());
    }
    Err(Failure::Usage("there is no terminal to draw on; `lookout --help` lists commands without a screen".to_owned()))
}

/// What the screen starts with; without a store it says how to get one.
pub(super) fn start(setting: &Setting, options: &Options, store: Option<Store>, watch: Watch) -> Start {
    let (thresholds, mut complaints) = setting.thresholds();
    let (config, more) = setting.config();
    complaints.extend(more);
    let complaint = if complaints.is_empty() { None } else { Some(complaints.join("; ")) };
    let complaint = complaint.map(|what| app::Failure { what, hint: "esc closes this".to_owned() });
    let none = || app::Failure {
        what: format!("There is no caseload at {}", setting.db.display()),
        hint: "q quits; `lookout init` makes one, `lookout demo` shows an invented one".to_owned(),
    };
    Start {
        complaint: if store.is_none() { Some(none()) } else { complaint },
        store,
        thresholds,
        clock: setting.clock,
        fixed_today: options.today,
        me: options.me.clone(),
        file: setting.db.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        demo: false,
        mouse: config.mouse,
        watch,
    }
}
