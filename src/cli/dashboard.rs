//! `lookout` without a command: the dashboard.

use crate::app;
use crate::cli::failure::Failure;
use crate::cli::setting::{Options, Setting};
use crate::runtime::signals::Watch;
use crate::runtime::{self, Start, templates, terminal};
use crate::store::Store;
use std::io;

/// Opens the dashboard; without a caseload, the first-run screen.
///
/// # Errors
/// There is no terminal; those of opening; those of the terminal.
pub(super) fn run(options: &Options) -> Result<(), Failure> {
    need_terminal()?;
    let setting = Setting::new(options)?;
    let store = if setting.has_caseload() { Some(setting.open()?) } else { None };
    let watch = Watch::new().map_err(Failure::Terminal)?;
    Ok(runtime::run(start(&setting, options, store), watch)?)
}

/// Opens the line mode: lines from standard input, lines to standard output.
///
/// # Errors
/// There is no caseload; those of opening, of standard input and output.
pub(super) fn plain(options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    let store = setting.open()?;
    Ok(runtime::plain::run(start(&setting, options, Some(store)), io::stdin().lock(), io::stdout().lock())?)
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

/// What the screen starts with; without a store it names the whole path that was looked at.
pub(super) fn start(setting: &Setting, options: &Options, store: Option<Store>) -> Start {
    let (thresholds, mut complaints) = setting.thresholds();
    let (config, more) = setting.config();
    complaints.extend(more);
    let (templates, more) = templates::read(&setting.templates_folder());
    complaints.extend(more);
    if store.as_ref().is_some_and(Store::read_only) {
        complaints.push("this caseload can only be read here: no note can be filed".to_owned());
    }
    let complaint = if complaints.is_empty() { None } else { Some(complaints.join("; ")) };
    let complaint = complaint.map(|what| app::Failure { what, hint: "esc closes this".to_owned() });
    let name = if store.is_some() { setting.db.file_name().unwrap_or_default() } else { setting.db.as_os_str() };
    Start {
        complaint,
        store,
        thresholds,
        clock: setting.clock,
        fixed_today: options.today,
        me: options.me.clone(),
        file: name.to_string_lossy().into_owned(),
        profiles: setting.profiles_folder(),
        templates,
        demo: false,
        mouse: config.mouse,
        keymap: config.keymap,
        light: config.light,
    }
}
