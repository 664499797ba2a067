//! `lookout` without a command: the dashboard.

use crate::app::views::saved::{self, Left, Opening, Saved};
use crate::app::{self, lock};
use crate::cli::again::{Again, start_afresh};
use crate::cli::failure::Failure;
use crate::cli::setting::{Options, Setting};
use crate::runtime::clock::Clock;
use crate::runtime::kept::Kept;
use crate::runtime::opener::Opener;
use crate::runtime::signals::Watch;
use crate::runtime::{self, Ended, Start, templates, terminal};
use crate::store::Store;
use crate::store::command::Stamp;
use std::io;
use std::path::Path;

/// Opens the dashboard, on a view where one is named; without a caseload, the first-run screen.
///
/// # Errors
/// No view has the name; there is no terminal; those of opening; those of the terminal.
pub(super) fn run(options: &Options, view: Option<&str>, again: &Again) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    let kept = setting.kept();
    let (saved, unusable) = kept.views();
    // Before anything is asked for: a wrong name needs no terminal and no passphrase.
    let opening = view.map(|name| opening(name, &saved)).transpose()?;
    need_terminal()?;
    let caseload = caseload(&setting, again)?;
    let watch = Watch::new().map_err(Failure::Terminal)?;
    let opening = opening.or_else(|| again.opening());
    let start = keeping(start(&setting, options, caseload), kept, (saved, unusable), opening);
    match runtime::run(start, watch)? {
        Ended::Left => Ok(()),
        Ended::Locked(locked) => Err(start_afresh(options, &locked, &[])),
    }
}

/// The caseload: opened with the passphrase of a file, else locked.
fn caseload(setting: &Setting, again: &Again) -> Result<Caseload, Failure> {
    if !setting.has_caseload() {
        return Ok(Caseload::None);
    }
    if setting.passphrase_file().is_some() && !again.locked {
        return Ok(Caseload::Open(setting.open()?));
    }
    Store::look(&setting.db)?;
    Ok(Caseload::Locked(opener(&setting.db, setting.clock), again.lock()))
}

/// What unlocks a caseload.
pub(super) fn opener(db: &Path, clock: Clock) -> Opener {
    let db = db.to_owned();
    Opener::new(move |typed| {
        // A wait goes by the machine's clock, whatever clock is shown.
        Store::try_passphrase(&db, typed, Clock::running().now().to_utc(), Stamp(clock.now()))
    })
}

/// What there is to start on.
pub(super) enum Caseload {
    /// Nothing yet.
    None,
    /// An open caseload.
    Open(Store),
    /// One that a passphrase opens.
    Locked(Opener, lock::State),
}

/// What a name opens.
///
/// # Errors
/// Nothing has that name; those that there are are listed.
pub(super) fn opening(name: &str, saved: &[Saved]) -> Result<Opening, Failure> {
    let names = || saved::names(saved).collect::<Vec<_>>().join(", ");
    let unknown = || Failure::Usage(format!("there is no view {name}; there are {}", names()));
    saved::opening(name, saved).ok_or_else(unknown)
}

/// Takes up the saved views and the list as it was left; what cannot be used joins what is complained of.
fn keeping(start: Start, kept: Kept, (saved, mut why): (Vec<Saved>, Vec<String>), opening: Option<Opening>) -> Start {
    let broken = !why.is_empty();
    let (left, complaint) = kept.left();
    why.extend(complaint);
    let before = start.complaint.into_iter().map(|failure| failure.what);
    let all: Vec<String> = before.chain(why).collect();
    let complaint = complaint_of(&all);
    Start { kept: Some(kept), saved: (saved, broken), left, opening, complaint, ..start }
}

fn complaint_of(complaints: &[String]) -> Option<app::Failure> {
    let hint = "esc closes this".to_owned();
    (!complaints.is_empty()).then(|| app::Failure { what: complaints.join("; "), hint })
}

/// Opens the line mode: lines from standard input, lines to standard output.
///
/// # Errors
/// There is no caseload; those of opening, of standard input and output.
pub(super) fn plain(options: &Options) -> Result<(), Failure> {
    let setting = Setting::new(options)?;
    let store = setting.open()?;
    Ok(runtime::plain::run(start(&setting, options, Caseload::Open(store)), io::stdin().lock(), io::stdout().lock())?)
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

/// What the screen starts with, nothing taken up; without a store it names the whole path that was looked at.
pub(super) fn start(setting: &Setting, options: &Options, caseload: Caseload) -> Start {
    let (store, locked) = match caseload {
        Caseload::None => (None, None),
        Caseload::Open(store) => (Some(store), None),
        Caseload::Locked(opener, lock) => (None, Some((opener, lock))),
    };
    let (thresholds, mut complaints) = setting.thresholds();
    let (config, more) = setting.config();
    complaints.extend(more);
    let (templates, more) = templates::read(&setting.templates_folder());
    complaints.extend(more);
    complaints.extend(store.iter().flat_map(Store::remarks));
    let name = if store.is_some() || locked.is_some() {
        setting.db.file_name().unwrap_or_default()
    } else {
        setting.db.as_os_str()
    };
    Start {
        complaint: complaint_of(&complaints),
        store,
        locked,
        lock_after: Some(config.lock_after),
        authority: config.authority,
        thresholds,
        clock: setting.clock,
        fixed_today: options.today,
        me: options.me.clone(),
        file: name.to_string_lossy().into_owned(),
        profiles: setting.profiles_folder(),
        templates,
        kept: None,
        saved: (Vec::new(), false),
        left: Left::default(),
        opening: None,
        demo: false,
        mouse: config.mouse,
        keymap: config.keymap,
        light: config.light,
    }
}
